/* Rare arguments of ops, with the values and gradients that PyTorch 1.13 gives for them. */
#include <criterion/criterion.h>
#include <math.h>

#include <tenon/tenon.h>

#define VALUES(...) ((const double[]){__VA_ARGS__})

static void expect_values(tn_tensor *t, const double *wanted, int n) {
    double got[16];
    tn_tensor *x = t ? tn_to(t, .dtype = TN_F64) : NULL;
    cr_assert(x && tn_numel(x) == n, "%s", tn_ok() ? "size" : tn_error_pending()->message);
    tn_copy_to_host(x, got, (size_t)n * sizeof *got);
    for (int i = 0; i < n; i++) {
        cr_expect(fabs(got[i] - wanted[i]) <= 1e-6 * (1 + fabs(wanted[i])), "%d: %.10g, not %.10g",
                  i, got[i], wanted[i]);
    }
}
#define EXPECT(t, ...) \
    expect_values(t, VALUES(__VA_ARGS__), (int)(sizeof VALUES(__VA_ARGS__) / sizeof(double)))

static tn_tensor *doubles(const double *values, tn_ints size) {
    return tn_from(values, size, TN_F64);
}

/* ---- Losses ---------------------------------------------------------------------------------- */

static const double logits[12] = {1, 2, 3, 0, -1, 4, 2, 2, 1, 5, 0, -5};
static const int64_t classes[4] = {2, 1, 0, 1};

static tn_tensor *loss(const double *weight, int64_t ignored, const char *reduction) {
    return tn_cross_entropy(doubles(logits, TN_SHAPE(4, 3)), tn_from(classes, TN_SHAPE(4), TN_I64),
                            .weight = weight ? doubles(weight, TN_SHAPE(3)) : NULL,
                            .ignore_index = TN_NUM(ignored), .label_smoothing = 0.3,
                            .reduction = reduction);
}

Test(ops_values, smoothing_leaves_out_what_is_ignored) {
    TN_SCOPE(s);
    EXPECT(loss(NULL, 1, "none"), 0.7076059644, 0, 0.9619948041, 0);
}
Test(ops_values, smoothing_is_weighted_by_class) {
    TN_SCOPE(s);
    const double weight[3] = {1, 2, 0.5};
    EXPECT(loss(weight, -100, "sum"), 18.595553053322632);
    EXPECT(loss(weight, -100, "mean"), 3.3810096460586605);
    EXPECT(loss(weight, 1, "sum"), 1.6404187193722297);
    EXPECT(loss(weight, 1, "mean"), 1.0936124795814866);
}

Test(ops_values, softmax_of_very_negative_rows_is_no_nan) {
    TN_SCOPE(s);
    const double low[3] = {-1e30, -1e30, -2e30}, near[2] = {-1000, -1001};
    const tn_dtype dtypes[] = {TN_F32, TN_F64};
    for (int i = 0; i < 2; i++) {
        tn_tensor *x = tn_to(doubles(low, TN_SHAPE(3)), .dtype = dtypes[i]);
        EXPECT(tn_softmax(x, 0), 0.5, 0.5, 0);
        EXPECT(tn_softmax(tn_unsqueeze(x, 1), 0), 0.5, 0.5, 0);
        x = tn_to(doubles(near, TN_SHAPE(2)), .dtype = dtypes[i]);
        EXPECT(tn_log_softmax(x, 0), -0.3132616580, -1.3132616282);
    }
}

/* ---- Windows --------------------------------------------------------------------------------- */

