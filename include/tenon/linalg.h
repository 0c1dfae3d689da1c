/* linalg.h: what linear algebra does with a call. The ops themselves (tn_linalg_svd,
 * tn_linalg_solve …) are in ops.h, with PyTorch's names and meaning.
 *
 * Vectors of singular and eigenvalues are determined up to a gauge: a phase of each complex one,
 * and a rotation among those of equal values. A loss that does not depend on the gauge has a
 * finite gradient, at equal and zero values, too: what it sends along a gauge is zero, and so is
 * then that part of the gradient. A loss that does depend on it has none, and backward raises
 * TN_ERR_ARGUMENT with the number of the matrix. Values count as equal when they differ by less
 * than 4 n units in the last place of the largest. What moves equal values apart is no function
 * of values and vectors: a loss of U diag(S) Vh lacks that part of its gradient there; losses of
 * values alone and of U Vh are complete. */
#ifndef TENON_LINALG_H
#define TENON_LINALG_H

#include <tenon/ops.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which path the op called name (with or without "linalg_": "svd", "svdvals", "eigh", "eig",
 * "qr", "cholesky", "lu", "ldl_factor", "solve", "inv", "det", "slogdet", "solve_triangular",
 * "lstsq", "pinv" …) takes for matrices of a's shape [..., m, n], dtype and device, and why, a
 * line a kernel:
 *
 * puts(tn_linalg_explain("svd", a, "gesvdj"));
 *
 * Nothing is computed, and meta tensors explain the host. driver: as that of tn_linalg_svd, or
 * NULL. The text is the thread's, valid until it has asked for eight more. NULL with
 * TN_ERR_ARGUMENT for an op that has no path of its own, TN_ERR_SHAPE for what is no matrix,
 * TN_ERR_DTYPE. */
TN_API const char *tn_linalg_explain(const char *op, const tn_tensor *a, const char *driver);

#ifdef __cplusplus
}
#endif

#endif
