/* Products on tensor cores: the same bits whatever tile computes them, wherever their operands lie,
 * and f32 rounded to TF32 only where the program allows it. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
static const tn_dtype HALVES[] = {TN_F16, TN_BF16};

static tn_tensor *noise(tn_ints shape, tn_dtype dtype) {
    return tn_to(tn_randn(shape, .dtype = TN_F32, .device = CUDA), .dtype = dtype);
}

static void expect_equal(tn_tensor *a, tn_tensor *b, const char *what) {
    const bool same = tn_equal(a, b);
    cr_assert(tn_ok(), "%s: %s", what, tn_ok() ? "" : tn_error_pending()->message);
    cr_expect(same, "%s", what);
    expect_no_fault();
}

/* ---- Matrix products ------------------------------------------------------------------------- */

/* 64 large tiles; a part of its rows alone is made of small ones. */
enum { ROWS = 512, COLS = 1000, DEPTH = 40, PART = 40 };

static tn_tensor *turned(tn_tensor *t) {
    return tn_transpose(tn_contiguous(tn_transpose(t, 0, 1)), 0, 1);
}

static void check_products(tn_dtype dtype) {
    TN_SCOPE(s);
    tn_tensor *a = noise(TN_SHAPE(ROWS, DEPTH), dtype), *b = noise(TN_SHAPE(DEPTH, COLS), dtype);
    tn_tensor *whole = tn_matmul(a, b);
    expect_equal(tn_narrow(whole, 0, 100, PART), tn_matmul(tn_narrow(a, 0, 100, PART), b),
                 "rows of a product are the product of rows");
    expect_equal(whole, tn_matmul(turned(a), b), "left operand by columns");
    expect_equal(whole, tn_matmul(a, turned(b)), "right operand by columns");
    expect_equal(whole, tn_matmul(turned(a), turned(b)), "both operands by columns");
    tn_tensor *shifted =
        tn_narrow(tn_cat(TN_TENSORS(noise(TN_SHAPE(DEPTH, 1), dtype), b), .dim = 1), 1, 1, COLS);
    expect_equal(whole, tn_matmul(a, tn_contiguous(shifted)), "copied operand");
    expect_equal(whole, tn_matmul(a, shifted), "operand that begins between runs");
}

/* cuBLAS has algorithms of its own for other alignments. */
Test(tensor_cores, tiles_and_layouts_change_no_bit_of_our_products) {
    setenv("TENON_CUBLAS", "off", 1);
    need_devices(1);
    for (size_t i = 0; i < sizeof HALVES / sizeof HALVES[0]; i++) {
        check_products(HALVES[i]);
    }
}

/* ---- Convolutions ---------------------------------------------------------------------------- */

static void check_samples(tn_dtype dtype) {
    TN_SCOPE(s);
    tn_tensor *x = noise(TN_SHAPE(8, 3, 32, 32), dtype), *w = noise(TN_SHAPE(64, 3, 3, 3), dtype);
    tn_tensor *bias = noise(TN_SHAPE(64), dtype);
    tn_tensor *whole = tn_conv2d(x, w, .bias = bias, .padding = TN_DIMS(1));
    expect_equal(tn_narrow(whole, 0, 2, 1),
                 tn_conv2d(tn_narrow(x, 0, 2, 1), w, .bias = bias, .padding = TN_DIMS(1)),
                 "a sample's convolution");
    tn_tensor *grad = noise(TN_SHAPE(8, 3, 32, 32), dtype);
    tn_tensor *turned_w = noise(TN_SHAPE(3, 64, 3, 3), dtype);
    tn_tensor *of_input = tn_conv_transpose2d(grad, turned_w, .padding = TN_DIMS(1));
    expect_equal(tn_narrow(of_input, 0, 5, 1),
                 tn_conv_transpose2d(tn_narrow(grad, 0, 5, 1), turned_w, .padding = TN_DIMS(1)),
                 "a sample's gradient");
}

Test(tensor_cores, a_sample_has_the_same_bits_in_any_batch) {
    need_devices(1);
    for (size_t i = 0; i < sizeof HALVES / sizeof HALVES[0]; i++) {
        check_samples(HALVES[i]);
    }
}

static tn_tensor *weight_grad(tn_tensor *grad, tn_tensor *x, int64_t outs, int64_t ins,
                              int64_t groups) {
    return tn_conv_weight_grad(grad, x, TN_SHAPE(outs, ins, 3, 3), TN_DIMS(1, 1), TN_DIMS(1, 1),
                               TN_DIMS(1, 1), groups);
}

static void check_groups(tn_dtype dtype) {
    TN_SCOPE(s);
    enum { GROUPS = 32, OUTS = 64, INS = 8 };
    tn_tensor *x = noise(TN_SHAPE(1, GROUPS * INS, 7, 7), dtype);
    tn_tensor *grad = noise(TN_SHAPE(1, GROUPS * OUTS, 7, 7), dtype);
    tn_tensor *whole = weight_grad(grad, x, GROUPS * OUTS, INS, GROUPS);
    expect_equal(tn_narrow(whole, 0, 3 * OUTS, OUTS),
                 weight_grad(tn_narrow(grad, 1, 3 * OUTS, OUTS), tn_narrow(x, 1, 3 * INS, INS),
                             OUTS, INS, 1),
                 "a group's weights");
}

