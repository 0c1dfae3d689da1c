/* fft_c64.cu: transforms of c64. */
#include "kernels/fft.cuh"

int tn::fft_give_c64(fft_step step, const fft_lines &k, void *stream) {
    return launch_step<float>(step, k, stream);
}
