/* The caching allocator over a range of addresses. Pages are counted, and memory is mapped where
 * one is, so that what is written elsewhere is a fault and a page in two places would be seen. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory/cache.h"
#include "memory_use.h"

#include <criterion/criterion.h>
#include <sys/mman.h>

/* ---- Pages ----------------------------------------------------------------------------------- */

enum { PAGE = 64 << 10, LARGE_PAGE = 2 << 20, SPAN = 1 << 30, PAGES_MAX = SPAN / PAGE };

typedef struct range {
    char *data;
    size_t page_bytes;
    uint64_t pages_max, made, dropped, mapped, moved, map_calls, unmap_calls;
    bool is_mapped[PAGES_MAX];     /* by place */
    bool page_used[1 << 17];       /* by page */
    bool twice;                    /* a page or a place was used twice, or was not there */
    uint64_t fail_map, fail_unmap; /* the k-th call fails */
    bool is_busy;                  /* nobody can wait for its work */
} range;

static range pages;
static tni_cache *cache;

static tn_memory_figures stats(void) {
    tn_memory_figures s;
    tni_cache_get_figures(cache, &s);
    return s;
}

static void *range_reserve(void *context, size_t *span_bytes, size_t *page_bytes) {
    range *r = context;
    r->data = mmap(NULL, SPAN, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    cr_assert(r->data != MAP_FAILED);
    *span_bytes = SPAN;
    *page_bytes = ((range *)context)->page_bytes;
    return r->data;
}

static void range_unreserve(void *context, void *data, size_t span_bytes) {
    cr_expect_eq(data, ((range *)context)->data);
    munmap(data, span_bytes);
}

static bool make_page(void *context, uint64_t *page) {
    range *r = context;
    if (r->made - r->dropped >= r->pages_max) {
        return false;
    }
    *page = ++r->made;
    return true;
}

static void drop_page(void *context, uint64_t page) {
    range *r = context;
    r->twice = r->twice || r->page_used[page];
    r->dropped++;
}

static bool map_pages(void *context, void *at, const uint64_t *which, size_t n) {
    range *r = context;
    if (++r->map_calls == r->fail_map) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const size_t place = (size_t)((char *)at - r->data) / r->page_bytes + i;
        r->twice = r->twice || r->is_mapped[place] || r->page_used[which[i]];
        r->is_mapped[place] = r->page_used[which[i]] = true;
        ((uint64_t *)mmap(r->data + place * r->page_bytes, r->page_bytes, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0))[0] = which[i];
    }
    r->mapped += n;
    return true;
}

static uint64_t page_at[PAGES_MAX];

static bool map_and_note(void *context, void *at, const uint64_t *which, size_t n) {
    const bool fine = map_pages(context, at, which, n);
    for (size_t i = 0; fine && i < n; i++) {
        page_at[(size_t)((char *)at - pages.data) / pages.page_bytes + i] = which[i];
    }
    return fine;
}

static bool unmap_pages(void *context, void *at, size_t n) {
    range *r = context;
    if (++r->unmap_calls == r->fail_unmap) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const size_t place = (size_t)((char *)at - r->data) / r->page_bytes + i;
        r->twice = r->twice || !r->is_mapped[place];
        r->is_mapped[place] = r->page_used[page_at[place]] = false;
        mprotect(r->data + place * r->page_bytes, r->page_bytes, PROT_NONE);
    }
    r->mapped -= n;
    r->moved += n;
    return true;
}

static bool await_work(void *context) {
    const range *r = context;
    return !r->is_busy;
}

static void open_pages_of(size_t bytes) {
    memset(&pages, 0, sizeof pages);
    pages.page_bytes = bytes;
    pages.pages_max = ((size_t)64 << 20) / bytes;
    cache = tni_cache_new((tni_raw_memory){.reserve = range_reserve,
                                           .unreserve = range_unreserve,
                                           .make_page = make_page,
                                           .drop_page = drop_page,
                                           .map = map_and_note,
                                           .unmap = unmap_pages,
                                           .await_work = await_work,
                                           .context = &pages,
                                           .host = true});
}

