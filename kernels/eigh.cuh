/* eigh.cuh: eigenvalues and vectors of hermitian matrices by one-sided Jacobi, on the device, then
 * by two-sided rotations (eigh_refine.cuh).
 *
 * A is brought to a power of two, and B = A + shift is positive definite with a condition of
 * at most 9, where the shift is 1.25 times a bound of the eigenvalues' absolute values: the
 * fourth root of the sum of their fourth powers, which is the norm of A^H A. B W = P S with
 * orthogonal columns is then an eigendecomposition: W is P up to a few units in the last place,
 * so that the columns alone are rotated and, brought to length 1, are nearly the eigenvectors. The
 * eigenvalues are Rayleigh quotients with A: what the shift rounded away comes back, and a
 * diagonal matrix has its diagonal. Two-sided rotations from the start would need twice the memory
 * and half as much work again. */
#ifndef TN_EIGH_CUH
#define TN_EIGH_CUH

#include "kernels/eigh_refine.cuh"

namespace tn {

struct eigh_args {
    int64_t batch, n;
    bool upper;
    const void *in;
    void *w, *v;
    int32_t *info;
    column_room room;
};

/* One matrix of the batch. */
template <class T> struct eigh_matrix {
    using R = real_of<T>;
    hermitian<T> a;
    R *w;
    T *v;
    int32_t *info;

    __device__ eigh_matrix(const eigh_args &k, int64_t b)
        : a{static_cast<const T *>(k.in) + b * k.n * k.n, k.n, k.upper},
          w(static_cast<R *>(k.w) + b * k.n),
          v(k.v ? static_cast<T *>(k.v) + b * k.n * k.n : nullptr), info(k.info + b) {}
};

/* ---- A warp or a block a matrix -------------------------------------------------------------- */

template <class T> __device__ void fail_eigh(const matrix_team &team, const eigh_matrix<T> &m) {
    using R = real_of<T>;
    for (int64_t i = team.rank(); i < m.a.n; i += team.size()) {
        m.w[i] = not_a_number<R>();
    }
    for (int64_t e = team.rank(); m.v && e < m.a.n * m.a.n; e += team.size()) {
        m.v[e] = number_of_parts<T>(not_a_number<R>(), not_a_number<R>());
    }
    if (team.rank() == 0) {
        *m.info = 1;
    }
}

/* The largest sum of a column's absolute values, which no eigenvalue exceeds; `sums` is spoiled. */
template <class T>
__device__ real_of<T> loose_bound(const matrix_team &team, const jacobi_columns<T> &x,
                                  real_of<T> *sums) {
    using R = real_of<T>;
    const int lanes = share_pairs(team, x.count).lanes;
    fold_columns(team, x, lanes, sums, [](R &sum, T v) { sum += magnitude(v); });
    R bound = 0;
    for (int c = team.rank(); c < x.count; c += team.size()) {
        bound = largest_fold<R>::join(bound, sums[c]);
    }
    return join_all<largest_fold<R>>(team, bound);
}

/* The norm of A^H A, whose elements are products of columns, by warps; above 0. */
template <class T>
__device__ real_of<T> bound_of(const matrix_team &team, const jacobi_columns<T> &x,
                               real_of<T> *sums) {
    using R = real_of<T>;
    const R loose = loose_bound(team, x, sums);
    if (!(loose > 0)) {
        return 1;
    }
    R squares = 0;
    for (int64_t e = team.rank() / 32; e < int64_t{x.count} * x.count; e += team.size() / 32) {
        const int64_t a = e / x.count, b = e % x.count;
        T inner = number_of_real<T>(0);
        for (int i = team.rank() % 32; b <= a && i < x.rows; i += 32) {
            add_inner(inner, x.at[a * x.stride + i], x.at[b * x.stride + i]);
        }
        const R size = magnitude(sum_lanes(inner, 32)) / loose / loose;
        squares += b < a ? 2 * size * size : b == a ? size * size : 0;
    }
    squares = join_all<total_fold<R>>(team, squares) / 32; /* all lanes of a warp have the same */
    const R tight = loose * root(root(squares));
    return tight < loose ? tight : loose;
}

/* The columns of B; false where A is not finite. Ends with the team in step. */
template <class T>
__device__ bool load_hermitian(const matrix_team &team, const hermitian<T> &a,
                               const jacobi_columns<T> &x, const column_arrays<T> &of, int *power) {
    using R = real_of<T>;
    const int64_t n = a.n;
    R largest = 0;
    for (int64_t e = team.rank(); e < n * n; e += team.size()) {
        largest = largest_fold<R>::join(largest, largest_part(a(e / n, e % n)));
    }
    largest = join_all<largest_fold<R>>(team, largest);
    if (!is_finite(largest)) {
        return false;
    }
    *power = scaling_of(largest);
    for (int64_t e = team.rank(); e < n * n; e += team.size()) {
        x.at[e % n * x.stride + e / n] = times_power(a(e / n, e % n), *power);
    }
    team.sync();
    const R shift = R(1.25) * bound_of(team, x, of.lengths);
    for (int64_t c = team.rank(); c < n; c += team.size()) {
        T &d = x.at[c * x.stride + c];
        d = add(d, number_of_real<T>(shift));
    }
    team.sync();
    return true;
}

/* v^H A v for each column v, by `lanes` neighbours each. Ends with the team in step. */
template <class T>
__device__ void rayleigh_quotients(const matrix_team &team, const hermitian<T> &a,
                                   const jacobi_columns<T> &x, int power, int lanes,
                                   real_of<T> *values) {
    const int at_once = team.size() / lanes, lane = team.rank() % lanes;
    for (int first = 0; first < x.count; first += at_once) {
        const int c = first + team.rank() / lanes;
        const T *v = x.at + c * x.stride;
        real_of<T> sum = 0;
        for (int i = lane; c < x.count && i < x.rows; i += lanes) {
            add_real_inner(sum, v[i], row_times(a, power, i, v));
        }
        const real_of<T> value = sum_lanes(sum, lanes);
        if (c < x.count && lane == 0) {
            values[c] = value;
        }
    }
    team.sync();
}

/* Columns get length 1; their lengths are spoiled. Ends with the team in step. */
template <class T>
__device__ void make_unit(const matrix_team &team, const jacobi_columns<T> &x, int lanes,
                          real_of<T> *lengths) {
    measure_columns(team, x, lanes, lengths);
    for (int e = team.rank(); e < x.count * x.rows; e += team.size()) {
        T &v = x.at[e / x.rows * x.stride + e % x.rows];
        v = divided(v, lengths[e / x.rows]);
    }
    team.sync();
}

/* Columns that are orthogonal become vectors, and get their values. Ends with the team in step. */
template <class T>
__device__ void finish_columns(const matrix_team &team, const eigh_matrix<T> &m,
                               const jacobi_columns<T> &x, int power, const column_arrays<T> &of) {
    const int lanes = share_pairs(team, x.count).lanes;
    make_unit(team, x, lanes, of.lengths);
    if (m.v) {
        refine_vectors(team, m.a, x, power, m.v, of.values);
        make_unit(team, x, lanes, of.lengths);
    } else {
        rayleigh_quotients(team, m.a, x, power, lanes, of.values);
    }
}

/* With vectors the rest is refining's. */
template <class T>
__device__ __forceinline__ right_angles<real_of<T>> angles_of(const eigh_matrix<T> &m) {
    return m.v ? rough_angles<real_of<T>>() : exact_angles<real_of<T>>(m.a.n);
}

/* w and v in order. */
template <class T>
__device__ void store_eigh(const matrix_team &team, const eigh_matrix<T> &m,
                           const jacobi_columns<T> &x, const column_arrays<T> &of, int power) {
    const int64_t n = m.a.n;
    for (int64_t c = team.rank(); c < n; c += team.size()) {
        const real_of<T> value = of.values[c];
        int32_t rank = 0;
        for (int64_t j = 0; j < n; j++) {
            rank += of.values[j] < value || (of.values[j] == value && j < c);
        }
        of.ranks[c] = rank;
        m.w[rank] = times_power(value, -power);
    }
    team.sync();
    for (int64_t e = team.rank(); m.v && e < n * n; e += team.size()) {
        m.v[e / n * n + of.ranks[e % n]] = x.at[e % n * x.stride + e / n];
    }
    if (team.rank() == 0) {
        *m.info = 0;
    }
}

template <class T> __global__ void __launch_bounds__(512) eigh_team(const eigh_args k) {
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const matrix_team team;
    const int n = static_cast<int>(k.n);
    unsigned char *mine = shared;
    const jacobi_columns<T> x(reinterpret_cast<T *>(mine), k.room.stride, n, 0, n);
    const column_arrays<T> of(mine + k.room.arrays, k.n);
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const eigh_matrix<T> m(k, b);
        int power = 0;
        if (load_hermitian(team, m.a, x, of, &power) && make_orthogonal(team, x, angles_of(m))) {
            finish_columns(team, m, x, power, of);
            store_eigh(team, m, x, of, power);
        } else {
            fail_eigh(team, m);
        }
    }
}

