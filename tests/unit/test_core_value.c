/* Values, stamps, options, threads and hooks: the small parts of the core. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "core/core.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>

Test(core_value, its_layout_is_the_documented_one) {
    cr_expect_eq(sizeof(tn_value), 24u);
    cr_expect_eq(offsetof(tn_value, kind), 0u);
    cr_expect_eq(offsetof(tn_value, count), 4u);
    cr_expect_eq(offsetof(tn_value, as), 8u);
}

Test(core_value, any_number_becomes_one) {
    cr_expect_eq(TN_ARG(3).kind, TN_VALUE_INT);
    cr_expect_eq(TN_ARG((short)3).as.integer, 3);
    cr_expect_eq(TN_ARG(2.5).as.real, 2.5);
    cr_expect_eq(TN_ARG(2.5f).kind, TN_VALUE_FLOAT);
    cr_expect_eq(TN_ARG((bool)true).kind, TN_VALUE_BOOL);
    cr_expect_eq(TN_ARG(tni_complex(1, 2)).as.z.im, 2.0);
    cr_expect_eq(TN_ARG((tn_tensor *)NULL).kind, TN_VALUE_TENSOR);
    cr_expect_eq(TN_ARG(TN_NONE).kind, TN_VALUE_NONE);
    cr_expect_eq(TN_ARG(TN_ARG(7)).as.integer, 7);
}

Test(core_value, lists_are_borrowed_and_counted) {
    const tn_ints dims = TN_DIMS(1, 2, 3);
    const tn_value v = tn_value_ints(dims);
    cr_expect(v.kind == TN_VALUE_INTS && v.count == 3 && v.as.ints == dims.data);
    const tn_value f = tn_value_floats(TN_FLOATS(0.5, 1.5));
    cr_expect(f.kind == TN_VALUE_FLOATS && f.count == 2 && f.as.floats[1] == 1.5);
    const tn_value b = tn_value_bools(TN_BOOLS(true));
    cr_expect(b.kind == TN_VALUE_BOOLS && b.count == 1 && b.as.bools[0]);
    const tn_value t = tn_value_tensors(TN_TENSORS(NULL, NULL));
    cr_expect(t.kind == TN_VALUE_TENSORS && t.count == 2);
}

Test(core_value, a_list_with_an_impossible_count_is_refused) {
    cr_expect_eq(tn_value_ints((tn_ints){NULL, -1}).kind, TN_VALUE_NONE);
    cr_expect(tn_error_take(NULL));
    cr_expect_eq(tn_value_ints((tn_ints){NULL, (int64_t)1 << 33}).kind, TN_VALUE_NONE);
    cr_expect(tn_error_take(NULL));
}

Test(core_value, numbers_have_categories_and_the_rest_has_none) {
    cr_expect_eq(tni_value_category(tn_value_bool(true)), TN_CATEGORY_BOOL);
    cr_expect_eq(tni_value_category(tn_value_int(1)), TN_CATEGORY_INT);
    cr_expect_eq(tni_value_category(tn_value_float(1)), TN_CATEGORY_FLOAT);
    cr_expect_eq(tni_value_category(tn_value_complex(1, 0)), TN_CATEGORY_COMPLEX);
    cr_expect_not(tni_value_is_number(tn_value_string("x")));
    cr_expect_not(tni_value_is_number(tn_value_dtype(TN_F32)));
    cr_expect_not(tni_value_is_number((tn_value){0}));
    cr_expect_eq(tn_value_string(NULL).kind, TN_VALUE_NONE);
}

Test(core_value, every_number_can_be_read_as_every_other) {
    const tn_value v[] = {tn_value_bool(true), tn_value_int(1), tn_value_float(1),
                          tn_value_complex(1, 0)};
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(tni_value_real(v[i]), 1.0);
        cr_expect_eq(tni_value_int(v[i]), 1);
        cr_expect(tni_value_complex(v[i]) == 1.0);
    }
    cr_expect_eq(tni_value_int(tn_value_int(INT64_MAX)), INT64_MAX, "not through a double");
}

/* ---- Stamps ---------------------------------------------------------------------------------- */

