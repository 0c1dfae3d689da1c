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

/* ---- Launching teams ------------------------------------------------------------------------- */

/* Blocks for `matrices` whose teams need `bytes` of shared memory each: warps while `is_small`. */
struct team_launch {
    bool is_warp;
    dim3 blocks, threads;
    int64_t bytes;
};

inline team_launch plan_teams(int64_t matrices, bool is_small, int threads, int64_t bytes) {
    const bool is_warp = is_small && bytes * teams_a_block <= shared_bytes_max;
    return {is_warp, blocks_for(matrices, is_warp ? teams_a_block : 1),
            dim3(static_cast<unsigned>(is_warp ? 32 * teams_a_block : threads)),
            is_warp ? bytes * teams_a_block : bytes};
}

/* Starts KERNEL<T, warp_team> or KERNEL<T, block_team>. */
#define TN_LAUNCH_TEAMS(KERNEL, T, plan, stream, ...)                                        \
    ::tn::launch((plan).is_warp ? KERNEL<T, ::tn::warp_team> : KERNEL<T, ::tn::block_team>,  \
                 (plan).blocks, (plan).threads, static_cast<size_t>((plan).bytes), (stream), \
                 __VA_ARGS__)

/* The four dtypes of a family, which has CALL<T>(p, stream). */
#define TN_MATRIX_DTYPES(CALL, p, stream, what)                                           \
    do {                                                                                  \
        switch ((p)->dtype) {                                                             \
        case TN_F32:                                                                      \
            return CALL<float>((p), (stream));                                            \
        case TN_F64:                                                                      \
            return CALL<double>((p), (stream));                                           \
        case TN_C64:                                                                      \
            return CALL<tn_c64>((p), (stream));                                           \
        case TN_C128:                                                                     \
            return CALL<tn_c128>((p), (stream));                                          \
        }                                                                                 \
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no " what " of dtype %d", (p)->dtype); \
    } while (0)

} // namespace tn

#endif
