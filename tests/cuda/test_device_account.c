/* Figures of a device's memory are exact: threads take turns at random use of both of its caches on
 * several streams, and every figure of tn_memory_stats is held against another way of counting
 * (support/account_model.h). TENON_TEST_ACCOUNT: how many operations there are. */
#include "memory/device_caches.h"
#include "schedule/streams.h"
#include "simulator.h"
#include "support/account_watch.h"
#include "support/memory_random.h"
#include "tensor/handle.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { MIB = 1 << 20, THREADS = 4, STREAMS = 4, SLOTS = 300, TURN = 8, TOUCHED = 64 };

/* A block: a tensor's, or one of tn_memory_alloc's kind, which stays where it is. */
typedef struct held {
    tn_tensor *tensor;
    void *fixed;
    size_t bytes, rounded;
    bool small, lent, written;
} held;

static account_model model;
static account_watch watches[MODEL_CACHES];
static tn_stream *streams[STREAMS];
static held slots[SLOTS];
static uint64_t seed;
static struct crew {
    sem_t turns[THREADS];
    int64_t left; /* operations */
} crew;

static uint64_t below(uint64_t n) {
    return memory_random(&seed) % n;
}

static void note_error(const char *what) {
    tn_error e;
    if (tn_error_take(&e) && !model.problem[0]) {
        snprintf(model.problem, sizeof model.problem, "%s: %.150s", what, e.message);
    }
}

