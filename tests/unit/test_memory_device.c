/* The process-wide memory of devices, each thread's stock of small blocks, and object pools. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory/allocator.h"
#include "memory/sanitize.h"

#include <tenon/memory.h>
#include <tenon/ops.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static tn_memory_figures stats(void) {
    tn_memory_figures s;
    cr_assert_eq(tn_memory_stats(TN_CPU, &s), TN_OK);
    return s;
}

/* A device without memory of its own kind for it has that of tensors. */
Test(memory_device, memory_that_stays_waits_for_the_work_before_wherever_it_is) {
    enum { BYTES = 6 << 20 };
    tni_stamp last = {.n = 0};
    void *former = tni_fixed_alloc(TN_CPU, BYTES, NULL, &last);
    cr_assert(former);
    tni_fixed_free(TN_CPU, former, BYTES, &(tni_stamp){.n = 1, .at = {{1, 5}}});
    void *next = tni_fixed_alloc(TN_CPU, BYTES, NULL, &last);
    cr_expect_eq(next, former);
    cr_expect_eq(tni_stamp_count(&last, 1), 5u);
    tni_fixed_free(TN_CPU, next, BYTES, NULL);
}

static void *allocate_for_ever(void *stop) {
    while (!atomic_load((_Atomic bool *)stop)) {
        void *data = tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL);
        tni_device_free(TN_CPU, data, 1 << 20, NULL);
    }
    return NULL;
}

/* Whether a child made now can allocate: its wait status. */
static int allocate_in_a_child(void) {
    const pid_t child = fork();
    if (child == 0) {
        alarm(50);
        _exit(tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL) ? 0 : 1);
    }
    int status = 1;
    return waitpid(child, &status, 0) == child ? status : -1;
}

/* The child has no thread that would give back a lock that was held when it was made. */
Test(memory_device, a_child_can_allocate_whatever_other_threads_did, .timeout = 60) {
    _Atomic bool stop = false;
    pthread_t other;
    cr_assert_eq(pthread_create(&other, NULL, allocate_for_ever, &stop), 0);
    for (int i = 0; i < 200; i++) {
        const int status = allocate_in_a_child();
        cr_assert_eq(status, 0, "child %d: status %d", i, status);
    }
    atomic_store(&stop, true);
    pthread_join(other, NULL);
}

/* A process whose first allocation is being made by another thread when it forks. */
Test(memory_device, a_child_can_allocate_during_the_first_allocation, .timeout = 60) {
    for (int i = 0; i < 300; i++) {
        const pid_t fresh = fork();
        if (fresh == 0) {
            _Atomic bool stop = false;
            pthread_t other;
            if (pthread_create(&other, NULL, allocate_for_ever, &stop) != 0) {
                _exit(2);
            }
            for (volatile int spin = 0; spin < i * 100; spin++) {}
            _exit(allocate_in_a_child() == 0 ? 0 : 1);
        }
        int status = 1;
        cr_assert_eq(waitpid(fresh, &status, 0), fresh);
        cr_assert_eq(status, 0, "process %d: status %d", i, status);
    }
}

Test(memory_device, memory_of_the_cpu_is_counted) {
    const tn_memory_figures before = stats();
    void *a = tni_device_alloc(TN_CPU, 1000, NULL, NULL),
         *b = tni_device_alloc(TN_CPU, 1 << 20, NULL, NULL);
    cr_assert(a && b);
    memset(a, 1, 1000);
    memset(b, 1, 1 << 20);
    cr_expect_eq(stats().live_bytes - before.live_bytes, (1u << 20) + 1000);
    cr_expect_eq(stats().allocations - before.allocations, 2u);
    tni_device_free(TN_CPU, a, 1000, NULL);
    tni_device_free(TN_CPU, b, 1 << 20, NULL);
    cr_expect_eq(stats().live_bytes, before.live_bytes);
    cr_expect_eq(stats().frees - before.frees, 2u);
}

Test(memory_device, the_default_device_is_the_cpu) {
    void *a = tni_device_alloc((tn_device){0}, 64, NULL, NULL);
    cr_assert(a);
    cr_expect_eq(stats().live_bytes, 64u);
    tni_device_free((tn_device){0}, a, 64, NULL);
    cr_expect_eq(stats().live_bytes, 0u);
}

