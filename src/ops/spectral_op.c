/* spectral_op.c: singular values, eigenvalues and their vectors. The native rows give an info a
 * matrix and hold the gradients; what the user calls checks it. */
#include "ops/matrices.h"

static void set_nothing(tni_call *c, int k, tn_dtype dtype) {
    tni_set_meta(c, k, dtype, 1, (const int64_t[]){0});
}

static bool clear_info(tni_call *c, int k) {
    return c->out[k]->numel == 0 || tni_fill(c, c->out[k], TN_NUM(0));
}

/* ---- Singular values ------------------------------------------------------------------------- */

static const char *const drivers[] = {
    [TN_SVD_DEFAULT] = "gesdd",
    [TN_SVD_GESVD] = "gesvd",
    [TN_SVD_GESVDJ] = "gesvdj",
    [TN_SVD_GESVDA] = "gesvda",
};

/* False with an error. */
static bool read_driver(const char *text, tn_svd_driver *out) {
    for (int i = 0; i < (int)(sizeof drivers / sizeof drivers[0]); i++) {
        if (!text || strcmp(text, drivers[i]) == 0) {
            *out = text ? (tn_svd_driver)i : TN_SVD_DEFAULT;
            return true;
        }
    }
    tni_fail(TN_ERR_ARGUMENT,
             "driver must be \"gesdd\", \"gesvd\", \"gesvdj\" or \"gesvda\", got \"%s\"", text);
    return false;
}

bool tni_infer_native_svd(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const bool full = tni_bool_arg(c, 1), vectors = tni_bool_arg(c, 2);
    tn_svd_driver driver;
    tn_dtype dtype;
    if (!tni_is_matrix(self, "A", false) || !tni_result_dtype(c, &dtype) ||
        !read_driver(tni_string_arg(c, 3, NULL), &driver)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(self);
    tni_set_batch_meta(c, 0, dtype, self, 2, (const int64_t[]){s.m, full ? s.m : s.k});
    tni_set_batch_meta(c, 1, tni_real_of(dtype), self, 1, &s.k);
    tni_set_batch_meta(c, 2, dtype, self, 2, (const int64_t[]){full ? s.n : s.k, s.n});
    tni_set_batch_meta(c, 3, TN_I32, self, 0, NULL);
    if (!vectors) {
        set_nothing(c, 0, dtype);
        set_nothing(c, 2, dtype);
    }
    return true;
}

/* The vectors of matrices without elements. */
static bool give_identity(tni_call *c, int k) {
    tn_tensor *out = c->out[k];
    return out->numel == 0 || tni_copy(c, out, tni_identity(out, out->sizes[out->ndim - 1]));
}

bool tni_run_native_svd(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const bool vectors = tni_bool_arg(c, 2);
    tn_svd_driver driver;
    if (!read_driver(tni_string_arg(c, 3, NULL), &driver)) {
        return false;
    }
    if (self->numel == 0) {
        return clear_info(c, 3) && (!vectors || (give_identity(c, 0) && give_identity(c, 2)));
    }
    tn_tensor *in = tni_contiguous(c, self);
    if (!in) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(in);
    tn_k_svd p = {.dtype = in->dtype,
                  .driver = (uint8_t)driver,
                  .wanted = !vectors             ? TN_SVD_VALUES
                            : tni_bool_arg(c, 1) ? TN_SVD_FULL
                                                 : TN_SVD_REDUCED,
                  .batch = s.batch,
                  .m = s.m,
                  .n = s.n,
                  .in = tni_ptr(in),
                  .s = tni_ptr(c->out[1]),
                  .info = tni_int32s(c->out[3])};
    if (vectors) {
        p.u = tni_ptr(c->out[0]);
        p.vh = tni_ptr(c->out[2]);
    }
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, svd, &p, &o);
}

static bool svd(tni_call *c, bool full, bool vectors, const char *driver, tn_native_svd_result *r) {
    *r = tn_native_svd(tni_tensor_arg(c, 0), full, vectors, .driver = driver);
    return tni_check_info(c, TN_CHECK_SVD, r->info);
}

bool tni_compose_linalg_svd(tni_call *c) {
    tn_native_svd_result r;
    if (!svd(c, tni_bool_arg(c, 1), true, tni_string_arg(c, 2, NULL), &r)) {
        return false;
    }
    c->out[2] = r.Vh;
    return tni_give_two(c, r.U, r.S);
}

/* The gradient wants the vectors. */
bool tni_compose_svdvals(tni_call *c) {
    tn_native_svd_result r;
    const bool vectors = tni_wants_gradient(tni_tensor_arg(c, 0));
    return svd(c, false, vectors, tni_string_arg(c, 1, NULL), &r) && tni_give(c, r.S);
}

bool tni_compose_svd(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const bool some = tni_bool_arg(c, 1), wanted = tni_bool_arg(c, 2);
    tn_native_svd_result r;
    if (!svd(c, wanted && !some, wanted || tni_wants_gradient(self), NULL, &r)) {
        return false;
    }
    tn_tensor *u = r.U, *v = NULL;
    if (wanted) {
        v = tni_adjoint(r.Vh);
    } else { /* zeros of the full shapes, as ever */
        const tni_matrices s = tni_matrices_of(self);
        int64_t sizes[TN_MAX_DIMS];
        memcpy(sizes, self->sizes, (size_t)self->ndim * sizeof *sizes);
        sizes[self->ndim - 2] = sizes[self->ndim - 1] = s.m;
        u = tn_zeros(((tn_ints){sizes, self->ndim}), .dtype = (tn_dtype)self->dtype,
                     .device = c->device);
        sizes[self->ndim - 2] = sizes[self->ndim - 1] = s.n;
        v = tn_zeros(((tn_ints){sizes, self->ndim}), .dtype = (tn_dtype)self->dtype,
                     .device = c->device);
    }
    c->out[2] = v;
    return tni_give_two(c, u, r.S) && v;
}

