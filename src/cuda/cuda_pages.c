/* cuda_pages.c: pages of device memory and the range of addresses that they are put into, through
 * the driver's virtual memory calls.
 *
 * The driver's functions are found through the runtime, so that the plug-in is linked to no driver.
 * Invariant: a page is one physical allocation, because only whole ones can be mapped. One thread
 * at a time changes the pages of a device: its cache sees to that. */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_services.h"

#include <cuda.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* X(result name, function, version that has it) */
#define DRIVER_CALLS(X)                     \
    X(error_string, cuGetErrorString, 6000) \
    X(reserve, cuMemAddressReserve, 10020)  \
    X(unreserve, cuMemAddressFree, 10020)   \
    X(create, cuMemCreate, 10020)           \
    X(release, cuMemRelease, 10020)         \
    X(map, cuMemMap, 10020)                 \
    X(unmap, cuMemUnmap, 10020)             \
    X(set_access, cuMemSetAccess, 10020)    \
    X(granularity, cuMemGetAllocationGranularity, 10020)

static struct {
#define MEMBER(name, function, version) __typeof__(&function) name;
    DRIVER_CALLS(MEMBER)
#undef MEMBER
    bool complete;
} driver;

/* Addresses cost nothing: enough of them that holes need not be filled soon. */
enum { SPANS = 8 };
static size_t page_bytes[TNI_CUDA_DEVICES];

static void *driver_function(const char *name, unsigned version) {
    void *function = NULL;
    enum cudaDriverEntryPointQueryResult found = cudaDriverEntryPointSymbolNotFound;
    const cudaError_t error =
        cudaGetDriverEntryPointByVersion(name, &function, version, cudaEnableDefault, &found);
    if (error != cudaSuccess || found != cudaDriverEntryPointSuccess) {
        cudaGetLastError();
        return NULL;
    }
    return function;
}

static void find_driver(void) {
    driver.complete = true;
#define FIND(name, function, version)                                                    \
    driver.name = (__typeof__(&function))(uintptr_t)driver_function(#function, version); \
    driver.complete = driver.complete && driver.name;
    DRIVER_CALLS(FIND)
#undef FIND
}

static bool has_driver(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_driver);
    return driver.complete;
}

/* As TNI_CUDA and TNI_CUDA_GAVE, of the driver's own calls. */
static bool checked(CUresult error, const char *call, int line) {
    if (TNI_LIKELY(error == CUDA_SUCCESS)) {
        return true;
    }
    const char *text = NULL;
    driver.error_string(error, &text);
    tni_cuda_services.raise((tn_site){.file = __FILE__, .line = line}, TN_ERR_DEVICE,
                            "%s: %s (CUresult %d)", call, text ? text : "?", (int)error);
    return false;
}
static bool gave(CUresult error, const char *call, int line) {
    return error != CUDA_ERROR_OUT_OF_MEMORY && checked(error, call, line);
}
#define CHECKED(name, function, ...) checked(driver.name(__VA_ARGS__), #function, __LINE__)
#define GAVE(name, function, ...)    gave(driver.name(__VA_ARGS__), #function, __LINE__)

static CUmemAllocationProp memory_of(int index) {
    return (CUmemAllocationProp){.type = CU_MEM_ALLOCATION_TYPE_PINNED,
                                 .location = {.type = CU_MEM_LOCATION_TYPE_DEVICE, .id = index}};
}

/* A driver without these calls is no error, nor is one that has no such addresses. */
static void *reserve(int index, size_t *span_bytes, size_t *page) {
    const CUmemAllocationProp properties = memory_of(index);
    size_t free_bytes = 0, total = 0, step = 0;
    CUdeviceptr at = 0;
    if (tni_cuda_enter(index) != TN_OK || !has_driver() ||
        TNI_CUDA(cudaMemGetInfo(&free_bytes, &total)) != TN_OK ||
        driver.granularity(&step, &properties, CU_MEM_ALLOC_GRANULARITY_MINIMUM) != CUDA_SUCCESS ||
        step == 0) {
        return NULL;
    }
    const size_t span = (total / step + 1) * step * SPANS;
    if (driver.reserve(&at, span, 0, 0, 0) != CUDA_SUCCESS) {
        return NULL;
    }
    page_bytes[index] = *page = step;
    *span_bytes = span;
    return (void *)(uintptr_t)at;
}

