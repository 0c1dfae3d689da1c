/* fuzz_trace.c: the readers of recorded allocations, CSV, JSON and pickles, and what is made of a
 * record: groups of blocks, and replays of short ones. */
#include "fuzz.h"

#include "tools/block_groups.h"
#include "tools/trace_reader.h"

/* Ours counts each page of 2 MiB, so that a block of a TiB takes longer than an input may. */
enum { REPLAYED_EVENTS = 100, REPLAYED_GIB = 64 };

static void use(const trace *t) {
    uint64_t peak;
    block_groups groups;
    if (!block_groups_of(t, trace_peak(t, &peak), &groups) || groups.bytes != peak) {
        fuzz_die("the groups at the peak are not the peak");
    }
    block_groups_close(&groups);
    const bool is_short = t->n <= REPLAYED_EVENTS && t->bytes >> 30 < REPLAYED_GIB &&
                          t->n_streams <= TRACE_REPLAY_STREAMS;
    const char *policy;
    for (int i = 0; is_short && (policy = tn_memory_policy_at(i)) != NULL; i++) {
        tn_replay_result r;
        if (tn_memory_replay(policy, t->events, t->n, 0, &r) != TN_OK) {
            fuzz_die("what was read as a record is refused as one");
        }
    }
}

FUZZ_TARGET {
    trace t = trace_open();
    const bool accepted = trace_read_text(&t, (trace_text){bytes, (size_t)size}, -1);
    if (accepted == (*t.problem != 0)) {
        fuzz_die(accepted ? "accepted with a problem" : "refused without one");
    }
    if (accepted) {
        use(&t);
    }
    trace_close(&t);
    fuzz_settle(true);
}
