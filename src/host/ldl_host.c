/* ldl_host.c: factors of symmetric and hermitian indefinite matrices (Bunch-Kaufman), and solving
 * with them, by LAPACK. */
#include "host/lapack.h"
#include "host/openblas.h"

typedef void sytrf(const char *uplo, const int *n, void *a, const int *lda, int *pivots, void *work,
                   const int *lwork, int *info, size_t);
typedef void sytrs(const char *uplo, const int *n, const int *nrhs, const void *a, const int *lda,
                   const int *pivots, void *b, const int *ldb, int *info, size_t);

typedef struct factoring {
    sytrf *factor;
    int lwork;
} factoring;

/* Zeros above the diagonal, by rows. */
static void clear_upper(char *out, int64_t n, int64_t bytes) {
    for (int64_t r = 0; r < n; r++) {
        memset(out + (r * n + r + 1) * bytes, 0, (size_t)((n - r - 1) * bytes));
    }
}

static int factor_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_ldl *p = params;
    const factoring *f = context;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype), size = p->n * p->n * bytes;
    const int n = (int)p->n;
    tni_flip(scratch, (const char *)p->in + i * size, p->n, p->n, dtype);
    int info = 0;
    tni_openblas_enter();
    f->factor("L", &n, scratch, &n, p->pivots + i * p->n, scratch + tni_aligned_bytes(size),
              &f->lwork, &info, 1);
    tni_openblas_leave();
    p->info[i] = info;
    tni_flip((char *)p->out + i * size, scratch, p->n, p->n, dtype);
    clear_upper((char *)p->out + i * size, p->n, bytes);
    return 0;
}

int tni_host_ldl(const void *params, void *stream) {
    (void)stream;
    const tn_k_ldl *p = params;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    factoring f;
    int failed = 0;
    if (!tni_lapack_takes(p->n, p->n, &failed) ||
        !tni_lapack_find(&f.factor, dtype, "sytrf", p->hermitian ? "hetrf" : "sytrf", &failed)) {
        return failed;
    }
    const int n = (int)p->n, ask = -1;
    double query[2];
    int info;
    f.factor("L", &n, NULL, &n, NULL, query, &ask, &info, 1);
    if (!tni_lapack_work(query, dtype, &f.lwork, &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){
        .count = p->batch,
        .work = p->n * p->n * (p->n / 3 + 16),
        .scratch_bytes = tni_aligned_bytes(p->n * p->n * bytes) + f.lwork * bytes,
        .each = factor_one,
        .params = p,
        .context = &f});
}

/* ---- Solving --------------------------------------------------------------------------------- */

/* Rows are exchanged as the pivots say: 1 to n, or twice the same negative number. */
static bool lead_inside(const int32_t *pivots, int64_t n) {
    for (int64_t k = 0; k < n; k++) {
        const int64_t to = pivots[k] < 0 ? -(int64_t)pivots[k] : pivots[k];
        if (to < 1 || to > n || (pivots[k] < 0 && (k + 1 == n || pivots[k + 1] != pivots[k]))) {
            return false;
        }
        k += pivots[k] < 0;
    }
    return true;
}

static int solve_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_ldl_solve *p = params;
    sytrs *const *solve = context;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    char *a = scratch, *b = scratch + tni_aligned_bytes(p->n * p->n * bytes);
    char *own = (char *)p->b + i * p->n * p->columns * bytes;
    const int n = (int)p->n, columns = (int)p->columns;
    if (!lead_inside(p->pivots + i * p->n, p->n)) {
        return tn_kernel_fail(
            TN_ERR_ARGUMENT,
            "the pivots of matrix %lld must be as linalg_ldl_factor gives them: 1 "
            "to %lld, or twice the same negative number",
            (long long)i, (long long)p->n);
    }
    tni_flip(a, (const char *)p->ldl + i * p->n * p->n * bytes, p->n, p->n, dtype);
    tni_flip(b, own, p->n, p->columns, dtype);
    int info;
    tni_openblas_enter();
    (*solve)("L", &n, &columns, a, &n, p->pivots + i * p->n, b, &n, &info, 1);
    tni_openblas_leave();
    tni_flip(own, b, p->columns, p->n, dtype);
    return 0;
}

int tni_host_ldl_solve(const void *params, void *stream) {
    (void)stream;
    const tn_k_ldl_solve *p = params;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    sytrs *solve;
    int failed = 0;
    if (!tni_lapack_takes(p->n, p->columns, &failed) ||
        !tni_lapack_find(&solve, dtype, "sytrs", p->hermitian ? "hetrs" : "sytrs", &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){
        .count = p->batch,
        .work = p->n * p->n * (p->columns + 16),
        .scratch_bytes = tni_aligned_bytes(p->n * p->n * bytes) + p->n * p->columns * bytes,
        .each = solve_one,
        .params = p,
        .context = &solve});
}
