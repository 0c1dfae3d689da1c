/* einsum on CUDA devices against sums term by term. */
#include "simulator.h"
#include "support/einsum_case.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* TENON_TEST_EINSUM: how many random equations. */
Test(cuda_einsum, random_equations_are_sums_of_products, .timeout = 7200) {
    const char *wanted = getenv("TENON_TEST_EINSUM");
    const uint64_t cases = wanted ? strtoull(wanted, NULL, 10) : 200;
    need_devices(1);
    for (uint64_t seed = 1; seed <= cases; seed++) {
        TN_SCOPE(s);
        tn_tensor *operands[EINSUM_OPERANDS];
        const einsum_case e = make_einsum_case(seed);
        make_einsum_operands(&e, seed, TN_CUDA(0), operands);
        tn_tensor *r = tn_einsum_list(e.equation, ((tn_tensors){operands, e.n}));
        const char *difference = check_einsum_case(&e, operands, r);
        cr_assert_str_empty(difference, "case %d: %s", (int)seed, difference);
    }
    expect_no_fault();
}
