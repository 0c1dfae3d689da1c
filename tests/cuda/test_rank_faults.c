/* A call fails on one of two ranks that train together: the job ends in time, every rank is told
 * why, nothing is left behind, and the next job has the right bits. */
#include "fault_sweep.h"
#include "simulator.h"
#include "support/fake_comm.h"
#include "tiny_training.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <time.h>

enum { RANKS = 2, PATIENCE_MS = 20000, SHORT_PATIENCE_MS = 1000, LIMIT_S = 10 };

typedef struct job {
    outcome of[RANKS];
} job;

static void train_rank(tni_group *group, void *context) {
    const training_way way = {.group = group, .steps = 1};
    const tn_device device = {TN_DEVICE_CUDA, (int16_t)group->rank};
    ((job *)context)->of[group->rank] = train_tiny_with(&GPT, device, &way);
}

static job run_job(int64_t patience_ms) {
    job j = {0};
    sim()->set_patience((double)patience_ms / 10000); /* devices give up long before ranks do */
    fake_run(RANKS, patience_ms, train_rank, &j);
    return j;
}

/* The rank whose call fails names it; the other one may also have waited for it in vain. */
static int expect_told(const job *j, const job *right, int failing, uint64_t k) {
    int raised = 0;
    for (int r = 0; r < RANKS; r++) {
        const outcome *o = &j->of[r];
        if (o->hash) {
            cr_expect_eq(o->hash, right->of[r].hash, "rank %d, call %d (%s): other bits", r, (int)k,
                         sim()->failed_calls());
            continue;
        }
        raised++;
        cr_expect(names_failed_call(o->error.message) ||
                      (r != failing && o->error.code == TN_ERR_COMM),
                  "rank %d, call %d (%s) of rank %d: %s", r, (int)k, sim()->failed_calls(), failing,
                  o->error.message);
    }
    return raised;
}

static void expect_nothing_left(void) {
    for (int d = 0; d < RANKS; d++) {
        tn_memory_figures stats = {0};
        tn_memory_stats(TN_CUDA(d), &stats);
        cr_expect_eq(stats.live_bytes, 0u, "%d bytes live on device %d", (int)stats.live_bytes, d);
    }
    cr_expect_eq(sim()->get_counts().live_comms, 0);
}

static void expect_right(const job *j, const job *right, uint64_t k) {
    for (int r = 0; r < RANKS; r++) {
        cr_expect_eq(j->of[r].hash, right->of[r].hash, "rank %d after call %d failed: %s", r,
                     (int)k, j->of[r].error.message);
    }
    cr_expect_str_empty(sim()->fault());
}

/* Simulated devices stay broken when a rank does not come to a collective: they are new ones then,
 * as those of a new job. */
static int fail_call(uint64_t k, bool for_good, int failing, const job *right) {
    const time_t start = time(NULL);
    const uint64_t refused = sim()->get_counts().refused;
    sim()->fail_call(k, for_good);
    const job failed = run_job(SHORT_PATIENCE_MS);
    const int raised = expect_told(&failed, right, failing, k);
    sim()->fail_call(0, 0);
    cr_expect_leq(time(NULL) - start, LIMIT_S, "call %d of rank %d takes %d s", (int)k, failing,
                  (int)(time(NULL) - start));
    cr_expect_eq(sim()->get_counts().refused, refused, "NCCL is misused after call %d of rank %d",
                 (int)k, failing);
    sim()->clear();
    expect_nothing_left();
    const job again = run_job(PATIENCE_MS);
    expect_right(&again, right, k);
    return raised;
}

/* Of the calls whose names begin with `prefix` every `stride`-th is made to fail. Where every
 * access is checked, which takes long and sees nothing more of failing calls, it is a quarter of
 * them, another one in each test; AddressSanitizer sees all. */
static void fail_calls(const char *prefix, uint64_t stride, int failing, bool for_good) {
    need_devices(RANKS);
    sim()->fail_only(prefix, failing);
    run_job(PATIENCE_MS);
    const uint64_t before = sim()->get_counts().calls;
    const job right = run_job(PATIENCE_MS);
    const uint64_t calls = sim()->get_counts().calls - before;
    cr_assert(right.of[0].hash && calls > 0, "%s", right.of[0].error.message);
    int raised = 0;
    const uint64_t step = sim()->checks_accesses() ? 4 : 1;
    const uint64_t first = (uint64_t)(failing + 2 * for_good) % step;
    for (uint64_t k = 1 + first * stride; k <= calls; k += step * stride) {
        raised += fail_call(k, for_good, failing, &right);
    }
    cr_expect_gt(raised, 0);
}

Test(rank_faults, each_call_of_nccl_may_fail_on_the_first_rank, .timeout = 600) {
    fail_calls("nccl", 1, 0, false);
}

Test(rank_faults, each_call_of_nccl_may_fail_on_the_second_rank, .timeout = 600) {
    fail_calls("nccl", 1, 1, false);
}

Test(rank_faults, nccl_may_fail_from_some_call_of_the_first_rank_on, .timeout = 600) {
    fail_calls("nccl", 1, 0, true);
}

Test(rank_faults, nccl_may_fail_from_some_call_of_the_second_rank_on, .timeout = 600) {
    fail_calls("nccl", 1, 1, true);
}

/* There are hundreds, of which the tests of one device fail each. */
Test(rank_faults, calls_of_cuda_may_fail_on_the_first_rank, .timeout = 600) {
    fail_calls("cudaSetDevice", 1, 0, false);
    fail_calls("", 29, 0, false);
}

Test(rank_faults, calls_of_cuda_may_fail_on_the_second_rank, .timeout = 600) {
    fail_calls("", 29, 1, false);
}
