/* conv_f16.cu: convolution of f16 on tensor cores. */
#include "kernels/conv_mma.cuh"

int tn_cuda_conv_f16(const tn_k_conv *p, void *stream) {
    return tn::conv_mma<tn::mma_f16>(p, stream);
}
