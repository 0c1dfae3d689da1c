/* table_tensor.c: makes the tensors of a sample, calls ops with them and compares results. Values
 * depend on the argument's position and the element only, so that one sample is the same numbers
 * in every dtype, layout and device. */
#include "table.h"

#include <math.h>
#include <stdlib.h>

/* ---- Values ---------------------------------------------------------------------------------- */

static double uniform(uint64_t seed) {
    seed += 0x9e3779b97f4a7c15u;
    seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9u;
    seed = (seed ^ (seed >> 27)) * 0x94d049bb133111ebu;
    return (double)((seed ^ (seed >> 31)) >> 11) * 0x1p-53;
}

/* In [lo, hi), away from 0, where many functions have a kink. */
static double draw(double lo, double hi, uint64_t seed) {
    double v = lo + (hi - lo) * uniform(seed);
    double gap = 0.04 * (hi - lo);
    return fabs(v) < gap && lo < 0 ? (v < 0 ? v - gap : v + gap) : v;
}

static tn_value element_value(double lo, double hi, tn_dtype dtype, uint64_t seed) {
    switch (tn_dtype_category(dtype)) {
    case TN_CATEGORY_BOOL:
        return tn_value_bool(uniform(seed) < 0.5);
    case TN_CATEGORY_INT: {
        double v = floor(hi - lo >= 4.0 && lo < 0 ? 2 * draw(lo, hi, seed) : draw(lo, hi, seed));
        return tn_value_int((int64_t)(dtype == TN_U8 ? fabs(v) : v));
    }
    case TN_CATEGORY_COMPLEX:
        return tn_value_complex(draw(lo, hi, seed), draw(lo, hi, seed ^ 0x5555u));
    default:
        return tn_value_float(draw(lo, hi, seed));
    }
}

static tn_dtype dtype_of_spec(const tensor_spec *t, tn_dtype dtype) {
    switch (t->kind) {
    case 'I':
    case 'P':
        return TN_I64;
    case 'J':
        return TN_I32;
    case 'B':
        return TN_BOOL;
    case 'R':
        return tni_real_of(dtype);
    case 'C':
        return tni_complex_of(dtype);
    default:
        return dtype;
    }
}

/* ---- Tensors --------------------------------------------------------------------------------- */

static void plan_strides(const tensor_spec *t, layout layout, int64_t *strides) {
    int64_t step = layout == STRIDED ? 2 : 1;
    for (int i = 0; i < t->ndim; i++) {
        int d = layout == STRIDED ? i : t->ndim - 1 - i;
        if (layout == EXPANDED && d == 0 && t->sizes[0] > 1) {
            strides[0] = 0;
            continue;
        }
        strides[d] = step;
        step *= t->sizes[d] > 0 ? t->sizes[d] : 1;
    }
}

/* Of a hermitian positive definite matrix: the upper triangle decides, the diagonal outweighs. */
static tn_value hermitian_value(const tensor_spec *t, const int64_t *at, int64_t index,
                                tn_dtype dtype, uint64_t seed) {
    const int64_t n = t->sizes[t->ndim - 1], row = at[t->ndim - 2], column = at[t->ndim - 1];
    const int64_t mirrored = index + (column - row) * n + (row - column);
    const tn_value v =
        element_value(-1, 1, dtype, seed * 1000003u + (uint64_t)(row > column ? mirrored : index));
    const double _Complex z = tni_value_complex(v);
    if (row == column) {
        return tn_value_float(2 * (double)n + creal(z));
    }
    return tn_value_complex(creal(z), row > column ? -cimag(z) : cimag(z));
}

static void fill(char *data, const tensor_spec *t, const int64_t *strides, making how,
                 uint64_t seed, double lo, double hi) {
    const bool given = t->lo != t->hi;
    const tn_dtype dtype = dtype_of_spec(t, how.dtype);
    const tn_dtype round = how.round ? dtype_of_spec(t, how.round) : dtype;
    int64_t at[MAX_SPEC_DIMS] = {0}, numel = 1;
    for (int d = 0; d < t->ndim; d++) {
        numel *= t->sizes[d];
    }
    for (int64_t i = 0; i < numel; i++) {
        int64_t offset = 0, index = 0, steps = 0;
        for (int d = 0; d < t->ndim; d++) {
            bool constant = d == 0 && (how.layout == REPEATED || how.layout == EXPANDED);
            offset += at[d] * strides[d];
            index = index * t->sizes[d] + (constant ? 0 : at[d]);
            steps += constant ? 0 : at[d];
        }
        unsigned char rounded[16];
        tn_value v = element_value(given ? t->lo : lo, given ? t->hi : hi, round,
                                   seed * 1000003u + (uint64_t)index);
        if (t->kind == 'Z' && index % 3 == 0) {
            v = tn_value_int(0);
        }
        if (t->kind == 'H') {
            v = hermitian_value(t, at, index, round, seed);
        }
        if (t->kind == 'P') {
            v = tn_value_int((int64_t)t->lo + steps % (int64_t)(t->hi - t->lo));
        }
        tni_store_value(rounded, round, v);
        tni_store_value(data + offset * (int64_t)tn_dtype_bytes(dtype), dtype,
                        tni_load_value(rounded, round));
        for (int d = t->ndim - 1; d >= 0 && ++at[d] == t->sizes[d]; d--) {
            at[d] = 0;
        }
    }
}

