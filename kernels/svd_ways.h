/* svd_ways.h: ways to singular values that have files of their own. */
#ifndef TN_SVD_WAYS_H
#define TN_SVD_WAYS_H

#include "kernels/kernels.h"

int tn_cuda_svd_threads(const tn_k_svd *p, void *stream);
int tn_cuda_svd_tall(const tn_k_svd *p, void *stream);
int64_t tn_cuda_svd_tall_workspace(const tn_k_svd *p);

#endif
