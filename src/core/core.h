/* core.h: errors, call context, checked sizes, dtypes, scalars, stamps and hooks: what every layer
 * above may use. Each section is implemented in the file of its name (error.c, size.c …). */
#ifndef TNI_CORE_H
#define TNI_CORE_H

#include <tenon/autograd.h>
#include <tenon/base.h>
#include <tenon/tensor.h>

#include <complex.h>
#include <stdatomic.h>
#include <string.h>

/* A variable of a thread, found in two instructions (elsewhere a shared library calls a function
 * for each, which took a third of the time of a small op). The price: all of them together live in
 * the little room that the loader keeps for libraries that are opened late, so they are small and
 * few. Long texts are in texts.c. */
#define TNI_THREAD_LOCAL _Thread_local __attribute__((tls_model("initial-exec")))
#define TNI_LIKELY(x)    __builtin_expect(!!(x), 1)
#define TNI_UNLIKELY(x)  __builtin_expect(!!(x), 0)

/* ---- error.c: the pending error and the call it belongs to ----------------------------------- */

/* The op (or public function) that runs on this thread; errors take name and place from the
 * outermost one. Enter with TNI_CALL at the top of a public function. */
typedef struct tni_frame {
    const char *name;
    tn_site at;
    bool is_op;
    const struct tni_frame *outer;
} tni_frame;

extern TNI_THREAD_LOCAL const tni_frame *tni_frame_top; /* the innermost one */
static inline void tni_frame_enter(tni_frame *frame) {
    frame->outer = tni_frame_top;
    tni_frame_top = frame;
}
extern TNI_THREAD_LOCAL tn_status tni_pending_code; /* TN_OK when no error is pending */
void tni_error_leaves(void); /* the outermost frame: the caller sees it now */
static inline void tni_frame_leave(tni_frame *frame) {
    tni_frame_top = frame->outer;
    if (TNI_UNLIKELY(tni_pending_code != TN_OK) && !frame->outer) {
        tni_error_leaves();
    }
}
const tni_frame *tni_frame_outermost(void); /* NULL outside every call */
#define TNI_CALL(fn_name, site)                                   \
    __attribute__((cleanup(tni_frame_leave), unused))             \
    tni_frame tni_this_frame = {.name = (fn_name), .at = (site)}; \
    tni_frame_enter(&tni_this_frame)

/* Keeps the first error of the thread; always returns code, so that `return tni_fail(…)` works.
 * The message starts with the frame's name: "matmul: inner sizes …". */
tn_status tni_fail(tn_status code, const char *format, ...) TN_PRINTF(2, 3);
/* Adds to the pending error's message, as far as there is room. */
void tni_error_append(const char *format, ...) TN_PRINTF(1, 2);
#define TNI_FAIL_NULL(...) (tni_fail(__VA_ARGS__), NULL)
static inline tn_status tni_pending(void) {
    return tni_pending_code;
}
/* Puts an error that was taken back in force; ignored while another one is pending. */
void tni_error_restore(const tn_error *error);

/* ---- texts.c: the long texts of a thread ----------------------------------------------------- */

enum { TNI_TEXT_BYTES = 512, TNI_TEXT_SLOTS = 8 };
typedef struct tni_thread_texts {
    tn_error pending;
    bool is_told; /* of the pending error: TENON_ON_ERROR was obeyed */
    char kernel_error[TNI_TEXT_BYTES];
    char slots[TNI_TEXT_SLOTS][TNI_TEXT_BYTES];
    unsigned next;
} tni_thread_texts;
tni_thread_texts *tni_texts(void); /* the calling thread's, never NULL */
/* TNI_TEXT_BYTES for a text that is read soon: the calling thread's slots take turns. */
char *tni_text_slot(void);
/* A number as printf wrote it, without grouping: whatever the program's locale has for a decimal
 * point becomes '.'. Gives the length. */
int tni_plain_number(char *text);
enum { TNI_BYTES_TEXT = 24 };
const char *tni_bytes_text(uint64_t bytes, char text[TNI_BYTES_TEXT]); /* "1.2 MiB" */

/* ---- host_alloc.c: memory for metadata, and faults on demand --------------------------------- */

/* As malloc, realloc and free, but they raise TN_ERR_MEMORY when they return NULL, and count as
 * requests. tni_host_alloc(0) returns memory too. */
