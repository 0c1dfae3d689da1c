/* sort.cu: stable sorting of rows of any length, in place in the outputs: no other memory is
 * needed.
 *
 * A bitonic network sorts entries that are all different, which makes its result the stable one:
 * an entry is a value's unsigned key (that of sort_keys.cuh; a descending sort complements it)
 * and below it the value's index. Keys of 32 bits share one word with the index, in `indices`;
 * those of 64 bits lie in `values` and their indices in `indices`. Up to 2048 entries are sorted
 * in shared memory, several short rows a block. Longer rows then need log2(n / 2048) stages of
 * one pass for each distance of 2048 and more, and one for all below. A last pass turns entries
 * into values and indices. */
#include "kernels/sort_keys.cuh"

namespace {

constexpr int threads = 512, chunk = 2048;

/* ---- Entries ----------------------------------------------------------------------------- */

struct sort_args {
    int64_t rows, n, span; /* span: n up to a power of two */
    bool descending;
    const void *in;
    void *values;
    int64_t *indices;
};

/* Keys of up to 32 bits. An absent entry is larger than any other: rows are shorter than 2^32. */
struct narrow_entry {
    uint64_t word;

    static __device__ __forceinline__ narrow_entry absent() {
        return {UINT64_MAX};
    }
    static __device__ __forceinline__ narrow_entry make(uint32_t key, bool flip, int64_t index) {
        return {static_cast<uint64_t>(flip ? ~key : key) << 32 | static_cast<uint32_t>(index)};
    }
    static __device__ __forceinline__ narrow_entry load(const sort_args &k, int64_t at) {
        return {static_cast<uint64_t>(k.indices[at])};
    }
    __device__ __forceinline__ void store(const sort_args &k, int64_t at) const {
        k.indices[at] = static_cast<int64_t>(word);
    }
    __device__ __forceinline__ bool above(const narrow_entry &other) const {
        return word > other.word;
    }
    __device__ __forceinline__ int64_t index() const {
        return static_cast<int64_t>(word & UINT32_MAX);
    }
};

/* Keys of 64 bits. */
struct wide_entry {
    uint64_t key;
    int64_t at;

