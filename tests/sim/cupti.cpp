/* cupti.cpp: simulated CUPTI, as far as src/cuda/cupti_api.h declares it: calls of CUDA's runtime
 * with those of the driver in them, and records of what ran, with the times at which it did.
 *
 * Records are as long as those of CUDA 13, and lie in buffers that the client gives. Invariant: all
 * is under the simulator's lock; the client is told on the thread whose call lets time go by. */
#include "cupti.hpp"

#include "entry.hpp"
#include "libraries.hpp"
#include "runtime.hpp"
#include "stream.hpp"

#include "cuda/cupti_api.h"

#include <cstdlib>
#include <cstring>
#include <set>
#include <time.h>

namespace sim {

namespace {

constexpr size_t kernel_bytes = 216, copy_bytes = 96, peer_bytes = 96, set_bytes = 88;

struct state {
    CUpti_CallbackFunc callback;
    void *context;
    std::set<CUpti_CallbackDomain> domains;
    std::set<CUpti_ActivityKind> kinds;
    CUpti_TimestampCallbackFunc time;
    CUpti_BuffersCallbackRequestFunc request;
    CUpti_BuffersCallbackCompleteFunc complete;
    uint8_t *buffer;
    size_t room, used, dropped;
    uint64_t records;
    uint32_t calls;
    uint32_t call; /* that several pieces of work have in common; 0: each has its own */
} cupti;

/* A number that the environment gives; 0: none. */
int option(const char *name) {
    const char *text = getenv(name);
    return text ? atoi(text) : 0;
}

uint64_t now() {
    timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return cupti.time ? cupti.time() : uint64_t(t.tv_sec) * 1000000000u + uint64_t(t.tv_nsec);
}

void tell_call(CUpti_CallbackDomain domain, CUpti_ApiCallbackSite site, uint32_t number) {
    CUpti_CallbackData data = {};
    data.callbackSite = site;
    data.correlationId = number;
    if (cupti.callback && cupti.domains.count(domain)) {
        cupti.callback(cupti.context, domain, 1, &data);
    }
}

/* A call of the runtime, and of the driver in it, each with a number; that of the first. */
uint32_t make_call() {
    const uint32_t number = cupti.calls + 1;
    cupti.calls += 2;
    tell_call(CUPTI_CB_DOMAIN_RUNTIME_API, CUPTI_API_ENTER, number);
    tell_call(CUPTI_CB_DOMAIN_DRIVER_API, CUPTI_API_ENTER, number + 1);
    tell_call(CUPTI_CB_DOMAIN_DRIVER_API, CUPTI_API_EXIT, number + 1);
    tell_call(CUPTI_CB_DOMAIN_RUNTIME_API, CUPTI_API_EXIT, number);
    return number;
}

void hand_over() {
    if (uint8_t *const full = std::exchange(cupti.buffer, nullptr)) {
        cupti.complete(nullptr, 0, full, cupti.room, cupti.used);
    }
}

/* Zeroed room for a record; null when the client gives none. */
void *make_room(size_t bytes) {
    const int one_of = option("SIM_CUPTI_DROPS");
    if (cupti.buffer && cupti.used + bytes > cupti.room) {
        hand_over();
    }
    if (!cupti.buffer) {
        size_t most = 0;
        cupti.used = 0;
        cupti.request(&cupti.buffer, &cupti.room, &most);
    }
    if (!cupti.buffer || cupti.room < bytes ||
        (one_of > 0 && ++cupti.records % static_cast<uint64_t>(one_of) == 0)) {
        cupti.dropped++;
        return nullptr;
    }
    void *const place = cupti.buffer + cupti.used;
    cupti.used += bytes;
    return memset(place, 0, bytes);
}

struct times {
    uint64_t start, end;
};

/* What records of all kinds have. */
template <class Record>
Record *put(CUpti_ActivityKind kind, size_t bytes, CUstream_st *s, uint32_t call, times t) {
    Record *const r = cupti.kinds.count(kind) ? static_cast<Record *>(make_room(bytes)) : nullptr;
    if (r) {
        r->kind = kind;
        r->start = t.start;
        r->end = t.end;
        r->deviceId = static_cast<uint32_t>(s->device);
        r->streamId = static_cast<uint32_t>(s->number);
        r->correlationId = call;
    }
    return r;
}

/* Names stay, also while the process ends. */
const char *kept(const std::string &name) {
    static auto &names = *new std::set<std::string>;
    return names.insert(name).first->c_str();
}

void record(CUstream_st *s, const std::string &name, const activity &what, uint32_t call, times t) {
    if (what.what == activity::kind::kernel) {
        if (auto *r = put<CUpti_ActivityKernel4>(CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL,
                                                 kernel_bytes, s, call, t)) {
            r->name = kept(what.symbol.empty() ? name : what.symbol);
        }
    } else if (what.what == activity::kind::set) {
        if (auto *r =
                put<CUpti_ActivityMemset>(CUPTI_ACTIVITY_KIND_MEMSET, set_bytes, s, call, t)) {
            r->bytes = what.bytes;
        }
    } else if (what.to >= 0) {
        if (auto *r = put<CUpti_ActivityMemcpyPtoP>(CUPTI_ACTIVITY_KIND_MEMCPY2, peer_bytes, s,
                                                    call, t)) {
            r->bytes = what.bytes;
            r->srcDeviceId = static_cast<uint32_t>(what.from);
            r->dstDeviceId = static_cast<uint32_t>(what.to);
        }
    } else if (auto *r =
                   put<CUpti_ActivityMemcpy>(CUPTI_ACTIVITY_KIND_MEMCPY, copy_bytes, s, call, t)) {
        r->bytes = what.bytes;
        r->copyKind = static_cast<uint8_t>(
            what.way == cudaMemcpyHostToDevice   ? CUPTI_ACTIVITY_MEMCPY_KIND_HTOD
            : what.way == cudaMemcpyDeviceToHost ? CUPTI_ACTIVITY_MEMCPY_KIND_DTOH
                                                 : CUPTI_ACTIVITY_MEMCPY_KIND_DTOD);
    }
}

} // namespace

std::function<void()> watched(cudaStream_t stream, const char *name, const activity &what,
                              std::function<void()> run) {
    if (!cupti.callback) {
        return run;
    }
    const uint32_t call = cupti.call ? cupti.call : make_call();
    if (what.what == activity::kind::none) {
        return run;
    }
    return [=, text = std::string(name), run = std::move(run)] {
        const uint64_t start = now();
        run();
        record(stream, text, what, call, {start, now()});
    };
}

void watched_call_begin() {
    cupti.call = cupti.callback ? make_call() : 0;
}

void watched_call_end() {
    cupti.call = 0;
}

} // namespace sim

