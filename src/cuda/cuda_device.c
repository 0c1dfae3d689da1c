/* cuda_device.c: the table of CUDA devices.
 *
 * Each device has one compute stream, made when it is first needed and never destroyed: tensors
 * and their work may live until the process ends, when the driver cleans up. Invariant: work is
 * given to a device while it is the calling thread's current one. */
#include "cuda/cuda.h"

#include "cuda/cuda_services.h"

#include "build_id.h"

#include <pthread.h>
#include <stdio.h>

typedef struct cuda_device {
    _Atomic(cudaStream_t) compute;
    char numerics[160];
} cuda_device;

static cuda_device devices[TNI_CUDA_DEVICES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void open_plugin(const tni_device_services *services) {
    tni_cuda_services = *services;
}

/* No driver or no device is no error: there are none. */
static int count(void) {
    int n = 0;
    if (cudaGetDeviceCount(&n) != cudaSuccess) {
        cudaGetLastError();
        return 0;
    }
    return n < TNI_CUDA_DEVICES ? n : TNI_CUDA_DEVICES;
}

static tn_status enter(int index) {
    int current = -1;
    if (cudaGetDevice(&current) == cudaSuccess && current == index) {
        return TN_OK;
    }
    return TNI_CUDA(cudaSetDevice(index));
}

static cudaStream_t make_stream(cuda_device *d) {
    pthread_mutex_lock(&lock);
    cudaStream_t stream = atomic_load(&d->compute);
    if (!stream && TNI_CUDA(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking)) == TN_OK) {
        atomic_store(&d->compute, stream);
    }
    pthread_mutex_unlock(&lock);
    return stream;
}

static cudaStream_t compute_stream(int index) {
    if (enter(index) != TN_OK) {
        return NULL;
    }
    cudaStream_t stream = atomic_load_explicit(&devices[index].compute, memory_order_acquire);
    return TNI_LIKELY(stream != NULL) ? stream : make_stream(&devices[index]);
}

static void *stream_of(int index, uint32_t stream) {
    (void)stream;
    return compute_stream(index);
}

static void *alloc_raw(int index, size_t bytes, size_t alignment) {
    (void)alignment; /* cudaMalloc's is 256 */
    void *data = NULL;
    if (enter(index) != TN_OK || cudaMalloc(&data, bytes) != cudaSuccess) {
        cudaGetLastError(); /* the allocator reports what it asked for */
        return NULL;
    }
    return data;
}

static void free_raw(int index, void *data, size_t bytes) {
    (void)bytes;
    if (enter(index) == TN_OK) {
        TNI_CUDA(cudaFree(data));
    }
}

static tn_status synchronize(int index) {
    cudaStream_t stream = compute_stream(index);
    if (!stream || TNI_CUDA(cudaStreamSynchronize(stream)) != TN_OK) {
        return TN_ERR_DEVICE;
    }
    return tni_cuda_take_fault(index);
}

/* To the host a copy has arrived when the call returns. */
static tn_status copy(tn_device to, void *dst, tn_device from, const void *src, size_t bytes) {
    const bool to_cuda = to.type == TN_DEVICE_CUDA, from_cuda = from.type == TN_DEVICE_CUDA;
    const int index = to_cuda ? to.index : from.index;
    cudaStream_t stream = compute_stream(index);
    if (!stream) {
        return TN_ERR_DEVICE;
    }
    const enum cudaMemcpyKind kind = to_cuda && from_cuda ? cudaMemcpyDeviceToDevice
                                     : to_cuda            ? cudaMemcpyHostToDevice
                                                          : cudaMemcpyDeviceToHost;
    const tn_status status = TNI_CUDA(cudaMemcpyAsync(dst, src, bytes, kind, stream));
    return status == TN_OK && !to_cuda ? synchronize(index) : status;
}

static const char *numerics(int index) {
    cuda_device *d = &devices[index];
    int major = 0, minor = 0, runtime = 0;
    cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, index);
    cudaDeviceGetAttribute(&minor, cudaDevAttrComputeCapabilityMinor, index);
    cudaRuntimeGetVersion(&runtime);
    pthread_mutex_lock(&lock);
    snprintf(d->numerics, sizeof d->numerics, "compute capability %d.%d, CUDA %d.%d", major, minor,
             runtime / 1000, runtime % 1000 / 10);
    pthread_mutex_unlock(&lock);
    return d->numerics;
}

extern TN_API const tni_device_table tenon_plugin_cuda;
const tni_device_table tenon_plugin_cuda = {
    .size = sizeof(tni_device_table),
    .abi_version = TNI_DEVICE_ABI,
    .build_id = TNI_BUILD_ID,
    .name = "cuda",
    .open = open_plugin,
    .count = count,
    .alloc_raw = alloc_raw,
    .free_raw = free_raw,
    .copy = copy,
    .synchronize = synchronize,
    .kernels = &tni_cuda_kernels,
    .stream = stream_of,
    .numerics = numerics,
};
