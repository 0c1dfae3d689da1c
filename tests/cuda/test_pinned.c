/* Host memory on its way to a device: what the program gave has been read when a call returns, the
 * host waits for nothing, and pinned blocks are filled again only when the device has fetched what
 * is in them. */
#include "fault_sweep.h"
#include "filled.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { MIB = 1 << 20, UNDER_WAY = 64 * MIB };

static tn_memory_figures pinned(void) {
    tn_memory_figures s;
    cr_assert_eq(tn_memory_pinned_stats(&s), TN_OK);
    return s;
}

static uint64_t host_waits(void) {
    return sim()->get_counts().host_waits;
}

/* Elements from an array that is overwritten at once. */
static tn_tensor *send(float *scratch, int64_t n, float value) {
    for (int64_t i = 0; i < n; i++) {
        scratch[i] = value;
    }
    tn_tensor *t = tn_from(scratch, TN_SHAPE(n), TN_F32, .device = CUDA);
    memset(scratch, 0xee, (size_t)n * sizeof *scratch);
    return t;
}

/* ---- On their way ---------------------------------------------------------------------------- */

Test(pinned, what_is_sent_may_be_overwritten_at_once_in_any_order_of_streams) {
    enum { COPIES = 24, MOST = 3 * MIB / 4 };
    static float scratch[MOST];
    need_devices(1);
    for (uint64_t seed = 1; seed <= 5; seed++) {
        TN_SCOPE(s);
        choose_order(seed, SIM_FIRST_IN);
        tn_tensor *sent[COPIES];
        for (int i = 0; i < COPIES; i++) {
            sent[i] = send(scratch, i % 4 == 0 ? 5 : MOST - i, (float)i);
            if (i % 3 == 0) {
                tn_mul_(tn_narrow(sent[i], 0, 0, 5), 1.0);
            }
        }
        for (int i = 0; i < COPIES; i++) {
            expect_filled(sent[i], i);
        }
    }
    expect_no_fault();
}

Test(pinned, what_is_larger_than_a_piece_arrives_whole) {
    enum { N = 5 * MIB / 2 + 3 };
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *here = tn_arange(N, .dtype = TN_I32, .device = TN_CPU);
    tn_tensor *there = tn_to(here, .device = CUDA);
    tn_release(here);
    tn_tensor *wanted = tn_arange(N, .dtype = TN_I32, .device = CUDA);
    cr_expect(tn_equal(there, wanted));
    expect_no_fault();
}

Test(pinned, the_host_does_not_wait_for_what_it_sends) {
    enum { N = MIB / 4 };
    static float scratch[N];
    sim();
    TN_SCOPE(s);
    send(scratch, N, 1);
    const uint64_t before = host_waits();
    for (int i = 0; i < 32; i++) {
        TN_SCOPE(inner);
        tn_mul_(send(scratch, N, (float)i), 2.0);
    }
    cr_expect_eq(host_waits(), before);
    expect_no_fault();
}

/* As training that looks at its loss: what the host waited for it knows to be done. */
Test(pinned, steps_that_repeat_allocate_nothing_and_wait_for_their_result_only) {
    enum { N = MIB };
    static float scratch[N];
    sim();
    uint64_t allocations = 0, waits = 0;
    for (int step = 0; step < 10; step++) {
        TN_SCOPE(s);
        if (step == 3) {
            allocations = sim()->get_counts().allocations;
            waits = host_waits();
        }
        tn_tensor *x = send(scratch, N, (float)step), *y = send(scratch, 100, 1);
        cr_expect_eq(tn_item(tn_add(tn_max(x), tn_max(y))), step + 1);
    }
    cr_expect_eq(sim()->get_counts().allocations, allocations);
    cr_expect_eq(host_waits(), waits + 7);
    expect_no_fault();
}

