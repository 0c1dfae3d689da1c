/* handle.h: the insides of a tensor: storage, geometry, handle counts. */
#ifndef TNI_TENSOR_H
#define TNI_TENSOR_H

#include "core/core.h"

#include <tenon/stream.h>

#include <pthread.h>

/* ---- storage.c: the memory behind tensors ---------------------------------------------------- */

enum { TNI_INLINE_BYTES = 256 }; /* host data up to this size lies behind its storage struct */

typedef struct tni_storage {
    _Atomic int32_t refs;
    uint8_t kind; /* tni_memory_kind: which of the device's allocators has made data */
    bool is_dry;  /* made in a dry run of its device */
    tn_device device;
    _Atomic uint64_t version; /* raised by every in-place change; shared by all views */
    void *data;               /* NULL on meta and when bytes is 0 */
    int64_t bytes;            /* on meta: what it would take */
    tn_deleter *deleter;      /* frees data; NULL: the device's allocator does */
    void *context;
    tni_stamps stamps;      /* what the next use has to wait for */
    struct tn_graph *graph; /* whose memory it is; NULL: the device's allocator's */
    const char *writer;     /* op of the last in-place change and its caller's place */
    tn_site written_at;
} tni_storage;

/* Uninitialised memory on a resolved device; one count. NULL with an error. */
tni_storage *tni_storage_new(tn_device device, int64_t bytes);
/* The same of a tni_memory_kind: a CUDA device's fixed memory, or pinned memory of the host. */
tni_storage *tni_storage_new_of(int kind, tn_device device, int64_t bytes);
/* Over memory that somebody else owns; deleter (may be NULL) runs when the last count is gone. On
 * an error it does not run. On a device it runs when the work that used the memory is done. */
tni_storage *tni_storage_wrap(tn_device device, void *data, int64_t bytes, tn_deleter *deleter,
                              void *context);
/* Its parts: fields without memory, and memory that was used before, which brings the stamps of
 * that use: the first use waits for them. False with an error. */
void tni_storage_init(tni_storage *storage, tn_device device, void *data, int64_t bytes);
bool tni_storage_take(tni_storage *storage);
/* Copies the caller's host memory, all bytes of the storage, into it. False with an error. */
bool tni_storage_fill(tni_storage *storage, const void *data);
tni_storage *tni_storage_keep(tni_storage *storage);
void tni_storage_drop(tni_storage *storage);

/* ---- dry_storage.c: storages of a dry run ---------------------------------------------------- */

/* Those that live, under a lock, since any thread may free one. */
typedef struct tni_dry_storages {
    pthread_mutex_t lock;
    struct dry_storage *first;
} tni_dry_storages;

/* As tni_storage_new_of, of the thread's dry run; small data lies behind the struct. */
tni_storage *tni_dry_storage_new(int kind, tn_device device, int64_t bytes, bool is_small);
void tni_dry_storage_free(tni_storage *storage);
/* Those that are left are of meta tensors from now on. */
void tni_dry_storages_end(tni_dry_storages *list);
/* Whether the tensor may be written to, or get a gradient: in a dry run not one of its device that
 * is there since before. Raises. */
bool tni_may_change(const tn_tensor *t);

/* ---- borrow.c: memory in use by work that the library does not give -------------------------- */

/* The stream waits for whatever the access depends on, and its launches are put off no longer; on
 * the host the caller does. False with an error. */
bool tni_storage_lend(tni_storage *storage, tn_stream *stream, bool writes);
/* What the stream was given so far counts as the access. */
void tni_storage_return(tni_storage *storage, tn_stream *stream, bool writes);

/* ---- graph.c: memory of captured graphs ------------------------------------------------------ */

/* Memory for a storage that is made while this thread captures on the device, in *data; false when
 * it does not, or with an error. */
bool tni_graph_take(tni_storage *storage);
/* The storage is gone. */
void tni_graph_give(tni_storage *storage);

/* ---- tensor.c: geometry over a storage ------------------------------------------------------- */

enum {
    TNI_REQUIRES_GRAD = 1,  /* a leaf that requires a gradient */
    TNI_WRAPPED_NUMBER = 2, /* made from a number: weak in promotion */
    TNI_CONTIGUOUS = 4,
};

