#include "contract_case.h"

#include "core/core.h"

#include <complex.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#undef I

#define TILES   "tiles"
#define RESULTS "neighbouring"
#define TERMS   "threads share"

const contract_case contract_cases[] = {
    /* edges of tiles, one above and below; slices of terms that end anywhere */
    {"abc", "cbd", "ad", {17, 3, 33, 65}, TILES, false},
    {"bca", "dcb", "ad", {65, 5, 7, 17}, TILES, false},
    {"cab", "cbd", "da", {64, 16, 9, 64}, TILES, false},
    {"ab", "bc", "ac", {33, 17, 18}, TILES, false},
    {"ab", "cb", "ac", {130, 40, 5}, TILES, false},
    /* more than one dim in each group, in other orders for each operand */
    {"aebdfc", "bghafe", "bcagdh", {2, 2, 5, 4, 3, 7, 4, 5}, TILES, false},
    {"acebd", "dfaegb", "abcfg", {2, 3, 17, 4, 5, 3, 6}, TILES, false},
    /* runs of 16 bytes, whole and aligned, and runs that end between */
    {"acbd", "bdce", "ae", {40, 8, 3, 16, 72}, TILES, false},
    {"bca", "cbd", "ad", {48, 3, 16, 64}, TILES, false},
    {"acb", "bcd", "ad", {48, 9, 5, 20}, TILES, false},
    /* runs that are aligned and end in a gap, along terms and across */
    {"abd4", "bdc", "ac", {48, 3, 64, 12}, TILES, false},
    {"dea4", "dc", "eac", {12, 0, 64, 33, 3}, TILES, false},
    /* operands that repeat: a sum over what one has once, a batch of one matrix */
    {"abC", "bcd", "ad", {18, 5, 6, 19}, TILES, false},
    {"Aebc", "abdc", "aed", {3, 6, 5, 17, 18}, TILES, false},
    /* many terms for few results */
    {"abc", "cdb", "ad", {17, 33, 70, 17}, TILES, true},
    {"*abc", "cbd", "ad", {17, 70, 32, 18}, TILES, true},
    /* a batch that is innermost in the result; matrices that add up */
    {"abc", "cbd", "adb", {17, 3, 33, 18}, TILES, false},
    {"bca", "dcb", "dab", {33, 3, 34, 65}, TILES, false},
    {"abc", "cbd", "ad", {64, 3, 40, 64}, TILES, false},
    {"bcad", "bdec", "bcae", {33, 2, 3, 30, 34}, TILES, false},
    /* conjugated */
    {"*abc", "*cbd", "ad", {17, 3, 9, 18}, TILES, false},
    {"abc", "*cbd", "ad", {17, 3, 9, 18}, TILES, false},
    /* tiny ones: a result has few terms, or a matrix few results */
    {"ab", "bc", "ac", {33, 2, 35}, RESULTS, false},
    {"abc", "acd", "abd", {50, 3, 5, 4}, RESULTS, false},
    {"a", "b", "ab", {9, 300}, RESULTS, false},
    {"abc", "abc", "abc", {3, 4, 5}, RESULTS, false},
    {"a", "b", "ba", {7, 5}, RESULTS, false},
    /* multiply and sum */
    {"abc", "abc", "a", {5, 30, 41}, TERMS, false},
    {"acb", "abc", "a", {3, 40, 9}, TERMS, false},
    {"ab", "ab", "", {100, 170}, TERMS, true},
    {"a", "a", "", {6}, TERMS, false},
    {"ac", "acb", "ab", {3, 33, 7}, RESULTS, false},
    {"ab", "*abcd", "cd", {19, 32, 5, 8}, RESULTS, true},
    {"ba", "*ab", "b", {90, 40}, TERMS, false},
    {"ab", "*ab", "b", {90, 40}, RESULTS, false},
    {"cabd", "cd", "ba", {40, 10, 3, 50}, TERMS, false},
    {"ab", "bc", "c", {2, 70, 300}, RESULTS, false},
};
const int contract_n_cases = sizeof contract_cases / sizeof *contract_cases;

static double _Complex factor[2][CONTRACT_MOST], sum[CONTRACT_MOST];
static double magnitude[CONTRACT_MOST];
static _Alignas(16) unsigned char stored[2][CONTRACT_MOST * 16];

/* ---- Dims ------------------------------------------------------------------------------------ */

const char *contract_letters(const char *term) {
    return term + (*term == '*');
}

/* The distance between two indices of the dim to the left of the dims in `text`. */
static int64_t span_of(const contract_case *k, const char *text) {
    int64_t span = 1;
    for (int i = (int)strlen(text) - 1; i >= 0; i--) {
        const int gap = isdigit((unsigned char)text[i]) ? text[i] - '0' : 0;
        i -= gap > 0;
        span = isupper((unsigned char)text[i]) ? span : span * k->size[text[i] - 'a'] + gap;
    }
    return span;
}

