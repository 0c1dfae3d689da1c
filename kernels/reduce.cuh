/* reduce.cuh: the kernels of every reduction, and their launches.
 *
 * Rows (the reduced elements are neighbours): a team of 1 to 256 threads reads a row in quads.
 * Columns (the kept elements are neighbours): threads side by side read along memory, those above
 * each other walk different rows. Where blocks would be too few, the reduced elements are cut into
 * parts whose results meet in the workspace, and one more launch joins them.
 *
 * Memory is read once a pass; a second pass (variance, logsumexp) finds short rows in cache. Every
 * thread folds up to 64 quads or rows before it joins them to its total, and all else is trees, so
 * that the error of a sum stays near that of a pairwise one. Which elements meet, and in which
 * order, follows from shape and strides alone; no block waits for another. */
#ifndef TN_REDUCE_CUH
#define TN_REDUCE_CUH

#include "kernels/reduce_ops.cuh"
#include "kernels/team.cuh"

namespace tn {

constexpr int reduce_warps = reduce_threads / 32;
constexpr int rounds = 64; /* steps of a thread between two joins to its total */

/* Quads or rows that a thread loads at once: about 64 bytes of registers. */
template <class T> constexpr int quads_at_once = sizeof(T) <= 4 ? 4 : sizeof(T) == 8 ? 2 : 1;
template <class T> constexpr int rows_at_once = sizeof(T) <= 4 ? 8 : 4;

template <class P> __device__ __forceinline__ typename P::cell joined(typename P::cell (&a)[4]) {
    return P::join(P::join(a[0], a[1]), P::join(a[2], a[3]));
}

template <class P> __device__ __forceinline__ void clear(typename P::cell (&a)[4]) {
    for (int n = 0; n < 4; n++) {
        a[n] = P::identity();
    }
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* U whole quads, `step` elements apart. */
template <class P, class T, int U, class M>
__device__ __forceinline__ void fold_quads(const reduce_args &k, int64_t base, int64_t i,
                                           int64_t step, M m, typename P::cell (&acc)[4]) {
    T x[4 * U];
    if (k.is_packed) {
        int64_t at[U];
        for (int u = 0; u < U; u++) {
            at[u] = base + offset_of(k.reduced, i + u * step);
        }
        load_quads(k.in_dtype, k.in, at, x);
    } else {
        int64_t at[4 * U];
        for (int n = 0; n < 4 * U; n++) {
            at[n] = base + offset_of(k.reduced, i + n / 4 * step + n % 4);
        }
        load_each(k.in_dtype, k.in, at, x);
    }
    for (int n = 0; n < 4 * U; n++) {
        acc[n % 4] = P::join(acc[n % 4], P::map(k, x[n], i + n / 4 * step + n % 4, m));
    }
}

/* The end of a row: fewer than four elements. */
template <class P, class T, class M>
__device__ __forceinline__ void fold_few(const reduce_args &k, int64_t base, int64_t i, int64_t end,
                                         M m, typename P::cell (&acc)[4]) {
    for (int n = 0; n < 3 && i + n < end; n++) {
        const T x = load<T>(k.in_dtype, k.in, base + offset_of(k.reduced, i + n));
        acc[n] = P::join(acc[n], P::map(k, x, i + n, m));
    }
}

/* Elements [begin, end) of a row that belong to one thread of its team. */
template <class P, class T, class M>
__device__ typename P::cell fold_row(const reduce_args &k, int64_t base, int64_t begin, int64_t end,
                                     int member, M m) {
    constexpr int U = quads_at_once<T>;
    const int64_t step = int64_t{4} * k.team;
    typename P::cell total = P::identity(), acc[4];
    for (int64_t i = begin + 4 * member; i < end;) {
        const int64_t stop = end - i > rounds * step ? i + rounds * step : end;
        clear<P>(acc);
        for (; i + (U - 1) * step + 4 <= stop; i += U * step) {
            fold_quads<P, T, U>(k, base, i, step, m, acc);
        }
        for (; i + 4 <= stop; i += step) {
            fold_quads<P, T, 1>(k, base, i, step, m, acc);
        }
        for (; i < stop; i += step) {
            fold_few<P, T>(k, base, i, stop, m, acc);
        }
        total = P::join(total, joined<P>(acc));
    }
    return total;
}

/* One row of a team's part, as run_stages wants it. */
template <class T> struct row_walk {
    int64_t base, begin, end;
    int member;

    template <class P, class M>
    __device__ __forceinline__ typename P::cell fold(const reduce_args &k, M m) const {
        return join_team<P>(fold_row<P, T>(k, base, begin, end, member, m), k.team);
    }
};

/* ---- Columns --------------------------------------------------------------------------------- */

/* Rows [begin, end) of a column that belong to one thread: every `step`-th. */
template <class P, class T, class M>
__device__ typename P::cell fold_column(const reduce_args &k, int64_t base, int64_t begin,
                                        int64_t end, int step, M m) {
    constexpr int U = rows_at_once<T>;
    typename P::cell total = P::identity(), acc[4];
    for (int64_t i = begin; i < end;) {
        const int64_t stop = end - i > rounds * step ? i + rounds * step : end;
        clear<P>(acc);
        for (; i + (U - 1) * step < stop; i += U * step) {
            int64_t at[U];
            T x[U];
            for (int u = 0; u < U; u++) {
                at[u] = base + offset_of(k.reduced, i + u * step);
            }
            load_each(k.in_dtype, k.in, at, x);
            for (int u = 0; u < U; u++) {
                acc[u % 4] = P::join(acc[u % 4], P::map(k, x[u], i + u * step, m));
            }
        }
        for (; i < stop; i += step) {
            const T x = load<T>(k.in_dtype, k.in, base + offset_of(k.reduced, i));
            acc[0] = P::join(acc[0], P::map(k, x, i, m));
        }
        total = P::join(total, joined<P>(acc));
    }
    return total;
}

/* One column of a block's part, as run_stages wants it. */
template <class T> struct column_walk {
    int64_t base, begin, end;

    template <class P, class M>
    __device__ __forceinline__ typename P::cell fold(const reduce_args &k, M m) const {
        const int step = reduce_threads / k.columns;
        return join_column<P>(fold_column<P, T>(k, base, begin, end, step, m), k.columns);
    }
};

/* ---- Stages ---------------------------------------------------------------------------------- */

/* The passes of a launch for kept element `kept` (0 for threads that have none); `writes` is true
 * in one thread of those that share it. */
template <class Op, class W>
__device__ __forceinline__ void run_stages(const reduce_args &k, const W &walk, int64_t kept,
                                           bool writes) {
    using L = typename Op::last;
    const int64_t cell = blockIdx.y * k.kept_numel + kept;
    typename Op::middle m = {};
    if constexpr (!std::is_void_v<typename Op::first>) {
        using F = typename Op::first;
        if (k.stage == stage_last) {
            m = cell_as<typename Op::middle>(k.middles[kept]);
        } else {
            const typename F::cell v = walk.template fold<F>(k, nothing());
            m = Op::between(k, v);
            if (k.stage == stage_first && writes) {
                cell_as<typename F::cell>(k.cells[cell]) = v;
            }
        }
    }
    if (k.stage != stage_first) {
        const typename L::cell v = walk.template fold<L>(k, m);
        if (writes && k.stage == stage_whole) {
            Op::end(k, kept, v, m);
        } else if (writes) {
            cell_as<typename L::cell>(k.cells[cell]) = v;
        }
    }
}

__device__ __forceinline__ int64_t part_end(const reduce_args &k) {
    const int64_t end = (blockIdx.y + int64_t{1}) * k.part_size;
    return end < k.reduced_numel ? end : k.reduced_numel;
}

template <class Op>
__global__ void __launch_bounds__(reduce_threads) reduce_rows(const reduce_args k) {
    const int rows = reduce_threads / k.team, member = threadIdx.x % k.team;
    const int64_t row = blockIdx.x * int64_t{rows} + threadIdx.x / k.team;
    const bool is_row = row < k.kept_numel;
    row_walk<typename Op::in> walk = {};
    walk.base = offset_of(k.kept, is_row ? row : 0);
    walk.begin = blockIdx.y * k.part_size;
    walk.end = is_row ? part_end(k) : walk.begin;
    walk.member = member;
    run_stages<Op>(k, walk, is_row ? row : 0, is_row && member == 0);
}

template <class Op>
__global__ void __launch_bounds__(reduce_threads) reduce_columns(const reduce_args k) {
    const int64_t width = k.kept.extents[k.kept.ndim - 1];
    const int64_t tiles = (width + k.columns - 1) / k.columns, tile = blockIdx.x;
    const int above = threadIdx.x / k.columns;
    const int64_t column = tile % tiles * k.columns + threadIdx.x % k.columns;
    const bool is_column = column < width;
    const int64_t kept = is_column ? tile / tiles * width + column : 0;
    column_walk<typename Op::in> walk = {};
    walk.base = offset_of(k.kept, kept);
    walk.begin = blockIdx.y * k.part_size + above;
    walk.end = is_column ? part_end(k) : walk.begin;
    run_stages<Op>(k, walk, kept, is_column && above == 0);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

/* A warp joins the parts of one kept element. */
template <class P>
__device__ __forceinline__ typename P::cell join_parts(const reduce_args &k, int64_t kept) {
    typename P::cell v = P::identity();
    for (int64_t part = threadIdx.x % 32; part < k.parts; part += 32) {
        v = P::join(v, cell_as<typename P::cell>(k.cells[part * k.kept_numel + kept]));
    }
    return join_team<P>(v, 32);
}

/* After a first pass the middle stays in the workspace; after the last, results are stored. */
template <class Op>
__global__ void __launch_bounds__(reduce_threads) reduce_parts(const reduce_args k) {
    using M = typename Op::middle;
    const int64_t warp = first_item() / 32;
    const int64_t kept = warp < k.kept_numel ? warp : 0;
    const bool writes = warp < k.kept_numel && threadIdx.x % 32 == 0;
    M m = {};
    if constexpr (!std::is_void_v<typename Op::first>) {
        M &middle = cell_as<M>(k.middles[kept]);
        if (k.stage == stage_first) {
            m = Op::between(k, join_parts<typename Op::first>(k, kept));
            if (writes) {
                middle = m;
            }
        } else {
            m = middle;
        }
    }
    if (k.stage == stage_last) {
        const typename Op::last::cell v = join_parts<typename Op::last>(k, kept);
        if (writes) {
            Op::end(k, kept, v, m);
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

typedef void reduce_kernel(const reduce_args);

template <class Op>
int launch_stage(reduce_kernel *kernel, int64_t blocks, reduce_args k, reduce_stage stage,
                 void *stream) {
    k.stage = stage;
    const dim3 grid(one_visit_blocks(blocks, 1).x, static_cast<unsigned>(k.parts));
    const int status = launch(kernel, grid, dim3(reduce_threads), 0, stream, k);
    if (status != 0 || stage == stage_whole) {
        return status;
    }
    return launch(reduce_parts<Op>, blocks_for(k.kept_numel, reduce_warps), dim3(reduce_threads), 0,
                  stream, k);
}

template <class Op>
int launch_reduce(const tn_k_reduce *block, void *stream, reduce_map map = map_none) {
    reduce_args k = make_args(block, map);
    const int64_t blocks = plan_reduce(&k);
    reduce_kernel *kernel = walks_columns(k) ? reduce_columns<Op> : reduce_rows<Op>;
    if (k.parts == 1) {
        return launch_stage<Op>(kernel, blocks, k, stage_whole, stream);
    }
    place_cells(&k, block->workspace);
    int status = 0;
    if (!std::is_void_v<typename Op::first>) {
        status = launch_stage<Op>(kernel, blocks, k, stage_first, stream);
    }
    return status == 0 ? launch_stage<Op>(kernel, blocks, k, stage_last, stream) : status;
}

inline int refuse_reduction(const tn_k_reduce *k) {
    return tn_kernel_fail(TN_ERR_DTYPE, "reduction %d is not defined for dtype %d into dtype %d",
                          k->code, k->in_dtype, k->out_dtype);
}

} // namespace tn

#endif
