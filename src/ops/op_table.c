/* op_table.c: the rows of ops.def as data, and finding them by name. */
#include "ops/op.h"

#include <pthread.h>
#include <assert.h>
#include <stdlib.h>

/* Every word that ops.def uses. */
#define RULE_(rule)   TNI_RULE_##rule
#define RUN(fn)       tni_run_##fn, TNI_KERNEL, 0
#define EW(code)      tni_run_elementwise, TNI_KERNEL, TN_EW_##code
#define EWR(fn)       tni_run_##fn, TNI_KERNEL, TNI_EW_CHOSEN
#define VIEW(fn)      tni_view_##fn, TNI_VIEW, 0
#define COMPOSE(fn)   tni_compose_##fn, TNI_COMPOSE, 0
#define GRAD(fn, ...) "yes"
#define GRAD_COMPOSED "composed"
#define GRAD_ZERO     "zero"
#define GRAD_NONE     "none"
enum {
    IP = TNI_FLAG_INPLACE,
    OUT = TNI_FLAG_OUT,
    CG = TNI_FLAG_COMPLEX_GRAD,
    RND = TNI_FLAG_RANDOM,
    LEAF = TNI_FLAG_LEAF,
    NONUM = TNI_FLAG_NO_NUMBERS,
    NOCAST = TNI_FLAG_NO_CAST,
    NOBOOL = TNI_FLAG_NO_BOOLS,
    FAR = TNI_FLAG_FAR,
    UPD = TNI_FLAG_UPDATES,
};

/* Prototypes of the run column: RUN(fn) declares tni_run_fn, and so on. */
#define PROTOTYPE_(fn, kind, code)                                       bool fn(tni_call *call);
#define PROTOTYPE(...)                                                   PROTOTYPE_(__VA_ARGS__)
#define OP(name, schema, dtypes, rule, infer, run, gradient, flags, doc) PROTOTYPE(run)
#include "ops/ops.def"
#undef OP

const tni_op_row tni_op_rows[] = {
#define ROW_(name, schema, dtypes, rule, infer, fn, kind, code, gradient, flags, doc) \
    {name, schema, doc, gradient, dtypes, RULE_(rule), flags, tni_infer_##infer, fn, kind, code},
#define ROW(...) ROW_(__VA_ARGS__)
#define OP(name, schema, dtypes, rule, infer, run, gradient, flags, doc) \
    ROW(#name, schema, dtypes, rule, infer, run, gradient, flags, doc)
#include "ops/ops.def"
#undef OP
};
const int tni_n_op_rows = sizeof tni_op_rows / sizeof tni_op_rows[0];

/* ---- Finding ops by name --------------------------------------------------------------------- */

static const tn_op **sorted; /* by name; made once */
static pthread_once_t sorted_once = PTHREAD_ONCE_INIT;

static int compare_ops(const void *a, const void *b) {
    return strcmp((*(const tn_op *const *)a)->name, (*(const tn_op *const *)b)->name);
}

static void sort_ops(void) {
    static const tn_op *storage[4096];
    assert((size_t)tni_n_ops <= sizeof storage / sizeof storage[0]);
    for (int i = 0; i < tni_n_ops; i++) {
        storage[i] = &tni_ops[i];
    }
    qsort(storage, (size_t)tni_n_ops, sizeof storage[0], compare_ops);
    sorted = storage;
}

static int compare_name(const void *name, const void *op) {
    return strcmp(name, (*(const tn_op *const *)op)->name);
}

const tn_op *tn_op_find(const char *name) {
    pthread_once(&sorted_once, sort_ops);
    if (!name) {
        return NULL;
    }
    const tn_op **found = bsearch(name, sorted, (size_t)tni_n_ops, sizeof sorted[0], compare_name);
    return found ? *found : NULL;
}

int tn_op_count(void) {
    return tni_n_ops;
}

const tn_op *tn_op_at(int i) {
    return i >= 0 && i < tni_n_ops ? &tni_ops[i] : NULL;
}

const char *tn_op_name(const tn_op *op) {
    return op ? op->name : NULL;
}

const char *tn_op_schema(const tn_op *op) {
    return op ? op->schema : NULL;
}

const char *tn_op_doc(const tn_op *op) {
    return op ? op->row->doc : NULL;
}

uint32_t tn_op_dtypes(const tn_op *op) {
    return op ? op->row->dtypes : 0;
}

const char *tn_op_gradient(const tn_op *op) {
    return op ? op->row->gradient : NULL;
}
