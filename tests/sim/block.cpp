/* block.cpp: the threads of a block take turns on fibers until all are done.
 *
 * Invariant: exactly one fiber runs, and `running` is its thread. A thread that waits is on no
 * list; the last one to arrive puts all of them back. When none can run and not all are done, the
 * kernel has a fault, which is named by what the threads wait for. */
#include "block.hpp"

#include "fiber.hpp"
#include "shared.hpp"
#include "simt.h"

#include <cxxabi.h>
#include <dlfcn.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace sim {

const thread_place *here;

/* "tn_add_kernel<float>(…)" */
std::string kernel_name(const void *kernel) {
    const std::string symbol = kernel_symbol(kernel);
    int status;
    char *plain = abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status);
    const std::string name = plain ? plain : symbol;
    free(plain);
    return name;
}

namespace {

enum class state { ready, at_barrier, at_warp, done };

struct warp_call {
    site at;
    warp_op op;
    uint32_t mask;
    int bytes, source;
    unsigned char value[16];
    uint32_t result;
    void *own; /* of a lane that works together with the others */
};

struct thread {
    thread_place place;
    int number; /* in the block */
    state now;
    fiber *on; /* nullptr: not begun */
    int vote;
    warp_call call;
};

/* Lanes that wait for the same: each mask says who has to come. */
struct warp_group {
    uint32_t mask, lanes;
    warp_op op;
    int line; /* of those that work together; else 0 */
};

struct warp {
    uint32_t gone; /* lanes that have ended or that there are not */
    int n_groups;
    warp_group groups[32];
};

struct block_run {
    const launch_shape *shape;
    thread_order order;
    uint64_t random;
    void (*body)(void *);
    void *context;
    std::vector<thread> threads;
    std::vector<warp> warps;
    std::vector<int> ready; /* numbers of threads that can run */
    size_t first_ready;
    int alive, waiting;
    site barrier; /* where the waiting ones are */
    std::string fault;
};

block_run *current;
thread *running;
/* This one runs the grid. Others may be in instrumented code meanwhile: that of the launchers. */
__attribute__((tls_model("initial-exec"))) thread_local bool runs_grid;
fiber outside; /* the stack of whoever launched */
/* Fibers that have no thread. Never destroyed: leak checks come after the destructors. */
std::vector<fiber *> &idle = *new std::vector<fiber *>;
const char *skipped_file;
int skipped_line;
FILE *sites; /* gets the barriers that are passed */

void run_now(thread *t) {
    running = t;
    here = &t->place;
}

/* ---- Whose turn it is ------------------------------------------------------------------------ */

uint64_t next_random(block_run *b) {
    b->random ^= b->random << 13;
    b->random ^= b->random >> 7;
    return b->random ^= b->random << 17;
}

bool has_ready(const block_run *b) {
    return b->first_ready < b->ready.size();
}

int take_ready(block_run *b) {
    const size_t n = b->ready.size() - b->first_ready;
    if (b->order == thread_order::first_in) {
        const int number = b->ready[b->first_ready++];
        if (b->first_ready == b->ready.size()) {
            b->ready.clear();
            b->first_ready = 0;
        }
        return number;
    }
    if (b->order == thread_order::random) {
        std::swap(b->ready[b->first_ready + next_random(b) % n], b->ready.back());
    }
    const int number = b->ready.back();
    b->ready.pop_back();
    return number;
}

void make_ready(block_run *b, thread *t) {
    t->now = state::ready;
    b->ready.push_back(t->number);
}

void finish(block_run *b, thread *t) {
    t->now = state::done;
    t->on = nullptr;
    b->warps[t->number / 32].gone |= 1u << t->number % 32;
    b->alive--;
}

/* Begins threads one after the other on this stack, and leaves it for those that have their own. */
void run_threads() {
    fiber *self = idle.back();
    idle.pop_back();
    for (;;) {
        block_run *b = current;
        if (!has_ready(b)) {
            idle.push_back(self);
            fiber_switch(self, &outside);
            idle.pop_back(); /* whoever enters an idle fiber takes the last one */
            continue;
        }
        thread *t = &b->threads[take_ready(b)];
        run_now(t);
        if (t->on) {
            idle.push_back(self);
            fiber_switch(self, t->on);
            idle.pop_back();
            continue;
        }
        t->on = self;
        b->body(b->context);
        copies_end_thread();
        finish(current, running);
    }
}

fiber *idle_fiber() {
    if (idle.empty()) {
        idle.push_back(fiber_new(run_threads));
    }
    return idle.back();
}

/* Leaves the running thread until it is made ready again. */
void suspend() {
    thread *self = running;
    fiber *on = self->on;
    fiber_switch(on, has_ready(current) ? idle_fiber() : &outside);
    run_now(self);
}

/* ---- Faults ---------------------------------------------------------------------------------- */

std::string text_of(const char *format, va_list args) {
    char text[1024];
    vsnprintf(text, sizeof text, format, args);
    return text;
}

std::string name_of(const thread *t) {
    char text[128];
    const thread_place &p = t->place;
    snprintf(text, sizeof text, "thread (%u,%u,%u) of block (%u,%u,%u)", p.thread.x, p.thread.y,
             p.thread.z, p.block.x, p.block.y, p.block.z);
    return text;
}

std::string hex(uint32_t mask) {
    char text[16];
    snprintf(text, sizeof text, "0x%08x", mask);
    return text;
}

std::string place_of(const site &at) {
    return std::string(at.what) + " at " + at.file + ":" + std::to_string(at.line);
}

/* The warp's; not each of its lanes need be there. */
thread *first_lane(const thread *self) {
    return &current->threads[self->number / 32 * 32];
}

/* A lane that a waiting warp operation will never see. */
std::string describe_mask(const thread *t) {
    const uint32_t lost = t->call.mask & current->warps[t->number / 32].gone;
    if (lost == 0) {
        return "";
    }
    const int lane = __builtin_ctz(lost);
    const bool exists = first_lane(t) + lane <= &current->threads.back();
    return "wrong mask " + hex(t->call.mask) + " in " + place_of(t->call.at) + ": lane " +
           std::to_string(lane) + (exists ? " has ended" : " does not exist");
}

/* What the threads of a block that cannot go on wait for. */
std::string describe_deadlock(const block_run *b) {
    const thread *first = nullptr;
    int at_barrier = 0, at_warp = 0, done = 0;
    for (const thread &t : b->threads) {
        at_barrier += t.now == state::at_barrier;
        at_warp += t.now == state::at_warp;
        done += t.now == state::done;
        if (!first && t.now != state::done) {
            first = &t;
        }
    }
    if (first->now == state::at_warp && !describe_mask(first).empty()) {
        return describe_mask(first) + " (" + name_of(first) + ")";
    }
    const site &at = first->now == state::at_barrier ? b->barrier : first->call.at;
    return "divergent barrier: " + name_of(first) + " waits in " + place_of(at) + "; " +
           std::to_string(at_barrier) + " threads of the block wait at a barrier, " +
           std::to_string(at_warp) + " in a warp operation, " + std::to_string(done) +
           " have ended";
}

void begin_block(block_run *b, uint3 index) {
    const dim3 n = b->shape->block;
    const int count = static_cast<int>(n.x * n.y * n.z);
    b->threads.resize(count);
    b->warps.assign((count + 31) / 32, {});
    if (count % 32 != 0) {
        b->warps.back().gone = ~0u << count % 32;
    }
    b->ready.clear();
    b->first_ready = 0;
    b->waiting = 0;
    b->alive = count;
    for (int i = 0; i < count; i++) {
        thread &t = b->threads[i];
        const unsigned u = static_cast<unsigned>(i);
        t.place = {{u % n.x, u / n.x % n.y, u / n.x / n.y}, index, n, b->shape->grid};
        t.number = i;
        t.on = nullptr;
        make_ready(b, &t);
    }
}

/* The fibers of threads that never end are given up; their stacks hold nothing of ours. */
void abandon(block_run *b) {
    for (thread &t : b->threads) {
        if (t.on && t.now != state::done) {
            fiber_delete(t.on);
        }
    }
}

bool run_block(block_run *b, uint3 index) {
    begin_block(b, index);
    shared_begin_block();
    race_begin_block(static_cast<int>(b->threads.size()));
    copies_begin_block(static_cast<int>(b->threads.size()));
    while (b->fault.empty() && b->alive > 0) {
        if (has_ready(b)) {
            fiber_switch(&outside, idle_fiber());
        } else {
            b->fault = kernel_name(b->shape->kernel) + ": " + describe_deadlock(b);
        }
    }
    running = nullptr;
    if (!b->fault.empty()) {
        abandon(b);
    }
    return b->fault.empty();
}

void note_fault(const thread *culprit, const std::string &text) {
    current->fault =
        kernel_name(current->shape->kernel) + ": " + text + " (" + name_of(culprit) + ")";
}

/* The fiber is left for good: nothing on its stack may own memory. */
[[noreturn]] void end_launch() {
    fiber_switch(running->on, &outside);
    abort(); /* a launch with a fault does not go on */
}

} // namespace

