/* fft_c128.cu: transforms of c128. */
#include "kernels/fft.cuh"

int tn::fft_give_c128(fft_step step, const fft_lines &k, void *stream) {
    return launch_step<double>(step, k, stream);
}
