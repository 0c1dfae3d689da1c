/* train_state.c: checkpoints: weights, optimiser state under "optim.NAME.FIELD", step, seed, and
 * what decides which samples a step sees: virtual shards, batch and rows of data. Nothing in them
 * depends on the ranks, the machine's name or the time. */
#include "train.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 320, NUMBER_BYTES = 24 };

static void print_number(char text[NUMBER_BYTES], int64_t number) {
    snprintf(text, NUMBER_BYTES, "%lld", (long long)number);
}

/* Copies of names with a prefix; freed with the list. */
static tn_named_list with_optim(const train_state *s, tn_named **storage, char **names) {
    const tn_named_list model = tn_module_state_dict(s->model), optim = tn_optim_state(s->optim);
    const int64_t n = model.count + optim.count;
    *storage = calloc((size_t)n + 1, sizeof **storage);
    *names = calloc((size_t)optim.count + 1, NAME_BYTES);
    if (!*storage || !*names) {
        tn_raise(TN_HERE, TN_ERR_MEMORY, "no memory for the list of %lld tensors", (long long)n);
        return (tn_named_list){0};
    }
    for (int64_t i = 0; i < model.count; i++) {
        (*storage)[i] = model.data[i];
    }
    for (int64_t i = 0; i < optim.count; i++) {
        char *name = *names + i * NAME_BYTES;
        snprintf(name, NAME_BYTES, "optim.%s", optim.data[i].name);
        (*storage)[model.count + i] = (tn_named){name, optim.data[i].tensor};
    }
    return (tn_named_list){*storage, n};
}

tn_status train_save(const train_state *s, int64_t step, bool best) {
    TN_SCOPE(scope);
    tn_named *storage = NULL;
    char *names = NULL, seed[NUMBER_BYTES], shards[NUMBER_BYTES], optim_steps[NUMBER_BYTES];
    char batch[NUMBER_BYTES], rows[NUMBER_BYTES];
    const tn_named_list tensors = with_optim(s, &storage, &names);
    print_number(seed, s->options->seed);
    print_number(shards, s->options->shards);
    print_number(batch, s->options->batch);
    print_number(rows, s->rows);
    print_number(optim_steps, tn_optim_steps(s->optim));
    const tn_metadata metadata[] = {{"seed", seed},
                                    {"V", shards},
                                    {"batch", batch},
                                    {"rows", rows},
                                    {"model", s->options->model},
                                    {"optimizer", s->options->optimizer},
                                    {"optimizer_steps", optim_steps}};
    tn_checkpoint_save(s->options->out, step, tensors,
                       ((tn_metadata_list){metadata, sizeof metadata / sizeof metadata[0]}),
                       .keep = (int)s->options->keep, .best = best);
    free(storage);
    free(names);
    return tn_ok() ? TN_OK : tn_error_pending()->code;
}

/* What was saved must fit what was asked for: with another seed, batch or number of rows of data it
 * would not be the same run. */
static void check_metadata(const train_state *s, const tn_safetensors *file, const char *key,
                           const char *wanted) {
    const char *found = tn_safetensors_metadata(file, key);
    if (!found || strcmp(found, wanted) != 0) {
        tn_raise(TN_HERE, TN_ERR_ARGUMENT,
                 "the checkpoint was made with %s %s, this run has %s; "
                 "give the same or another --out than %s",
                 key, found ? found : "(none)", wanted, s->options->out);
    }
}

static void check_number(const train_state *s, const tn_safetensors *file, const char *key,
                         int64_t wanted) {
    char text[NUMBER_BYTES];
    print_number(text, wanted);
    check_metadata(s, file, key, text);
}

static void split(tn_named_list all, tn_named *model, int64_t *n_model, tn_named *optim,
                  int64_t *n_optim) {
    for (int64_t i = 0; i < all.count; i++) {
        if (strncmp(all.data[i].name, "optim.", 6) == 0) {
            optim[(*n_optim)++] = (tn_named){all.data[i].name + 6, all.data[i].tensor};
        } else {
            model[(*n_model)++] = all.data[i];
        }
    }
}

static void load(const train_state *s, tn_safetensors *file) {
    const tn_named_list all = tn_safetensors_all(file, TN_CPU);
    tn_named *lists = calloc(2 * (size_t)all.count + 1, sizeof *lists);
    const char *steps = tn_safetensors_metadata(file, "optimizer_steps");
    int64_t n_model = 0, n_optim = 0;
    if (!lists || !steps) {
        free(lists);
        tn_raise(TN_HERE, TN_ERR_FORMAT, "the checkpoint lacks optimizer_steps");
        return;
    }
    split(all, lists, &n_model, lists + all.count, &n_optim);
    tn_module_load_state_dict(s->model, (tn_named_list){lists, n_model}, true);
    tn_optim_load_state(s->optim, (tn_named_list){lists + all.count, n_optim},
                        strtoll(steps, NULL, 10));
    free(lists);
}

tn_status train_resume(const train_state *s, int64_t *step) {
    TN_SCOPE(scope);
    const char *from = s->options->resume;
    *step = 0;
    tn_safetensors *file = strcmp(from, "auto") == 0 ? tn_checkpoint_resume(s->options->out)
                                                     : tn_checkpoint_open(from);
    if (!file) {
        return tn_ok() ? TN_OK : tn_error_pending()->code;
    }
    check_number(s, file, "V", s->options->shards);
    check_number(s, file, "seed", s->options->seed);
    check_number(s, file, "batch", s->options->batch);
    check_number(s, file, "rows", s->rows);
    check_metadata(s, file, "model", s->options->model);
    check_metadata(s, file, "optimizer", s->options->optimizer);
    if (tn_ok()) {
        load(s, file);
        *step = tn_checkpoint_step(file);
    }
    tn_safetensors_close(file);
    return tn_ok() ? TN_OK : tn_error_pending()->code;
}
