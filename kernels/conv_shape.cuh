/* conv_shape.cuh: the geometry of a convolution over two dims, as its kernels ask for it: which
 * places of input and output meet through which tap. Divisions are by numbers known before the
 * launch; places and inner indices fit 31 bits (conv.cu sees to it). */
#ifndef TN_CONV_SHAPE_CUH
#define TN_CONV_SHAPE_CUH

#include "kernels/launch.cuh"

namespace tn {

struct conv_axis {
    int32_t in, out, stride, padding, dilation;
};

/* The geometry of one convolution; channels are those of one group. */
struct conv_shape {
    conv_axis h, w;
    int64_t channels, out_channels, groups;
    fast_divisor taps, kernel_w, in_area, in_w, out_area, out_w;
    int dtype;
    const void *bias;
    void *input, *weight, *output;
};

inline conv_axis make_axis(const tn_k_conv *p, int d) {
    return {static_cast<int32_t>(p->in[d]), static_cast<int32_t>(p->out[d]),
            static_cast<int32_t>(p->stride[d]), static_cast<int32_t>(p->padding[d]),
            static_cast<int32_t>(p->dilation[d])};
}

inline conv_shape make_conv(const tn_k_conv *p) {
    conv_shape s = {};
    s.h = make_axis(p, 0);
    s.w = make_axis(p, 1);
    s.groups = p->groups;
    s.channels = p->in_channels / p->groups;
    s.out_channels = p->out_channels / p->groups;
    s.taps = make_divisor(p->kernel[0] * p->kernel[1]);
    s.kernel_w = make_divisor(p->kernel[1]);
    s.in_area = make_divisor(p->in[0] * p->in[1]);
    s.in_w = make_divisor(p->in[1]);
    s.out_area = make_divisor(p->out[0] * p->out[1]);
    s.out_w = make_divisor(p->out[1]);
    s.dtype = p->dtype;
    s.bias = p->bias;
    s.input = p->input;
    s.weight = p->weight;
    s.output = p->output;
    return s;
}

/* ---- Places ---------------------------------------------------------------------------------- */

struct conv_place {
    int64_t outer; /* sample or channel */
    int32_t y, x;
};

/* i = (outer * height + y) * width + x */
__device__ __forceinline__ conv_place split_place(int64_t i, const fast_divisor &area,
                                                  const fast_divisor &width) {
    const uint32_t n = static_cast<uint32_t>(i), outer = divide(n, area);
    const uint32_t rest = n - outer * area.divisor, y = divide(rest, width);
    return {outer, static_cast<int32_t>(y), static_cast<int32_t>(rest - y * width.divisor)};
}

/* Input row (or column) that an output's tap meets; outside of [0, in) in the padding. */
__device__ __forceinline__ int32_t met_input(const conv_axis &a, int32_t out, int32_t tap) {
    return out * a.stride + tap * a.dilation - a.padding;
}

/* Output whose tap meets an input, or -1. */
__device__ __forceinline__ int32_t meeting_output(const conv_axis &a, int32_t in, int32_t tap) {
    const int32_t from = in + a.padding - tap * a.dilation;
    const int32_t out = from / a.stride;
    return from >= 0 && out * a.stride == from && out < a.out ? out : -1;
}

/* ---- Special ones ---------------------------------------------------------------------------- */

/* A product a sample: the place of an output is that of its only input. Small samples are better
 * taken together. */
inline bool is_pointwise(const tn_k_conv *p) {
    bool is = p->groups == 1 && p->in[0] * p->in[1] >= 32;
    for (int d = 0; d < 2; d++) {
        is = is && p->kernel[d] == 1 && p->stride[d] == 1 && p->padding[d] == 0 &&
             p->in[d] == p->out[d];
    }
    return is;
}

/* Each input channel is a group: hardly any arithmetic for what is moved. */
inline bool is_depthwise(const tn_k_conv *p) {
    return p->groups > 1 && p->groups == p->in_channels;
}

/* How the terms of a weight's gradient are cut where tensor cores add them: enough pieces for a
 * large GPU, of at least a thousand terms or so. */
struct conv_pieces {
    int64_t count, depth; /* of each but the last */
};
inline conv_pieces pieces_of(const tn_k_conv *p) {
    constexpr int64_t blocks_wanted = 256, depth_least = 1024, depth_step = 64;
    const int64_t rows = p->out_channels / p->groups;
    const int64_t cols = p->in_channels / p->groups * p->kernel[0] * p->kernel[1];
    const int64_t depth = p->batch * p->out[0] * p->out[1];
    const int64_t tiles = divide_up(rows, 64) * divide_up(cols, 128) * p->groups;
    const int64_t wanted = divide_up(blocks_wanted, tiles), most = divide_up(depth, depth_least);
    const int64_t of_each = divide_up(depth, wanted < most ? wanted : most);
    const int64_t rounded = divide_up(of_each, depth_step) * depth_step;
    return {divide_up(depth, rounded), rounded};
}

} // namespace tn

#endif
