/* reduce_complex.cuh: the reductions of c64 and c128, instantiated by one file each. */
#ifndef TN_REDUCE_COMPLEX_CUH
#define TN_REDUCE_COMPLEX_CUH

#include "kernels/reduce.cuh"

namespace tn {

/* Other orders are norms of the sizes, which a real reduction takes. */
template <class T> int reduce_complex_norm(const tn_k_reduce *k, void *stream) {
    using R = size_type<T>;
    const double order = k->param;
    if (order == 2) {
        return launch_reduce<root_of_squares<T>>(k, stream);
    }
    if (order == 1) {
        return launch_reduce<folded_sizes<sum_fold<R>, T>>(k, stream);
    }
    if (order == static_cast<double>(INFINITY)) {
        return launch_reduce<folded_sizes<extreme_fold<R, true>, T>>(k, stream);
    }
    if (order == -static_cast<double>(INFINITY)) {
        return launch_reduce<folded_sizes<extreme_fold<R, false>, T>>(k, stream);
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "complex norms of order 0, 1, 2, inf and -inf are "
                                              "supported: take abs first");
}

template <class T> int reduce_complex(const tn_k_reduce *k, void *stream) {
    switch (k->code) {
    case TN_REDUCE_SUM:
    case TN_REDUCE_MEAN:
        return launch_reduce<folded<sum_fold<T>, T>>(k, stream);
    case TN_REDUCE_NANSUM:
        return launch_reduce<folded<sum_fold<T>, T>>(k, stream, map_no_nan);
    case TN_REDUCE_PROD:
        return launch_reduce<folded<product_fold<T>, T>>(k, stream);
    case TN_REDUCE_VAR:
    case TN_REDUCE_STD:
        return launch_reduce<variance<T>>(k, stream);
    case TN_REDUCE_NORM:
        return reduce_complex_norm<T>(k, stream);
    default:
        return refuse_reduction(k);
    }
}

} // namespace tn

#endif
