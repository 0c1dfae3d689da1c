/* Streams wait for what they must and for nothing else: programs of launches, allocations and marks
 * run on a device that only writes down what it is told, and an oracle looks at each launch.
 *
 * The oracle knows nothing of stamps. It keeps the happens-before order that events and waits give
 * (a vector clock a stream), and which launches touched each piece of memory. Before a launch runs,
 *   - whatever touched its memory before, one of the two writing, must come before it;
 *   - no wait made for it is given by another one, and without any of them something would be
 *     missing. Blocks that were joined while free carry the stamps of all, so where memory is
 *     reused only the former holds;
 *   - a wait for work that was marked covers no later work.
 * Memory comes from the caching allocator, so reuse is judged by the same rule: an address that was
 * another tensor's is no different. */
#include "memory/allocator.h"
#include "schedule/launch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    STREAMS = 3,
    SLOTS = 14,
    PIECE_BYTES = 32 << 10,
    PIECES = 2048, /* of the device's addresses */
    WAITS_MAX = 16,
    TOUCHED_MAX = 4,
};

/* ---- The device ------------------------------------------------------------------------------ */

typedef struct vector_clock {
    uint64_t at[STREAMS];
} vector_clock;

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

static fake_stream fakes[STREAMS];
static piece pieces[PIECES];
static fake_event events[512];
static int n_events;
static uint64_t n_records, n_launches, n_waits_made;
static bool is_exact = true; /* no block is freed before the program ends */
static char fault[256];
static const char *const arena = (const char *)((uintptr_t)1 << 40);
static size_t arena_used;

#define FAULT(...)                                      \
    do {                                                \
        if (!fault[0]) {                                \
            snprintf(fault, sizeof fault, __VA_ARGS__); \
        }                                               \
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
    n_waits_made++;
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
} touched;

/* The block of the launches: what they write and read. */
typedef struct work {
    touched written[TOUCHED_MAX], read[TOUCHED_MAX];
    int n_written, n_read;
} work;

/* Whether all that launch number `count` of stream s must come after is in the clock. */
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
            too_much = is_ordered(&instead, id, w);
        }
    }
    return too_much;
}

static int run(const void *params, void *stream) {
    const work *w = params;
    fake_stream *s = stream;
    const int id = (int)(s - fakes);
    n_launches++;
    if (!is_ordered(&s->before, id, w)) {
        FAULT("launch %d of stream %d lacks a wait", (int)s->count + 1, id);
    }
    for (int k = 0; k < s->n_waits; k++) {
        const int other = s->waited[k].stream;
        if ((is_exact && is_ordered(&s->without[k], id, w)) ||
            s->without[k].at[other] >= s->waited[k].covers.at[other]) {
            FAULT("launch %d of stream %d waits for stream %d in vain", (int)s->count + 1, id,
                  other);
        }
        if (is_exact && covers_too_much(s, k, id, w)) {
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

/* ---- Programs -------------------------------------------------------------------------------- */

typedef struct block {
    const char *data; /* NULL: none */
    size_t bytes;
    tni_stamps stamps;
} block;

static tn_stream *streams[STREAMS];
static block slots[SLOTS];
static tni_cache *cache;

static void *raw_alloc(void *context, size_t bytes) {
    (void)context;
    const size_t at = arena_used;
    arena_used += (bytes + PIECE_BYTES - 1) / PIECE_BYTES * PIECE_BYTES;
    cr_assert(arena_used <= (size_t)PIECES * PIECE_BYTES, "the device has memory enough");
    return (void *)(arena + at);
}
static void raw_free(void *context, void *data, size_t bytes) {
    (void)context, (void)data, (void)bytes;
}

static void set_up(void) {
    cache = tni_cache_new((tni_raw_memory){.alloc = raw_alloc, .free = raw_free});
    for (int s = 0; s < STREAMS; s++) {
        streams[s] = tni_stream_open(&fake_table, (tn_device){TN_DEVICE_CUDA, 0}, NULL);
        cr_assert(streams[s] && streams[s]->native == &fakes[s]);
    }
}

static touched touch(const block *b) {
    const size_t first = (size_t)(b->data - arena) / PIECE_BYTES;
    return (touched){first, first + (b->bytes + PIECE_BYTES - 1) / PIECE_BYTES};
}

static void take(block *b, int s, size_t bytes) {
    tni_stamps_init(&b->stamps);
    b->bytes = bytes;
    b->data = tni_cache_alloc(cache, bytes, &streams[s]->clock, &b->stamps.written);
}

static void give(block *b) {
    const tni_stamp last = tni_stamps_last(&b->stamps);
    tni_cache_free(cache, (void *)b->data, b->bytes, &last);
    b->data = NULL;
}

static void launch(int s, block *const *written, int n_written, block *const *read, int n_read) {
    work w = {.n_written = n_written, .n_read = n_read};
    tni_stamps *operands[2 * TOUCHED_MAX];
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
                                              .device = streams[s]->device,
                                              .stream = streams[s],
                                              .family = TN_K_fill,
                                              .params = &w,
                                              .bytes = sizeof w,
                                              .operands = operands,
                                              .n_operands = n,
                                              .n_written = (uint32_t)n_written}));
}

