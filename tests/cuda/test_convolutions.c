/* Convolutions and their gradients on a GPU against the host's, for the shapes that choose between
 * kernels: windows, 1x1 taps, channels of their own; sizes that fill no tile and begin no run. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

typedef struct convolution {
    const char *what;
    int64_t batch, ins, outs, groups, in[2], kernel[2], stride, padding, dilation;
} convolution;

static const convolution CASES[] = {
    {"odd sizes", 2, 5, 7, 1, {9, 11}, {3, 3}, 1, 1, 1},
    {"several tiles and slices", 3, 16, 40, 1, {14, 14}, {3, 3}, 1, 1, 1},
    {"aligned weights and outputs", 2, 8, 33, 1, {8, 8}, {3, 3}, 1, 1, 1},
    {"groups, stride and dilation", 2, 8, 8, 2, {10, 9}, {3, 2}, 2, 1, 2},
    {"gradient in pieces", 20, 4, 6, 1, {14, 14}, {3, 3}, 1, 1, 1},
    {"gradient of groups in pieces", 20, 4, 6, 2, {14, 14}, {3, 3}, 1, 1, 1},
    {"1x1", 9, 24, 40, 1, {8, 8}, {1, 1}, 1, 0, 1},
    {"1x1, odd sizes", 5, 13, 70, 1, {7, 7}, {1, 1}, 1, 0, 1},
    {"1x1, gradient in pieces", 40, 8, 9, 1, {8, 8}, {1, 1}, 1, 0, 1},
    {"1x1 with a stride", 3, 8, 8, 1, {8, 8}, {1, 1}, 2, 0, 1},
    {"1x1 of small samples", 6, 8, 8, 1, {3, 5}, {1, 1}, 1, 0, 1},
    {"depthwise", 2, 6, 6, 6, {9, 10}, {3, 3}, 1, 1, 1},
    {"depthwise with a multiplier and a stride", 2, 6, 12, 6, {11, 9}, {5, 3}, 2, 2, 1},
    {"depthwise with stride and dilation alike", 2, 4, 8, 4, {12, 13}, {3, 4}, 2, 3, 2},
};
enum { CASES_COUNT = sizeof CASES / sizeof CASES[0], FORWARD = 0, INPUT, WEIGHT, WAYS };
static const char *const WAY_NAMES[] = {"forward", "input", "weight"};

/* Largest distance of two numbers one after the other, of 1 + |number|. */
static double unit_of(tn_dtype dtype) {
    return dtype == TN_F16    ? 0x1p-10
           : dtype == TN_BF16 ? 0x1p-7
           : dtype == TN_F64  ? 0x1p-52
                              : 0x1p-23;
}

typedef struct operands {
    tn_tensor *input, *weight, *bias, *grad;
} operands;

static int64_t out_size(const convolution *c, int d) {
    return (c->in[d] + 2 * c->padding - c->dilation * (c->kernel[d] - 1) - 1) / c->stride + 1;
}

static tn_tensor *noise(tn_ints shape, tn_dtype dtype) {
    return tn_to(tn_randn(shape, .dtype = TN_F32, .device = TN_CPU), .dtype = dtype);
}

static operands make_operands(const convolution *c, tn_dtype dtype) {
    return (operands){
        noise(TN_SHAPE(c->batch, c->ins, c->in[0], c->in[1]), dtype),
        noise(TN_SHAPE(c->outs, c->ins / c->groups, c->kernel[0], c->kernel[1]), dtype),
        noise(TN_SHAPE(c->outs), dtype),
        noise(TN_SHAPE(c->batch, c->outs, out_size(c, 0), out_size(c, 1)), dtype)};
}

static operands each_of(const operands *o, tn_tensor *(*f)(tn_tensor *)) {
    return (operands){f(o->input), f(o->weight), f(o->bias), f(o->grad)};
}

static tn_tensor *on_device(tn_tensor *t) {
    return tn_to(t, .device = CUDA);
}

