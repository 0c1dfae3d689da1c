/* How often CUDA is told to record and to wait: work is marked where others will need it, so that
 * nobody waits for what came later, and what the host knows to be over is not waited for. */
#include "schedule/launch.h"
#include "simulator.h"
#include "tensor/handle.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { N = 1000 };

/* What happened since the call before. */
static sim_counts counted(void) {
    static sim_counts former;
    const sim_counts now = sim()->get_counts();
    const sim_counts since = {.event_records = now.event_records - former.event_records,
                              .event_waits = now.event_waits - former.event_waits,
                              .host_waits = now.host_waits - former.host_waits};
    former = now;
    return since;
}

static void expect_calls(uint64_t records, uint64_t waits, uint64_t host) {
    const sim_counts c = counted();
    cr_expect(c.event_records == records && c.event_waits == waits && c.host_waits == host,
              "%d records, %d waits, %d waits of the host; not %d, %d, %d", (int)c.event_records,
              (int)c.event_waits, (int)c.host_waits, (int)records, (int)waits, (int)host);
}

static tn_tensor *on_host(double value) {
    return tn_full(TN_SHAPE(N), value, .dtype = TN_F32, .device = TN_CPU);
}

static void expect_all(tn_tensor *t, float wanted) {
    float got[N];
    cr_assert(t && tn_copy_to_host(t, got, sizeof got) == TN_OK, "%s", tn_error_pending()->message);
    for (int i = 0; i < N; i++) {
        cr_assert_eq(got[i], wanted, "element %d is %g, not %g", i, (double)got[i], (double)wanted);
    }
    expect_no_fault();
}

/* ---- Copies and collectives ------------------------------------------------------------------ */

Test(waits, each_copy_to_the_device_is_marked) {
    sim();
    TN_SCOPE(s);
    tn_tensor *x = tn_to(on_host(1), .device = CUDA);
    counted();
    tn_tensor *y = tn_to(on_host(2), .device = CUDA);
    expect_calls(1, 0, 0);
    tn_tensor *z = tn_add(x, 1.0);
    expect_calls(0, 1, 0);
    expect_all(tn_add(z, y), 4);
}

Test(waits, a_copy_to_the_host_is_waited_for) {
    sim();
    TN_SCOPE(s);
    tn_tensor *x = tn_add(tn_to(on_host(1), .device = CUDA), 1.0);
    counted();
    expect_all(x, 2);
    expect_calls(1, 1, 1);
}

static tn_status broadcast(tni_device_comm *comm, void *data, int64_t bytes, int root,
                           void *stream) {
    (void)comm, (void)data, (void)bytes, (void)root, (void)stream;
    return TN_OK;
}

static void broadcast_in(tn_tensor *t) {
    static const tni_collectives calls = {.broadcast = broadcast};
    tni_storage *storage = t->storage;
    cr_assert(tni_submit_collective(&(tni_collective){.kind = TNI_COLLECTIVE_BROADCAST,
                                                      .calls = &calls,
                                                      .device = CUDA,
                                                      .recv = storage->data,
                                                      .written = &storage->stamps,
                                                      .bytes = N * 4}));
}

Test(waits, each_collective_is_marked) {
    sim();
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(N), .device = CUDA), *y = tn_ones(TN_SHAPE(N), .device = CUDA);
    counted();
    broadcast_in(x);
    expect_calls(2, 1, 0); /* another one marks both tensors' ones */
    broadcast_in(y);
    expect_calls(1, 0, 0);
    tn_tensor *z = tn_add(x, 1.0);
    expect_calls(0, 1, 0);
    expect_all(tn_add(z, y), 3);
}

/* ---- The host -------------------------------------------------------------------------------- */

Test(waits, what_a_synchronised_device_did_is_not_waited_for) {
    sim();
    TN_SCOPE(s);
    tn_stream *other = tn_stream_new(CUDA);
    tn_tensor *x = NULL;
    TN_ON_STREAM(other) {
        x = tn_ones(TN_SHAPE(N), .device = CUDA);
    }
    tn_synchronize(CUDA);
    counted();
    tn_tensor *y = tn_add(x, 1.0);
    expect_calls(0, 0, 0);
    expect_all(y, 2);
    tn_stream_free(other);
}

/* A stream that ends while CUDA gives no event. */
static tn_tensor *made_on_unmarked_stream(void) {
    tn_stream *other = tn_stream_new(CUDA);
    tn_tensor *x = NULL;
    TN_ON_STREAM(other) {
        x = tn_ones(TN_SHAPE(N), .device = CUDA);
    }
    sim()->fail_call(1, false);
    tn_stream_free(other);
    sim()->fail_call(0, false);
    tn_error_take(NULL);
    counted();
    return x;
}

Test(waits, for_a_stream_that_ended_unmarked_the_device_is_waited_for) {
    sim();
    TN_SCOPE(s);
    tn_tensor *x = made_on_unmarked_stream(), *y = tn_add(x, 1.0);
    expect_calls(0, 0, 1);
    expect_all(y, 2);
}

Test(waits, the_host_waits_for_the_device_of_an_unmarked_stream) {
    sim();
    TN_SCOPE(s);
    tn_tensor *x = made_on_unmarked_stream();
    const tni_stamp last = tni_stamps_last(&x->storage->stamps);
    cr_expect(tni_host_wait(&last));
    expect_calls(0, 0, 1);
    expect_all(x, 1);
}
