/* special_math.h: rare functions, in f64 for both widths: erfinv, the gamma functions and
 * the modified Bessel functions. They loop and branch: never in a vector loop. */
#ifndef TN_SPECIAL_MATH_H
#define TN_SPECIAL_MATH_H

#include "kernels/math.h"

/* Giles' approximation of the inverse error function, then Newton's steps in f64. */
TN_FN double tn_erfinv_f64(double y) {
    const double w = -log((1.0 - y) * (1.0 + y));
    const double c = w < 5.0 ? w - 2.5 : sqrt(w) - 3.0;
    double p = w < 5.0 ? 2.81022636e-08 : -0.000200214257;
    p = p * c + (w < 5.0 ? 3.43273939e-07 : 0.000100950558);
    p = p * c + (w < 5.0 ? -3.5233877e-06 : 0.00134934322);
    p = p * c + (w < 5.0 ? -4.39150654e-06 : -0.00367342844);
    p = p * c + (w < 5.0 ? 0.00021858087 : 0.00573950773);
    p = p * c + (w < 5.0 ? -0.00125372503 : -0.0076224613);
    p = p * c + (w < 5.0 ? -0.00417768164 : 0.00943887047);
    p = p * c + (w < 5.0 ? 0.246640727 : 1.00167406);
    p = p * c + (w < 5.0 ? 1.50140941 : 2.83297682);
    double x = p * y;
    for (int i = 0; i < 2; i++) {
        /* erfc keeps the relative accuracy that erf loses near 1. */
        const double error = fabs(y) < 0.5 ? erf(x) - y
                             : y > 0.0     ? (1.0 - y) - erfc(x)
                                           : erfc(-x) - (1.0 + y);
        x -= error / (1.12837916709551257390 * exp(-x * x));
    }
    return fabs(y) < 1.0 ? x : y == 1.0 ? (double)INFINITY : y == -1.0 ? -(double)INFINITY : NAN;
}
TN_FN float tn_erfinv_f32(float y) {
    return (float)tn_erfinv_f64((double)y);
}

/* ---- Special functions: rare, in f64 ----------------------------------------------------------
 */

/* Reflection to x > 0, recurrence to x >= 10, then the asymptotic series. */
TN_FN double tn_digamma_f64(double x) {
    if (x == 0.0) {
        return copysign((double)INFINITY, -x);
    }
    double r = 0.0;
    if (x < 0.0) {
        if (x == floor(x)) {
            return (double)NAN;
        }
        /* tan's argument without the whole part: large x would lose its fraction in x * pi. */
        r = -TN_PI / tan(TN_PI * (x - trunc(x)));
        x = 1.0 - x;
    }
    for (; x < 10.0; x += 1.0) {
        r -= 1.0 / x;
    }
    const double z = 1.0 / (x * x);
    double p = 1.0 / 12.0;
    p = p * z - 691.0 / 32760.0;
    p = p * z + 1.0 / 132.0;
    p = p * z - 1.0 / 240.0;
    p = p * z + 1.0 / 252.0;
    p = p * z - 1.0 / 120.0;
    p = p * z + 1.0 / 12.0;
    return r + (log(x) - 0.5 / x - z * p);
}
TN_FN double tn_trigamma_f64(double x) {
    double sign = 1.0, r = 0.0;
    if (x <= 0.0 && x == floor(x)) {
        return (double)INFINITY;
    }
    if (x < 0.5) {
        const double s = sin(TN_PI * x);
        sign = -1.0;
        r = -(TN_PI * TN_PI) / (s * s);
        x = 1.0 - x;
    }
    for (int i = 0; i < 16; i++, x += 1.0) {
        r += 1.0 / (x * x);
    }
    const double z = 1.0 / (x * x);
    double p = 5.0 / 66.0;
    p = p * z - 1.0 / 30.0;
    p = p * z + 1.0 / 42.0;
    p = p * z - 1.0 / 30.0;
    p = p * z + 1.0 / 6.0;
    return sign * (r + 1.0 / x + 0.5 * z + z / x * p);
}
/* Hurwitz's zeta(s, x) = sum over k >= 0 of (x + k)^-s, s > 1: terms up to x + k >= 10, then
 * Euler and Maclaurin's series. */
