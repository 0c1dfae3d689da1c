#include "support/lapack_matrices.h"

#include "host/lapack.h"

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const MATRIX_CLASS_NAMES[MATRIX_CLASSES] = {
    "condition 10", "condition 1e6",  "condition 1e12", "clustered",
    "graded",       "rank deficient", "denormal",       "huge"};

/* Character arguments' lengths come last, as size_t. */
typedef void latms(const int *m, const int *n, const char *dist, int *seed, const char *sym,
                   void *values, const int *mode, const void *condition, const void *largest,
                   const int *below, const int *above, const char *pack, void *a, const int *lda,
                   void *work, int *info, size_t, size_t, size_t);

static const char letters[] = {[TN_F32] = 's', [TN_F64] = 'd', [TN_C64] = 'c', [TN_C128] = 'z'};

static bool is_single(tn_dtype dtype) {
    return tni_real_of(dtype) == TN_F32;
}

/* What libtmglib wants is loaded from beside the library that the host's kernels use: another
 * build's libblas.so.3 would find that one in place of its own. */
static void *open_generators(void) {
    static void *library;
    if (!library) {
        dlopen("/usr/lib/x86_64-linux-gnu/openblas-serial/libblas.so.3", RTLD_NOW | RTLD_LOCAL);
        dlopen("/usr/lib/x86_64-linux-gnu/openblas-serial/liblapack.so.3", RTLD_NOW | RTLD_LOCAL);
        library = dlopen("libtmglib.so.3", RTLD_NOW | RTLD_LOCAL);
    }
    return library;
}

/* The host's LAPACK first: what generators bring is none of its business. */
const char *why_no_generators(void) {
    int failed = 0;
    void (*routine)(void);
    if (!tni_lapack_find(&routine, TN_F64, "gesdd", "gesdd", &failed)) {
        return "no LAPACK to compare with";
    }
    return open_generators() ? NULL : "no libtmglib, whose matrices this compares on (libtmglib3)";
}

/* Of what cannot fail on matrices like these. */
static void must(bool holds, const char *what, int info) {
    if (!holds) {
        fprintf(stderr, "%s: info %d\n", what, info);
        abort();
    }
}

/* ---- Matrices -------------------------------------------------------------------------------- */

static double value_of(matrix_class kind, int64_t i, int64_t k) {
    const double at = k > 1 ? (double)i / (double)(k - 1) : 0;
    switch (kind) {
    case CLASS_CONDITION_1E6:
        return pow(1e-6, at);
    case CLASS_CONDITION_1E12:
        return pow(1e-12, at);
    case CLASS_CLUSTERED:
        return i < (k + 1) / 2 ? 1 : 1e-3;
    case CLASS_RANK_DEFICIENT:
        return i < (k + 1) / 2 ? 1 / (double)(i + 1) : 0;
    default:
        return pow(0.1, at);
    }
}

/* By what element [i, j] is multiplied, exactly unless that is denormal. */
static int exponent_of(matrix_class kind, bool single, int64_t i, int64_t j, int64_t n,
                       bool hermitian) {
    switch (kind) {
    case CLASS_GRADED: /* over 30 or 60 powers of two */
        return -(int)((hermitian ? i + j : 2 * j) * (single ? 15 : 30) / (n > 1 ? n - 1 : 1));
    case CLASS_DENORMAL:
        return single ? -125 : -1021;
    case CLASS_HUGE:
        return single ? 120 : 1016;
    default:
        return 0;
    }
}

static bool all_finite(const char *a, int64_t count, bool single) {
    bool all = true;
    for (int64_t i = 0; i < count; i++) {
        all = all && (single ? isfinite(((const float *)(const void *)a)[i])
                             : isfinite(((const double *)(const void *)a)[i]));
    }
    return all;
}

/* Now and then OpenBLAS's ssymv makes all of a symmetric matrix NaN (0.3.21, sides that are
 * multiples of 8): the same numbers are asked for again. */
