/* gather.cu: elements picked along one dim by a tensor of indices.
 *
 * Gathering is one pass. Scattering must combine what leads to one place in the order of the
 * indices: where lines along the dim are short or many, a thread works through a line; else the
 * elements are sorted by their place first (in the workspace), and a thread owns a place. Both
 * ways have one order, that of the host. Sums without one are atomic, a thread an element. */
#include "kernels/atomic_sum.cuh"
#include "kernels/fault.cuh"
#include "kernels/reduce_plan.cuh"
#include "kernels/sorted_runs.cuh"

namespace {

struct gather_args {
    uint8_t code;
    int64_t numel, size;   /* of index; of table along the dim */
    int64_t lines, length; /* along the dim */
    int64_t index_step, table_step, picked_step;
    int32_t dim;
    tn::reduce_space table_at, picked_at; /* of elements (lines where a thread takes a line); the
                                             dim itself counts for picked elements only */
    tn::reduce_space index_at;
    const int64_t *index;
    void *table, *picked;
    tn_kernel_fault *fault;
};

/* A line is worth a thread. */
bool takes_lines(const tn_k_gather *p, int64_t lines) {
    return p->extents[p->dim] <= 32 || lines >= 65536;
}

int64_t count_lines(const tn_k_gather *p) {
    int64_t lines = 1;
    for (int d = 0; d < p->ndim; d++) {
        lines *= d == p->dim ? 1 : p->extents[d];
    }
    return lines;
}

/* Places in the table are numbered by their offsets. */
int64_t count_places(const tn_k_gather *p) {
    int64_t last = (p->size - 1) * p->table_strides[p->dim];
    for (int d = 0; d < p->ndim; d++) {
        last += d == p->dim ? 0 : (p->extents[d] - 1) * p->table_strides[d];
    }
    return last + 1;
}

gather_args make_args(const tn_k_gather *p, bool lines) {
    gather_args k = {};
    int64_t extents[TN_K_MAX_DIMS], table[TN_K_MAX_DIMS], picked[TN_K_MAX_DIMS];
    int64_t index[TN_K_MAX_DIMS], step = 1;
    for (int d = p->ndim - 1; d >= 0; d--) {
        const bool skipped = lines && d == p->dim;
        extents[d] = skipped ? 1 : p->extents[d];
        table[d] = d == p->dim ? 0 : p->table_strides[d];
        picked[d] = skipped ? 0 : p->picked_strides[d];
        index[d] = skipped ? 0 : step;
        k.index_step = d == p->dim ? step : k.index_step;
        step *= p->extents[d];
    }
    k.code = p->code;
    k.numel = step;
    k.size = p->size;
    k.dim = p->dim;
    k.length = p->extents[p->dim];
    k.lines = count_lines(p);
    k.table_step = p->table_strides[p->dim];
    k.picked_step = p->picked_strides[p->dim];
    const int64_t items = lines ? k.lines : k.numel;
    k.table_at = tn::make_space(p->ndim, items, extents, table);
    k.picked_at = tn::make_space(p->ndim, items, extents, picked);
    k.index_at = tn::make_space(p->ndim, items, extents, index);
    k.index = p->index;
    k.table = p->table;
    k.picked = p->picked;
    k.fault = tn_cuda_fault();
    return k;
}

/* ---- Gathering ------------------------------------------------------------------------------- */

/* Elements that lead nowhere become 0. */
template <class U> __global__ void __launch_bounds__(256) gather_all(const gather_args k) {
    for (int64_t i = tn::first_item(); i < k.numel; i += tn::item_step()) {
        const int64_t from = k.index[i];
        U element = {};
        if (tn::leads_inside(k.fault, TN_K_gather, from, {k.size, 0, k.dim})) {
            element =
                static_cast<const U *>(k.table)[tn::offset_of(k.table_at, i) + from * k.table_step];
        }
        static_cast<U *>(k.picked)[tn::offset_of(k.picked_at, i)] = element;
    }
}

/* ---- Combining ------------------------------------------------------------------------------- */

template <class T> __device__ __forceinline__ T extreme(T a, T b, bool largest) {
    return (largest ? a >= b : a <= b) || a != a ? a : b;
}
template <class T> struct is_complex { static constexpr bool value = false; };
template <> struct is_complex<tn_c64> { static constexpr bool value = true; };
template <> struct is_complex<tn_c128> { static constexpr bool value = true; };

/* What becomes of an element of the table. */
template <class S> __device__ __forceinline__ S combined(int code, S to, S from) {
    using N = tn::number_for<S>;
    const N a = tn::convert<N>::from(tn::opened(to)), b = tn::convert<N>::from(tn::opened(from));
    N c = b;
    if (code == TN_SCATTER_ADD) {
        c = tn::add(a, b);
    } else if (code == TN_SCATTER_PROD) {
        c = tn::multiply(a, b);
    } else {
        if constexpr (!is_complex<N>::value) {
            c = extreme(a, b, code == TN_SCATTER_AMAX);
        }
    }
    return tn::convert<S>::from(c);
}

/* The operation on elements: the last one wins, or combined(). U is a moved type or a storage. */
template <class U, bool moves> __device__ __forceinline__ U taken(int code, U to, U from) {
    if constexpr (moves) {
        return from;
    } else {
        return combined<U>(code, to, from);
    }
}

/* ---- A thread a line ------------------------------------------------------------------------- */

template <class U, bool moves>
__global__ void __launch_bounds__(256) scatter_lines(const gather_args k) {
    U *table = static_cast<U *>(k.table);
    const U *picked = static_cast<const U *>(k.picked);
    for (int64_t line = tn::first_item(); line < k.lines; line += tn::item_step()) {
        const int64_t index = tn::offset_of(k.index_at, line);
        const int64_t to = tn::offset_of(k.table_at, line);
        const int64_t from = tn::offset_of(k.picked_at, line);
        for (int64_t i = 0; i < k.length; i++) {
            const int64_t place = k.index[index + i * k.index_step];
            if (tn::leads_inside(k.fault, TN_K_gather, place, {k.size, 0, k.dim})) {
                U &entry = table[to + place * k.table_step];
                entry = taken<U, moves>(k.code, entry, picked[from + i * k.picked_step]);
            }
        }
    }
}

/* ---- A thread a place ------------------------------------------------------------------------ */

template <class E> struct place_entries {
    gather_args k;

    __device__ __forceinline__ E operator()(int64_t at, int64_t number) const {
        const int64_t place = k.index[at];
        uint64_t key = sizeof(E) == 8 ? tn::nowhere_narrow : tn::nowhere_wide;
        if (tn::leads_inside(k.fault, TN_K_gather, place, {k.size, 0, k.dim})) {
            key = static_cast<uint64_t>(tn::offset_of(k.table_at, at) + place * k.table_step);
        }
        if constexpr (sizeof(E) == 8) {
            return E::make(static_cast<uint32_t>(key), number);
        } else {
            return E::make(key, number);
        }
    }
};

template <class U, bool moves, class E>
__global__ void __launch_bounds__(256) scatter_runs(const gather_args k, const tn::sort_rows runs) {
    U *table = static_cast<U *>(k.table);
    const U *picked = static_cast<const U *>(k.picked);
    constexpr uint64_t nowhere = sizeof(E) == 8 ? tn::nowhere_narrow : tn::nowhere_wide;
    for (int64_t p = tn::first_item(); p < k.numel; p += tn::item_step()) {
        E entry = E::load(runs, p);
        if (entry.key() == nowhere || !tn::begins_run<E>(runs, p)) {
            continue;
        }
        U &to = table[entry.key()];
        U value = to;
        for (int64_t q = p;; q++) {
            value =
                taken<U, moves>(k.code, value, picked[tn::offset_of(k.picked_at, entry.index())]);
            if (tn::ends_run<E>(runs, q)) {
                break;
            }
            entry = E::load(runs, q + 1);
        }
        to = value;
    }
}

template <class U, bool moves, class E> int launch_runs(const tn_k_gather *p, void *stream) {
    const gather_args k = make_args(p, false);
    const tn::sort_rows runs =
        tn::make_sort_rows_in(p->workspace, sizeof(E) == 8, 1, k.numel, k.numel);
    const int status = tn::sort_entries<E>(runs, place_entries<E>{k}, stream);
    return status ? status
                  : tn::launch(scatter_runs<U, moves, E>, tn::blocks_for(k.numel, 256), dim3(256),
                               0, stream, k, runs);
}

/* ---- Sums in any order ----------------------------------------------------------------------- */

template <class S> __global__ void __launch_bounds__(256) sum_unordered(const gather_args k) {
    for (int64_t i = tn::first_item(); i < k.numel; i += tn::item_step()) {
        const int64_t place = k.index[i];
        if (tn::leads_inside(k.fault, TN_K_gather, place, {k.size, 0, k.dim})) {
            tn::atomic_sum(static_cast<S *>(k.table) + tn::offset_of(k.table_at, i) +
                               place * k.table_step,
                           static_cast<const S *>(k.picked)[tn::offset_of(k.picked_at, i)]);
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

bool is_unordered(const tn_k_gather *p) {
    return p->code == TN_SCATTER_ADD && tn::is_summed_atomically(p->dtype, p->unordered);
}

template <class U, bool moves> int scatter(const tn_k_gather *p, void *stream) {
    if constexpr (!moves && tn::sums_atomically<U>::value) {
        if (is_unordered(p)) {
            const gather_args k = make_args(p, false);
            return tn::launch(sum_unordered<U>, tn::blocks_for(k.numel, 256), dim3(256), 0, stream,
                              k);
        }
    }
    if (takes_lines(p, count_lines(p))) {
        const gather_args k = make_args(p, true);
        return tn::launch(scatter_lines<U, moves>, tn::blocks_for(k.lines, 256), dim3(256), 0,
                          stream, k);
    }
    return tn::runs_are_narrow(count_lines(p) * p->extents[p->dim], count_places(p))
               ? launch_runs<U, moves, tn::narrow_entry>(p, stream)
               : launch_runs<U, moves, tn::wide_entry>(p, stream);
}

int combine(const tn_k_gather *p, void *stream) {
    using namespace tn; /* the names of storages */
    switch (p->dtype) {
#define COMBINE(dtype, S) \
    case dtype:           \
        return scatter<S, false>(p, stream);
        TN_STORAGES(COMBINE)
#undef COMBINE
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no scattering of dtype %d", p->dtype);
}

} // namespace

extern "C" int64_t tn_cuda_gather_workspace(const void *params) {
    const tn_k_gather *p = static_cast<const tn_k_gather *>(params);
    const int64_t lines = count_lines(p), numel = lines * p->extents[p->dim];
    return p->code == TN_GATHER || is_unordered(p) || takes_lines(p, lines)
               ? 0
               : tn::entries_bytes(numel, tn::runs_are_narrow(numel, count_places(p)));
}

extern "C" int tn_cuda_gather(const void *params, void *stream) {
    const tn_k_gather *p = static_cast<const tn_k_gather *>(params);
    if (count_lines(p) * p->extents[p->dim] <= 0) {
        return 0;
    }
    const int status = tn::need_fault_memory();
    if (status != 0) {
        return status;
    }
    if (p->code == TN_GATHER) {
        const gather_args k = make_args(p, false);
        return tn::for_bytes(tn::dtype_bytes(p->dtype), [&](auto element) {
            return tn::launch(gather_all<decltype(element)>, tn::blocks_for(k.numel, 256),
                              dim3(256), 0, stream, k);
        });
    }
    if (p->code == TN_SCATTER) {
        return tn::for_bytes(tn::dtype_bytes(p->dtype), [&](auto element) {
            return scatter<decltype(element), true>(p, stream);
        });
    }
    return combine(p, stream);
}
