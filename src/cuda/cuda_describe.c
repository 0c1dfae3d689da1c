/* cuda_describe.c: what the plug-in was built for, and what it finds on this machine.
 *
 * Asked when something is wrong, so nothing here raises: CUDA's own words are the answer, and it is
 * left without a "last error". */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_activity.h"
#include "cuda/cuda_blas.h"
#include "cuda/cuda_solver.h"

#include <stdio.h>

static const char *why_no_device(void) {
    int n = 0;
    const cudaError_t error = cudaGetDeviceCount(&n);
    cudaGetLastError();
    return error == cudaSuccess ? "" : cudaGetErrorString(error);
}

/* The architecture comes last: a device that is known in part is none. */
static void describe_device(int index, tn_device_description *out) {
    struct cudaDeviceProp device;
    int major = 0, minor = 0;
    if (cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, index) == cudaSuccess &&
        cudaDeviceGetAttribute(&minor, cudaDevAttrComputeCapabilityMinor, index) == cudaSuccess &&
        cudaGetDeviceProperties(&device, index) == cudaSuccess) {
        snprintf(out->model, sizeof out->model, "%.*s", (int)sizeof out->model - 1, device.name);
        out->memory_bytes = device.totalGlobalMem;
        out->architecture = 10 * major + minor;
    }
    cudaGetLastError();
}

void tni_cuda_describe(int index, tn_device_description *out) {
    /* Neither fails: without a driver, its version is 0. */
    cudaRuntimeGetVersion(&out->toolkit);
    cudaDriverGetVersion(&out->driver);
    out->code = TNI_CUDA_ARCHS;
    out->fault = why_no_device();
    if (out->fault[0] == 0) {
        describe_device(index, out);
    }
}

bool tni_cuda_library_at(int i, tn_library_info *out) {
    switch (i) {
    case 0:
        out->name = "NCCL";
        out->detail = tni_cuda_collectives.library(&out->found);
        return true;
    case 1:
        out->name = "cuBLASLt";
        out->detail = tni_blas_library(&out->found);
        return true;
    case 2:
        out->name = "cuSOLVER";
        out->detail = tni_solver_library(&out->found);
        return true;
    case 3:
        out->name = "CUPTI";
        out->detail = tni_cuda_watch_library(&out->found);
        return true;
    default:
        return false;
    }
}
