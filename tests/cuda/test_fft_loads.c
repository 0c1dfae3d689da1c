/* What transforms do on CUDA devices while they load and store: zeros behind lines, lines that lie
 * anywhere, and windows. The bits are those of the passes of their own that this saves. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <stdlib.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

static tn_tensor *random_numbers(tn_dtype dtype, int64_t outer, int64_t n, int64_t inner) {
    return tn_randn(TN_SHAPE(outer, n, inner), .dtype = dtype, .device = CUDA);
}

static tn_tensor *brought_to(tn_tensor *x, int64_t n) {
    const int64_t more = n - tn_size(x, 1);
    return tn_contiguous(more <= 0 ? tn_narrow(x, 1, 0, n)
                                   : tn_constant_pad_nd(x, TN_SHAPE(0, 0, 0, more)));
}

static uint64_t launches(void) {
    return is_simulated() ? sim()->get_counts().launches : 0;
}

/* `near`: how far in units of wanted's root of the mean square. */
typedef struct pair {
    const char *what;
    tn_tensor *got, *wanted;
    double near;
} pair;

static bool is_near(const pair *p) {
    const double d = tn_item(tn_linalg_vector_norm(tn_sub(p->got, p->wanted)));
    return p->near > 0 ? d <= p->near * tn_item(tn_linalg_vector_norm(p->wanted))
                       : tn_equal(p->got, p->wanted);
}

static void expect_equal(const pair *pairs, int n, int64_t points) {
    for (int i = 0; i < n; i++) {
        cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
        cr_expect(is_near(&pairs[i]), "%s, %d points", pairs[i].what, (int)points);
    }
    expect_no_fault();
}

/* ---- Sizes ----------------------------------------------------------------------------------- */

static void expect_fitted(tn_dtype dtype, int64_t given, int64_t n, int64_t inner) {
    TN_SCOPE(s);
    const tn_value points = TN_NUM(n);
    tn_tensor *x = random_numbers(dtype, 2, given, inner), *re = tn_contiguous(tn_real(x));
    tn_tensor *fitted = brought_to(x, n), *real = brought_to(re, n);
    tn_tensor *half = brought_to(x, n / 2 + 1);
    const pair pairs[] = {
        {"forward", tn_fft_fft(x, 1, .n = points), tn_fft_fft(fitted, 1), 0},
        {"inverse", tn_fft_ifft(x, 1, .n = points), tn_fft_ifft(fitted, 1), 0},
        {"of reals", tn_fft_rfft(re, 1, .n = points), tn_fft_rfft(real, 1), 0},
        {"all of reals", tn_fft_fft(re, 1, .n = points), tn_fft_fft(real, 1), 0},
        {"to reals", tn_fft_irfft(x, 1, .n = points), tn_fft_irfft(half, 1, .n = points), 0},
    };
    expect_equal(pairs, 5, n);
}

/* One pass; Rader's (131, real numbers of 262); chirps (23 * 29). */
Test(cuda_fft_loads, short_lines_are_fitted, .timeout = 600) {
    static const int64_t lengths[] = {1, 2, 3, 8, 15, 64, 131, 262, 360, 667};
    need_devices(1);
    for (int i = 0; i < 10; i++) {
        const int64_t n = lengths[i];
        expect_fitted(TN_C64, n / 2 + 1, n, i % 2 ? 1 : 5);
        expect_fitted(TN_C128, n / 3 + 1, n, i % 2 ? 3 : 1);
        expect_fitted(i % 2 ? TN_C64 : TN_C128, n + 3, n, i % 3 ? 1 : 2);
    }
}

Test(cuda_fft_loads, a_line_of_nothing_is_zero) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *y =
        tn_fft_rfftn(tn_zeros(TN_SHAPE(3, 0, 2), .device = CUDA), .s = TN_SHAPE(3, 6, 4));
    cr_assert(y, "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect_eq(tn_numel(y), 54);
    cr_expect_eq(tn_item(tn_sum(tn_abs(y))), 0);
    expect_no_fault();
}

/* Rows and columns, gathered where they are strided or real; and a long chirp. */
Test(cuda_fft_loads, long_lines_are_fitted, .timeout = 600) {
    setenv("TENON_CUFFT", "off", 1);
    need_devices(1);
    expect_fitted(TN_C64, 12345, 19683, 1);
    expect_fitted(TN_C128, 10001, 16384, 1);
    expect_fitted(TN_C64, 10000, 20000, 2);
    expect_fitted(TN_C64, 33000, 32768, 1);
    expect_fitted(TN_C128, 5000, 8191, 1);
}

