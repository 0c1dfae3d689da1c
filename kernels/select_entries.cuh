/* select_entries.cuh: of rows of entries the `kept` smallest ones, in no order. A block finds the
 * key of the last of them, digit by digit from the most significant one: it counts how many keys
 * that begin like it have each digit next. Then it goes along the row and stores what comes before
 * that key, and of what equals it as many as are missing, first ones first. */
#ifndef TN_SELECT_ENTRIES_CUH
#define TN_SELECT_ENTRIES_CUH

#include "kernels/sort_network.cuh"
#include "kernels/team.cuh"

namespace tn {

constexpr int digit_bits = 8, digits = 1 << digit_bits;
static_assert(digits == scan_threads, "a thread looks after a digit");

/* Rows that are cut into parts, from each of which `kept` entries are selected. */
struct selection {
    int64_t rows, n, parts;
    uint32_t kept; /* no more than a part has */
};

/* Entries i, from 0 to n, of one part of a row. */
template <class Source> struct part_entries {
    const Source &source; /* (place among rows of n, index in the row) -> entry */
    int64_t row_at, begin;
    uint32_t n;

    __device__ __forceinline__ auto operator[](int64_t i) const {
        return source(row_at + begin + i, begin + i);
    }
};

template <class Source>
__device__ __forceinline__ part_entries<Source> part_of(const selection &k, const Source &source,
                                                        int64_t block) {
    const int64_t row = block / k.parts, part = block % k.parts;
    const int64_t least = k.n / k.parts, longer = k.n % k.parts;
    const int64_t begin = part * least + (part < longer ? part : longer);
    return {source, row * k.n, begin, static_cast<uint32_t>(least + (part < longer ? 1 : 0))};
}

struct count_sum {
    using cell = uint32_t;
    static __device__ __forceinline__ uint32_t join(uint32_t a, uint32_t b) {
        return a + b;
    }
};

/* ---- The key of the last one ----------------------------------------------------------------- */

/* Selected are the entries with key >> shift below `prefix`, and `ties` of those where it is
 * `prefix`. */
struct last_selected {
    uint64_t prefix;
    int shift;
    uint32_t ties;
};

struct digit_count {
    uint32_t digit, count, before; /* of smaller digits */
};

/* Lanes with the same digit count it together. */
__device__ __forceinline__ void count_digit(uint32_t *counted, uint32_t digit, bool is_counted) {
    const uint32_t same = __match_any_sync(0xffffffffu, is_counted ? digit : uint32_t{digits});
    if (is_counted && threadIdx.x % 32 == __ffs(static_cast<int>(same)) - 1u) {
        atomicAdd(&counted[digit], static_cast<uint32_t>(__popc(same)));
    }
}

template <class E, class Source>
__device__ last_selected find_last(const part_entries<Source> &part, uint32_t kept) {
    __shared__ uint32_t counted[digits];
    __shared__ digit_count chosen;
    last_selected last = {0, E::key_bits, kept};
    do {
        const int above = last.shift;
        last.shift -= digit_bits;
        counted[threadIdx.x] = 0;
        __syncthreads();
        for (int64_t first = 0; first < part.n; first += scan_threads) {
            const int64_t i = first + threadIdx.x;
            const uint64_t key = i < part.n ? part[i].key() : 0;
            const bool begins_so = above == E::key_bits || key >> above == last.prefix;
            count_digit(counted, key >> last.shift & (digits - 1), i < part.n && begins_so);
        }
        __syncthreads();
        const uint32_t mine = counted[threadIdx.x];
        const auto place = scan_team<count_sum>(mine, scan_threads);
        const uint32_t before = place.before.exists ? place.before.cell : 0;
        if (before < last.ties && last.ties - before <= mine) {
            chosen = {threadIdx.x, mine, before};
        }
        __syncthreads();
        last.prefix = last.prefix << digit_bits | chosen.digit;
        last.ties -= chosen.before;
    } while (last.shift > 0 && last.ties < chosen.count);
    return last;
}

/* ---- Storing --------------------------------------------------------------------------------- */

/* Stores what comes before the last key from `to` on, and behind that what equals it. */
template <class E, class Source>
__device__ void store_selected(const part_entries<Source> &part, uint32_t kept,
                               const last_selected &last, const sort_rows &out, int64_t to) {
    const uint32_t strictly = kept - last.ties;
    uint32_t stored = 0, equal = 0; /* in the tiles before */
    for (int64_t first = 0; first < part.n && (stored < strictly || equal < last.ties);
         first += scan_threads) {
        const int64_t i = first + threadIdx.x;
        const E entry = i < part.n ? part[i] : E::absent();
        const uint64_t prefix = entry.key() >> last.shift;
        const bool is_before = i < part.n && prefix < last.prefix;
        const bool is_equal = i < part.n && prefix == last.prefix;
        /* Both counts at once: of those before in the lower half. */
        const auto place =
            scan_team<count_sum>((is_equal ? 1u << 16 : 0) + is_before, scan_threads);
        const uint32_t before = place.before.exists ? place.before.cell : 0;
        const uint32_t nth_equal = equal + (before >> 16);
        if (is_before) {
            entry.store(out, to + stored + (before & 0xffff));
        } else if (is_equal && nth_equal < last.ties) {
            entry.store(out, to + strictly + nth_equal);
        }
        stored += place.all & 0xffff;
        equal += place.all >> 16;
    }
}

template <class E, class Source>
__global__ void __launch_bounds__(scan_threads)
    select_parts(const selection k, const Source source, const sort_rows out) {
    const part_entries<Source> part = part_of(k, source, blockIdx.x);
    const last_selected last = find_last<E>(part, k.kept);
    store_selected<E>(part, k.kept, last, out, blockIdx.x * int64_t{k.kept});
}

/* Entries of `out`: [rows][parts][kept]. Of equal keys the order is kept. */
template <class E, class Source>
int select_entries(const selection &k, const Source &source, const sort_rows &out, void *stream) {
    return launch(select_parts<E, Source>, one_visit_blocks(k.rows * k.parts, 1),
                  dim3(scan_threads), 0, stream, k, source, out);
}

} // namespace tn

#endif
