/* Votes, agreed failure, ranks that are out of step, and the watchdog. */
#include "support/fake_comm.h"

#include <criterion/criterion.h>
#include <time.h>
#include <unistd.h>

typedef struct outcome {
    tn_status status[FAKE_MAX_RANKS];
    char message[FAKE_MAX_RANKS][TN_ERROR_MESSAGE_BYTES];
    int sum[FAKE_MAX_RANKS];
    tn_status next[FAKE_MAX_RANKS];
    int odd_rank; /* the one that does something else; -1: none */
} outcome;

static void note(outcome *o, const tni_group *group, tn_status status) {
    o->status[group->rank] = status;
    tn_error error;
    if (tn_error_take(&error)) {
        memcpy(o->message[group->rank], error.message, sizeof error.message);
    }
}

#define CHECK_HAS(text, part) \
    cr_assert_not_null(strstr(text, part), "\"%s\" does not say \"%s\"", text, part)

/* ---- Votes ----------------------------------------------------------------------------------- */

static void vote_with_rank(tni_group *group, void *context) {
    outcome *o = context;
    tni_vote mine = {.flag = group->rank + 1};
    note(o, group, tni_group_vote(group, &mine, "test", 5));
    for (int r = 0; r < group->size; r++) {
        o->sum[group->rank] += group->votes[r].flag;
    }
}

Test(group, a_vote_shows_all_ranks_to_all) {
    outcome o = {0};
    cr_assert_not(fake_run(4, 60000, vote_with_rank, &o));
    for (int r = 0; r < 4; r++) {
        cr_assert_eq(o.status[r], TN_OK);
        cr_assert_eq(o.sum[r], 10);
    }
}

static void fail_on_odd_rank(tni_group *group, void *context) {
    outcome *o = context;
    if (group->rank == o->odd_rank) {
        tn_raise(TN_HERE, TN_ERR_SHAPE, "matmul: inner sizes 64 and 32 differ");
    }
    note(o, group, tni_group_vote(group, &(tni_vote){0}, "step", 3));
    o->next[group->rank] = tni_group_vote(group, &(tni_vote){0}, "step", 4);
}

Test(group, all_ranks_fail_with_the_message_of_the_failing_one) {
    outcome o = {.odd_rank = 2};
    fake_run(4, 60000, fail_on_odd_rank, &o);
    for (int r = 0; r < 4; r++) {
        cr_assert_eq(o.status[r], TN_ERR_SHAPE);
        CHECK_HAS(o.message[r], "inner sizes 64 and 32 differ");
        if (r != 2) {
            CHECK_HAS(o.message[r], "rank 2 failed");
        }
    }
}

Test(group, the_group_goes_on_after_an_agreed_failure) {
    outcome o = {.odd_rank = 1};
    fake_run(3, 60000, fail_on_odd_rank, &o);
    for (int r = 0; r < 3; r++) {
        cr_assert_eq(o.next[r], TN_OK);
    }
}

static void vote_elsewhere(tni_group *group, void *context) {
    outcome *o = context;
    const bool odd = group->rank == o->odd_rank;
    note(o, group, tni_group_vote(group, &(tni_vote){0}, odd ? "evaluate" : "step", 7));
}

Test(group, ranks_in_different_calls_are_named) {
    outcome o = {.odd_rank = 1};
    fake_run(2, 60000, vote_elsewhere, &o);
    for (int r = 0; r < 2; r++) {
        cr_assert_eq(o.status[r], TN_ERR_COMM);
        CHECK_HAS(o.message[r], "rank 0 is in \"step\"");
        CHECK_HAS(o.message[r], "rank 1 in \"evaluate\"");
    }
}

static void vote_other_step(tni_group *group, void *context) {
    note(context, group, tni_group_vote(group, &(tni_vote){0}, "step", (uint64_t)group->rank));
}

Test(group, ranks_in_different_steps_are_an_error) {
    outcome o = {0};
    fake_run(2, 60000, vote_other_step, &o);
    cr_assert_eq(o.status[0], TN_ERR_COMM);
    cr_assert_eq(o.status[1], TN_ERR_COMM);
}

static void vote_and_test_step(tni_group *group, void *context) {
    outcome *o = context;
    note(o, group, tni_group_vote(group, &(tni_vote){0}, "step", 1));
    o->sum[group->rank] = group->out_of_step;
}

Test(group, a_failed_start_marks_the_group) {
    outcome o = {0};
    fake_fail_at(0, 1);
    fake_run(1, 60000, vote_and_test_step, &o);
    cr_assert_eq(o.status[0], TN_ERR_COMM);
    cr_assert_eq(o.sum[0], 1);
    CHECK_HAS(o.message[0], "call 1 fails on rank 0");
}

Test(group, a_failed_completion_marks_the_group) {
    outcome o = {0};
    fake_fail_at(1, 2);
    fake_run(2, 60000, vote_and_test_step, &o);
    cr_assert_eq(o.status[0], TN_OK);
    cr_assert_eq(o.status[1], TN_ERR_COMM);
    cr_assert_eq(o.sum[1], 1);
}

Test(group, a_vote_alone_keeps_the_pending_error) {
    tn_raise(TN_HERE, TN_ERR_IO, "mine");
    cr_assert_eq(tni_group_vote(tni_world(), &(tni_vote){0}, "test", 0), TN_ERR_IO);
}

/* ---- The watchdog ---------------------------------------------------------------------------- */

