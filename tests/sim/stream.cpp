/* stream.cpp: streams are queues of work, run as late as possible and in an order chosen by a seed.
 *
 * Nothing runs before something has to wait for it; then any operation at the head of a queue that
 * waits for no event may be next. Invariant: operations of one stream run in order, one at a time,
 * and a record of an event stands for what its stream was given before it. */
#include "stream.hpp"

#include "block.hpp"
#include "entry.hpp"
#include "memory.hpp"
#include "order.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>

namespace sim {

uint64_t next_random() {
    uint64_t &r = options().random;
    r ^= r << 13;
    r ^= r >> 7;
    return r ^= r << 17;
}

namespace {

std::vector<cudaStream_t> streams;
std::vector<cudaEvent_t> events;
int streams_made;
clock_map host_clock;                         /* what the host has waited for */
std::map<int, std::vector<uint64_t>> numbers; /* of operations, by stream, in its order */
clock_map destroyed;                          /* the work of streams that are gone */

void host_knows(const clock_map &clock) {
    for (const auto &[stream, count] : clock) {
        if (count > 0) {
            const uint64_t number = numbers[stream][count - 1];
            uint64_t &latest = counts().latest_awaited;
            latest = latest < number ? number : latest;
        }
    }
    join(&host_clock, clock);
}

bool is_stream(cudaStream_t s) {
    return std::find(streams.begin(), streams.end(), s) != streams.end();
}
bool is_event(cudaEvent_t e) {
    return std::find(events.begin(), events.end(), e) != events.end();
}

bool can_run(const CUstream_st *s) {
    if (s->queue.empty()) {
        return false;
    }
    const operation &op = s->queue.front();
    return (!op.waits_for || op.waits_for->done) && (!op.is_ready || op.is_ready());
}

/* A stream whose next operation waits for another rank; null when there is none. */
CUstream_st *waits_for_others() {
    for (cudaStream_t s : streams) {
        if (!s->queue.empty() && s->queue.front().is_ready && !s->queue.front().is_ready()) {
            return s;
        }
    }
    return nullptr;
}

using steady = std::chrono::steady_clock;

bool is_over(steady::time_point start) {
    return steady::now() - start > std::chrono::duration<double>(options().patience_s);
}

/* Others need the lock, too: threads of this process may be the ranks that are waited for. */
void pause_unlocked() {
    lock().unlock();
    std::this_thread::sleep_for(std::chrono::microseconds(20));
    lock().lock();
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

/* Nobody comes: the operation is left out. */
void give_up(CUstream_st *s) {
    report_fault(s->device, cudaErrorUnknown,
                 s->queue.front().text + " waits for a rank that does not come");
    s->queue.pop_front();
}

template <class Condition> void run_until(Condition is_met) {
    auto start = steady::now();
    memory_open();
    while (!is_met()) {
        if (step()) {
            start = steady::now();
            continue;
        }
        CUstream_st *blocked = waits_for_others();
        if (!blocked) {
            break;
        }
        if (is_over(start)) {
            give_up(blocked);
            continue;
        }
        memory_close();
        pause_unlocked();
        memory_open();
    }
    memory_close();
}

cudaError_t check_event(cudaEvent_t e, const char *function) {
    return is_event(e) ? cudaSuccess
                       : refuse(cudaErrorInvalidResourceHandle, "%s: %p is no event", function,
                                static_cast<void *>(e));
}

} // namespace

cudaError_t check_stream(cudaStream_t s, const char *function) {
    return is_stream(s) ? cudaSuccess
                        : refuse(cudaErrorInvalidResourceHandle, "%s: %p is no stream", function,
                                 static_cast<void *>(s));
}
/* Comes after all that the host has waited for, too. */
void submit(cudaStream_t s, const char *name, std::function<void()> run, const activity &what) {
    if (s->recording) {
        s->recording->steps.push_back({name, std::move(run), what});
        return;
    }
    run = watched(s, name, what, std::move(run));
    join(&s->clock, host_clock);
    const uint64_t count = ++s->clock[s->number];
    numbers[s->number].push_back(++counts().latest_given);
    if (strcmp(name, "an event") != 0) {
        order_gives(s->number, count);
    }
    s->queue.push_back(
        {{name, s->number, count, s->clock, host_clock, order_event_waits(s->number)},
         std::move(run),
         nullptr,
         nullptr,
         {}});
}

void drain(cudaStream_t s) {
    run_until([=] { return s->queue.empty(); });
    host_knows(s->clock);
}

cudaError_t check_runs(cudaStream_t s, const char *function) {
    return s->recording ? refuse(cudaErrorStreamCaptureUnsupported,
                                 "%s: the stream records a graph", function)
                        : cudaSuccess;
}

void give_work(cudaStream_t s, const char *name, std::function<void()> run,
               std::function<bool()> is_ready, const std::string &text) {
    submit(s, name, std::move(run));
    s->queue.back().is_ready = std::move(is_ready);
    s->queue.back().text = text;
}

bool wait_unlocked(const std::function<bool()> &is_met) {
    const auto start = steady::now();
    while (!is_met()) {
        if (is_over(start)) {
            return false;
        }
        pause_unlocked();
    }
    return true;
}

void run_all() {
    run_until([] { return false; });
    host_knows(destroyed);
    for (const CUstream_st *s : streams) {
        host_knows(s->clock);
    }
}

} // namespace sim

using namespace sim;

#define ENTER(failure) ENTER_RUNTIME(__func__, failure)

/* ---- Streams --------------------------------------------------------------------------------- */

cudaError_t cudaStreamCreateWithFlags(cudaStream_t *stream, unsigned int flags) {
    ENTER(cudaErrorMemoryAllocation);
    if (flags != cudaStreamNonBlocking) {
        return refuse(cudaErrorInvalidValue, "cudaStreamCreateWithFlags: a stream that waits for "
                                             "the default stream is not simulated");
    }
    *stream = new CUstream_st{current_device(), ++streams_made, {}, {}, nullptr};
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
    counts().live_graphs -= stream->recording != nullptr;
    delete stream->recording;
    delete stream;
    return wanted_failure(__func__);
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamSynchronize"));
    CHECK(check_runs(stream, "cudaStreamSynchronize"));
    counts().host_waits++;
    drain(stream);
    return enter(__func__, cudaErrorUnknown);
}

/* A device cannot be waited for while one of its streams records, and what that has recorded is
 * lost. */
static cudaError_t check_device_runs(const char *function) {
    for (cudaStream_t s : streams) {
        if (s->device == current_device() && s->recording) {
            s->recording->is_lost = true;
            return refuse(cudaErrorStreamCaptureUnsupported,
                          "%s: a stream of device %d records a graph", function, s->device);
        }
    }
    return cudaSuccess;
}

cudaError_t cudaDeviceSynchronize(void) {
    ENTER(cudaErrorUnknown);
    CHECK(check_device_runs("cudaDeviceSynchronize"));
    counts().host_waits++;
    run_all();
    return enter(__func__, cudaErrorUnknown);
}

/* A query lets time go by: one operation runs. */
cudaError_t cudaStreamQuery(cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamQuery"));
    CHECK(check_runs(stream, "cudaStreamQuery"));
    memory_open();
    step();
    memory_close();
    if (!stream->queue.empty()) {
        return cudaErrorNotReady;
    }
    host_knows(stream->clock);
    return cudaSuccess;
}

cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned int flags) {
    (void)flags;
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaStreamWaitEvent"));
    CHECK(check_event(event, "cudaStreamWaitEvent"));
    CHECK(check_runs(stream, "cudaStreamWaitEvent: joining streams is not simulated"));
    counts().event_waits++;
    if (event->latest) {
        for (const auto &[other, count] : event->latest->clock) {
            if (other == event->latest->stream && stream->clock[other] < count) {
                order_waits(stream->number, other, stream->clock[other], count);
            }
        }
        order_waits_for_event(stream->number, event->latest->clock);
        join(&stream->clock, event->latest->clock);
        stream->queue.push_back({{}, nullptr, event->latest, nullptr, {}});
    }
    return cudaSuccess;
}

