/* Scopes: who owns a handle, and when it is dropped. */
#include "tensor/handle.h"

#include <criterion/criterion.h>
#include <pthread.h>

static tn_tensor *number(double value) {
    return tni_from_number(tn_value_float(value), TN_F64, TN_CPU);
}

/* A tensor whose end adds its letter to a text. */
static char ended[64];
static char letters[] = "abcdefghijklmnopqrstuvwxyz";

static void note_end(void *data, void *context) {
    (void)data;
    const size_t n = strlen(ended);
    ended[n] = *(const char *)context;
    ended[n + 1] = '\0';
}

static tn_tensor *lettered(char letter) {
    static float memory[1];
    return tn_wrap(memory, TN_SHAPE(1), TN_F32, .deleter = note_end,
                   .context = &letters[letter - 'a']);
}

Test(scope, drops_what_it_owns_in_reverse_order) {
    tn_scope s = tn_scope_open();
    lettered('a'), lettered('b'), lettered('c');
    tn_scope_close(&s);
    cr_expect_str_eq(ended, "cba");
}

Test(scope, closes_at_the_end_of_its_block) {
    {
        TN_SCOPE(s);
        lettered('a');
        cr_expect_eq(tni_scope_depth(), 1);
    }
    cr_expect_str_eq(ended, "a");
    cr_expect_eq(tni_scope_depth(), 0);
}

Test(scope, nests) {
    TN_SCOPE(outer);
    lettered('a');
    {
        TN_SCOPE(inner);
        lettered('b');
        cr_expect_eq(tni_scope_depth(), 2);
    }
    cr_expect_str_eq(ended, "b");
    lettered('c');
    tn_scope_close(&outer);
    cr_expect_str_eq(ended, "bca");
}

Test(scope, closing_twice_does_nothing) {
    TN_SCOPE(outer);
    lettered('a');
    tn_scope inner = tn_scope_open();
    tn_scope_close(&inner);
    tn_scope_close(&inner);
    cr_expect_eq(inner.level, 0);
    cr_expect_eq(tni_scope_depth(), 1);
    cr_expect_str_eq(ended, "");
}

Test(scope, closing_null_does_nothing) {
    tn_scope_close(NULL);
    cr_expect(tn_ok());
}

Test(scope, closing_the_outer_one_first_closes_both) {
    tn_scope outer = tn_scope_open();
    lettered('a');
    tn_scope inner = tn_scope_open();
    lettered('b');
    tn_scope_close(&outer);
    cr_expect_str_eq(ended, "ba");
    cr_expect_eq(tni_scope_depth(), 0);
    tn_scope_close(&inner);
    cr_expect_eq(tni_scope_depth(), 0);
}

Test(scope, a_late_close_does_not_touch_a_newer_scope) {
    tn_scope outer = tn_scope_open();
    tn_scope inner = tn_scope_open();
    tn_scope_close(&outer);
    tn_scope newer = tn_scope_open(), newest = tn_scope_open();
    lettered('a');
    tn_scope_close(&inner);
    cr_expect_str_eq(ended, "");
    cr_expect_eq(tni_scope_depth(), 2);
    tn_scope_close(&newest);
    cr_expect_str_eq(ended, "a");
    tn_scope_close(&newer);
}

Test(scope, a_copy_closes_once) {
    tn_scope s = tn_scope_open();
    tn_scope copy = s;
    lettered('a');
    tn_scope_close(&copy);
    tn_scope_close(&s);
    cr_expect_str_eq(ended, "a");
    cr_expect_eq(tni_scope_depth(), 0);
}

Test(scope, escape_moves_to_the_scope_around) {
    TN_SCOPE(outer);
    tn_tensor *kept;
    {
        TN_SCOPE(inner);
        lettered('a');
        kept = tn_escape(&inner, lettered('b'));
        lettered('c');
    }
    cr_expect_str_eq(ended, "ca");
    cr_expect(tni_tensor_is_valid(kept));
    tn_scope_close(&outer);
    cr_expect_str_eq(ended, "cab");
}

Test(scope, escape_from_an_outer_scope_leaves_inner_ones_whole) {
    TN_SCOPE(outermost);
    lettered('a');
    tn_scope middle = tn_scope_open();
    tn_tensor *b = lettered('b');
    lettered('c');
    tn_scope inner = tn_scope_open();
    lettered('d');
    tn_escape(&middle, b);
    tn_scope_close(&inner);
    cr_expect_str_eq(ended, "d");
    tn_scope_close(&middle);
    cr_expect_str_eq(ended, "dc");
    tn_scope_close(&outermost);
    cr_expect_str_eq(ended, "dcba");
}

