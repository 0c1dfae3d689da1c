/* simt.h: CUDA C++ for a host compiler: what the .cu files of kernels/ see when they are compiled
 * for the simulator (clang++ -include tests/sim/simt.h -femulated-tls). One OS thread runs all
 * threads of a block in turns, so that plain memory is shared memory and every run can be
 * repeated.
 *
 * Static __shared__ variables are thread-local ones whose address the simulator gives out: an
 * arena of the block, poisoned before each block, so that a value that survives from the block
 * before is never mistaken for a result. */
#ifndef SIM_SIMT_H
#define SIM_SIMT_H

#include <cuda_runtime.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

#define __global__
#define __device__
#define __host__
#define __constant__
#define __shared__      static thread_local
#define __forceinline__ inline __attribute__((always_inline))
#define __launch_bounds__(...)
#define __grid_constant__

namespace sim {

/* A place in a kernel where its threads wait for each other. */
struct site {
    const char *file;
    int line;
    const char *what;
};

int64_t blocks_that_return(); /* SIM_BLOCKS (sim.h) */

struct thread_place {
    uint3 thread, block;
    dim3 block_dim, grid_dim;
};
extern const thread_place *here; /* of the running thread */

void *dynamic_shared();
/* Faults when the address is no multiple of the alignment. */
void look_at_vector(const void *address, size_t alignment);
void block_barrier(const site &at);
/* Adds up `value` over the block's threads, for __syncthreads_count and its kind. */
int block_vote(const site &at, int value, int (*join)(int, int));

enum class warp_op { sync, shuffle, ballot, any, all, match, together };
/* Waits until all lanes of the mask have come to the same operation. `value` of `bytes` bytes is
 * replaced by that of lane `source` (shuffle); the mask of lanes with a true (ballot, any, all) or
 * an equal (match) value is returned. */
uint32_t warp_exchange(const site &at, warp_op op, uint32_t mask, void *value, int bytes,
                       int source);
int lane();
/* Waits until all lanes of the warp have come to the same instruction; the last one calls `work`
 * with what each lane brought, which goes on then. */
void warp_together(const site &at, void *own, void (*work)(void *const *owns));

/* The instructions of kernels/ptx.cuh, by the same names: warp_matrix.cpp and async_copy.cpp. */
struct ptx {
    site at;

    void mma_m16n8k16_f16(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) const;
    void mma_m16n8k16_bf16(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) const;
    void mma_m16n8k8_tf32(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) const;
    void cvt_rna_tf32(uint32_t &rounded, float x) const;
    void cvt_rn_f16x2(uint32_t &pair, float low, float high) const;
    void cvt_rn_bf16x2(uint32_t &pair, float low, float high) const;

    void ldmatrix_x1(uint32_t (&d)[1], const void *row) const;
    void ldmatrix_x2(uint32_t (&d)[2], const void *row) const;
    void ldmatrix_x4(uint32_t (&d)[4], const void *row) const;
    void ldmatrix_x1_trans(uint32_t (&d)[1], const void *row) const;
    void ldmatrix_x2_trans(uint32_t (&d)[2], const void *row) const;
    void ldmatrix_x4_trans(uint32_t (&d)[4], const void *row) const;

    void cp_async(void *shared, const void *global, int bytes, int from) const;
    void cp_async_commit_group() const;
    void cp_async_wait_group(int pending) const;
};
/* The next cp_async_wait_group() is called there (copy_places.h). */
void await_copies_at(const site &at);

/* Comes before an atomic operation on the address, which is no race with other atomics. */
void note_atomic(const void *address, int bytes);
/* Stands for a plain access of the running thread that is made in its name. */
void note_access(const void *address, size_t bytes, bool is_write);

template <class T> T shuffle(const site &at, uint32_t mask, T value, int source) {
    static_assert(sizeof(T) <= 16, "a shuffle moves at most 16 bytes");
    warp_exchange(at, warp_op::shuffle, mask, &value, sizeof value, source);
    return value;
}

/* The lane that a shuffle reads in segments of `width` lanes; its own one beyond the segment. */
inline int source_lane(int from, int width, bool inside) {
    const int base = lane() & ~(width - 1);
    return inside ? base + (from & (width - 1)) : lane();
}

} // namespace sim

