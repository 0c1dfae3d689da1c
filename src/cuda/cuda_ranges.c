/* cuda_ranges.c: ops as ranges of NVTX, which Nsight Systems and Nsight Compute show. Without one
 * of them a range is a call that returns. */
#include "cuda_plugin.h"

#if __has_include(<nvtx3/nvToolsExt.h>)
#include <nvtx3/nvToolsExt.h>

static void begin(const char *name) {
    nvtxRangePushA(name);
}

static void end(void) {
    nvtxRangePop();
}

const tni_range_calls tni_cuda_ranges = {.begin = begin, .end = end};
#endif
