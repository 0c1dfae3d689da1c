/* profile_trace.c: a program's events for Perfetto (ui.perfetto.dev): JSON in the format of
 * Chrome's traces. Threads have their ops with the host's kernels below them; each stream of a
 * device has a track of what it was given; memory is counted by device. What devices did themselves
 * lies in a process of its own for each device, with a track for each stream. */
#include "plain_text.h"
#include "profile.h"

#include <inttypes.h>

/* Tracks of streams, beside those of threads, whose numbers are those of the system. */
static const uint64_t first_stream_track = 1u << 30;
/* Processes of devices, beside those of the system, whose numbers are smaller. */
static const int64_t first_device_process = 1 << 23;

void profile_trace_begin(FILE *out) {
    fputs("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n", out);
}

void profile_trace_end(FILE *out) {
    fputs("\n]}\n", out);
}

/* What is written of one process. */
typedef struct state {
    trace_file *f;
    FILE *out;
    uint64_t live[TRACE_POOLS_MAX];
    bool streams[256];                                       /* that have a name */
    bool did[TRACE_POOLS_MAX], did_on[TRACE_POOLS_MAX][256]; /* the same of what devices did */
} state;

static double us(uint64_t ns) {
    return (double)ns / 1e3;
}

/* `of`: what the process is, "" for the program itself. */
static void put_process(const state *s, int64_t number, const char *of) {
    const tn_trace_header *h = &s->f->header;
    char program[sizeof h->program + 1] = {0};
    snprintf(program, sizeof program, "%.*s", (int)sizeof h->program, h->program);
    fprintf(s->out,
            "{\"ph\":\"M\",\"pid\":%" PRId64 ",\"name\":\"process_name\",\"args\":{\"name\":\"%s",
            number, of);
    if (h->rank >= 0) {
        fprintf(s->out, "rank %" PRId64 ": ", h->rank);
    }
    write_plain(program, true, s->out);
    fputs("\"}}", s->out);
}

/* A row of Perfetto: a thread, or a stream. */
typedef struct track {
    int64_t process;
    uint64_t number;
} track;

static void put_slice(const state *s, const char *name, const char *category, track at,
                      const tn_trace_record *e) {
    const uint64_t ns = e->value < e->time_ns ? e->value : e->time_ns;
    fprintf(s->out,
            ",\n{\"ph\":\"X\",\"pid\":%" PRId64 ",\"tid\":%" PRIu64 ",\"ts\":%.3f,\"dur\":%.3f,"
            "\"cat\":\"%s\",\"name\":\"",
            at.process, at.number, us(e->time_ns - ns), us(ns), category);
    write_plain(*name ? name : "?", true, s->out);
    fputs("\",\"args\":{\"by\":\"", s->out);
    write_plain(trace_file_name(s->f, e->origin), true, s->out);
    if (e->kind != TN_TRACE_OP && e->kind != TN_TRACE_DEVICE_KERNEL) {
        fprintf(s->out, "\",\"bytes\":%" PRIu64 "}}",
                e->bytes + (e->kind == TN_TRACE_LAUNCH ? e->rounded : 0));
    } else {
        fputs("\"}}", s->out);
    }
}

static void put_track_name(const state *s, track at, const char *name) {
    fprintf(s->out,
            ",\n{\"ph\":\"M\",\"pid\":%" PRId64 ",\"tid\":%" PRIu64
            ",\"name\":\"thread_name\",\"args\":{\"name\":\"%s\"}}",
            at.process, at.number, name);
}

static track thread_of(const state *s, const tn_trace_record *e) {
    return (track){s->f->header.pid, e->thread};
}

/* The track of what a stream was given, which gets its name before the first slice; the host's is
 * the thread's. */
