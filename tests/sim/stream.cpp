/* stream.cpp: streams are queues of work, run as late as possible and in an order chosen by a seed.
 *
 * Nothing runs before something has to wait for it; then any operation at the head of a queue that
 * waits for no event may be next. Invariant: operations of one stream run in order, one at a time,
 * and a record of an event stands for what its stream was given before it. */
#include "runtime.hpp"

#include "block.hpp"
#include "memory.hpp"
#include "order.hpp"

#include <cstring>
#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace sim {

namespace {

/* One record of an event; the event points to its latest. */
struct marker {
    bool done = false;
    clock_map clock; /* of its stream when it was recorded */
};

struct operation {
    work what;
    std::function<void()> run;
    std::shared_ptr<marker> waits_for; /* may be null */
};

} // namespace

} // namespace sim

struct CUstream_st {
    int device, number;
    sim::clock_map clock; /* what its next operation comes after, its own work included */
    std::deque<sim::operation> queue;
};

struct CUevent_st {
    int device;
    std::shared_ptr<sim::marker> latest;
};

namespace sim {

namespace {

std::vector<cudaStream_t> streams;
std::vector<cudaEvent_t> events;
int streams_made;
clock_map host_clock; /* what the host has waited for */
clock_map destroyed;  /* the work of streams that are gone */

bool is_stream(cudaStream_t s) {
    return std::find(streams.begin(), streams.end(), s) != streams.end();
}
bool is_event(cudaEvent_t e) {
    return std::find(events.begin(), events.end(), e) != events.end();
}

uint64_t next_random() {
    uint64_t &r = options().random;
    r ^= r << 13;
    r ^= r >> 7;
    return r ^= r << 17;
}

bool can_run(const CUstream_st *s) {
    return !s->queue.empty() && (!s->queue.front().waits_for || s->queue.front().waits_for->done);
}

/* Runs one operation of some stream; false when none can run. */
bool step() {
    std::vector<cudaStream_t> able;
    for (cudaStream_t s : streams) {
        if (can_run(s)) {
            able.push_back(s);
        }
    }
    if (able.empty()) {
        return false;
    }
    CUstream_st *s = able[next_random() % able.size()];
    operation op = std::move(s->queue.front());
    s->queue.pop_front();
    if (op.run) {
        order_begin(&op.what);
        op.run();
        order_begin(nullptr);
        if (!order_fault().empty()) {
            report_fault(s->device, cudaErrorLaunchFailure, order_fault());
            order_clear();
        }
    }
    return true;
}

template <class Condition> void run_until(Condition is_met) {
    memory_open();
    while (!is_met() && step()) {}
    memory_close();
}

cudaError_t check_stream(cudaStream_t s, const char *function) {
    return is_stream(s) ? cudaSuccess
                        : refuse(cudaErrorInvalidResourceHandle, "%s: %p is no stream", function,
                                 static_cast<void *>(s));
}
cudaError_t check_event(cudaEvent_t e, const char *function) {
    return is_event(e) ? cudaSuccess
                       : refuse(cudaErrorInvalidResourceHandle, "%s: %p is no event", function,
                                static_cast<void *>(e));
}

/* Comes after all that the host has waited for, too. */
void submit(cudaStream_t s, const char *name, std::function<void()> run) {
    join(&s->clock, host_clock);
    const uint64_t count = ++s->clock[s->number];
    s->queue.push_back({{name, s->number, count, s->clock}, std::move(run), nullptr});
}

} // namespace

void run_all() {
    run_until([] { return false; });
    join(&host_clock, destroyed);
    for (const CUstream_st *s : streams) {
        join(&host_clock, s->clock);
    }
}

} // namespace sim

using namespace sim;

#define LOCKED std::lock_guard<std::recursive_mutex> locked(lock())
#define ENTER(failure)                             \
    LOCKED;                                        \
    if (const cudaError_t e = enter(failure); e) { \
        return e;                                  \
    }
#define CHECK(expression)                        \
    if (const cudaError_t e = (expression); e) { \
        return e;                                \
    }

/* ---- Streams --------------------------------------------------------------------------------- */

cudaError_t cudaStreamCreateWithFlags(cudaStream_t *stream, unsigned int flags) {
    ENTER(cudaErrorMemoryAllocation);
    if (flags != cudaStreamNonBlocking) {
        return refuse(cudaErrorInvalidValue, "cudaStreamCreateWithFlags: a stream that waits for "
                                             "the default stream is not simulated");
    }
    *stream = new CUstream_st{current_device(), ++streams_made, {}, {}};
    streams.push_back(*stream);
    counts().live_streams++;
    return cudaSuccess;
}

cudaError_t cudaStreamDestroy(cudaStream_t stream) {
    LOCKED;
    CHECK(check_stream(stream, "cudaStreamDestroy"));
    run_until([=] { return stream->queue.empty(); });
    join(&destroyed, stream->clock);
    streams.erase(std::find(streams.begin(), streams.end(), stream));
    counts().live_streams--;
    delete stream;
    return cudaSuccess;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamSynchronize"));
    counts().host_waits++;
    run_until([=] { return stream->queue.empty(); });
    join(&host_clock, stream->clock);
    return enter(cudaErrorUnknown);
}

