/* trace_tenon.c: records of tenon mem record as allocations. */
#include "trace_file.h"
#include "trace_reader.h"

#include <stdlib.h>

bool trace_is_tenon(trace_text text) {
    return trace_file_is(text.at, text.bytes);
}

/* Waits concern every device. */
static bool is_of(const tn_trace_record *e, int pool) {
    return e->kind == TN_TRACE_WAIT || e->pool == pool;
}

static bool add_event(trace *t, const trace_file *f, const tn_trace_record *e) {
    switch (e->kind) {
    case TN_TRACE_ALLOC:
        return trace_add_alloc(t, &(trace_block){.block = e->address,
                                                 .bytes = e->bytes,
                                                 .stream = e->stream,
                                                 .time = e->time_ns,
                                                 .name = trace_file_name(f, e->origin)});
    case TN_TRACE_FREE:
        return trace_add_free(t, e->address, e->time_ns);
    case TN_TRACE_USE:
        return trace_add_use(t, e->address, e->stream, e->time_ns);
    case TN_TRACE_WAIT:
        return trace_add_wait(t, e->stream, e->value, e->time_ns);
    default:
        return true;
    }
}

/* That of cuda:N, or that with most allocations; -1: there is none. */
static int choose_pool(trace_file *f, int device) {
    uint64_t blocks[TRACE_POOLS_MAX] = {0};
    int chosen = -1;
    for (const tn_trace_record *e; (e = trace_file_next(f)) != NULL;) {
        blocks[e->pool] += e->kind == TN_TRACE_ALLOC;
    }
    for (int i = 0; i < TRACE_POOLS_MAX; i++) {
        const trace_pool *p = &f->pools[i];
        const bool fits = device < 0 || (p->is_known && !p->pinned && p->type == TN_DEVICE_CUDA &&
                                         p->index == device);
        if (fits && blocks[i] > 0 && (chosen < 0 || blocks[i] > blocks[chosen])) {
            chosen = i;
        }
    }
    return chosen;
}

static bool read_file(trace *t, trace_file *f, int device) {
    const int pool = choose_pool(f, device);
    if (pool < 0 && !f->problem[0]) {
        return trace_fail(t, "it has no allocations%s", device >= 0 ? " of that device" : "");
    }
    trace_file_rewind(f);
    bool fine = true;
    for (const tn_trace_record *e; fine && (e = trace_file_next(f)) != NULL;) {
        fine = !is_of(e, pool) || add_event(t, f, e);
    }
    return fine && (!f->problem[0] || trace_fail(t, "%s", f->problem));
}

bool trace_read_tenon(trace *t, trace_text text, int device) {
    t->kind = "tenon mem record";
    t->has_addresses = true;
    trace_file *f = malloc(sizeof *f);
    if (!f) {
        return trace_fail(t, "there is no memory for its names");
    }
    const bool read = trace_file_open(f, text.at, text.bytes) ? read_file(t, f, device)
                                                              : trace_fail(t, "%s", f->problem);
    trace_file_close(f);
    free(f);
    return read;
}
