/* pages.cpp: the driver's virtual memory calls: pages of device memory, and addresses for them.
 *
 * Invariant: a page is mapped at most once; memory can be used where a page is mapped and access
 * was given. What the driver leaves undefined is refused. */
#include "entry.hpp"
#include "memory.hpp"
#include "runtime.hpp"

#include <cuda.h>

#include <map>

namespace sim {

namespace {

struct page {
    int device;
    size_t bytes;
    CUdeviceptr at; /* 0: not mapped */
};

constexpr size_t page_bytes = size_t{2} << 20;
std::map<CUmemGenericAllocationHandle, page> pages;
std::map<CUdeviceptr, CUmemGenericAllocationHandle> places;
std::map<CUdeviceptr, size_t> ranges;
CUmemGenericAllocationHandle pages_made;
bool refused;

CUresult driver_error(cudaError_t error) {
    return error == cudaErrorMemoryAllocation ? CUDA_ERROR_OUT_OF_MEMORY : CUDA_ERROR_UNKNOWN;
}

CUresult driver_outcome(const char *function) {
    return wanted_failure(function) == cudaSuccess ? CUDA_SUCCESS : CUDA_ERROR_UNKNOWN;
}

#define REFUSE(...) (refuse(cudaErrorInvalidValue, __VA_ARGS__), CUDA_ERROR_INVALID_VALUE)

char *pointer(CUdeviceptr at) {
    return reinterpret_cast<char *>(static_cast<uintptr_t>(at));
}

bool in_range(CUdeviceptr at, size_t bytes) {
    auto next = ranges.upper_bound(at);
    if (next == ranges.begin()) {
        return false;
    }
    --next;
    return at + bytes <= next->first + next->second;
}

} // namespace

size_t pages_live() {
    return pages.size();
}

} // namespace sim

using namespace sim;

#define ENTER(failure)                                       \
    LOCKED;                                                  \
    if (const cudaError_t e = enter(__func__, failure); e) { \
        return driver_error(e);                              \
    }

CUresult cuMemGetAllocationGranularity(size_t *bytes, const CUmemAllocationProp *properties,
                                       CUmemAllocationGranularity_flags option) {
    (void)properties, (void)option;
    ENTER(cudaErrorUnknown);
    *bytes = page_bytes;
    return CUDA_SUCCESS;
}

CUresult cuMemAddressReserve(CUdeviceptr *at, size_t bytes, size_t alignment, CUdeviceptr wish,
                             unsigned long long flags) {
    (void)alignment, (void)wish, (void)flags;
    ENTER(cudaErrorMemoryAllocation);
    if (bytes == 0 || bytes % page_bytes != 0) {
        return REFUSE("cuMemAddressReserve: %zu bytes are no whole pages", bytes);
    }
    char *data = memory_addresses(bytes, page_bytes);
    if (!data) {
        return CUDA_ERROR_OUT_OF_MEMORY;
    }
    *at = reinterpret_cast<uintptr_t>(data);
    ranges[*at] = bytes;
    return CUDA_SUCCESS;
}

CUresult cuMemAddressFree(CUdeviceptr at, size_t bytes) {
    std::lock_guard<std::recursive_mutex> locked(lock());
    const auto found = ranges.find(at);
    if (found == ranges.end() || found->second != bytes) {
        return REFUSE("cuMemAddressFree: %zu bytes at %p are no range", bytes,
                      static_cast<void *>(pointer(at)));
    }
    const auto first = places.lower_bound(at);
    if (first != places.end() && first->first < at + bytes) {
        return REFUSE("cuMemAddressFree: there is a page in the range");
    }
    ranges.erase(found);
    return driver_outcome(__func__);
}

CUresult cuMemCreate(CUmemGenericAllocationHandle *handle, size_t bytes,
                     const CUmemAllocationProp *properties, unsigned long long flags) {
    (void)flags;
    ENTER(cudaErrorMemoryAllocation);
    counts().allocations++;
    if (bytes == 0 || bytes % page_bytes != 0) {
        return REFUSE("cuMemCreate: %zu bytes are no whole pages", bytes);
    }
    if (!memory_take(properties->location.id, bytes)) {
        return CUDA_ERROR_OUT_OF_MEMORY;
    }
    *handle = ++pages_made;
    pages[*handle] = {properties->location.id, bytes, 0};
    return CUDA_SUCCESS;
}

