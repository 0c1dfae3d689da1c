/* kernels.h: the contract between ops and devices: one parameter block and one slot a kernel
 * family. The host and the CUDA plug-in each fill a tn_kernels table. A kernel never sees a tensor:
 * it gets pointers, extents, strides (in elements) and dtypes. Blocks are plain data, copied into
 * launch records. A kernel returns 0, or a tn_status after writing a reason to tn_kernel_error().
 */
#ifndef TN_KERNELS_H
#define TN_KERNELS_H

#include <tenon/base.h>

#ifdef __cplusplus
#define TN_ALIGNED alignas
extern "C" {
#else
#define TN_ALIGNED _Alignas
#endif

enum { TN_K_MAX_DIMS = 16, TN_K_MAX_OPERANDS = 6 };

/* ---- elementwise: out = f(in...) over a broadcast, coalesced iteration space ------------------
 */

/* X: one code a row of elementwise.def; 0 is none. */
typedef enum tn_ew_code {
    TN_EW_NONE,
#define EW(name, operands, result, ...) TN_EW_##name,
#include "kernels/elementwise.def"
#undef EW
    TN_EW_COUNT
} tn_ew_code;

/* What a function's result is, relative to the compute dtype. */
typedef enum tn_ew_result { TN_EW_SAME, TN_EW_BOOL, TN_EW_REAL, TN_EW_COMPLEX } tn_ew_result;

/* One row of elementwise.def, for callers. classes: bit 1 << tn_category of each compute dtype
 * that has an expression. */
typedef struct tn_ew_row {
    const char *name;
    uint8_t operands; /* inputs */
    uint8_t result;   /* tn_ew_result */
    uint8_t classes;
    bool refuses_zero; /* integers: a zero in the second operand is an error */
} tn_ew_row;
const tn_ew_row *tni_ew_row(int code); /* NULL for what is no code */

/* operand[0] is the output. Strides are in elements, 0 along broadcast dims; dim ndim-1 is the
 * innermost. Inputs are converted from dtype[k] to `compute` when loaded; f's result is converted
 * to dtype[0] when stored. An output may coincide exactly with an input, never partly overlap. */
typedef struct tn_k_elementwise {
    uint16_t code; /* tn_ew_code of elementwise.def */
    uint8_t n_in;
    uint8_t compute; /* tn_dtype */
    uint8_t dtype[TN_K_MAX_OPERANDS];
    int ndim;
    int64_t numel;
    void *data[TN_K_MAX_OPERANDS];
    int64_t extents[TN_K_MAX_DIMS];
    int64_t strides[TN_K_MAX_OPERANDS][TN_K_MAX_DIMS];
    /* Bit k set: operand k is one number, held in number[k] in dtype[k]; its strides are 0. The
     * host finds data[k] pointing there; a device reads the copy in its own block. */
    uint8_t numbers;
    TN_ALIGNED(16) unsigned char number[TN_K_MAX_OPERANDS][16];
} tn_k_elementwise;

/* ---- fill: every element of a strided output gets one value -----------------------------------
 */

typedef struct tn_k_fill {
    uint8_t dtype;
    int ndim;
    int64_t numel;
    void *data;
    int64_t extents[TN_K_MAX_DIMS], strides[TN_K_MAX_DIMS];
    unsigned char value[16]; /* one element, already of dtype */
} tn_k_fill;

/* ---- reduce: over some dims, in an order fixed by the shape -----------------------------------
 */

typedef enum tn_reduce_code {
    TN_REDUCE_SUM,
    TN_REDUCE_MEAN,
    TN_REDUCE_PROD,
    TN_REDUCE_AMAX,
    TN_REDUCE_AMIN,
    TN_REDUCE_ALL,
    TN_REDUCE_ANY,
    TN_REDUCE_ARGMAX, /* first of equal ones; NaN counts as largest */
    TN_REDUCE_ARGMIN,
    TN_REDUCE_MAX_INDEX, /* values in out, indices in out2 */
    TN_REDUCE_MIN_INDEX,
    TN_REDUCE_VAR, /* param: correction; two passes (mean in out2 if given) */
    TN_REDUCE_STD,
    TN_REDUCE_NORM, /* param: order (0, inf and -inf too); of the absolute values */
    TN_REDUCE_LOGSUMEXP,
    TN_REDUCE_NANSUM,
    TN_REDUCE_COUNT_NONZERO,
} tn_reduce_code;

/* Kept dims and reduced dims are two separate coalesced spaces. Outputs are contiguous over the
 * kept dims. Accumulates in f32 or wider (f64 for f64, i64 for integers). */
typedef struct tn_k_reduce {
    uint16_t code;
    uint8_t in_dtype, out_dtype;
    int kept_ndim, reduced_ndim;
    int64_t kept_numel, reduced_numel;
    int64_t kept_extents[TN_K_MAX_DIMS], kept_strides[TN_K_MAX_DIMS];
    int64_t reduced_extents[TN_K_MAX_DIMS], reduced_strides[TN_K_MAX_DIMS];
    const void *in;
    void *out, *out2;
    double param;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_reduce;

/* ---- matmul: batched C = alpha * A B + beta * C -----------------------------------------------
 */

/* Row-major with element strides; for each of A and B one of the two inner strides is 1 (or the
 * extent 1). C is contiguous in its last dim. Real and complex floats in compute order fixed by the
 * shape; integers too. */
typedef struct tn_k_matmul {
    uint8_t dtype;
    bool conj_a, conj_b;
    bool tf32; /* f32 operands may be rounded to TF32; the host does not */
    int64_t batch, m, n, k;
    const void *a, *b;
    void *c;
    int64_t a_batch, a_row, a_col, b_batch, b_row, b_col, c_batch, c_row;
    double alpha[2], beta[2]; /* re, im */
    void *workspace;          /* as much as the device asks for, or NULL */
} tn_k_matmul;

/* ---- conv: convolution over two spatial dims, and its gradients ------------------------------ */

typedef enum tn_conv_code {
    TN_CONV_FORWARD, /* out = input * weight + bias */
    TN_CONV_INPUT,   /* input = gradient with respect to input; out and weight are read */
    TN_CONV_WEIGHT,  /* weight = gradient with respect to weight; input and out are read */
} tn_conv_code;

/* All contiguous: input [batch, in_channels, in[0], in[1]], weight [out_channels, in_channels /
 * groups, kernel[0], kernel[1]], out [batch, out_channels, out[0], out[1]]. padding is that before
 * the first element. Cross-correlation, as in every framework. */
typedef struct tn_k_conv {
    uint8_t code, dtype;
    bool tf32; /* f32 operands may be rounded to TF32; the host does not */
    int64_t batch, in_channels, out_channels, groups;
    int64_t in[2], out[2], kernel[2], stride[2], padding[2], dilation[2];
    void *input, *weight, *output;
    const void *bias; /* [out_channels] or NULL; forward only */
    void *workspace;  /* as much as the device asks for, or NULL */
} tn_k_conv;

/* ---- pool: windows over the last two dims ---------------------------------------------------- */

typedef enum tn_pool_code {
    TN_POOL_MAX,          /* output and indices (of the plane's elements, row-major) from input */
    TN_POOL_MAX_BACKWARD, /* input = gradient: output's values added at indices */
    TN_POOL_AVG,
    TN_POOL_AVG_BACKWARD, /* input = gradient: each output's share added to its window */
} tn_pool_code;

/* Contiguous planes. Window (i, j) begins at i * stride - padding; with `adaptive` it covers
 * [floor(i * in / out), ceil((i + 1) * in / out)). An average divides by `divisor` when it is not
 * 0, else by the window's size with its padding (count_padding) or without. */
typedef struct tn_k_pool {
    uint8_t code, dtype;
    bool adaptive, count_padding;
    int64_t planes, in[2], out[2], kernel[2], stride[2], padding[2], dilation[2], divisor;
    void *input, *output;
    int64_t *indices;
} tn_k_pool;

/* ---- rows: whole slices along one dim, picked by a list of indices --------------------------- */

typedef enum tn_rows_code {
    TN_ROWS_SELECT, /* picked[o][k] = table[o][index[k]] */
    TN_ROWS_ADD,    /* table[o][index[k]] += alpha * picked[o][k], in order of k */
    TN_ROWS_COPY,   /* table[o][index[k]] = picked[o][k]: the last one wins */
} tn_rows_code;

/* Contiguous: table [outer, size, inner], picked [outer, count, inner]. The host checks indices
 * first: nothing is written when one is out of [0, size). CUDA leaves such rows out and tells
 * later. */
typedef struct tn_k_rows {
    uint8_t code, dtype;
    uint8_t dim;       /* of the table, for messages */
    uint8_t unordered; /* sums may be taken in any order */
    int64_t outer, size, count, inner;
    const int64_t *index;
    /* NULL, or, of ADD only, the row of picked that index number k takes; it has picked_size. */
    const int64_t *picked_index;
    int64_t picked_size;
    void *table, *picked;
    void *workspace;         /* as much as the device asks for, or NULL */
    unsigned char alpha[16]; /* one element of dtype */
} tn_k_rows;

/* ---- gather: elements along one dim, picked by a tensor of indices --------------------------- */

typedef enum tn_gather_code {
    TN_GATHER,      /* picked[..k..] = table[..index[..k..]..] */
    TN_SCATTER,     /* table[..index..] = picked: the last one wins */
    TN_SCATTER_ADD, /* combined in order of k … */
    TN_SCATTER_PROD,
    TN_SCATTER_AMAX,
    TN_SCATTER_AMIN,
} tn_gather_code;

/* extents are those of index (contiguous); dim `dim` runs along the picked elements. Strides are in
 * elements; table's at `dim` is the distance between its entries. picked_strides are all 0 for one
 * value everywhere. Every line along `dim` is independent, and worked through in order. */
typedef struct tn_k_gather {
    uint8_t code, dtype;
    uint8_t unordered; /* sums may be taken in any order */
    uint8_t is_copy;   /* an index that leads outside may leave what is written half done */
    int ndim, dim;
    int64_t size; /* of table along dim */
    int64_t extents[TN_K_MAX_DIMS], table_strides[TN_K_MAX_DIMS], picked_strides[TN_K_MAX_DIMS];
    const int64_t *index;
    void *table, *picked;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_gather;

/* ---- ravel: one position in a table from one index a dim ------------------------------------- */

/* out[i] = the sum over terms of index[t] at i (plus size[t] where that is negative) times step[t],
 * for each i of a row-major space of `extents`. The host checks indices first; CUDA tells later,
 * and gives -1. */
typedef struct tn_k_ravel {
    int ndim, n_terms;
    int64_t numel;
    int64_t extents[TN_K_MAX_DIMS];
    const int64_t *index[TN_K_MAX_DIMS];
    int64_t strides[TN_K_MAX_DIMS][TN_K_MAX_DIMS]; /* of each index, in elements */
    int64_t size[TN_K_MAX_DIMS], step[TN_K_MAX_DIMS];
    int64_t *out;
    /* For messages: what the user called, a static text, and the dim that each index is for. */
    const char *call;
    uint8_t dim[TN_K_MAX_DIMS];
} tn_k_ravel;

/* ---- optim: one optimiser step over many parameters at once ---------------------------------- */

typedef enum tn_optim_code {
    TN_OPTIM_SGD,     /* states: momentum */
    TN_OPTIM_ADAM,    /* states: mean, mean of squares */
    TN_OPTIM_ADAMW,   /* the same; weight decay is apart from the gradient */
    TN_OPTIM_RMSPROP, /* states: mean of squares, momentum, mean */
} tn_optim_code;

enum { TN_K_OPTIM_STATES = 3 };

/* Contiguous; complex parameters count as pairs of reals. States that are not used are NULL. */
typedef struct tn_k_optim_tensor {
    void *param;
    const void *grad;
    void *state[TN_K_OPTIM_STATES];
    int64_t numel;
    uint8_t dtype; /* of all: f16, bf16, f32 or f64 */
} tn_k_optim_tensor;

/* The update rules are torch.optim's. `scale` multiplies the gradient first (1, or clipping's).
 * bias1 and bias2 are 1 - beta^t. */
typedef struct tn_k_optim {
    uint8_t code;
    bool nesterov, centered, first; /* first: momentum starts as the gradient */
    double scale, lr, weight_decay, momentum, dampening, beta1, beta2, alpha, eps, bias1, bias2;
    int64_t n;
    const tn_k_optim_tensor *tensors; /* the caller's, until the launch is done */
    /* In a captured graph: a block in device memory whose numbers are those of the replay, and
     * which has neither tensors nor a moving block. NULL elsewhere. */
    const struct tn_k_optim *moving;
} tn_k_optim;

/* ---- grads: the norm of many gradients together, and scaling them all ------------------------ */

typedef enum tn_grads_code {
    TN_GRADS_NORM,  /* total[0] = the norm; total[1] = max_norm / (norm + 1e-6), at most 1 */
    TN_GRADS_SCALE, /* every element times total[1] */
} tn_grads_code;

/* Contiguous. */
typedef struct tn_k_grads_tensor {
    void *data;
    int64_t numel;
    uint8_t dtype; /* float or complex */
} tn_k_grads_tensor;

/* The norm of each tensor is rounded to its real dtype, as that of TN_REDUCE_NORM; their squares
 * are added in f64, in the order of the list. No element is in two tensors that are scaled. */
typedef struct tn_k_grads {
    uint8_t code;
    double max_norm; /* 0: total[1] is 1 */
    int64_t n;
    const tn_k_grads_tensor *tensors; /* the caller's, until the launch is done */
    double *total;                    /* two numbers in the device's memory */
    void *workspace;                  /* as much as the device asks for, or NULL */
} tn_k_grads;

/* ---- softmax: over the middle of [outer, n, inner] ------------------------------------------- */

typedef enum tn_softmax_code {
    TN_SOFTMAX,
    TN_LOG_SOFTMAX,
    TN_SOFTMAX_BACKWARD,     /* out = y * (grad - sum(grad * y)) */
    TN_LOG_SOFTMAX_BACKWARD, /* out = grad - exp(y) * sum(grad) */
} tn_softmax_code;

/* Contiguous f32 or f64; three passes over a row that is in cache, one over memory. */
typedef struct tn_k_softmax {
    uint8_t code, dtype;
    int64_t outer, n, inner;
    const void *in; /* the input; backward: the gradient */
    const void *y;  /* backward: the result */
    void *out;
} tn_k_softmax;

/* ---- norm: rows of [rows, n], each brought to mean 0 and variance 1 -------------------------- */

typedef enum tn_norm_code {
    TN_NORM_FORWARD,  /* out = (in - mean) * rstd, then times weight plus bias */
    TN_NORM_BACKWARD, /* gradients of in, weight and bias */
} tn_norm_code;

/* Contiguous f32 or f64. Element (r, i) has weight and bias number (r % channels * n + i) / repeat,
 * where n * channels / repeat of them exist: layer norm has channels 1 and repeat 1, group norm
 * channels = groups and repeat = the elements of a channel. `rms`: no mean is taken. Mean and rstd
 * (1 / sqrt(variance + eps)) are [rows]; weight and bias may be NULL. */
typedef struct tn_k_norm {
    uint8_t code, dtype;
    bool rms;
    int64_t rows, n, channels, repeat;
    double eps;
    const void *in, *weight, *bias, *grad;
    void *out, *mean, *rstd;       /* forward writes, backward reads mean and rstd */
    void *grad_weight, *grad_bias; /* backward; may be NULL */
    void *workspace;               /* as much as the device asks for, or NULL */
} tn_k_norm;

/* ---- attention: softmax(query key^T * scale + mask) value ------------------------------------ */

typedef enum tn_attention_code {
    TN_ATTENTION_FORWARD,  /* out and logsumexp */
    TN_ATTENTION_BACKWARD, /* gradients of query, key and value, from those and grad (of out) */
} tn_attention_code;

/* One matrix for each index of the leading dims; a row's elements are side by side, `column` apart
 * in a mask. */
typedef struct tn_k_matrices {
    void *data;
    int64_t lead[TN_K_MAX_DIMS], row, column;
} tn_k_matrices;

/* query [queries, size], key [keys, size], value [keys, value_size], out and grad [queries,
 * value_size], of `dtype`: f16, bf16, f32 or f64; no size is 0. Sums are f32, or f64 for f64; so
 * is logsumexp (of a row's scores), contiguous, one for each query. mask [queries, keys]: of a bool
 * one the true keys are seen, one of the dtype of sums is added to the scores; data is NULL for
 * none. `causal`: query i sees keys 0 to i. A row of no seen key is NaN. */
typedef struct tn_k_attention {
    uint8_t code, dtype, mask_dtype;
    bool causal;
    int lead_ndim;
    int64_t lead_extents[TN_K_MAX_DIMS], batch; /* batch: their product */
    int64_t queries, keys, size, value_size;
    double scale;
    tn_k_matrices query, key, value, mask, out, grad;
    tn_k_matrices grad_query, grad_key, grad_value; /* backward writes them */
    void *logsumexp;                                /* forward writes, backward reads it */
    void *workspace;                                /* as much as the device asks for, or NULL */
} tn_k_attention;

/* ---- scan: running results along one dim ----------------------------------------------------- */

typedef enum tn_scan_code {
    TN_SCAN_SUM,
    TN_SCAN_PROD,
    TN_SCAN_MAX, /* indices of the last of equal ones; NaN counts as largest */
    TN_SCAN_MIN,
    TN_SCAN_LOGSUMEXP,
} tn_scan_code;

/* Contiguous [outer, size, inner], scanned along size. Floats accumulate in f64, integers in i64,
 * complex numbers in c128; each result is rounded once. */
typedef struct tn_k_scan {
    uint8_t code, in_dtype, out_dtype;
    int64_t outer, size, inner;
    const void *in;
    void *out;        /* may be in when the dtypes are the same */
    int64_t *indices; /* MAX and MIN; may be NULL */
    void *workspace;  /* as much as the device asks for, or NULL */
} tn_k_scan;

/* ---- random: element i is a function of the seed, the stream and i alone --------------------- */

typedef enum tn_random_code {
    TN_RANDOM_UNIFORM,     /* in [a, b) */
    TN_RANDOM_NORMAL,      /* mean a, standard deviation b */
    TN_RANDOM_BERNOULLI,   /* 1 with probability a, else 0 */
    TN_RANDOM_INTEGER,     /* in [low, high) */
    TN_RANDOM_EXPONENTIAL, /* rate a */
} tn_random_code;

/* A contiguous output of any dtype the code makes sense for. Philox block k gives elements 4 k to
 * 4 k + 3, or 2 k and 2 k + 1 where they take 64 bits (f64 and integers). Complex numbers count as
 * pairs of reals. */
typedef struct tn_k_random {
    uint8_t code, dtype;
    int64_t numel;
    void *out;
    uint64_t seed, step, shard, ordinal; /* the stream is tn_random_stream of the last three */
    double a, b;
    int64_t low, high;
    /* In a captured graph, in device memory: what a replay adds to the step, or to the ordinal
     * where that is `relative`. NULL elsewhere. */
    const uint64_t *moving;
    bool relative;
} tn_k_random;

/* ---- range: evenly spaced numbers ------------------------------------------------------------ */

typedef enum tn_range_code {
    TN_RANGE_STEP,    /* out[i] = start + i * step */
    TN_RANGE_BETWEEN, /* n numbers from start to end, both exact */
} tn_range_code;

/* Contiguous, any real dtype. Computed in f64 from the index alone; with `whole` in i64. */
typedef struct tn_k_range {
    uint8_t code, dtype;
    bool whole;
    int64_t n, whole_start, whole_step;
    double start, step, end;
    void *out;
} tn_k_range;

/* ---- sort: rows, stable; NaN is last, first when descending ---------------------------------- */

/* Of each of the contiguous rows of n elements of any real dtype those that come first in order,
 * `kept` of them, 1 to n: contiguous rows of values and indices. in is not values. */
typedef struct tn_k_sort {
    uint8_t dtype;
    bool descending;
    int64_t rows, n, kept;
    const void *in;
    void *values;
    int64_t *indices;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_sort;

/* ---- search: how many elements of a sorted row are below a value ----------------------------- */

/* Contiguous rows of n elements, ascending (through `order` when it is not NULL). Values belong to
 * rows in equal shares, or all to the one row. */
typedef struct tn_k_search {
    uint8_t dtype;
    bool right; /* count what is not above the value */
    int64_t rows, n, queries;
    const void *sorted, *values;
    const int64_t *order;
    int64_t *out;
} tn_k_search;

#include "kernels/contract_block.h"
#include "kernels/fft_blocks.h"
#include "kernels/matrix_blocks.h"

/* ---- the table --------------------------------------------------------------------------------
 */

/* X(family): tn_k_<family> is the block, TN_K_<family> the slot. A family's owner adds its row. */
#define TN_KERNEL_FAMILIES(X) \
    X(elementwise)            \
    X(fill)                   \
    X(reduce)                 \
    X(matmul)                 \
    X(contract)               \
    X(conv)                   \
    X(pool)                   \
    X(rows)                   \
    X(gather)                 \
    X(ravel)                  \
    X(optim)                  \
    X(grads)                  \
    X(softmax)                \
    X(norm)                   \
    X(attention)              \
    X(scan)                   \
    X(random)                 \
    X(range)                  \
    X(sort)                   \
    X(search)                 \
    X(fft)                    \
    X(fft_conv)               \
    X(cholesky)               \
    X(lu)                     \
    X(ldl)                    \
    X(qr)                     \
    X(reflect)                \
    X(triangular)             \
    X(svd)                    \
    X(eigh)                   \
    X(eig)                    \
    X(pivots)                 \
    X(lu_solve)               \
    X(ldl_solve)              \
    X(check)

typedef enum tn_kernel_family {
#define TN_KERNEL_ENUM(family) TN_K_##family,
    TN_KERNEL_FAMILIES(TN_KERNEL_ENUM)
#undef TN_KERNEL_ENUM
        TN_K_COUNT
} tn_kernel_family;

/* stream: a cudaStream_t on CUDA, NULL on the host. */
typedef int tn_kernel(const void *params, void *stream);

/* The calling thread's buffer for the reason of a failure, and the usual way to fill it:
 * `return tn_kernel_fail(TN_ERR_MEMORY, "…")`. */
enum { TN_KERNEL_ERROR_BYTES = 512 };
char *tn_kernel_error(void);
int tn_kernel_fail(tn_status status, const char *format, ...) TN_PRINTF(2, 3);

/* What a kernel that has started found wrong in its data. Memory that host and device see, one for
 * each device; all 0 when nothing was found. */
typedef struct tn_kernel_fault {
    uint32_t family;     /* 1 + tn_kernel_family of who found something; set last */
    uint32_t is_claimed; /* by the first thread that found something */
    /* An index that must be at least `least` and less than size; of TN_K_check a matrix and its
     * info; of families that are given pivots a matrix and its rows. */
    int64_t index, size;
    int64_t least;
    int32_t dim;      /* which the index is for; -1: the kernel does not know */
    uint32_t code;    /* of TN_K_check: tn_check_code */
    const char *call; /* that the user made, a static text; NULL: the kernel does not know */
} tn_kernel_fault;

/* That of the calling thread's current device; NULL when it cannot be had. */
tn_kernel_fault *tn_cuda_fault(void);

/* Slots of families that a device lacks are NULL. */
typedef struct tn_kernels {
    uint32_t size; /* sizeof(tn_kernels) of the builder */
    tn_kernel *run[TN_K_COUNT];
    /* Bytes that a call needs besides its operands, as the block's `workspace`; NULL: none. The
     * device is the thread's. Less than 0: minus a tn_status, the reason in tn_kernel_error(). */
    int64_t (*workspace[TN_K_COUNT])(const void *params);
    /* Which of several ways a call takes, and why, in a static text; NULL: there is one. Looks at
     * no pointer of the block. */
    const char *(*explain[TN_K_COUNT])(const void *params);
} tn_kernels;

#ifdef __cplusplus
}
#endif

#endif
