/* sim.h: what a test sets and asks of the simulator; plain C, in the simulated
 * plug-in. Each setting has an environment variable of the same meaning, read when the first
 * function of CUDA is called. */
#ifndef SIM_H
#define SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)
#ifdef __cplusplus
extern "C" {
#endif

typedef enum sim_order { SIM_FIRST_IN, SIM_LAST_IN, SIM_RANDOM } sim_order;

void sim_set_devices(int count);   /* SIM_DEVICES; default 1 */
void sim_set_memory(size_t bytes); /* SIM_MEMORY: of each device; default 1 GiB */
/* How long a collective waits for other ranks; default 60. SIM_PATIENCE */
void sim_set_patience(double seconds);
void sim_refuse_pages(void);      /* the driver has no virtual memory calls */
void sim_refuse_pinned(void);     /* there is no pinned memory any more */
void sim_set_driver(int version); /* SIM_DRIVER: newest CUDA that it serves; default 13010 */
void sim_set_architecture(int architecture); /* SIM_ARCHITECTURE: of each device; default 90 */
void sim_set_seed(uint64_t seed);    /* SIM_SEED: of the order of streams and of random threads */
void sim_set_order(sim_order order); /* SIM_ORDER=first|last|random: threads of a block */
/* The k-th call from now on of a function that can fail does so; 0: none. With `for_good` all that
 * follow do, too. SIM_FAIL=k, SIM_FAIL=k+ */
void sim_fail_call(uint64_t k, int for_good);
/* Only functions whose names begin with `prefix` can, called by threads that are on `device` (-1:
 * on any). At first all can. */
void sim_fail_only(const char *prefix, int device);
/* What a function says that gets memory and is told to fail: cudaErrorMemoryAllocation at first. */
void sim_set_alloc_error(int error);
/* The functions that were told to fail and did since sim_fail_call(), each followed by a space. */
const char *sim_failed_calls(void);
/* The barrier, __syncwarp or wait for copies at file:line of a kernel does nothing.
 * SIM_SKIP=FILE:LINE. SIM_SITES=PATH gets the FILE:LINE of each that is passed. */
void sim_skip_barrier(const char *file, int line);

/* Most blocks of a launch whose blocks may visit several items; at first as many as CUDA takes.
 * SIM_BLOCKS */
void sim_set_blocks(int64_t most);

/* Whether each access of a kernel is checked: SIM_CHECK_ACCESSES=1, but for kernels that are built
 * for another sanitizer. */
bool sim_checks_accesses(void);

/* The last fault of a kernel or of a caller, "" when there was none since sim_clear(). */
const char *sim_fault(void);
/* A wait for more than was needed, by what ran since sim_clear(); "" when there was none. */
const char *sim_waste(void);
/* Ranges of NVTX of this thread since it was asked last: "addmm(mm())". */
const char *sim_ranges(void);
/* CUPTI has no setters: SIM_CUPTI_ERROR=N is what it says to who begins (39: another profiler is
 * attached), SIM_CUPTI_DROPS=N makes it lose one record of N. */
/* A function of a library as the plug-in would find it; NULL where it would not. */
void *sim_function(const char *library, const char *name);
/* Forgets faults, sticky errors and queued work; memory stays. */
void sim_clear(void);

typedef struct sim_counts {
    uint64_t calls;         /* of functions that can fail */
    uint64_t out_of_memory; /* calls that were told to fail and said so */
    uint64_t refused;       /* calls that nobody may make so */
    uint64_t launches, copies, allocations, event_records, event_waits, event_queries, host_waits;
    uint64_t pageable_copies;          /* of the copies: of host memory that is not pinned */
    uint64_t graph_launches, products; /* of cuBLASLt */
    uint64_t transforms;               /* of cuFFT */
    uint64_t factorisations;           /* of cuSOLVER, solves with them among them */
    uint64_t needed_waits; /* that an order rests on; known where accesses are checked */
    /* Numbers of the latest work that streams were given, and that the host waited for. */
    uint64_t latest_given, latest_awaited;
    size_t live_blocks, used_bytes;
    size_t nccl_blocks; /* of the live ones: made by ncclMemAlloc */
    int live_streams, live_events, live_comms, live_graphs;
    int live_blas;    /* handles and descriptions of cuBLASLt */
    int live_plans;   /* of cuFFT */
    int live_solvers; /* handles and parameters of cuSOLVER */
    int opened;       /* libraries */
} sim_counts;
sim_counts sim_get_counts(void);

#ifdef __cplusplus
}
#endif
#pragma GCC visibility pop

#endif
