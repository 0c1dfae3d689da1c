/* What devices did, as a profile has it: each piece of work once, when and where it ran, and for
 * whom; what nobody timed is counted. */
#include "simulator.h"

#include <tenon/published.h>
#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { EVENTS_MAX = 4096, HOST = TN_DEVICE_CPU, FIRST = TN_DEVICE_CUDA };
enum { CLOCK_NS = 1000 }; /* that of events is not the kernel's to the nanosecond */

/* What was told since it was opened. */
typedef struct profile {
    tn_published *view;
    uint64_t after;
    int n;
    tn_trace_record at[EVENTS_MAX];
} profile;

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Full buffers and others are told. */
static void flush(void) {
    int (*flush_all)(uint32_t flag);
    *(void **)&flush_all = simulated_function("libcupti.so.13", "cuptiActivityFlushAll");
    cr_assert_eq(flush_all(0), 0);
}

static profile *open_profile(const char *mode) {
    static profile p;
    char pid[24];
    tn_published_info info;
    setenv("TENON_PUBLISH", mode, 1);
    need_devices(1);
    sim();
    tn_release(tn_ones(TN_SHAPE(4), .device = CUDA));
    tn_synchronize(CUDA);
    snprintf(pid, sizeof pid, "%ld", (long)getpid());
    p.view = tn_published_open(pid);
    cr_assert(p.view, "%s", tn_error_pending()->message);
    if (!getenv("SIM_WITHOUT")) {
        flush();
    }
    cr_assert(tn_published_get_info(p.view, &info));
    p.after = info.events;
    return &p;
}

static void read_profile(profile *p) {
    p->n = tn_published_events(p->view, &p->after, p->at, EVENTS_MAX, NULL);
    cr_assert_lt(p->n, EVENTS_MAX);
}

static const char *op_of(const profile *p, uint64_t origin) {
    return tn_published_origin(p->view, (uint32_t)origin).op;
}

/* Of that kind and, unless it is NULL, of that op. */
static int count(const profile *p, tn_trace_kind kind, const char *op) {
    int n = 0;
    for (int i = 0; i < p->n; i++) {
        n += p->at[i].kind == kind && (!op || strcmp(op_of(p, p->at[i].origin), op) == 0);
    }
    return n;
}

static const tn_trace_record *find(const profile *p, tn_trace_kind kind, const char *op) {
    for (int i = 0; i < p->n; i++) {
        if (p->at[i].kind == kind && strcmp(op_of(p, p->at[i].origin), op) == 0) {
            return &p->at[i];
        }
    }
    cr_assert_fail("there is no event %d of %s", (int)kind, op);
    return NULL;
}

/* ---- Kernels --------------------------------------------------------------------------------- */

/* The launch of which a kernel is; NULL: of none. */
static const tn_trace_record *launch_of(const profile *p, const tn_trace_record *kernel) {
    for (int i = 0; i < p->n; i++) {
        const tn_trace_record *e = &p->at[i];
        if (e->kind == TN_TRACE_LAUNCH && e->origin == kernel->origin &&
            e->stream == kernel->stream) {
            return e;
        }
    }
    return NULL;
}

/* They ran one after the other on a stream, after they were launched and before they were waited
 * for. */
static void expect_believable(const profile *p, uint64_t begin, uint64_t end) {
    uint64_t ended[256] = {0};
    for (int i = 0; i < p->n; i++) {
        const tn_trace_record *e = &p->at[i];
        if (e->kind != TN_TRACE_DEVICE_KERNEL) {
            continue;
        }
        const tn_trace_record *launch = launch_of(p, e);
        cr_assert(launch, "%s is of no launch", op_of(p, e->address));
        const uint64_t began = e->time_ns - e->value;
        cr_expect(began + CLOCK_NS >= begin && began <= e->time_ns && e->time_ns <= end + CLOCK_NS);
        cr_expect_geq(began + CLOCK_NS, launch->time_ns - launch->value);
        cr_expect_geq(began + CLOCK_NS, ended[e->stream], "%s began too early",
                      op_of(p, e->address));
        cr_expect_eq(e->pool, launch->pool);
        ended[e->stream] = e->time_ns;
    }
}

