/* stream.c: which streams there are, and how one waits for another.
 *
 * Invariants: a stream's id stays its own until the host knows that all its work is done; counts of
 * an id only grow, also when another stream takes it over, so that old stamps stay covered. A mark
 * is recorded after its count was published: it covers that work, and perhaps work of a launch that
 * is not published yet. Clocks only grow, and never claim more than a wait that was given. */
#include "schedule/streams.h"

#include "schedule/capture.h"
#include "schedule/steps.h"
#include "schedule/tell.h"

#include <sched.h>
#include <stdlib.h>

enum { CUDA_DEVICES_MAX = 16 };

/* ---- The streams of the process -------------------------------------------------------------- */

static pthread_mutex_t registering = PTHREAD_MUTEX_INITIALIZER;
static tn_stream *_Atomic streams[TNI_STREAMS_MAX]; /* by id; none is ever freed */
static bool closed[TNI_STREAMS_MAX];                /* its id can be taken over */
static tn_stream *_Atomic roles[CUDA_DEVICES_MAX][TNI_STREAM_ROLES];
static tn_stream host_streams[] = {
    {.role = TNI_COMPUTE_STREAM, .device = {.type = TN_DEVICE_CPU}, .table = &tni_host_table},
    {.role = TNI_COMPUTE_STREAM, .device = {.type = TN_DEVICE_META}, .table = &tni_meta_table},
};

tn_stream *tni_stream_at(uint32_t id) {
    return atomic_load_explicit(&streams[id], memory_order_acquire);
}

/* The host waited for a mark: for its work and all that this came after. */
static void host_knows(const tni_mark *mark) {
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        tni_clock_raise(&tni_host_clock, id, mark->known[id]);
    }
}

/* An id without work that could still run: a new one, or that of a stream that was closed, at the
 * price of waiting for its end when all are in use. 0 with an error. */
static uint32_t free_id(void) {
    uint32_t waiting = 0;
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        const tn_stream *s = atomic_load(&streams[id]);
        if (!s || (closed[id] && tni_clock_at(&tni_host_clock, id) >= atomic_load(&s->count))) {
            return id;
        }
        waiting = closed[id] && !waiting ? id : waiting;
    }
    if (waiting) {
        const tn_stream *s = atomic_load(&streams[waiting]);
        const tni_stamp all = {.n = 1, .at = {{waiting, atomic_load(&s->count)}}};
        return tni_host_wait(&all) ? waiting : 0;
    }
    tni_fail(TN_ERR_ARGUMENT,
             "%d streams are in use, and there can be no more; end some of them "
             "(tn_stream_free)",
             TNI_STREAMS_MAX - 1);
    return 0;
}

/* The place of an id: what is left of the stream before, whose work is done. */
static tn_stream *place_of(uint32_t id) {
    tn_stream *s = atomic_load(&streams[id]);
    if (!s) {
        s = tni_host_alloc_zeroed(sizeof *s);
        if (s) {
            pthread_mutex_init(&s->submit, NULL);
            pthread_mutex_init(&s->marking, NULL);
            pthread_mutex_init(&s->giving, NULL);
        }
        return s;
    }
    pthread_mutex_lock(&s->marking);
    while (s->waiters > 0) { /* for what is done: not for long */
        pthread_mutex_unlock(&s->marking);
        sched_yield();
        pthread_mutex_lock(&s->marking);
    }
    for (int k = 0; k < TNI_MARKS; k++) {
        if (s->marks[k].event) {
            s->table->event_free(s->device.index, s->marks[k].event);
        }
        s->marks[k] = (tni_mark){0};
    }
    pthread_mutex_unlock(&s->marking);
    for (uint32_t other = 0; other < TNI_STREAMS_MAX; other++) {
        atomic_store(&s->clock.known[other], 0);
    }
    return s;
}

