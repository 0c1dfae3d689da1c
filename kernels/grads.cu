/* grads.cu: the norm of many gradients together, and scaling them all, in few launches: each takes
 * up to 128 tensors, whose pieces are dealt to blocks.
 *
 * Squares are summed in f32 (f64 of f64): a thread's in order, a block's and those of a tensor's
 * blocks as a tree; the squares of the tensors' norms in f64, in the order of the list. So the
 * order follows from sizes alone. Memory is read once for the norm; to scale it is read and written
 * once, and left alone when the factor is 1. */
#include "kernels/reduce_ops.cuh"
#include "kernels/team.cuh"

#include <math.h>

namespace {

constexpr int tensors_a_launch = 128, threads = 256, quads_at_once = 4, rounds = 2;
constexpr int64_t quad_step = int64_t{threads} * 4;
constexpr int64_t piece = quad_step * quads_at_once * rounds;
constexpr int64_t blocks_max = 1 << 20;

struct grads_tensor {
    void *data;
    int64_t numel, first_block;
};

struct grads_args {
    uint8_t dtype;
    int n;
    const double *total;
    double *sums, *norms; /* a sum of squares each block of all launches, a norm each tensor */
    bool moves_quads[tensors_a_launch];
    grads_tensor tensors[tensors_a_launch];
};

/* The tensor of this block: the last that begins no later. */
__device__ __forceinline__ int tensor_of_block(const grads_args &k) {
    int low = 0, high = k.n - 1;
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        const bool begins_later = k.tensors[middle].first_block > blockIdx.x;
        low = begins_later ? low : middle;
        high = begins_later ? middle - 1 : high;
    }
    return low;
}

/* ---- The norm -------------------------------------------------------------------------------- */

