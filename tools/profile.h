/* profile.h: what a program did with its time, from records of tenon profile. */
#ifndef TENON_PROFILE_H
#define TENON_PROFILE_H

#include "trace_file.h"

#include <stdio.h>

/* profile_trace.c: events as a trace for Perfetto: one process of the file `out`, which begins
 * with profile_trace_begin() and ends with profile_trace_end(). */
void profile_trace_begin(FILE *out);
/* Number k, from 0 on. False with a problem in the file. */
bool profile_trace_add(trace_file *f, int k, FILE *out);
void profile_trace_end(FILE *out);

/* Kernels of one op. */
typedef struct profile_op {
    char name[TN_TRACE_TEXT_BYTES];
    uint64_t calls, bytes;
    uint64_t given;                  /* of the calls: to a device */
    uint64_t ns, given_ns;           /* on the host; until a device had them */
    uint64_t device_work, device_ns; /* what devices then did, and by themselves how long */
} profile_op;

/* profile_summary.c: kernels added up by op. */
typedef struct profile_summary {
    profile_op *ops; /* the longest first, once it is closed for adding */
    int64_t n, room;
    uint64_t copies, copied_bytes, copy_ns, collectives, collective_ns;
    uint64_t device_copies, device_copied_bytes, device_copy_ns;
    uint64_t device_lost;      /* pieces of work that nobody timed */
    int64_t device;            /* one that did something */
    uint64_t begin_ns, end_ns; /* of the first and last event */
} profile_summary;
bool profile_summary_add(profile_summary *s, trace_file *f); /* false with a problem in the file */
bool profile_summary_has_device_times(const profile_summary *s);
/* Bytes a second that the memory of this machine and that of the device move; 0: nobody knows. */
typedef struct profile_limits {
    double host, device;
} profile_limits;
/* A table of the first `rows` ops, 0: all. */
void profile_summary_print(profile_summary *s, int64_t rows, profile_limits limits);
void profile_summary_close(profile_summary *s);

#endif
