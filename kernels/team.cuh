/* team.cuh: values that the threads of a block join: all of them, or in order those before each. A
 * fold P has the type `cell` and join(); joins are trees, so the order follows from the number of
 * threads alone. Where all are joined P has identity(), too, and its join() is commutative. */
#ifndef TN_TEAM_CUH
#define TN_TEAM_CUH

#include "kernels/quads.cuh"

namespace tn {

/* Every thread gets the join of its team's values: `team` neighbours, a power of two up to 32, or
 * the whole block of a power of two of warps. All threads of the block call it. */
template <class P> __device__ typename P::cell join_team(typename P::cell v, int team) {
    __shared__ typename P::cell of_warp[32];
    for (int bits = (team < 32 ? team : 32) / 2; bits > 0; bits /= 2) {
        v = P::join(v, from_lane_xor(v, bits));
    }
    if (team > 32) {
        const int lane = threadIdx.x % 32, warp = threadIdx.x / 32, warps = blockDim.x / 32;
        __syncthreads(); /* a call before this one may still be read */
        if (lane == 0) {
            of_warp[warp] = v;
        }
        __syncthreads();
        v = of_warp[lane % warps];
        for (int bits = warps / 2; bits > 0; bits /= 2) {
            v = P::join(v, from_lane_xor(v, bits));
        }
    }
    return v;
}

constexpr int column_threads = 256;

/* Every thread of a block of column_threads gets the join of those whose number is the same modulo
 * `columns`, a power of two. All threads of the block call it, once for each P of a kernel. */
template <class P> __device__ typename P::cell join_column(typename P::cell v, int columns) {
    __shared__ typename P::cell of_thread[column_threads];
    const int t = threadIdx.x;
    of_thread[t] = v;
    __syncthreads();
    for (int half = column_threads / 2; half >= columns; half /= 2) {
        if (t < half) {
            of_thread[t] = P::join(of_thread[t], of_thread[t + half]);
        }
        __syncthreads();
    }
    return of_thread[t % columns];
}

/* ---- In order -------------------------------------------------------------------------------- */

/* Threads of a block whose teams are scanned. */
constexpr int scan_threads = 256;

/* A value that may not exist: nothing comes before the first one. */
template <class C> struct maybe {
    C cell;
    bool exists;
};

template <class Op, class C>
__device__ __forceinline__ maybe<C> after(const maybe<C> &a, const maybe<C> &b) {
    if (a.exists && b.exists) {
        return {Op::join(a.cell, b.cell), true};
    }
    return a.exists ? a : b;
}

/* What a team's threads hold, joined in order: what comes before this one, and all. */
template <class C> struct team_place {
    maybe<C> before;
    C all;
};

/* Teams as in join_team, of a block of scan_threads; Op::join need not be commutative. All threads
 * of the block call it. */
template <class Op, class C = typename Op::cell>
__device__ team_place<C> scan_team(C mine, int team) {
    constexpr int warps = scan_threads / 32;
    __shared__ C of_warp[warps];
    const int width = team < 32 ? team : 32, lane = threadIdx.x % width;
    for (int d = 1; d < width; d *= 2) {
        const C left = from_lane(mine, (threadIdx.x - d) % 32);
        mine = lane >= d ? Op::join(left, mine) : mine;
    }
    const int first = threadIdx.x % 32 - lane;
    team_place<C> place = {{from_lane(mine, (threadIdx.x - 1) % 32), lane > 0},
                           from_lane(mine, first + width - 1)};
    if (team > 32) {
        const int warp = threadIdx.x / 32;
        __syncthreads(); /* a call before this one may still be read */
        if (lane == 0) {
            of_warp[warp] = place.all;
        }
        __syncthreads();
        maybe<C> others = {of_warp[0], false};
        for (int w = 0; w < warps; w++) {
            place.before = w == warp ? after<Op>(others, place.before) : place.before;
            others = after<Op>(others, maybe<C>{of_warp[w], true});
        }
        place.all = others.cell;
    }
    return place;
}

} // namespace tn

#endif
