/* math.h: elementary functions of f32 and f64, one text for the host and CUDA.
 *
 * Invariant: no branch in the functions that loops run over, so that compilers vectorise them, and
 * a multiply-add is fused exactly where fma is written, so that every instruction set gives the
 * same bits (one without the instruction gets them from libm, slowly). The hottest f32 functions
 * (exp, tanh, erf) work in f32; the other f32 functions work in f64 and round once, which costs
 * half a vector and buys 1 ULP without tables. f64 has its own exp and log; its rarer functions
 * are libm's. Accuracy is checked against NumPy's validation sets (tests/kernels). */
#ifndef TN_MATH_H
#define TN_MATH_H

#include <math.h>

#include "kernels/scalar.h"

#define TN_LN2     0.69314718055994530942
#define TN_LOG2E   1.44269504088896340736
#define TN_PI      3.14159265358979323846
#define TN_PI_2    1.57079632679489661923
#define TN_SQRT1_2 0.70710678118654752440

/* Adding and subtracting 1.5 * 2^52 (2^23) rounds to an integer; the sum's low bits hold it. */
#define TN_ROUND_F64 6755399441055744.0
#define TN_ROUND_F32 12582912.0f

/* ---- exp and log ------------------------------------------------------------------------------
 */

/* 2^n for n in [-1022, 1023], from the sum n + TN_ROUND_F64. */
TN_FN double tn_scale_f64(double shifted) {
    return tn_double_of((tn_bits_f64(shifted) + 1023u) << 52);
}

/* exp(r) for |r| <= ln2 / 2: Taylor's series, whose first omitted term is below 2^-57. */
TN_FN double tn_exp_core_f64(double r) {
    double p = 1.0 / 6227020800.0;
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    return 1.0 + (r + r * r * p);
}

/* Cody and Waite's reduction; the scale is applied in two halves so that subnormal results and
 * results near the largest double come out right. */
