/* replay.c: recorded allocations played to a policy: what it would have reserved.
 *
 * Streams are played as they were recorded: each has a clock of what it waited for, and a block
 * that is freed carries the work that used it, as storages do.
 *
 * Invariant: the events are whole (an id is allocated before it is freed, and not twice at once),
 * or an error names the first that is not. */
#include "memory/replay.h"

#include "memory/id_map.h"

#include <tenon/memory.h>

static const tni_policy *const policies[] = {&tni_cache_policy, &tni_pytorch_policy,
                                             &tni_first_fit_policy, &tni_best_fit_policy,
                                             &tni_offline_policy};
enum { POLICIES = sizeof policies / sizeof *policies };
#define TOTAL_MAX ((uint64_t)1 << 62) /* bytes of all blocks */

typedef struct block {
    uint64_t place, bytes;
    uint32_t stream;
    tni_stamp last;
    int64_t next_spare;
} block;

typedef struct player {
    const tni_policy *policy;
    void *state;
    tni_id_map ids; /* of live blocks: their numbers */
    block *blocks;
    int64_t n_blocks, room, spare; /* spare: the first that is not in use; -1: none */
    uint64_t live, counts[TNI_STREAMS_MAX];
    tni_clock clocks[TNI_STREAMS_MAX];
} player;

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* The number of a block that is not in use; -1 with an error. */
static int64_t new_block(player *p) {
    if (p->spare >= 0) {
        const int64_t number = p->spare;
        p->spare = p->blocks[number].next_spare;
        return number;
    }
    if (p->n_blocks == p->room) {
        const int64_t room = p->room ? 2 * p->room : 64;
        block *blocks = tni_host_realloc(p->blocks, (size_t)room * sizeof *blocks);
        if (!blocks) {
            return -1;
        }
        p->blocks = blocks;
        p->room = room;
    }
    return p->n_blocks++;
}

static void drop_block(player *p, int64_t number) {
    p->blocks[number].next_spare = p->spare;
    p->spare = number;
}

/* ---- Streams --------------------------------------------------------------------------------- */

/* The host's number is 0. */
static uint32_t number_of(const tn_memory_event *event) {
    return event->stream + 1;
}

/* Work of a stream that uses a block. */
static void use(player *p, block *b, uint32_t stream) {
    const uint64_t count = ++p->counts[stream];
    tni_clock *clock = &p->clocks[stream];
    tni_clock_raise(clock, stream, count);
    if (!tni_stamp_add(&b->last, stream, count)) { /* it has to wait for one of the others */
        tni_clock_raise(clock, b->last.at[0].stream, b->last.at[0].count);
        tni_stamp_settle(&b->last, clock);
        tni_stamp_add(&b->last, stream, count);
    }
}

static void wait_for(player *p, uint32_t stream, uint32_t other) {
    for (uint32_t i = 0; i < TNI_STREAMS_MAX; i++) {
        const uint64_t known = tni_clock_at(&p->clocks[other], i);
        if (known > 0) {
            tni_clock_raise(&p->clocks[stream], i, known);
        }
    }
}

/* ---- Events ---------------------------------------------------------------------------------- */

static tn_status refuse(int64_t event, uint64_t id, const char *what) {
    return tni_fail(TN_ERR_ARGUMENT, "event %lld %s allocation %llu; give whole records",
                    (long long)event, what, (unsigned long long)id);
}

static tn_status play_alloc(player *p, const tn_memory_event *event, bool *fits) {
    const int64_t number = new_block(p);
    if (number < 0) {
        return tni_pending();
    }
    const tni_player_stream stream = {number_of(event), &p->clocks[number_of(event)]};
    block *b = &p->blocks[number];
    *b = (block){.bytes = event->bytes, .stream = stream.number};
    *fits = p->policy->take(p->state, event->bytes, &stream, &b->place);
    if (!*fits || !tni_id_put(&p->ids, event->id, number)) {
        if (*fits) {
            p->policy->give(p->state, b->place, b->bytes, NULL);
        }
        drop_block(p, number);
        return tni_pending();
    }
    use(p, b, stream.number);
    p->live += event->bytes;
    return TN_OK;
}

static tn_status play_free(player *p, const tn_memory_event *event, int64_t number) {
    block *b = &p->blocks[number];
    use(p, b, b->stream); /* up to here, whatever was recorded */
    p->policy->give(p->state, b->place, b->bytes, &b->last);
    p->live -= b->bytes;
    tni_id_remove(&p->ids, event->id);
    drop_block(p, number);
    return tni_pending();
}

/* Plays one event; *fits becomes false when there is no room for it. */
static tn_status play(player *p, const tn_memory_event *event, int64_t i, bool *fits) {
    if (event->stream >= TNI_STREAMS_MAX - 1 ||
        (event->kind == TN_MEMORY_WAIT && event->id >= TNI_STREAMS_MAX - 1)) {
        return tni_fail(
            TN_ERR_ARGUMENT, "event %lld is of stream %llu; number streams below %d", (long long)i,
            (unsigned long long)(event->stream >= TNI_STREAMS_MAX - 1 ? event->stream : event->id),
            TNI_STREAMS_MAX - 1);
    }
    if (event->kind == TN_MEMORY_WAIT) {
        wait_for(p, number_of(event), (uint32_t)event->id + 1);
        return TN_OK;
    }
    const int64_t number = tni_id_find(&p->ids, event->id);
    switch (event->kind) {
    case TN_MEMORY_ALLOC:
        if (number >= 0) {
            return refuse(i, event->id, "makes anew the live");
        }
        return event->bytes > 0 ? play_alloc(p, event, fits)
                                : refuse(i, event->id, "gives no bytes to");
    case TN_MEMORY_FREE:
        return number >= 0 ? play_free(p, event, number)
                           : refuse(i, event->id, "frees the unknown");
    case TN_MEMORY_USE:
        if (number < 0) {
            return refuse(i, event->id, "uses the unknown");
        }
        use(p, &p->blocks[number], number_of(event));
        return TN_OK;
    default:
        return tni_fail(TN_ERR_ARGUMENT, "event %lld has the kind %u, which there is not",
                        (long long)i, event->kind);
    }
}

