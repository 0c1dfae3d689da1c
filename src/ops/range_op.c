/* range_op.c: new tensors of evenly spaced numbers, and other creation from a few numbers. */
#include "ops/compose.h"

#include <complex.h>
#include <math.h>

#undef I

/* ---- arange ---------------------------------------------------------------------------------- */

typedef struct range {
    tn_value start, step;
    int64_t n;
} range;

static bool is_integer(tn_value v) {
    return v.kind == TN_VALUE_INT || v.kind == TN_VALUE_BOOL;
}

/* Rows arange, arange.start and arange.start_step have one to three numbers in front. */
static bool take_range(const tni_call *c, tn_value *start, tn_value *end, tn_value *step) {
    const char *second = c->op->args[1].name;
    const bool has_start = strcmp(second, "end") == 0;
    const bool has_step = has_start && strcmp(c->op->args[2].name, "step") == 0;
    *start = has_start ? c->args[0] : tn_value_int(0);
    *end = c->args[has_start];
    *step = has_step ? c->args[2] : tn_value_int(1);
    return start->kind != TN_VALUE_COMPLEX && end->kind != TN_VALUE_COMPLEX &&
           step->kind != TN_VALUE_COMPLEX;
}

static bool count_range(const tni_call *c, range *r, tn_value *end) {
    if (!take_range(c, &r->start, end, &r->step)) {
        tni_fail(TN_ERR_DTYPE, "takes real numbers");
        return false;
    }
    /* An i64 range counts in integers, whatever numbers are given. */
    for (int i = 0; i < c->n_args; i++) {
        if (tni_dtype_arg(c, i) == TN_I64) {
            r->start = tn_value_int(tni_value_int(r->start));
            *end = tn_value_int(tni_value_int(*end));
            r->step = tn_value_int(tni_value_int(r->step));
        }
    }
    const double from = tni_value_real(r->start), to = tni_value_real(*end);
    const double step = tni_value_real(r->step);
    if (!isfinite(from) || !isfinite(to) || !isfinite(step) || step == 0 ||
        (to - from) * step < 0) {
        tni_fail(TN_ERR_ARGUMENT,
                 "there are no steps of %g from %g to %g; step must lead from start to end", step,
                 from, to);
        return false;
    }
    double n = ceil((to - from) / step);
    if (is_integer(r->start) && is_integer(*end) && is_integer(r->step)) {
        const int64_t a = tni_value_int(r->start), b = tni_value_int(*end);
        const int64_t s = tni_value_int(r->step);
        int64_t distance;
        if (__builtin_sub_overflow(b, a, &distance)) {
            n = (double)INT64_MAX;
        } else {
            r->n = distance / s + (distance % s != 0);
            return true;
        }
    }
    if (n >= 0x1p62) {
        tni_fail(TN_ERR_MEMORY, "%g elements are too many", n);
        return false;
    }
    r->n = (int64_t)n;
    return true;
}

bool tni_infer_arange(tni_call *c) {
    range r;
    tn_value end;
    if (!count_range(c, &r, &end)) {
        return false;
    }
    tn_dtype dtype = TN_DTYPE_NONE;
    for (int i = 0; i < c->n_args; i++) {
        dtype = c->args[i].kind == TN_VALUE_DTYPE ? tni_dtype_arg(c, i) : dtype;
    }
    if (dtype == TN_DTYPE_NONE) {
        const bool whole = is_integer(r.start) && is_integer(end) && is_integer(r.step);
        dtype = whole ? TN_I64 : tn_default_dtype();
    }
    tni_set_meta(c, 0, dtype, 1, &r.n);
    return tni_check_dtype(c, dtype);
}

static bool launch_range(tni_call *c, tn_tensor *out, tn_k_range *p) {
    p->out = tni_ptr(out);
    p->dtype = out->dtype;
    p->n = out->numel;
    tni_operands o = {0};
    tni_writes(&o, out);
    return p->n == 0 || tni_launch(c, range, p, &o);
}

bool tni_run_arange(tni_call *c) {
    range r;
    tn_value end;
    if (!count_range(c, &r, &end)) {
        return false;
    }
    /* Integer results step by the integers that the numbers are cut to, as in PyTorch. */
    const bool whole = tni_is_integral((tn_dtype)c->out[0]->dtype, true);
    tn_k_range p = {.code = TN_RANGE_STEP,
                    .whole = whole,
                    .start = tni_value_real(r.start),
                    .step = tni_value_real(r.step),
                    .whole_start = tni_value_int(r.start),
                    .whole_step = tni_value_int(r.step)};
    return launch_range(c, c->out[0], &p);
}

/* ---- linspace, logspace ---------------------------------------------------------------------- */

bool tni_infer_linspace(tni_call *c) {
    const int64_t steps = tni_int_arg(c, 2);
    tn_dtype dtype;
    if (steps < 0) {
        tni_fail(TN_ERR_ARGUMENT, "steps must not be negative, got %lld", (long long)steps);
        return false;
    }
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, 1, &steps);
    return true;
}

