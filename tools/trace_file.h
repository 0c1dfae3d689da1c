/* trace_file.h: the records of a file of tenon mem record, one after the other
 * (include/tenon/memory_trace.h). Names and pools are kept as they come. */
#ifndef TENON_TRACE_FILE_H
#define TENON_TRACE_FILE_H

#include "origin_name.h"

enum { TRACE_POOLS_MAX = 256 };

typedef struct trace_pool {
    bool is_known, pinned;
    int64_t type, index; /* of its device */
} trace_pool;

typedef struct trace_file {
    const char *at; /* the file's bytes */
    size_t bytes, next;
    tn_trace_header header;
    origin_text *names; /* by origin */
    char (*ops)[TN_TRACE_TEXT_BYTES];
    uint32_t n_names;
    trace_pool pools[TRACE_POOLS_MAX];
    tn_trace_record record;
    char problem[160]; /* why there is no next record; "": it ends here */
} trace_file;

bool trace_file_is(const char *at, size_t bytes); /* whether a file is one */
/* False with a problem. Close it in either case. */
bool trace_file_open(trace_file *f, const char *at, size_t bytes);
/* The next event; NULL at the end, perhaps with a problem. A record that is cut off is the end. */
const tn_trace_record *trace_file_next(trace_file *f);
void trace_file_rewind(trace_file *f);
const char *trace_file_name(const trace_file *f, uint64_t origin); /* "region/op file.c:12" */
const char *trace_file_op(const trace_file *f, uint64_t origin);   /* "op" */
void trace_file_close(trace_file *f);

#endif
