/* tn_index and tn_index_put_ on CUDA devices against places found one by one. */
#include "simulator.h"
#include "support/index_case.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* TENON_TEST_INDEX: how many random cases. */
Test(cuda_index, random_items_pick_what_they_stand_for, .timeout = 7200) {
    const char *wanted = getenv("TENON_TEST_INDEX");
    const uint64_t cases = wanted ? strtoull(wanted, NULL, 10) : 200;
    static index_case x;
    need_devices(1);
    for (uint64_t seed = 1; seed <= cases; seed++) {
        TN_SCOPE(s);
        make_index_case(seed, &x);
        const char *read = check_index_read(&x, seed, TN_CUDA(0));
        cr_assert_str_empty(read, "case %d, read: %s", (int)seed, read);
        const char *written = check_index_write(&x, seed, TN_CUDA(0));
        cr_assert_str_empty(written, "case %d, written: %s", (int)seed, written);
    }
    expect_no_fault();
}
