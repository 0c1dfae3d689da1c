/* Streams wait for what they must and for nothing else: programs of launches, frees, allocations,
 * marks and waits of the host run under the oracle of order_oracle.h. */
#include "order_oracle.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* ---- All interleavings of small programs ----------------------------------------------------- */

enum { BLOCKS = 3, STEPS_MAX = 8 };

typedef enum step_kind { LAUNCH, GIVE, TAKE, TAKE_TWICE, MARK, HOST_WAIT } step_kind;

/* One step of a stream's program. A launch uses the blocks that are there: bits 0 to 2 of `what`
 * say which it reads, bits 3 to 5 which it writes. Of other steps it is the block's number. */
typedef struct program_step {
    step_kind kind;
    unsigned what;
} program_step;

typedef program_step program[ORDER_STREAMS][STEPS_MAX];

static void run_launch(int s, unsigned what) {
    block *written[BLOCKS], *read[BLOCKS];
    int n_written = 0, n_read = 0;
    for (int i = 0; i < BLOCKS; i++) {
        if (!oracle.slots[i].data) {
            continue;
        }
        if (what >> (BLOCKS + i) & 1) {
            written[n_written++] = &oracle.slots[i];
        } else if (what >> i & 1) {
            read[n_read++] = &oracle.slots[i];
        }
    }
    order_launch(s, written, n_written, read, n_read);
}

static void wait_for_block(block *b) {
    const tni_stamp last = tni_stamps_last(&b->stamps);
    cr_assert(tni_host_wait(&last));
}

static void run_step(int s, program_step step) {
    block *b = step.kind == LAUNCH ? NULL : &oracle.slots[step.what];
    if (step.kind == LAUNCH) {
        run_launch(s, step.what);
    } else if (step.kind == MARK) {
        cr_assert(tni_stream_mark(oracle.streams[s]));
    } else if (step.kind == GIVE && b->data) {
        order_give(b);
    } else if (step.kind == HOST_WAIT && b->data) {
        wait_for_block(b);
    } else if ((step.kind == TAKE || step.kind == TAKE_TWICE) && !b->data) {
        order_take(b, s, (step.kind == TAKE ? 1 : 2) * 3 * ORDER_PIECE_BYTES);
    }
}

static void run_interleaving(program p, const int *order, int n) {
    int at[ORDER_STREAMS] = {0};
    for (int i = 0; i < BLOCKS; i++) {
        order_take(&oracle.slots[i], 0, ORDER_PIECE_BYTES * 3);
    }
    for (int i = 0; i < n; i++) {
        run_step(order[i], p[order[i]][at[order[i]]++]);
    }
    order_end_program();
}

/* All orders in which `left` steps of each stream can be submitted. */
static int interleave(program p, int *left, int *order, int n) {
    int runs = 0, total = 0;
    for (int s = 0; s < ORDER_STREAMS; s++) {
        total += left[s];
        if (left[s] > 0) {
            left[s]--;
            order[n] = s;
            runs += interleave(p, left, order, n + 1);
            left[s]++;
        }
    }
    if (total == 0) {
        run_interleaving(p, order, n);
        return 1;
    }
    return runs;
}

static int interleave_all(program p, const int *share) {
    int left[ORDER_STREAMS], order[STEPS_MAX];
    memcpy(left, share, sizeof left);
    return interleave(p, left, order, 0);
}

static uint64_t random_state = 1;
static unsigned random_below(unsigned n) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % n;
}

/* Half of the steps are launches. */
static program_step random_program_step(bool only_launches) {
    static const step_kind kinds[] = {GIVE, GIVE, TAKE, TAKE_TWICE, MARK, HOST_WAIT};
    return only_launches || random_below(2)
               ? (program_step){LAUNCH, random_below(1u << 2 * BLOCKS)}
               : (program_step){kinds[random_below(6)], random_below(BLOCKS)};
}

static int interleave_random(const int *share, bool only_launches) {
    program p;
    for (int s = 0; s < ORDER_STREAMS; s++) {
        for (int i = 0; i < STEPS_MAX; i++) {
            p[s][i] = random_program_step(only_launches);
        }
    }
    return interleave_all(p, share);
}

Test(schedule_order, all_interleavings_of_programs_of_up_to_8_steps, .timeout = 300) {
    static const int shares[][ORDER_STREAMS] = {{1, 1, 1}, {2, 2, 0}, {4, 4, 0}, {2, 2, 2},
                                                {3, 3, 2}, {4, 2, 2}, {6, 1, 1}};
    order_set_up();
    int runs = 0;
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        for (int round = 0; round < 800 && !oracle.fault[0]; round++) {
            runs += interleave_random(shares[k], round % 2 == 0);
        }
    }
    cr_expect_str_empty(oracle.fault);
    cr_expect_geq(runs, 900000, "only %d interleavings ran", runs);
    cr_expect_gt(oracle.n_waits, 0u);
}

