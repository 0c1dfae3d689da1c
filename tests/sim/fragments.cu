/* fragments.cu: one product of small matrices by one warp, from row-major numbers through shared
 * memory and fragments, for a test that compares it with a plain product. */
#include "plants.h"

#include "kernels/convert.cuh"
#include "kernels/ptx.cuh"

namespace {

constexpr int rows = 16, cols = 8, depth = 16; /* of two instructions of tf32 */

struct f16_form {
    using number = tn::stored_f16;
    static __device__ void mma(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) {
        tn::mma_m16n8k16_f16(d, a, b);
    }
};
struct bf16_form {
    using number = tn::stored_bf16;
    static __device__ void mma(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) {
        tn::mma_m16n8k16_bf16(d, a, b);
    }
};

/* d's fragment where row-major results want it. */
__device__ void put_fragment(float *out, const float (&d)[4]) {
    const int lane = threadIdx.x;
    for (int i = 0; i < 4; i++) {
        out[(lane / 4 + i / 2 * 8) * cols + lane % 4 * 2 + i % 2] = d[i];
    }
}

/* From a by rows and b by columns, or from both turned over, by ldmatrix's own turning. */
template <class F> __global__ void multiply_halves(const float *a, const float *b, float *out) {
    using S = typename F::number;
    alignas(16) __shared__ S a_rows[rows][depth], a_cols[depth][rows];
    alignas(16) __shared__ S b_rows[depth][cols], b_cols[cols][depth];
    const int lane = threadIdx.x;
    for (int i = lane; i < rows * depth; i += 32) {
        a_rows[i / depth][i % depth] = a_cols[i % depth][i / depth] = tn::convert<S>::from(a[i]);
    }
    for (int i = lane; i < depth * cols; i += 32) {
        b_rows[i / cols][i % cols] = b_cols[i % cols][i / cols] = tn::convert<S>::from(b[i]);
    }
    __syncwarp();
    const int row = lane % 8, up = lane / 8 % 2 * 8, over = lane / 16 * 8;
    uint32_t left[4], right[2];
    float d[4] = {};
    tn::ldmatrix_x4(left, &a_rows[row + up][over]);
    tn::ldmatrix_x2(right, &b_cols[row][up]);
    F::mma(d, left, right);
    put_fragment(out, d);
    float turned[4] = {};
    uint32_t half[1];
    tn::ldmatrix_x4_trans(left, &a_cols[row + over][up]);
    tn::ldmatrix_x2_trans(right, &b_rows[row + up][0]);
    tn::ldmatrix_x1(half, &b_cols[row][0]);
    right[0] = half[0];
    tn::ldmatrix_x1_trans(half, &b_rows[row + 8][0]);
    right[1] = half[0];
    F::mma(turned, left, right);
    put_fragment(out + rows * cols, turned);
}

__global__ void multiply_tf32(const float *a, const float *b, float *out) {
    const int g = threadIdx.x / 4, t = threadIdx.x % 4;
    float d[4] = {};
    for (int k = t; k < depth; k += 8) {
        uint32_t left[4], right[2];
        for (int i = 0; i < 4; i++) {
            left[i] = tn::cvt_rna_tf32(a[(g + i % 2 * 8) * depth + k + i / 2 * 4]);
        }
        for (int i = 0; i < 2; i++) {
            right[i] = tn::cvt_rna_tf32(b[(k + i * 4) * cols + g]);
        }
        tn::mma_m16n8k8_tf32(d, left, right);
    }
    put_fragment(out, d);
    put_fragment(out + rows * cols, d);
}

} // namespace

void sim_fragment_product(sim_fragment_form form, const float *a, const float *b, float *d) {
    constexpr size_t a_bytes = rows * depth * sizeof(float), b_bytes = depth * cols * sizeof(float);
    constexpr size_t d_bytes = 2 * rows * cols * sizeof(float);
    float *data = nullptr;
    cudaStream_t stream;
    cudaSetDevice(0);
    cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
    cudaMalloc(reinterpret_cast<void **>(&data), a_bytes + b_bytes + d_bytes);
    float *const right = data + rows * depth, *const out = right + depth * cols;
    cudaMemcpyAsync(data, a, a_bytes, cudaMemcpyHostToDevice, stream);
    cudaMemcpyAsync(right, b, b_bytes, cudaMemcpyHostToDevice, stream);
    void (*const kernels[])(const float *, const float *, float *) = {
        multiply_halves<f16_form>, multiply_halves<bf16_form>, multiply_tf32};
    tn::launch(kernels[form], dim3(1), dim3(32), 0, stream, data, right, out);
    cudaMemcpyAsync(d, out, d_bytes, cudaMemcpyDeviceToHost, stream);
    cudaStreamSynchronize(stream);
    cudaStreamDestroy(stream);
    cudaFree(data);
}