Test(pinned, a_host_that_never_waits_waits_for_the_oldest_of_many) {
    enum { N = MIB, STEPS = 3 * UNDER_WAY / (4 * N) };
    static float scratch[N];
    sim();
    const uint64_t before = host_waits();
    for (int i = 0; i < STEPS; i++) {
        TN_SCOPE(s);
        tn_mul_(send(scratch, N, (float)i), 2.0);
        cr_expect_eq(host_waits() - before, i < UNDER_WAY / (4 * N) ? 0u : host_waits() - before);
    }
    cr_expect_gt(host_waits(), before);
    cr_expect_leq(host_waits(), before + STEPS);
    cr_expect_leq(pinned().live_bytes_peak, (uint64_t)UNDER_WAY);
    cr_expect_leq(pinned().reserved_bytes, (uint64_t)UNDER_WAY * 5 / 4);
    expect_no_fault();
}

Test(pinned, without_pinned_memory_copies_are_made_from_that_of_the_host) {
    enum { N = MIB };
    static float scratch[N];
    sim()->refuse_pinned();
    TN_SCOPE(s);
    expect_filled(send(scratch, N, 7), 7);
    expect_filled(send(scratch, 3, 8), 8);
    cr_expect(tn_ok());
    cr_expect_eq(pinned().reserved_bytes, 0u);
    cr_expect_null(tn_pin_memory(tn_ones(TN_SHAPE(4), .device = TN_CPU)));
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_MEMORY);
    cr_expect(strstr(e.message, "16 bytes of pinned memory"), "%s", e.message);
    expect_no_fault();
}

Test(pinned, emptying_the_cache_waits_for_copies_and_gives_all_back) {
    enum { N = MIB };
    static float scratch[N];
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = send(scratch, N, 3);
    cr_expect_eq(pinned().live_bytes, sizeof scratch, "it is under way");
    cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
    cr_expect_eq(pinned().live_bytes, 0u);
    cr_expect_eq(pinned().reserved_bytes, 0u);
    expect_filled(x, 3);
    expect_filled(send(scratch, N, 4), 4);
    expect_no_fault();
}

/* ---- On their way to the host ---------------------------------------------------------------- */

/* More than may be under way, one after the other. */
Test(pinned, a_fetch_that_was_waited_for_keeps_no_memory) {
    enum { N = MIB / 4, FETCHES = 3 * UNDER_WAY / MIB };
    static float got[N];
    sim();
    for (int i = 0; i < FETCHES; i++) {
        TN_SCOPE(s);
        tn_fetch *fetch = tn_fetch_begin(tn_full(TN_SHAPE(N), i, .dtype = TN_F32, .device = CUDA));
        cr_assert_eq(tn_fetch_end(fetch, got, sizeof got), TN_OK);
        cr_assert(got[0] == (float)i && got[N - 1] == (float)i, "fetch %d", i);
        cr_assert_eq(pinned().live_bytes, 0u, "fetch %d", i);
    }
    cr_expect_eq(pinned().raw_allocations, 1u);
    expect_no_fault();
}

Test(pinned, fetches_that_are_not_wanted_keep_no_more_than_may_be_under_way) {
    enum { N = MIB / 4, FETCHES = 3 * UNDER_WAY / MIB };
    sim();
    TN_SCOPE(s);
    tn_tensor *x = tn_full(TN_SHAPE(N), 3, .dtype = TN_F32, .device = CUDA);
    for (int i = 0; i < FETCHES; i++) {
        cr_assert_eq(tn_fetch_end(tn_fetch_begin(x), NULL, 0), TN_OK);
    }
    cr_expect_leq(pinned().live_bytes_peak, (uint64_t)UNDER_WAY);
    expect_filled(x, 3);
    tn_cuda_empty_cache();
    cr_expect_eq(pinned().live_bytes, 0u);
    expect_no_fault();
}

Test(pinned, fetches_end_in_any_order) {
    enum { N = MIB / 8, FETCHES = 12 };
    static float got[N];
    need_devices(1);
    for (uint64_t seed = 1; seed <= 5; seed++) {
        TN_SCOPE(s);
        choose_order(seed, SIM_FIRST_IN);
        tn_fetch *fetches[FETCHES];
        tn_tensor *x = tn_zeros(TN_SHAPE(N), .dtype = TN_F32, .device = CUDA);
        for (int i = 0; i < FETCHES; i++) {
            fetches[i] = tn_fetch_begin(tn_add_(x, 1.0));
        }
        for (int i = 0; i < FETCHES; i++) {
            const int k = (i * 5 + (int)seed) % FETCHES;
            const bool wanted = k % 3 != 0;
            cr_assert_eq(tn_fetch_end(fetches[k], wanted ? got : NULL, sizeof got), TN_OK);
            cr_expect(!wanted || (got[0] == (float)(k + 1) && got[N - 1] == (float)(k + 1)));
        }
    }
    expect_no_fault();
}

