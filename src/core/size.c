/* size.c: the only place where sizes are computed.
 *
 * Invariant: a function either stores a result that is exact and not negative, or returns false;
 * those that know what was asked raise the error too. */
#include "core/core.h"

bool tni_mul(int64_t a, int64_t b, int64_t *out) {
    return a >= 0 && b >= 0 && !__builtin_mul_overflow(a, b, out);
}

bool tni_add(int64_t a, int64_t b, int64_t *out) {
    return a >= 0 && b >= 0 && !__builtin_add_overflow(a, b, out);
}

bool tni_numel(const int64_t *sizes, int ndim, int64_t *out) {
    bool empty = false;
    for (int d = 0; d < ndim; d++) {
        if (sizes[d] < 0) {
            tni_fail(TN_ERR_SHAPE, "size %lld of dim %d is negative; sizes must be 0 or more",
                     (long long)sizes[d], d);
            return false;
        }
        empty = empty || sizes[d] == 0;
    }
    int64_t numel = 1;
    for (int d = 0; d < ndim && !empty; d++) {
        if (!tni_mul(numel, sizes[d], &numel)) {
            tni_fail(TN_ERR_MEMORY, "a tensor of shape %s has more elements than 64 bits count",
                     tni_shape_text(sizes, ndim));
            return false;
        }
    }
    *out = empty ? 0 : numel;
    return true;
}

bool tni_bytes(int64_t numel, tn_dtype dtype, int64_t *out) {
    if (tni_mul(numel, tni_dtypes[dtype].bytes, out)) {
        return true;
    }
    tni_fail(TN_ERR_MEMORY, "%lld elements of %s need more bytes than 64 bits count",
             (long long)numel, tn_dtype_name(dtype));
    return false;
}

bool tni_align_up(int64_t value, int64_t alignment, int64_t *out) {
    int64_t raised;
    if (alignment <= 0 || (alignment & (alignment - 1)) != 0 ||
        !tni_add(value, alignment - 1, &raised)) {
        return false;
    }
    *out = raised & -alignment;
    return true;
}

bool tni_span(const int64_t *sizes, const int64_t *strides, int ndim, int64_t *out) {
    int64_t span = 1;
    bool empty = false, fits = true;
    for (int d = 0; d < ndim; d++) {
        int64_t reach;
        if (sizes[d] < 0 || strides[d] < 0) {
            return false;
        }
        empty = empty || sizes[d] == 0;
        fits = fits && (sizes[d] == 0 ||
                        (tni_mul(sizes[d] - 1, strides[d], &reach) && tni_add(span, reach, &span)));
    }
    *out = empty ? 0 : span;
    return empty || fits;
}
