/* pool_op.c: max, average and adaptive pooling over the last two dims; one dim runs as two. Half
 * floats compute in f32. */
#include "ops/op.h"

/* ---- Geometry -------------------------------------------------------------------------------- */

static bool take_pair(const tni_call *c, int i, int64_t least, int64_t fallback, int64_t out[2]) {
    const tn_ints list = tni_ints_arg(c, i);
    if (list.count > 2) {
        tni_fail(TN_ERR_ARGUMENT, "%s has %lld numbers; give 1 or 2", c->op->args[i].name,
                 (long long)list.count);
        return false;
    }
    for (int k = 0; k < 2; k++) {
        out[k] = list.count == 0 ? fallback : list.data[list.count == 1 ? 0 : k];
        if (out[k] < least || out[k] > INT32_MAX) {
            tni_fail(TN_ERR_ARGUMENT, "%s must be at least %lld, got %lld", c->op->args[i].name,
                     (long long)least, (long long)out[k]);
            return false;
        }
    }
    return true;
}

/* kernel_size, stride and padding at arguments first, first + 1, first + 2. */
static bool take_windows(const tni_call *c, int first, tn_k_pool *p) {
    if (!take_pair(c, first, 1, 0, p->kernel) || !take_pair(c, first + 1, 1, 1, p->stride) ||
        !take_pair(c, first + 2, 0, 0, p->padding)) {
        return false;
    }
    if (tni_ints_arg(c, first + 1).count == 0) {
        memcpy(p->stride, p->kernel, sizeof p->stride);
    }
    for (int k = 0; k < 2; k++) {
        p->dilation[k] = 1;
        if (2 * p->padding[k] > p->kernel[k]) {
            tni_fail(TN_ERR_ARGUMENT, "padding %lld must be at most half of kernel_size %lld",
                     (long long)p->padding[k], (long long)p->kernel[k]);
            return false;
        }
    }
    return true;
}

/* The planes of sizes [..., H, W]. */
static bool take_input(const int64_t *sizes, int ndim, tn_k_pool *p) {
    if (ndim != 3 && ndim != 4) {
        tni_fail(TN_ERR_SHAPE, "takes [C, H, W] or [N, C, H, W], got shape %s",
                 tni_shape_text(sizes, ndim));
        return false;
    }
    p->planes = 1;
    for (int d = 0; d < ndim - 2; d++) {
        p->planes *= sizes[d];
    }
    for (int k = 0; k < 2; k++) {
        p->in[k] = sizes[ndim - 2 + k];
        if (p->in[k] == 0 && p->planes > 0) {
            tni_fail(TN_ERR_SHAPE, "cannot pool an empty plane (shape %s)",
                     tni_shape_text(sizes, ndim));
            return false;
        }
    }
    return true;
}

/* Windows along an axis; with ceil_mode the last may reach past the end, but must begin inside. */
static bool take_output(tn_k_pool *p, bool ceil_mode) {
    for (int k = 0; k < 2; k++) {
        const int64_t reach = (p->kernel[k] - 1) * p->dilation[k] + 1;
        const int64_t room = p->in[k] + 2 * p->padding[k] - reach;
        p->out[k] = room < 0 ? 0 : (room + (ceil_mode ? p->stride[k] - 1 : 0)) / p->stride[k] + 1;
        if (ceil_mode && (p->out[k] - 1) * p->stride[k] >= p->in[k] + p->padding[k]) {
            p->out[k]--;
        }
        if (p->out[k] < 1) {
            tni_fail(TN_ERR_SHAPE, "a window of %lld must fit in %lld elements padded by %lld",
                     (long long)reach, (long long)p->in[k], (long long)p->padding[k]);
            return false;
        }
    }
    return true;
}

static void set_planes_meta(tni_call *c, int k, tn_dtype dtype, const int64_t *sizes, int ndim,
                            const int64_t plane[2]) {
    int64_t out[4];
    memcpy(out, sizes, (size_t)(ndim - 2) * sizeof out[0]);
    out[ndim - 2] = plane[0];
    out[ndim - 1] = plane[1];
    tni_set_meta(c, k, dtype, ndim, out);
}

/* ---- Launch ---------------------------------------------------------------------------------- */

static tn_dtype kernel_dtype(const tn_tensor *t) {
    return t->dtype == TN_F64 ? TN_F64 : TN_F32;
}

