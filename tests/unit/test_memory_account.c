/* Figures of memory are exact: random use of a cache, of pages and segments side by side, and of
 * the process's own by threads, held against another way of counting (account_model.h). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory_use.h"
#include "support/account_watch.h"

#include <tenon/memory.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>

/* ---- A device -------------------------------------------------------------------------------- */

enum { MIB = 1 << 20, PAGE = 2 * MIB, STREAMS = 4 };
static const size_t span_of_range = (size_t)1 << 34;

/* Memory is addresses only: nothing is read or written there. */
static struct device { uint64_t bytes_max, seed; } device;
static account_model model;
static account_watch watches[MODEL_CACHES];
static tni_clock host, clocks[STREAMS]; /* of streams 1 and up */
static uint64_t work[STREAMS];          /* what each was given */

static bool chance(uint64_t one_in) {
    return memory_random(&device.seed) % one_in == 0;
}

static bool has(size_t bytes) {
    return bytes <= device.bytes_max - model.device_bytes;
}

static void *alloc_segment(void *context, size_t bytes) {
    (void)context;
    if (!has(bytes)) {
        return NULL;
    }
    void *data = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    cr_assert(data != MAP_FAILED);
    return data;
}

static void free_segment(void *context, void *data, size_t bytes) {
    (void)context;
    munmap(data, bytes);
}

static void *reserve(void *context, size_t *span_bytes, size_t *page_bytes) {
    (void)context;
    *span_bytes = span_of_range;
    *page_bytes = PAGE;
    return (void *)((uintptr_t)1 << 45);
}
static void unreserve(void *context, void *data, size_t span_bytes) {
    (void)context, (void)data, (void)span_bytes;
}

static bool make_page(void *context, uint64_t *page) {
    (void)context;
    *page = 1;
    return has(PAGE);
}
static void drop_page(void *context, uint64_t page) {
    (void)context, (void)page;
}

static bool map(void *context, void *at, const uint64_t *pages, size_t n) {
    (void)context, (void)at, (void)pages, (void)n;
    return !chance(200);
}
static bool unmap(void *context, void *at, size_t n) {
    (void)context, (void)at, (void)n;
    return !chance(50);
}

static bool await_work(void *context) {
    (void)context;
    return !chance(50) || tni_fail(TN_ERR_DEVICE, "its work cannot be waited for") == TN_OK;
}

/* Every other time it cannot be waited for. */
static bool refuse(void *context) {
    static int calls;
    (void)context;
    return ++calls % 2 == 0 || tni_fail(TN_ERR_DEVICE, "its work cannot be waited for") == TN_OK;
}

static const tni_raw_memory segments = {
    .alloc = alloc_segment, .free = free_segment, .await_work = await_work, .host_clock = &host};
static const tni_raw_memory range = {.reserve = reserve,
                                     .unreserve = unreserve,
                                     .make_page = make_page,
                                     .drop_page = drop_page,
                                     .map = map,
                                     .unmap = unmap,
                                     .await_work = await_work,
                                     .host_clock = &host};

/* ---- Random use ------------------------------------------------------------------------------ */

enum { SLOTS = 300, MANY = 1000000, FEW = 12000, EVERY = 4000 };
typedef struct held {
    void *data;
    int cache;
    uint32_t stream;
    size_t bytes, rounded;
    bool small, lent;
} held;
static held slots[SLOTS];

static size_t random_bytes(void) {
    const uint64_t r = memory_random(&device.seed), kind = memory_random(&device.seed) % 1000;
    if (kind == 0) {
        return (257 + r % 40) * MIB;
    }
    return kind < 600 ? 1 + r % TNI_DEVICE_SMALL_BYTES : 1 + r % (1 << (15 + r / 64 % 8));
}

/* What an allocation asks for, and what it has to wait for. */
typedef struct asked {
    tni_cache *cache;
    size_t bytes;
    const tni_clock *clock;
    tni_stamp last;
} asked;

