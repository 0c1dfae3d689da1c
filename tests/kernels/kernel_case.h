/* kernel_case.h: what the kernel tests share: running one elementwise function, walking through the
 * instruction sets, and distances between floats. */
#ifndef KERNEL_CASE_H
#define KERNEL_CASE_H

#include "host/host.h"
#include "kernels/scalar.h"

#include <criterion/criterion.h>
#include <math.h>

enum { CASE_MAX_IN = TN_K_MAX_OPERANDS - 1 };

/* Code of a name; fails the test when there is none. */
int case_code(const char *name);

/* A contiguous operand of `dtype`. */
typedef struct case_operand {
    tn_dtype dtype;
    const void *data;
} case_operand;

/* A block over one contiguous dim; operands follow as pairs of dtype and data. */
tn_k_elementwise case_block(int code, tn_dtype compute, int64_t n, tn_dtype out_dtype, void *out,
                            int n_in, const case_operand *in);
/* Runs it and fails the test when the kernel does. */
void case_run(const tn_k_elementwise *block);

/* Steps between two floats of the same dtype; 0 for NaN and NaN, huge for NaN and a number. */
double case_ulps_f32(float a, float b);
double case_ulps_f64(double a, double b);

/* for (CASE_EACH_ISA(isa)) { … }: every instruction set that the CPU has, as the one in use. */
#define CASE_EACH_ISA(isa)       \
    int isa = case_next_isa(-1); \
    isa < TNI_ISA_COUNT;         \
    isa = case_next_isa(isa)
int case_next_isa(int isa);

/* A fixed sequence of values that look random: xorshift of i. */
uint64_t case_bits(uint64_t i);
double case_uniform(uint64_t i, double lo, double hi);

#endif
