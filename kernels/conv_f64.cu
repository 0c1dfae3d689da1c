/* conv_f64.cu: convolution computed in f64. */
#include "kernels/conv.cuh"

int tn_cuda_conv_f64(const tn_k_conv *p, void *stream) {
    return tn::launch_conv<double>(p, stream);
}
