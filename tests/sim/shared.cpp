/* shared.cpp: gives static __shared__ variables their addresses.
 *
 * Such a variable is a thread-local one under -femulated-tls: the compiler asks
 * __emutls_get_address for it each time. The answer is a place in the block's arena, dealt out in
 * order of first use and kept for the launch. Invariant: the arena is filled with a pattern that is
 * a NaN and a wild pointer before each block. */
#include "shared.hpp"
#include "simt.h"

#include "block.hpp"

#include <vector>

namespace sim {

namespace {

/* Around the arena lies as much again that is of no block: there stray accesses are named. */
alignas(128) char guarded[3 * shared_limit];
char *const arena = guarded + shared_limit;

/* What the compiler makes for each variable; `place` is ours to use. */
struct emulated_variable {
    size_t bytes, alignment;
    size_t place; /* ours: the launch, and its offset there */
    const void *initial;
};

constexpr int offset_bits = 20;
static_assert(shared_limit < 1 << offset_bits);

struct variable_place {
    size_t offset, bytes;
};
std::vector<variable_place> placed; /* in this launch */

uint64_t launches;
size_t static_bytes, dynamic_bytes;

} // namespace

void shared_begin_launch(size_t bytes) {
    launches++;
    placed.clear();
    static_bytes = 0;
    dynamic_bytes = bytes;
}

void shared_begin_block() {
    memset(arena, shared_poison, shared_limit);
}

/* Dynamic memory is at the end, so that a static variable used late cannot move it. */
void *dynamic_shared() {
    return arena + (shared_limit - dynamic_bytes) / 128 * 128;
}

void shared_check(const void *address, size_t bytes) {
    const size_t at = static_cast<size_t>(static_cast<const char *>(address) - guarded);
    const size_t dynamic = static_cast<size_t>(static_cast<char *>(dynamic_shared()) - guarded);
    bool inside = at >= dynamic && at + bytes <= dynamic + dynamic_bytes;
    for (const variable_place &p : placed) {
        inside |= at >= shared_limit + p.offset && at + bytes <= shared_limit + p.offset + p.bytes;
    }
    if (!inside) {
        kernel_fault("shared memory is accessed out of bounds: %zu bytes at offset %td", bytes,
                     static_cast<const char *>(address) - arena);
    }
}

void shared_must_hold(const char *what, const void *address, size_t bytes) {
    if (static_cast<const char *>(address) < guarded ||
        static_cast<const char *>(address) >= guarded + sizeof guarded) {
        kernel_fault("%s needs shared memory, and %p is elsewhere", what, address);
    }
    shared_check(address, bytes);
}

shared_range shared_memory() {
    return {guarded, sizeof guarded};
}

static size_t place_variable(const emulated_variable *v) {
    const size_t at = (static_bytes + v->alignment - 1) / v->alignment * v->alignment;
    if (at + v->bytes > shared_default) {
        kernel_fault("static shared memory of %zu bytes and more; a block has %zu", at + v->bytes,
                     static_cast<size_t>(shared_default));
    }
    if (at + v->bytes + dynamic_bytes > shared_limit - 128) {
        kernel_fault("%zu bytes of static and %zu of dynamic shared memory; a block has %zu",
                     at + v->bytes, dynamic_bytes, static_cast<size_t>(shared_limit));
    }
    static_bytes = at + v->bytes;
    placed.push_back({at, v->bytes});
    return at;
}

} // namespace sim

extern "C" void *__emutls_get_address(void *variable);
extern "C" void *__emutls_get_address(void *variable) {
    using namespace sim;
    auto *v = static_cast<emulated_variable *>(variable);
    if (v->place >> offset_bits != launches) {
        v->place = launches << offset_bits | place_variable(v);
    }
    return arena + (v->place & ((1u << offset_bits) - 1));
}
