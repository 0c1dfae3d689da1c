/* fft_number.cuh: complex numbers of Fourier transforms in registers, roots of one, and the small
 * transforms that passes are made of (fft_codelets.h).
 *
 * Twiddles are computed where they are used, from angles within an eighth of a turn that integers
 * give exactly, by series with an error of about one unit in the last place: no table has to be
 * made, kept for each device or be there when a stream is captured. Of a butterfly's twiddles those
 * of 1, 2, 4 and 8 are computed, the others are products of two or three. */
#ifndef TN_FFT_NUMBER_CUH
#define TN_FFT_NUMBER_CUH

#include "kernels/convert.cuh"

namespace tn {

template <class T> struct alignas(2 * sizeof(T)) fft_number { T re, im; };

__device__ __forceinline__ float fused(float a, float b, float c) {
    return fmaf(a, b, c);
}
__device__ __forceinline__ double fused(double a, double b, double c) {
    return fma(a, b, c);
}

template <class T>
__device__ __forceinline__ fft_number<T> operator+(fft_number<T> a, fft_number<T> b) {
    return {a.re + b.re, a.im + b.im};
}
template <class T>
__device__ __forceinline__ fft_number<T> operator-(fft_number<T> a, fft_number<T> b) {
    return {a.re - b.re, a.im - b.im};
}
template <class T>
__device__ __forceinline__ fft_number<T> operator*(fft_number<T> a, fft_number<T> b) {
    return {fused(a.re, b.re, -(a.im * b.im)), fused(a.re, b.im, a.im * b.re)};
}
template <class T> __device__ __forceinline__ fft_number<T> swapped(fft_number<T> a) {
    return {a.im, a.re};
}
template <class T> __device__ __forceinline__ fft_number<T> conjugated(fft_number<T> a) {
    return {a.re, -a.im};
}
/* a - i b and a + i b. */
template <class T>
__device__ __forceinline__ fft_number<T> turned(fft_number<T> a, fft_number<T> b) {
    return {a.re + b.im, a.im - b.re};
}
template <class T>
__device__ __forceinline__ fft_number<T> unturned(fft_number<T> a, fft_number<T> b) {
    return {a.re - b.im, a.im + b.re};
}

/* c a, c a + b, and (1 - i) h a. */
template <class T> __device__ __forceinline__ fft_number<T> scaled(T c, fft_number<T> a) {
    return {c * a.re, c * a.im};
}
template <class T>
__device__ __forceinline__ fft_number<T> add_scaled(T c, fft_number<T> a, fft_number<T> b) {
    return {fused(c, a.re, b.re), fused(c, a.im, b.im)};
}
template <class T> __device__ __forceinline__ fft_number<T> eighth(T h, fft_number<T> a) {
    return {h * (a.re + a.im), h * (a.im - a.re)};
}

/* ---- Roots of one ---------------------------------------------------------------------------- */

/* Sine and cosine of 0 <= x <= pi / 4, by Taylor's series. */
__device__ __forceinline__ void series(float x, float *s, float *c) {
    const float y = x * x;
    float p = 2.75573192e-6f, q = -2.75573192e-7f;
    p = fused(p, y, -1.98412698e-4f);
    p = fused(p, y, 8.33333333e-3f);
    p = fused(p, y, -1.66666667e-1f);
    q = fused(q, y, 2.48015873e-5f);
    q = fused(q, y, -1.38888889e-3f);
    q = fused(q, y, 4.16666667e-2f);
    q = fused(q, y, -0.5f);
    *s = fused(x * y, p, x);
    *c = fused(q, y, 1.0f);
}
__device__ __forceinline__ void series(double x, double *s, double *c) {
    constexpr double sines[] = {-7.6471637318198164759e-13, 1.6059043836821614599e-10,
                                -2.5052108385441718775e-8,  2.7557319223985890653e-6,
                                -1.9841269841269841270e-4,  8.3333333333333333333e-3,
                                -1.6666666666666666667e-1};
    constexpr double cosines[] = {
        -1.5619206968586226462e-16, 4.7794773323873852974e-14, -1.1470745597729724714e-11,
        2.0876756987868098979e-9,   -2.7557319223985890653e-7, 2.4801587301587301587e-5,
        -1.3888888888888888889e-3,  4.1666666666666666667e-2,  -0.5};
    const double y = x * x;
    double p = 2.8114572543455207632e-15, q = cosines[0];
    for (double term : sines) {
        p = fused(p, y, term);
    }
    for (int i = 1; i < 9; i++) {
        q = fused(q, y, cosines[i]);
    }
    *s = fused(x * y, p, x);
    *c = fused(q, y, 1.0);
}

/* exp(-2 pi i k / n), 0 <= k < n; I holds 8 n. */
template <class T, class I> __device__ __forceinline__ fft_number<T> root_of(I k, I n) {
    I at = 8 * k; /* in eighths of n-th turns */
    const bool lower = at > 4 * n;
    at = lower ? 8 * n - at : at;
    const bool left = at > 2 * n;
    at = left ? 4 * n - at : at;
    const bool steep = at > n;
    at = steep ? 2 * n - at : at;
    T s, c;
    series(static_cast<T>(at) / static_cast<T>(n) * static_cast<T>(0.78539816339744830962), &s, &c);
    const T re = steep ? s : c, im = steep ? c : s;
    return {left ? -re : re, lower ? im : -im};
}

/* The same where n is not known to be short. */
template <class T> __device__ __forceinline__ fft_number<T> fft_root(int64_t k, int64_t n) {
    return n <= INT32_MAX / 8 ? root_of<T>(static_cast<int32_t>(k), static_cast<int32_t>(n))
                              : root_of<T>(k, n);
}

/* w[k] = exp(-2 pi i p k / n) for 1 <= k < R. */
template <class T, int R>
__device__ __forceinline__ void fft_roots(int32_t p, int32_t n, fft_number<T> (&w)[R]) {
    for (int k = 1; k < R; k *= 2) {
        w[k] = root_of<T>(p * k, n);
    }
#pragma unroll
    for (int k = 3; k < R; k++) {
        if (k & (k - 1)) {
            const int high = k >= 8 ? 8 : k >= 4 ? 4 : 2;
            w[k] = w[high] * w[k - high];
        }
    }
}

/* ---- Small transforms, in place -------------------------------------------------------------- */

#define PAIR fft_number<T>
#define PART T
#define CODELET(n) \
    template <class T> __device__ __forceinline__ void butterfly(fft_number<T>(&x)[n])
#define TRANSFORM(n, x)  butterfly(x)
#define CONSTANT(c)      static_cast<T>(c)
#define PLUS(a, b)       ((a) + (b))
#define MINUS(a, b)      ((a) - (b))
#define TURNED           turned
#define UNTURNED         unturned
#define SCALED           scaled
#define ADD_SCALED       add_scaled
#define EIGHTH           eighth
#define TIMES(a, re, im) ((a)*fft_number<T>{re, im})
#include "kernels/fft_codelets.h"
#undef PAIR
#undef PART
#undef CODELET
#undef TRANSFORM
#undef CONSTANT
#undef PLUS
#undef MINUS
#undef TURNED
#undef UNTURNED
#undef SCALED
#undef ADD_SCALED
#undef EIGHTH
#undef TIMES

} // namespace tn

#endif
