/* view_op.c: new geometry over the same storage; nothing is copied. */
#include "ops/op.h"

/* The geometry under construction. */
typedef struct geometry {
    int ndim;
    int64_t sizes[TN_MAX_DIMS], strides[TN_MAX_DIMS], offset;
} geometry;

static geometry geometry_of(const tn_tensor *t) {
    geometry g = {.ndim = t->ndim, .offset = t->offset};
    memcpy(g.sizes, t->sizes, (size_t)t->ndim * sizeof g.sizes[0]);
    memcpy(g.strides, t->strides, (size_t)t->ndim * sizeof g.strides[0]);
    return g;
}

static bool finish(tni_call *c, const geometry *g) {
    c->out[0] = tni_view(tni_tensor_arg(c, 0), g->ndim, g->sizes, g->strides, g->offset);
    return c->out[0] != NULL;
}

static void swap(int64_t *a, int64_t *b) {
    const int64_t held = *a;
    *a = *b;
    *b = held;
}

static void remove_dim(geometry *g, int dim) {
    g->ndim--;
    for (int d = dim; d < g->ndim; d++) {
        g->sizes[d] = g->sizes[d + 1];
        g->strides[d] = g->strides[d + 1];
    }
}

static bool insert_dim(geometry *g, int dim, int64_t size, int64_t stride) {
    if (g->ndim == TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "a tensor has at most %d dims", TN_MAX_DIMS);
        return false;
    }
    for (int d = g->ndim; d > dim; d--) {
        g->sizes[d] = g->sizes[d - 1];
        g->strides[d] = g->strides[d - 1];
    }
    g->ndim++;
    g->sizes[dim] = size;
    g->strides[dim] = stride;
    return true;
}

/* ---- Order of dims --------------------------------------------------------------------------- */

bool tni_view_transpose(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    int a, b;
    if (!tni_wrap_dim(tni_int_arg(c, 1), g.ndim, &a) ||
        !tni_wrap_dim(tni_int_arg(c, 2), g.ndim, &b)) {
        return false;
    }
    if (g.ndim > 0) {
        swap(&g.sizes[a], &g.sizes[b]);
        swap(&g.strides[a], &g.strides[b]);
    }
    return finish(c, &g);
}

bool tni_view_t(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    if (g.ndim > 2) {
        tni_fail(TN_ERR_SHAPE, "takes a tensor of at most 2 dims, got shape %s; use transpose",
                 tni_shape_text(g.sizes, g.ndim));
        return false;
    }
    if (g.ndim == 2) {
        swap(&g.sizes[0], &g.sizes[1]);
        swap(&g.strides[0], &g.strides[1]);
    }
    return finish(c, &g);
}

/* Last two dims swapped (mT). */
bool tni_view_mT(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    if (g.ndim < 2) {
        tni_fail(TN_ERR_SHAPE, "takes at least 2 dims, got shape %s",
                 tni_shape_text(g.sizes, g.ndim));
        return false;
    }
    swap(&g.sizes[g.ndim - 1], &g.sizes[g.ndim - 2]);
    swap(&g.strides[g.ndim - 1], &g.strides[g.ndim - 2]);
    return finish(c, &g);
}

bool tni_view_permute(tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    const tn_ints dims = tni_ints_arg(c, 1);
    uint32_t mask = 0;
    if (dims.count != t->ndim || (dims.count > 0 && !tni_dims_mask(dims, t->ndim, &mask))) {
        tni_fail(TN_ERR_ARGUMENT, "needs each of the %d dims once, got dims %s", t->ndim,
                 tni_shape_text(dims.data, (int)dims.count));
        return false;
    }
    geometry g = {.ndim = t->ndim, .offset = t->offset};
    for (int d = 0; d < t->ndim; d++) {
        int from = 0;
        if (!tni_wrap_dim(dims.data[d], t->ndim, &from)) {
            return false;
        }
        g.sizes[d] = t->sizes[from];
        g.strides[d] = t->strides[from];
    }
    return finish(c, &g);
}

