/* gpu_compute.c: cases bound by arithmetic: products, attention, convolutions of ResNet-50. */
#include "gpu_cases.h"

/* ---- Matrix products ------------------------------------------------------------------------- */

static bool squares(tn_dtype dtype) {
    const int64_t n = gpu_small ? 48 : 4096;
    return gpu_make(0, dtype, TN_SHAPE(n, n), 1, false) &&
           gpu_make(1, dtype, TN_SHAPE(n, n), 1, false);
}

static bool squares_f32(void) {
    return squares(TN_F32);
}

static bool squares_bf16(void) {
    return squares(TN_BF16);
}

static tn_tensor *matmul(void) {
    return tn_matmul(gpu_in[0], gpu_in[1]);
}

/* ---- Attention ------------------------------------------------------------------------------- */

/* Queries, keys, values and the result's gradient: [batch, heads, length, 128]. */
static bool heads(bool recorded) {
    const int64_t batch = gpu_small ? 1 : 2, n = gpu_small ? 1 : 16, length = gpu_small ? 16 : 4096;
    for (int i = 0; i < 4; i++) {
        if (!gpu_make(i, TN_BF16, TN_SHAPE(batch, n, length, 128), 1, recorded && i < 3)) {
            return false;
        }
    }
    return true;
}

static bool heads_plain(void) {
    return heads(false);
}

static bool heads_recorded(void) {
    return heads(true);
}

static tn_tensor *attend(void) {
    return tn_scaled_dot_product_attention(gpu_in[0], gpu_in[1], gpu_in[2]);
}

static tn_tensor *attend_causally(void) {
    return tn_scaled_dot_product_attention(gpu_in[0], gpu_in[1], gpu_in[2], .is_causal = true);
}

static tn_tensor *attend_backward(void) {
    return gpu_gradient(attend(), gpu_in[3], 3, 1);
}

static tn_tensor *attend_causally_backward(void) {
    return gpu_gradient(attend_causally(), gpu_in[3], 3, 1);
}

/* ---- Convolutions ---------------------------------------------------------------------------- */

/* bf16, batch 32 at full size: channels in and out, height and width, kernel, stride, padding. */
typedef struct convolution {
    int64_t in, out, side, kernel, stride, padding;
} convolution;
static convolution shape;

static bool images(convolution c, bool recorded) {
    if (gpu_small) {
        c.in = c.in < 8 ? c.in : 8;
        c.out = 8;
        c.side = 8;
    }
    const int64_t batch = gpu_small ? 2 : 32,
                  after = (c.side + 2 * c.padding - c.kernel) / c.stride + 1;
    shape = c;
    return gpu_make(0, TN_BF16, TN_SHAPE(batch, c.in, c.side, c.side), 1, recorded) &&
           gpu_make(1, TN_BF16, TN_SHAPE(c.out, c.in, c.kernel, c.kernel), 1, recorded) &&
           gpu_make(2, TN_BF16, TN_SHAPE(batch, c.out, after, after), 1, false);
}

static tn_tensor *convolve(void) {
    return tn_conv2d(gpu_in[0], gpu_in[1], .stride = TN_DIMS(shape.stride, shape.stride),
                     .padding = TN_DIMS(shape.padding, shape.padding));
}

static tn_tensor *convolve_backward(void) {
    return gpu_gradient(convolve(), gpu_in[2], 2, 1);
}

/* CONV(name, in, out, side, kernel, stride, padding) */
#define CONVOLUTIONS(CONV)                \
    CONV(stem, 3, 64, 224, 7, 2, 3)       \
    CONV(one_56, 256, 64, 56, 1, 1, 0)    \
    CONV(three_56, 64, 64, 56, 3, 1, 1)   \
    CONV(down_28, 128, 128, 56, 3, 2, 1)  \
    CONV(skip_28, 256, 512, 56, 1, 2, 0)  \
    CONV(three_14, 256, 256, 14, 3, 1, 1) \
    CONV(one_14, 1024, 256, 14, 1, 1, 0)  \
    CONV(three_7, 512, 512, 7, 3, 1, 1)

#define SETUP(name, ...)                                  \
    static bool name##_plain(void) {                      \
        return images((convolution){__VA_ARGS__}, false); \
    }                                                     \
    static bool name##_recorded(void) {                   \
        return images((convolution){__VA_ARGS__}, true);  \
    }
CONVOLUTIONS(SETUP)

#define CASES(name, ...)                           \
    {"conv_" #name, name##_plain, convolve, NULL}, \
        {"conv_" #name "_backward", name##_recorded, convolve_backward, NULL},

const gpu_case gpu_compute_cases[] = {
    {"gemm_f32_4096", squares_f32, matmul, NULL},
    {"gemm_bf16_4096", squares_bf16, matmul, NULL},
    {"attention", heads_plain, attend, NULL},
    {"attention_causal", heads_plain, attend_causally, NULL},
    {"attention_backward", heads_recorded, attend_backward, NULL},
    {"attention_causal_backward", heads_recorded, attend_causally_backward, NULL},
    CONVOLUTIONS(CASES)};
const int gpu_n_compute = sizeof gpu_compute_cases / sizeof gpu_compute_cases[0];