static void open_range(void) {
    open_pages_of(PAGE);
}

static void open_large_pages(void) {
    open_pages_of(LARGE_PAGE);
}

static void close_range(void) {
    cr_expect(tni_cache_is_valid(cache));
    tni_cache_delete(cache);
    cr_expect_eq(pages.made, pages.dropped, "all pages went back");
    cr_expect_eq(pages.mapped, 0u);
    cr_expect_not(pages.twice);
}

TestSuite(memory_range, .init = open_range, .fini = close_range);
TestSuite(memory_large_pages, .init = open_large_pages, .fini = close_range);

static char *take(size_t bytes) {
    char *data = tni_cache_alloc(cache, bytes, NULL, NULL);
    cr_assert(data, "%zu bytes", bytes);
    memset(data, 1, bytes);
    return data;
}

static void give(void *data, size_t bytes) {
    tni_cache_free(cache, data, bytes, NULL);
}

Test(memory_range, it_grows_by_the_pages_that_are_needed) {
    char *a = take(350 << 10);
    cr_expect_eq(stats().reserved_bytes, (uint64_t)6 * PAGE);
    char *b = take(350 << 10);
    cr_expect_eq(stats().reserved_bytes, (uint64_t)11 * PAGE, "the rest of the sixth page served");
    cr_expect_eq(b, a + (350 << 10));
    give(a, 350 << 10);
    give(b, 350 << 10);
    give(take(700 << 10), 700 << 10);
    cr_expect_eq(stats().reserved_bytes, (uint64_t)11 * PAGE, "neighbours joined");
}

Test(memory_range, free_pages_move_to_where_they_make_a_large_block) {
    enum { N = 32, BYTES = 512 << 10 };
    pages.pages_max = N * BYTES / PAGE;
    char *blocks[N];
    for (int i = 0; i < N; i++) {
        blocks[i] = take(BYTES);
    }
    for (int i = 0; i < N; i += 2) {
        give(blocks[i], BYTES);
    }
    cr_expect_eq(pages.moved, 0u);
    const size_t half = N / 2 * BYTES;
    char *large = take(half);
    cr_expect_eq(stats().reserved_bytes, pages.pages_max * PAGE, "not a byte more");
    cr_expect_null(tni_cache_alloc(cache, 100 << 10, NULL, NULL), "all is live");
    cr_expect(tni_cache_is_valid(cache));
    give(large, half);
    for (int i = 0; i < N; i += 2) {
        blocks[i] = take(BYTES);
    }
    cr_expect_eq(stats().reserved_bytes, pages.pages_max * PAGE);
    for (int i = 0; i < N; i++) {
        give(blocks[i], BYTES);
    }
}

Test(memory_range, nothing_moves_while_there_are_fresh_pages) {
    char *a = take(1 << 20), *fence = take(1 << 20), *b = take(1 << 20);
    give(a, 1 << 20);
    char *large = take(2 << 20);
    cr_expect_eq(pages.moved, 0u);
    give(large, 2 << 20);
    give(fence, 1 << 20);
    give(b, 1 << 20);
}

Test(memory_range, holes_are_filled_again) {
    char *a = take(1 << 20), *fence = take(1 << 20);
    give(a, 1 << 20);
    tni_cache_trim(cache);
    cr_expect_eq(stats().reserved_bytes, (uint64_t)1 << 20);
    char *again = take(1 << 20);
    cr_expect_eq(again, a, "the hole takes no more pages than the end would");
    give(again, 1 << 20);
    give(fence, 1 << 20);
}

Test(memory_range, a_hole_beside_free_memory_needs_fewer_pages) {
    char *a = take(1 << 20), *b = take(1 << 20), *fence = take(1 << 20);
    give(a, 1 << 20);
    tni_cache_trim(cache); /* a is a hole */
    give(b, 1 << 20);
    const uint64_t made = pages.made;
    char *both = take(2 << 20);
    cr_expect_eq(both, a);
    cr_expect_eq((pages.made - made) * PAGE, (uint64_t)1 << 20);
    give(both, 2 << 20);
    give(fence, 1 << 20);
}

