/* gpu_cases.h: one case of gpu_bench: what is timed and what its result must be. */
#ifndef GPU_CASES_H
#define GPU_CASES_H

#include <tenon/tenon.h>

enum { GPU_INPUTS = 40 };

/* Tensors of the case that is set up, on the default device; slots for tn_set. */
extern tn_tensor *gpu_in[GPU_INPUTS];
/* Tiny shapes, for a simulated device. */
extern bool gpu_small;
/* What stands behind the name of a case that ends in '_'. */
extern int64_t gpu_number;

typedef struct gpu_case {
    /* One that ends in '_' is asked for with a number behind it, "fft_c64_512", and is set up for
     * each number without emptying gpu_in in between. */
    const char *name;
    /* Fills gpu_in. False with an error. */
    bool (*setup)(void);
    /* One call; the tensor whose elements are checked. The scope around it is the caller's. */
    tn_tensor *(*run)(void);
    /* Undoes what setup made besides gpu_in; NULL when that is nothing. */
    void (*clear)(void);
} gpu_case;

extern const gpu_case gpu_memory_cases[], gpu_compute_cases[], gpu_cublas_cases[], gpu_step_cases[],
    gpu_training_cases[], gpu_index_cases[], gpu_einsum_cases[], gpu_fft_cases[],
    gpu_linalg_cases[];
extern const int gpu_n_memory, gpu_n_compute, gpu_n_cublas, gpu_n_steps, gpu_n_training,
    gpu_n_index, gpu_n_einsum, gpu_n_fft, gpu_n_linalg;

/* Element i of input number `seed`: the same in every program, in [-0.9, 1.1). */
double gpu_value(uint64_t i, uint64_t seed);
/* gpu_in[slot] = scale * values of seed `slot` + 1. */
bool gpu_make(int slot, tn_dtype dtype, tn_ints size, double scale, bool requires_grad);
/* A new tensor of such values; scope-owned. */
tn_tensor *gpu_values(tn_dtype dtype, tn_ints size, double scale, uint64_t seed);
/* The gradient of input k, of n, for an output and its gradient. */
tn_tensor *gpu_gradient(tn_tensor *output, tn_tensor *seed, int n, int k);

#endif
