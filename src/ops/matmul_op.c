/* matmul_op.c: matrix products: operands are brought to strides that the matmul kernel takes
 * (transposes are passed on, other layouts are copied), batches are broadcast by stride. */
#include "ops/op.h"

/* ---- Operands -------------------------------------------------------------------------------- */

/* t or a copy of it, with one of its two inner strides 1 and the other at least the row length. */
static tn_tensor *matrix_operand(tni_call *c, tn_tensor *t) {
    t = tni_cast(c, t, c->compute);
    if (!t) {
        return NULL;
    }
    const int64_t rows = t->sizes[t->ndim - 2], cols = t->sizes[t->ndim - 1];
    const int64_t row = t->strides[t->ndim - 2], col = t->strides[t->ndim - 1];
    const bool by_rows = (col == 1 || cols == 1) && (row >= cols || rows == 1);
    const bool by_cols = (row == 1 || rows == 1) && (col >= rows || cols == 1);
    return by_rows || by_cols ? t : tni_contiguous(c, t);
}

static void set_a(tn_k_matmul *p, const tn_tensor *t) {
    p->a = tni_ptr(t);
    p->a_row = t->strides[t->ndim - 2];
    p->a_col = t->strides[t->ndim - 1];
    p->a_batch = t->ndim == 3 && t->sizes[0] > 1 ? t->strides[0] : 0;
}

static void set_b(tn_k_matmul *p, const tn_tensor *t) {
    p->b = tni_ptr(t);
    p->b_row = t->strides[t->ndim - 2];
    p->b_col = t->strides[t->ndim - 1];
    p->b_batch = t->ndim == 3 && t->sizes[0] > 1 ? t->strides[0] : 0;
}

static void set_number(double out[2], tn_value v) {
    const double _Complex z = tni_value_complex(v);
    out[0] = creal(z);
    out[1] = cimag(z);
}

/* out = beta * out + alpha * a b; a and b have 2 or 3 dims (a leading batch dim). */
static bool product(tni_call *c, tn_tensor *a, tn_tensor *b, tn_value alpha, tn_value beta) {
    tn_tensor *out = c->out[0];
    a = matrix_operand(c, a);
    b = a ? matrix_operand(c, b) : NULL;
    if (!b) {
        return false;
    }
    tn_k_matmul p = {.dtype = (uint8_t)c->compute,
                     .tf32 = tn_allow_tf32(),
                     .batch = out->ndim == 3 ? out->sizes[0] : 1,
                     .m = out->sizes[out->ndim - 2],
                     .n = out->sizes[out->ndim - 1],
                     .k = a->sizes[a->ndim - 1],
                     .c = tni_ptr(out)};
    p.c_row = p.n;
    p.c_batch = p.m * p.n;
    set_a(&p, a);
    set_b(&p, b);
    set_number(p.alpha, alpha);
    set_number(p.beta, beta);
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_reads(&o, a);
    tni_reads(&o, b);
    return out->numel == 0 || tni_launch_with_workspace(c, matmul, &p, &o);
}

/* ---- Shape rules ----------------------------------------------------------------------------- */

static bool fits_product(const tn_tensor *a, const tn_tensor *b, int ndim) {
    return a->ndim == ndim && b->ndim == ndim && a->sizes[ndim - 1] == b->sizes[ndim - 2] &&
           (ndim == 2 || a->sizes[0] == b->sizes[0]) && a->dtype == b->dtype;
}

static bool check_product(const tn_tensor *a, const tn_tensor *b, int ndim) {
    if (TNI_LIKELY(fits_product(a, b, ndim))) {
        return true;
    }
    if (a->ndim != ndim || b->ndim != ndim) {
        tni_fail(TN_ERR_SHAPE, "takes tensors of %d dims, got %d and %d; use matmul to broadcast",
                 ndim, a->ndim, b->ndim);
        return false;
    }
    if (a->sizes[ndim - 1] != b->sizes[ndim - 2]) {
        tni_fail(TN_ERR_SHAPE, "inner sizes must be equal, got %lld and %lld",
                 (long long)a->sizes[ndim - 1], (long long)b->sizes[ndim - 2]);
        return false;
    }
    if (ndim == 3 && a->sizes[0] != b->sizes[0]) {
        tni_fail(TN_ERR_SHAPE, "batch sizes must be equal, got %lld and %lld",
                 (long long)a->sizes[0], (long long)b->sizes[0]);
        return false;
    }
    tni_fail(TN_ERR_DTYPE, "takes two tensors of one dtype, got %s and %s; cast one of them",
             tn_dtype_name((tn_dtype)a->dtype), tn_dtype_name((tn_dtype)b->dtype));
    return false;
}

