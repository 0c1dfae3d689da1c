/* slab.c: small blocks, cut from aligned runs of 256 KiB.
 *
 * Invariant: a slab is in its class's list exactly when it has free blocks. Slabs are aligned to
 * their size, so that a block's address says which slab it is in. Classes are multiples of 64 bytes
 * up to 1 KiB and four for each doubling above: a block wastes a fifth at most (beyond 64 bytes).
 */
#include "memory/cache.h"

#include <assert.h>

enum {
    EVEN_STEP = 64,
    EVEN_CLASSES = 16,
    EVEN_BYTES = EVEN_STEP * EVEN_CLASSES,
    READY_LOOKS = 8 /* free blocks that are looked at for one that needs no wait */
};

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

static slab *new_slab(tni_cache *cache, int size_class, const tni_clock *clock) {
    const size_t block_bytes = tni_class_bytes(size_class);
    const uint32_t capacity = (uint32_t)(SLAB_BYTES / block_bytes);
    slab *s = tni_host_alloc(sizeof *s + capacity * sizeof s->free[0]);
    tni_stamp *last = s && !cache->raw.host ? tni_host_alloc_zeroed(capacity * sizeof *last) : NULL;
    const bool has_room = s && (last || cache->raw.host);
    run *r = has_room ? tni_run_alloc(cache, SLAB_BYTES, SLAB_BYTES, clock) : NULL;
    if (!r) {
        tni_host_free(last);
        tni_host_free(s);
        return NULL;
    }
    for (uint32_t i = 0; last && i < capacity; i++) {
        last[i] = r->last;
    }
    *s = (slab){.data = r->data,
                .last = last,
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

/* Whether all work that used the blocks fits one stamp. */
static bool join_blocks(const slab *s, tni_stamp *all) {
    bool fits = true;
    *all = (tni_stamp){.n = 0};
    for (uint32_t i = 0; s->last && i < s->capacity && fits; i++) {
        fits = tni_stamp_join(all, &s->last[i]);
    }
    return fits;
}

/* All of its blocks are free. One whose work is on too many streams stays. */
static void delete_slab(tni_cache *cache, slab *s) {
    run *r = tni_run_find(cache, s->data);
    if (!join_blocks(s, &r->last)) {
        return;
    }
    unlist_slab(cache, s);
    tni_run_free(cache, r);
    tni_host_free(s->last);
    tni_host_free(s);
}

/* Brings a free block that the clock covers to the top of the stack, if the upper ones hold one. */
static void raise_ready(slab *s, const tni_clock *clock) {
    const uint32_t looked = s->n_free < READY_LOOKS ? s->n_free : READY_LOOKS;
    for (uint32_t i = 1; i <= looked; i++) {
        uint16_t *entry = &s->free[s->n_free - i];
        if (tni_stamp_covered(&s->last[*entry], clock)) {
            const uint16_t ready = *entry;
            *entry = s->free[s->n_free - 1];
            s->free[s->n_free - 1] = ready;
            return;
        }
    }
}

void *tni_slab_take(tni_cache *cache, int size_class, const tni_clock *clock, tni_stamp *last) {
    slab *s = cache->partial[size_class];
    s = s ? s : new_slab(cache, size_class, clock);
    if (!s) {
        return NULL;
    }
    if (s->last && clock) {
        raise_ready(s, clock);
    }
    const uint32_t block = s->free[--s->n_free];
    if (s->last && last) {
        *last = s->last[block];
    }
    if (s->n_free == 0) {
        unlist_slab(cache, s);
    }
    return s->data + (size_t)block * s->block_bytes;
}

/* An empty slab goes back unless it is the last one with free blocks of its class: that one would
 * be made again soon. */
void tni_slab_give(tni_cache *cache, int size_class, void *block, const tni_stamp *last) {
    char *start = (char *)block - ((uintptr_t)block & (SLAB_BYTES - 1));
    run *r = tni_run_find(cache, start);
    assert(r && r->slab && r->slab->size_class == size_class && "freed with its own size");
    (void)size_class;
    slab *s = r->slab;
    const uint16_t number = (uint16_t)((size_t)((char *)block - s->data) / s->block_bytes);
    s->free[s->n_free++] = number;
    if (s->last) {
        s->last[number] = last ? *last : (tni_stamp){.n = 0};
    }
    if (!s->listed) {
        list_slab(cache, s);
    }
    if (s->n_free == s->capacity && (s->next || s->prev)) {
        delete_slab(cache, s);
    }
}

/* ---- Order ----------------------------------------------------------------------------------- */

/* The stack's blocks from the highest to the lowest address, which is taken next. */
static void order_blocks(slab *s) {
    uint64_t is_free[SLAB_BYTES / EVEN_STEP / 64] = {0};
    bool ordered = true;
    for (uint32_t i = 0; i < s->n_free; i++) {
        ordered = ordered && (i == 0 || s->free[i] < s->free[i - 1]);
        is_free[s->free[i] / 64] |= (uint64_t)1 << s->free[i] % 64;
    }
    uint32_t at = s->n_free;
    for (uint32_t word = 0; at > 0 && !ordered; word++) {
        for (uint64_t bits = is_free[word]; bits; bits &= bits - 1) {
            s->free[--at] = (uint16_t)(word * 64 + (uint32_t)__builtin_ctzll(bits));
        }
    }
}

/* Two lists in order of addresses as one; `prev` stays as it was. */
static slab *merge(slab *a, slab *b) {
    slab *first = NULL, **end = &first;
    while (a && b) {
        slab **least = a->data < b->data ? &a : &b;
        *end = *least;
        end = &(*least)->next;
        *least = *end;
    }
    *end = a ? a : b;
    return first;
}

static slab *in_order(slab *all) {
    if (!all || !all->next) {
        return all;
    }
    slab *middle = all;
    for (slab *s = all->next; s && s->next; s = s->next->next) {
        middle = middle->next;
    }
    slab *rest = middle->next;
    middle->next = NULL;
    return merge(in_order(all), in_order(rest));
}

void tni_slabs_order(tni_cache *cache) {
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        slab *prev = NULL;
        cache->partial[c] = in_order(cache->partial[c]);
        for (slab *s = cache->partial[c]; s; prev = s, s = s->next) {
            s->prev = prev;
            order_blocks(s);
        }
    }
}

void tni_slabs_forget_work(tni_cache *cache) {
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        for (slab *s = cache->partial[c]; s; s = s->next) {
            for (uint32_t i = 0; s->last && i < s->capacity; i++) {
                tni_stamp_set(&s->last[i], NULL);
            }
        }
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
