#!/usr/bin/python3
"""mem_streams.py: a record of a program that uses blocks on several streams of a simulated device
replays in the order of its streams: as much is reserved as by the program itself, to the byte.
timeout: 600

A record says of a wait that it is for what the other stream was given so far, and a free counts as
the last use by the stream that the block was made for. The program waits for what was given just
before, and uses blocks there before it frees them: so the replay's clocks are those of the run. (Of
programs that do otherwise a few pages may differ.)
"""

import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402
from support.mem_holder import MIB, mem  # noqa: E402
from support.memory_trace import ALLOC, FREE, USE, WAIT, Trace, without  # noqa: E402

SEEDS, ROUNDS = 16, 12
PROGRAM = r"""
#include <tenon/tenon.h>

#include <stdio.h>
#include <stdlib.h>

enum { MIB = 1 << 20, STREAMS = 4 };
static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
static tn_stream *streams[STREAMS];

static tn_tensor *take(int stream, int64_t bytes) {
    tn_tensor *t = NULL;
    TN_SCOPE(s);
    TN_ON_STREAM(streams[stream]) {
        t = tn_empty(TN_SHAPE(bytes), .dtype = TN_U8, .device = CUDA);
    }
    return t ? tn_keep(t) : NULL;
}

static void use(tn_tensor *t, int stream) {
    TN_SCOPE(s);
    TN_ON_STREAM(streams[stream]) {
        tn_neg_(tn_narrow(t, 0, 0, 1));
    }
}

static void wait_for(int stream, int other) {
    tn_event *event = stream != other ? tn_event_record(streams[other]) : NULL;
    if (event) {
        tn_stream_wait(streams[stream], event);
    }
    tn_event_free(event);
}

/* One gap fits, where work of another stream may be under way; one is a little larger, and nobody
 * uses it. Walls keep them apart. `taker` needs as much as both. */
typedef struct gaps {
    int64_t bytes, more;
    int maker, user, taker, between;
    int uses, waits; /* the user works there; the taker waits for it (1), or for the one between
                      * them that did (2) */
} gaps;

static void play(const gaps *g) {
    tn_tensor *fits = take(g->maker, g->bytes), *wall = take(g->maker, 2 * MIB),
              *larger = take(g->maker, g->bytes + g->more), *end = take(g->maker, MIB);
    use(fits, g->maker);
    use(larger, g->maker);
    if (g->uses) {
        use(fits, g->user);
    }
    tn_drop(fits);
    tn_drop(larger);
    wait_for(g->taker, g->maker);
    if (g->waits == 1) {
        wait_for(g->taker, g->user);
    } else if (g->waits == 2) {
        wait_for(g->between, g->user);
        use(wall, g->between);
        wait_for(g->taker, g->between);
    }
    tn_tensor *a = take(g->taker, g->bytes), *b = take(g->taker, g->bytes + g->more);
    use(a, g->taker);
    use(b, g->taker);
    tn_drop(a);
    tn_drop(b);
    tn_drop(end);
    tn_drop(wall);
}

static int below(int n) {
    return rand() % n;
}

/* Between rounds all streams wait for all others. Some blocks stay, so that gaps do. */
static void play_rounds(int rounds) {
    tn_tensor *kept[64] = {NULL};
    for (int i = 0; i < rounds; i++) {
        const int maker = below(STREAMS), user = (maker + 1 + below(STREAMS - 1)) % STREAMS;
        const int taker = (user + 1 + below(STREAMS - 1)) % STREAMS;
        const gaps g = {4 * MIB + below(8 * MIB), below(2 * MIB), maker, user, taker,
                        below(STREAMS), below(4) > 0, below(3)};
        kept[i % 64] = kept[i % 64] ? kept[i % 64] : take(maker, 1 + below(3 * MIB));
        use(kept[i % 64], maker);
        play(&g);
        for (int k = 0; k < STREAMS * STREAMS; k++) {
            wait_for(k / STREAMS, k % STREAMS);
        }
    }
    for (int i = 0; i < 64; i++) {
        tn_drop(kept[i]);
    }
}

/* gaps USES WAITS, or rounds SEED N; prints the peaks of reserved and of live bytes. */
int main(int argc, char **argv) {
    const int one = argc > 3 ? atoi(argv[2]) : 0, other = argc > 3 ? atoi(argv[3]) : 0;
    for (int i = 0; i < STREAMS; i++) {
        streams[i] = tn_stream_new(CUDA);
    }
    if (argv[1][0] == 'g') {
        play(&(gaps){8 * MIB, MIB, 0, 1, 0, 2, one, other});
    } else {
        srand((unsigned)one);
        play_rounds(other);
    }
    tn_memory_figures f;
    if (tn_memory_stats(CUDA, &f) == TN_OK) {
        printf("%llu %llu\n", (unsigned long long)f.reserved_bytes_peak,
               (unsigned long long)f.live_bytes_peak);
    }
    for (int i = 0; i < STREAMS; i++) {
        tn_stream_free(streams[i]);
    }
    return tn_ok() ? 0 : 1;
}
"""


