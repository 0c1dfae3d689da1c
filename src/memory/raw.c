/* raw.c: calls into the system or the device, counted and timed: what is slow in an allocator. (The
 * range of addresses is reserved once, and not counted.) None is made under the cache's lock. */
#include "memory/cache.h"

static void count_call(tni_cache *cache, tn_memory_call call, uint64_t begin) {
    const uint64_t ns = tni_ns_since(begin);
    tni_shown_pool *a = cache->account;
    tni_account_begin(a);
    tn_memory_call_row *row = &a->calls[call];
    tni_count(&row->calls, 1);
    tni_count(&row->ns, ns);
    tni_store(&row->ns_max, ns > row->ns_max ? ns : row->ns_max);
    tni_account_end(a);
}

static void count_pages(tni_cache *cache, uint64_t *pages, size_t n) {
    tni_account_begin(cache->account);
    tni_count(pages, n);
    tni_account_end(cache->account);
}

void *tni_raw_alloc(tni_cache *cache, size_t bytes) {
    const uint64_t begin = tni_time_ns();
    void *data = cache->raw.alloc(cache->raw.context, bytes);
    count_call(cache, TN_MEMORY_RAW_ALLOC, begin);
    return data;
}

void tni_raw_free(tni_cache *cache, void *data, size_t bytes) {
    const uint64_t begin = tni_time_ns();
    cache->raw.free(cache->raw.context, data, bytes);
    count_call(cache, TN_MEMORY_RAW_FREE, begin);
}

bool tni_raw_make_page(tni_cache *cache, uint64_t *page) {
    const uint64_t begin = tni_time_ns();
    const bool made = cache->raw.make_page(cache->raw.context, page);
    count_call(cache, TN_MEMORY_PAGE_MAKE, begin);
    return made;
}

void tni_raw_drop_page(tni_cache *cache, uint64_t page) {
    const uint64_t begin = tni_time_ns();
    cache->raw.drop_page(cache->raw.context, page);
    count_call(cache, TN_MEMORY_PAGE_DROP, begin);
}

bool tni_raw_map(tni_cache *cache, void *at, const uint64_t *pages, size_t n) {
    const uint64_t begin = tni_time_ns();
    const bool mapped = cache->raw.map(cache->raw.context, at, pages, n);
    count_call(cache, TN_MEMORY_PAGE_MAP, begin);
    count_pages(cache, &cache->account->pages_mapped, mapped ? n : 0);
    return mapped;
}

bool tni_raw_unmap(tni_cache *cache, void *at, size_t n) {
    const uint64_t begin = tni_time_ns();
    const bool unmapped = cache->raw.unmap(cache->raw.context, at, n);
    count_call(cache, TN_MEMORY_PAGE_UNMAP, begin);
    count_pages(cache, &cache->account->pages_unmapped, unmapped ? n : 0);
    return unmapped;
}

bool tni_raw_await(tni_cache *cache) {
    if (!cache->raw.await_work) {
        return true;
    }
    const uint64_t begin = tni_time_ns();
    const bool done = cache->raw.await_work(cache->raw.context);
    count_call(cache, TN_MEMORY_AWAIT, begin);
    return done;
}
