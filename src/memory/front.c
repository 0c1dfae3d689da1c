/* front.c: each thread's stock of small host blocks, in front of the process-wide cache, so that a
 * short-lived result costs no lock.
 *
 * Invariant: a block is in at most one stock; stocked blocks do not count as live. A stock holds at
 * most STOCK_BYTES of a class (and never more than STOCK_BLOCKS blocks), and goes back when its
 * thread ends, or when another one runs out of memory and seizes it. A thread says that it is busy
 * with its stock by a plain store: whoever seizes pays for the ordering, with a call that is a
 * barrier on all cores (membarrier(2)); where there is none, nothing is seized. Under
 * AddressSanitizer there are no stocks, so that freed blocks stay poisoned longer. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "memory/cache.h"

#include <linux/membarrier.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { STOCK_BLOCKS = 32, STOCK_BYTES = 256 << 10 };

typedef struct stock {
    int n;
    void *blocks[STOCK_BLOCKS];
} stock;

typedef struct tni_front {
    struct tni_front *next;
    pthread_t thread;
    tni_cache *cache;
    _Atomic bool busy;   /* its thread works with the stocks */
    _Atomic bool seized; /* another thread empties them: this one does without */
    tni_cache_counter counter;
    stock stocks[TNI_SIZE_CLASSES];
} front;

static TNI_THREAD_LOCAL front *mine;
static TNI_THREAD_LOCAL bool without; /* this thread has none, and gets none any more */
static pthread_key_t key;
static bool has_key, has_barrier;
static pthread_mutex_t listing = PTHREAD_MUTEX_INITIALIZER;
static front *fronts; /* of all threads; under `listing` */

static void empty(front *f) {
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        if (f->stocks[c].n > 0) {
            tni_cache_give(f->cache, c, f->stocks[c].blocks, f->stocks[c].n);
            f->stocks[c].n = 0;
        }
    }
}

static bool barrier(int command) {
    return syscall(SYS_membarrier, command, 0, 0) == 0;
}

/* False when the stocks are being seized; else leave() follows. */
static inline bool enter(front *f) {
    atomic_store_explicit(&f->busy, true, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst);
    if (TNI_LIKELY(!atomic_load_explicit(&f->seized, memory_order_acquire))) {
        return true;
    }
    atomic_store_explicit(&f->busy, false, memory_order_release);
    return false;
}
static inline void leave(front *f) {
    atomic_store_explicit(&f->busy, false, memory_order_release);
}

static void unlist(front *f) {
    pthread_mutex_lock(&listing);
    front **link = &fronts;
    while (*link != f) {
        link = &(*link)->next;
    }
    *link = f->next;
    pthread_mutex_unlock(&listing);
}

static void close_front(front *f) {
    unlist(f);
    empty(f);
    tni_cache_detach(f->cache, &f->counter);
    tni_host_free(f);
}

static void end_thread(void *value) {
    mine = NULL;
    without = true;
    close_front(value);
}

static void make_key(void) {
    has_key = pthread_key_create(&key, end_thread) == 0;
    has_barrier = barrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
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
    if (TNI_ASAN || without || !has_key) {
        return NULL;
    }
    front *f = tni_host_alloc_zeroed(sizeof *f);
    if (!f) {
        return NULL;
    }
    f->cache = cache;
    f->thread = pthread_self();
    if (pthread_setspecific(key, f) != 0) {
        tni_host_free(f);
        return NULL;
    }
    if (!tni_cache_attach(cache, &f->counter)) {
        pthread_setspecific(key, NULL);
        tni_host_free(f);
        without = true;
        return NULL;
    }
    pthread_mutex_lock(&listing);
    f->next = fronts;
    fronts = f;
    pthread_mutex_unlock(&listing);
    mine = f;
    return f;
}

static int stock_max(int size_class) {
    const size_t bytes = tni_classes[size_class].bytes;
    return TNI_LIKELY(bytes * STOCK_BLOCKS <= STOCK_BYTES) ? STOCK_BLOCKS
                                                           : (int)(STOCK_BYTES / bytes);
}

/* ---- Figures --------------------------------------------------------------------------------- */

