#include "memory_use.h"

#include <criterion/criterion.h>
#include <pthread.h>

enum { THREADS = 4, HELD = 32 };

static size_t random_bytes(uint64_t *state) {
    const uint64_t r = memory_random(state);
    return 1 + (size_t)(memory_random(state) % ((uint64_t)1 << (r % 22)));
}

bool memory_take(tni_cache *cache, block *b) {
    b->data = tni_cache_alloc(cache, b->bytes, NULL, NULL);
    if (b->data) {
        b->data[0] = b->data[b->bytes / 2] = b->data[b->bytes - 1] = b->mark;
    }
    return b->data != NULL;
}

bool memory_give(tni_cache *cache, block *b) {
    const bool fine = b->data[0] == b->mark && b->data[b->bytes / 2] == b->mark &&
                      b->data[b->bytes - 1] == b->mark;
    tni_cache_free(cache, b->data, b->bytes, NULL);
    b->data = NULL;
    return fine;
}

static tn_memory_figures stats_of(tni_cache *cache) {
    tn_memory_figures s;
    tni_cache_get_figures(cache, &s);
    return s;
}

uint64_t memory_stir(tni_cache *cache, uint64_t seed, int steps) {
    enum { N = 200 };
    static block blocks[N];
    memset(blocks, 0, sizeof blocks);
    uint64_t live = 0, peak = 0, allocations = 0;
    for (int i = 0; i < steps; i++) {
        block *b = &blocks[memory_random(&seed) % N];
        if (b->data) {
            cr_assert(memory_give(cache, b), "step %d: someone else wrote here", i);
            live -= b->bytes;
        } else {
            *b = (block){.bytes = random_bytes(&seed), .mark = (unsigned char)i};
            cr_assert(memory_take(cache, b));
            live += b->bytes;
            allocations++;
        }
        peak = live > peak ? live : peak;
        if (i % 512 == 0) {
            tni_cache_trim(cache);
            cr_assert(tni_cache_is_valid(cache), "step %d", i);
        }
    }
    const tn_memory_figures s = stats_of(cache);
    cr_expect_eq(s.live_bytes, live);
    cr_expect_eq(s.live_bytes_peak, peak);
    cr_expect_eq(s.allocations, allocations);
    for (int i = 0; i < N; i++) {
        cr_expect(!blocks[i].data || memory_give(cache, &blocks[i]));
    }
    return s.reserved_bytes;
}

typedef struct stirrer {
    tni_cache *cache;
    uint64_t seed;
    bool fine;
} stirrer;

static void *stir(void *argument) {
    stirrer *s = argument;
    block held[HELD] = {{0}};
    s->fine = true;
    for (int i = 0; i < 4000; i++) {
        block *b = &held[memory_random(&s->seed) % HELD];
        if (b->data) {
            s->fine &= memory_give(s->cache, b);
        } else {
            *b = (block){.bytes = random_bytes(&s->seed), .mark = (unsigned char)s->seed};
            s->fine &= memory_take(s->cache, b);
        }
    }
    for (int i = 0; i < HELD; i++) {
        s->fine &= !held[i].data || memory_give(s->cache, &held[i]);
    }
    return NULL;
}

void memory_stir_by_threads(tni_cache *cache) {
    pthread_t threads[THREADS];
    stirrer stirrers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        stirrers[i] = (stirrer){.cache = cache, .seed = 11 * (uint64_t)(i + 1)};
        cr_assert_eq(pthread_create(&threads[i], NULL, stir, &stirrers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        cr_expect(stirrers[i].fine, "thread %d", i);
    }
    cr_expect_eq(stats_of(cache).live_bytes, 0u);
    cr_expect_eq(stats_of(cache).allocations, stats_of(cache).frees);
}
