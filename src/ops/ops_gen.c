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
static const tni_arg args_sub[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sub[] = {"result"};
static const tni_arg args_rsub[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_rsub[] = {"result"};
static const tni_arg args_mul[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mul[] = {"result"};
static const tni_arg args_div[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_div[] = {"result"};
static const tni_arg args_div_Tensor_mode[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"rounding_mode", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_div_Tensor_mode[] = {"result"};
static const tni_arg args_floor_divide[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_floor_divide[] = {"result"};
static const tni_arg args_trunc_divide[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_trunc_divide[] = {"result"};
static const tni_arg args_remainder[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_remainder[] = {"result"};
static const tni_arg args_fmod[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fmod[] = {"result"};
static const tni_arg args_pow[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"exponent", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_pow[] = {"result"};
static const tni_arg args_float_power[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"exponent", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_float_power[] = {"result"};
static const tni_arg args_neg[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_neg[] = {"result"};
static const tni_arg args_positive[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_positive[] = {"result"};
static const tni_arg args_abs[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_abs[] = {"result"};
static const tni_arg args_sign[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sign[] = {"result"};
static const tni_arg args_sgn[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sgn[] = {"result"};
static const tni_arg args_reciprocal[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_reciprocal[] = {"result"};
static const tni_arg args_square[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_square[] = {"result"};
static const tni_arg args_sqrt[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sqrt[] = {"result"};
static const tni_arg args_rsqrt[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_rsqrt[] = {"result"};
static const tni_arg args_addcmul[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"tensor1", TNI_ARG_TENSOR, false, false, {0}},
    {"tensor2", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_addcmul[] = {"result"};
static const tni_arg args_addcdiv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"tensor1", TNI_ARG_TENSOR, false, false, {0}},
    {"tensor2", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_addcdiv[] = {"result"};
static const tni_arg args_lerp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"end", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_lerp[] = {"result"};
static const tni_arg args_floor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_floor[] = {"result"};
static const tni_arg args_ceil[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ceil[] = {"result"};
static const tni_arg args_round[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_round[] = {"result"};
static const tni_arg args_round_decimals[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"decimals", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_round_decimals[] = {"result"};
static const tni_arg args_trunc[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_trunc[] = {"result"};
static const tni_arg args_frac[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_frac[] = {"result"};
static const tni_arg args_copysign[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_copysign[] = {"result"};
static const tni_arg args_nextafter[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nextafter[] = {"result"};
static const tni_arg args_ldexp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ldexp[] = {"result"};
static const tni_arg args_nan_to_num[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"nan", TNI_ARG_NUMBER, true, true, {0}},
    {"posinf", TNI_ARG_NUMBER, true, true, {0}},
    {"neginf", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nan_to_num[] = {"result"};
static const tni_arg args_eq[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_eq[] = {"result"};
static const tni_arg args_ne[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ne[] = {"result"};
static const tni_arg args_lt[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_lt[] = {"result"};
static const tni_arg args_le[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_le[] = {"result"};
static const tni_arg args_gt[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_gt[] = {"result"};
static const tni_arg args_ge[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ge[] = {"result"};
static const tni_arg args_isnan[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isnan[] = {"result"};
static const tni_arg args_isinf[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isinf[] = {"result"};
static const tni_arg args_isfinite[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isfinite[] = {"result"};
static const tni_arg args_isposinf[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isposinf[] = {"result"};
static const tni_arg args_isneginf[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isneginf[] = {"result"};
static const tni_arg args_signbit[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_signbit[] = {"result"};
static const tni_arg args_isreal[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isreal[] = {"result"};
static const tni_arg args_isclose[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"rtol", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-05}},
    {"atol", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-08}},
    {"equal_nan", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isclose[] = {"result"};
static const tni_arg args_allclose[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"rtol", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-05}},
    {"atol", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-08}},
    {"equal_nan", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_allclose[] = {"result"};
static const tni_arg args_equal[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_equal[] = {"result"};
static const tni_arg args_logical_and[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logical_and[] = {"result"};
static const tni_arg args_logical_or[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logical_or[] = {"result"};
static const tni_arg args_logical_xor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logical_xor[] = {"result"};
static const tni_arg args_logical_not[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logical_not[] = {"result"};
static const tni_arg args_bitwise_and[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bitwise_and[] = {"result"};
static const tni_arg args_bitwise_or[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bitwise_or[] = {"result"};
static const tni_arg args_bitwise_xor[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bitwise_xor[] = {"result"};
static const tni_arg args_bitwise_not[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bitwise_not[] = {"result"};
static const tni_arg args_bitwise_left_shift[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bitwise_left_shift[] = {"result"};
static const tni_arg args_bitwise_right_shift[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bitwise_right_shift[] = {"result"};
static const tni_arg args_gcd[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_gcd[] = {"result"};
static const tni_arg args_lcm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_lcm[] = {"result"};
static const tni_arg args_where[] = {
    {"condition", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_where[] = {"result"};
static const tni_arg args_maximum[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_maximum[] = {"result"};
static const tni_arg args_minimum[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_minimum[] = {"result"};
static const tni_arg args_fmax[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fmax[] = {"result"};
static const tni_arg args_fmin[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fmin[] = {"result"};
static const tni_arg args_clamp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"min", TNI_ARG_TENSOR_OR_NUMBER, true, true, {0}},
    {"max", TNI_ARG_TENSOR_OR_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_clamp[] = {"result"};
static const tni_arg args_clamp_min[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"min", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_clamp_min[] = {"result"};
static const tni_arg args_clamp_max[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"max", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_clamp_max[] = {"result"};
static const tni_arg args_threshold[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"threshold", TNI_ARG_NUMBER, false, false, {0}},
    {"value", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_threshold[] = {"result"};
static const tni_arg args_heaviside[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"values", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_heaviside[] = {"result"};
static const tni_arg args_exp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_exp[] = {"result"};
static const tni_arg args_exp2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_exp2[] = {"result"};
static const tni_arg args_expm1[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_expm1[] = {"result"};
static const tni_arg args_log[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log[] = {"result"};
static const tni_arg args_log2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log2[] = {"result"};
static const tni_arg args_log10[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log10[] = {"result"};
static const tni_arg args_log1p[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log1p[] = {"result"};
static const tni_arg args_logaddexp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logaddexp[] = {"result"};
static const tni_arg args_logaddexp2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logaddexp2[] = {"result"};
static const tni_arg args_xlogy[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_xlogy[] = {"result"};
static const tni_arg args_xlog1py[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"other", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_xlog1py[] = {"result"};
static const tni_arg args_sin[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sin[] = {"result"};
static const tni_arg args_cos[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cos[] = {"result"};
static const tni_arg args_tan[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tan[] = {"result"};
static const tni_arg args_asin[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_asin[] = {"result"};
static const tni_arg args_acos[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_acos[] = {"result"};
static const tni_arg args_atan[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atan[] = {"result"};
static const tni_arg args_atan2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atan2[] = {"result"};
static const tni_arg args_sinh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sinh[] = {"result"};
static const tni_arg args_cosh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cosh[] = {"result"};
static const tni_arg args_tanh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tanh[] = {"result"};
static const tni_arg args_asinh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_asinh[] = {"result"};
static const tni_arg args_acosh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_acosh[] = {"result"};
static const tni_arg args_atanh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atanh[] = {"result"};
static const tni_arg args_hypot[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hypot[] = {"result"};
static const tni_arg args_deg2rad[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_deg2rad[] = {"result"};
static const tni_arg args_rad2deg[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_rad2deg[] = {"result"};
static const tni_arg args_sinc[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sinc[] = {"result"};
static const tni_arg args_erf[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_erf[] = {"result"};
static const tni_arg args_erfc[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_erfc[] = {"result"};
static const tni_arg args_erfinv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_erfinv[] = {"result"};
static const tni_arg args_lgamma[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_lgamma[] = {"result"};
static const tni_arg args_digamma[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_digamma[] = {"result"};
static const tni_arg args_trigamma[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_trigamma[] = {"result"};
static const tni_arg args_polygamma[] = {
    {"n", TNI_ARG_INT, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_polygamma[] = {"result"};
static const tni_arg args_i0[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_i0[] = {"result"};
static const tni_arg args_special_i0e[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_special_i0e[] = {"result"};
static const tni_arg args_special_i1[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_special_i1[] = {"result"};
static const tni_arg args_special_i1e[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_special_i1e[] = {"result"};
static const tni_arg args_mvlgamma[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mvlgamma[] = {"result"};
static const tni_arg args_special_entr[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_special_entr[] = {"result"};
static const tni_arg args_special_ndtr[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_special_ndtr[] = {"result"};
static const tni_arg args_logit[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"eps", TNI_ARG_FLOAT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logit[] = {"result"};
static const tni_arg args_conj[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_conj[] = {"result"};
static const tni_arg args_angle[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_angle[] = {"result"};
static const tni_arg args_complex[] = {
    {"real", TNI_ARG_TENSOR, false, false, {0}},
    {"imag", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_complex[] = {"result"};
static const tni_arg args_polar[] = {
    {"abs", TNI_ARG_TENSOR, false, false, {0}},
    {"angle", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_polar[] = {"result"};
static const tni_arg args_relu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_relu[] = {"result"};
static const tni_arg args_relu6[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_relu6[] = {"result"};
static const tni_arg args_leaky_relu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"negative_slope", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.01}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_leaky_relu[] = {"result"};
static const tni_arg args_elu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"scale", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"input_scale", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_elu[] = {"result"};
static const tni_arg args_selu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_selu[] = {"result"};
static const tni_arg args_celu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_celu[] = {"result"};
static const tni_arg args_hardtanh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"min_val", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"max_val", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hardtanh[] = {"result"};
static const tni_arg args_hardsigmoid[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hardsigmoid[] = {"result"};
static const tni_arg args_hardswish[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hardswish[] = {"result"};
static const tni_arg args_hardshrink[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"lambd", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.5}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hardshrink[] = {"result"};
static const tni_arg args_softshrink[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"lambd", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.5}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_softshrink[] = {"result"};
static const tni_arg args_tanhshrink[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tanhshrink[] = {"result"};
static const tni_arg args_softsign[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_softsign[] = {"result"};
static const tni_arg args_sigmoid[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sigmoid[] = {"result"};
static const tni_arg args_log_sigmoid[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log_sigmoid[] = {"result"};
static const tni_arg args_softplus[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"beta", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"threshold", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 20}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_softplus[] = {"result"};
static const tni_arg args_silu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_silu[] = {"result"};
static const tni_arg args_mish[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mish[] = {"result"};
static const tni_arg args_prelu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_prelu[] = {"result"};
static const tni_arg args_glu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_glu[] = {"result"};
static const tni_arg args_gelu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"approximate", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_gelu[] = {"result"};
static const tni_arg args_threshold_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"threshold", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_threshold_backward[] = {"result"};
static const tni_arg args_leaky_relu_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"negative_slope", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_leaky_relu_backward[] = {"result"};
static const tni_arg args_elu_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"alpha", TNI_ARG_NUMBER, false, false, {0}},
    {"scale", TNI_ARG_NUMBER, false, false, {0}},
    {"input_scale", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_elu_backward[] = {"result"};
static const tni_arg args_hardtanh_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"min_val", TNI_ARG_NUMBER, false, false, {0}},
    {"max_val", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hardtanh_backward[] = {"result"};
static const tni_arg args_hardsigmoid_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hardsigmoid_backward[] = {"result"};
static const tni_arg args_hardswish_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hardswish_backward[] = {"result"};
static const tni_arg args_shrink_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"lambd", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_shrink_backward[] = {"result"};
static const tni_arg args_sigmoid_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"output", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sigmoid_backward[] = {"result"};
static const tni_arg args_tanh_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"output", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tanh_backward[] = {"result"};
static const tni_arg args_log_sigmoid_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log_sigmoid_backward[] = {"result"};
static const tni_arg args_softplus_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"beta", TNI_ARG_NUMBER, false, false, {0}},
    {"threshold", TNI_ARG_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_softplus_backward[] = {"result"};
static const tni_arg args_silu_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_silu_backward[] = {"result"};
static const tni_arg args_mish_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mish_backward[] = {"result"};
static const tni_arg args_gelu_backward[] = {
    {"grad_output", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"approximate", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_gelu_backward[] = {"result"};
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
static const tni_arg args_sumproduct_pair[] = {
    {"left", TNI_ARG_TENSOR, false, false, {0}},
    {"right", TNI_ARG_TENSOR, false, false, {0}},
    {"sum_dims", TNI_ARG_INTS, false, false, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"conj_left", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"conj_right", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sumproduct_pair[] = {"result"};
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
static const tni_arg args_adaptive_max_pool1d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"output_size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_adaptive_max_pool1d[] = {"result", "indices"};
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
static const tni_arg args_ravel_multi_index[] = {
    {"indices", TNI_ARG_TENSORS, false, false, {0}},
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"dims", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ravel_multi_index[] = {"result"};
static const tni_arg args_index_Tensor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_TENSORS_OR_NULLS, false, false, {0}},
    {"dims", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_Tensor[] = {"result"};
static const tni_arg args_index_put_Tensor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_TENSORS_OR_NULLS, false, false, {0}},
    {"values", TNI_ARG_TENSOR, false, false, {0}},
    {"accumulate", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dims", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_put_Tensor[] = {"result"};
static const tni_arg args_index_select_add[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_TENSOR, false, false, {0}},
    {"source_index", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_select_add[] = {"result"};
static const tni_arg args_embedding[] = {
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_TENSOR, false, false, {0}},
    {"padding_idx", TNI_ARG_INT, true, true, {0}},
    {"max_norm", TNI_ARG_FLOAT, true, true, {0}},
    {"norm_type", TNI_ARG_FLOAT, true, true, {0}},
    {"scale_grad_by_freq", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_embedding[] = {"result"};
static const tni_arg args_one_hot[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"num_classes", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_one_hot[] = {"result"};
static const tni_arg args_softmax[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_softmax[] = {"result"};
static const tni_arg args_log_softmax[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log_softmax[] = {"result"};
static const tni_arg args_softmax_backward[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"output", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_softmax_backward[] = {"result"};
static const tni_arg args_log_softmax_backward[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"output", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log_softmax_backward[] = {"result"};
static const tni_arg args_softmin[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_softmin[] = {"result"};
static const tni_arg args_native_norm[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, false, {0}},
    {"n", TNI_ARG_INT, false, false, {0}},
    {"channels", TNI_ARG_INT, false, false, {0}},
    {"repeat", TNI_ARG_INT, false, false, {0}},
    {"eps", TNI_ARG_FLOAT, false, false, {0}},
    {"rms", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_norm[] = {"result", "mean", "rstd"};
static const tni_arg args_native_norm_backward[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"mean", TNI_ARG_TENSOR, false, false, {0}},
    {"rstd", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, false, {0}},
    {"n", TNI_ARG_INT, false, false, {0}},
    {"channels", TNI_ARG_INT, false, false, {0}},
    {"repeat", TNI_ARG_INT, false, false, {0}},
    {"rms", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_norm_backward[] = {"input", "weight", "bias"};
static const tni_arg args_layer_norm[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"normalized_shape", TNI_ARG_INTS, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-05}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_layer_norm[] = {"result"};
static const tni_arg args_rms_norm[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"normalized_shape", TNI_ARG_INTS, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-05}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_rms_norm[] = {"result"};
static const tni_arg args_group_norm[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"num_groups", TNI_ARG_INT, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-05}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_group_norm[] = {"result"};
static const tni_arg args_batch_norm[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"running_mean", TNI_ARG_TENSOR, true, true, {0}},
    {"running_var", TNI_ARG_TENSOR, true, true, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"training", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"momentum", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.1}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-05}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_batch_norm[] = {"result"};
static const tni_arg args_uniform[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"from", TNI_ARG_FLOAT, false, false, {0}},
    {"to", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_uniform[] = {"result"};
static const tni_arg args_normal[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mean", TNI_ARG_FLOAT, false, false, {0}},
    {"std", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_normal[] = {"result"};
static const tni_arg args_bernoulli[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bernoulli[] = {"result"};
static const tni_arg args_exponential[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"lambd", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_exponential[] = {"result"};
static const tni_arg args_random[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"from", TNI_ARG_INT, false, false, {0}},
    {"to", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_random[] = {"result"};
static const tni_arg args_rand[] = {
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_rand[] = {"result"};
static const tni_arg args_randn[] = {
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_randn[] = {"result"};
static const tni_arg args_rand_like[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_rand_like[] = {"result"};
static const tni_arg args_randn_like[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_randn_like[] = {"result"};
static const tni_arg args_randint[] = {
    {"low", TNI_ARG_INT, false, false, {0}},
    {"high", TNI_ARG_INT, false, false, {0}},
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_randint[] = {"result"};
static const tni_arg args_dropout[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_FLOAT, false, false, {0}},
    {"train", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_dropout[] = {"result"};
static const tni_arg args_cat[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cat[] = {"result"};
static const tni_arg args_stack[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_stack[] = {"result"};
static const tni_arg args_hstack[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hstack[] = {"result"};
static const tni_arg args_vstack[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_vstack[] = {"result"};
static const tni_arg args_dstack[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_dstack[] = {"result"};
static const tni_arg args_column_stack[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_column_stack[] = {"result"};
static const tni_arg args_atleast_1d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atleast_1d[] = {"result"};
static const tni_arg args_atleast_2d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atleast_2d[] = {"result"};
static const tni_arg args_atleast_3d[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atleast_3d[] = {"result"};
static const tni_arg args_atleast_1d_Sequence[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atleast_1d_Sequence[] = {"result"};
static const tni_arg args_atleast_2d_Sequence[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atleast_2d_Sequence[] = {"result"};
static const tni_arg args_atleast_3d_Sequence[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_atleast_3d_Sequence[] = {"result"};
static const tni_arg args_split[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"split_size", TNI_ARG_INT, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_split[] = {"result"};
static const tni_arg args_split_with_sizes[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"split_sizes", TNI_ARG_INTS, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_split_with_sizes[] = {"result"};
static const tni_arg args_chunk[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"chunks", TNI_ARG_INT, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_chunk[] = {"result"};
static const tni_arg args_tensor_split[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"sections", TNI_ARG_INT, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tensor_split[] = {"result"};
static const tni_arg args_tensor_split_indices[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_INTS, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tensor_split_indices[] = {"result"};
static const tni_arg args_hsplit[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"sections", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hsplit[] = {"result"};
static const tni_arg args_hsplit_array[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hsplit_array[] = {"result"};
static const tni_arg args_vsplit[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"sections", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_vsplit[] = {"result"};
static const tni_arg args_vsplit_array[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_vsplit_array[] = {"result"};
static const tni_arg args_dsplit[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"sections", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_dsplit[] = {"result"};
static const tni_arg args_dsplit_array[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_dsplit_array[] = {"result"};
static const tni_arg args_unbind[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_unbind[] = {"result"};
static const tni_arg args_broadcast_tensors[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_broadcast_tensors[] = {"result"};
static const tni_arg args_meshgrid[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"indexing", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_meshgrid[] = {"result"};
static const tni_arg args_flip[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dims", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_flip[] = {"result"};
static const tni_arg args_fliplr[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fliplr[] = {"result"};
static const tni_arg args_flipud[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_flipud[] = {"result"};
static const tni_arg args_roll[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"shifts", TNI_ARG_INTS, false, false, {0}},
    {"dims", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_roll[] = {"result"};
static const tni_arg args_rot90[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"k", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"dims", TNI_ARG_INTS, false, true, {.kind = TN_VALUE_INTS, .count = 0, .as.ints = (const int64_t[]){0}}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_rot90[] = {"result"};
static const tni_arg args_repeat[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"repeats", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_repeat[] = {"result"};
static const tni_arg args_tile[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dims", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tile[] = {"result"};
static const tni_arg args_repeat_interleave[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"repeats", TNI_ARG_INT, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_repeat_interleave[] = {"result"};
static const tni_arg args_repeat_interleave_self_Tensor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"repeats", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_repeat_interleave_self_Tensor[] = {"result"};
static const tni_arg args_constant_pad_nd[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"pad", TNI_ARG_INTS, false, false, {0}},
    {"value", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_constant_pad_nd[] = {"result"};
static const tni_arg args_pad[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"pad", TNI_ARG_INTS, false, false, {0}},
    {"mode", TNI_ARG_STRING, true, true, {0}},
    {"value", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_pad[] = {"result"};
static const tni_arg args_tril[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"diagonal", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tril[] = {"result"};
static const tni_arg args_triu[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"diagonal", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_triu[] = {"result"};
static const tni_arg args_tril_indices[] = {
    {"row", TNI_ARG_INT, false, false, {0}},
    {"col", TNI_ARG_INT, false, false, {0}},
    {"offset", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tril_indices[] = {"result"};
static const tni_arg args_triu_indices[] = {
    {"row", TNI_ARG_INT, false, false, {0}},
    {"col", TNI_ARG_INT, false, false, {0}},
    {"offset", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_triu_indices[] = {"result"};
static const tni_arg args_diag_embed[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"offset", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"dim1", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -2}},
    {"dim2", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_diag_embed[] = {"result"};
static const tni_arg args_diag[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"diagonal", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_diag[] = {"result"};
static const tni_arg args_diagflat[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"offset", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_diagflat[] = {"result"};
static const tni_arg args_select_scatter[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_select_scatter[] = {"result"};
static const tni_arg args_slice_scatter[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"start", TNI_ARG_INT, true, true, {0}},
    {"end", TNI_ARG_INT, true, true, {0}},
    {"step", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_slice_scatter[] = {"result"};
static const tni_arg args_diagonal_scatter[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"offset", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"dim1", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"dim2", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_diagonal_scatter[] = {"result"};
static const tni_arg args_as_strided_scatter[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, false, {0}},
    {"storage_offset", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_as_strided_scatter[] = {"result"};
static const tni_arg args_swapaxes[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"axis0", TNI_ARG_INT, false, false, {0}},
    {"axis1", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_swapaxes[] = {"result"};
static const tni_arg args_swapdims[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim0", TNI_ARG_INT, false, false, {0}},
    {"dim1", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_swapdims[] = {"result"};
static const tni_arg args_moveaxis[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_INTS, false, false, {0}},
    {"destination", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_moveaxis[] = {"result"};
static const tni_arg args_expand_as[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_expand_as[] = {"result"};
static const tni_arg args_view_as[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_view_as[] = {"result"};
static const tni_arg args_reshape_as[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_reshape_as[] = {"result"};
static const tni_arg args_broadcast_to[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_broadcast_to[] = {"result"};
static const tni_arg args_ravel[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ravel[] = {"result"};
static const tni_arg args_adjoint[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_adjoint[] = {"result"};
static const tni_arg args_arange[] = {
    {"end", TNI_ARG_NUMBER, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_arange[] = {"result"};
static const tni_arg args_arange_start[] = {
    {"start", TNI_ARG_NUMBER, false, false, {0}},
    {"end", TNI_ARG_NUMBER, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_arange_start[] = {"result"};
static const tni_arg args_arange_start_step[] = {
    {"start", TNI_ARG_NUMBER, false, false, {0}},
    {"end", TNI_ARG_NUMBER, false, false, {0}},
    {"step", TNI_ARG_NUMBER, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_arange_start_step[] = {"result"};
static const tni_arg args_linspace[] = {
    {"start", TNI_ARG_NUMBER, false, false, {0}},
    {"end", TNI_ARG_NUMBER, false, false, {0}},
    {"steps", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linspace[] = {"result"};
static const tni_arg args_logspace[] = {
    {"start", TNI_ARG_NUMBER, false, false, {0}},
    {"end", TNI_ARG_NUMBER, false, false, {0}},
    {"steps", TNI_ARG_INT, false, false, {0}},
    {"base", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 10.0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logspace[] = {"result"};
static const tni_arg args_eye[] = {
    {"n", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_eye[] = {"result"};
static const tni_arg args_eye_m[] = {
    {"n", TNI_ARG_INT, false, false, {0}},
    {"m", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_eye_m[] = {"result"};
static const tni_arg args_scalar_tensor[] = {
    {"s", TNI_ARG_NUMBER, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_scalar_tensor[] = {"result"};
static const tni_arg args_empty_strided[] = {
    {"size", TNI_ARG_INTS, false, false, {0}},
    {"stride", TNI_ARG_INTS, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"requires_grad", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_empty_strided[] = {"result"};
static const tni_arg args_native_attention[] = {
    {"query", TNI_ARG_TENSOR, false, false, {0}},
    {"key", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_TENSOR, false, false, {0}},
    {"attn_mask", TNI_ARG_TENSOR, true, false, {0}},
    {"is_causal", TNI_ARG_BOOL, false, false, {0}},
    {"scale", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_attention[] = {"result", "logsumexp"};
static const tni_arg args_native_attention_backward[] = {
    {"grad", TNI_ARG_TENSOR, false, false, {0}},
    {"query", TNI_ARG_TENSOR, false, false, {0}},
    {"key", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_TENSOR, false, false, {0}},
    {"attn_mask", TNI_ARG_TENSOR, true, false, {0}},
    {"result", TNI_ARG_TENSOR, false, false, {0}},
    {"logsumexp", TNI_ARG_TENSOR, false, false, {0}},
    {"is_causal", TNI_ARG_BOOL, false, false, {0}},
    {"scale", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_attention_backward[] = {"query", "key", "value"};
static const tni_arg args_scaled_dot_product_attention[] = {
    {"query", TNI_ARG_TENSOR, false, false, {0}},
    {"key", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_TENSOR, false, false, {0}},
    {"attn_mask", TNI_ARG_TENSOR, true, true, {0}},
    {"dropout_p", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.0}},
    {"is_causal", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"scale", TNI_ARG_FLOAT, true, true, {0}},
    {"enable_gqa", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_scaled_dot_product_attention[] = {"result"};
static const tni_arg args_sort[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"descending", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sort[] = {"values", "indices"};
static const tni_arg args_sort_stable[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"stable", TNI_ARG_BOOL, true, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"descending", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_sort_stable[] = {"values", "indices"};
static const tni_arg args_argsort[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"descending", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_argsort[] = {"result"};
static const tni_arg args_msort[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_msort[] = {"result"};
static const tni_arg args_topk[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"k", TNI_ARG_INT, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"largest", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"sorted", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_topk[] = {"values", "indices"};
static const tni_arg args_kthvalue[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"k", TNI_ARG_INT, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_kthvalue[] = {"values", "indices"};
static const tni_arg args_median[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_median[] = {"result"};
static const tni_arg args_median_dim[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_median_dim[] = {"values", "indices"};
static const tni_arg args_nanmedian[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nanmedian[] = {"result"};
static const tni_arg args_nanmedian_dim[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nanmedian_dim[] = {"values", "indices"};
static const tni_arg args_search_rows[] = {
    {"sorted", TNI_ARG_TENSOR, false, false, {0}},
    {"values", TNI_ARG_TENSOR, false, false, {0}},
    {"right", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"sorter", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_search_rows[] = {"result"};
static const tni_arg args_searchsorted[] = {
    {"sorted_sequence", TNI_ARG_TENSOR, false, false, {0}},
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out_int32", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"right", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"side", TNI_ARG_STRING, true, true, {0}},
    {"sorter", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_searchsorted[] = {"result"};
static const tni_arg args_bucketize[] = {
    {"self", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"boundaries", TNI_ARG_TENSOR, false, false, {0}},
    {"out_int32", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"right", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bucketize[] = {"result"};
static const tni_arg args_unique[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"return_inverse", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"return_counts", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_unique[] = {"values", "inverse", "counts"};
static const tni_arg args_unique_consecutive[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"return_inverse", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"return_counts", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_unique_consecutive[] = {"values", "inverse", "counts"};
static const tni_arg args_mode[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mode[] = {"values", "indices"};
static const tni_arg args_isin[] = {
    {"elements", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"test_elements", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"assume_unique", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"invert", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_isin[] = {"result"};
static const tni_arg args_nonzero[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nonzero[] = {"result"};
static const tni_arg args_argwhere[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_argwhere[] = {"result"};
static const tni_arg args_masked_select[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mask", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_masked_select[] = {"result"};
static const tni_arg args_masked_fill[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mask", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_masked_fill[] = {"result"};
static const tni_arg args_masked_scatter[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mask", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_masked_scatter[] = {"result"};
static const tni_arg args_index_fill[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"value", TNI_ARG_TENSOR_OR_NUMBER, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_fill[] = {"result"};
static const tni_arg args_take[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_take[] = {"result"};
static const tni_arg args_put[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_TENSOR, false, false, {0}},
    {"accumulate", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_put[] = {"result"};
static const tni_arg args_take_along_dim[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_take_along_dim[] = {"result"};
static const tni_arg args_bincount[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"weights", TNI_ARG_TENSOR, true, true, {0}},
    {"minlength", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bincount[] = {"result"};
static const tni_arg args_index_reduce[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"source", TNI_ARG_TENSOR, false, false, {0}},
    {"reduce", TNI_ARG_STRING, false, false, {0}},
    {"include_self", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_index_reduce[] = {"result"};
static const tni_arg args_segment_reduce[] = {
    {"data", TNI_ARG_TENSOR, false, false, {0}},
    {"reduce", TNI_ARG_STRING, false, false, {0}},
    {"lengths", TNI_ARG_TENSOR, true, true, {0}},
    {"indices", TNI_ARG_TENSOR, true, true, {0}},
    {"offsets", TNI_ARG_TENSOR, true, true, {0}},
    {"axis", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"unsafe", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"initial", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_segment_reduce[] = {"result"};
static const tni_arg args_embedding_bag[] = {
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"indices", TNI_ARG_TENSOR, false, false, {0}},
    {"offsets", TNI_ARG_TENSOR, true, true, {0}},
    {"mode", TNI_ARG_STRING, true, true, {0}},
    {"per_sample_weights", TNI_ARG_TENSOR, true, true, {0}},
    {"include_last_offset", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"padding_idx", TNI_ARG_INT, true, true, {0}},
    {"max_norm", TNI_ARG_FLOAT, true, true, {0}},
    {"norm_type", TNI_ARG_FLOAT, true, true, {0}},
    {"scale_grad_by_freq", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_embedding_bag[] = {"result"};
static const tni_arg args_histc[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"bins", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 100}},
    {"min", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"max", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_histc[] = {"result"};
static const tni_arg args_scatter_combine[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"reduce", TNI_ARG_STRING, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_scatter_combine[] = {"result"};
static const tni_arg args_scatter_reduce[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"index", TNI_ARG_TENSOR, false, false, {0}},
    {"src", TNI_ARG_TENSOR, false, false, {0}},
    {"reduce", TNI_ARG_STRING, false, false, {0}},
    {"include_self", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_scatter_reduce[] = {"result"};
static const tni_arg args_randint_like[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"low", TNI_ARG_INT, false, false, {0}},
    {"high", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_randint_like[] = {"result"};
static const tni_arg args_randperm[] = {
    {"n", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_randperm[] = {"result"};
static const tni_arg args_cauchy[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"median", TNI_ARG_FLOAT, false, false, {0}},
    {"sigma", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cauchy[] = {"result"};
static const tni_arg args_log_normal[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mean", TNI_ARG_FLOAT, false, false, {0}},
    {"std", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_log_normal[] = {"result"};
static const tni_arg args_geometric[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_FLOAT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_geometric[] = {"result"};
static const tni_arg args_bernoulli_Tensor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bernoulli_Tensor[] = {"result"};
static const tni_arg args_bernoulli_of[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bernoulli_of[] = {"result"};
static const tni_arg args_feature_dropout[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_FLOAT, false, false, {0}},
    {"train", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_feature_dropout[] = {"result"};
static const tni_arg args_multinomial[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"num_samples", TNI_ARG_INT, false, false, {0}},
    {"replacement", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_multinomial[] = {"result"};
static const tni_arg args_mse_loss[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_mse_loss[] = {"result"};
static const tni_arg args_l1_loss[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_l1_loss[] = {"result"};
static const tni_arg args_smooth_l1_loss[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"beta", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1.0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_smooth_l1_loss[] = {"result"};
static const tni_arg args_huber_loss[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"delta", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1.0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_huber_loss[] = {"result"};
static const tni_arg args_binary_cross_entropy[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_binary_cross_entropy[] = {"result"};
static const tni_arg args_binary_cross_entropy_with_logits[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"pos_weight", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_binary_cross_entropy_with_logits[] = {"result"};
static const tni_arg args_kl_div[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"log_target", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_kl_div[] = {"result"};
static const tni_arg args_poisson_nll_loss[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"log_input", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"full", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-8}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_poisson_nll_loss[] = {"result"};
static const tni_arg args_soft_margin_loss[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_soft_margin_loss[] = {"result"};
static const tni_arg args_hinge_embedding_loss[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"margin", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1.0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_hinge_embedding_loss[] = {"result"};
static const tni_arg args_margin_ranking_loss[] = {
    {"input1", TNI_ARG_TENSOR, false, false, {0}},
    {"input2", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"margin", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_margin_ranking_loss[] = {"result"};
static const tni_arg args_cosine_similarity[] = {
    {"x1", TNI_ARG_TENSOR, false, false, {0}},
    {"x2", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-8}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cosine_similarity[] = {"result"};
static const tni_arg args_cosine_embedding_loss[] = {
    {"input1", TNI_ARG_TENSOR, false, false, {0}},
    {"input2", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"margin", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cosine_embedding_loss[] = {"result"};
static const tni_arg args_pairwise_distance[] = {
    {"x1", TNI_ARG_TENSOR, false, false, {0}},
    {"x2", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 2.0}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-6}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_pairwise_distance[] = {"result"};
static const tni_arg args_triplet_margin_loss[] = {
    {"anchor", TNI_ARG_TENSOR, false, false, {0}},
    {"positive", TNI_ARG_TENSOR, false, false, {0}},
    {"negative", TNI_ARG_TENSOR, false, false, {0}},
    {"margin", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1.0}},
    {"p", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 2.0}},
    {"eps", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1e-6}},
    {"swap", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_triplet_margin_loss[] = {"result"};
static const tni_arg args_nll_loss[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"ignore_index", TNI_ARG_INT, true, true, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nll_loss[] = {"result"};
static const tni_arg args_cross_entropy[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"target", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, true, true, {0}},
    {"ignore_index", TNI_ARG_INT, true, true, {0}},
    {"reduction", TNI_ARG_STRING, true, true, {0}},
    {"label_smoothing", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 0.0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cross_entropy[] = {"result"};
static const tni_arg args_addmv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"mat", TNI_ARG_TENSOR, false, false, {0}},
    {"vec", TNI_ARG_TENSOR, false, false, {0}},
    {"beta", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_addmv[] = {"result"};
static const tni_arg args_addr[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"vec1", TNI_ARG_TENSOR, false, false, {0}},
    {"vec2", TNI_ARG_TENSOR, false, false, {0}},
    {"beta", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_addr[] = {"result"};
static const tni_arg args_addbmm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"batch1", TNI_ARG_TENSOR, false, false, {0}},
    {"batch2", TNI_ARG_TENSOR, false, false, {0}},
    {"beta", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"alpha", TNI_ARG_NUMBER, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_addbmm[] = {"result"};
static const tni_arg args_ger[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"vec2", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ger[] = {"result"};
static const tni_arg args_vdot[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_vdot[] = {"result"};
static const tni_arg args_cross[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cross[] = {"result"};
static const tni_arg args_tensordot[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"dims_self", TNI_ARG_INTS, false, false, {0}},
    {"dims_other", TNI_ARG_INTS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_tensordot[] = {"result"};
static const tni_arg args_einsum[] = {
    {"equation", TNI_ARG_STRING, false, false, {0}},
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"path", TNI_ARG_INTS, true, true, {0}},
    {"memory_limit", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_einsum[] = {"result"};
static const tni_arg args_inner[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_inner[] = {"result"};
static const tni_arg args_kron[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_kron[] = {"result"};
static const tni_arg args_bilinear[] = {
    {"input1", TNI_ARG_TENSOR, false, false, {0}},
    {"input2", TNI_ARG_TENSOR, false, false, {0}},
    {"weight", TNI_ARG_TENSOR, false, false, {0}},
    {"bias", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_bilinear[] = {"result"};
static const tni_arg args_trace[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_trace[] = {"result"};
static const tni_arg args_diff[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 1}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"prepend", TNI_ARG_TENSOR, true, true, {0}},
    {"append", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_diff[] = {"result"};
static const tni_arg args_norm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_NUMBER, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_norm[] = {"result"};
static const tni_arg args_dist[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_dist[] = {"result"};
static const tni_arg args_nanmean[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_nanmean[] = {"result"};
static const tni_arg args_var_mean[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"correction", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_var_mean[] = {"var", "mean"};
static const tni_arg args_std_mean[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"correction", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_std_mean[] = {"std", "mean"};
static const tni_arg args_aminmax[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_aminmax[] = {"min", "max"};
static const tni_arg args_cumsum[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cumsum[] = {"result"};
static const tni_arg args_cumprod[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cumprod[] = {"result"};
static const tni_arg args_logcumsumexp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logcumsumexp[] = {"result"};
static const tni_arg args_cummax[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cummax[] = {"values", "indices"};
static const tni_arg args_cummin[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cummin[] = {"values", "indices"};
static const tni_arg args_fft_c2c[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, false, false, {0}},
    {"normalization", TNI_ARG_INT, false, false, {0}},
    {"forward", TNI_ARG_BOOL, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_c2c[] = {"result"};
static const tni_arg args_fft_r2c[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, false, false, {0}},
    {"normalization", TNI_ARG_INT, false, false, {0}},
    {"onesided", TNI_ARG_BOOL, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_r2c[] = {"result"};
static const tni_arg args_fft_c2r[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, false, false, {0}},
    {"normalization", TNI_ARG_INT, false, false, {0}},
    {"last_dim_size", TNI_ARG_INT, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_c2r[] = {"result"};
static const tni_arg args_native_fft_window[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"window", TNI_ARG_TENSOR, false, false, {0}},
    {"normalization", TNI_ARG_INT, false, false, {0}},
    {"onesided", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_fft_window[] = {"result"};
static const tni_arg args_native_ifft_window[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"window", TNI_ARG_TENSOR, false, false, {0}},
    {"normalization", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_ifft_window[] = {"result"};
static const tni_arg args_fft_fft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, true, true, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_fft[] = {"result"};
static const tni_arg args_fft_ifft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, true, true, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_ifft[] = {"result"};
static const tni_arg args_fft_rfft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, true, true, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_rfft[] = {"result"};
static const tni_arg args_fft_irfft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, true, true, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_irfft[] = {"result"};
static const tni_arg args_fft_hfft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, true, true, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_hfft[] = {"result"};
static const tni_arg args_fft_ihfft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, true, true, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_ihfft[] = {"result"};
static const tni_arg args_fft_fftn[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_fftn[] = {"result"};
static const tni_arg args_fft_ifftn[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_ifftn[] = {"result"};
static const tni_arg args_fft_rfftn[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_rfftn[] = {"result"};
static const tni_arg args_fft_irfftn[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_irfftn[] = {"result"};
static const tni_arg args_fft_hfftn[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_hfftn[] = {"result"};
static const tni_arg args_fft_ihfftn[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_ihfftn[] = {"result"};
static const tni_arg args_fft_fft2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_fft2[] = {"result"};
static const tni_arg args_fft_ifft2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_ifft2[] = {"result"};
static const tni_arg args_fft_rfft2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_rfft2[] = {"result"};
static const tni_arg args_fft_irfft2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_irfft2[] = {"result"};
static const tni_arg args_fft_hfft2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_hfft2[] = {"result"};
static const tni_arg args_fft_ihfft2[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"s", TNI_ARG_INTS, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"norm", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_ihfft2[] = {"result"};
static const tni_arg args_fft_fftfreq[] = {
    {"n", TNI_ARG_INT, false, false, {0}},
    {"d", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1.0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_fftfreq[] = {"result"};
static const tni_arg args_fft_rfftfreq[] = {
    {"n", TNI_ARG_INT, false, false, {0}},
    {"d", TNI_ARG_FLOAT, false, true, {.kind = TN_VALUE_FLOAT, .as.real = 1.0}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"device", TNI_ARG_DEVICE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_rfftfreq[] = {"result"};
static const tni_arg args_fft_fftshift[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_fftshift[] = {"result"};
static const tni_arg args_fft_ifftshift[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_ifftshift[] = {"result"};
static const tni_arg args_native_fft_conv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"first", TNI_ARG_INT, false, false, {0}},
    {"count", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_fft_conv[] = {"result"};
static const tni_arg args_fft_conv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"mode", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_fft_conv[] = {"result"};
static const tni_arg args_stft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n_fft", TNI_ARG_INT, false, false, {0}},
    {"hop_length", TNI_ARG_INT, true, true, {0}},
    {"win_length", TNI_ARG_INT, true, true, {0}},
    {"window", TNI_ARG_TENSOR, true, true, {0}},
    {"normalized", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"onesided", TNI_ARG_BOOL, true, true, {0}},
    {"return_complex", TNI_ARG_BOOL, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_stft[] = {"result"};
static const tni_arg args_stft_center[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n_fft", TNI_ARG_INT, false, false, {0}},
    {"hop_length", TNI_ARG_INT, true, true, {0}},
    {"win_length", TNI_ARG_INT, true, true, {0}},
    {"window", TNI_ARG_TENSOR, true, true, {0}},
    {"center", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"pad_mode", TNI_ARG_STRING, true, true, {0}},
    {"normalized", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"onesided", TNI_ARG_BOOL, true, true, {0}},
    {"return_complex", TNI_ARG_BOOL, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_stft_center[] = {"result"};
static const tni_arg args_istft[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n_fft", TNI_ARG_INT, false, false, {0}},
    {"hop_length", TNI_ARG_INT, true, true, {0}},
    {"win_length", TNI_ARG_INT, true, true, {0}},
    {"window", TNI_ARG_TENSOR, true, true, {0}},
    {"center", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"normalized", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"onesided", TNI_ARG_BOOL, true, true, {0}},
    {"length", TNI_ARG_INT, true, true, {0}},
    {"return_complex", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_istft[] = {"result"};
static const tni_arg args_linalg_cholesky_ex[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"check_errors", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_cholesky_ex[] = {"L", "info"};
static const tni_arg args_linalg_cholesky[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_cholesky[] = {"result"};
static const tni_arg args_cholesky[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cholesky[] = {"result"};
static const tni_arg args_cholesky_solve[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"input2", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cholesky_solve[] = {"result"};
static const tni_arg args_cholesky_inverse[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_cholesky_inverse[] = {"result"};
static const tni_arg args_linalg_lu_factor_ex[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"pivot", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"check_errors", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_lu_factor_ex[] = {"LU", "pivots", "info"};
static const tni_arg args_linalg_lu_factor[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"pivot", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_lu_factor[] = {"LU", "pivots"};
static const tni_arg args_linalg_lu[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"pivot", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_lu[] = {"P", "L", "U"};
static const tni_arg args_lu_unpack[] = {
    {"LU_data", TNI_ARG_TENSOR, false, false, {0}},
    {"LU_pivots", TNI_ARG_TENSOR, false, false, {0}},
    {"unpack_data", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"unpack_pivots", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_lu_unpack[] = {"P", "L", "U"};
static const tni_arg args_lu_permutation[] = {
    {"pivots", TNI_ARG_TENSOR, false, false, {0}},
    {"rows", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_lu_permutation[] = {"result"};
static const tni_arg args_linalg_lu_solve[] = {
    {"LU", TNI_ARG_TENSOR, false, false, {0}},
    {"pivots", TNI_ARG_TENSOR, false, false, {0}},
    {"B", TNI_ARG_TENSOR, false, false, {0}},
    {"left", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"adjoint", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_lu_solve[] = {"result"};
static const tni_arg args_lu_solve[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"LU_data", TNI_ARG_TENSOR, false, false, {0}},
    {"LU_pivots", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_lu_solve[] = {"result"};
static const tni_arg args_linalg_ldl_factor_ex[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"hermitian", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"check_errors", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_ldl_factor_ex[] = {"LD", "pivots", "info"};
static const tni_arg args_linalg_ldl_factor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"hermitian", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_ldl_factor[] = {"LD", "pivots"};
static const tni_arg args_linalg_ldl_solve[] = {
    {"LD", TNI_ARG_TENSOR, false, false, {0}},
    {"pivots", TNI_ARG_TENSOR, false, false, {0}},
    {"B", TNI_ARG_TENSOR, false, false, {0}},
    {"hermitian", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_ldl_solve[] = {"result"};
static const tni_arg args_check_info[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"code", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_check_info[] = {"result"};
static const tni_arg args_geqrf[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_geqrf[] = {"a", "tau"};
static const tni_arg args_native_householder_product[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"tau", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_householder_product[] = {"result"};
static const tni_arg args_linalg_householder_product[] = {
    {"input", TNI_ARG_TENSOR, false, false, {0}},
    {"tau", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_householder_product[] = {"result"};
static const tni_arg args_orgqr[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"input2", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_orgqr[] = {"result"};
static const tni_arg args_ormqr[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"input2", TNI_ARG_TENSOR, false, false, {0}},
    {"input3", TNI_ARG_TENSOR, false, false, {0}},
    {"left", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"transpose", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_ormqr[] = {"result"};
static const tni_arg args_linalg_qr[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"mode", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_qr[] = {"Q", "R"};
static const tni_arg args_qr[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"some", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_qr[] = {"Q", "R"};
static const tni_arg args_native_svd[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"full_matrices", TNI_ARG_BOOL, false, false, {0}},
    {"compute_uv", TNI_ARG_BOOL, false, false, {0}},
    {"driver", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_svd[] = {"U", "S", "Vh", "info"};
static const tni_arg args_linalg_svd[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"full_matrices", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"driver", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_svd[] = {"U", "S", "Vh"};
static const tni_arg args_linalg_svdvals[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"driver", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_svdvals[] = {"result"};
static const tni_arg args_svd[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"some", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"compute_uv", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_svd[] = {"U", "S", "V"};
static const tni_arg args_native_eigh[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, false, {0}},
    {"compute_v", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_eigh[] = {"eigenvalues", "eigenvectors", "info"};
static const tni_arg args_linalg_eigh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"UPLO", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_eigh[] = {"eigenvalues", "eigenvectors"};
static const tni_arg args_linalg_eigvalsh[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"UPLO", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_eigvalsh[] = {"result"};
static const tni_arg args_symeig[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"eigenvectors", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"upper", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_symeig[] = {"eigenvalues", "eigenvectors"};
static const tni_arg args_native_eig[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"compute_v", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_eig[] = {"eigenvalues", "eigenvectors", "info"};
static const tni_arg args_linalg_eig[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_eig[] = {"eigenvalues", "eigenvectors"};
static const tni_arg args_linalg_eigvals[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_eigvals[] = {"result"};
static const tni_arg args_linalg_solve_triangular[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"B", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, false, {0}},
    {"left", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"unitriangular", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_solve_triangular[] = {"result"};
static const tni_arg args_triangular_solve[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"upper", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"transpose", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"unitriangular", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_triangular_solve[] = {"solution", "cloned_coefficient"};
static const tni_arg args_native_solve[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"B", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_solve[] = {"result", "LU", "pivots", "info"};
static const tni_arg args_linalg_solve_ex[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"B", TNI_ARG_TENSOR, false, false, {0}},
    {"left", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"check_errors", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_solve_ex[] = {"result", "info"};
static const tni_arg args_linalg_solve[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"B", TNI_ARG_TENSOR, false, false, {0}},
    {"left", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_solve[] = {"result"};
static const tni_arg args_linalg_inv_ex[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"check_errors", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_inv_ex[] = {"inverse", "info"};
static const tni_arg args_linalg_inv[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_inv[] = {"result"};
static const tni_arg args_inverse[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_inverse[] = {"result"};
static const tni_arg args_native_det[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_det[] = {"result", "LU", "pivots"};
static const tni_arg args_linalg_det[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_det[] = {"result"};
static const tni_arg args_det[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_det[] = {"result"};
static const tni_arg args_native_slogdet[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_slogdet[] = {"sign", "logabsdet", "LU", "pivots"};
static const tni_arg args_linalg_slogdet[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_slogdet[] = {"sign", "logabsdet"};
static const tni_arg args_slogdet[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_slogdet[] = {"sign", "logabsdet"};
static const tni_arg args_logdet[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_logdet[] = {"result"};
static const tni_arg args_native_lstsq[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"b", TNI_ARG_TENSOR, false, false, {0}},
    {"rcond", TNI_ARG_FLOAT, true, true, {0}},
    {"driver", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_lstsq[] = {"solution", "rank", "singular_values"};
static const tni_arg args_linalg_lstsq[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"b", TNI_ARG_TENSOR, false, false, {0}},
    {"rcond", TNI_ARG_FLOAT, true, true, {0}},
    {"driver", TNI_ARG_STRING, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_lstsq[] = {"solution", "residuals", "rank", "singular_values"};
static const tni_arg args_native_pinv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"atol", TNI_ARG_TENSOR, false, false, {0}},
    {"rtol", TNI_ARG_TENSOR, false, false, {0}},
    {"hermitian", TNI_ARG_BOOL, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_native_pinv[] = {"result"};
static const tni_arg args_linalg_pinv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"rcond", TNI_ARG_FLOAT, true, true, {0}},
    {"hermitian", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"atol", TNI_ARG_FLOAT, true, true, {0}},
    {"rtol", TNI_ARG_FLOAT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_pinv[] = {"result"};
static const tni_arg args_linalg_pinv_atol_rtol_tensor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"atol", TNI_ARG_TENSOR, true, true, {0}},
    {"rtol", TNI_ARG_TENSOR, true, true, {0}},
    {"hermitian", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_pinv_atol_rtol_tensor[] = {"result"};
static const tni_arg args_pinverse[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"rcond", TNI_ARG_FLOAT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_pinverse[] = {"result"};
static const tni_arg args_linalg_norm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"ord", TNI_ARG_NUMBER, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_norm[] = {"result"};
static const tni_arg args_linalg_norm_ord_str[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"ord", TNI_ARG_STRING, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_norm_ord_str[] = {"result"};
static const tni_arg args_linalg_matrix_norm[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"ord", TNI_ARG_NUMBER, false, false, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_matrix_norm[] = {"result"};
static const tni_arg args_linalg_matrix_norm_str_ord[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"ord", TNI_ARG_STRING, true, true, {0}},
    {"dim", TNI_ARG_INTS, true, true, {0}},
    {"keepdim", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"dtype", TNI_ARG_DTYPE, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_matrix_norm_str_ord[] = {"result"};
static const tni_arg args_linalg_cond[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_NUMBER, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_cond[] = {"result"};
static const tni_arg args_linalg_cond_p_str[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"p", TNI_ARG_STRING, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_cond_p_str[] = {"result"};
static const tni_arg args_linalg_matrix_rank[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"tol", TNI_ARG_FLOAT, true, true, {0}},
    {"hermitian", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"atol", TNI_ARG_FLOAT, true, true, {0}},
    {"rtol", TNI_ARG_FLOAT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_matrix_rank[] = {"result"};
static const tni_arg args_linalg_matrix_rank_atol_rtol_tensor[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"tol", TNI_ARG_TENSOR, true, true, {0}},
    {"hermitian", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"atol", TNI_ARG_TENSOR, true, true, {0}},
    {"rtol", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_matrix_rank_atol_rtol_tensor[] = {"result"};
static const tni_arg args_linalg_matrix_power[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_matrix_power[] = {"result"};
static const tni_arg args_matrix_power[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"n", TNI_ARG_INT, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_matrix_power[] = {"result"};
static const tni_arg args_linalg_matrix_exp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_matrix_exp[] = {"result"};
static const tni_arg args_matrix_exp[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_matrix_exp[] = {"result"};
static const tni_arg args_linalg_polar[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_polar[] = {"u", "p"};
static const tni_arg args_svd_lowrank[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"q", TNI_ARG_INT, true, true, {0}},
    {"niter", TNI_ARG_INT, true, true, {0}},
    {"M", TNI_ARG_TENSOR, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_svd_lowrank[] = {"U", "S", "V"};
static const tni_arg args_pca_lowrank[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"q", TNI_ARG_INT, true, true, {0}},
    {"center", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = true}},
    {"niter", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_pca_lowrank[] = {"U", "S", "V"};
static const tni_arg args_linalg_multi_dot[] = {
    {"tensors", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_multi_dot[] = {"result"};
static const tni_arg args_chain_matmul[] = {
    {"matrices", TNI_ARG_TENSORS, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_chain_matmul[] = {"result"};
static const tni_arg args_linalg_tensorinv[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"ind", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 2}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_tensorinv[] = {"result"};
static const tni_arg args_linalg_tensorsolve[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"dims", TNI_ARG_INTS, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_tensorsolve[] = {"result"};
static const tni_arg args_linalg_vander[] = {
    {"x", TNI_ARG_TENSOR, false, false, {0}},
    {"N", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_vander[] = {"result"};
static const tni_arg args_vander[] = {
    {"x", TNI_ARG_TENSOR, false, false, {0}},
    {"N", TNI_ARG_INT, true, true, {0}},
    {"increasing", TNI_ARG_BOOL, false, true, {.kind = TN_VALUE_BOOL, .as.boolean = false}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_vander[] = {"result"};
static const tni_arg args_linalg_cross[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_cross[] = {"result"};
static const tni_arg args_linalg_diagonal[] = {
    {"A", TNI_ARG_TENSOR, false, false, {0}},
    {"offset", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = 0}},
    {"dim1", TNI_ARG_INT, true, true, {0}},
    {"dim2", TNI_ARG_INT, true, true, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_diagonal[] = {"result"};
static const tni_arg args_linalg_matmul[] = {
    {"self", TNI_ARG_TENSOR, false, false, {0}},
    {"other", TNI_ARG_TENSOR, false, false, {0}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_matmul[] = {"result"};
static const tni_arg args_linalg_vecdot[] = {
    {"x", TNI_ARG_TENSOR, false, false, {0}},
    {"y", TNI_ARG_TENSOR, false, false, {0}},
    {"dim", TNI_ARG_INT, false, true, {.kind = TN_VALUE_INT, .as.integer = -1}},
    {"out", TNI_ARG_TENSOR, false, false, {0}},
};
static const char *const results_linalg_vecdot[] = {"result"};

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
    {"sub", "sub(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor", &tni_op_rows[16], args_sub, results_sub, 16, 3, 1, TNI_FORM_NEW, false, false},
    {"sub_", "sub_(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor", &tni_op_rows[16], args_sub, results_sub, 16, 3, 1, TNI_FORM_INPLACE, false, false},
    {"sub_into", "sub_into(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[16], args_sub, results_sub, 16, 4, 1, TNI_FORM_INTO, false, false},
    {"rsub", "rsub(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor", &tni_op_rows[17], args_rsub, results_rsub, 17, 3, 1, TNI_FORM_NEW, false, false},
    {"mul", "mul(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[18], args_mul, results_mul, 18, 2, 1, TNI_FORM_NEW, false, false},
    {"mul_", "mul_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[18], args_mul, results_mul, 18, 2, 1, TNI_FORM_INPLACE, false, false},
    {"mul_into", "mul_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[18], args_mul, results_mul, 18, 3, 1, TNI_FORM_INTO, false, false},
    {"div", "div(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[19], args_div, results_div, 19, 2, 1, TNI_FORM_NEW, false, false},
    {"div_", "div_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[19], args_div, results_div, 19, 2, 1, TNI_FORM_INPLACE, false, false},
    {"div_into", "div_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[19], args_div, results_div, 19, 3, 1, TNI_FORM_INTO, false, false},
    {"div.Tensor_mode", "div.Tensor_mode(Tensor|Scalar self, Tensor|Scalar other, *, str? rounding_mode=None) -> Tensor", &tni_op_rows[20], args_div_Tensor_mode, results_div_Tensor_mode, 20, 3, 1, TNI_FORM_NEW, false, false},
    {"floor_divide", "floor_divide(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[21], args_floor_divide, results_floor_divide, 21, 2, 1, TNI_FORM_NEW, false, false},
    {"floor_divide_", "floor_divide_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[21], args_floor_divide, results_floor_divide, 21, 2, 1, TNI_FORM_INPLACE, false, false},
    {"floor_divide_into", "floor_divide_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[21], args_floor_divide, results_floor_divide, 21, 3, 1, TNI_FORM_INTO, false, false},
    {"trunc_divide", "trunc_divide(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[22], args_trunc_divide, results_trunc_divide, 22, 2, 1, TNI_FORM_NEW, false, false},
    {"trunc_divide_", "trunc_divide_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[22], args_trunc_divide, results_trunc_divide, 22, 2, 1, TNI_FORM_INPLACE, false, false},
    {"trunc_divide_into", "trunc_divide_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[22], args_trunc_divide, results_trunc_divide, 22, 3, 1, TNI_FORM_INTO, false, false},
    {"remainder", "remainder(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[23], args_remainder, results_remainder, 23, 2, 1, TNI_FORM_NEW, false, false},
    {"remainder_", "remainder_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[23], args_remainder, results_remainder, 23, 2, 1, TNI_FORM_INPLACE, false, false},
    {"remainder_into", "remainder_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[23], args_remainder, results_remainder, 23, 3, 1, TNI_FORM_INTO, false, false},
    {"fmod", "fmod(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[24], args_fmod, results_fmod, 24, 2, 1, TNI_FORM_NEW, false, false},
    {"fmod_", "fmod_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[24], args_fmod, results_fmod, 24, 2, 1, TNI_FORM_INPLACE, false, false},
    {"fmod_into", "fmod_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[24], args_fmod, results_fmod, 24, 3, 1, TNI_FORM_INTO, false, false},
    {"pow", "pow(Tensor|Scalar self, Tensor|Scalar exponent) -> Tensor", &tni_op_rows[25], args_pow, results_pow, 25, 2, 1, TNI_FORM_NEW, false, false},
    {"pow_", "pow_(Tensor|Scalar self, Tensor|Scalar exponent) -> Tensor", &tni_op_rows[25], args_pow, results_pow, 25, 2, 1, TNI_FORM_INPLACE, false, false},
    {"pow_into", "pow_into(Tensor|Scalar self, Tensor|Scalar exponent, Tensor out) -> Tensor", &tni_op_rows[25], args_pow, results_pow, 25, 3, 1, TNI_FORM_INTO, false, false},
    {"float_power", "float_power(Tensor|Scalar self, Tensor|Scalar exponent) -> Tensor", &tni_op_rows[26], args_float_power, results_float_power, 26, 2, 1, TNI_FORM_NEW, false, false},
    {"float_power_into", "float_power_into(Tensor|Scalar self, Tensor|Scalar exponent, Tensor out) -> Tensor", &tni_op_rows[26], args_float_power, results_float_power, 26, 3, 1, TNI_FORM_INTO, false, false},
    {"neg", "neg(Tensor self) -> Tensor", &tni_op_rows[27], args_neg, results_neg, 27, 1, 1, TNI_FORM_NEW, false, false},
    {"neg_", "neg_(Tensor self) -> Tensor", &tni_op_rows[27], args_neg, results_neg, 27, 1, 1, TNI_FORM_INPLACE, false, false},
    {"neg_into", "neg_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[27], args_neg, results_neg, 27, 2, 1, TNI_FORM_INTO, false, false},
    {"positive", "positive(Tensor self) -> Tensor", &tni_op_rows[28], args_positive, results_positive, 28, 1, 1, TNI_FORM_NEW, false, false},
    {"abs", "abs(Tensor self) -> Tensor", &tni_op_rows[29], args_abs, results_abs, 29, 1, 1, TNI_FORM_NEW, false, false},
    {"abs_", "abs_(Tensor self) -> Tensor", &tni_op_rows[29], args_abs, results_abs, 29, 1, 1, TNI_FORM_INPLACE, false, false},
    {"abs_into", "abs_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[29], args_abs, results_abs, 29, 2, 1, TNI_FORM_INTO, false, false},
    {"sign", "sign(Tensor self) -> Tensor", &tni_op_rows[30], args_sign, results_sign, 30, 1, 1, TNI_FORM_NEW, false, false},
    {"sign_", "sign_(Tensor self) -> Tensor", &tni_op_rows[30], args_sign, results_sign, 30, 1, 1, TNI_FORM_INPLACE, false, false},
    {"sign_into", "sign_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[30], args_sign, results_sign, 30, 2, 1, TNI_FORM_INTO, false, false},
    {"sgn", "sgn(Tensor self) -> Tensor", &tni_op_rows[31], args_sgn, results_sgn, 31, 1, 1, TNI_FORM_NEW, false, false},
    {"sgn_", "sgn_(Tensor self) -> Tensor", &tni_op_rows[31], args_sgn, results_sgn, 31, 1, 1, TNI_FORM_INPLACE, false, false},
    {"sgn_into", "sgn_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[31], args_sgn, results_sgn, 31, 2, 1, TNI_FORM_INTO, false, false},
    {"reciprocal", "reciprocal(Tensor self) -> Tensor", &tni_op_rows[32], args_reciprocal, results_reciprocal, 32, 1, 1, TNI_FORM_NEW, false, false},
    {"reciprocal_", "reciprocal_(Tensor self) -> Tensor", &tni_op_rows[32], args_reciprocal, results_reciprocal, 32, 1, 1, TNI_FORM_INPLACE, false, false},
    {"reciprocal_into", "reciprocal_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[32], args_reciprocal, results_reciprocal, 32, 2, 1, TNI_FORM_INTO, false, false},
    {"square", "square(Tensor self) -> Tensor", &tni_op_rows[33], args_square, results_square, 33, 1, 1, TNI_FORM_NEW, false, false},
    {"square_", "square_(Tensor self) -> Tensor", &tni_op_rows[33], args_square, results_square, 33, 1, 1, TNI_FORM_INPLACE, false, false},
    {"square_into", "square_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[33], args_square, results_square, 33, 2, 1, TNI_FORM_INTO, false, false},
    {"sqrt", "sqrt(Tensor self) -> Tensor", &tni_op_rows[34], args_sqrt, results_sqrt, 34, 1, 1, TNI_FORM_NEW, false, false},
    {"sqrt_", "sqrt_(Tensor self) -> Tensor", &tni_op_rows[34], args_sqrt, results_sqrt, 34, 1, 1, TNI_FORM_INPLACE, false, false},
    {"sqrt_into", "sqrt_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[34], args_sqrt, results_sqrt, 34, 2, 1, TNI_FORM_INTO, false, false},
    {"rsqrt", "rsqrt(Tensor self) -> Tensor", &tni_op_rows[35], args_rsqrt, results_rsqrt, 35, 1, 1, TNI_FORM_NEW, false, false},
    {"rsqrt_", "rsqrt_(Tensor self) -> Tensor", &tni_op_rows[35], args_rsqrt, results_rsqrt, 35, 1, 1, TNI_FORM_INPLACE, false, false},
    {"rsqrt_into", "rsqrt_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[35], args_rsqrt, results_rsqrt, 35, 2, 1, TNI_FORM_INTO, false, false},
    {"addcmul", "addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", &tni_op_rows[36], args_addcmul, results_addcmul, 36, 4, 1, TNI_FORM_NEW, false, false},
    {"addcmul_", "addcmul_(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", &tni_op_rows[36], args_addcmul, results_addcmul, 36, 4, 1, TNI_FORM_INPLACE, false, false},
    {"addcmul_into", "addcmul_into(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor out) -> Tensor", &tni_op_rows[36], args_addcmul, results_addcmul, 36, 5, 1, TNI_FORM_INTO, false, false},
    {"addcdiv", "addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", &tni_op_rows[37], args_addcdiv, results_addcdiv, 37, 4, 1, TNI_FORM_NEW, false, false},
    {"addcdiv_", "addcdiv_(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", &tni_op_rows[37], args_addcdiv, results_addcdiv, 37, 4, 1, TNI_FORM_INPLACE, false, false},
    {"addcdiv_into", "addcdiv_into(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor out) -> Tensor", &tni_op_rows[37], args_addcdiv, results_addcdiv, 37, 5, 1, TNI_FORM_INTO, false, false},
    {"lerp", "lerp(Tensor self, Tensor end, Tensor|Scalar weight) -> Tensor", &tni_op_rows[38], args_lerp, results_lerp, 38, 3, 1, TNI_FORM_NEW, false, false},
    {"lerp_", "lerp_(Tensor self, Tensor end, Tensor|Scalar weight) -> Tensor", &tni_op_rows[38], args_lerp, results_lerp, 38, 3, 1, TNI_FORM_INPLACE, false, false},
    {"lerp_into", "lerp_into(Tensor self, Tensor end, Tensor|Scalar weight, Tensor out) -> Tensor", &tni_op_rows[38], args_lerp, results_lerp, 38, 4, 1, TNI_FORM_INTO, false, false},
    {"floor", "floor(Tensor self) -> Tensor", &tni_op_rows[39], args_floor, results_floor, 39, 1, 1, TNI_FORM_NEW, false, false},
    {"floor_", "floor_(Tensor self) -> Tensor", &tni_op_rows[39], args_floor, results_floor, 39, 1, 1, TNI_FORM_INPLACE, false, false},
    {"floor_into", "floor_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[39], args_floor, results_floor, 39, 2, 1, TNI_FORM_INTO, false, false},
    {"ceil", "ceil(Tensor self) -> Tensor", &tni_op_rows[40], args_ceil, results_ceil, 40, 1, 1, TNI_FORM_NEW, false, false},
    {"ceil_", "ceil_(Tensor self) -> Tensor", &tni_op_rows[40], args_ceil, results_ceil, 40, 1, 1, TNI_FORM_INPLACE, false, false},
    {"ceil_into", "ceil_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[40], args_ceil, results_ceil, 40, 2, 1, TNI_FORM_INTO, false, false},
    {"round", "round(Tensor self) -> Tensor", &tni_op_rows[41], args_round, results_round, 41, 1, 1, TNI_FORM_NEW, false, false},
    {"round_", "round_(Tensor self) -> Tensor", &tni_op_rows[41], args_round, results_round, 41, 1, 1, TNI_FORM_INPLACE, false, false},
    {"round_into", "round_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[41], args_round, results_round, 41, 2, 1, TNI_FORM_INTO, false, false},
    {"round.decimals", "round.decimals(Tensor self, *, int decimals) -> Tensor", &tni_op_rows[42], args_round_decimals, results_round_decimals, 42, 2, 1, TNI_FORM_NEW, false, false},
    {"round_.decimals", "round_.decimals(Tensor self, *, int decimals) -> Tensor", &tni_op_rows[42], args_round_decimals, results_round_decimals, 42, 2, 1, TNI_FORM_INPLACE, false, false},
    {"round_into.decimals", "round_into.decimals(Tensor self, *, int decimals, Tensor out) -> Tensor", &tni_op_rows[42], args_round_decimals, results_round_decimals, 42, 3, 1, TNI_FORM_INTO, false, false},
    {"trunc", "trunc(Tensor self) -> Tensor", &tni_op_rows[43], args_trunc, results_trunc, 43, 1, 1, TNI_FORM_NEW, false, false},
    {"trunc_", "trunc_(Tensor self) -> Tensor", &tni_op_rows[43], args_trunc, results_trunc, 43, 1, 1, TNI_FORM_INPLACE, false, false},
    {"trunc_into", "trunc_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[43], args_trunc, results_trunc, 43, 2, 1, TNI_FORM_INTO, false, false},
    {"frac", "frac(Tensor self) -> Tensor", &tni_op_rows[44], args_frac, results_frac, 44, 1, 1, TNI_FORM_NEW, false, false},
    {"frac_", "frac_(Tensor self) -> Tensor", &tni_op_rows[44], args_frac, results_frac, 44, 1, 1, TNI_FORM_INPLACE, false, false},
    {"frac_into", "frac_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[44], args_frac, results_frac, 44, 2, 1, TNI_FORM_INTO, false, false},
    {"copysign", "copysign(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[45], args_copysign, results_copysign, 45, 2, 1, TNI_FORM_NEW, false, false},
    {"copysign_", "copysign_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[45], args_copysign, results_copysign, 45, 2, 1, TNI_FORM_INPLACE, false, false},
    {"copysign_into", "copysign_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[45], args_copysign, results_copysign, 45, 3, 1, TNI_FORM_INTO, false, false},
    {"nextafter", "nextafter(Tensor self, Tensor other) -> Tensor", &tni_op_rows[46], args_nextafter, results_nextafter, 46, 2, 1, TNI_FORM_NEW, false, false},
    {"nextafter_", "nextafter_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[46], args_nextafter, results_nextafter, 46, 2, 1, TNI_FORM_INPLACE, false, false},
    {"nextafter_into", "nextafter_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[46], args_nextafter, results_nextafter, 46, 3, 1, TNI_FORM_INTO, false, false},
    {"ldexp", "ldexp(Tensor self, Tensor|Scalar other) -> Tensor", &tni_op_rows[47], args_ldexp, results_ldexp, 47, 2, 1, TNI_FORM_NEW, false, false},
    {"ldexp_", "ldexp_(Tensor self, Tensor|Scalar other) -> Tensor", &tni_op_rows[47], args_ldexp, results_ldexp, 47, 2, 1, TNI_FORM_INPLACE, false, false},
    {"ldexp_into", "ldexp_into(Tensor self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[47], args_ldexp, results_ldexp, 47, 3, 1, TNI_FORM_INTO, false, false},
    {"nan_to_num", "nan_to_num(Tensor self, Scalar? nan=None, Scalar? posinf=None, Scalar? neginf=None) -> Tensor", &tni_op_rows[48], args_nan_to_num, results_nan_to_num, 48, 4, 1, TNI_FORM_NEW, false, false},
    {"nan_to_num_", "nan_to_num_(Tensor self, Scalar? nan=None, Scalar? posinf=None, Scalar? neginf=None) -> Tensor", &tni_op_rows[48], args_nan_to_num, results_nan_to_num, 48, 4, 1, TNI_FORM_INPLACE, false, false},
    {"nan_to_num_into", "nan_to_num_into(Tensor self, Scalar? nan=None, Scalar? posinf=None, Scalar? neginf=None, Tensor out) -> Tensor", &tni_op_rows[48], args_nan_to_num, results_nan_to_num, 48, 5, 1, TNI_FORM_INTO, false, false},
    {"eq", "eq(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[49], args_eq, results_eq, 49, 2, 1, TNI_FORM_NEW, false, false},
    {"eq_", "eq_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[49], args_eq, results_eq, 49, 2, 1, TNI_FORM_INPLACE, false, false},
    {"eq_into", "eq_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[49], args_eq, results_eq, 49, 3, 1, TNI_FORM_INTO, false, false},
    {"ne", "ne(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[50], args_ne, results_ne, 50, 2, 1, TNI_FORM_NEW, false, false},
    {"ne_", "ne_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[50], args_ne, results_ne, 50, 2, 1, TNI_FORM_INPLACE, false, false},
    {"ne_into", "ne_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[50], args_ne, results_ne, 50, 3, 1, TNI_FORM_INTO, false, false},
    {"lt", "lt(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[51], args_lt, results_lt, 51, 2, 1, TNI_FORM_NEW, false, false},
    {"lt_", "lt_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[51], args_lt, results_lt, 51, 2, 1, TNI_FORM_INPLACE, false, false},
    {"lt_into", "lt_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[51], args_lt, results_lt, 51, 3, 1, TNI_FORM_INTO, false, false},
    {"le", "le(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[52], args_le, results_le, 52, 2, 1, TNI_FORM_NEW, false, false},
    {"le_", "le_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[52], args_le, results_le, 52, 2, 1, TNI_FORM_INPLACE, false, false},
    {"le_into", "le_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[52], args_le, results_le, 52, 3, 1, TNI_FORM_INTO, false, false},
    {"gt", "gt(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[53], args_gt, results_gt, 53, 2, 1, TNI_FORM_NEW, false, false},
    {"gt_", "gt_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[53], args_gt, results_gt, 53, 2, 1, TNI_FORM_INPLACE, false, false},
    {"gt_into", "gt_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[53], args_gt, results_gt, 53, 3, 1, TNI_FORM_INTO, false, false},
    {"ge", "ge(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[54], args_ge, results_ge, 54, 2, 1, TNI_FORM_NEW, false, false},
    {"ge_", "ge_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[54], args_ge, results_ge, 54, 2, 1, TNI_FORM_INPLACE, false, false},
    {"ge_into", "ge_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[54], args_ge, results_ge, 54, 3, 1, TNI_FORM_INTO, false, false},
    {"isnan", "isnan(Tensor self) -> Tensor", &tni_op_rows[55], args_isnan, results_isnan, 55, 1, 1, TNI_FORM_NEW, false, false},
    {"isnan_into", "isnan_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[55], args_isnan, results_isnan, 55, 2, 1, TNI_FORM_INTO, false, false},
    {"isinf", "isinf(Tensor self) -> Tensor", &tni_op_rows[56], args_isinf, results_isinf, 56, 1, 1, TNI_FORM_NEW, false, false},
    {"isinf_into", "isinf_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[56], args_isinf, results_isinf, 56, 2, 1, TNI_FORM_INTO, false, false},
    {"isfinite", "isfinite(Tensor self) -> Tensor", &tni_op_rows[57], args_isfinite, results_isfinite, 57, 1, 1, TNI_FORM_NEW, false, false},
    {"isfinite_into", "isfinite_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[57], args_isfinite, results_isfinite, 57, 2, 1, TNI_FORM_INTO, false, false},
    {"isposinf", "isposinf(Tensor self) -> Tensor", &tni_op_rows[58], args_isposinf, results_isposinf, 58, 1, 1, TNI_FORM_NEW, false, false},
    {"isposinf_into", "isposinf_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[58], args_isposinf, results_isposinf, 58, 2, 1, TNI_FORM_INTO, false, false},
    {"isneginf", "isneginf(Tensor self) -> Tensor", &tni_op_rows[59], args_isneginf, results_isneginf, 59, 1, 1, TNI_FORM_NEW, false, false},
    {"isneginf_into", "isneginf_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[59], args_isneginf, results_isneginf, 59, 2, 1, TNI_FORM_INTO, false, false},
    {"signbit", "signbit(Tensor self) -> Tensor", &tni_op_rows[60], args_signbit, results_signbit, 60, 1, 1, TNI_FORM_NEW, false, false},
    {"signbit_into", "signbit_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[60], args_signbit, results_signbit, 60, 2, 1, TNI_FORM_INTO, false, false},
    {"isreal", "isreal(Tensor self) -> Tensor", &tni_op_rows[61], args_isreal, results_isreal, 61, 1, 1, TNI_FORM_NEW, false, false},
    {"isreal_into", "isreal_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[61], args_isreal, results_isreal, 61, 2, 1, TNI_FORM_INTO, false, false},
    {"isclose", "isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor", &tni_op_rows[62], args_isclose, results_isclose, 62, 5, 1, TNI_FORM_NEW, false, false},
    {"allclose", "allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool", &tni_op_rows[63], args_allclose, results_allclose, 63, 5, 1, TNI_FORM_NEW, false, true},
    {"equal", "equal(Tensor self, Tensor other) -> bool", &tni_op_rows[64], args_equal, results_equal, 64, 2, 1, TNI_FORM_NEW, false, true},
    {"logical_and", "logical_and(Tensor self, Tensor other) -> Tensor", &tni_op_rows[65], args_logical_and, results_logical_and, 65, 2, 1, TNI_FORM_NEW, false, false},
    {"logical_and_", "logical_and_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[65], args_logical_and, results_logical_and, 65, 2, 1, TNI_FORM_INPLACE, false, false},
    {"logical_and_into", "logical_and_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[65], args_logical_and, results_logical_and, 65, 3, 1, TNI_FORM_INTO, false, false},
    {"logical_or", "logical_or(Tensor self, Tensor other) -> Tensor", &tni_op_rows[66], args_logical_or, results_logical_or, 66, 2, 1, TNI_FORM_NEW, false, false},
    {"logical_or_", "logical_or_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[66], args_logical_or, results_logical_or, 66, 2, 1, TNI_FORM_INPLACE, false, false},
    {"logical_or_into", "logical_or_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[66], args_logical_or, results_logical_or, 66, 3, 1, TNI_FORM_INTO, false, false},
    {"logical_xor", "logical_xor(Tensor self, Tensor other) -> Tensor", &tni_op_rows[67], args_logical_xor, results_logical_xor, 67, 2, 1, TNI_FORM_NEW, false, false},
    {"logical_xor_", "logical_xor_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[67], args_logical_xor, results_logical_xor, 67, 2, 1, TNI_FORM_INPLACE, false, false},
    {"logical_xor_into", "logical_xor_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[67], args_logical_xor, results_logical_xor, 67, 3, 1, TNI_FORM_INTO, false, false},
    {"logical_not", "logical_not(Tensor self) -> Tensor", &tni_op_rows[68], args_logical_not, results_logical_not, 68, 1, 1, TNI_FORM_NEW, false, false},
    {"logical_not_", "logical_not_(Tensor self) -> Tensor", &tni_op_rows[68], args_logical_not, results_logical_not, 68, 1, 1, TNI_FORM_INPLACE, false, false},
    {"logical_not_into", "logical_not_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[68], args_logical_not, results_logical_not, 68, 2, 1, TNI_FORM_INTO, false, false},
    {"bitwise_and", "bitwise_and(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[69], args_bitwise_and, results_bitwise_and, 69, 2, 1, TNI_FORM_NEW, false, false},
    {"bitwise_and_", "bitwise_and_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[69], args_bitwise_and, results_bitwise_and, 69, 2, 1, TNI_FORM_INPLACE, false, false},
    {"bitwise_and_into", "bitwise_and_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[69], args_bitwise_and, results_bitwise_and, 69, 3, 1, TNI_FORM_INTO, false, false},
    {"bitwise_or", "bitwise_or(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[70], args_bitwise_or, results_bitwise_or, 70, 2, 1, TNI_FORM_NEW, false, false},
    {"bitwise_or_", "bitwise_or_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[70], args_bitwise_or, results_bitwise_or, 70, 2, 1, TNI_FORM_INPLACE, false, false},
    {"bitwise_or_into", "bitwise_or_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[70], args_bitwise_or, results_bitwise_or, 70, 3, 1, TNI_FORM_INTO, false, false},
    {"bitwise_xor", "bitwise_xor(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[71], args_bitwise_xor, results_bitwise_xor, 71, 2, 1, TNI_FORM_NEW, false, false},
    {"bitwise_xor_", "bitwise_xor_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[71], args_bitwise_xor, results_bitwise_xor, 71, 2, 1, TNI_FORM_INPLACE, false, false},
    {"bitwise_xor_into", "bitwise_xor_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[71], args_bitwise_xor, results_bitwise_xor, 71, 3, 1, TNI_FORM_INTO, false, false},
    {"bitwise_not", "bitwise_not(Tensor self) -> Tensor", &tni_op_rows[72], args_bitwise_not, results_bitwise_not, 72, 1, 1, TNI_FORM_NEW, false, false},
    {"bitwise_not_", "bitwise_not_(Tensor self) -> Tensor", &tni_op_rows[72], args_bitwise_not, results_bitwise_not, 72, 1, 1, TNI_FORM_INPLACE, false, false},
    {"bitwise_not_into", "bitwise_not_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[72], args_bitwise_not, results_bitwise_not, 72, 2, 1, TNI_FORM_INTO, false, false},
    {"bitwise_left_shift", "bitwise_left_shift(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[73], args_bitwise_left_shift, results_bitwise_left_shift, 73, 2, 1, TNI_FORM_NEW, false, false},
    {"bitwise_left_shift_", "bitwise_left_shift_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[73], args_bitwise_left_shift, results_bitwise_left_shift, 73, 2, 1, TNI_FORM_INPLACE, false, false},
    {"bitwise_left_shift_into", "bitwise_left_shift_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[73], args_bitwise_left_shift, results_bitwise_left_shift, 73, 3, 1, TNI_FORM_INTO, false, false},
    {"bitwise_right_shift", "bitwise_right_shift(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[74], args_bitwise_right_shift, results_bitwise_right_shift, 74, 2, 1, TNI_FORM_NEW, false, false},
    {"bitwise_right_shift_", "bitwise_right_shift_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[74], args_bitwise_right_shift, results_bitwise_right_shift, 74, 2, 1, TNI_FORM_INPLACE, false, false},
    {"bitwise_right_shift_into", "bitwise_right_shift_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[74], args_bitwise_right_shift, results_bitwise_right_shift, 74, 3, 1, TNI_FORM_INTO, false, false},
    {"gcd", "gcd(Tensor self, Tensor other) -> Tensor", &tni_op_rows[75], args_gcd, results_gcd, 75, 2, 1, TNI_FORM_NEW, false, false},
    {"gcd_", "gcd_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[75], args_gcd, results_gcd, 75, 2, 1, TNI_FORM_INPLACE, false, false},
    {"gcd_into", "gcd_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[75], args_gcd, results_gcd, 75, 3, 1, TNI_FORM_INTO, false, false},
    {"lcm", "lcm(Tensor self, Tensor other) -> Tensor", &tni_op_rows[76], args_lcm, results_lcm, 76, 2, 1, TNI_FORM_NEW, false, false},
    {"lcm_", "lcm_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[76], args_lcm, results_lcm, 76, 2, 1, TNI_FORM_INPLACE, false, false},
    {"lcm_into", "lcm_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[76], args_lcm, results_lcm, 76, 3, 1, TNI_FORM_INTO, false, false},
    {"where", "where(Tensor condition, Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[77], args_where, results_where, 77, 3, 1, TNI_FORM_NEW, false, false},
    {"where_into", "where_into(Tensor condition, Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[77], args_where, results_where, 77, 4, 1, TNI_FORM_INTO, false, false},
    {"maximum", "maximum(Tensor self, Tensor other) -> Tensor", &tni_op_rows[78], args_maximum, results_maximum, 78, 2, 1, TNI_FORM_NEW, false, false},
    {"maximum_into", "maximum_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[78], args_maximum, results_maximum, 78, 3, 1, TNI_FORM_INTO, false, false},
    {"minimum", "minimum(Tensor self, Tensor other) -> Tensor", &tni_op_rows[79], args_minimum, results_minimum, 79, 2, 1, TNI_FORM_NEW, false, false},
    {"minimum_into", "minimum_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[79], args_minimum, results_minimum, 79, 3, 1, TNI_FORM_INTO, false, false},
    {"fmax", "fmax(Tensor self, Tensor other) -> Tensor", &tni_op_rows[80], args_fmax, results_fmax, 80, 2, 1, TNI_FORM_NEW, false, false},
    {"fmax_into", "fmax_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[80], args_fmax, results_fmax, 80, 3, 1, TNI_FORM_INTO, false, false},
    {"fmin", "fmin(Tensor self, Tensor other) -> Tensor", &tni_op_rows[81], args_fmin, results_fmin, 81, 2, 1, TNI_FORM_NEW, false, false},
    {"fmin_into", "fmin_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[81], args_fmin, results_fmin, 81, 3, 1, TNI_FORM_INTO, false, false},
    {"clamp", "clamp(Tensor self, Tensor|Scalar? min=None, Tensor|Scalar? max=None) -> Tensor", &tni_op_rows[82], args_clamp, results_clamp, 82, 3, 1, TNI_FORM_NEW, false, false},
    {"clamp_", "clamp_(Tensor self, Tensor|Scalar? min=None, Tensor|Scalar? max=None) -> Tensor", &tni_op_rows[82], args_clamp, results_clamp, 82, 3, 1, TNI_FORM_INPLACE, false, false},
    {"clamp_into", "clamp_into(Tensor self, Tensor|Scalar? min=None, Tensor|Scalar? max=None, Tensor out) -> Tensor", &tni_op_rows[82], args_clamp, results_clamp, 82, 4, 1, TNI_FORM_INTO, false, false},
    {"clamp_min", "clamp_min(Tensor self, Tensor|Scalar min) -> Tensor", &tni_op_rows[83], args_clamp_min, results_clamp_min, 83, 2, 1, TNI_FORM_NEW, false, false},
    {"clamp_min_", "clamp_min_(Tensor self, Tensor|Scalar min) -> Tensor", &tni_op_rows[83], args_clamp_min, results_clamp_min, 83, 2, 1, TNI_FORM_INPLACE, false, false},
    {"clamp_min_into", "clamp_min_into(Tensor self, Tensor|Scalar min, Tensor out) -> Tensor", &tni_op_rows[83], args_clamp_min, results_clamp_min, 83, 3, 1, TNI_FORM_INTO, false, false},
    {"clamp_max", "clamp_max(Tensor self, Tensor|Scalar max) -> Tensor", &tni_op_rows[84], args_clamp_max, results_clamp_max, 84, 2, 1, TNI_FORM_NEW, false, false},
    {"clamp_max_", "clamp_max_(Tensor self, Tensor|Scalar max) -> Tensor", &tni_op_rows[84], args_clamp_max, results_clamp_max, 84, 2, 1, TNI_FORM_INPLACE, false, false},
    {"clamp_max_into", "clamp_max_into(Tensor self, Tensor|Scalar max, Tensor out) -> Tensor", &tni_op_rows[84], args_clamp_max, results_clamp_max, 84, 3, 1, TNI_FORM_INTO, false, false},
    {"threshold", "threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor", &tni_op_rows[85], args_threshold, results_threshold, 85, 3, 1, TNI_FORM_NEW, false, false},
    {"threshold_", "threshold_(Tensor self, Scalar threshold, Scalar value) -> Tensor", &tni_op_rows[85], args_threshold, results_threshold, 85, 3, 1, TNI_FORM_INPLACE, false, false},
    {"threshold_into", "threshold_into(Tensor self, Scalar threshold, Scalar value, Tensor out) -> Tensor", &tni_op_rows[85], args_threshold, results_threshold, 85, 4, 1, TNI_FORM_INTO, false, false},
    {"heaviside", "heaviside(Tensor self, Tensor values) -> Tensor", &tni_op_rows[86], args_heaviside, results_heaviside, 86, 2, 1, TNI_FORM_NEW, false, false},
    {"heaviside_", "heaviside_(Tensor self, Tensor values) -> Tensor", &tni_op_rows[86], args_heaviside, results_heaviside, 86, 2, 1, TNI_FORM_INPLACE, false, false},
    {"heaviside_into", "heaviside_into(Tensor self, Tensor values, Tensor out) -> Tensor", &tni_op_rows[86], args_heaviside, results_heaviside, 86, 3, 1, TNI_FORM_INTO, false, false},
    {"exp", "exp(Tensor self) -> Tensor", &tni_op_rows[87], args_exp, results_exp, 87, 1, 1, TNI_FORM_NEW, false, false},
    {"exp_", "exp_(Tensor self) -> Tensor", &tni_op_rows[87], args_exp, results_exp, 87, 1, 1, TNI_FORM_INPLACE, false, false},
    {"exp_into", "exp_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[87], args_exp, results_exp, 87, 2, 1, TNI_FORM_INTO, false, false},
    {"exp2", "exp2(Tensor self) -> Tensor", &tni_op_rows[88], args_exp2, results_exp2, 88, 1, 1, TNI_FORM_NEW, false, false},
    {"exp2_", "exp2_(Tensor self) -> Tensor", &tni_op_rows[88], args_exp2, results_exp2, 88, 1, 1, TNI_FORM_INPLACE, false, false},
    {"exp2_into", "exp2_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[88], args_exp2, results_exp2, 88, 2, 1, TNI_FORM_INTO, false, false},
    {"expm1", "expm1(Tensor self) -> Tensor", &tni_op_rows[89], args_expm1, results_expm1, 89, 1, 1, TNI_FORM_NEW, false, false},
    {"expm1_", "expm1_(Tensor self) -> Tensor", &tni_op_rows[89], args_expm1, results_expm1, 89, 1, 1, TNI_FORM_INPLACE, false, false},
    {"expm1_into", "expm1_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[89], args_expm1, results_expm1, 89, 2, 1, TNI_FORM_INTO, false, false},
    {"log", "log(Tensor self) -> Tensor", &tni_op_rows[90], args_log, results_log, 90, 1, 1, TNI_FORM_NEW, false, false},
    {"log_", "log_(Tensor self) -> Tensor", &tni_op_rows[90], args_log, results_log, 90, 1, 1, TNI_FORM_INPLACE, false, false},
    {"log_into", "log_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[90], args_log, results_log, 90, 2, 1, TNI_FORM_INTO, false, false},
    {"log2", "log2(Tensor self) -> Tensor", &tni_op_rows[91], args_log2, results_log2, 91, 1, 1, TNI_FORM_NEW, false, false},
    {"log2_", "log2_(Tensor self) -> Tensor", &tni_op_rows[91], args_log2, results_log2, 91, 1, 1, TNI_FORM_INPLACE, false, false},
    {"log2_into", "log2_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[91], args_log2, results_log2, 91, 2, 1, TNI_FORM_INTO, false, false},
    {"log10", "log10(Tensor self) -> Tensor", &tni_op_rows[92], args_log10, results_log10, 92, 1, 1, TNI_FORM_NEW, false, false},
    {"log10_", "log10_(Tensor self) -> Tensor", &tni_op_rows[92], args_log10, results_log10, 92, 1, 1, TNI_FORM_INPLACE, false, false},
    {"log10_into", "log10_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[92], args_log10, results_log10, 92, 2, 1, TNI_FORM_INTO, false, false},
    {"log1p", "log1p(Tensor self) -> Tensor", &tni_op_rows[93], args_log1p, results_log1p, 93, 1, 1, TNI_FORM_NEW, false, false},
    {"log1p_", "log1p_(Tensor self) -> Tensor", &tni_op_rows[93], args_log1p, results_log1p, 93, 1, 1, TNI_FORM_INPLACE, false, false},
    {"log1p_into", "log1p_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[93], args_log1p, results_log1p, 93, 2, 1, TNI_FORM_INTO, false, false},
    {"logaddexp", "logaddexp(Tensor self, Tensor other) -> Tensor", &tni_op_rows[94], args_logaddexp, results_logaddexp, 94, 2, 1, TNI_FORM_NEW, false, false},
    {"logaddexp_into", "logaddexp_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[94], args_logaddexp, results_logaddexp, 94, 3, 1, TNI_FORM_INTO, false, false},
    {"logaddexp2", "logaddexp2(Tensor self, Tensor other) -> Tensor", &tni_op_rows[95], args_logaddexp2, results_logaddexp2, 95, 2, 1, TNI_FORM_NEW, false, false},
    {"logaddexp2_into", "logaddexp2_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[95], args_logaddexp2, results_logaddexp2, 95, 3, 1, TNI_FORM_INTO, false, false},
    {"xlogy", "xlogy(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[96], args_xlogy, results_xlogy, 96, 2, 1, TNI_FORM_NEW, false, false},
    {"xlogy_", "xlogy_(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[96], args_xlogy, results_xlogy, 96, 2, 1, TNI_FORM_INPLACE, false, false},
    {"xlogy_into", "xlogy_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[96], args_xlogy, results_xlogy, 96, 3, 1, TNI_FORM_INTO, false, false},
    {"xlog1py", "xlog1py(Tensor|Scalar self, Tensor|Scalar other) -> Tensor", &tni_op_rows[97], args_xlog1py, results_xlog1py, 97, 2, 1, TNI_FORM_NEW, false, false},
    {"xlog1py_into", "xlog1py_into(Tensor|Scalar self, Tensor|Scalar other, Tensor out) -> Tensor", &tni_op_rows[97], args_xlog1py, results_xlog1py, 97, 3, 1, TNI_FORM_INTO, false, false},
    {"sin", "sin(Tensor self) -> Tensor", &tni_op_rows[98], args_sin, results_sin, 98, 1, 1, TNI_FORM_NEW, false, false},
    {"sin_", "sin_(Tensor self) -> Tensor", &tni_op_rows[98], args_sin, results_sin, 98, 1, 1, TNI_FORM_INPLACE, false, false},
    {"sin_into", "sin_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[98], args_sin, results_sin, 98, 2, 1, TNI_FORM_INTO, false, false},
    {"cos", "cos(Tensor self) -> Tensor", &tni_op_rows[99], args_cos, results_cos, 99, 1, 1, TNI_FORM_NEW, false, false},
    {"cos_", "cos_(Tensor self) -> Tensor", &tni_op_rows[99], args_cos, results_cos, 99, 1, 1, TNI_FORM_INPLACE, false, false},
    {"cos_into", "cos_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[99], args_cos, results_cos, 99, 2, 1, TNI_FORM_INTO, false, false},
    {"tan", "tan(Tensor self) -> Tensor", &tni_op_rows[100], args_tan, results_tan, 100, 1, 1, TNI_FORM_NEW, false, false},
    {"tan_", "tan_(Tensor self) -> Tensor", &tni_op_rows[100], args_tan, results_tan, 100, 1, 1, TNI_FORM_INPLACE, false, false},
    {"tan_into", "tan_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[100], args_tan, results_tan, 100, 2, 1, TNI_FORM_INTO, false, false},
    {"asin", "asin(Tensor self) -> Tensor", &tni_op_rows[101], args_asin, results_asin, 101, 1, 1, TNI_FORM_NEW, false, false},
    {"asin_", "asin_(Tensor self) -> Tensor", &tni_op_rows[101], args_asin, results_asin, 101, 1, 1, TNI_FORM_INPLACE, false, false},
    {"asin_into", "asin_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[101], args_asin, results_asin, 101, 2, 1, TNI_FORM_INTO, false, false},
    {"acos", "acos(Tensor self) -> Tensor", &tni_op_rows[102], args_acos, results_acos, 102, 1, 1, TNI_FORM_NEW, false, false},
    {"acos_", "acos_(Tensor self) -> Tensor", &tni_op_rows[102], args_acos, results_acos, 102, 1, 1, TNI_FORM_INPLACE, false, false},
    {"acos_into", "acos_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[102], args_acos, results_acos, 102, 2, 1, TNI_FORM_INTO, false, false},
    {"atan", "atan(Tensor self) -> Tensor", &tni_op_rows[103], args_atan, results_atan, 103, 1, 1, TNI_FORM_NEW, false, false},
    {"atan_", "atan_(Tensor self) -> Tensor", &tni_op_rows[103], args_atan, results_atan, 103, 1, 1, TNI_FORM_INPLACE, false, false},
    {"atan_into", "atan_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[103], args_atan, results_atan, 103, 2, 1, TNI_FORM_INTO, false, false},
    {"atan2", "atan2(Tensor self, Tensor other) -> Tensor", &tni_op_rows[104], args_atan2, results_atan2, 104, 2, 1, TNI_FORM_NEW, false, false},
    {"atan2_", "atan2_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[104], args_atan2, results_atan2, 104, 2, 1, TNI_FORM_INPLACE, false, false},
    {"atan2_into", "atan2_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[104], args_atan2, results_atan2, 104, 3, 1, TNI_FORM_INTO, false, false},
    {"sinh", "sinh(Tensor self) -> Tensor", &tni_op_rows[105], args_sinh, results_sinh, 105, 1, 1, TNI_FORM_NEW, false, false},
    {"sinh_", "sinh_(Tensor self) -> Tensor", &tni_op_rows[105], args_sinh, results_sinh, 105, 1, 1, TNI_FORM_INPLACE, false, false},
    {"sinh_into", "sinh_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[105], args_sinh, results_sinh, 105, 2, 1, TNI_FORM_INTO, false, false},
    {"cosh", "cosh(Tensor self) -> Tensor", &tni_op_rows[106], args_cosh, results_cosh, 106, 1, 1, TNI_FORM_NEW, false, false},
    {"cosh_", "cosh_(Tensor self) -> Tensor", &tni_op_rows[106], args_cosh, results_cosh, 106, 1, 1, TNI_FORM_INPLACE, false, false},
    {"cosh_into", "cosh_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[106], args_cosh, results_cosh, 106, 2, 1, TNI_FORM_INTO, false, false},
    {"tanh", "tanh(Tensor self) -> Tensor", &tni_op_rows[107], args_tanh, results_tanh, 107, 1, 1, TNI_FORM_NEW, false, false},
    {"tanh_", "tanh_(Tensor self) -> Tensor", &tni_op_rows[107], args_tanh, results_tanh, 107, 1, 1, TNI_FORM_INPLACE, false, false},
    {"tanh_into", "tanh_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[107], args_tanh, results_tanh, 107, 2, 1, TNI_FORM_INTO, false, false},
    {"asinh", "asinh(Tensor self) -> Tensor", &tni_op_rows[108], args_asinh, results_asinh, 108, 1, 1, TNI_FORM_NEW, false, false},
    {"asinh_", "asinh_(Tensor self) -> Tensor", &tni_op_rows[108], args_asinh, results_asinh, 108, 1, 1, TNI_FORM_INPLACE, false, false},
    {"asinh_into", "asinh_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[108], args_asinh, results_asinh, 108, 2, 1, TNI_FORM_INTO, false, false},
    {"acosh", "acosh(Tensor self) -> Tensor", &tni_op_rows[109], args_acosh, results_acosh, 109, 1, 1, TNI_FORM_NEW, false, false},
    {"acosh_", "acosh_(Tensor self) -> Tensor", &tni_op_rows[109], args_acosh, results_acosh, 109, 1, 1, TNI_FORM_INPLACE, false, false},
    {"acosh_into", "acosh_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[109], args_acosh, results_acosh, 109, 2, 1, TNI_FORM_INTO, false, false},
    {"atanh", "atanh(Tensor self) -> Tensor", &tni_op_rows[110], args_atanh, results_atanh, 110, 1, 1, TNI_FORM_NEW, false, false},
    {"atanh_", "atanh_(Tensor self) -> Tensor", &tni_op_rows[110], args_atanh, results_atanh, 110, 1, 1, TNI_FORM_INPLACE, false, false},
    {"atanh_into", "atanh_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[110], args_atanh, results_atanh, 110, 2, 1, TNI_FORM_INTO, false, false},
    {"hypot", "hypot(Tensor self, Tensor other) -> Tensor", &tni_op_rows[111], args_hypot, results_hypot, 111, 2, 1, TNI_FORM_NEW, false, false},
    {"hypot_", "hypot_(Tensor self, Tensor other) -> Tensor", &tni_op_rows[111], args_hypot, results_hypot, 111, 2, 1, TNI_FORM_INPLACE, false, false},
    {"hypot_into", "hypot_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[111], args_hypot, results_hypot, 111, 3, 1, TNI_FORM_INTO, false, false},
    {"deg2rad", "deg2rad(Tensor self) -> Tensor", &tni_op_rows[112], args_deg2rad, results_deg2rad, 112, 1, 1, TNI_FORM_NEW, false, false},
    {"deg2rad_", "deg2rad_(Tensor self) -> Tensor", &tni_op_rows[112], args_deg2rad, results_deg2rad, 112, 1, 1, TNI_FORM_INPLACE, false, false},
    {"deg2rad_into", "deg2rad_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[112], args_deg2rad, results_deg2rad, 112, 2, 1, TNI_FORM_INTO, false, false},
    {"rad2deg", "rad2deg(Tensor self) -> Tensor", &tni_op_rows[113], args_rad2deg, results_rad2deg, 113, 1, 1, TNI_FORM_NEW, false, false},
    {"rad2deg_", "rad2deg_(Tensor self) -> Tensor", &tni_op_rows[113], args_rad2deg, results_rad2deg, 113, 1, 1, TNI_FORM_INPLACE, false, false},
    {"rad2deg_into", "rad2deg_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[113], args_rad2deg, results_rad2deg, 113, 2, 1, TNI_FORM_INTO, false, false},
    {"sinc", "sinc(Tensor self) -> Tensor", &tni_op_rows[114], args_sinc, results_sinc, 114, 1, 1, TNI_FORM_NEW, false, false},
    {"sinc_", "sinc_(Tensor self) -> Tensor", &tni_op_rows[114], args_sinc, results_sinc, 114, 1, 1, TNI_FORM_INPLACE, false, false},
    {"sinc_into", "sinc_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[114], args_sinc, results_sinc, 114, 2, 1, TNI_FORM_INTO, false, false},
    {"erf", "erf(Tensor self) -> Tensor", &tni_op_rows[115], args_erf, results_erf, 115, 1, 1, TNI_FORM_NEW, false, false},
    {"erf_", "erf_(Tensor self) -> Tensor", &tni_op_rows[115], args_erf, results_erf, 115, 1, 1, TNI_FORM_INPLACE, false, false},
    {"erf_into", "erf_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[115], args_erf, results_erf, 115, 2, 1, TNI_FORM_INTO, false, false},
    {"erfc", "erfc(Tensor self) -> Tensor", &tni_op_rows[116], args_erfc, results_erfc, 116, 1, 1, TNI_FORM_NEW, false, false},
    {"erfc_", "erfc_(Tensor self) -> Tensor", &tni_op_rows[116], args_erfc, results_erfc, 116, 1, 1, TNI_FORM_INPLACE, false, false},
    {"erfc_into", "erfc_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[116], args_erfc, results_erfc, 116, 2, 1, TNI_FORM_INTO, false, false},
    {"erfinv", "erfinv(Tensor self) -> Tensor", &tni_op_rows[117], args_erfinv, results_erfinv, 117, 1, 1, TNI_FORM_NEW, false, false},
    {"erfinv_", "erfinv_(Tensor self) -> Tensor", &tni_op_rows[117], args_erfinv, results_erfinv, 117, 1, 1, TNI_FORM_INPLACE, false, false},
    {"erfinv_into", "erfinv_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[117], args_erfinv, results_erfinv, 117, 2, 1, TNI_FORM_INTO, false, false},
    {"lgamma", "lgamma(Tensor self) -> Tensor", &tni_op_rows[118], args_lgamma, results_lgamma, 118, 1, 1, TNI_FORM_NEW, false, false},
    {"lgamma_", "lgamma_(Tensor self) -> Tensor", &tni_op_rows[118], args_lgamma, results_lgamma, 118, 1, 1, TNI_FORM_INPLACE, false, false},
    {"lgamma_into", "lgamma_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[118], args_lgamma, results_lgamma, 118, 2, 1, TNI_FORM_INTO, false, false},
    {"digamma", "digamma(Tensor self) -> Tensor", &tni_op_rows[119], args_digamma, results_digamma, 119, 1, 1, TNI_FORM_NEW, false, false},
    {"digamma_", "digamma_(Tensor self) -> Tensor", &tni_op_rows[119], args_digamma, results_digamma, 119, 1, 1, TNI_FORM_INPLACE, false, false},
    {"digamma_into", "digamma_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[119], args_digamma, results_digamma, 119, 2, 1, TNI_FORM_INTO, false, false},
    {"trigamma", "trigamma(Tensor self) -> Tensor", &tni_op_rows[120], args_trigamma, results_trigamma, 120, 1, 1, TNI_FORM_NEW, false, false},
    {"trigamma_into", "trigamma_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[120], args_trigamma, results_trigamma, 120, 2, 1, TNI_FORM_INTO, false, false},
    {"polygamma", "polygamma(int n, Tensor self) -> Tensor", &tni_op_rows[121], args_polygamma, results_polygamma, 121, 2, 1, TNI_FORM_NEW, false, false},
    {"polygamma_into", "polygamma_into(int n, Tensor self, Tensor out) -> Tensor", &tni_op_rows[121], args_polygamma, results_polygamma, 121, 3, 1, TNI_FORM_INTO, false, false},
    {"i0", "i0(Tensor self) -> Tensor", &tni_op_rows[122], args_i0, results_i0, 122, 1, 1, TNI_FORM_NEW, false, false},
    {"i0_", "i0_(Tensor self) -> Tensor", &tni_op_rows[122], args_i0, results_i0, 122, 1, 1, TNI_FORM_INPLACE, false, false},
    {"i0_into", "i0_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[122], args_i0, results_i0, 122, 2, 1, TNI_FORM_INTO, false, false},
    {"special_i0e", "special_i0e(Tensor self) -> Tensor", &tni_op_rows[123], args_special_i0e, results_special_i0e, 123, 1, 1, TNI_FORM_NEW, false, false},
    {"special_i0e_into", "special_i0e_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[123], args_special_i0e, results_special_i0e, 123, 2, 1, TNI_FORM_INTO, false, false},
    {"special_i1", "special_i1(Tensor self) -> Tensor", &tni_op_rows[124], args_special_i1, results_special_i1, 124, 1, 1, TNI_FORM_NEW, false, false},
    {"special_i1_into", "special_i1_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[124], args_special_i1, results_special_i1, 124, 2, 1, TNI_FORM_INTO, false, false},
    {"special_i1e", "special_i1e(Tensor self) -> Tensor", &tni_op_rows[125], args_special_i1e, results_special_i1e, 125, 1, 1, TNI_FORM_NEW, false, false},
    {"special_i1e_into", "special_i1e_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[125], args_special_i1e, results_special_i1e, 125, 2, 1, TNI_FORM_INTO, false, false},
    {"mvlgamma", "mvlgamma(Tensor self, int p) -> Tensor", &tni_op_rows[126], args_mvlgamma, results_mvlgamma, 126, 2, 1, TNI_FORM_NEW, false, false},
    {"mvlgamma_", "mvlgamma_(Tensor self, int p) -> Tensor", &tni_op_rows[126], args_mvlgamma, results_mvlgamma, 126, 2, 1, TNI_FORM_INPLACE, false, false},
    {"mvlgamma_into", "mvlgamma_into(Tensor self, int p, Tensor out) -> Tensor", &tni_op_rows[126], args_mvlgamma, results_mvlgamma, 126, 3, 1, TNI_FORM_INTO, false, false},
    {"special_entr", "special_entr(Tensor self) -> Tensor", &tni_op_rows[127], args_special_entr, results_special_entr, 127, 1, 1, TNI_FORM_NEW, false, false},
    {"special_entr_into", "special_entr_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[127], args_special_entr, results_special_entr, 127, 2, 1, TNI_FORM_INTO, false, false},
    {"special_ndtr", "special_ndtr(Tensor self) -> Tensor", &tni_op_rows[128], args_special_ndtr, results_special_ndtr, 128, 1, 1, TNI_FORM_NEW, false, false},
    {"special_ndtr_into", "special_ndtr_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[128], args_special_ndtr, results_special_ndtr, 128, 2, 1, TNI_FORM_INTO, false, false},
    {"logit", "logit(Tensor self, float? eps=None) -> Tensor", &tni_op_rows[129], args_logit, results_logit, 129, 2, 1, TNI_FORM_NEW, false, false},
    {"logit_", "logit_(Tensor self, float? eps=None) -> Tensor", &tni_op_rows[129], args_logit, results_logit, 129, 2, 1, TNI_FORM_INPLACE, false, false},
    {"logit_into", "logit_into(Tensor self, float? eps=None, Tensor out) -> Tensor", &tni_op_rows[129], args_logit, results_logit, 129, 3, 1, TNI_FORM_INTO, false, false},
    {"conj", "conj(Tensor self) -> Tensor", &tni_op_rows[130], args_conj, results_conj, 130, 1, 1, TNI_FORM_NEW, false, false},
    {"conj_into", "conj_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[130], args_conj, results_conj, 130, 2, 1, TNI_FORM_INTO, false, false},
    {"angle", "angle(Tensor self) -> Tensor", &tni_op_rows[131], args_angle, results_angle, 131, 1, 1, TNI_FORM_NEW, false, false},
    {"angle_into", "angle_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[131], args_angle, results_angle, 131, 2, 1, TNI_FORM_INTO, false, false},
    {"complex", "complex(Tensor real, Tensor imag) -> Tensor", &tni_op_rows[132], args_complex, results_complex, 132, 2, 1, TNI_FORM_NEW, false, false},
    {"complex_into", "complex_into(Tensor real, Tensor imag, Tensor out) -> Tensor", &tni_op_rows[132], args_complex, results_complex, 132, 3, 1, TNI_FORM_INTO, false, false},
    {"polar", "polar(Tensor abs, Tensor angle) -> Tensor", &tni_op_rows[133], args_polar, results_polar, 133, 2, 1, TNI_FORM_NEW, false, false},
    {"polar_into", "polar_into(Tensor abs, Tensor angle, Tensor out) -> Tensor", &tni_op_rows[133], args_polar, results_polar, 133, 3, 1, TNI_FORM_INTO, false, false},
    {"relu", "relu(Tensor self) -> Tensor", &tni_op_rows[134], args_relu, results_relu, 134, 1, 1, TNI_FORM_NEW, false, false},
    {"relu_", "relu_(Tensor self) -> Tensor", &tni_op_rows[134], args_relu, results_relu, 134, 1, 1, TNI_FORM_INPLACE, false, false},
    {"relu_into", "relu_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[134], args_relu, results_relu, 134, 2, 1, TNI_FORM_INTO, false, false},
    {"relu6", "relu6(Tensor self) -> Tensor", &tni_op_rows[135], args_relu6, results_relu6, 135, 1, 1, TNI_FORM_NEW, false, false},
    {"relu6_", "relu6_(Tensor self) -> Tensor", &tni_op_rows[135], args_relu6, results_relu6, 135, 1, 1, TNI_FORM_INPLACE, false, false},
    {"leaky_relu", "leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor", &tni_op_rows[136], args_leaky_relu, results_leaky_relu, 136, 2, 1, TNI_FORM_NEW, false, false},
    {"leaky_relu_", "leaky_relu_(Tensor self, Scalar negative_slope=0.01) -> Tensor", &tni_op_rows[136], args_leaky_relu, results_leaky_relu, 136, 2, 1, TNI_FORM_INPLACE, false, false},
    {"leaky_relu_into", "leaky_relu_into(Tensor self, Scalar negative_slope=0.01, Tensor out) -> Tensor", &tni_op_rows[136], args_leaky_relu, results_leaky_relu, 136, 3, 1, TNI_FORM_INTO, false, false},
    {"elu", "elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor", &tni_op_rows[137], args_elu, results_elu, 137, 4, 1, TNI_FORM_NEW, false, false},
    {"elu_", "elu_(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor", &tni_op_rows[137], args_elu, results_elu, 137, 4, 1, TNI_FORM_INPLACE, false, false},
    {"elu_into", "elu_into(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1, Tensor out) -> Tensor", &tni_op_rows[137], args_elu, results_elu, 137, 5, 1, TNI_FORM_INTO, false, false},
    {"selu", "selu(Tensor self) -> Tensor", &tni_op_rows[138], args_selu, results_selu, 138, 1, 1, TNI_FORM_NEW, false, false},
    {"selu_", "selu_(Tensor self) -> Tensor", &tni_op_rows[138], args_selu, results_selu, 138, 1, 1, TNI_FORM_INPLACE, false, false},
    {"celu", "celu(Tensor self, Scalar alpha=1) -> Tensor", &tni_op_rows[139], args_celu, results_celu, 139, 2, 1, TNI_FORM_NEW, false, false},
    {"celu_", "celu_(Tensor self, Scalar alpha=1) -> Tensor", &tni_op_rows[139], args_celu, results_celu, 139, 2, 1, TNI_FORM_INPLACE, false, false},
    {"hardtanh", "hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor", &tni_op_rows[140], args_hardtanh, results_hardtanh, 140, 3, 1, TNI_FORM_NEW, false, false},
    {"hardtanh_", "hardtanh_(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor", &tni_op_rows[140], args_hardtanh, results_hardtanh, 140, 3, 1, TNI_FORM_INPLACE, false, false},
    {"hardtanh_into", "hardtanh_into(Tensor self, Scalar min_val=-1, Scalar max_val=1, Tensor out) -> Tensor", &tni_op_rows[140], args_hardtanh, results_hardtanh, 140, 4, 1, TNI_FORM_INTO, false, false},
    {"hardsigmoid", "hardsigmoid(Tensor self) -> Tensor", &tni_op_rows[141], args_hardsigmoid, results_hardsigmoid, 141, 1, 1, TNI_FORM_NEW, false, false},
    {"hardsigmoid_", "hardsigmoid_(Tensor self) -> Tensor", &tni_op_rows[141], args_hardsigmoid, results_hardsigmoid, 141, 1, 1, TNI_FORM_INPLACE, false, false},
    {"hardsigmoid_into", "hardsigmoid_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[141], args_hardsigmoid, results_hardsigmoid, 141, 2, 1, TNI_FORM_INTO, false, false},
    {"hardswish", "hardswish(Tensor self) -> Tensor", &tni_op_rows[142], args_hardswish, results_hardswish, 142, 1, 1, TNI_FORM_NEW, false, false},
    {"hardswish_", "hardswish_(Tensor self) -> Tensor", &tni_op_rows[142], args_hardswish, results_hardswish, 142, 1, 1, TNI_FORM_INPLACE, false, false},
    {"hardswish_into", "hardswish_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[142], args_hardswish, results_hardswish, 142, 2, 1, TNI_FORM_INTO, false, false},
    {"hardshrink", "hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor", &tni_op_rows[143], args_hardshrink, results_hardshrink, 143, 2, 1, TNI_FORM_NEW, false, false},
    {"hardshrink_into", "hardshrink_into(Tensor self, Scalar lambd=0.5, Tensor out) -> Tensor", &tni_op_rows[143], args_hardshrink, results_hardshrink, 143, 3, 1, TNI_FORM_INTO, false, false},
    {"softshrink", "softshrink(Tensor self, Scalar lambd=0.5) -> Tensor", &tni_op_rows[144], args_softshrink, results_softshrink, 144, 2, 1, TNI_FORM_NEW, false, false},
    {"softshrink_into", "softshrink_into(Tensor self, Scalar lambd=0.5, Tensor out) -> Tensor", &tni_op_rows[144], args_softshrink, results_softshrink, 144, 3, 1, TNI_FORM_INTO, false, false},
    {"tanhshrink", "tanhshrink(Tensor self) -> Tensor", &tni_op_rows[145], args_tanhshrink, results_tanhshrink, 145, 1, 1, TNI_FORM_NEW, false, false},
    {"softsign", "softsign(Tensor self) -> Tensor", &tni_op_rows[146], args_softsign, results_softsign, 146, 1, 1, TNI_FORM_NEW, false, false},
    {"sigmoid", "sigmoid(Tensor self) -> Tensor", &tni_op_rows[147], args_sigmoid, results_sigmoid, 147, 1, 1, TNI_FORM_NEW, false, false},
    {"sigmoid_", "sigmoid_(Tensor self) -> Tensor", &tni_op_rows[147], args_sigmoid, results_sigmoid, 147, 1, 1, TNI_FORM_INPLACE, false, false},
    {"sigmoid_into", "sigmoid_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[147], args_sigmoid, results_sigmoid, 147, 2, 1, TNI_FORM_INTO, false, false},
    {"log_sigmoid", "log_sigmoid(Tensor self) -> Tensor", &tni_op_rows[148], args_log_sigmoid, results_log_sigmoid, 148, 1, 1, TNI_FORM_NEW, false, false},
    {"log_sigmoid_into", "log_sigmoid_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[148], args_log_sigmoid, results_log_sigmoid, 148, 2, 1, TNI_FORM_INTO, false, false},
    {"softplus", "softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor", &tni_op_rows[149], args_softplus, results_softplus, 149, 3, 1, TNI_FORM_NEW, false, false},
    {"softplus_into", "softplus_into(Tensor self, Scalar beta=1, Scalar threshold=20, Tensor out) -> Tensor", &tni_op_rows[149], args_softplus, results_softplus, 149, 4, 1, TNI_FORM_INTO, false, false},
    {"silu", "silu(Tensor self) -> Tensor", &tni_op_rows[150], args_silu, results_silu, 150, 1, 1, TNI_FORM_NEW, false, false},
    {"silu_", "silu_(Tensor self) -> Tensor", &tni_op_rows[150], args_silu, results_silu, 150, 1, 1, TNI_FORM_INPLACE, false, false},
    {"silu_into", "silu_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[150], args_silu, results_silu, 150, 2, 1, TNI_FORM_INTO, false, false},
    {"mish", "mish(Tensor self) -> Tensor", &tni_op_rows[151], args_mish, results_mish, 151, 1, 1, TNI_FORM_NEW, false, false},
    {"mish_", "mish_(Tensor self) -> Tensor", &tni_op_rows[151], args_mish, results_mish, 151, 1, 1, TNI_FORM_INPLACE, false, false},
    {"mish_into", "mish_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[151], args_mish, results_mish, 151, 2, 1, TNI_FORM_INTO, false, false},
    {"prelu", "prelu(Tensor self, Tensor weight) -> Tensor", &tni_op_rows[152], args_prelu, results_prelu, 152, 2, 1, TNI_FORM_NEW, false, false},
    {"glu", "glu(Tensor self, int dim=-1) -> Tensor", &tni_op_rows[153], args_glu, results_glu, 153, 2, 1, TNI_FORM_NEW, false, false},
    {"glu_into", "glu_into(Tensor self, int dim=-1, Tensor out) -> Tensor", &tni_op_rows[153], args_glu, results_glu, 153, 3, 1, TNI_FORM_INTO, false, false},
    {"gelu", "gelu(Tensor self, *, str? approximate=None) -> Tensor", &tni_op_rows[154], args_gelu, results_gelu, 154, 2, 1, TNI_FORM_NEW, false, false},
    {"gelu_", "gelu_(Tensor self, *, str? approximate=None) -> Tensor", &tni_op_rows[154], args_gelu, results_gelu, 154, 2, 1, TNI_FORM_INPLACE, false, false},
    {"gelu_into", "gelu_into(Tensor self, *, str? approximate=None, Tensor out) -> Tensor", &tni_op_rows[154], args_gelu, results_gelu, 154, 3, 1, TNI_FORM_INTO, false, false},
    {"threshold_backward", "threshold_backward(Tensor grad_output, Tensor self, Scalar threshold) -> Tensor", &tni_op_rows[155], args_threshold_backward, results_threshold_backward, 155, 3, 1, TNI_FORM_NEW, false, false},
    {"leaky_relu_backward", "leaky_relu_backward(Tensor grad_output, Tensor self, Scalar negative_slope) -> Tensor", &tni_op_rows[156], args_leaky_relu_backward, results_leaky_relu_backward, 156, 3, 1, TNI_FORM_NEW, false, false},
    {"elu_backward", "elu_backward(Tensor grad_output, Tensor self, Scalar alpha, Scalar scale, Scalar input_scale) -> Tensor", &tni_op_rows[157], args_elu_backward, results_elu_backward, 157, 5, 1, TNI_FORM_NEW, false, false},
    {"hardtanh_backward", "hardtanh_backward(Tensor grad_output, Tensor self, Scalar min_val, Scalar max_val) -> Tensor", &tni_op_rows[158], args_hardtanh_backward, results_hardtanh_backward, 158, 4, 1, TNI_FORM_NEW, false, false},
    {"hardsigmoid_backward", "hardsigmoid_backward(Tensor grad_output, Tensor self) -> Tensor", &tni_op_rows[159], args_hardsigmoid_backward, results_hardsigmoid_backward, 159, 2, 1, TNI_FORM_NEW, false, false},
    {"hardswish_backward", "hardswish_backward(Tensor grad_output, Tensor self) -> Tensor", &tni_op_rows[160], args_hardswish_backward, results_hardswish_backward, 160, 2, 1, TNI_FORM_NEW, false, false},
    {"shrink_backward", "shrink_backward(Tensor grad_output, Tensor self, Scalar lambd) -> Tensor", &tni_op_rows[161], args_shrink_backward, results_shrink_backward, 161, 3, 1, TNI_FORM_NEW, false, false},
    {"sigmoid_backward", "sigmoid_backward(Tensor grad_output, Tensor output) -> Tensor", &tni_op_rows[162], args_sigmoid_backward, results_sigmoid_backward, 162, 2, 1, TNI_FORM_NEW, false, false},
    {"tanh_backward", "tanh_backward(Tensor grad_output, Tensor output) -> Tensor", &tni_op_rows[163], args_tanh_backward, results_tanh_backward, 163, 2, 1, TNI_FORM_NEW, false, false},
    {"log_sigmoid_backward", "log_sigmoid_backward(Tensor grad_output, Tensor self) -> Tensor", &tni_op_rows[164], args_log_sigmoid_backward, results_log_sigmoid_backward, 164, 2, 1, TNI_FORM_NEW, false, false},
    {"softplus_backward", "softplus_backward(Tensor grad_output, Tensor self, Scalar beta, Scalar threshold) -> Tensor", &tni_op_rows[165], args_softplus_backward, results_softplus_backward, 165, 4, 1, TNI_FORM_NEW, false, false},
    {"silu_backward", "silu_backward(Tensor grad_output, Tensor self) -> Tensor", &tni_op_rows[166], args_silu_backward, results_silu_backward, 166, 2, 1, TNI_FORM_NEW, false, false},
    {"mish_backward", "mish_backward(Tensor grad_output, Tensor self) -> Tensor", &tni_op_rows[167], args_mish_backward, results_mish_backward, 167, 2, 1, TNI_FORM_NEW, false, false},
    {"gelu_backward", "gelu_backward(Tensor grad_output, Tensor self, *, str? approximate=None) -> Tensor", &tni_op_rows[168], args_gelu_backward, results_gelu_backward, 168, 3, 1, TNI_FORM_NEW, false, false},
    {"sum", "sum(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[169], args_sum, results_sum, 169, 4, 1, TNI_FORM_NEW, false, false},
    {"sum_into", "sum_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[169], args_sum, results_sum, 169, 5, 1, TNI_FORM_INTO, false, false},
    {"nansum", "nansum(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[170], args_nansum, results_nansum, 170, 4, 1, TNI_FORM_NEW, false, false},
    {"nansum_into", "nansum_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[170], args_nansum, results_nansum, 170, 5, 1, TNI_FORM_INTO, false, false},
    {"mean", "mean(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[171], args_mean, results_mean, 171, 4, 1, TNI_FORM_NEW, false, false},
    {"mean_into", "mean_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[171], args_mean, results_mean, 171, 5, 1, TNI_FORM_INTO, false, false},
    {"prod", "prod(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[172], args_prod, results_prod, 172, 4, 1, TNI_FORM_NEW, false, false},
    {"prod_into", "prod_into(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[172], args_prod, results_prod, 172, 5, 1, TNI_FORM_INTO, false, false},
    {"amax", "amax(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[173], args_amax, results_amax, 173, 3, 1, TNI_FORM_NEW, false, false},
    {"amax_into", "amax_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[173], args_amax, results_amax, 173, 4, 1, TNI_FORM_INTO, false, false},
    {"amin", "amin(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[174], args_amin, results_amin, 174, 3, 1, TNI_FORM_NEW, false, false},
    {"amin_into", "amin_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[174], args_amin, results_amin, 174, 4, 1, TNI_FORM_INTO, false, false},
    {"max", "max(Tensor self) -> Tensor", &tni_op_rows[175], args_max, results_max, 175, 1, 1, TNI_FORM_NEW, false, false},
    {"max_into", "max_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[175], args_max, results_max, 175, 2, 1, TNI_FORM_INTO, false, false},
    {"min", "min(Tensor self) -> Tensor", &tni_op_rows[176], args_min, results_min, 176, 1, 1, TNI_FORM_NEW, false, false},
    {"min_into", "min_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[176], args_min, results_min, 176, 2, 1, TNI_FORM_INTO, false, false},
    {"max.dim", "max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[177], args_max_dim, results_max_dim, 177, 3, 2, TNI_FORM_NEW, false, false},
    {"min.dim", "min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[178], args_min_dim, results_min_dim, 178, 3, 2, TNI_FORM_NEW, false, false},
    {"argmax", "argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[179], args_argmax, results_argmax, 179, 3, 1, TNI_FORM_NEW, false, false},
    {"argmax_into", "argmax_into(Tensor self, int? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[179], args_argmax, results_argmax, 179, 4, 1, TNI_FORM_INTO, false, false},
    {"argmin", "argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[180], args_argmin, results_argmin, 180, 3, 1, TNI_FORM_NEW, false, false},
    {"argmin_into", "argmin_into(Tensor self, int? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[180], args_argmin, results_argmin, 180, 4, 1, TNI_FORM_INTO, false, false},
    {"all", "all(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[181], args_all, results_all, 181, 3, 1, TNI_FORM_NEW, false, false},
    {"all_into", "all_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[181], args_all, results_all, 181, 4, 1, TNI_FORM_INTO, false, false},
    {"any", "any(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor", &tni_op_rows[182], args_any, results_any, 182, 3, 1, TNI_FORM_NEW, false, false},
    {"any_into", "any_into(Tensor self, int[]? dim=None, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[182], args_any, results_any, 182, 4, 1, TNI_FORM_INTO, false, false},
    {"count_nonzero", "count_nonzero(Tensor self, int[]? dim=None) -> Tensor", &tni_op_rows[183], args_count_nonzero, results_count_nonzero, 183, 2, 1, TNI_FORM_NEW, false, false},
    {"logsumexp", "logsumexp(Tensor self, int[] dim, bool keepdim=False) -> Tensor", &tni_op_rows[184], args_logsumexp, results_logsumexp, 184, 3, 1, TNI_FORM_NEW, false, false},
    {"logsumexp_into", "logsumexp_into(Tensor self, int[] dim, bool keepdim=False, Tensor out) -> Tensor", &tni_op_rows[184], args_logsumexp, results_logsumexp, 184, 4, 1, TNI_FORM_INTO, false, false},
    {"var", "var(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor", &tni_op_rows[185], args_var, results_var, 185, 4, 1, TNI_FORM_NEW, false, false},
    {"var_into", "var_into(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None, Tensor out) -> Tensor", &tni_op_rows[185], args_var, results_var, 185, 5, 1, TNI_FORM_INTO, false, false},
    {"std", "std(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor", &tni_op_rows[186], args_std, results_std, 186, 4, 1, TNI_FORM_NEW, false, false},
    {"std_into", "std_into(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None, Tensor out) -> Tensor", &tni_op_rows[186], args_std, results_std, 186, 5, 1, TNI_FORM_INTO, false, false},
    {"linalg_vector_norm", "linalg_vector_norm(Tensor self, int[]? dim=None, bool keepdim=False, Scalar? ord=None) -> Tensor", &tni_op_rows[187], args_linalg_vector_norm, results_linalg_vector_norm, 187, 4, 1, TNI_FORM_NEW, false, false},
    {"linalg_vector_norm_into", "linalg_vector_norm_into(Tensor self, int[]? dim=None, bool keepdim=False, Scalar? ord=None, Tensor out) -> Tensor", &tni_op_rows[187], args_linalg_vector_norm, results_linalg_vector_norm, 187, 5, 1, TNI_FORM_INTO, false, false},
    {"mm", "mm(Tensor self, Tensor mat2) -> Tensor", &tni_op_rows[188], args_mm, results_mm, 188, 2, 1, TNI_FORM_NEW, false, false},
    {"mm_into", "mm_into(Tensor self, Tensor mat2, Tensor out) -> Tensor", &tni_op_rows[188], args_mm, results_mm, 188, 3, 1, TNI_FORM_INTO, false, false},
    {"bmm", "bmm(Tensor self, Tensor mat2) -> Tensor", &tni_op_rows[189], args_bmm, results_bmm, 189, 2, 1, TNI_FORM_NEW, false, false},
    {"bmm_into", "bmm_into(Tensor self, Tensor mat2, Tensor out) -> Tensor", &tni_op_rows[189], args_bmm, results_bmm, 189, 3, 1, TNI_FORM_INTO, false, false},
    {"addmm", "addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[190], args_addmm, results_addmm, 190, 5, 1, TNI_FORM_NEW, false, false},
    {"addmm_", "addmm_(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[190], args_addmm, results_addmm, 190, 5, 1, TNI_FORM_INPLACE, false, false},
    {"addmm_into", "addmm_into(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[190], args_addmm, results_addmm, 190, 6, 1, TNI_FORM_INTO, false, false},
    {"baddbmm", "baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[191], args_baddbmm, results_baddbmm, 191, 5, 1, TNI_FORM_NEW, false, false},
    {"baddbmm_", "baddbmm_(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[191], args_baddbmm, results_baddbmm, 191, 5, 1, TNI_FORM_INPLACE, false, false},
    {"baddbmm_into", "baddbmm_into(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[191], args_baddbmm, results_baddbmm, 191, 6, 1, TNI_FORM_INTO, false, false},
    {"sumproduct_pair", "sumproduct_pair(Tensor left, Tensor right, int[] sum_dims, bool keepdim=False, *, bool conj_left=False, bool conj_right=False) -> Tensor", &tni_op_rows[192], args_sumproduct_pair, results_sumproduct_pair, 192, 6, 1, TNI_FORM_NEW, false, false},
    {"sumproduct_pair_into", "sumproduct_pair_into(Tensor left, Tensor right, int[] sum_dims, bool keepdim=False, *, bool conj_left=False, bool conj_right=False, Tensor out) -> Tensor", &tni_op_rows[192], args_sumproduct_pair, results_sumproduct_pair, 192, 7, 1, TNI_FORM_INTO, false, false},
    {"matmul", "matmul(Tensor self, Tensor other) -> Tensor", &tni_op_rows[193], args_matmul, results_matmul, 193, 2, 1, TNI_FORM_NEW, false, false},
    {"matmul_into", "matmul_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[193], args_matmul, results_matmul, 193, 3, 1, TNI_FORM_INTO, false, false},
    {"mv", "mv(Tensor self, Tensor vec) -> Tensor", &tni_op_rows[194], args_mv, results_mv, 194, 2, 1, TNI_FORM_NEW, false, false},
    {"mv_into", "mv_into(Tensor self, Tensor vec, Tensor out) -> Tensor", &tni_op_rows[194], args_mv, results_mv, 194, 3, 1, TNI_FORM_INTO, false, false},
    {"dot", "dot(Tensor self, Tensor tensor) -> Tensor", &tni_op_rows[195], args_dot, results_dot, 195, 2, 1, TNI_FORM_NEW, false, false},
    {"dot_into", "dot_into(Tensor self, Tensor tensor, Tensor out) -> Tensor", &tni_op_rows[195], args_dot, results_dot, 195, 3, 1, TNI_FORM_INTO, false, false},
    {"outer", "outer(Tensor self, Tensor vec2) -> Tensor", &tni_op_rows[196], args_outer, results_outer, 196, 2, 1, TNI_FORM_NEW, false, false},
    {"outer_into", "outer_into(Tensor self, Tensor vec2, Tensor out) -> Tensor", &tni_op_rows[196], args_outer, results_outer, 196, 3, 1, TNI_FORM_INTO, false, false},
    {"linear", "linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", &tni_op_rows[197], args_linear, results_linear, 197, 3, 1, TNI_FORM_NEW, false, false},
    {"transpose", "transpose(Tensor self, int dim0, int dim1) -> Tensor", &tni_op_rows[198], args_transpose, results_transpose, 198, 3, 1, TNI_FORM_NEW, false, false},
    {"t", "t(Tensor self) -> Tensor", &tni_op_rows[199], args_t, results_t, 199, 1, 1, TNI_FORM_NEW, false, false},
    {"mT", "mT(Tensor self) -> Tensor", &tni_op_rows[200], args_mT, results_mT, 200, 1, 1, TNI_FORM_NEW, false, false},
    {"permute", "permute(Tensor self, int[] dims) -> Tensor", &tni_op_rows[201], args_permute, results_permute, 201, 2, 1, TNI_FORM_NEW, false, false},
    {"movedim", "movedim(Tensor self, int[] source, int[] destination) -> Tensor", &tni_op_rows[202], args_movedim, results_movedim, 202, 3, 1, TNI_FORM_NEW, false, false},
    {"select", "select(Tensor self, int dim, int index) -> Tensor", &tni_op_rows[203], args_select, results_select, 203, 3, 1, TNI_FORM_NEW, false, false},
    {"slice", "slice(Tensor self, int dim, int? start=None, int? end=None, int step=1) -> Tensor", &tni_op_rows[204], args_slice, results_slice, 204, 5, 1, TNI_FORM_NEW, false, false},
    {"narrow", "narrow(Tensor self, int dim, int start, int length) -> Tensor", &tni_op_rows[205], args_narrow, results_narrow, 205, 4, 1, TNI_FORM_NEW, false, false},
    {"diagonal", "diagonal(Tensor self, int offset, int dim1, int dim2) -> Tensor", &tni_op_rows[206], args_diagonal, results_diagonal, 206, 4, 1, TNI_FORM_NEW, false, false},
    {"unfold", "unfold(Tensor self, int dimension, int size, int step) -> Tensor", &tni_op_rows[207], args_unfold, results_unfold, 207, 4, 1, TNI_FORM_NEW, false, false},
    {"unsqueeze", "unsqueeze(Tensor self, int dim) -> Tensor", &tni_op_rows[208], args_unsqueeze, results_unsqueeze, 208, 2, 1, TNI_FORM_NEW, false, false},
    {"squeeze", "squeeze(Tensor self, int[]? dim=None) -> Tensor", &tni_op_rows[209], args_squeeze, results_squeeze, 209, 2, 1, TNI_FORM_NEW, false, false},
    {"expand", "expand(Tensor self, int[] size) -> Tensor", &tni_op_rows[210], args_expand, results_expand, 210, 2, 1, TNI_FORM_NEW, false, false},
    {"view", "view(Tensor self, int[] size) -> Tensor", &tni_op_rows[211], args_view, results_view, 211, 2, 1, TNI_FORM_NEW, false, false},
    {"reshape", "reshape(Tensor self, int[] shape) -> Tensor", &tni_op_rows[212], args_reshape, results_reshape, 212, 2, 1, TNI_FORM_NEW, false, false},
    {"flatten", "flatten(Tensor self, int start_dim=0, int end_dim=-1) -> Tensor", &tni_op_rows[213], args_flatten, results_flatten, 213, 3, 1, TNI_FORM_NEW, false, false},
    {"unflatten", "unflatten(Tensor self, int dim, int[] sizes) -> Tensor", &tni_op_rows[214], args_unflatten, results_unflatten, 214, 3, 1, TNI_FORM_NEW, false, false},
    {"as_strided", "as_strided(Tensor self, int[] size, int[] stride, int? storage_offset=None) -> Tensor", &tni_op_rows[215], args_as_strided, results_as_strided, 215, 4, 1, TNI_FORM_NEW, false, false},
    {"alias", "alias(Tensor self) -> Tensor", &tni_op_rows[216], args_alias, results_alias, 216, 1, 1, TNI_FORM_NEW, false, false},
    {"detach", "detach(Tensor self) -> Tensor", &tni_op_rows[217], args_detach, results_detach, 217, 1, 1, TNI_FORM_NEW, false, false},
    {"view_as_real", "view_as_real(Tensor self) -> Tensor", &tni_op_rows[218], args_view_as_real, results_view_as_real, 218, 1, 1, TNI_FORM_NEW, false, false},
    {"view_as_complex", "view_as_complex(Tensor self) -> Tensor", &tni_op_rows[219], args_view_as_complex, results_view_as_complex, 219, 1, 1, TNI_FORM_NEW, false, false},
    {"real", "real(Tensor self) -> Tensor", &tni_op_rows[220], args_real, results_real, 220, 1, 1, TNI_FORM_NEW, false, false},
    {"imag", "imag(Tensor self) -> Tensor", &tni_op_rows[221], args_imag, results_imag, 221, 1, 1, TNI_FORM_NEW, false, false},
    {"convolution", "convolution(Tensor input, Tensor weight, Tensor? bias, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor", &tni_op_rows[222], args_convolution, results_convolution, 222, 7, 1, TNI_FORM_NEW, false, false},
    {"conv_input_grad", "conv_input_grad(Tensor grad, Tensor weight, int[] input_size, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor", &tni_op_rows[223], args_conv_input_grad, results_conv_input_grad, 223, 7, 1, TNI_FORM_NEW, false, false},
    {"conv_weight_grad", "conv_weight_grad(Tensor grad, Tensor input, int[] weight_size, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor", &tni_op_rows[224], args_conv_weight_grad, results_conv_weight_grad, 224, 7, 1, TNI_FORM_NEW, false, false},
    {"conv1d", "conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1) -> Tensor", &tni_op_rows[225], args_conv1d, results_conv1d, 225, 7, 1, TNI_FORM_NEW, false, false},
    {"conv2d", "conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor", &tni_op_rows[226], args_conv2d, results_conv2d, 226, 7, 1, TNI_FORM_NEW, false, false},
    {"conv_transpose1d", "conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1) -> Tensor", &tni_op_rows[227], args_conv_transpose1d, results_conv_transpose1d, 227, 8, 1, TNI_FORM_NEW, false, false},
    {"conv_transpose2d", "conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1) -> Tensor", &tni_op_rows[228], args_conv_transpose2d, results_conv_transpose2d, 228, 8, 1, TNI_FORM_NEW, false, false},
    {"max_pool2d_with_indices", "max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor result, Tensor indices)", &tni_op_rows[229], args_max_pool2d_with_indices, results_max_pool2d_with_indices, 229, 6, 2, TNI_FORM_NEW, false, false},
    {"max_pool2d_backward", "max_pool2d_backward(Tensor grad, Tensor indices, int[] input_size) -> Tensor", &tni_op_rows[230], args_max_pool2d_backward, results_max_pool2d_backward, 230, 3, 1, TNI_FORM_NEW, false, false},
    {"max_pool2d", "max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor", &tni_op_rows[231], args_max_pool2d, results_max_pool2d, 231, 6, 1, TNI_FORM_NEW, false, false},
    {"max_pool1d", "max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor", &tni_op_rows[232], args_max_pool1d, results_max_pool1d, 232, 6, 1, TNI_FORM_NEW, false, false},
    {"avg_pool2d", "avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor", &tni_op_rows[233], args_avg_pool2d, results_avg_pool2d, 233, 7, 1, TNI_FORM_NEW, false, false},
    {"avg_pool2d_backward", "avg_pool2d_backward(Tensor grad, int[] input_size, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor", &tni_op_rows[234], args_avg_pool2d_backward, results_avg_pool2d_backward, 234, 8, 1, TNI_FORM_NEW, false, false},
    {"avg_pool1d", "avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor", &tni_op_rows[235], args_avg_pool1d, results_avg_pool1d, 235, 6, 1, TNI_FORM_NEW, false, false},
    {"adaptive_avg_pool2d", "adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor", &tni_op_rows[236], args_adaptive_avg_pool2d, results_adaptive_avg_pool2d, 236, 2, 1, TNI_FORM_NEW, false, false},
    {"adaptive_avg_pool2d_backward", "adaptive_avg_pool2d_backward(Tensor grad, int[] input_size) -> Tensor", &tni_op_rows[237], args_adaptive_avg_pool2d_backward, results_adaptive_avg_pool2d_backward, 237, 2, 1, TNI_FORM_NEW, false, false},
    {"adaptive_avg_pool1d", "adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor", &tni_op_rows[238], args_adaptive_avg_pool1d, results_adaptive_avg_pool1d, 238, 2, 1, TNI_FORM_NEW, false, false},
    {"adaptive_max_pool1d", "adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor result, Tensor indices)", &tni_op_rows[239], args_adaptive_max_pool1d, results_adaptive_max_pool1d, 239, 2, 2, TNI_FORM_NEW, false, false},
    {"adaptive_max_pool2d", "adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor result, Tensor indices)", &tni_op_rows[240], args_adaptive_max_pool2d, results_adaptive_max_pool2d, 240, 2, 2, TNI_FORM_NEW, false, false},
    {"index_select", "index_select(Tensor self, int dim, Tensor index) -> Tensor", &tni_op_rows[241], args_index_select, results_index_select, 241, 3, 1, TNI_FORM_NEW, false, false},
    {"index_select_into", "index_select_into(Tensor self, int dim, Tensor index, Tensor out) -> Tensor", &tni_op_rows[241], args_index_select, results_index_select, 241, 4, 1, TNI_FORM_INTO, false, false},
    {"index_add", "index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor", &tni_op_rows[242], args_index_add, results_index_add, 242, 5, 1, TNI_FORM_NEW, false, false},
    {"index_add_", "index_add_(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor", &tni_op_rows[242], args_index_add, results_index_add, 242, 5, 1, TNI_FORM_INPLACE, false, false},
    {"index_add_into", "index_add_into(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[242], args_index_add, results_index_add, 242, 6, 1, TNI_FORM_INTO, false, false},
    {"index_copy", "index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor", &tni_op_rows[243], args_index_copy, results_index_copy, 243, 4, 1, TNI_FORM_NEW, false, false},
    {"index_copy_", "index_copy_(Tensor self, int dim, Tensor index, Tensor source) -> Tensor", &tni_op_rows[243], args_index_copy, results_index_copy, 243, 4, 1, TNI_FORM_INPLACE, false, false},
    {"index_copy_into", "index_copy_into(Tensor self, int dim, Tensor index, Tensor source, Tensor out) -> Tensor", &tni_op_rows[243], args_index_copy, results_index_copy, 243, 5, 1, TNI_FORM_INTO, false, false},
    {"gather", "gather(Tensor self, int dim, Tensor index) -> Tensor", &tni_op_rows[244], args_gather, results_gather, 244, 3, 1, TNI_FORM_NEW, false, false},
    {"gather_into", "gather_into(Tensor self, int dim, Tensor index, Tensor out) -> Tensor", &tni_op_rows[244], args_gather, results_gather, 244, 4, 1, TNI_FORM_INTO, false, false},
    {"scatter", "scatter(Tensor self, int dim, Tensor index, Tensor|Scalar src) -> Tensor", &tni_op_rows[245], args_scatter, results_scatter, 245, 4, 1, TNI_FORM_NEW, false, false},
    {"scatter_", "scatter_(Tensor self, int dim, Tensor index, Tensor|Scalar src) -> Tensor", &tni_op_rows[245], args_scatter, results_scatter, 245, 4, 1, TNI_FORM_INPLACE, false, false},
    {"scatter_into", "scatter_into(Tensor self, int dim, Tensor index, Tensor|Scalar src, Tensor out) -> Tensor", &tni_op_rows[245], args_scatter, results_scatter, 245, 5, 1, TNI_FORM_INTO, false, false},
    {"scatter_add", "scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor", &tni_op_rows[246], args_scatter_add, results_scatter_add, 246, 4, 1, TNI_FORM_NEW, false, false},
    {"scatter_add_", "scatter_add_(Tensor self, int dim, Tensor index, Tensor src) -> Tensor", &tni_op_rows[246], args_scatter_add, results_scatter_add, 246, 4, 1, TNI_FORM_INPLACE, false, false},
    {"scatter_add_into", "scatter_add_into(Tensor self, int dim, Tensor index, Tensor src, Tensor out) -> Tensor", &tni_op_rows[246], args_scatter_add, results_scatter_add, 246, 5, 1, TNI_FORM_INTO, false, false},
    {"ravel_multi_index", "ravel_multi_index(Tensor[] indices, int[] size, *, int[]? dims=None) -> Tensor", &tni_op_rows[247], args_ravel_multi_index, results_ravel_multi_index, 247, 3, 1, TNI_FORM_NEW, false, false},
    {"index.Tensor", "index.Tensor(Tensor self, Tensor?[] indices, *, int[]? dims=None) -> Tensor", &tni_op_rows[248], args_index_Tensor, results_index_Tensor, 248, 3, 1, TNI_FORM_NEW, false, false},
    {"index_put.Tensor", "index_put.Tensor(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False, *, int[]? dims=None) -> Tensor", &tni_op_rows[249], args_index_put_Tensor, results_index_put_Tensor, 249, 5, 1, TNI_FORM_NEW, false, false},
    {"index_put_.Tensor", "index_put_.Tensor(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False, *, int[]? dims=None) -> Tensor", &tni_op_rows[249], args_index_put_Tensor, results_index_put_Tensor, 249, 5, 1, TNI_FORM_INPLACE, false, false},
    {"index_select_add", "index_select_add(Tensor self, Tensor index, Tensor source, Tensor source_index) -> Tensor", &tni_op_rows[250], args_index_select_add, results_index_select_add, 250, 4, 1, TNI_FORM_NEW, false, false},
    {"index_select_add_", "index_select_add_(Tensor self, Tensor index, Tensor source, Tensor source_index) -> Tensor", &tni_op_rows[250], args_index_select_add, results_index_select_add, 250, 4, 1, TNI_FORM_INPLACE, false, false},
    {"index_select_add_into", "index_select_add_into(Tensor self, Tensor index, Tensor source, Tensor source_index, Tensor out) -> Tensor", &tni_op_rows[250], args_index_select_add, results_index_select_add, 250, 5, 1, TNI_FORM_INTO, false, false},
    {"embedding", "embedding(Tensor weight, Tensor indices, int? padding_idx=None, *, float? max_norm=None, float? norm_type=None, bool scale_grad_by_freq=False) -> Tensor", &tni_op_rows[251], args_embedding, results_embedding, 251, 6, 1, TNI_FORM_NEW, false, false},
    {"one_hot", "one_hot(Tensor self, int num_classes=-1) -> Tensor", &tni_op_rows[252], args_one_hot, results_one_hot, 252, 2, 1, TNI_FORM_NEW, false, false},
    {"softmax", "softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor", &tni_op_rows[253], args_softmax, results_softmax, 253, 3, 1, TNI_FORM_NEW, false, false},
    {"softmax_into", "softmax_into(Tensor self, int dim, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[253], args_softmax, results_softmax, 253, 4, 1, TNI_FORM_INTO, false, false},
    {"log_softmax", "log_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor", &tni_op_rows[254], args_log_softmax, results_log_softmax, 254, 3, 1, TNI_FORM_NEW, false, false},
    {"log_softmax_into", "log_softmax_into(Tensor self, int dim, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[254], args_log_softmax, results_log_softmax, 254, 4, 1, TNI_FORM_INTO, false, false},
    {"softmax_backward", "softmax_backward(Tensor grad, Tensor output, int dim) -> Tensor", &tni_op_rows[255], args_softmax_backward, results_softmax_backward, 255, 3, 1, TNI_FORM_NEW, false, false},
    {"log_softmax_backward", "log_softmax_backward(Tensor grad, Tensor output, int dim) -> Tensor", &tni_op_rows[256], args_log_softmax_backward, results_log_softmax_backward, 256, 3, 1, TNI_FORM_NEW, false, false},
    {"softmin", "softmin(Tensor self, int dim, ScalarType? dtype=None) -> Tensor", &tni_op_rows[257], args_softmin, results_softmin, 257, 3, 1, TNI_FORM_NEW, false, false},
    {"native_norm", "native_norm(Tensor input, Tensor? weight, Tensor? bias, int n, int channels, int repeat, float eps, bool rms) -> (Tensor result, Tensor mean, Tensor rstd)", &tni_op_rows[258], args_native_norm, results_native_norm, 258, 8, 3, TNI_FORM_NEW, false, false},
    {"native_norm_backward", "native_norm_backward(Tensor grad, Tensor input, Tensor mean, Tensor rstd, Tensor? weight, int n, int channels, int repeat, bool rms) -> (Tensor input, Tensor weight, Tensor bias)", &tni_op_rows[259], args_native_norm_backward, results_native_norm_backward, 259, 9, 3, TNI_FORM_NEW, false, false},
    {"layer_norm", "layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor", &tni_op_rows[260], args_layer_norm, results_layer_norm, 260, 5, 1, TNI_FORM_NEW, false, false},
    {"rms_norm", "rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float eps=1e-05) -> Tensor", &tni_op_rows[261], args_rms_norm, results_rms_norm, 261, 4, 1, TNI_FORM_NEW, false, false},
    {"group_norm", "group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor", &tni_op_rows[262], args_group_norm, results_group_norm, 262, 5, 1, TNI_FORM_NEW, false, false},
    {"batch_norm", "batch_norm(Tensor input, Tensor? running_mean=None, Tensor? running_var=None, Tensor? weight=None, Tensor? bias=None, bool training=False, float momentum=0.1, float eps=1e-05) -> Tensor", &tni_op_rows[263], args_batch_norm, results_batch_norm, 263, 8, 1, TNI_FORM_NEW, false, false},
    {"uniform", "uniform(Tensor self, float from, float to) -> Tensor", &tni_op_rows[264], args_uniform, results_uniform, 264, 3, 1, TNI_FORM_NEW, false, false},
    {"uniform_", "uniform_(Tensor self, float from, float to) -> Tensor", &tni_op_rows[264], args_uniform, results_uniform, 264, 3, 1, TNI_FORM_INPLACE, false, false},
    {"normal", "normal(Tensor self, float mean, float std) -> Tensor", &tni_op_rows[265], args_normal, results_normal, 265, 3, 1, TNI_FORM_NEW, false, false},
    {"normal_", "normal_(Tensor self, float mean, float std) -> Tensor", &tni_op_rows[265], args_normal, results_normal, 265, 3, 1, TNI_FORM_INPLACE, false, false},
    {"bernoulli", "bernoulli(Tensor self, float p) -> Tensor", &tni_op_rows[266], args_bernoulli, results_bernoulli, 266, 2, 1, TNI_FORM_NEW, false, false},
    {"bernoulli_", "bernoulli_(Tensor self, float p) -> Tensor", &tni_op_rows[266], args_bernoulli, results_bernoulli, 266, 2, 1, TNI_FORM_INPLACE, false, false},
    {"exponential", "exponential(Tensor self, float lambd) -> Tensor", &tni_op_rows[267], args_exponential, results_exponential, 267, 2, 1, TNI_FORM_NEW, false, false},
    {"exponential_", "exponential_(Tensor self, float lambd) -> Tensor", &tni_op_rows[267], args_exponential, results_exponential, 267, 2, 1, TNI_FORM_INPLACE, false, false},
    {"random", "random(Tensor self, int from, int to) -> Tensor", &tni_op_rows[268], args_random, results_random, 268, 3, 1, TNI_FORM_NEW, false, false},
    {"random_", "random_(Tensor self, int from, int to) -> Tensor", &tni_op_rows[268], args_random, results_random, 268, 3, 1, TNI_FORM_INPLACE, false, false},
    {"rand", "rand(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[269], args_rand, results_rand, 269, 4, 1, TNI_FORM_NEW, false, false},
    {"randn", "randn(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[270], args_randn, results_randn, 270, 4, 1, TNI_FORM_NEW, false, false},
    {"rand_like", "rand_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[271], args_rand_like, results_rand_like, 271, 4, 1, TNI_FORM_NEW, false, false},
    {"randn_like", "randn_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[272], args_randn_like, results_randn_like, 272, 4, 1, TNI_FORM_NEW, false, false},
    {"randint", "randint(int low, int high, int[] size, *, ScalarType? dtype=None, Device? device=None) -> Tensor", &tni_op_rows[273], args_randint, results_randint, 273, 5, 1, TNI_FORM_NEW, false, false},
    {"dropout", "dropout(Tensor input, float p, bool train) -> Tensor", &tni_op_rows[274], args_dropout, results_dropout, 274, 3, 1, TNI_FORM_NEW, false, false},
    {"cat", "cat(Tensor[] tensors, int dim=0) -> Tensor", &tni_op_rows[275], args_cat, results_cat, 275, 2, 1, TNI_FORM_NEW, false, false},
    {"cat_into", "cat_into(Tensor[] tensors, int dim=0, Tensor out) -> Tensor", &tni_op_rows[275], args_cat, results_cat, 275, 3, 1, TNI_FORM_INTO, false, false},
    {"stack", "stack(Tensor[] tensors, int dim=0) -> Tensor", &tni_op_rows[276], args_stack, results_stack, 276, 2, 1, TNI_FORM_NEW, false, false},
    {"stack_into", "stack_into(Tensor[] tensors, int dim=0, Tensor out) -> Tensor", &tni_op_rows[276], args_stack, results_stack, 276, 3, 1, TNI_FORM_INTO, false, false},
    {"hstack", "hstack(Tensor[] tensors) -> Tensor", &tni_op_rows[277], args_hstack, results_hstack, 277, 1, 1, TNI_FORM_NEW, false, false},
    {"hstack_into", "hstack_into(Tensor[] tensors, Tensor out) -> Tensor", &tni_op_rows[277], args_hstack, results_hstack, 277, 2, 1, TNI_FORM_INTO, false, false},
    {"vstack", "vstack(Tensor[] tensors) -> Tensor", &tni_op_rows[278], args_vstack, results_vstack, 278, 1, 1, TNI_FORM_NEW, false, false},
    {"vstack_into", "vstack_into(Tensor[] tensors, Tensor out) -> Tensor", &tni_op_rows[278], args_vstack, results_vstack, 278, 2, 1, TNI_FORM_INTO, false, false},
    {"dstack", "dstack(Tensor[] tensors) -> Tensor", &tni_op_rows[279], args_dstack, results_dstack, 279, 1, 1, TNI_FORM_NEW, false, false},
    {"dstack_into", "dstack_into(Tensor[] tensors, Tensor out) -> Tensor", &tni_op_rows[279], args_dstack, results_dstack, 279, 2, 1, TNI_FORM_INTO, false, false},
    {"column_stack", "column_stack(Tensor[] tensors) -> Tensor", &tni_op_rows[280], args_column_stack, results_column_stack, 280, 1, 1, TNI_FORM_NEW, false, false},
    {"column_stack_into", "column_stack_into(Tensor[] tensors, Tensor out) -> Tensor", &tni_op_rows[280], args_column_stack, results_column_stack, 280, 2, 1, TNI_FORM_INTO, false, false},
    {"atleast_1d", "atleast_1d(Tensor self) -> Tensor", &tni_op_rows[281], args_atleast_1d, results_atleast_1d, 281, 1, 1, TNI_FORM_NEW, false, false},
    {"atleast_2d", "atleast_2d(Tensor self) -> Tensor", &tni_op_rows[282], args_atleast_2d, results_atleast_2d, 282, 1, 1, TNI_FORM_NEW, false, false},
    {"atleast_3d", "atleast_3d(Tensor self) -> Tensor", &tni_op_rows[283], args_atleast_3d, results_atleast_3d, 283, 1, 1, TNI_FORM_NEW, false, false},
    {"atleast_1d.Sequence", "atleast_1d.Sequence(Tensor[] tensors) -> Tensor[]", &tni_op_rows[284], args_atleast_1d_Sequence, results_atleast_1d_Sequence, 284, 1, 1, TNI_FORM_NEW, true, false},
    {"atleast_2d.Sequence", "atleast_2d.Sequence(Tensor[] tensors) -> Tensor[]", &tni_op_rows[285], args_atleast_2d_Sequence, results_atleast_2d_Sequence, 285, 1, 1, TNI_FORM_NEW, true, false},
    {"atleast_3d.Sequence", "atleast_3d.Sequence(Tensor[] tensors) -> Tensor[]", &tni_op_rows[286], args_atleast_3d_Sequence, results_atleast_3d_Sequence, 286, 1, 1, TNI_FORM_NEW, true, false},
    {"split", "split(Tensor self, int split_size, int dim=0) -> Tensor[]", &tni_op_rows[287], args_split, results_split, 287, 3, 1, TNI_FORM_NEW, true, false},
    {"split_with_sizes", "split_with_sizes(Tensor self, int[] split_sizes, int dim=0) -> Tensor[]", &tni_op_rows[288], args_split_with_sizes, results_split_with_sizes, 288, 3, 1, TNI_FORM_NEW, true, false},
    {"chunk", "chunk(Tensor self, int chunks, int dim=0) -> Tensor[]", &tni_op_rows[289], args_chunk, results_chunk, 289, 3, 1, TNI_FORM_NEW, true, false},
    {"tensor_split.sections", "tensor_split.sections(Tensor self, int sections, int dim=0) -> Tensor[]", &tni_op_rows[290], args_tensor_split, results_tensor_split, 290, 3, 1, TNI_FORM_NEW, true, false},
    {"tensor_split.indices", "tensor_split.indices(Tensor self, int[] indices, int dim=0) -> Tensor[]", &tni_op_rows[291], args_tensor_split_indices, results_tensor_split_indices, 291, 3, 1, TNI_FORM_NEW, true, false},
    {"hsplit.int", "hsplit.int(Tensor self, int sections) -> Tensor[]", &tni_op_rows[292], args_hsplit, results_hsplit, 292, 2, 1, TNI_FORM_NEW, true, false},
    {"hsplit.array", "hsplit.array(Tensor self, int[] indices) -> Tensor[]", &tni_op_rows[293], args_hsplit_array, results_hsplit_array, 293, 2, 1, TNI_FORM_NEW, true, false},
    {"vsplit.int", "vsplit.int(Tensor self, int sections) -> Tensor[]", &tni_op_rows[294], args_vsplit, results_vsplit, 294, 2, 1, TNI_FORM_NEW, true, false},
    {"vsplit.array", "vsplit.array(Tensor self, int[] indices) -> Tensor[]", &tni_op_rows[295], args_vsplit_array, results_vsplit_array, 295, 2, 1, TNI_FORM_NEW, true, false},
    {"dsplit.int", "dsplit.int(Tensor self, int sections) -> Tensor[]", &tni_op_rows[296], args_dsplit, results_dsplit, 296, 2, 1, TNI_FORM_NEW, true, false},
    {"dsplit.array", "dsplit.array(Tensor self, int[] indices) -> Tensor[]", &tni_op_rows[297], args_dsplit_array, results_dsplit_array, 297, 2, 1, TNI_FORM_NEW, true, false},
    {"unbind", "unbind(Tensor self, int dim=0) -> Tensor[]", &tni_op_rows[298], args_unbind, results_unbind, 298, 2, 1, TNI_FORM_NEW, true, false},
    {"broadcast_tensors", "broadcast_tensors(Tensor[] tensors) -> Tensor[]", &tni_op_rows[299], args_broadcast_tensors, results_broadcast_tensors, 299, 1, 1, TNI_FORM_NEW, true, false},
    {"meshgrid", "meshgrid(Tensor[] tensors, *, str? indexing=None) -> Tensor[]", &tni_op_rows[300], args_meshgrid, results_meshgrid, 300, 2, 1, TNI_FORM_NEW, true, false},
    {"flip", "flip(Tensor self, int[] dims) -> Tensor", &tni_op_rows[301], args_flip, results_flip, 301, 2, 1, TNI_FORM_NEW, false, false},
    {"fliplr", "fliplr(Tensor self) -> Tensor", &tni_op_rows[302], args_fliplr, results_fliplr, 302, 1, 1, TNI_FORM_NEW, false, false},
    {"flipud", "flipud(Tensor self) -> Tensor", &tni_op_rows[303], args_flipud, results_flipud, 303, 1, 1, TNI_FORM_NEW, false, false},
    {"roll", "roll(Tensor self, int[] shifts, int[] dims=[]) -> Tensor", &tni_op_rows[304], args_roll, results_roll, 304, 3, 1, TNI_FORM_NEW, false, false},
    {"rot90", "rot90(Tensor self, int k=1, int[] dims=[]) -> Tensor", &tni_op_rows[305], args_rot90, results_rot90, 305, 3, 1, TNI_FORM_NEW, false, false},
    {"repeat", "repeat(Tensor self, int[] repeats) -> Tensor", &tni_op_rows[306], args_repeat, results_repeat, 306, 2, 1, TNI_FORM_NEW, false, false},
    {"tile", "tile(Tensor self, int[] dims) -> Tensor", &tni_op_rows[307], args_tile, results_tile, 307, 2, 1, TNI_FORM_NEW, false, false},
    {"repeat_interleave", "repeat_interleave(Tensor self, int repeats, int? dim=None) -> Tensor", &tni_op_rows[308], args_repeat_interleave, results_repeat_interleave, 308, 3, 1, TNI_FORM_NEW, false, false},
    {"repeat_interleave.self_Tensor", "repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None) -> Tensor", &tni_op_rows[309], args_repeat_interleave_self_Tensor, results_repeat_interleave_self_Tensor, 309, 3, 1, TNI_FORM_NEW, false, false},
    {"constant_pad_nd", "constant_pad_nd(Tensor self, int[] pad, Scalar? value=None) -> Tensor", &tni_op_rows[310], args_constant_pad_nd, results_constant_pad_nd, 310, 3, 1, TNI_FORM_NEW, false, false},
    {"pad", "pad(Tensor self, int[] pad, str? mode=None, Scalar? value=None) -> Tensor", &tni_op_rows[311], args_pad, results_pad, 311, 4, 1, TNI_FORM_NEW, false, false},
    {"tril", "tril(Tensor self, int diagonal=0) -> Tensor", &tni_op_rows[312], args_tril, results_tril, 312, 2, 1, TNI_FORM_NEW, false, false},
    {"tril_", "tril_(Tensor self, int diagonal=0) -> Tensor", &tni_op_rows[312], args_tril, results_tril, 312, 2, 1, TNI_FORM_INPLACE, false, false},
    {"tril_into", "tril_into(Tensor self, int diagonal=0, Tensor out) -> Tensor", &tni_op_rows[312], args_tril, results_tril, 312, 3, 1, TNI_FORM_INTO, false, false},
    {"triu", "triu(Tensor self, int diagonal=0) -> Tensor", &tni_op_rows[313], args_triu, results_triu, 313, 2, 1, TNI_FORM_NEW, false, false},
    {"triu_", "triu_(Tensor self, int diagonal=0) -> Tensor", &tni_op_rows[313], args_triu, results_triu, 313, 2, 1, TNI_FORM_INPLACE, false, false},
    {"triu_into", "triu_into(Tensor self, int diagonal=0, Tensor out) -> Tensor", &tni_op_rows[313], args_triu, results_triu, 313, 3, 1, TNI_FORM_INTO, false, false},
    {"tril_indices", "tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=None, Device? device=None) -> Tensor", &tni_op_rows[314], args_tril_indices, results_tril_indices, 314, 5, 1, TNI_FORM_NEW, false, false},
    {"triu_indices", "triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=None, Device? device=None) -> Tensor", &tni_op_rows[315], args_triu_indices, results_triu_indices, 315, 5, 1, TNI_FORM_NEW, false, false},
    {"diag_embed", "diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor", &tni_op_rows[316], args_diag_embed, results_diag_embed, 316, 4, 1, TNI_FORM_NEW, false, false},
    {"diag", "diag(Tensor self, int diagonal=0) -> Tensor", &tni_op_rows[317], args_diag, results_diag, 317, 2, 1, TNI_FORM_NEW, false, false},
    {"diag_into", "diag_into(Tensor self, int diagonal=0, Tensor out) -> Tensor", &tni_op_rows[317], args_diag, results_diag, 317, 3, 1, TNI_FORM_INTO, false, false},
    {"diagflat", "diagflat(Tensor self, int offset=0) -> Tensor", &tni_op_rows[318], args_diagflat, results_diagflat, 318, 2, 1, TNI_FORM_NEW, false, false},
    {"select_scatter", "select_scatter(Tensor self, Tensor src, int dim, int index) -> Tensor", &tni_op_rows[319], args_select_scatter, results_select_scatter, 319, 4, 1, TNI_FORM_NEW, false, false},
    {"slice_scatter", "slice_scatter(Tensor self, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", &tni_op_rows[320], args_slice_scatter, results_slice_scatter, 320, 6, 1, TNI_FORM_NEW, false, false},
    {"diagonal_scatter", "diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor", &tni_op_rows[321], args_diagonal_scatter, results_diagonal_scatter, 321, 5, 1, TNI_FORM_NEW, false, false},
    {"as_strided_scatter", "as_strided_scatter(Tensor self, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor", &tni_op_rows[322], args_as_strided_scatter, results_as_strided_scatter, 322, 5, 1, TNI_FORM_NEW, false, false},
    {"swapaxes", "swapaxes(Tensor self, int axis0, int axis1) -> Tensor", &tni_op_rows[323], args_swapaxes, results_swapaxes, 323, 3, 1, TNI_FORM_NEW, false, false},
    {"swapdims", "swapdims(Tensor self, int dim0, int dim1) -> Tensor", &tni_op_rows[324], args_swapdims, results_swapdims, 324, 3, 1, TNI_FORM_NEW, false, false},
    {"moveaxis", "moveaxis(Tensor self, int[] source, int[] destination) -> Tensor", &tni_op_rows[325], args_moveaxis, results_moveaxis, 325, 3, 1, TNI_FORM_NEW, false, false},
    {"expand_as", "expand_as(Tensor self, Tensor other) -> Tensor", &tni_op_rows[326], args_expand_as, results_expand_as, 326, 2, 1, TNI_FORM_NEW, false, false},
    {"view_as", "view_as(Tensor self, Tensor other) -> Tensor", &tni_op_rows[327], args_view_as, results_view_as, 327, 2, 1, TNI_FORM_NEW, false, false},
    {"reshape_as", "reshape_as(Tensor self, Tensor other) -> Tensor", &tni_op_rows[328], args_reshape_as, results_reshape_as, 328, 2, 1, TNI_FORM_NEW, false, false},
    {"broadcast_to", "broadcast_to(Tensor self, int[] size) -> Tensor", &tni_op_rows[329], args_broadcast_to, results_broadcast_to, 329, 2, 1, TNI_FORM_NEW, false, false},
    {"ravel", "ravel(Tensor self) -> Tensor", &tni_op_rows[330], args_ravel, results_ravel, 330, 1, 1, TNI_FORM_NEW, false, false},
    {"adjoint", "adjoint(Tensor self) -> Tensor", &tni_op_rows[331], args_adjoint, results_adjoint, 331, 1, 1, TNI_FORM_NEW, false, false},
    {"arange", "arange(Scalar end, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[332], args_arange, results_arange, 332, 4, 1, TNI_FORM_NEW, false, false},
    {"arange.start", "arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[333], args_arange_start, results_arange_start, 333, 5, 1, TNI_FORM_NEW, false, false},
    {"arange.start_step", "arange.start_step(Scalar start, Scalar end, Scalar step, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[334], args_arange_start_step, results_arange_start_step, 334, 6, 1, TNI_FORM_NEW, false, false},
    {"linspace", "linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[335], args_linspace, results_linspace, 335, 6, 1, TNI_FORM_NEW, false, false},
    {"logspace", "logspace(Scalar start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[336], args_logspace, results_logspace, 336, 7, 1, TNI_FORM_NEW, false, false},
    {"eye", "eye(int n, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[337], args_eye, results_eye, 337, 4, 1, TNI_FORM_NEW, false, false},
    {"eye.m", "eye.m(int n, int m, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[338], args_eye_m, results_eye_m, 338, 5, 1, TNI_FORM_NEW, false, false},
    {"scalar_tensor", "scalar_tensor(Scalar s, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[339], args_scalar_tensor, results_scalar_tensor, 339, 4, 1, TNI_FORM_NEW, false, false},
    {"empty_strided", "empty_strided(int[] size, int[] stride, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", &tni_op_rows[340], args_empty_strided, results_empty_strided, 340, 5, 1, TNI_FORM_NEW, false, false},
    {"native_attention", "native_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask, bool is_causal, float scale) -> (Tensor result, Tensor logsumexp)", &tni_op_rows[341], args_native_attention, results_native_attention, 341, 6, 2, TNI_FORM_NEW, false, false},
    {"native_attention_backward", "native_attention_backward(Tensor grad, Tensor query, Tensor key, Tensor value, Tensor? attn_mask, Tensor result, Tensor logsumexp, bool is_causal, float scale) -> (Tensor query, Tensor key, Tensor value)", &tni_op_rows[342], args_native_attention_backward, results_native_attention_backward, 342, 9, 3, TNI_FORM_NEW, false, false},
    {"scaled_dot_product_attention", "scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor", &tni_op_rows[343], args_scaled_dot_product_attention, results_scaled_dot_product_attention, 343, 8, 1, TNI_FORM_NEW, false, false},
    {"sort", "sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)", &tni_op_rows[344], args_sort, results_sort, 344, 3, 2, TNI_FORM_NEW, false, false},
    {"sort.stable", "sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)", &tni_op_rows[345], args_sort_stable, results_sort_stable, 345, 4, 2, TNI_FORM_NEW, false, false},
    {"argsort", "argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor", &tni_op_rows[346], args_argsort, results_argsort, 346, 3, 1, TNI_FORM_NEW, false, false},
    {"msort", "msort(Tensor self) -> Tensor", &tni_op_rows[347], args_msort, results_msort, 347, 1, 1, TNI_FORM_NEW, false, false},
    {"topk", "topk(Tensor self, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)", &tni_op_rows[348], args_topk, results_topk, 348, 5, 2, TNI_FORM_NEW, false, false},
    {"kthvalue", "kthvalue(Tensor self, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[349], args_kthvalue, results_kthvalue, 349, 4, 2, TNI_FORM_NEW, false, false},
    {"median", "median(Tensor self) -> Tensor", &tni_op_rows[350], args_median, results_median, 350, 1, 1, TNI_FORM_NEW, false, false},
    {"median.dim", "median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[351], args_median_dim, results_median_dim, 351, 3, 2, TNI_FORM_NEW, false, false},
    {"nanmedian", "nanmedian(Tensor self) -> Tensor", &tni_op_rows[352], args_nanmedian, results_nanmedian, 352, 1, 1, TNI_FORM_NEW, false, false},
    {"nanmedian.dim", "nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[353], args_nanmedian_dim, results_nanmedian_dim, 353, 3, 2, TNI_FORM_NEW, false, false},
    {"search_rows", "search_rows(Tensor sorted, Tensor values, bool right=False, Tensor? sorter=None) -> Tensor", &tni_op_rows[354], args_search_rows, results_search_rows, 354, 4, 1, TNI_FORM_NEW, false, false},
    {"searchsorted", "searchsorted(Tensor sorted_sequence, Tensor|Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor", &tni_op_rows[355], args_searchsorted, results_searchsorted, 355, 6, 1, TNI_FORM_NEW, false, false},
    {"bucketize", "bucketize(Tensor|Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor", &tni_op_rows[356], args_bucketize, results_bucketize, 356, 4, 1, TNI_FORM_NEW, false, false},
    {"unique", "unique(Tensor self, *, int? dim=None, bool return_inverse=False, bool return_counts=False) -> (Tensor values, Tensor inverse, Tensor counts)", &tni_op_rows[357], args_unique, results_unique, 357, 4, 3, TNI_FORM_NEW, false, false},
    {"unique_consecutive", "unique_consecutive(Tensor self, *, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor values, Tensor inverse, Tensor counts)", &tni_op_rows[358], args_unique_consecutive, results_unique_consecutive, 358, 4, 3, TNI_FORM_NEW, false, false},
    {"mode", "mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)", &tni_op_rows[359], args_mode, results_mode, 359, 3, 2, TNI_FORM_NEW, false, false},
    {"isin", "isin(Tensor|Scalar elements, Tensor|Scalar test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor", &tni_op_rows[360], args_isin, results_isin, 360, 4, 1, TNI_FORM_NEW, false, false},
    {"nonzero", "nonzero(Tensor self) -> Tensor", &tni_op_rows[361], args_nonzero, results_nonzero, 361, 1, 1, TNI_FORM_NEW, false, false},
    {"argwhere", "argwhere(Tensor self) -> Tensor", &tni_op_rows[362], args_argwhere, results_argwhere, 362, 1, 1, TNI_FORM_NEW, false, false},
    {"masked_select", "masked_select(Tensor self, Tensor mask) -> Tensor", &tni_op_rows[363], args_masked_select, results_masked_select, 363, 2, 1, TNI_FORM_NEW, false, false},
    {"masked_select_into", "masked_select_into(Tensor self, Tensor mask, Tensor out) -> Tensor", &tni_op_rows[363], args_masked_select, results_masked_select, 363, 3, 1, TNI_FORM_INTO, false, false},
    {"masked_fill", "masked_fill(Tensor self, Tensor mask, Tensor|Scalar value) -> Tensor", &tni_op_rows[364], args_masked_fill, results_masked_fill, 364, 3, 1, TNI_FORM_NEW, false, false},
    {"masked_fill_", "masked_fill_(Tensor self, Tensor mask, Tensor|Scalar value) -> Tensor", &tni_op_rows[364], args_masked_fill, results_masked_fill, 364, 3, 1, TNI_FORM_INPLACE, false, false},
    {"masked_scatter", "masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor", &tni_op_rows[365], args_masked_scatter, results_masked_scatter, 365, 3, 1, TNI_FORM_NEW, false, false},
    {"masked_scatter_", "masked_scatter_(Tensor self, Tensor mask, Tensor source) -> Tensor", &tni_op_rows[365], args_masked_scatter, results_masked_scatter, 365, 3, 1, TNI_FORM_INPLACE, false, false},
    {"index_fill", "index_fill(Tensor self, int dim, Tensor index, Tensor|Scalar value) -> Tensor", &tni_op_rows[366], args_index_fill, results_index_fill, 366, 4, 1, TNI_FORM_NEW, false, false},
    {"index_fill_", "index_fill_(Tensor self, int dim, Tensor index, Tensor|Scalar value) -> Tensor", &tni_op_rows[366], args_index_fill, results_index_fill, 366, 4, 1, TNI_FORM_INPLACE, false, false},
    {"take", "take(Tensor self, Tensor index) -> Tensor", &tni_op_rows[367], args_take, results_take, 367, 2, 1, TNI_FORM_NEW, false, false},
    {"take_into", "take_into(Tensor self, Tensor index, Tensor out) -> Tensor", &tni_op_rows[367], args_take, results_take, 367, 3, 1, TNI_FORM_INTO, false, false},
    {"put", "put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor", &tni_op_rows[368], args_put, results_put, 368, 4, 1, TNI_FORM_NEW, false, false},
    {"put_", "put_(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor", &tni_op_rows[368], args_put, results_put, 368, 4, 1, TNI_FORM_INPLACE, false, false},
    {"take_along_dim", "take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor", &tni_op_rows[369], args_take_along_dim, results_take_along_dim, 369, 3, 1, TNI_FORM_NEW, false, false},
    {"bincount", "bincount(Tensor self, Tensor? weights=None, int minlength=0) -> Tensor", &tni_op_rows[370], args_bincount, results_bincount, 370, 3, 1, TNI_FORM_NEW, false, false},
    {"index_reduce", "index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor", &tni_op_rows[371], args_index_reduce, results_index_reduce, 371, 6, 1, TNI_FORM_NEW, false, false},
    {"index_reduce_", "index_reduce_(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor", &tni_op_rows[371], args_index_reduce, results_index_reduce, 371, 6, 1, TNI_FORM_INPLACE, false, false},
    {"segment_reduce", "segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor", &tni_op_rows[372], args_segment_reduce, results_segment_reduce, 372, 8, 1, TNI_FORM_NEW, false, false},
    {"embedding_bag", "embedding_bag(Tensor weight, Tensor indices, Tensor? offsets=None, *, str? mode=None, Tensor? per_sample_weights=None, bool include_last_offset=False, int? padding_idx=None, float? max_norm=None, float? norm_type=None, bool scale_grad_by_freq=False) -> Tensor", &tni_op_rows[373], args_embedding_bag, results_embedding_bag, 373, 10, 1, TNI_FORM_NEW, false, false},
    {"histc", "histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor", &tni_op_rows[374], args_histc, results_histc, 374, 4, 1, TNI_FORM_NEW, false, false},
    {"scatter_combine", "scatter_combine(Tensor self, int dim, Tensor index, Tensor src, str reduce) -> Tensor", &tni_op_rows[375], args_scatter_combine, results_scatter_combine, 375, 5, 1, TNI_FORM_NEW, false, false},
    {"scatter_reduce", "scatter_reduce(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor", &tni_op_rows[376], args_scatter_reduce, results_scatter_reduce, 376, 6, 1, TNI_FORM_NEW, false, false},
    {"scatter_reduce_", "scatter_reduce_(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor", &tni_op_rows[376], args_scatter_reduce, results_scatter_reduce, 376, 6, 1, TNI_FORM_INPLACE, false, false},
    {"randint_like", "randint_like(Tensor self, int low, int high, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[377], args_randint_like, results_randint_like, 377, 4, 1, TNI_FORM_NEW, false, false},
    {"randperm", "randperm(int n, *, ScalarType? dtype=None, Device? device=None) -> Tensor", &tni_op_rows[378], args_randperm, results_randperm, 378, 3, 1, TNI_FORM_NEW, false, false},
    {"cauchy", "cauchy(Tensor self, float median, float sigma) -> Tensor", &tni_op_rows[379], args_cauchy, results_cauchy, 379, 3, 1, TNI_FORM_NEW, false, false},
    {"cauchy_", "cauchy_(Tensor self, float median, float sigma) -> Tensor", &tni_op_rows[379], args_cauchy, results_cauchy, 379, 3, 1, TNI_FORM_INPLACE, false, false},
    {"log_normal", "log_normal(Tensor self, float mean, float std) -> Tensor", &tni_op_rows[380], args_log_normal, results_log_normal, 380, 3, 1, TNI_FORM_NEW, false, false},
    {"log_normal_", "log_normal_(Tensor self, float mean, float std) -> Tensor", &tni_op_rows[380], args_log_normal, results_log_normal, 380, 3, 1, TNI_FORM_INPLACE, false, false},
    {"geometric", "geometric(Tensor self, float p) -> Tensor", &tni_op_rows[381], args_geometric, results_geometric, 381, 2, 1, TNI_FORM_NEW, false, false},
    {"geometric_", "geometric_(Tensor self, float p) -> Tensor", &tni_op_rows[381], args_geometric, results_geometric, 381, 2, 1, TNI_FORM_INPLACE, false, false},
    {"bernoulli.Tensor", "bernoulli.Tensor(Tensor self, Tensor p) -> Tensor", &tni_op_rows[382], args_bernoulli_Tensor, results_bernoulli_Tensor, 382, 2, 1, TNI_FORM_NEW, false, false},
    {"bernoulli.of", "bernoulli.of(Tensor self) -> Tensor", &tni_op_rows[383], args_bernoulli_of, results_bernoulli_of, 383, 1, 1, TNI_FORM_NEW, false, false},
    {"feature_dropout", "feature_dropout(Tensor input, float p, bool train) -> Tensor", &tni_op_rows[384], args_feature_dropout, results_feature_dropout, 384, 3, 1, TNI_FORM_NEW, false, false},
    {"multinomial", "multinomial(Tensor self, int num_samples, bool replacement=False) -> Tensor", &tni_op_rows[385], args_multinomial, results_multinomial, 385, 3, 1, TNI_FORM_NEW, false, false},
    {"mse_loss", "mse_loss(Tensor self, Tensor target, str? reduction=None) -> Tensor", &tni_op_rows[386], args_mse_loss, results_mse_loss, 386, 3, 1, TNI_FORM_NEW, false, false},
    {"l1_loss", "l1_loss(Tensor self, Tensor target, str? reduction=None) -> Tensor", &tni_op_rows[387], args_l1_loss, results_l1_loss, 387, 3, 1, TNI_FORM_NEW, false, false},
    {"smooth_l1_loss", "smooth_l1_loss(Tensor self, Tensor target, str? reduction=None, float beta=1.0) -> Tensor", &tni_op_rows[388], args_smooth_l1_loss, results_smooth_l1_loss, 388, 4, 1, TNI_FORM_NEW, false, false},
    {"huber_loss", "huber_loss(Tensor self, Tensor target, str? reduction=None, float delta=1.0) -> Tensor", &tni_op_rows[389], args_huber_loss, results_huber_loss, 389, 4, 1, TNI_FORM_NEW, false, false},
    {"binary_cross_entropy", "binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, str? reduction=None) -> Tensor", &tni_op_rows[390], args_binary_cross_entropy, results_binary_cross_entropy, 390, 4, 1, TNI_FORM_NEW, false, false},
    {"binary_cross_entropy_with_logits", "binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, str? reduction=None, Tensor? pos_weight=None) -> Tensor", &tni_op_rows[391], args_binary_cross_entropy_with_logits, results_binary_cross_entropy_with_logits, 391, 5, 1, TNI_FORM_NEW, false, false},
    {"kl_div", "kl_div(Tensor self, Tensor target, str? reduction=None, *, bool log_target=False) -> Tensor", &tni_op_rows[392], args_kl_div, results_kl_div, 392, 4, 1, TNI_FORM_NEW, false, false},
    {"poisson_nll_loss", "poisson_nll_loss(Tensor input, Tensor target, bool log_input=True, bool full=False, float eps=1e-8, str? reduction=None) -> Tensor", &tni_op_rows[393], args_poisson_nll_loss, results_poisson_nll_loss, 393, 6, 1, TNI_FORM_NEW, false, false},
    {"soft_margin_loss", "soft_margin_loss(Tensor self, Tensor target, str? reduction=None) -> Tensor", &tni_op_rows[394], args_soft_margin_loss, results_soft_margin_loss, 394, 3, 1, TNI_FORM_NEW, false, false},
    {"hinge_embedding_loss", "hinge_embedding_loss(Tensor self, Tensor target, float margin=1.0, str? reduction=None) -> Tensor", &tni_op_rows[395], args_hinge_embedding_loss, results_hinge_embedding_loss, 395, 4, 1, TNI_FORM_NEW, false, false},
    {"margin_ranking_loss", "margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str? reduction=None) -> Tensor", &tni_op_rows[396], args_margin_ranking_loss, results_margin_ranking_loss, 396, 5, 1, TNI_FORM_NEW, false, false},
    {"cosine_similarity", "cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-8) -> Tensor", &tni_op_rows[397], args_cosine_similarity, results_cosine_similarity, 397, 4, 1, TNI_FORM_NEW, false, false},
    {"cosine_embedding_loss", "cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str? reduction=None) -> Tensor", &tni_op_rows[398], args_cosine_embedding_loss, results_cosine_embedding_loss, 398, 5, 1, TNI_FORM_NEW, false, false},
    {"pairwise_distance", "pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-6, bool keepdim=False) -> Tensor", &tni_op_rows[399], args_pairwise_distance, results_pairwise_distance, 399, 5, 1, TNI_FORM_NEW, false, false},
    {"triplet_margin_loss", "triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-6, bool swap=False, str? reduction=None) -> Tensor", &tni_op_rows[400], args_triplet_margin_loss, results_triplet_margin_loss, 400, 8, 1, TNI_FORM_NEW, false, false},
    {"nll_loss", "nll_loss(Tensor self, Tensor target, Tensor? weight=None, int? ignore_index=None, str? reduction=None) -> Tensor", &tni_op_rows[401], args_nll_loss, results_nll_loss, 401, 5, 1, TNI_FORM_NEW, false, false},
    {"cross_entropy", "cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int? ignore_index=None, str? reduction=None, float label_smoothing=0.0) -> Tensor", &tni_op_rows[402], args_cross_entropy, results_cross_entropy, 402, 6, 1, TNI_FORM_NEW, false, false},
    {"addmv", "addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[403], args_addmv, results_addmv, 403, 5, 1, TNI_FORM_NEW, false, false},
    {"addmv_", "addmv_(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[403], args_addmv, results_addmv, 403, 5, 1, TNI_FORM_INPLACE, false, false},
    {"addmv_into", "addmv_into(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[403], args_addmv, results_addmv, 403, 6, 1, TNI_FORM_INTO, false, false},
    {"addr", "addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[404], args_addr, results_addr, 404, 5, 1, TNI_FORM_NEW, false, false},
    {"addr_", "addr_(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[404], args_addr, results_addr, 404, 5, 1, TNI_FORM_INPLACE, false, false},
    {"addr_into", "addr_into(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[404], args_addr, results_addr, 404, 6, 1, TNI_FORM_INTO, false, false},
    {"addbmm", "addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[405], args_addbmm, results_addbmm, 405, 5, 1, TNI_FORM_NEW, false, false},
    {"addbmm_", "addbmm_(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", &tni_op_rows[405], args_addbmm, results_addbmm, 405, 5, 1, TNI_FORM_INPLACE, false, false},
    {"addbmm_into", "addbmm_into(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor out) -> Tensor", &tni_op_rows[405], args_addbmm, results_addbmm, 405, 6, 1, TNI_FORM_INTO, false, false},
    {"ger", "ger(Tensor self, Tensor vec2) -> Tensor", &tni_op_rows[406], args_ger, results_ger, 406, 2, 1, TNI_FORM_NEW, false, false},
    {"ger_into", "ger_into(Tensor self, Tensor vec2, Tensor out) -> Tensor", &tni_op_rows[406], args_ger, results_ger, 406, 3, 1, TNI_FORM_INTO, false, false},
    {"vdot", "vdot(Tensor self, Tensor other) -> Tensor", &tni_op_rows[407], args_vdot, results_vdot, 407, 2, 1, TNI_FORM_NEW, false, false},
    {"vdot_into", "vdot_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[407], args_vdot, results_vdot, 407, 3, 1, TNI_FORM_INTO, false, false},
    {"cross", "cross(Tensor self, Tensor other, int? dim=None) -> Tensor", &tni_op_rows[408], args_cross, results_cross, 408, 3, 1, TNI_FORM_NEW, false, false},
    {"cross_into", "cross_into(Tensor self, Tensor other, int? dim=None, Tensor out) -> Tensor", &tni_op_rows[408], args_cross, results_cross, 408, 4, 1, TNI_FORM_INTO, false, false},
    {"tensordot", "tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor", &tni_op_rows[409], args_tensordot, results_tensordot, 409, 4, 1, TNI_FORM_NEW, false, false},
    {"einsum", "einsum(str equation, Tensor[] tensors, *, int[]? path=None, int? memory_limit=None) -> Tensor", &tni_op_rows[410], args_einsum, results_einsum, 410, 4, 1, TNI_FORM_NEW, false, false},
    {"inner", "inner(Tensor self, Tensor other) -> Tensor", &tni_op_rows[411], args_inner, results_inner, 411, 2, 1, TNI_FORM_NEW, false, false},
    {"inner_into", "inner_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[411], args_inner, results_inner, 411, 3, 1, TNI_FORM_INTO, false, false},
    {"kron", "kron(Tensor self, Tensor other) -> Tensor", &tni_op_rows[412], args_kron, results_kron, 412, 2, 1, TNI_FORM_NEW, false, false},
    {"kron_into", "kron_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[412], args_kron, results_kron, 412, 3, 1, TNI_FORM_INTO, false, false},
    {"bilinear", "bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor", &tni_op_rows[413], args_bilinear, results_bilinear, 413, 4, 1, TNI_FORM_NEW, false, false},
    {"trace", "trace(Tensor self) -> Tensor", &tni_op_rows[414], args_trace, results_trace, 414, 1, 1, TNI_FORM_NEW, false, false},
    {"diff", "diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor", &tni_op_rows[415], args_diff, results_diff, 415, 5, 1, TNI_FORM_NEW, false, false},
    {"norm", "norm(Tensor self, Scalar? p=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[416], args_norm, results_norm, 416, 5, 1, TNI_FORM_NEW, false, false},
    {"dist", "dist(Tensor self, Tensor other, Scalar? p=None) -> Tensor", &tni_op_rows[417], args_dist, results_dist, 417, 3, 1, TNI_FORM_NEW, false, false},
    {"nanmean", "nanmean(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[418], args_nanmean, results_nanmean, 418, 4, 1, TNI_FORM_NEW, false, false},
    {"var_mean", "var_mean(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> (Tensor var, Tensor mean)", &tni_op_rows[419], args_var_mean, results_var_mean, 419, 4, 2, TNI_FORM_NEW, false, false},
    {"std_mean", "std_mean(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> (Tensor std, Tensor mean)", &tni_op_rows[420], args_std_mean, results_std_mean, 420, 4, 2, TNI_FORM_NEW, false, false},
    {"aminmax", "aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)", &tni_op_rows[421], args_aminmax, results_aminmax, 421, 3, 2, TNI_FORM_NEW, false, false},
    {"cumsum", "cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[422], args_cumsum, results_cumsum, 422, 3, 1, TNI_FORM_NEW, false, false},
    {"cumsum_", "cumsum_(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[422], args_cumsum, results_cumsum, 422, 3, 1, TNI_FORM_INPLACE, false, false},
    {"cumsum_into", "cumsum_into(Tensor self, int dim, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[422], args_cumsum, results_cumsum, 422, 4, 1, TNI_FORM_INTO, false, false},
    {"cumprod", "cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[423], args_cumprod, results_cumprod, 423, 3, 1, TNI_FORM_NEW, false, false},
    {"cumprod_", "cumprod_(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[423], args_cumprod, results_cumprod, 423, 3, 1, TNI_FORM_INPLACE, false, false},
    {"cumprod_into", "cumprod_into(Tensor self, int dim, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[423], args_cumprod, results_cumprod, 423, 4, 1, TNI_FORM_INTO, false, false},
    {"logcumsumexp", "logcumsumexp(Tensor self, int dim) -> Tensor", &tni_op_rows[424], args_logcumsumexp, results_logcumsumexp, 424, 2, 1, TNI_FORM_NEW, false, false},
    {"logcumsumexp_into", "logcumsumexp_into(Tensor self, int dim, Tensor out) -> Tensor", &tni_op_rows[424], args_logcumsumexp, results_logcumsumexp, 424, 3, 1, TNI_FORM_INTO, false, false},
    {"cummax", "cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)", &tni_op_rows[425], args_cummax, results_cummax, 425, 2, 2, TNI_FORM_NEW, false, false},
    {"cummin", "cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)", &tni_op_rows[426], args_cummin, results_cummin, 426, 2, 2, TNI_FORM_NEW, false, false},
    {"fft_c2c", "fft_c2c(Tensor self, int[] dim, int normalization, bool forward, int[]? s=None) -> Tensor", &tni_op_rows[427], args_fft_c2c, results_fft_c2c, 427, 5, 1, TNI_FORM_NEW, false, false},
    {"fft_c2c_into", "fft_c2c_into(Tensor self, int[] dim, int normalization, bool forward, int[]? s=None, Tensor out) -> Tensor", &tni_op_rows[427], args_fft_c2c, results_fft_c2c, 427, 6, 1, TNI_FORM_INTO, false, false},
    {"fft_r2c", "fft_r2c(Tensor self, int[] dim, int normalization, bool onesided, int[]? s=None) -> Tensor", &tni_op_rows[428], args_fft_r2c, results_fft_r2c, 428, 5, 1, TNI_FORM_NEW, false, false},
    {"fft_r2c_into", "fft_r2c_into(Tensor self, int[] dim, int normalization, bool onesided, int[]? s=None, Tensor out) -> Tensor", &tni_op_rows[428], args_fft_r2c, results_fft_r2c, 428, 6, 1, TNI_FORM_INTO, false, false},
    {"fft_c2r", "fft_c2r(Tensor self, int[] dim, int normalization, int last_dim_size, int[]? s=None) -> Tensor", &tni_op_rows[429], args_fft_c2r, results_fft_c2r, 429, 5, 1, TNI_FORM_NEW, false, false},
    {"fft_c2r_into", "fft_c2r_into(Tensor self, int[] dim, int normalization, int last_dim_size, int[]? s=None, Tensor out) -> Tensor", &tni_op_rows[429], args_fft_c2r, results_fft_c2r, 429, 6, 1, TNI_FORM_INTO, false, false},
    {"native_fft_window", "native_fft_window(Tensor self, Tensor window, int normalization, bool onesided) -> Tensor", &tni_op_rows[430], args_native_fft_window, results_native_fft_window, 430, 4, 1, TNI_FORM_NEW, false, false},
    {"native_ifft_window", "native_ifft_window(Tensor self, Tensor window, int normalization) -> Tensor", &tni_op_rows[431], args_native_ifft_window, results_native_ifft_window, 431, 3, 1, TNI_FORM_NEW, false, false},
    {"fft_fft", "fft_fft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor", &tni_op_rows[432], args_fft_fft, results_fft_fft, 432, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_fft_into", "fft_fft_into(Tensor self, int? n=None, int dim=-1, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[432], args_fft_fft, results_fft_fft, 432, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_ifft", "fft_ifft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor", &tni_op_rows[433], args_fft_ifft, results_fft_ifft, 433, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_ifft_into", "fft_ifft_into(Tensor self, int? n=None, int dim=-1, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[433], args_fft_ifft, results_fft_ifft, 433, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_rfft", "fft_rfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor", &tni_op_rows[434], args_fft_rfft, results_fft_rfft, 434, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_rfft_into", "fft_rfft_into(Tensor self, int? n=None, int dim=-1, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[434], args_fft_rfft, results_fft_rfft, 434, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_irfft", "fft_irfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor", &tni_op_rows[435], args_fft_irfft, results_fft_irfft, 435, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_irfft_into", "fft_irfft_into(Tensor self, int? n=None, int dim=-1, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[435], args_fft_irfft, results_fft_irfft, 435, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_hfft", "fft_hfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor", &tni_op_rows[436], args_fft_hfft, results_fft_hfft, 436, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_hfft_into", "fft_hfft_into(Tensor self, int? n=None, int dim=-1, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[436], args_fft_hfft, results_fft_hfft, 436, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_ihfft", "fft_ihfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor", &tni_op_rows[437], args_fft_ihfft, results_fft_ihfft, 437, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_ihfft_into", "fft_ihfft_into(Tensor self, int? n=None, int dim=-1, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[437], args_fft_ihfft, results_fft_ihfft, 437, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_fftn", "fft_fftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[438], args_fft_fftn, results_fft_fftn, 438, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_fftn_into", "fft_fftn_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[438], args_fft_fftn, results_fft_fftn, 438, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_ifftn", "fft_ifftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[439], args_fft_ifftn, results_fft_ifftn, 439, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_ifftn_into", "fft_ifftn_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[439], args_fft_ifftn, results_fft_ifftn, 439, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_rfftn", "fft_rfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[440], args_fft_rfftn, results_fft_rfftn, 440, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_rfftn_into", "fft_rfftn_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[440], args_fft_rfftn, results_fft_rfftn, 440, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_irfftn", "fft_irfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[441], args_fft_irfftn, results_fft_irfftn, 441, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_irfftn_into", "fft_irfftn_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[441], args_fft_irfftn, results_fft_irfftn, 441, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_hfftn", "fft_hfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[442], args_fft_hfftn, results_fft_hfftn, 442, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_hfftn_into", "fft_hfftn_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[442], args_fft_hfftn, results_fft_hfftn, 442, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_ihfftn", "fft_ihfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[443], args_fft_ihfftn, results_fft_ihfftn, 443, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_ihfftn_into", "fft_ihfftn_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[443], args_fft_ihfftn, results_fft_ihfftn, 443, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_fft2", "fft_fft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[444], args_fft_fft2, results_fft_fft2, 444, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_fft2_into", "fft_fft2_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[444], args_fft_fft2, results_fft_fft2, 444, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_ifft2", "fft_ifft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[445], args_fft_ifft2, results_fft_ifft2, 445, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_ifft2_into", "fft_ifft2_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[445], args_fft_ifft2, results_fft_ifft2, 445, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_rfft2", "fft_rfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[446], args_fft_rfft2, results_fft_rfft2, 446, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_rfft2_into", "fft_rfft2_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[446], args_fft_rfft2, results_fft_rfft2, 446, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_irfft2", "fft_irfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[447], args_fft_irfft2, results_fft_irfft2, 447, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_irfft2_into", "fft_irfft2_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[447], args_fft_irfft2, results_fft_irfft2, 447, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_hfft2", "fft_hfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[448], args_fft_hfft2, results_fft_hfft2, 448, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_hfft2_into", "fft_hfft2_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[448], args_fft_hfft2, results_fft_hfft2, 448, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_ihfft2", "fft_ihfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", &tni_op_rows[449], args_fft_ihfft2, results_fft_ihfft2, 449, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_ihfft2_into", "fft_ihfft2_into(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None, Tensor out) -> Tensor", &tni_op_rows[449], args_fft_ihfft2, results_fft_ihfft2, 449, 5, 1, TNI_FORM_INTO, false, false},
    {"fft_fftfreq", "fft_fftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Device? device=None) -> Tensor", &tni_op_rows[450], args_fft_fftfreq, results_fft_fftfreq, 450, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_rfftfreq", "fft_rfftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Device? device=None) -> Tensor", &tni_op_rows[451], args_fft_rfftfreq, results_fft_rfftfreq, 451, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_fftshift", "fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor", &tni_op_rows[452], args_fft_fftshift, results_fft_fftshift, 452, 2, 1, TNI_FORM_NEW, false, false},
    {"fft_ifftshift", "fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor", &tni_op_rows[453], args_fft_ifftshift, results_fft_ifftshift, 453, 2, 1, TNI_FORM_NEW, false, false},
    {"native_fft_conv", "native_fft_conv(Tensor self, Tensor other, int first, int count) -> Tensor", &tni_op_rows[454], args_native_fft_conv, results_native_fft_conv, 454, 4, 1, TNI_FORM_NEW, false, false},
    {"fft_conv", "fft_conv(Tensor self, Tensor other, *, str? mode=None) -> Tensor", &tni_op_rows[455], args_fft_conv, results_fft_conv, 455, 3, 1, TNI_FORM_NEW, false, false},
    {"stft", "stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None) -> Tensor", &tni_op_rows[456], args_stft, results_stft, 456, 8, 1, TNI_FORM_NEW, false, false},
    {"stft.center", "stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str? pad_mode=None, bool normalized=False, bool? onesided=None, bool? return_complex=None) -> Tensor", &tni_op_rows[457], args_stft_center, results_stft_center, 457, 10, 1, TNI_FORM_NEW, false, false},
    {"istft", "istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor", &tni_op_rows[458], args_istft, results_istft, 458, 10, 1, TNI_FORM_NEW, false, false},
    {"linalg_cholesky_ex", "linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)", &tni_op_rows[459], args_linalg_cholesky_ex, results_linalg_cholesky_ex, 459, 3, 2, TNI_FORM_NEW, false, false},
    {"linalg_cholesky", "linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor", &tni_op_rows[460], args_linalg_cholesky, results_linalg_cholesky, 460, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_cholesky_into", "linalg_cholesky_into(Tensor self, *, bool upper=False, Tensor out) -> Tensor", &tni_op_rows[460], args_linalg_cholesky, results_linalg_cholesky, 460, 3, 1, TNI_FORM_INTO, false, false},
    {"cholesky", "cholesky(Tensor self, bool upper=False) -> Tensor", &tni_op_rows[461], args_cholesky, results_cholesky, 461, 2, 1, TNI_FORM_NEW, false, false},
    {"cholesky_into", "cholesky_into(Tensor self, bool upper=False, Tensor out) -> Tensor", &tni_op_rows[461], args_cholesky, results_cholesky, 461, 3, 1, TNI_FORM_INTO, false, false},
    {"cholesky_solve", "cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor", &tni_op_rows[462], args_cholesky_solve, results_cholesky_solve, 462, 3, 1, TNI_FORM_NEW, false, false},
    {"cholesky_solve_into", "cholesky_solve_into(Tensor self, Tensor input2, bool upper=False, Tensor out) -> Tensor", &tni_op_rows[462], args_cholesky_solve, results_cholesky_solve, 462, 4, 1, TNI_FORM_INTO, false, false},
    {"cholesky_inverse", "cholesky_inverse(Tensor self, bool upper=False) -> Tensor", &tni_op_rows[463], args_cholesky_inverse, results_cholesky_inverse, 463, 2, 1, TNI_FORM_NEW, false, false},
    {"cholesky_inverse_into", "cholesky_inverse_into(Tensor self, bool upper=False, Tensor out) -> Tensor", &tni_op_rows[463], args_cholesky_inverse, results_cholesky_inverse, 463, 3, 1, TNI_FORM_INTO, false, false},
    {"linalg_lu_factor_ex", "linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)", &tni_op_rows[464], args_linalg_lu_factor_ex, results_linalg_lu_factor_ex, 464, 3, 3, TNI_FORM_NEW, false, false},
    {"linalg_lu_factor", "linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)", &tni_op_rows[465], args_linalg_lu_factor, results_linalg_lu_factor, 465, 2, 2, TNI_FORM_NEW, false, false},
    {"linalg_lu", "linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)", &tni_op_rows[466], args_linalg_lu, results_linalg_lu, 466, 2, 3, TNI_FORM_NEW, false, false},
    {"lu_unpack", "lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)", &tni_op_rows[467], args_lu_unpack, results_lu_unpack, 467, 4, 3, TNI_FORM_NEW, false, false},
    {"lu_permutation", "lu_permutation(Tensor pivots, int rows) -> Tensor", &tni_op_rows[468], args_lu_permutation, results_lu_permutation, 468, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_lu_solve", "linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor", &tni_op_rows[469], args_linalg_lu_solve, results_linalg_lu_solve, 469, 5, 1, TNI_FORM_NEW, false, false},
    {"lu_solve", "lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor", &tni_op_rows[470], args_lu_solve, results_lu_solve, 470, 3, 1, TNI_FORM_NEW, false, false},
    {"linalg_ldl_factor_ex", "linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)", &tni_op_rows[471], args_linalg_ldl_factor_ex, results_linalg_ldl_factor_ex, 471, 3, 3, TNI_FORM_NEW, false, false},
    {"linalg_ldl_factor", "linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)", &tni_op_rows[472], args_linalg_ldl_factor, results_linalg_ldl_factor, 472, 2, 2, TNI_FORM_NEW, false, false},
    {"linalg_ldl_solve", "linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor", &tni_op_rows[473], args_linalg_ldl_solve, results_linalg_ldl_solve, 473, 4, 1, TNI_FORM_NEW, false, false},
    {"check_info", "check_info(Tensor self, int code) -> Tensor", &tni_op_rows[474], args_check_info, results_check_info, 474, 2, 1, TNI_FORM_NEW, false, false},
    {"geqrf", "geqrf(Tensor self) -> (Tensor a, Tensor tau)", &tni_op_rows[475], args_geqrf, results_geqrf, 475, 1, 2, TNI_FORM_NEW, false, false},
    {"native_householder_product", "native_householder_product(Tensor input, Tensor tau) -> Tensor", &tni_op_rows[476], args_native_householder_product, results_native_householder_product, 476, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_householder_product", "linalg_householder_product(Tensor input, Tensor tau) -> Tensor", &tni_op_rows[477], args_linalg_householder_product, results_linalg_householder_product, 477, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_householder_product_into", "linalg_householder_product_into(Tensor input, Tensor tau, Tensor out) -> Tensor", &tni_op_rows[477], args_linalg_householder_product, results_linalg_householder_product, 477, 3, 1, TNI_FORM_INTO, false, false},
    {"orgqr", "orgqr(Tensor self, Tensor input2) -> Tensor", &tni_op_rows[478], args_orgqr, results_orgqr, 478, 2, 1, TNI_FORM_NEW, false, false},
    {"orgqr_into", "orgqr_into(Tensor self, Tensor input2, Tensor out) -> Tensor", &tni_op_rows[478], args_orgqr, results_orgqr, 478, 3, 1, TNI_FORM_INTO, false, false},
    {"ormqr", "ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor", &tni_op_rows[479], args_ormqr, results_ormqr, 479, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_qr", "linalg_qr(Tensor A, str? mode=None) -> (Tensor Q, Tensor R)", &tni_op_rows[480], args_linalg_qr, results_linalg_qr, 480, 2, 2, TNI_FORM_NEW, false, false},
    {"qr", "qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)", &tni_op_rows[481], args_qr, results_qr, 481, 2, 2, TNI_FORM_NEW, false, false},
    {"native_svd", "native_svd(Tensor A, bool full_matrices, bool compute_uv, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh, Tensor info)", &tni_op_rows[482], args_native_svd, results_native_svd, 482, 4, 4, TNI_FORM_NEW, false, false},
    {"linalg_svd", "linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)", &tni_op_rows[483], args_linalg_svd, results_linalg_svd, 483, 3, 3, TNI_FORM_NEW, false, false},
    {"linalg_svdvals", "linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor", &tni_op_rows[484], args_linalg_svdvals, results_linalg_svdvals, 484, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_svdvals_into", "linalg_svdvals_into(Tensor A, *, str? driver=None, Tensor out) -> Tensor", &tni_op_rows[484], args_linalg_svdvals, results_linalg_svdvals, 484, 3, 1, TNI_FORM_INTO, false, false},
    {"svd", "svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)", &tni_op_rows[485], args_svd, results_svd, 485, 3, 3, TNI_FORM_NEW, false, false},
    {"native_eigh", "native_eigh(Tensor A, bool upper, bool compute_v) -> (Tensor eigenvalues, Tensor eigenvectors, Tensor info)", &tni_op_rows[486], args_native_eigh, results_native_eigh, 486, 3, 3, TNI_FORM_NEW, false, false},
    {"linalg_eigh", "linalg_eigh(Tensor self, str? UPLO=None) -> (Tensor eigenvalues, Tensor eigenvectors)", &tni_op_rows[487], args_linalg_eigh, results_linalg_eigh, 487, 2, 2, TNI_FORM_NEW, false, false},
    {"linalg_eigvalsh", "linalg_eigvalsh(Tensor self, str? UPLO=None) -> Tensor", &tni_op_rows[488], args_linalg_eigvalsh, results_linalg_eigvalsh, 488, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_eigvalsh_into", "linalg_eigvalsh_into(Tensor self, str? UPLO=None, Tensor out) -> Tensor", &tni_op_rows[488], args_linalg_eigvalsh, results_linalg_eigvalsh, 488, 3, 1, TNI_FORM_INTO, false, false},
    {"symeig", "symeig(Tensor self, bool eigenvectors=False, bool upper=True) -> (Tensor eigenvalues, Tensor eigenvectors)", &tni_op_rows[489], args_symeig, results_symeig, 489, 3, 2, TNI_FORM_NEW, false, false},
    {"native_eig", "native_eig(Tensor self, bool compute_v) -> (Tensor eigenvalues, Tensor eigenvectors, Tensor info)", &tni_op_rows[490], args_native_eig, results_native_eig, 490, 2, 3, TNI_FORM_NEW, false, false},
    {"linalg_eig", "linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)", &tni_op_rows[491], args_linalg_eig, results_linalg_eig, 491, 1, 2, TNI_FORM_NEW, false, false},
    {"linalg_eigvals", "linalg_eigvals(Tensor self) -> Tensor", &tni_op_rows[492], args_linalg_eigvals, results_linalg_eigvals, 492, 1, 1, TNI_FORM_NEW, false, false},
    {"linalg_eigvals_into", "linalg_eigvals_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[492], args_linalg_eigvals, results_linalg_eigvals, 492, 2, 1, TNI_FORM_INTO, false, false},
    {"linalg_solve_triangular", "linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor", &tni_op_rows[493], args_linalg_solve_triangular, results_linalg_solve_triangular, 493, 5, 1, TNI_FORM_NEW, false, false},
    {"triangular_solve", "triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)", &tni_op_rows[494], args_triangular_solve, results_triangular_solve, 494, 5, 2, TNI_FORM_NEW, false, false},
    {"native_solve", "native_solve(Tensor A, Tensor B) -> (Tensor result, Tensor LU, Tensor pivots, Tensor info)", &tni_op_rows[495], args_native_solve, results_native_solve, 495, 2, 4, TNI_FORM_NEW, false, false},
    {"linalg_solve_ex", "linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)", &tni_op_rows[496], args_linalg_solve_ex, results_linalg_solve_ex, 496, 4, 2, TNI_FORM_NEW, false, false},
    {"linalg_solve", "linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor", &tni_op_rows[497], args_linalg_solve, results_linalg_solve, 497, 3, 1, TNI_FORM_NEW, false, false},
    {"linalg_solve_into", "linalg_solve_into(Tensor A, Tensor B, *, bool left=True, Tensor out) -> Tensor", &tni_op_rows[497], args_linalg_solve, results_linalg_solve, 497, 4, 1, TNI_FORM_INTO, false, false},
    {"linalg_inv_ex", "linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)", &tni_op_rows[498], args_linalg_inv_ex, results_linalg_inv_ex, 498, 2, 2, TNI_FORM_NEW, false, false},
    {"linalg_inv", "linalg_inv(Tensor A) -> Tensor", &tni_op_rows[499], args_linalg_inv, results_linalg_inv, 499, 1, 1, TNI_FORM_NEW, false, false},
    {"linalg_inv_into", "linalg_inv_into(Tensor A, Tensor out) -> Tensor", &tni_op_rows[499], args_linalg_inv, results_linalg_inv, 499, 2, 1, TNI_FORM_INTO, false, false},
    {"inverse", "inverse(Tensor self) -> Tensor", &tni_op_rows[500], args_inverse, results_inverse, 500, 1, 1, TNI_FORM_NEW, false, false},
    {"inverse_into", "inverse_into(Tensor self, Tensor out) -> Tensor", &tni_op_rows[500], args_inverse, results_inverse, 500, 2, 1, TNI_FORM_INTO, false, false},
    {"native_det", "native_det(Tensor A) -> (Tensor result, Tensor LU, Tensor pivots)", &tni_op_rows[501], args_native_det, results_native_det, 501, 1, 3, TNI_FORM_NEW, false, false},
    {"linalg_det", "linalg_det(Tensor A) -> Tensor", &tni_op_rows[502], args_linalg_det, results_linalg_det, 502, 1, 1, TNI_FORM_NEW, false, false},
    {"linalg_det_into", "linalg_det_into(Tensor A, Tensor out) -> Tensor", &tni_op_rows[502], args_linalg_det, results_linalg_det, 502, 2, 1, TNI_FORM_INTO, false, false},
    {"det", "det(Tensor self) -> Tensor", &tni_op_rows[503], args_det, results_det, 503, 1, 1, TNI_FORM_NEW, false, false},
    {"native_slogdet", "native_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet, Tensor LU, Tensor pivots)", &tni_op_rows[504], args_native_slogdet, results_native_slogdet, 504, 1, 4, TNI_FORM_NEW, false, false},
    {"linalg_slogdet", "linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)", &tni_op_rows[505], args_linalg_slogdet, results_linalg_slogdet, 505, 1, 2, TNI_FORM_NEW, false, false},
    {"slogdet", "slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)", &tni_op_rows[506], args_slogdet, results_slogdet, 506, 1, 2, TNI_FORM_NEW, false, false},
    {"logdet", "logdet(Tensor self) -> Tensor", &tni_op_rows[507], args_logdet, results_logdet, 507, 1, 1, TNI_FORM_NEW, false, false},
    {"native_lstsq", "native_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor rank, Tensor singular_values)", &tni_op_rows[508], args_native_lstsq, results_native_lstsq, 508, 4, 3, TNI_FORM_NEW, false, false},
    {"linalg_lstsq", "linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)", &tni_op_rows[509], args_linalg_lstsq, results_linalg_lstsq, 509, 4, 4, TNI_FORM_NEW, false, false},
    {"native_pinv", "native_pinv(Tensor self, Tensor atol, Tensor rtol, bool hermitian) -> Tensor", &tni_op_rows[510], args_native_pinv, results_native_pinv, 510, 4, 1, TNI_FORM_NEW, false, false},
    {"linalg_pinv", "linalg_pinv(Tensor self, float? rcond=None, bool hermitian=False, *, float? atol=None, float? rtol=None) -> Tensor", &tni_op_rows[511], args_linalg_pinv, results_linalg_pinv, 511, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_pinv_into", "linalg_pinv_into(Tensor self, float? rcond=None, bool hermitian=False, *, float? atol=None, float? rtol=None, Tensor out) -> Tensor", &tni_op_rows[511], args_linalg_pinv, results_linalg_pinv, 511, 6, 1, TNI_FORM_INTO, false, false},
    {"linalg_pinv.atol_rtol_tensor", "linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor", &tni_op_rows[512], args_linalg_pinv_atol_rtol_tensor, results_linalg_pinv_atol_rtol_tensor, 512, 4, 1, TNI_FORM_NEW, false, false},
    {"pinverse", "pinverse(Tensor self, float? rcond=None) -> Tensor", &tni_op_rows[513], args_pinverse, results_pinverse, 513, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_norm", "linalg_norm(Tensor self, Scalar? ord=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[514], args_linalg_norm, results_linalg_norm, 514, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_norm_into", "linalg_norm_into(Tensor self, Scalar? ord=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[514], args_linalg_norm, results_linalg_norm, 514, 6, 1, TNI_FORM_INTO, false, false},
    {"linalg_norm.ord_str", "linalg_norm.ord_str(Tensor self, str ord, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[515], args_linalg_norm_ord_str, results_linalg_norm_ord_str, 515, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_norm_into.ord_str", "linalg_norm_into.ord_str(Tensor self, str ord, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[515], args_linalg_norm_ord_str, results_linalg_norm_ord_str, 515, 6, 1, TNI_FORM_INTO, false, false},
    {"linalg_matrix_norm", "linalg_matrix_norm(Tensor self, Scalar ord, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[516], args_linalg_matrix_norm, results_linalg_matrix_norm, 516, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_matrix_norm_into", "linalg_matrix_norm_into(Tensor self, Scalar ord, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[516], args_linalg_matrix_norm, results_linalg_matrix_norm, 516, 6, 1, TNI_FORM_INTO, false, false},
    {"linalg_matrix_norm.str_ord", "linalg_matrix_norm.str_ord(Tensor self, str? ord=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", &tni_op_rows[517], args_linalg_matrix_norm_str_ord, results_linalg_matrix_norm_str_ord, 517, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_matrix_norm_into.str_ord", "linalg_matrix_norm_into.str_ord(Tensor self, str? ord=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor out) -> Tensor", &tni_op_rows[517], args_linalg_matrix_norm_str_ord, results_linalg_matrix_norm_str_ord, 517, 6, 1, TNI_FORM_INTO, false, false},
    {"linalg_cond", "linalg_cond(Tensor self, Scalar? p=None) -> Tensor", &tni_op_rows[518], args_linalg_cond, results_linalg_cond, 518, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_cond_into", "linalg_cond_into(Tensor self, Scalar? p=None, Tensor out) -> Tensor", &tni_op_rows[518], args_linalg_cond, results_linalg_cond, 518, 3, 1, TNI_FORM_INTO, false, false},
    {"linalg_cond.p_str", "linalg_cond.p_str(Tensor self, str p) -> Tensor", &tni_op_rows[519], args_linalg_cond_p_str, results_linalg_cond_p_str, 519, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_cond_into.p_str", "linalg_cond_into.p_str(Tensor self, str p, Tensor out) -> Tensor", &tni_op_rows[519], args_linalg_cond_p_str, results_linalg_cond_p_str, 519, 3, 1, TNI_FORM_INTO, false, false},
    {"linalg_matrix_rank", "linalg_matrix_rank(Tensor self, float? tol=None, bool hermitian=False, *, float? atol=None, float? rtol=None) -> Tensor", &tni_op_rows[520], args_linalg_matrix_rank, results_linalg_matrix_rank, 520, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_matrix_rank.atol_rtol_tensor", "linalg_matrix_rank.atol_rtol_tensor(Tensor self, Tensor? tol=None, bool hermitian=False, *, Tensor? atol=None, Tensor? rtol=None) -> Tensor", &tni_op_rows[521], args_linalg_matrix_rank_atol_rtol_tensor, results_linalg_matrix_rank_atol_rtol_tensor, 521, 5, 1, TNI_FORM_NEW, false, false},
    {"linalg_matrix_power", "linalg_matrix_power(Tensor self, int n) -> Tensor", &tni_op_rows[522], args_linalg_matrix_power, results_linalg_matrix_power, 522, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_matrix_power_into", "linalg_matrix_power_into(Tensor self, int n, Tensor out) -> Tensor", &tni_op_rows[522], args_linalg_matrix_power, results_linalg_matrix_power, 522, 3, 1, TNI_FORM_INTO, false, false},
    {"matrix_power", "matrix_power(Tensor self, int n) -> Tensor", &tni_op_rows[523], args_matrix_power, results_matrix_power, 523, 2, 1, TNI_FORM_NEW, false, false},
    {"matrix_power_into", "matrix_power_into(Tensor self, int n, Tensor out) -> Tensor", &tni_op_rows[523], args_matrix_power, results_matrix_power, 523, 3, 1, TNI_FORM_INTO, false, false},
    {"linalg_matrix_exp", "linalg_matrix_exp(Tensor self) -> Tensor", &tni_op_rows[524], args_linalg_matrix_exp, results_linalg_matrix_exp, 524, 1, 1, TNI_FORM_NEW, false, false},
    {"matrix_exp", "matrix_exp(Tensor self) -> Tensor", &tni_op_rows[525], args_matrix_exp, results_matrix_exp, 525, 1, 1, TNI_FORM_NEW, false, false},
    {"linalg_polar", "linalg_polar(Tensor self) -> (Tensor u, Tensor p)", &tni_op_rows[526], args_linalg_polar, results_linalg_polar, 526, 1, 2, TNI_FORM_NEW, false, false},
    {"svd_lowrank", "svd_lowrank(Tensor self, int? q=None, int? niter=None, Tensor? M=None) -> (Tensor U, Tensor S, Tensor V)", &tni_op_rows[527], args_svd_lowrank, results_svd_lowrank, 527, 4, 3, TNI_FORM_NEW, false, false},
    {"pca_lowrank", "pca_lowrank(Tensor self, int? q=None, bool center=True, int? niter=None) -> (Tensor U, Tensor S, Tensor V)", &tni_op_rows[528], args_pca_lowrank, results_pca_lowrank, 528, 4, 3, TNI_FORM_NEW, false, false},
    {"linalg_multi_dot", "linalg_multi_dot(Tensor[] tensors) -> Tensor", &tni_op_rows[529], args_linalg_multi_dot, results_linalg_multi_dot, 529, 1, 1, TNI_FORM_NEW, false, false},
    {"linalg_multi_dot_into", "linalg_multi_dot_into(Tensor[] tensors, Tensor out) -> Tensor", &tni_op_rows[529], args_linalg_multi_dot, results_linalg_multi_dot, 529, 2, 1, TNI_FORM_INTO, false, false},
    {"chain_matmul", "chain_matmul(Tensor[] matrices) -> Tensor", &tni_op_rows[530], args_chain_matmul, results_chain_matmul, 530, 1, 1, TNI_FORM_NEW, false, false},
    {"chain_matmul_into", "chain_matmul_into(Tensor[] matrices, Tensor out) -> Tensor", &tni_op_rows[530], args_chain_matmul, results_chain_matmul, 530, 2, 1, TNI_FORM_INTO, false, false},
    {"linalg_tensorinv", "linalg_tensorinv(Tensor self, int ind=2) -> Tensor", &tni_op_rows[531], args_linalg_tensorinv, results_linalg_tensorinv, 531, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_tensorinv_into", "linalg_tensorinv_into(Tensor self, int ind=2, Tensor out) -> Tensor", &tni_op_rows[531], args_linalg_tensorinv, results_linalg_tensorinv, 531, 3, 1, TNI_FORM_INTO, false, false},
    {"linalg_tensorsolve", "linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor", &tni_op_rows[532], args_linalg_tensorsolve, results_linalg_tensorsolve, 532, 3, 1, TNI_FORM_NEW, false, false},
    {"linalg_tensorsolve_into", "linalg_tensorsolve_into(Tensor self, Tensor other, int[]? dims=None, Tensor out) -> Tensor", &tni_op_rows[532], args_linalg_tensorsolve, results_linalg_tensorsolve, 532, 4, 1, TNI_FORM_INTO, false, false},
    {"linalg_vander", "linalg_vander(Tensor x, *, int? N=None) -> Tensor", &tni_op_rows[533], args_linalg_vander, results_linalg_vander, 533, 2, 1, TNI_FORM_NEW, false, false},
    {"vander", "vander(Tensor x, int? N=None, bool increasing=False) -> Tensor", &tni_op_rows[534], args_vander, results_vander, 534, 3, 1, TNI_FORM_NEW, false, false},
    {"linalg_cross", "linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor", &tni_op_rows[535], args_linalg_cross, results_linalg_cross, 535, 3, 1, TNI_FORM_NEW, false, false},
    {"linalg_cross_into", "linalg_cross_into(Tensor self, Tensor other, *, int dim=-1, Tensor out) -> Tensor", &tni_op_rows[535], args_linalg_cross, results_linalg_cross, 535, 4, 1, TNI_FORM_INTO, false, false},
    {"linalg_diagonal", "linalg_diagonal(Tensor A, *, int offset=0, int? dim1=None, int? dim2=None) -> Tensor", &tni_op_rows[536], args_linalg_diagonal, results_linalg_diagonal, 536, 4, 1, TNI_FORM_NEW, false, false},
    {"linalg_matmul", "linalg_matmul(Tensor self, Tensor other) -> Tensor", &tni_op_rows[537], args_linalg_matmul, results_linalg_matmul, 537, 2, 1, TNI_FORM_NEW, false, false},
    {"linalg_matmul_into", "linalg_matmul_into(Tensor self, Tensor other, Tensor out) -> Tensor", &tni_op_rows[537], args_linalg_matmul, results_linalg_matmul, 537, 3, 1, TNI_FORM_INTO, false, false},
    {"linalg_vecdot", "linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor", &tni_op_rows[538], args_linalg_vecdot, results_linalg_vecdot, 538, 3, 1, TNI_FORM_NEW, false, false},
    {"linalg_vecdot_into", "linalg_vecdot_into(Tensor x, Tensor y, *, int dim=-1, Tensor out) -> Tensor", &tni_op_rows[538], args_linalg_vecdot, results_linalg_vecdot, 538, 4, 1, TNI_FORM_INTO, false, false},
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
tn_tensor *tn_sub_with(const tn_sub_args *a) {
    const tn_value v[] = {a->self, a->other, a->alpha};
    return tni_invoke_one(a->at, 23, v, 3);
}
tn_tensor *tn_sub_inplace_with(const tn_sub_args *a) {
    const tn_value v[] = {a->self, a->other, a->alpha};
    return tni_invoke_one(a->at, 24, v, 3);
}
tn_tensor *tn_sub_into_with(const tn_sub_args *a) {
    const tn_value v[] = {a->self, a->other, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 25, v, 4);
}
tn_tensor *tn_rsub_with(const tn_rsub_args *a) {
    const tn_value v[] = {a->self, a->other, a->alpha};
    return tni_invoke_one(a->at, 26, v, 3);
}
tn_tensor *tn_mul_with(const tn_mul_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 27, v, 2);
}
tn_tensor *tn_mul_inplace_with(const tn_mul_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 28, v, 2);
}
tn_tensor *tn_mul_into_with(const tn_mul_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 29, v, 3);
}
tn_tensor *tn_div_with(const tn_div_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 30, v, 2);
}
tn_tensor *tn_div_inplace_with(const tn_div_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 31, v, 2);
}
tn_tensor *tn_div_into_with(const tn_div_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 32, v, 3);
}
tn_tensor *tn_div_Tensor_mode_with(const tn_div_Tensor_mode_args *a) {
    const tn_value v[] = {a->self, a->other, box_string(a->rounding_mode)};
    return tni_invoke_one(a->at, 33, v, 3);
}
tn_tensor *tn_floor_divide_with(const tn_floor_divide_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 34, v, 2);
}
tn_tensor *tn_floor_divide_inplace_with(const tn_floor_divide_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 35, v, 2);
}
tn_tensor *tn_floor_divide_into_with(const tn_floor_divide_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 36, v, 3);
}
tn_tensor *tn_trunc_divide_with(const tn_trunc_divide_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 37, v, 2);
}
tn_tensor *tn_trunc_divide_inplace_with(const tn_trunc_divide_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 38, v, 2);
}
tn_tensor *tn_trunc_divide_into_with(const tn_trunc_divide_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 39, v, 3);
}
tn_tensor *tn_remainder_with(const tn_remainder_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 40, v, 2);
}
tn_tensor *tn_remainder_inplace_with(const tn_remainder_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 41, v, 2);
}
tn_tensor *tn_remainder_into_with(const tn_remainder_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 42, v, 3);
}
tn_tensor *tn_fmod_with(const tn_fmod_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 43, v, 2);
}
tn_tensor *tn_fmod_inplace_with(const tn_fmod_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 44, v, 2);
}
tn_tensor *tn_fmod_into_with(const tn_fmod_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 45, v, 3);
}
tn_tensor *tn_pow_with(const tn_pow_args *a) {
    const tn_value v[] = {a->self, a->exponent};
    return tni_invoke_one(a->at, 46, v, 2);
}
tn_tensor *tn_pow_inplace_with(const tn_pow_args *a) {
    const tn_value v[] = {a->self, a->exponent};
    return tni_invoke_one(a->at, 47, v, 2);
}
tn_tensor *tn_pow_into_with(const tn_pow_args *a) {
    const tn_value v[] = {a->self, a->exponent, box_tensor(a->out)};
    return tni_invoke_one(a->at, 48, v, 3);
}
tn_tensor *tn_float_power_with(const tn_float_power_args *a) {
    const tn_value v[] = {a->self, a->exponent};
    return tni_invoke_one(a->at, 49, v, 2);
}
tn_tensor *tn_float_power_into_with(const tn_float_power_args *a) {
    const tn_value v[] = {a->self, a->exponent, box_tensor(a->out)};
    return tni_invoke_one(a->at, 50, v, 3);
}
tn_tensor *tn_neg_with(const tn_neg_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 51, v, 1);
}
tn_tensor *tn_neg_inplace_with(const tn_neg_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 52, v, 1);
}
tn_tensor *tn_neg_into_with(const tn_neg_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 53, v, 2);
}
tn_tensor *tn_positive_with(const tn_positive_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 54, v, 1);
}
tn_tensor *tn_abs_with(const tn_abs_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 55, v, 1);
}
tn_tensor *tn_abs_inplace_with(const tn_abs_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 56, v, 1);
}
tn_tensor *tn_abs_into_with(const tn_abs_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 57, v, 2);
}
tn_tensor *tn_sign_with(const tn_sign_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 58, v, 1);
}
tn_tensor *tn_sign_inplace_with(const tn_sign_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 59, v, 1);
}
tn_tensor *tn_sign_into_with(const tn_sign_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 60, v, 2);
}
tn_tensor *tn_sgn_with(const tn_sgn_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 61, v, 1);
}
tn_tensor *tn_sgn_inplace_with(const tn_sgn_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 62, v, 1);
}
tn_tensor *tn_sgn_into_with(const tn_sgn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 63, v, 2);
}
tn_tensor *tn_reciprocal_with(const tn_reciprocal_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 64, v, 1);
}
tn_tensor *tn_reciprocal_inplace_with(const tn_reciprocal_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 65, v, 1);
}
tn_tensor *tn_reciprocal_into_with(const tn_reciprocal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 66, v, 2);
}
tn_tensor *tn_square_with(const tn_square_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 67, v, 1);
}
tn_tensor *tn_square_inplace_with(const tn_square_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 68, v, 1);
}
tn_tensor *tn_square_into_with(const tn_square_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 69, v, 2);
}
tn_tensor *tn_sqrt_with(const tn_sqrt_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 70, v, 1);
}
tn_tensor *tn_sqrt_inplace_with(const tn_sqrt_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 71, v, 1);
}
tn_tensor *tn_sqrt_into_with(const tn_sqrt_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 72, v, 2);
}
tn_tensor *tn_rsqrt_with(const tn_rsqrt_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 73, v, 1);
}
tn_tensor *tn_rsqrt_inplace_with(const tn_rsqrt_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 74, v, 1);
}
tn_tensor *tn_rsqrt_into_with(const tn_rsqrt_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 75, v, 2);
}
tn_tensor *tn_addcmul_with(const tn_addcmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor1), box_tensor(a->tensor2), a->value};
    return tni_invoke_one(a->at, 76, v, 4);
}
tn_tensor *tn_addcmul_inplace_with(const tn_addcmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor1), box_tensor(a->tensor2), a->value};
    return tni_invoke_one(a->at, 77, v, 4);
}
tn_tensor *tn_addcmul_into_with(const tn_addcmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor1), box_tensor(a->tensor2), a->value, box_tensor(a->out)};
    return tni_invoke_one(a->at, 78, v, 5);
}
tn_tensor *tn_addcdiv_with(const tn_addcdiv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor1), box_tensor(a->tensor2), a->value};
    return tni_invoke_one(a->at, 79, v, 4);
}
tn_tensor *tn_addcdiv_inplace_with(const tn_addcdiv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor1), box_tensor(a->tensor2), a->value};
    return tni_invoke_one(a->at, 80, v, 4);
}
tn_tensor *tn_addcdiv_into_with(const tn_addcdiv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor1), box_tensor(a->tensor2), a->value, box_tensor(a->out)};
    return tni_invoke_one(a->at, 81, v, 5);
}
tn_tensor *tn_lerp_with(const tn_lerp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->end), a->weight};
    return tni_invoke_one(a->at, 82, v, 3);
}
tn_tensor *tn_lerp_inplace_with(const tn_lerp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->end), a->weight};
    return tni_invoke_one(a->at, 83, v, 3);
}
tn_tensor *tn_lerp_into_with(const tn_lerp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->end), a->weight, box_tensor(a->out)};
    return tni_invoke_one(a->at, 84, v, 4);
}
tn_tensor *tn_floor_with(const tn_floor_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 85, v, 1);
}
tn_tensor *tn_floor_inplace_with(const tn_floor_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 86, v, 1);
}
tn_tensor *tn_floor_into_with(const tn_floor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 87, v, 2);
}
tn_tensor *tn_ceil_with(const tn_ceil_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 88, v, 1);
}
tn_tensor *tn_ceil_inplace_with(const tn_ceil_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 89, v, 1);
}
tn_tensor *tn_ceil_into_with(const tn_ceil_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 90, v, 2);
}
tn_tensor *tn_round_with(const tn_round_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 91, v, 1);
}
tn_tensor *tn_round_inplace_with(const tn_round_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 92, v, 1);
}
tn_tensor *tn_round_into_with(const tn_round_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 93, v, 2);
}
tn_tensor *tn_round_decimals_with(const tn_round_decimals_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->decimals)};
    return tni_invoke_one(a->at, 94, v, 2);
}
tn_tensor *tn_round_decimals_inplace_with(const tn_round_decimals_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->decimals)};
    return tni_invoke_one(a->at, 95, v, 2);
}
tn_tensor *tn_round_decimals_into_with(const tn_round_decimals_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->decimals), box_tensor(a->out)};
    return tni_invoke_one(a->at, 96, v, 3);
}
tn_tensor *tn_trunc_with(const tn_trunc_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 97, v, 1);
}
tn_tensor *tn_trunc_inplace_with(const tn_trunc_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 98, v, 1);
}
tn_tensor *tn_trunc_into_with(const tn_trunc_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 99, v, 2);
}
tn_tensor *tn_frac_with(const tn_frac_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 100, v, 1);
}
tn_tensor *tn_frac_inplace_with(const tn_frac_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 101, v, 1);
}
tn_tensor *tn_frac_into_with(const tn_frac_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 102, v, 2);
}
tn_tensor *tn_copysign_with(const tn_copysign_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 103, v, 2);
}
tn_tensor *tn_copysign_inplace_with(const tn_copysign_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 104, v, 2);
}
tn_tensor *tn_copysign_into_with(const tn_copysign_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 105, v, 3);
}
tn_tensor *tn_nextafter_with(const tn_nextafter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 106, v, 2);
}
tn_tensor *tn_nextafter_inplace_with(const tn_nextafter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 107, v, 2);
}
tn_tensor *tn_nextafter_into_with(const tn_nextafter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 108, v, 3);
}
tn_tensor *tn_ldexp_with(const tn_ldexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->other};
    return tni_invoke_one(a->at, 109, v, 2);
}
tn_tensor *tn_ldexp_inplace_with(const tn_ldexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->other};
    return tni_invoke_one(a->at, 110, v, 2);
}
tn_tensor *tn_ldexp_into_with(const tn_ldexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 111, v, 3);
}
tn_tensor *tn_nan_to_num_with(const tn_nan_to_num_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->nan, a->posinf, a->neginf};
    return tni_invoke_one(a->at, 112, v, 4);
}
tn_tensor *tn_nan_to_num_inplace_with(const tn_nan_to_num_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->nan, a->posinf, a->neginf};
    return tni_invoke_one(a->at, 113, v, 4);
}
tn_tensor *tn_nan_to_num_into_with(const tn_nan_to_num_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->nan, a->posinf, a->neginf, box_tensor(a->out)};
    return tni_invoke_one(a->at, 114, v, 5);
}
tn_tensor *tn_eq_with(const tn_eq_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 115, v, 2);
}
tn_tensor *tn_eq_inplace_with(const tn_eq_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 116, v, 2);
}
tn_tensor *tn_eq_into_with(const tn_eq_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 117, v, 3);
}
tn_tensor *tn_ne_with(const tn_ne_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 118, v, 2);
}
tn_tensor *tn_ne_inplace_with(const tn_ne_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 119, v, 2);
}
tn_tensor *tn_ne_into_with(const tn_ne_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 120, v, 3);
}
tn_tensor *tn_lt_with(const tn_lt_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 121, v, 2);
}
tn_tensor *tn_lt_inplace_with(const tn_lt_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 122, v, 2);
}
tn_tensor *tn_lt_into_with(const tn_lt_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 123, v, 3);
}
tn_tensor *tn_le_with(const tn_le_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 124, v, 2);
}
tn_tensor *tn_le_inplace_with(const tn_le_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 125, v, 2);
}
tn_tensor *tn_le_into_with(const tn_le_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 126, v, 3);
}
tn_tensor *tn_gt_with(const tn_gt_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 127, v, 2);
}
tn_tensor *tn_gt_inplace_with(const tn_gt_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 128, v, 2);
}
tn_tensor *tn_gt_into_with(const tn_gt_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 129, v, 3);
}
tn_tensor *tn_ge_with(const tn_ge_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 130, v, 2);
}
tn_tensor *tn_ge_inplace_with(const tn_ge_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 131, v, 2);
}
tn_tensor *tn_ge_into_with(const tn_ge_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 132, v, 3);
}
tn_tensor *tn_isnan_with(const tn_isnan_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 133, v, 1);
}
tn_tensor *tn_isnan_into_with(const tn_isnan_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 134, v, 2);
}
tn_tensor *tn_isinf_with(const tn_isinf_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 135, v, 1);
}
tn_tensor *tn_isinf_into_with(const tn_isinf_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 136, v, 2);
}
tn_tensor *tn_isfinite_with(const tn_isfinite_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 137, v, 1);
}
tn_tensor *tn_isfinite_into_with(const tn_isfinite_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 138, v, 2);
}
tn_tensor *tn_isposinf_with(const tn_isposinf_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 139, v, 1);
}
tn_tensor *tn_isposinf_into_with(const tn_isposinf_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 140, v, 2);
}
tn_tensor *tn_isneginf_with(const tn_isneginf_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 141, v, 1);
}
tn_tensor *tn_isneginf_into_with(const tn_isneginf_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 142, v, 2);
}
tn_tensor *tn_signbit_with(const tn_signbit_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 143, v, 1);
}
tn_tensor *tn_signbit_into_with(const tn_signbit_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 144, v, 2);
}
tn_tensor *tn_isreal_with(const tn_isreal_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 145, v, 1);
}
tn_tensor *tn_isreal_into_with(const tn_isreal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 146, v, 2);
}
tn_tensor *tn_isclose_with(const tn_isclose_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_float(a->rtol), box_float(a->atol), box_bool(a->equal_nan)};
    return tni_invoke_one(a->at, 147, v, 5);
}
bool tn_allclose_with(const tn_allclose_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_float(a->rtol), box_float(a->atol), box_bool(a->equal_nan)};
    return tni_invoke_bool(a->at, 148, v, 5);
}
bool tn_equal_with(const tn_equal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_bool(a->at, 149, v, 2);
}
tn_tensor *tn_logical_and_with(const tn_logical_and_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 150, v, 2);
}
tn_tensor *tn_logical_and_inplace_with(const tn_logical_and_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 151, v, 2);
}
tn_tensor *tn_logical_and_into_with(const tn_logical_and_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 152, v, 3);
}
tn_tensor *tn_logical_or_with(const tn_logical_or_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 153, v, 2);
}
tn_tensor *tn_logical_or_inplace_with(const tn_logical_or_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 154, v, 2);
}
tn_tensor *tn_logical_or_into_with(const tn_logical_or_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 155, v, 3);
}
tn_tensor *tn_logical_xor_with(const tn_logical_xor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 156, v, 2);
}
tn_tensor *tn_logical_xor_inplace_with(const tn_logical_xor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 157, v, 2);
}
tn_tensor *tn_logical_xor_into_with(const tn_logical_xor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 158, v, 3);
}
tn_tensor *tn_logical_not_with(const tn_logical_not_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 159, v, 1);
}
tn_tensor *tn_logical_not_inplace_with(const tn_logical_not_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 160, v, 1);
}
tn_tensor *tn_logical_not_into_with(const tn_logical_not_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 161, v, 2);
}
tn_tensor *tn_bitwise_and_with(const tn_bitwise_and_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 162, v, 2);
}
tn_tensor *tn_bitwise_and_inplace_with(const tn_bitwise_and_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 163, v, 2);
}
tn_tensor *tn_bitwise_and_into_with(const tn_bitwise_and_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 164, v, 3);
}
tn_tensor *tn_bitwise_or_with(const tn_bitwise_or_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 165, v, 2);
}
tn_tensor *tn_bitwise_or_inplace_with(const tn_bitwise_or_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 166, v, 2);
}
tn_tensor *tn_bitwise_or_into_with(const tn_bitwise_or_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 167, v, 3);
}
tn_tensor *tn_bitwise_xor_with(const tn_bitwise_xor_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 168, v, 2);
}
tn_tensor *tn_bitwise_xor_inplace_with(const tn_bitwise_xor_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 169, v, 2);
}
tn_tensor *tn_bitwise_xor_into_with(const tn_bitwise_xor_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 170, v, 3);
}
tn_tensor *tn_bitwise_not_with(const tn_bitwise_not_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 171, v, 1);
}
tn_tensor *tn_bitwise_not_inplace_with(const tn_bitwise_not_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 172, v, 1);
}
tn_tensor *tn_bitwise_not_into_with(const tn_bitwise_not_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 173, v, 2);
}
tn_tensor *tn_bitwise_left_shift_with(const tn_bitwise_left_shift_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 174, v, 2);
}
tn_tensor *tn_bitwise_left_shift_inplace_with(const tn_bitwise_left_shift_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 175, v, 2);
}
tn_tensor *tn_bitwise_left_shift_into_with(const tn_bitwise_left_shift_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 176, v, 3);
}
tn_tensor *tn_bitwise_right_shift_with(const tn_bitwise_right_shift_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 177, v, 2);
}
tn_tensor *tn_bitwise_right_shift_inplace_with(const tn_bitwise_right_shift_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 178, v, 2);
}
tn_tensor *tn_bitwise_right_shift_into_with(const tn_bitwise_right_shift_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 179, v, 3);
}
tn_tensor *tn_gcd_with(const tn_gcd_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 180, v, 2);
}
tn_tensor *tn_gcd_inplace_with(const tn_gcd_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 181, v, 2);
}
tn_tensor *tn_gcd_into_with(const tn_gcd_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 182, v, 3);
}
tn_tensor *tn_lcm_with(const tn_lcm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 183, v, 2);
}
tn_tensor *tn_lcm_inplace_with(const tn_lcm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 184, v, 2);
}
tn_tensor *tn_lcm_into_with(const tn_lcm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 185, v, 3);
}
tn_tensor *tn_where_with(const tn_where_args *a) {
    const tn_value v[] = {box_tensor(a->condition), a->self, a->other};
    return tni_invoke_one(a->at, 186, v, 3);
}
tn_tensor *tn_where_into_with(const tn_where_args *a) {
    const tn_value v[] = {box_tensor(a->condition), a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 187, v, 4);
}
tn_tensor *tn_maximum_with(const tn_maximum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 188, v, 2);
}
tn_tensor *tn_maximum_into_with(const tn_maximum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 189, v, 3);
}
tn_tensor *tn_minimum_with(const tn_minimum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 190, v, 2);
}
tn_tensor *tn_minimum_into_with(const tn_minimum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 191, v, 3);
}
tn_tensor *tn_fmax_with(const tn_fmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 192, v, 2);
}
tn_tensor *tn_fmax_into_with(const tn_fmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 193, v, 3);
}
tn_tensor *tn_fmin_with(const tn_fmin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 194, v, 2);
}
tn_tensor *tn_fmin_into_with(const tn_fmin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 195, v, 3);
}
tn_tensor *tn_clamp_with(const tn_clamp_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min, a->max};
    return tni_invoke_one(a->at, 196, v, 3);
}
tn_tensor *tn_clamp_inplace_with(const tn_clamp_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min, a->max};
    return tni_invoke_one(a->at, 197, v, 3);
}
tn_tensor *tn_clamp_into_with(const tn_clamp_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min, a->max, box_tensor(a->out)};
    return tni_invoke_one(a->at, 198, v, 4);
}
tn_tensor *tn_clamp_min_with(const tn_clamp_min_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min};
    return tni_invoke_one(a->at, 199, v, 2);
}
tn_tensor *tn_clamp_min_inplace_with(const tn_clamp_min_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min};
    return tni_invoke_one(a->at, 200, v, 2);
}
tn_tensor *tn_clamp_min_into_with(const tn_clamp_min_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min, box_tensor(a->out)};
    return tni_invoke_one(a->at, 201, v, 3);
}
tn_tensor *tn_clamp_max_with(const tn_clamp_max_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->max};
    return tni_invoke_one(a->at, 202, v, 2);
}
tn_tensor *tn_clamp_max_inplace_with(const tn_clamp_max_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->max};
    return tni_invoke_one(a->at, 203, v, 2);
}
tn_tensor *tn_clamp_max_into_with(const tn_clamp_max_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->max, box_tensor(a->out)};
    return tni_invoke_one(a->at, 204, v, 3);
}
tn_tensor *tn_threshold_with(const tn_threshold_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->threshold, a->value};
    return tni_invoke_one(a->at, 205, v, 3);
}
tn_tensor *tn_threshold_inplace_with(const tn_threshold_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->threshold, a->value};
    return tni_invoke_one(a->at, 206, v, 3);
}
tn_tensor *tn_threshold_into_with(const tn_threshold_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->threshold, a->value, box_tensor(a->out)};
    return tni_invoke_one(a->at, 207, v, 4);
}
tn_tensor *tn_heaviside_with(const tn_heaviside_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->values)};
    return tni_invoke_one(a->at, 208, v, 2);
}
tn_tensor *tn_heaviside_inplace_with(const tn_heaviside_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->values)};
    return tni_invoke_one(a->at, 209, v, 2);
}
tn_tensor *tn_heaviside_into_with(const tn_heaviside_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->values), box_tensor(a->out)};
    return tni_invoke_one(a->at, 210, v, 3);
}
tn_tensor *tn_exp_with(const tn_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 211, v, 1);
}
tn_tensor *tn_exp_inplace_with(const tn_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 212, v, 1);
}
tn_tensor *tn_exp_into_with(const tn_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 213, v, 2);
}
tn_tensor *tn_exp2_with(const tn_exp2_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 214, v, 1);
}
tn_tensor *tn_exp2_inplace_with(const tn_exp2_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 215, v, 1);
}
tn_tensor *tn_exp2_into_with(const tn_exp2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 216, v, 2);
}
tn_tensor *tn_expm1_with(const tn_expm1_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 217, v, 1);
}
tn_tensor *tn_expm1_inplace_with(const tn_expm1_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 218, v, 1);
}
tn_tensor *tn_expm1_into_with(const tn_expm1_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 219, v, 2);
}
tn_tensor *tn_log_with(const tn_log_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 220, v, 1);
}
tn_tensor *tn_log_inplace_with(const tn_log_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 221, v, 1);
}
tn_tensor *tn_log_into_with(const tn_log_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 222, v, 2);
}
tn_tensor *tn_log2_with(const tn_log2_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 223, v, 1);
}
tn_tensor *tn_log2_inplace_with(const tn_log2_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 224, v, 1);
}
tn_tensor *tn_log2_into_with(const tn_log2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 225, v, 2);
}
tn_tensor *tn_log10_with(const tn_log10_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 226, v, 1);
}
tn_tensor *tn_log10_inplace_with(const tn_log10_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 227, v, 1);
}
tn_tensor *tn_log10_into_with(const tn_log10_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 228, v, 2);
}
tn_tensor *tn_log1p_with(const tn_log1p_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 229, v, 1);
}
tn_tensor *tn_log1p_inplace_with(const tn_log1p_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 230, v, 1);
}
tn_tensor *tn_log1p_into_with(const tn_log1p_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 231, v, 2);
}
tn_tensor *tn_logaddexp_with(const tn_logaddexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 232, v, 2);
}
tn_tensor *tn_logaddexp_into_with(const tn_logaddexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 233, v, 3);
}
tn_tensor *tn_logaddexp2_with(const tn_logaddexp2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 234, v, 2);
}
tn_tensor *tn_logaddexp2_into_with(const tn_logaddexp2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 235, v, 3);
}
tn_tensor *tn_xlogy_with(const tn_xlogy_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 236, v, 2);
}
tn_tensor *tn_xlogy_inplace_with(const tn_xlogy_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 237, v, 2);
}
tn_tensor *tn_xlogy_into_with(const tn_xlogy_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 238, v, 3);
}
tn_tensor *tn_xlog1py_with(const tn_xlog1py_args *a) {
    const tn_value v[] = {a->self, a->other};
    return tni_invoke_one(a->at, 239, v, 2);
}
tn_tensor *tn_xlog1py_into_with(const tn_xlog1py_args *a) {
    const tn_value v[] = {a->self, a->other, box_tensor(a->out)};
    return tni_invoke_one(a->at, 240, v, 3);
}
tn_tensor *tn_sin_with(const tn_sin_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 241, v, 1);
}
tn_tensor *tn_sin_inplace_with(const tn_sin_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 242, v, 1);
}
tn_tensor *tn_sin_into_with(const tn_sin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 243, v, 2);
}
tn_tensor *tn_cos_with(const tn_cos_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 244, v, 1);
}
tn_tensor *tn_cos_inplace_with(const tn_cos_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 245, v, 1);
}
tn_tensor *tn_cos_into_with(const tn_cos_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 246, v, 2);
}
tn_tensor *tn_tan_with(const tn_tan_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 247, v, 1);
}
tn_tensor *tn_tan_inplace_with(const tn_tan_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 248, v, 1);
}
tn_tensor *tn_tan_into_with(const tn_tan_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 249, v, 2);
}
tn_tensor *tn_asin_with(const tn_asin_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 250, v, 1);
}
tn_tensor *tn_asin_inplace_with(const tn_asin_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 251, v, 1);
}
tn_tensor *tn_asin_into_with(const tn_asin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 252, v, 2);
}
tn_tensor *tn_acos_with(const tn_acos_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 253, v, 1);
}
tn_tensor *tn_acos_inplace_with(const tn_acos_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 254, v, 1);
}
tn_tensor *tn_acos_into_with(const tn_acos_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 255, v, 2);
}
tn_tensor *tn_atan_with(const tn_atan_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 256, v, 1);
}
tn_tensor *tn_atan_inplace_with(const tn_atan_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 257, v, 1);
}
tn_tensor *tn_atan_into_with(const tn_atan_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 258, v, 2);
}
tn_tensor *tn_atan2_with(const tn_atan2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 259, v, 2);
}
tn_tensor *tn_atan2_inplace_with(const tn_atan2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 260, v, 2);
}
tn_tensor *tn_atan2_into_with(const tn_atan2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 261, v, 3);
}
tn_tensor *tn_sinh_with(const tn_sinh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 262, v, 1);
}
tn_tensor *tn_sinh_inplace_with(const tn_sinh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 263, v, 1);
}
tn_tensor *tn_sinh_into_with(const tn_sinh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 264, v, 2);
}
tn_tensor *tn_cosh_with(const tn_cosh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 265, v, 1);
}
tn_tensor *tn_cosh_inplace_with(const tn_cosh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 266, v, 1);
}
tn_tensor *tn_cosh_into_with(const tn_cosh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 267, v, 2);
}
tn_tensor *tn_tanh_with(const tn_tanh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 268, v, 1);
}
tn_tensor *tn_tanh_inplace_with(const tn_tanh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 269, v, 1);
}
tn_tensor *tn_tanh_into_with(const tn_tanh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 270, v, 2);
}
tn_tensor *tn_asinh_with(const tn_asinh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 271, v, 1);
}
tn_tensor *tn_asinh_inplace_with(const tn_asinh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 272, v, 1);
}
tn_tensor *tn_asinh_into_with(const tn_asinh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 273, v, 2);
}
tn_tensor *tn_acosh_with(const tn_acosh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 274, v, 1);
}
tn_tensor *tn_acosh_inplace_with(const tn_acosh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 275, v, 1);
}
tn_tensor *tn_acosh_into_with(const tn_acosh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 276, v, 2);
}
tn_tensor *tn_atanh_with(const tn_atanh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 277, v, 1);
}
tn_tensor *tn_atanh_inplace_with(const tn_atanh_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 278, v, 1);
}
tn_tensor *tn_atanh_into_with(const tn_atanh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 279, v, 2);
}
tn_tensor *tn_hypot_with(const tn_hypot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 280, v, 2);
}
tn_tensor *tn_hypot_inplace_with(const tn_hypot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 281, v, 2);
}
tn_tensor *tn_hypot_into_with(const tn_hypot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 282, v, 3);
}
tn_tensor *tn_deg2rad_with(const tn_deg2rad_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 283, v, 1);
}
tn_tensor *tn_deg2rad_inplace_with(const tn_deg2rad_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 284, v, 1);
}
tn_tensor *tn_deg2rad_into_with(const tn_deg2rad_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 285, v, 2);
}
tn_tensor *tn_rad2deg_with(const tn_rad2deg_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 286, v, 1);
}
tn_tensor *tn_rad2deg_inplace_with(const tn_rad2deg_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 287, v, 1);
}
tn_tensor *tn_rad2deg_into_with(const tn_rad2deg_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 288, v, 2);
}
tn_tensor *tn_sinc_with(const tn_sinc_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 289, v, 1);
}
tn_tensor *tn_sinc_inplace_with(const tn_sinc_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 290, v, 1);
}
tn_tensor *tn_sinc_into_with(const tn_sinc_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 291, v, 2);
}
tn_tensor *tn_erf_with(const tn_erf_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 292, v, 1);
}
tn_tensor *tn_erf_inplace_with(const tn_erf_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 293, v, 1);
}
tn_tensor *tn_erf_into_with(const tn_erf_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 294, v, 2);
}
tn_tensor *tn_erfc_with(const tn_erfc_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 295, v, 1);
}
tn_tensor *tn_erfc_inplace_with(const tn_erfc_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 296, v, 1);
}
tn_tensor *tn_erfc_into_with(const tn_erfc_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 297, v, 2);
}
tn_tensor *tn_erfinv_with(const tn_erfinv_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 298, v, 1);
}
tn_tensor *tn_erfinv_inplace_with(const tn_erfinv_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 299, v, 1);
}
tn_tensor *tn_erfinv_into_with(const tn_erfinv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 300, v, 2);
}
tn_tensor *tn_lgamma_with(const tn_lgamma_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 301, v, 1);
}
tn_tensor *tn_lgamma_inplace_with(const tn_lgamma_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 302, v, 1);
}
tn_tensor *tn_lgamma_into_with(const tn_lgamma_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 303, v, 2);
}
tn_tensor *tn_digamma_with(const tn_digamma_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 304, v, 1);
}
tn_tensor *tn_digamma_inplace_with(const tn_digamma_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 305, v, 1);
}
tn_tensor *tn_digamma_into_with(const tn_digamma_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 306, v, 2);
}
tn_tensor *tn_trigamma_with(const tn_trigamma_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 307, v, 1);
}
tn_tensor *tn_trigamma_into_with(const tn_trigamma_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 308, v, 2);
}
tn_tensor *tn_polygamma_with(const tn_polygamma_args *a) {
    const tn_value v[] = {box_int(a->n), box_tensor(a->self)};
    return tni_invoke_one(a->at, 309, v, 2);
}
tn_tensor *tn_polygamma_into_with(const tn_polygamma_args *a) {
    const tn_value v[] = {box_int(a->n), box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 310, v, 3);
}
tn_tensor *tn_i0_with(const tn_i0_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 311, v, 1);
}
tn_tensor *tn_i0_inplace_with(const tn_i0_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 312, v, 1);
}
tn_tensor *tn_i0_into_with(const tn_i0_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 313, v, 2);
}
tn_tensor *tn_special_i0e_with(const tn_special_i0e_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 314, v, 1);
}
tn_tensor *tn_special_i0e_into_with(const tn_special_i0e_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 315, v, 2);
}
tn_tensor *tn_special_i1_with(const tn_special_i1_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 316, v, 1);
}
tn_tensor *tn_special_i1_into_with(const tn_special_i1_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 317, v, 2);
}
tn_tensor *tn_special_i1e_with(const tn_special_i1e_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 318, v, 1);
}
tn_tensor *tn_special_i1e_into_with(const tn_special_i1e_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 319, v, 2);
}
tn_tensor *tn_mvlgamma_with(const tn_mvlgamma_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->p)};
    return tni_invoke_one(a->at, 320, v, 2);
}
tn_tensor *tn_mvlgamma_inplace_with(const tn_mvlgamma_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->p)};
    return tni_invoke_one(a->at, 321, v, 2);
}
tn_tensor *tn_mvlgamma_into_with(const tn_mvlgamma_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->p), box_tensor(a->out)};
    return tni_invoke_one(a->at, 322, v, 3);
}
tn_tensor *tn_special_entr_with(const tn_special_entr_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 323, v, 1);
}
tn_tensor *tn_special_entr_into_with(const tn_special_entr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 324, v, 2);
}
tn_tensor *tn_special_ndtr_with(const tn_special_ndtr_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 325, v, 1);
}
tn_tensor *tn_special_ndtr_into_with(const tn_special_ndtr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 326, v, 2);
}
tn_tensor *tn_logit_with(const tn_logit_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->eps};
    return tni_invoke_one(a->at, 327, v, 2);
}
tn_tensor *tn_logit_inplace_with(const tn_logit_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->eps};
    return tni_invoke_one(a->at, 328, v, 2);
}
tn_tensor *tn_logit_into_with(const tn_logit_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->eps, box_tensor(a->out)};
    return tni_invoke_one(a->at, 329, v, 3);
}
tn_tensor *tn_conj_with(const tn_conj_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 330, v, 1);
}
tn_tensor *tn_conj_into_with(const tn_conj_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 331, v, 2);
}
tn_tensor *tn_angle_with(const tn_angle_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 332, v, 1);
}
tn_tensor *tn_angle_into_with(const tn_angle_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 333, v, 2);
}
tn_tensor *tn_complex_with(const tn_complex_args *a) {
    const tn_value v[] = {box_tensor(a->real), box_tensor(a->imag)};
    return tni_invoke_one(a->at, 334, v, 2);
}
tn_tensor *tn_complex_into_with(const tn_complex_args *a) {
    const tn_value v[] = {box_tensor(a->real), box_tensor(a->imag), box_tensor(a->out)};
    return tni_invoke_one(a->at, 335, v, 3);
}
tn_tensor *tn_polar_with(const tn_polar_args *a) {
    const tn_value v[] = {box_tensor(a->abs), box_tensor(a->angle)};
    return tni_invoke_one(a->at, 336, v, 2);
}
tn_tensor *tn_polar_into_with(const tn_polar_args *a) {
    const tn_value v[] = {box_tensor(a->abs), box_tensor(a->angle), box_tensor(a->out)};
    return tni_invoke_one(a->at, 337, v, 3);
}
tn_tensor *tn_relu_with(const tn_relu_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 338, v, 1);
}
tn_tensor *tn_relu_inplace_with(const tn_relu_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 339, v, 1);
}
tn_tensor *tn_relu_into_with(const tn_relu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 340, v, 2);
}
tn_tensor *tn_relu6_with(const tn_relu6_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 341, v, 1);
}
tn_tensor *tn_relu6_inplace_with(const tn_relu6_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 342, v, 1);
}
tn_tensor *tn_leaky_relu_with(const tn_leaky_relu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->negative_slope};
    return tni_invoke_one(a->at, 343, v, 2);
}
tn_tensor *tn_leaky_relu_inplace_with(const tn_leaky_relu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->negative_slope};
    return tni_invoke_one(a->at, 344, v, 2);
}
tn_tensor *tn_leaky_relu_into_with(const tn_leaky_relu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->negative_slope, box_tensor(a->out)};
    return tni_invoke_one(a->at, 345, v, 3);
}
tn_tensor *tn_elu_with(const tn_elu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->alpha, a->scale, a->input_scale};
    return tni_invoke_one(a->at, 346, v, 4);
}
tn_tensor *tn_elu_inplace_with(const tn_elu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->alpha, a->scale, a->input_scale};
    return tni_invoke_one(a->at, 347, v, 4);
}
tn_tensor *tn_elu_into_with(const tn_elu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->alpha, a->scale, a->input_scale, box_tensor(a->out)};
    return tni_invoke_one(a->at, 348, v, 5);
}
tn_tensor *tn_selu_with(const tn_selu_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 349, v, 1);
}
tn_tensor *tn_selu_inplace_with(const tn_selu_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 350, v, 1);
}
tn_tensor *tn_celu_with(const tn_celu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->alpha};
    return tni_invoke_one(a->at, 351, v, 2);
}
tn_tensor *tn_celu_inplace_with(const tn_celu_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->alpha};
    return tni_invoke_one(a->at, 352, v, 2);
}
tn_tensor *tn_hardtanh_with(const tn_hardtanh_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min_val, a->max_val};
    return tni_invoke_one(a->at, 353, v, 3);
}
tn_tensor *tn_hardtanh_inplace_with(const tn_hardtanh_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min_val, a->max_val};
    return tni_invoke_one(a->at, 354, v, 3);
}
tn_tensor *tn_hardtanh_into_with(const tn_hardtanh_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->min_val, a->max_val, box_tensor(a->out)};
    return tni_invoke_one(a->at, 355, v, 4);
}
tn_tensor *tn_hardsigmoid_with(const tn_hardsigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 356, v, 1);
}
tn_tensor *tn_hardsigmoid_inplace_with(const tn_hardsigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 357, v, 1);
}
tn_tensor *tn_hardsigmoid_into_with(const tn_hardsigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 358, v, 2);
}
tn_tensor *tn_hardswish_with(const tn_hardswish_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 359, v, 1);
}
tn_tensor *tn_hardswish_inplace_with(const tn_hardswish_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 360, v, 1);
}
tn_tensor *tn_hardswish_into_with(const tn_hardswish_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 361, v, 2);
}
tn_tensor *tn_hardshrink_with(const tn_hardshrink_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->lambd};
    return tni_invoke_one(a->at, 362, v, 2);
}
tn_tensor *tn_hardshrink_into_with(const tn_hardshrink_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->lambd, box_tensor(a->out)};
    return tni_invoke_one(a->at, 363, v, 3);
}
tn_tensor *tn_softshrink_with(const tn_softshrink_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->lambd};
    return tni_invoke_one(a->at, 364, v, 2);
}
tn_tensor *tn_softshrink_into_with(const tn_softshrink_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->lambd, box_tensor(a->out)};
    return tni_invoke_one(a->at, 365, v, 3);
}
tn_tensor *tn_tanhshrink_with(const tn_tanhshrink_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 366, v, 1);
}
tn_tensor *tn_softsign_with(const tn_softsign_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 367, v, 1);
}
tn_tensor *tn_sigmoid_with(const tn_sigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 368, v, 1);
}
tn_tensor *tn_sigmoid_inplace_with(const tn_sigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 369, v, 1);
}
tn_tensor *tn_sigmoid_into_with(const tn_sigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 370, v, 2);
}
tn_tensor *tn_log_sigmoid_with(const tn_log_sigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 371, v, 1);
}
tn_tensor *tn_log_sigmoid_into_with(const tn_log_sigmoid_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 372, v, 2);
}
tn_tensor *tn_softplus_with(const tn_softplus_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->beta, a->threshold};
    return tni_invoke_one(a->at, 373, v, 3);
}
tn_tensor *tn_softplus_into_with(const tn_softplus_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->beta, a->threshold, box_tensor(a->out)};
    return tni_invoke_one(a->at, 374, v, 4);
}
tn_tensor *tn_silu_with(const tn_silu_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 375, v, 1);
}
tn_tensor *tn_silu_inplace_with(const tn_silu_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 376, v, 1);
}
tn_tensor *tn_silu_into_with(const tn_silu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 377, v, 2);
}
tn_tensor *tn_mish_with(const tn_mish_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 378, v, 1);
}
tn_tensor *tn_mish_inplace_with(const tn_mish_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 379, v, 1);
}
tn_tensor *tn_mish_into_with(const tn_mish_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 380, v, 2);
}
tn_tensor *tn_prelu_with(const tn_prelu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->weight)};
    return tni_invoke_one(a->at, 381, v, 2);
}
tn_tensor *tn_glu_with(const tn_glu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim)};
    return tni_invoke_one(a->at, 382, v, 2);
}
tn_tensor *tn_glu_into_with(const tn_glu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 383, v, 3);
}
tn_tensor *tn_gelu_with(const tn_gelu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->approximate)};
    return tni_invoke_one(a->at, 384, v, 2);
}
tn_tensor *tn_gelu_inplace_with(const tn_gelu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->approximate)};
    return tni_invoke_one(a->at, 385, v, 2);
}
tn_tensor *tn_gelu_into_with(const tn_gelu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->approximate), box_tensor(a->out)};
    return tni_invoke_one(a->at, 386, v, 3);
}
tn_tensor *tn_threshold_backward_with(const tn_threshold_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self), a->threshold};
    return tni_invoke_one(a->at, 387, v, 3);
}
tn_tensor *tn_leaky_relu_backward_with(const tn_leaky_relu_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self), a->negative_slope};
    return tni_invoke_one(a->at, 388, v, 3);
}
tn_tensor *tn_elu_backward_with(const tn_elu_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self), a->alpha, a->scale, a->input_scale};
    return tni_invoke_one(a->at, 389, v, 5);
}
tn_tensor *tn_hardtanh_backward_with(const tn_hardtanh_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self), a->min_val, a->max_val};
    return tni_invoke_one(a->at, 390, v, 4);
}
tn_tensor *tn_hardsigmoid_backward_with(const tn_hardsigmoid_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self)};
    return tni_invoke_one(a->at, 391, v, 2);
}
tn_tensor *tn_hardswish_backward_with(const tn_hardswish_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self)};
    return tni_invoke_one(a->at, 392, v, 2);
}
tn_tensor *tn_shrink_backward_with(const tn_shrink_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self), a->lambd};
    return tni_invoke_one(a->at, 393, v, 3);
}
tn_tensor *tn_sigmoid_backward_with(const tn_sigmoid_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->output)};
    return tni_invoke_one(a->at, 394, v, 2);
}
tn_tensor *tn_tanh_backward_with(const tn_tanh_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->output)};
    return tni_invoke_one(a->at, 395, v, 2);
}
tn_tensor *tn_log_sigmoid_backward_with(const tn_log_sigmoid_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self)};
    return tni_invoke_one(a->at, 396, v, 2);
}
tn_tensor *tn_softplus_backward_with(const tn_softplus_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self), a->beta, a->threshold};
    return tni_invoke_one(a->at, 397, v, 4);
}
tn_tensor *tn_silu_backward_with(const tn_silu_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self)};
    return tni_invoke_one(a->at, 398, v, 2);
}
tn_tensor *tn_mish_backward_with(const tn_mish_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self)};
    return tni_invoke_one(a->at, 399, v, 2);
}
tn_tensor *tn_gelu_backward_with(const tn_gelu_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad_output), box_tensor(a->self), box_string(a->approximate)};
    return tni_invoke_one(a->at, 400, v, 3);
}
tn_tensor *tn_sum_with(const tn_sum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 401, v, 4);
}
tn_tensor *tn_sum_into_with(const tn_sum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 402, v, 5);
}
tn_tensor *tn_nansum_with(const tn_nansum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 403, v, 4);
}
tn_tensor *tn_nansum_into_with(const tn_nansum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 404, v, 5);
}
tn_tensor *tn_mean_with(const tn_mean_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 405, v, 4);
}
tn_tensor *tn_mean_into_with(const tn_mean_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 406, v, 5);
}
tn_tensor *tn_prod_with(const tn_prod_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 407, v, 4);
}
tn_tensor *tn_prod_into_with(const tn_prod_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 408, v, 5);
}
tn_tensor *tn_amax_with(const tn_amax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 409, v, 3);
}
tn_tensor *tn_amax_into_with(const tn_amax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 410, v, 4);
}
tn_tensor *tn_amin_with(const tn_amin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 411, v, 3);
}
tn_tensor *tn_amin_into_with(const tn_amin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 412, v, 4);
}
tn_tensor *tn_max_with(const tn_max_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 413, v, 1);
}
tn_tensor *tn_max_into_with(const tn_max_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 414, v, 2);
}
tn_tensor *tn_min_with(const tn_min_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 415, v, 1);
}
tn_tensor *tn_min_into_with(const tn_min_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 416, v, 2);
}
tn_max_dim_result tn_max_dim_with(const tn_max_dim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 417, v, 3, out, 2);
    return (tn_max_dim_result){out[0], out[1]};
}
tn_min_dim_result tn_min_dim_with(const tn_min_dim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 418, v, 3, out, 2);
    return (tn_min_dim_result){out[0], out[1]};
}
tn_tensor *tn_argmax_with(const tn_argmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 419, v, 3);
}
tn_tensor *tn_argmax_into_with(const tn_argmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 420, v, 4);
}
tn_tensor *tn_argmin_with(const tn_argmin_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 421, v, 3);
}
tn_tensor *tn_argmin_into_with(const tn_argmin_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 422, v, 4);
}
tn_tensor *tn_all_with(const tn_all_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 423, v, 3);
}
tn_tensor *tn_all_into_with(const tn_all_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 424, v, 4);
}
tn_tensor *tn_any_with(const tn_any_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 425, v, 3);
}
tn_tensor *tn_any_into_with(const tn_any_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 426, v, 4);
}
tn_tensor *tn_count_nonzero_with(const tn_count_nonzero_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim)};
    return tni_invoke_one(a->at, 427, v, 2);
}
tn_tensor *tn_logsumexp_with(const tn_logsumexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 428, v, 3);
}
tn_tensor *tn_logsumexp_into_with(const tn_logsumexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_bool(a->keepdim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 429, v, 4);
}
tn_tensor *tn_var_with(const tn_var_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction};
    return tni_invoke_one(a->at, 430, v, 4);
}
tn_tensor *tn_var_into_with(const tn_var_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction, box_tensor(a->out)};
    return tni_invoke_one(a->at, 431, v, 5);
}
tn_tensor *tn_std_with(const tn_std_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction};
    return tni_invoke_one(a->at, 432, v, 4);
}
tn_tensor *tn_std_into_with(const tn_std_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction, box_tensor(a->out)};
    return tni_invoke_one(a->at, 433, v, 5);
}
tn_tensor *tn_linalg_vector_norm_with(const tn_linalg_vector_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->ord};
    return tni_invoke_one(a->at, 434, v, 4);
}
tn_tensor *tn_linalg_vector_norm_into_with(const tn_linalg_vector_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->ord, box_tensor(a->out)};
    return tni_invoke_one(a->at, 435, v, 5);
}
tn_tensor *tn_mm_with(const tn_mm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2)};
    return tni_invoke_one(a->at, 436, v, 2);
}
tn_tensor *tn_mm_into_with(const tn_mm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 437, v, 3);
}
tn_tensor *tn_bmm_with(const tn_bmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2)};
    return tni_invoke_one(a->at, 438, v, 2);
}
tn_tensor *tn_bmm_into_with(const tn_bmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 439, v, 3);
}
tn_tensor *tn_addmm_with(const tn_addmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat1), box_tensor(a->mat2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 440, v, 5);
}
tn_tensor *tn_addmm_inplace_with(const tn_addmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat1), box_tensor(a->mat2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 441, v, 5);
}
tn_tensor *tn_addmm_into_with(const tn_addmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat1), box_tensor(a->mat2), a->beta, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 442, v, 6);
}
tn_tensor *tn_baddbmm_with(const tn_baddbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 443, v, 5);
}
tn_tensor *tn_baddbmm_inplace_with(const tn_baddbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 444, v, 5);
}
tn_tensor *tn_baddbmm_into_with(const tn_baddbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 445, v, 6);
}
tn_tensor *tn_sumproduct_pair_with(const tn_sumproduct_pair_args *a) {
    const tn_value v[] = {box_tensor(a->left), box_tensor(a->right), box_ints(a->sum_dims), box_bool(a->keepdim), box_bool(a->conj_left), box_bool(a->conj_right)};
    return tni_invoke_one(a->at, 446, v, 6);
}
tn_tensor *tn_sumproduct_pair_into_with(const tn_sumproduct_pair_args *a) {
    const tn_value v[] = {box_tensor(a->left), box_tensor(a->right), box_ints(a->sum_dims), box_bool(a->keepdim), box_bool(a->conj_left), box_bool(a->conj_right), box_tensor(a->out)};
    return tni_invoke_one(a->at, 447, v, 7);
}
tn_tensor *tn_matmul_with(const tn_matmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 448, v, 2);
}
tn_tensor *tn_matmul_into_with(const tn_matmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 449, v, 3);
}
tn_tensor *tn_mv_with(const tn_mv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec)};
    return tni_invoke_one(a->at, 450, v, 2);
}
tn_tensor *tn_mv_into_with(const tn_mv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec), box_tensor(a->out)};
    return tni_invoke_one(a->at, 451, v, 3);
}
tn_tensor *tn_dot_with(const tn_dot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor)};
    return tni_invoke_one(a->at, 452, v, 2);
}
tn_tensor *tn_dot_into_with(const tn_dot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tensor), box_tensor(a->out)};
    return tni_invoke_one(a->at, 453, v, 3);
}
tn_tensor *tn_outer_with(const tn_outer_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec2)};
    return tni_invoke_one(a->at, 454, v, 2);
}
tn_tensor *tn_outer_into_with(const tn_outer_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 455, v, 3);
}
tn_tensor *tn_linear_with(const tn_linear_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias)};
    return tni_invoke_one(a->at, 456, v, 3);
}
tn_tensor *tn_transpose_with(const tn_transpose_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim0), box_int(a->dim1)};
    return tni_invoke_one(a->at, 457, v, 3);
}
tn_tensor *tn_t_with(const tn_t_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 458, v, 1);
}
tn_tensor *tn_mT_with(const tn_mT_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 459, v, 1);
}
tn_tensor *tn_permute_with(const tn_permute_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dims)};
    return tni_invoke_one(a->at, 460, v, 2);
}
tn_tensor *tn_movedim_with(const tn_movedim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->source), box_ints(a->destination)};
    return tni_invoke_one(a->at, 461, v, 3);
}
tn_tensor *tn_select_with(const tn_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_int(a->index)};
    return tni_invoke_one(a->at, 462, v, 3);
}
tn_tensor *tn_slice_with(const tn_slice_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), a->start, a->end, box_int_or_default(a->step)};
    return tni_invoke_one(a->at, 463, v, 5);
}
tn_tensor *tn_narrow_with(const tn_narrow_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_int(a->start), box_int(a->length)};
    return tni_invoke_one(a->at, 464, v, 4);
}
tn_tensor *tn_diagonal_with(const tn_diagonal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->offset), box_int(a->dim1), box_int(a->dim2)};
    return tni_invoke_one(a->at, 465, v, 4);
}
tn_tensor *tn_unfold_with(const tn_unfold_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dimension), box_int(a->size), box_int(a->step)};
    return tni_invoke_one(a->at, 466, v, 4);
}
tn_tensor *tn_unsqueeze_with(const tn_unsqueeze_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim)};
    return tni_invoke_one(a->at, 467, v, 2);
}
tn_tensor *tn_squeeze_with(const tn_squeeze_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim)};
    return tni_invoke_one(a->at, 468, v, 2);
}
tn_tensor *tn_expand_with(const tn_expand_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->size)};
    return tni_invoke_one(a->at, 469, v, 2);
}
tn_tensor *tn_view_with(const tn_view_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->size)};
    return tni_invoke_one(a->at, 470, v, 2);
}
tn_tensor *tn_reshape_with(const tn_reshape_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->shape)};
    return tni_invoke_one(a->at, 471, v, 2);
}
tn_tensor *tn_flatten_with(const tn_flatten_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->start_dim), box_int(a->end_dim)};
    return tni_invoke_one(a->at, 472, v, 3);
}
tn_tensor *tn_unflatten_with(const tn_unflatten_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_ints(a->sizes)};
    return tni_invoke_one(a->at, 473, v, 3);
}
tn_tensor *tn_as_strided_with(const tn_as_strided_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->size), box_ints(a->stride), a->storage_offset};
    return tni_invoke_one(a->at, 474, v, 4);
}
tn_tensor *tn_alias_with(const tn_alias_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 475, v, 1);
}
tn_tensor *tn_detach_with(const tn_detach_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 476, v, 1);
}
tn_tensor *tn_view_as_real_with(const tn_view_as_real_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 477, v, 1);
}
tn_tensor *tn_view_as_complex_with(const tn_view_as_complex_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 478, v, 1);
}
tn_tensor *tn_real_with(const tn_real_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 479, v, 1);
}
tn_tensor *tn_imag_with(const tn_imag_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 480, v, 1);
}
tn_tensor *tn_convolution_with(const tn_convolution_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_ints(a->stride), box_ints(a->padding), box_ints(a->dilation), box_int(a->groups)};
    return tni_invoke_one(a->at, 481, v, 7);
}
tn_tensor *tn_conv_input_grad_with(const tn_conv_input_grad_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->weight), box_ints(a->input_size), box_ints(a->stride), box_ints(a->padding), box_ints(a->dilation), box_int(a->groups)};
    return tni_invoke_one(a->at, 482, v, 7);
}
tn_tensor *tn_conv_weight_grad_with(const tn_conv_weight_grad_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->input), box_ints(a->weight_size), box_ints(a->stride), box_ints(a->padding), box_ints(a->dilation), box_int(a->groups)};
    return tni_invoke_one(a->at, 483, v, 7);
}
tn_tensor *tn_conv1d_with(const tn_conv1d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_int_or_default(a->groups)};
    return tni_invoke_one(a->at, 484, v, 7);
}
tn_tensor *tn_conv2d_with(const tn_conv2d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_int_or_default(a->groups)};
    return tni_invoke_one(a->at, 485, v, 7);
}
tn_tensor *tn_conv_transpose1d_with(const tn_conv_transpose1d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->output_padding), box_int_or_default(a->groups), box_optional_ints(a->dilation)};
    return tni_invoke_one(a->at, 486, v, 8);
}
tn_tensor *tn_conv_transpose2d_with(const tn_conv_transpose2d_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->output_padding), box_int_or_default(a->groups), box_optional_ints(a->dilation)};
    return tni_invoke_one(a->at, 487, v, 8);
}
tn_max_pool2d_with_indices_result tn_max_pool2d_with_indices_with(const tn_max_pool2d_with_indices_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_bool(a->ceil_mode)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 488, v, 6, out, 2);
    return (tn_max_pool2d_with_indices_result){out[0], out[1]};
}
tn_tensor *tn_max_pool2d_backward_with(const tn_max_pool2d_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->indices), box_ints(a->input_size)};
    return tni_invoke_one(a->at, 489, v, 3);
}
tn_tensor *tn_max_pool2d_with(const tn_max_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_bool(a->ceil_mode)};
    return tni_invoke_one(a->at, 490, v, 6);
}
tn_tensor *tn_max_pool1d_with(const tn_max_pool1d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_optional_ints(a->dilation), box_bool(a->ceil_mode)};
    return tni_invoke_one(a->at, 491, v, 6);
}
tn_tensor *tn_avg_pool2d_with(const tn_avg_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_bool(a->ceil_mode), box_bool(!a->no_count_include_pad), a->divisor_override};
    return tni_invoke_one(a->at, 492, v, 7);
}
tn_tensor *tn_avg_pool2d_backward_with(const tn_avg_pool2d_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_ints(a->input_size), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_bool(a->ceil_mode), box_bool(!a->no_count_include_pad), a->divisor_override};
    return tni_invoke_one(a->at, 493, v, 8);
}
tn_tensor *tn_avg_pool1d_with(const tn_avg_pool1d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->kernel_size), box_optional_ints(a->stride), box_optional_ints(a->padding), box_bool(a->ceil_mode), box_bool(!a->no_count_include_pad)};
    return tni_invoke_one(a->at, 494, v, 6);
}
tn_tensor *tn_adaptive_avg_pool2d_with(const tn_adaptive_avg_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->output_size)};
    return tni_invoke_one(a->at, 495, v, 2);
}
tn_tensor *tn_adaptive_avg_pool2d_backward_with(const tn_adaptive_avg_pool2d_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_ints(a->input_size)};
    return tni_invoke_one(a->at, 496, v, 2);
}
tn_tensor *tn_adaptive_avg_pool1d_with(const tn_adaptive_avg_pool1d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->output_size)};
    return tni_invoke_one(a->at, 497, v, 2);
}
tn_adaptive_max_pool1d_result tn_adaptive_max_pool1d_with(const tn_adaptive_max_pool1d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->output_size)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 498, v, 2, out, 2);
    return (tn_adaptive_max_pool1d_result){out[0], out[1]};
}
tn_adaptive_max_pool2d_result tn_adaptive_max_pool2d_with(const tn_adaptive_max_pool2d_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->output_size)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 499, v, 2, out, 2);
    return (tn_adaptive_max_pool2d_result){out[0], out[1]};
}
tn_tensor *tn_index_select_with(const tn_index_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index)};
    return tni_invoke_one(a->at, 500, v, 3);
}
tn_tensor *tn_index_select_into_with(const tn_index_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->out)};
    return tni_invoke_one(a->at, 501, v, 4);
}
tn_tensor *tn_index_add_with(const tn_index_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), a->alpha};
    return tni_invoke_one(a->at, 502, v, 5);
}
tn_tensor *tn_index_add_inplace_with(const tn_index_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), a->alpha};
    return tni_invoke_one(a->at, 503, v, 5);
}
tn_tensor *tn_index_add_into_with(const tn_index_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 504, v, 6);
}
tn_tensor *tn_index_copy_with(const tn_index_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source)};
    return tni_invoke_one(a->at, 505, v, 4);
}
tn_tensor *tn_index_copy_inplace_with(const tn_index_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source)};
    return tni_invoke_one(a->at, 506, v, 4);
}
tn_tensor *tn_index_copy_into_with(const tn_index_copy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), box_tensor(a->out)};
    return tni_invoke_one(a->at, 507, v, 5);
}
tn_tensor *tn_gather_with(const tn_gather_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index)};
    return tni_invoke_one(a->at, 508, v, 3);
}
tn_tensor *tn_gather_into_with(const tn_gather_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->out)};
    return tni_invoke_one(a->at, 509, v, 4);
}
tn_tensor *tn_scatter_with(const tn_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->src};
    return tni_invoke_one(a->at, 510, v, 4);
}
tn_tensor *tn_scatter_inplace_with(const tn_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->src};
    return tni_invoke_one(a->at, 511, v, 4);
}
tn_tensor *tn_scatter_into_with(const tn_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->src, box_tensor(a->out)};
    return tni_invoke_one(a->at, 512, v, 5);
}
tn_tensor *tn_scatter_add_with(const tn_scatter_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src)};
    return tni_invoke_one(a->at, 513, v, 4);
}
tn_tensor *tn_scatter_add_inplace_with(const tn_scatter_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src)};
    return tni_invoke_one(a->at, 514, v, 4);
}
tn_tensor *tn_scatter_add_into_with(const tn_scatter_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src), box_tensor(a->out)};
    return tni_invoke_one(a->at, 515, v, 5);
}
tn_tensor *tn_ravel_multi_index_with(const tn_ravel_multi_index_args *a) {
    const tn_value v[] = {box_tensors(a->indices), box_ints(a->size), box_optional_ints(a->dims)};
    return tni_invoke_one(a->at, 516, v, 3);
}
tn_tensor *tn_index_Tensor_with(const tn_index_Tensor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensors(a->indices), box_optional_ints(a->dims)};
    return tni_invoke_one(a->at, 517, v, 3);
}
tn_tensor *tn_index_put_Tensor_with(const tn_index_put_Tensor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensors(a->indices), box_tensor(a->values), box_bool(a->accumulate), box_optional_ints(a->dims)};
    return tni_invoke_one(a->at, 518, v, 5);
}
tn_tensor *tn_index_put_Tensor_inplace_with(const tn_index_put_Tensor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensors(a->indices), box_tensor(a->values), box_bool(a->accumulate), box_optional_ints(a->dims)};
    return tni_invoke_one(a->at, 519, v, 5);
}
tn_tensor *tn_index_select_add_with(const tn_index_select_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->index), box_tensor(a->source), box_tensor(a->source_index)};
    return tni_invoke_one(a->at, 520, v, 4);
}
tn_tensor *tn_index_select_add_inplace_with(const tn_index_select_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->index), box_tensor(a->source), box_tensor(a->source_index)};
    return tni_invoke_one(a->at, 521, v, 4);
}
tn_tensor *tn_index_select_add_into_with(const tn_index_select_add_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->index), box_tensor(a->source), box_tensor(a->source_index), box_tensor(a->out)};
    return tni_invoke_one(a->at, 522, v, 5);
}
tn_tensor *tn_embedding_with(const tn_embedding_args *a) {
    const tn_value v[] = {box_tensor(a->weight), box_tensor(a->indices), a->padding_idx, a->max_norm, a->norm_type, box_bool(a->scale_grad_by_freq)};
    return tni_invoke_one(a->at, 523, v, 6);
}
tn_tensor *tn_one_hot_with(const tn_one_hot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int_or_default(a->num_classes)};
    return tni_invoke_one(a->at, 524, v, 2);
}
tn_tensor *tn_softmax_with(const tn_softmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 525, v, 3);
}
tn_tensor *tn_softmax_into_with(const tn_softmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 526, v, 4);
}
tn_tensor *tn_log_softmax_with(const tn_log_softmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 527, v, 3);
}
tn_tensor *tn_log_softmax_into_with(const tn_log_softmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 528, v, 4);
}
tn_tensor *tn_softmax_backward_with(const tn_softmax_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->output), box_int(a->dim)};
    return tni_invoke_one(a->at, 529, v, 3);
}
tn_tensor *tn_log_softmax_backward_with(const tn_log_softmax_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->output), box_int(a->dim)};
    return tni_invoke_one(a->at, 530, v, 3);
}
tn_tensor *tn_softmin_with(const tn_softmin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 531, v, 3);
}
tn_native_norm_result tn_native_norm_with(const tn_native_norm_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->weight), box_tensor(a->bias), box_int(a->n), box_int(a->channels), box_int(a->repeat), box_float(a->eps), box_bool(a->rms)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 532, v, 8, out, 3);
    return (tn_native_norm_result){out[0], out[1], out[2]};
}
tn_native_norm_backward_result tn_native_norm_backward_with(const tn_native_norm_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->input), box_tensor(a->mean), box_tensor(a->rstd), box_tensor(a->weight), box_int(a->n), box_int(a->channels), box_int(a->repeat), box_bool(a->rms)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 533, v, 9, out, 3);
    return (tn_native_norm_backward_result){out[0], out[1], out[2]};
}
tn_tensor *tn_layer_norm_with(const tn_layer_norm_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_ints(a->normalized_shape), box_tensor(a->weight), box_tensor(a->bias), box_float(a->eps)};
    return tni_invoke_one(a->at, 534, v, 5);
}
tn_tensor *tn_rms_norm_with(const tn_rms_norm_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_ints(a->normalized_shape), box_tensor(a->weight), box_float(a->eps)};
    return tni_invoke_one(a->at, 535, v, 4);
}
tn_tensor *tn_group_norm_with(const tn_group_norm_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_int(a->num_groups), box_tensor(a->weight), box_tensor(a->bias), box_float(a->eps)};
    return tni_invoke_one(a->at, 536, v, 5);
}
tn_tensor *tn_batch_norm_with(const tn_batch_norm_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->running_mean), box_tensor(a->running_var), box_tensor(a->weight), box_tensor(a->bias), box_bool(a->training), box_float(a->momentum), box_float(a->eps)};
    return tni_invoke_one(a->at, 537, v, 8);
}
tn_tensor *tn_uniform_with(const tn_uniform_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->from), box_float(a->to)};
    return tni_invoke_one(a->at, 538, v, 3);
}
tn_tensor *tn_uniform_inplace_with(const tn_uniform_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->from), box_float(a->to)};
    return tni_invoke_one(a->at, 539, v, 3);
}
tn_tensor *tn_normal_with(const tn_normal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->mean), box_float(a->std)};
    return tni_invoke_one(a->at, 540, v, 3);
}
tn_tensor *tn_normal_inplace_with(const tn_normal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->mean), box_float(a->std)};
    return tni_invoke_one(a->at, 541, v, 3);
}
tn_tensor *tn_bernoulli_with(const tn_bernoulli_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->p)};
    return tni_invoke_one(a->at, 542, v, 2);
}
tn_tensor *tn_bernoulli_inplace_with(const tn_bernoulli_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->p)};
    return tni_invoke_one(a->at, 543, v, 2);
}
tn_tensor *tn_exponential_with(const tn_exponential_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->lambd)};
    return tni_invoke_one(a->at, 544, v, 2);
}
tn_tensor *tn_exponential_inplace_with(const tn_exponential_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->lambd)};
    return tni_invoke_one(a->at, 545, v, 2);
}
tn_tensor *tn_random_with(const tn_random_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->from), box_int(a->to)};
    return tni_invoke_one(a->at, 546, v, 3);
}
tn_tensor *tn_random_inplace_with(const tn_random_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->from), box_int(a->to)};
    return tni_invoke_one(a->at, 547, v, 3);
}
tn_tensor *tn_rand_with(const tn_rand_args *a) {
    const tn_value v[] = {box_ints(a->size), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 548, v, 4);
}
tn_tensor *tn_randn_with(const tn_randn_args *a) {
    const tn_value v[] = {box_ints(a->size), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 549, v, 4);
}
tn_tensor *tn_rand_like_with(const tn_rand_like_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 550, v, 4);
}
tn_tensor *tn_randn_like_with(const tn_randn_like_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 551, v, 4);
}
tn_tensor *tn_randint_with(const tn_randint_args *a) {
    const tn_value v[] = {box_int(a->low), box_int(a->high), box_ints(a->size), box_dtype(a->dtype), box_device(a->device)};
    return tni_invoke_one(a->at, 552, v, 5);
}
tn_tensor *tn_dropout_with(const tn_dropout_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_float(a->p), box_bool(a->train)};
    return tni_invoke_one(a->at, 553, v, 3);
}
tn_tensor *tn_cat_with(const tn_cat_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_int(a->dim)};
    return tni_invoke_one(a->at, 554, v, 2);
}
tn_tensor *tn_cat_into_with(const tn_cat_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_int(a->dim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 555, v, 3);
}
tn_tensor *tn_stack_with(const tn_stack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_int(a->dim)};
    return tni_invoke_one(a->at, 556, v, 2);
}
tn_tensor *tn_stack_into_with(const tn_stack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_int(a->dim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 557, v, 3);
}
tn_tensor *tn_hstack_with(const tn_hstack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_one(a->at, 558, v, 1);
}
tn_tensor *tn_hstack_into_with(const tn_hstack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_tensor(a->out)};
    return tni_invoke_one(a->at, 559, v, 2);
}
tn_tensor *tn_vstack_with(const tn_vstack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_one(a->at, 560, v, 1);
}
tn_tensor *tn_vstack_into_with(const tn_vstack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_tensor(a->out)};
    return tni_invoke_one(a->at, 561, v, 2);
}
tn_tensor *tn_dstack_with(const tn_dstack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_one(a->at, 562, v, 1);
}
tn_tensor *tn_dstack_into_with(const tn_dstack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_tensor(a->out)};
    return tni_invoke_one(a->at, 563, v, 2);
}
tn_tensor *tn_column_stack_with(const tn_column_stack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_one(a->at, 564, v, 1);
}
tn_tensor *tn_column_stack_into_with(const tn_column_stack_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_tensor(a->out)};
    return tni_invoke_one(a->at, 565, v, 2);
}
tn_tensor *tn_atleast_1d_with(const tn_atleast_1d_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 566, v, 1);
}
tn_tensor *tn_atleast_2d_with(const tn_atleast_2d_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 567, v, 1);
}
tn_tensor *tn_atleast_3d_with(const tn_atleast_3d_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 568, v, 1);
}
tn_tensors tn_atleast_1d_Sequence_with(const tn_atleast_1d_Sequence_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_list(a->at, 569, v, 1);
}
tn_tensors tn_atleast_2d_Sequence_with(const tn_atleast_2d_Sequence_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_list(a->at, 570, v, 1);
}
tn_tensors tn_atleast_3d_Sequence_with(const tn_atleast_3d_Sequence_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_list(a->at, 571, v, 1);
}
tn_tensors tn_split_with(const tn_split_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->split_size), box_int(a->dim)};
    return tni_invoke_list(a->at, 572, v, 3);
}
tn_tensors tn_split_with_sizes_with(const tn_split_with_sizes_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->split_sizes), box_int(a->dim)};
    return tni_invoke_list(a->at, 573, v, 3);
}
tn_tensors tn_chunk_with(const tn_chunk_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->chunks), box_int(a->dim)};
    return tni_invoke_list(a->at, 574, v, 3);
}
tn_tensors tn_tensor_split_with(const tn_tensor_split_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->sections), box_int(a->dim)};
    return tni_invoke_list(a->at, 575, v, 3);
}
tn_tensors tn_tensor_split_indices_with(const tn_tensor_split_indices_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->indices), box_int(a->dim)};
    return tni_invoke_list(a->at, 576, v, 3);
}
tn_tensors tn_hsplit_with(const tn_hsplit_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->sections)};
    return tni_invoke_list(a->at, 577, v, 2);
}
tn_tensors tn_hsplit_array_with(const tn_hsplit_array_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->indices)};
    return tni_invoke_list(a->at, 578, v, 2);
}
tn_tensors tn_vsplit_with(const tn_vsplit_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->sections)};
    return tni_invoke_list(a->at, 579, v, 2);
}
tn_tensors tn_vsplit_array_with(const tn_vsplit_array_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->indices)};
    return tni_invoke_list(a->at, 580, v, 2);
}
tn_tensors tn_dsplit_with(const tn_dsplit_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->sections)};
    return tni_invoke_list(a->at, 581, v, 2);
}
tn_tensors tn_dsplit_array_with(const tn_dsplit_array_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->indices)};
    return tni_invoke_list(a->at, 582, v, 2);
}
tn_tensors tn_unbind_with(const tn_unbind_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim)};
    return tni_invoke_list(a->at, 583, v, 2);
}
tn_tensors tn_broadcast_tensors_with(const tn_broadcast_tensors_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_list(a->at, 584, v, 1);
}
tn_tensors tn_meshgrid_with(const tn_meshgrid_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_string(a->indexing)};
    return tni_invoke_list(a->at, 585, v, 2);
}
tn_tensor *tn_flip_with(const tn_flip_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dims)};
    return tni_invoke_one(a->at, 586, v, 2);
}
tn_tensor *tn_fliplr_with(const tn_fliplr_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 587, v, 1);
}
tn_tensor *tn_flipud_with(const tn_flipud_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 588, v, 1);
}
tn_tensor *tn_roll_with(const tn_roll_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->shifts), box_optional_ints(a->dims)};
    return tni_invoke_one(a->at, 589, v, 3);
}
tn_tensor *tn_rot90_with(const tn_rot90_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int_or_default(a->k), box_optional_ints(a->dims)};
    return tni_invoke_one(a->at, 590, v, 3);
}
tn_tensor *tn_repeat_with(const tn_repeat_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->repeats)};
    return tni_invoke_one(a->at, 591, v, 2);
}
tn_tensor *tn_tile_with(const tn_tile_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dims)};
    return tni_invoke_one(a->at, 592, v, 2);
}
tn_tensor *tn_repeat_interleave_with(const tn_repeat_interleave_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->repeats), a->dim};
    return tni_invoke_one(a->at, 593, v, 3);
}
tn_tensor *tn_repeat_interleave_self_Tensor_with(const tn_repeat_interleave_self_Tensor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->repeats), a->dim};
    return tni_invoke_one(a->at, 594, v, 3);
}
tn_tensor *tn_constant_pad_nd_with(const tn_constant_pad_nd_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->pad), a->value};
    return tni_invoke_one(a->at, 595, v, 3);
}
tn_tensor *tn_pad_with(const tn_pad_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->pad), box_string(a->mode), a->value};
    return tni_invoke_one(a->at, 596, v, 4);
}
tn_tensor *tn_tril_with(const tn_tril_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal)};
    return tni_invoke_one(a->at, 597, v, 2);
}
tn_tensor *tn_tril_inplace_with(const tn_tril_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal)};
    return tni_invoke_one(a->at, 598, v, 2);
}
tn_tensor *tn_tril_into_with(const tn_tril_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal), box_tensor(a->out)};
    return tni_invoke_one(a->at, 599, v, 3);
}
tn_tensor *tn_triu_with(const tn_triu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal)};
    return tni_invoke_one(a->at, 600, v, 2);
}
tn_tensor *tn_triu_inplace_with(const tn_triu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal)};
    return tni_invoke_one(a->at, 601, v, 2);
}
tn_tensor *tn_triu_into_with(const tn_triu_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal), box_tensor(a->out)};
    return tni_invoke_one(a->at, 602, v, 3);
}
tn_tensor *tn_tril_indices_with(const tn_tril_indices_args *a) {
    const tn_value v[] = {box_int(a->row), box_int(a->col), box_int(a->offset), box_dtype(a->dtype), box_device(a->device)};
    return tni_invoke_one(a->at, 603, v, 5);
}
tn_tensor *tn_triu_indices_with(const tn_triu_indices_args *a) {
    const tn_value v[] = {box_int(a->row), box_int(a->col), box_int(a->offset), box_dtype(a->dtype), box_device(a->device)};
    return tni_invoke_one(a->at, 604, v, 5);
}
tn_tensor *tn_diag_embed_with(const tn_diag_embed_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->offset), box_int(a->dim1), box_int(a->dim2)};
    return tni_invoke_one(a->at, 605, v, 4);
}
tn_tensor *tn_diag_with(const tn_diag_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal)};
    return tni_invoke_one(a->at, 606, v, 2);
}
tn_tensor *tn_diag_into_with(const tn_diag_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->diagonal), box_tensor(a->out)};
    return tni_invoke_one(a->at, 607, v, 3);
}
tn_tensor *tn_diagflat_with(const tn_diagflat_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->offset)};
    return tni_invoke_one(a->at, 608, v, 2);
}
tn_tensor *tn_select_scatter_with(const tn_select_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->src), box_int(a->dim), box_int(a->index)};
    return tni_invoke_one(a->at, 609, v, 4);
}
tn_tensor *tn_slice_scatter_with(const tn_slice_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->src), box_int(a->dim), a->start, a->end, box_int_or_default(a->step)};
    return tni_invoke_one(a->at, 610, v, 6);
}
tn_tensor *tn_diagonal_scatter_with(const tn_diagonal_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->src), box_int(a->offset), box_int(a->dim1), box_int(a->dim2)};
    return tni_invoke_one(a->at, 611, v, 5);
}
tn_tensor *tn_as_strided_scatter_with(const tn_as_strided_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->src), box_ints(a->size), box_ints(a->stride), a->storage_offset};
    return tni_invoke_one(a->at, 612, v, 5);
}
tn_tensor *tn_swapaxes_with(const tn_swapaxes_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->axis0), box_int(a->axis1)};
    return tni_invoke_one(a->at, 613, v, 3);
}
tn_tensor *tn_swapdims_with(const tn_swapdims_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim0), box_int(a->dim1)};
    return tni_invoke_one(a->at, 614, v, 3);
}
tn_tensor *tn_moveaxis_with(const tn_moveaxis_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->source), box_ints(a->destination)};
    return tni_invoke_one(a->at, 615, v, 3);
}
tn_tensor *tn_expand_as_with(const tn_expand_as_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 616, v, 2);
}
tn_tensor *tn_view_as_with(const tn_view_as_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 617, v, 2);
}
tn_tensor *tn_reshape_as_with(const tn_reshape_as_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 618, v, 2);
}
tn_tensor *tn_broadcast_to_with(const tn_broadcast_to_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->size)};
    return tni_invoke_one(a->at, 619, v, 2);
}
tn_tensor *tn_ravel_with(const tn_ravel_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 620, v, 1);
}
tn_tensor *tn_adjoint_with(const tn_adjoint_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 621, v, 1);
}
tn_tensor *tn_arange_with(const tn_arange_args *a) {
    const tn_value v[] = {a->end, box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 622, v, 4);
}
tn_tensor *tn_arange_start_with(const tn_arange_start_args *a) {
    const tn_value v[] = {a->start, a->end, box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 623, v, 5);
}
tn_tensor *tn_arange_start_step_with(const tn_arange_start_step_args *a) {
    const tn_value v[] = {a->start, a->end, a->step, box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 624, v, 6);
}
tn_tensor *tn_linspace_with(const tn_linspace_args *a) {
    const tn_value v[] = {a->start, a->end, box_int(a->steps), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 625, v, 6);
}
tn_tensor *tn_logspace_with(const tn_logspace_args *a) {
    const tn_value v[] = {a->start, a->end, box_int(a->steps), box_float(a->base), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 626, v, 7);
}
tn_tensor *tn_eye_with(const tn_eye_args *a) {
    const tn_value v[] = {box_int(a->n), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 627, v, 4);
}
tn_tensor *tn_eye_m_with(const tn_eye_m_args *a) {
    const tn_value v[] = {box_int(a->n), box_int(a->m), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 628, v, 5);
}
tn_tensor *tn_scalar_tensor_with(const tn_scalar_tensor_args *a) {
    const tn_value v[] = {a->s, box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 629, v, 4);
}
tn_tensor *tn_empty_strided_with(const tn_empty_strided_args *a) {
    const tn_value v[] = {box_ints(a->size), box_ints(a->stride), box_dtype(a->dtype), box_device(a->device), box_bool(a->requires_grad)};
    return tni_invoke_one(a->at, 630, v, 5);
}
tn_native_attention_result tn_native_attention_with(const tn_native_attention_args *a) {
    const tn_value v[] = {box_tensor(a->query), box_tensor(a->key), box_tensor(a->value), box_tensor(a->attn_mask), box_bool(a->is_causal), box_float(a->scale)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 631, v, 6, out, 2);
    return (tn_native_attention_result){out[0], out[1]};
}
tn_native_attention_backward_result tn_native_attention_backward_with(const tn_native_attention_backward_args *a) {
    const tn_value v[] = {box_tensor(a->grad), box_tensor(a->query), box_tensor(a->key), box_tensor(a->value), box_tensor(a->attn_mask), box_tensor(a->result), box_tensor(a->logsumexp), box_bool(a->is_causal), box_float(a->scale)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 632, v, 9, out, 3);
    return (tn_native_attention_backward_result){out[0], out[1], out[2]};
}
tn_tensor *tn_scaled_dot_product_attention_with(const tn_scaled_dot_product_attention_args *a) {
    const tn_value v[] = {box_tensor(a->query), box_tensor(a->key), box_tensor(a->value), box_tensor(a->attn_mask), box_float(a->dropout_p), box_bool(a->is_causal), a->scale, box_bool(a->enable_gqa)};
    return tni_invoke_one(a->at, 633, v, 8);
}
tn_sort_result tn_sort_with(const tn_sort_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->descending)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 634, v, 3, out, 2);
    return (tn_sort_result){out[0], out[1]};
}
tn_sort_stable_result tn_sort_stable_with(const tn_sort_stable_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->stable, box_int(a->dim), box_bool(a->descending)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 635, v, 4, out, 2);
    return (tn_sort_stable_result){out[0], out[1]};
}
tn_tensor *tn_argsort_with(const tn_argsort_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->descending)};
    return tni_invoke_one(a->at, 636, v, 3);
}
tn_tensor *tn_msort_with(const tn_msort_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 637, v, 1);
}
tn_topk_result tn_topk_with(const tn_topk_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->k), box_int(a->dim), box_bool(!a->no_largest), box_bool(!a->no_sorted)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 638, v, 5, out, 2);
    return (tn_topk_result){out[0], out[1]};
}
tn_kthvalue_result tn_kthvalue_with(const tn_kthvalue_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->k), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 639, v, 4, out, 2);
    return (tn_kthvalue_result){out[0], out[1]};
}
tn_tensor *tn_median_with(const tn_median_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 640, v, 1);
}
tn_median_dim_result tn_median_dim_with(const tn_median_dim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 641, v, 3, out, 2);
    return (tn_median_dim_result){out[0], out[1]};
}
tn_tensor *tn_nanmedian_with(const tn_nanmedian_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 642, v, 1);
}
tn_nanmedian_dim_result tn_nanmedian_dim_with(const tn_nanmedian_dim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 643, v, 3, out, 2);
    return (tn_nanmedian_dim_result){out[0], out[1]};
}
tn_tensor *tn_search_rows_with(const tn_search_rows_args *a) {
    const tn_value v[] = {box_tensor(a->sorted), box_tensor(a->values), box_bool(a->right), box_tensor(a->sorter)};
    return tni_invoke_one(a->at, 644, v, 4);
}
tn_tensor *tn_searchsorted_with(const tn_searchsorted_args *a) {
    const tn_value v[] = {box_tensor(a->sorted_sequence), a->self, box_bool(a->out_int32), box_bool(a->right), box_string(a->side), box_tensor(a->sorter)};
    return tni_invoke_one(a->at, 645, v, 6);
}
tn_tensor *tn_bucketize_with(const tn_bucketize_args *a) {
    const tn_value v[] = {a->self, box_tensor(a->boundaries), box_bool(a->out_int32), box_bool(a->right)};
    return tni_invoke_one(a->at, 646, v, 4);
}
tn_unique_result tn_unique_with(const tn_unique_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->return_inverse), box_bool(a->return_counts)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 647, v, 4, out, 3);
    return (tn_unique_result){out[0], out[1], out[2]};
}
tn_unique_consecutive_result tn_unique_consecutive_with(const tn_unique_consecutive_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->return_inverse), box_bool(a->return_counts), a->dim};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 648, v, 4, out, 3);
    return (tn_unique_consecutive_result){out[0], out[1], out[2]};
}
tn_mode_result tn_mode_with(const tn_mode_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 649, v, 3, out, 2);
    return (tn_mode_result){out[0], out[1]};
}
tn_tensor *tn_isin_with(const tn_isin_args *a) {
    const tn_value v[] = {a->elements, a->test_elements, box_bool(a->assume_unique), box_bool(a->invert)};
    return tni_invoke_one(a->at, 650, v, 4);
}
tn_tensor *tn_nonzero_with(const tn_nonzero_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 651, v, 1);
}
tn_tensor *tn_argwhere_with(const tn_argwhere_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 652, v, 1);
}
tn_tensor *tn_masked_select_with(const tn_masked_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mask)};
    return tni_invoke_one(a->at, 653, v, 2);
}
tn_tensor *tn_masked_select_into_with(const tn_masked_select_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mask), box_tensor(a->out)};
    return tni_invoke_one(a->at, 654, v, 3);
}
tn_tensor *tn_masked_fill_with(const tn_masked_fill_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mask), a->value};
    return tni_invoke_one(a->at, 655, v, 3);
}
tn_tensor *tn_masked_fill_inplace_with(const tn_masked_fill_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mask), a->value};
    return tni_invoke_one(a->at, 656, v, 3);
}
tn_tensor *tn_masked_scatter_with(const tn_masked_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mask), box_tensor(a->source)};
    return tni_invoke_one(a->at, 657, v, 3);
}
tn_tensor *tn_masked_scatter_inplace_with(const tn_masked_scatter_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mask), box_tensor(a->source)};
    return tni_invoke_one(a->at, 658, v, 3);
}
tn_tensor *tn_index_fill_with(const tn_index_fill_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->value};
    return tni_invoke_one(a->at, 659, v, 4);
}
tn_tensor *tn_index_fill_inplace_with(const tn_index_fill_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), a->value};
    return tni_invoke_one(a->at, 660, v, 4);
}
tn_tensor *tn_take_with(const tn_take_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->index)};
    return tni_invoke_one(a->at, 661, v, 2);
}
tn_tensor *tn_take_into_with(const tn_take_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->index), box_tensor(a->out)};
    return tni_invoke_one(a->at, 662, v, 3);
}
tn_tensor *tn_put_with(const tn_put_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->index), box_tensor(a->source), box_bool(a->accumulate)};
    return tni_invoke_one(a->at, 663, v, 4);
}
tn_tensor *tn_put_inplace_with(const tn_put_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->index), box_tensor(a->source), box_bool(a->accumulate)};
    return tni_invoke_one(a->at, 664, v, 4);
}
tn_tensor *tn_take_along_dim_with(const tn_take_along_dim_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->indices), a->dim};
    return tni_invoke_one(a->at, 665, v, 3);
}
tn_tensor *tn_bincount_with(const tn_bincount_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->weights), box_int(a->minlength)};
    return tni_invoke_one(a->at, 666, v, 3);
}
tn_tensor *tn_index_reduce_with(const tn_index_reduce_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), box_string(a->reduce), box_bool(!a->no_include_self)};
    return tni_invoke_one(a->at, 667, v, 6);
}
tn_tensor *tn_index_reduce_inplace_with(const tn_index_reduce_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->source), box_string(a->reduce), box_bool(!a->no_include_self)};
    return tni_invoke_one(a->at, 668, v, 6);
}
tn_tensor *tn_segment_reduce_with(const tn_segment_reduce_args *a) {
    const tn_value v[] = {box_tensor(a->data), box_string(a->reduce), box_tensor(a->lengths), box_tensor(a->indices), box_tensor(a->offsets), box_int(a->axis), box_bool(a->unsafe), a->initial};
    return tni_invoke_one(a->at, 669, v, 8);
}
tn_tensor *tn_embedding_bag_with(const tn_embedding_bag_args *a) {
    const tn_value v[] = {box_tensor(a->weight), box_tensor(a->indices), box_tensor(a->offsets), box_string(a->mode), box_tensor(a->per_sample_weights), box_bool(a->include_last_offset), a->padding_idx, a->max_norm, a->norm_type, box_bool(a->scale_grad_by_freq)};
    return tni_invoke_one(a->at, 670, v, 10);
}
tn_tensor *tn_histc_with(const tn_histc_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int_or_default(a->bins), a->min, a->max};
    return tni_invoke_one(a->at, 671, v, 4);
}
tn_tensor *tn_scatter_combine_with(const tn_scatter_combine_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src), box_string(a->reduce)};
    return tni_invoke_one(a->at, 672, v, 5);
}
tn_tensor *tn_scatter_reduce_with(const tn_scatter_reduce_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src), box_string(a->reduce), box_bool(!a->no_include_self)};
    return tni_invoke_one(a->at, 673, v, 6);
}
tn_tensor *tn_scatter_reduce_inplace_with(const tn_scatter_reduce_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->index), box_tensor(a->src), box_string(a->reduce), box_bool(!a->no_include_self)};
    return tni_invoke_one(a->at, 674, v, 6);
}
tn_tensor *tn_randint_like_with(const tn_randint_like_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->low), box_int(a->high), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 675, v, 4);
}
tn_tensor *tn_randperm_with(const tn_randperm_args *a) {
    const tn_value v[] = {box_int(a->n), box_dtype(a->dtype), box_device(a->device)};
    return tni_invoke_one(a->at, 676, v, 3);
}
tn_tensor *tn_cauchy_with(const tn_cauchy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->median), box_float(a->sigma)};
    return tni_invoke_one(a->at, 677, v, 3);
}
tn_tensor *tn_cauchy_inplace_with(const tn_cauchy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->median), box_float(a->sigma)};
    return tni_invoke_one(a->at, 678, v, 3);
}
tn_tensor *tn_log_normal_with(const tn_log_normal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->mean), box_float(a->std)};
    return tni_invoke_one(a->at, 679, v, 3);
}
tn_tensor *tn_log_normal_inplace_with(const tn_log_normal_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->mean), box_float(a->std)};
    return tni_invoke_one(a->at, 680, v, 3);
}
tn_tensor *tn_geometric_with(const tn_geometric_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->p)};
    return tni_invoke_one(a->at, 681, v, 2);
}
tn_tensor *tn_geometric_inplace_with(const tn_geometric_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_float(a->p)};
    return tni_invoke_one(a->at, 682, v, 2);
}
tn_tensor *tn_bernoulli_Tensor_with(const tn_bernoulli_Tensor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->p)};
    return tni_invoke_one(a->at, 683, v, 2);
}
tn_tensor *tn_bernoulli_of_with(const tn_bernoulli_of_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 684, v, 1);
}
tn_tensor *tn_feature_dropout_with(const tn_feature_dropout_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_float(a->p), box_bool(a->train)};
    return tni_invoke_one(a->at, 685, v, 3);
}
tn_tensor *tn_multinomial_with(const tn_multinomial_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->num_samples), box_bool(a->replacement)};
    return tni_invoke_one(a->at, 686, v, 3);
}
tn_tensor *tn_mse_loss_with(const tn_mse_loss_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_string(a->reduction)};
    return tni_invoke_one(a->at, 687, v, 3);
}
tn_tensor *tn_l1_loss_with(const tn_l1_loss_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_string(a->reduction)};
    return tni_invoke_one(a->at, 688, v, 3);
}
tn_tensor *tn_smooth_l1_loss_with(const tn_smooth_l1_loss_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_string(a->reduction), box_float(a->beta)};
    return tni_invoke_one(a->at, 689, v, 4);
}
tn_tensor *tn_huber_loss_with(const tn_huber_loss_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_string(a->reduction), box_float(a->delta)};
    return tni_invoke_one(a->at, 690, v, 4);
}
tn_tensor *tn_binary_cross_entropy_with(const tn_binary_cross_entropy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_tensor(a->weight), box_string(a->reduction)};
    return tni_invoke_one(a->at, 691, v, 4);
}
tn_tensor *tn_binary_cross_entropy_with_logits_with(const tn_binary_cross_entropy_with_logits_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_tensor(a->weight), box_string(a->reduction), box_tensor(a->pos_weight)};
    return tni_invoke_one(a->at, 692, v, 5);
}
tn_tensor *tn_kl_div_with(const tn_kl_div_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_string(a->reduction), box_bool(a->log_target)};
    return tni_invoke_one(a->at, 693, v, 4);
}
tn_tensor *tn_poisson_nll_loss_with(const tn_poisson_nll_loss_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->target), box_bool(!a->no_log_input), box_bool(a->full), box_float(a->eps), box_string(a->reduction)};
    return tni_invoke_one(a->at, 694, v, 6);
}
tn_tensor *tn_soft_margin_loss_with(const tn_soft_margin_loss_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_string(a->reduction)};
    return tni_invoke_one(a->at, 695, v, 3);
}
tn_tensor *tn_hinge_embedding_loss_with(const tn_hinge_embedding_loss_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_float(a->margin), box_string(a->reduction)};
    return tni_invoke_one(a->at, 696, v, 4);
}
tn_tensor *tn_margin_ranking_loss_with(const tn_margin_ranking_loss_args *a) {
    const tn_value v[] = {box_tensor(a->input1), box_tensor(a->input2), box_tensor(a->target), box_float(a->margin), box_string(a->reduction)};
    return tni_invoke_one(a->at, 697, v, 5);
}
tn_tensor *tn_cosine_similarity_with(const tn_cosine_similarity_args *a) {
    const tn_value v[] = {box_tensor(a->x1), box_tensor(a->x2), box_int(a->dim), box_float(a->eps)};
    return tni_invoke_one(a->at, 698, v, 4);
}
tn_tensor *tn_cosine_embedding_loss_with(const tn_cosine_embedding_loss_args *a) {
    const tn_value v[] = {box_tensor(a->input1), box_tensor(a->input2), box_tensor(a->target), box_float(a->margin), box_string(a->reduction)};
    return tni_invoke_one(a->at, 699, v, 5);
}
tn_tensor *tn_pairwise_distance_with(const tn_pairwise_distance_args *a) {
    const tn_value v[] = {box_tensor(a->x1), box_tensor(a->x2), box_float(a->p), box_float(a->eps), box_bool(a->keepdim)};
    return tni_invoke_one(a->at, 700, v, 5);
}
tn_tensor *tn_triplet_margin_loss_with(const tn_triplet_margin_loss_args *a) {
    const tn_value v[] = {box_tensor(a->anchor), box_tensor(a->positive), box_tensor(a->negative), box_float(a->margin), box_float(a->p), box_float(a->eps), box_bool(a->swap), box_string(a->reduction)};
    return tni_invoke_one(a->at, 701, v, 8);
}
tn_tensor *tn_nll_loss_with(const tn_nll_loss_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_tensor(a->weight), a->ignore_index, box_string(a->reduction)};
    return tni_invoke_one(a->at, 702, v, 5);
}
tn_tensor *tn_cross_entropy_with(const tn_cross_entropy_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->target), box_tensor(a->weight), a->ignore_index, box_string(a->reduction), box_float(a->label_smoothing)};
    return tni_invoke_one(a->at, 703, v, 6);
}
tn_tensor *tn_addmv_with(const tn_addmv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat), box_tensor(a->vec), a->beta, a->alpha};
    return tni_invoke_one(a->at, 704, v, 5);
}
tn_tensor *tn_addmv_inplace_with(const tn_addmv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat), box_tensor(a->vec), a->beta, a->alpha};
    return tni_invoke_one(a->at, 705, v, 5);
}
tn_tensor *tn_addmv_into_with(const tn_addmv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->mat), box_tensor(a->vec), a->beta, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 706, v, 6);
}
tn_tensor *tn_addr_with(const tn_addr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec1), box_tensor(a->vec2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 707, v, 5);
}
tn_tensor *tn_addr_inplace_with(const tn_addr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec1), box_tensor(a->vec2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 708, v, 5);
}
tn_tensor *tn_addr_into_with(const tn_addr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec1), box_tensor(a->vec2), a->beta, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 709, v, 6);
}
tn_tensor *tn_addbmm_with(const tn_addbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 710, v, 5);
}
tn_tensor *tn_addbmm_inplace_with(const tn_addbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha};
    return tni_invoke_one(a->at, 711, v, 5);
}
tn_tensor *tn_addbmm_into_with(const tn_addbmm_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->batch1), box_tensor(a->batch2), a->beta, a->alpha, box_tensor(a->out)};
    return tni_invoke_one(a->at, 712, v, 6);
}
tn_tensor *tn_ger_with(const tn_ger_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec2)};
    return tni_invoke_one(a->at, 713, v, 2);
}
tn_tensor *tn_ger_into_with(const tn_ger_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->vec2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 714, v, 3);
}
tn_tensor *tn_vdot_with(const tn_vdot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 715, v, 2);
}
tn_tensor *tn_vdot_into_with(const tn_vdot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 716, v, 3);
}
tn_tensor *tn_cross_with(const tn_cross_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), a->dim};
    return tni_invoke_one(a->at, 717, v, 3);
}
tn_tensor *tn_cross_into_with(const tn_cross_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), a->dim, box_tensor(a->out)};
    return tni_invoke_one(a->at, 718, v, 4);
}
tn_tensor *tn_tensordot_with(const tn_tensordot_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_ints(a->dims_self), box_ints(a->dims_other)};
    return tni_invoke_one(a->at, 719, v, 4);
}
tn_tensor *tn_einsum_with(const tn_einsum_args *a) {
    const tn_value v[] = {box_string(a->equation), box_tensors(a->tensors), box_optional_ints(a->path), a->memory_limit};
    return tni_invoke_one(a->at, 720, v, 4);
}
tn_tensor *tn_inner_with(const tn_inner_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 721, v, 2);
}
tn_tensor *tn_inner_into_with(const tn_inner_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 722, v, 3);
}
tn_tensor *tn_kron_with(const tn_kron_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 723, v, 2);
}
tn_tensor *tn_kron_into_with(const tn_kron_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 724, v, 3);
}
tn_tensor *tn_bilinear_with(const tn_bilinear_args *a) {
    const tn_value v[] = {box_tensor(a->input1), box_tensor(a->input2), box_tensor(a->weight), box_tensor(a->bias)};
    return tni_invoke_one(a->at, 725, v, 4);
}
tn_tensor *tn_trace_with(const tn_trace_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 726, v, 1);
}
tn_tensor *tn_diff_with(const tn_diff_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int_or_default(a->n), box_int(a->dim), box_tensor(a->prepend), box_tensor(a->append)};
    return tni_invoke_one(a->at, 727, v, 5);
}
tn_tensor *tn_norm_with(const tn_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->p, box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 728, v, 5);
}
tn_tensor *tn_dist_with(const tn_dist_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), a->p};
    return tni_invoke_one(a->at, 729, v, 3);
}
tn_tensor *tn_nanmean_with(const tn_nanmean_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 730, v, 4);
}
tn_var_mean_result tn_var_mean_with(const tn_var_mean_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 731, v, 4, out, 2);
    return (tn_var_mean_result){out[0], out[1]};
}
tn_std_mean_result tn_std_mean_with(const tn_std_mean_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim), box_bool(a->keepdim), a->correction};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 732, v, 4, out, 2);
    return (tn_std_mean_result){out[0], out[1]};
}
tn_aminmax_result tn_aminmax_with(const tn_aminmax_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->dim, box_bool(a->keepdim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 733, v, 3, out, 2);
    return (tn_aminmax_result){out[0], out[1]};
}
tn_tensor *tn_cumsum_with(const tn_cumsum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 734, v, 3);
}
tn_tensor *tn_cumsum_inplace_with(const tn_cumsum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 735, v, 3);
}
tn_tensor *tn_cumsum_into_with(const tn_cumsum_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 736, v, 4);
}
tn_tensor *tn_cumprod_with(const tn_cumprod_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 737, v, 3);
}
tn_tensor *tn_cumprod_inplace_with(const tn_cumprod_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 738, v, 3);
}
tn_tensor *tn_cumprod_into_with(const tn_cumprod_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 739, v, 4);
}
tn_tensor *tn_logcumsumexp_with(const tn_logcumsumexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim)};
    return tni_invoke_one(a->at, 740, v, 2);
}
tn_tensor *tn_logcumsumexp_into_with(const tn_logcumsumexp_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 741, v, 3);
}
tn_cummax_result tn_cummax_with(const tn_cummax_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 742, v, 2, out, 2);
    return (tn_cummax_result){out[0], out[1]};
}
tn_cummin_result tn_cummin_with(const tn_cummin_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->dim)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 743, v, 2, out, 2);
    return (tn_cummin_result){out[0], out[1]};
}
tn_tensor *tn_fft_c2c_with(const tn_fft_c2c_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_int(a->normalization), box_bool(a->forward), box_optional_ints(a->s)};
    return tni_invoke_one(a->at, 744, v, 5);
}
tn_tensor *tn_fft_c2c_into_with(const tn_fft_c2c_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_int(a->normalization), box_bool(a->forward), box_optional_ints(a->s), box_tensor(a->out)};
    return tni_invoke_one(a->at, 745, v, 6);
}
tn_tensor *tn_fft_r2c_with(const tn_fft_r2c_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_int(a->normalization), box_bool(a->onesided), box_optional_ints(a->s)};
    return tni_invoke_one(a->at, 746, v, 5);
}
tn_tensor *tn_fft_r2c_into_with(const tn_fft_r2c_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_int(a->normalization), box_bool(a->onesided), box_optional_ints(a->s), box_tensor(a->out)};
    return tni_invoke_one(a->at, 747, v, 6);
}
tn_tensor *tn_fft_c2r_with(const tn_fft_c2r_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_int(a->normalization), box_int(a->last_dim_size), box_optional_ints(a->s)};
    return tni_invoke_one(a->at, 748, v, 5);
}
tn_tensor *tn_fft_c2r_into_with(const tn_fft_c2r_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_ints(a->dim), box_int(a->normalization), box_int(a->last_dim_size), box_optional_ints(a->s), box_tensor(a->out)};
    return tni_invoke_one(a->at, 749, v, 6);
}
tn_tensor *tn_native_fft_window_with(const tn_native_fft_window_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->window), box_int(a->normalization), box_bool(a->onesided)};
    return tni_invoke_one(a->at, 750, v, 4);
}
tn_tensor *tn_native_ifft_window_with(const tn_native_ifft_window_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->window), box_int(a->normalization)};
    return tni_invoke_one(a->at, 751, v, 3);
}
tn_tensor *tn_fft_fft_with(const tn_fft_fft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 752, v, 4);
}
tn_tensor *tn_fft_fft_into_with(const tn_fft_fft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 753, v, 5);
}
tn_tensor *tn_fft_ifft_with(const tn_fft_ifft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 754, v, 4);
}
tn_tensor *tn_fft_ifft_into_with(const tn_fft_ifft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 755, v, 5);
}
tn_tensor *tn_fft_rfft_with(const tn_fft_rfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 756, v, 4);
}
tn_tensor *tn_fft_rfft_into_with(const tn_fft_rfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 757, v, 5);
}
tn_tensor *tn_fft_irfft_with(const tn_fft_irfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 758, v, 4);
}
tn_tensor *tn_fft_irfft_into_with(const tn_fft_irfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 759, v, 5);
}
tn_tensor *tn_fft_hfft_with(const tn_fft_hfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 760, v, 4);
}
tn_tensor *tn_fft_hfft_into_with(const tn_fft_hfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 761, v, 5);
}
tn_tensor *tn_fft_ihfft_with(const tn_fft_ihfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 762, v, 4);
}
tn_tensor *tn_fft_ihfft_into_with(const tn_fft_ihfft_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->n, box_int(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 763, v, 5);
}
tn_tensor *tn_fft_fftn_with(const tn_fft_fftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 764, v, 4);
}
tn_tensor *tn_fft_fftn_into_with(const tn_fft_fftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 765, v, 5);
}
tn_tensor *tn_fft_ifftn_with(const tn_fft_ifftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 766, v, 4);
}
tn_tensor *tn_fft_ifftn_into_with(const tn_fft_ifftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 767, v, 5);
}
tn_tensor *tn_fft_rfftn_with(const tn_fft_rfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 768, v, 4);
}
tn_tensor *tn_fft_rfftn_into_with(const tn_fft_rfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 769, v, 5);
}
tn_tensor *tn_fft_irfftn_with(const tn_fft_irfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 770, v, 4);
}
tn_tensor *tn_fft_irfftn_into_with(const tn_fft_irfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 771, v, 5);
}
tn_tensor *tn_fft_hfftn_with(const tn_fft_hfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 772, v, 4);
}
tn_tensor *tn_fft_hfftn_into_with(const tn_fft_hfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 773, v, 5);
}
tn_tensor *tn_fft_ihfftn_with(const tn_fft_ihfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 774, v, 4);
}
tn_tensor *tn_fft_ihfftn_into_with(const tn_fft_ihfftn_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 775, v, 5);
}
tn_tensor *tn_fft_fft2_with(const tn_fft_fft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 776, v, 4);
}
tn_tensor *tn_fft_fft2_into_with(const tn_fft_fft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 777, v, 5);
}
tn_tensor *tn_fft_ifft2_with(const tn_fft_ifft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 778, v, 4);
}
tn_tensor *tn_fft_ifft2_into_with(const tn_fft_ifft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 779, v, 5);
}
tn_tensor *tn_fft_rfft2_with(const tn_fft_rfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 780, v, 4);
}
tn_tensor *tn_fft_rfft2_into_with(const tn_fft_rfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 781, v, 5);
}
tn_tensor *tn_fft_irfft2_with(const tn_fft_irfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 782, v, 4);
}
tn_tensor *tn_fft_irfft2_into_with(const tn_fft_irfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 783, v, 5);
}
tn_tensor *tn_fft_hfft2_with(const tn_fft_hfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 784, v, 4);
}
tn_tensor *tn_fft_hfft2_into_with(const tn_fft_hfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 785, v, 5);
}
tn_tensor *tn_fft_ihfft2_with(const tn_fft_ihfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm)};
    return tni_invoke_one(a->at, 786, v, 4);
}
tn_tensor *tn_fft_ihfft2_into_with(const tn_fft_ihfft2_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->s), box_optional_ints(a->dim), box_string(a->norm), box_tensor(a->out)};
    return tni_invoke_one(a->at, 787, v, 5);
}
tn_tensor *tn_fft_fftfreq_with(const tn_fft_fftfreq_args *a) {
    const tn_value v[] = {box_int(a->n), box_float(a->d), box_dtype(a->dtype), box_device(a->device)};
    return tni_invoke_one(a->at, 788, v, 4);
}
tn_tensor *tn_fft_rfftfreq_with(const tn_fft_rfftfreq_args *a) {
    const tn_value v[] = {box_int(a->n), box_float(a->d), box_dtype(a->dtype), box_device(a->device)};
    return tni_invoke_one(a->at, 789, v, 4);
}
tn_tensor *tn_fft_fftshift_with(const tn_fft_fftshift_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim)};
    return tni_invoke_one(a->at, 790, v, 2);
}
tn_tensor *tn_fft_ifftshift_with(const tn_fft_ifftshift_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_optional_ints(a->dim)};
    return tni_invoke_one(a->at, 791, v, 2);
}
tn_tensor *tn_native_fft_conv_with(const tn_native_fft_conv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_int(a->first), box_int(a->count)};
    return tni_invoke_one(a->at, 792, v, 4);
}
tn_tensor *tn_fft_conv_with(const tn_fft_conv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_string(a->mode)};
    return tni_invoke_one(a->at, 793, v, 3);
}
tn_tensor *tn_stft_with(const tn_stft_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->n_fft), a->hop_length, a->win_length, box_tensor(a->window), box_bool(a->normalized), a->onesided, a->return_complex};
    return tni_invoke_one(a->at, 794, v, 8);
}
tn_tensor *tn_stft_center_with(const tn_stft_center_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->n_fft), a->hop_length, a->win_length, box_tensor(a->window), box_bool(!a->no_center), box_string(a->pad_mode), box_bool(a->normalized), a->onesided, a->return_complex};
    return tni_invoke_one(a->at, 795, v, 10);
}
tn_tensor *tn_istft_with(const tn_istft_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->n_fft), a->hop_length, a->win_length, box_tensor(a->window), box_bool(!a->no_center), box_bool(a->normalized), a->onesided, a->length, box_bool(a->return_complex)};
    return tni_invoke_one(a->at, 796, v, 10);
}
tn_linalg_cholesky_ex_result tn_linalg_cholesky_ex_with(const tn_linalg_cholesky_ex_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->upper), box_bool(a->check_errors)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 797, v, 3, out, 2);
    return (tn_linalg_cholesky_ex_result){out[0], out[1]};
}
tn_tensor *tn_linalg_cholesky_with(const tn_linalg_cholesky_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->upper)};
    return tni_invoke_one(a->at, 798, v, 2);
}
tn_tensor *tn_linalg_cholesky_into_with(const tn_linalg_cholesky_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->upper), box_tensor(a->out)};
    return tni_invoke_one(a->at, 799, v, 3);
}
tn_tensor *tn_cholesky_with(const tn_cholesky_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->upper)};
    return tni_invoke_one(a->at, 800, v, 2);
}
tn_tensor *tn_cholesky_into_with(const tn_cholesky_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->upper), box_tensor(a->out)};
    return tni_invoke_one(a->at, 801, v, 3);
}
tn_tensor *tn_cholesky_solve_with(const tn_cholesky_solve_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->input2), box_bool(a->upper)};
    return tni_invoke_one(a->at, 802, v, 3);
}
tn_tensor *tn_cholesky_solve_into_with(const tn_cholesky_solve_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->input2), box_bool(a->upper), box_tensor(a->out)};
    return tni_invoke_one(a->at, 803, v, 4);
}
tn_tensor *tn_cholesky_inverse_with(const tn_cholesky_inverse_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->upper)};
    return tni_invoke_one(a->at, 804, v, 2);
}
tn_tensor *tn_cholesky_inverse_into_with(const tn_cholesky_inverse_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->upper), box_tensor(a->out)};
    return tni_invoke_one(a->at, 805, v, 3);
}
tn_linalg_lu_factor_ex_result tn_linalg_lu_factor_ex_with(const tn_linalg_lu_factor_ex_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_bool(!a->no_pivot), box_bool(a->check_errors)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 806, v, 3, out, 3);
    return (tn_linalg_lu_factor_ex_result){out[0], out[1], out[2]};
}
tn_linalg_lu_factor_result tn_linalg_lu_factor_with(const tn_linalg_lu_factor_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_bool(!a->no_pivot)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 807, v, 2, out, 2);
    return (tn_linalg_lu_factor_result){out[0], out[1]};
}
tn_linalg_lu_result tn_linalg_lu_with(const tn_linalg_lu_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_bool(!a->no_pivot)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 808, v, 2, out, 3);
    return (tn_linalg_lu_result){out[0], out[1], out[2]};
}
tn_lu_unpack_result tn_lu_unpack_with(const tn_lu_unpack_args *a) {
    const tn_value v[] = {box_tensor(a->LU_data), box_tensor(a->LU_pivots), box_bool(!a->no_unpack_data), box_bool(!a->no_unpack_pivots)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 809, v, 4, out, 3);
    return (tn_lu_unpack_result){out[0], out[1], out[2]};
}
tn_tensor *tn_lu_permutation_with(const tn_lu_permutation_args *a) {
    const tn_value v[] = {box_tensor(a->pivots), box_int(a->rows)};
    return tni_invoke_one(a->at, 810, v, 2);
}
tn_tensor *tn_linalg_lu_solve_with(const tn_linalg_lu_solve_args *a) {
    const tn_value v[] = {box_tensor(a->LU), box_tensor(a->pivots), box_tensor(a->B), box_bool(!a->no_left), box_bool(a->adjoint)};
    return tni_invoke_one(a->at, 811, v, 5);
}
tn_tensor *tn_lu_solve_with(const tn_lu_solve_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->LU_data), box_tensor(a->LU_pivots)};
    return tni_invoke_one(a->at, 812, v, 3);
}
tn_linalg_ldl_factor_ex_result tn_linalg_ldl_factor_ex_with(const tn_linalg_ldl_factor_ex_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->hermitian), box_bool(a->check_errors)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 813, v, 3, out, 3);
    return (tn_linalg_ldl_factor_ex_result){out[0], out[1], out[2]};
}
tn_linalg_ldl_factor_result tn_linalg_ldl_factor_with(const tn_linalg_ldl_factor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->hermitian)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 814, v, 2, out, 2);
    return (tn_linalg_ldl_factor_result){out[0], out[1]};
}
tn_tensor *tn_linalg_ldl_solve_with(const tn_linalg_ldl_solve_args *a) {
    const tn_value v[] = {box_tensor(a->LD), box_tensor(a->pivots), box_tensor(a->B), box_bool(a->hermitian)};
    return tni_invoke_one(a->at, 815, v, 4);
}
tn_tensor *tn_check_info_with(const tn_check_info_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->code)};
    return tni_invoke_one(a->at, 816, v, 2);
}
tn_geqrf_result tn_geqrf_with(const tn_geqrf_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 817, v, 1, out, 2);
    return (tn_geqrf_result){out[0], out[1]};
}
tn_tensor *tn_native_householder_product_with(const tn_native_householder_product_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->tau)};
    return tni_invoke_one(a->at, 818, v, 2);
}
tn_tensor *tn_linalg_householder_product_with(const tn_linalg_householder_product_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->tau)};
    return tni_invoke_one(a->at, 819, v, 2);
}
tn_tensor *tn_linalg_householder_product_into_with(const tn_linalg_householder_product_args *a) {
    const tn_value v[] = {box_tensor(a->input), box_tensor(a->tau), box_tensor(a->out)};
    return tni_invoke_one(a->at, 820, v, 3);
}
tn_tensor *tn_orgqr_with(const tn_orgqr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->input2)};
    return tni_invoke_one(a->at, 821, v, 2);
}
tn_tensor *tn_orgqr_into_with(const tn_orgqr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->input2), box_tensor(a->out)};
    return tni_invoke_one(a->at, 822, v, 3);
}
tn_tensor *tn_ormqr_with(const tn_ormqr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->input2), box_tensor(a->input3), box_bool(!a->no_left), box_bool(a->transpose)};
    return tni_invoke_one(a->at, 823, v, 5);
}
tn_linalg_qr_result tn_linalg_qr_with(const tn_linalg_qr_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_string(a->mode)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 824, v, 2, out, 2);
    return (tn_linalg_qr_result){out[0], out[1]};
}
tn_qr_result tn_qr_with(const tn_qr_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(!a->no_some)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 825, v, 2, out, 2);
    return (tn_qr_result){out[0], out[1]};
}
tn_native_svd_result tn_native_svd_with(const tn_native_svd_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_bool(a->full_matrices), box_bool(a->compute_uv), box_string(a->driver)};
    tn_tensor *out[4];
    tni_invoke_many(a->at, 826, v, 4, out, 4);
    return (tn_native_svd_result){out[0], out[1], out[2], out[3]};
}
tn_linalg_svd_result tn_linalg_svd_with(const tn_linalg_svd_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_bool(!a->no_full_matrices), box_string(a->driver)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 827, v, 3, out, 3);
    return (tn_linalg_svd_result){out[0], out[1], out[2]};
}
tn_tensor *tn_linalg_svdvals_with(const tn_linalg_svdvals_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_string(a->driver)};
    return tni_invoke_one(a->at, 828, v, 2);
}
tn_tensor *tn_linalg_svdvals_into_with(const tn_linalg_svdvals_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_string(a->driver), box_tensor(a->out)};
    return tni_invoke_one(a->at, 829, v, 3);
}
tn_svd_result tn_svd_with(const tn_svd_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(!a->no_some), box_bool(!a->no_compute_uv)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 830, v, 3, out, 3);
    return (tn_svd_result){out[0], out[1], out[2]};
}
tn_native_eigh_result tn_native_eigh_with(const tn_native_eigh_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_bool(a->upper), box_bool(a->compute_v)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 831, v, 3, out, 3);
    return (tn_native_eigh_result){out[0], out[1], out[2]};
}
tn_linalg_eigh_result tn_linalg_eigh_with(const tn_linalg_eigh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->UPLO)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 832, v, 2, out, 2);
    return (tn_linalg_eigh_result){out[0], out[1]};
}
tn_tensor *tn_linalg_eigvalsh_with(const tn_linalg_eigvalsh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->UPLO)};
    return tni_invoke_one(a->at, 833, v, 2);
}
tn_tensor *tn_linalg_eigvalsh_into_with(const tn_linalg_eigvalsh_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->UPLO), box_tensor(a->out)};
    return tni_invoke_one(a->at, 834, v, 3);
}
tn_symeig_result tn_symeig_with(const tn_symeig_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->eigenvectors), box_bool(!a->no_upper)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 835, v, 3, out, 2);
    return (tn_symeig_result){out[0], out[1]};
}
tn_native_eig_result tn_native_eig_with(const tn_native_eig_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_bool(a->compute_v)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 836, v, 2, out, 3);
    return (tn_native_eig_result){out[0], out[1], out[2]};
}
tn_linalg_eig_result tn_linalg_eig_with(const tn_linalg_eig_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 837, v, 1, out, 2);
    return (tn_linalg_eig_result){out[0], out[1]};
}
tn_tensor *tn_linalg_eigvals_with(const tn_linalg_eigvals_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 838, v, 1);
}
tn_tensor *tn_linalg_eigvals_into_with(const tn_linalg_eigvals_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 839, v, 2);
}
tn_tensor *tn_linalg_solve_triangular_with(const tn_linalg_solve_triangular_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->B), box_bool(a->upper), box_bool(!a->no_left), box_bool(a->unitriangular)};
    return tni_invoke_one(a->at, 840, v, 5);
}
tn_triangular_solve_result tn_triangular_solve_with(const tn_triangular_solve_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->A), box_bool(!a->no_upper), box_bool(a->transpose), box_bool(a->unitriangular)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 841, v, 5, out, 2);
    return (tn_triangular_solve_result){out[0], out[1]};
}
tn_native_solve_result tn_native_solve_with(const tn_native_solve_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_tensor(a->B)};
    tn_tensor *out[4];
    tni_invoke_many(a->at, 842, v, 2, out, 4);
    return (tn_native_solve_result){out[0], out[1], out[2], out[3]};
}
tn_linalg_solve_ex_result tn_linalg_solve_ex_with(const tn_linalg_solve_ex_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_tensor(a->B), box_bool(!a->no_left), box_bool(a->check_errors)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 843, v, 4, out, 2);
    return (tn_linalg_solve_ex_result){out[0], out[1]};
}
tn_tensor *tn_linalg_solve_with(const tn_linalg_solve_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_tensor(a->B), box_bool(!a->no_left)};
    return tni_invoke_one(a->at, 844, v, 3);
}
tn_tensor *tn_linalg_solve_into_with(const tn_linalg_solve_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_tensor(a->B), box_bool(!a->no_left), box_tensor(a->out)};
    return tni_invoke_one(a->at, 845, v, 4);
}
tn_linalg_inv_ex_result tn_linalg_inv_ex_with(const tn_linalg_inv_ex_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_bool(a->check_errors)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 846, v, 2, out, 2);
    return (tn_linalg_inv_ex_result){out[0], out[1]};
}
tn_tensor *tn_linalg_inv_with(const tn_linalg_inv_args *a) {
    const tn_value v[] = {box_tensor(a->A)};
    return tni_invoke_one(a->at, 847, v, 1);
}
tn_tensor *tn_linalg_inv_into_with(const tn_linalg_inv_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_tensor(a->out)};
    return tni_invoke_one(a->at, 848, v, 2);
}
tn_tensor *tn_inverse_with(const tn_inverse_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 849, v, 1);
}
tn_tensor *tn_inverse_into_with(const tn_inverse_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->out)};
    return tni_invoke_one(a->at, 850, v, 2);
}
tn_native_det_result tn_native_det_with(const tn_native_det_args *a) {
    const tn_value v[] = {box_tensor(a->A)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 851, v, 1, out, 3);
    return (tn_native_det_result){out[0], out[1], out[2]};
}
tn_tensor *tn_linalg_det_with(const tn_linalg_det_args *a) {
    const tn_value v[] = {box_tensor(a->A)};
    return tni_invoke_one(a->at, 852, v, 1);
}
tn_tensor *tn_linalg_det_into_with(const tn_linalg_det_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_tensor(a->out)};
    return tni_invoke_one(a->at, 853, v, 2);
}
tn_tensor *tn_det_with(const tn_det_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 854, v, 1);
}
tn_native_slogdet_result tn_native_slogdet_with(const tn_native_slogdet_args *a) {
    const tn_value v[] = {box_tensor(a->A)};
    tn_tensor *out[4];
    tni_invoke_many(a->at, 855, v, 1, out, 4);
    return (tn_native_slogdet_result){out[0], out[1], out[2], out[3]};
}
tn_linalg_slogdet_result tn_linalg_slogdet_with(const tn_linalg_slogdet_args *a) {
    const tn_value v[] = {box_tensor(a->A)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 856, v, 1, out, 2);
    return (tn_linalg_slogdet_result){out[0], out[1]};
}
tn_slogdet_result tn_slogdet_with(const tn_slogdet_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 857, v, 1, out, 2);
    return (tn_slogdet_result){out[0], out[1]};
}
tn_tensor *tn_logdet_with(const tn_logdet_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 858, v, 1);
}
tn_native_lstsq_result tn_native_lstsq_with(const tn_native_lstsq_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->b), a->rcond, box_string(a->driver)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 859, v, 4, out, 3);
    return (tn_native_lstsq_result){out[0], out[1], out[2]};
}
tn_linalg_lstsq_result tn_linalg_lstsq_with(const tn_linalg_lstsq_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->b), a->rcond, box_string(a->driver)};
    tn_tensor *out[4];
    tni_invoke_many(a->at, 860, v, 4, out, 4);
    return (tn_linalg_lstsq_result){out[0], out[1], out[2], out[3]};
}
tn_tensor *tn_native_pinv_with(const tn_native_pinv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->atol), box_tensor(a->rtol), box_bool(a->hermitian)};
    return tni_invoke_one(a->at, 861, v, 4);
}
tn_tensor *tn_linalg_pinv_with(const tn_linalg_pinv_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->rcond, box_bool(a->hermitian), a->atol, a->rtol};
    return tni_invoke_one(a->at, 862, v, 5);
}
tn_tensor *tn_linalg_pinv_into_with(const tn_linalg_pinv_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->rcond, box_bool(a->hermitian), a->atol, a->rtol, box_tensor(a->out)};
    return tni_invoke_one(a->at, 863, v, 6);
}
tn_tensor *tn_linalg_pinv_atol_rtol_tensor_with(const tn_linalg_pinv_atol_rtol_tensor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->atol), box_tensor(a->rtol), box_bool(a->hermitian)};
    return tni_invoke_one(a->at, 864, v, 4);
}
tn_tensor *tn_pinverse_with(const tn_pinverse_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->rcond};
    return tni_invoke_one(a->at, 865, v, 2);
}
tn_tensor *tn_linalg_norm_with(const tn_linalg_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->ord, box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 866, v, 5);
}
tn_tensor *tn_linalg_norm_into_with(const tn_linalg_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->ord, box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 867, v, 6);
}
tn_tensor *tn_linalg_norm_ord_str_with(const tn_linalg_norm_ord_str_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->ord), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 868, v, 5);
}
tn_tensor *tn_linalg_norm_ord_str_into_with(const tn_linalg_norm_ord_str_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->ord), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 869, v, 6);
}
tn_tensor *tn_linalg_matrix_norm_with(const tn_linalg_matrix_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->ord, box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 870, v, 5);
}
tn_tensor *tn_linalg_matrix_norm_into_with(const tn_linalg_matrix_norm_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->ord, box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 871, v, 6);
}
tn_tensor *tn_linalg_matrix_norm_str_ord_with(const tn_linalg_matrix_norm_str_ord_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->ord), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype)};
    return tni_invoke_one(a->at, 872, v, 5);
}
tn_tensor *tn_linalg_matrix_norm_str_ord_into_with(const tn_linalg_matrix_norm_str_ord_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->ord), box_optional_ints(a->dim), box_bool(a->keepdim), box_dtype(a->dtype), box_tensor(a->out)};
    return tni_invoke_one(a->at, 873, v, 6);
}
tn_tensor *tn_linalg_cond_with(const tn_linalg_cond_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->p};
    return tni_invoke_one(a->at, 874, v, 2);
}
tn_tensor *tn_linalg_cond_into_with(const tn_linalg_cond_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->p, box_tensor(a->out)};
    return tni_invoke_one(a->at, 875, v, 3);
}
tn_tensor *tn_linalg_cond_p_str_with(const tn_linalg_cond_p_str_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->p)};
    return tni_invoke_one(a->at, 876, v, 2);
}
tn_tensor *tn_linalg_cond_p_str_into_with(const tn_linalg_cond_p_str_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_string(a->p), box_tensor(a->out)};
    return tni_invoke_one(a->at, 877, v, 3);
}
tn_tensor *tn_linalg_matrix_rank_with(const tn_linalg_matrix_rank_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->tol, box_bool(a->hermitian), a->atol, a->rtol};
    return tni_invoke_one(a->at, 878, v, 5);
}
tn_tensor *tn_linalg_matrix_rank_atol_rtol_tensor_with(const tn_linalg_matrix_rank_atol_rtol_tensor_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->tol), box_bool(a->hermitian), box_tensor(a->atol), box_tensor(a->rtol)};
    return tni_invoke_one(a->at, 879, v, 5);
}
tn_tensor *tn_linalg_matrix_power_with(const tn_linalg_matrix_power_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->n)};
    return tni_invoke_one(a->at, 880, v, 2);
}
tn_tensor *tn_linalg_matrix_power_into_with(const tn_linalg_matrix_power_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->n), box_tensor(a->out)};
    return tni_invoke_one(a->at, 881, v, 3);
}
tn_tensor *tn_matrix_power_with(const tn_matrix_power_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->n)};
    return tni_invoke_one(a->at, 882, v, 2);
}
tn_tensor *tn_matrix_power_into_with(const tn_matrix_power_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int(a->n), box_tensor(a->out)};
    return tni_invoke_one(a->at, 883, v, 3);
}
tn_tensor *tn_linalg_matrix_exp_with(const tn_linalg_matrix_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 884, v, 1);
}
tn_tensor *tn_matrix_exp_with(const tn_matrix_exp_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    return tni_invoke_one(a->at, 885, v, 1);
}
tn_linalg_polar_result tn_linalg_polar_with(const tn_linalg_polar_args *a) {
    const tn_value v[] = {box_tensor(a->self)};
    tn_tensor *out[2];
    tni_invoke_many(a->at, 886, v, 1, out, 2);
    return (tn_linalg_polar_result){out[0], out[1]};
}
tn_svd_lowrank_result tn_svd_lowrank_with(const tn_svd_lowrank_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->q, a->niter, box_tensor(a->M)};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 887, v, 4, out, 3);
    return (tn_svd_lowrank_result){out[0], out[1], out[2]};
}
tn_pca_lowrank_result tn_pca_lowrank_with(const tn_pca_lowrank_args *a) {
    const tn_value v[] = {box_tensor(a->self), a->q, box_bool(!a->no_center), a->niter};
    tn_tensor *out[3];
    tni_invoke_many(a->at, 888, v, 4, out, 3);
    return (tn_pca_lowrank_result){out[0], out[1], out[2]};
}
tn_tensor *tn_linalg_multi_dot_with(const tn_linalg_multi_dot_args *a) {
    const tn_value v[] = {box_tensors(a->tensors)};
    return tni_invoke_one(a->at, 889, v, 1);
}
tn_tensor *tn_linalg_multi_dot_into_with(const tn_linalg_multi_dot_args *a) {
    const tn_value v[] = {box_tensors(a->tensors), box_tensor(a->out)};
    return tni_invoke_one(a->at, 890, v, 2);
}
tn_tensor *tn_chain_matmul_with(const tn_chain_matmul_args *a) {
    const tn_value v[] = {box_tensors(a->matrices)};
    return tni_invoke_one(a->at, 891, v, 1);
}
tn_tensor *tn_chain_matmul_into_with(const tn_chain_matmul_args *a) {
    const tn_value v[] = {box_tensors(a->matrices), box_tensor(a->out)};
    return tni_invoke_one(a->at, 892, v, 2);
}
tn_tensor *tn_linalg_tensorinv_with(const tn_linalg_tensorinv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int_or_default(a->ind)};
    return tni_invoke_one(a->at, 893, v, 2);
}
tn_tensor *tn_linalg_tensorinv_into_with(const tn_linalg_tensorinv_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_int_or_default(a->ind), box_tensor(a->out)};
    return tni_invoke_one(a->at, 894, v, 3);
}
tn_tensor *tn_linalg_tensorsolve_with(const tn_linalg_tensorsolve_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_optional_ints(a->dims)};
    return tni_invoke_one(a->at, 895, v, 3);
}
tn_tensor *tn_linalg_tensorsolve_into_with(const tn_linalg_tensorsolve_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_optional_ints(a->dims), box_tensor(a->out)};
    return tni_invoke_one(a->at, 896, v, 4);
}
tn_tensor *tn_linalg_vander_with(const tn_linalg_vander_args *a) {
    const tn_value v[] = {box_tensor(a->x), a->N};
    return tni_invoke_one(a->at, 897, v, 2);
}
tn_tensor *tn_vander_with(const tn_vander_args *a) {
    const tn_value v[] = {box_tensor(a->x), a->N, box_bool(a->increasing)};
    return tni_invoke_one(a->at, 898, v, 3);
}
tn_tensor *tn_linalg_cross_with(const tn_linalg_cross_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_int(a->dim)};
    return tni_invoke_one(a->at, 899, v, 3);
}
tn_tensor *tn_linalg_cross_into_with(const tn_linalg_cross_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_int(a->dim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 900, v, 4);
}
tn_tensor *tn_linalg_diagonal_with(const tn_linalg_diagonal_args *a) {
    const tn_value v[] = {box_tensor(a->A), box_int(a->offset), a->dim1, a->dim2};
    return tni_invoke_one(a->at, 901, v, 4);
}
tn_tensor *tn_linalg_matmul_with(const tn_linalg_matmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other)};
    return tni_invoke_one(a->at, 902, v, 2);
}
tn_tensor *tn_linalg_matmul_into_with(const tn_linalg_matmul_args *a) {
    const tn_value v[] = {box_tensor(a->self), box_tensor(a->other), box_tensor(a->out)};
    return tni_invoke_one(a->at, 903, v, 3);
}
tn_tensor *tn_linalg_vecdot_with(const tn_linalg_vecdot_args *a) {
    const tn_value v[] = {box_tensor(a->x), box_tensor(a->y), box_int(a->dim)};
    return tni_invoke_one(a->at, 904, v, 3);
}
tn_tensor *tn_linalg_vecdot_into_with(const tn_linalg_vecdot_args *a) {
    const tn_value v[] = {box_tensor(a->x), box_tensor(a->y), box_int(a->dim), box_tensor(a->out)};
    return tni_invoke_one(a->at, 905, v, 4);
}

/* clang-format on */
