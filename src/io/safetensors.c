/* safetensors.c: open safetensors files and the tensors in them.
 *
 * Invariant: the index describes the mapping, and both live as long as the handle; tensors hold the
 * mapping, never the handle. */
#include <tenon/io.h>

#include "io/reader.h"
#include "io/safetensors_file.h"

static bool open_mapped(tn_safetensors *file, const char *path) {
    file->mapping = tni_map_file(path);
    return file->mapping &&
           (tni_safetensors_parse(file->mapping->data, file->mapping->bytes, &file->index) ||
            tni_fail_in_file(path));
}

tn_safetensors *tni_safetensors_open(const char *path) {
    tn_safetensors *file = tni_path_given(path) ? tni_host_alloc_zeroed(sizeof *file) : NULL;
    if (file && !open_mapped(file, path)) {
        tn_safetensors_close(file);
        return NULL;
    }
    return file;
}

tn_safetensors *tn_safetensors_open(const char *path) {
    TNI_CALL("safetensors_open", ((tn_site){0}));
    return tni_safetensors_open(path);
}

void tn_safetensors_close(tn_safetensors *file) {
    if (file) {
        tni_index_free(&file->index);
        tni_mapping_drop(file->mapping);
        tni_host_free(file);
    }
}

/* ---- What is in it --------------------------------------------------------------------------- */

int64_t tn_safetensors_count(const tn_safetensors *file) {
    return file ? file->index.count : 0;
}

bool tn_safetensors_at(const tn_safetensors *file, int64_t i, tn_stored_tensor *out) {
    if (!file || !out || i < 0 || i >= file->index.count) {
        return false;
    }
    const tni_entry *e = &file->index.entries[i];
    *out = (tn_stored_tensor){.name = e->name,
                              .dtype = e->dtype,
                              .size = {e->shape.sizes, e->shape.ndim},
                              .bytes = e->bytes};
    return true;
}

const char *tn_safetensors_metadata(const tn_safetensors *file, const char *key) {
    return file && key ? tni_index_metadata(&file->index, key) : NULL;
}

tn_metadata_list tn_safetensors_metadata_list(const tn_safetensors *file) {
    return file ? (tn_metadata_list){file->index.metadata, file->index.n_metadata}
                : (tn_metadata_list){0};
}

/* ---- Tensors --------------------------------------------------------------------------------- */

static tn_tensor *tensor_of(const tn_safetensors *file, const tni_entry *e, tn_device device) {
    return tni_on_device(
        tni_mapped_tensor(file->mapping, file->mapping->data + e->begin, e->dtype, &e->shape, NULL),
        device);
}

tn_tensor *tn_safetensors_get(const tn_safetensors *file, const char *name, tn_device device) {
    TNI_CALL("safetensors_get", ((tn_site){0}));
    if (tni_pending() || !file || !name) {
        return NULL;
    }
    const tni_entry *e = tni_index_find(&file->index, name);
    if (!e) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "the file has no tensor '%.200s' among its %lld",
                             name, (long long)file->index.count);
    }
    return tensor_of(file, e, device);
}

static tn_named_list all_of(const tn_safetensors *file, tn_device device) {
    const int64_t count = file->index.count;
    tn_named *list = tni_list_new(count);
    for (int64_t i = 0; list && i < count; i++) {
        const tni_entry *e = &file->index.entries[i];
        list[i].tensor = tensor_of(file, e, device);
        if (!list[i].tensor || !tni_list_name(&list[i], e->name, strlen(e->name))) {
            return (tn_named_list){0};
        }
    }
    return list ? (tn_named_list){list, count} : (tn_named_list){0};
}

tn_named_list tn_safetensors_all(const tn_safetensors *file, tn_device device) {
    TNI_CALL("safetensors_all", ((tn_site){0}));
    return tni_pending() || !file ? (tn_named_list){0} : all_of(file, device);
}

tn_named_list tn_load_safetensors_with(const tn_load_args *args) {
    TNI_CALL("load_safetensors", args->at);
    tn_safetensors *file = tni_safetensors_open(args->path);
    if (!file) {
        return (tn_named_list){0};
    }
    const tn_named_list list = all_of(file, args->device);
    tn_safetensors_close(file);
    return list;
}
