/* sort_grad.c: gradients of sorting, and of scatters that combine by product or extreme. */
#include "autograd/grad.h"

/* Each value goes back where it came from along `dim`, and nothing to what was left out. */
static void send_back(tni_grad *g, int64_t dim) {
    if (tni_grad_has_out(g, 0)) {
        const tni_meta self = tni_grad_shape(g, 0);
        tni_grad_set(g, 0, tn_scatter(tni_zeros(&self), dim, tni_result(g, 1), tni_grad_out(g, 0)));
    }
}

/* sort(self, dim, descending) -> (values, indices) */
void tni_grad_sort(tni_grad *g) {
    send_back(g, tni_grad_int(g, 1));
}

/* topk(self, k, dim, largest, sorted) -> (values, indices) */
void tni_grad_topk(tni_grad *g) {
    send_back(g, tni_grad_int(g, 2));
}

/* ---- scatter_combine(self, dim, index, src, reduce) ------------------------------------------ */

typedef struct scatter {
    tn_tensor *grad, *self, *index, *src, *result;
    int64_t dim;
} scatter;

/* The elements that reached the extreme share its gradient. */
static void extreme(tni_grad *g, const scatter *s) {
    const tn_dtype dtype = tn_dtype_of(s->self);
    tn_tensor *self_is = tn_to(tn_eq(s->self, s->result), .dtype = dtype);
    tn_tensor *src_is =
        tn_to(tn_eq(s->src, tn_gather(s->result, s->dim, s->index)), .dtype = dtype);
    tn_tensor *sharing = tn_scatter_add(self_is, s->dim, s->index, src_is);
    tn_tensor *share = tn_div(s->grad, sharing);
    tni_grad_set(g, 0, tn_mul(self_is, share));
    tni_grad_set(g, 3, tn_mul(src_is, tn_gather(share, s->dim, s->index)));
}

/* result / factor; where one factor is zero, the product of the others. */
static void product(tni_grad *g, const scatter *s, const char *reduce) {
    tn_tensor *self_zero = tn_eq(s->self, 0), *src_zero = tn_eq(s->src, 0);
    if (tni_grad_needs(g, 0)) {
        tn_tensor *self = tn_where(self_zero, 1, s->self);
        tn_tensor *result = tn_scatter_combine(self, s->dim, s->index, s->src, reduce);
        tni_grad_set(g, 0, tn_div(tn_mul(s->grad, result), self));
    }
    if (tni_grad_needs(g, 3)) {
        tn_tensor *ones = tn_to(src_zero, .dtype = tn_dtype_of(s->src));
        tn_tensor *zeros = tn_scatter_add(tn_zeros_like(s->self), s->dim, s->index, ones);
        tn_tensor *single = tn_logical_and(src_zero, tn_eq(tn_gather(zeros, s->dim, s->index), 1));
        tn_tensor *others =
            tn_scatter_combine(s->self, s->dim, s->index, tn_where(single, 1, s->src), reduce);
        tn_tensor *usual = tn_div(tn_gather(tn_mul(s->grad, s->result), s->dim, s->index),
                                  tn_where(src_zero, 1, s->src));
        tn_tensor *alone = tn_gather(tn_mul(s->grad, others), s->dim, s->index);
        tni_grad_set(g, 3, tn_where(single, alone, usual));
    }
}

void tni_grad_scatter_combine(tni_grad *g) {
    const char *reduce = tni_grad_string(g, 4);
    const scatter s = {.grad = tni_grad_out(g, 0),
                       .self = tni_saved(g, 0),
                       .index = tni_saved(g, 2),
                       .src = tni_saved(g, 3),
                       .result = tni_result(g, 0),
                       .dim = tni_grad_int(g, 1)};
    if (strcmp(reduce, "prod") == 0) {
        product(g, &s, reduce);
    } else {
        extreme(g, &s);
    }
}
