/* idx.c: tensors from IDX files and from plain bytes. */
#include <tenon/io.h>

#include "io/reader.h"
#include "io/stored.h"

static tn_tensor *unpacked(const tni_mapping *file) {
    tni_idx idx;
    if (!tni_idx_parse(file->data, file->bytes, &idx)) {
        return NULL;
    }
    const tni_meta meta = {.dtype = idx.dtype, .device = TN_CPU, .shape = idx.shape};
    tn_tensor *t = tni_new(&meta);
    if (t && idx.bytes && !tni_idx_unpack(file->data, file->bytes, &idx, tni_ptr(t))) {
        tn_release(t);
        return NULL;
    }
    return t;
}

tn_tensor *tn_load_idx(const char *path) {
    TNI_CALL("load_idx", ((tn_site){0}));
    tni_mapping *file = tni_path_given(path) ? tni_map_file(path) : NULL;
    if (!file) {
        return NULL;
    }
    tn_tensor *t = unpacked(file);
    if (!t) {
        tni_fail_in_file(path);
    }
    tni_mapping_drop(file);
    return t;
}

tn_tensor *tn_load_bytes(const char *path) {
    TNI_CALL("load_bytes", ((tn_site){0}));
    tni_mapping *file = tni_path_given(path) ? tni_map_file(path) : NULL;
    if (!file) {
        return NULL;
    }
    const tni_shape shape = {.ndim = 1, .sizes = {file->bytes}};
    tn_tensor *t = tni_mapped_tensor(file, file->data, TN_U8, &shape, NULL);
    tni_mapping_drop(file);
    return t;
}
