/* Elementwise functions of f32 and f64 against long double expressions, on random values and edges,
 * on every instruction set. */
#include "kernel_case.h"

#include <float.h>

enum { N = 2000, EDGES = 14 };

typedef long double real;
typedef real reference(const real *v);

typedef struct function_case {
    const char *name;
    int n_in;
    double lo, hi;   /* of random values */
    double ulps;     /* allowed on random values, f32 */
    double ulps_f64; /* the same for f64 */
    double absolute; /* allowed besides, times the dtype's epsilon */
    bool edges;      /* infinities, zeros, NaN too, compared as they are */
    reference *want;
    real fixed[CASE_MAX_IN]; /* operands from 1 on that are one number, when has_fixed */
    bool has_fixed;
} function_case;

static const double edge_values[EDGES] = {0.0, -0.0, 1.0, -1.0, INFINITY, -INFINITY, NAN,
                                          0.5, -0.5, 2.0, -2.0, 3.0,      1e-30,     -1e-30};

static real value_at(const function_case *f, int operand, int i) {
    if (operand > 0 && f->has_fixed) {
        return f->fixed[operand];
    }
    const int edges = f->edges ? EDGES * EDGES : 0;
    if (i < edges) {
        return (real)edge_values[operand == 0 ? i % EDGES : operand == 1 ? i / EDGES : (i * 7) % 3];
    }
    return (real)(float)case_uniform((uint64_t)i * CASE_MAX_IN + (uint64_t)operand, f->lo, f->hi);
}

static bool close_enough(real got, real want, double ulps, double absolute, real epsilon,
                         real tiny) {
    if (isnan(want) || isnan(got)) {
        return isnan(want) && isnan(got);
    }
    if (isinf(want) || isinf(got)) {
        return want == got;
    }
    const real size = fabsl(want) > tiny ? fabsl(want) : tiny;
    return fabsl(got - want) <= (real)ulps * epsilon * size + (real)absolute * epsilon;
}

#define CHECK(T, DTYPE, NAME, EPSILON, TINY, ULPS)                                             \
    static void check_##NAME(const function_case *f) {                                         \
        static T in[CASE_MAX_IN][N], out[N];                                                   \
        case_operand operands[CASE_MAX_IN];                                                    \
        for (int op = 0; op < f->n_in; op++) {                                                 \
            operands[op] = (case_operand){DTYPE, in[op]};                                      \
            for (int i = 0; i < N; i++) {                                                      \
                in[op][i] = (T)value_at(f, op, i);                                             \
            }                                                                                  \
        }                                                                                      \
        const tn_k_elementwise k =                                                             \
            case_block(case_code(f->name), DTYPE, N, DTYPE, out, f->n_in, operands);           \
        for (CASE_EACH_ISA(isa)) {                                                             \
            case_run(&k);                                                                      \
            for (int i = 0; i < N; i++) {                                                      \
                real v[CASE_MAX_IN] = {0};                                                     \
                for (int op = 0; op < f->n_in; op++) {                                         \
                    v[op] = (real)in[op][i];                                                   \
                }                                                                              \
                const real want = (real)(T)f->want(v);                                         \
                cr_expect(close_enough((real)out[i], want, ULPS, f->absolute, EPSILON, TINY),  \
                          "%s(%Lg, %Lg, %Lg) is %.10Lg, not %.10Lg (%s)", f->name, v[0], v[1], \
                          v[2], (real)out[i], want, tni_isa_name((tni_isa)isa));               \
            }                                                                                  \
        }                                                                                      \
    }
CHECK(float, TN_F32, f32, (real)FLT_EPSILON, (real)FLT_MIN, f->ulps)
CHECK(double, TN_F64, f64, (real)DBL_EPSILON, (real)DBL_MIN, f->ulps_f64)

#define A    (v[0])
#define B    (v[1])
#define C    (v[2])
#define D    (v[3])
#define PI_L 3.14159265358979323846264338327950288L

