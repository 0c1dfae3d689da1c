/* Allocations played to policies: what they reserve, and records that are not whole. */
#include "memory/replay.h"

#include <tenon/memory.h>

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

enum { KIB = 1 << 10, MIB = 1 << 20 };

#define ALLOC(ID, BYTES) \
    { .id = (ID), .bytes = (BYTES) }
#define FREE(ID) \
    { .id = (ID), .kind = TN_MEMORY_FREE }

static tn_replay_result play(const char *policy, const tn_memory_event *events, int64_t n,
                             uint64_t capacity) {
    tn_replay_result r;
    cr_assert_eq(tn_memory_replay(policy, events, n, capacity, &r), TN_OK);
    return r;
}

/* Two blocks, the lower one freed, and one that fits there but for first fit's choice. */
Test(memory_replay, each_policy_reserves_what_it_is_known_for) {
    static const tn_memory_event events[] = {
        ALLOC(1, 600 * KIB),
        ALLOC(2, 512),
        ALLOC(3, 300 * KIB),
        ALLOC(4, 512),
        FREE(1),
        FREE(3), // gaps of 600 and 300
        ALLOC(5, 300 * KIB),
        ALLOC(6, 600 * KIB),
    };
    const int64_t n = sizeof events / sizeof *events;
    const uint64_t live = 900 * KIB + 1024;
    const tn_replay_result best = play("best-fit", events, n, 0);
    const tn_replay_result first = play("first-fit", events, n, 0);
    cr_expect_eq(best.live_bytes_peak, live);
    cr_expect_eq(best.reserved_bytes_peak, live);
    cr_expect_eq(first.reserved_bytes_peak, live + 600 * KIB, "the 300 went into the 600");
    cr_expect_eq(play("offline", events, n, 0).reserved_bytes_peak, live);
    cr_expect_eq(play("ours", events, n, 0).reserved_bytes_peak, (uint64_t)2 * MIB);
}

/* ---- PyTorch's ------------------------------------------------------------------------------- */

static uint64_t pytorch_reserves(const tn_memory_event *events, int64_t n) {
    return play("pytorch", events, n, 0).reserved_bytes_peak / MIB;
}

Test(memory_replay, pytorch_takes_segments_by_the_size_of_the_request) {
    static const struct {
        uint64_t bytes, segment;
    } cases[] = {{1, 2},         {MIB, 2},       {MIB + 1, 20},       {10 * MIB - 512, 20},
                 {10 * MIB, 10}, {11 * MIB, 12}, {100 * MIB + 1, 102}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tn_memory_event event = ALLOC(1, cases[i].bytes);
        cr_expect_eq(pytorch_reserves(&event, 1), cases[i].segment, "%llu",
                     (unsigned long long)cases[i].bytes);
    }
}

Test(memory_replay, pytorch_splits_segments_and_joins_what_is_free) {
    static const tn_memory_event events[] = {
        ALLOC(1, 8 * MIB), ALLOC(2, 8 * MIB), ALLOC(3, 3 * MIB), // 19 of 20: 1 is not split off
        FREE(1),           FREE(3),           FREE(2),           // one piece of 20 again
        ALLOC(4, 20 * MIB)};
    cr_expect_eq(pytorch_reserves(events, 3), 20u);
    cr_expect_eq(pytorch_reserves(events, 7), 20u);
    static const tn_memory_event apart[] = {ALLOC(1, 512), ALLOC(2, 8 * MIB), ALLOC(3, 512)};
    cr_expect_eq(pytorch_reserves(apart, 3), 22u, "small and large ones lie apart");
}

Test(memory_replay, pytorch_gives_free_segments_back_when_there_is_no_more) {
    static const tn_memory_event events[] = {ALLOC(1, 30 * MIB), ALLOC(2, 512), FREE(1),
                                             ALLOC(3, 40 * MIB)};
    cr_expect_eq(pytorch_reserves(events, 4), 72u);
    const tn_replay_result tight = play("pytorch", events, 4, 64 * MIB);
    cr_expect_eq(tight.failed_at, -1);
    cr_expect_eq(tight.reserved_bytes_peak, (uint64_t)42 * MIB);
    cr_expect_eq(play("pytorch", events, 4, 40 * MIB).failed_at, 3);
}

/* A block freed on one stream and wanted on another, which waits for it or does not. */
Test(memory_replay, ours_lends_across_streams_and_pytorch_does_not) {
    static const tn_memory_event events[] = {
        {.id = 1, .bytes = 64 * MIB},
        {.id = 1, .kind = TN_MEMORY_USE, .stream = 2},
        {.id = 1, .kind = TN_MEMORY_FREE},
        {.id = 0, .kind = TN_MEMORY_WAIT, .stream = 1},
        {.id = 2, .bytes = 64 * MIB, .stream = 1},
    };
    cr_expect_eq(play("ours", events, 5, 0).reserved_bytes_peak, (uint64_t)64 * MIB);
    cr_expect_eq(pytorch_reserves(events, 5), 128u);
}

