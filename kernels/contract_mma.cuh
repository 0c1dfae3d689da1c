/* contract_mma.cuh: contractions as products on tensor cores, of operands that are read where they
 * lie; see tile_mma.cuh for the loop. Runs of neighbours come by cp.async where a side's innermost
 * dim is whole aligned runs; elsewhere a run is gathered: its first number's offset is found by
 * division, and from there on it walks. Groups have fewer than 2^31 indices. */
#ifndef TN_CONTRACT_MMA_CUH
#define TN_CONTRACT_MMA_CUH

#include "kernels/contract.cuh"
#include "kernels/tile_mma.cuh"

namespace tn {

/* The dims of one operand: a batch, those across and those along k. */
struct side_dims {
    contract_dims dims; /* a: its strides */
    int across;
};

inline side_dims side_of(const contract_dims &dims, int across) {
    side_dims side = {dims, across};
    if (across == column_dims) {
        memcpy(side.dims.a, dims.b, sizeof dims.b);
    }
    return side;
}

/* Whether every run along `along` that begins at a multiple of its length is aligned and whole. */
template <class S> bool has_whole_runs(const side_dims &side, const void *data, int along) {
    const contract_dims &k = side.dims;
    const int inner = k.first[along + 1] - 1;
    bool whole = is_run_aligned<S>(data, 0) && k.first[along] <= inner && k.a[inner] == 1 &&
                 is_run_aligned<S>(nullptr, k.extents[inner]);
    for (int group : {batch_dims, side.across, inner_dims}) {
        for (int d = k.first[group]; d < k.first[group + 1]; d++) {
            whole = whole && (d == inner || is_run_aligned<S>(nullptr, k.a[d]));
        }
    }
    return whole;
}

template <class S, bool AlongK> struct gathered_operand {
    static constexpr bool along_k = AlongK;
    const side_dims side;
    const S *data;
    bool async;

    struct place {
        const S *data;  /* of the matrix, and of the index across */
        int64_t across; /* where runs go there */
    };

    gathered_operand(const contract_dims &dims, const void *data_, int across)
        : side(side_of(dims, across)), data(static_cast<const S *>(data_)),
          async(has_whole_runs<S>(side, data_, AlongK ? inner_dims : across)) {}

    __device__ __forceinline__ int64_t offset(int group, int64_t i) const {
        return small_place_of(side.dims, group, i).a;
    }
    __device__ __forceinline__ place begin(int64_t batch, int64_t across) const {
        return {data + offset(batch_dims, batch) + offset(side.across, across), across};
    }
    __device__ __forceinline__ const S *source(const place &p, int64_t k) const {
        return p.data + offset(inner_dims, k);
    }
    __device__ __forceinline__ int64_t within(int d, int64_t i) const {
        const fast_divisor &by = side.dims.divisors[d];
        return i - int64_t{divide(static_cast<uint32_t>(i), by)} * by.divisor;
    }
    __device__ __forceinline__ void gather(const place &p, int64_t k, int count,
                                           mma_run<S> &run) const {
        const int group = AlongK ? inner_dims : side.across;
        const int inner = side.dims.first[group + 1] - 1;
        const bool has_dims = side.dims.first[group] <= inner;
        const int64_t extent = has_dims ? side.dims.extents[inner] : 1;
        const int64_t step = has_dims ? side.dims.a[inner] : 0;
        const S *const matrix = AlongK ? p.data : source(p, k) - offset(group, p.across);
        int64_t index = AlongK ? k : p.across;
        int64_t left = has_dims ? extent - within(inner, index) : 1;
        const S *from = matrix + offset(group, index);
        if (left >= mma_run<S>::length) {
#pragma unroll
            for (int i = 0; i < mma_run<S>::length; i++) {
                run.at[i] = i < count ? from[i * step] : S{};
            }
            return;
        }
        mma_run<S> ends; /* by its own loop: unrolled, it is most of a kernel */
#pragma unroll 1
        for (int i = 0; i < mma_run<S>::length; i++) {
            ends.at[i] = i < count ? *from : S{};
            from += step;
            index++;
            if (--left == 0) {
                left = extent;
                from = matrix + offset(group, index);
            }
        }
        run = ends;
    }
};

/* Sums of f32, rounded once; those of pieces stay what they are. Rows and columns are found once
 * each. */
template <class S> struct contract_result {
    contract_args args;

    template <class Shape>
    __device__ __forceinline__ void
    store_tile(const mma_size &size, const mma_tile &tile,
               const float (&sum)[Shape::rows][Shape::cols][4]) const {
        const contract_dims &k = args.dims;
        const auto [top, left] = own_corner<Shape>(tile);
        const int64_t batch = tile.number / args.pieces, piece = tile.number - batch * args.pieces;
        const int64_t matrix = small_place_of(k, batch_dims, batch).out;
        int64_t rows[2 * Shape::rows];
#pragma unroll
        for (int i = 0; i < 2 * Shape::rows; i++) {
            rows[i] = matrix + small_place_of(k, row_dims, top + 8 * i).out;
        }
#pragma unroll
        for (int j = 0; j < 2 * Shape::cols; j++) {
            const int64_t col = left + j / 2 * 8 + j % 2;
            const int64_t place = small_place_of(k, column_dims, col).out;
#pragma unroll
            for (int i = 0; i < 2 * Shape::rows; i++) {
                if (top + 8 * i < size.rows && col < size.cols) {
                    store_sum<S>(args, piece, rows[i] + place,
                                 sum[i / 2][j / 2][i % 2 * 2 + j % 2]);
                }
            }
        }
    }
};
template <class S> constexpr bool stores_tiles<contract_result<S>> = true;

template <class E, bool AAlongK, bool BAlongK>
int launch_contract_mma(const tn_k_contract *k, const contract_dims &dims, const mma_size &size,
                        const contract_result<typename E::storage> &out, void *stream) {
    using S = typename E::storage;
    const gathered_operand<S, AAlongK> a(dims, k->a, row_dims);
    const gathered_operand<S, BAlongK> b(dims, k->b, column_dims);
    return launch_mma<E>(size, a, b, out, stream);
}

inline contract_pieces cut_mma(const tn_k_contract *k) {
    const int64_t rows = k->count[row_dims], cols = k->count[column_dims];
    const int64_t tiles = divide_up(rows, mma_small::height) * divide_up(cols, mma_small::width);
    return cut_terms(k->count[inner_dims], tiles * k->count[batch_dims],
                     rows * cols * k->count[batch_dims], 1024);
}

template <class E> int contract_mma(const tn_k_contract *k, void *stream) {
    using S = typename E::storage;
    const contract_dims dims = dims_of(k);
    const contract_pieces cut = cut_mma(k);
    const contract_result<S> out = {args_of(k, dims, cut)};
    const mma_size size = {k->count[row_dims],
                           k->count[column_dims],
                           k->count[inner_dims],
                           k->count[batch_dims],
                           cut.count,
                           cut.depth};
    const bool a = innermost(dims, inner_dims, dims.a) < innermost(dims, row_dims, dims.a);
    const bool b = innermost(dims, inner_dims, dims.b) < innermost(dims, column_dims, dims.b);
    const int status = a ? (b ? launch_contract_mma<E, true, true>(k, dims, size, out, stream)
                              : launch_contract_mma<E, true, false>(k, dims, size, out, stream))
                         : (b ? launch_contract_mma<E, false, true>(k, dims, size, out, stream)
                              : launch_contract_mma<E, false, false>(k, dims, size, out, stream));
    return join_pieces_of<S>(out.args, status, stream);
}

} // namespace tn

#endif
