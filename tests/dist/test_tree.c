/* The canonical tree: which ranks are valid, and that the bits do not depend on them. */
#include "support/fake_comm.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Shards and ranks ------------------------------------------------------------------------ */

static void check_valid(int shards, const char *expected) {
    char valid[256] = "";
    for (int r = 1; r <= shards + 1; r++) {
        if (tni_tree_accepts(shards, r)) {
            snprintf(valid + strlen(valid), sizeof valid - strlen(valid), "%d ", r);
        }
    }
    cr_assert_str_eq(valid, expected);
}

Test(tree, eight_shards_run_on_powers_of_two) {
    check_valid(8, "1 2 4 8 ");
}

Test(tree, twelve_shards_run_on_one_and_multiples_of_three) {
    check_valid(12, "1 3 6 12 ");
}

Test(tree, seven_shards_run_on_one_or_seven) {
    check_valid(7, "1 7 ");
}

Test(tree, one_shard_runs_on_one_rank) {
    check_valid(1, "1 ");
}

Test(tree, refused_numbers_of_ranks_get_the_valid_ones) {
    cr_assert_eq(tn_shards_check(12, 4), TN_ERR_ARGUMENT);
    cr_assert_not_null(strstr(tn_error_pending()->message, "1, 3, 6, 12"));
}

Test(tree, no_shards_is_an_error) {
    cr_assert_eq(tn_shards_check(0, 1), TN_ERR_ARGUMENT);
}

Test(tree, shard_ranges_cover_all_samples_once) {
    for (int64_t samples = 0; samples < 40; samples++) {
        int64_t expected = 0;
        for (int s = 0; s < 8; s++) {
            int64_t begin, end;
            tn_shard_range(samples, s, 8, &begin, &end);
            cr_assert_eq(begin, expected);
            cr_assert(end - begin == samples / 8 || end - begin == samples / 8 + 1);
            expected = end;
        }
        cr_assert_eq(expected, samples);
    }
}

Test(tree, shard_ranges_do_not_overflow) {
    int64_t begin, end;
    tn_shard_range(INT64_MAX, 7, 8, &begin, &end);
    cr_assert_eq(end, INT64_MAX);
    cr_assert_eq(begin, INT64_MAX / 8 * 7 + 6);
}

/* ---- Adding ---------------------------------------------------------------------------------- */

enum { N = 37 }; /* whole blocks and a rest */

static void check_add(tn_dtype dtype) {
    unsigned char a[N * 16], b[N * 16];
    const size_t bytes = tn_dtype_bytes(dtype);
    for (int i = 0; i < N; i++) {
        tni_store_value(a + i * bytes, dtype, tn_value_int(i % 5));
        tni_store_value(b + i * bytes, dtype, tn_value_int(i % 3 + 1));
    }
    tni_tree_add(a, b, N, dtype);
    for (int i = 0; i < N; i++) {
        unsigned char expected[16];
        tni_store_value(expected, dtype, tn_value_int(i % 5 + i % 3 + 1));
        cr_assert_arr_eq(a + i * bytes, expected, bytes, "%s at %d", tn_dtype_name(dtype), i);
    }
}

