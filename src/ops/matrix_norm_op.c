/* matrix_norm_op.c: norms of matrices, condition numbers and ranks, from singular values or sums of
 * absolute values. */
#include "ops/matrices.h"

#include <float.h>
#include <math.h>

/* ---- Which norm ------------------------------------------------------------------------------ */

typedef enum norm_kind { FROBENIUS, NUCLEAR, BY_NUMBER } norm_kind;

typedef struct norm_order {
    norm_kind kind;
    double number;
} norm_order;

/* The order at argument i: a number, a name, or nothing ("fro"). */
static bool read_order(const tni_call *c, int i, norm_order *out) {
    const tn_value v = c->args[i];
    if (v.kind == TN_VALUE_NONE || (v.kind == TN_VALUE_STRING && !strcmp(v.as.string, "fro"))) {
        *out = (norm_order){.kind = FROBENIUS, .number = 2};
        return true;
    }
    if (v.kind == TN_VALUE_STRING) {
        *out = (norm_order){.kind = NUCLEAR};
        if (strcmp(v.as.string, "nuc") != 0) {
            tni_fail(TN_ERR_ARGUMENT, "the order must be \"fro\", \"nuc\" or a number, got \"%s\"",
                     v.as.string);
            return false;
        }
        return true;
    }
    *out = (norm_order){.kind = BY_NUMBER, .number = tni_value_real(v)};
    return true;
}

static bool is_matrix_order(const norm_order *order) {
    const double size = fabs(order->number);
    if (order->kind == BY_NUMBER && size != 1 && size != 2 && !isinf(size)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "the order must be 1, -1, 2, -2, inf or -inf for matrices, got %g", order->number);
        return false;
    }
    return true;
}

/* ---- Norms of matrices ----------------------------------------------------------------------- */

static tn_tensor *extreme(tn_tensor *t, int64_t dim, bool largest, bool keepdim) {
    return largest ? tn_amax(t, .dim = TN_DIMS(dim), .keepdim = keepdim)
                   : tn_amin(t, .dim = TN_DIMS(dim), .keepdim = keepdim);
}

/* Singular values over dims a and b, in a new last dim. */
static tn_tensor *values_over(tn_tensor *t, int a, int b) {
    return tn_linalg_svdvals(tn_movedim(t, TN_DIMS(a, b), TN_DIMS(-2, -1)));
}

static tn_tensor *with_both_dims(tn_tensor *t, int a, int b, bool keepdim) {
    return keepdim ? tn_unsqueeze(tn_unsqueeze(t, a < b ? a : b), a < b ? b : a) : t;
}

/* a and b are counted from the front. */
static tn_tensor *norm_over(tn_tensor *t, const norm_order *order, int a, int b, bool keepdim) {
    const double p = order->number;
    if (order->kind == FROBENIUS) {
        return tn_linalg_vector_norm(t, .dim = TN_DIMS(a, b), .keepdim = keepdim);
    }
    if (order->kind == NUCLEAR) {
        tn_tensor *sum = tn_sum(values_over(t, a, b), .dim = TN_DIMS(-1));
        return with_both_dims(sum, a, b, keepdim);
    }
    if (fabs(p) == 2) {
        return with_both_dims(extreme(values_over(t, a, b), -1, p > 0, false), a, b, keepdim);
    }
    const int summed = fabs(p) == 1 ? a : b, other = fabs(p) == 1 ? b : a;
    tn_tensor *sums = tn_sum(tn_abs(t), .dim = TN_DIMS(summed), .keepdim = keepdim);
    return extreme(sums, keepdim || other < summed ? other : other - 1, p > 0, keepdim);
}

static tn_tensor *in_dtype(const tni_call *c, int i, tn_tensor *t) {
    const tn_dtype dtype = tni_dtype_arg(c, i);
    return dtype ? tn_to(t, .dtype = dtype) : t;
}