/* Reads `from` (input or, backward, output gradient), writes c->out[0] in its own dtype. */
static bool launch(tni_call *c, tn_k_pool *p, tn_tensor *from, tn_tensor *indices, bool backward) {
    const tn_dtype dtype = kernel_dtype(from);
    tn_tensor *out = c->out[0];
    tn_tensor *source = tni_cast_contiguous(c, from, dtype);
    tn_tensor *target = out->dtype == dtype ? out : tni_temporary(c, dtype, out->ndim, out->sizes);
    if (!source || !target) {
        return false;
    }
    p->dtype = (uint8_t)dtype;
    p->input = tni_ptr(backward ? target : source);
    p->output = tni_ptr(backward ? source : target);
    p->indices = indices ? (int64_t *)tni_ptr(indices) : NULL;
    if (p->planes == 0) {
        return true;
    }
    tni_operands o = {0};
    tni_writes(&o, target);
    tni_reads(&o, source);
    if (indices && backward) {
        tni_reads(&o, indices);
    } else if (indices) {
        tni_writes(&o, indices);
    }
    return tni_launch(c, pool, p, &o) && (target == out || tni_copy(c, out, target));
}

static bool claimed(const tni_call *c) {
    return tni_check_dtype(c, (tn_dtype)tni_tensor_arg(c, 0)->dtype);
}

/* ---- Max: (self, kernel_size, stride, padding, dilation, ceil_mode) -------------------------- */

static bool max_block(const tni_call *c, tn_k_pool *p) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    p->code = TN_POOL_MAX;
    return claimed(c) && take_windows(c, 1, p) && take_pair(c, 4, 1, 1, p->dilation) &&
           take_input(self->sizes, self->ndim, p) && take_output(p, tni_bool_arg(c, 5));
}

bool tni_infer_max_pool(tni_call *c) {
    tn_k_pool p = {0};
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (!max_block(c, &p)) {
        return false;
    }
    set_planes_meta(c, 0, (tn_dtype)self->dtype, self->sizes, self->ndim, p.out);
    set_planes_meta(c, 1, TN_I64, self->sizes, self->ndim, p.out);
    return true;
}

bool tni_run_max_pool(tni_call *c) {
    tn_k_pool p = {0};
    if (!max_block(c, &p)) {
        return false;
    }
    return launch(c, &p, tni_tensor_arg(c, 0), c->out[1], false);
}

/* adaptive_max_pool2d(self, output_size) */
static bool adaptive_block(const tni_call *c, tn_k_pool *p, tn_pool_code code) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    p->code = (uint8_t)code;
    p->adaptive = true;
    return claimed(c) && take_input(self->sizes, self->ndim, p) && take_pair(c, 1, 1, 1, p->out);
}

bool tni_infer_adaptive_pool(tni_call *c) {
    tn_k_pool p = {0};
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (!adaptive_block(c, &p, TN_POOL_AVG)) {
        return false;
    }
    set_planes_meta(c, 0, (tn_dtype)self->dtype, self->sizes, self->ndim, p.out);
    if (c->n_out > 1) {
        set_planes_meta(c, 1, TN_I64, self->sizes, self->ndim, p.out);
    }
    return true;
}

bool tni_run_adaptive_max_pool(tni_call *c) {
    tn_k_pool p = {0};
    if (!adaptive_block(c, &p, TN_POOL_MAX)) {
        return false;
    }
    return launch(c, &p, tni_tensor_arg(c, 0), c->out[1], false);
}

bool tni_run_adaptive_avg_pool(tni_call *c) {
    tn_k_pool p = {0};
    return adaptive_block(c, &p, TN_POOL_AVG) && launch(c, &p, tni_tensor_arg(c, 0), NULL, false);
}

/* max_pool2d_backward(grad, indices, input_size) */
static bool backward_size(const tni_call *c, int at, tn_k_pool *p) {
    const tn_ints size = tni_ints_arg(c, at);
    const tn_tensor *grad = tni_tensor_arg(c, 0);
    bool fits = size.count == grad->ndim && (size.count == 3 || size.count == 4);
    for (int d = 0; fits && d < grad->ndim - 2; d++) {
        fits = size.data[d] == grad->sizes[d];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE, "grad of shape %s must have the batch and channels of input_size %s",
                 tni_shape_text(grad->sizes, grad->ndim),
                 tni_shape_text(size.data, (int)size.count));
        return false;
    }
    return take_input(size.data, (int)size.count, p);
}

