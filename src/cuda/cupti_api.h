/* cupti_api.h: the part of CUPTI that cuda_activity.c uses, declared by us: it is found at run
 * time, and need not be there when the plug-in is built. Names, values and signatures are NVIDIA's
 * (CUPTI of CUDA 12 and 13); tests/house/cuda_headers.py holds them against cupti.h where that is
 * installed.
 *
 * Records of a kind have grown with CUPTI's versions, each new struct with a new number, but only
 * at their end. Here are the beginnings that all of them share, under the names of the first ones:
 * so nobody has to ask which CUPTI wrote a record, and no size of one is taken from here. */
#ifndef TNI_CUPTI_API_H
#define TNI_CUPTI_API_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
    CUPTI_SUCCESS = 0,
    CUPTI_ERROR_INVALID_PARAMETER = 1,
    CUPTI_ERROR_INVALID_OPERATION = 7,
    CUPTI_ERROR_MAX_LIMIT_REACHED = 12,
    CUPTI_ERROR_NOT_INITIALIZED = 15,
    CUPTI_ERROR_INVALID_KIND = 21,
    CUPTI_ERROR_INSUFFICIENT_PRIVILEGES = 35,
    CUPTI_ERROR_MULTIPLE_SUBSCRIBERS_NOT_SUPPORTED = 39,
    CUPTI_ERROR_VIRTUALIZED_DEVICE_INSUFFICIENT_PRIVILEGES = 40,
    CUPTI_ERROR_UNKNOWN = 999
} CUptiResult;

typedef struct CUctx_st *CUcontext;
typedef struct CUpti_Subscriber_st *CUpti_SubscriberHandle;
typedef uint32_t CUpti_CallbackId;

typedef enum { CUPTI_API_ENTER = 0, CUPTI_API_EXIT = 1 } CUpti_ApiCallbackSite;
typedef enum {
    CUPTI_CB_DOMAIN_DRIVER_API = 1,
    CUPTI_CB_DOMAIN_RUNTIME_API = 2
} CUpti_CallbackDomain;

typedef struct {
    CUpti_ApiCallbackSite callbackSite;
    const char *functionName;
    const void *functionParams;
    void *functionReturnValue;
    const char *symbolName;
    CUcontext context;
    uint32_t contextUid;
    uint64_t *correlationData;
    uint32_t correlationId;
} CUpti_CallbackData;

typedef enum {
    CUPTI_ACTIVITY_KIND_MEMCPY = 1,
    CUPTI_ACTIVITY_KIND_MEMSET = 2,
    CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL = 10,
    CUPTI_ACTIVITY_KIND_MEMCPY2 = 22
} CUpti_ActivityKind;
/* Of CUpti_ActivityMemcpy's copyKind; CUDA's arrays, which have others, are not used. */
typedef enum {
    CUPTI_ACTIVITY_MEMCPY_KIND_HTOD = 1,
    CUPTI_ACTIVITY_MEMCPY_KIND_DTOH = 2,
    CUPTI_ACTIVITY_MEMCPY_KIND_DTOD = 8,
    CUPTI_ACTIVITY_MEMCPY_KIND_HTOH = 9
} CUpti_ActivityMemcpyKind;
typedef enum { CUPTI_ACTIVITY_FLAG_FLUSH_FORCED = 1 } CUpti_ActivityFlag;

typedef struct {
    CUpti_ActivityKind kind;
} CUpti_Activity;

