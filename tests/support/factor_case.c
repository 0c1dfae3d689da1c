#include "support/factor_case.h"

#include "core/core.h"
#include "support/factor_error.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Bounds ---------------------------------------------------------------------------------- */

/* What rounding exact factors once makes at most. Each factor is off by half an epsilon, and the
 * products of its columns are by a whole one; denormal values and elements of R are off by half of
 * the least number there is. */
static double largest_of(tn_tensor *a) {
    return tn_numel(a) ? tn_item(tn_amax(tn_abs(a))) : 0;
}

static factor_error rounding_of(const factor_case *c, tn_tensor *a) {
    const double k = (double)(c->m < c->n ? c->m : c->n);
    const double entries = c->what == QR ? k * (double)c->n : k;
    const double least = c->dtype == TN_F32 || c->dtype == TN_C64 ? 0x1p-149 : 0x1p-1074;
    const double largest = largest_of(a),
                 lost = largest > 0 ? least / largest / epsilon_of_numbers(c->dtype) : 0;
    return (factor_error){.residual = (c->what == QR ? 1 : 1.5) + 0.5 * lost * sqrt(entries),
                          .left = sqrt(k),
                          .right = sqrt(k)};
}

/* What was wrong so far. */
typedef struct verdict {
    const factor_case *c;
    char *text;
    size_t bytes;
    bool holds;
} verdict;

static void expect_at_most(verdict *v, const char *part, double found, double most,
                           const char *whose) {
    static const char *const names[DECOMPOSITIONS] = {"svd", "svd (gesvdj)", "svd (gesvd)", "qr",
                                                      "eigh"};
    const factor_case *c = v->c;
    if (found <= most) {
        return;
    }
    v->holds = false;
    snprintf(v->text, v->bytes, "%s of %s of %s [%d, %d, %d], %s: %.2f epsilon, %s %.2f", part,
             names[c->what], tn_dtype_name(c->dtype), (int)c->batch, (int)c->m, (int)c->n,
             MATRIX_CLASS_NAMES[c->kind], found, whose, most);
}

/* What is uniformly rounded is off by a third of the most, or less, in the mean. */
static void expect_no_worse(verdict *v, const sample_errors *ours, const sample_errors *lapacks,
                            factor_error once) {
    const factor_error x = ours->largest, p = lapacks->largest;
    expect_at_most(v, "residual", x.residual, p.residual + once.residual, "LAPACK's");
    expect_at_most(v, "columns", x.left, p.left + once.left, "LAPACK's");
    expect_at_most(v, "rows", x.right, p.right + once.right, "LAPACK's");
    const factor_error y = ours->mean, q = lapacks->mean;
    if (ours->count < 10) {
        return;
    }
    expect_at_most(v, "mean residual", y.residual, q.residual + once.residual / 3, "LAPACK's");
    expect_at_most(v, "columns in the mean", y.left, q.left + once.left / 3, "LAPACK's");
    expect_at_most(v, "rows in the mean", y.right, q.right + once.right / 3, "LAPACK's");
}

/* itself: the result is LAPACK's, bit for bit. */
static void expect_accurate(verdict *v, tn_tensor *a, const sample_errors *ours,
                            const sample_errors *lapacks, bool itself) {
    /* The c of c * n * epsilon. LAPACK's bidiagonal QR stops at 10 epsilon. */
    const double small = itself ? 20 : 4;
    const double most = small * (double)(v->c->m > v->c->n ? v->c->m : v->c->n);
    const factor_error once = rounding_of(v->c, a);
    expect_at_most(v, "residual", ours->largest.residual, most + once.residual, "bound");
    expect_at_most(v, "columns", ours->largest.left, most, "bound");
    expect_at_most(v, "rows", ours->largest.right, most, "bound");
    expect_no_worse(v, ours, lapacks, once);
}

/* ---- One class, size and dtype --------------------------------------------------------------- */

typedef struct factors {
    tn_tensor *left, *values, *right;
} factors;

static factors ours_of(const factor_case *c, tn_tensor *a) {
    if (c->what == QR) {
        const tn_linalg_qr_result r = tn_linalg_qr(a);
        return (factors){r.Q, NULL, r.R};
    }
    if (c->what == EIGH) {
        const tn_linalg_eigh_result r = tn_linalg_eigh(a);
        return (factors){r.eigenvectors, r.eigenvalues, tn_adjoint(r.eigenvectors)};
    }
    static const char *const drivers[] = {
        [SVD] = NULL, [SVD_JACOBI] = "gesvdj", [SVD_BIDIAGONAL] = "gesvd"};
    const tn_linalg_svd_result r =
        tn_linalg_svd(a, .no_full_matrices = true, .driver = drivers[c->what]);
    return (factors){r.U, r.S, r.Vh};
}

