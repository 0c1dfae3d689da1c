/* matmul_f16.cu: matrix products of f16 on tensor cores. */
#include "kernels/matmul_mma.cuh"

int tn_cuda_matmul_f16(const tn_k_matmul *k, void *stream) {
    return tn::matmul_mma<tn::mma_f16>(k, stream);
}
