#include "index_case.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static uint64_t draw(uint64_t *state, uint64_t below) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (*state >> 11) % below;
}

/* ---- Items ----------------------------------------------------------------------------------- */

static int64_t count_of(int ndim, const int64_t *size) {
    int64_t n = 1;
    for (int d = 0; d < ndim; d++) {
        n *= size[d];
    }
    return n;
}

/* Tensors of a case broadcast: dims from the end have size[d] or 1. */
static void make_list(index_case *x, int item, int64_t entries, const int64_t *size,
                      uint64_t *state) {
    index_tensor *t = &x->tensor[item];
    t->ndim = 1 + (int)draw(state, 2);
    for (int d = 0; d < t->ndim; d++) {
        t->size[t->ndim - 1 - d] = draw(state, 4) == 0 ? 1 : size[d];
    }
    const int64_t n = count_of(t->ndim, t->size);
    for (int64_t i = 0; i < n; i++) {
        t->entry[i] = entries ? (int64_t)draw(state, 2 * (uint64_t)entries) - entries : 0;
        if (entries == 0 || draw(state, 200) == 0) {
            t->entry[i] = draw(state, 2) ? entries : -entries - 1;
            x->leads_outside = true;
        }
    }
    x->item[item] = (tn_index_item){.kind = TN_INDEX_TENSOR};
}

static void make_mask(index_case *x, int item, int dim, int dims, uint64_t *state) {
    index_tensor *t = &x->tensor[item];
    t->ndim = dims;
    memcpy(t->size, x->size + dim, (size_t)dims * sizeof t->size[0]);
    const int64_t n = count_of(dims, t->size);
    for (int64_t i = 0; i < n; i++) {
        t->entry[i] = draw(state, 2) != 0;
    }
    x->item[item] = (tn_index_item){.kind = TN_INDEX_MASK};
}

static tn_index_item make_slice(int64_t size, uint64_t *state) {
    const int64_t start = (int64_t)draw(state, 2 * (uint64_t)size + 3) - size - 1;
    const int64_t stop = draw(state, 3) == 0 ? TN_END : start + (int64_t)draw(state, 6) - 1;
    return tn_index_slice(start, stop, (int64_t)draw(state, 3));
}

/* A mask counts as a tensor of one dim that broadcasts with no other: it stands alone. False when
 * there is no room for the items behind an ellipsis. */
static bool make_items(index_case *x, uint64_t *state) {
    const bool has_mask = draw(state, 4) == 0;
    const int64_t size[2] = {(int64_t)draw(state, 4), 1 + (int64_t)draw(state, 3)};
    bool has_ellipsis = false, mask_is_there = false;
    int dim = 0;
    while (dim < x->ndim && x->n < INDEX_ITEMS) {
        if (!has_ellipsis && draw(state, 6) == 0) {
            has_ellipsis = true;
            x->item[x->n++] = TN_ELLIPSIS;
            dim += (int)draw(state, (uint64_t)(x->ndim - dim) + 1);
            continue;
        }
        switch (draw(state, 6)) {
        case 0:
            x->item[x->n++] = TN_NEWAXIS;
            break;
        case 1:
            if (x->size[dim] > 0) {
                const int64_t entries = x->size[dim++];
                const int64_t entry = (int64_t)draw(state, 2 * (uint64_t)entries) - entries;
                if (draw(state, 3) == 0) { /* a tensor of no dims is a number, too */
                    x->tensor[x->n].entry[0] = entry;
                    x->item[x->n++] = (tn_index_item){.kind = TN_INDEX_TENSOR};
                } else {
                    x->item[x->n++] = TN_I(entry);
                }
            }
            break;
        case 2:
            x->item[x->n++] = make_slice(x->size[dim++], state);
            break;
        default:
            if (!has_mask) {
                make_list(x, x->n++, x->size[dim++], size, state);
            } else if (!mask_is_there) {
                const int dims = 1 + (int)draw(state, (uint64_t)(x->ndim - dim));
                make_mask(x, x->n++, dim, dims, state);
                mask_is_there = true;
                dim += dims;
            } else {
                x->item[x->n++] = TN_ALL;
                dim++;
            }
        }
        if (!has_ellipsis && draw(state, 6) == 0) {
            return true; /* what is left is taken whole */
        }
    }
    return dim == x->ndim || !has_ellipsis;
}

