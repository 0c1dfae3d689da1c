/* rng.c: which random numbers an op gets.
 *
 * A random op is named by (seed, step, shard, ordinal): the ordinal counts the random ops of a
 * thread since its region was entered. Invariant: these four decide every bit, so that results are
 * the same for any number of ranks, threads and devices. */
#include "core/core.h"

static TNI_THREAD_LOCAL tni_rng_state state;

tni_rng_state tni_rng_next(void) {
    const tni_rng_state next = state;
    state.ordinal++;
    return next;
}

tni_rng_state tni_rng_get(void) {
    return state;
}

void tni_rng_set(tni_rng_state next) {
    state = next;
}

void tn_manual_seed(uint64_t seed) {
    state = (tni_rng_state){.seed = seed};
}
