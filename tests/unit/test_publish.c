/* What this process shows of its memory is what it has: every block with its size, its stream and
 * who asked, all figures, the last events; and files that are damaged are read without harm. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory/cache.h"
#include "memory_use.h"

#include <tenon/device.h>
#include <tenon/published.h>

#include <criterion/criterion.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char own_pid[24], own_path[64];

static void publish(void) {
    setenv("TENON_PUBLISH", "on", 1);
    snprintf(own_pid, sizeof own_pid, "%d", (int)getpid());
    snprintf(own_path, sizeof own_path, "/dev/shm/tenon.%s", own_pid);
    tni_publish();
    cr_assert(tni_shown);
}

static void hide(void) {
    unlink(own_path);
}

TestSuite(publish, .init = publish, .fini = hide, .timeout = 120);

static tn_published *open_own(void) {
    tn_published *view = tn_published_open(own_pid);
    cr_assert(view, "%s", tn_error_pending()->message);
    return view;
}

/* ---- Blocks of threads ----------------------------------------------------------------------- */

enum { THREADS = 4, HELD = 400, OPERATIONS = 20000, PAUSES = 6, LINES = 40 };

typedef struct held {
    char *data;
    size_t bytes;
    const char *op, *region;
    int line;
} held;

static struct crew {
    pthread_barrier_t pause;
    held held[THREADS][HELD];
} crew;

static size_t random_bytes(uint64_t *seed) {
    const uint64_t r = memory_random(seed);
    return 1 + r / 64 % ((uint64_t)1 << (r % 21));
}

/* As if an op of the library had been called there. */
static void *allocate(const char *op, int line, size_t bytes) {
    TNI_CALL(op, ((tn_site){.file = "model/layers.c", .line = line}));
    return tni_device_alloc(TN_CPU, (int64_t)bytes, NULL, NULL);
}

static void take(held *h, uint64_t *seed) {
    static const char *const ops[] = {"relu", "matmul", "softmax"};
    h->bytes = random_bytes(seed);
    h->op = ops[memory_random(seed) % 3];
    h->line = 1 + (int)(memory_random(seed) % LINES);
    h->region = "";
    switch (memory_random(seed) % 3) {
    case 0:
        TN_MEMORY_TAG("encoder") {
            TN_MEMORY_TAG("attention") {
                h->data = allocate(h->op, h->line, h->bytes);
            }
        }
        h->region = "encoder/attention";
        break;
    case 1:
        TN_MEMORY_TAG("encoder") {
            h->data = tni_device_alloc(TN_CPU, (int64_t)h->bytes, NULL, NULL);
        }
        h->op = "";
        h->line = 0;
        h->region = "encoder";
        break;
    default:
        h->data = allocate(h->op, h->line, h->bytes);
    }
}

static void *take_and_give(void *argument) {
    held *mine = argument;
    uint64_t seed = 88172645463325252u + (uint64_t)(mine - crew.held[0]);
    for (int pause = 0; pause < PAUSES; pause++) {
        for (int i = 0; i < OPERATIONS; i++) {
            held *h = &mine[memory_random(&seed) % HELD];
            if (h->data) {
                tni_device_free(TN_CPU, h->data, (int64_t)h->bytes, NULL);
                h->data = NULL;
            } else {
                take(h, &seed);
            }
            if (i % 1000 == 0) {
                tn_memory_trim(TN_CPU); /* seizes the stocks of others, who do without */
            }
        }
        pthread_barrier_wait(&crew.pause);
        pthread_barrier_wait(&crew.pause);
    }
    return NULL;
}

static int by_address(const void *a, const void *b) {
    const uint64_t x = ((const tn_block *)a)->address, y = ((const tn_block *)b)->address;
    return (x > y) - (x < y);
}

/* All blocks in order of addresses; the caller frees them. */
static tn_block *all_blocks(tn_published *view, int *n) {
    enum { AT_ONCE = 333 };
    tn_block *blocks = NULL;
    uint64_t at = 0;
    int got = 1;
    for (*n = 0; got > 0; *n += got) {
        blocks = realloc(blocks, (size_t)(*n + AT_ONCE) * sizeof *blocks);
        got = tn_published_blocks(view, &at, blocks + *n, AT_ONCE);
    }
    qsort(blocks, (size_t)*n, sizeof *blocks, by_address);
    return blocks;
}

