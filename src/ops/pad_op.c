/* pad_op.c: tensors made larger (or smaller) at their borders. `pad` lists pairs from the last dim
 * backwards, as in PyTorch. A constant border is a kernel row; the other modes pick by index. */
#include "ops/compose.h"

static bool check_pad(const tn_tensor *self, tn_ints pad) {
    if (pad.count % 2 != 0 || pad.count / 2 > self->ndim) {
        tni_fail(TN_ERR_ARGUMENT,
                 "pad must hold a pair of sizes for at most each of the %d dims, got %lld sizes",
                 self->ndim, (long long)pad.count);
        return false;
    }
    return true;
}

/* The pair for dim d: elements before and after. */
static void pad_of(tn_ints pad, int ndim, int d, int64_t *before, int64_t *after) {
    const int64_t at = 2 * (int64_t)(ndim - 1 - d);
    *before = at < pad.count ? pad.data[at] : 0;
    *after = at < pad.count ? pad.data[at + 1] : 0;
}

/* ---- A constant border ----------------------------------------------------------------------- */

bool tni_infer_constant_pad(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints pad = tni_ints_arg(c, 1);
    tn_dtype dtype;
    int64_t sizes[TN_MAX_DIMS];
    if (!tni_result_dtype(c, &dtype) || !check_pad(self, pad)) {
        return false;
    }
    for (int d = 0; d < self->ndim; d++) {
        int64_t before, after;
        pad_of(pad, self->ndim, d, &before, &after);
        const bool possible = before > -(INT64_MAX / 4) && before < INT64_MAX / 4 &&
                              after > -(INT64_MAX / 4) && after < INT64_MAX / 4;
        sizes[d] = possible ? self->sizes[d] + before + after : -1;
        if (sizes[d] < 0) {
            tni_fail(TN_ERR_SHAPE, "pad %lld and %lld leave nothing of dim %d of size %lld",
                     (long long)before, (long long)after, d, (long long)self->sizes[d]);
            return false;
        }
    }
    tni_set_meta(c, 0, dtype, self->ndim, sizes);
    return true;
}

bool tni_run_constant_pad(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *out = c->out[0];
    int64_t sizes[TN_MAX_DIMS], from = self->offset, to = out->offset;
    bool empty = false;
    for (int d = 0; d < self->ndim; d++) {
        int64_t before, after;
        pad_of(tni_ints_arg(c, 1), self->ndim, d, &before, &after);
        from += before < 0 ? -before * self->strides[d] : 0;
        to += before > 0 ? before * out->strides[d] : 0;
        sizes[d] = self->sizes[d] + (before < 0 ? before : 0) + (after < 0 ? after : 0);
        empty = empty || sizes[d] <= 0;
    }
    if (!tni_fill(c, c->out[0], tni_given(c, 2) ? c->args[2] : tn_value_int(0))) {
        return false;
    }
    if (empty) {
        return true;
    }
    tn_tensor *kept = tni_view(self, self->ndim, sizes, self->strides, from);
    tn_tensor *middle = tni_view(out, self->ndim, sizes, out->strides, to);
    return kept && middle && tni_copy(c, middle, kept);
}

/* ---- Borders made of the tensor itself ------------------------------------------------------- */

typedef enum border { REFLECT, REPLICATE, CIRCULAR } border;

static int64_t source_of(border mode, int64_t i, int64_t size) {
    switch (mode) {
    case REFLECT:
        i = i < 0 ? -i : i;
        return i >= size ? 2 * (size - 1) - i : i;
    case REPLICATE:
        return i < 0 ? 0 : i >= size ? size - 1 : i;
    default:
        return i < 0 ? i + size : i >= size ? i - size : i;
    }
}

static bool border_fits(border mode, int64_t before, int64_t after, int64_t size, int d) {
    const int64_t most = mode == REFLECT ? size - 1 : mode == CIRCULAR ? size : INT64_MAX / 4;
    if (before <= most && after <= most && before + after + size > 0 && size > 0) {
        return true;
    }
    tni_fail(TN_ERR_ARGUMENT,
             "pad %lld and %lld do not fit dim %d of size %lld; reflect takes less than the "
             "size, circular at most the size, and something must be left",
             (long long)before, (long long)after, d, (long long)size);
    return false;
}

/* t with one dim's border; NULL with an error. */
static tn_tensor *pad_dim(const tni_call *c, tn_tensor *t, border mode, int d, int64_t before,
                          int64_t after) {
    const int64_t size = t->sizes[d];
    if (!border_fits(mode, before, after, size, d)) {
        return NULL;
    }
    const int64_t n = before + size + after;
    int64_t bytes;
    if (!tni_bytes(n, TN_I64, &bytes)) {
        return NULL;
    }
    int64_t *index = tni_host_alloc((size_t)bytes);
    for (int64_t i = 0; index && i < n; i++) {
        index[i] = source_of(mode, i - before, size);
    }
    tn_tensor *picks =
        index ? tn_from(index, TN_SHAPE(n), .dtype = TN_I64, .device = c->device) : NULL;
    tni_host_free(index);
    return tn_index_select(t, d, picks);
}

static bool pad_by_index(tni_call *c, border mode) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    const tn_ints pad = tni_ints_arg(c, 1);
    for (int d = 0; t && d < t->ndim; d++) {
        int64_t before, after;
        pad_of(pad, t->ndim, d, &before, &after);
        if (before != 0 || after != 0) {
            t = pad_dim(c, t, mode, d, before, after);
        }
    }
    return tni_give(c, t);
}

bool tni_compose_pad(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const char *mode = tni_string_arg(c, 2, "constant");
    if (!check_pad(self, tni_ints_arg(c, 1))) {
        return false;
    }
    if (strcmp(mode, "constant") == 0) {
        return tni_give(c, tn_constant_pad_nd(self, tni_ints_arg(c, 1), .value = c->args[3]));
    }
    static const char *const names[] = {"reflect", "replicate", "circular"};
    for (int k = 0; k < 3; k++) {
        if (strcmp(mode, names[k]) == 0) {
            return pad_by_index(c, (border)k);
        }
    }
    tni_fail(TN_ERR_ARGUMENT,
             "mode must be \"constant\", \"reflect\", \"replicate\" or \"circular\", got \"%s\"",
             mode);
    return false;
}
