/* boxing.h: from typed arguments to tn_values and back, for the adapters of ops_gen.c. Inline, so
 * that a typed call costs a few stores. */
#ifndef TNI_BOXING_H
#define TNI_BOXING_H

#include "ops/op.h"

static inline tn_value box_tensor(tn_tensor *t) {
    return (tn_value){.kind = t ? TN_VALUE_TENSOR : TN_VALUE_NONE, .as.tensor = t};
}
static inline tn_value box_tensors(tn_tensors list) {
    return (tn_value){
        .kind = TN_VALUE_TENSORS, .count = (uint32_t)list.count, .as.tensors = list.data};
}
static inline tn_value box_int(int64_t value) {
    return (tn_value){.kind = TN_VALUE_INT, .as.integer = value};
}
static inline tn_value box_int_or_default(int64_t value) {
    return value ? box_int(value) : (tn_value){0};
}
static inline tn_value box_float(double value) {
    return (tn_value){.kind = TN_VALUE_FLOAT, .as.real = value};
}
static inline tn_value box_bool(bool value) {
    return (tn_value){.kind = TN_VALUE_BOOL, .as.boolean = value};
}
static inline tn_value box_ints(tn_ints list) {
    return (tn_value){.kind = TN_VALUE_INTS, .count = (uint32_t)list.count, .as.ints = list.data};
}
static inline tn_value box_optional_ints(tn_ints list) {
    return list.data || list.count ? box_ints(list) : (tn_value){0}; /* NULL of 2 is refused */
}
static inline tn_value box_floats(tn_floats list) {
    return list.data ? (tn_value){.kind = TN_VALUE_FLOATS,
                                  .count = (uint32_t)list.count,
                                  .as.floats = list.data}
                     : (tn_value){0};
}
static inline tn_value box_bools(tn_bools list) {
    return list.data ? (tn_value){.kind = TN_VALUE_BOOLS,
                                  .count = (uint32_t)list.count,
                                  .as.bools = list.data}
                     : (tn_value){0};
}
static inline tn_value box_string(const char *text) {
    return (tn_value){.kind = text ? TN_VALUE_STRING : TN_VALUE_NONE, .as.string = text};
}
static inline tn_value box_dtype(tn_dtype dtype) {
    return (tn_value){.kind = dtype ? TN_VALUE_DTYPE : TN_VALUE_NONE, .as.dtype = (int32_t)dtype};
}
static inline tn_value box_device(tn_device device) {
    return (tn_value){.kind = device.type ? TN_VALUE_DEVICE : TN_VALUE_NONE, .as.device = device};
}

/* Calls tni_ops[position]; NULL, false or an empty list with an error. */
tn_tensor *tni_invoke_one(tn_site at, int position, const tn_value *values, int n);
tn_tensors tni_invoke_list(tn_site at, int position, const tn_value *values, int n);
bool tni_invoke_bool(tn_site at, int position, const tn_value *values, int n);
void tni_invoke_many(tn_site at, int position, const tn_value *values, int n, tn_tensor **out,
                     int n_out);

#endif