static void *attempt(void *context) {
    asked *a = context;
    a->last = (tni_stamp){.n = 0};
    return tni_cache_alloc(a->cache, a->bytes, a->clock, &a->last);
}

static void take(held *h, int number, size_t bytes, uint32_t stream) {
    tni_cache *cache = model.caches[number];
    tni_clock *clock = stream ? &clocks[stream] : NULL;
    *h = (held){.cache = number, .bytes = bytes, .stream = stream};
    h->small = bytes <= TNI_DEVICE_SMALL_BYTES;
    const int size_class = h->small ? tni_size_class(bytes) : 0;
    const bool needs_slab = h->small && !cache->partial[size_class];
    asked a = {.cache = cache, .bytes = bytes, .clock = clock};
    h->data = watch_alloc(&watches[number], cache, attempt, &a);
    if (!h->data) {
        if (!tn_error_take(NULL)) {
            tni_cache_count_failure(cache, bytes);
            model.failures++;
        }
        return;
    }
    if (needs_slab) {
        model_slab(&model, size_class);
    }
    h->rounded = h->small ? tni_class_bytes(size_class) : tni_run_find(cache, h->data)->bytes;
    h->lent = clock && !tni_stamp_covered(&a.last, clock);
    model.lent += h->lent ? h->rounded : 0;
    model.lent_ever += h->lent ? h->rounded : 0;
    model_take(&model, h->small, bytes, h->rounded);
    for (uint32_t i = 0; clock && i < a.last.n && chance(2); i++) {
        tni_clock_raise(clock, a.last.at[i].stream, a.last.at[i].count);
    }
}

static void take_any(held *h) {
    const int number = (int)(memory_random(&device.seed) % (uint64_t)model.n);
    const size_t bytes = random_bytes();
    take(h, number, bytes, (uint32_t)(memory_random(&device.seed) % STREAMS));
}

/* `last`: the work that may still use it; NULL: none. */
static void give(held *h, const tni_stamp *last) {
    model.lent -= h->lent ? h->rounded : 0;
    model_give(&model, h->small, h->bytes, h->rounded);
    tni_cache_free(model.caches[h->cache], h->data, h->bytes, last);
    h->data = NULL;
}

static void give_any(held *h) {
    tni_stamp last = {.n = 0};
    for (uint32_t stream = 1; stream < STREAMS; stream++) {
        if (stream == h->stream || chance(20)) {
            tni_stamp_add(&last, stream, ++work[stream]);
        }
    }
    give(h, chance(4) ? NULL : &last);
}

static void choose_limit(void) {
    model.limit = chance(2) ? 0 : model.device_bytes / 2 + memory_random(&device.seed) % (32 * MIB);
    tni_cache_set_limit(model.caches[0], model.limit);
}

static void count_graph(void) {
    const int64_t more = model.graph > MIB ? -(int64_t)model.graph / 2 : 4096;
    tni_cache_count_graph(model.caches[0], more);
    model.graph += (uint64_t)more;
}

static void wait_for_a_stream(void) {
    const uint32_t stream = 1 + (uint32_t)(memory_random(&device.seed) % (STREAMS - 1));
    tni_clock_raise(&host, stream, work[stream]);
    watch_settle(&watches[0]);
}

static void step(void) {
    held *h = &slots[memory_random(&device.seed) % SLOTS];
    const uint64_t kind = memory_random(&device.seed) % 1000;
    if (kind < 2) {
        tni_cache_trim(model.caches[kind % (uint64_t)model.n]);
        tn_error_take(NULL);
    } else if (kind < 3) {
        tni_cache_reset_peaks(model.caches[0]);
        model_reset_peaks(&model);
    } else if (kind < 5) {
        choose_limit();
    } else if (kind < 7) {
        count_graph();
    } else if (kind < 20) {
        wait_for_a_stream();
    } else if (h->data) {
        give_any(h);
    } else {
        take_any(h);
    }
    watch_see(&watches[0]);
}

