/* conv.cuh: convolution and its gradients as matrix products whose operands are read in place
 * (implicit GEMM), for f16, bf16, f32, f64, c64 and c128; see tile_product.cuh for the loop.
 *
 *   forward   out [out channels, samples x places] = weight [.., channels x taps] * windows
 *   input     in [channels, samples x places]      = weight [.., out channels x taps] * outputs
 *   weight    weight [out channels, channels x taps] = outputs [.., samples x places] * windows
 *
 * One product a group. Half floats are multiplied and added in f32 and rounded once. Terms are
 * added in the order of the inner index, whatever the tile. */
#ifndef TN_CONV_CUH
#define TN_CONV_CUH

#include "kernels/tile_product.cuh"

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

/* ---- Numbers --------------------------------------------------------------------------------- */

/* Floats may be stored as half floats; other numbers are stored as they are. */
template <class T> __device__ __forceinline__ T load_number(int, const void *data, int64_t i) {
    return static_cast<const T *>(data)[i];
}
template <> __device__ __forceinline__ float load_number(int dtype, const void *data, int64_t i) {
    return dtype == TN_F32   ? static_cast<const float *>(data)[i]
           : dtype == TN_F16 ? read_as<float, stored_f16>(data, i)
                             : read_as<float, stored_bf16>(data, i);
}
template <class T>
__device__ __forceinline__ void store_number(int, void *data, int64_t i, T value) {
    static_cast<T *>(data)[i] = value;
}
template <>
__device__ __forceinline__ void store_number(int dtype, void *data, int64_t i, float value) {
    if (dtype == TN_F32) {
        static_cast<float *>(data)[i] = value;
    } else if (dtype == TN_F16) {
        static_cast<stored_f16 *>(data)[i] = convert<stored_f16>::from(value);
    } else {
        static_cast<stored_bf16 *>(data)[i] = convert<stored_bf16>::from(value);
    }
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

/* What products have in common. Channels of all groups: those of group g begin at g * channels. */
template <class T> struct conv_product : conv_shape {
    using number = T;
    int64_t rows, cols, depth, batches;
    bool a_along_k, b_along_k;

    conv_product(const conv_shape &s, int64_t rows_, int64_t cols_, int64_t depth_, bool a_inner,
                 bool b_inner)
        : conv_shape(s), rows(rows_), cols(cols_), depth(depth_), batches(s.groups),
          a_along_k(a_inner), b_along_k(b_inner) {}

    /* The weight of output channel o and input channel c of a group. */
    __device__ __forceinline__ int64_t weight_at(int64_t group, int64_t o, int64_t c,
                                                 int64_t tap) const {
        return ((group * out_channels + o) * channels + c) * taps.divisor + tap;
    }
    __device__ __forceinline__ int64_t output_at(int64_t group, int64_t sample, int64_t o,
                                                 int64_t place) const {
        return ((sample * groups + group) * out_channels + o) * out_area.divisor + place;
    }
    __device__ __forceinline__ int64_t input_at(int64_t group, int64_t sample, int64_t c,
                                                int64_t place) const {
        return ((sample * groups + group) * channels + c) * in_area.divisor + place;
    }
    /* The input that output place `to` (of a sample) meets through channel and tap `from`. */
    __device__ __forceinline__ T window(int64_t group, const conv_place &to,
                                        const conv_place &from) const {
        const int32_t y = met_input(h, to.y, from.y), x = met_input(w, to.x, from.x);
        if (y < 0 || y >= h.in || x < 0 || x >= w.in) {
            return T{};
        }
        return load_number<T>(dtype, input,
                              input_at(group, to.outer, from.outer, int64_t{y} * w.in + x));
    }
};

/* ---- The three products ---------------------------------------------------------------------- */

template <class T> struct conv_forward : conv_product<T> {
    conv_forward(const conv_shape &s, int64_t samples)
        : conv_product<T>(s, s.out_channels, samples * s.out_area.divisor,
                          s.channels * s.taps.divisor, true, false) {}
    __device__ __forceinline__ T a(int64_t group, int64_t row, int64_t k) const {
        return load_number<T>(this->dtype, this->weight, this->weight_at(group, row, 0, k));
    }
    __device__ __forceinline__ T b(int64_t group, int64_t k, int64_t col) const {
        return this->window(group, split_place(col, this->out_area, this->out_w),
                            split_place(k, this->taps, this->kernel_w));
    }
    __device__ __forceinline__ void store(int64_t group, int64_t row, int64_t col, T sum) const {
        if (this->bias) {
            sum = add_bias(
                sum, load_number<T>(this->dtype, this->bias, group * this->out_channels + row));
        }
        const int64_t sample = divide(static_cast<uint32_t>(col), this->out_area);
        store_number(this->dtype, this->output,
                     this->output_at(group, sample, row, col - sample * this->out_area.divisor),
                     sum);
    }
    static __device__ __forceinline__ float add_bias(float x, float y) {
        return x + y;
    }
    static __device__ __forceinline__ double add_bias(double x, double y) {
        return x + y;
    }
    template <class C> static __device__ __forceinline__ C add_bias(C x, C y) {
        return {x.re + y.re, x.im + y.im};
    }
};

template <class T> struct conv_input : conv_product<T> {
    conv_input(const conv_shape &s, int64_t samples)
        : conv_product<T>(s, s.channels, samples * s.in_area.divisor,
                          s.out_channels * s.taps.divisor, false, false) {}
    __device__ __forceinline__ T a(int64_t group, int64_t row, int64_t k) const {
        const int64_t o = divide(static_cast<uint32_t>(k), this->taps);
        return load_number<T>(this->dtype, this->weight,
                              this->weight_at(group, o, row, k - o * this->taps.divisor));
    }
    __device__ __forceinline__ T b(int64_t group, int64_t k, int64_t col) const {
        const conv_place to = split_place(col, this->in_area, this->in_w);
        const conv_place from = split_place(k, this->taps, this->kernel_w);
        const int32_t y = meeting_output(this->h, to.y, from.y);
        const int32_t x = meeting_output(this->w, to.x, from.x);
        if (y < 0 || x < 0) {
            return T{};
        }
        return load_number<T>(
            this->dtype, this->output,
            this->output_at(group, to.outer, from.outer, int64_t{y} * this->w.out + x));
    }
    __device__ __forceinline__ void store(int64_t group, int64_t row, int64_t col, T sum) const {
        const int64_t sample = divide(static_cast<uint32_t>(col), this->in_area);
        store_number(this->dtype, this->input,
                     this->input_at(group, sample, row, col - sample * this->in_area.divisor), sum);
    }
};

template <class T> struct conv_weight : conv_product<T> {
    conv_weight(const conv_shape &s, int64_t samples)
        : conv_product<T>(s, s.out_channels, s.channels * s.taps.divisor,
                          samples * s.out_area.divisor, true, true) {}
    __device__ __forceinline__ T a(int64_t group, int64_t row, int64_t k) const {
        const int64_t sample = divide(static_cast<uint32_t>(k), this->out_area);
        return load_number<T>(
            this->dtype, this->output,
            this->output_at(group, sample, row, k - sample * this->out_area.divisor));
    }
    __device__ __forceinline__ T b(int64_t group, int64_t k, int64_t col) const {
        return this->window(group, split_place(k, this->out_area, this->out_w),
                            split_place(col, this->taps, this->kernel_w));
    }
    __device__ __forceinline__ void store(int64_t group, int64_t row, int64_t col, T sum) const {
        store_number(this->dtype, this->weight, this->weight_at(group, row, 0, col), sum);
    }
};

template <class T> int launch_conv(const tn_k_conv *p, void *stream) {
    const conv_shape s = make_conv(p);
    switch (p->code) {
    case TN_CONV_FORWARD:
        return launch_product(conv_forward<T>(s, p->batch), stream);
    case TN_CONV_INPUT:
        return launch_product(conv_input<T>(s, p->batch), stream);
    default:
        return launch_product(conv_weight<T>(s, p->batch), stream);
    }
}

} // namespace tn

#endif
