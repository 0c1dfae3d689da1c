/* host.h: what the host kernels share: their table, the instruction set in use, threads over fixed
 * pieces, and conversion between storage dtypes and compute types. */
#ifndef TNI_HOST_H
#define TNI_HOST_H

#include "core/core.h"
#include "kernels/kernels.h"

/* ---- cpu.c: the instruction set ------------------------------------------------------------- */

typedef enum tni_isa { TNI_ISA_BASE, TNI_ISA_AVX2, TNI_ISA_AVX512, TNI_ISA_COUNT } tni_isa;

/* The one in use: the best that the CPU has, or what TENON_ISA asks for. */
tni_isa tni_host_isa(void);
/* For tests: false when the CPU lacks it. Not while kernels run. */
bool tni_host_set_isa(tni_isa isa);
const char *tni_isa_name(tni_isa isa);
/* Bytes of the last-level cache; outputs beyond it are written around the caches. */
int64_t tni_host_cache_bytes(void);

/* ---- Threads -------------------------------------------------------------------------------- */

/* Elements of one piece. Pieces are fixed by the shape, so results do not depend on threads. */
enum { TNI_PIECE = 32768 };

/* Elements from which on threads are worth their fork; tests set it to 0. */
extern _Atomic int64_t tni_host_least_work;
/* Threads worth using for `work` elements: 1 when the fork would cost more than it saves. */
static inline int tni_host_threads(int64_t work) {
    return work < atomic_load_explicit(&tni_host_least_work, memory_order_relaxed)
               ? 1
               : tn_num_threads();
}

/* Items that a thread takes at a time, for schedule(dynamic, …): many shares a thread, so that
 * one which the system interrupts does not keep the others waiting. */
static inline int64_t tni_host_share(int64_t items, int threads) {
    const int64_t share = items / (32 * (int64_t)threads);
    return share > 1 ? share : 1;
}

/* ---- convert.c: storage dtype <-> compute type ---------------------------------------------- */

/* dst[i] = src[i * stride] (load) or dst[i * stride] = src[i] (store), converted. */
typedef void tni_convert(int64_t n, void *dst, const void *src, int64_t stride);
/* The dtype that a kernel's loops compute in: small integers in i32, half floats in f32. */
tn_dtype tni_compute_dtype(tn_dtype dtype);
/* NULL for a complex storage into a real compute type (never asked for by an op). */
tni_convert *tni_host_load(tn_dtype storage, tn_dtype compute);
tni_convert *tni_host_store(tn_dtype compute, tn_dtype storage);
/* dst[c * dst_row + r] = src[r * src_row + c] for rows x cols elements of 1, 2, 4, 8 or 16 bytes:
 * a small tile, read along its contiguous direction. */
void tni_host_transpose(void *dst, int64_t dst_row, const void *src, int64_t src_row, int rows,
                        int cols, int element_bytes);
/* Copies around the caches (non-temporal stores). */
void tni_host_stream_copy(void *dst, const void *src, int64_t bytes);

/* ---- Elementwise loops ---------------------------------------------------------------------- */

/* Everything contiguous, in the compute type; out may be one of the inputs. */
typedef void tni_ew_loop(int64_t n, void *out, const void *const *in);
/* The loop of a function for a compute dtype (of tni_compute_dtype); NULL when there is none. */
tni_ew_loop *tni_host_ew_loop(int code, tn_dtype compute);

/* ---- The families --------------------------------------------------------------------------- */

#define TNI_HOST_KERNEL(family) int tni_host_##family(const void *params, void *stream);
TN_KERNEL_FAMILIES(TNI_HOST_KERNEL)
#undef TNI_HOST_KERNEL
extern const tn_kernels tni_host_kernels;

#endif
