/* fake_comm.h: ranks as threads of one process, over a communicator table of its own. */
#ifndef TEST_FAKE_COMM_H
#define TEST_FAKE_COMM_H

#include "dist/group.h"

enum { FAKE_MAX_RANKS = 16, FAKE_ALL_RANKS = -2 };

/* What one rank does; runs on a thread of its own. Criterion's assertions belong to the main
 * thread: leave results in context. */
typedef void fake_body(tni_group *group, void *context);

/* Runs body on `ranks` threads with a board and the given patience; waits for all of them. Gives
 * true when a rank aborted the job. */
bool fake_run(int ranks, int64_t timeout_ms, fake_body *body, void *context);

/* The k-th call of the table on rank `rank` (or all) fails, in the next fake_run; 0: none. */
void fake_fail_at(int rank, uint64_t k);

/* The collectives that the calling rank has started in this fake_run, cut to `bytes`: a letter and
 * the bytes of a piece each, in order. */
void fake_log(char *text, size_t bytes);

#endif
