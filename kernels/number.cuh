/* number.cuh: the types that storages compute in, and their sums and products. Integers wrap. */
#ifndef TN_NUMBER_CUH
#define TN_NUMBER_CUH

#include "kernels/convert.cuh"

namespace tn {

/* number_for<S>: f32 for half floats, i32 for small integers and bool. */
template <class S> struct number_of_storage { using type = int32_t; };
#define TN_NUMBER_FOR(S, T) \
    template <> struct number_of_storage<S> { using type = T; };
TN_NUMBER_FOR(stored_f16, float)
TN_NUMBER_FOR(stored_bf16, float)
TN_NUMBER_FOR(float, float)
TN_NUMBER_FOR(double, double)
TN_NUMBER_FOR(int64_t, int64_t)
TN_NUMBER_FOR(tn_c64, tn_c64)
TN_NUMBER_FOR(tn_c128, tn_c128)
#undef TN_NUMBER_FOR
template <class S> using number_for = typename number_of_storage<S>::type;

#define TN_ARITHMETIC(T, SUM, PRODUCT)                \
    __device__ __forceinline__ T add(T a, T b) {      \
        return SUM;                                   \
    }                                                 \
    __device__ __forceinline__ T multiply(T a, T b) { \
        return PRODUCT;                               \
    }
#define TN_WRAPPING(T, U, by) static_cast<T>(static_cast<U>(a) by static_cast<U>(b))
TN_ARITHMETIC(float, a + b, a *b)
TN_ARITHMETIC(double, a + b, a *b)
TN_ARITHMETIC(int32_t, TN_WRAPPING(int32_t, uint32_t, +), TN_WRAPPING(int32_t, uint32_t, *))
TN_ARITHMETIC(int64_t, TN_WRAPPING(int64_t, uint64_t, +), TN_WRAPPING(int64_t, uint64_t, *))
TN_ARITHMETIC(tn_c64, tn_add_c64(a, b), tn_mul_c64(a, b))
TN_ARITHMETIC(tn_c128, tn_add_c128(a, b), tn_mul_c128(a, b))
#undef TN_WRAPPING
#undef TN_ARITHMETIC

template <class T> __device__ __forceinline__ T conjugate(T x) {
    return x;
}
template <> __device__ __forceinline__ tn_c64 conjugate(tn_c64 x) {
    return tn_conj_c64(x);
}
template <> __device__ __forceinline__ tn_c128 conjugate(tn_c128 x) {
    return tn_conj_c128(x);
}

} // namespace tn

#endif
