/* bench_ops.c: times cases of the library, one command a line on stdin:
 *
 *     cases              the names, on one line
 *     check CASE         sum and absolute sum of the result
 *     time CASE S        seconds a call, over about S seconds
 *     allocations CASE   calls of malloc and its kind in one warm call
 *
 * bench/run.py talks to this program and to its peers in turn. argv[1] is the number of threads. */
#include "bench_cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

tn_tensor *bench_in[BENCH_INPUTS];

/* ---- Counting allocations: the C library's own functions behind counters --------------------- */

static unsigned long allocations;
extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t n, size_t bytes);
extern void *__libc_memalign(size_t alignment, size_t bytes);

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the header's are reserved */
void *malloc(size_t bytes) {
    allocations++;
    return __libc_malloc(bytes);
}

void *calloc(size_t n, size_t bytes) {
    allocations++;
    return __libc_calloc(n, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes) {
    allocations++;
    return __libc_memalign(alignment, bytes);
}

int posix_memalign(void **out, size_t alignment, size_t bytes) {
    allocations++;
    *out = __libc_memalign(alignment, bytes);
    return *out ? 0 : 12;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

/* ---- Inputs ---------------------------------------------------------------------------------- */

double bench_value(uint64_t i, uint64_t seed) {
    uint32_t mixed = (uint32_t)(i * 2654435761u + seed * 40503u);
    mixed ^= mixed >> 15;
    return (double)mixed / 2147483648.0 - 0.9;
}

bool bench_make(int slot, tn_dtype dtype, tn_ints size, bool requires_grad) {
    int64_t n = 1;
    for (int64_t d = 0; d < size.count; d++) {
        n *= size.data[d];
    }
    void *data = malloc((size_t)n * sizeof(double));
    for (int64_t i = 0; data && i < n; i++) {
        double v = bench_value((uint64_t)i, (uint64_t)slot + 1);
        if (dtype == TN_F64) {
            ((double *)data)[i] = v;
        } else {
            ((float *)data)[i] = (float)v;
        }
    }
    tn_tensor *t = tn_from(data, size, dtype, .requires_grad = requires_grad);
    tn_set(&bench_in[slot], t);
    free(data);
    return t != NULL;
}

/* ---- Running --------------------------------------------------------------------------------- */

static const bench_case *current;

static const bench_case *find_in(const bench_case *cases, int n, const char *name) {
    for (int i = 0; i < n; i++) {
        if (strcmp(cases[i].name, name) == 0) {
            return &cases[i];
        }
    }
    return NULL;
}

static void print_error(void) {
    tn_error error = {0};
    tn_error_take(&error);
    printf("unsupported %s\n", error.message);
}

static bool prepare(const char *name) {
    if (current && strcmp(current->name, name) == 0) {
        return true;
    }
    current = find_in(bench_overhead_cases, bench_n_overhead, name);
    current = current ? current : find_in(bench_large_cases, bench_n_large, name);
    current = current ? current : find_in(bench_linalg_cases, bench_n_linalg, name);
    for (int i = 0; i < BENCH_INPUTS; i++) {
        tn_set(&bench_in[i], NULL);
    }
    if (!current) {
        printf("unsupported no case %s\n", name);
        return false;
    }
    TN_SCOPE(scope);
    if (!current->setup() || !current->run()) {
        print_error();
        current = NULL;
        return false;
    }
    return true;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds_of(long calls) {
    double start = now();
    for (long i = 0; i < calls; i++) {
        TN_SCOPE(scope);
        current->run();
    }
    return now() - start;
}

static void time_case(double budget) {
    long calls = 1;
    double took = seconds_of(1);
    while (took < budget / 4) {
        calls = took > 0 ? (long)fmin((double)calls * 8, budget / took * (double)calls * 0.5 + 1)
                         : calls * 8;
        took = seconds_of(calls);
    }
    printf("%.9g\n", took / (double)calls);
}

static void check_case(void) {
    TN_SCOPE(scope);
    tn_tensor *t = tn_contiguous(tn_detach(current->run()));
    int64_t n = tn_numel(t);
    double sum = 0, size = 0;
    for (int64_t i = 0; t && i < n; i++) {
        double v = tn_dtype_of(t) == TN_F64 ? ((const double *)tn_const_data(t))[i]
                                            : (double)((const float *)tn_const_data(t))[i];
        sum += v;
        size += fabs(v);
    }
    printf("%.9g %.9g\n", sum, size);
}

static void count_allocations(void) {
    seconds_of(10);
    unsigned long before = allocations;
    seconds_of(1);
    printf("%lu\n", allocations - before);
}

static void print_cases(void) {
    for (int i = 0; i < bench_n_overhead; i++) {
        printf("%s ", bench_overhead_cases[i].name);
    }
    for (int i = 0; i < bench_n_large; i++) {
        printf("%s ", bench_large_cases[i].name);
    }
    for (int i = 0; i < bench_n_linalg; i++) {
        printf("%s ", bench_linalg_cases[i].name);
    }
    puts("");
}

int main(int argc, char **argv) {
    char line[256], command[32], name[96];
    double budget = 0;
    tn_set_num_threads(argc > 1 ? atoi(argv[1]) : 1);
    while (fgets(line, sizeof line, stdin)) {
        int words = sscanf(line, "%31s %95s %lf", command, name, &budget);
        if (words == 1 && strcmp(command, "cases") == 0) {
            print_cases();
        } else if (words >= 2 && prepare(name)) {
            if (strcmp(command, "check") == 0) {
                check_case();
            } else if (strcmp(command, "allocations") == 0) {
                count_allocations();
            } else {
                time_case(budget);
            }
            if (!tn_ok()) {
                print_error();
            }
        }
        fflush(stdout);
    }
    for (int i = 0; i < BENCH_INPUTS; i++) {
        tn_set(&bench_in[i], NULL);
    }
    return 0;
}
