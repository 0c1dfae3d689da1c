/* tensor.h: handles, scopes, data in and out. Operations are in ops.h.
 *
 * Ownership: every function that returns a tensor returns a handle that belongs to the innermost
 * open scope of the calling thread; closing the scope drops it. Handles are counted; views share
 * their storage. */
#ifndef TENON_TENSOR_H
#define TENON_TENSOR_H

#include <tenon/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Most dims that a tensor may have. */
enum { TN_MAX_DIMS = 16 };

/* ---- Scopes ---------------------------------------------------------------------------------- */

typedef struct tn_scope {
    uint64_t mark;  /* number of this scope: no other scope of the process has it */
    uint32_t level; /* 1 for the outermost scope; 0 for a closed one */
} tn_scope;

/* Opens a scope on this thread. Scopes close in reverse order of opening. */
TN_API tn_scope tn_scope_open(void);
/* Drops what belongs to *scope and to scopes inside it that are still open. Idempotent. */
TN_API void tn_scope_close(tn_scope *scope);
#if defined(__GNUC__)
/* A scope that closes on every way out of the block. */
#define TN_SCOPE(name) \
    __attribute__((cleanup(tn_scope_close), unused)) tn_scope name = tn_scope_open()
#endif

/* Moves t from `scope` to the scope around it and returns t: the idiom for `return`. A tensor that
 * `scope` does not hold gets one more hold there. */
TN_API tn_tensor *tn_escape(tn_scope *scope, tn_tensor *t);
/* Ends the innermost scope's hold on t early; t may be freed. Nothing happens when that scope does
 * not hold t. NULL is allowed. */
TN_API void tn_release(tn_tensor *t);
/* *slot keeps t and drops what it held before; t may be NULL. The slot must start as NULL. */
TN_API void tn_set(tn_tensor **slot, tn_tensor *t);
/* For long holders: a count of one's own, to be given back with tn_drop. Returns t. */
TN_API tn_tensor *tn_keep(tn_tensor *t);
TN_API void tn_drop(tn_tensor *t);
/* A new scope-owned hold on a kept tensor. Returns t. */
TN_API tn_tensor *tn_borrow_handle(tn_tensor *t);

/* ---- What a tensor is ------------------------------------------------------------------------ */

/* For NULL: TN_DTYPE_NONE, the zero device, 0, NULL, false. */
TN_API tn_dtype tn_dtype_of(const tn_tensor *t);
TN_API tn_device tn_device_of(const tn_tensor *t);
TN_API int tn_ndim(const tn_tensor *t);
/* Elements along dim (negative counts from the end); an error and -1 when out of range. */
TN_API int64_t tn_size(const tn_tensor *t, int dim);
/* Elements between neighbours along dim. */
TN_API int64_t tn_stride(const tn_tensor *t, int dim);
TN_API int64_t tn_numel(const tn_tensor *t);
/* Borrowed views of the sizes and strides; valid while t lives and is not resized. */
TN_API tn_ints tn_sizes(const tn_tensor *t);
TN_API tn_ints tn_strides(const tn_tensor *t);
/* Elements from the start of the storage to the first element. */
TN_API int64_t tn_storage_offset(const tn_tensor *t);
TN_API bool tn_is_contiguous(const tn_tensor *t);
/* Times the storage was changed in place; shared by all views of it. */
TN_API uint64_t tn_version_of(const tn_tensor *t);
/* True when a and b share storage. */
TN_API bool tn_shares_storage(const tn_tensor *a, const tn_tensor *b);

/* ---- Named tensors --------------------------------------------------------------------------- */

/* A tensor with a name: parameters, buffers, what a file holds. Borrowed unless said otherwise. */
typedef struct tn_named {
    const char *name;
    tn_tensor *tensor;
} tn_named;

typedef struct tn_named_list {
    const tn_named *data;
    int64_t count;
} tn_named_list;

/* ---- Data in and out ------------------------------------------------------------------------- */

/* Address of the first element, in the device's address space; NULL for meta and NULL tensors.
 * Writing through it must be followed by tn_mark_changed(). */
TN_API void *tn_data(tn_tensor *t);
TN_API const void *tn_const_data(const tn_tensor *t);
/* Tells autograd that the data was written from outside: raises the version. */
TN_API void tn_mark_changed(tn_tensor *t);

typedef void tn_deleter(void *data, void *context);

typedef struct tn_from_args {
    const void *data;
    tn_ints size;
    tn_dtype dtype;
    tn_device device;
    bool requires_grad;
    tn_site at;
} tn_from_args;
/* Copies contiguous host data into a new tensor. */
#ifndef __cplusplus
#define tn_from(...)  tn_from_(__VA_ARGS__, .at = TN_HERE)
#define tn_from_(...) tn_from_with(&(tn_from_args){.data = __VA_ARGS__})
#endif
TN_API tn_tensor *tn_from_with(const tn_from_args *args);

