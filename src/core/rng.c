/* rng.c: which random numbers an op gets.
 *
 * A random op is named by (seed, step, shard, ordinal): the ordinal counts the random ops of a
 * thread since its region was entered. Invariant: these four decide every bit, so that results are
 * the same for any number of ranks, threads and devices. */
#include "core/core.h"

static TNI_THREAD_LOCAL tni_rng_state state;

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit. */
static uint64_t mix(uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

tni_philox_key tni_rng_next(void) {
    const uint64_t stream = mix(mix(mix(state.step) + state.shard) + state.ordinal);
    state.ordinal++;
    return (tni_philox_key){.seed = state.seed, .stream = stream};
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
