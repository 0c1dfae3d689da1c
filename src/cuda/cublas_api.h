/* cublas_api.h: the part of cuBLASLt that Tenon uses, declared by us: it is found at run time, and
 * need not be there when the plug-in is built. Names, values and signatures are NVIDIA's (cuBLAS
 * 11.4 to 13); tests/house/cuda_headers.py holds them against cublasLt.h where that is installed.
 */
#ifndef TNI_CUBLAS_API_H
#define TNI_CUBLAS_API_H

#include <cuda_runtime.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cublasLtContext *cublasLtHandle_t;
typedef struct {
    uint64_t data[8];
} cublasLtMatrixLayoutOpaque_t;
typedef cublasLtMatrixLayoutOpaque_t *cublasLtMatrixLayout_t;
typedef struct {
    uint64_t data[32];
} cublasLtMatmulDescOpaque_t;
typedef cublasLtMatmulDescOpaque_t *cublasLtMatmulDesc_t;
typedef struct {
    uint64_t data[8];
} cublasLtMatmulPreferenceOpaque_t;
typedef cublasLtMatmulPreferenceOpaque_t *cublasLtMatmulPreference_t;
typedef struct {
    uint64_t data[8];
} cublasLtMatmulAlgo_t;

typedef enum {
    CUBLAS_STATUS_SUCCESS = 0,
    CUBLAS_STATUS_NOT_INITIALIZED = 1,
    CUBLAS_STATUS_ALLOC_FAILED = 3,
    CUBLAS_STATUS_INVALID_VALUE = 7,
    CUBLAS_STATUS_INTERNAL_ERROR = 14,
    CUBLAS_STATUS_NOT_SUPPORTED = 15
} cublasStatus_t;
typedef enum { CUBLAS_OP_N = 0, CUBLAS_OP_T = 1, CUBLAS_OP_C = 2 } cublasOperation_t;
typedef enum { CUBLAS_FILL_MODE_LOWER = 0, CUBLAS_FILL_MODE_UPPER = 1 } cublasFillMode_t;
typedef enum {
    CUBLAS_COMPUTE_32F = 68,
    CUBLAS_COMPUTE_32F_FAST_TF32 = 77,
    CUBLAS_COMPUTE_64F = 70
} cublasComputeType_t;
typedef enum {
    CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT = 5,         /* int32_t */
    CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET = 6 /* int64_t, elements */
} cublasLtMatrixLayoutAttribute_t;
typedef enum {
    CUBLASLT_MATMUL_DESC_TRANSA = 3, /* int32_t */
    CUBLASLT_MATMUL_DESC_TRANSB = 4
} cublasLtMatmulDescAttributes_t;
typedef enum {
    CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES = 1,   /* uint64_t */
    CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK = 3, /* uint32_t */
    CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES = 5, /* uint32_t */
    CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES = 6,
    CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES = 7,
    CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES = 8
} cublasLtMatmulPreferenceAttributes_t;
/* How parts of a sum that was cut along k are joined. */
typedef enum {
    CUBLASLT_REDUCTION_SCHEME_NONE = 0,
    CUBLASLT_REDUCTION_SCHEME_INPLACE = 1,
    CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE = 2,
    CUBLASLT_REDUCTION_SCHEME_MASK = 7
} cublasLtReductionScheme_t;

typedef struct {
    cublasLtMatmulAlgo_t algo;
    size_t workspaceSize;
    cublasStatus_t state;
    float wavesCount;
    int reserved[4];
} cublasLtMatmulHeuristicResult_t;

/* X(name, parameters): all return cublasStatus_t but for the version and the texts of a status. */
#define TNI_CUBLAS_CALLS(X)                                                                       \
    X(cublasLtCreate, (cublasLtHandle_t * handle))                                                \
    X(cublasLtDestroy, (cublasLtHandle_t handle))                                                 \
    X(cublasLtMatrixLayoutCreate, (cublasLtMatrixLayout_t * layout, cudaDataType_t type,          \
                                   uint64_t rows, uint64_t cols, int64_t ld))                     \
    X(cublasLtMatrixLayoutDestroy, (cublasLtMatrixLayout_t layout))                               \
    X(cublasLtMatrixLayoutSetAttribute,                                                           \
      (cublasLtMatrixLayout_t layout, cublasLtMatrixLayoutAttribute_t attribute,                  \
       const void *value, size_t bytes))                                                          \
    X(cublasLtMatmulDescCreate,                                                                   \
      (cublasLtMatmulDesc_t * product, cublasComputeType_t compute, cudaDataType_t scale))        \
    X(cublasLtMatmulDescDestroy, (cublasLtMatmulDesc_t product))                                  \
    X(cublasLtMatmulDescSetAttribute,                                                             \
      (cublasLtMatmulDesc_t product, cublasLtMatmulDescAttributes_t attribute, const void *value, \
       size_t bytes))                                                                             \
    X(cublasLtMatmulPreferenceCreate, (cublasLtMatmulPreference_t * preference))                  \
    X(cublasLtMatmulPreferenceDestroy, (cublasLtMatmulPreference_t preference))                   \
    X(cublasLtMatmulPreferenceSetAttribute,                                                       \
      (cublasLtMatmulPreference_t preference, cublasLtMatmulPreferenceAttributes_t attribute,     \
       const void *value, size_t bytes))                                                          \
    X(cublasLtMatmulAlgoGetHeuristic,                                                             \
      (cublasLtHandle_t handle, cublasLtMatmulDesc_t product, cublasLtMatrixLayout_t a,           \
       cublasLtMatrixLayout_t b, cublasLtMatrixLayout_t c, cublasLtMatrixLayout_t d,              \
       cublasLtMatmulPreference_t preference, int wanted,                                         \
       cublasLtMatmulHeuristicResult_t results[], int *found))                                    \
    X(cublasLtMatmul,                                                                             \
      (cublasLtHandle_t handle, cublasLtMatmulDesc_t product, const void *alpha, const void *a,   \
       cublasLtMatrixLayout_t a_layout, const void *b, cublasLtMatrixLayout_t b_layout,           \
       const void *beta, const void *c, cublasLtMatrixLayout_t c_layout, void *d,                 \
       cublasLtMatrixLayout_t d_layout, const cublasLtMatmulAlgo_t *algo, void *workspace,        \
       size_t workspace_bytes, cudaStream_t stream))

#endif
