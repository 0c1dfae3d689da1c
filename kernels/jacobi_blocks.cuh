/* jacobi_blocks.cuh: one-sided Jacobi of matrices that no block's shared memory holds: their
 * columns lie in the workspace, in blocks of a few, and a round of a tournament of blocks is a
 * launch: a block of threads meets all pairs of columns of two blocks, in shared memory where both
 * fit.
 *
 * How many sweeps a matrix needs the host does not learn: all of them are launched, and those
 * of a matrix that is done end at once. So a call waits for nothing and can be captured. */
#ifndef TN_JACOBI_BLOCKS_CUH
#define TN_JACOBI_BLOCKS_CUH

#include "kernels/jacobi_columns.cuh"

namespace tn {

constexpr int blocked_sweeps = 32;
/* Columns of a block where two of them are met in the workspace itself. */
constexpr int widest_block = 16;
constexpr int meeting_threads = 256;

/* What is known of a matrix from launch to launch. */
enum jacobi_progress { JACOBI_FAILED, JACOBI_MOVES, JACOBI_DONE, JACOBI_REFINED };
struct jacobi_state {
    int32_t progress, moved, power;
};

struct jacobi_plan {
    int64_t batch, count, stride, pairs; /* pairs: of blocks, in a round */
    int rows, carried, width, held;      /* held: from column to column in shared memory, or 0 */
    void *columns;
    jacobi_state *states;
    unsigned char *arrays; /* of each matrix, array_bytes */
    int64_t array_bytes;
};

template <class T> int64_t held_bytes(const jacobi_plan &p) {
    return 2 * p.width * int64_t{p.held} * int64_t{sizeof(T)};
}

/* For `count` columns of `height` numbers, of which rows and the carried ones behind them are
 * worked on; the workspace is as long as jacobi_bytes says. */
template <class T>
jacobi_plan plan_jacobi(int64_t batch, int64_t count, int64_t height, int64_t rows, int64_t carried,
                        void *workspace) {
    const column_room room = room_of<T>(count, height);
    jacobi_plan p = {};
    p.batch = batch;
    p.count = count;
    p.stride = room.stride;
    p.rows = static_cast<int>(rows);
    p.carried = static_cast<int>(carried);
    p.held = static_cast<int>(rows + carried) | 1;
    p.width = widest_block;
    if (held_bytes<T>(p) > shared_bytes_max) {
        p.width = widest_block / 2;
    }
    if (held_bytes<T>(p) > shared_bytes_max) {
        p.width = widest_block;
        p.held = 0;
    }
    const int64_t blocks = divide_up(count, p.width);
    p.pairs = (blocks + 1) / 2;
    p.array_bytes = room.bytes - room.arrays;
    p.columns = workspace;
    p.arrays = static_cast<unsigned char *>(workspace) + batch * room.arrays;
    p.states = reinterpret_cast<jacobi_state *>(p.arrays + batch * p.array_bytes);
    return p;
}
template <class T> int64_t jacobi_bytes(int64_t batch, int64_t count, int64_t height) {
    return batch * (room_of<T>(count, height).bytes + int64_t{sizeof(jacobi_state)});
}

/* All columns of a matrix. */
template <class T>
__device__ __forceinline__ jacobi_columns<T> columns_of(const jacobi_plan &p, int64_t b) {
    const int64_t bytes = (p.count * p.stride * int64_t{sizeof(T)} + 15) / 16 * 16;
    return jacobi_columns<T>(
        reinterpret_cast<T *>(static_cast<unsigned char *>(p.columns) + b * bytes), p.stride,
        p.rows, p.carried, static_cast<int>(p.count));
}
template <class T>
__device__ __forceinline__ column_arrays<T> arrays_of(const jacobi_plan &p, int64_t b) {
    return column_arrays<T>(p.arrays + b * p.array_bytes, p.count);
}
/* Lanes that a pair gets in a round, always. */
__device__ __forceinline__ int meeting_lanes(const jacobi_plan &p) {
    return meeting_threads / p.width < 32 ? meeting_threads / p.width : 32;
}

/* The columns of two blocks, front ones first. */
template <class T>
__device__ jacobi_columns<T> two_blocks(const jacobi_plan &p, int64_t b, int front, int back) {
    jacobi_columns<T> x = columns_of<T>(p, b);
    const int64_t first = int64_t{front} * p.width, second = int64_t{back} * p.width;
    const int of_second = static_cast<int>(second >= p.count            ? 0
                                           : p.count - second < p.width ? p.count - second
                                                                        : p.width);
    x.rest = x.at + second * p.stride;
    x.at += first * p.stride;
    x.split = static_cast<int>(p.count - first < p.width ? p.count - first : p.width);
    x.count = x.split + of_second;
    return x;
}

template <class T>
__device__ void move_columns(const matrix_team &team, const jacobi_columns<T> &x,
                             const jacobi_columns<T> &held, bool is_back) {
    const int height = x.rows + x.carried;
    for (int e = team.rank(); e < x.count * height; e += team.size()) {
        T &outside = x.column(e / height)[e % height],
          &inside = held.column(e / height)[e % height];
        if (is_back) {
            outside = inside;
        } else {
            inside = outside;
        }
    }
    team.sync();
}

/* As for_pairs(), with the pairs of a column of the first block and one of the second. */
template <class F>
__device__ void for_pairs_across(const matrix_team &team, int of_first, int of_second,
                                 const pair_share &share, F f) {
    const int most = of_first > of_second ? of_first : of_second;
    const int at_once = team.size() / share.lanes;
    for (int round = 0; round < most && of_second > 0; round++) {
        for (int pass = 0; pass < share.passes; pass++) {
            const int k = pass * at_once + team.rank() / share.lanes, other = (k + round) % most;
            const bool exists = k < of_first && other < of_second;
            f(exists ? k : -1, exists ? of_first + other : -1);
        }
        team.sync();
    }
}

/* A round of blocks: Meet is what is done with pairs of columns, of matrices of which works_on().
 * Those of a block meet in the first round, and the others once, too. */
template <class T, class Meet>
__global__ void __launch_bounds__(meeting_threads) meet_blocks(const jacobi_plan p, int round) {
    TN_DYNAMIC_SHARED(T, held);
    const matrix_team team;
    const int blocks = static_cast<int>(2 * p.pairs);
    for (int64_t item = blockIdx.x; item < p.batch * p.pairs; item += gridDim.x) {
        const int64_t b = item / p.pairs;
        if (!Meet::works_on(p.states[b].progress)) {
            continue;
        }
        int front, back;
        pair_of_round(blocks, round, static_cast<int>(item % p.pairs), &front, &back);
        const jacobi_columns<T> outside = two_blocks<T>(p, b, front, back);
        jacobi_columns<T> x = outside;
        if (p.held) {
            x = jacobi_columns<T>(held, p.held, x.rows, x.carried, x.count);
            move_columns(team, outside, x, false);
        }
        const int lanes = meeting_lanes(p), at_once = meeting_threads / lanes;
        const pair_share share = {lanes, (p.width + at_once - 1) / at_once};
        const Meet meet(p, b);
        bool moved = false;
        const auto each = [&](int a, int c) { moved |= meet(x, x.column(a), x.column(c), lanes); };
        if (round == 0) {
            for_pairs(team, x.count, share, each);
        } else {
            for_pairs_across(team, outside.split, x.count - outside.split, share, each);
        }
        if (team.any(moved) && team.rank() == 0) {
            atomicOr(&p.states[b].moved, 1);
        }
        if (p.held) {
            move_columns(team, outside, x, true);
        }
    }
}

/* A matrix in which nothing moved goes from one state to another. */
static __global__ void __launch_bounds__(128) end_sweep(const jacobi_plan p, int from, int to) {
    for (int64_t b = first_item(); b < p.batch; b += item_step()) {
        jacobi_state &s = p.states[b];
        s.progress = s.progress == from && !s.moved ? to : s.progress;
        s.moved = 0;
    }
}

template <class T, class Meet> int launch_sweep(const jacobi_plan &p, void *stream) {
    const dim3 blocks = blocks_for(p.batch * p.pairs, 1);
    const size_t bytes = static_cast<size_t>(held_bytes<T>(p));
    int status = 0;
    for (int round = 0; round < 2 * p.pairs - 1 && status == 0; round++) {
        status =
            launch(meet_blocks<T, Meet>, blocks, dim3(meeting_threads), bytes, stream, p, round);
    }
    return status;
}

/* Sweeps, until matrices are in state `to`. */
template <class T, class Meet>
int launch_sweeps(const jacobi_plan &p, int sweeps, int from, int to, void *stream) {
    int status = 0;
    for (int sweep = 0; sweep < sweeps && status == 0; sweep++) {
        status = launch_sweep<T, Meet>(p, stream);
        status =
            status ? status
                   : launch(end_sweep, blocks_for(p.batch, 128), dim3(128), 0, stream, p, from, to);
    }
    return status;
}

/* ---- What columns do that meet --------------------------------------------------------------- */

/* They become orthogonal: roughly, or exactly and in order. */
template <class T, bool Roughly> struct rotate_columns {
    right_angles<real_of<T>> enough;

    static __device__ __forceinline__ bool works_on(int progress) {
        return progress == JACOBI_MOVES;
    }
    __device__ rotate_columns(const jacobi_plan &p, int64_t)
        : enough(Roughly ? rough_angles<real_of<T>>() : exact_angles<real_of<T>>(p.rows)) {}
    __device__ __forceinline__ bool operator()(const jacobi_columns<T> &m, T *x, T *y,
                                               int lanes) const {
        return meet(m, x, y, lanes, enough);
    }
};

/* They were orthonormal, and are again: numbers from `first` on, `length` of them. */
template <class T> struct straighten_columns {
    int first, length;

    static __device__ __forceinline__ bool works_on(int progress) {
        return progress >= JACOBI_DONE;
    }
    /* Vectors are what is carried; where nothing is, the columns themselves. */
    __device__ straighten_columns(const jacobi_plan &p, int64_t)
        : first(p.carried ? p.rows : 0), length(p.carried ? p.carried : p.rows) {}
    __device__ __forceinline__ bool operator()(const jacobi_columns<T> &, T *x, T *y,
                                               int lanes) const {
        part(length, x ? x + first : nullptr, y ? y + first : nullptr, lanes);
        return false;
    }
};

} // namespace tn

#endif
