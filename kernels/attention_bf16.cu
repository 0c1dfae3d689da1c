/* attention_bf16.cu: attention of bf16. */
#include "kernels/attention_passes.cuh"

int tn_cuda_attention_bf16(const tn_k_attention *p, void *stream) {
    return tn::attention_of_halves<tn::stored_bf16>(p, stream);
}
