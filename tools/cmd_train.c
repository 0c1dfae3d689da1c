/* cmd_train.c: tenon train: the run from its first step to its last line. All ranks
 * run the same steps; rank 0 alone prints and writes. */
#include "models.h"
#include "train.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* ---- A run ----------------------------------------------------------------------------------- */

/* What is known of a step when it was given. Its loss and norm are asked for when the next one was
 * given, too: so no step waits for the host. */
typedef struct log_line {
    bool is_due;
    int64_t step; /* done with it */
    double lr, rate;
    tn_fetch *norm;
} log_line;

typedef struct run {
    train_options_t options;
    train_data data;
    tn_module *model;
    tn_parallel *parallel;
    tn_optim *optim;
    tn_schedule schedule;
    tn_run_log *log;
    train_curve curve;
    train_progress progress;
    int64_t step, steps; /* done; to do in all */
    int64_t steps_here;  /* done by this process */
    double best, accuracy;
    int64_t samples; /* trained on by this process's run */
    double train_seconds;
    double seconds_before; /* of the run until it was resumed */
    bool stopped;          /* by a signal or the time limit */
    log_line line;         /* of the latest step */
} run;

static volatile sig_atomic_t asked_to_stop;

static void on_signal(int signal) {
    (void)signal;
    asked_to_stop = 1;
}

/* ---- The loss of a shard --------------------------------------------------------------------- */

typedef struct shard_data {
    tn_loader *loader;
    tn_module *model;
    bool text;
} shard_data;

/* Sum of -log p(target) over the samples of the step. values[0]: how many were right; values[1]:
 * how many there were. */
static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    const shard_data *d = context;
    tn_batch batch;
    if (tn_loader_shard(d->loader, (int64_t)shard->step, shard->index, shard->count, &batch) !=
            TN_OK ||
        batch.rows == 0) {
        return NULL;
    }
    tn_tensor *logits = tn_forward(d->model, batch.inputs), *targets = batch.targets;
    const int64_t each = tn_numel(targets) / batch.rows;
    if (d->text) {
        logits = tn_reshape(logits, TN_SHAPE(-1, 256));
        targets = tn_reshape(targets, TN_SHAPE(-1));
    }
    tn_tensor *log_p = tn_log_softmax(logits, 1);
    tn_tensor *picked = tn_gather(log_p, 1, tn_unsqueeze(targets, 1));
    {
        TN_NO_GRAD(quiet);
        tn_shard_add(shard, 0, tn_sum(tn_eq(tn_argmax(logits, .dim = TN_NUM(1)), targets)));
        shard->values[1] += (double)tn_numel(targets);
    }
    return tn_mul(tn_sum(picked), -1.0 / (double)(batch.total_rows * each));
}

/* ---- Building -------------------------------------------------------------------------------- */

static tn_optim_options optim_options(const train_options_t *o) {
    tn_optim_options options = strcmp(o->optimizer, "sgd") == 0     ? tn_sgd_defaults()
                               : strcmp(o->optimizer, "adam") == 0  ? tn_adam_defaults()
                               : strcmp(o->optimizer, "adamw") == 0 ? tn_adamw_defaults()
                                                                    : tn_rmsprop_defaults();
    options.lr = o->lr;
    options.weight_decay = o->weight_decay;
    if (options.kind == TN_SGD || options.kind == TN_RMSPROP) {
        options.momentum = o->momentum;
    }
    return options;
}

/* A machine without the device is found here, and all ranks end together. */
static bool check_device(void) {
    const tn_device device = tn_default_device();
    if (tn_device_count(device.type) <= device.index) {
        const char *why = tn_device_why_absent(device.type);
        tn_raise(TN_HERE, TN_ERR_DEVICE, "device %s is not there: %s; tenon info lists devices",
                 tn_device_name(device), *why ? why : "there are fewer");
    }
    return tn_ok();
}

/* A rank that fails goes on to tn_parallel_new(), which tells the others. The names in these lists
 * belong to the scope of the whole run. */
