/* eigh_host.c: eigenvalues and vectors of symmetric and hermitian matrices, by LAPACK's divide and
 * conquer, and by its QR iteration on the other triangle where that fails. The triangle that is
 * read is the other one by columns, of the conjugate matrix. */
#include "host/eigh_host.h"

#include "host/openblas.h"

typedef void syevd(const char *job, const char *uplo, const int *n, void *a, const int *lda,
                   void *w, void *work, const int *lwork, int *iwork, const int *liwork, int *info,
                   size_t, size_t);
typedef void heevd(const char *job, const char *uplo, const int *n, void *a, const int *lda,
                   void *w, void *work, const int *lwork, void *rwork, const int *lrwork,
                   int *iwork, const int *liwork, int *info, size_t, size_t);

typedef void syev(const char *job, const char *uplo, const int *n, void *a, const int *lda, void *w,
                  void *work, const int *lwork, int *info, size_t, size_t);
typedef void heev(const char *job, const char *uplo, const int *n, void *a, const int *lda, void *w,
                  void *work, const int *lwork, void *rwork, int *info, size_t, size_t);

typedef struct solver {
    void (*divide)(void), (*iterate)(void);
    int lwork, lrwork, liwork;  /* enough for both */
    int64_t work, rwork, iwork; /* bytes before them in the scratch */
} solver;

static int divide(const tn_k_eigh *p, const solver *s, void *a, void *w, void *work,
                  const int *lwork, void *rwork, const int *lrwork, int *iwork, const int *liwork) {
    const char *job = p->vectors ? "V" : "N", *uplo = p->upper ? "L" : "U";
    const int n = (int)p->n;
    int info = 0;
    if (tni_is_complex((tn_dtype)p->dtype)) {
        ((heevd *)s->divide)(job, uplo, &n, a, &n, w, work, lwork, rwork, lrwork, iwork, liwork,
                             &info, 1, 1);
    } else {
        ((syevd *)s->divide)(job, uplo, &n, a, &n, w, work, lwork, iwork, liwork, &info, 1, 1);
    }
    return info;
}

/* Of a matrix whose other triangle holds its numbers, so that other ones are computed even where
 * both routines go the same way: for values alone, and vectors of up to 25. */
static int iterate(const tn_k_eigh *p, const solver *s, void *a, void *w, void *work, void *rwork) {
    const char *job = p->vectors ? "V" : "N", *uplo = p->upper ? "U" : "L";
    const int n = (int)p->n;
    int info = 0;
    if (tni_is_complex((tn_dtype)p->dtype)) {
        ((heev *)s->iterate)(job, uplo, &n, a, &n, w, work, &s->lwork, rwork, &info, 1, 1);
    } else {
        ((syev *)s->iterate)(job, uplo, &n, a, &n, w, work, &s->lwork, &info, 1, 1);
    }
    return info;
}

/* Of the triangle that is read. */
static bool is_finite(const tn_k_eigh *p, const char *in) {
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    for (int64_t r = 0; r < p->n; r++) {
        const int64_t first = p->upper ? r : 0, last = p->upper ? p->n : r + 1;
        if (!tni_all_finite(in + (r * p->n + first) * bytes, last - first, (tn_dtype)p->dtype)) {
            return false;
        }
    }
    return true;
}

/* OpenBLAS 0.3.21's ssyevd gives NaN, and no error, for finite matrices of low rank (on AVX-512
 * three of 5,760 sums of sines), and may do so in the vectors alone. */
static bool has_failed(const tn_k_eigh *p, int info, const void *w, const void *v) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    return info > 0 || !tni_all_finite(w, p->n, tni_real_of(dtype)) ||
           (p->vectors && !tni_all_finite(v, p->n * p->n, dtype));
}

