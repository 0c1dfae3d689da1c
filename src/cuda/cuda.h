/* cuda.h: what the files of the CUDA plug-in share. The plug-in is linked to CUDA's runtime and to
 * nothing of the library: errors travel through the services that it is opened with. */
#ifndef TNI_CUDA_H
#define TNI_CUDA_H

#include "device/device_table.h"
#include "kernels/kernels.h"

#include <cuda_runtime.h>

enum { TNI_CUDA_DEVICES = 16 }; /* at most */

extern const tn_kernels tni_cuda_kernels;

/* Raises TN_ERR_DEVICE (TN_ERR_MEMORY when memory ran out) with the call and CUDA's reason. */
tn_status tni_cuda_check(cudaError_t error, const char *call, const char *file, int line);
#define TNI_CUDA(call) tni_cuda_check((call), #call, __FILE__, __LINE__)

/* Raises what kernels of device `index` found wrong; the host has waited for them. */
tn_status tni_cuda_take_fault(int index);

#endif
