/* recorder.h: what processes publish while they run, written to files (recorder.c). */
#ifndef TENON_RECORDER_H
#define TENON_RECORDER_H

#include <tenon/tenon.h>

#include <stdio.h>

enum { RECORDED_MAX = 1024 };

/* A process that is recorded. */
typedef struct recorded {
    int64_t pid;
    tn_published *view;
    FILE *out;
    char part[4096]; /* where it is written until it is whole */
    uint64_t after, lost, written;
    uint8_t is_named[1 << 13]; /* origins that the file has names of, a bit each */
    uint32_t n_pools;          /* of those that it has */
    int64_t rank, world;
    bool failed; /* to write: said, and not tried again */
} recorded;

typedef struct recorder {
    const char *token, *path; /* what programs have in TENON_RECORD; where files go */
    recorded *all[RECORDED_MAX];
    int n;
    int64_t others[RECORDED_MAX]; /* processes that are none of it */
    int n_others;
    bool failed; /* something could not be written: said */
} recorder;

/* Writes what came since the last time; how many events that were. */
int64_t recorder_drain(recorder *r);
/* The last events; then files get their names: PATH, or PATH.RANK in a job, or PATH.PID where there
 * are several programs. Says what was lost. False when something could not be kept. */
bool recorder_close(recorder *r);

#endif
