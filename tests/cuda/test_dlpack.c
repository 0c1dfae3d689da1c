/* DLPack tensors on CUDA devices, lent and borrowed: what the other library gives to its stream is
 * in order with ours, under each of the simulator's orders of streams. */
#include "raw_work.h"
#include "simulator.h"

#include <tenon/dlpack.h>
#include <tenon/tenon.h>

#include <criterion/criterion.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { N = 1000, SEEDS = 8, FILL = 1000 }; /* FILL tensors use all that is free */

/* The other library's stream, and what it is to us. */
typedef struct library {
    void *native;
    tn_stream *stream;
} library;

static library library_open(void) {
    tn_synchronize(CUDA); /* the thread's device */
    library other = {.native = raw_stream_new()};
    other.stream = tn_stream_wrap(CUDA, other.native);
    cr_assert(other.stream, "%s", tn_error_pending()->message);
    return other;
}

static void library_close(library *other) {
    cr_expect_eq(tn_stream_synchronize(other->stream), TN_OK);
    tn_stream_free(other->stream);
    raw_stream_free(other->native);
}

static tn_tensor *ramp(double offset) {
    return tn_add(tn_arange(TN_NUM(N), .dtype = TN_F32, .device = CUDA), offset);
}

static void expect_ramp(tn_tensor *t, float offset) {
    float got[N];
    cr_assert(t && tn_copy_to_host(t, got, sizeof got) == TN_OK, "%s", tn_error_pending()->message);
    for (int i = 0; i < N; i++) {
        cr_assert_eq(got[i], (float)i + offset, "element %d is %g, not %g", i, (double)got[i],
                     (double)i + (double)offset);
    }
    expect_no_fault();
}

static void expect_error(tn_status code, const char *part) {
    tn_error e = {0};
    cr_expect(tn_error_take(&e), "no error is pending");
    cr_expect_eq(e.code, code, "%s: %s", tn_status_name(e.code), e.message);
    cr_expect(strstr(e.message, part), "%s", e.message);
}

static void each_seed(void (*run)(library *other)) {
    need_devices(1);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        choose_order(seed, SIM_FIRST_IN);
        TN_SCOPE(s);
        library other = library_open();
        run(&other);
        cr_assert(tn_ok(), "%s", tn_error_pending()->message);
        library_close(&other);
        cr_expect_eq(tn_synchronize(CUDA), TN_OK);
        expect_no_fault();
    }
}

/* ---- Out ------------------------------------------------------------------------------------- */

static void lend(library *other) {
    tn_tensor *x = ramp(1);
    DLManagedTensor *m = tn_to_dlpack_on(x, other->stream);
    cr_assert(m, "%s", tn_error_pending()->message);
    cr_expect_eq(m->dl_tensor.device.device_type, kDLCUDA);
    raw_increment(other->native, m->dl_tensor.data, N);
    m->deleter(m);
    expect_ramp(tn_add(x, 1.0), 3);
}

Test(cuda_dlpack, a_borrower_comes_after_us_and_we_come_after_it) {
    each_seed(lend);
}

static void lend_what_is_read(library *other) {
    tn_tensor *x = ramp(0), *y = tn_add(x, 1.0);
    DLManagedTensor *m = tn_to_dlpack_on(x, other->stream);
    cr_assert(m);
    raw_increment(other->native, m->dl_tensor.data, N); /* only once y was computed */
    m->deleter(m);
    expect_ramp(y, 1);
    expect_ramp(x, 1);
}

Test(cuda_dlpack, a_borrower_that_writes_comes_after_our_readers) {
    each_seed(lend_what_is_read);
}

static void reuse(library *other) {
    tn_tensor *x = ramp(1);
    DLManagedTensor *m = tn_to_dlpack_on(x, other->stream);
    cr_assert(m);
    const void *data = m->dl_tensor.data;
    tn_release(x);
    cr_expect_neq(tn_borrow(ramp(7), tn_current_stream(CUDA), TN_READ), data, "it is lent");
    raw_increment(other->native, m->dl_tensor.data, N);
    m->deleter(m);
    tn_tensor *y = NULL;
    for (int i = 0; i < FILL && !(y && tn_borrow(y, tn_current_stream(CUDA), TN_READ) == data);
         i++) {
        y = tn_arange(TN_NUM(N), .dtype = TN_F32, .device = CUDA);
    }
    cr_expect_eq(tn_borrow(y, tn_current_stream(CUDA), TN_READ), data, "it is used again");
    expect_ramp(y, 0);
}

Test(cuda_dlpack, memory_goes_on_after_the_borrower) {
    each_seed(reuse);
}

/* The count of the borrower's stream stands for whoever used the memory during the loan. */
static void read_meanwhile(library *other) {
    tn_stream *third = tn_stream_new(CUDA);
    tn_tensor *x = ramp(1), *y = NULL;
    DLManagedTensor *m = tn_to_dlpack_on(x, other->stream);
    cr_assert(m);
    TN_ON_STREAM(third) {
        y = tn_add(x, 1.0);
    }
    const uint64_t waits = is_simulated() ? sim()->get_counts().event_waits : 0;
    m->deleter(m);
    cr_expect(!is_simulated() || sim()->get_counts().event_waits == waits + 1,
              "the borrower's stream comes after the reader");
    tn_add_(x, 4.0);
    expect_ramp(y, 2);
    expect_ramp(x, 5);
    tn_stream_free(third);
}

