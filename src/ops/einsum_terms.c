/* einsum_terms.c: equations: which dim of which operand has which label, and what size a label has.
 *
 * The dims that an ellipsis stands for have labels of their own, the last dim the same one in all
 * operands. Without an arrow the result has those, and then the letters that come once, in the
 * order of the alphabet, capitals first. */
#include "ops/einsum_terms.h"

#include <string.h>

enum { LETTERS = 128 };

/* The subscripts of one operand or of the result. */
typedef struct subscripts {
    const char *begin, *end;
    int letters;
    bool has_ellipsis;
} subscripts;

typedef struct parser {
    const char *equation;
    tni_einsum *e;
    int ellipsis;           /* most dims that one stands for: they have the first labels */
    int8_t label[LETTERS];  /* of a letter, or -1 */
    uint8_t times[LETTERS]; /* among the operands, 2 for more */
} parser;

/* ---- Text ------------------------------------------------------------------------------------ */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Up to the comma, the arrow or the end. */
static bool read_subscripts(const parser *p, const char *at, subscripts *out) {
    *out = (subscripts){.begin = at};
    for (; *at && *at != ',' && strncmp(at, "->", 2) != 0; at++) {
        if (is_letter(*at)) {
            out->letters++;
        } else if (strncmp(at, "...", 3) == 0 && !out->has_ellipsis) {
            out->has_ellipsis = true;
            at += 2;
        } else if (*at != ' ') {
            tni_fail(TN_ERR_ARGUMENT,
                     "character %d of equation \"%s\" is '%c': subscripts are letters and at most "
                     "one ellipsis (...) an operand",
                     (int)(at - p->equation), p->equation, *at);
            return false;
        }
    }
    out->end = at;
    return true;
}

static bool give_label(parser *p, char name, int *label) {
    if (p->e->n_labels == TNI_EINSUM_LABELS) {
        tni_fail(TN_ERR_ARGUMENT, "equation \"%s\" must have at most %d different dims",
                 p->equation, TNI_EINSUM_LABELS);
        return false;
    }
    *label = p->e->n_labels++;
    p->e->name[*label] = name;
    p->e->size[*label] = 1;
    return true;
}

/* The labels of subscripts whose ellipsis stands for `dims` dims, the last ones of all. */
static bool read_term(parser *p, const subscripts *s, int dims, tni_einsum_term *out) {
    out->ndim = 0;
    for (const char *at = s->begin; at < s->end; at++) {
        if (*at == '.') {
            for (int d = p->ellipsis - dims; d < p->ellipsis; d++) {
                out->label[out->ndim++] = (uint8_t)d;
            }
            at += 2;
        } else if (*at != ' ') {
            int label = p->label[(int)*at];
            if (label < 0 && !give_label(p, *at, &label)) {
                return false;
            }
            p->label[(int)*at] = (int8_t)label;
            out->label[out->ndim++] = (uint8_t)label;
        }
    }
    return true;
}

/* ---- Operands -------------------------------------------------------------------------------- */

/* Where the subscripts of the operands begin; NULL with an error. */
static bool find_operands(const parser *p, tn_tensors operands, subscripts *each,
                          const char **rest) {
    const char *at = p->equation;
    for (int64_t i = 0; i < operands.count; i++) {
        if (i > 0 && *at != ',') {
            tni_fail(TN_ERR_ARGUMENT, "equation \"%s\" takes %lld operands, but %lld are given",
                     p->equation, (long long)i, (long long)operands.count);
            return false;
        }
        at += i > 0;
        if (!read_subscripts(p, at, &each[i])) {
            return false;
        }
        at = each[i].end;
    }
    if (*at == ',') {
        tni_fail(TN_ERR_ARGUMENT,
                 "equation \"%s\" needs more operands than the %lld that are given", p->equation,
                 (long long)operands.count);
        return false;
    }
    *rest = at;
    return true;
}

static bool check_dims(const tn_tensor *t, const subscripts *s, int64_t operand) {
    if (s->has_ellipsis ? s->letters <= t->ndim : s->letters == t->ndim) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE,
             "subscripts must name each dim: \"%.*s\" names %d%s, and operand %lld has shape %s",
             (int)(s->end - s->begin), s->begin, s->letters,
             s->has_ellipsis ? " and an ellipsis" : "", (long long)operand,
             tni_shape_text(t->sizes, t->ndim));
    return false;
}