void kernel_fault(const char *format, ...) {
    va_list args;
    va_start(args, format);
    note_fault(running, text_of(format, args));
    va_end(args);
    end_launch();
}

void look_at_vector(const void *address, size_t alignment) {
    if (reinterpret_cast<uintptr_t>(address) % alignment != 0) {
        kernel_fault("misaligned access: %p is no multiple of %zu", address, alignment);
    }
}

bool in_kernel() {
    return runs_grid && running;
}

/* Where this image ends and begins, as the linker says. */
extern "C" __attribute__((visibility("hidden"))) const char __ehdr_start[], _end[];

static bool lies_in(const void *address, const void *begin, size_t bytes) {
    return static_cast<const char *>(address) >= static_cast<const char *>(begin) &&
           static_cast<const char *>(address) < static_cast<const char *>(begin) + bytes;
}

bool is_kernels_own(const void *address) {
    const launch_shape *shape = current->shape;
    return lies_in(address, running->on->stack, running->on->stack_bytes) ||
           lies_in(address, &running->place, sizeof running->place) ||
           lies_in(address, shape->arguments, shape->argument_bytes) ||
           lies_in(address, __ehdr_start, static_cast<size_t>(_end - __ehdr_start));
}

bool run_grid(const launch_shape &shape, thread_order order, uint64_t seed, void (*body)(void *),
              std::string *fault) {
    block_run b = {};
    b.shape = &shape;
    b.order = order;
    b.random = seed * 0x9e3779b97f4a7c15u + 1;
    b.body = body;
    b.context = shape.arguments;
    current = &b;
    shared_begin_launch(shape.dynamic_bytes);
    race_begin_launch();
    runs_grid = true;
    bool done = true;
    for (unsigned z = 0; done && z < shape.grid.z; z++) {
        for (unsigned y = 0; done && y < shape.grid.y; y++) {
            for (unsigned x = 0; done && x < shape.grid.x; x++) {
                done = run_block(&b, {x, y, z});
            }
        }
    }
    runs_grid = false;
    current = nullptr;
    *fault = b.fault;
    return done;
}