Test(ops_values, a_last_window_that_begins_in_the_padding_is_left_out) {
    TN_SCOPE(s);
    tn_tensor *x = tn_view(tn_arange(16.0, .dtype = TN_F64), TN_SHAPE(1, 4, 4));
    EXPECT(tn_max_pool2d(x, TN_DIMS(2, 2), .stride = TN_DIMS(3, 3), .padding = TN_DIMS(1, 1),
                         .ceil_mode = true),
           0, 3, 12, 15);
    x = tn_view(tn_arange(25.0, .dtype = TN_F64), TN_SHAPE(1, 5, 5));
    EXPECT(tn_avg_pool2d(x, TN_DIMS(2, 2), .stride = TN_DIMS(3, 3), .padding = TN_DIMS(1, 1),
                         .ceil_mode = true),
           0, 1.25, 6.25, 15);
}

Test(ops_values, output_channels_must_fall_into_groups) {
    TN_SCOPE(s);
    cr_expect(
        !tn_conv2d(tn_ones(TN_SHAPE(1, 4, 3, 3)), tn_ones(TN_SHAPE(3, 2, 1, 1)), .groups = 2));
    tn_error e = {0};
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "groups"), "%s", e.message);
}

/* ---- Order ----------------------------------------------------------------------------------- */

Test(ops_values, zeros_of_both_signs_are_equal_in_a_sort) {
    TN_SCOPE(s);
    const double values[5] = {0.0, -0.0, 1, -0.0, 0.0};
    const tn_dtype dtypes[] = {TN_F16, TN_BF16, TN_F32, TN_F64};
    for (int i = 0; i < 4; i++) {
        tn_tensor *x = tn_to(doubles(values, TN_SHAPE(5)), .dtype = dtypes[i]);
        EXPECT(tn_argsort(x, -1), 0, 1, 3, 4, 2);
    }
}

/* ---- Gradients of scatters ------------------------------------------------------------------- */

typedef struct pair {
    tn_tensor *self, *source;
} pair;

static pair variables(const double *self, int n, const double *source, int m) {
    return (pair){tn_set_requires_grad(doubles(self, TN_SHAPE(n)), true),
                  tn_set_requires_grad(doubles(source, TN_SHAPE(m)), true)};
}

Test(ops_values, ties_share_the_gradient_of_a_largest_value) {
    TN_SCOPE(s);
    const int64_t index[3] = {1, 1, 3};
    const pair p = variables(VALUES(1, 5, 5, 2), 4, VALUES(5, 5, 1), 3);
    tn_tensor *y =
        tn_scatter_reduce(p.self, 0, tn_from(index, TN_SHAPE(3), TN_I64), p.source, "amax");
    tn_backward(tn_sum(tn_mul(y, doubles(VALUES(1, 6, 1, 1), TN_SHAPE(4)))));
    EXPECT(tn_grad(p.self), 1, 2, 1, 1);
    EXPECT(tn_grad(p.source), 2, 2, 0);
}

Test(ops_values, two_zeros_leave_a_product_without_gradient) {
    TN_SCOPE(s);
    const int64_t index[5] = {0, 0, 1, 1, 1};
    const pair p = variables(VALUES(2, 3, 4), 3, VALUES(0, 0, 5, 0, 7), 5);
    tn_backward(tn_sum(
        tn_scatter_reduce(p.self, 0, tn_from(index, TN_SHAPE(5), TN_I64), p.source, "prod")));
    EXPECT(tn_grad(p.self), 0, 0, 1);
    EXPECT(tn_grad(p.source), 0, 0, 0, 105, 0);
}

/* PyTorch 1.13 forgets to: gradcheck refuses its gradient. */
Test(ops_values, a_complex_factor_is_conjugated_in_the_gradient) {
    TN_SCOPE(s);
    const int64_t index[2] = {1, 0};
    tn_tensor *b = tn_set_requires_grad(tn_from(VALUES(1, 2, 3, -1), TN_SHAPE(2), TN_C128), true);
    tn_tensor *y =
        tn_index_add(tn_zeros(TN_SHAPE(2), .dtype = TN_C128), 0,
                     tn_from(index, TN_SHAPE(2), TN_I64), b, .alpha = tn_value_complex(2, -3));
    EXPECT(tn_view_as_real(y), 3, -11, 8, 1);
    tn_backward(y, .grad = tn_from(VALUES(1, 1, 2, -1), TN_SHAPE(2), TN_C128));
    EXPECT(tn_view_as_real(tn_grad(b)), 7, 4, -1, 5);
}