static bool build(run *r) {
    const train_options_t *o = &r->options;
    if (o->threads > 0) {
        tn_set_num_threads((int)o->threads);
    }
    if (tn_dist_init() != TN_OK) {
        return false;
    }
    if (check_device() && train_data_open(o, &r->data)) {
        tn_manual_seed((uint64_t)o->seed);
        r->model = model_new(o->model, tn_dataset_input_size(r->data.train), r->data.classes,
                             (tn_device){0});
    }
    const int64_t per_epoch = tn_loader_steps_per_epoch(r->data.train_loader);
    r->steps = o->steps ? o->steps : o->epochs * per_epoch;
    r->options.save_every = o->save_every ? o->save_every : per_epoch;
    tn_named_list parameters = {0}, buffers = {0};
    if (r->model) {
        parameters = tn_module_parameters(r->model);
        buffers = tn_module_buffers(r->model);
        const tn_optim_options options = optim_options(o);
        r->optim = tn_optim_new(parameters, &options);
    }
    r->schedule = (tn_schedule){.kind = strcmp(o->schedule, "cosine") == 0 ? TN_SCHEDULE_COSINE
                                                                           : TN_SCHEDULE_CONSTANT,
                                .lr = o->lr,
                                .warmup = o->warmup,
                                .steps = r->steps};
    r->parallel = tn_parallel_new(parameters, .buffers = buffers, .buffers_in_modules = true,
                                  .shards = (int)o->shards, .bucket_bytes = o->bucket_bytes);
    return tn_ok();
}

static tn_run_log *open_log(const run *r, bool resume) {
    const train_options_t *o = &r->options;
    char path[4096];
    snprintf(path, sizeof path, "%s/log.jsonl", o->out);
    return tn_log_open(
        path,
        .config = TN_LOG(
            {"model", tn_value_string(o->model)}, {"data", tn_value_string(o->data)},
            {"optimizer", tn_value_string(o->optimizer)},
            {"schedule", tn_value_string(o->schedule)}, {"lr", tn_value_float(o->lr)},
            {"warmup", tn_value_int(o->warmup)}, {"weight_decay", tn_value_float(o->weight_decay)},
            {"momentum", tn_value_float(o->momentum)}, {"clip", tn_value_float(o->clip)},
            {"batch", tn_value_int(o->batch)}, {"shards", tn_value_int(o->shards)},
            {"steps", tn_value_int(r->steps)}, {"length", tn_value_int(o->length)},
            {"seed", tn_value_int(o->seed)}, {"rows", tn_value_int(tn_dataset_rows(r->data.train))},
            {"device", tn_value_string(tn_device_name(tn_default_device()))},
            {"threads", tn_value_int(tn_num_threads())},
            {"bucket_bytes", tn_value_int(o->bucket_bytes)},
            {"ranks", tn_value_int(tn_dist_size())}),
        .resume = resume, .step = r->step);
}

/* A log that cannot be read must not end a run whose checkpoint is whole: it is set aside. */
static tn_run_log *continue_log(const run *r) {
    tn_run_log *log = open_log(r, true);
    tn_error e;
    if (log || tn_error_pending()->code != TN_ERR_FORMAT) {
        return log;
    }
    char path[4096], aside[4096 + 8];
    snprintf(path, sizeof path, "%s/log.jsonl", r->options.out);
    snprintf(aside, sizeof aside, "%s.old", path);
    tn_error_take(&e);
    fprintf(stderr, "tenon train: %s; it becomes log.jsonl.old and a new log begins\n", e.message);
    if (rename(path, aside) != 0) {
        tn_raise(TN_HERE, TN_ERR_IO, "cannot rename %s to %s", path, aside);
        return NULL;
    }
    return open_log(r, true);
}

