/* contract_op.c: sums of products of two tensors over some of their dims, without a copy where that
 * can be.
 *
 * Dims that lie one inside the other for all who have them become one. If a matrix product is left,
 * it is one: of a batch, or several launches over what strides do not let be one, where those over
 * summed dims add up in the result. Otherwise a device with a kernel for contractions reads its
 * operands as they lie; without one the cheapest set of copies is made that leaves a product.
 * Invariant: what is computed in which order follows from shapes, strides and the device. */
#include "ops/compose.h"

enum { LEFT = 0, RIGHT = 1, SUM_DIMS = 2, KEEPDIM = 3, CONJ_LEFT = 4, CONJ_RIGHT = 5 };

/* ---- Shape rule ------------------------------------------------------------------------------ */

/* No dims mean no sum, as in ATen. */
static bool summed_mask(const tni_call *c, int ndim, uint32_t *mask) {
    const tn_ints dims = tni_ints_arg(c, SUM_DIMS);
    *mask = 0;
    return dims.count == 0 || tni_dims_mask(dims, ndim, mask);
}

bool tni_infer_sumproduct_pair(tni_call *c) {
    const tn_tensor *left = tni_tensor_arg(c, LEFT), *right = tni_tensor_arg(c, RIGHT);
    int64_t sizes[TN_MAX_DIMS];
    uint32_t summed;
    tn_dtype dtype;
    int n = 0;
    if (left->ndim != right->ndim) {
        tni_fail(TN_ERR_SHAPE,
                 "takes tensors with equally many dims, got shapes %s and %s; "
                 "unsqueeze one of them",
                 tni_shape_text(left->sizes, left->ndim),
                 tni_shape_text(right->sizes, right->ndim));
        return false;
    }
    if (!tni_result_dtype(c, &dtype) || !summed_mask(c, left->ndim, &summed)) {
        return false;
    }
    for (int d = 0; d < left->ndim; d++) {
        const int64_t x = left->sizes[d], y = right->sizes[d];
        if (x != y && x != 1 && y != 1) {
            tni_fail(TN_ERR_SHAPE, "sizes must be equal or 1, got shapes %s and %s",
                     tni_shape_text(left->sizes, left->ndim),
                     tni_shape_text(right->sizes, right->ndim));
            return false;
        }
        if (!(summed >> d & 1)) {
            sizes[n++] = x == 1 ? y : x;
        } else if (tni_bool_arg(c, KEEPDIM)) {
            sizes[n++] = 1;
        }
    }
    tni_set_meta(c, 0, dtype, n, sizes);
    return true;
}

/* ---- Dims ------------------------------------------------------------------------------------ */

enum { OF_A, OF_B, OF_OUT, OPERANDS };

typedef struct dim {
    int64_t extent, stride[OPERANDS];
} dim;

typedef struct dim_list {
    dim at[TN_MAX_DIMS];
    int n;
} dim_list;

/* The dims of each group, the innermost last. */
typedef struct contraction {
    dim_list group[TN_CONTRACT_GROUPS];
    bool conj[2]; /* a and b */
} contraction;

static int64_t count_of(const dim_list *list) {
    int64_t count = 1;
    for (int d = 0; d < list->n; d++) {
        count *= list->at[d].extent;
    }
    return count;
}

static void find_dims(contraction *t, const tn_tensor *a, const tn_tensor *b, uint32_t summed) {
    int64_t stride = 1;
    dim_list found[TN_CONTRACT_GROUPS];
    for (int g = 0; g < TN_CONTRACT_GROUPS; g++) {
        found[g].n = 0;
    }
    for (int d = a->ndim - 1; d >= 0; d--) {
        const int64_t extent = a->sizes[d] == 1 ? b->sizes[d] : a->sizes[d];
        const bool is_summed = summed >> d & 1;
        if (extent == 1) {
            continue;
        }
        const dim one = {extent,
                         {a->sizes[d] == 1 ? 0 : a->strides[d],
                          b->sizes[d] == 1 ? 0 : b->strides[d], is_summed ? 0 : stride}};
        dim_list *to = &found[is_summed               ? TN_CONTRACT_INNER
                              : one.stride[OF_A] == 0 ? TN_CONTRACT_COLUMNS
                              : one.stride[OF_B] == 0 ? TN_CONTRACT_ROWS
                                                      : TN_CONTRACT_BATCH];
        to->at[to->n++] = one;
        stride *= is_summed ? 1 : extent;
    }
    for (int g = 0; g < TN_CONTRACT_GROUPS; g++) {
        t->group[g].n = found[g].n;
        for (int d = 0; d < found[g].n; d++) {
            t->group[g].at[d] = found[g].at[found[g].n - 1 - d];
        }
    }
}

