/* cells.cuh: the results of parts of a call's work, in its workspace, for the launch that joins
 * them. One call's launches are queued one after another on one stream, so they need no lock. */
#ifndef TN_CELLS_CUH
#define TN_CELLS_CUH

#include "kernels/launch.cuh"

namespace tn {

/* A value of any type that is accumulated in. */
struct alignas(16) part_cell {
    unsigned char bytes[16];
};
/* At most, of all parts together: beyond, more parts would be no faster. */
constexpr int64_t cells_max = 8192;

template <class T> __device__ __forceinline__ T &cell_as(part_cell &cell) {
    static_assert(sizeof(T) <= sizeof(part_cell), "a cell has 16 bytes");
    return *reinterpret_cast<T *>(cell.bytes);
}

} // namespace tn

#endif
