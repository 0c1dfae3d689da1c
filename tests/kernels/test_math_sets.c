/* Elementary functions against NumPy's validation sets: inputs, correctly rounded results and the
 * distance that NumPy allows, in hexadecimal. They come with python3-numpy. */
#include "kernel_case.h"

#include "kernels/math.h"

#include <stdio.h>
#include <stdlib.h>

#define FOLDER "/usr/lib/python3/dist-packages/numpy/core/tests/data/umath-validation-set-"

enum { MAX_ROWS = 1024 };

typedef struct set_rows {
    int n;
    uint64_t in[MAX_ROWS], want[MAX_ROWS];
    double bound[MAX_ROWS];
} set_rows;

/* Lines of one dtype: np.float32,0x004b4716,0x3f800000,3 */
static void read_rows(const char *set, const char *dtype, set_rows *rows) {
    char path[256], line[256], name[32];
    snprintf(path, sizeof path, FOLDER "%s.csv", set);
    FILE *file = fopen(path, "r");
    if (!file) {
        cr_skip_test("%s is absent (python3-numpy)", path);
    }
    rows->n = 0;
    while (fgets(line, sizeof line, file) && rows->n < MAX_ROWS) {
        unsigned long long in, want;
        double bound;
        if (sscanf(line, "%31[^,],%llx,%llx,%lf", name, &in, &want, &bound) == 4 &&
            strcmp(name, dtype) == 0) {
            rows->in[rows->n] = in;
            rows->want[rows->n] = want;
            rows->bound[rows->n++] = bound;
        }
    }
    fclose(file);
    cr_assert_gt(rows->n, 50, "%s has only %d rows of %s", path, rows->n, dtype);
}

static void check_f32(const char *function, const char *set) {
    static set_rows rows;
    static float in[MAX_ROWS], out[MAX_ROWS];
    read_rows(set, "np.float32", &rows);
    for (int i = 0; i < rows.n; i++) {
        in[i] = tn_float_of((uint32_t)rows.in[i]);
    }
    const case_operand a = {TN_F32, in};
    const tn_k_elementwise k = case_block(case_code(function), TN_F32, rows.n, TN_F32, out, 1, &a);
    /* The rational tanh gives up one step for twice the speed. */
    const double least = strcmp(function, "tanh") == 0 ? 3 : 0;
    for (CASE_EACH_ISA(isa)) {
        case_run(&k);
        for (int i = 0; i < rows.n; i++) {
            rows.bound[i] = fmax(rows.bound[i], least);
            const float want = tn_float_of((uint32_t)rows.want[i]);
            const double ulps = case_ulps_f32(out[i], want);
            cr_expect_leq(ulps, rows.bound[i], "%s(%a) is %a, not %a: %g ulp, %g allowed (%s)",
                          function, (double)in[i], (double)out[i], (double)want, ulps,
                          rows.bound[i], tni_isa_name((tni_isa)isa));
        }
    }
}

static void check_f64(const char *function, const char *set) {
    static set_rows rows;
    static double in[MAX_ROWS], out[MAX_ROWS];
    read_rows(set, "np.float64", &rows);
    for (int i = 0; i < rows.n; i++) {
        in[i] = tn_double_of(rows.in[i]);
    }
    const case_operand a = {TN_F64, in};
    const tn_k_elementwise k = case_block(case_code(function), TN_F64, rows.n, TN_F64, out, 1, &a);
    for (CASE_EACH_ISA(isa)) {
        case_run(&k);
        for (int i = 0; i < rows.n; i++) {
            const double want = tn_double_of(rows.want[i]), ulps = case_ulps_f64(out[i], want);
            cr_expect_leq(ulps, rows.bound[i], "%s(%a) is %a, not %a: %g ulp, %g allowed (%s)",
                          function, in[i], out[i], want, ulps, rows.bound[i],
                          tni_isa_name((tni_isa)isa));
        }
    }
}

#define SET(function, set)                                        \
    Test(math_sets, f32_##function##_is_as_exact_as_numpy_asks) { \
        check_f32(#function, set);                                \
    }                                                             \
    Test(math_sets, f64_##function##_is_as_exact_as_numpy_asks) { \
        check_f64(#function, set);                                \
    }
SET(exp, "exp")
SET(exp2, "exp2")
SET(expm1, "expm1")
SET(log, "log")
SET(log2, "log2")
SET(log10, "log10")
SET(log1p, "log1p")
SET(sin, "sin")
SET(cos, "cos")
SET(tan, "tan")
SET(asin, "arcsin")
SET(acos, "arccos")
SET(atan, "arctan")
SET(sinh, "sinh")
SET(cosh, "cosh")
SET(tanh, "tanh")
SET(asinh, "arcsinh")
SET(acosh, "arccosh")
SET(atanh, "arctanh")

/* Softmax's exponential: as exact as exp where its results are normal, and 0 below. */
Test(math_sets, f32_exp_down_is_exact_to_one_ulp_and_ends_in_zero) {
    for (int i = 0; i <= 87330; i++) {
        const float x = (float)(-i / 1000.0), got = tn_exp_down_f32(x);
        const double want = exp((double)x);
        cr_assert_leq(fabs((double)got - want), 2 * 0x1p-24 * want, "exp_down(%a) is %a, not %a",
                      (double)x, (double)got, want);
    }
    cr_expect_eq(tn_exp_down_f32(0.0f), 1.0f);
    cr_expect_eq(tn_exp_down_f32(-87.34f), 0.0f);
    cr_expect_eq(tn_exp_down_f32(-3e38f), 0.0f);
    cr_expect_eq(tn_exp_down_f32(-INFINITY), 0.0f);
    cr_expect(isnan(tn_exp_down_f32(NAN)));
    cr_expect_eq(tn_exp_down_f64(-1.0), tn_exp_f64(-1.0));
}
