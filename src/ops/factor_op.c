/* factor_op.c: Cholesky, LU and LDL factors of batches of matrices, and solving with them. Kernels
 * give an info a matrix; whether that becomes an error is the caller's choice. */
#include "ops/matrices.h"

/* result, pivots [..., k] and info [...] of a factored self. */
static bool infer_factored(tni_call *c, bool square, bool pivots) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_is_matrix(self, c->op->args[0].name, square) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(self);
    tni_set_meta(c, 0, dtype, self->ndim, self->sizes);
    if (pivots) {
        tni_set_batch_meta(c, 1, TN_I32, self, 1, &s.k);
    }
    tni_set_batch_meta(c, 1 + pivots, TN_I32, self, 0, NULL);
    return true;
}

/* Empty matrices have been factored without a kernel. */
static bool has_work(const tni_call *c, bool *fine) {
    const tn_tensor *info = c->out[c->n_out - 1];
    *fine = c->out[0]->numel > 0 || info->numel == 0 || tni_fill(c, (tn_tensor *)info, TN_NUM(0));
    return c->out[0]->numel > 0;
}

bool tni_compose_check_info(tni_call *c) {
    tn_tensor *info = tn_contiguous(tni_tensor_arg(c, 0));
    const int64_t code = tni_int_arg(c, 1);
    if (code < 0 || code > TN_CHECK_EIG_GAUGE) {
        tni_fail(TN_ERR_ARGUMENT, "code must be a tn_check_code, got %lld", (long long)code);
        return false;
    }
    return tni_check_info(c, (tn_check_code)code, info) && tni_give(c, info);
}

/* ---- Cholesky -------------------------------------------------------------------------------- */

bool tni_infer_cholesky_ex(tni_call *c) {
    return infer_factored(c, true, false);
}

bool tni_run_cholesky_ex(tni_call *c) {
    bool fine;
    if (!has_work(c, &fine)) {
        return fine;
    }
    tn_tensor *in = tni_contiguous(c, tni_tensor_arg(c, 0));
    if (!in) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(in);
    tn_k_cholesky p = {.dtype = in->dtype,
                       .upper = tni_bool_arg(c, 1),
                       .batch = s.batch,
                       .n = s.n,
                       .in = tni_ptr(in),
                       .out = tni_ptr(c->out[0]),
                       .info = tni_int32s(c->out[1])};
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, cholesky, &p, &o) &&
           (!tni_bool_arg(c, 2) || tni_check_info(c, TN_CHECK_CHOLESKY, c->out[1]));
}

bool tni_compose_linalg_cholesky(tni_call *c) {
    const tn_linalg_cholesky_ex_result r = tn_linalg_cholesky_ex(
        tni_tensor_arg(c, 0), .upper = tni_bool_arg(c, 1), .check_errors = true);
    return tni_give(c, r.L);
}

bool tni_compose_cholesky(tni_call *c) {
    return tni_give(c, tn_linalg_cholesky(tni_tensor_arg(c, 0), .upper = tni_bool_arg(c, 1)));
}

/* A = L L^H: first L Y = B, then L^H X = Y. */
static tn_tensor *solve_by_cholesky(tn_tensor *factor, tn_tensor *b, bool upper) {
    tn_tensor *adjoint = tni_adjoint(factor);
    tn_tensor *lower_part = upper ? adjoint : factor, *upper_part = upper ? factor : adjoint;
    return tn_linalg_solve_triangular(upper_part, tn_linalg_solve_triangular(lower_part, b, false),
                                      true);
}

bool tni_compose_cholesky_solve(tni_call *c) {
    tn_tensor *b = tni_tensor_arg(c, 0), *factor = tni_tensor_arg(c, 1);
    return tni_is_matrix(b, "self", false) && tni_is_matrix(factor, "input2", true) &&
           tni_give(c, solve_by_cholesky(factor, b, tni_bool_arg(c, 2)));
}

bool tni_compose_cholesky_inverse(tni_call *c) {
    tn_tensor *factor = tni_tensor_arg(c, 0);
    if (!tni_is_matrix(factor, "self", true)) {
        return false;
    }
    tn_tensor *one = tni_identity(factor, tn_size(factor, -1));
    return tni_give(c, solve_by_cholesky(factor, one, tni_bool_arg(c, 1)));
}

