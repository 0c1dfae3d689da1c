#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "published_case.h"

#include "memory/allocator.h"
#include "memory_use.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- Processes ------------------------------------------------------------------------------- */

static int own_ready = -1;

child child_new(int (*body)(void)) {
    static int number;
    int go[2], ready[2];
    child c;
    cr_assert(pipe(go) == 0 && pipe(ready) == 0);
    snprintf(c.log, sizeof c.log, "/tmp/published.%d.%d", (int)getpid(), ++number);
    c.pid = fork();
    if (c.pid == 0) {
        char byte;
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves nobody behind */
        dup2(open(c.log, O_RDWR | O_CREAT | O_TRUNC, 0600), 2);
        close(go[1]);
        own_ready = ready[1];
        _exit(read(go[0], &byte, 1) == 1 ? body() : 99);
    }
    cr_assert(c.pid > 0);
    close(go[0]);
    close(ready[1]);
    c.go = go[1];
    c.ready = ready[0];
    snprintf(c.path, sizeof c.path, "/dev/shm/tenon.%d", (int)c.pid);
    unlink(c.path); /* of an earlier process with its number */
    return c;
}

void child_go(const child *c) {
    cr_assert_eq(write(c->go, "", 1), 1);
}

void child_say(void) {
    if (write(own_ready, "", 1) != 1) {
        _exit(98);
    }
}

void child_await(const child *c) {
    char byte;
    cr_assert_eq(read(c->ready, &byte, 1), 1, "the process ended before");
}

void child_stay(void) {
    for (;;) {
        pause();
    }
}

tn_published *child_view(const child *c) {
    char pid[24];
    snprintf(pid, sizeof pid, "%d", (int)c->pid);
    for (;;) {
        tn_published *view = tn_published_open(pid);
        tn_error_take(NULL);
        siginfo_t ended = {.si_pid = 0};
        if (view || waitid(P_PID, (id_t)c->pid, &ended, WEXITED | WNOHANG | WNOWAIT) != 0 ||
            ended.si_pid != 0) {
            return view;
        }
        usleep(200);
    }
}

tn_status child_remove(const child *c) {
    char pid[24];
    snprintf(pid, sizeof pid, "%d", (int)c->pid);
    return tn_published_remove(pid);
}

void child_kill(const child *c) {
    siginfo_t ended;
    cr_assert_eq(kill(c->pid, SIGKILL), 0);
    cr_assert_eq(waitid(P_PID, (id_t)c->pid, &ended, WEXITED | WNOWAIT), 0);
}

int child_end(const child *c) {
    int status = -1;
    cr_assert_eq(waitpid(c->pid, &status, 0), c->pid);
    close(c->go);
    close(c->ready);
    unlink(c->log);
    unlink(c->path);
    return status;
}

int child_warnings(const child *c) {
    char line[1024];
    int lines = 0;
    FILE *file = fopen(c->log, "r");
    cr_assert(file);
    while (fgets(line, sizeof line, file)) {
        lines++;
    }
    fclose(file);
    return lines;
}

void child_expect(int (*body)(void), int status, int warnings) {
    const child c = child_new(body);
    child_go(&c);
    siginfo_t ended;
    cr_assert_eq(waitid(P_PID, (id_t)c.pid, &ended, WEXITED | WNOWAIT), 0);
    cr_expect_eq(child_warnings(&c), warnings);
    cr_expect(status == 0 || access(c.path, F_OK) != 0, "nothing is left");
    const int found = child_end(&c);
    cr_expect(WIFEXITED(found) && WEXITSTATUS(found) == status, "status %x", found);
}

/* ---- What they do ---------------------------------------------------------------------------- */

/* The line of the call tells what was asked for: large blocks miss 13 bytes to so many units, small
 * ones as many to 1 or 2 KiB as the line is above. All of an event follows from one number. */
enum {
    HELD = 64,
    SHORT_OF = 13,
    UNIT = 512,
    UNITS_MIN = 129,
    UNITS = 512,
    SMALL_LINES = 2000,
    TWICE_LINES = 3000,
    SMALL = 1024
};

