/* sort_keys.cuh: unsigned keys in the order of values, those of src/host/sort_host.c: NaN is last
 * and -0 equals 0. Keys of 32 bits serve all dtypes but i64 and f64. */
#ifndef TN_SORT_KEYS_CUH
#define TN_SORT_KEYS_CUH

#include "kernels/convert.cuh"

#include <type_traits>

namespace tn {

__device__ __forceinline__ uint32_t key_of(float x) {
    const uint32_t bits = tn_bits_f32(x);
    return x != x ? UINT32_MAX : x == 0 ? 1u << 31 : bits >> 31 ? ~bits : bits | 1u << 31;
}
__device__ __forceinline__ uint64_t key_of(double x) {
    const uint64_t bits = tn_bits_f64(x), sign = uint64_t{1} << 63;
    return x != x ? UINT64_MAX : x == 0 ? sign : bits & sign ? ~bits : bits | sign;
}
__device__ __forceinline__ uint32_t key_of(int32_t x) {
    return static_cast<uint32_t>(x) ^ 1u << 31;
}
__device__ __forceinline__ uint64_t key_of(int64_t x) {
    return static_cast<uint64_t>(x) ^ uint64_t { 1 } << 63;
}

/* The key of element i; uint8_t is bool. */
template <class S> __device__ __forceinline__ auto key_at(const void *data, int64_t i) {
    const auto x = opened(static_cast<const S *>(data)[i]);
    if constexpr (std::is_same_v<S, uint8_t>) {
        return static_cast<uint32_t>(x != 0);
    } else if constexpr (sizeof x < 4) {
        return key_of(static_cast<int32_t>(x));
    } else {
        return key_of(x);
    }
}

} // namespace tn

#endif
