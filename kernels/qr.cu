/* qr.cu: in = Q R: a panel of columns after the other is brought to a triangle by a team, and its
 * reflectors go to the columns right of it. Up to panel_reflectors columns that is one launch. */
#include "kernels/reflectors.cuh"

namespace {

using namespace tn;

/* Columns to the right of which blocks of reflectors are applied one by one. */
constexpr int64_t few_rows = 256;

bool goes_one_by_one(const tn_k_qr *p) {
    return p->m <= few_rows;
}

template <class T> int update_right(const tn_k_qr *p, int64_t done, int64_t size, void *stream) {
    const strided<T> out = row_major<T>(p->out, p->m, p->n);
    const int64_t rows = p->m - done, columns = p->n - done - size, taus = smaller(p->m, p->n);
    const T *tau = static_cast<const T *>(p->tau) + done;
    const strided<T> v = out.from(done, done), c = out.from(done, done + size);
    if (goes_one_by_one(p)) {
        return launch_reflectors<T>(
            {p->batch, rows, columns, size, taus, false, true, false, v, c, tau}, stream);
    }
    const block_room<T> room(p->workspace, p->batch, p->m, p->n);
    return apply_block<T>({p->batch, rows, columns, size, taus, true, true, v, c, tau}, room,
                          stream);
}

template <class T> int qr(const tn_k_qr *p, void *stream) {
    const int64_t m = p->m, n = p->n, least = smaller(m, n);
    const strided<T> in = row_major<T>(p->in, m, n), out = row_major<T>(p->out, m, n);
    const bool is_one = n <= panel_reflectors;
    int status = is_one ? 0 : launch_copy(p->batch, m, n, in, out, stream);
    for (int64_t done = 0; done < least && status == 0; done += panel_reflectors) {
        const int64_t size = smaller(panel_reflectors, least - done);
        const strided<T> panel = out.from(done, done);
        status = launch_panel<T>({p->batch, m - done, is_one ? n : size, least, is_one ? in : panel,
                                  panel, static_cast<T *>(p->tau) + done, 0},
                                 stream);
        status = status || is_one ? status : update_right<T>(p, done, size, stream);
    }
    return status;
}

int bytes_of(int dtype) {
    return dtype == TN_F32 ? 4 : dtype == TN_C128 ? 16 : 8;
}

} // namespace

extern "C" int tn_cuda_qr(const void *params, void *stream) {
    const tn_k_qr *p = static_cast<const tn_k_qr *>(params);
    TN_MATRIX_DTYPES(qr, p, stream, "QR factors");
}

extern "C" int64_t tn_cuda_qr_workspace(const void *params) {
    const tn_k_qr *p = static_cast<const tn_k_qr *>(params);
    return p->n <= panel_reflectors || goes_one_by_one(p)
               ? 0
               : block_room_bytes<float>(p->batch, p->m, p->n) / 4 * bytes_of(p->dtype);
}
