/* ravel.cu: one position in a table from one index a dim, a thread a position. Negative indices
 * count from the end; one that leads nowhere is told later, and so is the position. */
#include "kernels/fault.cuh"

namespace {

__global__ void __launch_bounds__(256) ravel(const tn_k_ravel k, tn_kernel_fault *fault) {
    for (int64_t i = tn::first_item(); i < k.numel; i += tn::item_step()) {
        int64_t at[TN_K_MAX_DIMS] = {}, rest = i;
        for (int d = k.ndim - 1; d >= 0; d--) {
            at[d] = rest % k.extents[d];
            rest /= k.extents[d];
        }
        int64_t position = 0;
        bool inside = true;
        for (int t = 0; t < k.n_terms; t++) {
            const int64_t *index = k.index[t];
            for (int d = 0; d < k.ndim; d++) {
                index += at[d] * k.strides[t][d];
            }
            const int64_t size = k.size[t];
            inside &= tn::leads_inside(fault, TN_K_ravel, *index, {size, -size, k.dim[t], k.call});
            position += inside ? (*index < 0 ? *index + size : *index) * k.step[t] : 0;
        }
        k.out[i] = inside ? position : -1;
    }
}

} // namespace

extern "C" int tn_cuda_ravel(const void *params, void *stream) {
    const tn_k_ravel *p = static_cast<const tn_k_ravel *>(params);
    if (p->numel <= 0) {
        return 0;
    }
    const int status = tn::need_fault_memory();
    return status ? status
                  : tn::launch(ravel, tn::blocks_for(p->numel, 256), dim3(256), 0, stream, *p,
                               tn_cuda_fault());
}
