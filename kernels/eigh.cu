/* eigh.cu: which way eigenvalues of hermitian matrices are found: a thread a matrix up to 4 x 4, a
 * warp up to 32 columns, a block while a matrix fits into its shared memory. */
#include "kernels/eigh.cuh"

namespace {

using namespace tn;

template <class T> int eigh(const tn_k_eigh *p, void *stream) {
    eigh_args k = {p->batch, p->n, p->upper, p->in, p->w, p->vectors ? p->v : nullptr, p->info, {}};
    if (k.n <= 4) {
        return launch(k.n <= 3 ? eigh_thread<T, 3> : eigh_thread<T, 4>, blocks_for(k.batch, 128),
                      dim3(128), 0, stream, k);
    }
    k.room = room_of<T>(k.n, k.n);
    if (k.n <= 32 && k.room.bytes * teams_a_block <= shared_bytes_max) {
        return launch(eigh_team<T, warp_team>, blocks_for(k.batch, teams_a_block),
                      dim3(32 * teams_a_block), k.room.bytes * teams_a_block, stream, k);
    }
    return launch(eigh_team<T, block_team>, blocks_for(k.batch, 1), dim3(k.n <= 64 ? 256 : 512),
                  k.room.bytes, stream, k);
}

} // namespace

extern "C" int tn_cuda_eigh(const void *params, void *stream) {
    const tn_k_eigh *p = static_cast<const tn_k_eigh *>(params);
    switch (p->dtype) {
    case TN_F32:
        return eigh<float>(p, stream);
    case TN_F64:
        return eigh<double>(p, stream);
    case TN_C64:
        return eigh<tn_c64>(p, stream);
    case TN_C128:
        return eigh<tn_c128>(p, stream);
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no eigenvalues of dtype %d", p->dtype);
}
