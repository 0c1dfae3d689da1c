/* autograd.h: gradients of what was computed. Meaning and names follow torch.autograd. */
#ifndef TENON_AUTOGRAD_H
#define TENON_AUTOGRAD_H

#include <tenon/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Leaves and gradients -------------------------------------------------------------------- */

TN_API bool tn_requires_grad(const tn_tensor *t);
TN_API bool tn_is_leaf(const tn_tensor *t);
/* Switches recording for a leaf of float or complex dtype. Returns t. */
TN_API tn_tensor *tn_set_requires_grad(tn_tensor *t, bool requires_grad);
/* Keeps the gradient of a tensor that is not a leaf, too. */
TN_API void tn_retain_grad(tn_tensor *t);
/* The gradient that backward accumulated, a scope-owned handle; NULL (no error) when there is
 * none yet. */
TN_API tn_tensor *tn_grad(const tn_tensor *t);
/* Replaces the gradient; NULL removes it. Shape, dtype and device must be t's. */
TN_API tn_status tn_set_grad(tn_tensor *t, tn_tensor *grad);
/* A view without history. */
#define tn_detached(t) tn_detach(t)

typedef struct tn_backward_args {
    tn_tensor *output;
    tn_tensor *grad;   /* default: one, for an output of one element */
    bool retain_graph; /* keep saved tensors for another pass (implied by create_graph) */
    bool create_graph; /* record the backward pass itself, for higher derivatives */
    tn_site at;
} tn_backward_args;
/* Adds the gradient of `output` to tn_grad of every leaf that it was computed from. */
#ifndef __cplusplus
#define tn_backward(...)  tn_backward_(__VA_ARGS__, .at = TN_HERE)
#define tn_backward_(...) tn_backward_with(&(tn_backward_args){.output = __VA_ARGS__})
#endif
TN_API tn_status tn_backward_with(const tn_backward_args *args);

typedef struct tn_autograd_grad_args {
    tn_tensors outputs;
    tn_tensors inputs;
    tn_tensor **grads;       /* out: one scope-owned handle for each input */
    tn_tensors grad_outputs; /* default: one each, for outputs of one element */
    bool retain_graph;
    bool create_graph;
    bool allow_unused; /* NULL for inputs that no output depends on, instead of an error */
    tn_site at;
} tn_autograd_grad_args;
/* Gradients of outputs with respect to inputs; touches no tn_grad, so that threads may call it
 * on graphs that share leaves. */
#ifndef __cplusplus
#define tn_autograd_grad(...) tn_autograd_grad_(__VA_ARGS__, .at = TN_HERE)
#define tn_autograd_grad_(...) \
    tn_autograd_grad_with(&(tn_autograd_grad_args){.outputs = __VA_ARGS__})
#endif
TN_API tn_status tn_autograd_grad_with(const tn_autograd_grad_args *args);

/* ---- Modes ----------------------------------------------------------------------------------- */

/* Whether this thread records; switching returns the former state. */
TN_API bool tn_grad_enabled(void);
TN_API bool tn_set_grad_enabled(bool enabled);
typedef struct tn_grad_mode {
    bool former;
    bool open;
} tn_grad_mode;
TN_API tn_grad_mode tn_grad_mode_enter(bool enabled);
TN_API void tn_grad_mode_leave(tn_grad_mode *mode);
#if defined(__GNUC__)
/* No recording until the end of the block. */
#define TN_NO_GRAD(name)                                                     \
    __attribute__((cleanup(tn_grad_mode_leave), unused)) tn_grad_mode name = \
        tn_grad_mode_enter(false)
#define TN_ENABLE_GRAD(name)                                                 \
    __attribute__((cleanup(tn_grad_mode_leave), unused)) tn_grad_mode name = \
        tn_grad_mode_enter(true)
#endif

/* ---- Hooks and custom functions -------------------------------------------------------------- */

/* Called with the gradient of t; returns the gradient to go on with (the same handle, or a new
 * one) or NULL to leave it. Runs on the thread of backward. */
