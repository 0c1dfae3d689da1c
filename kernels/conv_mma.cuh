/* conv_mma.cuh: convolution and its gradients on tensor cores, of f16, bf16, and f32 rounded to
 * TF32; the products are those of conv.cuh. A convolution of 1x1 taps that neither strides nor pads
 * is a product a sample without windows.
 *
 * A weight's gradient has few elements with many terms each. They are cut into pieces, fixed by the
 * shape, whose sums lie in the workspace until a second kernel adds them in order. */
#ifndef TN_CONV_MMA_CUH
#define TN_CONV_MMA_CUH

#include "kernels/conv_operands.cuh"

namespace tn {

/* ---- Forward and input ----------------------------------------------------------------------- */

template <class E> int conv_forward_mma(const tn_k_conv *p, const conv_shape &s, void *stream) {
    using S = typename E::storage;
    const int64_t depth = s.channels * s.taps.divisor, area = s.out_area.divisor;
    const strided_operand<S, true> weight(s.weight, s.out_channels * depth, depth, 1);
    if (is_pointwise(p)) {
        const strided_operand<S, false> input(s.input, s.channels * area, 1, area);
        const sample_result<S> out = {static_cast<S *>(s.output), static_cast<const S *>(s.bias),
                                      s.out_channels, area};
        strided_operand<S, true> same = weight;
        same.batch_stride = 0;
        return launch_mma<E>(whole_product(s.out_channels, area, depth, p->batch), same, input, out,
                             stream);
    }
    const places_result<S> out = {static_cast<S *>(s.output), static_cast<const S *>(s.bias),
                                  s.out_channels, s.groups, s.out_area};
    return launch_mma<E>(whole_product(s.out_channels, p->batch * area, depth, s.groups), weight,
                         window_operand<S, false>(s), out, stream);
}

template <class E> int conv_input_mma(const tn_k_conv *p, const conv_shape &s, void *stream) {
    using S = typename E::storage;
    const int64_t depth = s.out_channels * s.taps.divisor, area = s.in_area.divisor;
    if (is_pointwise(p)) {
        const strided_operand<S, false> weight(s.weight, 0, 1, s.channels);
        const strided_operand<S, false> output(s.output, depth * area, 1, area);
        const sample_result<S> out = {static_cast<S *>(s.input), nullptr, s.channels, area};
        return launch_mma<E>(whole_product(s.channels, area, depth, p->batch), weight, output, out,
                             stream);
    }
    const places_result<S> out = {static_cast<S *>(s.input), nullptr, s.channels, s.groups,
                                  s.in_area};
    return launch_mma<E>(whole_product(s.channels, p->batch * area, depth, s.groups),
                         turned_weight_operand<S>(s), meeting_operand<S>(s), out, stream);
}

/* ---- Weight ---------------------------------------------------------------------------------- */

/* Elements of the weight get the sums of their pieces, added in order. */
template <class S>
__global__ void join_pieces(const float *sums, S *weight, int64_t numel, int64_t of_group,
                            int64_t pieces) {
    for (int64_t i = first_item(); i < numel; i += item_step()) {
        const float *from = sums + i / of_group * of_group * pieces + i % of_group;
        float sum = 0;
        for (int64_t piece = 0; piece < pieces; piece++) {
            sum += from[piece * of_group];
        }
        weight[i] = convert<S>::from(sum);
    }
}

template <class E>
int sum_weight_pieces(const tn_k_conv *p, const conv_shape &s, const mma_size &size, void *stream) {
    using S = typename E::storage;
    const weight_result<S> out = {static_cast<S *>(s.weight), static_cast<float *>(p->workspace),
                                  size.rows, size.cols};
    const channel_operand<S> output(s.output, s.out_channels, s.groups, s.out_area);
    if (is_pointwise(p)) {
        const channel_operand<S> input(s.input, s.channels, s.groups, s.in_area);
        return launch_mma<E>(size, output, input, out, stream);
    }
    return launch_mma<E>(size, output, window_operand<S, true>(s), out, stream);
}

template <class E> int conv_weight_mma(const tn_k_conv *p, const conv_shape &s, void *stream) {
    using S = typename E::storage;
    const int64_t cols = s.channels * s.taps.divisor, depth = p->batch * s.out_area.divisor;
    const conv_pieces cut = p->workspace ? pieces_of(p) : conv_pieces{1, depth};
    const mma_size size = {s.out_channels, cols, depth, s.groups, cut.count, cut.depth};
    const int status = sum_weight_pieces<E>(p, s, size, stream);
    if (status || !p->workspace) {
        return status;
    }
    constexpr int threads = 256;
    const int64_t of_group = s.out_channels * cols, numel = of_group * s.groups;
    return launch(join_pieces<S>, blocks_for(numel, threads), dim3(threads), 0, stream,
                  static_cast<const float *>(p->workspace), static_cast<S *>(s.weight), numel,
                  of_group, cut.count);
}

template <class E> int conv_mma(const tn_k_conv *p, void *stream) {
    const conv_shape s = make_conv(p);
    switch (p->code) {
    case TN_CONV_FORWARD:
        return conv_forward_mma<E>(p, s, stream);
    case TN_CONV_INPUT:
        return conv_input_mma<E>(p, s, stream);
    default:
        return conv_weight_mma<E>(p, s, stream);
    }
}

} // namespace tn

#endif