/* ---- What they stand for --------------------------------------------------------------------- */

/* A dim of the view: entries `stride` apart in the table, listed by a tensor or all of them. */
typedef struct axis {
    int64_t size, stride;
    int tensor;             /* item, or -1 */
    const int64_t *entries; /* of what the tensor broadcasts to */
} axis;

typedef struct meaning {
    int n;
    axis axis[INDEX_DIMS + INDEX_ITEMS];
    int64_t start;
    int list_ndim; /* what all tensors broadcast to */
    int64_t list_size[INDEX_DIMS];
    bool has_tensors;
} meaning;

static void add_axis(meaning *m, int64_t size, int64_t stride, int tensor) {
    m->axis[m->n++] = (axis){.size = size, .stride = stride, .tensor = tensor};
}

static int dims_for(const index_case *x, int item) {
    switch (x->item[item].kind) {
    case TN_INDEX_NEW_AXIS:
    case TN_INDEX_ELLIPSIS:
        return 0;
    case TN_INDEX_MASK:
        return x->tensor[item].ndim;
    default:
        return 1;
    }
}

static int64_t clipped(int64_t at, int64_t size) {
    at += at < 0 ? size : 0;
    return at < 0 ? 0 : at > size ? size : at;
}

/* Coordinates of what is true, one list for each of the mask's dims. */
static int64_t list_mask(const index_tensor *t, int64_t lists[INDEX_DIMS][INDEX_TABLE_MAX]) {
    int64_t n = 0;
    for (int64_t i = 0; i < count_of(t->ndim, t->size); i++) {
        if (!t->entry[i]) {
            continue;
        }
        int64_t rest = i;
        for (int d = t->ndim - 1; d >= 0; d--) {
            lists[d][n] = rest % t->size[d];
            rest /= t->size[d];
        }
        n++;
    }
    return n;
}

/* Element i of what all tensors broadcast to, in tensor t. */
static int64_t entry_at(const meaning *m, const index_tensor *t, int64_t i) {
    int64_t at = 0, step = 1;
    for (int d = 1; d <= m->list_ndim; d++) {
        const int64_t k = i % m->list_size[m->list_ndim - d];
        i /= m->list_size[m->list_ndim - d];
        if (d <= t->ndim) {
            at += t->size[t->ndim - d] == 1 ? 0 : k * step;
            step *= t->size[t->ndim - d];
        }
    }
    return t->entry[at];
}

static void join_list(meaning *m, const index_tensor *t) {
    for (int d = 1; d <= t->ndim; d++) {
        if (d > m->list_ndim) {
            memmove(m->list_size + 1, m->list_size, (size_t)m->list_ndim * sizeof(int64_t));
            m->list_size[0] = 1;
            m->list_ndim++;
        }
        int64_t *size = &m->list_size[m->list_ndim - d];
        *size = t->size[t->ndim - d] == 1 ? *size : t->size[t->ndim - d];
    }
}

static void take_item(const index_case *x, int i, int *dim, const int64_t *stride, int rest,
                      meaning *m) {
    tn_index_item number = x->item[i];
    if (number.kind == TN_INDEX_TENSOR && x->tensor[i].ndim == 0) {
        number = TN_I(x->tensor[i].entry[0]);
    }
    const tn_index_item *item = &number;
    const int64_t size = *dim < x->ndim ? x->size[*dim] : 1;
    int64_t first, last;
    switch (item->kind) {
    case TN_INDEX_NUMBER:
        m->start += (item->start < 0 ? item->start + size : item->start) * stride[(*dim)++];
        break;
    case TN_INDEX_SLICE:
        first = clipped(item->start, size);
        last = clipped(item->stop, size);
        const int64_t step = item->step ? item->step : 1;
        m->start += first * stride[*dim];
        add_axis(m, last > first ? (last - first + step - 1) / step : 0, step * stride[*dim], -1);
        ++*dim;
        break;
    case TN_INDEX_NEW_AXIS:
        add_axis(m, 1, 0, -1);
        break;
    case TN_INDEX_ELLIPSIS:
        for (; rest > 0; rest--, ++*dim) {
            add_axis(m, x->size[*dim], stride[*dim], -1);
        }
        break;
    case TN_INDEX_TENSOR:
    case TN_INDEX_MASK:
        m->has_tensors = true;
        for (int d = dims_for(x, i); d > 0; d--, ++*dim) {
            add_axis(m, x->size[*dim], stride[*dim], i);
        }
        break;
    }
}

