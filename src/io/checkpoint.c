/* checkpoint.c: saving a run and finding the place to go on from.
 *
 * Invariant: at every moment the folder holds each checkpoint whole or not at all, and the links
 * point to whole ones: a file gets its name when it is on disk, links move after that, and old
 * ones go last. */
#include <tenon/device.h>
#include <tenon/io.h>

#include "io/reader.h"
#include "io/safetensors_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAME_BYTES = 64, NUMBER_BYTES = 24 };
static const char sum_prefix[] = "sha256.", numerics_key[] = "numerics";

static void name_of(int64_t step, char out[NAME_BYTES]) {
    snprintf(out, NAME_BYTES, "step-%08" PRId64 ".safetensors", step);
}

/* The step in "step-%08d.safetensors"; -1 for any other name. */
static int64_t step_in(const char *name) {
    char again[NAME_BYTES];
    if (strncmp(name, "step-", 5) != 0 || name[5] < '0' || name[5] > '9') {
        return -1;
    }
    const long long step = strtoll(name + 5, NULL, 10);
    name_of(step, again);
    return strcmp(name, again) == 0 ? step : -1;
}

/* ---- The steps in a folder ------------------------------------------------------------------- */

typedef struct steps {
    int64_t *data;
    int64_t count, room;
} steps;

static bool add_step(const char *name, bool is_file, void *context) {
    steps *s = context;
    const int64_t step = is_file ? step_in(name) : -1;
    if (step < 0) {
        return true;
    }
    if (s->count == s->room) {
        int64_t bytes;
        if (!tni_mul(s->room + s->room + 16, sizeof *s->data, &bytes)) {
            return false;
        }
        int64_t *data = tni_host_realloc(s->data, (size_t)bytes);
        if (!data) {
            return false;
        }
        s->data = data;
        s->room += s->room + 16;
    }
    s->data[s->count++] = step;
    return true;
}

