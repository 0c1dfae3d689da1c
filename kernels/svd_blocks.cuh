/* svd_blocks.cuh: singular values of square matrices whose columns lie in the workspace: long ones
 * are brought to square ones first. */
#ifndef TN_SVD_BLOCKS_CUH
#define TN_SVD_BLOCKS_CUH

#include "kernels/jacobi_blocks.cuh"
#include "kernels/svd.cuh"

namespace tn {

template <class T>
__global__ void __launch_bounds__(512) begin_svd(const svd_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const jacobi_columns<T> x = columns_of<T>(p, b);
        const column_arrays<T> of = arrays_of<T>(p, b);
        int power = 0;
        const bool is_finite = load_columns(team, k, svd_matrix<T>(k, b).in, x, &power);
        if (is_finite) {
            turn_columns(team, x, of);
        }
        if (team.rank() == 0) {
            p.states[b] = {is_finite ? JACOBI_MOVES : JACOBI_FAILED, 0, power};
        }
    }
}

template <class T>
__global__ void __launch_bounds__(512) end_svd(const svd_args k, const jacobi_plan p) {
    const matrix_team team;
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const svd_matrix<T> a(k, b);
        const jacobi_columns<T> x = columns_of<T>(p, b);
        const column_arrays<T> of = arrays_of<T>(p, b);
        if (p.states[b].progress == JACOBI_DONE) {
            measure_columns(team, x, meeting_lanes(p), of.lengths);
            store_turned(team, k, a, x, of, p.states[b].power);
        } else {
            fail_svd(team, k, a);
        }
    }
}

template <class T> int svd_in_blocks(const svd_args &k, void *workspace, void *stream) {
    const int64_t carried = k.kept ? k.cols : 0;
    const jacobi_plan p =
        plan_jacobi<T>(k.batch, k.cols, k.rows + carried, k.rows, carried, workspace);
    int status = launch(begin_svd<T>, blocks_for(k.batch, 1), dim3(512), 0, stream, k, p);
    status = status ? status
                    : launch_sweeps<T, rotate_columns<T, false>>(p, blocked_sweeps, JACOBI_MOVES,
                                                                 JACOBI_DONE, stream);
    status = status || !carried ? status : launch_sweep<T, straighten_columns<T>>(p, stream);
    return status ? status : launch(end_svd<T>, blocks_for(k.batch, 1), dim3(512), 0, stream, k, p);
}

} // namespace tn

#endif
