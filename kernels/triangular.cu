/* triangular.cu: op(A) X = B of any size, of a triangle or of LU factors, and the order of rows
 * that pivots stand for. */
#include "kernels/fault.cuh"
#include "kernels/triangular.cuh"

namespace {

using namespace tn;

template <class T> int triangular(const tn_k_triangular *p, void *stream) {
    const bool is_turned = p->transpose != TN_NO_TRANSPOSE;
    strided<T> a = row_major<T>(p->a, p->n, p->n);
    a.batch = p->a_batch;
    const triangular_args<T> k = {p->batch,
                                  p->n,
                                  p->columns,
                                  p->upper == is_turned,
                                  p->unit,
                                  p->transpose == TN_CONJ_TRANSPOSE,
                                  is_turned ? a.turned() : a,
                                  row_major<T>(p->b, p->n, p->columns)};
    return solve_in_blocks(k, stream);
}

/* ---- Exchanging rows ------------------------------------------------------------------------- */

/* A thread a column of B: rows change places as they did in A, or back. */
template <class T>
__global__ void __launch_bounds__(256)
    exchange_rows(int64_t batch, int64_t n, int64_t columns, bool is_back, int64_t stride,
                  const int32_t *pivots, T *out, tn_kernel_fault *fault) {
    for (int64_t e = first_item(); e < batch * columns; e += item_step()) {
        const int64_t b = e / columns;
        T *at = out + b * n * columns + e % columns;
        for (int64_t step = 0; step < n; step++) {
            const int64_t i = is_back ? n - 1 - step : step;
            const int64_t pivot = int64_t{pivots[b * stride + i]} - 1;
            if (pivot < 0 || pivot >= n) {
                report_pivots(fault, TN_K_lu_solve, b, n);
            } else if (pivot != i) {
                const T kept = at[i * columns];
                at[i * columns] = at[pivot * columns];
                at[pivot * columns] = kept;
            }
        }
    }
}

/* A thread a matrix: exchanges depend on those before. */
__global__ void __launch_bounds__(128)
    write_permutation(const tn_k_pivots k, tn_kernel_fault *fault) {
    for (int64_t b = first_item(); b < k.batch; b += item_step()) {
        int64_t *order = k.permutation + b * k.m;
        for (int64_t i = 0; i < k.m; i++) {
            order[i] = i;
        }
        for (int64_t i = 0; i < k.count; i++) {
            const int64_t pivot = int64_t{k.pivots[b * k.count + i]} - 1, kept = order[i];
            if (pivot < 0 || pivot >= k.m) {
                report_pivots(fault, TN_K_pivots, b, k.m);
                continue;
            }
            order[i] = order[pivot];
            order[pivot] = kept;
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

template <class T> int exchange(const tn_k_lu_solve *p, bool is_back, void *stream) {
    const int status = need_fault_memory();
    return status ? status
                  : launch(exchange_rows<T>, blocks_for(p->batch * p->columns, 256), dim3(256), 0,
                           stream, p->batch, p->n, p->columns, is_back, p->pivots_batch, p->pivots,
                           static_cast<T *>(p->b), tn_cuda_fault());
}

/* op(L), or op(U). */
template <class T> int solve_factor(const tn_k_lu_solve *p, bool upper, void *stream) {
    const bool is_turned = p->transpose != TN_NO_TRANSPOSE;
    strided<T> a = row_major<T>(p->lu, p->n, p->n);
    a.batch = p->lu_batch;
    return solve_in_blocks<T>({p->batch, p->n, p->columns, upper == is_turned, !upper,
                               p->transpose == TN_CONJ_TRANSPOSE, is_turned ? a.turned() : a,
                               row_major<T>(p->b, p->n, p->columns)},
                              stream);
}

template <class T> int lu_solve(const tn_k_lu_solve *p, void *stream) {
    const bool is_turned = p->transpose != TN_NO_TRANSPOSE;
    int status = is_turned ? 0 : exchange<T>(p, false, stream);
    status = status ? status : solve_factor<T>(p, is_turned, stream);
    status = status ? status : solve_factor<T>(p, !is_turned, stream);
    return status || !is_turned ? status : exchange<T>(p, true, stream);
}

} // namespace

extern "C" int tn_cuda_triangular(const void *params, void *stream) {
    const tn_k_triangular *p = static_cast<const tn_k_triangular *>(params);
    TN_MATRIX_DTYPES(triangular, p, stream, "triangular systems");
}

extern "C" int tn_cuda_lu_solve(const void *params, void *stream) {
    const tn_k_lu_solve *p = static_cast<const tn_k_lu_solve *>(params);
    TN_MATRIX_DTYPES(lu_solve, p, stream, "LU solutions");
}

extern "C" int tn_cuda_pivots(const void *params, void *stream) {
    const tn_k_pivots *p = static_cast<const tn_k_pivots *>(params);
    const int status = need_fault_memory();
    return status ? status
                  : launch(write_permutation, blocks_for(p->batch, 128), dim3(128), 0, stream, *p,
                           tn_cuda_fault());
}
