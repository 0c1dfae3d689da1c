/* eigh_blocks.cuh: eigenvalues of hermitian matrices whose columns lie in the workspace. */
#ifndef TN_EIGH_BLOCKS_CUH
#define TN_EIGH_BLOCKS_CUH

#include "kernels/eigh.cuh"
#include "kernels/jacobi_blocks.cuh"

namespace tn {

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
        team.sync();
    }
}

/* A warp a column. */
template <class T>
__global__ void __launch_bounds__(warp_threads)
    finish_vectors(const eigh_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t item = blockIdx.x; item < k.batch * k.n; item += gridDim.x) {
        const int64_t b = item / k.n, c = item % k.n;
        if (p.states[b].progress == JACOBI_DONE) {
            jacobi_columns<T> x = columns_of<T>(p, b);
            const column_arrays<T> of = arrays_of<T>(p, b);
            x.at += c * x.stride;
            x.count = 1;
            finish_columns(team, eigh_matrix<T>(k, b).a, x, p.states[b].power, 32, of.lengths + c,
                           of.values + c);
        }
    }
}

template <class T>
__global__ void __launch_bounds__(512) end_eigh(const eigh_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const eigh_matrix<T> m(k, b);
        if (p.states[b].progress == JACOBI_DONE) {
            store_eigh(team, m, columns_of<T>(p, b), arrays_of<T>(p, b), p.states[b].power);
        } else {
            fail_eigh(team, m);
        }
        team.sync();
    }
}

template <class T> int eigh_in_blocks(const eigh_args &k, void *workspace, void *stream) {
    const jacobi_plan p = plan_jacobi<T>(k.batch, k.n, k.n, 0, workspace);
    int status = launch(begin_eigh<T>, blocks_for(k.batch, 1), dim3(512), 0, stream, k, p);
    status = status ? status : launch_sweeps<T>(p, stream);
    status = status ? status
                    : launch_teams(finish_vectors<T>, k.batch * k.n, warp_threads, 0, stream, k, p);
    return status ? status
                  : launch(end_eigh<T>, blocks_for(k.batch, 1), dim3(512), 0, stream, k, p);
}

} // namespace tn

#endif
