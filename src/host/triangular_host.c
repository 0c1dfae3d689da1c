/* triangular_host.c: triangular solves of batches, by BLAS, which takes rows as they are. */
#include "host/triangular_host.h"

#include "host/factor_small.h"
#include "host/openblas.h"

enum { UPPER = 121, LOWER = 122, NON_UNIT = 131, UNIT = 132, LEFT = 141 };

typedef void strsm(int order, int side, int uplo, int trans, int diag, int m, int n, float alpha,
                   const float *a, int lda, float *b, int ldb);
typedef void dtrsm(int order, int side, int uplo, int trans, int diag, int m, int n, double alpha,
                   const double *a, int lda, double *b, int ldb);
typedef void ztrsm(int order, int side, int uplo, int trans, int diag, int m, int n,
                   const void *alpha, const void *a, int lda, void *b, int ldb);

bool tni_triangular_find(tni_triangular *t, tn_dtype dtype, tn_transpose transpose, int64_t n,
                         int64_t columns, int *failed) {
    *t = (tni_triangular){
        .dtype = dtype, .transpose = transpose, .n = (int)n, .columns = (int)columns};
    return tni_lapack_takes(n, columns, failed) && tni_cblas_find(&t->solve, dtype, "trsm", failed);
}

void tni_solve_triangular(const tni_triangular *t, bool upper, bool unit, const void *a, void *b) {
    const int uplo = upper ? UPPER : LOWER, diag = unit ? UNIT : NON_UNIT;
    const int trans = t->transpose == TN_NO_TRANSPOSE ? TNI_NO_TRANS
                      : t->transpose == TN_TRANSPOSE  ? TNI_TRANS
                                                      : TNI_CONJ_TRANS;
    const int n = t->n, columns = t->columns;
    tni_openblas_enter();
    switch (t->dtype) {
    case TN_F32:
        ((strsm *)t->solve)(TNI_ROW_MAJOR, LEFT, uplo, trans, diag, n, columns, 1, a, n, b,
                            columns);
        break;
    case TN_F64:
        ((dtrsm *)t->solve)(TNI_ROW_MAJOR, LEFT, uplo, trans, diag, n, columns, 1, a, n, b,
                            columns);
        break;
    case TN_C64:
        ((ztrsm *)t->solve)(TNI_ROW_MAJOR, LEFT, uplo, trans, diag, n, columns,
                            (const float[]){1, 0}, a, n, b, columns);
        break;
    default:
        ((ztrsm *)t->solve)(TNI_ROW_MAJOR, LEFT, uplo, trans, diag, n, columns,
                            (const double[]){1, 0}, a, n, b, columns);
        break;
    }
    tni_openblas_leave();
}

static int solve_one(const void *params, const void *context, int64_t i, char *scratch) {
    (void)scratch;
    const tn_k_triangular *p = params;
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    tni_solve_triangular(context, p->upper, p->unit, (const char *)p->a + i * p->a_batch * bytes,
                         (char *)p->b + i * p->n * p->columns * bytes);
    return 0;
}

const char *tni_host_triangular_explain(const void *params) {
    const tn_k_triangular *p = params;
    return tni_triangular_is_small(p)
               ? tni_small_text
               : TNI_ALONE("BLAS' trsm", tni_why_alone_of(p->dtype, p->n, p->batch));
}

int tni_host_triangular(const void *params, void *stream) {
    (void)stream;
    const tn_k_triangular *p = params;
    if (tni_triangular_is_small(p)) {
        return tni_triangular_small(p);
    }
    tni_triangular solve;
    int failed = 0;
    if (!tni_triangular_find(&solve, (tn_dtype)p->dtype, (tn_transpose)p->transpose, p->n,
                             p->columns, &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = p->n * p->n * (p->columns / 2 + 16),
                                              .each = solve_one,
                                              .params = p,
                                              .context = &solve});
}
