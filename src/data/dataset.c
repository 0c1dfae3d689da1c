/* dataset.c: rows of inputs with their targets.
 *
 * Invariant: a dataset never changes once made and keeps what it points to, so that threads read it
 * without a lock. It opens no file itself: tensors come from the readers of io.h. */
#include "data/loader.h"

#include <tenon/io.h>

#include <stdio.h>

enum { PATH_BYTES = 4096 };
static const char fashion_mnist[] = "/usr/share/datasets/fashion-mnist";

/* ---- What they share ------------------------------------------------------------------------- */

static tn_dataset *dataset_new(tni_rows_kind kind, tn_tensor *inputs, tn_tensor *targets) {
    tn_dataset *d = tni_host_alloc_zeroed(sizeof *d);
    if (d) {
        d->kind = kind;
        d->inputs = tn_keep(inputs);
        d->targets = targets ? tn_keep(targets) : NULL;
    }
    return d;
}

void tn_dataset_free(tn_dataset *dataset) {
    if (dataset) {
        tn_drop(dataset->inputs);
        tn_drop(dataset->targets);
        tni_host_free(dataset);
    }
}

int64_t tn_dataset_rows(const tn_dataset *dataset) {
    return dataset ? dataset->rows : 0;
}

tn_ints tn_dataset_input_size(const tn_dataset *dataset) {
    return dataset ? (tn_ints){dataset->row.sizes, dataset->row.ndim} : (tn_ints){0};
}

int64_t tn_dataset_classes(const tn_dataset *dataset) {
    return dataset ? dataset->classes : 0;
}

/* 1 + the largest of integer targets. */
static int64_t classes_of(const tn_tensor *targets) {
    if (!targets || !tni_is_integral((tn_dtype)targets->dtype, false)) {
        return 0;
    }
    int64_t largest = -1;
    const char *element = tni_ptr(targets);
    for (int64_t i = 0; i < targets->numel; i++) {
        const int64_t value = tni_value_int(tni_load_value(element, (tn_dtype)targets->dtype));
        largest = value > largest ? value : largest;
        element += tn_dtype_bytes((tn_dtype)targets->dtype);
    }
    return largest + 1;
}

/* Rows along dim 0; the rest is the shape of a row. */
static void take_rows(tn_dataset *d) {
    d->rows = d->inputs->sizes[0];
    d->row.ndim = d->inputs->ndim - 1;
    for (int i = 0; i < d->row.ndim; i++) {
        d->row.sizes[i] = d->inputs->sizes[i + 1];
    }
    d->classes = classes_of(d->targets);
}

static bool check_rows(const tn_tensor *inputs, const tn_tensor *targets) {
    if (inputs->ndim == 0 || (targets && targets->ndim == 0)) {
        tni_fail(TN_ERR_SHAPE, "a dataset needs a first dim that counts rows, and %s has none",
                 inputs->ndim == 0 ? "inputs" : "targets");
        return false;
    }
    if (targets && targets->sizes[0] != inputs->sizes[0]) {
        tni_fail(TN_ERR_SHAPE, "inputs have %lld rows and targets %lld; give as many of both",
                 (long long)inputs->sizes[0], (long long)targets->sizes[0]);
        return false;
    }
    return true;
}

/* t itself, or a contiguous copy; NULL with an error for other devices. */
static tn_tensor *settled(tn_tensor *t, const char *what) {
    if (t->storage->device.type != TN_DEVICE_CPU) {
        return TNI_FAIL_NULL(TN_ERR_DEVICE,
                             "%s must be on the CPU; batches go to a device with "
                             ".device of the loader",
                             what);
    }
    if (t->flags & TNI_CONTIGUOUS) {
        return t;
    }
    const tni_meta meta = tni_meta_of(t);
    tn_tensor *copy = tni_new(&meta);
    const int64_t bytes = copy ? copy->storage->bytes : 0;
    return copy && tn_copy_to_host(t, tni_ptr(copy), (size_t)bytes) == TN_OK ? copy : NULL;
}

/* ---- Tensors --------------------------------------------------------------------------------- */

tn_dataset *tn_dataset_tensors(tn_tensor *inputs, tn_tensor *targets) {
    TNI_CALL("dataset_tensors", ((tn_site){0}));
    if (tni_pending() || !inputs) {
        return NULL;
    }
    TN_SCOPE(s);
    inputs = check_rows(inputs, targets) ? settled(inputs, "inputs") : NULL;
    targets = inputs && targets ? settled(targets, "targets") : NULL;
    tn_dataset *d = tni_pending() ? NULL : dataset_new(TNI_ROWS_TENSORS, inputs, targets);
    if (d) {
        take_rows(d);
    }
    return d;
}

