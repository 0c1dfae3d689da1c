/* Elements in and out: tn_from, tn_wrap, tn_copy_to_host and tn_item. */
#include "tensor/handle.h"

#include <tenon/device.h>
#include <tenon/memory.h>

#include <criterion/criterion.h>
#include <math.h>

static void expect_error(tn_status code, const char *part) {
    tn_error e = {0};
    cr_expect(tn_error_take(&e), "no error is pending");
    cr_expect_eq(e.code, code, "%s: %s", tn_status_name(e.code), e.message);
    cr_expect(strstr(e.message, part), "%s", e.message);
}

/* ---- tn_from --------------------------------------------------------------------------------- */

Test(from, copies_its_data) {
    TN_SCOPE(s);
    float data[] = {1, 2, 3, 4, 5, 6};
    tn_tensor *t = tn_from(data, TN_SHAPE(2, 3), TN_F32);
    data[0] = 99;
    cr_expect(tni_tensor_is_valid(t));
    cr_expect_eq(*(const float *)tn_const_data(t), 1);
    cr_expect_eq(tn_size(t, 1), 3);
}

Test(from, carries_large_data) {
    TN_SCOPE(s);
    static int64_t data[100000];
    for (int64_t i = 0; i < 100000; i++) {
        data[i] = i;
    }
    tn_tensor *t = tn_from(data, TN_SHAPE(100, 1000), TN_I64);
    cr_expect_arr_eq(tn_data(t), data, sizeof data);
}

Test(from, gives_the_default_dtype_when_none_is_named) {
    TN_SCOPE(s);
    const float data[] = {1.5};
    cr_expect_eq(tn_dtype_of(tn_from(data, TN_SHAPE(1))), TN_F32);
    cr_expect_eq(tn_item(tn_from(data, TN_SHAPE(1))), 1.5);
}

Test(from, gives_scalars_and_empty_tensors) {
    TN_SCOPE(s);
    const double data[] = {2.5};
    cr_expect_eq(tn_ndim(tn_from(data, TN_SHAPE_0D, TN_F64)), 0);
    tn_tensor *empty = tn_from(NULL, TN_SHAPE(0, 3), TN_F64);
    cr_expect(tni_tensor_is_valid(empty));
    cr_expect_eq(tn_numel(empty), 0);
}

Test(from, may_require_a_gradient) {
    TN_SCOPE(s);
    const float data[] = {1};
    tn_tensor *t = tn_from(data, TN_SHAPE(1), TN_F32, .requires_grad = true);
    cr_expect(t->flags & TNI_REQUIRES_GRAD);
}

Test(from, refuses_a_gradient_of_integers) {
    TN_SCOPE(s);
    const int64_t data[] = {1};
    cr_expect_null(tn_from(data, TN_SHAPE(1), TN_I64, .requires_grad = true));
    expect_error(TN_ERR_DTYPE, "i64");
}

Test(from, refuses_null_data) {
    TN_SCOPE(s);
    cr_expect_null(tn_from(NULL, TN_SHAPE(3), TN_F32));
    expect_error(TN_ERR_ARGUMENT, "data is NULL");
    cr_expect_eq(tni_scope_handles(), 0);
}

Test(from, refuses_what_is_no_shape) {
    TN_SCOPE(s);
    const float data[] = {1};
    cr_expect_null(tn_from(data, TN_SHAPE(-1), TN_F32));
    expect_error(TN_ERR_SHAPE, "from: ");
    cr_expect_null(tn_from(data, ((tn_ints){(const int64_t[17]){0}, 17}), TN_F32));
    expect_error(TN_ERR_SHAPE, "17 dims");
    cr_expect_null(tn_from(data, ((tn_ints){NULL, 2}), TN_F32));
    expect_error(TN_ERR_SHAPE, "2 dims");
    cr_expect_null(tn_from(data, TN_SHAPE(1), (tn_dtype)77));
    expect_error(TN_ERR_DTYPE, "77");
}

Test(from, names_the_callers_place) {
    TN_SCOPE(s);
    cr_expect_null(tn_from(NULL, TN_SHAPE(3), TN_F32));
    tn_error e;
    cr_expect(tn_error_take(&e));
    cr_expect_str_eq(e.op, "from");
    cr_expect(strstr(e.site.file, "test_tensor_data.c"));
    cr_expect_gt(e.site.line, 0);
}

