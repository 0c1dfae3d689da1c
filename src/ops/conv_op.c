/* conv_op.c: convolutions. Three kernel rows are closed under differentiation: the convolution
 * itself and its gradients with respect to input and weight; each one's gradients are the other
 * two. A transposed convolution is the gradient with respect to the input. One spatial dim runs as
 * two, the first of size one. */
#include "ops/op.h"

/* ---- Geometry -------------------------------------------------------------------------------- */

/* Element i of a list that may hold one number for all dims. */
static int64_t entry(tn_ints list, int i, int64_t fallback) {
    return list.count == 0 ? fallback : list.data[list.count == 1 ? 0 : i];
}

static bool check_list(tn_ints list, int dims, int64_t least, const char *name) {
    if (list.count > 1 && list.count != dims) {
        tni_fail(TN_ERR_ARGUMENT, "%s has %lld numbers; give 1 or %d", name, (long long)list.count,
                 dims);
        return false;
    }
    for (int64_t i = 0; i < list.count; i++) {
        if (list.data[i] < least || list.data[i] > INT32_MAX) {
            tni_fail(TN_ERR_ARGUMENT, "%s must be at least %lld, got %lld", name, (long long)least,
                     (long long)list.data[i]);
            return false;
        }
    }
    return true;
}

/* Arguments `first` to first + 3 of every row: stride, padding, dilation, groups. */
static bool take_options(const tni_call *c, int first, tn_k_conv *p) {
    const tn_ints stride = tni_ints_arg(c, first), padding = tni_ints_arg(c, first + 1);
    const tn_ints dilation = tni_ints_arg(c, first + 2);
    p->groups = tni_int_arg(c, first + 3);
    if (!check_list(stride, 2, 1, "stride") || !check_list(padding, 2, 0, "padding") ||
        !check_list(dilation, 2, 1, "dilation")) {
        return false;
    }
    if (p->groups < 1) {
        tni_fail(TN_ERR_ARGUMENT, "groups must be positive, got %lld", (long long)p->groups);
        return false;
    }
    for (int i = 0; i < 2; i++) {
        p->stride[i] = entry(stride, i, 1);
        p->padding[i] = entry(padding, i, 0);
        p->dilation[i] = entry(dilation, i, 1);
    }
    return true;
}

/* Sizes from input [N, C, H, W] and weight [O, C / groups, kh, kw]; raises when they do not fit. */
static bool take_sizes(tn_k_conv *p, const int64_t *input, const int64_t *weight) {
    p->batch = input[0];
    p->in_channels = input[1];
    p->out_channels = weight[0];
    int64_t channels;
    if (!tni_mul(weight[1], p->groups, &channels) || channels != p->in_channels ||
        p->out_channels % p->groups != 0) {
        tni_fail(TN_ERR_SHAPE,
                 "input of shape %s and weight of shape %s do not fit with groups "
                 "%lld: weight must be [out, in / groups, height, width], out a multiple of groups",
                 tni_shape_text(input, 4), tni_shape_text(weight, 4), (long long)p->groups);
        return false;
    }
    for (int i = 0; i < 2; i++) {
        p->in[i] = input[2 + i];
        p->kernel[i] = weight[2 + i];
        const int64_t room = p->in[i] + 2 * p->padding[i];
        const int64_t reach = (p->kernel[i] - 1) * p->dilation[i] + 1;
        if (p->kernel[i] < 1 || reach > room) {
            tni_fail(TN_ERR_SHAPE,
                     "the kernel (%lld wide with its dilation) must fit in the "
                     "padded input (%lld wide) in spatial dim %d",
                     (long long)reach, (long long)room, i);
            return false;
        }
        p->out[i] = (room - reach) / p->stride[i] + 1;
    }
    return true;
}

static bool four_dims(const tn_tensor *t, const char *name) {
    if (t->ndim == 4) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "%s must have 4 dims [batch, channels, height, width], got shape %s",
             name, tni_shape_text(t->sizes, t->ndim));
    return false;
}

static bool same_dtypes(const tni_call *c, int a, int b) {
    const tn_tensor *x = tni_tensor_arg(c, a), *y = tni_tensor_arg(c, b);
    if (!tni_check_dtype(c, (tn_dtype)x->dtype)) {
        return false;
    }
    if (x->dtype == y->dtype) {
        return true;
    }
    tni_fail(TN_ERR_DTYPE, "%s is %s but %s is %s; cast one of them", c->op->args[a].name,
             tn_dtype_name((tn_dtype)x->dtype), c->op->args[b].name,
             tn_dtype_name((tn_dtype)y->dtype));
    return false;
}

