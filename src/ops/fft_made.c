/* fft_made.c: PyTorch's transforms by their public names, made of the rows of fft_op.c: which dims,
 * cut or filled with zeros to which sizes, and divided by what. */
#include "ops/compose.h"

/* ---- What a call asks for -------------------------------------------------------------------- */

/* "backward" divides the inverse by the number of points, "forward" the other one. */
static bool read_norm(const tni_call *c, bool forward, int64_t *how) {
    const char *norm = tni_string_arg(c, 3, "backward");
    if (strcmp(norm, "ortho") == 0) {
        *how = 1;
    } else if (strcmp(norm, "backward") == 0) {
        *how = forward ? 0 : 2;
    } else if (strcmp(norm, "forward") == 0) {
        *how = forward ? 2 : 0;
    } else {
        tni_fail(TN_ERR_ARGUMENT, "norm must be \"backward\", \"ortho\" or \"forward\", got \"%s\"",
                 norm);
        return false;
    }
    return true;
}

/* Dims, and the sizes that they are brought to. */
typedef struct points {
    int64_t dim[TN_MAX_DIMS], size[TN_MAX_DIMS];
    int n;
    int64_t real; /* points of the last dim of a real result */
} points;

/* Whether half of a last dim's frequencies comes in. */
typedef enum side { FULL, HALF } side;

static bool check_size(int64_t size) {
    if (size < 1) {
        tni_fail(TN_ERR_ARGUMENT, "a transform needs at least 1 point, got %lld", (long long)size);
        return false;
    }
    return true;
}

static bool take_dim(const tn_tensor *self, int64_t wanted, int64_t *dim) {
    int at;
    if (self->ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "needs a tensor with at least one dim, got a 0-d one");
        return false;
    }
    if (!tni_wrap_dim(wanted, self->ndim, &at)) {
        return false;
    }
    *dim = at;
    return true;
}

/* The last dim of a real result has n points, and n / 2 + 1 frequencies come in. */
static bool set_real_points(points *p, const tn_tensor *self, bool given) {
    const int last = p->n - 1;
    p->real = given ? p->size[last] : 2 * (self->sizes[p->dim[last]] - 1);
    p->size[last] = p->real / 2 + 1;
    return check_size(p->real);
}

/* fft(self, n, dim, norm) */
static bool read_line(const tni_call *c, side s, points *p) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    p->n = 1;
    if (!take_dim(self, tni_int_arg(c, 2), &p->dim[0])) {
        return false;
    }
    p->size[0] = tni_given(c, 1) ? tni_int_arg(c, 1) : self->sizes[p->dim[0]];
    return s == HALF ? set_real_points(p, self, tni_given(c, 1)) : check_size(p->size[0]);
}

static bool check_counts(const tn_tensor *self, const tn_ints *sizes, const tn_ints *dims) {
    if (sizes && dims && sizes->count != dims->count) {
        tni_fail(TN_ERR_ARGUMENT, "%lld sizes and %lld dims: s and dim must be as many",
                 (long long)sizes->count, (long long)dims->count);
        return false;
    }
    const tn_ints *list = dims ? dims : sizes;
    if (list && list->count > self->ndim) {
        tni_fail(TN_ERR_SHAPE, "%lld dims are more than the tensor of %d dims has; give at most %d",
                 (long long)list->count, self->ndim, self->ndim);
        return false;
    }
    return true;
}

/* Sizes of -1 are self's. */
static bool fill_points(const tn_tensor *self, const tn_ints *sizes, const tn_ints *dims,
                        points *p) {
    uint32_t mask;
    if (dims && dims->count > 0 && self->ndim > 0 && !tni_dims_mask(*dims, self->ndim, &mask)) {
        return false;
    }
    p->n = dims ? (int)dims->count : sizes ? (int)sizes->count : self->ndim;
    for (int i = 0; i < p->n; i++) {
        if (!take_dim(self, dims ? dims->data[i] : self->ndim - p->n + i, &p->dim[i])) {
            return false;
        }
        const bool keeps = !sizes || sizes->data[i] == -1;
        p->size[i] = keeps ? self->sizes[p->dim[i]] : sizes->data[i];
    }
    return true;
}

