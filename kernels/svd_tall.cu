/* svd_tall.cu: singular values of long matrices: X = Q R, R = P S W^H, so that X = (Q P) S W^H.
 * X is the matrix, or the transpose of a wide one, brought to a power of two first so that no
 * column of R overflows. A full U is Q of P beside the identity. */
#include "kernels/strided.cuh"
#include "kernels/svd_ways.h"

extern "C" int tn_cuda_qr(const void *params, void *stream);
extern "C" int64_t tn_cuda_qr_workspace(const void *params);
extern "C" int tn_cuda_reflect(const void *params, void *stream);
extern "C" int64_t tn_cuda_reflect_workspace(const void *params);
extern "C" int tn_cuda_svd(const void *params, void *stream);
extern "C" int64_t tn_cuda_svd_workspace(const void *params);

namespace {

using namespace tn;

/* What lies in the workspace. X is not needed any more when `begun` is written; `found` is what a
 * wide matrix's V^H is the transpose of. */
struct tall_room {
    int64_t rows, cols, kept;
    unsigned char *x, *packed, *tau, *r, *p, *w, *begun, *found, *powers, *rest;
    int64_t bytes; /* without what the steps ask for */

    tall_room(const tn_k_svd *k, int64_t element) {
        const bool is_wide = k->m < k->n;
        rows = is_wide ? k->n : k->m;
        cols = is_wide ? k->m : k->n;
        kept = k->wanted == TN_SVD_VALUES ? 0 : k->wanted == TN_SVD_FULL ? rows : cols;
        /* Numbers: there is no workspace when its size is asked for. */
        const uintptr_t start = reinterpret_cast<uintptr_t>(k->workspace);
        uintptr_t at = start;
        const auto take = [&](int64_t numbers, int64_t each) {
            unsigned char *const taken = reinterpret_cast<unsigned char *>(at);
            at += static_cast<uintptr_t>(aligned_bytes(k->batch * numbers * each));
            return taken;
        };
        x = take(rows * (cols > kept ? cols : kept), element);
        begun = x;
        packed = take(rows * cols, element);
        tau = take(cols, element);
        r = take(cols * cols, element);
        p = take(kept ? cols * cols : 0, element);
        w = take(kept && is_wide ? cols * cols : 0, element);
        found = take(is_wide ? rows * kept : 0, element);
        powers = take(1, 4);
        rest = reinterpret_cast<unsigned char *>(at);
        bytes = static_cast<int64_t>(at - start);
    }
};

int64_t element_bytes(int dtype) {
    return dtype == TN_F32 ? 4 : dtype == TN_C128 ? 16 : 8;
}

tn_k_qr qr_of(const tn_k_svd *k, const tall_room &room) {
    tn_k_qr p = {};
    p.dtype = k->dtype;
    p.batch = k->batch;
    p.m = room.rows;
    p.n = room.cols;
    p.in = room.x;
    p.out = room.packed;
    p.tau = room.tau;
    p.workspace = room.rest;
    return p;
}

tn_k_svd inner_of(const tn_k_svd *k, const tall_room &room) {
    tn_k_svd p = *k;
    p.wanted = room.kept ? TN_SVD_REDUCED : TN_SVD_VALUES;
    p.m = room.cols;
    p.n = room.cols;
    p.in = room.r;
    p.u = room.kept ? room.p : nullptr;
    p.vh = !room.kept ? nullptr : k->m < k->n ? room.w : k->vh;
    p.workspace = room.rest;
    return p;
}

tn_k_reflect reflect_of(const tn_k_svd *k, const tall_room &room) {
    tn_k_reflect p = {};
    p.code = TN_REFLECT_APPLY;
    p.dtype = k->dtype;
    p.left = true;
    p.batch = k->batch;
    p.m = room.rows;
    p.columns = room.kept;
    p.count = room.cols;
    p.row = room.cols;
    p.reflectors = room.packed;
    p.tau = room.tau;
    p.in = room.begun;
    p.out = k->m < k->n ? room.found : k->u;
    p.workspace = room.rest;
    return p;
}

/* ---- Kernels --------------------------------------------------------------------------------- */

/* X; what is not finite stays so, and is found in R. */
template <class T>
__global__ void __launch_bounds__(512) take_scaled(int64_t batch, int64_t rows, int64_t cols,
                                                   const strided<T> in, T *out, int32_t *powers) {
    using R = real_of<T>;
    const matrix_team team;
    for (int64_t b = blockIdx.x; b < batch; b += gridDim.x) {
        const strided<T> from = in.matrix(b);
        R largest = 0;
        for (int64_t e = team.rank(); e < rows * cols; e += team.size()) {
            largest = largest_fold<R>::join(largest, largest_part(from.at[e]));
        }
        largest = join_all<largest_fold<R>>(team, largest);
        const int power = is_finite(largest) ? scaling_of(largest) : 0;
        for (int64_t e = team.rank(); e < rows * cols; e += team.size()) {
            out[b * rows * cols + e] = times_power(from(e / cols, e % cols), power);
        }
        if (team.rank() == 0) {
            powers[b] = power;
        }
    }
}

template <class T>
__global__ void __launch_bounds__(256)
    take_triangle(int64_t batch, int64_t rows, int64_t cols, const T *packed, T *r) {
    for (int64_t e = first_item(); e < batch * cols * cols; e += item_step()) {
        const int64_t b = e / (cols * cols), i = e / cols % cols, c = e % cols;
        r[e] = i <= c ? packed[(b * rows + i) * cols + c] : number_of_real<T>(0);
    }
}

/* P in the upper left corner of the identity; NaN where P was not found. */
template <class T>
__global__ void __launch_bounds__(256)
    embed(int64_t batch, int64_t rows, int64_t cols, int64_t kept, const T *p, const int32_t *info,
          T *out) {
    using R = real_of<T>;
    for (int64_t e = first_item(); e < batch * rows * kept; e += item_step()) {
        const int64_t b = e / (rows * kept), i = e / kept % rows, c = e % kept;
        const bool is_inside = i < cols && c < cols;
        const T x = is_inside ? p[(b * cols + i) * cols + c]
                              : number_of_real<T>(i == c && i >= cols ? 1 : 0);
        out[e] = info[b] ? number_of_parts<T>(not_a_number<R>(), not_a_number<R>()) : x;
    }
}

template <class R>
__global__ void __launch_bounds__(256)
    scale_back(int64_t batch, int64_t cols, const int32_t *powers, R *s) {
    for (int64_t e = first_item(); e < batch * cols; e += item_step()) {
        s[e] = times_power(s[e], -powers[e / cols]);
    }
}

/* ---- The steps ------------------------------------------------------------------------------- */

template <class T> int find_vectors(const tn_k_svd *k, const tall_room &room, void *stream) {
    const int64_t rows = room.rows, cols = room.cols, kept = room.kept;
    const tn_k_reflect reflect = reflect_of(k, room);
    int status = launch(embed<T>, blocks_for(k->batch * rows * kept, 256), dim3(256), 0, stream,
                        k->batch, rows, cols, kept, reinterpret_cast<const T *>(room.p), k->info,
                        reinterpret_cast<T *>(room.begun));
    status = status ? status : tn_cuda_reflect(&reflect, stream);
    if (status || k->m >= k->n) {
        return status;
    }
    status = launch_copy(k->batch, kept, rows, row_major<T>(room.found, rows, kept).turned(),
                         row_major<T>(k->vh, kept, rows), stream);
    return status ? status
                  : launch_copy(k->batch, cols, cols, row_major<T>(room.w, cols, cols).turned(),
                                row_major<T>(k->u, cols, cols), stream);
}

template <class T> int svd_tall(const tn_k_svd *k, void *stream) {
    using R = typename number_parts<T>::real;
    const tall_room room(k, sizeof(T));
    const int64_t rows = room.rows, cols = room.cols;
    const tn_k_qr qr = qr_of(k, room);
    const tn_k_svd inner = inner_of(k, room);
    int32_t *powers = reinterpret_cast<int32_t *>(room.powers);
    strided<T> x = row_major<T>(k->in, k->m, k->n);
    x = k->m < k->n ? x.turned() : x;
    int status = launch(take_scaled<T>, blocks_for(k->batch, 1), dim3(512), 0, stream, k->batch,
                        rows, cols, x, reinterpret_cast<T *>(room.x), powers);
    status = status ? status : tn_cuda_qr(&qr, stream);
    status = status
                 ? status
                 : launch(take_triangle<T>, blocks_for(k->batch * cols * cols, 256), dim3(256), 0,
                          stream, k->batch, rows, cols, reinterpret_cast<const T *>(room.packed),
                          reinterpret_cast<T *>(room.r));
    status = status ? status : tn_cuda_svd(&inner, stream);
    status = status ? status
                    : launch(scale_back<R>, blocks_for(k->batch * cols, 256), dim3(256), 0, stream,
                             k->batch, cols, powers, static_cast<R *>(k->s));
    return status || !room.kept ? status : find_vectors<T>(k, room, stream);
}

} // namespace

int tn_cuda_svd_tall(const tn_k_svd *p, void *stream) {
    TN_MATRIX_DTYPES(svd_tall, p, stream, "singular values");
}

int64_t tn_cuda_svd_tall_workspace(const tn_k_svd *p) {
    const tall_room room(p, element_bytes(p->dtype));
    const tn_k_qr qr = qr_of(p, room);
    const tn_k_svd inner = inner_of(p, room);
    const tn_k_reflect reflect = reflect_of(p, room);
    int64_t most = 0;
    for (const int64_t bytes : {tn_cuda_qr_workspace(&qr), tn_cuda_svd_workspace(&inner),
                                room.kept ? tn_cuda_reflect_workspace(&reflect) : 0}) {
        most = bytes > most ? bytes : most;
    }
    return room.bytes + most;
}
