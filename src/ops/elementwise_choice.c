/* elementwise_choice.c: elementwise ops whose function depends on an argument, and those that are
 * made of others. */
#include "ops/op.h"

#include <float.h>
#include <math.h>

/* ---- Functions that depend on an argument ---------------------------------------------------- */

bool tni_run_clamp(tni_call *c) {
    const bool low = tni_given(c, 1), high = tni_given(c, 2);
    if (!low && !high) {
        tni_fail(TN_ERR_ARGUMENT, "neither min nor max is given; give one of them");
        return false;
    }
    const tn_value in[] = {c->args[0], low ? c->args[1] : c->args[2], c->args[2]};
    const uint16_t code = low && high ? TN_EW_clamp : low ? TN_EW_clamp_min : TN_EW_clamp_max;
    return tni_elementwise(c, code, c->compute, c->out[0], in, low && high ? 3 : 2);
}

/* Whether gelu's argument asks for the approximation by tanh; false in *valid for unknown text. */
static bool is_tanh(const tni_call *c, int i, bool *valid) {
    const char *text = tni_given(c, i) ? c->args[i].as.string : "none";
    const bool tanh = strcmp(text, "tanh") == 0;
    *valid = tanh || strcmp(text, "none") == 0;
    if (!*valid) {
        tni_fail(TN_ERR_ARGUMENT, "approximate is \"%s\"; it must be \"none\" or \"tanh\"", text);
    }
    return tanh;
}

bool tni_run_gelu(tni_call *c) {
    bool valid;
    const uint16_t code = is_tanh(c, 1, &valid) ? TN_EW_gelu_tanh : TN_EW_gelu;
    return valid && tni_elementwise(c, code, c->compute, c->out[0], c->args, 1);
}

bool tni_run_gelu_backward(tni_call *c) {
    bool valid;
    const uint16_t code = is_tanh(c, 2, &valid) ? TN_EW_gelu_tanh_backward : TN_EW_gelu_backward;
    return valid && tni_elementwise(c, code, c->compute, c->out[0], c->args, 2);
}

bool tni_run_logit(tni_call *c) {
    const tn_value eps = tni_given(c, 1) ? c->args[1] : tn_value_float(-1);
    const tn_value in[] = {c->args[0], eps};
    return tni_elementwise(c, TN_EW_logit, c->compute, c->out[0], in, 2);
}

bool tni_run_polygamma(tni_call *c) {
    if (tni_int_arg(c, 0) < 0) {
        tni_fail(TN_ERR_ARGUMENT, "n is %lld; give an order of at least 0",
                 (long long)tni_int_arg(c, 0));
        return false;
    }
    const tn_value in[] = {c->args[1], c->args[0]};
    return tni_elementwise(c, TN_EW_polygamma, c->compute, c->out[0], in, 2);
}

/* The largest finite number of a float dtype. */
static double largest(tn_dtype dtype) {
    switch (dtype) {
    case TN_F16:
        return 65504;
    case TN_BF16:
        return 0x1.FEp127;
    case TN_F32:
        return FLT_MAX;
    default:
        return DBL_MAX;
    }
}

bool tni_run_nan_to_num(tni_call *c) {
    const double limit = largest(c->compute);
    const tn_value in[] = {
        c->args[0],
        tni_given(c, 1) ? c->args[1] : tn_value_float(0),
        tni_given(c, 2) ? c->args[2] : tn_value_float(limit),
        tni_given(c, 3) ? c->args[3] : tn_value_float(-limit),
    };
    if (tni_is_integral(c->compute, true)) {
        return tni_copy(c, c->out[0], c->args[0].as.tensor);
    }
    return tni_elementwise(c, TN_EW_nan_to_num, c->compute, c->out[0], in, 4);
}

/* The shape of a broadcast; the complex dtype that belongs to the operands' one. */
bool tni_infer_complex_pair(tni_call *c) {
    if (!tni_infer_broadcast(c)) {
        return false;
    }
    c->meta[0].dtype = tni_complex_of(c->compute);
    return true;
}

/* ---- Compositions ---------------------------------------------------------------------------- */

static bool give(tni_call *c, tn_tensor *result) {
    c->out[0] = result;
    return result != NULL;
}

/* Compositions check the row's dtypes themselves. */
static bool is_claimed(const tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    return !self || tni_check_dtype(c, (tn_dtype)self->dtype);
}

bool tni_compose_rsub(tni_call *c) {
    return is_claimed(c) && give(c, tn_sub(c->args[1], c->args[0], .alpha = c->args[2]));
}

bool tni_compose_div_mode(tni_call *c) {
    const char *mode = tni_given(c, 2) ? c->args[2].as.string : NULL;
    if (!is_claimed(c)) {
        return false;
    }
    if (!mode) {
        return give(c, tn_div(c->args[0], c->args[1]));
    }
    if (strcmp(mode, "floor") == 0) {
        return give(c, tn_floor_divide(c->args[0], c->args[1]));
    }
    if (strcmp(mode, "trunc") == 0) {
        return give(c, tn_trunc_divide(c->args[0], c->args[1]));
    }
    tni_fail(TN_ERR_ARGUMENT, "rounding_mode is \"%s\"; it must be \"trunc\", \"floor\" or none",
             mode);
    return false;
}

bool tni_compose_positive(tni_call *c) {
    return is_claimed(c) && give(c, tni_tensor_arg(c, 0));
}

bool tni_compose_relu6(tni_call *c) {
    return give(c, tn_hardtanh(tni_tensor_arg(c, 0), .min_val = TN_NUM(0), .max_val = TN_NUM(6)));
}

/* Klambauer et al., Self-Normalizing Neural Networks (2017). */
bool tni_compose_selu(tni_call *c) {
    return give(c, tn_elu(tni_tensor_arg(c, 0), .alpha = TN_NUM(1.6732632423543772848170429916717),
                          .scale = TN_NUM(1.0507009873554804934193349852946)));
}

bool tni_compose_celu(tni_call *c) {
    const double alpha = tni_float_arg(c, 1);
    if (alpha == 0) {
        tni_fail(TN_ERR_ARGUMENT, "alpha is 0; celu divides by it, give another number");
        return false;
    }
    return give(
        c, tn_elu(tni_tensor_arg(c, 0), .alpha = TN_NUM(alpha), .input_scale = TN_NUM(1 / alpha)));
}

bool tni_compose_tanhshrink(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    return is_claimed(c) && give(c, tn_sub(self, tn_tanh(self)));
}

bool tni_compose_softsign(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    return is_claimed(c) && give(c, tn_div(self, tn_add(tn_abs(self), 1)));
}
