/* reduce_plan.h: one reduction, understood: what reduce_host.c hands to its walks. */
#ifndef TNI_REDUCE_PLAN_H
#define TNI_REDUCE_PLAN_H

#include "host/reduce.h"

/* One value of any accumulate type. */
typedef union tni_cell {
    float f32;
    double f64;
    int64_t i64;
    tn_c64 c64;
    tn_c128 c128;
} tni_cell;

/* One pass over the input: elements are loaded in `loaded`, mapped, and folded in `acc`. */
typedef struct tni_reduce_pass {
    const tn_k_reduce *k;
    tn_dtype loaded, acc;
    tni_map map;
    tni_fold fold;
    bool to_bool; /* elements count as "not zero" */
    bool native;  /* storage is what `loaded` says: used in place */
    int in_bytes, loaded_bytes, acc_bytes;
    tni_convert *load;
    const tni_reduce_loops *from, *loops; /* of loaded (maps) and of acc (folds) */
    const void *param; /* of the map: one `loaded` value a kept element, or one for all */
    bool param_each;
} tni_reduce_pass;

const tni_reduce_loops *tni_reduce_loops_of(tn_dtype acc);
/* Folds into out[kept_numel] of dtype acc. Returns a tn_status. */
int tni_reduce_run(const tni_reduce_pass *pass, void *out);
/* First index of the largest (smallest) element of each kept element, and its value in acc. */
void tni_reduce_arg(const tni_reduce_pass *pass, int64_t *index, void *value);

/* Offset in elements of linear position i of a space. */
static inline int64_t tni_offset_of(int ndim, const int64_t *extents, const int64_t *strides,
                                    int64_t i) {
    int64_t offset = 0;
    for (int d = ndim - 1; d >= 0; d--) {
        offset += i % extents[d] * strides[d];
        i /= extents[d];
    }
    return offset;
}

#endif
