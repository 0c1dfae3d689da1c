/* ops_gen.c: argument tables and typed adapters of every op. Written by tools/genops.c
 * from src/ops/ops.def (`make regen`); do not edit. */
#include "ops/boxing.h"

/* clang-format off */

static const tni_arg args_empty[] = {
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_empty[] = {"result"};
static const tni_arg args_zeros[] = {
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_zeros[] = {"result"};
static const tni_arg args_ones[] = {
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ones[] = {"result"};
static const tni_arg args_full[] = {
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"fill_value", TNI_ARG_NUMBER, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_full[] = {"result"};
static const tni_arg args_empty_like[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_empty_like[] = {"result"};
static const tni_arg args_zeros_like[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_zeros_like[] = {"result"};
static const tni_arg args_ones_like[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ones_like[] = {"result"};
static const tni_arg args_full_like[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"fill_value", TNI_ARG_NUMBER, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_full_like[] = {"result"};
static const tni_arg args_fill[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fill[] = {"result"};
static const tni_arg args_zero[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_zero[] = {"result"};
static const tni_arg args_copy[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_copy[] = {"result"};
static const tni_arg args_clone[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_clone[] = {"result"};
static const tni_arg args_to_copy[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_to_copy[] = {"result"};
static const tni_arg args_to[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"copy", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_to[] = {"result"};
static const tni_arg args_contiguous[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_contiguous[] = {"result"};
static const tni_arg args_add[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_add[] = {"result"};
static const tni_arg args_mul[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mul[] = {"result"};
static const tni_arg args_exp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_exp[] = {"result"};
static const tni_arg args_eq[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_eq[] = {"result"};
static const tni_arg args_where[] = {
    {"condition", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_where[] = {"result"};
static const tni_arg args_sum[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sum[] = {"result"};
static const tni_arg args_nansum[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nansum[] = {"result"};
static const tni_arg args_mean[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mean[] = {"result"};
static const tni_arg args_prod[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_prod[] = {"result"};
static const tni_arg args_amax[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_amax[] = {"result"};
static const tni_arg args_amin[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_amin[] = {"result"};
static const tni_arg args_max[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_max[] = {"result"};
static const tni_arg args_min[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_min[] = {"result"};
static const tni_arg args_max_dim[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_max_dim[] = {"values", "indices"};
static const tni_arg args_min_dim[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_min_dim[] = {"values", "indices"};
static const tni_arg args_argmax[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_argmax[] = {"result"};
static const tni_arg args_argmin[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_argmin[] = {"result"};
static const tni_arg args_all[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_all[] = {"result"};
static const tni_arg args_any[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_any[] = {"result"};
static const tni_arg args_count_nonzero[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_count_nonzero[] = {"result"};
static const tni_arg args_logsumexp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, false, false, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logsumexp[] = {"result"};
static const tni_arg args_var[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"correction", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_var[] = {"result"};
static const tni_arg args_std[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"correction", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_std[] = {"result"};
static const tni_arg args_linalg_vector_norm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"ord", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_vector_norm[] = {"result"};
static const tni_arg args_mm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mat2", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mm[] = {"result"};
static const tni_arg args_bmm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mat2", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bmm[] = {"result"};
static const tni_arg args_addmm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mat1", TNI_ARG_TENSOR, false, false, {0}},
    {"mat2", TNI_ARG_TENSOR, false, false, {0}},
    {"beta", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_addmm[] = {"result"};
static const tni_arg args_baddbmm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"batch1", TNI_ARG_TENSOR, false, false, {0}},
    {"batch2", TNI_ARG_TENSOR, false, false, {0}},
    {"beta", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_baddbmm[] = {"result"};
static const tni_arg args_matmul[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_matmul[] = {"result"};
static const tni_arg args_mv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"vec", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mv[] = {"result"};
static const tni_arg args_dot[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"tensor", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_dot[] = {"result"};
static const tni_arg args_outer[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"vec2", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_outer[] = {"result"};
static const tni_arg args_linear[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linear[] = {"result"};
static const tni_arg args_transpose[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim0", TNI_ARG_INT, false, false, {0}},
    {"dim1", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_transpose[] = {"result"};
static const tni_arg args_t[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_t[] = {"result"};
static const tni_arg args_mT[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mT[] = {"result"};
static const tni_arg args_permute[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dims", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_permute[] = {"result"};
static const tni_arg args_movedim[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_INTS, false, false, {0}},
    {"destination", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_movedim[] = {"result"};
static const tni_arg args_select[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_select[] = {"result"};
static const tni_arg args_slice[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"start", TNI_ARG_INT, true, true, {0}},
    {"end", TNI_ARG_INT, true, true, {0}},
    {"step", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_slice[] = {"result"};
static const tni_arg args_narrow[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"start", TNI_ARG_INT, false, false, {0}},
    {"length", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_narrow[] = {"result"};
static const tni_arg args_diagonal[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"offset", TNI_ARG_INT, false, false, {0}},
    {"dim1", TNI_ARG_INT, false, false, {0}},
    {"dim2", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_diagonal[] = {"result"};
static const tni_arg args_unfold[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dimension", TNI_ARG_INT, false, false, {0}},
    {"size", TNI_ARG_INT, false, false, {0}},
    {"step", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_unfold[] = {"result"};
static const tni_arg args_unsqueeze[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_unsqueeze[] = {"result"};
static const tni_arg args_squeeze[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_squeeze[] = {"result"};
static const tni_arg args_expand[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_expand[] = {"result"};
static const tni_arg args_view[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_view[] = {"result"};
static const tni_arg args_reshape[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"shape", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_reshape[] = {"result"};
static const tni_arg args_flatten[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"start_dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"end_dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_flatten[] = {"result"};
static const tni_arg args_unflatten[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"sizes", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_unflatten[] = {"result"};
static const tni_arg args_as_strided[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, false, {0}},
    {"storage_offset", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_as_strided[] = {"result"};
static const tni_arg args_alias[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_alias[] = {"result"};
static const tni_arg args_detach[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_detach[] = {"result"};
static const tni_arg args_view_as_real[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_view_as_real[] = {"result"};
static const tni_arg args_view_as_complex[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_view_as_complex[] = {"result"};
static const tni_arg args_real[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_real[] = {"result"};
static const tni_arg args_imag[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_imag[] = {"result"};
static const tni_arg args_convolution[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, false, {0}},
    {"stride", TNI_ARG_INTS, false, false, {0}},
    {"padding", TNI_ARG_INTS, false, false, {0}},
    {"dilation", TNI_ARG_INTS, false, false, {0}},
    {"groups", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_convolution[] = {"result"};
static const tni_arg args_conv_input_grad[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"input_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, false, {0}},
    {"padding", TNI_ARG_INTS, false, false, {0}},
    {"dilation", TNI_ARG_INTS, false, false, {0}},
    {"groups", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_conv_input_grad[] = {"result"};
static const tni_arg args_conv_weight_grad[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, false, {0}},
    {"padding", TNI_ARG_INTS, false, false, {0}},
    {"dilation", TNI_ARG_INTS, false, false, {0}},
    {"groups", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_conv_weight_grad[] = {"result"};
static const tni_arg args_conv1d[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"dilation", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"groups", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_conv1d[] = {"result"};
static const tni_arg args_conv2d[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"dilation", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"groups", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_conv2d[] = {"result"};
static const tni_arg args_conv_transpose1d[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"output_padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"groups", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"dilation", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_conv_transpose1d[] = {"result"};
static const tni_arg args_conv_transpose2d[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"output_padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"groups", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"dilation", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_conv_transpose2d[] = {"result"};
static const tni_arg args_max_pool2d_with_indices[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"kernel_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"dilation", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"ceil_mode", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_max_pool2d_with_indices[] = {"result", "indices"};
static const tni_arg args_max_pool2d_backward[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_TENSOR, false, false, {0}},
    {"input_size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_max_pool2d_backward[] = {"result"};
static const tni_arg args_max_pool2d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"kernel_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"dilation", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"ceil_mode", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_max_pool2d[] = {"result"};
static const tni_arg args_max_pool1d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"kernel_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"dilation", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){1}}},
    {"ceil_mode", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_max_pool1d[] = {"result"};
static const tni_arg args_avg_pool2d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"kernel_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"ceil_mode", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"count_include_pad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"divisor_override", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_avg_pool2d[] = {"result"};
static const tni_arg args_avg_pool2d_backward[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"input_size", TNI_ARG_INTS, false, false, {0}},
    {"kernel_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"ceil_mode", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"count_include_pad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"divisor_override", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_avg_pool2d_backward[] = {"result"};
static const tni_arg args_avg_pool1d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"kernel_size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"padding", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 1, .as.ints = (const int64_t[]){0}}},
    {"ceil_mode", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"count_include_pad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_avg_pool1d[] = {"result"};
static const tni_arg args_adaptive_avg_pool2d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"output_size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_adaptive_avg_pool2d[] = {"result"};
static const tni_arg args_adaptive_avg_pool2d_backward[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"input_size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_adaptive_avg_pool2d_backward[] = {"result"};
static const tni_arg args_adaptive_avg_pool1d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"output_size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_adaptive_avg_pool1d[] = {"result"};
static const tni_arg args_adaptive_max_pool2d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"output_size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_adaptive_max_pool2d[] = {"result", "indices"};
static const tni_arg args_index_select[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_select[] = {"result"};
static const tni_arg args_index_add[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_TENSOR, false, false, {0}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_add[] = {"result"};
static const tni_arg args_index_copy[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_copy[] = {"result"};
static const tni_arg args_gather[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_gather[] = {"result"};
static const tni_arg args_scatter[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_scatter[] = {"result"};
static const tni_arg args_scatter_add[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_scatter_add[] = {"result"};
static const tni_arg args_embedding[] = {
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_TENSOR, false, false, {0}},
    {"padding_idx", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_embedding[] = {"result"};
static const tni_arg args_one_hot[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"num_classes", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_one_hot[] = {"result"};

const tn_op tni_ops[] = {
    {"empty", "empty(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[0], args_empty, results_empty, 0, 4, 1, TNI_FORM_NEW, false, false},
    {"zeros", "zeros(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[1], args_zeros, results_zeros, 1, 4, 1, TNI_FORM_NEW, false, false},
    {"ones", "ones(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[2], args_ones, results_ones, 2, 4, 1, TNI_FORM_NEW, false, false},
    {"full", "full(int[] size, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[3], args_full, results_full, 3, 5, 1, TNI_FORM_NEW, false, false},
    {"empty_like", "empty_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[4], args_empty_like, results_empty_like, 4, 4, 1, TNI_FORM_NEW, false, false},
    {"zeros_like", "zeros_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[5], args_zeros_like, results_zeros_like, 5, 4, 1, TNI_FORM_NEW, false, false},
    {"ones_like", "ones_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[6], args_ones_like, results_ones_like, 6, 4, 1, TNI_FORM_NEW, false, false},
    {"full_like", "full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[7], args_full_like, results_full_like, 7, 5, 1, TNI_FORM_NEW, false, false},
    {"fill", "fill(Tensor self, Scalar value) -> Tensor", &tni_op_rows[8], args_fill, results_fill, 8, 2, 1, TNI_FORM_NEW, false, false},
    {"fill_", "fill_(Tensor self, Scalar value) -> Tensor", &tni_op_rows[8], args_fill, results_fill, 8, 2, 1, TNI_FORM_INPLACE, false, false},
    {"fill_into", "fill_into(Tensor self, Scalar value, Tensor out) -> Tensor", &tni_op_rows[8], args_fill, results_fill, 8, 3, 1, TNI_FORM_INTO, false, false},
    {"zero", "zero(Tensor self) -> Tensor", &tni_op_rows[9], args_zero, results_zero, 9, 1, 1, TNI_FORM_NEW, false, false},
    {"zero_", "zero_(Tensor self) -> Tensor", &tni_op_rows[9], args_zero, results_zero, 9, 1, 1, TNI_FORM_INPLACE, false, false},
    {"zero_into", "zero_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[9], args_zero, results_zero, 9, 2, 1, TNI_FORM_INTO, false, false},
    {"copy", "copy(Tensor self, Tensor src) -> Tensor", &tni_op_rows[10], args_copy, results_copy, 10, 2, 1, TNI_FORM_NEW, false, false},
    {"copy_", "copy_(Tensor self, Tensor src) -> Tensor", &tni_op_rows[10], args_copy, results_copy, 10, 2, 1, TNI_FORM_INPLACE, false, false},
    {"clone", "clone(Tensor self) -> Tensor", &tni_op_rows[11], args_clone, results_clone, 11, 1, 1, TNI_FORM_NEW, false, false},
    {"to_copy", "to_copy(Tensor self, *, ScalarType? dtype=None, Device? device=None) -> Tensor", &tni_op_rows[12], args_to_copy, results_to_copy, 12, 3, 1, TNI_FORM_NEW, false, false},
    {"to", "to(Tensor self, ScalarType? dtype=None, Device? device=None, bool copy=False) -> Tensor", &tni_op_rows[13], args_to, results_to, 13, 4, 1, TNI_FORM_NEW, false, false},
    {"contiguous", "contiguous(Tensor self) -> Tensor", &tni_op_rows[14], args_contiguous, results_contiguous, 14, 1, 1, TNI_FORM_NEW, false, false},
    {"add", "add(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor", &tni_op_rows[15], args_add, results_add, 15, 3, 1, TNI_FORM_NEW, false, false},
    {"add_", "add_(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor", &tni_op_rows[15], args_add, results_add, 15, 3, 1, TNI_FORM_INPLACE, false, false},
    {"add_into", "add_into(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[15], args_add, results_add, 15, 4, 1, TNI_FORM_INTO, false, false},
    {"mul", "mul(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[16], args_mul, results_mul, 16, 2, 1, TNI_FORM_NEW, false, false},
    {"mul_", "mul_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[16], args_mul, results_mul, 16, 2, 1, TNI_FORM_INPLACE, false, false},
    {"mul_into", "mul_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[16], args_mul, results_mul, 16, 3, 1, TNI_FORM_INTO, false, false},
    {"exp", "exp(Tensor self) -> Tensor", &tni_op_rows[17], args_exp, results_exp, 17, 1, 1, TNI_FORM_NEW, false, false},
    {"exp_", "exp_(Tensor self) -> Tensor", &tni_op_rows[17], args_exp, results_exp, 17, 1, 1, TNI_FORM_INPLACE, false, false},
    {"exp_into", "exp_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[17], args_exp, results_exp, 17, 2, 1, TNI_FORM_INTO, false, false},
    {"eq", "eq(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[18], args_eq, results_eq, 18, 2, 1, TNI_FORM_NEW, false, false},
    {"eq_", "eq_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[18], args_eq, results_eq, 18, 2, 1, TNI_FORM_INPLACE, false, false},
    {"eq_into", "eq_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[18], args_eq, results_eq, 18, 3, 1, TNI_FORM_INTO, false, false},
    {"where", "where(Tensor condition, Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[19], args_where, results_where, 19, 3, 1, TNI_FORM_NEW, false, false},
    {"where_into", "where_into(Tensor condition, Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[19], args_where, results_where, 19, 4, 1, TNI_FORM_INTO, false, false},
    {"sum", "sum(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[20], args_sum, results_sum, 20, 4, 1, TNI_FORM_NEW, false, false},
    {"sum_into", "sum_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[20], args_sum, results_sum, 20, 5, 1, TNI_FORM_INTO, false, false},
    {"nansum", "nansum(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[21], args_nansum, results_nansum, 21, 4, 1, TNI_FORM_NEW, false, false},
    {"nansum_into", "nansum_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[21], args_nansum, results_nansum, 21, 5, 1, TNI_FORM_INTO, false, false},
    {"mean", "mean(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[22], args_mean, results_mean, 22, 4, 1, TNI_FORM_NEW, false, false},
    {"mean_into", "mean_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[22], args_mean, results_mean, 22, 5, 1, TNI_FORM_INTO, false, false},
    {"prod", "prod(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[23], args_prod, results_prod, 23, 4, 1, TNI_FORM_NEW, false, false},
    {"prod_into", "prod_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[23], args_prod, results_prod, 23, 5, 1, TNI_FORM_INTO, false, false},
    {"amax", "amax(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[24], args_amax, results_amax, 24, 3, 1, TNI_FORM_NEW, false, false},
    {"amax_into", "amax_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[24], args_amax, results_amax, 24, 4, 1, TNI_FORM_INTO, false, false},
    {"amin", "amin(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[25], args_amin, results_amin, 25, 3, 1, TNI_FORM_NEW, false, false},
    {"amin_into", "amin_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[25], args_amin, results_amin, 25, 4, 1, TNI_FORM_INTO, false, false},
    {"max", "max(Tensor self) -> Tensor", &tni_op_rows[26], args_max, results_max, 26, 1, 1, TNI_FORM_NEW, false, false},
    {"max_into", "max_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[26], args_max, results_max, 26, 2, 1, TNI_FORM_INTO, false, false},
    {"min", "min(Tensor self) -> Tensor", &tni_op_rows[27], args_min, results_min, 27, 1, 1, TNI_FORM_NEW, false, false},
    {"min_into", "min_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[27], args_min, results_min, 27, 2, 1, TNI_FORM_INTO, false, false},
    {"max.dim", "max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[28], args_max_dim, results_max_dim, 28, 3, 2, TNI_FORM_NEW, false, false},
    {"min.dim", "min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[29], args_min_dim, results_min_dim, 29, 3, 2, TNI_FORM_NEW, false, false},
    {"argmax", "argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[30], args_argmax, results_argmax, 30, 3, 1, TNI_FORM_NEW, false, false},
    {"argmax_into", "argmax_into(Tensor self, int? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[30], args_argmax, results_argmax, 30, 4, 1, TNI_FORM_INTO, false, false},
    {"argmin", "argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[31], args_argmin, results_argmin, 31, 3, 1, TNI_FORM_NEW, false, false},
    {"argmin_into", "argmin_into(Tensor self, int? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[31], args_argmin, results_argmin, 31, 4, 1, TNI_FORM_INTO, false, false},
    {"all", "all(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[32], args_all, results_all, 32, 3, 1, TNI_FORM_NEW, false, false},
    {"all_into", "all_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[32], args_all, results_all, 32, 4, 1, TNI_FORM_INTO, false, false},
    {"any", "any(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[33], args_any, results_any, 33, 3, 1, TNI_FORM_NEW, false, false},
    {"any_into", "any_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[33], args_any, results_any, 33, 4, 1, TNI_FORM_INTO, false, false},
    {"count_nonzero", "count_nonzero(Tensor self, int[]? dim=None) -> Tensor", &tni_op_rows[34], args_count_nonzero, results_count_nonzero, 34, 2, 1, TNI_FORM_NEW, false, false},
    {"logsumexp", "logsumexp(Tensor self, int[] dim, bool keepdim=False) -> Tensor", &tni_op_rows[35], args_logsumexp, results_logsumexp, 35, 3, 1, TNI_FORM_NEW, false, false},
    {"logsumexp_into", "logsumexp_into(Tensor self, int[] dim, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[35], args_logsumexp, results_logsumexp, 35, 4, 1, TNI_FORM_INTO, false, false},
    {"var", "var(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor", &tni_op_rows[36], args_var, results_var, 36, 4, 1, TNI_FORM_NEW, false, false},
    {"var_into", "var_into(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None, Tensor out) -> Tensor", &tni_op_rows[36], args_var, results_var, 36, 5, 1, TNI_FORM_INTO, false, false},
    {"std", "std(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor", &tni_op_rows[37], args_std, results_std, 37, 4, 1, TNI_FORM_NEW, false, false},
    {"std_into", "std_into(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None, Tensor out) -> Tensor", &tni_op_rows[37], args_std, results_std, 37, 5, 1, TNI_FORM_INTO, false, false},
    {"linalg_vector_norm", "linalg_vector_norm(Tensor self, int[]? dim=None, bool keepdim=False, Scalar? ord=None) -> Tensor", &tni_op_rows[38], args_linalg_vector_norm, results_linalg_vector_norm, 38, 4, 1, TNI_FORM_NEW, false, false},
    {"linalg_vector_norm_into", "linalg_vector_norm_into(Tensor self, int[]? dim=None, bool keepdim=False, Scalar? ord=None, Tensor out) -> Tensor", &tni_op_rows[38], args_linalg_vector_norm, results_linalg_vector_norm, 38, 5, 1, TNI_FORM_INTO, false, false},
    {"mm", "mm(Tensor self, Tensor mat2) -> Tensor", &tni_op_rows[39], args_mm, results_mm, 39, 2, 1, TNI_FORM_NEW, false, false},
    {"mm_into", "mm_into(Tensor self, Tensor mat2, Tensor out) -> Tensor", &tni_op_rows[39], args_mm, results_mm, 39, 3, 1, TNI_FORM_INTO, false, false},
    {"bmm", "bmm(Tensor self, Tensor mat2) -> Tensor", &tni_op_rows[40], args_bmm, results_bmm, 40, 2, 1, TNI_FORM_NEW, false, false},
    {"bmm_into", "bmm_into(Tensor self, Tensor mat2, Tensor out) -> Tensor", &tni_op_rows[40], args_bmm, results_bmm, 40, 3, 1, TNI_FORM_INTO, false, false},
    {"addmm", "addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[41], args_addmm, results_addmm, 41, 5, 1, TNI_FORM_NEW, false, false},
    {"addmm_", "addmm_(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[41], args_addmm, results_addmm, 41, 5, 1, TNI_FORM_INPLACE, false, false},
    {"addmm_into", "addmm_into(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[41], args_addmm, results_addmm, 41, 6, 1, TNI_FORM_INTO, false, false},
    {"baddbmm", "baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[42], args_baddbmm, results_baddbmm, 42, 5, 1, TNI_FORM_NEW, false, false},
    {"baddbmm_", "baddbmm_(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[42], args_baddbmm, results_baddbmm, 42, 5, 1, TNI_FORM_INPLACE, false, false},
    {"baddbmm_into", "baddbmm_into(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[42], args_baddbmm, results_baddbmm, 42, 6, 1, TNI_FORM_INTO, false, false},
    {"matmul", "matmul(Tensor self, Tensor other) -> Tensor", &tni_op_rows[43], args_matmul, results_matmul, 43, 2, 1, TNI_FORM_NEW, false, false},
    {"matmul_into", "matmul_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[43], args_matmul, results_matmul, 43, 3, 1, TNI_FORM_INTO, false, false},
    {"mv", "mv(Tensor self, Tensor vec) -> Tensor", &tni_op_rows[44], args_mv, results_mv, 44, 2, 1, TNI_FORM_NEW, false, false},
    {"mv_into", "mv_into(Tensor self, Tensor vec, Tensor out) -> Tensor", &tni_op_rows[44], args_mv, results_mv, 44, 3, 1, TNI_FORM_INTO, false, false},
    {"dot", "dot(Tensor self, Tensor tensor) -> Tensor", &tni_op_rows[45], args_dot, results_dot, 45, 2, 1, TNI_FORM_NEW, false, false},
    {"dot_into", "dot_into(Tensor self, Tensor tensor, Tensor out) -> Tensor", &tni_op_rows[45], args_dot, results_dot, 45, 3, 1, TNI_FORM_INTO, false, false},
    {"outer", "outer(Tensor self, Tensor vec2) -> Tensor", &tni_op_rows[46], args_outer, results_outer, 46, 2, 1, TNI_FORM_NEW, false, false},
    {"outer_into", "outer_into(Tensor self, Tensor vec2, Tensor out) -> Tensor", &tni_op_rows[46], args_outer, results_outer, 46, 3, 1, TNI_FORM_INTO, false, false},
    {"linear", "linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", &tni_op_rows[47], args_linear, results_linear, 47, 3, 1, TNI_FORM_NEW, false, false},
    {"transpose", "transpose(Tensor self, int dim0, int dim1) -> Tensor", &tni_op_rows[48], args_transpose, results_transpose, 48, 3, 1, TNI_FORM_NEW, false, false},
    {"t", "t(Tensor self) -> Tensor", &tni_op_rows[49], args_t, results_t, 49, 1, 1, TNI_FORM_NEW, false, false},
    {"mT", "mT(Tensor self) -> Tensor", &tni_op_rows[50], args_mT, results_mT, 50, 1, 1, TNI_FORM_NEW, false, false},
    {"permute", "permute(Tensor self, int[] dims) -> Tensor", &tni_op_rows[51], args_permute, results_permute, 51, 2, 1, TNI_FORM_NEW, false, false},
    {"movedim", "movedim(Tensor self, int[] source, int[] destination) -> Tensor", &tni_op_rows[52], args_movedim, results_movedim, 52, 3, 1, TNI_FORM_NEW, false, false},
    {"select", "select(Tensor self, int dim, int index) -> Tensor", &tni_op_rows[53], args_select, results_select, 53, 3, 1, TNI_FORM_NEW, false, false},
    {"slice", "slice(Tensor self, int dim, int? start=None, int? end=None, int step=1) -> Tensor", &tni_op_rows[54], args_slice, results_slice, 54, 5, 1, TNI_FORM_NEW, false, false},
    {"narrow", "narrow(Tensor self, int dim, int start, int length) -> Tensor", &tni_op_rows[55], args_narrow, results_narrow, 55, 4, 1, TNI_FORM_NEW, false, false},
    {"diagonal", "diagonal(Tensor self, int offset, int dim1, int dim2) -> Tensor", &tni_op_rows[56], args_diagonal, results_diagonal, 56, 4, 1, TNI_FORM_NEW, false, false},
    {"unfold", "unfold(Tensor self, int dimension, int size, int step) -> Tensor", &tni_op_rows[57], args_unfold, results_unfold, 57, 4, 1, TNI_FORM_NEW, false, false},
    {"unsqueeze", "unsqueeze(Tensor self, int dim) -> Tensor", &tni_op_rows[58], args_unsqueeze, results_unsqueeze, 58, 2, 1, TNI_FORM_NEW, false, false},
    {"squeeze", "squeeze(Tensor self, int[]? dim=None) -> Tensor", &tni_op_rows[59], args_squeeze, results_squeeze, 59, 2, 1, TNI_FORM_NEW, false, false},
    {"expand", "expand(Tensor self, int[] size) -> Tensor", &tni_op_rows[60], args_expand, results_expand, 60, 2, 1, TNI_FORM_NEW, false, false},
    {"view", "view(Tensor self, int[] size) -> Tensor", &tni_op_rows[61], args_view, results_view, 61, 2, 1, TNI_FORM_NEW, false, false},
    {"reshape", "reshape(Tensor self, int[] shape) -> Tensor", &tni_op_rows[62], args_reshape, results_reshape, 62, 2, 1, TNI_FORM_NEW, false, false},
    {"flatten", "flatten(Tensor self, int start_dim=0, int end_dim=-1) -> Tensor", &tni_op_rows[63], args_flatten, results_flatten, 63, 3, 1, TNI_FORM_NEW, false, false},
    {"unflatten", "unflatten(Tensor self, int dim, int[] sizes) -> Tensor", &tni_op_rows[64], args_unflatten, results_unflatten, 64, 3, 1, TNI_FORM_NEW, false, false},
    {"as_strided", "as_strided(Tensor self, int[] size, int[] stride, int? storage_offset=None) -> Tensor", &tni_op_rows[65], args_as_strided, results_as_strided, 65, 4, 1, TNI_FORM_NEW, false, false},
    {"alias", "alias(Tensor self) -> Tensor", &tni_op_rows[66], args_alias, results_alias, 66, 1, 1, TNI_FORM_NEW, false, false},
    {"detach", "detach(Tensor self) -> Tensor", &tni_op_rows[67], args_detach, results_detach, 67, 1, 1, TNI_FORM_NEW, false, false},
    {"view_as_real", "view_as_real(Tensor self) -> Tensor", &tni_op_rows[68], args_view_as_real, results_view_as_real, 68, 1, 1, TNI_FORM_NEW, false, false},
    {"view_as_complex", "view_as_complex(Tensor self) -> Tensor", &tni_op_rows[69], args_view_as_complex, results_view_as_complex, 69, 1, 1, TNI_FORM_NEW, false, false},
    {"real", "real(Tensor self) -> Tensor", &tni_op_rows[70], args_real, results_real, 70, 1, 1, TNI_FORM_NEW, false, false},
    {"imag", "imag(Tensor self) -> Tensor", &tni_op_rows[71], args_imag, results_imag, 71, 1, 1, TNI_FORM_NEW, false, false},
    {"convolution", "convolution(Tensor input, Tensor weight, Tensor? bias, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor", &tni_op_rows[72], args_convolution, results_convolution, 72, 7, 1, TNI_FORM_NEW, false, false},
    {"conv_input_grad", "conv_input_grad(Tensor grad, Tensor weight, int[] input_size, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor", &tni_op_rows[73], args_conv_input_grad, results_conv_input_grad, 73, 7, 1, TNI_FORM_NEW, false, false},
    {"conv_weight_grad", "conv_weight_grad(Tensor grad, Tensor input, int[] weight_size, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor", &tni_op_rows[74], args_conv_weight_grad, results_conv_weight_grad, 74, 7, 1, TNI_FORM_NEW, false, false},
    {"conv1d", "conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1) -> Tensor", &tni_op_rows[75], args_conv1d, results_conv1d, 75, 7, 1, TNI_FORM_NEW, false, false},
    {"conv2d", "conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor", &tni_op_rows[76], args_conv2d, results_conv2d, 76, 7, 1, TNI_FORM_NEW, false, false},
    {"conv_transpose1d", "conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1) -> Tensor", &tni_op_rows[77], args_conv_transpose1d, results_conv_transpose1d, 77, 8, 1, TNI_FORM_NEW, false, false},
    {"conv_transpose2d", "conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1) -> Tensor", &tni_op_rows[78], args_conv_transpose2d, results_conv_transpose2d, 78, 8, 1, TNI_FORM_NEW, false, false},
    {"max_pool2d_with_indices", "max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor result, Tensor indices)", &tni_op_rows[79], args_max_pool2d_with_indices, results_max_pool2d_with_indices, 79, 6, 2, TNI_FORM_NEW, false, false},
    {"max_pool2d_backward", "max_pool2d_backward(Tensor grad, Tensor indices, int[] input_size) -> Tensor", &tni_op_rows[80], args_max_pool2d_backward, results_max_pool2d_backward, 80, 3, 1, TNI_FORM_NEW, false, false},
    {"max_pool2d", "max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor", &tni_op_rows[81], args_max_pool2d, results_max_pool2d, 81, 6, 1, TNI_FORM_NEW, false, false},
    {"max_pool1d", "max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor", &tni_op_rows[82], args_max_pool1d, results_max_pool1d, 82, 6, 1, TNI_FORM_NEW, false, false},
    {"avg_pool2d", "avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor", &tni_op_rows[83], args_avg_pool2d, results_avg_pool2d, 83, 7, 1, TNI_FORM_NEW, false, false},
    {"avg_pool2d_backward", "avg_pool2d_backward(Tensor grad, int[] input_size, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor", &tni_op_rows[84], args_avg_pool2d_backward, results_avg_pool2d_backward, 84, 8, 1, TNI_FORM_NEW, false, false},
    {"avg_pool1d", "avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor", &tni_op_rows[85], args_avg_pool1d, results_avg_pool1d, 85, 6, 1, TNI_FORM_NEW, false, false},
    {"adaptive_avg_pool2d", "adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor", &tni_op_rows[86], args_adaptive_avg_pool2d, results_adaptive_avg_pool2d, 86, 2, 1, TNI_FORM_NEW, false, false},
    {"adaptive_avg_pool2d_backward", "adaptive_avg_pool2d_backward(Tensor grad, int[] input_size) -> Tensor", &tni_op_rows[87], args_adaptive_avg_pool2d_backward, results_adaptive_avg_pool2d_backward, 87, 2, 1, TNI_FORM_NEW, false, false},
    {"adaptive_avg_pool1d", "adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor", &tni_op_rows[88], args_adaptive_avg_pool1d, results_adaptive_avg_pool1d, 88, 2, 1, TNI_FORM_NEW, false, false},
    {"adaptive_max_pool2d", "adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor result, Tensor indices)", &tni_op_rows[89], args_adaptive_max_pool2d, results_adaptive_max_pool2d, 89, 2, 2, TNI_FORM_NEW, false, false},
    {"index_select", "index_select(Tensor self, int dim, Tensor index) -> Tensor", &tni_op_rows[90], args_index_select, results_index_select, 90, 3, 1, TNI_FORM_NEW, false, false},
    {"index_select_into", "index_select_into(Tensor self, int dim, Tensor index, Tensor out) -> Tensor", &tni_op_rows[90], args_index_select, results_index_select, 90, 4, 1, TNI_FORM_INTO, false, false},
    {"index_add", "index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor", &tni_op_rows[91], args_index_add, results_index_add, 91, 5, 1, TNI_FORM_NEW, false, false},
    {"index_add_", "index_add_(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor", &tni_op_rows[91], args_index_add, results_index_add, 91, 5, 1, TNI_FORM_INPLACE, false, false},
    {"index_add_into", "index_add_into(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[91], args_index_add, results_index_add, 91, 6, 1, TNI_FORM_INTO, false, false},
    {"index_copy", "index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor", &tni_op_rows[92], args_index_copy, results_index_copy, 92, 4, 1, TNI_FORM_NEW, false, false},
    {"index_copy_", "index_copy_(Tensor self, int dim, Tensor index, Tensor source) -> Tensor", &tni_op_rows[92], args_index_copy, results_index_copy, 92, 4, 1, TNI_FORM_INPLACE, false, false},
    {"index_copy_into", "index_copy_into(Tensor self, int dim, Tensor index, Tensor source, Tensor out) -> Tensor", &tni_op_rows[92], args_index_copy, results_index_copy, 92, 5, 1, TNI_FORM_INTO, false, false},
    {"gather", "gather(Tensor self, int dim, Tensor index) -> Tensor", &tni_op_rows[93], args_gather, results_gather, 93, 3, 1, TNI_FORM_NEW, false, false},
    {"gather_into", "gather_into(Tensor self, int dim, Tensor index, Tensor out) -> Tensor", &tni_op_rows[93], args_gather, results_gather, 93, 4, 1, TNI_FORM_INTO, false, false},
    {"scatter", "scatter(Tensor self, int dim, Tensor index, Tensor|Scalar src) -> Tensor", &tni_op_rows[94], args_scatter, results_scatter, 94, 4, 1, TNI_FORM_NEW, false, false},
    {"scatter_", "scatter_(Tensor self, int dim, Tensor index, Tensor|Scalar src) -> Tensor", &tni_op_rows[94], args_scatter, results_scatter, 94, 4, 1, TNI_FORM_INPLACE, false, false},
    {"scatter_into", "scatter_into(Tensor self, int dim, Tensor index, Tensor|Scalar src, Tensor out) -> Tensor", &tni_op_rows[94], args_scatter, results_scatter, 94, 5, 1, TNI_FORM_INTO, false, false},
    {"scatter_add", "scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor", &tni_op_rows[95], args_scatter_add, results_scatter_add, 95, 4, 1, TNI_FORM_NEW, false, false},
    {"scatter_add_", "scatter_add_(Tensor self, int dim, Tensor index, Tensor src) -> Tensor", &tni_op_rows[95], args_scatter_add, results_scatter_add, 95, 4, 1, TNI_FORM_INPLACE, false, false},
    {"scatter_add_into", "scatter_add_into(Tensor self, int dim, Tensor index, Tensor src, Tensor out) -> Tensor", &tni_op_rows[95], args_scatter_add, results_scatter_add, 95, 5, 1, TNI_FORM_INTO, false, false},
    {"embedding", "embedding(Tensor weight, Tensor indices, int? padding_idx=None) -> Tensor", &tni_op_rows[96], args_embedding, results_embedding, 96, 3, 1, TNI_FORM_NEW, false, false},
    {"one_hot", "one_hot(Tensor self, int num_classes=-1) -> Tensor", &tni_op_rows[97], args_one_hot, results_one_hot, 97, 2, 1, TNI_FORM_NEW, false, false},
};
const int tni_n_ops = sizeof tni_ops / sizeof tni_ops[0];

tn_tensor *tn_empty_with(const tn_empty_args *a) {
    const tn_value v[] = {box_ints(a->size), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 0, v, 4);
}
tn_tensor *tn_zeros_with(const tn_zeros_args *a) {
    const tn_value v[] = {box_ints(a->size), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 1, v, 4);
}
tn_tensor *tn_ones_with(const tn_ones_args *a) {
    const tn_value v[] = {box_ints(a->size), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 2, v, 4);
}
tn_tensor *tn_full_with(const tn_full_args *a) {
    const tn_value v[] = {box_ints(a->size), a->fill_value, box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 3, v, 5);
}
tn_tensor *tn_empty_like_with(const tn_empty_like_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 4, v, 4);
}
tn_tensor *tn_zeros_like_with(const tn_zeros_like_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 5, v, 4);
}
tn_tensor *tn_ones_like_with(const tn_ones_like_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 6, v, 4);
}
tn_tensor *tn_full_like_with(const tn_full_like_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->fill_value, box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 7, v, 5);
}
tn_tensor *tn_fill_with(const tn_fill_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->value};
    return tni_invoke_one(a->at, 8, v, 2);
}
tn_tensor *tn_fill_inplace_with(const tn_fill_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->value};
    return tni_invoke_one(a->at, 9, v, 2);
}
tn_tensor *tn_fill_into_with(const tn_fill_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->value, box_tensor(a->out)};
    return tni_invoke_one(a->at, 10, v, 3);
}
tn_tensor *tn_zero_with(const tn_zero_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 11, v, 1);
}
tn_tensor *tn_zero_inplace_with(const tn_zero_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 12, v, 1);
}
tn_tensor *tn_zero_into_with(const tn_zero_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 13, v, 2);
}
tn_tensor *tn_copy_with(const tn_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->src)};
    return tni_invoke_one(a->at, 14, v, 2);
}
tn_tensor *tn_copy_inplace_with(const tn_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->src)};
    return tni_invoke_one(a->at, 15, v, 2);
}
tn_tensor *tn_clone_with(const tn_clone_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 16, v, 1);
}
tn_tensor *tn_to_copy_with(const tn_to_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_dtype(a->dtype), box_device(a->device)};
    return tni_invoke_one(a->at, 17, v, 3);
}
tn_tensor *tn_to_with(const tn_to_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_dtype(a->dtype), box_device(a->device), box_bool(a->copy)};
    return tni_invoke_one(a->at, 18, v, 4);
}
tn_tensor *tn_contiguous_with(const tn_contiguous_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 19, v, 1);
}
tn_tensor *tn_add_with(const tn_add_args *a) {
    const tn_value v[] = {a->self, a->other, a->alpha};
    return tni_invoke_one(a->at, 20, v, 3);
}
tn_tensor *tn_add_inplace_with(const tn_add_args *a) {
    const tn_value v[] = {a->self, a->other, a->alpha};
    return tni_invoke_one(a->at, 21, v, 3);
}
tn_tensor *tn_add_into_with(const tn_add_args *a) {
    const tn_value v[] = {a->self, a->other, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 22, v, 4);
}
tn_tensor *tn_mul_with(const tn_mul_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 23, v, 2);
}
tn_tensor *tn_mul_inplace_with(const tn_mul_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 24, v, 2);
}
tn_tensor *tn_mul_into_with(const tn_mul_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 25, v, 3);
}
tn_tensor *tn_exp_with(const tn_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 26, v, 1);
}
tn_tensor *tn_exp_inplace_with(const tn_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 27, v, 1);
}
tn_tensor *tn_exp_into_with(const tn_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 28, v, 2);
}
tn_tensor *tn_eq_with(const tn_eq_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 29, v, 2);
}
tn_tensor *tn_eq_inplace_with(const tn_eq_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 30, v, 2);
}
tn_tensor *tn_eq_into_with(const tn_eq_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 31, v, 3);
}
tn_tensor *tn_where_with(const tn_where_args *a) {
    const tn_value v[] = {box_tensor(a->condition), a->self, a->other};
    return tni_invoke_one(a->at, 32, v, 3);
}
tn_tensor *tn_where_into_with(const tn_where_args *a) {
    const tn_value v[] = {box_tensor(a->condition), a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 33, v, 4);
}
tn_tensor *tn_sum_with(const tn_sum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 34, v, 4);
}
tn_tensor *tn_sum_into_with(const tn_sum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 35, v, 5);
}
tn_tensor *tn_nansum_with(const tn_nansum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 36, v, 4);
}
tn_tensor *tn_nansum_into_with(const tn_nansum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 37, v, 5);
}
tn_tensor *tn_mean_with(const tn_mean_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 38, v, 4);
}
tn_tensor *tn_mean_into_with(const tn_mean_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 39, v, 5);
}
tn_tensor *tn_prod_with(const tn_prod_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 40, v, 4);
}
tn_tensor *tn_prod_into_with(const tn_prod_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 41, v, 5);
}
tn_tensor *tn_amax_with(const tn_amax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 42, v, 3);
}
tn_tensor *tn_amax_into_with(const tn_amax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 43, v, 4);
}
tn_tensor *tn_amin_with(const tn_amin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 44, v, 3);
}
tn_tensor *tn_amin_into_with(const tn_amin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 45, v, 4);
}
tn_tensor *tn_max_with(const tn_max_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 46, v, 1);
}
tn_tensor *tn_max_into_with(const tn_max_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 47, v, 2);
}
tn_tensor *tn_min_with(const tn_min_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 48, v, 1);
}
tn_tensor *tn_min_into_with(const tn_min_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 49, v, 2);
}
tn_max_dim_result tn_max_dim_with(const tn_max_dim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 50, v, 3, out, 2);
    return (tn_max_dim_result){out[0], out[1]};
}
tn_min_dim_result tn_min_dim_with(const tn_min_dim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 51, v, 3, out, 2);
    return (tn_min_dim_result){out[0], out[1]};
}
tn_tensor *tn_argmax_with(const tn_argmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 52, v, 3);
}
tn_tensor *tn_argmax_into_with(const tn_argmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 53, v, 4);
}
tn_tensor *tn_argmin_with(const tn_argmin_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 54, v, 3);
}
tn_tensor *tn_argmin_into_with(const tn_argmin_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 55, v, 4);
}
tn_tensor *tn_all_with(const tn_all_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 56, v, 3);
}
tn_tensor *tn_all_into_with(const tn_all_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 57, v, 4);
}
tn_tensor *tn_any_with(const tn_any_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 58, v, 3);
}
tn_tensor *tn_any_into_with(const tn_any_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 59, v, 4);
}
tn_tensor *tn_count_nonzero_with(const tn_count_nonzero_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim)};
    return tni_invoke_one(a->at, 60, v, 2);
}
tn_tensor *tn_logsumexp_with(const tn_logsumexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 61, v, 3);
}
tn_tensor *tn_logsumexp_into_with(const tn_logsumexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 62, v, 4);
}
tn_tensor *tn_var_with(const tn_var_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction};
    return tni_invoke_one(a->at, 63, v, 4);
}
tn_tensor *tn_var_into_with(const tn_var_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction, box_tensor(a->out)};
    return tni_invoke_one(a->at, 64, v, 5);
}
tn_tensor *tn_std_with(const tn_std_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction};
    return tni_invoke_one(a->at, 65, v, 4);
}
tn_tensor *tn_std_into_with(const tn_std_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction, box_tensor(a->out)};
    return tni_invoke_one(a->at, 66, v, 5);
}
tn_tensor *tn_linalg_vector_norm_with(const tn_linalg_vector_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->ord};
    return tni_invoke_one(a->at, 67, v, 4);
}
tn_tensor *tn_linalg_vector_norm_into_with(const tn_linalg_vector_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->ord, box_tensor(a->out)};
    return tni_invoke_one(a->at, 68, v, 5);
}
tn_tensor *tn_mm_with(const tn_mm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2)};
    return tni_invoke_one(a->at, 69, v, 2);
}
tn_tensor *tn_mm_into_with(const tn_mm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 70, v, 3);
}
tn_tensor *tn_bmm_with(const tn_bmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2)};
    return tni_invoke_one(a->at, 71, v, 2);
}
tn_tensor *tn_bmm_into_with(const tn_bmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 72, v, 3);
}
tn_tensor *tn_addmm_with(const tn_addmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat1), box_tensor(a->mat2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 73, v, 5);
}
tn_tensor *tn_addmm_inplace_with(const tn_addmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat1), box_tensor(a->mat2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 74, v, 5);
}
tn_tensor *tn_addmm_into_with(const tn_addmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat1), box_tensor(a->mat2), a->beta, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 75, v, 6);
}
tn_tensor *tn_baddbmm_with(const tn_baddbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 76, v, 5);
}
tn_tensor *tn_baddbmm_inplace_with(const tn_baddbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 77, v, 5);
}
tn_tensor *tn_baddbmm_into_with(const tn_baddbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 78, v, 6);
}
tn_tensor *tn_matmul_with(const tn_matmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 79, v, 2);
}
tn_tensor *tn_matmul_into_with(const tn_matmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 80, v, 3);
}
tn_tensor *tn_mv_with(const tn_mv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec)};
    return tni_invoke_one(a->at, 81, v, 2);
}
tn_tensor *tn_mv_into_with(const tn_mv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec), box_tensor(a->out)};
    return tni_invoke_one(a->at, 82, v, 3);
}
tn_tensor *tn_dot_with(const tn_dot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor)};
    return tni_invoke_one(a->at, 83, v, 2);
}
tn_tensor *tn_dot_into_with(const tn_dot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor), box_tensor(a->out)};
    return tni_invoke_one(a->at, 84, v, 3);
}
tn_tensor *tn_outer_with(const tn_outer_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec2)};
    return tni_invoke_one(a->at, 85, v, 2);
}
tn_tensor *tn_outer_into_with(const tn_outer_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 86, v, 3);
}
tn_tensor *tn_linear_with(const tn_linear_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias)};
    return tni_invoke_one(a->at, 87, v, 3);
}
tn_tensor *tn_transpose_with(const tn_transpose_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim0), box_int(a->dim1)};
    return tni_invoke_one(a->at, 88, v, 3);
}
tn_tensor *tn_t_with(const tn_t_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 89, v, 1);
}
tn_tensor *tn_mT_with(const tn_mT_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 90, v, 1);
}
tn_tensor *tn_permute_with(const tn_permute_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dims)};
    return tni_invoke_one(a->at, 91, v, 2);
}
tn_tensor *tn_movedim_with(const tn_movedim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->source), box_ints(a->destination)};
    return tni_invoke_one(a->at, 92, v, 3);
}
tn_tensor *tn_select_with(const tn_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_int(a->index)};
    return tni_invoke_one(a->at, 93, v, 3);
}
tn_tensor *tn_slice_with(const tn_slice_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), a->start, a->end, box_int_or_default(a->step)};
    return tni_invoke_one(a->at, 94, v, 5);
}
tn_tensor *tn_narrow_with(const tn_narrow_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_int(a->start), box_int(a->length)};
    return tni_invoke_one(a->at, 95, v, 4);
}
tn_tensor *tn_diagonal_with(const tn_diagonal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->offset), box_int(a->dim1), box_int(a->dim2)};
    return tni_invoke_one(a->at, 96, v, 4);
}
tn_tensor *tn_unfold_with(const tn_unfold_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dimension), box_int(a->size), box_int(a->step)};
    return tni_invoke_one(a->at, 97, v, 4);
}
tn_tensor *tn_unsqueeze_with(const tn_unsqueeze_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim)};
    return tni_invoke_one(a->at, 98, v, 2);
}
tn_tensor *tn_squeeze_with(const tn_squeeze_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim)};
    return tni_invoke_one(a->at, 99, v, 2);
}
tn_tensor *tn_expand_with(const tn_expand_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->size)};
    return tni_invoke_one(a->at, 100, v, 2);
}
tn_tensor *tn_view_with(const tn_view_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->size)};
    return tni_invoke_one(a->at, 101, v, 2);
}
tn_tensor *tn_reshape_with(const tn_reshape_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->shape)};
    return tni_invoke_one(a->at, 102, v, 2);
}
tn_tensor *tn_flatten_with(const tn_flatten_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->start_dim), box_int(a->end_dim)};
    return tni_invoke_one(a->at, 103, v, 3);
}
tn_tensor *tn_unflatten_with(const tn_unflatten_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_ints(a->sizes)};
    return tni_invoke_one(a->at, 104, v, 3);
}
tn_tensor *tn_as_strided_with(const tn_as_strided_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->size), box_ints(a->stride), a->storage_offset};
    return tni_invoke_one(a->at, 105, v, 4);
}
tn_tensor *tn_alias_with(const tn_alias_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 106, v, 1);
}
tn_tensor *tn_detach_with(const tn_detach_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 107, v, 1);
}
tn_tensor *tn_view_as_real_with(const tn_view_as_real_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 108, v, 1);
}
tn_tensor *tn_view_as_complex_with(const tn_view_as_complex_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 109, v, 1);
}
tn_tensor *tn_real_with(const tn_real_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 110, v, 1);
}
tn_tensor *tn_imag_with(const tn_imag_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 111, v, 1);
}
tn_tensor *tn_convolution_with(const tn_convolution_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_ints(a->stride), box_ints(a->padding), box_ints(a->dilation), box_int(a->groups)};
    return tni_invoke_one(a->at, 112, v, 7);
}
tn_tensor *tn_conv_input_grad_with(const tn_conv_input_grad_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->weight), box_ints(a->input_size), box_ints(a->stride), box_ints(a->padding), box_ints(a->dilation), box_int(a->groups)};
    return tni_invoke_one(a->at, 113, v, 7);
}
tn_tensor *tn_conv_weight_grad_with(const tn_conv_weight_grad_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->input), box_ints(a->weight_size), box_ints(a->stride), box_ints(a->padding), box_ints(a->dilation), box_int(a->groups)};
    return tni_invoke_one(a->at, 114, v, 7);
}
tn_tensor *tn_conv1d_with(const tn_conv1d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_int_or_default(a->groups)};
    return tni_invoke_one(a->at, 115, v, 7);
}
tn_tensor *tn_conv2d_with(const tn_conv2d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_int_or_default(a->groups)};
    return tni_invoke_one(a->at, 116, v, 7);
}
tn_tensor *tn_conv_transpose1d_with(const tn_conv_transpose1d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->output_padding), box_int_or_default(a->groups), box_optional_ints(a->dilation)};
    return tni_invoke_one(a->at, 117, v, 8);
}
tn_tensor *tn_conv_transpose2d_with(const tn_conv_transpose2d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->output_padding), box_int_or_default(a->groups), box_optional_ints(a->dilation)};
    return tni_invoke_one(a->at, 118, v, 8);
}
tn_max_pool2d_with_indices_result tn_max_pool2d_with_indices_with(const tn_max_pool2d_with_indices_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_bool(a->ceil_mode)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 119, v, 6, out, 2);
    return (tn_max_pool2d_with_indices_result){out[0], out[1]};
}
tn_tensor *tn_max_pool2d_backward_with(const tn_max_pool2d_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->indices), box_ints(a->input_size)};
    return tni_invoke_one(a->at, 120, v, 3);
}
tn_tensor *tn_max_pool2d_with(const tn_max_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_bool(a->ceil_mode)};
    return tni_invoke_one(a->at, 121, v, 6);
}
tn_tensor *tn_max_pool1d_with(const tn_max_pool1d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_bool(a->ceil_mode)};
    return tni_invoke_one(a->at, 122, v, 6);
}
tn_tensor *tn_avg_pool2d_with(const tn_avg_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_bool(a->ceil_mode), box_bool(!a->no_count_include_pad), a->divisor_override};
    return tni_invoke_one(a->at, 123, v, 7);
}
tn_tensor *tn_avg_pool2d_backward_with(const tn_avg_pool2d_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_ints(a->input_size), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_bool(a->ceil_mode), box_bool(!a->no_count_include_pad), a->divisor_override};
    return tni_invoke_one(a->at, 124, v, 8);
}
tn_tensor *tn_avg_pool1d_with(const tn_avg_pool1d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_bool(a->ceil_mode), box_bool(!a->no_count_include_pad)};
    return tni_invoke_one(a->at, 125, v, 6);
}
tn_tensor *tn_adaptive_avg_pool2d_with(const tn_adaptive_avg_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->output_size)};
    return tni_invoke_one(a->at, 126, v, 2);
}
tn_tensor *tn_adaptive_avg_pool2d_backward_with(const tn_adaptive_avg_pool2d_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_ints(a->input_size)};
    return tni_invoke_one(a->at, 127, v, 2);
}
tn_tensor *tn_adaptive_avg_pool1d_with(const tn_adaptive_avg_pool1d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->output_size)};
    return tni_invoke_one(a->at, 128, v, 2);
}
tn_adaptive_max_pool2d_result tn_adaptive_max_pool2d_with(const tn_adaptive_max_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->output_size)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 129, v, 2, out, 2);
    return (tn_adaptive_max_pool2d_result){out[0], out[1]};
}
tn_tensor *tn_index_select_with(const tn_index_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index)};
    return tni_invoke_one(a->at, 130, v, 3);
}
tn_tensor *tn_index_select_into_with(const tn_index_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->out)};
    return tni_invoke_one(a->at, 131, v, 4);
}
tn_tensor *tn_index_add_with(const tn_index_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), a->alpha};
    return tni_invoke_one(a->at, 132, v, 5);
}
tn_tensor *tn_index_add_inplace_with(const tn_index_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), a->alpha};
    return tni_invoke_one(a->at, 133, v, 5);
}
tn_tensor *tn_index_add_into_with(const tn_index_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 134, v, 6);
}
tn_tensor *tn_index_copy_with(const tn_index_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source)};
    return tni_invoke_one(a->at, 135, v, 4);
}
tn_tensor *tn_index_copy_inplace_with(const tn_index_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source)};
    return tni_invoke_one(a->at, 136, v, 4);
}
tn_tensor *tn_index_copy_into_with(const tn_index_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), box_tensor(a->out)};
    return tni_invoke_one(a->at, 137, v, 5);
}
tn_tensor *tn_gather_with(const tn_gather_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index)};
    return tni_invoke_one(a->at, 138, v, 3);
}
tn_tensor *tn_gather_into_with(const tn_gather_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->out)};
    return tni_invoke_one(a->at, 139, v, 4);
}
tn_tensor *tn_scatter_with(const tn_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->src};
    return tni_invoke_one(a->at, 140, v, 4);
}
tn_tensor *tn_scatter_inplace_with(const tn_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->src};
    return tni_invoke_one(a->at, 141, v, 4);
}
tn_tensor *tn_scatter_into_with(const tn_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->src, box_tensor(a->out)};
    return tni_invoke_one(a->at, 142, v, 5);
}
tn_tensor *tn_scatter_add_with(const tn_scatter_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src)};
    return tni_invoke_one(a->at, 143, v, 4);
}
tn_tensor *tn_scatter_add_inplace_with(const tn_scatter_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src)};
    return tni_invoke_one(a->at, 144, v, 4);
}
tn_tensor *tn_scatter_add_into_with(const tn_scatter_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src), box_tensor(a->out)};
    return tni_invoke_one(a->at, 145, v, 5);
}
tn_tensor *tn_embedding_with(const tn_embedding_args *a) {
    const tn_value v[] = {box_tensor(a->weight), box_tensor(a->indices), a->padding_idx};
    return tni_invoke_one(a->at, 146, v, 3);
}
tn_tensor *tn_one_hot_with(const tn_one_hot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int_or_default(a->num_classes)};
    return tni_invoke_one(a->at, 147, v, 2);
}

/* clang-format on */
