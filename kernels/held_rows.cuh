/* held_rows.cuh: contiguous rows of f32 or f64 that a team of 1 to 1024 threads keeps in
 * registers, so that memory is read once. A thread holds groups of four neighbours; the threads'
 * groups lie side by side. Which elements a thread holds follows from the row's length alone. */
#ifndef TN_HELD_ROWS_CUH
#define TN_HELD_ROWS_CUH

#include "kernels/team.cuh"

namespace tn {

/* Elements of a thread: few for short rows, else a cache line's worth. */
constexpr int held_few = 4;
template <class T> constexpr int held_many = 64 / sizeof(T);
constexpr int64_t held_few_limit = 32 * held_few;
template <class T> constexpr int64_t held_limit = 1024 * held_many<T>;

struct held_layout {
    int64_t n;
    bool moves_quads; /* whole groups, at aligned places */
    int team;         /* threads of a row, as join_team() wants it */
};

struct held_launch {
    held_layout layout;
    int threads;
    dim3 blocks;
};

/* How rows of n <= held_limit elements are held, `held` by each thread. */
inline held_launch plan_held(int64_t rows, int64_t n, int held, bool aligned) {
    held_launch plan = {{n, aligned && n % 4 == 0, 1}, 0, dim3(1)};
    int team = 1;
    while (static_cast<int64_t>(team) * held < n) {
        team *= 2;
    }
    plan.threads = team < 128 ? 128 : team;
    plan.layout.team = team > 32 ? plan.threads : team;
    plan.blocks = one_visit_blocks(rows, plan.threads / plan.layout.team);
    return plan;
}

/* Place in the row of held element number j, a multiple of 4; its three neighbours follow. */
__device__ __forceinline__ int64_t held_place(const held_layout &k, int j) {
    const int member = threadIdx.x % k.team;
    return (static_cast<int64_t>(j / 4) * k.team + member) * 4;
}

/* Elements beyond the end are `absent`. */
template <class T, int held>
__device__ __forceinline__ void load_held(const held_layout &k, const T *row, bool exists, T absent,
                                          T (&x)[held]) {
    const int64_t n = exists ? k.n : 0;
#pragma unroll
    for (int j = 0; j < held; j += 4) {
        const int64_t at = held_place(k, j);
        if (k.moves_quads && at < n) {
            const quad<T> q = load_vector<quad<T>>(row + at);
            for (int e = 0; e < 4; e++) {
                x[j + e] = q.at[e];
            }
            continue;
        }
        for (int e = 0; e < 4; e++) {
            x[j + e] = at + e < n ? row[at + e] : absent;
        }
    }
}

template <class T, int held>
__device__ __forceinline__ void store_held(const held_layout &k, T *row, const T (&x)[held]) {
#pragma unroll
    for (int j = 0; j < held; j += 4) {
        const int64_t at = held_place(k, j);
        if (k.moves_quads && at < k.n) {
            quad<T> q;
            for (int e = 0; e < 4; e++) {
                q.at[e] = x[j + e];
            }
            store_vector(row + at, q);
            continue;
        }
        for (int e = 0; e < 4 && at + e < k.n; e++) {
            row[at + e] = x[j + e];
        }
    }
}

} // namespace tn

#endif