/* FUNCTION(name, operands, lo, hi, ulps, ulps_f64, absolute, edges, expression) */
#define FUNCTION_FIXED(fn, tag, n, low, high, u, u64, abs_, edge, fixed_, values, ...) \
    static real want_##tag(const real *v) {                                            \
        (void)v;                                                                       \
        return __VA_ARGS__;                                                            \
    }                                                                                  \
    static const function_case case_##tag = {.name = #fn,                              \
                                             .n_in = n,                                \
                                             .lo = low,                                \
                                             .hi = high,                               \
                                             .ulps = u,                                \
                                             .ulps_f64 = u64,                          \
                                             .absolute = abs_,                         \
                                             .edges = edge,                            \
                                             .want = want_##tag,                       \
                                             .has_fixed = fixed_,                      \
                                             .fixed = values};                         \
    Test(elementwise_floats, tag##_in_f32) {                                           \
        check_f32(&case_##tag);                                                        \
    }                                                                                  \
    Test(elementwise_floats, tag##_in_f64) {                                           \
        check_f64(&case_##tag);                                                        \
    }
#define FUNCTION(fn, n, low, high, u, u64, abs_, edge, ...) \
    FUNCTION_FIXED(fn, fn, n, low, high, u, u64, abs_, edge, false, {0}, __VA_ARGS__)
#define NUMBERS(...) \
    { __VA_ARGS__ }

/* ---- Arithmetic ------------------------------------------------------------------------------ */

FUNCTION(add, 2, -9, 9, 0, 0, 0, true, A + B)
FUNCTION(sub, 2, -9, 9, 0, 0, 0, true, A - B)
FUNCTION(mul, 2, -9, 9, 0, 1, 0, true, A *B)
FUNCTION(div, 2, -9, 9, 0, 1, 0, true, A / B)
FUNCTION(add_scaled, 3, -9, 9, 1, 1, 9, false, A + C * B)
FUNCTION(addcmul, 4, -4, 4, 1, 1, 64, false, A + D * B * C)
FUNCTION(addcdiv, 4, 1, 4, 2, 2, 16, false, A + D * B / C)
FUNCTION(lerp, 3, -2, 2, 2, 2, 8, false, fabsl(C) < 0.5L ? A + C * (B - A) : B - (B - A) * (1 - C))
FUNCTION(neg, 1, -9, 9, 0, 0, 0, true, -A)
FUNCTION(abs, 1, -9, 9, 0, 0, 0, true, fabsl(A))
FUNCTION(square, 1, -9, 9, 0, 1, 0, true, A *A)
FUNCTION(reciprocal, 1, -9, 9, 0, 1, 0, true, 1 / A)
FUNCTION(sqrt, 1, 0, 9, 0, 1, 0, true, sqrtl(A))
FUNCTION(rsqrt, 1, 0, 9, 2, 2, 0, true, 1 / sqrtl(A))
FUNCTION(sign, 1, -9, 9, 0, 0, 0, true, (A > 0) - (A < 0))
FUNCTION(fmod, 2, -9, 9, 0, 0, 0, true, fmodl(A, B))
FUNCTION(trunc_divide, 2, -9, 9, 0, 0, 0, true, truncl(A / B))
static real python_remainder(real a, real b) {
    const real r = fmodl(a, b);
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
FUNCTION(remainder, 2, -9, 9, 1, 1, 0, true, python_remainder(A, B))
FUNCTION(floor_divide, 2, 1, 900, 0, 0, 0, false, floorl(A / B))
FUNCTION(hypot, 2, -9, 9, 1, 1, 0, true, hypotl(A, B))
FUNCTION(pow, 2, 0.01, 9, 1, 2, 0, true, powl(A, B))
FUNCTION_FIXED(pow, square_root_by_pow, 2, -9, 9, 1, 1, 0, true, true, NUMBERS(0, 0.5L), powl(A, B))
FUNCTION_FIXED(pow, odd_power_of_negatives, 2, -9, 9, 1, 1, 0, true, true, NUMBERS(0, 3),
               powl(A, B))
FUNCTION_FIXED(pow, inverse_even_power, 2, -9, 9, 1, 1, 0, true, true, NUMBERS(0, -2), powl(A, B))

/* ---- Rounding and choice --------------------------------------------------------------------- */

FUNCTION(floor, 1, -9, 9, 0, 0, 0, true, floorl(A))
FUNCTION(ceil, 1, -9, 9, 0, 0, 0, true, ceill(A))
FUNCTION(trunc, 1, -9, 9, 0, 0, 0, true, truncl(A))
FUNCTION(round, 1, -9, 9, 0, 0, 0, true, nearbyintl(A))
FUNCTION(frac, 1, -9, 9, 0, 0, 0, false, A - truncl(A))
FUNCTION(copysign, 2, -9, 9, 0, 0, 0, true, copysignl(A, B))
FUNCTION(maximum, 2, -9, 9, 0, 0, 0, true, isnan(A) || isnan(B) ? NAN : A > B ? A : B)
FUNCTION(minimum, 2, -9, 9, 0, 0, 0, true, isnan(A) || isnan(B) ? NAN : A < B ? A : B)
FUNCTION(fmax, 2, -9, 9, 0, 0, 0, true, fmaxl(A, B))
FUNCTION(fmin, 2, -9, 9, 0, 0, 0, true, fminl(A, B))
FUNCTION(clamp_min, 2, -9, 9, 0, 0, 0, true, isnan(A) || isnan(B) ? NAN : A > B ? A : B)
FUNCTION(clamp_max, 2, -9, 9, 0, 0, 0, true, isnan(A) || isnan(B) ? NAN : A < B ? A : B)
FUNCTION_FIXED(clamp, clamp, 3, -9, 9, 0, 0, 0, true, true, NUMBERS(0, -1, 2),
               isnan(A) ? NAN : fminl(fmaxl(A, -1), 2))
FUNCTION(where, 3, -9, 9, 0, 0, 0, true, A != 0 ? B : C)
FUNCTION(heaviside, 2, -9, 9, 0, 0, 0, true, isnan(A) ? NAN : A == 0 ? B : A > 0)
FUNCTION_FIXED(nan_to_num, nan_to_num, 4, -9, 9, 0, 0, 0, true, true, NUMBERS(0, 7, 8, 9),
               isnan(A)   ? 7
               : isinf(A) ? (A > 0 ? 8 : 9)
                          : A)
FUNCTION_FIXED(threshold, threshold, 3, -9, 9, 0, 0, 0, true, true, NUMBERS(0, 1, 5),
               A <= 1 ? 5 : A)

/* ---- Exponentials and logarithms ------------------------------------------------------------- */

FUNCTION(exp, 1, -90, 90, 2, 1, 0, true, expl(A))
FUNCTION(exp2, 1, -120, 120, 1, 1, 0, true, exp2l(A))
FUNCTION(expm1, 1, -3, 3, 1, 1, 0, true, expm1l(A))
FUNCTION(log, 1, 0, 99, 1, 1, 0, true, logl(A))
FUNCTION(log2, 1, 0, 99, 1, 1, 0, true, log2l(A))
FUNCTION(log10, 1, 0, 99, 1, 1, 0, true, log10l(A))
FUNCTION(log1p, 1, -0.9, 3, 1, 1, 0, true, log1pl(A))
static real log_add(real a, real b) {
    return a == b && isinf(a) ? a : (a > b ? a : b) + log1pl(expl(-fabsl(a - b)));
}
FUNCTION(logaddexp, 2, -9, 9, 2, 2, 2, true, log_add(A, B))
FUNCTION(logaddexp2, 2, -9, 9, 2, 2, 2, false, log2l(exp2l(A) + exp2l(B)))
FUNCTION(xlogy, 2, 0.1, 9, 2, 2, 2, true, isnan(B) ? NAN : A == 0 ? 0 : A * logl(B))
FUNCTION(xlog1py, 2, 0.1, 9, 2, 2, 2, true, isnan(B) ? NAN : A == 0 ? 0 : A * log1pl(B))
FUNCTION(ldexp, 2, -9, 9, 2, 2, 0, false, A *exp2l(B))

/* ---- Trigonometry ---------------------------------------------------------------------------- */

FUNCTION(sin, 1, -99, 99, 1, 1, 0, true, sinl(A))
FUNCTION(cos, 1, -99, 99, 1, 1, 0, true, cosl(A))
FUNCTION(tan, 1, -99, 99, 1, 2, 0, true, tanl(A))
FUNCTION_FIXED(sin, sin_of_large_numbers, 1, -1e9, 1e9, 1, 1, 0, false, false, {0}, sinl(A))
FUNCTION_FIXED(cos, cos_of_large_numbers, 1, -1e9, 1e9, 1, 1, 0, false, false, {0}, cosl(A))
FUNCTION(asin, 1, -1, 1, 1, 1, 0, true, asinl(A))
FUNCTION(acos, 1, -1, 1, 1, 1, 0, true, acosl(A))
FUNCTION(atan, 1, -20, 20, 1, 1, 0, true, atanl(A))
FUNCTION(atan2, 2, -20, 20, 1, 1, 0, true, atan2l(A, B))
FUNCTION(sinh, 1, -9, 9, 1, 2, 0, true, sinhl(A))
FUNCTION(cosh, 1, -9, 9, 1, 2, 0, true, coshl(A))
FUNCTION(tanh, 1, -12, 12, 3, 2, 0, true, tanhl(A))
FUNCTION(asinh, 1, -99, 99, 1, 2, 0, true, asinhl(A))
FUNCTION(acosh, 1, 1, 99, 1, 2, 0, true, acoshl(A))
FUNCTION(atanh, 1, -1, 1, 1, 2, 0, true, atanhl(A))
FUNCTION(deg2rad, 1, -99, 99, 1, 1, 0, true, A *(PI_L / 180))
FUNCTION(rad2deg, 1, -99, 99, 1, 1, 0, true, A *(180 / PI_L))
FUNCTION(sinc, 1, -3, 3, 2, 2, 8, false, A == 0 ? 1 : sinl(PI_L * A) / (PI_L * A))

/* ---- Special functions ----------------------------------------------------------------------- */

FUNCTION(erf, 1, -5, 5, 4, 1, 0, true, erfl(A))
FUNCTION(erfc, 1, -5, 5, 2, 2, 0, true, erfcl(A))
FUNCTION(lgamma, 1, 0.1, 40, 2, 4, 2, false, lgammal(A))
FUNCTION_FIXED(logit, logit, 2, 0.01, 0.99, 4, 4, 4, false, true, NUMBERS(0, -1), logl(A / (1 - A)))
static real digamma_by_recurrence(real x) {
    real r = 0;
    for (; x < 40; x += 1) {
        r -= 1 / x;
    }
    const real z = 1 / (x * x);
    return r + logl(x) - 0.5L / x - z * (1 / 12.0L - z * (1 / 120.0L - z / 252.0L));
}
FUNCTION(digamma, 1, 0.1, 20, 2, 8, 8, false, digamma_by_recurrence(A))
static real trigamma_by_recurrence(real x) {
    real r = 0;
    for (; x < 60; x += 1) {
        r += 1 / (x * x);
    }
    const real z = 1 / (x * x);
    return r + 1 / x + 0.5L * z + z / x * (1 / 6.0L - z * (1 / 30.0L - z / 42.0L));
}
FUNCTION(trigamma, 1, 0.1, 20, 2, 8, 8, false, trigamma_by_recurrence(A))
static real bessel_i0(real x) {
    real term = 1, sum = 1;
    for (int k = 1; k < 200; k++) {
        term *= 0.25L * x * x / ((real)k * k);
        sum += term;
    }
    return sum;
}
FUNCTION(i0, 1, -40, 40, 1, 16, 0, false, bessel_i0(A))

/* ---- Activations ----------------------------------------------------------------------------- */

static real sigmoid(real x) {
    return 1 / (1 + expl(-x));
}
static real normal_cdf(real x) {
    return 0.5L * (1 + erfl(x * sqrtl(0.5L)));
}
static real gelu_tanh(real x) {
    return 0.5L * x * (1 + tanhl(sqrtl(2 / PI_L) * (x + 0.044715L * x * x * x)));
}
FUNCTION(relu, 1, -9, 9, 0, 0, 0, true, isnan(A) ? NAN : A > 0 ? A : 0)
FUNCTION(sigmoid, 1, -20, 20, 3, 3, 0, true, sigmoid(A))
FUNCTION(silu, 1, -20, 20, 4, 4, 0, false, A *sigmoid(A))
FUNCTION(logsigmoid, 1, -20, 20, 3, 3, 1, false, -log1pl(expl(-A)))
FUNCTION(mish, 1, -9, 9, 6, 6, 1, false, A *tanhl(log1pl(expl(A))))
FUNCTION(gelu, 1, -9, 9, 4, 4, 8, false, A *normal_cdf(A))
FUNCTION(gelu_tanh, 1, -9, 9, 4, 4, 8, false, gelu_tanh(A))
FUNCTION(hardsigmoid, 1, -9, 9, 1, 1, 1, false, fminl(fmaxl(A + 3, 0), 6) / 6)
FUNCTION(hardswish, 1, -9, 9, 2, 2, 4, false, A *fminl(fmaxl(A + 3, 0), 6) / 6)
FUNCTION_FIXED(leaky_relu, leaky_relu, 2, -9, 9, 0, 0, 0, true, true, NUMBERS(0, 0.25L),
               A > 0 ? A : A * B)
FUNCTION_FIXED(elu, elu, 4, -9, 9, 2, 2, 1, false, true, NUMBERS(0, 2, 3, 0.5L),
               A <= 0 ? expm1l(A * 0.5L) * 6 : A * 3)
FUNCTION_FIXED(softplus, softplus, 3, -9, 9, 3, 3, 1, false, true, NUMBERS(0, 2, 8),
               A * 2 > 8 ? A : log1pl(expl(A * 2)) / 2)
FUNCTION_FIXED(hardshrink, hardshrink, 2, -9, 9, 0, 0, 0, false, true, NUMBERS(0, 0.5L),
               fabsl(A) <= 0.5L ? 0 : A)
FUNCTION_FIXED(softshrink, softshrink, 2, -9, 9, 0, 1, 0, false, true, NUMBERS(0, 0.5L),
               A > 0.5L    ? A - 0.5L
               : A < -0.5L ? A + 0.5L
                           : 0)

/* ---- Gradients ------------------------------------------------------------------------------- */

FUNCTION(sigmoid_backward, 2, -2, 2, 3, 3, 4, false, A *(1 - B) * B)
FUNCTION(tanh_backward, 2, -2, 2, 3, 3, 4, false, A *(1 - B * B))
FUNCTION_FIXED(threshold_backward, threshold_backward, 3, -9, 9, 0, 0, 0, false, false, {0},
               B <= C ? 0 : A)
FUNCTION(leaky_relu_backward, 3, -9, 9, 0, 1, 0, false, B > 0 ? A : A * C)
FUNCTION(logsigmoid_backward, 2, -9, 9, 4, 4, 1, false, A *sigmoid(-B))
FUNCTION(silu_backward, 2, -9, 9, 6, 6, 8, false, A *sigmoid(B) * (1 + B * (1 - sigmoid(B))))
FUNCTION(gelu_backward, 2, -5, 5, 6, 6, 16, false,
         A *(normal_cdf(B) + B * expl(-0.5L * B * B) / sqrtl(2 * PI_L)))
static real gelu_tanh_slope(real x) {
    const real k = sqrtl(2 / PI_L), t = tanhl(k * (x + 0.044715L * x * x * x));
    return 0.5L * (1 + t) + 0.5L * x * (1 - t * t) * k * (1 + 3 * 0.044715L * x * x);
}
static real mish_slope(real x) {
    const real t = tanhl(log1pl(expl(x)));
    return t + x * (1 - t * t) * sigmoid(x);
}
FUNCTION(gelu_tanh_backward, 2, -5, 5, 8, 8, 256, false, A *gelu_tanh_slope(B))
FUNCTION(mish_backward, 2, -5, 5, 8, 8, 64, false, A *mish_slope(B))
FUNCTION(hardsigmoid_backward, 2, -9, 9, 1, 1, 0, false, fabsl(B) < 3 ? A / 6 : 0)
FUNCTION(hardtanh_backward, 4, -9, 9, 0, 0, 0, false, B <= C || B >= D ? 0 : A)
FUNCTION(shrink_backward, 3, -9, 9, 0, 0, 0, false, B >= -C && B <= C ? 0 : A)

/* erf(erfinv(y)) is y: a check without a reference for erfinv. */
Test(elementwise_floats, erfinv_is_the_inverse_of_erf) {
    static double y[N], x[N];
    for (int i = 0; i < N; i++) {
        y[i] = case_uniform((uint64_t)i, -0.999999, 0.999999);
    }
    const case_operand a = {TN_F64, y};
    const tn_k_elementwise k = case_block(case_code("erfinv"), TN_F64, N, TN_F64, x, 1, &a);
    case_run(&k);
    for (int i = 0; i < N; i++) {
        cr_expect_float_eq((double)erfl((real)x[i]), y[i], 4e-16, "erfinv(%.17g) is %.17g", y[i],
                           x[i]);
    }
}
Test(elementwise_floats, erfinv_reaches_infinity_at_one) {
    const float y[4] = {1.0f, -1.0f, 1.5f, 0.0f};
    float x[4];
    const case_operand a = {TN_F32, y};
    const tn_k_elementwise k = case_block(case_code("erfinv"), TN_F32, 4, TN_F32, x, 1, &a);
    case_run(&k);
    cr_expect(isinf(x[0]) && x[0] > 0);
    cr_expect(isinf(x[1]) && x[1] < 0);
    cr_expect(isnan(x[2]));
    cr_expect_float_eq(x[3], 0.0f, 0.0f);
}