Test(memory_range, a_device_that_refuses_to_map_costs_nothing) {
    char *a = take(1 << 20);
    for (uint64_t k = 1; k <= 2; k++) {
        pages.fail_map = pages.map_calls + 1;
        cr_expect_null(tni_cache_alloc(cache, 3 << 20, NULL, NULL));
        cr_expect(tni_cache_is_valid(cache));
        cr_expect_eq(stats().reserved_bytes, (uint64_t)1 << 20);
    }
    char *b = take(3 << 20);
    give(a, 1 << 20);
    give(b, 3 << 20);
}

Test(memory_range, what_work_may_still_use_stays_where_it_is) {
    enum { BYTES = 1 << 20 };
    char *a = take(BYTES), *fence = take(BYTES), *b = take(BYTES), *end = take(BYTES);
    pages.pages_max = 4 * BYTES / PAGE;
    give(a, BYTES);
    give(b, BYTES);
    pages.is_busy = true;
    tni_cache_trim(cache);
    cr_expect_eq(stats().reserved_bytes, (uint64_t)4 * BYTES);
    cr_expect_null(tni_cache_alloc(cache, 2 * BYTES, NULL, NULL));
    cr_expect(tni_cache_is_valid(cache));
    cr_expect_eq(pages.moved, 0u);
    pages.is_busy = false;
    give(take(2 * BYTES), 2 * BYTES);
    cr_expect_gt(pages.moved, 0u);
    give(fence, BYTES);
    give(end, BYTES);
}

Test(memory_range, pages_that_the_device_does_not_give_back_are_used_on) {
    char *a = take(1 << 20);
    give(a, 1 << 20);
    pages.fail_unmap = pages.unmap_calls + 1;
    tni_cache_trim(cache);
    cr_expect(tni_cache_is_valid(cache));
    cr_expect_eq(stats().reserved_bytes, (uint64_t)1 << 20);
    const uint64_t made = pages.made;
    give(take(1 << 20), 1 << 20);
    cr_expect_eq(pages.made, made);
    tni_cache_trim(cache);
    cr_expect_eq(stats().reserved_bytes, 0u);
}

Test(memory_range, pages_that_stay_after_a_refused_map_are_used_on) {
    enum { BYTES = 1 << 20 };
    char *a = take(BYTES), *b = take(BYTES), *c = take(BYTES), *fence = take(BYTES);
    cr_assert(b == a + BYTES && c == b + BYTES);
    give(a, BYTES);
    give(c, BYTES);
    tni_cache_trim(cache);
    give(b, BYTES);
    pages.fail_map = pages.map_calls + 2;
    pages.fail_unmap = pages.unmap_calls + 1;
    cr_expect_null(tni_cache_alloc(cache, 3 * BYTES, NULL, NULL));
    cr_expect(tni_cache_is_valid(cache));
    cr_expect_eq(stats().reserved_bytes, (uint64_t)3 * BYTES, "a, b and the fence");
    give(take(2 * BYTES), 2 * BYTES);
    give(fence, BYTES);
}

Test(memory_range, memory_of_many_streams_is_one_block_once_it_moved) {
    enum { N = 8, BYTES = 512 << 10 };
    pages.pages_max = N * BYTES / PAGE;
    char *blocks[N];
    for (int i = 0; i < N; i++) {
        blocks[i] = take(BYTES);
    }
    for (uint32_t i = 0; i < N; i++) { /* more streams than a stamp holds */
        const tni_stamp last = {.n = 1, .at = {{i + 1, 1}}};
        tni_cache_free(cache, blocks[i], BYTES, &last);
    }
    cr_expect(tni_cache_is_valid(cache));
    char *all = take(N * BYTES);
    give(all, N * BYTES);
}

/* ---- Stamps ---------------------------------------------------------------------------------- */

static void give_after(void *data, size_t bytes, tni_stamp last) {
    tni_cache_free(cache, data, bytes, &last);
}