Test(from, gives_null_while_an_error_is_pending) {
    TN_SCOPE(s);
    float data[] = {1};
    tn_raise(TN_HERE, TN_ERR_IO, "first");
    cr_expect_null(tn_from(data, TN_SHAPE(1), TN_F32));
    cr_expect_null(tn_wrap(data, TN_SHAPE(1), TN_F32));
    expect_error(TN_ERR_IO, "first");
}

Test(from, on_meta_copies_nothing) {
    TN_SCOPE(s);
    tn_tensor *t = tn_from(NULL, TN_SHAPE(4), TN_F32, .device = TN_META);
    cr_expect_eq(tn_numel(t), 4);
    cr_expect(tn_ok());
}

/* ---- tn_wrap --------------------------------------------------------------------------------- */

static int deleted;

static void count_deleted(void *data, void *context) {
    deleted += data == context;
}

Test(wrap, shares_the_callers_memory) {
    TN_SCOPE(s);
    double data[] = {1, 2, 3, 4};
    tn_tensor *t = tn_wrap(data, TN_SHAPE(2, 2), TN_F64);
    data[3] = 7;
    cr_expect_eq(((double *)tn_data(t))[3], 7);
    cr_expect_eq(tn_data(t), data);
}

Test(wrap, calls_the_deleter_once_after_the_last_view) {
    TN_SCOPE(outer);
    float data[4] = {0};
    tn_tensor *view;
    {
        TN_SCOPE(s);
        tn_tensor *t =
            tn_wrap(data, TN_SHAPE(4), TN_F32, .deleter = count_deleted, .context = data);
        view = tn_escape(&s, tni_view(t, 1, (int64_t[]){2}, (int64_t[]){1}, 2));
    }
    cr_expect_eq(deleted, 0);
    tn_release(view);
    cr_expect_eq(deleted, 1);
}

Test(wrap, calls_the_deleter_of_empty_and_small_memory_too) {
    float data[4] = {0};
    {
        TN_SCOPE(s);
        tn_wrap(data, TN_SHAPE(0), TN_F32, .deleter = count_deleted, .context = data);
        tn_wrap(data, TN_SHAPE(1), TN_F32, .deleter = count_deleted, .context = data);
    }
    cr_expect_eq(deleted, 2);
}

Test(wrap, takes_strides) {
    TN_SCOPE(s);
    const int64_t data[] = {1, 2, 3, 4, 5, 6};
    tn_tensor *t =
        tn_wrap((void *)(uintptr_t)data, TN_SHAPE(3, 2), TN_I64, .stride = TN_SHAPE(1, 3));
    int64_t out[6];
    cr_expect_eq(tn_copy_to_host(t, out, sizeof out), TN_OK);
    cr_expect_arr_eq(out, ((int64_t[]){1, 4, 2, 5, 3, 6}), sizeof out);
    cr_expect_eq(t->storage->bytes, 48);
}

Test(wrap, takes_overlapping_strides) {
    TN_SCOPE(s);
    float data[] = {1, 2, 3, 4};
    tn_tensor *t = tn_wrap(data, TN_SHAPE(3, 2), TN_F32, .stride = TN_SHAPE(1, 1));
    float out[6];
    cr_expect_eq(tn_copy_to_host(t, out, sizeof out), TN_OK);
    cr_expect_arr_eq(out, ((float[]){1, 2, 2, 3, 3, 4}), sizeof out);
}

static const struct {
    const char *part;
    tn_status code;
    int64_t sizes[2], strides[2];
    int n_sizes, n_strides;
} WRONG_STRIDES[] = {
    {"1 strides were given for shape [2, 2]", TN_ERR_SHAPE, {2, 2}, {1}, 2, 1},
    {"2 strides were given for shape [2]", TN_ERR_SHAPE, {2}, {1, 1}, 1, 2},
    {"1 strides were given for shape []", TN_ERR_SHAPE, {0}, {1}, 0, 1},
    {"stride -1 of dim 1", TN_ERR_SHAPE, {2, 2}, {2, -1}, 2, 2},
    {"spans more bytes", TN_ERR_MEMORY, {3, 3}, {INT64_MAX, 1}, 2, 2},
    {"need more bytes", TN_ERR_MEMORY, {2}, {INT64_MAX / 4}, 1, 1},
    {"size -2 of dim 0", TN_ERR_SHAPE, {-2}, {1}, 1, 1},
};