TN_FN double tn_exp_f64(double x) {
    const double c = x > 710.0 ? 710.0 : x < -746.0 ? -746.0 : x;
    const double n = (c * TN_LOG2E + TN_ROUND_F64) - TN_ROUND_F64;
    const double r = (c - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10;
    const double half = (n * 0.5 + TN_ROUND_F64) - TN_ROUND_F64;
    return tn_exp_core_f64(r) * tn_scale_f64(half + TN_ROUND_F64) *
           tn_scale_f64((n - half) + TN_ROUND_F64);
}

/* exp for results that are rounded to f32: |x| <= 700, relative error 2^-40. */
TN_FN double tn_exp_fast(double x) {
    const double shifted = x * TN_LOG2E + TN_ROUND_F64;
    const double r = x - (shifted - TN_ROUND_F64) * TN_LN2;
    double p = 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    return (1.0 + (r + r * r * p)) * tn_scale_f64(shifted);
}

/* Cephes' polynomial: e^r for |r| <= ln(2) / 2, fused. */
TN_FN float tn_exp_core_f32(float r) {
    float p = 1.9875691500e-4f;
    p = fmaf(p, r, 1.3981999507e-3f);
    p = fmaf(p, r, 8.3334519073e-3f);
    p = fmaf(p, r, 4.1665795894e-2f);
    p = fmaf(p, r, 1.6666665459e-1f);
    p = fmaf(p, r, 5.0000001201e-1f);
    return 1.0f + fmaf(r * r, p, r);
}

/* x = n ln(2) + r, with n = shifted - TN_ROUND_F32. */
TN_FN float tn_exp_reduce_f32(float x, float shifted) {
    const float n = shifted - TN_ROUND_F32;
    return fmaf(n, 2.12194440e-4f, fmaf(n, -0.693359375f, x));
}

TN_FN float tn_exp_f32(float x) {
    const float most = x > 89.0f ? 89.0f : x, c = most < -104.0f ? -104.0f : most;
    const float shifted = fmaf(c, 1.44269504f, TN_ROUND_F32);
    const float e = tn_exp_core_f32(tn_exp_reduce_f32(c, shifted));
    const int32_t k = (int32_t)(tn_bits_f32(shifted) - tn_bits_f32(TN_ROUND_F32)), low = k >> 1;
    return e * tn_float_of((uint32_t)(low + 127) << 23) *
           tn_float_of((uint32_t)(k - low + 127) << 23);
}

/* exp for x <= 0, without subnormal results: below -87.33 it gives 0. For softmax, where they mean
 * nothing beside the largest term, which is 1; two thirds of the work. */
TN_FN float tn_exp_down_f32(float x) {
    const float shifted = fmaf(x, 1.44269504f, TN_ROUND_F32);
    const float e = tn_exp_core_f32(tn_exp_reduce_f32(x, shifted)) *
                    tn_float_of((tn_bits_f32(shifted) + 127u) << 23);
    return x < -87.33f ? 0.0f : e;
}
TN_FN double tn_exp_down_f64(double x) {
    return tn_exp_f64(x);
}

/* fdlibm's log of a normal, positive, finite number: y = 2^k * (1 + f), 1 + f in [sqrt(1/2),
 * sqrt(2)). `bias` is 1023, or more for a number that was scaled up. */
TN_FN double tn_log_core_f64(double y, double bias) {
    const uint64_t shifted = tn_bits_f64(y) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
    /* The exponent as a double without an integer conversion: 2^52 + biased exponent. */
    const double biased = tn_double_of((shifted >> 52) | 0x4330000000000000u);
    const double k = (biased - 4503599627370496.0) - bias;
    const double m = tn_double_of((shifted & 0xfffffffffffffu) + 0x3fe6a09e667f3bcdu);
    const double f = m - 1.0, s = f / (2.0 + f), z = s * s;
    double p = 1.479819860511658591e-01;
    p = p * z + 1.531383769920937332e-01;
    p = p * z + 1.818357216161805012e-01;
    p = p * z + 2.222219843214978396e-01;
    p = p * z + 2.857142874366239149e-01;
    p = p * z + 3.999999999940941908e-01;
    p = p * z + 6.666666666666735130e-01;
    const double h = 0.5 * f * f;
    const double lo = s * (h + z * p) + k * 1.90821492927058770002e-10;
    return k * 6.93147180369123816490e-01 - ((h - lo) - f);
}

/* The same for results that are rounded to f32: relative error 2^-34. */
TN_FN double tn_log_fast(double y) {
    const uint64_t shifted = tn_bits_f64(y) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
    const double biased = tn_double_of((shifted >> 52) | 0x4330000000000000u);
    const double k = biased - (4503599627370496.0 + 1023.0);
    const double m = tn_double_of((shifted & 0xfffffffffffffu) + 0x3fe6a09e667f3bcdu);
    const double f = m - 1.0, s = f / (2.0 + f), z = s * s;
    double p = 2.0 / 11.0;
    p = p * z + 2.0 / 9.0;
    p = p * z + 2.0 / 7.0;
    p = p * z + 2.0 / 5.0;
    p = p * z + 2.0 / 3.0;
    return k * TN_LN2 + (2.0 * s + s * z * p);
}

/* log where x is 0, negative, infinite or NaN; `finite` elsewhere. */
TN_FN double tn_log_edges(double x, double finite) {
    const double low = x == 0.0 ? -(double)INFINITY : (double)NAN;
    const double high = x < (double)INFINITY ? finite : x;
    return x > 0.0 ? high : low;
}

TN_FN double tn_log_f64(double x) {
    const bool tiny = x < 2.2250738585072014e-308;
    const double y = tiny ? x * 18014398509481984.0 : x;
    return tn_log_edges(x, tn_log_core_f64(y, tiny ? 1077.0 : 1023.0));
}
/* Every float is a normal double. */
TN_FN float tn_log_f32(float x) {
    const double d = (double)x;
    return (float)tn_log_edges(d, tn_log_fast(d));
}
TN_FN float tn_log2_f32(float x) {
    const double d = (double)x;
    return (float)tn_log_edges(d, tn_log_fast(d) * TN_LOG2E);
}
TN_FN float tn_log10_f32(float x) {
    const double d = (double)x;
    return (float)tn_log_edges(d, tn_log_fast(d) * 0.43429448190325182765);
}
TN_FN float tn_exp2_f32(float x) {
    const float c = x > 130.0f ? 130.0f : x < -160.0f ? -160.0f : x;
    return (float)tn_exp_fast((double)c * TN_LN2);
}

/* Below the limit the first terms of the series are exact to f32; above it f64 absorbs what the
 * subtraction (addition) of 1 cancels. */
TN_FN float tn_expm1_f32(float x) {
    const double c = x > 89.0f ? 89.0f : x < -104.0f ? -104.0f : x;
    const double small = c + c * c * (0.5 + c * (1.0 / 6.0));
    return (float)(fabs(c) < 1e-4 ? small : tn_exp_f64(c) - 1.0);
}
TN_FN double tn_log1p_wide(double x) {
    const double small = x - x * x * (0.5 - x * (1.0 / 3.0)), y = 1.0 + x;
    return fabs(x) < 1e-4 ? small : tn_log_edges(y, tn_log_fast(y));
}
/* For x >= 0 or NaN: what softplus and its like need. */
TN_FN float tn_log1p_positive_f32(float v) {
    const double x = (double)v, y = 1.0 + x;
    const double small = x - x * x * (0.5 - x * (1.0 / 3.0));
    const double large = x < (double)INFINITY ? tn_log_fast(y) : x;
    return (float)(x < 1e-4 ? small : large);
}
TN_FN double tn_log1p_positive_f64(double x) {
    return log1p(x);
}
TN_FN float tn_log1p_f32(float x) {
    return (float)tn_log1p_wide((double)x);
}

/* ---- pow --------------------------------------------------------------------------------------
 */

/* x^y = exp(y log|x|) in f64, then the sign of odd powers and the edges of C's pow. */
TN_FN float tn_pow_f32(float x, float y) {
    const double sx = (double)x, a = fabs(sx), b = (double)y;
    const double e = b * tn_log_edges(a, tn_log_core_f64(a, 1023.0));
    const double r = tn_exp_fast(e > 120.0 ? 120.0 : e < -120.0 ? -120.0 : e);
    /* Floats beyond 2^24 are whole and even. */
    const double small = fabs(b) < 16777216.0 ? b : 0.0, half = 0.5 * small;
    const double whole = (small + TN_ROUND_F64) - TN_ROUND_F64;
    const double half_whole = (half + TN_ROUND_F64) - TN_ROUND_F64;
    const double sign = whole != small ? 0.0 : half_whole != half ? -1.0 : 1.0;
    const double pole = b != b    ? b
                        : b > 0.0 ? (a > 1.0 ? (double)INFINITY : 0.0)
                                  : (a > 1.0 ? 0.0 : (double)INFINITY);
    const double size = a == 0.0 ? pole : a == (double)INFINITY ? pole : r;
    const double edge = a == (double)INFINITY ? 1.0 : a == 0.0 ? 1.0 : (double)NAN;
    const double factor = sign == 0.0 ? edge : sign;
    const double out = copysign(1.0, sx) < 0.0 ? factor * size : size;
    const double unit = fabs(b) == (double)INFINITY ? 1.0 : out;
    const double v = a == 1.0 ? (sx == 1.0 ? 1.0 : unit) : out;
    return b == 0.0 ? 1.0f : (float)v;
}

/* ---- Trigonometry -----------------------------------------------------------------------------
 */

/* Beyond this the reduction below loses bits: loops that meet such an element call libm for it. */
#define TN_TRIG_LIMIT 65536.0f

/* x - n * pi/2 in f64 for |x| <= TN_TRIG_LIMIT; the first part has 33 bits, so products are exact.
 */
TN_FN double tn_trig_reduce(double x, uint64_t *quadrant) {
    const double shifted = x * (2.0 / TN_PI) + TN_ROUND_F64, n = shifted - TN_ROUND_F64;
    *quadrant = tn_bits_f64(shifted);
    return (x - n * 1.57079632673412561417e+00) - n * 6.07710050650619224932e-11;
}
/* fdlibm's kernels without their last, f64-only terms' care: |r| <= pi/4, error below 2^-50. */
TN_FN double tn_sin_core(double r) {
    const double z = r * r;
    double p = -2.50507602534068634195e-08;
    p = p * z + 2.75573137070700676789e-06;
    p = p * z + -1.98412698298579493134e-04;
    p = p * z + 8.33333333332248946124e-03;
    p = p * z + -1.66666666666666324348e-01;
    return r + r * z * p;
}
TN_FN double tn_cos_core(double r) {
    const double z = r * r;
    double p = -2.75573143513906633035e-07;
    p = p * z + 2.48015872894767294178e-05;
    p = p * z + -1.38888888888741095749e-03;
    p = p * z + 4.16666666666666019037e-02;
    return (1.0 - 0.5 * z) + z * z * p;
}
TN_FN double tn_trig_pick(double r, uint64_t quadrant) {
    const double v = quadrant & 1 ? tn_cos_core(r) : tn_sin_core(r);
    return quadrant & 2 ? -v : v;
}
/* Within TN_TRIG_LIMIT; see tn_sin_f32 for every argument. */
TN_FN float tn_sin_near_f32(float x) {
    uint64_t q;
    const double r = tn_trig_reduce((double)x, &q);
    return x == 0.0f ? x : (float)tn_trig_pick(r, q);
}
TN_FN float tn_cos_near_f32(float x) {
    uint64_t q;
    const double r = tn_trig_reduce((double)x, &q);
    return (float)tn_trig_pick(r, q + 1);
}
TN_FN float tn_tan_near_f32(float x) {
    uint64_t q;
    const double r = tn_trig_reduce((double)x, &q);
    const double s = tn_sin_core(r), c = tn_cos_core(r);
    return x == 0.0f ? x : (float)(q & 1 ? -c / s : s / c);
}
#define TN_TRIG_F32(name)                                                        \
    TN_FN float tn_##name##_f32(float x) {                                       \
        return fabsf(x) <= TN_TRIG_LIMIT ? tn_##name##_near_f32(x) : name##f(x); \
    }
