/* Tensors: their geometry, views of them, and what is refused. */
#include "tensor/handle.h"

#include <criterion/criterion.h>

static tn_tensor *sized(tn_dtype dtype, tn_ints size) {
    tni_meta meta = {.dtype = dtype, .device = TN_CPU, .shape = {.ndim = (int)size.count}};
    for (int64_t i = 0; i < size.count; i++) {
        meta.shape.sizes[i] = size.data[i];
    }
    return tni_new(&meta);
}

static void expect_error(tn_status code, const char *part) {
    tn_error e = {0};
    cr_expect(tn_error_take(&e), "no error is pending");
    cr_expect_eq(e.code, code, "%s: %s", tn_status_name(e.code), e.message);
    cr_expect(strstr(e.message, part), "%s", e.message);
}

/* ---- New tensors ------------------------------------------------------------------------------
 */

Test(make, every_dtype_gives_a_valid_tensor) {
    TN_SCOPE(s);
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        tn_tensor *t = sized((tn_dtype)d, TN_SHAPE(3, 5));
        cr_expect(tni_tensor_is_valid(t));
        cr_expect_eq(tn_dtype_of(t), (tn_dtype)d);
        cr_expect_eq(t->storage->bytes, 15 * (int64_t)tn_dtype_bytes((tn_dtype)d));
    }
}

static const struct {
    int ndim;
    int64_t sizes[TN_MAX_DIMS], strides[TN_MAX_DIMS], numel;
} SHAPES[] = {
    {0, {0}, {0}, 1},
    {1, {7}, {1}, 7},
    {2, {2, 3}, {3, 1}, 6},
    {3, {2, 3, 4}, {12, 4, 1}, 24},
    {1, {0}, {1}, 0},
    {3, {2, 0, 4}, {4, 4, 1}, 0},
    {3, {1, 5, 1}, {5, 1, 1}, 5},
    {16,
     {2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3},
     {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1},
     6},
};

Test(make, has_contiguous_strides) {
    TN_SCOPE(s);
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        const int ndim = SHAPES[i].ndim;
        tn_tensor *t = sized(TN_F32, (tn_ints){SHAPES[i].sizes, ndim});
        cr_expect(tni_tensor_is_valid(t), "shape %zu", i);
        cr_expect_eq(tn_numel(t), SHAPES[i].numel);
        cr_expect_eq(tn_ndim(t), ndim);
        cr_expect(tn_is_contiguous(t));
        cr_expect_arr_eq(tn_sizes(t).data, SHAPES[i].sizes, (size_t)ndim * sizeof(int64_t));
        cr_expect_arr_eq(tn_strides(t).data, SHAPES[i].strides, (size_t)ndim * sizeof(int64_t));
    }
}

Test(make, small_data_lies_behind_its_storage) {
    TN_SCOPE(s);
    sized(TN_F32, TN_SHAPE(1)); /* the thread has its arrays now */
    tni_memory_fail_at(UINT64_MAX);
    tn_tensor *small = sized(TN_F32, TN_SHAPE(16));
    cr_expect_leq(tni_memory_requests(), 2);
    const char *data = tn_data(small), *storage = (char *)small->storage;
    cr_expect(data > storage && data < storage + 512);
    tn_tensor *large = sized(TN_F32, TN_SHAPE(17));
    data = tn_data(large), storage = (char *)large->storage;
    cr_expect(data < storage || data >= storage + sizeof *large->storage);
    tni_memory_fail_at(0);
}

Test(make, data_is_aligned) {
    TN_SCOPE(s);
    for (int64_t n = 1; n < 40; n++) {
        cr_expect_eq((uintptr_t)tn_data(sized(TN_C128, TN_SHAPE(n))) % 16, 0);
    }
}

Test(make, meta_has_sizes_and_no_data) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F64, TN_META, {2, {1000000, 1000000}}};
    tn_tensor *t = tni_new(&meta);
    cr_expect(tni_tensor_is_valid(t));
    cr_expect_null(tn_data(t));
    cr_expect_eq(tn_numel(t), 1000000000000);
    cr_expect_eq(tn_device_of(t).type, TN_DEVICE_META);
}

Test(make, the_zero_device_is_the_default_one) {
    TN_SCOPE(s);
    const tni_meta meta = {.dtype = TN_F32};
    cr_expect_eq(tn_device_of(tni_new(&meta)).type, TN_DEVICE_CPU);
}