def record(folder, *words):
    """The record of a run, and the peaks of reserved and live bytes that it had itself."""
    path = folder + "/streams.trace"
    done = mem("record", "-o", path, "--", folder + "/streams", *words,
               env=holding.environment(TENON_PLUGIN_PATH=holding.SIM, TENON_DEVICE="cuda:0"))
    if done.returncode:
        print("# " + done.stderr.replace("\n", "\n# "))
        return path, None
    return path, tuple(map(int, done.stdout.split()))


def replay(path):
    done = mem("replay", "--json", "--policy", "ours", path)
    result = json.loads(done.stdout)[0] if done.returncode == 0 else {}
    return result.get("reserved_bytes_peak"), result.get("live_bytes_peak")


def one_by_one(folder):
    """What fits is not taken while another stream may use it, unless the taker waited for that."""
    for name, uses, waits, reserved in (("nobody_uses", 0, 0, 20), ("is_used", 1, 0, 30),
                                        ("is_used_and_waited_for", 1, 1, 20),
                                        ("is_used_and_waited_for_by_another", 1, 2, 20)):
        path, own = record(folder, "gaps", uses, waits)
        tap.case(f"a_block_that_{name}_needs_as_much_as_it_should",
                 [] if own == (reserved * MIB, 20 * MIB) else [str(own)])
        events = Trace(path).events
        made = [e.address for e in events if e.kind == ALLOC]
        first_free = [e.address for e in events if e.kind == FREE][0]
        tap.case(f"a_block_that_{name}_is_taken_again_or_not", [] if made[0] == first_free and
                 (made[4] == first_free) == (reserved == 20) else [str(events)])
        tap.case(f"the_replay_of_a_block_that_{name}_needs_as_much",
                 [] if replay(path) == own else [f"{replay(path)}, the program {own}"])
        without_uses = replay(without(path, (USE,), folder + "/less.trace"))[0]
        without_waits = replay(without(path, (WAIT,), folder + "/less.trace"))[0]
        tap.case(f"uses_and_waits_decide_where_a_block_{name}",
                 [] if without_uses == 20 * MIB and without_waits == (20 + 10 * uses) * MIB else
                 [f"{without_uses} without uses, {without_waits} without waits"])


def at_random(folder):
    problems, others = [], {USE: 0, WAIT: 0}
    for seed in range(1, SEEDS + 1):
        path, own = record(folder, "rounds", seed, ROUNDS)
        found = replay(path)
        problems += [] if found == own else [f"seed {seed}: {found}, the program {own}"]
        for kind in others:
            less = replay(without(path, (kind,), folder + "/less.trace"))
            others[kind] += less != own
    tap.case("replays_of_random_programs_need_as_much_as_these", problems)
    tap.case("what_ignores_uses_or_waits_finds_other_peaks",
             [] if all(n >= SEEDS // 4 for n in others.values()) else [str(others)])
    print(f"# other peaks without uses {others[USE]}, without waits {others[WAIT]} of {SEEDS}")


def main():
    holding.run_privately()
    if not os.path.exists(holding.SIM + "/libtenon_cuda.so"):
        tap.skip("records_replay_in_stream_order", "simulated devices are not built")
        tap.done()
    folder = holding.folder_with_holder()
    holding.compile_program(folder + "/streams", PROGRAM)
    one_by_one(folder)
    at_random(folder)
    tap.case("nothing_is_left", holding.left_in_shm())
    tap.done()


main()