Test(tensor_cores, a_group_has_the_same_bits_alone) {
    need_devices(1);
    for (size_t i = 0; i < sizeof HALVES / sizeof HALVES[0]; i++) {
        check_groups(HALVES[i]);
    }
}

/* ---- TF32 ------------------------------------------------------------------------------------ */

/* The largest difference, and whether there is one. */
static double furthest(tn_tensor *a, tn_tensor *b) {
    return tn_item(tn_max(tn_abs(tn_sub(a, b))));
}

/* Each of `depth` normal products is off by up to 2^-10 of itself, this way or that. */
static void expect_rounded(tn_tensor *plain, tn_tensor *rounded, int depth, const char *what) {
    const double off = furthest(plain, rounded);
    cr_assert(tn_ok(), "%s: %s", what, tn_ok() ? "" : tn_error_pending()->message);
    cr_expect_gt(off, 0, "%s: nothing is rounded", what);
    cr_expect_leq(off, 4 * sqrt(depth) * 0x1p-10, "%s: off by %g", what, off);
}

Test(tensor_cores, tf32_is_off_until_it_is_allowed) {
    need_devices(1);
    TN_SCOPE(s);
    cr_assert_not(tn_allow_tf32());
    tn_tensor *a = noise(TN_SHAPE(70, 50), TN_F32), *b = noise(TN_SHAPE(50, 90), TN_F32);
    tn_tensor *plain = tn_matmul(a, b);
    tn_tensor *on_host = tn_matmul(tn_to(a, .device = TN_CPU), tn_to(b, .device = TN_CPU));
    tn_set_allow_tf32(true);
    tn_tensor *rounded = tn_matmul(a, b);
    expect_equal(on_host, tn_matmul(tn_to(a, .device = TN_CPU), tn_to(b, .device = TN_CPU)),
                 "the host rounds nothing");
    tn_set_allow_tf32(false);
    expect_rounded(plain, rounded, 50, "matmul");
    expect_equal(plain, tn_matmul(a, b), "off again");
}

Test(tensor_cores, tf32_rounds_operands_and_nothing_else) {
    need_devices(1);
    TN_SCOPE(s);
    tn_set_allow_tf32(true);
    tn_tensor *a = tn_full(TN_SHAPE(64, 48), 1 + 0x1p-11, .dtype = TN_F32, .device = CUDA);
    tn_tensor *b = tn_full(TN_SHAPE(48, 64), 1 + 0x1p-12, .dtype = TN_F32, .device = CUDA);
    tn_tensor *c = tn_matmul(a, b);
    tn_set_allow_tf32(false);
    expect_equal(c, tn_full(TN_SHAPE(64, 64), 48 * (1 + 0x1p-10), .dtype = TN_F32, .device = CUDA),
                 "48 (1 + 2^-10)");
}

static void check_tf32_layouts(void) {
    TN_SCOPE(s);
    tn_tensor *a = noise(TN_SHAPE(ROWS, DEPTH), TN_F32), *b = noise(TN_SHAPE(DEPTH, COLS), TN_F32);
    tn_tensor *whole = tn_matmul(a, b);
    expect_equal(whole, tn_matmul(turned(a), turned(b)), "both operands by columns");
    expect_equal(tn_narrow(whole, 0, 100, PART), tn_matmul(tn_narrow(a, 0, 100, PART), b),
                 "rows of a product");
}

static tn_tensor *convolve(tn_tensor *x, tn_tensor *w, tn_tensor *grad, int which) {
    tn_tensor *bias = tn_ones(TN_SHAPE(tn_size(w, 0)), .dtype = TN_F32, .device = CUDA);
    switch (which) {
    case 0:
        return tn_conv2d(x, w, .bias = bias, .padding = TN_DIMS(1));
    case 1:
        return tn_conv_transpose2d(grad, w, .padding = TN_DIMS(1));
    default:
        return weight_grad(grad, x, tn_size(w, 0), tn_size(w, 1), 1);
    }
}

Test(tensor_cores, tf32_serves_layouts_and_convolutions) {
    need_devices(1);
    TN_SCOPE(s);
    static const char *const names[] = {"forward", "input", "weight"};
    tn_tensor *x = noise(TN_SHAPE(3, 5, 20, 20), TN_F32), *w = noise(TN_SHAPE(7, 5, 3, 3), TN_F32);
    tn_tensor *grad = noise(TN_SHAPE(3, 7, 20, 20), TN_F32);
    for (int which = 0; which < 3; which++) {
        tn_tensor *plain = convolve(x, w, grad, which);
        tn_set_allow_tf32(true);
        tn_tensor *rounded = convolve(x, w, grad, which);
        tn_set_allow_tf32(false);
        expect_rounded(plain, rounded, which == 2 ? 1200 : 63, names[which]);
    }
    tn_set_allow_tf32(true);
    check_tf32_layouts();
    tn_set_allow_tf32(false);
}

Test(tensor_cores, what_bits_depend_on_names_tf32) {
    need_devices(1);
    TN_SCOPE(s);
    cr_expect_null(strstr(tn_device_numerics(CUDA), "tf32"));
    tn_set_allow_tf32(true);
    cr_expect(strstr(tn_device_numerics(CUDA), "tf32 allowed"));
    cr_expect_null(strstr(tn_device_numerics(TN_CPU), "tf32"));
    tn_set_allow_tf32(false);
}
