/* prefetch.c: shards of coming steps, made by threads.
 *
 * Shards have ordinals: (step - first step) * shards of a step + place in it. A ring holds those of
 * the next few steps. Threads claim ordinals in order; whoever asks for one waits until it is made
 * and takes it.
 *
 * Invariant: ordinals in [floor, floor + capacity) have a slot each; below the floor all are taken.
 * Threads only decide when a shard is made, never what is in it. */
#include "data/loader.h"

#include <assert.h>

typedef enum slot_state { EMPTY, CLAIMED, READY, TAKEN } slot_state;

typedef struct slot {
    slot_state state;
    tn_batch batch; /* its tensors are kept by the slot */
    tn_error error; /* code TN_OK: none */
} slot;

struct tni_prefetch {
    tn_loader *loader;
    int64_t step, total;
    int shard, n_shard, shards;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t ready, room;
    int64_t next, floor, capacity; /* next: the first that nobody has claimed */
    slot *ring;
    bool stopping;
    int n_threads;
    pthread_t *threads;
};

static slot *slot_of(tni_prefetch *p, int64_t ordinal) {
    return &p->ring[ordinal % p->capacity];
}

/* ---- Threads --------------------------------------------------------------------------------- */

/* Makes one shard in a scope of its own; what it made is kept by the slot. */
static void make(tni_prefetch *p, int64_t ordinal, slot *out) {
    TN_SCOPE(s);
    const int64_t step = p->step + ordinal / p->n_shard;
    const int shard = p->shard + (int)(ordinal % p->n_shard);
    if (tni_loader_make(p->loader, step, shard, p->shards, &out->batch) && !tni_pending()) {
        tn_keep(out->batch.inputs);
        if (out->batch.targets) {
            tn_keep(out->batch.targets);
        }
    } else {
        out->batch = (tn_batch){0};
        tn_error_take(&out->error);
    }
}

/* The next ordinal to make, when there is room for it; -1 when the work is over. */
static int64_t claim(tni_prefetch *p) {
    while (!p->stopping && p->next < p->total && p->next >= p->floor + p->capacity) {
        pthread_cond_wait(&p->room, &p->lock);
    }
    if (p->stopping || p->next >= p->total) {
        return -1;
    }
    slot_of(p, p->next)->state = CLAIMED;
    return p->next++;
}

