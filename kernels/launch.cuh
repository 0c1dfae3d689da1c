/* launch.cuh: the one way to start a kernel, and index arithmetic that all of them share.
 *
 * Kernels take pointers, extents and a stream; they allocate nothing and wait for nothing.
 * Threads of a block meet at barriers outside of branches, warp operations carry their exact
 * mask. */
#ifndef TN_LAUNCH_CUH
#define TN_LAUNCH_CUH

#include <cuda_runtime.h>

#include "kernels/kernels.h"
#include "kernels/scalar.h"

/* Lets a kernel of the calling thread's device have more dynamic shared memory than a launch gets
 * without asking. 0, or TN_ERR_DEVICE with CUDA's reason. */
extern "C" int tn_cuda_allow_shared(const void *kernel, size_t bytes);

/* Declares `name` as a pointer to the launch's dynamic shared memory, for any T up to 16 bytes of
 * alignment. */
#ifndef TN_DYNAMIC_SHARED
#define TN_DYNAMIC_SHARED(T, name)                                     \
    extern __shared__ __align__(16) unsigned char tn_dynamic_shared[]; \
    T *name = reinterpret_cast<T *>(tn_dynamic_shared)
#endif

namespace tn {

/* 0, or TN_ERR_DEVICE with CUDA's reason. */
template <class... P, class... A>
int launch(void (*kernel)(P...), dim3 grid, dim3 block, size_t shared_bytes, void *stream,
           A... args) {
    constexpr size_t given = 48 << 10; /* without asking */
    if (shared_bytes > given) {
        const int refused =
            tn_cuda_allow_shared(reinterpret_cast<const void *>(kernel), shared_bytes);
        if (refused) {
            return refused;
        }
    }
    cudaLaunchConfig_t config = {};
    config.gridDim = grid;
    config.blockDim = block;
    config.dynamicSmemBytes = shared_bytes;
    config.stream = static_cast<cudaStream_t>(stream);
    const cudaError_t error = cudaLaunchKernelEx(&config, kernel, P(args)...);
    if (error == cudaSuccess) {
        return 0;
    }
    cudaGetLastError(); /* it is reported here; the next call has its own */
    return tn_kernel_fail(TN_ERR_DEVICE, "cudaLaunchKernelEx: %s (%s)", cudaGetErrorString(error),
                          cudaGetErrorName(error));
}

/* Elements that one instruction moves, V aligned to its size. The simulator looks at each address:
 * compilers for other machines may move the parts one by one, wherever they are. */
#ifndef TN_LOOK_AT_VECTOR
#define TN_LOOK_AT_VECTOR(address, alignment)
#endif
template <class V> __device__ __forceinline__ V load_vector(const void *address) {
    TN_LOOK_AT_VECTOR(address, alignof(V));
    return *static_cast<const V *>(address);
}
template <class V> __device__ __forceinline__ void store_vector(void *address, const V &value) {
    TN_LOOK_AT_VECTOR(address, alignof(V));
    *static_cast<V *>(address) = value;
}

constexpr int64_t smaller(int64_t a, int64_t b) {
    return a < b ? a : b;
}
constexpr int64_t divide_up(int64_t n, int64_t by) {
    return (n + by - 1) / by;
}

inline dim3 blocks_up_to(int64_t most, int64_t wanted) {
    return dim3(static_cast<unsigned>(wanted < 1 ? 1 : wanted < most ? wanted : most));
}

/* Most blocks of a launch. The simulator may take fewer, so that blocks visit several items. */
constexpr int64_t blocks_max = 0x7fffffff;
#ifndef TN_BLOCKS_THAT_RETURN
#define TN_BLOCKS_THAT_RETURN blocks_max
#endif

/* Blocks that cover n items, or as many as there may be, which then visit several. */
inline dim3 blocks_for(int64_t n, int64_t items_a_block) {
    return blocks_up_to(TN_BLOCKS_THAT_RETURN, divide_up(n, items_a_block));
}

/* Blocks that cover n items and look at theirs once. A launch of more than blocks_max, for which no
 * memory has room, fails: its grid is 0. */
inline dim3 one_visit_blocks(int64_t n, int64_t items_a_block) {
    const int64_t blocks = divide_up(n, items_a_block);
    return blocks > blocks_max ? dim3(0) : blocks_up_to(blocks_max, blocks);
}

/* First item of this thread and the distance to its next one, for launches of blocks_for(). */
__device__ __forceinline__ int64_t first_item() {
    return static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
}
__device__ __forceinline__ int64_t item_step() {
    return static_cast<int64_t>(gridDim.x) * blockDim.x;
}

/* Division by a number known before the launch, for dividends below 2^31: a multiplication and a
 * shift (Granlund and Montgomery, "Division by invariant integers using multiplication", 1994). */
struct fast_divisor {
    uint32_t divisor, multiplier, shift;
};

inline fast_divisor make_divisor(int64_t divisor) {
    fast_divisor d = {static_cast<uint32_t>(divisor), 0, 0};
    while (d.shift < 31 && (int64_t{1} << d.shift) < divisor) {
        d.shift++;
    }
    d.multiplier =
        static_cast<uint32_t>((((uint64_t{1} << d.shift) - d.divisor) << 32) / d.divisor + 1);
    return d;
}

__device__ __forceinline__ uint32_t divide(uint32_t n, const fast_divisor &d) {
    return (__umulhi(n, d.multiplier) + n) >> d.shift;
}

} // namespace tn

#endif
