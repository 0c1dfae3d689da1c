/* reduce_c128.cu: the reductions accumulated in c128. */
#include "kernels/reduce_complex.cuh"

int tn_cuda_reduce_c128(const tn_k_reduce *k, void *stream) {
    return tn::reduce_complex<tn_c128>(k, stream);
}
