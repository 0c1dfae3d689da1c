/* sorted_runs.cuh: elements grouped by the place that they lead to, in their order within each
 * group, so that several that lead to one place are combined by one thread: no atomics, the same
 * bits every time. The groups come from sorting (place, number) pairs in a workspace of the
 * caller's. */
#ifndef TN_SORTED_RUNS_CUH
#define TN_SORTED_RUNS_CUH

#include "kernels/number.cuh"
#include "kernels/sort_network.cuh"

namespace tn {

/* Elements that lead nowhere have the largest key of their width, and come last. */
constexpr uint64_t nowhere_narrow = UINT32_MAX, nowhere_wide = UINT64_MAX;

/* Do places below `places` and numbers below `elements` fit one word? */
inline bool runs_are_narrow(int64_t elements, int64_t places) {
    return elements < int64_t{UINT32_MAX} && places < int64_t{UINT32_MAX};
}

/* Of the sorted elements, is number p the first, or the last, that leads to its place? */
template <class E> __device__ __forceinline__ bool begins_run(const sort_rows &k, int64_t p) {
    return p == 0 || E::load(k, p - 1).key() != E::load(k, p).key();
}
template <class E> __device__ __forceinline__ bool ends_run(const sort_rows &k, int64_t p) {
    return p + 1 == k.n || E::load(k, p + 1).key() != E::load(k, p).key();
}

} // namespace tn

#endif
