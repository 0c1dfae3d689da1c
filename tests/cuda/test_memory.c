/* Memory of a CUDA device that runs out: free pages move together, whatever work is queued on them,
 * and when nothing helps the error says who has it. */
#include "filled.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { BLOCKS = 16, ELEMENTS = 1 << 20, MIB = 1 << 20 }; /* blocks of 4 MiB */

static tn_memory_figures stats(void) {
    tn_memory_figures s;
    cr_assert_eq(tn_memory_stats(CUDA, &s), TN_OK);
    return s;
}

static tn_tensor *block(int i) {
    return tn_full(TN_SHAPE(ELEMENTS), (double)i, .dtype = TN_F32, .device = CUDA);
}

Test(cuda_memory, a_full_device_moves_free_pages_together) {
    sim()->set_memory((size_t)BLOCKS * ELEMENTS * 4 + 4 * MIB);
    TN_SCOPE(s);
    tn_tensor *held[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
        held[i] = block(i);
        cr_assert(held[i], "%d", i);
    }
    for (int i = 0; i < BLOCKS; i += 2) {
        tn_mul_(held[i], 2.0); /* is not done when the memory is taken */
        tn_release(held[i]);
    }
    tn_tensor *large =
        tn_full(TN_SHAPE((BLOCKS / 2 - 1) * ELEMENTS), -1.0, .dtype = TN_F32, .device = CUDA);
    cr_assert(large, "%s", tn_error_pending()->message);
    for (int i = 1; i < BLOCKS; i += 2) {
        expect_filled(held[i], i);
    }
    expect_filled(large, -1);
    expect_no_fault();
    cr_expect_leq(stats().reserved_bytes, (uint64_t)BLOCKS * ELEMENTS * 4 + 4 * MIB);
}

Test(cuda_memory, a_fault_of_the_device_is_not_taken_for_missing_memory) {
    if (!sim()->checks_accesses()) {
        cr_skip_test("the fault is an access that nobody checks");
    }
    TN_SCOPE(s);
    void *raw = tn_memory_alloc(CUDA, 4096);
    tn_memory_free(CUDA, raw, 4096);
    cr_assert_eq(tn_cuda_empty_cache(), TN_OK);
    tn_neg(tn_wrap(raw, TN_SHAPE(1024), TN_F32, .device = CUDA)); /* is gone */
    tn_error e;
    cr_expect_neq(tn_synchronize(CUDA), TN_OK);
    cr_expect(tn_error_take(&e));
    cr_expect_null(tn_empty(TN_SHAPE(64 * MIB), .dtype = TN_F32, .device = CUDA));
    cr_assert(tn_error_take(&e));
    cr_expect(e.code == TN_ERR_DEVICE && !strstr(e.message, "asked for") &&
                  (strstr(e.message, "cuda") || strstr(e.message, "cuMem")),
              "%s", e.message);
    sim()->clear();
}

Test(cuda_memory, when_nothing_helps_the_error_says_who_has_it) {
    sim()->set_memory((size_t)64 << 20);
    TN_SCOPE(s);
    tn_tensor *held = tn_relu(tn_zeros(TN_SHAPE(3 * MIB), .dtype = TN_F32, .device = CUDA));
    tn_tensor *gone = tn_neg(held);
    tn_release(gone);
    cr_expect_null(tn_zeros(TN_SHAPE(15 * MIB), .dtype = TN_F32, .device = CUDA));
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_MEMORY);
    cr_expect(strstr(e.message, "asked for 60.0 MiB"), "%s", e.message);
    cr_expect(strstr(e.message, "12.0 MiB would have fitted"), "%s", e.message);
    cr_expect(strstr(e.message, "free after stream"), "%s", e.message);
    cr_expect(strstr(e.message, "12.0 MiB by relu (test_memory.c:"), "%s", e.message);
    tn_tensor *less = tn_zeros(TN_SHAPE(4 * MIB), .dtype = TN_F32, .device = CUDA);
    cr_expect(less, "the program goes on");
    expect_no_fault();
}

Test(cuda_memory, emptying_the_cache_gives_pages_back) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *kept = block(7);
    for (int i = 0; i < 8; i++) {
        TN_SCOPE(inner);
        tn_mul_(block(i), 3.0);
        block(i);
    }
    const uint64_t before = stats().reserved_bytes;
    cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
    cr_expect_lt(stats().reserved_bytes, before);
    cr_expect_leq(stats().reserved_bytes, (uint64_t)4 << 20);
    expect_filled(kept, 7);
    expect_filled(block(3), 3);
    expect_no_fault();
}

Test(cuda_memory, a_limit_holds_on_the_device) {
    need_devices(1);
    TN_SCOPE(s);
    cr_expect_eq(tn_memory_set_limit(CUDA, 8 * MIB), TN_OK);
    tn_tensor *a = block(1), *b = block(2);
    cr_expect(a && b);
    cr_expect_null(tn_cat(TN_TENSORS(a, b)));
    cr_expect(tn_error_take(NULL));
    cr_expect_leq(stats().reserved_bytes_peak, (uint64_t)8 * MIB);
    tn_release(a);
    cr_expect(tn_mul(b, b));
}

/* Without pages the driver's plain allocations serve. */
Test(cuda_memory, a_driver_without_pages_is_served_by_segments) {
    sim()->fail_call(0, 0);
    sim()->refuse_pages();
    TN_SCOPE(s);
    tn_tensor *a = block(5);
    cr_assert(a);
    expect_filled(a, 5);
    cr_expect_geq(stats().reserved_bytes, (uint64_t)4 << 20, "a segment");
    tn_release(a);
    cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
    expect_no_fault();
}
