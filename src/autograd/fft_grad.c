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

/* fft_c2c(self, dim, normalization, forward) */
void tni_grad_fft_c2c(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_fft_c2c(tni_grad_out(g, 0), tni_grad_ints(g, 1), tni_grad_int(g, 2),
                            !tni_grad_bool(g, 3)));
}

/* fft_r2c(self, dim, normalization, onesided) */
void tni_grad_fft_r2c(tni_grad *g) {
    const tn_ints dims = tni_grad_ints(g, 1);
    tn_tensor *grad = tni_grad_out(g, 0);
    if (!tni_grad_bool(g, 3)) {
        tni_grad_set(g, 0, tn_fft_c2c(grad, dims, tni_grad_int(g, 2), false));
        return;
    }
    const tni_meta self = tni_grad_shape(g, 0);
    const int64_t last = dims.data[dims.count - 1];
    const int64_t n = self.shape.sizes[last < 0 ? last + self.shape.ndim : last];
    grad = times_paired(grad, last, n, 0.5);
    tni_grad_set(g, 0, tn_fft_c2r(grad, dims, tni_grad_int(g, 2), n));
}

/* fft_c2r(self, dim, normalization, last_dim_size) */
void tni_grad_fft_c2r(tni_grad *g) {
    const tn_ints dims = tni_grad_ints(g, 1);
    tn_tensor *grad = tn_fft_r2c(tni_grad_out(g, 0), dims, tni_grad_int(g, 2), true);
    tni_grad_set(g, 0, times_paired(grad, dims.data[dims.count - 1], tni_grad_int(g, 3), 2));
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
