/* optim.cu: one optimiser step over many parameters, in few launches: each takes up to 64 tensors,
 * whose pieces are dealt to blocks. Every array is read once and written once. The rules, and the
 * order of their arithmetic, are those of src/host/simd/optim_steps.c; half floats are updated in
 * f32 and rounded once. */
#include "kernels/reduce_ops.cuh"

#include <math.h>

namespace {

constexpr int tensors_a_launch = 64, threads = 256, quads_a_thread = 4;
constexpr int64_t piece = int64_t{threads} * quads_a_thread * 4;

struct optim_tensor {
    void *param;
    const void *grad;
    void *state[TN_K_OPTIM_STATES];
    int64_t numel, first_block;
};

/* The options of a step in the type that it computes in, rounded as the host rounds them. */
template <class T> struct optim_numbers {
    T scale, lr, decay, momentum, keep, take, ahead, now, beta1, beta2, rest1, rest2, eps, step,
        root, shrink;
};

template <class T> struct optim_args {
    uint8_t code, dtype;
    bool nesterov, moves_quads;
    int n;
    const tn_k_optim *moving; /* in device memory: numbers are made of it, in each thread */
    optim_numbers<T> number;
    optim_tensor tensors[tensors_a_launch];
};

template <class T>
__host__ __device__ __forceinline__ optim_numbers<T> numbers_of(const tn_k_optim *p) {
    optim_numbers<T> c = {};
    const bool rms = p->code == TN_OPTIM_RMSPROP, decoupled = p->code == TN_OPTIM_ADAMW;
    c.scale = static_cast<T>(p->scale);
    c.lr = static_cast<T>(p->lr);
    c.decay = decoupled ? T(0) : static_cast<T>(p->weight_decay);
    c.shrink = decoupled ? static_cast<T>(1 - p->lr * p->weight_decay) : T(1);
    c.momentum = static_cast<T>(p->momentum);
    c.keep = rms ? static_cast<T>(p->alpha) : p->first ? T(0) : static_cast<T>(p->momentum);
    c.take = rms        ? static_cast<T>(1 - p->alpha)
             : p->first ? T(1)
                        : static_cast<T>(1 - p->dampening);
    c.ahead = p->nesterov ? static_cast<T>(p->momentum) : T(0);
    c.now = p->nesterov ? T(1) : T(0);
    c.beta1 = static_cast<T>(p->beta1);
    c.beta2 = static_cast<T>(p->beta2);
    c.rest1 = static_cast<T>(1 - p->beta1);
    c.rest2 = static_cast<T>(1 - p->beta2);
    c.eps = static_cast<T>(p->eps);
    if (p->code == TN_OPTIM_ADAM || decoupled) {
        c.step = static_cast<T>(p->lr / p->bias1);
        c.root = static_cast<T>(1 / sqrt(p->bias2));
    }
    return c;
}

/* ---- One element ----------------------------------------------------------------------------- */

/* A parameter, its gradient and its states, of which those that are not there hold nothing. */
template <class T> struct element { T w, g, s[TN_K_OPTIM_STATES]; };

template <class T>
__device__ __forceinline__ void step_sgd(const optim_numbers<T> &c, bool nesterov,
                                         bool has_momentum, element<T> &e) {
    const T d = e.g * c.scale + c.decay * e.w;
    if (!has_momentum) {
        e.w -= c.lr * d;
        return;
    }
    const T v = c.keep * e.s[0] + c.take * d;
    e.s[0] = v;
    e.w -= c.lr * (nesterov ? c.now * d + c.ahead * v : v);
}

/* Adam, and AdamW: their decay and shrink differ. */
template <class T>
__device__ __forceinline__ void step_adam(const optim_numbers<T> &c, element<T> &e) {
    const T d = e.g * c.scale + c.decay * e.w;
    const T mean = c.beta1 * e.s[0] + c.rest1 * d, square = c.beta2 * e.s[1] + c.rest2 * (d * d);
    e.s[0] = mean;
    e.s[1] = square;
    e.w = e.w * c.shrink - c.step * (mean / (tn::sqrt_of(square) * c.root + c.eps));
}

template <class T>
__device__ __forceinline__ void step_rmsprop(const optim_numbers<T> &c, bool has_momentum,
                                             bool is_centered, element<T> &e) {
    const T d = e.g * c.scale + c.decay * e.w;
    T square = c.keep * e.s[0] + c.take * (d * d);
    e.s[0] = square;
    if (is_centered) {
        e.s[2] = c.keep * e.s[2] + c.take * d;
        square -= e.s[2] * e.s[2];
    }
    const T change = d / (tn::sqrt_of(square) + c.eps);
    if (has_momentum) {
        e.s[1] = c.momentum * e.s[1] + change;
    }
    e.w -= c.lr * (has_momentum ? e.s[1] : change);
}

template <class T>
__device__ __forceinline__ void step(const optim_args<T> &k, const optim_numbers<T> &c,
                                     const optim_tensor &t, element<T> &e) {
    if (k.code == TN_OPTIM_SGD) {
        step_sgd(c, k.nesterov, t.state[0] != nullptr, e);
    } else if (k.code == TN_OPTIM_RMSPROP) {
        step_rmsprop(c, t.state[1] != nullptr, t.state[2] != nullptr, e);
    } else {
        step_adam(c, e);
    }
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

template <class T>
__device__ __forceinline__ void step_quad(const optim_args<T> &k, const optim_numbers<T> &c,
                                          const optim_tensor &t, int64_t at) {
    const int64_t from[1] = {at};
    T w[4], g[4], s[TN_K_OPTIM_STATES][4] = {};
    tn::load_quads(k.dtype, t.param, from, w);
    tn::load_quads(k.dtype, t.grad, from, g);
    for (int n = 0; n < TN_K_OPTIM_STATES; n++) {
        if (t.state[n]) {
            tn::load_quads(k.dtype, t.state[n], from, s[n]);
        }
    }
    for (int i = 0; i < 4; i++) {
        element<T> e = {w[i], g[i], {s[0][i], s[1][i], s[2][i]}};
        step(k, c, t, e);
        w[i] = e.w;
        for (int n = 0; n < TN_K_OPTIM_STATES; n++) {
            s[n][i] = e.s[n];
        }
    }
    tn::store_quad(k.dtype, t.param, at, w);
    for (int n = 0; n < TN_K_OPTIM_STATES; n++) {
        if (t.state[n]) {
            tn::store_quad(k.dtype, t.state[n], at, s[n]);
        }
    }
}

template <class T>
__device__ __forceinline__ void step_one(const optim_args<T> &k, const optim_numbers<T> &c,
                                         const optim_tensor &t, int64_t at) {
    element<T> e = {tn::load<T>(k.dtype, t.param, at), tn::load<T>(k.dtype, t.grad, at), {}};
    for (int n = 0; n < TN_K_OPTIM_STATES; n++) {
        if (t.state[n]) {
            e.s[n] = tn::load<T>(k.dtype, t.state[n], at);
        }
    }
    step(k, c, t, e);
    tn::store(k.dtype, t.param, at, e.w);
    for (int n = 0; n < TN_K_OPTIM_STATES; n++) {
        if (t.state[n]) {
            tn::store(k.dtype, t.state[n], at, e.s[n]);
        }
    }
}

template <class T>
__global__ void __launch_bounds__(threads) optim_steps(const __grid_constant__ optim_args<T> k) {
    int which = 0;
    while (which + 1 < k.n && k.tensors[which + 1].first_block <= blockIdx.x) {
        which++;
    }
    const optim_tensor &t = k.tensors[which];
    const optim_numbers<T> c = k.moving ? numbers_of<T>(k.moving) : k.number;
    const int64_t begin = (blockIdx.x - t.first_block) * piece;
    for (int q = 0; q < quads_a_thread; q++) {
        const int64_t at = begin + (int64_t{q} * threads + threadIdx.x) * 4;
        if (k.moves_quads && at + 4 <= t.numel) {
            step_quad(k, c, t, at);
            continue;
        }
        for (int i = 0; i < 4 && at + i < t.numel; i++) {
            step_one(k, c, t, at + i);
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

bool is_aligned(const tn_k_optim_tensor *t) {
    bool aligned =
        tn::is_quad_aligned(t->dtype, t->param) && tn::is_quad_aligned(t->dtype, t->grad);
    for (int n = 0; n < TN_K_OPTIM_STATES; n++) {
        aligned = aligned && (!t->state[n] || tn::is_quad_aligned(t->dtype, t->state[n]));
    }
    return aligned;
}

/* Takes tensors from `first` on that are alike, as many as fit; returns the one after them. */
template <class T>
int64_t launch_some(const tn_k_optim *p, int64_t first, void *stream, int *status) {
    optim_args<T> k = {};
    k.code = p->code;
    k.dtype = p->tensors[first].dtype;
    k.nesterov = p->nesterov;
    k.moves_quads = is_aligned(&p->tensors[first]);
    k.moving = p->moving;
    k.number = numbers_of<T>(p);
    int64_t i = first, blocks = 0;
    for (; i < p->n && k.n < tensors_a_launch; i++) {
        const tn_k_optim_tensor *t = &p->tensors[i];
        if (t->dtype != k.dtype || is_aligned(t) != k.moves_quads || blocks > 1 << 20) {
            break;
        }
        if (t->numel > 0) {
            k.tensors[k.n++] = {
                t->param, t->grad, {t->state[0], t->state[1], t->state[2]}, t->numel, blocks};
            blocks += tn::divide_up(t->numel, piece);
        }
    }
    if (blocks > 0) {
        *status = tn::launch(optim_steps<T>, dim3(static_cast<unsigned>(blocks)), dim3(threads), 0,
                             stream, k);
    }
    return i;
}

} // namespace

extern "C" int tn_cuda_optim(const void *params, void *stream) {
    const tn_k_optim *p = static_cast<const tn_k_optim *>(params);
    int status = 0;
    for (int64_t i = 0; i < p->n && status == 0;) {
        i = p->tensors[i].dtype == TN_F64 ? launch_some<double>(p, i, stream, &status)
                                          : launch_some<float>(p, i, stream, &status);
    }
    return status;
}
