/* runtime.cpp: the functions of CUDA's runtime API that have no streams: devices, memory, errors.
 *
 * Invariant: one lock covers the whole simulator. A fault of a kernel is sticky on its device, as
 * in CUDA: every later call there returns it. */
#include "runtime.hpp"

#include "block.hpp"
#include "entry.hpp"
#include "libraries.hpp"
#include "memory.hpp"
#include "order.hpp"
#include "simt.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>

namespace sim {

namespace {

config settings;
sim_counts counted;
std::string last_fault;
std::map<int, cudaError_t> sticky;
uint64_t fail_at;
bool fails_for_good;
std::string failing_prefix;   /* of the functions that can fail */
int failing_device = -1;      /* of the threads whose calls can; -1: all */
std::set<std::string> failed; /* since fail_at was set */
thread_local int device;
thread_local cudaError_t last_error;

void read_environment() {
    const char *text;
    if ((text = getenv("SIM_DEVICES"))) {
        sim_set_devices(atoi(text));
    }
    if ((text = getenv("SIM_MEMORY"))) {
        sim_set_memory(strtoull(text, nullptr, 10));
    }
    if ((text = getenv("SIM_PATIENCE"))) {
        sim_set_patience(atof(text));
    }
    if ((text = getenv("SIM_DRIVER"))) {
        sim_set_driver(atoi(text));
    }
    if ((text = getenv("SIM_ARCHITECTURE"))) {
        sim_set_architecture(atoi(text));
    }
    if ((text = getenv("SIM_SEED"))) {
        sim_set_seed(strtoull(text, nullptr, 10));
    }
    if ((text = getenv("SIM_ORDER"))) {
        sim_set_order(strcmp(text, "last") == 0     ? SIM_LAST_IN
                      : strcmp(text, "random") == 0 ? SIM_RANDOM
                                                    : SIM_FIRST_IN);
    }
    if ((text = getenv("SIM_FAIL"))) {
        char *end;
        fail_at = strtoull(text, &end, 10);
        fails_for_good = *end == '+';
    }
    if ((text = getenv("SIM_SKIP")) && strrchr(text, ':')) {
        static const std::string file(text, strrchr(text, ':'));
        skip_barrier(file.c_str(), atoi(strrchr(text, ':') + 1));
    }
    if ((text = getenv("SIM_BLOCKS"))) {
        sim_set_blocks(atoll(text));
    }
    if ((text = getenv("SIM_SITES")) && !list_barriers(text)) {
        fprintf(stderr, "sim: SIM_SITES: %s cannot be written\n", text);
    }
}

bool fails_now(const std::string &function) {
    if (function.compare(0, failing_prefix.size(), failing_prefix) != 0 ||
        (failing_device >= 0 && failing_device != device)) {
        return false;
    }
    counted.calls++;
    if (fail_at == 0) {
        return false;
    }
    if (fail_at > 1) {
        fail_at--;
        return false;
    }
    fail_at = fails_for_good ? 1 : 0;
    failed.insert(function);
    return true;
}

} // namespace

config &options() {
    static const bool once = (read_environment(), true);
    (void)once;
    return settings;
}

std::recursive_mutex &lock() {
    static std::recursive_mutex mutex;
    return mutex;
}

sim_counts &counts() {
    return counted;
}

int current_device() {
    return device;
}

cudaError_t enter(const char *function, cudaError_t failure) {
    options();
    const auto found = sticky.find(device);
    if (found != sticky.end()) {
        return leave(found->second);
    }
    if (!fails_now(function)) {
        return cudaSuccess;
    }
    const bool is_memory = failure == cudaErrorMemoryAllocation;
    counted.out_of_memory += is_memory && options().alloc_error == failure;
    return leave(is_memory ? options().alloc_error : failure);
}

cudaError_t wanted_failure(const char *function) {
    options();
    return fails_now(function) ? leave(cudaErrorUnknown) : cudaSuccess;
}

cudaError_t leave(cudaError_t error) {
    if (error != cudaSuccess && error != cudaErrorNotReady) {
        last_error = error;
    }
    return error;
}

void report_fault(int on, cudaError_t error, const std::string &text) {
    last_fault = text;
    fprintf(stderr, "sim: %s\n", text.c_str());
    sticky[on] = error;
}

cudaError_t refuse(cudaError_t error, const char *format, ...) {
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    last_fault = text;
    counted.refused++;
    fprintf(stderr, "sim: %s\n", text);
    return leave(error);
}

void forget_faults() {
    last_fault.clear();
    sticky.clear();
    last_error = cudaSuccess;
}

} // namespace sim

