/* bench_fft.c: times complex f32 transforms of the library, one command a line on stdin:
 *
 *     check N BATCH      sum and absolute sum of the real parts of the result
 *     time N BATCH S     seconds a call, over about S seconds
 *
 * bench/fft.py talks to this program and to its peers in turn. argv[1] is the number of threads. */
#include "bench_cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static tn_tensor *input;

/* bench_cases.h, without the cases. */
double bench_value(uint64_t i, uint64_t seed) {
    uint32_t mixed = (uint32_t)(i * 2654435761u + seed * 40503u);
    mixed ^= mixed >> 15;
    return (double)mixed / 2147483648.0 - 0.9;
}

static bool prepare(long n, long batch) {
    const size_t count = (size_t)n * (size_t)batch;
    float *data = malloc(2 * count * sizeof *data + 1);
    for (size_t i = 0; data && i < 2 * count; i++) {
        data[i] = (float)bench_value(i, 1);
    }
    TN_SCOPE(scope);
    tn_set(&input, tn_from(data, TN_SHAPE(batch, n), TN_C64));
    free(data);
    return input != NULL;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds_of(long calls) {
    const double start = now();
    for (long i = 0; i < calls; i++) {
        TN_SCOPE(scope);
        tn_fft_fft(input, -1);
    }
    return now() - start;
}

static void time_call(double budget) {
    long calls = 1;
    seconds_of(1);
    double took = seconds_of(1);
    while (took < budget / 4) {
        calls = took > 0 ? (long)fmin((double)calls * 8, budget / took * (double)calls * 0.5 + 1)
                         : calls * 8;
        took = seconds_of(calls);
    }
    printf("%.9g\n", took / (double)calls);
}

static void check(void) {
    TN_SCOPE(scope);
    tn_tensor *t = tn_fft_fft(input, -1);
    double sum = 0, size = 0;
    for (int64_t i = 0; t && i < tn_numel(t); i++) {
        const double v = ((const float *)tn_const_data(t))[2 * i];
        sum += v;
        size += fabs(v);
    }
    printf("%.9g %.9g\n", sum, size);
}

int main(int argc, char **argv) {
    char line[256], command[32];
    long n = 0, batch = 0, held_n = 0, held_batch = 0;
    double budget = 0;
    tn_set_num_threads(argc > 1 ? atoi(argv[1]) : 1);
    while (fgets(line, sizeof line, stdin)) {
        const int words = sscanf(line, "%31s %ld %ld %lf", command, &n, &batch, &budget);
        if (words < 3 || ((n != held_n || batch != held_batch) && !prepare(n, batch))) {
            puts("unsupported: say check N BATCH or time N BATCH S");
        } else if (strcmp(command, "check") == 0) {
            check();
        } else {
            time_call(budget);
        }
        held_n = n;
        held_batch = batch;
        fflush(stdout);
    }
    tn_set(&input, NULL);
    return 0;
}
