/* fault_training.h: a training run of three steps on a tiny model that uses every layer: files of
 * images, loader, modules, shards, optimiser, checkpoints, log. */
#ifndef TEST_FAULT_TRAINING_H
#define TEST_FAULT_TRAINING_H

#include <tenon/base.h>

enum { FAULT_STEPS = 3 };

/* Makes a folder of this process's own with images in it; false when that cannot be. */
bool fault_folder_open(const char *name);
void fault_folder_close(void);

/* One run, from its files to its last checkpoint. A step of the ranks or of the optimiser that
 * fails is tried once more: it must have changed nothing. Gives the hash of its last tensors
 * and of all losses, the same on all ranks; 0 when it failed. */
uint64_t fault_train(void);
/* The last error of the last run, from a step that was tried again or the one that ended it; code
 * TN_OK without one. */
extern tn_error fault_seen;

/* Descriptors that are open in this process. */
int fault_descriptors(void);

#endif
