/* contract_case.h: contractions of two operands, and the sums that they stand for, one term after
 * the other in f64. */
#ifndef TEST_CONTRACT_CASE_H
#define TEST_CONTRACT_CASE_H

#include <tenon/tenon.h>

#include <stdbool.h>
#include <stdint.h>

enum { CONTRACT_LETTERS = 8, CONTRACT_MOST = 1 << 17 };

/* Letters are dims in the order of memory; an operand repeats along a capital, has a gap of so many
 * elements behind the last index of a dim with a digit, and is conjugated behind a '*'. Sizes are
 * those of a, b, c …; 0 for those that the case lacks. */
typedef struct contract_case {
    const char *a, *b, *out;
    int64_t size[CONTRACT_LETTERS];
    const char *way; /* the beginning of what CUDA's kernels say of it */
    bool in_pieces;  /* whether they cut its sums */
} contract_case;

extern const contract_case contract_cases[];
extern const int contract_n_cases;

/* A term without its '*'. */
const char *contract_letters(const char *term);
/* The stride of a dim in a term, 0 where it repeats; -1 where it is not there. */
int64_t contract_stride(const contract_case *k, const char *term, int letter);
int64_t contract_elements(const contract_case *k, const char *term);

/* The elements of operand 0 or 1 in a dtype, and one more: numbers of the first `skipped` are not
 * those of the case. Until the next call. */
const void *contract_draw(const contract_case *k, tn_dtype dtype, int operand, int skipped);
/* Adds up what was drawn. */
void contract_add_up(const contract_case *k);
/* "", or how an element of the result differs. */
const char *contract_difference(const contract_case *k, tn_dtype dtype, bool tf32,
                                const void *result);

#endif
