/* reduce_f32.cu: the reductions accumulated in f32 (f16 and bf16 too). */
#include "kernels/reduce_real.cuh"

int tn_cuda_reduce_f32(const tn_k_reduce *k, void *stream) {
    return tn::reduce_real<float>(k, stream);
}