/* ---- convolution ----------------------------------------------------------------------------- */

static bool forward_block(const tni_call *c, tn_k_conv *p) {
    const tn_tensor *input = tni_tensor_arg(c, 0), *weight = tni_tensor_arg(c, 1);
    return four_dims(input, "input") && four_dims(weight, "weight") && take_options(c, 3, p) &&
           take_sizes(p, input->sizes, weight->sizes);
}

bool tni_infer_convolution(tni_call *c) {
    tn_k_conv p;
    const tn_tensor *bias = tni_tensor_arg(c, 2);
    if (!same_dtypes(c, 0, 1) || (bias && !same_dtypes(c, 0, 2)) || !forward_block(c, &p)) {
        return false;
    }
    if (bias && (bias->ndim != 1 || bias->sizes[0] != p.out_channels)) {
        tni_fail(TN_ERR_SHAPE, "bias of shape %s must be [%lld]",
                 tni_shape_text(bias->sizes, bias->ndim), (long long)p.out_channels);
        return false;
    }
    const int64_t sizes[4] = {p.batch, p.out_channels, p.out[0], p.out[1]};
    c->compute = (tn_dtype)tni_tensor_arg(c, 0)->dtype;
    tni_set_meta(c, 0, c->compute, 4, sizes);
    return true;
}

/* The result goes to *slot of the block. */
static bool launch(tni_call *c, tn_k_conv *p, void **slot, tni_operands *o) {
    tn_tensor *out = c->out[0];
    p->dtype = (uint8_t)c->compute;
    p->tf32 = tn_allow_tf32();
    *slot = tni_ptr(out);
    tni_writes(o, out);
    return out->numel == 0 || tni_launch_with_workspace(c, conv, p, o);
}

static void *operand(tni_call *c, tn_tensor *t, tni_operands *o) {
    tn_tensor *ready = tni_cast_contiguous(c, t, c->compute);
    if (!ready) {
        return NULL;
    }
    tni_reads(o, ready);
    return tni_ptr(ready);
}

bool tni_run_convolution(tni_call *c) {
    tn_k_conv p = {.code = TN_CONV_FORWARD};
    tni_operands o = {0};
    if (!forward_block(c, &p)) {
        return false;
    }
    tn_tensor *bias = tni_tensor_arg(c, 2);
    p.input = operand(c, tni_tensor_arg(c, 0), &o);
    p.weight = operand(c, tni_tensor_arg(c, 1), &o);
    p.bias = bias ? operand(c, bias, &o) : NULL;
    if (tni_pending() != TN_OK) {
        return false;
    }
    if (tni_tensor_arg(c, 0)->numel == 0) {
        return !bias ? tni_fill(c, c->out[0], tn_value_int(0))
                     : tni_copy(c, c->out[0], tn_view(bias, TN_SHAPE(1, -1, 1, 1)));
    }
    return launch(c, &p, &p.output, &o);
}

/* ---- Its gradients as ops -------------------------------------------------------------------- */

/* grad must have the shape that the convolution's result has. */
static bool check_grad(const tn_tensor *grad, const tn_k_conv *p) {
    const int64_t wanted[4] = {p->batch, p->out_channels, p->out[0], p->out[1]};
    if (memcmp(grad->sizes, wanted, sizeof wanted) == 0) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "grad has shape %s, but must have that of the convolution's result, %s",
             tni_shape_text(grad->sizes, 4), tni_shape_text(wanted, 4));
    return false;
}

static bool four_sizes(tn_ints sizes, const char *name) {
    if (sizes.count == 4) {
        for (int i = 0; i < 4; i++) {
            if (sizes.data[i] < 0) {
                tni_fail(TN_ERR_SHAPE, "%s has a negative size: %s", name,
                         tni_shape_text(sizes.data, 4));
                return false;
            }
        }
        return true;
    }
    tni_fail(TN_ERR_ARGUMENT, "%s must have 4 sizes, got %lld", name, (long long)sizes.count);
    return false;
}

static bool input_block(const tni_call *c, tn_k_conv *p) {
    const tn_tensor *grad = tni_tensor_arg(c, 0), *weight = tni_tensor_arg(c, 1);
    const tn_ints size = tni_ints_arg(c, 2);
    return four_dims(grad, "grad") && four_dims(weight, "weight") &&
           four_sizes(size, "input_size") && take_options(c, 3, p) &&
           take_sizes(p, size.data, weight->sizes) && check_grad(grad, p);
}

