/* optim_steps.c: the update rules of torch.optim, one pass over memory, once per instruction set.
 * Reductions play no part, so every instruction set and any cut into pieces gives the same bits. */
#include "host/optim_loops.h"

#include <math.h>

#define PASTE_(a, b) a##_##b
#define PASTE(a, b)  PASTE_(a, b)

#define ARGUMENTS                                                  \
    const tn_k_optim *p, int64_t n, void *param, const void *grad, \
        void *const state[TN_K_OPTIM_STATES]

/* SQRT: the type's square root. */
#define DEFINE_STEPS(name, T, SQRT)                                                     \
    static void sgd_##name(ARGUMENTS) {                                                 \
        T *restrict w = param;                                                          \
        const T *restrict g = grad;                                                     \
        T *restrict m = state[0];                                                       \
        const T scale = (T)p->scale, lr = (T)p->lr, decay = (T)p->weight_decay;         \
        if (!m) {                                                                       \
            for (int64_t i = 0; i < n; i++) {                                           \
                w[i] -= lr * (g[i] * scale + decay * w[i]);                             \
            }                                                                           \
            return;                                                                     \
        }                                                                               \
        const T keep = p->first ? 0 : (T)p->momentum;                                   \
        const T take = p->first ? 1 : (T)(1 - p->dampening);                            \
        const T ahead = p->nesterov ? (T)p->momentum : 0, now = p->nesterov ? 1 : 0;    \
        for (int64_t i = 0; i < n; i++) {                                               \
            const T d = g[i] * scale + decay * w[i];                                    \
            const T v = keep * m[i] + take * d;                                         \
            m[i] = v;                                                                   \
            w[i] -= lr * (p->nesterov ? now * d + ahead * v : v);                       \
        }                                                                               \
    }                                                                                   \
    static void adaptive_##name(ARGUMENTS, T decay, T shrink) {                         \
        T *restrict w = param;                                                          \
        const T *restrict g = grad;                                                     \
        T *restrict m = state[0], *restrict v = state[1];                               \
        const T scale = (T)p->scale, b1 = (T)p->beta1, b2 = (T)p->beta2;                \
        const T c1 = (T)(1 - p->beta1), c2 = (T)(1 - p->beta2), eps = (T)p->eps;        \
        const T step = (T)(p->lr / p->bias1), root = (T)(1 / sqrt(p->bias2));           \
        for (int64_t i = 0; i < n; i++) {                                               \
            const T d = g[i] * scale + decay * w[i];                                    \
            const T mean = b1 * m[i] + c1 * d, square = b2 * v[i] + c2 * (d * d);       \
            m[i] = mean;                                                                \
            v[i] = square;                                                              \
            w[i] = w[i] * shrink - step * (mean / (SQRT(square) * root + eps));         \
        }                                                                               \
    }                                                                                   \
    static void adam_##name(ARGUMENTS) {                                                \
        adaptive_##name(p, n, param, grad, state, (T)p->weight_decay, 1);               \
    }                                                                                   \
    static void adamw_##name(ARGUMENTS) {                                               \
        adaptive_##name(p, n, param, grad, state, 0, (T)(1 - p->lr * p->weight_decay)); \
    }                                                                                   \
    static void rmsprop_##name(ARGUMENTS) {                                             \
        T *w = param;                                                                   \
        const T *g = grad;                                                              \
        T *v = state[0], *m = state[1], *a = state[2];                                  \
        const T scale = (T)p->scale, lr = (T)p->lr, decay = (T)p->weight_decay;         \
        const T keep = (T)p->alpha, take = (T)(1 - p->alpha), eps = (T)p->eps;          \
        for (int64_t i = 0; i < n; i++) {                                               \
            const T d = g[i] * scale + decay * w[i];                                    \
            T square = keep * v[i] + take * (d * d);                                    \
            v[i] = square;                                                              \
            if (a) {                                                                    \
                a[i] = keep * a[i] + take * d;                                          \
                square -= a[i] * a[i];                                                  \
            }                                                                           \
            const T change = d / (SQRT(square) + eps);                                  \
            if (m) {                                                                    \
                m[i] = (T)p->momentum * m[i] + change;                                  \
            }                                                                           \
            w[i] -= lr * (m ? m[i] : change);                                           \
        }                                                                               \
    }                                                                                   \
    tni_optim_loop *const PASTE(tni_optim_##name, TNI_ISA)[4] = {                       \
        [TN_OPTIM_SGD] = sgd_##name,                                                    \
        [TN_OPTIM_ADAM] = adam_##name,                                                  \
        [TN_OPTIM_ADAMW] = adamw_##name,                                                \
        [TN_OPTIM_RMSPROP] = rmsprop_##name,                                            \
    };

DEFINE_STEPS(f32, float, sqrtf)
DEFINE_STEPS(f64, double, sqrt)
