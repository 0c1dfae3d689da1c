/* matrices.c: shapes of batches of matrices, and operands for their kernels. */
#include "ops/matrices.h"

/* ---- Shapes ---------------------------------------------------------------------------------- */

tni_matrices tni_matrices_of(const tn_tensor *t) {
    tni_matrices s = {.batch = 1, .m = t->sizes[t->ndim - 2], .n = t->sizes[t->ndim - 1]};
    for (int d = 0; d < t->ndim - 2; d++) {
        s.batch *= t->sizes[d];
    }
    s.k = s.m < s.n ? s.m : s.n;
    return s;
}

bool tni_is_matrix(const tn_tensor *t, const char *name, bool square) {
    if (t->ndim < 2) {
        tni_fail(TN_ERR_SHAPE, "%s must have at least 2 dims, got shape %s", name,
                 tni_shape_text(t->sizes, t->ndim));
        return false;
    }
    if (square && t->sizes[t->ndim - 1] != t->sizes[t->ndim - 2]) {
        tni_fail(TN_ERR_SHAPE, "%s must be square matrices, got shape %s", name,
                 tni_shape_text(t->sizes, t->ndim));
        return false;
    }
    return true;
}

bool tni_one_dtype(const tn_tensor *a, const tn_tensor *b) {
    if (a->dtype != b->dtype) {
        tni_fail(TN_ERR_DTYPE, "takes tensors of one dtype, got %s and %s; cast one of them",
                 tn_dtype_name((tn_dtype)a->dtype), tn_dtype_name((tn_dtype)b->dtype));
        return false;
    }
    return true;
}

bool tni_leading(const tn_tensor *a, const tn_tensor *b, int tail, tni_shape *out) {
    const int na = a->ndim - tail, nb = b->ndim - tail;
    out->ndim = na > nb ? na : nb;
    for (int d = 0; d < out->ndim; d++) {
        const int ia = d - (out->ndim - na), ib = d - (out->ndim - nb);
        const int64_t x = ia < 0 ? 1 : a->sizes[ia], y = ib < 0 ? 1 : b->sizes[ib];
        if (x != y && x != 1 && y != 1) {
            tni_fail(TN_ERR_SHAPE, "batch sizes must be equal or 1, got shapes %s and %s",
                     tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
            return false;
        }
        out->sizes[d] = x == 1 ? y : x;
    }
    return true;
}

void tni_set_batch_meta(tni_call *c, int k, tn_dtype dtype, const tn_tensor *lead, int tail,
                        const int64_t *sizes) {
    int64_t all[TN_MAX_DIMS + 2];
    const int n = lead->ndim - 2;
    memcpy(all, lead->sizes, (size_t)n * sizeof *all);
    if (tail > 0) {
        memcpy(all + n, sizes, (size_t)tail * sizeof *all);
    }
    tni_set_meta(c, k, dtype, n + tail, all);
}

void tni_set_matrix_meta(tni_call *c, int k, tn_dtype dtype, const tni_shape *lead, int64_t m,
                         int64_t n) {
    int64_t all[TN_MAX_DIMS + 2];
    memcpy(all, lead->sizes, (size_t)lead->ndim * sizeof *all);
    all[lead->ndim] = m;
    all[lead->ndim + 1] = n;
    tni_set_meta(c, k, dtype, lead->ndim + 2, all);
}

/* ---- Views and products ---------------------------------------------------------------------- */

tn_tensor *tni_expand_leading(tn_tensor *t, const tni_shape *lead, int tail) {
    int64_t all[TN_MAX_DIMS + 2];
    if (!t) {
        return NULL;
    }
    memcpy(all, lead->sizes, (size_t)lead->ndim * sizeof *all);
    memcpy(all + lead->ndim, t->sizes + t->ndim - tail, (size_t)tail * sizeof *all);
    return tn_expand(t, ((tn_ints){all, lead->ndim + tail}));
}

tn_tensor *tni_adjoint(tn_tensor *t) {
    return t && tni_is_complex((tn_dtype)t->dtype) ? tn_conj(tn_mT(t)) : tn_mT(t);
}

tn_tensor *tni_columns(tn_tensor *t, int64_t first, int64_t count) {
    return tn_narrow(t, -1, first, count);
}

tn_tensor *tni_rows(tn_tensor *t, int64_t first, int64_t count) {
    return tn_narrow(t, -2, first, count);
}

tn_tensor *tni_scale_columns(tn_tensor *t, tn_tensor *v) {
    return tn_mul(t, tn_unsqueeze(v, -2));
}

tn_tensor *tni_scale_rows(tn_tensor *t, tn_tensor *v) {
    return tn_mul(t, tn_unsqueeze(v, -1));
}

tn_tensor *tni_identity(const tn_tensor *t, int64_t n) {
    return t ? tn_eye(n, .dtype = (tn_dtype)t->dtype, .device = t->storage->device) : NULL;
}

/* ---- Operands -------------------------------------------------------------------------------- */

tn_tensor *tni_own_copy(const tni_call *c, const tn_tensor *t) {
    tn_tensor *copy = tni_temporary(c, (tn_dtype)t->dtype, t->ndim, t->sizes);
    return copy && tni_copy(c, copy, t) ? copy : NULL;
}

bool tni_hand_over(tni_call *c, int k, tn_tensor *t) {
    if (!t) {
        return false;
    }
    if (c->op->form == TNI_FORM_NEW && tni_is_contiguous(t->sizes, t->strides, t->ndim)) {
        c->out[k] = t;
        return true;
    }
    return tni_copy(c, c->out[k], t);
}

bool tni_check_info(const tni_call *c, tn_check_code code, const tn_tensor *info) {
    if (!info || info->numel == 0) {
        return info != NULL;
    }
    const tn_k_check p = {.code = (uint8_t)code,
                          .batch = info->numel,
                          .info = (const int32_t *)(const void *)tni_ptr(info)};
    tni_operands o = {0};
    tni_reads(&o, info);
    return tni_launch(c, check, &p, &o);
}

bool tni_wants_gradient(const tn_tensor *t) {
    return tni_grad_mode() && tn_requires_grad(t);
}

bool tni_solve_lu(const tni_call *c, tn_tensor *lu, tn_tensor *pivots, tn_tensor *b,
                  tn_transpose transpose) {
    const tni_matrices s = tni_matrices_of(b);
    if (b->numel == 0) {
        return true;
    }
    tn_k_lu_solve p = {.dtype = b->dtype,
                       .transpose = (uint8_t)transpose,
                       .batch = s.batch,
                       .n = s.m,
                       .columns = s.n,
                       .lu_batch = lu->numel == s.m * s.m ? 0 : s.m * s.m,
                       .pivots_batch = pivots->numel == s.m ? 0 : s.m,
                       .lu = tni_ptr(lu),
                       .pivots = tni_int32s(pivots),
                       .b = tni_ptr(b)};
    tni_operands o = {0};
    tni_writes(&o, b);
    tni_reads(&o, lu);
    tni_reads(&o, pivots);
    return tni_launch_with_workspace(c, lu_solve, &p, &o);
}
