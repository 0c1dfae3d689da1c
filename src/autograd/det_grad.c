/* det_grad.c: gradients of determinants: g adj(A)^H, which is g conj(det) A^-H where A is regular.
 *
 * The adjugate is a polynomial, and smooth where A is singular, too. There, one gradient is what
 * comes of zero pivots that are taken for tiny ones. Where the gradient is differentiated again,
 * that would cost half of the digits each time; A is taken apart instead. With constant U and V
 * from A = U S V^H, M = U^H A V is regular in front and nearly zero behind: of blocks [A B; C D]
 * its determinant is det(A) det(E) and its adjugate
 *
 *     det(A) ([det(E) A^-1, 0; 0, 0] + [-A^-1 B; 1] adj(E) [-C A^-1, 1]),    E = D - C A^-1 B,
 *
 * where those of E are written out as polynomials (Faddeev and Sominsky 1949): exact for
 * derivatives of all orders. */
#include "autograd/linalg_grad.h"

#include "core/core.h"
#include "schedule/capture.h"

#include <math.h>

tn_tensor *tni_scaled_identity(tn_tensor *factor, tn_tensor *like) {
    tn_tensor *eye =
        tn_eye(tn_size(like, -1), .dtype = tn_dtype_of(like), .device = tn_device_of(like));
    return tn_mul(tn_unsqueeze(tn_unsqueeze(factor, -1), -1), eye);
}

double tni_epsilon_of(const tn_tensor *t) {
    const tn_dtype dtype = tn_dtype_of(t);
    return dtype == TN_F32 || dtype == TN_C64 ? 0x1p-23 : 0x1p-52;
}

/* What is smaller, beside the largest value, is taken for nearly zero: where A^-1 enters twice,
 * the square of its condition is lost. */
static double least_regular(const tn_tensor *t) {
    return cbrt(tni_epsilon_of(t));
}

/* ---- One matrix, singular or nearly ---------------------------------------------------------- */

/* From which size on derivatives of the adjugate are not followed: the first seven are 0. */
enum { NULLITY_MAX = 8 };

/* det(E), and the adjugate, of a small E [k, k]. */
static tn_tensor *adjugate_of(tn_tensor *e, tn_tensor **det) {
    const int64_t k = tn_size(e, 0);
    tn_tensor *eye = tn_eye(k, .dtype = tn_dtype_of(e), .device = tn_device_of(e));
    tn_tensor *adjugate = eye;
    for (int64_t i = 1; i < k; i++) {
        tn_tensor *product = tn_matmul(e, adjugate);
        adjugate = tn_sub(tn_mul(eye, tn_div(tn_trace(product), (double)i)), product);
    }
    *det = tn_div(tn_trace(tn_matmul(e, adjugate)), (double)k);
    return adjugate;
}

/* Of M, of which `rank` rows and columns are regular. */
static tn_tensor *adjugate_behind(tn_tensor *m, int64_t rank) {
    const int64_t n = tn_size(m, 0), k = n - rank;
    tn_tensor *det;
    if (rank == 0) {
        return adjugate_of(m, &det);
    }
    tn_tensor *top = tn_narrow(m, 0, 0, rank), *bottom = tn_narrow(m, 0, rank, k);
    tn_tensor *a = tn_narrow(top, 1, 0, rank), *inverse = tn_linalg_inv(a);
    tn_tensor *right = tn_neg(tn_matmul(inverse, tn_narrow(top, 1, rank, k)));
    tn_tensor *below = tn_narrow(bottom, 1, 0, rank), *left = tn_neg(tn_matmul(below, inverse));
    tn_tensor *e = tn_add(tn_narrow(bottom, 1, rank, k), tn_matmul(below, right));
    tn_tensor *adjugate = adjugate_of(e, &det), *mixed = tn_matmul(adjugate, left);
    tn_tensor *front = tn_add(tn_mul(inverse, det), tn_matmul(right, mixed));
    tn_tensor *upper = tn_cat(TN_TENSORS(front, tn_matmul(right, adjugate)), .dim = 1);
    tn_tensor *lower = tn_cat(TN_TENSORS(mixed, adjugate), .dim = 1);
    return tn_mul(tn_cat(TN_TENSORS(upper, lower), .dim = 0), tn_linalg_det(a));
}

/* adj(A)^H of one A. */
static tn_tensor *adjoint_adjugate(tn_tensor *a) {
    const int64_t n = tn_size(a, 0);
    const tn_linalg_svd_result f = tn_linalg_svd(tn_detach(a));
    tn_tensor *least = tn_mul(tn_amax(f.S), least_regular(a));
    const double above = tn_item(tn_sum(tn_gt(f.S, least)));
    const int64_t rank = (int64_t)above < n ? (int64_t)above : n - 1;
    if (n - rank > NULLITY_MAX) {
        return tn_mul(a, 0);
    }
    tn_tensor *uh = tni_adjoint_of(f.U), *v = tni_adjoint_of(f.Vh);
    tn_tensor *turned = tn_mul(tn_linalg_det(f.U), tn_linalg_det(f.Vh));
    tn_tensor *m = adjugate_behind(tn_matmul(tn_matmul(uh, a), v), rank);
    return tni_adjoint_of(tn_mul(tn_matmul(tn_matmul(v, m), uh), turned));
}

