/* plants.h: programs with a planted fault, for the simulator's own tests: it has to name each of
 * them, and to say nothing of the same program without its fault. */
#ifndef SIM_PLANTS_H
#define SIM_PLANTS_H

#include "sim.h"

#pragma GCC visibility push(default)
#ifdef __cplusplus
extern "C" {
#endif

typedef struct sim_plant_info {
    const char *name;
    bool in_kernel;   /* named only where kernels are built with checks of each access */
    const char *text; /* part of what the simulator must say */
} sim_plant_info;
/* Plant i; NULL past the last one. */
const sim_plant_info *sim_plant_at(int i);
/* Runs it on device 0 and returns what the simulator said, "" for nothing. Valid until the next. */
const char *sim_plant_run(int i, bool faulty);

/* What a program with kernels of its own does: a stream of the thread's device, and a kernel that
 * adds 1 to n numbers. */
void *sim_new_stream(void);
void sim_free_stream(void *stream);
void sim_increment(void *stream, float *data, int n);

/* d (16 x 8) = a (16 x 16) b (16 x 8), row-major in host memory, by one warp of device 0; twice,
 * the second time from operands that are stored the other way round (fragments.cu). */
typedef enum sim_fragment_form {
    SIM_FRAGMENT_F16,
    SIM_FRAGMENT_BF16,
    SIM_FRAGMENT_TF32
} sim_fragment_form;
void sim_fragment_product(sim_fragment_form form, const float *a, const float *b, float *d);

#ifdef __cplusplus
}
#endif
#pragma GCC visibility pop

#endif
