/* tell.c: events of work, for whoever records this process (publish/publish.h). */
#include "schedule/tell.h"

static uint64_t bytes_of(tni_stamps *const *operands, uint32_t from, uint32_t until) {
    uint64_t bytes = 0;
    for (uint32_t i = from; i < until; i++) {
        bytes += operands[i]->bytes;
    }
    return bytes;
}

void tni_tell_launch(const tni_launch_record *r, uint32_t stream, uint64_t begin) {
    tni_event_since(
        begin, (tn_trace_record){.kind = TN_TRACE_LAUNCH,
                                 .pool = tni_shown_pool_of(r->device),
                                 .stream = (uint16_t)stream,
                                 .origin = tni_origin_of(r->op, r->at),
                                 .address = tni_origin_of(tni_family_name(r->family), (tn_site){0}),
                                 .bytes = bytes_of(r->operands, r->n_written, r->n_operands),
                                 .rounded = bytes_of(r->operands, 0, r->n_written)});
}

void tni_tell_copy(const tn_stream *s, tni_copy_end to, tni_copy_end from, size_t bytes,
                   uint64_t begin) {
    tni_event_since(begin, (tn_trace_record){.kind = TN_TRACE_COPY,
                                             .stream = (uint16_t)s->id,
                                             .pool = tni_shown_pool_of(s->device),
                                             .origin = tni_origin_now(),
                                             .address = tni_device_number(to.device),
                                             .bytes = bytes,
                                             .rounded = tni_device_number(from.device)});
}

void tni_tell_collective(const tn_stream *s, const tni_collective *c, uint64_t begin) {
    static const char *const names[] = {[TNI_COLLECTIVE_BROADCAST] = "broadcast",
                                        [TNI_COLLECTIVE_GATHER] = "all_gather",
                                        [TNI_COLLECTIVE_TO_ALL] = "all_to_all"};
    tni_event_since(begin, (tn_trace_record){.kind = TN_TRACE_COLLECTIVE,
                                             .stream = (uint16_t)s->id,
                                             .pool = tni_shown_pool_of(c->device),
                                             .origin = tni_origin_of(names[c->kind], (tn_site){0}),
                                             .bytes = (uint64_t)c->bytes});
}

void tni_tell_wait(const tn_stream *s, const tn_stream *other) {
    tni_event(
        (tn_trace_record){.kind = TN_TRACE_WAIT, .stream = (uint16_t)s->id, .value = other->id});
}

void tni_tell_uses(const tn_stream *s, tni_stamps *const *operands, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        const tni_stamps *o = operands[i];
        if (o->data && o->stream != TNI_HOST_STREAM && o->stream != s->id) {
            tni_event((tn_trace_record){.kind = TN_TRACE_USE,
                                        .stream = (uint16_t)s->id,
                                        .pool = tni_shown_pool_of(s->device),
                                        .address = (uintptr_t)o->data});
        }
    }
}

void tni_tell_capture(const tn_stream *s, bool begins) {
    tni_event((tn_trace_record){.kind = TN_TRACE_CAPTURE,
                                .stream = (uint16_t)s->id,
                                .pool = tni_shown_pool_of(s->device),
                                .origin = tni_origin_now(),
                                .value = begins});
}