/* Starts over: nothing is under way and no memory is in use. */
static void end_program(void) {
    for (int i = 0; i < SLOTS; i++) {
        if (slots[i].data) {
            give(&slots[i]);
        }
    }
    for (int s = 0; s < STREAMS; s++) {
        cr_assert_eq(tni_stream_synchronize(streams[s]), TN_OK);
    }
}

/* ---- All interleavings of small programs ----------------------------------------------------- */

/* One launch: bits 0 to 2 say which of three blocks it reads, bits 3 to 5 which it writes. */
static void run_step(int s, unsigned step) {
    block *written[3], *read[3];
    int n_written = 0, n_read = 0;
    for (int i = 0; i < 3; i++) {
        if (step >> (3 + i) & 1) {
            written[n_written++] = &slots[i];
        } else if (step >> i & 1) {
            read[n_read++] = &slots[i];
        }
    }
    launch(s, written, n_written, read, n_read);
}

static void run_interleaving(unsigned (*program)[8], const int *order, int n) {
    int at[STREAMS] = {0};
    for (int i = 0; i < 3; i++) {
        take(&slots[i], 0, PIECE_BYTES * 3);
    }
    for (int i = 0; i < n; i++) {
        run_step(order[i], program[order[i]][at[order[i]]++]);
    }
    end_program();
}

/* All orders in which `left` steps of each stream can be submitted. */
static int interleave(unsigned (*program)[8], int *left, int *order, int n) {
    int runs = 0, total = 0;
    for (int s = 0; s < STREAMS; s++) {
        total += left[s];
        if (left[s] > 0) {
            left[s]--;
            order[n] = s;
            runs += interleave(program, left, order, n + 1);
            left[s]++;
        }
    }
    if (total == 0) {
        run_interleaving(program, order, n);
        return 1;
    }
    return runs;
}

static uint64_t random_state = 1;
static unsigned random_below(unsigned n) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % n;
}

Test(schedule_order, all_interleavings_of_small_programs, .timeout = 300) {
    static const int shares[][STREAMS] = {{1, 1, 1}, {2, 2, 0}, {4, 4, 0}, {2, 2, 2},
                                          {3, 3, 2}, {4, 2, 2}, {6, 1, 1}};
    set_up();
    int runs = 0;
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        for (int round = 0; round < 400 && !fault[0]; round++) {
            unsigned program[STREAMS][8];
            int left[STREAMS], order[8];
            for (int s = 0; s < STREAMS; s++) {
                left[s] = shares[k][s];
                for (int i = 0; i < 8; i++) {
                    program[s][i] = random_below(64);
                }
            }
            runs += interleave(program, left, order, 0);
        }
    }
    cr_expect_str_empty(fault);
    cr_expect_geq(runs, 400000, "only %d interleavings ran", runs);
    cr_expect_gt(n_waits_made, 0u);
}

/* ---- Random programs ------------------------------------------------------------------------- */

static size_t random_bytes(void) {
    static const size_t sizes[] = {2 * PIECE_BYTES, 2 * PIECE_BYTES, 3 * PIECE_BYTES,
                                   4 * PIECE_BYTES, 7 * PIECE_BYTES, 40 * PIECE_BYTES};
    return sizes[random_below(sizeof sizes / sizeof *sizes)];
}

static void random_launch(int s) {
    block *written[TOUCHED_MAX], *read[TOUCHED_MAX];
    int n_written = 0, n_read = 0;
    for (int i = 0; i < SLOTS; i++) {
        const unsigned what = slots[i].data ? random_below(9) : 8;
        if (what == 0 && n_written < 2) {
            written[n_written++] = &slots[i];
        } else if (what <= 2 && n_read < 3) {
            read[n_read++] = &slots[i];
        }
    }
    launch(s, written, n_written, read, n_read);
}

static void random_step(void) {
    const int s = (int)random_below(STREAMS);
    block *b = &slots[random_below(SLOTS)];
    const unsigned what = random_below(24);
    if (what < 8 && b->data && !is_exact) {
        give(b);
    } else if (what < 12 && !b->data) {
        take(b, s, random_bytes());
    } else if (what == 12) {
        tni_stream_mark(streams[s]);
    } else if (what == 13 && b->data && random_below(4) == 0) {
        const tni_stamp last = tni_stamps_last(&b->stamps);
        cr_assert(tni_host_wait(&last));
    } else {
        random_launch(s);
    }
}

/* TENON_TEST_PROGRAMS: how many; `make soak` asks for more. */
Test(schedule_order, random_programs, .timeout = 3000) {
    const char *wanted = getenv("TENON_TEST_PROGRAMS");
    const long programs = wanted ? strtol(wanted, NULL, 10) : 10000;
    set_up();
    for (long k = 0; k < programs && !fault[0]; k++) {
        random_state = (uint64_t)k + 1;
        is_exact = k % 2 == 0;
        const unsigned steps = 10 + random_below(100);
        for (unsigned i = 0; i < steps; i++) {
            random_step();
        }
        end_program();
        if (fault[0]) {
            cr_log_error("program %ld: %s", k, fault);
        }
    }
    cr_expect_str_empty(fault);
    cr_expect(tni_cache_is_valid(cache));
    cr_expect_geq(n_launches, (uint64_t)programs * 5);
}
