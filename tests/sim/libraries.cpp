/* libraries.cpp: what the plug-in finds when it opens a library: ours, never the machine's. */
#include "libraries.hpp"
#include "runtime.hpp"

#include <cstdlib>
#include <cstring>
#include <cxxabi.h>

static const std::map<std::string, void *> &names_of_cxx() {
    static const std::map<std::string, void *> functions = {
        {"__cxa_demangle", reinterpret_cast<void *>(abi::__cxa_demangle)}};
    return functions;
}

/* CUDA 13 comes with cuFFT and cuSOLVER 12, CUDA 12 with 11 of both. */
static const std::map<std::string, void *> *find_library(const std::string &name) {
    return name == "libnccl.so.2"        ? &sim::nccl_functions()
           : name == "libcublasLt.so.13" ? &sim::cublas_functions(13)
           : name == "libcublasLt.so.12" ? &sim::cublas_functions(12)
           : name == "libcufft.so.12"    ? &sim::cufft_functions(12)
           : name == "libcufft.so.11"    ? &sim::cufft_functions(11)
           : name == "libcusolver.so.12" ? &sim::cusolver_functions(12)
           : name == "libcusolver.so.11" ? &sim::cusolver_functions(11)
           : name == "libcupti.so.13"    ? &sim::cupti_functions()
           : name == "libcupti.so.12"    ? &sim::cupti_functions()
           : name == "libstdc++.so.6"    ? &names_of_cxx()
                                         : nullptr;
}

/* SIM_WITHOUT=libnccl.so.2, or the name of a function: this machine lacks it; libcublasLt.so: all
 * whose names begin so. */
static bool is_missing(const char *name) {
    const char *missing = getenv("SIM_WITHOUT");
    return missing && missing[0] && strncmp(missing, name, strlen(missing)) == 0;
}

void *sim_dlopen(const char *name, int flags) {
    (void)flags;
    if (is_missing(name)) {
        return nullptr;
    }
    const auto *found = find_library(name);
    sim::counts().opened += found != nullptr;
    return const_cast<void *>(static_cast<const void *>(found));
}

void *sim_dlsym(void *library, const char *name) {
    const auto &functions = *static_cast<const std::map<std::string, void *> *>(library);
    const auto found = functions.find(name);
    return found == functions.end() || is_missing(name) ? nullptr : found->second;
}

char *sim_dlerror(void) {
    static char text[] = "it is not simulated, or SIM_WITHOUT names it";
    return text;
}

void *sim_function(const char *library, const char *name) {
    void *const opened = sim_dlopen(library, 0);
    return opened ? sim_dlsym(opened, name) : nullptr;
}
