/* origin.c: who asked for memory, by number: an op and a place in the program, in a region that
 * the program named.
 *
 * Invariant: an origin, once it is in the map, never changes or goes; so looking needs no lock. Ops
 * and files are told apart by the address of their names, which are static; what is shown has their
 * text. */
#include "publish/publish.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct origin {
    const char *op, *file; /* of a region: its path; NULL */
    int line;
    uint32_t region, number;
} origin;

enum { SLOTS = 2 * TNI_SHOWN_ORIGINS_MAX };

TNI_THREAD_LOCAL uint32_t tni_region;
static origin *_Atomic slots[SLOTS]; /* open addressing, at most half full */
static pthread_mutex_t adding = PTHREAD_MUTEX_INITIALIZER;
static uint32_t count = 1;  /* 0 is nobody; under `adding` */
static atomic_bool is_full; /* there is no room for more: others count as their region's */

static inline uint32_t first_slot(const char *op, const char *file, int line, uint32_t region) {
    const uint64_t mixed = ((uintptr_t)op ^ (uintptr_t)file << 20 ^ (uint64_t)(uint32_t)line << 44 ^
                            (uint64_t)region << 8) *
                           0x9e3779b97f4a7c15u;
    return (uint32_t)(mixed >> 40) % SLOTS;
}

/* Its text, cut where there is no room: of a place the end, which says most. */
static void write_text(tni_shown_origin *shown, const char *op, const char *file) {
    enum { ROOM = sizeof shown->text, OP_MAX = 47 };
    const size_t n = strnlen(op, file ? OP_MAX : ROOM - 2);
    memcpy(shown->text, op, n);
    if (file) {
        const size_t room = ROOM - n - 2, length = strlen(file);
        snprintf(shown->text + n + 1, ROOM - n - 1, "%s",
                 file + (length > room ? length - room : 0));
    }
}

static tni_shown_table table_of_origins(void) {
    return (tni_shown_table){tni_shown->origins_at, &tni_shown->n_origins, sizeof(tni_shown_origin),
                             TNI_SHOWN_ORIGINS};
}

const char *tni_shown_text(uint32_t number) {
    const tni_shown_table table = table_of_origins();
    const tni_shown_origin *o = tni_show_entry(&table, number);
    return o ? o->text : "";
}

/* Under `adding`. The number of what is shown from now on; 0 when there is no room. */
static uint32_t show(uint32_t region, int line, const char *op, const char *file) {
    const tni_shown_table table = table_of_origins();
    tni_shown_origin *shown = count < TNI_SHOWN_ORIGINS_MAX ? tni_show_entry(&table, count) : NULL;
    if (!shown) {
        atomic_store_explicit(&is_full, true, memory_order_relaxed);
        return 0;
    }
    shown->region = region;
    shown->line = line;
    write_text(shown, op, file);
    return count++;
}

static bool is_same(const origin *o, const origin *key) {
    return o->op == key->op && o->file == key->file && o->line == key->line &&
           o->region == key->region;
}

/* The slot of a key, or the empty one where it belongs. */
static origin *_Atomic *find_slot(const origin *key) {
    uint32_t at = first_slot(key->op, key->file, key->line, key->region);
    for (;; at = (at + 1) % SLOTS) {
        const origin *o = atomic_load_explicit(&slots[at], memory_order_acquire);
        if (!o || is_same(o, key)) {
            return &slots[at];
        }
    }
}

static uint32_t add(origin *key) {
    pthread_mutex_lock(&adding);
    origin *_Atomic *slot = find_slot(key);
    const origin *there = atomic_load_explicit(slot, memory_order_relaxed);
    origin *one = there ? NULL : malloc(sizeof *one); /* no request of the program's: no error */
    if (one) {
        key->number = show(key->region, key->line, key->op, key->file);
        *one = *key;
        if (key->number) {
            atomic_store_explicit(slot, one, memory_order_release);
        } else {
            free(one);
        }
    }
    pthread_mutex_unlock(&adding);
    return there ? there->number : key->number ? key->number : key->region;
}

uint32_t tni_origin_of(const char *op, tn_site at) {
    const uint32_t region = tni_region;
    const origin *first = atomic_load_explicit(&slots[first_slot(op, at.file, at.line, region)],
                                               memory_order_acquire);
    if (TNI_LIKELY(first && first->op == op && first->file == at.file && first->line == at.line &&
                   first->region == region)) {
        return first->number;
    }
    origin key = {.op = op, .file = at.file, .line = at.line, .region = region};
    const origin *there = atomic_load_explicit(find_slot(&key), memory_order_acquire);
    if (there) {
        return there->number;
    }
    return atomic_load_explicit(&is_full, memory_order_relaxed) ? region : add(&key);
}

/* ---- Regions --------------------------------------------------------------------------------- */

/* By their path, which a program may have put together. Invariant: as that of origins, but under
 * `adding`. */
typedef struct region {
    struct region *next;
    uint32_t number, outer;
    char path[];
} region;

static region *regions[256];

static uint32_t bucket_of(const char *path) {
    uint32_t hash = 2166136261u;
    for (; *path; path++) {
        hash = (hash ^ (unsigned char)*path) * 16777619u;
    }
    return hash % (sizeof regions / sizeof regions[0]);
}

static region *add_region(const char *path, uint32_t outer) {
    const uint32_t number = is_full ? 0 : show(outer, TNI_REGION_LINE, path, NULL);
    region *r = number ? malloc(sizeof *r + strlen(path) + 1) : NULL;
    if (r) {
        r->outer = outer;
        r->number = number;
        memcpy(r->path, path, strlen(path) + 1);
        region **first = &regions[bucket_of(path)];
        r->next = *first;
        *first = r;
    }
    return r;
}

static const region *find_region(const char *path) {
    const region *r = regions[bucket_of(path)];
    while (r && strcmp(r->path, path) != 0) {
        r = r->next;
    }
    return r;
}

/* Inside of this thread's, which it is when there is no room for more. */
static uint32_t region_of(const char *name) {
    char path[sizeof((tni_shown_origin *)0)->text - 1];
    pthread_mutex_lock(&adding);
    const char *outer = tni_region ? tni_shown_text(tni_region) : "";
    const size_t n = strnlen(outer, sizeof path - 2), room = sizeof path - 2 - n;
    memcpy(path, outer, n);
    snprintf(path + n, sizeof path - n, "%s%.*s", n > 0 ? "/" : "", (int)room, name);
    const region *r = find_region(path);
    r = r ? r : add_region(path, tni_region);
    const uint32_t number = r ? r->number : tni_region;
    pthread_mutex_unlock(&adding);
    return number;
}

static void tell(uint32_t number, bool begins) {
    if (tni_shown && tni_wants(TN_TRACE_TAG)) {
        tni_event((tn_trace_record){.kind = TN_TRACE_TAG, .origin = number, .value = begins});
    }
}

tn_memory_region tn_memory_tag(const char *name) {
    tni_publish();
    tn_memory_region region = {.outer = tni_region, .open = true};
    region.number = tni_shown && name ? region_of(name) : tni_region;
    tni_region = region.number;
    tell(region.number, true);
    return region;
}

void tn_memory_tag_end(tn_memory_region *region) {
    if (region->open) {
        region->open = false;
        tell(region->number, false);
        tni_region = region->outer;
    }
}

/* Around fork(): nobody adds an origin then. */
static void before_fork(void) {
    pthread_mutex_lock(&adding);
}
static void after_fork(void) {
    pthread_mutex_unlock(&adding);
}
__attribute__((constructor(1001))) static void watch_forks(void) {
    pthread_atfork(before_fork, after_fork, after_fork);
}