Test(core_stamp, counts_only_grow) {
    tni_stamp s = {0};
    cr_expect(tni_stamp_add(&s, 3, 10) && tni_stamp_add(&s, 3, 7));
    cr_expect_eq(tni_stamp_count(&s, 3), 10u);
    cr_expect(tni_stamp_add(&s, 3, 12));
    cr_expect_eq(tni_stamp_count(&s, 3), 12u);
    cr_expect_eq(s.n, 1u);
    cr_expect_eq(tni_stamp_count(&s, 4), 0u);
}

Test(core_stamp, a_full_one_refuses_another_stream) {
    tni_stamp s = {0};
    for (uint32_t i = 1; i <= TNI_STAMP_STREAMS; i++) {
        cr_expect(tni_stamp_add(&s, i, 1));
    }
    cr_expect_not(tni_stamp_add(&s, 99, 1));
    cr_expect(tni_stamp_add(&s, 1, 5));
}

Test(core_stamp, the_host_has_a_place_of_its_own) {
    tni_stamp s = {0};
    const tni_clock clock = {0};
    cr_expect(tni_stamp_add(&s, TNI_HOST_STREAM, 7) && tni_stamp_add(&s, TNI_HOST_STREAM, 6));
    cr_expect_eq(tni_stamp_count(&s, TNI_HOST_STREAM), 7u);
    cr_expect_eq(s.n, 0u);
    cr_expect(tni_stamp_covered(&s, &clock)); /* its work is done */
}

Test(core_stamp, a_clock_covers_what_it_has_waited_for) {
    tni_stamp s = {0};
    tni_clock clock = {0};
    cr_expect(tni_stamp_covered(&s, &clock));
    tni_stamp_add(&s, 1, 5);
    cr_expect_not(tni_stamp_covered(&s, &clock));
    tni_clock_raise(&clock, 1, 4);
    cr_expect_not(tni_stamp_covered(&s, &clock));
    tni_clock_raise(&clock, 1, 5);
    tni_clock_raise(&clock, 1, 3);
    cr_expect(tni_stamp_covered(&s, &clock));
    tni_stamp_add(&s, 2, 1);
    cr_expect_not(tni_stamp_covered(&s, &clock));
}

Test(core_stamp, settling_forgets_what_the_clock_covers) {
    tni_stamp s = {0};
    tni_clock clock = {0};
    tni_stamp_add(&s, 1, 5);
    tni_stamp_add(&s, 2, 7);
    tni_stamp_add(&s, 3, 9);
    tni_clock_raise(&clock, 1, 5);
    tni_clock_raise(&clock, 3, 8);
    tni_stamp_settle(&s, &clock);
    cr_expect(s.n == 2 && tni_stamp_count(&s, 2) == 7 && tni_stamp_count(&s, 3) == 9);
}

Test(core_stamp, joining_takes_all_or_nothing) {
    tni_stamp s = {0}, other = {0};
    tni_stamp_add(&s, 1, 5);
    tni_stamp_add(&other, 1, 6);
    tni_stamp_add(&other, 2, 3);
    cr_expect(tni_stamp_join(&s, &other));
    cr_expect(s.n == 2 && tni_stamp_count(&s, 1) == 6 && tni_stamp_count(&s, 2) == 3);
    tni_stamp_add(&s, 20, 1);
    for (uint32_t i = 2; i < TNI_STAMP_STREAMS; i++) {
        tni_stamp_add(&other, 10 + i, 1);
    }
    cr_expect_not(tni_stamp_join(&s, &other));
    cr_expect_eq(s.n, 3u);
}

Test(core_stamp, setting_replaces_what_was_there) {
    tni_stamp s = {0}, other = {0};
    tni_stamp_add(&s, 1, 5);
    tni_stamp_add(&s, 2, 5);
    tni_stamp_add(&other, 3, 4);
    tni_stamp_add(&other, TNI_HOST_STREAM, 9);
    tni_stamp_set(&s, &other);
    cr_expect(s.n == 1 && tni_stamp_count(&s, 1) == 0 && tni_stamp_count(&s, 3) == 4);
    cr_expect_eq(tni_stamp_count(&s, TNI_HOST_STREAM), 9u);
    tni_stamp_set(&s, NULL);
    cr_expect(s.n == 0 && tni_stamp_count(&s, TNI_HOST_STREAM) == 0);
}

