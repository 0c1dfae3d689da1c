/* einsum_op.c: sums of products by equation. Each operand is cut down to the dims that somebody
 * needs; then two at a time are contracted in the order of einsum_path.c, by sumproduct_pair, or
 * elementwise where nothing is summed over. Gradients follow, since all of it is made of other
 * ops: those of a contraction are contractions. */
#include "ops/compose.h"
#include "ops/einsum_terms.h"

/* An operand that is left: a tensor with one dim a label. */
typedef struct factor {
    tn_tensor *t;
    tni_einsum_term term;
} factor;

static uint64_t bit_of(int label) {
    return (uint64_t)1 << label;
}

static void drop_dim(tni_einsum_term *term, int dim) {
    term->ndim--;
    for (int d = dim; d < term->ndim; d++) {
        term->label[d] = term->label[d + 1];
    }
}

/* ---- Operands -------------------------------------------------------------------------------- */

/* Dims with one label become their diagonal. */
static void take_diagonals(factor *f) {
    for (int d = 0; d < f->term.ndim; d++) {
        for (int other = d + 1; other < f->term.ndim; other++) {
            const uint8_t label = f->term.label[d];
            if (f->term.label[other] == label) {
                f->t = tn_diagonal(f->t, 0, d, other);
                drop_dim(&f->term, other);
                drop_dim(&f->term, d);
                f->term.label[f->term.ndim++] = label; /* the diagonal comes last */
                d = -1;
                break;
            }
        }
    }
}

/* A size of 1 that another operand has more of is as good as no dim: no sum is needed for it. */
static void drop_broadcast_dims(const tni_einsum *e, factor *f) {
    for (int d = f->term.ndim - 1; d >= 0 && f->t; d--) {
        if (f->t->sizes[d] == 1 && e->size[f->term.label[d]] != 1) {
            f->t = tn_select(f->t, d, 0);
            drop_dim(&f->term, d);
        }
    }
}

/* Sums over the dims whose labels are not among `wanted`. */
static void sum_unwanted(factor *f, uint64_t wanted) {
    int64_t dims[TN_MAX_DIMS];
    int n = 0;
    for (int d = 0; d < f->term.ndim; d++) {
        if (!(wanted & bit_of(f->term.label[d]))) {
            dims[n++] = d;
        }
    }
    if (n > 0 && f->t) {
        f->t = tn_sum(f->t, .dim = ((tn_ints){dims, n}), .dtype = (tn_dtype)f->t->dtype);
        while (n-- > 0) {
            drop_dim(&f->term, (int)dims[n]);
        }
    }
}

/* The labels of each operand once those are dropped, which depends on shapes alone. */
static void find_sets(const tni_einsum *e, tn_tensors operands, uint64_t *sets) {
    for (int i = 0; i < e->n; i++) {
        const tni_einsum_term *term = &e->terms[i];
        sets[i] = 0;
        for (int d = 0; d < term->ndim; d++) {
            const bool spreads = operands.data[i]->sizes[d] == 1 && e->size[term->label[d]] != 1;
            sets[i] |= spreads ? 0 : bit_of(term->label[d]);
        }
    }
    uint64_t once = 0, twice = tni_einsum_labels(&e->out);
    for (int i = 0; i < e->n; i++) {
        twice |= once & sets[i];
        once |= sets[i];
    }
    for (int i = 0; i < e->n; i++) {
        sets[i] &= twice;
    }
}

static factor prepare(const tni_einsum *e, int i, tn_tensor *t, uint64_t wanted) {
    factor f = {t, e->terms[i]};
    take_diagonals(&f);
    drop_broadcast_dims(e, &f);
    sum_unwanted(&f, wanted);
    return f;
}

/* ---- Contracting two ------------------------------------------------------------------------- */

/* Labels in an order of dims. */
typedef struct label_list {
    uint8_t at[2 * TN_MAX_DIMS];
    int n;
} label_list;

/* Those of f's labels that are in `labels`, by falling strides, so that dims which lie one inside
 * the other become one without a copy. */