Test(make, keeps_the_strides_that_it_is_given) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F32, TN_CPU, {2, {2, 3}}};
    tn_tensor *t = tni_new_strided(&meta, (int64_t[]){1, 2});
    cr_expect(tni_tensor_is_valid(t));
    cr_expect_not(tn_is_contiguous(t));
    cr_expect_eq(t->storage->bytes, 24);
    cr_expect_eq(tn_stride(t, 1), 2);
}

Test(make, meta_of_describes_the_tensor) {
    TN_SCOPE(s);
    const tni_meta m = tni_meta_of(sized(TN_I16, TN_SHAPE(4, 2)));
    cr_expect(m.dtype == TN_I16 && m.shape.ndim == 2 && m.shape.sizes[0] == 4);
}

/* ---- What is refused --------------------------------------------------------------------------
 */

Test(make, refuses_negative_sizes) {
    TN_SCOPE(s);
    cr_expect_null(sized(TN_F32, TN_SHAPE(2, -1)));
    expect_error(TN_ERR_SHAPE, "-1");
}

Test(make, refuses_shapes_that_overflow) {
    TN_SCOPE(s);
    cr_expect_null(sized(TN_F32, TN_SHAPE(INT64_MAX, 2)));
    expect_error(TN_ERR_MEMORY, "9223372036854775807");
    cr_expect_null(sized(TN_F32, TN_SHAPE((int64_t)1 << 32, (int64_t)1 << 32)));
    expect_error(TN_ERR_MEMORY, "4294967296");
}

Test(make, refuses_bytes_that_overflow) {
    TN_SCOPE(s);
    cr_expect_null(sized(TN_C128, TN_SHAPE((int64_t)1 << 60)));
    expect_error(TN_ERR_MEMORY, "c128");
}

Test(make, accepts_huge_sizes_of_empty_tensors) {
    TN_SCOPE(s);
    cr_expect_eq(tn_numel(sized(TN_F32, TN_SHAPE(0, INT64_MAX, INT64_MAX))), 0);
    cr_expect(tn_ok());
}

Test(make, refuses_memory_that_nobody_has) {
    TN_SCOPE(s);
    cr_expect_null(sized(TN_F64, TN_SHAPE((int64_t)1 << 52)));
    expect_error(TN_ERR_MEMORY, "bytes");
    cr_expect_eq(tni_scope_handles(), 0);
}

Test(make, refuses_seventeen_dims) {
    TN_SCOPE(s);
    const tni_meta meta = {.dtype = TN_F32, .shape = {.ndim = 17}};
    cr_expect_null(tni_new(&meta));
    expect_error(TN_ERR_SHAPE, "17 dims");
}

Test(make, refuses_what_is_no_dtype) {
    TN_SCOPE(s);
    cr_expect_null(sized(TN_DTYPE_NONE, TN_SHAPE(1)));
    expect_error(TN_ERR_DTYPE, "no dtype");
    cr_expect_null(sized((tn_dtype)99, TN_SHAPE(1)));
    expect_error(TN_ERR_DTYPE, "99");
}

Test(make, refuses_negative_strides) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F32, TN_CPU, {1, {3}}};
    cr_expect_null(tni_new_strided(&meta, (int64_t[]){-1}));
    expect_error(TN_ERR_SHAPE, "-1");
}

Test(make, refuses_strides_that_overflow) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F32, TN_CPU, {2, {3, 3}}};
    cr_expect_null(tni_new_strided(&meta, (int64_t[]){INT64_MAX, 1}));
    expect_error(TN_ERR_MEMORY, "spans");
}

/* ---- Views ------------------------------------------------------------------------------------
 */

Test(view, shares_storage_and_version) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_F32, TN_SHAPE(4, 4));
    tn_tensor *row = tni_view(t, 1, (int64_t[]){4}, (int64_t[]){1}, 8);
    cr_expect(tni_tensor_is_valid(row));
    cr_expect(tn_shares_storage(t, row));
    cr_expect_eq((float *)tn_data(row), (float *)tn_data(t) + 8);
    cr_expect_eq(tn_storage_offset(row), 8);
    tn_mark_changed(row);
    cr_expect_eq(tn_version_of(t), 1);
}

Test(view, outlives_its_base) {
    TN_SCOPE(outer);
    tn_tensor *row;
    {
        TN_SCOPE(s);
        tn_tensor *t = sized(TN_I64, TN_SHAPE(100));
        for (int64_t i = 0; i < 100; i++) {
            ((int64_t *)tn_data(t))[i] = i;
        }
        row = tn_escape(&s, tni_view(t, 1, (int64_t[]){10}, (int64_t[]){10}, 5));
    }
    cr_expect_eq(((int64_t *)tn_data(row))[90], 95);
}

