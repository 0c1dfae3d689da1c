/* scan.cu: running sums, products, extremes and log-sums along the middle of [outer, size,
 * inner].
 *
 * Rows (inner is 1): a team of 1 to 256 threads goes along a row in tiles of one quad a thread.
 * Lines (inner above 1): a thread goes along its line, its neighbours along those beside it.
 * Either reads and writes memory once. Where rows or lines are too few to fill a device they are
 * cut into chunks: a first launch leaves the total of each chunk in the workspace, and the
 * second one, which reads memory again, begins each chunk with the totals before it.
 *
 * Floats accumulate in f64, integers in i64, complex numbers in c128, and each result is rounded
 * once. Where results meet, and in which order, follows from the shape alone; lines that are not
 * cut are worked through in order, as on the host. */
#include "kernels/complex_math.h"
#include "kernels/cells.cuh"
#include "kernels/team.cuh"

#include <initializer_list>
#include <type_traits>

namespace {

using namespace tn;

constexpr int threads = scan_threads;

/* ---- What is scanned ------------------------------------------------------------------------- */

/* `join(a, b)`: b comes after a. A cell is a value, or one with its index. */
template <class T> struct plain {
    using value = T;
    using cell = T;
    static constexpr bool has_index = false;
    static __device__ __forceinline__ T make(T x, int64_t) {
        return x;
    }
    static __device__ __forceinline__ T value_of(T c) {
        return c;
    }
};

template <class T> struct sums : plain<T> {
    static __device__ __forceinline__ T join(T a, T b) {
        if constexpr (std::is_same_v<T, int64_t>) {
            return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
        } else if constexpr (std::is_same_v<T, tn_c128>) {
            return tn_add_c128(a, b);
        } else {
            return a + b;
        }
    }
};

template <class T> struct products : plain<T> {
    static __device__ __forceinline__ T join(T a, T b) {
        if constexpr (std::is_same_v<T, int64_t>) {
            return static_cast<int64_t>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
        } else if constexpr (std::is_same_v<T, tn_c128>) {
            return tn_mul_c128(a, b);
        } else {
            return a * b;
        }
    }
};

struct log_sums : plain<double> {
    static __device__ __forceinline__ double join(double a, double b) {
        return tn_logaddexp_f64(a, b);
    }
};

template <class T> struct indexed {
    T value;
    int64_t index;
};

/* The last of equal ones; NaN is beyond everything. */
template <class T, bool largest> struct extremes {
    using value = T;
    using cell = indexed<T>;
    static constexpr bool has_index = true;
    static __device__ __forceinline__ cell make(T x, int64_t i) {
        return {x, i};
    }
    static __device__ __forceinline__ T value_of(cell c) {
        return c.value;
    }
    static __device__ __forceinline__ cell join(cell a, cell b) {
        const bool beyond = largest ? b.value >= a.value : b.value <= a.value;
        return b.value != b.value || (a.value == a.value && beyond) ? b : a;
    }
};

/* ---- The plan -------------------------------------------------------------------------------- */

enum scan_stage { stage_whole, stage_totals, stage_rest };

struct scan_args {
    int64_t outer, size, inner;
    const void *in;
    void *out;
    int64_t *indices;
    uint8_t in_dtype, out_dtype, stage;
    bool loads_quads, stores_quads;
    int team; /* rows: threads of one row, a power of two up to the block */
    int64_t chunks, chunk_size;
    part_cell *totals; /* [chunks][lines], where chunks > 1 */
};

template <class C>
__device__ __forceinline__ C &total_of(const scan_args &k, int64_t chunk, int64_t line) {
    return cell_as<C>(k.totals[chunk * (k.outer * k.inner) + line]);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* n elements of a row, at most four; what is not there is never stored. */
template <class T>
__device__ __forceinline__ void load_some(const scan_args &k, int64_t at, int n, T (&x)[4]) {
    if (n == 4 && k.loads_quads) {
        const int64_t one[1] = {at};
        load_quads(k.in_dtype, k.in, one, x);
    } else if (n == 4) {
        const int64_t each[4] = {at, at + 1, at + 2, at + 3};
        load_each(k.in_dtype, k.in, each, x);
    } else {
        for (int j = 0; j < 4; j++) {
            x[j] = j < n ? load<T>(k.in_dtype, k.in, at + j) : T();
        }
    }
}

template <class Op>
__device__ __forceinline__ void store_some(const scan_args &k, int64_t at, int n,
                                           const typename Op::cell (&c)[4]) {
    using T = typename Op::value;
    T x[4];
    for (int j = 0; j < 4; j++) {
        x[j] = Op::value_of(c[j]);
    }
    if (n == 4 && k.stores_quads) {
        store_quad(k.out_dtype, k.out, at, x);
    } else {
        for (int j = 0; j < n; j++) {
            store(k.out_dtype, k.out, at + j, x[j]);
        }
    }
    if constexpr (Op::has_index) {
        for (int j = 0; j < n && k.indices; j++) {
            k.indices[at + j] = c[j].index;
        }
    }
}

/* The totals of the chunks before `chunk`, of which there are at most as many as threads. A kernel
 * asks once. */
template <class Op, class C = typename Op::cell>
__device__ maybe<C> totals_before(const scan_args &k, int64_t chunk, int64_t row) {
    __shared__ C last;
    const int64_t mine = threadIdx.x < chunk ? threadIdx.x : 0;
    const C total = total_of<C>(k, mine, row);
    const team_place<C> place = scan_team<Op>(total, threads);
    if (threadIdx.x + 1 == chunk) {
        last = after<Op>(place.before, maybe<C>{total, true}).cell;
    }
    __syncthreads();
    return {last, chunk > 0};
}

/* Elements [begin, end) of a row, tile by tile; returns the carry. The same number of tiles for all
 * rows of a block. */
template <class Op, class C = typename Op::cell>
__device__ maybe<C> scan_row(const scan_args &k, int64_t row, bool is_row, int64_t begin,
                             int64_t end, maybe<C> carry) {
    using T = typename Op::value;
    const int member = threadIdx.x % k.team;
    for (int64_t tile = begin; tile < end; tile += int64_t{4} * k.team) {
        const int64_t i = tile + 4 * member, left = is_row ? end - i : 0;
        const int n = left < 0 ? 0 : left < 4 ? static_cast<int>(left) : 4;
        T x[4];
        load_some(k, row * k.size + i, n, x);
        C c[4] = {Op::make(x[0], i)};
        for (int j = 1; j < 4; j++) {
            c[j] = Op::join(c[j - 1], Op::make(x[j], i + j));
        }
        const team_place<C> place = scan_team<Op>(c[3], k.team);
        const maybe<C> before = after<Op>(carry, place.before);
        if (before.exists) {
            for (int j = 0; j < 4; j++) {
                c[j] = Op::join(before.cell, c[j]);
            }
        }
        carry = after<Op>(carry, maybe<C>{place.all, true});
        if (k.stage != stage_totals) {
            store_some<Op>(k, row * k.size + i, n, c);
        }
    }
    return carry;
}

template <class Op> __global__ void __launch_bounds__(threads) scan_rows(const scan_args k) {
    using C = typename Op::cell;
    const int rows = threads / k.team;
    const int64_t chunk = blockIdx.y, begin = chunk * k.chunk_size;
    const int64_t end = k.size - begin < k.chunk_size ? k.size : begin + k.chunk_size;
    const int64_t row = blockIdx.x * int64_t{rows} + threadIdx.x / k.team;
    maybe<C> carry = {};
    if (k.stage == stage_rest) {
        carry = totals_before<Op>(k, chunk, row);
    }
    carry = scan_row<Op>(k, row, row < k.outer, begin, end, carry);
    if (k.stage == stage_totals && threadIdx.x == 0) {
        total_of<C>(k, chunk, row) = carry.cell;
    }
}

/* ---- Lines ----------------------------------------------------------------------------------- */

constexpr int steps_at_once = 8;

template <class Op>
__device__ __forceinline__ void store_step(const scan_args &k, int64_t at,
                                           const typename Op::cell &c) {
    if (k.stage == stage_totals) {
        return;
    }
    store(k.out_dtype, k.out, at, Op::value_of(c));
    if constexpr (Op::has_index) {
        if (k.indices) {
            k.indices[at] = c.index;
        }
    }
}

/* Elements [begin, end) of the line whose first element is `base`. */
template <class Op, class C = typename Op::cell>
__device__ maybe<C> scan_line(const scan_args &k, int64_t base, int64_t begin, int64_t end,
                              maybe<C> run) {
    using T = typename Op::value;
    int64_t i = begin;
    for (; i + steps_at_once <= end; i += steps_at_once) {
        int64_t at[steps_at_once];
        T x[steps_at_once];
        for (int n = 0; n < steps_at_once; n++) {
            at[n] = base + (i + n) * k.inner;
        }
        load_each(k.in_dtype, k.in, at, x);
        for (int n = 0; n < steps_at_once; n++) {
            run = after<Op>(run, maybe<C>{Op::make(x[n], i + n), true});
            store_step<Op>(k, at[n], run.cell);
        }
    }
    for (; i < end; i++) {
        const int64_t at = base + i * k.inner;
        const T x = load<T>(k.in_dtype, k.in, at);
        run = after<Op>(run, maybe<C>{Op::make(x, i), true});
        store_step<Op>(k, at, run.cell);
    }
    return run;
}

/* One thread, one chunk of one line; threads of neighbouring lines are neighbours. */
template <class Op> __global__ void __launch_bounds__(threads) scan_lines(const scan_args k) {
    using C = typename Op::cell;
    const int64_t lines = k.outer * k.inner;
    for (int64_t item = first_item(); item < lines * k.chunks; item += item_step()) {
        const int64_t line = item % lines, chunk = item / lines, begin = chunk * k.chunk_size;
        const int64_t end = k.size - begin < k.chunk_size ? k.size : begin + k.chunk_size;
        maybe<C> run = {};
        for (int64_t c = 0; c < chunk && k.stage == stage_rest; c++) {
            run = after<Op>(run, maybe<C>{total_of<C>(k, c, line), true});
        }
        const int64_t base = line / k.inner * (k.size * k.inner) + line % k.inner;
        run = scan_line<Op>(k, base, begin, end, run);
        if (k.stage == stage_totals) {
            total_of<C>(k, chunk, line) = run.cell;
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

/* Chunks of a multiple of `unit` elements, of which `least` are worth a chunk. */
void cut_into_chunks(scan_args *k, int64_t wanted, int64_t most, int64_t least, int64_t unit) {
    int64_t chunks = smaller(smaller(wanted, most), k->size / least);
    chunks = smaller(chunks, cells_max / (k->outer * k->inner));
    chunks = chunks < 1 ? 1 : chunks;
    k->chunk_size = divide_up(divide_up(k->size, chunks), unit) * unit;
    k->chunks = divide_up(k->size, k->chunk_size);
}

dim3 plan_rows(scan_args *k) {
    const bool is_long = k->size >= 1024 || (k->size > 256 && k->outer < 2048);
    k->team = 1;
    while (k->team < 32 && k->team * 4 < k->size) {
        k->team *= 2;
    }
    k->team = is_long ? threads : k->team;
    const bool whole = k->outer == 1 || k->size % 4 == 0;
    k->loads_quads = whole && is_quad_aligned(k->in_dtype, k->in);
    k->stores_quads = whole && is_quad_aligned(k->out_dtype, k->out);
    cut_into_chunks(k, k->outer < 256 ? 512 / k->outer : 1, threads, 4096, 4 * threads);
    return dim3(one_visit_blocks(k->outer, threads / k->team).x, static_cast<unsigned>(k->chunks));
}

dim3 plan_lines(scan_args *k) {
    const int64_t lines = k->outer * k->inner, wanted = int64_t{1} << 16;
    cut_into_chunks(k, lines < wanted / 4 ? wanted / lines : 1, 128, 64, 1);
    return blocks_for(lines * k->chunks, threads);
}

/* Returns the grid. */
dim3 plan_scan(const tn_k_scan *block, scan_args *out) {
    scan_args &k = *out;
    k = {};
    k.outer = block->outer;
    k.size = block->size;
    k.inner = block->inner;
    k.in = block->in;
    k.out = block->out;
    k.indices = block->indices;
    k.in_dtype = block->in_dtype;
    k.out_dtype = block->out_dtype;
    k.totals = static_cast<part_cell *>(block->workspace);
    return k.inner == 1 ? plan_rows(&k) : plan_lines(&k);
}

template <class Op> int launch_scan(const tn_k_scan *block, void *stream) {
    scan_args k;
    const dim3 grid = plan_scan(block, &k);
    void (*kernel)(const scan_args) = k.inner == 1 ? scan_rows<Op> : scan_lines<Op>;
    if (k.chunks == 1) {
        k.stage = stage_whole;
        return launch(kernel, grid, dim3(threads), 0, stream, k);
    }
    int status = 0;
    for (const scan_stage stage : {stage_totals, stage_rest}) {
        k.stage = stage;
        status = status == 0 ? launch(kernel, grid, dim3(threads), 0, stream, k) : status;
    }
    return status;
}

enum class kind { integers, floats, complex };

kind kind_of(int dtype) {
    switch (dtype) {
    case TN_F16:
    case TN_BF16:
    case TN_F32:
    case TN_F64:
        return kind::floats;
    case TN_C64:
    case TN_C128:
        return kind::complex;
    default:
        return kind::integers;
    }
}

typedef int scan_launcher(const tn_k_scan *k, void *stream);

scan_launcher *launcher_of(const tn_k_scan *k) {
    const bool ordered = k->code == TN_SCAN_MAX || k->code == TN_SCAN_MIN;
    const kind in = kind_of(ordered ? k->in_dtype : k->out_dtype);
    switch (k->code) {
    case TN_SCAN_SUM:
        return in == kind::floats    ? launch_scan<sums<double>>
               : in == kind::complex ? launch_scan<sums<tn_c128>>
                                     : launch_scan<sums<int64_t>>;
    case TN_SCAN_PROD:
        return in == kind::floats    ? launch_scan<products<double>>
               : in == kind::complex ? launch_scan<products<tn_c128>>
                                     : launch_scan<products<int64_t>>;
    case TN_SCAN_MAX:
        return in == kind::floats    ? launch_scan<extremes<double, true>>
               : in == kind::complex ? nullptr
                                     : launch_scan<extremes<int64_t, true>>;
    case TN_SCAN_MIN:
        return in == kind::floats    ? launch_scan<extremes<double, false>>
               : in == kind::complex ? nullptr
                                     : launch_scan<extremes<int64_t, false>>;
    case TN_SCAN_LOGSUMEXP:
        return in == kind::floats ? launch_scan<log_sums> : nullptr;
    default:
        return nullptr;
    }
}

} // namespace

extern "C" int tn_cuda_scan(const void *params, void *stream) {
    const tn_k_scan *k = static_cast<const tn_k_scan *>(params);
    scan_launcher *run = launcher_of(k);
    if (!run) {
        return tn_kernel_fail(TN_ERR_DTYPE, "scan %d is not defined for dtype %d into dtype %d",
                              k->code, k->in_dtype, k->out_dtype);
    }
    return k->outer > 0 && k->size > 0 && k->inner > 0 ? run(k, stream) : 0;
}

extern "C" int64_t tn_cuda_scan_workspace(const void *params) {
    const tn_k_scan *k = static_cast<const tn_k_scan *>(params);
    if (k->outer <= 0 || k->size <= 0 || k->inner <= 0) {
        return 0;
    }
    scan_args plan;
    plan_scan(k, &plan);
    return plan.chunks == 1 ? 0 : plan.chunks * k->outer * k->inner * int64_t{sizeof(part_cell)};
}