static void add_labels(label_list *list, const factor *f, uint64_t labels) {
    const int first = list->n;
    for (int d = 0; d < f->term.ndim; d++) {
        if (!(labels & bit_of(f->term.label[d]))) {
            continue;
        }
        int at = list->n++;
        for (; at > first; at--) {
            int before = 0;
            while (f->term.label[before] != list->at[at - 1]) {
                before++;
            }
            if (f->t->strides[before] >= f->t->strides[d]) {
                break;
            }
            list->at[at] = list->at[at - 1];
        }
        list->at[at] = f->term.label[d];
    }
}

/* f's dims in the order of the list; a label that it lacks is a dim of size 1. */
static tn_tensor *aligned(const factor *f, const label_list *list) {
    int64_t order[TN_MAX_DIMS];
    int n = 0;
    for (int i = 0; i < list->n; i++) {
        for (int d = 0; d < f->term.ndim; d++) {
            if (f->term.label[d] == list->at[i]) {
                order[n++] = d;
            }
        }
    }
    tn_tensor *t = tn_permute(f->t, ((tn_ints){order, n}));
    const uint64_t labels = tni_einsum_labels(&f->term);
    for (int i = 0; i < list->n && t && n < list->n; i++) {
        t = labels & bit_of(list->at[i]) ? t : tn_unsqueeze(t, i);
    }
    return t;
}

static int64_t count_of(const tni_einsum *e, uint64_t labels) {
    int64_t count = 1;
    for (; labels; labels &= labels - 1) {
        count *= e->size[__builtin_ctzll(labels)];
    }
    return count;
}

static factor factor_of(tn_tensor *t, const label_list *list) {
    factor f = {.t = t, .term = {.ndim = list->n}};
    if (t) {
        memcpy(f.term.label, list->at, (size_t)list->n);
    }
    return f;
}

static void append(label_list *list, const label_list *more) {
    memcpy(list->at + list->n, more->at, (size_t)more->n);
    list->n += more->n;
}

/* Two operands, and their labels by what becomes of them. */
typedef struct pair {
    const factor *a, *b;
    uint64_t batch, summed, of_a, of_b;
    label_list common, rows, columns, inner;
} pair;

/* Labels that are more than a tensor has dims: those of each kind become one dim first. */
static factor multiply_matrices(const tni_einsum *e, const pair *p, const label_list *result) {
    label_list left = p->common, right = p->common;
    append(&left, &p->rows);
    append(&left, &p->inner);
    append(&right, &p->columns);
    append(&right, &p->inner);
    const int64_t n = count_of(e, p->batch), depth = count_of(e, p->summed);
    tn_tensor *x = tn_reshape(aligned(p->a, &left), TN_SHAPE(n, count_of(e, p->of_a), 1, depth));
    tn_tensor *y = tn_reshape(aligned(p->b, &right), TN_SHAPE(n, 1, count_of(e, p->of_b), depth));
    int64_t sizes[2 * TN_MAX_DIMS];
    for (int i = 0; i < result->n; i++) {
        sizes[i] = e->size[result->at[i]];
    }
    tn_tensor *product = tn_sumproduct_pair(x, y, TN_DIMS(3));
    return factor_of(tn_reshape(product, ((tn_ints){sizes, result->n})), result);
}

static factor multiply_pair(const tni_einsum *e, const pair *p) {
    label_list result = p->common;
    append(&result, &p->rows);
    append(&result, &p->columns);
    label_list all = result;
    append(&all, &p->inner);
    if (!p->summed) {
        return factor_of(tn_mul(aligned(p->a, &all), aligned(p->b, &all)), &result);
    }
    if (all.n > TN_MAX_DIMS) {
        return multiply_matrices(e, p, &result);
    }
    int64_t dims[TN_MAX_DIMS];
    for (int i = 0; i < p->inner.n; i++) {
        dims[i] = result.n + i;
    }
    const tn_ints summed = {dims, p->inner.n};
    return factor_of(tn_sumproduct_pair(aligned(p->a, &all), aligned(p->b, &all), summed), &result);
}

/* The result has a's own labels before b's: a and b are swapped where that leaves it as it is
 * wanted in the end. */
