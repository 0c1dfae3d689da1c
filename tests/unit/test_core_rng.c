/* Random numbers: the generator against its published vectors, and who gets which. */
#include "core/core.h"
#include "kernels/philox.h"

#include <criterion/criterion.h>
#include <pthread.h>

/* Random123's kat_vectors, philox4x32 with 10 rounds. */
Test(core_rng, philox_gives_the_published_vectors) {
    static const struct {
        uint32_t counter[4], key[2], want[4];
    } rows[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        tn_philox_bits counter;
        memcpy(counter.v, rows[i].counter, sizeof counter.v);
        const tn_philox_bits got = tn_philox_rounds(counter, rows[i].key[0], rows[i].key[1]);
        cr_expect_eq(memcmp(got.v, rows[i].want, sizeof got.v), 0, "vector %zu", i);
    }
}

Test(core_rng, seed_stream_and_block_fill_key_and_counter) {
    const tn_philox_bits got =
        tn_philox(0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88);
    cr_expect_eq(got.v[0], 0xd16cfe09u);
    cr_expect_eq(got.v[3], 0x24126ea1u);
}

Test(core_rng, uniforms_stay_below_one) {
    cr_expect_eq(tn_uniform_f32(0), 0.0f);
    cr_expect_lt(tn_uniform_f32(0xffffffff), 1.0f);
    cr_expect_eq(tn_uniform_f32(0x80000000), 0.5f);
    cr_expect_lt(tn_uniform_f64(0xffffffff, 0xffffffff), 1.0);
    cr_expect_eq(tn_uniform_f64(0x80000000, 0), 0.5);
}

Test(core_rng, uniforms_have_the_moments_of_their_distribution) {
    enum { N = 1 << 16 };
    double sum = 0, squares = 0;
    for (uint64_t i = 0; i < N; i++) {
        const double u = (double)tn_uniform_f32(tn_philox(7, 1, i).v[i % 4]);
        sum += u;
        squares += u * u;
    }
    /* Five standard errors: 5 * 0.2887 / 256 and 5 * 0.2981 / 256. */
    cr_expect(sum / N > 0.5 - 0.0057 && sum / N < 0.5 + 0.0057, "mean %f", sum / N);
    cr_expect(squares / N > 1.0 / 3 - 0.0059 && squares / N < 1.0 / 3 + 0.0059);
}

typedef struct op_key {
    uint64_t seed, stream;
} op_key;

static op_key next_key(void) {
    const tni_rng_state named = tni_rng_next();
    return (op_key){named.seed, tn_random_stream(named.step, named.shard, named.ordinal)};
}

static bool same(op_key a, op_key b) {
    return a.seed == b.seed && a.stream == b.stream;
}

Test(core_rng, each_op_gets_a_stream_of_its_own) {
    const op_key a = next_key(), b = next_key();
    cr_expect(a.seed == b.seed && a.stream != b.stream);
}

Test(core_rng, the_same_seed_starts_the_same_sequence) {
    tn_manual_seed(5);
    const op_key a = next_key(), b = next_key();
    tn_manual_seed(5);
    const op_key again = next_key();
    cr_expect(same(a, again) && same(b, next_key()));
    tn_manual_seed(6);
    cr_expect_not(same(a, next_key()));
}

Test(core_rng, step_shard_and_ordinal_all_count) {
    static const tni_rng_state states[] = {{1, 0, 0, 0}, {1, 1, 0, 0}, {1, 0, 1, 0},
                                           {1, 0, 0, 1}, {1, 1, 1, 0}, {1, 0, 1, 1}};
    enum { N = sizeof states / sizeof states[0] };
    op_key keys[N];
    for (int i = 0; i < N; i++) {
        tni_rng_set(states[i]);
        keys[i] = next_key();
        for (int j = 0; j < i; j++) {
            cr_expect_not(same(keys[i], keys[j]), "%d and %d", i, j);
        }
    }
}

Test(core_rng, a_region_can_be_left_and_taken_up_again) {
    next_key();
    const tni_rng_state former = tni_rng_get();
    tni_rng_set((tni_rng_state){.seed = 9, .step = 3, .shard = 2});
    next_key();
    tni_rng_set(former);
    cr_expect_eq(tni_rng_get().ordinal, 1u);
    cr_expect_eq(tni_rng_get().seed, former.seed);
}

static void *key_of_thread(void *out) {
    tn_manual_seed(11);
    *(op_key *)out = next_key();
    return NULL;
}

Test(core_rng, the_thread_does_not_matter_but_its_seed) {
    op_key there;
    pthread_t thread;
    tn_manual_seed(12);
    cr_assert_eq(pthread_create(&thread, NULL, key_of_thread, &there), 0);
    pthread_join(thread, NULL);
    cr_expect_eq(tni_rng_get().seed, 12u);
    tn_manual_seed(11);
    cr_expect(same(there, next_key()));
}
