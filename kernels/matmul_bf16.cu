/* matmul_bf16.cu: matrix products of bf16 on tensor cores. */
#include "kernels/matmul_mma.cuh"

int tn_cuda_matmul_bf16(const tn_k_matmul *k, void *stream) {
    return tn::matmul_mma<tn::mma_bf16>(k, stream);
}
