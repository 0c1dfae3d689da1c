/* svd.cuh: singular values and vectors by one-sided Jacobi, on the device.
 *
 * What is decomposed is X of rows >= cols: the matrix itself, or its transpose where it is wide. X
 * is brought to a power of two first, so that squares neither overflow nor vanish, and becomes
 * X W = P S by rotations W. So X = P S W^H: of a tall matrix U is P and V^H is W^H; of a wide one
 * U is conj(W) and V^H is P^T. Lengths fall from column to column when nothing moves any more
 * (jacobi.cuh), so nothing is sorted. */
#ifndef TN_SVD_CUH
#define TN_SVD_CUH

#include "kernels/basis.cuh"
#include "kernels/jacobi_columns.cuh"

namespace tn {

struct svd_args {
    int64_t batch, m, n;
    int64_t rows, cols; /* of X */
    int64_t wide;       /* X is the transpose */
    int64_t kept;       /* columns of P that are wanted: 0, cols or rows */
    const void *in;
    void *u, *s, *vh;
    int32_t *info;
    column_room room;
};

/* One matrix of the batch. */
template <class T> struct svd_matrix {
    using R = real_of<T>;
    const T *in;
    T *u, *vh;
    R *s;
    int32_t *info;

    __device__ svd_matrix(const svd_args &k, int64_t b)
        : in(static_cast<const T *>(k.in) + b * k.m * k.n), u(static_cast<T *>(k.u)),
          vh(static_cast<T *>(k.vh)), s(static_cast<R *>(k.s) + b * k.cols), info(k.info + b) {
        if (k.kept) {
            u += b * k.m * (k.wide ? k.cols : k.kept);
            vh += b * k.n * (k.wide ? k.kept : k.cols);
        }
    }
    /* P and W as they lie in the results, the latter conjugated. */
    __device__ basis<T> p(const svd_args &k) const {
        return k.wide ? basis<T>{vh, 1, k.n} : basis<T>{u, k.kept, 1};
    }
    __device__ basis<T> w(const svd_args &k) const {
        return k.wide ? basis<T>{u, k.cols, 1} : basis<T>{vh, 1, k.n};
    }
};

/* Lengths below this one are those of columns of zeros, or too short for directions. */
template <class R> __device__ __forceinline__ R least_length() {
    return root(limits_of<R>::least / limits_of<R>::epsilon);
}

/* Every result of a matrix is NaN. */
template <class T, class Team>
__device__ void fail_svd(const Team &team, const svd_args &k, const svd_matrix<T> &a) {
    const T nan = number_of_parts<T>(not_a_number<real_of<T>>(), not_a_number<real_of<T>>());
    const int64_t u = k.kept ? k.m * (k.wide ? k.cols : k.kept) : 0;
    const int64_t vh = k.kept ? k.n * (k.wide ? k.kept : k.cols) : 0;
    for (int64_t i = team.rank(); i < k.cols; i += team.size()) {
        a.s[i] = not_a_number<real_of<T>>();
    }
    for (int64_t i = team.rank(); i < u; i += team.size()) {
        a.u[i] = nan;
    }
    for (int64_t i = team.rank(); i < vh; i += team.size()) {
        a.vh[i] = nan;
    }
    if (team.rank() == 0) {
        *a.info = 1;
    }
}

/* ---- Columns in memory ----------------------------------------------------------------------- */

/* X into columns, those carried become the identity; the power of two that it was multiplied with,
 * or false where X is not finite. Ends with the team in step. */
template <class T, class Team>
__device__ bool load_columns(const Team &team, const svd_args &k, const T *in,
                             const jacobi_columns<T> &x, int *power) {
    using R = real_of<T>;
    R largest = 0;
    for (int64_t e = team.rank(); e < k.m * k.n; e += team.size()) {
        largest = largest_fold<R>::join(largest, largest_part(in[e]));
    }
    largest = join_all<largest_fold<R>>(team, largest);
    if (!is_finite(largest)) {
        return false;
    }
    *power = scaling_of(largest);
    for (int64_t e = team.rank(); e < k.m * k.n; e += team.size()) {
        const int64_t a = e / k.n, b = e % k.n;
        x.at[k.wide ? a * x.stride + b : b * x.stride + a] = times_power(in[e], *power);
    }
    for (int64_t e = team.rank(); e < int64_t{x.carried} * x.carried; e += team.size()) {
        const int64_t c = e / x.carried, i = e % x.carried;
        x.at[c * x.stride + x.rows + i] = number_of_real<T>(c == i ? 1 : 0);
    }
    team.sync();
    return true;
}

/* S, P and W from columns that are orthogonal; they are spoiled. */
template <class T, class Team>
__device__ void store_svd(const Team &team, const svd_args &k, const svd_matrix<T> &a,
                          const jacobi_columns<T> &x, const real_of<T> *lengths, int power) {
    using R = real_of<T>;
    for (int64_t c = team.rank(); c < k.cols; c += team.size()) {
        R length = lengths[c];
        for (int64_t later = c + 1; later < k.cols; later++) {
            length = lengths[later] > length ? lengths[later] : length; /* by rounding alone */
        }
        a.s[c] = times_power(length, -power);
    }
    if (team.rank() == 0) {
        *a.info = 0;
    }
    if (k.kept == 0) {
        return;
    }
    const basis<T> p = a.p(k), w = a.w(k);
    int64_t have = k.cols;
    while (have > 0 && lengths[have - 1] < least_length<R>()) {
        have--;
    }
    /* Neighbouring threads write neighbours. */
    for (int64_t e = team.rank(); e < k.rows * have; e += team.size()) {
        const int64_t i = k.wide ? e % k.rows : e / have, c = k.wide ? e / k.rows : e % have;
        p(i, c) = divided(x.at[c * x.stride + i], lengths[c]);
    }
    for (int64_t e = team.rank(); e < k.cols * k.cols; e += team.size()) {
        const int64_t i = k.wide ? e / k.cols : e % k.cols, c = k.wide ? e % k.cols : e / k.cols;
        w(i, c) = conjugate(x.at[c * x.stride + x.rows + i]);
    }
    team.sync();
    complete_basis(team, p, k.rows, have, k.kept, x.at);
}

/* ---- A warp or a block a matrix, in shared memory -------------------------------------------- */

template <class T, class Team>
__device__ void decompose(const Team &team, const svd_args &k, const svd_matrix<T> &a,
                          const jacobi_columns<T> &x, real_of<T> *lengths) {
    int power = 0;
    if (!load_columns(team, k, a.in, x, &power) || !make_orthogonal(team, x)) {
        fail_svd(team, k, a);
        return;
    }
    measure_columns(team, x, share_pairs(team, x.count).lanes, lengths);
    store_svd(team, k, a, x, lengths, power);
}

template <class T, class Team> __global__ void __launch_bounds__(512) svd_team(const svd_args k) {
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const Team team;
    const int carried = k.kept ? static_cast<int>(k.cols) : 0;
    unsigned char *mine = shared + team_number<Team>() * k.room.bytes;
    const jacobi_columns<T> x(reinterpret_cast<T *>(mine), k.room.stride, static_cast<int>(k.rows),
                              carried, static_cast<int>(k.cols));
    real_of<T> *lengths = column_arrays<T>(mine + k.room.arrays, k.cols).lengths;
    for (int64_t b = first_matrix<Team>(); b < k.batch; b += matrix_step<Team>()) {
        decompose(team, k, svd_matrix<T>(k, b), x, lengths);
        team.sync();
    }
}

/* ---- A thread a matrix, in registers --------------------------------------------------------- */

/* X in the upper left corner of zeros: columns of zeros never move, and come last. */
template <class T, int N, bool Carries>
__device__ bool load_held(const svd_args &k, const T *in, held_columns<T, N, Carries> &m,
                          int *power) {
    real_of<T> largest = 0;
#pragma unroll
    for (int c = 0; c < N; c++) {
#pragma unroll
        for (int i = 0; i < N; i++) {
            const bool is_there = i < k.rows && c < k.cols;
            m.x[c][i] = is_there ? in[k.wide ? c * k.n + i : i * k.n + c] : number_of_real<T>(0);
            largest = largest_fold<real_of<T>>::join(largest, largest_part(m.x[c][i]));
            if constexpr (Carries) {
                m.carried[c][i] = number_of_real<T>(c == i ? 1 : 0);
            }
        }
    }
    *power = scaling_of(largest);
#pragma unroll
    for (int e = 0; e < N * N; e++) {
        m.x[e / N][e % N] = times_power(m.x[e / N][e % N], *power);
    }
    return is_finite(largest);
}

/* Column j, orthonormal to those before. */
template <class T, int N> __device__ __forceinline__ void complete_held(T (&x)[N][N], int j) {
    using R = real_of<T>;
    R least = 2;
    int open = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        R taken = 0;
#pragma unroll
        for (int c = 0; c < N; c++) {
            if (c < j) {
                add_square(taken, x[c][i]);
            }
        }
        open = taken < least ? i : open;
        least = taken < least ? taken : least;
    }
#pragma unroll
    for (int i = 0; i < N; i++) {
        x[j][i] = number_of_real<T>(i == open ? 1 : 0);
    }
    for (int pass = 0; pass < 2; pass++) {
#pragma unroll
        for (int c = 0; c < N; c++) {
            T inner = number_of_real<T>(0);
#pragma unroll
            for (int i = 0; i < N; i++) {
                add_inner(inner, x[c][i], x[j][i]);
            }
#pragma unroll
            for (int i = 0; i < N; i++) {
                if (c < j) {
                    take_product(x[j][i], x[c][i], inner);
                }
            }
        }
    }
    R squares = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        add_square(squares, x[j][i]);
    }