static void make_one(matrix_class kind, tn_dtype dtype, int m, int n, bool hermitian, int *seed,
                     void *out) {
    const bool single = is_single(dtype);
    const int64_t k = m < n ? m : n, parts = tni_is_complex(dtype) ? 2 : 1;
    const size_t bytes = tn_dtype_bytes(dtype);
    const int mode = 0, below = m > 1 ? m - 1 : 0, above = n > 1 ? n - 1 : 0;
    const size_t spare = 64; /* OpenBLAS's ssymv reads behind what it is given */
    char *a = calloc((size_t)(m * n) + spare, bytes);
    void *work = calloc((size_t)(3 * (m > n ? m : n)) + spare, bytes);
    void *values = calloc((size_t)k, 8);
    for (int64_t i = 0; i < k; i++) {
        const double sign = hermitian && i % 3 == 1 ? -1 : 1, value = sign * value_of(kind, i, k);
        if (single) {
            ((float *)values)[i] = (float)value;
        } else {
            ((double *)values)[i] = value;
        }
    }
    char name[16];
    snprintf(name, sizeof name, "%clatms_", letters[dtype]);
    void *symbol = dlsym(open_generators(), name);
    must(symbol != NULL, name, 0);
    latms *generate;
    memcpy(&generate, &symbol, sizeof symbol);
    const double one = 1;
    const float single_one = 1;
    const void *unused = single ? (const void *)&single_one : &one;
    int next[4], info = 0, tries = 0;
    do {
        memcpy(next, seed, sizeof next);
        generate(&m, &n, "S", next, hermitian ? "H" : "N", values, &mode, unused, unused, &below,
                 &above, "N", a, &m, work, &info, 1, 1, 1);
        must(info == 0 && tries++ < 100, name, info);
    } while (!all_finite(a, (int64_t)m * n * parts, single));
    memcpy(seed, next, sizeof next);
    for (int64_t e = 0; e < (int64_t)m * n * parts; e++) {
        const int64_t part = e % parts, i = e / parts / n, j = e / parts % n;
        const int64_t from = (j * m + i) * parts + part;
        const int power = exponent_of(kind, single, i, j, n, hermitian);
        if (single) {
            ((float *)out)[e] = ldexpf(((float *)(void *)a)[from], power);
        } else {
            ((double *)out)[e] = ldexp(((double *)(void *)a)[from], power);
        }
    }
    free(values);
    free(work);
    free(a);
}

tn_tensor *generated(matrix_class kind, tn_dtype dtype, int64_t batch, int64_t m, int64_t n,
                     bool hermitian) {
    tn_tensor *t = tn_zeros(TN_SHAPE(batch, m, n), .dtype = dtype, .device = TN_CPU);
    const int64_t bytes = m * n * (int64_t)tn_dtype_bytes(dtype);
    int seed[4] = {(int)kind, (int)m, (int)n, 2 * (int)dtype + 1};
    for (int64_t b = 0; m && n && b < batch; b++) {
        make_one(kind, dtype, (int)m, (int)n, hermitian, seed, (char *)tn_data(t) + b * bytes);
    }
    return t;
}

/* ---- LAPACK's factors ------------------------------------------------------------------------ */

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
typedef void gesvj(const char *joba, const char *jobu, const char *jobv, const int *m, const int *n,
                   void *a, const int *lda, void *sva, const int *mv, void *v, const int *ldv,
                   void *work, const int *lwork, int *info, size_t, size_t, size_t);
typedef void gesvj_complex(const char *joba, const char *jobu, const char *jobv, const int *m,
                           const int *n, void *a, const int *lda, void *sva, const int *mv, void *v,
                           const int *ldv, void *cwork, const int *lwork, void *rwork,
                           const int *lrwork, int *info, size_t, size_t, size_t);
typedef void geqrf(const int *m, const int *n, void *a, const int *lda, void *tau, void *work,
                   const int *lwork, int *info);
typedef void orgqr(const int *m, const int *n, const int *k, void *a, const int *lda,
                   const void *tau, void *work, const int *lwork, int *info);
typedef void syevd(const char *job, const char *uplo, const int *n, void *a, const int *lda,
                   void *w, void *work, const int *lwork, int *iwork, const int *liwork, int *info,
                   size_t, size_t);
typedef void heevd(const char *job, const char *uplo, const int *n, void *a, const int *lda,
                   void *w, void *work, const int *lwork, void *rwork, const int *lrwork,
                   int *iwork, const int *liwork, int *info, size_t, size_t);

/* Room for the work of matrices [m, n]; lwork is what a query says, so that LAPACK takes blocks as
 * large as where Tenon calls it. */
