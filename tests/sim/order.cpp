/* order.cpp: a happens-before check over the work of all streams.
 *
 * Each operation carries a vector clock, made when it was submitted. Two operations that touch the
 * same memory, one of them writing, must be ordered by their clocks: so one run speaks for all
 * orders that the same submissions could have run in. Memory is kept in cells of 8 bytes.
 * Invariant: of a cell are known its last write and the reads since, one a stream. */
#include "order.hpp"

#include <array>
#include <cstdio>
#include <deque>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace sim {

namespace {

/* A running or former one. */
struct operation {
    int stream;
    uint64_t count;
    const std::string *name;
};

/* The last write, and the read since when one stream did; of several, the latest of each stream is
 * in `reads`. */
struct order_cell {
    const operation *write = nullptr, *read = nullptr;
    bool has_reads = false;
};

constexpr uintptr_t cell_bytes = 8, page_cells = 512;
using order_page = std::array<order_cell, page_cells>;
std::unordered_map<uintptr_t, std::unique_ptr<order_page>> pages;
std::unordered_map<uintptr_t, std::map<int, const operation *>> reads; /* by the cell's number */
uintptr_t latest_number = UINTPTR_MAX; /* and page: where the next access most likely is */
order_page *latest_page;
std::deque<operation> operations; /* cells point to them */
std::set<std::string> names;
const work *current;
const operation *now;     /* the current one, which the cells keep */
const operation *checked; /* a former one on another stream that is ordered before it */
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
void note_need(const operation &former) {
    for (wait &w : waits) {
        if (w.waiter == current->stream && w.stream == former.stream && former.count <= w.covered &&
            former.count > w.needed) {
            w.needed = former.count;
        }
    }
}

bool is_ordered(const operation *former) {
    if (!former || former->stream == current->stream || former == checked) {
        return true;
    }
    note_need(*former);
    join(&needs, {{former->stream, former->count}});
    const auto known = current->before.find(former->stream);
    if (known == current->before.end() || known->second < former->count) {
        return false;
    }
    checked = former;
    return true;
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

void check(const operation *former, const char *then, bool is_write, uintptr_t number) {
    if (!is_ordered(former) && found.empty()) {
        char text[32];
        snprintf(text, sizeof text, "%p", reinterpret_cast<void *>(number * cell_bytes));
        found = "missing wait: " + *former->name + " on stream " + std::to_string(former->stream) +
                " " + then + " and " + *now->name + " on stream " + std::to_string(now->stream) +
                (is_write ? " writes" : " reads") + " the memory at " + text +
                ", and neither waits for the other";
    }
}

order_cell &cell_at(uintptr_t number) {
    if (number / page_cells != latest_number) {
        latest_number = number / page_cells;
        std::unique_ptr<order_page> &page = pages[latest_number];
        if (!page) {
            page = std::make_unique<order_page>();
        }
        latest_page = page.get();
    }
    return (*latest_page)[number % page_cells];
}

void note_read(order_cell *cell, uintptr_t number) {
    if (cell->read == now || cell->write == now) {
        return; /* the operation has been here */
    }
    check(cell->write, "writes", false, number);
    if (!cell->read || (cell->read->stream == now->stream && !cell->has_reads)) {
        cell->read = now;
        return;
    }
    std::map<int, const operation *> &all = reads[number];
    all[cell->read->stream] = cell->read;
    all[now->stream] = cell->read = now;
    cell->has_reads = true;
}

void note_write(order_cell *cell, uintptr_t number) {
    if (cell->write == now && !cell->read) {
        return;
    }
    check(cell->write, "writes", true, number);
    check(cell->read, "reads", true, number);
    if (cell->has_reads) {
        for (const auto &[stream, read] : reads[number]) {
            check(read, "reads", true, number);
        }
        reads.erase(number);
    }
    *cell = {now, nullptr, false};
}

/* Nothing is known of the cells from one number to another. */
void forget(uintptr_t first, uintptr_t end) {
    while (first < end) {
        const uintptr_t page_end = (first / page_cells + 1) * page_cells;
        const uintptr_t to = page_end < end ? page_end : end;
        const auto page = pages.find(first / page_cells);
        for (uintptr_t i = first; page != pages.end() && i < to; i++) {
            order_cell &cell = (*page->second)[i % page_cells];
            if (cell.has_reads) {
                reads.erase(i);
            }
            cell = {};
        }
        first = to;
    }
}

} // namespace

void join(clock_map *into, const clock_map &other) {
    for (const auto &[stream, count] : other) {
        uint64_t &known = (*into)[stream];
        known = known < count ? count : known;
    }
}

void order_begin(const work *next) {
    if (current) {
        note_waits();
    }
    current = next;
    now = checked = nullptr;
    if (next) {
        operations.push_back({next->stream, next->count, &*names.insert(next->name).first});
        now = &operations.back();
    }
}

void order_touch(const void *address, size_t bytes, bool is_write) {
    if (!current || bytes == 0) {
        return;
    }
    const uintptr_t first = reinterpret_cast<uintptr_t>(address) / cell_bytes;
    const uintptr_t last = (reinterpret_cast<uintptr_t>(address) + bytes - 1) / cell_bytes;
    for (uintptr_t i = first; i <= last; i++) {
        if (is_write) {
            note_write(&cell_at(i), i);
        } else {
            note_read(&cell_at(i), i);
        }
    }
}

std::string order_fault() {
    return found;
}

void order_forget(const void *address, size_t bytes) {
    const uintptr_t at = reinterpret_cast<uintptr_t>(address);
    forget(at / cell_bytes, (at + bytes + cell_bytes - 1) / cell_bytes);
}

void order_clear() {
    pages.clear();
    reads.clear();
    latest_number = UINTPTR_MAX;
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