cudaError_t cudaLaunchHostFunc(cudaStream_t stream, cudaHostFn_t function, void *context) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaLaunchHostFunc"));
    submit(stream, "a host function",
           [=] {
               memory_close(); /* the function is host code */
               function(context);
               memory_open();
           },
           {activity::kind::none});
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
    return wanted_failure(__func__);
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
    ENTER(cudaErrorUnknown);
    CHECK(check_stream(stream, "cudaEventRecord"));
    CHECK(check_event(event, "cudaEventRecord"));
    CHECK(check_runs(stream, "cudaEventRecord: joining streams is not simulated"));
    if (event->device != stream->device) {
        return refuse(cudaErrorInvalidResourceHandle,
                      "cudaEventRecord: the event is of device %d, the stream of device %d",
                      event->device, stream->device);
    }
    counts().event_records++;
    auto now = std::make_shared<marker>();
    event->latest = now;
    submit(stream, "an event", [=] { now->done = true; }, {activity::kind::none});
    now->clock = stream->clock;
    now->stream = stream->number;
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
    host_knows(event->latest ? event->latest->clock : clock_map{});
    return cudaSuccess;
}

cudaError_t cudaEventSynchronize(cudaEvent_t event) {
    ENTER(cudaErrorUnknown);
    CHECK(check_event(event, "cudaEventSynchronize"));
    counts().host_waits++;
    const std::shared_ptr<marker> wanted = event->latest;
    run_until([&] { return !wanted || wanted->done; });
    host_knows(wanted ? wanted->clock : clock_map{});
    return enter(__func__, cudaErrorUnknown);
}

void sim_clear(void) {
    LOCKED;
    for (cudaStream_t s : streams) {
        s->queue.clear();
    }
    order_clear();
    forget_faults();
}
