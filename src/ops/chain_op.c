/* chain_op.c: products of several matrices, tensors as matrices, powers of vectors, and ops of
 * other families under the names that they have in linear algebra. */
#include "ops/matrices.h"

/* ---- Chains ---------------------------------------------------------------------------------- */

/* The cheapest order of a chain: split[i * n + j] is where factors i to j come apart (Cormen et
 * al., Introduction to Algorithms, 15.2). rows[i] and rows[i + 1] are the sizes of factor i. */
static void choose_splits(const int64_t *rows, int n, double *cost, int *split) {
    for (int i = 0; i < n; i++) {
        cost[i * n + i] = 0;
    }
    for (int length = 2; length <= n; length++) {
        for (int i = 0; i + length <= n; i++) {
            const int j = i + length - 1;
            cost[i * n + j] = -1;
            for (int k = i; k < j; k++) {
                const double here = cost[i * n + k] + cost[(k + 1) * n + j] +
                                    (double)rows[i] * (double)rows[k + 1] * (double)rows[j + 1];
                if (cost[i * n + j] < 0 || here < cost[i * n + j]) {
                    cost[i * n + j] = here;
                    split[i * n + j] = k;
                }
            }
        }
    }
}

static tn_tensor *multiply(tn_tensor *const *t, const int *split, int n, int i, int j) {
    if (i == j) {
        return t[i];
    }
    const int k = split[i * n + j];
    return tn_mm(multiply(t, split, n, i, k), multiply(t, split, n, k + 1, j));
}

static tn_tensor *chain(tn_tensor *const *t, int n) {
    int64_t *rows = tni_scope_bytes((size_t)(n + 1) * sizeof *rows);
    double *cost = tni_scope_bytes((size_t)n * (size_t)n * sizeof *cost);
    int *split = tni_scope_bytes((size_t)n * (size_t)n * sizeof *split);
    if (!rows || !cost || !split) {
        return NULL;
    }
    rows[0] = t[0]->sizes[0];
    for (int i = 0; i < n; i++) {
        rows[i + 1] = t[i]->sizes[1];
    }
    choose_splits(rows, n, cost, split);
    return multiply(t, split, n, 0, n - 1);
}

/* Dims of factor i: 2, or 1 at either end where vectors are allowed. */
static bool fits_chain(tn_tensors list, bool vectors) {
    for (int64_t i = 0; i < list.count; i++) {
        const tn_tensor *t = list.data[i];
        const bool end = i == 0 || i == list.count - 1;
        if (t->ndim != 2 && !(vectors && end && t->ndim == 1)) {
            tni_fail(TN_ERR_SHAPE, "tensor %lld must have 2 dims%s, got shape %s", (long long)i,
                     vectors && end ? ", or 1" : "", tni_shape_text(t->sizes, t->ndim));
            return false;
        }
        if (t->dtype != list.data[0]->dtype) {
            return tni_one_dtype(list.data[0], t);
        }
    }
    for (int64_t i = 1; i < list.count; i++) {
        const tn_tensor *a = list.data[i - 1], *b = list.data[i];
        if (a->sizes[a->ndim - 1] != b->sizes[0]) {
            tni_fail(TN_ERR_SHAPE,
                     "tensors %lld and %lld must have equal inner sizes, got shapes %s and %s",
                     (long long)i - 1, (long long)i, tni_shape_text(a->sizes, a->ndim),
                     tni_shape_text(b->sizes, b->ndim));
            return false;
        }
    }
    return true;
}

bool tni_compose_multi_dot(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    const int n = (int)list.count;
    if (n < 2) {
        tni_fail(TN_ERR_ARGUMENT, "takes at least 2 tensors, got %d", n);
        return false;
    }
    tn_tensor **t = tni_scope_bytes((size_t)n * sizeof *t);
    if (!t || !fits_chain(list, true)) {
        return false;
    }
    memcpy(t, list.data, (size_t)n * sizeof *t);
    const bool row = t[0]->ndim == 1, column = t[n - 1]->ndim == 1;
    t[0] = row ? tn_unsqueeze(t[0], 0) : t[0];
    t[n - 1] = column ? tn_unsqueeze(t[n - 1], 1) : t[n - 1];
    tn_tensor *product = t[0] && t[n - 1] ? chain(t, n) : NULL;
    product = product && column ? tn_select(product, 1, 0) : product;
    return tni_give(c, product && row ? tn_select(product, 0, 0) : product);
}

bool tni_compose_chain_matmul(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    if (list.count < 1) {
        tni_fail(TN_ERR_ARGUMENT, "takes at least 1 matrix, got none");
        return false;
    }
    return fits_chain(list, false) &&
           tni_give(c,
                    list.count == 1 ? tn_clone(list.data[0]) : chain(list.data, (int)list.count));
}

/* ---- Tensors as matrices --------------------------------------------------------------------- */

static int64_t product_of(const int64_t *sizes, int n) {
    int64_t product = 1;
    for (int i = 0; i < n; i++) {
        product *= sizes[i];
    }
    return product;
}

bool tni_compose_tensorinv(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t ind = tni_int_arg(c, 1);
    const int n = self->ndim;
    if (ind <= 0 || ind > n ||
        product_of(self->sizes, (int)ind) != product_of(self->sizes + ind, n - (int)ind)) {
        tni_fail(TN_ERR_SHAPE,
                 "ind must be more than 0 and part the sizes into two equal products, got %lld for "
                 "shape %s",
                 (long long)ind, tni_shape_text(self->sizes, n));
        return false;
    }
    const int64_t rows = product_of(self->sizes, (int)ind);
    int64_t sizes[TN_MAX_DIMS];
    for (int i = 0; i < n; i++) {
        sizes[i] = self->sizes[(i + ind) % n];
    }
    tn_tensor *inverse = tn_linalg_inv(tn_reshape(self, TN_SHAPE(rows, rows)));
    return tni_give(c, tn_reshape(inverse, ((tn_ints){sizes, n})));
}

