/* convert.cuh: elements between storage dtypes, known at run time, and the types that kernels
 * compute in: uint8_t (bool), int32_t, int64_t, float, double, tn_c64, tn_c128. The rules are those
 * of src/host/convert.c, bit for bit. */
#ifndef TN_CONVERT_CUH
#define TN_CONVERT_CUH

#include "kernels/complex_math.h"
#include "kernels/launch.cuh"

namespace tn {

/* ---- One value to another type --------------------------------------------------------------- */

template <class T> struct convert {
    template <class S> static __device__ __forceinline__ T from(S x) {
        return static_cast<T>(x);
    }
    static __device__ __forceinline__ T from(tn_c64 x) {
        return from(x.re);
    }
    static __device__ __forceinline__ T from(tn_c128 x) {
        return from(x.re);
    }
};

/* Integers: floats truncate, and what is out of range does not depend on the processor. */
#define TN_CONVERT_INTEGER(T, by)                                          \
    template <> struct convert<T> {                                        \
        template <class S> static __device__ __forceinline__ T from(S x) { \
            return static_cast<T>(x);                                      \
        }                                                                  \
        static __device__ __forceinline__ T from(float x) {                \
            return static_cast<T>(by(static_cast<double>(x)));             \
        }                                                                  \
        static __device__ __forceinline__ T from(double x) {               \
            return static_cast<T>(by(x));                                  \
        }                                                                  \
        static __device__ __forceinline__ T from(tn_c64 x) {               \
            return from(x.re);                                             \
        }                                                                  \
        static __device__ __forceinline__ T from(tn_c128 x) {              \
            return from(x.re);                                             \
        }                                                                  \
    };
TN_CONVERT_INTEGER(int8_t, tn_f64_to_i64)
TN_CONVERT_INTEGER(int16_t, tn_f64_to_i64)
TN_CONVERT_INTEGER(int32_t, tn_f64_to_i32)
TN_CONVERT_INTEGER(int64_t, tn_f64_to_i64)
#undef TN_CONVERT_INTEGER

/* Storage that C++ has no type of its own for: u8 (uint8_t is bool's compute type) and half floats,
 * which f64 reaches through f32. */
struct stored_u8 {
    uint8_t value;
};
struct stored_f16 {
    uint16_t bits;
};
struct stored_bf16 {
    uint16_t bits;
};
__device__ __forceinline__ int32_t opened(stored_u8 x) {
    return x.value;
}
__device__ __forceinline__ float opened(stored_f16 x) {
    return tn_f16_to_f32(x.bits);
}
__device__ __forceinline__ float opened(stored_bf16 x) {
    return tn_bf16_to_f32(x.bits);
}
template <class S> __device__ __forceinline__ S opened(S x) {
    return x;
}
template <> struct convert<stored_u8> {
    template <class S> static __device__ __forceinline__ stored_u8 from(S x) {
        return {static_cast<uint8_t>(convert<int64_t>::from(x))};
    }
};
template <> struct convert<stored_f16> {
    template <class S> static __device__ __forceinline__ stored_f16 from(S x) {
        return {tn_f32_to_f16(convert<float>::from(x))};
    }
};
template <> struct convert<stored_bf16> {
    template <class S> static __device__ __forceinline__ stored_bf16 from(S x) {
        return {tn_f32_to_bf16(convert<float>::from(x))};
    }
};

template <> struct convert<uint8_t> { /* bool */
    template <class S> static __device__ __forceinline__ uint8_t from(S x) {
        return x != 0;
    }
    static __device__ __forceinline__ uint8_t from(tn_c64 x) {
        return tn_true_c64(x);
    }
    static __device__ __forceinline__ uint8_t from(tn_c128 x) {
        return tn_true_c128(x);
    }
};

#define TN_CONVERT_COMPLEX(T, R)                                           \
    template <> struct convert<T> {                                        \
        template <class S> static __device__ __forceinline__ T from(S x) { \
            return T{static_cast<R>(x), 0};                                \
        }                                                                  \
        static __device__ __forceinline__ T from(tn_c64 x) {               \
            return T{static_cast<R>(x.re), static_cast<R>(x.im)};          \
        }                                                                  \
        static __device__ __forceinline__ T from(tn_c128 x) {              \
            return T{static_cast<R>(x.re), static_cast<R>(x.im)};          \
        }                                                                  \
    };
TN_CONVERT_COMPLEX(tn_c64, float)
TN_CONVERT_COMPLEX(tn_c128, double)
#undef TN_CONVERT_COMPLEX

/* ---- One element of memory ------------------------------------------------------------------- */

/* X(dtype, storage type) */
#define TN_STORAGES(X)      \
    X(TN_BOOL, uint8_t)     \
    X(TN_U8, stored_u8)     \
    X(TN_I8, int8_t)        \
    X(TN_I16, int16_t)      \
    X(TN_I32, int32_t)      \
    X(TN_I64, int64_t)      \
    X(TN_F16, stored_f16)   \
    X(TN_BF16, stored_bf16) \
    X(TN_F32, float)        \
    X(TN_F64, double)       \
    X(TN_C64, tn_c64)       \
    X(TN_C128, tn_c128)

template <class T, class S> __device__ __forceinline__ T read_as(const void *data, int64_t i) {
    return convert<T>::from(opened(static_cast<const S *>(data)[i]));
}

template <class T> __device__ __forceinline__ T load(int dtype, const void *data, int64_t i) {
    switch (dtype) {
#define READ(dtype, S) \
    case dtype:        \
        return read_as<T, S>(data, i);
        TN_STORAGES(READ)
#undef READ
    }
    return T();
}

template <class T>
__device__ __forceinline__ void store(int dtype, void *data, int64_t i, T value) {
    switch (dtype) {
#define WRITE(dtype, S)                                      \
    case dtype:                                              \
        static_cast<S *>(data)[i] = convert<S>::from(value); \
        return;
        TN_STORAGES(WRITE)
#undef WRITE
    }
}

/* Elements that are only moved: 16 bytes, and a call of f with a value of the type of so many. */
struct alignas(16) moved_16 {
    uint64_t half[2];
};
template <class F> int for_bytes(int64_t bytes, const F &f) {
    switch (bytes) {
    case 1:
        return f(uint8_t());
    case 2:
        return f(uint16_t());
    case 4:
        return f(uint32_t());
    case 8:
        return f(uint64_t());
    default:
        return f(moved_16());
    }
}

inline int dtype_bytes(int dtype) {
    switch (dtype) {
#define BYTES(dtype, S) \
    case dtype:         \
        return sizeof(S);
        TN_STORAGES(BYTES)
#undef BYTES
    }
    return 0;
}

} // namespace tn

#endif
