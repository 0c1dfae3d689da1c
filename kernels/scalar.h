/* scalar.h: single elements on every device: bit casts, half floats, conversions without undefined
 * behaviour, and integer arithmetic that wraps. Everything is branch-free where a loop over it
 * should vectorise, and means the same under gcc, clang and nvcc. */
#ifndef TN_SCALAR_H
#define TN_SCALAR_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __CUDACC__
#define TN_FN static __host__ __device__ __forceinline__
#else
#define TN_FN static inline __attribute__((always_inline, unused))
#endif

/* ---- Bit casts --------------------------------------------------------------------------------
 */

TN_FN uint32_t tn_bits_f32(float x) {
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}
TN_FN float tn_float_of(uint32_t u) {
    float x;
    memcpy(&x, &u, sizeof x);
    return x;
}
TN_FN uint64_t tn_bits_f64(double x) {
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}
TN_FN double tn_double_of(uint64_t u) {
    double x;
    memcpy(&x, &u, sizeof x);
    return x;
}

/* ---- Half floats ------------------------------------------------------------------------------
 */

/* Exact. A subnormal half is normalised by a float subtraction instead of a loop. */
TN_FN float tn_f16_to_f32(uint16_t h) {
    const uint32_t sign = (uint32_t)(h & 0x8000u) << 16;
    const uint32_t body = (uint32_t)(h & 0x7fffu) << 13;
    const uint32_t normal = body + (112u << 23);
    const uint32_t special = body + (224u << 23);
    const float tiny = tn_float_of(body + (113u << 23)) - tn_float_of(113u << 23);
    const uint32_t small = body < (1u << 23) ? tn_bits_f32(tiny) : normal;
    return tn_float_of(sign | (body >= (31u << 23) ? special : small));
}

/* Rounds to nearest even; NaN stays a NaN. */
TN_FN uint16_t tn_f32_to_f16(float x) {
    const uint32_t u = tn_bits_f32(x), sign = (u >> 16) & 0x8000u, body = u & 0x7fffffffu;
    const uint32_t normal = (body - (112u << 23) + 0xfffu + ((body >> 13) & 1u)) >> 13;
    const uint32_t tiny =
        tn_bits_f32(tn_float_of(body < (113u << 23) ? body : 0u) + 0.5f) - (126u << 23);
    const uint32_t finite = body < (113u << 23) ? tiny : normal;
    const uint32_t over = body > 0x7f800000u ? 0x7e00u : 0x7c00u;
    return (uint16_t)(sign | (body >= 0x477ff000u ? over : finite));
}

TN_FN float tn_bf16_to_f32(uint16_t h) {
    return tn_float_of((uint32_t)h << 16);
}
TN_FN uint16_t tn_f32_to_bf16(float x) {
    const uint32_t u = tn_bits_f32(x);
    const uint32_t rounded = (u + 0x7fffu + ((u >> 16) & 1u)) >> 16;
    return (uint16_t)((u & 0x7fffffffu) > 0x7f800000u ? 0x7fc0u : rounded);
}

/* ---- Floats to integers -----------------------------------------------------------------------
 */

/* Out of range gives the smallest integer, as x86 does: the cast alone would be undefined. */
TN_FN int32_t tn_f32_to_i32(float x) {
    const bool fits = (x >= -2147483648.0f) & (x < 2147483648.0f);
    const int32_t v = (int32_t)(fits ? x : 0.0f);
    return fits ? v : INT32_MIN;
}
TN_FN int32_t tn_f64_to_i32(double x) {
    const bool fits = (x > -2147483649.0) & (x < 2147483648.0);
    const int32_t v = (int32_t)(fits ? x : 0.0);
    return fits ? v : INT32_MIN;
}
TN_FN int64_t tn_f64_to_i64(double x) {
    const bool fits = (x >= -9223372036854775808.0) & (x < 9223372036854775808.0);
    const int64_t v = (int64_t)(fits ? x : 0.0);
    return fits ? v : INT64_MIN;
}
TN_FN int64_t tn_f32_to_i64(float x) {
    return tn_f64_to_i64((double)x);
}

/* ---- Integers ---------------------------------------------------------------------------------
 */

/* X(T, U, S, bits): the two widths that integer kernels compute in. */
#define TN_INTEGER_FUNCTIONS(T, U, S, bits)                                                 \
    /* Division by zero is refused before a kernel runs; here it must only not trap. */     \
    TN_FN T tn_trunc_div_##S(T a, T b) {                                                    \
        const T d = b == 0 || b == -1 ? 1 : b;                                              \
        return b == -1 ? (T)(0 - (U)a) : (T)(a / d);                                        \
    }                                                                                       \
    TN_FN T tn_fmod_##S(T a, T b) {                                                         \
        const T d = b == 0 || b == -1 ? 1 : b;                                              \
        return (T)(a % d);                                                                  \
    }                                                                                       \
    TN_FN T tn_floor_div_##S(T a, T b) {                                                    \
        const T q = tn_trunc_div_##S(a, b), r = tn_fmod_##S(a, b);                          \
        return (T)(q - ((r != 0) & ((r < 0) != (b < 0))));                                  \
    }                                                                                       \
    TN_FN T tn_remainder_##S(T a, T b) {                                                    \
        const T r = tn_fmod_##S(a, b);                                                      \
        return ((r != 0) & ((r < 0) != (b < 0))) ? (T)(r + b) : r;                          \
    }                                                                                       \
    /* A negative exponent gives 0, but 1 or -1 for those bases, as PyTorch's powi does. */ \
    TN_FN T tn_pow_##S(T a, T b) {                                                          \
        U base = (U)a, result = 1;                                                          \
        for (U e = b < 0 ? 0 : (U)b; e != 0; e >>= 1) {                                     \
            result = e & 1 ? result * base : result;                                        \
            base *= base;                                                                   \
        }                                                                                   \
        const T unit = a == 1 ? 1 : a == -1 ? (b % 2 != 0 ? -1 : 1) : 0;                    \
        return b < 0 ? unit : (T)result;                                                    \
    }                                                                                       \
    TN_FN T tn_shl_##S(T a, T b) {                                                          \
        const bool over = (b < 0) | (b >= bits);                                            \
        return over ? 0 : (T)((U)a << (over ? 0 : b));                                      \
    }                                                                                       \
    TN_FN T tn_shr_##S(T a, T b) {                                                          \
        return (T)(a >> (((b < 0) | (b >= bits)) ? bits - 1 : b));                          \
    }                                                                                       \
    TN_FN T tn_abs_##S(T a) {                                                               \
        return a < 0 ? (T)(0 - (U)a) : a;                                                   \
    }                                                                                       \
    TN_FN T tn_gcd_##S(T a, T b) {                                                          \
        U x = (U)tn_abs_##S(a), y = (U)tn_abs_##S(b);                                       \
        while (y != 0) {                                                                    \
            const U r = x % y;                                                              \
            x = y;                                                                          \
            y = r;                                                                          \
        }                                                                                   \
        return (T)x;                                                                        \
    }                                                                                       \
    TN_FN T tn_lcm_##S(T a, T b) {                                                          \
        const T g = tn_gcd_##S(a, b);                                                       \
        return g == 0 ? 0 : tn_abs_##S((T)((U)(a / g) * (U)b));                             \
    }

TN_INTEGER_FUNCTIONS(int32_t, uint32_t, i32, 32)
TN_INTEGER_FUNCTIONS(int64_t, uint64_t, i64, 64)

#endif
