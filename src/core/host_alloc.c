/* host_alloc.c: memory for the library's own metadata, and faults on demand.
 *
 * Invariant: every allocation of the library, of whatever kind, asks tni_may_allocate() exactly
 * once, so that "the k-th allocation fails" reaches each of them in turn. While nobody counts, that
 * is one load. */
#include "core/core.h"

#include <pthread.h>
#include <stdlib.h>

atomic_bool tni_requests_counted = true; /* until the first request has read TENON_FAIL_ALLOC */
static _Atomic uint64_t requests, failing;

static void set_failing(uint64_t k) {
    atomic_store(&requests, 0);
    atomic_store(&failing, k);
    atomic_store(&tni_requests_counted, k != 0);
}

static void read_option(void) {
    const int64_t k = tni_env_int("TENON_FAIL_ALLOC");
    set_failing(k > 0 ? (uint64_t)k : 0);
}

static void read_option_once(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, read_option);
}

void tni_memory_fail_at(uint64_t k) {
    read_option_once();
    if (k == 0) {
        atomic_store(&tni_requests_counted, false);
    } else {
        set_failing(k);
    }
}

uint64_t tni_memory_requests(void) {
    return atomic_load(&requests);
}

bool tni_may_allocate_counted(size_t bytes) {
    read_option_once();
    if (!atomic_load(&tni_requests_counted)) {
        return true;
    }
    const uint64_t now = atomic_fetch_add(&requests, 1) + 1;
    if (now != atomic_load(&failing)) {
        return true;
    }
    tni_fail(TN_ERR_MEMORY, "asked for %zu bytes, but request %llu was told to fail", bytes,
             (unsigned long long)now);
    return false;
}

bool tni_may_allocate_quietly(size_t bytes) {
    const bool was_pending = tni_pending() != TN_OK;
    const bool may = tni_may_allocate(bytes);
    if (!may && !was_pending) {
        tn_error_take(NULL);
    }
    return may;
}

static void *checked(void *data, size_t bytes) {
    if (!data) {
        tni_fail(TN_ERR_MEMORY,
                 "asked the system for %zu bytes and got none; free memory or raise the limit of "
                 "the process",
                 bytes);
    }
    return data;
}

/* The system refuses more than this itself, but tools that replace malloc stop the program. */
static bool is_absurd(size_t bytes) {
    return bytes > PTRDIFF_MAX / 2;
}

void *tni_host_alloc(size_t bytes) {
    if (!tni_may_allocate(bytes)) {
        return NULL;
    }
    return checked(is_absurd(bytes) ? NULL : malloc(bytes ? bytes : 1), bytes);
}

void *tni_host_alloc_zeroed(size_t bytes) {
    if (!tni_may_allocate(bytes)) {
        return NULL;
    }
    return checked(is_absurd(bytes) ? NULL : calloc(1, bytes ? bytes : 1), bytes);
}

void *tni_host_realloc(void *data, size_t bytes) {
    if (!tni_may_allocate(bytes)) {
        return NULL;
    }
    return checked(is_absurd(bytes) ? NULL : realloc(data, bytes ? bytes : 1), bytes);
}

char *tni_host_text(const char *text) {
    const size_t bytes = strlen(text) + 1;
    char *copy = tni_host_alloc(bytes);
    return copy ? memcpy(copy, text, bytes) : NULL;
}

void tni_host_free(void *data) {
    free(data);
}
