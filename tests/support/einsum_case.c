#include "einsum_case.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char letters[EINSUM_LETTERS + 1] = "aXbicK";

static uint64_t draw(uint64_t *state, uint64_t below) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (*state >> 11) % below;
}

/* ---- Cases ----------------------------------------------------------------------------------- */

static void append(char *text, const char *more) {
    strcat(text, more);
}

static void append_letter(char *text, int label, uint64_t *state) {
    const char one[] = {letters[label], 0};
    append(text, one);
    append(text, draw(state, 8) == 0 ? " " : "");
}

/* The last `dims` labels of an ellipsis. */
static void add_ellipsis(einsum_term *t, int dims) {
    for (int d = EINSUM_ELLIPSIS - dims; d < EINSUM_ELLIPSIS; d++) {
        t->label[t->ndim++] = EINSUM_LETTERS + d;
    }
}

static void make_operand(einsum_case *e, int i, bool has_ellipsis, int *ellipsis, uint64_t *state) {
    einsum_term *t = &e->operand[i];
    const int n = (int)draw(state, 4), place = has_ellipsis ? (int)draw(state, n + 1) : -1;
    append(e->equation, i > 0 ? "," : "");
    for (int k = 0; k <= n; k++) {
        if (k == place) {
            const int dims = (int)draw(state, EINSUM_ELLIPSIS + 1);
            append(e->equation, "...");
            add_ellipsis(t, dims);
            *ellipsis = dims > *ellipsis ? dims : *ellipsis;
        }
        if (k < n) {
            const int label = (int)draw(state, EINSUM_LETTERS);
            t->label[t->ndim++] = label;
            append_letter(e->equation, label, state);
        }
    }
    for (int d = 0; d < t->ndim; d++) {
        const int64_t size = e->size[t->label[d]];
        t->size[d] = draw(state, 8) == 0 ? 1 : size;
        for (int before = 0; before < d; before++) { /* equal within one operand */
            t->size[d] = t->label[before] == t->label[d] ? t->size[before] : t->size[d];
        }
    }
}

static int times_of(const einsum_case *e, int label) {
    int times = 0;
    for (int i = 0; i < e->n; i++) {
        for (int d = 0; d < e->operand[i].ndim; d++) {
            times += e->operand[i].label[d] == label;
        }
    }
    return times;
}

/* By the alphabet, capitals first. */
static void imply_result(einsum_case *e, int ellipsis) {
    add_ellipsis(&e->out, ellipsis);
    for (int c = 0; c < 128; c++) {
        for (int label = 0; label < EINSUM_LETTERS; label++) {
            if (letters[label] == c && times_of(e, label) == 1) {
                e->out.label[e->out.ndim++] = label;
            }
        }
    }
}

static void choose_result(einsum_case *e, int ellipsis, bool has_ellipsis, uint64_t *state) {
    int order[EINSUM_LETTERS];
    append(e->equation, "->");
    for (int i = 0; i < EINSUM_LETTERS; i++) {
        const int at = (int)draw(state, (uint64_t)i + 1);
        order[i] = order[at];
        order[at] = i;
    }
    const int place = has_ellipsis && draw(state, 4) ? (int)draw(state, EINSUM_LETTERS) : -1;
    for (int i = 0; i < EINSUM_LETTERS; i++) {
        if (i == place) {
            append(e->equation, "...");
            add_ellipsis(&e->out, ellipsis);
        }
        if (times_of(e, order[i]) > 0 && draw(state, 2)) {
            e->out.label[e->out.ndim++] = order[i];
            append_letter(e->equation, order[i], state);
        }
    }
}

/* A label whose operands all have 1 there has that size. */
static void settle_sizes(einsum_case *e) {
    int64_t size[EINSUM_LABELS];
    for (int label = 0; label < EINSUM_LABELS; label++) {
        size[label] = 1;
    }
    for (int i = 0; i < e->n; i++) {
        for (int d = 0; d < e->operand[i].ndim; d++) {
            const int64_t own = e->operand[i].size[d];
            size[e->operand[i].label[d]] = own != 1 ? own : size[e->operand[i].label[d]];
        }
    }
    memcpy(e->size, size, sizeof size);
}

einsum_case make_einsum_case(uint64_t seed) {
    uint64_t state = seed * 0x9e3779b97f4a7c15u + 1;
    einsum_case e = {.n = 1 + (int)draw(&state, EINSUM_OPERANDS)};
    for (int label = 0; label < EINSUM_LABELS; label++) {
        e.size[label] = draw(&state, 40) == 0 ? 0 : 1 + (int64_t)draw(&state, 4);
    }
    const bool has_ellipsis = draw(&state, 3) == 0;
    int ellipsis = 0;
    for (int i = 0; i < e.n; i++) {
        make_operand(&e, i, has_ellipsis && draw(&state, 3) > 0, &ellipsis, &state);
    }
    if (draw(&state, 3) == 0) {
        imply_result(&e, ellipsis);
    } else {
        choose_result(&e, ellipsis, has_ellipsis, &state);
    }
    settle_sizes(&e);
    return e;
}