Test(device_work, each_kernel_is_told_once_when_and_where_it_ran) {
    profile *p = open_profile("profile");
    tn_stream *other = tn_stream_new(CUDA);
    tn_tensor *a = tn_ones(TN_SHAPE(4, 4), .device = CUDA), *c = NULL;
    tn_tensor *b = tn_relu(a);
    tn_synchronize(CUDA);
    flush();
    read_profile(p);
    const uint64_t before = sim()->get_counts().launches, begin = now_ns();
    tn_tensor *all[] = {tn_relu(a), tn_matmul(a, b), tn_sum(b)};
    TN_ON_STREAM(other) {
        c = tn_exp(a);
    }
    tn_synchronize(CUDA);
    const uint64_t end = now_ns(), launches = sim()->get_counts().launches - before;
    flush();
    read_profile(p);
    cr_expect_eq((uint64_t)count(p, TN_TRACE_DEVICE_KERNEL, NULL), launches);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_KERNEL, "relu"), 1);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_KERNEL, "exp"), 1);
    expect_believable(p, begin, end);
    const tn_trace_record *relu = find(p, TN_TRACE_DEVICE_KERNEL, "relu");
    cr_expect_neq(relu->stream, find(p, TN_TRACE_DEVICE_KERNEL, "exp")->stream);
    cr_expect_str_eq(op_of(p, relu->address),
                     "tn::straight_kernel<float, relu_function, float, float>");
    for (int i = 0; i < 3; i++) {
        tn_release(all[i]);
    }
    tn_drop(a);
    tn_drop(b);
    tn_drop(c);
    tn_stream_free(other);
    tn_published_close(p->view);
    expect_no_fault();
}

/* Launches that were put off are those of their ops, until they are one graph. */
Test(device_work, a_step_that_repeats_is_told_as_one) {
    enum { STEPS = 5, LAUNCHES = 10 };
    profile *p = open_profile("profile");
    tn_tensor *sum = tn_zeros(TN_SHAPE(4), .device = CUDA);
    tn_tensor *one = tn_ones(TN_SHAPE(4), .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA);
    for (int i = 0; i < STEPS; i++) {
        TN_STEP(steps) {
            for (int k = 0; k < LAUNCHES; k++) {
                tn_add_(sum, one);
            }
        }
    }
    tn_synchronize(CUDA);
    const int replays = (int)tn_steps_replays(steps);
    cr_assert_gt(replays, 0);
    flush();
    read_profile(p);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_KERNEL, "step"), LAUNCHES * replays);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_KERNEL, "add_"), LAUNCHES * (STEPS - replays));
    cr_expect_eq(find(p, TN_TRACE_DEVICE_KERNEL, "step")->stream,
                 find(p, TN_TRACE_LAUNCH, "add_")->stream);
    cr_expect_eq(find(p, TN_TRACE_DEVICE_KERNEL, "add_")->stream,
                 find(p, TN_TRACE_LAUNCH, "add_")->stream);
    tn_steps_free(steps);
    tn_drop(sum);
    tn_drop(one);
    tn_published_close(p->view);
}

static void add_twice(void *context) {
    tn_tensor *x = context;
    tn_add_(x, x);
    tn_add_(x, x);
}

Test(device_work, a_graphs_kernels_are_those_of_who_replays_it) {
    profile *p = open_profile("profile");
    tn_tensor *x = tn_ones(TN_SHAPE(4), .device = CUDA);
    tn_graph *graph = tn_graph_capture(CUDA, add_twice, x);
    cr_assert_eq(tn_graph_replay(graph), TN_OK);
    tn_synchronize(CUDA);
    flush();
    read_profile(p);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_KERNEL, "graph_replay"), 2);
    cr_expect_eq(find(p, TN_TRACE_DEVICE_KERNEL, "graph_replay")->stream,
                 find(p, TN_TRACE_DEVICE_KERNEL, "ones")->stream);
    tn_graph_free(graph);
    tn_drop(x);
    tn_published_close(p->view);
}

Test(device_work, what_the_program_gives_itself_is_nobodys) {
    profile *p = open_profile("profile");
    tn_tensor *x = tn_ones(TN_SHAPE(4), .device = CUDA);
    tn_stream *stream = tn_current_stream(CUDA);
    sim()->increment(tn_stream_native(stream), tn_borrow(x, stream, TN_READ_WRITE), 4);
    tn_return(x, stream, TN_READ_WRITE);
    tn_release(tn_relu(x));
    tn_synchronize(CUDA);
    flush();
    read_profile(p);
    int n = 0;
    for (int i = 0; i < p->n; i++) {
        const tn_trace_record *e = &p->at[i];
        n += e->kind == TN_TRACE_DEVICE_KERNEL && e->origin == 0 && e->stream == 0;
    }
    cr_expect_eq(n, 1);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_KERNEL, "relu"), 1);
    tn_drop(x);
    tn_published_close(p->view);
}