using namespace sim;

#define ENTER(failure) ENTER_RUNTIME(__func__, failure)

/* ---- What tests set -------------------------------------------------------------------------- */

void sim_set_devices(int count) {
    settings.devices = count;
}
void sim_set_memory(size_t bytes) {
    memory_set_total(bytes);
}
void sim_set_blocks(int64_t most) {
    settings.blocks = most;
}
int64_t sim::blocks_that_return() {
    return options().blocks;
}
void sim_set_patience(double seconds) {
    settings.patience_s = seconds;
}
void sim_set_driver(int version) {
    settings.driver = version;
}
void sim_set_architecture(int architecture) {
    settings.architecture = architecture;
}
void sim_set_seed(uint64_t seed) {
    settings.seed = seed;
    settings.random = seed * 0x9e3779b97f4a7c15u + 0x2545f4914f6cdd1du;
}
void sim_set_order(sim_order order) {
    settings.order = order;
}
void sim_fail_call(uint64_t k, int for_good) {
    LOCKED;
    options();
    fail_at = k;
    fails_for_good = for_good != 0;
    failed.clear();
}
void sim_fail_only(const char *prefix, int on) {
    LOCKED;
    failing_prefix = prefix;
    failing_device = on;
}
void sim_set_alloc_error(int error) {
    settings.alloc_error = static_cast<cudaError_t>(error);
}
const char *sim_failed_calls(void) {
    LOCKED;
    static std::string text;
    text.clear();
    for (const std::string &name : failed) {
        text += name + " ";
    }
    return text.c_str();
}
void sim_skip_barrier(const char *file, int line) {
    skip_barrier(file, line);
}
const char *sim_fault(void) {
    return last_fault.c_str();
}
const char *sim_waste(void) {
    LOCKED;
    static std::string text;
    text = order_waste();
    return text.c_str();
}
sim_counts sim_get_counts(void) {
    LOCKED;
    sim_counts c = counted;
    c.needed_waits = order_needed_waits();
    c.live_blocks = memory_live_blocks();
    c.used_bytes = 0;
    for (int d = 0; d < options().devices; d++) {
        c.used_bytes += memory_used(d);
    }
    return c;
}

/* ---- Devices --------------------------------------------------------------------------------- */

constexpr int runtime_version = 13010;

/* A driver serves the runtimes of its own major version and of older ones. */
static bool driver_is_too_old() {
    return options().driver / 1000 < runtime_version / 1000;
}

cudaError_t cudaGetDeviceCount(int *count) {
    LOCKED;
    if (driver_is_too_old()) {
        return leave(cudaErrorInsufficientDriver);
    }
    *count = options().devices;
    return *count > 0 ? cudaSuccess : leave(cudaErrorNoDevice);
}

cudaError_t cudaGetDevice(int *out) {
    *out = device;
    return cudaSuccess;
}

cudaError_t cudaSetDevice(int index) {
    LOCKED;
    if (index < 0 || index >= options().devices) {
        return refuse(cudaErrorInvalidDevice, "cudaSetDevice(%d): there are %d devices", index,
                      options().devices);
    }
    if (const cudaError_t e = wanted_failure("cudaSetDevice"); e) {
        return e;
    }
    device = index;
    return cudaSuccess;
}

cudaError_t cudaDeviceGetAttribute(int *value, enum cudaDeviceAttr attr, int index) {
    ENTER(cudaErrorUnknown);
    if (index < 0 || index >= options().devices) {
        return leave(cudaErrorInvalidDevice);
    }
    switch (attr) {
    case cudaDevAttrMaxThreadsPerBlock:
        *value = 1024;
        return cudaSuccess;
    case cudaDevAttrMaxSharedMemoryPerBlock:
        *value = 48 << 10;
        return cudaSuccess;
    case cudaDevAttrMaxSharedMemoryPerBlockOptin:
        *value = 227 << 10;
        return cudaSuccess;
    case cudaDevAttrMultiProcessorCount:
        *value = 4; /* few, so that loops over a grid go round more than once */
        return cudaSuccess;
    case cudaDevAttrMaxThreadsPerMultiProcessor:
        *value = 2048;
        return cudaSuccess;
    case cudaDevAttrComputeCapabilityMajor:
        *value = options().architecture / 10;
        return cudaSuccess;
    case cudaDevAttrComputeCapabilityMinor:
        *value = options().architecture % 10;
        return cudaSuccess;
    }
    return refuse(cudaErrorInvalidValue, "cudaDeviceGetAttribute: attribute %d is not simulated",
                  (int)attr);
}

