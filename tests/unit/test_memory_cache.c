/* The caching allocator over counted malloc: accounting against a naive recount, reuse, limits,
 * and every way in which memory can run out. */
#include "memory_use.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* ---- Raw memory that is counted and can run out ---------------------------------------------- */

typedef struct raw {
    uint64_t bytes, bytes_max, calls, frees;
    bool mismatch; /* freed with another size than asked for */
} raw;

static void *raw_alloc(void *context, size_t bytes) {
    raw *r = context;
    if (bytes > r->bytes_max - r->bytes) {
        return NULL;
    }
    size_t *data = aligned_alloc(64, (bytes + 64 + 63) / 64 * 64);
    cr_assert(data);
    data[0] = bytes;
    r->bytes += bytes;
    r->calls++;
    return (char *)data + 64;
}

static void raw_free(void *context, void *data, size_t bytes) {
    raw *r = context;
    size_t *start = (size_t *)((char *)data - 64);
    r->mismatch = r->mismatch || start[0] != bytes;
    r->bytes -= bytes;
    r->frees++;
    free(start);
}

static raw memory;
static tni_cache *cache;

static void open_cache(void) {
    memory = (raw){.bytes_max = (uint64_t)1 << 32};
    cache = tni_cache_new(
        (tni_raw_memory){.alloc = raw_alloc, .free = raw_free, .context = &memory, .host = true});
    cr_assert(cache);
}

static void close_cache(void) {
    cr_expect(tni_cache_is_valid(cache));
    tni_cache_delete(cache);
    cr_expect_eq(memory.bytes, 0u, "all raw memory went back");
    cr_expect_eq(memory.calls, memory.frees);
    cr_expect_not(memory.mismatch);
}

TestSuite(memory_cache, .init = open_cache, .fini = close_cache);

static tn_memory_figures stats(void) {
    tn_memory_figures s;
    tni_cache_get_figures(cache, &s);
    return s;
}

/* ---- Classes --------------------------------------------------------------------------------- */

Test(memory_cache, a_class_is_the_smallest_that_fits) {
    for (size_t bytes = 1; bytes <= TNI_SMALL_BYTES; bytes++) {
        const int c = tni_size_class(bytes);
        cr_assert(c >= 0 && c < TNI_SIZE_CLASSES, "%zu", bytes);
        cr_assert(tni_class_bytes(c) >= bytes && (c == 0 || tni_class_bytes(c - 1) < bytes), "%zu",
                  bytes);
    }
    cr_expect_eq(tni_class_bytes(TNI_SIZE_CLASSES - 1), (size_t)TNI_SMALL_BYTES);
}

