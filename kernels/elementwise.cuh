/* elementwise.cuh: expands elementwise.def into kernels of one compute type, and a table of them.
 *
 * The including .cu file includes elementwise_plan.cuh, then defines T (compute type), R (its
 * real part's type), U (unsigned, integers), S and PS (suffixes of T and of T's complex type),
 * COMPLEX_T, one of EW_BOOL, EW_INT, EW_FLOAT, EW_COMPLEX, and TABLE. Two kernels a function:
 * straight, where every operand is contiguous or one number and is stored in the type that the
 * function wants, four elements a thread; and strided, where strides and storage dtypes are known
 * at run time. One pass over memory; each element is computed by itself, so the result does not
 * depend on the grid. */
#include "kernels/special_math.h"

#define TN_PASTE_(a, b) a##b
#define TN_PASTE(a, b)  TN_PASTE_(a, b)
#define TN_NAME_(n, s)  tn_##n##_##s
#define TN_NAME(n, s)   TN_NAME_(n, s)

#define K(x)        ((R)(x))
#define W(a, op, b) ((T)((U)(a)op(U)(b)))
#define M(name)     TN_NAME(name, S)
#define P(name)     TN_NAME(name, PS)

#define OUT_SAME    T
#define OUT_BOOL    uint8_t
#define OUT_REAL    R
#define OUT_COMPLEX COMPLEX_T

/* One function as a type, so that the two kernels are templates over it. */
#define FUNCTION(name, n_in, result, ...)                                          \
    struct name##_function {                                                       \
        using out = OUT_##result;                                                  \
        static constexpr int operands = n_in;                                      \
        static __device__ __forceinline__ out apply(const T *in) {                 \
            const T a = in[0], b = in[n_in > 1 ? 1 : 0], c = in[n_in > 2 ? 2 : 0]; \
            const T d = in[n_in > 3 ? 3 : 0], e = in[n_in > 4 ? 4 : 0];            \
            (void)a, (void)b, (void)c, (void)d, (void)e;                           \
            return __VA_ARGS__;                                                    \
        }                                                                          \
    };
/* Only vector loops gain from the variant for small arguments. */
#define FUNCTION_FAR(name, n_in, result, near, ...) FUNCTION(name, n_in, result, __VA_ARGS__)
#define FAR(near, ...)                              __VA_ARGS__
#define CASE(name)     \
    case TN_EW_##name: \
        return tn::launch_elementwise<T, name##_function>;
#define SKIP(...)

/* Which column becomes functions here: TAKE_F(x) is FUNCTION, BODY_F(x) is x, CASE_F(x) is CASE. */
#define TAKE__      SKIP
#define TAKE_B(...) FUNCTION
#define TAKE_I(...) FUNCTION
#define TAKE_Z(...) FUNCTION
#define TAKE_F(...) FUNCTION
#define TAKE_L(...) FUNCTION
#define TAKE_N(...) FUNCTION
#define TAKE_C(...) FUNCTION
#define BODY__
#define BODY_B(...) __VA_ARGS__
#define BODY_I(...) __VA_ARGS__
#define BODY_Z(...) __VA_ARGS__
#define BODY_F(...) __VA_ARGS__
#define BODY_L(...) __VA_ARGS__
#define BODY_N(...) FAR(__VA_ARGS__)
#define BODY_C(...) __VA_ARGS__
#define CASE__      SKIP
#define CASE_B(...) CASE
#define CASE_I(...) CASE
#define CASE_Z(...) CASE
#define CASE_F(...) CASE
#define CASE_L(...) CASE
#define CASE_N(...) CASE
#define CASE_C(...) CASE

#if defined EW_BOOL
#define COLUMN(kind, bcol, icol, fcol, ccol) TN_PASTE(kind, bcol)
#elif defined EW_INT
#define COLUMN(kind, bcol, icol, fcol, ccol) TN_PASTE(kind, icol)
#elif defined EW_COMPLEX
#define COLUMN(kind, bcol, icol, fcol, ccol) TN_PASTE(kind, ccol)
#else
#define COLUMN(kind, bcol, icol, fcol, ccol) TN_PASTE(kind, fcol)
#endif

namespace {

#define EW(name, n, result, bcol, icol, fcol, ccol) \
    COLUMN(TAKE_, bcol, icol, fcol, ccol)(name, n, result, COLUMN(BODY_, bcol, icol, fcol, ccol))
#include "kernels/elementwise.def"
#undef EW

} // namespace

/* The launcher of a function; nullptr where it has no expression for this compute type. */
tn::elementwise_launcher *TABLE(int code) {
    switch (code) {
#define EW(name, n, result, bcol, icol, fcol, ccol) COLUMN(CASE_, bcol, icol, fcol, ccol)(name)
#include "kernels/elementwise.def"
#undef EW
    default:
        return nullptr;
    }
}
