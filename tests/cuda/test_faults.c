/* What fails on a CUDA device: calls of CUDA, memory, and data that kernels find wrong. Each is an
 * error that names what failed, nothing leaks, and the program goes on. */
#include "fault_sweep.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

/* ---- Indices --------------------------------------------------------------------------------- */

/* Calls with two indices, the last of which is `stray`. */
#define INDEXED(_)                                                                \
    _(tn_index_select(table, 0, at))                                              \
    _(tn_gather(table, 0, at))                                                    \
    _(tn_index_add(table, 0, at, two))                                            \
    _(tn_index_copy(table, 0, at, two))                                           \
    _(tn_scatter(table, 0, at, two))                                              \
    _(tn_scatter_add(table, 0, at, two))                                          \
    _(tn_embedding(tn_reshape(table, TN_SHAPE(6, 1)), at))                        \
    _(tn_nll_loss(tn_zeros(TN_SHAPE(2, 6), .dtype = TN_F32, .device = CUDA), at)) \
    _(tn_max_pool2d_backward(tn_reshape(two, TN_SHAPE(1, 1, 2)),                  \
                             tn_reshape(at, TN_SHAPE(1, 1, 2)), TN_SHAPE(1, 2, 3)))

/* A kernel cannot raise an error: it leaves the element out, and whoever waits next gets it. */
static void expect_call(const char *call, tn_tensor *result, int64_t stray, bool inside) {
    const tn_status status = result ? tn_synchronize(CUDA) : TN_ERR_ARGUMENT;
    cr_expect_eq(status == TN_OK, inside, "%s, index %lld: %s", call, (long long)stray,
                 tn_ok() ? "taken" : tn_error_pending()->message);
    if (!inside && !tn_ok()) {
        cr_expect(strstr(tn_error_pending()->message, "must be at least 0 and less than"), "%s: %s",
                  call, tn_error_pending()->message);
    }
    tn_error_take(NULL);
    cr_expect_eq(tn_synchronize(CUDA), TN_OK, "%s: it is raised once", call);
    tn_error_take(NULL);
    expect_no_fault();
}

static void expect_calls(int64_t stray, bool inside) {
    TN_SCOPE(s);
    tn_tensor *table = tn_arange(6, .dtype = TN_F32, .device = CUDA);
    tn_tensor *two = tn_ones(TN_SHAPE(2), .dtype = TN_F32, .device = CUDA);
    tn_tensor *at = tn_from(((const int64_t[]){1, stray}), TN_SHAPE(2), TN_I64, .device = CUDA);
#define EXPECT_CALL(call) expect_call(#call, call, stray, inside);
    INDEXED(EXPECT_CALL)
#undef EXPECT_CALL
}

Test(cuda_faults, an_index_that_leads_outside_is_raised_when_somebody_waits) {
    need_devices(1);
    expect_calls(5, true);
    expect_calls(6, false);
    expect_calls(INT64_MIN, false);
    expect_calls(INT64_MAX, false);
}

/* The last of two matrices is given `wrong`; raised as on the host, when somebody waits. */
static void expect_pivots(const char *call, tn_tensor *result, const char *reason) {
    tn_error e = {0};
    cr_expect(result, "%s", call);
    cr_expect_eq(tn_synchronize(CUDA), TN_ERR_ARGUMENT, "%s: nothing found", call);
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "pivots of matrix 1") && strstr(e.message, reason), "%s: %s", call,
              e.message);
    expect_no_fault();
}

Test(cuda_faults, pivots_that_nobody_made_are_raised_when_somebody_waits) {
    static const int32_t wrong[][6] = {
        {1, 2, 3, 0, 2, 3}, {1, 2, 3, 1, 2, 99}, {1, 2, 3, 1, 2, -3}, {1, 2, 3, -2, -3, 3}};
    need_devices(1);
    for (int i = 0; i < 4; i++) {
        TN_SCOPE(s);
        tn_tensor *a = tn_expand(tn_eye(3, .dtype = TN_F32, .device = CUDA), TN_SHAPE(2, 3, 3));
        tn_tensor *b = tn_ones(TN_SHAPE(2, 3, 2), .dtype = TN_F32, .device = CUDA);
        tn_tensor *pivots = tn_from(wrong[i], TN_SHAPE(2, 3), TN_I32, .device = CUDA);
        tn_tensor *x = tn_linalg_ldl_solve(a, pivots, b);
        expect_pivots("ldl_solve", x, "as linalg_ldl_factor gives them: 1 to 3, or twice");
        cr_expect_eq(tn_item(tn_sum(tn_select(x, 0, 0))), 6, "the other one is solved");
        if (i < 2) {
            expect_pivots("lu_solve", tn_linalg_lu_solve(a, pivots, b), "in 1 to 3, the rows");
            expect_pivots("lu_unpack", tn_lu_unpack(a, pivots).P, "in 1 to 3, the rows");
        }
    }
}

