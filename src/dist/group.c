/* group.c: collectives over a communicator table, with a clock.
 *
 * Invariant: `posted` counts collectives in the order in which all ranks start them, so that it
 * names a collective across ranks. A vote precedes whatever cannot be taken back: a rank that
 * failed says so there instead of leaving the others to wait. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "dist/group.h"

#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Spins at first, then yields (ranks may outnumber cores), then sleeps between polls. */
enum { YIELD_AFTER_NS = 50 * 1000, SLEEP_AFTER_NS = 20 * 1000 * 1000, SLEEP_NS = 50 * 1000 };
enum { DRAIN_MS = 2000 };

/* ---- Opening --------------------------------------------------------------------------------- */

tn_status tni_group_open(tni_group *group, const tni_comm_table *comm, int rank, int size) {
    tni_vote *votes = tni_host_alloc_zeroed((size_t)size * sizeof *votes);
    void **parts = tni_host_alloc((size_t)size * sizeof *parts);
    if (!votes || !parts) {
        tni_host_free(votes);
        tni_host_free(parts);
        return tni_pending();
    }
    *group = (tni_group){.comm = comm, .rank = rank, .size = size, .votes = votes, .parts = parts};
    const int64_t seconds = tni_env_int("TENON_COMM_TIMEOUT");
    group->timeout_ms = seconds > 0 && seconds < INT64_MAX / 1000 ? seconds * 1000 : INT64_MAX;
    return TN_OK;
}

void tni_group_close(tni_group *group) {
    tni_group_close_device(group);
    tni_host_free(group->votes);
    tni_host_free(group->parts);
    tni_board_delete(group->board);
    *group = (tni_group){.size = 1};
}

/* ---- Where this rank is ---------------------------------------------------------------------- */

static void say(tni_group *group, bool waits, const char *format, va_list args) {
    vsnprintf(group->where, sizeof group->where, format, args);
    group->waits = waits;
    tni_board_write(group->board, group->rank, group->posted, waits, group->where);
}

void tni_group_computes(tni_group *group, const char *format, ...) {
    va_list args;
    va_start(args, format);
    say(group, false, format, args);
    va_end(args);
}

void tni_group_waits(tni_group *group, const char *format, ...) {
    va_list args;
    va_start(args, format);
    say(group, true, format, args);
    va_end(args);
}

/* ---- Starting and finishing ------------------------------------------------------------------ */

static tn_status started(tni_group *group, tn_status status, tni_flight *flight) {
    flight->number = ++group->posted;
    tni_board_write(group->board, group->rank, group->posted, group->waits, group->where);
    group->out_of_step |= status != TN_OK;
    return status;
}

tn_status tni_start_all_to_all(tni_group *group, const void *send, void *recv, int64_t piece_bytes,
                               tni_flight *flight) {
    *flight = (tni_flight){0};
    return started(group, group->comm->all_to_all(send, recv, piece_bytes, &flight->request),
                   flight);
}

tn_status tni_start_all_gather(tni_group *group, const void *send, void *recv, int64_t piece_bytes,
                               tni_flight *flight) {
    *flight = (tni_flight){0};
    return started(group, group->comm->all_gather(send, recv, piece_bytes, &flight->request),
                   flight);
}

tn_status tni_start_broadcast(tni_group *group, void *data, int64_t bytes, int root,
                              tni_flight *flight) {
    *flight = (tni_flight){0};
    return started(group, group->comm->broadcast(data, bytes, root, &flight->request), flight);
}

static int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void pause_after(int64_t waited_ns) {
    if (waited_ns > SLEEP_AFTER_NS) {
        nanosleep(&(struct timespec){.tv_nsec = SLEEP_NS}, NULL);
    } else if (waited_ns > YIELD_AFTER_NS) {
        sched_yield();
    }
}

/* Polls until limit_ms after start_ns; *done tells whether it ended. */
static tn_status poll_for(tni_group *group, tni_flight *flight, int64_t start_ns, int64_t limit_ms,
                          bool *done) {
    for (;;) {
        const tn_status status = group->comm->test(&flight->request, done);
        const int64_t waited_ns = *done ? 0 : now_ns() - start_ns;
        if (status != TN_OK || *done || waited_ns / 1000000 >= limit_ms) {
            return status;
        }
        tni_board_beat(group->board, group->rank);
        pause_after(waited_ns);
    }
}

