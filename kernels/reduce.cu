/* reduce.cu: from a reduce block to the kernels of what it accumulates in: f32 for f16, bf16 and
 * f32, i64 for integers, the dtype itself for f64, c64 and c128. Sums and products go by the
 * result's dtype, the rest by the input's. See reduce.cuh for how memory is read. */
#include "kernels/reduce_plan.cuh"

#define REDUCE(type) int tn_cuda_reduce_##type(const tn_k_reduce *k, void *stream);
REDUCE(count)
REDUCE(i64)
REDUCE(f32)
REDUCE(f64)
REDUCE(c64)
REDUCE(c128)
#undef REDUCE

static bool counts(const tn_k_reduce *k) {
    return k->code == TN_REDUCE_ALL || k->code == TN_REDUCE_ANY ||
           k->code == TN_REDUCE_COUNT_NONZERO || (k->code == TN_REDUCE_NORM && k->param == 0);
}

static bool goes_by_result(int code) {
    return code == TN_REDUCE_SUM || code == TN_REDUCE_MEAN || code == TN_REDUCE_NANSUM ||
           code == TN_REDUCE_PROD || code == TN_REDUCE_LOGSUMEXP;
}

extern "C" int tn_cuda_reduce(const void *params, void *stream) {
    const tn_k_reduce *k = static_cast<const tn_k_reduce *>(params);
    if (k->kept_numel <= 0) {
        return 0;
    }
    if (counts(k)) {
        return tn_cuda_reduce_count(k, stream);
    }
    switch (goes_by_result(k->code) ? k->out_dtype : k->in_dtype) {
    case TN_F16:
    case TN_BF16:
    case TN_F32:
        return tn_cuda_reduce_f32(k, stream);
    case TN_F64:
        return tn_cuda_reduce_f64(k, stream);
    case TN_C64:
        return tn_cuda_reduce_c64(k, stream);
    case TN_C128:
        return tn_cuda_reduce_c128(k, stream);
    default:
        return tn_cuda_reduce_i64(k, stream);
    }
}

extern "C" int64_t tn_cuda_reduce_workspace(const void *params) {
    const tn_k_reduce *k = static_cast<const tn_k_reduce *>(params);
    if (k->kept_numel <= 0) {
        return 0;
    }
    tn::reduce_args plan = tn::make_args(k, tn::map_none);
    tn::plan_reduce(&plan);
    return tn::cells_bytes(plan);
}
