/* matrix_number.cuh: what decompositions need of the numbers of a matrix, f32, f64, c64 or c128.
 * Sums of products are fused. */
#ifndef TN_MATRIX_NUMBER_CUH
#define TN_MATRIX_NUMBER_CUH

#include "kernels/number.cuh"
#include "kernels/quads.cuh"
#include "kernels/tile_product.cuh"

namespace tn {

/* ---- Types ----------------------------------------------------------------------------------- */

template <class T> struct number_parts {
    using real = T;
    static constexpr bool is_complex = false;
};
template <> struct number_parts<tn_c64> {
    using real = float;
    static constexpr bool is_complex = true;
};
template <> struct number_parts<tn_c128> {
    using real = double;
    static constexpr bool is_complex = true;
};
template <class T> using real_of = typename number_parts<T>::real;

/* Of a real type: the distance from 1 to the next number, the least normal number, and the exponent
 * to which the largest element of a matrix is brought so that sums of a million squares are finite
 * and those of small columns normal. */
template <class R> struct limits_of;
template <> struct limits_of<float> {
    static constexpr float epsilon = 1.1920929e-7f, least = 1.17549435e-38f;
    static constexpr int high_exponent = 50, lowest_exponent = -149;
};
template <> struct limits_of<double> {
    static constexpr double epsilon = 2.220446049250313e-16, least = 2.2250738585072014e-308;
    static constexpr int high_exponent = 490, lowest_exponent = -1074;
};

/* ---- Real and complex alike ------------------------------------------------------------------ */

template <class T> __device__ __forceinline__ real_of<T> real_part(T x) {
    if constexpr (number_parts<T>::is_complex) {
        return x.re;
    } else {
        return x;
    }
}
template <class T> __device__ __forceinline__ real_of<T> imaginary_part(T x) {
    if constexpr (number_parts<T>::is_complex) {
        return x.im;
    } else {
        return 0;
    }
}
template <class T> __device__ __forceinline__ T number_of_parts(real_of<T> re, real_of<T> im) {
    if constexpr (number_parts<T>::is_complex) {
        return {re, im};
    } else {
        return re;
    }
}
template <class T> __device__ __forceinline__ T number_of_real(real_of<T> re) {
    return number_of_parts<T>(re, 0);
}
template <class T> __device__ __forceinline__ T negative(T x) {
    return number_of_parts<T>(-real_part(x), -imaginary_part(x));
}
template <class T> __device__ __forceinline__ T scaled(T x, real_of<T> by) {
    return number_of_parts<T>(real_part(x) * by, imaginary_part(x) * by);
}
template <class T> __device__ __forceinline__ T divided(T x, real_of<T> by) {
    return number_of_parts<T>(real_part(x) / by, imaginary_part(x) / by);
}
template <class T> __device__ __forceinline__ T subtract(T a, T b) {
    return number_of_parts<T>(real_part(a) - real_part(b), imaginary_part(a) - imaginary_part(b));
}
__device__ __forceinline__ float quotient(float a, float b) {
    return a / b;
}
__device__ __forceinline__ double quotient(double a, double b) {
    return a / b;
}
__device__ __forceinline__ tn_c64 quotient(tn_c64 a, tn_c64 b) {
    return tn_div_c64(a, b);
}
__device__ __forceinline__ tn_c128 quotient(tn_c128 a, tn_c128 b) {
    return tn_div_c128(a, b);
}

/* sum += |x|^2 */
template <class T> __device__ __forceinline__ void add_square(real_of<T> &sum, T x) {
    add_product(sum, real_part(x), real_part(x));
    if constexpr (number_parts<T>::is_complex) {
        add_product(sum, x.im, x.im);
    }
}
/* sum += conj(x) * y */
template <class T> __device__ __forceinline__ void add_inner(T &sum, T x, T y) {
    add_product(sum, conjugate(x), y);
}
/* value -= x * y */
template <class T> __device__ __forceinline__ void take_product(T &value, T x, T y) {
    add_product(value, negative(x), y);
}

/* The same where products are small beside the value: each is subtracted as a whole, so that a
 * complex value is rounded once, not twice. */
template <class T> __device__ __forceinline__ void take_whole_product(T &value, T x, T y) {
    if constexpr (number_parts<T>::is_complex) {
        T product = number_of_real<T>(0);
        add_product(product, x, y);
        value = subtract(value, product);
    } else {
        take_product(value, x, y);
    }
}

/* The sum of what `term(sum, i)` adds for i = first, first + step, ... below `until`, in four sums,
 * each of which rounds half as much. */
template <class T, class Term>
__device__ __forceinline__ T sum_in_four(int64_t first, int64_t until, int64_t step, Term term) {
    const T zero = number_of_real<T>(0);
    T sums[4] = {zero, zero, zero, zero};
    int64_t i = first;
    for (; i + 3 * step < until; i += 4 * step) {
#pragma unroll
        for (int k = 0; k < 4; k++) {
            term(sums[k], i + k * step);
        }
    }
    for (; i < until; i += step) {
        term(sums[0], i);
    }
    return add(add(sums[0], sums[1]), add(sums[2], sums[3]));
}

__device__ __forceinline__ float root(float x) {
    return sqrtf(x);
}
__device__ __forceinline__ double root(double x) {
    return sqrt(x);
}
__device__ __forceinline__ float absolute(float x) {
    return fabsf(x);
}
__device__ __forceinline__ double absolute(double x) {
    return fabs(x);
}
template <class T> __device__ __forceinline__ real_of<T> magnitude(T x) {
    if constexpr (number_parts<T>::is_complex) {
        return hypot(x.re, x.im);
    } else {
        return absolute(x);
    }
}
/* The larger part's absolute value: NaN and infinity stay what they are. */
template <class T> __device__ __forceinline__ real_of<T> largest_part(T x) {
    const real_of<T> a = absolute(real_part(x)), b = absolute(imaginary_part(x));
    return b > a || b != b ? b : a;
}
/* LAPACK's |re| + |im|, by which it chooses pivots. */
template <class T> __device__ __forceinline__ real_of<T> taxicab(T x) {
    return absolute(real_part(x)) + absolute(imaginary_part(x));
}
template <class R> __device__ __forceinline__ bool is_finite(R x) {
    return x - x == 0;
}
template <class R> __device__ __forceinline__ R not_a_number() {
    return static_cast<R>(tn_float_of(0x7fc00000u));
}

template <class R> __device__ __forceinline__ R infinity() {
    return static_cast<R>(tn_float_of(0x7f800000u));
}

/* ---- Powers of two --------------------------------------------------------------------------- */

__device__ __forceinline__ int exponent_of(float x) {
    return ilogbf(x);
}
__device__ __forceinline__ int exponent_of(double x) {
    return ilogb(x);
}
__device__ __forceinline__ float times_power(float x, int exponent) {
    return scalbnf(x, exponent);
}
__device__ __forceinline__ double times_power(double x, int exponent) {
    return scalbn(x, exponent);
}
template <class C> __device__ __forceinline__ C times_power(C x, int exponent) {
    return {times_power(x.re, exponent), times_power(x.im, exponent)};
}

/* The power of two that brings a matrix to where squares neither overflow nor vanish, from the
 * largest part of its elements. */
template <class R> __device__ __forceinline__ int scaling_of(R largest) {
    return largest > 0 ? limits_of<R>::high_exponent - exponent_of(largest) : 0;
}

/* ---- What threads join ----------------------------------------------------------------------- */

/* Absolute values: the largest one, NaN above all. */
template <class R> struct largest_fold {
    using cell = R;
    static __device__ __forceinline__ R identity() {
        return 0;
    }
    static __device__ __forceinline__ R join(R a, R b) {
        return b > a || b != b ? b : a;
    }
};
template <class T> struct total_fold {
    using cell = T;
    static __device__ __forceinline__ T join(T a, T b) {
        return add(a, b);
    }
};

/* Of what has a size, the first of the largest; place -1 for none. */
template <class R> struct sized_place {
    R size;
    int32_t place;
};
template <class R> struct first_largest_fold {
    using cell = sized_place<R>;
    static __device__ __forceinline__ cell join(cell a, cell b) {
        if (a.place < 0 || b.place < 0) {
            return a.place < 0 ? b : a;
        }
        return b.size > a.size || (b.size == a.size && b.place < a.place) ? b : a;
    }
};

} // namespace tn

#endif
