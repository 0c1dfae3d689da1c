/* bench_overhead.c: cases where the work is nothing and the way to it is everything. */
#include "bench_cases.h"

static bool one_element(void) {
    return bench_make(0, TN_F32, TN_SHAPE(1), false) && bench_make(1, TN_F32, TN_SHAPE(1), false);
}

static bool one_element_recorded(void) {
    return bench_make(0, TN_F32, TN_SHAPE(1), true) && bench_make(1, TN_F32, TN_SHAPE(1), false);
}

static bool eight_by_eight(void) {
    return bench_make(0, TN_F32, TN_SHAPE(8, 8), false) &&
           bench_make(1, TN_F32, TN_SHAPE(8, 8), false);
}

static tn_tensor *add(void) {
    return tn_add(bench_in[0], bench_in[1]);
}

static tn_tensor *matmul(void) {
    return tn_matmul(bench_in[0], bench_in[1]);
}

static tn_tensor *mul_sum_backward(void) {
    tn_set_grad(bench_in[0], NULL);
    tn_backward(tn_sum(tn_mul(bench_in[0], bench_in[1])));
    return tn_grad(bench_in[0]);
}

static const bench_case cases[] = {
    {"add_1", one_element, add},
    {"add_1_recorded", one_element_recorded, add},
    {"mul_sum_backward_1", one_element_recorded, mul_sum_backward},
    {"matmul_8", eight_by_eight, matmul},
};
const bench_group bench_overhead = BENCH_GROUP(cases);
