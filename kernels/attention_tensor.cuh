/* attention_tensor.cuh: attention of f16 and bf16 on tensor cores, for rows of up to 128 elements.
 *
 * A block of four warps owns a tile of rows, which stay in shared memory, and walks over the other
 * side in tiles of 64 rows, two operands at once, the next of which arrive while the present ones
 * are multiplied. A warp holds the scores of its own rows as fragments, which are the left factor
 * of the second product as they are: weights leave the registers for no memory. Products are summed
 * in f32; weights are rounded to the operands' dtype, as tensor cores take them, results once. The
 * gradients take two passes, by keys and by queries, so that nothing is added up across blocks. */
#ifndef TN_ATTENTION_TENSOR_CUH
#define TN_ATTENTION_TENSOR_CUH

#include "kernels/attention.cuh"
#include "kernels/ptx.cuh"

namespace tn {

constexpr int tensor_warps = 4, tensor_threads = 32 * tensor_warps;
constexpr int walked_rows = 64;
constexpr int64_t tensor_size_max = 128;

/* ---- Numbers --------------------------------------------------------------------------------- */

template <class S> struct tensor_number;
#define TN_TENSOR_NUMBER(type)                                                              \
    template <> struct tensor_number<stored_##type> {                                       \
        static __device__ __forceinline__ void                                              \
        multiply(float (&sum)[4], const uint32_t (&left)[4], uint32_t low, uint32_t high) { \
            const uint32_t right[2] = {low, high};                                          \
            mma_m16n8k16_##type(sum, left, right);                                          \
        }                                                                                   \
        static __device__ __forceinline__ uint32_t pair(float low, float high) {            \
            return cvt_rn_##type##x2(low, high);                                            \
        }                                                                                   \
    };
TN_TENSOR_NUMBER(f16)
TN_TENSOR_NUMBER(bf16)
#undef TN_TENSOR_NUMBER

/* 2^x for x <= 0, without subnormal results, with Cephes' polynomial: relative error 2^-23. */
__device__ __forceinline__ float power_of_two(float x) {
    const float shifted = x + TN_ROUND_F32, r = x - (shifted - TN_ROUND_F32);
    float p = 1.535336188e-4f;
    p = fmaf(p, r, 1.339887440e-3f);
    p = fmaf(p, r, 9.618437357e-3f);
    p = fmaf(p, r, 5.550332471e-2f);
    p = fmaf(p, r, 2.402264791e-1f);
    p = fmaf(p, r, 6.931472028e-1f);
    p = fmaf(p, r, 1.0f) * tn_float_of((tn_bits_f32(shifted) + 127u) << 23);
    return x < -126.0f ? 0.0f : p;
}

/* ---- Tiles in shared memory ------------------------------------------------------------------ */

/* Where 8 neighbours of a row lie in a tile of rows of Size: so that the same 8 of eight rows fall
 * into different banks. */
template <int Size> __device__ __forceinline__ int chunk_place(int row, int chunk) {
    return row * Size + (chunk ^ (row & 7)) * 8;
}

template <class S> struct tile_source {
    const S *data;
    int64_t step;
    int rows, columns;
    bool moves_chunks; /* chunks lie at multiples of 16 bytes */

    __device__ tile_source(const tn_k_attention &k, const tn_k_matrices &m, int64_t b, int64_t r,
                           int64_t c)
        : data(matrix_of<const S>(k, m, b)), step(m.row), rows(static_cast<int>(r)),
          columns(static_cast<int>(c)),
          moves_chunks(reinterpret_cast<uintptr_t>(data) % 16 == 0 && step % 8 == 0) {}

    /* How many of the 8 elements of a chunk there are in a row that is there. */
    __device__ __forceinline__ int present(int chunk) const {
        const int rest = columns - 8 * chunk;
        return rest < 0 ? 0 : rest < 8 ? rest : 8;
    }
};

/* Begins to bring Rows rows from `first` on; what is not there becomes 0. A thread's chunks lie
 * above each other; few registers are worth more than a loop without branches. */
template <int Size, int Rows, class S>
__device__ __forceinline__ void bring_tile(uint16_t *to, const tile_source<S> &from, int first) {
    constexpr int chunks = Size / 8, rows_at_once = tensor_threads / chunks;
    const int chunk = threadIdx.x % chunks, row = threadIdx.x / chunks;
    const int present = from.present(chunk);
    const int rest = from.rows - first - row;
    const S *source = from.data + int64_t{first + row} * from.step + 8 * chunk;
    uint16_t *target = to + chunk_place<Size>(row, chunk);
#pragma unroll 1
    for (int r = 0; r < Rows; r += rows_at_once) {
        const int exist = r < rest ? present : 0;
        if (from.moves_chunks) {
            cp_async_16(target, exist ? source : from.data, 2 * exist);
        } else {
            for (int e = 0; e < 8; e++) {
                target[e] = e < exist ? source[e].bits : uint16_t{0};
            }
        }
        source += rows_at_once * from.step;
        target += rows_at_once * Size;
    }
}

/* ---- Products of tiles ----------------------------------------------------------------------- */

/* Rows of 16 by columns of 8, as a warp holds them: element e of a fragment of lane 4 g + t is at
 * row g + 8 * (e / 2) and column 2 t + e % 2. */
template <int Columns> using fragments = float[Columns / 8][4];

