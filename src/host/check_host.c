/* check_host.c: what could not be done with a matrix of a batch, as an error. */
#include "host/host.h"

int tni_host_check(const void *params, void *stream) {
    (void)stream;
    const tn_k_check *p = params;
    int64_t i = 0;
    while (i < p->batch && p->info[i] == 0) {
        i++;
    }
    if (i == p->batch) {
        return 0;
    }
    const long long at = i;
    const int info = p->info[i];
    switch (p->code) {
    case TN_CHECK_CHOLESKY:
        return tn_kernel_fail(TN_ERR_ARGUMENT,
                              "matrix %lld of the batch must be positive definite: its leading "
                              "minor of order %d is not",
                              at, info);
    case TN_CHECK_LU:
        return tn_kernel_fail(TN_ERR_ARGUMENT,
                              "matrix %lld of the batch is singular, and must not be: element %d "
                              "of U's diagonal is zero",
                              at, info);
    case TN_CHECK_LDL:
        return tn_kernel_fail(TN_ERR_ARGUMENT,
                              "matrix %lld of the batch is singular, and must not be: block %d of "
                              "D is zero",
                              at, info);
    case TN_CHECK_LSTSQ:
        return tn_kernel_fail(TN_ERR_ARGUMENT,
                              "matrix %lld of the batch must have full rank for driver \"gels\": "
                              "element %d of R's diagonal is zero; use driver \"gelsd\"",
                              at, info);
    case TN_CHECK_SVD_GAUGE:
    case TN_CHECK_EIGH_GAUGE:
    case TN_CHECK_EIG_GAUGE:
        return tn_kernel_fail(TN_ERR_ARGUMENT,
                              "matrix %lld of the batch: the loss must not depend on the choice of "
                              "%s, which are determined only up to a phase, and up to a rotation "
                              "where values are equal; there is no such gradient",
                              at,
                              p->code == TN_CHECK_SVD_GAUGE ? "singular vectors" : "eigenvectors");
    default:
        return tn_kernel_fail(TN_ERR_ARGUMENT,
                              "matrix %lld of the batch: the algorithm did not converge (%d), or "
                              "there is NaN or infinity in it; all elements must be finite",
                              at, info);
    }
}
