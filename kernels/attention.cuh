/* attention.cuh: what attention's kernels share: where their operands lie, which scores count, and
 * a row's running softmax.
 *
 * A tile of scores lives in registers: its largest score raises the row's `top`, and sums made
 * before are brought to the new top (Milakov and Gimelshein, "Online normalizer calculation for
 * softmax", 2018; Dao et al., "FlashAttention", 2022). Invariant: a block owns its results and
 * walks the other side's tiles in order, so that every sum has one order. */
#ifndef TN_ATTENTION_CUH
#define TN_ATTENTION_CUH

#include "kernels/number.cuh"
#include "kernels/quads.cuh"

namespace tn {

/* ---- Operands -------------------------------------------------------------------------------- */

/* Where the matrix of batch index b begins. */
__device__ __forceinline__ int64_t matrix_place(const tn_k_attention &k, const tn_k_matrices &m,
                                                int64_t b) {
    int64_t at = 0;
    for (int d = k.lead_ndim - 1; d >= 0; d--) {
        at += b % k.lead_extents[d] * m.lead[d];
        b /= k.lead_extents[d];
    }
    return at;
}

template <class S>
__device__ __forceinline__ S *matrix_of(const tn_k_attention &k, const tn_k_matrices &m,
                                        int64_t b) {
    return static_cast<S *>(m.data) + matrix_place(k, m, b);
}

/* What a block works on: a tile of rows that begins at `first`, of one batch index, and a part of
 * their columns. Neighbouring blocks share a batch index, whose matrices then stay in cache. */
struct attention_work {
    int64_t first;
    int batch, part;
};

/* `last_first`: of causal queries the last have most to do. */
__device__ __forceinline__ attention_work work_of_block(int64_t rows, int height, int parts,
                                                        bool last_first) {
    const unsigned tiles = static_cast<unsigned>((rows + height - 1) / height);
    const unsigned item = blockIdx.x / parts, tile = item % tiles;
    return {int64_t{last_first ? tiles - 1 - tile : tile} * height, static_cast<int>(item / tiles),
            static_cast<int>(blockIdx.x % parts)};
}

inline dim3 attention_blocks(const tn_k_attention *k, int64_t rows, int height, int parts) {
    return one_visit_blocks(k->batch * divide_up(rows, height) * parts, 1);
}

/* ---- Scores ---------------------------------------------------------------------------------- */

/* Keys that the queries up to `end` look at, and the first query that looks at key `first`. */
__device__ __forceinline__ int64_t keys_seen(const tn_k_attention &k, int64_t end) {
    return k.causal && end < k.keys ? end : k.keys;
}
__device__ __forceinline__ int64_t first_query(const tn_k_attention &k, int64_t first, int height) {
    return k.causal ? first / height * height : 0;
}

__device__ __forceinline__ bool counts(const tn_k_attention &k, int64_t query, int64_t key) {
    return query < k.queries && key < k.keys && (!k.causal || key <= query);
}

/* A score that counts, with element `at` of the mask. */
template <class T>
__device__ __forceinline__ T masked(const tn_k_attention &k, int64_t at, T score) {
    if (!k.mask.data) {
        return score;
    }
    if (k.mask_dtype == TN_BOOL) {
        return static_cast<const uint8_t *>(k.mask.data)[at] ? score : -static_cast<T>(INFINITY);
    }
    return score + static_cast<const T *>(k.mask.data)[at];
}

/* ---- A row's softmax ------------------------------------------------------------------------- */

#define TN_ATTENTION_EXP(T, S)                    \
    __device__ __forceinline__ T exp_below(T x) { \
        return tn_exp_down_##S(x);                \
    }                                             \
    __device__ __forceinline__ T log_of(T x) {    \
        return tn_log_##S(x);                     \
    }
TN_ATTENTION_EXP(float, f32)
TN_ATTENTION_EXP(double, f64)
#undef TN_ATTENTION_EXP

template <class T> __device__ __forceinline__ T larger(T a, T b) {
    return a > b ? a : b;
}

/* The largest value, and the sum, of `lanes` neighbours of a warp. */
template <int lanes, class T> __device__ __forceinline__ T largest_of_lanes(T x) {
    for (int bits = lanes / 2; bits > 0; bits /= 2) {
        x = larger(x, from_lane_xor(x, bits));
    }
    return x;
}
template <int lanes, class T> __device__ __forceinline__ T sum_of_lanes(T x) {
    for (int bits = lanes / 2; bits > 0; bits /= 2) {
        x += from_lane_xor(x, bits);
    }
    return x;
}

/* `sum` is of the exponentials of scores - base(), of those that this thread has seen. */
template <class T> struct running_row {
    T top, sum;

    /* Before a score counts there is nothing to subtract: infinities would give NaN. */
    __device__ __forceinline__ T base() const {
        return top == -static_cast<T>(INFINITY) ? T(0) : top;
    }
    /* Takes the largest score of a tile; returns the exponent of what former sums are to be
     * multiplied with. */
    __device__ __forceinline__ T raise(T score) {
        const T former = top;
        top = larger(score, top);
        return former - base();
    }
};

} // namespace tn

#endif