static size_t bytes_at(int line) {
    return line < SMALL_LINES   ? (size_t)UNIT * (size_t)line - SHORT_OF
           : line < TWICE_LINES ? (size_t)(SMALL - (line - SMALL_LINES))
                                : (size_t)(2 * SMALL - (line - TWICE_LINES));
}

static uint64_t class_at(int line) {
    return line < TWICE_LINES ? SMALL : 2 * SMALL;
}

static void *allocate(int line) {
    TNI_CALL("churn", ((tn_site){.file = "published_case.c", .line = line}));
    return tni_device_alloc(TN_CPU, (int64_t)bytes_at(line), NULL, NULL);
}

static void tell(uint64_t n) {
    tni_event((tn_trace_record){.kind = TN_TRACE_USE,
                                .address = 3 * n,
                                .bytes = 5 * n,
                                .rounded = 7 * n,
                                .value = ~n,
                                .origin = (uint32_t)n,
                                .stream = n & 63,
                                .pool = n & 7});
}

static void step(void **blocks, int *lines, uint64_t *seed) {
    const uint64_t r = memory_random(seed);
    const int i = (int)(r % HELD);
    if (blocks[i]) {
        tni_device_free(TN_CPU, blocks[i], (int64_t)bytes_at(lines[i]), NULL);
        blocks[i] = NULL;
    } else {
        lines[i] = r / 64 % 4 == 0   ? UNITS_MIN + (int)(r / 256 % UNITS)
                   : r / 64 % 4 == 1 ? TWICE_LINES + (int)(r / 256 % 64)
                                     : SMALL_LINES + (int)(r / 256 % 64);
        blocks[i] = allocate(lines[i]);
    }
    if (r / 128 % 4 == 0) {
        tell(r);
    }
}

static void *churn_for(void *argument) {
    void *blocks[HELD] = {NULL};
    int lines[HELD];
    uint64_t seed = 88172645463325252u ^ (uint64_t)(uintptr_t)&seed ^ (uint64_t)gettid() << 32;
    for (uintptr_t left = (uintptr_t)argument; left > 0; left--) {
        step(blocks, lines, &seed);
    }
    for (int i = 0; i < HELD; i++) {
        tni_device_free(TN_CPU, blocks[i], blocks[i] ? (int64_t)bytes_at(lines[i]) : 1, NULL);
    }
    return NULL;
}

int churn(void) {
    pthread_t threads[CHURN_THREADS];
    tni_publish();
    for (int i = 1; i < CHURN_THREADS; i++) {
        if (pthread_create(&threads[i], NULL, churn_for, (void *)UINTPTR_MAX) != 0) {
            return 1;
        }
    }
    for (;;) { /* one that ends again and again; then what is free goes back, slabs, too */
        if (pthread_create(&threads[0], NULL, churn_for, (void *)(uintptr_t)5000) != 0 ||
            pthread_join(threads[0], NULL) != 0 || tn_memory_trim(TN_CPU) != TN_OK) {
            return 1;
        }
    }
}

int change_slabs(void) {
    enum { BLOCKS = 300 }; /* more than a slab */
    static void *blocks[BLOCKS];
    for (;;) {
        for (int line = SMALL_LINES; line <= TWICE_LINES; line += TWICE_LINES - SMALL_LINES) {
            for (int i = 0; i < BLOCKS; i++) {
                blocks[i] = allocate(line + i % 64);
            }
            for (int i = 0; i < BLOCKS; i++) {
                tni_device_free(TN_CPU, blocks[i], (int64_t)bytes_at(line + i % 64), NULL);
            }
            tn_memory_trim(TN_CPU);
        }
    }
}

/* ---- Whether what was read is whole ---------------------------------------------------------- */

char half_of_record[160];

static bool is(bool fine, const char *what, uint64_t a, uint64_t b) {
    if (!fine) {
        snprintf(half_of_record, sizeof half_of_record, "%s: %lu, %lu", what, a, b);
    }
    return fine;
}

