/* lu_host.c: LU with partial pivoting of batches, by LAPACK; what its pivots mean; and solving with
 * it. Row exchanges and triangular solves go by rows, so right-hand sides stay as they are. */
#include "host/factor_small.h"
#include "host/lapack.h"
#include "host/openblas.h"
#include "host/triangular_host.h"

typedef void getrf(const int *m, const int *n, void *a, const int *lda, int *pivots, int *info);

static int factor_one(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_lu *p = params;
    getrf *const *factor = context;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t bytes = p->m * p->n * (int64_t)tn_dtype_bytes(dtype);
    const int64_t k = p->m < p->n ? p->m : p->n;
    const int m = (int)p->m, n = (int)p->n;
    tni_flip(scratch, (const char *)p->in + i * bytes, p->m, p->n, dtype);
    int info = 0;
    tni_openblas_enter();
    (*factor)(&m, &n, scratch, &m, p->pivots + i * k, &info);
    tni_openblas_leave();
    p->info[i] = info;
    tni_flip((char *)p->out + i * bytes, scratch, p->n, p->m, dtype);
    return 0;
}

const char *tni_host_lu_explain(const void *params) {
    const tn_k_lu *p = params;
    return tni_lu_is_small(p)
               ? tni_small_text
               : TNI_ALONE("LAPACK's getrf",
                           tni_why_alone_of(p->dtype, p->m > p->n ? p->m : p->n, p->batch));
}

int tni_host_lu(const void *params, void *stream) {
    (void)stream;
    const tn_k_lu *p = params;
    if (tni_lu_is_small(p)) {
        return tni_lu_small(p);
    }
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    getrf *factor;
    int failed = 0;
    if (!tni_lapack_takes(p->m, p->n, &failed) ||
        !tni_lapack_find(&factor, (tn_dtype)p->dtype, "getrf", "getrf", &failed)) {
        return failed;
    }
    return tni_each_matrix(
        &(tni_matrix_loop){.count = p->batch,
                           .work = p->m * p->n * ((p->m < p->n ? p->m : p->n) / 2 + 16),
                           .scratch_bytes = p->m * p->n * bytes,
                           .each = factor_one,
                           .params = p,
                           .context = &factor});
}

/* ---- Pivots ---------------------------------------------------------------------------------- */

static int order_one(const void *params, const void *context, int64_t i, char *scratch) {
    (void)context;
    (void)scratch;
    const tn_k_pivots *p = params;
    int64_t *order = p->permutation + i * p->m;
    const int32_t *pivots = p->pivots + i * p->count;
    for (int64_t r = 0; r < p->m; r++) {
        order[r] = r;
    }
    for (int64_t r = 0; r < p->count; r++) {
        const int64_t other = pivots[r] - 1, held = order[r];
        if (other < 0 || other >= p->m) {
            return tn_kernel_fail(TN_ERR_ARGUMENT,
                                  "pivot %d of matrix %lld must be in 1 to %lld, the rows",
                                  pivots[r], (long long)i, (long long)p->m);
        }
        order[r] = order[other];
        order[other] = held;
    }
    return 0;
}

int tni_host_pivots(const void *params, void *stream) {
    (void)stream;
    const tn_k_pivots *p = params;
    return tni_each_matrix(&(tni_matrix_loop){
        .count = p->batch, .work = p->m + p->count, .each = order_one, .params = p});
}

/* ---- Solving --------------------------------------------------------------------------------- */

static void swap_rows(char *a, char *b, int64_t bytes) {
    char held[256];
    for (int64_t at = 0; a != b && at < bytes; at += (int64_t)sizeof held) {
        const size_t n =
            (size_t)(bytes - at < (int64_t)sizeof held ? bytes - at : (int64_t)sizeof held);
        memcpy(held, a + at, n);
        memcpy(a + at, b + at, n);
        memcpy(b + at, held, n);
    }
}

static int exchange(const tn_k_lu_solve *p, const int32_t *pivots, char *b, bool backwards) {
    const int64_t row = p->columns * (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    for (int64_t k = 0; k < p->n; k++) {
        const int64_t r = backwards ? p->n - 1 - k : k, other = pivots[r] - 1;
        if (other < 0 || other >= p->n) {
            return tn_kernel_fail(TN_ERR_ARGUMENT, "pivot %d must be in 1 to %lld, the rows",
                                  pivots[r], (long long)p->n);
        }
        swap_rows(b + r * row, b + other * row, row);
    }
    return 0;
}

static int solve_one(const void *params, const void *context, int64_t i, char *scratch) {
    (void)scratch;
    const tn_k_lu_solve *p = params;
    const tni_triangular *solve = context;
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    const char *lu = (const char *)p->lu + i * p->lu_batch * bytes;
    const int32_t *pivots = p->pivots + i * p->pivots_batch;
    char *b = (char *)p->b + i * p->n * p->columns * bytes;
    int failed = 0;
    if (p->transpose == TN_NO_TRANSPOSE) {
        failed = exchange(p, pivots, b, false);
        tni_solve_triangular(solve, false, true, lu, b);
        tni_solve_triangular(solve, true, false, lu, b);
    } else {
        tni_solve_triangular(solve, true, false, lu, b);
        tni_solve_triangular(solve, false, true, lu, b);
        failed = exchange(p, pivots, b, true);
    }
    return failed;
}

const char *tni_host_lu_solve_explain(const void *params) {
    const tn_k_lu_solve *p = params;
    return tni_lu_solve_is_small(p)
               ? tni_small_text
               : TNI_ALONE("BLAS' trsm and exchanges", tni_why_alone_of(p->dtype, p->n, p->batch));
}

int tni_host_lu_solve(const void *params, void *stream) {
    (void)stream;
    const tn_k_lu_solve *p = params;
    if (tni_lu_solve_is_small(p)) {
        return tni_lu_solve_small(p);
    }
    tni_triangular solve;
    int failed = 0;
    if (!tni_triangular_find(&solve, (tn_dtype)p->dtype, (tn_transpose)p->transpose, p->n,
                             p->columns, &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = p->n * p->n * (p->columns + 16),
                                              .each = solve_one,
                                              .params = p,
                                              .context = &solve});
}
