/* table_check.c: what every op owes, whatever it computes: its dtypes work and agree with f64,
 * layouts and threads do not change results, the other forms and the meta device agree with the
 * plain call. Values themselves are checked against PyTorch in golden.c. */
#include "table.h"

#include "host/host.h"

#include <math.h>
#include <stdio.h>

/* ---- Which dtypes ---------------------------------------------------------------------------- */

int dtypes_of(const tn_op *op, const sample *s, tn_dtype *out) {
    const tensor_spec *first = first_tensor(s);
    if (!first) {
        out[0] = TN_F32;
        return 1;
    }
    /* A first tensor of a dtype of its own (a mask, an index) says nothing about the others. */
    uint32_t mask = tn_op_dtypes(op), own = first->kind == 'B' ? D_BOOL : D_INT;
    if (first->kind != 'T' && first->kind != 'F' && first->kind != 'Z' && (mask & ~own) == 0) {
        mask = TNI_BIT(TN_F32) | TNI_BIT(TN_F64);
    }
    int n = 0;
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        if (mask & s->dtypes & TNI_BIT(d)) {
            out[n++] = (tn_dtype)d;
        }
    }
    return n;
}

tn_dtype usual_dtype(const tn_op *op, const sample *s) {
    static const tn_dtype liked[] = {TN_F64, TN_C128, TN_F32, TN_I64, TN_BOOL};
    tn_dtype all[TN_DTYPE_COUNT];
    int n = dtypes_of(op, s, all);
    for (size_t i = 0; i < sizeof liked / sizeof liked[0]; i++) {
        for (int k = 0; k < n; k++) {
            if (all[k] == liked[i]) {
                return liked[i];
            }
        }
    }
    return n > 0 ? all[0] : TN_F32;
}

static bool is_random(const tn_op *op) {
    return op->row->flags & TNI_FLAG_RANDOM;
}

const tn_op *form_of(const tn_op *op, tni_form form) {
    for (int i = 0; i < tn_op_count(); i++) {
        const tn_op *other = tn_op_at(i);
        if (other->row == op->row && other->form == form) {
            return other;
        }
    }
    return NULL;
}

static bool always(const tn_op *op) {
    (void)op;
    return true;
}

static bool each_sample(const tn_op *op, sample_purpose purpose, sample_visit *visit,
                        const void *context) {
    static sample all[MAX_SAMPLES];
    int n = samples_of(op, purpose, all, MAX_SAMPLES);
    for (int i = 0; i < n; i++) {
        TN_SCOPE(scope);
        if (!visit(&all[i], usual_dtype(op, &all[i]), context)) {
            return false;
        }
    }
    return n >= 0;
}

bool each_dtype(const tn_op *op, sample_purpose purpose, sample_visit *visit, const void *context) {
    static sample all[MAX_SAMPLES];
    int n = samples_of(op, purpose, all, MAX_SAMPLES);
    for (int i = 0; i < n; i++) {
        tn_dtype dtypes[TN_DTYPE_COUNT];
        int n_dtypes = dtypes_of(op, &all[i], dtypes);
        for (int d = 0; d < n_dtypes; d++) {
            TN_SCOPE(scope);
            if (!visit(&all[i], dtypes[d], context)) {
                return false;
            }
        }
    }
    return n >= 0;
}

/* Makes the arguments and calls; false with a failure. */
static bool result_of(const sample *s, making how, bound *b, results *r) {
    return make_bound(s, how, b) &&
           (call_bound(b, r) || failed("%s(%s) in %s: %s", s->op->name, s->text,
                                       tn_dtype_name(how.dtype), taken_error()));
}

static bool same_results(const sample *s, const results *a, const results *b, double tolerance,
                         const char *what) {
    if (a->n != b->n || a->value != b->value) {
        return failed("%s(%s) %s: %d results and %d", s->op->name, s->text, what, a->n, b->n);
    }
    for (int i = 0; i < a->n; i++) {
        if (tn_dtype_of(a->t[i]) != tn_dtype_of(b->t[i])) {
            return failed("%s(%s) %s: result %d is %s and %s", s->op->name, s->text, what, i,
                          tn_dtype_name(tn_dtype_of(a->t[i])), tn_dtype_name(tn_dtype_of(b->t[i])));
        }
        double d = tolerance > 0 ? distance(b->t[i], a->t[i]) : same_bits(a->t[i], b->t[i]) ? 0 : 1;
        if (!(d <= tolerance)) {
            char x[400], y[400];
            tn_to_string(a->t[i], x, sizeof x, NULL);
            tn_to_string(b->t[i], y, sizeof y, NULL);
            return failed("%s(%s) %s: result %d differs by %.3g (allowed %.3g)\n%s\n%s",
                          s->op->name, s->text, what, i, d, tolerance, x, y);
        }
    }
    return true;
}

