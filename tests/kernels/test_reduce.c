/* Reductions against sums in long double, along rows, columns and everything, on every instruction
 * set and any number of threads. */
#include "kernel_case.h"

enum { MAX_N = 400000 };

static double values[MAX_N];
static unsigned char input[MAX_N * 16], output[MAX_N * 16], again[MAX_N * 16];
static int64_t indices[MAX_N];

/* kept and reduced spaces of a problem over contiguous memory. */
typedef struct space {
    int kept_ndim, reduced_ndim;
    int64_t kept_extents[3], kept_strides[3], reduced_extents[3], reduced_strides[3];
} space;

static const space everything = {0, 1, {0}, {0}, {300007}, {1}};
static const space one_element = {0, 1, {0}, {0}, {1}, {1}};
static const space few = {0, 1, {0}, {0}, {37}, {1}};
static const space rows = {1, 1, {97}, {1003}, {1003}, {1}};
static const space short_rows = {1, 1, {9001}, {5}, {5}, {1}};
static const space columns = {1, 1, {301}, {1}, {1009}, {301}};
static const space wide_columns = {1, 1, {30011}, {1}, {11}, {30011}};
static const space channels = {1, 2, {13}, {700}, {9, 700}, {9100, 1}};
static const space middle = {2, 1, {17, 61}, {2501, 1}, {41}, {61}};
static const space every_third = {1, 1, {50}, {3000}, {1000}, {3}};
static const space two_gaps = {1, 2, {8}, {1}, {31, 29}, {1000, 16}};

static const space *const spaces[] = {&everything, &one_element, &few,          &rows,
                                      &short_rows, &columns,     &wide_columns, &channels,
                                      &middle,     &every_third, &two_gaps};
enum { SPACES = sizeof spaces / sizeof spaces[0] };

static int64_t product(int n, const int64_t *extents) {
    int64_t p = 1;
    for (int d = 0; d < n; d++) {
        p *= extents[d];
    }
    return p;
}

static int64_t offset_of(int n, const int64_t *extents, const int64_t *strides, int64_t i) {
    int64_t offset = 0;
    for (int d = n - 1; d >= 0; d--) {
        offset += i % extents[d] * strides[d];
        i /= extents[d];
    }
    return offset;
}

static double value_of(const space *s, int64_t kept, int64_t i) {
    return values[offset_of(s->kept_ndim, s->kept_extents, s->kept_strides, kept) +
                  offset_of(s->reduced_ndim, s->reduced_extents, s->reduced_strides, i)];
}

static tn_k_reduce block_of(const space *s, int code, tn_dtype in, tn_dtype out, double param) {
    tn_k_reduce k = {.code = (uint16_t)code,
                     .in_dtype = (uint8_t)in,
                     .out_dtype = (uint8_t)out,
                     .kept_ndim = s->kept_ndim,
                     .reduced_ndim = s->reduced_ndim,
                     .kept_numel = product(s->kept_ndim, s->kept_extents),
                     .reduced_numel = product(s->reduced_ndim, s->reduced_extents),
                     .in = input,
                     .out = output,
                     .param = param};
    memcpy(k.kept_extents, s->kept_extents, sizeof s->kept_extents);
    memcpy(k.kept_strides, s->kept_strides, sizeof s->kept_strides);
    memcpy(k.reduced_extents, s->reduced_extents, sizeof s->reduced_extents);
    memcpy(k.reduced_strides, s->reduced_strides, sizeof s->reduced_strides);
    return k;
}

/* values and their stored form; whole numbers for integers. */
static void fill(tn_dtype dtype, double lo, double hi) {
    for (int64_t i = 0; i < MAX_N; i++) {
        const double v = case_uniform((uint64_t)i, lo, hi);
        values[i] = tni_is_float(dtype) || tni_is_complex(dtype) ? v : trunc(v);
    }
    tni_host_store(TN_F64, dtype)(MAX_N, input, values, 1);
    if (!tni_is_complex(dtype)) {
        tni_host_load(dtype, TN_F64)(MAX_N, values, input, 1);
    }
}

typedef long double fold(const space *s, int64_t kept, int64_t n, double param);

/* Runs a code over every space, instruction set and thread count; bits may differ between
 * instruction sets only in maps that they do not share, never between threads. */
