/* fiber.hpp: coroutines with stacks of their own: what the threads of a simulated block run on. */
#ifndef SIM_FIBER_HPP
#define SIM_FIBER_HPP

#include <cstddef>

namespace sim {

/* A stack and the place where it was left. `entry` runs when it is entered first and must not
 * return. */
struct fiber {
    void *stack_pointer = nullptr;
    char *stack = nullptr; /* nullptr: the stack of the calling thread */
    size_t stack_bytes = 0;
    void (*entry)() = nullptr;
    void *asan_frames = nullptr;
};

fiber *fiber_new(void (*entry)());
void fiber_delete(fiber *f);
/* Leaves `from`, which is running, and goes on in `to`. */
void fiber_switch(fiber *from, fiber *to);

} // namespace sim

#endif