using namespace sim;

/* ---- The functions --------------------------------------------------------------------------- */

/* What SIM_CUPTI_ERROR says, to whom CUPTI would say that. */
static CUptiResult refusal(bool is_subscribing) {
    const auto wanted = static_cast<CUptiResult>(option("SIM_CUPTI_ERROR"));
    return is_subscribing == (wanted == CUPTI_ERROR_MULTIPLE_SUBSCRIBERS_NOT_SUPPORTED)
               ? wanted
               : CUPTI_SUCCESS;
}

static CUptiResult subscribe(CUpti_SubscriberHandle *subscriber, CUpti_CallbackFunc callback,
                             void *context) {
    LOCKED;
    if (const CUptiResult refused = refusal(true); refused || cupti.callback) {
        return refused ? refused : CUPTI_ERROR_MULTIPLE_SUBSCRIBERS_NOT_SUPPORTED;
    }
    cupti.callback = callback;
    cupti.context = context;
    *subscriber = reinterpret_cast<CUpti_SubscriberHandle>(&cupti);
    return CUPTI_SUCCESS;
}

static CUptiResult unsubscribe(CUpti_SubscriberHandle subscriber) {
    LOCKED;
    if (subscriber != reinterpret_cast<CUpti_SubscriberHandle>(&cupti) || !cupti.callback) {
        return CUPTI_ERROR_INVALID_PARAMETER;
    }
    cupti.callback = nullptr;
    cupti.domains.clear();
    return CUPTI_SUCCESS;
}

static CUptiResult enable_domain(uint32_t on, CUpti_SubscriberHandle subscriber,
                                 CUpti_CallbackDomain domain) {
    LOCKED;
    if (subscriber != reinterpret_cast<CUpti_SubscriberHandle>(&cupti)) {
        return CUPTI_ERROR_INVALID_PARAMETER;
    }
    if (on) {
        cupti.domains.insert(domain);
    } else {
        cupti.domains.erase(domain);
    }
    return CUPTI_SUCCESS;
}