tn_status tni_look(tni_group *group, tni_flight *flight, bool *done) {
    const tn_status status = group->comm->test(&flight->request, done);
    group->out_of_step |= status != TN_OK;
    return status;
}

bool tni_drain(tni_group *group, tni_flight *flights, int n) {
    const int64_t start_ns = now_ns();
    bool all_done = true;
    for (int i = 0; i < n; i++) {
        bool done = false;
        poll_for(group, &flights[i], start_ns, DRAIN_MS, &done);
        all_done &= done;
    }
    return all_done;
}

tn_status tni_finish(tni_group *group, tni_flight *flight) {
    bool done = false;
    tn_status status = poll_for(group, flight, now_ns(), group->timeout_ms, &done);
    if (status == TN_OK && !done) {
        status = tni_watchdog_expire(group, flight->number);
        tni_drain(group, flight, 1); /* where the job survives its end, as in tests */
    }
    group->out_of_step |= status != TN_OK;
    return status;
}

/* ---- Voting ---------------------------------------------------------------------------------- */

static void fill_vote(const tni_group *group, tni_vote *mine, const char *what, uint64_t detail) {
    const tn_error *error = tn_error_pending();
    mine->number = group->posted + 1;
    mine->detail = detail;
    mine->code = error ? (int32_t)error->code : TN_OK;
    snprintf(mine->what, sizeof mine->what, "%s", what);
    if (error) {
        memcpy(mine->message, error->message, sizeof mine->message - 1);
    }
}

/* Ranks that are in different collectives cannot go on: what each one does is not known. Where one
 * of them has an error, that is the story, told by check_all_well(). */
static tn_status check_in_step(tni_group *group) {
    bool has_error = false;
    for (int r = 0; r < group->size; r++) {
        has_error |= group->votes[r].code != TN_OK;
    }
    const tni_vote *first = &group->votes[0];
    for (int r = 1; r < group->size; r++) {
        const tni_vote *vote = &group->votes[r];
        if (strcmp(vote->what, first->what) != 0 || vote->detail != first->detail ||
            vote->number != first->number) {
            group->out_of_step = true;
            if (has_error) {
                break;
            }
            return tni_fail(TN_ERR_COMM,
                            "rank 0 is in \"%s\" (%llu, collective %llu), rank %d in \"%s\" (%llu, "
                            "collective %llu); all ranks must make the same calls in one order",
                            first->what, (unsigned long long)first->detail,
                            (unsigned long long)first->number, r, vote->what,
                            (unsigned long long)vote->detail, (unsigned long long)vote->number);
        }
    }
    return TN_OK;
}

/* The error of the lowest failing rank; a rank that failed itself keeps its own. */
static tn_status check_all_well(const tni_group *group) {
    for (int r = 0; r < group->size; r++) {
        const tni_vote *vote = &group->votes[r];
        if (vote->code != TN_OK) {
            const tn_status pending = tni_pending();
            return pending
                       ? pending
                       : tni_fail((tn_status)vote->code, "rank %d failed: %s", r, vote->message);
        }
    }
    return TN_OK;
}

tn_status tni_start_vote(tni_group *group, tni_vote *mine, const char *what, uint64_t detail,
                         tni_flight *flight) {
    *flight = (tni_flight){0};
    /* The others may be in another collective, which a vote would not fit. Either all ranks failed
     * and leave this out together, or this one has to end. */
    if (group->out_of_step && tni_pending()) {
        return tni_pending();
    }
    fill_vote(group, mine, what, detail);
    return tni_start_all_gather(group, mine, group->votes, sizeof *mine, flight);
}

tn_status tni_judge_votes(tni_group *group) {
    group->out_of_step = false;
    const tn_status status = check_in_step(group);
    return status != TN_OK ? status : check_all_well(group);
}

tn_status tni_group_vote(tni_group *group, tni_vote *mine, const char *what, uint64_t detail) {
    if (!group->comm) {
        fill_vote(group, mine, what, detail);
        group->posted++;
        group->votes[0] = *mine;
        return tni_pending();
    }
    tni_flight flight;
    tni_group_waits(group, "%s", what);
    tn_status status = tni_start_vote(group, mine, what, detail, &flight);
    if (status == TN_OK) {
        status = tni_finish(group, &flight);
    }
    return status == TN_OK ? tni_judge_votes(group) : status;
}
