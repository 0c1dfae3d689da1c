/* libraries.hpp: the libraries that the plug-in opens at run time, simulated. */
#ifndef SIM_LIBRARIES_HPP
#define SIM_LIBRARIES_HPP

#include <map>
#include <string>

namespace sim {

/* Functions by name. */
const std::map<std::string, void *> &nccl_functions();
const std::map<std::string, void *> &cublas_functions(int major);
const std::map<std::string, void *> &cufft_functions(int major);
const std::map<std::string, void *> &cusolver_functions(int major);
/* Whether ncclMemAlloc made the block, so that cudaFree may not take it. */
bool is_of_nccl(const void *data);

} // namespace sim

/* In the place of dlopen, dlsym and dlerror in src/cuda (sim.mk). */
extern "C" void *sim_dlopen(const char *name, int flags);
extern "C" void *sim_dlsym(void *library, const char *name);
extern "C" char *sim_dlerror(void);

#endif
