/* table_sample.c: reads samples.def. A sample is text, parsed against the schema of its op; an op
 * that takes only tensors has samples without a line. */
#include "table.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct line {
    const char *op, *text;
} line;
typedef struct domain {
    const char *op;
    double lo, hi;
} domain;

#define S(op, text)
#define BIG(op, text)
#define BAD(op, text)
#define DOMAIN(op, lo, hi)
#define SKIP(op, aspect, reason)
#define UNITS(op, units)
#define TERMS(op, units)

#undef S
#define S(op, text) {op, text},
static const line sample_lines[] = {
#include "samples.def"
    {0}};
#undef S
#define S(op, text)
#undef BIG
#define BIG(op, text) {op, text},
static const line big_lines[] = {
#include "samples.def"
    {0}};
#undef BIG
#define BIG(op, text)
#undef BAD
#define BAD(op, text) {op, text},
static const line bad_lines[] = {
#include "samples.def"
    {0}};
#undef BAD
#define BAD(op, text)
#undef DOMAIN
#define DOMAIN(op, lo, hi) {op, lo, hi},
static const domain domains[] = {
#include "samples.def"
    {0}};
#undef DOMAIN
#define DOMAIN(op, lo, hi)
#undef SKIP
#define SKIP(op, aspect, reason) {op, aspect, reason},
static const struct {
    const char *op, *aspect, *reason;
} skips[] = {
#include "samples.def"
    {0}};
#undef SKIP
#define SKIP(op, aspect, reason)
#undef UNITS
#define UNITS(op, units) {op, units},
static const struct {
    const char *op;
    double units;
} unit_lines[] = {
#include "samples.def"
    {0}};
#undef UNITS
#define UNITS(op, units)
#undef TERMS
#define TERMS(op, units) {op, units},
static const struct {
    const char *op;
    double units;
} term_lines[] = {
#include "samples.def"
    {0}};

/* The plain form's name: samples of "add" serve "add_" and "add_into". */
static bool is_for(const char *name, const tn_op *op) {
    return name && strcmp(name, op->name) == 0;
}

/* ---- Parsing --------------------------------------------------------------------------------- */

typedef struct reader {
    const char *p;
    const char *problem;
} reader;

static bool accept(reader *r, char c) {
    if (*r->p != c) {
        return false;
    }
    r->p++;
    return true;
}

static void expect(reader *r, char c) {
    if (!accept(r, c) && !r->problem) {
        r->problem = "a bracket is missing";
    }
}

static double read_number(reader *r) {
    char *end = NULL;
    double value = strtod(r->p, &end);
    if (end == r->p && !r->problem) {
        r->problem = "a number is missing";
    }
    r->p = end;
    return value;
}

/* T(3,4){0.1,2} */
static tensor_spec read_tensor(reader *r) {
    tensor_spec t = {.kind = *r->p++};
    expect(r, '(');
    while (!r->problem && !accept(r, ')')) {
        if (t.ndim == MAX_SPEC_DIMS) {
            r->problem = "too many dims";
            break;
        }
        t.sizes[t.ndim++] = (int64_t)read_number(r);
        accept(r, ',');
    }
    if (accept(r, '{')) {
        t.lo = read_number(r);
        expect(r, ',');
        t.hi = read_number(r);
        expect(r, '}');
    }
    return t;
}

static bool starts_tensor(const char *p) {
    return *p && strchr("TFZRCIJPBH", *p) && p[1] == '(';
}

static void read_list(reader *r, sample_value *v) {
    while (!r->problem && !accept(r, ']')) {
        if (v->n == MAX_SPEC_LIST) {
            r->problem = "too many list items";
            return;
        }
        if (starts_tensor(r->p)) {
            v->tensors[v->n++] = read_tensor(r);
        } else if (strncmp(r->p, "none", 4) == 0) {
            v->tensors[v->n++] = (tensor_spec){0};
            r->p += 4;
        } else if (*r->p == 't' || *r->p == 'f') {
            v->bools[v->n++] = *r->p == 't';
            while (isalpha((unsigned char)*r->p)) {
                r->p++;
            }
        } else {
            v->floats[v->n] = read_number(r);
            v->ints[v->n] = (int64_t)v->floats[v->n];
            v->n++;
        }
        while (*r->p == ' ' || *r->p == ',') {
            r->p++;
        }
    }
}

