/* table_error.c: wrong arguments, generated from the schema and from the samples, give an error
 * that names the op, the shapes and what would do; so do the wrong samples of samples.def. */
#include "table.h"

#include <stdio.h>

/* Whether the message says what would do, and not only what is wrong. */
static bool has_advice(const char *message) {
    static const char *const words[] = {
        "must", "need", "takes", " use ", " give ", " cast ", "at most", "at least", "move them",
    };
    const char *arguments = strstr(message, "; called with");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *at = strstr(message, words[i]);
        if (at && (!arguments || at < arguments)) {
            return true;
        }
    }
    return false;
}

/* The error of a call that failed: its message begins with the op's name, and says what would do
 * and, once the arguments are of the right kinds, every tensor's dtype and shape. */
static bool error_is_whole(const tn_op *op, const tn_value *values, int n, bool names_tensors,
                           const char *what) {
    tn_error error;
    if (!tn_error_take(&error) || error.code == TN_OK) {
        return failed("%s: %s failed without an error", op->name, what);
    }
    for (int i = 0; names_tensors && i < n; i++) {
        if (values[i].kind == TN_VALUE_TENSOR) {
            const tn_tensor *t = values[i].as.tensor;
            char text[160];
            snprintf(text, sizeof text, "%s %s %s", op->args[i].name,
                     tn_dtype_name((tn_dtype)t->dtype), tni_shape_text(t->sizes, t->ndim));
            if (!strstr(error.message, text)) {
                return failed("%s: %s: the message does not tell '%s': %s", op->name, what, text,
                              error.message);
            }
        }
    }
    if (!has_advice(error.message)) {
        return failed("%s: %s: the message does not say what would do: %s", op->name, what,
                      error.message);
    }
    if (strncmp(error.message, op->name, strlen(op->name)) != 0) {
        return failed("%s: %s: the message does not begin with the op's name: %s", op->name, what,
                      error.message);
    }
    return true;
}

static bool must_fail_with(const tn_op *op, const tn_value *values, int n, bool names_tensors,
                           const char *what) {
    results r;
    if (call_op(op, values, n, &r)) {
        return failed("%s: %s gave no error", op->name, what);
    }
    return error_is_whole(op, values, n, names_tensors, what);
}
static bool must_fail(const tn_op *op, const tn_value *values, int n, const char *what) {
    return must_fail_with(op, values, n, true, what);
}
/* The arguments are not of the schema's kinds, so the message names the one that is wrong. */
static bool must_be_refused(const tn_op *op, const tn_value *values, int n, const char *what) {
    return must_fail_with(op, values, n, false, what);
}

static bool is_required(const tni_arg *arg) {
    return !arg->has_default && !arg->optional;
}

static bool wrong_kinds_fail(const tn_op *op, const bound *b) {
    for (int i = 0; i < op->n_args; i++) {
        tn_value values[TN_OP_MAX_ARGS] = {0};
        memcpy(values, b->values, sizeof(tn_value) * (size_t)b->n);
        char what[160];
        snprintf(what, sizeof what, "a dtype list for '%s'", op->args[i].name);
        values[i] = op->args[i].type == TNI_ARG_STRING ? tn_value_int(3) : tn_value_string("x");
        if (!must_be_refused(op, values, op->n_args, what)) {
            return false;
        }
        values[i] = (tn_value){.kind = 99};
        if (!must_be_refused(op, values, op->n_args, "a value of an unknown kind")) {
            return false;
        }
        if (is_required(&op->args[i])) {
            snprintf(what, sizeof what, "NULL for '%s'", op->args[i].name);
            values[i] = (tn_value){.kind = TN_VALUE_TENSOR};
            if (!must_be_refused(op, values, op->n_args, what)) {
                return false;
            }
        }
    }
    return true;
}

/* A dtype that the row does not claim. */
static bool unclaimed_dtypes_fail(const tn_op *op, const sample *s) {
    const tensor_spec *first = first_tensor(s);
    /* A number among the arguments may decide the dtype instead. */
    if (!first || first->kind != 'T' || (op->row->code != 0 && !s->by_default)) {
        return true;
    }
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        bound b;
        if (tn_op_dtypes(op) & TNI_BIT(d)) {
            continue;
        }
        char what[80];
        snprintf(what, sizeof what, "dtype %s, which the row does not claim",
                 tn_dtype_name((tn_dtype)d));
        if (!make_bound(s, (making){.dtype = (tn_dtype)d}, &b) ||
            !must_fail(op, b.values, b.n, what)) {
            return false;
        }
    }
    return true;
}

static bool two_devices_fail(const tn_op *op, const sample *s, tn_dtype dtype) {
    bound host, meta;
    int first = -1;
    if (!make_bound(s, (making){.dtype = dtype}, &host) ||
        !make_bound(s, (making){.dtype = dtype, .device = TN_META}, &meta)) {
        return false;
    }
    for (int i = 0; i < host.n; i++) {
        if (host.values[i].kind != TN_VALUE_TENSOR || tn_ndim(host.values[i].as.tensor) == 0) {
            continue;
        }
        if (first < 0) {
            first = i;
            continue;
        }
        host.values[i] = meta.values[i];
        return must_fail(op, host.values, host.n, "tensors on two devices");
    }
    return true;
}

