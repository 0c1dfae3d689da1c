/* reduce_host.c: every reduction as one or two passes of map and fold, and an ending.
 *
 * Sums and products of f16, bf16 and f32 accumulate in f32, f64 in f64, integers in i64, complex
 * numbers in their own type; see reduce_walk.c for order and accuracy. Variance takes two passes
 * (mean, then squared distances), logsumexp too (largest, then shifted exponentials). */
#include "host/reduce_plan.h"

/* ---- Types and loops ------------------------------------------------------------------------- */

static tn_dtype accumulate_dtype(tn_dtype dtype) {
    switch (tn_dtype_category(dtype)) {
    case TN_CATEGORY_COMPLEX:
        return dtype;
    case TN_CATEGORY_FLOAT:
        return dtype == TN_F64 ? TN_F64 : TN_F32;
    default:
        return TN_I64;
    }
}

const tni_reduce_loops *tni_reduce_loops_of(tn_dtype acc) {
    static const tni_reduce_loops *const real[3][TNI_ISA_COUNT] = {
        {&tni_reduce_f32_base, &tni_reduce_f32_avx2, &tni_reduce_f32_avx512},
        {&tni_reduce_f64_base, &tni_reduce_f64_avx2, &tni_reduce_f64_avx512},
        {&tni_reduce_i64_base, &tni_reduce_i64_avx2, &tni_reduce_i64_avx512},
    };
    return acc == TN_C64    ? &tni_reduce_c64
           : acc == TN_C128 ? &tni_reduce_c128
                            : real[acc == TN_F32   ? 0
                                   : acc == TN_F64 ? 1
                                                   : 2][tni_host_isa()];
}

/* A pass that loads in `loaded`; maps of complex numbers to sizes fold reals. */
static tni_reduce_pass make_pass(const tn_k_reduce *k, tn_dtype loaded, tni_map map,
                                 tni_fold fold) {
    const bool sizes = map == TNI_MAP_ABS || map == TNI_MAP_SQUARE || map == TNI_MAP_CENTER;
    tni_reduce_pass p = {.k = k,
                         .loaded = loaded,
                         .acc = sizes ? tni_real_of(loaded) : loaded,
                         .map = map,
                         .fold = fold,
                         .native = (tn_dtype)k->in_dtype == loaded,
                         .in_bytes = (int)tn_dtype_bytes(k->in_dtype),
                         .loaded_bytes = (int)tn_dtype_bytes(loaded),
                         .load = tni_host_load(k->in_dtype, loaded)};
    p.acc_bytes = (int)tn_dtype_bytes(p.acc);
    p.from = tni_reduce_loops_of(loaded);
    p.loops = tni_reduce_loops_of(p.acc);
    return p;
}

/* ---- Endings --------------------------------------------------------------------------------- */

typedef struct results {
    tn_dtype acc;
    void *data; /* kept_numel of dtype acc: the output itself when that has it */
    void *owned;
} results;

static bool results_open(results *r, tn_dtype acc, int64_t n, tn_dtype out_dtype, void *out,
                         tni_cell *one) {
    r->acc = acc;
    r->owned = NULL;
    if (out && acc == out_dtype) {
        r->data = out;
    } else if (n == 1) {
        r->data = one;
    } else {
        r->data = r->owned = tni_host_alloc((size_t)n * tn_dtype_bytes(acc));
    }
    return r->data;
}

static void results_store(results *r, int64_t n, tn_dtype out_dtype, void *out) {
    if (out && r->data != out) {
        tni_host_store(r->acc, out_dtype)(n, out, r->data, 1);
    }
    tni_host_free(r->owned);
    r->owned = NULL;
}

/* x[i] = expression of v, over reals of any accumulate type. */
#define EACH(expr_f32, expr_f64)                                       \
    if (dtype == TN_F32 || dtype == TN_C64) {                          \
        for (int64_t i = 0; i < (dtype == TN_C64 ? 2 * n : n); i++) {  \
            const float v = ((float *)x)[i];                           \
            ((float *)x)[i] = expr_f32;                                \
        }                                                              \
    } else {                                                           \
        for (int64_t i = 0; i < (dtype == TN_C128 ? 2 * n : n); i++) { \
            const double v = ((double *)x)[i];                         \
            ((double *)x)[i] = expr_f64;                               \
        }                                                              \
    }

