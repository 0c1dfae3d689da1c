/* table_cuda.c: what an op owes on a CUDA device: the host's results, for every dtype and layout,
 * in all its forms and for its gradients. The same bits where both compute the same expression in
 * the same order; a bound in units of the last place (of 1 + |x|) where the order of a sum
 * differs. */
#include "table.h"

#include <math.h>
#include <stdio.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
static const layout LAYOUTS[] = {CONTIGUOUS, STRIDED, EXPANDED};
static const char *const LAYOUT_NAMES[] = {"contiguous", "strided", "", "expanded"};

/* ---- Comparing results ----------------------------------------------------------------------- */

static double unit_of(tn_dtype dtype) {
    switch (dtype) {
    case TN_F16:
        return 0x1p-10;
    case TN_BF16:
        return 0x1p-7;
    case TN_F32:
    case TN_C64:
        return 0x1p-23;
    default:
        return 0x1p-52;
    }
}

/* An arbitrary NaN is as good as another: processors differ in its sign. */
static bool same_numbers(const tn_tensor *a, const tn_tensor *b) {
    return same_bits(a, b) ||
           (tn_dtype_category(tn_dtype_of(a)) >= TN_CATEGORY_FLOAT && distance(a, b) == 0);
}

/* How far a result may be from the host's. */
typedef struct bound_of_distance {
    double units;           /* of 1 + |scale| */
    const tn_tensor *scale; /* NULL: the result itself */
} bound_of_distance;

static bool near_host(const sample *s, tn_dtype dtype, int i, const tn_tensor *host,
                      const tn_tensor *device, bound_of_distance allowed, const char *what) {
    const double units = allowed.units;
    if (tn_device_of(device).type != TN_DEVICE_CUDA) {
        return failed("%s(%s): result %d is not on the device", s->op->name, s->text, i);
    }
    const tn_dtype result = tn_dtype_of(host);
    const double d = scaled_distance(device, host, allowed.scale ? allowed.scale : host);
    const bool exact = units == 0 || tn_dtype_category(result) < TN_CATEGORY_FLOAT;
    if (result == tn_dtype_of(device) &&
        (exact ? same_numbers(host, device) : d <= units * unit_of(result))) {
        return true;
    }
    char x[400], y[400];
    tn_to_string(host, x, sizeof x, NULL);
    tn_to_string(device, y, sizeof y, NULL);
    return failed("%s(%s) in %s, %s: result %d differs by %.3g units (allowed %.3g)\n%s\n%s",
                  s->op->name, s->text, tn_dtype_name(dtype), what, i, d / unit_of(result), units,
                  x, y);
}

/* Terms: what the op gives for magnitudes; NULL: results are their own measure. */
static bool agree_within(const sample *s, tn_dtype dtype, const results *host,
                         const results *device, const results *terms, const char *what) {
    if (host->n != device->n || host->value != device->value) {
        return failed("%s(%s) in %s, %s: %d results and %d", s->op->name, s->text,
                      tn_dtype_name(dtype), what, host->n, device->n);
    }
    for (int i = 0; i < host->n; i++) {
        const bound_of_distance allowed = {terms ? allowed_term_units(s->op) : allowed_units(s->op),
                                           terms ? terms->t[i] : NULL};
        if (!near_host(s, dtype, i, host->t[i], device->t[i], allowed, what)) {
            return false;
        }
    }
    return true;
}

static bool agree(const sample *s, tn_dtype dtype, const results *host, const results *device,
                  const char *what) {
    return agree_within(s, dtype, host, device, NULL, what);
}

static bool call_on(const bound *b, const sample *s, tn_dtype dtype, const char *where,
                    results *r) {
    return call_bound(b, r) || failed("%s(%s) in %s on %s: %s", s->op->name, s->text,
                                      tn_dtype_name(dtype), where, taken_error());
}

/* Arguments on both devices. */
typedef struct pair {
    bound host, device;
} pair;

static bool make_pair(const sample *s, making how, pair *p) {
    if (!make_bound(s, how, &p->host)) {
        return false;
    }
    how.device = CUDA;
    return make_bound(s, how, &p->device);
}

