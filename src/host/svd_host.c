/* svd_host.c: singular value decompositions of batches. LAPACK's are given the matrix by rows,
 * which by columns is its transpose: what it calls U is then V^H by rows, and the other way round,
 * so that nothing is moved. */
#include "host/small_matrix.h"
#include "host/svd_host.h"

#include "host/openblas.h"

typedef void gesdd(const char *job, const int *m, const int *n, void *a, const int *lda, void *s,
                   void *u, const int *ldu, void *vt, const int *ldvt, void *work, const int *lwork,
                   int *iwork, int *info, size_t);
typedef void gesdd_complex(const char *job, const int *m, const int *n, void *a, const int *lda,
                           void *s, void *u, const int *ldu, void *vt, const int *ldvt, void *work,
                           const int *lwork, void *rwork, int *iwork, int *info, size_t);
typedef void gesvd(const char *job_u, const char *job_vt, const int *m, const int *n, void *a,
                   const int *lda, void *s, void *u, const int *ldu, void *vt, const int *ldvt,
                   void *work, const int *lwork, int *info, size_t, size_t);
typedef void gesvd_complex(const char *job_u, const char *job_vt, const int *m, const int *n,
                           void *a, const int *lda, void *s, void *u, const int *ldu, void *vt,
                           const int *ldvt, void *work, const int *lwork, void *rwork, int *info,
                           size_t, size_t);

typedef struct decomposing {
    void (*divide)(void), (*iterate)(void); /* gesdd, or NULL, and gesvd */
    int lwork;                              /* enough for both */
    int64_t work, rwork, iwork;             /* bytes before them in the scratch */
    int64_t aside; /* and before complex factors; 0: they are made in their places */
} decomposing;

/* ---- Shapes ---------------------------------------------------------------------------------- */

tni_svd_place tni_svd_place_of(const tn_k_svd *p, int64_t i) {
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    const int64_t real = (int64_t)tn_dtype_bytes(tni_real_of((tn_dtype)p->dtype));
    const int64_t k = p->m < p->n ? p->m : p->n;
    const bool full = p->wanted == TN_SVD_FULL;
    tni_svd_place at = {.k = k,
                        .in_count = p->m * p->n,
                        .u_count = p->m * (full ? p->m : k),
                        .vh_count = (full ? p->n : k) * p->n};
    at.in = (const char *)p->in + i * at.in_count * bytes;
    at.s = (char *)p->s + i * k * real;
    if (p->wanted != TN_SVD_VALUES) {
        at.u = (char *)p->u + i * at.u_count * bytes;
        at.vh = (char *)p->vh + i * at.vh_count * bytes;
    }
    return at;
}

void tni_svd_give_up(const tn_k_svd *p, int64_t i, int info) {
    const tni_svd_place at = tni_svd_place_of(p, i);
    tni_fill_nan(at.s, at.k, tni_real_of((tn_dtype)p->dtype));
    tni_fill_nan(at.u, at.u_count, (tn_dtype)p->dtype);
    tni_fill_nan(at.vh, at.vh_count, (tn_dtype)p->dtype);
    p->info[i] = info;
}

/* ---- One matrix ------------------------------------------------------------------------------ */

