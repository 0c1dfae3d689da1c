/* cholesky_host.c: Cholesky factors of batches, by LAPACK. What is one triangle by rows is the
 * other one by columns, of the conjugate matrix: its factor's conjugate transpose, read by rows, is
 * what is wanted, so nothing is moved. */
#include "host/factor_small.h"
#include "host/lapack.h"
#include "host/openblas.h"

typedef void potrf(const char *uplo, const int *n, void *a, const int *lda, int *info, size_t);

/* Zeros above (upper: below) the diagonal. */
static void clear_other(const tn_k_cholesky *p, char *out) {
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    for (int64_t r = 0; r < p->n; r++) {
        const int64_t first = p->upper ? 0 : r + 1, last = p->upper ? r : p->n;
        memset(out + (r * p->n + first) * bytes, 0, (size_t)((last - first) * bytes));
    }
}

static int factor_one(const void *params, const void *context, int64_t i, char *scratch) {
    (void)scratch;
    const tn_k_cholesky *p = params;
    potrf *const *factor = context;
    const int64_t bytes = p->n * p->n * (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    char *out = (char *)p->out + i * bytes;
    const int n = (int)p->n;
    memcpy(out, (const char *)p->in + i * bytes, (size_t)bytes);
    int info = 0;
    tni_openblas_enter();
    (*factor)(p->upper ? "L" : "U", &n, out, &n, &info, 1);
    tni_openblas_leave();
    p->info[i] = info;
    clear_other(p, out);
    return 0;
}

const char *tni_host_cholesky_explain(const void *params) {
    const tn_k_cholesky *p = params;
    return tni_cholesky_is_small(p)
               ? tni_small_text
               : TNI_ALONE("LAPACK's potrf", tni_why_alone_of(p->dtype, p->n, p->batch));
}

int tni_host_cholesky(const void *params, void *stream) {
    (void)stream;
    const tn_k_cholesky *p = params;
    if (tni_cholesky_is_small(p)) {
        return tni_cholesky_small(p);
    }
    potrf *factor;
    int failed = 0;
    if (!tni_lapack_takes(p->n, p->n, &failed) ||
        !tni_lapack_find(&factor, (tn_dtype)p->dtype, "potrf", "potrf", &failed)) {
        return failed;
    }
    return tni_each_matrix(&(tni_matrix_loop){.count = p->batch,
                                              .work = p->n * p->n * (p->n / 3 + 16),
                                              .each = factor_one,
                                              .params = p,
                                              .context = &factor});
}