/* ---- Batches --------------------------------------------------------------------------------- */

/* One for each matrix that is singular, or nearly, by its pivots. */
static tn_tensor *singular_among(tn_tensor *lu, int64_t batch) {
    const int64_t n = tn_size(lu, -1);
    tn_tensor *sizes = tn_abs(tn_diagonal(tn_reshape(lu, TN_SHAPE(batch, n, n)), 0, -2, -1));
    tn_tensor *least = tn_amin(sizes, .dim = TN_DIMS(-1)),
              *most = tn_amax(sizes, .dim = TN_DIMS(-1));
    return tn_le(least, tn_mul(most, least_regular(lu)));
}

/* conj(det) A^-H with adj(A)^H in place of what is singular. */
static tn_tensor *all_adjugates(tn_tensor *a, tn_tensor *conj_det, tn_tensor *singular) {
    const int64_t batch = tn_size(a, 0), n = tn_size(a, 1);
    tn_tensor *eye = tn_eye(n, .dtype = tn_dtype_of(a), .device = tn_device_of(a));
    tn_tensor *regular = tn_where(tn_reshape(singular, TN_SHAPE(batch, 1, 1)), eye, a);
    tn_tensor *all =
        tn_linalg_solve_ex(tni_adjoint_of(regular), tni_scaled_identity(conj_det, a)).result;
    tn_tensor *places = tn_reshape(tn_nonzero(singular), TN_SHAPE(-1));
    tn_tensor *here = tn_to(places, .device = TN_CPU);
    const int64_t count = tn_ok() ? tn_numel(here) : 0;
    for (int64_t i = 0; i < count && tn_ok(); i++) {
        tn_tensor *place = tn_narrow(places, 0, i, 1);
        tn_tensor *own = adjoint_adjugate(tn_select(a, 0, (int64_t)tn_item(tn_select(here, 0, i))));
        all = tn_index_copy(all, 0, place, tn_unsqueeze(own, 0));
    }
    return all;
}

/* Of a gradient that is differentiated again. Work that is recorded cannot be looked at: there all
 * matrices are taken for regular ones. */
static tn_tensor *recorded_gradient(tni_grad *g, tn_tensor *grad, tn_tensor *lu) {
    tn_tensor *a = tni_saved(g, 0), *conj_det = tni_conj(tni_result(g, 0));
    const int64_t n = tn_size(a, -1), batch = n ? tn_numel(a) / (n * n) : 0;
    tn_tensor *singular = tni_capturing || batch == 0 ? NULL : singular_among(lu, batch);
    if (!singular || tn_item(tn_any(singular)) == 0) {
        tn_tensor *right = tni_scaled_identity(tn_mul(grad, conj_det), a);
        return tn_linalg_solve_ex(tni_adjoint_of(a), right).result;
    }
    tn_tensor *all = all_adjugates(tn_reshape(a, TN_SHAPE(batch, n, n)),
                                   tn_reshape(conj_det, TN_SHAPE(batch)), singular);
    return tn_mul(tn_reshape_as(all, a), tn_unsqueeze(tn_unsqueeze(grad, -1), -1));
}

/* native_det(A) -> (result, LU, pivots). Without records a zero pivot is taken for a tiny one, in
 * the determinant as well, so that the product of both is the adjugate. */
void tni_grad_native_det(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0), *lu = tni_result(g, 1), *pivots = tni_result(g, 2);
    if (tni_grad_mode()) {
        tni_grad_set(g, 0, lu ? recorded_gradient(g, grad, lu) : NULL);
        return;
    }
    if (!lu || tn_numel(lu) == 0) {
        tni_grad_set(g, 0, lu ? tn_zeros_like(lu) : NULL);
        return;
    }
    tn_tensor *diagonal = tn_diagonal(lu, 0, -2, -1), *zero = tn_eq(diagonal, 0);
    tn_tensor *scale = tn_amax(tn_abs(diagonal), .dim = TN_DIMS(-1), .keepdim = true);
    tn_tensor *tiny = tn_mul(tn_where(tn_eq(scale, 0), 1, scale), tni_epsilon_of(lu));
    tn_tensor *added = tn_mul(tn_to(zero, .dtype = tn_dtype_of(lu)), tiny);
    tn_tensor *pivot = tn_add(diagonal, added);
    tn_tensor *own =
        tn_add(tn_arange(tn_size(lu, -1), .dtype = TN_I64, .device = tn_device_of(lu)), 1);
    tn_tensor *moved = tn_remainder(tn_sum(tn_ne(pivots, own), .dim = TN_DIMS(-1)), 2);
    tn_tensor *sign = tn_to(tn_sub(1, tn_mul(moved, 2)), .dtype = tn_dtype_of(lu));
    tn_tensor *det = tn_mul(tn_prod(pivot, .dim = TN_DIMS(-1)), sign);
    tn_tensor *right = tni_scaled_identity(tn_mul(grad, tni_conj(det)), lu);
    tn_tensor *regular = tn_add(lu, tni_diagonal_matrix(added));
    tni_grad_set(g, 0, tn_linalg_lu_solve(regular, pivots, right, .adjoint = true));
}
