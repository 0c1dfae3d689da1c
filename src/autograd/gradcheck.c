/* gradcheck.c: analytic gradients against central differences.
 *
 * With L = sum(real(output * conj(w))) for a fixed weight w, backward with the gradient w gives
 * dL/dx for real inputs and dL/d(re x) + i dL/d(im x) for complex ones (the convention of
 * PyTorch): one number per input element that differences of L give too. Second derivatives are
 * checked by applying the same check to the function that computes the gradient. */
#include "autograd/tape.h"

#include <math.h>

enum { MOST_INPUTS = 32 };

typedef tn_tensor *check_function(tn_tensors inputs, void *context);

typedef struct check {
    const tn_gradcheck_args *args;
    double eps, atol, rtol;
    const char *order; /* "first" or "second", for messages */
} check;

/* Weights in [0.5, 1.5), the same for every call: nothing cancels by chance. */
static double weight(uint64_t i, uint64_t salt) {
    uint64_t h = (i + 1) * 0x9E3779B97F4A7C15u + salt * 0xD1B54A32D192ED03u;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9u;
    return 0.5 + (double)(h >> 40) / (double)(1 << 24);
}

static tn_tensor *weights_like(const tn_tensor *t, uint64_t salt) {
    const tni_meta meta = tni_meta_of(t);
    tn_tensor *w = tni_new(&meta);
    if (!w) {
        return NULL;
    }
    const bool pairs = tni_is_complex(meta.dtype);
    double *data = (double *)(void *)tni_ptr(w);
    for (int64_t i = 0; i < w->numel * (pairs ? 2 : 1); i++) {
        data[i] = weight((uint64_t)i, salt);
    }
    return w;
}

static bool is_double(const tn_tensor *t) {
    return t->dtype == TN_F64 || t->dtype == TN_C128;
}

/* sum(re(y) * re(w) + im(y) * im(w)) */
static bool weighted_sum(tn_tensor *y, const tn_tensor *w, double *out) {
    const bool pairs = tni_is_complex((tn_dtype)w->dtype);
    tn_tensor *flat = y ? tn_contiguous(y) : NULL;
    if (!flat || flat->numel != w->numel || flat->dtype != w->dtype) {
        tni_fail(TN_ERR_STATE, "the function gives another shape or dtype at every call, or NULL");
        return false;
    }
    const double *a = (const double *)(const void *)tni_ptr(flat);
    const double *b = (const double *)(const void *)tni_ptr(w);
    double sum = 0;
    for (int64_t i = 0; i < w->numel * (pairs ? 2 : 1); i++) {
        sum += a[i] * b[i];
    }
    *out = sum;
    return true;
}

/* ---- Differences ----------------------------------------------------------------------------- */

typedef struct probe {
    check_function *function;
    void *context;
    tn_tensors inputs; /* contiguous copies that may be changed */
    const tn_tensor *weights;
} probe;

static bool value_of(const probe *p, double *out) {
    TN_SCOPE(scope);
    return weighted_sum(p->function(p->inputs, p->context), p->weights, out);
}

/* dL/d(number at address); the number is put back. */
static bool difference(const probe *p, double *address, double eps, double *out) {
    const double at = *address;
    double above, below;
    *address = at + eps;
    bool done = value_of(p, &above);
    *address = at - eps;
    done = done && value_of(p, &below);
    *address = at;
    *out = done ? (above - below) / (2 * eps) : 0;
    return done;
}

static bool close(const check *c, double numeric, double analytic) {
    return fabs(numeric - analytic) <= c->atol + c->rtol * fabs(numeric);
}

static bool compare_input(const check *c, const probe *p, int64_t input, tn_tensor *grad) {
    tn_tensor *x = p->inputs.data[input];
    const int parts = tni_is_complex((tn_dtype)x->dtype) ? 2 : 1;
    double *data = (double *)(void *)tni_ptr(x);
    tn_tensor *flat = grad ? tn_contiguous(grad) : NULL;
    const double *analytic = flat ? (const double *)(const void *)tni_ptr(flat) : NULL;
    if (grad && !flat) {
        return false;
    }
    for (int64_t i = 0; i < x->numel * parts; i++) {
        double numeric;
        const double found = analytic ? analytic[i] : 0;
        if (!difference(p, &data[i], c->eps, &numeric)) {
            return false;
        }
        if (!close(c, numeric, found)) {
            tni_fail(TN_ERR_STATE,
                     "%s derivative of input %lld at element %lld%s: differences give %.10g, "
                     "backward gives %.10g",
                     c->order, (long long)input, (long long)(i / parts),
                     parts == 2 ? (i % 2 ? " (imaginary part)" : " (real part)") : "", numeric,
                     found);
            return false;
        }
    }
    return true;
}

/* ---- First derivatives ----------------------------------------------------------------------- */

