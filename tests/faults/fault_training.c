/* fault_training.c: the run that faults are put into.
 *
 * Invariant: every rank makes the same collective calls, whatever fails where: a rank with an
 * error goes on to the next collective and fails there with all others. */
#include "fault_training.h"

#include <tenon/tenon.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 10, PIXELS = 3, CLASSES = 4, HIDDEN = 5, BATCH = 4, SHARDS = 2, PATH = 256 };

/* ---- Files ----------------------------------------------------------------------------------- */

static char top[PATH], images[PATH], out[PATH];

static bool write_idx(const char *name, const unsigned char *head, size_t head_bytes, size_t bytes,
                      unsigned classes) {
    char path[2 * PATH];
    snprintf(path, sizeof path, "%s/%s", images, name);
    FILE *file = fopen(path, "wb");
    if (!file) {
        return false;
    }
    fwrite(head, 1, head_bytes, file);
    for (size_t i = 0; i < bytes; i++) {
        fputc((int)((i * 7 + i * i * 3 + 1) % classes), file);
    }
    return fclose(file) == 0;
}

static bool run_command(const char *command, const char *path) {
    char text[2 * PATH];
    snprintf(text, sizeof text, "%s '%s'", command, path);
    return system(text) == 0;
}

bool fault_folder_open(const char *name) {
    static const unsigned char PICTURES[] = {0, 0, 8, 3,      0, 0, 0, ROWS,
                                             0, 0, 0, PIXELS, 0, 0, 0, PIXELS};
    static const unsigned char LABELS[] = {0, 0, 8, 1, 0, 0, 0, ROWS};
    snprintf(top, sizeof top, "%s/tenon-faults-%s-%ld",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", name, (long)getpid());
    snprintf(images, sizeof images, "%.200s/images", top);
    snprintf(out, sizeof out, "%.200s/out", top);
    return run_command("mkdir -p", images) &&
           write_idx("train-images-idx3-ubyte", PICTURES, sizeof PICTURES, ROWS * PIXELS * PIXELS,
                     251) &&
           write_idx("train-labels-idx1-ubyte", LABELS, sizeof LABELS, ROWS, CLASSES);
}

void fault_folder_close(void) {
    run_command("rm -rf", top);
}

/* What the run before left. */
static void empty_out(void) {
    DIR *folder = opendir(out);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        unlinkat(dirfd(folder), entry->d_name, 0);
    }
    if (folder) {
        closedir(folder);
    }
}

int fault_descriptors(void) {
    int n = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (folder && readdir(folder)) {
        n++;
    }
    if (folder) {
        closedir(folder);
    }
    return n;
}

/* ---- The run --------------------------------------------------------------------------------- */

typedef struct training {
    tn_dataset *dataset;
    tn_loader *loader;
    tn_module *model;
    tn_optim *optim;
    tn_parallel *parallel;
    tn_run_log *log;
    uint64_t hash;
} training;

tn_error fault_seen;

static uint64_t add_to_hash(uint64_t hash, const void *data, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        hash = (hash ^ ((const unsigned char *)data)[i]) * 0x100000001b3u;
    }
    return hash;
}

static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    const training *t = context;
    tn_batch batch;
    if (tn_loader_shard(t->loader, (int64_t)shard->step, shard->index, shard->count, &batch) !=
            TN_OK ||
        batch.rows == 0) {
        return NULL;
    }
    tn_tensor *x = tn_reshape(batch.inputs, TN_SHAPE(batch.rows, PIXELS * PIXELS));
    tn_tensor *log_p = tn_log_softmax(tn_forward(t->model, x), 1);
    tn_tensor *picked = tn_gather(log_p, 1, tn_unsqueeze(batch.targets, 1));
    return tn_mul(tn_sum(picked), -1.0 / (double)batch.total_rows);
}

