/* What transforms do while they load and store: zeros behind lines, lines that lie anywhere, and
 * windows. The bits are those of the passes of their own that this saves. */
#include "host/host.h"
#include "schedule/launch.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>

static int n_launches;

static void count_launch(const tni_launch_record *record, void *context) {
    (void)record, (void)context;
    n_launches++;
}

/* Lengths that are codelets, direct sums, Rader's, split and chirps. */
static const int64_t lengths[] = {1, 2, 3, 8, 15, 30, 67, 128, 131, 1009, 4096, 10007, 20014};
enum { LENGTHS = sizeof lengths / sizeof *lengths };

static tn_tensor *random_numbers(tn_dtype dtype, int64_t outer, int64_t n, int64_t inner) {
    return tn_randn(TN_SHAPE(outer, n, inner), .dtype = dtype, .device = TN_CPU);
}

/* x with zeros to n elements in its middle dim, or the first n. */
static tn_tensor *brought_to(tn_tensor *x, int64_t n) {
    return tn_contiguous(n <= tn_size(x, 1)
                             ? tn_narrow(x, 1, 0, n)
                             : tn_constant_pad_nd(x, TN_SHAPE(0, 0, 0, n - tn_size(x, 1))));
}

static double difference(tn_tensor *a, tn_tensor *b) {
    return tn_item(tn_linalg_vector_norm(tn_sub(a, b))) / tn_item(tn_linalg_vector_norm(b));
}

/* ---- Sizes ----------------------------------------------------------------------------------- */

static void expect_fitted(tn_dtype dtype, int64_t outer, int64_t given, int64_t n, int64_t inner) {
    TN_SCOPE(s);
    const tn_value points = TN_NUM(n);
    tn_tensor *x = random_numbers(dtype, outer, given, inner), *re = tn_contiguous(tn_real(x));
    tn_tensor *fitted = brought_to(x, n), *half = brought_to(x, n / 2 + 1);
    const struct {
        const char *what;
        tn_tensor *got, *wanted;
    } pairs[] = {
        {"forward", tn_fft_fft(x, 1, .n = points), tn_fft_fft(fitted, 1)},
        {"inverse", tn_fft_ifft(x, 1, .n = points), tn_fft_ifft(fitted, 1)},
        {"of reals", tn_fft_rfft(re, 1, .n = points), tn_fft_rfft(brought_to(re, n), 1)},
        {"all of reals", tn_fft_fft(re, 1, .n = points), tn_fft_fft(brought_to(re, n), 1)},
        {"to reals", tn_fft_irfft(x, 1, .n = points), tn_fft_irfft(half, 1, .n = points)},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
        cr_expect(tn_equal(pairs[i].got, pairs[i].wanted), "%s of [%d, %d, %d] at %d",
                  pairs[i].what, (int)outer, (int)given, (int)inner, (int)n);
    }
}

Test(fft_loads, bits_are_those_of_lines_that_were_fitted_before, .timeout = 600) {
    for (int i = 0; i < LENGTHS; i++) {
        const int64_t n = lengths[i], cuts[] = {1, n / 2, n - 1, n + 3};
        for (int k = 0; k < 4; k++) {
            const int64_t given = cuts[k] > 0 ? cuts[k] : 1;
            const tn_dtype dtype = k % 2 ? TN_C64 : TN_C128;
            expect_fitted(dtype, 1, given, n, 1);
            expect_fitted(dtype, n < 2000 ? 19 : 2, given, n, 1);
            expect_fitted(dtype, 2, given, n, n < 2000 ? 17 : 2);
        }
    }
}

Test(fft_loads, a_line_of_nothing_is_zero) {
    TN_SCOPE(s);
    tn_tensor *y = tn_fft_fft(random_numbers(TN_C64, 3, 0, 2), 1, .n = TN_NUM(6));
    cr_expect_eq(tn_numel(y), 36);
    cr_expect_eq(tn_item(tn_sum(tn_abs(y))), 0);
    tn_tensor *z =
        tn_fft_rfftn(tn_zeros(TN_SHAPE(3, 0, 2), .device = TN_CPU), .s = TN_SHAPE(3, 6, 4));
    cr_expect_eq(tn_numel(z), 54);
    cr_expect_eq(tn_item(tn_sum(tn_abs(z))), 0);
}

