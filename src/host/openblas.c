/* openblas.c: opens OpenBLAS with dlopen, locally: its symbols reach nobody else, and whatever BLAS
 * the host program uses keeps its own settings. The serial build is wanted: threads are ours, over
 * pieces fixed by the shape, because OpenBLAS' results depend on its thread count.
 *
 * OPENBLAS_CORETYPE in the environment overrides the CPU detection of every OpenBLAS in the
 * process, and can halve its speed; it is the user's and stays as it is. */
#include "host/openblas.h"

#include "host/host.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static const char *const places[] = {
    "/usr/lib/x86_64-linux-gnu/openblas-serial/libopenblas.so.0",
    "/usr/lib64/libopenblas.so.0",
    "libopenblas.so.0",
    "libopenblas.so",
};

static tni_openblas table;
static void *library;
static bool usable;
static bool alone = true; /* one call at a time */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char status_text[256] = "not found: matrix products are slow (install libopenblas0-serial)";

/* POSIX gives data pointers for functions: copied, since C has no cast between them. */
static bool take(void *slot, const char *name) {
    void *symbol = dlsym(library, name);
    memcpy(slot, &symbol, sizeof symbol);
    return symbol != NULL;
}

/* A threaded build found in a common place is held to one thread: no other user shares this copy
 * unless the program itself linked it, and then its results stay the same, only slower. */
static void open_library(void) {
    const size_t n = sizeof places / sizeof places[0];
    for (size_t i = 0; i < n && !library; i++) {
        library = dlopen(places[i], RTLD_NOW | RTLD_LOCAL);
        if (library) {
            snprintf(status_text, sizeof status_text, "%s", places[i]);
        }
    }
    if (!library) {
        return;
    }
    usable = take(&table.sgemm, "cblas_sgemm") && take(&table.dgemm, "cblas_dgemm") &&
             take(&table.cgemm, "cblas_cgemm") && take(&table.zgemm, "cblas_zgemm") &&
             take(&table.sgemv, "cblas_sgemv") && take(&table.dgemv, "cblas_dgemv");
    int (*parallel)(void) = NULL;
    if (usable && take(&parallel, "openblas_get_parallel") && parallel() != 0) {
        alone = false;
        void (*set_threads)(int) = NULL;
        if (take(&set_threads, "openblas_set_num_threads")) {
            set_threads(1);
        }
    }
}

static void open_once(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
}

const tni_openblas *tni_openblas_get(void) {
    open_once();
    return usable ? &table : NULL;
}

void tni_openblas_enter(void) {
    if (alone) {
        pthread_mutex_lock(&turn);
    }
}

void tni_openblas_leave(void) {
    if (alone) {
        pthread_mutex_unlock(&turn);
    }
}

void *tni_openblas_symbol(const char *name) {
    open_once();
    return library ? dlsym(library, name) : NULL;
}

const char *tni_openblas_status(void) {
    open_once();
    return status_text;
}

const char *tni_host_library_status(const char *name) {
    return strcmp(name, "OpenBLAS") == 0 ? tni_openblas_status() : NULL;
}
