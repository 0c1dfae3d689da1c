/* complex_math.h: arithmetic and elementary functions of c64 and c128 as pairs, so that one text
 * serves the host and CUDA. Transcendental functions are libm's on the host and those of CUDA's own
 * <cuda/std/complex> there: their branch cuts and special values follow C's Annex G, as PyTorch's
 * do. */
#ifndef TN_COMPLEX_MATH_H
#define TN_COMPLEX_MATH_H

#ifdef __CUDACC__
#include <cuda/std/complex>
#elif defined __cplusplus
#include <complex>
#else
#include <complex.h>
#endif

#include "kernels/special_math.h"

typedef struct tn_c64 {
    float re, im;
} tn_c64;
typedef struct tn_c128 {
    double re, im;
} tn_c128;

/* TN_PAIRTN_PAIR(T){re, im}: a value of T in both languages. */
#ifdef __cplusplus
#ifdef __CUDACC__
namespace tn_complex = cuda::std;
#else
namespace tn_complex = std;
#endif
#define TN_PAIR(T)        T
#define TN_NATIVE_TYPE(R) tn_complex::complex<R>
#define TN_NATIVE(R, a)   tn_complex::complex<R>((a).re, (a).im)
#define TN_NATIVE_PARTS(T, L, v) \
    T {                          \
        (v).real(), (v).imag()   \
    }
#define TN_NATIVE_CALL(name, L) tn_complex::name
#else
/* CMPLX, not re + im * I: that multiplies and turns infinities into NaN. */
#define TN_PAIR(T)        (T)
#define TN_NATIVE_TYPE(R) R _Complex
#define TN_NATIVE(R, a)   __builtin_complex((a).re, (a).im)
#define TN_NATIVE_PARTS(T, L, v) \
    (T) {                        \
        creal##L(v), cimag##L(v) \
    }
#define TN_NATIVE_CALL(name, L) c##name##L
#endif

#define TN_COMPLEX_LIBM(T, R, S, L, name)                                     \
    TN_FN T tn_##name##_##S(T a) {                                            \
        const TN_NATIVE_TYPE(R) v = TN_NATIVE_CALL(name, L)(TN_NATIVE(R, a)); \
        return TN_NATIVE_PARTS(T, L, v);                                      \
    }