static void read_curve(run *r) {
    char path[4096];
    snprintf(path, sizeof path, "%s/log.jsonl", r->options.out);
    r->seconds_before = train_curve_read(&r->curve, path, r->step);
    for (int64_t i = 0; i < r->curve.n; i++) {
        r->best = r->curve.points[i].accuracy > r->best ? r->curve.points[i].accuracy : r->best;
    }
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static bool evaluate(run *r) {
    shard_data data = {r->data.test_loader, r->model, r->data.text};
    double right = 0, total = 0;
    tn_module_train(r->model, false);
    const int64_t steps = tn_loader_steps_per_epoch(r->data.test_loader);
    for (int64_t i = 0; i < steps && tn_ok(); i++) {
        double values[2];
        tn_parallel_evaluate(r->parallel, shard_loss, &data, .seed = (uint64_t)r->options.seed,
                             .step = (uint64_t)i, .n_values = 2, .values = values);
        right += values[0];
        total += values[1];
    }
    tn_module_train(r->model, true);
    r->accuracy = total > 0 ? right / total : NAN;
    return tn_ok();
}

static bool is_first_rank(void) {
    return tn_dist_rank() == 0;
}

/* Rank 0 writes; the others learn of its failure in the next collective. */
static void save(run *r, bool best) {
    const train_state state = {&r->options, r->model, r->optim, tn_dataset_rows(r->data.train)};
    if (is_first_rank()) {
        train_save(&state, r->step, best);
    }
}

static void write_evaluation(run *r) {
    if (is_first_rank()) {
        train_curve_add(&r->curve, (train_point){r->step, NAN, r->accuracy});
        tn_log_write(r->log, "eval",
                     TN_LOG({"step", tn_value_int(r->step)},
                            {"test_accuracy", tn_value_float(r->accuracy)}));
        train_progress_line(&r->progress, "step %lld  test accuracy %.4f", (long long)r->step,
                            r->accuracy);
    }
}

/* Asks for what is still to come of the line; all ranks do so together, so that none runs ahead of
 * the others' devices, and rank 0 writes it. */
static bool write_line(run *r) {
    const log_line line = r->line;
    double loss, values[2], norm;
    r->line = (log_line){0};
    if (!line.is_due ||
        tn_parallel_read(r->parallel, (uint64_t)line.step - 1, &loss, values, 2) != TN_OK) {
        tn_fetch_end(line.norm, NULL, 0);
        return tn_ok();
    }
    if (tn_fetch_end(line.norm, &norm, sizeof norm) != TN_OK || !is_first_rank()) {
        return tn_ok();
    }
    train_curve_add(&r->curve, (train_point){line.step, loss, NAN});
    tn_log_write(
        r->log, "step",
        TN_LOG({"step", tn_value_int(line.step)}, {"loss", tn_value_float(loss)},
               {"lr", tn_value_float(line.lr)}, {"grad_norm", tn_value_float(norm)},
               {"images_per_s", tn_value_float(line.rate)},
               {"time_s", tn_value_float(r->seconds_before + train_now() - r->progress.started)}));
    const bool due = r->progress.bar ? train_progress_is_due(&r->progress, line.step)
                                     : line.step % r->options.log_every == 0;
    if (due) {
        train_progress_step(&r->progress, line.step, loss, values[0] / values[1], line.rate,
                            (double)((r->steps - line.step) * r->options.batch) / line.rate);
    }
    return tn_ok();
}

/* After an epoch, and at the end: the test set, and a checkpoint that may be the best. */
static bool checkpoint(run *r, bool last) {
    const int64_t per_epoch = tn_loader_steps_per_epoch(r->data.train_loader);
    const bool ends_epoch = r->step % per_epoch == 0 || last;
    bool best = false;
    if (!write_line(r)) { /* a checkpoint's steps are all in the log */
        return false;
    }
    if (ends_epoch) {
        if (!evaluate(r)) {
            return false;
        }
        best = r->accuracy > r->best;
        r->best = best ? r->accuracy : r->best;
        write_evaluation(r);
    }
    if (last || best || r->step % r->options.save_every == 0) {
        save(r, best);
    }
    return tn_ok();
}

/* What a step takes: by the second one the optimiser has its state. */
static void write_memory(run *r) {
    tn_memory_figures stats;
    if (tn_memory_stats(tn_default_device(), &stats) == TN_OK) {
        tn_log_write(
            r->log, "memory",
            TN_LOG({"step", tn_value_int(r->step)},
                   {"live_bytes_peak", tn_value_int((int64_t)stats.live_bytes_peak)},
                   {"reserved_bytes_peak", tn_value_int((int64_t)stats.reserved_bytes_peak)}));
    }
}

static bool train_step(run *r) {
    TN_SCOPE(scope);
    shard_data data = {r->data.train_loader, r->model, r->data.text};
    const double begin = train_now(), lr = tn_schedule_lr(&r->schedule, r->step);
    const int64_t rows = tn_loader_batch_rows(r->data.train_loader, r->step);
    if (tn_parallel_step(r->parallel, shard_loss, &data, .seed = (uint64_t)r->options.seed,
                         .step = (uint64_t)r->step, .read_later = true) != TN_OK) {
        return false;
    }
    tn_tensor *norm = tn_clip_grad_norm_tensor(tn_module_parameters(r->model), r->options.clip);
    tn_optim_set_lr(r->optim, lr);
    if (tn_optim_step(r->optim) != TN_OK) {
        return false;
    }
    tn_fetch *fetch = tn_fetch_begin(norm);
    r->step++;
    r->samples += rows;
    if (is_first_rank() && ++r->steps_here == 2) {
        write_memory(r);
    }
    const bool written = write_line(r);
    r->train_seconds += train_now() - begin;
    r->line = (log_line){.is_due = true,
                         .step = r->step,
                         .lr = lr,
                         .rate = (double)r->samples / r->train_seconds,
                         .norm = fetch};
    return written;
}

/* All ranks agree to stop when one was asked to. */
static bool agree_to_stop(run *r) {
    const double limit = r->options.time_limit;
    bool stop = asked_to_stop || (limit > 0 && train_now() - r->progress.started > limit);
    tn_dist_any(&stop);
    r->stopped = stop;
    return stop;
}

static bool train(run *r) {
    tn_memory_reset_peaks(tn_default_device());
    while (r->step < r->steps && !agree_to_stop(r)) {
        if (!train_step(r)) {
            return false;
        }
        const int64_t per_epoch = tn_loader_steps_per_epoch(r->data.train_loader);
        const bool last = r->step == r->steps;
        const bool due = r->step % r->options.save_every == 0 || r->step % per_epoch == 0;
        if ((due || last) && !checkpoint(r, last)) {
            return false;
        }
    }
    if (r->stopped && write_line(r)) {
        save(r, false);
    }
    tn_dist_barrier(); /* the checkpoint is on disk when any rank ends */
    return tn_ok();
}

/* ---- The whole command ----------------------------------------------------------------------- */

/* The error stays pending: leaving the job tells it to ranks that do not know of it yet. */
static int fail(void) {
    const tn_error *e = tn_error_pending();
    fprintf(stderr, "tenon train: rank %d: %s\n", tn_dist_rank(), e ? e->message : "unknown error");
    return 1;
}

/* The model is on the meta device, the data set on the host as ever. */
static bool print_memory(run *r, const tn_parallel_cost *cost) {
    tn_memory_figures model, data;
    shard_data shard = {r->data.train_loader, r->model, r->data.text};
    tn_optim_state(r->optim); /* the first step would make it */
    const long long each = tn_parallel_shard_bytes(r->parallel, shard_loss, &shard);
    if (each < 0 || tn_memory_stats(TN_META, &model) != TN_OK ||
        tn_memory_stats(TN_CPU, &data) != TN_OK) {
        return false;
    }
    const long long kept = (long long)model.live_bytes, held = (long long)data.live_bytes;
    const long long gradients = cost->working_bytes, activations = each * cost->threads;
    printf("bytes of data %lld\n", held);
    printf("bytes of parameters, buffers and optimizer state %lld\n", kept);
    printf("bytes of gradients and partial sums %lld\n", gradients);
    printf("bytes of activations %lld (shards at once %d, each %lld)\n", activations, cost->threads,
           each);
    printf("peak bytes a step and rank %lld\n", held + kept + gradients + activations);
    return true;
}

static int dry_run(run *r) {
    if (!is_first_rank()) {
        return 0;
    }
    TN_SCOPE(scope);
    const tn_parallel_cost cost = tn_parallel_cost_of(r->parallel);
    const tn_named_list parameters = tn_module_parameters(r->model);
    for (int64_t i = 0; i < parameters.count; i++) {
        const tn_ints size = tn_sizes(parameters.data[i].tensor);
        printf("%-32s [", parameters.data[i].name);
        for (int64_t d = 0; d < size.count; d++) {
            printf(d ? ", %lld" : "%lld", (long long)size.data[d]);
        }
        printf("]\n");
    }
    printf("parameters %lld in %lld tensors\n", (long long)cost.elements,
           (long long)cost.parameters);
    tn_bucket_info bucket;
    for (int i = 0; tn_parallel_bucket(r->parallel, i, &bucket); i++) {
        printf("bucket %d  %lld bytes  %lld tensors  %s … %s\n", i, (long long)bucket.bytes,
               (long long)bucket.parameters, bucket.first, bucket.last);
    }
    printf("bytes on the wire a step and rank %lld\n", (long long)cost.wire_bytes);
    return print_memory(r, &cost) ? 0 : fail();
}

/* Ranks that see different folders would go on from different steps. */
static void check_same_step(const run *r) {
    int64_t first = r->step;
    if (tn_dist_broadcast_bytes(&first, sizeof first, 0) == TN_OK && first != r->step) {
        tn_raise(TN_HERE, TN_ERR_ARGUMENT,
                 "--resume %s finds step %lld here and step %lld on rank 0; "
                 "give all ranks the same files",
                 r->options.resume ? r->options.resume : "", (long long)r->step, (long long)first);
    }
}

/* Whether the run goes on where it was: a checkpoint of another folder brings no log with it. */
static bool continues_here(const run *r) {
    const char *from = r->options.resume, *slash = from ? strrchr(from, '/') : NULL;
    if (r->step == 0 || strcmp(from, "auto") == 0) {
        return r->step > 0;
    }
    char folder[4096], *there = NULL, *here = realpath(r->options.out, NULL);
    if ((size_t)snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - from) : 1,
                         slash ? from : ".") < sizeof folder) {
        there = realpath(slash == from ? "/" : folder, NULL);
    }
    const bool same = here && there && strcmp(here, there) == 0;
    free(here);
    free(there);
    return same;
}

