/* nvml.c: what the NVIDIA driver says that a process uses of GPUs: NVML, which comes with the
 * driver, opened when it is asked for. Declarations are those of nvml.h, as far as they are used
 * (docs.nvidia.com/deploy/nvml-api). */
#include "shown_process.h"

#include <dlfcn.h>
#include <stdlib.h>

enum { SUCCESS = 0, INSUFFICIENT_SIZE = 7, PROCESSES_MAX = 1 << 16 };
static const unsigned long long not_available = ~0ull;

typedef struct process_info { /* nvmlProcessInfo_t */
    unsigned pid;
    unsigned long long used;
    unsigned gpu_instance, compute_instance;
} process_info;

typedef struct nvml {
    int (*init)(void);
    int (*count)(unsigned *count);
    int (*by_index)(unsigned index, void **device);
    int (*processes)(void *device, unsigned *count, process_info *infos);
} nvml;

static bool find(void *library, nvml *api) {
    *(void **)&api->init = dlsym(library, "nvmlInit_v2");
    *(void **)&api->count = dlsym(library, "nvmlDeviceGetCount_v2");
    *(void **)&api->by_index = dlsym(library, "nvmlDeviceGetHandleByIndex_v2");
    *(void **)&api->processes = dlsym(library, "nvmlDeviceGetComputeRunningProcesses_v3");
    return api->init && api->count && api->by_index && api->processes;
}

/* Adds what a process uses of one device. There may be more processes by the time that there is
 * room for them. */
static bool add_device(const nvml *api, void *device, int64_t pid, uint64_t *bytes) {
    process_info *infos = NULL;
    unsigned n = 16, found = 0;
    int result = INSUFFICIENT_SIZE;
    for (; result == INSUFFICIENT_SIZE && n <= PROCESSES_MAX; n *= 2) {
        free(infos);
        infos = malloc(n * sizeof *infos);
        found = n;
        result = infos ? api->processes(device, &found, infos) : SUCCESS + 1;
    }
    bool told = false;
    for (unsigned i = 0; result == SUCCESS && i < found; i++) {
        if (infos[i].pid == (unsigned)pid && infos[i].used != not_available) {
            *bytes += infos[i].used;
            told = true;
        }
    }
    free(infos);
    return told;
}

/* The library, which takes a while to start, ready for as long as the command runs; NULL: it is not
 * there, or does not work. */
static const nvml *started(void) {
    static nvml api;
    static bool is_tried, is_ready;
    if (!is_tried) {
        void *library = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
        is_tried = true;
        is_ready = library && find(library, &api) && api.init() == SUCCESS;
    }
    return is_ready ? &api : NULL;
}

bool nvml_process_bytes(int64_t pid, uint64_t *bytes) {
    const nvml *api = started();
    unsigned n = 0;
    bool told = false;
    *bytes = 0;
    if (api && api->count(&n) == SUCCESS) {
        for (unsigned i = 0; i < n; i++) {
            void *device;
            told |= api->by_index(i, &device) == SUCCESS && add_device(api, device, pid, bytes);
        }
    }
    return told;
}
