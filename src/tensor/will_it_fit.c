/* will_it_fit.c: a step played without memory and without work, to know what it would take.
 *
 * The step's own code runs on the thread as always: only what lies below decisions is exchanged,
 * which is the memory that storages get, the streams that order it, and the table that work goes
 * to. So whatever depends on the device — kernels that it has, workspaces, copies before a kernel,
 * fused gradients — is as it would be. Invariant: all of it is the thread's; nothing that was there
 * before has changed when the run ends. */
#include "memory/dry_memory.h"
#include "schedule/capture.h"
#include "tensor/handle.h"

#include <tenon/device.h>
#include <tenon/memory.h>

#include <unistd.h>

typedef struct dry_run {
    tni_dry_run shared; /* what the layers below see */
    tni_dry_memory memory;
    tni_dry_storages storages;
    tn_stream *_Atomic streams[TNI_STREAM_ROLES];
    uint8_t former_stream;
    tni_rng_state former_rng;
    bool recorded;
} dry_run;

/* ---- How much there is ----------------------------------------------------------------------- */

/* 0: unknown. */
static uint64_t memory_of(tn_device device) {
    tn_device_description about;
    if (device.type != TN_DEVICE_CPU) {
        return tn_device_describe(device, &about) ? about.memory_bytes : 0;
    }
    const long pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
    return pages > 0 && page_bytes > 0 ? (uint64_t)pages * (uint64_t)page_bytes : 0;
}

static uint64_t capacity_left(tn_device device) {
    tn_memory_figures now;
    if (tn_memory_stats(device, &now) != TN_OK) {
        return 0;
    }
    const uint64_t most = now.limit_bytes ? now.limit_bytes : memory_of(device);
    return most == 0 ? UINT64_MAX : most > now.live_bytes ? most - now.live_bytes : 1;
}

/* ---- The thread ------------------------------------------------------------------------------ */

static bool has_streams(const dry_run *run) {
    return run->shared.table->stream_new != NULL;
}

static void enter(dry_run *run) {
    run->former_rng = tni_rng_get();
    run->recorded = tni_grad_mode();
    tni_dry = &run->shared;
    if (has_streams(run)) {
        run->former_stream = tni_dry_streams_begin(&run->shared);
    }
}

/* Storages first: those that are left give no memory back any more. */
static void leave(dry_run *run) {
    tni_dry_storages_end(&run->storages);
    if (has_streams(run)) {
        tni_dry_streams_end(&run->shared, run->former_stream);
    }
    tni_dry_memory_close(&run->memory);
    tni_dry = NULL;
    tni_set_grad_mode(run->recorded);
    tni_rng_set(run->former_rng);
}

/* ---- One run --------------------------------------------------------------------------------- */

static tn_status check(tn_device device, tn_fit_step *step, const tn_fit *out) {
    if (tni_pending()) {
        return tni_pending();
    }
    if (!step || !out) {
        return tni_fail(TN_ERR_ARGUMENT, "%s is NULL; give both the step and a place for figures",
                        step ? "out" : "the step");
    }
    if (tni_dry || tni_capturing) {
        return tni_fail(TN_ERR_UNSUPPORTED, "this thread %s already; ask outside of that",
                        tni_dry ? "is in a dry run" : "captures a graph");
    }
    if (device.type == TN_DEVICE_META) {
        return tni_fail(TN_ERR_DEVICE, "meta has no memory; ask for the device that the step is "
                                       "to run on");
    }
    return tni_device_cache(device) ? TN_OK : tni_pending();
}

static bool begin(dry_run *run, tn_device device, uint64_t capacity, tn_fit_step *step,
                  tn_fit *out) {
    TNI_CALL("memory_will_it_fit", ((tn_site){0}));
    const tn_device at = tni_resolve_device(device);
    if (check(at, step, out) != TN_OK) {
        return false;
    }
    *out = (tn_fit){.capacity_bytes = capacity ? capacity : capacity_left(at)};
    const tni_device_table *real = tni_device(at);
    run->shared = (tni_dry_run){
        .device = at,
        .table = real->stream_new ? tni_dry_table(real, (tn_device_type)at.type) : real,
        .memory = &run->memory,
        .streams = run->streams,
        .storages = &run->storages};
    const uint64_t limit = out->capacity_bytes == UINT64_MAX ? 0 : out->capacity_bytes;
    if (tni_pending() || !tni_dry_memory_open(&run->memory, at, limit)) {
        return false;
    }
    pthread_mutex_init(&run->storages.lock, NULL);
    enter(run);
    return true;
}

static void fill(dry_run *run, tn_fit *out) {
    const tni_dry_memory *m = &run->memory;
    const tni_asker who = m->lacks ? m->lack : m->peak;
    tn_memory_figures s;
    tni_cache_get_figures(m->caches[TNI_TENSOR_MEMORY], &s);
    *out = (tn_fit){.fits = !m->lacks,
                    .live_bytes_peak = m->live_bytes_peak,
                    .reserved_bytes_peak = s.reserved_bytes_peak,
                    .capacity_bytes = out->capacity_bytes,
                    .op = who.op,
                    .call = who.call,
                    .at = who.at};
}

static tn_status end(dry_run *run, tn_fit *out) {
    TNI_CALL("memory_will_it_fit", ((tn_site){0}));
    fill(run, out);
    if (!out->fits && tni_pending() == TN_ERR_MEMORY) {
        tn_error_take(NULL); /* it is what was asked for */
    }
    leave(run);
    pthread_mutex_destroy(&run->storages.lock);
    if (tni_pending()) {
        *out = (tn_fit){0};
    }
    return tni_pending();
}

static void run_step(tn_fit_step *step, void *context) {
    TN_SCOPE(scope);
    step(context);
}

/* The step runs outside a frame: its errors name the program's calls, and so does what is told. */
tn_status tn_memory_will_it_fit(tn_device device, uint64_t capacity, tn_fit_step *step,
                                void *context, tn_fit *out) {
    dry_run run = {.recorded = true};
    if (!begin(&run, device, capacity, step, out)) {
        return tni_pending();
    }
    run_step(step, context);
    return end(&run, out);
}
