/* openblas.c: opens OpenBLAS with dlopen, locally: its symbols reach nobody else, and whatever BLAS
 * the host program uses keeps its own settings. The serial build is wanted: threads are ours, over
 * pieces fixed by the shape, because OpenBLAS' results depend on its thread count.
 *
 * A serial build gets the lock it lacks (openblas_pool.c). Where that fails, or somebody else had
 * loaded it before, its callers take turns. Either way a call passes a gate, which also keeps the
 * number of callers below what the library's pool of buffers holds (128 in Debian's builds; beyond
 * its end it gives up).
 *
 * OPENBLAS_CORETYPE in the environment overrides the CPU detection of every OpenBLAS in the
 * process, and can halve its speed; it is the user's and stays as it is. */
#include "host/openblas.h"

#include "host/host.h"
#include "host/openblas_pool.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { CALLERS = 32 }; /* at once; LAPACK may hold several buffers a call */

static const char *const places[] = {
    "/usr/lib/x86_64-linux-gnu/openblas-serial/libopenblas.so.0",
    "/usr/lib64/libopenblas.so.0",
    "libopenblas.so.0",
    "libopenblas.so",
};

static tni_openblas table;
static void *library;
static bool usable;
static sem_t gate;
static char version_text[96] = "none";
static char status_text[256] = "not found: matrix products are slow (install libopenblas0-serial)";

/* POSIX gives data pointers for functions: copied, since C has no cast between them. */
static bool take(void *slot, const char *name) {
    void *symbol = dlsym(library, name);
    memcpy(slot, &symbol, sizeof symbol);
    return symbol != NULL;
}

/* A threaded build has its locks and is held to one thread: no other user shares this copy unless
 * the program itself linked it, and then its results stay the same, only slower. */
static bool hold_to_one_thread(void) {
    int (*parallel)(void) = NULL;
    if (!take(&parallel, "openblas_get_parallel") || parallel() == 0) {
        return false;
    }
    void (*set_threads)(int) = NULL;
    if (take(&set_threads, "openblas_set_num_threads")) {
        set_threads(1);
    }
    return true;
}

static void describe(const char *place, const char *kind) {
    snprintf(status_text, sizeof status_text, "%s (%s)", place, kind);
}

/* openblas_get_config() is "OpenBLAS 0.3.21 NO_LAPACKE …". */
static void describe_version(void) {
    char *(*config)(void) = NULL, *(*core)(void) = NULL;
    const char *text = take(&config, "openblas_get_config") ? config() : "";
    text += strcspn(text, " ");
    text += strspn(text, " ");
    snprintf(version_text, sizeof version_text, "%.*s %s", (int)strcspn(text, " "), text,
             take(&core, "openblas_get_corename") ? core() : "");
}

/* A library that was there before us is bound to whatever else its first user brought: Debian's
 * libblas.so.3 beside it has copies of its functions that take buffers past the lock. */
static bool is_loaded(const char *place) {
    void *const loaded = dlopen(place, RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
    if (loaded) {
        dlclose(loaded);
    }
    return loaded != NULL;
}

static void open_library(void) {
    const size_t n = sizeof places / sizeof places[0];
    bool was_loaded = false;
    size_t i = 0;
    while (i < n) {
        was_loaded = is_loaded(places[i]);
        library = dlopen(places[i], RTLD_NOW | RTLD_LOCAL);
        if (library) {
            break;
        }
        i++;
    }
    if (!library) {
        return;
    }
    usable = take(&table.sgemm, "cblas_sgemm") && take(&table.dgemm, "cblas_dgemm") &&
             take(&table.cgemm, "cblas_cgemm") && take(&table.zgemm, "cblas_zgemm") &&
             take(&table.sgemv, "cblas_sgemv") && take(&table.dgemv, "cblas_dgemv");
    if (!usable) {
        describe(places[i], "not used: it lacks functions of the C interface");
        return;
    }
    const bool threaded = hold_to_one_thread(),
               locked = !threaded && tni_openblas_lock_pool(library),
               shared = threaded || (locked && !was_loaded);
    sem_init(&gate, 0, shared ? CALLERS : 1);
    describe_version();
    describe(places[i], threaded ? "threaded build, held to one thread"
                        : shared ? "serial build, its buffers under our lock"
                        : locked ? "serial build that was loaded before us, one call at a time"
                                 : "serial build, one call at a time");
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
    while (sem_wait(&gate) != 0 && errno == EINTR) {}
}

void tni_openblas_leave(void) {
    sem_post(&gate);
}

void *tni_openblas_symbol(const char *name) {
    open_once();
    return library ? dlsym(library, name) : NULL;
}

const char *tni_openblas_version(void) {
    open_once();
    return version_text;
}

const char *tni_openblas_status(void) {
    open_once();
    return status_text;
}
