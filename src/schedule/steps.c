/* steps.c: what becomes of launches that were put off: a graph when they were there before, else
 * each is given by itself.
 *
 * Invariant: work that was put off is counted and stamped as if it had been given, so whoever waits
 * for it comes through tni_stream_native, which gives it. A graph holds addresses; it is launched
 * only for a list that names the same ones, so the memory is that of the calls which made the list.
 * `giving` is the last lock that is taken: nothing under it waits for work or allocates on a
 * device. */
#include "schedule/steps.h"

#include "schedule/capture.h"
#include "schedule/tell.h"

/* A graph costs about what eight launches do (PyTorch: 15 us and 0.6 us a node, against 2.7 us).
 * The device gets what is put off when that is so much: it should not wait for a whole epoch. */
enum { LAUNCHES_MIN = 8, PUT_OFF_BYTES = 4 << 20 };

static _Atomic uint64_t memory_changes; /* how often memory went back from under addresses */

/* ---- Graphs ---------------------------------------------------------------------------------- */

static void *record(const tn_steps *t, const tni_known_list *k) {
    const tni_graph_calls *graphs = t->table->graphs;
    const int index = t->device.index;
    tni_recording_begin(t->device);
    void *recorder = t->table->stream_new(index);
    void *graph = NULL;
    if (recorder && graphs->begin(index, recorder) == TN_OK) {
        const bool fine = tni_list_give(&k->list, t->table, recorder, t->block);
        graph = graphs->end(index, recorder);
        if (graph && !fine) {
            graphs->drop(index, graph);
            graph = NULL;
        }
    }
    if (recorder) {
        t->table->stream_free(index, recorder);
    }
    tni_recording_end(t->device);
    return graph;
}

/* A list that cannot be recorded is given launch by launch ever after: its error is none of the
 * program's. */
static void capture(tn_steps *t, tni_known_list *k) {
    TNI_CALL("step", ((tn_site){0}));
    tni_list_learn(&k->list, &t->now);
    const bool fits = tni_list_numbers(&k->list, t->numbers, sizeof t->numbers) != SIZE_MAX;
    k->memory = atomic_load(&memory_changes);
    k->graph = fits ? record(t, k) : NULL;
    k->is_plain = !k->graph;
    tn_error e;
    if (tn_error_take(&e)) {
        tni_warn_once("step_capture", "%s; what a step repeats is given launch by launch",
                      e.message);
    }
}

/* All that the stream was given or that is put off, but for a launch that is not counted yet. */
static tni_stamp all_of(const tn_stream *s) {
    return (tni_stamp){.n = 1, .at = {{s->id, atomic_load(&s->count)}}};
}

/* A place in pinned memory for the numbers of one launch. NULL when the host does not know that
 * there is a free one: nothing waits here. A half is left when work is given that comes after all
 * of its copies, and is filled again when that is known to be done. */
static char *pinned_place(tn_steps *t, const tn_stream *s, size_t bytes) {
    if (t->half_used + bytes > TNI_STEP_HALF_BYTES) {
        if (!tni_stamp_covered(&t->left, &tni_host_clock)) {
            return NULL;
        }
        t->half = 1 - t->half;
        t->half_used = 0;
        t->left = all_of(s);
    }
    char *place = t->pinned + (size_t)t->half * TNI_STEP_HALF_BYTES + t->half_used;
    t->half_used += bytes;
    return place;
}

/* Before a graph that reads them. Memory that is not pinned has been read when the call returns. */
static bool copy_numbers(tn_steps *t, tn_stream *s) {
    const size_t bytes = tni_list_numbers(&t->now, t->numbers, sizeof t->numbers);
    if (bytes == 0) {
        return true;
    }
    char *place = t->pinned ? pinned_place(t, s, bytes) : NULL;
    if (place) {
        memcpy(place, t->numbers, bytes);
    }
    return t->table->copy(s->native, t->device, t->block, TN_CPU, place ? place : t->numbers,
                          bytes) == TN_OK;
}

