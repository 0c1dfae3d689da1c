/* reduce_i64.cu: the reductions of integers and bools, accumulated in i64, and those that count. */
#include "kernels/reduce.cuh"

using namespace tn;

int tn_cuda_reduce_count(const tn_k_reduce *k, void *stream) {
    return launch_reduce<counted>(k, stream);
}

int tn_cuda_reduce_i64(const tn_k_reduce *k, void *stream) {
    switch (k->code) {
    case TN_REDUCE_SUM:
    case TN_REDUCE_NANSUM:
        return launch_reduce<folded<sum_fold<int64_t>, int64_t>>(k, stream);
    case TN_REDUCE_PROD:
        return launch_reduce<folded<product_fold<int64_t>, int64_t>>(k, stream);
    case TN_REDUCE_AMAX:
        return launch_reduce<folded<extreme_fold<int64_t, true>, int64_t>>(k, stream);
    case TN_REDUCE_AMIN:
        return launch_reduce<folded<extreme_fold<int64_t, false>, int64_t>>(k, stream);
    case TN_REDUCE_ARGMAX:
    case TN_REDUCE_MAX_INDEX:
        return launch_reduce<found<int64_t, true>>(k, stream);
    case TN_REDUCE_ARGMIN:
    case TN_REDUCE_MIN_INDEX:
        return launch_reduce<found<int64_t, false>>(k, stream);
    default:
        return refuse_reduction(k);
    }
}
