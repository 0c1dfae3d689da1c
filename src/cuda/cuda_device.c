/* cuda_device.c: the table of CUDA devices: memory, streams and events.
 *
 * What is given to whom, and who waits for whom, src/schedule decides. Invariant: work is given to
 * a device while it is the calling thread's current one. */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_activity.h"
#include "cuda/cuda_services.h"

#include "build_id.h"

#include <pthread.h>
#include <stdio.h>

static char model[TNI_CUDA_DEVICES][224]; /* under the lock */
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

tn_status tni_cuda_enter(int index) {
    int current = -1;
    if (cudaGetDevice(&current) == cudaSuccess && current == index) {
        return TN_OK;
    }
    return TNI_CUDA(cudaSetDevice(index));
}

static void *alloc_raw(int index, size_t bytes, size_t alignment) {
    (void)alignment; /* cudaMalloc's is 256 */
    void *data = NULL;
    return tni_cuda_enter(index) == TN_OK && TNI_CUDA_GAVE(cudaMalloc(&data, bytes)) ? data : NULL;
}

static void free_raw(int index, void *data, size_t bytes) {
    (void)bytes;
    if (tni_cuda_enter(index) == TN_OK) {
        TNI_CUDA(cudaFree(data));
    }
}

static tn_status synchronize(int index) {
    if (tni_cuda_enter(index) != TN_OK || TNI_CUDA(cudaDeviceSynchronize()) != TN_OK) {
        return TN_ERR_DEVICE;
    }
    return tni_cuda_take_fault(index);
}

static tn_status copy(void *stream, tn_device to, void *dst, tn_device from, const void *src,
                      size_t bytes) {
    const bool to_cuda = to.type == TN_DEVICE_CUDA, from_cuda = from.type == TN_DEVICE_CUDA;
    if (to_cuda && from_cuda && to.index != from.index) {
        return TNI_CUDA(cudaMemcpyPeerAsync(dst, to.index, src, from.index, bytes, stream));
    }
    const enum cudaMemcpyKind kind = to_cuda && from_cuda ? cudaMemcpyDeviceToDevice
                                     : to_cuda            ? cudaMemcpyHostToDevice
                                                          : cudaMemcpyDeviceToHost;
    return TNI_CUDA(cudaMemcpyAsync(dst, src, bytes, kind, stream));
}

/* ---- Streams and events ---------------------------------------------------------------------- */

static void *stream_new(int index) {
    cudaStream_t stream = NULL;
    if (tni_cuda_enter(index) != TN_OK ||
        TNI_CUDA(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking)) != TN_OK) {
        return NULL;
    }
    tni_cuda_watch_stream(stream, false);
    return stream;
}

static void stream_free(int index, void *stream) {
    tni_cuda_watch_stream(stream, true);
    if (tni_cuda_enter(index) == TN_OK) {
        TNI_CUDA(cudaStreamDestroy(stream));
    }
}

static tn_status stream_synchronize(int index, void *stream) {
    if (tni_cuda_enter(index) != TN_OK || TNI_CUDA(cudaStreamSynchronize(stream)) != TN_OK) {
        return TN_ERR_DEVICE;
    }
    return tni_cuda_take_fault(index);
}

static void *event_new(int index) {
    cudaEvent_t event = NULL;
    return tni_cuda_enter(index) == TN_OK &&
                   TNI_CUDA(cudaEventCreateWithFlags(&event, cudaEventDisableTiming)) == TN_OK
               ? event
               : NULL;
}

static void event_free(int index, void *event) {
    if (tni_cuda_enter(index) == TN_OK) {
        TNI_CUDA(cudaEventDestroy(event));
    }
}

static tn_status event_record(int index, void *event, void *stream) {
    return tni_cuda_enter(index) == TN_OK ? TNI_CUDA(cudaEventRecord(event, stream))
                                          : TN_ERR_DEVICE;
}

static tn_status stream_wait(int index, void *stream, void *event) {
    return tni_cuda_enter(index) == TN_OK ? TNI_CUDA(cudaStreamWaitEvent(stream, event, 0))
                                          : TN_ERR_DEVICE;
}

static tn_status event_synchronize(int index, void *event) {
    if (tni_cuda_enter(index) != TN_OK || TNI_CUDA(cudaEventSynchronize(event)) != TN_OK) {
        return TN_ERR_DEVICE;
    }
    return tni_cuda_take_fault(index);
}

/* ---- The table ------------------------------------------------------------------------------- */

static const char *numerics(int index) {
    int major = 0, minor = 0, runtime = 0;
    cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, index);
    cudaDeviceGetAttribute(&minor, cudaDevAttrComputeCapabilityMinor, index);
    cudaRuntimeGetVersion(&runtime);
    pthread_mutex_lock(&lock);
    snprintf(model[index], sizeof model[index], "compute capability %d.%d, CUDA %d.%d, %s, %s, %s",
             major, minor, runtime / 1000, runtime % 1000 / 10, tni_cuda_matmul_numerics(),
             tni_cuda_fft_numerics(), tni_cuda_factor_numerics());
    pthread_mutex_unlock(&lock);
    return model[index];
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
    .enter = tni_cuda_enter,
    .stream_new = stream_new,
    .stream_free = stream_free,
    .stream_synchronize = stream_synchronize,
    .event_new = event_new,
    .event_free = event_free,
    .event_record = event_record,
    .stream_wait = stream_wait,
    .event_synchronize = event_synchronize,
    .numerics = numerics,
    .pages = &tni_cuda_pages,
    .side_memory = &tni_cuda_side_memory,
    .collectives = &tni_cuda_collectives,
    .graphs = &tni_cuda_graphs,
    .describe = tni_cuda_describe,
    .library_at = tni_cuda_library_at,
    .ranges = TNI_CUDA_RANGES,
    .watch = tni_cuda_watch,
};
