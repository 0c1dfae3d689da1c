/* trace_csv.c: allocations in lines: op,id,bytes and perhaps stream, us and name, in any order, or
 * RMM's log (rmm::mr::logging_resource_adaptor), whose columns have other names. Lines that start
 * with # are passed over. */
#include "trace_reader.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum column { OP, BLOCK, BYTES, STREAM, TIME, NAME, COLUMNS } column;
enum { FIELDS_MAX = 32, FIELD_BYTES = 256 };

/* One kind of file: what it calls its columns and ops. */
typedef struct dialect {
    const char *kind, *columns[COLUMNS], *alloc, *frees[2];
    int base;           /* of blocks' numbers */
    bool has_addresses; /* these numbers are where blocks lie */
    bool is_clock;      /* time is HH:MM:SS.microseconds, else microseconds */
} dialect;

static const dialect dialects[] = {
    {"CSV",
     {"op", "id", "bytes", "stream", "us", "name"},
     "alloc",
     {"free", "free"},
     10,
     false,
     false},
    {"RMM's log",
     {"Action", "Pointer", "Size", "Stream", "Time", "Name"},
     "allocate",
     {"free", "deallocate"},
     16,
     true,
     true},
};

/* ---- Lines ----------------------------------------------------------------------------------- */

typedef struct reader {
    const char *at, *end;
    int64_t line;
    char fields[FIELDS_MAX][FIELD_BYTES]; /* longer ones, names at most, are cut */
    int n;                                /* more than FIELDS_MAX: the last ones are not kept */
} reader;

static const char *skip_spaces(const char *at, const char *end) {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r')) {
        at++;
    }
    return at;
}

/* Reads a field up to its comma, or the end of the line; in quotes commas are text, and two quotes
 * are one. Returns where it ends. */
static const char *read_field(reader *r, const char *at, const char *end) {
    char cut[FIELD_BYTES], *field = r->n < FIELDS_MAX ? r->fields[r->n] : cut;
    size_t n = 0;
    at = skip_spaces(at, end);
    const bool quoted = at < end && *at == '"';
    bool open = quoted;
    for (at += quoted; at < end && (open || *at != ','); at++) {
        if (quoted && *at == '"') {
            const bool twice = open && at + 1 < end && at[1] == '"';
            open = twice;
            at += twice;
            if (!twice) {
                continue;
            }
        }
        if (n + 1 < FIELD_BYTES) {
            field[n++] = *at;
        }
    }
    while (n > 0 && strchr(" \t\r", field[n - 1])) {
        n--;
    }
    field[n] = 0;
    r->n++;
    return at;
}

