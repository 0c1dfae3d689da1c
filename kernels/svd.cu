/* svd.cu: which way singular values are found: a thread a matrix up to 4 x 4, a warp up to 32
 * columns, a block while a matrix fits into its shared memory. */
#include "kernels/svd.cuh"

namespace {

using namespace tn;

svd_args args_of(const tn_k_svd *p) {
    svd_args k = {};
    k.batch = p->batch;
    k.m = p->m;
    k.n = p->n;
    k.wide = p->m < p->n;
    k.rows = k.wide ? p->n : p->m;
    k.cols = k.wide ? p->m : p->n;
    k.kept = p->wanted == TN_SVD_VALUES ? 0 : p->wanted == TN_SVD_FULL ? k.rows : k.cols;
    k.in = p->in;
    k.u = p->u;
    k.s = p->s;
    k.vh = p->vh;
    k.info = p->info;
    return k;
}

template <class T, int N> int launch_threads(const svd_args &k, void *stream) {
    return launch(k.kept ? svd_thread<T, N, true> : svd_thread<T, N, false>,
                  blocks_for(k.batch, 128), dim3(128), 0, stream, k);
}

template <class T> int svd(const tn_k_svd *p, void *stream) {
    svd_args k = args_of(p);
    if (k.rows <= 4) {
        return k.rows <= 2   ? launch_threads<T, 2>(k, stream)
               : k.rows == 3 ? launch_threads<T, 3>(k, stream)
                             : launch_threads<T, 4>(k, stream);
    }
    k.room = room_of<T>(k.cols, k.rows + (k.kept ? k.cols : 0));
    if (k.cols <= 32 && k.room.bytes * teams_a_block <= shared_bytes_max) {
        return launch(svd_team<T, warp_team>, blocks_for(k.batch, teams_a_block),
                      dim3(32 * teams_a_block), k.room.bytes * teams_a_block, stream, k);
    }
    const int threads = k.cols <= 16 ? 128 : k.cols <= 64 ? 256 : 512;
    return launch(svd_team<T, block_team>, blocks_for(k.batch, 1), dim3(threads), k.room.bytes,
                  stream, k);
}

} // namespace

extern "C" int tn_cuda_svd(const void *params, void *stream) {
    const tn_k_svd *p = static_cast<const tn_k_svd *>(params);
    switch (p->dtype) {
    case TN_F32:
        return svd<float>(p, stream);
    case TN_F64:
        return svd<double>(p, stream);
    case TN_C64:
        return svd<tn_c64>(p, stream);
    case TN_C128:
        return svd<tn_c128>(p, stream);
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no singular values of dtype %d", p->dtype);
}
