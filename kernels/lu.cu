/* lu.cu: P in = L U with partial pivoting, in place in the output, a panel of columns after the
 * other: a team factors the panel, then rows are exchanged beside it, U's rows are a triangular
 * system and the rest a matrix product. Pivots are the first of the largest |re| + |im|, as
 * LAPACK's. */
#include "kernels/triangular.cuh"

namespace {

using namespace tn;

constexpr int64_t panel_columns = 32;

/* Columns first to first + cols - 1 of a matrix [m, n]; `a` begins at its row and column first. */
template <class T> struct panel_args {
    int64_t batch, rows, cols, first, least; /* least: of m and n */
    strided<T> a;
    int32_t *pivots, *info;
    int64_t held; /* rows * cols where the panel is factored in shared memory, else 0 */
};

/* ---- The panel ------------------------------------------------------------------------------- */

/* The row of the k-th pivot; -1 where the column is 0. NaN is larger than anything. */
template <class T>
__device__ int64_t pivot_row(const matrix_team &team, const strided<T> &a, int64_t k,
                             int64_t rows) {
    using R = real_of<T>;
    sized_place<R> best = {0, -1};
    for (int64_t i = k + team.rank(); i < rows; i += team.size()) {
        const R size = taxicab(a(i, k));
        best = first_largest_fold<R>::join(
            best, {size == size ? size : infinity<R>(), static_cast<int32_t>(i)});
    }
    best = join_all<first_largest_fold<R>>(team, best);
    return best.size > 0 ? best.place : -1;
}

template <class T> __device__ __forceinline__ void exchange(T &a, T &b) {
    const T kept = a;
    a = b;
    b = kept;
}

/* The number of the first column without a pivot, from 1, or 0. Ends with the team in step. */
template <class T>
__device__ int factor(const matrix_team &team, const panel_args<T> &k, const strided<T> &a,
                      int32_t *pivots) {
    const team_columns over(team, static_cast<int>(k.cols));
    const int64_t steps = k.rows < k.cols ? k.rows : k.cols;
    int singular = 0;
    for (int64_t step = 0; step < steps; step++) {
        const int64_t found = pivot_row(team, a, step, k.rows), pivot = found < 0 ? step : found;
        singular = found < 0 && singular == 0 ? static_cast<int>(step) + 1 : singular;
        team.sync(); /* all have looked at the column */
        for (int64_t c = team.rank(); pivot != step && c < k.cols; c += team.size()) {
            exchange(a(step, c), a(pivot, c));
        }
        if (team.rank() == 0) {
            pivots[step] = static_cast<int32_t>(k.first + pivot + 1);
        }
        team.sync();
        const T d = a(step, step);
        for (int64_t i = step + 1 + team.rank(); found >= 0 && i < k.rows; i += team.size()) {
            a(i, step) = quotient(a(i, step), d);
        }
        team.sync();
        for (int64_t c = over.column; c < k.cols; c += over.width) {
            for (int64_t i = over.first_row(step + 1); c > step && i < k.rows; i += over.groups) {
                take_product(a(i, c), a(i, step), a(step, c));
            }
        }
        team.sync();
    }
    return singular;
}

template <class T> __global__ void __launch_bounds__(512) lu_panel(const panel_args<T> k) {
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const matrix_team team;
    T *room = reinterpret_cast<T *>(shared);
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const strided<T> a = k.a.matrix(b);
        const strided<T> work = k.held ? strided<T>{room, 0, k.cols, 1} : a;
        copy_matrix(team, k.rows, k.cols, a, work);
        const int singular = factor(team, k, work, k.pivots + b * k.least + k.first);
        copy_matrix(team, k.rows, k.cols, work, a);
        if (team.rank() == 0 && (k.first == 0 || (k.info[b] == 0 && singular))) {
            k.info[b] = singular ? static_cast<int32_t>(k.first) + singular : 0;
        }
    }
}

/* ---- Beside the panel ------------------------------------------------------------------------ */

/* Rows of the columns outside of [first, first + cols), exchanged as the panel's were. */
template <class T>
__global__ void __launch_bounds__(256)
    exchange_rows(const panel_args<T> k, int64_t n, int64_t steps, const strided<T> whole) {
    const int64_t others = n - k.cols;
    for (int64_t e = first_item(); e < k.batch * others; e += item_step()) {
        const int64_t b = e / others, other = e % others;
        const int64_t c = other < k.first ? other : other + k.cols;
        const strided<T> a = whole.matrix(b);
        const int32_t *pivots = k.pivots + b * k.least + k.first;
        for (int64_t i = 0; i < steps; i++) {
            const int64_t pivot = pivots[i] - 1;
            if (pivot != k.first + i) {
                exchange(a(k.first + i, c), a(pivot, c));
            }
        }
    }
}

template <class T> int factor_panel(panel_args<T> k, void *stream) {
    const int64_t bytes = aligned_bytes(k.rows * k.cols * int64_t{sizeof(T)});
    const bool fits = bytes <= shared_bytes_max;
    k.held = fits ? bytes / int64_t{sizeof(T)} : 0;
    const int threads = k.rows <= 64 ? warp_threads : k.rows <= 256 ? 256 : 512;
    return launch_teams(lu_panel<T>, k.batch, threads, fits ? bytes : 0, stream, k);
}

template <class T> int lu(const tn_k_lu *p, void *stream) {
    const int64_t m = p->m, n = p->n, least = smaller(m, n);
    const strided<T> out = row_major<T>(p->out, m, n);
    int status = launch_copy(p->batch, m, n, row_major<T>(p->in, m, n), out, stream);
    for (int64_t done = 0; done < least && status == 0; done += panel_columns) {
        const int64_t size = smaller(panel_columns, least - done), at = done + size;
        const panel_args<T> k = {p->batch,  m - done, size, done, least, out.from(done, done),
                                 p->pivots, p->info,  0};
        status = factor_panel(k, stream);
        if (status == 0 && n > size) {
            status = launch(exchange_rows<T>, blocks_for(p->batch * (n - size), 256), dim3(256), 0,
                            stream, k, n, size, out);
        }
        if (status == 0) {
            status = launch_triangle<T>({p->batch, size, n - at, true, true, false,
                                         out.from(done, done), out.from(done, at)},
                                        stream);
        }
        if (status == 0) {
            status = launch_update(p->batch, m - at, n - at, size, out.from(at, done), false,
                                   out.from(done, at), false, out.from(at, at), -1, 1, stream);
        }
    }
    return status;
}

} // namespace

extern "C" int tn_cuda_lu(const void *params, void *stream) {
    const tn_k_lu *p = static_cast<const tn_k_lu *>(params);
    TN_MATRIX_DTYPES(lu, p, stream, "LU factors");
}
