/* einsum_sublists.c: einsum with lists of numbers for letters, as NumPy and PyTorch take them. */
#include "ops/op.h"

#include <tenon/einsum.h>

#include <stdio.h>

/* In the order in which an equation without a result has them. */
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
enum { LABELS = sizeof letters - 1 };

typedef struct text {
    char *data;
    size_t used, room;
} text;

static void add(text *t, const char *more) {
    const size_t length = strlen(more);
    if (t->used + length < t->room) {
        memcpy(t->data + t->used, more, length + 1);
    }
    t->used += length;
}

/* False with an error. */
static bool add_subscripts(text *t, tn_ints labels, const char *whose) {
    if (labels.count > 0 && !labels.data) {
        tni_fail(TN_ERR_ARGUMENT, "the labels of %s are NULL", whose);
        return false;
    }
    for (int64_t d = 0; d < labels.count; d++) {
        const int64_t label = labels.data[d];
        if (label == TN_EINSUM_ELLIPSIS) {
            add(t, "...");
        } else if (label >= 0 && label < LABELS) {
            const char one[] = {letters[label], 0};
            add(t, one);
        } else {
            tni_fail(TN_ERR_ARGUMENT, "label %lld of %s must be 0 to %d or TN_EINSUM_ELLIPSIS",
                     (long long)label, whose, LABELS - 1);
            return false;
        }
    }
    return true;
}

static tn_tensor *contract(tn_tensors operands, const tn_ints *subscripts, const tn_ints *result) {
    if (operands.count > 0 && !subscripts) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "the subscripts are NULL: give a list an operand");
    }
    size_t room = 8 + (result ? 3 * (size_t)result->count : 0);
    for (int64_t i = 0; i < operands.count; i++) {
        room += 3 * (size_t)subscripts[i].count + 1;
    }
    text equation = {.data = tni_scope_bytes(room), .room = room};
    if (!equation.data) {
        return NULL;
    }
    equation.data[0] = 0;
    for (int64_t i = 0; i < operands.count; i++) {
        add(&equation, i > 0 ? "," : "");
        char whose[32];
        snprintf(whose, sizeof whose, "operand %lld", (long long)i);
        if (!add_subscripts(&equation, subscripts[i], whose)) {
            return NULL;
        }
    }
    add(&equation, result ? "->" : "");
    if (result && !add_subscripts(&equation, *result, "the result")) {
        return NULL;
    }
    return tn_einsum_list(equation.data, operands);
}

tn_tensor *tn_einsum_sublists(tn_tensors operands, const tn_ints *subscripts,
                              const tn_ints *result) {
    TNI_CALL("einsum_sublists", ((tn_site){0}));
    tn_scope scope = tn_scope_open();
    tn_tensor *t = tni_pending() == TN_OK ? contract(operands, subscripts, result) : NULL;
    tni_scope_return(&scope, &t, 1);
    return t;
}
