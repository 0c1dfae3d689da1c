/* Processes that publish, seen from outside: while they write, after they were killed, and their
 * children. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory/account.h"
#include "memory/allocator.h"
#include "memory/sanitize.h"
#include "memory_use.h"
#include "published_case.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void want_publishing(void) {
    setenv("TENON_PUBLISH", "on", 1);
}
TestSuite(publish_processes, .init = want_publishing, .timeout = 300);

static int64_t wanted(const char *name, int64_t otherwise) {
    const char *text = getenv(name);
    return text ? strtoll(text, NULL, 10) : otherwise;
}

/* ---- While they write ------------------------------------------------------------------------ */

enum { AT_ONCE = 256 };

/* How many records were read, all whole. */
static int64_t read_blocks(tn_published *view) {
    tn_block blocks[AT_ONCE];
    uint64_t at = 0;
    int64_t all = 0;
    for (int n = 1; n > 0; all += n) {
        n = tn_published_blocks(view, &at, blocks, AT_ONCE);
        for (int i = 0; i < n; i++) {
            cr_assert(is_whole_block(view, &blocks[i]), "%s", half_of_record);
        }
    }
    return all;
}

static int64_t read_events(tn_published *view, uint64_t *after, uint64_t *last, uint64_t *lost) {
    tn_trace_record events[AT_ONCE];
    int64_t all = 0;
    for (int n = 1; n > 0 && all < 10000; all += n) {
        n = tn_published_events(view, after, events, AT_ONCE, lost);
        for (int i = 0; i < n; i++) {
            cr_assert(is_whole_event(view, &events[i], last), "%s", half_of_record);
        }
    }
    return all;
}

static void read_copy(tn_published *view) {
    char path[64];
    tn_published_pool pool;
    uint64_t after = 0, last = 0, lost = 0;
    snprintf(path, sizeof path, "/dev/shm/published.%d.copy", (int)getpid());
    cr_assert_eq(tn_published_save(view, path), TN_OK);
    tn_published *copy = tn_published_open(path);
    cr_assert(copy, "%s", tn_error_pending()->message);
    cr_assert(tn_published_pool_at(copy, 0, &pool));
    cr_assert(is_whole_pool(&pool), "%s", half_of_record);
    read_blocks(copy);
    read_events(copy, &after, &last, &lost);
    tn_published_close(copy);
    unlink(path);
}

Test(publish_processes, whatever_is_read_while_threads_write_is_whole, .timeout = 3600) {
    const int64_t records = wanted("TENON_TEST_RECORDS", 1000000);
    const child c = child_new(churn);
    child_go(&c);
    tn_published *view = child_view(&c);
    cr_assert(view);
    uint64_t after = 0, last = 0, lost = 0;
    int64_t read = 0, blocks = 0, events = 0, pools = 0;
    for (int round = 0; read < records; round++) {
        tn_published_pool pool;
        for (int i = 0; i < 50 && tn_published_pool_at(view, 0, &pool); i++, pools++) {
            cr_assert(is_whole_pool(&pool) && !pool.recounted, "%s", half_of_record);
        }
        blocks += read_blocks(view);
        events += read_events(view, &after, &last, &lost);
        if (round % 100 == 50 && events > 0 && blocks > 0) {
            read_copy(view);
        }
        read = pools + blocks + events;
    }
    cr_expect(pools > 0 && blocks > 0 && events > 0);
    tn_published_close(view);
    child_kill(&c);
    child_end(&c);
}

Test(publish_processes, slabs_are_whole_while_they_become_others) {
    enum { ROUNDS = 6000, COPIES = 300 };
    const child c = child_new(change_slabs);
    child_go(&c);
    tn_published *view = child_view(&c);
    tn_published_pool pool;
    while (view && !tn_published_pool_at(view, 0, &pool)) {}
    int64_t blocks = 0;
    for (int i = 0; i < ROUNDS; i++) {
        blocks += read_blocks(view);
        if (i % (ROUNDS / COPIES) == 0) {
            read_copy(view);
        }
    }
    cr_expect_gt(blocks, 0);
    tn_published_close(view);
    child_kill(&c);
    child_end(&c);
}

