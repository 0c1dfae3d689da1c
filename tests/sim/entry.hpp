/* entry.hpp: how the functions of simulated CUDA begin. Needs runtime.hpp, those of the libraries
 * operands.hpp. */
#ifndef SIM_ENTRY_HPP
#define SIM_ENTRY_HPP

#include <mutex>

#define LOCKED std::lock_guard<std::recursive_mutex> locked(sim::lock())

/* One of the runtime, which may fail there. */
#define ENTER_RUNTIME(function, failure)                          \
    LOCKED;                                                       \
    if (const cudaError_t e = sim::enter(function, failure); e) { \
        return e;                                                 \
    }

/* One of a library, which then gives `result`. */
#define ENTER_LIBRARY(function, result) \
    LOCKED;                             \
    if (sim::fails(function)) {         \
        return result;                  \
    }

#endif
