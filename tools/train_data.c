/* train_data.c: the datasets that --data names, and their loaders. */
#include "train.h"

#include <string.h>

static bool open_text(const char *path, const train_options_t *o, train_data *d) {
    tn_dataset *all = tn_dataset_text(path, o->length);
    const int64_t rows = tn_dataset_rows(all), held_out = rows / 20 ? rows / 20 : 1;
    if (all && rows < 2) {
        tn_raise(TN_HERE, TN_ERR_ARGUMENT, "%s has %lld rows of %lld bytes; at least 2 are needed",
                 path, (long long)rows, (long long)o->length);
    }
    d->train = tn_dataset_slice(all, 0, rows - held_out);
    d->test = tn_dataset_slice(all, rows - held_out, rows);
    tn_dataset_free(all);
    d->classes = 256;
    d->text = true;
    return d->train && d->test;
}

/* Before hours of training: the test set must have images of the same size and no other classes. */
static bool test_set_fits(const train_data *d) {
    const tn_ints train = tn_dataset_input_size(d->train), test = tn_dataset_input_size(d->test);
    if (train.count != test.count ||
        memcmp(train.data, test.data, (size_t)train.count * sizeof *train.data) != 0) {
        tn_raise(TN_HERE, TN_ERR_SHAPE,
                 "training images have %lld x %lld pixels, test images %lld x %lld; give sets of "
                 "one size",
                 (long long)train.data[train.count - 2], (long long)train.data[train.count - 1],
                 (long long)test.data[test.count - 2], (long long)test.data[test.count - 1]);
        return false;
    }
    if (tn_dataset_classes(d->test) > d->classes) {
        tn_raise(TN_HERE, TN_ERR_ARGUMENT,
                 "the test set has %lld classes, the training set %lld; train on all of them",
                 (long long)tn_dataset_classes(d->test), (long long)d->classes);
        return false;
    }
    return true;
}

static bool open_datasets(const train_options_t *o, train_data *d) {
    if (strncmp(o->data, "text:", 5) == 0) {
        return open_text(o->data + 5, o, d);
    }
    const bool idx = strncmp(o->data, "idx:", 4) == 0;
    if (!idx && strcmp(o->data, "fashion-mnist") != 0) {
        tn_raise(TN_HERE, TN_ERR_ARGUMENT,
                 "--data must be fashion-mnist, idx:DIR or text:FILE, got '%s'", o->data);
        return false;
    }
    d->train = idx ? tn_dataset_idx(o->data + 4, true) : tn_dataset_fashion_mnist(true);
    d->test = idx ? tn_dataset_idx(o->data + 4, false) : tn_dataset_fashion_mnist(false);
    d->classes = tn_dataset_classes(d->train);
    return d->train && d->test && test_set_fits(d);
}

bool train_data_open(const train_options_t *o, train_data *d) {
    *d = (train_data){0};
    if (!open_datasets(o, d)) {
        return false;
    }
    const bool text = strcmp(o->model, "gpt") == 0;
    if (text != d->text) {
        tn_raise(TN_HERE, TN_ERR_ARGUMENT, "--model %s needs %s, got --data %s", o->model,
                 text ? "text:FILE" : "images (fashion-mnist or idx:DIR)", o->data);
        return false;
    }
    /* Mean and deviation of Fashion-MNIST's training pixels; near enough for any MNIST. */
    d->train_loader =
        tn_loader_new(d->train, .batch = o->batch, .seed = (uint64_t)o->seed, .normalize = true,
                      .mean = 0.286, .std = 0.353, .device = tn_default_device());
    d->test_loader = tn_loader_new(d->test, .batch = d->text ? o->batch : 1000, .no_shuffle = true,
                                   .normalize = true, .mean = 0.286, .std = 0.353,
                                   .device = tn_default_device());
    return d->train_loader && d->test_loader;
}

void train_data_close(train_data *d) {
    tn_loader_free(d->train_loader);
    tn_loader_free(d->test_loader);
    tn_dataset_free(d->train);
    tn_dataset_free(d->test);
}