/* The first sizes[d] of each dim but the first. */
static tn_tensor *corner(tn_tensor *t, const int64_t *sizes) {
    for (int d = 0; d < 3; d++) {
        t = tn_narrow(t, d + 1, 0, sizes[d]);
    }
    return t;
}

/* Each dim comes with what self has of it, whatever the others have become by then. */
Test(fft_loads, several_dims_are_fitted_one_by_one) {
    static const int64_t own[] = {4, 5, 6};
    static const int64_t sizes[][3] = {{8, 9, 10}, {3, 9, 10}, {8, 2, 4},
                                       {2, 3, 4},  {4, 5, 12}, {9, 5, 6}};
    for (int i = 0; i < 6; i++) {
        TN_SCOPE(s);
        int64_t common[3];
        for (int d = 0; d < 3; d++) {
            common[d] = sizes[i][d] < own[d] ? sizes[i][d] : own[d];
        }
        const tn_ints s3 = {sizes[i], 3}, dims = TN_DIMS(1, 2, 3);
        tn_tensor *x = tn_randn(TN_SHAPE(2, 4, 5, 6), .dtype = TN_C128, .device = TN_CPU);
        tn_tensor *re = tn_contiguous(tn_real(x));
        tn_tensor *fitted = tn_zeros(TN_SHAPE(2, sizes[i][0], sizes[i][1], sizes[i][2]),
                                     .dtype = TN_C128, .device = TN_CPU);
        tn_copy_(corner(fitted, common), corner(x, common));
        cr_expect_leq(
            difference(tn_fft_fftn(x, .s = s3, .dim = dims), tn_fft_fftn(fitted, .dim = dims)),
            1e-15, "%d", i);
        cr_expect_leq(difference(tn_fft_rfftn(re, .s = s3, .dim = dims),
                                 tn_fft_rfftn(tn_real(fitted), .dim = dims)),
                      1e-15, "%d", i);
        tn_tensor *half = tn_fft_rfftn(re, .dim = dims);
        tn_tensor *all = tn_fft_irfftn(half, .s = s3, .dim = dims);
        const int64_t points = sizes[i][2], known = points / 2 + 1 < 4 ? points / 2 + 1 : 4;
        const int64_t kept[] = {common[0], common[1], known};
        tn_tensor *spectrum = tn_zeros(TN_SHAPE(2, sizes[i][0], sizes[i][1], points / 2 + 1),
                                       .dtype = TN_C128, .device = TN_CPU);
        tn_copy_(corner(spectrum, kept), corner(half, kept));
        cr_expect_leq(difference(all, tn_fft_irfftn(spectrum, .s = s3, .dim = dims)), 1e-15, "%d",
                      i);
        cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    }
}

/* ---- Windows --------------------------------------------------------------------------------- */

static tn_tensor *window_of(tn_dtype dtype, int64_t n) {
    return tn_randn(TN_SHAPE(n), .dtype = dtype, .device = TN_CPU);
}

/* Products of complex numbers may be fused with sums: those have other roundings. */
static void expect_windows(tn_dtype dtype, int64_t n, int64_t lines) {
    TN_SCOPE(s);
    const double near = dtype == TN_C128 ? 1e-15 : 1e-6;
    tn_tensor *x = tn_reshape(random_numbers(dtype, lines, n, 1), TN_SHAPE(lines, n));
    tn_tensor *re = tn_contiguous(tn_real(x)), *w = window_of(tn_dtype_of(x), n);
    tn_tensor *real_w = tn_contiguous(tn_real(w)), *half = tn_narrow(x, 1, 0, n / 2 + 1);
    for (int onesided = 0; onesided < 2; onesided++) {
        cr_expect(tn_equal(tn_native_fft_window(re, real_w, 1, onesided),
                           tn_fft_r2c(tn_mul(re, real_w), TN_DIMS(1), 1, onesided)),
                  "reals, %d lines of %d", (int)lines, (int)n);
    }
    cr_expect(tn_equal(tn_native_ifft_window(half, real_w, 2),
                       tn_mul(tn_fft_c2r(half, TN_DIMS(1), 2, n), real_w)),
              "to reals, %d lines of %d", (int)lines, (int)n);
    cr_expect_leq(difference(tn_native_fft_window(x, w, 0, false),
                             tn_fft_c2c(tn_mul(x, w), TN_DIMS(1), 0, true)),
                  near, "%d lines of %d", (int)lines, (int)n);
    cr_expect_leq(
        difference(tn_native_ifft_window(x, w, 2), tn_mul(tn_fft_c2c(x, TN_DIMS(1), 2, false), w)),
        near, "back, %d lines of %d", (int)lines, (int)n);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
}

