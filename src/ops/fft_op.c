/* fft_op.c: Fourier transforms along several dims, as a chain of transforms along one dim each.
 * Real numbers become complex ones in the first link of the chain, or come out of the last. A link
 * fills its own dim with zeros, so that those before it have only what was there. */
#include "ops/compose.h"

#include <math.h>

/* ATen's numbers for what a transform is divided by. */
typedef enum division { BY_NOTHING, BY_ROOT, BY_COUNT } division;

/* ---- Shape rules ----------------------------------------------------------------------------- */

/* The dims that are transformed, in the order of the call, and the sizes that self is brought to.
 */
typedef struct dim_list {
    int at[TN_MAX_DIMS];
    int64_t size[TN_MAX_DIMS];
    int n;
} dim_list;

/* Argument 4, s: sizes of the dims; self's where there is none. */
static bool read_sizes(const tni_call *c, dim_list *dims) {
    const tn_ints given = tni_ints_arg(c, 4);
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (tni_given(c, 4) && given.count != dims->n) {
        tni_fail(TN_ERR_ARGUMENT, "s must have a size for each of %d dims, got %lld", dims->n,
                 (long long)given.count);
        return false;
    }
    for (int i = 0; i < dims->n; i++) {
        dims->size[i] = tni_given(c, 4) ? given.data[i] : self->sizes[dims->at[i]];
        if (tni_given(c, 4) && dims->size[i] < 1) {
            tni_fail(TN_ERR_ARGUMENT, "sizes in s must be at least 1, got %lld",
                     (long long)dims->size[i]);
            return false;
        }
    }
    return true;
}

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
    return read_sizes(c, dims);
}

/* What all rows ask for: argument 2, normalization. */
static bool check_division(const tni_call *c) {
    const int64_t how = tni_int_arg(c, 2);
    if (how < BY_NOTHING || how > BY_COUNT) {
        tni_fail(TN_ERR_ARGUMENT, "normalization must be 0 (none), 1 (root) or 2 (count), got %lld",
                 (long long)how);
        return false;
    }
    return true;
}

/* What the first three rows ask for; `least`: how many dims there must be. */
static bool check_call(const tni_call *c, int least, dim_list *dims) {
    if (!tni_check_first_dtype(c) || !read_dims(c, dims)) {
        return false;
    }
    if (dims->n < least) {
        tni_fail(TN_ERR_ARGUMENT, "dim is empty, but must name at least one dim");
        return false;
    }
    return check_division(c);
}

/* The result has the sizes that self is brought to, but for `last` in the last of the dims. */
static void set_result(tni_call *c, tn_dtype dtype, const dim_list *dims, int64_t last) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0; d < self->ndim; d++) {
        sizes[d] = self->sizes[d];
    }
    for (int i = 0; i < dims->n; i++) {
        sizes[dims->at[i]] = i == dims->n - 1 ? last : dims->size[i];
    }
    tni_set_meta(c, 0, dtype, self->ndim, sizes);
}

bool tni_infer_fft_c2c(tni_call *c) {
    dim_list dims;
    if (!check_call(c, 0, &dims)) {
        return false;
    }
    set_result(c, (tn_dtype)tni_tensor_arg(c, 0)->dtype, &dims, dims.n ? dims.size[dims.n - 1] : 0);
    return true;
}

bool tni_infer_fft_r2c(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    dim_list dims;
    if (!check_call(c, 1, &dims)) {
        return false;
    }
    const int64_t n = dims.size[dims.n - 1];
    if (n < 1) {
        tni_fail(TN_ERR_SHAPE, "dim %d has no elements, but must have at least one",
                 dims.at[dims.n - 1]);
        return false;
    }
    set_result(c, tni_complex_of((tn_dtype)self->dtype), &dims, tni_bool_arg(c, 3) ? n / 2 + 1 : n);
    return true;
}

bool tni_infer_fft_c2r(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t n = tni_int_arg(c, 3);
    dim_list dims;
    if (!check_call(c, 1, &dims)) {
        return false;
    }
    const int64_t frequencies = dims.size[dims.n - 1];
    if (n < 1 || frequencies != n / 2 + 1) {
        tni_fail(TN_ERR_SHAPE,
                 "last_dim_size must be at least 1, and dim %d must hold half of it and one, or be "
                 "brought to that by s: got %lld, and a dim of %lld",
                 dims.at[dims.n - 1], (long long)n, (long long)frequencies);
        return false;
    }
    set_result(c, tni_real_of((tn_dtype)self->dtype), &dims, n);
    return true;
}

static bool is_complex(const tn_tensor *t) {
    return tni_is_complex((tn_dtype)t->dtype);
}

