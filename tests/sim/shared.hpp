/* shared.hpp: the shared memory of the block that runs, and who touched it. */
#ifndef SIM_SHARED_HPP
#define SIM_SHARED_HPP

#include <cuda_runtime.h>

namespace sim {

enum : size_t { shared_limit = 227u << 10, shared_default = 48u << 10 };
enum { shared_poison = 0xf7 };

void shared_begin_launch(size_t dynamic_bytes);
void shared_begin_block();
/* Faults when the bytes are not all of one variable or of dynamic memory. */
void shared_check(const void *address, size_t bytes);

/* Faults when it is no shared memory at all, or not all of one variable. */
void shared_must_hold(const char *what, const void *address, size_t bytes);

/* ---- async_copy.cpp: copies that threads have begun and not waited for ----------------------- */

void copies_begin_block(int threads);
/* Faults when the running thread, which ends, leaves some. */
void copies_end_thread();

/* ---- race.cpp: who touched what -------------------------------------------------------------- */

void race_begin_launch();
void race_begin_block(int threads);
/* All threads of the block have met; the lanes of `mask` of a warp have. */
void race_barrier();
void race_warp_barrier(int warp, uint32_t mask);

} // namespace sim

#endif
