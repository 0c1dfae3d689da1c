/* conv.cuh: convolution and its gradients as matrix products whose operands are read in place
 * (implicit GEMM), for f32, f64, c64 and c128; see tile_product.cuh for the loop.
 *
 *   forward   out [out channels, samples x places] = weight [.., channels x taps] * windows
 *   input     in [channels, samples x places]      = weight [.., out channels x taps] * outputs
 *   weight    weight [out channels, channels x taps] = outputs [.., samples x places] * windows
 *
 * One product a group; with 1x1 taps that neither stride nor pad, forward and input are a product a
 * sample. Terms are added in the order of the inner index, whatever the tile. */
#ifndef TN_CONV_CUH
#define TN_CONV_CUH

#include "kernels/conv_shape.cuh"
#include "kernels/tile_product.cuh"

namespace tn {

/* ---- What products have in common ------------------------------------------------------------ */

__device__ __forceinline__ float add_bias(float x, float y) {
    return x + y;
}
__device__ __forceinline__ double add_bias(double x, double y) {
    return x + y;
}
template <class C> __device__ __forceinline__ C add_bias(C x, C y) {
    return {x.re + y.re, x.im + y.im};
}

/* Channels of all groups: those of group g begin at g * channels. */
template <class T> struct conv_product : conv_shape {
    using number = T;
    int64_t rows, cols, depth, batches;
    bool a_along_k, b_along_k;

    conv_product(const conv_shape &s, int64_t rows_, int64_t cols_, int64_t depth_, bool a_inner,
                 bool b_inner)
        : conv_shape(s), rows(rows_), cols(cols_), depth(depth_), batches(s.groups),
          a_along_k(a_inner), b_along_k(b_inner) {}

    static __device__ __forceinline__ T at(const void *data, int64_t i) {
        return static_cast<const T *>(data)[i];
    }
    static __device__ __forceinline__ T &at(void *data, int64_t i) {
        return static_cast<T *>(data)[i];
    }
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
        return at(input, input_at(group, to.outer, from.outer, int64_t{y} * w.in + x));
    }
};

/* ---- The three products ---------------------------------------------------------------------- */

template <class T> struct conv_forward : conv_product<T> {
    conv_forward(const conv_shape &s, int64_t samples)
        : conv_product<T>(s, s.out_channels, samples * s.out_area.divisor,
                          s.channels * s.taps.divisor, true, false) {}
    __device__ __forceinline__ T a(int64_t group, int64_t row, int64_t k) const {
        return this->at(this->weight, this->weight_at(group, row, 0, k));
    }
    __device__ __forceinline__ T b(int64_t group, int64_t k, int64_t col) const {
        return this->window(group, split_place(col, this->out_area, this->out_w),
                            split_place(k, this->taps, this->kernel_w));
    }
    __device__ __forceinline__ void store(int64_t group, int64_t row, int64_t col, T sum) const {
        if (this->bias) {
            sum = add_bias(sum, this->at(this->bias, group * this->out_channels + row));
        }
        const int64_t sample = divide(static_cast<uint32_t>(col), this->out_area);
        this->at(this->output,
                 this->output_at(group, sample, row, col - sample * this->out_area.divisor)) = sum;
    }
};

template <class T> struct conv_input : conv_product<T> {
    conv_input(const conv_shape &s, int64_t samples)
        : conv_product<T>(s, s.channels, samples * s.in_area.divisor,
                          s.out_channels * s.taps.divisor, false, false) {}
    __device__ __forceinline__ T a(int64_t group, int64_t row, int64_t k) const {
        const int64_t o = divide(static_cast<uint32_t>(k), this->taps);
        return this->at(this->weight, this->weight_at(group, o, row, k - o * this->taps.divisor));
    }
    __device__ __forceinline__ T b(int64_t group, int64_t k, int64_t col) const {
        const conv_place to = split_place(col, this->in_area, this->in_w);
        const conv_place from = split_place(k, this->taps, this->kernel_w);
        const int32_t y = meeting_output(this->h, to.y, from.y);
        const int32_t x = meeting_output(this->w, to.x, from.x);
        if (y < 0 || x < 0) {
            return T{};
        }
        return this->at(this->output,
                        this->output_at(group, to.outer, from.outer, int64_t{y} * this->w.out + x));
    }
    __device__ __forceinline__ void store(int64_t group, int64_t row, int64_t col, T sum) const {
        const int64_t sample = divide(static_cast<uint32_t>(col), this->in_area);
        this->at(this->input,
                 this->input_at(group, sample, row, col - sample * this->in_area.divisor)) = sum;
    }
};

template <class T> struct conv_weight : conv_product<T> {
    conv_weight(const conv_shape &s, int64_t samples)
        : conv_product<T>(s, s.out_channels, s.channels * s.taps.divisor,
                          samples * s.out_area.divisor, true, true) {}
    __device__ __forceinline__ T a(int64_t group, int64_t row, int64_t k) const {
        const int64_t sample = divide(static_cast<uint32_t>(k), this->out_area);
        return this->at(this->output,
                        this->output_at(group, sample, row, k - sample * this->out_area.divisor));
    }
    __device__ __forceinline__ T b(int64_t group, int64_t k, int64_t col) const {
        return this->window(group, split_place(k, this->out_area, this->out_w),
                            split_place(col, this->taps, this->kernel_w));
    }
    __device__ __forceinline__ void store(int64_t group, int64_t row, int64_t col, T sum) const {
        this->at(this->weight, this->weight_at(group, row, 0, col)) = sum;
    }
};

/* ---- 1x1 taps -------------------------------------------------------------------------------- */

/* out of a sample [rows, places] = weights [rows, depth] * in of the sample [depth, places]. */
template <class T> struct point_product {
    using number = T;
    int64_t rows, cols, depth, batches;
    bool a_along_k, b_along_k;
    const T *weight, *in, *bias; /* bias: of a row, or NULL */
    T *out;
    int64_t weight_row, weight_k;

    __device__ __forceinline__ T a(int64_t, int64_t row, int64_t k) const {
        return weight[row * weight_row + k * weight_k];
    }
    __device__ __forceinline__ T b(int64_t sample, int64_t k, int64_t col) const {
        return in[(sample * depth + k) * cols + col];
    }
    __device__ __forceinline__ void store(int64_t sample, int64_t row, int64_t col, T sum) const {
        out[(sample * rows + row) * cols + col] = bias ? add_bias(sum, bias[row]) : sum;
    }
};

template <class T> int launch_points(const tn_k_conv *p, bool forward, void *stream) {
    point_product<T> product = {};
    product.rows = forward ? p->out_channels : p->in_channels;
    product.cols = p->in[0] * p->in[1];
    product.depth = forward ? p->in_channels : p->out_channels;
    product.batches = p->batch;
    product.a_along_k = forward;
    product.weight = static_cast<const T *>(p->weight);
    product.in = static_cast<const T *>(forward ? p->input : p->output);
    product.bias = static_cast<const T *>(forward ? p->bias : nullptr);
    product.out = static_cast<T *>(forward ? p->output : p->input);
    product.weight_row = forward ? p->in_channels : 1;
    product.weight_k = forward ? 1 : p->in_channels;
    return launch_product(product, stream);
}

template <class T> int launch_conv(const tn_k_conv *p, void *stream) {
    const conv_shape s = make_conv(p);
    if (is_pointwise(p) && p->code != TN_CONV_WEIGHT) {
        return launch_points<T>(p, p->code == TN_CONV_FORWARD, stream);
    }
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