/* Summed dims by falling strides of one operand, where they are equal of the other one. */
static void sort_inner(dim_list *list, int first) {
    for (int i = 1; i < list->n; i++) {
        const dim moved = list->at[i];
        int at = i;
        for (; at > 0; at--) {
            const dim *before = &list->at[at - 1];
            const int by = before->stride[first] == moved.stride[first] ? 1 - first : first;
            if (before->stride[by] >= moved.stride[by]) {
                break;
            }
            list->at[at] = *before;
        }
        list->at[at] = moved;
    }
}

static void merge_dims(dim_list *list) {
    int n = 0;
    for (int d = 0; d < list->n; d++) {
        dim *before = n > 0 ? &list->at[n - 1] : NULL;
        const dim now = list->at[d];
        bool merges = before != NULL;
        for (int k = 0; merges && k < OPERANDS; k++) {
            merges = before->stride[k] == now.stride[k] * now.extent;
        }
        if (merges) {
            before->extent *= now.extent;
            memcpy(before->stride, now.stride, sizeof now.stride);
        } else {
            list->at[n++] = now;
        }
    }
    list->n = n;
}

static void merge_all(contraction *t) {
    for (int g = 0; g < TN_CONTRACT_GROUPS; g++) {
        merge_dims(&t->group[g]);
    }
}

/* ---- As matrix products ---------------------------------------------------------------------- */

/* A product, launched for each index of the other dims. Those that are summed come last: all but
 * the first of their launches add to the result. */
typedef struct product {
    tn_k_matmul block;
    int a; /* which operand is its left factor */
    dim other[TN_MAX_DIMS];
    int n_other, n_kept;
    int64_t launches;
} product;

/* What the matmul kernel takes: an inner stride of 1, and rows (columns) that do not overlap. */
static bool is_matrix(int64_t rows, int64_t cols, int64_t row, int64_t col) {
    const bool by_rows = (col == 1 || cols == 1) && (row >= cols || rows == 1);
    const bool by_cols = (row == 1 || rows == 1) && (col >= rows || cols == 1);
    return by_rows || by_cols;
}

static const dim no_dim = {.extent = 1};

static const dim *dim_at(const dim_list *list, int i) {
    return i < list->n ? &list->at[i] : &no_dim;
}

/* Of the rows and inner dims that make matrices with the innermost columns, those that make the
 * largest ones. */
static bool choose_matrices(const dim_list *rows, const dim *column, const dim_list *inner, int a,
                            const dim **row, const dim **depth) {
    const int b = 1 - a;
    int64_t best = 0;
    for (int i = 0; i == 0 || i < rows->n; i++) {
        for (int j = 0; j == 0 || j < inner->n; j++) {
            const dim *r = dim_at(rows, i), *k = dim_at(inner, j);
            if (r->extent * k->extent > best &&
                is_matrix(r->extent, k->extent, r->stride[a], k->stride[a]) &&
                is_matrix(k->extent, column->extent, k->stride[b], column->stride[b])) {
                best = r->extent * k->extent;
                *row = r;
                *depth = k;
            }
        }
    }
    return best > 0;
}

/* Whether matrices of the result that are so far apart do not lie between each other. */
static bool are_apart(const product *p, const dim *one) {
    return one->stride[OF_OUT] >= (p->block.m - 1) * p->block.c_row + p->block.n;
}

/* The longest of the kept dims that are left is the batch, of those along which results are apart
 * where there is one. */