#define TN_TRIG_F64(name)                         \
    TN_FN double tn_##name##_near_f64(double x) { \
        return name(x);                           \
    }
TN_TRIG_F64(sin)
TN_TRIG_F64(cos)
TN_TRIG_F64(tan)
TN_TRIG_F32(sin)
TN_TRIG_F32(cos)
TN_TRIG_F32(tan)

/* atan of any double, to f32 accuracy: two reductions bring |t| below tan(pi/8), then the series
 * of Cephes' atanf. */
TN_FN double tn_atan_wide(double x) {
    const double a = fabs(x);
    const bool big = a > 1.0;
    const double u = big ? 1.0 / a : a;
    const bool upper = u > 0.41421356237309503;
    const double t = upper ? (u - 1.0) / (u + 1.0) : u, z = t * t;
    double p = 8.05374449538e-2;
    p = p * z - 1.38776856032e-1;
    p = p * z + 1.99777106478e-1;
    p = p * z - 3.33329491539e-1;
    const double v = (upper ? TN_PI / 4.0 : 0.0) + (t + t * z * p);
    const double w = big ? TN_PI_2 - v : v;
    return x < 0.0 ? -w : w;
}
TN_FN float tn_atan_f32(float x) {
    return x == 0.0f ? x : (float)tn_atan_wide((double)x);
}
TN_FN float tn_asin_f32(float x) {
    const double d = (double)x;
    return x == 0.0f ? x : (float)tn_atan_wide(d / sqrt((1.0 - d) * (1.0 + d)));
}
TN_FN float tn_acos_f32(float x) {
    const double d = (double)x;
    return (float)(2.0 * tn_atan_wide(sqrt((1.0 - d) / (1.0 + d))));
}

