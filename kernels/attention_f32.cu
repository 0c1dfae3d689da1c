/* attention_f32.cu: attention of f32. */
#include "kernels/attention_fma.cuh"

int tn_cuda_attention_f32(const tn_k_attention *p, void *stream) {
    return tn::attention_fma<float>(p, stream);
}