static CUptiResult get_result_string(CUptiResult result, const char **text) {
    *text = result == CUPTI_ERROR_INSUFFICIENT_PRIVILEGES ? "CUPTI_ERROR_INSUFFICIENT_PRIVILEGES"
            : result == CUPTI_ERROR_MULTIPLE_SUBSCRIBERS_NOT_SUPPORTED
                ? "CUPTI_ERROR_MULTIPLE_SUBSCRIBERS_NOT_SUPPORTED"
                : "CUPTI_ERROR_UNKNOWN";
    return CUPTI_SUCCESS;
}

/* Records that are there already would have other times. */
static CUptiResult register_timestamp_callback(CUpti_TimestampCallbackFunc time) {
    LOCKED;
    if (!time || !cupti.kinds.empty()) {
        return CUPTI_ERROR_INVALID_PARAMETER;
    }
    cupti.time = time;
    return CUPTI_SUCCESS;
}

static CUptiResult register_callbacks(CUpti_BuffersCallbackRequestFunc request,
                                      CUpti_BuffersCallbackCompleteFunc complete) {
    LOCKED;
    cupti.request = request;
    cupti.complete = complete;
    return request && complete ? CUPTI_SUCCESS : CUPTI_ERROR_INVALID_PARAMETER;
}

static CUptiResult activity_enable(CUpti_ActivityKind kind) {
    LOCKED;
    if (const CUptiResult refused = refusal(false); refused) {
        return refused;
    }
    cupti.kinds.insert(kind);
    return CUPTI_SUCCESS;
}

static CUptiResult activity_disable(CUpti_ActivityKind kind) {
    LOCKED;
    cupti.kinds.erase(kind);
    return CUPTI_SUCCESS;
}

/* Full buffers go at once. */
static CUptiResult flush_period(uint32_t ms) {
    (void)ms;
    return CUPTI_SUCCESS;
}

static CUptiResult flush_all(uint32_t flag) {
    LOCKED;
    (void)flag;
    if (!cupti.complete) {
        return CUPTI_ERROR_INVALID_OPERATION;
    }
    hand_over();
    return CUPTI_SUCCESS;
}

static CUptiResult get_next_record(uint8_t *buffer, size_t valid_bytes, CUpti_Activity **at) {
    size_t next = 0;
    if (*at) {
        const CUpti_ActivityKind kind = (*at)->kind;
        next = static_cast<size_t>(reinterpret_cast<uint8_t *>(*at) - buffer) +
               (kind == CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL ? kernel_bytes
                : kind == CUPTI_ACTIVITY_KIND_MEMCPY          ? copy_bytes
                : kind == CUPTI_ACTIVITY_KIND_MEMCPY2         ? peer_bytes
                                                              : set_bytes);
    }
    if (next >= valid_bytes) {
        return CUPTI_ERROR_MAX_LIMIT_REACHED;
    }
    *at = reinterpret_cast<CUpti_Activity *>(buffer + next);
    return CUPTI_SUCCESS;
}

static CUptiResult get_num_dropped(CUcontext context, uint32_t stream, size_t *dropped) {
    LOCKED;
    (void)context;
    (void)stream;
    *dropped = std::exchange(cupti.dropped, 0);
    return CUPTI_SUCCESS;
}

/* ---- The library ----------------------------------------------------------------------------- */

namespace {

struct signatures {
#define MEMBER(name, parameters) SIGNATURE(CUptiResult, name, parameters)
    TNI_CUPTI_CALLS(MEMBER)
#undef MEMBER
};

} // namespace

const std::map<std::string, void *> &sim::cupti_functions() {
    static const std::map<std::string, void *> functions = {
        FUNCTION(cuptiSubscribe, subscribe),
        FUNCTION(cuptiUnsubscribe, unsubscribe),
        FUNCTION(cuptiEnableDomain, enable_domain),
        FUNCTION(cuptiGetResultString, get_result_string),
        FUNCTION(cuptiActivityRegisterTimestampCallback, register_timestamp_callback),
        FUNCTION(cuptiActivityRegisterCallbacks, register_callbacks),
        FUNCTION(cuptiActivityEnable, activity_enable),
        FUNCTION(cuptiActivityDisable, activity_disable),
        FUNCTION(cuptiActivityFlushPeriod, flush_period),
        FUNCTION(cuptiActivityFlushAll, flush_all),
        FUNCTION(cuptiActivityGetNextRecord, get_next_record),
        FUNCTION(cuptiActivityGetNumDroppedRecords, get_num_dropped),
    };
    return functions;
}
