/* export_perfetto.c: a record as JSON of the Trace Event Format: counters of what lives, in all and
 * by stream, and each block as a slice from its making to its free. A block that is never freed has
 * no end, which is how Perfetto shows it. */
#include "byte_text.h"
#include "export.h"
#include "plain_text.h"

typedef struct state {
    const trace *t;
    FILE *out;
    bool by_time;        /* else an event is a microsecond */
    uint64_t now, total; /* ns, bytes */
    uint64_t of_stream[TRACE_STREAMS_MAX];
} state;

/* Times that go back, as at midnight, stand still. */
static void move_on(state *s, int64_t event) {
    const uint64_t first = s->t->notes[0].time, time = s->t->notes[event].time;
    const uint64_t at = !s->by_time ? (uint64_t)event * 1000 : time > first ? time - first : 0;
    s->now = at > s->now ? at : s->now;
}

static void begin_event(const state *s, const char *phase) {
    fprintf(s->out, ",\n{\"ph\":\"%s\",\"pid\":1,\"ts\":%llu.%03u,", phase,
            (unsigned long long)(s->now / 1000), (unsigned)(s->now % 1000));
}

static void write_slice(const state *s, int64_t made, bool ends) {
    const tn_memory_event *e = &s->t->events[made];
    const char *name = trace_name(s->t, made);
    begin_event(s, ends ? "e" : "b");
    fprintf(s->out, "\"cat\":\"block\",\"id\":\"0x%llx\",\"name\":\"", (unsigned long long)made);
    if (*name) {
        write_plain(name, true, s->out);
    } else {
        fprintf(s->out, "blocks of %s", bytes_exactly(e->bytes).at);
    }
    fputc('"', s->out);
    if (!ends) {
        fprintf(s->out, ",\"args\":{\"bytes\":%llu,\"stream\":%llu}", (unsigned long long)e->bytes,
                (unsigned long long)s->t->streams[e->stream]);
    }
    fputc('}', s->out);
}

static void write_counters(const state *s, uint32_t stream) {
    begin_event(s, "C");
    fprintf(s->out, "\"name\":\"live bytes\",\"args\":{\"total\":%llu",
            (unsigned long long)s->total);
    if (s->t->n_streams > 1) {
        fprintf(s->out, ",\"stream %llu\":%llu", (unsigned long long)s->t->streams[stream],
                (unsigned long long)s->of_stream[stream]);
    }
    fputs("}}", s->out);
}

bool export_perfetto(const trace *t, const char *title, FILE *out) {
    state s = {.t = t, .out = out, .by_time = trace_seconds(t, t->n - 1) > 0};
    fputs("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n"
          "{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":\"",
          out);
    write_plain(title, true, out);
    fputs("\"}}", out);
    for (int64_t i = 0; i < t->n; i++) {
        if (!trace_is_of_block(t, i)) {
            continue;
        }
        const int64_t made = trace_made(t, i);
        const uint32_t stream = t->events[made].stream;
        move_on(&s, i);
        s.total += trace_change(t, i);
        s.of_stream[stream] += trace_change(t, i);
        write_slice(&s, made, made != i);
        write_counters(&s, stream);
    }
    fputs("\n]}\n", out);
    return true;
}