static const tn_block *find_live(const tn_block *blocks, int n, uint64_t address) {
    const tn_block key = {.address = address};
    const tn_block *b = bsearch(&key, blocks, (size_t)n, sizeof key, by_address);
    while (b && b > blocks && b[-1].address == address) {
        b--; /* a slab begins where its first block does */
    }
    while (b && b < blocks + n && b->address == address && b->state != TN_BLOCK_LIVE) {
        b++;
    }
    return b && b < blocks + n && b->address == address ? b : NULL;
}

static void expect_block(tn_published *view, const tn_block *b, const held *h) {
    cr_assert(b, "block %p of %zu bytes is not shown", (void *)h->data, h->bytes);
    const tn_origin o = tn_published_origin(view, b->origin);
    const size_t rounded = h->bytes <= TNI_SMALL_BYTES
                               ? tni_class_bytes(tni_size_class(h->bytes))
                               : tni_run_find(tni_device_cache(TN_CPU), h->data)->bytes;
    cr_assert(b->requested == h->bytes && b->bytes == rounded && b->stream == 0 && b->pool == 0);
    cr_assert((b->time_ns > 0) == (h->bytes > TNI_SMALL_BYTES));
    cr_assert_str_eq(o.op, h->op);
    cr_assert_str_eq(o.region, h->region);
    cr_assert_eq(o.line, h->line);
    cr_assert_str_eq(o.file, h->line ? "model/layers.c" : "");
}

/* Each block that a thread holds is shown, and no other one. */
static void expect_all_blocks(tn_published *view) {
    int n, live = 0, held_by_threads = 0;
    tn_block *blocks = all_blocks(view, &n);
    for (int i = 0; i < n; i++) {
        live += blocks[i].state == TN_BLOCK_LIVE;
    }
    for (int t = 0; t < THREADS; t++) {
        for (int i = 0; i < HELD; i++) {
            const held *h = &crew.held[t][i];
            if (h->data) {
                expect_block(view, find_live(blocks, n, (uintptr_t)h->data), h);
                held_by_threads++;
            }
        }
    }
    cr_assert_eq(live, held_by_threads);
    free(blocks);
}

/* Runs do not overlap and are all that is reserved; small blocks lie in slabs. */
static void expect_tiles(tn_published *view, uint64_t reserved) {
    int n;
    tn_block *blocks = all_blocks(view, &n);
    uint64_t end = 0, sum = 0, slab_end = 0;
    for (int i = 0; i < n; i++) {
        const tn_block *b = &blocks[i];
        const bool is_small = b->state == TN_BLOCK_LIVE && b->requested <= TNI_SMALL_BYTES;
        if (b->state == TN_BLOCK_SLAB) {
            slab_end = b->address + b->bytes;
        }
        const bool same = i + 1 < n && b[1].address == b->address; /* of a slab and its first */
        cr_assert(!is_small || b->address + b->bytes <= slab_end || same, "block %d", i);
        cr_assert(is_small || b->address >= end, "block %d", i);
        end = is_small ? end : b->address + b->bytes;
        sum += is_small ? 0 : b->bytes;
    }
    cr_assert_eq(sum, reserved);
    free(blocks);
}

static void expect_figures(tn_published *view) {
    tn_published_pool pool;
    tn_memory_figures own;
    cr_assert_eq(tn_memory_stats(TN_CPU, &own), TN_OK);
    cr_assert(tn_published_pool_at(view, 0, &pool));
    cr_assert_not(tn_published_pool_at(view, 1, &pool) || pool.recounted || pool.pinned);
    cr_assert(tn_published_pool_at(view, 0, &pool));
    cr_assert_eq(pool.device.type, TN_DEVICE_CPU);
    cr_assert_eq(memcmp(&pool.figures, &own, sizeof own), 0);
    expect_tiles(view, own.reserved_bytes);
}

Test(publish, every_block_of_threads_is_shown_with_who_asked) {
    pthread_t threads[THREADS];
    pthread_barrier_init(&crew.pause, NULL, THREADS + 1);
    for (int i = 0; i < THREADS; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, take_and_give, crew.held[i]), 0);
    }
    for (int pause = 0; pause < PAUSES; pause++) {
        pthread_barrier_wait(&crew.pause);
        tn_published *view = open_own();
        expect_all_blocks(view);
        expect_figures(view);
        tn_published_close(view);
        pthread_barrier_wait(&crew.pause);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    tn_published *view = open_own();
    expect_all_blocks(view);
    expect_figures(view);
    char copy[80];
    snprintf(copy, sizeof copy, "/dev/shm/shown.%s", own_pid);
    cr_assert_eq(tn_published_save(view, copy), TN_OK);
    tn_published_close(view);
    view = tn_published_open(copy);
    cr_assert(view);
    expect_all_blocks(view);
    expect_figures(view);
    tn_published_close(view);
    unlink(copy);
}