static const struct {
    const char *why;
    int ndim;
    int64_t sizes[3], strides[3], offset;
    bool accepted;
} VIEWS[] = {
    {"all", 2, {3, 4}, {4, 1}, 0, true},
    {"transposed", 2, {4, 3}, {1, 4}, 0, true},
    {"last element", 0, {0}, {0}, 11, true},
    {"expanded", 2, {100, 4}, {0, 1}, 8, true},
    {"overlapping windows", 2, {9, 4}, {1, 1}, 0, true},
    {"empty at the end", 1, {0}, {1}, 12, true},
    {"empty past the end", 2, {0, 5}, {5, 1}, 40, true},
    {"one past the end", 0, {0}, {0}, 12, false},
    {"one row too many", 2, {4, 4}, {4, 1}, 0, false},
    {"shifted by one", 2, {3, 4}, {4, 1}, 1, false},
    {"negative offset", 1, {1}, {1}, -1, false},
    {"negative stride", 1, {2}, {-1}, 3, false},
    {"negative size", 1, {-2}, {1}, 0, false},
    {"span overflows", 2, {3, 3}, {INT64_MAX / 2, INT64_MAX / 2}, 0, false},
    {"offset overflows", 1, {4}, {1}, INT64_MAX - 1, false},
};

Test(view, must_lie_inside_the_storage) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_F32, TN_SHAPE(3, 4));
    for (size_t i = 0; i < sizeof VIEWS / sizeof *VIEWS; i++) {
        tn_tensor *v =
            tni_view(t, VIEWS[i].ndim, VIEWS[i].sizes, VIEWS[i].strides, VIEWS[i].offset);
        cr_expect_eq(v != NULL, VIEWS[i].accepted, "%s", VIEWS[i].why);
        cr_expect_eq(tn_error_take(NULL), !VIEWS[i].accepted, "%s", VIEWS[i].why);
        cr_expect(!v || tni_tensor_is_valid(v), "%s", VIEWS[i].why);
    }
    cr_expect_eq(atomic_load(&t->storage->refs), 8);
}

Test(view, says_what_it_needed) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_F32, TN_SHAPE(3, 4));
    tni_view(t, 1, (int64_t[]){10}, (int64_t[]){1}, 5);
    expect_error(TN_ERR_SHAPE, "needs 10 elements");
}

Test(view, of_meta_is_checked_too) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F32, TN_META, {1, {8}}};
    tn_tensor *t = tni_new(&meta);
    cr_expect(tni_view(t, 1, (int64_t[]){4}, (int64_t[]){2}, 1));
    cr_expect_null(tni_view(t, 1, (int64_t[]){5}, (int64_t[]){2}, 0));
    expect_error(TN_ERR_SHAPE, "storage has 8");
}

Test(view, reads_complex_numbers_as_pairs) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_C64, TN_SHAPE(3));
    tn_tensor *pairs = tni_view_as(t, TN_F32, 2, (int64_t[]){3, 2}, (int64_t[]){2, 1}, 0);
    cr_expect(tni_tensor_is_valid(pairs));
    cr_expect_null(tni_view_as(t, TN_F32, 1, (int64_t[]){7}, (int64_t[]){1}, 0));
    expect_error(TN_ERR_SHAPE, "storage has 6");
}

Test(view, knows_whether_it_is_contiguous) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_F32, TN_SHAPE(3, 4));
    cr_expect(tn_is_contiguous(tni_view(t, 1, (int64_t[]){4}, (int64_t[]){1}, 4)));
    cr_expect(tn_is_contiguous(tni_view(t, 2, (int64_t[]){1, 4}, (int64_t[]){99, 1}, 4)));
    cr_expect_not(tn_is_contiguous(tni_view(t, 1, (int64_t[]){3}, (int64_t[]){4}, 0)));
    cr_expect(tn_is_contiguous(tni_view(t, 2, (int64_t[]){0, 4}, (int64_t[]){7, 7}, 0)));
}

Test(view, of_null_is_null) {
    cr_expect_null(tni_view(NULL, 0, NULL, NULL, 0));
    cr_expect_null(tni_alias(NULL));
    cr_expect(tn_ok());
}

Test(view, alias_has_the_same_geometry_and_its_own_handle) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_F32, TN_SHAPE(3, 4));
    tn_tensor *column = tni_view(t, 1, (int64_t[]){3}, (int64_t[]){4}, 2);
    tn_tensor *alias = tni_alias(column);
    cr_expect_neq(alias, column);
    cr_expect(tni_tensor_is_valid(alias));
    cr_expect_eq(tn_data(alias), tn_data(column));
    cr_expect_eq(tn_stride(alias, 0), 4);
}

