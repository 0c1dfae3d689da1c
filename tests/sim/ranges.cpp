/* ranges.cpp: ranges of NVTX of the thread that asks: how they opened and closed, as text. */
#include "sim.h"

#include <nvtx3/nvToolsExt.h>

#include <string>

namespace {
thread_local std::string seen;
thread_local int depth;
} // namespace

int nvtxRangePushA(const char *message) {
    seen += std::string(message) + "(";
    return depth++;
}

int nvtxRangePop(void) {
    seen += ")";
    return --depth;
}

const char *sim_ranges(void) {
    static thread_local std::string given;
    given = std::move(seen);
    seen.clear();
    return given.c_str();
}
