/* called_with.c: the end of an op's error message: what the op was called with.
 *
 * Why here and not in each check: a message then never leaves out a shape or a dtype, however deep
 * in a composed op the check that failed. Arguments at their defaults are left out. */
#include "ops/op.h"

#include "device/device_table.h"

#include <stdarg.h>
#include <stdio.h>

enum { MOST_TENSORS = 4 }; /* of a list */

typedef struct text {
    char data[TN_ERROR_MESSAGE_BYTES / 2];
    size_t used;
} text;

/* Leaves out what does not fit. */
static void add(text *t, const char *format, ...) TN_PRINTF(2, 3);
static void add(text *t, const char *format, ...) {
    const size_t room = sizeof t->data - t->used;
    va_list args;
    va_start(args, format);
    const int n = vsnprintf(t->data + t->used, room, format, args);
    va_end(args);
    if (n > 0 && (size_t)n < room) {
        t->used += (size_t)n;
    }
    t->data[t->used] = 0;
}

static void add_number(text *t, double value) {
    char number[32];
    snprintf(number, sizeof number, "%g", value);
    tni_plain_number(number);
    add(t, "%s", number);
}

static void add_tensor(text *t, const tn_tensor *x) {
    add(t, "%s %s", tn_dtype_name((tn_dtype)x->dtype), tni_shape_text(x->sizes, x->ndim));
    if (x->storage->device.type != TN_DEVICE_CPU) {
        add(t, " on %s", tni_device_text(x->storage->device));
    }
}

static void add_value(text *t, const tn_value *v) {
    switch (v->kind) {
    case TN_VALUE_TENSOR:
        add_tensor(t, v->as.tensor);
        break;
    case TN_VALUE_TENSORS:
        add(t, "%u tensors", v->count);
        for (uint32_t i = 0; i < v->count && i < MOST_TENSORS; i++) {
            add(t, i ? ", " : ": ");
            if (v->as.tensors[i]) {
                add_tensor(t, v->as.tensors[i]);
            } else {
                add(t, "NULL");
            }
        }
        add(t, v->count > MOST_TENSORS ? ", ..." : "");
        break;
    case TN_VALUE_BOOL:
        add(t, v->as.boolean ? "true" : "false");
        break;
    case TN_VALUE_INT:
        add(t, "%lld", (long long)v->as.integer);
        break;
    case TN_VALUE_FLOAT:
        add_number(t, v->as.real);
        break;
    case TN_VALUE_COMPLEX:
        add_number(t, v->as.z.re);
        add(t, " + ");
        add_number(t, v->as.z.im);
        add(t, "j");
        break;
    case TN_VALUE_INTS:
        add(t, "%s", tni_shape_text(v->as.ints, (int)v->count));
        break;
    case TN_VALUE_STRING:
        add(t, "'%.40s'", v->as.string);
        break;
    case TN_VALUE_DTYPE:
        add(t, "%s", tn_dtype_name((tn_dtype)v->as.dtype));
        break;
    case TN_VALUE_DEVICE:
        add(t, "%s", tni_device_text(v->as.device));
        break;
    default:
        add(t, "%u numbers", v->count);
        break;
    }
}

static bool is_default(const tn_value *v, const tni_arg *arg) {
    if (v->kind == TN_VALUE_NONE) {
        return true;
    }
    if (v->kind == TN_VALUE_INTS && arg->has_default && arg->fallback.kind == TN_VALUE_INT) {
        return v->count == 1 && v->as.ints[0] == arg->fallback.as.integer; /* one for all dims */
    }
    if (!arg->has_default || v->kind != arg->fallback.kind) {
        return false;
    }
    switch (v->kind) {
    case TN_VALUE_BOOL:
        return v->as.boolean == arg->fallback.as.boolean;
    case TN_VALUE_INT:
        return v->as.integer == arg->fallback.as.integer;
    case TN_VALUE_FLOAT:
        return v->as.real == arg->fallback.as.real;
    case TN_VALUE_STRING:
        return strcmp(v->as.string, arg->fallback.as.string) == 0;
    default:
        return v->count == 0 && arg->fallback.count == 0;
    }
}

void tni_tell_arguments(const tni_call *c) {
    text t = {.used = 0};
    for (int i = 0; i < c->n_args; i++) {
        const tni_arg *arg = &c->op->args[i];
        if (!is_default(&c->args[i], arg)) {
            add(&t, "%s%s ", t.used ? ", " : "", arg->name);
            add_value(&t, &c->args[i]);
        }
    }
    if (t.used) {
        tni_error_append("; called with %s", t.data);
    }
}
