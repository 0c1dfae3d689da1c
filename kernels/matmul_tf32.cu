/* matmul_tf32.cu: matrix products of f32, rounded to TF32, on tensor cores. */
#include "kernels/matmul_mma.cuh"

int tn_cuda_matmul_tf32(const tn_k_matmul *k, void *stream) {
    return tn::matmul_mma<tn::mma_tf32>(k, stream);
}
