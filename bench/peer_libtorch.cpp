// peer_libtorch.cpp: the overhead cases of bench_ops through libtorch's C++ interface, behind the
// same commands.
#include <torch/torch.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

static torch::Tensor make(int64_t rows, int64_t columns, uint64_t seed, bool recorded) {
    auto t = torch::empty({rows, columns})
                 .reshape(columns == 1 ? std::vector<int64_t>{rows}
                                       : std::vector<int64_t>{rows, columns});
    for (int64_t i = 0; i < rows * columns; i++) {
        uint32_t mixed = static_cast<uint32_t>(i * 2654435761u + seed * 40503u);
        mixed ^= mixed >> 15;
        t.data_ptr<float>()[i] = static_cast<float>(mixed / 2147483648.0 - 0.9);
    }
    return t.set_requires_grad(recorded);
}

static double seconds_of(const std::function<torch::Tensor()> &run, long calls) {
    auto start = std::chrono::steady_clock::now();
    for (long i = 0; i < calls; i++) {
        run();
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

static double time_case(const std::function<torch::Tensor()> &run, double budget) {
    long calls = 1;
    double took = seconds_of(run, 1);
    while (took < budget / 4) {
        calls = static_cast<long>(std::fmin(calls * 8.0, budget / took * calls * 0.5 + 1));
        took = seconds_of(run, calls);
    }
    return took / calls;
}

int main(int argc, char **argv) {
    torch::set_num_threads(argc > 1 ? std::atoi(argv[1]) : 1);
    auto x = make(1, 1, 1, false), y = make(1, 1, 2, false), r = make(1, 1, 1, true);
    auto a = make(8, 8, 1, false), b = make(8, 8, 2, false);
    std::map<std::string, std::function<torch::Tensor()>> cases = {
        {"add_1", [&] { return x + y; }},
        {"add_1_recorded", [&] { return r + y; }},
        {"mul_sum_backward_1",
         [&] {
             r.mutable_grad() = torch::Tensor();
             (r * y).sum().backward();
             return r.grad();
         }},
        {"matmul_8", [&] { return a.matmul(b); }},
    };
    std::string line, command, name;
    while (std::getline(std::cin, line)) {
        double budget = 0;
        std::istringstream words(line);
        words >> command >> name >> budget;
        auto found = cases.find(name);
        if (found == cases.end()) {
            std::printf("unsupported no case %s\n", name.c_str());
        } else if (command == "check") {
            auto result = found->second().detach().to(torch::kFloat64);
            std::printf("%.9g %.9g\n", result.sum().item<double>(),
                        result.abs().sum().item<double>());
        } else {
            std::printf("%.9g\n", time_case(found->second, budget));
        }
        std::fflush(stdout);
    }
    return 0;
}
