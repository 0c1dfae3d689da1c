/* decompositions.cpp: Householder's QR, Cholesky's factor, LU with partial pivoting, and Jacobi's
 * rotations for eigenvalues (two-sided) and singular values (one-sided, Hestenes 1958). Real
 * matrices are complex ones whose imaginary parts stay 0. */
#include "decompositions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sim {

namespace {

constexpr double epsilon = 1e-16, rank_epsilon = 1e-14;
constexpr double nothing = 1e-40; /* a part of a sum of squares */
enum { sweeps_max = 60 };

matrix identity(int64_t rows, int64_t cols) {
    matrix m(rows, cols);
    for (int64_t i = 0; i < std::min(rows, cols); i++) {
        m(i, i) = 1;
    }
    return m;
}

double squares_of(const matrix &a) {
    double sum = 0;
    for (const number &x : a.data) {
        sum += std::norm(x);
    }
    return sum;
}

/* The sum of conj(x) y over rows. */
number inner(const matrix &a, int64_t x, int64_t y) {
    number sum = 0;
    for (int64_t i = 0; i < a.rows; i++) {
        sum += std::conj(a(i, x)) * a(i, y);
    }
    return sum;
}

/* x += the column of v times `factor` v^H x for each column from `first` on; v begins at row i with
 * a 1 that is not stored. */
void reflect(const matrix &v, int64_t i, number factor, matrix *x, int64_t first) {
    for (int64_t j = first; j < x->cols; j++) {
        number sum = (*x)(i, j);
        for (int64_t k = i + 1; k < v.rows; k++) {
            sum += std::conj(v(k, i)) * (*x)(k, j);
        }
        sum *= factor;
        (*x)(i, j) += sum;
        for (int64_t k = i + 1; k < v.rows; k++) {
            (*x)(k, j) += v(k, i) * sum;
        }
    }
}

/* Makes the Hermitian matrix (p, pq; conj(pq), q) diagonal, by the smaller angle. */
struct rotation {
    double c, s;
    number phase;

    rotation(double p, double q, number pq) : phase(std::conj(pq) / std::abs(pq)) {
        const double theta = (q - p) / (2 * std::abs(pq));
        const double t = std::copysign(1.0, theta) / (std::abs(theta) + std::hypot(1.0, theta));
        c = 1 / std::hypot(1.0, t);
        s = t * c;
    }
    void turn(number *x, number *y, number by) const {
        const number former = *x, turned = *y * by;
        *x = c * former - s * turned;
        *y = s * former + c * turned;
    }
    void turn_cols(matrix *m, int64_t p, int64_t q) const {
        for (int64_t i = 0; i < m->rows; i++) {
            turn(&(*m)(i, p), &(*m)(i, q), phase);
        }
    }
    void turn_rows(matrix *m, int64_t p, int64_t q) const {
        for (int64_t j = 0; j < m->cols; j++) {
            turn(&(*m)(p, j), &(*m)(q, j), std::conj(phase));
        }
    }
};

/* Gives each pair of columns to `turns` until none has anything to do. */
template <class Turns> void sweep(int64_t n, Turns turns) {
    bool is_done = false;
    for (int i = 0; i < sweeps_max && !is_done; i++) {
        is_done = true;
        for (int64_t p = 0; p < n; p++) {
            for (int64_t q = p + 1; q < n; q++) {
                is_done = !turns(p, q) && is_done;
            }
        }
    }
}

template <class Less> std::vector<int64_t> order_of(size_t n, Less less) {
    std::vector<int64_t> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), less);
    return order;
}

/* Of orthonormal columns, the first r, and others that make them a basis. */
matrix basis_of(const matrix &columns, int64_t r) {
    matrix kept(columns.rows, r);
    std::copy_n(columns.data.begin(), kept.data.size(), kept.data.begin());
    matrix reflectors = kept;
    const matrix tau = geqrf(&reflectors);
    matrix basis = orgqr(reflectors, tau, r, columns.rows);
    std::copy(kept.data.begin(), kept.data.end(), basis.data.begin());
    return basis;
}

} // namespace

matrix transposed(const matrix &a) {
    matrix t(a.cols, a.rows);
    for (int64_t i = 0; i < t.rows; i++) {
        for (int64_t j = 0; j < t.cols; j++) {
            t(i, j) = a(j, i);
        }
    }
    return t;
}

matrix conjugated(matrix a) {
    for (number &x : a.data) {
        x = std::conj(x);
    }
    return a;
}

matrix adjoint(const matrix &a) {
    return conjugated(transposed(a));
}

/* ---- Factors --------------------------------------------------------------------------------- */

/* As LAPACK's zlarfg: the diagonal of R is real. */
matrix geqrf(matrix *a) {
    matrix taus(std::min(a->rows, a->cols), 1);
    for (int64_t i = 0; i < taus.rows; i++) {
        const number alpha = (*a)(i, i);
        double below = 0;
        for (int64_t k = i + 1; k < a->rows; k++) {
            below += std::norm((*a)(k, i));
        }
        if (below == 0 && alpha.imag() == 0) {
            continue;
        }
        const double beta = -std::copysign(std::sqrt(std::norm(alpha) + below), alpha.real());
        taus(i, 0) = (beta - alpha) / beta;
        for (int64_t k = i + 1; k < a->rows; k++) {
            (*a)(k, i) /= alpha - beta;
        }
        (*a)(i, i) = beta;
        reflect(*a, i, -std::conj(taus(i, 0)), a, i + 1);
    }
    return taus;
}

