/* attention.cu: from attention's block to the kernels of its dtype. */
#include "kernels/launch.cuh"

#define ATTENTION(type) int tn_cuda_attention_##type(const tn_k_attention *p, void *stream);
ATTENTION(f16)
ATTENTION(bf16)
ATTENTION(f32)
ATTENTION(f64)
#undef ATTENTION

extern "C" int tn_cuda_attention(const void *params, void *stream) {
    const tn_k_attention *p = static_cast<const tn_k_attention *>(params);
    switch (p->dtype) {
    case TN_F16:
        return tn_cuda_attention_f16(p, stream);
    case TN_BF16:
        return tn_cuda_attention_bf16(p, stream);
    case TN_F32:
        return tn_cuda_attention_f32(p, stream);
    case TN_F64:
        return tn_cuda_attention_f64(p, stream);
    default:
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no attention of dtype %d", p->dtype);
    }
}

/* delta of each query. */
extern "C" int64_t tn_cuda_attention_workspace(const void *params) {
    const tn_k_attention *p = static_cast<const tn_k_attention *>(params);
    const int64_t bytes = p->dtype == TN_F64 ? sizeof(double) : sizeof(float);
    return p->code == TN_ATTENTION_BACKWARD ? p->batch * p->queries * bytes : 0;
}
