/* sort.cu: stable sorting of rows of any length, and what comes first in them. Values become
 * unsigned keys (sort_keys.cuh; a descending sort complements them), which sort_network.cuh puts in
 * order; a last pass turns entries into values and indices.
 *
 * Whole rows are sorted in place in the outputs, and so are the first entries of rows that a block
 * sorts by itself. Of longer rows what comes first is selected before it is sorted
 * (select_entries.cuh): where rows are too few to fill a device each is cut into parts, what comes
 * first in each of them is kept in the workspace, and it is selected among that once more. Rows
 * that are few and of which much is kept are sorted in the workspace. */
#include "kernels/select_entries.cuh"
#include "kernels/sort_keys.cuh"

#include <cmath>

namespace {

using namespace tn;

/* The entry of an element of `in`. */
template <class S, class E> struct value_entries {
    const void *in;
    bool descending;

    __device__ __forceinline__ E operator()(int64_t at, int64_t index) const {
        const auto key = key_at<S>(in, at);
        return E::make(descending ? ~key : key, index);
    }
};

template <class E> struct stored_entries {
    sort_rows from;

    __device__ __forceinline__ E operator()(int64_t at, int64_t) const {
        return E::load(from, at);
    }
};

/* Of each row of sorted entries, `stride` apart, the first ones; they may lie in the outputs. */
template <class S, class E>
__global__ void __launch_bounds__(256)
    write_sorted(const sort_rows k, int64_t stride, const void *in, int64_t n, void *values,
                 int64_t *indices) {
    for (int64_t i = first_item(); i < k.rows * k.kept; i += item_step()) {
        const int64_t row = i / k.kept;
        const int64_t index = E::load(k, row * stride + i % k.kept).index();
        static_cast<S *>(values)[i] = static_cast<const S *>(in)[row * n + index];
        indices[i] = index;
    }
}

/* ---- The plan -------------------------------------------------------------------------------- */

bool has_no_work(const tn_k_sort *p) {
    return p->rows <= 0 || p->n <= 0 || p->kept <= 0;
}

bool is_narrow(int dtype) {
    return dtype != TN_I64 && dtype != TN_F64;
}

/* How a call goes about it: the fields of sort_way that are 0 do not concern it. */
struct sort_way {
    bool sorts_aside; /* whole rows, in the workspace */
    int64_t parts;    /* of each row, from which it selects */
};

/* A few long rows of which much is kept are sorted: one block would go through each. As many parts
 * as make what they keep about as much as one of them has. */
sort_way way_of(const tn_k_sort *p) {
    if (p->kept == p->n || p->n <= sort_chunk) {
        return {};
    }
    if (p->kept > p->n / 16 && p->rows < 256) {
        return {true, 0};
    }
    const double even = std::sqrt(static_cast<double>(p->n) / static_cast<double>(p->kept));
    const int64_t parts = smaller(smaller(1024 / p->rows, p->n / 8192), static_cast<int64_t>(even));
    return {false, parts < 1 ? 1 : parts};
}

/* Of a part or of what all parts keep. */
int64_t longest_selection(const tn_k_sort *p, int64_t parts) {
    const int64_t part = divide_up(p->n, parts), kept = parts > 1 ? parts * p->kept : 0;
    return part > kept ? part : kept;
}

/* ---- Launching ------------------------------------------------------------------------------- */

/* The entries that come first, in no order: in the workspace those of several parts of each row,
 * where a block sorts them by itself, else in the outputs. */
template <class E, class Source>
int select_first(const tn_k_sort *p, int64_t parts, const Source &source, sort_rows *selected,
                 void *stream) {
    const uint32_t kept = static_cast<uint32_t>(p->kept);
    const selection in_parts = {p->rows, p->n, parts, kept};
    const sort_rows out = make_sort_rows(p->rows, p->kept, p->kept, p->values, p->indices);
    *selected = out;
    if (parts == 1) {
        return select_entries<E>(in_parts, source, out, stream);
    }
    const int64_t n = parts * p->kept;
    const sort_rows candidates =
        make_sort_rows_in(p->workspace, is_narrow(p->dtype), p->rows, n, p->kept);
    const int status = select_entries<E>(in_parts, source, candidates, stream);
    if (n <= sort_chunk) {
        *selected = candidates;
        return status;
    }
    return status ? status
                  : select_entries<E>(selection{p->rows, n, 1, kept}, stored_entries<E>{candidates},
                                      out, stream);
}

template <class S, class E> int sort_rows_of(const tn_k_sort *p, void *stream) {
    const sort_way way = way_of(p);
    const value_entries<S, E> source = {p->in, p->descending};
    sort_rows k = make_sort_rows(p->rows, p->n, p->kept, p->values, p->indices);
    int64_t stride = p->kept;
    int status;
    if (way.parts > 0) {
        sort_rows selected;
        status = select_first<E>(p, way.parts, source, &selected, stream);
        k = make_sort_rows(p->rows, selected.n, p->kept, p->values, p->indices);
        status = status ? status : sort_entries<E>(k, stored_entries<E>{selected}, stream);
    } else if (way.sorts_aside) {
        k = make_sort_rows_in(p->workspace, is_narrow(p->dtype), p->rows, p->n, p->n);
        stride = p->n;
        status = sort_entries<E>(k, source, stream);
        k.kept = p->kept;
    } else {
        status = sort_entries<E>(k, source, stream);
    }
    return status ? status
                  : launch(write_sorted<S, E>, blocks_for(k.rows * k.kept, 256), dim3(256), 0,
                           stream, k, stride, p->in, p->n, p->values, p->indices);
}

template <class S> int sort_stored(const tn_k_sort *p, void *stream) {
    const int64_t parts = way_of(p).parts;
    const int64_t longest = parts > 0 ? longest_selection(p, parts) : 0;
    if ((is_narrow(p->dtype) ? p->n : longest) > INT64_C(0xffffffff)) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "rows of %lld elements are too long to sort",
                              static_cast<long long>(p->n));
    }
    return sort_rows_of<S, std::conditional_t<sizeof(S) == 8, wide_entry, narrow_entry>>(p, stream);
}

} // namespace

extern "C" int64_t tn_cuda_sort_workspace(const void *params) {
    const tn_k_sort *p = static_cast<const tn_k_sort *>(params);
    if (has_no_work(p)) {
        return 0;
    }
    const sort_way way = way_of(p);
    const int64_t entries = way.sorts_aside ? p->n : way.parts > 1 ? way.parts * p->kept : 0;
    return entries_bytes(p->rows * entries, is_narrow(p->dtype));
}

extern "C" int tn_cuda_sort(const void *params, void *stream) {
    const tn_k_sort *p = static_cast<const tn_k_sort *>(params);
    if (has_no_work(p)) {
        return 0;
    }
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
