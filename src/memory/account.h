/* account.h: the figures of a cache, or of two side by side, kept where others may look at them
 * (publish/layout.h).
 *
 * Invariant: figures of large blocks and of what is reserved change between begin and end, which
 * one thread at a time is in; peaks are raised at the end. Those of live small blocks change by
 * themselves, since threads take and give these without a lock. */
#ifndef TNI_ACCOUNT_H
#define TNI_ACCOUNT_H

#include "publish/publish.h"

#include <sched.h>

enum { TNI_OVERSIZE_BYTES = 256 << 20 };

void tni_account_begin(tni_shown_pool *a);
void tni_account_end(tni_shown_pool *a);

/* Adds to a word that others read; the thread is in the account, or is the word's only writer. */
static inline void tni_count(uint64_t *word, uint64_t by) {
    tni_store(word, tni_load(word) + by);
}

/* Raises a figure that others raise, too. */
static inline void tni_raise(uint64_t *peak, uint64_t value) {
    uint64_t now = tni_load(peak);
    while (TNI_UNLIKELY(value > now) &&
           !__atomic_compare_exchange_n(peak, &now, value, true, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED)) {}
}

/* A row that is kept as it is shown; the thread is in the account. */
static inline void tni_row_add(tn_memory_row *row) {
    tni_count(&row->now, 1);
    tni_count(&row->allocated, 1);
    tni_raise(&row->peak, row->now);
}
static inline void tni_row_subtract(tn_memory_row *row) {
    tni_count(&row->now, -(uint64_t)1);
    tni_count(&row->freed, 1);
}

static inline uint64_t tni_packed_bytes(uint64_t small_blocks) {
    return (small_blocks & (TNI_PACKED_BLOCK - 1)) * 64;
}
static inline uint64_t tni_packed_count(uint64_t small_blocks) {
    return small_blocks / TNI_PACKED_BLOCK;
}
/* What is left of a figure without another one; of two that did not change at once, maybe nothing.
 */
static inline uint64_t tni_rest(uint64_t all, uint64_t part) {
    return all > part ? all - part : 0;
}
static inline bool tni_exceeds(const tni_shown_pool *a, tn_memory_metric metric, uint64_t value) {
    return TNI_UNLIKELY(value > tni_load(&a->raised_above[metric]));
}
/* Raises peaks to what holds with so much in small blocks. Any thread. */
void tni_account_raise(tni_shown_pool *a, uint64_t requested, uint64_t small_blocks);

/* A small block of some rounded size becomes live, or is live no more. Any thread; what it raises
 * is seen when an account is left, or at once by those that are in none. */
static inline uint64_t tni_account_add(uint64_t *word, uint64_t by) {
    return __atomic_add_fetch(word, by, __ATOMIC_RELAXED);
}
static inline void tni_account_take_inside(tni_shown_pool *a, size_t bytes, size_t rounded) {
    tni_account_add(&a->small_requested, bytes);
    tni_account_add(&a->small_blocks, TNI_PACKED_BLOCK + rounded / 64);
}
static inline void tni_account_give_inside(tni_shown_pool *a, size_t bytes, size_t rounded) {
    tni_account_add(&a->small_requested, -(uint64_t)bytes);
    tni_account_add(&a->small_blocks, -(TNI_PACKED_BLOCK + rounded / 64));
}
static inline void tni_account_take(tni_shown_pool *a, size_t bytes, size_t rounded) {
    const uint64_t requested = tni_account_add(&a->small_requested, bytes);
    const uint64_t blocks = tni_account_add(&a->small_blocks, TNI_PACKED_BLOCK + rounded / 64);
    if (tni_exceeds(a, TN_MEMORY_REQUESTED_BYTES, requested) ||
        tni_exceeds(a, TN_MEMORY_ALLOCATED_BYTES, tni_packed_bytes(blocks)) ||
        tni_exceeds(a, TN_MEMORY_ALLOCATION, tni_packed_count(blocks))) {
        tni_account_raise(a, requested, blocks);
    }
}
static inline void tni_account_give(tni_shown_pool *a, size_t bytes, size_t rounded) {
    const uint64_t requested = tni_account_add(&a->small_requested, -(uint64_t)bytes);
    const uint64_t blocks = tni_account_add(&a->small_blocks, -(TNI_PACKED_BLOCK + rounded / 64));
    const uint64_t split = tni_rest(tni_load(&a->slab_blocks), tni_packed_count(blocks));
    const uint64_t split_bytes = tni_rest(tni_load(&a->slab_block_bytes), tni_packed_bytes(blocks));
    if (tni_exceeds(a, TN_MEMORY_INACTIVE_SPLIT_BYTES, split_bytes) ||
        tni_exceeds(a, TN_MEMORY_INACTIVE_SPLIT, split)) {
        tni_account_raise(a, requested, blocks);
    }
}

void tni_account_reset_peaks(tni_shown_pool *a); /* to what holds now */

/* A copy while nobody is in the account; false when that cannot be had in so many tries: then it is
 * one of the last of them. */
bool tni_account_copy(const tni_shown_pool *a, tni_shown_pool *out, int tries);
/* What the figures of a copy mean, but for the largest free run. */
void tni_figures_of(const tni_shown_pool *a, tn_memory_figures *out);
/* Adds what a thread took to a copy. */
void tni_account_add_thread(tni_shown_pool *copy, const tni_shown_thread *thread);

#endif