bool list_barriers(const char *path) {
    sites = fopen(path, "a");
    return sites != nullptr;
}

void skip_barrier(const char *file, int line) {
    skipped_file = file;
    skipped_line = line;
}

/* ---- What kernels call ----------------------------------------------------------------------- */

namespace {

/* Headers are found below "./". */
const char *path_of(const site &at) {
    return strncmp(at.file, "./", 2) == 0 ? at.file + 2 : at.file;
}

/* Lists the barrier, when barriers are listed and this one is not yet. */
void list_site(const site &at) {
    static std::vector<site> listed;
    for (const site &other : listed) {
        if (other.line == at.line && other.file == at.file) {
            return;
        }
    }
    listed.push_back(at);
    fprintf(sites, "%s:%d\n", path_of(at), at.line);
    fflush(sites);
}

/* All threads that have not ended must come to the same barrier. */
void arrive(const site &at) {
    block_run *b = current;
    thread *self = running;
    if (b->waiting == 0) {
        b->barrier = at;
    } else if (b->barrier.line != at.line || strcmp(b->barrier.file, at.file) != 0) {
        note_fault(self, "divergent barrier: it waits in " + place_of(at) +
                             " while others wait in " + place_of(b->barrier));
        end_launch();
    }
    self->now = state::at_barrier;
    if (++b->waiting < static_cast<int>(b->threads.size())) {
        suspend();
        return;
    }
    b->waiting = 0;
    for (thread &t : b->threads) {
        make_ready(b, &t);
    }
    race_barrier();
    suspend();
}

/* ---- Warps ----------------------------------------------------------------------------------- */

bool is_true(const warp_call &call) {
    int value;
    memcpy(&value, call.value, sizeof value);
    return value != 0;
}

/* The last lane has come: each gets its value before any goes on. */
void complete(const thread *self) {
    const uint32_t mask = self->call.mask;
    thread *const first = first_lane(self);
    unsigned char given[32][16];
    uint32_t trues = 0;
    for (uint32_t left = mask; left; left &= left - 1) {
        const int i = __builtin_ctz(left);
        const warp_call &call = first[i].call;
        memcpy(given[i], call.value, sizeof given[i]);
        trues |= static_cast<uint32_t>(call.bytes && is_true(call)) << i;
    }
    for (uint32_t left = mask; left; left &= left - 1) {
        const int i = __builtin_ctz(left);
        warp_call &call = first[i].call;
        call.result = trues;
        if (call.op == warp_op::shuffle) {
            if (call.source < 0 || call.source >= 32 || !(mask >> call.source & 1)) {
                note_fault(&first[i], place_of(call.at) + " reads lane " +
                                          std::to_string(call.source) +
                                          ", which is not in its mask " + hex(mask));
                end_launch();
            }
            memcpy(call.value, given[call.source], sizeof call.value);
        } else if (call.op == warp_op::match) {
            call.result = 0;
            for (uint32_t others = mask; others; others &= others - 1) {
                const int j = __builtin_ctz(others);
                const bool same = memcmp(given[i], given[j], static_cast<size_t>(call.bytes)) == 0;
                call.result |= static_cast<uint32_t>(same) << j;
            }
        }
        make_ready(current, &first[i]);
    }
}

/* Two lanes that name each other must agree on the operation; and whoever is named must be able to
 * come. Of several lanes that do not the first is told. */
void check_lanes(const thread *self, const warp &w, const warp_group &mine) {
    const uint32_t own = 1u << self->number % 32;
    uint32_t others = 0;
    for (int i = 0; i < w.n_groups; i++) {
        const warp_group &g = w.groups[i];
        const bool agree = g.mask == mine.mask && g.op == mine.op && g.line == mine.line;
        others |= g.mask & own && !agree ? g.lanes & mine.mask : 0;
    }
    const uint32_t lost = w.gone & mine.mask;
    if ((lost | others) == 0) {
        return;
    }
    const int number = __builtin_ctz(lost | others);
    if (lost >> number & 1) {
        note_fault(self, describe_mask(self));
    } else {
        const warp_call &call = first_lane(self)[number].call;
        note_fault(self, "wrong mask " + hex(mine.mask) + " in " + place_of(self->call.at) +
                             ": lane " + std::to_string(number) + " waits with mask " +
                             hex(call.mask) + " in " + place_of(call.at));
    }
    end_launch();
}

/* The running thread waits; whether every lane of its mask does now, in this operation. */
bool all_here(thread *self) {
    warp &w = current->warps[self->number / 32];
    const warp_call &call = self->call;
    const warp_group mine = {call.mask, 1u << self->number % 32, call.op,
                             call.op == warp_op::together ? call.at.line : 0};
    self->now = state::at_warp;
    check_lanes(self, w, mine);
    int i = 0;
    for (; i < w.n_groups && w.groups[i].mask != mine.mask; i++) {}
    if (i == w.n_groups) {
        w.groups[w.n_groups++] = {mine.mask, 0, mine.op, mine.line};
    }
    w.groups[i].lanes |= mine.lanes;
    if (w.groups[i].lanes != mine.mask) {
        return false;
    }
    w.groups[i] = w.groups[--w.n_groups];
    return true;
}

} // namespace

