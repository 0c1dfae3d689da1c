/* Fourier transforms on CUDA devices, by our kernels and by cuFFT, against the host's. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

static tn_tensor *random_numbers(tn_dtype dtype, int64_t outer, int64_t n, int64_t inner) {
    return tn_randn(TN_SHAPE(outer, n, inner), .dtype = dtype, .device = TN_CPU);
}

/* The distance of there from here, in units of the root of the mean square of here. */
static double difference(tn_tensor *there, tn_tensor *here) {
    tn_tensor *a = tn_to(tn_to(there, .device = TN_CPU), .dtype = TN_C128);
    tn_tensor *d = tn_sub(a, tn_to(here, .dtype = TN_C128));
    return tn_item(tn_linalg_vector_norm(d)) / tn_item(tn_linalg_vector_norm(here));
}

static double allowed(tn_dtype dtype, int64_t n) {
    return 8 * (1 + log2((double)n)) * (dtype == TN_C128 ? 0x1p-53 : 0x1p-24);
}

/* All kinds of transforms along the middle dim. */
static void expect_host(tn_dtype dtype, int64_t outer, int64_t n, int64_t inner) {
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(dtype, outer, n, inner);
    tn_tensor *re = tn_contiguous(tn_real(x)), *half = tn_contiguous(tn_narrow(x, 1, 0, n / 2 + 1));
    tn_tensor *x_there = tn_to(x, .device = CUDA), *re_there = tn_to(re, .device = CUDA);
    tn_tensor *half_there = tn_to(half, .device = CUDA);
    const tn_value points = TN_NUM(n);
    const struct {
        const char *what;
        tn_tensor *there, *here;
    } pairs[] = {
        {"forward", tn_fft_fft(x_there, 1), tn_fft_fft(x, 1)},
        {"inverse", tn_fft_ifft(x_there, 1), tn_fft_ifft(x, 1)},
        {"of reals", tn_fft_rfft(re_there, 1), tn_fft_rfft(re, 1)},
        {"of reals, all", tn_fft_fft(re_there, 1), tn_fft_fft(re, 1)},
        {"to reals", tn_fft_irfft(half_there, 1, .n = points), tn_fft_irfft(half, 1, .n = points)},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
        const double d = difference(pairs[i].there, pairs[i].here);
        cr_expect_leq(d, allowed(dtype, n), "%s of [%d, %d, %d] in %s: %g", pairs[i].what,
                      (int)outer, (int)n, (int)inner, tn_dtype_name(dtype), d);
    }
    cr_expect(difference(x_there, x) == 0 && difference(re_there, re) == 0 &&
                  difference(half_there, half) == 0,
              "an input was written: [%d, %d, %d]", (int)outer, (int)n, (int)inner);
    expect_no_fault();
}

Test(cuda_fft, short_lines_are_the_hosts, .timeout = 600) {
    need_devices(1);
    for (int64_t n = 1; n <= 40; n++) {
        expect_host(TN_C64, 3, n, 1);
        expect_host(TN_C128, 2, n, 3);
    }
}

/* Every radix, alone and twice, and what needs a chirp. */
Test(cuda_fft, every_radix_is_the_hosts, .timeout = 600) {
    static const int64_t lengths[] = {64,   81, 125, 343, 121, 169, 210, 143, 512,
                                      1024, 67, 127, 58,  100, 144, 108, 72,  6 * 49};
    need_devices(1);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        expect_host(i % 2 ? TN_C64 : TN_C128, 2, lengths[i], 1);
        expect_host(i % 2 ? TN_C128 : TN_C64, 1, lengths[i], 5);
    }
}

/* Prime numbers of points whose convolution is one less (131, 257, 1171), and others; so are real
 * ones of twice as many. Few lines of a block lie beside each other. */
Test(cuda_fft, prime_lengths_are_the_hosts, .timeout = 600) {
    static const int64_t lengths[] = {17, 131, 262, 257, 514, 263, 1171, 2003, 359};
    need_devices(1);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        expect_host(TN_C64, 2, lengths[i], i % 3 == 0 ? 5 : 1);
        expect_host(TN_C128, 1, lengths[i], i % 3 == 1 ? 7 : 1);
    }
}

/* TENON_TEST_FFT=N: every Nth length to 4096, by our kernels. */
Test(cuda_fft, every_length_is_the_hosts, .timeout = 7200) {
    const char *asked = getenv("TENON_TEST_FFT");
    const int64_t step = asked ? atoi(asked) : 0;
    if (step < 1) {
        cr_skip_test("TENON_TEST_FFT is not set");
    }
    setenv("TENON_CUFFT", "off", 1);
    need_devices(1);
    for (int64_t n = 1; n <= 4096; n += step) {
        expect_host(n % 2 ? TN_C64 : TN_C128, 1, n, n % 3 == 0 ? 2 : 1);
    }
}

