/* Streams of CUDA devices as programs use them: their own ones, raw access, events, independent
 * work. The simulator reports every pair of accesses that no wait orders, whatever order it ran
 * them in; each test runs under several of its orders of streams, or as often on real ones. */
#include "raw_work.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { N = 1000, SEEDS = 8 };

static tn_tensor *ramp(void) {
    return tn_arange(TN_NUM(N), .dtype = TN_F32, .device = CUDA);
}

/* Elements are i + offset. */
static void expect_ramp(tn_tensor *t, float offset) {
    float got[N];
    cr_assert(t && tn_copy_to_host(t, got, sizeof got) == TN_OK, "%s", tn_error_pending()->message);
    for (int i = 0; i < N; i++) {
        cr_assert_eq(got[i], (float)i + offset, "element %d is %g, not %g", i, (double)got[i],
                     (double)i + (double)offset);
    }
    expect_no_fault();
}

static void each_seed(void (*run)(void)) {
    need_devices(1);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        choose_order(seed, SIM_FIRST_IN);
        TN_SCOPE(s);
        run();
        cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    }
}

/* ---- Streams of the program ------------------------------------------------------------------ */

static void hand_over(void) {
    tn_stream *a = tn_stream_new(CUDA), *b = tn_stream_new(CUDA);
    tn_tensor *x = ramp(), *y = NULL, *z = NULL;
    TN_ON_STREAM(a) {
        y = tn_add(x, 1.0);
    }
    TN_ON_STREAM(b) {
        z = tn_add(y, 2.0);
    }
    z = tn_add(z, y);
    expect_ramp(tn_sub(z, tn_add(x, 1.0)), 3);
    tn_stream_free(a);
    tn_stream_free(b);
}

Test(streams, results_go_from_stream_to_stream) {
    each_seed(hand_over);
}

static void overwrite(void) {
    tn_stream *a = tn_stream_new(CUDA);
    tn_tensor *x = ramp(), *y = NULL;
    TN_ON_STREAM(a) {
        y = tn_mul(x, 1.0);
    }
    tn_add_(x, 5.0); /* only once stream a has read it */
    expect_ramp(y, 0);
    expect_ramp(x, 5);
    tn_stream_free(a);
}

Test(streams, readers_are_waited_for) {
    each_seed(overwrite);
}

static void one_shots(void) {
    tn_tensor *x = ramp();
    for (int i = 0; i < 100; i++) { /* more than there are streams */
        TN_SCOPE(inner);
        tn_stream *once = tn_stream_new(CUDA);
        cr_assert(once, "%s", tn_error_pending()->message);
        TN_ON_STREAM(once) {
            tn_add_(x, 1.0);
        }
        tn_stream_free(once);
    }
    expect_ramp(x, 100);
}

Test(streams, streams_come_and_go) {
    each_seed(one_shots);
    cr_expect(!is_simulated() || sim()->get_counts().live_streams <= 8);
}

Test(streams, one_that_was_freed_is_an_error) {
    need_devices(1);
    tn_stream *gone = tn_stream_new(CUDA);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(8), .device = CUDA);
    tn_stream_free(gone);
    tn_error e;
    cr_expect_null(tn_use_stream(gone));
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "was freed"), "%s", e.message);
    cr_expect_neq(tn_stream_synchronize(gone), TN_OK);
    cr_expect(tn_error_take(NULL));
    cr_expect_null(tn_stream_native(gone));
    cr_expect(tn_error_take(NULL));
    cr_expect_null(tn_event_record(gone));
    cr_expect(tn_error_take(NULL));
    cr_expect_null(tn_borrow(x, gone, TN_READ));
    cr_expect(tn_error_take(NULL));
    tn_stream_free(gone);
    cr_expect(tn_item(tn_sum(x)) == 8.0, "work goes on");
    expect_no_fault();
}