Test(wrap, refuses_wrong_strides_and_leaves_the_data_to_the_caller) {
    double data[4] = {0};
    for (size_t i = 0; i < sizeof WRONG_STRIDES / sizeof *WRONG_STRIDES; i++) {
        TN_SCOPE(s);
        cr_expect_null(tn_wrap(data, ((tn_ints){WRONG_STRIDES[i].sizes, WRONG_STRIDES[i].n_sizes}),
                               TN_F64,
                               .stride = {WRONG_STRIDES[i].strides, WRONG_STRIDES[i].n_strides},
                               .deleter = count_deleted, .context = data));
        expect_error(WRONG_STRIDES[i].code, WRONG_STRIDES[i].part);
    }
    cr_expect_eq(deleted, 0);
}

Test(wrap, refuses_null_unless_it_is_empty) {
    TN_SCOPE(s);
    cr_expect_null(tn_wrap(NULL, TN_SHAPE(1), TN_F32));
    expect_error(TN_ERR_ARGUMENT, "data is NULL");
    cr_expect(tn_wrap(NULL, TN_SHAPE(0), TN_F32));
}

Test(wrap, refuses_misaligned_data) {
    TN_SCOPE(s);
    _Alignas(16) char data[64];
    cr_expect_null(tn_wrap(data + 1, TN_SHAPE(2), TN_F32));
    expect_error(TN_ERR_ARGUMENT, "not aligned to the 4 bytes");
    cr_expect(tn_wrap(data + 1, TN_SHAPE(2), TN_U8));
    cr_expect(tn_wrap(data + 8, TN_SHAPE(2), TN_C128), "complex numbers align as their parts");
}

Test(wrap, refuses_devices_without_memory) {
    TN_SCOPE(s);
    float data[1];
    cr_expect_null(tn_wrap(data, TN_SHAPE(1), TN_F32, .device = TN_META));
    expect_error(TN_ERR_DEVICE, "meta");
    cr_expect_null(tn_wrap(data, TN_SHAPE(1), TN_F32, .device = TN_CUDA(99)));
    cr_expect(tn_error_take(NULL));
}

/* ---- tn_copy_to_host ------------------------------------------------------------------------- */

/* Element i of every dtype, as bytes that differ, through every stride below. */
static const struct {
    const char *why;
    int ndim;
    int64_t sizes[4], strides[4], offset;
} LAYOUTS[] = {
    {"contiguous", 2, {3, 4}, {4, 1}, 0},
    {"transposed", 2, {4, 3}, {1, 4}, 0},
    {"every second column", 2, {3, 2}, {4, 2}, 1},
    {"inner rows", 2, {2, 4}, {4, 1}, 4},
    {"expanded", 3, {2, 3, 4}, {0, 4, 1}, 0},
    {"expanded inside", 2, {3, 3}, {4, 0}, 3},
    {"diagonal", 1, {3}, {5}, 0},
    {"one element", 0, {0}, {0}, 7},
    {"four dims", 4, {2, 1, 3, 2}, {6, 9, 2, 1}, 0},
    {"empty", 2, {0, 4}, {4, 1}, 0},
};

static void check_layout(size_t layout, tn_dtype dtype) {
    TN_SCOPE(s);
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    const tni_meta meta = {dtype, TN_CPU, {1, {12}}};
    tn_tensor *t = tni_new(&meta);
    unsigned char *data = tn_data(t), out[24 * 16];
    for (int64_t i = 0; i < 12 * bytes; i++) {
        data[i] = (unsigned char)(i + 1);
    }
    const int ndim = LAYOUTS[layout].ndim;
    const int64_t *sizes = LAYOUTS[layout].sizes, *strides = LAYOUTS[layout].strides;
    tn_tensor *v = tni_view(t, ndim, sizes, strides, LAYOUTS[layout].offset);
    cr_assert(v);
    cr_expect_eq(tn_copy_to_host(v, out, (size_t)(tn_numel(v) * bytes)), TN_OK);
    int64_t at[4] = {0};
    for (int64_t k = 0; k < tn_numel(v); k++) {
        int64_t element = LAYOUTS[layout].offset;
        for (int d = 0; d < ndim; d++) {
            element += at[d] * strides[d];
        }
        cr_assert_arr_eq(out + k * bytes, data + element * bytes, (size_t)bytes, "%s, %s, %d",
                         LAYOUTS[layout].why, tn_dtype_name(dtype), (int)k);
        for (int d = ndim - 1; d >= 0 && ++at[d] == sizes[d]; d--) {
            at[d] = 0;
        }
    }
}