/* ---- Samples, dtypes, precision -------------------------------------------------------------- */

static bool row_has_samples(const tn_op *op) {
    static sample all[MAX_SAMPLES];
    int n = samples_of(op, FOR_ALL, all, MAX_SAMPLES);
    return n > 0 || (n == 0 && failed("add a line S(\"%s\", \"...\") to tests/table/samples.def "
                                      "for %s",
                                      op->name, op->schema));
}

static bool dtype_works(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    bound b;
    results r;
    return result_of(s, (making){.dtype = dtype}, &b, &r);
}

static bool claimed_dtypes_work(const tn_op *op) {
    return each_dtype(op, FOR_ALL, dtype_works, NULL);
}

static double allowed_distance(tn_dtype dtype) {
    return dtype == TN_BF16 ? 8e-2 : dtype == TN_F16 ? 1e-2 : 1e-4;
}

/* The result of narrow inputs is near that of the same numbers in double precision. */
static bool narrow_agrees(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    if (tn_dtype_category(dtype) < TN_CATEGORY_FLOAT || dtype == TN_F64 || dtype == TN_C128 ||
        !first_tensor(s)) {
        return true;
    }
    tn_dtype wide = tni_is_complex(dtype) ? TN_C128 : TN_F64;
    bound b, wide_b;
    results r, wide_r;
    if (!result_of(s, (making){.dtype = dtype}, &b, &r) ||
        !result_of(s, (making){.dtype = wide, .round = dtype}, &wide_b, &wide_r)) {
        return false;
    }
    for (int i = 0; i < r.n && i < wide_r.n; i++) {
        double d = distance(r.t[i], wide_r.t[i]);
        if (tn_dtype_category(tn_dtype_of(r.t[i])) >= TN_CATEGORY_FLOAT &&
            !(d <= allowed_distance(dtype))) {
            char x[400], y[400];
            tn_to_string(r.t[i], x, sizeof x, NULL);
            tn_to_string(wide_r.t[i], y, sizeof y, NULL);
            return failed("%s(%s): %s differs by %.3g from %s (allowed %.3g)\n%s\n%s", s->op->name,
                          s->text, tn_dtype_name(dtype), d, tn_dtype_name(wide),
                          allowed_distance(dtype), x, y);
        }
    }
    return true;
}

static bool is_precise(const tn_op *op) {
    uint32_t wide = TNI_BIT(TN_F64) | TNI_BIT(TN_C128);
    return !is_random(op) && (tn_op_dtypes(op) & wide) && (tn_op_dtypes(op) & D_INEXACT & ~wide);
}

static bool precision_holds(const tn_op *op) {
    return each_dtype(op, FOR_ALL, narrow_agrees, NULL);
}

/* ---- Layouts --------------------------------------------------------------------------------- */

typedef struct layout_pair {
    layout plain, other;
    const char *name;
} layout_pair;

static bool layouts_agree(const sample *s, tn_dtype dtype, const void *context) {
    const layout_pair *pair = context;
    bound a, b;
    results x, y;
    if (!first_tensor(s)) {
        return true;
    }
    /* A sum may be taken in another order for another layout. */
    double tolerance = tn_dtype_category(dtype) >= TN_CATEGORY_FLOAT ? 1e-10 : 0;
    return result_of(s, (making){.dtype = dtype, .layout = pair->plain}, &a, &x) &&
           result_of(s, (making){.dtype = dtype, .layout = pair->other}, &b, &y) &&
           same_results(s, &x, &y, tolerance, pair->name);
}

static bool strided_inputs_agree(const tn_op *op) {
    return each_sample(op, FOR_ALL, layouts_agree, &(layout_pair){CONTIGUOUS, STRIDED, "strided"});
}

static bool expanded_inputs_agree(const tn_op *op) {
    return each_sample(op, FOR_ALL, layouts_agree, &(layout_pair){REPEATED, EXPANDED, "expanded"});
}

