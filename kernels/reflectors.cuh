/* reflectors.cuh: Householder reflectors H = 1 - tau v v^H as LAPACK packs them, and products of
 * them, on the device: one after the other by a team, or blocks of them as matrix products, for
 * which H_0 H_1 … = 1 - V T V^H with T upper triangular (Schreiber and Van Loan 1989). */
#ifndef TN_REFLECTORS_CUH
#define TN_REFLECTORS_CUH

#include "kernels/strided.cuh"

namespace tn {

/* Reflectors of a panel, and columns of a team that they are applied to. */
constexpr int64_t panel_reflectors = 32;
constexpr int reflected_columns = 32;

/* ---- Making them: a panel -------------------------------------------------------------------- */

/* Columns [rows, cols] of which reflectors make an upper triangle, in place in `out`. */
template <class T> struct panel_args {
    int64_t batch, rows, cols, taus; /* taus: from one matrix's to the next one's */
    strided<T> in, out;
    T *tau;
    int64_t held; /* numbers in shared memory where the panel is worked on there, else 0 */
};

/* Of a column from an element on: the length of what is below it, and of all. */
template <class R> struct column_lengths { R below, all; };

/* Of rows `from` and below of column c, without overflow. */
template <class T>
__device__ column_lengths<real_of<T>> lengths_of(const matrix_team &team, const strided<T> &a,
                                                 int64_t from, int64_t rows, int64_t c) {
    using R = real_of<T>;
    R largest = 0, squares = 0;
    for (int64_t i = from + team.rank(); i < rows; i += team.size()) {
        largest = largest_fold<R>::join(largest, largest_part(a(i, c)));
    }
    largest = join_all<largest_fold<R>>(team, largest);
    if (largest == 0 || !is_finite(largest)) {
        return {largest, largest};
    }
    const int power = -exponent_of(largest);
    for (int64_t i = from + 1 + team.rank(); i < rows; i += team.size()) {
        add_square(squares, times_power(a(i, c), power));
    }
    squares = join_all<total_fold<R>>(team, squares);
    const R below = root(squares);
    add_square(squares, times_power(a(from, c), power));
    return {times_power(below, -power), times_power(root(squares), -power)};
}

/* What brings alpha and what is below it to (beta, 0): v = x / scale below a 1. */
template <class T> struct reflector {
    T tau, scale;
    real_of<T> beta;
};

template <class T>
__device__ __forceinline__ reflector<T> make_reflector(T alpha,
                                                       const column_lengths<real_of<T>> &x) {
    using R = real_of<T>;
    const R re = real_part(alpha), beta = re > 0 ? -x.all : x.all;
    if (x.below == 0 && imaginary_part(alpha) == 0) {
        return {number_of_real<T>(0), number_of_real<T>(1), re};
    }
    return {number_of_parts<T>((beta - re) / beta, -imaginary_part(alpha) / beta),
            subtract(alpha, number_of_real<T>(beta)), beta};
}

/* A quotient of complex numbers is off by several roundings, most of them the same ones for a whole
 * column: what they left over is divided once more. */
template <class T> __device__ __forceinline__ T near_quotient(T a, T b) {
    T q = quotient(a, b);
    if constexpr (number_parts<T>::is_complex) {
        take_product(a, q, b);
        q = add(q, quotient(a, b));
    }
    return q;
}

/* Ends with the team in step. */
template <class T>
__device__ void reflect_panel(const matrix_team &team, const panel_args<T> &k, const strided<T> &a,
                              T *tau) {
    const team_columns over(team, static_cast<int>(k.cols));
    const int64_t steps = k.rows < k.cols ? k.rows : k.cols;
    const int c = over.column;
    for (int64_t step = 0; step < steps; step++) {
        const T alpha = a(step, step);
        const reflector<T> h = make_reflector(alpha, lengths_of(team, a, step, k.rows, step));
        team.sync(); /* all have read the column */
        for (int64_t i = step + 1 + team.rank(); i < k.rows; i += team.size()) {
            a(i, step) = near_quotient(a(i, step), h.scale);
        }
        team.sync();
        const bool is_right = c > step && c < k.cols;
        T inner = sum_in_four<T>(over.first_row(step + 1), is_right ? k.rows : 0, over.groups,
                                 [&](T &sum, int64_t i) { add_inner(sum, a(i, step), a(i, c)); });
        if (is_right && step % over.groups == over.group) {
            inner = add(inner, a(step, c));
        }
        inner = multiply(conjugate(h.tau), sum_column(team, over, inner));
        for (int64_t i = over.first_row(step); is_right && i < k.rows; i += over.groups) {
            const T v = i == step ? number_of_real<T>(1) : a(i, step);
            take_whole_product(a(i, c), v, inner);
        }
        if (team.rank() == 0) {
            a(step, step) = number_of_real<T>(h.beta);
            tau[step] = h.tau;
        }
        team.sync();
    }
}

/* A panel whose elements are hardly normal, or not, is scaled up, since products of theirs would
 * vanish: by which power of two. Ends with the team in step. */
template <class T>
__device__ int scale_up(const matrix_team &team, const panel_args<T> &k, const strided<T> &a) {
    using R = real_of<T>;
    R largest = 0;
    for (int64_t e = team.rank(); e < k.rows * k.cols; e += team.size()) {
        largest = largest_fold<R>::join(largest, largest_part(a(e / k.cols, e % k.cols)));
    }
    largest = join_all<largest_fold<R>>(team, largest);
    const R enough = limits_of<R>::least / limits_of<R>::epsilon / limits_of<R>::epsilon;
    const int power = largest > 0 && largest < enough ? -exponent_of(largest) : 0;
    for (int64_t e = team.rank(); power && e < k.rows * k.cols; e += team.size()) {
        T &x = a(e / k.cols, e % k.cols);
        x = times_power(x, power);
    }
    team.sync();
    return power;
}

/* Of the triangle; reflectors are what they are. */
template <class T>
__device__ void scale_back(const matrix_team &team, const panel_args<T> &k, const strided<T> &a,
                           int power) {
    for (int64_t e = team.rank(); power && e < k.rows * k.cols; e += team.size()) {
        if (e / k.cols <= e % k.cols) {
            T &x = a(e / k.cols, e % k.cols);
            x = times_power(x, -power);
        }
    }
}

template <class T> __global__ void __launch_bounds__(512) reflect_panels(const panel_args<T> k) {
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const matrix_team team;
    T *room = reinterpret_cast<T *>(shared);
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const strided<T> out = k.out.matrix(b);
        const strided<T> work = k.held ? strided<T>{room, 0, k.cols, 1} : out;
        copy_matrix(team, k.rows, k.cols, k.in.matrix(b), work);
        const int power = scale_up(team, k, work);
        reflect_panel(team, k, work, k.tau + b * k.taus);
        scale_back(team, k, work, power);
        copy_matrix(team, k.rows, k.cols, work, out);
    }
}