Test(fft_loads, windows_are_products_of_their_own, .timeout = 600) {
    for (int i = 0; i < LENGTHS; i++) {
        expect_windows(TN_C64, lengths[i], 1);
        expect_windows(TN_C128, lengths[i], lengths[i] < 2000 ? 19 : 2);
    }
}

/* Frames overlap, or have gaps between them; in batches of fewer frames than a vector has lanes,
 * and of more. */
Test(fft_loads, frames_are_read_where_they_are) {
    static const int64_t hops[] = {1, 3, 8, 20};
    for (int i = 0; i < 16; i++) {
        TN_SCOPE(s);
        const int64_t n = i & 4 ? 16 : 15, hop = hops[i % 4], frames = i & 8 ? 37 : 3;
        tn_tensor *x =
            tn_randn(TN_SHAPE(5, n + hop * (frames - 1)), .dtype = TN_F32, .device = TN_CPU);
        tn_tensor *view = tn_unfold(x, 1, n, hop), *copy = tn_contiguous(view);
        tn_tensor *w = window_of(TN_F32, n);
        cr_expect(tn_equal(tn_native_fft_window(view, w, 0, true),
                           tn_native_fft_window(copy, w, 0, true)),
                  "frames of %d, %d apart", (int)n, (int)hop);
        tn_tensor *z = tn_complex(x, tn_neg(x));
        cr_expect(tn_equal(tn_fft_fft(tn_unfold(z, 1, n, hop), -1),
                           tn_fft_fft(tn_contiguous(tn_unfold(z, 1, n, hop)), -1)),
                  "complex frames of %d, %d apart", (int)n, (int)hop);
    }
    cr_assert(tn_ok());
}

static tn_tensor *gradient_of(tn_tensor *x, tn_tensor *w, tn_dtype dtype) {
    tn_tensor *leaf = tn_to(x, .dtype = dtype, .copy = true);
    tn_set_requires_grad(leaf, true);
    tn_tensor *y = tn_native_fft_window(leaf, tn_to(w, .dtype = dtype), 1, true);
    cr_assert(tn_backward(tn_sum(tn_square(tn_abs(y)))) == TN_OK, "%s",
              tn_error_pending()->message);
    return tn_to(tn_grad(leaf), .dtype = TN_F32);
}

/* Their transforms are those of f32, and so are the gradients before they are rounded. */
Test(fft_loads, half_floats_have_gradients) {
    TN_SCOPE(s);
    tn_tensor *x = tn_to(tn_randn(TN_SHAPE(3, 12), .device = TN_CPU), .dtype = TN_F16);
    tn_tensor *w = tn_to(window_of(TN_F32, 12), .dtype = TN_F16);
    cr_expect_leq(difference(gradient_of(x, w, TN_F16), gradient_of(x, w, TN_F32)), 1e-3);
}

/* ---- Threads and passes ---------------------------------------------------------------------- */

static void expect_same_bits(tn_tensor *(*make)(tn_tensor *), tn_tensor *x) {
    tn_set_num_threads(1);
    tn_tensor *one = make(x);
    tn_set_num_threads(2);
    cr_expect(tn_equal(make(x), one));
    cr_assert(tn_ok());
}

static tn_tensor *padded(tn_tensor *x) {
    return tn_fft_fft(x, -1, .n = TN_NUM(tn_size(x, 1) + tn_size(x, 1) / 3));
}

static tn_tensor *windowed(tn_tensor *x) {
    tn_tensor *frames = tn_unfold(tn_real(x), 1, tn_size(x, 1) / 2, 3);
    return tn_native_fft_window(frames, tn_select(tn_select(frames, 1, 0), 0, 0), 0, true);
}

Test(fft_loads, bits_do_not_depend_on_threads) {
    static const int64_t shapes[][2] = {{1, 49152}, {3, 7507}, {100, 75}, {37, 383}};
    const int64_t least = atomic_exchange(&tni_host_least_work, 0);
    for (int i = 0; i < 4; i++) {
        TN_SCOPE(s);
        tn_tensor *x =
            tn_randn(TN_SHAPE(shapes[i][0], shapes[i][1]), .dtype = TN_C64, .device = TN_CPU);
        expect_same_bits(padded, x);
        expect_same_bits(windowed, tn_narrow(x, 1, 0, shapes[i][1] < 400 ? shapes[i][1] : 400));
    }
    atomic_store(&tni_host_least_work, least);
}

