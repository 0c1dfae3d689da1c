/* softmax_loops.h: softmax of one slice [n, inner], per type and instruction set. */
#ifndef TNI_SOFTMAX_LOOPS_H
#define TNI_SOFTMAX_LOOPS_H

#include "host/host.h"

/* in, y and out point to the slice. */
typedef void tni_softmax_loop(int64_t n, int64_t inner, const void *in, const void *y, void *out);

/* By code. */
#define TNI_SOFTMAX_TABLES(isa)                              \
    extern tni_softmax_loop *const tni_softmax_f32_##isa[4]; \
    extern tni_softmax_loop *const tni_softmax_f64_##isa[4];
TNI_SOFTMAX_TABLES(base)
TNI_SOFTMAX_TABLES(avx2)
TNI_SOFTMAX_TABLES(avx512)

#endif
