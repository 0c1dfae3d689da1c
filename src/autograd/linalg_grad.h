/* linalg_grad.h: what gradients of linear algebra share. */
#ifndef TNI_LINALG_GRAD_H
#define TNI_LINALG_GRAD_H

#include "autograd/grad.h"

/* The conjugate transpose of matrices. */
tn_tensor *tni_adjoint_of(tn_tensor *t);
/* Matrices with t's last dim as their diagonal. */
tn_tensor *tni_diagonal_matrix(tn_tensor *t);
/* Identities of the size of `like`'s matrices, each times a factor. */
tn_tensor *tni_scaled_identity(tn_tensor *factor, tn_tensor *like);
/* The distance from 1 to the next number. */
double tni_epsilon_of(const tn_tensor *t);

#endif
