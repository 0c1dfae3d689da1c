/* dry_memory.c: memory of a dry run: the caches that a device has, over memory that is not there.
 *
 * Of a CUDA device addresses are only counted. The host's code looks at host memory wherever it
 * likes, so that comes from the system, which has no pages for it before somebody writes: it reads
 * as zeros. Invariant: blocks are known by address, so that whoever frees one need not know whether
 * it was made in the dry run or before. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory/dry_memory.h"

#include "device/device_table.h"
#include "memory/device_caches.h"

#include <sys/mman.h>

/* ---- Raw memory ------------------------------------------------------------------------------ */

static const size_t host_unit = (size_t)2 << 20; /* large blocks of the host start at multiples */

static size_t whole(size_t bytes) {
    return (bytes + host_unit - 1) / host_unit * host_unit;
}

/* More is mapped than is needed, and the ends go back. */
static void *map_host(void *context, size_t bytes) {
    (void)context;
    const size_t needed = whole(bytes);
    char *data = mmap(NULL, needed + host_unit, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (data == MAP_FAILED) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY,
                             "the system has no addresses for %zu bytes of a dry run; raise the "
                             "limit of addresses (ulimit -v) or allow overcommitment",
                             bytes);
    }
    const size_t lead = (host_unit - ((uintptr_t)data & (host_unit - 1))) & (host_unit - 1);
    if (lead > 0) {
        munmap(data, lead);
    }
    munmap(data + lead + needed, host_unit - lead);
#ifdef MADV_NOHUGEPAGE
    (void)madvise(data + lead, needed, MADV_NOHUGEPAGE); /* little is written: small pages do */
#endif
    return data + lead;
}

static void unmap_host(void *context, void *data, size_t bytes) {
    (void)context;
    munmap(data, whole(bytes));
}

/* Streams of the dry run are waited for as others are: then what is free is so for all of them. */
static bool await_work(void *context) {
    (void)context;
    return !tni_dry || tni_before_memory_goes(tni_dry->device);
}

/* Asks for addresses as a cache would, and gives them back. */
static void look_at_pages(tni_dry_memory *m) {
    const tni_device_table *real = tni_device(m->device);
    size_t span = 0, page = 0;
    void *range = real->pages ? real->pages->reserve(m->device.index, &span, &page) : NULL;
    if (range) {
        real->pages->unreserve(m->device.index, range, span);
        m->counted.span_bytes = span;
        m->counted.page_bytes = page;
    }
}

static tni_raw_memory raw_memory(tni_dry_memory *m) {
    if (m->device.type == TN_DEVICE_CPU) {
        return (tni_raw_memory){.alloc = map_host, .free = unmap_host, .context = m, .host = true};
    }
    tni_raw_memory raw = tni_counted_memory(&m->counted);
    raw.await_work = await_work;
    return raw;
}

/* ---- Opening and closing --------------------------------------------------------------------- */

bool tni_dry_memory_open(tni_dry_memory *m, tn_device device, uint64_t limit) {
    *m = (tni_dry_memory){.device = device};
    pthread_mutex_init(&m->lock, NULL);
    if (device.type != TN_DEVICE_CPU) {
        look_at_pages(m);
    }
    tni_cache *cache = tni_pending() ? NULL : tni_cache_new(raw_memory(m));
    m->caches[TNI_TENSOR_MEMORY] = cache;
    if (cache) {
        tni_cache_set_limit(cache, limit);
        m->former = tni_front_leave();
    }
    return cache != NULL;
}

static void give_rest(tni_dry_memory *m) {
    for (size_t i = 0; i < m->blocks.capacity; i++) {
        const struct tni_id_entry *entry = &m->blocks.entries[i];
        if (entry->value) {
            const int64_t value = entry->value - 1;
            tni_cache_free(m->caches[value % TNI_PINNED_MEMORY], (void *)(uintptr_t)entry->id,
                           (size_t)(value / TNI_PINNED_MEMORY), NULL);
        }
    }
}

void tni_dry_memory_close(tni_dry_memory *m) {
    if (m->caches[TNI_TENSOR_MEMORY]) {
        tni_front_return(m->former);
        give_rest(m);
        tni_cache_delete(m->caches[TNI_FIXED_MEMORY]);
        tni_cache_delete(m->caches[TNI_TENSOR_MEMORY]);
    }
    tni_id_map_close(&m->blocks);
    pthread_mutex_destroy(&m->lock);
}

