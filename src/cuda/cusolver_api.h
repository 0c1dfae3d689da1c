/* cusolver_api.h: the part of cuSOLVER that Tenon uses, declared by us: it is found at run time,
 * and need not be there when the plug-in is built. Names, values and signatures are NVIDIA's
 * (cuSOLVER 11.1 to 12); tests/house/cuda_headers.py holds them against cusolverDn.h where that
 * is installed. */
#ifndef TNI_CUSOLVER_API_H
#define TNI_CUSOLVER_API_H

#include "cuda/cublas_api.h"

typedef struct cusolverDnContext *cusolverDnHandle_t;
typedef struct cusolverDnParams *cusolverDnParams_t;

typedef enum {
    CUSOLVER_STATUS_SUCCESS = 0,
    CUSOLVER_STATUS_NOT_INITIALIZED = 1,
    CUSOLVER_STATUS_ALLOC_FAILED = 2,
    CUSOLVER_STATUS_INVALID_VALUE = 3,
    CUSOLVER_STATUS_ARCH_MISMATCH = 4,
    CUSOLVER_STATUS_EXECUTION_FAILED = 6,
    CUSOLVER_STATUS_INTERNAL_ERROR = 7,
    CUSOLVER_STATUS_MATRIX_TYPE_NOT_SUPPORTED = 8,
    CUSOLVER_STATUS_NOT_SUPPORTED = 9
} cusolverStatus_t;
typedef enum { CUSOLVER_EIG_MODE_NOVECTOR = 0, CUSOLVER_EIG_MODE_VECTOR = 1 } cusolverEigMode_t;

/* X(name, parameters): all return cusolverStatus_t. Matrices lie column after column. They, tau,
 * eigenvalues and singular values, pivots, `work` and `info` are in device memory, host_work and
 * host_error in the host's. */
