/* conv_host.c: convolution on the host: oneDNN where it takes the dtype, plain loops elsewhere
 * (f64 and complex, or without oneDNN). The loops add in an order fixed by the shape; each output
 * element is one thread's. Half floats that oneDNN does not take (f16; bf16 without AVX-512) are
 * computed in f32, in the workspace, and rounded once. */
#include "host/conv_host.h"
#include "host/host.h"

#include <stdlib.h>

/* ---- Plain loops ----------------------------------------------------------------------------- */

/* The input index that output index o and kernel tap k meet, or -1 in the padding. */
static int64_t tap(const tn_k_conv *p, int axis, int64_t o, int64_t k) {
    const int64_t i = o * p->stride[axis] + k * p->dilation[axis] - p->padding[axis];
    return i >= 0 && i < p->in[axis] ? i : -1;
}

#define FOR(i, n) for (int64_t i = 0; i < (n); i++)
#define PLANES(n) \
    _Pragma("omp parallel for num_threads(tn_num_threads()) schedule(static)") FOR(plane, n)

/* T: element type; A: accumulation type. */
#define DEFINE_CONV(name, T, A)                                                                   \
    static void name##_forward(const tn_k_conv *p) {                                              \
        const int64_t ic = p->in_channels / p->groups, oc = p->out_channels / p->groups;          \
        const int64_t taps = p->kernel[0] * p->kernel[1], area = p->in[0] * p->in[1];             \
        PLANES(p->batch * p->out_channels) {                                                      \
            const int64_t n = plane / p->out_channels, o = plane % p->out_channels;               \
            const T *x = (const T *)p->input + (n * p->in_channels + o / oc * ic) * area;         \
            const T *w = (const T *)p->weight + o * ic * taps;                                    \
            T *y = (T *)p->output + plane * p->out[0] * p->out[1];                                \
            FOR(r, p->out[0]) FOR(q, p->out[1]) {                                                 \
                A sum = p->bias ? ((const T *)p->bias)[o] : (A)0;                                 \
                FOR(c, ic) FOR(i, p->kernel[0]) FOR(j, p->kernel[1]) {                            \
                    const int64_t h = tap(p, 0, r, i), v = tap(p, 1, q, j);                       \
                    if (h >= 0 && v >= 0) {                                                       \
                        sum += (A)x[c * area + h * p->in[1] + v] *                                \
                               (A)w[c * taps + i * p->kernel[1] + j];                             \
                    }                                                                             \
                }                                                                                 \
                y[r * p->out[1] + q] = (T)sum;                                                    \
            }                                                                                     \
        }                                                                                         \
    }                                                                                             \
    static void name##_input(const tn_k_conv *p) {                                                \
        const int64_t ic = p->in_channels / p->groups, oc = p->out_channels / p->groups;          \
        const int64_t taps = p->kernel[0] * p->kernel[1], area = p->out[0] * p->out[1];           \
        PLANES(p->batch * p->in_channels) {                                                       \
            const int64_t n = plane / p->in_channels, c = plane % p->in_channels;                 \
            T *x = (T *)p->input + plane * p->in[0] * p->in[1];                                   \
            memset(x, 0, sizeof(T) * (size_t)(p->in[0] * p->in[1]));                              \
            FOR(k, oc) {                                                                          \
                const int64_t o = c / ic * oc + k;                                                \
                const T *y = (const T *)p->output + (n * p->out_channels + o) * area;             \
                const T *w = (const T *)p->weight + (o * ic + c % ic) * taps;                     \
                FOR(r, p->out[0]) FOR(q, p->out[1]) FOR(i, p->kernel[0]) FOR(j, p->kernel[1]) {   \
                    const int64_t h = tap(p, 0, r, i), v = tap(p, 1, q, j);                       \
                    if (h >= 0 && v >= 0) {                                                       \
                        x[h * p->in[1] + v] += y[r * p->out[1] + q] * w[i * p->kernel[1] + j];    \
                    }                                                                             \
                }                                                                                 \
            }                                                                                     \
        }                                                                                         \
    }                                                                                             \
    static void name##_weight(const tn_k_conv *p) {                                               \
        const int64_t ic = p->in_channels / p->groups, oc = p->out_channels / p->groups;          \
        const int64_t taps = p->kernel[0] * p->kernel[1];                                         \
        PLANES(p->out_channels *ic) {                                                             \
            const int64_t o = plane / ic, c = o / oc * ic + plane % ic;                           \
            FOR(i, p->kernel[0]) FOR(j, p->kernel[1]) {                                           \
                A sum = (A)0;                                                                     \
                FOR(n, p->batch) FOR(r, p->out[0]) FOR(q, p->out[1]) {                            \
                    const int64_t h = tap(p, 0, r, i), v = tap(p, 1, q, j);                       \
                    if (h >= 0 && v >= 0) {                                                       \
                        const int64_t at = ((n * p->in_channels + c) * p->in[0] + h) * p->in[1];  \
                        const int64_t to =                                                        \
                            ((n * p->out_channels + o) * p->out[0] + r) * p->out[1];              \
                        sum +=                                                                    \
                            (A)((const T *)p->input)[at + v] * (A)((const T *)p->output)[to + q]; \
                    }                                                                             \
                }                                                                                 \
                ((T *)p->weight)[plane * taps + i * p->kernel[1] + j] = (T)sum;                   \
            }                                                                                     \
        }                                                                                         \
    }

