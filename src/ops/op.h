/* op.h: how one call of an op runs: infer -> (allocate) -> run -> record. Rows are in ops.def. */
#ifndef TNI_OP_H
#define TNI_OP_H

#include <tenon/ops.h>

#include "device/device_table.h"
#include "kernels/kernels.h"
#include "schedule/launch.h"
#include "tensor/handle.h"

enum { TNI_MAX_LIST = 64 };

/* Sets of dtypes, as bits. */
#define TNI_BIT(d) (1u << (d))
#define D_BOOL     TNI_BIT(TN_BOOL)
#define D_INT \
    (TNI_BIT(TN_U8) | TNI_BIT(TN_I8) | TNI_BIT(TN_I16) | TNI_BIT(TN_I32) | TNI_BIT(TN_I64))
#define D_HALF    (TNI_BIT(TN_F16) | TNI_BIT(TN_BF16))
#define D_FLOAT   (D_HALF | TNI_BIT(TN_F32) | TNI_BIT(TN_F64))
#define D_COMPLEX (TNI_BIT(TN_C64) | TNI_BIT(TN_C128))
#define D_INEXACT (D_FLOAT | D_COMPLEX)
#define D_MATRIX  (TNI_BIT(TN_F32) | TNI_BIT(TN_F64) | D_COMPLEX) /* what LAPACK takes */
#define D_REAL    (D_BOOL | D_INT | D_FLOAT)
#define D_NUMBER  (D_INT | D_FLOAT | D_COMPLEX)
#define D_ALL     (D_BOOL | D_INT | D_FLOAT | D_COMPLEX)

/* How the result's dtype follows from the tensor arguments. */
typedef enum tni_dtype_rule {
    TNI_RULE_SELF,          /* that of the first tensor */
    TNI_RULE_PROMOTE,       /* PyTorch's promotion over all tensor and number arguments */
    TNI_RULE_PROMOTE_FLOAT, /* promotion; integers and bool become the default float dtype */
    TNI_RULE_BOOL,          /* bool; operands are promoted */
    TNI_RULE_TRUTH,         /* bool, but u8 for u8, as PyTorch has it */
    TNI_RULE_INDEX,         /* i64 */
    TNI_RULE_REAL,          /* the real dtype of a complex one (abs) */
    TNI_RULE_REAL_FLOAT,    /* the same, with the default float dtype for integers (angle) */
    TNI_RULE_SUM,           /* integers and bool become i64 unless .dtype says otherwise */
    TNI_RULE_GIVEN,         /* the dtype argument, else the default dtype; or set by infer */
} tni_dtype_rule;

enum {
    TNI_FLAG_INPLACE = 1,      /* name_ exists */
    TNI_FLAG_OUT = 2,          /* name_into exists */
    TNI_FLAG_COMPLEX_GRAD = 4, /* gradcheck in c128 too */
    TNI_FLAG_RANDOM = 8,
    TNI_FLAG_LEAF = 16, /* the last argument is requires_grad, for the new leaf */
    TNI_FLAG_NO_NUMBERS = 32,
    TNI_FLAG_NO_BOOLS = 128, /* RULE_PROMOTE rows that take no bool, whatever it promotes to */
    TNI_FLAG_NO_CAST = 64,   /* RULE_PROMOTE rows whose kernel wants equal dtypes already */
    TNI_FLAG_FAR = 256,      /* other tensors may be on other devices than self */
    TNI_FLAG_UPDATES = 512,  /* in place, run changes parts of self where it is */
};

typedef struct tni_call tni_call;

/* One row of the table (ops_table.c expands ops.def). */
typedef struct tni_op_row {
    const char *name, *schema, *doc, *gradient;
    uint32_t dtypes;
    uint8_t rule;
    uint16_t flags;
    bool (*infer)(tni_call *call); /* fills call->meta; NULL for composed ops and views */
    bool (*run)(tni_call *call);   /* kernel, view or composition */
    uint8_t kind;                  /* tni_op_kind */
    uint16_t code;                 /* EW rows: the elementwise function; 0: not elementwise */
} tni_op_row;

/* The code of elementwise rows that choose among functions when they run (EWR). */
enum { TNI_EW_CHOSEN = 0xffff };

typedef enum tni_op_kind {
    TNI_KERNEL, /* results are allocated from meta; run launches a kernel */
    TNI_VIEW,   /* run makes the results; they share storage with args[0] */
    TNI_COMPOSE /* run calls other ops (recorded by themselves) and fills call->out */
} tni_op_kind;

