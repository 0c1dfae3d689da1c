/* submit.c: from a launch record to a kernel that runs.
 *
 * Invariant: this is the only caller of kernels, so that whoever watches records sees all work. The
 * host is a stream whose work is done when the call returns: its stamps are always covered. */
#include "schedule/launch.h"

#include "schedule/capture.h"
#include "schedule/steps.h"
#include "schedule/tell.h"

enum { DEVICE_TYPES = TN_DEVICE_META + 1 };

static _Atomic uint64_t launches[DEVICE_TYPES];
static _Atomic(tni_launch_observer *) observer;
static void *_Atomic observer_context;

static const char *const family_names[] = {
#define FAMILY_NAME(family) #family,
    TN_KERNEL_FAMILIES(FAMILY_NAME)
#undef FAMILY_NAME
};

const char *tni_family_name(tn_kernel_family family) {
    return (unsigned)family < TN_K_COUNT ? family_names[family] : "unknown";
}

uint64_t tni_launch_count(tn_device_type type) {
    return (unsigned)type < DEVICE_TYPES
               ? atomic_load_explicit(&launches[type], memory_order_relaxed)
               : 0;
}

tni_launch_observer *tni_observe_launches(tni_launch_observer *next, void *context) {
    tni_launch_observer *former = atomic_exchange(&observer, NULL);
    atomic_store(&observer_context, context);
    atomic_store(&observer, next);
    return former;
}

static bool lacks_kernel(const tni_launch_record *r) {
    tni_fail(TN_ERR_UNSUPPORTED, "device %s has no %s kernel; move the tensors to another device",
             tni_device_text(r->device), tni_family_name(r->family));
    return false;
}

bool tni_kernel_failed(tn_kernel_family family, tn_device device, int status) {
    const char *reason = tn_kernel_error();
    tni_fail((tn_status)status, "%s kernel on %s: %s", tni_family_name(family),
             tni_device_text(device), reason[0] ? reason : tn_status_meaning((tn_status)status));
    tn_kernel_error()[0] = 0; /* so that it is not read as the reason of a later failure */
    return false;
}

bool tni_run_kernel(const tni_launch_record *r, tn_kernel *run, void *native) {
    const int status = run(r->params, native);
    return TNI_LIKELY(status == 0) || tni_kernel_failed(r->family, r->device, status);
}

/* Before the kernel runs: one that fails may have written, too. */
static inline void stamp_host(const tni_launch_record *r, uint64_t count) {
    for (uint32_t i = 0; i < r->n_written; i++) {
        atomic_store_explicit(&r->operands[i]->written.host, count, memory_order_relaxed);
    }
    for (uint32_t i = r->n_written; i < r->n_operands; i++) {
        atomic_store_explicit(&r->operands[i]->read.host, count, memory_order_relaxed);
    }
}

static bool run_on_host(const tni_launch_record *r, tn_kernel *run, uint64_t count) {
    const uint64_t begin = tni_begin_if(TN_TRACE_LAUNCH);
    stamp_host(r, count);
    const bool fine = tni_run_kernel(r, run, NULL);
    if (TNI_UNLIKELY(begin > 0)) {
        tni_tell_launch(r, TNI_HOST_STREAM, begin);
    }
    return fine;
}

/* ---- Streams of devices ---------------------------------------------------------------------- */

/* A launch that failed is counted and noted, too: it may have written. */
static bool run_on_stream(const tni_launch_record *r, tn_stream *s, tn_kernel *run) {
    const uint64_t begin = tni_begin_on(s, TN_TRACE_LAUNCH);
    const bool gives = tni_tells(s, TN_TRACE_DEVICE_KERNEL);
    const uint32_t former = gives ? tni_giving_begin(s, tni_origin_of(r->op, r->at)) : 0;
    pthread_mutex_lock(&s->submit);
    bool fine = tni_order_before(s, r->operands, r->n_operands, r->n_written);
    if (TNI_LIKELY(fine)) {
        tni_note_launch(s, r);
        const bool puts_off = atomic_load_explicit(&s->steps, memory_order_relaxed) != NULL;
        fine = TNI_UNLIKELY(puts_off) ? tni_steps_launch(s, r, run)
                                      : tni_run_kernel(r, run, s->native);
        tni_order_after(s, r->operands, r->n_operands, r->n_written);
    }
    pthread_mutex_unlock(&s->submit);
    if (TNI_UNLIKELY(gives)) {
        tni_giving_end(former);
    }
    if (TNI_UNLIKELY(begin > 0)) {
        tni_tell_launch(r, s->id, begin);
    }
    return fine;
}

/* Recorded: the kernel is given to a stream that does not run. */
static bool record(const tni_launch_record *r, tni_capture *c, tn_kernel *run) {
    tn_stream *s = c->stream;
    if (s->table->enter(s->device.index) != TN_OK) {
        return false;
    }
    const bool fine = tni_run_kernel(r, run, s->native);
    for (uint32_t i = 0; i < r->n_operands; i++) {
        c->touch(c, r->operands[i], i < r->n_written);
    }
    return fine;
}

/* In a dry run: there is such a kernel, and streams count it. */
static bool leave_out(const tni_launch_record *r) {
    const tni_device_table *table = tni_device(r->device);
    tn_kernel *run = (unsigned)r->family < TN_K_COUNT ? table->kernels->run[r->family] : NULL;
    if (!run) {
        return lacks_kernel(r);
    }
    if (r->device.type == TN_DEVICE_CPU) {
        return true;
    }
    tn_stream *stream = r->stream ? r->stream : tni_stream_for(r);
    return stream && tni_stream_is_own(stream) && run_on_stream(r, stream, run);
}

bool tni_submit(const tni_launch_record *r) {
    if (tni_is_dry(r->device)) {
        return leave_out(r);
    }
    const bool host = r->device.type == TN_DEVICE_CPU && r->device.index == 0;
    const tni_device_table *table = TNI_LIKELY(host) ? &tni_host_table
                                    : r->stream      ? r->stream->table
                                                     : tni_device(r->device);
    if (!table) {
        return false;
    }
    const uint64_t count =
        1 + atomic_fetch_add_explicit(&launches[r->device.type], 1, memory_order_relaxed);
    tni_launch_observer *watch = atomic_load_explicit(&observer, memory_order_acquire);
    if (TNI_UNLIKELY(watch != NULL)) {
        watch(r, atomic_load(&observer_context));
    }
    if (r->device.type == TN_DEVICE_META) {
        return true;
    }
    const tn_kernels *kernels = table->kernels;
    tn_kernel *run = kernels && (unsigned)r->family < TN_K_COUNT ? kernels->run[r->family] : NULL;
    if (TNI_UNLIKELY(!run)) {
        return lacks_kernel(r);
    }
    if (TNI_LIKELY(host)) {
        return run_on_host(r, run, count);
    }
    tni_capture *capture = tni_capture_of(r->device);
    if (TNI_UNLIKELY(capture != NULL)) {
        return record(r, capture, run);
    }
    tn_stream *stream = r->stream ? r->stream : tni_stream_for(r);
    return stream && run_on_stream(r, stream, run);
}
