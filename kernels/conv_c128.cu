/* conv_c128.cu: convolution computed in c128. */
#include "kernels/conv.cuh"

int tn_cuda_conv_c128(const tn_k_conv *p, void *stream) {
    return tn::launch_conv<tn_c128>(p, stream);
}