/* ---- Events ---------------------------------------------------------------------------------- */

static tn_trace_record *place_of(uint64_t number) {
    tn_trace_record *ring = tni_shown_at(tni_shown->events_at);
    return &ring[(number - 1) & (tni_shown->event_capacity - 1)];
}

static void tell(uint64_t value) {
    tni_event((tn_trace_record){.kind = TN_TRACE_USE, .value = value});
}

Test(publish, events_come_in_order_and_what_was_overwritten_is_counted) {
    enum { MORE = 100 };
    const uint64_t capacity = tni_shown->event_capacity;
    tn_trace_record got[64];
    uint64_t after = 0, lost = 0, next = MORE;
    tn_published *view = open_own();
    for (uint64_t i = 0; i < capacity + MORE; i++) {
        tell(i);
    }
    for (int n = 1; n > 0;) {
        n = tn_published_events(view, &after, got, 64, &lost);
        for (int i = 0; i < n; i++, next++) {
            cr_assert(got[i].value == next && got[i].number == next + 1 && got[i].time_ns > 0);
        }
    }
    cr_expect_eq(lost, (uint64_t)MORE);
    cr_expect_eq(next, capacity + MORE);
    tn_published_close(view);
}

/* A thread that was held up for a round of the ring finds what another one wrote since. */
Test(publish, a_late_event_does_not_take_the_place_of_a_later_one) {
    tell(1);
    tn_trace_record *place = place_of(2);
    const uint64_t later = 2 + tni_shown->event_capacity;
    place->number = later;
    place->value = 77;
    tell(2);
    cr_expect_eq(place->number, later);
    cr_expect_eq(place->value, 77u);
    cr_expect_eq(tni_shown->events_dropped, 1u);
}

/* Events from *after on, as digits; a reader that waits gives fewer. */
static const char *read_digits(tn_published *view, uint64_t *after, uint64_t *lost) {
    static char digits[64];
    tn_trace_record got[32];
    int n = 0;
    for (int more = 1; more > 0; n += more) {
        more = tn_published_events(view, after, got, 32 - n, lost);
        for (int i = 0; i < more; i++) {
            digits[n + i] = (char)('0' + got[i].value);
        }
    }
    digits[n] = 0;
    return digits;
}

/* A thread of the round before still writes to the place of the second one. */
Test(publish, what_was_dropped_holds_up_no_reader) {
    uint64_t after = 0, lost = 0;
    tn_published *view = open_own();
    tell(1);
    tni_shown->events += tni_shown->event_capacity;
    after = tni_shown->events;
    tn_trace_record *place = place_of(tni_shown->events + 1);
    const uint64_t former = tni_shown->events + 1 - tni_shown->event_capacity;
    place->number = former | TNI_EVENT_BUSY;
    tell(2);
    tell(3);
    cr_expect_str_eq(read_digits(view, &after, &lost), "3");
    place->number = former;
    tell(4);
    cr_expect_str_eq(read_digits(view, &after, &lost), "4");
    cr_expect_eq(lost, 1u);
    tn_published_close(view);
}

/* A thread has the number of the second one and has not begun, or has not finished. */
Test(publish, what_may_still_come_is_waited_for) {
    uint64_t after = 0, lost = 0;
    tn_published *view = open_own();
    tell(1);
    const uint64_t number = ++tni_shown->events;
    tell(3);
    cr_expect_str_eq(read_digits(view, &after, &lost), "1");
    place_of(number)->number = number | TNI_EVENT_BUSY;
    cr_expect_str_eq(read_digits(view, &after, &lost), "");
    place_of(number)->value = 2;
    place_of(number)->number = number;
    cr_expect_str_eq(read_digits(view, &after, &lost), "23");
    cr_expect_eq(lost, 0u);
    tn_published_close(view);
}

/* Who comes when half a ring is written since has come too late, and is not shown out of order. */
Test(publish, nobody_is_waited_for_until_the_ring_is_full) {
    uint64_t after = 0, lost = 0;
    tn_published *view = open_own();
    tell(1);
    const uint64_t number = ++tni_shown->events;
    for (uint64_t i = 0; i < tni_shown->event_capacity / 2; i++) {
        tell(3);
    }
    cr_expect_eq(read_digits(view, &after, &lost)[1], '3');
    place_of(number)->number = number;
    cr_expect_null(strchr(read_digits(view, &after, &lost), '0'));
    cr_expect_eq(lost, 1u);
    tn_published_close(view);
}