typedef struct scratch {
    int lwork, lrwork, liwork;
    void *matrix, *left, *right, *work, *rwork, *tau;
    int *iwork;
} scratch;

/* As Tenon's scratch is: what OpenBLAS rounds depends on it. */
static void *aligned(size_t bytes) {
    const size_t whole = (bytes + 127) / 64 * 64;
    return memset(aligned_alloc(64, whole), 0, whole);
}

static scratch scratch_of(int64_t m, int64_t n) {
    const int64_t longer = (m > n ? m : n) + 8, k = (m < n ? m : n) + 8;
    scratch s = {
        .lwork = -1, .lrwork = (int)(8 * k * k + 4 * longer * k), .liwork = (int)(8 * longer)};
    s.matrix = aligned((size_t)(m * n) * 16);
    s.left = aligned((size_t)(m * k) * 16);
    s.right = aligned((size_t)(n * k) * 16);
    s.work = aligned(2 * sizeof(double));
    s.rwork = aligned((size_t)s.lrwork * 8);
    s.iwork = aligned((size_t)s.liwork * sizeof *s.iwork);
    s.tau = aligned((size_t)k * 16);
    return s;
}

/* After a call with lwork = -1. */
static void take_work(scratch *s, tn_dtype dtype) {
    s->lwork = (int)tni_queried(s->work, dtype);
    free(s->work);
    s->work = aligned((size_t)s->lwork * tn_dtype_bytes(dtype));
}

static void release(scratch *s) {
    free(s->matrix);
    free(s->left);
    free(s->right);
    free(s->work);
    free(s->rwork);
    free(s->iwork);
    free(s->tau);
}

static void *find(tn_dtype dtype, const char *real, const char *complex_name) {
    void *routine = NULL;
    int failed = 0;
    must(tni_lapack_find(&routine, dtype, real, complex_name, &failed), real, failed);
    return routine;
}
#define CALL(type, routine) (*(type **)(void *)&(void *){routine})

/* With a matrix to spare: OpenBLAS reads an element behind a row of the last one. */
static tn_tensor *empty(tn_dtype dtype, int64_t batch, int64_t m, int64_t n) {
    tn_tensor *all = tn_zeros(TN_SHAPE(batch + 1, m, n), .dtype = dtype, .device = TN_CPU);
    return tn_narrow(all, 0, 0, batch);
}
static char *matrix_of(tn_tensor *t, int64_t b) {
    return (char *)tn_data(t) +
           b * tn_size(t, 1) * tn_size(t, 2) * (int64_t)tn_dtype_bytes(tn_dtype_of(t));
}

typedef struct svd_call {
    tn_dtype dtype;
    bool divides; /* gesdd, else gesvd */
    void *routine;
    int m, n, k; /* by columns */
} svd_call;

static int call_svd(const svd_call *c, scratch *s, void *x, void *w, void *u, void *vt) {
    const int *m = &c->m, *n = &c->n, *k = &c->k;
    int info = 0;
    if (c->divides && tni_is_complex(c->dtype)) {
        CALL(gesdd_complex, c->routine)
        ("S", m, n, x, m, w, u, m, vt, k, s->work, &s->lwork, s->rwork, s->iwork, &info, 1);
    } else if (c->divides) {
        CALL(gesdd, c->routine)
        ("S", m, n, x, m, w, u, m, vt, k, s->work, &s->lwork, s->iwork, &info, 1);
    } else if (tni_is_complex(c->dtype)) {
        CALL(gesvd_complex, c->routine)
        ("S", "S", m, n, x, m, w, u, m, vt, k, s->work, &s->lwork, s->rwork, &info, 1, 1);
    } else {
        CALL(gesvd, c->routine)
        ("S", "S", m, n, x, m, w, u, m, vt, k, s->work, &s->lwork, &info, 1, 1);
    }
    return info;
}

