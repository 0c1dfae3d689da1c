/* reduce_f64.cu: the reductions accumulated in f64. */
#include "kernels/reduce_real.cuh"

int tn_cuda_reduce_f64(const tn_k_reduce *k, void *stream) {
    return tn::reduce_real<double>(k, stream);
}