static void free_data(void *data, void *context) {
    (void)context;
    free(data);
}

static tn_tensor *make_meta(const tensor_spec *t, making how) {
    tni_meta meta = {.dtype = dtype_of_spec(t, how.dtype), .device = how.device};
    meta.shape.ndim = t->ndim;
    memcpy(meta.shape.sizes, t->sizes, sizeof t->sizes);
    return tni_new(&meta);
}

/* All memory that the tensor reaches is copied: the layout stays what it is. */
static tn_tensor *moved(void *data, tn_dtype dtype, const tensor_spec *t, const int64_t *strides,
                        tn_device device) {
    int64_t elements = 1;
    for (int d = 0; d < t->ndim; d++) {
        elements =
            t->sizes[d] == 0 || elements == 0 ? 0 : elements + (t->sizes[d] - 1) * strides[d];
    }
    tn_tensor *all = tn_to(tn_wrap(data, {&elements, 1}, dtype), .device = device);
    return tn_as_strided(all, ((tn_ints){t->sizes, t->ndim}), ((tn_ints){strides, t->ndim}));
}

static tn_tensor *make_tensor(const tensor_spec *t, making how, uint64_t seed, double lo,
                              double hi) {
    if (how.device.type == TN_DEVICE_META) {
        return make_meta(t, how);
    }
    int64_t strides[MAX_SPEC_DIMS] = {0}, elements = 1;
    plan_strides(t, how.layout, strides);
    for (int d = 0; d < t->ndim; d++) {
        elements *= t->sizes[d] > 0 ? t->sizes[d] : 1;
    }
    const tn_dtype dtype = dtype_of_spec(t, how.dtype);
    char *data = calloc((size_t)elements * 2 + 1, tn_dtype_bytes(dtype));
    if (!data) {
        return NULL;
    }
    fill(data, t, strides, how, seed, lo, hi);
    tn_tensor *out = how.device.type == TN_DEVICE_CUDA
                         ? moved(data, dtype, t, strides, how.device)
                         : tn_wrap(data, {t->sizes, t->ndim}, dtype, .stride = {strides, t->ndim},
                                   .deleter = free_data);
    if (!out || how.device.type == TN_DEVICE_CUDA) {
        free(data);
    }
    bool differs = t->kind == 'T' || t->kind == 'Z' || t->kind == 'C' || t->kind == 'R';
    if (out && how.requires_grad && differs && tn_dtype_category(dtype) >= TN_CATEGORY_FLOAT) {
        tn_set_requires_grad(out, true);
    }
    return out;
}

/* ---- Arguments ------------------------------------------------------------------------------- */

static void note_input(bound *b, char kind, tn_tensor *t, int arg, int item) {
    if (kind != 'F' && kind != 'H' && b->n_inputs < MAX_INPUTS &&
        tn_dtype_category(tn_dtype_of(t)) >= TN_CATEGORY_FLOAT) {
        b->inputs[b->n_inputs] = t;
        b->input_arg[b->n_inputs] = arg;
        b->input_item[b->n_inputs++] = item;
    }
}

static bool bind_value(const sample *s, int i, making how, bound *b) {
    const sample_value *v = &s->values[i];
    double lo, hi;
    domain_of(s->op, &lo, &hi);
    tn_value *out = &b->values[i];
    *out = (tn_value){.kind = v->kind, .count = (uint32_t)v->n};
    switch (v->kind) {
    case TN_VALUE_TENSOR:
    case TN_VALUE_TENSORS: {
        int n = v->kind == TN_VALUE_TENSOR ? 1 : v->n;
        for (int k = 0; k < n; k++) {
            if (!v->tensors[k].kind) { /* a NULL in a list */
                b->lists[i][k] = NULL;
                continue;
            }
            tn_tensor *t = make_tensor(&v->tensors[k], how,
                                       (uint64_t)i * MAX_SPEC_LIST + (uint64_t)k + 1, lo, hi);
            if (!t) {
                return failed("%s: making \"%s\": %s", s->op->name, s->text, taken_error());
            }
            b->lists[i][k] = t;
            note_input(b, v->tensors[k].kind, t, i, v->kind == TN_VALUE_TENSOR ? -1 : k);
        }
        if (v->kind == TN_VALUE_TENSOR) {
            *out = tn_value_tensor(b->lists[i][0]);
        } else {
            out->as.tensors = b->lists[i];
        }
        break;
    }
    case TN_VALUE_BOOL:
        *out = tn_value_bool(v->n != 0);
        break;
    case TN_VALUE_INT:
        *out = tn_value_int((int64_t)v->re);
        break;
    case TN_VALUE_FLOAT:
        *out = tn_value_float(v->re);
        break;
    case TN_VALUE_COMPLEX:
        *out = tn_value_complex(v->re, v->im);
        break;
    case TN_VALUE_INTS:
        out->as.ints = v->ints;
        break;
    case TN_VALUE_FLOATS:
        out->as.floats = v->floats;
        break;
    case TN_VALUE_BOOLS:
        out->as.bools = v->bools;
        break;
    case TN_VALUE_STRING:
        *out = tn_value_string(v->text);
        break;
    case TN_VALUE_DTYPE:
        *out = tn_value_dtype((tn_dtype)v->n);
        break;
    default:
        break;
    }
    /* A creation op follows the device under test. */
    return true;
}

