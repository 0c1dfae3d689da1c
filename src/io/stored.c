/* stored.c: between tensors and the bytes of files.
 *
 * Invariant: a tensor over a mapping holds one count of it, given back when its storage is freed,
 * on whatever thread that is. */
#include "io/stored.h"

#include "device/device_table.h"

#include <stdlib.h>

static void drop_mapping(void *data, void *context) {
    (void)data;
    tni_mapping_drop(context);
}

/* A byte other than 0 and 1 is no bool: reading it as one is undefined. */
static bool check_bools(const char *data, const tni_shape *shape) {
    int64_t numel;
    if (!tni_numel(shape->sizes, shape->ndim, &numel)) {
        return false;
    }
    for (int64_t i = 0; i < numel; i++) {
        if (data[i] & ~1) {
            tni_fail(TN_ERR_FORMAT, "element %lld of a bool tensor is %d, neither 0 nor 1",
                     (long long)i, (unsigned char)data[i]);
            return false;
        }
    }
    return true;
}

tn_tensor *tni_mapped_tensor(tni_mapping *mapping, char *data, tn_dtype dtype,
                             const tni_shape *shape, const int64_t *strides) {
    if (dtype == TN_BOOL && !check_bools(data, shape)) {
        return NULL;
    }
    tn_tensor *t = tn_wrap_with(&(tn_wrap_args){.data = data,
                                                .size = {shape->sizes, shape->ndim},
                                                .dtype = dtype,
                                                .stride = {strides, strides ? shape->ndim : 0},
                                                .device = TN_CPU,
                                                .deleter = drop_mapping,
                                                .context = tni_mapping_keep(mapping)});
    if (!t) {
        tni_mapping_drop(mapping);
    }
    return t;
}

tn_tensor *tni_on_device(tn_tensor *t, tn_device device) {
    if (!t || device.type == TN_DEVICE_DEFAULT || device.type == TN_DEVICE_CPU) {
        return t;
    }
    tni_elements elements;
    if (!tni_elements_of(t, &elements)) {
        return NULL;
    }
    tn_tensor *moved = tn_from_with(&(tn_from_args){
        .data = elements.data, .size = tn_sizes(t), .dtype = tn_dtype_of(t), .device = device});
    tni_elements_free(&elements);
    tn_release(t);
    return moved;
}

bool tni_elements_of(const tn_tensor *t, tni_elements *out) {
    *out = (tni_elements){0};
    if (!tni_bytes(t->numel, (tn_dtype)t->dtype, &out->bytes)) {
        return false;
    }
    if (t->storage->device.type == TN_DEVICE_CPU && (t->flags & TNI_CONTIGUOUS)) {
        out->data = tni_ptr(t);
        return true;
    }
    out->data = out->copy = tni_host_alloc((size_t)out->bytes);
    if (!out->copy || tn_copy_to_host(t, out->copy, (size_t)out->bytes)) {
        tni_elements_free(out);
        return false;
    }
    return true;
}

void tni_elements_free(tni_elements *elements) {
    tni_host_free(elements->copy);
    *elements = (tni_elements){0};
}

/* ---- Lists ----------------------------------------------------------------------------------- */

void *tni_array_new(int64_t count, size_t size) {
    int64_t bytes;
    if (!tni_mul(count, (int64_t)size, &bytes)) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "a list of %lld members is too long", (long long)count);
    }
    return tni_host_alloc_zeroed((size_t)bytes);
}

tn_named *tni_list_new(int64_t count) {
    int64_t bytes;
    if (!tni_mul(count + 1, sizeof(tn_named), &bytes)) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "a list of %lld members is too long", (long long)count);
    }
    tn_named *list = tni_scope_bytes((size_t)bytes);
    return list ? memset(list, 0, (size_t)bytes) : NULL;
}

bool tni_list_name(tn_named *member, const char *name, size_t length) {
    char *copy = tni_scope_bytes(length + 1);
    if (copy) {
        memcpy(copy, name, length);
        copy[length] = '\0';
        member->name = copy;
    }
    return copy != NULL;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const tn_named *)a)->name, ((const tn_named *)b)->name);
}

bool tni_list_check(tn_named_list list, tn_named *sorted) {
    if (list.count > 0 && !list.data) {
        tni_fail(TN_ERR_ARGUMENT, "a list of %lld tensors has no members (data is NULL)",
                 (long long)list.count);
        return false;
    }
    for (int64_t i = 0; i < list.count; i++) {
        if (!list.data[i].name || !list.data[i].name[0] || !list.data[i].tensor) {
            tni_fail(TN_ERR_ARGUMENT, "member %lld of the list has no %s", (long long)i,
                     list.data[i].tensor ? "name" : "tensor");
            return false;
        }
        sorted[i] = list.data[i];
    }
    qsort(sorted, (size_t)list.count, sizeof *sorted, by_name);
    for (int64_t i = 1; i < list.count; i++) {
        if (strcmp(sorted[i - 1].name, sorted[i].name) == 0) {
            tni_fail(TN_ERR_ARGUMENT, "two tensors are called '%.200s'; names must be unique",
                     sorted[i].name);
            return false;
        }
    }
    return true;
}

/* ---- Paths ----------------------------------------------------------------------------------- */

bool tni_fail_in_file(const char *path) {
    tn_error e;
    if (!tn_error_take(&e)) {
        return false;
    }
    const size_t prefix = e.op ? strlen(e.op) : 0;
    const bool named = prefix && strncmp(e.message, e.op, prefix) == 0 && e.message[prefix] == ':';
    tni_fail(e.code, "'%.300s': %s", path, e.message + (named ? prefix + 2 : 0));
    return false;
}

bool tni_path_given(const char *path) {
    if (tni_pending()) {
        return false;
    }
    if (!path || !path[0]) {
        tni_fail(TN_ERR_ARGUMENT, "the path is missing; give the name of a file");
        return false;
    }
    return true;
}