static void sleep_ms(int64_t ms) {
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

/* The odd rank computes for longer than the others' patience. */
static void come_late(tni_group *group, void *context) {
    outcome *o = context;
    note(o, group, tni_group_vote(group, &(tni_vote){0}, "start", 0));
    if (group->rank == o->odd_rank) {
        tni_group_computes(group, "shards 4 to 5 of step 17");
        sleep_ms(2000);
    }
    float data[4] = {0}, wire[4];
    tni_group_waits(group, "sum of bucket 3 (conv1.weight to conv1.bias), step 17");
    note(o, group, tni_tree_all_reduce(group, data, wire, 4, TN_F32));
}

Test(watchdog, names_the_missing_rank_and_the_bucket_and_ends_the_job, .timeout = 60) {
    outcome o = {.odd_rank = 2};
    cr_assert(fake_run(4, 700, come_late, &o));
    for (int r = 0; r < 4; r++) {
        cr_assert_eq(o.status[r], TN_ERR_COMM);
        if (r == 2) {
            continue;
        }
        CHECK_HAS(o.message[r], "in: sum of bucket 3 (conv1.weight to conv1.bias), step 17");
        CHECK_HAS(o.message[r], "it waits for rank 2 (for ");
        CHECK_HAS(o.message[r], "in: shards 4 to 5 of step 17)");
        CHECK_HAS(o.message[r], "TENON_COMM_TIMEOUT");
    }
}

Test(watchdog, a_late_rank_within_the_time_is_no_error, .timeout = 60) {
    outcome o = {.odd_rank = 1};
    cr_assert_not(fake_run(2, 15000, come_late, &o));
    cr_assert_eq(o.status[0], TN_OK);
    cr_assert_eq(o.status[1], TN_OK);
}

Test(watchdog, a_rank_that_started_but_computes_is_named) {
    tni_group group = {0};
    cr_assert_eq(tni_group_open(&group, NULL, 0, 3), TN_OK);
    group.board = tni_board_new(3);
    tni_board_write(group.board, 0, 3, true, "sum");
    tni_board_write(group.board, 1, 3, true, "sum");
    tni_board_write(group.board, 2, 3, false, "backward of step 2");
    char text[400];
    tni_watchdog_report(&group, 3, text, sizeof text);
    CHECK_HAS(text, "waits for rank 2 (for 0 s in: backward of step 2)");
    tni_group_close(&group);
}

/* All wait in the same collective; one of them was stopped there and is heard of no more. */
Test(watchdog, a_rank_that_stopped_while_it_waited_is_named, .timeout = 60) {
    tni_group group = {0};
    cr_assert_eq(tni_group_open(&group, NULL, 0, 3), TN_OK);
    group.board = tni_board_new(3);
    for (int r = 0; r < 3; r++) {
        tni_board_write(group.board, r, 3, true, "sum");
    }
    usleep(700 * 1000);
    tni_board_beat(group.board, 0);
    tni_board_beat(group.board, 2);
    char text[400];
    tni_watchdog_report(&group, 3, text, sizeof text);
    CHECK_HAS(text, "it waits for rank 1 (");
    cr_expect(!strstr(text, "rank 2"));
    tni_group_close(&group);
}

static void expect_patience(const char *text, int64_t timeout_ms) {
    tni_group group = {0};
    setenv("TENON_COMM_TIMEOUT", text, 1);
    cr_assert_eq(tni_group_open(&group, NULL, 0, 1), TN_OK);
    cr_expect_eq(group.timeout_ms, timeout_ms, "%s", text);
    tni_group_close(&group);
}

Test(watchdog, a_time_that_is_no_number_is_the_usual_one) {
    expect_patience("soon", 300 * 1000);
}
Test(watchdog, a_negative_time_is_the_usual_one) {
    expect_patience("-5", 300 * 1000);
}
Test(watchdog, without_a_time_ranks_wait_for_ever) {
    expect_patience("0", INT64_MAX);
}

Test(watchdog, several_missing_ranks_are_all_named) {
    tni_group group = {0};
    cr_assert_eq(tni_group_open(&group, NULL, 0, 3), TN_OK);
    group.board = tni_board_new(3);
    tni_board_write(group.board, 1, 2, false, "a");
    tni_board_write(group.board, 2, 1, true, "b");
    char text[400];
    tni_watchdog_report(&group, 3, text, sizeof text);
    CHECK_HAS(text, "rank 1 (for 0 s in: a), rank 2 (for 0 s in: b)");
    tni_group_close(&group);
}

Test(watchdog, without_a_board_the_rank_is_unknown) {
    tni_group group = {.size = 2};
    char text[400];
    tni_watchdog_report(&group, 1, text, sizeof text);
    CHECK_HAS(text, "an unknown rank");
}

Test(watchdog, a_long_report_is_cut_at_its_room) {
    tni_group group = {.size = 2};
    char text[24];
    tni_watchdog_report(&group, 1, text, sizeof text);
    cr_assert(strlen(text) < sizeof text);
}

Test(watchdog, a_seat_keeps_only_whole_text) {
    tni_group group = {0};
    cr_assert_eq(tni_group_open(&group, NULL, 0, 2), TN_OK);
    group.board = tni_board_new(2);
    char long_text[400];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = 0;
    tni_board_write(group.board, 1, 0, false, long_text);
    char text[600];
    tni_watchdog_report(&group, 1, text, sizeof text);
    CHECK_HAS(text, "xxx)");
    tni_group_close(&group);
}