/* first: position of the left factor; the right one follows it. */
static bool infer_product(tni_call *c, int first, int ndim) {
    const tn_tensor *a = tni_tensor_arg(c, first), *b = tni_tensor_arg(c, first + 1);
    if (!check_product(a, b, ndim)) {
        return false;
    }
    c->compute = (tn_dtype)a->dtype;
    if (!tni_check_dtype(c, c->compute)) {
        return false;
    }
    const int64_t sizes[3] = {a->sizes[0], a->sizes[ndim - 2], b->sizes[ndim - 1]};
    tni_set_meta(c, 0, c->compute, ndim, ndim == 3 ? sizes : sizes + 1);
    return true;
}

bool tni_infer_mm(tni_call *c) {
    return infer_product(c, 0, 2);
}

bool tni_infer_bmm(tni_call *c) {
    return infer_product(c, 0, 3);
}

/* self is broadcast to the product's shape. */
static bool infer_added(tni_call *c, int ndim) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (!infer_product(c, 1, ndim)) {
        return false;
    }
    tni_shape shape = c->meta[0].shape;
    const bool fits = tni_broadcast(&shape, self->sizes, self->ndim);
    if (fits &&
        memcmp(&shape.sizes, &c->meta[0].shape.sizes, (size_t)ndim * sizeof(int64_t)) == 0 &&
        shape.ndim == ndim) {
        if (self->dtype == c->compute) {
            return true;
        }
        tni_fail(TN_ERR_DTYPE, "self is %s but the factors are %s; cast one of them",
                 tn_dtype_name((tn_dtype)self->dtype), tn_dtype_name(c->compute));
        return false;
    }
    if (fits) {
        tni_fail(TN_ERR_SHAPE, "self of shape %s does not broadcast to the product's shape %s",
                 tni_shape_text(self->sizes, self->ndim),
                 tni_shape_text(c->meta[0].shape.sizes, ndim));
    }
    return false;
}

bool tni_infer_addmm(tni_call *c) {
    return infer_added(c, 2);
}

bool tni_infer_baddbmm(tni_call *c) {
    return infer_added(c, 3);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

bool tni_run_mm(tni_call *c) {
    return product(c, tni_tensor_arg(c, 0), tni_tensor_arg(c, 1), tn_value_int(1), tn_value_int(0));
}

/* beta * self + alpha * (mat1 @ mat2); beta 0 ignores self, NaN included. */
bool tni_run_addmm(tni_call *c) {
    const tn_value beta = c->args[3], alpha = c->args[4];
    const bool uses_self = tni_value_complex(beta) != 0;
    return (!uses_self || tni_copy(c, c->out[0], tni_tensor_arg(c, 0))) &&
           product(c, tni_tensor_arg(c, 1), tni_tensor_arg(c, 2), alpha, beta);
}

/* The public matmul: vectors become matrices, leading dims broadcast, one batched product. */
static tn_tensor *batched(tn_tensor *t, const tni_shape *batch) {
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, batch->sizes, (size_t)batch->ndim * sizeof sizes[0]);
    sizes[batch->ndim] = t->sizes[t->ndim - 2];
    sizes[batch->ndim + 1] = t->sizes[t->ndim - 1];
    int64_t matrices = 1; /* not inferred: the tensor may be empty */
    for (int d = 0; d < batch->ndim; d++) {
        matrices *= batch->sizes[d];
    }
    tn_tensor *wide = tn_expand(t, ((tn_ints){sizes, batch->ndim + 2}));
    return tn_reshape(wide, TN_SHAPE(matrices, t->sizes[t->ndim - 2], t->sizes[t->ndim - 1]));
}

/* Products of a batch of matrices with one matrix fold into one large product. */
static tn_tensor *folded(tn_tensor *a, tn_tensor *b) {
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, a->sizes, (size_t)a->ndim * sizeof sizes[0]);
    sizes[a->ndim - 1] = b->sizes[1];
    tn_tensor *flat = tn_reshape(a, TN_SHAPE(-1, a->sizes[a->ndim - 1]));
    return tn_view(tn_mm(flat, b), ((tn_ints){sizes, a->ndim}));
}

