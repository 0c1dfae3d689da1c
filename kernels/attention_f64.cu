/* attention_f64.cu: attention of f64. */
#include "kernels/attention_fma.cuh"

int tn_cuda_attention_f64(const tn_k_attention *p, void *stream) {
    return tn::attention_fma<double>(p, stream);
}