static void take_batch(product *p) {
    int longest = 0;
    for (int d = 1; d < p->n_kept; d++) {
        const dim *one = &p->other[d], *best = &p->other[longest];
        const bool apart = are_apart(p, one);
        longest = apart == are_apart(p, best) ? (one->extent > best->extent ? d : longest)
                  : apart                     ? d
                                              : longest;
    }
    if (p->n_kept > 0) {
        const dim batch = p->other[longest];
        p->block.batch = batch.extent;
        p->block.a_batch = batch.stride[p->a];
        p->block.b_batch = batch.stride[1 - p->a];
        p->block.c_batch = batch.stride[OF_OUT];
        p->n_kept--;
        p->n_other--;
        memmove(p->other + longest, p->other + longest + 1,
                (size_t)(p->n_other - longest) * sizeof batch);
    }
}

static void take_others(const contraction *t, const dim *const taken[3], product *p) {
    p->n_other = 0;
    for (int g = 0; g < TN_CONTRACT_GROUPS; g++) {
        p->n_kept = g == TN_CONTRACT_INNER ? p->n_other : 0;
        for (int d = 0; d < t->group[g].n; d++) {
            const dim *one = &t->group[g].at[d];
            if (one != taken[0] && one != taken[1] && one != taken[2]) {
                p->other[p->n_other++] = *one;
            }
        }
    }
    take_batch(p);
    p->launches = 1;
    for (int d = 0; d < p->n_other; d++) {
        p->launches *= p->other[d].extent;
    }
}

/* A product whose left factor is operand a. */
static bool find_product(const contraction *t, tn_dtype dtype, int a, product *p) {
    const int b = 1 - a;
    const dim_list *rows = &t->group[a == OF_A ? TN_CONTRACT_ROWS : TN_CONTRACT_COLUMNS];
    const dim_list *columns = &t->group[a == OF_A ? TN_CONTRACT_COLUMNS : TN_CONTRACT_ROWS];
    const dim *column = dim_at(columns, columns->n > 0 ? columns->n - 1 : 0), *row, *depth;
    if ((columns->n > 0 && column->stride[OF_OUT] != 1) ||
        !choose_matrices(rows, column, &t->group[TN_CONTRACT_INNER], a, &row, &depth)) {
        return false;
    }
    const int64_t c_row = row->stride[OF_OUT];
    *p = (product){.a = a,
                   .block = {.dtype = (uint8_t)dtype,
                             .conj_a = t->conj[a],
                             .conj_b = t->conj[b],
                             .tf32 = tn_allow_tf32(),
                             .batch = 1,
                             .m = row->extent,
                             .n = column->extent,
                             .k = depth->extent,
                             .a_row = row->stride[a],
                             .a_col = depth->stride[a],
                             .b_row = depth->stride[b],
                             .b_col = column->stride[b],
                             .c_row = c_row > column->extent ? c_row : column->extent,
                             .alpha = {1, 0}}};
    take_others(t, (const dim *const[]){row, column, depth}, p);
    /* Sums of half floats are rounded once. */
    return p->n_other == p->n_kept || (dtype != TN_F16 && dtype != TN_BF16);
}

/* The one with fewer launches. */
static bool best_product(const contraction *t, tn_dtype dtype, product *p) {
    product other;
    const bool straight = find_product(t, dtype, OF_A, p);
    if ((!straight || p->launches > 1) && find_product(t, dtype, OF_B, &other) &&
        (!straight || other.launches < p->launches)) {
        *p = other;
        return true;
    }
    return straight;
}

static int64_t work_of(const product *p) {
    return p->block.m * p->block.n * p->block.k * p->block.batch;
}

typedef struct tensors {
    tn_tensor *at[OPERANDS];
} tensors;

static tni_operands operands_of(const tensors *t) {
    tni_operands o = {0};
    tni_writes(&o, t->at[OF_OUT]);
    tni_reads(&o, t->at[OF_A]);
    tni_reads(&o, t->at[OF_B]);
    return o;
}