/* ---- Hyperbolic functions ---------------------------------------------------------------------
 */

/* A rational minimax approximation (the one that Eigen uses); it reaches 1 at the clamp. */
TN_FN float tn_tanh_f32(float x) {
    const float c = x > 7.99881172180175781f    ? 7.99881172180175781f
                    : x < -7.99881172180175781f ? -7.99881172180175781f
                                                : x;
    const float z = c * c;
    float p = -2.76076847742355e-16f;
    p = p * z + 2.00018790482477e-13f;
    p = p * z + -8.60467152213735e-11f;
    p = p * z + 5.12229709037114e-08f;
    p = p * z + 1.48572235717979e-05f;
    p = p * z + 6.37261928875436e-04f;
    p = p * z + 4.89352455891786e-03f;
    float q = 1.19825839466702e-06f;
    q = q * z + 1.18534705686654e-04f;
    q = q * z + 2.26843463243900e-03f;
    q = q * z + 4.89352518554385e-03f;
    const float v = c * p / q;
    /* Near 1 a fit of 1 - 2 exp(-2 |x|) for |x| in [7.5, 9.05] is the better one. */
    const float size = fabsf(x), t = size - 7.5f;
    const float gap =
        6.02321165e-07f + t * (-1.08899894e-06f + t * (7.66775372e-07f + t * -1.97575503e-07f));
    const float high = size > 9.02f ? 1.0f : 1.0f - gap;
    const float far = x > 0.0f ? high : -high;
    const float wide = size > 7.5f ? far : v;
    return size < 0.0004f ? x : wide;
}
TN_FN float tn_sinh_f32(float x) {
    const double c = x > 90.0f ? 90.0f : x < -90.0f ? -90.0f : x;
    const double e = tn_exp_fast(c), z = c * c;
    const double small = c + c * z * (1.0 / 6.0 + z * (1.0 / 120.0 + z * (1.0 / 5040.0)));
    return x == 0.0f ? x : (float)(z < 0.25 ? small : 0.5 * (e - 1.0 / e));
}
TN_FN float tn_cosh_f32(float x) {
    const double c = x > 90.0f ? 90.0f : x < -90.0f ? -90.0f : x;
    const double e = tn_exp_fast(c);
    return (float)(0.5 * (e + 1.0 / e));
}
TN_FN float tn_asinh_f32(float x) {
    const double a = fabs((double)x), z = a * a;
    const double small = a * (1.0 - z * (1.0 / 6.0 - z * (3.0 / 40.0)));
    const double y = a + sqrt(z + 1.0), v = a < 0.01 ? small : tn_log_edges(y, tn_log_fast(y));
    return x > 0.0f ? (float)v : x < 0.0f ? -(float)v : x;
}
TN_FN float tn_acosh_f32(float x) {
    const double d = (double)x - 1.0, v = tn_log1p_wide(d + sqrt(d * (d + 2.0)));
    return d < 0.0 ? (float)NAN : (float)v;
}
TN_FN float tn_atanh_f32(float x) {
    const double d = (double)x, z = d * d, y = (1.0 + d) / (1.0 - d);
    const double small = d * (1.0 + z * (1.0 / 3.0 + z * (1.0 / 5.0)));
    return x == 0.0f ? x : (float)(z < 1e-4 ? small : 0.5 * tn_log_edges(y, tn_log_fast(y)));
}