/* ---- Questions --------------------------------------------------------------------------------
 */

Test(question, about_null_has_an_empty_answer) {
    cr_expect_eq(tn_dtype_of(NULL), TN_DTYPE_NONE);
    cr_expect_eq(tn_device_of(NULL).type, TN_DEVICE_DEFAULT);
    cr_expect_eq(tn_ndim(NULL), 0);
    cr_expect_eq(tn_size(NULL, 3), 0);
    cr_expect_eq(tn_stride(NULL, 3), 0);
    cr_expect_eq(tn_numel(NULL), 0);
    cr_expect_eq(tn_sizes(NULL).count, 0);
    cr_expect_eq(tn_strides(NULL).count, 0);
    cr_expect_eq(tn_storage_offset(NULL), 0);
    cr_expect_eq(tn_version_of(NULL), 0);
    cr_expect_not(tn_is_contiguous(NULL));
    cr_expect_not(tn_shares_storage(NULL, NULL));
    cr_expect_null(tn_data(NULL));
    cr_expect_null(tn_const_data(NULL));
    tn_mark_changed(NULL);
    cr_expect(tn_ok());
}

Test(question, size_counts_dims_from_either_end) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_F32, TN_SHAPE(2, 3, 4));
    cr_expect_eq(tn_size(t, 0), 2);
    cr_expect_eq(tn_size(t, -1), 4);
    cr_expect_eq(tn_size(t, -3), 2);
    cr_expect_eq(tn_stride(t, -3), 12);
}

Test(question, about_a_dim_that_is_not_there_is_an_error) {
    TN_SCOPE(s);
    tn_tensor *t = sized(TN_F32, TN_SHAPE(2, 3));
    for (int dim = -4; dim < 5; dim++) {
        const bool there = dim >= -2 && dim < 2;
        cr_expect_eq(tn_size(t, dim) == -1, !there, "%d", dim);
        cr_expect_eq(tn_error_take(NULL), !there, "%d", dim);
    }
    cr_expect_eq(tn_size(sized(TN_F32, TN_SHAPE_0D), 0), -1);
    expect_error(TN_ERR_ARGUMENT, "has 0 dims");
    cr_expect_eq(tn_stride(t, 2), -1);
    expect_error(TN_ERR_ARGUMENT, "stride: dim 2");
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

Test(number, takes_the_dtype_of_its_kind) {
    TN_SCOPE(s);
    const struct {
        tn_value v;
        tn_dtype dtype;
    } cases[] = {{tn_value_bool(true), TN_BOOL},
                 {tn_value_int(3), TN_I64},
                 {tn_value_float(0.5), TN_F32},
                 {tn_value_complex(1, 2), TN_C64}};
    for (size_t i = 0; i < 4; i++) {
        tn_tensor *t = tni_from_number(cases[i].v, TN_DTYPE_NONE, TN_CPU);
        cr_expect(tni_tensor_is_valid(t));
        cr_expect_eq(tn_dtype_of(t), cases[i].dtype);
        cr_expect(t->flags & TNI_WRAPPED_NUMBER);
        cr_expect_eq(tn_ndim(t), 0);
    }
}

Test(number, is_cast_to_a_given_dtype) {
    TN_SCOPE(s);
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        tn_tensor *t = tni_from_number(tn_value_int(1), (tn_dtype)d, TN_CPU);
        cr_expect_eq(tni_value_int(tn_item_value(t)), 1, "%s", tn_dtype_name((tn_dtype)d));
    }
}

Test(number, on_meta_has_no_data) {
    TN_SCOPE(s);
    cr_expect_null(tn_data(tni_from_number(tn_value_int(1), TN_F32, TN_META)));
    cr_expect(tn_ok());
}

Test(number, must_be_one) {
    TN_SCOPE(s);
    cr_expect_null(tni_from_number(tn_value_string("x"), TN_F32, TN_CPU));
    expect_error(TN_ERR_ARGUMENT, "number");
}

/* ---- The end ----------------------------------------------------------------------------------
 */

static int metas_freed;

static void count_meta(void *meta) {
    metas_freed += *(int *)meta;
}

Test(end, frees_the_history_with_the_last_hold) {
    tni_autograd.free_meta = count_meta;
    int meta = 1;
    TN_SCOPE(outer);
    {
        TN_SCOPE(s);
        tn_tensor *t = tn_keep(sized(TN_F32, TN_SHAPE(2)));
        t->autograd = &meta;
        tn_scope_close(&s);
        cr_expect_eq(metas_freed, 0);
        tn_drop(t);
    }
    cr_expect_eq(metas_freed, 1);
}