/* Times are in ns; both 0: there are none. The id is that of the call which gave the work. */
typedef struct {
    CUpti_ActivityKind kind;
    uint8_t cacheConfig;
    uint8_t sharedMemoryConfig;
    uint16_t registersPerThread;
    uint32_t partitionedGlobalCacheRequested;
    uint32_t partitionedGlobalCacheExecuted;
    uint64_t start;
    uint64_t end;
    uint64_t completed;
    uint32_t deviceId;
    uint32_t contextId;
    uint32_t streamId;
    int32_t gridX;
    int32_t gridY;
    int32_t gridZ;
    int32_t blockX;
    int32_t blockY;
    int32_t blockZ;
    int32_t staticSharedMemory;
    int32_t dynamicSharedMemory;
    uint32_t localMemoryPerThread;
    uint32_t localMemoryTotal;
    uint32_t correlationId;
    int64_t gridId;
    const char *name;
} CUpti_ActivityKernel4;

typedef struct {
    CUpti_ActivityKind kind;
    uint8_t copyKind;
    uint8_t srcKind;
    uint8_t dstKind;
    uint8_t flags;
    uint64_t bytes;
    uint64_t start;
    uint64_t end;
    uint32_t deviceId;
    uint32_t contextId;
    uint32_t streamId;
    uint32_t correlationId;
} CUpti_ActivityMemcpy;

/* From device to device. */
typedef struct {
    CUpti_ActivityKind kind;
    uint8_t copyKind;
    uint8_t srcKind;
    uint8_t dstKind;
    uint8_t flags;
    uint64_t bytes;
    uint64_t start;
    uint64_t end;
    uint32_t deviceId;
    uint32_t contextId;
    uint32_t streamId;
    uint32_t srcDeviceId;
    uint32_t srcContextId;
    uint32_t dstDeviceId;
    uint32_t dstContextId;
    uint32_t correlationId;
} CUpti_ActivityMemcpyPtoP;

typedef struct {
    CUpti_ActivityKind kind;
    uint32_t value;
    uint64_t bytes;
    uint64_t start;
    uint64_t end;
    uint32_t deviceId;
    uint32_t contextId;
    uint32_t streamId;
    uint32_t correlationId;
} CUpti_ActivityMemset;

typedef void (*CUpti_CallbackFunc)(void *context, CUpti_CallbackDomain domain, CUpti_CallbackId id,
                                   const void *data);
typedef void (*CUpti_BuffersCallbackRequestFunc)(uint8_t **buffer, size_t *bytes,
                                                 size_t *most_records);
typedef void (*CUpti_BuffersCallbackCompleteFunc)(CUcontext context, uint32_t stream,
                                                  uint8_t *buffer, size_t bytes,
                                                  size_t valid_bytes);
typedef uint64_t (*CUpti_TimestampCallbackFunc)(void);

/* X(name, parameters): all return CUptiResult. */
#define TNI_CUPTI_CALLS(X)                                                                      \
    X(cuptiSubscribe,                                                                           \
      (CUpti_SubscriberHandle * subscriber, CUpti_CallbackFunc callback, void *context))        \
    X(cuptiUnsubscribe, (CUpti_SubscriberHandle subscriber))                                    \
    X(cuptiEnableDomain,                                                                        \
      (uint32_t on, CUpti_SubscriberHandle subscriber, CUpti_CallbackDomain domain))            \
    X(cuptiGetResultString, (CUptiResult result, const char **text))                            \
    X(cuptiActivityRegisterTimestampCallback, (CUpti_TimestampCallbackFunc time))               \
    X(cuptiActivityRegisterCallbacks,                                                           \
      (CUpti_BuffersCallbackRequestFunc request, CUpti_BuffersCallbackCompleteFunc complete))   \
    X(cuptiActivityEnable, (CUpti_ActivityKind kind))                                           \
    X(cuptiActivityDisable, (CUpti_ActivityKind kind))                                          \
    X(cuptiActivityFlushPeriod, (uint32_t ms))                                                  \
    X(cuptiActivityFlushAll, (uint32_t flag))                                                   \
    X(cuptiActivityGetNextRecord, (uint8_t * buffer, size_t valid_bytes, CUpti_Activity * *at)) \
    X(cuptiActivityGetNumDroppedRecords, (CUcontext context, uint32_t stream, size_t * dropped))

#endif
