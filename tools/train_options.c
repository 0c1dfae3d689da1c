/* train_options.c: the options of tenon train: their table, their defaults, and what values are
 * refused. */
#include "train.h"

#include <math.h>

#define AT(member) offsetof(train_options_t, member)
const command_option train_options[] = {
    {"model", "NAME", "mlp, cnn or gpt (default cnn)", "mlp|cnn|gpt", OPTION_TEXT, AT(model)},
    {"data", "WHAT", "fashion-mnist, idx:DIR or text:FILE (default fashion-mnist)", NULL,
     OPTION_TEXT, AT(data)},
    {"optimizer", "NAME", "sgd, adam, adamw or rmsprop (default adamw)", "sgd|adam|adamw|rmsprop",
     OPTION_TEXT, AT(optimizer)},
    {"lr", "X", "peak learning rate (default 0.002)", NULL, OPTION_REAL, AT(lr)},
    {"schedule", "NAME", "cosine or constant (default cosine)", "cosine|constant", OPTION_TEXT,
     AT(schedule)},
    {"warmup", "STEPS", "steps of linear warm-up (default 100)", NULL, OPTION_INT, AT(warmup)},
    {"weight-decay", "X", "weight decay (default 0.01)", NULL, OPTION_REAL, AT(weight_decay)},
    {"momentum", "X", "momentum of sgd and rmsprop (default 0.9)", NULL, OPTION_REAL, AT(momentum)},
    {"clip", "X", "largest norm of all gradients (default 0: no clipping)", NULL, OPTION_REAL,
     AT(clip)},
    {"batch", "N", "samples of a global batch, over all ranks (default 128)", NULL, OPTION_INT,
     AT(batch)},
    {"shards", "V", "virtual shards of a batch (default 8)", NULL, OPTION_INT, AT(shards)},
    {"epochs", "N", "passes over the training data (default 5)", NULL, OPTION_INT, AT(epochs)},
    {"steps", "N", "steps to train, instead of --epochs", NULL, OPTION_INT, AT(steps)},
    {"length", "N", "bytes of a sequence, for text (default 128)", NULL, OPTION_INT, AT(length)},
    {"seed", "N", "seed of weights, order and dropout (default 1)", NULL, OPTION_INT, AT(seed)},
    {"device", "NAME", "cpu or cuda:N (default: cuda:0 if there is one)", NULL, OPTION_TEXT,
     AT(device)},
    {"threads", "N", "threads of this rank (default: the cores it may use)", NULL, OPTION_INT,
     AT(threads)},
    {"bucket-bytes", "N", "gradients that are reduced together (default 1048576)", NULL, OPTION_INT,
     AT(bucket_bytes)},
    {"out", "DIR", "where checkpoints, log.jsonl and loss.svg go (default train-out)", NULL,
     OPTION_TEXT, AT(out)},
    {"save-every", "STEPS", "steps between checkpoints, besides new bests (default: one epoch)",
     NULL, OPTION_INT, AT(save_every)},
    {"keep", "N", "checkpoints to keep besides the best; 0: all (default 3)", NULL, OPTION_INT,
     AT(keep)},
    {"resume", "WHAT", "auto (the newest in --out) or a checkpoint file", NULL, OPTION_TEXT,
     AT(resume)},
    {"time-limit", "SECONDS", "save and end after so long (default: none)", NULL, OPTION_REAL,
     AT(time_limit)},
    {"log-every", "STEPS", "steps between lines of output (default 50)", NULL, OPTION_INT,
     AT(log_every)},
    {"progress", "HOW",
     "bar, lines or auto: a bar for one process on a terminal, else lines (default auto)",
     "auto|bar|lines", OPTION_TEXT, AT(progress)},
    {"dry-run", NULL, "print parameters, buckets and bytes, and train nothing", NULL, OPTION_FLAG,
     AT(dry_run)},
    {0}};

train_options_t train_options_defaults(void) {
    return (train_options_t){.model = "cnn",
                             .data = "fashion-mnist",
                             .optimizer = "adamw",
                             .schedule = "cosine",
                             .out = "train-out",
                             .progress = "auto",
                             .lr = 0.002,
                             .weight_decay = 0.01,
                             .momentum = 0.9,
                             .batch = 128,
                             .shards = 8,
                             .epochs = 5,
                             .seed = 1,
                             .warmup = 100,
                             .keep = 3,
                             .log_every = 50,
                             .length = 128};
}

bool train_options_check(const train_options_t *o) {
    const struct {
        const char *name;
        int64_t value, least;
    } counts[] = {{"batch", o->batch, 1},
                  {"shards", o->shards, 1},
                  {"epochs", o->epochs, 1},
                  {"steps", o->steps, 0},
                  {"warmup", o->warmup, 0},
                  {"keep", o->keep, 0},
                  {"log-every", o->log_every, 1},
                  {"length", o->length, 1},
                  {"threads", o->threads, 0},
                  {"save-every", o->save_every, 0},
                  {"bucket-bytes", o->bucket_bytes, 0}};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (counts[i].value < counts[i].least || counts[i].value > INT32_MAX) {
            fprintf(stderr, "tenon train: --%s must be at least %lld and below 2^31, got %lld\n",
                    counts[i].name, (long long)counts[i].least, (long long)counts[i].value);
            return false;
        }
    }
    if (o->seed < 0) {
        fprintf(stderr, "tenon train: --seed must not be negative, got %lld\n", (long long)o->seed);
        return false;
    }
    tn_device device;
    if (o->device && (!tn_device_parse(o->device, &device) || device.type == TN_DEVICE_META)) {
        fprintf(stderr, "tenon train: --device must be cpu, cuda or cuda:N, got '%s'\n", o->device);
        return false;
    }
    if (!(o->lr > 0 && isfinite(o->lr))) {
        fprintf(stderr, "tenon train: --lr must be positive and finite, got %g\n", o->lr);
        return false;
    }
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"weight-decay", o->weight_decay},
                   {"momentum", o->momentum},
                   {"clip", o->clip},
                   {"time-limit", o->time_limit}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (!(numbers[i].value >= 0 && isfinite(numbers[i].value))) {
            fprintf(stderr, "tenon train: --%s must be finite and not negative, got %g\n",
                    numbers[i].name, numbers[i].value);
            return false;
        }
    }
    return true;
}
