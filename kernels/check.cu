/* check.cu: whether what decompositions say of each matrix is 0; if not, the first one that is not
 * goes to memory that the host sees (fault.cuh). */
#include "kernels/fault.cuh"
#include "kernels/matrix_team.cuh"

namespace {

using namespace tn;

struct lowest_fold {
    using cell = int64_t;
    static __device__ __forceinline__ int64_t join(int64_t a, int64_t b) {
        return b < a ? b : a;
    }
};

/* One block, so that the first matrix is found whoever looks first. */
__global__ void __launch_bounds__(256) find_failure(const tn_k_check k, tn_kernel_fault *fault) {
    int64_t first = k.batch;
    for (int64_t b = threadIdx.x; b < k.batch && first == k.batch; b += blockDim.x) {
        first = k.info[b] ? b : first;
    }
    first = join_team<lowest_fold>(first, blockDim.x);
    if (threadIdx.x == 0 && first < k.batch && atomicCAS(&fault->is_claimed, 0u, 1u) == 0) {
        fault->index = first;
        fault->size = k.info[first];
        fault->code = k.code;
        __threadfence_system(); /* the host may be waiting for other work, and look */
        *const_cast<volatile uint32_t *>(&fault->family) = TN_K_check + 1;
    }
}

} // namespace

extern "C" int tn_cuda_check(const void *params, void *stream) {
    const tn_k_check *p = static_cast<const tn_k_check *>(params);
    const int status = need_fault_memory();
    return status ? status
                  : launch(find_failure, dim3(1), dim3(256), 0, stream, *p, tn_cuda_fault());
}