typedef enum tni_arg_type {
    TNI_ARG_TENSOR,
    TNI_ARG_TENSOR_OR_NUMBER,
    TNI_ARG_TENSORS,
    TNI_ARG_TENSORS_OR_NULLS, /* of composed ops only */
    TNI_ARG_NUMBER,
    TNI_ARG_INT,
    TNI_ARG_FLOAT,
    TNI_ARG_BOOL,
    TNI_ARG_INTS,
    TNI_ARG_FLOATS,
    TNI_ARG_BOOLS,
    TNI_ARG_STRING,
    TNI_ARG_DTYPE,
    TNI_ARG_DEVICE,
} tni_arg_type;

/* One argument of a schema, parsed by genops into ops_gen.c. */
typedef struct tni_arg {
    const char *name;
    uint8_t type;  /* tni_arg_type */
    bool optional; /* None is allowed */
    bool has_default;
    tn_value fallback;
} tni_arg;

typedef enum tni_form { TNI_FORM_NEW, TNI_FORM_INPLACE, TNI_FORM_INTO } tni_form;

struct tn_op {
    const char *name;   /* "add_" */
    const char *schema; /* of this form */
    const tni_op_row *row;
    const tni_arg *args;        /* the row's, and "out" behind them */
    const char *const *results; /* names */
    uint16_t index;             /* of the row: key of the gradient table */
    uint8_t n_args, n_results;  /* n_args counts "out" in the _into form */
    uint8_t form;               /* tni_form */
    bool list_result;           /* the one result is Tensor[] */
    bool bool_result;           /* the one result is a bool, in call->value */
};

/* All forms of all rows (ops_gen.c), and the rows themselves (op_table.c). */
extern const tn_op tni_ops[];
extern const int tni_n_ops;
extern const tni_op_row tni_op_rows[];
extern const int tni_n_op_rows;

/* One call on its way. Only the first n_args, n_out … entries are valid. */
struct tni_call {
    const tn_op *op;
    tn_site at;
    tn_value args[TN_OP_MAX_ARGS]; /* one per schema argument; defaults filled; NONE where None */
    int n_args;
    tn_device device; /* of the tensor arguments, or the device argument, resolved */
    tn_dtype compute; /* RULE_PROMOTE…: the common dtype of the operands */
    tni_meta meta[TN_OP_MAX_RESULTS];
    tn_tensor *out[TN_OP_MAX_RESULTS]; /* results; for IN_PLACE out[0] is args[0]'s tensor */
    int n_out;
    tn_tensor **list; /* list result: scope memory */
    int64_t n_list;
    tn_value value;                  /* bool result */
    int64_t singles[TN_OP_MAX_ARGS]; /* integers given where lists are wanted */
    int n_singles;
    bool has_history;     /* a tensor argument has autograd data or requires a gradient */
    bool has_far_tensors; /* 0-d CPU tensors beside those of another device */
    bool records;         /* autograd wants a node (set by hooks.before) */
    bool flat;            /* elementwise: operands are contiguous and alike (tni_new_alike) */
};

/* ---- Reading arguments (arg i must exist) ---------------------------------------------------- */

static inline tn_tensor *tni_tensor_arg(const tni_call *c, int i) {
    return c->args[i].kind == TN_VALUE_TENSOR ? c->args[i].as.tensor : NULL;
}
static inline bool tni_given(const tni_call *c, int i) {
    return c->args[i].kind != TN_VALUE_NONE;
}
static inline int64_t tni_int_arg(const tni_call *c, int i) {
    return tni_value_int(c->args[i]);
}
static inline double tni_float_arg(const tni_call *c, int i) {
    return tni_value_real(c->args[i]);
}
static inline bool tni_bool_arg(const tni_call *c, int i) {
    return c->args[i].kind != TN_VALUE_NONE && tni_value_int(c->args[i]) != 0;
}
static inline tn_ints tni_ints_arg(const tni_call *c, int i) {
    return c->args[i].kind == TN_VALUE_INTS ? (tn_ints){c->args[i].as.ints, c->args[i].count}
                                            : (tn_ints){0};
}
static inline tn_dtype tni_dtype_arg(const tni_call *c, int i) {
    return c->args[i].kind == TN_VALUE_DTYPE ? (tn_dtype)c->args[i].as.dtype : TN_DTYPE_NONE;
}

/* ---- Running (dispatch.c) -------------------------------------------------------------------- */

/* The one way every call takes. values: one per schema argument (fewer: defaults). */
tn_status tni_invoke(tn_site at, const tn_op *op, const tn_value *values, int n, tni_call *call);

/* Adds to the pending error's message what the op was called with (called_with.c). */
/* dry_call.c: in a dry run nothing that was there before is written to, or gets a gradient. `dst`:
 * what the call writes to, or NULL. False with an error. */
bool tni_changes_nothing_real(const tni_call *c, const tn_tensor *dst);
void tni_tell_arguments(const tni_call *c);