static bool shapes_that_do_not_broadcast_fail(const tn_op *op, const sample *s, tn_dtype dtype) {
    int tensors = 0;
    for (int i = 0; i < s->n; i++) {
        tensors += s->values[i].kind == TN_VALUE_TENSOR;
    }
    if (!s->by_default || op->row->code == 0 || tensors < 2) {
        return true;
    }
    sample odd = *s;
    reshape_sample(&odd, 2, (const int64_t[]){3, 4});
    for (int i = s->n - 1; i >= 0; i--) {
        if (odd.values[i].kind == TN_VALUE_TENSOR) {
            odd.values[i].tensors[0].sizes[1] = 5;
            break;
        }
    }
    bound b;
    return make_bound(&odd, (making){.dtype = dtype}, &b) &&
           must_fail(op, b.values, b.n, "shapes [3, 4] and [3, 5]");
}

/* Another shape in place of t's: each dim one longer, a dim more, a dim less, another one. */
static bool take_odd_shape(tensor_spec *t, int way) {
    const int was = t->ndim;
    if (way < was) {
        t->sizes[way]++;
    } else if (way == was && was < MAX_SPEC_DIMS) {
        t->sizes[t->ndim++] = 7;
    } else if (way == was + 1 && was > 0) {
        t->ndim--;
    } else if (way == was + 2) {
        t->ndim = 3;
        memcpy(t->sizes, (int64_t[]){11, 7, 13}, 3 * sizeof t->sizes[0]);
    } else {
        return false;
    }
    return true;
}

/* An odd shape may be right, or not one that the sample's values can be given; if it is wrong, the
 * error is whole. */
static bool odd_shape_is_told(const tn_op *op, const sample *odd, tn_dtype dtype, int *errors) {
    TN_SCOPE(scope);
    bound b;
    results r;
    if (!make_bound(odd, (making){.dtype = dtype}, &b)) {
        taken_error();
        return true;
    }
    if (call_op(op, b.values, b.n, &r)) {
        return true;
    }
    ++*errors;
    return error_is_whole(op, b.values, b.n, true, "an odd shape");
}

/* Every tensor of a sample in turn, with every odd shape. */
static bool odd_shapes_are_told(const tn_op *op, const sample *s, tn_dtype dtype, int *errors) {
    for (int i = 0; i < s->n; i++) {
        const uint32_t kind = s->values[i].kind;
        const int items = kind == TN_VALUE_TENSOR    ? 1
                          : kind == TN_VALUE_TENSORS ? s->values[i].n
                                                     : 0;
        for (int k = 0; k < items; k++) {
            for (int way = 0; way < s->values[i].tensors[k].ndim + 3; way++) {
                static sample odd;
                odd = *s;
                if (take_odd_shape(&odd.values[i].tensors[k], way) &&
                    !odd_shape_is_told(op, &odd, dtype, errors)) {
                    return false;
                }
            }
        }
    }
    return true;
}

bool wrong_shapes_are_told(const tn_op *op) {
    static sample all[MAX_SAMPLES];
    const int n = samples_of(op, FOR_ALL, all, MAX_SAMPLES);
    int tensors = 0, errors = 0;
    for (int i = 0; i < n; i++) {
        if (!odd_shapes_are_told(op, &all[i], usual_dtype(op, &all[i]), &errors)) {
            return false;
        }
        for (int k = 0; k < all[i].n; k++) {
            tensors += all[i].values[k].kind == TN_VALUE_TENSOR;
        }
    }
    /* Two tensors that may have any shapes at all are rare; samples.def names those ops. */
    return tensors < 2 * n || errors > 0 ||
           failed("%s: takes every odd shape of two tensors", op->name);
}

bool wrong_arguments_are_errors(const tn_op *op) {
    static sample all[MAX_SAMPLES];
    TN_SCOPE(scope);
    int n = samples_of(op, FOR_ALL, all, MAX_SAMPLES);
    if (n <= 0) {
        return failed("no sample");
    }
    tn_dtype dtype = usual_dtype(op, &all[0]);
    bound b;
    if (!make_bound(&all[0], (making){.dtype = dtype}, &b)) {
        return false;
    }
    tn_value many[TN_OP_MAX_ARGS + 4] = {0};
    memcpy(many, b.values, sizeof(tn_value) * (size_t)b.n);
    return wrong_kinds_fail(op, &b) &&
           must_be_refused(op, many, op->n_args + 1, "one argument too many") &&
           unclaimed_dtypes_fail(op, &all[op->row->code ? n - 1 : 0]) &&
           two_devices_fail(op, &all[0], dtype) &&
           shapes_that_do_not_broadcast_fail(op, &all[n - 1], dtype);
}

bool wrong_samples_are_errors(const tn_op *op) {
    static sample all[MAX_SAMPLES];
    int n = samples_of(op, FOR_ERROR, all, MAX_SAMPLES);
    for (int i = 0; i < n; i++) {
        TN_SCOPE(scope);
        bound b;
        char what[120];
        snprintf(what, sizeof what, "\"%s\"", all[i].text);
        if (!make_bound(&all[i], (making){.dtype = usual_dtype(op, &all[i])}, &b) ||
            !must_fail(op, b.values, b.n, what)) {
            return false;
        }
    }
    return n >= 0;
}