#pragma unroll
    for (int i = 0; i < N; i++) {
        x[j][i] = divided(x[j][i], root(squares));
    }
}

template <class T, int N>
__device__ __forceinline__ real_of<T> held_length(const T (&x)[N]) {
    real_of<T> squares = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        add_square(squares, x[i]);
    }
    return root(squares);
}

template <class T, int N, bool Carries>
__device__ void store_held_svd(const svd_args &k, const svd_matrix<T> &a,
                               held_columns<T, N, Carries> &m, int power, bool failed) {
    using R = real_of<T>;
    const T nan = number_of_parts<T>(not_a_number<R>(), not_a_number<R>());
    *a.info = failed;
    R longest = 0; /* of this column and those after it, which rounding may leave longer */
#pragma unroll
    for (int c = N - 1; c >= 0; c--) {
        const R length = held_length(m.x[c]);
        longest = length > longest ? length : longest;
        if (c < k.cols) {
            a.s[c] = failed ? not_a_number<R>() : times_power(longest, -power);
        }
    }
#pragma unroll
    for (int c = 0; c < N; c++) {
        const R length = held_length(m.x[c]);
        if constexpr (Carries) {
            if (length < least_length<R>()) {
                complete_held(m.x, c);
            } else {
#pragma unroll
                for (int i = 0; i < N; i++) {
                    m.x[c][i] = divided(m.x[c][i], length);
                }
            }
#pragma unroll
            for (int i = 0; i < N; i++) {
                if (i < k.rows && c < k.kept) {
                    a.p(k)(i, c) = failed ? nan : m.x[c][i];
                }
                if (i < k.cols && c < k.cols) {
                    a.w(k)(i, c) = failed ? nan : conjugate(m.carried[c][i]);
                }
            }
        }
    }
}

template <class T, int N, bool Carries>
__global__ void __launch_bounds__(128) svd_thread(const svd_args k) {
    for (int64_t b = first_item(); b < k.batch; b += item_step()) {
        const svd_matrix<T> a(k, b);
        held_columns<T, N, Carries> m;
        int power;
        bool failed = !load_held(k, a.in, m, &power);
        failed = failed || !make_orthogonal_held(m);
        store_held_svd(k, a, m, power, failed);
    }
}

} // namespace tn

#endif