/* ---- Copies ---------------------------------------------------------------------------------- */

static void expect_copy(const profile *p, const char *op, uint64_t to, uint64_t from) {
    const tn_trace_record *e = find(p, TN_TRACE_DEVICE_COPY, op);
    cr_expect(e->address == to && e->rounded == from && e->bytes == 16,
              "%s: %llu bytes to %llu from %llu", op, (unsigned long long)e->bytes,
              (unsigned long long)e->address, (unsigned long long)e->rounded);
    cr_expect_eq(e->stream, find(p, TN_TRACE_COPY, op)->stream);
}

Test(device_work, copies_say_from_where_and_to_where) {
    const float values[4] = {1, 2, 3, 4};
    enum { SECOND = FIRST + 256 };
    profile *p = open_profile("profile");
    sim()->set_devices(2);
    tn_tensor *x = tn_from(values, TN_SHAPE(4), TN_F32, .device = CUDA);
    tn_tensor *y = tn_empty(TN_SHAPE(4), .dtype = TN_F32, .device = TN_CUDA(1));
    tn_copy_(y, x);
    tn_tensor *z = tn_to(y, .device = TN_CPU);
    tn_synchronize(CUDA);
    tn_synchronize(TN_CUDA(1));
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    flush();
    read_profile(p);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_COPY, NULL), count(p, TN_TRACE_COPY, NULL));
    expect_copy(p, "from", FIRST, HOST);
    expect_copy(p, "copy_", SECOND, FIRST);
    expect_copy(p, "to", HOST, SECOND);
    tn_drop(x);
    tn_drop(y);
    tn_drop(z);
    tn_published_close(p->view);
}

/* ---- What is missing ------------------------------------------------------------------------- */

Test(device_work, what_nobody_timed_is_counted) {
    setenv("SIM_CUPTI_DROPS", "3", 1);
    profile *p = open_profile("profile");
    const uint64_t before = sim()->get_counts().launches;
    tn_tensor *x = tn_ones(TN_SHAPE(4), .device = CUDA);
    for (int i = 0; i < 20; i++) {
        tn_add_(x, x);
    }
    tn_synchronize(CUDA);
    const uint64_t launches = sim()->get_counts().launches - before;
    flush();
    read_profile(p);
    uint64_t lost = 0;
    for (int i = 0; i < p->n; i++) {
        lost += p->at[i].kind == TN_TRACE_DEVICE_LOST ? p->at[i].value : 0;
    }
    cr_expect_gt(lost, launches / 4);
    cr_expect_eq((uint64_t)count(p, TN_TRACE_DEVICE_KERNEL, NULL) + lost, launches);
    tn_drop(x);
    tn_published_close(p->view);
}

static void expect_no_device_work(profile *p, int launches) {
    tn_tensor *x = tn_ones(TN_SHAPE(4), .device = CUDA);
    tn_release(tn_relu(x));
    tn_synchronize(CUDA);
    read_profile(p);
    cr_expect_eq(count(p, TN_TRACE_LAUNCH, "relu"), launches);
    cr_expect_eq(count(p, TN_TRACE_DEVICE_KERNEL, NULL), 0);
    tn_drop(x);
    cr_expect(tn_ok());
    tn_published_close(p->view);
}

Test(device_work, without_cupti_all_else_works) {
    setenv("SIM_WITHOUT", "libcupti.so", 1);
    setenv("TENON_LOG", "quiet", 1);
    expect_no_device_work(open_profile("profile"), 1);
}

Test(device_work, an_older_cupti_is_none) {
    setenv("SIM_WITHOUT", "cuptiActivityRegisterTimestampCallback", 1);
    setenv("TENON_LOG", "quiet", 1);
    expect_no_device_work(open_profile("profile"), 1);
}

Test(device_work, a_history_does_not_open_cupti) {
    setenv("SIM_WITHOUT", "none", 1);
    profile *p = open_profile("history");
    cr_expect_eq(sim()->get_counts().opened, 0);
    expect_no_device_work(p, 1);
}
