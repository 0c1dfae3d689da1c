/* contract.cuh: what the kernels of contractions share: the dims as they are read, and sums that
 * are cut into pieces.
 *
 * Terms that are many for few results are cut into pieces, fixed by the shape, whose sums lie in
 * the workspace until a second kernel adds them in order. */
#ifndef TN_CONTRACT_CUH
#define TN_CONTRACT_CUH

#include "kernels/number.cuh"
#include "kernels/quads.cuh"
#include "kernels/tile_product.cuh"

namespace tn {

/* ---- Dims ------------------------------------------------------------------------------------ */

constexpr int batch_dims = TN_CONTRACT_BATCH, row_dims = TN_CONTRACT_ROWS;
constexpr int column_dims = TN_CONTRACT_COLUMNS, inner_dims = TN_CONTRACT_INNER;

/* Those of tn_k_contract, with what divides by their extents. */
struct contract_dims {
    int32_t first[TN_CONTRACT_GROUPS + 1];
    bool is_small[TN_CONTRACT_GROUPS]; /* fewer than 2^31 indices, for fast_divisor */
    int64_t count[TN_CONTRACT_GROUPS];
    fast_divisor divisors[TN_K_MAX_DIMS];
    int64_t extents[TN_K_MAX_DIMS], a[TN_K_MAX_DIMS], b[TN_K_MAX_DIMS], out[TN_K_MAX_DIMS];
};

/* Offsets in elements. */
struct contract_place {
    int64_t a, b, out;
};

__device__ __forceinline__ void add_dim(const contract_dims &k, int d, int64_t index,
                                        contract_place &place) {
    place.a += index * k.a[d];
    place.b += index * k.b[d];
    place.out += index * k.out[d];
}

/* Of index i of a group of fewer than 2^31. What the caller does not use costs nothing. */
__device__ __forceinline__ contract_place small_place_of(const contract_dims &k, int group,
                                                         int64_t i) {
    contract_place place = {};
    const int first = k.first[group];
    uint32_t rest = static_cast<uint32_t>(i);
    int d = k.first[group + 1] - 1;
    for (; d > first; d--) {
        const uint32_t quotient = divide(rest, k.divisors[d]);
        add_dim(k, d, rest - quotient * k.divisors[d].divisor, place);
        rest = quotient;
    }
    if (d == first) {
        add_dim(k, d, rest, place);
    }
    return place;
}

__device__ __forceinline__ contract_place place_of(const contract_dims &k, int group, int64_t i) {
    if (k.is_small[group]) {
        return small_place_of(k, group, i);
    }
    contract_place place = {};
    const int first = k.first[group];
    for (int d = k.first[group + 1] - 1; d > first; d--) {
        add_dim(k, d, i % k.extents[d], place);
        i /= k.extents[d];
    }
    add_dim(k, first, i, place);
    return place;
}

inline contract_dims dims_of(const tn_k_contract *k) {
    contract_dims dims = {};
    memcpy(dims.first, k->first, sizeof dims.first);
    memcpy(dims.count, k->count, sizeof dims.count);
    memcpy(dims.extents, k->extents, sizeof dims.extents);
    memcpy(dims.a, k->a_strides, sizeof dims.a);
    memcpy(dims.b, k->b_strides, sizeof dims.b);
    memcpy(dims.out, k->out_strides, sizeof dims.out);
    for (int g = 0; g < TN_CONTRACT_GROUPS; g++) {
        dims.is_small[g] = k->count[g] < int64_t{1} << 31;
        for (int d = k->first[g]; d < k->first[g + 1] && dims.is_small[g]; d++) {
            dims.divisors[d] = make_divisor(k->extents[d]);
        }
    }
    return dims;
}

/* Whether tensor cores are worth it, and every group has fewer than 2^31 indices. */
inline bool suits_tensor_cores(const tn_k_contract *k) {
    bool suits = !tn_contract_is_thin(k->count);
    for (int64_t count : k->count) {
        suits = suits && count < int64_t{1} << 31;
    }
    return suits;
}

/* The innermost stride of a group's dims, 0 where it has none. */
inline int64_t innermost(const contract_dims &k, int group, const int64_t *strides) {
    return k.first[group + 1] > k.first[group] ? strides[k.first[group + 1] - 1] : 0;
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

struct contract_pieces {
    int64_t count, depth; /* terms of each but the last */
};

/* Launches of fewer blocks than fill a GPU share out their terms, `least` at least for each. */
inline contract_pieces cut_terms(int64_t inner, int64_t blocks, int64_t results, int64_t least) {
    constexpr int64_t enough = 256, wanted = 512, sums_max = int64_t{1} << 22, step = 64;
    int64_t pieces = blocks < enough ? wanted / blocks : 1;
    pieces = smaller(pieces, inner / least);
    pieces = smaller(pieces, sums_max / results);
    pieces = pieces < 1 ? 1 : pieces;
    const int64_t depth = divide_up(divide_up(inner, pieces), step) * step;
    return {divide_up(inner, depth), depth};
}

/* What every kernel is told. sums: of pieces, [pieces][results]; NULL where there is one. */
struct contract_args {
    contract_dims dims;
    const void *a, *b;
    void *out, *sums;
    bool conj_a, conj_b;
    int64_t results, pieces, depth;
};

inline contract_args args_of(const tn_k_contract *k, const contract_dims &dims,
                             const contract_pieces &cut) {
    contract_args args = {dims, k->a, k->b, k->out, nullptr, k->conj_a, k->conj_b, 1, 1, 0};
    for (int g = batch_dims; g < inner_dims; g++) {
        args.results *= k->count[g];
    }
    args.sums = cut.count > 1 ? k->workspace : nullptr;
    args.pieces = cut.count;
    args.depth = cut.depth;
    return args;
}

template <class S>
__device__ __forceinline__ number_for<S> read_factor(const void *data, int64_t at, bool conj) {
    const number_for<S> x = read_as<number_for<S>, S>(data, at);
    return conj ? conjugate(x) : x;
}

/* The sum of a piece of the result at offset `at`. */
template <class S>
__device__ __forceinline__ void store_sum(const contract_args &k, int64_t piece, int64_t at,
                                          number_for<S> sum) {
    if (k.sums) {
        static_cast<number_for<S> *>(k.sums)[piece * k.results + at] = sum;
    } else {
        static_cast<S *>(k.out)[at] = convert<S>::from(sum);
    }
}

template <class S>
__global__ void __launch_bounds__(256)
    join_contract_pieces(const void *sums, void *out, int64_t results, int64_t pieces) {
    using T = number_for<S>;
    for (int64_t i = first_item(); i < results; i += item_step()) {
        const T *from = static_cast<const T *>(sums) + i;
        T sum = from[0];
        for (int64_t piece = 1; piece < pieces; piece++) {
            sum = add(sum, from[piece * results]);
        }
        static_cast<S *>(out)[i] = convert<S>::from(sum);
    }
}

/* After the launch that left sums of pieces. */
template <class S> int join_pieces_of(const contract_args &k, int status, void *stream) {
    if (status != 0 || !k.sums) {
        return status;
    }
    const void *sums = k.sums;
    return launch(join_contract_pieces<S>, blocks_for(k.results, 256), dim3(256), 0, stream, sums,
                  k.out, k.results, k.pieces);
}

template <class S> int64_t bytes_of_pieces(const contract_pieces &cut, int64_t results) {
    return cut.count > 1 ? cut.count * results * int64_t{sizeof(number_for<S>)} : 0;
}

} // namespace tn

#endif
