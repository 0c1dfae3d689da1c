/* batch.c: rows of a dataset gathered into tensors.
 *
 * Invariant: a batch is a function of the dataset, the normaliser and the row numbers. The float
 * arithmetic is torchvision's: (value / 255 - mean) / std, each step rounded to f32. */
#include "data/loader.h"

/* ---- Conversions ----------------------------------------------------------------------------- */

static float normalized(const tni_normalizer *n, float value) {
    return (value - n->mean) / n->std;
}

/* u8 has 256 values: each is converted once. */
static void make_table(const tni_normalizer *n, float table[256]) {
    for (int i = 0; i < 256; i++) {
        table[i] = normalized(n, (float)i / 255.0f);
    }
}

static void floats_from_u8(const uint8_t *in, int64_t n, const float table[256], float *out) {
    for (int64_t i = 0; i < n; i++) {
        out[i] = table[in[i]];
    }
}

static void floats_from_any(const char *in, int64_t n, tn_dtype dtype, const tni_normalizer *norm,
                            float *out) {
    const size_t bytes = tn_dtype_bytes(dtype);
    for (int64_t i = 0; i < n; i++, in += bytes) {
        out[i] = normalized(norm, (float)tni_value_real(tni_load_value(in, dtype)));
    }
}

static void longs_from_u8(const uint8_t *in, int64_t n, int64_t *out) {
    for (int64_t i = 0; i < n; i++) {
        out[i] = in[i];
    }
}

/* ---- Gathering ------------------------------------------------------------------------------- */

/* A CPU tensor [n, …row]. */
static tn_tensor *batch_new(tn_dtype dtype, int64_t n, const int64_t *row, int ndim) {
    tni_meta meta = {.dtype = dtype, .device = TN_CPU, .shape = {.ndim = ndim + 1}};
    meta.shape.sizes[0] = n;
    for (int i = 0; i < ndim; i++) {
        meta.shape.sizes[i + 1] = row[i];
    }
    return tni_new(&meta);
}

static int64_t row_numel(const tn_tensor *t) {
    return t->sizes[0] ? t->numel / t->sizes[0] : 0;
}

static const char *row_of(const tn_tensor *t, int64_t row, int64_t numel) {
    return tni_ptr(t) + (size_t)(row * numel) * tn_dtype_bytes((tn_dtype)t->dtype);
}

static tn_tensor *gather_plain(const tn_dataset *d, const tn_tensor *t, const int64_t *rows,
                               int64_t n) {
    tn_tensor *out = batch_new((tn_dtype)t->dtype, n, t->sizes + 1, t->ndim - 1);
    const int64_t numel = row_numel(t);
    const size_t bytes = (size_t)numel * tn_dtype_bytes((tn_dtype)t->dtype);
    for (int64_t i = 0; out && bytes && i < n; i++) {
        memcpy(tni_ptr(out) + (size_t)i * bytes, row_of(t, d->first + rows[i], numel), bytes);
    }
    return out;
}

static tn_tensor *gather_floats(const tn_dataset *d, const tni_normalizer *norm,
                                const int64_t *rows, int64_t n) {
    const tn_tensor *t = d->inputs;
    tn_tensor *out = batch_new(TN_F32, n, d->row.sizes, d->row.ndim);
    const int64_t numel = row_numel(t);
    float table[256];
    make_table(norm, table);
    for (int64_t i = 0; out && numel && i < n; i++) {
        const char *in = row_of(t, d->first + rows[i], numel);
        float *to = (float *)tni_ptr(out) + i * numel;
        if (t->dtype == TN_U8) {
            floats_from_u8((const uint8_t *)in, numel, table, to);
        } else {
            floats_from_any(in, numel, (tn_dtype)t->dtype, norm, to);
        }
    }
    return out;
}

static tn_tensor *gather_labels(const tn_dataset *d, const int64_t *rows, int64_t n) {
    const tn_tensor *t = d->targets;
    tn_tensor *out = batch_new(TN_I64, n, NULL, 0);
    for (int64_t i = 0; out && i < n; i++) {
        const char *in = row_of(t, d->first + rows[i], 1);
        ((int64_t *)tni_ptr(out))[i] = tni_value_int(tni_load_value(in, (tn_dtype)t->dtype));
    }
    return out;
}

/* Bytes of each row, `shift` further on. */
static tn_tensor *gather_text(const tn_dataset *d, const int64_t *rows, int64_t n, int shift) {
    const int64_t length = d->row.sizes[0];
    tn_tensor *out = batch_new(TN_I64, n, d->row.sizes, 1);
    for (int64_t i = 0; out && i < n; i++) {
        longs_from_u8((const uint8_t *)tni_ptr(d->inputs) + (d->first + rows[i]) * length + shift,
                      length, (int64_t *)tni_ptr(out) + i * length);
    }
    return out;
}

static tn_tensor *gather_inputs(const tn_dataset *d, const tni_normalizer *norm,
                                const int64_t *rows, int64_t n) {
    if (d->kind == TNI_ROWS_TEXT) {
        return gather_text(d, rows, n, 0);
    }
    return norm->active ? gather_floats(d, norm, rows, n) : gather_plain(d, d->inputs, rows, n);
}

static tn_tensor *gather_targets(const tn_dataset *d, const int64_t *rows, int64_t n) {
    if (d->kind == TNI_ROWS_TEXT) {
        return gather_text(d, rows, n, 1);
    }
    return d->kind == TNI_ROWS_IMAGES ? gather_labels(d, rows, n)
                                      : gather_plain(d, d->targets, rows, n);
}

/* ---- A batch --------------------------------------------------------------------------------- */

static tn_tensor *on_device(tn_tensor *t, tn_device device) {
    if (!t || device.type == TN_DEVICE_DEFAULT || device.type == TN_DEVICE_CPU) {
        return t;
    }
    tn_tensor *moved = tn_from_with(&(tn_from_args){
        .data = tni_ptr(t), .size = tn_sizes(t), .dtype = (tn_dtype)t->dtype, .device = device});
    tn_release(t);
    return moved;
}

bool tni_batch_make(const tn_dataset *dataset, const tni_normalizer *normalizer, tn_device device,
                    const int64_t *rows, int64_t n, tn_batch *out) {
    out->inputs = on_device(gather_inputs(dataset, normalizer, rows, n), device);
    if (!out->inputs) {
        return false;
    }
    const bool labelled = dataset->targets || dataset->kind == TNI_ROWS_TEXT;
    out->targets = labelled ? on_device(gather_targets(dataset, rows, n), device) : NULL;
    if (labelled && !out->targets) {
        tn_release(out->inputs);
        return false;
    }
    return true;
}
