/* What a step costs, asked of a plan without data. */
#include "dist/group.h"

#include <tenon/nn.h>
#include <tenon/ops.h>

#include <criterion/criterion.h>
#include <string.h>

enum { ROWS = 64, WIDE = 1000 };

typedef struct net {
    tn_tensor *weight;
    tn_device device;
    int64_t rows; /* that the function was asked for */
    bool fails;
} net;

/* Holds x, x W and its square: what backward needs, and what follows from it. */
static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    net *n = context;
    int64_t begin, end;
    tn_shard_range(ROWS - 1, shard->index, shard->count, &begin, &end);
    n->rows = end - begin;
    if (n->fails) {
        tn_raise(TN_HERE, TN_ERR_SHAPE, "the model cannot go on");
    }
    tn_tensor *x = tn_empty(TN_SHAPE(end - begin, WIDE), .device = n->device);
    tn_tensor *y = tn_matmul(x, n->weight);
    return tn_sum(tn_mul(y, y));
}

static int64_t bytes_of(net *n) {
    TN_SCOPE(s);
    n->weight = tn_empty(TN_SHAPE(WIDE, WIDE), .device = n->device, .requires_grad = true);
    const tn_named list[] = {{"weight", n->weight}};
    tn_parallel *parallel = tn_parallel_new(((tn_named_list){list, 1}), .shards = 8, .threads = 1);
    const int64_t bytes = tn_parallel_shard_bytes(parallel, shard_loss, n);
    tn_parallel_delete(parallel);
    return bytes;
}

Test(cost, the_largest_shard_is_measured) {
    net n = {.device = TN_META};
    cr_assert_gt(bytes_of(&n), 0);
    cr_assert_eq(n.rows, 8); /* 63 rows: one shard of 8 has 7 */
}

Test(cost, activations_and_the_gradient_in_flight_are_counted) {
    net n = {.device = TN_META};
    const int64_t bytes = bytes_of(&n), matrix = 4 * (int64_t)WIDE * WIDE, rows = 4 * 8 * WIDE;
    /* the weight's gradient, x, y, y's square and gradients of their size */
    cr_assert(bytes >= matrix + 3 * rows && bytes <= matrix + 8 * rows, "%lld bytes",
              (long long)bytes);
}

Test(cost, measuring_leaves_no_gradient_and_no_memory) {
    net n = {.device = TN_META};
    const int64_t first = bytes_of(&n);
    cr_assert_eq(bytes_of(&n), first);
    cr_assert(tn_ok());
}

Test(cost, a_plan_with_data_is_refused_by_name) {
    net n = {.device = TN_CPU};
    cr_assert_eq(bytes_of(&n), -1);
    cr_assert_not_null(strstr(tn_error_pending()->message, "weight has data"));
}

Test(cost, an_error_of_the_function_is_passed_on) {
    net n = {.device = TN_META, .fails = true};
    cr_assert_eq(bytes_of(&n), -1);
    cr_assert_eq(tn_error_pending()->code, TN_ERR_SHAPE);
}

Test(cost, a_missing_plan_or_function_is_an_error) {
    cr_assert_eq(tn_parallel_shard_bytes(NULL, shard_loss), -1);
    cr_assert_not_null(strstr(tn_error_pending()->message, "the plan is NULL"));
}
