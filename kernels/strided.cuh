/* strided.cuh: matrices inside others, and how a team shares out their elements. */
#ifndef TN_STRIDED_CUH
#define TN_STRIDED_CUH

#include "kernels/matrix_team.cuh"

namespace tn {

/* Element (i, c) of matrix b is at[b * batch + i * row + c * col]. */
template <class T> struct strided {
    T *at;
    int64_t batch, row, col;

    __device__ __forceinline__ T &operator()(int64_t i, int64_t c) const {
        return at[i * row + c * col];
    }
    __device__ __forceinline__ strided matrix(int64_t b) const {
        return {at + b * batch, batch, row, col};
    }
    strided from(int64_t i, int64_t c) const {
        return {at + i * row + c * col, batch, row, col};
    }
    strided turned() const {
        return {at, batch, col, row};
    }
};

template <class T> strided<T> row_major(const void *at, int64_t rows, int64_t cols) {
    return {static_cast<T *>(const_cast<void *>(at)), rows * cols, cols, 1};
}

/* A team over up to `width` columns, a power of two up to 32: each thread has one column, and every
 * groups-th of its rows, the same ones throughout, so that what it wrote it may read at once. */
struct team_columns {
    int width, groups, column, group;

    __device__ team_columns(const matrix_team &team, int columns)
        : width(1), groups(team.size()), column(0), group(team.rank()) {
        while (width < columns && width < 32) {
            width *= 2;
        }
        groups = team.size() / width;
        column = team.rank() % width;
        group = team.rank() / width;
    }
    /* The first of its rows that is at least `from`. */
    __device__ __forceinline__ int64_t first_row(int64_t from) const {
        return from + (group - static_cast<int>(from % groups) + groups) % groups;
    }
};

/* Each thread gets the sum over the threads of its column. All of the team call it. */
template <class T> __device__ T sum_column(const matrix_team &team, const team_columns &over, T v) {
    for (int bits = over.width; bits < 32; bits *= 2) {
        v = add(v, from_lane_xor(v, bits));
    }
    if (team.size() > 32) {
        __shared__ T of_warp[32][33];
        const int lane = threadIdx.x % 32, warps = team.size() / 32;
        __syncthreads(); /* a call before this one may still be read */
        of_warp[threadIdx.x / 32][lane] = v;
        __syncthreads();
        v = of_warp[0][lane];
        for (int w = 1; w < warps; w++) {
            v = add(v, of_warp[w][lane]);
        }
    }
    return v;
}

/* to = from, rows x cols; all of the team call it, and meet afterwards. */
template <class T>
__device__ void copy_matrix(const matrix_team &team, int64_t rows, int64_t cols,
                            const strided<T> &from, const strided<T> &to) {
    for (int64_t e = team.rank(); from.at != to.at && e < rows * cols; e += team.size()) {
        to(e / cols, e % cols) = from(e / cols, e % cols);
    }
    team.sync();
}

/* ---- Whole matrices, by many blocks ---------------------------------------------------------- */

template <class T>
__global__ void __launch_bounds__(256) copy_kernel(int64_t batch, int64_t rows, int64_t cols,
                                                   const strided<T> from, const strided<T> to) {
    for (int64_t e = first_item(); e < batch * rows * cols; e += item_step()) {
        const int64_t b = e / (rows * cols), i = e / cols % rows;
        to.matrix(b)(i, e % cols) = from.matrix(b)(i, e % cols);
    }
}

template <class T>
int launch_copy(int64_t batch, int64_t rows, int64_t cols, const strided<T> &from,
                const strided<T> &to, void *stream) {
    return launch(copy_kernel<T>, blocks_for(batch * rows * cols, 256), dim3(256), 0, stream, batch,
                  rows, cols, from, to);
}

/* ---- Products of them ------------------------------------------------------------------------ */

template <class T> inline constexpr int dtype_of = TN_F32;
template <> inline constexpr int dtype_of<double> = TN_F64;
template <> inline constexpr int dtype_of<tn_c64> = TN_C64;
template <> inline constexpr int dtype_of<tn_c128> = TN_C128;

} // namespace tn

extern "C" int tn_cuda_matmul(const void *params, void *stream);

namespace tn {

/* c = beta * c + alpha * op(a) op(b), [m, n] of k terms; rows of c are contiguous, a and b have
 * rows or columns that are. Our own kernel: its order of terms is fixed, and it may be captured. */
template <class T>
int launch_update(int64_t batch, int64_t m, int64_t n, int64_t k, const strided<T> &a, bool conj_a,
                  const strided<T> &b, bool conj_b, const strided<T> &c, double alpha, double beta,
                  void *stream) {
    if (m == 0 || n == 0) {
        return 0;
    }
    tn_k_matmul p = {};
    p.dtype = dtype_of<T>;
    p.conj_a = conj_a;
    p.conj_b = conj_b;
    p.batch = batch;
    p.m = m;
    p.n = n;
    p.k = k;
    p.a = a.at;
    p.b = b.at;
    p.c = c.at;
    p.a_batch = a.batch;
    p.a_row = a.row;
    p.a_col = a.col;
    p.b_batch = b.batch;
    p.b_row = b.row;
    p.b_col = b.col;
    p.c_batch = c.batch;
    p.c_row = c.row;
    p.alpha[0] = alpha;
    p.beta[0] = beta;
    return tn_cuda_matmul(&p, stream);
}

} // namespace tn

#endif
