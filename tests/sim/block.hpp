/* block.hpp: running one block of threads after the other. */
#ifndef SIM_BLOCK_HPP
#define SIM_BLOCK_HPP

#include <cuda_runtime.h>

#include <cstdint>
#include <string>

namespace sim {

/* In which order threads that could run do run: each order misses faults that another finds. */
enum class thread_order { first_in, last_in, random };

struct launch_shape {
    const void *kernel; /* whose name reports give */
    dim3 grid, block;
    size_t dynamic_bytes;
    void *arguments; /* what `body` is called with */
    size_t argument_bytes;
};

/* Runs `body` for every thread of every block. A fault in the kernel ends the launch: false, and
 * *fault says which kernel, which thread, where and what. */
bool run_grid(const launch_shape &shape, thread_order order, uint64_t seed, void (*body)(void *),
              std::string *fault);

/* Ends the launch that is running with a fault of the running thread. Does not return. */
[[noreturn]] void kernel_fault(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool in_kernel();
/* Whether the address is on the running thread's stack, in the launch's arguments, or in the
 * program's own image: what a kernel may use besides device, shared and pinned memory. */
bool is_kernels_own(const void *address);
std::string kernel_symbol(const void *kernel); /* symbols.cpp: of its function */
std::string kernel_name(const void *kernel);   /* the same in plain text, with arguments */
int thread_number();                           /* of the running thread, in its block */

/* Makes the barrier, warp barrier or wait for copies at file:line of a kernel do nothing: a test of
 * the tests. line 0: none. */
void skip_barrier(const char *file, int line);
/* From now on each of them that is passed is a line `file:line` there. */
bool list_barriers(const char *path);
struct site;
bool is_skipped(const site &at);

/* The block's shared memory: [begin, begin + bytes), static variables first. */
struct shared_range {
    char *begin;
    size_t bytes;
};
shared_range shared_memory();

} // namespace sim

#endif
