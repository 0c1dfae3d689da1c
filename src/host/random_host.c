/* random_host.c: random numbers from Philox blocks. Chunks begin at whole blocks, so any cut into
 * pieces gives the same bits. */
#include "host/host.h"
#include "kernels/random_math.h"

enum { CHUNK = 1024 }; /* elements; a multiple of 4 */

static uint64_t stream_of(const tn_k_random *p) {
    return tn_random_stream(p->step, p->shard, p->ordinal);
}

/* ---- 32 bits an element ---------------------------------------------------------------------- */

static void bits_32(const tn_k_random *p, int64_t first, uint32_t out[CHUNK]) {
    const uint64_t stream = stream_of(p);
    for (int64_t k = 0; k < CHUNK / 4; k++) {
        const tn_philox_bits bits = tn_philox(p->seed, stream, (uint64_t)(first / 4 + k));
        for (int j = 0; j < 4; j++) {
            out[4 * k + j] = bits.v[j];
        }
    }
}

static void chunk_f32(const tn_k_random *p, int64_t first, float *out) {
    uint32_t bits[CHUNK];
    bits_32(p, first, bits);
    const float a = (float)p->a, b = (float)p->b;
    switch ((tn_random_code)p->code) {
    case TN_RANDOM_NORMAL:
        for (int i = 0; i < CHUNK; i += 2) {
            tn_normal_f32(bits[i], bits[i + 1], a, b, &out[i], &out[i + 1]);
        }
        break;
    case TN_RANDOM_BERNOULLI:
        for (int i = 0; i < CHUNK; i++) {
            out[i] = tn_uniform_f32(bits[i]) < a;
        }
        break;
    case TN_RANDOM_EXPONENTIAL:
        for (int i = 0; i < CHUNK; i++) {
            out[i] = tn_exponential_f32(bits[i], a);
        }
        break;
    default:
        for (int i = 0; i < CHUNK; i++) {
            out[i] = tn_between_f32(bits[i], a, b);
        }
    }
}

/* ---- 64 bits an element ---------------------------------------------------------------------- */

static void chunk_f64(const tn_k_random *p, int64_t first, double *out) {
    const uint64_t stream = stream_of(p);
    for (int64_t k = 0; k < CHUNK / 2; k++) {
        const tn_philox_bits bits = tn_philox(p->seed, stream, (uint64_t)(first / 2 + k));
        const double u = tn_uniform_f64(bits.v[0], bits.v[1]);
        const double v = tn_uniform_f64(bits.v[2], bits.v[3]);
        double *o = &out[2 * k];
        if (p->code == TN_RANDOM_NORMAL) {
            tn_normal_f64(u, v, p->a, p->b, &o[0], &o[1]);
        } else if (p->code == TN_RANDOM_BERNOULLI) {
            o[0] = u < p->a;
            o[1] = v < p->a;
        } else if (p->code == TN_RANDOM_EXPONENTIAL) {
            o[0] = tn_exponential_f64(u, p->a);
            o[1] = tn_exponential_f64(v, p->a);
        } else {
            o[0] = tn_between_f64(u, p->a, p->b);
            o[1] = tn_between_f64(v, p->a, p->b);
        }
    }
}

static void chunk_i64(const tn_k_random *p, int64_t first, int64_t *out) {
    const uint64_t range = (uint64_t)p->high - (uint64_t)p->low;
    const uint64_t stream = stream_of(p);
    for (int64_t k = 0; k < CHUNK / 2; k++) {
        const tn_philox_bits bits = tn_philox(p->seed, stream, (uint64_t)(first / 2 + k));
        for (size_t j = 0; j < 2; j++) {
            out[2 * k + (int64_t)j] =
                tn_random_integer(bits.v[2 * j], bits.v[2 * j + 1], p->low, range);
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
