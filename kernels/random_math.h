/* random_math.h: from random bits to numbers of a distribution, one text for the host and CUDA.
 * Only arithmetic, roots and our own logarithm, sine and cosine: the same bits everywhere. */
#ifndef TN_RANDOM_MATH_H
#define TN_RANDOM_MATH_H

#include "kernels/math.h"
#include "kernels/philox.h"

/* ---- From 32 bits ---------------------------------------------------------------------------- */

/* In (0, 1], so that its logarithm is finite. */
TN_FN float tn_positive_f32(uint32_t bits) {
    return (float)((bits >> 8) + 1) * 0x1p-24f;
}

/* Uniform in [low, high): rounding may reach high, which is left out. */
TN_FN float tn_between_f32(uint32_t bits, float low, float high) {
    const float v = low + tn_uniform_f32(bits) * (high - low);
    return ((v < high) | (low == high)) ? v : low;
}

TN_FN float tn_exponential_f32(uint32_t bits, float rate) {
    return -tn_log_f32(tn_positive_f32(bits)) / rate;
}

/* Two independent normal variates (Box and Muller). */
TN_FN void tn_normal_f32(uint32_t first, uint32_t second, float mean, float std, float *a,
                         float *b) {
    const float radius = std * sqrtf(-2.0f * tn_log_f32(tn_positive_f32(first)));
    const float angle = tn_uniform_f32(second) * (float)(2 * TN_PI);
    *a = mean + radius * tn_cos_near_f32(angle);
    *b = mean + radius * tn_sin_near_f32(angle);
}

/* ---- From 64 bits, as a uniform u in [0, 1) -------------------------------------------------- */

TN_FN double tn_between_f64(double u, double low, double high) {
    const double v = low + u * (high - low);
    return ((v < high) | (low == high)) ? v : low;
}

TN_FN double tn_exponential_f64(double u, double rate) {
    return -tn_log_f64(1 - u) / rate;
}

/* sin(r) and cos(r) for |r| <= pi / 4: Taylor's series, whose first omitted terms are below
 * 2^-58. */
TN_FN double tn_sin_octant_f64(double r) {
    const double z = r * r;
    double p = 1.0 / 355687428096000.0;
    p = p * z - 1.0 / 1307674368000.0;
    p = p * z + 1.0 / 6227020800.0;
    p = p * z - 1.0 / 39916800.0;
    p = p * z + 1.0 / 362880.0;
    p = p * z - 1.0 / 5040.0;
    p = p * z + 1.0 / 120.0;
    p = p * z - 1.0 / 6.0;
    return r + r * z * p;
}
TN_FN double tn_cos_octant_f64(double r) {
    const double z = r * r;
    double p = 1.0 / 20922789888000.0;
    p = p * z - 1.0 / 87178291200.0;
    p = p * z + 1.0 / 479001600.0;
    p = p * z - 1.0 / 3628800.0;
    p = p * z + 1.0 / 40320.0;
    p = p * z - 1.0 / 720.0;
    p = p * z + 1.0 / 24.0;
    return 1.0 - z * (0.5 - z * p);
}

/* The angle is v turns: what is left beyond whole quarters is exact. */
TN_FN void tn_normal_f64(double u, double v, double mean, double std, double *a, double *b) {
    const double radius = std * sqrt(-2 * tn_log_f64(1 - u));
    const int quarter = (int)(4 * v + 0.5);
    const double r = (4 * v - quarter) * TN_PI_2;
    const double s = tn_sin_octant_f64(r), c = tn_cos_octant_f64(r);
    const double sine = quarter & 1 ? c : s, cosine = quarter & 1 ? s : c;
    *a = mean + radius * ((quarter + 1) & 2 ? -cosine : cosine);
    *b = mean + radius * (quarter & 2 ? -sine : sine);
}

/* ---- Integers -------------------------------------------------------------------------------- */

/* In [low, low + range). */
TN_FN int64_t tn_random_integer(uint32_t high_bits, uint32_t low_bits, int64_t low,
                                uint64_t range) {
    const uint64_t v = (uint64_t)high_bits << 32 | low_bits;
    return (int64_t)((uint64_t)low + v % range);
}

#endif
