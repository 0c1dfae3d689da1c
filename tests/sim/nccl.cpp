/* nccl.cpp: simulated NCCL: ranks are threads of a process, or processes under mpirun.
 *
 * All ranks of a communicator map one file of shared memory with a seat each. A collective is two
 * operations of its stream: the first puts what the rank sends on its seat, once everybody has read
 * the one before; the second takes what the others sent, once all have arrived. So a rank that does
 * not come holds up the streams that wait for it and nothing else, as in NCCL. Seats also say which
 * collective it is: ranks that differ are named, where NCCL would hang or mix up data. */
#include "entry.hpp"
#include "libraries.hpp"
#include "memory.hpp"
#include "order.hpp"
#include "runtime.hpp"

#include "cuda/nccl_api.h"

#include <atomic>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace sim {

namespace {

constexpr size_t area_bytes = size_t{64} << 20, text_bytes = 96;
enum { messages_max = 64 };

struct message {
    int peer;
    uint64_t bytes, offset;
};

/* What one rank says to the others; its area of data lies behind all seats. */
struct seat {
    std::atomic<uint64_t> is_open, arrived, left; /* collectives, counted from 1 */
    char text[text_bytes];                        /* of the one that it arrived in */
    uint32_t n_messages;
    message messages[messages_max];
};

/* Sends or receives of a group. */
struct part {
    bool sends;
    int peer;
    char *data;
    size_t bytes;
};

} // namespace

} // namespace sim

struct ncclComm {
    int rank, size, device;
    char *memory;
    size_t bytes;
    uint64_t given; /* collectives */

    sim::seat *at(int r) {
        return reinterpret_cast<sim::seat *>(memory) + r;
    }
    char *area(int r) {
        return memory + sizeof(sim::seat) * size_t(size) + sim::area_bytes * size_t(r);
    }
};