static void open_caches(tni_raw_memory first, const tni_raw_memory *second, bool every_state) {
    memset(slots, 0, sizeof slots);
    device.bytes_max = (uint64_t)700 * MIB;
    for (uint32_t stream = 1; stream < STREAMS; stream++) {
        clocks[stream].stream = stream;
    }
    model = (account_model){.n = second ? 2 : 1};
    watches[0] = (account_watch){.model = &model, .every_state = every_state, .real = first};
    model.caches[0] = tni_cache_new(watch_memory(&watches[0]));
    if (second) {
        watches[1] = (account_watch){.model = &model, .every_state = every_state, .real = *second};
        model.caches[1] = tni_cache_new_beside(watch_memory(&watches[1]), model.caches[0]);
    }
    cr_assert(model.caches[0] && (model.caches[1] || !second));
}

static void compare_all(const char *what, int at) {
    for (int i = 0; i < model.n; i++) {
        tn_memory_figures f;
        tni_cache_get_figures(model.caches[i], &f);
        cr_assert(model_compare(&model, i, &f, watches[0].every_state), "%s, step %d: %s", what, at,
                  model.problem);
        cr_assert(tni_cache_is_valid(model.caches[i]), "%s, step %d", what, at);
    }
}

static void close_caches(void) {
    for (int i = 0; i < SLOTS; i++) {
        if (slots[i].data) {
            give_any(&slots[i]);
            watch_see(&watches[0]);
        }
    }
    compare_all("in the end", 0);
    cr_assert_eq(model.large.blocks + model.small.blocks + model.lent, 0u);
}

static void stir(tni_raw_memory first, const tni_raw_memory *second, const char *what, int steps,
                 int compare_every) {
    device = (struct device){.seed = 88172645463325252u};
    open_caches(first, second, compare_every == 1);
    for (int i = 1; i <= steps; i++) {
        step();
        if (i % compare_every == 0) {
            compare_all(what, i);
        }
    }
    cr_expect_gt(model.failures, 0u);
    cr_expect(steps < MANY || model.oversize_allocations.allocated > 0);
    close_caches();
}

/* Small blocks were freed while none waited; then a slab is cut from a run that does: all of its
 * blocks came to wait by themselves. */
Test(memory_account, blocks_of_a_slab_that_waits_are_active_besides_what_was_freed) {
    held small[3], large;
    device = (struct device){.seed = 1};
    open_caches(segments, NULL, true);
    for (int i = 0; i < 3; i++) {
        take(&small[i], 0, 64, 0);
        watch_see(&watches[0]);
    }
    take(&large, 0, 4 * MIB - SLAB_BYTES, 0); /* all that is left of the segment */
    watch_see(&watches[0]);
    for (int i = 0; i < 3; i++) {
        give(&small[i], NULL);
        watch_see(&watches[0]);
    }
    give(&large, &(tni_stamp){.n = 1, .at = {{1, ++work[1]}}});
    watch_see(&watches[0]);
    take(&small[0], 0, TNI_DEVICE_SMALL_BYTES, 0);
    watch_see(&watches[0]);
    compare_all("a slab", 0);
    cr_expect_eq(model.waiting_bytes, (uint64_t)4 * MIB - SLAB_BYTES - small[0].rounded);
    give(&small[0], NULL);
    close_caches();
}

