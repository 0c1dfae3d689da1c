/* Elementwise functions of integers, bool and complex numbers: PyTorch's semantics, spelled out. */
#include "kernel_case.h"

#include <complex.h>

/* ---- Integers: every dtype through its own storage ------------------------------------------- */

static const tn_dtype integers[5] = {TN_U8, TN_I8, TN_I16, TN_I32, TN_I64};

/* Wraps v as a storage of the dtype would. */
static int64_t wrap(tn_dtype dtype, int64_t v) {
    switch (dtype) {
    case TN_U8:
        return (uint8_t)v;
    case TN_I8:
        return (int8_t)v;
    case TN_I16:
        return (int16_t)v;
    case TN_I32:
        return (int32_t)v;
    default:
        return v;
    }
}

static int64_t lowest(tn_dtype d) {
    return d == TN_U8    ? 0
           : d == TN_I8  ? INT8_MIN
           : d == TN_I16 ? INT16_MIN
           : d == TN_I32 ? INT32_MIN
                         : INT64_MIN;
}

enum { N = 600 };

static int64_t integer_at(tn_dtype dtype, int operand, int i) {
    const int64_t special[6] = {0, 1, -1, lowest(dtype), -(lowest(dtype) + 1), 7};
    if (i < 36) {
        return wrap(dtype, special[operand == 0 ? i % 6 : i / 6]);
    }
    return wrap(dtype, (int64_t)(case_bits(2 * (uint64_t)i + (uint64_t)operand) >> 40) - (1 << 23));
}

typedef int64_t integer_reference(int64_t a, int64_t b);

static void check_integers(const char *name, int n_in, bool bool_result, bool zero_is_refused,
                           integer_reference *want) {
    for (int d = 0; d < 5; d++) {
        static int64_t a[N], b[N];
        static unsigned char stored_a[8 * N], stored_b[8 * N], out[8 * N];
        const tn_dtype dtype = integers[d], result = bool_result ? TN_BOOL : dtype;
        for (int i = 0; i < N; i++) {
            a[i] = integer_at(dtype, 0, i);
            b[i] = integer_at(dtype, 1, i);
            b[i] = zero_is_refused && b[i] == 0 ? 3 : b[i];
        }
        tni_host_store(TN_I64, dtype)(N, stored_a, a, 1);
        tni_host_store(TN_I64, dtype)(N, stored_b, b, 1);
        const case_operand in[2] = {{dtype, stored_a}, {dtype, stored_b}};
        const tn_k_elementwise k = case_block(case_code(name), dtype, N, result, out, n_in, in);
        for (CASE_EACH_ISA(isa)) {
            case_run(&k);
            for (int i = 0; i < N; i++) {
                const tn_value v = tni_load_value(out + (size_t)i * tn_dtype_bytes(result), result);
                const int64_t expected =
                    bool_result ? want(a[i], b[i]) : wrap(dtype, want(a[i], b[i]));
                cr_assert_eq(tni_value_int(v), expected, "%s(%lld, %lld) of %s is %lld, not %lld",
                             name, (long long)a[i], (long long)b[i], tn_dtype_name(dtype),
                             (long long)tni_value_int(v), (long long)expected);
            }
        }
    }
}

