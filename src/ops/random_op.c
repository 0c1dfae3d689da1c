/* random_op.c: random tensors. Each call takes one key of the thread's random stream, so that its
 * numbers depend on the seed, the step, the shard and the call's ordinal there. */
#include "ops/op.h"

#include "schedule/capture.h"

#include <math.h>

/* Of ops in the region that the capture began in, replays take ordinals on from where the thread's
 * generator is; regions that were entered since begin anew, one step later each time. */
static bool move_from_replay_to_replay(tni_capture *c, tn_k_random *p) {
    const tni_rng_state *began = &c->began;
    p->moving = tni_capture_random(c);
    p->relative = p->seed == began->seed && p->step == began->step && p->shard == began->shard &&
                  p->ordinal >= began->ordinal;
    p->ordinal -= p->relative ? began->ordinal : 0;
    return p->moving != NULL;
}

static bool launch(tni_call *c, tn_random_code code, double a, double b, int64_t low,
                   int64_t high) {
    tn_tensor *out = c->out[0];
    const tni_rng_state named = tni_rng_next();
    tn_k_random p = {.code = (uint8_t)code,
                     .dtype = out->dtype,
                     .numel = out->numel,
                     .out = tni_ptr(out),
                     .seed = named.seed,
                     .step = named.step,
                     .shard = named.shard,
                     .ordinal = named.ordinal,
                     .a = a,
                     .b = b,
                     .low = low,
                     .high = high};
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_capture *capture = tni_capture_of(out->storage->device);
    if (TNI_UNLIKELY(capture != NULL) && !move_from_replay_to_replay(capture, &p)) {
        return false;
    }
    return out->numel == 0 || tni_launch(c, random, &p, &o);
}

/* A tensor of self's shape and dtype, which the row must claim. */
bool tni_infer_random(tni_call *c) {
    return tni_check_dtype(c, (tn_dtype)tni_tensor_arg(c, 0)->dtype) && tni_infer_same(c);
}

bool tni_run_uniform(tni_call *c) {
    const double from = tni_float_arg(c, 1), to = tni_float_arg(c, 2);
    if (!(from <= to) || !isfinite(to - from)) {
        tni_fail(TN_ERR_ARGUMENT, "needs from <= to and a finite range, got [%g, %g)", from, to);
        return false;
    }
    return launch(c, TN_RANDOM_UNIFORM, from, to, 0, 0);
}

bool tni_run_normal(tni_call *c) {
    const double mean = tni_float_arg(c, 1), std = tni_float_arg(c, 2);
    if (!(std >= 0)) {
        tni_fail(TN_ERR_ARGUMENT, "std must not be negative, got %g", std);
        return false;
    }
    /* Real and imaginary part of a complex normal share its variance. */
    const bool pair = tni_is_complex((tn_dtype)c->out[0]->dtype);
    return launch(c, TN_RANDOM_NORMAL, mean, pair ? std * sqrt(0.5) : std, 0, 0);
}

static bool is_probability(double p) {
    if (p >= 0 && p <= 1) {
        return true;
    }
    tni_fail(TN_ERR_ARGUMENT, "p must be in [0, 1], got %g", p);
    return false;
}

bool tni_run_bernoulli(tni_call *c) {
    const double p = tni_float_arg(c, 1);
    return is_probability(p) && launch(c, TN_RANDOM_BERNOULLI, p, 0, 0, 0);
}

bool tni_run_exponential(tni_call *c) {
    const double lambda = tni_float_arg(c, 1);
    if (!(lambda > 0)) {
        tni_fail(TN_ERR_ARGUMENT, "lambd must be positive, got %g", lambda);
        return false;
    }
    return launch(c, TN_RANDOM_EXPONENTIAL, lambda, 0, 0, 0);
}

/* random(self, from, to): integers in [from, to). */
bool tni_run_random(tni_call *c) {
    const int64_t from = tni_int_arg(c, 1), to = tni_int_arg(c, 2);
    if (from >= to) {
        tni_fail(TN_ERR_ARGUMENT, "needs from < to, got [%lld, %lld)", (long long)from,
                 (long long)to);
        return false;
    }
    return launch(c, TN_RANDOM_INTEGER, 0, 0, from, to);
}

/* ---- New tensors: (size, dtype, device, requires_grad) --------------------------------------- */

bool tni_infer_rand(tni_call *c) {
    return tni_infer_size(c) && tni_check_dtype(c, c->meta[0].dtype);
}

bool tni_infer_rand_like(tni_call *c) {
    return tni_infer_like(c) && tni_check_dtype(c, c->meta[0].dtype);
}

bool tni_run_rand(tni_call *c) {
    return launch(c, TN_RANDOM_UNIFORM, 0, 1, 0, 0);
}

bool tni_run_randn(tni_call *c) {
    const bool pair = tni_is_complex((tn_dtype)c->out[0]->dtype);
    return launch(c, TN_RANDOM_NORMAL, 0, pair ? sqrt(0.5) : 1, 0, 0);
}

/* randint(low, high, size, dtype, device): i64 unless a dtype is given. */
bool tni_compose_randint(tni_call *c) {
    const tn_dtype given = tni_dtype_arg(c, 3);
    tn_tensor *t =
        tn_empty(tni_ints_arg(c, 2), .dtype = given ? given : TN_I64, .device = c->device);
    c->out[0] = tn_random(t, tni_int_arg(c, 0), tni_int_arg(c, 1));
    return c->out[0] != NULL;
}

/* ---- Dropout --------------------------------------------------------------------------------- */

/* Zeroes elements with probability p and scales the others by 1 / (1 - p). */
bool tni_compose_dropout(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0);
    const double p = tni_float_arg(c, 1);
    if (!tni_check_dtype(c, (tn_dtype)input->dtype) || !is_probability(p)) {
        return false;
    }
    if (!tni_bool_arg(c, 2) || p == 0) {
        c->out[0] = input;
        return true;
    }
    tn_tensor *kept = tn_bernoulli(tn_empty_like(input, .dtype = TN_BOOL), 1 - p);
    c->out[0] =
        p == 1 ? tn_mul(input, tn_zeros_like(input)) : tn_mul(tn_mul(input, kept), 1 / (1 - p));
    return c->out[0] != NULL;
}
