/* Sums and copies by index on CUDA devices: short lists, sorted ones and sums in any order. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>

enum { ROWS = 37, WIDTH = 5 };
static const int64_t COUNTS[] = {1, 2, 64, 65, 700}; /* of a list: 64 is a short one */

static tn_tensor *to_cuda(tn_tensor *x) {
    return tn_to(x, .device = TN_CUDA(0));
}

static bool is_same(tn_tensor *there, tn_tensor *here) {
    return tn_equal(tn_to(there, .device = TN_CPU), here);
}

static double distance(tn_tensor *there, tn_tensor *here) {
    tn_tensor *off = tn_abs(
        tn_sub(tn_to(there, .device = TN_CPU, .dtype = TN_C128), tn_to(here, .dtype = TN_C128)));
    return tn_item(tn_amax(tn_reshape(off, TN_SHAPE(-1)), TN_DIMS(0)));
}

typedef struct sums {
    tn_tensor *rows, *elements, *copies;
} sums;

/* Of a table of ROWS rows: rows and single elements are added, rows are copied. */
static sums combine(tn_device device, tn_dtype dtype, tn_tensor *index, tn_tensor *picked) {
    tn_tensor *table =
        tn_to(tn_reshape(tn_arange(ROWS * WIDTH, .dtype = TN_F64), TN_SHAPE(ROWS, -1)),
              .dtype = dtype, .device = device);
    tn_tensor *list = tn_to(index, .device = device), *x = tn_to(picked, .device = device);
    tn_tensor *each = tn_contiguous(tn_expand(tn_unsqueeze(list, 1), TN_SHAPE(-1, WIDTH)));
    sums s = {.rows = tn_index_add(table, 0, list, x),
              .elements = tn_scatter_add(table, 0, each, x),
              .copies = tn_index_copy(table, 0, list, x)};
    return s;
}

static tn_tensor *list_of(int64_t count, int64_t below) {
    return tn_randint(0, below, TN_SHAPE(count), .dtype = TN_I64, .device = TN_CPU);
}

static tn_tensor *numbers(int64_t count, tn_dtype dtype) {
    tn_tensor *x = tn_mul(tn_randn(TN_SHAPE(count, WIDTH), .dtype = TN_F64, .device = TN_CPU), 9.0);
    return tn_to(x, .dtype = dtype);
}

/* One row gets most, the others some. */
Test(cuda_scatter, sums_and_copies_have_the_hosts_order) {
    static const tn_dtype dtypes[] = {TN_U8,  TN_I32, TN_I64, TN_F16, TN_BF16,
                                      TN_F32, TN_F64, TN_C64, TN_C128};
    need_devices(1);
    for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++) {
        for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
            TN_SCOPE(s);
            tn_tensor *index = list_of(COUNTS[i], i % 2 ? ROWS : 2);
            tn_tensor *picked = tn_abs(numbers(COUNTS[i], TN_F64));
            picked = tn_to(picked, .dtype = dtypes[d]);
            const sums there = combine(TN_CUDA(0), dtypes[d], index, picked);
            const sums here = combine(TN_CPU, dtypes[d], index, picked);
            cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
            cr_expect(is_same(there.rows, here.rows) && is_same(there.copies, here.copies) &&
                          is_same(there.elements, here.elements),
                      "%d of %s", (int)COUNTS[i], tn_dtype_name(dtypes[d]));
        }
    }
    expect_no_fault();
}

static uint64_t launches_of_sum(tn_dtype dtype, int64_t count) {
    TN_SCOPE(s);
    tn_tensor *table = to_cuda(tn_zeros(TN_SHAPE(ROWS, WIDTH), .dtype = dtype, .device = TN_CPU));
    tn_tensor *index = to_cuda(list_of(count, ROWS)), *x = to_cuda(numbers(count, dtype));
    const uint64_t before = sim()->get_counts().launches;
    tn_index_add_(table, 0, index, x);
    return sim()->get_counts().launches - before;
}

Test(cuda_scatter, only_long_lists_whose_order_counts_are_sorted) {
    sim();
    need_devices(1);
    cr_expect_eq(launches_of_sum(TN_F32, 64), 1u);
    cr_expect_gt(launches_of_sum(TN_F32, 65), 1u);
    cr_expect_eq(launches_of_sum(TN_I64, 65), 1u);
    cr_expect_eq(launches_of_sum(TN_I32, 700), 1u);
    tn_set_allow_unordered_sums(true);
    cr_expect_eq(launches_of_sum(TN_F32, 65), 1u);
    cr_expect_eq(launches_of_sum(TN_C128, 700), 1u);
    cr_expect_gt(launches_of_sum(TN_BF16, 65), 1u, "half floats keep their order");
    expect_no_fault();
}

Test(cuda_scatter, sums_in_any_order_are_near) {
    static const tn_dtype dtypes[] = {TN_F32, TN_F64, TN_C64, TN_C128};
    need_devices(1);
    tn_set_allow_unordered_sums(true);
    cr_expect(strstr(tn_device_numerics(TN_CUDA(0)), "unordered sums allowed"));
    cr_expect_null(strstr(tn_device_numerics(TN_CPU), "unordered"));
    for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++) {
        for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
            TN_SCOPE(s);
            tn_tensor *index = list_of(COUNTS[i], i % 2 ? ROWS : 1);
            tn_tensor *picked = numbers(COUNTS[i], dtypes[d]);
            const sums there = combine(TN_CUDA(0), dtypes[d], index, picked);
            const sums here = combine(TN_CPU, dtypes[d], index, picked);
            const bool narrow = dtypes[d] == TN_F32 || dtypes[d] == TN_C64;
            const double bound = (double)COUNTS[i] * 9 * (narrow ? 1e-5 : 1e-14);
            cr_expect_leq(distance(there.rows, here.rows), bound);
            cr_expect_leq(distance(there.elements, here.elements), bound);
        }
    }
    expect_no_fault();
}

/* What exists is added all the same. */
Test(cuda_scatter, an_index_that_leads_outside_is_told) {
    static const int64_t values[] = {3, ROWS, 3};
    need_devices(1);
    for (int way = 0; way < 4; way++) {
        TN_SCOPE(s);
        tn_set_allow_unordered_sums(way >= 2);
        tn_tensor *table = tn_zeros(TN_SHAPE(ROWS, 1), .dtype = TN_F32, .device = TN_CUDA(0));
        tn_tensor *index = to_cuda(tn_from(values, TN_SHAPE(3), TN_I64, .device = TN_CPU));
        tn_tensor *ones = tn_ones(TN_SHAPE(3, 1), .dtype = TN_F32, .device = TN_CUDA(0));
        if (way % 2) {
            tn_scatter_add_(table, 0, tn_unsqueeze(index, 1), ones);
        } else {
            tn_index_add_(table, 0, index, ones);
        }
        tn_error e = {0};
        cr_expect_neq(tn_synchronize(TN_CUDA(0)), TN_OK);
        cr_expect(tn_error_take(&e) && strstr(e.message, "37") && strstr(e.message, "dim 0"),
                  "way %d: %s", way, e.message);
        cr_expect_eq(tn_item(tn_select(tn_select(table, 0, 3), 0, 0)), 2.0);
    }
}