/* source dims go to destination places, the others keep their order. */
bool tni_compose_movedim(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    const tn_ints from = tni_ints_arg(c, 1), to = tni_ints_arg(c, 2);
    uint32_t from_mask = 0, to_mask = 0;
    if (from.count != to.count) {
        tni_fail(TN_ERR_ARGUMENT, "source has %lld dims, destination %lld; give as many",
                 (long long)from.count, (long long)to.count);
        return false;
    }
    if (from.count == 0) {
        c->out[0] = tn_alias(t);
        return c->out[0] != NULL;
    }
    if (!tni_dims_mask(from, t->ndim, &from_mask) || !tni_dims_mask(to, t->ndim, &to_mask)) {
        return false;
    }
    int64_t order[TN_MAX_DIMS];
    for (int64_t i = 0; i < from.count; i++) {
        int s = 0, d = 0;
        if (!tni_wrap_dim(from.data[i], t->ndim, &s) || !tni_wrap_dim(to.data[i], t->ndim, &d)) {
            return false;
        }
        order[d] = s;
    }
    int next = 0;
    for (int d = 0; d < t->ndim; d++) {
        if (to_mask >> d & 1) {
            continue;
        }
        while (from_mask >> next & 1) {
            next++;
        }
        order[d] = next++;
    }
    c->out[0] = tn_permute(t, ((tn_ints){order, t->ndim}));
    return c->out[0] != NULL;
}

/* ---- Parts ----------------------------------------------------------------------------------- */

bool tni_view_select(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    int dim;
    int64_t index = tni_int_arg(c, 2);
    if (g.ndim == 0) {
        tni_fail(TN_ERR_SHAPE,
                 "needs a tensor with dims; use item for the one number of a 0-d tensor");
        return false;
    }
    if (!tni_wrap_dim(tni_int_arg(c, 1), g.ndim, &dim)) {
        return false;
    }
    if (index < -g.sizes[dim] || index >= g.sizes[dim]) {
        tni_fail(TN_ERR_ARGUMENT,
                 "index %lld is out of range for dim %d of size %lld; use %lld to %lld",
                 (long long)index, dim, (long long)g.sizes[dim], (long long)-g.sizes[dim],
                 (long long)(g.sizes[dim] - 1));
        return false;
    }
    index += index < 0 ? g.sizes[dim] : 0;
    g.offset += index * g.strides[dim];
    remove_dim(&g, dim);
    return finish(c, &g);
}

static int64_t clamp_index(int64_t index, int64_t size) {
    index += index < 0 ? size : 0;
    return index < 0 ? 0 : index > size ? size : index;
}

bool tni_view_slice(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    int dim;
    if (g.ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "needs a tensor with dims; unsqueeze a 0-d tensor first");
        return false;
    }
    if (!tni_wrap_dim(tni_int_arg(c, 1), g.ndim, &dim)) {
        return false;
    }
    const int64_t step = tni_int_arg(c, 4);
    if (step <= 0) {
        tni_fail(TN_ERR_ARGUMENT, "step must be positive, got %lld", (long long)step);
        return false;
    }
    const int64_t size = g.sizes[dim];
    const int64_t start = tni_given(c, 2) ? clamp_index(tni_int_arg(c, 2), size) : 0;
    const int64_t end = tni_given(c, 3) ? clamp_index(tni_int_arg(c, 3), size) : size;
    const int64_t length = end > start ? end - start : 0;
    g.offset += start * g.strides[dim];
    g.sizes[dim] = length / step + (length % step != 0);
    g.strides[dim] *= g.sizes[dim] > 1 ? step : 1;
    return finish(c, &g);
}

bool tni_view_narrow(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    int dim;
    int64_t start = tni_int_arg(c, 2);
    const int64_t length = tni_int_arg(c, 3);
    if (g.ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "needs a tensor with dims; unsqueeze a 0-d tensor first");
        return false;
    }
    if (!tni_wrap_dim(tni_int_arg(c, 1), g.ndim, &dim)) {
        return false;
    }
    const int64_t size = g.sizes[dim];
    if (start < -size || start > size || length < 0 ||
        length > size - (start < 0 ? start + size : start)) {
        tni_fail(TN_ERR_ARGUMENT, "start %lld and length %lld must lie within dim %d of size %lld",
                 (long long)start, (long long)length, dim, (long long)size);
        return false;
    }
    start += start < 0 ? size : 0;
    g.offset += start * g.strides[dim];
    g.sizes[dim] = length;
    return finish(c, &g);
}

