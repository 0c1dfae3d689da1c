/* svd_jacobi.c: singular value decompositions by one-sided Jacobi, for matrices of any size:
 * LAPACK's gesvj. Small values are as accurate as the matrix allows when its columns are scaled
 * well. gesvj wants at least as many rows as columns, and leaves the vectors of zero values
 * open: those are completed here, and so are the ones that a full decomposition has more. */
#include "host/openblas.h"
#include "host/svd_host.h"

#include <math.h>

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

/* X [tall, k] by columns: the matrix, or its transpose where that is the taller one. */
typedef struct jacobi {
    void (*rotate)(void); /* gesvj */
    geqrf *factor;
    orgqr *make;
    int tall, k, left; /* left: columns that the tall side's vectors have */
    int lwork, qr_lwork;
    int64_t v, basis, tau, work, rwork; /* bytes before them in the scratch */
} jacobi;

/* ---- Vectors that are not determined --------------------------------------------------------- */

/* Makes columns `rank` to left of x [tall, left] orthonormal to the first ones: those of the Q of
 * them are. */
static void complete(const jacobi *j, char *x, int rank, int64_t bytes, char *scratch) {
    if (rank == j->left) {
        return;
    }
    char *q = scratch + j->basis;
    const int64_t column = j->tall * bytes;
    int info;
    memcpy(q, x, (size_t)(rank * column));
    j->factor(&j->tall, &rank, q, &j->tall, scratch + j->tau, scratch + j->work, &j->qr_lwork,
              &info);
    j->make(&j->tall, &j->left, &rank, q, &j->tall, scratch + j->tau, scratch + j->work,
            &j->qr_lwork, &info);
    memcpy(x + rank * column, q + rank * column, (size_t)((j->left - rank) * column));
}

/* ---- Powers of two --------------------------------------------------------------------------- */

/* gesvj takes what is hardly normal for 0, and its squares of what is huge are infinite: x of
 * `count` numbers is brought to about 1 where it is far from that. The exponent is what was taken
 * out. */
#define SCALES(T, S, FREXP, LDEXP, FAR)                                                           \
    static int scale_##S(T *x, int64_t count) {                                                   \
        T largest = 0;                                                                            \
        for (int64_t i = 0; i < count; i++) {                                                     \
            const T size = x[i] < 0 ? -x[i] : x[i];                                               \
            largest = size > largest ? size : largest;                                            \
        }                                                                                         \
        int exponent = 0;                                                                         \
        FREXP(largest, &exponent);                                                                \
        if (exponent >= -FAR && exponent <= FAR) {                                                \
            return 0;                                                                             \
        }                                                                                         \
        for (int64_t i = 0; i < count; i++) {                                                     \
            x[i] = LDEXP(x[i], -exponent);                                                        \
        }                                                                                         \
        return exponent;                                                                          \
    }                                                                                             \
    /* Multiplies values by the scale that gesvj kept apart and by the power; counts those that \
     * were not 0. */ \
    static int scale_values_##S(T *s, int k, T scale, int exponent) {                             \
        int rank = 0;                                                                             \
        for (int i = 0; i < k; i++) {                                                             \
            const T value = s[i] * scale;                                                         \
            rank += value > 0;                                                                    \
            s[i] = exponent ? LDEXP(value, exponent) : value;                                     \
        }                                                                                         \
        return rank;                                                                              \
    }
SCALES(float, f32, frexpf, ldexpf, 40)
SCALES(double, f64, frexp, ldexp, 400)

static int scale(void *x, int64_t count, tn_dtype dtype) {
    const int64_t numbers = tni_is_complex(dtype) ? 2 * count : count;
    return tni_real_of(dtype) == TN_F32 ? scale_f32(x, numbers) : scale_f64(x, numbers);
}

static int scale_values(void *s, int k, const void *kept, int exponent, tn_dtype dtype) {
    return tni_real_of(dtype) == TN_F32 ? scale_values_f32(s, k, *(const float *)kept, exponent)
                                        : scale_values_f64(s, k, *(const double *)kept, exponent);
}

/* ---- One matrix ------------------------------------------------------------------------------ */

static int rotate(const jacobi *j, const tn_k_svd *p, char *x, char *s, char *scratch) {
    const bool vectors = p->wanted != TN_SVD_VALUES;
    const char *job_u = vectors ? "U" : "N", *job_v = vectors ? "V" : "N";
    const int none = 0;
    int info = 0;
    if (tni_is_complex((tn_dtype)p->dtype)) {
        ((gesvj_complex *)j->rotate)("G", job_u, job_v, &j->tall, &j->k, x, &j->tall, s, &none,
                                     scratch + j->v, &j->k, scratch + j->work, &j->lwork,
                                     scratch + j->rwork, &j->lwork, &info, 1, 1, 1);
    } else {
        ((gesvj *)j->rotate)("G", job_u, job_v, &j->tall, &j->k, x, &j->tall, s, &none,
                             scratch + j->v, &j->k, scratch + j->rwork, &j->lwork, &info, 1, 1, 1);
    }
    return info;
}

