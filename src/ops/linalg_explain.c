/* linalg_explain.c: which kernels an op of linear algebra uses, and what each of them says about
 * the way that it takes (kernels.h, explain). Blocks hold extents only. */
#include "ops/matrices.h"

#include <tenon/linalg.h>

#include <stdio.h>

/* ---- Ops and their kernels ------------------------------------------------------------------- */

enum { KERNELS_MAX = 3 };
typedef struct path {
    const char *op;
    bool values;             /* no vectors are wanted */
    int family[KERNELS_MAX]; /* 1 + tn_kernel_family */
} path;

#define K(family) (1 + TN_K_##family)
static const path paths[] = {
    {"svd", false, {K(svd)}},
    {"svdvals", true, {K(svd)}},
    {"pinv", false, {K(svd)}},
    {"polar", false, {K(svd)}},
    {"cond", true, {K(svd)}},
    {"matrix_rank", true, {K(svd)}},
    {"lstsq", false, {K(svd)}},
    {"eigh", false, {K(eigh)}},
    {"eigvalsh", true, {K(eigh)}},
    {"eig", false, {K(eig)}},
    {"eigvals", true, {K(eig)}},
    {"qr", false, {K(qr), K(reflect)}},
    {"householder_product", false, {K(reflect)}},
    {"cholesky", false, {K(cholesky)}},
    {"cholesky_solve", false, {K(triangular)}},
    {"solve_triangular", false, {K(triangular)}},
    {"lu", false, {K(lu)}},
    {"lu_factor", false, {K(lu)}},
    {"lu_solve", false, {K(lu_solve)}},
    {"solve", false, {K(lu), K(lu_solve)}},
    {"inv", false, {K(lu), K(lu_solve)}},
    {"det", false, {K(lu)}},
    {"slogdet", false, {K(lu)}},
    {"ldl_factor", false, {K(ldl)}},
    {"ldl_solve", false, {K(ldl_solve)}},
};

static const path *path_of(const char *op) {
    const char *name = strncmp(op, "linalg_", 7) == 0 ? op + 7 : op;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        if (strcmp(paths[i].op, name) == 0) {
            return &paths[i];
        }
    }
    return NULL;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

typedef union block {
    tn_k_svd svd;
    tn_k_eigh eigh;
    tn_k_eig eig;
    tn_k_qr qr;
    tn_k_reflect reflect;
    tn_k_cholesky cholesky;
    tn_k_triangular triangular;
    tn_k_lu lu;
    tn_k_lu_solve lu_solve;
} block;

static block block_of(tn_kernel_family family, const tni_matrices *s, uint8_t dtype, bool values,
                      tn_svd_driver driver) {
    const int64_t batch = s->batch, m = s->m, n = s->n;
    switch (family) {
    case TN_K_svd:
        return (block){.svd = {.dtype = dtype,
                               .driver = (uint8_t)driver,
                               .wanted = values ? TN_SVD_VALUES : TN_SVD_REDUCED,
                               .batch = batch,
                               .m = m,
                               .n = n}};
    case TN_K_eigh:
        return (block){.eigh = {.dtype = dtype, .vectors = !values, .batch = batch, .n = n}};
    case TN_K_qr:
        return (block){.qr = {.dtype = dtype, .batch = batch, .m = m, .n = n}};
    case TN_K_reflect:
        return (block){.reflect = {.code = TN_REFLECT_MAKE,
                                   .dtype = dtype,
                                   .batch = batch,
                                   .m = m,
                                   .columns = s->k,
                                   .count = s->k,
                                   .row = n}};
    case TN_K_cholesky:
        return (block){.cholesky = {.dtype = dtype, .batch = batch, .n = n}};
    case TN_K_triangular:
        return (block){.triangular = {.dtype = dtype, .batch = batch, .n = n, .columns = n}};
    case TN_K_lu:
        return (block){.lu = {.dtype = dtype, .batch = batch, .m = m, .n = n}};
    default:
        return (block){.lu_solve = {.dtype = dtype, .batch = batch, .n = n, .columns = n}};
    }
}

/* ---- The text -------------------------------------------------------------------------------- */

static const char *way_of(const tn_kernels *kernels, tn_kernel_family family, const block *params,
                          bool on_host) {
    if (!kernels || !kernels->run[family]) {
        return "not available on this device";
    }
    if (kernels->explain[family]) {
        return kernels->explain[family](params);
    }
    return on_host ? "LAPACK, a matrix a thread" : "Tenon's own kernels";
}

static bool read_driver(const char *text, tn_svd_driver *out) {
    static const char *const names[] = {"gesdd", "gesvd", "gesvdj", "gesvda"};
    *out = TN_SVD_DEFAULT;
    for (int i = 0; text && i < 4; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = (tn_svd_driver)i;
            return true;
        }
    }
    if (text) {
        tni_fail(TN_ERR_ARGUMENT,
                 "driver must be \"gesdd\", \"gesvd\", \"gesvdj\" or \"gesvda\", got \"%s\"", text);
    }
    return !text;
}

static const char *explain(const char *op, const tn_tensor *a, const char *driver) {
    const path *p = op ? path_of(op) : NULL;
    tn_svd_driver wanted;
    if (!p || !a) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT,
                             "\"%s\" must be an op of linear algebra with kernels of its own, and "
                             "its matrices a tensor",
                             op ? op : "NULL");
    }
    if (!tni_is_matrix(a, "a", false) || !read_driver(driver, &wanted)) {
        return NULL;
    }
    if (!(D_MATRIX >> a->dtype & 1)) {
        return TNI_FAIL_NULL(TN_ERR_DTYPE, "takes f32, f64, c64 or c128, got %s",
                             tn_dtype_name((tn_dtype)a->dtype));
    }
    tn_device device = a->storage->device;
    device = device.type == TN_DEVICE_META ? TN_CPU : device;
    const tni_device_table *table = tni_device(device);
    const tni_matrices s = tni_matrices_of(a);
    char *text = tni_text_slot();
    int at = snprintf(text, TNI_TEXT_BYTES, "%s of %s %s on %s", p->op,
                      tn_dtype_name((tn_dtype)a->dtype), tni_shape_text(a->sizes, a->ndim),
                      tni_device_text(device));
    for (int i = 0; table && i < KERNELS_MAX && p->family[i] && at < TNI_TEXT_BYTES; i++) {
        const tn_kernel_family family = (tn_kernel_family)(p->family[i] - 1);
        const block params = block_of(family, &s, (uint8_t)a->dtype, p->values, wanted);
        at += snprintf(text + at, (size_t)(TNI_TEXT_BYTES - at), "\n  %s: %s",
                       tni_family_name(family),
                       way_of(table->kernels, family, &params, device.type == TN_DEVICE_CPU));
    }
    return table ? text : NULL;
}

const char *tn_linalg_explain(const char *op, const tn_tensor *a, const char *driver) {
    TNI_CALL("linalg_explain", ((tn_site){0}));
    return tni_pending() ? NULL : explain(op, a, driver);
}
