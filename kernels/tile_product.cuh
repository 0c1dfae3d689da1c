/* tile_product.cuh: the one loop of matrix products, for operands that a problem P reads and
 * writes.
 *
 * A block of 256 threads owns a tile of the result and walks all of k in steps of 16: both
 * operands' slices go through registers into shared memory, the next ones being read while the
 * present ones are multiplied. Invariant: an element is one thread's and its terms are added in
 * order of k, so that the size of the tile changes no bit of it.
 *
 * P has: the type `number` that is computed in; rows, cols, depth and batches; a_along_k and
 * b_along_k (which index neighbouring threads should run along); a(batch, row, k), b(batch, k,
 * col) and store(batch, row, col, sum). Indices that a() and b() get are inside. */
#ifndef TN_TILE_PRODUCT_CUH
#define TN_TILE_PRODUCT_CUH

#include "kernels/convert.cuh"

namespace tn {

/* ---- sum += x * y ---------------------------------------------------------------------------- */

__device__ __forceinline__ void add_product(float &sum, float x, float y) {
    sum = fmaf(x, y, sum);
}
__device__ __forceinline__ void add_product(double &sum, double x, double y) {
    sum = fma(x, y, sum);
}
__device__ __forceinline__ void add_product(int32_t &sum, int32_t x, int32_t y) {
    sum = static_cast<int32_t>(static_cast<uint32_t>(sum) +
                               static_cast<uint32_t>(x) * static_cast<uint32_t>(y));
}
__device__ __forceinline__ void add_product(int64_t &sum, int64_t x, int64_t y) {
    sum = static_cast<int64_t>(static_cast<uint64_t>(sum) +
                               static_cast<uint64_t>(x) * static_cast<uint64_t>(y));
}
template <class C> __device__ __forceinline__ void add_product(C &sum, const C &x, const C &y) {
    add_product(sum.re, x.re, y.re);
    add_product(sum.re, -x.im, y.im);
    add_product(sum.im, x.re, y.im);
    add_product(sum.im, x.im, y.re);
}

/* ---- One tile -------------------------------------------------------------------------------- */

constexpr int tile_side = 16, tile_depth = 16, tile_threads = tile_side * tile_side;

/* Neighbouring numbers that one shared memory access moves; at most 16 bytes. */
template <class T, int Each>
constexpr int lane_numbers = static_cast<int>(16 / sizeof(T)) < Each
                                 ? static_cast<int>(16 / sizeof(T))
                                 : Each;

/* Of a thread's Each rows (columns) the i-th in the tile: runs of lane_numbers, the threads' side
 * by side, so that a warp's accesses fall into different banks. */
template <class T, int Each> __device__ __forceinline__ int tile_index(int thread, int i) {
    constexpr int run = lane_numbers<T, Each>;
    return i / run * (tile_side * run) + thread * run + i % run;
}

/* A slice of an operand: tile_depth x (16 * Each) numbers. */
template <class T, int Each> struct tile_slice {
    static constexpr int width = tile_side * Each, stride = width + lane_numbers<T, Each>;
    alignas(16) T at[tile_depth * stride];
};

/* The i-th number of a slice that this thread moves: its place across and its depth. */
template <int Each>
__device__ __forceinline__ void slice_place(bool along_k, int i, int *across, int *deep) {
    constexpr int width = tile_side * Each;
    const int item = i * tile_threads + static_cast<int>(threadIdx.x);
    *across = along_k ? item / tile_depth : item % width;
    *deep = along_k ? item % tile_depth : item / width;
}

template <int Rows, class P>
__device__ __forceinline__ void read_a(const P &p, int64_t batch, int64_t top, int64_t depth,
                                       typename P::number (&held)[Rows]) {
#pragma unroll
    for (int i = 0; i < Rows; i++) {
        int across, deep;
        slice_place<Rows>(p.a_along_k, i, &across, &deep);
        const int64_t row = top + across, k = depth + deep;
        held[i] = row < p.rows && k < p.depth ? p.a(batch, row, k) : typename P::number{};
    }
}

template <int Cols, class P>
__device__ __forceinline__ void read_b(const P &p, int64_t batch, int64_t left, int64_t depth,
                                       typename P::number (&held)[Cols]) {
#pragma unroll
    for (int i = 0; i < Cols; i++) {
        int across, deep;
        slice_place<Cols>(p.b_along_k, i, &across, &deep);
        const int64_t col = left + across, k = depth + deep;
        held[i] = col < p.cols && k < p.depth ? p.b(batch, k, col) : typename P::number{};
    }
}

template <class T, int Each>
__device__ __forceinline__ void put_slice(tile_slice<T, Each> &slice, bool along_k,
                                          const T (&held)[Each]) {
#pragma unroll
    for (int i = 0; i < Each; i++) {
        int across, deep;
        slice_place<Each>(along_k, i, &across, &deep);
        slice.at[deep * slice.stride + across] = held[i];
    }
}

template <class T, int Rows, int Cols>
__device__ __forceinline__ void multiply_slices(const tile_slice<T, Rows> &a,
                                                const tile_slice<T, Cols> &b, int depth,
                                                T (&sum)[Rows][Cols]) {
    const int y = threadIdx.x / tile_side, x = threadIdx.x % tile_side;
#pragma unroll 4
    for (int k = 0; k < depth; k++) {
        T left[Rows], right[Cols];
#pragma unroll
        for (int i = 0; i < Rows; i++) {
            left[i] = a.at[k * a.stride + tile_index<T, Rows>(y, i)];
        }
#pragma unroll
        for (int j = 0; j < Cols; j++) {
            right[j] = b.at[k * b.stride + tile_index<T, Cols>(x, j)];
        }
#pragma unroll
        for (int i = 0; i < Rows; i++) {
#pragma unroll
            for (int j = 0; j < Cols; j++) {
                add_product(sum[i][j], left[i], right[j]);
            }
        }
    }
}

/* The last slice is cut at depth, so that a sum has no terms but its own. */
template <int Rows, int Cols, class P>
__device__ __forceinline__ void one_tile(const P &p, int64_t batch, int64_t top, int64_t left) {
    using T = typename P::number;
    __shared__ tile_slice<T, Rows> a;
    __shared__ tile_slice<T, Cols> b;
    T sum[Rows][Cols] = {}, next_a[Rows], next_b[Cols];
    read_a(p, batch, top, 0, next_a);
    read_b(p, batch, left, 0, next_b);
    for (int64_t depth = 0; depth < p.depth; depth += tile_depth) {
        put_slice(a, p.a_along_k, next_a);
        put_slice(b, p.b_along_k, next_b);
        __syncthreads();
        read_a(p, batch, top, depth + tile_depth, next_a);
        read_b(p, batch, left, depth + tile_depth, next_b);
        const int64_t rest = p.depth - depth;
        multiply_slices(a, b, rest < tile_depth ? static_cast<int>(rest) : tile_depth, sum);
        __syncthreads();
    }
    const int y = threadIdx.x / tile_side, x = threadIdx.x % tile_side;
#pragma unroll
    for (int i = 0; i < Rows; i++) {
#pragma unroll
        for (int j = 0; j < Cols; j++) {
            const int64_t row = top + tile_index<T, Rows>(y, i);
            const int64_t col = left + tile_index<T, Cols>(x, j);
            if (row < p.rows && col < p.cols) {
                p.store(batch, row, col, sum[i][j]);
            }
        }
    }
}

template <int Rows, int Cols, class P>
__global__ void __launch_bounds__(tile_threads) product_kernel(const P p) {
    constexpr int height = tile_side * Rows, width = tile_side * Cols;
    const int64_t across = (p.cols + width - 1) / width;
    const int64_t tiles = across * ((p.rows + height - 1) / height);
    for (int64_t batch = blockIdx.z; batch < p.batches; batch += gridDim.z) {
        for (int64_t tile = blockIdx.x; tile < tiles; tile += gridDim.x) {
            one_tile<Rows, Cols>(p, batch, tile / across * height, tile % across * width);
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

template <int Rows, int Cols, class P> int launch_tiles(const P &p, void *stream) {
    const int64_t tiles = divide_up(p.rows, tile_side * Rows) * divide_up(p.cols, tile_side * Cols);
    dim3 grid = blocks_for(tiles, 1);
    grid.z = static_cast<unsigned>(p.batches < 65535 ? p.batches : 65535);
    return launch(product_kernel<Rows, Cols, P>, grid, dim3(tile_threads), 0, stream, p);
}

/* Flat tiles for flat results; results do not depend on the choice. */
template <class P> int launch_product(const P &p, void *stream) {
    constexpr int each = sizeof(typename P::number) > 8 ? 2 : 4;
    if (p.rows <= tile_side) {
        return launch_tiles<1, each>(p, stream);
    }
    if (p.cols <= tile_side) {
        return launch_tiles<each, 1>(p, stream);
    }
    return launch_tiles<each, each>(p, stream);
}

} // namespace tn

#endif
