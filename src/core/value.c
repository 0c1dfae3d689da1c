/* value.c: making and reading tn_value, the tagged argument of boxed calls. */
#include "core/core.h"

tn_value tn_value_tensor(const tn_tensor *tensor) {
    return (tn_value){.kind = TN_VALUE_TENSOR, .as.tensor = (tn_tensor *)tensor};
}

tn_value tn_value_bool(bool value) {
    return (tn_value){.kind = TN_VALUE_BOOL, .as.boolean = value};
}

tn_value tn_value_int(int64_t value) {
    return (tn_value){.kind = TN_VALUE_INT, .as.integer = value};
}

tn_value tn_value_float(double value) {
    return (tn_value){.kind = TN_VALUE_FLOAT, .as.real = value};
}

tn_value tn_value_complex(double re, double im) {
    return (tn_value){.kind = TN_VALUE_COMPLEX, .as.z = {re, im}};
}

tn_value tn_value_double_complex(double _Complex value) {
    return tn_value_complex(creal(value), cimag(value));
}

tn_value tn_value_self(tn_value value) {
    return value;
}

/* Lists are borrowed; their count must fit the 32 bits that a value has for it. */
static tn_value list_value(tn_value_kind kind, int64_t count) {
    if (count < 0 || count > UINT32_MAX) {
        tni_fail(TN_ERR_ARGUMENT, "a list of %lld items; lists have 0 to %u", (long long)count,
                 UINT32_MAX);
        return (tn_value){0};
    }
    return (tn_value){.kind = (uint32_t)kind, .count = (uint32_t)count};
}

#define LIST_VALUE(function, list_type, KIND, member)  \
    tn_value function(list_type list) {                \
        tn_value value = list_value(KIND, list.count); \
        value.as.member = list.data;                   \
        return value;                                  \
    }
LIST_VALUE(tn_value_ints, tn_ints, TN_VALUE_INTS, ints)
LIST_VALUE(tn_value_floats, tn_floats, TN_VALUE_FLOATS, floats)
LIST_VALUE(tn_value_bools, tn_bools, TN_VALUE_BOOLS, bools)
LIST_VALUE(tn_value_tensors, tn_tensors, TN_VALUE_TENSORS, tensors)

tn_value tn_value_string(const char *text) {
    return text ? (tn_value){.kind = TN_VALUE_STRING, .as.string = text} : (tn_value){0};
}

tn_value tn_value_dtype(tn_dtype dtype) {
    return (tn_value){.kind = TN_VALUE_DTYPE, .as.dtype = (int32_t)dtype};
}

tn_value tn_value_device(tn_device device) {
    return (tn_value){.kind = TN_VALUE_DEVICE, .as.device = device};
}

/* ---- Reading --------------------------------------------------------------------------------- */

tn_category tni_value_category(tn_value v) {
    switch (v.kind) {
    case TN_VALUE_BOOL:
        return TN_CATEGORY_BOOL;
    case TN_VALUE_INT:
        return TN_CATEGORY_INT;
    case TN_VALUE_FLOAT:
        return TN_CATEGORY_FLOAT;
    case TN_VALUE_COMPLEX:
        return TN_CATEGORY_COMPLEX;
    default:
        return TN_CATEGORY_NONE;
    }
}

bool tni_value_is_number(tn_value v) {
    return tni_value_category(v) != TN_CATEGORY_NONE;
}

double tni_value_real(tn_value v) {
    switch (v.kind) {
    case TN_VALUE_BOOL:
        return v.as.boolean;
    case TN_VALUE_INT:
        return (double)v.as.integer;
    case TN_VALUE_FLOAT:
        return v.as.real;
    case TN_VALUE_COMPLEX:
        return v.as.z.re;
    default:
        return 0.0;
    }
}

/* What the processor's conversion gives, without the undefined behaviour of C's: towards zero, and
 * INT64_MIN for NaN and whatever does not fit. */
static int64_t truncated(double x) {
    return x >= -0x1p63 && x < 0x1p63 ? (int64_t)x : INT64_MIN;
}

int64_t tni_value_int(tn_value v) {
    switch (v.kind) {
    case TN_VALUE_BOOL:
        return v.as.boolean;
    case TN_VALUE_INT:
        return v.as.integer;
    default:
        return truncated(tni_value_real(v));
    }
}

double _Complex tni_value_complex(tn_value v) {
    if (v.kind == TN_VALUE_COMPLEX) {
        return tni_complex(v.as.z.re, v.as.z.im);
    }
    return tni_complex(tni_value_real(v), 0.0);
}
