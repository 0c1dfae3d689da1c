/* fft_op.c: Fourier transforms along several dims, as a chain of transforms along one dim each.
 * Real numbers become complex ones in the first link of the chain, or come out of the last. */
#include "ops/compose.h"

#include <math.h>

/* ATen's numbers for what a transform is divided by. */
typedef enum division { BY_NOTHING, BY_ROOT, BY_COUNT } division;

/* ---- Shape rules ----------------------------------------------------------------------------- */

/* The dims that are transformed, in the order of the call. */
typedef struct dim_list {
    int at[TN_MAX_DIMS];
    int n;
} dim_list;

static bool read_dims(const tni_call *c, dim_list *dims) {
    const tn_ints given = tni_ints_arg(c, 1);
    const int ndim = tni_tensor_arg(c, 0)->ndim;
    uint32_t mask;
    dims->n = (int)given.count;
    if (given.count > 0 && ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "needs a tensor with dims, got a 0-d one");
        return false;
    }
    if (given.count > 0 && !tni_dims_mask(given, ndim, &mask)) {
        return false;
    }
    for (int i = 0; i < dims->n; i++) {
        if (!tni_wrap_dim(given.data[i], ndim, &dims->at[i])) {
            return false;
        }
    }
    return true;
}

/* What all three rows ask for; `least`: how many dims there must be. */
static bool check_call(const tni_call *c, int least, dim_list *dims) {
    const int64_t how = tni_int_arg(c, 2);
    if (!tni_check_first_dtype(c) || !read_dims(c, dims)) {
        return false;
    }
    if (dims->n < least) {
        tni_fail(TN_ERR_ARGUMENT, "dim is empty, but must name at least one dim");
        return false;
    }
    if (how < BY_NOTHING || how > BY_COUNT) {
        tni_fail(TN_ERR_ARGUMENT, "normalization must be 0 (none), 1 (root) or 2 (count), got %lld",
                 (long long)how);
        return false;
    }
    return true;
}

/* The result has self's sizes, but for `size` in the last of the dims. */
static void set_result(tni_call *c, tn_dtype dtype, int dim, int64_t size) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0; d < self->ndim; d++) {
        sizes[d] = d == dim ? size : self->sizes[d];
    }
    tni_set_meta(c, 0, dtype, self->ndim, sizes);
}

bool tni_infer_fft_c2c(tni_call *c) {
    dim_list dims;
    if (!check_call(c, 0, &dims)) {
        return false;
    }
    set_result(c, (tn_dtype)tni_tensor_arg(c, 0)->dtype, -1, 0);
    return true;
}

bool tni_infer_fft_r2c(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    dim_list dims;
    if (!check_call(c, 1, &dims)) {
        return false;
    }
    const int last = dims.at[dims.n - 1];
    const int64_t n = self->sizes[last];
    if (n < 1) {
        tni_fail(TN_ERR_SHAPE, "dim %d has no elements, but must have at least one", last);
        return false;
    }
    set_result(c, tni_complex_of((tn_dtype)self->dtype), last, tni_bool_arg(c, 3) ? n / 2 + 1 : n);
    return true;
}

bool tni_infer_fft_c2r(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t n = tni_int_arg(c, 3);
    dim_list dims;
    if (!check_call(c, 1, &dims)) {
        return false;
    }
    const int last = dims.at[dims.n - 1];
    if (n < 1 || self->sizes[last] != n / 2 + 1) {
        tni_fail(TN_ERR_SHAPE,
                 "last_dim_size must be at least 1, and dim %d must hold half of it and one: got "
                 "%lld, and a dim of %lld",
                 last, (long long)n, (long long)self->sizes[last]);
        return false;
    }
    set_result(c, tni_real_of((tn_dtype)self->dtype), last, n);
    return true;
}

/* ---- One dim --------------------------------------------------------------------------------- */