Test(memory_device, no_bytes_and_meta_have_no_memory) {
    cr_expect_null(tni_device_alloc(TN_CPU, 0, NULL, NULL));
    cr_expect_null(tni_device_alloc(TN_META, 1000, NULL, NULL));
    tni_device_free(TN_CPU, NULL, 0, NULL);
    tni_device_free(TN_META, NULL, 1000, NULL);
    cr_expect(tn_ok());
    tn_memory_figures s;
    cr_expect_eq(tn_memory_stats(TN_META, &s), TN_OK);
    cr_expect_eq(s.live_bytes, 0u);
}

Test(memory_device, an_absent_device_is_an_error) {
    cr_expect_null(tni_device_alloc((tn_device){TN_DEVICE_CPU, 7}, 100, NULL, NULL));
    cr_expect_eq(tni_pending(), TN_ERR_DEVICE);
}

Test(memory_device, running_out_is_reported_with_figures) {
    void *live = tni_device_alloc(TN_CPU, 3 << 20, NULL, NULL);
    cr_expect_eq(tn_memory_set_limit(TN_CPU, 16 << 20), TN_OK);
    cr_expect_null(tni_device_alloc(TN_CPU, 100 << 20, NULL, NULL));
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_MEMORY);
    static const char *const parts[] = {"100.0 MiB", "104857600 bytes", "cpu",     "3.0 MiB live",
                                        "reserved",  "limit 16.0 MiB",  "free run"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        cr_expect(strstr(e.message, parts[i]), "'%s' is missing in: %s", parts[i], e.message);
    }
    tni_device_free(TN_CPU, live, 3 << 20, NULL);
}

Test(memory_device, small_blocks_run_out_too) {
    tn_memory_set_limit(TN_CPU, 1);
    cr_expect_null(tni_device_alloc(TN_CPU, 100, NULL, NULL));
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "100 B"), "%s", e.message);
    tn_memory_set_limit(TN_CPU, 0);
    void *data = tni_device_alloc(TN_CPU, 100, NULL, NULL);
    cr_expect(data);
    tni_device_free(TN_CPU, data, 100, NULL);
}

Test(memory_device, the_limit_can_come_from_the_environment) {
    setenv("TENON_MEMORY_LIMIT", "8m", 1);
    cr_expect_eq(stats().limit_bytes, 8u << 20);
    cr_expect_null(tni_device_alloc(TN_CPU, 9 << 20, NULL, NULL));
    cr_expect_eq(tni_pending(), TN_ERR_MEMORY);
}

Test(memory_device, trim_and_reset_start_afresh) {
    void *a = tni_device_alloc(TN_CPU, 30 << 20, NULL, NULL),
         *b = tni_device_alloc(TN_CPU, 10, NULL, NULL);
    tni_device_free(TN_CPU, a, 30 << 20, NULL);
    tni_device_free(TN_CPU, b, 10, NULL);
    cr_expect_geq(stats().reserved_bytes, 30u << 20);
    cr_expect_eq(tn_memory_trim(TN_CPU), TN_OK);
    cr_expect_eq(stats().reserved_bytes, 0u);
    cr_expect_eq(tn_memory_reset_peaks(TN_CPU), TN_OK);
    cr_expect_eq(stats().live_bytes_peak, 0u);
    cr_expect_eq(stats().reserved_bytes_peak, 0u);
}

Test(memory_device, figures_need_a_place) {
    cr_expect_eq(tn_memory_stats(TN_CPU, NULL), TN_ERR_ARGUMENT);
}

Test(memory_device, with_an_error_pending_settings_return_it) {
    tn_memory_figures s;
    tni_fail(TN_ERR_IO, "earlier");
    cr_expect_eq(tn_memory_stats(TN_CPU, &s), TN_ERR_IO);
    cr_expect_eq(tn_memory_set_limit(TN_CPU, 5), TN_ERR_IO);
    cr_expect_eq(tn_memory_trim(TN_CPU), TN_ERR_IO);
    cr_expect_eq(tn_memory_reset_peaks(TN_CPU), TN_ERR_IO);
    tn_error_take(NULL);
    cr_expect_eq(stats().limit_bytes, 0u);
}

Test(memory_device, every_request_may_fail_and_none_leaks) {
    static const int64_t sizes[] = {8, 70000, 8, 3000};
    uint64_t k = 1;
    for (bool failed = true; failed; k++) {
        void *blocks[4];
        tni_memory_fail_at(k);
        for (int i = 0; i < 4; i++) {
            blocks[i] = tni_device_alloc(TN_CPU, sizes[i], NULL, NULL);
        }
        failed = tn_error_take(NULL);
        tni_memory_fail_at(0);
        for (int i = 0; i < 4; i++) {
            tni_device_free(TN_CPU, blocks[i], sizes[i], NULL);
        }
        cr_assert_eq(stats().live_bytes, 0u);
    }
    cr_expect_gt(k, 4u);
}