/* Those whose work could not be waited for are as they were, whatever the device takes next. */
Test(memory_account, idle_segments_stay_where_work_cannot_be_waited_for, .timeout = 60) {
    enum { N = 5, BYTES = 20 * MIB };
    void *blocks[N];
    device = (struct device){.seed = 1};
    open_caches(
        (tni_raw_memory){.alloc = alloc_segment, .free = free_segment, .await_work = refuse}, NULL,
        false);
    for (int i = 0; i < N; i++) {
        blocks[i] = tni_cache_alloc(model.caches[0], BYTES, NULL, NULL);
    }
    for (int k = 0; k < 2 * N; k++) {
        for (int i = k % 3; i < N; i += 2) {
            tni_cache_free(model.caches[0], blocks[i], BYTES, NULL);
        }
        tni_cache_trim(model.caches[0]);
        cr_assert_eq(tn_error_take(NULL), k % 2 == 0);
        cr_assert(tni_cache_is_valid(model.caches[0]), "round %d", k);
        for (int i = k % 3; i < N; i += 2) {
            blocks[i] = tni_cache_alloc(model.caches[0], BYTES, NULL, NULL);
        }
    }
    for (int i = 0; i < N; i++) {
        tni_cache_free(model.caches[0], blocks[i], BYTES, NULL);
    }
    tni_cache_trim(model.caches[0]);
    tn_error_take(NULL);
    tni_cache_delete(model.caches[0]);
    cr_expect_eq(model.device_bytes, 0u);
}

Test(memory_account, of_segments_at_every_step, .timeout = 120) {
    stir(segments, NULL, "segments", FEW, 1);
}
Test(memory_account, of_pages_at_every_step, .timeout = 120) {
    stir(range, NULL, "pages", FEW, 1);
}
Test(memory_account, of_both_side_by_side_at_every_step, .timeout = 120) {
    stir(range, &segments, "both", FEW, 1);
}
Test(memory_account, of_segments_over_a_million_steps, .timeout = 120) {
    stir(segments, NULL, "segments", MANY, EVERY);
}
Test(memory_account, of_pages_over_a_million_steps, .timeout = 120) {
    stir(range, NULL, "pages", MANY, EVERY);
}
Test(memory_account, of_both_over_a_million_steps, .timeout = 120) {
    stir(range, &segments, "both", MANY, EVERY);
}

/* ---- The process's own, by threads ----------------------------------------------------------- */

enum { THREADS = 4, PHASES = 8, OPERATIONS = 20000, SHARED = 512 };

/* What a thread took less what it gave, and the most that ever was, by side. */
typedef struct book {
    int64_t bytes[MODEL_SIDES], requested[MODEL_SIDES], blocks[MODEL_SIDES];
    int64_t most[TN_MEMORY_METRICS][MODEL_SIDES];
    model_side ever[MODEL_SIDES];
} book;
typedef struct shared_block {
    size_t bytes, rounded;
} shared_block; /* at the front of each block */

static struct crew {
    pthread_barrier_t pause;
    book books[THREADS];
    int n, operations;
    _Atomic(shared_block *) slots[SHARED];
} crew;

static void note(book *b, size_t bytes, size_t rounded, int sign) {
    const int both[] = {TN_MEMORY_ALL,
                        bytes <= TNI_SMALL_BYTES ? TN_MEMORY_SMALL : TN_MEMORY_LARGE};
    for (int i = 0; i < 2; i++) {
        const int side = both[i];
        const int64_t now[TN_MEMORY_METRICS] = {
            [TN_MEMORY_ALLOCATED_BYTES] = b->bytes[side] += sign * (int64_t)rounded,
            [TN_MEMORY_REQUESTED_BYTES] = b->requested[side] += sign * (int64_t)bytes,
            [TN_MEMORY_ALLOCATION] = b->blocks[side] += sign};
        for (int k = 0; k < TN_MEMORY_METRICS; k++) {
            b->most[k][side] = now[k] > b->most[k][side] ? now[k] : b->most[k][side];
        }
        model_side *ever = &b->ever[side];
        ever->blocks_ever += sign > 0;
        ever->bytes_ever += sign > 0 ? rounded : 0;
        ever->requested_ever += sign > 0 ? bytes : 0;
    }
}

static size_t rounded_of(void *data, size_t bytes) {
    tni_cache *cache = tni_device_cache(TN_CPU);
    if (bytes <= TNI_SMALL_BYTES) {
        return tni_class_bytes(tni_size_class(bytes));
    }
    pthread_mutex_lock(&cache->lock);
    const size_t rounded = tni_run_find(cache, data)->bytes;
    pthread_mutex_unlock(&cache->lock);
    return rounded;
}