static void check(int code, tn_dtype in, tn_dtype out, double param, double lo, double hi,
                  double relative, double absolute, fold *want) {
    fill(in, lo, hi);
    for (int i = 0; i < SPACES; i++) {
        tn_k_reduce k = block_of(spaces[i], code, in, out, param);
        if (code == TN_REDUCE_MAX_INDEX || code == TN_REDUCE_MIN_INDEX) {
            k.out2 = indices;
        }
        for (CASE_EACH_ISA(isa)) {
            tn_set_num_threads(1);
            cr_assert_eq(tni_host_reduce(&k, NULL), TN_OK, "%s", tn_kernel_error());
            memcpy(again, output, (size_t)k.kept_numel * tn_dtype_bytes(out));
            tn_set_num_threads(3);
            cr_assert_eq(tni_host_reduce(&k, NULL), TN_OK);
            cr_assert_arr_eq(again, output, (size_t)k.kept_numel * tn_dtype_bytes(out),
                             "space %d depends on the threads", i);
        }
        for (int64_t kept = 0; kept < k.kept_numel; kept++) {
            const tn_value v = tni_load_value(output + (size_t)kept * tn_dtype_bytes(out), out);
            const long double got = (long double)creal(tni_value_complex(v));
            const long double w = want(spaces[i], kept, k.reduced_numel, param);
            const bool same = isnan(w)   ? isnan(got)
                              : isinf(w) ? got == w
                                         : fabsl(got - w) <= (long double)relative * fabsl(w) +
                                                                 (long double)absolute;
            cr_assert(same, "space %d, kept %d: %.10Lg, not %.10Lg", i, (int)kept, got, w);
        }
    }
}

#define FOLD(name, start, step, finish)                                              \
    static long double name(const space *s, int64_t kept, int64_t n, double param) { \
        long double r = start;                                                       \
        for (int64_t i = 0; i < n; i++) {                                            \
            const long double x = value_of(s, kept, i);                              \
            r = step;                                                                \
        }                                                                            \
        (void)param;                                                                 \
        return finish;                                                               \
    }
FOLD(sum_of, 0, r + x, r)
FOLD(mean_of, 0, r + x, r / n)
FOLD(prod_of, 1, r *x, r)
FOLD(max_of, -INFINITY, x > r ? x : r, r)
FOLD(min_of, INFINITY, x < r ? x : r, r)
FOLD(any_of, 0, r != 0 || x != 0, r)
FOLD(all_of, 1, r != 0 && x != 0, r)
FOLD(count_of, 0, r + (x != 0), r)
FOLD(norm_1, 0, r + fabsl(x), r)
FOLD(norm_2, 0, r + x * x, sqrtl(r))
FOLD(norm_3, 0, r + fabsl(x * x * x), powl(r, 1 / 3.0L))
FOLD(norm_max, 0, fabsl(x) > r ? fabsl(x) : r, r)
FOLD(norm_min, INFINITY, fabsl(x) < r ? fabsl(x) : r, r)
FOLD(sum_of_exp, 0, r + expl(x), logl(r))
static long double variance(const space *s, int64_t kept, int64_t n, double param) {
    const long double mean = mean_of(s, kept, n, 0);
    long double r = 0;
    for (int64_t i = 0; i < n; i++) {
        const long double d = (long double)value_of(s, kept, i) - mean;
        r += d * d;
    }
    return n > param ? r / (n - (long double)param) : NAN;
}
static long double deviation(const space *s, int64_t kept, int64_t n, double param) {
    return sqrtl(variance(s, kept, n, param));
}
static long double first_of(const space *s, int64_t kept, int64_t n, long double wanted) {
    for (int64_t i = 0; i < n; i++) {
        if ((long double)value_of(s, kept, i) == wanted) {
            return i;
        }
    }
    return -1;
}
static long double first_max(const space *s, int64_t kept, int64_t n, double param) {
    return first_of(s, kept, n, max_of(s, kept, n, param));
}
static long double first_min(const space *s, int64_t kept, int64_t n, double param) {
    return first_of(s, kept, n, min_of(s, kept, n, param));
}

