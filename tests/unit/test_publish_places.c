/* Where a process publishes: without room, without descriptors, among signals, and with another
 * file or another user's in its place. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory/allocator.h"
#include "memory/sanitize.h"
#include "published_case.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void want_publishing(void) {
    setenv("TENON_PUBLISH", "on", 1);
}
TestSuite(publish_places, .init = want_publishing, .timeout = 300);

/* ---- Where there is no room ------------------------------------------------------------------ */

/* Blocks until the tables need more room than there was at first, and whether all is right. */
static int fill_tables(bool expects_room) {
    enum { N = 20000, BYTES = 65 << 10 };
    static void *blocks[N];
    for (int i = 0; i < N; i++) {
        blocks[i] = tni_device_alloc(TN_CPU, BYTES, NULL, NULL);
        if (!blocks[i]) {
            return 10;
        }
    }
    char pid[24];
    tn_memory_figures f;
    tn_published_info info = {.full = false};
    tn_published_pool pool = {.pinned = false};
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    tn_published *view = tn_published_open(pid);
    const bool is_shown =
        view && tn_published_get_info(view, &info) && tn_published_pool_at(view, 0, &pool);
    tn_published_close(view);
    tn_error_take(NULL);
    if (tn_memory_stats(TN_CPU, &f) != TN_OK || f.live_bytes != (uint64_t)N * BYTES) {
        return 11;
    }
    if (is_shown && (pool.figures.live_bytes != f.live_bytes || info.full == expects_room)) {
        return 12;
    }
    for (int i = 0; i < N; i++) {
        tni_device_free(TN_CPU, blocks[i], BYTES, NULL);
    }
    return is_shown ? 0 : 1;
}

static int with_a_file_limit_of(rlim_t bytes) {
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){bytes, bytes});
    return fill_tables(false);
}
static int with_no_file(void) {
    return with_a_file_limit_of(1 << 14);
}
static int with_a_small_file(void) {
    return with_a_file_limit_of(700 << 10);
}

Test(publish_places, a_limit_of_files_turns_publishing_off_and_kills_nobody) {
    child_expect(with_no_file, 1, 1);
}
Test(publish_places, a_limit_of_files_turns_growing_off_and_kills_nobody) {
    child_expect(with_a_small_file, 0, 1);
}

/* A file system of its own in place of /dev/shm; false where that is not allowed. */
static bool mount_shm(const char *size) {
    char options[32];
    snprintf(options, sizeof options, "size=%s", size);
    return (unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) &&
           mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("tmpfs", "/dev/shm", "tmpfs", 0, options) == 0;
}
static int in_no_memory(void) {
    return mount_shm("64k") ? fill_tables(false) : with_no_file();
}
static int in_little_memory(void) {
    return mount_shm("700k") ? fill_tables(false) : with_a_small_file();
}
static int in_much_memory(void) {
    return fill_tables(true);
}

Test(publish_places, a_full_file_system_turns_publishing_off) {
    child_expect(in_no_memory, 1, 1);
}
Test(publish_places, a_full_file_system_turns_growing_off) {
    child_expect(in_little_memory, 0, 1);
}
Test(publish_places, tables_grow) {
    child_expect(in_much_memory, 0, 0);
}

static void ignore(int number) {
    (void)number;
}
static pthread_t signalled; /* until the process has ended, after its last frame here */
static void *send_signals(void *unused) {
    (void)unused;
    for (;;) {
        pthread_kill(signalled, SIGUSR1);
    }
    return NULL;
}
static int among_signals(void) {
    pthread_t other;
    signalled = pthread_self();
    sigaction(SIGUSR1, &(struct sigaction){.sa_handler = ignore}, NULL);
    return pthread_create(&other, NULL, send_signals, NULL) == 0 ? fill_tables(true) : 9;
}
Test(publish_places, tables_grow_among_signals) {
    child_expect(among_signals, 0, 0);
}

static int without_descriptors(void) {
    tni_publish();
    for (int fd = 0; fd < 1024; fd++) {
        close(fd);
    }
    return fill_tables(true);
}
Test(publish_places, one_that_closes_all_descriptors_goes_on) {
    child_expect(without_descriptors, 0, 0);
}

static int turned_off(void) {
    setenv("TENON_PUBLISH", "off", 1);
    return fill_tables(false);
}
Test(publish_places, publishing_can_be_turned_off) {
    child_expect(turned_off, 1, 0);
}

/* ---- Whose file it is ------------------------------------------------------------------------ */

static int allocate_and_stay(void) {
    const bool fine = tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL) != NULL;
    child_say();
    if (fine) {
        child_stay();
    }
    return 1;
}

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void expect_text(const char *path, const char *text) {
    char found[64] = "";
    FILE *file = fopen(path, "r");
    cr_assert(file);
    const size_t n = fread(found, 1, sizeof found - 1, file);
    fclose(file);
    cr_expect(n == strlen(text) && strcmp(found, text) == 0, "%s", path);
}

Test(publish_places, a_link_in_its_place_is_neither_followed_nor_removed) {
    char target[64];
    snprintf(target, sizeof target, "/tmp/published.%d.target", (int)getpid());
    write_file(target, "precious");
    const child c = child_new(allocate_and_stay);
    cr_assert_eq(symlink(target, c.path), 0);
    child_go(&c);
    child_await(&c);
    struct stat about;
    cr_expect(lstat(c.path, &about) == 0 && S_ISLNK(about.st_mode));
    expect_text(target, "precious");
    cr_expect_eq(child_warnings(&c), 1);
    child_kill(&c);
    cr_expect_neq(child_remove(&c), TN_OK);
    tn_error_take(NULL);
    expect_text(target, "precious");
    child_end(&c);
    unlink(target);
}