static factors lapacks_of(const factor_case *c, tn_tensor *a) {
    const lapack_factors f = c->what == QR               ? lapack_qr(a)
                             : c->what == EIGH           ? lapack_eigh(a)
                             : c->what == SVD_BIDIAGONAL ? lapack_svd("gesvd", a)
                             : c->what == SVD_JACOBI     ? lapack_gesvj(a)
                                                         : lapack_svd("gesdd", a);
    return (factors){f.left, f.values, c->what == EIGH ? tn_adjoint(f.left) : f.right};
}

static sample_errors errors_of(const factor_case *c, tn_tensor *a, factors f) {
    sample_errors e = {.count = 0};
    tn_tensor *left = tn_contiguous(f.left), *right = tn_contiguous(f.right);
    tn_tensor *values = f.values ? tn_contiguous(f.values) : NULL;
    for (int64_t b = 0; b < c->batch; b++) {
        add_sample(&e, factor_error_of(a, left, values, right,
                                       c->what <= SVD_BIDIAGONAL ? RIGHT_ROWS : RIGHT_ANY, b));
    }
    return e;
}

/* Whether the default is Jacobi anyway. */
static bool is_checked_elsewhere(const factor_case *c, tn_tensor *a) {
    return c->what == SVD_JACOBI &&
           strcmp(tn_linalg_explain("svd", a, NULL), tn_linalg_explain("svd", a, "gesvdj")) == 0;
}

static bool same_bits(tn_tensor *a, tn_tensor *b) {
    tn_tensor *x = tn_contiguous(a), *y = tn_contiguous(b);
    const size_t bytes = (size_t)tn_numel(x) * tn_dtype_bytes(tn_dtype_of(x));
    return tn_numel(x) == tn_numel(y) && (!bytes || memcmp(tn_data(x), tn_data(y), bytes) == 0);
}

static tn_tensor *on_host(tn_tensor *t) {
    return t ? tn_contiguous(tn_to(t, .device = TN_CPU)) : NULL;
}

/* Neither did LAPACK's Jacobi converge, and ours says so. */
static bool gives_up_as_lapack(const factor_case *c, tn_tensor *a) {
    tn_error e = {0};
    if (c->what != SVD_JACOBI || tn_ok() || !strstr(tn_error_pending()->message, "not converge")) {
        return false;
    }
    tn_error_take(&e);
    if (lapack_gesvj(a).gave_up) {
        return true;
    }
    tni_error_restore(&e);
    return false;
}

enum { REFERENCE_SAMPLES = 10 };

/* LAPACK's errors on these matrices and, where they are few, on more of them: on one of them its
 * error is chance, which another build of it has otherwise. */
static sample_errors lapacks_errors(const factor_case *c, tn_tensor *a, factors theirs) {
    if (c->batch == 0 || c->batch >= REFERENCE_SAMPLES) {
        return errors_of(c, a, theirs);
    }
    factor_case more = *c;
    more.batch = REFERENCE_SAMPLES; /* the first ones are those of `a` */
    tn_tensor *all = generated(c->kind, c->dtype, more.batch, c->m, c->n, c->what == EIGH);
    return errors_of(&more, all, lapacks_of(&more, all));
}

bool is_as_accurate_as_lapack(const factor_case *c, char *text, size_t bytes) {
    TN_SCOPE(scope);
    verdict v = {c, text, bytes, true};
    tn_tensor *a = generated(c->kind, c->dtype, c->batch, c->m, c->n, c->what == EIGH);
    tn_tensor *there = tn_to(a, .device = c->device);
    if (is_checked_elsewhere(c, there)) {
        return true;
    }
    factors ours = ours_of(c, there);
    ours = (factors){on_host(ours.left), on_host(ours.values), on_host(ours.right)};
    if (gives_up_as_lapack(c, a)) {
        return true;
    }
    if (!tn_ok()) {
        snprintf(text, bytes, "%s", tn_error_pending()->message);
        tn_error_take(NULL);
        return false;
    }
    const factors theirs = lapacks_of(c, a);
    const bool same = same_bits(ours.left, theirs.left) && same_bits(ours.right, theirs.right) &&
                      (!ours.values || same_bits(ours.values, theirs.values));
    const sample_errors found = errors_of(c, a, ours);
    const sample_errors lapacks = same ? found : lapacks_errors(c, a, theirs);
    expect_accurate(&v, a, &found, &lapacks, same);
    return v.holds;
}