/* ---- Threads --------------------------------------------------------------------------------- */

enum { HANDED = 500 };

static void *make_blocks(void *out) {
    void **blocks = out;
    for (int i = 0; i < HANDED; i++) {
        blocks[i] = tni_device_alloc(TN_CPU, 200, NULL, NULL);
    }
    return NULL;
}

Test(memory_device, blocks_may_be_freed_by_another_thread) {
    pthread_t thread;
    static void *blocks[HANDED];
    cr_assert_eq(pthread_create(&thread, NULL, make_blocks, blocks), 0);
    pthread_join(thread, NULL);
    cr_expect_eq(stats().live_bytes, HANDED * 200u);
    for (int i = 0; i < HANDED; i++) {
        tni_device_free(TN_CPU, blocks[i], 200, NULL);
    }
    cr_expect_eq(stats().live_bytes, 0u);
    tn_memory_trim(TN_CPU);
    cr_expect_eq(stats().reserved_bytes, 0u, "the ended thread kept nothing");
}

static void *churn(void *unused) {
    (void)unused;
    for (int round = 0; round < 2000; round++) {
        int64_t bytes = 1 + round * 37 % 5000;
        unsigned char *a = tni_device_alloc(TN_CPU, bytes, NULL, NULL),
                      *b = tni_device_alloc(TN_CPU, 64, NULL, NULL);
        a[0] = a[bytes - 1] = 1;
        b[0] = b[63] = 2;
        cr_assert(a[0] == 1 && b[63] == 2);
        tni_device_free(TN_CPU, a, bytes, NULL);
        tni_device_free(TN_CPU, b, 64, NULL);
    }
    return NULL;
}

Test(memory_device, threads_do_not_disturb_each_other) {
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, churn, NULL), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    const tn_memory_figures s = stats();
    cr_expect_eq(s.live_bytes, 0u);
    cr_expect_eq(s.allocations, 16000u);
    cr_expect_eq(s.frees, 16000u);
}

/* ---- Pools ----------------------------------------------------------------------------------- */

Test(memory_pool, an_object_is_used_again) {
    void *warm = tni_pool_alloc(320);
    tni_pool_free(warm, 320);
    void *a = tni_pool_alloc(320);
    tni_pool_free(a, 320);
    void *b = tni_pool_alloc(310);
    cr_expect(TNI_ASAN || a == b, "sizes share a class");
    tni_pool_free(b, 310);
    tni_pool_trim();
}

Test(memory_pool, objects_of_all_sizes_are_apart) {
    unsigned char *objects[64];
    for (int i = 0; i < 64; i++) {
        const size_t bytes = 1 + 25 * (size_t)i;
        objects[i] = tni_pool_alloc(bytes);
        cr_assert(objects[i]);
        cr_expect_eq((uintptr_t)objects[i] % 16, 0u);
        memset(objects[i], i, bytes);
    }
    for (int i = 0; i < 64; i++) {
        cr_expect_eq(objects[i][i * 25], i);
        tni_pool_free(objects[i], 1 + 25 * (size_t)i);
    }
    tni_pool_trim();
}

Test(memory_pool, every_object_counts_as_a_request) {
    tni_pool_free(tni_pool_alloc(100), 100); /* recycled below */
    tni_memory_fail_at(2);
    void *a = tni_pool_alloc(100);
    cr_expect(a);
    cr_expect_null(tni_pool_alloc(100));
    cr_expect_eq(tni_pending(), TN_ERR_MEMORY);
    tn_error_take(NULL);
    tni_pool_free(a, 100);
    tni_memory_fail_at(1);
    cr_expect_null(tni_pool_alloc(100), "a recycled object may fail as well");
    tni_pool_free(NULL, 100);
}

Test(memory_pool, it_keeps_a_bounded_number) {
    enum { N = 1000 };
    void *objects[N];
    for (int i = 0; i < N; i++) {
        objects[i] = tni_pool_alloc(64);
    }
    for (int i = 0; i < N; i++) {
        tni_pool_free(objects[i], 64);
    }
    for (int i = 0; i < N; i++) {
        objects[i] = tni_pool_alloc(64);
        cr_assert(objects[i]);
    }
    for (int i = 0; i < N; i++) {
        tni_pool_free(objects[i], 64);
    }
    tni_pool_trim();
}

