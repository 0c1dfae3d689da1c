/* tn_index and tn_index_put_ against places found one by one, and what they are refused for. */
#include "schedule/launch.h"
#include "support/index_case.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* TENON_TEST_INDEX: how many random cases. */
Test(subscript, random_items_pick_what_they_stand_for, .timeout = 7200) {
    const char *wanted = getenv("TENON_TEST_INDEX");
    const uint64_t cases = wanted ? strtoull(wanted, NULL, 10) : 3000;
    static index_case x;
    for (uint64_t seed = 1; seed <= cases; seed++) {
        TN_SCOPE(s);
        make_index_case(seed, &x);
        const char *read = check_index_read(&x, seed, TN_CPU);
        cr_assert_str_empty(read, "case %d, read: %s", (int)seed, read);
        const char *written = check_index_write(&x, seed, TN_CPU);
        cr_assert_str_empty(written, "case %d, written: %s", (int)seed, written);
    }
}

static tn_tensor *listed(tn_ints entries) {
    return tn_from(entries.data, TN_SHAPE(entries.count), TN_I64);
}

/* ---- Views, gradients ------------------------------------------------------------------------ */

Test(subscript, numbers_slices_and_new_dims_give_views) {
    TN_SCOPE(s);
    tn_tensor *x = tn_zeros(TN_SHAPE(3, 4, 5));
    tn_tensor *v = tn_index(x, TN_I(-1), TN_NEWAXIS, TN_ELLIPSIS, TN_SLICE(1, TN_END, 2));
    cr_assert(tn_ndim(v) == 3 && tn_size(v, 0) == 1 && tn_size(v, 1) == 4 && tn_size(v, 2) == 2);
    tn_add_(v, 1);
    cr_expect_eq(tn_item(tn_sum(x)), 8);
    cr_expect_eq(tn_item(tn_index(x, TN_I(2), TN_I(3), TN_I(3))), 1);
    cr_expect_eq(tn_numel(tn_index(x, TN_ALL, TN_I(0))), 15);
}

Test(subscript, writing_keeps_history) {
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(3, 4), .requires_grad = true);
    tn_tensor *v = tn_full(TN_SHAPE(2, 2), 3.0, .requires_grad = true);
    tn_tensor *rows = listed(TN_DIMS(2, 0)), *y = tn_mul(x, 2);
    tn_index_put_(y, TN_INDEX(TN_I(rows), TN_SLICE(0, 2, 1)), v);
    tn_index_put_(y, TN_INDEX(TN_I(1)), tn_ones(TN_SHAPE(1, 1, 4)), .accumulate = true);
    tn_backward(tn_sum(tn_mul(y, y)));
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    cr_expect_eq(tn_item(tn_sum(tn_grad(v))), 4 * 2 * 3);
    cr_expect_eq(tn_item(tn_sum(tn_grad(x))), 4 * 2 * 2 * 2 + 4 * 2 * 3 * 2);
    cr_expect_eq(tn_item(tn_index(tn_grad(x), TN_I(0), TN_I(1))), 0);
}

Test(subscript, a_copy_is_written_where_it_is_asked_for) {
    TN_SCOPE(s);
    tn_tensor *x = tn_zeros(TN_SHAPE(4));
    tn_tensor *y = tn_index_put(x, TN_INDEX(TN_MASK(tn_eq(x, 0))), tn_ones(TN_SHAPE_0D));
    cr_expect_eq(tn_item(tn_sum(x)), 0);
    cr_expect_eq(tn_item(tn_sum(y)), 4);
}

static int n_launches;

static void count_launch(const tni_launch_record *record, void *context) {
    (void)record, (void)context;
    n_launches++;
}

/* Positions, then rows: what is not written is not moved. */
Test(subscript, a_large_tensor_is_written_where_it_is) {
    TN_SCOPE(s);
    tn_tensor *x = tn_zeros(TN_SHAPE(1000, 8)), *one = tn_ones(TN_SHAPE(2, 8));
    tn_tensor *rows = listed(TN_DIMS(3, 5));
    tni_observe_launches(count_launch, NULL);
    tn_index_put_(x, TN_INDEX(TN_I(rows)), one);
    const int put = n_launches;
    tn_index_add_(x, 0, rows, one);
    tni_observe_launches(NULL, NULL);
    cr_expect_eq(put, 2);
    cr_expect_eq(n_launches, 3);
    cr_expect_eq(tn_item(tn_sum(x)), 32);
    tn_index_add_(x, 0, rows, tn_narrow(x, 0, 3, 2)); /* reads what it writes */
    cr_expect_eq(tn_item(tn_sum(x)), 32 + 16);
}

Test(subscript, bytes_are_masks_and_integers_of_no_dims_numbers) {
    TN_SCOPE(s);
    tn_tensor *x = tn_reshape(tn_arange(12), TN_SHAPE(2, 2, 3));
    tn_tensor *mask = tn_ones(TN_SHAPE(2, 2), .dtype = TN_U8);
    tn_tensor *two = tn_scalar_tensor(2, .dtype = TN_I64);
    tn_tensor *r = tn_index(x, TN_I(mask), TN_I(1));
    cr_expect(tn_ndim(r) == 1 && tn_numel(r) == 4 && tn_item_int(tn_sum(r)) == 1 + 4 + 7 + 10);
    tn_tensor *v = tn_index(x, TN_ELLIPSIS, TN_I(two));
    tn_fill_(v, 0);
    cr_expect_eq(tn_item_int(tn_sum(x)), 66 - (2 + 5 + 8 + 11), "it is a view");
}

