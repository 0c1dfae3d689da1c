/* optim_loops.h: one optimiser update over `n` contiguous elements, per type and instruction set.
 * */
#ifndef TNI_OPTIM_LOOPS_H
#define TNI_OPTIM_LOOPS_H

#include "host/host.h"

typedef void tni_optim_loop(const tn_k_optim *p, int64_t n, void *param, const void *grad,
                            void *const state[TN_K_OPTIM_STATES]);

/* By code. */
#define TNI_OPTIM_TABLES(isa)                            \
    extern tni_optim_loop *const tni_optim_f32_##isa[4]; \
    extern tni_optim_loop *const tni_optim_f64_##isa[4];
TNI_OPTIM_TABLES(base)
TNI_OPTIM_TABLES(avx2)
TNI_OPTIM_TABLES(avx512)

#endif