bool tni_infer_max_pool_backward(tni_call *c) {
    tn_k_pool p = {0};
    const tn_tensor *grad = tni_tensor_arg(c, 0), *indices = tni_tensor_arg(c, 1);
    const tn_ints size = tni_ints_arg(c, 2);
    if (!claimed(c) || !backward_size(c, 2, &p)) {
        return false;
    }
    if (indices->dtype != TN_I64 || indices->ndim != grad->ndim ||
        memcmp(indices->sizes, grad->sizes, (size_t)grad->ndim * sizeof(int64_t)) != 0) {
        tni_fail(TN_ERR_SHAPE, "indices must be i64 in grad's shape %s, got %s of %s",
                 tni_shape_text(grad->sizes, grad->ndim),
                 tni_shape_text(indices->sizes, indices->ndim),
                 tn_dtype_name((tn_dtype)indices->dtype));
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)grad->dtype, (int)size.count, size.data);
    return true;
}

bool tni_run_max_pool_backward(tni_call *c) {
    tn_k_pool p = {.code = TN_POOL_MAX_BACKWARD};
    const tn_tensor *grad = tni_tensor_arg(c, 0);
    tn_tensor *indices = tni_contiguous(c, tni_tensor_arg(c, 1));
    if (!indices || !backward_size(c, 2, &p)) {
        return false;
    }
    memcpy(p.out, grad->sizes + grad->ndim - 2, sizeof p.out);
    return launch(c, &p, tni_tensor_arg(c, 0), indices, true);
}

/* ---- Average: (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override) - */

static bool avg_options(const tni_call *c, int first, tn_k_pool *p) {
    p->count_padding = tni_bool_arg(c, first + 4);
    if (tni_given(c, first + 5)) {
        p->divisor = tni_int_arg(c, first + 5);
        if (p->divisor == 0) {
            tni_fail(TN_ERR_ARGUMENT, "divisor_override must not be 0");
            return false;
        }
    }
    return take_windows(c, first, p);
}

static bool avg_block(const tni_call *c, tn_k_pool *p) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    p->code = TN_POOL_AVG;
    return claimed(c) && avg_options(c, 1, p) && take_input(self->sizes, self->ndim, p) &&
           take_output(p, tni_bool_arg(c, 4));
}

bool tni_infer_avg_pool(tni_call *c) {
    tn_k_pool p = {0};
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (!avg_block(c, &p)) {
        return false;
    }
    set_planes_meta(c, 0, (tn_dtype)self->dtype, self->sizes, self->ndim, p.out);
    return true;
}

bool tni_run_avg_pool(tni_call *c) {
    tn_k_pool p = {0};
    return avg_block(c, &p) && launch(c, &p, tni_tensor_arg(c, 0), NULL, false);
}

/* avg_pool2d_backward(grad, input_size, options…) */
static bool avg_backward_block(const tni_call *c, tn_k_pool *p) {
    const tn_tensor *grad = tni_tensor_arg(c, 0);
    p->code = TN_POOL_AVG_BACKWARD;
    if (!claimed(c) || !avg_options(c, 2, p) || !backward_size(c, 1, p) ||
        !take_output(p, tni_bool_arg(c, 5))) {
        return false;
    }
    if (memcmp(grad->sizes + grad->ndim - 2, p->out, sizeof p->out) != 0) {
        tni_fail(TN_ERR_SHAPE,
                 "grad of shape %s must end in the windows that pooling gives, %lld x %lld",
                 tni_shape_text(grad->sizes, grad->ndim), (long long)p->out[0],
                 (long long)p->out[1]);
        return false;
    }
    return true;
}

static void set_size_meta(tni_call *c, int at) {
    const tn_ints size = tni_ints_arg(c, at);
    tni_set_meta(c, 0, (tn_dtype)tni_tensor_arg(c, 0)->dtype, (int)size.count, size.data);
}

bool tni_infer_avg_pool_backward(tni_call *c) {
    tn_k_pool p = {0};
    if (!avg_backward_block(c, &p)) {
        return false;
    }
    set_size_meta(c, 1);
    return true;
}

