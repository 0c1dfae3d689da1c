/* race.cpp: finds two threads of a kernel that touch the same byte without being ordered, and
 * accesses outside of all memory, where SIM_CHECK_ACCESSES is 1.
 *
 * Kernels are compiled with -fsanitize=thread; the calls that this puts before each access end
 * here, not in a sanitizer's runtime. A thread's order to others of its warp is a row of a clock
 * matrix, joined by __syncwarp; a barrier of the block orders all of its threads; blocks of a
 * launch are never ordered. Invariant: a cell holds the last write of its bytes and up to two reads
 * since; what older launches, or in shared memory older blocks, left in it counts as nothing. A
 * word has one cell for as long as it is accessed whole. */
#include "block.hpp"
#include "memory.hpp"
#include "order.hpp"
#include "shared.hpp"
#include "sim.h"
#include "simt.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

namespace sim {

namespace {

struct access {
    uint64_t block; /* number of the block since the program began; 0: none */
    uint32_t thread, barrier, clock;
    bool atomic;
};

struct cell {
    access write, reads[2];
};

struct warp_clocks {
    uint32_t at[32][32]; /* [lane][other]: what lane knows of other's clock */
};

constexpr uintptr_t word_bytes = 4, page_bytes = 4096;
struct word {
    cell whole;
    std::unique_ptr<cell[]> bytes; /* in its place, once one was accessed alone */
};
struct word_page {
    word at[page_bytes / word_bytes];
};

uint64_t blocks, launched_blocks; /* so far; before this launch */
uint32_t barriers;
std::vector<warp_clocks> warps;
std::unordered_map<uintptr_t, std::unique_ptr<word_page>> pages;
bool is_on; /* never where kernels are not instrumented */

word &word_at(uintptr_t address) {
    static uintptr_t last = UINTPTR_MAX;
    static word_page *page;
    if (address / page_bytes != last) {
        std::unique_ptr<word_page> &slot = pages[address / page_bytes];
        if (!slot) {
            slot = std::make_unique<word_page>();
        }
        last = address / page_bytes;
        page = slot.get();
    }
    return page->at[address % page_bytes / word_bytes];
}

cell *bytes_of(word &w) {
    if (!w.bytes) {
        w.bytes = std::make_unique<cell[]>(word_bytes);
        std::fill_n(w.bytes.get(), word_bytes, w.whole);
    }
    return w.bytes.get();
}

bool is_before(const access &a, uint32_t thread, bool shared) {
    if (a.block != blocks) {
        return shared || a.block <= launched_blocks;
    }
    if (a.thread == thread || a.barrier < barriers) {
        return true;
    }
    return a.thread / 32 == thread / 32 &&
           warps[thread / 32].at[thread % 32][a.thread % 32] >= a.clock;
}

bool is_shared(uintptr_t address) {
    const shared_range shared = shared_memory();
    return address - reinterpret_cast<uintptr_t>(shared.begin) < shared.bytes;
}

void check_pair(const access &a, const access &now, uintptr_t address, bool shared,
                const char *then, const char *what) {
    if (is_before(a, now.thread, shared) || (a.atomic && now.atomic)) {
        return;
    }
    kernel_fault("race in %s memory: thread %u of %s block %s and thread %u %s byte %p with "
                 "nothing between them",
                 shared ? "shared" : "global", a.thread, a.block == blocks ? "the same" : "another",
                 then, now.thread, what, reinterpret_cast<void *>(address));
}

void touch(cell &c, uintptr_t address, const access &now, bool shared, bool is_write) {
    check_pair(c.write, now, address, shared, "writes", is_write ? "writes" : "reads");
    if (!is_write) {
        access &slot = is_before(c.reads[0], now.thread, shared) ? c.reads[0] : c.reads[1];
        slot = now;
        return;
    }
    for (access &read : c.reads) {
        check_pair(read, now, address, shared, "reads", "writes");
        read = {};
    }
    c.write = now;
}

/* A pointer to the host's memory works here and nowhere else. */
void check_own(const void *address, size_t bytes) {
    if (!is_kernels_own(address) && !pinned_is_live(address, bytes)) {
        kernel_fault("host memory is accessed: %zu bytes at %p", bytes, address);
    }
}

void check(const void *address, size_t bytes, bool is_write, bool is_atomic) {
    if (!is_on || !in_kernel()) {
        return;
    }
    const uintptr_t at = reinterpret_cast<uintptr_t>(address);
    const bool shared = is_shared(at);
    if (shared) {
        shared_check(address, bytes);
    } else if (memory_is_device(address)) {
        memory_check(address, bytes);
        order_touch(address, bytes, is_write);
    } else {
        check_own(address, bytes);
        return;
    }
    const size_t alignment = bytes & -bytes; /* a power of two */
    if (at & ((alignment < 16 ? alignment : 16) - 1)) {
        kernel_fault("misaligned access of %zu bytes at %p", bytes, address);
    }
    const uint32_t thread = static_cast<uint32_t>(thread_number());
    const warp_clocks &clocks = warps[thread / 32];
    const access now = {blocks, thread, barriers, clocks.at[thread % 32][thread % 32], is_atomic};
    for (uintptr_t i = at; i < at + bytes;) {
        word &w = word_at(i);
        if (bytes >= word_bytes && !w.bytes) { /* aligned: it is all of the word */
            touch(w.whole, i, now, shared, is_write);
            i += word_bytes;
        } else {
            touch(bytes_of(w)[i % word_bytes], i, now, shared, is_write);
            i++;
        }
    }
}

} // namespace

/* ---- What the block tells -------------------------------------------------------------------- */

void race_begin_launch() {
    launched_blocks = blocks;
}

void race_begin_block(int threads) {
    if (!is_on) {
        return;
    }
    blocks++;
    barriers = 0;
    warps.assign(static_cast<size_t>(threads + 31) / 32, warp_clocks{});
    for (warp_clocks &w : warps) {
        for (int lane = 0; lane < 32; lane++) {
            w.at[lane][lane] = 1;
        }
    }
}

void race_barrier() {
    barriers++;
}

void race_warp_barrier(int warp, uint32_t mask) {
    if (!is_on) {
        return;
    }
    warp_clocks &w = warps[static_cast<size_t>(warp)];
    uint32_t joined[32] = {};
    for (int lane = 0; lane < 32; lane++) {
        for (int other = 0; other < 32 && (mask >> lane & 1); other++) {
            joined[other] = joined[other] > w.at[lane][other] ? joined[other] : w.at[lane][other];
        }
    }
    for (int lane = 0; lane < 32; lane++) {
        if (mask >> lane & 1) {
            memcpy(w.at[lane], joined, sizeof joined);
            w.at[lane][lane]++; /* what follows is known to nobody yet */
        }
    }
}

void note_atomic(const void *address, int bytes) {
    if (is_on) {
        check(address, static_cast<size_t>(bytes), true, true);
    }
}

void note_access(const void *address, size_t bytes, bool is_write) {
    check(address, bytes, is_write, false);
}

} // namespace sim