/* Sets meta[k] of a result. */
void tni_set_meta(tni_call *c, int k, tn_dtype dtype, int ndim, const int64_t *sizes);
/* The result dtype by the row's rule; raises TN_ERR_DTYPE when self's dtype is not claimed. Also
 * sets c->compute. */
bool tni_result_dtype(tni_call *c, tn_dtype *out);

/* The rule's pieces, for infer functions with rules of their own. */
bool tni_check_dtype(const tni_call *c, tn_dtype dtype); /* claimed by the row? raises */
bool tni_check_first_dtype(const tni_call *c);           /* that of the first tensor */
tn_dtype tni_promote_values(const tn_value *values, int n);

/* Operands brought to what a kernel wants: t itself where it fits, else a scope-owned copy. */
tn_tensor *tni_contiguous(const tni_call *c, const tn_tensor *t);
tn_tensor *tni_cast(const tni_call *c, const tn_tensor *t, tn_dtype dtype);
tn_tensor *tni_cast_contiguous(const tni_call *c, const tn_tensor *t, tn_dtype dtype);

/* dst gets src's values, broadcast and cast; no history, no version change. */
bool tni_copy(const tni_call *c, tn_tensor *dst, const tn_tensor *src);

/* out = f(in...) through the elementwise kernel; a value is a tensor or a number. n_in <= 5. */
bool tni_elementwise(const tni_call *c, uint16_t code, tn_dtype compute, tn_tensor *out,
                     const tn_value *in, int n_in);
/* Makes the result of an elementwise call whose first argument is a contiguous f32 or f64 tensor
 * and
 * whose others are tensors like it or real numbers: no rule has to be asked then. False: another
 * call. True with c->out[0] NULL: an error. */
bool tni_new_alike(tni_call *c);
/* Every element of t becomes value. */
bool tni_fill(const tni_call *c, tn_tensor *t, tn_value value);
/* A new scope-owned tensor on the call's device. */
tn_tensor *tni_temporary(const tni_call *c, tn_dtype dtype, int ndim, const int64_t *sizes);

/* Shape rules, one per word of the infer column; add a prototype by using the name in ops.def. */
#define OP(name, schema, dtypes, rule, infer, run, gradient, flags, doc) \
    bool tni_infer_##infer(tni_call *call);
#include "ops/ops.def"
#undef OP

/* Stamps of the tensors behind a parameter block: those that are written come first. */
enum { TNI_MAX_STAMPS = TN_MAX_DIMS + 1 }; /* ravel has most */
typedef struct tni_operands {
    tni_stamps *at[TNI_MAX_STAMPS];
    uint32_t n, n_written;
} tni_operands;
static inline void tni_reads(tni_operands *o, const tn_tensor *t) {
    o->at[o->n++] = &t->storage->stamps;
}
static inline void tni_writes(tni_operands *o, const tn_tensor *t) {
    o->at[o->n++] = o->at[o->n_written];
    o->at[o->n_written++] = &t->storage->stamps;
}
/* All results of the call. */
static inline void tni_writes_results(tni_operands *o, const tni_call *c) {
    for (int k = 0; k < c->n_out; k++) {
        tni_writes(o, c->out[k]);
    }
}

/* Whether a size that depends on data can be known; raises. */
bool tni_has_data(const tni_call *c);
/* Whether the device has a kernel of the family; where it has none, the op composes others. */
bool tni_has_kernel(const tni_call *c, tn_kernel_family family);
/* What the device's kernel needs for `params` besides its operands: a temporary among the written,
 * left alone when it needs nothing. False with an error. */
bool tni_workspace(const tni_call *c, tn_kernel_family family, const void *params, void **memory,
                   tni_operands *o);

/* Hands a parameter block to kernel family `family` of the call's device: takes the launch record
 * through src/schedule. False with an error. */
#define tni_launch(call, family, params, operands)                                      \
    tni_launch_block((call), TN_K_##family, (params), sizeof *(params), (operands)->at, \
                     (operands)->n, (operands)->n_written)
/* The same for families whose blocks have a workspace. */
#define tni_launch_with_workspace(call, family, params, operands)                        \
    (tni_workspace((call), TN_K_##family, (params), &(params)->workspace, (operands)) && \
     tni_launch((call), family, (params), (operands)))
static inline bool tni_launch_block(const tni_call *c, tn_kernel_family family, const void *params,
                                    size_t bytes, tni_stamps *const *operands, uint32_t n,
                                    uint32_t n_written) {
    return tni_submit(&(tni_launch_record){.op = c->op->name,
                                           .at = c->at,
                                           .device = c->device,
                                           .family = family,
                                           .params = params,
                                           .bytes = bytes,
                                           .operands = operands,
                                           .n_operands = n,
                                           .n_written = n_written});
}

#endif
