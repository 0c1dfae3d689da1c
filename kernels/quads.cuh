/* quads.cuh: several elements at once, in storage that is known at run time, to and from the types
 * that kernels compute in. One choice of the dtype stands before many loads, so that all of them
 * are under way together. A quad is four neighbours, moved with one instruction of up to 16 bytes
 * or a few of 16. */
#ifndef TN_QUADS_CUH
#define TN_QUADS_CUH

#include "kernels/convert.cuh"

namespace tn {

template <class S> struct alignas(sizeof(S) < 4 ? sizeof(S) * 4 : 16) quad { S at[4]; };

/* May elements of this dtype be moved as quads from and to `data`? */
inline bool is_quad_aligned(int dtype, const void *data) {
    const int bytes = dtype_bytes(dtype) * 4;
    return reinterpret_cast<uintptr_t>(data) % static_cast<size_t>(bytes < 16 ? bytes : 16) == 0;
}

/* ---- The storages that a compute type usually has: the others are loaded one by one ---------- */

template <class T, class S> inline constexpr bool is_usual = false;
template <class S> inline constexpr bool is_usual<uint8_t, S> = true;
template <> inline constexpr bool is_usual<int64_t, uint8_t> = true;
template <> inline constexpr bool is_usual<int64_t, stored_u8> = true;
template <> inline constexpr bool is_usual<int64_t, int8_t> = true;
template <> inline constexpr bool is_usual<int64_t, int16_t> = true;
template <> inline constexpr bool is_usual<int64_t, int32_t> = true;
template <> inline constexpr bool is_usual<int64_t, int64_t> = true;
template <> inline constexpr bool is_usual<float, stored_f16> = true;
template <> inline constexpr bool is_usual<float, stored_bf16> = true;
template <> inline constexpr bool is_usual<float, float> = true;
template <> inline constexpr bool is_usual<double, stored_f16> = true;
template <> inline constexpr bool is_usual<double, stored_bf16> = true;
template <> inline constexpr bool is_usual<double, float> = true;
template <> inline constexpr bool is_usual<double, double> = true;
template <> inline constexpr bool is_usual<tn_c64, tn_c64> = true;
template <> inline constexpr bool is_usual<tn_c128, tn_c64> = true;
template <> inline constexpr bool is_usual<tn_c128, tn_c128> = true;

/* ---- Loads ----------------------------------------------------------------------------------- */

/* x[n] = element at[n]. */
template <class T, int N>
__device__ __forceinline__ void load_each(int dtype, const void *data, const int64_t (&at)[N],
                                          T (&x)[N]) {
    switch (dtype) {
#define READ(dtype, S)                             \
    case dtype:                                    \
        if constexpr (is_usual<T, S>) {            \
            for (int n = 0; n < N; n++) {          \
                x[n] = read_as<T, S>(data, at[n]); \
            }                                      \
            return;                                \
        }                                          \
        break;
        TN_STORAGES(READ)
#undef READ
    }
    for (int n = 0; n < N; n++) {
        x[n] = load<T>(dtype, data, at[n]);
    }
}

template <class T, class S, int U>
__device__ __forceinline__ void read_quads(const void *data, const int64_t (&at)[U],
                                           T (&x)[4 * U]) {
    quad<S> q[U];
    for (int u = 0; u < U; u++) {
        q[u] = load_vector<quad<S>>(static_cast<const S *>(data) + at[u]);
    }
    for (int n = 0; n < 4 * U; n++) {
        x[n] = convert<T>::from(opened(q[n / 4].at[n % 4]));
    }
}

/* x[4 * u ...] = the quad that begins at element at[u]. */
template <class T, int U>
__device__ __forceinline__ void load_quads(int dtype, const void *data, const int64_t (&at)[U],
                                           T (&x)[4 * U]) {
    switch (dtype) {
#define READ(dtype, S)                     \
    case dtype:                            \
        if constexpr (is_usual<T, S>) {    \
            read_quads<T, S>(data, at, x); \
            return;                        \
        }                                  \
        break;
        TN_STORAGES(READ)
#undef READ
    }
    for (int n = 0; n < 4 * U; n++) {
        x[n] = load<T>(dtype, data, at[n / 4] + n % 4);
    }
}

/* ---- Stores ---------------------------------------------------------------------------------- */

template <class T>
__device__ __forceinline__ void store_quad(int dtype, void *data, int64_t at, const T (&x)[4]) {
    switch (dtype) {
#define WRITE(dtype, S)                                   \
    case dtype:                                           \
        if constexpr (is_usual<T, S>) {                   \
            quad<S> q;                                    \
            for (int n = 0; n < 4; n++) {                 \
                q.at[n] = convert<S>::from(x[n]);         \
            }                                             \
            store_vector(static_cast<S *>(data) + at, q); \
            return;                                       \
        }                                                 \
        break;
        TN_STORAGES(WRITE)
#undef WRITE
    }
    for (int n = 0; n < 4; n++) {
        store(dtype, data, at + n, x[n]);
    }
}

/* ---- Values between the lanes of a warp ------------------------------------------------------ */

/* A value of up to 16 bytes as the words that shuffles move. */
template <class T> union shuffled {
    static constexpr int words = sizeof(T) / 4;
    T value;
    uint32_t word[words];
    __device__ shuffled() {}
};

template <class T> __device__ __forceinline__ T from_lane(T value, int lane) {
    shuffled<T> s;
    s.value = value;
    for (int w = 0; w < shuffled<T>::words; w++) {
        s.word[w] = __shfl_sync(0xffffffffu, s.word[w], lane);
    }
    return s.value;
}

template <class T> __device__ __forceinline__ T from_lane_xor(T value, int bits) {
    shuffled<T> s;
    s.value = value;
    for (int w = 0; w < shuffled<T>::words; w++) {
        s.word[w] = __shfl_xor_sync(0xffffffffu, s.word[w], bits);
    }
    return s.value;
}

} // namespace tn

#endif
