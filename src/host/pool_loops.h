/* pool_loops.h: max pooling per type and instruction set. */
#ifndef TNI_POOL_LOOPS_H
#define TNI_POOL_LOOPS_H

#include "host/host.h"

enum { TNI_POOL_COLUMNS = 4 }; /* windows of an output row that the loops need */

/* One plane of fewer than 2^31 elements with all windows inside. */
typedef void tni_pool_max(const tn_k_pool *p, const void *x, void *y, int64_t *indices);

#define TNI_POOL_MAX(isa) tni_pool_max tni_pool_max_f32_##isa, tni_pool_max_f64_##isa;
TNI_POOL_MAX(base)
TNI_POOL_MAX(avx2)
TNI_POOL_MAX(avx512)

#endif
