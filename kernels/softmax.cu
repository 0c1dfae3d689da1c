/* softmax.cu: softmax, log_softmax and their gradients, f32 and f64.
 *
 * Rows (inner is 1) are kept in registers, so that memory is read and written once; rows too long
 * for that are read three times (twice by a gradient), mostly from cache. Other slices: threads
 * side by side take neighbouring columns and eight above each other share one. The order of each
 * sum follows from the shape. */
#include "kernels/held_rows.cuh"
#include "kernels/reduce_ops.cuh"

namespace {

struct softmax_args {
    int64_t outer, n, inner;
    const void *in, *y;
    void *out;
    bool log;
    tn::held_layout held; /* where rows are kept in registers */
};

#define EXPONENTIALS(T, S)                        \
    __device__ __forceinline__ T exp_below(T x) { \
        return tn_exp_down_##S(x);                \
    }                                             \
    __device__ __forceinline__ T log_of(T x) {    \
        return tn_log_##S(x);                     \
    }
EXPONENTIALS(float, f32)
EXPONENTIALS(double, f64)
#undef EXPONENTIALS

template <class T> using top_fold = tn::extreme_fold<T, true>;

/* ---- What is done to elements ---------------------------------------------------------------- */

/* A result from an element's distance to the largest, and what follows from the sum of all. */
template <class T> __device__ __forceinline__ T scale_of(bool log, T sum) {
    return log ? log_of(sum) : 1 / sum;
}
template <class T> __device__ __forceinline__ T scaled(bool log, T below, T scale) {
    return log ? below - scale : exp_below(below) * scale;
}

template <class T> __device__ __forceinline__ T share_of_sum(bool log, T grad, T y) {
    return log ? grad : grad * y;
}
template <class T> __device__ __forceinline__ T gradient(bool log, T grad, T y, T sum) {
    return log ? grad - tn::exp_of(y) * sum : y * (grad - sum);
}

/* ---- Rows in registers ----------------------------------------------------------------------- */

template <class T, int held> __global__ void softmax_held(const softmax_args k) {
    const int rows = blockDim.x / k.held.team;
    const int64_t row = blockIdx.x * int64_t{rows} + threadIdx.x / k.held.team;
    const bool exists = row < k.outer;
    T x[held], top = top_fold<T>::identity(), sum = 0;
    tn::load_held(k.held, static_cast<const T *>(k.in) + row * k.n, exists, top, x);
    for (int j = 0; j < held; j++) {
        top = top_fold<T>::join(top, x[j]);
    }
    top = tn::join_team<top_fold<T>>(top, k.held.team);
    for (int j = 0; j < held; j++) {
        x[j] -= top;
        sum += exp_below(x[j]);
    }
    const T scale = scale_of(k.log, tn::join_team<tn::sum_fold<T>>(sum, k.held.team));
    for (int j = 0; j < held; j++) {
        x[j] = scaled(k.log, x[j], scale);
    }
    if (exists) {
        tn::store_held(k.held, static_cast<T *>(k.out) + row * k.n, x);
    }
}

template <class T, int held> __global__ void softmax_held_backward(const softmax_args k) {
    const int rows = blockDim.x / k.held.team;
    const int64_t row = blockIdx.x * int64_t{rows} + threadIdx.x / k.held.team;
    const bool exists = row < k.outer;
    T g[held], y[held], sum = 0;
    tn::load_held(k.held, static_cast<const T *>(k.in) + row * k.n, exists, T(0), g);
    tn::load_held(k.held, static_cast<const T *>(k.y) + row * k.n, exists, T(0), y);
    for (int j = 0; j < held; j++) {
        sum += share_of_sum(k.log, g[j], y[j]);
    }
    sum = tn::join_team<tn::sum_fold<T>>(sum, k.held.team);
    for (int j = 0; j < held; j++) {
        g[j] = gradient(k.log, g[j], y[j], sum);
    }
    if (exists) {
        tn::store_held(k.held, static_cast<T *>(k.out) + row * k.n, g);
    }
}

/* ---- Rows and columns of any length ---------------------------------------------------------- */

/* The elements of one slice that belong to this thread, and how to join all of them. */
struct row_slice {
    static __device__ __forceinline__ int64_t slices_a_block() {
        return 1;
    }
    __device__ row_slice(const softmax_args &k, int64_t first)
        : base(first * k.n), begin(threadIdx.x), step(blockDim.x), stride(1), end(k.n) {}
    template <class P> __device__ __forceinline__ typename P::cell join(typename P::cell v) const {
        return tn::join_team<P>(v, blockDim.x);
    }
    int64_t base, begin, step, stride, end;
};

constexpr int columns_a_block = 32;

struct column_slice {
    static __device__ __forceinline__ int64_t slices_a_block() {
        return columns_a_block;
    }
    __device__ column_slice(const softmax_args &k, int64_t first)
        : begin(threadIdx.x / columns_a_block), step(tn::column_threads / columns_a_block),
          stride(k.inner) {
        const int64_t column = first + threadIdx.x % columns_a_block;
        const bool exists = column < k.outer * k.inner;
        base = exists ? column / k.inner * k.n * k.inner + column % k.inner : 0;
        end = exists ? k.n : 0;
    }
    template <class P> __device__ __forceinline__ typename P::cell join(typename P::cell v) const {
        return tn::join_column<P>(v, columns_a_block);
    }
    int64_t base, begin, step, stride, end;
};

template <class T, class W> __global__ void softmax_walked(const softmax_args k) {
    const T *in = static_cast<const T *>(k.in);
    T *out = static_cast<T *>(k.out);
    const W w(k, blockIdx.x * W::slices_a_block());
    T top = top_fold<T>::identity(), sum = 0;
    for (int64_t i = w.begin; i < w.end; i += w.step) {
        top = top_fold<T>::join(top, in[w.base + i * w.stride]);
    }
    top = w.template join<top_fold<T>>(top);
    for (int64_t i = w.begin; i < w.end; i += w.step) {
        sum += exp_below(in[w.base + i * w.stride] - top);
    }
    const T scale = scale_of(k.log, w.template join<tn::sum_fold<T>>(sum));
    for (int64_t i = w.begin; i < w.end; i += w.step) {
        const int64_t at = w.base + i * w.stride;
        out[at] = scaled(k.log, in[at] - top, scale);
    }
}

template <class T, class W> __global__ void softmax_walked_backward(const softmax_args k) {
    const T *grad = static_cast<const T *>(k.in), *y = static_cast<const T *>(k.y);
    T *out = static_cast<T *>(k.out);
    const W w(k, blockIdx.x * W::slices_a_block());
    T sum = 0;
    for (int64_t i = w.begin; i < w.end; i += w.step) {
        const int64_t at = w.base + i * w.stride;
        sum += share_of_sum(k.log, grad[at], y[at]);
    }
    sum = w.template join<tn::sum_fold<T>>(sum);
    for (int64_t i = w.begin; i < w.end; i += w.step) {
        const int64_t at = w.base + i * w.stride;
        out[at] = gradient(k.log, grad[at], y[at], sum);
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

typedef void softmax_kernel(const softmax_args);

template <class T, int held>
int launch_held(softmax_args k, bool aligned, bool backward, void *stream) {
    const tn::held_launch plan = tn::plan_held(k.outer, k.n, held, aligned);
    k.held = plan.layout;
    softmax_kernel *kernel = backward ? softmax_held_backward<T, held> : softmax_held<T, held>;
    return tn::launch(kernel, plan.blocks, dim3(plan.threads), 0, stream, k);
}

template <class T> int softmax(const tn_k_softmax *p, void *stream) {
    const bool backward = p->code == TN_SOFTMAX_BACKWARD || p->code == TN_LOG_SOFTMAX_BACKWARD;
    const bool log = p->code == TN_LOG_SOFTMAX || p->code == TN_LOG_SOFTMAX_BACKWARD;
    const bool aligned = tn::is_quad_aligned(p->dtype, p->in) &&
                         tn::is_quad_aligned(p->dtype, p->out) &&
                         (!backward || tn::is_quad_aligned(p->dtype, p->y));
    const softmax_args k = {p->outer, p->n, p->inner, p->in, p->y, p->out, log, {}};
    if (p->inner == 1 && p->n <= tn::held_few_limit) {
        return launch_held<T, tn::held_few>(k, aligned, backward, stream);
    }
    if (p->inner == 1 && p->n <= tn::held_limit<T>) {
        return launch_held<T, tn::held_many<T>>(k, aligned, backward, stream);
    }
    if (p->inner == 1) {
        return tn::launch(backward ? softmax_walked_backward<T, row_slice>
                                   : softmax_walked<T, row_slice>,
                          tn::one_visit_blocks(p->outer, 1), dim3(1024), 0, stream, k);
    }
    return tn::launch(backward ? softmax_walked_backward<T, column_slice>
                               : softmax_walked<T, column_slice>,
                      tn::one_visit_blocks(p->outer * p->inner, columns_a_block),
                      dim3(tn::column_threads), 0, stream, k);
}

} // namespace

extern "C" int tn_cuda_softmax(const void *params, void *stream) {
    const tn_k_softmax *p = static_cast<const tn_k_softmax *>(params);
    if (p->outer <= 0 || p->n <= 0 || p->inner <= 0) {
        return 0;
    }
    return p->dtype == TN_F64 ? softmax<double>(p, stream) : softmax<float>(p, stream);
}
