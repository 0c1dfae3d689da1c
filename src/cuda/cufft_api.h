/* cufft_api.h: the part of cuFFT that cuda_fft.c uses, declared by us: it is found at run time, and
 * need not be there when the plug-in is built. Names, values
 * and signatures are NVIDIA's (cuFFT 11 and 12); tests/house/cuda_headers.py holds them against
 * cufftXt.h where that is installed. */
#ifndef TNI_CUFFT_API_H
#define TNI_CUFFT_API_H

#include <cuda_runtime.h>
#include <stddef.h>

typedef int cufftHandle;

typedef enum cufftResult_t {
    CUFFT_SUCCESS = 0,
    CUFFT_INVALID_PLAN = 1,
    CUFFT_ALLOC_FAILED = 2,
    CUFFT_INVALID_TYPE = 3,
    CUFFT_INVALID_VALUE = 4,
    CUFFT_INTERNAL_ERROR = 5,
    CUFFT_EXEC_FAILED = 6,
    CUFFT_SETUP_FAILED = 7,
    CUFFT_INVALID_SIZE = 8,
    CUFFT_INVALID_DEVICE = 11,
    CUFFT_NO_WORKSPACE = 13,
    CUFFT_NOT_IMPLEMENTED = 14,
    CUFFT_NOT_SUPPORTED = 16
} cufftResult;
/* The sign of the exponent. */
enum { CUFFT_FORWARD = -1, CUFFT_INVERSE = 1 };

/* X(name, parameters): all return cufftResult. Strides and distances are in elements of the type on
 * their side; nothing depends on embed[0]. */
#define TNI_CUFFT_CALLS(X)                                                                        \
    X(cufftGetVersion, (int *version))                                                            \
    X(cufftCreate, (cufftHandle * plan))                                                          \
    X(cufftDestroy, (cufftHandle plan))                                                           \
    X(cufftSetStream, (cufftHandle plan, cudaStream_t stream))                                    \
    X(cufftSetAutoAllocation, (cufftHandle plan, int allocates))                                  \
    X(cufftSetWorkArea, (cufftHandle plan, void *area))                                           \
    X(cufftXtMakePlanMany,                                                                        \
      (cufftHandle plan, int rank, long long int *n, long long int *in_embed,                     \
       long long int in_stride, long long int in_distance, cudaDataType_t in_type,                \
       long long int *out_embed, long long int out_stride, long long int out_distance,            \
       cudaDataType_t out_type, long long int batch, size_t *area_bytes, cudaDataType_t compute)) \
    X(cufftXtExec, (cufftHandle plan, void *in, void *out, int direction))

#endif
