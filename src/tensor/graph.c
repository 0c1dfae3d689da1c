/* graph.c: captured work with its memory and the storages that it uses.
 *
 * Memory that is taken during a capture comes from a cache of the graph's own, over blocks of the
 * device's: no one else gets it while the graph lives. Invariant: `operands` names each storage
 * once that the work reads or writes and that is there still. Storages from outside are kept; those
 * in the graph's memory keep the graph, and leave the list when they go. A launch is ordered like
 * one kernel with all of these operands; the graph's own stamps order its launches and its memory.
 */
#include "memory/allocator.h"
#include "schedule/capture.h"
#include "schedule/launch.h"
#include "schedule/tell.h"
#include "tensor/handle.h"
#include "tensor/transfer.h"

#include <tenon/stream.h>

#include <assert.h>
#include <stddef.h>

struct tn_graph {
    tni_capture capture; /* first: what a launch finds is the graph */
    tn_device device;
    const tni_device_table *table;
    void *native;
    tni_cache *cache, *blocks;
    tni_stamps own;          /* of launches, and of the memory */
    tni_stamps block_stamps; /* of the moving numbers */
    _Atomic int refs;        /* the handle's, and one for each storage in the graph's memory */
    pthread_mutex_t lock;    /* guards what follows */
    tni_stamps **operands;   /* written ones first; then room for the graph's own two */
    uint32_t n, n_written, room;
};

static tni_storage *owner_of(tni_stamps *stamps) {
    return (tni_storage *)(void *)((char *)stamps - offsetof(tni_storage, stamps));
}

/* ---- Memory ---------------------------------------------------------------------------------- */

/* Blocks of the device's cache bring the work that used them last: the first launch waits. */
static void *raw_alloc(void *context, size_t bytes) {
    tn_graph *g = context;
    tni_stamp last = {.n = 0};
    void *data = tni_cache_alloc(g->blocks, bytes, NULL, &last);
    if (data && !tni_stamp_join(&g->own.written, &last)) {
        tni_host_wait(&last);
    }
    if (data) {
        tni_cache_count_graph(g->blocks, (int64_t)bytes);
    }
    return data;
}

static void raw_free(void *context, void *data, size_t bytes) {
    tn_graph *g = context;
    const tni_stamp last = tni_stamps_last(&g->own);
    tni_cache_count_graph(g->blocks, -(int64_t)bytes);
    tni_cache_free(g->blocks, data, bytes, &last);
}

static void destroy(tn_graph *g) {
    if (g->native) {
        g->table->graphs->drop(g->device.index, g->native);
    }
    for (uint32_t i = 0; i < g->n; i++) {
        tni_storage_drop(owner_of(g->operands[i]));
    }
    tni_cache_free(g->cache, g->capture.block, TNI_MOVING_BYTES, NULL);
    tni_cache_delete(g->cache);
    pthread_mutex_destroy(&g->lock);
    tni_host_free(g->operands);
    tni_host_free(g);
}

static void drop(tn_graph *g) {
    if (atomic_fetch_sub_explicit(&g->refs, 1, memory_order_acq_rel) == 1) {
        destroy(g);
    }
}

bool tni_graph_take(tni_storage *s) {
    tn_graph *g = (tn_graph *)(void *)tni_capturing;
    s->data = tni_cache_alloc(g->cache, (size_t)s->bytes, NULL, NULL);
    if (!s->data) {
        if (!tni_pending()) {
            tni_out_of_memory(g->blocks, g->device, s->bytes);
        }
        return false;
    }
    s->graph = g;
    atomic_fetch_add_explicit(&g->refs, 1, memory_order_relaxed);
    return true;
}

/* Takes entry i out: the last of its kind fills the gap. */
static void remove_operand(tn_graph *g, uint32_t i) {
    if (i < g->n_written) {
        g->operands[i] = g->operands[--g->n_written];
        i = g->n_written;
    }
    g->operands[i] = g->operands[--g->n];
}