/* Contiguous copies that keep whether a gradient is wanted. */
static bool copy_inputs(tn_tensors inputs, tn_tensor **copies) {
    TN_NO_GRAD(mode);
    for (int64_t i = 0; i < inputs.count; i++) {
        tn_tensor *t = inputs.data[i];
        if (!t) {
            tni_fail(TN_ERR_ARGUMENT, "input %lld is NULL", (long long)i);
            return false;
        }
        copies[i] = tn_clone(t);
        if (!copies[i]) {
            return false;
        }
        if (tni_records(t)) {
            if (!is_double(t)) {
                tni_fail(TN_ERR_DTYPE, "input %lld is %s; differences need f64 or c128",
                         (long long)i, tn_dtype_name((tn_dtype)t->dtype));
                return false;
            }
            tn_set_requires_grad(copies[i], true);
        }
    }
    return true;
}

/* Inputs that require a gradient; returns how many. */
static int64_t wanted(tn_tensors inputs, tn_tensor **out) {
    int64_t n = 0;
    for (int64_t i = 0; i < inputs.count; i++) {
        if (tni_records(inputs.data[i])) {
            out[n++] = inputs.data[i];
        }
    }
    return n;
}

static bool check_first(const check *c, check_function *function, void *context,
                        tn_tensors inputs) {
    TN_SCOPE(scope);
    tn_tensor *copies[MOST_INPUTS], *asked[MOST_INPUTS], *grads[MOST_INPUTS] = {0};
    if (!copy_inputs(inputs, copies)) {
        return false;
    }
    const tn_tensors list = {copies, inputs.count};
    tn_tensor *output = function(list, context);
    if (!output || !is_double(output)) {
        if (!tni_pending()) {
            tni_fail(TN_ERR_DTYPE, "the function must give an f64 or c128 tensor");
        }
        return false;
    }
    tn_tensor *weights = weights_like(output, 1);
    const int64_t n = wanted(list, asked);
    if (!weights || n == 0) {
        return weights != NULL;
    }
    if (tni_records(output) &&
        tn_autograd_grad(TN_TENSORS(output), ((tn_tensors){asked, n}), .grads = grads,
                         .grad_outputs = TN_TENSORS(weights), .allow_unused = true) != TN_OK) {
        return false;
    }
    TN_NO_GRAD(mode);
    const probe p = {function, context, list, weights};
    int64_t next = 0;
    for (int64_t i = 0; i < inputs.count; i++) {
        if (copies[i]->flags & TNI_REQUIRES_GRAD) {
            if (!compare_input(c, &p, i, grads[next++])) {
                return false;
            }
        }
    }
    return true;
}

/* ---- Second derivatives ---------------------------------------------------------------------- */

typedef struct gradient_of {
    check_function *function;
    void *context;
    int which; /* input whose gradient is the value */
} gradient_of;

/* The last input is the gradient that backward starts with. */
static tn_tensor *gradient_function(tn_tensors all, void *context) {
    const gradient_of *of = context;
    TN_ENABLE_GRAD(mode);
    tn_tensor *inputs[MOST_INPUTS], *grad = NULL;
    for (int64_t i = 0; i < all.count - 1; i++) {
        inputs[i] = all.data[i];
    }
    tn_tensor *output = of->function((tn_tensors){inputs, all.count - 1}, of->context);
    if (!output) {
        return NULL;
    }
    tn_autograd_grad(TN_TENSORS(output), TN_TENSORS(inputs[of->which]), .grads = &grad,
                     .grad_outputs = TN_TENSORS(all.data[all.count - 1]), .create_graph = true,
                     .allow_unused = true);
    if (!grad && !tni_pending()) {
        const tni_meta meta = tni_meta_of(inputs[of->which]);
        grad = tni_zeros(&meta);
    }
    return grad;
}

static bool check_second(const check *c, check_function *function, void *context,
                         tn_tensors inputs) {
    TN_SCOPE(scope);
    tn_tensor *all[MOST_INPUTS];
    if (!copy_inputs(inputs, all)) {
        return false;
    }
    tn_tensor *output = function((tn_tensors){all, inputs.count}, context);
    if (!output || !tni_records(output)) {
        return !tni_pending();
    }
    all[inputs.count] = weights_like(output, 2);
    if (!all[inputs.count]) {
        return false;
    }
    tn_set_requires_grad(all[inputs.count], true);
    for (int64_t i = 0; i < inputs.count; i++) {
        gradient_of of = {function, context, (int)i};
        if (tni_records(inputs.data[i]) &&
            !check_first(c, gradient_function, &of, (tn_tensors){all, inputs.count + 1})) {
            return false;
        }
    }
    return true;
}

tn_status tn_gradcheck_with(const tn_gradcheck_args *args) {
    if (tni_pending()) {
        return tni_pending();
    }
    TNI_CALL("gradcheck", args->at);
    if (!args->function || args->inputs.count < 1 || args->inputs.count >= MOST_INPUTS) {
        return tni_fail(TN_ERR_ARGUMENT, "a function and 1 to %d inputs must be given",
                        MOST_INPUTS - 1);
    }
    check c = {
        .args = args,
        .eps = args->eps > 0 ? args->eps : 1e-6,
        .atol = args->atol > 0 ? args->atol : 1e-5,
        .rtol = args->rtol > 0 ? args->rtol : 1e-3,
        .order = "first",
    };
    if (check_first(&c, args->function, args->context, args->inputs) && args->second) {
        c.order = "second";
        check_second(&c, args->function, args->context, args->inputs);
    }
    return tni_pending();
}
