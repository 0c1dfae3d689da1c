/* What a process shows of a device's memory is what its caches gave, block by block: of tensors,
 * of what stays at its addresses, and of pinned memory; and figures are their sums. */
#include "memory/cache.h"
#include "memory/device_caches.h"
#include "simulator.h"
#include "support/memory_random.h"

#include <tenon/published.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { THREADS = 3, HELD = 200, OPERATIONS = 4000, PAUSES = 4, KINDS = TNI_PINNED_MEMORY + 1 };

typedef struct held {
    void *data;
    size_t bytes;
    tni_memory_kind kind;
} held;

static struct crew {
    pthread_barrier_t pause;
    held held[THREADS][HELD];
    tni_clock clocks[THREADS];
    _Atomic int failed;
} crew;

static void take(held *h, const tni_clock *clock, uint64_t *seed) {
    const uint64_t r = memory_random(seed);
    tni_stamp last = {.n = 0};
    TNI_CALL("take", ((tn_site){.file = "model.c", .line = 1 + (int)clock->stream}));
    h->bytes = 1 + r / 64 % ((uint64_t)1 << (r % 21));
    h->kind = (tni_memory_kind)(memory_random(seed) % KINDS);
    h->data = h->kind == TNI_TENSOR_MEMORY ? tni_device_alloc(CUDA, (int64_t)h->bytes, clock, &last)
              : h->kind == TNI_FIXED_MEMORY ? tni_fixed_alloc(CUDA, (int64_t)h->bytes, clock, &last)
                                            : tni_pinned_alloc(CUDA, (int64_t)h->bytes);
    crew.failed += h->data == NULL;
}

static void give(held *h) {
    switch (h->kind) {
    case TNI_TENSOR_MEMORY:
        tni_device_free(CUDA, h->data, (int64_t)h->bytes, NULL);
        break;
    case TNI_FIXED_MEMORY:
        tni_fixed_free(CUDA, h->data, (int64_t)h->bytes, NULL);
        break;
    default:
        tni_pinned_free(h->data, (int64_t)h->bytes);
    }
    h->data = NULL;
}

