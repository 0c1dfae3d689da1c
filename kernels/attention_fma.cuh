/* attention_fma.cuh: attention of matrices of any size, with the multiply-adds of tile_product.cuh.
 *
 * A block of 256 threads holds a tile of scores, 16 * Each queries by as many keys. Its weights go
 * through shared memory to the second product, whose results, 16 * Wide columns of them, are the
 * block's own and stay in registers; wider results are parts of several blocks, each of which makes
 * the scores for itself. The gradients take two passes, by keys and by queries, so that nothing is
 * added up across blocks. Sums are in f32, or f64 for f64, rounded once. */
#ifndef TN_ATTENTION_FMA_CUH
#define TN_ATTENTION_FMA_CUH

#include "kernels/attention.cuh"
#include "kernels/tile_product.cuh"

namespace tn {

/* ---- Products -------------------------------------------------------------------------------- */

/* A factor of a product, as read_a() reads it. */
template <class S> struct strip {
    using number = number_for<S>;
    const S *data;
    int64_t rows, depth, row_step, deep_step;
    bool a_along_k;

    __device__ __forceinline__ number a(int64_t, int64_t row, int64_t deep) const {
        return convert<number>::from(opened(data[row * row_step + deep * deep_step]));
    }
};

/* The matrix of batch b of m, rows by columns, summed over columns or over rows. */
template <class S>
__device__ __forceinline__ strip<S> over_columns(const tn_k_attention &k, const tn_k_matrices &m,
                                                 int64_t b, int64_t rows, int64_t columns) {
    return {matrix_of<const S>(k, m, b), rows, columns, m.row, 1, true};
}
template <class S>
__device__ __forceinline__ strip<S> over_rows(const tn_k_attention &k, const tn_k_matrices &m,
                                              int64_t b, int64_t rows, int64_t columns) {
    return {matrix_of<const S>(k, m, b), columns, rows, 1, m.row, false};
}

template <class T, int Each, int Wide> struct fma_memory {
    tile_slice<T, Each> left, right, weights[Each]; /* weights: [16 * Each][16 * Each] */
    tile_slice<T, Wide> wide;
};

/* sum += left right^T of the rows that begin at `top` and `first`. */
template <class S, class T, int Each, int Wide>
__device__ __forceinline__ void add_scores(fma_memory<T, Each, Wide> &memory, const strip<S> &left,
                                           int64_t top, const strip<S> &right, int64_t first,
                                           T (&sum)[Each][Each]) {
    T next_left[Each], next_right[Each];
    read_a(left, 0, top, 0, next_left);
    read_a(right, 0, first, 0, next_right);
    for (int64_t deep = 0; deep < left.depth; deep += tile_depth) {
        put_slice(memory.left, true, next_left);
        put_slice(memory.right, true, next_right);
        __syncthreads();
        read_a(left, 0, top, deep + tile_depth, next_left);
        read_a(right, 0, first, deep + tile_depth, next_right);
        const int64_t rest = left.depth - deep;
        multiply_slices(memory.left, memory.right,
                        rest < tile_depth ? static_cast<int>(rest) : tile_depth, sum);
        __syncthreads();
    }
}

/* Element (deep, across) of the weights, as multiply_slices() takes its left factor. */
template <class T, int Each, int Wide>
__device__ __forceinline__ T &weight_at(fma_memory<T, Each, Wide> &memory, int deep, int across) {
    tile_slice<T, Each> &slice = memory.weights[deep / tile_depth];
    return slice.at[deep % tile_depth * slice.stride + across];
}

/* sum += weights right, of the columns that begin at `first` and the rows at `deep`. */
template <class S, class T, int Each, int Wide>
__device__ __forceinline__ void add_weighted(fma_memory<T, Each, Wide> &memory,
                                             const strip<S> &right, int64_t first, int64_t deep,
                                             T (&sum)[Each][Wide]) {
    T next[Wide];
    read_a(right, 0, first, deep, next);
    for (int i = 0; i < Each; i++) {
        put_slice(memory.wide, false, next);
        __syncthreads();
        read_a(right, 0, first, deep + (i + 1) * tile_depth, next);
        multiply_slices(memory.weights[i], memory.wide, tile_depth, sum);
        __syncthreads();
    }
}

/* What a thread holds of a tile: row i and column j of Each by Each, or by Wide. */
template <class T, int Each> __device__ __forceinline__ int row_in_tile(int i) {
    return tile_index<T, Each>(threadIdx.x / tile_side, i);
}
template <class T, int Each> __device__ __forceinline__ int column_in_tile(int j) {
    return tile_index<T, Each>(threadIdx.x % tile_side, j);
}

/* A thread's share of a block's results, each times `scale`. */
template <class S, class T, int Each, int Wide>
__device__ __forceinline__ void store_tile(S *to, int64_t step, int64_t top, int64_t rows,
                                           int64_t left, int64_t columns,
                                           const T (&sum)[Each][Wide], T scale) {
#pragma unroll
    for (int i = 0; i < Each; i++) {
        const int64_t row = top + row_in_tile<T, Each>(i);
#pragma unroll
        for (int j = 0; j < Wide; j++) {
            const int64_t column = left + column_in_tile<T, Wide>(j);
            if (row < rows && column < columns) {
                to[row * step + column] = convert<S>::from(sum[i][j] * scale);
            }
        }
    }
}

/* ---- Forward --------------------------------------------------------------------------------- */

/* Scores to weights: score[i][j] is that of query top + row i and key left + column j. */
template <class T, int Each, int Wide>
__device__ __forceinline__ void weigh_tile(const tn_k_attention &k, int64_t mask_at, int64_t top,
                                           int64_t left, T (&score)[Each][Each],
                                           running_row<T> (&row)[Each], T (&sum)[Each][Wide]) {
#pragma unroll
    for (int i = 0; i < Each; i++) {
        const int64_t query = top + row_in_tile<T, Each>(i);
        T most = -static_cast<T>(INFINITY);
#pragma unroll
        for (int j = 0; j < Each; j++) {
            const int64_t key = left + column_in_tile<T, Each>(j);
            score[i][j] = counts(k, query, key)
                              ? masked(k, mask_at + query * k.mask.row + key * k.mask.column,
                                       score[i][j] * static_cast<T>(k.scale))
                              : -static_cast<T>(INFINITY);
            most = larger(score[i][j], most);
        }
        const T factor = exp_below(row[i].raise(largest_of_lanes<tile_side>(most)));
        row[i].sum *= factor;
#pragma unroll
        for (int j = 0; j < Each; j++) {
            score[i][j] = exp_below(score[i][j] - row[i].base());
            row[i].sum += score[i][j];
        }
#pragma unroll
        for (int j = 0; j < Wide; j++) {
            sum[i][j] *= factor;
        }
    }
}

template <class S, int Each, int Wide>
__global__ void __launch_bounds__(tile_threads)
    attention_forward_fma(const __grid_constant__ tn_k_attention k, int parts) {
    using T = number_for<S>;
    constexpr int side = tile_side * Each, width = tile_side * Wide;
    __shared__ fma_memory<T, Each, Wide> memory;
    const attention_work w = work_of_block(k.queries, side, parts, k.causal);
    const strip<S> query = over_columns<S>(k, k.query, w.batch, k.queries, k.size);
    const strip<S> key = over_columns<S>(k, k.key, w.batch, k.keys, k.size);
    const strip<S> value = over_rows<S>(k, k.value, w.batch, k.keys, k.value_size);
    const int64_t mask_at = matrix_place(k, k.mask, w.batch);
    running_row<T> row[Each];
    T sum[Each][Wide] = {};
    for (int i = 0; i < Each; i++) {
        row[i] = {-static_cast<T>(INFINITY), 0};
    }
    const int64_t end = keys_seen(k, w.first + side);
    for (int64_t left = 0; left < end; left += side) {
        T score[Each][Each] = {};
        add_scores(memory, query, w.first, key, left, score);
        weigh_tile(k, mask_at, w.first, left, score, row, sum);
#pragma unroll
        for (int i = 0; i < Each; i++) {
#pragma unroll
            for (int j = 0; j < Each; j++) {
                weight_at(memory, column_in_tile<T, Each>(j), row_in_tile<T, Each>(i)) =
                    score[i][j];
            }
        }
        add_weighted(memory, value, int64_t{w.part} * width, left, sum);
    }
#pragma unroll
    for (int i = 0; i < Each; i++) {
        const T total = sum_of_lanes<tile_side>(row[i].sum);
        const int64_t q = w.first + row_in_tile<T, Each>(i);
        if (w.part == 0 && threadIdx.x % tile_side == 0 && q < k.queries) {
            static_cast<T *>(k.logsumexp)[w.batch * k.queries + q] = row[i].top + log_of(total);
        }
#pragma unroll
        for (int j = 0; j < Wide; j++) {
            sum[i][j] /= total;
        }
    }
    store_tile(matrix_of<S>(k, k.out, w.batch), k.out.row, w.first, k.queries,
               int64_t{w.part} * width, k.value_size, sum, T(1));
}

/* ---- Gradients ------------------------------------------------------------------------------- */

constexpr int delta_threads = 256;

/* delta, in the workspace: the sum of grad * out over a row, a warp each. */
template <class S>
__global__ void __launch_bounds__(delta_threads)
    attention_delta(const __grid_constant__ tn_k_attention k) {
    using T = number_for<S>;
    const int64_t rows = k.batch * k.queries, r = tn::first_item() / 32;
    const int lane = threadIdx.x % 32;
    if (r >= rows) {
        return;
    }
    const int64_t b = r / k.queries, q = r % k.queries;
    const S *grad = matrix_of<const S>(k, k.grad, b) + q * k.grad.row;
    const S *out = matrix_of<const S>(k, k.out, b) + q * k.out.row;
    T sum = 0;
    for (int64_t c = lane; c < k.value_size; c += 32) {
        add_product(sum, read_as<T, S>(grad, c), read_as<T, S>(out, c));
    }
    sum = sum_of_lanes<32>(sum);
    if (lane == 0) {
        static_cast<T *>(k.workspace)[r] = sum;
    }
}

/* Products query key^T and grad value^T to weights and gradients of scores; rows are queries. */
template <class T, int Each>
__device__ __forceinline__ void differentiate_tile(const tn_k_attention &k, int64_t batch,
                                                   int64_t mask_at, int64_t top, int64_t left,
                                                   T (&score)[Each][Each], T (&grad)[Each][Each]) {
    const T *logsumexp = static_cast<const T *>(k.logsumexp) + batch * k.queries;
    const T *delta = static_cast<const T *>(k.workspace) + batch * k.queries;
#pragma unroll
    for (int i = 0; i < Each; i++) {
        const int64_t query = top + row_in_tile<T, Each>(i);
        const T norm = query < k.queries ? logsumexp[query] : T(0);
        const T less = query < k.queries ? delta[query] : T(0);
#pragma unroll
        for (int j = 0; j < Each; j++) {
            const int64_t key = left + column_in_tile<T, Each>(j);
            score[i][j] =
                counts(k, query, key)
                    ? exp_below(masked(k, mask_at + query * k.mask.row + key * k.mask.column,
                                       score[i][j] * static_cast<T>(k.scale)) -
                                norm)
                    : T(0);
            grad[i][j] = score[i][j] * (grad[i][j] - less);
        }
    }
}

/* The operands of one batch index; those of scores, summed over columns. */
template <class S> struct score_strips {
    strip<S> query, key, grad, value;
    int64_t mask_at;

    __device__ score_strips(const tn_k_attention &k, int64_t b)
        : query(over_columns<S>(k, k.query, b, k.queries, k.size)),
          key(over_columns<S>(k, k.key, b, k.keys, k.size)),
          grad(over_columns<S>(k, k.grad, b, k.queries, k.value_size)),
          value(over_columns<S>(k, k.value, b, k.keys, k.value_size)),
          mask_at(matrix_place(k, k.mask, b)) {}
};

template <class S, int Each, int Wide>
__global__ void __launch_bounds__(tile_threads)
    attention_by_keys_fma(const __grid_constant__ tn_k_attention k, int parts) {
    using T = number_for<S>;
    constexpr int side = tile_side * Each, width = tile_side * Wide;
    __shared__ fma_memory<T, Each, Wide> memory;
    const attention_work w = work_of_block(k.keys, side, parts, false);
    const score_strips<S> s(k, w.batch);
    const strip<S> grad = over_rows<S>(k, k.grad, w.batch, k.queries, k.value_size);
    const strip<S> query = over_rows<S>(k, k.query, w.batch, k.queries, k.size);
    const int64_t column = int64_t{w.part} * width;
    T of_key[Each][Wide] = {}, of_value[Each][Wide] = {};
    for (int64_t top = first_query(k, w.first, side); top < k.queries; top += side) {
        T weight[Each][Each] = {}, of_score[Each][Each] = {};
        add_scores(memory, s.query, top, s.key, w.first, weight);
        add_scores(memory, s.grad, top, s.value, w.first, of_score);
        differentiate_tile(k, w.batch, s.mask_at, top, w.first, weight, of_score);
        for (int pass = 0; pass < 2; pass++) {
#pragma unroll
            for (int i = 0; i < Each; i++) {
#pragma unroll
                for (int j = 0; j < Each; j++) {
                    weight_at(memory, row_in_tile<T, Each>(i), column_in_tile<T, Each>(j)) =
                        pass == 0 ? weight[i][j] : of_score[i][j];
                }
            }
            if (pass == 0) {
                add_weighted(memory, grad, column, top, of_value);
            } else {
                add_weighted(memory, query, column, top, of_key);
            }
        }
    }
    store_tile(matrix_of<S>(k, k.grad_key, w.batch), k.grad_key.row, w.first, k.keys, column,
               k.size, of_key, static_cast<T>(k.scale));
    store_tile(matrix_of<S>(k, k.grad_value, w.batch), k.grad_value.row, w.first, k.keys, column,
               k.value_size, of_value, T(1));
}

template <class S, int Each, int Wide>
__global__ void __launch_bounds__(tile_threads)
    attention_by_queries_fma(const __grid_constant__ tn_k_attention k, int parts) {
    using T = number_for<S>;
    constexpr int side = tile_side * Each, width = tile_side * Wide;
    __shared__ fma_memory<T, Each, Wide> memory;
    const attention_work w = work_of_block(k.queries, side, parts, k.causal);
    const score_strips<S> s(k, w.batch);
    const strip<S> key = over_rows<S>(k, k.key, w.batch, k.keys, k.size);
    const int64_t column = int64_t{w.part} * width;
    T of_query[Each][Wide] = {};
    const int64_t end = keys_seen(k, w.first + side);
    for (int64_t left = 0; left < end; left += side) {
        T weight[Each][Each] = {}, of_score[Each][Each] = {};
        add_scores(memory, s.query, w.first, s.key, left, weight);
        add_scores(memory, s.grad, w.first, s.value, left, of_score);
        differentiate_tile(k, w.batch, s.mask_at, w.first, left, weight, of_score);
#pragma unroll
        for (int i = 0; i < Each; i++) {
#pragma unroll
            for (int j = 0; j < Each; j++) {
                weight_at(memory, column_in_tile<T, Each>(j), row_in_tile<T, Each>(i)) =
                    of_score[i][j];
            }
        }
        add_weighted(memory, key, column, left, of_query);
    }
    store_tile(matrix_of<S>(k, k.grad_query, w.batch), k.grad_query.row, w.first, k.queries, column,
               k.size, of_query, static_cast<T>(k.scale));
}

/* ---- Launching ------------------------------------------------------------------------------- */

inline int parts_of(int64_t columns, int width) {
    return static_cast<int>(divide_up(columns, width));
}

template <class S> int launch_delta(const tn_k_attention *k, void *stream) {
    return launch(attention_delta<S>, one_visit_blocks(k->batch * k->queries, delta_threads / 32),
                  dim3(delta_threads), 0, stream, *k);
}

template <class S> int attention_fma(const tn_k_attention *k, void *stream) {
    constexpr int each = sizeof(number_for<S>) > 4 ? 2 : 4, wide = each, wider = 2 * each;
    constexpr int side = tile_side * each, width = tile_side * wide;
    const dim3 threads(tile_threads);
    if (k->code == TN_ATTENTION_FORWARD) {
        const int parts = parts_of(k->value_size, tile_side * wider);
        return launch(attention_forward_fma<S, each, wider>,
                      attention_blocks(k, k->queries, side, parts), threads, 0, stream, *k, parts);
    }
    const int queries = parts_of(k->size, tile_side * wider);
    const int keys = parts_of(k->size > k->value_size ? k->size : k->value_size, width);
    int status = launch_delta<S>(k, stream);
    status = status
                 ? status
                 : launch(attention_by_keys_fma<S, each, wide>,
                          attention_blocks(k, k->keys, side, keys), threads, 0, stream, *k, keys);
    return status ? status
                  : launch(attention_by_queries_fma<S, each, wider>,
                           attention_blocks(k, k->queries, side, queries), threads, 0, stream, *k,
                           queries);
}

} // namespace tn

#endif