bool is_skipped(const site &at) {
    if (sites) {
        list_site(at);
    }
    return at.line == skipped_line && skipped_file && strcmp(path_of(at), skipped_file) == 0;
}

int thread_number() {
    return running->number;
}

int lane() {
    return running->number & 31;
}

void block_barrier(const site &at) {
    if (!is_skipped(at)) {
        arrive(at);
    }
}

int block_vote(const site &at, int value, int (*join)(int, int)) {
    running->vote = value;
    arrive(at);
    int result = current->threads[0].vote;
    for (size_t i = 1; i < current->threads.size(); i++) {
        result = join(result, current->threads[i].vote);
    }
    arrive(at); /* nobody votes again before all have counted */
    return result;
}

uint32_t warp_exchange(const site &at, warp_op op, uint32_t mask, void *value, int bytes,
                       int source) {
    thread *self = running;
    if (op == warp_op::sync && is_skipped(at)) {
        return mask;
    }
    self->call = {at, op, mask, bytes, source, {}, 0, nullptr};
    if (bytes) {
        memcpy(self->call.value, value, static_cast<size_t>(bytes));
    }
    if (!(mask >> lane() & 1)) {
        note_fault(self, "wrong mask " + hex(mask) + " in " + place_of(at) + ": it lacks lane " +
                             std::to_string(lane()) + ", which calls");
        end_launch();
    }
    if (all_here(self)) {
        complete(self);
        if (op == warp_op::sync) { /* the others promise nothing about memory */
            race_warp_barrier(self->number / 32, mask);
        }
    }
    suspend();
    if (op == warp_op::shuffle) {
        memcpy(value, self->call.value, static_cast<size_t>(bytes));
    }
    return self->call.result;
}

void warp_together(const site &at, void *own, void (*work)(void *const *owns)) {
    thread *self = running;
    self->call = {at, warp_op::together, 0xffffffffu, 0, 0, {}, 0, own};
    if (all_here(self)) {
        thread *const first = first_lane(self);
        void *owns[32];
        for (int i = 0; i < 32; i++) {
            owns[i] = first[i].call.own;
        }
        work(owns);
        for (int i = 0; i < 32; i++) {
            make_ready(current, &first[i]);
        }
    }
    suspend();
}

} // namespace sim
