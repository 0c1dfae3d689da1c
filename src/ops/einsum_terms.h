/* einsum_terms.h: what an equation means for given shapes (einsum_terms.c), and in which order its
 * operands are best contracted (einsum_path.c). */
#ifndef TNI_EINSUM_TERMS_H
#define TNI_EINSUM_TERMS_H

#include <tenon/einsum.h>

#include "ops/op.h"

/* A label is a number below TNI_EINSUM_LABELS, so that a set of them is a word. */
enum { TNI_EINSUM_LABELS = 64 };

/* The labels of a tensor's dims, in their order. */
typedef struct tni_einsum_term {
    int ndim;
    uint8_t label[TN_MAX_DIMS];
} tni_einsum_term;

typedef struct tni_einsum {
    int n; /* operands */
    int n_labels;
    tni_einsum_term *terms; /* one an operand, in scope memory; a label may come twice in one */
    tni_einsum_term out;    /* each label once */
    int64_t size[TNI_EINSUM_LABELS];
    char name[TNI_EINSUM_LABELS]; /* the letter; '.' for dims of an ellipsis */
} tni_einsum;

static inline uint64_t tni_einsum_labels(const tni_einsum_term *t) {
    uint64_t labels = 0;
    for (int d = 0; d < t->ndim; d++) {
        labels |= (uint64_t)1 << t->label[d];
    }
    return labels;
}

/* Reads the equation for operands of these shapes. False with an error. */
bool tni_einsum_parse(const char *equation, tn_tensors operands, tni_einsum *out);

/* Fills `steps`, one fewer than operands: each contracts two of the operands that are left, which
 * go, and puts its result behind the others. `sets`: the labels of each operand. Sizes are in
 * bytes; no intermediate is larger than the limit, or false with an error. */
bool tni_einsum_order(const tni_einsum *e, const uint64_t *sets, int64_t element_bytes,
                      int64_t memory_limit, tn_einsum_step *steps);

/* The same, from a cache that all threads share where it was asked before (einsum_cache.c). */
bool tni_einsum_known_order(const tni_einsum *e, const uint64_t *sets, int64_t element_bytes,
                            int64_t memory_limit, tn_einsum_step *steps);
/* How often the cache did not know. */
uint64_t tni_einsum_searches(void);

#endif
