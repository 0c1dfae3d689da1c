/* tn_index and tn_index_put_ on CUDA devices against places found one by one. */
#include "simulator.h"
#include "support/index_case.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* TENON_TEST_INDEX: how many random cases. */
Test(cuda_index, random_items_pick_what_they_stand_for, .timeout = 7200) {
    const char *wanted = getenv("TENON_TEST_INDEX");
    const uint64_t cases = wanted ? strtoull(wanted, NULL, 10) : 200;
    static index_case x;
    need_devices(1);
    for (uint64_t seed = 1; seed <= cases; seed++) {
        TN_SCOPE(s);
        make_index_case(seed, &x);
        const char *read = check_index_read(&x, seed, TN_CUDA(0));
        cr_assert_str_empty(read, "case %d, read: %s", (int)seed, read);
        const char *written = check_index_write(&x, seed, TN_CUDA(0));
        cr_assert_str_empty(written, "case %d, written: %s", (int)seed, written);
    }
    expect_no_fault();
}

/* An error that says so, at the call or when the device is waited for. */
static void expect_told(const tn_tensor *t, tn_status code, const char *text) {
    tn_error e = {0};
    if (t) {
        tn_synchronize(TN_CUDA(0));
    }
    cr_expect(tn_error_take(&e) && e.code == code && strstr(e.message, text), "%s, not %s",
              e.message, text);
}

Test(cuda_index, an_index_that_leads_outside_is_told_by_its_dim_and_call) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(2, 3, 4), .device = TN_CUDA(0));
    tn_tensor *i = tn_full(TN_SHAPE(2), 4, .dtype = TN_I64, .device = TN_CUDA(0));
    tn_tensor *one = tn_ones(TN_SHAPE(1), .device = TN_CUDA(0));
    expect_told(tn_index(x, TN_I(1), TN_NEWAXIS, TN_ALL, TN_I(tn_add(i, 1))), TN_ERR_ARGUMENT,
                "index on cuda:0 met index 5 of dim 2, which must be at least -4 and less than 4");
    expect_told(tn_index_put_(x, TN_INDEX(TN_I(0), TN_I(i)), one), TN_ERR_ARGUMENT,
                "index_put_ on cuda:0 met index 4 of dim 1, which must be at least -3 and less");
    expect_told(tn_index_select(x, 2, i), TN_ERR_ARGUMENT,
                "a rows kernel on cuda:0 met index 4 of dim 2, which must be at least 0");
}

/* Indices and masks of the CPU come to the table, and values of no dims, but no others. */
Test(cuda_index, what_is_on_the_cpu_comes_where_it_is_needed) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_reshape(tn_arange(12, .dtype = TN_F64, .device = TN_CUDA(0)), TN_SHAPE(3, 4));
    tn_tensor *here = tn_to(x, .device = TN_CPU);
    tn_tensor *i = tn_from(((const int64_t[]){2, 0}), TN_SHAPE(2), TN_I64);
    tn_tensor *near = tn_to(i, .device = TN_CUDA(0));
    tn_tensor *mask = tn_gt(here, 5);
    cr_expect_eq(tn_item(tn_sum(tn_index(x, TN_I(i), TN_I(near)))), 10);
    cr_expect_eq(tn_item(tn_sum(tn_index(x, TN_MASK(mask)))), 51);
    tn_index_put_(x, TN_INDEX(TN_ALL, TN_I(i)), tn_scalar_tensor(1, .dtype = TN_F64));
    tn_index_put_(x, TN_INDEX(TN_MASK(mask)), tn_ones(TN_SHAPE_0D, .dtype = TN_F64),
                  .accumulate = true);
    cr_expect_eq(tn_item(tn_sum(x)), 66 - 0 - 2 - 4 - 6 - 8 - 10 + 6 + 6);
    cr_expect(tn_ok(), "%s", tn_error_pending()->message);
    expect_told(tn_index_put_(x, TN_INDEX(TN_I(i)), tn_select(here, 0, 0)), TN_ERR_DEVICE,
                "tensors are on cuda:0 and on cpu");
    expect_told(tn_index(here, TN_I(near)), TN_ERR_DEVICE, "an index is on cuda:0 and self on cpu");
    expect_told(tn_index_select(x, 0, i), TN_ERR_DEVICE, "tensors are on cuda:0 and on cpu");
    expect_told(tn_gather(x, 0, tn_unsqueeze(i, 1)), TN_ERR_DEVICE,
                "tensors are on cuda:0 and on cpu");
}

typedef struct picking {
    tn_tensor *x, *index;
} picking;

static void pick(void *context) {
    const picking *p = context;
    tn_index(p->x, TN_I(p->index));
}

Test(cuda_index, indices_on_the_cpu_are_not_captured) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *i = tn_from(((const int64_t[]){2, 0}), TN_SHAPE(2), TN_I64);
    picking p = {tn_ones(TN_SHAPE(3, 4), .device = TN_CUDA(0)), i};
    tn_error e = {0};
    cr_expect_null(tn_graph_capture(TN_CUDA(0), pick, &p));
    cr_expect(tn_error_take(&e) && e.code == TN_ERR_UNSUPPORTED &&
                  strstr(e.message, "an index on the CPU cannot be captured in a graph; move it "
                                    "to cuda:0 before"),
              "%s", e.message);
    p.index = tn_to(i, .device = TN_CUDA(0));
    tn_graph *g = tn_graph_capture(TN_CUDA(0), pick, &p);
    cr_expect(g, "%s", tn_ok() ? "" : tn_error_pending()->message);
    tn_graph_free(g);
    expect_no_fault();
}