/* Two dims, the last when none are given. */
static bool matrix_dims(tn_ints dims, const tn_tensor *t, int *a, int *b) {
    if (t->ndim < 2 || (dims.count != 2 && dims.count != 0)) {
        tni_fail(TN_ERR_SHAPE, "takes matrices and 2 dims, got shape %s and %lld dims",
                 tni_shape_text(t->sizes, t->ndim), (long long)dims.count);
        return false;
    }
    if (!tni_wrap_dim(dims.count ? dims.data[0] : -2, t->ndim, a) ||
        !tni_wrap_dim(dims.count ? dims.data[1] : -1, t->ndim, b)) {
        return false;
    }
    if (*a == *b) {
        tni_fail(TN_ERR_ARGUMENT, "dims must be two different ones, got %d twice", *a);
        return false;
    }
    return true;
}

bool tni_compose_matrix_norm(tni_call *c) {
    norm_order order;
    int a, b;
    tn_tensor *t = in_dtype(c, 4, tni_tensor_arg(c, 0));
    return t && read_order(c, 1, &order) && is_matrix_order(&order) &&
           matrix_dims(tni_ints_arg(c, 2), t, &a, &b) &&
           tni_give(c, norm_over(t, &order, a, b, tni_bool_arg(c, 3)));
}

/* Without dims and order: of all elements. With an order the tensor's own dims decide. */
bool tni_compose_linalg_norm(tni_call *c) {
    tn_tensor *t = in_dtype(c, 4, tni_tensor_arg(c, 0));
    const bool keepdim = tni_bool_arg(c, 3), ordered = tni_given(c, 1);
    const tn_ints dims = tni_ints_arg(c, 2);
    norm_order order;
    if (!t || !read_order(c, 1, &order)) {
        return false;
    }
    if (!tni_given(c, 2) && ordered && t->ndim != 1 && t->ndim != 2) {
        tni_fail(TN_ERR_SHAPE, "without dim takes tensors of 1 or 2 dims, got shape %s",
                 tni_shape_text(t->sizes, t->ndim));
        return false;
    }
    const int64_t n = tni_given(c, 2) ? dims.count : t->ndim;
    if (ordered && n == 2) {
        int a, b;
        return is_matrix_order(&order) && matrix_dims(dims, t, &a, &b) &&
               tni_give(c, norm_over(t, &order, a, b, keepdim));
    }
    if (ordered && (n != 1 || c->args[1].kind == TN_VALUE_STRING)) {
        tni_fail(TN_ERR_ARGUMENT, "dim must be 1 dim for vectors or 2 for matrices, and \"%s\" 2",
                 c->args[1].kind == TN_VALUE_STRING ? c->args[1].as.string : "fro");
        return false;
    }
    return tni_give(
        c, tn_linalg_vector_norm(t, .dim = dims, .keepdim = keepdim, .ord = TN_NUM(order.number)));
}

/* ---- Condition numbers ----------------------------------------------------------------------- */

static tn_tensor *ratio_of_values(tn_tensor *t, bool largest_first) {
    tn_tensor *s = tn_linalg_svdvals(t);
    if (!s || tn_size(s, -1) == 0) {
        return s ? tn_sum(s, .dim = TN_DIMS(-1)) : NULL;
    }
    tn_tensor *largest = tn_select(s, -1, 0), *smallest = tn_select(s, -1, tn_size(s, -1) - 1);
    return largest_first ? tn_div(largest, smallest) : tn_div(smallest, largest);
}

bool tni_compose_cond(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    norm_order order;
    if (!tni_is_matrix(t, "self", false) || !read_order(c, 1, &order) || !is_matrix_order(&order)) {
        return false;
    }
    if (!tni_given(c, 1) || (order.kind == BY_NUMBER && fabs(order.number) == 2)) {
        return tni_give(c, ratio_of_values(t, !tni_given(c, 1) || order.number > 0));
    }
    if (!tni_is_matrix(t, "self", true)) {
        return false;
    }
    const int a = t->ndim - 2, b = t->ndim - 1;
    if (t->sizes[b] == 0) {
        return tni_give(c, tn_sum(tn_abs(t), .dim = TN_DIMS(a, b)));
    }
    const tn_linalg_inv_ex_result r = tn_linalg_inv_ex(t);
    tn_tensor *product =
        tn_mul(norm_over(t, &order, a, b, false), norm_over(r.inverse, &order, a, b, false));
    return tni_give(c, tn_where(tn_eq(r.info, 0), product, INFINITY));
}

