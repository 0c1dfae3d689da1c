/* elementwise_op.c: from broadcast tensors to one elementwise kernel launch. Owns the iteration
 * space: dims are ordered by the output's strides and merged where every operand allows it, so
 * that a kernel sees as few and as long dims as there can be. */
#include "ops/op.h"

/* ---- Shape rule ------------------------------------------------------------------------------ */

bool tni_infer_broadcast(tni_call *c) {
    tni_shape shape = {0};
    const int n = c->n_args - (c->op->form == TNI_FORM_INTO);
    for (int i = 0; i < n; i++) {
        const tn_tensor *t = tni_tensor_arg(c, i);
        if (t && !tni_broadcast(&shape, t->sizes, t->ndim)) {
            return false;
        }
    }
    tn_dtype dtype;
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, shape.ndim, shape.sizes);
    return true;
}

/* A negative number is a mistake there: all powers but those of 1 and -1 would be 0. */
bool tni_infer_pow(tni_call *c) {
    const tn_value exponent = c->args[1];
    if (!tni_infer_broadcast(c)) {
        return false;
    }
    if (exponent.kind == TN_VALUE_INT && exponent.as.integer < 0 &&
        tni_is_integral(c->compute, false)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "integers need a power of at least 0, got %lld; cast them to a "
                 "float dtype",
                 (long long)exponent.as.integer);
        return false;
    }
    return true;
}

/* ---- The commonest call ---------------------------------------------------------------------- */

/* What a row makes of operands that all have one float dtype; NONE where its rule looks further. */
static tn_dtype dtype_of_alike(const tni_call *c, tn_dtype dtype) {
    switch ((tni_dtype_rule)c->op->row->rule) {
    case TNI_RULE_PROMOTE:
    case TNI_RULE_PROMOTE_FLOAT:
    case TNI_RULE_SELF:
        return dtype;
    case TNI_RULE_BOOL:
        return TN_BOOL;
    default:
        return TN_DTYPE_NONE;
    }
}

static bool is_alike(const tn_tensor *a, const tn_tensor *b) {
    if (a == b) {
        return true;
    }
    bool same = a->dtype == b->dtype && a->ndim == b->ndim && (b->flags & TNI_CONTIGUOUS) &&
                a->storage->device.type == b->storage->device.type &&
                a->storage->device.index == b->storage->device.index;
    for (int d = 0; same && d < a->ndim; d++) {
        same = a->sizes[d] == b->sizes[d];
    }
    return same;
}

bool tni_new_alike(tni_call *c) {
    const tn_tensor *first = tni_tensor_arg(c, 0);
    if (!first || c->op->row->infer != tni_infer_broadcast || first->ndim == 0 ||
        !(first->flags & TNI_CONTIGUOUS) || first->numel == 0 ||
        (first->dtype != TN_F32 && first->dtype != TN_F64)) {
        return false;
    }
    for (int i = 1; i < c->n_args; i++) {
        const tn_value *v = &c->args[i];
        const bool fits = v->kind == TN_VALUE_TENSOR
                              ? is_alike(first, v->as.tensor)
                              : v->kind >= TN_VALUE_BOOL && v->kind <= TN_VALUE_FLOAT;
        if (!fits) {
            return false;
        }
    }
    const tn_dtype dtype = dtype_of_alike(c, (tn_dtype)first->dtype);
    if (dtype == TN_DTYPE_NONE || !(c->op->row->dtypes & TNI_BIT(first->dtype))) {
        return false;
    }
    c->compute = (tn_dtype)first->dtype;
    c->flat = true;
    c->out[0] = tni_new_like(first, dtype);
    return true;
}

