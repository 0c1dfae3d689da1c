/* Fourier transforms against sums in long double: errors grow as the logarithm of the length. */
#include "host/host.h"
#include "memory/sanitize.h"

#include <tenon/tenon.h>

#include <complex.h>
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#undef I

typedef long double _Complex wide;

/* ---- The transform by its definition --------------------------------------------------------- */

/* CMPLXL, which not every compiler has; nothing here is infinite. */
static wide complex_of(long double re, long double im) {
    return re + im * (wide)_Complex_I;
}

/* exp(-2 pi i k / n) for k < n. */
static wide *roots_of(int64_t n) {
    wide *roots = malloc((size_t)n * sizeof *roots);
    for (int64_t k = 0; k < n; k++) {
        const long double angle = 2 * acosl(-1.0L) * (long double)k / (long double)n;
        roots[k] = complex_of(cosl(angle), -sinl(angle));
    }
    return roots;
}

static wide sum_at(const wide *x, const wide *roots, int64_t n, int64_t k) {
    wide sum = 0;
    for (int64_t j = 0, at = 0; j < n; j++) {
        sum += x[j] * roots[at];
        at += k;
        at -= at >= n ? n : 0;
    }
    return sum;
}

/* The numbers of a complex tensor, at tn_data's order. */
static wide number_at(const tn_tensor *t, int64_t i) {
    if (tn_dtype_of(t) == TN_C128) {
        const double *x = tn_const_data(t);
        return complex_of(x[2 * i], x[2 * i + 1]);
    }
    const float *x = tn_const_data(t);
    return complex_of(x[2 * i], x[2 * i + 1]);
}

static double epsilon(const tn_tensor *t) {
    return tn_dtype_of(t) == TN_C128 ? 0x1p-53 : 0x1p-24;
}

/* What c log2(n) eps allows, of a result whose elements are as large as the root of n. */
static double allowed(const tn_tensor *t, int64_t n) {
    return 4 * (1 + log2((double)n)) * epsilon(t);
}

/* How far line `line` of y is from the transform of that of x: the root of the mean square, over
 * |x|, at every `stride`-th frequency. */
static double error_of(const tn_tensor *x, const tn_tensor *y, int64_t line, int64_t stride) {
    const int64_t n = tn_size(x, -1), count = tn_size(y, -1);
    wide *in = malloc((size_t)n * sizeof *in), *roots = roots_of(n);
    long double size = 0, error = 0;
    int64_t looked_at = 0;
    for (int64_t j = 0; j < n; j++) {
        in[j] = number_at(x, line * n + j);
        size += creall(in[j]) * creall(in[j]) + cimagl(in[j]) * cimagl(in[j]);
    }
    for (int64_t k = 0; k < count; k += stride, looked_at++) {
        const wide d = number_at(y, line * count + k) - sum_at(in, roots, n, k);
        error += creall(d) * creall(d) + cimagl(d) * cimagl(d);
    }
    free(in);
    free(roots);
    return (double)sqrtl(error / (long double)looked_at / size);
}

static tn_tensor *random_numbers(tn_dtype dtype, int64_t lines, int64_t n) {
    return tn_randn(TN_SHAPE(lines, n), .dtype = dtype, .device = TN_CPU);
}

/* The largest |a - b|, in units of the root of the mean square of b. */
static double difference(tn_tensor *a, tn_tensor *b) {
    tn_tensor *d = tn_sub(tn_to(a, .dtype = TN_C128), tn_to(b, .dtype = TN_C128));
    const double size = tn_item(tn_linalg_vector_norm(b));
    return tn_item(tn_linalg_vector_norm(d)) / (size > 0 ? size : 1);
}

/* One length with one line and with many: both ways, real numbers and half of their spectra. */
static void expect_right(tn_dtype dtype, int64_t n, int64_t lines, int64_t stride) {
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(dtype, lines, n);
    tn_tensor *y = tn_fft_fft(x, -1);
    const double bound = allowed(x, n);
    for (int64_t line = 0; line<lines; line += lines> 1 ? lines - 1 : 1) {
        const double e = error_of(x, y, line, stride);
        cr_expect(e <= bound, "%s, %d points, line %d of %d: %g", tn_dtype_name(dtype), (int)n,
                  (int)line, (int)lines, e);
    }
    cr_expect_leq(difference(tn_fft_ifft(y, -1), x), bound, "%d points back", (int)n);
    tn_tensor *re = tn_contiguous(tn_real(x));
    tn_tensor *spectrum = tn_fft_rfft(re, -1), *full = tn_fft_fft(tn_to(re, .dtype = dtype), -1);
    cr_expect_leq(difference(spectrum, tn_narrow(full, -1, 0, n / 2 + 1)), bound, "%d reals",
                  (int)n);
    cr_expect_leq(difference(tn_fft_fft(re, -1), full), bound, "%d reals, all frequencies", (int)n);
    cr_expect_leq(difference(tn_fft_irfft(spectrum, -1, .n = TN_NUM(n)), re), bound,
                  "%d reals back", (int)n);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
}

