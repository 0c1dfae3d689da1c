/* cuda_blas.h: matrix products by cuBLASLt, in its terms: D = alpha op(A) op(B) + beta D, where
 * matrices lie column after column. */
#ifndef TNI_CUDA_BLAS_H
#define TNI_CUDA_BLAS_H

#include "cuda/cublas_api.h"
#include "device/device_table.h"

/* A matrix as it is stored, before op. */
typedef struct tni_blas_matrix {
    int64_t rows, cols, ld, batch_stride; /* in elements */
    int32_t op;                           /* cublasOperation_t; of D: none */
    uint32_t alignment;                   /* bytes that its address is a multiple of */
} tni_blas_matrix;

/* All that the choice of an algorithm rests on. Compared byte by byte: without padding. */
typedef struct tni_blas_problem {
    int32_t device; /* the thread's */
    int32_t batch;
    int32_t type;    /* cudaDataType_t of the elements */
    int32_t compute; /* cublasComputeType_t */
    tni_blas_matrix a, b, d;
} tni_blas_problem;

typedef struct tni_blas_plan tni_blas_plan;

/* "cuBLASLt 13.1.0", or why there is none. Opens it. Static. */
const char *tni_blas_library(bool *found);

/* How the problem is solved whenever it comes up: the same for equal problems, whatever else the
 * machine does. *plan is NULL where cuBLAS has no algorithm. A tn_status, with the reason in
 * tn_kernel_error(). */
tn_status tni_blas_take(const tni_blas_problem *problem, tni_blas_plan **plan);
void tni_blas_leave(tni_blas_plan *plan);
int64_t tni_blas_workspace_bytes(const tni_blas_plan *plan);
/* Gives the product to the stream; of alpha and beta, {re, im}, what the type has. */
tn_status tni_blas_run(const tni_blas_plan *plan, const double alpha[2], const void *a,
                       const void *b, const double beta[2], void *d, void *workspace,
                       cudaStream_t stream);

#endif
