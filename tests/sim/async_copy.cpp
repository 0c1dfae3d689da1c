/* async_copy.cpp: cp.async of kernels/ptx.cuh. A copy is carried out when its thread waits for its
 * group, as late as the hardware may; from its beginning its target holds the pattern of fresh
 * shared memory, so that whoever reads too early finds neither old nor new numbers. The race
 * checker is told of a write at both moments, for those who still read what was there and those
 * who do not wait for what comes. Invariant: a thread that ends has waited for all its copies. */
#include "block.hpp"
#include "memory.hpp"
#include "shared.hpp"
#include "simt.h"

#include <vector>

namespace sim {

namespace {

struct async_copy {
    void *to;
    const void *from;
    size_t bytes, read; /* what is not read becomes 0 */
    uint64_t group;
};

/* Of one thread: its copies that are under way, in order, and the group that is open. */
struct copy_queue {
    std::vector<async_copy> copies;
    uint64_t group;
};

std::vector<copy_queue> queues;
site wait_place; /* of the next wait */

copy_queue &own_queue() {
    return queues[static_cast<size_t>(thread_number())];
}

void check_sizes(size_t bytes, size_t read) {
    if (read > bytes) {
        kernel_fault("cp.async of %zu bytes reads %zu", bytes, read);
    }
}

void check_source(const void *from, size_t bytes, size_t read) {
    look_at_vector(from, bytes);
    if (read > 0 && memory_is_device(from)) {
        memory_check(from, read);
    }
    for (size_t i = 0; i < read; i += read == bytes ? bytes : 1) {
        note_access(static_cast<const char *>(from) + i, read == bytes ? bytes : 1, false);
    }
}

void carry_out(const async_copy &c) {
    note_access(c.to, c.bytes, true);
    memcpy(c.to, c.from, c.read);
    memset(static_cast<char *>(c.to) + c.read, 0, c.bytes - c.read);
}

} // namespace

void copies_begin_block(int threads) {
    queues.resize(static_cast<size_t>(threads));
    for (copy_queue &q : queues) {
        q.copies.clear();
        q.group = 0;
    }
}

void copies_end_thread() {
    const size_t left = own_queue().copies.size();
    if (left > 0) {
        kernel_fault("the thread ends without waiting for %zu of its cp.async copies", left);
    }
}

void ptx::cp_async(void *shared, const void *global, int bytes, int from) const {
    const size_t all = static_cast<size_t>(bytes), read = static_cast<size_t>(from);
    check_sizes(all, read);
    check_source(global, all, read);
    shared_must_hold("cp.async", shared, all);
    look_at_vector(shared, all);
    note_access(shared, all, true);
    memset(shared, shared_poison, all);
    copy_queue &queue = own_queue();
    queue.copies.push_back({shared, global, all, read, queue.group});
}

void ptx::cp_async_commit_group() const {
    own_queue().group++;
}

void await_copies_at(const site &at) {
    wait_place = at;
}

void ptx::cp_async_wait_group(int pending) const {
    if (is_skipped(wait_place)) {
        return;
    }
    copy_queue &queue = own_queue();
    size_t done = 0;
    while (done < queue.copies.size() &&
           queue.copies[done].group + static_cast<uint64_t>(pending) < queue.group) {
        carry_out(queue.copies[done++]);
    }
    queue.copies.erase(queue.copies.begin(), queue.copies.begin() + static_cast<ptrdiff_t>(done));
}

} // namespace sim
