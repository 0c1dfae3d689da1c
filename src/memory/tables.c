/* tables.c: runs and slabs as others see them (publish/layout.h).
 *
 * Invariant: a place belongs to one descriptor from when that is made until it is freed, so taking
 * and giving back memory needs no search. What others see is never half of a change: a place's word
 * has no state meanwhile. */
#include "memory/cache.h"

#include <pthread.h>
#include <stdlib.h>

enum { GENERATION = 40 };

/* Guards what follows. Places and rooms that nobody has any more are linked by offsets, which stand
 * where their address or first word was; 0: none. */
static pthread_mutex_t placing = PTHREAD_MUTEX_INITIALIZER;
static uint64_t n_runs, n_slabs, free_runs, free_slabs;
enum { ROOM_ORDER_MIN = 6, ROOM_ORDERS = 10 }; /* 64 bytes to 32 KiB */
static uint64_t free_rooms[ROOM_ORDERS];

static uint64_t offset_of(const void *place) {
    return (uint64_t)((const char *)place - (const char *)tni_shown);
}

/* Without a state, but counted on: whoever reads it now sees that it changes. */
static uint64_t begin_change(uint64_t *word) {
    const uint64_t next = ((tni_load(word) >> GENERATION) + 1) << GENERATION;
    tni_store(word, next);
    tni_store_in_order();
    return next;
}

/* ---- Runs ------------------------------------------------------------------------------------ */

tni_shown_run *tni_run_place(void) {
    if (!tni_shown) {
        return NULL;
    }
    const tni_shown_table table = {tni_shown->runs_at, &tni_shown->n_runs, sizeof(tni_shown_run),
                                   TNI_SHOWN_RUNS};
    pthread_mutex_lock(&placing);
    tni_shown_run *place = NULL;
    if (free_runs) {
        place = tni_shown_at(free_runs);
        free_runs = place->address;
    } else {
        place = tni_show_entry(&table, n_runs);
        n_runs += place != NULL;
    }
    pthread_mutex_unlock(&placing);
    return place;
}

void tni_run_place_give(tni_shown_run *place) {
    if (place) {
        begin_change(&place->word);
        pthread_mutex_lock(&placing);
        tni_store(&place->address, free_runs);
        free_runs = offset_of(place);
        pthread_mutex_unlock(&placing);
    }
}

static uint64_t streams_of(const tni_stamp *last) {
    uint64_t streams = 0;
    for (uint32_t i = 0; i < last->n; i++) {
        streams |= (uint64_t)1 << last->at[i].stream;
    }
    return streams;
}

static uint64_t word_for(const tni_cache *cache, tni_shown_state state, uint32_t stream) {
    return (uint64_t)tni_shown_pool_number(cache->account) << 16 | (uint64_t)stream << 8 | state;
}

void tni_show_run(tni_cache *cache, run *r, tni_shown_state state) {
    tni_shown_run *place = r->shown;
    if (place) {
        const uint64_t word = begin_change(&place->word);
        tni_store(&place->address, (uintptr_t)r->data);
        tni_store(&place->bytes, r->bytes);
        tni_store(&place->waits_for,
                  state == TNI_SHOWN_FREE && r->waits ? streams_of(&r->last) : 0);
        tni_store_last(&place->word, word | word_for(cache, state, 0));
    }
}

void tni_show_live(tni_cache *cache, run *r, size_t bytes, uint64_t who) {
    tni_shown_run *place = r->shown;
    if (place) {
        const uint64_t word = begin_change(&place->word);
        tni_store(&place->address, (uintptr_t)r->data);
        tni_store(&place->bytes, r->bytes);
        tni_store(&place->requested, bytes);
        tni_store(&place->time_ns, tni_time_ns());
        tni_store(&place->origin, (uint32_t)who);
        tni_store_last(&place->word,
                       word | word_for(cache, TNI_SHOWN_LIVE, (uint32_t)(who >> 32 & 0xff)));
    }
}

void tni_hide_run(run *r) {
    if (r->shown) {
        begin_change(&r->shown->word);
    }
}