Test(publish, events_that_are_far_away_end) {
    tn_trace_record got[4];
    tn_published *view = open_own();
    for (uint64_t last = 0; last < 3; last++) {
        uint64_t after = 0, lost = 0;
        tni_shown->events = last ? UINT64_MAX - (last - 1) : (uint64_t)1 << 63;
        cr_expect_eq(tn_published_events(view, &after, got, 4, &lost), 0);
        after = UINT64_MAX;
        cr_expect_eq(tn_published_events(view, &after, got, 4, &lost), 0);
    }
    tn_published_close(view);
}

/* ---- Without room ---------------------------------------------------------------------------- */

Test(publish, names_beyond_all_room_are_their_regions) {
    char name[32];
    uint32_t in_region = 0;
    TN_MEMORY_TAG("kept") {
        in_region = tni_region;
        for (int i = 0; i < TNI_SHOWN_ORIGINS_MAX + 10; i++) {
            snprintf(name, sizeof name, "step %d", i);
            TN_MEMORY_TAG(name) {}
        }
        cr_expect_eq(tni_origin_of("relu", (tn_site){.file = "new.c", .line = 3}), in_region);
        TN_MEMORY_TAG("another") {
            cr_expect_eq(tni_region, in_region);
        }
    }
    cr_expect_gt(in_region, 0u);
}

Test(publish, a_table_that_is_full_is_said) {
    uint64_t chunks[TNI_SHOWN_CHUNKS] = {0}, n = 0;
    const tni_shown_table table = {chunks, &n, 64, 1024};
    cr_assert(tni_show_entry(&table, 5));
    cr_expect_eq(n, 6u);
    cr_expect_null(tni_show_entry(&table, (uint64_t)TNI_SHOWN_CHUNKS * 1024));
    tn_published_info info;
    tn_published *view = open_own();
    cr_expect(tn_published_get_info(view, &info) && info.full);
    tn_published_close(view);
}

/* ---- Damaged files --------------------------------------------------------------------------- */

static void use_all(tn_published *view) {
    enum { AT_ONCE = 64, MOST = 1 << 20 };
    tn_block blocks[AT_ONCE];
    tn_trace_record events[AT_ONCE];
    tn_published_pool pool;
    tn_published_info info;
    uint64_t at = 0, after = 0, lost = 0;
    cr_assert(tn_published_get_info(view, &info));
    for (int i = 0; i < 300 && tn_published_pool_at(view, i, &pool); i++) {
        char *text = tn_memory_format(tn_device_name(pool.device), &pool.figures, true);
        cr_assert(text);
        free(text);
    }
    int n, all = 0;
    while ((n = tn_published_blocks(view, &at, blocks, AT_ONCE)) > 0) {
        tn_published_origin(view, blocks[n - 1].origin);
        cr_assert_lt(all += n, MOST);
    }
    while ((n = tn_published_events(view, &after, events, AT_ONCE, &lost)) > 0) {
        tn_published_origin(view, events[n - 1].origin);
    }
}