/* One dim of all elements: every tensor is contiguous. Returns how many of `in` are tensors. */
static inline uint32_t set_flat(tn_k_elementwise *p, tni_stamps **stamps, const tn_tensor *out,
                                const tn_value *in, int n_in) {
    uint32_t n = 0;
    p->ndim = 1;
    p->extents[0] = out->numel;
    p->dtype[0] = out->dtype;
    p->data[0] = tni_ptr(out);
    p->strides[0][0] = 1;
    for (int k = 1; k <= n_in; k++) {
        const tn_value *v = &in[k - 1];
        p->strides[k][0] = v->kind == TN_VALUE_TENSOR;
        p->dtype[k] = p->compute;
        if (v->kind == TN_VALUE_TENSOR) {
            p->data[k] = tni_ptr(v->as.tensor);
            stamps[n++] = &v->as.tensor->storage->stamps;
        } else {
            tni_store_value(p->number[k], (tn_dtype)p->compute, *v);
            p->data[k] = p->number[k];
            p->numbers |= (uint8_t)(1u << k);
        }
    }
    return n;
}

/* ---- Iteration space ------------------------------------------------------------------------- */

static void set_operand(tn_k_elementwise *p, int k, const tn_tensor *t) {
    p->dtype[k] = t->dtype;
    p->data[k] = tni_ptr(t);
    const int shift = p->ndim - t->ndim;
    for (int d = 0; d < p->ndim; d++) {
        const bool broadcast = d < shift || t->sizes[d - shift] == 1;
        p->strides[k][d] = broadcast ? 0 : t->strides[d - shift];
    }
}

static void set_number(tn_k_elementwise *p, int k, tn_value v, tn_dtype dtype) {
    p->dtype[k] = (uint8_t)dtype;
    tni_store_value(p->number[k], dtype, v);
    p->data[k] = p->number[k];
    p->numbers |= (uint8_t)(1u << k);
    memset(p->strides[k], 0, (size_t)p->ndim * sizeof p->strides[k][0]);
}

static void swap_dims(tn_k_elementwise *p, int n, int a, int b) {
    const int64_t extent = p->extents[a];
    p->extents[a] = p->extents[b];
    p->extents[b] = extent;
    for (int k = 0; k < n; k++) {
        const int64_t stride = p->strides[k][a];
        p->strides[k][a] = p->strides[k][b];
        p->strides[k][b] = stride;
    }
}

/* Outermost the largest output stride: insertion sort, dims are few. */
static void order_dims(tn_k_elementwise *p, int n) {
    for (int i = 1; i < p->ndim; i++) {
        for (int j = i; j > 0 && p->strides[0][j - 1] < p->strides[0][j]; j--) {
            swap_dims(p, n, j - 1, j);
        }
    }
}

static bool can_merge(const tn_k_elementwise *p, int n, int outer, int inner) {
    for (int k = 0; k < n; k++) {
        if (p->strides[k][outer] != p->strides[k][inner] * p->extents[inner]) {
            return false;
        }
    }
    return true;
}

/* Drops dims of extent 1 and merges neighbours; leaves at least one dim. */
static void merge_dims(tn_k_elementwise *p, int n) {
    int last = -1;
    for (int d = 0; d < p->ndim; d++) {
        if (p->extents[d] == 1) {
            continue;
        }
        if (last >= 0 && can_merge(p, n, last, d)) {
            p->extents[last] *= p->extents[d];
        } else {
            last++;
            p->extents[last] = p->extents[d];
        }
        for (int k = 0; k < n; k++) {
            p->strides[k][last] = p->strides[k][d];
        }
    }
    if (last < 0) {
        p->extents[0] = 1;
        for (int k = 0; k < n; k++) {
            p->strides[k][0] = p->numbers >> k & 1 ? 0 : 1;
        }
        last = 0;
    }
    p->ndim = last + 1;
}