/* ---- A thread a matrix ----------------------------------------------------------------------- */

/* B in the upper left corner of zeros; A without the shift in `a`. */
template <class T, int N>
__device__ bool load_held_hermitian(const hermitian<T> &from, T (&a)[N][N],
                                    held_columns<T, N, false> &m, int *power) {
    using R = real_of<T>;
    R largest = 0, squares = 0;
#pragma unroll
    for (int e = 0; e < N * N; e++) {
        const int i = e / N, c = e % N;
        const bool is_there = i < from.n && c < from.n;
        a[c][i] = is_there ? from(i, c) : number_of_real<T>(0);
        largest = largest_fold<R>::join(largest, largest_part(a[c][i]));
    }
    *power = scaling_of(largest);
    const R loose = largest > 0 ? times_power(largest, *power) : 1;
#pragma unroll
    for (int e = 0; e < N * N; e++) {
        a[e / N][e % N] = times_power(a[e / N][e % N], *power);
        m.x[e / N][e % N] = a[e / N][e % N];
    }
#pragma unroll
    for (int e = 0; e < N * N; e++) {
        T inner = number_of_real<T>(0);
#pragma unroll
        for (int i = 0; i < N; i++) {
            add_inner(inner, divided(a[e / N][i], loose), divided(a[e % N][i], loose));
        }
        add_square(squares, inner);
    }
    const R shift = R(1.25) * (largest > 0 ? loose * root(root(squares)) : 1);
#pragma unroll
    for (int c = 0; c < N; c++) {
        m.x[c][c] = c < from.n ? add(m.x[c][c], number_of_real<T>(shift)) : m.x[c][c];
    }
    return is_finite(largest);
}