template <class T> int launch_panel(panel_args<T> k, void *stream) {
    const int64_t bytes = aligned_bytes(k.rows * k.cols * int64_t{sizeof(T)});
    const bool fits = bytes <= shared_bytes_max;
    k.held = fits ? bytes / int64_t{sizeof(T)} : 0;
    const bool is_small = k.rows * k.cols <= 2048 && k.rows <= 128;
    const int threads = is_small ? warp_threads : k.rows <= 512 ? 256 : 512;
    return launch_teams(reflect_panels<T>, k.batch, threads, fits ? bytes : 0, stream, k);
}

/* ---- Applying them one by one ---------------------------------------------------------------- */

/* c [rows, columns] becomes the product of `count` reflectors, in order or from the last one, and
 * c. */
template <class T> struct reflect_args {
    int64_t batch, rows, columns, count, taus;
    bool from_last, conj_tau, conj_v;
    strided<T> v, c;
    const T *tau;
};

template <class T>
__device__ void apply_reflectors(const matrix_team &team, const reflect_args<T> &k,
                                 const strided<T> &v, const T *tau, const strided<T> &c,
                                 int columns) {
    const team_columns over(team, columns);
    const bool is_there = over.column < columns;
    for (int64_t step = 0; step < k.count; step++) {
        const int64_t n = k.from_last ? k.count - 1 - step : step;
        const T factor = k.conj_tau ? conjugate(tau[n]) : tau[n];
        T inner = sum_in_four<T>(over.first_row(n + 1), is_there ? k.rows : 0, over.groups,
                                 [&](T &sum, int64_t i) {
                                     const T x = k.conj_v ? v(i, n) : conjugate(v(i, n));
                                     add_product(sum, x, c(i, over.column));
                                 });
        if (is_there && n % over.groups == over.group) {
            inner = add(inner, c(n, over.column));
        }
        inner = multiply(factor, sum_column(team, over, inner));
        for (int64_t i = over.first_row(n); is_there && i < k.rows; i += over.groups) {
            const T x = i == n ? number_of_real<T>(1) : k.conj_v ? conjugate(v(i, n)) : v(i, n);
            take_whole_product(c(i, over.column), x, inner);
        }
    }
}

