/* layers.c: the usual layers. Parameters, their names and their initialisation are torch.nn's, so
 * that state dicts can be exchanged. */
#include "nn/module.h"

#include <math.h>
#include <stdio.h>

/* ---- Initialisation -------------------------------------------------------------------------- */

/* Uniform in [-bound, bound): what torch.nn uses for Linear and Conv, with bound 1 / sqrt(fan in).
 * */
static tn_tensor *uniform(tn_ints size, double bound, const tn_nn_options *o) {
    tn_tensor *t = tn_empty(size, .dtype = o->dtype, .device = o->device);
    TN_NO_GRAD(quiet);
    return tn_uniform_(t, -bound, bound);
}

static double bound_of(int64_t fan_in) {
    return fan_in > 0 ? 1 / sqrt((double)fan_in) : 0;
}

static tn_tensor *constant(int64_t size, double value, const tn_nn_options *o) {
    return tn_full(TN_SHAPE(size), value, .dtype = o->dtype ? o->dtype : tn_default_dtype(),
                   .device = o->device);
}

/* The options of a layer, kept in its state. */
static tn_nn_options *remember(tn_module *m, const tn_nn_options *o) {
    tn_nn_options *kept = tn_module_state(m, sizeof *kept);
    if (kept) {
        *kept = *o;
    }
    return kept;
}

static const tn_nn_options *options_of(tn_module *m) {
    return tn_module_state(m, sizeof(tn_nn_options));
}

/* The module, or NULL when building it failed. */
static tn_module *finish(tn_module *m) {
    if (tni_pending() == TN_OK) {
        return m;
    }
    tn_module_free(m);
    return NULL;
}

static bool positive(int64_t value, const char *name) {
    if (value > 0) {
        return true;
    }
    tni_fail(TN_ERR_ARGUMENT, "%s must be positive, got %lld", name, (long long)value);
    return false;
}

static int64_t or_one(int64_t value) {
    return value ? value : 1;
}

/* ---- Linear and convolution ------------------------------------------------------------------ */

static tn_tensor *linear_forward(tn_module *m, tn_tensor *x) {
    return tn_linear(x, tn_module_tensor(m, "weight"), .bias = tn_module_tensor(m, "bias"));
}

tn_module *tn_nn_linear_with(const tn_nn_options *o) {
    TNI_CALL("nn_linear", ((tn_site){0}));
    if (!positive(o->in, "in") || !positive(o->out, "out")) {
        return NULL;
    }
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("linear", linear_forward);
    const double bound = bound_of(o->in);
    tn_module_add_parameter(m, "weight", uniform(TN_SHAPE(o->out, o->in), bound, o));
    if (!o->no_bias) {
        tn_module_add_parameter(m, "bias", uniform(TN_SHAPE(o->out), bound, o));
    }
    return finish(m);
}

static tn_tensor *conv1d_forward(tn_module *m, tn_tensor *x) {
    const tn_nn_options *o = options_of(m);
    return tn_conv1d(x, tn_module_tensor(m, "weight"), .bias = tn_module_tensor(m, "bias"),
                     .stride = TN_DIMS(or_one(o->stride)), .padding = TN_DIMS(o->padding),
                     .dilation = TN_DIMS(or_one(o->dilation)), .groups = or_one(o->groups));
}

static tn_tensor *conv2d_forward(tn_module *m, tn_tensor *x) {
    const tn_nn_options *o = options_of(m);
    return tn_conv2d(x, tn_module_tensor(m, "weight"), .bias = tn_module_tensor(m, "bias"),
                     .stride = TN_DIMS(or_one(o->stride)), .padding = TN_DIMS(o->padding),
                     .dilation = TN_DIMS(or_one(o->dilation)), .groups = or_one(o->groups));
}

tn_module *tn_nn_conv_with(int dims, const tn_nn_options *o) {
    TNI_CALL("nn_conv", ((tn_site){0}));
    const int64_t groups = or_one(o->groups), kernel = or_one(o->kernel);
    if (!positive(o->in, "in") || !positive(o->out, "out") || !positive(groups, "groups") ||
        !positive(kernel, "kernel")) {
        return NULL;
    }
    if (o->in % groups || o->out % groups) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT,
                             "%lld channels in and %lld out must be multiples of groups %lld",
                             (long long)o->in, (long long)o->out, (long long)groups);
    }
    TN_SCOPE(scope);
    tn_module *m =
        tn_module_new(dims == 1 ? "conv1d" : "conv2d", dims == 1 ? conv1d_forward : conv2d_forward);
    remember(m, o);
    const int64_t channels = o->in / groups;
    const double bound = bound_of(channels * kernel * (dims == 1 ? 1 : kernel));
    const tn_ints size =
        dims == 1 ? TN_SHAPE(o->out, channels, kernel) : TN_SHAPE(o->out, channels, kernel, kernel);
    tn_module_add_parameter(m, "weight", uniform(size, bound, o));
    if (!o->no_bias) {
        tn_module_add_parameter(m, "bias", uniform(TN_SHAPE(o->out), bound, o));
    }
    return finish(m);
}

