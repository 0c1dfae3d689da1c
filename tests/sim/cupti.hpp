/* cupti.hpp: what simulated CUPTI is told of work that streams are given. */
#ifndef SIM_CUPTI_HPP
#define SIM_CUPTI_HPP

#include <cuda_runtime.h>

#include <functional>
#include <string>

namespace sim {

/* What a piece of work is to CUPTI: a kernel where nobody says otherwise. */
struct activity {
    enum class kind { kernel, copy, set, none } what = kind::kernel;
    size_t bytes = 0;
    cudaMemcpyKind way = cudaMemcpyDefault; /* of a copy between a device and the host or itself */
    int to = -1, from = -1;                 /* devices, of one between two of them */
    std::string symbol = {};                /* of a kernel; "": it is called like the work */
};

/* The work with its times taken, if somebody watches. */
std::function<void()> watched(cudaStream_t stream, const char *name, const activity &what,
                              std::function<void()> run);
/* Around one call that gives several pieces of work. */
void watched_call_begin();
void watched_call_end();

} // namespace sim

#endif