/* The next line that says something, in fields; false at the end. */
static bool next_line(reader *r) {
    r->n = 0;
    while (r->n == 0 && r->at < r->end) {
        const char *line = r->at, *end = memchr(line, '\n', (size_t)(r->end - line));
        end = end ? end : r->end;
        r->at = end < r->end ? end + 1 : end;
        r->line++;
        if (skip_spaces(line, end) == end || *line == '#') {
            continue;
        }
        for (line = read_field(r, line, end); line < end; line = read_field(r, line + 1, end)) {}
    }
    return r->n > 0;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static int find_column(const reader *r, const char *name) {
    for (int i = 0; i < r->n && i < FIELDS_MAX; i++) {
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

/* Behind what some editors put in front of UTF-8. */
static reader reader_of(trace_text text) {
    const size_t mark = text.bytes >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    return (reader){.at = text.at + mark, .end = text.at + text.bytes};
}

bool trace_is_csv(trace_text text) {
    reader r = reader_of(text);
    int at[COLUMNS];
    return next_line(&r) && dialect_of(&r, at);
}

/* ---- Events ---------------------------------------------------------------------------------- */

/* A stage of reading: what the header says, and the clock, which starts again at midnight. */
typedef struct table {
    const dialect *d;
    int at[COLUMNS];
    int columns;
    uint64_t day, last; /* ns */
} table;

static bool number(const char *text, int base, uint64_t *out) {
    char *end;
    errno = 0;
    *out = strtoull(text, &end, base);
    return isxdigit((unsigned char)*text) && *end == 0 && errno == 0;
}

/* "13:49:15.573201", or with a colon before the microseconds. */
static bool clock_time(const char *text, uint64_t *ns) {
    unsigned hours, minutes, seconds, us;
    char point;
    int used = 0;
    *ns = 0;
    if (sscanf(text, "%2u:%2u:%2u%c%6u%n", &hours, &minutes, &seconds, &point, &us, &used) != 5 ||
        text[used] || !strchr(".:", point) || hours > 23 || minutes > 59 || seconds > 60) {
        return false;
    }
    *ns = (uint64_t)(hours * 3600 + minutes * 60 + seconds) * 1000000000 + (uint64_t)us * 1000;
    return true;
}

static bool time_of(table *c, const char *text, uint64_t *ns) {
    const uint64_t half_day = (uint64_t)12 * 3600 * 1000000000;
    if (c->d->is_clock) {
        if (!clock_time(text, ns)) {
            return false;
        }
        c->day += *ns + c->day + half_day < c->last ? 2 * half_day : 0;
        *ns += c->day;
        c->last = *ns;
        return true;
    }
    char *end;
    const double us = strtod(text, &end);
    *ns = us >= 0 && us < 1e15 ? (uint64_t)(us * 1000) : 0;
    return end != text && *end == 0 && us >= 0 && us < 1e15;
}

/* A field of the line; `fallback` where the file has no such column. */
static const char *field(const reader *r, const table *c, column column, const char *fallback) {
    return c->at[column] < 0 ? fallback : c->at[column] < r->n ? r->fields[c->at[column]] : "";
}

static bool bad_field(trace *t, const reader *r, const table *c, column column, const char *what) {
    return trace_fail(t, "line %lld: %s must be %s, got '%s'", (long long)r->line,
                      c->d->columns[column], what, field(r, c, column, ""));
}

static bool is_hexadecimal(const char *text) {
    return text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

static bool read_line(trace *t, const reader *r, table *c) {
    const dialect *d = c->d;
    const char *op = field(r, c, OP, ""), *stream = field(r, c, STREAM, "0");
    trace_block made = {.name = field(r, c, NAME, NULL)};
    if (strncmp(op, "allocate failure", 16) == 0) { /* RMM's: there was no memory */
        return true;
    }
    const bool allocs = strcmp(op, d->alloc) == 0;
    if (!allocs && strcmp(op, d->frees[0]) != 0 && strcmp(op, d->frees[1]) != 0) {
        return trace_fail(t, "line %lld: %s must be %s or %s, got '%s'", (long long)r->line,
                          d->columns[OP], d->alloc, d->frees[0], op);
    }
    if (r->n > c->columns) {
        return trace_fail(t,
                          "line %lld: it has %d fields, and the header has %d; put text with "
                          "commas in quotes",
                          (long long)r->line, r->n, c->columns);
    }
    const char *block = field(r, c, BLOCK, "");
    if (!number(strcmp(block, "(nil)") == 0 ? "0" : block, d->base, &made.block)) {
        return bad_field(t, r, c, BLOCK, d->base == 16 ? "an address" : "a number");
    }
    if (!time_of(c, field(r, c, TIME, d->is_clock ? "0:0:0.0" : "0"), &made.time)) {
        return bad_field(t, r, c, TIME, d->is_clock ? "HH:MM:SS.microseconds" : "microseconds");
    }
    if (!allocs) {
        return trace_add_free(t, made.block, made.time);
    }
    if (!number(field(r, c, BYTES, ""), 10, &made.bytes)) {
        return bad_field(t, r, c, BYTES, "a number of bytes");
    }
    if (!number(stream, is_hexadecimal(stream) ? 16 : 10, &made.stream)) {
        return bad_field(t, r, c, STREAM, "a number");
    }
    return trace_add_alloc(t, &made);
}

bool trace_read_csv(trace *t, trace_text text, int device) {
    reader r = reader_of(text);
    table c = {.day = 0};
    next_line(&r);
    c.d = dialect_of(&r, c.at);
    c.columns = r.n;
    t->kind = c.d->kind;
    t->has_addresses = c.d->has_addresses;
    if (device >= 0) {
        return trace_fail(t, "%s does not say which device a block is of; leave --device out",
                          t->kind);
    }
    if (memchr(text.at, 0, text.bytes)) {
        return trace_fail(t, "it holds bytes of zero, which no text does");
    }
    while (next_line(&r)) {
        if (!read_line(t, &r, &c)) {
            return false;
        }
    }
    return true;
}