static bool launch_between(tni_call *c, tn_tensor *out, double start, double end) {
    tn_k_range p = {.code = TN_RANGE_BETWEEN, .start = start, .end = end};
    return launch_range(c, out, &p);
}

/* Real and imaginary parts apart. */
static bool run_complex_linspace(tni_call *c, tn_tensor *out) {
    const double _Complex start = tni_value_complex(c->args[0]),
                          end = tni_value_complex(c->args[1]);
    const tn_dtype part = tni_real_of((tn_dtype)out->dtype);
    tn_tensor *re = tni_temporary(c, part, 1, out->sizes);
    tn_tensor *im = tni_temporary(c, part, 1, out->sizes);
    if (!re || !im || !launch_between(c, re, creal(start), creal(end)) ||
        !launch_between(c, im, cimag(start), cimag(end))) {
        return false;
    }
    const tn_value parts[] = {tn_value_tensor(re), tn_value_tensor(im)};
    return tni_elementwise(c, TN_EW_complex_of, part, out, parts, 2);
}

bool tni_run_linspace(tni_call *c) {
    tn_tensor *out = c->out[0];
    if (tni_is_complex((tn_dtype)out->dtype)) {
        return run_complex_linspace(c, out);
    }
    const double start = tni_float_arg(c, 0), end = tni_float_arg(c, 1);
    const bool whole = tni_is_integral((tn_dtype)out->dtype, true);
    return launch_between(c, out, whole ? trunc(start) : start, whole ? trunc(end) : end);
}

bool tni_compose_logspace(tni_call *c) {
    const double base = tni_float_arg(c, 3);
    const tn_dtype given = tni_dtype_arg(c, 4);
    tn_value first = c->args[0], last = c->args[1];
    if (tni_is_integral(given, true)) { /* exponents are cut to the dtype, as in PyTorch */
        first = tn_value_int(tni_value_int(first));
        last = tn_value_int(tni_value_int(last));
    }
    tn_tensor *exponents =
        tn_linspace(first, last, tni_int_arg(c, 2), .dtype = TN_F64, .device = c->device);
    return tni_give(c, tn_to(tn_pow(base, exponents),
                             .dtype = given != TN_DTYPE_NONE ? given : tn_default_dtype()));
}

/* ---- Others ---------------------------------------------------------------------------------- */

static bool infer_eye(tni_call *c, int64_t rows, int64_t cols) {
    const int64_t sizes[] = {rows, cols};
    tn_dtype dtype;
    if (rows < 0 || cols < 0) {
        tni_fail(TN_ERR_ARGUMENT, "sizes must not be negative, got %lld and %lld", (long long)rows,
                 (long long)cols);
        return false;
    }
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, 2, sizes);
    return true;
}

bool tni_infer_eye(tni_call *c) {
    return infer_eye(c, tni_int_arg(c, 0), tni_int_arg(c, 0));
}

bool tni_infer_eye_m(tni_call *c) {
    return infer_eye(c, tni_int_arg(c, 0), tni_int_arg(c, 1));
}

bool tni_run_eye(tni_call *c) {
    return tni_fill(c, c->out[0], tn_value_int(0)) &&
           tni_fill(c, tn_diagonal(c->out[0], 0, 0, 1), tn_value_int(1));
}

bool tni_compose_scalar_tensor(tni_call *c) {
    tn_dtype dtype = tni_dtype_arg(c, 1);
    dtype = dtype != TN_DTYPE_NONE ? dtype : tni_promote_values(&c->args[0], 1);
    return tni_give(c, tn_full(TN_SHAPE_0D, c->args[0], .dtype = dtype, .device = c->device));
}

bool tni_compose_empty_strided(tni_call *c) {
    const tn_ints size = tni_ints_arg(c, 0), stride = tni_ints_arg(c, 1);
    const tn_dtype dtype = tni_dtype_arg(c, 2);
    int64_t span;
    if (size.count != stride.count || size.count > TN_MAX_DIMS) {
        tni_fail(TN_ERR_ARGUMENT, "%lld sizes and %lld strides: give as many, at most %d",
                 (long long)size.count, (long long)stride.count, TN_MAX_DIMS);
        return false;
    }
    for (int64_t d = 0; d < size.count; d++) {
        if (size.data[d] < 0 || stride.data[d] < 0) {
            tni_fail(TN_ERR_ARGUMENT, "sizes and strides must not be negative");
            return false;
        }
    }
    if (!tni_span(size.data, stride.data, (int)size.count, &span)) {
        return false;
    }
    tn_tensor *flat = tn_empty(TN_SHAPE(span), .dtype = dtype, .device = c->device);
    return tni_give(c, tn_as_strided(flat, size, stride));
}
