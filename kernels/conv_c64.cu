/* conv_c64.cu: convolution computed in c64. */
#include "kernels/conv.cuh"

int tn_cuda_conv_c64(const tn_k_conv *p, void *stream) {
    return tn::launch_conv<tn_c64>(p, stream);
}