static void *moved(const tn_tensor *t, int64_t elements) {
    return (char *)tni_ptr(t) + elements * (int64_t)tn_dtype_bytes((tn_dtype)t->dtype);
}

static bool run_product(const tni_call *c, const product *p, const tensors *t) {
    for (int64_t launch = 0; launch < p->launches; launch++) {
        tn_k_matmul block = p->block;
        int64_t at[OPERANDS] = {0}, rest = launch;
        for (int d = p->n_other - 1; d >= 0; d--) {
            const int64_t index = rest % p->other[d].extent;
            rest /= p->other[d].extent;
            block.beta[0] = d >= p->n_kept && index > 0 ? 1 : block.beta[0];
            for (int k = 0; k < OPERANDS; k++) {
                at[k] += index * p->other[d].stride[k];
            }
        }
        block.a = moved(t->at[p->a], at[p->a]);
        block.b = moved(t->at[1 - p->a], at[1 - p->a]);
        block.c = moved(t->at[OF_OUT], at[OF_OUT]);
        tni_operands o = operands_of(t);
        if (!tni_launch_with_workspace(c, matmul, &block, &o)) {
            return false;
        }
    }
    return true;
}

/* ---- Copies ---------------------------------------------------------------------------------- */

/* The groups of a tensor's dims in the order of a copy, outermost first. */
static const tn_contract_group copied_order[OPERANDS][3] = {
    [OF_A] = {TN_CONTRACT_BATCH, TN_CONTRACT_ROWS, TN_CONTRACT_INNER},
    [OF_B] = {TN_CONTRACT_BATCH, TN_CONTRACT_INNER, TN_CONTRACT_COLUMNS},
    [OF_OUT] = {TN_CONTRACT_BATCH, TN_CONTRACT_ROWS, TN_CONTRACT_COLUMNS}};

/* Strides as if tensor k were a copy; elements of it. */
static int64_t lay_out_copy(contraction *t, int k) {
    int64_t stride = 1;
    for (int i = 2; i >= 0; i--) {
        dim_list *list = &t->group[copied_order[k][i]];
        for (int d = list->n - 1; d >= 0; d--) {
            list->at[d].stride[k] = stride;
            stride *= list->at[d].extent;
        }
    }
    return stride;
}

/* Tensor k, or memory laid out like a copy of it, with the dims of the contraction. */
static tn_tensor *as_dims(const tni_call *c, const contraction *t, int k, tn_tensor *from,
                          bool is_copy) {
    int64_t sizes[TN_MAX_DIMS], strides[TN_MAX_DIMS];
    int n = 0;
    for (int i = 0; i < 3; i++) {
        const dim_list *list = &t->group[copied_order[k][i]];
        for (int d = 0; d < list->n; d++) {
            sizes[n] = list->at[d].extent;
            strides[n++] = list->at[d].stride[k];
        }
    }
    return is_copy ? tni_temporary(c, (tn_dtype)from->dtype, n, sizes)
                   : tni_view(from, n, sizes, strides, from->offset);
}

/* Launches cost their time, too. */
static bool is_worth_launching(const product *p) {
    enum { LEAST_WORK = 1 << 17 };
    return p->launches == 1 || work_of(p) >= LEAST_WORK;
}

/* The set of tensors with the fewest elements whose copies leave a product that is worth it; 0
 * where none is needed. Copies of all always do. */
static int cheapest_copies(const contraction *t, tn_dtype dtype, product *p) {
    enum { ALL = (1 << OPERANDS) - 1 };
    int64_t least = INT64_MAX;
    int best = 0;
    for (int set = 0; set <= ALL && least > 0; set++) {
        contraction copied = *t;
        int64_t elements = 0;
        product found;
        for (int k = 0; k < OPERANDS; k++) {
            elements += set >> k & 1 ? lay_out_copy(&copied, k) : 0;
        }
        merge_all(&copied);
        if (elements < least && best_product(&copied, dtype, &found) &&
            is_worth_launching(&found)) {
            least = elements;
            best = set;
            *p = found;
        }
    }
    return best;
}