#define TN_COMPLEX_FUNCTIONS(T, R, S, RS, L)                                                  \
    TN_FN T tn_make_##S(R re, R im) {                                                         \
        return TN_PAIR(T){re, im};                                                            \
    }                                                                                         \
    TN_FN T tn_add_##S(T a, T b) {                                                            \
        return TN_PAIR(T){a.re + b.re, a.im + b.im};                                          \
    }                                                                                         \
    TN_FN T tn_sub_##S(T a, T b) {                                                            \
        return TN_PAIR(T){a.re - b.re, a.im - b.im};                                          \
    }                                                                                         \
    TN_FN T tn_mul_##S(T a, T b) {                                                            \
        return TN_PAIR(T){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};              \
    }                                                                                         \
    TN_FN T tn_conj_##S(T a) {                                                                \
        return TN_PAIR(T){a.re, -a.im};                                                       \
    }                                                                                         \
    TN_FN T tn_neg_##S(T a) {                                                                 \
        return TN_PAIR(T){-a.re, -a.im};                                                      \
    }                                                                                         \
    TN_FN T tn_scale_##S(T a, R k) {                                                          \
        return TN_PAIR(T){a.re * k, a.im * k};                                                \
    }                                                                                         \
    TN_FN R tn_abs_##S(T a) {                                                                 \
        return hypot##L(a.re, a.im);                                                          \
    }                                                                                         \
    TN_FN R tn_angle_##S(T a) {                                                               \
        return atan2##L(a.im, a.re);                                                          \
    }                                                                                         \
    /* Both parts of b are scaled by the larger one, so that no square overflows. */          \
    TN_FN T tn_div_##S(T a, T b) {                                                            \
        const R s = fabs##L(b.re) > fabs##L(b.im) ? fabs##L(b.re) : fabs##L(b.im);            \
        if (s == 0) {                                                                         \
            return TN_PAIR(T){a.re / s, a.im / s};                                            \
        }                                                                                     \
        const R x = b.re / s, y = b.im / s, d = (x * x + y * y) * s;                          \
        return TN_PAIR(T){(a.re * x + a.im * y) / d, (a.im * x - a.re * y) / d};              \
    }                                                                                         \
    TN_FN bool tn_eq_##S(T a, T b) {                                                          \
        return (a.re == b.re) & (a.im == b.im);                                               \
    }                                                                                         \
    TN_FN bool tn_true_##S(T a) {                                                             \
        return (a.re != 0) | (a.im != 0);                                                     \
    }                                                                                         \
    TN_FN T tn_sgn_##S(T a) {                                                                 \
        const R r = tn_abs_##S(a);                                                            \
        return r == 0 ? TN_PAIR(T){0, 0} : TN_PAIR(T){a.re / r, a.im / r};                    \
    }                                                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, exp)                                                          \
    TN_COMPLEX_LIBM(T, R, S, L, log)                                                          \
    TN_COMPLEX_LIBM(T, R, S, L, sqrt)                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, sin)                                                          \
    TN_COMPLEX_LIBM(T, R, S, L, cos)                                                          \
    TN_COMPLEX_LIBM(T, R, S, L, tan)                                                          \
    TN_COMPLEX_LIBM(T, R, S, L, asin)                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, acos)                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, atan)                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, sinh)                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, cosh)                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, tanh)                                                         \
    TN_COMPLEX_LIBM(T, R, S, L, asinh)                                                        \
    TN_COMPLEX_LIBM(T, R, S, L, acosh)                                                        \
    TN_COMPLEX_LIBM(T, R, S, L, atanh)                                                        \
    /* log(1 + a) without losing small a: |1 + a|^2 - 1 = 2 re + re^2 + im^2. */              \
    TN_FN T tn_log1p_##S(T a) {                                                               \
        const R x = (R)1 + a.re, m = hypot##L(x, a.im);                                       \
        const R small = (R)0.5 * log1p##L(a.re * ((R)2 + a.re) + a.im * a.im);                \
        return TN_PAIR(T){m < (R)2 && m > (R)0.5 ? small : log##L(m), atan2##L(a.im, x)};     \
    }                                                                                         \
    TN_FN T tn_expm1_##S(T a) {                                                               \
        const R h = sin##L((R)0.5 * a.im);                                                    \
        return TN_PAIR(T){expm1##L(a.re) * cos##L(a.im) - (R)2 * h * h,                       \
                          exp##L(a.re) * sin##L(a.im)};                                       \
    }                                                                                         \
    /* Whole powers from 2 to 4 by multiplication: exact for exact inputs. */                 \
    TN_FN T tn_pow_##S(T a, T b) {                                                            \
        if (b.im == 0 && b.re == 0) {                                                         \
            return TN_PAIR(T){1, 0};                                                          \
        }                                                                                     \
        if (b.im == 0 && b.re == 1) {                                                         \
            return a;                                                                         \
        }                                                                                     \
        if (b.im == 0 && b.re == 2) {                                                         \
            return tn_mul_##S(a, a);                                                          \
        }                                                                                     \
        if (b.im == 0 && b.re == 3) {                                                         \
            return tn_mul_##S(tn_mul_##S(a, a), a);                                           \
        }                                                                                     \
        if (a.re == 0 && a.im == 0 && b.re > 0) {                                             \
            return TN_PAIR(T){0, 0};                                                          \
        }                                                                                     \
        const TN_NATIVE_TYPE(R) v = TN_NATIVE_CALL(pow, L)(TN_NATIVE(R, a), TN_NATIVE(R, b)); \
        return TN_NATIVE_PARTS(T, L, v);                                                      \
    }                                                                                         \
    TN_FN T tn_sigmoid_##S(T a) {                                                             \
        const T e = tn_exp_##S(tn_neg_##S(a));                                                \
        return tn_div_##S(TN_PAIR(T){1, 0}, TN_PAIR(T){(R)1 + e.re, e.im});                   \
    }                                                                                         \
    TN_FN T tn_sinc_##S(T a) {                                                                \
        const T x = tn_scale_##S(a, (R)TN_PI);                                                \
        return tn_true_##S(a) ? tn_div_##S(tn_sin_##S(x), x) : TN_PAIR(T){1, 0};              \
    }                                                                                         \
    TN_FN T tn_lerp_##S(T a, T b, T w) {                                                      \
        const T d = tn_sub_##S(b, a);                                                         \
        return tn_abs_##S(w) < (R)0.5                                                         \
                   ? tn_add_##S(a, tn_mul_##S(w, d))                                          \
                   : tn_sub_##S(b, tn_mul_##S(d, TN_PAIR(T){(R)1 - w.re, -w.im}));            \
    }                                                                                         \
    /* g * conj(1 - y) * conj(y), and g * conj(1 - y * y). */                                 \
    TN_FN T tn_sigmoid_backward_##S(T g, T y) {                                               \
        return tn_mul_##S(g, tn_conj_##S(tn_mul_##S(TN_PAIR(T){(R)1 - y.re, -y.im}, y)));     \
    }                                                                                         \
    TN_FN T tn_tanh_backward_##S(T g, T y) {                                                  \
        const T s = tn_mul_##S(y, y);                                                         \
        return tn_mul_##S(g, tn_conj_##S(TN_PAIR(T){(R)1 - s.re, -s.im}));                    \
    }

TN_COMPLEX_FUNCTIONS(tn_c64, float, c64, f32, f)
TN_COMPLEX_FUNCTIONS(tn_c128, double, c128, f64, )

#endif