template <class T>
__device__ __forceinline__ T sum_of_piece(const grads_args &k, const grads_tensor &t,
                                          bool moves_quads, int64_t begin) {
    T sums[4] = {};
    for (int r = 0; r < rounds; r++) {
        const int64_t first = begin + r * quads_at_once * quad_step + int64_t{threadIdx.x} * 4;
        T x[4 * quads_at_once] = {};
        if (moves_quads && first + (quads_at_once - 1) * quad_step + 4 <= t.numel) {
            int64_t at[quads_at_once];
            for (int u = 0; u < quads_at_once; u++) {
                at[u] = first + u * quad_step;
            }
            tn::load_quads(k.dtype, t.data, at, x);
        } else {
            for (int n = 0; n < 4 * quads_at_once; n++) {
                const int64_t at = first + n / 4 * quad_step + n % 4;
                x[n] = at < t.numel ? tn::load<T>(k.dtype, t.data, at) : T(0);
            }
        }
        for (int n = 0; n < 4 * quads_at_once; n++) {
            sums[n % 4] += x[n] * x[n];
        }
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

template <class T>
__global__ void __launch_bounds__(threads) sum_pieces(const __grid_constant__ grads_args k) {
    const int which = tensor_of_block(k);
    const grads_tensor &t = k.tensors[which];
    const int64_t begin = (blockIdx.x - t.first_block) * piece;
    const T sum =
        tn::join_team<tn::sum_fold<T>>(sum_of_piece<T>(k, t, k.moves_quads[which], begin), threads);
    if (threadIdx.x == 0) {
        k.sums[blockIdx.x] = sum;
    }
}

__device__ __forceinline__ double rounded(int dtype, float x) {
    return dtype == TN_F16    ? tn::opened(tn::convert<tn::stored_f16>::from(x))
           : dtype == TN_BF16 ? tn::opened(tn::convert<tn::stored_bf16>::from(x))
                              : x;
}
__device__ __forceinline__ double rounded(int, double x) {
    return x;
}

/* A block a tensor. */
template <class T>
__global__ void __launch_bounds__(threads) join_pieces(const __grid_constant__ grads_args k) {
    const grads_tensor &t = k.tensors[blockIdx.x];
    const int64_t end = t.first_block + (t.numel + piece - 1) / piece;
    T sum = 0;
    for (int64_t i = t.first_block + threadIdx.x; i < end; i += threads) {
        sum += static_cast<T>(k.sums[i]);
    }
    sum = tn::join_team<tn::sum_fold<T>>(sum, threads);
    if (threadIdx.x == 0) {
        k.norms[blockIdx.x] = rounded(k.dtype, tn::sqrt_of(sum));
    }
}

/* One block: its threads fetch, the first one adds. */
__global__ void __launch_bounds__(threads)
    join_norms(const double *norms, int64_t n, double max_norm, double *total) {
    __shared__ double fetched[threads];
    double sum = 0;
    for (int64_t begin = 0; begin < n; begin += threads) {
        const int64_t left = n - begin;
        const unsigned count = left < threads ? static_cast<unsigned>(left) : threads;
        if (threadIdx.x < count) {
            fetched[threadIdx.x] = norms[begin + threadIdx.x];
        }
        __syncthreads();
        for (unsigned i = 0; threadIdx.x == 0 && i < count; i++) {
            sum += fetched[i] * fetched[i];
        }
        __syncthreads();
    }
    if (threadIdx.x == 0) {
        const double norm = sqrt(sum), factor = max_norm / (norm + 1e-6);
        total[0] = norm;
        total[1] = max_norm > 0 && !(factor >= 1) ? factor : 1;
    }
}

/* ---- Scaling --------------------------------------------------------------------------------- */

/* The factor as a number of the tensor's dtype. */
template <class T> __device__ __forceinline__ T factor_as(int dtype, double factor);
template <> __device__ __forceinline__ float factor_as(int dtype, double factor) {
    return static_cast<float>(rounded(dtype, static_cast<float>(factor)));
}
template <> __device__ __forceinline__ double factor_as(int, double factor) {
    return factor;
}
template <> __device__ __forceinline__ tn_c64 factor_as(int, double factor) {
    return {static_cast<float>(factor), 0};
}
template <> __device__ __forceinline__ tn_c128 factor_as(int, double factor) {
    return {factor, 0};
}

template <class T>
__device__ __forceinline__ void scale_quad(const grads_args &k, const grads_tensor &t, int64_t at,
                                           T factor) {
    const int64_t from[1] = {at};
    T x[4];
    tn::load_quads(k.dtype, t.data, from, x);
    for (int n = 0; n < 4; n++) {
        x[n] = tn::multiply(x[n], factor);
    }
    tn::store_quad(k.dtype, t.data, at, x);
}

template <class T>
__global__ void __launch_bounds__(threads) scale_pieces(const __grid_constant__ grads_args k) {
    if (k.total[1] == 1) {
        return;
    }
    const T factor = factor_as<T>(k.dtype, k.total[1]);
    const int which = tensor_of_block(k);
    const grads_tensor &t = k.tensors[which];
    const int64_t begin = (blockIdx.x - t.first_block) * piece + int64_t{threadIdx.x} * 4;
    for (int q = 0; q < quads_at_once * rounds; q++) {
        const int64_t at = begin + q * quad_step;
        if (k.moves_quads[which] && at + 4 <= t.numel) {
            scale_quad<T>(k, t, at, factor);
            continue;
        }
        for (int64_t i = at; i < at + 4 && i < t.numel; i++) {
            tn::store(k.dtype, t.data, i, tn::multiply(tn::load<T>(k.dtype, t.data, i), factor));
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

int real_dtype(int dtype) {
    return dtype == TN_C64 ? TN_F32 : dtype == TN_C128 ? TN_F64 : dtype;
}

/* For a norm a complex number is two real ones. */
grads_tensor seen(const tn_k_grads_tensor *t, bool as_real, int64_t first_block) {
    const bool two = as_real && real_dtype(t->dtype) != t->dtype;
    return {t->data, two ? 2 * t->numel : t->numel, first_block};
}

/* Tensors from `first` on that are alike, as many as fit; gives the one after them. */
int64_t take_some(const tn_k_grads *p, int64_t first, bool as_real, grads_args *k,
                  int64_t *blocks) {
    k->dtype = static_cast<uint8_t>(as_real ? real_dtype(p->tensors[first].dtype)
                                            : p->tensors[first].dtype);
    k->n = 0;
    *blocks = 0;
    int64_t i = first;
    for (; i < p->n && k->n < tensors_a_launch && *blocks < blocks_max; i++, k->n++) {
        const tn_k_grads_tensor *t = &p->tensors[i];
        if ((as_real ? real_dtype(t->dtype) : t->dtype) != k->dtype) {
            break;
        }
        k->tensors[k->n] = seen(t, as_real, *blocks);
        k->moves_quads[k->n] = tn::is_quad_aligned(k->dtype, t->data);
        *blocks += tn::divide_up(k->tensors[k->n].numel, piece);
    }
    return i;
}

int64_t sums_of(const tn_k_grads *p) {
    int64_t sums = 0;
    for (int64_t i = 0; i < p->n; i++) {
        sums += tn::divide_up(seen(&p->tensors[i], true, 0).numel, piece);
    }
    return sums;
}

template <class T> int launch_norms(const grads_args &k, int64_t blocks, void *stream) {
    int status = 0;
    if (blocks > 0) {
        status =
            tn::launch(sum_pieces<T>, tn::one_visit_blocks(blocks, 1), dim3(threads), 0, stream, k);
    }
    return status == 0 ? tn::launch(join_pieces<T>, dim3(static_cast<unsigned>(k.n)), dim3(threads),
                                    0, stream, k)
                       : status;
}

int take_norm(const tn_k_grads *p, void *stream) {
    grads_args k = {};
    k.sums = static_cast<double *>(p->workspace);
    k.norms = k.sums + sums_of(p);
    const double *norms = k.norms;
    int status = 0;
    for (int64_t i = 0, blocks; i < p->n && status == 0;) {
        i = take_some(p, i, true, &k, &blocks);
        status = k.dtype == TN_F64 ? launch_norms<double>(k, blocks, stream)
                                   : launch_norms<float>(k, blocks, stream);
        k.sums += blocks;
        k.norms += k.n;
    }
    return status == 0 ? tn::launch(join_norms, dim3(1), dim3(threads), 0, stream, norms, p->n,
                                    p->max_norm, p->total)
                       : status;
}

template <class T> int launch_scale(const grads_args &k, int64_t blocks, void *stream) {
    return tn::launch(scale_pieces<T>, tn::one_visit_blocks(blocks, 1), dim3(threads), 0, stream,
                      k);
}

int scale(const tn_k_grads *p, void *stream) {
    grads_args k = {};
    k.total = p->total;
    int status = 0;
    for (int64_t i = 0, blocks; i < p->n && status == 0;) {
        i = take_some(p, i, false, &k, &blocks);
        if (blocks > 0) {
            status = k.dtype == TN_F64    ? launch_scale<double>(k, blocks, stream)
                     : k.dtype == TN_C64  ? launch_scale<tn_c64>(k, blocks, stream)
                     : k.dtype == TN_C128 ? launch_scale<tn_c128>(k, blocks, stream)
                                          : launch_scale<float>(k, blocks, stream);
        }
    }
    return status;
}

} // namespace

extern "C" int tn_cuda_grads(const void *params, void *stream) {
    const tn_k_grads *p = static_cast<const tn_k_grads *>(params);
    return p->code == TN_GRADS_NORM ? take_norm(p, stream) : scale(p, stream);
}

extern "C" int64_t tn_cuda_grads_workspace(const void *params) {
    const tn_k_grads *p = static_cast<const tn_k_grads *>(params);
    return p->code == TN_GRADS_NORM ? (sums_of(p) + p->n + 1) * static_cast<int64_t>(sizeof(double))
                                    : 0;
}
