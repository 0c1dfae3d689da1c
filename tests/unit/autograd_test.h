/* autograd_test.h: what the tests of the tape share: small f64 tensors and their comparison. */
#ifndef TEST_AUTOGRAD_H
#define TEST_AUTOGRAD_H

#include "autograd/tape.h"

#include <tenon/ops.h>

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

/* A leaf over the numbers. */
#define LEAF(...)                                                                              \
    tn_from(((const double[]){__VA_ARGS__}),                                                   \
            TN_SHAPE(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)), .dtype = TN_F64, \
            .requires_grad = true)
#define CONSTANT(...)                        \
    tn_from(((const double[]){__VA_ARGS__}), \
            TN_SHAPE(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)), .dtype = TN_F64)

static inline void expect_values(const tn_tensor *t, const double *wanted, int n, int line) {
    double found[64];
    tn_error e = {0};
    tn_error_take(&e);
    cr_assert(t, "line %d: no tensor: %s", line, e.message);
    cr_assert_eq(tn_numel(t), n, "line %d", line);
    cr_assert_eq(tn_copy_to_host(t, found, (size_t)n * sizeof(double)), TN_OK);
    for (int i = 0; i < n; i++) {
        cr_expect(fabs(found[i] - wanted[i]) <= 1e-9, "line %d, element %d: %.12g, expected %.12g",
                  line, i, found[i], wanted[i]);
    }
}
#define EXPECT(t, ...)                                \
    expect_values((t), (const double[]){__VA_ARGS__}, \
                  (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)), __LINE__)

static inline void expect_error(tn_status code, const char *part, int line) {
    tn_error e = {0};
    cr_assert(tn_error_take(&e), "line %d: no error", line);
    cr_expect_eq(e.code, code, "line %d: %s", line, e.message);
    cr_expect(strstr(e.message, part), "line %d: '%s' is not in: %s", line, part, e.message);
}
#define EXPECT_ERROR(code, part) expect_error((code), (part), __LINE__)

#endif
