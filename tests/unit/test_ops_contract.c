/* sumproduct_pair on the host against sums term by term: products where strides allow them, several
 * that add up, and copies of whichever operand leaves a product. */
#include "core/core.h"
#include "memory/sanitize.h"
#include "support/contract_case.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

/* The letters of the result, then all others. */
static int order_of(const contract_case *k, char *letters) {
    int n = (int)strlen(strcpy(letters, k->out));
    for (int d = 0; d < CONTRACT_LETTERS; d++) {
        const char letter = (char)('a' + d);
        if (k->size[d] > 0 && !strchr(k->out, letter)) {
            letters[n++] = letter;
            letters[n] = 0;
        }
    }
    return n;
}

/* An operand as it lies in memory, with a dim a letter in that order. */
static tn_tensor *operand_of(const contract_case *k, tn_dtype dtype, int operand,
                             const char *letters) {
    const char *term = operand ? k->b : k->a;
    const int64_t n = contract_elements(k, term);
    tn_tensor *data = tn_empty(TN_SHAPE(n), .dtype = dtype, .device = TN_CPU);
    memcpy(tn_data(data), contract_draw(k, dtype, operand, 0), (size_t)n * tn_dtype_bytes(dtype));
    int64_t sizes[CONTRACT_LETTERS], strides[CONTRACT_LETTERS];
    for (int d = 0; letters[d]; d++) {
        const int64_t stride = contract_stride(k, term, letters[d]);
        sizes[d] = stride < 0 ? 1 : k->size[letters[d] - 'a'];
        strides[d] = stride < 0 ? 0 : stride;
    }
    const int ndim = (int)strlen(letters);
    return tn_as_strided(data, ((tn_ints){sizes, ndim}), ((tn_ints){strides, ndim}));
}

static tn_tensor *contracted(const contract_case *k, tn_dtype dtype) {
    char letters[CONTRACT_LETTERS + 1];
    int64_t dims[CONTRACT_LETTERS];
    const int n = order_of(k, letters), kept = (int)strlen(k->out);
    for (int d = kept; d < n; d++) {
        dims[d - kept] = d;
    }
    return tn_sumproduct_pair(operand_of(k, dtype, 0, letters), operand_of(k, dtype, 1, letters),
                              ((tn_ints){dims, n - kept}), .conj_left = *k->a == '*',
                              .conj_right = *k->b == '*');
}

static void check(const contract_case *k, tn_dtype dtype) {
    TN_SCOPE(s);
    tn_set_num_threads(1);
    tn_tensor *one = contracted(k, dtype);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    contract_add_up(k);
    const char *difference = contract_difference(k, dtype, false, tn_data(one));
    cr_assert_str_empty(difference, "%s", difference);
    tn_set_num_threads(3);
    cr_expect(tn_equal(contracted(k, dtype), one), "%s,%s->%s: the bits depend on the threads",
              k->a, k->b, k->out);
}

/* AddressSanitizer looks at where is read and written, which is the same for all values: there each
 * case has some dtypes, and each dtype some cases. */
Test(contract, sums_of_products_of_every_dtype, .timeout = 300) {
    enum { STRIDE = TNI_ASAN ? 3 : 1 };
    static const tn_dtype dtypes[] = {TN_F16, TN_BF16, TN_F32, TN_F64, TN_C64, TN_C128,
                                      TN_U8,  TN_I8,   TN_I16, TN_I32, TN_I64};
    for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++) {
        for (int i = (int)d % STRIDE; i < contract_n_cases; i += STRIDE) {
            check(&contract_cases[i], dtypes[d]);
        }
    }
}

/* Labels of a pair may be more than a tensor has dims. */
Test(contract, pairs_of_more_labels_than_dims_are_contracted) {
    TN_SCOPE(s);
    int64_t sizes[11], other[11];
    for (int d = 0; d < 11; d++) {
        sizes[d] = d % 3 == 0 ? 2 : 1 + d % 2;
        other[d] = d < 3 ? sizes[d] : 1 + (d + 1) % 2;
    }
    tn_tensor *a = tn_randn(((tn_ints){sizes, 11}), .dtype = TN_F64, .device = TN_CPU);
    tn_tensor *b = tn_randn(((tn_ints){other, 11}), .dtype = TN_F64, .device = TN_CPU);
    tn_tensor *got = tn_einsum("abcdefghijk,abclmnopqrs->dkefghijslmnopqr", a, b);
    tn_tensor *flat = tn_mm(tn_t(tn_reshape(a, TN_SHAPE(sizes[0] * sizes[1] * sizes[2], -1))),
                            tn_reshape(b, TN_SHAPE(sizes[0] * sizes[1] * sizes[2], -1)));
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    int64_t split[16];
    for (int d = 0; d < 8; d++) {
        split[d] = sizes[3 + d];
        split[8 + d] = other[3 + d];
    }
    tn_tensor *wanted = tn_permute(tn_reshape(flat, ((tn_ints){split, 16})),
                                   TN_DIMS(0, 7, 1, 2, 3, 4, 5, 6, 15, 8, 9, 10, 11, 12, 13, 14));
    cr_expect_lt(tn_item(tn_max(tn_abs(tn_sub(got, wanted)))), 1e-12);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
}

static void expect_refused(tn_tensor *t, const char *text) {
    tn_error e = {0};
    cr_expect_null(t);
    cr_expect(tn_error_take(&e) && strstr(e.message, text), "%s", e.message);
}

Test(contract, operands_that_do_not_fit_are_refused) {
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(2, 3)), *b = tn_ones(TN_SHAPE(2, 4));
    expect_refused(tn_sumproduct_pair(a, tn_ones(TN_SHAPE(2)), TN_DIMS(0)),
                   "equally many dims, got shapes [2, 3] and [2]; unsqueeze one");
    expect_refused(tn_sumproduct_pair(a, b, TN_DIMS(0)),
                   "equal or 1, got shapes [2, 3] and [2, 4]");
    expect_refused(tn_sumproduct_pair(a, a, TN_DIMS(0, -2)), "dim 0 is given more than once");
    expect_refused(tn_sumproduct_pair(a, a, TN_DIMS(2)), "2");
}
