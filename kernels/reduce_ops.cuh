/* reduce_ops.cuh: what reductions do to elements: maps, folds and endings, the same as in
 * src/host/reduce_loops.h and reduce_host.c.
 *
 * A pass maps an element and joins cells. A reduction has one pass, or a first one whose result is
 * the second one's parameter (`middle`), and an ending that stores. Joining is commutative, so that
 * it does not matter which lane of a pair does it. */
#ifndef TN_REDUCE_OPS_CUH
#define TN_REDUCE_OPS_CUH

#include "kernels/number.cuh"
#include "kernels/reduce_plan.cuh"

namespace tn {

/* ---- Numbers --------------------------------------------------------------------------------- */

#define TN_REAL_NUMBER(T, S)                               \
    __device__ __forceinline__ T divided(T a, double by) { \
        return a / static_cast<T>(by);                     \
    }                                                      \
    __device__ __forceinline__ T size_of(T a) {            \
        return a < 0 ? -a : a + 0;                         \
    }                                                      \
    __device__ __forceinline__ T squared(T a) {            \
        return a * a;                                      \
    }                                                      \
    __device__ __forceinline__ T minus(T a, T b) {         \
        return a - b;                                      \
    }                                                      \
    __device__ __forceinline__ bool is_nan(T a) {          \
        return a != a;                                     \
    }                                                      \
    __device__ __forceinline__ T exp_of(T a) {             \
        return tn_exp_##S(a);                              \
    }                                                      \
    __device__ __forceinline__ T pow_of(T a, T b) {        \
        return tn_pow_##S(a, b);                           \
    }                                                      \
    __device__ __forceinline__ T sqrt_of(T a) {            \
        return tn_sqrt_##S(a);                             \
    }
TN_REAL_NUMBER(float, f32)
TN_REAL_NUMBER(double, f64)
#undef TN_REAL_NUMBER

#define TN_COMPLEX_NUMBER(T, R, S)                                      \
    __device__ __forceinline__ T divided(T a, double by) {              \
        return T{a.re / static_cast<R>(by), a.im / static_cast<R>(by)}; \
    }                                                                   \
    __device__ __forceinline__ R size_of(T a) {                         \
        return tn_abs_##S(a);                                           \
    }                                                                   \
    __device__ __forceinline__ R squared(T a) {                         \
        return a.re * a.re + a.im * a.im;                               \
    }                                                                   \
    __device__ __forceinline__ T minus(T a, T b) {                      \
        return tn_sub_##S(a, b);                                        \
    }                                                                   \
    __device__ __forceinline__ bool is_nan(T a) {                       \
        return (a.re != a.re) | (a.im != a.im);                         \
    }
TN_COMPLEX_NUMBER(tn_c64, float, c64)
TN_COMPLEX_NUMBER(tn_c128, double, c128)
#undef TN_COMPLEX_NUMBER

__device__ __forceinline__ int64_t divided(int64_t a, double) {
    return a;
}
__device__ __forceinline__ int64_t size_of(int64_t a) {
    return a;
}
__device__ __forceinline__ bool is_nan(int64_t) {
    return false;
}

template <class T> __device__ __forceinline__ T one() {
    return T(1);
}
template <> __device__ __forceinline__ tn_c64 one<tn_c64>() {
    return {1, 0};
}
template <> __device__ __forceinline__ tn_c128 one<tn_c128>() {
    return {1, 0};
}

/* What every number is beyond, or equal to. */
template <class T> __device__ __forceinline__ T furthest(bool largest) {
    return largest ? static_cast<T>(-INFINITY) : static_cast<T>(INFINITY);
}
template <> __device__ __forceinline__ int64_t furthest<int64_t>(bool largest) {
    return largest ? INT64_MIN : INT64_MAX;
}

template <class T> using size_type = decltype(size_of(T()));

/* ---- Folds ----------------------------------------------------------------------------------- */

template <class T> struct sum_fold {
    using cell = T;
    static __device__ __forceinline__ T identity() {
        return T();
    }
    static __device__ __forceinline__ T join(T a, T b) {
        return add(a, b);
    }
};

template <class T> struct product_fold {
    using cell = T;
    static __device__ __forceinline__ T identity() {
        return one<T>();
    }
    static __device__ __forceinline__ T join(T a, T b) {
        return multiply(a, b);
    }
};

/* Keeps a NaN once it meets it. */
template <class T, bool largest> struct extreme_fold {
    using cell = T;
    static __device__ __forceinline__ T identity() {
        return furthest<T>(largest);
    }
    static __device__ __forceinline__ T join(T a, T b) {
        const bool beyond = largest ? b > a : b < a;
        return (beyond | is_nan(b)) ? b : a;
    }
};

template <class T> struct indexed {
    T value;
    int64_t index;
};

/* NaN is beyond everything; of equal values the first counts. */
template <class T, bool largest> struct index_fold {
    using cell = indexed<T>;
    static __device__ __forceinline__ cell identity() {
        return {furthest<T>(largest), INT64_MAX};
    }
    static __device__ __forceinline__ cell join(cell a, cell b) {
        const bool a_nan = is_nan(a.value), b_nan = is_nan(b.value);
        const bool beyond = largest ? b.value > a.value : b.value < a.value;
        const bool equal = (b.value == a.value) | (a_nan & b_nan);
        const bool taken = (!a_nan & (b_nan | beyond)) | (equal & (b.index < a.index));
        return taken ? b : a;
    }
};

/* ---- Reductions ------------------------------------------------------------------------------ */

struct nothing {};

/* What reductions of one pass have in common. */
template <class T> struct one_pass {
    using in = T;
    using first = void;
    using middle = nothing;
};

template <class C> __device__ __forceinline__ void end_with(const reduce_args &k, int64_t i, C v) {
    store(k.out_dtype, k.out, i, v);
}

/* The fold of the elements: SUM, MEAN, NANSUM, PROD, AMAX, AMIN, and of their sizes: NORM. */
template <class F, class T> struct folded : one_pass<T> {
    using cell = typename F::cell;
    struct last : F {
        static __device__ __forceinline__ cell map(const reduce_args &k, T x, int64_t, nothing) {
            if constexpr (std::is_same_v<cell, size_type<T>> && !std::is_same_v<T, int64_t>) {
                x = k.map == map_size ? size_of(x) : x;
            }
            return k.map == map_no_nan && is_nan(x) ? T() : x;
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, cell v, nothing) {
        const double n = static_cast<double>(k.reduced_numel);
        end_with(k, i, k.code == TN_REDUCE_MEAN ? divided(v, n) : v);
    }
};

/* The fold of the sizes of complex numbers. */
template <class F, class T> struct folded_sizes : one_pass<T> {
    struct last : F {
        static __device__ __forceinline__ size_type<T> map(const reduce_args &, T x, int64_t,
                                                           nothing) {
            return size_of(x);
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, size_type<T> v,
                                               nothing) {
        end_with(k, i, v);
    }
};

/* NORM of order 2. */
template <class T> struct root_of_squares : one_pass<T> {
    struct last : sum_fold<size_type<T>> {
        static __device__ __forceinline__ size_type<T> map(const reduce_args &, T x, int64_t,
                                                           nothing) {
            return squared(x);
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, size_type<T> v,
                                               nothing) {
        end_with(k, i, sqrt_of(v));
    }
};

/* NORM of other orders. */
template <class T> struct root_of_powers : one_pass<T> {
    struct last : sum_fold<T> {
        static __device__ __forceinline__ T map(const reduce_args &k, T x, int64_t, nothing) {
            return pow_of(x < 0 ? -x : x, static_cast<T>(k.param));
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, T v, nothing) {
        end_with(k, i, static_cast<T>(pow(static_cast<double>(v), 1.0 / k.param)));
    }
};

/* ALL, ANY, COUNT_NONZERO, NORM of order 0: of elements as bools. */
struct counted : one_pass<uint8_t> {
    struct last : sum_fold<int64_t> {
        static __device__ __forceinline__ int64_t map(const reduce_args &, uint8_t x, int64_t,
                                                      nothing) {
            return x;
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, int64_t v,
                                               nothing) {
        v = k.code == TN_REDUCE_ALL ? v == k.reduced_numel : k.code == TN_REDUCE_ANY ? v != 0 : v;
        end_with(k, i, v);
    }
};

/* ARGMAX, ARGMIN, MAX_INDEX, MIN_INDEX. */
template <class T, bool largest> struct found : one_pass<T> {
    struct last : index_fold<T, largest> {
        static __device__ __forceinline__ indexed<T> map(const reduce_args &, T x, int64_t i,
                                                         nothing) {
            return {x, i};
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, indexed<T> v,
                                               nothing) {
        const bool values = k.code == TN_REDUCE_MAX_INDEX || k.code == TN_REDUCE_MIN_INDEX;
        if (values) {
            end_with(k, i, v.value);
        }
        static_cast<int64_t *>(values ? k.out2 : k.out)[i] = v.index;
    }
};

/* VAR, STD: the mean, then squared distances from it. */
template <class T> struct variance {
    using in = T;
    using middle = T;
    struct first : sum_fold<T> {
        static __device__ __forceinline__ T map(const reduce_args &, T x, int64_t, nothing) {
            return x;
        }
    };
    static __device__ __forceinline__ T between(const reduce_args &k, T sum) {
        return divided(sum, static_cast<double>(k.reduced_numel));
    }
    struct last : sum_fold<size_type<T>> {
        static __device__ __forceinline__ size_type<T> map(const reduce_args &, T x, int64_t,
                                                           T mean) {
            return squared(minus(x, mean));
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, size_type<T> v,
                                               T mean) {
        const double freedom = static_cast<double>(k.reduced_numel) - k.param;
        v = divided(v, freedom > 0 ? freedom : 0);
        end_with(k, i, k.code == TN_REDUCE_STD ? sqrt_of(v) : v);
        if (k.out2) { /* of the input's own kind: complex for complex numbers */
            constexpr bool real = std::is_same_v<T, size_type<T>>;
            store(real ? k.out_dtype : k.in_dtype, k.out2, i, mean);
        }
    }
};

/* log(sum(exp(x - m))) + m for the largest m, or 0 where that is infinite: inf - inf is NaN. */
template <class T> struct log_of_exps {
    using in = T;
    using middle = T;
    struct first : extreme_fold<T, true> {
        static __device__ __forceinline__ T map(const reduce_args &, T x, int64_t, nothing) {
            return x;
        }
    };
    static __device__ __forceinline__ T between(const reduce_args &, T m) {
        return m - m == 0 || is_nan(m) ? m : T(0);
    }
    struct last : sum_fold<T> {
        static __device__ __forceinline__ T map(const reduce_args &, T x, int64_t, T m) {
            return exp_of(x == m ? T(0) : x - m);
        }
    };
    static __device__ __forceinline__ void end(const reduce_args &k, int64_t i, T v, T m) {
        end_with(k, i, static_cast<T>(log(static_cast<double>(v))) + m);
    }
};

} // namespace tn

#endif
