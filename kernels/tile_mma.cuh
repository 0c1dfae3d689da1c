/* tile_mma.cuh: the loop of matrix products on tensor cores, for operands of f16, bf16, or of f32
 * rounded to TF32; products are summed in f32. The sibling of tile_product.cuh.
 *
 * A block owns a tile of the result and walks k in slices of 64 bytes, double-buffered in shared
 * memory: while one slice is multiplied, the next one comes by cp.async where an operand lies in
 * aligned runs of 16 bytes, and through registers elsewhere. One barrier a slice: who passes it has
 * filled its part of this slice and is done with the one before, which the next may overwrite.
 * Invariant: an element is one warp's, and takes its terms in order of k in groups that begin at
 * multiples of an instruction's depth, so that the size of the tile changes no bit of it.
 *
 * An operand has: along_k (whether runs of neighbours in memory go along k); async (whether every
 * run that begins at a multiple of its length is aligned and whole in memory); data, an address,
 * aligned then; begin(batch, across), the place of a row of the left operand or a column of the
 * right one, which may lie outside; source(place, k), an address; gather(place, k, count, run), the
 * run's first `count` numbers and zeros behind. The result takes store(batch, row, col, sum). */
#ifndef TN_TILE_MMA_CUH
#define TN_TILE_MMA_CUH

#include "kernels/convert.cuh"
#include "kernels/ptx.cuh"