TN_FN double tn_hurwitz_f64(double s, double x) {
    /* (2 k)! / B(2 k) */
    const double divisor[] = {12.0,
                              -720.0,
                              30240.0,
                              -1209600.0,
                              47900160.0,
                              -1307674368000.0 / 691.0,
                              74724249600.0,
                              -10670622842880000.0 / 3617.0,
                              5109094217170944000.0 / 43867.0,
                              -802857662698291200000.0 / 174611.0};
    double sum = 0.0;
    for (; x < 10.0; x += 1.0) {
        sum += pow(x, -s);
    }
    const double power = pow(x, -s);
    double factor = s, scale = power / x;
    sum += power * x / (s - 1.0) + 0.5 * power;
    for (int k = 0; k < 10; k++) {
        sum += factor * scale / divisor[k];
        factor *= (s + 2.0 * k + 1.0) * (s + 2.0 * k + 2.0);
        scale /= x * x;
    }
    return sum;
}
/* The same for x that is no integer and below 0, where s is one: the terms below 0 are those of
 * the mirrored series between its own ends. */
TN_FN double tn_hurwitz_mirrored_f64(double s, double x) {
    const double y = -x, near = y - floor(y);
    const double below = tn_hurwitz_f64(s, near) - tn_hurwitz_f64(s, y + 1.0);
    return (fmod(s, 2.0) == 0.0 ? below : -below) + tn_hurwitz_f64(s, 1.0 - near);
}
/* Infinite at 0, -1 ..., as in PyTorch. */
TN_FN double tn_polygamma_f64(double order, double x) {
    if (order == 0.0) {
        return tn_digamma_f64(x);
    }
    if (order == 1.0) {
        return tn_trigamma_f64(x);
    }
    const double sign = fmod(order, 2.0) == 0.0 ? -1.0 : 1.0;
    if (x <= 0.0 && x == floor(x)) {
        return sign * (double)INFINITY;
    }
    const double zeta =
        x < 0.0 ? tn_hurwitz_mirrored_f64(order + 1.0, x) : tn_hurwitz_f64(order + 1.0, x);
    return sign * exp(lgamma(order + 1.0)) * zeta;
}
/* The modified Bessel functions of orders 0 and 1 over exp(|x|): the power series, or the
 * asymptotic series from 18 on. */
TN_FN double tn_bessel_e_f64(int order, double x) {
    const double a = fabs(x), q = 0.25 * a * a, mu = 4.0 * order * order;
    double term = order ? 0.5 * a : 1.0, sum = term;
    if (a < 18.0) {
        for (int k = 1; k < 64; k++) {
            term *= q / ((double)k * (double)(k + order));
            sum += term;
        }
        return sum * exp(-a);
    }
    term = sum = 1.0;
    for (int k = 1; k < 30; k++) {
        term *= ((2.0 * k - 1.0) * (2.0 * k - 1.0) - mu) / (8.0 * (double)k * a);
        sum += term;
    }
    return x != x ? x : a == (double)INFINITY ? 0.0 : sum / sqrt(2.0 * TN_PI * a);
}
/* exp in two halves: exp(a) overflows before the product does. */
TN_FN double tn_bessel_f64(int order, double x) {
    const double e = exp(0.5 * fabs(x));
    return e == (double)INFINITY ? e : e * (e * tn_bessel_e_f64(order, x));
}
TN_FN double tn_i0_f64(double x) {
    return tn_bessel_f64(0, x);
}
TN_FN double tn_i0e_f64(double x) {
    return tn_bessel_e_f64(0, x);
}
TN_FN double tn_i1_f64(double x) {
    return copysign(tn_bessel_f64(1, x), x);
}
TN_FN double tn_i1e_f64(double x) {
    return copysign(tn_bessel_e_f64(1, x), x);
}
TN_FN float tn_polygamma_f32(float order, float x) {
    return (float)tn_polygamma_f64((double)order, (double)x);
}
TN_FN float tn_i0e_f32(float x) {
    return (float)tn_i0e_f64((double)x);
}
TN_FN float tn_i1_f32(float x) {
    return (float)tn_i1_f64((double)x);
}
TN_FN float tn_i1e_f32(float x) {
    return (float)tn_i1e_f64((double)x);
}
TN_FN float tn_digamma_f32(float x) {
    return (float)tn_digamma_f64((double)x);
}
TN_FN float tn_trigamma_f32(float x) {
    return (float)tn_trigamma_f64((double)x);
}
TN_FN float tn_i0_f32(float x) {
    return (float)tn_i0_f64((double)x);
}

#endif