static void *take_and_give(void *argument) {
    held *mine = argument;
    const size_t number = (size_t)(mine - crew.held[0]) / HELD;
    uint64_t seed = 88172645463325252u + number;
    for (int pause = 0; pause < PAUSES; pause++) {
        for (int i = 0; i < OPERATIONS; i++) {
            held *h = &mine[memory_random(&seed) % HELD];
            if (h->data) {
                give(h);
            } else {
                take(h, &crew.clocks[number], &seed);
            }
        }
        pthread_barrier_wait(&crew.pause);
        pthread_barrier_wait(&crew.pause);
    }
    return NULL;
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static int by_address(const void *a, const void *b) {
    const uint64_t x = ((const tn_block *)a)->address, y = ((const tn_block *)b)->address;
    return (x > y) - (x < y);
}

/* Live blocks in order of addresses; the caller frees them. Adds up what is reserved of pools. */
static tn_block *live_blocks(tn_published *view, int *live, uint64_t *reserved) {
    tn_block *blocks = NULL;
    uint64_t at = 0;
    for (int n = 1, room = 0; n > 0;) {
        room += 512;
        blocks = realloc(blocks, (size_t)room * sizeof *blocks);
        n = tn_published_blocks(view, &at, blocks + *live, 512);
        for (int i = *live; n > 0 && i < *live + n; i++) {
            const bool is_run = blocks[i].state != TN_BLOCK_LIVE || blocks[i].time_ns > 0;
            reserved[blocks[i].pool] +=
                is_run && blocks[i].state != TN_BLOCK_HOLE ? blocks[i].bytes : 0;
        }
        int kept = *live;
        for (int i = *live; i < *live + n; i++) {
            if (blocks[i].state == TN_BLOCK_LIVE) {
                blocks[kept++] = blocks[i];
            }
        }
        *live = kept;
    }
    qsort(blocks, (size_t)*live, sizeof *blocks, by_address);
    return blocks;
}

static size_t rounded_of(const held *h, bool *small) {
    *small = h->bytes <= (h->kind == TNI_PINNED_MEMORY ? (size_t)TNI_SMALL_BYTES
                                                       : (size_t)TNI_DEVICE_SMALL_BYTES);
    return *small ? tni_class_bytes(tni_size_class(h->bytes))
                  : tni_run_find(tni_made_cache(h->kind, CUDA), h->data)->bytes;
}

typedef struct sums {
    uint64_t live, bytes[TN_MEMORY_SIDES], requested[TN_MEMORY_SIDES], blocks[TN_MEMORY_SIDES];
} sums;

/* Each block that is held is shown as it is; adds it to its pool's sums. */
static void expect_block(tn_published *view, const tn_block *blocks, int n, const held *h,
                         uint32_t stream, const int *pools, sums *all) {
    bool small;
    const size_t rounded = rounded_of(h, &small);
    const tn_block key = {.address = (uintptr_t)h->data},
                   *b = bsearch(&key, blocks, (size_t)n, sizeof key, by_address);
    const int pool = pools[h->kind == TNI_PINNED_MEMORY];
    cr_assert(b, "kind %d, %zu bytes", (int)h->kind, h->bytes);
    cr_assert(b->requested == h->bytes && b->bytes == rounded && b->pool == pool,
              "kind %d, %zu bytes: %lu of %lu in pool %d", (int)h->kind, h->bytes, b->requested,
              b->bytes, b->pool);
    cr_assert_eq(b->stream, h->kind == TNI_PINNED_MEMORY ? 0 : stream);
    cr_assert_eq(tn_published_origin(view, b->origin).line, (int)stream + 1);
    const int sides[] = {TN_MEMORY_ALL, small ? TN_MEMORY_SMALL : TN_MEMORY_LARGE};
    for (int i = 0; i < 2; i++) {
        all[pool].bytes[sides[i]] += rounded;
        all[pool].requested[sides[i]] += h->bytes;
        all[pool].blocks[sides[i]]++;
    }
}

static void expect_figures(const tn_memory_figures *f, const sums *s, uint64_t reserved) {
    for (int side = 0; side < TN_MEMORY_SIDES; side++) {
        cr_assert_eq(f->rows[TN_MEMORY_ALLOCATED_BYTES][side].now, s->bytes[side]);
        cr_assert_eq(f->rows[TN_MEMORY_REQUESTED_BYTES][side].now, s->requested[side]);
        cr_assert_eq(f->rows[TN_MEMORY_ALLOCATION][side].now, s->blocks[side]);
    }
    cr_assert_eq(f->reserved_bytes, reserved);
}

/* The pools of the device and of pinned memory. */
static void find_pools(tn_published *view, int *pools) {
    tn_published_pool pool;
    pools[0] = pools[1] = -1;
    for (int i = 0; tn_published_pool_at(view, i, &pool); i++) {
        pools[pool.pinned] = pool.pinned || pool.device.type == TN_DEVICE_CUDA ? i : pools[0];
    }
    cr_assert(pools[0] >= 0 && pools[1] >= 0);
}

static void expect_all(tn_published *view) {
    int n = 0, count = 0, pools[2];
    uint64_t reserved[256] = {0};
    sums all[TNI_SHOWN_POOLS] = {{0}};
    tn_memory_figures own[2];
    tn_published_pool pool;
    tn_block *blocks = live_blocks(view, &n, reserved);
    find_pools(view, pools);
    for (int t = 0; t < THREADS; t++) {
        for (int i = 0; i < HELD; i++) {
            const held *h = &crew.held[t][i];
            if (h->data) {
                expect_block(view, blocks, n, h, crew.clocks[t].stream, pools, all);
                count++;
            }
        }
    }
    cr_assert_eq(n, count, "%d blocks are shown, %d are held", n, count);
    cr_assert(tn_memory_stats(CUDA, &own[0]) == TN_OK && tn_memory_pinned_stats(&own[1]) == TN_OK);
    for (int k = 0; k < 2; k++) {
        cr_assert(tn_published_pool_at(view, pools[k], &pool));
        expect_figures(&own[k], &all[pools[k]], reserved[pools[k]]);
        own[k].free_run_bytes_max = pool.figures.free_run_bytes_max; /* of one cache, or of both */
        cr_assert_eq(memcmp(&own[k], &pool.figures, sizeof own[k]), 0);
    }
    free(blocks);
}

/* This program again with publishing on, since it asked for it before any test begins: whether this
 * test passes there. */
static bool passes_with_publishing(void) {
    const pid_t again = fork();
    if (again == 0) {
        setenv("TENON_PUBLISH", "on", 1);
        unsetenv("BXFI_MAP"); /* by which a worker of Criterion knows what to do */
        execl("/proc/self/exe", "cuda", "-j1", "--filter", "memory_shown/*", (char *)NULL);
        _exit(1);
    }
    int status = 1;
    return waitpid(again, &status, 0) == again && status == 0;
}

Test(memory_shown, every_block_of_a_device_is_shown_as_it_is, .timeout = 120) {
    need_devices(1);
    const char *is_on = getenv("TENON_PUBLISH");
    if (!is_on || strcmp(is_on, "on") != 0) {
        cr_assert(passes_with_publishing());
        return;
    }
    tni_publish();
    cr_assert(tni_shown);
    char pid[24], path[64];
    pthread_t threads[THREADS];
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    snprintf(path, sizeof path, "/dev/shm/tenon.%s", pid);
    pthread_barrier_init(&crew.pause, NULL, THREADS + 1);
    for (int i = 0; i < THREADS; i++) {
        crew.clocks[i].stream = (uint32_t)i + 1;
        cr_assert_eq(pthread_create(&threads[i], NULL, take_and_give, crew.held[i]), 0);
    }
    for (int pause = 0; pause < PAUSES; pause++) {
        pthread_barrier_wait(&crew.pause);
        tn_published *view = tn_published_open(pid);
        cr_assert(view && !crew.failed);
        expect_all(view);
        tn_published_close(view);
        pthread_barrier_wait(&crew.pause);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    unlink(path);
    expect_no_fault();
}