/* Exchanges of rows for factored matrices a [..., n, n]: int32 [..., n]. */
static bool is_pivots(const tn_tensor *pivots, const tn_tensor *a, const char *name, int64_t n) {
    bool fits = pivots->dtype == TN_I32 && pivots->ndim == a->ndim - 1 &&
                pivots->sizes[pivots->ndim - 1] == n;
    for (int d = 0; fits && d < a->ndim - 2; d++) {
        fits = pivots->sizes[d] == a->sizes[d];
    }
    if (!fits) {
        tni_fail(TN_ERR_ARGUMENT,
                 "%s must be int32 with the batch dims of what was factored and %lld in the last, "
                 "got %s of %s beside %s",
                 name, (long long)n, tn_dtype_name((tn_dtype)pivots->dtype),
                 tni_shape_text(pivots->sizes, pivots->ndim), tni_shape_text(a->sizes, a->ndim));
    }
    return fits;
}

/* ---- LU -------------------------------------------------------------------------------------- */

bool tni_infer_lu_factor_ex(tni_call *c) {
    if (!tni_bool_arg(c, 1)) {
        tni_fail(TN_ERR_UNSUPPORTED, "pivot must be true: LU without pivoting is not stable");
        return false;
    }
    return infer_factored(c, false, true);
}

bool tni_run_lu_factor_ex(tni_call *c) {
    bool fine;
    if (!has_work(c, &fine)) {
        return fine;
    }
    tn_tensor *in = tni_contiguous(c, tni_tensor_arg(c, 0));
    if (!in) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(in);
    tn_k_lu p = {.dtype = in->dtype,
                 .batch = s.batch,
                 .m = s.m,
                 .n = s.n,
                 .in = tni_ptr(in),
                 .out = tni_ptr(c->out[0]),
                 .pivots = tni_int32s(c->out[1]),
                 .info = tni_int32s(c->out[2])};
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, lu, &p, &o) &&
           (!tni_bool_arg(c, 2) || tni_check_info(c, TN_CHECK_LU, c->out[2]));
}

/* Singular matrices of a batch that nobody must invert: no error. */
static tn_linalg_lu_factor_ex_result factor_lu(const tni_call *c) {
    return tn_linalg_lu_factor_ex(tni_tensor_arg(c, 0), .no_pivot = !tni_bool_arg(c, 1));
}

bool tni_compose_lu_factor(tni_call *c) {
    const tn_linalg_lu_factor_ex_result r = tn_linalg_lu_factor_ex(
        tni_tensor_arg(c, 0), .no_pivot = !tni_bool_arg(c, 1), .check_errors = true);
    return tni_give_two(c, r.LU, r.pivots);
}

bool tni_compose_linalg_lu(tni_call *c) {
    const tn_linalg_lu_factor_ex_result r = factor_lu(c);
    const tn_lu_unpack_result u = tn_lu_unpack(r.LU, r.pivots);
    c->out[2] = u.U;
    return tni_give_two(c, u.P, u.L) && u.U;
}

bool tni_infer_lu_permutation(tni_call *c) {
    const tn_tensor *pivots = tni_tensor_arg(c, 0);
    const int64_t rows = tni_int_arg(c, 1);
    tn_dtype dtype;
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    if (pivots->ndim < 1 || rows < pivots->sizes[pivots->ndim - 1]) {
        tni_fail(TN_ERR_SHAPE, "pivots must have 1 dim or more, and at most `rows` in the last");
        return false;
    }
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, pivots->sizes, (size_t)pivots->ndim * sizeof *sizes);
    sizes[pivots->ndim - 1] = rows;
    tni_set_meta(c, 0, TN_I64, pivots->ndim, sizes);
    return true;
}

bool tni_run_lu_permutation(tni_call *c) {
    tn_tensor *pivots = tni_contiguous(c, tni_tensor_arg(c, 0));
    const int64_t rows = tni_int_arg(c, 1);
    if (!pivots || c->out[0]->numel == 0) {
        return pivots != NULL;
    }
    const tn_k_pivots p = {.batch = c->out[0]->numel / rows,
                           .m = rows,
                           .count = pivots->sizes[pivots->ndim - 1],
                           .pivots = tni_int32s(pivots),
                           .permutation = (int64_t *)(void *)tni_ptr(c->out[0])};
    tni_operands o = {0};
    tni_writes(&o, c->out[0]);
    tni_reads(&o, pivots);
    return tni_launch(c, pivots, &p, &o);
}