/* ---- erf and its family -----------------------------------------------------------------------
 */

/* A rational minimax approximation on [-4, 4], as Eigen's; |erf| rounds to 1 beyond. */
TN_FN float tn_erf_f32(float x) {
    const float c = x > 4.0f ? 4.0f : x < -4.0f ? -4.0f : x, z = c * c;
    float p = -2.72614225801306e-10f;
    p = p * z + 2.77068142495902e-08f;
    p = p * z + -2.10102402082508e-06f;
    p = p * z + -5.69250639462346e-05f;
    p = p * z + -7.34990630326855e-04f;
    p = p * z + -2.95459980854025e-03f;
    p = p * z + -1.60960333262415e-02f;
    float q = -1.45660718464996e-05f;
    q = q * z + -2.13374055278905e-04f;
    q = q * z + -1.68282697438203e-03f;
    q = q * z + -7.37332916720468e-03f;
    q = q * z + -1.42647390514189e-02f;
    return c * p / q;
}

/* ---- What both widths share -------------------------------------------------------------------
 */

#define TN_LIBM_F64(name)                    \
    TN_FN double tn_##name##_f64(double x) { \
        return name(x);                      \
    }
TN_LIBM_F64(exp2)
TN_LIBM_F64(expm1)
TN_LIBM_F64(log2)
TN_LIBM_F64(log10)
TN_LIBM_F64(log1p)
TN_LIBM_F64(sin)
TN_LIBM_F64(cos)
TN_LIBM_F64(tan)
TN_LIBM_F64(asin)
TN_LIBM_F64(acos)
TN_LIBM_F64(atan)
TN_LIBM_F64(sinh)
TN_LIBM_F64(cosh)
TN_LIBM_F64(tanh)
TN_LIBM_F64(asinh)
TN_LIBM_F64(acosh)
TN_LIBM_F64(atanh)
TN_LIBM_F64(erf)
TN_LIBM_F64(erfc)
TN_FN double tn_pow_f64(double x, double y) {
    return pow(x, y);
}
TN_FN float tn_erfc_f32(float x) {
    return erfcf(x);
}
/* lgamma writes the process-wide signgam; lgamma_r does not. */
#ifdef __CUDACC__
TN_FN double tn_lgamma_f64(double x) {
    return lgamma(x);
}
#else
double lgamma_r(double x, int *sign);
TN_FN double tn_lgamma_f64(double x) {
    int sign;
    return lgamma_r(x, &sign);
}
#endif
TN_FN float tn_lgamma_f32(float x) {
    return (float)tn_lgamma_f64((double)x);
}

