/* memory.cpp: device memory is host memory that the host may not touch.
 *
 * One range of addresses holds all devices. Invariant: its pages can be accessed only between
 * memory_open() and memory_close(), which is when the simulator works on behalf of a device, so
 * that host code that follows a device pointer gets a fault. Blocks do not lie side by side and
 * freed ones are overwritten: what is read past an end or after a free is no plausible number. */
#include "memory.hpp"

#include "block.hpp"
#include "order.hpp"
#include "sim.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <vector>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

namespace sim {

namespace {

constexpr size_t range_bytes = size_t{1} << 38, alignment = 512, gap_bytes = 512;
constexpr size_t protect_bytes = 1 << 20; /* pages are opened in steps of this */
enum { freed_pattern = 0xdb, fresh_pattern = 0xcd };

struct device_block {
    size_t bytes;
    int device;
    bool is_page;
};

char *range;
size_t range_used, range_open; /* bytes from the start on */
size_t total = size_t{1} << 30;
std::map<const char *, device_block> live;
std::map<size_t, std::vector<char *>> free_lists; /* by rounded size */
std::map<const char *, size_t> pinned;
bool pinned_refused;
std::map<int, size_t> used;

struct sigaction former;

void on_fault(int number, siginfo_t *info, void *context) {
    if (memory_is_device(info->si_addr)) {
        static const char text[] = "sim: host code dereferences a device pointer\n";
        if (write(STDERR_FILENO, text, sizeof text - 1) < 0) {
            _exit(1);
        }
    }
    /* The access is tried again and ends as it would have. */
    if (memory_is_device(info->si_addr)) {
        signal(number, SIG_DFL);
    } else {
        sigaction(number, &former, nullptr);
    }
    (void)context;
}

void reserve() {
    void *memory =
        mmap(nullptr, range_bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        perror("sim: no addresses for device memory");
        abort();
    }
    range = static_cast<char *>(memory);
    struct sigaction action = {};
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigaction(SIGSEGV, &action, &former);
}

size_t rounded(size_t bytes) {
    return (bytes + alignment - 1) / alignment * alignment + gap_bytes;
}

std::map<const char *, device_block>::const_iterator block_of(const void *address) {
    auto next = live.upper_bound(static_cast<const char *>(address));
    return next == live.begin() ? live.end() : std::prev(next);
}

void fill(void *data, int pattern, size_t bytes) {
    memory_open();
    memset(data, pattern, bytes);
    memory_close();
}

int open_count;

} // namespace

void memory_open() {
    if (open_count++ > 0 || !range) {
        return;
    }
    range_open = (range_used + protect_bytes - 1) / protect_bytes * protect_bytes;
    if (range_open) {
        mprotect(range, range_open, PROT_READ | PROT_WRITE);
    }
}

void memory_close() {
    if (--open_count == 0 && range_open) {
        mprotect(range, range_open, PROT_NONE);
    }
}

void *memory_alloc(int device, size_t bytes) {
    if (!range) {
        reserve();
    }
    const size_t taken = rounded(bytes);
    if (bytes > total || used[device] + bytes > total) {
        return nullptr;
    }
    std::vector<char *> &list = free_lists[taken];
    char *data;
    if (!list.empty()) {
        data = list.back();
        list.pop_back();
    } else if (range_used + taken <= range_bytes) {
        data = range + range_used;
        range_used += taken;
    } else {
        return nullptr;
    }
    live[data] = {bytes, device, false};
    order_forget(data, bytes);
    used[device] += bytes;
    fill(data, fresh_pattern, bytes);
    return data;
}

bool memory_free(void *data) {
    auto found = live.find(static_cast<const char *>(data));
    if (found == live.end() || found->second.is_page) {
        return false;
    }
    const device_block block = found->second;
    live.erase(found);
    used[block.device] -= block.bytes;
    fill(data, freed_pattern, block.bytes);
    free_lists[rounded(block.bytes)].push_back(static_cast<char *>(data));
    return true;
}

bool memory_take(int device, size_t bytes) {
    if (bytes > total || used[device] + bytes > total) {
        return false;
    }
    used[device] += bytes;
    return true;
}

void memory_give(int device, size_t bytes) {
    used[device] -= bytes;
}

char *memory_addresses(size_t bytes, size_t step) {
    if (!range) {
        reserve();
    }
    const size_t start =
        (reinterpret_cast<uintptr_t>(range) + range_used + step - 1) / step * step -
        reinterpret_cast<uintptr_t>(range);
    if (start > range_bytes || bytes > range_bytes - start) {
        return nullptr;
    }
    range_used = start + bytes + gap_bytes;
    return range + start;
}

void memory_open_page(int device, char *at, size_t bytes) {
    live[at] = {bytes, device, true};
    order_forget(at, bytes);
    fill(at, fresh_pattern, bytes);
}

void memory_close_page(char *at) {
    const auto found = live.find(at);
    if (found != live.end()) {
        const size_t bytes = found->second.bytes;
        live.erase(found);
        fill(at, freed_pattern, bytes);
    }
}

bool memory_is_device(const void *address) {
    return range && static_cast<size_t>(static_cast<const char *>(address) - range) < range_bytes;
}

/* Pages side by side are one block. */
bool memory_is_live(const void *address, size_t bytes) {
    const char *at = static_cast<const char *>(address), *end = at + bytes;
    for (auto block = block_of(address); block != live.end() && block->first <= at; ++block) {
        const char *block_end = block->first + block->second.bytes;
        if (end <= block_end) {
            return true;
        }
        if (!block->second.is_page || at > block_end) {
            return false;
        }
        at = block_end;
    }
    return false;
}

int memory_device(const void *address) {
    return memory_is_live(address, 1) ? block_of(address)->second.device : -1;
}

void memory_check(const void *address, size_t bytes) {
    if (memory_is_live(address, bytes)) {
        return;
    }
    const auto block = block_of(address);
    if (block == live.end()) {
        kernel_fault("%zu bytes at %p are accessed, which is in no live block", bytes, address);
    }
    kernel_fault("%zu bytes are accessed %td bytes after the start of a block of %zu bytes: out of "
                 "bounds, or in a block that was freed",
                 bytes, static_cast<const char *>(address) - block->first, block->second.bytes);
}

size_t memory_used(int device) {
    return used[device];
}
size_t memory_total() {
    return total;
}
void memory_set_total(size_t bytes) {
    total = bytes;
}
size_t memory_live_blocks() {
    size_t blocks = pinned.size() + pages_live();
    for (const auto &block : live) {
        blocks += !block.second.is_page;
    }
    return blocks;
}

void *pinned_alloc(size_t bytes) {
    constexpr size_t page = 4096; /* as CUDA's */
    void *data = pinned_refused ? nullptr : aligned_alloc(page, (bytes + page) / page * page);
    if (data) {
        order_forget(data, bytes);
        pinned[static_cast<const char *>(data)] = bytes;
    }
    return data;
}

bool pinned_free(void *data) {
    if (pinned.erase(static_cast<const char *>(data)) == 0) {
        return false;
    }
    free(data);
    return true;
}

bool pinned_is_live(const void *address, size_t bytes) {
    const char *at = static_cast<const char *>(address);
    auto next = pinned.upper_bound(at);
    if (next == pinned.begin()) {
        return false;
    }
    auto block = std::prev(next);
    return at + bytes <= block->first + block->second;
}

} // namespace sim

void sim_refuse_pinned(void) {
    sim::pinned_refused = true;
}
