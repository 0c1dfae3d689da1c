/* ordered.h: pieces in order of a key, each with a weight; the first one of enough weight is found
 * without looking at all before it. A treap: a search tree by key, a heap by priorities that look
 * random, so that it is shallow whatever the order of insertion. */
#ifndef TNI_ORDERED_H
#define TNI_ORDERED_H

#include <stdint.h>

/* Part of what is kept in order; its owner sets key, tie and weight before it is inserted, and
 * leaves them alone until it is removed. No two in a tree have both key and tie alike. */
typedef struct tni_ordered {
    struct tni_ordered *below[2];
    uint64_t key, tie, weight;
    uint64_t heaviest; /* of all that is below it, and itself */
    uint64_t priority;
} tni_ordered;

void tni_ordered_insert(tni_ordered **root, tni_ordered *one);
void tni_ordered_remove(tni_ordered **root, const tni_ordered *one);
/* The first one at or behind (key, tie); the last one before it; NULL when there is none. */
tni_ordered *tni_ordered_from(tni_ordered *root, uint64_t key, uint64_t tie);
tni_ordered *tni_ordered_before(tni_ordered *root, uint64_t key, uint64_t tie);
/* The first one of at least that weight; NULL when there is none. */
tni_ordered *tni_ordered_of_weight(tni_ordered *root, uint64_t weight);

#endif