static tn_tensor *multiply(tn_tensor *a, tn_tensor *b) {
    if (a->ndim == 2 && b->ndim == 2) {
        return tn_mm(a, b);
    }
    if (b->ndim == 2 && a->numel > 0) {
        return folded(a, b);
    }
    tni_shape batch = {.ndim = a->ndim - 2};
    memcpy(batch.sizes, a->sizes, (size_t)batch.ndim * sizeof batch.sizes[0]);
    if (!tni_broadcast(&batch, b->sizes, b->ndim - 2)) {
        return NULL;
    }
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, batch.sizes, (size_t)batch.ndim * sizeof sizes[0]);
    sizes[batch.ndim] = a->sizes[a->ndim - 2];
    sizes[batch.ndim + 1] = b->sizes[b->ndim - 1];
    return tn_view(tn_bmm(batched(a, &batch), batched(b, &batch)),
                   ((tn_ints){sizes, batch.ndim + 2}));
}

bool tni_compose_matmul(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    if (a->ndim == 0 || b->ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "takes tensors of at least one dim, got shapes %s and %s; use mul",
                 tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    const bool row = a->ndim == 1, column = b->ndim == 1;
    const int64_t inner = a->sizes[a->ndim - 1], other = b->sizes[column ? 0 : b->ndim - 2];
    if (inner != other) {
        tni_fail(TN_ERR_SHAPE, "inner sizes must be equal, got %lld and %lld", (long long)inner,
                 (long long)other);
        return false;
    }
    tn_tensor *left = row ? tn_unsqueeze(a, 0) : a;
    tn_tensor *right = column ? tn_unsqueeze(b, 1) : b;
    tn_tensor *out = left && right ? multiply(left, right) : NULL;
    if (column) {
        out = tn_squeeze(out, .dim = TN_DIMS(-1));
    }
    if (row) {
        out = tn_squeeze(out, .dim = column ? TN_DIMS(-1) : TN_DIMS(-2));
    }
    c->out[0] = out;
    return out != NULL;
}

bool tni_compose_mv(tni_call *c) {
    tn_tensor *matrix = tni_tensor_arg(c, 0), *vec = tni_tensor_arg(c, 1);
    if (matrix->ndim != 2 || vec->ndim != 1) {
        tni_fail(TN_ERR_SHAPE, "takes a matrix and a vector, got shapes %s and %s",
                 tni_shape_text(matrix->sizes, matrix->ndim),
                 tni_shape_text(vec->sizes, vec->ndim));
        return false;
    }
    c->out[0] = tn_matmul(matrix, vec);
    return c->out[0] != NULL;
}

static bool two_vectors(const tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    if (a->ndim == 1 && b->ndim == 1) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "takes two vectors, got shapes %s and %s",
             tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
    return false;
}

bool tni_compose_dot(tni_call *c) {
    c->out[0] = two_vectors(c) ? tn_matmul(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1)) : NULL;
    return c->out[0] != NULL;
}

bool tni_compose_outer(tni_call *c) {
    c->out[0] =
        two_vectors(c) ? tn_mul(tn_unsqueeze(tni_tensor_arg(c, 0), 1), tni_tensor_arg(c, 1)) : NULL;
    return c->out[0] != NULL;
}

/* input @ weight^T + bias; the bias is added by the product's kernel where shapes allow. */
bool tni_compose_linear(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0), *weight = tni_tensor_arg(c, 1);
    tn_tensor *bias = tni_tensor_arg(c, 2);
    if (weight->ndim != 2 || input->ndim == 0 ||
        input->sizes[input->ndim - 1] != weight->sizes[1]) {
        tni_fail(TN_ERR_SHAPE,
                 "input of shape %s does not fit weight of shape %s: the last sizes "
                 "must be equal",
                 tni_shape_text(input->sizes, input->ndim),
                 tni_shape_text(weight->sizes, weight->ndim));
        return false;
    }
    tn_tensor *transposed = tn_t(weight);
    if (bias && input->ndim == 2) {
        c->out[0] = tn_addmm(bias, input, transposed);
    } else {
        tn_tensor *out = tn_matmul(input, transposed);
        c->out[0] = bias ? tn_add(out, bias) : out;
    }
    return c->out[0] != NULL;
}
