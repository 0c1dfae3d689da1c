/* replay.c: recorded allocations played to a policy: what it would have reserved.
 *
 * Invariant: the events are whole (an id is allocated before it is freed, and not twice at once),
 * or an error names the first that is not. Ids are found by open addressing. */
#include "memory/replay.h"

#include <tenon/memory.h>

static const tni_policy *const policies[] = {&tni_cache_policy, &tni_best_fit_policy,
                                             &tni_first_fit_policy};

typedef struct block {
    uint64_t id, place, bytes; /* bytes 0: no block has the id now */
    bool used;
} block;

typedef struct player {
    const tni_policy *policy;
    void *state;
    block *blocks;
    size_t capacity; /* a power of two */
    uint64_t live;
} player;

static block *find(const player *p, uint64_t id) {
    size_t i = (size_t)(id * 0x9e3779b97f4a7c15u >> 20) & (p->capacity - 1);
    while (p->blocks[i].used && p->blocks[i].id != id) {
        i = (i + 1) & (p->capacity - 1);
    }
    return &p->blocks[i];
}

static tn_status refuse(int64_t event, uint64_t id, const char *what) {
    return tni_fail(TN_ERR_ARGUMENT, "event %lld %s allocation %llu; give whole records",
                    (long long)event, what, (unsigned long long)id);
}

/* Plays one event; *fits becomes false when there is no room for it. */
static tn_status play(player *p, const tn_memory_event *event, int64_t number, bool *fits) {
    block *b = find(p, event->id);
    if (event->bytes == 0) {
        if (b->bytes == 0) {
            return refuse(number, event->id, "frees the unknown");
        }
        p->policy->give(p->state, b->place, b->bytes);
        p->live -= b->bytes;
        b->bytes = 0;
        return TN_OK;
    }
    if (b->bytes != 0) {
        return refuse(number, event->id, "makes anew the live");
    }
    *fits = p->policy->take(p->state, event->bytes, &b->place);
    if (*fits) {
        b->id = event->id;
        b->used = true;
        b->bytes = event->bytes;
        p->live += event->bytes;
    }
    return tni_pending();
}

static void give_rest(player *p) {
    for (size_t i = 0; i < p->capacity; i++) {
        if (p->blocks[i].bytes) {
            p->policy->give(p->state, p->blocks[i].place, p->blocks[i].bytes);
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

static const tni_policy *policy_of(const char *name) {
    const int n = (int)(sizeof policies / sizeof *policies);
    for (int i = 0; i < n; i++) {
        if (name && strcmp(policies[i]->name, name) == 0) {
            return policies[i];
        }
    }
    return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "there is no policy %s; use ours, best-fit or first-fit",
                         name ? name : "NULL");
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
    player p = {.policy = policy_of(policy), .capacity = 64};
    while (p.capacity < 2 * (size_t)n) {
        p.capacity *= 2;
    }
    p.blocks = p.policy ? tni_host_alloc_zeroed(p.capacity * sizeof *p.blocks) : NULL;
    p.state = p.blocks ? p.policy->open(capacity) : NULL;
    if (p.state) {
        play_all(&p, events, n, out);
        p.policy->close(p.state);
    }
    tni_host_free(p.blocks);
    return tni_pending();
}
