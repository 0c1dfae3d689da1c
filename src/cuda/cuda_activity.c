/* cuda_activity.c: what devices did, and when: records of CUPTI, opened when somebody wants them.
 *
 * CUPTI says of a piece of work which call gave it, by a number. Who that was is noted while the
 * call is made, in a table by these numbers; a record that comes so late that its place is another
 * call's is nobody's. Invariant: notes are written before the work can begin, and each is one word,
 * so that records find them whole, without a lock, on whichever thread CUPTI brings them. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cuda/cuda_activity.h"

#include "cuda/cuda_services.h"
#include "cuda/cupti_api.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Major versions of CUDA whose CUPTI is that of cupti_api.h. */
enum { NEWEST = 13, OLDEST = 12 };
enum {
    NOTES = 1 << 18,        /* calls until a place is used again */
    BUFFER_BYTES = 1 << 20, /* some thousand records */
    FLUSH_MS = 100,         /* full buffers wait no longer */
    STREAMS = 256,          /* that are waited for at the end … */
    LAST_WORK_MS = 2000     /* … at most so long: one may wait for a rank that is gone */
};

typedef struct cupti_calls {
#define MEMBER(name, parameters) CUptiResult(*name) parameters;
    TNI_CUPTI_CALLS(MEMBER)
#undef MEMBER
} cupti_calls;
static cupti_calls cupti;

static const CUpti_ActivityKind kinds[] = {CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL,
                                           CUPTI_ACTIVITY_KIND_MEMCPY, CUPTI_ACTIVITY_KIND_MEMCPY2,
                                           CUPTI_ACTIVITY_KIND_MEMSET};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static _Atomic uint64_t notes[NOTES]; /* number of the call << 32 and its giver */
static pid_t watching;                /* this process; 0: nothing is watched */

/* ---- The library ----------------------------------------------------------------------------- */

/* That of the newest version that the driver can serve; installed by itself it lies beside the
 * toolkit, where no linker looks. What is said is its name, or why there is none. */
static void *open_file(char *said, size_t room) {
    int driver = 0;
    cudaDriverGetVersion(&driver);
    const int newest = driver / 1000 < NEWEST ? driver / 1000 : NEWEST;
    for (int major = newest; major >= OLDEST; major--) {
        static const char *const places[] = {"", "/usr/local/cuda/extras/CUPTI/lib64/"};
        for (int i = 0; i < 2; i++) {
            snprintf(said, room, "%slibcupti.so.%d", places[i], major);
            void *library = dlopen(said, RTLD_NOW | RTLD_LOCAL);
            if (library) {
                return library;
            }
        }
    }
    snprintf(said, room, "there is no libcupti.so.%d for this driver",
             newest < OLDEST ? OLDEST : newest);
    return NULL;
}

static void *open_library(cupti_calls *calls, char *said, size_t room) {
    void *library = open_file(said, room);
    if (!library) {
        return NULL;
    }
    const char *missing = NULL;
#define FIND(name, parameters)                                        \
    {                                                                 \
        void *function = dlsym(library, #name);                       \
        memcpy(&calls->name, &function, sizeof function); /* ISO C */ \
        missing = function || missing ? missing : #name;              \
    }
    TNI_CUPTI_CALLS(FIND)
#undef FIND
    if (missing) {
        snprintf(said, room, "libcupti has no function %s", missing);
        dlclose(library);
    }
    return missing ? NULL : library;
}

static struct {
    bool found;
    char text[96];
} looked;

static void look(void) {
    cupti_calls unused;
    looked.found = open_library(&unused, looked.text, sizeof looked.text) != NULL;
}

const char *tni_cuda_watch_library(bool *found) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, look);
    *found = looked.found;
    return looked.text;
}

/* ---- Who gives work -------------------------------------------------------------------------- */

/* Calls of the runtime make others of the driver: work may have the number of either. */
static void on_call(void *context, CUpti_CallbackDomain domain, CUpti_CallbackId id,
                    const void *data) {
    (void)context;
    (void)domain;
    (void)id;
    const CUpti_CallbackData *call = data;
    const uint32_t giver = call->callbackSite == CUPTI_API_ENTER ? tni_cuda_services.giver() : 0;
    if (giver) {
        atomic_store_explicit(&notes[call->correlationId % NOTES],
                              (uint64_t)call->correlationId << 32 | giver, memory_order_release);
    }
}

static uint32_t giver_of(uint32_t call) {
    const uint64_t note = atomic_load_explicit(&notes[call % NOTES], memory_order_acquire);
    return note >> 32 == call ? (uint32_t)note : 0;
}