/* A file with those bytes is refused with an error, or can be read. */
static bool try_file(const char *path, const char *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    cr_assert(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
    tn_published *view = tn_published_open(path);
    cr_assert_eq(view != NULL, tn_ok());
    tn_error_take(NULL);
    if (view) {
        char copy[96];
        snprintf(copy, sizeof copy, "%s.copy", path);
        use_all(view);
        tn_published_save(view, copy); /* writes nowhere but there, whatever the file says */
        tn_error_take(NULL);
        unlink(copy);
        tn_published_close(view);
    }
    return view != NULL;
}

/* What this process shows with some blocks, names and events in it; the caller frees it. */
static char *sample(size_t *size) {
    TN_MEMORY_TAG("sample") {
        for (int i = 0; i < 300; i++) {
            allocate("relu", i, 10 << i % 18);
        }
    }
    char path[80];
    snprintf(path, sizeof path, "/dev/shm/shown.%s", own_pid);
    tn_published *view = open_own();
    cr_assert_eq(tn_published_save(view, path), TN_OK);
    tn_published_close(view);
    FILE *file = fopen(path, "rb");
    cr_assert(file);
    char *bytes = malloc(1 << 22);
    *size = fread(bytes, 1, 1 << 22, file);
    fclose(file);
    return bytes;
}

Test(publish, a_file_that_is_cut_off_is_refused_or_read) {
    size_t size;
    char path[80], *bytes = sample(&size);
    snprintf(path, sizeof path, "/dev/shm/shown.%s", own_pid);
    cr_expect(try_file(path, bytes, size));
    for (size_t n = 0; n < 64; n++) {
        cr_expect_not(try_file(path, bytes, n));
    }
    for (size_t n = 64; n < size; n += 1 + n / 9) {
        try_file(path, bytes, n);
        cr_expect_not(n < sizeof(tni_shown_header) && try_file(path, bytes, n));
    }
    unlink(path);
    free(bytes);
}

Test(publish, another_file_or_version_is_refused) {
    size_t size;
    tn_error e;
    char path[80], newer[16], *bytes = sample(&size);
    tni_shown_header *h = (void *)bytes;
    snprintf(path, sizeof path, "/dev/shm/shown.%s", own_pid);
    h->version++;
    snprintf(newer, sizeof newer, "version %u", h->version);
    FILE *file = fopen(path, "wb");
    cr_assert(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
    cr_expect_null(tn_published_open(path));
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, newer) && e.code == TN_ERR_FORMAT, "%s", e.message);
    h->version--;
    h->magic[0] ^= 1;
    cr_expect_not(try_file(path, bytes, size));
    cr_expect_null(tn_published_open("/dev/shm"));
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "is no file"), "%s", e.message);
    cr_expect_null(tn_published_open(NULL));
    cr_expect(tn_error_take(&e) && e.code == TN_ERR_ARGUMENT);
    cr_expect_null(tn_published_open("999999999"));
    cr_expect(tn_error_take(&e) && strstr(e.message, "tenon mem ps"));
    unlink(path);
    free(bytes);
}

Test(publish, words_of_the_head_may_be_anything) {
    static const uint64_t values[] = {0,
                                      1,
                                      7,
                                      8,
                                      64,
                                      0xffff,
                                      1 << 20,
                                      UINT32_MAX,
                                      UINT64_MAX,
                                      INT64_MAX,
                                      UINT64_MAX / 64,
                                      UINT64_MAX - 7};
    enum { VALUES = sizeof values / sizeof values[0] };
    const size_t words = offsetof(tni_shown_header, runs_at) / 8;
    size_t size;
    char path[80], *bytes = sample(&size);
    snprintf(path, sizeof path, "/dev/shm/shown.%s", own_pid);
    uint64_t *head = (void *)bytes;
    for (size_t w = 0; w < words; w++) {
        const bool is_text = w * 8 >= offsetof(tni_shown_header, program) &&
                             w * 8 < offsetof(tni_shown_header, n_pools);
        const uint64_t was = head[w];
        for (int i = 0; i < (is_text ? 1 : VALUES); i++) {
            head[w] = values[i];
            try_file(path, bytes, size);
        }
        head[w] = was;
    }
    unlink(path);
    free(bytes);
}

/* A run, and the words of a slab, that are the head: a copy of which is written by what it says. */
Test(publish, tables_that_lie_over_the_head) {
    size_t size;
    char path[80], *bytes = sample(&size);
    tni_shown_header *h = (void *)bytes;
    snprintf(path, sizeof path, "/dev/shm/shown.%s", own_pid);
    tni_shown_slab *slabs = (void *)(bytes + h->slabs_at[0]);
    for (int i = 0; i < 4; i++) {
        slabs[i].blocks_at = 0;
    }
    h->runs_at[0] = 8;
    h->origins_at[1] = 1 << 30;
    cr_expect(try_file(path, bytes, size));
    unlink(path);
    free(bytes);
}

/* All slabs are one and the same, all regions are each other's. */
Test(publish, tables_that_lie_end) {
    size_t size;
    char path[80], *bytes = sample(&size);
    tni_shown_header *h = (void *)bytes;
    snprintf(path, sizeof path, "/dev/shm/shown.%s", own_pid);
    for (int i = 0; i < TNI_SHOWN_CHUNKS; i++) {
        h->runs_at[i] = h->runs_at[0];
        h->origins_at[i] = h->origins_at[0];
    }
    tni_shown_origin *o = (void *)(bytes + h->origins_at[0]);
    for (uint32_t i = 1; i < TNI_SHOWN_ORIGINS; i++) {
        o[i].line = 3;
        o[i].region = i - 1;
    }
    h->n_runs = h->n_slabs = (uint64_t)1 << 48;
    h->n_origins = UINT64_MAX;
    cr_expect(try_file(path, bytes, size));
    tn_published *view = tn_published_open(path);
    cr_assert(view);
    tn_published_origin(view, TNI_SHOWN_ORIGINS_MAX - 1);
    tn_published_close(view);
    unlink(path);
    free(bytes);
}