/* As kernels/launch.cuh says. */
#define TN_LOOK_AT_VECTOR(address, alignment) ::sim::look_at_vector(address, alignment)
#define TN_DYNAMIC_SHARED(T, name)            T *name = static_cast<T *>(::sim::dynamic_shared())

/* As kernels/ptx.cuh says. */
#define TN_PTX(call, ...) ::sim::ptx{SIM_SITE(#call)}.call

#define SIM_SITE(what) (::sim::site{__FILE__, __LINE__, what})

/* As kernels/launch.cuh says. */
#define TN_BLOCKS_THAT_RETURN ::sim::blocks_that_return()

/* As kernels/matrix_team.cuh says. */
#define TN_SYNC_CALLER  const ::sim::site &caller = {__builtin_FILE(), __builtin_LINE(), "sync"}
#define TN_SYNC_THERE() ::sim::block_barrier(caller)

#define warpSize 32

/* threadIdx.x and its kind: values that are read anew each time. */
#define SIM_INDEX(name, member)             \
    struct sim_##name {                     \
        struct x_axis {                     \
            operator unsigned() const {     \
                return sim::here->member.x; \
            }                               \
        } x;                                \
        struct y_axis {                     \
            operator unsigned() const {     \
                return sim::here->member.y; \
            }                               \
        } y;                                \
        struct z_axis {                     \
            operator unsigned() const {     \
                return sim::here->member.z; \
            }                               \
        } z;                                \
    };                                      \
    [[maybe_unused]] static constexpr sim_##name name{};
SIM_INDEX(threadIdx, thread)
SIM_INDEX(blockIdx, block)
SIM_INDEX(blockDim, block_dim)
SIM_INDEX(gridDim, grid_dim)
#undef SIM_INDEX

#define __syncthreads() ::sim::block_barrier(SIM_SITE("__syncthreads"))
#define __syncthreads_count(p) \
    ::sim::block_vote(SIM_SITE("__syncthreads_count"), !!(p), [](int a, int b) { return a + b; })
#define __syncthreads_or(p) \
    ::sim::block_vote(SIM_SITE("__syncthreads_or"), !!(p), [](int a, int b) { return a | b; })
#define __syncthreads_and(p) \
    ::sim::block_vote(SIM_SITE("__syncthreads_and"), !!(p), [](int a, int b) { return a & b; })

#define __syncwarp(...)                                                                         \
    ::sim::warp_exchange(SIM_SITE("__syncwarp"), ::sim::warp_op::sync, ::sim_mask(__VA_ARGS__), \
                         nullptr, 0, 0)
inline uint32_t sim_mask(uint32_t mask = 0xffffffffu) {
    return mask;
}

/* Defaults of width are given by the functions below; the macros add the place. */
template <class T> T sim_shfl(const sim::site &at, uint32_t mask, T v, int from, int width = 32) {
    return sim::shuffle(at, mask, v, sim::source_lane(from, width, true));
}
template <class T>
T sim_shfl_up(const sim::site &at, uint32_t mask, T v, unsigned by, int width = 32) {
    const int in = sim::lane() & (width - 1);
    return sim::shuffle(at, mask, v, sim::source_lane(in - (int)by, width, in >= (int)by));
}
template <class T>
T sim_shfl_down(const sim::site &at, uint32_t mask, T v, unsigned by, int width = 32) {
    const int in = sim::lane() & (width - 1);
    return sim::shuffle(at, mask, v, sim::source_lane(in + (int)by, width, in + (int)by < width));
}
template <class T>
T sim_shfl_xor(const sim::site &at, uint32_t mask, T v, int bits, int width = 32) {
    const int in = (sim::lane() & (width - 1)) ^ bits;
    return sim::shuffle(at, mask, v, sim::source_lane(in, width, in < width));
}
#define __shfl_sync(...)      sim_shfl(SIM_SITE("__shfl_sync"), __VA_ARGS__)
#define __shfl_up_sync(...)   sim_shfl_up(SIM_SITE("__shfl_up_sync"), __VA_ARGS__)
#define __shfl_down_sync(...) sim_shfl_down(SIM_SITE("__shfl_down_sync"), __VA_ARGS__)
#define __shfl_xor_sync(...)  sim_shfl_xor(SIM_SITE("__shfl_xor_sync"), __VA_ARGS__)

