/* conv_f32.cu: convolution computed in f32: of f16, bf16 and f32. */
#include "kernels/conv.cuh"

int tn_cuda_conv_f32(const tn_k_conv *p, void *stream) {
    return tn::launch_conv<float>(p, stream);
}
