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

tni_class tni_classes[TNI_SIZE_CLASSES];

__attribute__((constructor(1000))) static void set_classes(void) {
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        const size_t bytes = tni_class_bytes(c);
        tni_classes[c] = (tni_class){(((uint64_t)1 << 40) - 1) / bytes + 1, bytes};
    }
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

/* ---- Figures --------------------------------------------------------------------------------- */

static void count_slab(tni_cache *cache, const slab *s) {
    tni_shown_pool *a = tni_account_of(cache);
    const uint64_t bytes = (uint64_t)s->capacity * s->block_bytes;
    tni_count(&a->slabs, 1);
    tni_count(&a->slabs_ever, 1);
    tni_count(&a->slab_bytes, SLAB_BYTES);
    tni_count(&a->slab_bytes_ever, SLAB_BYTES);
    tni_count(&a->slab_blocks, s->capacity);
    tni_count(&a->slab_blocks_ever, s->capacity);
    tni_count(&a->slab_block_bytes, bytes);
    tni_count(&a->slab_block_bytes_ever, bytes);
}

static void uncount_slab(tni_cache *cache, const slab *s) {
    tni_shown_pool *a = tni_account_of(cache);
    tni_count(&a->slabs, -(uint64_t)1);
    tni_count(&a->slab_bytes, -(uint64_t)SLAB_BYTES);
    tni_count(&a->slab_blocks, -(uint64_t)s->capacity);
    tni_count(&a->slab_block_bytes, -(uint64_t)s->capacity * s->block_bytes);
}

/* Whether work may still use a free block. */
static void set_waits(tni_cache *cache, slab *s, uint32_t block, bool waits) {
    if (s->past[block].waits != waits) {
        tni_shown_side *small = &tni_account_of(cache)->small;
        const uint64_t sign = waits ? 1 : -(uint64_t)1;
        s->past[block].waits = waits;
        tni_count(&small->waiting, sign);
        tni_count(&small->waiting_bytes, sign * s->block_bytes);
    }
}

void tni_slabs_count_waiting(tni_cache *cache) {
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        for (slab *s = cache->partial[c]; s; s = s->next) {
            for (uint32_t i = 0; s->past && i < s->n_free; i++) {
                const uint32_t block = s->free[i];
                set_waits(cache, s, block,
                          s->past[block].waits && tni_waits(cache, &s->past[block].last));
            }
        }
    }
}

/* ---- Slabs ----------------------------------------------------------------------------------- */

static slab *new_slab(tni_cache *cache, int size_class, const tni_clock *clock) {
    const size_t block_bytes = tni_class_bytes(size_class);
    const uint32_t capacity = (uint32_t)(SLAB_BYTES / block_bytes);
    slab *s = tni_host_alloc(sizeof *s + capacity * sizeof s->free[0]);
    block_past *past =
        s && !cache->raw.host ? tni_host_alloc_zeroed(capacity * sizeof *past) : NULL;
    const bool has_room = s && (past || cache->raw.host);
    run *r = has_room ? tni_run_alloc(cache, SLAB_BYTES, SLAB_BYTES, clock) : NULL;
    if (!r) {
        tni_host_free(past);
        tni_host_free(s);
        return NULL;
    }
    *s = (slab){.data = r->data,
                .past = past,
                .block_bytes = (uint32_t)block_bytes,
                .capacity = capacity,
                .n_free = capacity,
                .size_class = size_class};
    for (uint32_t i = 0; i < capacity; i++) {
        s->free[i] = (uint16_t)(capacity - 1 - i); /* low addresses first */
    }
    for (uint32_t i = 0; past && i < capacity; i++) {
        tni_stamp_set(&past[i].last, &r->last);
        set_waits(cache, s, i, tni_waits(cache, &r->last));
    }
    r->slab = s;
    list_slab(cache, s);
    count_slab(cache, s);
    tni_show_slab(cache, s);
    tni_show_run(cache, r, TNI_SHOWN_SLAB);
    return s;
}

/* Whether all work that used the blocks fits one stamp. */
static bool join_blocks(const slab *s, tni_stamp *all) {
    bool fits = true;
    *all = (tni_stamp){.n = 0};
    for (uint32_t i = 0; s->past && i < s->capacity && fits; i++) {
        fits = tni_stamp_join(all, &s->past[i].last);
    }
    return fits;
}

/* All of its blocks are free. One whose work is on too many streams stays. */
static void delete_slab(tni_cache *cache, slab *s) {
    run *r = tni_run_find(cache, s->data);
    if (!join_blocks(s, &r->last)) {
        return;
    }
    for (uint32_t i = 0; s->past && i < s->capacity; i++) {
        set_waits(cache, s, i, false);
    }
    unlist_slab(cache, s);
    uncount_slab(cache, s);
    tni_hide_slab(cache, s);
    tni_run_free(cache, r);
    tni_host_free(s->past);
    tni_host_free(s);
}

/* Brings a free block that the clock covers to the top of the stack, if the upper ones hold one. */
static void raise_ready(slab *s, const tni_clock *clock) {
    const uint32_t looked = s->n_free < READY_LOOKS ? s->n_free : READY_LOOKS;
    for (uint32_t i = 1; i <= looked; i++) {
        uint16_t *entry = &s->free[s->n_free - i];
        if (tni_stamp_covered(&s->past[*entry].last, clock)) {
            const uint16_t ready = *entry;
            *entry = s->free[s->n_free - 1];
            s->free[s->n_free - 1] = ready;
            return;
        }
    }
}

void *tni_slab_take(tni_cache *cache, int size_class, const tni_clock *clock, tni_stamp *last,
                    slab_place *at) {
    slab *s = cache->partial[size_class];
    s = s ? s : new_slab(cache, size_class, clock);
    if (!s) {
        return NULL;
    }
    if (s->past && clock) {
        raise_ready(s, clock);
    }
    const uint32_t block = s->free[--s->n_free];
    if (s->past) {
        set_waits(cache, s, block, false);
    }
    if (s->past && last) {
        *last = s->past[block].last;
    }
    if (at) {
        *at = (slab_place){s, block};
    }
    if (s->n_free == 0) {
        unlist_slab(cache, s);
    }
    return s->data + (size_t)block * s->block_bytes;
}

/* An empty slab goes back unless it is the last one with free blocks of its class: that one would
 * be made again soon. */
bool tni_slab_give(tni_cache *cache, int size_class, void *block, const tni_stamp *last) {
    char *start = (char *)block - ((uintptr_t)block & (SLAB_BYTES - 1));
    run *r = tni_run_find(cache, start);
    assert(r && r->slab && r->slab->size_class == size_class && "freed with its own size");
    (void)size_class;
    slab *s = r->slab;
    const uint16_t number = (uint16_t)((size_t)((char *)block - s->data) / s->block_bytes);
    s->free[s->n_free++] = number;
    const bool was_lent = s->past && s->past[number].lent;
    if (s->past) {
        tni_stamp_set(&s->past[number].last, last);
        set_waits(cache, s, number, tni_waits(cache, &s->past[number].last));
    }
    if (s->words) {
        tni_store(&s->words[number], 0);
    }
    if (!s->listed) {
        list_slab(cache, s);
    }
    if (s->n_free == s->capacity && (s->next || s->prev)) {
        delete_slab(cache, s);
    }
    return was_lent;
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
            for (uint32_t i = 0; s->past && i < s->capacity; i++) {
                tni_stamp_set(&s->past[i].last, NULL);
                set_waits(cache, s, i, false);
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