/* ---- Norms ----------------------------------------------------------------------------------- */

static double eps_of(const tn_nn_options *o) {
    return o->eps > 0 ? o->eps : 1e-5;
}

static bool check_norm(const tn_nn_options *o, const char *what) {
    if (!positive(o->in, what)) {
        return false;
    }
    if (!(o->eps >= 0) || !(o->momentum >= 0 && o->momentum <= 1)) {
        tni_fail(TN_ERR_ARGUMENT, "eps must not be negative and momentum in [0, 1], got %g and %g",
                 o->eps, o->momentum);
        return false;
    }
    return true;
}

static void add_affine(tn_module *m, const tn_nn_options *o, bool bias) {
    if (o->no_affine) {
        return;
    }
    tn_module_add_parameter(m, "weight", constant(o->in, 1, o));
    if (bias && !o->no_bias) {
        tn_module_add_parameter(m, "bias", constant(o->in, 0, o));
    }
}

static tn_tensor *batch_norm_forward(tn_module *m, tn_tensor *x) {
    const tn_nn_options *o = options_of(m);
    tn_tensor *mean = tn_module_tensor(m, "running_mean");
    tn_tensor *batches = tn_module_tensor(m, "num_batches_tracked");
    const bool training = tn_module_training(m);
    if (training && batches) {
        tn_add_(batches, 1);
    }
    return tn_batch_norm(x, o->momentum > 0 ? o->momentum : 0.1, eps_of(o), .running_mean = mean,
                         .running_var = tn_module_tensor(m, "running_var"),
                         .weight = tn_module_tensor(m, "weight"),
                         .bias = tn_module_tensor(m, "bias"), .training = training || !mean);
}

tn_module *tn_nn_batch_norm_with(const tn_nn_options *o) {
    TNI_CALL("nn_batch_norm", ((tn_site){0}));
    if (!check_norm(o, "channels")) {
        return NULL;
    }
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("batch_norm", batch_norm_forward);
    remember(m, o);
    add_affine(m, o, true);
    if (!o->no_running_stats) {
        tn_module_add_buffer(m, "running_mean", constant(o->in, 0, o));
        tn_module_add_buffer(m, "running_var", constant(o->in, 1, o));
        tn_module_add_buffer(m, "num_batches_tracked",
                             tn_zeros(TN_SHAPE_0D, .dtype = TN_I64, .device = o->device));
    }
    return finish(m);
}

static tn_tensor *layer_norm_forward(tn_module *m, tn_tensor *x) {
    const tn_nn_options *o = options_of(m);
    return tn_layer_norm(x, TN_SHAPE(o->in), eps_of(o), .weight = tn_module_tensor(m, "weight"),
                         .bias = tn_module_tensor(m, "bias"));
}

tn_module *tn_nn_layer_norm_with(const tn_nn_options *o) {
    TNI_CALL("nn_layer_norm", ((tn_site){0}));
    if (!check_norm(o, "size")) {
        return NULL;
    }
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("layer_norm", layer_norm_forward);
    remember(m, o);
    add_affine(m, o, true);
    return finish(m);
}

static tn_tensor *rms_norm_forward(tn_module *m, tn_tensor *x) {
    const tn_nn_options *o = options_of(m);
    return tn_rms_norm(x, TN_SHAPE(o->in), eps_of(o), .weight = tn_module_tensor(m, "weight"));
}

tn_module *tn_nn_rms_norm_with(const tn_nn_options *o) {
    TNI_CALL("nn_rms_norm", ((tn_site){0}));
    if (!check_norm(o, "size")) {
        return NULL;
    }
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("rms_norm", rms_norm_forward);
    remember(m, o);
    add_affine(m, o, false);
    return finish(m);
}

static tn_tensor *group_norm_forward(tn_module *m, tn_tensor *x) {
    const tn_nn_options *o = options_of(m);
    return tn_group_norm(x, or_one(o->groups), eps_of(o), .weight = tn_module_tensor(m, "weight"),
                         .bias = tn_module_tensor(m, "bias"));
}

