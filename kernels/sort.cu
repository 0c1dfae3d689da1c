/* sort.cu: stable sorting of rows of any length, in place in the outputs: no other memory is
 * needed. Values become unsigned keys (sort_keys.cuh; a descending sort complements them), which
 * sort_network.cuh puts in order; a last pass turns entries into values and indices. */
#include "kernels/sort_keys.cuh"
#include "kernels/sort_network.cuh"

namespace {

/* The entry of an element of `in`. */
template <class S, class E> struct value_entries {
    const void *in;
    bool descending;

    __device__ __forceinline__ E operator()(int64_t at, int64_t index) const {
        const auto key = tn::key_at<S>(in, at);
        return E::make(descending ? ~key : key, index);
    }
};

template <class S, class E>
__global__ void __launch_bounds__(256)
    write_sorted(const tn::sort_rows k, const void *in, void *values) {
    for (int64_t i = tn::first_item(); i < k.rows * k.n; i += tn::item_step()) {
        const int64_t index = E::load(k, i).index();
        static_cast<S *>(values)[i] = static_cast<const S *>(in)[i / k.n * k.n + index];
        k.words[i] = index;
    }
}

template <class S, class E> int sort_rows(const tn_k_sort *p, void *stream) {
    const tn::sort_rows k = tn::make_sort_rows(p->rows, p->n, p->values, p->indices);
    const value_entries<S, E> source = {p->in, p->descending};
    const int status = tn::sort_entries<E>(k, source, stream);
    return status ? status
                  : tn::launch(write_sorted<S, E>, tn::blocks_for(k.rows * k.n, 256), dim3(256), 0,
                               stream, k, p->in, p->values);
}

template <class S> int sort_stored(const tn_k_sort *p, void *stream) {
    if constexpr (sizeof(S) == 8) {
        return sort_rows<S, tn::wide_entry>(p, stream);
    } else if (p->n > INT64_C(0xffffffff)) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "rows of %lld elements are too long to sort",
                              static_cast<long long>(p->n));
    } else {
        return sort_rows<S, tn::narrow_entry>(p, stream);
    }
}

} // namespace

extern "C" int tn_cuda_sort(const void *params, void *stream) {
    const tn_k_sort *p = static_cast<const tn_k_sort *>(params);
    if (p->rows <= 0 || p->n <= 0) {
        return 0;
    }
    using namespace tn; /* the names of storages */
    switch (p->dtype) {
#define SORT(dtype, S)                        \
    case dtype:                               \
        if constexpr (dtype < TN_C64) {       \
            return sort_stored<S>(p, stream); \
        }                                     \
        break;
        TN_STORAGES(SORT)
#undef SORT
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no order of dtype %d", p->dtype);
}
