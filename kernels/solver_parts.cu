/* solver_parts.cu: matrices between rows and columns, and what cuSOLVER does not do: pivots of 32
 * bits, and NaN where a matrix is not finite. */
#include "kernels/solver_parts.h"

#include "kernels/launch.cuh"

namespace {

using namespace tn;

/* A complex element as its two parts. */
template <class R, int Parts> struct element { R part[Parts]; };

template <class E, int Parts> __device__ __forceinline__ E conjugated(E x, bool conjugate) {
    if (Parts == 2 && conjugate) {
        x.part[Parts - 1] = -x.part[Parts - 1];
    }
    return x;
}

template <class R, int Parts>
__global__ void __launch_bounds__(256) copy_part(const tn_part_copy p) {
    using E = element<R, Parts>;
    for (int64_t e = first_item(); e < p.rows * p.cols; e += item_step()) {
        const int64_t i = e / p.cols, c = e % p.cols;
        const bool is_kept = c - i >= p.least && c - i <= p.most;
        E x = {};
        if (is_kept) {
            x = static_cast<const E *>(p.from)[i * p.from_row + c * p.from_col];
        }
        static_cast<E *>(p.to)[i * p.to_row + c * p.to_col] = conjugated<E, Parts>(x, p.conjugate);
    }
}

static __global__ void __launch_bounds__(256)
    narrow_pivots(int64_t n, const int64_t *from, int32_t *to) {
    for (int64_t i = first_item(); i < n; i += item_step()) {
        to[i] = static_cast<int32_t>(from[i]);
    }
}

/* One block: every element is looked at before the first one is written. */
template <class R>
__global__ void __launch_bounds__(1024) guard(int64_t count, R *data, int32_t *flag) {
    bool is_wrong = false;
    for (int64_t i = threadIdx.x; i < count; i += blockDim.x) {
        is_wrong = is_wrong || !(data[i] - data[i] == 0);
    }
    is_wrong = __syncthreads_or(is_wrong);
    for (int64_t i = threadIdx.x; is_wrong && i < count; i += blockDim.x) {
        data[i] = 0;
    }
    if (threadIdx.x == 0) {
        *flag = is_wrong;
    }
}

template <class R> __global__ void __launch_bounds__(256) spoil(const tn_part_spoil p) {
    if (*p.flag == 0 && *p.info == 0) {
        return;
    }
    for (int k = 0; k < 3; k++) {
        for (int64_t i = first_item(); i < p.counts[k]; i += item_step()) {
            static_cast<R *>(p.data[k])[i] = static_cast<R>(tn_float_of(0x7fc00000u));
        }
    }
}

static __global__ void __launch_bounds__(32) tell(const int32_t *flag, int32_t *info) {
    if (threadIdx.x == 0) {
        *info = *info != 0 ? (*info > 0 ? *info : 1) : *flag;
    }
}

bool is_double(int dtype) {
    return dtype == TN_F64 || dtype == TN_C128;
}
int parts_of(int dtype) {
    return dtype == TN_C64 || dtype == TN_C128 ? 2 : 1;
}

} // namespace

int tn_cuda_part_copy(const tn_part_copy *p, void *stream) {
    void (*const kernels[2][2])(const tn_part_copy) = {
        {copy_part<float, 1>, copy_part<float, 2>}, {copy_part<double, 1>, copy_part<double, 2>}};
    return launch(kernels[is_double(p->dtype)][parts_of(p->dtype) - 1],
                  blocks_for(p->rows * p->cols, 256), dim3(256), 0, stream, *p);
}

int tn_cuda_narrow_pivots(int64_t n, const int64_t *from, int32_t *to, void *stream) {
    return launch(narrow_pivots, blocks_for(n, 256), dim3(256), 0, stream, n, from, to);
}

int tn_cuda_guard(int dtype, int64_t count, void *data, int32_t *flag, void *stream) {
    count *= parts_of(dtype);
    return is_double(dtype) ? launch(guard<double>, dim3(1), dim3(1024), 0, stream, count,
                                     static_cast<double *>(data), flag)
                            : launch(guard<float>, dim3(1), dim3(1024), 0, stream, count,
                                     static_cast<float *>(data), flag);
}

int tn_cuda_spoil(const tn_part_spoil *p, void *stream) {
    tn_part_spoil k = *p;
    int64_t most = 0;
    for (int i = 0; i < 3; i++) {
        k.counts[i] *= i ? parts_of(p->dtype) : 1;
        most = k.counts[i] > most ? k.counts[i] : most;
    }
    const int status = launch(is_double(p->dtype) ? spoil<double> : spoil<float>,
                              blocks_for(most, 256), dim3(256), 0, stream, k);
    return status ? status : launch(tell, dim3(1), dim3(32), 0, stream, p->flag, p->info);
}