int tni_host_fft(const void *params, void *stream);

/* A block may ask for both, though no op does: of an odd number of reals the last one is half of a
 * complex number. */
Test(fft_loads, a_window_reaches_all_that_is_given) {
    for (int64_t given = 1; given <= 8; given++) {
        float in[3][8], cut[3][8] = {{0}}, out[2][3][10];
        const float window[8] = {2, 3, -1, 5, 0.5F, 7, INFINITY, NAN};
        for (int64_t i = 0; i < 24; i++) {
            in[i / 8][i % 8] = sinf((float)i);
            cut[i / 8][i % 8] = i % 8 < given ? in[i / 8][i % 8] * window[i % 8] : 0;
        }
        tn_k_fft p = {.code = TN_FFT_R2C, .dtype = TN_C64, .real = TN_F32, .outer = 3, .n = 8};
        p.inner = p.scale = 1;
        p.from = (tn_k_fft_side){8, 1, 1};
        p.to = (tn_k_fft_side){5, 1, 1};
        for (int k = 0; k < 2; k++) {
            p.in = k ? cut : in;
            p.given = k ? 8 : given;
            p.window = k ? NULL : window;
            p.out = out[k];
            cr_assert_eq(tni_host_fft(&p, NULL), 0);
        }
        for (int64_t i = 0; given < 7 && i < 30; i++) {
            cr_expect_eq(out[0][i / 10][i % 10], out[1][i / 10][i % 10], "%d given, number %d",
                         (int)given, (int)i);
        }
    }
}

/* Casts come first, and the memory for them may be missing. */
Test(fft_loads, windows_of_other_dtypes_may_lack_memory) {
    TN_SCOPE(s);
    tn_tensor *x = tn_randn(TN_SHAPE(4000)), *w = tn_ones(TN_SHAPE(512), .dtype = TN_F64);
    tn_tensor *wanted = tn_stft(tn_to(x, .dtype = TN_F64), 512, .window = w);
    int failures = 0;
    for (uint64_t k = 1; k < 100; k++) {
        TN_SCOPE(inner);
        tn_error e = {0};
        tni_memory_fail_at(k);
        tn_tensor *t = tn_stft(x, 512, .window = w);
        tni_memory_fail_at(0);
        cr_assert(t || (tn_error_take(&e) && e.code == TN_ERR_MEMORY), "%s", e.message);
        cr_expect(!t || tn_equal(t, wanted));
        failures += !t;
    }
    cr_expect_gt(failures, 2);
}

static void expect_launches(int wanted, const char *what) {
    tni_observe_launches(NULL, NULL);
    cr_expect_eq(n_launches, wanted, "%s: %d launches", what, n_launches);
    n_launches = 0;
    tni_observe_launches(count_launch, NULL);
}

/* A launch for each dim, and nothing before or between. */
Test(fft_loads, nothing_passes_over_memory_before) {
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_C64, 3, 20, 4), *re = tn_contiguous(tn_real(x));
    tn_tensor *signal = tn_reshape(re, TN_SHAPE(2, -1)), *w = window_of(TN_F32, 16);
    tni_observe_launches(count_launch, NULL);
    tn_fft_fft(x, 1, .n = TN_NUM(32));
    expect_launches(1, "filled");
    tn_fft_fft(x, 1, .n = TN_NUM(12));
    expect_launches(1, "cut");
    tn_fft_rfftn(re, .s = TN_SHAPE(5, 12, 8));
    expect_launches(3, "three dims");
    tn_fft_irfft(tn_transpose(x, 1, 2), -1, .n = TN_NUM(64));
    expect_launches(1, "transposed");
    tn_tensor *y =
        tn_stft(signal, 16, .hop_length = TN_NUM(4), .window = w, .return_complex = TN_NUM(true));
    expect_launches(1, "stft");
    tn_native_ifft_window(tn_transpose(y, 1, 2), w, 0);
    expect_launches(1, "its way back");
    tni_observe_launches(NULL, NULL);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
}
