/* index_list.h: looking through lists of indices, per instruction set. */
#ifndef TNI_INDEX_LIST_H
#define TNI_INDEX_LIST_H

#include "host/host.h"

/* The first of n indices that is not in [0, size); n when all are. */
typedef int64_t tni_first_outside_function(const int64_t *index, int64_t n, int64_t size);
/* Whether all of n >= 1 indices are the same. */
typedef bool tni_are_alike_function(const int64_t *index, int64_t n);

#define TNI_INDEX_LIST(isa)                             \
    tni_first_outside_function tni_first_outside_##isa; \
    tni_are_alike_function tni_are_alike_##isa;
TNI_INDEX_LIST(base)
TNI_INDEX_LIST(avx2)
TNI_INDEX_LIST(avx512)
#undef TNI_INDEX_LIST

static inline int64_t tni_first_outside(const int64_t *index, int64_t n, int64_t size) {
    static tni_first_outside_function *const all[TNI_ISA_COUNT] = {
        tni_first_outside_base, tni_first_outside_avx2, tni_first_outside_avx512};
    return all[tni_host_isa()](index, n, size);
}

static inline tni_are_alike_function *tni_are_alike(void) {
    static tni_are_alike_function *const all[TNI_ISA_COUNT] = {
        tni_are_alike_base, tni_are_alike_avx2, tni_are_alike_avx512};
    return all[tni_host_isa()];
}

#endif