static void *free_objects(void *objects) {
    for (int i = 0; i < 50; i++) {
        tni_pool_free(((void **)objects)[i], 48);
    }
    return tni_pool_alloc(48);
}

Test(memory_pool, objects_may_be_freed_by_another_thread) {
    pthread_t thread;
    void *objects[50], *other = NULL;
    for (int i = 0; i < 50; i++) {
        objects[i] = tni_pool_alloc(48);
    }
    cr_assert_eq(pthread_create(&thread, NULL, free_objects, objects), 0);
    pthread_join(thread, &other);
    cr_expect(other);
    tni_pool_free(other, 48);
}

Test(memory_device, meta_counts_what_its_tensors_would_take) {
    const int64_t huge = (int64_t)1 << 40;
    tn_memory_figures s;
    {
        TN_SCOPE(outer);
        tn_empty(TN_SHAPE(1000), .dtype = TN_F32, .device = TN_META);
        {
            TN_SCOPE(inner);
            tn_empty(TN_SHAPE(huge), .dtype = TN_U8, .device = TN_META);
        }
        cr_expect_eq(tn_memory_stats(TN_META, &s), TN_OK);
        cr_expect_eq(s.live_bytes, 4000u);
        cr_expect_eq(s.live_bytes_peak, 4000u + (uint64_t)huge);
        cr_expect_eq(tn_memory_reset_peaks(TN_META), TN_OK);
        cr_expect_eq(tn_memory_stats(TN_META, &s), TN_OK);
        cr_expect_eq(s.live_bytes_peak, 4000u);
    }
    cr_expect_eq(tn_memory_stats(TN_META, &s), TN_OK);
    cr_expect_eq(s.live_bytes, 0u);
    cr_expect_eq(s.reserved_bytes, 0u);
}

typedef struct stocked {
    pthread_barrier_t barrier;
    bool fine;
} stocked;

static void *stock_and_stay(void *argument) {
    stocked *s = argument;
    void *blocks[20];
    for (int i = 0; i < 20; i++) {
        blocks[i] = tni_device_alloc(TN_CPU, 60000, NULL, NULL);
    }
    for (int i = 0; i < 20; i++) {
        tni_device_free(TN_CPU, blocks[i], 60000, NULL);
    }
    pthread_barrier_wait(&s->barrier); /* stocked */
    pthread_barrier_wait(&s->barrier); /* and seized */
    void *again = tni_device_alloc(TN_CPU, 60000, NULL, NULL);
    s->fine = again != NULL;
    tni_device_free(TN_CPU, again, 60000, NULL);
    return NULL;
}

Test(memory_device, what_other_threads_have_in_stock_is_seized) {
    stocked s = {.fine = false};
    pthread_t other;
    pthread_barrier_init(&s.barrier, NULL, 2);
    tn_memory_trim(TN_CPU);
    const uint64_t before = stats().reserved_bytes;
    cr_assert_eq(pthread_create(&other, NULL, stock_and_stay, &s), 0);
    pthread_barrier_wait(&s.barrier);
    cr_expect_gt(stats().reserved_bytes, before);
    cr_expect_eq(tn_memory_trim(TN_CPU), TN_OK);
    cr_expect_eq(stats().reserved_bytes, before, "all of it went back");
    pthread_barrier_wait(&s.barrier);
    pthread_join(other, NULL);
    cr_expect(s.fine, "its thread goes on");
    pthread_barrier_destroy(&s.barrier);
}

Test(memory_device, the_report_names_who_holds_the_most) {
    TN_SCOPE(scope);
    tn_memory_trim(TN_CPU);
    cr_assert_eq(tn_memory_set_limit(TN_CPU, stats().reserved_bytes + (40 << 20)), TN_OK);
    tn_tensor *held = tn_zeros(TN_SHAPE(5 << 20));
    tn_tensor *more = tn_relu(tn_zeros(TN_SHAPE(1 << 20)));
    cr_assert(held && more);
    cr_expect_null(tn_ones(TN_SHAPE(50 << 20)));
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "held: 20.0 MiB by zeros (test_memory_device.c:"), "%s", e.message);
    cr_expect(strstr(e.message, "by relu (test_memory_device.c:"), "%s", e.message);
    tn_memory_set_limit(TN_CPU, 0);
}