bool tni_infer_conv_input(tni_call *c) {
    tn_k_conv p;
    if (!same_dtypes(c, 0, 1) || !input_block(c, &p)) {
        return false;
    }
    c->compute = (tn_dtype)tni_tensor_arg(c, 0)->dtype;
    tni_set_meta(c, 0, c->compute, 4, tni_ints_arg(c, 2).data);
    return true;
}

bool tni_run_conv_input(tni_call *c) {
    tn_k_conv p = {.code = TN_CONV_INPUT};
    tni_operands o = {0};
    if (!input_block(c, &p)) {
        return false;
    }
    p.output = operand(c, tni_tensor_arg(c, 0), &o);
    p.weight = operand(c, tni_tensor_arg(c, 1), &o);
    if (tni_pending() != TN_OK) {
        return false;
    }
    return p.out_channels == 0 ? tni_fill(c, c->out[0], tn_value_int(0))
                               : launch(c, &p, &p.input, &o);
}

static bool weight_block(const tni_call *c, tn_k_conv *p) {
    const tn_tensor *grad = tni_tensor_arg(c, 0), *input = tni_tensor_arg(c, 1);
    const tn_ints size = tni_ints_arg(c, 2);
    return four_dims(grad, "grad") && four_dims(input, "input") &&
           four_sizes(size, "weight_size") && take_options(c, 3, p) &&
           take_sizes(p, input->sizes, size.data) && check_grad(grad, p);
}

bool tni_infer_conv_weight(tni_call *c) {
    tn_k_conv p;
    if (!same_dtypes(c, 0, 1) || !weight_block(c, &p)) {
        return false;
    }
    c->compute = (tn_dtype)tni_tensor_arg(c, 0)->dtype;
    tni_set_meta(c, 0, c->compute, 4, tni_ints_arg(c, 2).data);
    return true;
}

bool tni_run_conv_weight(tni_call *c) {
    tn_k_conv p = {.code = TN_CONV_WEIGHT};
    tni_operands o = {0};
    if (!weight_block(c, &p)) {
        return false;
    }
    p.output = operand(c, tni_tensor_arg(c, 0), &o);
    p.input = operand(c, tni_tensor_arg(c, 1), &o);
    if (tni_pending() != TN_OK) {
        return false;
    }
    return tni_tensor_arg(c, 1)->numel == 0 ? tni_fill(c, c->out[0], tn_value_int(0))
                                            : launch(c, &p, &p.weight, &o);
}

/* ---- The public forms ------------------------------------------------------------------------ */

/* A tensor of `dims` spatial dims as one of two: [N, C, L] -> [N, C, 1, L]; unbatched input gets a
 * batch of one. */
static tn_tensor *as_two_dims(tn_tensor *t, int dims, bool batched) {
    t = batched ? t : tn_unsqueeze(t, 0);
    return dims == 1 ? tn_unsqueeze(t, 2) : t;
}

static tn_tensor *from_two_dims(tn_tensor *t, int dims, bool batched) {
    t = dims == 1 ? tn_squeeze(t, .dim = TN_DIMS(2)) : t;
    return batched ? t : tn_squeeze(t, .dim = TN_DIMS(0));
}

typedef struct options {
    int64_t stride[2], padding[2], dilation[2], extra[2];
} options;

static tn_ints two(const int64_t *numbers) {
    return (tn_ints){numbers, 2};
}

/* Widens lists of 1 or `dims` numbers to two; a missing first dim neither strides nor pads. */
static bool widen(tn_ints list, int dims, int64_t fallback, int64_t least, const char *name,
                  int64_t out[2]) {
    if (!check_list(list, dims, least, name)) {
        return false;
    }
    out[0] = dims == 1 ? fallback : entry(list, 0, fallback);
    out[1] = entry(list, dims - 1, fallback);
    return true;
}

static bool check_rank(const tn_tensor *input, const tn_tensor *weight, int dims) {
    if (weight->ndim == dims + 2 && (input->ndim == dims + 2 || input->ndim == dims + 1)) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "takes input of %d or %d dims and weight of %d, got shapes %s and %s",
             dims + 1, dims + 2, dims + 2, tni_shape_text(input->sizes, input->ndim),
             tni_shape_text(weight->sizes, weight->ndim));
    return false;
}