/* cuFFT takes whole lines without gaps; what is filled, cut or multiplied is ours. */
Test(cuda_fft_loads, cufft_takes_whole_lines) {
    setenv("TENON_CUFFT", "all", 1);
    sim();
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_C64, 2, 12, 1), *fitted = brought_to(x, 16);
    const uint64_t before = sim()->get_counts().transforms;
    tn_tensor *whole = tn_fft_fft(fitted, 1), *line = tn_narrow(whole, 0, 0, 1);
    cr_expect_eq(sim()->get_counts().transforms - before, 1);
    tn_tensor *w = tn_add(tn_zeros(TN_SHAPE(16), .dtype = TN_C64, .device = CUDA), 1);
    tn_tensor *rows = tn_select(fitted, 2, 0);
    const pair pairs[] = {
        {"filled", tn_fft_fft(x, 1, .n = TN_NUM(16)), whole, 1e-6},
        {"a line filled", tn_fft_fft(tn_narrow(x, 0, 0, 1), 1, .n = TN_NUM(16)), line, 1e-6},
        {"multiplied", tn_native_fft_window(rows, w, 0, false), tn_select(whole, 2, 0), 1e-6},
        {"with gaps",
         tn_fft_fft(tn_narrow(tn_constant_pad_nd(fitted, TN_SHAPE(0, 0, 0, 4)), 1, 0, 16), 1),
         whole, 1e-6},
    };
    expect_equal(pairs, 4, 16);
    cr_expect_eq(sim()->get_counts().transforms - before, 1);
}

/* ---- Windows --------------------------------------------------------------------------------- */

/* Half floats are multiplied as f32 are; products of complex numbers are fused with sums. */
static void expect_windows(tn_dtype dtype, int64_t lines, int64_t n) {
    TN_SCOPE(s);
    const double near = dtype == TN_C128 ? 1e-15 : 1e-6;
    tn_tensor *x = tn_select(random_numbers(dtype, lines, n, 1), 2, 0);
    tn_tensor *re = tn_contiguous(tn_real(x)), *half = tn_narrow(x, 1, 0, n / 2 + 1);
    tn_tensor *w = tn_randn(TN_SHAPE(n), .dtype = dtype, .device = CUDA);
    tn_tensor *real_w = tn_contiguous(tn_real(w)), *product = tn_mul(re, real_w);
    tn_tensor *f16 = tn_to(re, .dtype = TN_F16), *w16 = tn_to(real_w, .dtype = TN_F16);
    const pair pairs[] = {
        {"reals", tn_native_fft_window(re, real_w, 1, true),
         tn_fft_r2c(product, TN_DIMS(1), 1, true), 0},
        {"all of reals", tn_native_fft_window(re, real_w, 1, false),
         tn_fft_r2c(product, TN_DIMS(1), 1, false), 0},
        {"to reals", tn_native_ifft_window(half, real_w, 2),
         tn_mul(tn_fft_c2r(half, TN_DIMS(1), 2, n), real_w), 0},
        {"complex", tn_native_fft_window(x, w, 0, false),
         tn_fft_c2c(tn_mul(x, w), TN_DIMS(1), 0, true), near},
        {"back", tn_native_ifft_window(x, w, 0), tn_mul(tn_fft_c2c(x, TN_DIMS(1), 0, false), w),
         near},
        {"half floats", tn_native_fft_window(f16, w16, 0, true),
         tn_fft_r2c(tn_mul(tn_to(f16, .dtype = TN_F32), w16), TN_DIMS(1), 0, true), 0},
    };
    expect_equal(pairs, 6, n);
}

Test(cuda_fft_loads, windows_are_products_of_their_own, .timeout = 600) {
    static const int64_t lengths[] = {1, 2, 15, 64, 131, 360, 667, 19683};
    setenv("TENON_CUFFT", "off", 1);
    need_devices(1);
    for (int i = 0; i < 8; i++) {
        expect_windows(TN_C64, i < 7 ? 5 : 1, lengths[i]);
        expect_windows(TN_C128, i < 7 ? 3 : 1, lengths[i]);
    }
}

/* ---- Passes ---------------------------------------------------------------------------------- */

static void expect_launches(uint64_t *before, uint64_t wanted, const char *what) {
    const uint64_t now = launches();
    cr_expect_eq(now - *before, wanted, "%s: %d launches", what, (int)(now - *before));
    *before = now;
}

/* A launch for each dim, and nothing before or between. */
Test(cuda_fft_loads, nothing_passes_over_memory_before) {
    sim();
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_C64, 3, 20, 4), *re = tn_contiguous(tn_real(x));
    tn_tensor *signal = tn_reshape(re, TN_SHAPE(2, -1)),
              *w = tn_select(tn_narrow(re, 1, 0, 16), 0, 0);
    w = tn_contiguous(tn_select(w, 1, 0));
    uint64_t before = launches();
    tn_fft_fft(x, 1, .n = TN_NUM(32));
    expect_launches(&before, 1, "filled");
    tn_fft_fft(x, 1, .n = TN_NUM(12));
    expect_launches(&before, 1, "cut");
    tn_fft_rfftn(re, .s = TN_SHAPE(5, 12, 8));
    expect_launches(&before, 3, "three dims");
    tn_fft_irfft(tn_transpose(x, 1, 2), -1, .n = TN_NUM(64));
    expect_launches(&before, 1, "transposed");
    tn_tensor *y =
        tn_stft(signal, 16, .hop_length = TN_NUM(4), .window = w, .return_complex = TN_NUM(true));
    expect_launches(&before, 1, "stft");
    tn_native_ifft_window(tn_transpose(y, 1, 2), w, 0);
    expect_launches(&before, 1, "its way back");
    expect_no_fault();
}