/* ---- Other threads --------------------------------------------------------------------------- */

tni_dry_guest tni_dry_join(tni_dry_run *run) {
    tni_dry_guest guest = {.former = tni_dry, .joined = run != tni_dry};
    if (guest.joined) {
        guest.stock = tni_front_leave();
        tni_dry = run;
    }
    return guest;
}

void tni_dry_part(const tni_dry_guest *guest) {
    if (guest->joined) {
        tni_front_return(guest->stock);
        tni_dry = guest->former;
    }
}

/* ---- Caches ---------------------------------------------------------------------------------- */

tni_cache *tni_dry_cache(tni_memory_kind kind) {
    return atomic_load(&tni_dry->memory->caches[kind]);
}

tni_cache *tni_dry_fixed_cache(void) {
    tni_dry_memory *m = tni_dry->memory;
    pthread_mutex_lock(&m->lock);
    if (!m->caches[TNI_FIXED_MEMORY]) {
        const tni_raw_memory all = raw_memory(m);
        const tni_raw_memory raw = {.alloc = all.alloc,
                                    .free = all.free,
                                    .await_work = all.await_work,
                                    .context = all.context};
        m->caches[TNI_FIXED_MEMORY] = tni_cache_new_beside(raw, m->caches[TNI_TENSOR_MEMORY]);
    }
    pthread_mutex_unlock(&m->lock);
    return m->caches[TNI_FIXED_MEMORY];
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* The innermost op, within the outermost call. */
static tni_asker asker(void) {
    const tni_frame *call = tni_frame_outermost(), *op = tni_frame_top;
    while (op && !op->is_op) {
        op = op->outer;
    }
    return (tni_asker){.op = op     ? op->name
                             : call ? call->name
                                    : NULL,
                       .call = call ? call->name : NULL,
                       .at = call ? call->at : (tn_site){0}};
}

/* Ids and values are never zero or too large: addresses, and bytes below 2^61. */
void *tni_dry_took(const tni_cache *cache, void *data, int64_t bytes) {
    tni_dry_memory *m = tni_dry->memory;
    const tni_memory_kind kind =
        cache == m->caches[TNI_TENSOR_MEMORY] ? TNI_TENSOR_MEMORY : TNI_FIXED_MEMORY;
    pthread_mutex_lock(&m->lock);
    const bool noted = tni_id_put(&m->blocks, (uint64_t)(uintptr_t)data,
                                  bytes * TNI_PINNED_MEMORY + (int64_t)kind);
    if (noted) {
        m->live_bytes += (uint64_t)bytes;
        if (m->live_bytes > m->live_bytes_peak) {
            m->live_bytes_peak = m->live_bytes;
            m->peak = asker();
        }
    }
    pthread_mutex_unlock(&m->lock);
    if (!noted) {
        tni_cache_free(m->caches[kind], data, (size_t)bytes, NULL);
    }
    return noted ? data : NULL;
}

void tni_dry_lacks(void) {
    tni_dry_memory *m = tni_dry->memory;
    pthread_mutex_lock(&m->lock);
    m->lack = m->lacks ? m->lack : asker();
    m->lacks = true;
    pthread_mutex_unlock(&m->lock);
}

bool tni_dry_memory_free(tni_dry_memory *m, void *data, int64_t bytes, const tni_stamp *last) {
    const uint64_t id = (uint64_t)(uintptr_t)data;
    pthread_mutex_lock(&m->lock);
    const int64_t value = tni_id_find(&m->blocks, id);
    if (value >= 0) {
        tni_id_remove(&m->blocks, id);
        m->live_bytes -= (uint64_t)bytes;
    }
    pthread_mutex_unlock(&m->lock);
    if (value < 0) {
        return false;
    }
    tni_cache *cache = m->caches[value % TNI_PINNED_MEMORY];
    if (m->device.type == TN_DEVICE_CPU && bytes <= TNI_SMALL_BYTES) {
        tni_front_free(cache, data, (size_t)bytes);
    } else {
        tni_cache_free(cache, data, (size_t)bytes, last);
    }
    return true;
}
