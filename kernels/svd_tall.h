/* svd_tall.h: singular values of long matrices by those of their R. */
#ifndef TN_SVD_TALL_H
#define TN_SVD_TALL_H

#include "kernels/kernels.h"

int tn_cuda_svd_tall(const tn_k_svd *p, void *stream);
int64_t tn_cuda_svd_tall_workspace(const tn_k_svd *p);

#endif