static int call(const tn_k_svd *p, const decomposing *d, bool divides, void *a,
                const tni_svd_place *at, void *work, const int *lwork, void *rwork, int *iwork) {
    const bool is_complex = tni_is_complex((tn_dtype)p->dtype);
    const char *job = p->wanted == TN_SVD_VALUES ? "N" : p->wanted == TN_SVD_FULL ? "A" : "S";
    const int m = (int)p->n, n = (int)p->m; /* by columns */
    const int ldvt = p->wanted == TN_SVD_FULL ? n : (int)at->k;
    int info = 0;
    if (divides && is_complex) {
        ((gesdd_complex *)d->divide)(job, &m, &n, a, &m, at->s, at->vh, &m, at->u, &ldvt, work,
                                     lwork, rwork, iwork, &info, 1);
    } else if (divides) {
        ((gesdd *)d->divide)(job, &m, &n, a, &m, at->s, at->vh, &m, at->u, &ldvt, work, lwork,
                             iwork, &info, 1);
    } else if (is_complex) {
        ((gesvd_complex *)d->iterate)(job, job, &m, &n, a, &m, at->s, at->vh, &m, at->u, &ldvt,
                                      work, lwork, rwork, &info, 1, 1);
    } else {
        ((gesvd *)d->iterate)(job, job, &m, &n, a, &m, at->s, at->vh, &m, at->u, &ldvt, work, lwork,
                              &info, 1, 1);
    }
    return info;
}

/* OpenBLAS's products of complex matrices read the element behind a row, which may be behind the
 * last column (0.3.21, zgemv_n): complex factors are made with a column to spare. */
static int64_t aside_bytes(int64_t count, int64_t column, int64_t bytes) {
    return tni_aligned_bytes((count + column) * bytes);
}

/* Divide and conquer may end without an error in NaN (eigh_host.c). */
static bool has_failed(const tn_k_svd *p, const tni_svd_place *made, int info) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    return info > 0 || !tni_all_finite(made->s, made->k, tni_real_of(dtype)) ||
           (made->u && (!tni_all_finite(made->u, made->u_count, dtype) ||
                        !tni_all_finite(made->vh, made->vh_count, dtype)));
}

static int decompose(const tn_k_svd *p, const decomposing *d, const tni_svd_place *made,
                     char *scratch) {
    const size_t bytes = (size_t)made->in_count * tn_dtype_bytes((tn_dtype)p->dtype);
    char *work = scratch + d->work, *rwork = scratch + d->rwork;
    int *iwork = (int *)(void *)(scratch + d->iwork);
    int info = 1;
    tni_openblas_enter();
    if (d->divide) {
        memcpy(scratch, made->in, bytes);
        info = call(p, d, true, scratch, made, work, &d->lwork, rwork, iwork);
    }
    if (has_failed(p, made, info)) {
        memcpy(scratch, made->in, bytes);
        info = call(p, d, false, scratch, made, work, &d->lwork, rwork, iwork);
    }
    tni_openblas_leave();
    return info;
}

static int decompose_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_svd *p = params;
    const decomposing *d = context;
    const tni_svd_place at = tni_svd_place_of(p, i);
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    tni_svd_place made = at;
    if (!tni_all_finite(at.in, at.in_count, dtype)) {
        tni_svd_give_up(p, i, (int)at.k + 1);
        return 0;
    }
    if (d->aside) {
        made.u = scratch + d->aside;
        made.vh = made.u + aside_bytes(at.u_count, p->m, bytes);
    }
    const int info = p->info[i] = decompose(p, d, &made, scratch);
    if (info) {
        tni_svd_give_up(p, i, info > 0 ? info : (int)at.k + 1);
    } else if (d->aside) {
        memcpy(at.u, made.u, (size_t)(at.u_count * bytes));
        memcpy(at.vh, made.vh, (size_t)(at.vh_count * bytes));
    }
    return 0;
}

/* Real numbers that the complex routines want, as LAPACK documents them. */
static int64_t real_work(const tn_k_svd *p, bool divides) {
    const int64_t k = p->m < p->n ? p->m : p->n, longer = p->m < p->n ? p->n : p->m;
    if (!tni_is_complex((tn_dtype)p->dtype)) {
        return 0;
    }
    if (!divides || p->wanted == TN_SVD_VALUES) {
        return 7 * k;
    }
    const int64_t square = 5 * k * k + 7 * k, tall = 2 * longer * k + 2 * k * k + k;
    return square > tall ? square : tall;
}

