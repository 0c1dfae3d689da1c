/* Allocations played to policies: what they reserve, and records that are not whole. */
#include <tenon/memory.h>

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

enum { KIB = 1 << 10, MIB = 1 << 20 };

static tn_replay_result play(const char *policy, const tn_memory_event *events, int64_t n,
                             uint64_t capacity) {
    tn_replay_result r;
    cr_assert_eq(tn_memory_replay(policy, events, n, capacity, &r), TN_OK);
    return r;
}

/* Two blocks, the lower one freed, and one that fits there but for first fit's choice. */
Test(memory_replay, each_policy_reserves_what_it_is_known_for) {
    static const tn_memory_event events[] = {
        {1, 600 * KIB}, {2, 512},       {3, 300 * KIB}, {4, 512}, // both are in use
        {1, 0},         {3, 0},                                   // gaps of 600 and 300
        {5, 300 * KIB}, {6, 600 * KIB},
    };
    const int64_t n = sizeof events / sizeof *events;
    const uint64_t live = 900 * KIB + 1024;
    const tn_replay_result best = play("best-fit", events, n, 0);
    const tn_replay_result first = play("first-fit", events, n, 0);
    cr_expect_eq(best.live_bytes_peak, live);
    cr_expect_eq(best.reserved_bytes_peak, live);
    cr_expect_eq(first.reserved_bytes_peak, live + 600 * KIB, "the 300 went into the 600");
    cr_expect_eq(play("ours", events, n, 0).reserved_bytes_peak, (uint64_t)2 * MIB);
}

Test(memory_replay, ours_moves_free_pages_when_the_capacity_asks_for_it) {
    tn_memory_event events[40];
    int64_t n = 0;
    for (uint64_t i = 0; i < 16; i++) {
        events[n++] = (tn_memory_event){i, 4 * MIB};
    }
    for (uint64_t i = 0; i < 16; i += 2) {
        events[n++] = (tn_memory_event){i, 0};
    }
    events[n++] = (tn_memory_event){100, 32 * MIB};
    cr_expect_eq(play("ours", events, n, 0).reserved_bytes_peak, (uint64_t)96 * MIB);
    const tn_replay_result tight = play("ours", events, n, 64 * MIB);
    cr_expect_eq(tight.failed_at, -1);
    cr_expect_eq(tight.reserved_bytes_peak, (uint64_t)64 * MIB);
    cr_expect_eq(play("best-fit", events, n, 64 * MIB).failed_at, n - 1);
    cr_expect_eq(play("ours", events, n, 62 * MIB).failed_at, 15);
}

Test(memory_replay, records_that_are_not_whole_are_refused) {
    static const tn_memory_event unknown[] = {{7, 0}}, twice[] = {{7, 100}, {7, 100}};
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

/* Naive best fit over an array of units. */
enum { UNITS = 4096, LIVE = 48 };

typedef struct naive {
    bool used[UNITS];
    int peak;
} naive;

/* The shortest free piece below the peak that is long enough, else at the end. */
static int naive_take(naive *m, int units) {
    int found = -1, shortest = UNITS + 1, tail = m->peak;
    for (int start = 0, length; start < m->peak; start += length + 1) {
        for (length = 0; start + length < m->peak && !m->used[start + length]; length++) {}
        if (length >= units && length < shortest) {
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

Test(memory_replay, best_fit_agrees_with_a_naive_one) {
    static tn_memory_event events[4000];
    static naive m;
    int places[LIVE] = {0}, units[LIVE] = {0};
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
            events[n++] = (tn_memory_event){(uint64_t)slot, 0};
        } else {
            units[slot] = 1 + (int)(seed >> 50) % 40;
            places[slot] = naive_take(&m, units[slot]);
            events[n++] = (tn_memory_event){(uint64_t)slot, (uint64_t)units[slot] * 512};
        }
    }
    cr_expect_eq(play("best-fit", events, n, 0).reserved_bytes_peak, (uint64_t)m.peak * 512);
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
            t.events[t.n++] = (tn_memory_event){id, is_alloc ? bytes : 0};
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
        free(t.events);
    }
    globfree(&files);
}
