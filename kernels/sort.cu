/* sort.cu: stable sorting of rows of any length, and what comes first in them. Values become
 * unsigned keys (sort_keys.cuh; a descending sort complements them), which sort_network.cuh puts in
 * order; a last pass turns entries into values and indices.
 *
 * Whole rows are sorted in place in the outputs, and so are the first entries of rows that a block
 * sorts by itself. Of longer rows what comes first is selected before it is sorted
 * (select_entries.cuh): where rows are too few to fill a device each is cut into parts, what comes
 * first in each of them is kept in the workspace, and it is selected among that once more. */
#include "kernels/select_entries.cuh"
#include "kernels/sort_keys.cuh"

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

template <class S, class E>
__global__ void __launch_bounds__(256)
    write_sorted(const sort_rows k, const void *in, int64_t n, void *values) {
    for (int64_t i = first_item(); i < k.rows * k.kept; i += item_step()) {
        const int64_t index = E::load(k, i).index();
        static_cast<S *>(values)[i] = static_cast<const S *>(in)[i / k.kept * n + index];
        k.words[i] = index;
    }
}

/* ---- The plan -------------------------------------------------------------------------------- */

int64_t smaller(int64_t a, int64_t b) {
    return a < b ? a : b;
}

bool is_narrow(int dtype) {
    return dtype != TN_I64 && dtype != TN_F64;
}

/* Parts of each row, of which what is kept is a small part; 0: nothing is selected. */
int64_t parts_of(const tn_k_sort *p) {
    if (p->kept == p->n || p->n <= sort_chunk) {
        return 0;
    }
    const int64_t most = smaller(p->n / 8192, p->n / p->kept / 8);
    const int64_t parts = smaller(1024 / p->rows, most);
    return parts < 1 ? 1 : parts;
}

/* ---- Launching ------------------------------------------------------------------------------- */

/* The entries that come first, in no order: in the workspace those of several parts of each row,
 * where a block sorts them by itself, else in the outputs. */
template <class E, class Source>
int select_first(const tn_k_sort *p, const Source &source, sort_rows *selected, void *stream) {
    const uint32_t kept = static_cast<uint32_t>(p->kept);
    const selection in_parts = {p->rows, p->n, parts_of(p), kept};
    const sort_rows out = make_sort_rows(p->rows, p->kept, p->kept, p->values, p->indices);
    *selected = out;
    if (in_parts.parts == 1) {
        return select_entries<E>(in_parts, source, out, stream);
    }
    const int64_t n = in_parts.parts * p->kept;
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
    const value_entries<S, E> source = {p->in, p->descending};
    sort_rows k = make_sort_rows(p->rows, p->n, p->kept, p->values, p->indices);
    int status = 0;
    if (parts_of(p) == 0) {
        status = sort_entries<E>(k, source, stream);
    } else {
        sort_rows selected;
        status = select_first<E>(p, source, &selected, stream);
        k = make_sort_rows(p->rows, selected.n, p->kept, p->values, p->indices);
        status = status ? status : sort_entries<E>(k, stored_entries<E>{selected}, stream);
    }
    return status ? status
                  : launch(write_sorted<S, E>, blocks_for(k.rows * k.kept, 256), dim3(256), 0,
                           stream, k, p->in, p->n, p->values);
}

template <class S> int sort_stored(const tn_k_sort *p, void *stream) {
    if (p->n > INT64_C(0xffffffff) && (is_narrow(p->dtype) || parts_of(p) > 0)) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "rows of %lld elements are too long to sort",
                              static_cast<long long>(p->n));
    }
    return sort_rows_of<S, std::conditional_t<sizeof(S) == 8, wide_entry, narrow_entry>>(p, stream);
}

} // namespace

extern "C" int64_t tn_cuda_sort_workspace(const void *params) {
    const tn_k_sort *p = static_cast<const tn_k_sort *>(params);
    const int64_t parts = p->rows > 0 && p->n > 0 ? parts_of(p) : 0;
    return parts > 1 ? entries_bytes(p->rows * parts * p->kept, is_narrow(p->dtype)) : 0;
}

extern "C" int tn_cuda_sort(const void *params, void *stream) {
    const tn_k_sort *p = static_cast<const tn_k_sort *>(params);
    if (p->rows <= 0 || p->n <= 0 || p->kept <= 0) {
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