DEFINE_CONV(f32, float, double)
DEFINE_CONV(f64, double, double)
DEFINE_CONV(c64, float _Complex, double _Complex)
DEFINE_CONV(c128, double _Complex, double _Complex)

typedef void conv_function(const tn_k_conv *p);

int tni_conv_direct(const tn_k_conv *p) {
    static conv_function *const table[TN_DTYPE_COUNT][3] = {
        [TN_F32] = {f32_forward, f32_input, f32_weight},
        [TN_F64] = {f64_forward, f64_input, f64_weight},
        [TN_C64] = {c64_forward, c64_input, c64_weight},
        [TN_C128] = {c128_forward, c128_input, c128_weight},
    };
    conv_function *run = table[p->dtype][p->code];
    if (!run) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "convolution of %s needs oneDNN",
                              tn_dtype_name((tn_dtype)p->dtype));
    }
    run(p);
    return 0;
}

static int run_as_stored(const tn_k_conv *p) {
    const int taken = tni_conv_dnnl(p);
    if (taken < 0) {
        return tn_kernel_fail(TN_ERR_LIBRARY, "oneDNN failed in a convolution of %lld samples",
                              (long long)p->batch);
    }
    return taken ? 0 : tni_conv_direct(p);
}

/* ---- Half floats in f32 ---------------------------------------------------------------------- */

enum { INPUT, WEIGHT, OUTPUT, BIAS, PARTS, PART_FLOATS = 16 };

static bool is_widened(const tn_k_conv *p) {
    return p->dtype == TN_F16 || (p->dtype == TN_BF16 && !tni_conv_dnnl_has_bf16());
}

static void count_parts(const tn_k_conv *p, int64_t numel[PARTS]) {
    numel[INPUT] = p->batch * p->in_channels * p->in[0] * p->in[1];
    numel[OUTPUT] = p->batch * p->out_channels * p->out[0] * p->out[1];
    numel[WEIGHT] = p->out_channels * (p->in_channels / p->groups) * p->kernel[0] * p->kernel[1];
    numel[BIAS] = p->bias ? p->out_channels : 0;
}

/* Parts begin at multiples of 64 bytes. */
static int64_t room(int64_t numel) {
    return (numel + PART_FLOATS - 1) / PART_FLOATS * PART_FLOATS;
}

int64_t tni_host_conv_workspace(const void *params) {
    const tn_k_conv *p = params;
    int64_t numel[PARTS], floats = 0;
    if (!is_widened(p)) {
        return 0;
    }
    count_parts(p, numel);
    for (int i = 0; i < PARTS; i++) {
        floats += room(numel[i]);
    }
    return floats * (int64_t)sizeof(float);
}

static void convert_part(tni_convert *convert, void *to, size_t to_bytes, const void *from,
                         size_t from_bytes, int64_t numel) {
    enum { CHUNK = 1 << 14 };
#pragma omp parallel for num_threads(tn_num_threads()) schedule(static)
    for (int64_t i = 0; i < numel; i += CHUNK) {
        convert(numel - i < CHUNK ? numel - i : CHUNK, (char *)to + (size_t)i * to_bytes,
                (const char *)from + (size_t)i * from_bytes, 1);
    }
}

static int run_widened(const tn_k_conv *p) {
    static const int written[] = {
        [TN_CONV_FORWARD] = OUTPUT, [TN_CONV_INPUT] = INPUT, [TN_CONV_WEIGHT] = WEIGHT};
    const tn_dtype half = (tn_dtype)p->dtype;
    void *const stored[PARTS] = {p->input, p->weight, p->output, (void *)p->bias};
    int64_t numel[PARTS];
    float *wide[PARTS], *at = p->workspace;
    count_parts(p, numel);
    for (int i = 0; i < PARTS; i++) {
        wide[i] = at;
        at += room(numel[i]);
        if (i != written[p->code]) {
            convert_part(tni_host_load(half, TN_F32), wide[i], sizeof(float), stored[i],
                         sizeof(uint16_t), numel[i]);
        }
    }
    tn_k_conv q = *p;
    q.dtype = TN_F32;
    q.input = wide[INPUT];
    q.weight = wide[WEIGHT];
    q.output = wide[OUTPUT];
    q.bias = p->bias ? wide[BIAS] : NULL;
    const int status = run_as_stored(&q);
    if (status == 0) {
        const int i = written[p->code];
        convert_part(tni_host_store(TN_F32, half), stored[i], sizeof(uint16_t), wide[i],
                     sizeof(float), numel[i]);
    }
    return status;
}

int tni_host_conv(const void *params, void *stream) {
    (void)stream;
    const tn_k_conv *p = params;
    return is_widened(p) ? run_widened(p) : run_as_stored(p);
}