static factor multiply(const tni_einsum *e, const factor *a, const factor *b, uint64_t kept) {
    const uint64_t in_a = tni_einsum_labels(&a->term), in_b = tni_einsum_labels(&b->term);
    const factor *larger = a->t->numel >= b->t->numel ? a : b;
    pair p = {.a = a,
              .b = b,
              .batch = in_a & in_b & kept,
              .summed = in_a & in_b & ~kept,
              .of_a = in_a & ~in_b,
              .of_b = in_b & ~in_a};
    add_labels(&p.common, larger, p.batch);
    add_labels(&p.inner, larger, p.summed);
    add_labels(&p.rows, a, p.of_a);
    add_labels(&p.columns, b, p.of_b);
    return multiply_pair(e, &p);
}

static factor contract(const tni_einsum *e, const factor *a, const factor *b, uint64_t outside) {
    const uint64_t labels = tni_einsum_labels(&a->term) | tni_einsum_labels(&b->term);
    const int last = e->out.ndim ? e->out.label[e->out.ndim - 1] : -1;
    const bool swaps = last >= 0 && !(tni_einsum_labels(&b->term) & bit_of(last));
    return swaps ? multiply(e, b, a, labels & outside) : multiply(e, a, b, labels & outside);
}

/* ---- The row --------------------------------------------------------------------------------- */

static void remove_factor(factor *list, int n, int at) {
    memmove(list + at, list + at + 1, (size_t)(n - at - 1) * sizeof *list);
}

static tn_tensor *in_order(const factor *f, const tni_einsum_term *out) {
    label_list list = {.n = out->ndim};
    memcpy(list.at, out->label, (size_t)out->ndim);
    return f->t ? aligned(f, &list) : NULL;
}

/* The steps of `path`, [left, right] each. */
static bool read_path(const tni_einsum *e, tn_ints path, tn_einsum_step *steps) {
    bool fits = path.count == 2 * (int64_t)(e->n - 1);
    for (int i = 0; fits && i < e->n - 1; i++) {
        const int64_t a = path.data[2 * i], b = path.data[2 * i + 1];
        fits = a >= 0 && b >= 0 && a != b && a < e->n - i && b < e->n - i;
        steps[i] = (tn_einsum_step){.left = (int)(a < b ? a : b), .right = (int)(a < b ? b : a)};
    }
    if (!fits) {
        tni_fail(
            TN_ERR_ARGUMENT,
            "path must name two different places among the operands that are left, for each of "
            "%d contractions",
            e->n - 1);
    }
    return fits;
}

static tn_tensor *contract_all(const tni_einsum *e, factor *list, const tn_einsum_step *steps) {
    for (int n = e->n; n > 1; n--, steps++) {
        uint64_t outside = tni_einsum_labels(&e->out);
        for (int i = 0; i < n; i++) {
            outside |= i == steps->left || i == steps->right ? 0 : tni_einsum_labels(&list[i].term);
        }
        const factor made = contract(e, &list[steps->left], &list[steps->right], outside);
        if (!made.t) {
            return NULL;
        }
        remove_factor(list, n, steps->right);
        remove_factor(list, n - 1, steps->left);
        list[n - 2] = made;
    }
    return in_order(&list[0], &e->out);
}

static tn_dtype common_dtype(tn_tensors operands) {
    tn_dtype dtype = (tn_dtype)operands.data[0]->dtype;
    for (int64_t i = 1; i < operands.count; i++) {
        dtype = tn_promote_dtypes(dtype, (tn_dtype)operands.data[i]->dtype);
    }
    return dtype;
}

/* What a call has to do, in scope memory. */
typedef struct einsum_work {
    tni_einsum e;
    tn_dtype dtype;
    uint64_t *sets;        /* labels of each operand */
    tn_einsum_step *steps; /* room for one an operand */
} einsum_work;

