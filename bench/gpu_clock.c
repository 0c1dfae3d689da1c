/* gpu_clock.c: CUDA's driver, opened at run time: bench programs are linked to the library alone,
 * and neither a toolkit nor a compiler is needed where they run. A stream of the library is a
 * cudaStream_t, which the driver takes as its own.
 *
 * Invariant: work is given to the driver after the library has used the device in this thread, so
 * that the library's context is the current one. */
#include "gpu_clock.h"

#include <dlfcn.h>
#include <stdio.h>
#include <time.h>

enum { OK = 0 };
static struct {
    int (*init)(unsigned flags);
    int (*retain_context)(void **context, int device);
    int (*set_context)(void *context);
    int (*synchronize)(void);
    int (*event_create)(void **event, unsigned flags);
    int (*event_record)(void *event, void *stream);
    int (*event_synchronize)(void *event);
    int (*event_elapsed)(float *ms, void *start, void *end);
    int (*copy)(unsigned long long to, unsigned long long from, size_t bytes, void *stream);
    int (*module_load)(void **module, const void *image);
    int (*module_function)(void **function, void *module, const char *name);
    int (*launch)(void *function, unsigned grid_x, unsigned grid_y, unsigned grid_z,
                  unsigned block_x, unsigned block_y, unsigned block_z, unsigned shared_bytes,
                  void *stream, void **parameters, void **extra);
} driver;
static bool has_driver;
static void *first_event, *last_event;
static double began;

/* The driver compiles it when it is loaded. */
static const char NOTHING[] = ".version 7.0\n"
                              ".target sm_75\n"
                              ".address_size 64\n"
                              ".visible .entry nothing() { ret; }\n";

/* POSIX gives data pointers for functions: copied, since C has no cast between them. */
static bool take(void *library, void *slot, const char *name) {
    void *symbol = dlsym(library, name);
    *(void **)slot = symbol;
    return symbol != NULL;
}

/* The names under which the current versions of these functions are exported. */
bool gpu_clock_open(void) {
    void *library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    has_driver = library && take(library, &driver.init, "cuInit") &&
                 take(library, &driver.retain_context, "cuDevicePrimaryCtxRetain") &&
                 take(library, &driver.set_context, "cuCtxSetCurrent") &&
                 take(library, &driver.synchronize, "cuCtxSynchronize") &&
                 take(library, &driver.event_create, "cuEventCreate") &&
                 take(library, &driver.event_record, "cuEventRecord") &&
                 take(library, &driver.event_synchronize, "cuEventSynchronize") &&
                 (take(library, &driver.event_elapsed, "cuEventElapsedTime_v2") ||
                  take(library, &driver.event_elapsed, "cuEventElapsedTime")) &&
                 take(library, &driver.copy, "cuMemcpyDtoDAsync_v2") &&
                 take(library, &driver.module_load, "cuModuleLoadData") &&
                 take(library, &driver.module_function, "cuModuleGetFunction") &&
                 take(library, &driver.launch, "cuLaunchKernel");
    return has_driver;
}

double gpu_host_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *current_stream(void) {
    return tn_stream_native(tn_current_stream(tn_default_device()));
}

/* ---- Times ----------------------------------------------------------------------------------- */

static bool record(void **event) {
    return (*event || driver.event_create(event, 0) == OK) &&
           driver.event_record(*event, current_stream()) == OK;
}

void gpu_clock_start(void) {
    tn_synchronize(tn_default_device());
    began = gpu_host_seconds();
    if (has_driver && !record(&first_event)) {
        began = -1;
    }
}

double gpu_clock_stop(void) {
    float ms = -1;
    if (!has_driver) {
        tn_synchronize(tn_default_device());
        return gpu_host_seconds() - began;
    }
    if (began < 0 || !record(&last_event) || driver.event_synchronize(last_event) != OK ||
        driver.event_elapsed(&ms, first_event, last_event) != OK) {
        puts("unsupported the driver refuses its events");
        return -1;
    }
    return (double)ms * 1e-3;
}

/* ---- What to compare with -------------------------------------------------------------------- */

bool gpu_copy(tn_tensor *to, tn_tensor *from) {
    if (!has_driver) {
        return tn_copy_(to, from) != NULL;
    }
    tn_stream *stream = tn_current_stream(tn_default_device());
    const size_t bytes = (size_t)tn_numel(from) * tn_dtype_bytes(tn_dtype_of(from));
    const void *source = tn_borrow(from, stream, TN_READ);
    void *target = tn_borrow(to, stream, TN_WRITE);
    if (!source || !target ||
        driver.copy((uintptr_t)target, (uintptr_t)source, bytes, tn_stream_native(stream)) != OK) {
        return tn_raise(TN_HERE, TN_ERR_DEVICE, "the driver refuses to copy"), false;
    }
    return tn_return(to, stream, TN_WRITE) == TN_OK && tn_return(from, stream, TN_READ) == TN_OK;
}

/* The driver's devices are numbers, and the first one is 0. */
bool gpu_make_context(void) {
    void *context = NULL;
    return driver.init(0) == OK && driver.retain_context(&context, 0) == OK &&
           driver.set_context(context) == OK && driver.synchronize() == OK;
}

static void *load_nothing(void) {
    void *module = NULL, *function = NULL;
    if (!has_driver || driver.module_load(&module, NOTHING) != OK ||
        driver.module_function(&function, module, "nothing") != OK) {
        tn_raise(TN_HERE, TN_ERR_UNSUPPORTED, "there is no driver that takes an empty kernel");
    }
    return function;
}

bool gpu_launch_nothing(void) {
    static void *function, *stream;
    if (!function) {
        function = load_nothing();
        stream = current_stream();
    }
    return function && driver.launch(function, 1, 1, 1, 32, 1, 1, 0, stream, NULL, NULL) == OK;
}