void *tni_host_alloc(size_t bytes);
void *tni_host_alloc_zeroed(size_t bytes);
void *tni_host_realloc(void *data, size_t bytes);
char *tni_host_text(const char *text); /* a copy */
void tni_host_free(void *data);

/* Fails the k-th request (1-based, on any thread) from now and no other, and restarts the count;
 * UINT64_MAX only counts, 0 switches off. For tests, and by TENON_FAIL_ALLOC. Whatever allocates
 * in the library asks tni_may_allocate() once first. */
void tni_memory_fail_at(uint64_t k);
/* Requests since the last tni_memory_fail_at(k), k != 0. */
uint64_t tni_memory_requests(void);
extern atomic_bool tni_requests_counted;
bool tni_may_allocate_counted(size_t bytes);
/* False, with an error raised, when this request shall fail. */
static inline bool tni_may_allocate(size_t bytes) {
    return TNI_LIKELY(!atomic_load_explicit(&tni_requests_counted, memory_order_relaxed)) ||
           tni_may_allocate_counted(bytes);
}
/* The same without an error: for kernels, which may be on any thread and whose launcher raises. */
bool tni_may_allocate_quietly(size_t bytes);

/* ---- dry_run.c: a step that is played without memory and without work ------------------------ */

/* While a thread is in a dry run, memory of the device is only counted, and work that the device
 * would be given is left out. All decisions above are those that would be taken, because nobody
 * above is asked: each layer keeps here what stands for the device's own. */
typedef struct tni_dry_run {
    tn_device device;
    const struct tni_device_table *table; /* schedule/dry_table.c; of the CPU its own */
    struct tni_dry_memory *memory;        /* memory/dry_memory.h */
    struct tn_stream *_Atomic *streams;   /* by role; NULL until they are needed */
    struct tni_dry_storages *storages;    /* tensor/dry_storage.c */
} tni_dry_run;
extern TNI_THREAD_LOCAL tni_dry_run *tni_dry; /* that of this thread; NULL: it really works */
static inline bool tni_is_dry(tn_device device) {
    return TNI_UNLIKELY(tni_dry != NULL) && tni_dry->device.type == device.type &&
           tni_dry->device.index == device.index;
}
/* Whether a number that is read of the device means anything: on meta there is none, and in a dry
 * run it is zero. */
static inline bool tni_has_numbers(tn_device device) {
    return device.type != TN_DEVICE_META && !tni_is_dry(device);
}

/* ---- size.c: the only place where sizes are computed ----------------------------------------- */

bool tni_mul(int64_t a, int64_t b, int64_t *out); /* false on overflow or a negative operand */
bool tni_add(int64_t a, int64_t b, int64_t *out);
/* Elements of a shape; raises TN_ERR_MEMORY on overflow, TN_ERR_SHAPE on a negative size. */
bool tni_numel(const int64_t *sizes, int ndim, int64_t *out);
bool tni_bytes(int64_t numel, tn_dtype dtype, int64_t *out);
bool tni_align_up(int64_t value, int64_t alignment, int64_t *out);
/* Elements spanned from first to one past the last; 0 when empty. Strides may not be negative. */
bool tni_span(const int64_t *sizes, const int64_t *strides, int ndim, int64_t *out);

/* ---- shape.c: shapes and dims ---------------------------------------------------------------- */

typedef struct tni_shape {
    int ndim;
    int64_t sizes[TN_MAX_DIMS];
} tni_shape;

void tni_contiguous_strides(const int64_t *sizes, int ndim, int64_t *strides);
bool tni_is_contiguous(const int64_t *sizes, const int64_t *strides, int ndim);
/* Two elements may share an address: strides, from the least, do not step over what lies below. */
bool tni_may_overlap(const int64_t *sizes, const int64_t *strides, int ndim);
/* Result of broadcasting b into *a; raises TN_ERR_SHAPE. */
bool tni_broadcast(tni_shape *a, const int64_t *sizes, int ndim);
/* dim in [0, ndim); raises when out of range. ndim 0 counts as 1, as in PyTorch. */
bool tni_wrap_dim(int64_t dim, int ndim, int *out);
/* Bit mask of dims; an empty list means all. Raises for repeated dims. */
bool tni_dims_mask(tn_ints dims, int ndim, uint32_t *mask);
/* "[2, 3]" into a small ring of thread-local buffers, for messages. */
const char *tni_shape_text(const int64_t *sizes, int ndim);

/* ---- dtype.c: promotion and conversion of single values -------------------------------------- */

