/* index.h: indexing as in Python: numbers, slices, new dims, tensors and masks in one call. */
#ifndef TENON_INDEX_H
#define TENON_INDEX_H

#include <tenon/ops.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- What stands between the brackets -------------------------------------------------------- */

typedef enum tn_index_kind {
    TN_INDEX_NUMBER,   /* one entry: the dim is gone */
    TN_INDEX_SLICE,    /* start to stop, every step-th entry */
    TN_INDEX_NEW_AXIS, /* a dim of size 1 that was not there */
    TN_INDEX_ELLIPSIS, /* all dims that nothing else is for, whole; at most once */
    TN_INDEX_TENSOR,   /* the entries that an i64 or i32 tensor lists */
    TN_INDEX_MASK,     /* those where a bool or u8 tensor is true; for as many dims as it has */
} tn_index_kind;

typedef struct tn_index_item {
    tn_index_kind kind;
    const tn_tensor *tensor;   /* TENSOR and MASK */
    int64_t start, stop, step; /* NUMBER: start; SLICE: negative ones count from the end, those
                                  beyond it are cut, step 0 is 1 */
} tn_index_item;

typedef struct tn_index_items {
    const tn_index_item *data;
    int64_t count;
} tn_index_items;

TN_API tn_index_item tn_index_number(int64_t index);
TN_API tn_index_item tn_index_tensor(const tn_tensor *index); /* a bool or u8 one is a mask */
TN_API tn_index_item tn_index_mask(const tn_tensor *mask);
TN_API tn_index_item tn_index_slice(int64_t start, int64_t stop, int64_t step);
TN_API tn_index_item tn_index_of_kind(tn_index_kind kind); /* NEW_AXIS and ELLIPSIS */

/* A slice's open end. */
#define TN_END INT64_MAX

#define TN_SLICE(start, stop, step) tn_index_slice(start, stop, step)
#define TN_ALL                      tn_index_slice(0, TN_END, 1)
#define TN_NEWAXIS                  tn_index_of_kind(TN_INDEX_NEW_AXIS)
#define TN_ELLIPSIS                 tn_index_of_kind(TN_INDEX_ELLIPSIS)
#define TN_MASK(mask)               tn_index_mask(mask)

/* ---- Reading and writing --------------------------------------------------------------------- */

/* x[2, ..., 0:10:2, i] in C:
 *
 *     tn_index(x, TN_I(2), TN_ELLIPSIS, TN_SLICE(0, 10, 2), TN_I(i))
 *
 * i is a tensor or a number. Numbers, slices and new dims give a view that shares x's memory; with
 * a tensor or a mask the result is a new tensor. Tensors broadcast with each other: what they pick
 * takes their place when they stand side by side, else it comes first, as in PyTorch. Dims that
 * nothing is said about are taken whole. Tensors and masks are where x is, or on the CPU: those are
 * brought to x, which a graph cannot capture. What is true in a mask, and an integer tensor of no
 * dims, which counts as a number, is read, so their device is waited for. Raises TN_ERR_ARGUMENT
 * for entries that do not exist (those that a tensor lists for an x on a device: when somebody next
 * waits for it), TN_ERR_SHAPE for items that do not fit x or each other, TN_ERR_DTYPE and
 * TN_ERR_DEVICE for tensors of other dtypes and devices, TN_ERR_UNSUPPORTED for what a graph cannot
 * capture. */
TN_API tn_tensor *tn_index_with(tn_tensor *self, tn_index_items items, tn_site at);

/* x[items] = values, or += with accumulate: then all count where a tensor lists an entry several
 * times; without it the last one stays. values broadcasts and has x's dtype; one of no dims may be
 * on the CPU. Returns x.
 *
 *     tn_index_put_(x, TN_INDEX(TN_MASK(m), TN_SLICE(0, 3, 1)), values)
 *     tn_index_put_(x, TN_INDEX(TN_I(i)), values, .accumulate = true) */
typedef struct tn_index_put_args {
    tn_tensor *self;
    tn_index_items items;
    tn_tensor *values;
    bool accumulate;
    tn_site at;
} tn_index_put_args;
TN_API tn_tensor *tn_index_put_inplace_with(const tn_index_put_args *args);
/* The same in a copy of x, which it returns. */
TN_API tn_tensor *tn_index_put_with(const tn_index_put_args *args);

#ifndef __cplusplus

#define TN_I(index) \
    _Generic((index), tn_tensor *                              \
             : tn_index_tensor, const tn_tensor *              \
             : tn_index_tensor, default                        \
             : tn_index_number)(index)
#define TN_INDEX(...) TN_LIST_(tn_index_items, tn_index_item, __VA_ARGS__)

#define tn_index(self, ...) tn_index_with((self), TN_INDEX(__VA_ARGS__), TN_HERE)
#define TN_CALL_index_put(function_, self_, items_, values_, ...) \
    function_(&(tn_index_put_args){                               \
        .self = (self_), .items = (items_), .values = (values_), __VA_ARGS__})
#define tn_index_put(...)  TN_CALL_index_put(tn_index_put_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_put_(...) TN_CALL_index_put(tn_index_put_inplace_with, __VA_ARGS__, .at = TN_HERE)

#else
} /* extern "C" */

inline tn_index_item TN_I(const tn_tensor *index) {
    return tn_index_tensor(index);
}
template <class T, class = std::enable_if_t<tenon_detail::is_number<T>>>
tn_index_item TN_I(T index) {
    return tn_index_number(static_cast<int64_t>(index));
}
#define TN_INDEX(...) TN_LIST_(tn_index_items, tn_index_item, __VA_ARGS__)

template <class... types> tn_tensor *tn_index(tn_tensor *self, types... items) {
    return tn_index_with(self, TN_INDEX(items...), tn_site{});
}
inline tn_tensor *tn_index_put(tn_tensor *self, tn_index_items items, tn_tensor *values,
                               tn_index_put_args options = tn_index_put_args(),
                               tn_site at = TN_CALLER) {
    options.self = self, options.items = items, options.values = values, options.at = at;
    return tn_index_put_with(&options);
}
inline tn_tensor *tn_index_put_(tn_tensor *self, tn_index_items items, tn_tensor *values,
                                tn_index_put_args options = tn_index_put_args(),
                                tn_site at = TN_CALLER) {
    options.self = self, options.items = items, options.values = values, options.at = at;
    return tn_index_put_inplace_with(&options);
}

#endif /* __cplusplus */

#endif
