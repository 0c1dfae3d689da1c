/* attention_f16.cu: attention of f16. */
#include "kernels/attention_passes.cuh"

int tn_cuda_attention_f16(const tn_k_attention *p, void *stream) {
    return tn::attention_of_halves<tn::stored_f16>(p, stream);
}