static int decompose(const tn_k_eigh *p, const solver *s, const char *in, void *w, char *scratch) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    char *work = scratch + s->work, *rwork = scratch + s->rwork;
    memcpy(scratch, in, (size_t)(p->n * p->n * (int64_t)tn_dtype_bytes(dtype)));
    tni_openblas_enter();
    int info = divide(p, s, scratch, w, work, &s->lwork, rwork, &s->lrwork,
                      (int *)(void *)(scratch + s->iwork), &s->liwork);
    if (has_failed(p, info, w, scratch)) {
        tni_flip(scratch, in, p->n, p->n, dtype);
        tni_conjugate(scratch, p->n * p->n, dtype);
        info = iterate(p, s, scratch, w, work, rwork);
    }
    tni_openblas_leave();
    return info < 0 ? (int)p->n + 1 : info;
}

static int solve_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_eigh *p = params;
    const tn_dtype dtype = (tn_dtype)p->dtype, real = tni_real_of(dtype);
    const int64_t size = p->n * p->n * (int64_t)tn_dtype_bytes(dtype);
    const char *in = (const char *)p->in + i * size;
    char *w = (char *)p->w + i * p->n * (int64_t)tn_dtype_bytes(real);
    char *v = p->vectors ? (char *)p->v + i * size : NULL;
    p->info[i] = is_finite(p, in) ? decompose(p, context, in, w, scratch) : (int)p->n + 1;
    if (p->info[i]) {
        tni_fill_nan(w, p->n, real);
        tni_fill_nan(v, p->n * p->n, dtype);
    } else if (v) {
        tni_flip(v, scratch, p->n, p->n, dtype);
        tni_conjugate(v, p->n * p->n, dtype);
    }
    return 0;
}

static int longer(int elements, int64_t at_least) {
    return elements > at_least ? elements : (int)at_least;
}

static int by_lapack(const tn_k_eigh *p) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    solver s = {0};
    int failed = 0;
    if (!tni_lapack_takes(p->n, p->n, &failed) ||
        !tni_lapack_find(&s.divide, dtype, "syevd", "heevd", &failed) ||
        !tni_lapack_find(&s.iterate, dtype, "syev", "heev", &failed)) {
        return failed;
    }
    const int ask = -1;
    double query[2] = {0}, real_query[2] = {0}, unused[2] = {0};
    divide(p, &s, unused, unused, query, &ask, real_query, &ask, &s.liwork, &ask);
    if (!tni_lapack_work(query, dtype, &s.lwork, &failed) ||
        (tni_is_complex(dtype) && !tni_lapack_work(real_query, dtype, &s.lrwork, &failed))) {
        return failed;
    }
    s.lwork = longer(s.lwork, 3 * p->n); /* LAPACK's documentation of syev and heev */
    s.lrwork = longer(s.lrwork, 3 * p->n);
    s.work = tni_aligned_bytes(p->n * p->n * bytes);
    s.rwork = s.work + tni_aligned_bytes(s.lwork * bytes);
    s.iwork = s.rwork + tni_aligned_bytes((int64_t)s.lrwork * 8);
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = p->n * p->n * (8 * p->n + 64),
                                              .scratch_bytes = s.iwork + (int64_t)s.liwork * 4,
                                              .each = solve_one,
                                              .params = p,
                                              .context = &s});
}

#define SYEVD "LAPACK's syevd or heevd (divide and conquer), a matrix a thread: "

const char *tni_host_eigh_explain(const void *params) {
    const tn_k_eigh *p = params;
    return tni_eigh_is_small(p)
               ? "two-sided Jacobi, several matrices at once in the lanes of vectors: they are "
                 "real and no wider than the crossover lanes_eigh"
           : p->driver == TN_EIGH_DIVIDE       ? SYEVD "asked for"
           : !tni_lanes_of((tn_dtype)p->dtype) ? SYEVD "they are complex"
           : p->n > tni_crossover(TN_CPU, TNI_CROSS_lanes_eigh)
               ? SYEVD "wider than the crossover lanes_eigh"
               : SYEVD "too few for the lanes of a vector";
}

int tni_host_eigh(const void *params, void *stream) {
    (void)stream;
    return tni_eigh_is_small(params) ? tni_eigh_small(params) : by_lapack(params);
}
