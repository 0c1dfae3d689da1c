/* slab.c: small blocks, cut from aligned runs of 256 KiB.
 *
 * Invariant: a slab is in its class's list exactly when it has free blocks. Slabs are aligned to
 * their size, so that a block's address says which slab it is in. Classes are multiples of 64 bytes
 * up to 1 KiB and four for each doubling above: a block wastes a fifth at most (beyond 64 bytes).
 */
#include "memory/cache.h"

#include <assert.h>

enum { EVEN_STEP = 64, EVEN_CLASSES = 16, EVEN_BYTES = EVEN_STEP * EVEN_CLASSES };

int tni_size_class(size_t bytes) {
    if (bytes <= EVEN_BYTES) {
        return bytes == 0 ? 0 : (int)((bytes - 1) / EVEN_STEP);
    }
    const int log2 = 63 - __builtin_clzll((unsigned long long)(bytes - 1)); /* 10 to 15 */
    const int quarter = (int)((bytes - 1) >> (log2 - 2) & 3);
    return EVEN_CLASSES + (log2 - 10) * 4 + quarter;
}

size_t tni_class_bytes(int size_class) {
    if (size_class < EVEN_CLASSES) {
        return (size_t)(size_class + 1) * EVEN_STEP;
    }
    const int above = size_class - EVEN_CLASSES;
    return (size_t)(above % 4 + 5) << (above / 4 + 8);
}

static void list_slab(tni_cache *cache, slab *s) {
    s->prev = NULL;
    s->next = cache->partial[s->size_class];
    if (s->next) {
        s->next->prev = s;
    }
    cache->partial[s->size_class] = s;
    s->listed = true;
}

static void unlist_slab(tni_cache *cache, slab *s) {
    if (s->next) {
        s->next->prev = s->prev;
    }
    if (s->prev) {
        s->prev->next = s->next;
    } else {
        cache->partial[s->size_class] = s->next;
    }
    s->listed = false;
}

static slab *new_slab(tni_cache *cache, int size_class) {
    const size_t block_bytes = tni_class_bytes(size_class);
    const uint32_t capacity = (uint32_t)(SLAB_BYTES / block_bytes);
    slab *s = tni_host_alloc(sizeof *s + capacity * sizeof s->free[0]);
    run *r = s ? tni_run_alloc(cache, SLAB_BYTES, SLAB_BYTES) : NULL;
    if (!r) {
        tni_host_free(s);
        return NULL;
    }
    *s = (slab){.data = r->data,
                .block_bytes = (uint32_t)block_bytes,
                .capacity = capacity,
                .n_free = capacity,
                .size_class = size_class};
    for (uint32_t i = 0; i < capacity; i++) {
        s->free[i] = (uint16_t)(capacity - 1 - i); /* low addresses first */
    }
    r->slab = s;
    list_slab(cache, s);
    return s;
}

static void delete_slab(tni_cache *cache, slab *s) {
    unlist_slab(cache, s);
    tni_run_free(cache, tni_run_find(cache, s->data));
    tni_host_free(s);
}

void *tni_slab_take(tni_cache *cache, int size_class) {
    slab *s = cache->partial[size_class];
    s = s ? s : new_slab(cache, size_class);
    if (!s) {
        return NULL;
    }
    const uint32_t block = s->free[--s->n_free];
    if (s->n_free == 0) {
        unlist_slab(cache, s);
    }
    return s->data + (size_t)block * s->block_bytes;
}

/* An empty slab goes back unless it is the last one with free blocks of its class: that one would
 * be made again soon. */
void tni_slab_give(tni_cache *cache, int size_class, void *block) {
    char *start = (char *)block - ((uintptr_t)block & (SLAB_BYTES - 1));
    run *r = tni_run_find(cache, start);
    assert(r && r->slab && r->slab->size_class == size_class && "freed with its own size");
    (void)size_class;
    slab *s = r->slab;
    s->free[s->n_free++] = (uint16_t)((size_t)((char *)block - s->data) / s->block_bytes);
    if (!s->listed) {
        list_slab(cache, s);
    }
    if (s->n_free == s->capacity && (s->next || s->prev)) {
        delete_slab(cache, s);
    }
}

void tni_slabs_trim(tni_cache *cache) {
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        for (slab *s = cache->partial[c], *next; s; s = next) {
            next = s->next;
            if (s->n_free == s->capacity) {
                delete_slab(cache, s);
            }
        }
    }
}
