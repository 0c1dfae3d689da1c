/* recorder.h: running a program and writing what it, and what it starts, publishes to files
 * (recorder.c, record_program.c). */
#ifndef TENON_RECORDER_H
#define TENON_RECORDER_H

#include <tenon/tenon.h>

#include <stdio.h>

enum { RECORDED_MAX = 1024 };

/* A process that is recorded. */
typedef struct recorded {
    int64_t pid;
    char path[64];           /* of what it publishes */
    uint64_t file, began_ns; /* of what it publishes: another program of this number has another */
    tn_published *view;
    FILE *out;
    char part[4096], place[4096]; /* where it is written until it is whole, and then */
    uint64_t after, lost, written;
    uint8_t is_named[1 << 13]; /* origins that the file has names of, a bit each */
    uint32_t n_pools;          /* of those that it has */
    bool failed;               /* to write: said, and not tried again */
} recorded;

/* What a process that is none of it publishes. */
typedef struct recorder_other {
    char path[64];
    uint64_t file; /* as `recorded` has it: one of that name that comes later is another's */
} recorder_other;

typedef struct recorder {
    const char *command;      /* "mem record", for what is said */
    const char *token, *path; /* what programs have in TENON_RECORD; where files go */
    int rank, world;          /* of this process, by its launcher; -1: it runs alone */
    recorded *all[RECORDED_MAX];
    int n;
    recorder_other others[RECORDED_MAX];
    int n_others;
    tn_published_file found[RECORDED_MAX]; /* all that publish now */
    bool failed;                           /* something could not be written: said */
} recorder;

/* False, with the reason said, when files cannot be put where they are to go. */
bool recorder_check(const recorder *r);
/* Writes what came since the last time; how many events that were. */
int64_t recorder_drain(recorder *r);
/* A file that is whole: PATH, or PATH.RANK in a job, or PATH.PID where there are several programs
 * (PATH.RANK.PID of those that did not join the job); of a second one of the same number
 * PATH.PID.2. False: something failed, which was said. */
typedef bool recorder_kept(const char *path, uint64_t events, uint64_t lost, void *context);
/* Files get their names. False when something could not be kept. */
bool recorder_close(recorder *r, recorder_kept *kept, void *context);

/* The name of a file that all ranks of a launcher would have: PATH.RANK, or PATH of one alone. */
typedef struct rank_path {
    char at[4096];
} rank_path;
rank_path path_of_rank(const char *path);

/* Runs a program that publishes as TENON_PUBLISH says, and records it. Returns its exit status, as
 * a shell tells it, or 1 when something could not be kept. Signals go to the program. */
int record_program(const char *command, char **program, const char *publish, const char *path,
                   recorder_kept *kept, void *context);

#endif
