/* matmul_mma.cuh: batched C = alpha * A B + beta * C on tensor cores; see tile_mma.cuh. Each tile
 * of C is written once; sums are f32, rounded once. A kernel for each way that the operands lie. */
#ifndef TN_MATMUL_MMA_CUH
#define TN_MATMUL_MMA_CUH

#include "kernels/tile_mma.cuh"

namespace tn {

template <class S> struct matmul_result {
    S *data;
    int64_t batch_stride, row_stride;
    float alpha, beta;
    bool adds;

    __device__ __forceinline__ void store(int64_t batch, int64_t row, int64_t col,
                                          float sum) const {
        S *const at = data + batch * batch_stride + row * row_stride + col;
        float value = alpha * sum;
        if (adds) {
            value = fmaf(beta, convert<float>::from(opened(*at)), value);
        }
        *at = convert<S>::from(value);
    }
};

template <class E, bool AAlongK, bool BAlongK>
int launch_matmul_mma(const tn_k_matmul *k, void *stream) {
    using S = typename E::storage;
    const strided_operand<S, AAlongK> a(k->a, k->a_batch, k->a_row, k->a_col);
    const strided_operand<S, BAlongK> b(k->b, k->b_batch, k->b_col, k->b_row);
    const matmul_result<S> out = {
        static_cast<S *>(k->c),         k->c_batch,     k->c_row, static_cast<float>(k->alpha[0]),
        static_cast<float>(k->beta[0]), k->beta[0] != 0};
    return launch_mma<E>(whole_product(k->m, k->n, k->k, k->batch), a, b, out, stream);
}

template <class E> int matmul_mma(const tn_k_matmul *k, void *stream) {
    const bool a_along_k = k->a_col == 1, b_along_k = k->b_col != 1 && k->b_row == 1;
    if (a_along_k) {
        return b_along_k ? launch_matmul_mma<E, true, true>(k, stream)
                         : launch_matmul_mma<E, true, false>(k, stream);
    }
    return b_along_k ? launch_matmul_mma<E, false, true>(k, stream)
                     : launch_matmul_mma<E, false, false>(k, stream);
}

} // namespace tn

#endif
