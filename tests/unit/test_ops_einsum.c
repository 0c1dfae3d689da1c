/* einsum against sums term by term, and what its equations, paths and limits are refused for. */
#include "ops/einsum_terms.h"
#include "support/einsum_case.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* TENON_TEST_EINSUM: how many random equations. */
Test(einsum, random_equations_are_sums_of_products, .timeout = 7200) {
    const char *wanted = getenv("TENON_TEST_EINSUM");
    const uint64_t cases = wanted ? strtoull(wanted, NULL, 10) : 3000;
    for (uint64_t seed = 1; seed <= cases; seed++) {
        TN_SCOPE(s);
        tn_tensor *operands[EINSUM_OPERANDS];
        const einsum_case e = make_einsum_case(seed);
        make_einsum_operands(&e, seed, TN_CPU, operands);
        tn_tensor *r = tn_einsum_list(e.equation, ((tn_tensors){operands, e.n}));
        const char *difference = check_einsum_case(&e, operands, r);
        cr_assert_str_empty(difference, "case %d: %s", (int)seed, difference);
    }
}

/* ---- Orders ---------------------------------------------------------------------------------- */

enum { CHAIN = 12 };

/* "ab,bc,cd…->am", sizes that make one end cheap. */
static void make_chain(int n, char *equation, tn_tensor **operands) {
    *equation = 0;
    for (int i = 0; i < n; i++) {
        const char pair[] = {i ? ',' : ' ', (char)('a' + i), (char)('a' + i + 1), 0};
        strcat(equation, pair);
        operands[i] = tn_randn(TN_SHAPE(2 + i, 3 + i), .dtype = TN_F64, .device = TN_CPU);
    }
    const char result[] = {'-', '>', 'a', (char)('a' + n), 0};
    strcat(equation, result);
}

static double difference(tn_tensor *a, tn_tensor *b) {
    return tn_item(tn_max(tn_abs(tn_sub(a, b)))) / tn_item(tn_max(tn_abs(b)));
}

Test(einsum, chains_longer_than_an_exact_search_are_right) {
    for (int n = 2; n <= CHAIN; n++) {
        TN_SCOPE(s);
        char equation[64];
        tn_tensor *operands[CHAIN];
        make_chain(n, equation, operands);
        tn_tensor *wanted = operands[0];
        for (int i = 1; i < n; i++) {
            wanted = tn_matmul(wanted, operands[i]);
        }
        tn_tensor *got = tn_einsum_list(equation, ((tn_tensors){operands, n}));
        cr_expect_lt(difference(got, wanted), 1e-13, "%s", equation);
    }
}

Test(einsum, the_cheapest_order_is_found) {
    TN_SCOPE(s);
    tn_tensor *a = tn_empty(TN_SHAPE(1000, 2), .device = TN_META);
    tn_tensor *b = tn_empty(TN_SHAPE(2, 1000), .device = TN_META);
    tn_tensor *v = tn_empty(TN_SHAPE(1000), .device = TN_META);
    tn_einsum_plan plan;
    cr_assert_eq(tn_einsum_path("ij,jk,k->i", TN_TENSORS(a, b, v), 0, &plan), TN_OK);
    cr_assert_eq(plan.n_steps, 2);
    cr_expect(plan.steps[0].left == 1 && plan.steps[0].right == 2, "b and v first");
    cr_expect(plan.steps[1].left == 0 && plan.steps[1].right == 1);
    cr_expect_eq(plan.flops, 8000);
    cr_expect_eq(plan.steps[0].bytes, 8);
    cr_expect_eq(plan.peak_bytes, 4008);
}

Test(einsum, what_nobody_needs_is_summed_first) {
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(3, 1000)), *b = tn_ones(TN_SHAPE(4, 1000));
    tn_einsum_plan plan;
    cr_assert_eq(tn_einsum_path("ij,kl->ik", TN_TENSORS(a, b), 0, &plan), TN_OK);
    cr_expect_eq(plan.flops, 12);
    cr_expect_eq(tn_item(tn_sum(tn_einsum("ij,kl->ik", a, b))), 12e6);
}

/* The product writes it where the equation wants it. */
Test(einsum, matrix_products_come_without_a_copy) {
    TN_SCOPE(s);
    tn_tensor *a = tn_randn(TN_SHAPE(2, 3)), *b = tn_randn(TN_SHAPE(3, 4));
    tn_tensor *q = tn_randn(TN_SHAPE(2, 3, 5, 4)), *k = tn_randn(TN_SHAPE(2, 6, 3, 4));
    cr_expect(tn_is_contiguous(tn_einsum("ij,jk->ik", a, b)));
    cr_expect(tn_is_contiguous(tn_einsum("ij,jk->ki", a, b)));
    cr_expect(tn_is_contiguous(tn_einsum("bhqd,bkhd->bhqk", q, k)));
    cr_expect(tn_is_contiguous(tn_einsum("bhqd,bkhd->bhkq", q, k)));
}

Test(einsum, a_given_path_is_followed) {
    TN_SCOPE(s);
    char equation[64];
    tn_tensor *o[4];
    make_chain(4, equation, o);
    tn_tensor *wanted = tn_einsum_list(equation, ((tn_tensors){o, 4}));
    tn_tensor *got =
        tn_einsum_list(equation, ((tn_tensors){o, 4}), .path = TN_DIMS(3, 0, 0, 2, 1, 0));
    cr_expect_lt(difference(got, wanted), 1e-13);
}

