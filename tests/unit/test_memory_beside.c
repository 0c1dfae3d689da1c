/* Two caches over one device: pages that may move, and segments that may not. They have one limit
 * and one set of figures, and what one of them keeps for nothing the other one gets. */
#include "memory_use.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>

enum { MIB = 1 << 20, PAGE = 1 << 20, SPAN = 1 << 30 };

/* A device: pages are only counted, nothing is read or written there. */
typedef struct device {
    pthread_mutex_t lock;
    uint64_t bytes, bytes_max; /* in pages and segments */
    int drops, frees;
} device;

static device gpu;
static tni_cache *tensors, *fixed;

static bool take_bytes(size_t bytes) {
    pthread_mutex_lock(&gpu.lock);
    const bool fits = gpu.bytes + bytes <= gpu.bytes_max;
    gpu.bytes += fits ? bytes : 0;
    pthread_mutex_unlock(&gpu.lock);
    return fits;
}

static void give_bytes(size_t bytes, int *counter) {
    pthread_mutex_lock(&gpu.lock);
    gpu.bytes -= bytes;
    ++*counter;
    pthread_mutex_unlock(&gpu.lock);
}

static void *alloc_segment(void *context, size_t bytes) {
    (void)context;
    return take_bytes(bytes) ? aligned_alloc(64, bytes) : NULL;
}
static void free_segment(void *context, void *data, size_t bytes) {
    (void)context;
    give_bytes(bytes, &gpu.frees);
    free(data);
}
static void *reserve(void *context, size_t *span_bytes, size_t *page_bytes) {
    (void)context;
    *span_bytes = SPAN;
    *page_bytes = PAGE;
    return (void *)((uintptr_t)1 << 45);
}
static void unreserve(void *context, void *data, size_t span_bytes) {
    (void)context, (void)data, (void)span_bytes;
}
static bool make_page(void *context, uint64_t *page) {
    (void)context;
    *page = 1;
    return take_bytes(PAGE);
}
static void drop_page(void *context, uint64_t page) {
    (void)context, (void)page;
    give_bytes(PAGE, &gpu.drops);
}
static bool map(void *context, void *at, const uint64_t *pages, size_t n) {
    (void)context, (void)at, (void)pages, (void)n;
    return true;
}
static bool unmap(void *context, void *at, size_t n) {
    (void)context, (void)at, (void)n;
    return true;
}

static void open_caches(void) {
    gpu = (device){.lock = PTHREAD_MUTEX_INITIALIZER, .bytes_max = 64 * MIB};
    tensors = tni_cache_new((tni_raw_memory){.reserve = reserve,
                                             .unreserve = unreserve,
                                             .make_page = make_page,
                                             .drop_page = drop_page,
                                             .map = map,
                                             .unmap = unmap});
    fixed = tni_cache_new_beside((tni_raw_memory){.alloc = alloc_segment, .free = free_segment},
                                 tensors);
    cr_assert(tensors && fixed);
}

static void close_caches(void) {
    cr_expect(tni_cache_is_valid(tensors) && tni_cache_is_valid(fixed));
    tni_cache_delete(fixed);
    tni_cache_delete(tensors);
    cr_expect_eq(gpu.bytes, 0u, "all memory went back");
}

TestSuite(memory_beside, .init = open_caches, .fini = close_caches);

static tn_memory_figures stats_of(tni_cache *cache) {
    tn_memory_figures s;
    tni_cache_get_figures(cache, &s);
    return s;
}

static void *take(tni_cache *cache, size_t bytes) {
    return tni_cache_alloc(cache, bytes, NULL, NULL);
}
static void give(tni_cache *cache, void *data, size_t bytes) {
    tni_cache_free(cache, data, bytes, NULL);
}

Test(memory_beside, figures_of_bytes_are_those_of_both) {
    void *a = take(tensors, 3 * MIB), *b = take(fixed, 5 * MIB);
    const tn_memory_figures one = stats_of(tensors), other = stats_of(fixed);
    cr_expect_eq(one.live_bytes, (uint64_t)8 * MIB);
    cr_expect_eq(one.reserved_bytes, gpu.bytes);
    cr_expect_eq(other.live_bytes, one.live_bytes);
    cr_expect_eq(other.reserved_bytes, one.reserved_bytes);
    cr_expect_eq(one.allocations, 2u);
    give(tensors, a, 3 * MIB);
    give(fixed, b, 5 * MIB);
    cr_expect_eq(stats_of(tensors).live_bytes, 0u);
    cr_expect_eq(stats_of(fixed).live_bytes_peak, (uint64_t)8 * MIB);
    cr_expect_eq(stats_of(fixed).reserved_bytes, gpu.bytes);
    tni_cache_reset_peaks(fixed);
    cr_expect_eq(stats_of(tensors).live_bytes_peak, 0u);
}

