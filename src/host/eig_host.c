/* eig_host.c: eigenvalues and right vectors of general matrices, by LAPACK. Real matrices give
 * pairs, of which it writes the real and the imaginary part side by side. */
#include "host/lapack.h"
#include "host/openblas.h"

typedef void geev(const char *job_l, const char *job_r, const int *n, void *a, const int *lda,
                  void *wr, void *wi, void *vl, const int *ldvl, void *vr, const int *ldvr,
                  void *work, const int *lwork, int *info, size_t, size_t);
typedef void geev_complex(const char *job_l, const char *job_r, const int *n, void *a,
                          const int *lda, void *w, void *vl, const int *ldvl, void *vr,
                          const int *ldvr, void *work, const int *lwork, void *rwork, int *info,
                          size_t, size_t);

typedef struct solver {
    void (*routine)(void);
    int lwork;
    int64_t v, w, rwork, work; /* bytes before them in the scratch */
} solver;

static int call(const tn_k_eig *p, const solver *s, char *scratch, void *work, const int *lwork) {
    const char *job = p->vectors ? "V" : "N";
    const int n = (int)p->n, one = 1;
    const int64_t real = (int64_t)tn_dtype_bytes(tni_real_of((tn_dtype)p->dtype));
    char *w = scratch + s->w;
    int info = 0;
    if (tni_is_complex((tn_dtype)p->dtype)) {
        ((geev_complex *)s->routine)("N", job, &n, scratch, &n, w, NULL, &one, scratch + s->v, &n,
                                     work, lwork, scratch + s->rwork, &info, 1, 1);
    } else {
        ((geev *)s->routine)("N", job, &n, scratch, &n, w, w + p->n * real, NULL, &one,
                             scratch + s->v, &n, work, lwork, &info, 1, 1);
    }
    return info;
}

/* Real and imaginary parts together; by[c * n + r] are vectors by columns. */
#define GIVE_REAL(T)                                                                   \
    static void give_##T(const tn_k_eig *p, const T *parts, const T *by, T *w, T *v) { \
        const int64_t n = p->n;                                                        \
        const T *im = parts + n;                                                       \
        for (int64_t c = 0; c < n; c++) {                                              \
            w[2 * c] = parts[c];                                                       \
            w[2 * c + 1] = im[c];                                                      \
        }                                                                              \
        for (int64_t c = 0; v && c < n; c++) {                                         \
            const bool paired = im[c] != 0, second = im[c] < 0;                        \
            const T *re = by + (second ? c - 1 : c) * n, *other = re + n;              \
            for (int64_t r = 0; r < n; r++) {                                          \
                v[2 * (r * n + c)] = re[r];                                            \
                v[2 * (r * n + c) + 1] = !paired ? 0 : second ? -other[r] : other[r];  \
            }                                                                          \
        }                                                                              \
    }
GIVE_REAL(float)
GIVE_REAL(double)

static void give(const tn_k_eig *p, const solver *s, const char *scratch, char *w, char *v) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const void *parts = scratch + s->w, *by = scratch + s->v;
    if (dtype == TN_F32) {
        give_float(p, parts, by, (float *)(void *)w, (float *)(void *)v);
    } else if (dtype == TN_F64) {
        give_double(p, parts, by, (double *)(void *)w, (double *)(void *)v);
    } else {
        memcpy(w, parts, (size_t)p->n * tn_dtype_bytes(dtype));
        if (v) {
            tni_flip(v, by, p->n, p->n, dtype);
        }
    }
}

static int solve_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_eig *p = params;
    const solver *s = context;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const tn_dtype result = tni_real_of(dtype) == TN_F32 ? TN_C64 : TN_C128;
    const int64_t pair = (int64_t)tn_dtype_bytes(result);
    const char *in = (const char *)p->in + i * p->n * p->n * (int64_t)tn_dtype_bytes(dtype);
    char *w = (char *)p->w + i * p->n * pair;
    char *v = p->vectors ? (char *)p->v + i * p->n * p->n * pair : NULL;
    int info = (int)p->n + 1;
    if (tni_all_finite(in, p->n * p->n, dtype)) {
        tni_flip(scratch, in, p->n, p->n, dtype);
        tni_openblas_enter();
        info = call(p, s, scratch, scratch + s->work, &s->lwork);
        tni_openblas_leave();
    }
    p->info[i] = info < 0 ? (int)p->n + 1 : info;
    if (info) {
        tni_fill_nan(w, p->n, result);
        tni_fill_nan(v, p->n * p->n, result);
    } else {
        give(p, s, scratch, w, v);
    }
    return 0;
}

int tni_host_eig(const void *params, void *stream) {
    (void)stream;
    const tn_k_eig *p = params;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    const int64_t matrix = tni_aligned_bytes(p->n * p->n * bytes);
    const int64_t row = tni_aligned_bytes(p->n * 16);
    solver s = {.v = matrix,
                .w = matrix + (p->vectors ? matrix : 0),
                .rwork = matrix + (p->vectors ? matrix : 0) + row};
    s.work = s.rwork + row;
    int failed = 0;
    if (!tni_lapack_takes(p->n, p->n, &failed) ||
        !tni_lapack_find(&s.routine, dtype, "geev", "geev", &failed)) {
        return failed;
    }
    const solver nowhere = {.routine = s.routine};
    const int ask = -1;
    double query[2] = {0};
    int64_t unused[8] = {0};
    call(p, &nowhere, (char *)unused, query, &ask);
    if (!tni_lapack_work(query, dtype, &s.lwork, &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = p->n * p->n * (20 * p->n + 64),
                                              .scratch_bytes = s.work + s.lwork * bytes,
                                              .each = solve_one,
                                              .params = p,
                                              .context = &s});
}