Test(memory_cache, classes_waste_a_fifth_at_most) {
    for (int c = 1; c < TNI_SIZE_CLASSES; c++) {
        const size_t own = tni_class_bytes(c), below = tni_class_bytes(c - 1);
        cr_expect_eq(own % 64, 0u);
        cr_expect(own - below <= 64 || (own - below - 1) * 5 <= own, "class %d", c);
    }
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

Test(memory_cache, blocks_are_aligned_and_apart) {
    static const size_t sizes[] = {1, 63, 64, 65, 1000, 1024, 1025, 5000, 65536, 65537, 1 << 20};
    enum { N = sizeof sizes / sizeof sizes[0] };
    unsigned char *blocks[N];
    for (int i = 0; i < N; i++) {
        blocks[i] = tni_cache_alloc(cache, sizes[i], NULL, NULL);
        cr_assert(blocks[i]);
        cr_expect_eq((uintptr_t)blocks[i] % 64, 0u);
        memset(blocks[i], i + 1, sizes[i]);
    }
    for (int i = 0; i < N; i++) {
        cr_expect(blocks[i][0] == i + 1 && blocks[i][sizes[i] - 1] == i + 1, "block %d", i);
        tni_cache_free(cache, blocks[i], sizes[i], NULL);
    }
}

Test(memory_cache, a_freed_block_is_used_again) {
    const size_t sizes[] = {100, 3000, 64 << 10, 100 << 10, 3 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        void *a = tni_cache_alloc(cache, sizes[i], NULL, NULL);
        tni_cache_free(cache, a, sizes[i], NULL);
        const uint64_t calls = memory.calls;
        void *b = tni_cache_alloc(cache, sizes[i], NULL, NULL);
        cr_expect_eq(a, b, "%zu", sizes[i]);
        cr_expect_eq(memory.calls, calls);
        tni_cache_free(cache, b, sizes[i], NULL);
    }
}

Test(memory_cache, neighbours_coalesce) {
    enum { N = 16, BYTES = 128 << 10 };
    void *blocks[N];
    for (int i = 0; i < N; i++) {
        blocks[i] = tni_cache_alloc(cache, BYTES, NULL, NULL);
    }
    const uint64_t calls = memory.calls;
    for (int i = 0; i < N; i += 2) { /* every other one, then the rest: joins on both sides */
        tni_cache_free(cache, blocks[i], BYTES, NULL);
    }
    cr_expect(tni_cache_is_valid(cache));
    for (int i = 1; i < N; i += 2) {
        tni_cache_free(cache, blocks[i], BYTES, NULL);
    }
    void *all = tni_cache_alloc(cache, N * BYTES, NULL, NULL);
    cr_expect_eq(all, blocks[0]);
    cr_expect_eq(memory.calls, calls);
    tni_cache_free(cache, all, N * BYTES, NULL);
}

Test(memory_cache, the_best_fitting_run_is_taken) {
    static const size_t sizes[] = {1 << 20, 200 << 10, 512 << 10};
    void *runs[3], *fences[3];
    for (int i = 0; i < 3; i++) {
        runs[i] = tni_cache_alloc(cache, sizes[i], NULL, NULL);
        fences[i] = tni_cache_alloc(cache, 100 << 10, NULL, NULL);
    }
    for (int i = 0; i < 3; i++) {
        tni_cache_free(cache, runs[i], sizes[i], NULL);
    }
    void *fit = tni_cache_alloc(cache, 190 << 10, NULL, NULL);
    cr_expect_eq(fit, runs[1]);
    tni_cache_free(cache, fit, 190 << 10, NULL);
    for (int i = 0; i < 3; i++) {
        tni_cache_free(cache, fences[i], 100 << 10, NULL);
    }
}

/* ---- What needs no wait ---------------------------------------------------------------------- */

static const tni_stamp under_way = {.n = 1, .at = {{1, 5}}};

Test(memory_cache, a_run_that_needs_no_wait_comes_before_a_slightly_better_fit) {
    enum { BETTER = 300 << 10, READY = 304 << 10, APART = 512 << 10 };
    static tni_clock clock;
    void *better = tni_cache_alloc(cache, BETTER, NULL, NULL);
    void *apart = tni_cache_alloc(cache, APART, NULL, NULL);
    void *ready = tni_cache_alloc(cache, READY, NULL, NULL);
    void *end = tni_cache_alloc(cache, APART, NULL, NULL);
    tni_cache_free(cache, better, BETTER, &under_way);
    tni_cache_free(cache, ready, READY, NULL);
    void *got = tni_cache_alloc(cache, BETTER, &clock, NULL);
    cr_expect_eq(got, ready);
    tni_cache_free(cache, got, BETTER, NULL);
    tni_clock_raise(&clock, 1, 5); /* the work is known to be over */
    got = tni_cache_alloc(cache, BETTER, &clock, NULL);
    cr_expect_eq(got, better);
    tni_cache_free(cache, got, BETTER, NULL);
    tni_cache_free(cache, apart, APART, NULL);
    tni_cache_free(cache, end, APART, NULL);
}

static tni_cache *device_cache(void) {
    return tni_cache_new(
        (tni_raw_memory){.alloc = raw_alloc, .free = raw_free, .context = &memory});
}

Test(memory_cache, a_small_block_that_needs_no_wait_comes_first) {
    static tni_clock clock;
    tni_cache *device = device_cache();
    void *ready = tni_cache_alloc(device, 1000, NULL, NULL);
    void *busy = tni_cache_alloc(device, 1000, NULL, NULL);
    tni_cache_free(device, ready, 1000, NULL);
    tni_cache_free(device, busy, 1000, &under_way);
    tni_stamp last = {.n = 1};
    cr_expect_eq(tni_cache_alloc(device, 1000, &clock, &last), ready);
    cr_expect_eq(last.n, 0u);
    tni_cache_free(device, ready, 1000, NULL);
    tni_cache_delete(device);
}

Test(memory_cache, small_blocks_are_cut_with_the_work_that_used_their_memory) {
    enum { LARGE = 512 << 10, SMALL = 4 << 10 };
    tni_cache *device = device_cache();
    tni_stamp last = {.n = 0};
    tni_cache_free(device, tni_cache_alloc(device, LARGE, NULL, NULL), LARGE, &under_way);
    void *small = tni_cache_alloc(device, SMALL, NULL, &last);
    cr_expect_eq(tni_stamp_count(&last, 1), 5u);
    tni_cache_free(device, small, SMALL, NULL);
    tni_cache_delete(device);
}

Test(memory_cache, a_slab_is_joined_with_the_work_that_used_its_blocks) {
    enum { SLAB = 256 << 10, SMALL = 4 << 10, N = SLAB / SMALL };
    tni_cache *device = device_cache();
    tni_stamp last = {.n = 0};
    void *blocks[N];
    for (int i = 0; i < N; i++) {
        blocks[i] = tni_cache_alloc(device, SMALL, NULL, NULL);
    }
    void *other = tni_cache_alloc(device, SMALL, NULL, NULL); /* of a second slab, which stays */
    for (int i = 0; i < N; i++) {
        tni_cache_free(device, blocks[i], SMALL, i == 10 ? &under_way : NULL);
    }
    void *run = tni_cache_alloc(device, SLAB, NULL, &last);
    cr_expect_eq(tni_stamp_count(&last, 1), 5u);
    tni_cache_free(device, run, SLAB, NULL);
    tni_cache_free(device, other, SMALL, NULL);
    tni_cache_delete(device);
}

/* ---- Figures --------------------------------------------------------------------------------- */

Test(memory_cache, many_small_blocks_take_few_raw_calls) {
    enum { N = 20000 };
    static void *blocks[N];
    for (int i = 0; i < N; i++) {
        blocks[i] = tni_cache_alloc(cache, 64, NULL, NULL);
    }
    cr_expect_leq(memory.calls, 2u);
    cr_expect(tni_cache_is_valid(cache));
    for (int i = N - 1; i >= 0; i--) {
        tni_cache_free(cache, blocks[i], 64, NULL);
    }
}

Test(memory_cache, freeing_nothing_is_fine) {
    tni_cache_free(cache, NULL, 100, NULL);
    cr_expect_eq(stats().frees, 0u);
}

/* ---- Accounting ------------------------------------------------------------------------------ */

Test(memory_cache, figures_are_exact) {
    void *a = tni_cache_alloc(cache, 100, NULL, NULL),
         *b = tni_cache_alloc(cache, 1000001, NULL, NULL);
    tn_memory_figures s = stats();
    cr_expect_eq(s.live_bytes, 1000101u);
    cr_expect_eq(s.allocations, 2u);
    cr_expect_eq(s.reserved_bytes, memory.bytes);
    tni_cache_free(cache, b, 1000001, NULL);
    s = stats();
    cr_expect_eq(s.live_bytes, 100u);
    cr_expect_eq(s.live_bytes_peak, 1000101u);
    cr_expect_eq(s.frees, 1u);
    cr_expect_geq(s.free_run_bytes_max, 1000001u);
    tni_cache_reset_peaks(cache);
    cr_expect_eq(stats().live_bytes_peak, 100u);
    tni_cache_free(cache, a, 100, NULL);
    cr_expect_eq(stats().live_bytes, 0u);
}

#define STIR_TEST(seed)                                           \
    Test(memory_cache, random_use_agrees_with_a_recount_##seed) { \
        memory_stir(cache, 0x9e3779b97f4a7c15u * (seed), 6000);   \
    }
STIR_TEST(1)
STIR_TEST(2)
STIR_TEST(3)

/* Peak reserved over peak live of a workload like training: groups of large blocks that come and go
 * in order. */
Test(memory_cache, what_is_reserved_stays_near_what_is_live) {
    enum { N = 64 };
    void *blocks[N];
    size_t sizes[N];
    uint64_t seed = 88172645463325252u;
    for (int step = 0; step < 8; step++) {
        for (int i = 0; i < N; i++) {
            sizes[i] = (100 << 10) + (size_t)(memory_random(&seed) % (2 << 20));
            blocks[i] = tni_cache_alloc(cache, sizes[i], NULL, NULL);
        }
        for (int i = N - 1; i >= 0; i--) {
            tni_cache_free(cache, blocks[i], sizes[i], NULL);
        }
    }
    const tn_memory_figures s = stats();
    const double ratio = (double)s.reserved_bytes_peak / (double)s.live_bytes_peak;
    cr_expect_lt(ratio, 1.25, "%f", ratio);
}

/* ---- Giving back and running out ------------------------------------------------------------- */

Test(memory_cache, trim_gives_idle_memory_back) {
    void *small = tni_cache_alloc(cache, 100, NULL, NULL),
         *large = tni_cache_alloc(cache, 50 << 20, NULL, NULL);
    tni_cache_free(cache, large, 50 << 20, NULL);
    cr_expect_geq(stats().reserved_bytes, (uint64_t)50 << 20);
    tni_cache_trim(cache);
    cr_expect_lt(stats().reserved_bytes, (uint64_t)8 << 20);
    tni_cache_free(cache, small, 100, NULL);
    tni_cache_trim(cache);
    cr_expect_eq(stats().reserved_bytes, 0u);
}

Test(memory_cache, the_limit_holds) {
    tni_cache_set_limit(cache, 10 << 20);
    void *a = tni_cache_alloc(cache, 6 << 20, NULL, NULL);
    cr_expect(a);
    cr_expect_null(tni_cache_alloc(cache, 6 << 20, NULL, NULL));
    cr_expect(tn_ok(), "the cache raises no error for it");
    cr_expect_leq(stats().reserved_bytes_peak, (uint64_t)10 << 20);
    void *b = tni_cache_alloc(cache, 3 << 20, NULL, NULL);
    cr_expect(b, "what still fits is given");
    tni_cache_set_limit(cache, 0);
    void *c = tni_cache_alloc(cache, 6 << 20, NULL, NULL);
    cr_expect(c);
    tni_cache_free(cache, a, 6 << 20, NULL);
    tni_cache_free(cache, b, 3 << 20, NULL);
    tni_cache_free(cache, c, 6 << 20, NULL);
}

Test(memory_cache, idle_memory_makes_way_under_the_limit) {
    tni_cache_set_limit(cache, 16 << 20);
    void *a = tni_cache_alloc(cache, 9 << 20, NULL, NULL);
    tni_cache_free(cache, a, 9 << 20, NULL);
    a = tni_cache_alloc(cache, 15 << 20, NULL, NULL);
    cr_expect(a, "the idle 9 MiB went back first");
    tni_cache_free(cache, a, 15 << 20, NULL);
}

Test(memory_cache, when_raw_memory_ends_idle_segments_are_traded_in) {
    memory.bytes_max = 20 << 20;
    void *a = tni_cache_alloc(cache, 12 << 20, NULL, NULL);
    tni_cache_free(cache, a, 12 << 20, NULL);
    a = tni_cache_alloc(cache, 18 << 20, NULL, NULL);
    cr_expect(a);
    cr_expect_null(tni_cache_alloc(cache, 12 << 20, NULL, NULL));
    cr_expect(tn_ok());
    tni_cache_free(cache, a, 18 << 20, NULL);
}

Test(memory_cache, the_last_bytes_can_be_had) {
    memory.bytes_max = 300 << 10;
    void *a = tni_cache_alloc(cache, 290 << 10, NULL, NULL);
    cr_expect(a, "less than a whole segment is asked for when that is all there is");
    tni_cache_free(cache, a, 290 << 10, NULL);
}

/* Runs of one bin that do not touch each other, more than are looked at first; behind them the only
 * one that is large enough. */
Test(memory_cache, the_last_run_that_fits_is_found_behind_any_number_of_others) {
    enum { LARGE = 67 << 10, SMALL = 66 << 10, N = 256 };
    char *blocks[N];
    int n = 0, freed = 0;
    tni_cache_set_limit(cache, 16 << 20);
    void *large = tni_cache_alloc(cache, LARGE, NULL, NULL);
    while (n < N && (blocks[n] = tni_cache_alloc(cache, SMALL, NULL, NULL))) {
        n++;
    }
    tni_cache_free(cache, large, LARGE, NULL);
    for (int i = 1; i + 1 < n; i += 2) {
        if (blocks[i + 1] == blocks[i] + SMALL) {
            tni_cache_free(cache, blocks[i], SMALL, NULL);
            blocks[i] = NULL;
            freed++;
        }
    }
    cr_assert_gt(freed, 64);
    cr_assert_eq(tni_cache_alloc(cache, LARGE, NULL, NULL), large);
    cr_expect_null(tni_cache_alloc(cache, LARGE, NULL, NULL));
    cr_expect(tn_ok());
    tni_cache_free(cache, large, LARGE, NULL);
    for (int i = 0; i < n; i++) {
        tni_cache_free(cache, blocks[i], SMALL, NULL);
    }
}

Test(memory_cache, absurd_sizes_are_refused) {
    cr_expect_null(tni_cache_alloc(cache, SIZE_MAX, NULL, NULL));
    cr_expect_null(tni_cache_alloc(cache, SIZE_MAX / 2, NULL, NULL));
    cr_expect_null(tni_cache_alloc(cache, (size_t)1 << 60, NULL, NULL));
    cr_expect_eq(stats().live_bytes, 0u);
}

Test(memory_cache, metadata_may_fail_at_any_request) {
    static const size_t sizes[] = {64, 70000, 2000, 1 << 20};
    uint64_t k = 1;
    for (bool failed = true; failed; k++) {
        void *blocks[4];
        tni_memory_fail_at(k);
        for (int i = 0; i < 4; i++) {
            blocks[i] = tni_cache_alloc(cache, sizes[i], NULL, NULL);
        }
        failed = tn_error_take(NULL);
        tni_memory_fail_at(0);
        cr_assert(tni_cache_is_valid(cache), "request %llu", (unsigned long long)k);
        int missing = 0;
        for (int i = 0; i < 4; i++) {
            missing += blocks[i] == NULL;
            tni_cache_free(cache, blocks[i], sizes[i], NULL);
        }
        cr_assert_eq(missing, failed, "request %llu", (unsigned long long)k);
        tni_cache_trim(cache);
    }
    cr_expect_gt(k, 4u);
}

Test(memory_cache, threads_share_it) {
    memory_stir_by_threads(cache);
}

/* ---- Order ----------------------------------------------------------------------------------- */

enum { PLACES = 5000 }; /* of 64 bytes in two slabs, of 4 KiB in 79 */

/* Frees some of the blocks, chosen by `keep`, in an order that `factor` makes, and allocates as
 * many again. */
static void give_and_take(void *blocks[PLACES], size_t bytes, int keep, int factor) {
    for (int i = 0; i < PLACES; i++) {
        const int k = (int)((int64_t)i * factor % PLACES);
        if (k % keep) {
            tni_cache_free(cache, blocks[k], bytes, NULL);
        }
    }
    tni_cache_order(cache);
    cr_expect(tni_cache_is_valid(cache));
    for (int i = 0; i < PLACES; i++) {
        if (i % keep) {
            blocks[i] = tni_cache_alloc(cache, bytes, NULL, NULL);
        }
    }
}

static void expect_order(size_t bytes) {
    static void *blocks[PLACES], *first[PLACES];
    for (int i = 0; i < PLACES; i++) {
        blocks[i] = tni_cache_alloc(cache, bytes, NULL, NULL);
        cr_assert(blocks[i]);
    }
    give_and_take(blocks, bytes, 7, 3);
    memcpy(first, blocks, sizeof first);
    static const int factors[] = {1, 7, 1999, 4999};
    for (int i = 0; i < 4; i++) {
        give_and_take(blocks, bytes, 7, factors[i]);
        cr_expect_arr_eq(blocks, first, sizeof first, "order %d", i);
    }
    for (int i = 1; i < PLACES; i++) {
        cr_expect(i % 7 == 0 || (i - 1) % 7 == 0 || (char *)blocks[i] > (char *)blocks[i - 1]);
        tni_cache_free(cache, blocks[i], bytes, NULL);
    }
    tni_cache_free(cache, blocks[0], bytes, NULL);
}

Test(memory_cache, after_an_order_addresses_depend_on_what_is_free_and_not_on_when) {
    expect_order(64);
    expect_order(4096);
}
