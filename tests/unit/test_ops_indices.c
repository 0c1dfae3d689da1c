/* Ops that read where to read or write from a tensor: an index that leads outside is an error, and
 * no byte outside is touched (the sanitizer lane looks at that). Rows of one index go whole. */
#include <criterion/criterion.h>
#include <stdio.h>

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

/* ---- Rows of one index ----------------------------------------------------------------------- */

enum { TABLE_ROWS = 7, INDEX_ROWS = 40 };

/* Every third row of indices is mixed. */
static void make_indices(int64_t width, int64_t *index) {
    for (int64_t k = 0; k < INDEX_ROWS; k++) {
        for (int64_t j = 0; j < width; j++) {
            index[k * width + j] = (k * 5 + (k % 3 == 0 ? j : 0)) % TABLE_ROWS;
        }
    }
}

static void expect_elements(tn_tensor *got, const double *want, int64_t rows, int64_t width,
                            const char *what) {
    for (int64_t i = 0; i < rows * width; i++) {
        const double value = tn_item(tn_select(tn_select(got, 0, i / width), 0, i % width));
        cr_assert_eq(value, want[i], "%s of width %d: %g at %d, not %g", what, (int)width, value,
                     (int)i, want[i]);
    }
}

static void check_rows(int64_t width, tn_dtype dtype) {
    TN_SCOPE(s);
    int64_t index[INDEX_ROWS * 20];
    double added[TABLE_ROWS * 20], moved[TABLE_ROWS * 20], picked[INDEX_ROWS * 20];
    make_indices(width, index);
    for (int64_t i = 0; i < TABLE_ROWS * width; i++) {
        added[i] = moved[i] = (double)(i % 11);
    }
    for (int64_t i = 0; i < INDEX_ROWS * width; i++) {
        const int64_t at = index[i] * width + i % width;
        picked[i] = (double)(at % 11);
        added[at] += (double)(i % 13);
        moved[at] = (double)(i % 13);
    }
    tn_tensor *table = tn_to(
        tn_reshape(tn_remainder(tn_arange(TABLE_ROWS * width), 11.0), TN_SHAPE(TABLE_ROWS, width)),
        .dtype = dtype);
    tn_tensor *source = tn_to(
        tn_reshape(tn_remainder(tn_arange(INDEX_ROWS * width), 13.0), TN_SHAPE(INDEX_ROWS, width)),
        .dtype = dtype);
    tn_tensor *places = tn_from(index, TN_SHAPE(INDEX_ROWS, width), TN_I64);
    expect_elements(tn_scatter_add(table, 0, places, source), added, TABLE_ROWS, width, "sums");
    expect_elements(tn_scatter(table, 0, places, source), moved, TABLE_ROWS, width, "moves");
    expect_elements(tn_gather(table, 0, places), picked, INDEX_ROWS, width, "picks");
    cr_assert(tn_ok());
}

Test(ops_indices, rows_of_one_index_are_their_elements) {
    for (int64_t width = 1; width <= 20; width++) {
        check_rows(width, width % 2 ? TN_F32 : TN_F64);
        check_rows(width, width % 2 ? TN_I32 : TN_F16);
    }
}

/* In every place of a list, below and above. */
Test(ops_indices, the_first_index_outside_is_named) {
    enum { N = 1100 };
    for (int64_t at = 0; at < N; at += at < 20 ? 1 : 77) {
        TN_SCOPE(s);
        tn_tensor *index = tn_full(TN_SHAPE(N), 4, .dtype = TN_I64);
        tn_fill_(tn_narrow(index, 0, at, N - at), at % 2 ? 5.0 : -1.0);
        tn_tensor *table = tn_zeros(TN_SHAPE(5), .dtype = TN_F32);
        tn_error e = {0};
        cr_expect_null(tn_index_select(table, 0, index));
        char wanted[64];
        snprintf(wanted, sizeof wanted, "index %d (number %d)", at % 2 ? 5 : -1, (int)at);
        cr_expect(tn_error_take(&e) && strstr(e.message, wanted), "%s", e.message);
        cr_expect_null(tn_scatter_add(table, 0, index, tn_zeros(TN_SHAPE(N), .dtype = TN_F32)));
        snprintf(wanted, sizeof wanted, "index %d must", at % 2 ? 5 : -1);
        cr_expect(tn_error_take(&e) && strstr(e.message, wanted), "%s", e.message);
    }
}

/* ---- Many rows ------------------------------------------------------------------------------- */

enum { MANY_ROWS = 3000, MANY_WIDTH = 40, MANY_TARGETS = 50 };

/* Where row k goes: all to one, hardly any to the upper half, or everywhere. */
static int64_t target_of(int spread, int64_t k) {
    switch (spread) {
    case 0:
        return 7;
    case 1:
        return k % 701 == 0 ? MANY_TARGETS - 1 : k % 5;
    default:
        return k * 37 % MANY_TARGETS;
    }
}

/* Sums in the order of the indices and the last one that moves, bit for bit, at any number of
 * threads: each has rows of its own, and a list of who goes there. */
static void check_many(int spread, int threads) {
    TN_SCOPE(s);
    static int64_t index[MANY_ROWS];
    static float rows[MANY_ROWS][MANY_WIDTH], sums[MANY_TARGETS][MANY_WIDTH],
        moved[MANY_TARGETS][MANY_WIDTH];
    memset(sums, 0, sizeof sums);
    memset(moved, 0, sizeof moved);
    for (int64_t k = 0; k < MANY_ROWS; k++) {
        index[k] = target_of(spread, k);
        for (int64_t j = 0; j < MANY_WIDTH; j++) {
            rows[k][j] = 1.0F / (float)(1 + (k * MANY_WIDTH + j) % 8191);
            sums[index[k]][j] += rows[k][j];
            moved[index[k]][j] = rows[k][j];
        }
    }
    tn_set_num_threads(threads);
    tn_tensor *table = tn_zeros(TN_SHAPE(MANY_TARGETS, MANY_WIDTH), .dtype = TN_F32);
    tn_tensor *places = tn_from(index, TN_SHAPE(MANY_ROWS), TN_I64);
    tn_tensor *x = tn_from(rows, TN_SHAPE(MANY_ROWS, MANY_WIDTH), TN_F32);
    tn_tensor *added = tn_index_add(table, 0, places, x);
    tn_tensor *copied = tn_index_copy(table, 0, places, x);
    cr_assert(tn_ok());
    cr_expect_arr_eq(tn_data(added), sums, sizeof sums, "spread %d, %d threads", spread, threads);
    cr_expect_arr_eq(tn_data(copied), moved, sizeof moved, "spread %d, %d threads", spread,
                     threads);
}

Test(ops_indices, many_rows_go_in_the_order_of_their_indices) {
    for (int spread = 0; spread < 3; spread++) {
        for (int threads = 1; threads <= 4; threads++) {
            check_many(spread, threads);
        }
    }
}