/* ---- After they were killed ------------------------------------------------------------------ */

typedef struct counted {
    uint64_t blocks, bytes, requested, small;
} counted;

static counted count_live(tn_published *view) {
    tn_block blocks[AT_ONCE];
    counted c = {.blocks = 0};
    uint64_t at = 0;
    for (int n = 1; n > 0;) {
        n = tn_published_blocks(view, &at, blocks, AT_ONCE);
        for (int i = 0; i < n; i++) {
            const bool live = blocks[i].state == TN_BLOCK_LIVE,
                       large = live && blocks[i].requested > TNI_SMALL_BYTES;
            c.small += live && !large;
            c.blocks += large;
            c.bytes += large ? blocks[i].bytes : 0;
            c.requested += large ? blocks[i].requested : 0;
        }
    }
    return c;
}

static void expect_remains(tn_published *view, bool *recounted) {
    tn_published_info info;
    tn_published_pool pool;
    uint64_t after = 0, last = 0, lost = 0;
    cr_assert(tn_published_get_info(view, &info) && !info.alive && !info.complete && !info.full);
    *recounted = false;
    if (tn_published_pool_at(view, 0, &pool)) {
        const counted c = count_live(view);
        const tn_memory_figures *f = &pool.figures;
        cr_assert(is_whole_pool(&pool), "%s", half_of_record);
        cr_assert_eq(f->rows[TN_MEMORY_ALLOCATION][TN_MEMORY_LARGE].now, c.blocks);
        cr_assert_eq(f->rows[TN_MEMORY_ALLOCATED_BYTES][TN_MEMORY_LARGE].now, c.bytes);
        cr_assert_eq(f->rows[TN_MEMORY_REQUESTED_BYTES][TN_MEMORY_LARGE].now, c.requested);
        const int64_t beyond =
            (int64_t)(f->rows[TN_MEMORY_ALLOCATION][TN_MEMORY_SMALL].now - c.small);
        cr_assert(beyond >= 0 && beyond <= CHURN_THREADS, "%ld", (long)beyond);
        *recounted = pool.recounted;
    }
    read_blocks(view);
    while (read_events(view, &after, &last, &lost) > 0) {}
    const uint64_t kept = info.events < info.event_capacity ? info.events : info.event_capacity;
    cr_assert_eq(after, info.events);
    cr_assert_leq(lost, info.events - kept + CHURN_THREADS + kept / 10);
}

Test(publish_processes, what_is_left_of_one_that_was_killed_at_any_moment_is_whole) {
    const int64_t kills = wanted("TENON_TEST_KILLS", 200);
    uint64_t seed = 88172645463325252u;
    int opened = 0, recounts = 0;
    for (int64_t i = 0; i < kills; i++) {
        const child c = child_new(churn);
        child_go(&c);
        usleep((useconds_t)(memory_random(&seed) % 6000));
        if (i % 2) { /* every other one is known to have begun */
            tn_published_close(child_view(&c));
            cr_assert_eq(child_remove(&c), TN_ERR_STATE);
            tn_error_take(NULL);
        }
        child_kill(&c);
        char pid[24];
        snprintf(pid, sizeof pid, "%d", (int)c.pid);
        tn_published *view = tn_published_open(pid);
        cr_assert(view || i % 2 == 0);
        tn_error_take(NULL);
        if (view) {
            bool recounted;
            expect_remains(view, &recounted);
            opened++;
            recounts += recounted;
        }
        tn_published_close(view);
        cr_assert(access(c.path, F_OK) != 0 || child_remove(&c) == TN_OK, "%s",
                  tn_error_pending()->message);
        cr_assert_neq(access(c.path, F_OK), 0);
        child_end(&c);
    }
    cr_expect_geq(opened, (int)kills / 2);
    cr_expect(kills < 2000 || recounts > 0, "some died amid a change");
}