static double scale_of(const tni_call *c, int64_t n) {
    const int64_t how = tni_int_arg(c, 2);
    return how == BY_ROOT ? 1 / sqrt((double)n) : how == BY_COUNT ? 1 / (double)n : 1;
}

/* From in to out, both contiguous; p holds what the dim does not say. */
static bool transform(const tni_call *c, tn_k_fft p, const tn_tensor *in, tn_tensor *out, int dim) {
    p.scale = scale_of(c, p.n);
    p.outer = p.inner = 1;
    for (int d = 0; d < out->ndim; d++) {
        p.outer *= d < dim ? out->sizes[d] : 1;
        p.inner *= d > dim ? out->sizes[d] : 1;
    }
    p.dtype = (uint8_t)tni_complex_of((tn_dtype)out->dtype);
    p.real = p.code == TN_FFT_R2C ? in->dtype : (uint8_t)tni_real_of((tn_dtype)p.dtype);
    p.in = tni_ptr(in);
    p.out = tni_ptr(out);
    tni_operands o = {0};
    tni_writes(&o, out);
    if (in != out) {
        tni_reads(&o, in);
    }
    return tni_launch_with_workspace(c, fft, &p, &o);
}

static bool transform_complex(const tni_call *c, const tn_tensor *in, tn_tensor *out, int dim,
                              bool inverse) {
    return transform(c, (tn_k_fft){.code = TN_FFT_C2C, .inverse = inverse, .n = out->sizes[dim]},
                     in, out, dim);
}

/* Dims number n - 1 down to 0 of the list, from in to out. */
static bool transform_dims(const tni_call *c, const tn_tensor *in, tn_tensor *out,
                           const dim_list *dims, int n, bool inverse) {
    for (; n > 0; n--, in = out) {
        if (!transform_complex(c, in, out, dims->at[n - 1], inverse)) {
            return false;
        }
    }
    return true;
}

/* ---- The rows -------------------------------------------------------------------------------- */

bool tni_run_fft_c2c(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *out = c->out[0];
    dim_list dims;
    if (!read_dims(c, &dims)) {
        return false;
    }
    if (out->numel == 0 || dims.n == 0) {
        return out->numel == 0 || tni_copy(c, out, self);
    }
    const tn_tensor *in = tni_contiguous(c, self);
    return in && transform_dims(c, in, out, &dims, dims.n, !tni_bool_arg(c, 3));
}

bool tni_run_fft_r2c(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *out = c->out[0];
    dim_list dims;
    if (out->numel == 0) {
        return true;
    }
    /* Half floats are transformed in f32: there is no narrower complex dtype. */
    const tn_dtype real = tni_real_of((tn_dtype)out->dtype);
    const bool reads_half = tni_resolve_device(c->device).type == TN_DEVICE_CUDA;
    const tn_tensor *in = tni_cast_contiguous(c, self, reads_half ? (tn_dtype)self->dtype : real);
    if (!in || !read_dims(c, &dims)) {
        return false;
    }
    const int last = dims.at[dims.n - 1];
    const tn_k_fft p = {.code = TN_FFT_R2C, .n = self->sizes[last], .whole = !tni_bool_arg(c, 3)};
    return transform(c, p, in, out, last) && transform_dims(c, out, out, &dims, dims.n - 1, false);
}

bool tni_run_fft_c2r(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *out = c->out[0];
    dim_list dims;
    if (out->numel == 0) {
        return true;
    }
    const tn_tensor *in = tni_contiguous(c, self);
    if (!in || !read_dims(c, &dims)) {
        return false;
    }
    const int last = dims.at[dims.n - 1];
    if (dims.n > 1) {
        tn_tensor *spectrum = tni_temporary(c, (tn_dtype)in->dtype, in->ndim, in->sizes);
        if (!spectrum || !transform_dims(c, in, spectrum, &dims, dims.n - 1, true)) {
            return false;
        }
        in = spectrum;
    }
    const tn_k_fft p = {.code = TN_FFT_C2R, .inverse = true, .n = out->sizes[last]};
    return transform(c, p, in, out, last);
}
