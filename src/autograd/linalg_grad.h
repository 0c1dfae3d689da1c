/* linalg_grad.h: what gradients of linear algebra share. */
#ifndef TNI_LINALG_GRAD_H
#define TNI_LINALG_GRAD_H

#include "autograd/grad.h"

/* The conjugate transpose of matrices. */
tn_tensor *tni_adjoint_of(tn_tensor *t);
/* Matrices with t's last dim as their diagonal. */
tn_tensor *tni_diagonal_matrix(tn_tensor *t);

#endif
