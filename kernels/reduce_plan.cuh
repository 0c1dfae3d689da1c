/* reduce_plan.cuh: how a reduction is cut into teams of threads, blocks and parts: what its kernels
 * get to know. Everything follows from the shape and the strides. */
#ifndef TN_REDUCE_PLAN_CUH
#define TN_REDUCE_PLAN_CUH

#include "kernels/cells.cuh"
#include "kernels/quads.cuh"

#include <string.h>

namespace tn {

constexpr int reduce_threads = 256;

/* ---- Iteration spaces ------------------------------------------------------------------------ */

struct reduce_space {
    int ndim;
    bool is_small; /* below 2^31 elements, for fast_divisor */
    int64_t extents[TN_K_MAX_DIMS], strides[TN_K_MAX_DIMS];
    fast_divisor divisors[TN_K_MAX_DIMS];
};

inline reduce_space make_space(int ndim, int64_t numel, const int64_t *extents,
                               const int64_t *strides) {
    reduce_space s = {};
    s.ndim = numel > 0 ? ndim : 0;
    s.is_small = numel < int64_t{1} << 31;
    for (int d = 0; d < s.ndim; d++) {
        s.extents[d] = extents[d];
        s.strides[d] = strides[d];
        s.divisors[d] = s.is_small ? make_divisor(extents[d]) : fast_divisor();
    }
    return s;
}

/* Offset in elements of linear position i. */
__device__ __forceinline__ int64_t offset_of(const reduce_space &s, int64_t i) {
    if (s.ndim <= 1) {
        return i * s.strides[0];
    }
    int64_t offset = 0;
    if (s.is_small) {
        uint32_t rest = static_cast<uint32_t>(i);
        for (int d = s.ndim - 1; d > 0; d--) {
            const uint32_t quotient = divide(rest, s.divisors[d]);
            offset += static_cast<int64_t>(rest - quotient * s.divisors[d].divisor) * s.strides[d];
            rest = quotient;
        }
        return offset + rest * s.strides[0];
    }
    for (int d = s.ndim - 1; d > 0; d--) {
        offset += i % s.extents[d] * s.strides[d];
        i /= s.extents[d];
    }
    return offset + i * s.strides[0];
}

/* ---- The plan -------------------------------------------------------------------------------- */

enum reduce_map { map_none, map_no_nan, map_size };

/* Partial results of a first pass, of the last one, or everything in one launch. */
enum reduce_stage { stage_whole, stage_first, stage_last };

struct reduce_args {
    reduce_space kept, reduced;
    int64_t kept_numel, reduced_numel;
    const void *in;
    void *out, *out2;
    double param;
    uint16_t code;
    uint8_t in_dtype, out_dtype, map, stage;
    bool is_packed; /* rows consist of whole aligned quads, but for their ends */
    int team;       /* rows: threads of one row, a power of two up to the block */
    int columns;    /* columns: threads side by side, a power of two; the rest walk rows */
    int64_t parts, part_size;
    part_cell *cells, *middles; /* of parts [parts][kept], and [kept]; where parts > 1 */
};

/* The least power of two that is not below n, at most `most`. */
inline int power_of_two(int64_t n, int most) {
    int power = 1;
    while (power < n && power < most) {
        power *= 2;
    }
    return power;
}

/* Neighbours in the kept space lie closer together than those in the reduced one. */
inline bool walks_columns(const reduce_args &k) {
    if (k.kept.ndim == 0 || k.reduced.ndim == 0 || k.kept.extents[k.kept.ndim - 1] < 2) {
        return false;
    }
    const int64_t kept = k.kept.strides[k.kept.ndim - 1];
    const int64_t reduced = k.reduced.strides[k.reduced.ndim - 1];
    return (kept < 0 ? -kept : kept) < (reduced < 0 ? -reduced : reduced);
}

inline bool has_packed_rows(const reduce_args &k) {
    const int inner = k.reduced.ndim - 1;
    bool packed = inner >= 0 && k.reduced.strides[inner] == 1 &&
                  (inner == 0 || k.reduced.extents[inner] % 4 == 0) &&
                  is_quad_aligned(k.in_dtype, k.in);
    for (int d = 0; d < inner; d++) {
        packed = packed && k.reduced.strides[d] % 4 == 0;
    }
    for (int d = 0; d < k.kept.ndim; d++) {
        packed = packed && k.kept.strides[d] % 4 == 0;
    }
    return packed;
}

/* Blocks that are too few to fill a device share their work with others: their parts meet in
 * the workspace. `least` reduced elements are worth a part. */
inline void cut_into_parts(reduce_args *k, int64_t blocks, int64_t least) {
    constexpr int64_t enough = 256, wanted = 512;
    int64_t parts = blocks < enough ? wanted / blocks : 1;
    parts = smaller(parts, k->reduced_numel / least);
    parts = smaller(parts, cells_max / k->kept_numel);
    parts = parts < 1 ? 1 : parts;
    k->part_size = divide_up(divide_up(k->reduced_numel, parts), 4) * 4;
    k->parts = k->reduced_numel > 0 ? divide_up(k->reduced_numel, k->part_size) : 1;
}

/* Returns the number of blocks of one part. */
inline int64_t plan_rows(reduce_args *k) {
    const int64_t n = k->reduced_numel;
    const bool is_long = n >= 4096 || (n > 512 && k->kept_numel < 2048);
    k->team = is_long ? reduce_threads : power_of_two(divide_up(n, 4), 32);
    k->is_packed = has_packed_rows(*k);
    const int64_t blocks = divide_up(k->kept_numel, reduce_threads / k->team);
    cut_into_parts(k, blocks, 8192);
    return smaller(blocks, 0x7fffffff);
}

inline int64_t plan_columns(reduce_args *k) {
    const int64_t width = k->kept.extents[k->kept.ndim - 1];
    k->columns = power_of_two(width, 32);
    while (k->columns < reduce_threads && k->columns < width &&
           reduce_threads / k->columns * 4 > k->reduced_numel) {
        k->columns *= 2;
    }
    const int64_t blocks = divide_up(width, k->columns) * (k->kept_numel / width);
    cut_into_parts(k, blocks, reduce_threads / k->columns * 32);
    return smaller(blocks, 0x7fffffff);
}

inline int64_t plan_reduce(reduce_args *k) {
    return walks_columns(*k) ? plan_columns(k) : plan_rows(k);
}

inline reduce_args make_args(const tn_k_reduce *k, reduce_map map) {
    reduce_args a = {};
    a.kept = make_space(k->kept_ndim, k->kept_numel, k->kept_extents, k->kept_strides);
    a.reduced =
        make_space(k->reduced_ndim, k->reduced_numel, k->reduced_extents, k->reduced_strides);
    a.kept_numel = k->kept_numel;
    a.reduced_numel = k->reduced_numel;
    a.in = k->in;
    a.out = k->out;
    a.out2 = k->out2;
    a.param = k->param;
    a.code = k->code;
    a.in_dtype = k->in_dtype;
    a.out_dtype = k->out_dtype;
    a.map = map;
    return a;
}

/* After the plan: bytes of the workspace, and where the parts' results are in it. */
inline int64_t cells_bytes(const reduce_args &k) {
    return k.parts == 1 ? 0 : (k.parts + 1) * k.kept_numel * int64_t{sizeof(part_cell)};
}
inline void place_cells(reduce_args *k, void *workspace) {
    k->cells = static_cast<part_cell *>(workspace);
    k->middles = k->cells + k->parts * k->kept_numel;
}

} // namespace tn

#endif
