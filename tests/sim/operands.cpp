/* operands.cpp: the checks that all simulated libraries make of what they are given.
 *
 * Invariant: what is read and written is told to the order of streams before anything is computed.
 * It knows memory by cells of 8 bytes: what shares one with an operand counts as touched, too. */
#include "operands.hpp"

#include "memory.hpp"
#include "stream.hpp"

#include "kernels/scalar.h"

#include <algorithm>
#include <cstring>

namespace sim {

namespace {

double load_real(const char *from, int32_t type) {
    uint16_t half;
    float single;
    double wide;
    switch (type) {
    case CUDA_R_16F:
        memcpy(&half, from, sizeof half);
        return tn_f16_to_f32(half);
    case CUDA_R_16BF:
        memcpy(&half, from, sizeof half);
        return tn_bf16_to_f32(half);
    case CUDA_R_32F:
        memcpy(&single, from, sizeof single);
        return single;
    default:
        memcpy(&wide, from, sizeof wide);
        return wide;
    }
}

void store_real(char *to, int32_t type, double value) {
    const float single = static_cast<float>(value);
    const uint16_t half = type == CUDA_R_16F ? tn_f32_to_f16(single) : tn_f32_to_bf16(single);
    switch (type) {
    case CUDA_R_16F:
    case CUDA_R_16BF:
        memcpy(to, &half, sizeof half);
        return;
    case CUDA_R_32F:
        memcpy(to, &single, sizeof single);
        return;
    default:
        memcpy(to, &value, sizeof value);
    }
}

int32_t part_of(int32_t type) {
    switch (type) {
    case CUDA_C_16F:
        return CUDA_R_16F;
    case CUDA_C_16BF:
        return CUDA_R_16BF;
    case CUDA_C_32F:
        return CUDA_R_32F;
    case CUDA_C_64F:
        return CUDA_R_64F;
    default:
        return type;
    }
}

/* Whether a call fails; the last error of the runtime stays what it was. */
bool fails_apart(const std::function<cudaError_t()> &call) {
    const cudaError_t kept = cudaGetLastError();
    const bool failed = call() != cudaSuccess;
    cudaGetLastError();
    leave(kept);
    return failed;
}

const char *at(const operand &o, const stretch &s) {
    return static_cast<const char *>(o.data) + s.offset;
}

bool is_live(const operand &o) {
    return std::all_of(o.parts.begin(), o.parts.end(),
                       [&](const stretch &s) { return memory_is_live(at(o, s), s.bytes); });
}

void spoil(const operand &o) {
    enum { spoiled_pattern = 0xdb };
    for (const stretch &s : o.how == use::spoiled ? o.parts : std::vector<stretch>()) {
        memset(const_cast<char *>(at(o, s)), spoiled_pattern, s.bytes);
    }
}

bool overlap(const operand &a, const operand &b) {
    auto x = a.parts.begin(), y = b.parts.begin();
    while (x != a.parts.end() && y != b.parts.end()) {
        const char *x_end = at(a, *x) + x->bytes, *y_end = at(b, *y) + y->bytes;
        if (at(a, *x) < y_end && at(b, *y) < x_end) {
            return true;
        }
        x_end < y_end ? ++x : ++y;
    }
    return false;
}

} // namespace

/* ---- Elements -------------------------------------------------------------------------------- */

bool is_complex(int32_t type) {
    return part_of(type) != type;
}

size_t element_bytes(int32_t type) {
    const int32_t part = part_of(type);
    const size_t bytes = part == CUDA_R_64F ? 8 : part == CUDA_R_32F ? 4 : 2;
    return is_complex(type) ? 2 * bytes : bytes;
}

std::complex<double> load_element(const void *from, int32_t type) {
    const char *first = static_cast<const char *>(from);
    const int32_t part = part_of(type);
    return {load_real(first, part),
            is_complex(type) ? load_real(first + element_bytes(part), part) : 0.0};
}

void store_element(void *to, int32_t type, std::complex<double> value) {
    char *first = static_cast<char *>(to);
    const int32_t part = part_of(type);
    store_real(first, part, value.real());
    if (is_complex(type)) {
        store_real(first + element_bytes(part), part, value.imag());
    }
}

/* ---- Operands -------------------------------------------------------------------------------- */

std::vector<stretch> joined(std::vector<stretch> parts) {
    std::sort(parts.begin(), parts.end(),
              [](const stretch &a, const stretch &b) { return a.offset < b.offset; });
    std::vector<stretch> all;
    for (const stretch &s : parts) {
        if (!all.empty() && s.offset <= all.back().offset + all.back().bytes) {
            all.back().bytes = std::max(all.back().bytes, s.offset + s.bytes - all.back().offset);
        } else if (s.bytes) {
            all.push_back(s);
        }
    }
    return all;
}

std::vector<stretch> without(const std::vector<stretch> &all, const std::vector<stretch> &taken) {
    std::vector<stretch> rest;
    auto next = taken.begin();
    for (const stretch &s : all) {
        size_t begin = s.offset;
        const size_t end = s.offset + s.bytes;
        while (next != taken.end() && next->offset < end) {
            if (begin < next->offset) {
                rest.push_back({begin, next->offset - begin});
            }
            begin = std::max(begin, next->offset + next->bytes);
            if (begin > end) { /* the next one may be of it, too */
                break;
            }
            ++next;
        }
        if (begin < end) {
            rest.push_back({begin, end - begin});
        }
    }
    return rest;
}

operand workspace_operand(const std::string &name, const void *data, size_t bytes) {
    return {name, data, joined({{0, bytes}}), use::spoiled, 16};
}

std::string fault_of(const std::vector<operand> &all, int device) {
    for (const operand &o : all) {
        if (o.parts.empty()) {
            continue;
        }
        if (!o.data || !is_live(o)) {
            return o.name + " is not inside of a live block";
        }
        if (memory_device(at(o, o.parts[0])) != device) {
            return o.name + " is not memory of device " + std::to_string(device);
        }
        if (reinterpret_cast<uintptr_t>(o.data) % o.alignment != 0) {
            return o.name + " is not aligned to " + std::to_string(o.alignment) + " bytes";
        }
    }
    for (const operand &o : all) {
        for (const operand &other : all) {
            if (&other != &o && o.how != use::read && overlap(o, other)) {
                return o.name + " overlaps " + other.name;
            }
        }
    }
    return "";
}

void submit_on(cudaStream_t stream, const char *function, std::vector<operand> all,
               std::function<void()> run) {
    const int device = stream->device;
    submit(stream, function, [=] {
        for (const operand &o : all) {
            if (!is_live(o)) {
                report_fault(device, cudaErrorIllegalAddress,
                             std::string(function) + ": " + o.name + " was freed before it ran");
                return;
            }
        }
        for (const operand &o : all) {
            for (const stretch &s : o.parts) {
                order_touch(at(o, s), s.bytes, o.how != use::read);
            }
        }
        run();
        for (const operand &o : all) {
            spoil(o);
        }
    });
}

void refuse_call(const char *function, const std::string &what) {
    fails_apart([&] { return refuse(cudaErrorInvalidValue, "%s: %s", function, what.c_str()); });
}

bool is_live_stream(cudaStream_t stream, const char *function) {
    return !fails_apart([=] { return check_stream(stream, function); });
}

bool fails(const char *function) {
    return fails_apart([=] { return enter(function, cudaErrorUnknown); });
}

bool fails_after(const char *function) {
    return fails_apart([=] { return wanted_failure(function); });
}

} // namespace sim