static bool is_prime(int64_t n) {
    for (int64_t f = 2; f * f <= n; f++) {
        if (n % f == 0) {
            return false;
        }
    }
    return n > 1;
}

Test(fft, lengths_to_512_have_errors_of_their_logarithm, .timeout = 600) {
    for (int64_t n = 1; n <= 512; n++) {
        expect_right(TN_C64, n, n % 3 == 0 ? 1 : 19, n > 64 ? n / 16 : 1);
        expect_right(TN_C128, n, n % 3 == 1 ? 1 : 9, n > 64 ? n / 16 : 1);
    }
}

/* Under AddressSanitizer a fifth of them: sizes of its lines differ, not the code. */
Test(fft, primes_to_4093_have_errors_of_their_logarithm, .timeout = 600) {
    for (int64_t n = 521; n <= 4093; n++) {
        if (is_prime(n) && (!TNI_ASAN || n % 5 == 3)) {
            expect_right(n % 4 == 1 ? TN_C64 : TN_C128, n, n % 8 < 4 ? 1 : 18, n / 4);
        }
    }
}

/* TENON_TEST_FFT=1: every length to 4096, and two long primes. */
Test(fft, every_length_has_errors_of_its_logarithm, .timeout = 7200) {
    if (!getenv("TENON_TEST_FFT")) {
        cr_skip_test("TENON_TEST_FFT is not set");
    }
    for (int64_t n = 1; n <= 4096; n++) {
        expect_right(TN_C64, n, n % 2 ? 1 : 17, n > 64 ? n / 64 : 1);
        expect_right(TN_C128, n, n % 2 ? 9 : 1, n > 64 ? n / 64 : 1);
    }
    const int64_t primes[] = {10007, 65537};
    for (int i = 0; i < 2; i++) {
        expect_right(TN_C64, primes[i], 1, primes[i] / 16);
        expect_right(TN_C128, primes[i], 3, primes[i] / 16);
    }
}

/* Lengths that are split, of one line and of several. */
Test(fft, long_lines_have_errors_of_their_logarithm, .timeout = 600) {
    const int64_t lengths[] = {4096, 8192, 6561, 15625, 32768, 30030, 65536, 131072, 10007, 20014};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        expect_right(TN_C64, lengths[i], 1, lengths[i] / 4);
        expect_right(TN_C128, lengths[i], 2, lengths[i] / 4);
    }
}

/* ---- Laws ------------------------------------------------------------------------------------ */

Test(fft, sums_of_squares_are_kept_by_ortho) {
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_C128, 5, 360);
    const double before = tn_item(tn_linalg_vector_norm(x));
    const double after = tn_item(tn_linalg_vector_norm(tn_fft_fft(x, -1, .norm = "ortho")));
    cr_expect_float_eq(after / before, 1, 1e-13);
}

Test(fft, a_sum_has_the_sum_of_the_spectra) {
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_C128, 3, 210), *y = random_numbers(TN_C128, 3, 210);
    tn_tensor *both = tn_fft_fft(tn_add(x, tn_mul(y, 3)), -1);
    tn_tensor *apart = tn_add(tn_fft_fft(x, -1), tn_mul(tn_fft_fft(y, -1), 3));
    cr_expect_leq(difference(both, apart), 1e-13);
}

/* Dims that lie anywhere, of tensors that do: as that of the last one. */
Test(fft, any_dim_of_any_view_is_as_the_last_one) {
    const int64_t sizes[] = {1, 3, 7, 16, 33};
    for (int i = 0; i < 5; i++) {
        TN_SCOPE(s);
        tn_tensor *x = tn_randn(TN_SHAPE(4, 30, sizes[i]), .dtype = TN_C128, .device = TN_CPU);
        tn_tensor *moved = tn_fft_fft(tn_contiguous(tn_transpose(x, 1, 2)), -1);
        cr_expect_leq(difference(tn_fft_fft(x, 1), tn_transpose(moved, 1, 2)), 1e-14);
        tn_tensor *re = tn_real(x); /* every other number of memory */
        tn_tensor *half = tn_fft_rfft(tn_contiguous(tn_transpose(re, 1, 2)), -1);
        cr_expect_leq(difference(tn_fft_rfft(re, 1), tn_transpose(half, 1, 2)), 1e-14);
        tn_tensor *back = tn_fft_irfft(tn_transpose(half, 1, 2), 1, .n = TN_NUM(30));
        cr_expect_leq(difference(back, re), 1e-14);
        tn_tensor *odd = tn_narrow(re, 1, 0, 29);
        cr_expect_leq(difference(tn_fft_irfft(tn_fft_rfft(odd, 1), 1, .n = TN_NUM(29)), odd),
                      1e-14);
        cr_assert(tn_ok());
    }
}