template <class T, int N>
__device__ __forceinline__ real_of<T> held_quotient(const T (&a)[N][N], const T (&v)[N]) {
    real_of<T> inner = 0, squares = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        add_real_inner(inner, v[i], held_row_times(a, i, v));
        add_square(squares, v[i]);
    }
    return inner / squares;
}

template <class T, int N> __device__ __forceinline__ void make_unit(T (&v)[N]) {
    real_of<T> squares = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        add_square(squares, v[i]);
    }
    const real_of<T> length = root(squares);
#pragma unroll
    for (int i = 0; i < N; i++) {
        v[i] = divided(v[i], length);
    }
}

/* What refine_vectors() does; products with A are made anew for each pair. */
template <class T, int N>
__device__ void refine_held(const T (&a)[N][N], int n, held_columns<T, N, false> &x) {
    real_of<T> squares = 0;
#pragma unroll
    for (int e = 0; e < N * N; e++) {
        add_square(squares, a[e / N][e % N]);
    }
    const real_of<T> least = least_refined(squares, n);
    bool moved = true;
    for (int sweep = 0; sweep < refining_sweeps && moved; sweep++) {
        moved = false;
#pragma unroll
        for (int i = 0; i < N - 1; i++) {
#pragma unroll
            for (int j = i + 1; j < N; j++) {
                if (j < n) {
                    part_held(x.x[i], x.x[j]);
                    moved |= refine_held_pair(a, x.x[i], x.x[j], least);
                }
            }
        }
    }
}

template <class T, int N>
__device__ void store_held_eigh(const eigh_matrix<T> &m, const T (&a)[N][N],
                                held_columns<T, N, false> &x, int power, bool failed) {
    using R = real_of<T>;
    const T nan = number_of_parts<T>(not_a_number<R>(), not_a_number<R>());
    const int n = static_cast<int>(m.a.n);
    R values[N];
    *m.info = failed;
#pragma unroll
    for (int c = 0; c < N; c++) {
        make_unit(x.x[c]);
    }
    if (m.v) {
        refine_held(a, n, x);
    }
#pragma unroll
    for (int c = 0; c < N; c++) {
        make_unit(x.x[c]);
        values[c] = held_quotient(a, x.x[c]);
    }
#pragma unroll
    for (int c = 0; c < N; c++) {
        int rank = 0;
#pragma unroll
        for (int j = 0; j < N; j++) {
            rank += j < n && (values[j] < values[c] || (values[j] == values[c] && j < c));
        }
        rank = failed ? c : rank;
        if (c < n) {
            m.w[rank] = failed ? not_a_number<R>() : times_power(values[c], -power);
        }
#pragma unroll
        for (int i = 0; i < N; i++) {
            if (m.v && c < n && i < n) {
                m.v[i * n + rank] = failed ? nan : x.x[c][i];
            }
        }
    }
}

template <class T, int N> __global__ void __launch_bounds__(128) eigh_thread(const eigh_args k) {
    for (int64_t b = first_item(); b < k.batch; b += item_step()) {
        const eigh_matrix<T> m(k, b);
        T a[N][N];
        held_columns<T, N, false> x;
        int power;
        bool failed = !load_held_hermitian(m.a, a, x, &power);
        failed = failed || !make_orthogonal_held(x, exact_angles<real_of<T>>(4));
        store_held_eigh(m, a, x, power, failed);
    }
}

} // namespace tn

#endif
