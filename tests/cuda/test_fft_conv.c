/* Convolutions on CUDA devices, in one pass over memory, against the host's and against sums. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

static tn_tensor *there(tn_tensor *t) {
    return tn_to(t, .device = CUDA);
}

/* The largest distance of a from b, both in f64 or c128, in units of what f's rounding can make of
 * sums of so many products as b's elements are. */
static double error_of(tn_tensor *a, tn_tensor *b, tn_tensor *scale, double eps) {
    tn_tensor *d = tn_abs(
        tn_sub(tn_to(tn_to(a, .device = TN_CPU), .dtype = TN_C128), tn_to(b, .dtype = TN_C128)));
    return tn_item(tn_max(d)) / (eps * tn_item(scale));
}

static double eps_of(tn_dtype dtype) {
    return dtype == TN_F64 || dtype == TN_C128 ? 0x1p-53
           : dtype == TN_F16                   ? 0x1p-11
           : dtype == TN_BF16                  ? 0x1p-8
                                               : 0x1p-24;
}

/* Both norms: what errors of transforms grow with. */
static tn_tensor *scale_of(tn_tensor *a, tn_tensor *b) {
    tn_tensor *wide_a = tn_to(a, .dtype = TN_C128), *wide_b = tn_to(b, .dtype = TN_C128);
    return tn_mul(tn_max(tn_linalg_vector_norm(wide_a, .dim = TN_DIMS(-1))),
                  tn_max(tn_linalg_vector_norm(wide_b, .dim = TN_DIMS(-1))));
}

/* The same windows of the convolution, in f64 on the host. */
static void expect_window(tn_tensor *a, tn_tensor *b, int64_t first, int64_t count,
                          const char *what) {
    const tn_dtype dtype = tn_dtype_of(a);
    const bool is_complex = dtype == TN_C64 || dtype == TN_C128;
    const tn_dtype wide = is_complex ? TN_C128 : TN_F64;
    tn_tensor *here =
        tn_native_fft_conv(tn_to(a, .dtype = wide), tn_to(b, .dtype = wide), first, count);
    tn_tensor *y = tn_native_fft_conv(there(a), there(b), first, count);
    cr_assert(tn_ok(), "%s: %s", what, tn_ok() ? "" : tn_error_pending()->message);
    cr_expect_eq(tn_dtype_of(y), dtype);
    const double e = error_of(y, here, scale_of(a, b), eps_of(dtype));
    cr_expect_leq(e, 8, "%s in %s, points %d to %d: %g roundings", what, tn_dtype_name(dtype),
                  (int)first, (int)(first + count), e);
}

static tn_tensor *random_numbers(tn_dtype dtype, const int64_t *sizes, int ndim) {
    tn_tensor *x =
        tn_randn(((tn_ints){sizes, ndim}),
                 .dtype = dtype == TN_F16 || dtype == TN_BF16 ? TN_F32 : dtype, .device = TN_CPU);
    return tn_to(x, .dtype = dtype);
}

static const tn_dtype dtypes[] = {TN_F32, TN_F64, TN_C64, TN_C128, TN_F16, TN_BF16};
enum { DTYPES = 6 };

Test(cuda_fft_conv, all_points_are_the_sums, .timeout = 600) {
    static const int64_t lengths[][2] = {{1, 1},  {2, 1},   {5, 3},    {3, 5},   {16, 16},
                                         {31, 2}, {100, 7}, {257, 40}, {40, 257}};
    need_devices(1);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        for (int d = 0; d < DTYPES; d++) {
            TN_SCOPE(s);
            const int64_t a[] = {2, lengths[i][0]}, b[] = {1, lengths[i][1]};
            expect_window(random_numbers(dtypes[d], a, 2), random_numbers(dtypes[d], b, 2), 0,
                          a[1] + b[1] - 1, "all points");
        }
    }
    expect_no_fault();
}

/* Signals of many segments, whose last one is shorter, and windows that begin and end anywhere. */
Test(cuda_fft_conv, long_signals_come_in_segments, .timeout = 600) {
    static const struct {
        int64_t n, filter, first, count;
    } cases[] = {{20000, 300, 0, 20299}, {9001, 1000, 499, 9001}, {5000, 2048, 2047, 2953},
                 {3000, 3, -5, 3010},    {100, 9, 200, 7},        {100, 9, -30, 20}};
    need_devices(1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int d = 0; d < 4; d++) {
            TN_SCOPE(s);
            const int64_t a[] = {cases[i].n}, b[] = {cases[i].filter};
            expect_window(random_numbers(dtypes[d], a, 1), random_numbers(dtypes[d], b, 1),
                          cases[i].first, cases[i].count, "segments");
        }
    }
    expect_no_fault();
}

/* Whichever of both is repeated, and where. */
Test(cuda_fft_conv, leading_dims_broadcast) {
    static const struct {
        int64_t a[4], b[4];
    } cases[] = {
        {{1, 1, 3, 50}, {1, 1, 1, 7}},  {{1, 1, 1, 50}, {1, 2, 3, 9}},
        {{1, 2, 3, 40}, {1, 1, 3, 5}},  {{1, 2, 1, 40}, {1, 1, 4, 5}},
        {{2, 1, 3, 20}, {1, 4, 1, 6}},  {{2, 3, 2, 20}, {2, 1, 2, 5}},
        {{2, 1, 2, 20}, {1, 3, 1, 30}},
    };
    need_devices(1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TN_SCOPE(s);
        expect_window(random_numbers(TN_F32, cases[i].a, 4), random_numbers(TN_F32, cases[i].b, 4),
                      2, 25, "repeated");
    }
    const int64_t none[] = {0, 5}, some[] = {1, 3};
    TN_SCOPE(s);
    tn_tensor *y = tn_native_fft_conv(there(random_numbers(TN_F32, none, 2)),
                                      there(random_numbers(TN_F32, some, 2)), 0, 7);
    cr_expect(y && tn_numel(y) == 0);
    expect_no_fault();
}

