/* conv.cu: from a convolution's block to the kernels of its shape and type. */
#include "kernels/conv_shape.cuh"

#define CONV(type) int tn_cuda_conv_##type(const tn_k_conv *p, void *stream);
CONV(depthwise)
CONV(f16)
CONV(bf16)
CONV(tf32)
CONV(f32)
CONV(f64)
CONV(c64)
CONV(c128)
#undef CONV

/* Places and inner indices are divided in 32 bits. */
static bool is_small(const tn_k_conv *p) {
    const double limit = 0x7fffffff, taps = static_cast<double>(p->kernel[0] * p->kernel[1]);
    const double batch = static_cast<double>(p->batch);
    return batch * static_cast<double>(p->in[0] * p->in[1]) < limit &&
           batch * static_cast<double>(p->out[0] * p->out[1]) < limit &&
           static_cast<double>(p->in_channels + p->out_channels) * taps < limit;
}

extern "C" int tn_cuda_conv(const void *params, void *stream) {
    const tn_k_conv *p = static_cast<const tn_k_conv *>(params);
    if (!is_small(p)) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED,
                              "a convolution of %lld samples of %lld x %lld has over 2^31 places; "
                              "split the batch",
                              static_cast<long long>(p->batch), static_cast<long long>(p->in[0]),
                              static_cast<long long>(p->in[1]));
    }
    if (tn::is_depthwise(p)) {
        return tn_cuda_conv_depthwise(p, stream);
    }
    switch (p->dtype) {
    case TN_F16:
        return tn_cuda_conv_f16(p, stream);
    case TN_BF16:
        return tn_cuda_conv_bf16(p, stream);
    case TN_F32:
        return p->tf32 ? tn_cuda_conv_tf32(p, stream) : tn_cuda_conv_f32(p, stream);
    case TN_F64:
        return tn_cuda_conv_f64(p, stream);
    case TN_C64:
        return tn_cuda_conv_c64(p, stream);
    case TN_C128:
        return tn_cuda_conv_c128(p, stream);
    default:
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no convolution of dtype %d", p->dtype);
    }
}

/* Sums of a weight's gradient in pieces, where tensor cores add them. */
extern "C" int64_t tn_cuda_conv_workspace(const void *params) {
    const tn_k_conv *p = static_cast<const tn_k_conv *>(params);
    const bool is_mma =
        p->dtype == TN_F16 || p->dtype == TN_BF16 || (p->dtype == TN_F32 && p->tf32);
    if (p->code != TN_CONV_WEIGHT || !is_mma || tn::is_depthwise(p)) {
        return 0;
    }
    const int64_t count = tn::pieces_of(p).count, channels = p->in_channels / p->groups;
    return count == 1 ? 0
                      : count * p->out_channels * channels * p->kernel[0] * p->kernel[1] *
                            static_cast<int64_t>(sizeof(float));
}
