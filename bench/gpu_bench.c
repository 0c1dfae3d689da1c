/* gpu_bench.c: times cases of the library on a CUDA device, one command a line on stdin:
 *
 *     cases              the names, on one line
 *     check CASE         of the result: sum, absolute sum, sum weighted by place
 *     time CASE S        seconds a call on the device, over about S seconds
 *     host CASE S        seconds that the host spends on a call without waiting for it
 *
 * bench/gpu.py talks to this program and to its peers in turn.
 *
 *     gpu_bench [--small]     --small: tiny shapes and the host's clock, for a simulated device
 *     gpu_bench --first       does one op, prints its result and ends
 *     gpu_bench --context     makes CUDA's context by the driver alone and ends */
#include "gpu_cases.h"
#include "gpu_clock.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

tn_tensor *gpu_in[GPU_INPUTS];
bool gpu_small;
int64_t gpu_number;

/* ---- Inputs ---------------------------------------------------------------------------------- */

double gpu_value(uint64_t i, uint64_t seed) {
    uint32_t mixed = (uint32_t)(i * 2654435761u + seed * 40503u);
    mixed ^= mixed >> 15;
    return (double)mixed / 2147483648.0 - 0.9;
}

tn_tensor *gpu_values(tn_dtype dtype, tn_ints size, double scale, uint64_t seed) {
    int64_t n = 1;
    for (int64_t d = 0; d < size.count; d++) {
        n *= size.data[d];
    }
    float *data = malloc((size_t)n * sizeof *data);
    for (int64_t i = 0; data && i < n; i++) {
        data[i] = (float)(scale * gpu_value((uint64_t)i, seed));
    }
    tn_tensor *t = data ? tn_from(data, size, TN_F32) : NULL;
    free(data);
    return dtype == TN_F32 ? t : tn_to(t, .dtype = dtype);
}

bool gpu_make(int slot, tn_dtype dtype, tn_ints size, double scale, bool requires_grad) {
    TN_SCOPE(scope);
    tn_tensor *t = tn_detach(gpu_values(dtype, size, scale, (uint64_t)slot + 1));
    if (requires_grad) {
        tn_set_requires_grad(t, true);
    }
    tn_set(&gpu_in[slot], t);
    return t != NULL;
}

tn_tensor *gpu_gradient(tn_tensor *output, tn_tensor *seed, int n, int k) {
    tn_tensor *grads[GPU_INPUTS] = {NULL};
    tn_autograd_grad({&output, 1}, {gpu_in, n}, grads, .grad_outputs = {&seed, 1});
    return grads[k];
}

/* ---- Running --------------------------------------------------------------------------------- */

static const gpu_case *current;

static const gpu_case *case_at(int i) {
    const struct {
        const gpu_case *cases;
        int n;
    } lists[] = {{gpu_memory_cases, gpu_n_memory},     {gpu_compute_cases, gpu_n_compute},
                 {gpu_cublas_cases, gpu_n_cublas},     {gpu_step_cases, gpu_n_steps},
                 {gpu_training_cases, gpu_n_training}, {gpu_index_cases, gpu_n_index},
                 {gpu_einsum_cases, gpu_n_einsum},     {gpu_fft_cases, gpu_n_fft},
                 {gpu_linalg_cases, gpu_n_linalg}};
    for (size_t k = 0; k < sizeof lists / sizeof lists[0]; k++) {
        if (i < lists[k].n) {
            return &lists[k].cases[i];
        }
        i -= lists[k].n;
    }
    return NULL;
}

/* The number behind the case's name; 0 for a name without one, -1 for another case's. */
static int64_t number_of(const gpu_case *c, const char *name) {
    const size_t length = strlen(c->name);
    if (c->name[length - 1] != '_' || strncmp(c->name, name, length) != 0) {
        return strcmp(c->name, name) == 0 ? 0 : -1;
    }
    char *end = NULL;
    const long number = strtol(name + length, &end, 10);
    return number > 0 && *end == '\0' ? number : -1;
}

static const gpu_case *find(const char *name) {
    int i = 0;
    while (case_at(i) && number_of(case_at(i), name) < 0) {
        i++;
    }
    return case_at(i);
}

static void print_error(void) {
    tn_error error = {0};
    tn_error_take(&error);
    printf("unsupported %s\n", error.message);
}

static void clear(void) {
    if (current && current->clear) {
        current->clear();
    }
    for (int i = 0; i < GPU_INPUTS; i++) {
        tn_set(&gpu_in[i], NULL);
    }
    current = NULL;
    tn_synchronize(tn_default_device());
    tn_memory_trim(tn_default_device());
}

