/* raw_memory.c: memory without a tensor around it, ordered by the current stream. That of a CUDA
 * device stays where it is, as long as the program or whoever it gave the address to wants. */
#include "memory/allocator.h"
#include "schedule/capture.h"
#include "schedule/launch.h"

#include <tenon/memory.h>

/* The current stream comes after whatever used the memory last. */
static bool wait_for(tn_stream *s, const tni_stamp *last) {
    tni_wait_list list = {.n = 0};
    pthread_mutex_lock(&s->submit);
    tni_wait_list_add(&list, s, last);
    const bool fine = tni_stream_wait_for(s, &list) && tni_stream_hand_over(s);
    pthread_mutex_unlock(&s->submit);
    return fine;
}

void *tn_memory_alloc(tn_device device, int64_t bytes) {
    TNI_CALL("memory_alloc", ((tn_site){0}));
    if (tni_pending()) {
        return NULL;
    }
    tn_stream *s = tni_current_stream(tni_resolve_device(device));
    if (!s || s->id == TNI_HOST_STREAM) {
        return s ? tni_device_alloc(device, bytes, NULL, NULL) : NULL;
    }
    if (tni_capture_of(s->device)) {
        tni_capture_refuses("memory without a tensor");
        return NULL;
    }
    tni_stamp last = {.n = 0};
    void *data = tni_fixed_alloc(device, bytes, &s->clock, &last);
    if (data && !wait_for(s, &last)) {
        tni_fixed_free(device, data, bytes, &last);
        return NULL;
    }
    return data;
}

/* Work that the program gave to the stream past us has no count: this one stands for it. */
void tn_memory_free(tn_device device, void *data, int64_t bytes) {
    const tn_device at = tni_resolve_device(device);
    const tni_capture *capture = tni_capture_of(at);
    tn_stream *s = !data ? NULL : capture ? capture->former : tni_current_stream(at);
    if (!s || s->id == TNI_HOST_STREAM) {
        tni_device_free(device, data, bytes, NULL);
        return;
    }
    pthread_mutex_lock(&s->submit);
    tni_order_after(s, NULL, 0, 0);
    const tni_stamp last = {.n = 1, .at = {{s->id, atomic_load(&s->count)}}};
    pthread_mutex_unlock(&s->submit);
    tni_fixed_free(device, data, bytes, &last);
}
