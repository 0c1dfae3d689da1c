/* random_host.c: random numbers from Philox blocks. Chunks begin at whole blocks, so any cut into
 * pieces gives the same bits; normal variates use our own logarithm and sine (Box-Muller), so that
 * other devices give them too. */
#include "host/host.h"
#include "kernels/math.h"
#include "kernels/philox.h"

#include <math.h>

enum { CHUNK = 1024 }; /* elements; a multiple of 4 */

/* ---- 32 bits an element ---------------------------------------------------------------------- */

static void bits_32(const tn_k_random *p, int64_t first, uint32_t out[CHUNK]) {
    for (int64_t k = 0; k < CHUNK / 4; k++) {
        const tn_philox_bits bits = tn_philox(p->seed, p->stream, (uint64_t)(first / 4 + k));
        for (int j = 0; j < 4; j++) {
            out[4 * k + j] = bits.v[j];
        }
    }
}

/* Pairs (u, v) to two independent normals; u in (0, 1], so that its logarithm is finite. */
static void normal_f32(const uint32_t *bits, float *out, float mean, float std) {
    for (size_t k = 0; k < CHUNK / 2; k++) {
        const float u = (float)((bits[2 * k] >> 8) + 1) * 0x1p-24f;
        const float radius = std * sqrtf(-2.0f * tn_log_f32(u));
        const float angle = tn_uniform_f32(bits[2 * k + 1]) * (float)(2 * TN_PI);
        out[2 * k] = mean + radius * tn_cos_near_f32(angle);
        out[2 * k + 1] = mean + radius * tn_sin_near_f32(angle);
    }
}

static void chunk_f32(const tn_k_random *p, int64_t first, float *out) {
    uint32_t bits[CHUNK];
    bits_32(p, first, bits);
    const float a = (float)p->a, b = (float)p->b;
    switch ((tn_random_code)p->code) {
    case TN_RANDOM_NORMAL:
        normal_f32(bits, out, a, b);
        break;
    case TN_RANDOM_BERNOULLI:
        for (int i = 0; i < CHUNK; i++) {
            out[i] = tn_uniform_f32(bits[i]) < a;
        }
        break;
    case TN_RANDOM_EXPONENTIAL:
        for (int i = 0; i < CHUNK; i++) {
            out[i] = -tn_log_f32((float)((bits[i] >> 8) + 1) * 0x1p-24f) / a;
        }
        break;
    default:
        for (int i = 0; i < CHUNK; i++) {
            const float v = a + tn_uniform_f32(bits[i]) * (b - a);
            out[i] = v < b || a == b ? v : a; /* rounding may reach b, which is left out */
        }
    }
}

/* ---- 64 bits an element ---------------------------------------------------------------------- */

static void chunk_f64(const tn_k_random *p, int64_t first, double *out) {
    for (int64_t k = 0; k < CHUNK / 2; k++) {
        const tn_philox_bits bits = tn_philox(p->seed, p->stream, (uint64_t)(first / 2 + k));
        const double u = tn_uniform_f64(bits.v[0], bits.v[1]);
        const double v = tn_uniform_f64(bits.v[2], bits.v[3]);
        double *o = &out[2 * k];
        if (p->code == TN_RANDOM_NORMAL) {
            const double radius = p->b * sqrt(-2 * tn_log_f64(1 - u)), angle = 2 * TN_PI * v;
            o[0] = p->a + radius * cos(angle);
            o[1] = p->a + radius * sin(angle);
        } else if (p->code == TN_RANDOM_BERNOULLI) {
            o[0] = u < p->a;
            o[1] = v < p->a;
        } else if (p->code == TN_RANDOM_EXPONENTIAL) {
            o[0] = -tn_log_f64(1 - u) / p->a;
            o[1] = -tn_log_f64(1 - v) / p->a;
        } else {
            const double x = p->a + u * (p->b - p->a), y = p->a + v * (p->b - p->a);
            o[0] = x < p->b || p->a == p->b ? x : p->a;
            o[1] = y < p->b || p->a == p->b ? y : p->a;
        }
    }
}

static void chunk_i64(const tn_k_random *p, int64_t first, int64_t *out) {
    const uint64_t range = (uint64_t)p->high - (uint64_t)p->low;
    for (int64_t k = 0; k < CHUNK / 2; k++) {
        const tn_philox_bits bits = tn_philox(p->seed, p->stream, (uint64_t)(first / 2 + k));
        for (size_t j = 0; j < 2; j++) {
            const uint64_t v = (uint64_t)bits.v[2 * j] << 32 | bits.v[2 * j + 1];
            out[2 * k + (int64_t)j] = (int64_t)((uint64_t)p->low + v % range);
        }
    }
}

/* ---- The family ------------------------------------------------------------------------------ */

static tn_dtype chunk_dtype(const tn_k_random *p, tn_dtype real) {
    if (p->code == TN_RANDOM_INTEGER) {
        return TN_I64;
    }
    return real == TN_F64 ? TN_F64 : TN_F32;
}

static void run_chunk(const tn_k_random *p, tn_dtype real, int64_t numel, int64_t first) {
    _Alignas(64) union {
        float f[CHUNK];
        double d[CHUNK];
        int64_t i[CHUNK];
    } chunk;
    const tn_dtype made = chunk_dtype(p, real);
    if (made == TN_I64) {
        chunk_i64(p, first, chunk.i);
    } else if (made == TN_F64) {
        chunk_f64(p, first, chunk.d);
    } else {
        chunk_f32(p, first, chunk.f);
    }
    const int64_t n = numel - first < CHUNK ? numel - first : CHUNK;
    char *out = (char *)p->out + (size_t)first * tn_dtype_bytes(real);
    if (made == real) {
        memcpy(out, &chunk, (size_t)n * tn_dtype_bytes(real));
    } else {
        tni_host_store(made, real)(n, out, &chunk, 1);
    }
}

int tni_host_random(const void *params, void *stream) {
    (void)stream;
    const tn_k_random *p = params;
    const tn_dtype real = tni_real_of((tn_dtype)p->dtype);
    const int64_t numel = p->numel * (real == p->dtype ? 1 : 2);
    const int64_t chunks = (numel + CHUNK - 1) / CHUNK;
    const int threads = tni_host_threads(numel);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t k = 0; k < chunks; k++) {
        run_chunk(p, real, numel, k * CHUNK);
    }
    return 0;
}
