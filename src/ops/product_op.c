/* product_op.c: products of vectors and matrices under their PyTorch names, norms and statistics:
 * composed of matrix products, reductions and elementwise ops. */
#include "ops/compose.h"

#include <math.h>

/* ---- Added products: beta * self + alpha * product ------------------------------------------- */

/* Factors do not promote: those of integers are cut to integers. */
static tn_value factor_of(tn_value v, const tn_tensor *t) {
    if (!t || !tni_is_integral((tn_dtype)t->dtype, true)) {
        return v;
    }
    return t->dtype == TN_BOOL ? tn_value_bool(tni_value_real(v) != 0)
                               : tn_value_int(tni_value_int(v));
}

/* beta 0 leaves self out, so that its NaN do not spread. */
static bool give_added(tni_call *c, int beta, tn_tensor *product) {
    const tn_value b = factor_of(c->args[beta], tni_tensor_arg(c, 0));
    const tn_value a = factor_of(c->args[beta + 1], product);
    tn_tensor *scaled = tn_mul(product, a);
    if (b.kind != TN_VALUE_COMPLEX && tni_value_real(b) == 0) {
        return tni_give(c, scaled);
    }
    return tni_give(c, tn_add(tn_mul(tni_tensor_arg(c, 0), b), scaled));
}

bool tni_compose_addmv(tni_call *c) {
    return give_added(c, 3, tn_mv(tni_tensor_arg(c, 1), tni_tensor_arg(c, 2)));
}

bool tni_compose_addr(tni_call *c) {
    return give_added(c, 3, tn_outer(tni_tensor_arg(c, 1), tni_tensor_arg(c, 2)));
}

bool tni_compose_addbmm(tni_call *c) {
    tn_tensor *each = tn_bmm(tni_tensor_arg(c, 1), tni_tensor_arg(c, 2));
    const tn_dtype dtype = each ? tn_dtype_of(each) : TN_DTYPE_NONE; /* integers stay as wide */
    return give_added(c, 3, tn_sum(each, .dim = TN_DIMS(0), .dtype = dtype));
}

/* ---- Vectors --------------------------------------------------------------------------------- */

bool tni_compose_ger(tni_call *c) {
    return tni_give(c, tn_outer(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1)));
}

bool tni_compose_vdot(tni_call *c) {
    return tni_give(c, tn_dot(tn_conj(tni_tensor_arg(c, 0)), tni_tensor_arg(c, 1)));
}

bool tni_compose_cross(tni_call *c) {
    const tn_tensors both =
        tn_broadcast_tensors(TN_TENSORS(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1)));
    int dim = -1;
    if (!both.data) {
        return false;
    }
    const tn_tensor *a = both.data[0];
    if (tni_given(c, 2)) {
        if (!tni_wrap_dim(tni_int_arg(c, 2), a->ndim, &dim)) {
            return false;
        }
    } else {
        for (int d = a->ndim - 1; d >= 0; d--) {
            dim = a->sizes[d] == 3 ? d : dim;
        }
    }
    if (dim < 0 || a->ndim == 0 || a->sizes[dim] != 3) {
        tni_fail(TN_ERR_SHAPE, "needs a dim of size 3, got shape %s",
                 tni_shape_text(a->sizes, a->ndim));
        return false;
    }
    tn_tensor *a1 = tn_roll(both.data[0], TN_DIMS(-1), .dims = TN_DIMS(dim));
    tn_tensor *a2 = tn_roll(both.data[0], TN_DIMS(-2), .dims = TN_DIMS(dim));
    tn_tensor *b1 = tn_roll(both.data[1], TN_DIMS(-1), .dims = TN_DIMS(dim));
    tn_tensor *b2 = tn_roll(both.data[1], TN_DIMS(-2), .dims = TN_DIMS(dim));
    return tni_give(c, tn_sub(tn_mul(a1, b2), tn_mul(a2, b1)));
}

/* ---- Products over several dims -------------------------------------------------------------- */

