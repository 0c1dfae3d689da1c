/* Printing against PyTorch 1.13: the cases of tests/golden/print.txt (made by print.py there), and
 * what has no counterpart in it. */
#include "tensor/handle.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_VALUES = 4096, MAX_TEXT = 16384, MAX_LINE = 65536 };

/* ---- Reading the golden file ----------------------------------------------------------------- */

typedef struct golden {
    tn_dtype dtype;
    int ndim;
    int64_t sizes[TN_MAX_DIMS];
    tn_print_options options;
    int requires_grad;
    bool linear;
    double values[MAX_VALUES];
    int n_values;
    char text[MAX_TEXT];
} golden;

static char line[MAX_LINE];
static golden g;

static char *next_line(FILE *file) {
    if (!fgets(line, sizeof line, file)) {
        return NULL;
    }
    line[strcspn(line, "\n")] = '\0';
    return line;
}

static tn_dtype dtype_named(const char *name) {
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        if (!strcmp(tn_dtype_name((tn_dtype)d), name)) {
            return (tn_dtype)d;
        }
    }
    return TN_DTYPE_NONE;
}

static void read_case(FILE *file) {
    g = (golden){.dtype = dtype_named(next_line(file) + strlen("dtype "))};
    char *p = next_line(file) + strlen("sizes"), *end;
    for (long long v = strtoll(p, &end, 10); end != p; v = strtoll(p, &end, 10)) {
        g.sizes[g.ndim++] = v;
        p = end;
    }
    long long threshold, edge;
    cr_assert_eq(sscanf(next_line(file), "options %d %lld %lld %d %d", &g.options.precision,
                        &threshold, &edge, &g.options.line_width, &g.requires_grad),
                 5);
    g.options.threshold = threshold;
    g.options.edge_items = edge;
    p = next_line(file);
    g.linear = !strncmp(p, "linear", 6);
    p += strlen("values");
    for (double v = strtod(p, &end); end != p; v = strtod(p, &end)) {
        g.values[g.n_values++] = v;
        p = end;
    }
    int lines;
    cr_assert_eq(sscanf(next_line(file), "text %d", &lines), 1);
    for (int i = 0; i < lines; i++) {
        snprintf(g.text + strlen(g.text), sizeof g.text - strlen(g.text), "%s%s", i ? "\n" : "",
                 next_line(file));
    }
}

static bool find_case(const char *name) {
    FILE *file = fopen("tests/golden/print.txt", "r");
    cr_assert(file, "run from the root of the tree");
    bool found = false;
    while (!found && next_line(file)) {
        if (!strncmp(line, "case ", 5) && !strcmp(line + 5, name)) {
            read_case(file);
            found = true;
        }
    }
    fclose(file);
    return found;
}

static tn_tensor *make_tensor(void) {
    tni_meta meta = {.dtype = g.dtype, .device = TN_CPU, .shape = {.ndim = g.ndim}};
    memcpy(meta.shape.sizes, g.sizes, sizeof g.sizes);
    tn_tensor *t = tni_new(&meta);
    const size_t bytes = tn_dtype_bytes(g.dtype);
    for (int64_t i = 0; i < tn_numel(t); i++) {
        tn_value v = tn_value_float(g.linear ? g.values[0] + g.values[1] * (double)i : g.values[i]);
        if (tni_is_complex(g.dtype)) {
            v = g.linear ? tn_value_complex(v.as.real, 0)
                         : tn_value_complex(g.values[2 * i], g.values[2 * i + 1]);
        } else if (!tni_is_float(g.dtype)) {
            v = tn_value_int((int64_t)v.as.real);
        }
        tni_store_value((char *)tn_data(t) + (size_t)i * bytes, g.dtype, v);
    }
    t->flags |= g.requires_grad ? TNI_REQUIRES_GRAD : 0;
    return t;
}

static void check(const char *name) {
    TN_SCOPE(s);
    char text[MAX_TEXT];
    cr_assert(find_case(name), "no golden case %s", name);
    const size_t length = tn_to_string(make_tensor(), text, sizeof text, &g.options);
    cr_expect_str_eq(text, g.text);
    cr_expect_eq(length, strlen(g.text));
}

