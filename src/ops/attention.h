/* attention.h: pieces of attention that its gradient takes again. All of them call public ops, and
 * are recorded when the thread records. */
#ifndef TNI_ATTENTION_H
#define TNI_ATTENTION_H

#include "ops/op.h"

/* Queries that are worked on at once. */
enum { TNI_ATTENTION_BLOCK = 128 };

/* bool [rows, columns]: query first + i may look at keys up to its own place. */
tn_tensor *tni_causal_mask(int64_t first, int64_t rows, int64_t columns, tn_device device);
tn_tensor *tni_attention_masked(tn_tensor *scores, tn_tensor *mask);
/* softmax(q k^T * scale + mask) of the queries [first, first + rows of q); mask is for all. */
tn_tensor *tni_attention_weights(tn_tensor *q, tn_tensor *k, tn_tensor *mask, bool causal,
                                 int64_t first, double scale);

#endif