cudaError_t cudaGetDeviceProperties(struct cudaDeviceProp *properties, int index) {
    ENTER(cudaErrorUnknown);
    if (index < 0 || index >= options().devices) {
        return leave(cudaErrorInvalidDevice);
    }
    snprintf(properties->name, sizeof properties->name, "simulated GPU");
    properties->totalGlobalMem = memory_total();
    return cudaSuccess;
}

cudaError_t cudaDriverGetVersion(int *version) {
    *version = options().driver;
    return cudaSuccess;
}
cudaError_t cudaRuntimeGetVersion(int *version) {
    *version = runtime_version;
    return cudaSuccess;
}

/* ---- Errors ---------------------------------------------------------------------------------- */

cudaError_t cudaGetLastError(void) {
    const cudaError_t error = last_error;
    last_error = cudaSuccess;
    return error;
}
cudaError_t cudaPeekAtLastError(void) {
    return last_error;
}

static const struct {
    cudaError_t error;
    const char *name, *text;
} error_texts[] = {
    {cudaSuccess, "cudaSuccess", "no error"},
    {cudaErrorInvalidValue, "cudaErrorInvalidValue", "invalid argument"},
    {cudaErrorMemoryAllocation, "cudaErrorMemoryAllocation", "out of memory"},
    {cudaErrorInitializationError, "cudaErrorInitializationError", "initialization error"},
    {cudaErrorInvalidConfiguration, "cudaErrorInvalidConfiguration",
     "invalid configuration argument"},
    {cudaErrorInsufficientDriver, "cudaErrorInsufficientDriver",
     "CUDA driver version is insufficient for CUDA runtime version"},
    {cudaErrorNoDevice, "cudaErrorNoDevice", "no CUDA-capable device is detected"},
    {cudaErrorInvalidDevice, "cudaErrorInvalidDevice", "invalid device ordinal"},
    {cudaErrorInvalidResourceHandle, "cudaErrorInvalidResourceHandle", "invalid resource handle"},
    {cudaErrorNotReady, "cudaErrorNotReady", "device not ready"},
    {cudaErrorIllegalAddress, "cudaErrorIllegalAddress",
     "an illegal memory access was encountered"},
    {cudaErrorLaunchOutOfResources, "cudaErrorLaunchOutOfResources",
     "too many resources requested for launch"},
    {cudaErrorLaunchFailure, "cudaErrorLaunchFailure", "unspecified launch failure"},
    {cudaErrorUnknown, "cudaErrorUnknown", "unknown error"},
};

const char *cudaGetErrorName(cudaError_t error) {
    for (const auto &e : error_texts) {
        if (e.error == error) {
            return e.name;
        }
    }
    return "unrecognized error code";
}

const char *cudaGetErrorString(cudaError_t error) {
    for (const auto &e : error_texts) {
        if (e.error == error) {
            return e.text;
        }
    }
    return "unrecognized error code";
}

/* ---- Memory ---------------------------------------------------------------------------------- */

cudaError_t cudaMalloc(void **data, size_t bytes) {
    ENTER(cudaErrorMemoryAllocation);
    counts().allocations++;
    *data = bytes ? memory_alloc(device, bytes) : nullptr;
    return *data || !bytes ? cudaSuccess : leave(cudaErrorMemoryAllocation);
}

/* As in CUDA, all work of the device ends first. */
cudaError_t cudaFree(void *data) {
    LOCKED;
    options();
    if (!data) {
        return cudaSuccess;
    }
    run_all();
    return !is_of_nccl(data) && memory_free(data)
               ? wanted_failure("cudaFree")
               : refuse(cudaErrorInvalidValue, "cudaFree of %p: no live block", data);
}

cudaError_t cudaHostAlloc(void **data, size_t bytes, unsigned int flags) {
    (void)flags;
    ENTER(cudaErrorMemoryAllocation);
    counts().allocations++;
    *data = pinned_alloc(bytes);
    return *data ? cudaSuccess : leave(cudaErrorMemoryAllocation);
}

cudaError_t cudaFreeHost(void *data) {
    LOCKED;
    if (!data) {
        return cudaSuccess;
    }
    run_all();
    return pinned_free(data)
               ? wanted_failure("cudaFreeHost")
               : refuse(cudaErrorInvalidValue, "cudaFreeHost of %p: no live block", data);
}

cudaError_t cudaMemGetInfo(size_t *free, size_t *total) {
    ENTER(cudaErrorUnknown);
    *total = memory_total();
    *free = *total - memory_used(device);
    return cudaSuccess;
}
