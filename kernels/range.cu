/* range.cu: evenly spaced numbers, each from its index alone, in f64 or i64, and rounded once. One
 * pass over the output. */
#include "kernels/convert.cuh"

namespace {

struct range_args {
    uint8_t code, dtype;
    int64_t n, whole_start, whole_step;
    double start, step, end;
    void *out;
};

/* The second half counts back from the end, so that both ends are exact. */
__device__ __forceinline__ double between(const range_args &k, int64_t i) {
    if (k.n == 1) {
        return k.start;
    }
    return i < k.n / 2 ? k.start + k.step * static_cast<double>(i)
                       : k.end - k.step * static_cast<double>(k.n - 1 - i);
}

__global__ void __launch_bounds__(256) write_whole(const range_args k) {
    for (int64_t i = tn::first_item(); i < k.n; i += tn::item_step()) {
        const uint64_t value = static_cast<uint64_t>(k.whole_start) +
                               static_cast<uint64_t>(i) * static_cast<uint64_t>(k.whole_step);
        tn::store(k.dtype, k.out, i, static_cast<int64_t>(value));
    }
}

__global__ void __launch_bounds__(256) write_range(const range_args k) {
    for (int64_t i = tn::first_item(); i < k.n; i += tn::item_step()) {
        tn::store(k.dtype, k.out, i,
                  k.code == TN_RANGE_STEP ? k.start + k.step * static_cast<double>(i)
                                          : between(k, i));
    }
}

} // namespace

extern "C" int tn_cuda_range(const void *params, void *stream) {
    const tn_k_range *p = static_cast<const tn_k_range *>(params);
    if (p->n <= 0) {
        return 0;
    }
    range_args k = {p->code,  p->dtype, p->n,   p->whole_start, p->whole_step,
                    p->start, p->step,  p->end, p->out};
    if (p->code == TN_RANGE_BETWEEN && p->n > 1) {
        k.step = (p->end - p->start) / static_cast<double>(p->n - 1);
    }
    return tn::launch(p->whole ? write_whole : write_range, tn::blocks_for(p->n, 256), dim3(256), 0,
                      stream, k);
}
