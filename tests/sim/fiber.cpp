/* fiber.cpp: switches stacks by hand, about 20 ns, where ucontext asks the kernel for the signal
 * mask each time. Invariant: a stack ends in a page that cannot be touched, so that an overflow is
 * a fault and no silent damage. */
#include "fiber.hpp"

#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SIM_ASAN 1
#endif
#endif
#ifdef SIM_ASAN
#include <sanitizer/asan_interface.h>
#endif

#ifndef __x86_64__
#error "fibers switch stacks in x86-64 assembly; add this machine's here"
#endif

/* Saves what the System V ABI wants kept, leaves the stack pointer in *save and takes `to`. */
extern "C" void sim_switch_stack(void **save, void *to);
asm(R"(
.text
.globl sim_switch_stack
.hidden sim_switch_stack
.type sim_switch_stack, @function
sim_switch_stack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
.size sim_switch_stack, .-sim_switch_stack
)");

namespace sim {

namespace {

constexpr size_t page_bytes = 4096;
#ifdef SIM_ASAN
constexpr size_t stack_size = 256 << 10; /* its frames are larger */
#else
constexpr size_t stack_size = 64 << 10;
#endif

fiber *entered, *left;

/* What both sides of a switch owe AddressSanitizer: which stack is in use. */
void before_switch(fiber *from, const fiber *to) {
#ifdef SIM_ASAN
    __sanitizer_start_switch_fiber(&from->asan_frames, to->stack, to->stack_bytes);
#else
    (void)from, (void)to;
#endif
}

void after_switch(fiber *self) {
#ifdef SIM_ASAN
    const void *bottom;
    size_t bytes;
    __sanitizer_finish_switch_fiber(self->asan_frames, &bottom, &bytes);
    if (left && !left->stack_bytes) { /* a thread's own stack: only now is its extent known */
        left->stack = const_cast<char *>(static_cast<const char *>(bottom));
        left->stack_bytes = bytes;
    }
#else
    (void)self;
#endif
}

/* A thread that a fault ends leaves its frames poisoned, and the next stack may lie there. */
void unpoison(const fiber *f) {
#ifdef SIM_ASAN
    __asan_unpoison_memory_region(f->stack, f->stack_bytes);
#else
    (void)f;
#endif
}

void first_entry() {
    fiber *self = entered;
    after_switch(self);
    self->entry();
    abort(); /* entry does not return */
}

} // namespace

fiber *fiber_new(void (*entry)()) {
    void *memory = mmap(nullptr, stack_size + page_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        perror("sim: no memory for the stack of a thread");
        abort();
    }
    mprotect(memory, page_bytes, PROT_NONE);
    fiber *f = new fiber;
    f->stack = static_cast<char *>(memory) + page_bytes;
    f->stack_bytes = stack_size;
    f->entry = entry;
    unpoison(f);
    /* As if it had been left in sim_switch_stack: six registers, then where to return to; the word
     * above keeps the alignment that a call would give. */
    void **top = reinterpret_cast<void **>(f->stack + stack_size) - 1;
    *top = nullptr;
    *--top = reinterpret_cast<void *>(first_entry);
    for (int i = 0; i < 6; i++) {
        *--top = nullptr;
    }
    f->stack_pointer = top;
    return f;
}

void fiber_delete(fiber *f) {
    if (f->entry) {
        munmap(f->stack - page_bytes, f->stack_bytes + page_bytes);
    }
    delete f;
}

void fiber_switch(fiber *from, fiber *to) {
    before_switch(from, to);
    entered = to;
    left = from;
    sim_switch_stack(&from->stack_pointer, to->stack_pointer);
    after_switch(from);
}

} // namespace sim
