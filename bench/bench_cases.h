/* bench_cases.h: one case of bench_ops: what is timed and what its result must be. */
#ifndef BENCH_CASES_H
#define BENCH_CASES_H

#include <tenon/tenon.h>

enum { BENCH_INPUTS = 6 };

/* Tensors of the case that is set up; slots for tn_set. */
extern tn_tensor *bench_in[BENCH_INPUTS];

typedef struct bench_case {
    const char *name;
    /* Fills bench_in. False with an error, or when an op is missing. */
    bool (*setup)(void);
    /* One call; the tensor whose elements are checked. The scope around it is the caller's. */
    tn_tensor *(*run)(void);
} bench_case;

extern const bench_case bench_overhead_cases[], bench_large_cases[], bench_linalg_cases[];
extern const int bench_n_overhead, bench_n_large, bench_n_linalg;

/* Element i of input number `seed`: the same in every program, in [-0.9, 1.1). */
double bench_value(uint64_t i, uint64_t seed);
/* bench_in[slot] = values of that seed. */
bool bench_make(int slot, tn_dtype dtype, tn_ints size, bool requires_grad);

#endif
