/* conv_tf32.cu: convolution of f32, rounded to TF32, on tensor cores. */
#include "kernels/conv_mma.cuh"

int tn_cuda_conv_tf32(const tn_k_conv *p, void *stream) {
    return tn::conv_mma<tn::mma_tf32>(p, stream);
}