/* Lines beside each other: more than a block holds, and fewer; beyond each number of them. */
Test(cuda_fft, strided_lines_are_the_hosts, .timeout = 600) {
    static const int64_t shapes[][3] = {{3, 4, 700}, {2, 360, 3}, {1, 2048, 5}, {5, 3000, 2}};
    need_devices(1);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        expect_host(i % 2 ? TN_C128 : TN_C64, shapes[i][0], shapes[i][1], shapes[i][2]);
    }
}

/* Half floats are read as they are: no copy of them in f32 is made. */
Test(cuda_fft, half_floats_are_read_by_the_kernel) {
    static const tn_dtype halves[] = {TN_F16, TN_BF16};
    static const int64_t lengths[] = {8, 30, 15, 64, 17, 34, 256};
    need_devices(1);
    for (int i = 0; i < 14; i++) {
        TN_SCOPE(s);
        const int64_t n = lengths[i / 2];
        tn_tensor *x = tn_to(random_numbers(TN_F32, 3, n, 2), .dtype = halves[i % 2]);
        tn_tensor *wide = tn_to(x, .dtype = TN_F32), *x_there = tn_to(x, .device = CUDA);
        const uint64_t before = is_simulated() ? sim()->get_counts().launches : 0;
        tn_tensor *there = tn_fft_rfft(x_there, 1);
        cr_assert(there, "%s", tn_ok() ? "" : tn_error_pending()->message);
        const uint64_t launches = is_simulated() ? sim()->get_counts().launches - before : 1;
        cr_expect_leq(launches, n % 17 == 0 ? 3 : 1, "%d launches", (int)launches);
        cr_expect_eq(tn_dtype_of(there), TN_C64);
        cr_expect_leq(difference(there, tn_fft_rfft(wide, 1)), allowed(TN_C64, n), "%d", (int)n);
        cr_expect_leq(difference(tn_fft_fft(x_there, 1), tn_fft_fft(wide, 1)), allowed(TN_C64, n));
    }
    expect_no_fault();
}

/* The longest lines of one pass, and longer ones that take two; with other strides and with a
 * chirp they are gathered first. */
Test(cuda_fft, long_lines_are_the_hosts, .timeout = 600) {
    setenv("TENON_CUFFT", "off", 1);
    need_devices(1);
    expect_host(TN_C64, 1, 16384, 1);
    expect_host(TN_C128, 1, 8192, 1);
    expect_host(TN_C64, 2, 19683, 1);
    expect_host(TN_C64, 1, 20000, 2);
    expect_host(TN_C128, 1, 8191, 1);
    expect_host(TN_C64, 1, 32768, 1);
}

Test(cuda_fft, several_dims_are_the_hosts) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_F32, 6, 5, 8);
    cr_expect_leq(difference(tn_fft_rfftn(tn_to(x, .device = CUDA)), tn_fft_rfftn(x)), 1e-6);
    tn_tensor *y = tn_fft_rfftn(x);
    cr_expect_leq(difference(tn_fft_irfftn(tn_to(y, .device = CUDA)), x), 1e-6);
    expect_no_fault();
}

typedef struct both_ways {
    tn_tensor *x, *y;
} both_ways;

static void transform_both_ways(void *context) {
    both_ways *b = context;
    tn_set(&b->y, tn_fft_ifft(tn_fft_fft(b->x, 1), 1));
}

/* Nothing is allocated or waited for by the kernels: a graph holds them. */
Test(cuda_fft, transforms_are_captured) {
    static const int64_t lengths[] = {96, 97, 16807};
    setenv("TENON_CUFFT", "off", 1);
    need_devices(1);
    for (int i = 0; i < 3; i++) {
        TN_SCOPE(s);
        both_ways b = {.x = tn_to(random_numbers(TN_C64, 1, lengths[i], 1), .device = CUDA)};
        transform_both_ways(&b);
        tn_tensor *wanted = tn_to(b.y, .device = TN_CPU);
        tn_graph *graph = tn_graph_capture(CUDA, transform_both_ways, &b);
        cr_assert(graph, "%s", tn_ok() ? "" : tn_error_pending()->message);
        tn_graph_replay(graph);
        cr_expect_leq(difference(b.y, wanted), 0);
        tn_graph_free(graph);
        tn_set(&b.y, NULL);
    }
    expect_no_fault();
}

/* Gradients on the device are those of the host. */
Test(cuda_fft, gradients_are_the_hosts) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_F64, 2, 12, 3), *grads[2];
    for (int i = 0; i < 2; i++) {
        tn_tensor *leaf = tn_to(x, .device = i ? CUDA : TN_CPU, .copy = true);
        tn_set_requires_grad(leaf, true);
        tn_backward(tn_sum(tn_square(tn_abs(tn_fft_rfft(leaf, 1)))));
        grads[i] = tn_grad(leaf);
    }
    cr_expect_leq(difference(grads[1], grads[0]), 1e-14);
    expect_no_fault();
}