#define REDUCE(name, code, in, out, param, lo, hi, relative, absolute, want)                 \
    Test(reduce, name) {                                                                     \
        check(TN_REDUCE_##code, TN_##in, TN_##out, param, lo, hi, relative, absolute, want); \
    }
REDUCE(sums_of_f32, SUM, F32, F32, 0, -1, 1, 2e-6, 2e-4, sum_of)
REDUCE(sums_of_positive_f32_lose_little, SUM, F32, F32, 0, 0, 1, 1e-6, 0, sum_of)
REDUCE(sums_of_f64, SUM, F64, F64, 0, -1, 1, 1e-13, 1e-12, sum_of)
REDUCE(sums_of_f16_accumulate_in_f32, SUM, F16, F16, 0, 0, 0.125, 1e-3, 1e-3, sum_of)
REDUCE(sums_of_bf16_into_f32, SUM, BF16, F32, 0, 0, 1, 1e-6, 0, sum_of)
REDUCE(sums_of_u8_into_i64, SUM, U8, I64, 0, 0, 255, 0, 0, sum_of)
REDUCE(sums_of_i32_into_i64, SUM, I32, I64, 0, -1e6, 1e6, 0, 0, sum_of)
REDUCE(sums_of_bool_count, SUM, BOOL, I64, 0, 0, 2, 0, 0, sum_of)
REDUCE(sums_of_i64_into_f32, SUM, I64, F32, 0, 0, 9, 1e-6, 0, sum_of)
REDUCE(sums_of_c64, SUM, C64, C64, 0, 0, 1, 2e-6, 0, sum_of)
REDUCE(sums_of_c128, SUM, C128, C128, 0, 0, 1, 1e-13, 0, sum_of)
REDUCE(means_of_f32, MEAN, F32, F32, 0, 0, 1, 1e-6, 0, mean_of)
REDUCE(means_of_f64, MEAN, F64, F64, 0, 0, 1, 1e-14, 0, mean_of)
REDUCE(means_of_c128, MEAN, C128, C128, 0, 0, 1, 1e-14, 0, mean_of)
REDUCE(products_of_f64, PROD, F64, F64, 0, 0.9, 1.1, 1e-9, 0, prod_of)
REDUCE(nansum_without_nan_is_the_sum, NANSUM, F32, F32, 0, 0, 1, 1e-6, 0, sum_of)
REDUCE(largest_of_f32, AMAX, F32, F32, 0, -9, 9, 0, 0, max_of)
REDUCE(smallest_of_f32, AMIN, F32, F32, 0, -9, 9, 0, 0, min_of)
REDUCE(largest_of_f64, AMAX, F64, F64, 0, -9, 9, 0, 0, max_of)
REDUCE(largest_of_bf16, AMAX, BF16, BF16, 0, -9, 9, 0, 0, max_of)
REDUCE(largest_of_i8, AMAX, I8, I8, 0, -128, 127, 0, 0, max_of)
REDUCE(smallest_of_i64, AMIN, I64, I64, 0, -1e9, 1e9, 0, 0, min_of)
REDUCE(largest_of_bool, AMAX, BOOL, BOOL, 0, 0, 2, 0, 0, max_of)
REDUCE(index_of_the_first_largest_f32, ARGMAX, F32, I64, 0, -9, 9, 0, 0, first_max)
REDUCE(index_of_the_first_smallest_f64, ARGMIN, F64, I64, 0, -9, 9, 0, 0, first_min)
REDUCE(index_of_the_first_of_equal_ones, ARGMAX, I32, I64, 0, 0, 3, 0, 0, first_max)
REDUCE(largest_with_its_index, MAX_INDEX, F32, F32, 0, -9, 9, 0, 0, max_of)
REDUCE(smallest_with_its_index, MIN_INDEX, F16, F16, 0, -9, 9, 0, 0, min_of)
REDUCE(any_of_f32, ANY, F32, BOOL, 0, -0.5, 0.5, 0, 0, any_of)
REDUCE(any_of_mostly_zeros, ANY, I32, BOOL, 0, -1.001, 1.001, 0, 0, any_of)
REDUCE(all_of_f64, ALL, F64, BOOL, 0, 0.5, 1, 0, 0, all_of)
REDUCE(all_of_u8_with_zeros, ALL, U8, BOOL, 0, 0, 9, 0, 0, all_of)
REDUCE(all_of_c64, ALL, C64, BOOL, 0, 0.5, 1, 0, 0, all_of)
REDUCE(nonzero_elements_are_counted, COUNT_NONZERO, I16, I64, 0, -3, 3, 0, 0, count_of)
REDUCE(variance_of_f32, VAR, F32, F32, 1, 0, 1, 1e-5, 1e-7, variance)
REDUCE(variance_of_f64_far_from_zero, VAR, F64, F64, 1, 1e6, 1e6 + 1, 1e-6, 1e-9, variance)
REDUCE(population_variance, VAR, F64, F64, 0, 0, 1, 1e-12, 1e-13, variance)
REDUCE(standard_deviation_of_f32, STD, F32, F32, 1, 0, 1, 1e-5, 1e-6, deviation)
REDUCE(norm_of_order_1, NORM, F32, F32, 1, -1, 1, 1e-6, 0, norm_1)
REDUCE(norm_of_order_2, NORM, F32, F32, 2, -1, 1, 1e-6, 0, norm_2)
REDUCE(norm_of_order_3, NORM, F64, F64, 3, -1, 1, 1e-12, 0, norm_3)
REDUCE(norm_of_order_0, NORM, F32, F32, 0, -1, 1, 0, 0, count_of)
REDUCE(norm_of_order_inf, NORM, F32, F32, INFINITY, -1, 1, 0, 0, norm_max)
REDUCE(norm_of_order_minus_inf, NORM, F64, F64, -INFINITY, -1, 1, 0, 0, norm_min)
REDUCE(norm_of_c128_is_real, NORM, C128, F64, 2, -1, 1, 1e-13, 0, norm_2)
REDUCE(logsumexp_of_f32, LOGSUMEXP, F32, F32, 0, -5, 5, 2e-6, 1e-6, sum_of_exp)
REDUCE(logsumexp_of_f64, LOGSUMEXP, F64, F64, 0, -5, 5, 1e-13, 1e-13, sum_of_exp)

/* ---- Edges ----------------------------------------------------------------------------------- */

static double reduce_f32(int code, int64_t n, const float *x, double param, int64_t *index) {
    float value[2] = {0};
    int64_t whole = 0;
    const bool arg = code == TN_REDUCE_ARGMAX || code == TN_REDUCE_ARGMIN;
    const bool boolean = code == TN_REDUCE_ALL || code == TN_REDUCE_ANY;
    tn_k_reduce k = {.code = (uint16_t)code,
                     .in_dtype = TN_F32,
                     .out_dtype = arg       ? TN_I64
                                  : boolean ? TN_BOOL
                                            : TN_F32,
                     .reduced_ndim = 1,
                     .kept_numel = 1,
                     .reduced_numel = n,
                     .reduced_extents = {n},
                     .reduced_strides = {1},
                     .in = x,
                     .out = arg || boolean ? (void *)&whole : (void *)value,
                     .out2 = index,
                     .param = param};
    cr_assert_eq(tni_host_reduce(&k, NULL), TN_OK, "%s", tn_kernel_error());
    return arg || boolean ? (double)whole : (double)value[0];
}

Test(reduce, nothing_has_the_identity_of_its_reduction) {
    cr_expect_eq(reduce_f32(TN_REDUCE_SUM, 0, NULL, 0, NULL), 0);
    cr_expect_eq(reduce_f32(TN_REDUCE_PROD, 0, NULL, 0, NULL), 1);
    cr_expect_eq(reduce_f32(TN_REDUCE_ALL, 0, NULL, 0, NULL), 1);
    cr_expect_eq(reduce_f32(TN_REDUCE_ANY, 0, NULL, 0, NULL), 0);
    cr_expect(isnan(reduce_f32(TN_REDUCE_MEAN, 0, NULL, 0, NULL)));
    cr_expect(isnan(reduce_f32(TN_REDUCE_VAR, 0, NULL, 1, NULL)));
    cr_expect_eq(reduce_f32(TN_REDUCE_NORM, 0, NULL, 2, NULL), 0);
    cr_expect_eq(reduce_f32(TN_REDUCE_LOGSUMEXP, 0, NULL, 0, NULL), -(double)INFINITY);
}

Test(reduce, variance_of_one_element_is_nan) {
    const float x = 3;
    cr_expect(isnan(reduce_f32(TN_REDUCE_VAR, 1, &x, 1, NULL)));
    cr_expect_eq(reduce_f32(TN_REDUCE_VAR, 1, &x, 0, NULL), 0);
}

Test(reduce, nan_is_the_largest_and_the_smallest) {
    static float x[5000];
    for (int at = 0; at < 5000; at += 613) {
        for (int i = 0; i < 5000; i++) {
            x[i] = (float)i;
        }
        x[at] = NAN;
        x[4999] = NAN;
        int64_t index = -1;
        cr_expect(isnan(reduce_f32(TN_REDUCE_AMAX, 5000, x, 0, NULL)));
        cr_expect(isnan(reduce_f32(TN_REDUCE_AMIN, 5000, x, 0, NULL)));
        cr_expect_eq(reduce_f32(TN_REDUCE_ARGMAX, 5000, x, 0, NULL), at);
        cr_expect_eq(reduce_f32(TN_REDUCE_ARGMIN, 5000, x, 0, NULL), at);
        cr_expect(isnan(reduce_f32(TN_REDUCE_MAX_INDEX, 5000, x, 0, &index)));
        cr_expect_eq(index, at);
    }
}

Test(reduce, nansum_skips_nan) {
    const float x[4] = {1, NAN, 2, NAN};
    cr_expect_eq(reduce_f32(TN_REDUCE_NANSUM, 4, x, 0, NULL), 3);
    cr_expect(isnan(reduce_f32(TN_REDUCE_SUM, 4, x, 0, NULL)));
}

Test(reduce, logsumexp_survives_large_and_infinite_elements) {
    const float large[2] = {1000, 1000}, top[2] = {INFINITY, 1}, low[2] = {-INFINITY, -INFINITY};
    cr_expect_float_eq(reduce_f32(TN_REDUCE_LOGSUMEXP, 2, large, 0, NULL), 1000.6931, 1e-3);
    cr_expect_eq(reduce_f32(TN_REDUCE_LOGSUMEXP, 2, top, 0, NULL), (double)INFINITY);
    cr_expect_eq(reduce_f32(TN_REDUCE_LOGSUMEXP, 2, low, 0, NULL), -(double)INFINITY);
}

Test(reduce, integer_sums_wrap) {
    const int64_t x[2] = {INT64_MAX, 1};
    int64_t sum = 0;
    tn_k_reduce k = {.code = TN_REDUCE_SUM,
                     .in_dtype = TN_I64,
                     .out_dtype = TN_I64,
                     .reduced_ndim = 1,
                     .kept_numel = 1,
                     .reduced_numel = 2,
                     .reduced_extents = {2},
                     .reduced_strides = {1},
                     .in = x,
                     .out = &sum};
    cr_assert_eq(tni_host_reduce(&k, NULL), TN_OK);
    cr_expect_eq(sum, INT64_MIN);
}

Test(reduce, complex_numbers_have_no_order) {
    float x[2] = {1, 2}, out[2];
    tn_k_reduce k = {.code = TN_REDUCE_AMAX,
                     .in_dtype = TN_C64,
                     .out_dtype = TN_C64,
                     .reduced_ndim = 1,
                     .kept_numel = 1,
                     .reduced_numel = 1,
                     .reduced_extents = {1},
                     .reduced_strides = {1},
                     .in = x,
                     .out = out};
    cr_expect_eq(tni_host_reduce(&k, NULL), TN_ERR_DTYPE);
    k.code = TN_REDUCE_ARGMAX;
    cr_expect_eq(tni_host_reduce(&k, NULL), TN_ERR_DTYPE);
}

Test(reduce, sums_have_the_same_bits_on_every_instruction_set) {
    fill(TN_F32, -1, 1);
    float first[11];
    for (CASE_EACH_ISA(isa)) {
        for (int i = 0; i < SPACES; i++) {
            const tn_k_reduce k = block_of(spaces[i], TN_REDUCE_SUM, TN_F32, TN_F32, 0);
            cr_assert_eq(tni_host_reduce(&k, NULL), TN_OK);
            if (isa == TNI_ISA_BASE) {
                memcpy(&first[i], output, sizeof(float));
            }
            cr_expect_arr_eq(&first[i], output, sizeof(float), "space %d", i);
        }
    }
}