Test(core_stamp, a_write_stands_for_the_reads_before_it) {
    tni_stamps s;
    const tni_clock clock = {0};
    tni_stamps_init(&s);
    tni_stamps_write(&s, 1, 4);
    tni_stamp last = tni_stamps_last(&s);
    cr_expect_eq(tni_stamp_count(&last, 1), 4u);
    cr_expect(tni_stamps_read(&s, 2, 8, &clock));
    last = tni_stamps_last(&s);
    cr_expect(last.n == 1 && tni_stamp_count(&last, 2) == 8, "the read came after the write");
    tni_stamps_write(&s, 3, 1);
    last = tni_stamps_last(&s);
    cr_expect(last.n == 1 && tni_stamp_count(&last, 3) == 1);
}

Test(core_stamp, a_reader_finds_room_only_behind_those_it_comes_after) {
    tni_stamps s;
    tni_clock clock = {0};
    tni_stamps_init(&s);
    for (uint32_t i = 1; i <= TNI_STAMP_STREAMS; i++) {
        cr_expect(tni_stamps_read(&s, i, 3, &clock));
    }
    tni_stamp last = tni_stamps_last(&s);
    cr_expect_not(tni_stamp_has_room(&last, 9, &clock));
    cr_expect(tni_stamp_has_room(&last, 2, &clock));
    cr_expect_not(tni_stamps_read(&s, 9, 1, &clock));
    tni_clock_raise(&clock, 2, 3);
    cr_expect(tni_stamp_has_room(&last, 9, &clock));
    cr_expect(tni_stamps_read(&s, 9, 1, &clock));
    last = tni_stamps_last(&s);
    cr_expect(tni_stamp_count(&last, 2) == 0 && tni_stamp_count(&last, 9) == 1);
}

/* ---- Options --------------------------------------------------------------------------------- */

Test(core_env, every_option_is_listed_with_its_help) {
    tn_env_option option;
    int n = 0;
    for (; tn_env_option_at(n, &option); n++) {
        cr_expect_eq(strncmp(option.name, "TENON_", 6), 0);
        cr_expect(option.fallback && strlen(option.help) > 10, "%s", option.name);
    }
    cr_expect_geq(n, 8);
    cr_expect_not(tn_env_option_at(-1, &option));
    cr_expect_not(tn_env_option_at(0, NULL));
}

static bool is_ignored(const char *name, const char *value) {
    setenv(name, value, 1);
    tn_env_option option = {.name = ""};
    for (int i = 0; tn_env_option_at(i, &option) && strcmp(option.name, name) != 0; i++) {}
    cr_assert_str_eq(option.name, name);
    cr_assert_str_eq(option.value, value);
    return option.is_ignored;
}

/* Options are read once a process, and each of these tests is one. */
Test(core_env, a_word_that_is_accepted_is_not_ignored) {
    cr_expect_not(is_ignored("TENON_ON_ERROR", "warn"));
}
Test(core_env, the_beginning_of_a_word_is_ignored) {
    cr_expect(is_ignored("TENON_ON_ERROR", "war"));
}
Test(core_env, two_words_are_ignored) {
    cr_expect(is_ignored("TENON_ON_ERROR", "silent|warn"));
}
Test(core_env, a_size_is_not_ignored) {
    cr_expect_not(is_ignored("TENON_MEMORY_LIMIT", "2g"));
}
Test(core_env, a_negative_size_is_ignored) {
    cr_expect(is_ignored("TENON_MEMORY_LIMIT", "-2"));
}
Test(core_env, devices_are_checked_elsewhere) {
    cr_expect_not(is_ignored("TENON_DEVICE", "abacus"));
}

Test(core_env, unset_and_empty_options_fall_back) {
    unsetenv("TENON_ON_ERROR");
    setenv("TENON_DEVICE", "", 1);
    cr_expect_str_eq(tni_env("TENON_DEVICE"), "auto");
    cr_expect_str_eq(tni_env("TENON_ON_ERROR"), "silent");
    cr_expect_eq(tni_env_int("TENON_FAIL_ALLOC"), 0);
    cr_expect_str_eq(tni_env("TENON_NO_SUCH_OPTION"), "");
}

