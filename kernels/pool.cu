/* pool.cu: max and average pooling of planes, f32 and f64.
 *
 * Forward, and averages backward: a thread takes one output or one input element and walks its
 * windows, mostly in cache. The gradient of a maximum follows given indices, which may lead
 * anywhere in their plane: a warp owns a plane and adds 32 values at a time. Every sum is taken in
 * the order of the windows, as on the host. */
#include "kernels/fault.cuh"
#include "kernels/quads.cuh"

namespace {

struct axis {
    int64_t in, out, kernel, stride, padding, dilation;
};

struct pool_args {
    axis h, w;
    bool adaptive, count_padding;
    int64_t planes, divisor;
    void *input, *output;
    int64_t *indices;
    tn_kernel_fault *fault;
};

/* ---- Windows --------------------------------------------------------------------------------- */

/* The part of a window that lies in the input, and its extent with padding. */
struct window {
    int64_t begin, end, step, full;
};

__device__ __forceinline__ window window_of(const axis &a, bool adaptive, int64_t i) {
    if (adaptive) {
        const int64_t begin = i * a.in / a.out, end = ((i + 1) * a.in + a.out - 1) / a.out;
        return {begin, end, 1, end - begin};
    }
    int64_t begin = i * a.stride - a.padding;
    const int64_t end = begin + (a.kernel - 1) * a.dilation + 1, limit = a.in + a.padding;
    const int64_t full = (end < limit ? end : limit) - begin;
    if (begin < 0) {
        begin += (-begin + a.dilation - 1) / a.dilation * a.dilation;
    }
    return {begin, end < a.in ? end : a.in, a.dilation, full};
}

/* Windows first to last may hold element i. */
struct holders {
    int64_t first, last;
};

__device__ __forceinline__ holders holders_of(const axis &a, bool adaptive, int64_t i) {
    if (adaptive) {
        return {i * a.out / a.in, ((i + 1) * a.out + a.in - 1) / a.in - 1};
    }
    const int64_t reach = i + a.padding - (a.kernel - 1) * a.dilation;
    const int64_t first = reach > 0 ? (reach + a.stride - 1) / a.stride : 0;
    const int64_t last = (i + a.padding) / a.stride;
    return {first, last < a.out ? last : a.out - 1};
}

__device__ __forceinline__ bool holds(const window &w, int64_t i) {
    return i >= w.begin && i < w.end && (i - w.begin) % w.step == 0;
}

__device__ __forceinline__ double divisor_of(const pool_args &k, const window &h, const window &w) {
    if (k.divisor) {
        return static_cast<double>(k.divisor);
    }
    return static_cast<double>(k.count_padding ? h.full * w.full
                                               : (h.end - h.begin) * (w.end - w.begin));
}

/* ---- Kernels --------------------------------------------------------------------------------- */

/* A NaN wins, and of equal values the first. */
template <class T> __global__ void __launch_bounds__(256) max_pool(const pool_args k) {
    const int64_t each = k.h.out * k.w.out;
    for (int64_t o = tn::first_item(); o < k.planes * each; o += tn::item_step()) {
        const T *x = static_cast<const T *>(k.input) + o / each * (k.h.in * k.w.in);
        const window h = window_of(k.h, k.adaptive, o % each / k.w.out);
        const window w = window_of(k.w, k.adaptive, o % k.w.out);
        int64_t best = h.begin * k.w.in + w.begin;
        T value = static_cast<T>(-INFINITY);
        for (int64_t i = h.begin; i < h.end; i += h.step) {
            for (int64_t j = w.begin; j < w.end; j += w.step) {
                const T v = x[i * k.w.in + j];
                if (v > value || v != v) {
                    value = v;
                    best = i * k.w.in + j;
                }
            }
        }
        static_cast<T *>(k.output)[o] = value;
        k.indices[o] = best;
    }
}

template <class T> __global__ void __launch_bounds__(256) average_pool(const pool_args k) {
    const int64_t each = k.h.out * k.w.out;
    for (int64_t o = tn::first_item(); o < k.planes * each; o += tn::item_step()) {
        const T *x = static_cast<const T *>(k.input) + o / each * (k.h.in * k.w.in);
        const window h = window_of(k.h, k.adaptive, o % each / k.w.out);
        const window w = window_of(k.w, k.adaptive, o % k.w.out);
        T sum = 0;
        for (int64_t i = h.begin; i < h.end; i += h.step) {
            for (int64_t j = w.begin; j < w.end; j += w.step) {
                sum += x[i * k.w.in + j];
            }
        }
        static_cast<T *>(k.output)[o] = sum / static_cast<T>(divisor_of(k, h, w));
    }
}

template <class T> __global__ void __launch_bounds__(256) average_pool_backward(const pool_args k) {
    const int64_t each = k.h.in * k.w.in;
    for (int64_t e = tn::first_item(); e < k.planes * each; e += tn::item_step()) {
        const T *grad = static_cast<const T *>(k.output) + e / each * (k.h.out * k.w.out);
        const int64_t i = e % each / k.w.in, j = e % k.w.in;
        const holders rows = holders_of(k.h, k.adaptive, i), cols = holders_of(k.w, k.adaptive, j);
        T sum = 0;
        for (int64_t r = rows.first; r <= rows.last; r++) {
            const window h = window_of(k.h, k.adaptive, r);
            for (int64_t q = cols.first; holds(h, i) && q <= cols.last; q++) {
                const window w = window_of(k.w, k.adaptive, q);
                if (holds(w, j)) {
                    sum += grad[r * k.w.out + q] / static_cast<T>(divisor_of(k, h, w));
                }
            }
        }
        static_cast<T *>(k.input)[e] = sum;
    }
}

/* Values whose indices are equal are added by the first of their lanes, in the order of the
 * lanes. */
template <class T>
__device__ __forceinline__ void add_lanes(T *plane, int64_t index, T value, bool inside) {
    const uint32_t mine = __match_any_sync(0xffffffffu, inside ? index : int64_t{-1});
    const int lane = threadIdx.x % 32;
    const bool leads = inside && (mine & ((1u << lane) - 1)) == 0;
    T sum = leads ? plane[index] : T(0);
    for (int other = 0; other < 32; other++) {
        const T v = tn::from_lane(value, other);
        sum += mine >> other & 1 ? v : T(0);
    }
    if (leads) {
        plane[index] = sum;
    }
    __syncwarp(); /* the next values find these */
}

template <class T> __global__ void __launch_bounds__(128) max_pool_backward(const pool_args k) {
    const int64_t in = k.h.in * k.w.in, out = k.h.out * k.w.out;
    const int lane = threadIdx.x % 32;
    for (int64_t p = tn::first_item() / 32; p < k.planes; p += tn::item_step() / 32) {
        T *plane = static_cast<T *>(k.input) + p * in;
        const T *grad = static_cast<const T *>(k.output) + p * out;
        for (int64_t e = lane; e < in; e += 32) {
            plane[e] = 0;
        }
        __syncwarp();
        for (int64_t first = 0; first < out; first += 32) {
            const int64_t o = first + lane;
            const int64_t index = o < out ? k.indices[p * out + o] : -1;
            const bool inside = o < out && tn::leads_inside(k.fault, TN_K_pool, index, {in});
            add_lanes(plane, index, inside ? grad[o] : T(0), inside);
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

template <class T> int pool(const tn_k_pool *p, const pool_args &k, void *stream) {
    const dim3 outputs = tn::blocks_for(k.planes * k.h.out * k.w.out, 256);
    switch (p->code) {
    case TN_POOL_MAX:
        return tn::launch(max_pool<T>, outputs, dim3(256), 0, stream, k);
    case TN_POOL_AVG:
        return tn::launch(average_pool<T>, outputs, dim3(256), 0, stream, k);
    case TN_POOL_AVG_BACKWARD:
        return tn::launch(average_pool_backward<T>, tn::blocks_for(k.planes * k.h.in * k.w.in, 256),
                          dim3(256), 0, stream, k);
    default:
        return tn::launch(max_pool_backward<T>, tn::blocks_for(k.planes, 4), dim3(128), 0, stream,
                          k);
    }
}

} // namespace

extern "C" int tn_cuda_pool(const void *params, void *stream) {
    const tn_k_pool *p = static_cast<const tn_k_pool *>(params);
    const axis h = {p->in[0], p->out[0], p->kernel[0], p->stride[0], p->padding[0], p->dilation[0]};
    const axis w = {p->in[1], p->out[1], p->kernel[1], p->stride[1], p->padding[1], p->dilation[1]};
    const pool_args k = {h,          w,        p->adaptive, p->count_padding, p->planes,
                         p->divisor, p->input, p->output,   p->indices,       tn_cuda_fault()};
    if (k.planes <= 0) {
        return 0;
    }
    const int status = p->code == TN_POOL_MAX_BACKWARD ? tn::need_fault_memory() : 0;
    if (status != 0) {
        return status;
    }
    if (p->dtype == TN_F64) {
        return pool<double>(p, k, stream);
    }
    if (p->dtype == TN_F32) {
        return pool<float>(p, k, stream);
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "pooling has no kernel for dtype %d", p->dtype);
}