Test(memory_range, memory_that_got_pages_again_has_nothing_to_wait_for) {
    give_after(take(1 << 20), 1 << 20, (tni_stamp){.n = 1, .at = {{1, 5}}});
    tni_cache_trim(cache); /* unmapping waited */
    cr_expect_eq(stats().reserved_bytes, 0u);
    tni_stamp last = {.n = 1};
    char *again = tni_cache_alloc(cache, 1 << 20, NULL, &last);
    cr_expect_eq(last.n, 0u);
    give(again, 1 << 20);
}

Test(memory_range, pages_beside_a_free_block_come_with_what_it_waits_for) {
    enum { BYTES = 1 << 20 };
    char *a = take(BYTES), *b = take(BYTES), *c = take(BYTES);
    cr_assert(b == a + BYTES && c == b + BYTES);
    give(a, BYTES);
    tni_cache_trim(cache);
    give_after(b, BYTES, (tni_stamp){.n = 1, .at = {{3, 7}}});
    tni_stamp last = {.n = 0};
    char *both = tni_cache_alloc(cache, 2 * BYTES, NULL, &last);
    cr_expect_eq(both, a);
    cr_expect(last.n == 1 && last.at[0].stream == 3 && last.at[0].count == 7);
    give(both, 2 * BYTES);
    give(c, BYTES);
}

Test(memory_range, blocks_whose_streams_do_not_fit_one_stamp_stay_apart) {
    enum { BYTES = 1 << 20 };
    char *a = take(BYTES), *b = take(BYTES), *c = take(BYTES);
    cr_assert(b == a + BYTES && c == b + BYTES);
    give(b, BYTES);
    tni_cache_trim(cache);
    give_after(a, BYTES, (tni_stamp){.n = 1, .at = {{5, 9}}});
    give_after(c, BYTES, (tni_stamp){.n = 4, .at = {{1, 9}, {2, 9}, {3, 9}, {4, 9}}});
    tni_stamp last = {.n = 0};
    char *large = tni_cache_alloc(cache, 3 * BYTES, NULL, &last);
    cr_expect_eq(large, b, "from a it would take fewer pages");
    cr_expect_eq(last.n, 4u);
    give(large, 3 * BYTES);
}

/* Of large blocks and of small ones, whatever kept them apart. */
Test(memory_range, memory_of_many_streams_is_given_back_at_the_end) {
    enum { N = 12, LARGE = 700000, SMALL = 3000 };
    tni_raw_memory raw = cache->raw;
    char *blocks[2 * N];
    raw.host = false; /* which have stamps of small blocks */
    tni_cache_delete(cache);
    cache = tni_cache_new(raw);
    for (int i = 0; i < 2 * N; i++) {
        blocks[i] = take(i % 2 ? SMALL : LARGE);
    }
    for (uint32_t i = 0; i < 2 * N; i++) {
        give_after(blocks[i], i % 2 ? SMALL : LARGE, (tni_stamp){.n = 1, .at = {{i + 1, 1}}});
    }
    cr_expect(tni_cache_is_valid(cache));
    tni_cache_delete(cache);
    cr_expect_eq(pages.mapped, 0u);
    cr_expect_eq(pages.dropped, pages.made);
    cache = tni_cache_new(raw);
}

/* ---- Random use ------------------------------------------------------------------------------ */

Test(memory_range, random_use_agrees_with_a_recount) {
    memory_stir(cache, 0x51ed270b, 6000);
}

Test(memory_range, random_use_under_a_limit_keeps_it) {
    enum { N = 40 };
    static block blocks[N];
    memset(blocks, 0, sizeof blocks);
    const uint64_t limit = 10 << 20;
    tni_cache_set_limit(cache, limit);
    uint64_t seed = 77, live = 0, refused = 0;
    for (int i = 0; i < 20000; i++) {
        block *b = &blocks[memory_random(&seed) % N];
        if (b->data) {
            live -= b->bytes;
            cr_assert(memory_give(cache, b), "step %d", i);
            continue;
        }
        *b = (block){.bytes = (70 << 10) + memory_random(&seed) % (1 << 20),
                     .mark = (unsigned char)i};
        if (!memory_take(cache, b)) {
            /* Each live block may keep two pages from moving. */
            cr_expect_gt(live + b->bytes + (uint64_t)2 * N * PAGE, limit, "step %d", i);
            refused++;
            continue;
        }
        live += b->bytes;
        cr_assert_leq(stats().reserved_bytes, limit);
    }
    cr_expect_gt(refused, 10u, "the limit was felt");
    cr_expect_gt(pages.moved, 100u, "and pages moved");
    for (int i = 0; i < N; i++) {
        give(blocks[i].data, blocks[i].bytes);
    }
}