static inline void count_taken(front *f, void *data, size_t bytes, const tni_class *c) {
    const tni_cache *cache = f->cache;
    tni_shown_thread *counts = f->counter.of;
    tni_count(&counts->blocks, 1);
    tni_count(&counts->bytes, c->bytes);
    tni_count(&counts->requested, bytes);
    tni_account_take(cache->account, bytes, c->bytes);
    if (!cache->is_shown) {
        return;
    }
    uint64_t *place = tni_small_word(data, c);
    const uint64_t word = tni_block_word(bytes, TNI_HOST_STREAM, tni_origin_now());
    if (TNI_LIKELY(place != NULL)) {
        tni_store_last(place, word);
    }
    if (tni_wants_all()) {
        tni_tell_block(cache, TN_TRACE_ALLOC, data, bytes, c->bytes, word);
    }
}

static inline void count_given(front *f, const void *data, size_t bytes, const tni_class *c) {
    const tni_cache *cache = f->cache;
    uint64_t *place = cache->is_shown ? tni_small_word(data, c) : NULL;
    if (TNI_LIKELY(place != NULL)) {
        tni_store(place, 0);
    }
    if (tni_wants_all() && cache->is_shown) {
        tni_tell_block(cache, TN_TRACE_FREE, data, bytes, c->bytes, 0);
    }
    tni_account_give(cache->account, bytes, c->bytes);
}

/* ---- Taking and giving ----------------------------------------------------------------------- */

void *tni_front_alloc(tni_cache *cache, size_t bytes) {
    front *f = TNI_LIKELY(mine != NULL) ? mine : open_front(cache);
    if (TNI_UNLIKELY(!f || f->cache != cache)) {
        return tni_pending() ? NULL : tni_cache_alloc(cache, bytes, NULL, NULL);
    }
    if (TNI_UNLIKELY(!enter(f))) {
        return tni_cache_alloc(cache, bytes, NULL, NULL);
    }
    const int c = tni_size_class(bytes);
    stock *s = &f->stocks[c];
    if (TNI_UNLIKELY(s->n == 0)) {
        s->n = tni_cache_take(cache, c, s->blocks, (stock_max(c) + 1) / 2);
    }
    void *data = TNI_LIKELY(s->n > 0) ? s->blocks[--s->n] : NULL;
    leave(f);
    if (TNI_LIKELY(data != NULL)) {
        count_taken(f, data, bytes, &tni_classes[c]);
    }
    return data;
}

void tni_front_free(tni_cache *cache, void *data, size_t bytes) {
    front *f = mine;
    if (TNI_UNLIKELY(!f || f->cache != cache || !enter(f))) {
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
    count_given(f, data, bytes, &tni_classes[c]); /* before anybody else may get it */
    s->blocks[s->n++] = data;
    leave(f);
}

/* ---- Another stock in between ---------------------------------------------------------------- */

front *tni_front_leave(void) {
    front *former = mine;
    mine = NULL;
    return former;
}

void tni_front_return(front *former) {
    if (mine) {
        close_front(mine);
    }
    mine = former;
    if (has_key) {
        pthread_setspecific(key, former);
    }
}

/* ---- Running out of memory ------------------------------------------------------------------- */

static void set_seized(bool seized) {
    for (front *f = fronts; f; f = f->next) {
        atomic_store_explicit(&f->seized, seized, memory_order_release);
    }
}

void tni_fronts_flush(void) {
    pthread_mutex_lock(&listing);
    set_seized(true);
    const bool seizes = has_barrier && barrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
    for (front *f = fronts; f; f = f->next) {
        if (f != mine && !seizes) {
            continue;
        }
        while (atomic_load_explicit(&f->busy, memory_order_acquire)) {
            sched_yield();
        }
        empty(f);
    }
    set_seized(false);
    pthread_mutex_unlock(&listing);
}

/* ---- Around fork() --------------------------------------------------------------------------- */

void tni_fronts_lock(void) {
    pthread_mutex_lock(&listing);
}
/* Of a thread that is not in this child: what it had in stock, perhaps half of a change, stays
 * unused; what it took is counted on, and another thread may have its place. Caches that nobody is
 * shown have no places, and perhaps a lock that stays held. */
static void forget_front(front *f) {
    if (f->cache->is_shown) {
        tni_cache_detach(f->cache, &f->counter);
        tni_host_free(f);
    }
}

void tni_fronts_unlock(bool child) {
    front *all = child ? fronts : NULL, *others = NULL;
    fronts = child ? NULL : fronts;
    while (all) {
        front *f = all, **list = pthread_equal(f->thread, pthread_self()) ? &fronts : &others;
        all = f->next;
        f->next = *list;
        *list = f;
    }
    pthread_mutex_unlock(&listing);
    while (others) {
        front *f = others;
        others = f->next;
        forget_front(f);
    }
}