static void *work(void *context) {
    tni_prefetch *p = context;
    pthread_mutex_lock(&p->lock);
    for (int64_t ordinal; (ordinal = claim(p)) >= 0;) {
        pthread_mutex_unlock(&p->lock);
        slot made = {.state = READY};
        make(p, ordinal, &made);
        pthread_mutex_lock(&p->lock);
        *slot_of(p, ordinal) = made;
        pthread_cond_broadcast(&p->ready);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* ---- Taking ---------------------------------------------------------------------------------- */

/* The ordinal of a shard; -1 when this prefetch does not make it. */
static int64_t ordinal_of(const tni_prefetch *p, int64_t step, int shard, int shards) {
    int64_t before;
    if (shards != p->shards || shard < p->shard || shard >= p->shard + p->n_shard ||
        step < p->step || !tni_mul(step - p->step, p->n_shard, &before) ||
        before >= p->total - (shard - p->shard)) {
        return -1;
    }
    return before + shard - p->shard;
}

/* Waits for the ordinal and moves it out of the ring; false when it is not there to be had. */
static bool take_slot(tni_prefetch *p, int64_t ordinal, slot *out) {
    slot *s = slot_of(p, ordinal);
    if (ordinal < p->floor || ordinal >= p->floor + p->capacity || s->state == TAKEN) {
        return false;
    }
    while (s->state != READY) {
        pthread_cond_wait(&p->ready, &p->lock);
        if (s->state == TAKEN || ordinal < p->floor) { /* another thread asked for the same */
            return false;
        }
    }
    *out = *s;
    *s = (slot){.state = TAKEN};
    while (slot_of(p, p->floor)->state == TAKEN) {
        slot_of(p, p->floor++)->state = EMPTY;
    }
    pthread_cond_broadcast(&p->room);
    pthread_cond_broadcast(&p->ready);
    return true;
}

/* From a slot's own hold to one of the caller's scope. */
static tn_tensor *handed_over(tn_tensor *t) {
    tn_tensor *mine = t ? tn_borrow_handle(t) : NULL;
    tn_drop(t);
    return mine;
}

bool tni_prefetch_take(tni_prefetch *p, int64_t step, int shard, int shards, tn_batch *out) {
    const int64_t ordinal = ordinal_of(p, step, shard, shards);
    slot taken = {0};
    pthread_mutex_lock(&p->lock);
    const bool found = ordinal >= 0 && take_slot(p, ordinal, &taken);
    pthread_mutex_unlock(&p->lock);
    if (found && taken.error.code) {
        tni_error_restore(&taken.error);
    } else if (found) {
        *out = taken.batch;
        out->inputs = handed_over(taken.batch.inputs);
        out->targets = handed_over(taken.batch.targets);
    }
    return found;
}

/* ---- Making and freeing ---------------------------------------------------------------------- */

static bool set_range(tni_prefetch *p, const tn_prefetch_args *args) {
    p->loader = args->loader;
    p->step = args->step;
    p->shards = args->shards ? args->shards : 1;
    p->shard = args->shard;
    p->n_shard = args->n_shard ? args->n_shard : p->shards - args->shard;
    const int depth = args->depth ? args->depth : 2;
    if (p->n_shard < 1 || p->n_shard > p->shards || depth < 1 || args->threads < 0 ||
        args->steps < 0) {
        tni_fail(TN_ERR_ARGUMENT,
                 "%d shards from %d of %d, %d steps ahead on %d threads: nothing to make",
                 p->n_shard, p->shard, p->shards, depth, args->threads);
        return false;
    }
    if (!tni_loader_check(p->loader, p->step, p->shard, p->shards) ||
        !tni_loader_check(p->loader, p->step, p->shard + p->n_shard - 1, p->shards)) {
        return false;
    }
    if (args->steps == 0 || !tni_mul(args->steps, p->n_shard, &p->total)) {
        p->total = INT64_MAX;
    }
    int64_t bytes;
    if (!tni_mul(p->n_shard, depth, &p->capacity) ||
        !tni_mul(p->capacity, (int64_t)sizeof *p->ring, &bytes)) {
        return tni_fail(TN_ERR_MEMORY, "a ring of %d steps is too long", depth), false;
    }
    p->ring = tni_host_alloc_zeroed((size_t)bytes);
    return p->ring != NULL;
}

static bool start(tni_prefetch *p, int threads) {
    p->threads = tni_host_alloc_zeroed((size_t)threads * sizeof *p->threads);
    for (; p->threads && p->n_threads < threads; p->n_threads++) {
        if (pthread_create(&p->threads[p->n_threads], NULL, work, p) != 0) {
            tni_fail(TN_ERR_MEMORY, "thread %d of %d could not be started; ask for fewer",
                     p->n_threads + 1, threads);
            return false;
        }
    }
    return p->threads != NULL;
}

tni_prefetch *tni_prefetch_new(const tn_prefetch_args *args) {
    tni_prefetch *p = tni_host_alloc_zeroed(sizeof *p);
    if (!p) {
        return NULL;
    }
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->ready, NULL);
    pthread_cond_init(&p->room, NULL);
    if (!set_range(p, args) || !start(p, args->threads ? args->threads : 1)) {
        tni_prefetch_free(p);
        return NULL;
    }
    return p;
}

void tni_prefetch_free(tni_prefetch *p) {
    if (!p) {
        return;
    }
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_broadcast(&p->room);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->n_threads; i++) {
        pthread_join(p->threads[i], NULL);
    }
    for (int64_t i = 0; p->ring && i < p->capacity; i++) {
        assert(p->ring[i].state != CLAIMED);
        tn_drop(p->ring[i].batch.inputs);
        tn_drop(p->ring[i].batch.targets);
    }
    pthread_cond_destroy(&p->room);
    pthread_cond_destroy(&p->ready);
    pthread_mutex_destroy(&p->lock);
    tni_host_free(p->threads);
    tni_host_free(p->ring);
    tni_host_free(p);
}
