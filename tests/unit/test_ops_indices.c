/* Ops that read where to read or write from a tensor: an index that leads outside is an error, and
 * no byte outside is touched (the sanitizer lane looks at that). */
#include <criterion/criterion.h>

#include <tenon/tenon.h>

static tn_tensor *ramp(tn_ints size) {
    int64_t numel = 1;
    for (int64_t d = 0; d < size.count; d++) {
        numel *= size.data[d];
    }
    return tn_reshape(tn_arange(TN_NUM(numel), .dtype = TN_F32), size);
}

/* Calls with two indices, the last of which is `stray`. */
#define INDEXED(_)                                               \
    _(tn_index_select(table, 0, at))                             \
    _(tn_gather(table, 0, at))                                   \
    _(tn_index_add(table, 0, at, two))                           \
    _(tn_index_copy(table, 0, at, two))                          \
    _(tn_index_fill(table, 0, at, TN_NUM(1)))                    \
    _(tn_scatter(table, 0, at, two))                             \
    _(tn_scatter_add(table, 0, at, two))                         \
    _(tn_scatter_reduce(table, 0, at, two, "amax"))              \
    _(tn_embedding(tn_reshape(table, TN_SHAPE(6, 1)), at))       \
    _(tn_nll_loss(ramp(TN_SHAPE(2, 6)), at))                     \
    _(tn_cross_entropy(ramp(TN_SHAPE(2, 6)), at))                \
    _(tn_max_pool2d_backward(tn_reshape(two, TN_SHAPE(1, 1, 2)), \
                             tn_reshape(at, TN_SHAPE(1, 1, 2)), TN_SHAPE(1, 2, 3)))

static void expect_call(const char *call, tn_tensor *result, int64_t stray, bool inside) {
    cr_expect((result != NULL) == inside && tn_ok() == inside, "%s, index %lld: %s", call,
              (long long)stray, tn_ok() ? "taken" : tn_error_pending()->message);
    tn_error_take(NULL);
}

static void expect_calls(int64_t stray, bool inside) {
    tn_tensor *table = ramp(TN_SHAPE(6)), *two = ramp(TN_SHAPE(2));
    tn_tensor *at = tn_from(((const int64_t[]){1, stray}), TN_SHAPE(2), TN_I64);
#define EXPECT_CALL(call) expect_call(#call, call, stray, inside);
    INDEXED(EXPECT_CALL)
#undef EXPECT_CALL
}

Test(ops_indices, an_index_that_leads_outside_is_refused) {
    TN_SCOPE(s);
    expect_calls(5, true);
    expect_calls(6, false);
    expect_calls(-7, false);
    expect_calls(INT64_MIN, false);
    expect_calls(INT64_MAX, false);
}
