/* jacobi.cuh: one-sided Jacobi: plane rotations from the right make the columns of a matrix
 * orthogonal (Hestenes 1958). Their lengths are then its singular values, to high relative accuracy
 * where the matrix is a well-conditioned one whose columns are scaled (Demmel and Veselic,
 * "Jacobi's method is more accurate than QR", 1992).
 *
 * A sweep meets every pair of columns once, in rounds of disjoint pairs (a tournament: Brent and
 * Luk 1985). Of a pair the longer column goes in front (de Rijk 1989), so that lengths fall in the
 * end and small columns are cleared of large ones first. A pair counts as orthogonal when the
 * cosine of its angle is at most sqrt(rows) * epsilon, as in LAPACK's gesvj; a sweep in which
 * nothing else moved is the last one.
 *
 * Who rotates a pair: neighbouring lanes of a warp, over its rows. Lanes over the columns of a
 * pair would share nothing; one warp a pair would leave most lanes idle in matrices of a few
 * rows and need as many warps as pairs in wide ones. So a team's threads are divided evenly over
 * the pairs of a round. */
#ifndef TN_JACOBI_CUH
#define TN_JACOBI_CUH

#include "kernels/matrix_team.cuh"

namespace tn {

constexpr int jacobi_sweeps = 40;

/* Columns of `rows` elements whose lengths and angles count, then `carried` ones that are rotated
 * with them, `stride` apart; those from `split` on lie elsewhere. */
template <class T> struct jacobi_columns {
    T *at;
    int64_t stride;
    int rows, carried, count;
    int split;
    T *rest;

    __device__ jacobi_columns(T *first, int64_t apart, int height, int carries, int columns)
        : at(first), stride(apart), rows(height), carried(carries), count(columns), split(columns),
          rest(nullptr) {}
    /* nullptr for column -1. */
    __device__ __forceinline__ T *column(int c) const {
        return c < 0 ? nullptr : c < split ? at + c * stride : rest + (c - split) * stride;
    }
};

/* ---- One pair -------------------------------------------------------------------------------- */

/* x becomes c x - s y, y becomes conj(s) x + c y. c is not rounded: what it lacks of 1 is |s| times
 * the tangent of half the angle (Rutishauser 1966), so that many small rotations change no
 * lengths. */
template <class T> struct plane_rotation {
    T s;
    real_of<T> lacks;
    bool moves, swaps; /* swaps: the results change places */
    bool matters;      /* x and y were not orthogonal yet, or not in order */
};

template <class T> struct pair_sums {
    real_of<T> xx, yy;
    T xy;
};

/* The rotation that makes [xx, xy; conj(xy), yy] diagonal, where xy has a size. */
template <class T>
__device__ __forceinline__ plane_rotation<T> make_diagonal(const pair_sums<T> &p, real_of<T> size) {
    using R = real_of<T>;
    const R zeta = (p.yy - p.xx) / (2 * size);
    const R wide = absolute(zeta) > 1 / limits_of<R>::epsilon
                       ? 2 * absolute(zeta)
                       : absolute(zeta) + root(1 + zeta * zeta);
    const R t = (zeta < 0 ? -1 : 1) / wide;
    const R c = 1 / root(1 + t * t), sine = c * t;
    return {scaled(divided(conjugate(p.xy), size), sine), sine * (sine / (1 + c)), sine != 0, false,
            false};
}

/* When columns are orthogonal: the largest cosine of an angle between two, and whether their
 * lengths have to fall, too. */
template <class R> struct right_angles {
    R most;
    bool in_order;
};

/* The rotation that makes x and y orthogonal, the longer one in front. Angles that do not count
 * any more are cleared as well while they exceed the sums' own rounding: the last sweep makes
 * columns as orthogonal as they can be. */
template <class T>
__device__ __forceinline__ plane_rotation<T> make_rotation(const pair_sums<T> &p,
                                                           right_angles<real_of<T>> enough) {
    using R = real_of<T>;
    const bool swaps = p.xx < p.yy, is_late = swaps && enough.in_order;
    const R lengths = root(p.xx) * root(p.yy);
    const R size = magnitude(p.xy);
    if (!(size > limits_of<R>::epsilon * lengths)) {
        return {number_of_real<T>(0), 0, false, swaps, is_late};
    }
    plane_rotation<T> r = make_diagonal(p, size);
    r.swaps = p.xx <= p.yy; /* of equal ones y became longer */
    r.matters = is_late || (r.moves && size > enough.most * lengths);
    return r;
}

template <class T> __device__ __forceinline__ void rotate(const plane_rotation<T> &r, T *x, T *y) {
    T a = scaled(*x, -r.lacks), b = scaled(*y, -r.lacks);
    take_product(a, r.s, *y);
    add_product(b, conjugate(r.s), *x);
    a = add(a, *x);
    b = add(b, *y);
    *x = r.swaps ? b : a;
    *y = r.swaps ? a : b;
}

/* Pair number k of a round of a tournament of `players`, an even number; which is in front. */
__device__ __forceinline__ void pair_of_round(int players, int round, int k, int *front,
                                              int *back) {
    const int ring = players - 1;
    const int a = k == 0 ? ring : (round + k) % ring, b = (round - k + ring) % ring;
    *front = a < b ? a : b;
    *back = a < b ? b : a;
}

/* ---- A sweep --------------------------------------------------------------------------------- */

/* How a team is divided over the pairs of a round. */
struct pair_share {
    int lanes;  /* of each pair, a power of two up to 32 */
    int passes; /* over the pairs of a round */
};

/* Of `count` columns. */
__device__ __forceinline__ pair_share share_pairs(const matrix_team &team, int count) {
    const int pairs = (count + 1) / 2;
    int lanes = 32;
    while (lanes > 1 && team.size() / lanes < pairs) {
        lanes /= 2;
    }
    const int at_once = team.size() / lanes;
    return {lanes, (pairs + at_once - 1) / at_once};
}

/* Whether something moved that matters. All lanes of a warp call it together; x is nullptr where
 * there is no pair. */
template <class T>
__device__ bool meet(const jacobi_columns<T> &m, T *x, T *y, int lanes,
                     right_angles<real_of<T>> enough) {
    const int lane = static_cast<int>(threadIdx.x) % lanes;
    pair_sums<T> sums = {0, 0, number_of_real<T>(0)};
    for (int i = lane; x && i < m.rows; i += lanes) {
        const T a = x[i], b = y[i];
        add_square(sums.xx, a);
        add_square(sums.yy, b);
        add_inner(sums.xy, a, b);
    }
    sums.xx = sum_lanes(sums.xx, lanes);
    sums.yy = sum_lanes(sums.yy, lanes);
    sums.xy = sum_lanes(sums.xy, lanes);
    const plane_rotation<T> r = make_rotation(sums, enough);
    const bool moves = x && (r.moves || r.swaps);
    for (int i = lane; moves && i < m.rows + m.carried; i += lanes) {
        rotate(r, x + i, y + i);
    }
    return x && r.matters;
}

/* Calls f(front, back) with the numbers of every pair of `count` columns once, of which all lanes
 * of a warp call it together; both are -1 where there is no pair. Begins and ends with the team in
 * step. */
template <class F>
__device__ void for_pairs(const matrix_team &team, int count, const pair_share &share, F f) {
    const int players = count + count % 2, at_once = team.size() / share.lanes;
    for (int round = 0; round < players - 1; round++) {
        for (int pass = 0; pass < share.passes; pass++) {
            const int k = pass * at_once + team.rank() / share.lanes;
            int front = 0, back = count;
            if (k < players / 2) {
                pair_of_round(players, round, k, &front, &back);
            }
            const bool exists = back < count;
            f(exists ? front : -1, exists ? back : -1);
        }
        team.sync();
    }
}

/* Whether anything that matters moved in this thread's pairs. */
template <class T>
__device__ bool jacobi_sweep(const matrix_team &team, const jacobi_columns<T> &m,
                             const pair_share &share, right_angles<real_of<T>> enough) {
    bool moved = false;
    for_pairs(team, m.count, share, [&](int front, int back) {
        moved |= meet(m, m.column(front), m.column(back), share.lanes, enough);
    });
    return moved;
}

template <class R> __device__ __forceinline__ right_angles<R> exact_angles(int64_t rows) {
    return {limits_of<R>::epsilon * root(static_cast<R>(rows)), true};
}
/* Once all cosines have been as small, they are below epsilon, but in clusters; and squares of all
 * together are. */
template <class R> __device__ __forceinline__ right_angles<R> rough_angles() {
    return {root(limits_of<R>::epsilon * root(limits_of<R>::epsilon)), false};
}

/* Whether the columns became orthogonal. */
template <class T>
__device__ bool make_orthogonal(const matrix_team &team, const jacobi_columns<T> &m,
                                right_angles<real_of<T>> enough) {
    const pair_share share = share_pairs(team, m.count);
    for (int sweep = 0; sweep < jacobi_sweeps; sweep++) {
        if (!team.any(jacobi_sweep(team, m, share, enough))) {
            return true;
        }
    }
    return m.count < 2;
}

/* ---- What is carried ------------------------------------------------------------------------- */

/* Takes from two columns half each of what they have in common. */
template <class T> __device__ void part(int count, T *x, T *y, int lanes) {
    const int lane = static_cast<int>(threadIdx.x) % lanes;
    T inner = number_of_real<T>(0);
    for (int i = lane; x && i < count; i += lanes) {
        add_inner(inner, x[i], y[i]);
    }
    inner = scaled(sum_lanes(inner, lanes), real_of<T>(0.5));
    for (int i = lane; x && i < count; i += lanes) {
        const T a = x[i], b = y[i];
        take_product(x[i], b, conjugate(inner));
        take_product(y[i], a, inner);
    }
}

/* `length` numbers from `first` on of each column: they were orthonormal, and are again but for
 * rounding once, which hundreds of rotations have done. Begins and ends with the team in step. */
template <class T>
__device__ void straighten(const matrix_team &team, const jacobi_columns<T> &m, int first,
                           int length) {
    const pair_share share = share_pairs(team, m.count);
    for_pairs(team, m.count, share, [&](int front, int back) {
        T *x = m.column(front), *y = m.column(back);
        part(length, x ? x + first : nullptr, y ? y + first : nullptr, share.lanes);
    });
}

/* ---- A thread's own matrix ------------------------------------------------------------------- */

/* N columns of N numbers in registers, and `carried` with as many, which are rotated while
 * `carries`: column c is x[c]. */
template <class T, int N, bool Carries> struct held_columns {
    T x[N][N];
    T carried[Carries ? N : 1][Carries ? N : 1];
    bool carries;
};

template <class T, int N, bool Carries>
__device__ __forceinline__ bool meet_held(held_columns<T, N, Carries> &m, int i, int j,
                                          right_angles<real_of<T>> enough) {
    pair_sums<T> sums = {0, 0, number_of_real<T>(0)};
#pragma unroll
    for (int k = 0; k < N; k++) {
        add_square(sums.xx, m.x[i][k]);
        add_square(sums.yy, m.x[j][k]);
        add_inner(sums.xy, m.x[i][k], m.x[j][k]);
    }
    const plane_rotation<T> r = make_rotation(sums, enough);
    if (!r.moves && !r.swaps) {
        return false;
    }
#pragma unroll
    for (int k = 0; k < N; k++) {
        rotate(r, &m.x[i][k], &m.x[j][k]);
        if constexpr (Carries) {
            if (m.carries) {
                rotate(r, &m.carried[i][k], &m.carried[j][k]);
            }
        }
    }
    return r.matters;
}

/* In order of rows: there is nobody to share the pairs with. */
template <class T, int N, bool Carries>
__device__ __forceinline__ bool make_orthogonal_held(held_columns<T, N, Carries> &m,
                                                     right_angles<real_of<T>> enough) {
    for (int sweep = 0; sweep < jacobi_sweeps; sweep++) {
        bool moved = false;
#pragma unroll
        for (int i = 0; i < N - 1; i++) {
#pragma unroll
            for (int j = i + 1; j < N; j++) {
                moved |= meet_held(m, i, j, enough);
            }
        }
        if (!moved) {
            return true;
        }
    }
    return false;
}

} // namespace tn

#endif
