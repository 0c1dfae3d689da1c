/* norm_loops.h: normalisation of one row, per type and instruction set. */
#ifndef TNI_NORM_LOOPS_H
#define TNI_NORM_LOOPS_H

#include "host/host.h"

/* Row r of the block; backward adds to grad_weight and grad_bias (either may be NULL). */
typedef void tni_norm_forward(const tn_k_norm *p, int64_t r);
typedef void tni_norm_backward(const tn_k_norm *p, int64_t r, void *grad_weight, void *grad_bias);

typedef struct tni_norm_loops {
    tni_norm_forward *forward;
    tni_norm_backward *backward;
} tni_norm_loops;

#define TNI_NORM_TABLES(isa) extern const tni_norm_loops tni_norm_f32_##isa, tni_norm_f64_##isa;
TNI_NORM_TABLES(base)
TNI_NORM_TABLES(avx2)
TNI_NORM_TABLES(avx512)

#endif