static bool is_elementwise(const tn_op *op) {
    return op->row->code != 0;
}

static bool empty_gives_empty(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    sample empty = *s;
    bound b;
    results r;
    if (!s->by_default) {
        return true;
    }
    reshape_sample(&empty, 3, (const int64_t[]){2, 0, 3});
    if (!result_of(&empty, (making){.dtype = dtype}, &b, &r)) {
        return false;
    }
    for (int i = 0; i < r.n; i++) {
        if (tn_ndim(r.t[i]) != 3 || tn_numel(r.t[i]) != 0 || tn_size(r.t[i], 2) != 3) {
            return failed("%s of [2, 0, 3] has shape %s", s->op->name,
                          tni_shape_text(r.t[i]->sizes, r.t[i]->ndim));
        }
    }
    return true;
}

static bool empty_inputs_work(const tn_op *op) {
    return each_sample(op, FOR_ALL, empty_gives_empty, NULL);
}

/* ---- Forms ----------------------------------------------------------------------------------- */

bool has_inplace(const tn_op *op) {
    return form_of(op, TNI_FORM_INPLACE) != NULL;
}

bool has_into(const tn_op *op) {
    return form_of(op, TNI_FORM_INTO) != NULL;
}

static bool fits(const tn_tensor *self, const tn_tensor *result) {
    return self->ndim == result->ndim &&
           memcmp(self->sizes, result->sizes, sizeof(int64_t) * (size_t)self->ndim) == 0 &&
           tni_can_cast((tn_dtype)result->dtype, (tn_dtype)self->dtype);
}

static bool inplace_agrees(const sample *s, tn_dtype dtype, const void *context) {
    const tn_op *inplace = context;
    bound a, b;
    results plain, changed;
    if (s->values[0].kind != TN_VALUE_TENSOR) {
        return true;
    }
    if (!result_of(s, (making){.dtype = dtype}, &a, &plain) ||
        !make_bound(s, (making){.dtype = dtype}, &b)) {
        return false;
    }
    tn_tensor *self = b.values[0].as.tensor;
    const bool possible = fits(self, plain.t[0]);
    const bool done = call_op(inplace, b.values, b.n, &changed);
    const char *error = done ? "" : taken_error();
    if (done != possible) {
        return failed("%s(%s) in %s %s: %s", inplace->name, s->text, tn_dtype_name(dtype),
                      done ? "gave no error" : "gave an error", error);
    }
    if (!done) {
        return true;
    }
    if (changed.t[0] != self) {
        return failed("%s does not return its argument", inplace->name);
    }
    return tn_dtype_of(self) != tn_dtype_of(plain.t[0]) ||
           same_results(s, &plain, &changed, 0, "in place");
}

static bool inplace_form_agrees(const tn_op *op) {
    return each_dtype(op, FOR_ALL, inplace_agrees, form_of(op, TNI_FORM_INPLACE));
}

tn_tensor *destination_like(const tn_tensor *t, bool reversed) {
    tni_meta meta = tni_meta_of(t);
    int64_t strides[TN_MAX_DIMS], step = 1;
    for (int d = 0; d < meta.shape.ndim; d++) {
        strides[d] = step;
        step *= meta.shape.sizes[d] > 0 ? meta.shape.sizes[d] : 1;
    }
    return reversed ? tni_new_strided(&meta, strides) : tni_new(&meta);
}

static bool into_agrees(const sample *s, tn_dtype dtype, const void *context) {
    const tn_op *into = context;
    bound a;
    results plain, written;
    if (!result_of(s, (making){.dtype = dtype}, &a, &plain)) {
        return false;
    }
    for (int reversed = 0; reversed < 2; reversed++) {
        tn_value values[TN_OP_MAX_ARGS] = {0};
        memcpy(values, a.values, sizeof(tn_value) * (size_t)a.n);
        tn_tensor *out = destination_like(plain.t[0], reversed);
        values[into->n_args - 1] = tn_value_tensor(out);
        if (!call_op(into, values, into->n_args, &written)) {
            return failed("%s(%s): %s", into->name, s->text, taken_error());
        }
        if (written.t[0] != out || !same_results(s, &plain, &written, 0, "into a tensor")) {
            return written.t[0] == out || failed("%s does not return out", into->name);
        }
    }
    return true;
}

