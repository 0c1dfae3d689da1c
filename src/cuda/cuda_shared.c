/* cuda_shared.c: which kernels the driver was told to give more shared memory than usual.
 *
 * Invariant: what is in the list was told; a launch that finds itself there makes no call. When the
 * list is full the driver is told each time. */
#include "cuda/cuda_plugin.h"

#include <stdatomic.h>

int tn_cuda_allow_shared(const void *kernel, size_t bytes);

enum { ROOM = 128 };
static _Atomic uintptr_t told[ROOM]; /* kernel, bytes and device in one number; 0: free */

int tn_cuda_allow_shared(const void *kernel, size_t bytes) {
    int device = 0, at = 0;
    cudaGetDevice(&device);
    const uintptr_t key =
        (uintptr_t)kernel ^ (uintptr_t)bytes << 40 ^ (uintptr_t)(unsigned)device << 36;
    for (uintptr_t known; at < ROOM && (known = atomic_load(&told[at])) != 0; at++) {
        if (known == key) {
            return 0;
        }
    }
    const cudaError_t error =
        cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, (int)bytes);
    if (error != cudaSuccess) {
        cudaGetLastError(); /* it is reported here; the next call has its own */
        return tn_kernel_fail(TN_ERR_DEVICE, "cudaFuncSetAttribute, for %zu bytes: %s (%s)", bytes,
                              cudaGetErrorString(error), cudaGetErrorName(error));
    }
    for (uintptr_t none = 0; at < ROOM && !atomic_compare_exchange_strong(&told[at], &none, key);
         at++) {
        none = 0;
    }
    return 0;
}