static bool launch(tn_steps *t, const tni_known_list *k, tn_stream *s) {
    TNI_CALL("step", ((tn_site){0}));
    const bool tells = tni_tells(s, TN_TRACE_DEVICE_KERNEL);
    const uint32_t former = tells ? tni_giving_begin(s, tni_origin_of("step", (tn_site){0})) : 0;
    const bool fine = copy_numbers(t, s) &&
                      t->table->graphs->launch(t->device.index, k->graph, s->native) == TN_OK;
    if (TNI_UNLIKELY(tells)) {
        tni_giving_end(former);
    }
    t->replays += fine;
    return fine;
}

/* ---- Lists that were there before ------------------------------------------------------------ */

static tni_known_list *find(tn_steps *t) {
    for (int i = 0; i < TNI_STEP_LISTS; i++) {
        if (tni_lists_are_alike(&t->known[i].list, &t->now)) {
            return &t->known[i];
        }
    }
    return NULL;
}

static void forget(tn_steps *t, tni_known_list *k) {
    if (k->graph) {
        t->table->graphs->drop(t->device.index, k->graph);
    }
    k->graph = NULL;
    k->is_plain = false;
}

/* In the place of the one that was not there for longest. */
static void remember(tn_steps *t) {
    tni_known_list *oldest = &t->known[0];
    for (int i = 1; i < TNI_STEP_LISTS; i++) {
        oldest = t->known[i].used < oldest->used ? &t->known[i] : oldest;
    }
    forget(t, oldest);
    const tni_launch_list former = oldest->list;
    oldest->list = t->now;
    oldest->used = ++t->time;
    t->now = former;
}

/* A list that is there for the second time becomes a graph. Not while an error is pending: it would
 * be taken for one of the capture. */
static bool give_list(tn_steps *t, tn_stream *s) {
    const bool can_be_known = t->now.n >= LAUNCHES_MIN && !tni_pending();
    tni_known_list *k = can_be_known ? find(t) : NULL;
    if (k) {
        k->used = ++t->time;
        if (k->memory != atomic_load(&memory_changes)) {
            forget(t, k);
        }
        if (!k->graph && !k->is_plain) {
            capture(t, k);
        }
        if (k->graph) {
            return launch(t, k, s);
        }
    }
    const bool fine = tni_list_give(&t->now, t->table, s->native, NULL);
    if (can_be_known && !k) {
        remember(t);
    }
    return fine;
}

/* Gives what was put off. Under `giving`. */
static bool give(tn_steps *t, tn_stream *s) {
    if (t->now.n == 0) {
        return true;
    }
    const bool fine = t->table->enter(t->device.index) == TN_OK && give_list(t, s);
    tni_list_clear(&t->now);
    if (!fine && !pthread_equal(t->owner, pthread_self())) {
        t->error = *tn_error_pending();
    }
    return fine;
}

/* The owner gets what another thread met. */
static bool tell(tn_steps *t) {
    if (t->error.code != TN_OK && pthread_equal(t->owner, pthread_self())) {
        tni_error_restore(&t->error);
        t->error.code = TN_OK;
        return false;
    }
    return true;
}

/* ---- Streams --------------------------------------------------------------------------------- */

static bool settle(tn_stream *s) {
    tn_steps *t = atomic_load(&s->steps);
    const bool given = !t || give(t, s);
    return (!t || tell(t)) && given;
}

bool tni_stream_settle(tn_stream *s) {
    pthread_mutex_lock(&s->giving);
    const bool fine = settle(s);
    pthread_mutex_unlock(&s->giving);
    return fine;
}

bool tni_stream_hand_over(tn_stream *s) {
    if (TNI_LIKELY(!atomic_load_explicit(&s->steps, memory_order_acquire))) {
        return true;
    }
    pthread_mutex_lock(&s->giving);
    const bool fine = settle(s);
    atomic_store(&s->steps, NULL);
    pthread_mutex_unlock(&s->giving);
    return fine;
}

void tni_steps_memory_goes(void) {
    atomic_fetch_add(&memory_changes, 1);
}

/* ---- Work ------------------------------------------------------------------------------------ */