static tn_stream *open_locked(const tni_device_table *table, tn_device device, void *wrapped) {
    const uint32_t id = free_id();
    tn_stream *s = id ? place_of(id) : NULL;
    void *native = s && !wrapped ? table->stream_new(device.index) : wrapped;
    if (!native) {
        if (s && !atomic_load(&streams[id])) {
            tni_host_free(s);
        }
        return NULL;
    }
    s->id = id;
    s->role = -1;
    s->device = device;
    s->table = table;
    s->native = native;
    s->wrapped = wrapped != NULL;
    s->dry = tni_is_dry(device) ? tni_dry : NULL;
    atomic_store(&s->clock.known[id], UINT64_MAX);
    s->clock.stream = id;
    closed[id] = false;
    atomic_store_explicit(&streams[id], s, memory_order_release);
    return s;
}

tn_stream *tni_stream_open(const tni_device_table *table, tn_device device, void *wrapped) {
    pthread_mutex_lock(&registering);
    tn_stream *s = open_locked(table, device, wrapped);
    pthread_mutex_unlock(&registering);
    return s;
}

void tni_stream_close(tn_stream *s) {
    if (!s || s->id == TNI_HOST_STREAM) {
        return;
    }
    pthread_mutex_lock(&s->submit);
    tni_stream_hand_over(s);
    tni_stream_mark(s); /* without it only the whole device can be waited for */
    pthread_mutex_lock(&s->marking);
    if (!s->wrapped) {
        s->table->stream_free(s->device.index, s->native);
    }
    s->native = NULL;
    pthread_mutex_unlock(&s->marking);
    pthread_mutex_unlock(&s->submit);
    pthread_mutex_lock(&registering);
    closed[s->id] = true;
    pthread_mutex_unlock(&registering);
}

bool tni_stream_is_open(const tn_stream *s) {
    if (s->id != TNI_HOST_STREAM && !s->native) {
        tni_fail(TN_ERR_ARGUMENT, "the stream of %s was freed; make one with tn_stream_new",
                 tni_device_text(s->device));
        return false;
    }
    return true;
}

/* A dry run has streams of its own. */
static tn_stream *_Atomic *slot_of(tn_device device, tni_stream_role role) {
    return tni_is_dry(device) ? &tni_dry->streams[role] : &roles[device.index][role];
}

static tn_stream *open_role(tn_device device, tni_stream_role role) {
    tn_stream *_Atomic *slot = slot_of(device, role);
    pthread_mutex_lock(&registering);
    tn_stream *s = atomic_load(slot);
    const tni_device_table *table = s ? NULL : tni_device(device);
    if (table) {
        s = open_locked(table, device, NULL);
        if (s) {
            s->role = (int)role;
            atomic_store_explicit(slot, s, memory_order_release);
        }
    }
    pthread_mutex_unlock(&registering);
    return s;
}

tn_stream *tni_stream_of(tn_device device, tni_stream_role role) {
    if (device.type != TN_DEVICE_CUDA) {
        return &host_streams[device.type == TN_DEVICE_META];
    }
    if (device.index < 0 || device.index >= CUDA_DEVICES_MAX) {
        tni_device(device); /* raises */
        return NULL;
    }
    tn_stream *s = atomic_load_explicit(slot_of(device, role), memory_order_acquire);
    return TNI_LIKELY(s != NULL) ? s : open_role(device, role);
}

static TNI_THREAD_LOCAL uint8_t current[CUDA_DEVICES_MAX]; /* ids; 0: the compute stream */

/* Another thread may have freed it. */
tn_stream *tni_current_stream(tn_device device) {
    const bool own = device.type == TN_DEVICE_CUDA && device.index >= 0 &&
                     device.index < CUDA_DEVICES_MAX && current[device.index];
    if (TNI_UNLIKELY(own)) {
        tn_stream *s = atomic_load(&streams[current[device.index]]);
        return tni_stream_is_open(s) ? s : NULL;
    }
    return tni_stream_of(device, TNI_COMPUTE_STREAM);
}

void tni_use_stream(tn_stream *s) {
    if (s->id != TNI_HOST_STREAM) {
        current[s->device.index] = s->role == TNI_COMPUTE_STREAM ? 0 : (uint8_t)s->id;
    }
}

uint8_t tni_switch_stream(tn_device device, uint8_t id) {
    const uint8_t former = current[device.index];
    current[device.index] = id;
    return former;
}

void tni_leave_stream(const tn_stream *s) {
    if (current[s->device.index] == s->id) {
        current[s->device.index] = 0;
    }
}

/* ---- Marks ----------------------------------------------------------------------------------- */

