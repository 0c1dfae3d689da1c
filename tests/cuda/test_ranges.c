/* Ops as ranges of NVTX. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <stdlib.h>

static const char *ranges_of_a_product(void) {
    const char *(*ranges)(void);
    *(void **)&ranges = simulated_function(NULL, "sim_ranges");
    tn_tensor *a = tn_ones(TN_SHAPE(4, 4), .device = TN_CUDA(0));
    ranges();
    tn_release(tn_relu(a));
    tn_release(a);
    return ranges();
}

Test(ranges, an_op_is_a_range_of_its_name) {
    setenv("TENON_NVTX", "on", 1);
    cr_expect_str_eq(ranges_of_a_product(), "relu()");
}

Test(ranges, nobody_asked_for_them) {
    cr_expect_str_eq(ranges_of_a_product(), "");
}
