/* copy_places.h: where a kernel waits for its asynchronous copies is a place like a barrier, which
 * can be listed and switched off (sim.h). It comes behind simt.h, before each .cu file: once the
 * function of kernels/ptx.cuh is there, its name also says where it is called. */
#ifndef SIM_COPY_PLACES_H
#define SIM_COPY_PLACES_H

#include "kernels/ptx.cuh"

namespace tn {
using sim::await_copies_at;
}

#define cp_async_wait_group \
    await_copies_at(SIM_SITE("cp_async_wait_group")), ::tn::cp_async_wait_group

#endif
