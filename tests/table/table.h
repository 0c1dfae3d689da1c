/* table.h: the loop over the op table: samples (table_sample.c), the tensors made from them
 * (table_tensor.c), what is checked of every op (table_check.c, table_grad.c, table_error.c,
 * table_golden.c; table_cuda.c on a CUDA device) and the program that forks one process an op and
 * prints TAP (table_main.c). */
#ifndef TEST_TABLE_H
#define TEST_TABLE_H

#include <tenon/autograd.h>
#include <tenon/ops.h>

#include "ops/op.h"

enum { MAX_SPEC_DIMS = 6, MAX_SPEC_LIST = 8, MAX_INPUTS = 24, MAX_SAMPLES = 32 };

/* ---- Samples --------------------------------------------------------------------------------- */

/* One tensor of a sample. */
typedef struct tensor_spec {
    char kind; /* T F Z R C I J P B H: see samples.def */
    int ndim;
    int64_t sizes[MAX_SPEC_DIMS];
    double lo, hi; /* lo == hi: the domain of the op */
} tensor_spec;

/* One argument of a sample. Tensors are specs; everything else is a value already. */
typedef struct sample_value {
    uint32_t kind; /* tn_value_kind */
    int n;         /* of lists */
    tensor_spec tensors[MAX_SPEC_LIST];
    int64_t ints[MAX_SPEC_LIST];
    double floats[MAX_SPEC_LIST];
    bool bools[MAX_SPEC_LIST];
    double re, im;
    char text[48];
} sample_value;

typedef struct sample {
    const tn_op *op;
    const char *text;
    uint32_t dtypes; /* bits of those that the sample is for */
    bool by_default; /* made from the schema: all tensors have one shape */
    sample_value values[TN_OP_MAX_ARGS];
    int n;
} sample;

typedef enum sample_purpose { FOR_ALL, FOR_THREADS, FOR_ERROR } sample_purpose;

/* Fills out with the samples of op; returns their number. Prints a problem and returns -1 for a
 * sample that does not fit the schema. Ops that take only tensors have samples by default. */
int samples_of(const tn_op *op, sample_purpose purpose, sample *out, int most);
/* Replaces the shape of every tensor of a sample made by default. */
void reshape_sample(sample *s, int ndim, const int64_t *sizes);
/* The reason for which samples.def leaves out an aspect of op, or NULL. */
const char *skip_reason(const tn_op *op, const char *aspect);
/* Values in which op is defined. */
void domain_of(const tn_op *op, double *lo, double *hi);
/* How far a CUDA device may be from the host: units in the last place of 1 + |x|; 0: same bits. */
double allowed_units(const tn_op *op);
/* The same for large samples, where x is what the op gives for the magnitudes of its inputs; 0:
 * that is no measure for this op. */
double allowed_term_units(const tn_op *op);
/* The spec of the first tensor argument, or NULL. */
const tensor_spec *first_tensor(const sample *s);

/* ---- Tensors from samples -------------------------------------------------------------------- */

typedef enum layout {
    CONTIGUOUS,
    STRIDED,  /* every second element of reversed dims */
    REPEATED, /* contiguous, constant along dim 0 */
    EXPANDED, /* the values of REPEATED, with stride 0 */
} layout;

typedef struct making {
    tn_dtype dtype; /* of the tensors T and F */
    tn_dtype round; /* values are rounded to this dtype first; 0: to dtype */
    layout layout;
    tn_device device;
    bool requires_grad;
} making;

/* Arguments of one call, owned by the scope that was open. */
typedef struct bound {
    const tn_op *op;
    tn_value values[TN_OP_MAX_ARGS];
    int n;
    tn_tensor *lists[TN_OP_MAX_ARGS][MAX_SPEC_LIST];
    tn_tensor *inputs[MAX_INPUTS]; /* the tensors T, in order */
    int input_arg[MAX_INPUTS], input_item[MAX_INPUTS];
    int n_inputs;
} bound;

bool make_bound(const sample *s, making how, bound *out);
/* Results as a flat list. Restarts the random stream first, so that equal calls give equal bits. */
typedef struct results {
    tn_tensor *t[TNI_MAX_LIST];
    int n;
    bool is_bool, value;
} results;
bool call_op(const tn_op *op, const tn_value *values, int n, results *out);
bool call_bound(const bound *b, results *out);

bool same_bits(const tn_tensor *a, const tn_tensor *b);
/* Largest |a - b| / (1 + |scale|) over the elements; infinity for other shapes. */
double scaled_distance(const tn_tensor *a, const tn_tensor *b, const tn_tensor *scale);
/* The same with b as the scale. */
double distance(const tn_tensor *a, const tn_tensor *b);

/* ---- Verdicts -------------------------------------------------------------------------------- */

/* Records a failure of the running case, with a message; returns false. */
bool failed(const char *format, ...) TN_PRINTF(1, 2);
/* The message of the pending error, cleared. */
const char *taken_error(void);

/* An aspect: true when it holds; it explains itself through failed(). */
typedef bool aspect_check(const tn_op *op);
typedef struct aspect {
    const char *name;
    bool (*applies)(const tn_op *op);
    aspect_check *check;
} aspect;
/* What every op owes on the host, and what it owes on a CUDA device (table_cuda.c). */
extern const aspect host_aspects[], cuda_aspects[];
extern const int n_host_aspects, n_cuda_aspects;

/* dtypes that a sample of op can be made in. */
int dtypes_of(const tn_op *op, const sample *s, tn_dtype *out);
/* The dtype in which an aspect that needs only one runs: f64 where op takes it. */
tn_dtype usual_dtype(const tn_op *op, const sample *s);

/* Calls visit for each sample in each dtype; false at the first that fails. */
typedef bool sample_visit(const sample *s, tn_dtype dtype, const void *context);
bool each_dtype(const tn_op *op, sample_purpose purpose, sample_visit *visit, const void *context);
/* The op of the same row in another form, or NULL. */
const tn_op *form_of(const tn_op *op, tni_form form);
bool has_inplace(const tn_op *op);
bool has_into(const tn_op *op);
/* A tensor for a result, with dims in reversed order in memory when asked. */
tn_tensor *destination_like(const tn_tensor *t, bool reversed);

bool has_gradient(const tn_op *op);
bool has_complex_gradient(const tn_op *op);
bool has_no_gradient(const tn_op *op);
aspect_check gradients_match_differences, second_gradients_match_differences,
    complex_gradients_match_differences, gradient_is_zero_or_absent;
aspect_check dry_runs_agree, dry_runs_agree_on_cuda;
aspect_check wrong_arguments_are_errors, wrong_shapes_are_told, wrong_samples_are_errors;

/* ---- Golden values (table_golden.c) ---------------------------------------------------------- */

/* Reads the file; false when it cannot be read. */
bool golden_load(void);
void golden_unload(void);
/* Checks the records of op: one verdict a dtype. False: it has none. */
typedef void golden_verdict(const char *dtype, bool good, void *context);
bool golden_check(const tn_op *op, golden_verdict *verdict, void *context);

#endif
