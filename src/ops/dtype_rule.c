/* dtype_rule.c: the dtype of a result, by the rule column of the op table. Follows
 * torch.result_type: tensors with dims decide before 0-d tensors, and those before numbers. */
#include "ops/op.h"

#include <stdio.h>

/* ---- Promotion over the arguments of a call -------------------------------------------------- */

typedef struct operands {
    tn_dtype dims, zero_dim, number;
} operands;

static tn_dtype join(tn_dtype a, tn_dtype b) {
    return a == TN_DTYPE_NONE ? b : b == TN_DTYPE_NONE ? a : tn_promote_dtypes(a, b);
}

static tn_dtype number_dtype(tn_value v) {
    switch (v.kind) {
    case TN_VALUE_BOOL:
        return TN_BOOL;
    case TN_VALUE_INT:
        return TN_I64;
    case TN_VALUE_FLOAT:
        return tn_default_dtype();
    default:
        return tni_complex_of(tn_default_dtype());
    }
}

static void take_tensor(operands *o, const tn_tensor *t) {
    tn_dtype *slot = t->flags & TNI_WRAPPED_NUMBER ? &o->number
                     : t->ndim == 0                ? &o->zero_dim
                                                   : &o->dims;
    *slot = join(*slot, (tn_dtype)t->dtype);
}

static void take_value(operands *o, tn_value v) {
    if (v.kind == TN_VALUE_TENSOR) {
        take_tensor(o, v.as.tensor);
    } else if (v.kind == TN_VALUE_TENSORS) {
        for (uint32_t k = 0; k < v.count; k++) {
            take_tensor(o, v.as.tensors[k]);
        }
    } else if (tni_value_is_number(v)) {
        o->number = join(o->number, number_dtype(v));
    }
}

/* The stronger operands' dtype stands unless the weaker ones are of a higher category. */
static tn_dtype combine(tn_dtype strong, tn_dtype weak) {
    if (strong == TN_DTYPE_NONE || weak == TN_DTYPE_NONE) {
        return strong == TN_DTYPE_NONE ? weak : strong;
    }
    const tn_category s = tn_dtype_category(strong), w = tn_dtype_category(weak);
    if (s >= w) {
        return strong;
    }
    if (s == TN_CATEGORY_FLOAT && w == TN_CATEGORY_COMPLEX) {
        return tni_complex_of(strong);
    }
    return tn_promote_dtypes(strong, weak);
}

tn_dtype tni_promote_values(const tn_value *values, int n) {
    operands o = {0};
    for (int i = 0; i < n; i++) {
        take_value(&o, values[i]);
    }
    return combine(o.dims, combine(o.zero_dim, o.number));
}

static bool is_bool(const tn_value *v) {
    return v->kind == TN_VALUE_BOOL ||
           (v->kind == TN_VALUE_TENSOR && v->as.tensor && v->as.tensor->dtype == TN_BOOL);
}

/* A difference of flags is a mistake more often than not, as PyTorch has it. */
static bool refuses_bools(const tni_call *c) {
    if (!(c->op->row->flags & TNI_FLAG_NO_BOOLS) ||
        (!is_bool(&c->args[0]) && !is_bool(&c->args[1]))) {
        return false;
    }
    tni_fail(TN_ERR_DTYPE, "an operand is bool; use logical_xor or logical_not, or cast it");
    return true;
}

/* The arguments that promotion looks at: tensors and numbers in their place, without the _into
 * form's out, where's condition and factors such as alpha. */
static tn_dtype promote_call(const tni_call *c) {
    const int n = c->n_args - (c->op->form == TNI_FORM_INTO);
    operands o = {0};
    for (int i = 0; i < n; i++) {
        const uint8_t type = c->op->args[i].type;
        const bool operand =
            type == TNI_ARG_TENSOR || type == TNI_ARG_TENSORS || type == TNI_ARG_TENSOR_OR_NUMBER;
        if (operand && strcmp(c->op->args[i].name, "condition") != 0) {
            take_value(&o, c->args[i]);
        }
    }
    return combine(o.dims, combine(o.zero_dim, o.number));
}