bool tni_elementwise(const tni_call *c, uint16_t code, tn_dtype compute, tn_tensor *out,
                     const tn_value *in, int n_in) {
    if (out->numel == 0) {
        return true;
    }
    tn_k_elementwise p;
    p.code = code;
    p.n_in = (uint8_t)n_in;
    p.compute = (uint8_t)compute;
    p.numbers = 0;
    p.numel = out->numel;
    tni_stamps *stamps[TN_K_MAX_OPERANDS];
    stamps[0] = &out->storage->stamps;
    uint32_t n_stamps = 1;
    if (c->flat) {
        n_stamps += set_flat(&p, stamps + 1, out, in, n_in);
        return tni_launch_block(c, TN_K_elementwise, &p, sizeof p, stamps, n_stamps, 1);
    }
    p.ndim = out->ndim;
    memcpy(p.extents, out->sizes, (size_t)out->ndim * sizeof p.extents[0]);
    set_operand(&p, 0, out);
    for (int k = 0; k < n_in; k++) {
        const tn_tensor *t = in[k].kind == TN_VALUE_TENSOR ? in[k].as.tensor : NULL;
        if (t && tni_same_device(t->storage->device, out->storage->device)) {
            set_operand(&p, k + 1, t);
            stamps[n_stamps++] = &in[k].as.tensor->storage->stamps;
        } else if (t) { /* 0-d, on the CPU */
            set_number(&p, k + 1, tni_load_value(tni_ptr(t), (tn_dtype)t->dtype), compute);
        } else {
            set_number(&p, k + 1, in[k], compute);
        }
    }
    order_dims(&p, n_in + 1);
    merge_dims(&p, n_in + 1);
    return tni_launch_block(c, TN_K_elementwise, &p, sizeof p, stamps, n_stamps, 1);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Every tensor and number of the schema is an operand, in order. */
bool tni_run_elementwise(tni_call *c) {
    tn_value in[TN_K_MAX_OPERANDS - 1];
    int n = 0;
    const int n_args = c->n_args - (c->op->form == TNI_FORM_INTO);
    for (int i = 0; i < n_args; i++) {
        if (c->args[i].kind == TN_VALUE_TENSOR || tni_value_is_number(c->args[i])) {
            in[n++] = c->args[i];
        }
    }
    return tni_elementwise(c, c->op->row->code, c->compute, c->out[0], in, n);
}

static bool is_one(tn_value v) {
    return v.kind == TN_VALUE_INT ? v.as.integer == 1 : v.kind == TN_VALUE_FLOAT && v.as.real == 1;
}

/* self + alpha * other and its kin: the plain code when alpha is one. */
static bool run_scaled(tni_call *c, uint16_t plain, uint16_t scaled) {
    if (tni_is_integral(c->compute, true) && c->args[2].kind > TN_VALUE_INT) {
        tni_fail(TN_ERR_DTYPE, "alpha must be an integer for %s operands",
                 tn_dtype_name(c->compute));
        return false;
    }
    const bool one = is_one(c->args[2]);
    return tni_elementwise(c, one ? plain : scaled, c->compute, c->out[0], c->args, one ? 2 : 3);
}

bool tni_run_add(tni_call *c) {
    return run_scaled(c, TN_EW_add, TN_EW_add_scaled);
}

static tn_value negated(tn_value v) {
    switch (v.kind) {
    case TN_VALUE_FLOAT:
        return tn_value_float(-v.as.real);
    case TN_VALUE_COMPLEX:
        return tn_value_complex(-v.as.z.re, -v.as.z.im);
    default:
        return tn_value_int((int64_t)(0 - (uint64_t)tni_value_int(v)));
    }
}

bool tni_run_sub(tni_call *c) {
    const bool one = is_one(c->args[2]);
    c->args[2] = one ? c->args[2] : negated(c->args[2]);
    const bool done = run_scaled(c, TN_EW_sub, TN_EW_add_scaled);
    c->args[2] = one ? c->args[2] : negated(c->args[2]);
    return done;
}

/* What a copy computes in: a complex number becomes its real part, or whether it is not zero. */
bool tni_copy(const tni_call *c, tn_tensor *dst, const tn_tensor *src) {
    const tn_value in[] = {tn_value_tensor(src), tn_value_int(0)};
    const tn_dtype from = (tn_dtype)src->dtype, to = (tn_dtype)dst->dtype;
    if (!tni_is_complex(from) || tni_is_complex(to)) {
        return tni_elementwise(c, TN_EW_copy, to, dst, in, 1);
    }
    return to == TN_BOOL ? tni_elementwise(c, TN_EW_ne, from, dst, in, 2)
                         : tni_elementwise(c, TN_EW_real, from, dst, in, 1);
}