typedef tn_tensor *tn_grad_hook(tn_tensor *grad, void *context);
typedef void tn_destructor(void *context);
/* Registers a hook on a tensor that requires a gradient; destroy (may be NULL) frees context with
 * the tensor. Returns an id for tn_remove_hook, 0 on error. */
TN_API uint64_t tn_register_hook(tn_tensor *t, tn_grad_hook *hook, void *context,
                                 tn_destructor *destroy);
/* Called after the gradient of leaf t was accumulated into tn_grad(t). */
typedef void tn_accumulated_hook(tn_tensor *leaf, void *context);
TN_API uint64_t tn_register_accumulated_hook(tn_tensor *leaf, tn_accumulated_hook *hook,
                                             void *context, tn_destructor *destroy);
TN_API void tn_remove_hook(tn_tensor *t, uint64_t id);

typedef struct tn_function_context tn_function_context;
/* Saves a tensor for the backward callback, checked against later in-place changes. */
TN_API void tn_function_save(tn_function_context *context, tn_tensor *t);
TN_API tn_tensor *tn_function_saved(const tn_function_context *context, int i);
TN_API void *tn_function_data(const tn_function_context *context);

/* A function with a gradient of its own. forward runs without recording and fills outputs with
 * scope-owned handles; backward fills grad_inputs (NULL: no gradient) from grad_outputs (never
 * NULL) and may be differentiated when it uses recorded ops. */
typedef struct tn_function {
    const char *name; /* borrowed for as long as graphs live */
    tn_status (*forward)(tn_function_context *context, tn_tensors inputs, tn_tensor **outputs);
    tn_status (*backward)(tn_function_context *context, tn_tensors grad_outputs,
                          tn_tensor **grad_inputs);
    void *data;             /* tn_function_data; may be NULL */
    tn_destructor *destroy; /* frees data when the graph is freed; may be NULL */
} tn_function;
/* Runs function on inputs and records it; outputs gets n_outputs scope-owned handles. */
TN_API tn_status tn_function_apply(const tn_function *function, tn_tensors inputs, int n_outputs,
                                   tn_tensor **outputs);

/* ---- Checking -------------------------------------------------------------------------------- */

typedef struct tn_gradcheck_args {
    /* Computes one output from the inputs; scope-owned. */
    tn_tensor *(*function)(tn_tensors inputs, void *context);
    tn_tensors inputs; /* f64 or c128; those that require a gradient are checked */
    void *context;
    double eps;  /* step of the central difference; 0 means 1e-6 */
    double atol; /* 0 means 1e-5 */
    double rtol; /* 0 means 1e-3 */
    bool second; /* check second derivatives (gradgradcheck) as well */
    tn_site at;
} tn_gradcheck_args;
/* Compares analytic gradients with central differences; TN_ERR_STATE with input, index and both
 * numbers when they differ. */
#ifndef __cplusplus
#define tn_gradcheck(...)  tn_gradcheck_(__VA_ARGS__, .at = TN_HERE)
#define tn_gradcheck_(...) tn_gradcheck_with(&(tn_gradcheck_args){.function = __VA_ARGS__})
#endif
TN_API tn_status tn_gradcheck_with(const tn_gradcheck_args *args);

#ifdef __cplusplus
} /* extern "C" */

inline tn_status tn_backward(tn_tensor *output, tn_backward_args options = tn_backward_args(),
                             tn_site at = TN_CALLER) {
    options.output = output;
    options.at = at;
    return tn_backward_with(&options);
}
inline tn_status tn_autograd_grad(tn_tensors outputs, tn_tensors inputs, tn_tensor **grads,
                                  tn_autograd_grad_args options = tn_autograd_grad_args(),
                                  tn_site at = TN_CALLER) {
    options.outputs = outputs;
    options.inputs = inputs;
    options.grads = grads;
    options.at = at;
    return tn_autograd_grad_with(&options);
}
inline tn_status tn_gradcheck(tn_tensor *(*function)(tn_tensors inputs, void *context),
                              tn_tensors inputs, tn_gradcheck_args options = tn_gradcheck_args(),
                              tn_site at = TN_CALLER) {
    options.function = function;
    options.inputs = inputs;
    options.at = at;
    return tn_gradcheck_with(&options);
}
#endif

#endif
