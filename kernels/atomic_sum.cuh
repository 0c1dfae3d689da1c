/* atomic_sum.cuh: sums into places that several threads share, in any order. Of i32 and i64 they
 * have one result, so they need nobody's leave. */
#ifndef TN_ATOMIC_SUM_CUH
#define TN_ATOMIC_SUM_CUH

#include "kernels/number.cuh"

namespace tn {

/* Half floats are left out: many sums into one place would be slower than in order, and rounded
 * each time as well. */
template <class S> struct sums_atomically { static constexpr bool value = false; };
#define TN_SUMS_ATOMICALLY(S) \
    template <> struct sums_atomically<S> { static constexpr bool value = true; };
TN_SUMS_ATOMICALLY(int32_t)
TN_SUMS_ATOMICALLY(int64_t)
TN_SUMS_ATOMICALLY(float)
TN_SUMS_ATOMICALLY(double)
TN_SUMS_ATOMICALLY(tn_c64)
TN_SUMS_ATOMICALLY(tn_c128)
#undef TN_SUMS_ATOMICALLY

inline bool is_summed_atomically(int dtype, bool unordered) {
    return dtype == TN_I32 || dtype == TN_I64 ||
           (unordered &&
            (dtype == TN_F32 || dtype == TN_F64 || dtype == TN_C64 || dtype == TN_C128));
}

__device__ __forceinline__ void atomic_sum(float *to, float x) {
    atomicAdd(to, x);
}
__device__ __forceinline__ void atomic_sum(double *to, double x) {
    atomicAdd(to, x);
}
__device__ __forceinline__ void atomic_sum(int32_t *to, int32_t x) {
    atomicAdd(reinterpret_cast<unsigned *>(to), static_cast<unsigned>(x));
}
__device__ __forceinline__ void atomic_sum(int64_t *to, int64_t x) {
    atomicAdd(reinterpret_cast<unsigned long long *>(to), static_cast<unsigned long long>(x));
}
__device__ __forceinline__ void atomic_sum(tn_c64 *to, tn_c64 x) {
    atomicAdd(&to->re, x.re);
    atomicAdd(&to->im, x.im);
}
__device__ __forceinline__ void atomic_sum(tn_c128 *to, tn_c128 x) {
    atomicAdd(&to->re, x.re);
    atomicAdd(&to->im, x.im);
}

} // namespace tn

#endif