static bool into_form_agrees(const tn_op *op) {
    return each_dtype(op, FOR_ALL, into_agrees, form_of(op, TNI_FORM_INTO));
}

/* ---- Threads and devices --------------------------------------------------------------------- */

static bool threads_agree(const sample *s, tn_dtype usual, const void *context) {
    const tn_dtype dtypes[] = {TN_F32, usual};
    for (int i = tn_op_dtypes(context) & TNI_BIT(TN_F32) ? 0 : 1; i < 2; i++) {
        bound b;
        results one, two;
        if (!make_bound(s, (making){.dtype = dtypes[i]}, &b)) {
            return false;
        }
        tn_set_num_threads(1);
        bool done = call_bound(&b, &one);
        tn_set_num_threads(2);
        done = done && call_bound(&b, &two);
        if (!done) {
            return failed("%s(%s): %s", s->op->name, s->text, taken_error());
        }
        if (!same_results(s, &one, &two, 0, "with 1 and 2 threads")) {
            return false;
        }
    }
    return true;
}

static bool writes_its_result(const tn_op *op) {
    return op->row->kind != TNI_VIEW && strncmp(op->name, "empty", 5) != 0 &&
           strncmp(op->name, "new_empty", 9) != 0;
}

/* Small samples too, which have the rare arguments: with threads however little there is to do. */
static bool threads_do_not_matter(const tn_op *op) {
    const int64_t usual = atomic_exchange(&tni_host_least_work, 0);
    const bool agree = each_sample(op, FOR_THREADS, threads_agree, op) &&
                       each_sample(op, FOR_ALL, threads_agree, op);
    atomic_store(&tni_host_least_work, usual);
    return agree;
}

static bool meta_agrees(const sample *s, tn_dtype dtype, const void *context) {
    (void)context;
    bound a, b;
    results host, meta;
    if (!result_of(s, (making){.dtype = dtype}, &a, &host) ||
        !result_of(s, (making){.dtype = dtype, .device = TN_META}, &b, &meta)) {
        return false;
    }
    for (int i = 0; i < host.n; i++) {
        const tn_tensor *x = host.t[i], *y = i < meta.n ? meta.t[i] : NULL;
        if (!y || x->dtype != y->dtype || x->ndim != y->ndim ||
            memcmp(x->sizes, y->sizes, sizeof(int64_t) * (size_t)x->ndim) != 0) {
            return failed("%s(%s): result %d is %s %s on the host, %s %s on meta", s->op->name,
                          s->text, i, tn_dtype_name((tn_dtype)x->dtype),
                          tni_shape_text(x->sizes, x->ndim),
                          y ? tn_dtype_name((tn_dtype)y->dtype) : "missing",
                          y ? tni_shape_text(y->sizes, y->ndim) : "");
        }
        if (tn_device_of(y).type != TN_DEVICE_META) {
            return failed("%s: the result of meta tensors is not on meta", s->op->name);
        }
    }
    return host.n == meta.n;
}

static bool meta_device_agrees(const tn_op *op) {
    return each_dtype(op, FOR_ALL, meta_agrees, NULL);
}

/* ---- The list -------------------------------------------------------------------------------- */

const aspect host_aspects[] = {
    {"samples", always, row_has_samples},
    {"dtypes", always, claimed_dtypes_work},
    {"precision", is_precise, precision_holds},
    {"strided", always, strided_inputs_agree},
    {"expanded", always, expanded_inputs_agree},
    {"empty", is_elementwise, empty_inputs_work},
    {"inplace", has_inplace, inplace_form_agrees},
    {"into", has_into, into_form_agrees},
    {"threads", writes_its_result, threads_do_not_matter},
    {"meta", always, meta_device_agrees},
    {"dry", always, dry_runs_agree},
    {"gradcheck", has_gradient, gradients_match_differences},
    {"gradgradcheck", has_gradient, second_gradients_match_differences},
    {"complex_gradcheck", has_complex_gradient, complex_gradients_match_differences},
    {"no_gradient", has_no_gradient, gradient_is_zero_or_absent},
    {"arguments", always, wrong_arguments_are_errors},
    {"shapes", always, wrong_shapes_are_told},
    {"errors", always, wrong_samples_are_errors},
};
const int n_host_aspects = sizeof host_aspects / sizeof host_aspects[0];
