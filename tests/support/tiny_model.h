/* tiny_model.h: a network of a few numbers, trained by tn_parallel: the same in the tests with
 * threads as ranks and in those under mpirun. */
#ifndef TEST_TINY_MODEL_H
#define TEST_TINY_MODEL_H

#include "dist/bucket.h"

enum { TINY_PARAMETERS = 5 };

typedef struct tiny_options {
    int shards, threads, micro_steps;
    int64_t bucket_bytes;
    int64_t samples;     /* 0: 37, which no number of shards divides */
    bool has_buffers;    /* running statistics, changed in place by each shard */
    bool is_partly_used; /* some shards leave a parameter out */
    int failing_shard;   /* 1-based: raises an error in step failing_step */
    uint64_t failing_step;
} tiny_options;

typedef struct tiny_model {
    tiny_options options;
    tn_tensor *parameters[TINY_PARAMETERS];
    tn_tensor *running, *batches; /* f32 [5]; i64 0-d */
    tn_parallel *parallel;
    double loss, values[2]; /* values: samples, sum of targets */
    uint64_t hash;          /* of losses so far */
} tiny_model;

/* Makes the model and its plan for `group`; false with an error. */
bool tiny_open(tiny_model *model, tni_group *group, const tiny_options *options);
void tiny_close(tiny_model *model);
/* One step and an update of the parameters. */
tn_status tiny_step(tiny_model *model, uint64_t step);
/* The control: the same step as naive code makes it. Each rank sums its shards' gradients from
 * left to right, and an all-reduce sums what the ranks hold. */
tn_status tiny_step_plainly(tiny_model *model, tni_group *group, uint64_t step);
/* Over parameters, buffers and all losses so far. */
uint64_t tiny_hash(const tiny_model *model);
/* Opens, makes `steps` steps, closes; the hash, 0 with an error. */
uint64_t tiny_train(tni_group *group, const tiny_options *options, int steps);
uint64_t tiny_train_plainly(tni_group *group, const tiny_options *options, int steps);

#endif
