/* ldl.cu: in = L D L^T, or L D L^H, with the pivots of Bunch and Kaufman (1977), as LAPACK's
 * sytf2 and hetf2 pack them; and systems of such factors. A team a matrix, in shared memory
 * while it fits; a solution's columns are a thread's each. */
#include "kernels/fault.cuh"
#include "kernels/strided.cuh"

namespace {

using namespace tn;

template <class T> struct ldl_args {
    int64_t batch, n, held; /* held: numbers in shared memory, or 0 */
    bool hermitian;
    const T *in;
    T *out;
    int32_t *pivots, *info;
};

/* ---- One pivot ------------------------------------------------------------------------------- */

/* The first of the largest of rows from <= i < until; size 0 for none. */
template <class T, class Element>
__device__ sized_place<real_of<T>> largest_of(const matrix_team &team, int64_t from, int64_t until,
                                              Element element) {
    using R = real_of<T>;
    sized_place<R> best = {0, -1};
    for (int64_t i = from + team.rank(); i < until; i += team.size()) {
        const R size = taxicab(element(i));
        best = first_largest_fold<R>::join(
            best, {size == size ? size : infinity<R>(), static_cast<int32_t>(i)});
    }
    best = join_all<first_largest_fold<R>>(team, best);
    return best.place < 0 ? sized_place<R>{0, -1} : best;
}

/* The row and column that take part, and whether with those of k in a block of 2 x 2; row -1 where
 * the column is 0. */
struct ldl_pivot {
    int64_t row;
    bool is_double;
};

template <class T> __device__ __forceinline__ T on_diagonal(T x, bool hermitian) {
    return hermitian ? number_of_real<T>(real_part(x)) : x;
}

template <class T>
__device__ ldl_pivot choose_pivot(const matrix_team &team, const ldl_args<T> &k,
                                  const strided<T> &a, int64_t step) {
    using R = real_of<T>;
    constexpr R alpha = R(0.6403882032022076); /* (1 + sqrt(17)) / 8 */
    const R here = taxicab(on_diagonal(a(step, step), k.hermitian));
    const auto below = largest_of<T>(team, step + 1, k.n, [&](int64_t i) { return a(i, step); });
    if (!(here > 0) && !(below.size > 0)) {
        return {-1, false};
    }
    if (here >= alpha * below.size) {
        return {step, false};
    }
    const int64_t other = below.place;
    const auto row = largest_of<T>(team, step, k.n, [&](int64_t i) {
        return i == other ? number_of_real<T>(0) : i < other ? a(other, i) : a(i, other);
    });
    if (here >= alpha * below.size * (below.size / row.size)) {
        return {step, false};
    }
    return {other, !(taxicab(on_diagonal(a(other, other), k.hermitian)) >= alpha * row.size)};
}

/* Rows and columns `to` and `with`, to < with, change places in the lower triangle from column
 * `from` on, which is to or the one before. */
template <class T>
__device__ void exchange(const matrix_team &team, const ldl_args<T> &k, const strided<T> &a,
                         int64_t from, int64_t to, int64_t with) {
    for (int64_t i = team.rank(); i < k.n; i += team.size()) {
        T *x = nullptr, *y = nullptr;
        bool crosses = false; /* the diagonal */
        if (i > with) {
            x = &a(i, to);
            y = &a(i, with);
        } else if (i == with) {
            x = &a(to, to);
            y = &a(with, with);
        } else if (i > to) {
            x = &a(i, to);
            y = &a(with, i);
            crosses = true;
        } else if (i == to) {
            T &corner = a(with, to);
            corner = k.hermitian ? conjugate(corner) : corner;
        } else if (i >= from) {
            x = &a(to, i);
            y = &a(with, i);
        }
        if (x) {
            const T kept = *x;
            *x = crosses && k.hermitian ? conjugate(*y) : *y;
            *y = crosses && k.hermitian ? conjugate(kept) : kept;
        }
    }
    team.sync();
}

/* ---- Eliminating ----------------------------------------------------------------------------- */

/* A x y^T is taken from the rest, x y^H where it is hermitian. */
template <class T>
__device__ __forceinline__ void take_outer(const ldl_args<T> &k, T &value, T x, T y) {
    take_product(value, x, k.hermitian ? conjugate(y) : y);
}

template <class T>
__device__ void eliminate_one(const matrix_team &team, const ldl_args<T> &k, const strided<T> &a,
                              int64_t step) {
    const T d = on_diagonal(a(step, step), k.hermitian);
    const int64_t rest = k.n - step - 1;
    for (int64_t e = team.rank(); e < rest * rest; e += team.size()) {
        const int64_t i = step + 1 + e / rest, j = step + 1 + e % rest;
        if (j <= i) {
            take_outer(k, a(i, j), a(i, step), quotient(a(j, step), d));
            a(i, j) = i == j ? on_diagonal(a(i, j), k.hermitian) : a(i, j);
        }
    }
    team.sync();
    for (int64_t i = step + 1 + team.rank(); i < k.n; i += team.size()) {
        a(i, step) = quotient(a(i, step), d);
    }
    if (team.rank() == 0) {
        a(step, step) = d;
    }
    team.sync();
}

/* [first, second] D = [x, y] of a block D = [d0, back; c, d1], whose rows are divided by c and back
 * as in LAPACK: c is large where such a block is chosen. */
template <class T> struct ldl_block {
    T c, back, d0, d1, denominator; /* d0 / c, d1 / back */

    __device__ ldl_block(const ldl_args<T> &k, const strided<T> &a, int64_t step)
        : c(a(step + 1, step)), back(k.hermitian ? conjugate(c) : c),
          d0(quotient(on_diagonal(a(step, step), k.hermitian), c)),
          d1(quotient(on_diagonal(a(step + 1, step + 1), k.hermitian), back)),
          denominator(subtract(multiply(d0, d1), number_of_real<T>(1))) {}

    __device__ __forceinline__ void solve(T x, T y, T *first, T *second) const {
        const T u = quotient(x, c), v = quotient(y, back);
        *first = quotient(subtract(multiply(d1, u), v), denominator);
        *second = quotient(subtract(multiply(d0, v), u), denominator);
    }
};

template <class T>
__device__ void eliminate_two(const matrix_team &team, const ldl_args<T> &k, const strided<T> &a,
                              int64_t step) {
    const ldl_block<T> block(k, a, step);
    const int64_t rest = k.n - step - 2;
    for (int64_t e = team.rank(); e < rest * rest; e += team.size()) {
        const int64_t i = step + 2 + e / rest, j = step + 2 + e % rest;
        T first, second;
        if (j <= i) {
            block.solve(a(j, step), a(j, step + 1), &first, &second);
            take_outer(k, a(i, j), a(i, step), first);
            take_outer(k, a(i, j), a(i, step + 1), second);
            a(i, j) = i == j ? on_diagonal(a(i, j), k.hermitian) : a(i, j);
        }
    }
    team.sync();
    for (int64_t i = step + 2 + team.rank(); i < k.n; i += team.size()) {
        block.solve(a(i, step), a(i, step + 1), &a(i, step), &a(i, step + 1));
    }
}

template <class T>
__device__ int factor(const matrix_team &team, const ldl_args<T> &k, const strided<T> &a,
                      int32_t *pivots) {
    int zero = 0;
    for (int64_t step = 0; step < k.n;) {
        const ldl_pivot p = choose_pivot(team, k, a, step);
        team.sync(); /* all have looked */
        const int64_t to = p.is_double ? step + 1 : step, with = p.row < 0 ? step : p.row;
        if (with != to) {
            exchange(team, k, a, step, to, with);
        }
        if (p.is_double) {
            eliminate_two(team, k, a, step);
        } else if (p.row >= 0) {
            eliminate_one(team, k, a, step);
        } else {
            zero = zero == 0 ? static_cast<int>(step) + 1 : zero;
        }
        for (int64_t i = step + team.rank(); i <= to; i += team.size()) {
            pivots[i] = static_cast<int32_t>(p.is_double ? -(with + 1) : with + 1);
        }
        step = to + 1;
    }
    return zero;
}

template <class T> __global__ void __launch_bounds__(512) ldl_team(const ldl_args<T> k) {
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const matrix_team team;
    T *room = reinterpret_cast<T *>(shared);
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const strided<T> out = strided<T>{k.out, k.n * k.n, k.n, 1}.matrix(b);
        const strided<T> a = k.held ? strided<T>{room, 0, k.n, 1} : out;
        for (int64_t e = team.rank(); e < k.n * k.n; e += team.size()) {
            const int64_t i = e / k.n, c = e % k.n;
            const T x = c <= i ? k.in[b * k.n * k.n + e] : number_of_real<T>(0);
            a(i, c) = c == i ? on_diagonal(x, k.hermitian) : x;
        }
        team.sync();
        const int zero = factor(team, k, a, k.pivots + b * k.n);
        copy_matrix(team, k.n, k.n, a, out);
        if (team.rank() == 0) {
            k.info[b] = zero;
        }
    }
}

