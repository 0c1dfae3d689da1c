/* fft_grad.c: gradients of Fourier transforms. The three rows are each other's adjoints, but for
 * the frequencies that stand for two: half of the spectrum of real numbers holds once what a sum
 * over all frequencies counts twice. Those of convolutions are convolutions. */
#include "autograd/grad.h"

/* t with entries 1 to (n - 1) / 2 along dim times `factor`: those whose conjugates are left out. */
static tn_tensor *times_paired(tn_tensor *t, int64_t dim, int64_t n, double factor) {
    const int64_t paired = (n - 1) / 2, rest = n / 2 - paired; /* rest: the frequency n / 2 */
    if (!t || paired == 0) {
        return t;
    }
    tn_tensor *first = tn_narrow(t, dim, 0, 1);
    tn_tensor *middle = tn_mul(tn_narrow(t, dim, 1, paired), factor);
    return rest == 0
               ? tn_cat(TN_TENSORS(first, middle), .dim = dim)
               : tn_cat(TN_TENSORS(first, middle, tn_narrow(t, dim, 1 + paired, rest)), .dim = dim);
}

/* Argument 0's gradient from that of self brought to the sizes of a call: what was filled in is cut
 * off, a view, and where self was cut there are zeros. */
static void set_fitted(tni_grad *g, tn_tensor *grad) {
    const tni_meta self = tni_grad_shape(g, 0);
    int64_t pad[2 * TN_MAX_DIMS] = {0};
    bool lacks = false;
    for (int d = 0; grad && d < self.shape.ndim; d++) {
        const int64_t more = self.shape.sizes[d] - grad->sizes[d];
        pad[2 * (self.shape.ndim - 1 - d) + 1] = more > 0 ? more : 0;
        lacks = lacks || more > 0;
        grad = more < 0 ? tn_narrow(grad, d, 0, self.shape.sizes[d]) : grad;
    }
    tni_grad_set(g, 0,
                 grad && lacks
                     ? tn_constant_pad_nd(grad, ((tn_ints){pad, 2 * (int64_t)self.shape.ndim}))
                     : grad);
}

/* fft_c2c(self, dim, normalization, forward, s) */
void tni_grad_fft_c2c(tni_grad *g) {
    set_fitted(g, tn_fft_c2c(tni_grad_out(g, 0), tni_grad_ints(g, 1), tni_grad_int(g, 2),
                             !tni_grad_bool(g, 3)));
}

/* fft_r2c(self, dim, normalization, onesided, s) */
void tni_grad_fft_r2c(tni_grad *g) {
    const tn_ints dims = tni_grad_ints(g, 1), sizes = tni_grad_ints(g, 4);
    tn_tensor *grad = tni_grad_out(g, 0);
    if (!tni_grad_bool(g, 3)) {
        set_fitted(g, tn_fft_c2c(grad, dims, tni_grad_int(g, 2), false));
        return;
    }
    const tni_meta self = tni_grad_shape(g, 0);
    const int64_t last = dims.data[dims.count - 1];
    const int64_t n = tni_grad_given(g, 4)
                          ? sizes.data[dims.count - 1]
                          : self.shape.sizes[last < 0 ? last + self.shape.ndim : last];
    grad = times_paired(grad, last, n, 0.5);
    set_fitted(g, tn_fft_c2r(grad, dims, tni_grad_int(g, 2), n));
}

/* fft_c2r(self, dim, normalization, last_dim_size, s) */
void tni_grad_fft_c2r(tni_grad *g) {
    const tn_ints dims = tni_grad_ints(g, 1);
    tn_tensor *grad = tn_fft_r2c(tni_grad_out(g, 0), dims, tni_grad_int(g, 2), true);
    set_fitted(g, times_paired(grad, dims.data[dims.count - 1], tni_grad_int(g, 3), 2));
}

static bool is_complex(const tn_tensor *t) {
    return t && tni_is_complex((tn_dtype)t->dtype);
}

/* The inverse transform along the last dim; half: to n real numbers. */
static tn_tensor *transformed_back(tn_tensor *t, int64_t how, bool half, int64_t n) {
    return half ? tn_fft_c2r(t, TN_DIMS(-1), how, n) : tn_fft_c2c(t, TN_DIMS(-1), how, false);
}

/* native_fft_window(self, window, normalization, onesided) */
void tni_grad_native_fft_window(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0), *window = tni_saved(g, 1), *grad = tni_grad_out(g, 0);
    const bool half = tni_grad_bool(g, 3) && !is_complex(self);
    if (!self || !window) {
        return;
    }
    const int64_t how = tni_grad_int(g, 2), n = window->sizes[0];
    grad = half ? times_paired(grad, -1, n, 0.5) : grad;
    if (tni_grad_needs(g, 1)) {
        grad = transformed_back(grad, how, half, n);
        tni_grad_set(g, 1, tn_mul(grad, tni_conj(self)));
        if (tni_grad_needs(g, 0)) {
            tni_grad_set(g, 0, tn_mul(grad, tni_conj(window)));
        }
        return;
    }
    const tn_dtype wide = tni_complex_of((tn_dtype)window->dtype);
    window = tn_to(tni_conj(window), .dtype = half ? tni_real_of(wide) : wide);
    tni_grad_set(g, 0, tn_native_ifft_window(grad, window, how));
}

/* native_ifft_window(self, window, normalization) */
void tni_grad_native_ifft_window(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0), *window = tni_saved(g, 1), *grad = tni_grad_out(g, 0);
    const bool half = !is_complex(window);
    if (!self || !window) {
        return;
    }
    const int64_t how = tni_grad_int(g, 2), n = window->sizes[0];
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(grad, tni_conj(transformed_back(self, how, half, n))));
    }
    if (tni_grad_needs(g, 0)) {
        tn_tensor *t = tn_native_fft_window(grad, tni_conj(window), how, half);
        tni_grad_set(g, 0, half ? times_paired(t, -1, n, 2) : t);
    }
}

/* native_fft_conv(self, other, first, count): point i of self adds other[first + k - i] to point k
 * of the result, which is the convolution with other reversed. */
static tn_tensor *correlated(tni_grad *g, int other, int self) {
    tn_tensor *filter = tni_saved(g, other);
    const tni_meta meta = tni_grad_shape(g, self);
    return filter ? tn_native_fft_conv(tni_grad_out(g, 0), tn_flip(tni_conj(filter), TN_DIMS(-1)),
                                       filter->sizes[filter->ndim - 1] - 1 - tni_grad_int(g, 2),
                                       meta.shape.sizes[meta.shape.ndim - 1])
                  : NULL;
}

void tni_grad_native_fft_conv(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, correlated(g, 1, 0));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, correlated(g, 0, 1));
    }
}