int64_t contract_stride(const contract_case *k, const char *term, int letter) {
    for (const char *at = contract_letters(term); *at; at++) {
        if (tolower(*at) == letter) {
            const char *inside = at + 1 + (isdigit((unsigned char)at[1]) != 0);
            return isupper((unsigned char)*at) ? 0 : span_of(k, inside);
        }
    }
    return -1;
}

int64_t contract_elements(const contract_case *k, const char *term) {
    return span_of(k, contract_letters(term));
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static double next(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 33) * 0x1p-30 - 1;
}

const void *contract_draw(const contract_case *k, tn_dtype dtype, int operand, int skipped) {
    uint64_t state = 7 + (uint64_t)operand;
    const int64_t n = contract_elements(k, operand ? k->b : k->a) + skipped;
    for (int64_t i = 0; i < n; i++) {
        const double re = next(&state), im = next(&state);
        const bool is_float = tni_is_float(dtype) || tni_is_complex(dtype);
        const tn_value v = tni_is_complex(dtype) ? tn_value_complex(re, im)
                           : is_float            ? tn_value_float(re)
                                                 : tn_value_int((int64_t)(re * 4));
        void *at = stored[operand] + (size_t)i * tn_dtype_bytes(dtype);
        tni_store_value(at, dtype, v);
        if (i >= skipped) {
            factor[operand][i - skipped] = tni_value_complex(tni_load_value(at, dtype));
        }
    }
    return stored[operand];
}

/* ---- Sums ------------------------------------------------------------------------------------ */

/* Of each letter; 0 where the term lacks it, or repeats. */
typedef struct strides {
    int64_t of[CONTRACT_LETTERS];
} strides;

static strides strides_of(const contract_case *k, const char *term) {
    strides s;
    for (int d = 0; d < CONTRACT_LETTERS; d++) {
        const int64_t stride = contract_stride(k, term, 'a' + d);
        s.of[d] = stride > 0 ? stride : 0;
    }
    return s;
}

static int64_t offset_of(const strides *s, const int64_t *index) {
    int64_t offset = 0;
    for (int d = 0; d < CONTRACT_LETTERS; d++) {
        offset += index[d] * s->of[d];
    }
    return offset;
}

/* Advances the index of the letters; false behind the last ones. */
static bool advance(const contract_case *k, int64_t *index) {
    for (int d = 0; d < CONTRACT_LETTERS; d++) {
        if (++index[d] < k->size[d]) {
            return true;
        }
        index[d] = 0;
    }
    return false;
}

void contract_add_up(const contract_case *k) {
    const strides in_a = strides_of(k, k->a), in_b = strides_of(k, k->b),
                  in_out = strides_of(k, k->out);
    int64_t index[CONTRACT_LETTERS] = {0};
    memset(sum, 0, sizeof sum);
    memset(magnitude, 0, sizeof magnitude);
    do {
        const double _Complex a = factor[0][offset_of(&in_a, index)];
        const double _Complex b = factor[1][offset_of(&in_b, index)];
        const int64_t out = offset_of(&in_out, index);
        sum[out] += (*k->a == '*' ? conj(a) : a) * (*k->b == '*' ? conj(b) : b);
        magnitude[out] += cabs(a) * cabs(b);
    } while (advance(k, index));
}

/* Integers wrap. Half floats are rounded once, from sums of f32; so are factors to TF32. */
static bool is_near(double _Complex v, int64_t i, tn_dtype dtype, bool tf32) {
    if (tni_is_integral(dtype, false)) {
        const int bits = 8 * (int)tn_dtype_bytes(dtype);
        return fmod(creal(v) - creal(sum[i]), ldexp(1, bits)) == 0;
    }
    const double rounded = dtype == TN_F16 ? 0x1p-11 : dtype == TN_BF16 ? 0x1p-8 : 0;
    const double of_terms = tf32                                  ? 0x1p-10
                            : dtype == TN_F64 || dtype == TN_C128 ? 0x1p-50
                                                                  : 0x1p-21;
    return cabs(v - sum[i]) <= rounded * cabs(sum[i]) + of_terms * magnitude[i];
}

const char *contract_difference(const contract_case *k, tn_dtype dtype, bool tf32,
                                const void *result) {
    static char text[256];
    for (int64_t i = 0; i < contract_elements(k, k->out); i++) {
        const void *at = (const char *)result + (size_t)i * tn_dtype_bytes(dtype);
        const double _Complex v = tni_value_complex(tni_load_value(at, dtype));
        if (!is_near(v, i, dtype, tf32)) {
            snprintf(text, sizeof text, "%s,%s->%s of %s: element %d is %.9g%+.9gi, not %.9g%+.9gi",
                     k->a, k->b, k->out, tn_dtype_name(dtype), (int)i, creal(v), cimag(v),
                     creal(sum[i]), cimag(sum[i]));
            return text;
        }
    }
    return "";
}