/* ---- The cases ------------------------------------------------------------------------------- */

/* X(name): each is one case of the golden file. */
// clang-format off
#define CASES(X) \
    X(scalar_f32) X(scalar_whole) X(scalar_i64) X(scalar_bool) X(scalar_c64) \
    X(scalar_c128_negative) X(scalar_nan) X(scalar_minus_inf) X(scalar_tiny) X(scalar_huge_whole) \
    X(scalar_grad) X(vector_u8) X(vector_i8) X(vector_i16) X(vector_i32) X(vector_i64) \
    X(vector_bool) X(vector_f16) X(vector_bf16) X(vector_f64) X(vector_c64) X(vector_c128) \
    X(i64_limits) X(bool_matrix) X(whole_f32) X(whole_with_nan) X(whole_with_inf) \
    X(only_nan_and_zero) X(only_inf) X(zeros) X(minus_zero) X(fractions) \
    X(wide_range_is_scientific) X(ratio_of_1000_is_not) X(ratio_over_1000_is) \
    X(whole_ratio_of_1000) X(whole_ratio_over_1000) X(whole_over_1e8) X(whole_up_to_1e8) \
    X(small_is_scientific) X(small_at_the_edge) X(scientific_with_nan) X(three_digit_exponent) \
    X(denormal) X(rounding) X(column_f16) X(complex_matrix) X(complex_nan) \
    X(complex_scientific_parts) X(complex_minus_zero) X(complex_long) X(complex_summary) \
    X(complex_grad) X(line_breaks) X(line_breaks_i64) X(matrix) X(wide_matrix) X(three_dims) \
    X(four_dims) X(sixteen_dims) X(one_by_one) X(empty) X(empty_i64) X(empty_matrix) \
    X(empty_matrix_i64) X(empty_cube) X(empty_cube_i64) X(empty_bool) X(empty_grad) X(summary) \
    X(no_summary_at_1000) X(summary_matrix) X(summary_tall) X(summary_wide) X(summary_cube) \
    X(summary_thin_cube) X(summary_bool) X(summary_scientific) X(grad_line_break) X(grad_f64) \
    X(suffix_fits_5) X(suffix_fits_6) X(suffix_fits_7) X(suffix_fits_8) X(suffix_fits_9) \
    X(suffix_fits_10) X(suffix_fits_11) X(suffix_fits_12) X(suffix_fits_13) X(suffix_fits_14) \
    X(suffix_after_rows_9) X(suffix_after_rows_10) X(suffix_after_rows_11) X(suffix_after_rows_12) \
    X(precision_2) X(precision_8) X(precision_1_scientific) X(threshold_5) X(threshold_5_matrix) \
    X(edge_1) X(edge_5_keeps_all) X(narrow) X(narrower_than_one) X(wide)
// clang-format on

#define TEST_CASE(name)              \
    Test(print_like_pytorch, name) { \
        check(#name);                \
    }
CASES(TEST_CASE)

Test(print_like_pytorch, every_golden_case_has_a_test) {
#define COUNT(name) +1
    int cases = 0;
    FILE *file = fopen("tests/golden/print.txt", "r");
    cr_assert(file);
    while (next_line(file)) {
        cases += !strncmp(line, "case ", 5);
    }
    fclose(file);
    cr_expect_eq(cases, 0 CASES(COUNT));
}

/* ---- What has no golden text ----------------------------------------------------------------- */

static const char *text_of(const tn_tensor *t) {
    static char text[MAX_TEXT];
    tn_to_string(t, text, sizeof text, NULL);
    return text;
}

Test(print, shows_strided_views_in_their_own_order) {
    TN_SCOPE(s);
    const int64_t data[] = {1, 2, 3, 4, 5, 6};
    tn_tensor *t = tn_from(data, TN_SHAPE(2, 3), TN_I64);
    tn_tensor *transposed = tni_view(t, 2, (int64_t[]){3, 2}, (int64_t[]){1, 3}, 0);
    cr_expect_str_eq(text_of(transposed), "tensor([[1, 4],\n        [2, 5],\n        [3, 6]])");
    tn_tensor *expanded = tni_view(t, 2, (int64_t[]){2, 2}, (int64_t[]){0, 1}, 4);
    cr_expect_str_eq(text_of(expanded), "tensor([[5, 6],\n        [5, 6]])");
}

Test(print, shows_sizes_of_meta_tensors) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F32, TN_META, {2, {2, 3}}};
    cr_expect_str_eq(text_of(tni_new(&meta)), "tensor(..., device='meta', size=(2, 3))");
    const tni_meta integers = {TN_I64, TN_META, {1, {3}}};
    cr_expect_str_eq(text_of(tni_new(&integers)),
                     "tensor(..., device='meta', size=(3,), dtype=i64)");
    const tni_meta scalar = {TN_F32, TN_META, {0}};
    cr_expect_str_eq(text_of(tni_new(&scalar)), "tensor(..., device='meta', size=())");
}