template <class T> __global__ void __launch_bounds__(256) reflect_columns(const reflect_args<T> k) {
    const matrix_team team;
    const int64_t chunks = (k.columns + reflected_columns - 1) / reflected_columns;
    for (int64_t item = blockIdx.x; item < k.batch * chunks; item += gridDim.x) {
        const int64_t b = item / chunks, first = item % chunks * reflected_columns;
        const int64_t rest = k.columns - first;
        strided<T> mine = k.c.matrix(b);
        mine.at += first * mine.col;
        apply_reflectors(team, k, k.v.matrix(b), k.tau + b * k.taus, mine,
                         rest < reflected_columns ? static_cast<int>(rest) : reflected_columns);
    }
}

template <class T> int launch_reflectors(const reflect_args<T> &k, void *stream) {
    if (k.columns <= 0 || k.count <= 0) {
        return 0;
    }
    const int64_t items = k.batch * divide_up(k.columns, reflected_columns);
    return launch_teams(reflect_columns<T>, items, k.rows <= 64 ? warp_threads : 256, 0, stream, k);
}

/* ---- Applying them in blocks ----------------------------------------------------------------- */

/* The workspace of a block: V without what else lies in its memory, [rows, count]; products [count,
 * columns] twice, or [columns, count]; T and V^H V, [count, count]. */
template <class T> struct block_room {
    T *v, *first, *second, *t, *inner;

    block_room(void *at, int64_t batch, int64_t rows, int64_t columns)
        : v(static_cast<T *>(at)), first(v + batch * rows * panel_reflectors),
          second(first + batch * columns * panel_reflectors),
          t(second + batch * columns * panel_reflectors),
          inner(t + batch * panel_reflectors * panel_reflectors) {}
};
template <class T> int64_t block_room_bytes(int64_t batch, int64_t rows, int64_t columns) {
    return batch * panel_reflectors * (rows + 2 * columns + 2 * panel_reflectors) *
           int64_t{sizeof(T)};
}

/* V: ones on the diagonal and zeros above it. */
template <class T>
__global__ void __launch_bounds__(256)
    copy_reflectors(int64_t batch, int64_t rows, int64_t count, const strided<T> from, T *to) {
    for (int64_t e = first_item(); e < batch * rows * count; e += item_step()) {
        const int64_t b = e / (rows * count), i = e / count % rows, c = e % count;
        to[e] = i > c ? from.matrix(b)(i, c) : number_of_real<T>(i == c ? 1 : 0);
    }
}

