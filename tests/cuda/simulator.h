/* simulator.h: what the library's CUDA devices are: those of tests/sim, which a test can steer and
 * ask, or those of a machine. The plug-in is that of TENON_PLUGIN_PATH.
 *
 * A test that calls sim() needs the simulator's controls and is skipped on real devices; one that
 * calls need_devices() only runs on both. */
#ifndef TEST_CUDA_SIMULATOR_H
#define TEST_CUDA_SIMULATOR_H

#include "sim/plants.h"
#include "sim/sim.h"

/* What sim.h and plants.h declare. */
typedef struct simulator {
    void (*set_devices)(int count);
    void (*set_memory)(size_t bytes);
    void (*set_seed)(uint64_t seed);
    void (*refuse_pages)(void);
    void (*refuse_pinned)(void);
    void (*set_order)(sim_order order);
    void (*fail_call)(uint64_t k, int for_good);
    void (*fail_only)(const char *prefix, int device);
    void (*set_alloc_error)(int error);
    void (*set_patience)(double seconds);
    const char *(*failed_calls)(void);
    bool (*checks_accesses)(void);
    void *(*function)(const char *library, const char *name);
    const char *(*fault)(void);
    void (*clear)(void);
    sim_counts (*get_counts)(void);
    const sim_plant_info *(*plant_at)(int i);
    const char *(*plant_run)(int i, bool faulty);
    void *(*new_stream)(void);
    void (*free_stream)(void *stream);
    void (*increment)(void *stream, float *data, int n);
    void (*fragment_product)(sim_fragment_form form, const float *a, const float *b, float *d);
} simulator;
/* Skips the test where devices are real. */
const simulator *sim(void);
bool is_simulated(void);
/* A function of a library that the plug-in would open, or, without one, of CUDA's runtime. Fails
 * the test where there is none. */
void *simulated_function(const char *library, const char *name);

/* Fails the test when there is no CUDA device, and skips it when real ones are fewer than n. */
void need_devices(int n);
/* Another order of streams and threads, where it can be chosen. */
void choose_order(uint64_t seed, sim_order order);
/* Work went well so far; the simulator found nothing wrong in it, either. */
void expect_no_fault(void);

#endif