Test(cuda_dlpack, readers_during_a_loan_are_waited_for) {
    each_seed(read_meanwhile);
}

static void lend_plainly(library *other) {
    tn_tensor *x = ramp(1);
    DLManagedTensor *m = tn_to_dlpack(x);
    cr_assert(m);
    raw_increment(other->native, m->dl_tensor.data, N);
    cr_expect_eq(tn_stream_synchronize(other->stream), TN_OK);
    m->deleter(m);
    expect_ramp(tn_add(x, 1.0), 3);
}

Test(cuda_dlpack, without_a_stream_the_host_has_waited) {
    each_seed(lend_plainly);
}

static void lend_in_a_step(library *other) {
    tn_steps *loop = tn_steps_new(CUDA);
    tn_tensor *x = ramp(0);
    TN_STEP(loop) {
        for (int i = 0; i < 10; i++) {
            tn_add_(x, 1.0);
        }
        DLManagedTensor *m = tn_to_dlpack_on(x, other->stream);
        cr_assert(m);
        raw_increment(other->native, m->dl_tensor.data, N);
        m->deleter(m);
        tn_add_(x, 1.0);
    }
    expect_ramp(x, 12);
    tn_steps_free(loop);
}

Test(cuda_dlpack, work_that_a_step_put_off_comes_first) {
    each_seed(lend_in_a_step);
}

Test(cuda_dlpack, a_loan_by_a_stream_makes_nobody_wait_on_the_host) {
    sim();
    TN_SCOPE(s);
    library other = library_open();
    tn_tensor *x = ramp(1);
    const sim_counts before = sim()->get_counts();
    DLManagedTensor *m = tn_to_dlpack_on(x, other.stream);
    cr_assert(m);
    m->deleter(m);
    const sim_counts after = sim()->get_counts();
    cr_expect_eq(after.host_waits, before.host_waits);
    cr_expect_eq(after.event_waits, before.event_waits + 1);
    library_close(&other);
}

static void lend_captured(void *context) {
    tn_tensor *x = tn_add(context, 1.0);
    cr_expect_null(tn_to_dlpack(x));
}

Test(cuda_dlpack, what_is_captured_is_not_lent) {
    need_devices(1);
    TN_SCOPE(s);
    cr_expect_null(tn_graph_capture(CUDA, lend_captured, ramp(0)));
    expect_error(TN_ERR_UNSUPPORTED, "lending memory cannot be captured");
}

/* ---- In -------------------------------------------------------------------------------------- */

static int64_t shape[] = {N};
static int returned;

static void count_returned(DLManagedTensor *self) {
    returned++;
    cr_expect_eq(self->dl_tensor.shape, shape);
}

static DLManagedTensor stranger(void *data, int device) {
    return (DLManagedTensor){.dl_tensor = {.data = data,
                                           .device = {kDLCUDA, device},
                                           .ndim = 1,
                                           .dtype = {kDLFloat, 32, 1},
                                           .shape = shape},
                             .deleter = count_returned};
}

/* Memory of the other library, which holds a ramp once its stream has come so far. */
static float *others_memory(library *other, tn_tensor **owner) {
    *owner = ramp(0);
    float *data = tn_borrow(*owner, other->stream, TN_READ_WRITE);
    cr_assert(data, "%s", tn_error_pending()->message);
    raw_increment(other->native, data, N);
    return data;
}

static void take(library *other) {
    tn_tensor *owner;
    DLManagedTensor m = stranger(others_memory(other, &owner), 0);
    tn_tensor *x = tn_from_dlpack_on(&m, other->stream);
    cr_assert(x, "%s", tn_error_pending()->message);
    expect_ramp(tn_add(x, 1.0), 2);
    tn_add_(x, 2.0);
    expect_ramp(x, 3);
    tn_release(x);
}

Test(cuda_dlpack, we_come_after_the_lender) {
    each_seed(take);
    cr_expect_eq(returned, SEEDS);
}

static void *lender; /* a stream that waits for none of ours */
static void use_at_once(DLManagedTensor *self) {
    returned++;
    raw_increment(lender, self->dl_tensor.data, N);
}

static void give_back(library *other) {
    tn_tensor *owner;
    DLManagedTensor m = stranger(others_memory(other, &owner), 0);
    m.deleter = use_at_once;
    lender = other->native;
    tn_tensor *x = tn_from_dlpack_on(&m, other->stream);
    tn_add_(x, 1.0);
    tn_release(x);
    tn_return(owner, other->stream, TN_READ_WRITE);
    expect_ramp(owner, 3);
}

Test(cuda_dlpack, the_lender_has_its_memory_back_when_our_work_is_done) {
    each_seed(give_back);
    cr_expect_eq(returned, SEEDS);
}