void tni_graph_give(tni_storage *s) {
    tn_graph *g = s->graph;
    pthread_mutex_lock(&g->lock);
    for (uint32_t i = 0; i < g->n; i++) {
        if (g->operands[i] == &s->stamps) {
            remove_operand(g, i);
            break;
        }
    }
    /* Work beside the graph's may still use it: what comes next in this memory waits for that. */
    const tni_stamp last = tni_stamps_last(&s->stamps);
    const bool fits = tni_stamp_join(&g->own.written, &last);
    pthread_mutex_unlock(&g->lock);
    if (!fits) {
        tni_host_wait(&last);
    }
    tni_cache_free(g->cache, s->data, (size_t)s->bytes, NULL);
    drop(g);
}

/* ---- Operands -------------------------------------------------------------------------------- */

enum { OWN_OPERANDS = 2, FIRST_ROOM = 64 };

static bool make_room(tn_graph *g) {
    if (g->n + OWN_OPERANDS < g->room) {
        return true;
    }
    const uint32_t room = g->room ? 2 * g->room : FIRST_ROOM;
    tni_stamps **operands = tni_host_realloc(g->operands, room * sizeof(tni_stamps *));
    if (operands) {
        g->operands = operands;
        g->room = room;
    }
    return operands != NULL;
}

static void swap(tn_graph *g, uint32_t i, uint32_t k) {
    tni_stamps *former = g->operands[i];
    g->operands[i] = g->operands[k];
    g->operands[k] = former;
}

