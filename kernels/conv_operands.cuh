/* conv_operands.cuh: what the products of a convolution read and write on tensor cores, as
 * tile_mma.cuh wants it. Indices are split once a run; from there on a run walks: to the next
 * column, row and sample. */
#ifndef TN_CONV_OPERANDS_CUH
#define TN_CONV_OPERANDS_CUH

#include "kernels/conv_shape.cuh"
#include "kernels/tile_mma.cuh"

namespace tn {

/* ---- Windows on the input -------------------------------------------------------------------- */

/* Runs go over output places; the other index is one of a group's channels and taps. */
template <class S, bool AlongK> struct window_operand {
    static constexpr bool along_k = AlongK, async = false;
    const conv_shape shape;
    const S *data;

    /* Of an output place, or of a channel and tap: whichever stays while k moves. */
    struct place {
        const S *data;
        int32_t y, x;
    };

    explicit window_operand(const conv_shape &s)
        : shape(s), data(static_cast<const S *>(s.input)) {}

    __device__ __forceinline__ int64_t sample_stride() const {
        return shape.groups * shape.channels * shape.in_area.divisor;
    }
    __device__ __forceinline__ conv_place output_place(int64_t i) const {
        return split_place(i, shape.out_area, shape.out_w);
    }
    __device__ __forceinline__ conv_place tap_place(int64_t i) const {
        return split_place(i, shape.taps, shape.kernel_w);
    }
    __device__ __forceinline__ place begin(int64_t group, int64_t across) const {
        const conv_place p = AlongK ? tap_place(across) : output_place(across);
        const int64_t stride = AlongK ? int64_t{shape.in_area.divisor} : sample_stride();
        return {data + group * shape.channels * shape.in_area.divisor + p.outer * stride, p.y, p.x};
    }
    __device__ __forceinline__ const S *source(const place &p, int64_t) const {
        return p.data;
    }
    __device__ __forceinline__ void gather(const place &p, int64_t k, int count,
                                           mma_run<S> &run) const {
        const conv_place other = AlongK ? output_place(k) : tap_place(k);
        const int64_t stride = AlongK ? sample_stride() : int64_t{shape.in_area.divisor};
        const S *const from = p.data + other.outer * stride;
        if constexpr (AlongK) {
            walk(from, other.y, other.x, p.y, p.x, count, run);
        } else {
            walk(from, p.y, p.x, other.y, other.x, count, run);
        }
    }
    /* Outputs from (out_y, out_x) on, all through one tap. */
    __device__ __forceinline__ void walk(const S *from, int32_t out_y, int32_t out_x, int32_t tap_y,
                                         int32_t tap_x, int count, mma_run<S> &run) const {
        const conv_axis &h = shape.h, &w = shape.w;
        int32_t y = met_input(h, out_y, tap_y), x = met_input(w, out_x, tap_x);
        int32_t rows_left = h.out - out_y, cols_left = w.out - out_x;
#pragma unroll
        for (int i = 0; i < mma_run<S>::length; i++) {
            const bool inside = i < count && y >= 0 && y < h.in && x >= 0 && x < w.in;
            run.at[i] = inside ? from[y * w.in + x] : S{};
            x += w.stride;
            if (--cols_left == 0) {
                cols_left = w.out;
                x = met_input(w, 0, tap_x);
                y += h.stride;
                if (--rows_left == 0) {
                    rows_left = h.out;
                    y = met_input(h, 0, tap_y);
                    from += sample_stride();
                }
            }
        }
    }
};

/* ---- Outputs that meet an input -------------------------------------------------------------- */

/* Runs go over input places; k is one of a group's output channels and taps. */
template <class S> struct meeting_operand {
    static constexpr bool along_k = false, async = false;
    const conv_shape shape;
    const S *data;

    struct place {
        const S *data;
        int32_t y, x;
    };

    explicit meeting_operand(const conv_shape &s)
        : shape(s), data(static_cast<const S *>(s.output)) {}

    __device__ __forceinline__ int64_t sample_stride() const {
        return shape.groups * shape.out_channels * shape.out_area.divisor;
    }
    __device__ __forceinline__ place begin(int64_t group, int64_t across) const {
        const conv_place p = split_place(across, shape.in_area, shape.in_w);
        const int64_t channel = group * shape.out_channels;
        return {data + p.outer * sample_stride() + channel * shape.out_area.divisor, p.y, p.x};
    }
    __device__ __forceinline__ const S *source(const place &p, int64_t) const {
        return p.data;
    }
    __device__ __forceinline__ void gather(const place &p, int64_t k, int count,
                                           mma_run<S> &run) const {
        const conv_axis &h = shape.h, &w = shape.w;
        const conv_place tap = split_place(k, shape.taps, shape.kernel_w);
        const S *from = p.data + tap.outer * shape.out_area.divisor;
        int32_t in_y = p.y, in_x = p.x, y = meeting_output(h, in_y, tap.y);
#pragma unroll
        for (int i = 0; i < mma_run<S>::length; i++) {
            const int32_t x = meeting_output(w, in_x, tap.x);
            run.at[i] = i < count && y >= 0 && x >= 0 ? from[y * w.out + x] : S{};
            if (++in_x == w.in) {
                in_x = 0;
                if (++in_y == h.in) {
                    in_y = 0;
                    from += sample_stride();
                }
                y = meeting_output(h, in_y, tap.y);
            }
        }
    }
};

/* ---- Channels of samples, and weights -------------------------------------------------------- */

/* A channel of all samples: k is a sample and a place in it. */
template <class S> struct channel_operand {
    static constexpr bool along_k = true;
    using place = const S *;
    const S *data;
    int64_t channels, groups; /* of a group */
    fast_divisor area;
    bool async;

    channel_operand(const void *data_, int64_t channels_, int64_t groups_,
                    const fast_divisor &area_)
        : data(static_cast<const S *>(data_)), channels(channels_), groups(groups_), area(area_),
          async(is_run_aligned<S>(data_, area_.divisor)) {}

    __device__ __forceinline__ place begin(int64_t group, int64_t across) const {
        return data + (group * channels + across) * area.divisor;
    }
    __device__ __forceinline__ const S *source(place p, int64_t k) const {
        const uint32_t sample = divide(static_cast<uint32_t>(k), area);
        return p + sample * (channels * groups - 1) * area.divisor + k;
    }
    __device__ __forceinline__ void gather(place p, int64_t k, int count, mma_run<S> &run) const {
        const uint32_t first = static_cast<uint32_t>(k), sample = divide(first, area);
        const S *from = p + sample * (channels * groups - 1) * area.divisor + k;
        uint32_t left = (sample + 1) * area.divisor - first;
#pragma unroll
        for (int i = 0; i < mma_run<S>::length; i++) {
            run.at[i] = i < count ? *from : S{};
            from++;
            if (--left == 0) {
                left = area.divisor;
                from += (channels * groups - 1) * area.divisor;
            }
        }
    }
};

/* The weights that an input channel meets: k is an output channel of the group and a tap. */
template <class S> struct turned_weight_operand {
    static constexpr bool along_k = true, async = false;
    using place = const S *;
    const S *data;
    int64_t channels, out_channels;
    fast_divisor taps;

    explicit turned_weight_operand(const conv_shape &s)
        : data(static_cast<const S *>(s.weight)), channels(s.channels),
          out_channels(s.out_channels), taps(s.taps) {}

    __device__ __forceinline__ place begin(int64_t group, int64_t across) const {
        return data + (group * out_channels * channels + across) * taps.divisor;
    }
    __device__ __forceinline__ const S *source(place p, int64_t) const {
        return p;
    }
    __device__ __forceinline__ void gather(place p, int64_t k, int count, mma_run<S> &run) const {
        const uint32_t channel = divide(static_cast<uint32_t>(k), taps);
        uint32_t tap = static_cast<uint32_t>(k) - channel * taps.divisor;
        const S *from = p + channel * channels * taps.divisor;
#pragma unroll
        for (int i = 0; i < mma_run<S>::length; i++) {
            run.at[i] = i < count ? from[tap] : S{};
            if (++tap == taps.divisor) {
                tap = 0;
                from += channels * taps.divisor;
            }
        }
    }
};

/* ---- Results --------------------------------------------------------------------------------- */

/* Rows are channels of a group, columns places of all samples. */
template <class S> struct places_result {
    S *data;
    const S *bias; /* or NULL */
    int64_t channels, groups;
    fast_divisor area;

    __device__ __forceinline__ void store(int64_t group, int64_t row, int64_t col,
                                          float sum) const {
        const uint32_t sample = divide(static_cast<uint32_t>(col), area);
        const int64_t channel = group * channels + row;
        if (bias) {
            sum += convert<float>::from(opened(bias[channel]));
        }
        data[(sample * groups * channels + channel - sample) * area.divisor + col] =
            convert<S>::from(sum);
    }
};

/* Rows are channels, columns places of the sample that the batch's number says. */
template <class S> struct sample_result {
    S *data;
    const S *bias; /* or NULL */
    int64_t channels, area;

    __device__ __forceinline__ void store(int64_t sample, int64_t row, int64_t col,
                                          float sum) const {
        if (bias) {
            sum += convert<float>::from(opened(bias[row]));
        }
        data[(sample * channels + row) * area + col] = convert<S>::from(sum);
    }
};

/* Weights, group after group; or the sums of pieces of their gradient, piece after piece. */
template <class S> struct weight_result {
    S *data;
    float *sums; /* NULL: there is one piece */
    int64_t rows, cols;

    __device__ __forceinline__ void store(int64_t number, int64_t row, int64_t col,
                                          float sum) const {
        const int64_t at = (number * rows + row) * cols + col;
        if (sums) {
            sums[at] = sum;
        } else {
            data[at] = convert<S>::from(sum);
        }
    }
};

} // namespace tn

#endif