/* T of V^H V, a matrix by a warp: column n is -tau_n T (V^H v_n) above tau_n. */
template <class T>
__global__ void __launch_bounds__(warp_threads)
    make_triangle(int64_t batch, int count, const T *inner, const T *tau, int64_t taus, T *out) {
    const matrix_team team;
    const int lane = team.rank();
    for (int64_t b = blockIdx.x; b < batch; b += gridDim.x) {
        T *t = out + b * count * count;
        const T *g = inner + b * count * count;
        for (int n = 0; n < count; n++) {
            const T factor = tau[b * taus + n];
            T sum = number_of_real<T>(0);
            for (int j = lane; lane < n && j < n; j++) {
                add_product(sum, t[lane * count + j], g[j * count + n]);
            }
            if (lane < count) {
                t[lane * count + n] = lane < n    ? negative(multiply(factor, sum))
                                      : lane == n ? factor
                                                  : number_of_real<T>(0);
            }
        }
    }
}

/* Reflectors first to first + count - 1 of `v` [rows, …], whose element (0, 0) belongs to the first
 * of them; c becomes op(1 - V T V^H) c, or c op(…), of [rows, columns] or [columns, rows]. */
template <class T> struct reflect_block {
    int64_t batch, rows, columns, count, taus;
    bool left, is_turned; /* is_turned: op is the conjugate transpose */
    strided<T> v, c;
    const T *tau;
};

/* Terms of a product that are summed at once, at least. */
constexpr int64_t least_part = 64;

/* c = a b of `rows` terms in up to eight parts, since a sum rounds by the length of its chain. */
template <class T>
int launch_inner(int64_t batch, int64_t m, int64_t n, int64_t rows, const strided<T> &a,
                 bool conj_a, const strided<T> &b, const strided<T> &c, void *stream) {
    const int64_t eighth = divide_up(rows, 8), part = eighth < least_part ? least_part : eighth;
    int status = 0;
    for (int64_t at = 0; at < rows && status == 0; at += part) {
        status = launch_update(batch, m, n, smaller(part, rows - at), a.from(0, at), conj_a,
                               b.from(at, 0), false, c, 1, at ? 1 : 0, stream);
    }
    return status;
}

template <class T>
int apply_block(const reflect_block<T> &k, const block_room<T> &room, void *stream) {
    if (k.columns <= 0) {
        return 0;
    }
    const strided<T> v = row_major<T>(room.v, k.rows, k.count);
    const strided<T> t = row_major<T>(room.t, k.count, k.count);
    const strided<T> inner = row_major<T>(room.inner, k.count, k.count);
    const strided<T> op = k.is_turned ? t.turned() : t;
    int status = launch(copy_reflectors<T>, blocks_for(k.batch * k.rows * k.count, 256), dim3(256),
                        0, stream, k.batch, k.rows, k.count, k.v, room.v);
    status = status ? status
                    : launch_inner(k.batch, k.count, k.count, k.rows, v.turned(), true, v, inner,
                                   stream);
    status = status ? status
                    : launch_teams(make_triangle<T>, k.batch, warp_threads, 0, stream, k.batch,
                                   k.count, room.inner, k.tau, k.taus, room.t);
    if (status) {
        return status;
    }
    if (k.left) {
        const strided<T> first = row_major<T>(room.first, k.count, k.columns);
        const strided<T> second = row_major<T>(room.second, k.count, k.columns);
        status =
            launch_inner(k.batch, k.count, k.columns, k.rows, v.turned(), true, k.c, first, stream);
        status = status ? status
                        : launch_update(k.batch, k.count, k.columns, k.count, op, k.is_turned,
                                        first, false, second, 1, 0, stream);
        return status ? status
                      : launch_update(k.batch, k.rows, k.columns, k.count, v, false, second, false,
                                      k.c, -1, 1, stream);
    }
    const strided<T> first = row_major<T>(room.first, k.columns, k.count);
    const strided<T> second = row_major<T>(room.second, k.columns, k.count);
    status = launch_inner(k.batch, k.columns, k.count, k.rows, k.c, false, v, first, stream);
    status = status ? status
                    : launch_update(k.batch, k.columns, k.count, k.count, first, false, op,
                                    k.is_turned, second, 1, 0, stream);
    return status ? status
                  : launch_update(k.batch, k.columns, k.rows, k.count, second, false, v.turned(),
                                  true, k.c, -1, 1, stream);
}

} // namespace tn

#endif
