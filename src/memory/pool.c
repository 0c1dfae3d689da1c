/* pool.c: small fixed-size host objects (tensors, storages, nodes), recycled by thread-local free
 * lists.
 *
 * Invariant: an object on a list is on one list only; a thread's lists are freed when it ends. An
 * object may be freed on another thread than the one that made it. Under AddressSanitizer every
 * object comes from malloc, so that misuse and leaks are found. */
#include "memory/allocator.h"
#include "memory/sanitize.h"

#include <pthread.h>
#include <stdlib.h>

enum { STEP_BYTES = 32, CLASSES = 32, KEEP_MAX = 128 };

typedef struct object {
    struct object *next;
} object;

typedef struct pool {
    object *free;
    int n;
} pool;

static TNI_THREAD_LOCAL pool *mine; /* CLASSES of them; NULL until this thread's end is watched */
static TNI_THREAD_LOCAL bool ended; /* this thread has freed its lists for good */
static pthread_key_t key;
static bool has_key;

void tni_pool_trim(void) {
    for (int c = 0; mine && c < CLASSES; c++) {
        for (object *o = mine[c].free, *next; o; o = next) {
            next = o->next;
            tni_host_free(o);
        }
        mine[c] = (pool){0};
    }
}

static void end_thread(void *value) {
    tni_pool_trim();
    mine = NULL;
    ended = true;
    free(value);
}

static void make_key(void) {
    has_key = pthread_key_create(&key, end_thread) == 0;
}

/* The main thread ends without its key's destructor. */
__attribute__((destructor)) static void end_main_thread(void) {
    end_thread(mine);
}

/* Lists for this thread, when its end will be noticed; NULL, without an error, when it has to do
 * without. */
static pool *open_pools(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_key);
    if (TNI_ASAN || ended || !has_key) {
        return NULL;
    }
    pool *pools = calloc(CLASSES, sizeof *pools); /* freeing calls this: it must not raise */
    if (pools && pthread_setspecific(key, pools) != 0) {
        free(pools);
        pools = NULL;
    }
    mine = pools;
    return pools;
}

static size_t class_of(size_t bytes) {
    return (bytes ? bytes - 1 : 0) / STEP_BYTES;
}

void *tni_pool_alloc(size_t bytes) {
    const size_t c = class_of(bytes);
    if (TNI_UNLIKELY(c >= CLASSES)) {
        return tni_host_alloc(bytes);
    }
    pool *p = mine ? &mine[c] : NULL;
    object *o = p ? p->free : NULL;
    if (TNI_UNLIKELY(!o)) {
        return tni_host_alloc((c + 1) * STEP_BYTES);
    }
    if (TNI_UNLIKELY(!tni_may_allocate(bytes))) {
        return NULL;
    }
    p->free = o->next;
    p->n--;
    return o;
}

void tni_pool_free(void *data, size_t bytes) {
    const size_t c = class_of(bytes);
    if (!data) {
        return;
    }
    pool *pools = TNI_LIKELY(mine != NULL) ? mine : open_pools();
    if (TNI_UNLIKELY(!pools || c >= CLASSES || pools[c].n >= KEEP_MAX)) {
        tni_host_free(data);
        return;
    }
    object *o = data;
    o->next = pools[c].free;
    pools[c].free = o;
    pools[c].n++;
}
