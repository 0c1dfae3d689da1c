/* matrix_team.cuh: the threads that work on one matrix: a warp, of which a block has several, or a
 * block. Algorithms are written once, for a team: size() threads, of which this one is rank(), that
 * meet at sync(). All threads of a team call what is told to join. */
#ifndef TN_MATRIX_TEAM_CUH
#define TN_MATRIX_TEAM_CUH

#include "kernels/matrix_number.cuh"
#include "kernels/team.cuh"

namespace tn {

struct warp_team {
    static constexpr bool is_warp = true;
    __device__ __forceinline__ int rank() const {
        return threadIdx.x % 32;
    }
    __device__ __forceinline__ int size() const {
        return 32;
    }
    __device__ __forceinline__ void sync() const {
        __syncwarp(0xffffffffu);
    }
    __device__ __forceinline__ bool any(bool is) const {
        return __any_sync(0xffffffffu, is);
    }
};

/* Of a power of two of warps. */
struct block_team {
    static constexpr bool is_warp = false;
    __device__ __forceinline__ int rank() const {
        return threadIdx.x;
    }
    __device__ __forceinline__ int size() const {
        return blockDim.x;
    }
    __device__ __forceinline__ void sync() const {
        __syncthreads();
    }
    __device__ __forceinline__ bool any(bool is) const {
        return __syncthreads_or(is);
    }
};

/* Warps of a block whose teams are warps. */
constexpr int teams_a_block = 4;

/* The matrix of this thread's team, and how far it is to the next one in a launch of any size. */
template <class Team> __device__ __forceinline__ int64_t first_matrix() {
    return Team::is_warp ? first_item() / 32 : blockIdx.x;
}
template <class Team> __device__ __forceinline__ int64_t matrix_step() {
    return Team::is_warp ? item_step() / 32 : gridDim.x;
}
/* The number of this thread's team in its block. */
template <class Team> __device__ __forceinline__ int team_number() {
    return Team::is_warp ? threadIdx.x / 32 : 0;
}
template <class P, class Team>
__device__ __forceinline__ typename P::cell join_all(const Team &team, typename P::cell v) {
    return join_team<P>(v, team.size());
}

/* Neighbours of a warp join: `lanes` of them, a power of two. All of the warp call it. */
template <class T> __device__ __forceinline__ T sum_lanes(T v, int lanes) {
    for (int bits = lanes / 2; bits > 0; bits /= 2) {
        v = add(v, from_lane_xor(v, bits));
    }
    return v;
}

inline int power_above(int64_t n) {
    int power = 1;
    while (power < n) {
        power *= 2;
    }
    return power;
}

/* Dynamic shared memory that every GPU of sm_80 and later gives to a block. */
constexpr int64_t shared_bytes_max = 96 << 10;

constexpr int64_t aligned_bytes(int64_t bytes) {
    return (bytes + 15) / 16 * 16;
}

} // namespace tn

#endif