/* Blocks lie in slots that all threads share, and go to whoever takes the slot next. */
static void *take_and_give(void *argument) {
    book *b = argument;
    uint64_t seed = 88172645463325252u + (uint64_t)(b - crew.books) * 7919;
    for (int phase = 0; phase < PHASES; phase++) {
        for (int i = 0; i < crew.operations; i++) {
            const uint64_t r = memory_random(&seed);
            shared_block *fresh = NULL, *old;
            if (r % 2) {
                const size_t bytes = sizeof *fresh + r / 64 % ((uint64_t)1 << (r / 2 % 20));
                fresh = tni_device_alloc(TN_CPU, (int64_t)bytes, NULL, NULL);
                *fresh = (shared_block){bytes, rounded_of(fresh, bytes)};
                note(b, bytes, fresh->rounded, 1);
            }
            old = atomic_exchange(&crew.slots[memory_random(&seed) % SHARED], fresh);
            if (old) {
                const shared_block was = *old;
                tni_device_free(TN_CPU, old, (int64_t)was.bytes, NULL);
                note(b, was.bytes, was.rounded, -1);
            }
        }
        pthread_barrier_wait(&crew.pause);
        pthread_barrier_wait(&crew.pause);
    }
    return NULL;
}

static void add_side(model_side *sum, int side) {
    *sum = (model_side){0};
    for (int t = 0; t < crew.n; t++) {
        const book *b = &crew.books[t];
        sum->blocks += (uint64_t)b->blocks[side];
        sum->bytes += (uint64_t)b->bytes[side];
        sum->requested += (uint64_t)b->requested[side];
        sum->blocks_ever += b->ever[side].blocks_ever;
        sum->bytes_ever += b->ever[side].bytes_ever;
        sum->requested_ever += b->ever[side].requested_ever;
    }
}

static model_values most_of_all(void) {
    model_values most = {0};
    for (int t = 0; t < crew.n; t++) {
        for (int k = 0; k < TN_MEMORY_METRICS; k++) {
            for (int side = 0; side < MODEL_SIDES; side++) {
                most.of[k][side] += (uint64_t)crew.books[t].most[k][side];
            }
        }
    }
    memcpy(most.of[TN_MEMORY_ACTIVE_BYTES], most.of[TN_MEMORY_ALLOCATED_BYTES], sizeof most.of[0]);
    memcpy(most.of[TN_MEMORY_ACTIVE], most.of[TN_MEMORY_ALLOCATION], sizeof most.of[0]);
    return most;
}

static void compare_in_pauses(int n, int operations, const char *what) {
    pthread_t threads[THREADS];
    crew.n = n;
    crew.operations = operations;
    model = (account_model){.n = 1, .caches = {tni_device_cache(TN_CPU)}};
    pthread_barrier_init(&crew.pause, NULL, (unsigned)n + 1);
    for (int i = 0; i < n; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, take_and_give, &crew.books[i]), 0);
    }
    for (int phase = 0; phase < PHASES; phase++) {
        pthread_barrier_wait(&crew.pause);
        add_side(&model.large, TN_MEMORY_LARGE);
        add_side(&model.small, TN_MEMORY_SMALL);
        const model_values most = most_of_all();
        model.peaks = n == 1 ? most : model.peaks;
        cr_assert(model_compare_host(&model, &most), "%s: %s", what, model.problem);
        pthread_barrier_wait(&crew.pause);
    }
    for (int i = 0; i < n; i++) {
        pthread_join(threads[i], NULL);
    }
    const model_values most = most_of_all();
    cr_assert(model_compare_host(&model, &most), "threads ended: %s", model.problem);
    pthread_barrier_destroy(&crew.pause);
}

Test(memory_account, of_the_process_by_one_thread, .timeout = 120) {
    compare_in_pauses(1, 10 * OPERATIONS, "a thread");
}
Test(memory_account, of_the_process_by_threads, .timeout = 120) {
    compare_in_pauses(THREADS, OPERATIONS, "threads");
}