/* All but the steps. False with an error. */
static bool begin_work(const char *equation, tn_tensors operands, einsum_work *w) {
    for (int64_t i = 0; i < operands.count; i++) {
        if (!operands.data[i]) {
            tni_fail(TN_ERR_ARGUMENT, "operand %lld must be a tensor, got NULL", (long long)i);
            return false;
        }
    }
    if (!tni_einsum_parse(equation, operands, &w->e)) {
        return false;
    }
    const size_t n = (size_t)w->e.n;
    w->dtype = common_dtype(operands);
    w->sets = tni_scope_bytes(n * sizeof *w->sets);
    w->steps = tni_scope_bytes(n * sizeof *w->steps);
    if (!w->sets || !w->steps) {
        return false;
    }
    find_sets(&w->e, operands, w->sets);
    return true;
}

static bool choose_order(einsum_work *w, int64_t memory_limit) {
    return tni_einsum_known_order(&w->e, w->sets, (int64_t)tn_dtype_bytes(w->dtype), memory_limit,
                                  w->steps);
}

bool tni_compose_einsum(tni_call *c) {
    const tn_tensors operands = tni_tensors_arg(c, 1);
    einsum_work w;
    if (!begin_work(tni_string_arg(c, 0, ""), operands, &w)) {
        return false;
    }
    factor *list = tni_scope_bytes((size_t)w.e.n * sizeof *list);
    const bool ordered = tni_given(c, 2)
                             ? read_path(&w.e, tni_ints_arg(c, 2), w.steps)
                             : choose_order(&w, tni_given(c, 3) ? tni_int_arg(c, 3) : 0);
    if (!list || !ordered) {
        return false;
    }
    for (int i = 0; i < w.e.n; i++) {
        list[i] = prepare(&w.e, i, tn_to(operands.data[i], .dtype = w.dtype), w.sets[i]);
        if (!list[i].t) {
            return false;
        }
    }
    return tni_give(c, contract_all(&w.e, list, w.steps));
}

tn_tensor *tn_einsum_of(const tn_einsum_operands *args) {
    int n = 0;
    while (n < TN_EINSUM_MAX_OPERANDS && args->operands[n]) {
        n++;
    }
    return tn_einsum_with(&(tn_einsum_args){.equation = args->equation,
                                            .tensors = {args->operands, n},
                                            .path = args->path,
                                            .memory_limit = args->memory_limit,
                                            .at = args->at});
}

/* ---- What it would do ------------------------------------------------------------------------ */

/* The most bytes that live at once among results of steps: each lives until it is contracted. */
static int64_t peak_of(const tn_einsum_step *steps, int n, int64_t *bytes) {
    int64_t live = 0, peak = 0;
    memset(bytes, 0, (size_t)(n + 1) * sizeof *bytes); /* of each place: operands are not ours */
    for (int i = 0, left = n + 1; i < n; i++, left--) {
        const int a = steps[i].left, b = steps[i].right;
        live += steps[i].bytes;
        peak = live > peak ? live : peak;
        live -= bytes[a] + bytes[b];
        memmove(bytes + b, bytes + b + 1, (size_t)(left - b - 1) * sizeof *bytes);
        memmove(bytes + a, bytes + a + 1, (size_t)(left - a - 2) * sizeof *bytes);
        bytes[left - 2] = steps[i].bytes;
    }
    return peak;
}

static bool find_plan(const char *equation, tn_tensors operands, int64_t memory_limit,
                      tn_einsum_plan *out) {
    einsum_work w;
    if (!equation || !out) {
        tni_fail(TN_ERR_ARGUMENT, "the equation or the place for the plan is NULL");
        return false;
    }
    if (!begin_work(equation, operands, &w) || !choose_order(&w, memory_limit)) {
        return false;
    }
    int64_t *bytes = tni_scope_bytes((size_t)w.e.n * sizeof *bytes);
    if (!bytes) {
        return false;
    }
    *out = (tn_einsum_plan){.steps = w.steps, .n_steps = w.e.n - 1};
    out->peak_bytes = peak_of(w.steps, out->n_steps, bytes);
    for (int i = 0; i < out->n_steps; i++) {
        out->flops += w.steps[i].flops;
    }
    return true;
}

tn_status tn_einsum_path(const char *equation, tn_tensors operands, int64_t memory_limit,
                         tn_einsum_plan *out) {
    TNI_CALL("einsum_path", ((tn_site){0}));
    return find_plan(equation, operands, memory_limit, out) ? TN_OK : tni_pending();
}
