/* launch.cpp: what streams are given: copies, kernels and recorded graphs.
 *
 * Invariant: a graph's steps are given to the stream one by one in the order in which they were
 * recorded, each ordered and checked as if it had been given alone. */
#include "stream.hpp"

#include "block.hpp"
#include "entry.hpp"
#include "memory.hpp"

#include <cstring>
#include <utility>

using namespace sim;

#define ENTER(failure) ENTER_RUNTIME(__func__, failure)

/* ---- Copies ---------------------------------------------------------------------------------- */

/* Whether the bytes are all in a live block of a device; others must be in none. */
static cudaError_t check_side(const void *data, size_t bytes, bool wants_device,
                              const char *function) {
    if (memory_is_device(data) != wants_device) {
        return refuse(cudaErrorInvalidValue, "%s: %p is %s memory, which the kind of copy denies",
                      function, data, wants_device ? "host" : "device");
    }
    return !wants_device || memory_is_live(data, bytes)
               ? cudaSuccess
               : refuse(cudaErrorInvalidValue, "%s: %zu bytes at %p are not inside of a live block",
                        function, bytes, data);
}

static cudaError_t check_copy(const void *to, const void *from, size_t bytes,
                              enum cudaMemcpyKind kind) {
    if (kind == cudaMemcpyDefault) {
        return cudaSuccess;
    }
    CHECK(check_side(to, bytes, kind == cudaMemcpyHostToDevice || kind == cudaMemcpyDeviceToDevice,
                     "cudaMemcpyAsync, target"));
    return check_side(from, bytes,
                      kind == cudaMemcpyDeviceToHost || kind == cudaMemcpyDeviceToDevice,
                      "cudaMemcpyAsync, source");
}

/* Pageable host memory is read before the call returns and has been written when it returns; pinned
 * memory is used when the copy's turn comes. */
static cudaError_t copy(const char *function, void *to, const void *from, size_t bytes,
                        enum cudaMemcpyKind kind, cudaStream_t stream, activity what = {}) {
    what.what = activity::kind::copy;
    what.bytes = bytes;
    what.way = kind;
    ENTER_RUNTIME(function, cudaErrorUnknown);
    CHECK(check_stream(stream, function));
    if (bytes == 0) {
        return cudaSuccess;
    }
    CHECK(check_copy(to, from, bytes, kind));
    const bool reads_host = !memory_is_device(from) && !pinned_is_live(from, bytes);
    const bool writes_host = !memory_is_device(to) && !pinned_is_live(to, bytes);
    if (reads_host || writes_host) {
        CHECK(check_runs(stream, "cudaMemcpyAsync of pageable memory"));
    }
    counts().copies++;
    counts().pageable_copies += reads_host || writes_host;
    if (reads_host) {
        auto staged = std::make_shared<std::vector<char>>(static_cast<const char *>(from),
                                                          static_cast<const char *>(from) + bytes);
        submit(
            stream, "a copy",
            [=] {
                order_touch(to, bytes, true);
                memcpy(to, staged->data(), bytes);
            },
            what);
    } else {
        submit(
            stream, "a copy",
            [=] {
                order_touch(from, bytes, false);
                order_touch(to, bytes, true);
                memmove(to, from, bytes);
            },
            what);
    }
    if (writes_host) {
        drain(stream);
    }
    return cudaSuccess;
}

cudaError_t cudaMemcpyAsync(void *to, const void *from, size_t bytes, enum cudaMemcpyKind kind,
                            cudaStream_t stream) {
    return copy(__func__, to, from, bytes, kind, stream);
}

/* Only a driver knows which devices reach each other: here all do. */
cudaError_t cudaMemcpyPeerAsync(void *to, int to_device, const void *from, int from_device,
                                size_t bytes, cudaStream_t stream) {
    LOCKED;
    if (memory_device(to) != to_device || memory_device(from) != from_device) {
        return refuse(cudaErrorInvalidValue,
                      "cudaMemcpyPeerAsync: %p is memory of device %d, not %d, or %p of %d, not %d",
                      to, memory_device(to), to_device, from, memory_device(from), from_device);
    }
    activity what;
    what.to = to_device;
    what.from = from_device;
    return copy(__func__, to, from, bytes, cudaMemcpyDeviceToDevice, stream, what);
}

cudaError_t cudaMemsetAsync(void *to, int value, size_t bytes, cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaMemsetAsync"));
    if (bytes == 0) {
        return cudaSuccess;
    }
    CHECK(check_side(to, bytes, true, "cudaMemsetAsync"));
    submit(stream, "a memset",
           [=] {
               order_touch(to, bytes, true);
               memset(to, value, bytes);
           },
           {activity::kind::set, bytes});
    return cudaSuccess;
}

/* ---- Launches -------------------------------------------------------------------------------- */

static cudaError_t check_shape(const cudaLaunchConfig_t *c) {
    const dim3 g = c->gridDim, b = c->blockDim;
    const uint64_t threads = uint64_t{b.x} * b.y * b.z;
    if (threads == 0 || threads > 1024 || b.z > 64 || g.x == 0 || g.y == 0 || g.z == 0 ||
        g.x > 0x7fffffffu || g.y > 65535 || g.z > 65535) {
        return refuse(cudaErrorInvalidConfiguration,
                      "a grid of (%u,%u,%u) blocks of (%u,%u,%u) threads cannot be launched", g.x,
                      g.y, g.z, b.x, b.y, b.z);
    }
    return cudaSuccess;
}