Test(streams, too_many_at_once_are_refused) {
    need_devices(1);
    tn_stream *streams[64];
    int n = 0;
    while (n < 64 && (streams[n] = tn_stream_new(CUDA))) {
        n++;
    }
    cr_assert_lt(n, 64);
    cr_expect(strstr(tn_error_pending()->message, "63 streams are in use"), "%s",
              tn_error_pending()->message);
    tn_error_take(NULL);
    tn_stream_free(streams[--n]);
    streams[n] = tn_stream_new(CUDA);
    cr_expect(streams[n++], "%s", tn_error_pending()->message);
    while (n > 0) {
        tn_stream_free(streams[--n]);
    }
}

/* Memory that a stream used goes to all others without anybody waiting for the host. */
static void reuse_memory(void) {
    tn_stream *a = tn_stream_new(CUDA);
    for (int i = 0; i < 20; i++) {
        TN_SCOPE(inner);
        tn_tensor *y = NULL;
        TN_ON_STREAM(a) {
            y = tn_add(ramp(), (double)i);
        }
        tn_tensor *z = tn_add(ramp(), 1.0);
        tn_release(y);
        expect_ramp(tn_add(ramp(), 1.0), 1);
        expect_ramp(z, 1);
    }
    tn_stream_free(a);
}

Test(streams, freed_memory_changes_streams) {
    each_seed(reuse_memory);
    tn_memory_figures stats;
    tn_synchronize(CUDA);
    tn_memory_stats(CUDA, &stats);
    cr_expect_eq(stats.live_bytes, 0u);
    cr_expect_eq(stats.raw_allocations, 1u, "one segment serves all streams");
}

/* ---- Raw access ------------------------------------------------------------------------------ */

static void run_own_kernel(void) {
    tn_synchronize(CUDA); /* the thread's device */
    void *native = raw_stream_new();
    tn_stream *mine = tn_stream_wrap(CUDA, native);
    cr_assert(mine && tn_stream_native(mine) == native);
    tn_tensor *x = tn_add(ramp(), 1.0);
    const uint64_t version = tn_version_of(x);
    float *data = tn_borrow(x, mine, TN_READ_WRITE);
    cr_assert(data);
    raw_increment(native, data, N);
    cr_expect_eq(tn_return(x, mine, TN_READ_WRITE), TN_OK);
    cr_expect_gt(tn_version_of(x), version);
    expect_ramp(tn_add(x, 1.0), 3);
    tn_stream_free(mine);
    raw_stream_free(native);
    expect_ramp(tn_add(x, 1.0), 3);
}

Test(streams, a_kernel_of_the_program_is_in_order) {
    each_seed(run_own_kernel);
}

Test(streams, a_write_without_return_is_found) {
    if (!sim()->checks_accesses()) {
        return; /* the simulator does not see what kernels touch */
    }
    TN_SCOPE(s);
    tn_tensor *x = ramp();
    void *native = sim()->new_stream();
    tn_stream *mine = tn_stream_wrap(CUDA, native);
    sim()->increment(native, tn_borrow(x, mine, TN_READ_WRITE), N);
    tn_add_(x, 1.0);
    tn_synchronize(CUDA);
    cr_expect(strstr(sim()->fault(), "missing wait"), "'%s'", sim()->fault());
}

Test(streams, borrowing_checks_its_arguments) {
    TN_SCOPE(s);
    need_devices(2);
    tn_tensor *x = ramp(), *host = tn_ones(TN_SHAPE(3));
    tn_stream *stream = tn_current_stream(CUDA);
    const tn_device second = {TN_DEVICE_CUDA, 1};
    const struct {
        tn_tensor *t;
        tn_stream *stream;
        int access;
    } wrong[] = {{NULL, stream, TN_READ}, {x, NULL, TN_READ},
                 {x, stream, 0},          {x, stream, 4},
                 {host, stream, TN_READ}, {x, tn_current_stream(second), TN_READ}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_null(tn_borrow(wrong[i].t, wrong[i].stream, (tn_access)wrong[i].access));
        cr_expect_not(tn_ok());
        tn_error_take(NULL);
        cr_expect_neq(tn_return(wrong[i].t, wrong[i].stream, (tn_access)wrong[i].access), TN_OK);
        tn_error_take(NULL);
    }
    cr_expect_eq(tn_borrow(host, tn_current_stream(TN_CPU), TN_READ), tn_data(host));
    cr_expect_null(tn_stream_wrap(CUDA, NULL));
    cr_expect(strstr(tn_error_pending()->message, "default stream"));
    tn_error_take(NULL);
}

