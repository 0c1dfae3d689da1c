/* cuda_kernels.c: the table of families that the .cu files of kernels/ fill. */
#include "cuda/cuda.h"

int tn_cuda_elementwise(const void *params, void *stream);
int tn_cuda_fill(const void *params, void *stream);
int tn_cuda_matmul(const void *params, void *stream);
int tn_cuda_reduce(const void *params, void *stream);
int tn_cuda_scan(const void *params, void *stream);
int tn_cuda_search(const void *params, void *stream);
int tn_cuda_sort(const void *params, void *stream);

const tn_kernels tni_cuda_kernels = {
    .size = sizeof(tn_kernels),
    .run = {[TN_K_elementwise] = tn_cuda_elementwise,
            [TN_K_fill] = tn_cuda_fill,
            [TN_K_matmul] = tn_cuda_matmul,
            [TN_K_reduce] = tn_cuda_reduce,
            [TN_K_scan] = tn_cuda_scan,
            [TN_K_sort] = tn_cuda_sort,
            [TN_K_search] = tn_cuda_search},
};