bool tni_view_diagonal(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    const int64_t shift = tni_int_arg(c, 1);
    int a, b;
    if (!tni_wrap_dim(tni_int_arg(c, 2), g.ndim, &a) ||
        !tni_wrap_dim(tni_int_arg(c, 3), g.ndim, &b)) {
        return false;
    }
    if (a == b || g.ndim < 2) {
        tni_fail(TN_ERR_ARGUMENT, "needs two different dims, got %d and %d of shape %s", a, b,
                 tni_shape_text(g.sizes, g.ndim));
        return false;
    }
    const int64_t rows = g.sizes[a] + (shift < 0 ? shift : 0);
    const int64_t cols = g.sizes[b] - (shift > 0 ? shift : 0);
    const int64_t length = rows < cols ? rows : cols;
    const int64_t stride = g.strides[a] + g.strides[b];
    if (length > 0) {
        g.offset += shift < 0 ? -shift * g.strides[a] : shift * g.strides[b];
    }
    remove_dim(&g, a > b ? a : b);
    remove_dim(&g, a > b ? b : a);
    return insert_dim(&g, g.ndim, length > 0 ? length : 0, stride) && finish(c, &g);
}

bool tni_view_unfold(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    const int64_t size = tni_int_arg(c, 2), step = tni_int_arg(c, 3);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), g.ndim, &dim)) {
        return false;
    }
    const int64_t extent = g.ndim ? g.sizes[dim] : 1;
    if (size < 0 || size > extent || step <= 0) {
        tni_fail(TN_ERR_ARGUMENT,
                 "size %lld must be at most that of dim %d (%lld), and step %lld positive",
                 (long long)size, dim, (long long)extent, (long long)step);
        return false;
    }
    if (g.ndim == 0) {
        return insert_dim(&g, 0, size, 1) && finish(c, &g);
    }
    const int64_t stride = g.strides[dim];
    g.sizes[dim] = (extent - size) / step + 1;
    g.strides[dim] = stride * step;
    return insert_dim(&g, g.ndim, size, stride) && finish(c, &g);
}

/* ---- Dims of size one and broadcast ---------------------------------------------------------- */

bool tni_view_unsqueeze(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), g.ndim + 1, &dim)) {
        return false;
    }
    const int64_t stride = dim < g.ndim ? g.sizes[dim] * g.strides[dim] : 1;
    return insert_dim(&g, dim, 1, stride) && finish(c, &g);
}

bool tni_view_squeeze(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    uint32_t mask = ~0u;
    if (tni_given(c, 1) && !tni_dims_mask(tni_ints_arg(c, 1), g.ndim, &mask)) {
        return false;
    }
    for (int d = g.ndim - 1; d >= 0; d--) {
        if ((mask >> d & 1) && g.sizes[d] == 1) {
            remove_dim(&g, d);
        }
    }
    return finish(c, &g);
}

bool tni_view_expand(tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    const tn_ints size = tni_ints_arg(c, 1);
    if (size.count < t->ndim || size.count > TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "%lld sizes for a tensor of shape %s: give one for each dim",
                 (long long)size.count, tni_shape_text(t->sizes, t->ndim));
        return false;
    }
    geometry g = {.ndim = (int)size.count, .offset = t->offset};
    const int shift = g.ndim - t->ndim;
    for (int d = 0; d < g.ndim; d++) {
        const int64_t old = d < shift ? 1 : t->sizes[d - shift];
        const int64_t wanted = size.data[d] == -1 && d >= shift ? old : size.data[d];
        if (wanted < 0 || (old != 1 && wanted != old)) {
            tni_fail(
                TN_ERR_SHAPE,
                "shape %s cannot be expanded to %s: only dims of size 1 grow, and dim %d must be "
                "%lld or -1",
                tni_shape_text(t->sizes, t->ndim), tni_shape_text(size.data, g.ndim), d,
                (long long)old);
            return false;
        }
        g.sizes[d] = wanted;
        g.strides[d] = old == 1 && wanted != 1 ? 0 : d < shift ? 0 : t->strides[d - shift];
    }
    return finish(c, &g);
}

/* ---- Other shapes ---------------------------------------------------------------------------- */

/* sizes with a -1 replaced by what is left; raises when the counts differ. */
static bool infer_size(const tn_tensor *t, tn_ints wanted, int64_t *sizes) {
    int64_t known = 1;
    int unknown = -1;
    if (wanted.count > TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "a tensor has at most %d dims, got %lld", TN_MAX_DIMS,
                 (long long)wanted.count);
        return false;
    }
    bool fits = true;
    for (int d = 0; d < (int)wanted.count; d++) {
        sizes[d] = wanted.data[d];
        if (sizes[d] == -1 && unknown < 0) {
            unknown = d;
        } else {
            fits = fits && tni_mul(known, sizes[d], &known);
        }
    }
    if (unknown >= 0) {
        fits = fits && known > 0 && t->numel % known == 0;
        sizes[unknown] = fits ? t->numel / known : 0;
    } else {
        fits = fits && known == t->numel;
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE, "shape %s must hold the %lld elements of a tensor of shape %s",
                 tni_shape_text(wanted.data, (int)wanted.count), (long long)t->numel,
                 tni_shape_text(t->sizes, t->ndim));
    }
    return fits;
}

