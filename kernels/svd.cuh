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
#include "kernels/pivoted_qr.cuh"

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

inline svd_args svd_args_of(const tn_k_svd *p) {
    svd_args k = {};
    k.batch = p->batch;
    k.m = p->m;
    k.n = p->n;
    k.wide = p->m < p->n;
    k.rows = k.wide ? p->n : p->m;
    k.cols = k.wide ? p->m : p->n;
    k.kept = p->wanted == TN_SVD_VALUES ? 0 : p->wanted == TN_SVD_FULL ? k.rows : k.cols;
    k.in = p->in;
    k.u = p->u;
    k.s = p->s;
    k.vh = p->vh;
    k.info = p->info;
    return k;
}

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

/* Columns that are made orthogonal as they are; more of them only after QR, of square X. */
constexpr int64_t few_columns = 32;

__host__ __device__ inline bool is_turned(const svd_args &k) {
    return k.rows == k.cols && k.cols > few_columns;
}

/* Lengths below this one are those of columns of zeros, or too short for directions. */
template <class R> __device__ __forceinline__ R least_length() {
    return root(limits_of<R>::least / limits_of<R>::epsilon);
}

/* Every result of a matrix is NaN. */
template <class T>
__device__ void fail_svd(const matrix_team &team, const svd_args &k, const svd_matrix<T> &a) {
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
 * or false where X is not finite. A block meets before it writes columns; ends with the team in
 * step. */
template <class T>
__device__ bool load_columns(const matrix_team &team, const svd_args &k, const T *in,
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

/* S of the lengths of columns that are orthogonal. */
template <class T>
__device__ void store_values(const matrix_team &team, const svd_args &k, const svd_matrix<T> &a,
                             const real_of<T> *lengths, int power) {
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
}

/* Columns, all in front, that are not too short for directions. */
template <class R>
__device__ __forceinline__ int64_t directions_of(int64_t cols, const R *lengths) {
    while (cols > 0 && lengths[cols - 1] < least_length<R>()) {
        cols--;
    }
    return cols;
}

/* The lengths of what is carried. Begins and ends with the team in step. */
template <class T>
__device__ void measure_carried(const matrix_team &team, const jacobi_columns<T> &x,
                                real_of<T> *lengths) {
    for (int64_t c = team.rank(); c < x.count; c += team.size()) {
        const T *carried = x.at + c * x.stride + x.rows;
        real_of<T> squares = 0;
        for (int64_t i = 0; i < x.carried; i++) {
            add_square(squares, carried[i]);
        }
        lengths[c] = root(squares);
    }
    team.sync();
}

/* S, P and W from columns that are orthogonal; they are spoiled, and so are the lengths. */
template <class T>
__device__ void store_svd(const matrix_team &team, const svd_args &k, const svd_matrix<T> &a,
                          const jacobi_columns<T> &x, real_of<T> *lengths, int power) {
    store_values(team, k, a, lengths, power);
    if (k.kept == 0) {
        return;
    }
    const basis<T> p = a.p(k), w = a.w(k);
    const int64_t have = directions_of(k.cols, lengths);
    /* Neighbouring threads write neighbours. */
    for (int64_t e = team.rank(); e < k.rows * have; e += team.size()) {
        const int64_t i = k.wide ? e % k.rows : e / have, c = k.wide ? e / k.rows : e % have;
        p(i, c) = divided(x.at[c * x.stride + i], lengths[c]);
    }
    team.sync();
    measure_carried(team, x, lengths);
    for (int64_t e = team.rank(); e < k.cols * k.cols; e += team.size()) {
        const int64_t i = k.wide ? e / k.cols : e % k.cols, c = k.wide ? e % k.cols : e / k.cols;
        w(i, c) = divided(conjugate(x.at[c * x.stride + x.rows + i]), lengths[c]);
    }
    team.sync(); /* the next matrix of a warp is met with shuffles, which order no memory */
    complete_basis(team, p, k.rows, have, k.kept, x.at);
}

/* Of columns that were turned: X P = Q R, R^H W = L S, so that X = (Q W) S (P L)^H. By a block,
 * which meets before the next matrix is loaded. Columns are spoiled, and so are their lengths. */
template <class T>
__device__ void store_turned(const matrix_team &team, const svd_args &k, const svd_matrix<T> &a,
                             const jacobi_columns<T> &x, const column_arrays<T> &of, int power) {
    store_values(team, k, a, of.lengths, power);
    if (k.kept == 0) {
        return;
    }
    const int64_t n = k.cols, have = directions_of(n, of.lengths);
    const basis<T> left = a.p(k), right = a.w(k);
    for (int64_t e = team.rank(); e < n * have; e += team.size()) {
        const int64_t i = e % n, c = e / n;
        right(of.ranks[i], c) = divided(conjugate(x.at[c * x.stride + i]), of.lengths[c]);
    }
    team.sync();
    measure_carried(team, x, of.lengths);
    for (int64_t e = team.rank(); e < n * n; e += team.size()) {
        const int64_t i = e / n, c = e % n;
        left(i, c) = divided(x.at[c * x.stride + x.rows + i], of.lengths[c]);
    }
    complete_basis(team, right, n, have, n, x.at);
}

/* ---- A warp or a block a matrix, in shared memory -------------------------------------------- */

template <class T>
__device__ void decompose(const matrix_team &team, const svd_args &k, const svd_matrix<T> &a,
                          const jacobi_columns<T> &x, const column_arrays<T> &of) {
    int power = 0;
    bool holds = load_columns(team, k, a.in, x, &power);
    if (holds && is_turned(k)) {
        turn_columns(team, x, of);
    }
    holds = holds && make_orthogonal(team, x, exact_angles<real_of<T>>(x.rows));
    if (!holds) {
        fail_svd(team, k, a);
        return;
    }
    if (x.carried) {
        straighten(team, x, x.rows, x.carried);
    }
    measure_columns(team, x, share_pairs(team, x.count).lanes, of.lengths);
    if (is_turned(k)) {
        store_turned(team, k, a, x, of, power);
    } else {
        store_svd(team, k, a, x, of.lengths, power);
    }
}

template <class T> __global__ void __launch_bounds__(512) svd_team(const svd_args k) {
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const matrix_team team;
    const int carried = k.kept ? static_cast<int>(k.cols) : 0;
    unsigned char *mine = shared;
    const jacobi_columns<T> x(reinterpret_cast<T *>(mine), k.room.stride, static_cast<int>(k.rows),
                              carried, static_cast<int>(k.cols));
    const column_arrays<T> of(mine + k.room.arrays, k.cols);
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        decompose(team, k, svd_matrix<T>(k, b), x, of);
    }
}

} // namespace tn

#endif
