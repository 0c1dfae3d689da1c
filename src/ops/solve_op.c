/* solve_op.c: systems of equations: triangular and square ones, inverses and determinants. */
#include "ops/matrices.h"

static tni_shape leading_of(const tn_tensor *t) {
    tni_shape lead = {.ndim = t->ndim - 2};
    memcpy(lead.sizes, t->sizes, (size_t)lead.ndim * sizeof lead.sizes[0]);
    return lead;
}

/* ---- Triangles ------------------------------------------------------------------------------- */

bool tni_infer_solve_triangular(tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    const bool left = tni_bool_arg(c, 3);
    tni_shape lead;
    tn_dtype dtype;
    if (!tni_is_matrix(a, "self", true) || !tni_is_matrix(b, "B", false) || !tni_one_dtype(a, b) ||
        !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(a), r = tni_matrices_of(b);
    if ((left ? r.m : r.n) != s.n) {
        tni_fail(TN_ERR_SHAPE, "B must have %lld %s, got shapes %s and %s", (long long)s.n,
                 left ? "rows" : "columns", tni_shape_text(a->sizes, a->ndim),
                 tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    if (!tni_leading(a, b, 2, &lead)) {
        return false;
    }
    tni_set_matrix_meta(c, 0, dtype, &lead, r.m, r.n);
    return true;
}

/* How a triangle lies in memory: as it is, or transposed. */
static bool lies_transposed(const tn_tensor *a) {
    const int64_t n = a->sizes[a->ndim - 1];
    return n > 1 && a->strides[a->ndim - 2] == 1 && a->strides[a->ndim - 1] == n;
}

/* op(A) X = B over b, contiguous; a: as many as b's matrices, or one. */
static bool solve_triangle(const tni_call *c, tn_tensor *a, tn_tensor *b, bool upper, bool unit,
                           tn_transpose transpose) {
    const tni_matrices s = tni_matrices_of(b);
    tn_k_triangular p = {.dtype = b->dtype,
                         .transpose = (uint8_t)transpose,
                         .upper = upper,
                         .unit = unit,
                         .batch = s.batch,
                         .n = s.m,
                         .columns = s.n,
                         .a_batch = a->numel == s.m * s.m ? 0 : s.m * s.m,
                         .a = tni_ptr(a),
                         .b = tni_ptr(b)};
    tni_operands o = {0};
    tni_writes(&o, b);
    tni_reads(&o, a);
    return tni_launch_with_workspace(c, triangular, &p, &o);
}

bool tni_run_solve_triangular(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1), *out = c->out[0];
    const bool upper = tni_bool_arg(c, 2), left = tni_bool_arg(c, 3), unit = tni_bool_arg(c, 4);
    if (out->numel == 0) {
        return true;
    }
    const tni_shape lead = leading_of(out);
    int64_t own = 1;
    for (int d = 0; d < a->ndim - 2; d++) {
        own *= a->sizes[d];
    }
    tn_tensor *wide = own == 1 ? a : tni_expand_leading(a, &lead, 2);
    tn_tensor *right = tni_expand_leading(b, &lead, 2);
    if (!wide || !right) {
        return false;
    }
    /* A transpose is read where it lies: what is upper by rows is lower there. */
    const bool turned = lies_transposed(wide);
    tn_tensor *triangle = tni_contiguous(c, turned ? tn_mT(wide) : wide);
    if (!triangle) {
        return false;
    }
    if (left) {
        return tni_copy(c, out, right) && solve_triangle(c, triangle, out, upper != turned, unit,
                                                         turned ? TN_TRANSPOSE : TN_NO_TRANSPOSE);
    }
    tn_tensor *flipped = tni_own_copy(c, tn_mT(right)); /* A^T X^T = B^T */
    return flipped &&
           solve_triangle(c, triangle, flipped, upper != turned, unit,
                          turned ? TN_NO_TRANSPOSE : TN_TRANSPOSE) &&
           tni_copy(c, out, tn_mT(flipped));
}

bool tni_compose_triangular_solve(tni_call *c) {
    tn_tensor *b = tni_tensor_arg(c, 0), *a = tni_tensor_arg(c, 1);
    const bool upper = tni_bool_arg(c, 2), transpose = tni_bool_arg(c, 3);
    if (!tni_is_matrix(b, "self", false) || !tni_is_matrix(a, "A", true)) {
        return false;
    }
    tn_tensor *op = transpose ? tn_mT(a) : a;
    tn_tensor *x =
        tn_linalg_solve_triangular(op, b, upper != transpose, .unitriangular = tni_bool_arg(c, 4));
    tni_shape lead = {0};
    if (!x || !tni_leading(a, b, 2, &lead)) {
        return false;
    }
    return tni_give_two(c, x, tn_clone(tni_expand_leading(a, &lead, 2)));
}

/* ---- Square matrices ------------------------------------------------------------------------- */

bool tni_infer_native_solve(tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    tni_shape lead;
    tn_dtype dtype;
    if (!tni_is_matrix(a, "A", true) || !tni_is_matrix(b, "B", false) || !tni_one_dtype(a, b) ||
        !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(a), r = tni_matrices_of(b);
    if (r.m != s.n) {
        tni_fail(TN_ERR_SHAPE, "B must have %lld rows, as A has, got shapes %s and %s",
                 (long long)s.n, tni_shape_text(a->sizes, a->ndim),
                 tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    if (!tni_leading(a, b, 2, &lead)) {
        return false;
    }
    tni_set_matrix_meta(c, 0, dtype, &lead, r.m, r.n);
    tni_set_meta(c, 1, dtype, a->ndim, a->sizes);
    tni_set_batch_meta(c, 2, TN_I32, a, 1, &s.n);
    tni_set_batch_meta(c, 3, TN_I32, a, 0, NULL);
    return true;
}

/* LU, pivots and info of a, in tensors of their own; without a kernel where a is empty. */
static bool factor(const tni_call *c, const tn_tensor *a, tn_tensor *lu, tn_tensor *pivots,
                   tn_tensor *info) {
    if (a->numel == 0) {
        return info->numel == 0 || tni_fill(c, info, TN_NUM(0));
    }
    tn_tensor *in = tni_contiguous(c, a);
    if (!in) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(in);
    tn_k_lu p = {.dtype = in->dtype,
                 .batch = s.batch,
                 .m = s.m,
                 .n = s.n,
                 .in = tni_ptr(in),
                 .out = tni_ptr(lu),
                 .pivots = tni_int32s(pivots),
                 .info = tni_int32s(info)};
    tni_operands o = {0};
    tni_writes(&o, lu);
    tni_writes(&o, pivots);
    tni_writes(&o, info);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, lu, &p, &o);
}

bool tni_run_native_solve(tni_call *c) {
    tn_tensor *out = c->out[0], *lu = c->out[1], *pivots = c->out[2];
    const tni_shape lead = leading_of(out);
    tn_tensor *b = tni_expand_leading(tni_tensor_arg(c, 1), &lead, 2);
    if (!b || !factor(c, tni_tensor_arg(c, 0), lu, pivots, c->out[3]) || !tni_copy(c, out, b)) {
        return false;
    }
    const int64_t batch = tni_matrices_of(out).batch, own = tni_matrices_of(lu).batch;
    if (own != 1 && own != batch) {
        lu = tni_contiguous(c, tni_expand_leading(lu, &lead, 2));
        pivots = tni_contiguous(c, tni_expand_leading(pivots, &lead, 1));
    }
    return lu && pivots && tni_solve_lu(c, lu, pivots, out, TN_NO_TRANSPOSE);
}

/* B holds vectors, one a matrix of A, rather than matrices. */
static bool holds_vectors(const tn_tensor *a, const tn_tensor *b) {
    bool same = b->ndim == a->ndim - 1;
    for (int d = 0; same && d < b->ndim; d++) {
        same = b->sizes[d] == a->sizes[d];
    }
    return b->ndim == 1 || same;
}

static bool solve(tni_call *c, bool left, tn_linalg_solve_ex_result *r) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    if (!tni_is_matrix(a, "A", true) || b->ndim < 1) {
        return tni_is_matrix(a, "A", true) && tni_is_matrix(b, "B", false);
    }
    const bool vectors = holds_vectors(a, b);
    tn_tensor *right = vectors ? tn_unsqueeze(b, -1) : b;
    if (!left && vectors) {
        tni_fail(TN_ERR_ARGUMENT, "left must be true for vectors");
        return false;
    }
    const tn_native_solve_result s =
        tn_native_solve(left ? a : tn_mT(a), left ? right : tn_mT(right));
    r->info = s.info;
    r->result = vectors ? tn_squeeze(s.result, .dim = TN_DIMS(-1))
                : left  ? s.result
                        : tn_mT(s.result);
    return r->result && r->info;
}

bool tni_compose_solve_ex(tni_call *c) {
    tn_linalg_solve_ex_result r = {0};
    return solve(c, tni_bool_arg(c, 2), &r) &&
           (!tni_bool_arg(c, 3) || tni_check_info(c, TN_CHECK_LU, r.info)) &&
           tni_give_two(c, r.result, r.info);
}

bool tni_compose_solve(tni_call *c) {
    tn_linalg_solve_ex_result r = {0};
    return solve(c, tni_bool_arg(c, 2), &r) && tni_check_info(c, TN_CHECK_LU, r.info) &&
           tni_give(c, r.result);
}

/* ---- Inverses -------------------------------------------------------------------------------- */

bool tni_infer_inv_ex(tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_is_matrix(a, "A", true) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, a->ndim, a->sizes);
    tni_set_batch_meta(c, 1, TN_I32, a, 0, NULL);
    return true;
}

bool tni_run_inv_ex(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *out = c->out[0], *info = c->out[1];
    tn_tensor *lu = tni_temporary(c, (tn_dtype)a->dtype, a->ndim, a->sizes);
    tn_tensor *pivots = tni_temporary(c, TN_I32, a->ndim - 1, a->sizes);
    if (!lu || !pivots || !factor(c, a, lu, pivots, info)) {
        return false;
    }
    return out->numel == 0 || (tni_copy(c, out, tni_identity(out, out->sizes[out->ndim - 1])) &&
                               tni_solve_lu(c, lu, pivots, out, TN_NO_TRANSPOSE) &&
                               (!tni_bool_arg(c, 1) || tni_check_info(c, TN_CHECK_LU, info)));
}

bool tni_compose_inv(tni_call *c) {
    const tn_linalg_inv_ex_result r = tn_linalg_inv_ex(tni_tensor_arg(c, 0), .check_errors = true);
    return tni_give(c, r.inverse);
}

/* ---- Determinants ---------------------------------------------------------------------------- */

static bool infer_determinant(tni_call *c, int numbers) {
    const tn_tensor *a = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_is_matrix(a, "A", true) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(a);
    tni_set_batch_meta(c, 0, dtype, a, 0, NULL);
    if (numbers == 2) {
        tni_set_batch_meta(c, 1, tni_real_of(dtype), a, 0, NULL);
    }
    tni_set_meta(c, numbers, dtype, a->ndim, a->sizes);
    tni_set_batch_meta(c, numbers + 1, TN_I32, a, 1, &s.n);
    return true;
}

bool tni_infer_native_det(tni_call *c) {
    return infer_determinant(c, 1);
}

bool tni_infer_native_slogdet(tni_call *c) {
    return infer_determinant(c, 2);
}

static bool factor_here(tni_call *c, int at) {
    const tn_tensor *a = tni_tensor_arg(c, 0);
    tn_tensor *info = tni_temporary(c, TN_I32, a->ndim - 2, a->sizes);
    return info && factor(c, a, c->out[at], c->out[at + 1], info);
}

/* 1 or -1 for each matrix: whether the exchanges are even or odd in number. */
static tn_tensor *sign_of(const tni_call *c, tn_tensor *pivots, tn_dtype dtype) {
    tn_tensor *own = tn_add(tni_count(c, pivots->sizes[pivots->ndim - 1]), 1);
    tn_tensor *moved = tn_sum(tn_ne(pivots, own), .dim = TN_DIMS(-1));
    return tn_to(tn_sub(1, tn_mul(tn_remainder(moved, 2), 2)), .dtype = dtype);
}

bool tni_run_native_det(tni_call *c) {
    if (!factor_here(c, 1)) {
        return false;
    }
    tn_tensor *diagonal = tn_diagonal(c->out[1], 0, -2, -1);
    tn_tensor *product = tn_prod(diagonal, .dim = TN_DIMS(-1));
    return tni_hand_over(c, 0, tn_mul(product, sign_of(c, c->out[2], (tn_dtype)c->out[0]->dtype)));
}

bool tni_run_native_slogdet(tni_call *c) {
    if (!factor_here(c, 2)) {
        return false;
    }
    tn_tensor *diagonal = tn_diagonal(c->out[2], 0, -2, -1);
    tn_tensor *sign = tn_prod(tn_sgn(diagonal), .dim = TN_DIMS(-1));
    tn_tensor *logs = tn_sum(tn_log(tn_abs(diagonal)), .dim = TN_DIMS(-1));
    return tni_hand_over(c, 0, tn_mul(sign, sign_of(c, c->out[3], (tn_dtype)c->out[0]->dtype))) &&
           tni_hand_over(c, 1, logs);
}

bool tni_compose_det(tni_call *c) {
    return tni_give(c, tn_native_det(tni_tensor_arg(c, 0)).result);
}

bool tni_compose_slogdet(tni_call *c) {
    const tn_native_slogdet_result r = tn_native_slogdet(tni_tensor_arg(c, 0));
    return tni_give_two(c, r.sign, r.logabsdet);
}

/* log(sign) is 0, or NaN where a real determinant is negative. */
bool tni_compose_logdet(tni_call *c) {
    const tn_native_slogdet_result r = tn_native_slogdet(tni_tensor_arg(c, 0));
    return tni_give(c, tn_add(tn_log(r.sign), r.logabsdet));
}
