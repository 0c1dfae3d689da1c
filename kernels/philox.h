/* philox.h: Philox 4x32-10, a counter-based generator: 128 random bits as a function of a 64-bit
 * key and a 128-bit counter, with no state, so that element i of a random op is the same on every
 * device, in any order and in any number of pieces.
 *
 * Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3" (2011). The key is the
 * seed; the counter is the op's stream (upper half) and the element's block (lower half). */
#ifndef TN_PHILOX_H
#define TN_PHILOX_H

#include <stdint.h>

#if defined(__CUDACC__)
#define TN_PHILOX_FN static __host__ __device__ __forceinline__
#else
#define TN_PHILOX_FN static inline __attribute__((always_inline, unused))
#endif

typedef struct tn_philox_bits {
    uint32_t v[4];
} tn_philox_bits;

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit. */
TN_PHILOX_FN uint64_t tn_mix64(uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

/* The stream of a random op: the `ordinal`-th of its shard's region in a step. */
TN_PHILOX_FN uint64_t tn_random_stream(uint64_t step, uint64_t shard, uint64_t ordinal) {
    return tn_mix64(tn_mix64(tn_mix64(step) + shard) + ordinal);
}

/* Ten rounds: two products, whose halves are crossed over and mixed with the key, which steps by
 * the golden ratio and by sqrt(3) - 1. */
TN_PHILOX_FN tn_philox_bits tn_philox_rounds(tn_philox_bits counter, uint32_t key0, uint32_t key1) {
    uint32_t a = counter.v[0], b = counter.v[1], c = counter.v[2], d = counter.v[3];
    for (int round = 0; round < 10; round++) {
        const uint64_t left = (uint64_t)0xd2511f53u * a, right = (uint64_t)0xcd9e8d57u * c;
        a = (uint32_t)(right >> 32) ^ b ^ key0;
        c = (uint32_t)(left >> 32) ^ d ^ key1;
        b = (uint32_t)right;
        d = (uint32_t)left;
        key0 += 0x9e3779b9u;
        key1 += 0xbb67ae85u;
    }
    tn_philox_bits bits = {{a, b, c, d}};
    return bits;
}

/* The 128 bits of block `block` of a random op. */
TN_PHILOX_FN tn_philox_bits tn_philox(uint64_t seed, uint64_t stream, uint64_t block) {
    tn_philox_bits counter = {
        {(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)stream, (uint32_t)(stream >> 32)}};
    return tn_philox_rounds(counter, (uint32_t)seed, (uint32_t)(seed >> 32));
}

/* Uniform in [0, 1): the upper 24 or 53 bits, so that every value is exact and 1 does not occur. */
TN_PHILOX_FN float tn_uniform_f32(uint32_t bits) {
    return (float)(bits >> 8) * 0x1p-24f;
}
TN_PHILOX_FN double tn_uniform_f64(uint32_t high, uint32_t low) {
    return (double)(((uint64_t)high << 32 | low) >> 11) * 0x1p-53;
}

#endif
