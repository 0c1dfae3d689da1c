/* eigh_blocks.cuh: eigenvalues of hermitian matrices whose columns lie in the workspace. */
#ifndef TN_EIGH_BLOCKS_CUH
#define TN_EIGH_BLOCKS_CUH

#include "kernels/eigh.cuh"
#include "kernels/jacobi_blocks.cuh"

namespace tn {

/* A column of a matrix by itself. */
template <class T>
__device__ __forceinline__ jacobi_columns<T> one_column(const jacobi_plan &p, int64_t b,
                                                        int64_t c) {
    jacobi_columns<T> x = columns_of<T>(p, b);
    x.at += c * x.stride;
    x.count = 1;
    return x;
}

template <class T>
__global__ void __launch_bounds__(512) begin_eigh(const eigh_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        int power = 0;
        const bool is_finite = load_hermitian(team, eigh_matrix<T>(k, b).a, columns_of<T>(p, b),
                                              arrays_of<T>(p, b), &power);
        if (team.rank() == 0) {
            p.states[b] = {is_finite ? JACOBI_MOVES : JACOBI_FAILED, 0, power};
        }
    }
}

/* A warp a column, of length 1. */
template <class T>
__global__ void __launch_bounds__(warp_threads) make_units(const eigh_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t item = blockIdx.x; item < k.batch * k.n; item += gridDim.x) {
        const int64_t b = item / k.n, c = item % k.n;
        if (p.states[b].progress >= JACOBI_DONE) {
            make_unit(team, one_column<T>(p, b, c), 32, arrays_of<T>(p, b).lengths + c);
        }
    }
}

/* A warp a column: A v behind v, and the square of its length in place of that of v; or the value
 * alone. */
template <class T>
__global__ void __launch_bounds__(warp_threads)
    multiply_vectors(const eigh_args k, const jacobi_plan p) {
    using R = real_of<T>;
    const matrix_team team;
    for (int64_t item = blockIdx.x; item < k.batch * k.n; item += gridDim.x) {
        const int64_t b = item / k.n, c = item % k.n;
        if (p.states[b].progress == JACOBI_DONE) {
            const hermitian<T> a = eigh_matrix<T>(k, b).a;
            const column_arrays<T> of = arrays_of<T>(p, b);
            const jacobi_columns<T> x = one_column<T>(p, b, c);
            const int power = p.states[b].power;
            R squares = 0;
            for (int64_t i = team.rank(); k.v && i < k.n; i += team.size()) {
                x.at[k.n + i] = row_times(a, power, i, x.at);
                add_square(squares, x.at[k.n + i]);
            }
            squares = sum_lanes(squares, 32);
            if (!k.v) {
                rayleigh_quotients(team, a, x, power, 32, of.values + c);
            } else if (team.rank() == 0) {
                of.lengths[c] = squares;
            }
        }
    }
}

template <class T> struct refine_columns {
    real_of<T> least;

    static __device__ __forceinline__ bool works_on(int progress) {
        return progress == JACOBI_DONE;
    }
    __device__ refine_columns(const jacobi_plan &p, int64_t b) {
        const column_arrays<T> of = arrays_of<T>(p, b);
        real_of<T> squares = 0;
        for (int64_t c = 0; c < p.count; c++) {
            squares += of.lengths[c];
        }
        least = least_refined(squares, p.count);
    }
    __device__ __forceinline__ bool operator()(const jacobi_columns<T> &m, T *x, T *y,
                                               int lanes) const {
        return refine_pair(m.rows, x, y, x ? x + m.rows : nullptr, y ? y + m.rows : nullptr, lanes,
                           least);
    }
};

/* A warp a column. */
template <class T>
__global__ void __launch_bounds__(warp_threads)
    divide_vectors(const eigh_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t item = blockIdx.x; item < k.batch * k.n; item += gridDim.x) {
        const int64_t b = item / k.n, c = item % k.n;
        if (p.states[b].progress >= JACOBI_DONE) {
            const jacobi_columns<T> x = one_column<T>(p, b, c);
            take_quotients(team, x, x.at + k.n, 0, 32, arrays_of<T>(p, b).values + c);
        }
    }
}

template <class T>
__global__ void __launch_bounds__(512) end_eigh(const eigh_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const eigh_matrix<T> m(k, b);
        if (p.states[b].progress >= JACOBI_DONE) {
            store_eigh(team, m, columns_of<T>(p, b), arrays_of<T>(p, b), p.states[b].power);
        } else {
            fail_eigh(team, m);
        }
    }
}

/* The warps' columns. */
template <class T>
int launch_columns(void (*kernel)(eigh_args, jacobi_plan), const eigh_args &k, const jacobi_plan &p,
                   void *stream) {
    return launch_teams(kernel, k.batch * k.n, warp_threads, 0, stream, k, p);
}

/* V and A V are columns of twice the length. */
template <class T> int refine_in_blocks(const eigh_args &k, const jacobi_plan &p, void *stream) {
    const jacobi_plan both = plan_jacobi<T>(k.batch, k.n, 2 * k.n, k.n, k.n, p.columns);
    int status = launch_sweep<T, straighten_columns<T>>(p, stream);
    status = status ? status : launch_columns<T>(multiply_vectors<T>, k, p, stream);
    status = status ? status
                    : launch_sweeps<T, refine_columns<T>>(both, refining_sweeps, JACOBI_DONE,
                                                          JACOBI_REFINED, stream);
    status = status ? status : launch_columns<T>(divide_vectors<T>, k, p, stream);
    status = status ? status : launch_sweep<T, straighten_columns<T>>(p, stream);
    return status ? status : launch_columns<T>(make_units<T>, k, p, stream);
}

inline int64_t height_of(const eigh_args &k) {
    return k.v ? 2 * k.n : k.n;
}

template <class T> int eigh_in_blocks(const eigh_args &k, void *workspace, void *stream) {
    const jacobi_plan p = plan_jacobi<T>(k.batch, k.n, height_of(k), k.n, 0, workspace);
    const auto sweeps = k.v ? launch_sweeps<T, rotate_columns<T, true>>
                            : launch_sweeps<T, rotate_columns<T, false>>;
    int status = launch(begin_eigh<T>, blocks_for(k.batch, 1), dim3(512), 0, stream, k, p);
    status = status ? status : sweeps(p, blocked_sweeps, JACOBI_MOVES, JACOBI_DONE, stream);
    status = status ? status : launch_columns<T>(make_units<T>, k, p, stream);
    status = status ? status
             : k.v  ? refine_in_blocks<T>(k, p, stream)
                    : launch_columns<T>(multiply_vectors<T>, k, p, stream);
    return status ? status
                  : launch(end_eigh<T>, blocks_for(k.batch, 1), dim3(512), 0, stream, k, p);
}

} // namespace tn

#endif