Test(memory_beside, one_limit_holds_for_both) {
    tni_cache_set_limit(tensors, 10 * MIB);
    cr_expect_eq(stats_of(fixed).limit_bytes, (uint64_t)10 * MIB);
    void *a = take(tensors, 6 * MIB);
    cr_expect_null(take(fixed, 6 * MIB));
    void *b = take(fixed, 4 * MIB);
    cr_expect(a && b);
    cr_expect_null(take(tensors, MIB));
    cr_expect_leq(stats_of(tensors).reserved_bytes_peak, (uint64_t)10 * MIB);
    give(tensors, a, 6 * MIB);
    give(fixed, b, 4 * MIB);
}

Test(memory_beside, what_one_keeps_for_nothing_the_other_one_gets) {
    void *a = take(tensors, 60 * MIB);
    give(tensors, a, 60 * MIB);
    cr_expect_eq(gpu.bytes, (uint64_t)60 * MIB, "it keeps its pages");
    void *b = take(fixed, 50 * MIB);
    cr_assert(b, "pages went back for it");
    cr_expect_gt(gpu.drops, 0);
    give(fixed, b, 50 * MIB);
    a = take(tensors, 60 * MIB);
    cr_assert(a, "the segment went back");
    cr_expect_gt(gpu.frees, 0);
    give(tensors, a, 60 * MIB);
}

/* Three pages are free behind the work of a stream; the others were kept by the other cache. */
Test(memory_beside, what_came_from_the_other_one_waits_for_the_memory_it_is_joined_with) {
    void *a = take(tensors, 3 * MIB), *b = take(fixed, 60 * MIB);
    cr_assert(a && b);
    tni_cache_free(tensors, a, 3 * MIB, &(tni_stamp){.n = 1, .at = {{1, 5}}});
    give(fixed, b, 60 * MIB);
    tni_stamp last = {.n = 0};
    void *c = tni_cache_alloc(tensors, 5 * MIB, NULL, &last);
    cr_expect_eq(c, a);
    cr_expect_gt(gpu.frees, 0);
    cr_expect_eq(tni_stamp_count(&last, 1), 5u);
    give(tensors, c, 5 * MIB);
}

Test(memory_beside, live_memory_of_the_other_one_stays) {
    void *a = take(fixed, 40 * MIB), *b = take(tensors, 20 * MIB);
    cr_expect(a && b);
    cr_expect_null(take(tensors, 30 * MIB));
    cr_expect_null(take(fixed, 30 * MIB));
    cr_expect_eq(gpu.frees, 0);
    give(tensors, b, 20 * MIB);
    give(fixed, a, 40 * MIB);
}

Test(memory_beside, users_of_both_are_named_when_memory_runs_out) {
    void *a = take(fixed, 40 * MIB), *b = take(tensors, 20 * MIB);
    tni_cache_use use;
    tni_cache_get_use(tensors, &use);
    cr_expect_eq(use.n_users, 1, "both from outside of any call");
    cr_expect_eq(use.users[0].bytes, (uint64_t)60 * MIB);
    cr_expect_eq(use.beside_bytes, (uint64_t)40 * MIB);
    cr_expect(strstr(use.beside, "collectives"), "%s", use.beside);
    tni_cache_get_use(fixed, &use);
    cr_expect_eq(use.beside_bytes, (uint64_t)20 * MIB);
    cr_expect_str_eq(use.beside, "tensors");
    give(tensors, b, 20 * MIB);
    give(fixed, a, 40 * MIB);
}

Test(memory_beside, an_address_is_told_apart_from_others) {
    char *a = take(fixed, 2 * MIB), *b = take(tensors, 2 * MIB);
    cr_expect(tni_cache_holds(fixed, a) && tni_cache_holds(fixed, a + 2 * MIB - 1));
    cr_expect(!tni_cache_holds(fixed, b) && !tni_cache_holds(fixed, &gpu));
    give(fixed, a, 2 * MIB);
    give(tensors, b, 2 * MIB);
}

/* ---- Threads --------------------------------------------------------------------------------- */

static void *stir(void *context) {
    tni_cache *cache = context;
    uint64_t state = (uint64_t)(uintptr_t)context | 1;
    for (int i = 0; i < 400; i++) {
        const size_t bytes = (memory_random(&state) % 40 + 1) * MIB / 2;
        void *data = take(cache, bytes);
        if (data) {
            give(cache, data, bytes);
        }
    }
    return NULL;
}

Test(memory_beside, threads_of_both_keep_the_limit) {
    tni_cache_set_limit(fixed, 24 * MIB);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, stir, i % 2 ? fixed : tensors), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    cr_expect_leq(stats_of(tensors).reserved_bytes_peak, (uint64_t)24 * MIB);
    cr_expect_eq(stats_of(tensors).reserved_bytes, gpu.bytes);
    cr_expect_eq(stats_of(tensors).live_bytes, 0u);
}