tn_dataset *tn_dataset_slice(const tn_dataset *dataset, int64_t begin, int64_t end) {
    TNI_CALL("dataset_slice", ((tn_site){0}));
    if (tni_pending() || !dataset) {
        return NULL;
    }
    if (begin < 0 || end < begin || end > dataset->rows) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "rows [%lld, %lld) were asked for, there are %lld",
                             (long long)begin, (long long)end, (long long)dataset->rows);
    }
    tn_dataset *d = dataset_new(dataset->kind, dataset->inputs, dataset->targets);
    if (d) {
        d->first = dataset->first + begin;
        d->rows = end - begin;
        d->row = dataset->row;
        d->classes = dataset->classes;
    }
    return d;
}

/* ---- IDX folders ----------------------------------------------------------------------------- */

/* folder/name, or folder/name.gz when the first cannot be opened. */
static tn_tensor *load_either(const char *folder, const char *name) {
    char path[PATH_BYTES];
    const int length = snprintf(path, sizeof path - 3, "%s/%s", folder, name);
    if (length >= PATH_BYTES - 3) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "the path '%.200s…' is too long", folder);
    }
    tn_tensor *t = tn_load_idx(path);
    if (t || tni_pending() != TN_ERR_IO) {
        return t;
    }
    tn_error_take(NULL);
    memcpy(path + length, ".gz", 4);
    t = tn_load_idx(path);
    if (!t && tni_pending() == TN_ERR_IO) {
        tn_error_take(NULL);
        tni_fail(TN_ERR_IO, "neither '%s' nor '%s.gz' can be read in '%.400s'; check the folder",
                 name, name, folder);
    }
    return t;
}

static bool check_images(const tn_tensor *images, const tn_tensor *labels) {
    if (images->ndim < 2 || labels->ndim != 1 || !tni_is_integral((tn_dtype)labels->dtype, false)) {
        tni_fail(TN_ERR_FORMAT, "images of shape %s and labels of shape %s (%s) are no image set",
                 tni_shape_text(images->sizes, images->ndim),
                 tni_shape_text(labels->sizes, labels->ndim),
                 tn_dtype_name((tn_dtype)labels->dtype));
        return false;
    }
    return check_rows(images, labels);
}

static tn_dataset *load_folder(const char *folder, bool train) {
    TN_SCOPE(s);
    tn_tensor *images =
        load_either(folder, train ? "train-images-idx3-ubyte" : "t10k-images-idx3-ubyte");
    tn_tensor *labels =
        images ? load_either(folder, train ? "train-labels-idx1-ubyte" : "t10k-labels-idx1-ubyte")
               : NULL;
    tn_dataset *d = labels && check_images(images, labels)
                        ? dataset_new(TNI_ROWS_IMAGES, images, labels)
                        : NULL;
    if (d) {
        take_rows(d);
        if (d->row.ndim == 2) { /* grey images have one channel */
            d->row = (tni_shape){.ndim = 3, .sizes = {1, d->row.sizes[0], d->row.sizes[1]}};
        }
    }
    return d;
}

tn_dataset *tn_dataset_idx(const char *folder, bool train) {
    TNI_CALL("dataset_idx", ((tn_site){0}));
    return tni_pending() || !folder ? NULL : load_folder(folder, train);
}

tn_dataset *tn_dataset_fashion_mnist(bool train) {
    TNI_CALL("dataset_fashion_mnist", ((tn_site){0}));
    tn_dataset *d = tni_pending() ? NULL : load_folder(fashion_mnist, train);
    if (!d && tni_pending() == TN_ERR_IO) {
        tn_error_take(NULL);
        tni_fail(TN_ERR_IO, "no Fashion-MNIST in '%s'; install Debian's dataset-fashion-mnist",
                 fashion_mnist);
    }
    return d;
}

/* ---- Text ------------------------------------------------------------------------------------ */

tn_dataset *tn_dataset_text(const char *path, int64_t length) {
    TNI_CALL("dataset_text", ((tn_site){0}));
    if (tni_pending() || !path) {
        return NULL;
    }
    if (length <= 0) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT,
                             "a length of %lld bytes makes no rows; give 1 or more",
                             (long long)length);
    }
    TN_SCOPE(s);
    tn_tensor *bytes = tn_load_bytes(path);
    if (bytes && bytes->numel <= length) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT,
                             "'%.400s' has %lld bytes, too few for one row of %lld and the byte "
                             "that follows",
                             path, (long long)bytes->numel, (long long)length);
    }
    tn_dataset *d = bytes ? dataset_new(TNI_ROWS_TEXT, bytes, NULL) : NULL;
    if (d) {
        d->rows = (bytes->numel - 1) / length;
        d->row = (tni_shape){.ndim = 1, .sizes = {length}};
        d->classes = 256;
    }
    return d;
}
