/* qr_host.c: Householder QR of batches, and products of the reflectors that it leaves, by
 * LAPACK. */
#include "host/factor_small.h"
#include "host/lapack.h"
#include "host/openblas.h"

typedef void geqrf(const int *m, const int *n, void *a, const int *lda, void *tau, void *work,
                   const int *lwork, int *info);
typedef void orgqr(const int *m, const int *n, const int *k, void *a, const int *lda,
                   const void *tau, void *work, const int *lwork, int *info);
typedef void ormqr(const char *side, const char *trans, const int *m, const int *n, const int *k,
                   void *a, const int *lda, const void *tau, void *c, const int *ldc, void *work,
                   const int *lwork, int *info, size_t, size_t);

/* A routine, and where its work begins in the scratch. */
typedef struct routine {
    geqrf *factor;
    orgqr *make;
    ormqr *apply;
    int lwork;
    int64_t other, work; /* bytes before them */
} routine;

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* ---- QR -------------------------------------------------------------------------------------- */

static int factor_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_qr *p = params;
    const routine *f = context;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype), size = p->m * p->n * bytes;
    const int m = (int)p->m, n = (int)p->n;
    tni_flip(scratch, (const char *)p->in + i * size, p->m, p->n, dtype);
    int info;
    tni_openblas_enter();
    f->factor(&m, &n, scratch, &m, (char *)p->tau + i * least(p->m, p->n) * bytes,
              scratch + f->work, &f->lwork, &info);
    tni_openblas_leave();
    tni_flip((char *)p->out + i * size, scratch, p->n, p->m, dtype);
    return 0;
}

const char *tni_host_qr_explain(const void *params) {
    const tn_k_qr *p = params;
    return tni_qr_is_small(p)
               ? tni_small_text
               : TNI_ALONE("LAPACK's geqrf", tni_why_alone_of(p->dtype, p->n, p->batch));
}

int tni_host_qr(const void *params, void *stream) {
    (void)stream;
    const tn_k_qr *p = params;
    if (tni_qr_is_small(p)) {
        return tni_qr_small(p);
    }
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    routine f = {.work = tni_aligned_bytes(p->m * p->n * bytes)};
    int failed = 0;
    if (!tni_lapack_takes(p->m, p->n, &failed) ||
        !tni_lapack_find(&f.factor, dtype, "geqrf", "geqrf", &failed)) {
        return failed;
    }
    const int m = (int)p->m, n = (int)p->n, ask = -1;
    double query[2];
    int info;
    f.factor(&m, &n, NULL, &m, NULL, query, &ask, &info);
    if (!tni_lapack_work(query, dtype, &f.lwork, &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = p->m * p->n * (2 * least(p->m, p->n) + 16),
                                              .scratch_bytes = f.work + f.lwork * bytes,
                                              .each = factor_one,
                                              .params = p,
                                              .context = &f});
}

/* ---- Products of reflectors ------------------------------------------------------------------ */

static int make_one(const tn_k_reflect *p, const routine *f, int64_t i, char *scratch) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    const int m = (int)p->m, columns = (int)p->columns, count = (int)p->count;
    int info;
    tni_openblas_enter();
    f->make(&m, &columns, &count, scratch, &m, (const char *)p->tau + i * p->count * bytes,
            scratch + f->work, &f->lwork, &info);
    tni_openblas_leave();
    tni_flip((char *)p->out + i * p->m * p->columns * bytes, scratch, p->columns, p->m, dtype);
    return 0;
}

static const char *trans_of(const tn_k_reflect *p) {
    return !p->transpose ? "N" : tni_is_complex((tn_dtype)p->dtype) ? "C" : "T";
}

static int apply_one(const tn_k_reflect *p, const routine *f, int64_t i, char *scratch) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype), size = p->m * p->columns * bytes;
    const int64_t rows = p->left ? p->m : p->columns, columns = p->left ? p->columns : p->m;
    const int r = (int)rows, c = (int)columns, m = (int)p->m, count = (int)p->count;
    char *other = scratch + f->other;
    tni_flip(other, (const char *)p->in + i * size, rows, columns, dtype);
    int info;
    tni_openblas_enter();
    f->apply(p->left ? "L" : "R", trans_of(p), &r, &c, &count, scratch, &m,
             (const char *)p->tau + i * p->count * bytes, other, &r, scratch + f->work, &f->lwork,
             &info, 1, 1);
    tni_openblas_leave();
    tni_flip((char *)p->out + i * size, other, columns, rows, dtype);
    return 0;
}

static int reflect_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_reflect *p = params;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    tni_flip_part(scratch, (const char *)p->reflectors + i * p->m * p->row * bytes, p->m, p->count,
                  p->row, dtype);
    return p->code == TN_REFLECT_MAKE ? make_one(p, context, i, scratch)
                                      : apply_one(p, context, i, scratch);
}

static bool find_routine(const tn_k_reflect *p, routine *f, int *failed) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int m = (int)p->m, columns = (int)p->columns, count = (int)p->count, ask = -1;
    double query[2] = {0};
    int info;
    if (p->code == TN_REFLECT_MAKE) {
        if (!tni_lapack_find(&f->make, dtype, "orgqr", "ungqr", failed)) {
            return false;
        }
        f->make(&m, &columns, &count, NULL, &m, NULL, query, &ask, &info);
    } else {
        if (!tni_lapack_find(&f->apply, dtype, "ormqr", "unmqr", failed)) {
            return false;
        }
        const int r = p->left ? m : columns, c = p->left ? columns : m;
        f->apply(p->left ? "L" : "R", trans_of(p), &r, &c, &count, NULL, &m, NULL, NULL, &r, query,
                 &ask, &info, 1, 1);
    }
    return tni_lapack_work(query, dtype, &f->lwork, failed);
}

const char *tni_host_reflect_explain(const void *params) {
    const tn_k_reflect *p = params;
    return tni_make_is_small(p) ? tni_small_text
                                : TNI_ALONE("LAPACK's orgqr or ormqr",
                                            tni_why_alone_of(p->dtype, p->columns, p->batch));
}

int tni_host_reflect(const void *params, void *stream) {
    (void)stream;
    const tn_k_reflect *p = params;
    if (tni_make_is_small(p)) {
        return tni_make_small(p);
    }
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    const int64_t held = p->code == TN_REFLECT_MAKE ? p->columns : p->count;
    routine f = {.other = tni_aligned_bytes(p->m * held * bytes)};
    f.work =
        f.other + (p->code == TN_REFLECT_MAKE ? 0 : tni_aligned_bytes(p->m * p->columns * bytes));
    int failed = 0;
    if (!tni_lapack_takes(p->m, p->columns, &failed) || !find_routine(p, &f, &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = p->m * p->columns * (2 * p->count + 16),
                                              .scratch_bytes = f.work + f.lwork * bytes,
                                              .each = reflect_one,
                                              .params = p,
                                              .context = &f});
}