/* X(T, S, suffix of libm): functions with one text for both widths. */
#define TN_REAL_FUNCTIONS(T, S, L)                                                            \
    TN_FN T tn_abs_##S(T a) {                                                                 \
        return fabs##L(a);                                                                    \
    }                                                                                         \
    TN_FN T tn_sqrt_##S(T a) {                                                                \
        return sqrt##L(a);                                                                    \
    }                                                                                         \
    TN_FN T tn_floor_##S(T a) {                                                               \
        return floor##L(a);                                                                   \
    }                                                                                         \
    TN_FN T tn_ceil_##S(T a) {                                                                \
        return ceil##L(a);                                                                    \
    }                                                                                         \
    TN_FN T tn_trunc_##S(T a) {                                                               \
        return trunc##L(a);                                                                   \
    }                                                                                         \
    TN_FN T tn_round_##S(T a) {                                                               \
        return nearbyint##L(a);                                                               \
    }                                                                                         \
    TN_FN T tn_fmod_##S(T a, T b) {                                                           \
        return fmod##L(a, b);                                                                 \
    }                                                                                         \
    TN_FN T tn_atan2_##S(T a, T b) {                                                          \
        return atan2##L(a, b);                                                                \
    }                                                                                         \
    TN_FN T tn_hypot_##S(T a, T b) {                                                          \
        return hypot##L(a, b);                                                                \
    }                                                                                         \
    TN_FN T tn_copysign_##S(T a, T b) {                                                       \
        return copysign##L(a, b);                                                             \
    }                                                                                         \
    TN_FN T tn_nextafter_##S(T a, T b) {                                                      \
        return nextafter##L(a, b);                                                            \
    }                                                                                         \
    /* NaN in either operand gives NaN (max, min); the f forms ignore it. */                  \
    TN_FN T tn_max_##S(T a, T b) {                                                            \
        return ((a > b) | (a != a)) ? a : b;                                                  \
    }                                                                                         \
    TN_FN T tn_min_##S(T a, T b) {                                                            \
        return ((a < b) | (a != a)) ? a : b;                                                  \
    }                                                                                         \
    TN_FN T tn_fmax_##S(T a, T b) {                                                           \
        return ((a >= b) | (b != b)) ? a : b;                                                 \
    }                                                                                         \
    TN_FN T tn_fmin_##S(T a, T b) {                                                           \
        return ((a <= b) | (b != b)) ? a : b;                                                 \
    }                                                                                         \
    TN_FN T tn_clamp_##S(T a, T lo, T hi) {                                                   \
        const T v = a < lo ? lo : a, w = v > hi ? hi : v, x = hi != hi ? hi : w;              \
        return lo != lo ? lo : x;                                                             \
    }                                                                                         \
    TN_FN T tn_sigmoid_##S(T a) {                                                             \
        return (T)1 / ((T)1 + tn_exp_##S(-a));                                                \
    }                                                                                         \
    TN_FN T tn_softplus_##S(T a, T beta, T threshold) {                                       \
        return a * beta > threshold ? a : tn_log1p_positive_##S(tn_exp_##S(a * beta)) / beta; \
    }                                                                                         \
    TN_FN T tn_remainder_##S(T a, T b) {                                                      \
        const T r = fmod##L(a, b);                                                            \
        return ((r != 0) & ((r < 0) != (b < 0))) ? r + b : r;                                 \
    }                                                                                         \
    TN_FN T tn_floor_div_##S(T a, T b) {                                                      \
        const T r = fmod##L(a, b);                                                            \
        const T q = (a - r) / b - (T)((r != 0) & ((r < 0) != (b < 0)));                       \
        const T f = floor##L(q);                                                              \
        const T near = q - f > (T)0.5 ? f + (T)1 : f;                                         \
        return b == 0 ? a / b : q != 0 ? near : copysign##L((T)0, a / b);                     \
    }                                                                                         \
    TN_FN T tn_logaddexp_##S(T a, T b) {                                                      \
        const T m = a > b ? a : b;                                                            \
        const T v = m + tn_log1p_positive_##S(tn_exp_##S(-fabs##L(a - b)));                   \
        return ((a == b) & (fabs##L(a) == (T)INFINITY)) ? a : v;                              \
    }                                                                                         \
    TN_FN T tn_logaddexp2_##S(T a, T b) {                                                     \
        const T m = a > b ? a : b;                                                            \
        const T v = m + tn_log1p_positive_##S(tn_exp2_##S(-fabs##L(a - b))) * (T)TN_LOG2E;    \
        return ((a == b) & (fabs##L(a) == (T)INFINITY)) ? a : v;                              \
    }                                                                                         \
    TN_FN T tn_xlogy_##S(T a, T b) {                                                          \
        return b != b ? b : a == 0 ? (T)0 : a * tn_log_##S(b);                                \
    }                                                                                         \
    TN_FN T tn_xlog1py_##S(T a, T b) {                                                        \
        return b != b ? b : a == 0 ? (T)0 : a * tn_log1p_##S(b);                              \
    }                                                                                         \
    TN_FN T tn_logit_##S(T a, T eps) {                                                        \
        const T c = a < eps ? eps : a > (T)1 - eps ? (T)1 - eps : a, x = eps < 0 ? a : c;     \
        return tn_log_##S(x / ((T)1 - x));                                                    \
    }                                                                                         \
    TN_FN T tn_sinc_##S(T a) {                                                                \
        return a == 0 ? (T)1 : sin##L(a * (T)TN_PI) / (a * (T)TN_PI);                         \
    }                                                                                         \
    /* gelu's two parts: the normal distribution and its density. */                          \
    TN_FN T tn_normal_cdf_##S(T a) {                                                          \
        return (T)0.5 * ((T)1 + tn_erf_##S(a * (T)TN_SQRT1_2));                               \
    }                                                                                         \
    TN_FN T tn_normal_pdf_##S(T a) {                                                          \
        return (T)0.39894228040143267794 * tn_exp_##S((T)-0.5 * a * a);                       \
    }                                                                                         \
    TN_FN T tn_gelu_inner_##S(T a) {                                                          \
        return tn_tanh_##S((T)0.79788456080286535588 * (a + (T)0.044715 * a * a * a));        \
    }                                                                                         \
    TN_FN T tn_gelu_tanh_backward_##S(T g, T a) {                                             \
        const T t = tn_gelu_inner_##S(a), left = (T)0.5 * ((T)1 + t);                         \
        const T inner = (T)0.79788456080286535588 * ((T)1 + (T)3 * (T)0.044715 * a * a);      \
        return g * (left + (T)0.5 * a * ((T)1 - t * t) * inner);                              \
    }                                                                                         \
    TN_FN T tn_mish_backward_##S(T g, T a) {                                                  \
        const T t = tn_tanh_##S(tn_log1p_positive_##S(tn_exp_##S(a)));                        \
        return g * (t + a * tn_sigmoid_##S(a) * ((T)1 - t * t));                              \
    }

TN_REAL_FUNCTIONS(float, f32, f)
TN_REAL_FUNCTIONS(double, f64, )

#endif