/* ---- Promotion ------------------------------------------------------------------------------- */

static tn_tensor *of(tn_dtype dtype, bool has_dim) {
    return has_dim ? tn_ones(TN_SHAPE(2), .dtype = dtype) : tn_ones(((tn_ints){0}), .dtype = dtype);
}

#define PROMOTES(a, a_dim, b, b_dim, to) \
    { TN_##a, TN_##b, TN_##to, a_dim, b_dim }

/* Tensors without dims count only when their category is higher. */
Test(ops_values, tensors_without_dims_promote_by_category) {
    static const struct {
        tn_dtype a, b, to;
        bool a_dim, b_dim;
    } cases[] = {PROMOTES(I32, true, F64, false, F64),  PROMOTES(F16, true, F64, false, F16),
                 PROMOTES(I8, true, I64, false, I8),    PROMOTES(F32, true, C128, false, C64),
                 PROMOTES(F64, true, C64, false, C128), PROMOTES(BOOL, true, I16, false, I16),
                 PROMOTES(F16, true, F32, false, F16),  PROMOTES(F16, false, F32, false, F32),
                 PROMOTES(I64, false, U8, true, U8)};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        TN_SCOPE(s);
        tn_tensor *y = tn_add(of(cases[i].a, cases[i].a_dim), of(cases[i].b, cases[i].b_dim));
        cr_expect_eq(tn_dtype_of(y), cases[i].to, "%s and %s give %s", tn_dtype_name(cases[i].a),
                     tn_dtype_name(cases[i].b), tn_dtype_name(tn_dtype_of(y)));
    }
    TN_SCOPE(s);
    cr_expect_eq(tn_dtype_of(tn_add(of(TN_BOOL, true), 2.5)), TN_F32);
    cr_expect_eq(tn_dtype_of(tn_add(of(TN_F64, true), tn_value_complex(0, 1))), TN_C128);
}

Test(ops_values, a_padding_row_must_be_in_the_table) {
    TN_SCOPE(s);
    tn_tensor *at = tn_zeros(TN_SHAPE(1), .dtype = TN_I64), *table = tn_ones(TN_SHAPE(4, 2));
    cr_expect(tn_embedding(table, at, .padding_idx = TN_NUM(-4)));
    cr_expect(tn_ok());
    cr_expect(!tn_embedding(table, at, .padding_idx = TN_NUM(4)));
    tn_error e = {0};
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "padding_idx 4 is not in the 4 rows"), "%s", e.message);
}

Test(ops_values, rows_of_a_table_are_shortened_in_place_and_frequent_ones_learn_less) {
    TN_SCOPE(s);
    const int64_t at[] = {1, 2, 1};
    const float rows[] = {3, 4, 3, 4, 0.6F, 0.8F};
    tn_tensor *table = tn_from(rows, TN_DIMS(3, 2), TN_F32, .requires_grad = true);
    tn_tensor *indices = tn_from(at, TN_DIMS(3), TN_I64);
    tn_tensor *picked =
        tn_embedding(table, indices, .max_norm = TN_NUM(2), .scale_grad_by_freq = true);
    tn_backward(tn_sum(tn_mul(picked, 6.0)));
    EXPECT(tn_grad(table), 0, 0, 6, 6, 6, 6);
    const float *now = tn_const_data(table);
    cr_expect_eq(now[0], 3, "a row that nobody picks");
    cr_expect_float_eq(now[2], 1.2F, 1e-6, "%g", (double)now[2]);
    cr_expect_float_eq(now[3], 1.6F, 1e-6, "%g", (double)now[3]);
    cr_expect_eq(now[4], 0.6F, "a row that is short enough");
    tn_tensor *by_sum = tn_embedding(table, indices, .max_norm = TN_NUM(1), .norm_type = TN_NUM(1));
    cr_expect_float_eq(tn_item(tn_sum(by_sum)), 3, 1e-5);
}

