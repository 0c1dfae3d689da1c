/* contract_tile.cuh: contractions as matrix products whose operands are read where they lie (GETT),
 * by multiply-adds; the loop is that of tile_product.cuh.
 *
 * Offsets of a tile's rows and columns are found once and stay in registers; those of a slice's
 * terms are found by one warp while the slice before it is multiplied, and lie in shared memory.
 * Invariant: an element is one thread's and its terms are added in order. */
#ifndef TN_CONTRACT_TILE_CUH
#define TN_CONTRACT_TILE_CUH

#include "kernels/contract.cuh"

namespace tn {

/* A side of the product: 0, whose rows are those of the result, or 1, whose columns are. */
template <class S, int Side, int Each> struct side_reader {
    using T = number_for<S>;
    const contract_args &k;
    bool along_k;
    int64_t first, count, at[Each]; /* of the tile; of the group; offsets across */

    __device__ __forceinline__ side_reader(const contract_args &args, bool along, int64_t batch,
                                           int64_t first_)
        : k(args), along_k(along), first(first_),
          count(args.dims.count[Side == 0 ? row_dims : column_dims]) {
        const contract_place matrix = place_of(k.dims, batch_dims, batch);
#pragma unroll
        for (int i = 0; i < Each; i++) {
            int across, deep;
            slice_place<Each>(along_k, i, &across, &deep);
            const int64_t index = first + across < count ? first + across : 0;
            const contract_place p = place_of(k.dims, Side == 0 ? row_dims : column_dims, index);
            at[i] = Side == 0 ? matrix.a + p.a : matrix.b + p.b;
        }
    }
    /* terms: the offsets of a slice that has `depth` of them. */
    __device__ __forceinline__ void read(const int64_t *terms, int64_t depth,
                                         T (&held)[Each]) const {
#pragma unroll
        for (int i = 0; i < Each; i++) {
            int across, deep;
            slice_place<Each>(along_k, i, &across, &deep);
            held[i] = first + across < count && deep < depth
                          ? read_factor<S>(Side == 0 ? k.a : k.b, at[i] + terms[deep],
                                           Side == 0 ? k.conj_a : k.conj_b)
                          : T{};
        }
    }
};

/* The offsets of a slice's terms, by the first threads of the block. */
__device__ __forceinline__ void find_terms(const contract_args &k, int64_t from, int64_t to,
                                           int64_t (&of_a)[tile_depth],
                                           int64_t (&of_b)[tile_depth]) {
    const int t = static_cast<int>(threadIdx.x);
    if (t < tile_depth && from + t < to) {
        const contract_place p = place_of(k.dims, inner_dims, from + t);
        of_a[t] = p.a;
        of_b[t] = p.b;
    }
}

template <class S, int Rows, int Cols>
__device__ __forceinline__ void store_sums(const contract_args &k, int64_t batch, int64_t piece,
                                           int64_t top, int64_t left,
                                           const number_for<S> (&sum)[Rows][Cols]) {
    using T = number_for<S>;
    const int y = threadIdx.x / tile_side, x = threadIdx.x % tile_side;
    const int64_t matrix = place_of(k.dims, batch_dims, batch).out;
    int64_t across[Cols];
#pragma unroll
    for (int j = 0; j < Cols; j++) {
        const int64_t col = left + tile_index<T, Cols>(x, j);
        across[j] = col < k.dims.count[column_dims] ? place_of(k.dims, column_dims, col).out : -1;
    }
#pragma unroll
    for (int i = 0; i < Rows; i++) {
        const int64_t row = top + tile_index<T, Rows>(y, i);
        const bool is_row = row < k.dims.count[row_dims];
        const int64_t down = matrix + place_of(k.dims, row_dims, is_row ? row : 0).out;
#pragma unroll
        for (int j = 0; j < Cols; j++) {
            if (is_row && across[j] >= 0) {
                store_sum<S>(k, piece, down + across[j], sum[i][j]);
            }
        }
    }
}

template <class S, int Rows, int Cols>
__global__ void __launch_bounds__(tile_threads)
    tiled_contract(const contract_args k, bool a_along_k, bool b_along_k) {
    using T = number_for<S>;
    constexpr int height = tile_side * Rows, width = tile_side * Cols;
    __shared__ tile_slice<T, Rows> a;
    __shared__ tile_slice<T, Cols> b;
    __shared__ int64_t terms_a[tile_depth], terms_b[tile_depth];
    const int64_t across = (k.dims.count[column_dims] + width - 1) / width;
    const int64_t tiles = across * ((k.dims.count[row_dims] + height - 1) / height);
    const int64_t tile = blockIdx.x % tiles, number = blockIdx.x / tiles;
    const int64_t batch = number / k.pieces, piece = number % k.pieces;
    const int64_t top = tile / across * height, left = tile % across * width;
    const int64_t from = piece * k.depth, inner = k.dims.count[inner_dims];
    const int64_t to = from + k.depth < inner ? from + k.depth : inner;
    const side_reader<S, 0, Rows> left_of(k, a_along_k, batch, top);
    const side_reader<S, 1, Cols> right_of(k, b_along_k, batch, left);
    T sum[Rows][Cols] = {}, next_a[Rows], next_b[Cols];
    find_terms(k, from, to, terms_a, terms_b);
    __syncthreads();
    left_of.read(terms_a, to - from, next_a);
    right_of.read(terms_b, to - from, next_b);
    for (int64_t at = from; at < to; at += tile_depth) {
        __syncthreads(); /* the terms' offsets and the slices before these were read */
        put_slice(a, a_along_k, next_a);
        put_slice(b, b_along_k, next_b);
        find_terms(k, at + tile_depth, to, terms_a, terms_b);
        __syncthreads();
        left_of.read(terms_a, to - (at + tile_depth), next_a);
        right_of.read(terms_b, to - (at + tile_depth), next_b);
        const int64_t rest = to - at;
        multiply_slices(a, b, rest < tile_depth ? static_cast<int>(rest) : tile_depth, sum);
    }
    store_sums<S, Rows, Cols>(k, batch, piece, top, left, sum);
}

/* ---- Launching ------------------------------------------------------------------------------- */

/* Flat tiles for flat results; but for the pieces, results do not depend on the choice. */
template <class S> struct tile_sides {
    static constexpr int each = sizeof(number_for<S>) > 8 ? 2 : 4;
    int rows, cols;
};
template <class S> tile_sides<S> sides_of(const tn_k_contract *k) {
    return {k->count[row_dims] <= tile_side ? 1 : tile_sides<S>::each,
            k->count[row_dims] > tile_side && k->count[column_dims] <= tile_side
                ? 1
                : tile_sides<S>::each};
}

template <class S> int64_t tiles_of(const tn_k_contract *k) {
    const tile_sides<S> sides = sides_of<S>(k);
    return k->count[batch_dims] * divide_up(k->count[row_dims], tile_side * sides.rows) *
           divide_up(k->count[column_dims], tile_side * sides.cols);
}

template <class S> contract_pieces cut_tiles(const tn_k_contract *k) {
    const int64_t results = k->count[batch_dims] * k->count[row_dims] * k->count[column_dims];
    return cut_terms(k->count[inner_dims], tiles_of<S>(k), results, 512);
}

template <class S> int launch_tiled(const tn_k_contract *k, void *stream) {
    const tile_sides<S> sides = sides_of<S>(k);
    constexpr int each = tile_sides<S>::each;
    const contract_dims dims = dims_of(k);
    const contract_args args = args_of(k, dims, cut_tiles<S>(k));
    /* Neighbouring threads run along what lies closer together. */
    const bool a_along_k = innermost(dims, inner_dims, dims.a) < innermost(dims, row_dims, dims.a);
    const bool b_along_k =
        innermost(dims, inner_dims, dims.b) < innermost(dims, column_dims, dims.b);
    auto *const kernel = sides.rows == 1   ? tiled_contract<S, 1, each>
                         : sides.cols == 1 ? tiled_contract<S, each, 1>
                                           : tiled_contract<S, each, each>;
    const dim3 grid = one_visit_blocks(tiles_of<S>(k) * args.pieces, 1);
    const int status =
        launch(kernel, grid, dim3(tile_threads), 0, stream, args, a_along_k, b_along_k);
    return join_pieces_of<S>(args, status, stream);
}

} // namespace tn

#endif