/* A leaf that requires a gradient is not written in place. */
Test(subscript, leaves_are_protected) {
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(3), .requires_grad = true);
    tn_error e = {0};
    cr_expect_null(tn_index_put_(x, TN_INDEX(TN_I(0)), tn_ones(TN_SHAPE(1))));
    cr_expect(tn_error_take(&e) && strstr(e.message, "index_put_"), "%s", e.message);
}

/* ---- Refusals -------------------------------------------------------------------------------- */

static void expect_refused(const tn_tensor *t, tn_status code, const char *text) {
    tn_error e = {0};
    cr_expect_null(t);
    cr_expect(tn_error_take(&e) && e.code == code && strstr(e.message, text), "%s, not %s",
              e.message, text);
}

Test(subscript, items_that_mean_nothing_are_refused) {
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(2, 3)), *none = NULL;
    tn_tensor *i = listed(TN_DIMS(0, 1)), *three = listed(TN_DIMS(0, 1, 1));
    expect_refused(tn_index(x, TN_I(2)), TN_ERR_ARGUMENT, "2");
    expect_refused(tn_index(x, TN_I(0), TN_I(0), TN_I(0)), TN_ERR_SHAPE, "items for 3 dims");
    expect_refused(tn_index(x, TN_ELLIPSIS, TN_ELLIPSIS), TN_ERR_ARGUMENT, "one ellipsis, got 2");
    expect_refused(tn_index(x, TN_SLICE(0, 2, -1)), TN_ERR_ARGUMENT, "step");
    expect_refused(tn_index(x, TN_I(none)), TN_ERR_ARGUMENT, "item 0 is NULL");
    expect_refused(tn_index(x, TN_MASK(i)), TN_ERR_DTYPE, "must be bool");
    expect_refused(tn_index(x, TN_I(tn_ones(TN_SHAPE(2)))), TN_ERR_DTYPE, "must be i64 or i32");
    expect_refused(tn_index(x, TN_I(i), TN_I(three)), TN_ERR_SHAPE, "[3]");
    expect_refused(tn_index(x, TN_MASK(tn_ones(TN_SHAPE(3), .dtype = TN_BOOL))), TN_ERR_SHAPE,
                   "a mask of shape [3]");
    expect_refused(tn_index(x, ((tn_index_item){.kind = (tn_index_kind)77})), TN_ERR_ARGUMENT,
                   "of no known kind (77)");
    expect_refused(tn_index(none, TN_I(0)), TN_ERR_ARGUMENT, "NULL");
    expect_refused(tn_index_put_(x, TN_INDEX(TN_I(i)), none), TN_ERR_ARGUMENT, "values are NULL");
    expect_refused(tn_index_put_(x, TN_INDEX(TN_I(i)), tn_ones(TN_SHAPE(5))), TN_ERR_SHAPE, "[5]");
    expect_refused(tn_index_put_(x, TN_INDEX(TN_I(i)), i), TN_ERR_DTYPE, "values are i64");
}

/* By its dim of the tensor that was indexed, whatever became of the dims before. */
Test(subscript, an_index_that_leads_outside_is_named) {
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(2, 3, 4, 5)), *i = listed(TN_DIMS(0, -4));
    tn_tensor *two = listed(TN_DIMS(0, 1)), *none = NULL;
    tn_tensor *mask = tn_ones(TN_SHAPE(5), .dtype = TN_BOOL);
    expect_refused(tn_index(x, TN_ALL, TN_I(i)), TN_ERR_ARGUMENT,
                   "index -4 of dim 1 must be at least -3 and less than 3");
    expect_refused(tn_index(x, TN_I(0), TN_NEWAXIS, TN_I(i)), TN_ERR_ARGUMENT,
                   "index -4 of dim 1 must be at least -3 and less than 3");
    expect_refused(
        tn_index_put_(x, TN_INDEX(TN_I(1), TN_I(i), TN_I(0), TN_I(two)), tn_ones(TN_SHAPE(1))),
        TN_ERR_ARGUMENT, "index -4 of dim 1 must be at least -3");
    expect_refused(tn_index(x, TN_I(-1), TN_I(-3), TN_I(4)), TN_ERR_ARGUMENT,
                   "index 4 of dim 2 must be at least -4 and less than 4");
    expect_refused(
        tn_index(x, TN_NEWAXIS, TN_ELLIPSIS, TN_I(tn_scalar_tensor(-6, .dtype = TN_I64))),
        TN_ERR_ARGUMENT, "index -6 of dim 3 must be at least -5 and less than 5");
    expect_refused(tn_index(x, TN_I(0), TN_I(0), TN_MASK(mask)), TN_ERR_SHAPE,
                   "a mask of shape [5] must have size 4 where dim 2 has, got 5");
    tn_tensor *given[] = {none, i};
    expect_refused(tn_index_Tensor(x, ((tn_tensors){given, 2})), TN_ERR_ARGUMENT,
                   "index -4 of dim 1");
    expect_refused(tn_index_Tensor(x, ((tn_tensors){given, 2}), .dims = TN_DIMS(1)),
                   TN_ERR_ARGUMENT, "dims must be the numbers of 4 dims, got [1]");
}