Test(pinned, a_fetch_may_be_larger_than_what_may_be_under_way) {
    enum { N = UNDER_WAY / 4 + 1 };
    static float got[N];
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_full(TN_SHAPE(N), 2, .dtype = TN_F32, .device = CUDA);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(tn_fetch_end(tn_fetch_begin(x), NULL, 0), TN_OK);
        cr_assert_eq(tn_fetch_end(tn_fetch_begin(x), got, sizeof got), TN_OK);
        cr_expect_eq(got[N - 1], 2);
    }
    expect_no_fault();
}

Test(pinned, blocks_whose_work_cannot_be_waited_for_are_found_again) {
    enum { FETCHES = 1500 };
    static tn_fetch *fetches[FETCHES];
    sim();
    TN_SCOPE(s);
    tn_tensor *x = tn_full(TN_SHAPE(40), 3, .dtype = TN_F32, .device = CUDA);
    for (int i = 0; i < FETCHES; i++) {
        fetches[i] = tn_fetch_begin(x);
    }
    sim()->fail_call(1, 1);
    for (int i = 0; i < FETCHES; i++) {
        tn_fetch_end(fetches[i], NULL, 0);
        tn_error_take(NULL);
    }
    sim()->fail_call(0, 0);
    tn_cuda_empty_cache();
    cr_expect_eq(pinned().live_bytes, 0u);
}

/* ---- Pinned tensors -------------------------------------------------------------------------- */

Test(pinned, a_pinned_tensor_holds_the_elements_in_order) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_transpose(tn_arange(6, .dtype = TN_F32, .device = TN_CPU), 0, 0);
    tn_tensor *t = tn_transpose(tn_reshape(x, TN_SHAPE(2, 3)), 0, 1), *p = tn_pin_memory(t);
    cr_assert(p, "%s", tn_error_pending()->message);
    cr_expect(tn_is_pinned(p) && !tn_is_pinned(t) && tn_is_contiguous(p));
    cr_expect(tn_equal(p, t));
    cr_expect(tn_is_pinned(tn_narrow(p, 0, 1, 1)), "views of it are");
    cr_expect_eq(tn_const_data(tn_pin_memory(p)), tn_const_data(p), "it is so already");
    cr_expect_eq(tn_device_of(p).type, TN_DEVICE_CPU);
    cr_expect_eq(tn_item(tn_sum(tn_mul(p, 2.0))), 30.0, "it is like any tensor of the host");
    cr_expect(!tn_is_pinned(tn_mul(p, 2.0)));
    tn_tensor *empty = tn_pin_memory(tn_zeros(TN_SHAPE(0, 3), .device = TN_CPU));
    cr_expect(empty && tn_numel(empty) == 0);
}

Test(pinned, a_pinned_tensor_may_be_changed_once_it_was_sent) {
    need_devices(1);
    for (uint64_t seed = 1; seed <= 5; seed++) {
        TN_SCOPE(s);
        choose_order(seed, SIM_FIRST_IN);
        tn_tensor *p = tn_pin_memory(tn_full(TN_SHAPE(MIB), 5.0, .device = TN_CPU));
        tn_tensor *there = tn_to(p, .device = CUDA);
        tn_fill_(p, 6.0);
        tn_tensor *again = tn_from(tn_const_data(p), TN_SHAPE(MIB), TN_F32, .device = CUDA);
        tn_fill_(p, 7.0);
        expect_filled(there, 5);
        expect_filled(again, 6);
        cr_expect_eq(tn_copy_to_host(there, tn_data(p), (size_t)MIB * 4), TN_OK);
        expect_filled(p, 5);
    }
    expect_no_fault();
}

