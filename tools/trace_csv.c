/* trace_csv.c: allocations in lines: op,id,bytes and perhaps stream, us and name, in any order, or
 * RMM's log (rmm::mr::logging_resource_adaptor), whose columns have other names. Lines that start
 * with # are passed over. */
#include "trace.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef enum column { OP, BLOCK, BYTES, STREAM, TIME, NAME, COLUMNS } column;
enum { FIELDS_MAX = 16, FIELD_BYTES = 120 };

/* One kind of file: what it calls its columns and ops. */
typedef struct dialect {
    const char *kind, *columns[COLUMNS], *alloc, *free;
    int base;      /* of blocks' numbers */
    bool is_clock; /* time is HH:MM:SS:microseconds, else microseconds */
} dialect;

static const dialect dialects[] = {
    {"CSV", {"op", "id", "bytes", "stream", "us", "name"}, "alloc", "free", 10, false},
    {"RMM's log",
     {"Action", "Pointer", "Size", "Stream", "Time", "Name"},
     "allocate",
     "free",
     16,
     true},
};

/* ---- Lines ----------------------------------------------------------------------------------- */

typedef struct reader {
    const char *at, *end;
    int64_t line;
    char fields[FIELDS_MAX][FIELD_BYTES]; /* longer ones, names at most, are cut */
    int n;
} reader;

static void add_field(reader *r, const char *from, const char *to) {
    while (from < to && isspace((unsigned char)*from)) {
        from++;
    }
    while (from < to && isspace((unsigned char)to[-1])) {
        to--;
    }
    if (r->n < FIELDS_MAX) {
        const size_t bytes =
            (size_t)(to - from) < FIELD_BYTES ? (size_t)(to - from) : FIELD_BYTES - 1;
        memcpy(r->fields[r->n], from, bytes);
        r->fields[r->n++][bytes] = 0;
    }
}

/* The next line that says something, in fields; false at the end. */
static bool next_line(reader *r) {
    r->n = 0;
    while (r->n == 0 && r->at < r->end) {
        const char *line = r->at, *end = memchr(line, '\n', (size_t)(r->end - line));
        end = end ? end : r->end;
        r->at = end < r->end ? end + 1 : end;
        r->line++;
        if (line == end || *line == '#' || *line == '\r') {
            continue;
        }
        for (const char *comma; (comma = memchr(line, ',', (size_t)(end - line))) != NULL;) {
            add_field(r, line, comma);
            line = comma + 1;
        }
        add_field(r, line, end);
    }
    return r->n > 0;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static int find_column(const reader *r, const char *name) {
    for (int i = 0; i < r->n; i++) {
        if (strcmp(r->fields[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

/* The dialect of a header; NULL when it is none. */
static const dialect *dialect_of(const reader *r, int at[COLUMNS]) {
    for (size_t k = 0; k < sizeof dialects / sizeof *dialects; k++) {
        for (int c = 0; c < COLUMNS; c++) {
            at[c] = find_column(r, dialects[k].columns[c]);
        }
        if (at[OP] >= 0 && at[BLOCK] >= 0 && at[BYTES] >= 0) {
            return &dialects[k];
        }
    }
    return NULL;
}

static reader reader_of(trace_text text) {
    return (reader){.at = text.at, .end = text.at + text.bytes};
}

bool trace_is_csv(trace_text text) {
    reader r = reader_of(text);
    int at[COLUMNS];
    return next_line(&r) && dialect_of(&r, at);
}

/* ---- Events ---------------------------------------------------------------------------------- */

static bool number(const char *text, int base, uint64_t *out) {
    char *end;
    errno = 0;
    *out = strtoull(text, &end, base);
    return end != text && *end == 0 && errno == 0 && *text != '-';
}

/* "13:49:15:573201" */
static bool clock_time(const char *text, uint64_t *ns) {
    static const uint64_t units[] = {3600000000, 60000000, 1000000, 1};
    uint64_t us = 0;
    for (int i = 0; i < 4; i++) {
        char *end;
        if (!isdigit((unsigned char)*text)) {
            return false;
        }
        us += strtoull(text, &end, 10) * units[i];
        text = end + 1;
        if (*end != (i < 3 ? ':' : 0)) {
            return false;
        }
    }
    *ns = us * 1000;
    return true;
}

static bool time_of(const dialect *d, const char *text, uint64_t *ns) {
    if (d->is_clock) {
        return clock_time(text, ns);
    }
    char *end;
    const double us = strtod(text, &end);
    *ns = us >= 0 && us < 1e15 ? (uint64_t)(us * 1000) : 0;
    return end != text && *end == 0 && us >= 0 && us < 1e15;
}

/* A field of the line; `fallback` where the file has no such column. */
static const char *field(const reader *r, const int at[COLUMNS], column c, const char *fallback) {
    return at[c] < 0 ? fallback : at[c] < r->n ? r->fields[at[c]] : "";
}

static bool read_line(trace *t, const reader *r, const dialect *d, const int at[COLUMNS]) {
    const char *op = field(r, at, OP, "");
    uint64_t block, bytes, stream, time;
    if (strncmp(op, "allocate failure", 16) == 0) { /* RMM's: there was no memory */
        return true;
    }
    const bool allocs = strcmp(op, d->alloc) == 0;
    if (!allocs && strcmp(op, d->free) != 0) {
        return trace_fail(t, "line %lld: %s must be %s or %s, got '%s'", (long long)r->line,
                          d->columns[OP], d->alloc, d->free, op);
    }
    if (!number(field(r, at, BLOCK, ""), d->base, &block) ||
        !number(field(r, at, BYTES, ""), 10, &bytes) || bytes >= (uint64_t)1 << 62 ||
        !number(field(r, at, STREAM, "0"), 0, &stream) ||
        !time_of(d, field(r, at, TIME, d->is_clock ? "0:0:0:0" : "0"), &time)) {
        return trace_fail(t,
                          "line %lld: %s, %s, stream and time must be numbers, got '%s', '%s', "
                          "'%s' and '%s'",
                          (long long)r->line, d->columns[BLOCK], d->columns[BYTES],
                          field(r, at, BLOCK, ""), field(r, at, BYTES, ""),
                          field(r, at, STREAM, "0"), field(r, at, TIME, "0"));
    }
    const trace_block made = {block, bytes, stream, time, field(r, at, NAME, NULL)};
    return allocs ? trace_alloc(t, &made) : trace_free(t, block, time);
}

bool trace_read_csv(trace *t, trace_text text) {
    reader r = reader_of(text);
    int at[COLUMNS];
    next_line(&r);
    const dialect *d = dialect_of(&r, at);
    t->kind = d->kind;
    while (next_line(&r)) {
        if (!read_line(t, &r, d, at)) {
            return false;
        }
    }
    return true;
}
