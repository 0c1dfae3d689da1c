/* norm.cu: layer, group and RMS normalisation of rows, and its gradients, f32 and f64.
 *
 * Rows are kept in registers, so that input and output are moved once; rows too long for that are
 * read three times, mostly from cache. The gradients of weight and bias are sums over rows: of one
 * column each where every element has a weight of its own (repeat is 1), else of runs of `repeat`
 * neighbours. The order of each sum follows from the shape. */
#include "kernels/held_rows.cuh"
#include "kernels/reduce_ops.cuh"
#include "kernels/cells.cuh"

namespace {

struct norm_args {
    bool rms;
    int64_t rows, n, channels, repeat, width; /* width: weights of all channels */
    double eps;
    const void *in, *weight, *bias, *grad;
    void *out, *mean, *rstd, *grad_weight, *grad_bias;
    tn::held_layout held; /* where rows are kept in registers */
    int64_t parts;        /* of the rows, for the sums over them */
    tn::part_cell *sums;  /* [parts][width], where parts > 1 */
};

template <class T> using sums = tn::sum_fold<T>;

/* ---- One row --------------------------------------------------------------------------------- */

/* A row, its statistics and its share of weight and bias. */
template <class T> struct norm_row {
    const T *in, *grad, *weight, *bias;
    T *out;
    int64_t repeat;

    __device__ norm_row(const norm_args &k, int64_t r)
        : in(static_cast<const T *>(k.in) + r * k.n),
          grad(k.grad ? static_cast<const T *>(k.grad) + r * k.n : nullptr),
          weight(static_cast<const T *>(k.weight)), bias(static_cast<const T *>(k.bias)),
          out(static_cast<T *>(k.out) + r * k.n), repeat(k.repeat) {
        const int64_t first = r % k.channels * (k.n / k.repeat);
        weight = weight ? weight + first : nullptr;
        bias = bias ? bias + first : nullptr;
    }
    __device__ __forceinline__ int64_t weight_number(int64_t i) const {
        return repeat == 1 ? i : i / repeat;
    }
    __device__ __forceinline__ T affine(int64_t i, T x) const {
        if (weight) {
            x *= weight[weight_number(i)];
        }
        return bias ? x + bias[weight_number(i)] : x;
    }
    __device__ __forceinline__ T weighted(int64_t i, T g) const {
        return weight ? g * weight[weight_number(i)] : g;
    }
};

template <class T> struct statistics { T mean, rstd; };

template <class T>
__device__ __forceinline__ T reciprocal_deviation(const norm_args &k, T squares) {
    const double variance = static_cast<double>(squares) / static_cast<double>(k.n);
    return static_cast<T>(1 / sqrt(variance + k.eps));
}

template <class T> __device__ __forceinline__ T mean_of(const norm_args &k, T sum) {
    return static_cast<T>(static_cast<double>(sum) / static_cast<double>(k.n));
}

template <class T>
__device__ __forceinline__ void keep(const norm_args &k, int64_t r, bool is_first,
                                     const statistics<T> &s) {
    if (is_first) {
        static_cast<T *>(k.mean)[r] = s.mean;
        static_cast<T *>(k.rstd)[r] = s.rstd;
    }
}

template <class T> __device__ __forceinline__ statistics<T> kept(const norm_args &k, int64_t r) {
    return {static_cast<const T *>(k.mean)[r], static_cast<const T *>(k.rstd)[r]};
}

/* The gradient of element x, whose own is g: a and b are the means of g and of g times x. */
template <class T>
__device__ __forceinline__ T input_gradient(const statistics<T> &s, T g, T x, T a, T b) {
    return s.rstd * (g - a - (x - s.mean) * s.rstd * b);
}

/* ---- Rows in registers ----------------------------------------------------------------------- */

template <class T, int held> __global__ void norm_held(const norm_args k) {
    const int rows = blockDim.x / k.held.team, member = threadIdx.x % k.held.team;
    const int64_t r = blockIdx.x * int64_t{rows} + threadIdx.x / k.held.team;
    const bool exists = r < k.rows;
    const norm_row<T> row(k, exists ? r : 0);
    T x[held], sum = 0, squares = 0;
    tn::load_held(k.held, row.in, exists, T(0), x);
    statistics<T> s = {0, 0};
    if (!k.rms) {
        for (int j = 0; j < held; j++) {
            sum += x[j];
        }
        s.mean = mean_of(k, tn::join_team<sums<T>>(sum, k.held.team));
    }
    for (int j = 0; j < held; j++) {
        const T d = tn::held_place(k.held, j) + j % 4 < k.n ? x[j] - s.mean : T(0);
        squares += d * d;
    }
    s.rstd = reciprocal_deviation(k, tn::join_team<sums<T>>(squares, k.held.team));
    for (int j = 0; j < held; j++) {
        const int64_t i = tn::held_place(k.held, j) + j % 4;
        x[j] = i < k.n ? row.affine(i, (x[j] - s.mean) * s.rstd) : T(0);
    }
    if (exists) {
        keep(k, r, member == 0, s);
        tn::store_held(k.held, row.out, x);
    }
}

template <class T, int held> __global__ void norm_held_backward(const norm_args k) {
    const int rows = blockDim.x / k.held.team;
    const int64_t r = blockIdx.x * int64_t{rows} + threadIdx.x / k.held.team;
    const bool exists = r < k.rows;
    const norm_row<T> row(k, exists ? r : 0);
    const statistics<T> s = kept<T>(k, exists ? r : 0);
    T x[held], g[held], sum = 0, dot = 0;
    tn::load_held(k.held, row.in, exists, T(0), x);
    tn::load_held(k.held, row.grad, exists, T(0), g);
    for (int j = 0; j < held; j++) {
        const int64_t i = tn::held_place(k.held, j) + j % 4;
        g[j] = i < k.n ? row.weighted(i, g[j]) : T(0);
        sum += g[j];
        dot += g[j] * ((x[j] - s.mean) * s.rstd);
    }
    const T a = mean_of(k, tn::join_team<sums<T>>(k.rms ? T(0) : sum, k.held.team));
    const T b = mean_of(k, tn::join_team<sums<T>>(dot, k.held.team));
    for (int j = 0; j < held; j++) {
        g[j] = input_gradient(s, g[j], x[j], a, b);
    }
    if (exists) {
        tn::store_held(k.held, row.out, g);
    }
}

/* ---- Longer rows: a block each --------------------------------------------------------------- */

template <class T> __global__ void norm_long(const norm_args k) {
    const int64_t r = blockIdx.x;
    const norm_row<T> row(k, r);
    statistics<T> s = {0, 0};
    T sum = 0, squares = 0;
    for (int64_t i = threadIdx.x; !k.rms && i < k.n; i += blockDim.x) {
        sum += row.in[i];
    }
    if (!k.rms) {
        s.mean = mean_of(k, tn::join_team<sums<T>>(sum, blockDim.x));
    }
    for (int64_t i = threadIdx.x; i < k.n; i += blockDim.x) {
        const T d = row.in[i] - s.mean;
        squares += d * d;
    }
    s.rstd = reciprocal_deviation(k, tn::join_team<sums<T>>(squares, blockDim.x));
    keep(k, r, threadIdx.x == 0, s);
    for (int64_t i = threadIdx.x; i < k.n; i += blockDim.x) {
        row.out[i] = row.affine(i, (row.in[i] - s.mean) * s.rstd);
    }
}

template <class T> __global__ void norm_long_backward(const norm_args k) {
    const int64_t r = blockIdx.x;
    const norm_row<T> row(k, r);
    const statistics<T> s = kept<T>(k, r);
    T sum = 0, dot = 0;
    for (int64_t i = threadIdx.x; i < k.n; i += blockDim.x) {
        const T g = row.weighted(i, row.grad[i]);
        sum += g;
        dot += g * ((row.in[i] - s.mean) * s.rstd);
    }
    const T a = mean_of(k, tn::join_team<sums<T>>(k.rms ? T(0) : sum, blockDim.x));
    const T b = mean_of(k, tn::join_team<sums<T>>(dot, blockDim.x));
    for (int64_t i = threadIdx.x; i < k.n; i += blockDim.x) {
        row.out[i] = input_gradient(s, row.weighted(i, row.grad[i]), row.in[i], a, b);
    }
}

/* ---- Gradients of weight and bias ------------------------------------------------------------ */

template <class T> struct affine_pair { T weight, bias; };
template <class T> struct affine_sums {
    using cell = affine_pair<T>;
    static __device__ __forceinline__ cell identity() {
        return {0, 0};
    }
    static __device__ __forceinline__ cell join(cell a, cell b) {
        return {a.weight + b.weight, a.bias + b.bias};
    }
};

/* What element i of row r gives. */
template <class T>
__device__ __forceinline__ affine_pair<T> affine_share(const norm_args &k, int64_t r, int64_t i) {
    const statistics<T> s = kept<T>(k, r);
    const T x = static_cast<const T *>(k.in)[r * k.n + i];
    const T g = static_cast<const T *>(k.grad)[r * k.n + i];
    return {g * ((x - s.mean) * s.rstd), g};
}

template <class T>
__device__ __forceinline__ void store_affine(const norm_args &k, int64_t w,
                                             const affine_pair<T> &sum) {
    if (k.grad_weight) {
        static_cast<T *>(k.grad_weight)[w] = sum.weight;
    }
    if (k.grad_bias) {
        static_cast<T *>(k.grad_bias)[w] = sum.bias;
    }
}

constexpr int columns_a_block = 32;

/* repeat is 1: weight w belongs to element w % n of every channels-th row. */
template <class T>
__global__ void __launch_bounds__(tn::column_threads) affine_columns(const norm_args k) {
    constexpr int above = tn::column_threads / columns_a_block;
    const int64_t members = k.rows / k.channels; /* rows of a channel */
    const int64_t begin = blockIdx.y * members / k.parts;
    const int64_t end = (blockIdx.y + int64_t{1}) * members / k.parts;
    const int64_t w = blockIdx.x * int64_t{columns_a_block} + threadIdx.x % columns_a_block;
    affine_pair<T> sum = {0, 0};
    for (int64_t q = begin + threadIdx.x / columns_a_block; w < k.width && q < end; q += above) {
        sum = affine_sums<T>::join(sum, affine_share<T>(k, q * k.channels + w / k.n, w % k.n));
    }
    sum = tn::join_column<affine_sums<T>>(sum, columns_a_block);
    if (threadIdx.x < columns_a_block && w < k.width) {
        if (k.parts == 1) {
            store_affine(k, w, sum);
        } else {
            tn::cell_as<affine_pair<T>>(k.sums[blockIdx.y * k.width + w]) = sum;
        }
    }
}

template <class T> __global__ void __launch_bounds__(256) join_affine_parts(const norm_args k) {
    for (int64_t w = tn::first_item(); w < k.width; w += tn::item_step()) {
        affine_pair<T> sum = {0, 0};
        for (int64_t part = 0; part < k.parts; part++) {
            sum =
                affine_sums<T>::join(sum, tn::cell_as<affine_pair<T>>(k.sums[part * k.width + w]));
        }
        store_affine(k, w, sum);
    }
}

/* A block sums the runs of one weight. */
template <class T> __global__ void affine_runs(const norm_args k) {
    const int64_t each = k.n / k.repeat, items = k.rows / k.channels * k.repeat;
    const int64_t w = blockIdx.x;
    affine_pair<T> sum = {0, 0};
    for (int64_t item = threadIdx.x; item < items; item += blockDim.x) {
        const int64_t r = item / k.repeat * k.channels + w / each;
        sum =
            affine_sums<T>::join(sum, affine_share<T>(k, r, w % each * k.repeat + item % k.repeat));
    }
    sum = tn::join_team<affine_sums<T>>(sum, blockDim.x);
    if (threadIdx.x == 0) {
        store_affine(k, w, sum);
    }
}

/* Enough parts to fill a device, of 64 rows at least. */
int64_t affine_parts(int64_t width, int64_t rows, int64_t channels) {
    const int64_t fitting = tn::cells_max / width, useful = rows / channels / 64;
    const int64_t parts = fitting < useful ? fitting : useful;
    return parts > 1 ? parts : 1;
}

template <class T> int launch_affine_columns(norm_args k, void *stream) {
    k.parts = affine_parts(k.width, k.rows, k.channels);
    dim3 grid = tn::one_visit_blocks(k.width, columns_a_block);
    if (k.parts == 1) {
        return tn::launch(affine_columns<T>, grid, dim3(tn::column_threads), 0, stream, k);
    }
    grid.y = static_cast<unsigned>(k.parts);
    const int status = tn::launch(affine_columns<T>, grid, dim3(tn::column_threads), 0, stream, k);
    return status ? status
                  : tn::launch(join_affine_parts<T>, tn::blocks_for(k.width, 256), dim3(256), 0,
                               stream, k);
}

template <class T> int affine_gradients(const norm_args &k, void *stream) {
    if (!k.grad_weight && !k.grad_bias) {
        return 0;
    }
    return k.repeat == 1 ? launch_affine_columns<T>(k, stream)
                         : tn::launch(affine_runs<T>, tn::one_visit_blocks(k.width, 1), dim3(256),
                                      0, stream, k);
}

/* ---- Launching ------------------------------------------------------------------------------- */

typedef void norm_kernel(const norm_args);

template <class T, int held>
int launch_held(norm_args k, bool aligned, bool backward, void *stream) {
    const tn::held_launch plan = tn::plan_held(k.rows, k.n, held, aligned);
    k.held = plan.layout;
    norm_kernel *kernel = backward ? norm_held_backward<T, held> : norm_held<T, held>;
    return tn::launch(kernel, plan.blocks, dim3(plan.threads), 0, stream, k);
}

template <class T> int normalise(const norm_args &k, bool backward, void *stream) {
    const int dtype = sizeof(T) == 8 ? TN_F64 : TN_F32;
    const bool aligned = tn::is_quad_aligned(dtype, k.in) && tn::is_quad_aligned(dtype, k.out) &&
                         (!backward || tn::is_quad_aligned(dtype, k.grad));
    if (k.rows == 0) {
        return 0;
    }
    if (k.n <= tn::held_few_limit) {
        return launch_held<T, tn::held_few>(k, aligned, backward, stream);
    }
    if (k.n <= tn::held_limit<T>) {
        return launch_held<T, tn::held_many<T>>(k, aligned, backward, stream);
    }
    return tn::launch(backward ? norm_long_backward<T> : norm_long<T>,
                      tn::one_visit_blocks(k.rows, 1), dim3(1024), 0, stream, k);
}

template <class T> int norm(const tn_k_norm *p, void *stream) {
    const bool backward = p->code == TN_NORM_BACKWARD;
    const norm_args k = {p->rms,
                         p->rows,
                         p->n,
                         p->channels,
                         p->repeat,
                         p->channels * (p->n / p->repeat),
                         p->eps,
                         p->in,
                         p->weight,
                         p->bias,
                         p->grad,
                         p->out,
                         p->mean,
                         p->rstd,
                         p->grad_weight,
                         p->grad_bias,
                         {},
                         1,
                         static_cast<tn::part_cell *>(p->workspace)};
    const int status = backward ? affine_gradients<T>(k, stream) : 0;
    return status ? status : normalise<T>(k, backward, stream);
}

} // namespace

extern "C" int tn_cuda_norm(const void *params, void *stream) {
    const tn_k_norm *p = static_cast<const tn_k_norm *>(params);
    return p->dtype == TN_F64 ? norm<double>(p, stream) : norm<float>(p, stream);
}

extern "C" int64_t tn_cuda_norm_workspace(const void *params) {
    const tn_k_norm *p = static_cast<const tn_k_norm *>(params);
    if (p->code != TN_NORM_BACKWARD || p->repeat != 1 || (!p->grad_weight && !p->grad_bias)) {
        return 0;
    }
    const int64_t width = p->channels * p->n, parts = affine_parts(width, p->rows, p->channels);
    return parts == 1 ? 0 : parts * width * int64_t{sizeof(tn::part_cell)};
}