/* By rows it is the transpose by columns: what it calls U is V^H by rows. */
lapack_factors lapack_svd(const char *name, tn_tensor *a) {
    const int64_t batch = tn_size(a, 0), m = tn_size(a, 1), n = tn_size(a, 2), k = m < n ? m : n;
    const svd_call c = {.dtype = tn_dtype_of(a),
                        .divides = strcmp(name, "gesdd") == 0,
                        .routine = find(tn_dtype_of(a), name, name),
                        .m = (int)n,
                        .n = (int)m,
                        .k = (int)k};
    lapack_factors f = {empty(c.dtype, batch, m, k), empty(tni_real_of(c.dtype), batch, 1, k),
                        empty(c.dtype, batch, k, n), false};
    tn_tensor *copy = tn_copy_(empty(c.dtype, batch, m, n), a);
    const size_t bytes = tn_dtype_bytes(c.dtype);
    scratch s = scratch_of(m, n);
    for (int64_t b = -1; k && batch && b < batch; b++) { /* -1 asks for the work */
        const int64_t at = b < 0 ? 0 : b;
        void *left = matrix_of(f.left, at), *right = matrix_of(f.right, at);
        const bool aside = tni_is_complex(c.dtype); /* as Tenon does */
        memcpy(s.matrix, matrix_of(copy, at), (size_t)(m * n) * bytes);
        const int info = call_svd(&c, &s, s.matrix, matrix_of(f.values, at),
                                  aside ? s.right : right, aside ? s.left : left);
        must(info == 0, name, info);
        if (aside) {
            memcpy(left, s.left, (size_t)(m * k) * bytes);
            memcpy(right, s.right, (size_t)(k * n) * bytes);
        }
        if (b < 0) {
            take_work(&s, c.dtype);
        }
    }
    release(&s);
    return f;
}

static double number_at(const void *x, int64_t i, bool single) {
    return single ? (double)((const float *)x)[i] : ((const double *)x)[i];
}

/* Of numbers far from 1 the power of two that Tenon takes out of them before gesvj. */
static int far_exponent(const void *x, int64_t count, bool single) {
    double largest = 0;
    int exponent = 0;
    for (int64_t i = 0; i < count; i++) {
        largest = fmax(largest, fabs(number_at(x, i, single)));
    }
    frexp(largest, &exponent);
    return abs(exponent) > (single ? 40 : 400) ? exponent : 0;
}

static void times_power(void *x, int64_t count, bool single, int exponent) {
    for (int64_t i = 0; exponent && i < count; i++) {
        if (single) {
            ((float *)x)[i] = ldexpf(((float *)x)[i], exponent);
        } else {
            ((double *)x)[i] = ldexp(((double *)x)[i], exponent);
        }
    }
}

typedef struct jacobi_call {
    tn_dtype dtype;
    void *routine;
    int m, n, lwork;
} jacobi_call;

static int call_gesvj(const jacobi_call *c, const scratch *s, void *values) {
    const int *m = &c->m, *n = &c->n, *lwork = &c->lwork;
    int info = 0;
    if (tni_is_complex(c->dtype)) {
        CALL(gesvj_complex, c->routine)
        ("G", "U", "V", m, n, s->matrix, m, values, n, s->left, n, s->work, lwork, s->rwork, lwork,
         &info, 1, 1, 1);
    } else {
        CALL(gesvj, c->routine)
        ("G", "U", "V", m, n, s->matrix, m, values, n, s->left, n, s->work, lwork, &info, 1, 1, 1);
    }
    return info;
}

/* Of what has at least as many rows as columns, by columns: the transpose where it has not. */
lapack_factors lapack_gesvj(tn_tensor *t) {
    const tn_dtype dtype = tn_dtype_of(t);
    const bool is_wide = tn_size(t, 2) >= tn_size(t, 1), single = is_single(dtype);
    tn_tensor *x = tn_clone(tn_contiguous(is_wide ? t : tn_mT(t))); /* rows: columns of X */
    const int64_t batch = tn_size(x, 0);
    const int n = (int)tn_size(x, 1), m = (int)tn_size(x, 2);
    const jacobi_call c = {dtype, find(dtype, "gesvj", "gesvj"), m, n, m + n > 6 ? m + n : 6};
    const size_t bytes = tn_dtype_bytes(dtype), of_x = (size_t)(m * n) * bytes;
    const int64_t numbers = (int64_t)m * n * (tni_is_complex(dtype) ? 2 : 1);
    tn_tensor *v = empty(dtype, batch, n, n), *values = empty(tni_real_of(dtype), batch, 1, n);
    scratch s = scratch_of(m, n);
    s.lwork = c.lwork;
    free(s.work);
    s.work = aligned((size_t)c.lwork * 16);
    bool gave_up = false;
    for (int64_t b = 0; n && b < batch; b++) {
        memcpy(s.matrix, matrix_of(x, b), of_x);
        const int exponent = far_exponent(s.matrix, numbers, single);
        times_power(s.matrix, numbers, single, -exponent);
        const int info = call_gesvj(&c, &s, matrix_of(values, b));
        must(info >= 0, "gesvj", info);
        gave_up = gave_up || info > 0;
        times_power(matrix_of(values, b), n, single, exponent);
        memcpy(matrix_of(x, b), s.matrix, of_x);
        memcpy(matrix_of(v, b), s.left, (size_t)(n * n) * bytes);
    }
    release(&s);
    /* Rows of x and v are the columns of X = U S V^H; the transpose is conj(V) S U^T. */
    tn_tensor *left = is_wide ? tn_conj(v) : x, *right = is_wide ? x : tn_conj(v);
    return (lapack_factors){tn_contiguous(tn_mT(left)), values, tn_contiguous(right), gave_up};
}

