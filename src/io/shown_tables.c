/* shown_tables.c: figures, blocks, names and events of what a process shows. */
#include "io/shown.h"

#include "memory/account.h"

#include <stdlib.h>

enum { TRIES = 100 };

/* ---- Whole copies ---------------------------------------------------------------------------- */

bool tni_shown_copy_run(const tni_shown_run *run, tni_shown_run *out) {
    for (int i = 0; i < TRIES; i++) {
        out->word = tni_shown_word(&run->word);
        out->address = tni_shown_word(&run->address);
        out->bytes = tni_shown_word(&run->bytes);
        out->requested = tni_shown_word(&run->requested);
        out->time_ns = tni_shown_word(&run->time_ns);
        out->waits_for = tni_shown_word(&run->waits_for);
        out->origin = tni_shown_word(&run->origin);
        if (tni_load(&run->word) == out->word) {
            return (out->word & 0xff) >= TNI_SHOWN_LIVE && (out->word & 0xff) <= TNI_SHOWN_SLAB;
        }
    }
    return false;
}

bool tni_shown_copy_event(const tn_trace_record *place, uint64_t number, tn_trace_record *out) {
    if (number == 0 || number & TNI_EVENT_BUSY || tni_shown_word(&place->number) != number) {
        return false;
    }
    *out = (tn_trace_record){.number = number,
                             .time_ns = tni_shown_word(&place->time_ns),
                             .address = tni_shown_word(&place->address),
                             .bytes = tni_shown_word(&place->bytes),
                             .rounded = tni_shown_word(&place->rounded),
                             .value = tni_shown_word(&place->value)};
    out->origin = __atomic_load_n(&place->origin, __ATOMIC_ACQUIRE);
    out->thread = __atomic_load_n(&place->thread, __ATOMIC_ACQUIRE);
    out->stream = __atomic_load_n(&place->stream, __ATOMIC_ACQUIRE);
    out->kind = __atomic_load_n(&place->kind, __ATOMIC_ACQUIRE);
    out->pool = __atomic_load_n(&place->pool, __ATOMIC_ACQUIRE);
    return tni_load(&place->number) == number;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* Where the walk is, as callers keep it in one number: runs first, then slabs. */
typedef struct walk {
    uint32_t index; /* of a run; of a block of a slab */
    uint32_t slab;  /* its number and 1; 0: among runs */
} walk;
_Static_assert(sizeof(walk) == sizeof(uint64_t), "one number");

static walk walk_at(uint64_t at) {
    walk w;
    memcpy(&w, &at, sizeof w);
    return w;
}
static uint64_t number_of(walk w) {
    uint64_t at;
    memcpy(&at, &w, sizeof at);
    return at;
}

/* Entries of a table, of which there are no more than its chunks hold, nor than the file has. */
static uint64_t count_of(tn_published *view, const uint64_t *n) {
    enum { ENTRY_BYTES = sizeof(tni_shown_run) };
    _Static_assert(sizeof(tni_shown_slab) == ENTRY_BYTES && TNI_SHOWN_SLABS == TNI_SHOWN_RUNS,
                   "one bound");
    const uint64_t count = tni_shown_word(n);
    tni_shown_part(view, 0, tni_shown_word(&view->header->bytes)); /* it may have grown */
    const uint64_t most = view->bytes / ENTRY_BYTES, table = TNI_SHOWN_TABLE_MAX;
    return count <= most && count <= table ? count : most < table ? most : table;
}

static int read_runs(tn_published *view, walk *at, tn_block *out, int n) {
    static const tn_block_state states[] = {[TNI_SHOWN_LIVE] = TN_BLOCK_LIVE,
                                            [TNI_SHOWN_FREE] = TN_BLOCK_FREE,
                                            [TNI_SHOWN_HOLE] = TN_BLOCK_HOLE,
                                            [TNI_SHOWN_SLAB] = TN_BLOCK_SLAB};
    const uint64_t count = count_of(view, &view->header->n_runs);
    int given = 0;
    for (; at->index < count && given < n; at->index++) {
        tni_shown_run run;
        const tni_shown_run *place =
            tni_shown_entry(view, view->header->runs_at, at->index, sizeof *place);
        if (!place) {
            at->index = (uint32_t)count;
            break;
        }
        if (!tni_shown_copy_run(place, &run)) {
            continue;
        }
        const bool is_live = (run.word & 0xff) == TNI_SHOWN_LIVE;
        out[given++] = (tn_block){.address = run.address,
                                  .bytes = run.bytes,
                                  .requested = is_live ? run.requested : 0,
                                  .time_ns = is_live ? run.time_ns : 0,
                                  .waits_for = is_live ? 0 : run.waits_for,
                                  .state = states[run.word & 0xff],
                                  .pool = (int)(run.word >> 16 & 0xff),
                                  .stream = is_live ? (uint32_t)(run.word >> 8 & 0xff) : 0,
                                  .origin = is_live ? (uint32_t)run.origin : 0};
    }
    return given;
}

const uint64_t *tni_shown_slab_words(tn_published *view, const tni_shown_slab *slab) {
    enum { CAPACITY_MAX = 4096 };
    return (slab->word & 0xff) == TNI_SHOWN_SLAB && slab->capacity <= CAPACITY_MAX
               ? tni_shown_array(view, slab->blocks_at, slab->capacity, sizeof(uint64_t))
               : NULL;
}

/* Live blocks of a slab from at->index on; then the walk is at the next slab. What was read is
 * worth nothing when the slab became another one meanwhile: then there are none. */
static int read_slab(tn_published *view, const tni_shown_slab *slab, walk *at, tn_block *out,
                     int n) {
    const uint64_t word = tni_shown_word(&slab->word), bytes = tni_shown_word(&slab->block_bytes);
    const tni_shown_slab now = {.word = word,
                                .blocks_at = tni_shown_word(&slab->blocks_at),
                                .capacity = tni_shown_word(&slab->capacity)};
    const uint64_t *words = tni_shown_slab_words(view, &now), capacity = now.capacity;
    uint64_t address = tni_shown_word(&slab->address);
    uint32_t block = 0;
    int given = 0;
    for (; words && block < capacity && given < n; block++, address += bytes) {
        const uint64_t live = block >= at->index ? tni_shown_word(&words[block]) : 0;
        if (live) {
            out[given++] = (tn_block){.address = address,
                                      .bytes = bytes,
                                      .requested = live >> 40,
                                      .state = TN_BLOCK_LIVE,
                                      .pool = (int)(word >> 16 & 0xff),
                                      .stream = (uint32_t)(live >> 32 & 0xff),
                                      .origin = (uint32_t)live};
        }
    }
    const bool is_same = tni_load(&slab->word) == word;
    at->index = block;
    if (!words || block >= capacity || !is_same) {
        *at = (walk){.index = 0, .slab = at->slab + 1};
    }
    return is_same ? given : 0;
}

static int read_slabs(tn_published *view, walk *at, tn_block *out, int n) {
    const uint64_t count = count_of(view, &view->header->n_slabs);
    int given = 0;
    while (given < n && at->slab - 1 < count) {
        const tni_shown_slab *slab =
            tni_shown_entry(view, view->header->slabs_at, at->slab - 1, sizeof *slab);
        if (!slab) {
            at->slab = (uint32_t)count + 1;
            break;
        }
        given += read_slab(view, slab, at, out + given, n - given);
    }
    return given;
}

int tn_published_blocks(tn_published *view, uint64_t *at, tn_block *out, int n) {
    if (!view || !at || !out) {
        return 0;
    }
    walk w = walk_at(*at);
    int given = 0;
    if (w.slab == 0) {
        given = read_runs(view, &w, out, n);
        w = given < n ? (walk){.slab = 1} : w;
    }
    if (w.slab > 0) {
        given += read_slabs(view, &w, out + given, n - given);
    }
    *at = number_of(w);
    return given;
}

/* ---- Figures --------------------------------------------------------------------------------- */

/* Of a pool by its blocks. */
typedef struct recount {
    tni_shown_side large;
    uint64_t reserved, largest_free, slabs, slab_bytes;
} recount;

static recount recount_of(tn_published *view, int pool) {
    enum { AT_ONCE = 256 };
    tn_block blocks[AT_ONCE];
    recount r = {.reserved = 0};
    walk at = {.index = 0};
    for (int n = 1; n > 0;) {
        n = read_runs(view, &at, blocks, AT_ONCE);
        for (int i = 0; i < n; i++) {
            const tn_block *b = &blocks[i];
            const bool counts = b->pool == pool && b->state != TN_BLOCK_HOLE;
            const bool is_slab = counts && b->state == TN_BLOCK_SLAB;
            r.reserved += counts ? b->bytes : 0;
            r.slabs += is_slab;
            r.slab_bytes += is_slab ? b->bytes : 0;
            if (counts && b->state == TN_BLOCK_LIVE) {
                r.large.blocks++;
                r.large.bytes += b->bytes;
                r.large.requested += b->requested;
            } else if (counts && b->state == TN_BLOCK_FREE && b->bytes > r.largest_free) {
                r.largest_free = b->bytes;
            }
        }
    }
    return r;
}

/* A pool's figures with those that threads keep themselves: one that ends hands its own over. False
 * when the process died, or was stopped, while they changed. */
static bool copy_pool(tn_published *view, const tni_shown_pool *pool, tni_shown_pool *copy) {
    const int tries = tni_shown_is_alive(view) ? TNI_SHOWN_TRIES : 1;
    for (int i = 0; i < TRIES; i++) {
        const bool is_whole = tni_account_copy(pool, copy, tries);
        const bool has_threads = copy->device_type == TN_DEVICE_CPU && !copy->pinned;
        const uint64_t sequence = copy->sequence;
        for (int t = 0; has_threads && t < TNI_SHOWN_THREADS; t++) {
            tni_account_add_thread(copy, &view->threads[t]);
        }
        if (!is_whole || !has_threads || tni_load(&pool->sequence) == sequence) {
            return is_whole;
        }
    }
    return true;
}

bool tn_published_pool_at(tn_published *view, int i, tn_published_pool *out) {
    if (!view || !out || i < 0 || i >= TNI_SHOWN_POOLS ||
        (uint64_t)i >= tni_shown_word(&view->header->n_pools)) {
        return false;
    }
    tni_shown_pool copy;
    *out = (tn_published_pool){0};
    out->recounted = !copy_pool(view, &view->pools[i], &copy);
    out->device =
        (tn_device){.type = (int16_t)copy.device_type, .index = (int16_t)copy.device_index};
    out->pinned = copy.pinned != 0;
    const recount r = recount_of(view, i);
    if (out->recounted) {
        copy.large.blocks = r.large.blocks;
        copy.large.bytes = r.large.bytes;
        copy.large.requested = r.large.requested;
        copy.reserved = r.reserved;
        copy.slabs = r.slabs;
        copy.slab_bytes = r.slab_bytes;
    }
    tni_figures_of(&copy, &out->figures);
    out->figures.free_run_bytes_max = r.largest_free;
    return true;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool has_room_for(tn_published *view, uint32_t origin) {
    if (origin < view->n_origins) {
        return true;
    }
    const uint32_t n = (origin + 64) / 64 * 64;
    int64_t bytes;
    tn_origin *all =
        tni_mul(n, sizeof *all, &bytes) ? tni_host_realloc(view->origins, (size_t)bytes) : NULL;
    if (!all) {
        tn_error_take(NULL); /* the name is left out */
        return false;
    }
    for (uint32_t i = view->n_origins; i < n; i++) {
        all[i] = (tn_origin){0};
    }
    view->origins = all;
    view->n_origins = n;
    return true;
}

/* Two texts of a record that nobody vouches for, in one piece of memory. NULL: it ran out. */
static char *copy_texts(const tni_shown_origin *o, size_t *second) {
    enum { ROOM = sizeof o->text };
    char *texts = tni_host_alloc_zeroed(ROOM + 2);
    if (!texts) {
        tn_error_take(NULL);
        return NULL;
    }
    tni_shown_copy_text(texts, o->text, ROOM + 1);
    *second = strlen(texts) + 1;
    return texts;
}

static const tni_shown_origin *find_origin(tn_published *view, uint32_t number) {
    return number > 0 && number < TNI_SHOWN_ORIGINS_MAX &&
                   number < tni_shown_word(&view->header->n_origins)
               ? tni_shown_entry(view, view->header->origins_at, number, sizeof(tni_shown_origin))
               : NULL;
}

/* The region of a name: one that was there before. 0: none. */
static uint32_t region_of(tn_published *view, const tni_shown_origin *o, uint32_t number) {
    const uint32_t region = o->region;
    const tni_shown_origin *r = region < number ? find_origin(view, region) : NULL;
    return r && r->line == TNI_REGION_LINE ? region : 0;
}

tn_origin tn_published_origin(tn_published *view, uint32_t number) {
    const tn_origin nobody = {.op = "", .file = "", .region = ""};
    const tni_shown_origin *o = view ? find_origin(view, number) : NULL;
    if (!o || !has_room_for(view, number)) {
        return nobody;
    }
    if (!view->origins[number].op) {
        size_t second;
        char *texts = copy_texts(o, &second);
        if (!texts) {
            return nobody;
        }
        const bool is_region = o->line == TNI_REGION_LINE;
        const uint32_t region = is_region ? number : region_of(view, o, number);
        const char *path = is_region ? texts
                           : region  ? tn_published_origin(view, region).region
                                     : "";
        view->origins[number] = (tn_origin){.op = texts,
                                            .file = is_region ? "" : texts + second,
                                            .line = o->line > 0 ? o->line : 0,
                                            .region = path,
                                            .region_origin = region};
    }
    tn_origin found = view->origins[number];
    if (found.region_origin == number) {
        found.op = ""; /* the region itself asked */
    }
    return found;
}

/* ---- Events ---------------------------------------------------------------------------------- */

/* Whether the writer of an event said that it left it out. */
static bool was_dropped(const tn_published *view, uint64_t number) {
    bool found = false;
    for (int i = 0; i < TNI_SHOWN_DROPS; i++) {
        found = found || tni_shown_word(&view->header->dropped[i]) == number;
    }
    return found;
}

/* Whether an event that is not in its place is waited for, so that events are given in order. One
 * whose writer has its number, but was preempted before it wrote, looks like one that never comes,
 * however many come after it and however late. So only its writer's word that it left it out
 * counts, and that nobody may be waited for so long that the ring runs over. What comes after that
 * is lost, and given to nobody. */
static bool may_come(const tn_published *view, uint64_t number, uint64_t last, uint64_t in_place) {
    return last - number < view->event_capacity / 2 && in_place != number &&
           (in_place & ~TNI_EVENT_BUSY) <= number && !was_dropped(view, number) &&
           tni_shown_is_alive(view);
}

int tn_published_events(tn_published *view, uint64_t *after, tn_trace_record *out, int n,
                        uint64_t *lost) {
    if (!view || !after || !out) {
        return 0;
    }
    const uint64_t capacity = view->event_capacity,
                   last = tni_shown_word(&view->header->events) & INT64_MAX;
    uint64_t next = *after + 1, missed = 0;
    if (last > capacity && next < last - capacity + 1) {
        missed = last - capacity + 1 - next;
        next = last - capacity + 1;
    }
    int given = 0;
    for (; next <= last && given < n; next++) {
        const tn_trace_record *place = &view->events[(next - 1) & (capacity - 1)];
        const uint64_t number = tni_shown_word(&place->number);
        if (tni_shown_copy_event(place, next, &out[given])) {
            given++;
        } else if (may_come(view, next, last, number)) {
            break;
        } else {
            missed++;
        }
    }
    *after = next - 1;
    if (lost) {
        *lost += missed;
    }
    return given;
}
