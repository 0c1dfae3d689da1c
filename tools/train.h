/* train.h: what the files of tenon train share. */
#ifndef TENON_TRAIN_H
#define TENON_TRAIN_H

#include "command.h"

typedef struct train_options_t {
    const char *model, *data, *optimizer, *schedule, *device, *out, *resume, *progress;
    double lr, weight_decay, momentum, clip, time_limit;
    int64_t batch, shards, epochs, steps, seed, warmup, save_every, keep, log_every, threads;
    int64_t bucket_bytes, length;
    bool dry_run;
} train_options_t;

train_options_t train_options_defaults(void);
/* False, with a line on stderr, when a value makes no sense. */
bool train_options_check(const train_options_t *o);

/* The data of a run, and what the model must take and give. */
typedef struct train_data {
    tn_dataset *train, *test;
    tn_loader *train_loader, *test_loader;
    int64_t classes;
    bool text;
} train_data;

bool train_data_open(const train_options_t *o, train_data *out); /* false with an error */
void train_data_close(train_data *data);

/* One point of the curves. */
typedef struct train_point {
    int64_t step;
    double loss, accuracy; /* accuracy of the test set; NaN between evaluations */
} train_point;

typedef struct train_curve {
    train_point *points;
    int64_t n, capacity;
} train_curve;

bool train_curve_add(train_curve *curve, train_point point);
/* Takes up the points of an earlier part of the run from its log; gives the seconds it took. */
double train_curve_read(train_curve *curve, const char *log_path, int64_t last_step);
/* Writes loss and accuracy over steps as a self-contained picture. False when it cannot. */
bool train_plot(const train_curve *curve, const char *path);

/* What rank 0 shows. */
typedef struct train_progress {
    bool quiet, bar;
    int columns;
    int64_t steps;
    double started, drawn; /* drawn: when the bar was, last */
} train_progress;

/* wanted: "auto", "bar" or "lines". */
train_progress train_progress_start(const char *wanted, int64_t steps, bool quiet);
/* Whether the bar should be drawn again: not at each of a thousand steps a second. */
bool train_progress_is_due(train_progress *p, int64_t step);
void train_progress_step(const train_progress *p, int64_t step, double loss, double accuracy,
                         double images_per_s, double eta_s);
void train_progress_line(const train_progress *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
double train_now(void); /* seconds, monotonic */

/* train_state.c: checkpoints of model and optimiser. */
typedef struct train_state {
    const train_options_t *options;
    tn_module *model;
    tn_optim *optim;
    int64_t rows; /* of the training data */
} train_state;

tn_status train_save(const train_state *state, int64_t step, bool best);
/* Loads the checkpoint that --resume names; *step gets its step, 0 when there is none. */
tn_status train_resume(const train_state *state, int64_t *step);

#endif