Test(scope, escape_of_what_an_inner_scope_owns_passes_both) {
    TN_SCOPE(outermost);
    tn_scope middle = tn_scope_open();
    lettered('a');
    tn_scope inner = tn_scope_open();
    lettered('b');
    tn_tensor *c = lettered('c');
    lettered('d');
    tn_escape(&middle, c);
    tn_scope_close(&inner);
    cr_expect_str_eq(ended, "db");
    tn_scope_close(&middle);
    cr_expect_str_eq(ended, "dba");
    tn_scope_close(&outermost);
    cr_expect_str_eq(ended, "dbac");
}

Test(scope, escape_from_the_outermost_scope_goes_to_the_root) {
    tn_tensor *t;
    {
        TN_SCOPE(s);
        t = tn_escape(&s, lettered('a'));
    }
    cr_expect_str_eq(ended, "");
    cr_expect_eq(tni_scope_handles(), 1);
    tn_release(t);
    cr_expect_str_eq(ended, "a");
}

Test(scope, escape_of_a_tensor_from_outside_adds_a_hold) {
    TN_SCOPE(outer);
    tn_tensor *t = lettered('a');
    {
        TN_SCOPE(inner);
        cr_expect_eq(tn_escape(&inner, t), t);
        cr_expect_eq(t->refs, 2);
    }
    tn_release(t);
    cr_expect_str_eq(ended, "");
    tn_release(t);
    cr_expect_str_eq(ended, "a");
}

Test(scope, escape_of_null_gives_null) {
    TN_SCOPE(s);
    cr_expect_null(tn_escape(&s, NULL));
    cr_expect(tn_ok());
}

Test(scope, escape_from_a_closed_scope_is_an_error) {
    TN_SCOPE(outer);
    tn_tensor *t = number(1);
    tn_scope inner = tn_scope_open();
    tn_scope_close(&inner);
    cr_expect_null(tn_escape(&inner, t));
    tn_error e;
    cr_expect(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_STATE);
}

Test(scope, escape_works_while_an_error_is_pending) {
    TN_SCOPE(outer);
    {
        TN_SCOPE(inner);
        tn_tensor *t = lettered('a');
        tn_raise(TN_HERE, TN_ERR_SHAPE, "pending");
        cr_expect_eq(tn_escape(&inner, t), t);
    }
    cr_expect_str_eq(ended, "");
    tn_error_take(NULL);
}

Test(scope, release_ends_one_hold) {
    TN_SCOPE(s);
    lettered('a');
    tn_tensor *b = lettered('b');
    lettered('c');
    tn_release(b);
    cr_expect_str_eq(ended, "b");
    tn_release(NULL);
    tn_scope_close(&s);
    cr_expect_str_eq(ended, "bca");
}

Test(scope, release_leaves_what_an_outer_scope_owns) {
    TN_SCOPE(outer);
    tn_tensor *t = lettered('a');
    TN_SCOPE(inner);
    tn_release(t);
    cr_expect_str_eq(ended, "");
}

Test(scope, release_works_while_an_error_is_pending) {
    TN_SCOPE(s);
    tn_tensor *t = lettered('a');
    tn_raise(TN_HERE, TN_ERR_SHAPE, "pending");
    tn_release(t);
    cr_expect_str_eq(ended, "a");
    tn_error_take(NULL);
}

Test(scope, keep_outlives_it_and_drop_ends) {
    tn_tensor *t;
    {
        TN_SCOPE(s);
        t = tn_keep(lettered('a'));
    }
    cr_expect_str_eq(ended, "");
    tn_drop(t);
    cr_expect_str_eq(ended, "a");
}

Test(scope, keep_and_drop_take_null) {
    cr_expect_null(tn_keep(NULL));
    cr_expect_null(tn_borrow_handle(NULL));
    tn_drop(NULL);
    cr_expect(tn_ok());
}

Test(scope, a_borrowed_handle_holds_on) {
    TN_SCOPE(outer);
    tn_tensor *t = tn_keep(number(2));
    {
        TN_SCOPE(inner);
        cr_expect_eq(tn_borrow_handle(t), t);
        cr_expect_eq(t->refs, 3);
    }
    cr_expect_eq(t->refs, 2);
    tn_drop(t);
}

Test(scope, set_keeps_the_new_and_drops_the_old) {
    tn_tensor *slot = NULL;
    {
        TN_SCOPE(s);
        tn_set(&slot, lettered('a'));
    }
    cr_expect_str_eq(ended, "");
    {
        TN_SCOPE(s);
        tn_set(&slot, lettered('b'));
        cr_expect_str_eq(ended, "a");
    }
    tn_set(&slot, slot);
    cr_expect_str_eq(ended, "a");
    tn_set(&slot, NULL);
    cr_expect_str_eq(ended, "ab");
    cr_expect_null(slot);
}

