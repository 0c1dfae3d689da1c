/* einsum_path.c: the order in which the operands of an equation are contracted, two at a time.
 *
 * A set of operands, once contracted, has those of its labels that the result or an operand beside
 * it has: so what a set costs at best does not depend on what comes later. Up to EXACT operands the
 * cheapest way to split each set is found (dynamic programming over sets); beyond, the pair is
 * contracted next by which memory grows least. */
#include "ops/einsum_terms.h"

#include <math.h>

enum { EXACT = 8 };

typedef struct planner {
    const tni_einsum *e;
    uint64_t out;
    double element_bytes, limit; /* of an intermediate */
    double least;                /* bytes of the smallest one that was over the limit */
} planner;

static double count_of(const planner *p, uint64_t labels) {
    double count = 1;
    for (; labels; labels &= labels - 1) {
        count *= (double)p->e->size[__builtin_ctzll(labels)];
    }
    return count;
}

/* Multiplications, and additions where labels are summed over. */
static double flops_of(const planner *p, uint64_t left, uint64_t right, uint64_t result) {
    return count_of(p, left | right) * ((left | right) & ~result ? 2 : 1);
}

static bool fits(planner *p, uint64_t labels) {
    const double bytes = count_of(p, labels) * p->element_bytes;
    if (bytes <= p->limit) {
        return true;
    }
    p->least = bytes < p->least ? bytes : p->least;
    return false;
}

/* ---- Exactly --------------------------------------------------------------------------------- */

typedef struct best {
    double flops; /* INFINITY: no way within the limit */
    uint64_t labels;
    int split; /* one side of the last contraction, a set of operands */
} best;

static void fill_sets(planner *p, const uint64_t *sets, best *table) {
    const int all = (1 << p->e->n) - 1;
    for (int set = 1; set <= all; set++) {
        uint64_t inside = 0, outside = p->out;
        for (int i = 0; i < p->e->n; i++) {
            *(set >> i & 1 ? &inside : &outside) |= sets[i];
        }
        best *b = &table[set];
        *b = (best){INFINITY, inside & outside, 0};
        if ((set & (set - 1)) == 0) {
            *b = (best){0, inside, 0};
            continue;
        }
        if (set != all && !fits(p, b->labels)) {
            continue;
        }
        for (int side = (set - 1) & set; side > (set ^ side); side = (side - 1) & set) {
            const best *l = &table[side], *r = &table[set ^ side];
            const double flops = l->flops + r->flops + flops_of(p, l->labels, r->labels, b->labels);
            if (flops < b->flops) {
                b->flops = flops;
                b->split = side;
            }
        }
    }
}

/* The sets of operands that the places in the list stand for. */
typedef struct place_list {
    int set[EXACT];
    int n;
} place_list;

static int take_place(place_list *list, int set) {
    int at = 0;
    while (list->set[at] != set) {
        at++;
    }
    return at;
}

static void remove_place(place_list *list, int at) {
    list->n--;
    for (; at < list->n; at++) {
        list->set[at] = list->set[at + 1];
    }
}

static int add_steps(const planner *p, const best *table, int set, place_list *list,
                     tn_einsum_step *steps, int n) {
    if ((set & (set - 1)) == 0) {
        return n;
    }
    const int side = table[set].split, other = set ^ side;
    n = add_steps(p, table, side, list, steps, n);
    n = add_steps(p, table, other, list, steps, n);
    const int a = take_place(list, side), b = take_place(list, other);
    steps[n] = (tn_einsum_step){
        .left = a < b ? a : b,
        .right = a < b ? b : a,
        .flops = flops_of(p, table[side].labels, table[other].labels, table[set].labels),
        .bytes = (int64_t)(count_of(p, table[set].labels) * p->element_bytes)};
    remove_place(list, steps[n].right);
    remove_place(list, steps[n].left);
    list->set[list->n++] = set;
    return n + 1;
}

static bool order_exactly(planner *p, const uint64_t *sets, tn_einsum_step *steps) {
    best table[1 << EXACT];
    place_list list = {.n = p->e->n};
    const int all = (1 << p->e->n) - 1;
    fill_sets(p, sets, table);
    if (isinf(table[all].flops)) {
        return false;
    }
    for (int i = 0; i < p->e->n; i++) {
        list.set[i] = 1 << i;
    }
    add_steps(p, table, all, &list, steps, 0);
    return true;
}

/* ---- Greedily -------------------------------------------------------------------------------- */

/* What the operands `left` and `right` of n give. */
static uint64_t result_of(const planner *p, const uint64_t *sets, int n, int left, int right) {
    uint64_t outside = p->out;
    for (int i = 0; i < n; i++) {
        outside |= i == left || i == right ? 0 : sets[i];
    }
    return (sets[left] | sets[right]) & outside;
}

static bool order_greedily(planner *p, const uint64_t *sets, tn_einsum_step *steps) {
    const size_t n_all = (size_t)p->e->n;
    uint64_t *left_over = tni_scope_bytes(n_all * sizeof *left_over);
    if (!left_over) {
        return false;
    }
    memcpy(left_over, sets, n_all * sizeof *left_over);
    for (int n = p->e->n; n > 1; n--, steps++) {
        double growth = INFINITY;
        uint64_t labels = 0;
        for (int i = 0; i < n; i++) {
            for (int k = i + 1; k < n; k++) {
                const uint64_t result = result_of(p, left_over, n, i, k);
                const double more =
                    count_of(p, result) - count_of(p, left_over[i]) - count_of(p, left_over[k]);
                if (more < growth && (n == 2 || fits(p, result))) {
                    growth = more;
                    labels = result;
                    *steps = (tn_einsum_step){.left = i, .right = k};
                }
            }
        }
        if (isinf(growth)) {
            return false;
        }
        const int i = steps->left, k = steps->right;
        steps->flops = flops_of(p, left_over[i], left_over[k], labels);
        steps->bytes = (int64_t)(count_of(p, labels) * p->element_bytes);
        memmove(left_over + k, left_over + k + 1, (size_t)(n - k - 1) * sizeof *left_over);
        memmove(left_over + i, left_over + i + 1, (size_t)(n - i - 2) * sizeof *left_over);
        left_over[n - 2] = labels;
    }
    return true;
}

bool tni_einsum_order(const tni_einsum *e, const uint64_t *sets, int64_t element_bytes,
                      int64_t memory_limit, tn_einsum_step *steps) {
    planner p = {.e = e,
                 .out = tni_einsum_labels(&e->out),
                 .element_bytes = (double)element_bytes,
                 .limit = memory_limit > 0 ? (double)memory_limit : INFINITY,
                 .least = INFINITY};
    if (e->n < 2 ||
        (e->n <= EXACT ? order_exactly(&p, sets, steps) : order_greedily(&p, sets, steps))) {
        return true;
    }
    if (tn_ok()) {
        tni_fail(TN_ERR_MEMORY,
                 "no order keeps every intermediate within %lld bytes; the smallest one that did "
                 "not fit has %.0f",
                 (long long)memory_limit, p.least);
    }
    return false;
}
