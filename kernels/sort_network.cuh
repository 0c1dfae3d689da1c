/* sort_network.cuh: a bitonic network over rows of entries that are all different, which makes its
 * result a stable order: an entry is an unsigned key and below it the element's index. Keys of 32
 * bits share one word with the index; those of 64 bits have a word of their own. Up to 2048 entries
 * are sorted in shared memory, several short rows a block, and those that come first kept. Longer
 * rows then need log2(n / 2048) stages of one pass for each distance of 2048 and more, and one for
 * all below. */
#ifndef TN_SORT_NETWORK_CUH
#define TN_SORT_NETWORK_CUH

#include "kernels/launch.cuh"

namespace tn {

constexpr int sort_threads = 512, sort_chunk = 2048; /* entries that a block sorts by itself */

/* ---- Entries --------------------------------------------------------------------------------- */

/* Rows of entries in memory. */
struct sort_rows {
    int64_t rows, n, span; /* span: n up to a power of two */
    int64_t kept;          /* entries of a row that are stored: n, or fewer if one chunk holds n */
    uint64_t *keys;        /* of wide entries; else NULL */
    int64_t *words;        /* narrow entries, or the indices of wide ones */
};

inline sort_rows make_sort_rows(int64_t rows, int64_t n, int64_t kept, void *keys, int64_t *words) {
    sort_rows k = {rows, n, 1, kept, static_cast<uint64_t *>(keys), words};
    while (k.span < n) {
        k.span *= 2;
    }
    return k;
}

inline int64_t entries_bytes(int64_t entries, bool narrow) {
    return entries * (narrow ? 8 : 16);
}

/* Rows over a workspace of entries_bytes(rows * n). */
inline sort_rows make_sort_rows_in(void *workspace, bool narrow, int64_t rows, int64_t n,
                                   int64_t kept) {
    int64_t *words = static_cast<int64_t *>(workspace);
    return make_sort_rows(rows, n, kept, narrow ? nullptr : words + rows * n, words);
}

/* Keys of up to 32 bits. An absent entry is larger than any other: rows are shorter than 2^32. */
struct narrow_entry {
    static constexpr int key_bits = 32;
    uint64_t word;

    static __device__ __forceinline__ narrow_entry absent() {
        return {UINT64_MAX};
    }
    static __device__ __forceinline__ narrow_entry make(uint32_t key, int64_t index) {
        return {static_cast<uint64_t>(key) << 32 | static_cast<uint32_t>(index)};
    }
    static __device__ __forceinline__ narrow_entry load(const sort_rows &k, int64_t at) {
        return {static_cast<uint64_t>(k.words[at])};
    }
    __device__ __forceinline__ void store(const sort_rows &k, int64_t at) const {
        k.words[at] = static_cast<int64_t>(word);
    }
    __device__ __forceinline__ bool above(const narrow_entry &other) const {
        return word > other.word;
    }
    __device__ __forceinline__ int64_t index() const {
        return static_cast<int64_t>(word & UINT32_MAX);
    }
    __device__ __forceinline__ uint64_t key() const {
        return word >> 32;
    }
};

/* Keys of 64 bits. */
struct wide_entry {
    static constexpr int key_bits = 64;
    uint64_t value;
    int64_t at;

