/* conv_depthwise.cu: convolution and its gradients where each input channel is a group of its own.
 * There is hardly any arithmetic for what is moved, so these are no matrix products: a thread owns
 * four neighbours of a row and reads each number that several of its taps meet once where stride
 * and dilation are equal.
 *
 * Half floats are computed in f32. Terms are added in the order of output channels and taps; those
 * of a weight's gradient by thread, then in a tree that the number of threads fixes. */
#include "kernels/conv_shape.cuh"
#include "kernels/number.cuh"
#include "kernels/team.cuh"
#include "kernels/tile_product.cuh"

namespace {

using namespace tn;

constexpr int each = 4, threads = 128, taps_at_once = 9;

/* Rows of all planes, cut into runs of `each` places. */
struct plane_runs {
    fast_divisor of_row, of_plane;
    int64_t count;
};

plane_runs runs_of(int64_t planes, int32_t height, int32_t width) {
    const int64_t of_row = divide_up(width, each);
    return {make_divisor(of_row), make_divisor(of_row * height), planes * of_row * height};
}

/* Which plane, and where in it. */
__device__ __forceinline__ conv_place run_place(const plane_runs &runs, int64_t i) {
    if (i < 0x7fffffff) {
        conv_place place = split_place(i, runs.of_plane, runs.of_row);
        place.x *= each;
        return place;
    }
    const int64_t plane = i / runs.of_plane.divisor;
    conv_place place = split_place(i - plane * runs.of_plane.divisor, runs.of_plane, runs.of_row);
    place.outer = plane;
    place.x *= each;
    return place;
}

template <class S, class T>
__device__ __forceinline__ T number_at(const S *data, bool inside, int64_t i) {
    return inside ? read_as<T, S>(data, i) : T{};
}

/* sum[n] += row[first + n * stride + tap * dilation] * weights[tap] for all taps of a row. */
template <class S, class T, bool Slides>
__device__ __forceinline__ void add_row(const S *row, const conv_axis &w, int32_t out_x,
                                        const S *weights, int32_t taps, T (&sum)[each]) {
    T met[each];
    for (int32_t tap = 0; tap < taps; tap++) {
        const T weight = read_as<T, S>(weights, tap);
#pragma unroll
        for (int n = 0; n < each; n++) {
            const int32_t x = met_input(w, out_x + n, tap);
            if (Slides && n < each - 1 && tap > 0) {
                met[n] = met[n + 1];
            } else {
                met[n] = number_at<S, T>(row, x >= 0 && x < w.in, x);
            }
            add_product(sum[n], weight, met[n]);
        }
    }
}

template <class S, class T>
__device__ __forceinline__ T bias_of(const void *bias, int64_t channel) {
    return bias ? read_as<T, S>(bias, channel) : T{};
}

template <class S, bool Slides>
__global__ void __launch_bounds__(threads)
    depthwise_forward(const conv_shape s, const plane_runs runs, const fast_divisor channels) {
    using T = number_for<S>;
    const S *const input = static_cast<const S *>(s.input);
    const S *const weight = static_cast<const S *>(s.weight);
    const int32_t taps_x = static_cast<int32_t>(s.kernel_w.divisor);
    const int32_t taps_y = static_cast<int32_t>(s.taps.divisor) / taps_x;
    for (int64_t i = first_item(); i < runs.count; i += item_step()) {
        const conv_place to = run_place(runs, i);
        const int64_t sample = to.outer / channels.divisor,
                      channel = to.outer - sample * channels.divisor;
        const int64_t group = channel / s.out_channels;
        const S *const plane = input + (sample * s.groups + group) * s.in_area.divisor;
        T sum[each] = {};
        for (int32_t tap = 0; tap < taps_y; tap++) {
            const int32_t y = met_input(s.h, to.y, tap);
            if (y >= 0 && y < s.h.in) {
                add_row<S, T, Slides>(plane + int64_t{y} * s.w.in, s.w, to.x,
                                      weight + channel * s.taps.divisor + tap * taps_x, taps_x,
                                      sum);
            }
        }
        S *const out =
            static_cast<S *>(s.output) + to.outer * s.out_area.divisor + int64_t{to.y} * s.w.out;
#pragma unroll
        for (int n = 0; n < each; n++) {
            if (to.x + n < s.w.out) {
                out[to.x + n] =
                    convert<S>::from(s.bias ? add(sum[n], bias_of<S, T>(s.bias, channel)) : sum[n]);
            }
        }
    }
}

/* sum[n] += the outputs that meet input in_x + n, times their taps, of one row of outputs. */
template <class S, class T>
__device__ __forceinline__ void add_meeting(const S *row, const conv_axis &w, int32_t in_x,
                                            const S *weights, int32_t taps, T (&sum)[each]) {
    for (int32_t tap = 0; tap < taps; tap++) {
        const T weight = read_as<T, S>(weights, tap);
#pragma unroll
        for (int n = 0; n < each; n++) {
            const int32_t x = meeting_output(w, in_x + n, tap);
            add_product(sum[n], weight, number_at<S, T>(row, x >= 0, x));
        }
    }
}

template <class S>
__global__ void __launch_bounds__(threads)
    depthwise_input(const conv_shape s, const plane_runs runs) {
    using T = number_for<S>;
    const S *const output = static_cast<const S *>(s.output);
    const S *const weight = static_cast<const S *>(s.weight);
    const int32_t taps_x = static_cast<int32_t>(s.kernel_w.divisor);
    const int32_t taps_y = static_cast<int32_t>(s.taps.divisor) / taps_x;
    for (int64_t i = first_item(); i < runs.count; i += item_step()) {
        const conv_place to = run_place(runs, i);
        const int64_t group = to.outer % s.groups;
        T sum[each] = {};
        for (int64_t o = 0; o < s.out_channels; o++) {
            const S *const plane = output + (to.outer * s.out_channels + o) * s.out_area.divisor;
            const S *const taps = weight + (group * s.out_channels + o) * s.taps.divisor;
            for (int32_t tap = 0; tap < taps_y; tap++) {
                const int32_t y = meeting_output(s.h, to.y, tap);
                if (y >= 0) {
                    add_meeting<S, T>(plane + int64_t{y} * s.w.out, s.w, to.x, taps + tap * taps_x,
                                      taps_x, sum);
                }
            }
        }
        S *const out =
            static_cast<S *>(s.input) + to.outer * s.in_area.divisor + int64_t{to.y} * s.w.in;
#pragma unroll
        for (int n = 0; n < each; n++) {
            if (to.x + n < s.w.in) {
                out[to.x + n] = convert<S>::from(sum[n]);
            }
        }
    }
}

template <class T> struct plain_sum {
    using cell = T;
    static __device__ __forceinline__ T join(const T &a, const T &b) {
        return add(a, b);
    }
};

/* A block: one output channel, up to taps_at_once of its taps. */
template <class S>
__global__ void __launch_bounds__(threads)
    depthwise_weight(const conv_shape s, const int64_t places) {
    using T = number_for<S>;
    const S *const output = static_cast<const S *>(s.output);
    const S *const input = static_cast<const S *>(s.input);
    const int64_t channel = blockIdx.x, group = channel / s.out_channels;
    const int32_t first = static_cast<int32_t>(blockIdx.y) * taps_at_once;
    const int32_t taps = static_cast<int32_t>(s.taps.divisor);
    int32_t tap_y[taps_at_once], tap_x[taps_at_once];
#pragma unroll
    for (int n = 0; n < taps_at_once; n++) {
        const conv_place tap = split_place(first + n, s.taps, s.kernel_w);
        tap_y[n] = tap.y * s.h.dilation;
        tap_x[n] = tap.x * s.w.dilation;
    }
    T sum[taps_at_once] = {};
    for (int64_t i = threadIdx.x; i < places; i += threads) {
        const conv_place to = split_place(i, s.out_area, s.out_w);
        const int64_t place = int64_t{to.y} * s.w.out + to.x;
        const int32_t y0 = met_input(s.h, to.y, 0), x0 = met_input(s.w, to.x, 0);
        const T out = read_as<T, S>(
            output, (to.outer * s.groups * s.out_channels + channel) * s.out_area.divisor + place);
        const S *const plane = input + (to.outer * s.groups + group) * s.in_area.divisor;
#pragma unroll
        for (int n = 0; n < taps_at_once; n++) {
            const int32_t y = y0 + tap_y[n], x = x0 + tap_x[n];
            const bool inside = first + n < taps && y >= 0 && y < s.h.in && x >= 0 && x < s.w.in;
            add_product(sum[n], out, number_at<S, T>(plane, inside, int64_t{y} * s.w.in + x));
        }
    }
#pragma unroll
    for (int n = 0; n < taps_at_once; n++) {
        const T whole = join_team<plain_sum<T>>(sum[n], threads);
        if (threadIdx.x == 0 && first + n < taps) {
            static_cast<S *>(s.weight)[channel * taps + first + n] = convert<S>::from(whole);
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

template <class S> int launch_depthwise(const tn_k_conv *p, void *stream) {
    const conv_shape s = make_conv(p);
    if (p->code == TN_CONV_WEIGHT) {
        const dim3 grid(static_cast<unsigned>(p->out_channels),
                        static_cast<unsigned>(divide_up(s.taps.divisor, taps_at_once)));
        return launch(depthwise_weight<S>, grid, dim3(threads), 0, stream, s,
                      p->batch * s.out_area.divisor);
    }
    if (p->code == TN_CONV_INPUT) {
        const plane_runs runs = runs_of(p->batch * p->in_channels, s.h.in, s.w.in);
        return launch(depthwise_input<S>, blocks_for(runs.count, threads), dim3(threads), 0, stream,
                      s, runs);
    }
    const plane_runs runs = runs_of(p->batch * p->out_channels, s.h.out, s.w.out);
    return launch(s.w.stride == s.w.dilation ? depthwise_forward<S, true>
                                             : depthwise_forward<S, false>,
                  blocks_for(runs.count, threads), dim3(threads), 0, stream, s, runs,
                  make_divisor(p->out_channels));
}

} // namespace

int tn_cuda_conv_depthwise(const tn_k_conv *p, void *stream) {
    switch (p->dtype) {
    case TN_F16:
        return launch_depthwise<stored_f16>(p, stream);
    case TN_BF16:
        return launch_depthwise<stored_bf16>(p, stream);
    case TN_F32:
        return launch_depthwise<float>(p, stream);
    case TN_F64:
        return launch_depthwise<double>(p, stream);
    case TN_C64:
        return launch_depthwise<tn_c64>(p, stream);
    case TN_C128:
        return launch_depthwise<tn_c128>(p, stream);
    default:
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no convolution of dtype %d", p->dtype);
    }
}