matrix orgqr(const matrix &a, const matrix &tau, int64_t reflectors, int64_t cols) {
    matrix q = identity(a.rows, cols);
    for (int64_t i = reflectors; i-- > 0;) {
        reflect(a, i, -tau(i, 0), &q, 0);
    }
    return q;
}

int64_t potrf(matrix *a) {
    for (int64_t j = 0; j < a->cols; j++) {
        for (int64_t i = j; i < a->rows; i++) {
            number sum = (*a)(i, j);
            for (int64_t k = 0; k < j; k++) {
                sum -= (*a)(i, k) * std::conj((*a)(j, k));
            }
            if (i == j && !(sum.real() > 0)) {
                return j + 1;
            }
            (*a)(i, j) = i == j ? std::sqrt(sum.real()) : sum / (*a)(j, j);
        }
    }
    return 0;
}

int64_t getrf(matrix *a, std::vector<int64_t> *pivots) {
    int64_t singular = 0;
    for (int64_t i = 0; i < std::min(a->rows, a->cols); i++) {
        int64_t pivot = i;
        for (int64_t k = i + 1; pivots && k < a->rows; k++) {
            pivot = std::abs((*a)(k, i)) > std::abs((*a)(pivot, i)) ? k : pivot;
        }
        if (pivots) {
            pivots->push_back(pivot + 1);
        }
        for (int64_t j = 0; j < a->cols; j++) {
            std::swap((*a)(i, j), (*a)(pivot, j));
        }
        if ((*a)(i, i) == 0.0) {
            singular = singular ? singular : i + 1;
            continue;
        }
        for (int64_t k = i + 1; k < a->rows; k++) {
            (*a)(k, i) /= (*a)(i, i);
            for (int64_t j = i + 1; j < a->cols; j++) {
                (*a)(k, j) -= (*a)(k, i) * (*a)(i, j);
            }
        }
    }
    return singular;
}

void solve(const matrix &t, bool is_lower, bool has_unit_diagonal, matrix *b) {
    for (int64_t col = 0; col < b->cols; col++) {
        for (int64_t step = 0; step < t.rows; step++) {
            const int64_t i = is_lower ? step : t.rows - 1 - step;
            number sum = (*b)(i, col);
            for (int64_t j = is_lower ? 0 : i + 1; j < (is_lower ? i : t.rows); j++) {
                sum -= t(i, j) * (*b)(j, col);
            }
            (*b)(i, col) = has_unit_diagonal ? sum : sum / t(i, i);
        }
    }
}

/* ---- Eigenvalues and singular values --------------------------------------------------------- */

std::vector<double> syevd(matrix *a) {
    matrix m = *a, vectors = identity(a->rows, a->rows);
    const double norm = std::sqrt(squares_of(m));
    sweep(m.rows, [&](int64_t p, int64_t q) {
        if (!(std::abs(m(p, q)) > epsilon * norm)) {
            return false;
        }
        const rotation r(m(p, p).real(), m(q, q).real(), m(p, q));
        r.turn_cols(&m, p, q);
        r.turn_rows(&m, p, q);
        r.turn_cols(&vectors, p, q);
        return true;
    });
    const auto order = order_of(
        size_t(m.rows), [&](int64_t x, int64_t y) { return m(x, x).real() < m(y, y).real(); });
    std::vector<double> values;
    for (const int64_t from : order) {
        std::copy_n(&vectors(0, from), m.rows, &(*a)(0, int64_t(values.size())));
        values.push_back(m(from, from).real());
    }
    return values;
}

std::vector<double> gesvd(const matrix &a, matrix *u, matrix *v) {
    if (a.rows < a.cols) {
        return gesvd(adjoint(a), v, u);
    }
    matrix m = a, right = identity(a.cols, a.cols);
    const double least = nothing * squares_of(a);
    sweep(m.cols, [&](int64_t p, int64_t q) {
        const number pq = inner(m, p, q);
        const double pp = inner(m, p, p).real(), qq = inner(m, q, q).real();
        if (!(std::abs(pq) > 10 * epsilon * std::sqrt(pp * qq)) || std::min(pp, qq) <= least) {
            return false;
        }
        const rotation r(pp, qq, pq);
        r.turn_cols(&m, p, q);
        r.turn_cols(&right, p, q);
        return true;
    });
    std::vector<double> norms, values;
    for (int64_t j = 0; j < m.cols; j++) {
        norms.push_back(std::sqrt(inner(m, j, j).real()));
    }
    const auto order = order_of(
        norms.size(), [&](int64_t x, int64_t y) { return norms[size_t(x)] > norms[size_t(y)]; });
    *v = right;
    int64_t rank = 0;
    for (const int64_t from : order) {
        const int64_t to = int64_t(values.size());
        values.push_back(norms[size_t(from)]);
        std::copy_n(&right(0, from), m.cols, &(*v)(0, to));
        rank += values[size_t(to)] > rank_epsilon * values[0];
    }
    matrix left(m.rows, m.cols);
    for (int64_t j = 0; j < rank; j++) {
        for (int64_t i = 0; i < m.rows; i++) {
            left(i, j) = m(i, order[size_t(j)]) / values[size_t(j)];
        }
    }
    *u = basis_of(left, rank);
    return values;
}

} // namespace sim
