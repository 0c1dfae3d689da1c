/* ptx.cuh: instructions that C++ has no word for, one inline function each, named as the PTX ISA
 * names them: products of small matrices that a warp does together, how their operands come out of
 * shared memory, and copies that go on while the thread computes.
 *
 * Whole warps call mma_*() and ldmatrix_*(), outside of branches. Fragments are those of the PTX
 * ISA (9.7.14, "Warp Level Matrix Multiply-Accumulate Instructions"), for lane = 4 * g + t; numbers
 * of 16 bits are packed in pairs, the lower k first:
 *
 *   a[4]  16-bit: a[0] row g, k 2t; a[1] row g + 8; a[2], a[3] the same at k + 8
 *         tf32:   a[0] row g, k t;  a[1] row g + 8; a[2], a[3] the same at k + 4
 *   b[2]  16-bit: b[0] col g, k 2t; b[1] at k + 8       tf32: b[0] col g, k t; b[1] at k + 4
 *   d[4]  d[0], d[1] row g, cols 2t and 2t + 1; d[2], d[3] the same of row g + 8
 *
 * The simulator emulates each (tests/sim/warp_matrix.cpp, async_copy.cpp), so that kernels need no
 * second text. */
#ifndef TN_PTX_CUH
#define TN_PTX_CUH

#include "kernels/launch.cuh"

/* TN_PTX(call, asm…): the instruction; for the simulator, which defines this before, the call of
 * the function that emulates it. */
#ifndef TN_PTX
#define TN_PTX(call, ...) asm volatile(__VA_ARGS__)
/* The address of shared memory as instructions take it. */
#define TN_SHARED_ADDRESS(pointer) "r"(static_cast<unsigned>(__cvta_generic_to_shared(pointer)))
#endif

namespace tn {

/* ---- d += a b -------------------------------------------------------------------------------- */

#define TN_MMA(name, instruction)                                                      \
    __device__ __forceinline__ void name(float(&d)[4], const uint32_t(&a)[4],          \
                                         const uint32_t(&b)[2]) {                      \
        TN_PTX(name(d, a, b), "mma.sync.aligned." instruction                          \
                              " {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};" \
               : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])                        \
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));    \
    }
TN_MMA(mma_m16n8k16_f16, "m16n8k16.row.col.f32.f16.f16.f32")
TN_MMA(mma_m16n8k16_bf16, "m16n8k16.row.col.f32.bf16.bf16.f32")
TN_MMA(mma_m16n8k8_tf32, "m16n8k8.row.col.f32.tf32.tf32.f32")
#undef TN_MMA

/* The nearest number of 10 bits after the point, ties away from zero, for mma_m16n8k8_tf32. */
__device__ __forceinline__ uint32_t cvt_rna_tf32(float x) {
    uint32_t rounded;
    TN_PTX(cvt_rna_tf32(rounded, x), "cvt.rna.tf32.f32 %0, %1;" : "=r"(rounded) : "f"(x));
    return rounded;
}

/* Both numbers to the nearest of 16 bits, ties to even, as a fragment has them: `low` has the lower
 * k. */
#define TN_CVT_PAIR(name, instruction)                                         \
    __device__ __forceinline__ uint32_t name(float low, float high) {          \
        uint32_t pair;                                                         \
        TN_PTX(name(pair, low, high), "cvt.rn." instruction ".f32 %0, %1, %2;" \
               : "=r"(pair)                                                    \
               : "f"(high), "f"(low));                                         \
        return pair;                                                           \
    }
TN_CVT_PAIR(cvt_rn_f16x2, "f16x2")
TN_CVT_PAIR(cvt_rn_bf16x2, "bf16x2")
#undef TN_CVT_PAIR

/* ---- Fragments from shared memory ------------------------------------------------------------ */

/* Of 8x8 matrices of 16-bit numbers: lane 8 i + r gives the address of row r of matrix i, 16 bytes
 * aligned to 16; d[i] is the pair at row g, cols 2t and 2t + 1 of matrix i, or for _trans that at
 * rows 2t and 2t + 1 of col g. */
#define TN_LDMATRIX(name, count, instruction, outputs, operand)                              \
    __device__ __forceinline__ void name(uint32_t(&d)[count], const void *row) {             \
        TN_PTX(name(d, row), "ldmatrix.sync.aligned." instruction ".shared.b16 " operand ";" \
               : outputs                                                                     \
               : TN_SHARED_ADDRESS(row)                                                      \
               : "memory");                                                                  \
    }
#define TN_1 "=r"(d[0])
#define TN_2 "=r"(d[0]), "=r"(d[1])
#define TN_4 "=r"(d[0]), "=r"(d[1]), "=r"(d[2]), "=r"(d[3])
TN_LDMATRIX(ldmatrix_x1, 1, "m8n8.x1", TN_1, "{%0}, [%1]")
TN_LDMATRIX(ldmatrix_x2, 2, "m8n8.x2", TN_2, "{%0,%1}, [%2]")
TN_LDMATRIX(ldmatrix_x4, 4, "m8n8.x4", TN_4, "{%0,%1,%2,%3}, [%4]")
TN_LDMATRIX(ldmatrix_x1_trans, 1, "m8n8.x1.trans", TN_1, "{%0}, [%1]")
TN_LDMATRIX(ldmatrix_x2_trans, 2, "m8n8.x2.trans", TN_2, "{%0,%1}, [%2]")
TN_LDMATRIX(ldmatrix_x4_trans, 4, "m8n8.x4.trans", TN_4, "{%0,%1,%2,%3}, [%4]")
#undef TN_4
#undef TN_2
#undef TN_1
#undef TN_LDMATRIX

/* ---- Copies from global to shared memory ----------------------------------------------------- */

/* Begins a copy of so many bytes, both addresses aligned to them; of the source only the first
 * `from` bytes are read, the rest becomes 0. What arrives may be read by this thread after
 * cp_async_wait_group(), by others after a barrier that follows it. */
#define TN_CP_ASYNC(bytes, kind)                                                       \
    __device__ __forceinline__ void cp_async_##bytes(void *shared, const void *global, \
                                                     int from = bytes) {               \
        TN_PTX(cp_async(shared, global, bytes, from),                                  \
               "cp.async." kind ".shared.global [%0], [%1], " #bytes                   \
               ", %2;" ::TN_SHARED_ADDRESS(shared),                                    \
               "l"(global), "r"(from)                                                  \
               : "memory");                                                            \
    }
TN_CP_ASYNC(4, "ca")
TN_CP_ASYNC(8, "ca")
TN_CP_ASYNC(16, "cg")
#undef TN_CP_ASYNC

/* Closes a group: the copies that this thread began since the one before. */
__device__ __forceinline__ void cp_async_commit_group() {
    TN_PTX(cp_async_commit_group(), "cp.async.commit_group;" ::: "memory");
}

/* Waits for all of this thread's groups but the last `Pending`. */
template <int Pending> __device__ __forceinline__ void cp_async_wait_group() {
    TN_PTX(cp_async_wait_group(Pending), "cp.async.wait_group %0;" ::"n"(Pending) : "memory");
}

} // namespace tn

#endif
