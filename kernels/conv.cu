/* conv.cu: from a convolution's block to the products of the type that it computes in. */
#include "kernels/launch.cuh"

#define CONV(type) int tn_cuda_conv_##type(const tn_k_conv *p, void *stream);
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
    switch (p->dtype) {
    case TN_F16:
    case TN_BF16:
    case TN_F32:
        return tn_cuda_conv_f32(p, stream);
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
