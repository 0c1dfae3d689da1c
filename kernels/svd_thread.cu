/* svd_thread.cu: singular values of matrices up to 4 x 4, by a thread each, in registers. */
#include "kernels/svd.cuh"
#include "kernels/svd_ways.h"

namespace {

using namespace tn;

/* X in the upper left corner of zeros: columns of zeros never move, and come last. */
template <class T, int N>
__device__ bool load_held(const svd_args &k, const T *in, held_columns<T, N, true> &m, int *power) {
    real_of<T> largest = 0;
#pragma unroll
    for (int c = 0; c < N; c++) {
#pragma unroll
        for (int i = 0; i < N; i++) {
            const bool is_there = i < k.rows && c < k.cols;
            m.x[c][i] = is_there ? in[k.wide ? c * k.n + i : i * k.n + c] : number_of_real<T>(0);
            largest = largest_fold<real_of<T>>::join(largest, largest_part(m.x[c][i]));
            m.carried[c][i] = number_of_real<T>(c == i ? 1 : 0);
        }
    }
    m.carries = k.kept > 0;
    *power = scaling_of(largest);
#pragma unroll
    for (int e = 0; e < N * N; e++) {
        m.x[e / N][e % N] = times_power(m.x[e / N][e % N], *power);
    }
    return is_finite(largest);
}

/* Column j of `rows`, orthonormal to those before. */
template <class T, int N>
__device__ __forceinline__ void complete_held(T (&x)[N][N], int j, int64_t rows) {
    using R = real_of<T>;
    R least = 2;
    int open = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        R taken = 0;
#pragma unroll
        for (int c = 0; c < N; c++) {
            if (c < j) {
                add_square(taken, x[c][i]);
            }
        }
        open = i < rows && taken < least ? i : open;
        least = i < rows && taken < least ? taken : least;
    }
#pragma unroll
    for (int i = 0; i < N; i++) {
        x[j][i] = number_of_real<T>(i == open ? 1 : 0);
    }
    for (int pass = 0; pass < 2; pass++) {
#pragma unroll
        for (int c = 0; c < N; c++) {
            T inner = number_of_real<T>(0);
#pragma unroll
            for (int i = 0; i < N; i++) {
                add_inner(inner, x[c][i], x[j][i]);
            }
#pragma unroll
            for (int i = 0; i < N; i++) {
                if (c < j) {
                    take_product(x[j][i], x[c][i], inner);
                }
            }
        }
    }
    R squares = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        add_square(squares, x[j][i]);
    }
#pragma unroll
    for (int i = 0; i < N; i++) {
        x[j][i] = divided(x[j][i], root(squares));
    }
}

template <class T, int N> __device__ __forceinline__ real_of<T> held_length(const T (&x)[N]) {
    real_of<T> squares = 0;
#pragma unroll
    for (int i = 0; i < N; i++) {
        add_square(squares, x[i]);
    }
    return root(squares);
}

template <class T, int N>
__device__ void store_held_svd(const svd_args &k, const svd_matrix<T> &a,
                               held_columns<T, N, true> &m, int power, bool failed) {
    using R = real_of<T>;
    const T nan = number_of_parts<T>(not_a_number<R>(), not_a_number<R>());
    *a.info = failed;
    R longest = 0; /* of this column and those after it, which rounding may leave longer */
#pragma unroll
    for (int c = N - 1; c >= 0; c--) {
        const R length = held_length(m.x[c]);
        longest = length > longest ? length : longest;
        if (c < k.cols) {
            a.s[c] = failed ? not_a_number<R>() : times_power(longest, -power);
        }
    }
#pragma unroll
    for (int c = 0; c < N; c++) {
        const R length = held_length(m.x[c]);
        if (!m.carries) {
            continue;
        }
        const R carried_length = held_length(m.carried[c]);
        if (length < least_length<R>()) {
            complete_held(m.x, c, k.rows);
        } else {
#pragma unroll
            for (int i = 0; i < N; i++) {
                m.x[c][i] = divided(m.x[c][i], length);
            }
        }
#pragma unroll
        for (int i = 0; i < N; i++) {
            if (i < k.rows && c < k.kept) {
                a.p(k)(i, c) = failed ? nan : m.x[c][i];
            }
            if (i < k.cols && c < k.cols) {
                a.w(k)(i, c) = failed ? nan : divided(conjugate(m.carried[c][i]), carried_length);
            }
        }
    }
}

template <class T, int N> __global__ void __launch_bounds__(128) svd_thread(const svd_args k) {
    for (int64_t b = first_item(); b < k.batch; b += item_step()) {
        const svd_matrix<T> a(k, b);
        held_columns<T, N, true> m;
        int power;
        bool failed = !load_held(k, a.in, m, &power);
        failed = failed || !make_orthogonal_held(m, exact_angles<real_of<T>>(4));
        store_held_svd(k, a, m, power, failed);
    }
}

template <class T> int svd_threads(const tn_k_svd *p, void *stream) {
    const svd_args k = svd_args_of(p);
    return launch(k.rows <= 3 ? svd_thread<T, 3> : svd_thread<T, 4>, blocks_for(k.batch, 128),
                  dim3(128), 0, stream, k);
}

} // namespace

int tn_cuda_svd_threads(const tn_k_svd *p, void *stream) {
    TN_MATRIX_DTYPES(svd_threads, p, stream, "singular values");
}
