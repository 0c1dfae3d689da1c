/* optim.h: optimisers over parameter groups, clipping, learning-rate schedules. The update rules
 * are torch.optim's. One step is one pass over all parameters. */
#ifndef TENON_OPTIM_H
#define TENON_OPTIM_H

#include <tenon/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tn_optim_kind { TN_SGD = 1, TN_ADAM, TN_ADAMW, TN_RMSPROP } tn_optim_kind;

/* Made by the _defaults functions; change members before passing it on. */
typedef struct tn_optim_options {
    tn_optim_kind kind;
    double lr;
    double weight_decay;
    double momentum, dampening; /* SGD, RMSprop */
    bool nesterov;              /* SGD */
    double beta1, beta2;        /* Adam, AdamW */
    double alpha;               /* RMSprop: smoothing */
    bool centered;              /* RMSprop */
    double eps;
    bool maximize;
} tn_optim_options;
TN_API tn_optim_options tn_sgd_defaults(void);     /* lr 0.01 */
TN_API tn_optim_options tn_adam_defaults(void);    /* lr 1e-3, betas 0.9 0.999, eps 1e-8 */
TN_API tn_optim_options tn_adamw_defaults(void);   /* as Adam, weight_decay 0.01 */
TN_API tn_optim_options tn_rmsprop_defaults(void); /* lr 0.01, alpha 0.99, eps 1e-8 */

typedef struct tn_optim tn_optim;

/* Keeps the parameters. Names must be unique: state is saved under them. NULL with an error. */
TN_API tn_optim *tn_optim_new(tn_named_list parameters, const tn_optim_options *options);
/* A further group with options of its own (the kind must be the same). */
TN_API tn_status tn_optim_add_group(tn_optim *optim, tn_named_list parameters,
                                    const tn_optim_options *options);
TN_API void tn_optim_free(tn_optim *optim);
/* Updates every parameter that has a gradient. */
TN_API tn_status tn_optim_step(tn_optim *optim);
/* Removes the gradients of all parameters. */
TN_API void tn_optim_zero_grad(tn_optim *optim);
TN_API int64_t tn_optim_steps(const tn_optim *optim);
TN_API int tn_optim_n_groups(const tn_optim *optim);
/* The options of group i, to be read or changed between steps (lr above all); NULL past the end.
 * The next step checks them: TN_ERR_ARGUMENT, and no parameter has changed. */
TN_API tn_optim_options *tn_optim_group(tn_optim *optim, int i);
/* Sets lr of all groups to lr times the ratio that the group started with. */
TN_API void tn_optim_set_lr(tn_optim *optim, double lr);

/* State by name, "NAME.exp_avg" and so on, in order of parameters; the list lives as long as the
 * innermost scope. A parameter that had no gradient in every step has "NAME.step", its own number
 * of them, too. Loading checks names and shapes and changes nothing when they do not fit. */
TN_API tn_named_list tn_optim_state(tn_optim *optim);
TN_API tn_status tn_optim_load_state(tn_optim *optim, tn_named_list state, int64_t steps);

/* Scales all gradients so that their total norm is at most max_norm; returns the norm before
 * (summed per parameter, then in name order), NaN with an error. max_norm 0: only measures. */
TN_API double tn_clip_grad_norm(tn_named_list parameters, double max_norm);
/* The same without waiting for a device: the norm as a 0-d f64 tensor there (of the first gradient
 * by name), owned by the scope. NULL with an error. torch.nn.utils.clip_grad_norm_ */
TN_API tn_tensor *tn_clip_grad_norm_tensor(tn_named_list parameters, double max_norm);
TN_API tn_status tn_clip_grad_value(tn_named_list parameters, double limit);

typedef enum tn_schedule_kind { TN_SCHEDULE_CONSTANT, TN_SCHEDULE_COSINE } tn_schedule_kind;
typedef struct tn_schedule {
    tn_schedule_kind kind;
    double lr, min_lr;
    int64_t warmup,
        steps; /* linear from lr / warmup over warmup steps; cosine to min_lr at `steps` */
} tn_schedule;
/* The learning rate of step (0-based). */
TN_API double tn_schedule_lr(const tn_schedule *schedule, int64_t step);

#ifdef __cplusplus
}
#endif

#endif