inline uint32_t sim_vote(const sim::site &at, sim::warp_op op, uint32_t mask, int predicate) {
    int value = predicate != 0;
    return sim::warp_exchange(at, op, mask, &value, sizeof value, 0);
}
#define __ballot_sync(mask, p) sim_vote(SIM_SITE("__ballot_sync"), ::sim::warp_op::ballot, mask, p)
#define __any_sync(mask, p)    (sim_vote(SIM_SITE("__any_sync"), ::sim::warp_op::any, mask, p) != 0)
#define __all_sync(mask, p) \
    (sim_vote(SIM_SITE("__all_sync"), ::sim::warp_op::all, mask, p) == (uint32_t)(mask))
template <class T> uint32_t sim_match(const sim::site &at, uint32_t mask, T value) {
    return sim::warp_exchange(at, sim::warp_op::match, mask, &value, sizeof value, 0);
}
#define __match_any_sync(mask, v) sim_match(SIM_SITE("__match_any_sync"), mask, v)

/* ---- Atomics --------------------------------------------------------------------------------- */

/* T atomicNAME(T *address, V v): *address becomes `next`, an expression of old and v. */
#define SIM_ATOMIC(name, next)                                                                 \
    template <class T, class V> __attribute__((no_sanitize("thread"))) T name(T *p, V given) { \
        sim::note_atomic(p, sizeof(T));                                                        \
        const T old = *p, v = (T)given;                                                        \
        *p = (T)(next);                                                                        \
        return old;                                                                            \
    }
SIM_ATOMIC(atomicAdd, old + v)
SIM_ATOMIC(atomicMin, v < old ? v : old)
SIM_ATOMIC(atomicMax, v > old ? v : old)
SIM_ATOMIC(atomicOr, old | v)
SIM_ATOMIC(atomicAnd, old &v)
SIM_ATOMIC(atomicXor, old ^ v)
SIM_ATOMIC(atomicExch, v)
#undef SIM_ATOMIC
template <class T, class C, class V>
__attribute__((no_sanitize("thread"))) T atomicCAS(T *p, C compare, V v) {
    sim::note_atomic(p, sizeof(T));
    const T old = *p;
    *p = old == (T)compare ? (T)v : old;
    return old;
}
inline void __threadfence() {}
inline void __threadfence_block() {}
inline void __threadfence_system() {}

/* ---- Intrinsics ------------------------------------------------------------------------------ */

template <class T> T __ldg(const T *p) {
    return *p;
}
inline int __popc(unsigned x) {
    return __builtin_popcount(x);
}
inline int __popcll(unsigned long long x) {
    return __builtin_popcountll(x);
}
inline int __ffs(int x) {
    return __builtin_ffs(x);
}
inline int __clz(int x) {
    return x ? __builtin_clz((unsigned)x) : 32;
}
inline int __clzll(long long x) {
    return x ? __builtin_clzll((unsigned long long)x) : 64;
}
inline unsigned __umulhi(unsigned a, unsigned b) {
    return (unsigned)((unsigned long long)a * b >> 32);
}
inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
    return (unsigned long long)((unsigned __int128)a * b >> 64);
}

#endif
