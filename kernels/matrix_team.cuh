/* matrix_team.cuh: the threads that work on one matrix: a block of one warp, or of a power of two
 * of them. Algorithms are written once, for a team: size() threads, of which this one is rank(),
 * that meet at sync(), which costs a warp little. All threads of a team call what is told to
 * join. */
#ifndef TN_MATRIX_TEAM_CUH
#define TN_MATRIX_TEAM_CUH

#include "kernels/matrix_number.cuh"
#include "kernels/team.cuh"

/* The simulator tells barriers apart by where sync() is called. */
#ifndef TN_SYNC_CALLER
#define TN_SYNC_CALLER
#define TN_SYNC_THERE() __syncthreads()
#endif

namespace tn {

struct matrix_team {
    __device__ __forceinline__ int rank() const {
        return threadIdx.x;
    }
    __device__ __forceinline__ int size() const {
        return blockDim.x;
    }
    __device__ __forceinline__ void sync(TN_SYNC_CALLER) const {
        TN_SYNC_THERE();
    }
    __device__ __forceinline__ bool any(bool is) const {
        return __syncthreads_or(is);
    }
};

/* Threads of a team that is a warp. */
constexpr int warp_threads = 32;

template <class P>
__device__ __forceinline__ typename P::cell join_all(const matrix_team &team, typename P::cell v) {
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

/* A team of `threads` with `bytes` of shared memory for each of `items`. */
template <class... P, class... A>
int launch_teams(void (*kernel)(P...), int64_t items, int threads, int64_t bytes, void *stream,
                 const A &...args) {
    return launch(kernel, blocks_for(items, 1), dim3(static_cast<unsigned>(threads)),
                  static_cast<size_t>(bytes), stream, args...);
}

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