/* ---- Slabs ----------------------------------------------------------------------------------- */

uint64_t **_Atomic tni_small_leaves[1 << TNI_TOP_BITS];

/* Under `placing`. Only whoever has a block of the slab reads its entry. */
static void set_leaf(const void *slab_data, uint64_t *words) {
    const uintptr_t at = (uintptr_t)slab_data, top = at >> (TNI_SLAB_BITS + TNI_LEAF_BITS);
    if (top >= (uintptr_t)1 << TNI_TOP_BITS) {
        return;
    }
    uint64_t **leaf = atomic_load(&tni_small_leaves[top]);
    if (!leaf && words) {
        leaf = calloc((size_t)1 << TNI_LEAF_BITS, sizeof *leaf); /* no request of the program's */
        atomic_store(&tni_small_leaves[top], leaf);
    }
    if (leaf) {
        leaf[at >> TNI_SLAB_BITS & ((1 << TNI_LEAF_BITS) - 1)] = words;
    }
}

static int room_order(size_t capacity) {
    int order = 0;
    while (((size_t)1 << (ROOM_ORDER_MIN + order)) < capacity * sizeof(uint64_t)) {
        order++;
    }
    return order;
}

/* Under `placing`. Words that are all 0, or NULL. */
static uint64_t *take_room(size_t capacity) {
    uint64_t *first = &free_rooms[room_order(capacity)];
    const bool is_new = *first == 0;
    const uint64_t at =
        is_new ? tni_show_more((size_t)1 << (ROOM_ORDER_MIN + room_order(capacity))) : *first;
    uint64_t *words = at ? tni_shown_at(at) : NULL;
    if (words && !is_new) {
        *first = words[0];
        tni_store(&words[0], 0);
    }
    return words;
}

/* Under `placing`. */
static tni_shown_slab *take_slab_place(void) {
    const tni_shown_table table = {tni_shown->slabs_at, &tni_shown->n_slabs, sizeof(tni_shown_slab),
                                   TNI_SHOWN_SLABS};
    tni_shown_slab *place = NULL;
    if (free_slabs) {
        place = tni_shown_at(free_slabs);
        free_slabs = place->address;
    } else {
        place = tni_show_entry(&table, n_slabs);
        n_slabs += place != NULL;
    }
    return place;
}

void tni_show_slab(tni_cache *cache, slab *s) {
    if (!cache->is_shown) {
        return;
    }
    pthread_mutex_lock(&placing);
    s->words = take_room(s->capacity);
    s->shown = s->words ? take_slab_place() : NULL;
    if (s->shown) {
        const uint64_t word = begin_change(&s->shown->word);
        tni_store(&s->shown->address, (uintptr_t)s->data);
        tni_store(&s->shown->blocks_at, offset_of(s->words));
        tni_store(&s->shown->block_bytes, s->block_bytes);
        tni_store(&s->shown->capacity, s->capacity);
        tni_store_last(&s->shown->word, word | word_for(cache, TNI_SHOWN_SLAB, 0));
    }
    if (cache->raw.host) {
        set_leaf(s->data, s->words);
    }
    pthread_mutex_unlock(&placing);
}

void tni_hide_slab(const tni_cache *cache, slab *s) {
    if (!s->words) {
        return;
    }
    pthread_mutex_lock(&placing);
    if (s->shown) {
        begin_change(&s->shown->word);
        tni_store(&s->shown->address, free_slabs);
        free_slabs = offset_of(s->shown);
    }
    if (cache->raw.host) {
        set_leaf(s->data, NULL);
    }
    uint64_t *first = &free_rooms[room_order(s->capacity)];
    tni_store(&s->words[0], *first);
    *first = offset_of(s->words);
    pthread_mutex_unlock(&placing);
}

/* ---- Around fork() --------------------------------------------------------------------------- */

void tni_tables_lock(void) {
    pthread_mutex_lock(&placing);
}
void tni_tables_unlock(void) {
    pthread_mutex_unlock(&placing);
}