/* ---- Who lives ------------------------------------------------------------------------------- */

static void *stay(void *unused) {
    (void)unused;
    child_say();
    child_stay();
    return NULL;
}

static int lose_the_first_thread(void) {
    pthread_t other;
    tni_publish();
    if (pthread_create(&other, NULL, stay, NULL) != 0) {
        return 1;
    }
    pthread_exit(NULL);
}

Test(publish_processes, one_whose_first_thread_has_ended_lives) {
    const child c = child_new(lose_the_first_thread);
    tn_published_info info;
    child_go(&c);
    child_await(&c);
    tn_published *view = child_view(&c);
    usleep(20000);
    cr_assert(view && tn_published_get_info(view, &info) && info.alive);
    cr_expect_eq(child_remove(&c), TN_ERR_STATE);
    tn_error_take(NULL);
    child_kill(&c);
    cr_expect(tn_published_get_info(view, &info) && !info.alive, "a zombie is dead");
    tn_published_close(view);
    child_end(&c);
}

static int stop_amid_a_change(void) {
    tni_publish();
    tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL);
    tni_account_begin(tni_shown_at(tni_shown->pools_at));
    child_say();
    child_stay();
    return 0;
}

Test(publish_processes, one_that_stands_still_amid_a_change_does_not_hold_up_readers,
     .timeout = 60) {
    const child c = child_new(stop_amid_a_change);
    tn_published_pool pool;
    child_go(&c);
    child_await(&c);
    tn_published *view = child_view(&c);
    cr_assert(view && tn_published_pool_at(view, 0, &pool));
    cr_expect(pool.recounted);
    cr_expect_eq(pool.figures.rows[TN_MEMORY_ALLOCATED_BYTES][TN_MEMORY_LARGE].now, 1u << 20);
    tn_published_close(view);
    child_kill(&c);
    child_end(&c);
}

/* ---- Children of theirs ---------------------------------------------------------------------- */

static bool is_live(uint64_t bytes) {
    tn_memory_figures f;
    return tn_memory_stats(TN_CPU, &f) == TN_OK && f.live_bytes == bytes;
}

/* In a child of fork(): its own figures go on from its parent's, and nobody sees them. */
static int be_a_child(void) {
    enum { N = 3000 };
    for (int i = 0; i < N; i++) {
        if (!tni_device_alloc(TN_CPU, 65 << 10, NULL, NULL) ||
            !tni_device_alloc(TN_CPU, 100, NULL, NULL)) {
            return 2;
        }
    }
    char path[64];
    snprintf(path, sizeof path, "/dev/shm/tenon.%d", (int)getpid());
    return !is_live((1 << 20) + 100 + N * (uint64_t)((65 << 10) + 100)) ? 3
           : access(path, F_OK) == 0                                    ? 4
                                                                        : 0;
}

static int fork_and_look(void) {
    if (!tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL) ||
        !tni_device_alloc(TN_CPU, 100, NULL, NULL)) {
        return 1;
    }
    char pid[24];
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    tn_published *view = tn_published_open(pid);
    tn_published_info before, after;
    tn_published_pool pool;
    tn_published_get_info(view, &before);
    const pid_t other = fork();
    if (other == 0) {
        _exit(be_a_child());
    }
    int status = 1;
    if (waitpid(other, &status, 0) != other || status != 0) {
        return 10 + WEXITSTATUS(status);
    }
    const counted c = count_live(view);
    return tn_published_get_info(view, &after) && tn_published_pool_at(view, 0, &pool) &&
                   before.events == after.events && is_live((1 << 20) + 100) &&
                   pool.figures.live_bytes == (1 << 20) + 100 && c.blocks == 1 && c.small == 1
               ? 0
               : 5;
}