#define LAYOUT_TEST(name, layout)                  \
    Test(copy_to_host, name) {                     \
        for (int d = 1; d < TN_DTYPE_COUNT; d++) { \
            check_layout(layout, (tn_dtype)d);     \
        }                                          \
    }
LAYOUT_TEST(gives_contiguous_elements, 0)
LAYOUT_TEST(gives_transposed_elements, 1)
LAYOUT_TEST(gives_every_second_column, 2)
LAYOUT_TEST(gives_inner_rows, 3)
LAYOUT_TEST(repeats_expanded_rows, 4)
LAYOUT_TEST(repeats_expanded_elements, 5)
LAYOUT_TEST(gives_a_diagonal, 6)
LAYOUT_TEST(gives_one_element, 7)
LAYOUT_TEST(gives_four_dims, 8)
LAYOUT_TEST(gives_nothing_of_an_empty_tensor, 9)

Test(copy_to_host, wants_exactly_the_bytes) {
    TN_SCOPE(s);
    const float data[] = {1, 2};
    float out[3] = {9, 9, 9};
    tn_tensor *t = tn_from(data, TN_SHAPE(2), TN_F32);
    cr_expect_eq(tn_copy_to_host(t, out, 12), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "has 12 bytes");
    cr_expect_eq(tn_copy_to_host(t, out, 4), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "has 8");
    cr_expect_eq(out[0], 9);
}

Test(copy_to_host, refuses_null_and_meta) {
    TN_SCOPE(s);
    float out[1];
    cr_expect_eq(tn_copy_to_host(NULL, out, 4), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "NULL");
    const float data[] = {1};
    tn_tensor *t = tn_from(data, TN_SHAPE(1), TN_F32);
    cr_expect_eq(tn_copy_to_host(t, NULL, 4), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "out is NULL");
    tn_tensor *meta = tn_from(NULL, TN_SHAPE(1), TN_F32, .device = TN_META);
    cr_expect_eq(tn_copy_to_host(meta, out, 4), TN_ERR_DEVICE);
    expect_error(TN_ERR_DEVICE, "meta");
}

Test(copy_to_host, returns_the_pending_error) {
    TN_SCOPE(s);
    const float data[] = {1};
    float out[1] = {9};
    tn_tensor *t = tn_from(data, TN_SHAPE(1), TN_F32);
    tn_raise(TN_HERE, TN_ERR_COMM, "first");
    cr_expect_eq(tn_copy_to_host(t, out, 4), TN_ERR_COMM);
    cr_expect_eq(out[0], 9);
    tn_error_take(NULL);
}

/* ---- tn_item --------------------------------------------------------------------------------- */

Test(item, reads_every_dtype) {
    TN_SCOPE(s);
    for (int d = 1; d < TN_C64; d++) {
        tn_tensor *t = tni_from_number(tn_value_int(1), (tn_dtype)d, TN_CPU);
        cr_expect_eq(tn_item(t), 1, "%s", tn_dtype_name((tn_dtype)d));
        cr_expect_eq(tn_item_int(t), 1, "%s", tn_dtype_name((tn_dtype)d));
    }
}

Test(item, value_keeps_the_kind) {
    TN_SCOPE(s);
    const struct {
        tn_dtype dtype;
        tn_value_kind kind;
    } cases[] = {{TN_BOOL, TN_VALUE_BOOL},   {TN_U8, TN_VALUE_INT},      {TN_F16, TN_VALUE_FLOAT},
                 {TN_BF16, TN_VALUE_FLOAT},  {TN_C64, TN_VALUE_COMPLEX}, {TN_I64, TN_VALUE_INT},
                 {TN_C128, TN_VALUE_COMPLEX}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tn_tensor *t = tni_from_number(tn_value_int(1), cases[i].dtype, TN_CPU);
        cr_expect_eq(tn_item_value(t).kind, cases[i].kind, "%s", tn_dtype_name(cases[i].dtype));
    }
}