template <class T> int ldl(const tn_k_ldl *p, void *stream) {
    const int64_t bytes = aligned_bytes(p->n * p->n * int64_t{sizeof(T)});
    const bool fits = bytes <= shared_bytes_max;
    const ldl_args<T> k = {p->batch,
                           p->n,
                           fits ? bytes / int64_t{sizeof(T)} : 0,
                           p->hermitian,
                           static_cast<const T *>(p->in),
                           static_cast<T *>(p->out),
                           p->pivots,
                           p->info};
    return launch_teams(ldl_team<T>, p->batch, p->n <= 16 ? warp_threads : 512, fits ? bytes : 0,
                        stream, k);
}

/* ---- Solving --------------------------------------------------------------------------------- */

template <class T> struct ldl_column {
    strided<T> a;
    const int32_t *pivots;
    int64_t n, stride;
    bool hermitian;
    T *at;

    __device__ __forceinline__ T &operator[](int64_t i) const {
        return at[i * stride];
    }
    __device__ __forceinline__ void exchange(int64_t i, int64_t j) const {
        const T kept = (*this)[i];
        (*this)[i] = (*this)[j];
        (*this)[j] = kept;
    }
    /* What rows below take of this one's, or this one of theirs. */
    __device__ __forceinline__ void give(int64_t row, int64_t from) const {
        for (int64_t i = from; i < n; i++) {
            take_product((*this)[i], a(i, row), (*this)[row]);
        }
    }
    __device__ __forceinline__ void take(int64_t row, int64_t from) const {
        T sum = (*this)[row];
        for (int64_t i = from; i < n; i++) {
            take_product(sum, hermitian ? conjugate(a(i, row)) : a(i, row), (*this)[i]);
        }
        (*this)[row] = sum;
    }
    /* D of row `step` and the next one. */
    __device__ __forceinline__ void solve_two(int64_t step) const {
        const T c = a(step + 1, step), back = hermitian ? conjugate(c) : c;
        const T d0 = quotient(a(step, step), back), d1 = quotient(a(step + 1, step + 1), c);
        const T denominator = subtract(multiply(d0, d1), number_of_real<T>(1));
        const T x = quotient((*this)[step], back), y = quotient((*this)[step + 1], c);
        (*this)[step] = quotient(subtract(multiply(d1, x), y), denominator);
        (*this)[step + 1] = quotient(subtract(multiply(d0, y), x), denominator);
    }
};