namespace tn {

/* ---- Numbers --------------------------------------------------------------------------------- */

/* depth: of one instruction. */
struct mma_f16 {
    using storage = stored_f16;
    static constexpr int depth = 16;
    static __device__ __forceinline__ uint32_t prepare(uint32_t word) {
        return word;
    }
    static __device__ __forceinline__ void mma(float (&d)[4], const uint32_t (&a)[4],
                                               const uint32_t (&b)[2]) {
        mma_m16n8k16_f16(d, a, b);
    }
};
struct mma_bf16 {
    using storage = stored_bf16;
    static constexpr int depth = 16;
    static __device__ __forceinline__ uint32_t prepare(uint32_t word) {
        return word;
    }
    static __device__ __forceinline__ void mma(float (&d)[4], const uint32_t (&a)[4],
                                               const uint32_t (&b)[2]) {
        mma_m16n8k16_bf16(d, a, b);
    }
};
struct mma_tf32 {
    using storage = float;
    static constexpr int depth = 8;
    static __device__ __forceinline__ uint32_t prepare(uint32_t word) {
        return cvt_rna_tf32(tn_float_of(word));
    }
    static __device__ __forceinline__ void mma(float (&d)[4], const uint32_t (&a)[4],
                                               const uint32_t (&b)[2]) {
        mma_m16n8k8_tf32(d, a, b);
    }
};

/* Neighbours that one access of 16 bytes moves. */
template <class S> struct alignas(16) mma_run {
    static constexpr int length = static_cast<int>(16 / sizeof(S));
    S at[length];
};

/* ---- Tiles ----------------------------------------------------------------------------------- */

/* Warps side by side, and what each owns: pieces of 16 rows and of 8 columns. */
template <int WarpsDown, int WarpsAcross, int Rows, int Cols> struct mma_shape {
    static constexpr int warps_across = WarpsAcross, rows = Rows, cols = Cols;
    static constexpr int warps = WarpsDown * WarpsAcross, threads = 32 * warps;
    static constexpr int warp_height = 16 * Rows, warp_width = 8 * Cols;
    static constexpr int height = WarpsDown * warp_height, width = WarpsAcross * warp_width;
};
using mma_large = mma_shape<2, 2, 2, 8>; /* 64 x 128 */
using mma_small = mma_shape<2, 2, 1, 4>; /* 32 x 64 */

/* Depth is cut into `pieces` of piece_depth, a multiple of a slice's depth, which are products of
 * their own: piece i of batch b is number b * pieces + i to the result. */
struct mma_size {
    int64_t rows, cols, depth, batches;
    int64_t pieces, piece_depth;
};
inline mma_size whole_product(int64_t rows, int64_t cols, int64_t depth, int64_t batches) {
    return {rows, cols, depth, batches, 1, depth};
}

struct mma_tile {
    int64_t batch, number; /* of the operands, of the result */
    int64_t top, left, from, to;
};

/* Blocks that run at the same time own tiles of a band of eight rows, column by column, so that
 * what they read is in the cache. */
template <class Shape> __device__ __forceinline__ mma_tile own_tile(const mma_size &size) {
    constexpr unsigned band = 8;
    const unsigned down = static_cast<unsigned>((size.rows + Shape::height - 1) / Shape::height);
    const unsigned across = static_cast<unsigned>((size.cols + Shape::width - 1) / Shape::width);
    const unsigned tiles = down * across, number = blockIdx.x / tiles;
    const uint64_t in_bands = uint64_t{band} * across; /* tiles of a whole band */
    const unsigned tile = blockIdx.x % tiles, bands = static_cast<unsigned>(tile / in_bands);
    const unsigned in_band = static_cast<unsigned>(tile % in_bands), rest = down - bands * band;
    const unsigned height = rest < band ? rest : band;
    const unsigned pieces = static_cast<unsigned>(size.pieces);
    const int64_t from = number % pieces * size.piece_depth, to = from + size.piece_depth;
    return {number / pieces,
            number,
            int64_t{bands * band + in_band % height} * Shape::height,
            int64_t{in_band / height} * Shape::width,
            from,
            to < size.depth ? to : size.depth};
}

/* ---- A slice of an operand ------------------------------------------------------------------- */

/* The rows of fragments are `stride` apart: they begin in different banks. */
template <class S, bool AlongK, int Width> struct mma_slice {
    static constexpr int run = mma_run<S>::length, depth = 4 * run;
    static constexpr int gap = AlongK || sizeof(S) == 2 ? run : 2 * run;
    static constexpr int stride = (AlongK ? depth : Width) + gap;
    alignas(16) S numbers[(AlongK ? Width : depth) * stride];

    __device__ __forceinline__ S *at(int across, int k) {
        return numbers + (AlongK ? across * stride + k : k * stride + across);
    }
    __device__ __forceinline__ const S *at(int across, int k) const {
        return numbers + (AlongK ? across * stride + k : k * stride + across);
    }
};

/* A thread's part in bringing slices of one operand: `runs` runs of each. */
template <class S, class Operand, int Width, int Threads> struct mma_reader {
    static constexpr bool along_k = Operand::along_k;
    using slice = mma_slice<S, along_k, Width>;
    static constexpr int run = slice::run, runs = 4 * Width / Threads;
    static constexpr int runs_across = Width / run; /* where they go across */
    static_assert(along_k || Threads % runs_across == 0, "a thread stays in its column");

    const Operand &operand;
    int64_t first, across; /* of the tile; of the whole operand */
    typename Operand::place places[along_k ? runs : 1];
    mma_run<S> held[runs];

    static __device__ __forceinline__ int across_of(int i) {
        const int item = i * Threads + static_cast<int>(threadIdx.x);
        return along_k ? item / 4 : item % runs_across * run;
    }
    static __device__ __forceinline__ int k_of(int i) {
        const int item = i * Threads + static_cast<int>(threadIdx.x);
        return along_k ? item % 4 * run : item / runs_across;
    }

    __device__ __forceinline__ mma_reader(const Operand &o, int64_t batch, int64_t first_,
                                          int64_t across_)
        : operand(o), first(first_), across(across_) {
#pragma unroll
        for (int i = 0; i < (along_k ? runs : 1); i++) {
            places[i] = o.begin(batch, first + across_of(i));
        }
    }
    /* Numbers of the i-th run that are inside: it is cut where it would leave. */
    __device__ __forceinline__ int count_of(int i, int64_t k, int64_t to) const {
        const int64_t deep = to - (k + k_of(i)), wide = across - (first + across_of(i));
        const int64_t along = along_k ? deep : wide, other = along_k ? wide : deep;
        return other <= 0 || along <= 0 ? 0 : along < run ? static_cast<int>(along) : run;
    }
    __device__ __forceinline__ void start(slice &target, int64_t k, int64_t to) {
        if (operand.async) {
#pragma unroll
            for (int i = 0; i < runs; i++) {
                const int count = count_of(i, k, to);
                const typename Operand::place &place = places[along_k ? i : 0];
                const void *source = operand.source(place, count > 0 ? k + k_of(i) : 0);
                cp_async_16(target.at(across_of(i), k_of(i)), count > 0 ? source : operand.data,
                            count * static_cast<int>(sizeof(S)));
            }
        } else {
#pragma unroll
            for (int i = 0; i < runs; i++) {
                operand.gather(places[along_k ? i : 0], k + k_of(i), count_of(i, k, to), held[i]);
            }
        }
    }
    __device__ __forceinline__ void finish(slice &target) {
        if (!operand.async) {
#pragma unroll
            for (int i = 0; i < runs; i++) {
                store_vector(target.at(across_of(i), k_of(i)), held[i]);
            }
        }
    }
};

/* ---- Fragments ------------------------------------------------------------------------------- */

template <class E> __device__ __forceinline__ uint32_t word_of(const float *number) {
    return E::prepare(tn_bits_f32(*number));
}

/* 16 rows of the left operand. ldmatrix turns pairs of bytes only: words across are read as they
 * lie. */
template <class E, bool AlongK, int Width>
__device__ __forceinline__ void
left_fragment(const mma_slice<typename E::storage, AlongK, Width> &slice, int row, int k,
              uint32_t (&a)[4]) {
    constexpr int run = mma_run<typename E::storage>::length;
    const int lane = static_cast<int>(threadIdx.x) % 32, in = lane % 8;
    const int second = lane / 8 % 2, third = lane / 16;
    if constexpr (AlongK) {
        ldmatrix_x4(a, slice.at(row + in + second * 8, k + third * run));
#pragma unroll
        for (int i = 0; i < 4; i++) {
            a[i] = E::prepare(a[i]);
        }
    } else if constexpr (run == 8) {
        ldmatrix_x4_trans(a, slice.at(row + second * 8, k + in + third * 8));
    } else {
#pragma unroll
        for (int i = 0; i < 4; i++) {
            a[i] = word_of<E>(slice.at(row + lane / 4 + i % 2 * 8, k + lane % 4 + i / 2 * 4));
        }
    }
}

/* Twice 8 columns of the right operand. */
template <class E, bool AlongK, int Width>
__device__ __forceinline__ void
right_fragments(const mma_slice<typename E::storage, AlongK, Width> &slice, int col, int k,
                uint32_t (&b)[2][2]) {
    constexpr int run = mma_run<typename E::storage>::length;
    const int lane = static_cast<int>(threadIdx.x) % 32, in = lane % 8;
    const int second = lane / 8 % 2, third = lane / 16;
    uint32_t d[4];
    if constexpr (AlongK) {
        ldmatrix_x4(d, slice.at(col + in + third * 8, k + second * run));
    } else if constexpr (run == 8) {
        ldmatrix_x4_trans(d, slice.at(col + third * 8, k + in + second * 8));
    } else {
#pragma unroll
        for (int i = 0; i < 4; i++) {
            d[i] = tn_bits_f32(*slice.at(col + lane / 4 + i / 2 * 8, k + lane % 4 + i % 2 * 4));
        }
    }
#pragma unroll
    for (int i = 0; i < 4; i++) {
        b[i / 2][i % 2] = E::prepare(d[i]);
    }
}

template <class E, class Shape, class Left, class Right>
__device__ __forceinline__ void multiply_slices(const Left &left, const Right &right,
                                                float (&sum)[Shape::rows][Shape::cols][4]) {
    const int warp = static_cast<int>(threadIdx.x) / 32;
    const int top = warp / Shape::warps_across * Shape::warp_height;
    const int first = warp % Shape::warps_across * Shape::warp_width;
#pragma unroll
    for (int k = 0; k < Left::depth; k += E::depth) {
        uint32_t a[Shape::rows][4], b[Shape::cols / 2][2][2];
#pragma unroll
        for (int i = 0; i < Shape::rows; i++) {
            left_fragment<E>(left, top + 16 * i, k, a[i]);
        }
#pragma unroll
        for (int j = 0; j < Shape::cols / 2; j++) {
            right_fragments<E>(right, first + 16 * j, k, b[j]);
        }
#pragma unroll
        for (int i = 0; i < Shape::rows; i++) {
#pragma unroll
            for (int j = 0; j < Shape::cols; j++) {
                E::mma(sum[i][j], a[i], b[j / 2][j % 2]);
            }
        }
    }
}

/* ---- The product ----------------------------------------------------------------------------- */

/* Where the thread's first sum belongs; the others lie 8 rows further, and in neighbouring pairs 8
 * columns further. */
struct mma_corner {
    int64_t top, left;
};
template <class Shape> __device__ __forceinline__ mma_corner own_corner(const mma_tile &tile) {
    const int warp = static_cast<int>(threadIdx.x) / 32, lane = static_cast<int>(threadIdx.x) % 32;
    return {tile.top + warp / Shape::warps_across * Shape::warp_height + lane / 4,
            tile.left + warp % Shape::warps_across * Shape::warp_width + lane % 4 * 2};
}

/* Results whose places take more than a few sums store a thread's at once. */
template <class Out> constexpr bool stores_tiles = false;

template <class Shape, class Out>
__device__ __forceinline__ void store_tile(const mma_size &size, const mma_tile &tile,
                                           const Out &out,
                                           const float (&sum)[Shape::rows][Shape::cols][4]) {
    const auto [top, left] = own_corner<Shape>(tile);
#pragma unroll
    for (int j = 0; j < Shape::cols; j++) {
#pragma unroll
        for (int i = 0; i < Shape::rows; i++) {
#pragma unroll
            for (int n = 0; n < 4; n++) {
                const int64_t row = top + 16 * i + n / 2 * 8, col = left + 8 * j + n % 2;
                if (row < size.rows && col < size.cols) {
                    out.store(tile.number, row, col, sum[i][j][n]);
                }
            }
        }
    }
}

template <class E, class Shape, class A, class B, class Out>
__global__ void __launch_bounds__(Shape::threads)
    mma_kernel(const mma_size size, const A a, const B b, const Out out) {
    using S = typename E::storage;
    using left_reader = mma_reader<S, A, Shape::height, Shape::threads>;
    using right_reader = mma_reader<S, B, Shape::width, Shape::threads>;
    __shared__ typename left_reader::slice left[2];
    __shared__ typename right_reader::slice right[2];
    const mma_tile tile = own_tile<Shape>(size);
    left_reader left_of(a, tile.batch, tile.top, size.rows);
    right_reader right_of(b, tile.batch, tile.left, size.cols);
    float sum[Shape::rows][Shape::cols][4] = {};
    if (tile.from < tile.to) {
        left_of.start(left[0], tile.from, tile.to);
        right_of.start(right[0], tile.from, tile.to);
        cp_async_commit_group();
    }
    int now = 0;
    for (int64_t k = tile.from; k < tile.to; k += left_reader::slice::depth) {
        left_of.finish(left[now]);
        right_of.finish(right[now]);
        cp_async_wait_group<0>();
        __syncthreads();
        const int64_t next = k + left_reader::slice::depth;
        if (next < tile.to) {
            left_of.start(left[now ^ 1], next, tile.to);
            right_of.start(right[now ^ 1], next, tile.to);
            cp_async_commit_group();
        }
        multiply_slices<E, Shape>(left[now], right[now], sum);
        now ^= 1;
    }
    if constexpr (stores_tiles<Out>) {
        out.template store_tile<Shape>(size, tile, sum);
    } else {
        store_tile<Shape>(size, tile, out, sum);
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

template <class Shape> int64_t mma_tiles(const mma_size &size) {
    return divide_up(size.rows, Shape::height) * divide_up(size.cols, Shape::width) * size.batches *
           size.pieces;
}

template <class E, class Shape, class A, class B, class Out>
int launch_mma_shape(const mma_size &size, const A &a, const B &b, const Out &out, void *stream) {
    return launch(mma_kernel<E, Shape, A, B, Out>, one_visit_blocks(mma_tiles<Shape>(size), 1),
                  dim3(Shape::threads), 0, stream, size, a, b, out);
}

/* Small tiles for flat results, and where large ones would leave most of a GPU idle. */
template <class E, class A, class B, class Out>
int launch_mma(const mma_size &size, const A &a, const B &b, const Out &out, void *stream) {
    constexpr int64_t large_tiles_least = 64;
    if (size.rows <= mma_small::height || size.cols <= mma_small::width ||
        mma_tiles<mma_large>(size) < large_tiles_least) {
        return launch_mma_shape<E, mma_small>(size, a, b, out, stream);
    }
    return launch_mma_shape<E, mma_large>(size, a, b, out, stream);
}

/* Whether runs of 16 bytes that begin there and every `stride` elements on are aligned. */
template <class S> bool is_run_aligned(const void *data, int64_t stride) {
    return reinterpret_cast<uintptr_t>(data) % 16 == 0 &&
           stride * static_cast<int64_t>(sizeof(S)) % 16 == 0;
}

/* ---- Operands with strides ------------------------------------------------------------------- */

template <class S, bool AlongK> struct strided_operand {
    static constexpr bool along_k = AlongK;
    using place = const S *;
    const S *data;
    int64_t batch_stride, across_stride, k_stride;
    bool async;

    /* An empty operand may have no data: then its strides, which lead nowhere, are 0. */
    strided_operand(const void *data_, int64_t batch, int64_t across, int64_t k)
        : data(static_cast<const S *>(data_)), batch_stride(data_ ? batch : 0),
          across_stride(data_ ? across : 0), k_stride(k),
          async((AlongK ? k : across) == 1 && is_run_aligned<S>(data_, batch) &&
                is_run_aligned<S>(data_, AlongK ? across : k)) {}

    __device__ __forceinline__ place begin(int64_t batch, int64_t across) const {
        return data + batch * batch_stride + across * across_stride;
    }
    __device__ __forceinline__ const S *source(place p, int64_t k) const {
        return p + k * k_stride;
    }
    __device__ __forceinline__ void gather(place p, int64_t k, int count, mma_run<S> &run) const {
        const S *from = p + k * k_stride;
        const int64_t step = AlongK ? k_stride : across_stride;
#pragma unroll
        for (int i = 0; i < mma_run<S>::length; i++) {
            run.at[i] = i < count ? from[i * step] : S{};
        }
    }
};

} // namespace tn

#endif
