/* dnnl_library.c: opens oneDNN 2 once a process. The handle is never closed: its thread pools
 * outlive every call. */
#include "host/dnnl_library.h"

#include "host/conv_host.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static tni_dnnl_library library;
static bool loaded;
static char reason[256], version_text[64] = "none";
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool bind(void *handle) {
#define BIND(function)                                                         \
    *(void **)&library.function = dlsym(handle, "dnnl_" #function);            \
    if (!library.function) {                                                   \
        snprintf(reason, sizeof reason, "libdnnl.so.2 lacks dnnl_" #function); \
        return false;                                                          \
    }
    TNI_DNNL_FUNCTIONS(BIND)
#undef BIND
    return true;
}

static const char *isa_name(dnnl_cpu_isa_t isa) {
    switch (isa) {
    case dnnl_cpu_isa_sse41:
        return "sse41";
    case dnnl_cpu_isa_avx:
        return "avx";
    case dnnl_cpu_isa_avx2:
        return "avx2";
    case dnnl_cpu_isa_avx2_vnni:
        return "avx2_vnni";
    case dnnl_cpu_isa_avx512_core:
        return "avx512_core";
    case dnnl_cpu_isa_avx512_core_vnni:
        return "avx512_core_vnni";
    case dnnl_cpu_isa_avx512_core_bf16:
        return "avx512_core_bf16";
    case dnnl_cpu_isa_avx512_core_amx:
        return "avx512_core_amx";
    default:
        return NULL;
    }
}

static void describe(const dnnl_version_t *version) {
    const dnnl_cpu_isa_t isa = library.get_effective_cpu_isa();
    char number[16];
    snprintf(number, sizeof number, "isa 0x%x", (unsigned)isa);
    snprintf(version_text, sizeof version_text, "%d.%d.%d %s", version->major, version->minor,
             version->patch, isa_name(isa) ? isa_name(isa) : number);
}

static void load(void) {
    void *handle = dlopen("libdnnl.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const char *text = dlerror();
        snprintf(reason, sizeof reason, "%s", text ? text : "libdnnl.so.2 could not be opened");
        return;
    }
    if (!bind(handle)) {
        return;
    }
    const dnnl_version_t *version = library.version();
    if (version->major != DNNL_VERSION_MAJOR) {
        snprintf(reason, sizeof reason, "oneDNN %d found, %d needed", version->major,
                 DNNL_VERSION_MAJOR);
        return;
    }
    if (library.engine_create(&library.engine, dnnl_cpu, 0) != dnnl_success) {
        snprintf(reason, sizeof reason, "oneDNN could not make a CPU engine");
        return;
    }
    describe(version);
    loaded = true;
}

const tni_dnnl_library *tni_dnnl(void) {
    pthread_once(&once, load);
    return loaded ? &library : NULL;
}

const char *tni_dnnl_missing(void) {
    return tni_dnnl() ? NULL : reason;
}

const char *tni_dnnl_version(void) {
    pthread_once(&once, load);
    return version_text;
}