#define TNI_CUSOLVER_CALLS(X)                                                                     \
    X(cusolverGetVersion, (int *version))                                                         \
    X(cusolverDnCreate, (cusolverDnHandle_t * handle))                                            \
    X(cusolverDnDestroy, (cusolverDnHandle_t handle))                                             \
    X(cusolverDnSetStream, (cusolverDnHandle_t handle, cudaStream_t stream))                      \
    X(cusolverDnCreateParams, (cusolverDnParams_t * params))                                      \
    X(cusolverDnDestroyParams, (cusolverDnParams_t params))                                       \
    X(cusolverDnXgeqrf_bufferSize,                                                                \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, int64_t m, int64_t n,                \
       cudaDataType_t a_type, const void *a, int64_t lda, cudaDataType_t tau_type,                \
       const void *tau, cudaDataType_t compute, size_t *work_bytes, size_t *host_bytes))          \
    X(cusolverDnXgeqrf, (cusolverDnHandle_t handle, cusolverDnParams_t params, int64_t m,         \
                         int64_t n, cudaDataType_t a_type, void *a, int64_t lda,                  \
                         cudaDataType_t tau_type, void *tau, cudaDataType_t compute, void *work,  \
                         size_t work_bytes, void *host_work, size_t host_bytes, int *info))       \
    X(cusolverDnXpotrf_bufferSize,                                                                \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cublasFillMode_t fill, int64_t n,    \
       cudaDataType_t a_type, const void *a, int64_t lda, cudaDataType_t compute,                 \
       size_t *work_bytes, size_t *host_bytes))                                                   \
    X(cusolverDnXpotrf,                                                                           \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cublasFillMode_t fill, int64_t n,    \
       cudaDataType_t a_type, void *a, int64_t lda, cudaDataType_t compute, void *work,           \
       size_t work_bytes, void *host_work, size_t host_bytes, int *info))                         \
    X(cusolverDnXgetrf_bufferSize,                                                                \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, int64_t m, int64_t n,                \
       cudaDataType_t a_type, const void *a, int64_t lda, cudaDataType_t compute,                 \
       size_t *work_bytes, size_t *host_bytes))                                                   \
    X(cusolverDnXgetrf,                                                                           \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, int64_t m, int64_t n,                \
       cudaDataType_t a_type, void *a, int64_t lda, int64_t *pivots, cudaDataType_t compute,      \
       void *work, size_t work_bytes, void *host_work, size_t host_bytes, int *info))             \
    X(cusolverDnXsyevd_bufferSize,                                                                \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cusolverEigMode_t vectors,           \
       cublasFillMode_t fill, int64_t n, cudaDataType_t a_type, const void *a, int64_t lda,       \
       cudaDataType_t w_type, const void *w, cudaDataType_t compute, size_t *work_bytes,          \
       size_t *host_bytes))                                                                       \
    X(cusolverDnXsyevd,                                                                           \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cusolverEigMode_t vectors,           \
       cublasFillMode_t fill, int64_t n, cudaDataType_t a_type, void *a, int64_t lda,             \
       cudaDataType_t w_type, void *w, cudaDataType_t compute, void *work, size_t work_bytes,     \
       void *host_work, size_t host_bytes, int *info))                                            \
    X(cusolverDnXgesvd_bufferSize,                                                                \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, signed char job_u,                   \
       signed char job_vt, int64_t m, int64_t n, cudaDataType_t a_type, const void *a,            \
       int64_t lda, cudaDataType_t s_type, const void *s, cudaDataType_t u_type, const void *u,   \
       int64_t ldu, cudaDataType_t vt_type, const void *vt, int64_t ldvt, cudaDataType_t compute, \
       size_t *work_bytes, size_t *host_bytes))                                                   \
    X(cusolverDnXgesvd,                                                                           \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, signed char job_u,                   \
       signed char job_vt, int64_t m, int64_t n, cudaDataType_t a_type, void *a, int64_t lda,     \
       cudaDataType_t s_type, void *s, cudaDataType_t u_type, void *u, int64_t ldu,               \
       cudaDataType_t vt_type, void *vt, int64_t ldvt, cudaDataType_t compute, void *work,        \
       size_t work_bytes, void *host_work, size_t host_bytes, int *info))                         \
    X(cusolverDnXgesvdp_bufferSize,                                                               \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cusolverEigMode_t vectors,           \
       int economical, int64_t m, int64_t n, cudaDataType_t a_type, const void *a, int64_t lda,   \
       cudaDataType_t s_type, const void *s, cudaDataType_t u_type, const void *u, int64_t ldu,   \
       cudaDataType_t v_type, const void *v, int64_t ldv, cudaDataType_t compute,                 \
       size_t *work_bytes, size_t *host_bytes))                                                   \
    X(cusolverDnXgesvdp,                                                                          \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cusolverEigMode_t vectors,           \
       int economical, int64_t m, int64_t n, cudaDataType_t a_type, void *a, int64_t lda,         \
       cudaDataType_t s_type, void *s, cudaDataType_t u_type, void *u, int64_t ldu,               \
       cudaDataType_t v_type, void *v, int64_t ldv, cudaDataType_t compute, void *work,           \
       size_t work_bytes, void *host_work, size_t host_bytes, int *info, double *host_error))     \
    X(cusolverDnXpotrs,                                                                           \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cublasFillMode_t fill, int64_t n,    \
       int64_t columns, cudaDataType_t a_type, const void *a, int64_t lda, cudaDataType_t b_type, \
       void *b, int64_t ldb, int *info))                                                          \
    X(cusolverDnXgetrs,                                                                           \
      (cusolverDnHandle_t handle, cusolverDnParams_t params, cublasOperation_t op, int64_t n,     \
       int64_t columns, cudaDataType_t a_type, const void *a, int64_t lda, const int64_t *pivots, \
       cudaDataType_t b_type, void *b, int64_t ldb, int *info))                                   \
    X(cusolverDnSorgqr_bufferSize,                                                                \
      (cusolverDnHandle_t handle, int m, int n, int k, const float *a, int lda, const float *tau, \
       int *work_elements))                                                                       \
    X(cusolverDnSorgqr, (cusolverDnHandle_t handle, int m, int n, int k, float *a, int lda,       \
                         const float *tau, float *work, int work_elements, int *info))            \
    X(cusolverDnDorgqr_bufferSize,                                                                \
      (cusolverDnHandle_t handle, int m, int n, int k, const double *a, int lda,                  \
       const double *tau, int *work_elements))                                                    \
    X(cusolverDnDorgqr, (cusolverDnHandle_t handle, int m, int n, int k, double *a, int lda,      \
                         const double *tau, double *work, int work_elements, int *info))          \
    X(cusolverDnCungqr_bufferSize,                                                                \
      (cusolverDnHandle_t handle, int m, int n, int k, const float2 *a, int lda,                  \
       const float2 *tau, int *work_elements))                                                    \
    X(cusolverDnCungqr, (cusolverDnHandle_t handle, int m, int n, int k, float2 *a, int lda,      \
                         const float2 *tau, float2 *work, int work_elements, int *info))          \
    X(cusolverDnZungqr_bufferSize,                                                                \
      (cusolverDnHandle_t handle, int m, int n, int k, const double2 *a, int lda,                 \
       const double2 *tau, int *work_elements))                                                   \
    X(cusolverDnZungqr, (cusolverDnHandle_t handle, int m, int n, int k, double2 *a, int lda,     \
                         const double2 *tau, double2 *work, int work_elements, int *info))

#endif
