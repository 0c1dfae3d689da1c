/* front.c: each thread's stock of small host blocks, in front of the process-wide cache, so that a
 * short-lived result costs no lock.
 *
 * Invariant: a block is in at most one stock; stocked blocks do not count as live. A stock holds at
 * most STOCK_BYTES of a class (and never more than STOCK_BLOCKS blocks), and goes back when its
 * thread ends. Under AddressSanitizer there are no stocks, so that freed blocks stay poisoned
 * longer. */
#include "memory/allocator.h"
#include "memory/sanitize.h"

#include <pthread.h>

enum { STOCK_BLOCKS = 32, STOCK_BYTES = 256 << 10 };

typedef struct stock {
    int n;
    void *blocks[STOCK_BLOCKS];
} stock;

typedef struct front {
    tni_cache *cache;
    tni_cache_counter counter;
    stock stocks[TNI_SIZE_CLASSES];
} front;

static TNI_THREAD_LOCAL front *mine;
static TNI_THREAD_LOCAL bool ended; /* this thread has given its stock back for good */
static pthread_key_t key;
static bool has_key;

static void empty(front *f) {
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        if (f->stocks[c].n > 0) {
            tni_cache_give(f->cache, c, f->stocks[c].blocks, f->stocks[c].n);
            f->stocks[c].n = 0;
        }
    }
}

static void end_thread(void *value) {
    front *f = value;
    mine = NULL;
    ended = true;
    empty(f);
    tni_cache_detach(f->cache, &f->counter);
    tni_host_free(f);
}

static void make_key(void) {
    has_key = pthread_key_create(&key, end_thread) == 0;
}

/* The main thread ends without its key's destructor. */
__attribute__((destructor)) static void end_main_thread(void) {
    if (mine) {
        end_thread(mine);
    }
}

/* NULL, without an error, when this thread has to do without. */
static front *open_front(tni_cache *cache) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_key);
    if (TNI_ASAN || ended || !has_key) {
        return NULL;
    }
    front *f = tni_host_alloc_zeroed(sizeof *f);
    if (!f) {
        return NULL;
    }
    f->cache = cache;
    if (pthread_setspecific(key, f) != 0) {
        tni_host_free(f);
        return NULL;
    }
    tni_cache_attach(cache, &f->counter);
    mine = f;
    return f;
}

static int stock_max(int size_class) {
    const size_t bytes = tni_class_bytes(size_class);
    return TNI_LIKELY(bytes * STOCK_BLOCKS <= STOCK_BYTES) ? STOCK_BLOCKS
                                                           : (int)(STOCK_BYTES / bytes);
}

void *tni_front_alloc(tni_cache *cache, size_t bytes) {
    front *f = TNI_LIKELY(mine != NULL) ? mine : open_front(cache);
    if (TNI_UNLIKELY(!f || f->cache != cache)) {
        return tni_pending() ? NULL : tni_cache_alloc(cache, bytes, NULL, NULL);
    }
    const int c = tni_size_class(bytes);
    stock *s = &f->stocks[c];
    if (TNI_UNLIKELY(s->n == 0)) {
        s->n = tni_cache_take(cache, c, s->blocks, (stock_max(c) + 1) / 2);
        if (s->n == 0) {
            return NULL;
        }
    }
    tni_cache_count_alloc(cache, &f->counter, bytes);
    return s->blocks[--s->n];
}

void tni_front_free(tni_cache *cache, void *data, size_t bytes) {
    front *f = mine;
    if (TNI_UNLIKELY(!f || f->cache != cache)) {
        tni_cache_free(cache, data, bytes, NULL);
        return;
    }
    const int c = tni_size_class(bytes), max = stock_max(c);
    stock *s = &f->stocks[c];
    if (TNI_UNLIKELY(s->n == max)) {
        /* The older half goes back; the blocks used last are still in the processor's cache. */
        const int half = max / 2;
        tni_cache_give(cache, c, s->blocks, half);
        memmove(s->blocks, s->blocks + half, (size_t)(s->n - half) * sizeof s->blocks[0]);
        s->n -= half;
    }
    s->blocks[s->n++] = data;
    tni_cache_count_free(cache, &f->counter, bytes);
}

void tni_front_flush(void) {
    if (mine) {
        empty(mine);
    }
}
