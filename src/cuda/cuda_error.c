/* cuda_error.c: from CUDA's errors to Tenon's.
 *
 * Invariant: an error that was reported is taken out of CUDA's own "last error", so that it is not
 * found again by a call that succeeded. */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_services.h"

#include <stdarg.h>
#include <stdio.h>

tni_device_services tni_cuda_services;

tn_status tni_cuda_check(cudaError_t error, const char *call, const char *file, int line) {
    if (TNI_LIKELY(error == cudaSuccess)) {
        return TN_OK;
    }
    const tn_status status = error == cudaErrorMemoryAllocation ? TN_ERR_MEMORY : TN_ERR_DEVICE;
    cudaGetLastError();
    tni_cuda_services.raise((tn_site){.file = file, .line = line}, status, "%s: %s (%s)", call,
                            cudaGetErrorString(error), cudaGetErrorName(error));
    return status;
}

bool tni_cuda_gave(cudaError_t error, const char *call, const char *file, int line) {
    if (error == cudaErrorMemoryAllocation) {
        cudaGetLastError();
        return false;
    }
    return tni_cuda_check(error, call, file, line) == TN_OK;
}

char *tn_kernel_error(void) {
    return tni_cuda_services.kernel_error();
}

int tn_kernel_fail(tn_status status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(tn_kernel_error(), TNI_TEXT_BYTES, format, args);
    va_end(args);
    return (int)status;
}