Test(core_env, a_value_is_read_once) {
    setenv("TENON_ISA", "avx2", 1);
    cr_expect_str_eq(tni_env("TENON_ISA"), "avx2");
    setenv("TENON_ISA", "base", 1);
    cr_expect_str_eq(tni_env("TENON_ISA"), "avx2");
}

static int64_t limit_from(const char *text) {
    setenv("TENON_MEMORY_LIMIT", text, 1);
    return tni_env_int("TENON_MEMORY_LIMIT");
}
Test(core_env, sizes_may_have_a_unit) {
    cr_expect_eq(limit_from("3m"), 3 << 20);
}
Test(core_env, sizes_may_be_plain) {
    cr_expect_eq(limit_from("12345"), 12345);
}
Test(core_env, large_units_are_powers_of_1024) {
    cr_expect_eq(limit_from("2G"), (int64_t)2 << 30);
}
Test(core_env, what_is_no_number_is_ignored) {
    setenv("TENON_LOG", "quiet", 1);
    cr_expect_eq(limit_from("lots"), 0);
    setenv("TENON_COMM_TIMEOUT", "m", 1); /* a unit alone is no zero, which would mean something */
    cr_expect_eq(tni_env_int("TENON_COMM_TIMEOUT"), 300);
}
Test(core_env, what_overflows_is_ignored) {
    setenv("TENON_LOG", "quiet", 1);
    cr_expect_eq(limit_from("99999999999999999999"), 0);
}

/* ---- Threads --------------------------------------------------------------------------------- */

Test(core_threads, there_is_at_least_one) {
    cr_expect_geq(tn_num_threads(), 1);
}

Test(core_threads, the_option_decides) {
    setenv("TENON_NUM_THREADS", "3", 1);
    setenv("OMP_NUM_THREADS", "5", 1);
    cr_expect_eq(tn_num_threads(), 3);
}

Test(core_threads, openmp_s_option_comes_second) {
    unsetenv("TENON_NUM_THREADS");
    setenv("OMP_NUM_THREADS", "5", 1);
    cr_expect_eq(tn_num_threads(), 5);
}

Test(core_threads, the_program_has_the_last_word) {
    setenv("TENON_NUM_THREADS", "3", 1);
    tn_set_num_threads(2);
    cr_expect_eq(tn_num_threads(), 2);
}

Test(core_threads, fewer_than_one_is_an_error) {
    tn_set_num_threads(2);
    tn_set_num_threads(0);
    cr_expect_eq(tni_pending(), TN_ERR_ARGUMENT);
    cr_expect_eq(tn_num_threads(), 2);
}

static void *threads_of_shard(void *out) {
    const int former = tni_override_threads(1);
    ((int *)out)[0] = former;
    ((int *)out)[1] = tn_num_threads();
    return NULL;
}

Test(core_threads, a_thread_can_override_for_itself) {
    pthread_t thread;
    int seen[2];
    tn_set_num_threads(4);
    cr_assert_eq(pthread_create(&thread, NULL, threads_of_shard, seen), 0);
    pthread_join(thread, NULL);
    cr_expect(seen[0] == 0 && seen[1] == 1);
    cr_expect_eq(tn_num_threads(), 4);
    cr_expect_eq(tni_override_threads(1), 0);
    cr_expect_eq(tni_override_threads(0), 1);
    cr_expect_eq(tn_num_threads(), 4);
}

/* ---- Hooks and version ----------------------------------------------------------------------- */

static void *grad_mode_of_thread(void *out) {
    *(bool *)out = tni_grad_mode();
    return NULL;
}

Test(core_hooks, recording_is_switched_for_one_thread) {
    pthread_t thread;
    bool there = false;
    cr_expect(tni_grad_mode());
    tni_set_grad_mode(false);
    cr_expect_not(tni_grad_mode());
    cr_assert_eq(pthread_create(&thread, NULL, grad_mode_of_thread, &there), 0);
    pthread_join(thread, NULL);
    cr_expect(there);
}

Test(core_hooks, every_pointer_is_set) {
    cr_expect(tni_autograd.before && tni_autograd.after && tni_autograd.free_meta);
}

Test(core_version, it_starts_with_the_release) {
    cr_expect_eq(strncmp(tn_version(), TN_VERSION, strlen(TN_VERSION)), 0);
}
