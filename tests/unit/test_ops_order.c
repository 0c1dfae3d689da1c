/* topk and kthvalue against sorting everything: the first of equal elements comes first, NaN is
 * the largest. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <tenon/tenon.h>

static const tn_dtype dtypes[] = {TN_BOOL, TN_U8,  TN_I8,   TN_I16, TN_I32,
                                  TN_I64,  TN_F16, TN_BF16, TN_F32, TN_F64};

/* Whole numbers from -spread to spread; floats have NaN, infinities and both zeros among them. */
static tn_tensor *rows_of(tn_dtype dtype, int64_t rows, int64_t n, int64_t spread) {
    tn_tensor *x = tn_randint(-spread, spread + 1, TN_SHAPE(rows, n), .dtype = TN_F64);
    if (tn_dtype_category(dtype) == TN_CATEGORY_FLOAT) {
        tn_tensor *at = tn_randint(0, 16, TN_SHAPE(rows, n));
        x = tn_where(tn_eq(at, 0), (double)NAN, x);
        x = tn_where(tn_eq(at, 1), -(double)INFINITY, x);
        x = tn_where(tn_eq(at, 2), -0.0, x);
    }
    return tn_to(x, .dtype = dtype);
}

static bool same_bytes(tn_tensor *a, tn_tensor *b) {
    const size_t bytes = (size_t)tn_numel(a) * tn_dtype_bytes(tn_dtype_of(a));
    tn_tensor *x = tn_contiguous(a), *y = tn_contiguous(b);
    return tn_numel(a) == tn_numel(b) && memcmp(tn_data(x), tn_data(y), bytes) == 0;
}

static void expect_first_of(tn_tensor *x, int64_t k, int64_t dim, bool largest) {
    const tn_sort_result whole = tn_sort(x, dim, .descending = largest);
    const tn_topk_result first = tn_topk(x, k, dim, .no_largest = !largest);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect(same_bytes(first.values, tn_narrow(whole.values, dim, 0, k)) &&
                  same_bytes(first.indices, tn_narrow(whole.indices, dim, 0, k)),
              "%s, k is %d", tn_dtype_name(tn_dtype_of(x)), (int)k);
}

Test(ops_order, topk_is_what_sorting_puts_first) {
    static const int64_t ks[] = {1, 2, 31, 33, 150, 299, 300};
    for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++) {
        for (int64_t spread = 0; spread <= 100; spread = spread * 10 + 1) {
            TN_SCOPE(s);
            tn_tensor *x = rows_of(dtypes[d], 3, 300, spread);
            for (size_t i = 0; i < sizeof ks / sizeof *ks; i++) {
                expect_first_of(x, ks[i], 1, true);
                expect_first_of(x, ks[i], 1, false);
            }
            expect_first_of(tn_t(x), 40, 0, true);
        }
    }
}

Test(ops_order, keys_that_differ_in_any_byte_are_told_apart) {
    for (int byte = 0; byte < 8; byte++) {
        TN_SCOPE(s);
        tn_tensor *x = tn_mul(tn_randint(0, 256, TN_SHAPE(2, 500), .dtype = TN_I64),
                              (int64_t)((uint64_t)1 << 8 * byte));
        expect_first_of(x, 100, 1, true);
        expect_first_of(x, 100, 1, false);
    }
}

Test(ops_order, kthvalue_is_a_place_of_the_sorted_order) {
    TN_SCOPE(s);
    tn_tensor *x = rows_of(TN_F32, 4, 60, 9);
    const tn_sort_result whole = tn_sort(x, 1);
    for (int64_t k = 1; k <= 60; k++) {
        const tn_kthvalue_result r = tn_kthvalue(x, k, 1);
        cr_expect(same_bytes(r.values, tn_select(whole.values, 1, k - 1)) &&
                  same_bytes(r.indices, tn_select(whole.indices, 1, k - 1)));
    }
}