static tn_tensor *magnitudes(tn_tensor *t) {
    return tn_abs(t);
}

static tn_tensor *run(const convolution *c, int way, const operands *o) {
    const tn_ints stride = TN_DIMS(c->stride, c->stride);
    const tn_ints padding = TN_DIMS(c->padding, c->padding);
    const tn_ints dilation = TN_DIMS(c->dilation, c->dilation);
    switch (way) {
    case FORWARD:
        return tn_conv2d(o->input, o->weight, .bias = o->bias, .stride = stride, .padding = padding,
                         .dilation = dilation, .groups = c->groups);
    case INPUT:
        return tn_conv_input_grad(o->grad, o->weight,
                                  TN_SHAPE(c->batch, c->ins, c->in[0], c->in[1]), stride, padding,
                                  dilation, c->groups);
    default:
        return tn_conv_weight_grad(
            o->grad, o->input, TN_SHAPE(c->outs, c->ins / c->groups, c->kernel[0], c->kernel[1]),
            stride, padding, dilation, c->groups);
    }
}

/* Results are rounded once on either side; sums of f32 differ by a few units of their terms. */
static void check_way(const convolution *c, int way, tn_dtype dtype, const operands *host) {
    const operands device = each_of(host, on_device), sizes = each_of(host, magnitudes);
    tn_tensor *wanted = run(c, way, host), *terms = run(c, way, &sizes);
    tn_tensor *got = tn_to(run(c, way, &device), .device = TN_CPU);
    tn_tensor *off =
        tn_to(tn_abs(tn_sub(tn_to(got, .dtype = TN_F64), tn_to(wanted, .dtype = TN_F64))),
              .dtype = TN_F64);
    tn_tensor *measure = tn_add(tn_to(terms, .dtype = TN_F64), 1.0);
    const double units = tn_item(tn_max(tn_div(off, measure))) / unit_of(dtype);
    cr_assert(tn_ok(), "%s: %s", c->what, tn_ok() ? "" : tn_error_pending()->message);
    cr_expect(units <= 4, "%s, %s in %s: off by %g units", c->what, WAY_NAMES[way],
              tn_dtype_name(dtype), units);
    expect_no_fault();
}

static void check_all(tn_dtype dtype) {
    need_devices(1);
    for (int i = 0; i < CASES_COUNT; i++) {
        TN_SCOPE(s);
        const operands host = make_operands(&CASES[i], dtype);
        for (int way = 0; way < WAYS; way++) {
            check_way(&CASES[i], way, dtype, &host);
        }
    }
}

Test(convolutions, of_f16_give_what_the_host_gives) {
    check_all(TN_F16);
}

Test(convolutions, of_bf16_give_what_the_host_gives) {
    check_all(TN_BF16);
}

Test(convolutions, of_f32_give_what_the_host_gives) {
    check_all(TN_F32);
}

Test(convolutions, of_f64_give_what_the_host_gives) {
    check_all(TN_F64);
}

/* Kernels divide by the places of a sample. */
Test(convolutions, of_no_places_but_padding_give_the_bias_and_no_gradient) {
    static const convolution empty = {"no places", 2, 3, 4, 1, {0, 6}, {1, 3}, 1, 1, 1};
    TN_SCOPE(s);
    need_devices(1);
    for (tn_dtype dtype = TN_F16; dtype <= TN_F64; dtype++) {
        const operands host = make_operands(&empty, dtype);
        for (int way = 0; way < WAYS; way++) {
            if (way != INPUT) {
                check_way(&empty, way, dtype, &host);
            }
        }
    }
    tn_tensor *none =
        tn_conv_input_grad(tn_zeros(TN_SHAPE(2, 4, 2, 6), .device = CUDA),
                           tn_zeros(TN_SHAPE(4, 3, 1, 3), .device = CUDA), TN_SHAPE(2, 3, 0, 6),
                           TN_DIMS(1, 1), TN_DIMS(1, 1), TN_DIMS(1, 1), 1);
    cr_expect(none && tn_numel(none) == 0);
}
