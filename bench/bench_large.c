/* bench_large.c: cases bound by memory or arithmetic. Ops are called by name, so that one that the
 * library lacks is reported as such. */
#include "bench_cases.h"

/* ---- Inputs ---------------------------------------------------------------------------------- */

static bool vectors_16m(void) {
    return bench_make(0, TN_F32, TN_SHAPE(1 << 24), false) &&
           bench_make(1, TN_F32, TN_SHAPE(1 << 24), false);
}

static bool rows_4096x1024(void) {
    return bench_make(0, TN_F32, TN_SHAPE(4096, 1024), false) &&
           bench_make(1, TN_F32, TN_SHAPE(1024), false) &&
           bench_make(2, TN_F32, TN_SHAPE(1024), false);
}

static bool square_4096_and_row(void) {
    return bench_make(0, TN_F32, TN_SHAPE(4096, 4096), false) &&
           bench_make(1, TN_F32, TN_SHAPE(4096, 4096), false) &&
           bench_make(2, TN_F32, TN_SHAPE(4096), false);
}

static bool matrices_1024(void) {
    return bench_make(0, TN_F32, TN_SHAPE(1024, 1024), false) &&
           bench_make(1, TN_F32, TN_SHAPE(1024, 1024), false);
}

static bool matrices_512(void) {
    return bench_make(0, TN_F64, TN_SHAPE(512, 512), false) &&
           bench_make(1, TN_F64, TN_SHAPE(512, 512), false);
}

static bool images(bool recorded) {
    return bench_make(0, TN_F32, TN_SHAPE(32, 32, 28, 28), recorded) &&
           bench_make(1, TN_F32, TN_SHAPE(64, 32, 3, 3), recorded) &&
           bench_make(2, TN_F32, TN_SHAPE(64), recorded) &&
           bench_make(3, TN_F32, TN_SHAPE(32, 64, 28, 28), false);
}

static bool images_plain(void) {
    return images(false);
}

static bool images_recorded(void) {
    return images(true);
}

/* ---- Calls by name --------------------------------------------------------------------------- */

static tn_tensor *call(const char *name, int n, const tn_value *values) {
    const tn_op *op = tn_op_find(name);
    tn_value out[TN_OP_MAX_RESULTS];
    int n_out = 0;
    if (!op) {
        tn_raise(TN_HERE, TN_ERR_UNSUPPORTED, "there is no op %s", name);
        return NULL;
    }
    return tn_op_invoke(op, values, n, out, &n_out) == TN_OK ? out[0].as.tensor : NULL;
}

#define IN(i) tn_value_tensor(bench_in[i])
#define CALL(name, ...)                                                           \
    call(name, (int)(sizeof((const tn_value[]){__VA_ARGS__}) / sizeof(tn_value)), \
         (const tn_value[]){__VA_ARGS__})
#define INTS(...) tn_value_ints(TN_DIMS(__VA_ARGS__))

static tn_tensor *add(void) {
    return CALL("add", IN(0), IN(1));
}

static tn_tensor *exp_(void) {
    return CALL("exp", IN(0));
}

static tn_tensor *tanh_(void) {
    return CALL("tanh", IN(0));
}

static tn_tensor *gelu(void) {
    return CALL("gelu", IN(0));
}

static tn_tensor *sum(void) {
    return CALL("sum", IN(0));
}

static tn_tensor *softmax(void) {
    return CALL("softmax", IN(0), tn_value_int(-1));
}

static tn_tensor *layer_norm(void) {
    return CALL("layer_norm", IN(0), INTS(1024), IN(1), IN(2));
}

static tn_tensor *add_transposed(void) {
    return CALL("add", IN(0), tn_value_tensor(tn_transpose(bench_in[1], 0, 1)));
}

static tn_tensor *add_row(void) {
    return CALL("add", IN(0), IN(2));
}

static tn_tensor *matmul(void) {
    return CALL("matmul", IN(0), IN(1));
}

static tn_tensor *convolve(void) {
    return CALL("conv2d", IN(0), IN(1), IN(2), INTS(1, 1), INTS(1, 1));
}

/* Gradients of output for the first n inputs; the one of input k. */
static tn_tensor *gradient(tn_tensor *output, tn_tensor *seed, int n, int k) {
    tn_tensor *grads[BENCH_INPUTS] = {NULL};
    tn_autograd_grad({&output, 1}, {bench_in, n}, grads, .grad_outputs = {&seed, 1});
    return grads[k];
}

static tn_tensor *convolve_backward(void) {
    return gradient(convolve(), bench_in[3], 3, 1);
}

static const bench_case cases[] = {
    {"add_16M", vectors_16m, add},
    {"exp_16M", vectors_16m, exp_},
    {"tanh_16M", vectors_16m, tanh_},
    {"gelu_16M", vectors_16m, gelu},
    {"sum_16M", vectors_16m, sum},
    {"softmax_4096x1024", rows_4096x1024, softmax},
    {"layer_norm_4096x1024", rows_4096x1024, layer_norm},
    {"add_transposed_4096", square_4096_and_row, add_transposed},
    {"add_row_4096", square_4096_and_row, add_row},
    {"sgemm_1024", matrices_1024, matmul},
    {"dgemm_512", matrices_512, matmul},
    {"conv2d", images_plain, convolve},
    {"conv2d_forward_backward", images_recorded, convolve_backward},
};
const bench_group bench_large = BENCH_GROUP(cases);