static bool is_rounded(uint64_t bytes, uint64_t rounded, int line) {
    return line < SMALL_LINES ? rounded % UNIT == 0 && rounded >= bytes + SHORT_OF &&
                                    rounded < bytes + SHORT_OF + (4 << 10)
                              : rounded == class_at(line);
}

bool is_whole_block(tn_published *view, const tn_block *b) {
    if (b->state != TN_BLOCK_LIVE) {
        return is(b->bytes % UNIT == 0 && b->address % 64 == 0 && b->bytes > 0 && !b->requested &&
                      (b->state != TN_BLOCK_SLAB ||
                       (b->bytes == 256 << 10 && b->address % (256 << 10) == 0)),
                  "a free run or a slab", b->address, b->bytes);
    }
    const int line = tn_published_origin(view, b->origin).line;
    return is(line > 0 && b->requested == bytes_at(line), "requested", b->requested,
              (uint64_t)line) &&
           is(is_rounded(b->requested, b->bytes, line), "bytes", b->requested, b->bytes) &&
           is(b->address % (line < SMALL_LINES ? 64 : class_at(line)) == 0, "address", b->address,
              0) &&
           is((b->time_ns > 0) == (line < SMALL_LINES) && b->stream == 0 && b->pool == 0, "time",
              b->time_ns, b->stream);
}

bool is_whole_event(tn_published *view, const tn_trace_record *e, uint64_t *last) {
    const uint64_t n = ~e->value;
    const bool in_order = e->number > *last && e->time_ns > 0 && e->thread > 0;
    *last = e->number;
    if (e->kind == TN_TRACE_USE) {
        return is(in_order && e->address == 3 * n && e->bytes == 5 * n && e->rounded == 7 * n &&
                      e->origin == (uint32_t)n && e->stream == (n & 63) && e->pool == (n & 7),
                  "an event", e->number, n);
    }
    const int line = e->kind == TN_TRACE_ALLOC ? tn_published_origin(view, e->origin).line
                                               : (int)((e->bytes + SHORT_OF) / UNIT);
    return is(in_order && (e->kind == TN_TRACE_ALLOC || e->kind == TN_TRACE_FREE) &&
                  e->bytes == bytes_at(line) && is_rounded(e->bytes, e->rounded, line) &&
                  e->address % 64 == 0 && e->pool == 0 && e->stream == 0,
              "an event of a block", e->bytes, (uint64_t)line);
}

bool is_whole_pool(const tn_published_pool *pool) {
    enum { LARGE = TN_MEMORY_LARGE, SMALL_SIDE = TN_MEMORY_SMALL };
    const tn_memory_figures *f = &pool->figures;
    const tn_memory_row *requested = &f->rows[TN_MEMORY_REQUESTED_BYTES][LARGE],
                        *blocks = &f->rows[TN_MEMORY_ALLOCATION][LARGE];
    const uint64_t small = f->rows[TN_MEMORY_ALLOCATION][SMALL_SIDE].now,
                   small_bytes = f->rows[TN_MEMORY_ALLOCATED_BYTES][SMALL_SIDE].now;
    bool fine =
        is((requested->now + SHORT_OF * blocks->now) % UNIT == 0, "large blocks", requested->now,
           blocks->now) &&
        is(pool->recounted || (requested->allocated + SHORT_OF * blocks->allocated) % UNIT == 0,
           "large blocks ever", requested->allocated, blocks->allocated) &&
        is(small_bytes % SMALL == 0 && small_bytes >= SMALL * small &&
               small_bytes <= 2 * SMALL * small,
           "small blocks", small_bytes, small);
    for (int k = 0; k < TN_MEMORY_METRICS && fine && !pool->recounted; k++) {
        for (int side = 0; side < TN_MEMORY_SIDES; side++) {
            const tn_memory_row *row = &f->rows[k][side];
            fine = fine && is(row->allocated - row->freed == row->now && row->now < 1ull << 40,
                              "a row", (uint64_t)(10 * k + side), row->now);
        }
    }
    return fine && is(f->free_bytes <= f->reserved_bytes, "free", f->free_bytes, f->reserved_bytes);
}