Test(publish_places, another_file_in_its_place_stays) {
    const child c = child_new(allocate_and_stay);
    write_file(c.path, "precious");
    child_go(&c);
    child_await(&c);
    expect_text(c.path, "precious");
    cr_expect_eq(child_warnings(&c), 1);
    child_kill(&c);
    cr_expect_eq(child_remove(&c), TN_ERR_FORMAT);
    tn_error_take(NULL);
    expect_text(c.path, "precious");
    child_end(&c);
}

/* What `from` shows, as if the process of `to` had left it. */
static void leave(const child *from, const child *to) {
    tn_published *view = child_view(from);
    cr_assert(view && tn_published_save(view, to->path) == TN_OK);
    tn_published_close(view);
    const uint64_t pid = (uint64_t)to->pid;
    const int file = open(to->path, O_RDWR);
    cr_assert_eq(pwrite(file, &pid, sizeof pid, offsetof(tni_shown_header, pid)),
                 (ssize_t)sizeof pid);
    close(file);
}

Test(publish_places, what_an_earlier_one_of_its_number_left_is_replaced) {
    const child first = child_new(churn), next = child_new(allocate_and_stay);
    tn_published_pool pool;
    tn_published_info info;
    child_go(&first);
    leave(&first, &next);
    child_kill(&first);
    child_end(&first);
    child_go(&next);
    child_await(&next);
    tn_published *view = child_view(&next);
    cr_assert(view && tn_published_get_info(view, &info) && info.alive);
    cr_assert(tn_published_pool_at(view, 0, &pool));
    cr_expect_eq(pool.figures.live_bytes, 1u << 20);
    cr_expect_eq(child_warnings(&next), 0);
    tn_published_close(view);
    child_kill(&next);
    child_end(&next);
}

/* Ends with 0 when user 12345 may not open what the process shows. */
static bool is_refused_to_others(const child *c) {
    const pid_t other = fork();
    if (other == 0) {
        char pid[24];
        snprintf(pid, sizeof pid, "%d", (int)c->pid);
        _exit(setgid(12345) == 0 && setuid(12345) == 0 && !tn_published_open(pid) && !tn_ok() ? 0
                                                                                              : 1);
    }
    int status = 1;
    return waitpid(other, &status, 0) == other && status == 0;
}

Test(publish_places, other_users_are_kept_out) {
    if (geteuid() != 0) {
        cr_skip_test("only root can become somebody else");
    }
    const child first = child_new(churn), next = child_new(allocate_and_stay);
    child_go(&first);
    leave(&first, &next);
    cr_expect(is_refused_to_others(&first));
    chmod(first.path, 0644);
    cr_expect(is_refused_to_others(&first), "even if it could be read");
    cr_assert_eq(chown(next.path, 12345, 12345), 0);
    child_go(&next);
    child_await(&next);
    cr_expect_eq(child_warnings(&next), 1, "what somebody else put there stays");
    child_kill(&first);
    child_kill(&next);
    child_end(&first);
    child_end(&next);
}

/* ---- More threads than places ---------------------------------------------------------------- */

enum { ROUNDS = 50, SMALL_BYTES = 3000 };

static pthread_barrier_t all_took, all_compared;

static void *take_small(void *unused) {
    (void)unused;
    void *blocks[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        blocks[i] = tni_device_alloc(TN_CPU, SMALL_BYTES, NULL, NULL);
    }
    pthread_barrier_wait(&all_took);
    pthread_barrier_wait(&all_compared);
    for (int i = 0; i < ROUNDS; i++) {
        tni_device_free(TN_CPU, blocks[i], SMALL_BYTES, NULL);
    }
    return NULL;
}

/* Their figures are all seen from outside, though threads keep some themselves. */
Test(publish_places, more_threads_than_places) {
    enum { THREADS = TNI_SHOWN_THREADS + 40 };
    static pthread_t threads[THREADS];
    if (TNI_ASAN) {
        cr_skip_test("threads keep no counts under AddressSanitizer");
    }
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 2 << 20);
    pthread_barrier_init(&all_took, NULL, THREADS + 1);
    pthread_barrier_init(&all_compared, NULL, THREADS + 1);
    for (int i = 0; i < THREADS; i++) {
        const int problem = pthread_create(&threads[i], &attributes, take_small, NULL);
        if (problem == EAGAIN) {
            cr_skip_test("so many threads cannot be had here");
        }
        cr_assert_eq(problem, 0, "thread %d: %s", i, strerror(problem));
    }
    pthread_barrier_wait(&all_took);
    char pid[24];
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    tn_published *view = tn_published_open(pid);
    tn_published_pool pool;
    tn_memory_figures inside;
    cr_assert(view && tn_published_pool_at(view, 0, &pool));
    cr_expect_eq(tn_memory_stats(TN_CPU, &inside), TN_OK);
    const size_t row_bytes = sizeof inside.rows[0][0];
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        for (int side = 0; side < TN_MEMORY_SIDES; side++) {
            cr_expect_arr_eq(&pool.figures.rows[m][side], &inside.rows[m][side], row_bytes,
                             "metric %d, side %d", m, side);
        }
    }
    cr_expect_eq(inside.allocations, (uint64_t)THREADS * ROUNDS);
    tn_published_close(view);
    pthread_barrier_wait(&all_compared);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}
