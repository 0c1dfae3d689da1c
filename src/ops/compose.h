/* compose.h: what composed ops share: handing over results, shapes as lists, ranges of indices. */
#ifndef TNI_COMPOSE_H
#define TNI_COMPOSE_H

#include "ops/op.h"

/* The result of a composed op; NULL means that an error is pending. */
static inline bool tni_give(tni_call *c, tn_tensor *t) {
    c->out[0] = t;
    return t != NULL;
}

static inline bool tni_give_two(tni_call *c, tn_tensor *first, tn_tensor *second) {
    c->out[0] = first;
    c->out[1] = second;
    return first && second;
}

/* Room for the n results of a list. */
static inline bool tni_begin_list(tni_call *c, int64_t n) {
    c->n_list = n;
    c->list = tni_scope_bytes((size_t)(n > 0 ? n : 1) * sizeof(tn_tensor *));
    return c->list != NULL;
}

static inline tn_ints tni_sizes(const tn_tensor *t) {
    return (tn_ints){t->sizes, t->ndim};
}

static inline tn_tensors tni_tensors_arg(const tni_call *c, int i) {
    return c->args[i].kind == TN_VALUE_TENSORS
               ? (tn_tensors){c->args[i].as.tensors, c->args[i].count}
               : (tn_tensors){0};
}

static inline const char *tni_string_arg(const tni_call *c, int i, const char *fallback) {
    return c->args[i].kind == TN_VALUE_STRING ? c->args[i].as.string : fallback;
}

/* 0, 1 … n - 1 as i64. */
static inline tn_tensor *tni_count(const tni_call *c, int64_t n) {
    return tn_arange(n, .dtype = TN_I64, .device = c->device);
}

/* Size along dim; a 0-d tensor counts as one element. */
static inline int64_t tni_size_along(const tn_tensor *t, int dim) {
    return t->ndim ? t->sizes[dim] : 1;
}

#endif
