/* nn.h: modules: a plain C function with named parameters, buffers and children.
 *
 *     tn_module *net = tn_nn_sequential(tn_nn_linear(784, 128),
 *                                       tn_nn_relu(),
 *                                       tn_nn_linear(128, 10));
 *     tn_tensor *y = tn_forward(net, x);
 *     tn_module_free(net);
 *
 * A module of one's own registers what it holds and branches at run time as it likes:
 *
 *     static tn_tensor *block(tn_module *m, tn_tensor *x) {
 *         tn_tensor *y = tn_forward(tn_module_child(m, "fc"), x);
 *         return tn_module_training(m) ? tn_dropout(y, 0.1, true) : y;
 *     }
 *
 *     tn_module *m = tn_module_new("block", block);
 *     tn_module_add_child(m, "fc", tn_nn_linear(8, 8));
 *
 * Names follow torch.nn: "0.weight", "fc.bias". Every call runs in a scope of its own. Modules are
 * not thread-safe to change; several threads may call tn_forward on one. */
#ifndef TENON_NN_H
#define TENON_NN_H

#include <tenon/ops.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tn_module tn_module;
/* Computes a module's output; runs inside the module's scope, returns a handle of it. */
typedef tn_tensor *tn_forward_function(tn_module *module, tn_tensor *input);

/* ---- Modules --------------------------------------------------------------------------------- */

/* kind is copied. Everything registered belongs to the module. NULL with an error. */
TN_API tn_module *tn_module_new(const char *kind, tn_forward_function *forward);
/* Frees the module with its children, parameters and buffers. NULL is allowed. */
TN_API void tn_module_free(tn_module *module);
TN_API const char *tn_module_kind(const tn_module *module);
/* Bytes of the module's own state, zeroed at first; the same bytes at every call. */
TN_API void *tn_module_state(tn_module *module, size_t bytes);

/* Registers; names are copied and must be new and without dots. A parameter gets requires_grad.
 * Returns the argument, NULL with an error (a child is freed then). */
TN_API tn_tensor *tn_module_add_parameter(tn_module *module, const char *name, tn_tensor *t);
TN_API tn_tensor *tn_module_add_buffer(tn_module *module, const char *name, tn_tensor *t);
TN_API tn_module *tn_module_add_child(tn_module *module, const char *name, tn_module *child);
/* A parameter or buffer, borrowed; NULL (no error) when there is none of that name. */
TN_API tn_tensor *tn_module_tensor(const tn_module *module, const char *name);
TN_API tn_module *tn_module_child(const tn_module *module, const char *name);
TN_API int tn_module_n_children(const tn_module *module);
TN_API tn_module *tn_module_child_at(const tn_module *module, int i);

/* The module's output, a scope-owned handle. NULL in gives NULL out. */
TN_API tn_tensor *tn_forward(tn_module *module, tn_tensor *input);

/* Training mode is what modules start in; switching reaches all children. */
TN_API void tn_module_train(tn_module *module, bool training);
TN_API bool tn_module_training(const tn_module *module);

/* Parameters, or buffers, of the module and its children, in order of registration, each tensor
 * once, with dotted names. The list lives as long as the innermost open scope. */
TN_API tn_named_list tn_module_parameters(const tn_module *module);
TN_API tn_named_list tn_module_buffers(const tn_module *module);
/* Parameters, then buffers. */
TN_API tn_named_list tn_module_state_dict(const tn_module *module);
/* Copies values by name. strict: every name on both sides must have its partner of equal shape;
 * otherwise names without a partner are passed over. Nothing is changed when names, shapes or
 * devices do not fit. */
TN_API tn_status tn_module_load_state_dict(tn_module *module, tn_named_list state, bool strict);
TN_API int64_t tn_module_numel(const tn_module *module);

/* ---- Layers (defaults and initialisation as in torch.nn) ------------------------------------- */

typedef struct tn_nn_options {
    int64_t in, out;
    bool no_bias;
    int64_t kernel, stride, padding, dilation, groups; /* 0: 1, stride 1, padding 0, … */
    double eps;                                        /* 0: 1e-5 */
    double momentum;                                   /* 0: 0.1 */
    bool no_affine, no_running_stats;
    tn_dtype dtype;
    tn_device device;
} tn_nn_options;