bool tni_run_avg_pool_backward(tni_call *c) {
    tn_k_pool p = {0};
    return avg_backward_block(c, &p) && launch(c, &p, tni_tensor_arg(c, 0), NULL, true);
}

/* adaptive_avg_pool2d_backward(grad, input_size) */
bool tni_infer_adaptive_avg_pool_backward(tni_call *c) {
    tn_k_pool p = {0};
    if (!claimed(c) || !backward_size(c, 1, &p)) {
        return false;
    }
    set_size_meta(c, 1);
    return true;
}

bool tni_run_adaptive_avg_pool_backward(tni_call *c) {
    tn_k_pool p = {.code = TN_POOL_AVG_BACKWARD, .adaptive = true};
    const tn_tensor *grad = tni_tensor_arg(c, 0);
    if (!backward_size(c, 1, &p)) {
        return false;
    }
    memcpy(p.out, grad->sizes + grad->ndim - 2, sizeof p.out);
    return launch(c, &p, tni_tensor_arg(c, 0), NULL, true);
}

/* ---- Composed forms -------------------------------------------------------------------------- */

bool tni_compose_max_pool2d(tni_call *c) {
    c->out[0] =
        tn_max_pool2d_with_indices(tni_tensor_arg(c, 0), tni_ints_arg(c, 1),
                                   .stride = tni_ints_arg(c, 2), .padding = tni_ints_arg(c, 3),
                                   .dilation = tni_ints_arg(c, 4), .ceil_mode = tni_bool_arg(c, 5))
            .result;
    return c->out[0] != NULL;
}

/* One dim as two: a window of one row. {0} stays "not given". */
static tn_ints row(tn_ints list, int64_t first, int64_t out[2]) {
    if (list.count != 1) {
        return list;
    }
    out[0] = first;
    out[1] = list.data[0];
    return (tn_ints){out, 2};
}

bool tni_compose_max_pool1d(tni_call *c) {
    int64_t kernel[2], stride[2], padding[2], dilation[2];
    tn_tensor *wide = tn_unsqueeze(tni_tensor_arg(c, 0), -2);
    tn_tensor *out = tn_max_pool2d(
        wide, row(tni_ints_arg(c, 1), 1, kernel), .stride = row(tni_ints_arg(c, 2), 1, stride),
        .padding = row(tni_ints_arg(c, 3), 0, padding),
        .dilation = row(tni_ints_arg(c, 4), 1, dilation), .ceil_mode = tni_bool_arg(c, 5));
    c->out[0] = tn_squeeze(out, .dim = TN_DIMS(-2));
    return c->out[0] != NULL;
}

bool tni_compose_avg_pool1d(tni_call *c) {
    int64_t kernel[2], stride[2], padding[2];
    tn_tensor *wide = tn_unsqueeze(tni_tensor_arg(c, 0), -2);
    tn_tensor *out = tn_avg_pool2d(
        wide, row(tni_ints_arg(c, 1), 1, kernel), .stride = row(tni_ints_arg(c, 2), 1, stride),
        .padding = row(tni_ints_arg(c, 3), 0, padding), .ceil_mode = tni_bool_arg(c, 4),
        .no_count_include_pad = !tni_bool_arg(c, 5));
    c->out[0] = tn_squeeze(out, .dim = TN_DIMS(-2));
    return c->out[0] != NULL;
}

bool tni_compose_adaptive_max_pool1d(tni_call *c) {
    int64_t size[2];
    tn_tensor *wide = tn_unsqueeze(tni_tensor_arg(c, 0), -2);
    const tn_adaptive_max_pool2d_result r =
        tn_adaptive_max_pool2d(wide, row(tni_ints_arg(c, 1), 1, size));
    c->out[0] = tn_squeeze(r.result, .dim = TN_DIMS(-2));
    c->out[1] = tn_squeeze(r.indices, .dim = TN_DIMS(-2));
    return c->out[0] && c->out[1];
}

bool tni_compose_adaptive_avg_pool1d(tni_call *c) {
    int64_t size[2];
    tn_tensor *wide = tn_unsqueeze(tni_tensor_arg(c, 0), -2);
    tn_tensor *out = tn_adaptive_avg_pool2d(wide, row(tni_ints_arg(c, 1), 1, size));
    c->out[0] = tn_squeeze(out, .dim = TN_DIMS(-2));
    return c->out[0] != NULL;
}
