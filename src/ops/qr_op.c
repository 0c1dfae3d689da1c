/* qr_op.c: QR of batches of matrices by Householder reflectors, and products of reflectors. */
#include "ops/matrices.h"

/* ---- The factorisation ----------------------------------------------------------------------- */

bool tni_infer_geqrf(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_is_matrix(self, "self", false) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(self);
    tni_set_meta(c, 0, dtype, self->ndim, self->sizes);
    tni_set_batch_meta(c, 1, dtype, self, 1, &s.k);
    return true;
}

static bool factor(tni_call *c, const tn_tensor *self, tn_tensor *out, tn_tensor *tau) {
    tn_tensor *in = tni_contiguous(c, self);
    if (!in || out->numel == 0) {
        return in != NULL;
    }
    const tni_matrices s = tni_matrices_of(in);
    tn_k_qr p = {.dtype = in->dtype,
                 .batch = s.batch,
                 .m = s.m,
                 .n = s.n,
                 .in = tni_ptr(in),
                 .out = tni_ptr(out),
                 .tau = tni_ptr(tau)};
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_writes(&o, tau);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, qr, &p, &o);
}

bool tni_run_geqrf(tni_call *c) {
    return factor(c, tni_tensor_arg(c, 0), c->out[0], c->out[1]);
}

/* ---- Products of reflectors ------------------------------------------------------------------ */

/* out = the first columns of the reflectors' product; without reflectors those of the identity. */
static bool make(tni_call *c, tn_tensor *packed, tn_tensor *tau, int64_t count, tn_tensor *out) {
    const tni_matrices s = tni_matrices_of(out);
    if (out->numel == 0) {
        return true;
    }
    if (count == 0) {
        return tni_copy(
            c, out,
            tn_eye_m(s.m, s.n, .dtype = (tn_dtype)out->dtype, .device = out->storage->device));
    }
    tn_k_reflect p = {.code = TN_REFLECT_MAKE,
                      .dtype = out->dtype,
                      .batch = s.batch,
                      .m = s.m,
                      .columns = s.n,
                      .count = count,
                      .row = packed->sizes[packed->ndim - 1],
                      .reflectors = tni_ptr(packed),
                      .tau = tni_ptr(tau),
                      .out = tni_ptr(out)};
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_reads(&o, packed);
    tni_reads(&o, tau);
    return tni_launch_with_workspace(c, reflect, &p, &o);
}

/* tau [..., k] beside reflectors [..., m, n]: k at most n. */
static bool is_tau(const tn_tensor *packed, const tn_tensor *tau, const char *name) {
    const tni_matrices s = tni_matrices_of(packed);
    bool fits = tau->ndim == packed->ndim - 1 && tau->sizes[tau->ndim - 1] <= s.n;
    for (int d = 0; fits && d < packed->ndim - 2; d++) {
        fits = tau->sizes[d] == packed->sizes[d];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "%s must have the batch dims of the reflectors and at most %lld elements in its "
                 "last dim, got shapes %s and %s",
                 name, (long long)s.n, tni_shape_text(tau->sizes, tau->ndim),
                 tni_shape_text(packed->sizes, packed->ndim));
    }
    return fits && tni_one_dtype(packed, tau);
}

/* Reflectors [..., m, n] with m at least n, and their factors; raises otherwise. */
static bool are_reflectors(const tn_tensor *input, const tn_tensor *tau) {
    if (!tni_is_matrix(input, "input", false)) {
        return false;
    }
    if (input->sizes[input->ndim - 2] < input->sizes[input->ndim - 1]) {
        tni_fail(TN_ERR_SHAPE, "input must have at least as many rows as columns, got shape %s",
                 tni_shape_text(input->sizes, input->ndim));
        return false;
    }
    return is_tau(input, tau, "tau");
}

