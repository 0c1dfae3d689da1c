/* basis.cuh: orthonormal columns that lack some: what singular vectors of zero are, and the rest of
 * a full U. */
#ifndef TN_BASIS_CUH
#define TN_BASIS_CUH

#include "kernels/matrix_team.cuh"

namespace tn {

/* Element (i, c) is at[i * row + c * col]. */
template <class T> struct basis {
    T *at;
    int64_t row, col;

    __device__ __forceinline__ T &operator()(int64_t i, int64_t c) const {
        return at[i * row + c * col];
    }
};

/* Where the unit vector is that the first `have` columns hold least of: what is left of it has at
 * least a share of (rows - have) / rows, so subtracting them loses few digits. */
template <class T>
__device__ int64_t most_open_row(const matrix_team &team, const basis<T> &q, int64_t rows,
                                 int64_t have) {
    using R = real_of<T>;
    sized_place<R> best = {0, -1};
    for (int64_t i = team.rank(); i < rows; i += team.size()) {
        R taken = 0;
        for (int64_t c = 0; c < have; c++) {
            add_square(taken, q(i, c));
        }
        best =
            first_largest_fold<R>::join(best, {taken < 1 ? 1 - taken : 0, static_cast<int32_t>(i)});
    }
    return join_all<first_largest_fold<R>>(team, best).place;
}

/* Columns `have` to want - 1, orthonormal to all before: unit vectors from which what is there is
 * subtracted twice, which is enough (Giraud, Langou and Rozloznik 2005). `room` has space for
 * `want` numbers; all of the team call it. */
template <class T>
__device__ void complete_basis(const matrix_team &team, const basis<T> &q, int64_t rows,
                               int64_t have, int64_t want, T *room) {
    using R = real_of<T>;
    for (int64_t j = have; j < want; j++) {
        const int64_t open = most_open_row(team, q, rows, j);
        for (int64_t i = team.rank(); i < rows; i += team.size()) {
            T v = number_of_real<T>(i == open ? 1 : 0);
            for (int64_t c = 0; c < j; c++) {
                take_product(v, q(i, c), conjugate(q(open, c)));
            }
            q(i, j) = v;
        }
        team.sync();
        for (int64_t c = team.rank(); c < j; c += team.size()) {
            T inner = number_of_real<T>(0);
            for (int64_t i = 0; i < rows; i++) {
                add_inner(inner, q(i, c), q(i, j));
            }
            room[c] = inner;
        }
        team.sync();
        R squares = 0;
        for (int64_t i = team.rank(); i < rows; i += team.size()) {
            T v = q(i, j);
            for (int64_t c = 0; c < j; c++) {
                take_product(v, q(i, c), room[c]);
            }
            add_square(squares, v);
            q(i, j) = v;
        }
        const R length = root(join_all<total_fold<R>>(team, squares));
        for (int64_t i = team.rank(); i < rows; i += team.size()) {
            q(i, j) = divided(q(i, j), length);
        }
        team.sync();
    }
}

} // namespace tn

#endif
