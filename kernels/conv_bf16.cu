/* conv_bf16.cu: convolution of bf16 on tensor cores. */
#include "kernels/conv_mma.cuh"

int tn_cuda_conv_bf16(const tn_k_conv *p, void *stream) {
    return tn::conv_mma<tn::mma_bf16>(p, stream);
}