Test(einsum, an_order_is_searched_for_once) {
    TN_SCOPE(s);
    char equation[64];
    tn_tensor *o[6];
    make_chain(6, equation, o);
    tn_einsum_list(equation, ((tn_tensors){o, 6}));
    const uint64_t before = tni_einsum_searches();
    tn_tensor *a = tn_einsum_list(equation, ((tn_tensors){o, 6}));
    cr_expect_eq(tni_einsum_searches(), before);
    tn_tensor *b = tn_einsum_list(equation, ((tn_tensors){o, 6}), .memory_limit = TN_NUM(1 << 20));
    cr_expect_eq(tni_einsum_searches(), before + 1, "another limit may mean another order");
    cr_expect(tn_equal(a, b));
}

Test(einsum, numbers_stand_for_letters) {
    TN_SCOPE(s);
    tn_tensor *a = tn_randn(TN_SHAPE(2, 3, 4)), *b = tn_randn(TN_SHAPE(4, 5));
    const tn_ints subscripts[] = {TN_DIMS(TN_EINSUM_ELLIPSIS, 51), TN_DIMS(51, 7)};
    const tn_ints result = TN_DIMS(7, TN_EINSUM_ELLIPSIS), wrong = TN_DIMS(52);
    cr_expect(tn_equal(tn_einsum_sublists(TN_TENSORS(a, b), subscripts, &result),
                       tn_einsum("...z,zh->h...", a, b)));
    cr_expect(tn_equal(tn_einsum_sublists(TN_TENSORS(a, b), subscripts, NULL),
                       tn_einsum("...z,zh->...h", a, b)));
    const tn_ints both[] = {TN_DIMS(30), TN_DIMS(2)};
    tn_tensor *x = tn_randn(TN_SHAPE(3)), *y = tn_randn(TN_SHAPE(4));
    cr_expect(tn_equal(tn_einsum_sublists(TN_TENSORS(x, y), both, NULL), tn_outer(y, x)),
              "results have labels in rising order");
    tn_error e = {0};
    cr_expect_null(tn_einsum_sublists(TN_TENSORS(a, b), subscripts, &wrong));
    cr_expect(tn_error_take(&e) && strstr(e.message, "label 52 of the result"), "%s", e.message);
    cr_expect_null(tn_einsum_sublists(TN_TENSORS(a), NULL, NULL));
    cr_expect(tn_error_take(&e) && strstr(e.message, "subscripts are NULL"), "%s", e.message);
}

/* ---- Refusals -------------------------------------------------------------------------------- */

static void expect_refused(tn_tensor *t, tn_status code, const char *text) {
    tn_error e = {0};
    cr_expect_null(t);
    cr_expect(tn_error_take(&e) && e.code == code && strstr(e.message, text), "%s, not %s",
              e.message, text);
}

Test(einsum, equations_that_mean_nothing_are_refused) {
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(2, 3)), *b = tn_ones(TN_SHAPE(4, 5));
    expect_refused(tn_einsum("ij,jk->ik", a, b), TN_ERR_SHAPE,
                   "'j' has size 4 in operand 1, and 3");
    expect_refused(tn_einsum("ii", a), TN_ERR_SHAPE, "'i' in operand 0 of shape [2, 3]");
    expect_refused(tn_einsum("ijk", a), TN_ERR_SHAPE, "\"ijk\" names 3, and operand 0");
    expect_refused(tn_einsum("i", a), TN_ERR_SHAPE, "\"i\" names 1");
    expect_refused(tn_einsum("ij,kl", a), TN_ERR_ARGUMENT, "needs more operands than the 1");
    expect_refused(tn_einsum("ij", a, b), TN_ERR_ARGUMENT, "takes 1 operands, but 2 are given");
    expect_refused(tn_einsum("ij->ik", a), TN_ERR_ARGUMENT, "'k' in \"ij->ik\" is in none");
    expect_refused(tn_einsum("ij->ii", a), TN_ERR_ARGUMENT, "comes twice");
    expect_refused(tn_einsum("ij->i->j", a), TN_ERR_ARGUMENT, "must end with");
    expect_refused(tn_einsum("i1", a), TN_ERR_ARGUMENT, "character 1 of equation \"i1\" is '1'");
    expect_refused(tn_einsum("......", a), TN_ERR_ARGUMENT, "at most one ellipsis");
    expect_refused(tn_einsum("i..j", a), TN_ERR_ARGUMENT, "is '.'");
    expect_refused(tn_einsum("", NULL), TN_ERR_ARGUMENT, "at least one operand");
}

Test(einsum, a_plan_needs_an_equation_and_tensors) {
    TN_SCOPE(s);
    tn_einsum_plan plan;
    tn_tensor *a = tn_ones(TN_SHAPE(2)), *none = NULL;
    cr_expect_eq(tn_einsum_path(NULL, TN_TENSORS(a), 0, &plan), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
    cr_expect_eq(tn_einsum_path("i,i", TN_TENSORS(a, none), 0, &plan), TN_ERR_ARGUMENT);
    tn_error e = {0};
    cr_expect(tn_error_take(&e) && strstr(e.message, "operand 1 must be a tensor"), "%s",
              e.message);
}

Test(einsum, paths_and_limits_that_cannot_be_kept_are_refused) {
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(9, 9));
    const tn_tensors three = TN_TENSORS(a, a, a);
    expect_refused(tn_einsum_list("ij,jk,kl->il", three, .path = TN_DIMS(0, 1)), TN_ERR_ARGUMENT,
                   "for each of 2 contractions");
    expect_refused(tn_einsum_list("ij,jk,kl->il", three, .path = TN_DIMS(0, 1, 0, 2)),
                   TN_ERR_ARGUMENT, "two different places");
    expect_refused(tn_einsum("ij,jk,kl->il", a, a, a, .memory_limit = TN_NUM(100)), TN_ERR_MEMORY,
                   "within 100 bytes; the smallest one that did not fit has 324");
    cr_expect_not_null(tn_einsum("ij,jk,kl->il", a, a, a, .memory_limit = TN_NUM(324)));
}
