/* table_grad.c: gradients and second gradients of every op against central differences, in f64
 * and c128. A row that says it has none must not record. */
#include "table.h"

#include <stdio.h>

static bool says(const tn_op *op, const char *gradient) {
    return strcmp(tn_op_gradient(op), gradient) == 0;
}

bool has_gradient(const tn_op *op) {
    return says(op, "yes") || says(op, "composed");
}

bool has_complex_gradient(const tn_op *op) {
    return has_gradient(op) && (op->row->flags & TNI_FLAG_COMPLEX_GRAD) &&
           (tn_op_dtypes(op) & TNI_BIT(TN_C128));
}

bool has_no_gradient(const tn_op *op) {
    return says(op, "none") || says(op, "zero");
}

/* ---- The op as a function of its differentiable inputs --------------------------------------- */

typedef struct function_of_op {
    const bound *bound;
    int result;
} function_of_op;

static tn_tensor *apply(tn_tensors inputs, void *context) {
    const function_of_op *f = context;
    tn_value values[TN_OP_MAX_ARGS];
    tn_tensor *lists[TN_OP_MAX_ARGS][MAX_SPEC_LIST];
    memcpy(values, f->bound->values, sizeof values);
    memcpy(lists, f->bound->lists, sizeof lists);
    for (int i = 0; i < f->bound->n_inputs; i++) {
        int arg = f->bound->input_arg[i], item = f->bound->input_item[i];
        if (item < 0) {
            values[arg].as.tensor = inputs.data[i];
        } else {
            lists[arg][item] = inputs.data[i];
            values[arg].as.tensors = lists[arg];
        }
    }
    results r;
    return call_op(f->bound->op, values, f->bound->n, &r) ? r.t[f->result] : NULL;
}

static bool check_sample(const sample *s, tn_dtype dtype, bool second) {
    TN_SCOPE(scope);
    bound b;
    results r;
    if (!make_bound(s, (making){.dtype = dtype, .requires_grad = true}, &b)) {
        return false;
    }
    if (b.n_inputs == 0) {
        return true;
    }
    if (!call_bound(&b, &r)) {
        return failed("%s(%s) with inputs that require gradients: %s", s->op->name, s->text,
                      taken_error());
    }
    int recorded = 0;
    for (int k = 0; k < r.n; k++) {
        if (!tn_requires_grad(r.t[k])) {
            continue;
        }
        recorded++;
        function_of_op f = {&b, k};
        if (tn_gradcheck(apply, {b.inputs, b.n_inputs}, .context = &f, .second = second) != TN_OK) {
            return failed("%s(%s) in %s, result %d: %s", s->op->name, s->text, tn_dtype_name(dtype),
                          k, taken_error());
        }
    }
    return recorded > 0 || r.n == 0 ||
           failed("%s(%s) in %s: no result requires a gradient", s->op->name, s->text,
                  tn_dtype_name(dtype));
}

static bool check_all(const tn_op *op, tn_dtype dtype, bool second) {
    static sample all[MAX_SAMPLES];
    int n = samples_of(op, FOR_ALL, all, MAX_SAMPLES);
    for (int i = 0; i < n; i++) {
        if ((all[i].dtypes & TNI_BIT(dtype)) && !check_sample(&all[i], dtype, second)) {
            return false;
        }
    }
    return n >= 0;
}

/* Ops of complex numbers only are checked in c128. */
static tn_dtype real_or_complex(const tn_op *op) {
    bool only_complex = (tn_op_dtypes(op) & D_COMPLEX) && !(tn_op_dtypes(op) & TNI_BIT(TN_F64)) &&
                        tn_op_dtypes(op) != D_BOOL;
    return only_complex ? TN_C128 : TN_F64;
}

bool gradients_match_differences(const tn_op *op) {
    return check_all(op, real_or_complex(op), false);
}

bool second_gradients_match_differences(const tn_op *op) {
    return check_all(op, real_or_complex(op), true);
}

bool complex_gradients_match_differences(const tn_op *op) {
    return check_all(op, TN_C128, false) && check_all(op, TN_C128, true);
}

/* ---- Rows without a gradient ----------------------------------------------------------------- */

static bool gradient_is_zero(const tn_op *op, const sample *s, bound *b, tn_tensor *result) {
    tn_tensor *grads[MAX_INPUTS] = {NULL};
    tn_tensor *ones = tn_ones_like(result);
    tn_status status = tn_autograd_grad({&result, 1}, {b->inputs, b->n_inputs}, grads,
                                        .grad_outputs = {&ones, 1}, .allow_unused = true);
    if (status != TN_OK) {
        return failed("%s(%s): %s", op->name, s->text, taken_error());
    }
    for (int i = 0; i < b->n_inputs; i++) {
        if (grads[i] && distance(grads[i], tn_zeros_like(grads[i])) != 0) {
            return failed("%s(%s): the gradient of input %d is not zero", op->name, s->text, i);
        }
    }
    return true;
}

static bool check_absent(const tn_op *op, const sample *s) {
    TN_SCOPE(scope);
    tn_dtype dtype = usual_dtype(op, s);
    bound b;
    results r;
    if (tn_dtype_category(dtype) < TN_CATEGORY_FLOAT ||
        !make_bound(s, (making){.dtype = dtype, .requires_grad = true}, &b)) {
        return tn_ok();
    }
    if (!call_bound(&b, &r)) {
        return failed("%s(%s) with inputs that require gradients: %s", op->name, s->text,
                      taken_error());
    }
    for (int k = 0; k < r.n; k++) {
        if (!tn_requires_grad(r.t[k])) {
            continue;
        }
        if (says(op, "none")) {
            return failed("%s(%s): result %d requires a gradient that nobody can compute", op->name,
                          s->text, k);
        }
        if (!gradient_is_zero(op, s, &b, r.t[k])) {
            return false;
        }
    }
    return true;
}

bool gradient_is_zero_or_absent(const tn_op *op) {
    static sample all[MAX_SAMPLES];
    int n = samples_of(op, FOR_ALL, all, MAX_SAMPLES);
    for (int i = 0; i < n; i++) {
        if (!check_absent(op, &all[i])) {
            return false;
        }
    }
    return n >= 0;
}