bool tni_infer_householder_product(tni_call *c) {
    const tn_tensor *input = tni_tensor_arg(c, 0), *tau = tni_tensor_arg(c, 1);
    tn_dtype dtype;
    if (!tni_result_dtype(c, &dtype) || !are_reflectors(input, tau)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, input->ndim, input->sizes);
    return true;
}

bool tni_run_householder_product(tni_call *c) {
    tn_tensor *packed = tni_contiguous(c, tni_tensor_arg(c, 0));
    tn_tensor *tau = tni_contiguous(c, tni_tensor_arg(c, 1));
    return packed && tau && make(c, packed, tau, tau->sizes[tau->ndim - 1], c->out[0]);
}

/* The same made of ops that differentiate: the identity's columns, reflected by the last first.
 * They begin as zeros that hang on the input, so that no reflectors at all have a gradient, too. */
static tn_tensor *product_by_ops(tn_tensor *input, tn_tensor *tau) {
    const tni_matrices s = tni_matrices_of(input);
    tn_tensor *one =
        tn_eye_m(s.m, s.n, .dtype = (tn_dtype)input->dtype, .device = input->storage->device);
    tn_tensor *v = tn_add(tn_tril(input, .diagonal = -1), one),
              *q = tn_add(tn_tril(input, .diagonal = -s.m), one);
    for (int64_t i = tau->sizes[tau->ndim - 1] - 1; i >= 0; i--) {
        tn_tensor *column = tni_columns(v, i, 1);
        tn_tensor *factor = tn_unsqueeze(tn_narrow(tau, -1, i, 1), -1);
        tn_tensor *along = tn_matmul(tni_adjoint(column), q);
        q = tn_sub(q, tn_mul(factor, tn_matmul(column, along)));
    }
    return q;
}

static tn_tensor *householder_product(tn_tensor *input, tn_tensor *tau) {
    if (!tni_wants_gradient(input) && !tni_wants_gradient(tau)) {
        return tn_native_householder_product(input, tau);
    }
    return are_reflectors(input, tau) ? product_by_ops(input, tau) : NULL;
}

bool tni_compose_householder_product(tni_call *c) {
    return tni_give(c, householder_product(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1)));
}

bool tni_compose_orgqr(tni_call *c) {
    return tni_give(c, householder_product(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1)));
}

bool tni_infer_ormqr(tni_call *c) {
    const tn_tensor *packed = tni_tensor_arg(c, 0), *tau = tni_tensor_arg(c, 1),
                    *other = tni_tensor_arg(c, 2);
    const bool left = tni_bool_arg(c, 3);
    tn_dtype dtype;
    if (!tni_is_matrix(packed, "self", false) || !tni_is_matrix(other, "input3", false) ||
        !tni_one_dtype(packed, other) || !is_tau(packed, tau, "input2") ||
        !tni_result_dtype(c, &dtype)) {
        return false;
    }
    bool fits = other->ndim == packed->ndim;
    for (int d = 0; fits && d < packed->ndim - 2; d++) {
        fits = other->sizes[d] == packed->sizes[d];
    }
    const tni_matrices s = tni_matrices_of(packed), o = tni_matrices_of(other);
    if (!fits || (left ? o.m : o.n) != s.m || tau->sizes[tau->ndim - 1] > s.m) {
        tni_fail(TN_ERR_SHAPE,
                 "input3 must have self's batch dims and %lld %s, and input2 at most as many "
                 "factors, got shapes %s, %s and %s",
                 (long long)s.m, left ? "rows" : "columns",
                 tni_shape_text(packed->sizes, packed->ndim), tni_shape_text(tau->sizes, tau->ndim),
                 tni_shape_text(other->sizes, other->ndim));
        return false;
    }
    tni_set_meta(c, 0, dtype, other->ndim, other->sizes);
    return true;
}

