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

/* ---- error.c: the pending error and the call it belongs to ------------------------------------ */

/* The op (or public function) that runs on this thread; errors take name and place from the
 * outermost one. Enter with TNI_CALL at the top of a public function. */
typedef struct tni_frame {
    const char *name;
    tn_site at;
    const struct tni_frame *outer;
} tni_frame;

void tni_frame_enter(tni_frame *frame);
void tni_frame_leave(tni_frame *frame);
const tni_frame *tni_frame_outermost(void); /* NULL outside every call */
#define TNI_CALL(fn_name, site)                                                                    \
    __attribute__((cleanup(tni_frame_leave), unused)) tni_frame tni_this_frame = {                 \
        .name = (fn_name), .at = (site)};                                                          \
    tni_frame_enter(&tni_this_frame)

/* Keeps the first error of the thread; always returns code, so that `return tni_fail(…)` works.
 * The message starts with the frame's name: "matmul: inner sizes …". */
tn_status tni_fail(tn_status code, const char *format, ...) TN_PRINTF(2, 3);
#define TNI_FAIL_NULL(...) (tni_fail(__VA_ARGS__), NULL)
static inline tn_status tni_pending(void) {
    const tn_error *e = tn_error_pending();
    return e ? e->code : TN_OK;
}

/* ---- size.c: the only place where sizes are computed ------------------------------------------ */

bool tni_mul(int64_t a, int64_t b, int64_t *out); /* false on overflow or a negative operand */
bool tni_add(int64_t a, int64_t b, int64_t *out);
/* Elements of a shape; raises TN_ERR_MEMORY on overflow, TN_ERR_SHAPE on a negative size. */
bool tni_numel(const int64_t *sizes, int ndim, int64_t *out);
bool tni_bytes(int64_t numel, tn_dtype dtype, int64_t *out);
bool tni_align_up(int64_t value, int64_t alignment, int64_t *out);
/* Elements spanned from first to one past the last; 0 when empty. Strides may not be negative. */
bool tni_span(const int64_t *sizes, const int64_t *strides, int ndim, int64_t *out);

/* ---- shape.c: shapes and dims ----------------------------------------------------------------- */

typedef struct tni_shape {
    int ndim;
    int64_t sizes[TN_MAX_DIMS];
} tni_shape;

void tni_contiguous_strides(const int64_t *sizes, int ndim, int64_t *strides);
bool tni_is_contiguous(const int64_t *sizes, const int64_t *strides, int ndim);
/* Result of broadcasting b into *a; raises TN_ERR_SHAPE. */
bool tni_broadcast(tni_shape *a, const int64_t *sizes, int ndim);
/* dim in [0, ndim); raises when out of range. ndim 0 counts as 1, as in PyTorch. */
bool tni_wrap_dim(int64_t dim, int ndim, int *out);
/* Bit mask of dims; an empty list means all. Raises for repeated dims. */
bool tni_dims_mask(tn_ints dims, int ndim, uint32_t *mask);
/* "[2, 3]" into a small ring of thread-local buffers, for messages. */
const char *tni_shape_text(const int64_t *sizes, int ndim);

/* ---- dtype.c: promotion and conversion of single values --------------------------------------- */

bool tni_is_float(tn_dtype d);   /* f16 … f64 */
bool tni_is_complex(tn_dtype d); /* c64, c128 */
bool tni_is_integral(tn_dtype d, bool with_bool);
tn_dtype tni_real_of(tn_dtype d);     /* c64 -> f32, c128 -> f64, else d */
tn_dtype tni_complex_of(tn_dtype d);  /* f32, f16 … -> c64, f64 -> c128, complex -> d */
bool tni_can_cast(tn_dtype from, tn_dtype to); /* torch.can_cast */
float tni_f16_to_f32(uint16_t h);
uint16_t tni_f32_to_f16(float f);
float tni_bf16_to_f32(uint16_t h);
uint16_t tni_f32_to_bf16(float f);
/* One element <-> value, by dtype, as PyTorch casts. */
tn_value tni_load_value(const void *element, tn_dtype dtype);
void tni_store_value(void *element, tn_dtype dtype, tn_value value);
double tni_value_real(tn_value v); /* bool, int, float (complex: re) as double */
int64_t tni_value_int(tn_value v);
double _Complex tni_value_complex(tn_value v);
bool tni_value_is_number(tn_value v);
tn_category tni_value_category(tn_value v);

/* ---- env.c: environment options --------------------------------------------------------------- */

/* X(NAME, fallback, help) in env.def; values are read once. */
const char *tni_env(const char *name); /* value in force or its fallback; never NULL */
int64_t tni_env_int(const char *name);

/* ---- log.c ------------------------------------------------------------------------------------ */

void tni_warn(const char *format, ...) TN_PRINTF(1, 2);      /* stderr, "tenon: …" */
void tni_warn_once(const char *key, const char *format, ...) TN_PRINTF(2, 3);

/* ---- rng.c: Philox 4x32-10 -------------------------------------------------------------------- */

/* Where a random op's bits come from: key and counter base. Element i uses counter base + i. */
typedef struct tni_philox_key {
    uint64_t seed;
    uint64_t stream; /* step, shard and op ordinal, mixed (see rng.c) */
} tni_philox_key;
/* The key of the next random op of this thread: advances the ordinal. */
tni_philox_key tni_rng_next(void);
/* Enters region (seed, step, shard): ordinals start at 0. Returns the former state. */
typedef struct tni_rng_state {
    uint64_t seed, step, shard, ordinal;
} tni_rng_state;
tni_rng_state tni_rng_get(void);
void tni_rng_set(tni_rng_state state);

/* ---- stamp.h: stream -> count ----------------------------------------------------------------- */

enum { TNI_STAMP_STREAMS = 4 };
typedef struct tni_stamp {
    uint32_t n;
    struct {
        uint32_t stream;
        uint64_t count;
    } at[TNI_STAMP_STREAMS];
} tni_stamp;

/* ---- hooks.c: calls that go up the layers ----------------------------------------------------- */

struct tni_call;
/* Set by autograd when the library is loaded; every pointer is valid from then on. */
typedef struct tni_autograd_hooks {
    /* Before a call runs: refuses in-place writes to leaves that require a gradient and the like.
     * False with an error raised. */
    bool (*before)(struct tni_call *call);
    /* After results exist: records a node when recording is on and an input requires a gradient. */
    void (*after)(struct tni_call *call);
    /* Whether a composed op must take its differentiable path (an input records). */
    void (*free_meta)(void *autograd_meta);
} tni_autograd_hooks;
extern tni_autograd_hooks tni_autograd;
bool tni_grad_mode(void); /* this thread records */
void tni_set_grad_mode(bool enabled);

#endif