/* A line's bits are its own: they depend neither on the others nor on what is in them. */
Test(cuda_fft_conv, lines_do_not_meet) {
    need_devices(1);
    TN_SCOPE(s);
    const int64_t a[] = {5, 300}, b[] = {1, 20};
    tn_tensor *x = random_numbers(TN_F32, a, 2), *filter = random_numbers(TN_F32, b, 2);
    tn_tensor *alone = tn_fft_conv(there(tn_narrow(x, 0, 3, 1)), there(filter));
    tn_copy_(tn_select(x, 0, 2), tn_full(TN_SHAPE(300), NAN, .dtype = TN_F32, .device = TN_CPU));
    tn_tensor *y = tn_to(tn_fft_conv(there(x), there(filter)), .device = TN_CPU);
    cr_expect(tn_equal(tn_narrow(y, 0, 3, 1), tn_to(alone, .device = TN_CPU)));
    cr_expect(tn_item(tn_sum(tn_isnan(y))) == 319);
    expect_no_fault();
}

/* The public op takes the kernel's way, and what is too long for it goes by transforms. */
Test(cuda_fft_conv, modes_are_the_hosts, .timeout = 600) {
    static const int64_t lengths[][2] = {{60, 9}, {9, 60}, {3000, 2500}};
    static const char *const modes[] = {"full", "same", "valid"};
    need_devices(1);
    for (int i = 0; i < 3; i++) {
        for (int m = 0; m < 3; m++) {
            TN_SCOPE(s);
            tn_tensor *x = random_numbers(TN_F64, &lengths[i][0], 1);
            tn_tensor *f = random_numbers(TN_F64, &lengths[i][1], 1);
            tn_tensor *y = tn_fft_conv(there(x), there(f), .mode = modes[m]);
            tn_tensor *here = tn_fft_conv(x, f, .mode = modes[m]);
            cr_expect_eq(tn_numel(y), tn_numel(here));
            cr_expect_leq(error_of(y, here, scale_of(x, f), 0x1p-53), 8, "%s of %d and %d",
                          modes[m], (int)lengths[i][0], (int)lengths[i][1]);
        }
    }
    expect_no_fault();
}

Test(cuda_fft_conv, gradients_are_the_hosts) {
    static const char *const modes[] = {"full", "same", "valid"};
    need_devices(1);
    for (int m = 0; m < 3; m++) {
        TN_SCOPE(s);
        const int64_t a[] = {2, 3, 40}, b[] = {3, 7};
        tn_tensor *leaves[] = {random_numbers(TN_C128, a, 3), random_numbers(TN_C128, b, 2)};
        tn_tensor *grads[2][2];
        for (int i = 0; i < 2; i++) {
            tn_tensor *x = tn_to(leaves[0], .device = i ? CUDA : TN_CPU, .copy = true);
            tn_tensor *f = tn_to(leaves[1], .device = i ? CUDA : TN_CPU, .copy = true);
            tn_set_requires_grad(x, true);
            tn_set_requires_grad(f, true);
            tn_backward(tn_sum(tn_square(tn_abs(tn_fft_conv(x, f, .mode = modes[m])))));
            grads[i][0] = tn_grad(x);
            grads[i][1] = tn_grad(f);
        }
        for (int k = 0; k < 2; k++) {
            cr_assert(grads[1][k], "%s", tn_ok() ? "" : tn_error_pending()->message);
            cr_expect_leq(error_of(grads[1][k], grads[0][k], tn_max(tn_abs(grads[0][k])), 0x1p-53),
                          200, "%s, argument %d", modes[m], k);
        }
    }
    expect_no_fault();
}

typedef struct both {
    tn_tensor *x, *filter, *y;
} both;

static void convolve(void *context) {
    both *b = context;
    tn_set(&b->y, tn_fft_conv(b->x, b->filter));
}

Test(cuda_fft_conv, convolutions_are_captured) {
    need_devices(1);
    TN_SCOPE(s);
    const int64_t a[] = {2, 90}, f[] = {8};
    both b = {.x = there(random_numbers(TN_F32, a, 2)),
              .filter = there(random_numbers(TN_F32, f, 1))};
    convolve(&b);
    tn_tensor *wanted = tn_to(b.y, .device = TN_CPU);
    tn_graph *graph = tn_graph_capture(CUDA, convolve, &b);
    cr_assert(graph, "%s", tn_ok() ? "" : tn_error_pending()->message);
    tn_graph_replay(graph);
    cr_expect(tn_equal(tn_to(b.y, .device = TN_CPU), wanted));
    tn_graph_free(graph);
    tn_set(&b.y, NULL);
    expect_no_fault();
}

/* Two launches, and no memory but the filter's spectrum besides the result. */
Test(cuda_fft_conv, one_pass_over_memory) {
    sim();
    need_devices(1);
    TN_SCOPE(s);
    const int64_t a[] = {4, 10000}, f[] = {50};
    tn_tensor *x = there(random_numbers(TN_F32, a, 2)),
              *filter = there(random_numbers(TN_F32, f, 1));
    const uint64_t before = sim()->get_counts().launches;
    tn_fft_conv(x, filter);
    cr_expect_eq(sim()->get_counts().launches - before, 2);
    expect_no_fault();
}