static uint32_t list_kind(tni_arg_type type) {
    const bool tensors = type == TNI_ARG_TENSORS || type == TNI_ARG_TENSORS_OR_NULLS;
    return tensors                  ? TN_VALUE_TENSORS
           : type == TNI_ARG_FLOATS ? TN_VALUE_FLOATS
           : type == TNI_ARG_BOOLS  ? TN_VALUE_BOOLS
                                    : TN_VALUE_INTS;
}

static void read_word(reader *r, sample_value *v, tni_arg_type type) {
    size_t length = strcspn(r->p, " ");
    length = length < sizeof v->text ? length : sizeof v->text - 1;
    memcpy(v->text, r->p, length);
    r->p += length;
    if (strcmp(v->text, "true") == 0 || strcmp(v->text, "false") == 0) {
        v->kind = TN_VALUE_BOOL;
        v->n = v->text[0] == 't';
        return;
    }
    if (strcmp(v->text, "none") == 0) {
        v->kind = TN_VALUE_NONE;
        return;
    }
    v->kind = TN_VALUE_STRING;
    for (int d = 1; type == TNI_ARG_DTYPE && d < TN_DTYPE_COUNT; d++) {
        if (strcmp(v->text, tn_dtype_name((tn_dtype)d)) == 0) {
            v->kind = TN_VALUE_DTYPE;
            v->n = d;
        }
    }
}

/* 2, 2.5, 2+3i: an integer stays one unless the schema wants a float. */
static void read_scalar(reader *r, sample_value *v, tni_arg_type type) {
    const char *start = r->p;
    v->re = read_number(r);
    bool whole = strcspn(start, ".ein") >= (size_t)(r->p - start);
    v->kind = whole && type != TNI_ARG_FLOAT ? TN_VALUE_INT : TN_VALUE_FLOAT;
    if (*r->p == '+' || (*r->p == '-' && type == TNI_ARG_NUMBER)) {
        v->im = read_number(r);
        expect(r, 'i');
        v->kind = TN_VALUE_COMPLEX;
    }
}

static void read_value(reader *r, sample_value *v, tni_arg_type type) {
    *v = (sample_value){0};
    if (starts_tensor(r->p)) {
        v->kind = TN_VALUE_TENSOR;
        v->tensors[0] = read_tensor(r);
    } else if (accept(r, '[')) {
        v->kind = list_kind(type);
        read_list(r, v);
    } else if (isdigit((unsigned char)*r->p) || *r->p == '-' || strncmp(r->p, "inf", 3) == 0 ||
               strncmp(r->p, "nan", 3) == 0) {
        read_scalar(r, v, type);
    } else {
        read_word(r, v, type);
    }
}

/* The index of "name=" at p in the schema, or -1; steps over it. */
static int read_keyword(reader *r, const tn_op *op) {
    for (int i = 0; i < op->n_args; i++) {
        size_t length = strlen(op->args[i].name);
        if (strncmp(r->p, op->args[i].name, length) == 0 && r->p[length] == '=') {
            r->p += length + 1;
            return i;
        }
    }
    return -1;
}

static bool parse_sample(const tn_op *op, const char *text, sample *out) {
    *out = (sample){.op = op, .text = text, .dtypes = D_ALL};
    out->dtypes = text[0] == '~' ? D_INEXACT : text[0] == '@' ? D_REAL : D_ALL;
    reader r = {.p = text + (out->dtypes != D_ALL)};
    for (int position = 0; *r.p && !r.problem;) {
        int keyword = read_keyword(&r, op);
        int i = keyword >= 0 ? keyword : position++;
        if (i >= op->n_args) {
            r.problem = "more arguments than the schema has";
            break;
        }
        read_value(&r, &out->values[i], (tni_arg_type)op->args[i].type);
        out->n = i + 1 > out->n ? i + 1 : out->n;
        if (*r.p && !accept(&r, ' ') && !r.problem) {
            r.problem = "a space or a known keyword is missing";
        }
        while (accept(&r, ' ')) {}
    }
    return !r.problem ||
           failed("sample \"%s\" of %s: %s at \"%s\"", text, op->schema, r.problem, r.p);
}