static bool prepare(const char *name) {
    const gpu_case *wanted = find(name);
    const int64_t number = wanted ? number_of(wanted, name) : 0;
    if (wanted && wanted == current && number == gpu_number) {
        return true;
    }
    if (!wanted || wanted != current) {
        clear();
    }
    if (!wanted) {
        printf("unsupported no case %s\n", name);
        return false;
    }
    current = wanted;
    gpu_number = number;
    TN_SCOPE(scope);
    if (!current->setup() || !current->run() || !tn_ok()) {
        print_error();
        clear();
        return false;
    }
    return true;
}

static void run_calls(long calls) {
    for (long i = 0; i < calls; i++) {
        TN_SCOPE(scope);
        current->run();
    }
}

static double device_seconds(long calls) {
    gpu_clock_start();
    run_calls(calls);
    return gpu_clock_stop();
}

static void time_case(double budget) {
    long calls = 1;
    double took = device_seconds(1);
    while (took >= 0 && took < budget / 4 && tn_ok()) {
        calls = took > 0 ? (long)fmin((double)calls * 8, budget / took * (double)calls * 0.5 + 1)
                         : calls * 8;
        took = device_seconds(calls);
    }
    if (took >= 0 && tn_ok()) {
        printf("%.9g\n", took / (double)calls);
    }
}

/* In batches that a device's queue takes without making the host wait; the best of them, since
 * whatever else the machine does comes on top. */
static void time_host(double budget) {
    enum { CALLS = 200 };
    const int batches = gpu_small ? 1 : 1 + (int)(budget / 2e-3);
    double best = INFINITY;
    for (int i = 0; i < batches && tn_ok(); i++) {
        tn_synchronize(tn_default_device());
        const double start = gpu_host_seconds();
        run_calls(CALLS);
        best = fmin(best, (gpu_host_seconds() - start) / CALLS);
    }
    if (tn_ok()) {
        printf("%.9g\n", best);
    }
}

static void check_case(void) {
    TN_SCOPE(scope);
    tn_tensor *t = tn_to(tn_detach(current->run()), .dtype = TN_F32);
    const int64_t n = tn_numel(t);
    float *data = malloc((size_t)n * sizeof *data);
    if (data && tn_copy_to_host(t, data, (size_t)n * sizeof *data) == TN_OK) {
        double sum = 0, size = 0, weighted = 0;
        for (int64_t i = 0; i < n; i++) {
            const double v = (double)data[i];
            sum += v;
            size += fabs(v);
            weighted += v * (double)(i % 1021) / 1021;
        }
        printf("%.9g %.9g %.9g\n", sum, size, weighted);
    }
    free(data);
}

static void print_cases(void) {
    for (int i = 0; case_at(i); i++) {
        printf("%s ", case_at(i)->name);
    }
    puts("");
}

static void answer(const char *line) {
    char command[32], name[96];
    double budget = 0;
    const int words = sscanf(line, "%31s %95s %lf", command, name, &budget);
    if (words == 1 && strcmp(command, "cases") == 0) {
        print_cases();
    } else if (words < 2) {
        puts("unsupported no such command");
    } else if (prepare(name)) {
        if (strcmp(command, "check") == 0) {
            check_case();
        } else if (strcmp(command, "host") == 0) {
            time_host(budget);
        } else {
            time_case(budget);
        }
        if (!tn_ok()) {
            print_error();
        }
    }
    fflush(stdout);
}

static int do_first_op(void) {
    TN_SCOPE(scope);
    const double value = tn_item(tn_add(tn_ones(TN_SHAPE(1)), 1.0));
    if (!tn_ok()) {
        print_error();
        return 1;
    }
    printf("%g\n", value);
    return value == 2.0 ? 0 : 1;
}

int main(int argc, char **argv) {
    char line[256];
    gpu_small = argc > 1 && strcmp(argv[1], "--small") == 0;
    if (argc > 1 && strcmp(argv[1], "--context") == 0) {
        return gpu_clock_open() && gpu_make_context() ? 0 : 1;
    }
    if (tn_default_device().type != TN_DEVICE_CUDA) {
        fprintf(stderr, "gpu_bench: no CUDA device: %s\n", tn_device_why_absent(TN_DEVICE_CUDA));
        return 2;
    }
    if (argc > 1 && strcmp(argv[1], "--first") == 0) {
        return do_first_op();
    }
    if (!gpu_small && !gpu_clock_open()) {
        fprintf(stderr, "gpu_bench: libcuda.so.1, whose events take the times, cannot be opened\n");
        return 2;
    }
    while (fgets(line, sizeof line, stdin)) {
        answer(line);
    }
    clear();
    return 0;
}
