/* poisson.c: the Poisson equation -(d2/dx2 + d2/dy2) u = f on a periodic square by Fourier
 * transforms: what is a convolution there is a division here.
 *
 *     poisson [N]      N x N points, default 512; on a GPU where there is one
 *
 * u is known for this f, so the program can say how far off it is; with f64 that is rounding. */
#include <tenon/tenon.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const double PI = 3.14159265358979323846;

/* The squared wave number of each frequency, [N, N / 2 + 1] as tn_fft_rfft2 has them; 1 where it
 * is 0, for the mean, which the equation leaves open. */
static tn_tensor *squared_waves(int64_t n) {
    tn_tensor *x = tn_mul(tn_fft_rfftfreq(n, 1.0 / (double)n, .dtype = TN_F64), 2 * PI);
    tn_tensor *y = tn_mul(tn_fft_fftfreq(n, 1.0 / (double)n, .dtype = TN_F64), 2 * PI);
    tn_tensor *squares = tn_add(tn_square(tn_unsqueeze(y, 1)), tn_square(x));
    return tn_clamp_min(squares, 1);
}

static tn_tensor *solve(tn_tensor *f, tn_tensor *waves) {
    tn_tensor *spectrum = tn_div(tn_fft_rfft2(f), waves);
    tn_index_put_(spectrum, TN_INDEX(TN_I(0), TN_I(0)),
                  tn_zeros(TN_SHAPE_0D, .dtype = TN_C128)); /* mean 0 */
    return tn_fft_irfft2(spectrum, .s = TN_DIMS(tn_size(f, 0), tn_size(f, 1)));
}

/* u = sin(2 pi 3 x) cos(2 pi 5 y) and its f. */
static void make_case(int64_t n, tn_tensor **u, tn_tensor **f) {
    tn_tensor *at = tn_mul(tn_arange(n, .dtype = TN_F64), 2 * PI / (double)n);
    tn_tensor *x = tn_sin(tn_mul(at, 3)), *y = tn_unsqueeze(tn_cos(tn_mul(at, 5)), 1);
    *u = tn_mul(x, y);
    *f = tn_mul(*u, 4 * PI * PI * (3 * 3 + 5 * 5));
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv) {
    const int64_t n = argc > 1 ? atoll(argv[1]) : 512;
    if (n < 11) { /* the fifth wave needs more than ten points */
        fprintf(stderr, "poisson: N must be at least 11, got %s\n", argv[1]);
        return 2;
    }
    TN_SCOPE(s);
    tn_tensor *wanted, *f;
    make_case(n, &wanted, &f);
    tn_tensor *waves = squared_waves(n), *u = solve(f, waves);
    const double error = tn_item(tn_max(tn_abs(tn_sub(u, wanted)))), start = now();
    u = solve(f, waves);
    const double mean = tn_item(tn_mean(u)), seconds = now() - start;
    if (!tn_ok()) {
        fprintf(stderr, "%s\n", tn_error_pending()->message);
        return 1;
    }
    printf("%lld x %lld points on %s: largest error %.2g, mean %.2g, %.2f ms\n", (long long)n,
           (long long)n, tn_device_of(u).type == TN_DEVICE_CUDA ? "a GPU" : "the host", error, mean,
           seconds * 1e3);
    return error < 1e-12 ? 0 : 1;
}
