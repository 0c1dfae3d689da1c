/* shape.c: shapes and dims, with PyTorch's rules. Shapes given to these functions were checked by
 * tni_numel() before, so that products of their sizes fit. */
#include "core/core.h"

#include <stdio.h>

enum { SHAPE_TEXT_BYTES = 16 + TN_MAX_DIMS * 22 };

/* The next step of contiguous strides. An empty shape may hold sizes whose product overflows: such
 * steps reach no element, and stay at the largest number. */
static int64_t next_step(int64_t step, int64_t size) {
    int64_t next;
    return size <= 1 ? step : tni_mul(step, size, &next) ? next : INT64_MAX;
}

void tni_contiguous_strides(const int64_t *sizes, int ndim, int64_t *strides) {
    int64_t step = 1;
    for (int d = ndim - 1; d >= 0; d--) {
        strides[d] = step;
        step = next_step(step, sizes[d]);
    }
}

bool tni_is_contiguous(const int64_t *sizes, const int64_t *strides, int ndim) {
    int64_t step = 1;
    bool contiguous = true;
    for (int d = ndim - 1; d >= 0; d--) {
        if (sizes[d] == 0) {
            return true; /* no elements: nothing is out of place */
        }
        if (sizes[d] != 1) {
            contiguous = contiguous && strides[d] == step;
            step = next_step(step, sizes[d]);
        }
    }
    return contiguous;
}

bool tni_may_overlap(const int64_t *sizes, const int64_t *strides, int ndim) {
    int64_t span = 0;
    bool seen[TN_MAX_DIMS] = {false};
    for (int n = 0; n < ndim; n++) {
        int least = -1;
        for (int d = 0; d < ndim; d++) {
            if (!seen[d] && (least < 0 || strides[d] < strides[least])) {
                least = d;
            }
        }
        seen[least] = true;
        if (sizes[least] > 1) {
            if (strides[least] <= span) {
                return true;
            }
            span += (sizes[least] - 1) * strides[least];
        }
    }
    return false;
}

bool tni_broadcast(tni_shape *a, const int64_t *sizes, int ndim) {
    const int n = a->ndim > ndim ? a->ndim : ndim;
    tni_shape result = {.ndim = n};
    for (int d = 0; d < n; d++) {
        const int in_a = d - (n - a->ndim), in_b = d - (n - ndim);
        const int64_t left = in_a < 0 ? 1 : a->sizes[in_a];
        const int64_t right = in_b < 0 ? 1 : sizes[in_b];
        if (left != right && left != 1 && right != 1) {
            tni_fail(TN_ERR_SHAPE,
                     "shapes %s and %s do not broadcast: sizes %lld and %lld in dim %d of the "
                     "result must be equal or one of them 1",
                     tni_shape_text(a->sizes, a->ndim), tni_shape_text(sizes, ndim),
                     (long long)left, (long long)right, d);
            return false;
        }
        result.sizes[d] = left == 1 ? right : left;
    }
    *a = result;
    return true;
}

bool tni_wrap_dim(int64_t dim, int ndim, int *out) {
    const int n = ndim > 0 ? ndim : 1;
    if (dim < -n || dim >= n) {
        tni_fail(TN_ERR_ARGUMENT, "dim %lld is out of range for a tensor of %d dims; use %d to %d",
                 (long long)dim, ndim, -n, n - 1);
        return false;
    }
    *out = (int)(dim < 0 ? dim + n : dim);
    return true;
}

bool tni_dims_mask(tn_ints dims, int ndim, uint32_t *mask) {
    uint32_t bits = 0;
    for (int64_t i = 0; i < dims.count; i++) {
        int dim;
        if (!tni_wrap_dim(dims.data[i], ndim, &dim)) {
            return false;
        }
        if (bits & (1u << dim)) {
            tni_fail(TN_ERR_ARGUMENT, "dim %d is given more than once in %s; give each dim once",
                     dim, tni_shape_text(dims.data, (int)dims.count));
            return false;
        }
        bits |= 1u << dim;
    }
    *mask = dims.count > 0 ? bits : (1u << ndim) - 1u;
    return true;
}

const char *tni_shape_text(const int64_t *sizes, int ndim) {
    _Static_assert((int)SHAPE_TEXT_BYTES <= (int)TNI_TEXT_BYTES, "the longest shape fits a slot");
    char *text = tni_text_slot();
    size_t used = 0;
    text[used++] = '[';
    for (int d = 0; d < ndim && used + 32 < TNI_TEXT_BYTES; d++) {
        const int n = snprintf(text + used, TNI_TEXT_BYTES - used, d ? ", %lld" : "%lld",
                               (long long)sizes[d]);
        used += n > 0 ? (size_t)n : 0;
    }
    text[used++] = ']';
    text[used] = 0;
    return text;
}