static bool run_copied(const tni_call *c, const contraction *t, tn_dtype dtype, tensors all) {
    product p;
    const int set = cheapest_copies(t, dtype, &p);
    tn_tensor *const out = all.at[OF_OUT];
    for (int k = 0; k < OPERANDS; k++) {
        tn_tensor *copy = set >> k & 1 ? as_dims(c, t, k, all.at[k], true) : all.at[k];
        tn_tensor *from = set >> k & 1 ? as_dims(c, t, k, all.at[k], false) : NULL;
        if (!copy || (from && k != OF_OUT && !tni_copy(c, copy, from))) {
            return false;
        }
        all.at[k] = copy;
    }
    return run_product(c, &p, &all) &&
           (!(set >> OF_OUT & 1) || tni_copy(c, as_dims(c, t, OF_OUT, out, false), all.at[OF_OUT]));
}

/* ---- As they lie ----------------------------------------------------------------------------- */

static bool run_contract(const tni_call *c, const contraction *t, tn_dtype dtype,
                         const tensors *all) {
    tn_k_contract k = {.dtype = (uint8_t)dtype,
                       .conj_a = t->conj[OF_A],
                       .conj_b = t->conj[OF_B],
                       .tf32 = tn_allow_tf32(),
                       .a = tni_ptr(all->at[OF_A]),
                       .b = tni_ptr(all->at[OF_B]),
                       .out = tni_ptr(all->at[OF_OUT])};
    int n = 0;
    for (int g = 0; g < TN_CONTRACT_GROUPS; g++) {
        k.count[g] = count_of(&t->group[g]);
        for (int d = 0; d < t->group[g].n; d++, n++) {
            const dim *one = &t->group[g].at[d];
            k.extents[n] = one->extent;
            k.a_strides[n] = one->stride[OF_A];
            k.b_strides[n] = one->stride[OF_B];
            k.out_strides[n] = one->stride[OF_OUT];
        }
        k.first[g + 1] = n;
    }
    tni_operands o = operands_of(all);
    return tni_launch_with_workspace(c, contract, &k, &o);
}

/* Whether a device that reads operands as they lie is better off with products. Several launches
 * want to be large ones; nobody has measured how large. */
static bool is_better_product(const contraction *t, tn_dtype dtype, product *p) {
    enum { MOST_LAUNCHES = 8, LEAST_WORK = 1 << 24 };
    int64_t count[TN_CONTRACT_GROUPS];
    for (int g = 0; g < TN_CONTRACT_GROUPS; g++) {
        count[g] = count_of(&t->group[g]);
    }
    return !tn_contract_is_thin(count) && best_product(t, dtype, p) &&
           (p->launches == 1 || (p->launches <= MOST_LAUNCHES && work_of(p) >= LEAST_WORK));
}

bool tni_run_sumproduct_pair(tni_call *c) {
    tn_tensor *out = c->out[0];
    const tn_dtype dtype = c->compute;
    tensors all = {{tni_cast(c, tni_tensor_arg(c, LEFT), dtype),
                    tni_cast(c, tni_tensor_arg(c, RIGHT), dtype), out}};
    uint32_t summed;
    if (!all.at[OF_A] || !all.at[OF_B] || !summed_mask(c, all.at[OF_A]->ndim, &summed)) {
        return false;
    }
    contraction t = {.conj = {tni_bool_arg(c, CONJ_LEFT), tni_bool_arg(c, CONJ_RIGHT)}};
    find_dims(&t, all.at[OF_A], all.at[OF_B], summed);
    if (out->numel == 0) {
        return true;
    }
    if (count_of(&t.group[TN_CONTRACT_INNER]) == 0) {
        return tni_fill(c, out, tn_value_int(0));
    }
    sort_inner(&t.group[TN_CONTRACT_INNER],
               all.at[OF_A]->numel >= all.at[OF_B]->numel ? OF_A : OF_B);
    merge_all(&t);
    product p;
    return !tni_has_kernel(c, TN_K_contract)  ? run_copied(c, &t, dtype, all)
           : is_better_product(&t, dtype, &p) ? run_product(c, &p, &all)
                                              : run_contract(c, &t, dtype, &all);
}