/* The list that this thread's work is put off to; else NULL, and what was put off is given first:
 * false with an error. Under `giving`. */
static tni_launch_list *list_of(tn_stream *s, bool *fine) {
    tn_steps *t = atomic_load(&s->steps);
    const bool own = t && pthread_equal(t->owner, pthread_self());
    *fine = !t || (own && t->now.bytes < PUT_OFF_BYTES) || give(t, s);
    return own ? &t->now : NULL;
}

bool tni_steps_launch(tn_stream *s, const tni_launch_record *r, tn_kernel *run) {
    bool fine;
    pthread_mutex_lock(&s->giving);
    tni_launch_list *list = list_of(s, &fine);
    fine = fine && (!list || tni_list_add(list, r, run));
    pthread_mutex_unlock(&s->giving);
    return fine && (list || tni_run_kernel(r, run, s->native));
}

bool tni_steps_copy(tn_stream *s, tni_copy_end to, tni_copy_end from, size_t bytes) {
    bool fine;
    pthread_mutex_lock(&s->giving);
    tni_launch_list *list = list_of(s, &fine);
    fine = fine && (!list || tni_list_add_copy(list, to, from, bytes));
    pthread_mutex_unlock(&s->giving);
    return fine && (list || s->table->copy(s->native, to.device, to.data, from.device, from.data,
                                           bytes) == TN_OK);
}

/* ---- Steps ----------------------------------------------------------------------------------- */

/* What the host waited for, the stream's work comes after, too. Memory whose work is done is then
 * as good as any other for a step, and a step that repeats gets the same again. */
static void know_what_is_done(tn_stream *s) {
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        tni_clock_raise(&s->clock, id, tni_clock_at(&tni_host_clock, id));
    }
}

/* The stream's launches are this thread's step; the block may have been used on another stream. */
static bool join(tn_steps *t, tn_stream *s) {
    tni_wait_list list = {.n = 0};
    pthread_mutex_lock(&s->submit);
    know_what_is_done(s);
    tni_wait_list_add(&list, s, &t->last);
    bool fine = tni_stream_wait_for(s, &list);
    pthread_mutex_lock(&s->giving);
    tn_steps *other = atomic_load(&s->steps);
    if (fine && !other) {
        t->stream = s;
        t->owner = pthread_self();
        atomic_store(&s->steps, t);
    } else if (other && pthread_equal(other->owner, pthread_self())) {
        tni_fail(TN_ERR_ARGUMENT,
                 "another step of this thread has the stream; end its block first");
        fine = false;
    }
    pthread_mutex_unlock(&s->giving);
    pthread_mutex_unlock(&s->submit);
    return fine;
}

bool tni_steps_open(tn_steps *steps) {
    if (atomic_exchange(&steps->is_open, true)) {
        tni_fail(TN_ERR_ARGUMENT, "these steps are in a block already; end it first");
        return false;
    }
    const bool is_own = !tni_is_dry(steps->device) || steps->table == tni_dry->table;
    const bool records = is_own && steps->table->graphs && !tni_capture_of(steps->device);
    tn_stream *s = records ? tni_current_stream(steps->device) : NULL;
    const bool fine = s ? join(steps, s) : !records;
    if (!fine) {
        atomic_store(&steps->is_open, false);
    }
    return fine;
}

bool tni_steps_close(tn_steps *steps) {
    tn_stream *s = steps->stream;
    bool fine = true;
    if (s) {
        pthread_mutex_lock(&s->giving);
        if (atomic_load(&s->steps) == steps) {
            fine = give(steps, s);
            atomic_store(&s->steps, NULL);
        }
        steps->last = all_of(s); /* this thread's launches are counted */
        fine = tell(steps) && fine;
        steps->stream = NULL;
        pthread_mutex_unlock(&s->giving);
    }
    atomic_store(&steps->is_open, false);
    return fine;
}

void tni_steps_clear(tn_steps *steps) {
    for (int i = 0; i < TNI_STEP_LISTS; i++) {
        forget(steps, &steps->known[i]);
        tni_list_free(&steps->known[i].list);
    }
    tni_list_free(&steps->now);
}
