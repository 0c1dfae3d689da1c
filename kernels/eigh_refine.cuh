/* eigh_refine.cuh: eigenvectors of A from columns V that are nearly so.
 *
 * The shift of eigh.cuh is rounded with in every pair of columns: beside its diagonal V^H A V has
 * elements of the size of the shift's epsilon, also between vectors of small values, where LAPACK
 * has none. So V is made orthonormal, Y = A V is multiplied out without a shift, and both are
 * rotated together until V^H Y is diagonal (Jacobi 1846): a sweep, and a few more of what is a
 * cluster of values that the first rotations left open. Each column is rotated once by most of the
 * others, not a dozen times, and rounded as often. */
#ifndef TN_EIGH_REFINE_CUH
#define TN_EIGH_REFINE_CUH

#include "kernels/jacobi_columns.cuh"

namespace tn {

constexpr int refining_sweeps = 8;

/* A hermitian matrix of which a triangle is given. */
template <class T> struct hermitian {
    const T *in;
    int64_t n;
    bool upper;

    __device__ __forceinline__ T operator()(int64_t i, int64_t k) const {
        if (i == k) {
            return number_of_real<T>(real_part(in[i * n + i]));
        }
        return (i < k) == upper ? in[i * n + k] : conjugate(in[k * n + i]);
    }
};

/* Row i of A times v. */
template <class T> __device__ T row_times(const hermitian<T> &a, int power, int64_t i, const T *v) {
    return sum_in_four<T>(
        0, a.n, 1, [&](T &sum, int64_t j) { add_product(sum, times_power(a(i, j), power), v[j]); });
}

/* sum += the real part of conj(x) * y. */
template <class T> __device__ __forceinline__ void add_real_inner(real_of<T> &sum, T x, T y) {
    add_product(sum, real_part(x), real_part(y));
    if constexpr (number_parts<T>::is_complex) {
        add_product(sum, x.im, y.im);
    }
}

/* v^H A v, w^H A w, and v^H A w from both sides. */
template <class T> struct quotient_sums {
    real_of<T> v, w;
    T across, back;

    __device__ quotient_sums()
        : v(0), w(0), across(number_of_real<T>(0)), back(number_of_real<T>(0)) {}
    __device__ __forceinline__ void take(T of_v, T of_w, T of_av, T of_aw) {
        add_real_inner(v, of_v, of_av);
        add_real_inner(w, of_w, of_aw);
        add_inner(across, of_v, of_aw);
        add_inner(back, of_w, of_av);
    }
    __device__ __forceinline__ pair_sums<T> mean() const {
        return {v, w, scaled(add(across, conjugate(back)), real_of<T>(0.5))};
    }
};

/* What is less than `least` is left where it is. Rotations leave their size times their sine to
 * each other, so that those by large angles, of clusters of values, need more than a sweep. */
template <class T>
__device__ __forceinline__ plane_rotation<T> make_refining(const pair_sums<T> &p,
                                                           real_of<T> least) {
    const real_of<T> size = magnitude(p.xy);
    if (!(size > least)) {
        return {number_of_real<T>(0), 0, false, false, false};
    }
    plane_rotation<T> r = make_diagonal(p, size);
    r.matters = size * magnitude(r.s) > 2 * least;
    return r;
}

/* Elements of V^H A V that matter together are a tenth of the epsilon of A's norm. */
template <class R> __device__ __forceinline__ R least_refined(R squares, int64_t n) {
    return R(0.1) * limits_of<R>::epsilon * root(squares / static_cast<R>(n));
}

/* Whether something moved that matters, of vectors v and w and of A v and A w. All lanes of a warp
 * call it together; v is nullptr where there is no pair. */
template <class T>
__device__ bool refine_pair(int rows, T *v, T *w, T *av, T *aw, int lanes, real_of<T> least) {
    const int lane = static_cast<int>(threadIdx.x) % lanes;
    quotient_sums<T> sums;
    for (int i = lane; v && i < rows; i += lanes) {
        sums.take(v[i], w[i], av[i], aw[i]);
    }
    sums.v = sum_lanes(sums.v, lanes);
    sums.w = sum_lanes(sums.w, lanes);
    sums.across = sum_lanes(sums.across, lanes);
    sums.back = sum_lanes(sums.back, lanes);
    const plane_rotation<T> r = make_refining(sums.mean(), least);
    for (int i = lane; v && r.moves && i < rows; i += lanes) {
        rotate(r, v + i, w + i);
        rotate(r, av + i, aw + i);
    }
    return v && r.matters;
}

/* v^H A v / v^H v of columns v, whose products A v are `apart` numbers from each other, by `lanes`
 * neighbours each. Ends with the team in step. */
template <class T>
__device__ void take_quotients(const matrix_team &team, const jacobi_columns<T> &x, const T *av,
                               int64_t apart, int lanes, real_of<T> *values) {
    const int at_once = team.size() / lanes, lane = team.rank() % lanes;
    for (int first = 0; first < x.count; first += at_once) {
        const int c = first + team.rank() / lanes;
        real_of<T> inner = 0, squares = 0;
        for (int i = lane; c < x.count && i < x.rows; i += lanes) {
            const T v = x.at[c * x.stride + i];
            add_real_inner(inner, v, av[c * apart + i]);
            add_square(squares, v);
        }
        inner = sum_lanes(inner, lanes);
        squares = sum_lanes(squares, lanes);
        if (c < x.count && lane == 0) {
            values[c] = inner / squares;
        }
    }
    team.sync();
}

/* ---- A team a matrix ------------------------------------------------------------------------- */

/* V in `x`, whose lengths are 1, becomes better, and gets its values; `av` has room for A V. Ends
 * with the team in step. */
template <class T>
__device__ void refine_vectors(const matrix_team &team, const hermitian<T> &a,
                               const jacobi_columns<T> &x, int power, T *av, real_of<T> *values) {
    using R = real_of<T>;
    const int64_t n = a.n;
    const pair_share share = share_pairs(team, x.count);
    straighten(team, x, 0, x.rows);
    R squares = 0;
    for (int64_t e = team.rank(); e < n * n; e += team.size()) {
        av[e] = row_times(a, power, e % n, x.at + e / n * x.stride);
        add_square(squares, av[e]);
    }
    const R least = least_refined(join_all<total_fold<R>>(team, squares), n);
    team.sync();
    bool moved = true;
    for (int sweep = 0; sweep < refining_sweeps && moved; sweep++) {
        moved = false;
        for_pairs(team, x.count, share, [&](int front, int back) {
            const bool exists = front >= 0;
            moved |=
                refine_pair(x.rows, x.column(front), x.column(back), exists ? av + front * n : av,
                            exists ? av + back * n : av, share.lanes, least);
        });
        moved = team.any(moved);
    }
    take_quotients(team, x, av, n, share.lanes, values);
    straighten(team, x, 0, x.rows);
}

/* ---- A thread's own matrix ------------------------------------------------------------------- */

/* Element (i, c) of A is a[c][i]. */
template <class T, int N>
__device__ __forceinline__ T held_row_times(const T (&a)[N][N], int i, const T (&v)[N]) {
    T sum = number_of_real<T>(0);
#pragma unroll
    for (int j = 0; j < N; j++) {
        add_product(sum, a[j][i], v[j]);
    }
    return sum;
}

/* What part() does. */
template <class T, int N> __device__ __forceinline__ void part_held(T (&v)[N], T (&w)[N]) {
    T inner = number_of_real<T>(0);
#pragma unroll
    for (int i = 0; i < N; i++) {
        add_inner(inner, v[i], w[i]);
    }
    inner = scaled(inner, real_of<T>(0.5));
#pragma unroll
    for (int i = 0; i < N; i++) {
        const T kept = v[i];
        take_product(v[i], w[i], conjugate(inner));
        take_product(w[i], kept, inner);
    }
}

template <class T, int N>
__device__ __forceinline__ bool refine_held_pair(const T (&a)[N][N], T (&v)[N], T (&w)[N],
                                                 real_of<T> least) {
    quotient_sums<T> sums;
#pragma unroll
    for (int i = 0; i < N; i++) {
        sums.take(v[i], w[i], held_row_times(a, i, v), held_row_times(a, i, w));
    }
    const plane_rotation<T> r = make_refining(sums.mean(), least);
#pragma unroll
    for (int i = 0; i < N; i++) {
        if (r.moves) {
            rotate(r, &v[i], &w[i]);
        }
    }
    return r.matters;
}

} // namespace tn

#endif
