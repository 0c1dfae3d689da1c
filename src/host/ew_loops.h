/* ew_loops.h: expands elementwise.def into loops of one compute type, and a table of them.
 *
 * The including file defines T (compute type), R (its real part's type), S and PS (suffix of T and
 * of T's complex type, as macros M and P paste them), COMPLEX_T, one of EW_BOOL, EW_INT, EW_FLOAT,
 * EW_RARE, EW_COMPLEX, and TABLE. Loops see contiguous operands only: whoever calls them brings
 * operands into that form chunk by chunk, so each function costs one loop a type. */
#include "host/host.h"
#include "kernels/complex_math.h"

#undef I

#ifdef __clang__
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#define K(x)        ((R)(x))
#define W(a, op, b) ((T)((U)(a)op(U)(b)))

#define OUT_SAME    T
#define OUT_BOOL    uint8_t
#define OUT_REAL    R
#define OUT_COMPLEX COMPLEX_T

/* A chunk never overlaps its output partly: exact aliasing carries no dependence. */
#define LOOP(name, n_in, result, ...)                                                \
    static void name##_loop(int64_t n, void *out, const void *const *in) {           \
        OUT_##result *o = out;                                                       \
        const T *pa = in[0], *pb = in[n_in > 1 ? 1 : 0], *pc = in[n_in > 2 ? 2 : 0]; \
        const T *pd = in[n_in > 3 ? 3 : 0], *pe = in[n_in > 4 ? 4 : 0];              \
        _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                        \
            const T a = pa[i], b = pb[i], c = pc[i], d = pd[i], e = pe[i];           \
            (void)a, (void)b, (void)c, (void)d, (void)e;                             \
            o[i] = __VA_ARGS__;                                                      \
        }                                                                            \
    }
/* Blocks whose elements are all near take the vector loop; the bits are the same either way. */
#define LOOP_NEAR(name, n_in, result, ...) LOOP_PAIR(name, __VA_ARGS__)
#define LOOP_PAIR(name, near, ...)                                                \
    static void name##_loop(int64_t n, void *out, const void *const *in) {        \
        T *o = out;                                                               \
        const T *pa = in[0];                                                      \
        for (int64_t first = 0; first < n; first += NEAR_BLOCK) {                 \
            const int64_t last = n - first < NEAR_BLOCK ? n : first + NEAR_BLOCK; \
            int far = 0;                                                          \
            for (int64_t i = first; i < last; i++) {                              \
                far |= !(pa[i] <= TN_TRIG_LIMIT) | !(pa[i] >= -TN_TRIG_LIMIT);    \
            }                                                                     \
            if (far) {                                                            \
                for (int64_t i = first; i < last; i++) {                          \
                    const T a = pa[i];                                            \
                    o[i] = __VA_ARGS__;                                           \
                }                                                                 \
            } else {                                                              \
                _Pragma("omp simd") for (int64_t i = first; i < last; i++) {      \
                    const T a = pa[i];                                            \
                    o[i] = near;                                                  \
                }                                                                 \
            }                                                                     \
        }                                                                         \
    }
enum { NEAR_BLOCK = 256 };
#define SKIP(...)
#define ENTRY(name) [TN_EW_##name] = name##_loop,

/* Which columns become loops here. */
#define SKIP_LOOP(...)  SKIP
#define SKIP_ENTRY(...) SKIP
#define TAKE__          SKIP
#define SLOT__          SKIP
#define BODY__
#ifdef EW_RARE
#define TAKE_F(...) SKIP
#define TAKE_N(...) SKIP
#define SLOT_N(...) SKIP
#define SLOT_F(...) SKIP
#define TAKE_L(...) LOOP
#define SLOT_L(...) ENTRY
#else
#define TAKE_F(...) LOOP
#define TAKE_N(...) LOOP_NEAR
#define SLOT_N(...) ENTRY
#define SLOT_F(...) ENTRY
#define TAKE_L(...) SKIP
#define SLOT_L(...) SKIP
#endif
#define TAKE_B(...) LOOP
#define TAKE_I(...) LOOP
#define TAKE_Z(...) LOOP
#define TAKE_C(...) LOOP
#define SLOT_B(...) ENTRY
#define SLOT_I(...) ENTRY
#define SLOT_Z(...) ENTRY
#define SLOT_C(...) ENTRY
#define BODY_B(...) __VA_ARGS__
#define BODY_I(...) __VA_ARGS__
#define BODY_Z(...) __VA_ARGS__
#define BODY_F(...) __VA_ARGS__
#define BODY_L(...) __VA_ARGS__
#define BODY_N(...) __VA_ARGS__
#define BODY_C(...) __VA_ARGS__

#if defined EW_BOOL
#define EW(name, n, result, bcol, icol, fcol, ccol) TAKE_##bcol(name, n, result, BODY_##bcol)
#elif defined EW_INT
#define EW(name, n, result, bcol, icol, fcol, ccol) TAKE_##icol(name, n, result, BODY_##icol)
#elif defined EW_COMPLEX
#define EW(name, n, result, bcol, icol, fcol, ccol) TAKE_##ccol(name, n, result, BODY_##ccol)
#else
#define EW(name, n, result, bcol, icol, fcol, ccol) TAKE_##fcol(name, n, result, BODY_##fcol)
#endif
#include "kernels/elementwise.def"
#undef EW

#if defined EW_BOOL
#define EW(name, n, result, bcol, icol, fcol, ccol) SLOT_##bcol(name)
#elif defined EW_INT
#define EW(name, n, result, bcol, icol, fcol, ccol) SLOT_##icol(name)
#elif defined EW_COMPLEX
#define EW(name, n, result, bcol, icol, fcol, ccol) SLOT_##ccol(name)
#else
#define EW(name, n, result, bcol, icol, fcol, ccol) SLOT_##fcol(name)
#endif
extern tni_ew_loop *const TABLE[TN_EW_COUNT];
tni_ew_loop *const TABLE[TN_EW_COUNT] = {
#include "kernels/elementwise.def"
};
#undef EW
