/* trace.h: recorded allocations, whoever wrote them: a CSV file, RMM's log, PyTorch's profiler or
 * its memory snapshot. */
#ifndef TENON_TRACE_H
#define TENON_TRACE_H

#include <tenon/tenon.h>

enum { TRACE_STREAMS = 63 }; /* as many as a replay tells apart */

/* What is known of an event besides what a replay needs. */
typedef struct trace_note {
    uint64_t time;   /* ns */
    int64_t partner; /* of an allocation the event that frees it, and the other way; -1: none */
    uint32_t name;   /* number of the text that says who asked for it; 0: nobody knows */
} trace_note;

typedef struct trace {
    const char *kind; /* what wrote it, for people */
    tn_memory_event *events;
    trace_note *notes; /* of each event */
    int64_t n;
    const char **names; /* texts by their numbers */
    uint32_t n_names;
    int64_t left_out;  /* frees of blocks that were made before the record began */
    char problem[400]; /* why it could not be read */
    /* While it is read. */
    int64_t room;
    uint32_t names_room;
    void *live, *texts; /* live blocks by address and names by text: trees of tsearch(3) */
    uint64_t streams[TRACE_STREAMS]; /* what the writer calls them, by our numbers */
    int n_streams;
} trace;

/* Reads a file; of several devices that with the given number, -1: the one with most events. False
 * with a problem. Close it in either case. */
bool trace_read(trace *t, const char *path, int device);
void trace_close(trace *t);
static inline const char *trace_name(const trace *t, int64_t event) {
    const uint32_t name = t->notes[event].name;
    return name ? t->names[name] : "";
}

/* ---- For those who read a format ------------------------------------------------------------- */

typedef struct trace_text {
    const char *at;
    size_t bytes;
} trace_text;

/* False with the problem, for returning it; the file's name comes before it. */
bool trace_fail(trace *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A block that somebody has already is freed first; a free of what nobody has is left out. `name`
 * is copied; NULL or "": nobody knows. */
typedef struct trace_block {
    uint64_t block, bytes, stream, time;
    const char *name;
} trace_block;
bool trace_alloc(trace *t, const trace_block *b);
bool trace_free(trace *t, uint64_t block, uint64_t time);

/* trace_csv.c: lines with a header that names columns. */
bool trace_is_csv(trace_text text);
bool trace_read_csv(trace *t, trace_text text);
/* trace_torch.c: PyTorch's files, as JSON or pickled. */
bool trace_is_torch(trace_text text);
bool trace_read_torch(trace *t, trace_text text, int device);

/* pickle.c: data that Python's pickle wrote (protocols 2 to 5), as what JSON would have of it:
 * tuples are arrays. Only data: what would call something is refused. NULL with a problem of at
 * most `room` bytes. The caller drops it. */
struct json_t;
struct json_t *pickle_read(const char *data, size_t bytes, char *problem, size_t room);

#endif