namespace sim {

namespace {

thread_local int group_depth;
thread_local bool group_is_broken; /* a call of it failed, so nothing of it is done */
thread_local std::vector<part> group;
thread_local ncclComm_t group_comm;
thread_local cudaStream_t group_stream;
int ids_made;

bool all_have(ncclComm *c, std::atomic<uint64_t> seat::*counter, uint64_t count) {
    for (int r = 0; r < c->size; r++) {
        if ((c->at(r)->*counter).load(std::memory_order_acquire) < count) {
            return false;
        }
    }
    return true;
}

/* "" or who differs from this rank. */
std::string difference(ncclComm *c) {
    for (int r = 0; r < c->size; r++) {
        if (strcmp(c->at(r)->text, c->at(c->rank)->text) != 0) {
            return "mismatched collectives: rank " + std::to_string(c->rank) + " is in " +
                   c->at(c->rank)->text + ", rank " + std::to_string(r) + " in " + c->at(r)->text;
        }
    }
    return "";
}

void put(ncclComm *c, const void *data, size_t bytes, size_t offset) {
    order_touch(data, bytes, false);
    memcpy(c->area(c->rank) + offset, data, bytes);
}

void take(ncclComm *c, void *data, size_t bytes, int from, size_t offset) {
    order_touch(data, bytes, true);
    memcpy(data, c->area(from) + offset, bytes);
}

/* The two operations of a collective. */
void give(ncclComm *c, cudaStream_t stream, const std::string &text,
          const std::function<void()> &puts, const std::function<std::string()> &takes) {
    const uint64_t number = ++c->given;
    give_work(
        stream, "a collective (sending)",
        [=] {
            snprintf(c->at(c->rank)->text, text_bytes, "%s", text.c_str());
            c->at(c->rank)->n_messages = 0;
            puts();
            c->at(c->rank)->arrived.store(number, std::memory_order_release);
        },
        [=] { return all_have(c, &seat::left, number - 1); }, text);
    give_work(
        stream, "a collective (receiving)",
        [=] {
            std::string fault = difference(c);
            if (fault.empty()) {
                fault = takes();
            }
            c->at(c->rank)->left.store(number, std::memory_order_release);
            if (!fault.empty()) {
                report_fault(c->device, cudaErrorUnknown, fault);
            }
        },
        [=] { return all_have(c, &seat::arrived, number); }, text);
}

ncclResult_t refuse_nccl(const char *what) {
    refuse(cudaErrorInvalidValue, "%s", what);
    return ncclInvalidArgument;
}

/* Whether the buffers are live memory of the communicator's device, and fit on a seat. */
bool is_fine(ncclComm *c, const void *data, size_t bytes) {
    return bytes <= area_bytes && memory_is_live(data, bytes) && memory_device(data) == c->device;
}

const message *find_message(const seat *s, int to) {
    for (uint32_t i = 0; i < s->n_messages; i++) {
        if (s->messages[i].peer == to) {
            return &s->messages[i];
        }
    }
    return nullptr;
}

void put_parts(ncclComm *c, const std::vector<part> &parts) {
    seat *own = c->at(c->rank);
    size_t offset = 0;
    for (const part &p : parts) {
        if (p.sends && own->n_messages < messages_max && offset + p.bytes <= area_bytes) {
            put(c, p.data, p.bytes, offset);
            own->messages[own->n_messages++] = {p.peer, p.bytes, offset};
            offset += p.bytes;
        }
    }
}

std::string take_parts(ncclComm *c, const std::vector<part> &parts) {
    for (const part &p : parts) {
        const message *m = p.sends ? nullptr : find_message(c->at(p.peer), c->rank);
        if (!p.sends && (!m || m->bytes != p.bytes)) {
            return "mismatched collectives: rank " + std::to_string(c->rank) + " expects " +
                   std::to_string(p.bytes) + " bytes of rank " + std::to_string(p.peer) +
                   ", which sends " + std::to_string(m ? m->bytes : 0);
        }
        if (m) {
            take(c, p.data, p.bytes, p.peer, m->offset);
        }
    }
    return "";
}

/* Maps the file of the id, which the last rank to open it removes. */
bool map_file(ncclComm *c, const char *name) {
    c->bytes = (sizeof(seat) + area_bytes) * size_t(c->size);
    const int file = shm_open(name, O_CREAT | O_RDWR, 0600);
    if (file < 0 || ftruncate(file, off_t(c->bytes)) != 0) {
        return false;
    }
    void *memory = mmap(nullptr, c->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    c->memory = memory == MAP_FAILED ? nullptr : static_cast<char *>(memory);
    return c->memory != nullptr;
}

} // namespace

} // namespace sim

using namespace sim;

#define ENTER(function, failure)                                                                \
    LOCKED;                                                                                     \
    if (enter(function, failure) != cudaSuccess) {                                              \
        return failure == cudaErrorMemoryAllocation ? ncclUnhandledCudaError : ncclSystemError; \
    }

/* ---- Joining and leaving --------------------------------------------------------------------- */

static ncclResult_t get_version(int *version) {
    *version = 22803;
    return ncclSuccess;
}

static const char *error_string(ncclResult_t error) {
    return error == ncclSuccess           ? "no error"
           : error == ncclInvalidArgument ? "invalid argument"
           : error == ncclInvalidUsage    ? "invalid usage"
                                          : "unhandled system error";
}

static ncclResult_t get_unique_id(ncclUniqueId *id) {
    ENTER("ncclGetUniqueId", cudaErrorUnknown);
    memset(id, 0, sizeof *id);
    snprintf(id->internal, sizeof id->internal, "/tenon-sim-%d-%d", int(getpid()), ++ids_made);
    return ncclSuccess;
}

static ncclResult_t comm_init_rank(ncclComm_t *comm, int ranks, ncclUniqueId id, int rank) {
    ENTER("ncclCommInitRank", cudaErrorUnknown);
    auto made = std::make_unique<ncclComm>();
    made->rank = rank;
    made->size = ranks;
    made->device = current_device();
    if (rank < 0 || rank >= ranks || !map_file(made.get(), id.internal)) {
        return refuse_nccl("ncclCommInitRank: wrong rank, or no shared memory");
    }
    made->at(rank)->is_open.store(1, std::memory_order_release);
    const bool all = wait_unlocked([&] { return all_have(made.get(), &seat::is_open, 1); });
    shm_unlink(id.internal);
    if (!all) {
        munmap(made->memory, made->bytes);
        return ncclSystemError; /* a rank did not come */
    }
    *comm = made.release();
    counts().live_comms++;
    return ncclSuccess;
}

static ncclResult_t nccl_outcome(const char *function) {
    return wanted_failure(function) == cudaSuccess ? ncclSuccess : ncclSystemError;
}

static void leave_comm(ncclComm_t comm) {
    run_all();
    munmap(comm->memory, comm->bytes);
    delete comm;
    counts().live_comms--;
}

static ncclResult_t comm_destroy(ncclComm_t comm) {
    LOCKED;
    leave_comm(comm);
    return nccl_outcome("ncclCommDestroy");
}

static ncclResult_t comm_abort(ncclComm_t comm) {
    LOCKED;
    leave_comm(comm);
    return nccl_outcome("ncclCommAbort");
}

static ncclResult_t get_async_error(ncclComm_t comm, ncclResult_t *error) {
    (void)comm;
    ENTER("ncclCommGetAsyncError", cudaErrorUnknown);
    *error = ncclSuccess;
    return ncclSuccess;
}

/* ---- Collectives ----------------------------------------------------------------------------- */

static ncclResult_t group_start(void) {
    ENTER("ncclGroupStart", cudaErrorUnknown);
    group_depth++;
    return ncclSuccess;
}

static ncclResult_t add_part(part p, ncclComm_t comm, cudaStream_t stream) {
    const char *function = p.sends ? "ncclSend" : "ncclRecv";
    LOCKED;
    if (enter(function, cudaErrorUnknown) != cudaSuccess) {
        group_is_broken = true;
        return ncclSystemError;
    }
    if (group_depth == 0) {
        return refuse_nccl("ncclSend and ncclRecv outside of a group are not simulated");
    }
    if (!is_fine(comm, p.data, p.bytes) || p.peer < 0 || p.peer >= comm->size) {
        return refuse_nccl("ncclSend or ncclRecv: no live memory of the device, or no such peer");
    }
    group.push_back(p);
    group_comm = comm;
    group_stream = stream;
    return ncclSuccess;
}

static ncclResult_t nccl_send(const void *data, size_t bytes, ncclDataType_t, int peer,
                              ncclComm_t comm, cudaStream_t stream) {
    return add_part({true, peer, static_cast<char *>(const_cast<void *>(data)), bytes}, comm,
                    stream);
}

static ncclResult_t nccl_recv(void *data, size_t bytes, ncclDataType_t, int peer, ncclComm_t comm,
                              cudaStream_t stream) {
    return add_part({false, peer, static_cast<char *>(data), bytes}, comm, stream);
}

static ncclResult_t group_end(void) {
    LOCKED;
    if (group_depth == 0) {
        return refuse_nccl("ncclGroupEnd: there is no group");
    }
    if (--group_depth > 0) {
        return ncclSuccess;
    }
    const std::vector<part> parts = std::exchange(group, {});
    const bool is_broken = std::exchange(group_is_broken, false);
    if (is_broken || wanted_failure("ncclGroupEnd") != cudaSuccess) {
        return ncclSystemError;
    }
    if (parts.empty()) {
        return ncclSuccess;
    }
    ncclComm *c = group_comm;
    give(
        c, group_stream, "a group of sends and receives", [=] { put_parts(c, parts); },
        [=] { return take_parts(c, parts); });
    return ncclSuccess;
}

static ncclResult_t nccl_broadcast(const void *send, void *recv, size_t bytes, ncclDataType_t,
                                   int root, ncclComm_t c, cudaStream_t stream) {
    ENTER("ncclBroadcast", cudaErrorUnknown);
    if (!is_fine(c, send, bytes) || !is_fine(c, recv, bytes) || root < 0 || root >= c->size) {
        return refuse_nccl("ncclBroadcast: no live memory of the device, or no such root");
    }
    give(
        c, stream,
        "broadcast of " + std::to_string(bytes) + " bytes from rank " + std::to_string(root),
        [=] {
            if (c->rank == root) {
                put(c, send, bytes, 0);
            }
        },
        [=] {
            take(c, recv, bytes, root, 0);
            return std::string();
        });
    return ncclSuccess;
}

static ncclResult_t nccl_all_gather(const void *send, void *recv, size_t bytes, ncclDataType_t,
                                    ncclComm_t c, cudaStream_t stream) {
    ENTER("ncclAllGather", cudaErrorUnknown);
    if (!is_fine(c, send, bytes) || !memory_is_live(recv, bytes * size_t(c->size))) {
        return refuse_nccl("ncclAllGather: no live memory of the device");
    }
    give(
        c, stream, "all_gather of " + std::to_string(bytes) + " bytes",
        [=] { put(c, send, bytes, 0); },
        [=] {
            for (int r = 0; r < c->size; r++) {
                take(c, static_cast<char *>(recv) + bytes * size_t(r), bytes, r, 0);
            }
            return std::string();
        });
    return ncclSuccess;
}

/* ---- Memory ---------------------------------------------------------------------------------- */

/* That of cudaMalloc but for who takes it back. */
static std::set<void *> nccl_blocks;

static ncclResult_t mem_alloc(void **data, size_t bytes) {
    ENTER("ncclMemAlloc", cudaErrorMemoryAllocation);
    counts().allocations++;
    *data = bytes ? memory_alloc(current_device(), bytes) : nullptr;
    if (*data) {
        nccl_blocks.insert(*data);
        counts().nccl_blocks++;
    }
    return *data || !bytes ? ncclSuccess : ncclUnhandledCudaError;
}

static ncclResult_t mem_free(void *data) {
    LOCKED;
    if (nccl_blocks.erase(data) == 0) {
        return refuse_nccl("ncclMemFree: ncclMemAlloc did not make this block");
    }
    counts().nccl_blocks--;
    run_all();
    memory_free(data);
    return nccl_outcome("ncclMemFree");
}

bool sim::is_of_nccl(const void *data) {
    return nccl_blocks.count(const_cast<void *>(data)) != 0;
}

/* ---- The library ----------------------------------------------------------------------------- */

namespace {

struct signatures {
#define MEMBER(name, parameters) SIGNATURE(ncclResult_t, name, parameters)
    TNI_NCCL_CALLS(MEMBER)
    TNI_NCCL_OPTIONAL_CALLS(MEMBER)
#undef MEMBER
    const char *(*ncclGetErrorString)(ncclResult_t error);
};

} // namespace

const std::map<std::string, void *> &sim::nccl_functions() {
    static const std::map<std::string, void *> functions = {
        FUNCTION(ncclGetVersion, get_version),
        FUNCTION(ncclGetErrorString, error_string),
        FUNCTION(ncclGetUniqueId, get_unique_id),
        FUNCTION(ncclCommInitRank, comm_init_rank),
        FUNCTION(ncclCommDestroy, comm_destroy),
        FUNCTION(ncclCommAbort, comm_abort),
        FUNCTION(ncclCommGetAsyncError, get_async_error),
        FUNCTION(ncclGroupStart, group_start),
        FUNCTION(ncclGroupEnd, group_end),
        FUNCTION(ncclSend, nccl_send),
        FUNCTION(ncclRecv, nccl_recv),
        FUNCTION(ncclBroadcast, nccl_broadcast),
        FUNCTION(ncclAllGather, nccl_all_gather),
        FUNCTION(ncclMemAlloc, mem_alloc),
        FUNCTION(ncclMemFree, mem_free),
    };
    return functions;
}
