/* device_work.c: what devices did, from their plug-in to who profiles this process. */
#include "device/device_work.h"

static TNI_THREAD_LOCAL uint32_t current;

uint32_t tni_giver_now(void) {
    return current;
}

uint32_t tni_giver_set(uint32_t giver) {
    const uint32_t former = current;
    current = giver;
    return former;
}

void tni_watch_devices(const tni_device_table *table) {
    char why[400];
    if (strcmp(tni_env("TENON_PUBLISH"), "profile") != 0) {
        return; /* others need not be shown before they allocate */
    }
    tni_publish();
    if (tni_wants(TN_TRACE_DEVICE_KERNEL) && table->watch && table->count() > 0 &&
        !table->watch(why, sizeof why)) {
        tni_warn("when %s devices did their work is not known, only when they were given it: %s",
                 table->name, why);
    }
}

/* In no region: that is not the work's. */
static uint32_t name_of(const char *kernel) {
    const uint32_t region = tni_region;
    tni_region = 0;
    const uint32_t name = tni_origin_of(kernel, (tn_site){0});
    tni_region = region;
    return name;
}

/* In a child of fork() nobody listens any more. */
void tni_device_did(const tni_device_work *w) {
    if (!tni_wants(w->kind)) {
        return;
    }
    const tn_device device = {TN_DEVICE_CUDA, (int16_t)w->index};
    const bool is_lost = w->kind == TN_TRACE_DEVICE_LOST, is_copy = w->kind == TN_TRACE_DEVICE_COPY;
    tni_event_timed(&(tn_trace_record){
        .kind = (uint8_t)w->kind,
        .time_ns = w->end_ns,
        .pool = is_lost ? TN_TRACE_NO_POOL : tni_shown_pool_of(device),
        .stream = (uint16_t)(w->giver >> 16),
        .origin = w->giver & 0xffff,
        .address = w->kind == TN_TRACE_DEVICE_KERNEL ? name_of(w->name)
                   : is_copy                         ? tni_device_number(w->to)
                                                     : 0,
        .bytes = w->bytes,
        .rounded = is_lost ? 0 : tni_device_number(is_copy ? w->from : device),
        .value = is_lost ? w->lost : w->end_ns - w->begin_ns,
    });
}
