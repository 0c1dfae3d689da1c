/* grad_table.c: the gradient column of the op table: for every row its gradient function and what
 * is saved for it. Names in the column are turned into bit masks once. */
#include "autograd/tape.h"

#include <pthread.h>

/* ---- Prototypes of the gradient functions ---------------------------------------------------- */

#define GRAD(fn, names) void tni_grad_##fn(tni_grad *g);
#define GRAD_COMPOSED
#define GRAD_ZERO
#define GRAD_NONE
#define OP(name, schema, dtypes, rule, infer, run, gradient, flags, doc) gradient
#include "ops/ops.def"
#undef OP
#undef GRAD
#undef GRAD_COMPOSED
#undef GRAD_ZERO
#undef GRAD_NONE

/* The derivative is zero everywhere: floor, sign … */
static void zero_everywhere(tni_grad *g) {
    for (int i = 0; i < g->node->n_args; i++) {
        for (int k = 0; k < tni_grad_count(g, i); k++) {
            if (tni_grad_needs_of(g, i, k)) {
                const tni_meta meta = tni_grad_shape_of(g, i, k);
                tni_grad_set_list(g, i, k, tni_zeros(&meta));
            }
        }
    }
}

/* ---- The rows -------------------------------------------------------------------------------- */

static tni_grad_row rows[] = {
#define GRAD(fn, names) \
    { .function = tni_grad_##fn, .saves = names, .kind = TNI_GRADIENT_YES }
#define GRAD_COMPOSED \
    { .saves = "", .kind = TNI_GRADIENT_COMPOSED }
#define GRAD_ZERO \
    { .function = zero_everywhere, .saves = "", .kind = TNI_GRADIENT_ZERO }
#define GRAD_NONE \
    { .saves = "", .kind = TNI_GRADIENT_NONE }
#define OP(name, schema, dtypes, rule, infer, run, gradient, flags, doc) gradient,
#include "ops/ops.def"
#undef OP
};

/* ---- From names to masks --------------------------------------------------------------------- */

static bool is_word(const char *word, size_t length, const char *name) {
    return strlen(name) == length && strncmp(word, name, length) == 0;
}

/* Sets the bit of the argument or result called so; false when there is none. */
static bool mark_word(tni_grad_row *row, const tn_op *op, const char *word, size_t length) {
    for (int i = 0; i < op->n_args; i++) {
        if (is_word(word, length, op->args[i].name)) {
            row->saved_args |= 1u << i;
            return true;
        }
    }
    for (int k = 0; k < op->n_results; k++) {
        if (is_word(word, length, op->results[k])) {
            row->saved_results |= 1u << k;
            return true;
        }
    }
    return false;
}

static const char *mistake; /* name of the first row with an unknown name */

static void mark_row(const tn_op *op) {
    tni_grad_row *row = &rows[op->index];
    for (const char *at = row->saves; *at;) {
        const size_t length = strcspn(at, " ");
        if (length && !mark_word(row, op, at, length) && !mistake) {
            mistake = op->name;
        }
        at += length + (at[length] == ' ');
    }
}

static void mark_all(void) {
    for (int i = 0; i < tni_n_ops; i++) {
        if (tni_ops[i].form == TNI_FORM_NEW) {
            mark_row(&tni_ops[i]);
        }
    }
}

static pthread_once_t marked = PTHREAD_ONCE_INIT;

/* Before the first call of an op, so that reading the table needs no check. */
__attribute__((constructor)) static void prepare(void) {
    pthread_once(&marked, mark_all);
}

const tni_grad_row *tni_grad_row_of(const tn_op *op) {
    return &rows[op->index];
}

const char *tni_grad_table_mistake(void) {
    pthread_once(&marked, mark_all);
    return mistake;
}
