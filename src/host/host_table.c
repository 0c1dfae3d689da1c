/* host_table.c: the host's kernels: one function a family of kernels.h, by its name. */
#include "host/host.h"

/* A family whose kernel is not linked in is absent: submitting to it is an error. Hidden, so that
 * nobody else's function is taken for it. */
#define ABSENT_IS_NULL   __attribute__((weak, visibility("hidden")))
#define OPTIONAL(family) int tni_host_##family(const void *, void *) ABSENT_IS_NULL;
TN_KERNEL_FAMILIES(OPTIONAL)
int64_t tni_host_conv_workspace(const void *params) ABSENT_IS_NULL;
int64_t tni_host_sort_workspace(const void *params) ABSENT_IS_NULL;

#define EXPLAINED(X)    X(cholesky) X(lu) X(lu_solve) X(triangular) X(qr) X(reflect) X(svd) X(eigh)
#define EXPLAIN(family) const char *tni_host_##family##_explain(const void *params) ABSENT_IS_NULL;
EXPLAINED(EXPLAIN)

#define EXPLAIN_SLOT(family) [TN_K_##family] = tni_host_##family##_explain,
#define SLOT(family)         [TN_K_##family] = tni_host_##family,
const tn_kernels tni_host_kernels = {.size = sizeof(tn_kernels),
                                     .run = {TN_KERNEL_FAMILIES(SLOT)},
                                     .workspace = {[TN_K_conv] = tni_host_conv_workspace,
                                                   [TN_K_sort] = tni_host_sort_workspace},
                                     .explain = {EXPLAINED(EXPLAIN_SLOT)}};