/* Both rows with a window: the result of lines of `size`, where self's are `given`. */
static bool set_windowed(tni_call *c, tn_dtype windows, int64_t given, tn_dtype dtype,
                         int64_t size) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *window = tni_tensor_arg(c, 1);
    tni_shape shape = {.ndim = self->ndim};
    if (self->ndim == 0 || window->ndim != 1 || window->sizes[0] < 1 ||
        self->sizes[self->ndim - 1] != given) {
        tni_fail(
            TN_ERR_SHAPE,
            "window must have a number for each point of the last dim, got %s and a self of %s",
            tni_shape_text(window->sizes, window->ndim), tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    if ((tn_dtype)window->dtype != windows) {
        tni_fail(TN_ERR_DTYPE, "window must be %s, got %s", tn_dtype_name(windows),
                 tn_dtype_name((tn_dtype)window->dtype));
        return false;
    }
    memcpy(shape.sizes, self->sizes, (size_t)self->ndim * sizeof shape.sizes[0]);
    shape.sizes[self->ndim - 1] = size;
    tni_set_meta(c, 0, dtype, shape.ndim, shape.sizes);
    return check_division(c);
}

static int64_t points_of(const tn_tensor *window) {
    return window->ndim ? window->sizes[0] : 1;
}

bool tni_infer_native_fft_window(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t n = points_of(tni_tensor_arg(c, 1));
    const bool half = tni_bool_arg(c, 3) && !is_complex(self);
    const tn_dtype dtype = (tn_dtype)self->dtype;
    return tni_check_first_dtype(c) &&
           set_windowed(c, dtype, n, tni_complex_of(dtype), half ? n / 2 + 1 : n);
}

bool tni_infer_native_ifft_window(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *window = tni_tensor_arg(c, 1);
    const int64_t n = points_of(window);
    const bool half = !is_complex(window);
    const tn_dtype dtype = half ? tni_real_of((tn_dtype)self->dtype) : (tn_dtype)self->dtype;
    return tni_check_first_dtype(c) && set_windowed(c, dtype, half ? n / 2 + 1 : n, dtype, n);
}

/* ---- One dim --------------------------------------------------------------------------------- */

static double scale_of(const tni_call *c, int64_t n) {
    const int64_t how = tni_int_arg(c, 2);
    return how == BY_ROOT ? 1 / sqrt((double)n) : how == BY_COUNT ? 1 / (double)n : 1;
}

/* The dims but one, as two at most: neighbours that lie one inside the other on both sides are one.
 * False where there are more. */
static bool join_dims(const tn_tensor *in, const tn_tensor *out, int dim, tn_k_fft *p) {
    int64_t size[2] = {1, 1}, from[2] = {0}, to[2] = {0};
    int n = 0;
    bool touches = false, is_behind = false;
    for (int d = 0; d < out->ndim; d++) {
        touches = touches && d != dim;
        if (d == dim || out->sizes[d] == 1) {
            continue;
        }
        const int64_t extent = out->sizes[d];
        touches = touches && from[n - 1] == extent * in->strides[d] &&
                  to[n - 1] == extent * out->strides[d];
        n += !touches;
        if (n > 2) {
            return false;
        }
        touches = true;
        is_behind = d > dim;
        size[n - 1] *= extent;
        from[n - 1] = in->strides[d];
        to[n - 1] = out->strides[d];
    }
    const int outer = n == 1 && is_behind, inner = !outer; /* a single one keeps its side */
    p->outer = size[outer];
    p->inner = size[inner];
    p->from = (tn_k_fft_side){from[outer], in->strides[dim], from[inner]};
    p->to = (tn_k_fft_side){to[outer], out->strides[dim], to[inner]};
    return true;
}

/* From in to the contiguous out; p holds what the dim does not say. Of in's elements along dim
 * there may be fewer than are transformed. */
static bool transform(const tni_call *c, tn_k_fft p, const tn_tensor *in, const tn_tensor *window,
                      tn_tensor *out, int dim) {
    if (in->numel == 0) { /* no lines yet, or lines of zeros */
        return out->numel == 0 || tni_fill(c, out, TN_NUM(0));
    }
    p.scale = scale_of(c, p.n);
    p.given = in->sizes[dim];
    if (!join_dims(in, out, dim, &p)) {
        in = tni_contiguous(c, in);
        if (!in || !join_dims(in, out, dim, &p)) {
            return false;
        }
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
    if (window) {
        p.window = tni_ptr(window);
        tni_reads(&o, window);
    }
    return tni_launch_with_workspace(c, fft, &p, &o);
}

/* self without the elements that the dims are too small for: a view. */
static const tn_tensor *trimmed(const tn_tensor *self, const dim_list *dims) {
    tni_shape kept = {.ndim = self->ndim};
    bool changes = false;
    memcpy(kept.sizes, self->sizes, (size_t)self->ndim * sizeof kept.sizes[0]);
    for (int i = 0; i < dims->n; i++) {
        const int d = dims->at[i];
        changes = changes || dims->size[i] < kept.sizes[d];
        kept.sizes[d] = dims->size[i] < kept.sizes[d] ? dims->size[i] : kept.sizes[d];
    }
    return changes ? tni_view(self, kept.ndim, kept.sizes, self->strides, self->offset) : self;
}

/* ---- Chains ---------------------------------------------------------------------------------- */

/* What the links so far have made: `now`, which is `held` where it may be written to. */
typedef struct chain {
    const tni_call *c;
    const tn_tensor *now;
    tn_tensor *held;
    tn_tensor *out; /* for all links that have its sizes, in place from the second on; or NULL */
} chain;

static bool has_sizes(const tn_tensor *t, const int64_t *sizes) {
    return t && memcmp(t->sizes, sizes, (size_t)t->ndim * sizeof *sizes) == 0;
}

/* The next link's result: now, with `size` along dim. */
static bool add_link(chain *l, tn_k_fft p, tn_dtype dtype, int dim, int64_t size) {
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, l->now->sizes, (size_t)l->now->ndim * sizeof sizes[0]);
    sizes[dim] = size;
    tn_tensor *to = has_sizes(l->out, sizes)    ? l->out
                    : has_sizes(l->held, sizes) ? l->held
                                                : tni_temporary(l->c, dtype, l->now->ndim, sizes);
    if (!to || !transform(l->c, p, l->now, NULL, to, dim)) {
        return false;
    }
    l->now = l->held = to;
    return true;
}

/* Dims number n - 1 down to 0 of the list. */
static bool add_complex(chain *l, const dim_list *dims, int n, bool inverse) {
    for (; n > 0; n--) {
        const int64_t size = dims->size[n - 1];
        const tn_k_fft p = {.code = TN_FFT_C2C, .inverse = inverse, .n = size};
        if (!add_link(l, p, (tn_dtype)l->now->dtype, dims->at[n - 1], size)) {
            return false;
        }
    }
    return true;
}

/* Half floats are transformed in f32: there is no narrower complex dtype. CUDA reads them. */
static const tn_tensor *as_read(const tni_call *c, const tn_tensor *t) {
    const bool reads_all = tni_resolve_device(c->device).type == TN_DEVICE_CUDA;
    return reads_all || is_complex(t)
               ? t
               : tni_cast(c, t, tni_real_of(tni_complex_of((tn_dtype)t->dtype)));
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
    chain l = {.c = c, .now = trimmed(self, &dims), .out = out};
    return l.now && add_complex(&l, &dims, dims.n, !tni_bool_arg(c, 3));
}

bool tni_run_fft_r2c(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *out = c->out[0];
    dim_list dims;
    if (out->numel == 0 || !read_dims(c, &dims)) {
        return out->numel == 0;
    }
    const tn_dtype dtype = (tn_dtype)out->dtype;
    const tn_tensor *in = trimmed(self, &dims);
    in = in ? as_read(c, in) : NULL;
    const int last = dims.n - 1, at = dims.at[last];
    const tn_k_fft p = {.code = TN_FFT_R2C, .n = dims.size[last], .whole = !tni_bool_arg(c, 3)};
    chain l = {.c = c, .now = in, .out = out};
    return in && add_link(&l, p, dtype, at, out->sizes[at]) && add_complex(&l, &dims, last, false);
}

bool tni_run_fft_c2r(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *out = c->out[0];
    dim_list dims;
    if (out->numel == 0 || !read_dims(c, &dims)) {
        return out->numel == 0;
    }
    const int last = dims.n - 1, at = dims.at[last];
    const tn_k_fft p = {.code = TN_FFT_C2R, .inverse = true, .n = out->sizes[at]};
    chain l = {.c = c, .now = trimmed(self, &dims)};
    return l.now && add_complex(&l, &dims, last, true) && transform(c, p, l.now, NULL, out, at);
}

static bool run_windowed(tni_call *c, tn_k_fft p) {
    tn_tensor *out = c->out[0];
    if (out->numel == 0) {
        return true;
    }
    const tn_tensor *window = tni_contiguous(c, tni_tensor_arg(c, 1));
    const tn_tensor *in = as_read(c, tni_tensor_arg(c, 0));
    window = window ? as_read(c, window) : NULL;
    p.n = points_of(tni_tensor_arg(c, 1));
    return in && window && transform(c, p, in, window, out, out->ndim - 1);
}

bool tni_run_native_fft_window(tni_call *c) {
    const bool is_real = !is_complex(tni_tensor_arg(c, 0));
    return run_windowed(c, (tn_k_fft){.code = is_real ? TN_FFT_R2C : TN_FFT_C2C,
                                      .whole = is_real && !tni_bool_arg(c, 3)});
}

bool tni_run_native_ifft_window(tni_call *c) {
    const bool is_real = !is_complex(tni_tensor_arg(c, 1));
    return run_windowed(c, (tn_k_fft){.code = is_real ? TN_FFT_C2R : TN_FFT_C2C, .inverse = true});
}
