/* matmul.cu: batched C = alpha * A B + beta * C for every dtype. Each tile of C is written once;
 * A is read once for each column of tiles and B once for each row of them. Half floats, and f32
 * that may be rounded to TF32, go to tensor cores (matmul_mma.cuh); small integers are multiplied
 * and added in i32; integers wrap. The order of the terms is that of k, whatever the tile. */
#include "kernels/number.cuh"
#include "kernels/tile_product.cuh"

#include <type_traits>

#define MATMUL(type) int tn_cuda_matmul_##type(const tn_k_matmul *k, void *stream);
MATMUL(f16)
MATMUL(bf16)
MATMUL(tf32)
#undef MATMUL

namespace {

template <class T> T number_of(const double *parts) {
    return tn::convert<T>::from(parts[0]);
}
template <> tn_c64 number_of<tn_c64>(const double *parts) {
    return {static_cast<float>(parts[0]), static_cast<float>(parts[1])};
}
template <> tn_c128 number_of<tn_c128>(const double *parts) {
    return {parts[0], parts[1]};
}

template <class S> struct matrices {
    using number = tn::number_for<S>;
    int64_t rows, cols, depth, batches;
    bool a_along_k, b_along_k, conj_a, conj_b, adds;
    const void *left, *right;
    void *out;
    int64_t a_batch, a_row, a_col, b_batch, b_row, b_col, c_batch, c_row;
    number alpha, beta;

    __device__ __forceinline__ number a(int64_t batch, int64_t row, int64_t k) const {
        const number x = tn::read_as<number, S>(left, batch * a_batch + row * a_row + k * a_col);
        return conj_a ? tn::conjugate(x) : x;
    }
    __device__ __forceinline__ number b(int64_t batch, int64_t k, int64_t col) const {
        const number x = tn::read_as<number, S>(right, batch * b_batch + k * b_row + col * b_col);
        return conj_b ? tn::conjugate(x) : x;
    }
    __device__ __forceinline__ void store(int64_t batch, int64_t row, int64_t col,
                                          number sum) const {
        const int64_t at = batch * c_batch + row * c_row + col;
        number value = tn::multiply(alpha, sum);
        if (adds) {
            tn::add_product(value, beta, tn::read_as<number, S>(out, at));
        }
        static_cast<S *>(out)[at] = tn::convert<S>::from(value);
    }
};

template <class S> int plain_matmul(const tn_k_matmul *k, void *stream) {
    using T = tn::number_for<S>;
    matrices<S> p = {};
    p.rows = k->m;
    p.cols = k->n;
    p.depth = k->k;
    p.batches = k->batch;
    p.a_along_k = k->a_col == 1;
    p.b_along_k = k->b_col != 1 && k->b_row == 1;
    p.conj_a = k->conj_a;
    p.conj_b = k->conj_b;
    p.left = k->a;
    p.right = k->b;
    p.out = k->c;
    p.a_batch = k->a_batch;
    p.a_row = k->a_row;
    p.a_col = k->a_col;
    p.b_batch = k->b_batch;
    p.b_row = k->b_row;
    p.b_col = k->b_col;
    p.c_batch = k->c_batch;
    p.c_row = k->c_row;
    p.alpha = number_of<T>(k->alpha);
    p.beta = number_of<T>(k->beta);
    p.adds = k->beta[0] != 0 || k->beta[1] != 0;
    return tn::launch_product(p, stream);
}

template <class S> int matmul(const tn_k_matmul *k, void *stream) {
    if constexpr (std::is_same_v<S, tn::stored_f16>) {
        return tn_cuda_matmul_f16(k, stream);
    } else if constexpr (std::is_same_v<S, tn::stored_bf16>) {
        return tn_cuda_matmul_bf16(k, stream);
    } else if (std::is_same_v<S, float> && k->tf32) {
        return tn_cuda_matmul_tf32(k, stream);
    } else {
        return plain_matmul<S>(k, stream);
    }
}

} // namespace

extern "C" int tn_cuda_matmul(const void *params, void *stream) {
    const tn_k_matmul *k = static_cast<const tn_k_matmul *>(params);
    if (k->batch <= 0 || k->m <= 0 || k->n <= 0) {
        return 0;
    }
    using namespace tn; /* the names of storages */
    switch (k->dtype) {
#define MATMUL(dtype, S) \
    case dtype:          \
        return matmul<S>(k, stream);
        TN_STORAGES(MATMUL)
#undef MATMUL
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no matrix product of dtype %d", k->dtype);
}