lapack_factors lapack_qr(tn_tensor *a) {
    const tn_dtype dtype = tn_dtype_of(a);
    const int64_t batch = tn_size(a, 0);
    const int m = (int)tn_size(a, 1), n = (int)tn_size(a, 2), k = m < n ? m : n;
    tn_tensor *columns = tn_clone(tn_contiguous(tn_mT(a))), *q = empty(dtype, batch, k, m);
    void *factor = find(dtype, "geqrf", "geqrf"), *make = find(dtype, "orgqr", "ungqr");
    scratch s = scratch_of(m, n), t = scratch_of(m, n);
    for (int64_t b = -1; k && batch && b < batch; b++) {
        void *x = matrix_of(columns, b < 0 ? 0 : b), *y = matrix_of(q, b < 0 ? 0 : b);
        const size_t bytes = tn_dtype_bytes(dtype), all = (size_t)(m * n) * bytes;
        int info = 0, other = 0;
        memcpy(s.matrix, x, all);
        CALL(geqrf, factor)(&m, &n, s.matrix, &m, s.tau, s.work, &s.lwork, &info);
        memcpy(x, s.matrix, all);
        CALL(orgqr, make)(&m, &k, &k, s.matrix, &m, s.tau, t.work, &t.lwork, &other);
        memcpy(y, s.matrix, (size_t)(m * k) * bytes);
        must(!info && !other, "geqrf", info);
        if (b < 0) {
            take_work(&s, dtype);
            take_work(&t, dtype);
        }
    }
    release(&s);
    release(&t);
    return (lapack_factors){.left = tn_contiguous(tn_mT(q)),
                            .right = tn_triu(tn_narrow(tn_mT(columns), 1, 0, k))};
}

/* By columns it is the conjugate matrix's upper triangle. */
lapack_factors lapack_eigh(tn_tensor *a) {
    const tn_dtype dtype = tn_dtype_of(a);
    const int64_t batch = tn_size(a, 0);
    const int n = (int)tn_size(a, 1);
    tn_tensor *x = tn_clone(a), *w = empty(tni_real_of(dtype), batch, 1, n);
    void *routine = find(dtype, "syevd", "heevd");
    scratch s = scratch_of(n, n);
    const int lrwork = s.lrwork, liwork = s.liwork;
    for (int64_t b = -1; n && batch && b < batch; b++) {
        void *at = s.matrix, *values = matrix_of(w, b < 0 ? 0 : b);
        const size_t all = (size_t)(n * n) * tn_dtype_bytes(dtype);
        int info = 0;
        memcpy(at, matrix_of(x, b < 0 ? 0 : b), all);
        if (tni_is_complex(dtype)) {
            CALL(heevd, routine)
            ("V", "U", &n, at, &n, values, s.work, &s.lwork, s.rwork, &lrwork, s.iwork, &liwork,
             &info, 1, 1);
        } else {
            CALL(syevd, routine)
            ("V", "U", &n, at, &n, values, s.work, &s.lwork, s.iwork, &liwork, &info, 1, 1);
        }
        must(info == 0, "syevd", info);
        memcpy(matrix_of(x, b < 0 ? 0 : b), at, b < 0 ? 0 : all);
        if (b < 0) {
            take_work(&s, dtype);
        }
    }
    release(&s);
    return (lapack_factors){.left = tn_contiguous(tn_adjoint(x)), .values = w};
}
