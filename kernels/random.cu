/* random.cu: random numbers. A thread makes one Philox block: four numbers from 32 bits each, or
 * two from 64 (f64 and integers), as random_math.h says. One pass over the output. */
#include "kernels/quads.cuh"
#include "kernels/random_math.h"

namespace {

struct random_args {
    uint8_t code, dtype; /* dtype: of the reals that are stored */
    bool stores_quads;
    int64_t numel;
    void *out;
    uint64_t seed, stream;
    double a, b;
    int64_t low;
    uint64_t range;
    const uint64_t *moving;
    uint64_t step, shard, ordinal;
    bool relative;
};

/* In a captured graph each replay has a stream of its own. */
__device__ __forceinline__ uint64_t stream_of(const random_args &k) {
    return !k.moving    ? k.stream
           : k.relative ? tn_random_stream(k.step, k.shard, k.ordinal + k.moving[1])
                        : tn_random_stream(k.step + k.moving[0], k.shard, k.ordinal);
}

__device__ __forceinline__ void draw(const random_args &k, const tn_philox_bits &bits,
                                     float (&x)[4]) {
    const float a = static_cast<float>(k.a), b = static_cast<float>(k.b);
    if (k.code == TN_RANDOM_NORMAL) {
        tn_normal_f32(bits.v[0], bits.v[1], a, b, &x[0], &x[1]);
        tn_normal_f32(bits.v[2], bits.v[3], a, b, &x[2], &x[3]);
        return;
    }
    for (int n = 0; n < 4; n++) {
        x[n] = k.code == TN_RANDOM_BERNOULLI     ? static_cast<float>(tn_uniform_f32(bits.v[n]) < a)
               : k.code == TN_RANDOM_EXPONENTIAL ? tn_exponential_f32(bits.v[n], a)
                                                 : tn_between_f32(bits.v[n], a, b);
    }
}

__device__ __forceinline__ void draw(const random_args &k, const tn_philox_bits &bits,
                                     double (&x)[2]) {
    const double u[2] = {tn_uniform_f64(bits.v[0], bits.v[1]),
                         tn_uniform_f64(bits.v[2], bits.v[3])};
    if (k.code == TN_RANDOM_NORMAL) {
        tn_normal_f64(u[0], u[1], k.a, k.b, &x[0], &x[1]);
        return;
    }
    for (int n = 0; n < 2; n++) {
        x[n] = k.code == TN_RANDOM_BERNOULLI     ? static_cast<double>(u[n] < k.a)
               : k.code == TN_RANDOM_EXPONENTIAL ? tn_exponential_f64(u[n], k.a)
                                                 : tn_between_f64(u[n], k.a, k.b);
    }
}

__device__ __forceinline__ void draw(const random_args &k, const tn_philox_bits &bits,
                                     int64_t (&x)[2]) {
    for (int n = 0; n < 2; n++) {
        x[n] = tn_random_integer(bits.v[2 * n], bits.v[2 * n + 1], k.low, k.range);
    }
}

template <class T> __global__ void __launch_bounds__(256) draw_all(const random_args k) {
    constexpr int each = sizeof(T) == 4 ? 4 : 2;
    const uint64_t stream = stream_of(k);
    for (int64_t block = tn::first_item(); block * each < k.numel; block += tn::item_step()) {
        T x[each];
        const int64_t at = block * each;
        draw(k, tn_philox(k.seed, stream, static_cast<uint64_t>(block)), x);
        if constexpr (each == 4) {
            if (k.stores_quads && at + 4 <= k.numel) {
                tn::store_quad(k.dtype, k.out, at, x);
                continue;
            }
        }
        for (int n = 0; n < each && at + n < k.numel; n++) {
            tn::store(k.dtype, k.out, at + n, x[n]);
        }
    }
}

template <class T> int launch_draw(const random_args &k, void *stream) {
    return tn::launch(draw_all<T>, tn::blocks_for(k.numel, 256 * (sizeof(T) == 4 ? 4 : 2)),
                      dim3(256), 0, stream, k);
}

} // namespace

extern "C" int tn_cuda_random(const void *params, void *stream) {
    const tn_k_random *p = static_cast<const tn_k_random *>(params);
    random_args k = {p->code,
                     p->dtype,
                     false,
                     p->numel,
                     p->out,
                     p->seed,
                     tn_random_stream(p->step, p->shard, p->ordinal),
                     p->a,
                     p->b,
                     p->low,
                     static_cast<uint64_t>(p->high) - static_cast<uint64_t>(p->low),
                     p->moving,
                     p->step,
                     p->shard,
                     p->ordinal,
                     p->relative};
    if (p->dtype == TN_C64 || p->dtype == TN_C128) {
        k.dtype = p->dtype == TN_C64 ? TN_F32 : TN_F64;
        k.numel *= 2;
    }
    if (k.numel <= 0) {
        return 0;
    }
    k.stores_quads = tn::is_quad_aligned(k.dtype, k.out);
    if (p->code == TN_RANDOM_INTEGER) {
        return launch_draw<int64_t>(k, stream);
    }
    return k.dtype == TN_F64 ? launch_draw<double>(k, stream) : launch_draw<float>(k, stream);
}