/* Rows are exchanged as pivots say: 1 to n, or twice the same negative number. */
__device__ bool lead_inside(const int32_t *pivots, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        const int64_t pivot = pivots[i], to = pivot < 0 ? -pivot : pivot;
        if (to < 1 || to > n || (pivot < 0 && (i + 1 == n || pivots[i + 1] != pivot))) {
            return false;
        }
        i += pivot < 0;
    }
    return true;
}

template <class T>
__global__ void __launch_bounds__(128)
    ldl_solve_kernel(const tn_k_ldl_solve k, tn_kernel_fault *fault) {
    for (int64_t e = first_item(); e < k.batch * k.columns; e += item_step()) {
        const int64_t b = e / k.columns, n = k.n;
        const ldl_column<T> x = {{static_cast<T *>(const_cast<void *>(k.ldl)) + b * n * n, 0, n, 1},
                                 k.pivots + b * n,
                                 n,
                                 k.columns,
                                 k.hermitian,
                                 static_cast<T *>(k.b) + b * n * k.columns + e % k.columns};
        if (!lead_inside(x.pivots, n)) {
            report_pivots(fault, TN_K_ldl_solve, b, n);
            continue;
        }
        for (int64_t step = 0; step < n;) {
            const bool is_double = x.pivots[step] < 0;
            const int64_t last = step + is_double;
            x.exchange(last, (is_double ? -x.pivots[step] : x.pivots[step]) - 1);
            x.give(step, last + 1);
            if (is_double) {
                x.give(last, last + 1);
                x.solve_two(step);
            } else {
                x[step] = quotient(x[step], x.a(step, step));
            }
            step = last + 1;
        }
        for (int64_t step = n - 1; step >= 0;) {
            const bool is_double = x.pivots[step] < 0;
            x.take(step, step + 1);
            if (is_double) {
                x.take(step - 1, step + 1);
            }
            x.exchange(step, (is_double ? -x.pivots[step] : x.pivots[step]) - 1);
            step -= 1 + is_double;
        }
    }
}

template <class T> int ldl_solve(const tn_k_ldl_solve *p, void *stream) {
    const int status = need_fault_memory();
    return status ? status
                  : launch(ldl_solve_kernel<T>, blocks_for(p->batch * p->columns, 128), dim3(128),
                           0, stream, *p, tn_cuda_fault());
}

} // namespace

extern "C" int tn_cuda_ldl(const void *params, void *stream) {
    const tn_k_ldl *p = static_cast<const tn_k_ldl *>(params);
    TN_MATRIX_DTYPES(ldl, p, stream, "L D L^T factors");
}

extern "C" int tn_cuda_ldl_solve(const void *params, void *stream) {
    const tn_k_ldl_solve *p = static_cast<const tn_k_ldl_solve *>(params);
    TN_MATRIX_DTYPES(ldl_solve, p, stream, "L D L^T solutions");
}