/* Rank 0 alone: the state to return to, the log and the earlier part of the curve. */
static void open_outputs(run *r) {
    const bool here = continues_here(r);
    if (r->step == 0 || strcmp(r->options.resume, "auto") != 0) {
        save(r, false); /* makes the folder, too */
    }
    if (here && tn_ok()) {
        read_curve(r);
    }
    if (r->step > 0) {
        train_progress_line(&r->progress, "resumed at step %lld", (long long)r->step);
    }
    r->log = !tn_ok() ? NULL : here ? continue_log(r) : open_log(r, false);
}

/* A failure is carried into a collective, where all ranks fail. */
static bool prepare(run *r) {
    const train_state state = {&r->options, r->model, r->optim, tn_dataset_rows(r->data.train)};
    if (r->options.resume) {
        train_resume(&state, &r->step);
    }
    check_same_step(r);
    r->progress = train_progress_start(r->options.progress, r->steps, !is_first_rank());
    if (is_first_rank() && tn_ok()) {
        open_outputs(r);
    }
    return tn_dist_barrier() == TN_OK;
}

static int finish(run *r) {
    if (!is_first_rank()) {
        return 0;
    }
    char path[4096];
    snprintf(path, sizeof path, "%s/loss.svg", r->options.out);
    if (!train_plot(&r->curve, path)) {
        fprintf(stderr, "tenon train: cannot write %s\n", path);
        return 1;
    }
    if (r->stopped) {
        train_progress_line(&r->progress, "stopped at step %lld; go on with --resume auto",
                            (long long)r->step);
        return 0;
    }
    train_progress_line(&r->progress, "test accuracy %.4f  images/s %.0f  ranks %d", r->accuracy,
                        r->train_seconds > 0 ? (double)r->samples / r->train_seconds : 0,
                        tn_dist_size());
    return 0;
}