Test(pinned, a_pinned_tensor_that_is_dropped_gives_its_memory_back) {
    need_devices(1);
    TN_SCOPE(s);
    for (int i = 0; i < 3; i++) {
        tn_tensor *p = tn_pin_memory(tn_zeros(TN_SHAPE(MIB), .device = TN_CPU));
        cr_expect_eq(pinned().live_bytes, (uint64_t)MIB * 4);
        tn_release(p);
        cr_expect_eq(pinned().live_bytes, 0u);
    }
    cr_expect_eq(pinned().raw_allocations, 1u);
    tn_tensor *small = tn_pin_memory(tn_zeros(TN_SHAPE(1), .device = TN_CPU));
    cr_expect(tn_is_pinned(small));
}

Test(pinned, only_memory_of_the_host_can_be_pinned) {
    need_devices(1);
    TN_SCOPE(s);
    tn_error e;
    cr_expect_null(tn_pin_memory(tn_zeros(TN_SHAPE(2), .device = CUDA)));
    cr_assert(tn_error_take(&e));
    cr_expect(e.code == TN_ERR_DEVICE && strstr(e.message, "cuda:0 cannot be pinned"), "%s",
              e.message);
    cr_expect_null(tn_pin_memory(tn_zeros(TN_SHAPE(2), .device = TN_META)));
    cr_expect(tn_error_take(NULL));
    cr_expect_null(tn_pin_memory(NULL));
    cr_expect_not(tn_is_pinned(NULL));
    cr_expect_not(tn_error_take(NULL));
    cr_expect_eq(tn_memory_pinned_stats(NULL), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
}

/* ---- Failures -------------------------------------------------------------------------------- */

/* From nothing: pinned memory, that of tn_memory_alloc and pages are made anew. */
static double send_anew(void) {
    TN_SCOPE(s);
    static float scratch[40000];
    tn_cuda_empty_cache();
    void *raw = tn_memory_alloc(CUDA, 1 << 20);
    tn_tensor *x = send(scratch, 40000, 2);
    tn_tensor *p = tn_pin_memory(tn_ones(TN_SHAPE(40000), .device = TN_CPU));
    const double sum = tn_item(tn_sum(tn_add(x, tn_to(p, .device = CUDA))));
    tn_memory_free(CUDA, raw, 1 << 20);
    return sum;
}

static void expect_nothing_pinned(void) {
    tn_cuda_empty_cache();
    cr_expect_eq(pinned().live_bytes, 0u);
    cr_expect_eq(pinned().reserved_bytes, 0u);
}

Test(pinned, each_call_that_fails_once_costs_a_result_at_most) {
    fail_each_call(send_anew, false);
    expect_nothing_pinned();
}

Test(pinned, calls_that_fail_from_some_point_on_leave_nothing_behind) {
    fail_each_call(send_anew, true);
    expect_nothing_pinned();
}

/* ---- fork() ---------------------------------------------------------------------------------- */

static atomic_bool is_over;

static void *keep_sending(void *context) {
    static float scratch[50000];
    while (!is_over) {
        TN_SCOPE(s);
        send(scratch, 50000, 1);
        tn_synchronize(CUDA);
        for (int i = 0; i < 1000; i++) { /* the lock of pinned memory is held most of the time */
            tn_memory_figures stats;
            tn_memory_pinned_stats(&stats);
        }
    }
    return context;
}

/* The child asks the library alone: locks of the driver, and those of a sanitizer's malloc(), are
 * held over a fork. */
Test(pinned, a_child_finds_no_lock_held) {
    need_devices(1);
    pthread_t thread;
    cr_assert_eq(pthread_create(&thread, NULL, keep_sending, NULL), 0);
    for (int i = 0; i < 20; i++) {
        const pid_t child = fork();
        if (child == 0) {
            tn_memory_figures s;
            alarm(20);
            const bool fine = tn_memory_pinned_stats(&s) == TN_OK;
            _exit(fine && tn_memory_stats(TN_CPU, &s) == TN_OK ? 0 : 1);
        }
        int status = -1;
        cr_assert_eq(waitpid(child, &status, 0), child);
        cr_expect_eq(status, 0, "child %d: status %d", i, status);
    }
    is_over = true;
    pthread_join(thread, NULL);
}