/* Whether the device has all kernels of the op: a family whose slot is empty says so. */
static bool device_takes(const tn_op *op) {
    static sample first[MAX_SAMPLES];
    TN_SCOPE(scope);
    bound b;
    results r;
    if (samples_of(op, FOR_ALL, first, MAX_SAMPLES) <= 0 ||
        !make_bound(&first[0], (making){.dtype = usual_dtype(op, &first[0]), .device = CUDA}, &b)) {
        return true; /* whoever looks at results tells */
    }
    if (call_bound(&b, &r)) {
        return true;
    }
    tn_error error = {0};
    tn_error_take(&error);
    return error.code != TN_ERR_UNSUPPORTED || !strstr(error.message, "kernel");
}

/* ---- Calls ----------------------------------------------------------------------------------- */

static bool plain_call_agrees(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    for (size_t i = 0; i < sizeof LAYOUTS / sizeof LAYOUTS[0]; i++) {
        pair p;
        results host, device;
        if (!make_pair(s, (making){.dtype = dtype, .layout = LAYOUTS[i]}, &p)) {
            return false;
        }
        if (!call_bound(&p.host, &host)) { /* a view that other strides do not have */
            taken_error();
            if (call_bound(&p.device, &device)) {
                return failed("%s(%s) in %s, %s, is an error on the host only", s->op->name,
                              s->text, tn_dtype_name(dtype), LAYOUT_NAMES[LAYOUTS[i]]);
            }
            taken_error();
            continue;
        }
        if (!call_on(&p.device, s, dtype, "CUDA", &device) ||
            !agree(s, dtype, &host, &device, LAYOUT_NAMES[LAYOUTS[i]])) {
            return false;
        }
    }
    return true;
}

static bool calls_agree(const tn_op *op) {
    return each_dtype(op, FOR_ALL, plain_call_agrees, NULL);
}

static bool call_with_magnitudes(const bound *b, const sample *s, tn_dtype dtype, results *r) {
    enum { LISTED = 8 };
    bound magnitudes = *b;
    tn_tensor *list[LISTED]; /* no op takes two */
    for (int i = 0; i < b->n; i++) {
        if (b->values[i].kind == TN_VALUE_TENSOR && b->values[i].as.tensor) {
            magnitudes.values[i] = tn_value_tensor(tn_abs(b->values[i].as.tensor));
        } else if (b->values[i].kind == TN_VALUE_TENSORS) {
            for (int64_t k = 0; k < b->values[i].count && k < LISTED; k++) {
                tn_tensor *t = b->values[i].as.tensors[k];
                list[k] = t ? tn_abs(t) : NULL;
            }
            magnitudes.values[i].as.tensors = list;
        }
    }
    return call_on(&magnitudes, s, dtype, "the host", r);
}

static bool large_call_agrees(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    if (dtype != TN_F32 && dtype != usual_dtype(s->op, s)) {
        return true;
    }
    pair p;
    results host, device, terms;
    const bool sums = allowed_term_units(s->op) > 0;
    return make_pair(s, (making){.dtype = dtype}, &p) &&
           call_on(&p.host, s, dtype, "the host", &host) &&
           call_on(&p.device, s, dtype, "CUDA", &device) &&
           (!sums || call_with_magnitudes(&p.host, s, dtype, &terms)) &&
           agree_within(s, dtype, &host, &device, sums ? &terms : NULL, "large");
}

static bool large_calls_agree(const tn_op *op) {
    return each_dtype(op, FOR_THREADS, large_call_agrees, NULL);
}

/* ---- Other forms ----------------------------------------------------------------------------- */

static bool changed_self_agrees(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    const tn_op *inplace = form_of(s->op, TNI_FORM_INPLACE);
    pair p;
    results host, device;
    if (s->values[0].kind != TN_VALUE_TENSOR) {
        return true;
    }
    if (!make_pair(s, (making){.dtype = dtype, .layout = STRIDED}, &p)) {
        return false;
    }
    if (!call_op(inplace, p.host.values, p.host.n, &host)) {
        taken_error(); /* the result does not fit: the host's own aspect has looked at that */
        return !call_op(inplace, p.device.values, p.device.n, &device)
                   ? (taken_error(), true)
                   : failed("%s(%s) in %s gave no error on CUDA", inplace->name, s->text,
                            tn_dtype_name(dtype));
    }
    if (!call_op(inplace, p.device.values, p.device.n, &device)) {
        return failed("%s(%s) in %s on CUDA: %s", inplace->name, s->text, tn_dtype_name(dtype),
                      taken_error());
    }
    return agree(s, dtype, &host, &device, "in place");
}

static bool inplace_agrees(const tn_op *op) {
    return each_dtype(op, FOR_ALL, changed_self_agrees, NULL);
}

