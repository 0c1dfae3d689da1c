#include "order_oracle.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum {
    STREAMS = ORDER_STREAMS,
    PIECE_BYTES = ORDER_PIECE_BYTES,
    PIECES = 2048, /* of the device's addresses */
    WAITS_MAX = 16,
};

order_oracle oracle;

/* ---- The device ------------------------------------------------------------------------------ */

typedef struct fake_event {
    int stream; /* -1: not recorded */
    vector_clock covers;
    uint64_t recorded; /* when, of all records */
} fake_event;

typedef struct fake_stream {
    uint64_t count;
    vector_clock before;             /* what the next launch comes after */
    vector_clock without[WAITS_MAX]; /* the same without wait k of those since the last launch */
    const fake_event *waits[WAITS_MAX];
    fake_event waited[WAITS_MAX];
    int n_waits;
} fake_stream;

/* What touched a piece of memory: its last write, and reads since. */
typedef struct piece {
    int writer;
    uint64_t written;
    uint64_t read[STREAMS];
} piece;

/* A piece as part of a free run. */
typedef struct free_piece {
    bool is_free;
    int segment;
    vector_clock owed; /* what used the run */
} free_piece;

static fake_stream fakes[STREAMS];
static piece pieces[PIECES];
static free_piece free_pieces[PIECES];
static int n_segments;
static fake_event events[512];
static int n_events;
static uint64_t n_records;
static const char *const arena = (const char *)((uintptr_t)1 << 40);
static size_t arena_used;

#define FAULT(...)                                                    \
    do {                                                              \
        if (!oracle.fault[0]) {                                       \
            snprintf(oracle.fault, sizeof oracle.fault, __VA_ARGS__); \
        }                                                             \
    } while (0)

static void join(vector_clock *into, const vector_clock *other) {
    for (int s = 0; s < STREAMS; s++) {
        into->at[s] = into->at[s] < other->at[s] ? other->at[s] : into->at[s];
    }
}

static tn_status enter(int index) {
    (void)index;
    return TN_OK;
}
static void *stream_new(int index) {
    (void)index;
    static int made;
    return &fakes[made++];
}
static void stream_free(int index, void *stream) {
    (void)index, (void)stream;
}
static void *event_new(int index) {
    (void)index;
    events[n_events].stream = -1;
    return &events[n_events++];
}
static void event_free(int index, void *event) {
    (void)index, (void)event;
}
static tn_status event_record(int index, void *event, void *stream) {
    (void)index;
    const int s = (int)((fake_stream *)stream - fakes);
    fake_event *e = event;
    *e = (fake_event){.stream = s, .covers = fakes[s].before, .recorded = ++n_records};
    e->covers.at[s] = fakes[s].count;
    return TN_OK;
}
static tn_status stream_wait(int index, void *stream, void *event) {
    (void)index;
    fake_stream *s = stream;
    const fake_event *e = event;
    if (s->n_waits == WAITS_MAX) {
        FAULT("%d waits for one launch", WAITS_MAX);
        return TN_OK;
    }
    for (int k = 0; k < s->n_waits; k++) {
        join(&s->without[k], &e->covers);
    }
    s->without[s->n_waits] = s->before;
    s->waited[s->n_waits++] = *e;
    join(&s->before, &e->covers);
    oracle.n_waits++;
    return TN_OK;
}

/* All work is done when the host has waited for it: every stream comes after it. */
static void host_waited(const vector_clock *done) {
    for (int s = 0; s < STREAMS; s++) {
        join(&fakes[s].before, done);
        fakes[s].n_waits = 0;
    }
}
static tn_status event_synchronize(int index, void *event) {
    (void)index;
    host_waited(&((fake_event *)event)->covers);
    return TN_OK;
}
static tn_status stream_synchronize(int index, void *stream) {
    (void)index;
    vector_clock done = ((fake_stream *)stream)->before;
    done.at[(fake_stream *)stream - fakes] = ((fake_stream *)stream)->count;
    host_waited(&done);
    return TN_OK;
}
static tn_status synchronize(int index) {
    (void)index;
    vector_clock done;
    for (int s = 0; s < STREAMS; s++) {
        done.at[s] = fakes[s].count;
    }
    host_waited(&done);
    return TN_OK;
}

/* ---- The oracle ------------------------------------------------------------------------------ */

typedef struct touched {
    size_t first, end; /* pieces */
    vector_clock owed;
} touched;

/* The block of the launches: what they write and read. */
typedef struct work {
    touched written[ORDER_TOUCHED_MAX], read[ORDER_TOUCHED_MAX];
    int n_written, n_read;
} work;

