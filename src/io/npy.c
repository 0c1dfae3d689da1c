/* npy.c: single arrays in NumPy's format.
 *
 * Invariant: an array whose bytes lie aligned and in this machine's order is mapped, any other is
 * copied; the caller sees no difference but speed. */
#include <tenon/io.h>

#include "io/reader.h"
#include "io/stored.h"

#include <stdio.h>

enum { MAGIC_BYTES = 10, DATA_ALIGNMENT = 64 };

/* ---- Reading --------------------------------------------------------------------------------- */

/* Fortran order: the first dim is the innermost. The products fit: the bytes were counted. */
static bool fortran_strides(const tni_shape *shape, int64_t *strides) {
    int64_t step = 1;
    for (int d = 0; d < shape->ndim; d++) {
        strides[d] = step;
        if (!tni_mul(step, shape->sizes[d] ? shape->sizes[d] : 1, &step)) {
            tni_fail(TN_ERR_FORMAT, "strides of shape %s have more bytes than 64 bits count",
                     tni_shape_text(shape->sizes, shape->ndim));
            return false;
        }
    }
    return true;
}

static tn_tensor *copied(const char *data, const tni_npy *npy, const int64_t *strides) {
    const tni_meta meta = {.dtype = npy->dtype, .device = TN_CPU, .shape = npy->shape};
    tn_tensor *t = strides ? tni_new_strided(&meta, strides) : tni_new(&meta);
    if (t && npy->bytes) {
        memcpy(tni_ptr(t), data, (size_t)npy->bytes);
        if (npy->swapped) {
            tni_swap_bytes(tni_ptr(t), npy->bytes, npy->dtype);
        }
    }
    return t;
}

tn_tensor *tni_npy_tensor(tni_mapping *mapping, char *bytes, int64_t size, tn_device device) {
    tni_npy npy;
    int64_t strides[TN_MAX_DIMS] = {0};
    if (!tni_npy_parse(bytes, size, &npy) ||
        (npy.fortran && !fortran_strides(&npy.shape, strides))) {
        return NULL;
    }
    char *data = bytes + npy.begin;
    const int64_t *given = npy.fortran && npy.shape.ndim > 1 && npy.bytes ? strides : NULL;
    const bool aligned = (uintptr_t)data % tn_dtype_bytes(tni_real_of(npy.dtype)) == 0;
    tn_tensor *t = aligned && !npy.swapped
                       ? tni_mapped_tensor(mapping, data, npy.dtype, &npy.shape, given)
                       : copied(data, &npy, given);
    return tni_on_device(t, device);
}

tn_tensor *tn_load_npy_with(const tn_load_args *args) {
    TNI_CALL("load_npy", args->at);
    tni_mapping *mapping = tni_path_given(args->path) ? tni_map_file(args->path) : NULL;
    if (!mapping) {
        return NULL;
    }
    tn_tensor *t = tni_npy_tensor(mapping, mapping->data, mapping->bytes, args->device);
    if (!t) {
        tni_fail_in_file(args->path);
    }
    tni_mapping_drop(mapping);
    return t;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static int write_shape(const tn_tensor *t, char *out, size_t bytes) {
    int length = snprintf(out, bytes, "(");
    for (int d = 0; d < t->ndim; d++) {
        length += snprintf(out + length, bytes - (size_t)length, "%s%lld", d ? ", " : "",
                           (long long)t->sizes[d]);
    }
    return length + snprintf(out + length, bytes - (size_t)length, t->ndim == 1 ? ",)" : ")");
}

int64_t tni_npy_header(const tn_tensor *t, char out[TNI_NPY_HEADER_MAX]) {
    const char *dtype = tni_npy_dtype((tn_dtype)t->dtype);
    if (!dtype) {
        tni_fail(TN_ERR_DTYPE, "NumPy has no %s; convert the tensor first",
                 tn_dtype_name((tn_dtype)t->dtype));
        return 0;
    }
    char shape[TNI_NPY_HEADER_MAX - 64];
    write_shape(t, shape, sizeof shape);
    int length = MAGIC_BYTES + snprintf(out + MAGIC_BYTES, TNI_NPY_HEADER_MAX - MAGIC_BYTES,
                                        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }",
                                        dtype, shape);
    while ((length + 1) % DATA_ALIGNMENT != 0) {
        out[length++] = ' ';
    }
    out[length++] = '\n';
    memcpy(out, "\x93NUMPY\1", 8);
    tni_put_little(out + 8, 2, (uint64_t)(length - MAGIC_BYTES));
    return length;
}

static bool write_file(const char *path, const tn_tensor *t) {
    char header[TNI_NPY_HEADER_MAX];
    const int64_t length = tni_npy_header(t, header);
    tni_elements elements;
    if (!length || !tni_elements_of(t, &elements)) {
        return false;
    }
    tni_output out;
    const bool done = tni_output_open(&out, path) && tni_output_write(&out, header, length) &&
                      tni_output_write(&out, elements.data, elements.bytes) &&
                      tni_output_commit(&out);
    tni_output_close(&out);
    tni_elements_free(&elements);
    return done;
}

tn_status tn_save_npy(const char *path, const tn_tensor *t) {
    TNI_CALL("save_npy", ((tn_site){0}));
    if (!tni_path_given(path)) {
        return tni_pending();
    }
    if (!t) {
        return tni_fail(TN_ERR_ARGUMENT, "the tensor is NULL");
    }
    write_file(path, t);
    return tni_pending();
}