struct tn_tensor {
    _Atomic int32_t refs;
    uint8_t dtype;
    uint8_t ndim;
    uint16_t flags;
    tni_storage *storage;
    int64_t offset; /* elements */
    int64_t numel;
    void *autograd; /* struct tni_autograd_meta of src/autograd; NULL: no history, no gradient */
    int64_t sizes[TN_MAX_DIMS];
    int64_t strides[TN_MAX_DIMS];
};

/* Everything about a result but its data. */
typedef struct tni_meta {
    tn_dtype dtype;
    tn_device device;
    tni_shape shape;
} tni_meta;

/* All of these return handles owned by the innermost scope, or NULL with an error. */
tn_tensor *tni_new(const tni_meta *meta);                       /* contiguous, uninitialised */
tn_tensor *tni_new_like(const tn_tensor *like, tn_dtype dtype); /* contiguous, of its shape */
tn_tensor *tni_new_strided(const tni_meta *meta, const int64_t *strides); /* permuted dense */
/* A view: same storage, new geometry (checked against the storage). No history. */
tn_tensor *tni_view(const tn_tensor *base, int ndim, const int64_t *sizes, const int64_t *strides,
                    int64_t offset);
/* The same with another dtype of the same storage; strides and offset count its elements. */
tn_tensor *tni_view_as(const tn_tensor *base, tn_dtype dtype, int ndim, const int64_t *sizes,
                       const int64_t *strides, int64_t offset);
tn_tensor *tni_alias(const tn_tensor *t); /* a second handle object on the same storage */
/* 0-d, weak in promotion; dtype TN_DTYPE_NONE: i64, bool, or the default float or complex dtype. */
tn_tensor *tni_from_number(tn_value v, tn_dtype dtype, tn_device device);
/* A tensor over storage, whose count it takes over (on an error too). */
tn_tensor *tni_over_storage(tni_storage *storage, tn_dtype dtype, int ndim, const int64_t *sizes,
                            const int64_t *strides);
tni_meta tni_meta_of(const tn_tensor *t);
/* Ends the life of a tensor whose last count is gone. */
void tni_tensor_free(tn_tensor *t);

static inline void tni_keep(tn_tensor *t) {
    atomic_fetch_add_explicit(&t->refs, 1, memory_order_relaxed);
}
/* The only holder needs no atomic change: nobody else can be counting. */
static inline void tni_drop(tn_tensor *t) {
    if (atomic_load_explicit(&t->refs, memory_order_acquire) == 1 ||
        atomic_fetch_sub_explicit(&t->refs, 1, memory_order_acq_rel) == 1) {
        tni_tensor_free(t);
    }
}

/* ---- scope.c: the handle stack of a thread --------------------------------------------------- */

/* Pushes t on the innermost scope; takes over one count. Returns t, or NULL with an error (and t
 * is dropped). NULL is allowed. */
tn_tensor *tni_scope_own(tn_tensor *t);
/* Closes the innermost scope, which the caller opened; results (NULL among them) survive it, with
 * one more hold each if they are not its only handle. */
void tni_scope_return(tn_scope *scope, tn_tensor *const *results, int n);
/* bytes that live as long as the innermost scope (result lists). NULL with an error. */
void *tni_scope_bytes(size_t bytes);
int tni_scope_depth(void);        /* scopes open on this thread */
uint64_t tni_scope_handles(void); /* handles and lists that they and the root scope hold */

/* ---- Access ---------------------------------------------------------------------------------- */

static inline char *tni_ptr(const tn_tensor *t) {
    return t->storage->data ? (char *)t->storage->data + t->offset * tni_dtypes[t->dtype].bytes
                            : NULL;
}
static inline void tni_bump(tn_tensor *t) {
    atomic_fetch_add_explicit(&t->storage->version, 1, memory_order_relaxed);
}
/* Notes an in-place change: raises the version, keeps who did it. */
static inline void tni_storage_written(tni_storage *s, const char *op, tn_site at) {
    atomic_fetch_add_explicit(&s->version, 1, memory_order_relaxed);
    s->writer = op;
    s->written_at = at;
}
static inline void tni_written(tn_tensor *t, const char *op, tn_site at) {
    tni_storage_written(t->storage, op, at);
}
bool tni_tensor_is_valid(const tn_tensor *t);

#endif
