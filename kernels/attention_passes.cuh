/* attention_passes.cuh: the three passes of attention on tensor cores (attention_tensor.cuh): the
 * forward one, and the gradients by keys and by queries. Exponents are those of 2. */
#ifndef TN_ATTENTION_PASSES_CUH
#define TN_ATTENTION_PASSES_CUH

#include "kernels/attention_fma.cuh"
#include "kernels/attention_tensor.cuh"

namespace tn {

/* ---- A walk over tiles ----------------------------------------------------------------------- */

/* Shared memory: the rows that the block owns, then two stages of what is walked over, of which one
 * is read while the other arrives: two tiles, and two numbers for each of their rows. Places are
 * counted in numbers of 16 bits. */
template <int Size, int Owned> struct walk_memory {
    static constexpr int tile = walked_rows * Size, stage = 2 * tile + 4 * walked_rows;
    static constexpr size_t bytes = sizeof(uint16_t) * (Owned * Size + 2 * stage);

    static __device__ __forceinline__ int first(int parity) {
        return Owned * Size + parity * stage;
    }
    static __device__ __forceinline__ int second(int parity) {
        return first(parity) + tile;
    }
    /* logsumexp of each row, and delta of each. */
    static __device__ __forceinline__ float *numbers(uint16_t *memory, int parity) {
        return reinterpret_cast<float *>(memory + first(parity) + 2 * tile);
    }
};

template <class Memory, int Size, class S>
__device__ __forceinline__ void bring_two(uint16_t *memory, int parity, const tile_source<S> &first,
                                          const tile_source<S> &second, int row) {
    bring_tile<Size, walked_rows>(memory + Memory::first(parity), first, row);
    bring_tile<Size, walked_rows>(memory + Memory::second(parity), second, row);
}

/* What arrived is there for all threads, and nobody reads the other stage any more. */
__device__ __forceinline__ void await_stage() {
    cp_async_wait_group<0>();
    __syncthreads();
}

/* ---- Scores ---------------------------------------------------------------------------------- */

/* Places fit into 31 bits here: registers are what these kernels have least of. */
constexpr int64_t tensor_rows_max = 1 << 30;

__device__ __forceinline__ int keys_before(const tn_k_attention &k, int end) {
    const int keys = static_cast<int>(k.keys);
    return k.causal && end < keys ? end : keys;
}

/* Whether all scores of queries [top, top + height) and keys [left, left + width) count, as they
 * are. */
__device__ __forceinline__ bool all_count(const tn_k_attention &k, int top, int height, int left,
                                          int width) {
    return !k.mask.data && left + width <= static_cast<int>(k.keys) &&
           top + height <= static_cast<int>(k.queries) && (!k.causal || left + width <= top + 1);
}

/* The columns of a tile, counted from `column`, in which a row's scores count. Rows that are not
 * there have some, too: nobody stores what comes of them. */
struct column_span {
    int begin, end;
};

template <bool RowsAreKeys>
__device__ __forceinline__ column_span span_of_row(const tn_k_attention &k, int row, int column) {
    const int rest = static_cast<int>(RowsAreKeys ? k.queries : k.keys) - column;
    const int seen = row - column; /* by a causal query; a causal key is seen from there on */
    if (!k.causal) {
        return {0, rest};
    }
    return RowsAreKeys ? column_span{seen, rest} : column_span{0, seen < rest ? seen + 1 : rest};
}

/* Products to exponents of 2, -inf where a score does not count. Rows are queries, or keys. Where
 * there can be no mask its registers are saved. */
template <bool RowsAreKeys, bool MayMask>
__device__ __forceinline__ void to_exponents(const tn_k_attention &k, int64_t mask_at, int row,
                                             int column, fragments<walked_rows> &score) {
    const float scale = static_cast<float>(k.scale), log2e = static_cast<float>(TN_LOG2E);
    const int top = RowsAreKeys ? column : row, left = RowsAreKeys ? row : column;
    const bool all =
        all_count(k, top, RowsAreKeys ? walked_rows : 16, left, RowsAreKeys ? 16 : walked_rows);
    if (all) {
#pragma unroll
        for (int i = 0; i < walked_rows / 2; i++) {
            score[i / 4][i % 4] *= scale * log2e;
        }
        return;
    }
    const int64_t row_step = RowsAreKeys ? k.mask.column : k.mask.row;
    const int64_t column_step = RowsAreKeys ? k.mask.row : k.mask.column;
    const int rows = static_cast<int>(RowsAreKeys ? k.keys : k.queries);
#pragma unroll
    for (int e = 0; e < 4; e++) {
        const int r = row + fragment_row(e), last = rows - 1;
        const column_span span = span_of_row<RowsAreKeys>(k, r, column);
        const int64_t at = mask_at + (r < last ? r : last) * row_step + column * column_step;
#pragma unroll
        for (int n = 0; n < walked_rows / 8; n++) {
            const int c = fragment_column(n, e);
            const float x = score[n][e] * scale;
            const bool seen = c >= span.begin && c < span.end;
            const float given = MayMask && seen ? masked(k, at + c * column_step, x) : x;
            score[n][e] = seen ? given * log2e : -INFINITY;
        }
    }
}

/* ---- Forward --------------------------------------------------------------------------------- */

/* Of queries: 16 * tall for each warp. */
constexpr int forward_tall = 2, forward_rows = 16 * forward_tall * tensor_warps;

/* Brings a warp's sums to its rows' new tops. Most tiles raise none, and a factor of 1 changes no
 * bit: then the warp leaves them alone. */
template <int Size>
__device__ __forceinline__ void rescale(const float (&factor)[2], fragments<Size> &sum) {
    if (__any_sync(0xffffffffu, factor[0] != 1 || factor[1] != 1)) {
#pragma unroll
        for (int n = 0; n < Size / 8; n++) {
#pragma unroll
            for (int e = 0; e < 4; e++) {
                sum[n][e] *= factor[e / 2];
            }
        }
    }
}

/* Exponents to weights; rows come in pairs, g and g + 8. By `factor` former sums are multiplied. */
__device__ __forceinline__ void weigh_fragments(fragments<walked_rows> &score,
                                                running_row<float> (&row)[2], float (&factor)[2]) {
#pragma unroll
    for (int half = 0; half < 2; half++) {
        float most = -INFINITY;
#pragma unroll
        for (int n = 0; n < walked_rows / 8; n++) {
            most = larger(score[n][2 * half], larger(score[n][2 * half + 1], most));
        }
        factor[half] = power_of_two(row[half].raise(largest_of_lanes<4>(most)));
        row[half].sum *= factor[half];
    }
#pragma unroll
    for (int n = 0; n < walked_rows / 8; n++) {
#pragma unroll
        for (int e = 0; e < 4; e++) {
            score[n][e] = power_of_two(score[n][e] - row[e / 2].base());
            row[e / 2].sum += score[n][e];
        }
    }
}

/* Divides by the sum of weights and stores the 16 rows from `first` on. */
template <class S, int Size>
__device__ __forceinline__ void finish_rows(const tn_k_attention &k, int64_t batch, int first,
                                            const running_row<float> (&row)[2],
                                            fragments<Size> &sum) {
    float *logsumexp = static_cast<float *>(k.logsumexp) + batch * k.queries;
#pragma unroll
    for (int half = 0; half < 2; half++) {
        const float total = sum_of_lanes<4>(row[half].sum), inverse = 1 / total;
        const int query = first + fragment_row(2 * half);
        if (threadIdx.x % 4 == 0 && query < k.queries) {
            logsumexp[query] = row[half].top * static_cast<float>(TN_LN2) + log_of(total);
        }
#pragma unroll
        for (int n = 0; n < Size / 8; n++) {
            sum[n][2 * half] *= inverse;
            sum[n][2 * half + 1] *= inverse;
        }
    }
    store_fragments<S, Size>(matrix_of<S>(k, k.out, batch), k.out.row, first, k.queries,
                             k.value_size, sum, 1);
}

template <class S, int Size, bool MayMask>
__global__ void __launch_bounds__(tensor_threads)
    attention_forward_tensor(const __grid_constant__ tn_k_attention k) {
    TN_DYNAMIC_SHARED(uint16_t, owned);
    using memory = walk_memory<Size, forward_rows>;
    const attention_work w = work_of_block(k.queries, forward_rows, 1, k.causal);
    const tile_source<S> query(k, k.query, w.batch, k.queries, k.size);
    const tile_source<S> key(k, k.key, w.batch, k.keys, k.size);
    const tile_source<S> value(k, k.value, w.batch, k.keys, k.value_size);
    const int64_t mask_at = matrix_place(k, k.mask, w.batch);
    const int first = static_cast<int>(w.first), end = keys_before(k, first + forward_rows);
    const int warp_row = threadIdx.x / 32 * (16 * forward_tall);
    running_row<float> row[forward_tall][2];
    tall_fragments<forward_tall, Size> sum;
    for (int i = 0; i < 2 * forward_tall; i++) {
        row[i / 2][i % 2] = {-INFINITY, 0};
    }
    bring_tile<Size, forward_rows>(owned, query, first);
    bring_two<memory, Size>(owned, 0, key, value, 0);
    cp_async_commit_group();
    int now = 0;
    for (int left = 0; left < end; left += walked_rows, now ^= 1) {
        await_stage();
        if (left + walked_rows < end) {
            bring_two<memory, Size>(owned, now ^ 1, key, value, left + walked_rows);
            cp_async_commit_group();
        }
        tall_fragments<forward_tall, walked_rows> score;
        float factor[forward_tall][2];
        add_row_products<S, Size>(owned, warp_row * Size, memory::first(now), score);
#pragma unroll
        for (int i = 0; i < forward_tall; i++) {
            to_exponents<false, MayMask>(k, mask_at, first + warp_row + 16 * i, left, score.at[i]);
            weigh_fragments(score.at[i], row[i], factor[i]);
        }
        const packed_weights<forward_tall> weight = pack<S>(score);
#pragma unroll
        for (int i = 0; i < forward_tall; i++) {
            rescale<Size>(factor[i], sum.at[i]);
        }
        add_weighted_rows<S, Size>(weight, owned, memory::second(now), sum);
    }
#pragma unroll
    for (int i = 0; i < forward_tall; i++) {
        finish_rows<S, Size>(k, w.batch, first + warp_row + 16 * i, row[i], sum.at[i]);
    }
}

/* ---- Gradients ------------------------------------------------------------------------------- */

constexpr int backward_rows = 16 * tensor_warps;

/* The gradient of scores, in place of that of weights; `norm` and `delta` are those of the query of
 * element e of column n. */
template <class Norm, class Delta>
__device__ __forceinline__ void differentiate_fragments(fragments<walked_rows> &score,
                                                        fragments<walked_rows> &grad,
                                                        const Norm &norm, const Delta &delta) {
    const float log2e = static_cast<float>(TN_LOG2E);
#pragma unroll
    for (int n = 0; n < walked_rows / 8; n++) {
#pragma unroll
        for (int e = 0; e < 4; e++) {
            score[n][e] = power_of_two(score[n][e] - norm(n, e) * log2e);
            grad[n][e] = score[n][e] * (grad[n][e] - delta(n, e));
        }
    }
}

/* logsumexp and delta of the queries from `top` on; 0 beyond the last. */
__device__ __forceinline__ void bring_numbers(float *to, const tn_k_attention &k, int64_t batch,
                                              int top) {
    const int i = threadIdx.x % walked_rows;
    const bool exists = top + i < k.queries;
    const float *from =
        static_cast<const float *>(threadIdx.x < walked_rows ? k.logsumexp : k.workspace);
    cp_async_4(to + threadIdx.x, from + (exists ? batch * k.queries + top + i : 0), exists ? 4 : 0);
}

template <class S, int Size>
__global__ void __launch_bounds__(tensor_threads)
    attention_by_keys_tensor(const __grid_constant__ tn_k_attention k) {
    TN_DYNAMIC_SHARED(uint16_t, owned);
    using memory = walk_memory<Size, 2 * backward_rows>;
    const attention_work w = work_of_block(k.keys, backward_rows, 1, false);
    const tile_source<S> key(k, k.key, w.batch, k.keys, k.size);
    const tile_source<S> value(k, k.value, w.batch, k.keys, k.value_size);
    const tile_source<S> query(k, k.query, w.batch, k.queries, k.size);
    const tile_source<S> grad(k, k.grad, w.batch, k.queries, k.value_size);
    const int64_t mask_at = matrix_place(k, k.mask, w.batch);
    const int first = static_cast<int>(w.first), queries = static_cast<int>(k.queries);
    const int begin = k.causal ? first : 0;
    const int warp_row = threadIdx.x / 32 * 16;
    tall_fragments<1, Size> of_key, of_value;
    bring_tile<Size, backward_rows>(owned, key, first);
    bring_tile<Size, backward_rows>(owned + backward_rows * Size, value, first);
    bring_two<memory, Size>(owned, 0, query, grad, begin);
    bring_numbers(memory::numbers(owned, 0), k, w.batch, begin);
    cp_async_commit_group();
    int now = 0;
    for (int top = begin; top < queries; top += walked_rows, now ^= 1) {
        await_stage();
        if (top + walked_rows < queries) {
            bring_two<memory, Size>(owned, now ^ 1, query, grad, top + walked_rows);
            bring_numbers(memory::numbers(owned, now ^ 1), k, w.batch, top + walked_rows);
            cp_async_commit_group();
        }
        tall_fragments<1, walked_rows> weight, of_score;
        add_row_products<S, Size>(owned, warp_row * Size, memory::first(now), weight);
        to_exponents<true, true>(k, mask_at, first + warp_row, top, weight.at[0]);
        add_row_products<S, Size>(owned, (backward_rows + warp_row) * Size, memory::second(now),
                                  of_score);
        const float *norm = memory::numbers(owned, now), *delta = norm + walked_rows;
        differentiate_fragments(
            weight.at[0], of_score.at[0], [=](int n, int e) { return norm[fragment_column(n, e)]; },
            [=](int n, int e) { return delta[fragment_column(n, e)]; });
        add_weighted_rows<S, Size>(pack<S>(weight), owned, memory::second(now), of_value);
        add_weighted_rows<S, Size>(pack<S>(of_score), owned, memory::first(now), of_key);
    }
    cp_async_wait_group<0>(); /* keys that no query looks at walk over nothing */
    store_fragments<S, Size>(matrix_of<S>(k, k.grad_key, w.batch), k.grad_key.row, first + warp_row,
                             k.keys, k.size, of_key.at[0], static_cast<float>(k.scale));
    store_fragments<S, Size>(matrix_of<S>(k, k.grad_value, w.batch), k.grad_value.row,
                             first + warp_row, k.keys, k.value_size, of_value.at[0], 1);
}

template <class S, int Size>
__global__ void __launch_bounds__(tensor_threads)
    attention_by_queries_tensor(const __grid_constant__ tn_k_attention k) {
    TN_DYNAMIC_SHARED(uint16_t, owned);
    using memory = walk_memory<Size, 2 * backward_rows>;
    const attention_work w = work_of_block(k.queries, backward_rows, 1, k.causal);
    const tile_source<S> query(k, k.query, w.batch, k.queries, k.size);
    const tile_source<S> grad(k, k.grad, w.batch, k.queries, k.value_size);
    const tile_source<S> key(k, k.key, w.batch, k.keys, k.size);
    const tile_source<S> value(k, k.value, w.batch, k.keys, k.value_size);
    const int64_t mask_at = matrix_place(k, k.mask, w.batch);
    const int first = static_cast<int>(w.first), end = keys_before(k, first + backward_rows);
    const int warp_row = threadIdx.x / 32 * 16;
    float norm[2], delta[2];
    for (int half = 0; half < 2; half++) {
        const int query = first + warp_row + fragment_row(2 * half);
        const int64_t at = w.batch * k.queries + query;
        norm[half] = query < k.queries ? static_cast<const float *>(k.logsumexp)[at] : 0;
        delta[half] = query < k.queries ? static_cast<const float *>(k.workspace)[at] : 0;
    }
    tall_fragments<1, Size> of_query;
    bring_tile<Size, backward_rows>(owned, query, first);
    bring_tile<Size, backward_rows>(owned + backward_rows * Size, grad, first);
    bring_two<memory, Size>(owned, 0, key, value, 0);
    cp_async_commit_group();
    int now = 0;
    for (int left = 0; left < end; left += walked_rows, now ^= 1) {
        await_stage();
        if (left + walked_rows < end) {
            bring_two<memory, Size>(owned, now ^ 1, key, value, left + walked_rows);
            cp_async_commit_group();
        }
        tall_fragments<1, walked_rows> weight, of_score;
        add_row_products<S, Size>(owned, warp_row * Size, memory::first(now), weight);
        to_exponents<false, true>(k, mask_at, first + warp_row, left, weight.at[0]);
        add_row_products<S, Size>(owned, (backward_rows + warp_row) * Size, memory::second(now),
                                  of_score);
        differentiate_fragments(
            weight.at[0], of_score.at[0], [&](int, int e) { return norm[e / 2]; },
            [&](int, int e) { return delta[e / 2]; });
        add_weighted_rows<S, Size>(pack<S>(of_score), owned, memory::first(now), of_query);
    }
    store_fragments<S, Size>(matrix_of<S>(k, k.grad_query, w.batch), k.grad_query.row,
                             first + warp_row, k.queries, k.size, of_query.at[0],
                             static_cast<float>(k.scale));
}

/* ---- Launching ------------------------------------------------------------------------------- */

inline int launch_pass(void (*kernel)(const tn_k_attention), const tn_k_attention *k, int64_t rows,
                       int height, size_t bytes, void *stream) {
    return launch(kernel, attention_blocks(k, rows, height, 1), dim3(tensor_threads), bytes, stream,
                  *k);
}

template <class S, int Size> int attention_on_tensor_cores(const tn_k_attention *k, void *stream) {
    if (k->code == TN_ATTENTION_FORWARD) {
        return launch_pass(k->mask.data ? attention_forward_tensor<S, Size, true>
                                        : attention_forward_tensor<S, Size, false>,
                           k, k->queries, forward_rows, walk_memory<Size, forward_rows>::bytes,
                           stream);
    }
    constexpr size_t bytes = walk_memory<Size, 2 * backward_rows>::bytes;
    int status = launch_delta<S>(k, stream);
    status = status ? status
                    : launch_pass(attention_by_keys_tensor<S, Size>, k, k->keys, backward_rows,
                                  bytes, stream);
    return status ? status
                  : launch_pass(attention_by_queries_tensor<S, Size>, k, k->queries, backward_rows,
                                bytes, stream);
}

/* Longer rows do not fit into registers, more of them not into 31 bits. */
template <class S> int attention_of_halves(const tn_k_attention *k, void *stream) {
    const int64_t size = k->size > k->value_size ? k->size : k->value_size;
    if (k->queries > tensor_rows_max || k->keys > tensor_rows_max) {
        return attention_fma<S>(k, stream);
    }
    return size <= 64                ? attention_on_tensor_cores<S, 64>(k, stream)
           : size <= tensor_size_max ? attention_on_tensor_cores<S, 128>(k, stream)
                                     : attention_fma<S>(k, stream);
}

} // namespace tn

#endif
