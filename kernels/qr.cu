/* qr.cu: in = Q R: a panel of columns after the other is brought to a triangle by a team, and its
 * reflectors go to the columns right of it; up to panel_reflectors columns that is one launch. And
 * the columns of Q from packed reflectors, and products with Q: few reflectors one by one, many in
 * blocks. */
#include "kernels/reflectors.cuh"

namespace {

using namespace tn;

/* ---- Factors --------------------------------------------------------------------------------- */

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

/* ---- Products of reflectors ------------------------------------------------------------------ */

/* Numbers of reflectors that a team goes through by itself. */
constexpr int64_t few_numbers = 128 * 64;

struct reflect_way {
    bool left, is_turned, from_last, in_blocks;
};

reflect_way way_of(const tn_k_reflect *p) {
    const bool makes = p->code == TN_REFLECT_MAKE, left = makes || p->left;
    const bool is_turned = !makes && p->transpose;
    return {left, is_turned, left != is_turned, p->m * p->count > few_numbers};
}

template <class T>
__global__ void __launch_bounds__(256)
    write_identity(int64_t batch, int64_t rows, int64_t cols, T *out) {
    for (int64_t e = first_item(); e < batch * rows * cols; e += item_step()) {
        out[e] = number_of_real<T>(e / cols % rows == e % cols ? 1 : 0);
    }
}

template <class T> int begin(const tn_k_reflect *p, void *stream) {
    if (p->code == TN_REFLECT_MAKE) {
        return launch(write_identity<T>, blocks_for(p->batch * p->m * p->columns, 256), dim3(256),
                      0, stream, p->batch, p->m, p->columns, static_cast<T *>(p->out));
    }
    const strided<T> in = row_major<T>(p->in, 1, p->m * p->columns);
    return launch_copy<T>(p->batch, 1, p->m * p->columns, in,
                          row_major<T>(p->out, 1, p->m * p->columns), stream);
}

/* c Q is the transpose of Q^T c^T. */
template <class T>
int one_by_one(const tn_k_reflect *p, const reflect_way &way, const strided<T> &v,
               const strided<T> &c, void *stream) {
    return launch_reflectors<T>({p->batch, p->m, p->columns, p->count, p->count, way.from_last,
                                 way.is_turned, !way.left, v, way.left ? c : c.turned(),
                                 static_cast<const T *>(p->tau)},
                                stream);
}

template <class T>
int in_blocks(const tn_k_reflect *p, const reflect_way &way, const strided<T> &v,
              const strided<T> &c, void *stream) {
    const block_room<T> room(p->workspace, p->batch, p->m, p->columns);
    const int64_t blocks = divide_up(p->count, panel_reflectors);
    int status = 0;
    for (int64_t step = 0; step < blocks && status == 0; step++) {
        const int64_t at = (way.from_last ? blocks - 1 - step : step) * panel_reflectors;
        /* Of the identity what is left of the block is not reached yet. */
        const int64_t skipped = p->code == TN_REFLECT_MAKE ? at : 0;
        status = apply_block<T>(
            {p->batch, p->m - at, p->columns - skipped, smaller(panel_reflectors, p->count - at),
             p->count, way.left, way.is_turned, v.from(at, at),
             way.left ? c.from(at, skipped) : c.from(0, at), static_cast<const T *>(p->tau) + at},
            room, stream);
    }
    return status;
}

template <class T> int reflect(const tn_k_reflect *p, void *stream) {
    const reflect_way way = way_of(p);
    const strided<T> v = row_major<T>(p->reflectors, p->m, p->row);
    const strided<T> c =
        way.left ? row_major<T>(p->out, p->m, p->columns) : row_major<T>(p->out, p->columns, p->m);
    const int status = begin<T>(p, stream);
    return status          ? status
           : way.in_blocks ? in_blocks(p, way, v, c, stream)
                           : one_by_one(p, way, v, c, stream);
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

extern "C" int tn_cuda_reflect(const void *params, void *stream) {
    const tn_k_reflect *p = static_cast<const tn_k_reflect *>(params);
    TN_MATRIX_DTYPES(reflect, p, stream, "products of reflectors");
}

extern "C" int64_t tn_cuda_reflect_workspace(const void *params) {
    const tn_k_reflect *p = static_cast<const tn_k_reflect *>(params);
    return way_of(p).in_blocks
               ? block_room_bytes<float>(p->batch, p->m, p->columns) / 4 * bytes_of(p->dtype)
               : 0;
}
