/* tiny_training.h: tiny networks that train on any device, alone or as one of several ranks. */
#ifndef TEST_TINY_TRAINING_H
#define TEST_TINY_TRAINING_H

#include "dist/group.h"

enum { TRAINING_STEPS = 20, TRAINING_SHARDS = 4 };

typedef struct network network;
extern const network CNN, GPT; /* with batch norm and dropout; with attention */

typedef struct outcome {
    double losses[TRAINING_STEPS];
    uint64_t hash;  /* of all tensors of the state; 0 when the run failed */
    tn_error error; /* why */
} outcome;

/* Trains for TRAINING_STEPS in `group` (NULL: alone). */
outcome train_tiny(const network *net, tn_device device, tni_group *group);
/* The same alone, without asking for losses (they are 0); `watch` is called behind each step. */
typedef void step_watcher(uint64_t step, void *context);
outcome train_tiny_watched(const network *net, tn_device device, step_watcher *watch,
                           void *context);

#endif