static bool is_covered(const vector_clock *work, const vector_clock *before, int s) {
    bool covered = true;
    for (int other = 0; other < STREAMS; other++) {
        covered = covered && (other == s || work->at[other] <= before->at[other]);
    }
    return covered;
}

/* Whether all that a launch of stream s must come after is in the clock. */
static bool is_ordered(const vector_clock *before, int s, const work *w) {
    bool ordered = true;
    for (int k = 0; k < w->n_written + w->n_read; k++) {
        const bool writes = k < w->n_written;
        const touched t = writes ? w->written[k] : w->read[k - w->n_written];
        for (size_t i = t.first; i < t.end; i++) {
            const piece *p = &pieces[i];
            ordered = ordered && (p->writer == s || p->written <= before->at[p->writer]);
            for (int reader = 0; writes && reader < STREAMS; reader++) {
                ordered = ordered && (reader == s || p->read[reader] <= before->at[reader]);
            }
        }
    }
    return ordered;
}

/* The same, and all that its blocks owe: a launch may wait for that. */
static bool is_settled(const vector_clock *before, int s, const work *w) {
    bool settled = is_ordered(before, s, w);
    for (int k = 0; k < w->n_written + w->n_read && settled; k++) {
        const touched *t = k < w->n_written ? &w->written[k] : &w->read[k - w->n_written];
        settled = is_covered(&t->owed, before, s);
    }
    return settled;
}

static void note(int s, uint64_t count, const work *w) {
    for (int k = 0; k < w->n_read; k++) {
        for (size_t i = w->read[k].first; i < w->read[k].end; i++) {
            pieces[i].read[s] = count;
        }
    }
    for (int k = 0; k < w->n_written; k++) {
        for (size_t i = w->written[k].first; i < w->written[k].end; i++) {
            pieces[i] = (piece){.writer = s, .written = count};
        }
    }
}

/* Whether an event that covers less of the same stream would have served as well as wait k. */
static bool covers_too_much(const fake_stream *s, int k, int id, const work *w) {
    const fake_event *used = &s->waited[k];
    bool too_much = false;
    for (int i = 0; i < n_events && !too_much; i++) {
        const fake_event *e = &events[i];
        if (e->stream == used->stream && e->covers.at[e->stream] < used->covers.at[used->stream]) {
            vector_clock instead = s->without[k];
            join(&instead, &e->covers);
            too_much = is_settled(&instead, id, w);
        }
    }
    return too_much;
}

static int run(const void *params, void *stream) {
    const work *w = params;
    fake_stream *s = stream;
    const int id = (int)(s - fakes);
    oracle.n_launches++;
    if (!is_ordered(&s->before, id, w)) {
        FAULT("launch %d of stream %d lacks a wait", (int)s->count + 1, id);
    }
    for (int k = 0; k < s->n_waits; k++) {
        const int other = s->waited[k].stream;
        if (is_settled(&s->without[k], id, w) ||
            s->without[k].at[other] >= s->waited[k].covers.at[other]) {
            FAULT("launch %d of stream %d waits for stream %d in vain", (int)s->count + 1, id,
                  other);
        }
        if (covers_too_much(s, k, id, w)) {
            FAULT("launch %d of stream %d waits for later work of stream %d than it must",
                  (int)s->count + 1, id, other);
        }
    }
    s->n_waits = 0;
    note(id, ++s->count, w);
    return 0;
}

static tn_kernels kernels = {.run = {[TN_K_fill] = run}};
static int count_one(void) {
    return 1;
}
static const tni_device_table fake_table = {.size = sizeof fake_table,
                                            .abi_version = TNI_DEVICE_ABI,
                                            .name = "fake",
                                            .count = count_one,
                                            .synchronize = synchronize,
                                            .kernels = &kernels,
                                            .enter = enter,
                                            .stream_new = stream_new,
                                            .stream_free = stream_free,
                                            .stream_synchronize = stream_synchronize,
                                            .event_new = event_new,
                                            .event_free = event_free,
                                            .event_record = event_record,
                                            .stream_wait = stream_wait,
                                            .event_synchronize = event_synchronize};

/* ---- Memory and launches --------------------------------------------------------------------- */

static void *raw_alloc(void *context, size_t bytes) {
    (void)context;
    const size_t at = arena_used;
    arena_used += (bytes + PIECE_BYTES - 1) / PIECE_BYTES * PIECE_BYTES;
    cr_assert(arena_used <= (size_t)PIECES * PIECE_BYTES, "the device has memory enough");
    n_segments++;
    for (size_t i = at / PIECE_BYTES; i < arena_used / PIECE_BYTES; i++) {
        free_pieces[i] = (free_piece){.is_free = true, .segment = n_segments};
    }
    return (void *)(arena + at);
}
static void raw_free(void *context, void *data, size_t bytes) {
    (void)context, (void)data, (void)bytes;
}