bool tni_run_ormqr(tni_call *c) {
    tn_tensor *packed = tni_contiguous(c, tni_tensor_arg(c, 0));
    tn_tensor *tau = tni_contiguous(c, tni_tensor_arg(c, 1));
    tn_tensor *other = tni_contiguous(c, tni_tensor_arg(c, 2)), *out = c->out[0];
    if (!packed || !tau || !other || out->numel == 0) {
        return packed && tau && other;
    }
    const int64_t count = tau->sizes[tau->ndim - 1];
    if (count == 0) {
        return tni_copy(c, out, other);
    }
    const bool left = tni_bool_arg(c, 3);
    const tni_matrices s = tni_matrices_of(packed), r = tni_matrices_of(other);
    tn_k_reflect p = {.code = TN_REFLECT_APPLY,
                      .dtype = out->dtype,
                      .left = left,
                      .transpose = tni_bool_arg(c, 4),
                      .batch = s.batch,
                      .m = s.m,
                      .columns = left ? r.n : r.m,
                      .count = count,
                      .row = s.n,
                      .reflectors = tni_ptr(packed),
                      .tau = tni_ptr(tau),
                      .in = tni_ptr(other),
                      .out = tni_ptr(out)};
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_reads(&o, packed);
    tni_reads(&o, tau);
    tni_reads(&o, other);
    return tni_launch_with_workspace(c, reflect, &p, &o);
}

/* ---- Q and R --------------------------------------------------------------------------------- */

typedef enum qr_mode { REDUCED, COMPLETE, ONLY_R, UNKNOWN } qr_mode;

static qr_mode mode_of(const char *mode) {
    return strcmp(mode, "reduced") == 0    ? REDUCED
           : strcmp(mode, "complete") == 0 ? COMPLETE
           : strcmp(mode, "r") == 0        ? ONLY_R
                                           : UNKNOWN;
}

bool tni_infer_qr(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const qr_mode mode = mode_of(tni_string_arg(c, 1, "reduced"));
    tn_dtype dtype;
    if (!tni_is_matrix(self, "A", false) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    if (mode == UNKNOWN) {
        tni_fail(TN_ERR_ARGUMENT, "mode must be \"reduced\", \"complete\" or \"r\", got \"%s\"",
                 tni_string_arg(c, 1, ""));
        return false;
    }
    const tni_matrices s = tni_matrices_of(self);
    const int64_t inner = mode == COMPLETE ? s.m : s.k;
    tni_set_batch_meta(c, 0, dtype, self, 2, (const int64_t[]){s.m, inner});
    tni_set_batch_meta(c, 1, dtype, self, 2, (const int64_t[]){inner, s.n});
    if (mode == ONLY_R) {
        tni_set_meta(c, 0, dtype, 1, (const int64_t[]){0});
    }
    return true;
}

bool tni_run_qr(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const tni_matrices s = tni_matrices_of(self);
    const qr_mode mode = mode_of(tni_string_arg(c, 1, "reduced"));
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, self->sizes, (size_t)self->ndim * sizeof *sizes);
    tn_tensor *packed = tni_temporary(c, (tn_dtype)self->dtype, self->ndim, sizes);
    sizes[self->ndim - 2] = s.k;
    tn_tensor *tau = tni_temporary(c, (tn_dtype)self->dtype, self->ndim - 1, sizes);
    if (!packed || !tau || !factor(c, self, packed, tau)) {
        return false;
    }
    if (c->out[1]->numel > 0) {
        const int64_t rows = c->out[1]->sizes[c->out[1]->ndim - 2];
        if (!tni_hand_over(c, 1, tn_triu(tni_rows(packed, 0, rows)))) {
            return false;
        }
    }
    return mode == ONLY_R || make(c, packed, tau, s.k, c->out[0]);
}

bool tni_compose_qr(tni_call *c) {
    const tn_linalg_qr_result r =
        tn_linalg_qr(tni_tensor_arg(c, 0), .mode = tni_bool_arg(c, 1) ? "reduced" : "complete");
    return tni_give_two(c, r.Q, r.R);
}
