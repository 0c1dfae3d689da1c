/* conv_f32.cu: convolution of f32. */
#include "kernels/conv.cuh"

int tn_cuda_conv_f32(const tn_k_conv *p, void *stream) {
    return tn::launch_conv<float>(p, stream);
}