static bool write_into(const tn_op *into, const bound *b, const tn_tensor *like, results *r) {
    tn_value values[TN_OP_MAX_ARGS] = {0};
    memcpy(values, b->values, sizeof(tn_value) * (size_t)b->n);
    values[into->n_args - 1] = tn_value_tensor(destination_like(like, true));
    return call_op(into, values, into->n_args, r);
}

static bool written_agrees(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    const tn_op *into = form_of(s->op, TNI_FORM_INTO);
    pair p;
    results host, device, written;
    if (!make_pair(s, (making){.dtype = dtype}, &p) ||
        !call_on(&p.host, s, dtype, "the host", &host) ||
        !call_on(&p.device, s, dtype, "CUDA", &device)) {
        return false;
    }
    return write_into(into, &p.device, device.t[0], &written)
               ? agree(s, dtype, &host, &written, "into a tensor")
               : failed("%s(%s) on CUDA: %s", into->name, s->text, taken_error());
}

static bool into_agrees(const tn_op *op) {
    return each_dtype(op, FOR_ALL, written_agrees, NULL);
}

/* ---- Gradients ------------------------------------------------------------------------------- */

/* Gradients of the sum of all results that have one. Inputs that none depends on get NULL. */
static bool gradients_of(const bound *b, const sample *s, const char *where, results *out) {
    results r;
    if (!call_bound(b, &r)) {
        return failed("%s(%s) on %s: %s", s->op->name, s->text, where, taken_error());
    }
    tn_tensor *outputs[TNI_MAX_LIST], *weights[TNI_MAX_LIST];
    int n = 0;
    for (int i = 0; i < r.n; i++) {
        if (tn_requires_grad(r.t[i])) {
            outputs[n] = r.t[i];
            weights[n++] = tn_ones_like(r.t[i]);
        }
    }
    *out = (results){.n = b->n_inputs};
    return n == 0 ||
           tn_autograd_grad({outputs, n}, {(tn_tensor **)b->inputs, b->n_inputs}, out->t,
                            .grad_outputs = {weights, n}, .allow_unused = true) == TN_OK ||
           failed("the gradient of %s(%s) on %s: %s", s->op->name, s->text, where, taken_error());
}

/* Broadcasting back is a sum. */
static double gradient_units(const tn_op *op) {
    return fmax(4, allowed_units(op));
}

static bool sample_gradients_agree(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    pair p;
    results host, device;
    const bound_of_distance allowed = {gradient_units(s->op), NULL};
    if (tn_dtype_category(dtype) < TN_CATEGORY_FLOAT || tn_dtype_bytes(dtype) < 4) {
        return true;
    }
    if (!make_pair(s, (making){.dtype = dtype, .requires_grad = true}, &p) ||
        !gradients_of(&p.host, s, "the host", &host) ||
        !gradients_of(&p.device, s, "CUDA", &device)) {
        return false;
    }
    for (int i = 0; i < host.n; i++) {
        if (!host.t[i] != !device.t[i]) {
            return failed("%s(%s): only one device has gradient %d", s->op->name, s->text, i);
        }
        if (host.t[i] && !near_host(s, dtype, i, host.t[i], device.t[i], allowed, "gradients")) {
            return false;
        }
    }
    return true;
}

static bool gradients_agree(const tn_op *op) {
    return each_dtype(op, FOR_ALL, sample_gradients_agree, NULL);
}

/* ---- The list -------------------------------------------------------------------------------- */

static bool gives_values(const tn_op *op) {
    return device_takes(op) && strncmp(op->name, "empty", 5) != 0 &&
           strncmp(op->name, "new_empty", 9) != 0;
}

/* Rows whose derivative PyTorch lacks too have no gradcheck. */
static bool has_known_gradient(const tn_op *op) {
    return device_takes(op) && has_gradient(op) && !skip_reason(op, "gradcheck");
}

static bool takes_into(const tn_op *op) {
    return has_into(op) && device_takes(op);
}

const aspect cuda_aspects[] = {
    {"cuda", gives_values, calls_agree},
    {"cuda_large", gives_values, large_calls_agree},
    {"cuda_inplace", has_inplace, inplace_agrees},
    {"cuda_into", takes_into, into_agrees},
    {"cuda_gradient", has_known_gradient, gradients_agree},
    {"cuda_dry", device_takes, dry_runs_agree_on_cuda},
};
const int n_cuda_aspects = sizeof cuda_aspects / sizeof cuda_aspects[0];
