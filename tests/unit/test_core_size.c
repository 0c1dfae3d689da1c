/* Checked sizes: nothing overflows in silence. */
#include "core/core.h"

#include <criterion/criterion.h>

static const int64_t big = INT64_MAX;

Test(core_size, mul_is_exact_or_refuses) {
    static const struct {
        int64_t a, b;
        bool fits;
    } rows[] = {{0, 0, true},
                {0, INT64_MAX, true},
                {1, INT64_MAX, true},
                {2, INT64_MAX, false},
                {1LL << 31, 1LL << 31, true},
                {1LL << 32, 1LL << 31, false},
                {-1, 1, false},
                {1, -1, false},
                {-2, -2, false},
                {3037000499, 3037000499, true},
                {3037000500, 3037000500, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t out = -7;
        cr_expect_eq(tni_mul(rows[i].a, rows[i].b, &out), rows[i].fits, "row %zu", i);
        if (rows[i].fits) {
            cr_expect_eq(out, rows[i].a * rows[i].b);
        }
    }
    cr_expect(tn_ok());
}

Test(core_size, add_is_exact_or_refuses) {
    int64_t out;
    cr_expect(tni_add(big, 0, &out) && out == big);
    cr_expect(tni_add(2, 3, &out) && out == 5);
    cr_expect_not(tni_add(big, 1, &out));
    cr_expect_not(tni_add(-1, 1, &out));
    cr_expect_not(tni_add(1, -1, &out));
}

Test(core_size, numel_multiplies_sizes) {
    int64_t n;
    cr_expect(tni_numel(NULL, 0, &n) && n == 1);
    cr_expect(tni_numel((int64_t[]){2, 3, 4}, 3, &n) && n == 24);
    cr_expect(tni_numel((int64_t[]){5, 0}, 2, &n) && n == 0);
    cr_expect(tn_ok());
}

Test(core_size, an_empty_shape_has_no_elements_however_large_the_rest) {
    int64_t n = -1;
    cr_expect(tni_numel((int64_t[]){big, big, 0}, 3, &n) && n == 0);
    cr_expect(tni_numel((int64_t[]){0, big, big}, 3, &n) && n == 0);
}

Test(core_size, numel_raises_on_overflow) {
    int64_t n;
    tn_error e;
    cr_expect_not(tni_numel((int64_t[]){1LL << 32, 1LL << 31}, 2, &n));
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_MEMORY);
    cr_expect(strstr(e.message, "[4294967296, 2147483648]"), "%s", e.message);
}

Test(core_size, numel_raises_on_a_negative_size) {
    int64_t n;
    tn_error e;
    cr_expect_not(tni_numel((int64_t[]){2, -3, 0}, 3, &n));
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_SHAPE);
    cr_expect(strstr(e.message, "-3") && strstr(e.message, "dim 1"), "%s", e.message);
}

Test(core_size, bytes_follow_the_dtype) {
    int64_t n;
    cr_expect(tni_bytes(10, TN_C128, &n) && n == 160);
    cr_expect(tni_bytes(0, TN_F32, &n) && n == 0);
    cr_expect(tni_bytes(big, TN_BOOL, &n) && n == big);
}

Test(core_size, bytes_raise_on_overflow) {
    int64_t n;
    tn_error e;
    cr_expect_not(tni_bytes(big / 2, TN_F32, &n));
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_MEMORY);
    cr_expect(strstr(e.message, "f32"), "%s", e.message);
}

Test(core_size, align_up_to_powers_of_two) {
    int64_t n;
    cr_expect(tni_align_up(0, 64, &n) && n == 0);
    cr_expect(tni_align_up(1, 64, &n) && n == 64);
    cr_expect(tni_align_up(64, 64, &n) && n == 64);
    cr_expect(tni_align_up(65, 1, &n) && n == 65);
    cr_expect_not(tni_align_up(1, 48, &n));
    cr_expect_not(tni_align_up(1, 0, &n));
    cr_expect_not(tni_align_up(-1, 8, &n));
    cr_expect_not(tni_align_up(big, 64, &n));
}

Test(core_size, span_reaches_one_past_the_last_element) {
    static const struct {
        int ndim;
        int64_t sizes[3], strides[3], span;
    } rows[] = {{0, {0}, {0}, 1},       {1, {5}, {1}, 5},
                {1, {5}, {3}, 13},      {2, {2, 3}, {3, 1}, 6},
                {2, {2, 3}, {1, 2}, 6}, {2, {4, 3}, {0, 1}, 3},
                {2, {0, 3}, {3, 1}, 0}, {3, {2, 1, 2}, {10, 99, 1}, 12}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t span = -1;
        cr_expect(tni_span(rows[i].sizes, rows[i].strides, rows[i].ndim, &span));
        cr_expect_eq(span, rows[i].span, "row %zu: %lld", i, (long long)span);
    }
}

Test(core_size, span_refuses_overflow_and_negative_strides) {
    int64_t span;
    cr_expect_not(tni_span((int64_t[]){3}, (int64_t[]){big}, 1, &span));
    cr_expect_not(tni_span((int64_t[]){2, 2}, (int64_t[]){big - 1, 2}, 2, &span));
    cr_expect_not(tni_span((int64_t[]){3}, (int64_t[]){-1}, 1, &span));
    cr_expect_not(tni_span((int64_t[]){-3}, (int64_t[]){1}, 1, &span));
}
