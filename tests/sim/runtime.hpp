/* runtime.hpp: what the parts of the simulated runtime share. */
#ifndef SIM_RUNTIME_HPP
#define SIM_RUNTIME_HPP

#include "sim.h"

#include <cuda_runtime.h>

#include <functional>
#include <mutex>
#include <string>

namespace sim {

struct config {
    int devices = 1;
    double patience_s = 60;
    int64_t blocks = INT32_MAX;
    int driver = 13010, architecture = 90;
    uint64_t seed = 0, random = 0x2545f4914f6cdd1du;
    sim_order order = SIM_FIRST_IN;
    cudaError_t alloc_error = cudaErrorMemoryAllocation;
};
config &options(); /* reads the environment first */
sim_counts &counts();
std::recursive_mutex &lock();

/* How a function that can fail begins: the device's sticky error, or `failure` where a test wants
 * one here. */
cudaError_t enter(const char *function, cudaError_t failure);
/* The failure that a test wants of a function that works on a broken device, too. One that takes
 * something back has done so whatever it says, as those of CUDA that tell of earlier errors. */
cudaError_t wanted_failure(const char *function);
/* How it ends: errors are kept for cudaGetLastError. */
cudaError_t leave(cudaError_t error);
/* A caller's mistake: said on stderr and kept for sim_fault(). */
cudaError_t refuse(cudaError_t error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A kernel's fault: sticky on the device. */
void report_fault(int device, cudaError_t error, const std::string &text);
void forget_faults();
int current_device();

/* ---- stream.cpp ------------------------------------------------------------------------------ */

void run_all(); /* until no stream has work */
/* Work that runs when its turn comes and `is_ready`, which may depend on other processes. `text`
 * says what it waits for. */
void give_work(cudaStream_t stream, const char *name, std::function<void()> run,
               std::function<bool()> is_ready, const std::string &text);
/* Waits for others without the lock; false when they do not come. */
bool wait_unlocked(const std::function<bool()> &is_met);

} // namespace sim

#endif