/* t with `dims` moved to one side, as a matrix [kept, summed] (or the other way round). */
static tn_tensor *as_matrix(tn_tensor *t, tn_ints dims, bool summed_last, int64_t *kept,
                            int *n_kept) {
    uint32_t mask = 0;
    int64_t order[TN_MAX_DIMS], summed = 1, rest = 1;
    if (dims.count > t->ndim || (dims.count && !tni_dims_mask(dims, t->ndim, &mask))) {
        tni_fail(TN_ERR_ARGUMENT, "%lld dims given for shape %s", (long long)dims.count,
                 tni_shape_text(t->sizes, t->ndim));
        return NULL;
    }
    int n = 0;
    for (int64_t k = 0; !summed_last && k < dims.count; k++) {
        order[n++] = dims.data[k];
    }
    *n_kept = 0;
    for (int d = 0; d < t->ndim; d++) {
        if (!(mask >> d & 1)) {
            order[n++] = d;
            kept[(*n_kept)++] = t->sizes[d];
            rest *= t->sizes[d];
        } else {
            summed *= t->sizes[d];
        }
    }
    for (int64_t k = 0; summed_last && k < dims.count; k++) {
        order[n++] = dims.data[k];
    }
    tn_tensor *moved = t->ndim ? tn_permute(t, ((tn_ints){order, n})) : t;
    return summed_last ? tn_reshape(moved, TN_SHAPE(rest, summed))
                       : tn_reshape(moved, TN_SHAPE(summed, rest));
}

static bool contract(tni_call *c, tn_ints dims_a, tn_ints dims_b) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    int64_t sizes[2 * TN_MAX_DIMS];
    int n_a = 0, n_b = 0;
    if (dims_a.count != dims_b.count) {
        tni_fail(TN_ERR_ARGUMENT, "%lld dims of self and %lld of other: give as many",
                 (long long)dims_a.count, (long long)dims_b.count);
        return false;
    }
    tn_tensor *left = as_matrix(a, dims_a, true, sizes, &n_a);
    tn_tensor *right = left ? as_matrix(b, dims_b, false, sizes + n_a, &n_b) : NULL;
    if (!right) {
        return false;
    }
    for (int64_t k = 0; k < dims_a.count; k++) {
        int d = 0, e = 0;
        if (!tni_wrap_dim(dims_a.data[k], a->ndim, &d) ||
            !tni_wrap_dim(dims_b.data[k], b->ndim, &e)) {
            return false;
        }
        if (a->sizes[d] != b->sizes[e]) {
            tni_fail(TN_ERR_SHAPE,
                     "sizes must be equal, got %lld (dim %d of self) and %lld (dim %d of other)",
                     (long long)a->sizes[d], d, (long long)b->sizes[e], e);
            return false;
        }
    }
    return tni_give(c, tn_reshape(tn_mm(left, right), ((tn_ints){sizes, n_a + n_b})));
}

bool tni_compose_tensordot(tni_call *c) {
    return contract(c, tni_ints_arg(c, 2), tni_ints_arg(c, 3));
}

bool tni_compose_inner(tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    if (a->ndim == 0 || b->ndim == 0) {
        return tni_give(c, tn_mul(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1)));
    }
    return contract(c, TN_DIMS(-1), TN_DIMS(-1));
}

bool tni_compose_kron(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    const int64_t n = a->ndim > b->ndim ? a->ndim : b->ndim;
    int64_t left[TN_MAX_DIMS], right[TN_MAX_DIMS], sizes[TN_MAX_DIMS];
    if (2 * n > TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "takes at most %d dims, got %d", TN_MAX_DIMS / 2, (int)n);
        return false;
    }
    for (int64_t d = 0; d < n; d++) {
        const int64_t sa = d < n - a->ndim ? 1 : a->sizes[d - (n - a->ndim)];
        const int64_t sb = d < n - b->ndim ? 1 : b->sizes[d - (n - b->ndim)];
        left[2 * d] = sa, left[2 * d + 1] = 1;
        right[2 * d] = 1, right[2 * d + 1] = sb;
        sizes[d] = sa * sb;
    }
    tn_tensor *product =
        tn_mul(tn_reshape(a, ((tn_ints){left, 2 * n})), tn_reshape(b, ((tn_ints){right, 2 * n})));
    return tni_give(c, tn_reshape(product, ((tn_ints){sizes, n})));
}

/* Rows of two inputs and one matrix for each output: an einsum over the rows. */
bool tni_compose_bilinear(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1), *weight = tni_tensor_arg(c, 2);
    const int last = a->ndim - 1;
    int64_t sizes[TN_MAX_DIMS], rows = 1;
    bool fits = last >= 0 && b->ndim == a->ndim && weight->ndim == 3 &&
                a->sizes[last] == weight->sizes[1] && b->sizes[last] == weight->sizes[2];
    for (int d = 0; fits && d < last; d++) {
        fits = a->sizes[d] == b->sizes[d];
        rows *= sizes[d] = a->sizes[d];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "inputs [*, m] and [*, n] need a weight [outputs, m, n], got shapes %s, %s and %s",
                 tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim),
                 tni_shape_text(weight->sizes, weight->ndim));
        return false;
    }
    sizes[last] = weight->sizes[0];
    tn_tensor *left = tn_reshape(a, TN_SHAPE(rows, a->sizes[last]));
    tn_tensor *right = tn_reshape(b, TN_SHAPE(rows, b->sizes[last]));
    tn_tensor *product = tn_einsum("rm,omn,rn->ro", TN_TENSORS(left, weight, right));
    tn_tensor *r = tn_reshape(product, ((tn_ints){sizes, last + 1}));
    return tni_give(c, tni_tensor_arg(c, 3) ? tn_add(r, tni_tensor_arg(c, 3)) : r);
}

