/* trace.h: recorded allocations, whoever wrote them: a CSV file, RMM's log, PyTorch's profiler or
 * its memory snapshot. */
#ifndef TENON_TRACE_H
#define TENON_TRACE_H

#include <tenon/tenon.h>

enum { TRACE_STREAMS = 63 }; /* as many as a replay tells apart */

typedef struct trace {
    const char *kind; /* what wrote it, for people */
    tn_memory_event *events;
    uint64_t *times; /* ns; of each event */
    int64_t n;
    int64_t left_out;  /* frees of blocks that were made before the record began */
    char problem[400]; /* why it could not be read */
    /* While it is read. */
    int64_t room;
    void *live;                      /* addresses of blocks, a tree of tsearch(3) */
    uint64_t streams[TRACE_STREAMS]; /* what the writer calls them, by our numbers */
    int n_streams;
} trace;

/* Reads a file; of several devices that with the given number, -1: the one with most events. False
 * with a problem. Close it in either case. */
bool trace_read(trace *t, const char *path, int device);
void trace_close(trace *t);

/* ---- For those who read a format ------------------------------------------------------------- */

typedef struct trace_text {
    const char *at;
    size_t bytes;
} trace_text;

/* False with the problem, for returning it; the file's name comes before it. */
bool trace_fail(trace *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A block that somebody has already is freed first; a free of what nobody has is left out. */
bool trace_alloc(trace *t, uint64_t block, uint64_t bytes, uint64_t stream, uint64_t time);
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
