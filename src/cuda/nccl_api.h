/* nccl_api.h: the part of NCCL that Tenon uses, declared by us: NCCL is found at run time, and need
 * not be there when the plug-in is built. Names, values and signatures are NVIDIA's (NCCL 2.7 and
 * later, but for the optional ones); tests/house/cuda_headers.py holds them against nccl.h where
 * that is installed. */
#ifndef TNI_NCCL_API_H
#define TNI_NCCL_API_H

#include <cuda_runtime.h>
#include <stddef.h>

typedef struct ncclComm *ncclComm_t;
typedef struct {
    char internal[128];
} ncclUniqueId;

typedef enum {
    ncclSuccess = 0,
    ncclUnhandledCudaError = 1,
    ncclSystemError = 2,
    ncclInvalidArgument = 4,
    ncclInvalidUsage = 5,
    ncclInProgress = 7
} ncclResult_t;
typedef enum { ncclUint8 = 1 } ncclDataType_t; /* bytes: sums are Tenon's own */

/* X(name, parameters): all return ncclResult_t but for ncclGetErrorString. */
#define TNI_NCCL_CALLS(X)                                                                        \
    X(ncclGetVersion, (int *version))                                                            \
    X(ncclGetUniqueId, (ncclUniqueId * id))                                                      \
    X(ncclCommInitRank, (ncclComm_t * comm, int ranks, ncclUniqueId id, int rank))               \
    X(ncclCommDestroy, (ncclComm_t comm))                                                        \
    X(ncclCommAbort, (ncclComm_t comm))                                                          \
    X(ncclCommGetAsyncError, (ncclComm_t comm, ncclResult_t * error))                            \
    X(ncclGroupStart, (void))                                                                    \
    X(ncclGroupEnd, (void))                                                                      \
    X(ncclSend, (const void *data, size_t count, ncclDataType_t type, int peer, ncclComm_t comm, \
                 cudaStream_t stream))                                                           \
    X(ncclRecv, (void *data, size_t count, ncclDataType_t type, int peer, ncclComm_t comm,       \
                 cudaStream_t stream))                                                           \
    X(ncclBroadcast, (const void *send, void *recv, size_t count, ncclDataType_t type, int root, \
                      ncclComm_t comm, cudaStream_t stream))                                     \
    X(ncclAllGather, (const void *send, void *recv, size_t count, ncclDataType_t type,           \
                      ncclComm_t comm, cudaStream_t stream))

/* The same, of NCCL 2.19 and later: done without where they are not. */
#define TNI_NCCL_OPTIONAL_CALLS(X)               \
    X(ncclMemAlloc, (void **data, size_t bytes)) \
    X(ncclMemFree, (void *data))

#endif
