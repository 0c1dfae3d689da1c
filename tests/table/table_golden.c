/* table_golden.c: PyTorch's results for boxed calls (tests/golden/op_values.bin, written by
 * make_op_values.py, which describes the format). One case an op and dtype; an op whose schema no
 * longer takes a record fails, which means: run the script again. */
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#define GOLDEN_FILE "tests/golden/op_values.bin"

/* The file, unpacked; read once, before processes fork. */
static struct {
    char *data;
    size_t bytes;
} all;

typedef struct reader {
    const char *p, *end;
    bool broken;
} reader;

typedef struct golden_case {
    char op[64], label[32];
    double rtol, atol;
    int n_args, n_results;
    tn_value args[TN_OP_MAX_ARGS];
    tn_tensor *results[TNI_MAX_LIST];
    char text[64];
} golden_case;

static void take(reader *r, void *out, size_t bytes) {
    if (bytes == 0) {
        return;
    }
    if (r->broken || (size_t)(r->end - r->p) < bytes) {
        r->broken = true;
        memset(out, 0, bytes);
        return;
    }
    memcpy(out, r->p, bytes);
    r->p += bytes;
}

static int take_byte(reader *r) {
    unsigned char byte = 0;
    take(r, &byte, 1);
    return byte;
}

static void take_text(reader *r, char *out, size_t most) {
    size_t length = (size_t)take_byte(r);
    r->broken = r->broken || length >= most;
    take(r, out, r->broken ? 0 : length);
    out[r->broken ? 0 : length] = 0;
}

static tn_tensor *take_tensor(reader *r) {
    tn_dtype dtype = (tn_dtype)take_byte(r);
    if (dtype == TN_DTYPE_NONE || dtype >= TN_DTYPE_COUNT) {
        return NULL;
    }
    tni_meta meta = {.dtype = dtype, .device = TN_CPU, .shape.ndim = take_byte(r)};
    r->broken = r->broken || meta.shape.ndim > TN_MAX_DIMS;
    for (int d = 0; d < meta.shape.ndim && !r->broken; d++) {
        int32_t size = 0;
        take(r, &size, sizeof size);
        meta.shape.sizes[d] = size;
    }
    tn_tensor *t = r->broken ? NULL : tni_new(&meta);
    if (!t) {
        r->broken = true;
        return NULL;
    }
    take(r, tni_ptr(t), (size_t)tn_numel(t) * tn_dtype_bytes(dtype));
    return t;
}

/* A list of count items, in the scope's memory. */
static void take_list(reader *r, tn_value *v) {
    v->count = (uint32_t)take_byte(r);
    char *items = tni_scope_bytes((size_t)v->count * 8 + 8);
    for (uint32_t i = 0; items && i < v->count; i++) {
        if (v->kind == TN_VALUE_TENSORS) {
            ((tn_tensor **)(void *)items)[i] = take_tensor(r);
        } else {
            size_t bytes = v->kind == TN_VALUE_BOOLS ? 1 : 8;
            take(r, items + i * bytes, bytes);
        }
    }
    v->as.ints = (const int64_t *)(void *)items;
}

static tn_value take_argument(reader *r, char *text, size_t text_bytes) {
    tn_value v = {.kind = (uint32_t)take_byte(r)};
    switch (v.kind) {
    case TN_VALUE_NONE:
        break;
    case TN_VALUE_TENSOR:
        v = tn_value_tensor(take_tensor(r));
        break;
    case TN_VALUE_BOOL:
        v.as.boolean = take_byte(r) != 0;
        break;
    case TN_VALUE_DTYPE:
        v.as.dtype = take_byte(r);
        break;
    case TN_VALUE_INT:
    case TN_VALUE_FLOAT:
        take(r, &v.as, 8);
        break;
    case TN_VALUE_COMPLEX:
        take(r, &v.as, 16);
        break;
    case TN_VALUE_STRING:
        take_text(r, text, text_bytes);
        v.as.string = text;
        break;
    default:
        take_list(r, &v);
    }
    return v;
}

/* Steps to the next record of op: its length, then its name. */
static bool find_record(reader *r, const char *op, golden_case *c) {
    while (r->p < r->end && !r->broken) {
        uint32_t bytes = 0;
        take(r, &bytes, sizeof bytes);
        const char *next = r->p + bytes;
        if (r->broken || (size_t)(r->end - r->p) < bytes) {
            r->broken = true;
            break;
        }
        take_text(r, c->op, sizeof c->op);
        if (strcmp(c->op, op) == 0) {
            return true;
        }
        r->p = next;
    }
    return false;
}