static atomic_int told;
static atomic_bool is_over;

static void *keep_waiting(void *context) {
    while (!is_over) {
        told += tn_synchronize(CUDA) != TN_OK;
        tn_error_take(NULL);
    }
    return context;
}

Test(cuda_faults, a_fault_names_what_the_device_was_given_last) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *table = tn_zeros(TN_SHAPE(6, 2), .dtype = TN_F32, .device = CUDA);
    tn_tensor *at = tn_full(TN_SHAPE(2), 7.0, .dtype = TN_I64, .device = CUDA);
    tn_tensor *y = tn_exp(tn_embedding(table, at));
    tn_error e;
    cr_expect_neq(tn_synchronize(CUDA), TN_OK);
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "was given last") && strstr(e.message, "embedding") &&
                  strstr(e.message, "exp"),
              "%s", e.message);
    cr_expect(tn_ok() && y);
}

Test(cuda_faults, of_several_threads_that_wait_one_is_told) {
    enum { THREADS = 4, ROUNDS = 60, PATIENCE = 20000 };
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *table = tn_arange(6, .dtype = TN_F32, .device = CUDA);
    tn_tensor *at = tn_from(((const int64_t[]){1, 6}), TN_SHAPE(2), TN_I64, .device = CUDA);
    pthread_t threads[THREADS];
    for (int k = 0; k < THREADS; k++) {
        cr_assert_eq(pthread_create(&threads[k], NULL, keep_waiting, NULL), 0);
    }
    for (int i = 0; i < ROUNDS; i++) {
        TN_SCOPE(inner);
        tn_gather(table, 0, at);
        for (int k = 0; k < PATIENCE && told <= i; k++) {
            sched_yield();
        }
    }
    is_over = true;
    for (int k = 0; k < THREADS; k++) {
        pthread_join(threads[k], NULL);
    }
    cr_expect_eq(told, ROUNDS);
    expect_no_fault();
}

