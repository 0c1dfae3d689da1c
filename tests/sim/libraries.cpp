/* libraries.cpp: what the plug-in finds when it opens a library: ours, never the machine's. */
#include "libraries.hpp"
#include "runtime.hpp"

#include <cstdlib>
#include <cstring>

static const std::map<std::string, void *> *find_library(const char *name) {
    return strcmp(name, "libnccl.so.2") == 0        ? &sim::nccl_functions()
           : strcmp(name, "libcublasLt.so.13") == 0 ? &sim::cublas_functions(13)
           : strcmp(name, "libcublasLt.so.12") == 0 ? &sim::cublas_functions(12)
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
