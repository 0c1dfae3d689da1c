/* reduce_real.cuh: the reductions of f32 and f64, instantiated by one file each. */
#ifndef TN_REDUCE_REAL_CUH
#define TN_REDUCE_REAL_CUH

#include "kernels/reduce.cuh"

namespace tn {

template <class T> int reduce_norm(const tn_k_reduce *k, void *stream) {
    const double order = k->param;
    if (order == 2) {
        return launch_reduce<root_of_squares<T>>(k, stream);
    }
    if (order == 1) {
        return launch_reduce<folded<sum_fold<T>, T>>(k, stream, map_size);
    }
    if (order == static_cast<double>(INFINITY)) {
        return launch_reduce<folded<extreme_fold<T, true>, T>>(k, stream, map_size);
    }
    if (order == -static_cast<double>(INFINITY)) {
        return launch_reduce<folded<extreme_fold<T, false>, T>>(k, stream, map_size);
    }
    return launch_reduce<root_of_powers<T>>(k, stream);
}

template <class T> int reduce_real(const tn_k_reduce *k, void *stream) {
    switch (k->code) {
    case TN_REDUCE_SUM:
    case TN_REDUCE_MEAN:
        return launch_reduce<folded<sum_fold<T>, T>>(k, stream);
    case TN_REDUCE_NANSUM:
        return launch_reduce<folded<sum_fold<T>, T>>(k, stream, map_no_nan);
    case TN_REDUCE_PROD:
        return launch_reduce<folded<product_fold<T>, T>>(k, stream);
    case TN_REDUCE_AMAX:
        return launch_reduce<folded<extreme_fold<T, true>, T>>(k, stream);
    case TN_REDUCE_AMIN:
        return launch_reduce<folded<extreme_fold<T, false>, T>>(k, stream);
    case TN_REDUCE_ARGMAX:
    case TN_REDUCE_MAX_INDEX:
        return launch_reduce<found<T, true>>(k, stream);
    case TN_REDUCE_ARGMIN:
    case TN_REDUCE_MIN_INDEX:
        return launch_reduce<found<T, false>>(k, stream);
    case TN_REDUCE_VAR:
    case TN_REDUCE_STD:
        return launch_reduce<variance<T>>(k, stream);
    case TN_REDUCE_NORM:
        return reduce_norm<T>(k, stream);
    case TN_REDUCE_LOGSUMEXP:
        return launch_reduce<log_of_exps<T>>(k, stream);
    default:
        return refuse_reduction(k);
    }
}

} // namespace tn

#endif