/* ---- Samples by default ---------------------------------------------------------------------- */

static bool takes_only_tensors(const tn_op *op) {
    int tensors = 0;
    for (int i = 0; i < op->n_args; i++) {
        const tni_arg *a = &op->args[i];
        if (a->has_default || a->optional) {
            continue;
        }
        if (a->type != TNI_ARG_TENSOR && a->type != TNI_ARG_TENSOR_OR_NUMBER) {
            return false;
        }
        tensors++;
    }
    return tensors > 0;
}

static void default_sample(const tn_op *op, int ndim, const int64_t *sizes, sample *out) {
    *out = (sample){.op = op, .text = "by default", .dtypes = D_ALL, .by_default = true};
    for (int i = 0; i < op->n_args; i++) {
        const tni_arg *a = &op->args[i];
        if (a->has_default || a->optional) {
            continue;
        }
        out->values[i].kind = TN_VALUE_TENSOR;
        out->values[i].tensors[0].kind = 'T';
        out->n = i + 1;
    }
    reshape_sample(out, ndim, sizes);
}

void reshape_sample(sample *s, int ndim, const int64_t *sizes) {
    for (int i = 0; i < s->n; i++) {
        if (s->values[i].kind == TN_VALUE_TENSOR) {
            s->values[i].tensors[0].ndim = ndim;
            for (int d = 0; d < ndim; d++) {
                s->values[i].tensors[0].sizes[d] = sizes[d];
            }
        }
    }
}

/* ---- Looking up ------------------------------------------------------------------------------ */

static int parsed_samples(const line *lines, const tn_op *op, sample *out, int most) {
    int n = 0;
    for (const line *at = lines; at->op && n < most; at++) {
        if (is_for(at->op, op) && !parse_sample(op, at->text, &out[n++])) {
            return -1;
        }
    }
    return n;
}

int samples_of(const tn_op *op, sample_purpose purpose, sample *out, int most) {
    if (purpose == FOR_ERROR) {
        return parsed_samples(bad_lines, op, out, most);
    }
    int n = purpose == FOR_THREADS ? parsed_samples(big_lines, op, out, most) : 0;
    if (n != 0) {
        return n;
    }
    n = parsed_samples(sample_lines, op, out, most - 2);
    const bool elementwise = op->row->code != 0;
    if (n < 0 || (n > 0 && !elementwise) || !takes_only_tensors(op) || skip_reason(op, "default")) {
        return n;
    }
    const int64_t large[] = {257, 301}, small[] = {3, 4};
    default_sample(op, 2, purpose == FOR_THREADS ? large : small, &out[n++]);
    if (purpose == FOR_ALL) {
        default_sample(op, 0, NULL, &out[n++]);
    }
    return n;
}

const char *skip_reason(const tn_op *op, const char *aspect) {
    for (size_t i = 0; skips[i].op; i++) {
        if (is_for(skips[i].op, op) && strcmp(skips[i].aspect, aspect) == 0) {
            return skips[i].reason;
        }
    }
    return NULL;
}

void domain_of(const tn_op *op, double *lo, double *hi) {
    *lo = -2;
    *hi = 2;
    for (const domain *d = domains; d->op; d++) {
        if (is_for(d->op, op)) {
            *lo = d->lo;
            *hi = d->hi;
        }
    }
}

double allowed_units(const tn_op *op) {
    for (size_t i = 0; unit_lines[i].op; i++) {
        if (is_for(unit_lines[i].op, op)) {
            return unit_lines[i].units;
        }
    }
    return 0;
}

double allowed_term_units(const tn_op *op) {
    for (size_t i = 0; term_lines[i].op; i++) {
        if (is_for(term_lines[i].op, op)) {
            return term_lines[i].units;
        }
    }
    return 0;
}

const tensor_spec *first_tensor(const sample *s) {
    for (int i = 0; i < s->n; i++) {
        const sample_value *v = &s->values[i];
        if (v->kind == TN_VALUE_TENSOR || (v->kind == TN_VALUE_TENSORS && v->n > 0)) {
            return &v->tensors[0];
        }
    }
    return NULL;
}