/* ---- Hermitian matrices ---------------------------------------------------------------------- */

/* Results (values, vectors, info); the vectors are empty where nobody wants them. */
static void set_eigen_meta(tni_call *c, const tn_tensor *self, tn_dtype values, tn_dtype vectors,
                           bool wanted) {
    const tni_matrices s = tni_matrices_of(self);
    tni_set_batch_meta(c, 0, values, self, 1, &s.n);
    tni_set_batch_meta(c, 1, vectors, self, 2, (const int64_t[]){s.n, s.n});
    tni_set_batch_meta(c, 2, TN_I32, self, 0, NULL);
    if (!wanted) {
        set_nothing(c, 1, vectors);
    }
}

bool tni_infer_native_eigh(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_is_matrix(self, "A", true) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    set_eigen_meta(c, self, tni_real_of(dtype), dtype, tni_bool_arg(c, 2));
    return true;
}

bool tni_run_native_eigh(tni_call *c) {
    tn_tensor *in = tni_contiguous(c, tni_tensor_arg(c, 0));
    if (!in || in->numel == 0) {
        return in && clear_info(c, 2);
    }
    const tni_matrices s = tni_matrices_of(in);
    const bool vectors = tni_bool_arg(c, 2);
    tn_k_eigh p = {.dtype = in->dtype,
                   .vectors = vectors,
                   .upper = tni_bool_arg(c, 1),
                   .batch = s.batch,
                   .n = s.n,
                   .in = tni_ptr(in),
                   .w = tni_ptr(c->out[0]),
                   .v = vectors ? tni_ptr(c->out[1]) : NULL,
                   .info = tni_int32s(c->out[2])};
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, eigh, &p, &o);
}

/* UPLO of a call: "L" or "U", of either case. */
static bool read_triangle(const tni_call *c, int arg, bool *upper) {
    const char *text = tni_string_arg(c, arg, "L");
    const char letter = text[0] && !text[1] ? (char)(text[0] & ~0x20) : 0;
    if (letter != 'L' && letter != 'U') {
        tni_fail(TN_ERR_ARGUMENT, "UPLO must be \"L\" or \"U\", got \"%s\"", text);
        return false;
    }
    *upper = letter == 'U';
    return true;
}

static bool eigh(tni_call *c, bool upper, bool vectors, tn_native_eigh_result *r) {
    *r = tn_native_eigh(tni_tensor_arg(c, 0), upper, vectors);
    return tni_check_info(c, TN_CHECK_EIGH, r->info);
}

bool tni_compose_eigh(tni_call *c) {
    tn_native_eigh_result r;
    bool upper;
    return read_triangle(c, 1, &upper) && eigh(c, upper, true, &r) &&
           tni_give_two(c, r.eigenvalues, r.eigenvectors);
}

bool tni_compose_eigvalsh(tni_call *c) {
    tn_native_eigh_result r;
    bool upper;
    return read_triangle(c, 1, &upper) &&
           eigh(c, upper, tni_wants_gradient(tni_tensor_arg(c, 0)), &r) &&
           tni_give(c, r.eigenvalues);
}

bool tni_compose_symeig(tni_call *c) {
    tn_native_eigh_result r;
    tn_tensor *self = tni_tensor_arg(c, 0);
    const bool vectors = tni_bool_arg(c, 1);
    if (!eigh(c, tni_bool_arg(c, 2), vectors || tni_wants_gradient(self), &r)) {
        return false;
    }
    tn_tensor *v = vectors
                       ? r.eigenvectors
                       : tn_empty(TN_SHAPE(0), .dtype = (tn_dtype)self->dtype, .device = c->device);
    return tni_give_two(c, r.eigenvalues, v);
}

/* ---- General matrices ------------------------------------------------------------------------ */

bool tni_infer_native_eig(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_is_matrix(self, "self", true) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    const tn_dtype result = tni_real_of(dtype) == TN_F32 ? TN_C64 : TN_C128;
    set_eigen_meta(c, self, result, result, tni_bool_arg(c, 1));
    return true;
}

bool tni_run_native_eig(tni_call *c) {
    tn_tensor *in = tni_contiguous(c, tni_tensor_arg(c, 0));
    if (!in || in->numel == 0) {
        return in && clear_info(c, 2);
    }
    const tni_matrices s = tni_matrices_of(in);
    const bool vectors = tni_bool_arg(c, 1);
    tn_k_eig p = {.dtype = in->dtype,
                  .vectors = vectors,
                  .batch = s.batch,
                  .n = s.n,
                  .in = tni_ptr(in),
                  .w = tni_ptr(c->out[0]),
                  .v = vectors ? tni_ptr(c->out[1]) : NULL,
                  .info = tni_int32s(c->out[2])};
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, eig, &p, &o);
}

static bool eig(tni_call *c, bool vectors, tn_native_eig_result *r) {
    *r = tn_native_eig(tni_tensor_arg(c, 0), vectors);
    return tni_check_info(c, TN_CHECK_EIG, r->info);
}

bool tni_compose_eig(tni_call *c) {
    tn_native_eig_result r;
    return eig(c, true, &r) && tni_give_two(c, r.eigenvalues, r.eigenvectors);
}

bool tni_compose_eigvals(tni_call *c) {
    tn_native_eig_result r;
    return eig(c, tni_wants_gradient(tni_tensor_arg(c, 0)), &r) && tni_give(c, r.eigenvalues);
}