static bool take_case(reader *r, const char *op, golden_case *c) {
    *c = (golden_case){0};
    if (!find_record(r, op, c)) {
        return false;
    }
    take_text(r, c->label, sizeof c->label);
    take(r, &c->rtol, 8);
    take(r, &c->atol, 8);
    c->n_args = take_byte(r);
    r->broken = r->broken || c->n_args > TN_OP_MAX_ARGS;
    for (int i = 0; i < c->n_args && !r->broken; i++) {
        c->args[i] = take_argument(r, c->text, sizeof c->text);
    }
    c->n_results = take_byte(r);
    r->broken = r->broken || c->n_results > TNI_MAX_LIST;
    for (int i = 0; i < c->n_results && !r->broken; i++) {
        c->results[i] = take_tensor(r);
    }
    return !r->broken || failed("%s is cut short or not valid", GOLDEN_FILE);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static bool near(double x, double y, double rtol, double atol) {
    return x == y || (isnan(x) && isnan(y)) || fabs(x - y) <= atol + rtol * fabs(y);
}

static bool near_element(double _Complex x, double _Complex y, double rtol, double atol) {
    if (cimag(x) == 0 && cimag(y) == 0) {
        return near(creal(x), creal(y), rtol, atol);
    }
    return cabs(x - y) <= atol + rtol * cabs(y) ||
           (near(creal(x), creal(y), rtol, atol) && near(cimag(x), cimag(y), rtol, atol));
}

static bool matches(const golden_case *c, int k, tn_tensor *actual) {
    const tn_tensor *expected = c->results[k];
    const tn_dtype dtype = tn_dtype_of(expected);
    if (tn_dtype_of(actual) != dtype || actual->ndim != expected->ndim ||
        memcmp(actual->sizes, expected->sizes, sizeof(int64_t) * expected->ndim) != 0) {
        return failed("%s in %s: result %d is %s %s, expected %s %s", c->op, c->label, k,
                      tn_dtype_name(tn_dtype_of(actual)),
                      tni_shape_text(actual->sizes, actual->ndim), tn_dtype_name(dtype),
                      tni_shape_text(expected->sizes, expected->ndim));
    }
    tn_tensor *dense = tn_contiguous(actual);
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    for (int64_t i = 0; i < tn_numel(expected); i++) {
        double _Complex x = tni_value_complex(tni_load_value(tni_ptr(dense) + i * bytes, dtype));
        double _Complex y = tni_value_complex(tni_load_value(tni_ptr(expected) + i * bytes, dtype));
        if (!near_element(x, y, c->rtol, c->atol)) {
            return failed("%s in %s: element %lld of result %d is %.9g%+.9gi, expected %.9g%+.9gi",
                          c->op, c->label, (long long)i, k, creal(x), cimag(x), creal(y), cimag(y));
        }
    }
    return true;
}

static bool holds(const golden_case *c) {
    results r;
    const tn_op *op = tn_op_find(c->op);
    if (!op) {
        return failed("there is no op %s", c->op);
    }
    if (!call_op(op, c->args, c->n_args, &r)) {
        return failed("%s", taken_error());
    }
    if (r.is_bool) {
        r.t[r.n++] = tn_scalar_tensor(tn_value_bool(r.value), .dtype = TN_BOOL);
    }
    if (r.n != c->n_results) {
        return failed("%s: %d results, expected %d", c->op, r.n, c->n_results);
    }
    for (int k = 0; k < r.n; k++) {
        if (!matches(c, k, r.t[k])) {
            return false;
        }
    }
    return true;
}

/* ---- The file -------------------------------------------------------------------------------- */

bool golden_load(void) {
    gzFile file = gzopen(GOLDEN_FILE, "rb");
    size_t capacity = 1 << 20;
    while (file) {
        char *grown = realloc(all.data, capacity);
        if (!grown) {
            break;
        }
        all.data = grown;
        int n = gzread(file, all.data + all.bytes, (unsigned)(capacity - all.bytes));
        if (n <= 0) {
            break;
        }
        all.bytes += (size_t)n;
        capacity *= 2;
    }
    if (file) {
        gzclose(file);
    }
    return all.bytes > 0;
}

void golden_unload(void) {
    free(all.data);
    all.data = NULL;
    all.bytes = 0;
}

bool golden_check(const tn_op *op, golden_verdict *verdict, void *context) {
    static golden_case c;
    reader r = {.p = all.data, .end = all.data + all.bytes};
    char label[32] = "";
    bool good = true, any = false;
    for (bool more = true; more;) {
        TN_SCOPE(scope);
        more = take_case(&r, op->name, &c);
        if (any && (!more || strcmp(label, c.label) != 0)) {
            verdict(label, good && !r.broken, context);
            good = true;
        }
        if (more) {
            any = true;
            memcpy(label, c.label, sizeof label);
            good = holds(&c) && good;
        }
    }
    return any;
}
