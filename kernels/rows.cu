/* rows.cu: whole rows picked by a list of indices.
 *
 * Selecting moves each row once, in the widest units that fit. Adding and copying sort the list
 * first (in the workspace), so that a thread owns an element of the table and takes the rows that
 * lead to it in the list's order: the same bits as on the host. Of a short list a thread takes a
 * column instead, and sums without an order are atomic ones: neither needs a workspace. */
#include "kernels/atomic_sum.cuh"
#include "kernels/fault.cuh"
#include "kernels/sorted_runs.cuh"

#include <string.h>

namespace {

struct rows_args {
    int64_t outer, size, count, inner;
    int32_t dim;
    const int64_t *index, *picked_index;
    int64_t picked_size;
    void *table, *picked;
    tn_kernel_fault *fault;
};

rows_args make_args(const tn_k_rows *p) {
    rows_args k = {};
    k.outer = p->outer;
    k.size = p->size;
    k.count = p->count;
    k.inner = p->inner;
    k.dim = p->dim;
    k.index = p->index;
    k.picked_index = p->picked_index;
    k.picked_size = p->picked_index ? p->picked_size : p->count;
    k.table = p->table;
    k.picked = p->picked;
    k.fault = tn_cuda_fault();
    return k;
}

/* ---- Selecting ------------------------------------------------------------------------------- */

/* inner counts units; rows that lead nowhere become 0. */
template <class U> __global__ void __launch_bounds__(256) select_rows(const rows_args k) {
    for (int64_t i = tn::first_item(); i < k.outer * k.count * k.inner; i += tn::item_step()) {
        const int64_t row = i / k.inner, from = k.index[row % k.count];
        U unit = {};
        if (tn::leads_inside(k.fault, TN_K_rows, from, {k.size, 0, k.dim})) {
            const int64_t at = (row / k.count * k.size + from) * k.inner + i % k.inner;
            unit = static_cast<const U *>(k.table)[at];
        }
        static_cast<U *>(k.picked)[i] = unit;
    }
}

int launch_select(const tn_k_rows *p, void *stream) {
    rows_args k = make_args(p);
    const int64_t bytes = p->inner * tn::dtype_bytes(p->dtype);
    const uintptr_t places = reinterpret_cast<uintptr_t>(p->table) |
                             reinterpret_cast<uintptr_t>(p->picked) | static_cast<uintptr_t>(bytes);
    int64_t unit = 16;
    while (places % static_cast<uintptr_t>(unit) != 0) {
        unit /= 2;
    }
    k.inner = bytes / unit;
    return tn::for_bytes(unit, [&](auto element) {
        return tn::launch(select_rows<decltype(element)>,
                          tn::blocks_for(k.outer * k.count * k.inner, 256), dim3(256), 0, stream,
                          k);
    });
}

/* ---- Adding and copying ---------------------------------------------------------------------- */

/* Whether both rows of number `at` of the list exist; the first that does not is told. */
__device__ __forceinline__ bool exists(const rows_args &k, int64_t at) {
    bool inside = tn::leads_inside(k.fault, TN_K_rows, k.index[at], {k.size, 0, k.dim});
    if (k.picked_index) {
        inside &=
            tn::leads_inside(k.fault, TN_K_rows, k.picked_index[at], {k.picked_size, 0, k.dim});
    }
    return inside;
}

__device__ __forceinline__ int64_t picked_row(const rows_args &k, int64_t number) {
    return k.picked_index ? k.picked_index[number] : number;
}

struct index_entries {
    rows_args k;

    __device__ __forceinline__ tn::narrow_entry operator()(int64_t at, int64_t number) const {
        return tn::narrow_entry::make(static_cast<uint32_t>(exists(k, at)
                                                                ? static_cast<uint64_t>(k.index[at])
                                                                : tn::nowhere_narrow),
                                      number);
    }
};

/* An element of the table plus scale times one of the picked rows. */
template <class S>
__device__ __forceinline__ S added(S to, tn::number_for<S> scale, const void *picked,
                                   int64_t from) {
    using N = tn::number_for<S>;
    const N x = tn::read_as<N, S>(picked, from), y = tn::convert<N>::from(tn::opened(to));
    return tn::convert<S>::from(tn::add(y, tn::multiply(scale, x)));
}

/* Where thread i works: element e of the row that sorted element p leads to. */
struct run_place {
    int64_t outer, p, to = 0, from = 0;
    bool exists;