static bool compose_conv(tni_call *c, int dims) {
    tn_tensor *input = tni_tensor_arg(c, 0), *weight = tni_tensor_arg(c, 1);
    options o;
    if (!check_rank(input, weight, dims) ||
        !widen(tni_ints_arg(c, 3), dims, 1, 1, "stride", o.stride) ||
        !widen(tni_ints_arg(c, 4), dims, 0, 0, "padding", o.padding) ||
        !widen(tni_ints_arg(c, 5), dims, 1, 1, "dilation", o.dilation)) {
        return false;
    }
    const bool batched = input->ndim == dims + 2;
    tn_tensor *out = tn_convolution(
        as_two_dims(input, dims, batched), as_two_dims(weight, dims, true), tni_tensor_arg(c, 2),
        two(o.stride), two(o.padding), two(o.dilation), tni_int_arg(c, 6));
    c->out[0] = from_two_dims(out, dims, batched);
    return c->out[0] != NULL;
}

bool tni_compose_conv1d(tni_call *c) {
    return compose_conv(c, 1);
}

bool tni_compose_conv2d(tni_call *c) {
    return compose_conv(c, 2);
}

/* An output_padding of a stride and more makes a size whose convolution has more outputs than x has
 * elements: those have no gradient. */
static tn_tensor *pad_to_outputs(tn_tensor *x, const int64_t *kernel, const int64_t *size,
                                 const options *o) {
    int64_t missing[2];
    for (int i = 0; i < 2; i++) {
        const int64_t reach = size[i] + 2 * o->padding[i] - o->dilation[i] * (kernel[i] - 1) - 1;
        missing[i] = reach / o->stride[i] + 1 - x->sizes[2 + i];
    }
    if (missing[0] <= 0 && missing[1] <= 0) {
        return x;
    }
    return tn_constant_pad_nd(
        x, TN_DIMS(0, missing[1] > 0 ? missing[1] : 0, 0, missing[0] > 0 ? missing[0] : 0));
}

/* Arguments: input, weight [in, out / groups, …], bias, stride, padding, output_padding, groups,
 * dilation, in ATen's order. */
static bool compose_transposed(tni_call *c, int dims) {
    tn_tensor *input = tni_tensor_arg(c, 0), *weight = tni_tensor_arg(c, 1);
    tn_tensor *bias = tni_tensor_arg(c, 2);
    const int64_t groups = tni_int_arg(c, 6);
    options o;
    if (!check_rank(input, weight, dims) ||
        !widen(tni_ints_arg(c, 3), dims, 1, 1, "stride", o.stride) ||
        !widen(tni_ints_arg(c, 4), dims, 0, 0, "padding", o.padding) ||
        !widen(tni_ints_arg(c, 5), dims, 0, 0, "output_padding", o.extra) ||
        !widen(tni_ints_arg(c, 7), dims, 1, 1, "dilation", o.dilation)) {
        return false;
    }
    const bool batched = input->ndim == dims + 2;
    tn_tensor *x = as_two_dims(input, dims, batched), *w = as_two_dims(weight, dims, true);
    if (!x || !w) {
        return false;
    }
    int64_t size[4] = {x->sizes[0], w->sizes[1] * groups, 0, 0};
    for (int i = 0; i < 2; i++) {
        const bool there = dims == 2 || i == 1;
        if (there && o.extra[i] >= o.stride[i] && o.extra[i] >= o.dilation[i]) {
            tni_fail(TN_ERR_ARGUMENT, "output_padding %lld must be smaller than stride or dilation",
                     (long long)o.extra[i]);
            return false;
        }
        size[2 + i] = (x->sizes[2 + i] - 1) * o.stride[i] - 2 * o.padding[i] +
                      o.dilation[i] * (w->sizes[2 + i] - 1) + o.extra[i] + 1;
    }
    x = pad_to_outputs(x, w->sizes + 2, size + 2, &o);
    tn_tensor *out = tn_conv_input_grad(x, w, ((tn_ints){size, 4}), two(o.stride), two(o.padding),
                                        two(o.dilation), groups);
    if (bias) {
        out = tn_add(out, tn_view(bias, TN_SHAPE(-1, 1, 1)));
    }
    c->out[0] = from_two_dims(out, dims, batched);
    return c->out[0] != NULL;
}

bool tni_compose_conv_transpose1d(tni_call *c) {
    return compose_transposed(c, 1);
}

bool tni_compose_conv_transpose2d(tni_call *c) {
    return compose_transposed(c, 2);
}