/* ---- Ranks ----------------------------------------------------------------------------------- */

static double default_rtol(const tn_tensor *t) {
    const tni_matrices s = tni_matrices_of(t);
    const double eps =
        tni_real_of((tn_dtype)t->dtype) == TN_F32 ? (double)FLT_EPSILON : DBL_EPSILON;
    return eps * (double)(s.m > s.n ? s.m : s.n);
}

static tn_tensor *magnitudes(tn_tensor *t, bool hermitian) {
    return hermitian ? tn_abs(tn_linalg_eigvalsh(t)) : tn_linalg_svdvals(t);
}

static tn_tensor *count_above(tn_tensor *s, tn_value atol, tn_value rtol) {
    if (!s || tn_size(s, -1) == 0) {
        return s ? tn_sum(tn_gt(s, 0), .dim = TN_DIMS(-1)) : NULL;
    }
    tn_tensor *largest = tn_amax(s, .dim = TN_DIMS(-1), .keepdim = true);
    tn_tensor *tol = tn_maximum(tn_mul(largest, rtol), tn_add(tn_mul(largest, 0), atol));
    return tn_sum(tn_gt(s, tol), .dim = TN_DIMS(-1));
}

/* tol (argument 1) is the older way to give atol, with an rtol of 0. */
bool tni_compose_matrix_rank(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    const bool hermitian = tni_bool_arg(c, 2);
    if (!tni_is_matrix(t, "self", hermitian)) {
        return false;
    }
    const int atol_arg = tni_given(c, 1) ? 1 : 3;
    const double atol = tni_given(c, atol_arg) ? tni_float_arg(c, atol_arg) : 0;
    const double rtol = tni_given(c, 4)               ? tni_float_arg(c, 4)
                        : tni_given(c, 1) || atol > 0 ? 0
                                                      : default_rtol(t);
    return tni_give(c, count_above(magnitudes(t, hermitian), TN_NUM(atol), TN_NUM(rtol)));
}

/* v with a last dim of size 1 to go with values. */
static tn_value tolerance(const tni_call *c, int i, double otherwise) {
    tn_tensor *v = tni_tensor_arg(c, i);
    return v ? tn_value_tensor(tn_unsqueeze(v, -1)) : TN_NUM(otherwise);
}

static bool is_tolerance(const tn_tensor *v, const char *name) {
    if (v && tni_is_complex((tn_dtype)v->dtype)) {
        tni_fail(TN_ERR_DTYPE, "%s must be real, got %s", name, tn_dtype_name((tn_dtype)v->dtype));
        return false;
    }
    return true;
}

bool tni_compose_matrix_rank_tensor(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    const bool hermitian = tni_bool_arg(c, 2);
    if (!tni_is_matrix(t, "self", hermitian) || !is_tolerance(tni_tensor_arg(c, 1), "tol") ||
        !is_tolerance(tni_tensor_arg(c, 3), "atol") ||
        !is_tolerance(tni_tensor_arg(c, 4), "rtol")) {
        return false;
    }
    const tn_value atol = tolerance(c, tni_given(c, 1) ? 1 : 3, 0);
    tn_value rtol = tolerance(c, 4, tni_given(c, 1) ? 0 : default_rtol(t));
    if (!tni_given(c, 4) && tni_given(c, 3)) {
        rtol = tn_value_tensor(tn_mul(
            tn_to(tn_eq(atol, 0), .dtype = tni_real_of((tn_dtype)t->dtype)), default_rtol(t)));
    }
    return tni_give(c, count_above(magnitudes(t, hermitian), atol, rtol));
}