static track track_of(state *s, const tn_trace_record *e) {
    if (e->stream == 0) {
        return thread_of(s, e);
    }
    const track at = {s->f->header.pid, first_stream_track + e->stream};
    if (!s->streams[e->stream % 256]) {
        char name[40];
        snprintf(name, sizeof name, "given to stream %u", e->stream);
        s->streams[e->stream % 256] = true;
        put_track_name(s, at, name);
    }
    return at;
}

/* The track of what a device did on a stream, the same way. */
static track device_track_of(state *s, const tn_trace_record *e) {
    const bool is_copy = e->kind == TN_TRACE_DEVICE_COPY;
    const int64_t device = is_copy ? s->f->pools[e->pool].index : (int64_t)(e->rounded / 256);
    const track at = {s->f->header.pid + first_device_process * (1 + e->pool), e->stream};
    char name[80];
    if (!s->did[e->pool]) {
        s->did[e->pool] = true;
        snprintf(name, sizeof name, "device %" PRId64 " of ", device);
        fputs(",\n", s->out);
        put_process(s, at.process, name);
    }
    if (!s->did_on[e->pool][e->stream % 256]) {
        s->did_on[e->pool][e->stream % 256] = true;
        if (e->stream) {
            snprintf(name, sizeof name, "device %" PRId64 ", stream %u", device, e->stream);
        } else {
            snprintf(name, sizeof name, "device %" PRId64 ", streams of others", device);
        }
        put_track_name(s, at, name);
    }
    return at;
}

static void put_memory(state *s, const tn_trace_record *e) {
    static const char *const types[] = {
        [TN_DEVICE_CPU] = "cpu", [TN_DEVICE_CUDA] = "cuda", [TN_DEVICE_META] = "meta"};
    const trace_pool *pool = &s->f->pools[e->pool];
    const bool is_known = pool->type >= 0 && pool->type < (int64_t)(sizeof types / sizeof *types) &&
                          types[pool->type];
    s->live[e->pool] += e->kind == TN_TRACE_ALLOC ? e->bytes : -e->bytes;
    fprintf(s->out,
            ",\n{\"ph\":\"C\",\"pid\":%" PRId64 ",\"ts\":%.3f,\"name\":\"%s%s %" PRId64
            " live bytes\",\"args\":{\"bytes\":%" PRId64 "}}",
            s->f->header.pid, us(e->time_ns), pool->pinned ? "pinned " : "",
            is_known ? types[pool->type] : "device", pool->index, (int64_t)s->live[e->pool]);
}

static void put_event(state *s, const tn_trace_record *e) {
    const trace_file *f = s->f;
    switch (e->kind) {
    case TN_TRACE_OP:
        put_slice(s, trace_file_op(f, e->origin), "op", thread_of(s, e), e);
        break;
    case TN_TRACE_LAUNCH:
        put_slice(s, trace_file_op(f, e->address), "kernel", track_of(s, e), e);
        break;
    case TN_TRACE_COPY:
        put_slice(s, "copy", "copy", track_of(s, e), e);
        break;
    case TN_TRACE_COLLECTIVE:
        put_slice(s, trace_file_op(f, e->origin), "communication", track_of(s, e), e);
        break;
    case TN_TRACE_DEVICE_KERNEL:
        put_slice(s, trace_file_op(f, e->address), "device", device_track_of(s, e), e);
        break;
    case TN_TRACE_DEVICE_COPY:
        put_slice(s, "copy", "device copy", device_track_of(s, e), e);
        break;
    case TN_TRACE_DEVICE_SET:
        put_slice(s, "set", "device set", device_track_of(s, e), e);
        break;
    case TN_TRACE_ALLOC:
    case TN_TRACE_FREE:
        put_memory(s, e);
        break;
    default:
        break;
    }
}

bool profile_trace_add(trace_file *f, int k, FILE *out) {
    state s = {.f = f, .out = out};
    fputs(k > 0 ? ",\n" : "", out);
    put_process(&s, f->header.pid, "");
    for (const tn_trace_record *e; (e = trace_file_next(f)) != NULL;) {
        put_event(&s, e);
    }
    return !f->problem[0];
}