void order_set_up(void) {
    oracle.cache = tni_cache_new((tni_raw_memory){.alloc = raw_alloc, .free = raw_free});
    for (int s = 0; s < STREAMS; s++) {
        oracle.streams[s] = tni_stream_open(&fake_table, (tn_device){TN_DEVICE_CUDA, 0}, NULL);
        cr_assert(oracle.streams[s] && oracle.streams[s]->native == &fakes[s]);
    }
}

static touched touch(const block *b) {
    const size_t first = (size_t)(b->data - arena) / PIECE_BYTES;
    return (touched){first, first + (b->bytes + PIECE_BYTES - 1) / PIECE_BYTES, b->owed};
}

/* The run of free pieces that holds piece i. */
static touched free_run(size_t i) {
    touched run = {.first = i, .end = i + 1};
    while (run.first > 0 && free_pieces[run.first - 1].is_free &&
           free_pieces[run.first - 1].segment == free_pieces[i].segment) {
        run.first--;
    }
    while (run.end < PIECES && free_pieces[run.end].is_free &&
           free_pieces[run.end].segment == free_pieces[i].segment) {
        run.end++;
    }
    return run;
}

static void note_taken(block *b) {
    const touched t = touch(b);
    b->owed = free_pieces[t.first].owed;
    for (size_t i = t.first; i < t.end; i++) {
        if (!free_pieces[i].is_free) {
            FAULT("piece %d is given to two blocks", (int)i);
        }
        free_pieces[i].is_free = false;
    }
}

/* What touched the block, and what it still owes, the run owes from now on. */
static void note_given(const block *b) {
    const touched t = touch(b);
    for (size_t i = t.first; i < t.end; i++) {
        free_pieces[i].is_free = true;
        free_pieces[i].owed = b->owed;
        for (int s = 0; s < STREAMS; s++) {
            vector_clock *owed = &free_pieces[i].owed;
            const uint64_t written = pieces[i].writer == s ? pieces[i].written : 0;
            owed->at[s] = owed->at[s] < written ? written : owed->at[s];
            owed->at[s] = owed->at[s] < pieces[i].read[s] ? pieces[i].read[s] : owed->at[s];
        }
    }
    const touched run = free_run(t.first);
    vector_clock owed = {{0}};
    for (size_t i = run.first; i < run.end; i++) {
        join(&owed, &free_pieces[i].owed);
    }
    for (size_t i = run.first; i < run.end; i++) {
        free_pieces[i].owed = owed;
    }
}

void order_take(block *b, int s, size_t bytes) {
    tni_stamps_init(&b->stamps);
    b->bytes = bytes;
    b->data = tni_cache_alloc(oracle.cache, bytes, &oracle.streams[s]->clock, &b->stamps.written);
    note_taken(b);
}

void order_give(block *b) {
    const tni_stamp last = tni_stamps_last(&b->stamps);
    tni_cache_free(oracle.cache, (void *)b->data, b->bytes, &last);
    note_given(b);
    b->data = NULL;
}

void order_launch(int s, block *const *written, int n_written, block *const *read, int n_read) {
    work w = {.n_written = n_written, .n_read = n_read};
    tni_stamps *operands[2 * ORDER_TOUCHED_MAX];
    uint32_t n = 0;
    for (int k = 0; k < n_written; k++) {
        w.written[k] = touch(written[k]);
        operands[n++] = &written[k]->stamps;
    }
    for (int k = 0; k < n_read; k++) {
        w.read[k] = touch(read[k]);
        operands[n++] = &read[k]->stamps;
    }
    cr_assert(tni_submit(&(tni_launch_record){.op = "work",
                                              .device = oracle.streams[s]->device,
                                              .stream = oracle.streams[s],
                                              .family = TN_K_fill,
                                              .params = &w,
                                              .bytes = sizeof w,
                                              .operands = operands,
                                              .n_operands = n,
                                              .n_written = (uint32_t)n_written}));
    for (int k = 0; k < n_written; k++) {
        written[k]->owed = (vector_clock){{0}};
    }
}

void order_end_program(void) {
    for (int i = 0; i < ORDER_SLOTS; i++) {
        if (oracle.slots[i].data) {
            order_give(&oracle.slots[i]);
        }
    }
    for (int s = 0; s < STREAMS; s++) {
        cr_assert_eq(tni_stream_synchronize(oracle.streams[s]), TN_OK);
    }
}
