/* ordered.c: a treap.
 *
 * Invariant: keys to the left of a node are smaller and to the right larger, no priority below it
 * is larger than its own, and `heaviest` is the largest weight of its subtree. */
#include "memory/ordered.h"

#include <stdbool.h>
#include <stddef.h>

static bool is_before(const tni_ordered *one, uint64_t key, uint64_t tie) {
    return one->key < key || (one->key == key && one->tie < tie);
}

static void weigh(tni_ordered *one) {
    one->heaviest = one->weight;
    for (int side = 0; side < 2; side++) {
        const tni_ordered *below = one->below[side];
        one->heaviest = below && below->heaviest > one->heaviest ? below->heaviest : one->heaviest;
    }
}

/* Cuts a tree into what is before (key, tie) and the rest. */
static void cut(tni_ordered *root, uint64_t key, uint64_t tie, tni_ordered **before,
                tni_ordered **rest) {
    if (!root) {
        *before = *rest = NULL;
    } else if (is_before(root, key, tie)) {
        cut(root->below[1], key, tie, &root->below[1], rest);
        *before = root;
        weigh(root);
    } else {
        cut(root->below[0], key, tie, before, &root->below[0]);
        *rest = root;
        weigh(root);
    }
}

/* One tree of two, all of `a` before all of `b`. */
static tni_ordered *join(tni_ordered *a, tni_ordered *b) {
    if (!a || !b) {
        return a ? a : b;
    }
    if (a->priority >= b->priority) {
        a->below[1] = join(a->below[1], b);
        weigh(a);
        return a;
    }
    b->below[0] = join(a, b->below[0]);
    weigh(b);
    return b;
}

/* The mixing of splitmix64: a function of the key, so that the same calls make the same tree. */
static uint64_t mixed(uint64_t x) {
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

void tni_ordered_insert(tni_ordered **root, tni_ordered *one) {
    one->priority = mixed(one->key * 0x9e3779b97f4a7c15u + one->tie + 1);
    one->heaviest = one->weight;
    while (*root && (*root)->priority > one->priority) {
        tni_ordered *at = *root;
        at->heaviest = at->heaviest > one->weight ? at->heaviest : one->weight;
        root = &at->below[is_before(at, one->key, one->tie)];
    }
    cut(*root, one->key, one->tie, &one->below[0], &one->below[1]);
    weigh(one);
    *root = one;
}

/* Joins what is below it in its place; weights on the way there are taken again on the way back. */
static tni_ordered *without(tni_ordered *at, const tni_ordered *one) {
    if (at == one) {
        return join(at->below[0], at->below[1]);
    }
    const int side = is_before(at, one->key, one->tie);
    at->below[side] = without(at->below[side], one);
    weigh(at);
    return at;
}

void tni_ordered_remove(tni_ordered **root, const tni_ordered *one) {
    *root = without(*root, one);
}

/* The last one before (key, tie), or the first one that is not. */
static tni_ordered *find_beside(tni_ordered *root, uint64_t key, uint64_t tie, bool before) {
    tni_ordered *found = NULL;
    while (root) {
        const bool is = is_before(root, key, tie);
        found = is == before ? root : found;
        root = root->below[is];
    }
    return found;
}

tni_ordered *tni_ordered_from(tni_ordered *root, uint64_t key, uint64_t tie) {
    return find_beside(root, key, tie, false);
}

tni_ordered *tni_ordered_before(tni_ordered *root, uint64_t key, uint64_t tie) {
    return find_beside(root, key, tie, true);
}

tni_ordered *tni_ordered_of_weight(tni_ordered *root, uint64_t weight) {
    while (root && root->heaviest >= weight) {
        if (root->below[0] && root->below[0]->heaviest >= weight) {
            root = root->below[0];
        } else if (root->weight >= weight) {
            return root;
        } else {
            root = root->below[1];
        }
    }
    return NULL;
}