/* The mark that covers `count` and least beyond it; NULL when there is none. Under `marking`. */
static tni_mark *find_mark(tn_stream *s, uint64_t count) {
    tni_mark *best = NULL;
    for (int k = 0; k < TNI_MARKS; k++) {
        tni_mark *mark = &s->marks[k];
        if (mark->event && mark->count >= count && (!best || mark->count < best->count)) {
            best = mark;
        }
    }
    return best;
}

/* What has ended when the mark's work has. */
static void copy_clock(const tn_stream *s, tni_mark *mark) {
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        mark->known[id] = id == s->id ? 0 : tni_clock_at(&s->clock, id);
    }
    mark->known[s->id] = mark->count;
}

/* Records the stream's end as it is now, in the place of its oldest mark. Under `marking`. */
static tni_mark *record_mark(tn_stream *s) {
    tni_mark *mark = &s->marks[s->next_mark % TNI_MARKS];
    mark->event = mark->event ? mark->event : s->table->event_new(s->device.index);
    tni_mark next = {.event = mark->event,
                     .count = atomic_load_explicit(&s->count, memory_order_acquire)};
    copy_clock(s, &next);
    void *native = next.event ? tni_stream_native(s) : NULL;
    if (!native || s->table->event_record(s->device.index, next.event, native) != TN_OK) {
        return NULL;
    }
    s->next_mark++;
    *mark = next;
    return mark;
}

static tni_mark *find_or_record(tn_stream *s, uint64_t count) {
    tni_mark *mark = find_mark(s, count);
    return mark || !s->native ? mark : record_mark(s);
}

bool tni_stream_mark(tn_stream *s) {
    if (s->id == TNI_HOST_STREAM) {
        return true;
    }
    pthread_mutex_lock(&s->marking);
    const bool marked = find_mark(s, atomic_load(&s->count)) || record_mark(s);
    pthread_mutex_unlock(&s->marking);
    return marked;
}

/* ---- Waiting --------------------------------------------------------------------------------- */

/* A stream that is to be waited for, and what such a wait would bring. */
typedef struct need {
    tn_stream *stream;
    uint64_t count;
    uint64_t known[TNI_STREAMS_MAX];
    bool given; /* by another wait */
} need;

static void look_ahead(need *n) {
    tn_stream *s = n->stream;
    pthread_mutex_lock(&s->marking);
    const tni_mark *mark = find_mark(s, n->count);
    tni_mark now = {.count = atomic_load_explicit(&s->count, memory_order_acquire)};
    if (!mark) {
        copy_clock(s, &now);
    }
    memcpy(n->known, mark ? mark->known : now.known, sizeof n->known);
    pthread_mutex_unlock(&s->marking);
}

/* Leaves out what the wait for another one brings anyway. */
static void reduce(need *needs, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        look_ahead(&needs[i]);
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j < n && !needs[i].given; j++) {
            needs[i].given =
                j != i && !needs[j].given && needs[j].known[needs[i].stream->id] >= needs[i].count;
        }
    }
}

/* A closed stream that could not be marked: only its whole device can be waited for. */
static bool lacks_mark(const tn_stream *s, const tni_mark *mark) {
    return !mark && !s->native;
}

static bool wait_for_one(tn_stream *stream, tn_stream *other, uint64_t count) {
    const tni_device_table *table = stream->table;
    pthread_mutex_lock(&other->marking);
    const tni_mark *mark = find_or_record(other, count);
    if (lacks_mark(other, mark)) {
        pthread_mutex_unlock(&other->marking);
        return tni_device_synchronize(other->device) == TN_OK;
    }
    const bool waits =
        mark && table->stream_wait(stream->device.index, stream->native, mark->event) == TN_OK;
    for (uint32_t id = 1; waits && id < TNI_STREAMS_MAX; id++) {
        if (id != stream->id) {
            tni_clock_raise(&stream->clock, id, mark->known[id]);
        }
    }
    pthread_mutex_unlock(&other->marking);
    if (waits && tni_tells(stream, TN_TRACE_WAIT)) {
        tni_tell_wait(stream, other);
    }
    return waits;
}