    static __device__ __forceinline__ wide_entry absent() {
        return {UINT64_MAX, INT64_MAX};
    }
    static __device__ __forceinline__ wide_entry make(uint64_t key, int64_t index) {
        return {key, index};
    }
    static __device__ __forceinline__ wide_entry load(const sort_rows &k, int64_t at) {
        return {k.keys[at], k.words[at]};
    }
    __device__ __forceinline__ void store(const sort_rows &k, int64_t to) const {
        k.keys[to] = value;
        k.words[to] = at;
    }
    __device__ __forceinline__ bool above(const wide_entry &other) const {
        return value > other.value || (value == other.value && at > other.at);
    }
    __device__ __forceinline__ int64_t index() const {
        return at;
    }
    __device__ __forceinline__ uint64_t key() const {
        return value;
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
    for (int pair = threadIdx.x; pair < sort_chunk / 2; pair += sort_threads) {
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

/* Where entry number `place` of the rows' spans laid side by side is among rows of n, or -1 beyond
 * a row's end. */
__device__ __forceinline__ int64_t place_in_rows(const sort_rows &k, int64_t n, int64_t place) {
    const int64_t row = place / k.span, i = place & (k.span - 1);
    return row < k.rows && i < n ? row * n + i : -1;
}

/* A block sorts a chunk of entries, made by `source(place among rows of n, index in the row)`. */
template <class E, class Source>
__global__ void __launch_bounds__(sort_threads)
    sort_chunks(const sort_rows k, const Source source) {
    __shared__ E entries[sort_chunk];
    const int most = k.span < sort_chunk ? static_cast<int>(k.span) : sort_chunk;
    const int64_t first = blockIdx.x * int64_t{sort_chunk};
    for (int i = threadIdx.x; i < sort_chunk; i += sort_threads) {
        const int64_t at = place_in_rows(k, k.n, first + i);
        entries[i] = at < 0 ? E::absent() : source(at, (first + i) & (k.span - 1));
    }
    __syncthreads();
    for (int size = 2; size <= most; size *= 2) {
        for (int distance = size / 2; distance > 0; distance /= 2) {
            shared_step(entries, distance, distance == size / 2);
        }
    }
    for (int i = threadIdx.x; i < sort_chunk; i += sort_threads) {
        const int64_t at = place_in_rows(k, k.kept, first + i);
        if (at >= 0) {
            entries[i].store(k, at);
        }
    }
}

/* The steps of a stage whose distances are sort_chunk / 2 and less. The first of them compares what
 * the same thread has loaded. */
static_assert(sort_chunk / 2 % sort_threads == 0);
template <class E> __global__ void __launch_bounds__(sort_threads) finish_stage(const sort_rows k) {
    __shared__ E entries[sort_chunk];
    const int64_t first = blockIdx.x * int64_t{sort_chunk};
    for (int i = threadIdx.x; i < sort_chunk; i += sort_threads) {
        const int64_t at = place_in_rows(k, k.n, first + i);
        entries[i] = at < 0 ? E::absent() : E::load(k, at);
    }
    for (int distance = sort_chunk / 2; distance > 0; distance /= 2) {
        shared_step(entries, distance, false);
    }
    for (int i = threadIdx.x; i < sort_chunk; i += sort_threads) {
        const int64_t at = place_in_rows(k, k.n, first + i);
        if (at >= 0) {
            entries[i].store(k, at);
        }
    }
}

/* One step over whole rows. What lies beyond a row's end is never the smaller one. */
template <class E>
__global__ void __launch_bounds__(256) far_step(const sort_rows k, int64_t distance, bool mirror) {
    for (int64_t pair = first_item(); pair < k.rows * (k.span / 2); pair += item_step()) {
        int64_t low, high;
        pair_places(pair, distance, mirror, &low, &high);
        low = place_in_rows(k, k.n, low);
        high = place_in_rows(k, k.n, high);
        if (low >= 0 && high >= 0) {
            const E a = E::load(k, low), b = E::load(k, high);
            if (a.above(b)) {
                b.store(k, low);
                a.store(k, high);
            }
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

template <class E> int merge_chunks(const sort_rows &k, void *stream) {
    const dim3 pairs = blocks_for(k.rows * (k.span / 2), 256);
    const dim3 chunks = one_visit_blocks(k.rows * k.span, sort_chunk);
    int status = 0;
    for (int64_t size = 2 * sort_chunk; size <= k.span && status == 0; size *= 2) {
        for (int64_t far = size / 2; far >= sort_chunk && status == 0; far /= 2) {
            status = launch(far_step<E>, pairs, dim3(256), 0, stream, k, far, far == size / 2);
        }
        if (status == 0) {
            status = launch(finish_stage<E>, chunks, dim3(sort_threads), 0, stream, k);
        }
    }
    return status;
}

/* The entries that are kept lie in k afterwards, sorted. */
template <class E, class Source>
int sort_entries(const sort_rows &k, const Source &source, void *stream) {
    const int status = launch(sort_chunks<E, Source>, one_visit_blocks(k.rows * k.span, sort_chunk),
                              dim3(sort_threads), 0, stream, k, source);
    return status ? status : merge_chunks<E>(k, stream);
}

} // namespace tn

#endif