/* A size of 1 goes with any other, but within one operand. */
static bool note_sizes(tni_einsum *e, const tn_tensor *t, int64_t operand) {
    const tni_einsum_term *term = &e->terms[operand];
    for (int d = 0; d < t->ndim; d++) {
        const int label = term->label[d];
        int64_t *size = &e->size[label];
        for (int before = 0; before < d; before++) {
            if (term->label[before] == label && t->sizes[before] != t->sizes[d]) {
                tni_fail(TN_ERR_SHAPE,
                         "sizes of a repeated subscript must be equal: '%c' in operand %lld of "
                         "shape %s, "
                         "whose sizes there differ",
                         e->name[label], (long long)operand, tni_shape_text(t->sizes, t->ndim));
                return false;
            }
        }
        if (*size != 1 && t->sizes[d] != 1 && *size != t->sizes[d]) {
            tni_fail(TN_ERR_SHAPE,
                     "sizes of a subscript must be equal or 1: '%c' has size %lld in operand %lld, "
                     "and %lld in one before it",
                     e->name[label], (long long)t->sizes[d], (long long)operand, (long long)*size);
            return false;
        }
        *size = *size == 1 ? t->sizes[d] : *size;
    }
    return true;
}

static bool read_operands(parser *p, tn_tensors operands, const subscripts *each) {
    tni_einsum *e = p->e;
    for (int64_t i = 0; i < operands.count; i++) {
        if (!check_dims(operands.data[i], &each[i], i)) {
            return false;
        }
        const int dims = operands.data[i]->ndim - each[i].letters;
        p->ellipsis = dims > p->ellipsis ? dims : p->ellipsis;
    }
    for (int d = 0, label; d < p->ellipsis; d++) {
        if (!give_label(p, '.', &label)) {
            return false;
        }
    }
    for (int64_t i = 0; i < operands.count; i++) {
        for (const char *at = each[i].begin; at < each[i].end; at++) {
            uint8_t *times = &p->times[(int)*at];
            *times = (uint8_t)(*times ? 2 : 1);
        }
        if (!read_term(p, &each[i], operands.data[i]->ndim - each[i].letters, &e->terms[i]) ||
            !note_sizes(e, operands.data[i], i)) {
            return false;
        }
    }
    return true;
}

/* ---- The result ------------------------------------------------------------------------------ */

static bool check_result_dims(const parser *p, int dims) {
    if (dims <= TN_MAX_DIMS) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "the result of equation \"%s\" would have %d dims, and %d is the most",
             p->equation, dims, TN_MAX_DIMS);
    return false;
}

static bool imply_result(parser *p) {
    tni_einsum_term *out = &p->e->out;
    int dims = p->ellipsis;
    for (int c = 0; c < LETTERS; c++) {
        dims += p->times[c] == 1 && p->label[c] >= 0;
    }
    if (!check_result_dims(p, dims)) {
        return false;
    }
    for (int d = 0; d < p->ellipsis; d++) {
        out->label[out->ndim++] = (uint8_t)d;
    }
    for (int c = 0; c < LETTERS; c++) {
        if (p->label[c] >= 0 && p->times[c] == 1) {
            out->label[out->ndim++] = (uint8_t)p->label[c];
        }
    }
    return true;
}

static bool read_result(parser *p, const char *at) {
    subscripts s;
    if (!read_subscripts(p, at, &s)) {
        return false;
    }
    if (*s.end) {
        tni_fail(TN_ERR_ARGUMENT, "equation \"%s\" must end with the result's subscripts",
                 p->equation);
        return false;
    }
    uint8_t times[LETTERS] = {0};
    for (; at < s.end; at++) {
        if (is_letter(*at) && (times[(int)*at]++ || p->label[(int)*at] < 0)) {
            tni_fail(TN_ERR_ARGUMENT,
                     "each subscript of the result must be in an operand and come once: '%c' in "
                     "\"%s\" %s",
                     *at, p->equation, p->label[(int)*at] < 0 ? "is in none" : "comes twice");
            return false;
        }
    }
    return check_result_dims(p, s.letters + (s.has_ellipsis ? p->ellipsis : 0)) &&
           read_term(p, &s, p->ellipsis, &p->e->out);
}

bool tni_einsum_parse(const char *equation, tn_tensors operands, tni_einsum *out) {
    *out = (tni_einsum){.n = (int)operands.count};
    parser p = {.equation = equation, .e = out};
    memset(p.label, -1, sizeof p.label);
    if (operands.count < 1) {
        tni_fail(TN_ERR_ARGUMENT, "needs at least one operand");
        return false;
    }
    const size_t n = (size_t)operands.count;
    subscripts *each = tni_scope_bytes(n * sizeof *each);
    out->terms = tni_scope_bytes(n * sizeof *out->terms);
    const char *rest;
    if (!each || !out->terms || !find_operands(&p, operands, each, &rest) ||
        !read_operands(&p, operands, each)) {
        return false;
    }
    return *rest ? read_result(&p, rest + 2) : imply_result(&p);
}
