/* schur.cuh: the complex Schur form of a matrix, in = Z T Z^H, by a team: Householder reflectors to
 * a Hessenberg matrix H, then QR steps with Wilkinson's shifts, each a chain of plane rotations
 * (Francis 1961). */
#ifndef TN_SCHUR_CUH
#define TN_SCHUR_CUH

#include "kernels/reflectors.cuh"

namespace tn {

/* Steps for an eigenvalue, and after how many of them a shift of another kind breaks a cycle. */
constexpr int schur_steps = 40, schur_exception = 10;

/* h becomes T, z is Z; `v` has space for n numbers. Without vectors z.at is nullptr, and of T only
 * the diagonal is right. */
template <class C> struct schur_matrix {
    int n;
    strided<C> h, z;
    C *v;
};

__device__ __forceinline__ tn_c64 root_of(tn_c64 x) {
    return tn_sqrt_c64(x);
}
__device__ __forceinline__ tn_c128 root_of(tn_c128 x) {
    return tn_sqrt_c128(x);
}

/* ---- The Hessenberg form --------------------------------------------------------------------- */

/* x -= conj(v) tau (x v), for rows of x. */
template <class C>
__device__ void reflect_rows(const matrix_team &team, const strided<C> &x, const C *v, int from,
                             int n, C tau) {
    for (int row = team.rank(); row < n; row += team.size()) {
        C inner = number_of_real<C>(0);
        for (int i = from; i < n; i++) {
            add_product(inner, x(row, i), v[i]);
        }
        inner = multiply(tau, inner);
        for (int i = from; i < n; i++) {
            take_product(x(row, i), inner, conjugate(v[i]));
        }
    }
}

template <class C>
__device__ void make_hessenberg(const matrix_team &team, const schur_matrix<C> &m) {
    const int n = m.n;
    for (int k = 0; k + 2 < n; k++) {
        const C alpha = m.h(k + 1, k);
        const reflector<C> r = make_reflector(alpha, lengths_of(team, m.h, k + 1, n, k));
        team.sync(); /* all have read the column */
        for (int i = k + 1 + team.rank(); i < n; i += team.size()) {
            m.v[i] = i == k + 1 ? number_of_real<C>(1) : quotient(m.h(i, k), r.scale);
            m.h(i, k) = number_of_real<C>(i == k + 1 ? r.beta : 0);
        }
        team.sync();
        for (int c = k + 1 + team.rank(); c < n; c += team.size()) {
            C inner = number_of_real<C>(0);
            for (int i = k + 1; i < n; i++) {
                add_inner(inner, m.v[i], m.h(i, c));
            }
            inner = multiply(conjugate(r.tau), inner);
            for (int i = k + 1; i < n; i++) {
                take_product(m.h(i, c), m.v[i], inner);
            }
        }
        team.sync();
        reflect_rows(team, m.h, m.v, k + 1, n, r.tau);
        if (m.z.at) {
            reflect_rows(team, m.z, m.v, k + 1, n, r.tau);
        }
        team.sync();
    }
}

/* ---- QR steps -------------------------------------------------------------------------------- */

/* The first row of the block that ends with row `last` and has no negligible element below its
 * diagonal. All of the team get it. What is negligible becomes 0, which nobody reads before the
 * team has met again: the block's own elements stay. */
template <class C>
__device__ int block_begin(const matrix_team &team, const schur_matrix<C> &m, int last,
                           real_of<C> largest) {
    using R = real_of<C>;
    int first = last;
    while (first > 0) {
        R near = taxicab(m.h(first - 1, first - 1)) + taxicab(m.h(first, first));
        near = near > 0 ? near : largest;
        if (taxicab(m.h(first, first - 1)) <= limits_of<R>::epsilon * near) {
            break;
        }
        first--;
    }
    team.sync(); /* all have looked */
    if (first > 0 && team.rank() == 0) {
        m.h(first, first - 1) = number_of_real<C>(0);
    }
    return first;
}

/* Of the last 2 x 2 block the eigenvalue that is nearer to its last element. */
template <class C> __device__ C shift_of(const schur_matrix<C> &m, int last, int step) {
    const C a = m.h(last - 1, last - 1), d = m.h(last, last);
    const C c = m.h(last, last - 1), product = multiply(m.h(last - 1, last), c);
    if (step % schur_exception == 0) {
        return add(d, number_of_real<C>(taxicab(c) * real_of<C>(0.75)));
    }
    const C half = scaled(subtract(a, d), real_of<C>(0.5));
    const C wide = root_of(add(multiply(half, half), product));
    const C plus = add(half, wide), minus = subtract(half, wide);
    const C below = taxicab(plus) > taxicab(minus) ? plus : minus;
    return taxicab(below) > 0 ? subtract(d, quotient(product, below)) : d;
}

/* [c, s; -conj(s), c] brings (x, y) to (r, 0). */
template <class C> struct unitary_rotation {
    real_of<C> c;
    C s;
};
template <class C> __device__ __forceinline__ unitary_rotation<C> rotation_to(C x, C y) {
    using R = real_of<C>;
    const R a = magnitude(x), b = magnitude(y), length = hypot(a, b);
    if (b == 0) {
        return {1, number_of_real<C>(0)};
    }
    if (a == 0) {
        return {0, divided(conjugate(y), b)};
    }
    return {a / length, multiply(divided(x, a), divided(conjugate(y), length))};
}

template <class C>
__device__ __forceinline__ void rotate_pair(const unitary_rotation<C> &g, C s, C *x, C *y) {
    C a = scaled(*x, g.c), b = scaled(*y, g.c);
    add_product(a, s, *y);
    take_product(b, conjugate(s), *x);
    *x = a;
    *y = b;
}

/* A step on rows first to last. */
template <class C>
__device__ void qr_step(const matrix_team &team, const schur_matrix<C> &m, int first, int last,
                        C shift) {
    const int cols = m.z.at ? m.n : last + 1, top = m.z.at ? 0 : first;
    for (int k = first; k < last; k++) {
        const bool begins = k == first;
        const C x = begins ? subtract(m.h(k, k), shift) : m.h(k, k - 1);
        const C y = begins ? m.h(k + 1, k) : m.h(k + 1, k - 1);
        const unitary_rotation<C> g = rotation_to(x, y);
        team.sync(); /* all have read both, and what the shift is made of */
        for (int c = (begins ? k : k - 1) + team.rank(); c < cols; c += team.size()) {
            rotate_pair(g, g.s, &m.h(k, c), &m.h(k + 1, c));
        }
        team.sync();
        const int end = k + 2 < last ? k + 3 : last + 1;
        for (int i = top + team.rank(); i < end; i += team.size()) {
            rotate_pair(g, conjugate(g.s), &m.h(i, k), &m.h(i, k + 1));
        }
        for (int i = team.rank(); m.z.at && i < m.n; i += team.size()) {
            rotate_pair(g, conjugate(g.s), &m.z(i, k), &m.z(i, k + 1));
        }
        if (team.rank() == 0 && !begins) {
            m.h(k + 1, k - 1) = number_of_real<C>(0);
        }
        team.sync();
    }
}

/* Whether all eigenvalues were found. `largest` is that of the matrix's elements. */
template <class C>
__device__ bool make_schur(const matrix_team &team, const schur_matrix<C> &m, real_of<C> largest) {
    make_hessenberg(team, m);
    int step = 0;
    for (int last = m.n - 1; last >= 0;) {
        const int first = block_begin(team, m, last, largest);
        if (first == last) {
            last--;
            step = 0;
        } else if (step == schur_steps) {
            return false;
        } else {
            qr_step(team, m, first, last, shift_of(m, last, ++step));
        }
    }
    return true;
}

/* ---- Eigenvectors ---------------------------------------------------------------------------- */

/* m.v becomes the vector of T for its k-th eigenvalue; equal ones are taken for different ones that
 * are as near as rounding allows. Ends with the team in step. */
template <class C>
__device__ void vector_of_triangle(const matrix_team &team, const schur_matrix<C> &m, int k,
                                   real_of<C> largest) {
    using R = real_of<C>;
    const C value = m.h(k, k);
    const R nearest = limits_of<R>::epsilon * largest;
    for (int i = team.rank(); i <= k; i += team.size()) {
        m.v[i] = i == k ? number_of_real<C>(1) : negative(m.h(i, k));
    }
    team.sync();
    for (int j = k - 1; j >= 0; j--) {
        const C away = subtract(m.h(j, j), value);
        const C x = quotient(m.v[j], taxicab(away) > nearest ? away : number_of_real<C>(nearest));
        const R size = taxicab(x);
        const bool is_large = size > 1 / limits_of<R>::epsilon;
        team.sync(); /* all have read it */
        for (int i = team.rank(); i <= k; i += team.size()) {
            C v = i == j ? x : m.v[i];
            if (i < j) {
                take_product(v, m.h(i, j), x);
            }
            m.v[i] = is_large ? divided(v, size) : v;
        }
        team.sync();
    }
}

} // namespace tn

#endif