static void divide_all(tn_dtype dtype, void *x, int64_t n, double by) {
    EACH(v / (float)by, v / by)
}
static void sqrt_all(tn_dtype dtype, void *x, int64_t n) {
    EACH(sqrtf(v), sqrt(v))
}
static void power_all(tn_dtype dtype, void *x, int64_t n, double p) {
    EACH((float)pow((double)v, p), pow(v, p))
}

/* ---- One and two passes ---------------------------------------------------------------------- */

typedef void ending(tn_dtype dtype, void *x, int64_t n, double by);

static int one_pass(const tn_k_reduce *k, tni_reduce_pass p, ending *end, double by) {
    tni_cell one;
    results r;
    if (!results_open(&r, p.acc, k->kept_numel, k->out_dtype, k->out, &one)) {
        return TN_ERR_MEMORY;
    }
    const int status = tni_reduce_run(&p, r.data);
    if (status == TN_OK && end) {
        end(p.acc, r.data, k->kept_numel, by);
    }
    results_store(&r, k->kept_numel, k->out_dtype, status == TN_OK ? k->out : NULL);
    return status;
}

static int run_variance(const tn_k_reduce *k) {
    const tn_dtype loaded = accumulate_dtype(k->in_dtype);
    tni_reduce_pass first = make_pass(k, loaded, TNI_MAP_NONE, TNI_FOLD_SUM);
    tni_reduce_pass second = make_pass(k, loaded, TNI_MAP_CENTER, TNI_FOLD_SUM);
    tni_cell one_mean, one;
    results mean, r = {0};
    if (!results_open(&mean, first.acc, k->kept_numel, TN_DTYPE_NONE, NULL, &one_mean)) {
        return TN_ERR_MEMORY;
    }
    int status = tni_reduce_run(&first, mean.data);
    divide_all(first.acc, mean.data, k->kept_numel, (double)k->reduced_numel);
    second.param = mean.data;
    second.param_each = true;
    if (status == TN_OK &&
        !results_open(&r, second.acc, k->kept_numel, k->out_dtype, k->out, &one)) {
        status = TN_ERR_MEMORY;
    }
    status = status == TN_OK ? tni_reduce_run(&second, r.data) : status;
    if (status == TN_OK) {
        const double freedom = (double)k->reduced_numel - k->param;
        divide_all(second.acc, r.data, k->kept_numel, freedom > 0 ? freedom : 0);
        if (k->code == TN_REDUCE_STD) {
            sqrt_all(second.acc, r.data, k->kept_numel);
        }
    }
    results_store(&r, k->kept_numel, k->out_dtype, status == TN_OK ? k->out : NULL);
    /* A mean has the input's own kind: real for reals, complex for complex numbers. */
    const tn_dtype mean_dtype = tni_is_complex(first.acc) ? first.acc : (tn_dtype)k->out_dtype;
    results_store(&mean, k->kept_numel, mean_dtype, k->out2);
    return status;
}

/* log(sum(exp(x - m))) + m; m = 0 where it is infinite, so that inf - inf never appears. */
static void logsumexp_ending(tn_dtype acc, void *sum, const void *largest, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        if (acc == TN_F32) {
            ((float *)sum)[i] = (float)log((double)((float *)sum)[i]) + ((const float *)largest)[i];
        } else {
            ((double *)sum)[i] = log(((double *)sum)[i]) + ((const double *)largest)[i];
        }
    }
}

static void zero_infinities(tn_dtype dtype, void *x, int64_t n) {
    EACH(v - v == 0 || v != v ? v : 0, v - v == 0 || v != v ? v : 0)
}