/* ---- Records --------------------------------------------------------------------------------- */

static void tell_lost(uint64_t n) {
    if (n > 0) {
        const uint64_t now = tni_cuda_services.time_ns();
        tni_cuda_services.device_did(&(tni_device_work){
            .kind = TN_TRACE_DEVICE_LOST, .lost = n, .begin_ns = now, .end_ns = now});
    }
}

/* Work that was still running, or that CUPTI had no room for, has no times. */
static void tell(tni_device_work *work, uint32_t call, uint64_t begin, uint64_t end) {
    if (end == 0 || end < begin) {
        tell_lost(1);
        return;
    }
    work->giver = giver_of(call);
    work->begin_ns = begin;
    work->end_ns = end;
    tni_cuda_services.device_did(work);
}

static void tell_copy(const CUpti_ActivityMemcpy *r) {
    const tn_device host = {.type = TN_DEVICE_CPU}, device = {TN_DEVICE_CUDA, (int16_t)r->deviceId};
    const bool to_host = r->copyKind == CUPTI_ACTIVITY_MEMCPY_KIND_DTOH ||
                         r->copyKind == CUPTI_ACTIVITY_MEMCPY_KIND_HTOH,
               from_host = r->copyKind == CUPTI_ACTIVITY_MEMCPY_KIND_HTOD ||
                           r->copyKind == CUPTI_ACTIVITY_MEMCPY_KIND_HTOH;
    tell(&(tni_device_work){.kind = TN_TRACE_DEVICE_COPY,
                            .index = (int)r->deviceId,
                            .to = to_host ? host : device,
                            .from = from_host ? host : device,
                            .bytes = r->bytes},
         r->correlationId, r->start, r->end);
}

static void tell_record(const CUpti_Activity *record) {
    switch (record->kind) {
    case CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL: {
        const CUpti_ActivityKernel4 *r = (const void *)record;
        tell(&(tni_device_work){.kind = TN_TRACE_DEVICE_KERNEL,
                                .index = (int)r->deviceId,
                                .name = tni_cuda_kernel_name(r->name ? r->name : "kernel")},
             r->correlationId, r->start, r->end);
        break;
    }
    case CUPTI_ACTIVITY_KIND_MEMCPY:
        tell_copy((const void *)record);
        break;
    case CUPTI_ACTIVITY_KIND_MEMCPY2: {
        const CUpti_ActivityMemcpyPtoP *r = (const void *)record;
        tell(&(tni_device_work){.kind = TN_TRACE_DEVICE_COPY,
                                .index = (int)r->deviceId,
                                .to = {TN_DEVICE_CUDA, (int16_t)r->dstDeviceId},
                                .from = {TN_DEVICE_CUDA, (int16_t)r->srcDeviceId},
                                .bytes = r->bytes},
             r->correlationId, r->start, r->end);
        break;
    }
    case CUPTI_ACTIVITY_KIND_MEMSET: {
        const CUpti_ActivityMemset *r = (const void *)record;
        tell(&(tni_device_work){.kind = TN_TRACE_DEVICE_SET,
                                .index = (int)r->deviceId,
                                .bytes = r->bytes},
             r->correlationId, r->start, r->end);
        break;
    }
    }
}

/* Without memory CUPTI drops records, and counts them. */
static void on_request(uint8_t **buffer, size_t *bytes, size_t *most_records) {
    *buffer = malloc(BUFFER_BYTES);
    *bytes = *buffer ? BUFFER_BYTES : 0;
    *most_records = 0; /* as many as there is room for */
}

static void on_complete(CUcontext context, uint32_t stream, uint8_t *buffer, size_t bytes,
                        size_t valid_bytes) {
    (void)bytes;
    CUpti_Activity *record = NULL;
    while (buffer &&
           cupti.cuptiActivityGetNextRecord(buffer, valid_bytes, &record) == CUPTI_SUCCESS) {
        tell_record(record);
    }
    size_t dropped = 0;
    if (cupti.cuptiActivityGetNumDroppedRecords(context, stream, &dropped) == CUPTI_SUCCESS) {
        tell_lost(dropped);
    }
    free(buffer);
}

/* ---- Ending ---------------------------------------------------------------------------------- */

static cudaStream_t streams[STREAMS]; /* NULL: a free place */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool is_anything_running(void) {
    bool runs = false;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < STREAMS && !runs; i++) {
        runs = streams[i] && cudaStreamQuery(streams[i]) == cudaErrorNotReady;
    }
    pthread_mutex_unlock(&lock);
    return runs;
}

