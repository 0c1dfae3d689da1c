/* train_step.h: the models that `tenon train` has, and whole steps of their training. */
#ifndef TEST_TRAIN_STEP_H
#define TEST_TRAIN_STEP_H

#include <tenon/tenon.h>

typedef struct train_step {
    tn_device device;
    const char *model; /* "mlp", "cnn" or "gpt" */
    int64_t batch;
    int steps;
    bool in_shards; /* by tn_parallel_step, on so many threads (0: 1) */
    int threads;
} train_step;

/* Makes the model, a batch of random numbers and an optimiser, and takes the steps. The context is
 * a train_step. */
void run_train_step(void *context);

/* NULL when a dry run tells what the steps then take: live bytes to the byte, and what is reserved
 * within 1%; else what differs, static. */
const char *prediction_fails(const train_step *step);

#endif
