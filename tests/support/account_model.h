/* account_model.h: what figures of memory have to be, counted another way: what a test took by its
 * own book, what a device gave by counting calls, and all else by a walk over runs and slabs. */
#ifndef TEST_ACCOUNT_MODEL_H
#define TEST_ACCOUNT_MODEL_H

#include "memory/cache.h"

enum { MODEL_CACHES = 2, MODEL_SIDES = TN_MEMORY_SIDES };

/* What of a figure holds now, by metric and side. */
typedef struct model_values {
    uint64_t of[TN_MEMORY_METRICS][MODEL_SIDES];
} model_values;

typedef struct model_side {
    uint64_t blocks, bytes, requested;
    uint64_t blocks_ever, bytes_ever, requested_ever;
} model_side;

typedef struct account_model {
    tni_cache *caches[MODEL_CACHES]; /* with one account */
    int n;
    model_side large, small;                  /* the book */
    uint64_t device_bytes, device_bytes_ever; /* that the device gave */
    uint64_t pieces, pieces_ever;             /* segments or pages */
    bool is_giving; /* the device is amid giving pages, which caches count in the end */
    uint64_t slabs_ever, slab_blocks_ever, slab_block_bytes_ever;
    model_values peaks; /* of what was observed */
    tn_memory_row oversize_allocations, oversize_segments;
    uint64_t lent, lent_ever, graph, failures, limit, page_bytes, mapped, unmapped;
    uint64_t calls[TN_MEMORY_CALLS];
    uint64_t waiting_bytes, largest_free[MODEL_CACHES]; /* of the last walk */
    model_values before, risen; /* what holds, and what it ever rose by beyond what was taken */
    uint64_t freed_before[MODEL_SIDES], freed_bytes_before[MODEL_SIDES];
    char problem[200]; /* the first figure that was another one; "": all were the same */
} account_model;

void model_row_add(tn_memory_row *row);
void model_row_subtract(tn_memory_row *row);
/* A block of so many bytes was made or is gone; `rounded` as the cache did. */
void model_take(account_model *m, bool small, size_t bytes, size_t rounded);
void model_give(account_model *m, bool small, size_t bytes, size_t rounded);
/* A slab was made for blocks of a size class. */
void model_slab(account_model *m, int size_class);

/* Raises peaks of what the book has, and of what the device gave. */
void model_observe_book(account_model *m);
/* The same of all: walks. Gives what holds now. */
model_values model_observe(account_model *m);
void model_reset_peaks(account_model *m);

/* Compares all figures of cache i, taken just before. With `every_state` each state of the caches
 * was observed, so that peaks and rises are exact; else those that only a walk sees are at least
 * what was observed. False with a problem. */
bool model_compare(account_model *m, int i, const tn_memory_figures *figures, bool every_state);
/* The same of the process's own cache of host memory, from which threads took: only what holds, and
 * what was ever taken. Peaks are at most `most`; NULL: exact. */
bool model_compare_host(account_model *m, const model_values *most);

#endif