static int run_training(run *r) {
    if (!build(r)) {
        return fail();
    }
    if (r->options.dry_run) {
        return dry_run(r);
    }
    const bool ready = prepare(r);
    if (ready && r->step >= r->steps) {
        evaluate(r);
    }
    return ready && train(r) ? finish(r) : fail();
}

int cmd_train(const command *self, int argc, char **argv) {
    run r = {.options = train_options_defaults(), .best = -1, .accuracy = NAN};
    const int next = command_parse(self, argc, argv, &r.options);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next != argc) {
        fprintf(stderr, "tenon train: '%s' is no option; see tenon train --help\n", argv[next]);
        return 2;
    }
    if (!train_options_check(&r.options)) {
        return 2;
    }
    const char *device = r.options.dry_run ? "meta" : r.options.device;
    if (device) {
        setenv("TENON_DEVICE", device, 1); /* the default of all that the run makes */
    }
    signal(SIGUSR1, on_signal); /* before MPI starts: launchers may pass signals on at any time */
    signal(SIGTERM, on_signal);
    int status;
    {
        TN_SCOPE(scope);
        status = run_training(&r);
        tn_fetch_end(r.line.norm, NULL, 0);
        tn_parallel_delete(r.parallel);
        tn_optim_free(r.optim);
        tn_module_free(r.model);
        train_data_close(&r.data);
    }
    tn_log_close(r.log);
    free(r.curve.points);
    tn_dist_finalize();
    return status == 0 && !tn_ok() ? fail() : status;
}