Test(item, reads_a_view_and_any_shape_of_one_element) {
    TN_SCOPE(s);
    const int64_t data[] = {1, 2, INT64_MAX};
    tn_tensor *t = tn_from(data, TN_SHAPE(3), TN_I64);
    tn_tensor *last = tni_view(t, 3, (int64_t[]){1, 1, 1}, (int64_t[]){5, 5, 5}, 2);
    cr_expect_eq(tn_item_int(last), INT64_MAX);
}

Test(item, wants_one_element) {
    TN_SCOPE(s);
    const float data[] = {1, 2};
    cr_expect_eq(tn_item(tn_from(data, TN_SHAPE(2), TN_F32)), 0);
    expect_error(TN_ERR_SHAPE, "[2] has 2");
    cr_expect_eq(tn_item_int(tn_from(NULL, TN_SHAPE(0), TN_F32)), 0);
    expect_error(TN_ERR_SHAPE, "[0] has 0");
}

Test(item, of_null_is_zero) {
    cr_expect_eq(tn_item(NULL), 0);
    cr_expect_eq(tn_item_int(NULL), 0);
    cr_expect_eq(tn_item_value(NULL).kind, TN_VALUE_NONE);
    cr_expect(tn_ok());
}

Test(item, as_a_real_number_refuses_complex_ones) {
    TN_SCOPE(s);
    tn_tensor *t = tni_from_number(tn_value_complex(1, 2), TN_C64, TN_CPU);
    cr_expect_eq(tn_item(t), 0);
    expect_error(TN_ERR_DTYPE, "tn_item_value");
    const tn_value v = tn_item_value(t);
    cr_expect(v.as.z.re == 1 && v.as.z.im == 2);
}

Test(item, as_an_integer_truncates_and_refuses_what_does_not_fit) {
    TN_SCOPE(s);
    const struct {
        double from;
        int64_t to;
        bool fits;
    } cases[] = {{2.9, 2, true},     {-2.9, -2, true},     {-0x1p63, INT64_MIN, true},
                 {0x1p63, 0, false}, {INFINITY, 0, false}, {NAN, 0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tn_tensor *t = tni_from_number(tn_value_float(cases[i].from), TN_F64, TN_CPU);
        cr_expect_eq(tn_item_int(t), cases[i].to, "%g", cases[i].from);
        cr_expect_eq(tn_error_take(NULL), !cases[i].fits, "%g", cases[i].from);
    }
}

/* ---- Versions -------------------------------------------------------------------------------- */

Test(mark_changed, raises_the_version_and_names_itself) {
    TN_SCOPE(s);
    const float data[] = {1};
    tn_tensor *t = tn_from(data, TN_SHAPE(1), TN_F32);
    cr_expect_eq(tn_version_of(t), 0);
    *(float *)tn_data(t) = 2;
    tn_mark_changed(t);
    cr_expect_eq(tn_version_of(t), 1);
    cr_expect_str_eq(t->storage->writer, "mark_changed");
}

/* ---- Pinned memory --------------------------------------------------------------------------- */

Test(pin_memory, without_a_cuda_device_nothing_can_be_pinned) {
    TN_SCOPE(s);
    if (tn_device_count(TN_DEVICE_CUDA) > 0) {
        cr_skip_test("there is a CUDA device");
    }
    tn_tensor *t = tn_from(((const float[]){1, 2, 3}), TN_SHAPE(3), TN_F32, .device = TN_CPU);
    cr_expect_null(tn_pin_memory(t));
    expect_error(TN_ERR_DEVICE, "no CUDA device to pin memory for");
    cr_expect_not(tn_is_pinned(t));
    tn_memory_figures stats = {.live_bytes = 1};
    cr_expect_eq(tn_memory_pinned_stats(&stats), TN_OK);
    cr_expect_eq(stats.live_bytes, 0u);
}
