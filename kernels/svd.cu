/* svd.cu: which way singular values are found: a thread a matrix up to 4 x 4 (svd_thread.cu), a
 * warp up to 32 columns, a block while a matrix fits into its shared memory, else in the
 * workspace; long matrices of more than a few columns, that do not fit, or of which all of U is
 * wanted, are brought to a square one first (svd_tall.cu). */
#include "kernels/svd_blocks.cuh"
#include "kernels/svd_ways.h"

namespace {

using namespace tn;

/* Rows of a full U that a team completes by itself. */
constexpr int64_t completed_rows = 64;

enum svd_way { BY_THREADS, BY_TEAMS, IN_BLOCKS, BY_QR };

int64_t height_of(const svd_args &k) {
    return k.rows + (k.kept ? k.cols : 0);
}

template <class T> svd_way way_of(const svd_args &k) {
    const bool fits = room_of<T>(k.cols, height_of(k)).bytes <= shared_bytes_max;
    const bool is_full = k.kept > k.cols && k.rows > completed_rows;
    return k.rows <= 4                                                     ? BY_THREADS
           : k.rows > k.cols && (is_full || !fits || k.cols > few_columns) ? BY_QR
           : fits                                                          ? BY_TEAMS
                                                                           : IN_BLOCKS;
}

bool is_a_warps(const svd_args &k) {
    return k.cols <= 32 && k.rows <= 256;
}

template <class T> int svd(const tn_k_svd *p, void *stream) {
    svd_args k = svd_args_of(p);
    switch (way_of<T>(k)) {
    case BY_THREADS:
        return tn_cuda_svd_threads(p, stream);
    case BY_QR:
        return tn_cuda_svd_tall(p, stream);
    case IN_BLOCKS:
        return svd_in_blocks<T>(k, p->workspace, stream);
    case BY_TEAMS:
        break;
    }
    k.room = room_of<T>(k.cols, height_of(k));
    const int threads = is_a_warps(k)  ? warp_threads
                        : k.cols <= 16 ? 128
                        : k.cols <= 64 ? 256
                                       : 512;
    return launch_teams(svd_team<T>, k.batch, threads, k.room.bytes, stream, k);
}

template <class T> int64_t workspace_of(const tn_k_svd *p, void *) {
    const svd_args k = svd_args_of(p);
    const svd_way way = way_of<T>(k);
    return way == BY_QR       ? tn_cuda_svd_tall_workspace(p)
           : way == IN_BLOCKS ? jacobi_bytes<T>(k.batch, k.cols, height_of(k))
                              : 0;
}

template <class T> const char *explain(const tn_k_svd *p) {
    const svd_args k = svd_args_of(p);
    switch (way_of<T>(k)) {
    case BY_THREADS:
        return "one-sided Jacobi, a thread a matrix: at most 4 x 4";
    case BY_QR:
        return "QR, then one-sided Jacobi of R: more than 32 columns, too long for shared memory, "
               "or all of U is wanted";
    case IN_BLOCKS:
        return "one-sided Jacobi of blocks of columns in the workspace: too large for shared "
               "memory";
    case BY_TEAMS:
        break;
    }
    return is_a_warps(k) ? "one-sided Jacobi, a warp a matrix: at most 32 columns and 256 rows"
                         : "one-sided Jacobi, a block a matrix: it fits into shared memory";
}

} // namespace

extern "C" const char *tn_cuda_svd_explain(const void *params) {
    const tn_k_svd *p = static_cast<const tn_k_svd *>(params);
    return p->dtype == TN_F32   ? explain<float>(p)
           : p->dtype == TN_F64 ? explain<double>(p)
           : p->dtype == TN_C64 ? explain<tn_c64>(p)
                                : explain<tn_c128>(p);
}

extern "C" int tn_cuda_svd(const void *params, void *stream) {
    const tn_k_svd *p = static_cast<const tn_k_svd *>(params);
    TN_MATRIX_DTYPES(svd, p, stream, "singular values");
}

extern "C" int64_t tn_cuda_svd_workspace(const void *params) {
    const tn_k_svd *p = static_cast<const tn_k_svd *>(params);
    TN_MATRIX_DTYPES(workspace_of, p, nullptr, "singular values");
}