/* ---- Pages that are stuck -------------------------------------------------------------------- */

static bool unmap_bytes(CUdeviceptr at, size_t bytes) {
    return bytes == 0 || CHECKED(unmap, cuMemUnmap, at, bytes);
}

/* Pages of a call that failed, and that could not be taken out again either. They are ours: who
 * asked believes that nothing was mapped, and gives the pages back. */
typedef struct stuck_pages {
    struct stuck_pages *next;
    CUdeviceptr at;
    size_t n;
    uint64_t pages[];
} stuck_pages;
static stuck_pages *stuck[TNI_CUDA_DEVICES];

static void take_out(int index, CUdeviceptr at, const uint64_t *pages, size_t n) {
    if (unmap_bytes(at, n * page_bytes[index])) {
        return;
    }
    stuck_pages *s = malloc(sizeof *s + n * sizeof *pages);
    if (s) { /* else the driver keeps them until the process ends */
        *s = (stuck_pages){.next = stuck[index], .at = at, .n = n};
        memcpy(s->pages, pages, n * sizeof *pages);
        stuck[index] = s;
    }
}

static bool is_stuck(int index, uint64_t page) {
    for (const stuck_pages *s = stuck[index]; s; s = s->next) {
        for (size_t i = 0; i < s->n; i++) {
            if (s->pages[i] == page) {
                return true;
            }
        }
    }
    return false;
}

/* Their places, or memory, are wanted. False with an error while they cannot be taken out. */
static bool free_stuck(int index) {
    while (stuck[index]) {
        stuck_pages *s = stuck[index];
        if (!unmap_bytes(s->at, s->n * page_bytes[index])) {
            return false;
        }
        for (size_t i = 0; i < s->n; i++) {
            CHECKED(release, cuMemRelease, s->pages[i]);
        }
        stuck[index] = s->next;
        free(s);
    }
    return true;
}

/* ---- The calls ------------------------------------------------------------------------------- */

static void unreserve(int index, void *data, size_t span_bytes) {
    if (tni_cuda_enter(index) == TN_OK && free_stuck(index)) {
        CHECKED(unreserve, cuMemAddressFree, (CUdeviceptr)(uintptr_t)data, span_bytes);
    }
}

static bool make(int index, uint64_t *page) {
    const CUmemAllocationProp properties = memory_of(index);
    CUmemGenericAllocationHandle handle = 0;
    if (tni_cuda_enter(index) != TN_OK || !free_stuck(index) ||
        !GAVE(create, cuMemCreate, &handle, page_bytes[index], &properties, 0)) {
        return false;
    }
    *page = handle;
    return true;
}

static void drop(int index, uint64_t page) {
    if (tni_cuda_enter(index) == TN_OK && !is_stuck(index, page)) {
        CHECKED(release, cuMemRelease, page);
    }
}

static bool map(int index, void *at, const uint64_t *pages, size_t n) {
    const size_t bytes = page_bytes[index];
    const CUmemAccessDesc access = {.location = memory_of(index).location,
                                    .flags = CU_MEM_ACCESS_FLAGS_PROT_READWRITE};
    const CUdeviceptr start = (CUdeviceptr)(uintptr_t)at;
    if (tni_cuda_enter(index) != TN_OK || !free_stuck(index)) {
        return false;
    }
    size_t mapped = 0;
    while (mapped < n && GAVE(map, cuMemMap, start + mapped * bytes, bytes, 0, pages[mapped], 0)) {
        mapped++;
    }
    if (mapped == n && GAVE(set_access, cuMemSetAccess, start, n * bytes, &access, 1)) {
        return true;
    }
    take_out(index, start, pages, mapped);
    return false;
}

static bool unmap(int index, void *at, size_t n) {
    return tni_cuda_enter(index) == TN_OK &&
           unmap_bytes((CUdeviceptr)(uintptr_t)at, n * page_bytes[index]);
}

const tni_page_calls tni_cuda_pages = {.reserve = reserve,
                                       .unreserve = unreserve,
                                       .make = make,
                                       .drop = drop,
                                       .map = map,
                                       .unmap = unmap};