Test(print, leaves_out_the_dtype_that_is_the_default) {
    TN_SCOPE(s);
    const double data[] = {0.5, 2};
    tn_tensor *t = tn_from(data, TN_SHAPE(2), TN_F64);
    cr_expect_str_eq(text_of(t), "tensor([0.5000, 2.0000], dtype=f64)");
    tn_set_default_dtype(TN_F64);
    cr_expect_str_eq(text_of(t), "tensor([0.5000, 2.0000])");
    tn_set_default_dtype(TN_F32);
}

Test(print, cuts_the_text_to_the_buffer_and_returns_its_length) {
    TN_SCOPE(s);
    const int64_t data[] = {1, 2, 3};
    tn_tensor *t = tn_from(data, TN_SHAPE(3), TN_I64);
    char text[8] = "~~~~~~~";
    cr_expect_eq(tn_to_string(t, text, 5, NULL), strlen("tensor([1, 2, 3])"));
    cr_expect_str_eq(text, "tens");
    cr_expect_eq(text[5], '~');
    cr_expect_eq(tn_to_string(t, NULL, 0, NULL), strlen("tensor([1, 2, 3])"));
    cr_expect_eq(tn_to_string(t, text, 0, NULL), strlen("tensor([1, 2, 3])"));
    cr_expect_str_eq(text, "tens");
}

Test(print, shows_the_pending_error_for_null) {
    TN_SCOPE(s);
    cr_expect_str_eq(text_of(NULL), "tensor(NULL)");
    tn_raise((tn_site){"place.c", 7}, TN_ERR_SHAPE, "asked for %d", 3);
    const char *text = text_of(NULL);
    cr_expect(strstr(text, "TN_ERR_SHAPE") && strstr(text, "asked for 3") &&
                  strstr(text, "place.c:7"),
              "%s", text);
    tn_error_take(NULL);
}

static const char *mul_backward(const tn_tensor *t) {
    (void)t;
    return "MulBackward";
}

static void no_meta(void *meta) {
    (void)meta;
}

Test(print, names_the_node_that_made_the_tensor) {
    TN_SCOPE(s);
    const float data[] = {1};
    int meta;
    tni_autograd.grad_name = mul_backward;
    tni_autograd.free_meta = no_meta;
    tn_tensor *t = tn_from(data, TN_SHAPE(1), TN_F32);
    t->autograd = &meta;
    cr_expect_str_eq(text_of(t), "tensor([1.], grad_fn=<MulBackward>)");
}

Test(print, survives_odd_options) {
    TN_SCOPE(s);
    const double data[] = {0.5, 1.5, 2.5};
    char text[512];
    tn_tensor *t = tn_from(data, TN_SHAPE(3), TN_F64);
    tn_to_string(t, text, sizeof text,
                 &(tn_print_options){
                     .precision = -1, .threshold = -3, .edge_items = INT64_MAX, .line_width = -1});
    cr_expect_str_eq(text, "tensor([0, 2, 2], dtype=f64)");
    cr_expect_gt(tn_to_string(t, text, sizeof text, &(tn_print_options){.precision = 1000}), 100);
}