/* ---- Who computes ---------------------------------------------------------------------------- */

/* Transforms that went to cuFFT. */
static uint64_t given(void) {
    return sim()->get_counts().transforms;
}

Test(cuda_fft, all_by_cufft_are_the_hosts, .timeout = 600) {
    static const int64_t lengths[] = {1, 2, 15, 16, 31, 100};
    setenv("TENON_CUFFT", "all", 1);
    need_devices(1);
    const uint64_t before = is_simulated() ? given() : 0;
    for (int i = 0; i < 6; i++) {
        expect_host(TN_C64, 3, lengths[i], 1);
        expect_host(TN_C128, 2, lengths[i], 3);
    }
    cr_expect(!is_simulated() || given() > before);
}

Test(cuda_fft, long_ones_are_cuffts_where_it_is) {
    sim();
    need_devices(1);
    TN_SCOPE(s);
    const uint64_t before = given();
    tn_fft_fft(tn_zeros(TN_SHAPE(2, 64), .dtype = TN_C64, .device = CUDA), -1);
    cr_expect_eq(given(), before);
    tn_fft_fft(tn_zeros(TN_SHAPE(1, 32768), .dtype = TN_C64, .device = CUDA), -1);
    cr_expect_eq(given(), before + 1);
    cr_expect(tn_ok());
}

Test(cuda_fft, none_is_cuffts_when_it_is_off) {
    setenv("TENON_CUFFT", "off", 1);
    sim();
    need_devices(1);
    TN_SCOPE(s);
    tn_fft_fft(tn_zeros(TN_SHAPE(1, 20000), .dtype = TN_C128, .device = CUDA), -1);
    cr_expect_eq(given(), 0);
    cr_expect(strstr(tn_device_numerics(CUDA), "own transforms"), "%s", tn_device_numerics(CUDA));
    expect_no_fault();
}

Test(cuda_fft, none_is_cuffts_where_it_is_missing) {
    setenv("TENON_CUFFT", "all", 1);
    setenv("SIM_WITHOUT", "libcufft.so", 1);
    sim();
    need_devices(1);
    expect_host(TN_C64, 2, 12, 1);
    cr_expect_eq(given(), 0);
}

/* A failure is an error that says what to do, and the next call is as if nothing had been. */
static void transform_of(int64_t n) {
    TN_SCOPE(s);
    tn_tensor *x = random_numbers(TN_C64, 1, n, 1);
    tn_tensor *y = tn_fft_fft(tn_to(x, .device = CUDA), -1);
    cr_expect_leq(difference(y, tn_fft_fft(x, -1)), allowed(TN_C64, n), "%d", (int)n);
}

static void transform_of_three(void *context) {
    (void)context;
    TN_SCOPE(s);
    tn_fft_fft(tn_ones(TN_SHAPE(3), .dtype = TN_C64, .device = CUDA), -1);
}

/* What was used last is still there; what a graph recorded stays. */
Test(cuda_fft, any_number_of_lengths_is_served_with_few_plans) {
    setenv("TENON_CUFFT", "all", 1);
    sim();
    need_devices(1);
    transform_of_three(NULL);
    tn_graph *graph = tn_graph_capture(CUDA, transform_of_three, NULL);
    cr_assert(graph, "%s", tn_ok() ? "" : tn_error_pending()->message);
    for (int64_t n = 4; n < 104; n++) {
        transform_of(n);
    }
    cr_expect_eq(sim()->get_counts().live_plans, 64 + 1);
    const uint64_t before = sim()->get_counts().calls;
    transform_of(103);
    const uint64_t cached = sim()->get_counts().calls - before;
    transform_of(4);
    cr_expect_gt(sim()->get_counts().calls - before - cached, cached, "it is made again");
    cr_expect_eq(sim()->get_counts().live_plans, 64 + 1);
    cr_expect_eq(tn_graph_replay(graph), TN_OK);
    cr_expect_eq(tn_synchronize(CUDA), TN_OK);
    tn_graph_free(graph);
    expect_no_fault();
}

Test(cuda_fft, a_failure_of_cufft_is_an_error) {
    sim();
    setenv("TENON_CUFFT", "all", 1);
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(2, 12), .dtype = TN_C64, .device = CUDA);
    for (uint64_t k = 1; k < 12; k++) {
        sim()->fail_only("cufft", -1);
        sim()->fail_call(k, 0);
        tn_tensor *y = tn_fft_ifft(x, -1);
        sim()->clear();
        tn_error e = {0};
        cr_expect(y ? tn_ok() : tn_error_take(&e) && strstr(e.message, "TENON_CUFFT=off"),
                  "call %d: %s", (int)k, e.message);
        cr_expect(tn_fft_ifft(x, -1) != NULL);
    }
}