static bool deleted;
static void note_deletion(void *data, void *context) {
    (void)data;
    deleted = true;
    cr_expect_eq(sim()->get_counts().host_waits, *(uint64_t *)context + 1,
                 "the deleter runs when the work is done");
}

Test(streams, wrapped_memory_is_given_back_when_its_work_is_done) {
    sim();
    uint64_t waits;
    tn_scope s = tn_scope_open();
    tn_tensor *owner = ramp();
    tn_tensor *x = tn_wrap(tn_borrow(owner, tn_current_stream(CUDA), TN_READ), TN_SHAPE(N), TN_F32,
                           .device = CUDA, .deleter = note_deletion, .context = &waits);
    cr_assert(x, "%s", tn_error_pending()->message);
    tn_add_(x, 1.0);
    waits = sim()->get_counts().host_waits;
    tn_release(x);
    cr_expect(deleted);
    tn_scope_close(&s);
}

/* ---- Events ---------------------------------------------------------------------------------- */

static void wait_for_events(void) {
    tn_synchronize(CUDA);
    void *first = raw_stream_new(), *second = raw_stream_new();
    tn_stream *a = tn_stream_wrap(CUDA, first), *b = tn_stream_wrap(CUDA, second);
    tn_tensor *x = ramp();
    float *data = tn_borrow(x, a, TN_READ_WRITE);
    raw_increment(first, data, N);
    tn_event *event = tn_event_record(a);
    cr_assert(event && tn_stream_wait(b, event) == TN_OK);
    raw_increment(second, data, N);
    tn_return(x, b, TN_READ_WRITE);
    expect_ramp(x, 2);
    cr_expect_eq(tn_event_synchronize(event), TN_OK);
    tn_event_free(event);
    tn_stream_free(a);
    tn_stream_free(b);
    raw_stream_free(first);
    raw_stream_free(second);
}

Test(streams, events_order_raw_work) {
    each_seed(wait_for_events);
}

/* ---- Independent work ------------------------------------------------------------------------ */

static void spread(void) {
    tn_tensor *x = ramp(), *sum = NULL, *parts[6];
    TN_CONCURRENT {
        for (int i = 0; i < 6; i++) {
            parts[i] = tn_add(tn_mul(x, (double)i), 1.0);
        }
    }
    sum = parts[0];
    for (int i = 1; i < 6; i++) {
        sum = tn_add(sum, parts[i]);
    }
    expect_ramp(tn_div(tn_sub(sum, 6.0), 15.0), 0);
}

Test(streams, concurrent_work_is_that_of_one_stream) {
    each_seed(spread);
    if (!is_simulated()) {
        return; /* nobody counts launches and waits */
    }
    const sim_counts before = sim()->get_counts();
    TN_SCOPE(s);
    tn_tensor *x = ramp();
    TN_CONCURRENT {
        for (int i = 0; i < 3; i++) {
            tn_mul(tn_add(x, (double)i), 2.0);
        }
    }
    const sim_counts after = sim()->get_counts();
    cr_expect_eq(after.launches - before.launches, 7u);
    cr_expect_eq(after.event_waits - before.event_waits, 3u, "each lane waits for x once: %d",
                 (int)(after.event_waits - before.event_waits));
}

Test(streams, the_host_has_streams_that_need_no_waiting) {
    TN_SCOPE(s);
    tn_stream *stream = tn_stream_new(TN_CPU);
    cr_assert(stream);
    tn_tensor *x = NULL;
    TN_ON_STREAM(stream) {
        x = tn_ones(TN_SHAPE(2));
    }
    tn_event *event = tn_event_record(stream);
    cr_expect(event && tn_stream_wait(stream, event) == TN_OK);
    cr_expect_eq(tn_event_synchronize(event), TN_OK);
    cr_expect_eq(tn_stream_synchronize(stream), TN_OK);
    cr_expect_eq(tn_borrow(x, stream, TN_WRITE), tn_data(x));
    tn_event_free(event);
    tn_stream_free(stream);
}