void make_einsum_operands(const einsum_case *e, uint64_t seed, tn_device device,
                          tn_tensor **operands) {
    uint64_t state = seed + 1;
    tn_manual_seed(seed);
    for (int i = 0; i < e->n; i++) {
        const einsum_term *t = &e->operand[i];
        int64_t order[EINSUM_DIMS], size[EINSUM_DIMS];
        const bool turns = draw(&state, 2), repeats = draw(&state, 4) == 0;
        for (int d = 0; d < t->ndim; d++) {
            const int at = turns ? (int)draw(&state, (uint64_t)d + 1) : d;
            order[d] = order[at];
            order[at] = d;
        }
        for (int d = 0; d < t->ndim; d++) {
            size[order[d]] = repeats && draw(&state, 2) ? 1 : t->size[d];
        }
        tn_tensor *x = tn_randn(((tn_ints){size, t->ndim}), .dtype = TN_F64, .device = TN_CPU);
        x = tn_permute(tn_to(x, .device = device), ((tn_ints){order, t->ndim}));
        operands[i] = tn_expand(x, ((tn_ints){t->size, t->ndim}));
    }
}

/* ---- Their sums ------------------------------------------------------------------------------ */

/* Advances the numbers of the labels; false behind the last ones. */
static bool next(const einsum_case *e, int64_t *number) {
    for (int label = 0; label < EINSUM_LABELS; label++) {
        if (++number[label] < e->size[label]) {
            return true;
        }
        number[label] = 0;
    }
    return false;
}

static int64_t place_of(const einsum_term *t, const int64_t *size, const int64_t *number) {
    int64_t at = 0;
    for (int d = 0; d < t->ndim; d++) {
        at = at * size[d] + (size[d] == 1 ? 0 : number[t->label[d]]);
    }
    return at;
}

static bool has_terms(const einsum_case *e) {
    for (int label = 0; label < EINSUM_LABELS; label++) {
        if (e->size[label] == 0) {
            return false;
        }
    }
    return true;
}

static void add_up(const einsum_case *e, const double *const *data, const int64_t *out_size,
                   double *sums, double *magnitudes) {
    int64_t number[EINSUM_LABELS] = {0};
    if (!has_terms(e)) {
        return;
    }
    do {
        double product = 1;
        for (int i = 0; i < e->n; i++) {
            product *= data[i][place_of(&e->operand[i], e->operand[i].size, number)];
        }
        const int64_t at = place_of(&e->out, out_size, number);
        sums[at] += product;
        magnitudes[at] += fabs(product);
    } while (next(e, number));
}

const char *check_einsum_case(const einsum_case *e, tn_tensor *const *operands, tn_tensor *result) {
    static _Thread_local char text[1280];
    const double *data[EINSUM_OPERANDS];
    static _Thread_local double sums[EINSUM_RESULTS_MAX], magnitudes[EINSUM_RESULTS_MAX];
    int64_t out_size[EINSUM_LABELS], count = 1;
    bool fits = result && tn_ndim(result) == e->out.ndim;
    for (int d = 0; d < e->out.ndim; d++) {
        out_size[d] = e->size[e->out.label[d]];
        count *= out_size[d];
        fits = fits && tn_size(result, d) == out_size[d];
    }
    if (!fits || count > EINSUM_RESULTS_MAX) {
        snprintf(text, sizeof text, "%s: %s", e->equation,
                 tn_ok() ? "another shape" : tn_error_pending()->message);
        return text;
    }
    for (int i = 0; i < e->n; i++) {
        data[i] = tn_data(tn_contiguous(tn_to(operands[i], .device = TN_CPU)));
    }
    memset(sums, 0, (size_t)count * sizeof *sums);
    memset(magnitudes, 0, (size_t)count * sizeof *magnitudes);
    add_up(e, data, out_size, sums, magnitudes);
    const double *got = tn_data(tn_contiguous(tn_to(result, .device = TN_CPU)));
    for (int64_t at = 0; at < count; at++) {
        if (!(fabs(got[at] - sums[at]) <= 1e-13 * (1 + magnitudes[at]))) {
            snprintf(text, sizeof text, "%s: element %d is %.17g, not %.17g", e->equation, (int)at,
                     got[at], sums[at]);
            return text;
        }
    }
    return "";
}