static void find_axes(const index_case *x, meaning *m) {
    int64_t stride[INDEX_DIMS];
    int rest = x->ndim, dim = 0;
    for (int d = x->ndim - 1, step = 1; d >= 0; d--) {
        stride[d] = step;
        step *= (int)x->size[d];
    }
    for (int i = 0; i < x->n; i++) {
        rest -= dims_for(x, i);
    }
    for (int i = 0; i < x->n; i++) {
        take_item(x, i, &dim, stride, rest, m);
    }
    for (; dim < x->ndim; dim++) {
        add_axis(m, x->size[dim], stride[dim], -1);
    }
}

/* Where in the result the dims of tensors come: before the first of them when they stand together,
 * else first. */
static int place_of_list(const meaning *m) {
    int first = -1, last = -1, n = 0;
    for (int d = 0; d < m->n; d++) {
        if (m->axis[d].tensor >= 0) {
            first = first < 0 ? d : first;
            last = d;
            n++;
        }
    }
    return last - first + 1 == n ? first : 0;
}

static void find_shape(index_case *x, const meaning *m) {
    const int place = m->has_tensors ? place_of_list(m) : -1;
    for (int d = 0; d <= m->n; d++) {
        for (int k = 0; d == place && k < m->list_ndim; k++) {
            x->out_size[x->out_ndim++] = m->list_size[k];
        }
        if (d < m->n && m->axis[d].tensor < 0) {
            x->out_size[x->out_ndim++] = m->axis[d].size;
        }
    }
    x->n_picked = count_of(x->out_ndim, x->out_size);
}

/* The place of element i of the result. */
static int64_t place_of(const index_case *x, const meaning *m, int64_t i) {
    static int64_t lists[INDEX_DIMS][INDEX_TABLE_MAX];
    int64_t at[INDEX_DIMS + INDEX_ITEMS], list = 0, place = m->start;
    for (int d = x->out_ndim - 1; d >= 0; d--) {
        at[d] = i % x->out_size[d];
        i /= x->out_size[d];
    }
    const int begin = m->has_tensors ? place_of_list(m) : 0;
    for (int k = 0; k < m->list_ndim; k++) {
        list = list * m->list_size[k] + at[begin + k];
    }
    for (int d = 0, out = 0, mask_dim = 0; d <= m->n; d++) {
        out += d == begin && m->has_tensors ? m->list_ndim : 0;
        if (d == m->n) {
            break;
        }
        const axis *a = &m->axis[d];
        if (a->tensor < 0) {
            place += at[out++] * a->stride;
            continue;
        }
        const index_tensor *t = &x->tensor[a->tensor];
        int64_t entry;
        if (x->item[a->tensor].kind == TN_INDEX_MASK) {
            list_mask(t, lists);
            entry = lists[mask_dim++][list];
        } else {
            entry = entry_at(m, t, list);
        }
        place += (entry < 0 ? entry + a->size : entry) * a->stride;
    }
    return place;
}

static void find_meaning(index_case *x) {
    static int64_t lists[INDEX_DIMS][INDEX_TABLE_MAX];
    meaning m = {0};
    find_axes(x, &m);
    for (int i = 0; i < x->n; i++) {
        if (x->item[i].kind == TN_INDEX_TENSOR && x->tensor[i].ndim > 0) {
            join_list(&m, &x->tensor[i]);
        } else if (x->item[i].kind == TN_INDEX_MASK) {
            m.list_ndim = 1;
            m.list_size[0] = list_mask(&x->tensor[i], lists);
        }
    }
    find_shape(x, &m);
    x->leads_outside = x->leads_outside && count_of(m.list_ndim, m.list_size) > 0;
    if (x->n_picked > INDEX_PICKED_MAX) {
        return;
    }
    for (int64_t i = 0; i < x->n_picked && !x->leads_outside; i++) {
        x->picked[i] = place_of(x, &m, i);
    }
}