static bool prepare(const tn_k_svd *p, decomposing *d, bool divides, int *failed) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const char *name = divides ? "gesdd" : "gesvd";
    if (!tni_lapack_find(divides ? &d->divide : &d->iterate, dtype, name, name, failed)) {
        return false;
    }
    const tni_svd_place at = tni_svd_place_of(p, 0);
    const int ask = -1;
    int wanted = 0;
    double query[2] = {0}, unused[2] = {0};
    int64_t whole[2];
    call(p, d, divides, unused, &at, query, &ask, unused, (int *)(void *)whole);
    if (!tni_lapack_work(query, dtype, &wanted, failed)) {
        return false;
    }
    d->lwork = wanted > d->lwork ? wanted : d->lwork;
    return true;
}

int64_t tni_svd_work(const tn_k_svd *p) {
    const int64_t k = p->m < p->n ? p->m : p->n;
    return p->m * p->n * (8 * k + 64);
}

int tni_svd_by_lapack(const tn_k_svd *p, bool divides) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    const int64_t real = (int64_t)tn_dtype_bytes(tni_real_of(dtype));
    const int64_t k = p->m < p->n ? p->m : p->n;
    decomposing d = {0};
    int failed = 0;
    if (!tni_lapack_takes(p->m, p->n, &failed) || (divides && !prepare(p, &d, true, &failed)) ||
        !prepare(p, &d, false, &failed)) {
        return failed;
    }
    d.work = tni_aligned_bytes(p->m * p->n * bytes);
    d.rwork = d.work + tni_aligned_bytes(d.lwork * bytes);
    d.iwork = d.rwork + tni_aligned_bytes(real_work(p, divides) * real);
    int64_t scratch_bytes = tni_aligned_bytes(d.iwork + 8 * k * 4);
    if (tni_is_complex(dtype) && p->wanted != TN_SVD_VALUES) {
        const tni_svd_place at = tni_svd_place_of(p, 0);
        d.aside = scratch_bytes;
        scratch_bytes +=
            aside_bytes(at.u_count, p->m, bytes) + aside_bytes(at.vh_count, p->n, bytes);
    }
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = tni_svd_work(p),
                                              .scratch_bytes = scratch_bytes,
                                              .each = decompose_one,
                                              .params = p,
                                              .context = &d});
}

#define GESDD "LAPACK's gesdd (divide and conquer), a matrix a thread: "

const char *tni_host_svd_explain(const void *params) {
    const tn_k_svd *p = params;
    const int64_t longer = p->m > p->n ? p->m : p->n, k = p->m > p->n ? p->n : p->m;
    return tni_svd_is_small(p)
               ? "one-sided Jacobi, several matrices at once in the lanes of vectors: they are "
                 "real and no wider than the crossover lanes_svd"
           : p->driver == TN_SVD_GESVDJ ? "LAPACK's gesvj (Jacobi), a matrix a thread: asked for"
           : p->driver == TN_SVD_GESVD
               ? "LAPACK's gesvd (bidiagonal QR), a matrix a thread: asked for"
           : !tni_lanes_of((tn_dtype)p->dtype)              ? GESDD "they are complex"
           : k > tni_crossover(TN_CPU, TNI_CROSS_lanes_svd) ? GESDD
               "wider than the crossover lanes_svd"
           : longer > TNI_SMALL_TALL                  ? GESDD "more than 512 rows or columns"
           : p->wanted == TN_SVD_FULL && p->m != p->n ? GESDD "all of U or V is wanted"
                                                      : GESDD "too few for the lanes of a vector";
}

int tni_host_svd(const void *params, void *stream) {
    (void)stream;
    const tn_k_svd *p = params;
    if (tni_svd_is_small(p)) {
        return tni_svd_small(p);
    }
    switch (p->driver) {
    case TN_SVD_GESVDJ:
        return tni_svd_by_jacobi(p);
    case TN_SVD_GESVD:
        return tni_svd_by_lapack(p, false);
    default:
        return tni_svd_by_lapack(p, true);
    }
}
