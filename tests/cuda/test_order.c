/* What comes first in long rows on CUDA devices, where equal elements are many. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

/* A row that is selected from in two parts, and then from what both kept: 900 zeros in the first
 * half, 100 in the second, and ones. Of the ones some that the first half kept are left out. */
enum { N = 20000, FIRST_ZEROS = 900, SECOND_ZEROS = 100, KEPT = 1200 };

static tn_tensor *uneven_row(tn_dtype dtype, tn_device device) {
    tn_tensor *at = tn_arange(N, .device = device);
    tn_tensor *in_half = tn_remainder(at, N / 2);
    tn_tensor *zeros = tn_where(tn_lt(at, N / 2), (int64_t)FIRST_ZEROS, (int64_t)SECOND_ZEROS);
    return tn_to(tn_ge(in_half, zeros), .dtype = dtype);
}

static void expect_first_ones_first(tn_dtype dtype) {
    TN_SCOPE(s);
    const tn_topk_result there = tn_topk(uneven_row(dtype, CUDA), KEPT, 0, .no_largest = true);
    const tn_topk_result here =
        tn_topk(uneven_row(dtype, (tn_device){TN_DEVICE_CPU, 0}), KEPT, 0, .no_largest = true);
    tn_tensor *indices = tn_to(there.indices, .device = TN_CPU);
    tn_tensor *values = tn_to(there.values, .device = TN_CPU);
    cr_expect(tn_ok() && tn_item(tn_all(tn_eq(indices, here.indices))) == 1 &&
                  tn_item(tn_all(tn_eq(values, here.values))) == 1,
              "%s: %s", tn_dtype_name(dtype),
              tn_ok() ? "they differ" : tn_error_pending()->message);
    expect_no_fault();
}

Test(cuda_order, of_equal_elements_the_first_are_kept_from_part_to_part) {
    need_devices(1);
    expect_first_ones_first(TN_I64);
    expect_first_ones_first(TN_F32);
    expect_first_ones_first(TN_BOOL);
}