static void give_vectors(const jacobi *j, const tn_k_svd *p, const tni_svd_place *at, char *x,
                         char *v) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    if (p->n >= p->m) { /* X is the transpose */
        memcpy(at->vh, x, (size_t)(at->vh_count * bytes));
        tni_flip(at->u, v, j->k, j->k, dtype);
        tni_conjugate(at->u, at->u_count, dtype);
    } else {
        tni_flip(at->u, x, j->left, j->tall, dtype);
        memcpy(at->vh, v, (size_t)(at->vh_count * bytes));
        tni_conjugate(at->vh, at->vh_count, dtype);
    }
}

static int decompose_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_svd *p = params;
    const jacobi *j = context;
    const tni_svd_place at = tni_svd_place_of(p, i);
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    if (!tni_all_finite(at.in, at.in_count, dtype)) {
        tni_svd_give_up(p, i, j->k + 1);
        return 0;
    }
    if (p->n >= p->m) {
        memcpy(scratch, at.in, (size_t)(at.in_count * bytes));
    } else {
        tni_flip(scratch, at.in, p->m, p->n, dtype);
    }
    const int exponent = scale(scratch, at.in_count, dtype);
    tni_openblas_enter();
    const int info = rotate(j, p, scratch, at.s, scratch);
    const int rank = scale_values(at.s, j->k, scratch + j->rwork, exponent, dtype);
    if (!info && p->wanted != TN_SVD_VALUES) {
        complete(j, scratch, rank, bytes, scratch);
    }
    tni_openblas_leave();
    p->info[i] = info;
    if (info) {
        tni_svd_give_up(p, i, info > 0 ? info : j->k + 1);
    } else if (p->wanted != TN_SVD_VALUES) {
        give_vectors(j, p, &at, scratch, scratch + j->v);
    }
    return 0;
}

/* ---- The batch ------------------------------------------------------------------------------- */

static bool find_routines(const tn_k_svd *p, jacobi *j, int *failed) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    if (!tni_lapack_takes(p->m, p->n, failed) ||
        !tni_lapack_find(&j->rotate, dtype, "gesvj", "gesvj", failed) ||
        !tni_lapack_find(&j->factor, dtype, "geqrf", "geqrf", failed) ||
        !tni_lapack_find(&j->make, dtype, "orgqr", "ungqr", failed)) {
        return false;
    }
    const int ask = -1;
    double query[2] = {0}, other[2] = {0};
    int info;
    j->factor(&j->tall, &j->k, NULL, &j->tall, NULL, query, &ask, &info);
    j->make(&j->tall, &j->left, &j->k, NULL, &j->tall, NULL, other, &ask, &info);
    int a, b;
    if (!tni_lapack_work(query, dtype, &a, failed) || !tni_lapack_work(other, dtype, &b, failed)) {
        return false;
    }
    j->qr_lwork = a > b ? a : b;
    return true;
}

int tni_svd_by_jacobi(const tn_k_svd *p) {
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    const int64_t tall = p->m > p->n ? p->m : p->n, k = p->m > p->n ? p->n : p->m;
    jacobi j = {.tall = (int)tall,
                .k = (int)k,
                .left = (int)(p->wanted == TN_SVD_FULL ? tall : k),
                .lwork = (int)(tall + k > 6 ? tall + k : 6)};
    int failed = 0;
    if (!tni_lapack_takes(tall + k, tall, &failed) || !find_routines(p, &j, &failed)) {
        return failed;
    }
    const int64_t basis = tni_aligned_bytes(tall * j.left * bytes);
    const int64_t work = j.lwork > j.qr_lwork ? j.lwork : j.qr_lwork;
    j.v = basis;
    j.basis = j.v + tni_aligned_bytes(k * k * bytes);
    j.tau = j.basis + basis;
    j.work = j.tau + tni_aligned_bytes(k * bytes);
    j.rwork = j.work + tni_aligned_bytes(work * bytes);
    return tni_each_matrix(
        &(tni_matrix_loop){.count = p->batch,
                           .work = tni_svd_work(p),
                           .scratch_bytes = j.rwork + tni_aligned_bytes((int64_t)j.lwork * 8),
                           .each = decompose_one,
                           .params = p,
                           .context = &j});
}