bool tni_compose_trace(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (self->ndim != 2) {
        tni_fail(TN_ERR_SHAPE, "takes a matrix, got shape %s",
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    return tni_give(c, tn_sum(tn_diagonal(tni_tensor_arg(c, 0), 0, 0, 1)));
}

/* ---- Differences ----------------------------------------------------------------------------- */

bool tni_compose_diff(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    tn_tensor *parts[3];
    int n = 0, dim;
    if (t->ndim == 0 || !tni_wrap_dim(tni_int_arg(c, 2), t->ndim, &dim) || tni_int_arg(c, 1) < 0) {
        tni_fail(TN_ERR_ARGUMENT,
                 "takes at least one dim and n of at least 0, got shape %s, n %lld",
                 tni_shape_text(t->sizes, t->ndim), (long long)tni_int_arg(c, 1));
        return false;
    }
    if (tni_int_arg(c, 1) == 0) {
        return tni_give(c, tn_clone(t));
    }
    if (tni_given(c, 3)) {
        parts[n++] = tni_tensor_arg(c, 3);
    }
    parts[n++] = t;
    if (tni_given(c, 4)) {
        parts[n++] = tni_tensor_arg(c, 4);
    }
    t = n > 1 ? tn_cat(((tn_tensors){parts, n}), .dim = dim) : t;
    for (int64_t k = tni_int_arg(c, 1); t && k > 0 && t->sizes[dim] > 0; k--) {
        const int64_t size = t->sizes[dim] - 1;
        tn_tensor *after = tn_narrow(t, dim, 1, size), *before = tn_narrow(t, dim, 0, size);
        t = tn_dtype_of(t) == TN_BOOL ? tn_logical_xor(after, before) : tn_sub(after, before);
    }
    return tni_give(c, t == tni_tensor_arg(c, 0) ? tn_clone(t) : t);
}

/* ---- Norms and statistics -------------------------------------------------------------------- */

bool tni_compose_norm(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_dtype dtype = tni_dtype_arg(c, 4);
    self = dtype != TN_DTYPE_NONE ? tn_to(self, .dtype = dtype) : self;
    return tni_give(c, tn_linalg_vector_norm(self, .ord = c->args[1], .dim = tni_ints_arg(c, 2),
                                             .keepdim = tni_bool_arg(c, 3)));
}

bool tni_compose_dist(tni_call *c) {
    tn_tensor *gap = tn_sub(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1));
    return tni_give(c, tn_linalg_vector_norm(gap, .ord = c->args[2]));
}

bool tni_compose_nanmean(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints dim = tni_ints_arg(c, 1);
    const bool keepdim = tni_bool_arg(c, 2);
    tn_tensor *numbers = tn_logical_not(tn_isnan(tn_detach(self)));
    tn_tensor *sum = tn_nansum(self, .dim = dim, .keepdim = keepdim, .dtype = tni_dtype_arg(c, 3));
    return tni_give(c, tn_div(sum, tn_sum(numbers, .dim = dim, .keepdim = keepdim)));
}

bool tni_compose_var_mean(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints dim = tni_ints_arg(c, 1);
    const bool keepdim = tni_bool_arg(c, 2);
    return tni_give_two(c, tn_var(self, .dim = dim, .keepdim = keepdim, .correction = c->args[3]),
                        tn_mean(self, .dim = dim, .keepdim = keepdim));
}

bool tni_compose_std_mean(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints dim = tni_ints_arg(c, 1);
    const bool keepdim = tni_bool_arg(c, 2);
    return tni_give_two(c, tn_std(self, .dim = dim, .keepdim = keepdim, .correction = c->args[3]),
                        tn_mean(self, .dim = dim, .keepdim = keepdim));
}

bool tni_compose_aminmax(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const bool keepdim = tni_bool_arg(c, 2);
    int64_t one = 0;
    tn_ints dim = {0};
    if (tni_given(c, 1)) {
        one = tni_int_arg(c, 1);
        dim = (tn_ints){&one, 1};
    }
    return tni_give_two(c, tn_amin(self, .dim = dim, .keepdim = keepdim),
                        tn_amax(self, .dim = dim, .keepdim = keepdim));
}
