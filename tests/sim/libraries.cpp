/* libraries.cpp: what the plug-in finds when it opens a library: ours, never the machine's. */
#include "libraries.hpp"

#include <cstdlib>
#include <cstring>

/* SIM_WITHOUT=libnccl.so.2: this machine lacks it. */
void *sim_dlopen(const char *name, int flags) {
    (void)flags;
    const char *missing = getenv("SIM_WITHOUT");
    if (missing && strcmp(missing, name) == 0) {
        return nullptr;
    }
    if (strcmp(name, "libnccl.so.2") == 0) {
        return const_cast<void *>(static_cast<const void *>(&sim::nccl_functions()));
    }
    return nullptr;
}

void *sim_dlsym(void *library, const char *name) {
    const auto &functions = *static_cast<const std::map<std::string, void *> *>(library);
    const auto found = functions.find(name);
    return found == functions.end() ? nullptr : found->second;
}

char *sim_dlerror(void) {
    static char text[] = "it is not simulated, or SIM_WITHOUT names it";
    return text;
}
