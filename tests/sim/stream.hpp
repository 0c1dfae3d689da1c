/* stream.hpp: simulated streams, events and graphs, for the files that give them work. */
#ifndef SIM_STREAM_HPP
#define SIM_STREAM_HPP

#include "cupti.hpp"
#include "order.hpp"
#include "runtime.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sim {

/* One record of an event; the event points to its latest. */
struct marker {
    bool done = false;
    int stream = 0;
    clock_map clock; /* of its stream when it was recorded */
};

struct operation {
    work what;
    std::function<void()> run;
    std::shared_ptr<marker> waits_for; /* may be null */
    std::function<bool()> is_ready;    /* for other ranks; may be null */
    std::string text;                  /* what it waits for then */
};

} // namespace sim

struct CUstream_st {
    int device, number;
    sim::clock_map clock; /* what its next operation comes after, its own work included */
    std::deque<sim::operation> queue;
    CUgraph_st *recording; /* what it is given goes there; null: it runs */
};

struct CUevent_st {
    int device;
    std::shared_ptr<sim::marker> latest;
};

/* Recorded work, in the order in which it was given. */
struct CUgraph_st {
    struct step {
        std::string name;
        std::function<void()> run;
        sim::activity what;
    };
    int device;
    std::vector<step> steps;
    bool is_lost = false; /* the host waited for its device meanwhile */
};

namespace sim {

/* Comes after all that the stream was given, and that the host has waited for. */
void submit(cudaStream_t s, const char *name, std::function<void()> run, const activity &what = {});
/* Runs until the stream has no work, and the host knows it. */
void drain(cudaStream_t s);
cudaError_t check_stream(cudaStream_t s, const char *function);
/* A stream that records cannot be waited for. */
cudaError_t check_runs(cudaStream_t s, const char *function);
uint64_t next_random();

#define CHECK(expression)                        \
    if (const cudaError_t e = (expression); e) { \
        return e;                                \
    }

} // namespace sim

#endif