void make_index_case(uint64_t seed, index_case *x) {
    uint64_t state = seed * 0x9e3779b97f4a7c15u + 1;
    bool fits;
    do {
        memset(x, 0, offsetof(index_case, picked));
        draw(&state, 2);
        x->ndim = 1 + (int)draw(&state, INDEX_DIMS);
        for (int d = 0; d < x->ndim; d++) {
            x->size[d] = draw(&state, 10) == 0 ? 0 : 1 + (int64_t)draw(&state, 4);
        }
        fits = make_items(x, &state);
        if (fits) {
            find_meaning(x);
        }
    } while (!fits || x->n_picked > INDEX_PICKED_MAX);
}

/* ---- Against the library --------------------------------------------------------------------- */

/* Element i is i; every other case has its last dims in memory the other way round. */
static tn_tensor *make_table(const index_case *x, uint64_t seed, tn_device device) {
    const int64_t n = count_of(x->ndim, x->size);
    tn_tensor *t =
        tn_view(tn_arange(n, .dtype = TN_F64, .device = device), ((tn_ints){x->size, x->ndim}));
    return seed % 2 == 0 && x->ndim > 1 ? tn_mT(tn_clone(tn_mT(t))) : t;
}

static tn_tensor *make_tensor(const index_tensor *t, bool is_mask, bool is_narrow,
                              tn_device device) {
    const tn_ints sizes = {t->size, t->ndim};
    tn_tensor *whole = tn_from(t->entry, sizes, TN_I64, .device = device);
    return is_mask ? tn_ne(whole, 0) : is_narrow ? tn_to(whole, .dtype = TN_I32) : whole;
}

/* The tensors of every fourth case are on the CPU, wherever the table is. */
static tn_index_items make_device_items(const index_case *x, uint64_t seed, tn_device device,
                                        tn_index_item items[INDEX_ITEMS]) {
    device = seed % 4 == 1 ? TN_CPU : device;
    for (int i = 0; i < x->n; i++) {
        items[i] = x->item[i];
        if (items[i].kind == TN_INDEX_TENSOR || items[i].kind == TN_INDEX_MASK) {
            items[i].tensor =
                make_tensor(&x->tensor[i], items[i].kind == TN_INDEX_MASK, seed % 3 == 0, device);
        }
    }
    return (tn_index_items){items, x->n};
}

static char difference[TN_ERROR_MESSAGE_BYTES + 64];

static const char *taken_error(const char *what) {
    tn_error e = {0};
    tn_error_take(&e);
    snprintf(difference, sizeof difference, "%s: %s", what, e.message);
    return difference;
}

/* The elements of t in order; false with an error pending. */
static bool read_elements(const tn_tensor *t, double *out, int64_t n) {
    return t && tn_copy_to_host(t, out, (size_t)n * sizeof *out) == TN_OK;
}

/* Of the table, that an item is for. */
static int dim_of_item(const index_case *x, int item) {
    int dim = 0, rest = x->ndim;
    for (int i = 0; i < x->n; i++) {
        rest -= dims_for(x, i);
    }
    for (int i = 0; i < item; i++) {
        dim += x->item[i].kind == TN_INDEX_ELLIPSIS ? rest : dims_for(x, i);
    }
    return dim;
}

/* Whether an error names `call` and one of the entries that do not exist, with dim and size. */
static bool names_entry(const index_case *x, const char *message, const char *call) {
    char there[64];
    snprintf(there, sizeof there, "%s on cuda:", call);
    bool names = false;
    for (int i = 0; i < x->n && !names; i++) {
        const index_tensor *t = &x->tensor[i];
        const int dim = dim_of_item(x, i);
        const int64_t size = dim < x->ndim ? x->size[dim] : 0;
        for (int64_t k = 0; x->item[i].kind == TN_INDEX_TENSOR && k < count_of(t->ndim, t->size);
             k++) {
            char entry[64], range[64];
            snprintf(entry, sizeof entry, "index %lld of dim %d", (long long)t->entry[k], dim);
            snprintf(range, sizeof range, "must be at least %lld and less than %lld",
                     (long long)-size, (long long)size);
            names = names || ((t->entry[k] < -size || t->entry[k] >= size) &&
                              strstr(message, entry) && strstr(message, range));
        }
    }
    return names && (strncmp(message, call, strlen(call)) == 0 || strstr(message, there));
}

/* "" when there is an error that says which index of which call it was; where nothing is picked
 * there may be none. */