static void open_training(training *t) {
    tn_named_list parameters = {0};
    t->dataset = tn_dataset_idx(images, true);
    t->loader = t->dataset ? tn_loader_new(t->dataset, .batch = BATCH, .seed = 5) : NULL;
    tn_manual_seed(3);
    t->model = tn_nn_sequential(tn_nn_linear(PIXELS * PIXELS, HIDDEN), tn_nn_relu(),
                                tn_nn_linear(HIDDEN, CLASSES));
    if (t->model) {
        const tn_optim_options options = tn_adamw_defaults();
        parameters = tn_module_parameters(t->model);
        t->optim = tn_optim_new(parameters, &options);
    }
    t->parallel = tn_parallel_new(parameters, .shards = SHARDS, .threads = 1, .bucket_bytes = 100);
}

static void open_log(training *t) {
    char path[2 * PATH];
    snprintf(path, sizeof path, "%s/log.jsonl", out);
    t->log = tn_log_open(path, .config = TN_LOG({"steps", tn_value_int(FAULT_STEPS)}));
}

/* Rank 0 alone. */
static void write_down(training *t, int64_t step, double loss) {
    TN_SCOPE(s);
    const tn_metadata metadata[] = {{"kind", "faults"}};
    tn_checkpoint_save(out, step, tn_module_state_dict(t->model), ((tn_metadata_list){metadata, 1}),
                       .keep = 2, .best = step == 1);
    if (!t->log && tn_ok()) {
        open_log(t);
    }
    tn_log_write(t->log, "step",
                 TN_LOG({"step", tn_value_int(step)}, {"loss", tn_value_float(loss)}));
}

static bool train_step(training *t, int64_t step) {
    TN_SCOPE(s);
    double loss = 0;
    for (int attempt = 0; attempt < 2; attempt++) {
        tn_parallel_step(t->parallel, shard_loss, t, .seed = 1, .step = (uint64_t)step,
                         .loss = &loss);
        if (tn_ok() || attempt == 1) {
            break;
        }
        tn_error_take(&fault_seen);
    }
    if (tn_ok()) {
        tn_clip_grad_norm(tn_module_parameters(t->model), 1.0);
        if (tn_ok() && tn_optim_step(t->optim) != TN_OK) {
            tn_error_take(&fault_seen);
            tn_optim_step(t->optim);
        }
        t->hash = add_to_hash(t->hash, &loss, sizeof loss);
        if (tn_dist_rank() == 0) {
            write_down(t, step + 1, loss);
        }
    }
    return tn_dist_barrier() == TN_OK;
}

/* Back from the disk, as a run that goes on would do. */
static void read_back(training *t) {
    TN_SCOPE(s);
    tn_safetensors *file = tn_checkpoint_resume(out);
    const tn_named_list all = file ? tn_safetensors_all(file, TN_CPU) : (tn_named_list){0};
    if (file && tn_ok()) {
        tn_module_load_state_dict(t->model, all, true);
    }
    for (int64_t i = 0; i < all.count && tn_ok(); i++) {
        t->hash = add_to_hash(t->hash, tn_const_data(all.data[i].tensor),
                              (size_t)tn_numel(all.data[i].tensor) * sizeof(float));
    }
    tn_safetensors_close(file);
}

static void close_training(training *t) {
    tn_log_close(t->log);
    tn_parallel_delete(t->parallel);
    tn_optim_free(t->optim);
    tn_module_free(t->model);
    tn_loader_free(t->loader);
    tn_dataset_free(t->dataset);
}

uint64_t fault_train(void) {
    training t = {.hash = 0xcbf29ce484222325u};
    fault_seen = (tn_error){0};
    {
        TN_SCOPE(s);
        empty_out();
        open_training(&t);
        bool goes_on = tn_ok();
        for (int64_t step = 0; step < FAULT_STEPS && goes_on; step++) {
            goes_on = train_step(&t, step);
        }
        if (goes_on && tn_dist_rank() == 0) {
            read_back(&t);
        }
        if (goes_on) {
            tn_dist_broadcast_bytes(&t.hash, sizeof t.hash, 0);
        }
        close_training(&t);
    }
    return tn_error_take(&fault_seen) ? 0 : t.hash;
}
