/* Whole training runs on CUDA devices: tiny networks go down the host's loss curve, and
 * end in the same bits whatever order streams and threads run in, and on any number of devices. */
#include "memory/sanitize.h"
#include "simulator.h"
#include "support/fake_comm.h"
#include "tiny_training.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

static outcome train(const network *net, tn_device device) {
    const outcome result = train_tiny(net, device, NULL);
    cr_assert(result.hash, "%s", result.error.message);
    expect_no_fault();
    return result;
}

static void expect_curve(const network *net) {
    need_devices(1);
    const outcome host = train(net, TN_CPU), device = train(net, CUDA);
    for (int i = 0; i < TRAINING_STEPS; i++) {
        cr_expect_lt(fabs(device.losses[i] - host.losses[i]), 1e-4 * host.losses[i],
                     "step %d: %.7f on the device, %.7f on the host", i, device.losses[i],
                     host.losses[i]);
    }
    cr_expect_lt(device.losses[TRAINING_STEPS - 1], 0.8 * device.losses[0], "it learns");
}

Test(training, a_cnn_goes_down_the_curve_of_the_host) {
    expect_curve(&CNN);
}

Test(training, a_gpt_goes_down_the_curve_of_the_host) {
    expect_curve(&GPT);
}

static void expect_bits(const network *net, const outcome *first, uint64_t seed, sim_order order) {
    choose_order(seed, order);
    const outcome other = train(net, CUDA);
    cr_expect_eq(other.hash, first->hash, "seed %d, order %d: other bits", (int)seed, (int)order);
    cr_expect_arr_eq(other.losses, first->losses, sizeof first->losses);
}

/* TENON_TEST_SEEDS: how many, with each order of threads; without it a few pairs, one where nothing
 * but memory is checked. */
static void expect_same_bits(const network *net) {
    static const sim_order orders[] = {SIM_FIRST_IN, SIM_LAST_IN, SIM_RANDOM};
    const char *wanted = getenv("TENON_TEST_SEEDS");
    const uint64_t seeds = wanted ? strtoull(wanted, NULL, 10) : TNI_ASAN ? 1 : 5;
    need_devices(1);
    const outcome first = train(net, CUDA);
    for (uint64_t seed = 1; seed <= seeds; seed++) {
        for (uint64_t i = 0; i < 3; i++) {
            if (wanted || seed % 3 == i) {
                expect_bits(net, &first, seed, orders[i]);
            }
        }
    }
}

Test(training, a_cnn_ends_in_the_same_bits_in_any_order, .timeout = 7200) {
    expect_same_bits(&CNN);
}

Test(training, a_gpt_ends_in_the_same_bits_in_any_order, .timeout = 7200) {
    expect_same_bits(&GPT);
}

/* ---- Several devices ------------------------------------------------------------------------- */

typedef struct rank_outcomes {
    const network *net;
    outcome of[FAKE_MAX_RANKS];
} rank_outcomes;

static void train_rank(tni_group *group, void *context) {
    rank_outcomes *all = context;
    const tn_device device = {TN_DEVICE_CUDA, (int16_t)group->rank};
    all->of[group->rank] = train_tiny(all->net, device, group);
}

static void expect_bits_of_one(const network *net, int ranks, const outcome *one) {
    rank_outcomes all = {.net = net};
    cr_assert_not(fake_run(ranks, 60000, train_rank, &all));
    for (int r = 0; r < ranks; r++) {
        cr_assert(all.of[r].hash, "rank %d of %d: %s", r, ranks, all.of[r].error.message);
        cr_expect_eq(all.of[r].hash, one->hash, "rank %d of %d ends in other bits", r, ranks);
        cr_expect_arr_eq(all.of[r].losses, one->losses, sizeof one->losses);
    }
    expect_no_fault();
    cr_expect(!is_simulated() || sim()->get_counts().live_comms == 0);
}

static void expect_same_bits_on_devices(const network *net) {
    need_devices(4);
    const outcome one = train(net, CUDA);
    expect_bits_of_one(net, 2, &one);
    expect_bits_of_one(net, 4, &one);
}

Test(training, a_cnn_ends_in_the_same_bits_on_1_2_and_4_devices) {
    expect_same_bits_on_devices(&CNN);
}

Test(training, a_gpt_ends_in_the_same_bits_on_1_2_and_4_devices) {
    expect_same_bits_on_devices(&GPT);
}
