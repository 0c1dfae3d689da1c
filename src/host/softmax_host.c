/* softmax_host.c: softmax over slices; a slice is one thread's. */
#include "host/softmax_loops.h"

int tni_host_softmax(const void *params, void *stream) {
    (void)stream;
    static tni_softmax_loop *const *const tables[TNI_ISA_COUNT][2] = {
        [TNI_ISA_BASE] = {tni_softmax_f32_base, tni_softmax_f64_base},
        [TNI_ISA_AVX2] = {tni_softmax_f32_avx2, tni_softmax_f64_avx2},
        [TNI_ISA_AVX512] = {tni_softmax_f32_avx512, tni_softmax_f64_avx512}};
    const tn_k_softmax *p = params;
    tni_softmax_loop *loop = tables[tni_host_isa()][p->dtype == TN_F64][p->code];
    const size_t bytes = (size_t)(p->n * p->inner) * tn_dtype_bytes((tn_dtype)p->dtype);
    const int threads = tni_host_threads(p->outer * p->n * p->inner);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t o = 0; o < p->outer; o++) {
        const size_t at = (size_t)o * bytes;
        loop(p->n, p->inner, (const char *)p->in + at, p->y ? (const char *)p->y + at : NULL,
             (char *)p->out + at);
    }
    return 0;
}