cudaError_t cudaDeviceSynchronize(void) {
    ENTER(cudaErrorUnknown);
    counts().host_waits++;
    run_all();
    return enter(cudaErrorUnknown);
}

/* A query lets time go by: one operation runs. */
cudaError_t cudaStreamQuery(cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamQuery"));
    memory_open();
    step();
    memory_close();
    if (!stream->queue.empty()) {
        return cudaErrorNotReady;
    }
    join(&host_clock, stream->clock);
    return cudaSuccess;
}

cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned int flags) {
    (void)flags;
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamWaitEvent"));
    CHECK(check_event(event, "cudaStreamWaitEvent"));
    counts().event_waits++;
    if (event->latest) {
        join(&stream->clock, event->latest->clock);
        stream->queue.push_back({{}, nullptr, event->latest});
    }
    return cudaSuccess;
}

cudaError_t cudaLaunchHostFunc(cudaStream_t stream, cudaHostFn_t function, void *context) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaLaunchHostFunc"));
    submit(stream, "a host function", [=] {
        memory_close(); /* the function is host code */
        function(context);
        memory_open();
    });
    return cudaSuccess;
}

/* ---- Events ---------------------------------------------------------------------------------- */

cudaError_t cudaEventCreateWithFlags(cudaEvent_t *event, unsigned int flags) {
    (void)flags;
    ENTER(cudaErrorMemoryAllocation);
    *event = new CUevent_st{current_device(), nullptr};
    events.push_back(*event);
    counts().live_events++;
    return cudaSuccess;
}

cudaError_t cudaEventDestroy(cudaEvent_t event) {
    LOCKED;
    CHECK(check_event(event, "cudaEventDestroy"));
    events.erase(std::find(events.begin(), events.end(), event));
    counts().live_events--;
    delete event;
    return cudaSuccess;
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaEventRecord"));
    CHECK(check_event(event, "cudaEventRecord"));
    if (event->device != stream->device) {
        return refuse(cudaErrorInvalidResourceHandle,
                      "cudaEventRecord: the event is of device %d, the stream of device %d",
                      event->device, stream->device);
    }
    counts().event_records++;
    auto now = std::make_shared<marker>();
    event->latest = now;
    submit(stream, "an event", [=] { now->done = true; });
    now->clock = stream->clock;
    return cudaSuccess;
}

cudaError_t cudaEventQuery(cudaEvent_t event) {
    ENTER(cudaErrorUnknown);
    CHECK(check_event(event, "cudaEventQuery"));
    counts().event_queries++;
    memory_open();
    step();
    memory_close();
    if (event->latest && !event->latest->done) {
        return cudaErrorNotReady;
    }
    join(&host_clock, event->latest ? event->latest->clock : clock_map{});
    return cudaSuccess;
}

cudaError_t cudaEventSynchronize(cudaEvent_t event) {
    ENTER(cudaErrorUnknown);
    CHECK(check_event(event, "cudaEventSynchronize"));
    counts().host_waits++;
    const std::shared_ptr<marker> wanted = event->latest;
    run_until([&] { return !wanted || wanted->done; });
    join(&host_clock, wanted ? wanted->clock : clock_map{});
    return enter(cudaErrorUnknown);
}

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
cudaError_t cudaMemcpyAsync(void *to, const void *from, size_t bytes, enum cudaMemcpyKind kind,
                            cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaMemcpyAsync"));
    if (bytes == 0) {
        return cudaSuccess;
    }
    CHECK(check_copy(to, from, bytes, kind));
    counts().copies++;
    if (!memory_is_device(from) && !pinned_is_live(from, bytes)) {
        auto staged = std::make_shared<std::vector<char>>(static_cast<const char *>(from),
                                                          static_cast<const char *>(from) + bytes);
        submit(stream, "a copy", [=] {
            order_touch(to, bytes, true);
            memcpy(to, staged->data(), bytes);
        });
    } else {
        submit(stream, "a copy", [=] {
            order_touch(from, bytes, false);
            order_touch(to, bytes, true);
            memmove(to, from, bytes);
        });
    }
    if (!memory_is_device(to) && !pinned_is_live(to, bytes)) {
        run_until([=] { return stream->queue.empty(); });
        join(&host_clock, stream->clock);
    }
    return cudaSuccess;
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
    return cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToDevice, stream);
}

cudaError_t cudaMemsetAsync(void *to, int value, size_t bytes, cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaMemsetAsync"));
    if (bytes == 0) {
        return cudaSuccess;
    }
    CHECK(check_side(to, bytes, true, "cudaMemsetAsync"));
    submit(stream, "a memset", [=] {
        order_touch(to, bytes, true);
        memset(to, value, bytes);
    });
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
    ENTER(cudaErrorLaunchFailure);
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
    submit(config->stream, kernel_name(kernel).c_str(), [=] {
        const std::shared_ptr<void> used = bound;
        std::string fault;
        if (!run_grid(shape, wanted_order(), next_random(), run, &fault)) {
            report_fault(device, cudaErrorLaunchFailure, fault);
        }
    });
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

void sim_clear(void) {
    LOCKED;
    for (cudaStream_t s : streams) {
        s->queue.clear();
    }
    order_clear();
    forget_faults();
}