Test(fft, several_dims_are_one_after_the_other) {
    TN_SCOPE(s);
    tn_tensor *x = tn_randn(TN_SHAPE(6, 5, 8), .dtype = TN_F64, .device = TN_CPU);
    tn_tensor *one_by_one = tn_fft_fft(tn_fft_fft(tn_fft_fft(x, 0), 1), 2);
    cr_expect_leq(difference(tn_fft_fftn(x), one_by_one), 1e-14);
    cr_expect_leq(difference(tn_fft_rfftn(x), tn_narrow(one_by_one, 2, 0, 5)), 1e-14);
    cr_expect_leq(difference(tn_fft_irfftn(tn_fft_rfftn(x), .s = TN_SHAPE(6, 5, 8)), x), 1e-14);
}

Test(fft, a_convolution_is_its_sum_of_products) {
    TN_SCOPE(s);
    const double a[] = {1, 2, 3}, b[] = {1, 1, 0.5, -1}, wanted[] = {1, 3, 5.5, 3, -0.5, -3};
    tn_tensor *full = tn_fft_conv(tn_from(a, TN_SHAPE(3), TN_F64, .device = TN_CPU),
                                  tn_from(b, TN_SHAPE(4), TN_F64, .device = TN_CPU));
    cr_assert_eq(tn_numel(full), 6);
    for (int i = 0; i < 6; i++) {
        cr_expect_float_eq(((const double *)tn_const_data(full))[i], wanted[i], 1e-14);
    }
}

/* A line's NaN is its own. */
Test(fft, lines_do_not_touch_each_other) {
    TN_SCOPE(s);
    tn_tensor *x = tn_randn(TN_SHAPE(20, 15), .dtype = TN_F32, .device = TN_CPU);
    ((float *)tn_data(x))[3 * 15 + 4] = NAN;
    tn_tensor *bad = tn_any(tn_isnan(tn_fft_rfft(x, -1)), .dim = TN_DIMS(1));
    for (int64_t i = 0; i < 20; i++) {
        cr_expect_eq(tn_item(tn_select(bad, 0, i)), i == 3, "line %d", (int)i);
    }
}

Test(fft, an_empty_batch_is_empty) {
    TN_SCOPE(s);
    tn_tensor *x = tn_zeros(TN_SHAPE(0, 12), .dtype = TN_F32, .device = TN_CPU);
    cr_expect_eq(tn_size(tn_fft_rfft(x, -1), 1), 7);
    cr_expect_eq(tn_numel(tn_fft_fft(x, -1)), 0);
    cr_expect(tn_ok());
}

/* ---- Threads and memory ---------------------------------------------------------------------- */

static void expect_same_bits(tn_tensor *(*make)(tn_tensor *), tn_tensor *x) {
    tn_set_num_threads(1);
    tn_tensor *one = make(x);
    tn_set_num_threads(2);
    tn_tensor *two = make(x);
    cr_assert(one && two);
    cr_expect_arr_eq(tn_const_data(one), tn_const_data(two),
                     (size_t)tn_numel(one) * tn_dtype_bytes(tn_dtype_of(one)));
}

static tn_tensor *along_last(tn_tensor *x) {
    return tn_fft_fft(x, -1);
}

static tn_tensor *along_first(tn_tensor *x) {
    return tn_fft_rfft(tn_contiguous(tn_real(x)), 0);
}

Test(fft, bits_do_not_depend_on_threads) {
    const int64_t shapes[][2] = {{1, 65536}, {3, 10007}, {100, 100}, {37, 509}, {2, 8192}};
    const int64_t least = atomic_exchange(&tni_host_least_work, 0);
    for (int i = 0; i < 5; i++) {
        TN_SCOPE(s);
        tn_tensor *x = random_numbers(TN_C64, shapes[i][0], shapes[i][1]);
        expect_same_bits(along_last, x);
        expect_same_bits(along_first, x);
    }
    atomic_store(&tni_host_least_work, least);
}

/* Sets of instructions agree as far as their roundings let them. */
Test(fft, sets_of_instructions_agree) {
    for (int isa = TNI_ISA_BASE; isa < TNI_ISA_COUNT; isa++) {
        if (!tni_host_set_isa((tni_isa)isa)) {
            continue;
        }
        for (int64_t n = 1; n <= 70; n++) {
            expect_right(TN_C64, n, 35, 1);
            expect_right(TN_C128, n, 19, 1);
        }
        expect_right(TN_C64, 4093, 18, 1000);
        expect_right(TN_C64, 65536, 1, 20000);
    }
}

/* Plans come and go; whichever request for memory fails, it is an error and no more. */
Test(fft, no_memory_is_an_error) {
    for (uint64_t k = 1; k < 40; k++) {
        TN_SCOPE(s);
        tn_tensor *x = random_numbers(TN_C64, 1, 2000 + (int64_t)k);
        tni_memory_fail_at(k);
        tn_tensor *y = tn_fft_fft(x, -1);
        tni_memory_fail_at(0);
        tn_error e = {0};
        cr_expect(y ? tn_ok() : tn_error_take(&e) && e.code == TN_ERR_MEMORY, "request %d: %s",
                  (int)k, e.message);
        cr_expect(tn_fft_fft(x, -1) != NULL);
    }
}
