/* counted_memory.c: raw memory that is only counted: addresses behind which there is nothing. They
 * are multiples of 2 MiB, as those of devices are. */
#include "memory/counted_memory.h"

static const uintptr_t range_address = (uintptr_t)1 << 45, other_address = (uintptr_t)1 << 46,
                       unit_bytes = (uintptr_t)2 << 20;

static void *reserve(void *context, size_t *span_bytes, size_t *page_bytes) {
    const tni_counted *c = context;
    *span_bytes = c->span_bytes;
    *page_bytes = c->page_bytes;
    return (void *)range_address;
}
static void unreserve(void *context, void *data, size_t span_bytes) {
    (void)context, (void)data, (void)span_bytes;
}
static bool make_page(void *context, uint64_t *page) {
    (void)context;
    *page = 1;
    return true;
}
static void drop_page(void *context, uint64_t page) {
    (void)context, (void)page;
}
static bool map(void *context, void *at, const uint64_t *pages, size_t n) {
    (void)context, (void)at, (void)pages, (void)n;
    return true;
}
static bool unmap(void *context, void *at, size_t n) {
    (void)context, (void)at, (void)n;
    return true;
}

static void *alloc(void *context, size_t bytes) {
    tni_counted *c = context;
    const uintptr_t whole = (bytes + unit_bytes - 1) / unit_bytes * unit_bytes;
    return (void *)(other_address + atomic_fetch_add(&c->next, whole));
}
static void drop(void *context, void *data, size_t bytes) {
    (void)context, (void)data, (void)bytes;
}

tni_raw_memory tni_counted_memory(tni_counted *counted) {
    tni_raw_memory raw = {.alloc = alloc, .free = drop, .context = counted};
    if (counted->page_bytes > 0) {
        raw.reserve = reserve;
        raw.unreserve = unreserve;
        raw.make_page = make_page;
        raw.drop_page = drop_page;
        raw.map = map;
        raw.unmap = unmap;
    }
    return raw;
}