/* ---- Errors ---------------------------------------------------------------------------------- */

Test(ops_values, nothing_is_written_while_an_error_is_pending) {
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(3));
    tn_raise(TN_HERE, TN_ERR_ARGUMENT, "before");
    cr_expect(!tn_add_(x, 1.0));
    cr_expect(!tn_fill_(x, 7.0));
    tn_error_take(NULL);
    EXPECT(x, 1, 1, 1);
}

static void expect_null_named(const char *op, tn_value first, tn_value second, const char *text) {
    tn_value in[2] = {first, second}, out[4];
    const int n = second.kind == TN_VALUE_NONE ? 1 : 2;
    cr_expect_eq(tn_op_invoke(tn_op_find(op), in, n, out, NULL), TN_ERR_ARGUMENT, "%s", op);
    tn_error e = {0};
    cr_assert(tn_error_take(&e), "%s", op);
    cr_expect(strstr(e.message, text), "%s", e.message);
}

Test(ops_values, lists_and_texts_that_are_null_are_refused) {
    TN_SCOPE(s);
    const tn_value none = {.kind = TN_VALUE_NONE}, x = tn_value_tensor(tn_ones(TN_SHAPE(2, 2)));
    const tn_value ints = {.kind = TN_VALUE_INTS, .count = 2};
    const tn_value text = {.kind = TN_VALUE_STRING};
    expect_null_named("zeros", ints, none, "argument 'size'");
    expect_null_named("sum", x, ints, "argument 'dim'");
    expect_null_named("gelu", x, text, "argument 'approximate'");
    cr_expect(!tn_zeros(((tn_ints){NULL, 2})));
    cr_expect(tn_error_take(NULL));
    cr_expect(!tn_sum(tn_ones(TN_SHAPE(2)), .dim = {NULL, 2}));
    cr_expect(tn_error_take(NULL));
    tn_value out[1];
    cr_expect_eq(tn_op_invoke(tn_op_find("relu"), NULL, 2, out, NULL), TN_ERR_ARGUMENT);
    cr_expect(tn_error_take(NULL));
    cr_expect_eq(tn_op_invoke(tn_op_find("relu"), &x, 1, NULL, NULL), TN_ERR_ARGUMENT);
    cr_expect(tn_error_take(NULL));
}

/* ---- Dtypes and sizes that were refused wrongly ---------------------------------------------- */

Test(ops_values, the_promoted_dtype_is_what_must_be_defined) {
    TN_SCOPE(s);
    tn_tensor *flags = of(TN_BOOL, true), *whole = of(TN_I64, true), *real = of(TN_F32, true);
    cr_expect_eq(tn_dtype_of(tn_pow(flags, 2)), TN_I64);
    cr_expect_eq(tn_dtype_of(tn_remainder(flags, whole)), TN_I64);
    cr_expect_eq(tn_dtype_of(tn_floor_divide(flags, whole)), TN_I64);
    cr_expect_eq(tn_dtype_of(tn_hypot(whole, real)), TN_F32);
    cr_expect(tn_ok());
    cr_expect(!tn_hypot(whole, whole));
    cr_expect(tn_error_take(NULL));
    cr_expect(!tn_sub(flags, flags));
    cr_expect(tn_error_take(NULL));
    cr_expect(!tn_sub(flags, whole));
    cr_expect(tn_error_take(NULL));
    cr_expect(!tn_sub(real, flags));
    cr_expect(tn_error_take(NULL));
    cr_expect(!tn_sub(flags, 1));
    cr_expect(tn_error_take(NULL));
    cr_expect(!tn_sub(whole, tn_value_bool(true)));
    cr_expect(tn_error_take(NULL));
}

