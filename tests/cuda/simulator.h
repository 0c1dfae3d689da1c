/* simulator.h: the simulated CUDA that the library runs on: tests/sim, found in the plug-in of
 * TENON_PLUGIN_PATH, which is that of the lanes sim and race. */
#ifndef TEST_CUDA_SIMULATOR_H
#define TEST_CUDA_SIMULATOR_H

#include "sim/plants.h"
#include "sim/sim.h"

/* What sim.h and plants.h declare. */
typedef struct simulator {
    void (*set_devices)(int count);
    void (*set_memory)(size_t bytes);
    void (*set_seed)(uint64_t seed);
    void (*set_order)(sim_order order);
    void (*fail_call)(uint64_t k, int for_good);
    bool (*checks_accesses)(void);
    const char *(*fault)(void);
    void (*clear)(void);
    sim_counts (*get_counts)(void);
    const sim_plant_info *(*plant_at)(int i);
    const char *(*plant_run)(int i, bool faulty);
    void *(*new_stream)(void);
    void (*free_stream)(void *stream);
    void (*increment)(void *stream, float *data, int n);
} simulator;
/* Fails the test when the plug-in is not the simulated one. */
const simulator *sim(void);

#endif