/* ---- The rule -------------------------------------------------------------------------------- */

static tn_dtype first_tensor_dtype(const tni_call *c) {
    for (int i = 0; i < c->n_args; i++) {
        const tn_value *v = &c->args[i];
        if (v->kind == TN_VALUE_TENSOR) {
            return (tn_dtype)v->as.tensor->dtype;
        }
        if (v->kind == TN_VALUE_TENSORS && v->count > 0) {
            return (tn_dtype)v->as.tensors[0]->dtype;
        }
    }
    return TN_DTYPE_NONE;
}

static tn_dtype or_default_float(tn_dtype dtype) {
    return tni_is_integral(dtype, true) ? tn_default_dtype() : dtype;
}

static tn_dtype given_dtype(const tni_call *c) {
    for (int i = 0; i < c->n_args; i++) {
        if (c->args[i].kind == TN_VALUE_DTYPE) {
            return (tn_dtype)c->args[i].as.dtype;
        }
    }
    return TN_DTYPE_NONE;
}

/* "f32, f64": the dtypes of a set, for messages. */
static const char *set_text(uint32_t set, char *out, size_t bytes) {
    size_t n = 0;
    out[0] = 0;
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        if (set & TNI_BIT(d)) {
            n +=
                (size_t)snprintf(out + n, bytes - n, n ? ", %s" : "%s", tn_dtype_name((tn_dtype)d));
        }
    }
    return out;
}

bool tni_check_dtype(const tni_call *c, tn_dtype dtype) {
    if (dtype == TN_DTYPE_NONE || (c->op->row->dtypes & TNI_BIT(dtype))) {
        return true;
    }
    char text[128];
    tni_fail(TN_ERR_DTYPE, "is not defined for %s; cast to one of %s", tn_dtype_name(dtype),
             set_text(c->op->row->dtypes, text, sizeof text));
    return false;
}

bool tni_check_first_dtype(const tni_call *c) {
    return tni_check_dtype(c, first_tensor_dtype(c));
}

bool tni_result_dtype(tni_call *c, tn_dtype *out) {
    const tn_dtype first = first_tensor_dtype(c);
    tn_dtype common = first;
    switch ((tni_dtype_rule)c->op->row->rule) {
    case TNI_RULE_PROMOTE:
        *out = c->compute = common = promote_call(c);
        break;
    case TNI_RULE_PROMOTE_FLOAT:
        common = promote_call(c);
        *out = c->compute = or_default_float(common);
        break;
    case TNI_RULE_BOOL:
        c->compute = common = promote_call(c);
        *out = TN_BOOL;
        break;
    case TNI_RULE_TRUTH:
        c->compute = first;
        *out = first == TN_U8 ? TN_U8 : TN_BOOL;
        break;
    case TNI_RULE_INDEX:
        c->compute = first;
        *out = TN_I64;
        break;
    case TNI_RULE_REAL:
        c->compute = first;
        *out = tni_real_of(first);
        break;
    case TNI_RULE_REAL_FLOAT:
        c->compute = or_default_float(first);
        *out = tni_real_of(c->compute);
        break;
    case TNI_RULE_SUM:
        *out = given_dtype(c);
        if (*out == TN_DTYPE_NONE) {
            *out = tni_is_integral(first, true) ? TN_I64 : first;
        }
        c->compute = *out;
        break;
    case TNI_RULE_GIVEN:
        *out = given_dtype(c);
        if (*out == TN_DTYPE_NONE) {
            *out = first != TN_DTYPE_NONE ? first : tn_default_dtype();
        }
        common = c->compute = *out;
        break;
    default:
        *out = c->compute = first;
    }
    /* Where operands are promoted, what counts is the dtype that is computed in. */
    const bool promotes =
        c->op->row->rule == TNI_RULE_PROMOTE || c->op->row->rule == TNI_RULE_PROMOTE_FLOAT;
    return !refuses_bools(c) && tni_check_dtype(c, common) &&
           (promotes || common == first || tni_check_dtype(c, first));
}
