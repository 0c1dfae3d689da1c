/* table_error.c: wrong arguments, generated from the schema, give an error that names the op; so
 * do the wrong samples of samples.def. */
#include "table.h"

#include <stdio.h>

/* The call must fail, with a message that begins with the op's name. */
static bool must_fail(const tn_op *op, const tn_value *values, int n, const char *what) {
    results r;
    if (call_op(op, values, n, &r)) {
        return failed("%s: %s gave no error", op->name, what);
    }
    tn_error error;
    if (!tn_error_take(&error) || error.code == TN_OK) {
        return failed("%s: %s failed without an error", op->name, what);
    }
    if (strncmp(error.message, op->name, strlen(op->name)) != 0) {
        return failed("%s: %s: the message does not begin with the op's name: %s", op->name, what,
                      error.message);
    }
    return strlen(error.message) > strlen(op->name) + 4 ||
           failed("%s: %s: the message says nothing: %s", op->name, what, error.message);
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
        if (!must_fail(op, values, op->n_args, what)) {
            return false;
        }
        values[i] = (tn_value){.kind = 99};
        if (!must_fail(op, values, op->n_args, "a value of an unknown kind")) {
            return false;
        }
        if (is_required(&op->args[i])) {
            snprintf(what, sizeof what, "NULL for '%s'", op->args[i].name);
            values[i] = (tn_value){.kind = TN_VALUE_TENSOR};
            if (!must_fail(op, values, op->n_args, what)) {
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
           must_fail(op, many, op->n_args + 1, "one argument too many") &&
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