typedef struct tni_dtype_row {
    const char *name;
    uint8_t bytes, category;
} tni_dtype_row;
extern const tni_dtype_row tni_dtypes[TN_DTYPE_COUNT]; /* TN_DTYPE_NONE has no bytes */
static inline bool tni_is_float(tn_dtype d) {          /* f16 … f64 */
    return tni_dtypes[d].category == TN_CATEGORY_FLOAT;
}
static inline bool tni_is_complex(tn_dtype d) { /* c64, c128 */
    return tni_dtypes[d].category == TN_CATEGORY_COMPLEX;
}
static inline bool tni_is_integral(tn_dtype d, bool with_bool) {
    const int category = tni_dtypes[d].category;
    return category == TN_CATEGORY_INT || (with_bool && category == TN_CATEGORY_BOOL);
}
tn_dtype tni_real_of(tn_dtype d);              /* c64 -> f32, c128 -> f64, else d */
tn_dtype tni_complex_of(tn_dtype d);           /* f32, f16 … -> c64, f64 -> c128, complex -> d */
bool tni_can_cast(tn_dtype from, tn_dtype to); /* torch.can_cast */
float tni_f16_to_f32(uint16_t h);
uint16_t tni_f32_to_f16(float f);
float tni_bf16_to_f32(uint16_t h);
uint16_t tni_f32_to_bf16(float f);
/* One element <-> value, by dtype, as PyTorch casts. */
tn_value tni_load_value(const void *element, tn_dtype dtype);
void tni_store_value(void *element, tn_dtype dtype, tn_value value);
/* C11's CMPLX, which not every compiler has: keeps signed zeros, infinities and NaNs apart. */
static inline double _Complex tni_complex(double re, double im) {
    return (union {
               double parts[2];
               double _Complex z;
           }){{re, im}}
        .z;
}
double tni_value_real(tn_value v); /* bool, int, float (complex: re) as double */
int64_t tni_value_int(tn_value v);
double _Complex tni_value_complex(tn_value v);
bool tni_value_is_number(tn_value v);
tn_category tni_value_category(tn_value v);

/* ---- env.c: environment options -------------------------------------------------------------- */

/* X(NAME, fallback, help) in env.def; values are read once. */
const char *tni_env(const char *name); /* value in force or its fallback; never NULL */
/* A number from 0 on; the fallback, and a warning, where the text is none. */
int64_t tni_env_int(const char *name);
/* Which of the choices the value is; false, and a warning, when it is another. */
bool tni_env_choice(const char *name, const char *const *choices, int n, int *out);

/* ---- log.c ----------------------------------------------------------------------------------- */

void tni_warn(const char *format, ...) TN_PRINTF(1, 2); /* stderr, "tenon: …" */
/* What every rank of a job would say alike: rank 0 says it. The rank is 0 until dist sets it. */
void tni_warn_on_first_rank(const char *format, ...) TN_PRINTF(1, 2);
void tni_log_set_rank(int rank);
/* Once a process for each key (a string that stays valid). */
void tni_warn_once(const char *key, const char *format, ...) TN_PRINTF(2, 3);

/* ---- rng.c: which random numbers an op gets -------------------------------------------------- */

/* Enters region (seed, step, shard): ordinals start at 0. Returns the former state. */
typedef struct tni_rng_state {
    uint64_t seed, step, shard, ordinal;
} tni_rng_state;
/* Names the next random op of this thread (kernels/philox.h makes bits of it); the ordinal moves
 * on. */
tni_rng_state tni_rng_next(void);
tni_rng_state tni_rng_get(void);
void tni_rng_set(tni_rng_state next);

/* ---- threads.c ------------------------------------------------------------------------------- */

/* Overrides tn_num_threads() on this thread (a shard's thread computes alone); 0 ends that. Returns
 * the former override. */
int tni_override_threads(int threads);

/* ---- stamp.c: stream -> count ---------------------------------------------------------------- */

/* Streams are numbered through the process. The host is stream 0: its work is done when a launch
 * returns, so every clock covers its counts; they lie apart, and noting one is a plain store. */
enum { TNI_STREAMS_MAX = 64, TNI_STAMP_STREAMS = 4, TNI_HOST_STREAM = 0 };
typedef struct tni_stamp {
    _Atomic uint64_t host; /* relaxed: of launches at the same time, either may stay */
    uint32_t n;
    struct {
        uint32_t stream;
        uint64_t count;
    } at[TNI_STAMP_STREAMS];
} tni_stamp;