/* All that a step can do with two blocks. */
static const program_step letters[] = {{LAUNCH, 001}, {LAUNCH, 002}, {LAUNCH, 003}, {LAUNCH, 010},
                                       {LAUNCH, 020}, {LAUNCH, 030}, {LAUNCH, 012}, {LAUNCH, 021},
                                       {GIVE, 0},     {GIVE, 1},     {TAKE, 0},     {TAKE_TWICE, 1},
                                       {MARK, 0},     {HOST_WAIT, 0}};
enum { LETTERS = sizeof letters / sizeof *letters };

/* Every program that has `share` steps of each stream, in every order. */
static int run_every_program(const int *share) {
    int total = 0, runs = 0;
    long programs = 1;
    for (int s = 0; s < ORDER_STREAMS; s++) {
        total += share[s];
    }
    for (int i = 0; i < total; i++) {
        programs *= LETTERS;
    }
    for (long number = 0; number < programs && !oracle.fault[0]; number++) {
        program p;
        long rest = number;
        for (int s = 0; s < ORDER_STREAMS; s++) {
            for (int i = 0; i < share[s]; i++, rest /= LETTERS) {
                p[s][i] = letters[rest % LETTERS];
            }
        }
        runs += interleave_all(p, share);
    }
    return runs;
}

Test(schedule_order, every_program_of_four_steps_in_every_order, .timeout = 300) {
    static const int shares[][ORDER_STREAMS] = {{2, 2, 0}, {2, 1, 1}, {3, 1, 0}, {1, 1, 1}};
    order_set_up();
    int runs = 0;
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        runs += run_every_program(shares[k]);
    }
    cr_expect_str_empty(oracle.fault);
    cr_expect_eq(runs, 38416 * (6 + 12 + 4) + 2744 * 6);
}

/* ---- Random programs ------------------------------------------------------------------------- */

static size_t random_bytes(void) {
    static const size_t sizes[] = {2 * ORDER_PIECE_BYTES, 2 * ORDER_PIECE_BYTES,
                                   3 * ORDER_PIECE_BYTES, 4 * ORDER_PIECE_BYTES,
                                   7 * ORDER_PIECE_BYTES, 40 * ORDER_PIECE_BYTES};
    return sizes[random_below(sizeof sizes / sizeof *sizes)];
}

static void random_launch(int s) {
    block *written[ORDER_TOUCHED_MAX], *read[ORDER_TOUCHED_MAX];
    int n_written = 0, n_read = 0;
    for (int i = 0; i < ORDER_SLOTS; i++) {
        const unsigned what = oracle.slots[i].data ? random_below(9) : 8;
        if (what == 0 && n_written < 2) {
            written[n_written++] = &oracle.slots[i];
        } else if (what <= 2 && n_read < 3) {
            read[n_read++] = &oracle.slots[i];
        }
    }
    order_launch(s, written, n_written, read, n_read);
}

static void random_step(void) {
    const int s = (int)random_below(ORDER_STREAMS);
    block *b = &oracle.slots[random_below(ORDER_SLOTS)];
    const unsigned what = random_below(24);
    if (what < 8 && b->data) {
        order_give(b);
    } else if (what < 12 && !b->data) {
        order_take(b, s, random_bytes());
    } else if (what == 12) {
        tni_stream_mark(oracle.streams[s]);
    } else if (what == 13 && b->data && random_below(4) == 0) {
        wait_for_block(b);
    } else {
        random_launch(s);
    }
}

/* TENON_TEST_PROGRAMS: how many; `make soak` asks for more. */
Test(schedule_order, random_programs, .timeout = 3000) {
    const char *wanted = getenv("TENON_TEST_PROGRAMS");
    const long programs = wanted ? strtol(wanted, NULL, 10) : 10000;
    order_set_up();
    for (long k = 0; k < programs && !oracle.fault[0]; k++) {
        random_state = (uint64_t)k + 1;
        const unsigned steps = 10 + random_below(100);
        for (unsigned i = 0; i < steps; i++) {
            random_step();
        }
        order_end_program();
        if (oracle.fault[0]) {
            cr_log_error("program %ld: %s", k, oracle.fault);
        }
    }
    cr_expect_str_empty(oracle.fault);
    cr_expect(tni_cache_is_valid(oracle.cache));
    cr_expect_geq(oracle.n_launches, (uint64_t)programs * 5);
}