/* Before CUDA ends itself, since it comes later among what exit() calls. */
static void end(void) {
    if (getpid() != watching) {
        return; /* a child of fork(), which has no device */
    }
    const uint64_t begin = tni_cuda_services.time_ns();
    while (is_anything_running() &&
           tni_cuda_services.time_ns() - begin < LAST_WORK_MS * (uint64_t)1000000) {
        nanosleep(&(struct timespec){0, 100000}, NULL);
    }
    cudaGetLastError();
    cupti.cuptiActivityFlushAll(CUPTI_ACTIVITY_FLAG_FLUSH_FORCED);
    size_t dropped = 0;
    if (cupti.cuptiActivityGetNumDroppedRecords(NULL, 0, &dropped) == CUPTI_SUCCESS) {
        tell_lost(dropped);
    }
}

static void end_with_process(void) {
    atexit(end);
}

void tni_cuda_watch_stream(cudaStream_t stream, bool goes) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const cudaStream_t sought = goes ? stream : NULL;
    if (!watching || !stream) {
        return;
    }
    pthread_once(&once, end_with_process); /* CUDA is there now */
    pthread_mutex_lock(&lock);
    for (int i = 0; i < STREAMS; i++) {
        if (streams[i] == sought) {
            streams[i] = goes ? NULL : stream;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
}

/* ---- Beginning ------------------------------------------------------------------------------- */

static const char *advice_for(CUptiResult code) {
    switch (code) {
    case CUPTI_ERROR_INSUFFICIENT_PRIVILEGES:
    case CUPTI_ERROR_VIRTUALIZED_DEVICE_INSUFFICIENT_PRIVILEGES:
        return "only administrators may profile here: run as one, or load NVIDIA's kernel module "
               "with NVreg_RestrictProfilingToAdminUsers=0";
    case CUPTI_ERROR_MULTIPLE_SUBSCRIBERS_NOT_SUPPORTED:
    case CUPTI_ERROR_MAX_LIMIT_REACHED:
        return "another profiler is attached, and there can be one: run without Nsight, "
               "compute-sanitizer or CUDA_INJECTION64_PATH";
    case CUPTI_ERROR_NOT_INITIALIZED:
        return "this libcupti is not for this driver: install that of the driver's CUDA version, "
               "which nvidia-smi shows";
    default:
        return "see CUPTI's documentation for that error";
    }
}

/* The first call that failed, if any, with CUPTI's word for it. */
static bool begin(CUpti_SubscriberHandle *subscriber, char *why, size_t room) {
    const char *call = "cuptiSubscribe";
    CUptiResult code = cupti.cuptiSubscribe(subscriber, on_call, NULL);
#define THEN(name, ...)                 \
    if (code == CUPTI_SUCCESS) {        \
        call = #name;                   \
        code = cupti.name(__VA_ARGS__); \
    }
    THEN(cuptiActivityRegisterTimestampCallback, tni_cuda_services.time_ns)
    THEN(cuptiActivityRegisterCallbacks, on_request, on_complete)
    for (int i = 0; i < KINDS; i++) {
        THEN(cuptiActivityEnable, kinds[i])
    }
    THEN(cuptiEnableDomain, 1, *subscriber, CUPTI_CB_DOMAIN_RUNTIME_API)
    THEN(cuptiEnableDomain, 1, *subscriber, CUPTI_CB_DOMAIN_DRIVER_API)
    THEN(cuptiActivityFlushPeriod, FLUSH_MS)
#undef THEN
    if (code != CUPTI_SUCCESS) {
        const char *text = NULL;
        cupti.cuptiGetResultString(code, &text);
        snprintf(why, room, "%s says %s (%d); %s", call, text ? text : "no reason", (int)code,
                 advice_for(code));
    }
    return code == CUPTI_SUCCESS;
}

bool tni_cuda_watch(char *why, size_t room) {
    CUpti_SubscriberHandle subscriber = NULL;
    char said[96];
    void *library = open_library(&cupti, said, sizeof said);
    if (!library) {
        snprintf(why, room,
                 "%s; install CUPTI of CUDA %d or %d, which comes with the CUDA toolkit, and name "
                 "its folder (extras/CUPTI/lib64) in LD_LIBRARY_PATH",
                 said, OLDEST, NEWEST);
        return false;
    }
    if (!begin(&subscriber, why, room)) {
        for (int i = 0; i < KINDS && subscriber; i++) {
            cupti.cuptiActivityDisable(kinds[i]);
        }
        if (subscriber) {
            cupti.cuptiUnsubscribe(subscriber);
        }
        dlclose(library);
        return false;
    }
    watching = getpid();
    return true;
}