Test(memory_range, metadata_may_fail_at_any_request) {
    uint64_t k = 1;
    pages.pages_max = 48;
    for (bool failed = true; failed; k++) {
        void *blocks[4];
        tni_memory_fail_at(k);
        for (int i = 0; i < 4; i++) {
            blocks[i] = tni_cache_alloc(cache, 500 << 10, NULL, NULL);
        }
        give(blocks[1], blocks[1] ? 500 << 10 : 0);
        give(blocks[3], blocks[3] ? 500 << 10 : 0);
        void *large = tni_cache_alloc(cache, 1 << 20, NULL, NULL);
        void *small = tni_cache_alloc(cache, 100 << 10, NULL, NULL);
        failed = tn_error_take(NULL);
        tni_memory_fail_at(0);
        cr_assert(tni_cache_is_valid(cache), "request %llu", (unsigned long long)k);
        give(small, small ? 100 << 10 : 0);
        give(large, 1 << 20);
        give(blocks[0], 500 << 10);
        give(blocks[2], 500 << 10);
        tni_cache_trim(cache);
    }
    cr_expect_gt(k, 6u);
}

Test(memory_range, threads_share_it) {
    tni_cache_set_limit(cache, 40 << 20);
    memory_stir_by_threads(cache);
}

/* ---- Small and large requests ---------------------------------------------------------------- */

Test(memory_large_pages, a_small_block_does_not_part_what_a_large_one_freed) {
    char *large = take(16 << 20);
    give(large, 16 << 20);
    char *small = take(200 << 10);
    cr_expect_eq(take(16 << 20), large);
    cr_expect_eq(stats().reserved_bytes, (uint64_t)18 << 20);
    give(small, 200 << 10);
    give(large, 16 << 20);
}

Test(memory_large_pages, small_blocks_use_their_pages_again) {
    enum { N = 50, BYTES = 200 << 10 };
    char *large = take(32 << 20), *fence = take(1 << 20);
    give(large, 32 << 20);
    uint64_t reserved = 0;
    for (int round = 0; round < 20; round++) {
        char *blocks[N];
        for (int i = 0; i < N; i++) {
            blocks[i] = take(BYTES);
        }
        reserved = round == 0 ? stats().reserved_bytes : reserved;
        for (int i = 0; i < N; i++) {
            give(blocks[i], BYTES);
        }
    }
    cr_expect_eq(stats().reserved_bytes, reserved);
    cr_expect_leq(reserved, ((uint64_t)34 << 20) + (uint64_t)(N + 9) * BYTES);
    give(fence, 1 << 20);
}

/* Fresh pages are what a limit or the device may refuse; nothing has to move then. */
static void expect_small_from_large(void) {
    char *large = take(16 << 20);
    give(large, 16 << 20);
    char *small = take(200 << 10);
    cr_expect(small >= large && small < large + (16 << 20));
    cr_expect_eq(pages.moved, 0u);
    cr_expect_eq(stats().reserved_bytes, (uint64_t)16 << 20);
    give(small, 200 << 10);
}

Test(memory_large_pages, below_a_limit_small_blocks_come_from_large_runs) {
    tni_cache_set_limit(cache, 17 << 20);
    expect_small_from_large();
}

Test(memory_large_pages, without_fresh_pages_small_blocks_come_from_large_runs) {
    pages.pages_max = 8;
    expect_small_from_large();
}

Test(memory_large_pages, random_use_agrees_with_a_recount) {
    tni_cache_set_limit(cache, 48 << 20);
    memory_stir(cache, 0x2545f491, 6000);
}