/* Strides of the new shape over the old geometry, if there are any. Walks both shapes from the
 * right in runs of equal element counts; within a run the old dims must be mergeable. */
static bool view_strides(const tn_tensor *t, const int64_t *sizes, int ndim, int64_t *strides) {
    if (t->numel == 0) {
        tni_contiguous_strides(sizes, ndim, strides);
        return true;
    }
    int n = ndim - 1;
    int64_t run = 1, made = 1;
    int64_t base = t->ndim ? t->strides[t->ndim - 1] : 1;
    for (int d = t->ndim - 1; d >= 0; d--) {
        run *= t->sizes[d];
        const bool ends = d == 0 || (t->sizes[d - 1] != 1 && t->strides[d - 1] != run * base);
        if (!ends) {
            continue;
        }
        while (n >= 0 && (made < run || sizes[n] == 1)) {
            strides[n] = made * base;
            made *= sizes[n];
            n--;
        }
        if (made != run) {
            return false;
        }
        if (d > 0) {
            base = t->strides[d - 1];
            run = made = 1;
        }
    }
    for (; n >= 0; n--) {
        strides[n] = made * base;
    }
    return true;
}

bool tni_view_view(tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    geometry g = {.ndim = (int)tni_ints_arg(c, 1).count, .offset = t->offset};
    if (!infer_size(t, tni_ints_arg(c, 1), g.sizes)) {
        return false;
    }
    if (!view_strides(t, g.sizes, g.ndim, g.strides)) {
        tni_fail(TN_ERR_SHAPE, "shape %s is no view of shape %s with stride %s; use reshape",
                 tni_shape_text(g.sizes, g.ndim), tni_shape_text(t->sizes, t->ndim),
                 tni_shape_text(t->strides, t->ndim));
        return false;
    }
    return finish(c, &g);
}

bool tni_compose_reshape(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    int64_t sizes[TN_MAX_DIMS], strides[TN_MAX_DIMS];
    const int ndim = (int)tni_ints_arg(c, 1).count;
    if (!infer_size(t, tni_ints_arg(c, 1), sizes)) {
        return false;
    }
    tn_tensor *base = view_strides(t, sizes, ndim, strides) ? t : tn_clone(t);
    c->out[0] = tn_view(base, ((tn_ints){sizes, ndim}));
    return c->out[0] != NULL;
}

bool tni_compose_flatten(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    int first, last;
    if (!tni_wrap_dim(tni_int_arg(c, 1), t->ndim, &first) ||
        !tni_wrap_dim(tni_int_arg(c, 2), t->ndim, &last)) {
        return false;
    }
    if (first > last) {
        tni_fail(TN_ERR_ARGUMENT, "start_dim %d must not come after end_dim %d", first, last);
        return false;
    }
    int64_t sizes[TN_MAX_DIMS] = {1}, merged = 1;
    int n = 0;
    for (int d = 0; d < t->ndim; d++) {
        if (d < first || d > last) {
            sizes[n++] = t->sizes[d];
        } else {
            merged *= t->sizes[d];
            if (d == last) {
                sizes[n++] = merged;
            }
        }
    }
    c->out[0] = tn_reshape(t, ((tn_ints){sizes, t->ndim ? n : 1}));
    return c->out[0] != NULL;
}

bool tni_compose_unflatten(tni_call *c) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    const tn_ints parts = tni_ints_arg(c, 2);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), t->ndim, &dim)) {
        return false;
    }
    if (parts.count == 0 || t->ndim == 0 || t->ndim - 1 + parts.count > TN_MAX_DIMS) {
        tni_fail(TN_ERR_ARGUMENT, "needs 1 to %d sizes for dim %d, got %lld", TN_MAX_DIMS, dim,
                 (long long)parts.count);
        return false;
    }
    int64_t sizes[TN_MAX_DIMS];
    int n = 0;
    for (int d = 0; d < t->ndim; d++) {
        if (d != dim) {
            sizes[n++] = t->sizes[d];
            continue;
        }
        int64_t known = 1;
        int unknown = -1;
        for (int64_t i = 0; i < parts.count; i++) {
            unknown = parts.data[i] == -1 ? n : unknown;
            known *= parts.data[i] == -1 ? 1 : parts.data[i];
            sizes[n++] = parts.data[i];
        }
        if (unknown >= 0 && known > 0 && t->sizes[d] % known == 0) {
            sizes[unknown] = t->sizes[d] / known;
            known = t->sizes[d];
        }
        if (known != t->sizes[d]) {
            tni_fail(TN_ERR_SHAPE, "the product of sizes %s must be that of dim %d, %lld",
                     tni_shape_text(parts.data, (int)parts.count), dim, (long long)t->sizes[d]);
            return false;
        }
    }
    c->out[0] = tn_view(t, ((tn_ints){sizes, n}));
    return c->out[0] != NULL;
}

