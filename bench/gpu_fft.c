/* gpu_fft.c: Fourier transforms of any length, and convolutions by them. */
#include "gpu_cases.h"

/* Points of the results that are checked: all of them would take longer than the transforms. */
enum { CHECKED = 1 << 16 };

/* Lines of gpu_number complex points that fill 64 MB, of values that stay. */
static bool lines(void) {
    TN_SCOPE(scope);
    const int64_t points = gpu_small ? 1 << 10 : 1 << 23, n = gpu_number;
    if (n < 1 || n > points) {
        tn_raise(TN_HERE, TN_ERR_ARGUMENT, "a line has 1 to %lld points, not %lld",
                 (long long)points, (long long)n);
        return false;
    }
    if (!gpu_in[0] && !gpu_make(0, TN_F32, TN_SHAPE(2 * points), 1, false)) {
        return false;
    }
    const int64_t batch = points / n;
    tn_tensor *used = tn_narrow(gpu_in[0], 0, 0, 2 * batch * n);
    tn_set(&gpu_in[1], tn_view_as_complex(tn_view(used, TN_SHAPE(batch, n, 2))));
    return gpu_in[1] != NULL;
}

static tn_tensor *transform(void) {
    const int64_t batch = tn_size(gpu_in[1], 0), n = tn_size(gpu_in[1], 1);
    const int64_t some = n < CHECKED ? CHECKED / n : 1;
    tn_tensor *result = tn_view_as_real(tn_fft_fft(gpu_in[1], -1));
    return tn_narrow(result, 0, 0, some < batch ? some : batch);
}

static bool many_rows(void) {
    const int64_t n = gpu_small ? 64 : 4096, filter = gpu_small ? 9 : 129;
    return gpu_make(0, TN_F32, TN_SHAPE(gpu_small ? 4 : n, n), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(filter), 1, false);
}

static bool long_rows(void) {
    const int64_t n = gpu_small ? 1 << 9 : 1 << 20, filter = gpu_small ? 33 : 1025;
    return gpu_make(0, TN_F32, TN_SHAPE(gpu_small ? 2 : 64, n), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(filter), 1, false);
}

static tn_tensor *convolve(void) {
    return tn_fft_conv(gpu_in[0], gpu_in[1], .mode = "full");
}

const gpu_case gpu_fft_cases[] = {
    {"fft_c64_", lines, transform, NULL},
    {"fft_conv_4096x4096", many_rows, convolve, NULL},
    {"fft_conv_64x1M", long_rows, convolve, NULL},
};
const int gpu_n_fft = sizeof gpu_fft_cases / sizeof gpu_fft_cases[0];
