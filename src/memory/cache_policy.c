/* cache_policy.c: this library's own allocator as a policy: the cache that tensors of a CUDA device
 * come from, over pages that are only counted. Nothing is ever read or written there. */
#include "memory/counted_memory.h"
#include "memory/replay.h"

/* The same for all, since nothing of it changes where there are pages. */
static tni_counted pages = {.span_bytes = (size_t)1 << 44, .page_bytes = (size_t)2 << 20};

static void *open_cache(uint64_t capacity) {
    tni_cache *cache = tni_cache_new(tni_counted_memory(&pages));
    if (cache) {
        tni_cache_set_limit(cache, capacity);
    }
    return cache;
}

static void close_cache(void *state) {
    tni_cache_delete(state);
}

/* Blocks that the stream does not know to be done with come with a wait for the work that used
 * them. */
static bool take(void *state, uint64_t bytes, const tni_player_stream *stream, uint64_t *place) {
    tni_stamp last = {.n = 0};
    void *data = tni_cache_alloc(state, (size_t)bytes, stream->clock, &last);
    for (uint32_t i = 0; i < last.n; i++) {
        tni_clock_raise(stream->clock, last.at[i].stream, last.at[i].count);
    }
    *place = (uint64_t)(uintptr_t)data;
    return data != NULL;
}

static void give(void *state, uint64_t place, uint64_t bytes, const tni_stamp *last) {
    tni_cache_free(state, (void *)(uintptr_t)place, (size_t)bytes, last);
}

static uint64_t reserved_peak(void *state) {
    tn_memory_figures s;
    tni_cache_get_figures(state, &s);
    return s.reserved_bytes_peak;
}

const tni_policy tni_cache_policy = {.name = "ours",
                                     .open = open_cache,
                                     .close = close_cache,
                                     .take = take,
                                     .give = give,
                                     .reserved_peak = reserved_peak};