bool tni_view_as_strided(tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    const tn_ints size = tni_ints_arg(c, 1), stride = tni_ints_arg(c, 2);
    if (size.count != stride.count || size.count > TN_MAX_DIMS) {
        tni_fail(TN_ERR_ARGUMENT, "%lld sizes and %lld strides: give as many, at most %d",
                 (long long)size.count, (long long)stride.count, TN_MAX_DIMS);
        return false;
    }
    geometry g = {.ndim = (int)size.count,
                  .offset = tni_given(c, 3) ? tni_int_arg(c, 3) : t->offset};
    for (int d = 0; d < g.ndim; d++) {
        g.sizes[d] = size.data[d];
        g.strides[d] = stride.data[d];
    }
    return finish(c, &g);
}

/* ---- The same elements ----------------------------------------------------------------------- */

bool tni_view_alias(tni_call *c) {
    const geometry g = geometry_of(tni_tensor_arg(c, 0));
    return finish(c, &g);
}

/* ---- Complex numbers as pairs ---------------------------------------------------------------- */

static bool finish_as(tni_call *c, geometry *g, tn_dtype dtype) {
    c->out[0] = tni_view_as(tni_tensor_arg(c, 0), dtype, g->ndim, g->sizes, g->strides, g->offset);
    return c->out[0] != NULL;
}

/* Strides and offset counted in halves of a complex number. */
static void to_real_units(geometry *g) {
    for (int d = 0; d < g->ndim; d++) {
        g->strides[d] *= 2;
    }
    g->offset *= 2;
}

static bool is_complex_self(const tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    if (tni_is_complex((tn_dtype)t->dtype)) {
        return true;
    }
    tni_fail(TN_ERR_DTYPE, "takes a complex tensor, got %s", tn_dtype_name((tn_dtype)t->dtype));
    return false;
}

bool tni_view_as_real(tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    geometry g = geometry_of(t);
    if (!is_complex_self(c)) {
        return false;
    }
    to_real_units(&g);
    return insert_dim(&g, g.ndim, 2, 1) && finish_as(c, &g, tni_real_of((tn_dtype)t->dtype));
}

bool tni_view_as_complex(tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    geometry g = geometry_of(t);
    bool fits = (t->dtype == TN_F32 || t->dtype == TN_F64) && g.ndim > 0 &&
                g.sizes[g.ndim - 1] == 2 && g.strides[g.ndim - 1] == 1 && g.offset % 2 == 0;
    for (int d = 0; fits && d < g.ndim - 1; d++) {
        fits = g.strides[d] % 2 == 0;
        g.strides[d] /= 2;
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "takes f32 or f64 with a last dim of size 2 and stride 1 and even "
                 "other strides, got %s of shape %s and stride %s",
                 tn_dtype_name((tn_dtype)t->dtype), tni_shape_text(t->sizes, t->ndim),
                 tni_shape_text(t->strides, t->ndim));
        return false;
    }
    g.offset /= 2;
    g.ndim--;
    return finish_as(c, &g, tni_complex_of((tn_dtype)t->dtype));
}

bool tni_view_real(tni_call *c) {
    const tn_tensor *t = tni_tensor_arg(c, 0);
    geometry g = geometry_of(t);
    if (tni_is_complex((tn_dtype)t->dtype)) {
        to_real_units(&g);
    }
    return finish_as(c, &g, tni_real_of((tn_dtype)t->dtype));
}

bool tni_view_imag(tni_call *c) {
    geometry g = geometry_of(tni_tensor_arg(c, 0));
    if (!is_complex_self(c)) {
        return false;
    }
    to_real_units(&g);
    g.offset++;
    return finish_as(c, &g, tni_real_of((tn_dtype)tni_tensor_arg(c, 0)->dtype));
}