#define ADD_TEST(NAME, name, bytes, category) \
    Test(tree, adds_##name) {                 \
        check_add(TN_##NAME);                 \
    }
TN_DTYPES(ADD_TEST)

Test(tree, integers_wrap_around) {
    int64_t a = INT64_MAX, b = 1;
    tni_tree_add(&a, &b, 1, TN_I64);
    cr_assert_eq(a, INT64_MIN);
    int32_t c = INT32_MAX, d = 1;
    tni_tree_add(&c, &d, 1, TN_I32);
    cr_assert_eq(c, INT32_MIN);
}

/* ---- The order of summation ------------------------------------------------------------------ */

static float value_of(int shard, int64_t i) {
    return sinf((float)(shard * 131 + i * 7)) * powf(10, (float)((shard + i) % 5));
}

/* The tree written down as a recursion. */
static float subtree(int first, int count, int64_t i) {
    if (count == 1) {
        return value_of(first, i);
    }
    return subtree(first, count / 2, i) + subtree(first + count / 2, count / 2, i);
}

static float canonical(int shards, int64_t i) {
    int groups, levels;
    tni_tree_split(shards, &groups, &levels);
    float sum = subtree(0, 1 << levels, i);
    for (int g = 1; g < groups; g++) {
        sum += subtree(g << levels, 1 << levels, i);
    }
    return sum;
}

static void check_order(int shards) {
    enum { LENGTH = 2000 };
    void **parts = malloc((size_t)shards * sizeof *parts);
    for (int s = 0; s < shards; s++) {
        float *part = malloc(LENGTH * sizeof *part);
        for (int i = 0; i < LENGTH; i++) {
            part[i] = value_of(s, i);
        }
        parts[s] = part;
    }
    tni_tree_reduce(parts, shards, LENGTH, TN_F32);
    for (int i = 0; i < LENGTH; i++) {
        cr_assert_eq(((float *)parts[0])[i], canonical(shards, i), "element %d", i);
    }
    for (int s = 0; s < shards; s++) {
        free(parts[s]);
    }
    free(parts);
}

Test(tree, one_part_is_its_own_sum) {
    check_order(1);
}
Test(tree, eight_parts_are_summed_in_pairs) {
    check_order(8);
}
Test(tree, three_parts_are_summed_in_order) {
    check_order(3);
}
Test(tree, twelve_parts_are_three_binary_trees_in_order) {
    check_order(12);
}
Test(tree, sixty_four_parts_are_summed_in_pairs) {
    check_order(64);
}

/* ---- Over ranks ------------------------------------------------------------------------------ */

enum { ELEMENTS = 96 };

typedef struct summing {
    int shards;
    bool plain; /* the control: an all-reduce of the local sums, shard after shard */
    float result[FAKE_MAX_RANKS][ELEMENTS];
    tn_status status[FAKE_MAX_RANKS];
} summing;

static void sum_locally(const summing *s, const tni_group *group, float *data) {
    const int run = s->shards / group->size;
    float values[16][ELEMENTS] = {{0}};
    void *parts[16] = {0};
    for (int k = 0; k < run; k++) {
        for (int i = 0; i < ELEMENTS; i++) {
            values[k][i] = value_of(group->rank * run + k, i);
        }
        parts[k] = values[k];
    }
    if (!s->plain) {
        tni_tree_reduce(parts, run, ELEMENTS, TN_F32);
    }
    for (int k = 1; k < run && s->plain; k++) {
        tni_tree_add(values[0], values[k], ELEMENTS, TN_F32);
    }
    memcpy(data, values[0], sizeof values[0]);
}

static void sum_over_ranks(tni_group *group, void *context) {
    summing *s = context;
    float data[ELEMENTS], wire[ELEMENTS];
    sum_locally(s, group, data);
    if (s->plain) {
        tni_flight flight = {.number = ++group->posted};
        group->comm->all_reduce(data, ELEMENTS, TN_F32, TNI_REDUCE_SUM, &flight.request);
        s->status[group->rank] = tni_finish(group, &flight);
    } else {
        s->status[group->rank] = tni_tree_all_reduce(group, data, wire, ELEMENTS, TN_F32);
    }
    memcpy(s->result[group->rank], data, sizeof data);
}

static summing sum_on(int ranks, int shards, bool plain) {
    summing s = {.shards = shards, .plain = plain};
    fake_run(ranks, 60000, sum_over_ranks, &s);
    for (int r = 0; r < ranks; r++) {
        cr_assert_eq(s.status[r], TN_OK);
        cr_assert_arr_eq(s.result[r], s.result[0], sizeof s.result[0], "rank %d differs", r);
    }
    return s;
}

static void check_ranks(int ranks, int shards) {
    const summing s = sum_on(ranks, shards, false);
    for (int i = 0; i < ELEMENTS; i++) {
        cr_assert_eq(s.result[0][i], canonical(shards, i), "element %d", i);
    }
}

Test(tree, two_ranks_have_the_bits_of_the_canonical_tree) {
    check_ranks(2, 8);
}
Test(tree, four_ranks_have_the_bits_of_the_canonical_tree) {
    check_ranks(4, 8);
}
Test(tree, eight_ranks_have_the_bits_of_the_canonical_tree) {
    check_ranks(8, 8);
}
Test(tree, three_ranks_have_the_bits_of_twelve_shards) {
    check_ranks(3, 12);
}
Test(tree, six_ranks_have_the_bits_of_twelve_shards) {
    check_ranks(6, 12);
}
Test(tree, twelve_ranks_have_the_bits_of_twelve_shards) {
    check_ranks(12, 12);
}

/* Were it equal, the tests above would prove nothing. */
Test(tree, a_plain_all_reduce_differs_between_numbers_of_ranks) {
    const summing one = sum_on(1, 8, true), two = sum_on(2, 8, true), four = sum_on(4, 8, true);
    cr_assert(memcmp(one.result[0], two.result[0], sizeof one.result[0]) != 0);
    cr_assert(memcmp(two.result[0], four.result[0], sizeof one.result[0]) != 0);
}
