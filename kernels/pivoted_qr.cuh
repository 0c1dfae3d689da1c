/* pivoted_qr.cuh: X P = Q R of square X, the longest column that is left in front (Businger and
 * Golub 1965), by a block of threads: what one-sided Jacobi of more than a few columns begins with.
 *
 * Of X itself it takes two dozen sweeps and more where X is ill-conditioned, or lacks half of its
 * rank. Columns of R^H are nearly orthogonal, and fall in length: a few sweeps are left (Drmac and
 * Veselic, "New fast and accurate Jacobi SVD algorithm", 2008). Reflectors round each column by its
 * own length, so small singular values of scaled columns stay as exact as they are. */
#ifndef TN_PIVOTED_QR_CUH
#define TN_PIVOTED_QR_CUH

#include "kernels/jacobi_columns.cuh"
#include "kernels/reflectors.cuh"

namespace tn {

/* The longest of columns `step` and later goes there; squares of their lengths are known. */
template <class T>
__device__ void bring_pivot(const matrix_team &team, const jacobi_columns<T> &x,
                            const column_arrays<T> &of, int step) {
    using R = real_of<T>;
    sized_place<R> best = {0, -1};
    for (int c = step + team.rank(); c < x.count; c += team.size()) {
        best = first_largest_fold<R>::join(best, {of.lengths[c], c});
    }
    /* In a block joining is a meeting: all have looked when it returns. */
    const int pivot = join_all<first_largest_fold<R>>(team, best).place;
    T *here = x.column(step), *there = x.column(pivot);
    for (int i = team.rank(); pivot != step && i < x.rows; i += team.size()) {
        const T kept = here[i];
        here[i] = there[i];
        there[i] = kept;
    }
    if (team.rank() == 0) {
        const int32_t kept = of.ranks[step];
        of.ranks[step] = of.ranks[pivot];
        of.ranks[pivot] = kept;
        of.lengths[pivot] = of.lengths[step];
    }
    team.sync();
}

/* y becomes y - factor v v^H y from row `from` on, where v has a 1 that is not written down, by the
 * lanes of a warp; the square of what is left of y below. */
template <class T>
__device__ real_of<T> reflect_column(const T *v, T *y, int from, int rows, T factor) {
    const int lane = static_cast<int>(threadIdx.x) % 32;
    T inner = lane == 0 ? y[from] : number_of_real<T>(0);
    for (int i = from + 1 + lane; i < rows; i += 32) {
        add_inner(inner, v[i], y[i]);
    }
    inner = multiply(factor, sum_lanes(inner, 32));
    real_of<T> squares = 0;
    for (int i = from + 1 + lane; i < rows; i += 32) {
        T value = y[i];
        take_product(value, v[i], inner);
        add_square(squares, value);
        y[i] = value;
    }
    if (lane == 0) {
        y[from] = subtract(y[from], inner);
    }
    return sum_lanes(squares, 32);
}

/* R and the reflectors in place of X, and the order of X's columns in `ranks`; tau's parts are in
 * lengths and values. Ends with the team in step. */
template <class T>
__device__ void factor_pivoted(const matrix_team &team, const jacobi_columns<T> &x,
                               const column_arrays<T> &of) {
    using R = real_of<T>;
    fold_columns(team, x, 32, of.lengths, [](R &sum, T v) { add_square(sum, v); });
    for (int c = team.rank(); c < x.count; c += team.size()) {
        of.ranks[c] = c;
    }
    for (int step = 0; step < x.count; step++) {
        bring_pivot(team, x, of, step);
        T *v = x.column(step);
        R squares = 0;
        for (int i = step + 1 + team.rank(); i < x.rows; i += team.size()) {
            add_square(squares, v[i]);
        }
        squares = join_all<total_fold<R>>(team, squares);
        const R below = root(squares);
        add_square(squares, v[step]);
        const reflector<T> h = make_reflector(v[step], {below, root(squares)});
        team.sync(); /* all have read the diagonal */
        for (int i = step + 1 + team.rank(); i < x.rows; i += team.size()) {
            v[i] = quotient(v[i], h.scale);
        }
        if (team.rank() == 0) {
            v[step] = number_of_real<T>(h.beta);
            of.lengths[step] = real_part(h.tau);
            of.values[step] = imaginary_part(h.tau);
        }
        team.sync();
        for (int c = step + 1 + team.rank() / 32; c < x.count; c += team.size() / 32) {
            const R left = reflect_column(v, x.column(c), step, x.rows, conjugate(h.tau));
            if (team.rank() % 32 == 0) {
                of.lengths[c] = left;
            }
        }
        team.sync();
    }
}

/* What is carried was the identity, and becomes Q. Ends with the team in step. */
template <class T>
__device__ void make_carried(const matrix_team &team, const jacobi_columns<T> &x,
                             const column_arrays<T> &of) {
    for (int step = x.count - 1; step >= 0; step--) {
        const T tau = number_of_parts<T>(of.lengths[step], of.values[step]);
        for (int c = step + team.rank() / 32; c < x.count; c += team.size() / 32) {
            reflect_column(x.column(step), x.column(c) + x.rows, step, x.rows, tau);
        }
        team.sync();
    }
}

/* R^H in place of R and the reflectors. Ends with the team in step. */
template <class T>
__device__ void turn_triangle(const matrix_team &team, const jacobi_columns<T> &x) {
    for (int64_t e = team.rank(); e < int64_t{x.count} * x.count; e += team.size()) {
        const int i = static_cast<int>(e % x.count), c = static_cast<int>(e / x.count);
        if (i < c) {
            x.column(i)[c] = conjugate(x.column(c)[i]);
            x.column(c)[i] = number_of_real<T>(0);
        }
    }
    team.sync();
}

/* All of that. */
template <class T>
__device__ void turn_columns(const matrix_team &team, const jacobi_columns<T> &x,
                             const column_arrays<T> &of) {
    factor_pivoted(team, x, of);
    if (x.carried) {
        make_carried(team, x, of);
    }
    turn_triangle(team, x);
}

} // namespace tn

#endif