/* A launch that is recorded names an operand. Storages used last are used again most often. */
static void touch(tni_capture *capture, tni_stamps *stamps, bool written) {
    tn_graph *g = (tn_graph *)(void *)capture;
    uint32_t i = g->n;
    while (i > 0 && g->operands[i - 1] != stamps) {
        i--;
    }
    if (i == 0) {
        if (!make_room(g)) {
            return; /* the error ends the capture */
        }
        g->operands[g->n] = stamps;
        if (owner_of(stamps)->graph != g) {
            tni_storage_keep(owner_of(stamps));
        }
        i = ++g->n;
    }
    if (written && i > g->n_written) {
        swap(g, i - 1, g->n_written++);
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

/* The graph's own operands stand beside the storages': its stamps are written, its block read. */
static bool launch_on(tn_graph *g, tn_stream *s) {
    const uint32_t n = g->n + OWN_OPERANDS, n_written = g->n_written + 1;
    g->operands[g->n] = g->operands[g->n_written];
    g->operands[g->n_written] = &g->own;
    g->operands[g->n + 1] = &g->block_stamps;
    pthread_mutex_lock(&s->submit);
    bool fine = tni_order_before(s, g->operands, n, n_written);
    if (fine) {
        void *native = tni_stream_native(s);
        const bool tells = tni_tells(s, TN_TRACE_DEVICE_KERNEL);
        const uint32_t former = tells ? tni_giving_begin(s, tni_origin_now()) : 0;
        fine = native && g->table->graphs->launch(s->device.index, g->native, native) == TN_OK;
        if (TNI_UNLIKELY(tells)) {
            tni_giving_end(former);
        }
        tni_order_after(s, g->operands, n, n_written);
    }
    pthread_mutex_unlock(&s->submit);
    g->operands[g->n_written] = g->operands[g->n];
    return fine;
}

static bool launch_numbered(tn_graph *g, tn_stream *s) {
    const tni_capture *c = &g->capture;
    const tni_copy_end block = {g->device, c->block, &g->block_stamps};
    const tni_copy_end numbers = {TN_CPU, (void *)c->numbers, NULL};
    if (!tni_transfer(block, numbers, c->bytes)) {
        return false;
    }
    const bool fine = launch_on(g, s);
    for (uint32_t i = 0; i < g->n_written; i++) {
        tni_storage_written(owner_of(g->operands[i]), "graph_replay", (tn_site){0});
    }
    return fine;
}

/* Once more, or for the first time: with the numbers of the capture. */
static bool launch(tn_graph *g, bool again) {
    tn_stream *s = tni_current_stream(g->device);
    if (!s) {
        return false;
    }
    pthread_mutex_lock(&g->lock);
    if (again) {
        tni_capture_advance(&g->capture);
    }
    const bool fine = launch_numbered(g, s);
    pthread_mutex_unlock(&g->lock);
    return fine;
}

tn_status tn_graph_replay(tn_graph *g) {
    TNI_CALL("graph_replay", ((tn_site){0}));
    if (tni_pending()) {
        return tni_pending();
    }
    if (!g) {
        return tni_fail(TN_ERR_ARGUMENT, "the graph is NULL; make one with tn_graph_capture");
    }
    if (tni_capture_of(g->device)) {
        return tni_capture_refuses("the replay of another graph"), tni_pending();
    }
    if (tni_is_dry(g->device)) {
        return tni_fail(TN_ERR_UNSUPPORTED,
                        "a dry run replays no graph; call the captured function instead");
    }
    launch(g, true);
    return tni_pending();
}

/* ---- Capturing ------------------------------------------------------------------------------- */

static tn_graph *make(tn_device device, const tni_device_table *table) {
    tn_graph *g = tni_host_alloc_zeroed(sizeof *g);
    if (!g) {
        return NULL;
    }
    g->device = device;
    g->table = table;
    g->capture.touch = touch;
    atomic_init(&g->refs, 1);
    pthread_mutex_init(&g->lock, NULL);
    tni_stamps_init(&g->own);
    tni_stamps_init(&g->block_stamps);
    g->blocks = tni_device_cache(device);
    g->cache =
        g->blocks
            ? tni_cache_new((tni_raw_memory){.alloc = raw_alloc, .free = raw_free, .context = g})
            : NULL;
    g->capture.block = g->cache ? tni_cache_alloc(g->cache, TNI_MOVING_BYTES, NULL, NULL) : NULL;
    if (g->capture.block && make_room(g)) {
        return g;
    }
    if (!tni_pending()) {
        tni_fail(TN_ERR_MEMORY, "no memory for a graph on %s", tni_device_text(device));
    }
    if (g->cache) {
        destroy(g);
    } else {
        pthread_mutex_destroy(&g->lock);
        tni_host_free(g);
    }
    return NULL;
}

/* Ordinals that the first run took of the region that it began in. */
static void count_ordinals(tni_capture *c) {
    const tni_rng_state now = tni_rng_get();
    if (now.seed == c->began.seed && now.step == c->began.step && now.shard == c->began.shard) {
        c->ordinals = now.ordinal - c->began.ordinal;
    }
}

static bool record(tn_graph *g, tn_graph_function *function, void *context) {
    tn_stream *former = tni_current_stream(g->device);
    tn_stream *recorder = former ? tni_stream_open(g->table, g->device, NULL) : NULL;
    if (!recorder) {
        return false;
    }
    g->capture.former = former;
    tni_use_stream(recorder);
    if (tni_capture_begin(&g->capture, recorder)) {
        TN_SCOPE(scope);
        function(context);
        count_ordinals(&g->capture);
        g->native = tni_capture_end(&g->capture);
    }
    tni_use_stream(former);
    tni_stream_close(recorder);
    g->capture.stream = NULL;
    return g->native && tni_pending() == TN_OK;
}

static tn_graph *prepare(tn_device device, bool has_function) {
    TNI_CALL("graph_capture", ((tn_site){0}));
    const tni_device_table *table = tni_pending() ? NULL : tni_device(device);
    const tn_device at = tni_resolve_device(device);
    if (!table) {
        return NULL;
    }
    if (!has_function) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "the function is NULL; give what to capture");
    }
    if (tni_is_dry(at)) {
        return TNI_FAIL_NULL(TN_ERR_UNSUPPORTED,
                             "a dry run captures no graph; call the function instead");
    }
    if (!table->graphs) {
        return TNI_FAIL_NULL(TN_ERR_UNSUPPORTED,
                             "%s records no work; call the function instead, or capture on a CUDA "
                             "device",
                             tni_device_text(at));
    }
    return make(at, table);
}

/* The function runs outside a frame: its errors name the user's calls and their places. */
tn_graph *tn_graph_capture(tn_device device, tn_graph_function *function, void *context) {
    tn_graph *g = prepare(device, function != NULL);
    if (g && !(record(g, function, context) && launch(g, false))) {
        tn_graph_free(g);
        return NULL;
    }
    return g;
}

void tn_graph_free(tn_graph *g) {
    if (g) {
        drop(g);
    }
}
