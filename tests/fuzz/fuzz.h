/* fuzz.h: what all fuzz targets check: an input is accepted, or refused with an error, and neither
 * takes more than 100 ms of CPU time. */
#ifndef TNI_FUZZ_H
#define TNI_FUZZ_H

#include "io/reader.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FUZZ_LIMIT_MS = 100 };

static double fuzz_cpu_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void fuzz_die(const char *why) {
    fprintf(stderr, "fuzz: %s\n", why);
    abort();
}

/* Success and a pending error exclude each other; the error is cleared for the next input. */
static void fuzz_settle(bool accepted) {
    if (accepted != tn_ok()) {
        fuzz_die(accepted ? "accepted with an error" : "refused without an error");
    }
    tn_error_take(NULL);
}

/* Reads the ends of a range: the sanitizer sees whether it lies within the input. */
static inline void fuzz_touch(const char *bytes, int64_t begin, int64_t length) {
    volatile char sum = 0;
    if (length > 0) {
        sum = (char)(sum + bytes[begin] + bytes[begin + length - 1]);
    }
}

static void fuzz_body(const char *bytes, int64_t size);

static double fuzz_ms_of(const char *bytes, int64_t size) {
    const double began = fuzz_cpu_ms();
    fuzz_body(bytes, size);
    return fuzz_cpu_ms() - began;
}

/* FUZZ_TARGET { body over `bytes` and `size` }. What a virtual machine's host took counts as CPU
 * time, too, so that an input takes too long when it does twice. */
#define FUZZ_TARGET                                                   \
    int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);     \
    int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {    \
        const char *bytes = (const char *)data;                       \
        if (fuzz_ms_of(bytes, (int64_t)size) > FUZZ_LIMIT_MS &&       \
            fuzz_ms_of(bytes, (int64_t)size) > FUZZ_LIMIT_MS) {       \
            fuzz_die("the input takes more than 100 ms of CPU time"); \
        }                                                             \
        return 0;                                                     \
    }                                                                 \
    static void fuzz_body(const char *bytes, int64_t size)

#endif
