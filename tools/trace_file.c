/* trace_file.c: the records of a file of tenon mem record. Nothing in it is trusted. */
#include "trace_file.h"

#include "plain_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ORIGINS_MAX = 1 << 16 };

static bool fail(trace_file *f, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(trace_file *f, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(f->problem, sizeof f->problem, format, args);
    va_end(args);
    return false;
}

bool trace_file_is(const char *at, size_t bytes) {
    return bytes >= 8 && memcmp(at, TN_TRACE_MAGIC, 8) == 0;
}

bool trace_file_open(trace_file *f, const char *at, size_t bytes) {
    *f = (trace_file){.at = at, .bytes = bytes, .next = sizeof f->header};
    if (bytes < sizeof f->header) {
        return fail(f, "it ends in its header");
    }
    memcpy(&f->header, at, sizeof f->header);
    if (f->header.version != TN_TRACE_VERSION) {
        return fail(f, "it is of version %u, this is %d: use the tenon that recorded it",
                    f->header.version, TN_TRACE_VERSION);
    }
    if (f->header.header_bytes != sizeof f->header ||
        f->header.record_bytes != sizeof(tn_trace_record)) {
        return fail(f, "its header is damaged: records of %u bytes", f->header.record_bytes);
    }
    return true;
}

void trace_file_rewind(trace_file *f) {
    f->next = sizeof f->header;
}

const char *trace_file_name(const trace_file *f, uint64_t origin) {
    return origin < f->n_names ? f->names[origin].at : "";
}

const char *trace_file_op(const trace_file *f, uint64_t origin) {
    return origin < f->n_names ? f->ops[origin] : "";
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool has_room(trace_file *f, uint32_t origin) {
    if (origin >= ORIGINS_MAX) {
        return fail(f, "a name has the number %u, which is too large", origin);
    }
    if (origin < f->n_names) {
        return true;
    }
    const uint32_t n = origin + 64;
    origin_text *names = realloc(f->names, n * sizeof *names);
    f->names = names ? names : f->names;
    char(*ops)[TN_TRACE_TEXT_BYTES] = realloc(f->ops, n * sizeof *ops);
    f->ops = ops ? ops : f->ops;
    if (!names || !ops) {
        return fail(f, "there is no memory for its names");
    }
    memset(names + f->n_names, 0, (n - f->n_names) * sizeof *names);
    memset(ops + f->n_names, 0, (n - f->n_names) * sizeof *ops);
    f->n_names = n;
    return true;
}

/* The text behind a name, which is there. */
static bool read_name(trace_file *f, const tn_trace_record *r, const char *text) {
    char texts[TN_TRACE_TEXT_BYTES + 2] = {0}; /* both end, whatever is there */
    if (!has_room(f, r->origin)) {
        return false;
    }
    memcpy(texts, text, TN_TRACE_TEXT_BYTES);
    const char *file = texts + strlen(texts) + 1;
    const char *region = trace_file_name(f, r->value ? 0 : r->address);
    f->names[r->origin] = origin_name_of(region, texts, file, (int64_t)r->bytes);
    snprintf(f->ops[r->origin], sizeof f->ops[0], "%s", texts);
    make_plain(f->ops[r->origin]);
    return true;
}

/* ---- Records --------------------------------------------------------------------------------- */

static void read_pool(trace_file *f, const tn_trace_record *r) {
    f->pools[r->pool] = (trace_pool){.is_known = true,
                                     .pinned = r->rounded != 0,
                                     .type = (int64_t)r->address,
                                     .index = (int64_t)r->bytes};
}

const tn_trace_record *trace_file_next(trace_file *f) {
    while (f->bytes - f->next >= sizeof f->record) {
        memcpy(&f->record, f->at + f->next, sizeof f->record);
        f->next += sizeof f->record;
        if (f->record.kind == TN_TRACE_POOL) {
            read_pool(f, &f->record);
        } else if (f->record.kind != TN_TRACE_NAME) {
            return &f->record;
        } else if (f->bytes - f->next < TN_TRACE_TEXT_BYTES) {
            break;
        } else if (read_name(f, &f->record, f->at + f->next)) {
            f->next += TN_TRACE_TEXT_BYTES;
        } else {
            break;
        }
    }
    return NULL;
}

void trace_file_close(trace_file *f) {
    free(f->names);
    free(f->ops);
}