__device__ __forceinline__ int fragment_row(int e) {
    return threadIdx.x % 32 / 4 + 8 * (e / 2);
}
__device__ __forceinline__ int fragment_column(int n, int e) {
    return 8 * n + 2 * (threadIdx.x % 4) + e % 2;
}

/* What a warp has of 16 * Tall rows. */
template <int Tall, int Columns> struct tall_fragments {
    fragments<Columns> at[Tall] = {};
};

/* Where a lane finds the 8 numbers that it gives to ldmatrix, of the 16 by 16 at the beginning of a
 * tile's rows from `tile` on: quarters below each other first, or side by side first. An exclusive
 * or with 16 k leads to chunk 2 k: rows begin at multiples of Size. */
template <int Size> __device__ __forceinline__ int lane_place_down(int tile) {
    return tile + chunk_place<Size>(threadIdx.x % 16, threadIdx.x % 32 / 16);
}
template <int Size> __device__ __forceinline__ int lane_place_across(int tile) {
    const int lane = threadIdx.x % 32;
    return tile + chunk_place<Size>(lane / 16 * 8 + lane % 8, lane / 8 % 2);
}

/* sum += rows from `left` on times the walked rows of the tile `right`, transposed. */
template <class S, int Size, int Tall>
__device__ __forceinline__ void add_row_products(const uint16_t *memory, int left, int right,
                                                 tall_fragments<Tall, walked_rows> &sum) {
    const int left_place = lane_place_down<Size>(left);
    const int right_place = lane_place_across<Size>(right);
#pragma unroll
    for (int k = 0; k < Size / 16; k++) {
        uint32_t a[Tall][4];
#pragma unroll
        for (int i = 0; i < Tall; i++) {
            ldmatrix_x4(a[i], memory + (left_place ^ 16 * k) + 16 * i * Size);
        }
#pragma unroll
        for (int n = 0; n < walked_rows / 16; n++) {
            uint32_t b[4];
            ldmatrix_x4(b, memory + (right_place ^ 16 * k) + 16 * n * Size);
#pragma unroll
            for (int i = 0; i < Tall; i++) {
                tensor_number<S>::multiply(sum.at[i][2 * n], a[i], b[0], b[1]);
                tensor_number<S>::multiply(sum.at[i][2 * n + 1], a[i], b[2], b[3]);
            }
        }
    }
}

/* Weights as the left factor of a product: of 16 walked rows each. */
template <int Tall> struct packed_weights { uint32_t at[walked_rows / 16][Tall][4]; };

template <class S, int Tall>
__device__ __forceinline__ packed_weights<Tall>
pack(const tall_fragments<Tall, walked_rows> &weight) {
    packed_weights<Tall> packed;
#pragma unroll
    for (int i = 0; i < Tall; i++) {
#pragma unroll
        for (int k = 0; k < walked_rows / 16; k++) {
            const float(&low)[4] = weight.at[i][2 * k], (&high)[4] = weight.at[i][2 * k + 1];
            packed.at[k][i][0] = tensor_number<S>::pair(low[0], low[1]);
            packed.at[k][i][1] = tensor_number<S>::pair(low[2], low[3]);
            packed.at[k][i][2] = tensor_number<S>::pair(high[0], high[1]);
            packed.at[k][i][3] = tensor_number<S>::pair(high[2], high[3]);
        }
    }
    return packed;
}

/* sum += weights times the walked rows of the tile `right`. */
template <class S, int Size, int Tall>
__device__ __forceinline__ void add_weighted_rows(const packed_weights<Tall> &weight,
                                                  const uint16_t *memory, int right,
                                                  tall_fragments<Tall, Size> &sum) {
    const int right_place = lane_place_down<Size>(right);
#pragma unroll
    for (int k = 0; k < walked_rows / 16; k++) {
#pragma unroll
        for (int n = 0; n < Size / 16; n++) {
            uint32_t b[4];
            ldmatrix_x4_trans(b, memory + (right_place ^ 16 * n) + 16 * k * Size);
#pragma unroll
            for (int i = 0; i < Tall; i++) {
                tensor_number<S>::multiply(sum.at[i][2 * n], weight.at[k][i], b[0], b[1]);
                tensor_number<S>::multiply(sum.at[i][2 * n + 1], weight.at[k][i], b[2], b[3]);
            }
        }
    }
}

/* A warp's results, times `scale`, to the rows from `first` on. */
template <class S, int Size>
__device__ __forceinline__ void store_fragments(S *to, int64_t step, int first, int64_t rows,
                                                int64_t columns, const fragments<Size> &sum,
                                                float scale) {
    const bool moves_pairs = reinterpret_cast<uintptr_t>(to) % 4 == 0 && step % 2 == 0;
#pragma unroll
    for (int n = 0; n < Size / 8; n++) {
#pragma unroll
        for (int e = 0; e < 4; e += 2) {
            const int row = first + fragment_row(e);
            const int column = fragment_column(n, e);
            const uint32_t pair = tensor_number<S>::pair(sum[n][e] * scale, sum[n][e + 1] * scale);
            S *const at = to + int64_t{row} * step + column;
            if (row < rows && column + 1 < columns && moves_pairs) {
                store_vector(at, pair);
            } else if (row < rows) {
                if (column < columns) {
                    at[0] = {static_cast<uint16_t>(pair)};
                }
                if (column + 1 < columns) {
                    at[1] = {static_cast<uint16_t>(pair >> 16)};
                }
            }
        }
    }
}

} // namespace tn

#endif