#define A ((uint64_t)a)
#define B ((uint64_t)b)
#define INTEGER(name, n_in, bool_result, refuses, ...)                  \
    static int64_t want_##name(int64_t a, int64_t b) {                  \
        (void)a, (void)b;                                               \
        return (int64_t)(__VA_ARGS__);                                  \
    }                                                                   \
    Test(elementwise_integers, name##_of_every_integer_dtype) {         \
        check_integers(#name, n_in, bool_result, refuses, want_##name); \
    }
INTEGER(add, 2, false, false, A + B)
INTEGER(sub, 2, false, false, A - B)
INTEGER(mul, 2, false, false, A *B)
INTEGER(neg, 1, false, false, 0 - A)
INTEGER(abs, 1, false, false, a < 0 ? 0 - A : A)
INTEGER(square, 1, false, false, A *A)
INTEGER(sign, 1, false, false, (a > 0) - (a < 0))
static int64_t quotient(int64_t a, int64_t b) {
    return b == -1 ? (int64_t)(0 - A) : a / b;
}
static int64_t rest(int64_t a, int64_t b) {
    return b == -1 ? 0 : a % b;
}
INTEGER(trunc_divide, 2, false, true, quotient(a, b))
INTEGER(floor_divide, 2, false, true,
        quotient(a, b) - (rest(a, b) != 0 && (rest(a, b) < 0) != (b < 0)))
INTEGER(fmod, 2, false, true, rest(a, b))
INTEGER(remainder, 2, false, true,
        rest(a, b) != 0 && (rest(a, b) < 0) != (b < 0) ? rest(a, b) + b : rest(a, b))
INTEGER(maximum, 2, false, false, a > b ? a : b)
INTEGER(minimum, 2, false, false, a < b ? a : b)
INTEGER(bitwise_and, 2, false, false, a &b)
INTEGER(bitwise_or, 2, false, false, a | b)
INTEGER(bitwise_xor, 2, false, false, a ^ b)
INTEGER(bitwise_not, 1, false, false, ~a)
INTEGER(eq, 2, true, false, a == b)
INTEGER(ne, 2, true, false, a != b)
INTEGER(lt, 2, true, false, a < b)
INTEGER(le, 2, true, false, a <= b)
INTEGER(gt, 2, true, false, a > b)
INTEGER(ge, 2, true, false, a >= b)
INTEGER(logical_and, 2, true, false, a &&b)
INTEGER(logical_or, 2, true, false, a || b)
INTEGER(logical_xor, 2, true, false, !a != !b)
INTEGER(logical_not, 1, true, false, !a)
INTEGER(relu, 1, false, false, a > 0 ? a : 0)
INTEGER(isnan, 1, true, false, 0)
INTEGER(isfinite, 1, true, false, 1)
INTEGER(signbit, 1, true, false, a < 0)

static int64_t run_i64(const char *name, tn_dtype dtype, int64_t a, int64_t b) {
    unsigned char x[8], y[8], out[8];
    tni_host_store(TN_I64, dtype)(1, x, &a, 1);
    tni_host_store(TN_I64, dtype)(1, y, &b, 1);
    const case_operand in[2] = {{dtype, x}, {dtype, y}};
    const tn_k_elementwise k = case_block(case_code(name), dtype, 1, dtype, out, 2, in);
    case_run(&k);
    return tni_value_int(tni_load_value(out, dtype));
}

Test(elementwise_integers, powers_wrap_and_negative_exponents_vanish) {
    cr_expect_eq(run_i64("pow", TN_I64, 3, 13), 1594323);
    cr_expect_eq(run_i64("pow", TN_I64, -2, 63), INT64_MIN);
    cr_expect_eq(run_i64("pow", TN_I64, 2, 64), 0);
    cr_expect_eq(run_i64("pow", TN_U8, 3, 6), 217);
    cr_expect_eq(run_i64("pow", TN_I32, 7, 0), 1);
    cr_expect_eq(run_i64("pow", TN_I32, 0, 0), 1);
    cr_expect_eq(run_i64("pow", TN_I32, 2, -1), 0);
    cr_expect_eq(run_i64("pow", TN_I32, 1, -5), 1);
    cr_expect_eq(run_i64("pow", TN_I32, -1, -5), -1);
    cr_expect_eq(run_i64("pow", TN_I32, -1, -4), 1);
}

Test(elementwise_integers, shifts_beyond_the_width_do_not_trap) {
    cr_expect_eq(run_i64("bitwise_left_shift", TN_I64, 1, 62), INT64_C(1) << 62);
    cr_expect_eq(run_i64("bitwise_left_shift", TN_I64, 1, 64), 0);
    cr_expect_eq(run_i64("bitwise_left_shift", TN_I64, 1, -1), 0);
    cr_expect_eq(run_i64("bitwise_left_shift", TN_U8, 255, 1), 254);
    cr_expect_eq(run_i64("bitwise_left_shift", TN_I8, 1, 9), 0);
    cr_expect_eq(run_i64("bitwise_right_shift", TN_I64, -8, 1), -4);
    cr_expect_eq(run_i64("bitwise_right_shift", TN_I64, -8, 64), -1);
    cr_expect_eq(run_i64("bitwise_right_shift", TN_I64, 8, -1), 0);
    cr_expect_eq(run_i64("bitwise_right_shift", TN_U8, 200, 3), 25);
    cr_expect_eq(run_i64("bitwise_right_shift", TN_I8, -128, 100), -1);
}

Test(elementwise_integers, gcd_and_lcm_ignore_signs) {
    cr_expect_eq(run_i64("gcd", TN_I64, -12, 18), 6);
    cr_expect_eq(run_i64("gcd", TN_I64, 0, -5), 5);
    cr_expect_eq(run_i64("gcd", TN_I64, 0, 0), 0);
    cr_expect_eq(run_i64("lcm", TN_I32, 4, -6), 12);
    cr_expect_eq(run_i64("lcm", TN_I32, 0, 6), 0);
}

static void check_refusal(const char *name, tn_dtype dtype, int64_t n) {
    static int64_t a[70000], b[70000], out[70000];
    for (int i = 0; i < n; i++) {
        a[i] = 5;
        b[i] = 2;
    }
    b[n - 1] = 0;
    static unsigned char stored[8 * 70000];
    tni_host_store(TN_I64, dtype)(n, stored, b, 1);
    const case_operand in[2] = {{TN_I64, a}, {dtype, stored}};
    const tn_k_elementwise k = case_block(case_code(name), dtype, n, dtype, out, 2, in);
    cr_expect_eq(tni_host_elementwise(&k, NULL), TN_ERR_ARGUMENT, "%s", name);
    cr_expect(strstr(tn_kernel_error(), "zero"));
}

#define REFUSES(name)                                                    \
    Test(elementwise_integers, name##_by_zero_is_an_error_and_no_trap) { \
        for (int d = 0; d < 5; d++) {                                    \
            check_refusal(#name, integers[d], 1);                        \
            check_refusal(#name, integers[d], 70000);                    \
        }                                                                \
    }
REFUSES(floor_divide)
REFUSES(trunc_divide)
REFUSES(remainder)
REFUSES(fmod)

Test(elementwise_integers, a_function_without_integers_is_refused_by_name) {
    int32_t x = 1;
    const case_operand in = {TN_I32, &x};
    const tn_k_elementwise k = case_block(case_code("exp"), TN_I32, 1, TN_I32, &x, 1, &in);
    cr_expect_eq(tni_host_elementwise(&k, NULL), TN_ERR_DTYPE);
    cr_expect(strstr(tn_kernel_error(), "exp is not defined for i32"), "%s", tn_kernel_error());
}

Test(elementwise_integers, a_wrong_number_of_operands_is_refused) {
    float x = 1;
    const case_operand in[2] = {{TN_F32, &x}, {TN_F32, &x}};
    const tn_k_elementwise k = case_block(case_code("exp"), TN_F32, 1, TN_F32, &x, 2, in);
    cr_expect_eq(tni_host_elementwise(&k, NULL), TN_ERR_INTERNAL);
}

Test(elementwise_integers, rows_know_their_classes) {
    const tn_ew_row *add = tni_ew_row(case_code("add")), *gcd = tni_ew_row(case_code("gcd"));
    cr_expect_eq(add->operands, 2);
    cr_expect_eq(add->classes, 1u << TN_CATEGORY_BOOL | 1u << TN_CATEGORY_INT |
                                   1u << TN_CATEGORY_FLOAT | 1u << TN_CATEGORY_COMPLEX);
    cr_expect_eq(gcd->classes, 1u << TN_CATEGORY_INT);
    cr_expect_eq(tni_ew_row(case_code("eq"))->result, TN_EW_BOOL);
    cr_expect(tni_ew_row(case_code("remainder"))->refuses_zero);
    cr_expect_null(tni_ew_row(TN_EW_NONE));
    cr_expect_null(tni_ew_row(TN_EW_COUNT));
}

/* ---- Bool ------------------------------------------------------------------------------------ */

static void check_bool(const char *name, const char *truth) {
    const bool a[4] = {false, false, true, true}, b[4] = {false, true, false, true};
    bool out[4];
    const case_operand in[2] = {{TN_BOOL, a}, {TN_BOOL, b}};
    const int code = case_code(name);
    const tn_k_elementwise k =
        case_block(code, TN_BOOL, 4, TN_BOOL, out, tni_ew_row(code)->operands, in);
    case_run(&k);
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(out[i], truth[i] == '1', "%s(%d, %d)", name, a[i], b[i]);
    }
}
#define BOOL(name, truth)                                \
    Test(elementwise_bool, name##_has_its_truth_table) { \
        check_bool(#name, truth);                        \
    }
BOOL(add, "0111")
BOOL(mul, "0001")
BOOL(maximum, "0111")
BOOL(minimum, "0001")
BOOL(eq, "1001")
BOOL(ne, "0110")
BOOL(lt, "0100")
BOOL(ge, "1011")
BOOL(logical_and, "0001")
BOOL(logical_or, "0111")
BOOL(logical_xor, "0110")
BOOL(logical_not, "1100")
BOOL(bitwise_not, "1100")
BOOL(bitwise_xor, "0110")

/* ---- Complex numbers ------------------------------------------------------------------------- */

typedef double _Complex cplx;
typedef cplx complex_reference(cplx a, cplx b);

static void check_complex(const char *name, tn_dtype result, double tolerance,
                          complex_reference *want) {
    enum { M = 500 };
    static cplx a[M], b[M], out[M];
    static float _Complex a32[M], b32[M], out32[M];
    for (int i = 0; i < M; i++) {
        a[i] = case_uniform(4u * i, -2, 2) + _Complex_I * case_uniform(4u * i + 1, -2, 2);
        b[i] = case_uniform(4u * i + 2, -2, 2) + _Complex_I * case_uniform(4u * i + 3, -2, 2);
        a32[i] = (float _Complex)a[i];
        b32[i] = (float _Complex)b[i];
    }
    const case_operand in[2] = {{TN_C128, a}, {TN_C128, b}};
    const case_operand in32[2] = {{TN_C64, a32}, {TN_C64, b32}};
    const int code = case_code(name), n_in = tni_ew_row(code)->operands;
    tn_k_elementwise k = case_block(code, TN_C128, M, result, out, n_in, in);
    case_run(&k);
    const tn_dtype narrow = result == TN_C128 ? TN_C64 : TN_F32;
    k = case_block(code, TN_C64, M, narrow, out32, n_in, in32);
    case_run(&k);
    for (int i = 0; i < M; i++) {
        const cplx w = want(a[i], b[i]), w32 = want(a32[i], b32[i]);
        const cplx g = result == TN_C128 ? out[i] : ((double *)out)[i];
        const cplx g32 = narrow == TN_C64 ? (cplx)out32[i] : (double)((float *)out32)[i];
        cr_expect_leq(cabs(g - w), tolerance * 2e-16 * (1 + cabs(w)), "%s at %d", name, i);
        cr_expect_leq(cabs(g32 - w32), tolerance * 1.2e-7 * (1 + cabs(w32)), "%s at %d", name, i);
    }
}
#define COMPLEX(name, result, tolerance, ...)                    \
    static cplx complex_##name(cplx a, cplx b) {                 \
        (void)a, (void)b;                                        \
        return __VA_ARGS__;                                      \
    }                                                            \
    Test(elementwise_complex, name##_of_c64_and_c128) {          \
        check_complex(#name, result, tolerance, complex_##name); \
    }
COMPLEX(add, TN_C128, 1, a + b)
COMPLEX(sub, TN_C128, 1, a - b)
COMPLEX(mul, TN_C128, 4, a *b)
COMPLEX(div, TN_C128, 8, a / b)
COMPLEX(neg, TN_C128, 0, -a)
COMPLEX(conj, TN_C128, 0, conj(a))
COMPLEX(square, TN_C128, 4, a *a)
COMPLEX(reciprocal, TN_C128, 8, 1 / a)
COMPLEX(abs, TN_F64, 2, cabs(a))
COMPLEX(angle, TN_F64, 2, carg(a))
COMPLEX(real, TN_F64, 0, creal(a))
COMPLEX(imag, TN_F64, 0, cimag(a))
COMPLEX(sign, TN_C128, 4, a / cabs(a))
COMPLEX(sqrt, TN_C128, 4, csqrt(a))
COMPLEX(rsqrt, TN_C128, 8, 1 / csqrt(a))
COMPLEX(exp, TN_C128, 4, cexp(a))
COMPLEX(exp2, TN_C128, 8, cexp(a *log(2)))
COMPLEX(expm1, TN_C128, 8, cexp(a) - 1)
COMPLEX(log, TN_C128, 4, clog(a))
COMPLEX(log2, TN_C128, 8, clog(a) / log(2))
COMPLEX(log10, TN_C128, 8, clog(a) / log(10))
COMPLEX(log1p, TN_C128, 8, clog(1 + a))
COMPLEX(pow, TN_C128, 64, cpow(a, b))
COMPLEX(sin, TN_C128, 4, csin(a))
COMPLEX(cos, TN_C128, 4, ccos(a))
COMPLEX(tan, TN_C128, 64, ctan(a))
COMPLEX(asin, TN_C128, 8, casin(a))
COMPLEX(acos, TN_C128, 8, cacos(a))
COMPLEX(atan, TN_C128, 8, catan(a))
COMPLEX(sinh, TN_C128, 4, csinh(a))
COMPLEX(cosh, TN_C128, 4, ccosh(a))
COMPLEX(tanh, TN_C128, 64, ctanh(a))
COMPLEX(asinh, TN_C128, 8, casinh(a))
COMPLEX(acosh, TN_C128, 8, cacosh(a))
COMPLEX(atanh, TN_C128, 8, catanh(a))
COMPLEX(sigmoid, TN_C128, 64, 1 / (1 + cexp(-a)))
COMPLEX(silu, TN_C128, 64, a / (1 + cexp(-a)))
COMPLEX(sigmoid_backward, TN_C128, 64, a *conj((1 - b) * b))
COMPLEX(tanh_backward, TN_C128, 64, a *conj(1 - b * b))

Test(elementwise_complex, division_neither_overflows_nor_underflows) {
    const cplx a[2] = {1e300 + 1e300 * _Complex_I, 1e-300 + 1e-300 * _Complex_I};
    cplx out[2];
    const case_operand in[2] = {{TN_C128, a}, {TN_C128, a}};
    const tn_k_elementwise k = case_block(case_code("div"), TN_C128, 2, TN_C128, out, 2, in);
    case_run(&k);
    cr_expect_float_eq(creal(out[0]), 1, 1e-15);
    cr_expect_float_eq(creal(out[1]), 1, 1e-15);
}

Test(elementwise_complex, numbers_are_made_from_two_reals) {
    const float re[2] = {1, 2}, im[2] = {-0.0f, 3};
    float _Complex out[2];
    const case_operand in[2] = {{TN_F32, re}, {TN_F32, im}};
    tn_k_elementwise k = case_block(case_code("complex_of"), TN_F32, 2, TN_C64, out, 2, in);
    case_run(&k);
    cr_expect_eq(crealf(out[1]), 2.0f);
    cr_expect_eq(cimagf(out[1]), 3.0f);
    cr_expect(signbit(cimagf(out[0])));
    k = case_block(case_code("polar"), TN_F32, 2, TN_C64, out, 2, in);
    case_run(&k);
    cr_expect_float_eq(crealf(out[1]), 2 * cosf(3), 1e-6f);
    cr_expect_float_eq(cimagf(out[1]), 2 * sinf(3), 1e-6f);
}