static int run_logsumexp(const tn_k_reduce *k) {
    const tn_dtype loaded = accumulate_dtype(k->out_dtype);
    if (tni_is_complex(loaded) || loaded == TN_I64) {
        return tn_kernel_fail(TN_ERR_DTYPE, "logsumexp is defined for floats, not for %s",
                              tn_dtype_name(k->out_dtype));
    }
    tni_reduce_pass first = make_pass(k, loaded, TNI_MAP_NONE, TNI_FOLD_MAX);
    tni_reduce_pass second = make_pass(k, loaded, TNI_MAP_EXP, TNI_FOLD_SUM);
    tni_cell one_largest, one;
    results largest, r = {0};
    if (!results_open(&largest, loaded, k->kept_numel, TN_DTYPE_NONE, NULL, &one_largest)) {
        return TN_ERR_MEMORY;
    }
    int status = tni_reduce_run(&first, largest.data);
    zero_infinities(loaded, largest.data, k->kept_numel);
    second.param = largest.data;
    second.param_each = true;
    if (status == TN_OK && !results_open(&r, loaded, k->kept_numel, k->out_dtype, k->out, &one)) {
        status = TN_ERR_MEMORY;
    }
    status = status == TN_OK ? tni_reduce_run(&second, r.data) : status;
    if (status == TN_OK) {
        logsumexp_ending(loaded, r.data, largest.data, k->kept_numel);
    }
    results_store(&r, k->kept_numel, k->out_dtype, status == TN_OK ? k->out : NULL);
    results_store(&largest, k->kept_numel, k->out_dtype, NULL);
    return status;
}

/* ---- Counting -------------------------------------------------------------------------------- */

static void is_any(tn_dtype dtype, void *x, int64_t n, double by) {
    (void)dtype, (void)by;
    for (int64_t i = 0; i < n; i++) {
        ((int64_t *)x)[i] = ((int64_t *)x)[i] != 0;
    }
}
static void is_all(tn_dtype dtype, void *x, int64_t n, double by) {
    (void)dtype;
    for (int64_t i = 0; i < n; i++) {
        ((int64_t *)x)[i] = ((int64_t *)x)[i] == (int64_t)by;
    }
}

static int run_count(const tn_k_reduce *k, ending *end) {
    tni_reduce_pass p = make_pass(k, TN_I64, TNI_MAP_NONE, TNI_FOLD_SUM);
    p.to_bool = true;
    p.native = k->in_dtype == TN_BOOL;
    p.load = tni_host_load(k->in_dtype, TN_BOOL);
    p.loaded_bytes = 1;
    return one_pass(k, p, end, (double)k->reduced_numel);
}

/* ---- Norms ----------------------------------------------------------------------------------- */

static void root_ending(tn_dtype dtype, void *x, int64_t n, double order) {
    power_all(dtype, x, n, 1.0 / order);
}
static void sqrt_ending(tn_dtype dtype, void *x, int64_t n, double order) {
    (void)order;
    sqrt_all(dtype, x, n);
}

/* |x|^order of complex numbers goes through their sizes, which the real maps then take. */
static int run_norm(const tn_k_reduce *k) {
    const tn_dtype loaded = accumulate_dtype(k->in_dtype);
    const double order = k->param;
    if (loaded == TN_I64) {
        return tn_kernel_fail(TN_ERR_DTYPE, "a norm is defined for floats, not for %s",
                              tn_dtype_name(k->in_dtype));
    }
    if (order == 0) {
        return run_count(k, NULL);
    }
    if (order == 2) {
        return one_pass(k, make_pass(k, loaded, TNI_MAP_SQUARE, TNI_FOLD_SUM), sqrt_ending, 2);
    }
    const tni_fold fold = order == (double)INFINITY    ? TNI_FOLD_MAX
                          : order == -(double)INFINITY ? TNI_FOLD_MIN
                                                       : TNI_FOLD_SUM;
    if (order == 1 || fold != TNI_FOLD_SUM) {
        return one_pass(k, make_pass(k, loaded, TNI_MAP_ABS, fold), NULL, 0);
    }
    if (tni_is_complex(loaded)) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "complex norms of order 0, 1, 2, inf and -inf "
                                                  "are supported: take abs first");
    }
    tni_reduce_pass p = make_pass(k, loaded, TNI_MAP_POW, TNI_FOLD_SUM);
    tni_cell power;
    if (loaded == TN_F32) {
        power.f32 = (float)order;
    } else {
        power.f64 = order;
    }
    p.param = &power;
    return one_pass(k, p, root_ending, order);
}