static tn_stream *use_any_stream(void) {
    tn_stream *s = streams[below(STREAMS)];
    tn_use_stream(s);
    return s;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* Of fixed blocks there are a few large sizes, so that the simulator, which keeps what it gave by
 * size, gives the same memory again. */
static size_t random_bytes(bool fixed) {
    if (below(10) < 6) {
        return 1 + below(TNI_DEVICE_SMALL_BYTES);
    }
    return fixed ? (1 + below(4)) * MIB / 4 - below(RUN_UNIT) : 1 + below(1 << (15 + below(8)));
}

/* What an allocation asks for, and what it has to wait for. */
typedef struct asked {
    held *block;
    bool fixed;
    const tn_stream *stream;
    tni_stamp last;
} asked;

static void count_refusal(void) {
    tn_error e;
    if (tn_error_pending() && tn_error_pending()->code == TN_ERR_MEMORY && tn_error_take(&e)) {
        model.failures++;
    } else {
        note_error("take");
    }
}

static void *attempt(void *context) {
    asked *a = context;
    held *h = a->block;
    void *block = NULL;
    a->last = (tni_stamp){.n = 0};
    if (a->fixed) {
        block = h->fixed = tni_fixed_alloc(CUDA, (int64_t)h->bytes, &a->stream->clock, &a->last);
    } else {
        TN_SCOPE(s);
        tn_tensor *t = tn_empty(TN_SHAPE((int64_t)h->bytes), .dtype = TN_U8, .device = CUDA);
        h->tensor = t ? tn_keep(t) : NULL;
        a->last = t ? tni_stamps_written(&t->storage->stamps) : a->last;
        block = t ? t->storage->data : NULL;
    }
    if (!block) {
        count_refusal();
    }
    return block;
}

static void take(held *h, int number, size_t bytes) {
    tni_cache *cache = model.caches[number];
    *h = (held){.bytes = bytes};
    h->small = bytes <= TNI_DEVICE_SMALL_BYTES;
    const int size_class = h->small ? tni_size_class(bytes) : 0;
    const bool needs_slab = h->small && !cache->partial[size_class];
    asked a = {.block = h, .fixed = number == 1, .stream = use_any_stream()};
    void *data = watch_alloc(&watches[number], cache, attempt, &a);
    if (!data) {
        return;
    }
    if (needs_slab) {
        model_slab(&model, size_class);
    }
    h->rounded = h->small ? tni_class_bytes(size_class) : tni_run_find(cache, data)->bytes;
    h->lent = !tni_stamp_covered(&a.last, &a.stream->clock);
    model.lent += h->lent ? h->rounded : 0;
    model.lent_ever += h->lent ? h->rounded : 0;
    model_take(&model, h->small, h->bytes, h->rounded);
}

static bool is_held(const held *h) {
    return h->tensor || h->fixed;
}

/* Work that uses the block may be under way, on any stream; it is freed by any thread. */
static void give(held *h) {
    model.lent -= h->lent ? h->rounded : 0;
    model_give(&model, h->small, h->bytes, h->rounded);
    if (h->fixed) {
        use_any_stream();
        tn_memory_free(CUDA, h->fixed, (int64_t)h->bytes);
    } else {
        tn_drop(h->tensor);
    }
    *h = (held){.bytes = 0};
}

static tn_tensor *front_of(const held *h) {
    return tn_narrow(h->tensor, 0, 0, h->bytes < TOUCHED ? (int64_t)h->bytes : TOUCHED);
}

/* A kernel on any stream writes the block's front, or reads another one's too. */
static void use(held *h) {
    const held *other = &slots[below(SLOTS)];
    if (!h->tensor) {
        return;
    }
    TN_SCOPE(s);
    use_any_stream();
    if (other->written && other != h && other->bytes >= TOUCHED && h->bytes >= TOUCHED) {
        tn_add_(front_of(h), front_of(other));
    } else {
        tn_neg_(front_of(h));
    }
    h->written = true;
}

/* ---- Operations ------------------------------------------------------------------------------ */

/* The host waits, or a stream does for another one. What it has waited for is told by figures. */
static void wait_for_work(void) {
    tn_memory_figures told;
    tn_stream *s = streams[below(STREAMS)];
    tn_event *event = tn_event_record(streams[below(STREAMS)]);
    switch (below(4)) {
    case 0:
        tn_synchronize(CUDA);
        break;
    case 1:
        tn_stream_synchronize(s);
        break;
    case 2:
        tn_event_synchronize(event);
        break;
    default:
        tn_stream_wait(s, event);
    }
    tn_event_free(event);
    tn_memory_stats(CUDA, &told);
}

/* Of both caches; that of tensors first by itself, so that what is between is seen. */
static void trim(void) {
    tni_cache_trim(model.caches[0]);
    watch_see(&watches[0]);
    tn_memory_trim(CUDA);
}

static void choose_limit(void) {
    model.limit = below(2) ? 0 : model.device_bytes / 2 + below(32 * MIB);
    tn_memory_set_limit(CUDA, model.limit);
}

static void count_graph(void) {
    const int64_t more = model.graph > MIB ? -(int64_t)model.graph / 2 : 4096;
    tni_cache_count_graph(model.caches[0], more);
    model.graph += (uint64_t)more;
}

static void reset_peaks(void) {
    tn_memory_reset_peaks(CUDA);
    model_reset_peaks(&model);
}

static void operate(void) {
    static void (*const rare[])(void) = {trim, trim, reset_peaks, choose_limit, count_graph};
    enum { RARE = sizeof rare / sizeof *rare };
    held *h = &slots[below(SLOTS)];
    const uint64_t kind = below(1000);
    if (kind < RARE) {
        rare[kind]();
    } else if (kind < 25) {
        wait_for_work();
    } else if (!is_held(h)) {
        const int number = below(4) == 0;
        take(h, number, random_bytes(number == 1));
    } else if (kind < 400) {
        use(h);
    } else {
        give(h);
    }
    watch_see(&watches[0]);
    note_error("an operation");
}

static bool is_fine(void) {
    tn_memory_figures f;
    for (int i = 0; i < model.n; i++) {
        if (i == 0) {
            tn_memory_stats(CUDA, &f);
        } else {
            tni_cache_get_figures(model.caches[i], &f);
        }
        if (!model_compare(&model, i, &f, watches[0].every_state)) {
            return false;
        }
    }
    return true;
}

/* ---- Turns ----------------------------------------------------------------------------------- */

static void *take_turns(void *argument) {
    sem_t *own = argument;
    sem_wait(own);
    while (crew.left > 0) {
        for (uint64_t n = 1 + below(TURN); n > 0 && crew.left > 0; n--, crew.left--) {
            operate();
        }
        if (!is_fine()) {
            break;
        }
        sem_post(&crew.turns[below(THREADS)]);
        sem_wait(own);
    }
    for (int i = 0; i < THREADS; i++) { /* no more turns: all leave */
        sem_post(&crew.turns[i]);
    }
    return NULL;
}

static void open_all(bool every_state) {
    need_devices(1);
    if (is_simulated()) {
        sim()->set_memory((size_t)64 * MIB);
    }
    tni_cache *const caches[] = {tni_device_cache(CUDA), tni_fixed_cache(CUDA)};
    model = (account_model){.n = MODEL_CACHES};
    for (int i = 0; i < MODEL_CACHES; i++) {
        cr_assert(caches[i] && !caches[i]->segments, "it holds nothing so far");
        watches[i] = (account_watch){&model, every_state, caches[i]->raw};
        caches[i]->raw = watch_memory(&watches[i]);
        model.caches[i] = caches[i];
    }
    for (int i = 0; i < STREAMS; i++) {
        streams[i] = i ? tn_stream_new(CUDA) : tn_current_stream(CUDA);
        cr_assert(streams[i]);
    }
}

/* Blocks and segments of more than 256 MiB have rows of their own. (The simulator takes long to map
 * as many pages: a fixed one is both.) */
static void take_oversized(void) {
    held h;
    if (is_simulated()) {
        sim()->set_memory((size_t)1 << 30);
    }
    model.limit = 0;
    tn_memory_set_limit(CUDA, 0);
    take(&h, 1, (size_t)257 * MIB);
    watch_see(&watches[0]);
    cr_assert(is_held(&h) && is_fine(), "oversized: %s", model.problem);
    give(&h);
    watch_see(&watches[0]);
    trim();
    watch_see(&watches[0]);
    cr_assert(is_fine(), "oversized: %s", model.problem);
    cr_assert_eq(model.oversize_segments.allocated, 1u);
    cr_assert_eq(model.oversize_allocations.allocated, 1u);
}

static void close_all(void) {
    for (int i = 0; i < SLOTS; i++) {
        if (is_held(&slots[i])) {
            give(&slots[i]);
            watch_see(&watches[0]);
        }
    }
    cr_assert(is_fine(), "in the end: %s", model.problem);
    take_oversized();
    cr_assert_eq(model.large.blocks + model.small.blocks + model.lent, 0u);
    for (int i = 1; i < STREAMS; i++) {
        tn_stream_free(streams[i]);
    }
}

static void recount(bool every_state) {
    const char *wanted = getenv("TENON_TEST_ACCOUNT");
    const int64_t operations = wanted ? strtoll(wanted, NULL, 10) : TNI_ASAN ? 3000 : 6000;
    pthread_t threads[THREADS];
    seed = 88172645463325252u;
    open_all(every_state);
    crew.left = operations;
    for (int i = 0; i < THREADS; i++) {
        sem_init(&crew.turns[i], 0, i == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, take_turns, &crew.turns[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    cr_assert(!model.problem[0], "with %ld operations to go: %s", (long)crew.left, model.problem);
    cr_expect_gt(model.failures, 0u);
    cr_expect_gt(model.lent_ever, 0u);
    close_all();
    expect_no_fault();
}

Test(device_account, of_a_device_at_every_step, .timeout = 7200) {
    recount(true);
}
/* Caches trim each other by themselves, and only what every thread's own book says is exact. */
Test(device_account, of_caches_that_help_each_other, .timeout = 7200) {
    recount(false);
}
