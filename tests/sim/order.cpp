/* order.cpp: a happens-before check over the work of all streams.
 *
 * Each operation carries a vector clock, made when it was submitted. Two operations that touch the
 * same memory, one of them writing, must be ordered by their clocks: so one run speaks for all
 * orders that the same submissions could have run in. Memory is kept in cells of 8 bytes.
 * Invariant: a cell holds its last write and the reads since, one a stream. */
#include "order.hpp"

#include <cstdio>
#include <set>
#include <unordered_map>
#include <vector>

namespace sim {

namespace {

struct touched {
    int stream = 0;
    uint64_t count = 0;
    const std::string *name = nullptr;
};

struct order_cell {
    touched write;
    std::map<int, touched> reads;
};

constexpr uintptr_t cell_bytes = 8;
std::unordered_map<uintptr_t, order_cell> cells;
std::set<std::string> names;
const work *current;
const std::string *current_name;
std::string found;

struct wait {
    int waiter, stream;
    uint64_t known, covered, needed;
};
std::vector<wait> waits;
std::map<int, std::set<uint64_t>> given; /* work by stream */

/* Each wait of a stream for an event: all that it brings, and whether anything needed it. */
struct event_wait {
    clock_map brings;
    bool is_needed;
};
std::map<int, std::vector<event_wait>> event_waits; /* by the stream that waits */
clock_map needs; /* of the running operation: of each stream, what it touched memory after */

/* What the running operation needs of another stream, by the wait that brought it. */
void note_need(const touched &former) {
    for (wait &w : waits) {
        if (w.waiter == current->stream && w.stream == former.stream && former.count <= w.covered &&
            former.count > w.needed) {
            w.needed = former.count;
        }
    }
}

bool is_ordered(const touched &former) {
    if (former.count == 0 || (former.stream == current->stream)) {
        return true;
    }
    note_need(former);
    join(&needs, {{former.stream, former.count}});
    const auto known = current->before.find(former.stream);
    return known != current->before.end() && known->second >= former.count;
}

uint64_t at(const clock_map &clock, int stream) {
    const auto found = clock.find(stream);
    return found == clock.end() ? 0 : found->second;
}

/* How many waits of the running operation's stream bring a need; the last of them in *last. It is 0
 * when one does that is needed anyway. */
int bringers(int stream, uint64_t count, event_wait **last) {
    int n = 0;
    std::vector<event_wait> &all = event_waits[current->stream];
    for (size_t i = 0; i < current->event_waits; i++) {
        event_wait &w = all[i];
        if (at(w.brings, stream) >= count) {
            if (w.is_needed) {
                return 0;
            }
            *last = &w;
            n++;
        }
    }
    return n;
}

/* The running operation is over, and all that it needs is known. Waits without an alternative come
 * first: they may bring what others could. */
void note_waits() {
    for (const bool has_choice : {false, true}) {
        for (const auto &[stream, count] : needs) {
            event_wait *last = nullptr;
            const int n = at(current->host, stream) < count ? bringers(stream, count, &last) : 0;
            if (n == 1 || (n > 1 && has_choice)) {
                last->is_needed = true;
            }
        }
    }
    needs.clear();
}

void check(const touched &former, const char *then, const char *now, uintptr_t address) {
    if (found.empty() && !is_ordered(former)) {
        char text[32];
        snprintf(text, sizeof text, "%p", reinterpret_cast<void *>(address));
        found = "missing wait: " + *former.name + " on stream " + std::to_string(former.stream) +
                " " + then + " and " + *current_name + " on stream " +
                std::to_string(current->stream) + " " + now + " the memory at " + text +
                ", and neither waits for the other";
    }
}

} // namespace

void join(clock_map *into, const clock_map &other) {
    for (const auto &[stream, count] : other) {
        uint64_t &known = (*into)[stream];
        known = known < count ? count : known;
    }
}

void order_begin(const work *now) {
    if (current) {
        note_waits();
    }
    current = now;
    current_name = now ? &*names.insert(now->name).first : nullptr;
}

void order_touch(const void *address, size_t bytes, bool is_write) {
    if (!current || bytes == 0) {
        return;
    }
    const uintptr_t first = reinterpret_cast<uintptr_t>(address) / cell_bytes;
    const uintptr_t last = (reinterpret_cast<uintptr_t>(address) + bytes - 1) / cell_bytes;
    const touched now = {current->stream, current->count, current_name};
    for (uintptr_t i = first; i <= last; i++) {
        order_cell &cell = cells[i];
        check(cell.write, "writes", is_write ? "writes" : "reads", i * cell_bytes);
        if (!is_write) {
            cell.reads[now.stream] = now;
            continue;
        }
        for (const auto &[stream, read] : cell.reads) {
            check(read, "reads", "writes", i * cell_bytes);
        }
        cell.reads.clear();
        cell.write = now;
    }
}

std::string order_fault() {
    return found;
}

void order_forget(const void *address, size_t bytes) {
    const uintptr_t first = reinterpret_cast<uintptr_t>(address) / cell_bytes;
    for (uintptr_t i = first; i * cell_bytes < reinterpret_cast<uintptr_t>(address) + bytes; i++) {
        cells.erase(i);
    }
}

void order_clear() {
    cells.clear();
    found.clear();
    waits.clear();
    given.clear();
    event_waits.clear();
    needs.clear();
}

void order_gives(int stream, uint64_t count) {
    given[stream].insert(count);
}

void order_waits(int waiter, int stream, uint64_t known, uint64_t covered) {
    waits.push_back({waiter, stream, known, covered, 0});
}

size_t order_event_waits(int waiter) {
    return event_waits[waiter].size();
}

void order_waits_for_event(int waiter, const clock_map &brings) {
    event_waits[waiter].push_back({brings, false});
}

uint64_t order_needed_waits() {
    uint64_t n = 0;
    for (const auto &[waiter, all] : event_waits) {
        for (const event_wait &w : all) {
            n += w.is_needed;
        }
    }
    return n;
}

std::string order_waste() {
    for (const wait &w : waits) {
        const std::set<uint64_t> &work = given[w.stream];
        const uint64_t from = w.needed > w.known ? w.needed : w.known;
        const auto next = work.upper_bound(from);
        if (next != work.end() && *next <= w.covered) {
            return "late event: stream " + std::to_string(w.waiter) + " waits for operation " +
                   std::to_string(w.covered) + " of stream " + std::to_string(w.stream) +
                   " and needs no more than its operation " + std::to_string(from);
        }
    }
    return "";
}

} // namespace sim