Test(ops_values, sums_of_batched_products_keep_their_dtype) {
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(2, 3, 3), .dtype = TN_I16);
    tn_tensor *y = tn_addbmm(tn_ones(TN_SHAPE(3, 3), .dtype = TN_I16), a, a);
    cr_expect_eq(tn_dtype_of(y), TN_I16);
    cr_expect_eq(tn_item_int(tn_amax(y)), 7);
}

/* torch.nn.functional.conv_transpose2d(arange(4.).view(1, 1, 2, 2), arange(9.).view(1, 1, 3, 3),
 * dilation=2, output_padding=1) and the same with padding=1. */
Test(ops_values, a_transposed_convolution_can_be_padded_by_its_stride) {
    TN_SCOPE(s);
    tn_tensor *x = tn_view(tn_arange(4.0, .dtype = TN_F64), TN_SHAPE(1, 1, 2, 2));
    tn_tensor *w = tn_view(tn_arange(9.0, .dtype = TN_F64), TN_SHAPE(1, 1, 3, 3));
    tn_tensor *y = tn_conv_transpose2d(x, w, .dilation = TN_DIMS(2), .output_padding = TN_DIMS(1));
    cr_assert_eq(tn_numel(y), 49);
    cr_expect_eq(tn_item(tn_sum(y)), 216.0);
    y = tn_conv_transpose2d(x, w, .dilation = TN_DIMS(2), .output_padding = TN_DIMS(1),
                            .padding = TN_DIMS(1));
    cr_assert_eq(tn_numel(y), 25);
    cr_expect_eq(tn_item(tn_sum(y)), 195.0);
}

Test(ops_values, weights_that_are_no_distribution_are_refused) {
    static const double bad[][3] = {{1, -1, 2}, {1, NAN, 2}, {1, INFINITY, 2}, {0, 0, 0}};
    for (int i = 0; i < 4; i++) {
        TN_SCOPE(s);
        cr_expect(!tn_multinomial(doubles(bad[i], TN_SHAPE(3)), 1), "%d", i);
        cr_expect(tn_error_take(NULL));
    }
    TN_SCOPE(s);
    cr_expect(!tn_multinomial(doubles(VALUES(1, 0, 0), TN_SHAPE(3)), 2));
    cr_expect(tn_error_take(NULL));
    cr_expect(tn_multinomial(doubles(VALUES(1, 0, 0), TN_SHAPE(3)), 2, .replacement = true));
    cr_expect(tn_multinomial(doubles(VALUES(1, 0, 2), TN_SHAPE(3)), 2));
    tn_tensor *large = tn_full(TN_SHAPE(4), 60000.0, .dtype = TN_F16); /* their sum is infinite */
    cr_expect(tn_multinomial(large, 2));
}

/* Of 2^24 uniform numbers that a logarithm is taken of, one is the smallest. */
static double largest_draw(tn_tensor *(*draw)(tn_tensor *t), uint64_t seed) {
    TN_SCOPE(s);
    tn_manual_seed(seed);
    tn_tensor *t = tn_empty(TN_SHAPE(1 << 24), .dtype = TN_F32);
    return tn_item(tn_amax(tn_abs(draw(t))));
}
static tn_tensor *normal(tn_tensor *t) {
    return tn_normal_(t, 0, 1);
}
static tn_tensor *exponential(tn_tensor *t) {
    return tn_exponential_(t, 1);
}
Test(ops_values, draws_are_finite_even_of_the_smallest_uniform_number) {
    double normals = 0, exponentials = 0;
    for (uint64_t seed = 0; seed < 6; seed++) {
        normals = fmax(normals, largest_draw(normal, seed));
        exponentials = fmax(exponentials, largest_draw(exponential, seed));
    }
    cr_expect_float_eq(exponentials, 24 * log(2), 1e-5); /* it was among them */
    cr_expect(normals > 5 && normals <= sqrt(48 * log(2)) + 1e-5, "%g", normals);
}