Test(scope, set_carries_a_value_around_a_loop) {
    tn_tensor *total = NULL;
    for (int i = 0; i < 100; i++) {
        TN_SCOPE(s);
        tn_set(&total, number(total ? tn_item(total) + i : 0));
    }
    cr_expect_eq(tn_item(total), 4950);
    cr_expect_eq(tni_scope_handles(), 0);
    tn_set(&total, NULL);
}

Test(scope, holds_more_than_any_first_array) {
    tn_scope s = tn_scope_open();
    for (int i = 0; i < 5000; i++) {
        cr_assert(number(i));
    }
    cr_expect_eq(tni_scope_handles(), 5000);
    tn_scope_close(&s);
    cr_expect_eq(tni_scope_handles(), 0);
}

Test(scope, nests_deeper_than_any_first_array) {
    tn_scope scopes[500];
    for (int i = 0; i < 500; i++) {
        scopes[i] = tn_scope_open();
        number(i);
    }
    cr_expect_eq(tni_scope_depth(), 500);
    for (int i = 499; i >= 0; i--) {
        tn_scope_close(&scopes[i]);
        cr_expect_eq(tni_scope_handles(), (uint64_t)i);
    }
}

Test(scope, owns_lists) {
    TN_SCOPE(s);
    tn_tensor **list = tni_scope_bytes(3 * sizeof *list);
    cr_assert(list);
    cr_expect_eq((uintptr_t)list % 16, 0);
    memset(list, 0xff, 3 * sizeof *list);
    cr_expect(tni_scope_bytes(0));
    cr_expect_eq(tni_scope_handles(), 2);
}

Test(scope, refuses_a_list_of_impossible_size) {
    TN_SCOPE(s);
    cr_expect_null(tni_scope_bytes(SIZE_MAX - 3));
    cr_expect(tn_error_take(NULL));
}

/* A deleter that uses tensors itself. */
static void make_tensors(void *data, void *context) {
    (void)data;
    TN_SCOPE(s);
    *(double *)context = tn_item(number(5));
    tn_scope_close(&s);
    number(6);
}

Test(scope, a_deleter_may_use_scopes) {
    float memory[1];
    double seen = 0;
    tn_scope s = tn_scope_open();
    tn_wrap(memory, TN_SHAPE(1), TN_F32, .deleter = make_tensors, .context = &seen);
    tn_scope_close(&s);
    cr_expect_eq(seen, 5);
    cr_expect_eq(tni_scope_handles(), 0);
    cr_expect_eq(tni_scope_depth(), 0);
}

/* ---- Threads ----------------------------------------------------------------------------------
 */

static void *leave_open(void *kept) {
    tn_scope_open();
    cr_expect_eq(tni_scope_depth(), 1);
    lettered('a');
    tn_drop(kept);
    return NULL;
}

Test(scope, belongs_to_its_thread_and_ends_with_it) {
    TN_SCOPE(s);
    tn_tensor *shared = tn_keep(number(1));
    pthread_t thread;
    cr_assert_eq(pthread_create(&thread, NULL, leave_open, shared), 0);
    pthread_join(thread, NULL);
    cr_expect_str_eq(ended, "a");
    cr_expect_eq(tni_scope_depth(), 1);
    cr_expect_eq(shared->refs, 1);
}

static void *close_other(void *scope) {
    tn_scope own = tn_scope_open();
    tn_scope copy = *(const tn_scope *)scope;
    tn_scope_close(&copy);
    cr_expect_eq(tni_scope_depth(), 1);
    tn_scope_close(&own);
    return NULL;
}

Test(scope, of_another_thread_is_not_closed) {
    TN_SCOPE(s);
    lettered('a');
    pthread_t thread;
    cr_assert_eq(pthread_create(&thread, NULL, close_other, &s), 0);
    pthread_join(thread, NULL);
    cr_expect_str_eq(ended, "");
}

static void *keep_and_drop(void *t) {
    for (int i = 0; i < 20000; i++) {
        tn_drop(tn_keep(t));
    }
    return NULL;
}

Test(scope, counts_are_exact_over_threads) {
    TN_SCOPE(s);
    tn_tensor *t = number(1);
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, keep_and_drop, t), 0);
    }
    for (int i = 0; i < 3; i++) {
        pthread_join(threads[i], NULL);
    }
    cr_expect_eq(t->refs, 1);
}