    __device__ run_place(const rows_args &k, const tn::sort_rows &runs, int64_t i) {
        const int64_t e = i % k.inner, row = i / k.inner;
        p = row % k.count;
        outer = row / k.count;
        const tn::narrow_entry entry = tn::narrow_entry::load(runs, p);
        exists = entry.key() != tn::nowhere_narrow;
        if (!exists) {
            return;
        }
        to = (outer * k.size + static_cast<int64_t>(entry.key())) * k.inner + e;
        from = (outer * k.picked_size + picked_row(k, entry.index())) * k.inner + e;
    }
};

template <class U>
__global__ void __launch_bounds__(256) copy_rows(const rows_args k, const tn::sort_rows runs) {
    for (int64_t i = tn::first_item(); i < k.outer * k.count * k.inner; i += tn::item_step()) {
        const run_place at(k, runs, i);
        if (at.exists && tn::ends_run<tn::narrow_entry>(runs, at.p)) {
            static_cast<U *>(k.table)[at.to] = static_cast<const U *>(k.picked)[at.from];
        }
    }
}

template <class S>
__global__ void __launch_bounds__(256)
    add_rows(const rows_args k, const tn::sort_rows runs, S alpha) {
    using N = tn::number_for<S>;
    const N scale = tn::convert<N>::from(tn::opened(alpha));
    for (int64_t i = tn::first_item(); i < k.outer * k.count * k.inner; i += tn::item_step()) {
        const run_place at(k, runs, i);
        if (!at.exists || !tn::begins_run<tn::narrow_entry>(runs, at.p)) {
            continue;
        }
        S sum = static_cast<const S *>(k.table)[at.to];
        int64_t from = at.from;
        for (int64_t p = at.p;; p++) {
            sum = added(sum, scale, k.picked, from);
            if (tn::ends_run<tn::narrow_entry>(runs, p)) {
                break;
            }
            const int64_t next = picked_row(k, tn::narrow_entry::load(runs, p + 1).index());
            from = (at.outer * k.picked_size + next) * k.inner + i % k.inner;
        }
        static_cast<S *>(k.table)[at.to] = sum;
    }
}

/* ---- Short lists, and sums in any order ------------------------------------------------------ */

constexpr int64_t few_rows = 64;

/* A thread takes an element of every row in the list's order. U: a moved type. */
template <class U> __global__ void __launch_bounds__(256) copy_few_rows(const rows_args k) {
    for (int64_t i = tn::first_item(); i < k.outer * k.inner; i += tn::item_step()) {
        const int64_t outer = i / k.inner, e = i % k.inner;
        for (int64_t n = 0; n < k.count; n++) {
            if (exists(k, n)) {
                static_cast<U *>(k.table)[(outer * k.size + k.index[n]) * k.inner + e] =
                    static_cast<const U *>(k.picked)[(outer * k.count + n) * k.inner + e];
            }
        }
    }
}

template <class S> __global__ void __launch_bounds__(256) add_few_rows(const rows_args k, S alpha) {
    const tn::number_for<S> scale = tn::convert<tn::number_for<S>>::from(tn::opened(alpha));
    for (int64_t i = tn::first_item(); i < k.outer * k.inner; i += tn::item_step()) {
        const int64_t outer = i / k.inner, e = i % k.inner;
        for (int64_t n = 0; n < k.count; n++) {
            if (exists(k, n)) {
                S &to = static_cast<S *>(k.table)[(outer * k.size + k.index[n]) * k.inner + e];
                to = added(to, scale, k.picked,
                           (outer * k.picked_size + picked_row(k, n)) * k.inner + e);
            }
        }
    }
}

template <class S>
__global__ void __launch_bounds__(256) add_rows_unordered(const rows_args k, S alpha) {
    for (int64_t i = tn::first_item(); i < k.outer * k.count * k.inner; i += tn::item_step()) {
        const int64_t e = i % k.inner, row = i / k.inner, n = row % k.count, outer = row / k.count;
        if (exists(k, n)) {
            const S x = static_cast<const S *>(
                k.picked)[(outer * k.picked_size + picked_row(k, n)) * k.inner + e];
            tn::atomic_sum(static_cast<S *>(k.table) + (outer * k.size + k.index[n]) * k.inner + e,
                           tn::multiply(alpha, x));
        }
    }
}

/* ---- Launching ------------------------------------------------------------------------------- */

bool is_unordered(const tn_k_rows *p) {
    return p->code == TN_ROWS_ADD && tn::is_summed_atomically(p->dtype, p->unordered);
}

int launch_copy(const tn_k_rows *p, void *stream) {
    const rows_args k = make_args(p);
    return tn::for_bytes(tn::dtype_bytes(p->dtype), [&](auto element) {
        return tn::launch(copy_few_rows<decltype(element)>, tn::blocks_for(k.outer * k.inner, 256),
                          dim3(256), 0, stream, k);
    });
}

template <class S> int launch_add(const tn_k_rows *p, void *stream) {
    const rows_args k = make_args(p);
    S alpha;
    memcpy(&alpha, p->alpha, sizeof alpha);
    if constexpr (tn::sums_atomically<S>::value) {
        if (is_unordered(p)) {
            return tn::launch(add_rows_unordered<S>,
                              tn::blocks_for(k.outer * k.count * k.inner, 256), dim3(256), 0,
                              stream, k, alpha);
        }
    }
    return tn::launch(add_few_rows<S>, tn::blocks_for(k.outer * k.inner, 256), dim3(256), 0, stream,
                      k, alpha);
}

/* Without sorting the list. */
int launch_directly(const tn_k_rows *p, void *stream) {
    if (p->code == TN_ROWS_COPY) {
        return launch_copy(p, stream);
    }
    using namespace tn; /* the names of storages */
    switch (p->dtype) {
#define ADD(dtype, S) \
    case dtype:       \
        return launch_add<S>(p, stream);
        TN_STORAGES(ADD)
#undef ADD
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no rows of dtype %d", p->dtype);
}

bool is_direct(const tn_k_rows *p) {
    return p->count <= few_rows || is_unordered(p);
}

int launch_write(const tn_k_rows *p, void *stream) {
    const rows_args k = make_args(p);
    if (!tn::runs_are_narrow(p->count, p->size)) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "over 2^32 rows or indices");
    }
    const tn::sort_rows runs = tn::make_sort_rows_in(p->workspace, true, 1, p->count, p->count);
    const index_entries source = {k};
    const int status = tn::sort_entries<tn::narrow_entry>(runs, source, stream);
    const dim3 grid = tn::blocks_for(k.outer * k.count * k.inner, 256);
    if (status != 0) {
        return status;
    }
    if (p->code == TN_ROWS_COPY) {
        return tn::for_bytes(tn::dtype_bytes(p->dtype), [&](auto element) {
            return tn::launch(copy_rows<decltype(element)>, grid, dim3(256), 0, stream, k, runs);
        });
    }
    using namespace tn; /* the names of storages */
    switch (p->dtype) {
#define ADD(dtype, S)                                                               \
    case dtype: {                                                                   \
        S alpha;                                                                    \
        memcpy(&alpha, p->alpha, sizeof alpha);                                     \
        return tn::launch(add_rows<S>, grid, dim3(256), 0, stream, k, runs, alpha); \
    }
        TN_STORAGES(ADD)
#undef ADD
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no rows of dtype %d", p->dtype);
}

} // namespace

extern "C" int64_t tn_cuda_rows_workspace(const void *params) {
    const tn_k_rows *p = static_cast<const tn_k_rows *>(params);
    return p->code == TN_ROWS_SELECT || is_direct(p) ? 0 : tn::entries_bytes(p->count, true);
}

extern "C" int tn_cuda_rows(const void *params, void *stream) {
    const tn_k_rows *p = static_cast<const tn_k_rows *>(params);
    if (p->outer * p->count * p->inner <= 0) {
        return 0;
    }
    const int status = tn::need_fault_memory();
    if (status != 0) {
        return status;
    }
    return p->code == TN_ROWS_SELECT ? launch_select(p, stream)
           : is_direct(p)            ? launch_directly(p, stream)
                                     : launch_write(p, stream);
}
