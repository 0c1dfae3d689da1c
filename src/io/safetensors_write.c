/* safetensors_write.c: safetensors files from tensors.
 *
 * Invariant: the bytes are a function of names, values and metadata alone. Tensors are laid out by
 * falling element size, then by name: each is aligned without a hole, as the format wants it. The
 * data starts at a multiple of 64 bytes, so that mapped tensors suit vector loads. */
#include <tenon/io.h>

#include "io/reader.h"
#include "io/stored.h"

#include <jansson.h>
#include <stdlib.h>

enum { LENGTH_BYTES = 8, DATA_ALIGNMENT = 64 };

static size_t part_bytes(const tn_tensor *t) {
    return tn_dtype_bytes(tni_real_of((tn_dtype)t->dtype));
}

static int by_layout(const void *a, const void *b) {
    const tn_named *x = a, *y = b;
    const size_t p = part_bytes(x->tensor), q = part_bytes(y->tensor);
    return p != q ? (p > q ? -1 : 1) : strcmp(x->name, y->name);
}

/* ---- The header ------------------------------------------------------------------------------ */

/* Puts value (taken over) under key; jansson refuses text that is not UTF-8. */
static bool put(json_t *object, const char *key, json_t *value) {
    if (!value || json_object_set_new(object, key, value) != 0) {
        tni_fail(TN_ERR_ARGUMENT, "'%.200s' or its value is no valid UTF-8, or memory ran out",
                 key);
        return false;
    }
    return true;
}

static bool put_metadata(json_t *header, tn_metadata_list metadata) {
    if (metadata.count == 0) {
        return true;
    }
    tn_metadata *sorted = tni_array_new(metadata.count, sizeof *sorted);
    json_t *object = json_object();
    bool done = sorted && put(header, "__metadata__", object);
    if (done) {
        for (int64_t i = 0; i < metadata.count; i++) {
            sorted[i] = metadata.data[i];
        }
        qsort(sorted, (size_t)metadata.count, sizeof *sorted, tni_metadata_by_key);
    } else if (!sorted) {
        json_decref(object);
    }
    for (int64_t i = 0; done && i < metadata.count; i++) {
        if (i && strcmp(sorted[i - 1].key, sorted[i].key) == 0) {
            tni_fail(TN_ERR_ARGUMENT, "metadata has '%.200s' twice", sorted[i].key);
            done = false;
        } else {
            done = put(object, sorted[i].key, json_string(sorted[i].value));
        }
    }
    tni_host_free(sorted);
    return done;
}

static json_t *shape_array(const tn_tensor *t) {
    json_t *array = json_array();
    for (int d = 0; d < t->ndim; d++) {
        json_array_append_new(array, json_integer(t->sizes[d]));
    }
    return array;
}

static bool put_tensor(json_t *header, const tn_named *item, int64_t *end) {
    const tn_tensor *t = item->tensor;
    const char *dtype = tni_safetensors_dtype((tn_dtype)t->dtype);
    if (!dtype) {
        tni_fail(TN_ERR_DTYPE, "tensor '%.200s' is %s, which safetensors lacks; convert it first",
                 item->name, tn_dtype_name((tn_dtype)t->dtype));
        return false;
    }
    int64_t bytes, begin = *end;
    if (!tni_bytes(t->numel, (tn_dtype)t->dtype, &bytes) || !tni_add(begin, bytes, end)) {
        return tni_fail(TN_ERR_MEMORY, "the file would have more bytes than 64 bits count"), false;
    }
    json_t *range = json_array(), *object = json_object();
    json_array_append_new(range, json_integer(begin));
    json_array_append_new(range, json_integer(*end));
    /* Each takes its value over, so that none may be skipped. */
    const bool typed = put(object, "dtype", json_string(dtype));
    const bool shaped = put(object, "shape", shape_array(t));
    const bool placed = put(object, "data_offsets", range);
    return put(header, item->name, object) && typed && shaped && placed;
}

/* The header's text, to be freed; NULL with an error. */
static char *header_text(const tn_named *items, int64_t count, tn_metadata_list metadata) {
    json_t *header = json_object();
    int64_t end = 0;
    bool done = put_metadata(header, metadata);
    for (int64_t i = 0; done && i < count; i++) {
        done = put_tensor(header, &items[i], &end);
    }
    char *text = done ? json_dumps(header, JSON_COMPACT) : NULL;
    json_decref(header);
    if (done && !text) {
        tni_fail(TN_ERR_MEMORY, "no memory for the header");
    }
    return text;
}

/* ---- The file -------------------------------------------------------------------------------- */

static bool write_header(tni_output *out, const char *text) {
    static const char spaces[DATA_ALIGNMENT] =
        "                                                               ";
    const int64_t length = (int64_t)strlen(text);
    int64_t end;
    if (!tni_align_up(LENGTH_BYTES + length, DATA_ALIGNMENT, &end)) {
        return false;
    }
    const int64_t padding = end - LENGTH_BYTES - length;
    char prefix[LENGTH_BYTES];
    tni_put_little(prefix, LENGTH_BYTES, (uint64_t)(length + padding));
    return tni_output_write(out, prefix, sizeof prefix) && tni_output_write(out, text, length) &&
           tni_output_write(out, spaces, padding);
}

static bool write_elements(tni_output *out, const tn_tensor *t) {
    tni_elements elements;
    if (!tni_elements_of(t, &elements)) {
        return false;
    }
    const bool written = tni_output_write(out, elements.data, elements.bytes);
    tni_elements_free(&elements);
    return written;
}

static bool write_file(const char *path, const char *text, const tn_named *items, int64_t count) {
    tni_output out;
    bool done = tni_output_open(&out, path) && write_header(&out, text);
    for (int64_t i = 0; done && i < count; i++) {
        done = write_elements(&out, items[i].tensor);
    }
    done = done && tni_output_commit(&out);
    tni_output_close(&out);
    return done;
}

static bool check_metadata(tn_metadata_list metadata) {
    for (int64_t i = 0; i < metadata.count; i++) {
        if (!metadata.data[i].key || !metadata.data[i].value) {
            tni_fail(TN_ERR_ARGUMENT, "metadata %lld has no key or no value", (long long)i);
            return false;
        }
    }
    return true;
}

static bool check_names(const tn_named *items, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        if (strcmp(items[i].name, "__metadata__") == 0) {
            tni_fail(TN_ERR_ARGUMENT, "a tensor cannot be called '__metadata__'");
            return false;
        }
    }
    return true;
}

bool tni_safetensors_write(const char *path, tn_named_list tensors, tn_metadata_list metadata) {
    tn_named *items = tni_array_new(tensors.count, sizeof *items);
    char *text = NULL;
    if (items && tni_list_check(tensors, items) && check_names(items, tensors.count) &&
        check_metadata(metadata)) {
        qsort(items, (size_t)tensors.count, sizeof *items, by_layout);
        text = header_text(items, tensors.count, metadata);
    }
    const bool done = text && write_file(path, text, items, tensors.count);
    free(text);
    tni_host_free(items);
    return done;
}

tn_status tn_save_safetensors_with(const tn_save_args *args) {
    TNI_CALL("save_safetensors", args->at);
    if (tni_path_given(args->path)) {
        tni_safetensors_write(args->path, args->tensors, args->metadata);
    }
    return tni_pending();
}