/* ---- Indices --------------------------------------------------------------------------------- */

static int run_arg(const tn_k_reduce *k, tni_fold fold, bool values) {
    tni_reduce_pass p = make_pass(k, accumulate_dtype(k->in_dtype), TNI_MAP_NONE, fold);
    if (!p.loops->fold[fold]) {
        return tn_kernel_fail(TN_ERR_DTYPE, "%s numbers have no order", tn_dtype_name(k->in_dtype));
    }
    tni_cell one;
    results r;
    if (!results_open(&r, p.acc, k->kept_numel, values ? k->out_dtype : TN_DTYPE_NONE,
                      values ? k->out : NULL, &one)) {
        return TN_ERR_MEMORY;
    }
    tni_reduce_arg(&p, values ? k->out2 : k->out, r.data);
    results_store(&r, k->kept_numel, k->out_dtype, values ? k->out : NULL);
    return TN_OK;
}

/* ---- The kernel ------------------------------------------------------------------------------ */

static int run_fold(const tn_k_reduce *k, tn_dtype loaded, tni_map map, tni_fold fold,
                    ending *end) {
    const tni_reduce_pass p = make_pass(k, loaded, map, fold);
    if (!p.load || !p.loops->fold[fold]) {
        return tn_kernel_fail(TN_ERR_DTYPE, "a reduction of %s in %s is not defined",
                              tn_dtype_name(k->in_dtype), tn_dtype_name(loaded));
    }
    return one_pass(k, p, end, (double)k->reduced_numel);
}

int tni_host_reduce(const void *params, void *stream) {
    const tn_k_reduce *k = params;
    (void)stream;
    if (k->kept_numel <= 0) {
        return TN_OK;
    }
    const tn_dtype wide = accumulate_dtype(k->out_dtype), own = accumulate_dtype(k->in_dtype);
    switch ((tn_reduce_code)k->code) {
    case TN_REDUCE_SUM:
        return run_fold(k, wide, TNI_MAP_NONE, TNI_FOLD_SUM, NULL);
    case TN_REDUCE_MEAN:
        return run_fold(k, wide, TNI_MAP_NONE, TNI_FOLD_SUM, divide_all);
    case TN_REDUCE_NANSUM:
        return run_fold(k, wide, TNI_MAP_NAN0, TNI_FOLD_SUM, NULL);
    case TN_REDUCE_PROD:
        return run_fold(k, wide, TNI_MAP_NONE, TNI_FOLD_PROD, NULL);
    case TN_REDUCE_AMAX:
        return run_fold(k, own, TNI_MAP_NONE, TNI_FOLD_MAX, NULL);
    case TN_REDUCE_AMIN:
        return run_fold(k, own, TNI_MAP_NONE, TNI_FOLD_MIN, NULL);
    case TN_REDUCE_ALL:
        return run_count(k, is_all);
    case TN_REDUCE_ANY:
        return run_count(k, is_any);
    case TN_REDUCE_COUNT_NONZERO:
        return run_count(k, NULL);
    case TN_REDUCE_ARGMAX:
        return run_arg(k, TNI_FOLD_MAX, false);
    case TN_REDUCE_ARGMIN:
        return run_arg(k, TNI_FOLD_MIN, false);
    case TN_REDUCE_MAX_INDEX:
        return run_arg(k, TNI_FOLD_MAX, true);
    case TN_REDUCE_MIN_INDEX:
        return run_arg(k, TNI_FOLD_MIN, true);
    case TN_REDUCE_VAR:
    case TN_REDUCE_STD:
        return run_variance(k);
    case TN_REDUCE_NORM:
        return run_norm(k);
    case TN_REDUCE_LOGSUMEXP:
        return run_logsumexp(k);
    }
    return tn_kernel_fail(TN_ERR_INTERNAL, "reduction %d is unknown", k->code);
}
