/* What streams wait for, case by case, on a device that only notes what each stream came after:
 * what is marked when, what a mark is good for later, and who inherits a closed stream's number. */
#include "schedule/launch.h"

#include <tenon/device.h>

#include <criterion/criterion.h>

enum { FAKES = 80, EVENTS = 1024 };

/* Of each stream, how much a stream's next work, or an event, comes after. */
typedef struct order {
    uint64_t of[FAKES];
} order;

typedef struct fake_stream {
    uint64_t count;
    order after;
} fake_stream;

static fake_stream fakes[FAKES];
static order events[EVENTS];
static int n_fakes, n_events, n_records, n_waits, n_host_waits;

static void join(order *into, const order *other) {
    for (int i = 0; i < FAKES; i++) {
        into->of[i] = into->of[i] < other->of[i] ? other->of[i] : into->of[i];
    }
}

static order end_of(const fake_stream *s) {
    order end = s->after;
    end.of[s - fakes] = s->count;
    return end;
}

static tn_status enter(int index) {
    (void)index;
    return TN_OK;
}
static void *stream_new(int index) {
    (void)index;
    return &fakes[n_fakes++];
}
static void stream_free(int index, void *stream) {
    (void)index, (void)stream;
}
static void *event_new(int index) {
    (void)index;
    return &events[n_events++];
}
static void event_free(int index, void *event) {
    (void)index, (void)event;
}
static tn_status event_record(int index, void *event, void *stream) {
    (void)index;
    *(order *)event = end_of(stream);
    n_records++;
    return TN_OK;
}
static tn_status stream_wait(int index, void *stream, void *event) {
    (void)index;
    join(&((fake_stream *)stream)->after, event);
    n_waits++;
    return TN_OK;
}
static void host_waits(const order *done) {
    n_host_waits++;
    for (int i = 0; i < n_fakes; i++) {
        join(&fakes[i].after, done);
    }
}
static tn_status event_synchronize(int index, void *event) {
    (void)index;
    host_waits(event);
    return TN_OK;
}
static tn_status stream_synchronize(int index, void *stream) {
    (void)index;
    const order end = end_of(stream);
    host_waits(&end);
    return TN_OK;
}
static int run(const void *params, void *stream) {
    (void)params;
    ((fake_stream *)stream)->count++;
    return 0;
}

static tn_kernels kernels = {.run = {[TN_K_fill] = run}};
static const tni_device_table fake_table = {.size = sizeof fake_table,
                                            .abi_version = TNI_DEVICE_ABI,
                                            .name = "fake",
                                            .kernels = &kernels,
                                            .enter = enter,
                                            .stream_new = stream_new,
                                            .stream_free = stream_free,
                                            .stream_synchronize = stream_synchronize,
                                            .event_new = event_new,
                                            .event_free = event_free,
                                            .event_record = event_record,
                                            .stream_wait = stream_wait,
                                            .event_synchronize = event_synchronize};

/* ---- What the tests do ----------------------------------------------------------------------- */

static tni_stamps data[8]; /* of storages */

static tn_stream *open_one(void) {
    tn_stream *s = tni_stream_open(&fake_table, (tn_device){TN_DEVICE_CUDA, 0}, NULL);
    cr_assert(s, "%s", tn_ok() ? "" : tn_error_pending()->message);
    return s;
}

static void work(tn_stream *s, tni_stamps *operand, uint32_t n_written) {
    cr_assert(tni_submit(&(tni_launch_record){.op = "work",
                                              .device = s->device,
                                              .stream = s,
                                              .family = TN_K_fill,
                                              .operands = &operand,
                                              .n_operands = 1,
                                              .n_written = n_written}),
              "%s", tn_ok() ? "it fails without an error" : tn_error_pending()->message);
}
static void write_on(tn_stream *s, tni_stamps *operand) {
    work(s, operand, 1);
}
static void read_on(tn_stream *s, tni_stamps *operand) {
    work(s, operand, 0);
}

static const fake_stream *fake(const tn_stream *s) {
    return s->native;
}

/* How much of `other` comes before the next work of `s`. */
static uint64_t comes_after(const tn_stream *s, const fake_stream *other) {
    return fake(s)->after.of[other - fakes];
}

static void expect_calls(int records, int waits, int host) {
    cr_expect(n_records == records && n_waits == waits && n_host_waits == host,
              "%d records, %d waits, %d waits of the host; not %d, %d, %d", n_records, n_waits,
              n_host_waits, records, waits, host);
}

/* ---- Marks ----------------------------------------------------------------------------------- */

Test(schedule_streams, a_mark_stays_for_those_who_need_no_later_one) {
    tn_stream *a = open_one(), *b = open_one(), *c = open_one(), *d = open_one();
    write_on(a, &data[0]);
    read_on(b, &data[0]);
    write_on(a, &data[1]);
    read_on(c, &data[1]);
    read_on(d, &data[0]);
    expect_calls(2, 3, 0);
    cr_expect_eq(comes_after(c, fake(a)), 2u);
    cr_expect_eq(comes_after(d, fake(a)), 1u, "the first mark covers no later work");
}

Test(schedule_streams, what_is_marked_is_not_marked_again) {
    tn_stream *a = open_one(), *b = open_one();
    write_on(a, &data[0]);
    read_on(b, &data[0]);
    expect_calls(1, 1, 0);
    tni_stream_close(a);
    expect_calls(1, 1, 0);
}