/* fftn(self, s, dim, norm); `planes`: the last two dims where dim is None. */
static bool read_box(const tni_call *c, side s, bool planes, points *p) {
    static const int64_t last_two[] = {-2, -1};
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints given_sizes = tni_ints_arg(c, 1);
    const tn_ints given_dims = tni_given(c, 2) ? tni_ints_arg(c, 2) : (tn_ints){last_two, 2};
    const tn_ints *sizes = tni_given(c, 1) ? &given_sizes : NULL;
    const tn_ints *dims = tni_given(c, 2) || planes ? &given_dims : NULL;
    if (!check_counts(self, sizes, dims) || !fill_points(self, sizes, dims, p)) {
        return false;
    }
    if (s == HALF) {
        if (p->n == 0) {
            tni_fail(TN_ERR_ARGUMENT, "must transform at least one dim, got none");
            return false;
        }
        if (!set_real_points(p, self, sizes && sizes->data[p->n - 1] != -1)) {
            return false;
        }
    }
    for (int i = 0; i < p->n; i++) {
        if (!check_size(p->size[i])) {
            return false;
        }
    }
    return true;
}

/* ---- Operands -------------------------------------------------------------------------------- */

/* Integers and bools become the default float dtype; complex on demand. */
static tn_tensor *inexact(tn_tensor *t, bool as_complex) {
    tn_dtype dtype = (tn_dtype)t->dtype;
    dtype = tni_is_integral(dtype, true) ? tn_default_dtype() : dtype;
    dtype = as_complex ? tni_complex_of(dtype) : dtype;
    return dtype == (tn_dtype)t->dtype ? t : tn_to(t, .dtype = dtype); /* a call less */
}

static tn_ints dims_of(const points *p) {
    return (tn_ints){p->dim, p->n};
}

static tn_ints sizes_of(const points *p) {
    return (tn_ints){p->size, p->n};
}

static bool refuse_complex(const tn_tensor *self) {
    if (tni_is_complex((tn_dtype)self->dtype)) {
        tni_fail(TN_ERR_DTYPE, "takes real numbers, got %s; use the complex transform",
                 tn_dtype_name((tn_dtype)self->dtype));
        return true;
    }
    return false;
}

/* ---- The kinds of transforms ----------------------------------------------------------------- */

/* Complex results at all frequencies. */
static bool give_full(tni_call *c, const points *p, bool forward) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int64_t how;
    if (!read_norm(c, forward, &how)) {
        return false;
    }
    tn_tensor *t = inexact(self, false);
    if (!t) {
        return false;
    }
    if (tni_is_complex((tn_dtype)t->dtype) || p->n == 0) {
        return tni_give(c,
                        tn_fft_c2c(inexact(t, true), dims_of(p), how, forward, .s = sizes_of(p)));
    }
    t = tn_fft_r2c(t, dims_of(p), how, false, .s = sizes_of(p));
    return tni_give(c, forward ? t : tn_conj(t));
}

/* Half of the frequencies of real numbers; an inverse is the conjugate of the transform. */
static bool give_half(tni_call *c, const points *p, bool forward) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int64_t how;
    if (refuse_complex(self) || !read_norm(c, forward, &how)) {
        return false;
    }
    if (p->n == 0) {
        tni_fail(TN_ERR_ARGUMENT, "must transform at least one dim, got none");
        return false;
    }
    tn_tensor *t = tn_fft_r2c(inexact(self, false), dims_of(p), how, true, .s = sizes_of(p));
    return tni_give(c, forward ? t : tn_conj(t));
}

/* Real results, from half of the frequencies. A forward transform is the inverse of the conjugate.
 */
