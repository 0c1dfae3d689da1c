/* attention.h: pieces of attention that its rows and its gradient share. All of them call public
 * ops, and are recorded when the thread records. */
#ifndef TNI_ATTENTION_H
#define TNI_ATTENTION_H

#include "ops/op.h"

/* Queries that are worked on at once where no kernel does it. */
enum { TNI_ATTENTION_BLOCK = 128 };

/* What attention is computed from, in the dtype of its sums. */
typedef struct tni_attention {
    tn_tensor *query, *key, *value;
    tn_tensor *mask; /* NULL: none */
    bool causal;
    double scale;
} tni_attention;

/* f64 for f64, else f32: in which scores are computed and their logsumexp is kept. */
tn_dtype tni_attention_dtype(tn_dtype dtype);
/* The same in that dtype; a bool mask stays one. */
tni_attention tni_attention_widened(tni_attention a);

/* How many keys the queries [first, first + n) look at. */
int64_t tni_attention_seen(const tni_attention *a, int64_t first, int64_t n);
/* query key^T * scale + mask of the queries [first, first + n) and the keys [0, seen). */
tn_tensor *tni_attention_scores(const tni_attention *a, int64_t first, int64_t n, int64_t seen);

/* What the gradient of the scores follows from, in the same dtype. */
typedef struct tni_attention_kept {
    tn_tensor *grad;      /* of the result */
    tn_tensor *delta;     /* [..., L, 1]: the sum of grad * result over a row */
    tn_tensor *logsumexp; /* [..., L, 1] */
} tni_attention_kept;
tni_attention_kept tni_attention_keep(tn_tensor *grad, tn_tensor *result, tn_tensor *logsumexp);
/* The weights of the queries [first, first + n) and the gradient of their scores. */
typedef struct tni_attention_weights {
    tn_tensor *weights, *grad;
} tni_attention_weights;
tni_attention_weights tni_attention_again(const tni_attention *a, const tni_attention_kept *kept,
                                          int64_t first, int64_t n, int64_t seen);

/* ---- For the kernel -------------------------------------------------------------------------- */

/* True where the shapes, dtype and mask of query, key, value and attn_mask fit each other; they are
 * the arguments `first` to first + 3. */
bool tni_attention_fits(const tni_call *c, int first, bool causal);
/* Whether the device has a kernel for operands of these shapes. */
bool tni_attention_has_kernel(const tni_call *c, int first);
/* Fills in all but results and logsumexp from the same arguments. False with an error. */
bool tni_attention_block(tni_call *c, int first, tn_k_attention *p, tni_operands *o);
/* t as the kernel reads or writes it. */
tn_k_matrices tni_attention_matrices(const tn_tensor *t);
/* The same of t, or of a copy that has its rows' elements side by side; noted as read. */
bool tni_attention_reads(const tni_call *c, const tn_tensor *t, tn_dtype dtype, tn_k_matrices *m,
                         tni_operands *o);

#endif
