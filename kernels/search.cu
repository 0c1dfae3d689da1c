/* search.cu: binary search in sorted rows, one thread a value: log2(n) reads of its row. Values
 * and rows are compared by the keys of sort_keys.cuh, so that NaN is the largest and -0 equals 0.
 * Entries of `order` are not checked before, as that would wait for the device: those out of
 * range count as the nearest one inside. */
#include "kernels/sort_keys.cuh"

namespace {

struct search_args {
    int64_t rows, n, queries, share; /* values of one row */
    bool right;
    const void *sorted, *values;
    const int64_t *order;
    int64_t *out;
};

template <class S> __device__ __forceinline__ int64_t search_row(const search_args &k, int64_t i) {
    const auto key = tn::key_at<S>(k.values, i);
    const int64_t first = k.rows == 1 ? 0 : i / k.share * k.n;
    int64_t low = 0, high = k.n;
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        int64_t at = middle;
        if (k.order) {
            at = k.order[first + middle];
            at = at < 0 ? 0 : at >= k.n ? k.n - 1 : at;
        }
        const auto found = tn::key_at<S>(k.sorted, first + at);
        if (k.right ? found <= key : found < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

template <class S> __global__ void __launch_bounds__(256) search_values(const search_args k) {
    for (int64_t i = tn::first_item(); i < k.queries; i += tn::item_step()) {
        k.out[i] = search_row<S>(k, i);
    }
}

template <class S> int search(const tn_k_search *p, void *stream) {
    const search_args k = {p->rows,  p->n,      p->queries, p->rows > 0 ? p->queries / p->rows : 1,
                           p->right, p->sorted, p->values,  p->order,
                           p->out};
    return tn::launch(search_values<S>, tn::blocks_for(p->queries, 256), dim3(256), 0, stream, k);
}

} // namespace

extern "C" int tn_cuda_search(const void *params, void *stream) {
    const tn_k_search *p = static_cast<const tn_k_search *>(params);
    if (p->queries <= 0) {
        return 0;
    }
    using namespace tn; /* the names of storages */
    switch (p->dtype) {
#define SEARCH(dtype, S)                 \
    case dtype:                          \
        if constexpr (dtype < TN_C64) {  \
            return search<S>(p, stream); \
        }                                \
        break;
        TN_STORAGES(SEARCH)
#undef SEARCH
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no order of dtype %d", p->dtype);
}