CUresult cuMemRelease(CUmemGenericAllocationHandle handle) {
    std::lock_guard<std::recursive_mutex> locked(lock());
    const auto found = pages.find(handle);
    if (found == pages.end() || found->second.at) {
        return REFUSE("cuMemRelease: page %llu %s", handle,
                      found == pages.end() ? "does not exist" : "is still mapped");
    }
    memory_give(found->second.device, found->second.bytes);
    pages.erase(found);
    return driver_outcome(__func__);
}

CUresult cuMemMap(CUdeviceptr at, size_t bytes, size_t offset, CUmemGenericAllocationHandle handle,
                  unsigned long long flags) {
    (void)flags;
    ENTER(cudaErrorMemoryAllocation);
    const auto found = pages.find(handle);
    if (found == pages.end() || found->second.at || found->second.bytes != bytes || offset != 0 ||
        at % page_bytes != 0 || !in_range(at, bytes) || places.count(at)) {
        return REFUSE("cuMemMap: page %llu cannot be mapped at %p: it is none, is mapped "
                      "elsewhere, or the place is taken or in no range",
                      handle, static_cast<void *>(pointer(at)));
    }
    found->second.at = at;
    places[at] = handle;
    return CUDA_SUCCESS;
}

CUresult cuMemSetAccess(CUdeviceptr at, size_t bytes, const CUmemAccessDesc *access, size_t count) {
    ENTER(cudaErrorMemoryAllocation);
    for (CUdeviceptr place = at; place < at + bytes; place += page_bytes) {
        const auto found = places.find(place);
        if (found == places.end() || count != 1 ||
            access->flags != CU_MEM_ACCESS_FLAGS_PROT_READWRITE) {
            return REFUSE("cuMemSetAccess: no page is mapped at %p",
                          static_cast<void *>(pointer(place)));
        }
        memory_open_page(pages[found->second].device, pointer(place), page_bytes);
    }
    return CUDA_SUCCESS;
}

/* What cannot be taken away is there still: nothing has been done when the call fails. */
CUresult cuMemUnmap(CUdeviceptr at, size_t bytes) {
    ENTER(cudaErrorUnknown);
    for (CUdeviceptr place = at; place < at + bytes; place += page_bytes) {
        const auto found = places.find(place);
        if (found == places.end()) {
            return REFUSE("cuMemUnmap: no page is mapped at %p",
                          static_cast<void *>(pointer(place)));
        }
        pages[found->second].at = 0;
        places.erase(found);
        memory_close_page(pointer(place));
    }
    return CUDA_SUCCESS;
}

CUresult cuGetErrorString(CUresult error, const char **text) {
    *text = error == CUDA_ERROR_OUT_OF_MEMORY   ? "out of memory"
            : error == CUDA_ERROR_INVALID_VALUE ? "invalid argument"
                                                : "unknown error";
    return CUDA_SUCCESS;
}

void sim_refuse_pages(void) {
    refused = true;
}

/* ---- Finding them ---------------------------------------------------------------------------- */

cudaError_t cudaGetDriverEntryPointByVersion(const char *symbol, void **function,
                                             unsigned int version, unsigned long long flags,
                                             enum cudaDriverEntryPointQueryResult *found) {
    (void)version, (void)flags;
    std::lock_guard<std::recursive_mutex> locked(lock());
    static const std::map<std::string, void *> functions = {
#define FUNCTION(name) {#name, reinterpret_cast<void *>(&name)}
        FUNCTION(cuGetErrorString),
        FUNCTION(cuMemAddressReserve),
        FUNCTION(cuMemAddressFree),
        FUNCTION(cuMemCreate),
        FUNCTION(cuMemRelease),
        FUNCTION(cuMemMap),
        FUNCTION(cuMemUnmap),
        FUNCTION(cuMemSetAccess),
        FUNCTION(cuMemGetAllocationGranularity),
#undef FUNCTION
    };
    const auto known = functions.find(symbol);
    *function = known == functions.end() || refused ? nullptr : known->second;
    *found = *function ? cudaDriverEntryPointSuccess : cudaDriverEntryPointSymbolNotFound;
    return cudaSuccess;
}