static bool give_real(tni_call *c, const points *p, bool forward) {
    int64_t how;
    if (!read_norm(c, forward, &how)) {
        return false;
    }
    tn_tensor *t = inexact(tni_tensor_arg(c, 0), true);
    t = t && forward ? tn_conj(t) : t;
    return tni_give(c, tn_fft_c2r(t, dims_of(p), how, p->real, .s = sizes_of(p)));
}

/* X(name, where the frequencies come in, the kind, forward) */
#define TRANSFORMS(X)           \
    X(fft, FULL, full, true)    \
    X(ifft, FULL, full, false)  \
    X(rfft, FULL, half, true)   \
    X(irfft, HALF, real, false) \
    X(hfft, HALF, real, true)   \
    X(ihfft, FULL, half, false)

#define DEFINE(name, side, kind, forward)                                   \
    bool tni_compose_fft_##name(tni_call *c) {                              \
        points p;                                                           \
        return read_line(c, side, &p) && give_##kind(c, &p, forward);       \
    }                                                                       \
    bool tni_compose_fft_##name##n(tni_call *c) {                           \
        points p;                                                           \
        return read_box(c, side, false, &p) && give_##kind(c, &p, forward); \
    }                                                                       \
    bool tni_compose_fft_##name##2(tni_call * c) {                          \
        points p;                                                           \
        return read_box(c, side, true, &p) && give_##kind(c, &p, forward);  \
    }
TRANSFORMS(DEFINE)
#undef DEFINE

/* ---- Frequencies ----------------------------------------------------------------------------- */

static bool give_frequencies(tni_call *c, bool half) {
    const int64_t n = tni_int_arg(c, 0);
    const double d = tni_float_arg(c, 1);
    tn_dtype dtype = tni_dtype_arg(c, 2);
    dtype = dtype == TN_DTYPE_NONE ? tn_default_dtype() : dtype;
    if (n < 0) {
        tni_fail(TN_ERR_ARGUMENT, "n must not be negative, got %lld", (long long)n);
        return false;
    }
    if (!tni_check_dtype(c, dtype)) {
        return false;
    }
    const int64_t count = half ? n / 2 + 1 : n, first = half ? 0 : (n + 1) / 2;
    tn_tensor *all = tn_arange(count, .dtype = TN_I64, .device = c->device);
    if (!half) {
        all = tn_cat(TN_TENSORS(tn_narrow(all, 0, 0, first),
                                tn_sub(tn_narrow(all, 0, first, n - first), n)));
    }
    return tni_give(c, tn_mul(tn_to(all, .dtype = dtype), 1.0 / ((double)n * d)));
}

bool tni_compose_fft_fftfreq(tni_call *c) {
    return give_frequencies(c, false);
}

bool tni_compose_fft_rfftfreq(tni_call *c) {
    return give_frequencies(c, true);
}

/* Rolls each of the dims by half of its size, rounded down, or back. */
static bool give_shifted(tni_call *c, bool back) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints given = tni_ints_arg(c, 1);
    int64_t dims[TN_MAX_DIMS], shifts[TN_MAX_DIMS];
    const int n = tni_given(c, 1) ? (int)given.count : self->ndim;
    if (n > TN_MAX_DIMS) {
        tni_fail(TN_ERR_ARGUMENT, "%d dims are too many: at most %d", n, TN_MAX_DIMS);
        return false;
    }
    for (int i = 0; i < n; i++) {
        if (!take_dim(self, tni_given(c, 1) ? given.data[i] : i, &dims[i])) {
            return false;
        }
        const int64_t size = self->sizes[dims[i]];
        shifts[i] = back ? (size + 1) / 2 : size / 2;
    }
    return tni_give(c, n == 0 ? tn_clone(self)
                              : tn_roll(self, ((tn_ints){shifts, n}), .dims = {dims, n}));
}

bool tni_compose_fft_fftshift(tni_call *c) {
    return give_shifted(c, false);
}

bool tni_compose_fft_ifftshift(tni_call *c) {
    return give_shifted(c, true);
}