/* P[order[i]][i] = 1: one where a row's number is the order's. */
static tn_tensor *permutation_matrix(const tni_call *c, tn_tensor *pivots, int64_t m,
                                     tn_dtype dtype) {
    tn_tensor *order = tn_lu_permutation(pivots, m);
    tn_tensor *rows = tn_unsqueeze(tni_count(c, m), -1);
    return tn_to(tn_eq(rows, tn_unsqueeze(order, -2)), .dtype = dtype);
}

static tn_tensor *nothing(const tni_call *c, const tn_tensor *like) {
    return tn_empty(TN_SHAPE(0), .dtype = (tn_dtype)like->dtype, .device = c->device);
}

bool tni_compose_lu_unpack(tni_call *c) {
    tn_tensor *lu = tni_tensor_arg(c, 0), *pivots = tni_tensor_arg(c, 1);
    if (!tni_is_matrix(lu, "LU_data", false)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(lu);
    if (!is_pivots(pivots, lu, "LU_pivots", s.k)) {
        return false;
    }
    c->out[0] = c->out[1] = c->out[2] = nothing(c, lu);
    if (tni_bool_arg(c, 3)) {
        c->out[0] = permutation_matrix(c, pivots, s.m, (tn_dtype)lu->dtype);
    }
    if (tni_bool_arg(c, 2)) {
        tn_tensor *lower = tn_tril(tni_columns(lu, 0, s.k), .diagonal = -1);
        tn_tensor *one =
            tn_eye_m(s.m, s.k, .dtype = (tn_dtype)lu->dtype, .device = lu->storage->device);
        c->out[1] = tn_add(lower, one);
        c->out[2] = tn_triu(tni_rows(lu, 0, s.k));
    }
    return c->out[0] && c->out[1] && c->out[2];
}

/* ---- Solving with LU ------------------------------------------------------------------------- */

bool tni_infer_lu_solve(tni_call *c) {
    const tn_tensor *lu = tni_tensor_arg(c, 0), *pivots = tni_tensor_arg(c, 1),
                    *b = tni_tensor_arg(c, 2);
    const bool left = tni_bool_arg(c, 3);
    tni_shape lead;
    tn_dtype dtype;
    if (!tni_is_matrix(lu, "LU", true) || !tni_is_matrix(b, "B", false) || !tni_one_dtype(lu, b) ||
        !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(lu), r = tni_matrices_of(b);
    if (!is_pivots(pivots, lu, "pivots", s.n)) {
        return false;
    }
    if ((left ? r.m : r.n) != s.n) {
        tni_fail(TN_ERR_SHAPE, "B must have %lld %s, got shape %s", (long long)s.n,
                 left ? "rows" : "columns", tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    if (!tni_leading(lu, b, 2, &lead)) {
        return false;
    }
    tni_set_matrix_meta(c, 0, dtype, &lead, r.m, r.n);
    return true;
}

/* t [..., tail dims] as it is where it is one for all, else expanded to the batch; contiguous. */
static tn_tensor *for_batch(const tni_call *c, tn_tensor *t, const tni_shape *lead, int tail) {
    int64_t own = 1;
    for (int d = 0; d < t->ndim - tail; d++) {
        own *= t->sizes[d];
    }
    tn_tensor *wide = own == 1 ? t : tni_expand_leading(t, lead, tail);
    return wide ? tni_contiguous(c, wide) : NULL;
}

bool tni_run_lu_solve(tni_call *c) {
    if (c->out[0]->numel == 0) {
        return true;
    }
    tn_tensor *b = tni_tensor_arg(c, 2);
    const bool left = tni_bool_arg(c, 3), adjoint = tni_bool_arg(c, 4);
    tni_shape lead = {.ndim = c->out[0]->ndim - 2};
    memcpy(lead.sizes, c->out[0]->sizes, (size_t)lead.ndim * sizeof lead.sizes[0]);
    tn_tensor *lu = for_batch(c, tni_tensor_arg(c, 0), &lead, 2);
    tn_tensor *pivots = for_batch(c, tni_tensor_arg(c, 1), &lead, 1);
    tn_tensor *wide = tni_expand_leading(b, &lead, 2);
    if (!lu || !pivots || !wide) {
        return false;
    }
    if (left) {
        return tni_copy(c, c->out[0], wide) &&
               tni_solve_lu(c, lu, pivots, c->out[0],
                            adjoint ? TN_CONJ_TRANSPOSE : TN_NO_TRANSPOSE);
    }
    /* X A = B: A^T X^T = B^T, and of the adjoint conj(A) X^T = B^T: A conj(X^T) = conj(B^T). */
    tn_tensor *turned = tni_own_copy(c, adjoint ? tni_adjoint(wide) : tn_mT(wide));
    if (!turned || !tni_solve_lu(c, lu, pivots, turned, adjoint ? TN_NO_TRANSPOSE : TN_TRANSPOSE)) {
        return false;
    }
    return tni_copy(c, c->out[0], adjoint ? tni_adjoint(turned) : tn_mT(turned));
}

bool tni_compose_lu_solve(tni_call *c) {
    return tni_give(
        c, tn_linalg_lu_solve(tni_tensor_arg(c, 1), tni_tensor_arg(c, 2), tni_tensor_arg(c, 0)));
}

/* ---- LDL ------------------------------------------------------------------------------------- */

bool tni_infer_ldl_factor_ex(tni_call *c) {
    return infer_factored(c, true, true);
}

bool tni_run_ldl_factor_ex(tni_call *c) {
    bool fine;
    if (!has_work(c, &fine)) {
        return fine;
    }
    tn_tensor *in = tni_contiguous(c, tni_tensor_arg(c, 0));
    if (!in) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(in);
    tn_k_ldl p = {.dtype = in->dtype,
                  .hermitian = tni_bool_arg(c, 1),
                  .batch = s.batch,
                  .n = s.n,
                  .in = tni_ptr(in),
                  .out = tni_ptr(c->out[0]),
                  .pivots = tni_int32s(c->out[1]),
                  .info = tni_int32s(c->out[2])};
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, ldl, &p, &o) &&
           (!tni_bool_arg(c, 2) || tni_check_info(c, TN_CHECK_LDL, c->out[2]));
}

bool tni_compose_ldl_factor(tni_call *c) {
    const tn_linalg_ldl_factor_ex_result r = tn_linalg_ldl_factor_ex(
        tni_tensor_arg(c, 0), .hermitian = tni_bool_arg(c, 1), .check_errors = true);
    return tni_give_two(c, r.LD, r.pivots);
}

bool tni_infer_ldl_solve(tni_call *c) {
    const tn_tensor *ldl = tni_tensor_arg(c, 0), *pivots = tni_tensor_arg(c, 1),
                    *b = tni_tensor_arg(c, 2);
    tni_shape lead;
    tn_dtype dtype;
    if (!tni_is_matrix(ldl, "LD", true) || !tni_is_matrix(b, "B", false) ||
        !tni_one_dtype(ldl, b) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(ldl), r = tni_matrices_of(b);
    if (!is_pivots(pivots, ldl, "pivots", s.n)) {
        return false;
    }
    if (r.m != s.n) {
        tni_fail(TN_ERR_SHAPE, "B must have %lld rows, got shape %s", (long long)s.n,
                 tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    if (!tni_leading(ldl, b, 2, &lead)) {
        return false;
    }
    tni_set_matrix_meta(c, 0, dtype, &lead, r.m, r.n);
    return true;
}

bool tni_run_ldl_solve(tni_call *c) {
    tn_tensor *out = c->out[0];
    if (out->numel == 0) {
        return true;
    }
    tni_shape lead = {.ndim = out->ndim - 2};
    memcpy(lead.sizes, out->sizes, (size_t)lead.ndim * sizeof lead.sizes[0]);
    tn_tensor *ldl = tni_contiguous(c, tni_expand_leading(tni_tensor_arg(c, 0), &lead, 2));
    tn_tensor *pivots = tni_contiguous(c, tni_expand_leading(tni_tensor_arg(c, 1), &lead, 1));
    if (!ldl || !pivots || !tni_copy(c, out, tni_expand_leading(tni_tensor_arg(c, 2), &lead, 2))) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(out);
    tn_k_ldl_solve p = {.dtype = out->dtype,
                        .hermitian = tni_bool_arg(c, 3),
                        .batch = s.batch,
                        .n = s.m,
                        .columns = s.n,
                        .ldl = tni_ptr(ldl),
                        .pivots = tni_int32s(pivots),
                        .b = tni_ptr(out)};
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_reads(&o, ldl);
    tni_reads(&o, pivots);
    return tni_launch_with_workspace(c, ldl_solve, &p, &o);
}
