/* jacobi_columns.cuh: the memory in which a team rotates columns, and what is known of each. */
#ifndef TN_JACOBI_COLUMNS_CUH
#define TN_JACOBI_COLUMNS_CUH

#include "kernels/jacobi.cuh"

namespace tn {

/* What a team needs: columns, then arrays of a number for each. Strides are odd so that
 * neighbouring columns do not lie in the same banks. */
struct column_room {
    int64_t stride, arrays, bytes; /* stride in numbers; where arrays begin, and of all */
};

template <class T> column_room room_of(int64_t cols, int64_t height) {
    const int64_t stride = height | 1, columns = aligned_bytes(cols * stride * int64_t{sizeof(T)});
    return {stride, columns, columns + aligned_bytes(cols * (2 * int64_t{sizeof(real_of<T>)} + 4))};
}

template <class T> struct column_arrays {
    real_of<T> *lengths, *values;
    int32_t *ranks;

    __device__ column_arrays(void *at, int64_t cols)
        : lengths(static_cast<real_of<T> *>(at)), values(lengths + cols),
          ranks(reinterpret_cast<int32_t *>(values + cols)) {}
};

/* A sum over each column, by `lanes` neighbours; `fold(sum, element)` adds one. Ends with the team
 * in step. */
template <class T, class Fold>
__device__ void fold_columns(const matrix_team &team, const jacobi_columns<T> &x, int lanes,
                             real_of<T> *sums, Fold fold) {
    const int at_once = team.size() / lanes, lane = team.rank() % lanes;
    for (int first = 0; first < x.count; first += at_once) {
        const int c = first + team.rank() / lanes;
        real_of<T> sum = 0;
        for (int i = lane; c < x.count && i < x.rows; i += lanes) {
            fold(sum, x.at[c * x.stride + i]);
        }
        sum = sum_lanes(sum, lanes);
        if (c < x.count && lane == 0) {
            sums[c] = sum;
        }
    }
    team.sync();
}

/* The lengths of columns, added in the order of meet() where that had as many lanes. */
template <class T>
__device__ void measure_columns(const matrix_team &team, const jacobi_columns<T> &x, int lanes,
                                real_of<T> *lengths) {
    fold_columns(team, x, lanes, lengths, [](real_of<T> &sum, T v) { add_square(sum, v); });
    for (int c = team.rank(); c < x.count; c += team.size()) {
        lengths[c] = root(lengths[c]);
    }
    team.sync();
}

} // namespace tn

#endif