static int newest_first(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

/* Those up to `last`, newest first; to be freed. */
static bool list_steps(const char *folder, int64_t last, steps *out) {
    *out = (steps){0};
    if (!tni_folder_list(folder, add_step, out)) {
        tni_host_free(out->data);
        return false;
    }
    if (out->count) {
        qsort(out->data, (size_t)out->count, sizeof *out->data, newest_first);
    }
    int64_t later = 0;
    while (later < out->count && out->data[later] > last) {
        later++;
    }
    out->count -= later;
    for (int64_t i = 0; i < out->count; i++) {
        out->data[i] = out->data[i + later];
    }
    return true;
}

/* ---- Sums ------------------------------------------------------------------------------------ */

/* The metadata of a checkpoint, with room for the texts in it. */
typedef struct description {
    tn_named *items; /* sorted by name */
    tni_entry *entries;
    tn_metadata *metadata;
    int64_t n_metadata;
    char (*sums)[TNI_SHA256_TEXT];
    char **keys;
    int64_t count;
    char step[NUMBER_BYTES], numerics[TNI_TEXT_BYTES], header[TNI_SHA256_TEXT];
} description;

static void description_free(description *d) {
    for (int64_t i = 0; d->keys && i < d->count; i++) {
        tni_host_free(d->keys[i]);
    }
    tni_host_free(d->keys);
    tni_host_free(d->sums);
    tni_host_free(d->metadata);
    tni_host_free(d->entries);
    tni_host_free(d->items);
}

static bool description_new(const tn_checkpoint_args *args, description *d) {
    d->count = args->tensors.count;
    d->items = tni_array_new(d->count, sizeof *d->items);
    d->entries = d->items ? tni_array_new(d->count, sizeof *d->entries) : NULL;
    d->keys = d->entries ? tni_array_new(d->count, sizeof *d->keys) : NULL;
    d->sums = d->keys ? tni_array_new(d->count, sizeof *d->sums) : NULL;
    d->metadata =
        d->sums ? tni_array_new(d->count + args->metadata.count + 3, sizeof *d->metadata) : NULL;
    return d->metadata != NULL;
}

static bool is_taken(const char *key) {
    return strcmp(key, "step") == 0 || strcmp(key, numerics_key) == 0 ||
           strcmp(key, "sha256") == 0 || strncmp(key, sum_prefix, sizeof sum_prefix - 1) == 0;
}

/* Of the device that holds the tensors: there the run goes on. */
static bool add_numerics(description *d) {
    const tn_device device = d->count > 0 ? tn_device_of(d->items[0].tensor) : tn_default_device();
    const char *text = tn_device_numerics(device);
    if (!text) {
        return false;
    }
    snprintf(d->numerics, sizeof d->numerics, "%s", text);
    d->metadata[d->n_metadata++] = (tn_metadata){numerics_key, d->numerics};
    return true;
}

static bool add_given(const tn_checkpoint_args *args, description *d) {
    for (int64_t i = 0; i < args->metadata.count; i++) {
        const tn_metadata *m = &args->metadata.data[i];
        if (!m->key || !m->value || is_taken(m->key)) {
            tni_fail(TN_ERR_ARGUMENT, "metadata '%.200s' is %s", m->key ? m->key : "",
                     m->key && m->value ? "a key that checkpoints use themselves"
                                        : "without key or value");
            return false;
        }
        d->metadata[d->n_metadata++] = *m;
    }
    snprintf(d->step, sizeof d->step, "%lld", (long long)args->step);
    d->metadata[d->n_metadata++] = (tn_metadata){"step", d->step};
    return true;
}

static bool sum_elements(const tn_tensor *t, char out[TNI_SHA256_TEXT]) {
    tni_elements elements;
    if (!tni_elements_of(t, &elements)) {
        return false;
    }
    tni_digest *digest = tni_digest_new();
    const bool done = digest && tni_digest_add(digest, elements.data, elements.bytes) &&
                      tni_digest_text(digest, out);
    tni_digest_free(digest);
    tni_elements_free(&elements);
    return done;
}

static bool add_tensor(description *d, int64_t i) {
    const tn_named *item = &d->items[i];
    const tn_tensor *t = item->tensor;
    const size_t bytes = strlen(item->name) + sizeof sum_prefix;
    d->keys[i] = tni_host_alloc(bytes);
    if (!d->keys[i] || !sum_elements(t, d->sums[i])) {
        return false;
    }
    snprintf(d->keys[i], bytes, "%s%s", sum_prefix, item->name);
    d->metadata[d->n_metadata++] = (tn_metadata){d->keys[i], d->sums[i]};
    d->entries[i] = (tni_entry){.name = item->name, .dtype = (tn_dtype)t->dtype};
    d->entries[i].shape.ndim = t->ndim;
    memcpy(d->entries[i].shape.sizes, t->sizes, sizeof d->entries[i].shape.sizes);
    return true;
}

static bool describe(const tn_checkpoint_args *args, description *d) {
    if (!description_new(args, d) || !tni_list_check(args->tensors, d->items) ||
        !add_given(args, d) || !add_numerics(d)) {
        return false;
    }
    for (int64_t i = 0; i < d->count; i++) {
        if (!add_tensor(d, i)) {
            return false;
        }
    }
    qsort(d->metadata, (size_t)d->n_metadata, sizeof *d->metadata, tni_metadata_by_key);
    if (!tni_header_digest(d->entries, d->count, d->metadata, d->n_metadata, d->header)) {
        return false;
    }
    d->metadata[d->n_metadata++] = (tn_metadata){"sha256", d->header};
    return true;
}

/* ---- Saving ---------------------------------------------------------------------------------- */

/* Removes what is older than the newest `keep` up to the one just saved, but not the best. Later
 * steps are of another run, or of one that was left: they are not this one's to remove. */
static bool prune(const tn_checkpoint_args *args) {
    steps s;
    char best[NAME_BYTES], name[NAME_BYTES];
    if (args->keep <= 0) {
        return true;
    }
    tni_link_read(args->folder, "best", best, sizeof best);
    if (tni_pending() || !list_steps(args->folder, args->step, &s)) {
        return false;
    }
    bool done = true;
    for (int64_t i = args->keep; done && i < s.count; i++) {
        name_of(s.data[i], name);
        if (strcmp(name, best) != 0) {
            char *path = tni_path_join(args->folder, "", name);
            done = path && tni_file_remove(path);
            tni_host_free(path);
        }
    }
    tni_host_free(s.data);
    return done;
}

static bool is_temporary(const char *name) {
    const size_t length = strlen(name);
    return strncmp(name, ".step-", 6) == 0 && length > 4 && strcmp(name + length - 4, ".tmp") == 0;
}

/* What a killed save left behind. */
static bool remove_temporary(const char *name, bool is_file, void *context) {
    if (!is_file || !is_temporary(name)) {
        return true;
    }
    char *path = tni_path_join(context, "", name);
    const bool done = path && tni_file_remove(path);
    tni_host_free(path);
    return done;
}

static bool save(const tn_checkpoint_args *args, const description *d) {
    char name[NAME_BYTES];
    name_of(args->step, name);
    char *folder = tni_host_text(args->folder);
    char *path = folder ? tni_path_join(folder, "", name) : NULL;
    const bool done = path && tni_folder_make(folder) &&
                      tni_folder_list(folder, remove_temporary, folder) &&
                      tni_safetensors_write(path, args->tensors,
                                            (tn_metadata_list){d->metadata, d->n_metadata}) &&
                      tni_link_replace(folder, "latest", name) &&
                      (!args->best || tni_link_replace(folder, "best", name)) && prune(args);
    tni_host_free(path);
    tni_host_free(folder);
    return done;
}

tn_status tn_checkpoint_save_with(const tn_checkpoint_args *args) {
    TNI_CALL("checkpoint_save", args->at);
    if (!tni_path_given(args->folder)) {
        return tni_pending();
    }
    if (args->step < 0) {
        return tni_fail(TN_ERR_ARGUMENT, "step %lld is negative", (long long)args->step);
    }
    description d = {0};
    if (describe(args, &d)) {
        save(args, &d);
    }
    description_free(&d);
    return tni_pending();
}

/* ---- Opening --------------------------------------------------------------------------------- */

/* A run that goes on elsewhere is not bit for bit the run that it would have been. */
static void compare_numerics(const char *path, const tni_index *index) {
    const char *then = tni_index_metadata(index, numerics_key);
    const char *now = then ? tn_device_numerics((tn_device){0}) : NULL;
    if (!now) {
        tn_error_take(NULL); /* the default device is not there: using it will say so */
    } else if (strcmp(then, now) != 0) {
        tni_warn_on_first_rank("%s was made by %s; this is %s: going on from it, results differ in "
                               "their last bits from those of a run that was never stopped",
                               path, then, now);
    }
}

static tn_safetensors *open_verified(const char *path) {
    tn_safetensors *file = tni_safetensors_open(path);
    if (file && !tni_checkpoint_verify(file->mapping->data, &file->index)) {
        tn_safetensors_close(file);
        tni_fail_in_file(path);
        return NULL;
    }
    if (file) {
        compare_numerics(path, &file->index);
    }
    return file;
}

tn_safetensors *tn_checkpoint_open(const char *path) {
    TNI_CALL("checkpoint_open", ((tn_site){0}));
    return open_verified(path);
}

/* A file under another step's name would continue the log and the data at the wrong place. */
static tn_safetensors *open_step(const char *path, int64_t step) {
    tn_safetensors *file = open_verified(path);
    const int64_t found = file ? tn_checkpoint_step(file) : step;
    if (found != step) {
        tn_safetensors_close(file);
        if (!tni_pending()) {
            tni_fail(TN_ERR_FORMAT, "'%.300s' holds step %lld", path, (long long)found);
        }
        return NULL;
    }
    return file;
}

/* The step that was saved last, in whatever order the steps of the folder were made. Without the
 * link, the last there is. */
static int64_t latest_step(const char *folder) {
    char name[NAME_BYTES];
    tni_link_read(folder, "latest", name, sizeof name);
    const int64_t step = step_in(name);
    return step < 0 ? INT64_MAX : step;
}

/* Tries the steps from the newest on; only damage makes it go on. */
static tn_safetensors *open_newest(const char *folder, const steps *s) {
    for (int64_t i = 0; i < s->count; i++) {
        char name[NAME_BYTES];
        name_of(s->data[i], name);
        char *path = tni_path_join(folder, "", name);
        tn_safetensors *file = path ? open_step(path, s->data[i]) : NULL;
        tni_host_free(path);
        if (file || tni_pending() != TN_ERR_FORMAT || i == s->count - 1) {
            return file;
        }
        tn_error e;
        tn_error_take(&e);
        tni_warn_on_first_rank("%s; going on with the checkpoint before it", e.message);
    }
    return NULL;
}

tn_safetensors *tn_checkpoint_resume(const char *folder) {
    TNI_CALL("checkpoint_resume", ((tn_site){0}));
    steps s;
    if (!tni_path_given(folder) || !tni_file_exists(folder)) {
        return NULL;
    }
    const int64_t last = latest_step(folder);
    if (tni_pending() || !list_steps(folder, last, &s)) {
        return NULL;
    }
    tn_safetensors *file = open_newest(folder, &s);
    tni_host_free(s.data);
    return file;
}

int64_t tn_checkpoint_step(const tn_safetensors *checkpoint) {
    TNI_CALL("checkpoint_step", ((tn_site){0}));
    if (tni_pending() || !checkpoint) {
        return -1;
    }
    const char *text = tn_safetensors_metadata(checkpoint, "step");
    char *end;
    errno = 0;
    const long long step = text ? strtoll(text, &end, 10) : -1;
    if (step < 0 || *end || end == text || errno != 0) {
        tni_fail(TN_ERR_FORMAT, "the metadata holds no step: this is no checkpoint");
        return -1;
    }
    return step;
}