/* What a storage carries: the stamp of its last write, and of the reads since. */
typedef struct tni_stamps {
    tni_stamp written, read;
    /* Of which memory, and for which stream it was made, for records of what happens; NULL and 0
     * where that is none of the allocator's. */
    const void *data;
    uint64_t bytes;
    uint32_t stream;
    atomic_flag busy; /* held while streams' counts are looked at or changed */
    bool is_dry;      /* made in a dry run: streams of one leave their counts in no others */
} tni_stamps;

/* How far each stream is known to have come. */
typedef struct tni_clock {
    _Atomic uint64_t known[TNI_STREAMS_MAX];
    uint32_t stream; /* whose clock it is; 0: the host's */
} tni_clock;
extern tni_clock tni_host_clock; /* what the host has waited for */

/* Raises the count of a stream. False when the stamp is full: wait for one of its streams first. */
bool tni_stamp_add(tni_stamp *stamp, uint32_t stream, uint64_t count);
uint64_t tni_stamp_count(const tni_stamp *stamp, uint32_t stream); /* 0 when not in it */
/* Makes it equal to `other`, NULL: empty. What is not in use is not copied. */
void tni_stamp_set(tni_stamp *stamp, const tni_stamp *other);
/* Adds all of `other`; false, with nothing added, when there is no room. */
bool tni_stamp_join(tni_stamp *stamp, const tni_stamp *other);
/* Forgets what the clock covers. */
void tni_stamp_settle(tni_stamp *stamp, const tni_clock *clock);
/* Whether the clock has come as far as all of `stamp`. */
bool tni_stamp_covered(const tni_stamp *stamp, const tni_clock *clock);
static inline uint64_t tni_clock_at(const tni_clock *clock, uint32_t stream) {
    return atomic_load_explicit(&clock->known[stream], memory_order_acquire);
}
/* Whether a stream with this clock can add its count: it is in the stamp, or there is a free place,
 * or one that the clock covers. */
bool tni_stamp_has_room(const tni_stamp *stamp, uint32_t stream, const tni_clock *clock);
void tni_clock_raise(tni_clock *clock, uint32_t stream, uint64_t count);

void tni_stamps_init(tni_stamps *stamps);
/* What a write has to wait for: the reads, which came after the last write, or else that. */
tni_stamp tni_stamps_last(tni_stamps *stamps);
tni_stamp tni_stamps_written(tni_stamps *stamps);
/* Notes work of a stream whose clock covers all that it had to wait for. False for a read when the
 * clock leaves no room for it: the stream has to wait for one of the other readers first. */
void tni_stamps_write(tni_stamps *stamps, uint32_t stream, uint64_t count);
bool tni_stamps_read(tni_stamps *stamps, uint32_t stream, uint64_t count, const tni_clock *clock);

/* ---- hooks.c: calls that go up the layers ---------------------------------------------------- */

struct tni_call;
/* Autograd fills this in a constructor, before any call; until then the members record nothing. */
typedef struct tni_autograd_hooks {
    /* Before a call runs: refuses in-place writes to leaves that require a gradient and the like.
     * False with an error raised. */
    bool (*before)(struct tni_call *call);
    /* After results exist: records a node when recording is on and an input requires a gradient. */
    void (*after)(struct tni_call *call);
    /* Frees a tensor's gradient and history together with its handle. */
    void (*free_meta)(void *autograd_meta);
    /* Name of the node that made t ("MulBackward"), for printing; NULL for leaves. */
    const char *(*grad_name)(const tn_tensor *t);
} tni_autograd_hooks;
extern tni_autograd_hooks tni_autograd;
/* Named ranges of time on a thread, for a profiler that watches; NULL: none does. A device that has
 * a profiler sets it. */
typedef struct tni_range_calls {
    void (*begin)(const char *name);
    void (*end)(void);
} tni_range_calls;
extern const tni_range_calls *tni_ranges;
/* Before memory of a device is taken from under its addresses: all work that the device was given,
 * or that was put off, is done when this returns. False with an error: then it must stay. Streams
 * fill this in a constructor. */
extern bool (*tni_before_memory_goes)(tn_device device);
extern TNI_THREAD_LOCAL bool tni_grad_off;
static inline bool tni_grad_mode(void) { /* this thread records */
    return !tni_grad_off;
}
static inline void tni_set_grad_mode(bool enabled) {
    tni_grad_off = !enabled;
}

#endif