void tni_wait_list_add(tni_wait_list *list, const tn_stream *stream, const tni_stamp *stamp) {
    for (uint32_t i = 0; i < stamp->n; i++) {
        const uint32_t id = stamp->at[i].stream;
        const uint64_t count = stamp->at[i].count;
        if (tni_clock_at(&stream->clock, id) >= count ||
            tni_clock_at(&tni_host_clock, id) >= count) {
            continue;
        }
        uint32_t k = 0;
        while (k < list->n && list->at[k].stream != id) {
            k++;
        }
        if (k == list->n) {
            list->n++;
            list->at[k].stream = id;
            list->at[k].count = count;
        } else if (list->at[k].count < count) {
            list->at[k].count = count;
        }
    }
}

bool tni_stream_wait_for(tn_stream *stream, const tni_wait_list *list) {
    need needs[TNI_STREAMS_MAX];
    for (uint32_t i = 0; i < list->n; i++) {
        needs[i].stream = atomic_load(&streams[list->at[i].stream]);
        needs[i].count = list->at[i].count;
        needs[i].given = false;
    }
    if (list->n > 1) {
        reduce(needs, list->n);
    }
    bool fine = true;
    for (uint32_t i = 0; i < list->n && fine; i++) {
        fine = needs[i].given || wait_for_one(stream, needs[i].stream, needs[i].count);
    }
    return fine;
}

/* A wait that failed: with what the device was given last, for the error may be a kernel's. */
static tn_status told(tn_status before, tn_status status, tn_device device) {
    if (TNI_UNLIKELY(status != TN_OK) && before == TN_OK && tni_pending()) {
        tni_tell_recent(device);
    }
    return status;
}

static bool host_waits_for(tn_stream *s, uint64_t count) {
    const tn_status before = tni_pending();
    pthread_mutex_lock(&s->marking);
    const tni_mark *found = find_or_record(s, count);
    const tni_mark mark = found ? *found : (tni_mark){0};
    const bool is_lost = lacks_mark(s, found);
    s->waiters += found != NULL;
    pthread_mutex_unlock(&s->marking);
    if (is_lost) {
        return tni_device_synchronize(s->device) == TN_OK;
    }
    if (!found) {
        return false;
    }
    const bool waited =
        told(before, s->table->event_synchronize(s->device.index, mark.event), s->device) == TN_OK;
    pthread_mutex_lock(&s->marking);
    s->waiters--;
    pthread_mutex_unlock(&s->marking);
    if (waited) {
        host_knows(&mark);
    }
    return waited;
}

bool tni_host_wait(const tni_stamp *stamp) {
    bool fine = true;
    for (uint32_t i = 0; i < stamp->n && fine; i++) {
        const uint32_t id = stamp->at[i].stream;
        if (tni_clock_at(&tni_host_clock, id) < stamp->at[i].count) {
            fine = host_waits_for(atomic_load(&streams[id]), stamp->at[i].count);
        }
    }
    return fine;
}

tn_status tni_stream_synchronize(tn_stream *s) {
    if (s->id == TNI_HOST_STREAM) {
        return TN_OK;
    }
    if (tni_capture_of(s->device)) {
        return tni_capture_refuses("waiting for a stream"), TN_ERR_UNSUPPORTED;
    }
    tni_mark all = {.count = atomic_load_explicit(&s->count, memory_order_acquire)};
    copy_clock(s, &all);
    void *native = tni_stream_native(s);
    const tn_status before = tni_pending();
    const tn_status status =
        native ? told(before, s->table->stream_synchronize(s->device.index, native), s->device)
               : before;
    if (status == TN_OK) {
        host_knows(&all);
    }
    return status;
}

/* A dry run waits for its own streams only, and nobody else for those. */
static bool is_asked(const tn_stream *s) {
    return s->dry == (tni_is_dry(s->device) ? tni_dry : NULL);
}

bool tni_device_settle(tn_device device) {
    bool fine = true;
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        tn_stream *s = atomic_load_explicit(&streams[id], memory_order_acquire);
        if (s && atomic_load(&s->steps) && tni_same_device(s->device, device) && is_asked(s)) {
            fine = tni_stream_settle(s) && fine;
        }
    }
    return fine;
}

/* ---- A device -------------------------------------------------------------------------------- */