    static __device__ __forceinline__ wide_entry absent() {
        return {UINT64_MAX, INT64_MAX};
    }
    static __device__ __forceinline__ wide_entry make(uint64_t key, bool flip, int64_t index) {
        return {flip ? ~key : key, index};
    }
    static __device__ __forceinline__ wide_entry load(const sort_args &k, int64_t at) {
        return {static_cast<const uint64_t *>(k.values)[at], k.indices[at]};
    }
    __device__ __forceinline__ void store(const sort_args &k, int64_t to) const {
        static_cast<uint64_t *>(k.values)[to] = key;
        k.indices[to] = at;
    }
    __device__ __forceinline__ bool above(const wide_entry &other) const {
        return key > other.key || (key == other.key && at > other.at);
    }
    __device__ __forceinline__ int64_t index() const {
        return at;
    }
};

/* ---- The network: every comparison puts the smaller entry first ------------------------------ */

/* The two places that pair number `pair` of a step compares. The first step of a stage, that of
 * distance size / 2, mirrors the halves of `size` places; all others compare at a distance. */
__device__ __forceinline__ void pair_places(int64_t pair, int64_t distance, bool mirror,
                                            int64_t *low, int64_t *high) {
    const int64_t in = pair & (distance - 1), base = (pair - in) * 2;
    *low = base + in;
    *high = mirror ? base + 2 * distance - 1 - in : *low + distance;
}

template <class E>
__device__ __forceinline__ void shared_step(E *entries, int distance, bool mirror) {
    for (int pair = threadIdx.x; pair < chunk / 2; pair += threads) {
        int64_t low, high;
        pair_places(pair, distance, mirror, &low, &high);
        const E a = entries[low], b = entries[high];
        if (a.above(b)) {
            entries[low] = b;
            entries[high] = a;
        }
    }
    __syncthreads();
}

/* Entry number `place` of the rows' spans laid side by side, or -1 beyond a row's end. */
__device__ __forceinline__ int64_t place_in_rows(const sort_args &k, int64_t place) {
    const int64_t row = place / k.span, i = place & (k.span - 1);
    return row < k.rows && i < k.n ? row * k.n + i : -1;
}

/* Chunks of `in` become sorted entries. */
template <class S, class E>
__global__ void __launch_bounds__(threads) sort_chunks(const sort_args k) {
    __shared__ E entries[chunk];
    const int most = k.span < chunk ? static_cast<int>(k.span) : chunk;
    for (int64_t first = blockIdx.x * int64_t{chunk}; first < k.rows * k.span;
         first += gridDim.x * int64_t{chunk}) {
        for (int i = threadIdx.x; i < chunk; i += threads) {
            const int64_t at = place_in_rows(k, first + i);
            entries[i] =
                at < 0 ? E::absent()
                       : E::make(tn::key_at<S>(k.in, at), k.descending, (first + i) & (k.span - 1));
        }
        __syncthreads();
        for (int size = 2; size <= most; size *= 2) {
            for (int distance = size / 2; distance > 0; distance /= 2) {
                shared_step(entries, distance, distance == size / 2);
            }
        }
        for (int i = threadIdx.x; i < chunk; i += threads) {
            const int64_t at = place_in_rows(k, first + i);
            if (at >= 0) {
                entries[i].store(k, at);
            }
        }
        __syncthreads();
    }
}

/* The steps of a stage whose distances are below chunk / 2 and chunk / 2 itself. */
template <class E> __global__ void __launch_bounds__(threads) finish_stage(const sort_args k) {
    __shared__ E entries[chunk];
    for (int64_t first = blockIdx.x * int64_t{chunk}; first < k.rows * k.span;
         first += gridDim.x * int64_t{chunk}) {
        for (int i = threadIdx.x; i < chunk; i += threads) {
            const int64_t at = place_in_rows(k, first + i);
            entries[i] = at < 0 ? E::absent() : E::load(k, at);
        }
        __syncthreads();
        for (int distance = chunk / 2; distance > 0; distance /= 2) {
            shared_step(entries, distance, false);
        }
        for (int i = threadIdx.x; i < chunk; i += threads) {
            const int64_t at = place_in_rows(k, first + i);
            if (at >= 0) {
                entries[i].store(k, at);
            }
        }
        __syncthreads();
    }
}

/* One step over whole rows. What lies beyond a row's end is never the smaller one. */
template <class E>
__global__ void __launch_bounds__(256) far_step(const sort_args k, int64_t distance, bool mirror) {
    for (int64_t pair = tn::first_item(); pair < k.rows * (k.span / 2); pair += tn::item_step()) {
        int64_t low, high;
        pair_places(pair, distance, mirror, &low, &high);
        low = place_in_rows(k, low);
        high = place_in_rows(k, high);
        if (low >= 0 && high >= 0) {
            const E a = E::load(k, low), b = E::load(k, high);
            if (a.above(b)) {
                b.store(k, low);
                a.store(k, high);
            }
        }
    }
}

template <class S, class E> __global__ void __launch_bounds__(256) write_sorted(const sort_args k) {
    for (int64_t i = tn::first_item(); i < k.rows * k.n; i += tn::item_step()) {
        const int64_t index = E::load(k, i).index();
        static_cast<S *>(k.values)[i] = static_cast<const S *>(k.in)[i / k.n * k.n + index];
        k.indices[i] = index;
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

template <class E> int merge_chunks(const sort_args &k, void *stream) {
    const dim3 pairs = tn::blocks_for(k.rows * (k.span / 2), 256);
    const dim3 chunks = tn::blocks_for(k.rows * k.span, chunk);
    int status = 0;
    for (int64_t size = 2 * chunk; size <= k.span && status == 0; size *= 2) {
        for (int64_t far = size / 2; far >= chunk && status == 0; far /= 2) {
            status = tn::launch(far_step<E>, pairs, dim3(256), 0, stream, k, far, far == size / 2);
        }
        if (status == 0) {
            status = tn::launch(finish_stage<E>, chunks, dim3(threads), 0, stream, k);
        }
    }
    return status;
}

template <class S, class E> int sort_rows(const tn_k_sort *p, void *stream) {
    sort_args k = {p->rows, p->n, 1, p->descending, p->in, p->values, p->indices};
    while (k.span < k.n) {
        k.span *= 2;
    }
    int status = tn::launch(sort_chunks<S, E>, tn::blocks_for(k.rows * k.span, chunk),
                            dim3(threads), 0, stream, k);
    if (status == 0) {
        status = merge_chunks<E>(k, stream);
    }
    return status ? status
                  : tn::launch(write_sorted<S, E>, tn::blocks_for(k.rows * k.n, 256), dim3(256), 0,
                               stream, k);
}

template <class S> int sort_stored(const tn_k_sort *p, void *stream) {
    if constexpr (sizeof(S) == 8) {
        return sort_rows<S, wide_entry>(p, stream);
    } else if (p->n > INT64_C(0xffffffff)) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "rows of %lld elements are too long to sort",
                              static_cast<long long>(p->n));
    } else {
        return sort_rows<S, narrow_entry>(p, stream);
    }
}

} // namespace

extern "C" int tn_cuda_sort(const void *params, void *stream) {
    const tn_k_sort *p = static_cast<const tn_k_sort *>(params);
    if (p->rows <= 0 || p->n <= 0) {
        return 0;
    }
    using namespace tn; /* the names of storages */
    switch (p->dtype) {
#define SORT(dtype, S)                        \
    case dtype:                               \
        if constexpr (dtype < TN_C64) {       \
            return sort_stored<S>(p, stream); \
        }                                     \
        break;
        TN_STORAGES(SORT)
#undef SORT
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no order of dtype %d", p->dtype);
}
