/* group.h: the insides of dist: the group of ranks, votes, the canonical tree, the bucket plan.
 *
 * Everything takes its group as an argument, so that tests run several ranks as threads of one
 * process; the public functions use tni_world(). */
#ifndef TNI_GROUP_H
#define TNI_GROUP_H

#include <tenon/dist.h>

#include "device/comm.h"

/* ---- watchdog.c: where every rank is --------------------------------------------------------- */

/* A page shared by the ranks of a machine, with a seat for each rank of the job. */
typedef struct tni_board tni_board;

struct tni_group;
/* Seats in memory of this process, for ranks that are threads; size 0 bytes never. */
tni_board *tni_board_new(int seats);
/* Maps one page for all ranks of this machine and sets group->local_rank. Collective. Where there
 * is no shared memory the group goes without; the error is that of a collective. */
tn_status tni_board_open(struct tni_group *group);
void tni_board_delete(tni_board *board);
/* What `rank` does now: `posted` collectives started, waiting in one or not, in words. */
void tni_board_write(tni_board *board, int rank, uint64_t posted, bool waits, const char *text);
/* Says that the rank is alive while it waits. */
void tni_board_beat(tni_board *board, int rank);
/* Says who is missing from collective `number`, ends the job through the table, raises. */
tn_status tni_watchdog_expire(struct tni_group *group, uint64_t number);
/* The sentence about the missing ranks, cut to `bytes`. */
void tni_watchdog_report(const struct tni_group *group, uint64_t number, char *text, size_t bytes);

/* ---- group.c: collectives that can be waited for --------------------------------------------- */

enum { TNI_WHERE_BYTES = 160, TNI_VOTE_NUMBERS = 9 };

/* What a rank brings to a vote: 512 bytes. */
typedef struct tni_vote {
    uint64_t number;  /* of the collective: ranks that are out of step differ */
    uint64_t detail;  /* must be equal on all ranks: a size, a step */
    uint64_t data[2]; /* for the caller */
    int32_t code;     /* tn_status pending on the rank */
    int32_t flag;
    double numbers[TNI_VOTE_NUMBERS];
    char what[56];
    char message[344]; /* of the pending error */
} tni_vote;

typedef struct tni_group {
    const tni_comm_table *comm; /* NULL: alone */
    int rank, size, local_rank;
    int64_t timeout_ms;
    uint64_t posted;             /* collectives started; the same on all ranks */
    bool out_of_step;            /* a collective failed here and none succeeded since */
    bool waits;                  /* in a collective, as said last; else it computes */
    tni_vote *votes;             /* one for each rank: the latest vote */
    void **parts;                /* room for one pointer a rank: a sum needs no memory */
    tni_board *board;            /* NULL: no watchdog page */
    char where[TNI_WHERE_BYTES]; /* what this rank waits for, in words */
    /* Among this rank's device and those of the others; NULL until they are needed. */
    tni_device_comm *device_comm;
    const struct tni_collectives *collectives;
    tn_device device;
} tni_group;

/* A started collective. */
typedef struct tni_flight {
    tni_request *request;
    uint64_t number;
} tni_flight;

/* The group of this process; alone until tn_dist_init(). */
tni_group *tni_world(void);
/* Allocates what a group needs beside its communicator. */
tn_status tni_group_open(tni_group *group, const tni_comm_table *comm, int rank, int size);
void tni_group_close(tni_group *group);

/* Says where this rank is, for the watchdog of the others. */
void tni_group_computes(tni_group *group, const char *format, ...) TN_PRINTF(2, 3);
void tni_group_waits(tni_group *group, const char *format, ...) TN_PRINTF(2, 3);

tn_status tni_start_all_to_all(tni_group *group, const void *send, void *recv, int64_t piece_bytes,
                               tni_flight *flight);
tn_status tni_start_all_gather(tni_group *group, const void *send, void *recv, int64_t piece_bytes,
                               tni_flight *flight);
tn_status tni_start_broadcast(tni_group *group, void *data, int64_t bytes, int root,
                              tni_flight *flight);
/* Polls until done, an error, or the time-out of the watchdog. */
tn_status tni_finish(tni_group *group, tni_flight *flight);
/* Looks once; a flight that is done, or never started, stays done. */
tn_status tni_look(tni_group *group, tni_flight *flight, bool *done);
/* After an error: finishes what is still in flight, for a short while. False when some is left:
 * its buffers must then never be freed. */
bool tni_drain(tni_group *group, tni_flight *flights, int n);

/* All ranks enter with a vote, and with their pending error if there is one
 * (but not after a failed collective, before its error is taken). On success
 * group->votes holds all votes. When a rank has an error pending, or is in another collective,
 * every rank fails with the same story. `what` and `detail` must be equal on all ranks. */
tn_status tni_group_vote(tni_group *group, tni_vote *mine, const char *what, uint64_t detail);
/* The same in two halves, for a group that is not alone: `mine` stays in place between them, and
 * the flight is finished before the votes are judged. */
tn_status tni_start_vote(tni_group *group, tni_vote *mine, const char *what, uint64_t detail,
                         tni_flight *flight);
tn_status tni_judge_votes(tni_group *group);

/* ---- device_group.c: collectives among devices ----------------------------------------------- */

/* Joins the ranks' devices, once a group. Collective: all enter, with a pending error, too. */
tn_status tni_group_open_device(tni_group *group, tn_device device);
void tni_group_close_device(tni_group *group);
/* Give work to the communication stream, and wait for nothing; contiguous tensors of the group's
 * device, pieces of recv in the order of ranks. False with an error. */
bool tni_device_broadcast(tni_group *group, tn_tensor *t, int root);
bool tni_device_to_all(tni_group *group, tn_tensor *send, tn_tensor *recv);
bool tni_device_gather(tni_group *group, tn_tensor *send, tn_tensor *recv);
/* t, whose elements divide among the ranks, becomes its sum in the order of the tree; `wire` is as
 * large. */
bool tni_device_all_reduce(tni_group *group, tn_tensor *t, tn_tensor *wire);
/* The sum of `count` tensors in the order of the tree, into the first; the others change. */
bool tni_tree_reduce_tensors(tn_tensor *const *parts, int count);

/* ---- job.c: how the process was started ------------------------------------------------------ */

typedef enum tni_launch { TNI_LAUNCH_ALONE, TNI_LAUNCH_MPI, TNI_LAUNCH_TORCHRUN } tni_launch;

/* Reads the variables of mpirun, MVAPICH, PMIx, PMI, Slurm and torchrun through `get` (getenv).
 * *own and *size are this rank and the number of ranks that they name, 0 when that is unknown. */
tni_launch tni_launch_detect(const char *(*get)(const char *name), int *own, int *size);
tni_launch tni_launch_here(int *own, int *size); /* of this process */

/* ---- tree.c: the canonical tree -------------------------------------------------------------- */

/* shards = *groups * 2^*levels with an odd number of groups. */
void tni_tree_split(int shards, int *groups, int *levels);
bool tni_tree_accepts(int shards, int ranks);
/* a[i] = a[i] + b[i]; complex numbers part by part, bool as logical or. */
void tni_tree_add(void *a, const void *b, int64_t n, tn_dtype dtype);
/* The sum of `count` parts in the order of the tree, into parts[0]. Changes the other parts. */
void tni_tree_reduce(void *const *parts, int count, int64_t n, tn_dtype dtype);
/* The same over all ranks, in place: all-to-all, tree, all-gather. n is a multiple of the group's
 * size; `wire` has room for as much. */
tn_status tni_tree_all_reduce(tni_group *group, void *data, void *wire, int64_t n, tn_dtype dtype);

#endif