/* A device is not waited for while one of its streams records, and none begins to meanwhile. The
 * last lock that is taken. */
static struct {
    pthread_rwlock_t waiting; /* read by whoever waits for the device */
    int recorders;
} whole[CUDA_DEVICES_MAX];

__attribute__((constructor)) static void prepare_devices(void) {
    for (int i = 0; i < CUDA_DEVICES_MAX; i++) {
        pthread_rwlock_init(&whole[i].waiting, NULL);
    }
}

static void count_recorders(tn_device device, int change) {
    pthread_rwlock_wrlock(&whole[device.index].waiting);
    whole[device.index].recorders += change;
    pthread_rwlock_unlock(&whole[device.index].waiting);
}
void tni_recording_begin(tn_device device) {
    count_recorders(device, 1);
}
void tni_recording_end(tn_device device) {
    count_recorders(device, -1);
}

/* What an open stream has been given until now, also past us; of a closed one all. */
static bool await_end(tn_stream *s) {
    pthread_mutex_lock(&s->marking);
    const bool is_open = s->native != NULL;
    const bool is_lost = !is_open && !find_mark(s, atomic_load(&s->count));
    pthread_mutex_unlock(&s->marking);
    if (is_lost) {
        tni_fail(TN_ERR_DEVICE,
                 "a stream of %s ended without a mark, so that the whole device would have to be "
                 "waited for, and that cannot be while it records a graph; try again later",
                 tni_device_text(s->device));
        return false;
    }
    return host_waits_for(s, is_open ? UINT64_MAX : atomic_load(&s->count));
}

static tn_status await_streams(tn_device device) {
    bool fine = true;
    for (uint32_t id = 1; id < TNI_STREAMS_MAX && fine; id++) {
        tn_stream *s = atomic_load_explicit(&streams[id], memory_order_acquire);
        const bool has_work =
            s && tni_same_device(s->device, device) && is_asked(s) && !atomic_load(&s->records) &&
            (s->native || tni_clock_at(&tni_host_clock, id) < atomic_load(&s->count));
        fine = !has_work || await_end(s);
    }
    return fine ? TN_OK : tni_pending();
}

/* All that the device was given, also by programs past us, but for streams that they made and never
 * showed us while a graph is recorded. */
static tn_status await_device(const tni_device_table *table, tn_device at) {
    if (!table->synchronize) {
        return TN_OK;
    }
    pthread_rwlock_rdlock(&whole[at.index].waiting);
    const tn_status before = tni_pending();
    const bool records = whole[at.index].recorders > 0;
    const tn_status status = records ? TN_OK : table->synchronize(at.index);
    pthread_rwlock_unlock(&whole[at.index].waiting);
    return records ? await_streams(at) : told(before, status, at);
}

static tn_status synchronize(const tni_device_table *table, tn_device at) {
    uint64_t counts[TNI_STREAMS_MAX] = {0};
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        const tn_stream *s = atomic_load_explicit(&streams[id], memory_order_acquire);
        if (s && s->table == table && tni_same_device(s->device, at)) {
            counts[id] = atomic_load_explicit(&s->count, memory_order_acquire);
        }
    }
    const tn_status status = tni_device_settle(at) ? await_device(table, at) : tni_pending();
    for (uint32_t id = 1; status == TN_OK && id < TNI_STREAMS_MAX; id++) {
        tni_clock_raise(&tni_host_clock, id, counts[id]);
    }
    return status;
}

tn_status tni_device_synchronize(tn_device device) {
    const tni_device_table *table = tni_device(device);
    const tn_device at = tni_resolve_device(device);
    if (!table) {
        return tni_pending();
    }
    if (tni_capture_of(at)) {
        return tni_capture_refuses("waiting for a device"), TN_ERR_UNSUPPORTED;
    }
    return synchronize(table, at);
}

/* Also while this thread records: its memory may have to come from elsewhere. */
static bool end_work(tn_device device) {
    const tni_device_table *table = tni_device(device);
    const bool done = table && synchronize(table, device) == TN_OK;
    if (!tni_is_dry(device)) { /* whose memory no graph of others knows */
        tni_steps_memory_goes();
    }
    return done;
}
__attribute__((constructor)) static void watch_memory(void) {
    tni_before_memory_goes = end_work;
}