static void give_rest(player *p) {
    for (size_t i = 0; i < p->ids.capacity; i++) {
        if (p->ids.entries[i].value) {
            const block *b = &p->blocks[p->ids.entries[i].value - 1];
            p->policy->give(p->state, b->place, b->bytes, NULL);
        }
    }
}

static void play_all(player *p, const tn_memory_event *events, int64_t n, tn_replay_result *out) {
    bool fits = true;
    for (int64_t i = 0; i < n && fits && play(p, &events[i], i, &fits) == TN_OK; i++) {
        out->live_bytes_peak = p->live > out->live_bytes_peak ? p->live : out->live_bytes_peak;
        out->failed_at = fits ? -1 : i;
    }
    out->reserved_bytes_peak = p->policy->reserved_peak(p->state);
    give_rest(p);
}

/* No policy's addresses wrap, since none gives more than its blocks' bytes away. */
static tn_status check_total(const tn_memory_event *events, int64_t n) {
    uint64_t total = 0;
    for (int64_t i = 0; i < n; i++) {
        const uint64_t bytes = events[i].kind == TN_MEMORY_ALLOC ? events[i].bytes : 0;
        if (bytes > TOTAL_MAX - total) {
            return tni_fail(TN_ERR_ARGUMENT,
                            "event %lld asks for %llu bytes, with which all blocks have more than "
                            "2^62; give less of the record",
                            (long long)i, (unsigned long long)bytes);
        }
        total += bytes;
    }
    return TN_OK;
}

/* ---- Looking ahead --------------------------------------------------------------------------- */

static int64_t count_allocs(const tn_memory_event *events, int64_t n) {
    int64_t allocs = 0;
    for (int64_t i = 0; i < n; i++) {
        allocs += events[i].kind == TN_MEMORY_ALLOC;
    }
    return allocs;
}

/* Lives in the order of their starts; blocks that are never freed live on behind the last event.
 * What is not whole here is refused when it is played. False with an error. */
static bool find_lives(const tn_memory_event *events, int64_t n, tni_life *lives) {
    tni_id_map ids = {0};
    int64_t made = 0;
    uint64_t live = 0;
    bool fine = true;
    for (int64_t i = 0; i < n && fine; i++) {
        const tn_memory_event *event = &events[i];
        const int64_t number = event->kind == TN_MEMORY_WAIT ? -1 : tni_id_find(&ids, event->id);
        if (event->kind == TN_MEMORY_ALLOC) {
            lives[made] = (tni_life){.bytes = event->bytes, .live = live, .start = i, .end = n};
            fine = number >= 0 || tni_id_put(&ids, event->id, made);
            live += event->bytes;
            made++;
        } else if (event->kind == TN_MEMORY_FREE && number >= 0) {
            lives[number].end = i;
            live -= lives[number].bytes;
            tni_id_remove(&ids, event->id);
        }
    }
    tni_id_map_close(&ids);
    return fine;
}

static bool look_ahead(player *p, const tn_memory_event *events, int64_t n) {
    if (!p->policy->plan) {
        return true;
    }
    const int64_t allocs = count_allocs(events, n);
    tni_life *lives = tni_host_alloc((size_t)(allocs + 1) * sizeof *lives);
    const bool planned =
        lives && find_lives(events, n, lives) && p->policy->plan(p->state, lives, allocs);
    tni_host_free(lives);
    return planned;
}

/* ---- Public ---------------------------------------------------------------------------------- */

const char *tn_memory_policy_at(int i) {
    return i >= 0 && i < POLICIES ? policies[i]->name : NULL;
}

static const tni_policy *policy_of(const char *name) {
    for (int i = 0; i < POLICIES; i++) {
        if (name && strcmp(policies[i]->name, name) == 0) {
            return policies[i];
        }
    }
    tni_fail(TN_ERR_ARGUMENT, "there is no policy %s; use one of", name ? name : "NULL");
    for (int i = 0; i < POLICIES; i++) {
        tni_error_append("%s %s", i ? "," : "", policies[i]->name);
    }
    return NULL;
}

tn_status tn_memory_replay(const char *policy, const tn_memory_event *events, int64_t n,
                           uint64_t capacity, tn_replay_result *out) {
    TNI_CALL("memory_replay", ((tn_site){0}));
    if (tni_pending()) {
        return tni_pending();
    }
    if ((!events && n > 0) || n < 0 || !out) {
        return tni_fail(TN_ERR_ARGUMENT, "%lld events at %p, results at %p; give both",
                        (long long)n, (const void *)events, (void *)out);
    }
    *out = (tn_replay_result){.failed_at = -1};
    if (check_total(events, n) != TN_OK) {
        return tni_pending();
    }
    player *p = tni_host_alloc_zeroed(sizeof *p);
    if (!p) {
        return tni_pending();
    }
    p->spare = -1;
    p->policy = policy_of(policy);
    p->state = p->policy ? p->policy->open(capacity) : NULL;
    if (p->state && look_ahead(p, events, n)) {
        play_all(p, events, n, out);
    }
    if (p->state) {
        p->policy->close(p->state);
    }
    tni_id_map_close(&p->ids);
    tni_host_free(p->blocks);
    tni_host_free(p);
    return tni_pending();
}