typedef struct tn_wrap_args {
    void *data;
    tn_ints size;
    tn_dtype dtype;
    tn_ints stride;      /* default: contiguous */
    tn_device device;    /* where data lives; default: the CPU */
    tn_deleter *deleter; /* called once, when the last view is gone, on any thread; may be NULL */
    void *context;
    tn_site at;
} tn_wrap_args;
/* A tensor over memory that belongs to the caller, who keeps it valid until deleter runs. On an
 * error the deleter is not called. */
#ifndef __cplusplus
#define tn_wrap(...)  tn_wrap_(__VA_ARGS__, .at = TN_HERE)
#define tn_wrap_(...) tn_wrap_with(&(tn_wrap_args){.data = __VA_ARGS__})
#endif
TN_API tn_tensor *tn_wrap_with(const tn_wrap_args *args);

/* Copies the elements, in row-major order, to host memory of `bytes` bytes (exactly as many as
 * the elements need). */
TN_API tn_status tn_copy_to_host(const tn_tensor *t, void *out, size_t bytes);
/* The same in two halves: the copy is given to the device now and waited for later, without waiting
 * for what the device is given in between. For what a loop wants to know of its steps without
 * holding them up:
 *
 *     tn_fetch *fetch = tn_fetch_begin(loss);
 *     next_step();
 *     float value;
 *     tn_fetch_end(fetch, &value, sizeof value);
 *
 * tn_fetch_begin gives NULL with an error. Elements that do not lie side by side, or for which
 * there is no pinned memory, are waited for at once. */
typedef struct tn_fetch tn_fetch;
TN_API tn_fetch *tn_fetch_begin(const tn_tensor *t);
/* Writes the elements to `out`, of exactly as many bytes; NULL: they are not wanted. Ends the fetch
 * in any case, also while an error is pending. NULL is nothing. */
TN_API tn_status tn_fetch_end(tn_fetch *fetch, void *out, size_t bytes);
/* The elements of a host tensor in memory that CUDA devices copy from and to by themselves, at
 * their full speed: t's own when they are there, else a contiguous copy, without history, owned by
 * the scope. Other host tensors go to a device through such memory, and the host goes on meanwhile;
 * for a copy from a pinned tensor it waits. NULL with an error: TN_ERR_DEVICE for a tensor that is
 * not on the CPU, or when there is no CUDA device, TN_ERR_MEMORY. torch.Tensor.pin_memory */
TN_API tn_tensor *tn_pin_memory(tn_tensor *t);
TN_API bool tn_is_pinned(const tn_tensor *t);
/* The value of a one-element tensor, as the widest number of its kind; an error and 0 otherwise. */
TN_API double tn_item(const tn_tensor *t);
TN_API int64_t tn_item_int(const tn_tensor *t);
TN_API tn_value tn_item_value(const tn_tensor *t);

/* ---- Printing -------------------------------------------------------------------------------- */

/* Prints like PyTorch to stdout, with a newline; prints the pending error for NULL. */
TN_API void tn_print(const tn_tensor *t);

typedef struct tn_print_options {
    int precision;      /* digits after the point; 0 means 4; -1 means none */
    int64_t threshold;  /* elements above which the middle is left out; 0 means 1000 */
    int64_t edge_items; /* shown at each end then; 0 means 3 */
    int line_width;     /* 0 means 80 */
} tn_print_options;
/* Writes the text that tn_print would print to buffer (ended by NUL, cut to `bytes`); returns
 * the length of the whole text without the NUL. options may be NULL. */
TN_API size_t tn_to_string(const tn_tensor *t, char *buffer, size_t bytes,
                           const tn_print_options *options);

/* ---- Exchange -------------------------------------------------------------------------------- */

struct DLManagedTensor;
/* Hands t's memory to another library (DLPack 0.8). The result keeps the storage alive until its
 * deleter is called. On a CUDA device all work on the tensor is done when this returns, and the
 * borrower's must be when it calls the deleter; tn_to_dlpack_on (stream.h) waits for neither. What
 * the borrower writes is not counted as an in-place change. NULL with an error: TN_ERR_DEVICE for a
 * meta tensor, TN_ERR_STATE for one that requires a gradient (detach it first), TN_ERR_MEMORY. */
TN_API struct DLManagedTensor *tn_to_dlpack(tn_tensor *t);
/* Takes over a DLPack tensor: its deleter runs when the last view is gone and, on a CUDA device,
 * our work on it is done. The lender's work on it is done before the call, unless tn_from_dlpack_on
 * (stream.h) says where it is under way. On an error the tensor still belongs to the caller. */
TN_API tn_tensor *tn_from_dlpack(struct DLManagedTensor *managed);

#ifdef __cplusplus
} /* extern "C" */

inline tn_tensor *tn_from(const void *data, tn_ints size, tn_dtype dtype,
                          tn_from_args options = tn_from_args(), tn_site at = TN_CALLER) {
    options.data = data;
    options.size = size;
    options.dtype = dtype;
    options.at = at;
    return tn_from_with(&options);
}
inline tn_tensor *tn_wrap(void *data, tn_ints size, tn_dtype dtype,
                          tn_wrap_args options = tn_wrap_args(), tn_site at = TN_CALLER) {
    options.data = data;
    options.size = size;
    options.dtype = dtype;
    options.at = at;
    return tn_wrap_with(&options);
}
#endif

#endif
