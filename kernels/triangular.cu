/* triangular.cu: op(A) X = B of any size. */
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

} // namespace

extern "C" int tn_cuda_triangular(const void *params, void *stream) {
    const tn_k_triangular *p = static_cast<const tn_k_triangular *>(params);
    TN_MATRIX_DTYPES(triangular, p, stream, "triangular systems");
}
