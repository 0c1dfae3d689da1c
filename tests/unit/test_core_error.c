/* The pending error: kept, told apart by thread, named after the call it belongs to. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "core/core.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

Test(core_error, a_thread_starts_without_one) {
    tn_error e;
    cr_expect(tn_ok());
    cr_expect_null(tn_error_pending());
    cr_expect_not(tn_error_take(&e));
    cr_expect_eq(tni_pending(), TN_OK);
}

Test(core_error, the_first_one_is_kept) {
    tn_error e;
    cr_expect_eq(tni_fail(TN_ERR_SHAPE, "first %d", 1), TN_ERR_SHAPE);
    cr_expect_eq(tni_fail(TN_ERR_IO, "second"), TN_ERR_IO, "the code of the call is returned");
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_SHAPE);
    cr_expect_str_eq(e.message, "first 1");
}

Test(core_error, taking_clears) {
    tni_fail(TN_ERR_IO, "gone");
    cr_expect(tn_error_take(NULL));
    cr_expect(tn_ok());
    cr_expect_not(tn_error_take(NULL));
    tni_fail(TN_ERR_DTYPE, "next");
    cr_expect_eq(tn_error_pending()->code, TN_ERR_DTYPE);
}

Test(core_error, pending_does_not_clear) {
    tni_fail(TN_ERR_STATE, "here");
    cr_expect_str_eq(tn_error_pending()->message, "here");
    cr_expect_str_eq(tn_error_pending()->message, "here");
    cr_expect_eq(tni_pending(), TN_ERR_STATE);
    cr_expect_not(tn_ok());
}

static void inner(tn_site at) {
    TNI_CALL("inner", at);
    tni_fail(TN_ERR_SHAPE, "sizes differ");
}
static void outer(tn_site at) {
    TNI_CALL("outer", at);
    inner((tn_site){"library.c", 1});
}

Test(core_error, it_is_named_after_the_outermost_call) {
    tn_error e;
    outer((tn_site){"user.c", 42});
    cr_assert(tn_error_take(&e));
    cr_expect_str_eq(e.op, "outer");
    cr_expect_str_eq(e.message, "outer: sizes differ");
    cr_expect_str_eq(e.site.file, "user.c");
    cr_expect_eq(e.site.line, 42);
}

Test(core_error, leaving_a_call_ends_its_name) {
    tn_error e;
    outer((tn_site){"user.c", 42});
    tn_error_take(NULL);
    cr_expect_null(tni_frame_outermost());
    tni_fail(TN_ERR_IO, "alone");
    cr_assert(tn_error_take(&e));
    cr_expect_str_eq(e.op, "");
    cr_expect_str_eq(e.message, "alone");
    cr_expect_null(e.site.file);
}

Test(core_error, a_user_error_carries_its_own_place) {
    tn_error e;
    tn_raise((tn_site){"callback.c", 7}, TN_ERR_FORMAT, "row %d is bad", 3);
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_FORMAT);
    cr_expect_str_eq(e.site.file, "callback.c");
    cr_expect_str_eq(e.message, "row 3 is bad");
}

Test(core_error, a_user_error_without_a_real_code_becomes_an_argument_error) {
    const int codes[] = {TN_OK, -1, 999};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        tn_error e;
        tn_raise((tn_site){0}, (tn_status)codes[i], "odd");
        cr_assert(tn_error_take(&e), "an error raised is an error");
        cr_expect_eq(e.code, TN_ERR_ARGUMENT);
    }
}

Test(core_error, a_long_message_is_cut_and_ended) {
    char text[4 * TN_ERROR_MESSAGE_BYTES];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    TNI_CALL(text, ((tn_site){0}));
    tni_fail(TN_ERR_IO, "%s", text);
    cr_expect_eq(strlen(tn_error_pending()->message), TN_ERROR_MESSAGE_BYTES - 1u);
}

Test(core_error, one_that_was_taken_can_be_put_back) {
    tn_error e, again;
    tni_fail(TN_ERR_IO, "once");
    tn_error_take(&e);
    tni_error_restore(&e);
    cr_assert(tn_error_take(&again));
    cr_expect_str_eq(again.message, "once");
    tni_fail(TN_ERR_DTYPE, "newer");
    tni_error_restore(&e);
    cr_expect_eq(tn_error_pending()->code, TN_ERR_DTYPE, "a pending one wins");
}

static void *fail_in_thread(void *clean) {
    *(bool *)clean = tn_ok();
    tni_fail(TN_ERR_IO, "of the thread");
    return NULL;
}

Test(core_error, threads_do_not_see_each_others) {
    pthread_t thread;
    bool clean = false;
    tni_fail(TN_ERR_SHAPE, "of main");
    cr_assert_eq(pthread_create(&thread, NULL, fail_in_thread, &clean), 0);
    pthread_join(thread, NULL);
    cr_expect(clean);
    cr_expect_str_eq(tn_error_pending()->message, "of main");
}

Test(core_error, every_code_has_a_name_and_a_meaning) {
#define CHECK_STATUS(NAME, code, meaning)                     \
    cr_expect_str_eq(tn_status_name(TN_##NAME), "TN_" #NAME); \
    cr_expect_gt(strlen(tn_status_meaning(TN_##NAME)), 5u);   \
    cr_expect_eq((int)TN_##NAME, code);
    TN_STATUSES(CHECK_STATUS)
#undef CHECK_STATUS
    cr_expect_str_eq(tn_status_name((tn_status)999), "TN_ERR_UNKNOWN");
    cr_expect_not_null(tn_status_meaning((tn_status)-1));
}

/* Raises an error in a child with TENON_ON_ERROR set; returns how it ended and what it printed. */
static int fail_in_child(const char *wish, char *printed, size_t room) {
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        setenv("TENON_ON_ERROR", wish, 1);
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], 2);
        {
            TNI_CALL("matmul", ((tn_site){"user.c", 3}));
            tni_fail(TN_ERR_SHAPE, "sizes differ");
        }
        _exit(0);
    }
    close(ends[1]);
    const ssize_t n = read(ends[0], printed, room - 1);
    printed[n > 0 ? n : 0] = 0;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

Test(core_error, on_request_it_is_printed) {
    char printed[256];
    const int status = fail_in_child("warn", printed, sizeof printed);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    cr_expect(strstr(printed, "matmul: sizes differ") && strstr(printed, "user.c:3"), "%s",
              printed);
}

Test(core_error, on_request_it_stops_the_program) {
    char printed[256];
    const int status = fail_in_child("abort", printed, sizeof printed);
    cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    cr_expect(strstr(printed, "TN_ERR_SHAPE"), "%s", printed);
}

Test(core_error, otherwise_it_is_silent) {
    char printed[256];
    const int status = fail_in_child("silent", printed, sizeof printed);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    cr_expect_str_eq(printed, "");
}