/* ---- What -fsanitize=thread calls ------------------------------------------------------------ */

#define ACCESS(name, bytes, is_write)                \
    extern "C" void __tsan_##name(void *address);    \
    extern "C" void __tsan_##name(void *address) {   \
        sim::check(address, bytes, is_write, false); \
    }
#define ACCESSES(n)                     \
    ACCESS(read##n, n, false)           \
    ACCESS(write##n, n, true)           \
    ACCESS(unaligned_read##n, n, false) \
    ACCESS(unaligned_write##n, n, true)
ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)
#undef ACCESSES
#undef ACCESS

#define RANGE(name, is_write)                                                 \
    extern "C" void __tsan_##name##_range(void *address, size_t bytes);       \
    extern "C" void __tsan_##name##_range(void *address, size_t bytes) {      \
        for (size_t i = 0; i < bytes; i++) {                                  \
            sim::check(static_cast<char *>(address) + i, 1, is_write, false); \
        }                                                                     \
    }
RANGE(read, false)
RANGE(write, true)
#undef RANGE

/* ---- What copies of structs become, in kernels (sim.mk) -------------------------------------- */

/* In pieces as large as their addresses allow: these functions need no alignment. */
static void check_range(const void *address, size_t bytes, bool is_write) {
    uintptr_t at = reinterpret_cast<uintptr_t>(address);
    for (const uintptr_t end = at + bytes; at < end;) {
        size_t piece = 16;
        while (at % piece != 0 || piece > end - at) {
            piece /= 2;
        }
        sim::check(reinterpret_cast<const void *>(at), piece, is_write, false);
        at += piece;
    }
}

extern "C" void *sim_memcpy(void *to, const void *from, size_t bytes);
extern "C" void *sim_memcpy(void *to, const void *from, size_t bytes) {
    check_range(from, bytes, false);
    check_range(to, bytes, true);
    return memcpy(to, from, bytes);
}
extern "C" void *sim_memmove(void *to, const void *from, size_t bytes);
extern "C" void *sim_memmove(void *to, const void *from, size_t bytes) {
    check_range(from, bytes, false);
    check_range(to, bytes, true);
    return memmove(to, from, bytes);
}
extern "C" void *sim_memset(void *to, int value, size_t bytes);
extern "C" void *sim_memset(void *to, int value, size_t bytes) {
    check_range(to, bytes, true);
    return memset(to, value, bytes);
}

bool sim_checks_accesses(void) {
    return sim::is_on;
}

/* The first thing that an instrumented file does when it is loaded. */
extern "C" void __tsan_init();
extern "C" void __tsan_init() {
    const char *wanted = getenv("SIM_CHECK_ACCESSES");
    sim::is_on = wanted && strcmp(wanted, "1") == 0;
}
extern "C" void __tsan_func_entry(void *caller);
extern "C" void __tsan_func_entry(void *) {}
extern "C" void __tsan_func_exit();
extern "C" void __tsan_func_exit() {}
extern "C" void __tsan_vptr_update(void **, void *);
extern "C" void __tsan_vptr_update(void **, void *) {}
extern "C" void __tsan_vptr_read(void **);
extern "C" void __tsan_vptr_read(void **) {}