static const char *outside_is_told(const index_case *x, tn_device device, const char *call) {
    tn_error e = {0};
    if (tn_ok()) {
        tn_synchronize(device);
    }
    if (!tn_error_take(&e)) {
        return x->n_picked > 0 ? "an index that leads outside gave no error" : "";
    }
    if (e.code == TN_ERR_ARGUMENT && names_entry(x, e.message, call)) {
        return "";
    }
    snprintf(difference, sizeof difference, "the error does not say which index: %s", e.message);
    return difference;
}

static bool has_shape(const tn_tensor *t, const index_case *x) {
    bool same = tn_ndim(t) == x->out_ndim;
    for (int d = 0; same && d < x->out_ndim; d++) {
        same = tn_size(t, d) == x->out_size[d];
    }
    return same;
}

const char *check_index_read(const index_case *x, uint64_t seed, tn_device device) {
    static double got[INDEX_PICKED_MAX];
    tn_index_item items[INDEX_ITEMS];
    tn_tensor *table = make_table(x, seed, device);
    tn_tensor *r = tn_index_with(table, make_device_items(x, seed, device, items), (tn_site){0});
    if (x->leads_outside) {
        return outside_is_told(x, device, "index");
    }
    if (!r) {
        return taken_error("tn_index");
    }
    if (!has_shape(r, x)) {
        snprintf(difference, sizeof difference,
                 "the result has %d dims and %lld elements, not %d "
                 "and %lld",
                 tn_ndim(r), (long long)tn_numel(r), x->out_ndim, (long long)x->n_picked);
        return difference;
    }
    if (!read_elements(r, got, x->n_picked)) {
        return taken_error("reading the result");
    }
    for (int64_t i = 0; i < x->n_picked; i++) {
        if (got[i] != (double)x->picked[i]) {
            snprintf(difference, sizeof difference, "element %lld is that of place %g, not %lld",
                     (long long)i, got[i], (long long)x->picked[i]);
            return difference;
        }
    }
    return "";
}

/* Without accumulate the last value stays. */
static void write_wanted(const index_case *x, bool accumulate, bool one_value, double *table) {
    for (int64_t i = 0; i < x->n_picked; i++) {
        const double value = one_value ? 1000 : (double)(1000 + i);
        double *to = &table[x->picked[i]];
        *to = accumulate ? *to + value : value;
    }
}

static tn_tensor *make_values(const index_case *x, bool one_value, tn_device device) {
    if (one_value) {
        return tn_full(TN_SHAPE(1, 1), 1000, .dtype = TN_F64, .device = device);
    }
    tn_tensor *count = tn_arange(x->n_picked, .dtype = TN_F64, .device = device);
    return tn_view(tn_add(count, 1000), ((tn_ints){x->out_size, x->out_ndim}));
}

const char *check_index_write(const index_case *x, uint64_t seed, tn_device device) {
    static double got[INDEX_TABLE_MAX], wanted[INDEX_TABLE_MAX];
    const bool accumulate = seed % 5 < 2, one_value = seed % 7 == 0;
    const int64_t n = count_of(x->ndim, x->size);
    tn_index_item items[INDEX_ITEMS];
    tn_tensor *table = make_table(x, seed, device);
    tn_tensor *values = x->leads_outside ? tn_ones(TN_SHAPE(1), .dtype = TN_F64, .device = device)
                                         : make_values(x, one_value, device);
    tn_index_put_(table, make_device_items(x, seed, device, items), values,
                  .accumulate = accumulate);
    for (int64_t i = 0; i < n; i++) {
        wanted[i] = (double)i;
    }
    if (x->leads_outside) {
        const char *told = outside_is_told(x, device, "index_put_");
        if (*told || device.type != TN_DEVICE_CPU) {
            return told;
        }
    } else {
        write_wanted(x, accumulate, one_value, wanted);
    }
    if (!read_elements(table, got, n)) {
        return taken_error("tn_index_put_");
    }
    for (int64_t i = 0; i < n; i++) {
        if (got[i] != wanted[i]) {
            snprintf(difference, sizeof difference, "place %lld became %g, not %g%s", (long long)i,
                     got[i], wanted[i], accumulate ? ", accumulated" : "");
            return difference;
        }
    }
    return "";
}
