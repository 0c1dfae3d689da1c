/* Shapes and dims. */
#include "core/core.h"

#include <criterion/criterion.h>

typedef struct broadcast_row {
    tni_shape a, b, want; /* want.ndim -1: an error */
} broadcast_row;

Test(core_shape, broadcasting_follows_pytorch) {
    static const broadcast_row rows[] = {
        {{0, {0}}, {0, {0}}, {0, {0}}},
        {{0, {0}}, {2, {2, 3}}, {2, {2, 3}}},
        {{2, {2, 3}}, {1, {3}}, {2, {2, 3}}},
        {{2, {2, 1}}, {2, {1, 3}}, {2, {2, 3}}},
        {{3, {4, 1, 3}}, {2, {5, 1}}, {3, {4, 5, 3}}},
        {{1, {0}}, {1, {1}}, {1, {0}}},
        {{2, {2, 0}}, {1, {1}}, {2, {2, 0}}},
        {{1, {2}}, {1, {3}}, {-1, {0}}},
        {{1, {0}}, {1, {2}}, {-1, {0}}},
        {{2, {2, 3}}, {2, {3, 2}}, {-1, {0}}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int swapped = 0; swapped < 2; swapped++) {
            tni_shape a = swapped ? rows[i].b : rows[i].a;
            const tni_shape *b = swapped ? &rows[i].a : &rows[i].b, *want = &rows[i].want;
            const bool fits = tni_broadcast(&a, b->sizes, b->ndim);
            cr_expect_eq(fits, want->ndim >= 0, "row %zu", i);
            cr_expect_eq(fits, !tn_error_take(NULL));
            if (fits) {
                cr_expect_eq(a.ndim, want->ndim);
                cr_expect_eq(memcmp(a.sizes, want->sizes, (size_t)a.ndim * 8), 0, "row %zu", i);
            }
        }
    }
}

Test(core_shape, a_failed_broadcast_names_shapes_and_dim) {
    tn_error e;
    tni_shape a = {2, {8, 64}};
    cr_expect_not(tni_broadcast(&a, (int64_t[]){32, 1}, 2));
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_SHAPE);
    cr_expect(strstr(e.message, "[8, 64]") && strstr(e.message, "[32, 1]") &&
                  strstr(e.message, "dim 0"),
              "%s", e.message);
    cr_expect_eq(a.sizes[0], 8);
}

Test(core_shape, dims_count_from_either_end) {
    static const struct {
        int64_t dim;
        int ndim, want; /* -1: an error */
    } rows[] = {{0, 3, 0},  {2, 3, 2},   {-1, 3, 2},         {-3, 3, 0},
                {3, 3, -1}, {-4, 3, -1}, {0, 0, 0},          {-1, 0, 0},
                {1, 0, -1}, {-2, 0, -1}, {INT64_MIN, 3, -1}, {INT64_MAX, 3, -1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int dim = -1;
        tn_error e;
        const bool fits = tni_wrap_dim(rows[i].dim, rows[i].ndim, &dim);
        cr_expect_eq(fits, rows[i].want >= 0, "row %zu", i);
        cr_expect_eq(dim, rows[i].want, "row %zu", i);
        cr_expect_eq(tn_error_take(&e), !fits);
    }
}

Test(core_shape, a_dim_out_of_range_says_which_are_in_range) {
    int dim;
    tn_error e;
    cr_expect_not(tni_wrap_dim(5, 3, &dim));
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_ARGUMENT);
    cr_expect(strstr(e.message, "5") && strstr(e.message, "-3 to 2"), "%s", e.message);
}

Test(core_shape, a_mask_has_a_bit_for_each_dim) {
    uint32_t mask;
    cr_expect(tni_dims_mask(TN_DIMS(0, -1), 3, &mask) && mask == 5);
    cr_expect(tni_dims_mask((tn_ints){0}, 3, &mask) && mask == 7);
    cr_expect(tni_dims_mask((tn_ints){0}, 0, &mask) && mask == 0);
    cr_expect(tni_dims_mask((tn_ints){0}, TN_MAX_DIMS, &mask) && mask == 0xffff);
    cr_expect(tn_ok());
}

Test(core_shape, a_mask_refuses_repeated_dims) {
    uint32_t mask;
    tn_error e;
    cr_expect_not(tni_dims_mask(TN_DIMS(1, -2), 3, &mask));
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "dim 1") && strstr(e.message, "more than once"), "%s", e.message);
}

Test(core_shape, contiguous_strides_are_row_major) {
    int64_t strides[3];
    tni_contiguous_strides((int64_t[]){2, 3, 4}, 3, strides);
    cr_expect(strides[0] == 12 && strides[1] == 4 && strides[2] == 1);
    tni_contiguous_strides((int64_t[]){2, 0, 4}, 3, strides);
    cr_expect(strides[0] == 4 && strides[1] == 4 && strides[2] == 1,
              "as PyTorch: empty counts as 1");
}

Test(core_shape, contiguity_ignores_dims_of_one_and_empty_tensors) {
    static const struct {
        int ndim;
        int64_t sizes[3], strides[3];
        bool want;
    } rows[] = {{0, {0}, {0}, true},
                {1, {4}, {1}, true},
                {1, {4}, {2}, false},
                {1, {1}, {77}, true},
                {2, {2, 3}, {3, 1}, true},
                {2, {2, 3}, {1, 2}, false},
                {3, {2, 1, 3}, {3, 99, 1}, true},
                {2, {0, 3}, {9, 9}, true},
                {2, {3, 0}, {9, 9}, true},
                {2, {2, 3}, {0, 1}, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(tni_is_contiguous(rows[i].sizes, rows[i].strides, rows[i].ndim), rows[i].want,
                     "row %zu", i);
    }
}

Test(core_shape, texts_of_a_message_do_not_overwrite_each_other) {
    const char *a = tni_shape_text((int64_t[]){2, 3}, 2), *b = tni_shape_text(NULL, 0);
    cr_expect_str_eq(a, "[2, 3]");
    cr_expect_str_eq(b, "[]");
}

Test(core_shape, the_longest_shape_fits_its_text) {
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0; d < TN_MAX_DIMS; d++) {
        sizes[d] = INT64_MIN;
    }
    const char *text = tni_shape_text(sizes, TN_MAX_DIMS);
    cr_expect_eq(text[strlen(text) - 1], ']');
}