static thread_order wanted_order() {
    return options().order == SIM_FIRST_IN  ? thread_order::first_in
           : options().order == SIM_LAST_IN ? thread_order::last_in
                                            : thread_order::random;
}

cudaError_t sim_launch(const cudaLaunchConfig_t *config, const void *kernel, void (*run)(void *),
                       void (*end)(void *), void *context, size_t bytes) {
    const std::shared_ptr<void> bound(context, end);
    ENTER_RUNTIME("cudaLaunchKernelEx", cudaErrorLaunchFailure);
    CHECK(check_stream(config->stream, "cudaLaunchKernelEx"));
    CHECK(check_shape(config));
    if (config->stream->device != current_device()) {
        return refuse(cudaErrorInvalidResourceHandle,
                      "cudaLaunchKernelEx: the stream is of device %d, and the thread's is %d",
                      config->stream->device, current_device());
    }
    counts().launches++;
    const launch_shape shape = {
        kernel, config->gridDim, config->blockDim, config->dynamicSmemBytes, context, bytes};
    const int device = config->stream->device;
    activity what;
    what.symbol = kernel_symbol(kernel);
    submit(
        config->stream, kernel_name(kernel).c_str(),
        [=] {
            const std::shared_ptr<void> used = bound;
            std::string fault;
            if (!run_grid(shape, wanted_order(), next_random(), run, &fault)) {
                report_fault(device, cudaErrorLaunchFailure, fault);
            }
        },
        what);
    return cudaSuccess;
}

cudaError_t cudaFuncSetAttribute(const void *function, enum cudaFuncAttribute attribute,
                                 int value) {
    (void)function;
    ENTER(cudaErrorUnknown);
    return attribute == cudaFuncAttributeMaxDynamicSharedMemorySize && value <= (227 << 10)
               ? cudaSuccess
               : refuse(cudaErrorInvalidValue, "cudaFuncSetAttribute(%d, %d)", (int)attribute,
                        value);
}

/* ---- Graphs ---------------------------------------------------------------------------------- */

static void drop_graph(cudaGraph_t graph) {
    counts().live_graphs--;
    delete graph;
}

cudaError_t cudaStreamBeginCapture(cudaStream_t stream, enum cudaStreamCaptureMode mode) {
    (void)mode;
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamBeginCapture"));
    CHECK(check_runs(stream, "cudaStreamBeginCapture"));
    stream->recording = new CUgraph_st{stream->device, {}, false};
    counts().live_graphs++;
    return cudaSuccess;
}

cudaError_t cudaStreamIsCapturing(cudaStream_t stream, enum cudaStreamCaptureStatus *status) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamIsCapturing"));
    *status = !stream->recording           ? cudaStreamCaptureStatusNone
              : stream->recording->is_lost ? cudaStreamCaptureStatusInvalidated
                                           : cudaStreamCaptureStatusActive;
    return cudaSuccess;
}

/* The capture has ended whatever the call says, as one of CUDA that was invalidated. */
cudaError_t cudaStreamEndCapture(cudaStream_t stream, cudaGraph_t *graph) {
    LOCKED;
    CHECK(check_stream(stream, "cudaStreamEndCapture"));
    *graph = std::exchange(stream->recording, nullptr);
    if (!*graph) {
        return refuse(cudaErrorInvalidValue, "cudaStreamEndCapture: the stream records nothing");
    }
    cudaError_t error = enter(__func__, cudaErrorUnknown);
    if (error == cudaSuccess && (*graph)->is_lost) {
        error = leave(cudaErrorStreamCaptureInvalidated);
    }
    if (error != cudaSuccess) {
        drop_graph(std::exchange(*graph, nullptr));
    }
    return error;
}

cudaError_t cudaGraphInstantiate(cudaGraphExec_t *executable, cudaGraph_t graph,
                                 unsigned long long flags) {
    (void)flags;
    ENTER(cudaErrorMemoryAllocation);
    *executable = reinterpret_cast<cudaGraphExec_t>(new CUgraph_st(*graph));
    counts().live_graphs++;
    return cudaSuccess;
}

cudaError_t cudaGraphLaunch(cudaGraphExec_t executable, cudaStream_t stream) {
    ENTER(cudaErrorLaunchFailure);
    CHECK(check_stream(stream, "cudaGraphLaunch"));
    const CUgraph_st *graph = reinterpret_cast<CUgraph_st *>(executable);
    if (graph->device != stream->device) {
        return refuse(cudaErrorInvalidResourceHandle,
                      "cudaGraphLaunch: the graph is of device %d, the stream of device %d",
                      graph->device, stream->device);
    }
    counts().graph_launches++;
    watched_call_begin();
    for (const CUgraph_st::step &step : graph->steps) {
        submit(stream, step.name.c_str(), step.run, step.what);
    }
    watched_call_end();
    return cudaSuccess;
}

cudaError_t cudaGraphDestroy(cudaGraph_t graph) {
    LOCKED;
    drop_graph(graph);
    return wanted_failure(__func__);
}

cudaError_t cudaGraphExecDestroy(cudaGraphExec_t executable) {
    LOCKED;
    drop_graph(reinterpret_cast<cudaGraph_t>(executable));
    return wanted_failure(__func__);
}
