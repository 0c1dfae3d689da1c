/* elementwise_plan.cuh: the two kernels of every elementwise function, and the choice between them.
 */
#ifndef TN_ELEMENTWISE_PLAN_CUH
#define TN_ELEMENTWISE_PLAN_CUH

#include "kernels/convert.cuh"

#include <string.h>

namespace tn {

typedef int elementwise_launcher(const tn_k_elementwise *k, void *stream);

constexpr int most_inputs = TN_K_MAX_OPERANDS - 1;

/* An input is memory, or a number that the launch carries (data is nullptr). */
template <class T> struct straight_args {
    int64_t numel;
    void *out;
    const void *in[most_inputs];
    T number[most_inputs];
};

template <class T> struct strided_args {
    int64_t numel;
    int ndim;
    uint8_t dtype[TN_K_MAX_OPERANDS];
    void *out;
    const void *in[most_inputs];
    T number[most_inputs];
    fast_divisor divisors[TN_K_MAX_DIMS];
    int64_t strides[TN_K_MAX_OPERANDS][TN_K_MAX_DIMS];
};

/* N elements that are moved with one instruction. */
template <class S, int N> struct alignas(sizeof(S) * N) pack { S at[N]; };

/* How many of SI and of SO one thread moves at once: at most 16 bytes of either. */
template <class SI, class SO>
constexpr int pack_elements = sizeof(SI) >= 16 || sizeof(SO) >= 16 ? 1
                              : sizeof(SI) == 8 || sizeof(SO) == 8 ? 2
                                                                   : 4;

/* Elements [first, first + n) of one thread; n is N but at the end, whose thread computes the first
 * one again and again, so that there is one computation to compile. */
template <class T, class F, class SI, class SO, int N>
__device__ __forceinline__ void straight_elements(const straight_args<T> &k, int64_t first, int n) {
    T in[N][F::operands];
    for (int op = 0; op < F::operands; op++) {
        const SI *data = static_cast<const SI *>(k.in[op]);
        if (!data) {
            for (int j = 0; j < N; j++) {
                in[j][op] = k.number[op];
            }
            continue;
        }
        pack<SI, N> p;
        if (n == N) {
            p = load_vector<pack<SI, N>>(data + first);
        } else {
            for (int j = 0; j < N; j++) {
                p.at[j] = data[first + (j < n ? j : 0)];
            }
        }
        for (int j = 0; j < N; j++) {
            in[j][op] = convert<T>::from(opened(p.at[j]));
        }
    }
    pack<SO, N> result;
    for (int j = 0; j < N; j++) {
        result.at[j] = convert<SO>::from(F::apply(in[j]));
    }
    SO *out = static_cast<SO *>(k.out) + first;
    if (n == N) {
        store_vector(out, result);
        return;
    }
    for (int j = 0; j < n; j++) {
        out[j] = result.at[j];
    }
}

/* Everything contiguous in SI and SO, aligned to whole packs. */
template <class T, class F, class SI, class SO>
__global__ void __launch_bounds__(256) straight_kernel(const straight_args<T> k) {
    constexpr int N = pack_elements<SI, SO>;
    for (int64_t i = first_item() * N; i < k.numel; i += item_step() * N) {
        const int64_t left = k.numel - i;
        straight_elements<T, F, SI, SO, N>(k, i, left < N ? static_cast<int>(left) : N);
    }
}

/* Any strides and storage dtypes, fewer than 2^31 elements. */
template <class T, class F>
__global__ void __launch_bounds__(256) strided_kernel(const strided_args<T> k) {
    for (int64_t i = first_item(); i < k.numel; i += item_step()) {
        int64_t offset[F::operands + 1] = {};
        uint32_t rest = static_cast<uint32_t>(i);
        for (int d = k.ndim - 1; d >= 0; d--) {
            const uint32_t quotient = divide(rest, k.divisors[d]);
            const int64_t at = rest - quotient * k.divisors[d].divisor;
            for (int op = 0; op <= F::operands; op++) {
                offset[op] += at * k.strides[op][d];
            }
            rest = quotient;
        }
        T in[F::operands];
        for (int op = 0; op < F::operands; op++) {
            in[op] = k.in[op] ? load<T>(k.dtype[op + 1], k.in[op], offset[op + 1]) : k.number[op];
        }
        store(k.dtype[0], k.out, offset[0], F::apply(in));
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

/* The dtype whose elements S are. */
template <class S> constexpr int dtype_of();
#define DTYPE_OF(dtype, S)                    \
    template <> constexpr int dtype_of<S>() { \
        return dtype;                         \
    }
TN_STORAGES(DTYPE_OF)
#undef DTYPE_OF

inline bool is_number(const tn_k_elementwise *k, int op) {
    return k->numbers >> op & 1;
}

template <class T> T number_of(const tn_k_elementwise *k, int op) {
    return load<T>(k->dtype[op], k->number[op], 0);
}

/* What launching has to know of a function, so that it is compiled once per compute type. */
template <class T> struct straight_way {
    void (*kernel)(straight_args<T>);
    int in_dtype, out_dtype, elements; /* a thread's */
};

template <class T> struct elementwise_ways {
    straight_way<T> straight[3];
    int straights;
    void (*strided)(strided_args<T>);
};

template <class T, class F, class SI, class SO> constexpr straight_way<T> straight_way_of() {
    return {straight_kernel<T, F, SI, SO>, dtype_of<SI>(), dtype_of<SO>(), pack_elements<SI, SO>};
}

template <class T, class F> constexpr elementwise_ways<T> ways_of() {
    using O = typename F::out;
    if constexpr (dtype_of<T>() == TN_F32 && dtype_of<O>() == TN_F32) {
        return {{straight_way_of<T, F, T, O>(), straight_way_of<T, F, stored_f16, stored_f16>(),
                 straight_way_of<T, F, stored_bf16, stored_bf16>()},
                3,
                strided_kernel<T, F>};
    } else {
        return {{straight_way_of<T, F, T, O>()}, 1, strided_kernel<T, F>};
    }
}

/* One run of memory, beginning at a whole pack. */
inline bool is_run(const tn_k_elementwise *k, int op, int dtype, int elements) {
    return k->dtype[op] == dtype && k->ndim == 1 && (k->strides[op][0] == 1 || k->numel == 1) &&
           reinterpret_cast<uintptr_t>(k->data[op]) % (elements * dtype_bytes(dtype)) == 0;
}

template <class T> bool is_straight(const tn_k_elementwise *k, const straight_way<T> &way) {
    bool straight = is_run(k, 0, way.out_dtype, way.elements);
    for (int op = 1; op <= k->n_in; op++) {
        straight = straight && (is_number(k, op) || is_run(k, op, way.in_dtype, way.elements));
    }
    return straight;
}

template <class T>
int launch_straight(const tn_k_elementwise *k, const straight_way<T> &way, void *stream) {
    straight_args<T> args = {};
    args.numel = k->numel;
    args.out = k->data[0];
    for (int op = 1; op <= k->n_in; op++) {
        args.in[op - 1] = is_number(k, op) ? nullptr : k->data[op];
        args.number[op - 1] = is_number(k, op) ? number_of<T>(k, op) : T();
    }
    return launch(way.kernel, blocks_for(k->numel, 256 * way.elements), dim3(256), 0, stream, args);
}

constexpr int64_t index_limit = int64_t{1} << 31; /* of fast_divisor */

/* One half of a block that has too many elements for one launch; the dim with the most is cut. */
inline tn_k_elementwise half_of(const tn_k_elementwise *k, bool second) {
    tn_k_elementwise part = *k;
    int dim = 0;
    for (int d = 1; d < k->ndim; d++) {
        dim = k->extents[d] > k->extents[dim] ? d : dim;
    }
    const int64_t first = k->extents[dim] / 2;
    part.extents[dim] = second ? k->extents[dim] - first : first;
    part.numel = k->numel / k->extents[dim] * part.extents[dim];
    for (int op = 0; op <= k->n_in && second; op++) {
        part.data[op] = static_cast<char *>(k->data[op]) +
                        first * k->strides[op][dim] * dtype_bytes(k->dtype[op]);
    }
    return part;
}

template <class T>
int launch_strided(const tn_k_elementwise *k, void (*kernel)(strided_args<T>), void *stream) {
    if (k->numel >= index_limit) {
        const tn_k_elementwise one = half_of(k, false), two = half_of(k, true);
        const int status = launch_strided<T>(&one, kernel, stream);
        return status == 0 ? launch_strided<T>(&two, kernel, stream) : status;
    }
    strided_args<T> args = {};
    args.numel = k->numel;
    args.ndim = k->ndim;
    args.out = k->data[0];
    memcpy(args.dtype, k->dtype, sizeof args.dtype);
    memcpy(args.strides, k->strides, sizeof args.strides);
    for (int d = 0; d < k->ndim; d++) {
        args.divisors[d] = make_divisor(k->extents[d]);
    }
    for (int op = 1; op <= k->n_in; op++) {
        args.in[op - 1] = is_number(k, op) ? nullptr : k->data[op];
        args.number[op - 1] = is_number(k, op) ? number_of<T>(k, op) : T();
    }
    return launch(kernel, blocks_for(k->numel, 256), dim3(256), 0, stream, args);
}

template <class T>
int launch_ways(const tn_k_elementwise *k, const elementwise_ways<T> &ways, void *stream) {
    for (int i = 0; i < ways.straights; i++) {
        if (is_straight(k, ways.straight[i])) {
            return launch_straight(k, ways.straight[i], stream);
        }
    }
    return launch_strided(k, ways.strided, stream);
}

template <class T, class F> int launch_elementwise(const tn_k_elementwise *k, void *stream) {
    return launch_ways(k, ways_of<T, F>(), stream);
}

} // namespace tn

#endif
