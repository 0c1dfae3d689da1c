/* decompositions.hpp: what LAPACK's routines of these names give, by textbook algorithms in f64. */
#ifndef SIM_DECOMPOSITIONS_HPP
#define SIM_DECOMPOSITIONS_HPP

#include "number.hpp"

#include <cstdint>
#include <vector>

namespace sim {

/* Column after column. */
struct matrix {
    int64_t rows, cols;
    std::vector<number> data;

    matrix(int64_t n_rows, int64_t n_cols)
        : rows(n_rows), cols(n_cols), data(size_t(n_rows * n_cols)) {}
    number &operator()(int64_t row, int64_t col) {
        return data[size_t(col * rows + row)];
    }
    const number &operator()(int64_t row, int64_t col) const {
        return data[size_t(col * rows + row)];
    }
};

matrix transposed(const matrix &a);
matrix conjugated(matrix a);
matrix adjoint(const matrix &a);

/* Householder: R, and below it the reflectors I - tau v v^H; gives all tau as a column. */
matrix geqrf(matrix *a);
/* The first columns of the product of the first reflectors. */
matrix orgqr(const matrix &a, const matrix &tau, int64_t reflectors, int64_t cols);
/* The lower factor of a Hermitian matrix, in its place. 0, or the order of the leading minor that
 * is not positive. */
int64_t potrf(matrix *a);
/* Row i was swapped with row pivots[i] - 1; none is when there is nowhere to say so. 0, or the
 * first pivot that is zero, from 1. */
int64_t getrf(matrix *a, std::vector<int64_t> *pivots);
/* b = the inverse of a triangle of t, times b. */
void solve(const matrix &t, bool is_lower, bool has_unit_diagonal, matrix *b);
/* Eigenvalues of a Hermitian matrix in ascending order; its columns become the vectors. */
std::vector<double> syevd(matrix *a);
/* a = u s v^H, where u and v are square; in descending order. */
std::vector<double> gesvd(const matrix &a, matrix *u, matrix *v);

} // namespace sim

#endif
