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
/* The same, in another way. */
typedef void step_watcher(uint64_t step, void *context);
typedef struct training_way {
    tni_group *group;    /* NULL: alone */
    bool feeds;          /* each shard's samples come from the host, as a loader's do */
    bool reads_later;    /* losses are read when the next step was given */
    int steps;           /* 0: TRAINING_STEPS */
    step_watcher *watch; /* called behind each step; without reads_later losses are 0 then */
    void *context;       /* of watch */
} training_way;
outcome train_tiny_with(const network *net, tn_device device, const training_way *way);

#endif
