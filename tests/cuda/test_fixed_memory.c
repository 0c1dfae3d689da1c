/* Memory that stays at its addresses: buckets of gradients and what programs hand to other
 * libraries, beside that of tensors, whose pages move. */
#include "filled.h"
#include "simulator.h"
#include "support/fake_comm.h"
#include "tiny_training.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { MIB = 1 << 20, BLOCKS = 8 };

static tn_memory_figures stats(void) {
    tn_memory_figures s;
    cr_assert_eq(tn_memory_stats(CUDA, &s), TN_OK);
    return s;
}

static tn_tensor *block(int mib, double value) {
    return tn_full(TN_SHAPE(mib * MIB / 4), value, .dtype = TN_F32, .device = CUDA);
}

/* ---- Raw memory ------------------------------------------------------------------------------ */

Test(fixed_memory, it_stays_while_pages_beside_it_move) {
    sim()->set_memory((size_t)(BLOCKS * 4 + 12) * MIB);
    TN_SCOPE(s);
    void *raw = tn_memory_alloc(CUDA, 8 * MIB);
    cr_assert(raw);
    tn_tensor *view = tn_wrap(raw, TN_SHAPE(2 * MIB), TN_F32, .device = CUDA);
    tn_fill_(view, 42.0);
    tn_tensor *held[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
        held[i] = block(4, i);
        cr_assert(held[i], "%d", i);
    }
    for (int i = 0; i < BLOCKS; i += 2) {
        tn_release(held[i]);
    }
    tn_tensor *large = block(BLOCKS / 2 * 4 - 4, -1);
    cr_assert(large, "%s", tn_error_pending()->message);
    expect_filled(view, 42);
    expect_filled(held[1], 1);
    expect_filled(large, -1);
    tn_release(view);
    tn_memory_free(CUDA, raw, 8 * MIB);
    expect_no_fault();
}

Test(fixed_memory, figures_and_the_limit_are_those_of_both) {
    need_devices(1);
    TN_SCOPE(s);
    cr_expect_eq(tn_memory_set_limit(CUDA, 16 * MIB), TN_OK);
    tn_tensor *x = block(6, 1);
    void *raw = tn_memory_alloc(CUDA, 6 * MIB);
    cr_assert(x && raw);
    cr_expect_eq(stats().live_bytes, (uint64_t)12 * MIB);
    cr_expect_geq(stats().reserved_bytes, (uint64_t)12 * MIB);
    cr_expect_null(block(6, 2));
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "12.0 MiB live"), "%s", e.message);
    cr_expect(strstr(e.message, "6.0 MiB are for collectives"), "%s", e.message);
    cr_expect(strstr(e.message, "6.0 MiB by memory_alloc"), "%s", e.message);
    cr_expect_null(tn_memory_alloc(CUDA, 6 * MIB));
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "6.0 MiB are for tensors"), "%s", e.message);
    cr_expect_leq(stats().reserved_bytes_peak, (uint64_t)16 * MIB);
    tn_memory_free(CUDA, raw, 6 * MIB);
    cr_expect(block(6, 2), "its memory goes to tensors then");
    expect_no_fault();
}

Test(fixed_memory, memory_that_nothing_lives_in_goes_back) {
    need_devices(1);
    void *raw = tn_memory_alloc(CUDA, 6 * MIB);
    tn_memory_free(CUDA, raw, 6 * MIB);
    cr_expect_gt(stats().reserved_bytes, 0u);
    cr_expect_eq(tn_memory_trim(CUDA), TN_OK);
    cr_expect_eq(stats().reserved_bytes, 0u);
    raw = tn_memory_alloc(CUDA, 100);
    cr_expect(raw, "a small block");
    tn_memory_free(CUDA, raw, 100);
    cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
    cr_expect_eq(stats().reserved_bytes, 0u);
    cr_expect_eq(stats().allocations, stats().frees);
    expect_no_fault();
}

/* Memory that one stream used last, for another one: it waits, once. */
Test(fixed_memory, whoever_gets_it_next_comes_after_who_had_it) {
    const simulator *s = sim();
    TN_SCOPE(scope);
    tn_stream *a = tn_stream_new(CUDA), *b = tn_stream_new(CUDA);
    tn_stream *former = tn_use_stream(a);
    void *raw = tn_memory_alloc(CUDA, 6 * MIB);
    cr_assert(raw);
    tn_memory_free(CUDA, raw, 6 * MIB);
    tn_use_stream(b);
    const uint64_t waits = s->get_counts().event_waits;
    void *next = tn_memory_alloc(CUDA, 6 * MIB);
    cr_expect_eq(next, raw);
    cr_expect_eq(s->get_counts().event_waits - waits, 1u);
    tn_memory_free(CUDA, next, 6 * MIB);
    tn_use_stream(former);
    tn_stream_free(a);
    tn_stream_free(b);
    expect_no_fault();
}

/* ---- Buckets --------------------------------------------------------------------------------- */

static void train_rank(tni_group *group, void *context) {
    outcome *all = context;
    all[group->rank] = train_tiny(&CNN, (tn_device){TN_DEVICE_CUDA, (int16_t)group->rank}, group);
}

static void train_two_ranks(void) {
    outcome all[FAKE_MAX_RANKS] = {{.hash = 0}};
    cr_assert_not(fake_run(2, 60000, train_rank, all));
    for (int r = 0; r < 2; r++) {
        cr_assert(all[r].hash, "rank %d: %s", r, all[r].error.message);
    }
    cr_expect_eq(all[0].hash, all[1].hash);
    expect_no_fault();
}

Test(fixed_memory, buckets_of_several_ranks_are_in_memory_of_nccl) {
    sim()->set_devices(2);
    train_two_ranks();
    cr_expect_geq(sim()->get_counts().nccl_blocks, 2u);
    cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
    cr_expect_eq(sim()->get_counts().nccl_blocks, 0u);
    expect_no_fault();
}

Test(fixed_memory, an_older_nccl_is_served_by_cuda) {
    setenv("SIM_WITHOUT", "ncclMemAlloc", 1);
    sim()->set_devices(2);
    train_two_ranks();
    cr_expect_eq(sim()->get_counts().nccl_blocks, 0u);
    cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
    expect_no_fault();
}

Test(fixed_memory, what_cuda_made_before_nccl_came_goes_back_to_cuda) {
    sim()->set_devices(2);
    void *raw = tn_memory_alloc(CUDA, MIB);
    train_two_ranks();
    cr_expect_geq(sim()->get_counts().nccl_blocks, 1u);
    tn_memory_free(CUDA, raw, MIB);
    cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
    cr_expect_eq(sim()->get_counts().nccl_blocks, 0u);
    expect_no_fault();
}
