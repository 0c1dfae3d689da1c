/* Running results along a dim against the loop that defines them. */
#include "kernel_case.h"

enum { MAX_N = 60000 };

static double values[MAX_N], want[MAX_N];
static unsigned char input[MAX_N * 16], output[MAX_N * 16], again[MAX_N * 16];
static int64_t indices[MAX_N], want_index[MAX_N];

static double next_of(int code, double running, double x) {
    switch (code) {
    case TN_SCAN_SUM:
        return running + x;
    case TN_SCAN_PROD:
        return running * x;
    case TN_SCAN_MAX:
        return x >= running ? x : running;
    case TN_SCAN_MIN:
        return x <= running ? x : running;
    default:
        return log(exp(running) + exp(x));
    }
}

static void define(int code, int64_t outer, int64_t size, int64_t inner) {
    for (int64_t o = 0; o < outer; o++) {
        for (int64_t i = 0; i < inner; i++) {
            double running = 0;
            int64_t index = 0;
            for (int64_t k = 0; k < size; k++) {
                const int64_t at = (o * size + k) * inner + i;
                const double before = running;
                running = k ? next_of(code, running, values[at]) : values[at];
                index = k == 0 || running != before || values[at] == running ? k : index;
                want[at] = running;
                want_index[at] = index;
            }
        }
    }
}

static void check(int code, tn_dtype in, tn_dtype out, double lo, double hi, double tolerance) {
    static const int64_t shapes[][3] = {{1, 50000, 1}, {7, 600, 1}, {3, 40, 200},
                                        {1, 1, 1},     {5, 11, 3},  {1, 100, 500}};
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        const int64_t n = shapes[s][0] * shapes[s][1] * shapes[s][2];
        for (int64_t i = 0; i < n; i++) {
            const double v = case_uniform((uint64_t)i, lo, hi);
            values[i] = tni_is_float(in) || tni_is_complex(in) ? v : trunc(v);
        }
        tni_host_store(TN_F64, in)(n, input, values, 1);
        if (!tni_is_complex(in)) {
            tni_host_load(in, TN_F64)(n, values, input, 1);
        }
        define(code, shapes[s][0], shapes[s][1], shapes[s][2]);
        const bool ordered = code == TN_SCAN_MAX || code == TN_SCAN_MIN;
        const tn_k_scan k = {.code = (uint8_t)code,
                             .in_dtype = (uint8_t)in,
                             .out_dtype = (uint8_t)out,
                             .outer = shapes[s][0],
                             .size = shapes[s][1],
                             .inner = shapes[s][2],
                             .in = input,
                             .out = output,
                             .indices = ordered ? indices : NULL};
        tn_set_num_threads(1);
        cr_assert_eq(tni_host_scan(&k, NULL), TN_OK, "%s", tn_kernel_error());
        memcpy(again, output, (size_t)n * tn_dtype_bytes(out));
        tn_set_num_threads(3);
        cr_assert_eq(tni_host_scan(&k, NULL), TN_OK);
        cr_assert_arr_eq(again, output, (size_t)n * tn_dtype_bytes(out));
        for (int64_t i = 0; i < n; i++) {
            const tn_value v = tni_load_value(output + (size_t)i * tn_dtype_bytes(out), out);
            const double got = creal(tni_value_complex(v));
            cr_assert_leq(fabs(got - want[i]), tolerance * (1 + fabs(want[i])),
                          "shape %d, element %d: %g, not %g", (int)s, (int)i, got, want[i]);
            cr_assert(!ordered || indices[i] == want_index[i], "shape %d, element %d: index %d",
                      (int)s, (int)i, (int)indices[i]);
        }
    }
}

#define SCAN(name, code, in, out, lo, hi, tolerance)                 \
    Test(scan, name) {                                               \
        check(TN_SCAN_##code, TN_##in, TN_##out, lo, hi, tolerance); \
    }
SCAN(sums_of_f32, SUM, F32, F32, -1, 1, 1e-6)
SCAN(sums_of_f64, SUM, F64, F64, -1, 1, 1e-12)
SCAN(sums_of_f16, SUM, F16, F16, -0.01, 0.01, 1e-3)
SCAN(sums_of_c64, SUM, C64, C64, -1, 1, 1e-6)
SCAN(sums_of_i32_into_i64, SUM, I32, I64, -100, 100, 0)
SCAN(sums_of_bool_into_i64, SUM, BOOL, I64, 0, 2, 0)
SCAN(products_of_f64, PROD, F64, F64, 0.99, 1.01, 1e-9)
SCAN(products_of_c128, PROD, C128, C128, 0.99, 1.01, 1e-9)
SCAN(largest_so_far_of_f32, MAX, F32, F32, -9, 9, 0)
SCAN(smallest_so_far_of_f64, MIN, F64, F64, -9, 9, 0)
SCAN(largest_so_far_of_i16, MAX, I16, I16, -9, 9, 0)
SCAN(log_of_running_sums_of_exp, LOGSUMEXP, F64, F64, -1, 1, 1e-12)

Test(scan, nan_stays_the_largest) {
    const float in[5] = {1, 5, NAN, 7, NAN};
    float out[5];
    int64_t index[5];
    const tn_k_scan k = {.code = TN_SCAN_MAX,
                         .in_dtype = TN_F32,
                         .out_dtype = TN_F32,
                         .outer = 1,
                         .size = 5,
                         .inner = 1,
                         .in = in,
                         .out = out,
                         .indices = index};
    cr_assert_eq(tni_host_scan(&k, NULL), TN_OK);
    cr_expect_eq(out[1], 5.0f);
    cr_expect(isnan(out[2]) && isnan(out[3]) && isnan(out[4]));
    cr_expect_eq(index[3], 2);
    cr_expect_eq(index[4], 4);
}

Test(scan, complex_numbers_have_no_order) {
    float x[2] = {0};
    const tn_k_scan k = {.code = TN_SCAN_MAX,
                         .in_dtype = TN_C64,
                         .out_dtype = TN_C64,
                         .outer = 1,
                         .size = 1,
                         .inner = 1,
                         .in = x,
                         .out = x};
    cr_expect_eq(tni_host_scan(&k, NULL), TN_ERR_DTYPE);
}
