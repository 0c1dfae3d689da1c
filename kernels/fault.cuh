/* fault.cuh: what a kernel finds wrong in its data (an index out of range), told to the host
 * without waiting for the kernel: the first finder writes it down in memory that both see, and
 * whoever next waits for the device raises it. The kernel leaves the element out and goes on. Where
 * there is no such memory, kernels that look at indices are not launched. */
#ifndef TN_FAULT_CUH
#define TN_FAULT_CUH

#include "kernels/kernels.h"
#include "kernels/launch.cuh"

namespace tn {

/* 0, or an error: nobody would learn of a wrong index. */
inline int need_fault_memory() {
    return tn_cuda_fault() ? 0
                           : tn_kernel_fail(TN_ERR_MEMORY,
                                            "cudaHostAlloc gave no memory to report wrong indices "
                                            "in; free some pinned memory");
}

/* Where an index may lead: at least `least` and less than size, along dim (-1: unknown), in a call
 * of the user's (NULL: unknown). */
struct index_range {
    int64_t size;
    int64_t least = 0;
    int32_t dim = -1;
    const char *call = nullptr;
};

__device__ __forceinline__ void report_index(tn_kernel_fault *fault, uint32_t family, int64_t index,
                                             const index_range &range) {
    if (atomicCAS(&fault->is_claimed, 0u, 1u) == 0) {
        fault->index = index;
        fault->size = range.size;
        fault->least = range.least;
        fault->dim = range.dim;
        fault->call = range.call;
        __threadfence_system(); /* the host may be waiting for other work, and look */
        *const_cast<volatile uint32_t *>(&fault->family) = family + 1;
    }
}

/* Pivots of a matrix that are none; there may be 1 to `rows`. */
__device__ __forceinline__ void report_pivots(tn_kernel_fault *fault, uint32_t family,
                                              int64_t matrix, int64_t rows) {
    report_index(fault, family, matrix, {rows, 1});
}

/* Whether an index leads into the range; reports one that does not. */
__device__ __forceinline__ bool leads_inside(tn_kernel_fault *fault, uint32_t family, int64_t index,
                                             const index_range &range) {
    const bool inside = index >= range.least && index < range.size;
    if (!inside) {
        report_index(fault, family, index, range);
    }
    return inside;
}

} // namespace tn

#endif