static void later_work(library *other) {
    tn_tensor *owner;
    DLManagedTensor m = stranger(others_memory(other, &owner), 0);
    tn_tensor *x = tn_from_dlpack_on(&m, other->stream), *next = ramp(0);
    float *data = tn_borrow(next, other->stream, TN_READ_WRITE);
    raw_increment(other->native, data, N);
    const uint64_t records = is_simulated() ? sim()->get_counts().event_records : 0;
    tn_tensor *y = tn_add(x, 1.0);
    cr_expect(!is_simulated() || sim()->get_counts().event_records == records,
              "the end of what the lender gave was marked in time");
    expect_ramp(y, 2);
    tn_return(next, other->stream, TN_READ_WRITE);
    tn_release(x);
}

Test(cuda_dlpack, we_do_not_wait_for_what_the_lender_does_later) {
    each_seed(later_work);
}

/* A tensor that went out and came in again. */
static void there_and_back(library *other) {
    tn_tensor *x = ramp(1);
    tn_tensor *y = tn_from_dlpack_on(tn_to_dlpack_on(x, other->stream), other->stream);
    cr_assert(y, "%s", tn_error_pending()->message);
    tn_add_(y, 1.0);
    tn_release(y);
    expect_ramp(x, 2);
}

Test(cuda_dlpack, a_tensor_returns) {
    each_seed(there_and_back);
}

/* ---- What is refused ------------------------------------------------------------------------- */

Test(cuda_dlpack, a_stream_is_needed_and_one_of_the_device) {
    need_devices(2);
    TN_SCOPE(s);
    const tn_device second = {TN_DEVICE_CUDA, 1};
    tn_tensor *x = ramp(0), *host = tn_ones(TN_SHAPE(3));
    DLManagedTensor m = stranger(tn_borrow(x, tn_current_stream(CUDA), TN_READ), 0);
    tn_stream *wrong[] = {tn_current_stream(second), tn_current_stream(TN_CPU)};
    for (int i = 0; i < 2; i++) {
        cr_expect_null(tn_to_dlpack_on(x, wrong[i]));
        expect_error(TN_ERR_DEVICE, "must be the same");
        cr_expect_null(tn_from_dlpack_on(&m, wrong[i]));
        expect_error(TN_ERR_DEVICE, "must be the same");
    }
    cr_expect_null(tn_to_dlpack_on(host, tn_current_stream(CUDA)));
    expect_error(TN_ERR_DEVICE, "must be the same");
    cr_expect_null(tn_to_dlpack_on(x, NULL));
    expect_error(TN_ERR_ARGUMENT, "stream is NULL");
    cr_expect_null(tn_from_dlpack_on(&m, NULL));
    expect_error(TN_ERR_ARGUMENT, "stream is NULL");
    cr_expect_null(tn_to_dlpack_on(NULL, NULL));
    cr_expect_null(tn_from_dlpack_on(NULL, NULL));
    cr_expect(tn_ok());
    cr_expect_eq(returned, 0, "it still belongs to the caller");
}

Test(cuda_dlpack, the_hosts_stream_orders_host_tensors) {
    TN_SCOPE(s);
    tn_stream *stream = tn_current_stream(TN_CPU);
    tn_tensor *x = tn_full(TN_SHAPE(400), 2.0, .dtype = TN_F32, .device = TN_CPU);
    tn_tensor *y = tn_from_dlpack_on(tn_to_dlpack_on(x, stream), stream);
    cr_assert(y, "%s", tn_error_pending()->message);
    cr_expect_eq(tn_data(y), tn_data(x));
    tn_tensor *empty = tn_zeros(TN_SHAPE(0), .dtype = TN_F32, .device = TN_CPU);
    cr_expect(tn_from_dlpack_on(tn_to_dlpack_on(empty, stream), stream));
}

/* Each call into the device fails once: nothing was lent or taken then, or all went well. */
Test(cuda_dlpack, a_call_that_fails_lends_and_takes_nothing) {
    sim();
    int failed = 0;
    for (uint64_t k = 1; k <= 12; k++) {
        DLManagedTensor theirs; /* outlives the scope, which gives it back */
        TN_SCOPE(s);
        returned = 0;
        library other = library_open();
        tn_tensor *x = ramp(1), *owner;
        theirs = stranger(others_memory(&other, &owner), 0);
        sim()->fail_call(k, 0);
        DLManagedTensor *m = tn_to_dlpack_on(x, other.stream);
        tn_tensor *y = m ? tn_from_dlpack_on(&theirs, other.stream) : NULL;
        sim()->fail_call(0, 0);
        failed += !y;
        cr_expect_neq(y != NULL, tn_error_take(NULL));
        cr_expect_eq(returned, 0);
        if (m) {
            m->deleter(m);
        }
        expect_ramp(x, 1);
        if (y) {
            expect_ramp(y, 1);
        }
        library_close(&other);
    }
    cr_expect_gt(failed, 1);
    cr_expect_lt(failed, 12);
    expect_no_fault();
}
