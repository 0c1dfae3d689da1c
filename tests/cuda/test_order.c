/* What comes first in long rows on CUDA devices, where equal elements are many. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

/* A row that is selected from in two parts, and then from what both kept: 900 zeros in the first
 * half, 100 in the second, and ones. Of the ones some that the first half kept are left out. */
enum { N = 20000, FIRST_ZEROS = 900, SECOND_ZEROS = 100, KEPT = 1200 };

static tn_tensor *uneven_row(tn_dtype dtype) {
    tn_tensor *at = tn_arange(N, .device = TN_CPU);
    tn_tensor *in_half = tn_remainder(at, N / 2);
    tn_tensor *zeros = tn_where(tn_lt(at, N / 2), (int64_t)FIRST_ZEROS, (int64_t)SECOND_ZEROS);
    return tn_to(tn_ge(in_half, zeros), .dtype = dtype);
}

static bool same(tn_tensor *there, tn_tensor *here) {
    tn_tensor *a = tn_to(there, .device = TN_CPU);
    const size_t bytes = (size_t)tn_numel(here) * tn_dtype_bytes(tn_dtype_of(here));
    return a && memcmp(tn_data(a), tn_data(here), bytes) == 0;
}

/* The device keeps what the host does, whose topk is a sort's beginning (tests/unit). */
static void expect_first(tn_tensor *x, int64_t k, bool largest) {
    tn_tensor *moved = tn_to(x, .device = CUDA);
    const tn_topk_result there = tn_topk(moved, k, -1, .no_largest = !largest);
    const tn_topk_result here = tn_topk(x, k, -1, .no_largest = !largest);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect(same(there.values, here.values) && same(there.indices, here.indices),
              "the %d %s of %s", (int)k, largest ? "largest" : "smallest",
              tn_dtype_name(tn_dtype_of(x)));
    expect_no_fault();
}

Test(cuda_order, of_equal_elements_the_first_are_kept_from_part_to_part) {
    static const tn_dtype dtypes[] = {TN_I64, TN_F32, TN_BOOL};
    need_devices(1);
    for (int i = 0; i < 3; i++) {
        TN_SCOPE(s);
        expect_first(uneven_row(dtypes[i]), KEPT, false);
    }
}

/* Whole numbers, quotients of them with NaN, infinities and both zeros, or i64 that differ in one
 * byte only. */
static tn_tensor *rows_of(tn_dtype dtype, int64_t rows, int64_t n) {
    tn_tensor *x = tn_randint(-40, 40, TN_SHAPE(rows, n), .dtype = TN_F64, .device = TN_CPU);
    if (dtype == TN_I64) {
        return tn_mul(tn_to(x, .dtype = TN_I64), (int64_t)1 << 40);
    }
    tn_tensor *y = tn_randint(-3, 4, TN_SHAPE(rows, n), .dtype = TN_F64, .device = TN_CPU);
    return tn_to(tn_div(x, y), .dtype = dtype);
}

/* Rows that a block sorts, that are selected from whole and in parts of several lengths, once or
 * twice, and that are sorted aside. */
Test(cuda_order, what_comes_first_is_what_the_host_finds) {
    static const struct {
        int64_t rows, n, k;
    } shapes[] = {{3, 700, 50},     {1, 2048, 2047},  {1, 2049, 2048}, {2, 2049, 7},
                  {2, 20001, 5},    {2, 50001, 400},  {1, 50001, 900}, {1, 9000, 6000},
                  {256, 2049, 200}, {1, 100003, 1300}};
    static const tn_dtype dtypes[] = {TN_F32, TN_F64, TN_I64, TN_BF16};
    need_devices(1);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++) {
            TN_SCOPE(s);
            if (shapes[i].rows * shapes[i].n < 100000 || d == 0) { /* large ones take time */
                expect_first(rows_of(dtypes[d], shapes[i].rows, shapes[i].n), shapes[i].k,
                             (i + d) % 2);
            }
        }
    }
}

/* Bytes beside the results at the peak of a call that keeps k of n. */
static int64_t workspace_of(tn_dtype dtype, int64_t n, int64_t k) {
    TN_SCOPE(s);
    tn_memory_figures before, after;
    tn_tensor *x = tn_to(rows_of(dtype, 1, n), .device = CUDA);
    tn_synchronize(CUDA);
    tn_memory_reset_peaks(CUDA);
    tn_memory_stats(CUDA, &before);
    tn_topk(x, k, -1);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    tn_memory_stats(CUDA, &after);
    const int64_t results = k * ((int64_t)tn_dtype_bytes(dtype) + 8);
    return (int64_t)(after.live_bytes_peak - before.live_bytes) - results;
}

/* Whole rows, and what a block keeps, are sorted in the results; what is sorted aside, or kept of
 * several parts, has an entry of one word, or of two. */
Test(cuda_order, only_what_the_results_do_not_hold_takes_memory) {
    need_devices(1);
    cr_expect_eq(workspace_of(TN_F32, 9000, 9000), 0);
    cr_expect_eq(workspace_of(TN_F64, 9000, 9000), 0);
    cr_expect_eq(workspace_of(TN_F32, 2000, 700), 0);
    cr_expect_eq(workspace_of(TN_F32, 9000, 6000), 9000 * 8);
    cr_expect_eq(workspace_of(TN_F64, 9000, 6000), 9000 * 16);
    cr_expect_eq(workspace_of(TN_F32, 50001, 900), 6 * 900 * 8);
    expect_no_fault();
}