bool make_bound(const sample *s, making how, bound *b) {
    *b = (bound){.op = s->op, .n = s->n};
    for (int i = 0; i < s->n; i++) {
        if (!bind_value(s, i, how, b)) {
            return false;
        }
    }
    for (int i = 0; i < s->op->n_args; i++) {
        if (s->op->args[i].type == TNI_ARG_DEVICE && how.device.type != TN_DEVICE_DEFAULT) {
            b->values[i] = tn_value_device(how.device);
            b->n = i + 1 > b->n ? i + 1 : b->n;
        }
    }
    return true;
}

/* ---- Calls ----------------------------------------------------------------------------------- */

bool call_op(const tn_op *op, const tn_value *values, int n, results *out) {
    *out = (results){0};
    tn_value raw[TN_OP_MAX_RESULTS];
    int n_raw = 0;
    tn_manual_seed(1234);
    if (tn_op_invoke(op, values, n, raw, &n_raw) != TN_OK) {
        return false;
    }
    for (int i = 0; i < n_raw; i++) {
        if (raw[i].kind == TN_VALUE_TENSOR) {
            out->t[out->n++] = raw[i].as.tensor;
        } else if (raw[i].kind == TN_VALUE_TENSORS) {
            for (uint32_t k = 0; k < raw[i].count && out->n < TNI_MAX_LIST; k++) {
                out->t[out->n++] = raw[i].as.tensors[k];
            }
        } else if (raw[i].kind == TN_VALUE_BOOL) {
            out->is_bool = true;
            out->value = raw[i].as.boolean;
        }
    }
    return true;
}

bool call_bound(const bound *b, results *out) {
    return call_op(b->op, b->values, b->n, out);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static bool same_shape(const tn_tensor *a, const tn_tensor *b) {
    tn_ints x = tn_sizes(a), y = tn_sizes(b);
    return x.count == y.count &&
           (x.count == 0 || memcmp(x.data, y.data, (size_t)x.count * sizeof *x.data) == 0);
}

static void *copied(const tn_tensor *t) {
    size_t bytes = (size_t)tn_numel(t) * tn_dtype_bytes(tn_dtype_of(t));
    void *out = calloc(1, bytes + 1);
    if (out && tn_copy_to_host(t, out, bytes) != TN_OK) {
        free(out);
        out = NULL;
    }
    return out;
}

bool same_bits(const tn_tensor *a, const tn_tensor *b) {
    if (!same_shape(a, b) || tn_dtype_of(a) != tn_dtype_of(b)) {
        return false;
    }
    void *x = copied(a), *y = copied(b);
    bool same = x && y && memcmp(x, y, (size_t)tn_numel(a) * tn_dtype_bytes(tn_dtype_of(a))) == 0;
    free(x);
    free(y);
    return same;
}

static double element_distance(double _Complex x, double _Complex y, double _Complex scale) {
    bool nan_x = isnan(creal(x)) || isnan(cimag(x)), nan_y = isnan(creal(y)) || isnan(cimag(y));
    if (nan_x || nan_y) {
        return nan_x == nan_y ? 0 : INFINITY;
    }
    if (creal(x) == creal(y) && cimag(x) == cimag(y)) {
        return 0;
    }
    double d = cabs(x - y) / (1 + cabs(scale));
    return isnan(d) ? INFINITY : d;
}

static double _Complex element(const char *data, const tn_tensor *t, int64_t i) {
    const tn_dtype dtype = tn_dtype_of(t);
    return tni_value_complex(tni_load_value(data + i * (int64_t)tn_dtype_bytes(dtype), dtype));
}

double scaled_distance(const tn_tensor *a, const tn_tensor *b, const tn_tensor *scale) {
    if (!same_shape(a, b) || !same_shape(a, scale)) {
        return INFINITY;
    }
    char *x = copied(a), *y = copied(b), *z = copied(scale);
    double worst = x && y && z ? 0 : INFINITY;
    for (int64_t i = 0; x && y && z && i < tn_numel(a); i++) {
        const double d = element_distance(element(x, a, i), element(y, b, i), element(z, scale, i));
        worst = fmax(worst, d);
    }
    free(x);
    free(y);
    free(z);
    return worst;
}

double distance(const tn_tensor *a, const tn_tensor *b) {
    return scaled_distance(a, b, b);
}
