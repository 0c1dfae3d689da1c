/* eigh.cu: which way eigenvalues of hermitian matrices are found: a thread a matrix up to 4 x 4, a
 * warp up to 32 columns, a block while a matrix fits into its shared memory, else in the
 * workspace. */
#include "kernels/eigh_blocks.cuh"

namespace {

using namespace tn;

enum eigh_way { BY_THREADS, BY_TEAMS, IN_BLOCKS };

template <class T> eigh_way way_of(int64_t n) {
    return n <= 4 ? BY_THREADS : room_of<T>(n, n).bytes <= shared_bytes_max ? BY_TEAMS : IN_BLOCKS;
}

template <class T> int eigh(const tn_k_eigh *p, void *stream) {
    eigh_args k = {p->batch, p->n, p->upper, p->in, p->w, p->vectors ? p->v : nullptr, p->info, {}};
    const eigh_way way = way_of<T>(k.n);
    if (way == BY_THREADS) {
        return launch(k.n <= 3 ? eigh_thread<T, 3> : eigh_thread<T, 4>, blocks_for(k.batch, 128),
                      dim3(128), 0, stream, k);
    }
    if (way == IN_BLOCKS) {
        return eigh_in_blocks<T>(k, p->workspace, stream);
    }
    k.room = room_of<T>(k.n, k.n);
    const int threads = k.n <= 32 ? warp_threads : k.n <= 64 ? 256 : 512;
    return launch_teams(eigh_team<T>, k.batch, threads, k.room.bytes, stream, k);
}

template <class T> int64_t workspace_of(const tn_k_eigh *p, void *) {
    return way_of<T>(p->n) == IN_BLOCKS
               ? jacobi_bytes<T>(p->batch, p->n, p->vectors ? 2 * p->n : p->n)
               : 0;
}

template <class T> const char *explain(const tn_k_eigh *p) {
    switch (way_of<T>(p->n)) {
    case BY_THREADS:
        return "Jacobi, a thread a matrix: at most 4 x 4";
    case IN_BLOCKS:
        return "Jacobi of blocks of columns in the workspace: too large for shared memory";
    case BY_TEAMS:
        break;
    }
    return p->n <= 32 ? "Jacobi, a warp a matrix: at most 32 columns"
                      : "Jacobi, a block a matrix: it fits into shared memory";
}

} // namespace

extern "C" const char *tn_cuda_eigh_explain(const void *params) {
    const tn_k_eigh *p = static_cast<const tn_k_eigh *>(params);
    return p->dtype == TN_F32   ? explain<float>(p)
           : p->dtype == TN_F64 ? explain<double>(p)
           : p->dtype == TN_C64 ? explain<tn_c64>(p)
                                : explain<tn_c128>(p);
}

extern "C" int tn_cuda_eigh(const void *params, void *stream) {
    const tn_k_eigh *p = static_cast<const tn_k_eigh *>(params);
    TN_MATRIX_DTYPES(eigh, p, stream, "eigenvalues");
}

extern "C" int64_t tn_cuda_eigh_workspace(const void *params) {
    const tn_k_eigh *p = static_cast<const tn_k_eigh *>(params);
    TN_MATRIX_DTYPES(workspace_of, p, nullptr, "eigenvalues");
}
