/* reduce_c64.cu: the reductions accumulated in c64. */
#include "kernels/reduce_complex.cuh"

int tn_cuda_reduce_c64(const tn_k_reduce *k, void *stream) {
    return tn::reduce_complex<tn_c64>(k, stream);
}