#ifndef __cplusplus
#define tn_nn_linear(...) tn_nn_linear_with(&(tn_nn_options){.in = __VA_ARGS__})
#define tn_nn_conv1d(...) tn_nn_conv_with(1, &(tn_nn_options){.in = __VA_ARGS__})
/* tn_nn_conv2d(1, 32, .kernel = 3, .padding = 1) */
#define tn_nn_conv2d(...)     tn_nn_conv_with(2, &(tn_nn_options){.in = __VA_ARGS__})
#define tn_nn_batch_norm(...) tn_nn_batch_norm_with(&(tn_nn_options){.in = __VA_ARGS__})
#define tn_nn_layer_norm(...) tn_nn_layer_norm_with(&(tn_nn_options){.in = __VA_ARGS__})
#define tn_nn_rms_norm(...)   tn_nn_rms_norm_with(&(tn_nn_options){.in = __VA_ARGS__})
/* tn_nn_group_norm(channels, .groups = 8) */
#define tn_nn_group_norm(...) tn_nn_group_norm_with(&(tn_nn_options){.in = __VA_ARGS__})
/* tn_nn_embedding(rows, columns) */
#define tn_nn_embedding(...) tn_nn_embedding_with(&(tn_nn_options){.in = __VA_ARGS__})
#endif
TN_API tn_module *tn_nn_linear_with(const tn_nn_options *options);
TN_API tn_module *tn_nn_conv_with(int dims, const tn_nn_options *options);
TN_API tn_module *tn_nn_batch_norm_with(const tn_nn_options *options);
TN_API tn_module *tn_nn_layer_norm_with(const tn_nn_options *options);
TN_API tn_module *tn_nn_rms_norm_with(const tn_nn_options *options);
TN_API tn_module *tn_nn_group_norm_with(const tn_nn_options *options);
TN_API tn_module *tn_nn_embedding_with(const tn_nn_options *options);
/* Zeroes with probability p while training. */
TN_API tn_module *tn_nn_dropout(double p);
TN_API tn_module *tn_nn_relu(void);
TN_API tn_module *tn_nn_gelu(void);
TN_API tn_module *tn_nn_max_pool2d(int64_t kernel);
/* From dim 1 to the last. */
TN_API tn_module *tn_nn_flatten(void);

typedef struct tn_nn_attention_options {
    int64_t dim, heads;
    int64_t kv_heads; /* 0: heads; fewer: grouped-query attention */
    bool causal, no_bias;
    tn_dtype dtype;
    tn_device device;
} tn_nn_attention_options;
/* Self-attention over [batch, length, dim]: projections qkv and out. */
#ifndef __cplusplus
#define tn_nn_attention(...) tn_nn_attention_with(&(tn_nn_attention_options){.dim = __VA_ARGS__})
#endif
TN_API tn_module *tn_nn_attention_with(const tn_nn_attention_options *options);

/* Calls its children one after another; names are "0", "1", … Takes over the modules, also when
 * one of them is NULL (then it frees the others and returns NULL). */
#ifndef __cplusplus
#define tn_nn_sequential(...)                         \
    tn_nn_sequential_of((tn_module *[]){__VA_ARGS__}, \
                        sizeof((tn_module *[]){__VA_ARGS__}) / sizeof(tn_module *))
#endif
TN_API tn_module *tn_nn_sequential_of(tn_module *const *modules, size_t n);

#ifdef __cplusplus
} /* extern "C" */

inline tn_module *tn_nn_linear(int64_t in, int64_t out, tn_nn_options options = tn_nn_options()) {
    options.in = in;
    options.out = out;
    return tn_nn_linear_with(&options);
}
inline tn_module *tn_nn_conv1d(int64_t in, int64_t out, tn_nn_options options = tn_nn_options()) {
    options.in = in;
    options.out = out;
    return tn_nn_conv_with(1, &options);
}
inline tn_module *tn_nn_conv2d(int64_t in, int64_t out, tn_nn_options options = tn_nn_options()) {
    options.in = in;
    options.out = out;
    return tn_nn_conv_with(2, &options);
}
inline tn_module *tn_nn_batch_norm(int64_t in, tn_nn_options options = tn_nn_options()) {
    options.in = in;
    return tn_nn_batch_norm_with(&options);
}
inline tn_module *tn_nn_layer_norm(int64_t in, tn_nn_options options = tn_nn_options()) {
    options.in = in;
    return tn_nn_layer_norm_with(&options);
}
inline tn_module *tn_nn_rms_norm(int64_t in, tn_nn_options options = tn_nn_options()) {
    options.in = in;
    return tn_nn_rms_norm_with(&options);
}
inline tn_module *tn_nn_group_norm(int64_t in, tn_nn_options options = tn_nn_options()) {
    options.in = in;
    return tn_nn_group_norm_with(&options);
}
inline tn_module *tn_nn_embedding(int64_t in, int64_t out,
                                  tn_nn_options options = tn_nn_options()) {
    options.in = in;
    options.out = out;
    return tn_nn_embedding_with(&options);
}
inline tn_module *tn_nn_attention(int64_t dim, int64_t heads,
                                  tn_nn_attention_options options = tn_nn_attention_options()) {
    options.dim = dim;
    options.heads = heads;
    return tn_nn_attention_with(&options);
}
template <class... modules> tn_module *tn_nn_sequential(tn_module *first, modules... rest) {
    tn_module *const list[] = {first, rest...};
    return tn_nn_sequential_of(list, 1 + sizeof...(rest));
}
#endif

#endif
