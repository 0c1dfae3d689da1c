/* triangular.cuh: triangular systems: small ones by a team, larger ones in blocks of that size with
 * matrix products between them. */
#ifndef TN_TRIANGULAR_CUH
#define TN_TRIANGULAR_CUH

#include "kernels/strided.cuh"

namespace tn {

/* A X = B, X over B [n, columns], of a triangle with strides of either order. */
template <class T> struct triangular_args {
    int64_t batch, n, columns;
    bool lower, unit, conj;
    strided<T> a, b;
};

/* Columns of a team. */
constexpr int solve_columns = 32;
/* Rows that a team solves; more are cut into blocks. */
constexpr int solve_rows = 32;

/* Up to solve_columns columns: a row is solved and taken from those that come after. */
template <class T>
__device__ void solve_triangle(const matrix_team &team, const triangular_args<T> &k,
                               const strided<T> &a, const strided<T> &b, int columns) {
    const team_columns over(team, columns);
    const bool is_there = over.column < columns;
    for (int64_t step = 0; step < k.n; step++) {
        const int64_t row = k.lower ? step : k.n - 1 - step;
        if (is_there && row % over.groups == over.group && !k.unit) {
            const T d = a(row, row);
            b(row, over.column) = quotient(b(row, over.column), k.conj ? conjugate(d) : d);
        }
        team.sync();
        const int64_t from = k.lower ? row + 1 : 0, until = k.lower ? k.n : row;
        for (int64_t i = over.first_row(from); is_there && i < until; i += over.groups) {
            const T factor = a(i, row);
            take_product(b(i, over.column), k.conj ? conjugate(factor) : factor,
                         b(row, over.column));
        }
    }
}

template <class T>
__global__ void __launch_bounds__(256) triangular_team(const triangular_args<T> k) {
    const matrix_team team;
    const int64_t chunks = (k.columns + solve_columns - 1) / solve_columns;
    for (int64_t item = blockIdx.x; item < k.batch * chunks; item += gridDim.x) {
        const int64_t b = item / chunks, first = item % chunks * solve_columns;
        const int64_t rest = k.columns - first;
        strided<T> mine = k.b.matrix(b);
        mine.at += first * mine.col;
        solve_triangle(team, k, k.a.matrix(b), mine,
                       rest < solve_columns ? static_cast<int>(rest) : solve_columns);
    }
}

template <class T> int launch_triangle(const triangular_args<T> &k, void *stream) {
    if (k.columns <= 0) {
        return 0;
    }
    const int64_t items = k.batch * divide_up(k.columns, solve_columns);
    return launch_teams(triangular_team<T>, items, warp_threads, 0, stream, k);
}

/* Of any size; rows of b are contiguous where n exceeds solve_rows. */
template <class T> int solve_in_blocks(const triangular_args<T> &k, void *stream) {
    int status = 0;
    for (int64_t done = 0; done < k.n && status == 0; done += solve_rows) {
        const int64_t size = smaller(solve_rows, k.n - done), rest = k.n - done - size;
        const int64_t at = k.lower ? done : rest;
        triangular_args<T> block = k;
        block.n = size;
        block.a = k.a.from(at, at);
        block.b = k.b.from(at, 0);
        status = launch_triangle(block, stream);
        const int64_t left = k.lower ? at + size : 0;
        if (status == 0) {
            status = launch_update(k.batch, rest, k.columns, size, k.a.from(left, at), k.conj,
                                   block.b, false, k.b.from(left, 0), -1, 1, stream);
        }
    }
    return status;
}

} // namespace tn

#endif
