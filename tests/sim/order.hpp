/* order.hpp: whether work of different streams that touches the same memory is ordered. */
#ifndef SIM_ORDER_HPP
#define SIM_ORDER_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace sim {

/* How much of each stream's work is known to have ended: {stream number: count}. */
using clock_map = std::map<int, uint64_t>;
void join(clock_map *into, const clock_map &other);

/* One operation given to a stream. */
struct work {
    std::string name;
    int stream = 0;
    uint64_t count = 0;     /* of the stream's operations, this one included */
    clock_map before;       /* what it waits for, through its stream, events and the host */
    clock_map host;         /* of that, what the host had waited for */
    size_t event_waits = 0; /* that its stream had been given */
};

/* What the operation that runs now touches. The first pair of operations that are not ordered is a
 * fault of the program, whatever order they happened to run in. */
void order_begin(const work *now);
void order_touch(const void *address, size_t bytes, bool is_write);
/* "" or a description of the pair. */
std::string order_fault();
void order_forget(const void *address, size_t bytes); /* the block is new: nothing touched it */
void order_clear();

/* Waits that hold up more than they need: the work of `stream` up to `covered` is waited for by
 * another stream, of which it knew `known` before. */
void order_gives(int stream, uint64_t count); /* work, no event */
void order_waits(int waiter, int stream, uint64_t known, uint64_t covered);
/* "" or the first wait behind whose end, for all that ran since, there was work that its stream
 * did not need. */
std::string order_waste();
size_t order_event_waits(int waiter); /* given so far */
/* A stream waits for an event, which brings all that its stream had done or waited for. */
void order_waits_for_event(int waiter, const clock_map &brings);
/* How many of those waits brought what something that ran needed, and neither program order, the
 * host nor another of them gives. What kernels touch is known where accesses are checked. */
uint64_t order_needed_waits();

} // namespace sim

#endif
