/* fill.cu: one value into every element of a strided output. One pass, no arithmetic. */
#include "kernels/convert.cuh"

#include <string.h>

namespace {

struct layout {
    int ndim;
    int64_t extents[TN_K_MAX_DIMS], strides[TN_K_MAX_DIMS];
};

template <class S>
__global__ void __launch_bounds__(256) fill_run(S *data, int64_t numel, S value) {
    for (int64_t i = tn::first_item(); i < numel; i += tn::item_step()) {
        data[i] = value;
    }
}

template <class S>
__global__ void __launch_bounds__(256)
    fill_strided(S *data, int64_t numel, S value, const layout at) {
    for (int64_t i = tn::first_item(); i < numel; i += tn::item_step()) {
        int64_t offset = 0, rest = i;
        for (int d = at.ndim - 1; d >= 0; d--) {
            offset += rest % at.extents[d] * at.strides[d];
            rest /= at.extents[d];
        }
        data[offset] = value;
    }
}

template <class S> int fill(const tn_k_fill *k, void *stream) {
    S value;
    memcpy(&value, k->value, sizeof value);
    S *data = static_cast<S *>(k->data);
    const dim3 grid = tn::blocks_for(k->numel, 256);
    if (k->ndim == 0 || (k->ndim == 1 && (k->strides[0] == 1 || k->numel == 1))) {
        return tn::launch(fill_run<S>, grid, dim3(256), 0, stream, data, k->numel, value);
    }
    layout at = {};
    at.ndim = k->ndim;
    memcpy(at.extents, k->extents, sizeof at.extents);
    memcpy(at.strides, k->strides, sizeof at.strides);
    return tn::launch(fill_strided<S>, grid, dim3(256), 0, stream, data, k->numel, value, at);
}

} // namespace

extern "C" int tn_cuda_fill(const void *params, void *stream) {
    const tn_k_fill *k = static_cast<const tn_k_fill *>(params);
    if (k->numel <= 0) {
        return 0;
    }
    return tn::for_bytes(tn::dtype_bytes(k->dtype),
                         [&](auto element) { return fill<decltype(element)>(k, stream); });
}