Test(memory_replay, ours_moves_free_pages_when_the_capacity_asks_for_it) {
    tn_memory_event events[40];
    int64_t n = 0;
    for (uint64_t i = 0; i < 16; i++) {
        events[n++] = (tn_memory_event)ALLOC(i, 4 * MIB);
    }
    for (uint64_t i = 0; i < 16; i += 2) {
        events[n++] = (tn_memory_event)FREE(i);
    }
    events[n++] = (tn_memory_event)ALLOC(100, 32 * MIB);
    cr_expect_eq(play("ours", events, n, 0).reserved_bytes_peak, (uint64_t)96 * MIB);
    const tn_replay_result tight = play("ours", events, n, 64 * MIB);
    cr_expect_eq(tight.failed_at, -1);
    cr_expect_eq(tight.reserved_bytes_peak, (uint64_t)64 * MIB);
    cr_expect_eq(play("best-fit", events, n, 64 * MIB).failed_at, n - 1);
    cr_expect_eq(play("ours", events, n, 62 * MIB).failed_at, 15);
}

Test(memory_replay, records_that_are_not_whole_are_refused) {
    static const tn_memory_event unknown[] = {FREE(7)}, twice[] = {ALLOC(7, 100), ALLOC(7, 100)};
    tn_replay_result r;
    cr_expect_eq(tn_memory_replay("ours", unknown, 1, 0, &r), TN_ERR_ARGUMENT);
    cr_expect(strstr(tn_error_pending()->message, "event 0 frees the unknown allocation 7"));
    tn_error_take(NULL);
    cr_expect_eq(tn_memory_replay("best-fit", twice, 2, 0, &r), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
    cr_expect_eq(tn_memory_replay("buddy", twice, 1, 0, &r), TN_ERR_ARGUMENT);
    cr_expect(strstr(tn_error_pending()->message, "no policy buddy"));
    tn_error_take(NULL);
    cr_expect_eq(tn_memory_replay("ours", twice, 1, 0, NULL), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
}

/* Addresses of a policy would wrap. */
Test(memory_replay, more_bytes_than_there_are_addresses_are_refused) {
    static const tn_memory_event events[] = {ALLOC(1, (uint64_t)1 << 61), FREE(1),
                                             ALLOC(2, (uint64_t)1 << 61), FREE(2), ALLOC(3, 1)};
    const char *policy;
    for (int i = 0; (policy = tn_memory_policy_at(i)) != NULL; i++) {
        tn_replay_result r;
        cr_expect_eq(tn_memory_replay(policy, events, 5, 0, &r), TN_ERR_ARGUMENT, "%s", policy);
        cr_expect(strstr(tn_error_pending()->message, "event 4 asks for 1 bytes"));
        tn_error_take(NULL);
        const tn_memory_event huge = ALLOC(1, UINT64_MAX);
        cr_expect_eq(tn_memory_replay(policy, &huge, 1, 0, &r), TN_ERR_ARGUMENT, "%s", policy);
        tn_error_take(NULL);
    }
}

/* Naive best fit over an array of units. */
enum { UNITS = 4096, LIVE = 48 };

typedef struct naive {
    bool used[UNITS];
    int peak;
} naive;

/* The shortest (first) free piece below the peak that is long enough, else at the end. */
static int naive_take(naive *m, int units, bool first) {
    int found = -1, shortest = UNITS + 1, tail = m->peak;
    for (int start = 0, length; start < m->peak; start += length + 1) {
        for (length = 0; start + length < m->peak && !m->used[start + length]; length++) {}
        if (length >= units && (first ? found < 0 : length < shortest)) {
            found = start;
            shortest = length;
        }
        tail = length > 0 && start + length == m->peak ? start : tail;
    }
    found = found < 0 ? tail : found;
    cr_assert_leq(found + units, UNITS);
    for (int i = 0; i < units; i++) {
        m->used[found + i] = true;
    }
    m->peak = found + units > m->peak ? found + units : m->peak;
    return found;
}

static void agree_with_naive(const char *policy, bool first) {
    static tn_memory_event events[4000];
    static naive m;
    int places[LIVE] = {0}, units[LIVE] = {0};
    m = (naive){.peak = 0};
    uint64_t seed = 5;
    int64_t n = 0;
    while (n < 4000) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        const int slot = (int)(seed >> 33) % LIVE;
        if (units[slot]) {
            for (int i = 0; i < units[slot]; i++) {
                m.used[places[slot] + i] = false;
            }
            units[slot] = 0;
            events[n++] = (tn_memory_event)FREE((uint64_t)slot);
        } else {
            units[slot] = 1 + (int)(seed >> 50) % 40;
            places[slot] = naive_take(&m, units[slot], first);
            events[n++] = (tn_memory_event)ALLOC((uint64_t)slot, (uint64_t)units[slot] * 512);
        }
    }
    cr_expect_eq(play(policy, events, n, 0).reserved_bytes_peak, (uint64_t)m.peak * 512);
}

Test(memory_replay, best_fit_and_first_fit_agree_with_naive_ones) {
    agree_with_naive("best-fit", false);
    agree_with_naive("first-fit", true);
}

/* ---- Planned places -------------------------------------------------------------------------- */

/* Random blocks, some of which live long; more than are planned at once. */
static void plan_random(int64_t n, int64_t long_lived) {
    tni_life *lives = calloc((size_t)n, sizeof *lives);
    uint64_t *places = calloc((size_t)n, sizeof *places), seed = 11, most = 0;
    void *plan = tni_offline_policy.open(0);
    cr_assert(lives && places && plan);
    for (int64_t i = 0; i < n; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        const int64_t span = i % 97 == 0 ? long_lived : 1 + (int64_t)(seed >> 40) % 60;
        lives[i] = (tni_life){.bytes = 1 + (seed >> 33) % 5000, .start = i, .end = i + span};
    }
    cr_assert(tni_offline_policy.plan(plan, lives, n));
    for (int64_t i = 0; i < n; i++) {
        cr_assert(tni_offline_policy.take(plan, lives[i].bytes, NULL, &places[i]));
        most = places[i] + lives[i].bytes > most ? places[i] + lives[i].bytes : most;
    }
    for (int64_t i = 0; i < n; i++) {
        for (int64_t k = i + 1; k < n && k < lives[i].end; k++) {
            cr_assert(places[i] + lives[i].bytes <= places[k] ||
                          places[k] + lives[k].bytes <= places[i],
                      "%lld and %lld share memory", (long long)i, (long long)k);
        }
    }
    cr_expect_geq(tni_offline_policy.reserved_peak(plan), most);
    tni_offline_policy.close(plan);
    free(places);
    free(lives);
}

Test(memory_replay, planned_blocks_share_no_memory) {
    plan_random(3000, 2000);
    plan_random((1 << 15) + 5000, 9000);
}

/* Ids far apart that meet in the table, live in numbers and gone again. */
Test(memory_replay, a_million_ids_are_told_apart) {
    enum { N = 500000, AT_ONCE = 5000 };
    tn_memory_event *events = calloc(2 * N, sizeof *events);
    int64_t n = 0;
    cr_assert(events);
    for (uint64_t i = 0; i < N; i++) {
        events[n++] = (tn_memory_event)ALLOC(i << 44 | i, 512);
        if (i >= AT_ONCE) {
            events[n++] = (tn_memory_event)FREE((i - AT_ONCE) << 44 | (i - AT_ONCE));
        }
    }
    const tn_replay_result r = play("best-fit", events, n, 0);
    cr_expect_eq(r.live_bytes_peak, (uint64_t)(AT_ONCE + 1) * 512);
    cr_expect_eq(r.reserved_bytes_peak, r.live_bytes_peak);
    free(events);
}

/* ---- Recorded training ----------------------------------------------------------------------- */

typedef struct trace {
    tn_memory_event *events;
    int64_t n;
} trace;

/* A file that tests/golden/memory_traces.py wrote: op,id,bytes a line. */
static trace read_trace(const char *path) {
    trace t = {0};
    char line[80];
    FILE *file = fopen(path, "r");
    cr_assert(file, "%s: run from the top of the repository", path);
    while (fgets(line, sizeof line, file)) {
        unsigned long long id, bytes;
        const bool is_alloc = sscanf(line, "alloc,%llu,%llu", &id, &bytes) == 2;
        if (is_alloc || sscanf(line, "free,%llu,%llu", &id, &bytes) == 2) {
            t.events = realloc(t.events, (size_t)(t.n + 1) * sizeof *t.events);
            cr_assert(t.events);
            t.events[t.n++] = (tn_memory_event){
                .id = id, .bytes = bytes, .kind = is_alloc ? TN_MEMORY_ALLOC : TN_MEMORY_FREE};
        }
    }
    fclose(file);
    return t;
}

Test(memory_replay, ours_reserves_hardly_more_than_best_fit_for_recorded_training) {
    glob_t files;
    cr_assert_eq(glob("tests/golden/memory/*.csv", 0, NULL, &files), 0);
    cr_expect_eq(files.gl_pathc, 10u);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const trace t = read_trace(files.gl_pathv[i]);
        cr_expect_gt(t.n, 100);
        const double ours = (double)play("ours", t.events, t.n, 0).reserved_bytes_peak;
        const double best = (double)play("best-fit", t.events, t.n, 0).reserved_bytes_peak;
        cr_expect_leq(ours / best, 1.01, "%s: %.4f", files.gl_pathv[i], ours / best);
        const tn_replay_result plan = play("offline", t.events, t.n, 0);
        cr_expect_leq((double)plan.reserved_bytes_peak, best, "%s", files.gl_pathv[i]);
        cr_expect_leq((double)plan.live_bytes_peak, (double)plan.reserved_bytes_peak);
        free(t.events);
    }
    globfree(&files);
}
