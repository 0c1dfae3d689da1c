/* trace_reader.h: what the readers of formats share (trace_csv.c, trace_torch.c). */
#ifndef TENON_TRACE_READER_H
#define TENON_TRACE_READER_H

#include "trace.h"

typedef struct trace_text {
    const char *at;
    size_t bytes;
} trace_text;

trace trace_open(void); /* without events */
/* What a file holds into a trace without events. */
bool trace_read_text(trace *t, trace_text text, int device);

/* False with the problem, for returning it; the file's name comes before it. */
bool trace_fail(trace *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A block that somebody has already is freed first; a free of what nobody has is left out, as are
 * blocks of no bytes. `name` is copied; NULL or "": nobody knows. */
typedef struct trace_block {
    uint64_t block, bytes, stream, time;
    const char *name;
} trace_block;
bool trace_add_alloc(trace *t, const trace_block *b);
bool trace_add_free(trace *t, uint64_t block, uint64_t time);
/* Another stream uses a live block; of one that nobody has it is left out. */
bool trace_add_use(trace *t, uint64_t block, uint64_t stream, uint64_t time);
bool trace_add_wait(trace *t, uint64_t stream, uint64_t other, uint64_t time);
bool trace_add_segment(trace *t, uint64_t address, uint64_t bytes, segment_change change);

/* trace_csv.c: lines with a header that names columns. */
bool trace_is_csv(trace_text text);
bool trace_read_csv(trace *t, trace_text text, int device);
/* trace_tenon.c: what tenon mem record writes. */
bool trace_is_tenon(trace_text text);
bool trace_read_tenon(trace *t, trace_text text, int device);
/* trace_shown.c: what a process publishes: its live blocks, each made and not freed. */
bool trace_read_shown(trace *t, const char *pid_or_path, int device);
/* trace_torch.c: PyTorch's files, as JSON or pickled. */
bool trace_is_torch(trace_text text);
bool trace_read_torch(trace *t, trace_text text, int device);

#endif