/* Wrong indices would stay unseen. */
Test(cuda_faults, without_memory_to_report_in_nothing_is_looked_up) {
    sim();
    TN_SCOPE(s);
    tn_tensor *table = tn_arange(6, .dtype = TN_F32, .device = CUDA);
    tn_tensor *two = tn_ones(TN_SHAPE(2), .dtype = TN_F32, .device = CUDA);
    tn_tensor *at = tn_from(((const int64_t[]){1, 5}), TN_SHAPE(2), TN_I64, .device = CUDA);
    sim()->refuse_pinned();
#define EXPECT_REFUSED(call)                                                        \
    cr_expect_null(call);                                                           \
    cr_expect(!tn_ok() && tn_error_pending()->code == TN_ERR_MEMORY &&              \
                  strstr(tn_error_pending()->message, "report wrong indices"),      \
              "%s: %s", #call, tn_ok() ? "no error" : tn_error_pending()->message); \
    tn_error_take(NULL);
    INDEXED(EXPECT_REFUSED)
#undef EXPECT_REFUSED
    expect_no_fault();
}

/* ---- Calls ----------------------------------------------------------------------------------- */

/* A step of everything: copies in both directions, kernels, products of cuBLAS, two streams,
 * gradients, an update. */
static double run_step(void) {
    TN_SCOPE(s);
    const float values[6] = {1, 2, 3, 4, 5, 6};
    tn_tensor *w = tn_from(values, TN_SHAPE(2, 3), TN_F32, .device = CUDA, .requires_grad = true);
    tn_tensor *x = tn_to(tn_from(values, TN_SHAPE(3, 2), TN_F32), .device = CUDA);
    tn_tensor *loss = NULL;
    tn_stream *stream = tn_stream_new(CUDA);
    TN_ON_STREAM(stream) {
        loss = tn_sum(tn_pow(tn_matmul(x, w), 2.0));
    }
    tn_stream_free(stream);
    tn_backward(loss);
    const tn_named parameters[] = {{"w", w}};
    const tn_optim_options options = tn_sgd_defaults();
    tn_optim *optim = tn_optim_new((tn_named_list){parameters, 1}, &options);
    tn_optim_step(optim);
    tn_optim_free(optim);
    return tn_item(tn_sum(tn_cumsum(tn_exp(tn_mul(w, 1e-3)), 0)));
}

/* A graph that is recorded, replayed twice and dropped. */
typedef struct powers {
    tn_tensor *x, *y;
} powers;

static void square(void *context) {
    powers *p = context;
    tn_set(&p->y, tn_cumsum(tn_mul(p->x, p->x), 0));
}

static double run_graph(void) {
    TN_SCOPE(s);
    powers p = {0};
    double sum = 0;
    tn_set(&p.x, tn_full(TN_SHAPE(8), 1.25, .dtype = TN_F64, .device = CUDA));
    tn_graph *graph = tn_graph_capture(CUDA, square, &p);
    for (int i = 0; i < 2 && tn_ok(); i++) {
        tn_fill_(p.x, 1.5 + i);
        tn_graph_replay(graph);
        sum += tn_item(tn_sum(p.y));
    }
    tn_graph_free(graph);
    tn_drop(p.x);
    tn_drop(p.y);
    return sum;
}

/* Numbers that travel to the host while the device goes on: from one block, and gathered. */
static double run_fetches(void) {
    TN_SCOPE(s);
    double got[64] = {0}, turned[64] = {0};
    tn_tensor *x = tn_exp(tn_arange(64, .dtype = TN_F64, .device = CUDA));
    tn_fetch *fetch = tn_fetch_begin(x);
    tn_fetch *other = tn_fetch_begin(tn_transpose(tn_reshape(x, TN_SHAPE(8, 8)), 0, 1));
    tn_fill_(x, -1.0);
    tn_fetch_end(other, turned, sizeof turned);
    tn_fetch_end(fetch, got, sizeof got);
    double sum = 0;
    for (int i = 0; i < 64; i++) {
        sum += got[i] * (i + 1) - turned[i];
    }
    return sum;
}

enum { HELD = 6, MOVED_BYTES = 4 << 20 };

/* A full device, on which pages move to make one large block. */
static double run_moves(void) {
    TN_SCOPE(s);
    tn_tensor *held[HELD], *firsts[HELD];
    for (int i = 0; i < HELD; i++) {
        held[i] = tn_empty(TN_SHAPE(MOVED_BYTES), .dtype = TN_U8, .device = CUDA);
        firsts[i] = tn_fill_(tn_narrow(held[i], 0, 0, 16), (double)i);
    }
    for (int i = 0; i < HELD && tn_ok(); i += 2) {
        tn_release(firsts[i]);
        tn_release(held[i]);
    }
    tn_tensor *large =
        tn_empty(TN_SHAPE(MOVED_BYTES * (HELD / 2 - 1)), .dtype = TN_U8, .device = CUDA);
    double sum = tn_item(tn_sum(tn_fill_(tn_narrow(large, 0, MOVED_BYTES, 16), 9.0)));
    for (int i = 1; i < HELD && tn_ok(); i += 2) {
        sum += tn_item(tn_sum(firsts[i]));
    }
    return sum;
}

static void use_little_memory(void) {
    sim()->set_memory((size_t)(HELD + 1) * MOVED_BYTES);
}

/* From nothing: all memory is got anew. */
static double run_anew(void) {
    tn_cuda_empty_cache();
    return run_step();
}

static void use_cublas(void) {
    setenv("TENON_CUBLAS", "all", 1);
}

#define SWEEP(name, run, prepare)                                   \
    Test(cuda_faults, each_call_of_##name##_may_fail_once) {        \
        prepare();                                                  \
        fail_each_call(run, false);                                 \
    }                                                               \
    Test(cuda_faults, calls_of_##name##_may_fail_from_some_point) { \
        prepare();                                                  \
        fail_each_call(run, true);                                  \
    }
SWEEP(a_step, run_step, use_cublas)
SWEEP(a_first_step, run_anew, use_cublas)
SWEEP(a_graph, run_graph, sim)
SWEEP(fetches, run_fetches, sim)
SWEEP(moving_pages, run_moves, use_little_memory)
#undef SWEEP

/* Calls that get memory fail for another reason than that there is none. */
static void fail_without_reason(fault_scenario *run) {
    sim()->set_alloc_error(999); /* cudaErrorUnknown */
    fail_each_call(run, false);
    fail_each_call(run, true);
}

Test(cuda_faults, a_graph_that_gets_no_memory_names_the_call) {
    fail_without_reason(run_graph);
}

Test(cuda_faults, a_first_step_that_gets_no_memory_names_the_call) {
    use_cublas();
    fail_without_reason(run_anew);
}

Test(cuda_faults, moving_pages_that_get_no_memory_name_the_call) {
    use_little_memory();
    fail_without_reason(run_moves);
}

/* ---- Memory ---------------------------------------------------------------------------------- */

Test(cuda_faults, a_device_that_is_full_says_so_and_serves_again) {
    sim()->set_memory((size_t)64 << 20);
    TN_SCOPE(s);
    tn_tensor *half = tn_empty(TN_SHAPE(40 << 20), .dtype = TN_U8, .device = CUDA);
    cr_assert(half, "%s", tn_error_pending()->message);
    cr_expect_null(tn_empty(TN_SHAPE(40 << 20), .dtype = TN_U8, .device = CUDA));
    cr_expect_eq(tn_error_pending()->code, TN_ERR_MEMORY);
    cr_expect(strstr(tn_error_pending()->message, "40.0 MiB"), "%s", tn_error_pending()->message);
    tn_error_take(NULL);
    tn_release(half);
    cr_expect(tn_empty(TN_SHAPE(60 << 20), .dtype = TN_U8, .device = CUDA), "%s",
              tn_error_pending()->message);
}
