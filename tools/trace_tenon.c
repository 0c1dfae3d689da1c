/* trace_tenon.c: records of tenon mem record (include/tenon/memory_trace.h). */
#include "origin_name.h"
#include "trace_reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Records --------------------------------------------------------------------------------- */

enum { ORIGINS_MAX = 1 << 16, POOLS_MAX = 256, NAME_BYTES = sizeof(origin_text) };

typedef struct reading {
    char (*names)[NAME_BYTES]; /* by origin, as far as they came */
    uint32_t n_names;
    struct {
        bool is_known, pinned;
        int64_t type, index;
    } pools[POOLS_MAX];
    uint64_t events[POOLS_MAX]; /* of blocks */
} reading;

bool trace_is_tenon(trace_text text) {
    return text.bytes >= 8 && memcmp(text.at, TN_TRACE_MAGIC, 8) == 0;
}

static bool check_header(trace *t, trace_text text, tn_trace_header *h) {
    if (text.bytes < sizeof *h) {
        return trace_fail(t, "it ends in its header");
    }
    memcpy(h, text.at, sizeof *h);
    if (h->version != TN_TRACE_VERSION) {
        return trace_fail(t, "it is of version %u, this is %d: use the tenon that recorded it",
                          h->version, TN_TRACE_VERSION);
    }
    if (h->header_bytes != sizeof *h || h->record_bytes != sizeof(tn_trace_record)) {
        return trace_fail(t, "its header is damaged: records of %u bytes", h->record_bytes);
    }
    return true;
}

static const char *name_at(const reading *r, uint64_t origin) {
    return origin < r->n_names ? r->names[origin] : "";
}

static bool has_room(trace *t, reading *r, uint32_t origin) {
    if (origin < r->n_names) {
        return true;
    }
    const uint32_t n = origin + 64;
    char(*names)[NAME_BYTES] = realloc(r->names, n * sizeof *names);
    if (!names) {
        return trace_fail(t, "there is no memory for its names");
    }
    memset(names + r->n_names, 0, (n - r->n_names) * sizeof *names);
    r->names = names;
    r->n_names = n;
    return true;
}

/* "region/op file.c:12" */
static bool read_name(trace *t, reading *r, const tn_trace_record *record, const char *text) {
    char texts[TN_TRACE_TEXT_BYTES + 2] = {0};
    if (record->origin >= ORIGINS_MAX) {
        return trace_fail(t, "a name has the number %u, which is too large", record->origin);
    }
    if (!has_room(t, r, record->origin)) {
        return false;
    }
    memcpy(texts, text, TN_TRACE_TEXT_BYTES);
    const char *region = name_at(r, record->value ? 0 : record->address);
    const origin_text name =
        origin_name_of(region, texts, texts + strlen(texts) + 1, (int64_t)record->bytes);
    memcpy(r->names[record->origin], name.at, NAME_BYTES);
    return true;
}

static void read_pool(reading *r, const tn_trace_record *record) {
    r->pools[record->pool].is_known = true;
    r->pools[record->pool].pinned = record->rounded != 0;
    r->pools[record->pool].type = (int64_t)record->address;
    r->pools[record->pool].index = (int64_t)record->bytes;
}

static bool add_event(trace *t, const reading *r, const tn_trace_record *e) {
    switch (e->kind) {
    case TN_TRACE_ALLOC:
        return trace_add_alloc(t, &(trace_block){.block = e->address,
                                                 .bytes = e->bytes,
                                                 .stream = e->stream,
                                                 .time = e->time_ns,
                                                 .name = name_at(r, e->origin)});
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

/* Waits concern every device. */
static bool is_of(const tn_trace_record *e, int pool) {
    return e->kind == TN_TRACE_WAIT || e->pool == pool;
}

/* Goes through the records: names and pools are read, and with `pool` from 0 on its events. */
static bool walk(trace *t, reading *r, trace_text text, int pool) {
    for (size_t at = sizeof(tn_trace_header); text.bytes - at >= sizeof(tn_trace_record);) {
        tn_trace_record record;
        memcpy(&record, text.at + at, sizeof record);
        at += sizeof record;
        if (record.kind == TN_TRACE_NAME) {
            if (text.bytes - at < TN_TRACE_TEXT_BYTES) {
                return true; /* its writer ended here */
            }
            if (pool < 0 && !read_name(t, r, &record, text.at + at)) {
                return false;
            }
            at += TN_TRACE_TEXT_BYTES;
        } else if (record.kind == TN_TRACE_POOL) {
            read_pool(r, &record);
        } else if (pool < 0) {
            r->events[record.pool] += record.kind == TN_TRACE_ALLOC;
        } else if (is_of(&record, pool) && !add_event(t, r, &record)) {
            return false;
        }
    }
    return true;
}

/* That of cuda:N, or that with most allocations; -1: there is none. */
static int choose_pool(const reading *r, int device) {
    int chosen = -1;
    for (int i = 0; i < POOLS_MAX; i++) {
        const bool fits =
            device < 0 || (r->pools[i].is_known && !r->pools[i].pinned &&
                           r->pools[i].type == TN_DEVICE_CUDA && r->pools[i].index == device);
        if (fits && r->events[i] > 0 && (chosen < 0 || r->events[i] > r->events[chosen])) {
            chosen = i;
        }
    }
    return chosen;
}

bool trace_read_tenon(trace *t, trace_text text, int device) {
    tn_trace_header header;
    t->kind = "tenon mem record";
    t->has_addresses = true;
    reading *r = check_header(t, text, &header) ? calloc(1, sizeof *r) : NULL;
    if (!r) {
        return false;
    }
    bool read = walk(t, r, text, -1);
    const int pool = choose_pool(r, device);
    read = read && (pool >= 0 ? walk(t, r, text, pool)
                              : trace_fail(t, "it has no allocations%s",
                                           device >= 0 ? " of that device" : ""));
    free(r->names);
    free(r);
    return read;
}
