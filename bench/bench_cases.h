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

typedef struct bench_group {
    const bench_case *cases;
    int n;
} bench_group;
#define BENCH_GROUP(cases) \
    { cases, (int)(sizeof(cases) / sizeof((cases)[0])) }

/* One a file: bench_<name>.c. */
extern const bench_group bench_overhead, bench_large, bench_index, bench_einsum,
    bench_linalg;

/* Element i of input number `seed`: the same in every program, in [-0.9, 1.1). */
double bench_value(uint64_t i, uint64_t seed);
/* bench_in[slot] = values of that seed. */
bool bench_make(int slot, tn_dtype dtype, tn_ints size, bool requires_grad);

#endif