Test(schedule_streams, a_closed_stream_leaves_a_mark_of_its_end) {
    tn_stream *a = open_one(), *b = open_one();
    write_on(a, &data[0]);
    const fake_stream *former = fake(a);
    tni_stream_close(a);
    expect_calls(1, 0, 0);
    read_on(b, &data[0]);
    expect_calls(1, 1, 0);
    cr_expect_eq(comes_after(b, former), 1u);
}

Test(schedule_streams, an_event_covers_nothing_that_came_later) {
    tn_stream *a = open_one(), *b = open_one();
    write_on(a, &data[0]);
    tn_event *event = tn_event_record(a);
    const uint64_t count = fake(a)->count;
    expect_calls(1, 0, 0);
    write_on(a, &data[1]);
    cr_expect_eq(tn_stream_wait(b, event), TN_OK);
    expect_calls(1, 1, 0);
    cr_expect_eq(comes_after(b, fake(a)), count);
    tn_event_free(event);
}

/* ---- Waits of the host ----------------------------------------------------------------------- */

Test(schedule_streams, the_host_waits_for_streams_and_events) {
    tn_stream *a = open_one();
    write_on(a, &data[0]);
    tn_event *first = tn_event_record(a);
    write_on(a, &data[0]);
    tn_event *second = tn_event_record(a);
    write_on(a, &data[0]);
    cr_expect_eq(tn_event_synchronize(first), TN_OK);
    cr_expect_eq(n_host_waits, 1);
    cr_expect_eq(tn_stream_wait(tn_current_stream(TN_CPU), second), TN_OK);
    cr_expect_eq(n_host_waits, 2);
    cr_expect_eq(tn_stream_synchronize(a), TN_OK);
    cr_expect_eq(n_host_waits, 3);
    cr_expect_eq(tn_event_synchronize(second), TN_OK);
    cr_expect_eq(n_host_waits, 3, "it is known to be over");
    tn_event_free(first);
    tn_event_free(second);
}

Test(schedule_streams, what_the_host_waited_for_nobody_waits_for) {
    tn_stream *a = open_one(), *b = open_one(), *c = open_one();
    write_on(a, &data[0]);
    read_on(b, &data[0]);
    write_on(b, &data[1]);
    expect_calls(1, 1, 0);
    cr_expect_eq(tn_stream_synchronize(b), TN_OK);
    read_on(c, &data[0]); /* stream a came before what is over */
    read_on(c, &data[1]);
    expect_calls(1, 1, 1);
}

/* ---- Readers --------------------------------------------------------------------------------- */

Test(schedule_streams, more_readers_than_a_stamp_holds_come_one_after_another) {
    enum { READERS = TNI_STAMP_STREAMS + 3 };
    tn_stream *writer = open_one(), *readers[READERS];
    write_on(writer, &data[0]);
    for (int i = 0; i < READERS; i++) {
        readers[i] = open_one();
        read_on(readers[i], &data[0]);
    }
    cr_expect_eq(n_host_waits, 0);
    write_on(writer, &data[0]);
    cr_expect_eq(n_host_waits, 0);
    for (int i = 0; i < READERS; i++) {
        cr_expect_eq(comes_after(writer, fake(readers[i])), 1u, "reader %d", i);
    }
}

/* As when other threads add readers between a launch's waits and its own stamp. */
Test(schedule_streams, a_reader_for_whom_there_is_no_place_is_not_forgotten) {
    tn_stream *writer = open_one(), *late = open_one();
    for (int i = 0; i < TNI_STAMP_STREAMS; i++) {
        read_on(open_one(), &data[0]);
    }
    tni_stamps *operand = &data[0];
    ((fake_stream *)late->native)->count++;
    tni_order_after(late, &operand, 1, 0);
    write_on(writer, &data[0]);
    for (int i = 0; i < n_fakes; i++) {
        cr_expect_eq(comes_after(writer, &fakes[i]), fakes[i].count - (&fakes[i] == fake(writer)),
                     "stream %d", i);
    }
}

/* ---- Numbers of streams ---------------------------------------------------------------------- */

Test(schedule_streams, the_number_of_a_closed_stream_waits_for_its_work) {
    tn_stream *a = open_one();
    const uint32_t id = a->id;
    write_on(a, &data[0]);
    tni_stream_close(a);
    cr_expect_neq(open_one()->id, id, "its work may still run");
    const tni_stamp last = tni_stamps_last(&data[0]);
    cr_expect(tni_host_wait(&last));
    cr_expect_eq(open_one()->id, id);
}

Test(schedule_streams, the_last_number_is_waited_for) {
    tn_stream *last = NULL;
    for (int i = 1; i < TNI_STREAMS_MAX; i++) {
        last = open_one();
        write_on(last, &data[i % 8]);
    }
    const uint32_t id = last->id;
    tni_stream_close(last);
    const int before = n_host_waits;
    cr_expect_eq(open_one()->id, id);
    cr_expect_eq(n_host_waits, before + 1);
}

Test(schedule_streams, who_inherits_a_number_inherits_no_waits) {
    tn_stream *a = open_one(), *b = open_one();
    write_on(a, &data[0]);
    const tni_stamp last = tni_stamps_last(&data[0]);
    cr_expect(tni_host_wait(&last));
    write_on(b, &data[1]);
    tn_event *event = tn_event_record(b);
    cr_expect_eq(tn_stream_wait(a, event), TN_OK); /* behind all that the host waited for */
    const uint32_t id = a->id;
    tni_stream_close(a);
    tn_stream *heir = open_one();
    cr_assert_eq(heir->id, id);
    read_on(heir, &data[1]);
    cr_expect_geq(comes_after(heir, fake(b)), 1u);
    tn_event_free(event);
}
