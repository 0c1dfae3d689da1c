/* row_loops.h: adding one row to another, per type and instruction set. */
#ifndef TNI_ROW_LOOPS_H
#define TNI_ROW_LOOPS_H

#include "core/core.h"

/* to[i] += alpha * from[i] for n elements; alpha is one of them. */
typedef void tni_row_add(void *to, const void *from, int64_t n, const void *alpha);

#define TNI_ROW_ADD(isa) tni_row_add tni_row_add_f32_##isa, tni_row_add_f64_##isa;
TNI_ROW_ADD(base)
TNI_ROW_ADD(avx2)
TNI_ROW_ADD(avx512)

/* Of a dtype, for this machine. */
tni_row_add *tni_row_adder(tn_dtype dtype);

#endif