tn_module *tn_nn_group_norm_with(const tn_nn_options *o) {
    TNI_CALL("nn_group_norm", ((tn_site){0}));
    const int64_t groups = or_one(o->groups);
    if (!check_norm(o, "channels") || !positive(groups, "groups")) {
        return NULL;
    }
    if (o->in % groups) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "%lld channels must be a multiple of groups %lld",
                             (long long)o->in, (long long)groups);
    }
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("group_norm", group_norm_forward);
    remember(m, o);
    add_affine(m, o, true);
    return finish(m);
}

/* ---- Embedding, dropout and layers without parameters ---------------------------------------- */

static tn_tensor *embedding_forward(tn_module *m, tn_tensor *indices) {
    return tn_embedding(tn_module_tensor(m, "weight"), indices);
}

tn_module *tn_nn_embedding_with(const tn_nn_options *o) {
    TNI_CALL("nn_embedding", ((tn_site){0}));
    if (!positive(o->in, "rows") || !positive(o->out, "columns")) {
        return NULL;
    }
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("embedding", embedding_forward);
    tn_tensor *weight = tn_empty(TN_SHAPE(o->in, o->out), .dtype = o->dtype, .device = o->device);
    tn_normal_(weight, 0.0, 1.0);
    tn_module_add_parameter(m, "weight", weight);
    return finish(m);
}

static tn_tensor *dropout_forward(tn_module *m, tn_tensor *x) {
    const double *p = tn_module_state(m, sizeof *p);
    return tn_dropout(x, *p, tn_module_training(m));
}

tn_module *tn_nn_dropout(double p) {
    TNI_CALL("nn_dropout", ((tn_site){0}));
    if (!(p >= 0 && p <= 1)) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "p must be in [0, 1], got %g", p);
    }
    tn_module *m = tn_module_new("dropout", dropout_forward);
    double *kept = tn_module_state(m, sizeof *kept);
    if (kept) {
        *kept = p;
    }
    return finish(m);
}

static tn_tensor *relu_forward(tn_module *m, tn_tensor *x) {
    (void)m;
    return tn_relu(x);
}

tn_module *tn_nn_relu(void) {
    TNI_CALL("nn_relu", ((tn_site){0}));
    return tn_module_new("relu", relu_forward);
}

static tn_tensor *gelu_forward(tn_module *m, tn_tensor *x) {
    (void)m;
    return tn_gelu(x);
}

tn_module *tn_nn_gelu(void) {
    TNI_CALL("nn_gelu", ((tn_site){0}));
    return tn_module_new("gelu", gelu_forward);
}

static tn_tensor *max_pool2d_forward(tn_module *m, tn_tensor *x) {
    const int64_t *kernel = tn_module_state(m, sizeof *kernel);
    return tn_max_pool2d(x, TN_DIMS(*kernel));
}

tn_module *tn_nn_max_pool2d(int64_t kernel) {
    TNI_CALL("nn_max_pool2d", ((tn_site){0}));
    if (!positive(kernel, "kernel")) {
        return NULL;
    }
    tn_module *m = tn_module_new("max_pool2d", max_pool2d_forward);
    int64_t *kept = tn_module_state(m, sizeof *kept);
    if (kept) {
        *kept = kernel;
    }
    return finish(m);
}

static tn_tensor *flatten_forward(tn_module *m, tn_tensor *x) {
    (void)m;
    return tn_flatten(x, -1, .start_dim = 1);
}

tn_module *tn_nn_flatten(void) {
    TNI_CALL("nn_flatten", ((tn_site){0}));
    return tn_module_new("flatten", flatten_forward);
}

/* ---- Sequential ------------------------------------------------------------------------------ */

static tn_tensor *sequential_forward(tn_module *m, tn_tensor *x) {
    for (int i = 0; i < m->n_entries; i++) {
        if (m->entries[i].role == TNI_CHILD) {
            x = tn_forward(m->entries[i].child, x);
        }
    }
    return x;
}

tn_module *tn_nn_sequential_of(tn_module *const *modules, size_t n) {
    TNI_CALL("nn_sequential", ((tn_site){0}));
    tn_module *m = tn_module_new("sequential", sequential_forward);
    for (size_t i = 0; i < n; i++) {
        char name[24];
        snprintf(name, sizeof name, "%zu", i);
        tn_module_add_child(m, name, modules[i]); /* frees it when something failed before */
    }
    return finish(m);
}