bool tni_compose_tensorsolve(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *other = tni_tensor_arg(c, 1);
    const tn_ints dims = tni_ints_arg(c, 2);
    int64_t last[TN_MAX_DIMS];
    for (int64_t i = 0; i < dims.count && i < TN_MAX_DIMS; i++) {
        last[i] = i - dims.count;
    }
    tn_tensor *moved = dims.count ? tn_movedim(self, dims, ((tn_ints){last, dims.count})) : self;
    if (!moved) {
        return false;
    }
    const int tail = moved->ndim - other->ndim;
    const int64_t unknown = tail < 0 ? -1 : product_of(moved->sizes + other->ndim, tail);
    if (unknown != other->numel || moved->numel != unknown * other->numel) {
        tni_fail(TN_ERR_SHAPE,
                 "self must have as many unknowns as other has elements, got shapes %s and %s",
                 tni_shape_text(moved->sizes, moved->ndim),
                 tni_shape_text(other->sizes, other->ndim));
        return false;
    }
    tn_tensor *x = tn_linalg_solve(tn_reshape(moved, TN_SHAPE(unknown, unknown)),
                                   tn_reshape(other, TN_SHAPE(unknown)));
    return tni_give(c, tn_reshape(x, ((tn_ints){moved->sizes + other->ndim, tail})));
}

/* ---- Powers of numbers ----------------------------------------------------------------------- */

/* x^0 to x^(n - 1) along a new last dim. */
static tn_tensor *powers(tn_tensor *x, int64_t n) {
    int64_t sizes[TN_MAX_DIMS + 1];
    memcpy(sizes, x->sizes, (size_t)x->ndim * sizeof *sizes);
    sizes[x->ndim] = n > 1 ? n - 1 : 0;
    tn_tensor *repeated = tn_expand(tn_unsqueeze(x, -1), ((tn_ints){sizes, x->ndim + 1}));
    tn_tensor *rest = tn_cumprod(repeated, -1);
    sizes[x->ndim] = n > 0;
    tn_tensor *first = rest ? tn_ones(((tn_ints){sizes, x->ndim + 1}),
                                      .dtype = (tn_dtype)rest->dtype, .device = x->storage->device)
                            : NULL;
    return first ? tn_cat(TN_TENSORS(first, rest), .dim = -1) : NULL;
}

bool tni_compose_linalg_vander(tni_call *c) {
    tn_tensor *x = tni_tensor_arg(c, 0);
    if (tni_given(c, 1) ? tni_int_arg(c, 1) < 2 : x->ndim < 1) {
        tni_fail(TN_ERR_ARGUMENT, "N must be more than 1, and x have a dim without it: %s",
                 tni_shape_text(x->sizes, x->ndim));
        return false;
    }
    const int64_t n = tni_given(c, 1) ? tni_int_arg(c, 1) : x->sizes[x->ndim - 1];
    tn_tensor *list = x->ndim ? x : tn_unsqueeze(x, 0);
    return list && tni_give(c, powers(list, n));
}

bool tni_compose_vander(tni_call *c) {
    tn_tensor *x = tni_tensor_arg(c, 0);
    if (x->ndim != 1 || (tni_given(c, 1) && tni_int_arg(c, 1) < 0)) {
        tni_fail(TN_ERR_ARGUMENT, "x must be a vector and N 0 or more, got shape %s",
                 tni_shape_text(x->sizes, x->ndim));
        return false;
    }
    tn_tensor *rising = powers(x, tni_given(c, 1) ? tni_int_arg(c, 1) : x->sizes[0]);
    return tni_give(c, tni_bool_arg(c, 2) ? rising : tn_flip(rising, TN_DIMS(-1)));
}

/* ---- Other names ----------------------------------------------------------------------------- */

bool tni_compose_linalg_cross(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    if (a->ndim != b->ndim) {
        tni_fail(TN_ERR_SHAPE, "takes two tensors of as many dims, got shapes %s and %s",
                 tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 2), a->ndim, &dim)) {
        return false;
    }
    if (a->ndim == 0 || a->sizes[dim] != 3 || b->sizes[dim] != 3) {
        tni_fail(TN_ERR_SHAPE, "dim %d must have size 3, got shapes %s and %s", dim,
                 tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    return tni_give(c, tn_cross(a, b, .dim = TN_NUM(dim)));
}

bool tni_compose_linalg_diagonal(tni_call *c) {
    return tni_give(c, tn_diagonal(tni_tensor_arg(c, 0), tni_int_arg(c, 1),
                                   tni_given(c, 2) ? tni_int_arg(c, 2) : -2,
                                   tni_given(c, 3) ? tni_int_arg(c, 3) : -1));
}

bool tni_compose_linalg_matmul(tni_call *c) {
    return tni_give(c, tn_matmul(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1)));
}

bool tni_compose_vecdot(tni_call *c) {
    tn_tensor *x = tni_tensor_arg(c, 0), *y = tni_tensor_arg(c, 1);
    tn_tensor *left = tni_is_complex((tn_dtype)x->dtype) ? tn_conj(x) : x;
    tn_tensor *product = tn_mul(left, y);
    return product && tni_give(c, tn_sum(product, .dim = TN_DIMS(tni_int_arg(c, 2)),
                                         .dtype = (tn_dtype)product->dtype));
}