Test(publish_processes, a_child_shows_nothing_and_leaves_its_parent_alone) {
    child_expect(fork_and_look, 0, 0);
}

static void *reset_peaks(void *unused) {
    (void)unused;
    for (;;) {
        tn_memory_reset_peaks(TN_CPU);
    }
    return NULL;
}

/* Whoever resets peaks then is not there in the child. */
static int fork_amid_resets(void) {
    pthread_t other;
    tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL);
    if (pthread_create(&other, NULL, reset_peaks, NULL) != 0) {
        return 1;
    }
    for (int i = 0; i < 200; i++) {
        const pid_t next = fork();
        if (next == 0) {
            alarm(20);
            _exit(tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL) ? 0 : 1);
        }
        int status = 1;
        if (waitpid(next, &status, 0) != next || status != 0) {
            return 2;
        }
    }
    return 0;
}
Test(publish_processes, a_child_can_allocate_whatever_is_reset_meanwhile) {
    child_expect(fork_amid_resets, 0, 0);
}

/* ---- Children of processes with threads ------------------------------------------------------ */

enum { CROWD = 9, EACH = 100 };

static pthread_barrier_t crowd_took;

static void *take_and_stay(void *unused) {
    (void)unused;
    for (int i = 0; i < EACH; i++) {
        tni_device_alloc(TN_CPU, 1000, NULL, NULL);
    }
    pthread_barrier_wait(&crowd_took);
    child_stay();
    return NULL;
}

static int places_in_use(void) {
    const tni_shown_thread *threads = tni_shown_at(tni_shown->threads_at);
    int n = 0;
    for (int i = 0; i < TNI_SHOWN_THREADS; i++) {
        n += threads[i].in_use != 0;
    }
    return n;
}

static bool has_taken(uint64_t blocks) {
    tn_memory_figures f;
    return tn_memory_stats(TN_CPU, &f) == TN_OK && f.allocations == blocks &&
           f.live_bytes == blocks * 1000;
}

/* A child has the one thread that forked: the others' places are free, what they took counts. */
static int fork_in_a_crowd(void) {
    pthread_barrier_init(&crowd_took, NULL, CROWD + 1);
    for (int i = 0; i < CROWD; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, take_and_stay, NULL) != 0) {
            return 1;
        }
    }
    pthread_barrier_wait(&crowd_took);
    tni_device_alloc(TN_CPU, 1000, NULL, NULL);
    const pid_t other = fork();
    if (other == 0) {
        const bool fine = places_in_use() == 1 && has_taken(CROWD * EACH + 1);
        tni_device_alloc(TN_CPU, 1000, NULL, NULL);
        _exit(fine && has_taken(CROWD * EACH + 2) ? 0 : 2);
    }
    int status = 1;
    if (waitpid(other, &status, 0) != other || status != 0) {
        return 10 + WEXITSTATUS(status);
    }
    return places_in_use() == CROWD + 1 && has_taken(CROWD * EACH + 1) ? 0 : 3;
}

Test(publish_processes, a_child_gives_the_places_of_other_threads_back) {
    if (TNI_ASAN) {
        cr_skip_test("threads have no places under AddressSanitizer");
    }
    child_expect(fork_in_a_crowd, 0, 0);
}

static int run_another(void) {
    tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL);
    execl("/bin/sh", "sh", "-c", "exit 7", (char *)NULL);
    return 1;
}
Test(publish_processes, it_may_run_another_program) {
    const child c = child_new(run_another);
    child_go(&c);
    siginfo_t ended;
    cr_assert_eq(waitid(P_PID, (id_t)c.pid, &ended, WEXITED | WNOWAIT), 0);
    cr_expect_eq(ended.si_status, 7);
    cr_expect_eq(child_remove(&c), TN_OK, "what is left of it can be taken away");
    child_end(&c);
}
