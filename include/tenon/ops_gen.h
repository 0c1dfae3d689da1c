/* ops_gen.h: the typed calls of every op. Written by tools/genops.c from src/ops/ops.def
 * (`make regen`); do not edit. Each macro fills a struct of arguments and calls the plain
 * function that takes it; tn_NAME_ changes its first argument in place, tn_NAME_into writes
 * to a tensor of the caller. All results belong to the innermost open scope. */
#ifndef TENON_OPS_GEN_H
#define TENON_OPS_GEN_H

#include <tenon/tensor.h>

/* clang-format off */

/* empty(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * A tensor with arbitrary contents. */
typedef struct tn_empty_args {
    tn_ints size;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_empty_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_empty_with(const tn_empty_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_empty(function_, size_, ...) \
    function_(&(tn_empty_args){.size = (size_), __VA_ARGS__})
#define tn_empty(...) TN_CALL_empty(tn_empty_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* zeros(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * A tensor of zeros. */
typedef struct tn_zeros_args {
    tn_ints size;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_zeros_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_zeros_with(const tn_zeros_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_zeros(function_, size_, ...) \
    function_(&(tn_zeros_args){.size = (size_), __VA_ARGS__})
#define tn_zeros(...) TN_CALL_zeros(tn_zeros_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* ones(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * A tensor of ones. */
typedef struct tn_ones_args {
    tn_ints size;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_ones_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ones_with(const tn_ones_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ones(function_, size_, ...) \
    function_(&(tn_ones_args){.size = (size_), __VA_ARGS__})
#define tn_ones(...) TN_CALL_ones(tn_ones_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* full(int[] size, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * A tensor with one value everywhere. */
typedef struct tn_full_args {
    tn_ints size;
    tn_value fill_value;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_full_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_full_with(const tn_full_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_full(function_, size_, fill_value_, ...) \
    function_(&(tn_full_args){.size = (size_), .fill_value = TN_ARG(fill_value_), __VA_ARGS__})
#define tn_full(...) TN_CALL_full(tn_full_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* empty_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * A tensor of self's shape with arbitrary contents. */
typedef struct tn_empty_like_args {
    tn_tensor *self;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_empty_like_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_empty_like_with(const tn_empty_like_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_empty_like(function_, self_, ...) \
    function_(&(tn_empty_like_args){.self = (self_), __VA_ARGS__})
#define tn_empty_like(...) TN_CALL_empty_like(tn_empty_like_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* zeros_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * Zeros in self's shape. */
typedef struct tn_zeros_like_args {
    tn_tensor *self;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_zeros_like_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_zeros_like_with(const tn_zeros_like_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_zeros_like(function_, self_, ...) \
    function_(&(tn_zeros_like_args){.self = (self_), __VA_ARGS__})
#define tn_zeros_like(...) TN_CALL_zeros_like(tn_zeros_like_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* ones_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * Ones in self's shape. */
typedef struct tn_ones_like_args {
    tn_tensor *self;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_ones_like_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ones_like_with(const tn_ones_like_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ones_like(function_, self_, ...) \
    function_(&(tn_ones_like_args){.self = (self_), __VA_ARGS__})
#define tn_ones_like(...) TN_CALL_ones_like(tn_ones_like_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * One value everywhere, in self's shape. */
typedef struct tn_full_like_args {
    tn_tensor *self;
    tn_value fill_value;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_full_like_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_full_like_with(const tn_full_like_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_full_like(function_, self_, fill_value_, ...) \
    function_(&(tn_full_like_args){.self = (self_), .fill_value = TN_ARG(fill_value_), __VA_ARGS__})
#define tn_full_like(...) TN_CALL_full_like(tn_full_like_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fill(Tensor self, Scalar value) -> Tensor
 *
 * self with every element replaced by value. */
typedef struct tn_fill_args {
    tn_tensor *self;
    tn_value value;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fill_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fill_with(const tn_fill_args *args);
TN_API tn_tensor *tn_fill_inplace_with(const tn_fill_args *args);
TN_API tn_tensor *tn_fill_into_with(const tn_fill_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fill(function_, self_, value_, ...) \
    function_(&(tn_fill_args){.self = (self_), .value = TN_ARG(value_), __VA_ARGS__})
#define tn_fill(...) TN_CALL_fill(tn_fill_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fill_(...) TN_CALL_fill(tn_fill_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fill_into(out_, ...) \
    TN_CALL_fill(tn_fill_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* zero(Tensor self) -> Tensor
 *
 * self with every element replaced by zero. */
typedef struct tn_zero_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_zero_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_zero_with(const tn_zero_args *args);
TN_API tn_tensor *tn_zero_inplace_with(const tn_zero_args *args);
TN_API tn_tensor *tn_zero_into_with(const tn_zero_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_zero(function_, self_, ...) \
    function_(&(tn_zero_args){.self = (self_), __VA_ARGS__})
#define tn_zero(...) TN_CALL_zero(tn_zero_with, __VA_ARGS__, .at = TN_HERE)
#define tn_zero_(...) TN_CALL_zero(tn_zero_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_zero_into(out_, ...) \
    TN_CALL_zero(tn_zero_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* copy(Tensor self, Tensor src) -> Tensor
 *
 * src broadcast to self's shape in self's dtype. */
typedef struct tn_copy_args {
    tn_tensor *self;
    tn_tensor *src;
    tn_site at;
} tn_copy_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_copy_with(const tn_copy_args *args);
TN_API tn_tensor *tn_copy_inplace_with(const tn_copy_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_copy(function_, self_, src_, ...) \
    function_(&(tn_copy_args){.self = (self_), .src = (src_), __VA_ARGS__})
#define tn_copy(...) TN_CALL_copy(tn_copy_with, __VA_ARGS__, .at = TN_HERE)
#define tn_copy_(...) TN_CALL_copy(tn_copy_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* clone(Tensor self) -> Tensor
 *
 * A contiguous copy. */
typedef struct tn_clone_args {
    tn_tensor *self;
    tn_site at;
} tn_clone_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_clone_with(const tn_clone_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_clone(function_, self_, ...) \
    function_(&(tn_clone_args){.self = (self_), __VA_ARGS__})
#define tn_clone(...) TN_CALL_clone(tn_clone_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* to_copy(Tensor self, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 *
 * A copy in another dtype or on another device. */
typedef struct tn_to_copy_args {
    tn_tensor *self;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    tn_site at;
} tn_to_copy_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_to_copy_with(const tn_to_copy_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_to_copy(function_, self_, ...) \
    function_(&(tn_to_copy_args){.self = (self_), __VA_ARGS__})
#define tn_to_copy(...) TN_CALL_to_copy(tn_to_copy_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* to(Tensor self, ScalarType? dtype=None, Device? device=None, bool copy=False) -> Tensor
 *
 * self in the given dtype and on the given device; self itself when it is there already. */
typedef struct tn_to_args {
    tn_tensor *self;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool copy; /* default: False */
    tn_site at;
} tn_to_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_to_with(const tn_to_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_to(function_, self_, ...) \
    function_(&(tn_to_args){.self = (self_), __VA_ARGS__})
#define tn_to(...) TN_CALL_to(tn_to_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* contiguous(Tensor self) -> Tensor
 *
 * self itself when it is contiguous, else a contiguous copy. */
typedef struct tn_contiguous_args {
    tn_tensor *self;
    tn_site at;
} tn_contiguous_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_contiguous_with(const tn_contiguous_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_contiguous(function_, self_, ...) \
    function_(&(tn_contiguous_args){.self = (self_), __VA_ARGS__})
#define tn_contiguous(...) TN_CALL_contiguous(tn_contiguous_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* add(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor
 *
 * self + alpha * other. */
typedef struct tn_add_args {
    tn_value self;
    tn_value other;
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_add_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_add_with(const tn_add_args *args);
TN_API tn_tensor *tn_add_inplace_with(const tn_add_args *args);
TN_API tn_tensor *tn_add_into_with(const tn_add_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_add(function_, self_, other_, ...) \
    function_(&(tn_add_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_add(...) TN_CALL_add(tn_add_with, __VA_ARGS__, .at = TN_HERE)
#define tn_add_(...) TN_CALL_add(tn_add_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_add_into(out_, ...) \
    TN_CALL_add(tn_add_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* mul(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self * other. */
typedef struct tn_mul_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_mul_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mul_with(const tn_mul_args *args);
TN_API tn_tensor *tn_mul_inplace_with(const tn_mul_args *args);
TN_API tn_tensor *tn_mul_into_with(const tn_mul_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mul(function_, self_, other_, ...) \
    function_(&(tn_mul_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_mul(...) TN_CALL_mul(tn_mul_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mul_(...) TN_CALL_mul(tn_mul_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mul_into(out_, ...) \
    TN_CALL_mul(tn_mul_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* exp(Tensor self) -> Tensor
 *
 * e to the power of each element. */
typedef struct tn_exp_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_exp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_exp_with(const tn_exp_args *args);
TN_API tn_tensor *tn_exp_inplace_with(const tn_exp_args *args);
TN_API tn_tensor *tn_exp_into_with(const tn_exp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_exp(function_, self_, ...) \
    function_(&(tn_exp_args){.self = (self_), __VA_ARGS__})
#define tn_exp(...) TN_CALL_exp(tn_exp_with, __VA_ARGS__, .at = TN_HERE)
#define tn_exp_(...) TN_CALL_exp(tn_exp_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_exp_into(out_, ...) \
    TN_CALL_exp(tn_exp_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* eq(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self == other. */
typedef struct tn_eq_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_eq_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_eq_with(const tn_eq_args *args);
TN_API tn_tensor *tn_eq_inplace_with(const tn_eq_args *args);
TN_API tn_tensor *tn_eq_into_with(const tn_eq_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_eq(function_, self_, other_, ...) \
    function_(&(tn_eq_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_eq(...) TN_CALL_eq(tn_eq_with, __VA_ARGS__, .at = TN_HERE)
#define tn_eq_(...) TN_CALL_eq(tn_eq_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_eq_into(out_, ...) \
    TN_CALL_eq(tn_eq_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* where(Tensor condition, Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self where condition is true, else other. */
typedef struct tn_where_args {
    tn_tensor *condition;
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_where_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_where_with(const tn_where_args *args);
TN_API tn_tensor *tn_where_into_with(const tn_where_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_where(function_, condition_, self_, other_, ...) \
    function_(&(tn_where_args){.condition = (condition_), .self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_where(...) TN_CALL_where(tn_where_with, __VA_ARGS__, .at = TN_HERE)
#define tn_where_into(out_, ...) \
    TN_CALL_where(tn_where_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* sum(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * The sum over dims (all when none are given). */
typedef struct tn_sum_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sum_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sum_with(const tn_sum_args *args);
TN_API tn_tensor *tn_sum_into_with(const tn_sum_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sum(function_, self_, ...) \
    function_(&(tn_sum_args){.self = (self_), __VA_ARGS__})
#define tn_sum(...) TN_CALL_sum(tn_sum_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sum_into(out_, ...) \
    TN_CALL_sum(tn_sum_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* nansum(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * The sum over dims, NaN counted as zero. */
typedef struct tn_nansum_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_nansum_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_nansum_with(const tn_nansum_args *args);
TN_API tn_tensor *tn_nansum_into_with(const tn_nansum_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nansum(function_, self_, ...) \
    function_(&(tn_nansum_args){.self = (self_), __VA_ARGS__})
#define tn_nansum(...) TN_CALL_nansum(tn_nansum_with, __VA_ARGS__, .at = TN_HERE)
#define tn_nansum_into(out_, ...) \
    TN_CALL_nansum(tn_nansum_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* mean(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * The mean over dims. */
typedef struct tn_mean_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_mean_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mean_with(const tn_mean_args *args);
TN_API tn_tensor *tn_mean_into_with(const tn_mean_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mean(function_, self_, ...) \
    function_(&(tn_mean_args){.self = (self_), __VA_ARGS__})
#define tn_mean(...) TN_CALL_mean(tn_mean_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mean_into(out_, ...) \
    TN_CALL_mean(tn_mean_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* prod(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * The product over dims. */
typedef struct tn_prod_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_prod_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_prod_with(const tn_prod_args *args);
TN_API tn_tensor *tn_prod_into_with(const tn_prod_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_prod(function_, self_, ...) \
    function_(&(tn_prod_args){.self = (self_), __VA_ARGS__})
#define tn_prod(...) TN_CALL_prod(tn_prod_with, __VA_ARGS__, .at = TN_HERE)
#define tn_prod_into(out_, ...) \
    TN_CALL_prod(tn_prod_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* amax(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor
 *
 * The largest value over dims; NaN counts as largest. */
typedef struct tn_amax_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_amax_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_amax_with(const tn_amax_args *args);
TN_API tn_tensor *tn_amax_into_with(const tn_amax_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_amax(function_, self_, ...) \
    function_(&(tn_amax_args){.self = (self_), __VA_ARGS__})
#define tn_amax(...) TN_CALL_amax(tn_amax_with, __VA_ARGS__, .at = TN_HERE)
#define tn_amax_into(out_, ...) \
    TN_CALL_amax(tn_amax_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* amin(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor
 *
 * The smallest value over dims; NaN counts as smallest. */
typedef struct tn_amin_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_amin_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_amin_with(const tn_amin_args *args);
TN_API tn_tensor *tn_amin_into_with(const tn_amin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_amin(function_, self_, ...) \
    function_(&(tn_amin_args){.self = (self_), __VA_ARGS__})
#define tn_amin(...) TN_CALL_amin(tn_amin_with, __VA_ARGS__, .at = TN_HERE)
#define tn_amin_into(out_, ...) \
    TN_CALL_amin(tn_amin_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* max(Tensor self) -> Tensor
 *
 * The largest element. */
typedef struct tn_max_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_max_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_max_with(const tn_max_args *args);
TN_API tn_tensor *tn_max_into_with(const tn_max_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_max(function_, self_, ...) \
    function_(&(tn_max_args){.self = (self_), __VA_ARGS__})
#define tn_max(...) TN_CALL_max(tn_max_with, __VA_ARGS__, .at = TN_HERE)
#define tn_max_into(out_, ...) \
    TN_CALL_max(tn_max_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* min(Tensor self) -> Tensor
 *
 * The smallest element. */
typedef struct tn_min_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_min_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_min_with(const tn_min_args *args);
TN_API tn_tensor *tn_min_into_with(const tn_min_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_min(function_, self_, ...) \
    function_(&(tn_min_args){.self = (self_), __VA_ARGS__})
#define tn_min(...) TN_CALL_min(tn_min_with, __VA_ARGS__, .at = TN_HERE)
#define tn_min_into(out_, ...) \
    TN_CALL_min(tn_min_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 *
 * The largest value along dim and where it is first. */
typedef struct tn_max_dim_args {
    tn_tensor *self;
    int64_t dim;
    bool keepdim; /* default: False */
    tn_site at;
} tn_max_dim_args;
typedef struct tn_max_dim_result {
    tn_tensor *values, *indices;
} tn_max_dim_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_max_dim_result tn_max_dim_with(const tn_max_dim_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_max_dim(function_, self_, dim_, ...) \
    function_(&(tn_max_dim_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_max_dim(...) TN_CALL_max_dim(tn_max_dim_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 *
 * The smallest value along dim and where it is first. */
typedef struct tn_min_dim_args {
    tn_tensor *self;
    int64_t dim;
    bool keepdim; /* default: False */
    tn_site at;
} tn_min_dim_args;
typedef struct tn_min_dim_result {
    tn_tensor *values, *indices;
} tn_min_dim_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_min_dim_result tn_min_dim_with(const tn_min_dim_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_min_dim(function_, self_, dim_, ...) \
    function_(&(tn_min_dim_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_min_dim(...) TN_CALL_min_dim(tn_min_dim_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor
 *
 * Index of the first largest element, along dim or in all. */
typedef struct tn_argmax_args {
    tn_tensor *self;
    tn_value dim; /* default: None */
    bool keepdim; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_argmax_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_argmax_with(const tn_argmax_args *args);
TN_API tn_tensor *tn_argmax_into_with(const tn_argmax_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_argmax(function_, self_, ...) \
    function_(&(tn_argmax_args){.self = (self_), __VA_ARGS__})
#define tn_argmax(...) TN_CALL_argmax(tn_argmax_with, __VA_ARGS__, .at = TN_HERE)
#define tn_argmax_into(out_, ...) \
    TN_CALL_argmax(tn_argmax_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor
 *
 * Index of the first smallest element, along dim or in all. */
typedef struct tn_argmin_args {
    tn_tensor *self;
    tn_value dim; /* default: None */
    bool keepdim; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_argmin_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_argmin_with(const tn_argmin_args *args);
TN_API tn_tensor *tn_argmin_into_with(const tn_argmin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_argmin(function_, self_, ...) \
    function_(&(tn_argmin_args){.self = (self_), __VA_ARGS__})
#define tn_argmin(...) TN_CALL_argmin(tn_argmin_with, __VA_ARGS__, .at = TN_HERE)
#define tn_argmin_into(out_, ...) \
    TN_CALL_argmin(tn_argmin_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* all(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor
 *
 * Whether all elements over dims are true. */
typedef struct tn_all_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_all_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_all_with(const tn_all_args *args);
TN_API tn_tensor *tn_all_into_with(const tn_all_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_all(function_, self_, ...) \
    function_(&(tn_all_args){.self = (self_), __VA_ARGS__})
#define tn_all(...) TN_CALL_all(tn_all_with, __VA_ARGS__, .at = TN_HERE)
#define tn_all_into(out_, ...) \
    TN_CALL_all(tn_all_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* any(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor
 *
 * Whether any element over dims is true. */
typedef struct tn_any_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_any_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_any_with(const tn_any_args *args);
TN_API tn_tensor *tn_any_into_with(const tn_any_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_any(function_, self_, ...) \
    function_(&(tn_any_args){.self = (self_), __VA_ARGS__})
#define tn_any(...) TN_CALL_any(tn_any_with, __VA_ARGS__, .at = TN_HERE)
#define tn_any_into(out_, ...) \
    TN_CALL_any(tn_any_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* count_nonzero(Tensor self, int[]? dim=None) -> Tensor
 *
 * How many elements over dims are not zero. */
typedef struct tn_count_nonzero_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    tn_site at;
} tn_count_nonzero_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_count_nonzero_with(const tn_count_nonzero_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_count_nonzero(function_, self_, ...) \
    function_(&(tn_count_nonzero_args){.self = (self_), __VA_ARGS__})
#define tn_count_nonzero(...) TN_CALL_count_nonzero(tn_count_nonzero_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* logsumexp(Tensor self, int[] dim, bool keepdim=False) -> Tensor
 *
 * log(sum(exp(self))) over dims, without overflow. */
typedef struct tn_logsumexp_args {
    tn_tensor *self;
    tn_ints dim;
    bool keepdim; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logsumexp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logsumexp_with(const tn_logsumexp_args *args);
TN_API tn_tensor *tn_logsumexp_into_with(const tn_logsumexp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logsumexp(function_, self_, dim_, ...) \
    function_(&(tn_logsumexp_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_logsumexp(...) TN_CALL_logsumexp(tn_logsumexp_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logsumexp_into(out_, ...) \
    TN_CALL_logsumexp(tn_logsumexp_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* var(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor
 *
 * The variance over dims; correction defaults to 1. */
typedef struct tn_var_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_value correction; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_var_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_var_with(const tn_var_args *args);
TN_API tn_tensor *tn_var_into_with(const tn_var_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_var(function_, self_, ...) \
    function_(&(tn_var_args){.self = (self_), __VA_ARGS__})
#define tn_var(...) TN_CALL_var(tn_var_with, __VA_ARGS__, .at = TN_HERE)
#define tn_var_into(out_, ...) \
    TN_CALL_var(tn_var_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* std(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor
 *
 * The standard deviation over dims; correction defaults to 1. */
typedef struct tn_std_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_value correction; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_std_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_std_with(const tn_std_args *args);
TN_API tn_tensor *tn_std_into_with(const tn_std_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_std(function_, self_, ...) \
    function_(&(tn_std_args){.self = (self_), __VA_ARGS__})
#define tn_std(...) TN_CALL_std(tn_std_with, __VA_ARGS__, .at = TN_HERE)
#define tn_std_into(out_, ...) \
    TN_CALL_std(tn_std_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_vector_norm(Tensor self, int[]? dim=None, bool keepdim=False, Scalar? ord=None) -> Tensor
 *
 * The vector norm over dims; ord defaults to 2. */
typedef struct tn_linalg_vector_norm_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_value ord; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_vector_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_vector_norm_with(const tn_linalg_vector_norm_args *args);
TN_API tn_tensor *tn_linalg_vector_norm_into_with(const tn_linalg_vector_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_vector_norm(function_, self_, ...) \
    function_(&(tn_linalg_vector_norm_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_vector_norm(...) TN_CALL_linalg_vector_norm(tn_linalg_vector_norm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_vector_norm_into(out_, ...) \
    TN_CALL_linalg_vector_norm(tn_linalg_vector_norm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* mm(Tensor self, Tensor mat2) -> Tensor
 *
 * The product of two matrices. */
typedef struct tn_mm_args {
    tn_tensor *self;
    tn_tensor *mat2;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_mm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mm_with(const tn_mm_args *args);
TN_API tn_tensor *tn_mm_into_with(const tn_mm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mm(function_, self_, mat2_, ...) \
    function_(&(tn_mm_args){.self = (self_), .mat2 = (mat2_), __VA_ARGS__})
#define tn_mm(...) TN_CALL_mm(tn_mm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mm_into(out_, ...) \
    TN_CALL_mm(tn_mm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bmm(Tensor self, Tensor mat2) -> Tensor
 *
 * Products of two batches of matrices. */
typedef struct tn_bmm_args {
    tn_tensor *self;
    tn_tensor *mat2;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_bmm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bmm_with(const tn_bmm_args *args);
TN_API tn_tensor *tn_bmm_into_with(const tn_bmm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bmm(function_, self_, mat2_, ...) \
    function_(&(tn_bmm_args){.self = (self_), .mat2 = (mat2_), __VA_ARGS__})
#define tn_bmm(...) TN_CALL_bmm(tn_bmm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bmm_into(out_, ...) \
    TN_CALL_bmm(tn_bmm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 *
 * beta * self + alpha * (mat1 @ mat2). */
typedef struct tn_addmm_args {
    tn_tensor *self;
    tn_tensor *mat1;
    tn_tensor *mat2;
    tn_value beta; /* default: 1 */
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_addmm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_addmm_with(const tn_addmm_args *args);
TN_API tn_tensor *tn_addmm_inplace_with(const tn_addmm_args *args);
TN_API tn_tensor *tn_addmm_into_with(const tn_addmm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_addmm(function_, self_, mat1_, mat2_, ...) \
    function_(&(tn_addmm_args){.self = (self_), .mat1 = (mat1_), .mat2 = (mat2_), __VA_ARGS__})
#define tn_addmm(...) TN_CALL_addmm(tn_addmm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addmm_(...) TN_CALL_addmm(tn_addmm_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addmm_into(out_, ...) \
    TN_CALL_addmm(tn_addmm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 *
 * beta * self + alpha * (batch1 @ batch2) for each matrix of the batch. */
typedef struct tn_baddbmm_args {
    tn_tensor *self;
    tn_tensor *batch1;
    tn_tensor *batch2;
    tn_value beta; /* default: 1 */
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_baddbmm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_baddbmm_with(const tn_baddbmm_args *args);
TN_API tn_tensor *tn_baddbmm_inplace_with(const tn_baddbmm_args *args);
TN_API tn_tensor *tn_baddbmm_into_with(const tn_baddbmm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_baddbmm(function_, self_, batch1_, batch2_, ...) \
    function_(&(tn_baddbmm_args){.self = (self_), .batch1 = (batch1_), .batch2 = (batch2_), __VA_ARGS__})
#define tn_baddbmm(...) TN_CALL_baddbmm(tn_baddbmm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_baddbmm_(...) TN_CALL_baddbmm(tn_baddbmm_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_baddbmm_into(out_, ...) \
    TN_CALL_baddbmm(tn_baddbmm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* matmul(Tensor self, Tensor other) -> Tensor
 *
 * The matrix product; leading dims broadcast, vectors are rows or columns. */
typedef struct tn_matmul_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_matmul_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_matmul_with(const tn_matmul_args *args);
TN_API tn_tensor *tn_matmul_into_with(const tn_matmul_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_matmul(function_, self_, other_, ...) \
    function_(&(tn_matmul_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_matmul(...) TN_CALL_matmul(tn_matmul_with, __VA_ARGS__, .at = TN_HERE)
#define tn_matmul_into(out_, ...) \
    TN_CALL_matmul(tn_matmul_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* mv(Tensor self, Tensor vec) -> Tensor
 *
 * A matrix times a vector. */
typedef struct tn_mv_args {
    tn_tensor *self;
    tn_tensor *vec;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_mv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mv_with(const tn_mv_args *args);
TN_API tn_tensor *tn_mv_into_with(const tn_mv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mv(function_, self_, vec_, ...) \
    function_(&(tn_mv_args){.self = (self_), .vec = (vec_), __VA_ARGS__})
#define tn_mv(...) TN_CALL_mv(tn_mv_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mv_into(out_, ...) \
    TN_CALL_mv(tn_mv_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* dot(Tensor self, Tensor tensor) -> Tensor
 *
 * The sum of the products of two vectors, without conjugation. */
typedef struct tn_dot_args {
    tn_tensor *self;
    tn_tensor *tensor;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_dot_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_dot_with(const tn_dot_args *args);
TN_API tn_tensor *tn_dot_into_with(const tn_dot_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_dot(function_, self_, tensor_, ...) \
    function_(&(tn_dot_args){.self = (self_), .tensor = (tensor_), __VA_ARGS__})
#define tn_dot(...) TN_CALL_dot(tn_dot_with, __VA_ARGS__, .at = TN_HERE)
#define tn_dot_into(out_, ...) \
    TN_CALL_dot(tn_dot_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* outer(Tensor self, Tensor vec2) -> Tensor
 *
 * Every element of one vector times every element of another. */
typedef struct tn_outer_args {
    tn_tensor *self;
    tn_tensor *vec2;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_outer_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_outer_with(const tn_outer_args *args);
TN_API tn_tensor *tn_outer_into_with(const tn_outer_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_outer(function_, self_, vec2_, ...) \
    function_(&(tn_outer_args){.self = (self_), .vec2 = (vec2_), __VA_ARGS__})
#define tn_outer(...) TN_CALL_outer(tn_outer_with, __VA_ARGS__, .at = TN_HERE)
#define tn_outer_into(out_, ...) \
    TN_CALL_outer(tn_outer_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor
 *
 * input @ weight^T + bias. */
typedef struct tn_linear_args {
    tn_tensor *input;
    tn_tensor *weight;
    tn_tensor *bias; /* default: None */
    tn_site at;
} tn_linear_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linear_with(const tn_linear_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linear(function_, input_, weight_, ...) \
    function_(&(tn_linear_args){.input = (input_), .weight = (weight_), __VA_ARGS__})
#define tn_linear(...) TN_CALL_linear(tn_linear_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* transpose(Tensor(a) self, int dim0, int dim1) -> Tensor(a)
 *
 * A view with two dims swapped. */
typedef struct tn_transpose_args {
    tn_tensor *self;
    int64_t dim0;
    int64_t dim1;
    tn_site at;
} tn_transpose_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_transpose_with(const tn_transpose_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_transpose(function_, self_, dim0_, dim1_, ...) \
    function_(&(tn_transpose_args){.self = (self_), .dim0 = (dim0_), .dim1 = (dim1_), __VA_ARGS__})
#define tn_transpose(...) TN_CALL_transpose(tn_transpose_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* t(Tensor(a) self) -> Tensor(a)
 *
 * A view of a matrix transposed; tensors of fewer dims are returned as they are. */
typedef struct tn_t_args {
    tn_tensor *self;
    tn_site at;
} tn_t_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_t_with(const tn_t_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_t(function_, self_, ...) \
    function_(&(tn_t_args){.self = (self_), __VA_ARGS__})
#define tn_t(...) TN_CALL_t(tn_t_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* mT(Tensor(a) self) -> Tensor(a)
 *
 * A view with the last two dims swapped. */
typedef struct tn_mT_args {
    tn_tensor *self;
    tn_site at;
} tn_mT_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mT_with(const tn_mT_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mT(function_, self_, ...) \
    function_(&(tn_mT_args){.self = (self_), __VA_ARGS__})
#define tn_mT(...) TN_CALL_mT(tn_mT_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* permute(Tensor(a) self, int[] dims) -> Tensor(a)
 *
 * A view with the dims in another order. */
typedef struct tn_permute_args {
    tn_tensor *self;
    tn_ints dims;
    tn_site at;
} tn_permute_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_permute_with(const tn_permute_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_permute(function_, self_, dims_, ...) \
    function_(&(tn_permute_args){.self = (self_), .dims = (dims_), __VA_ARGS__})
#define tn_permute(...) TN_CALL_permute(tn_permute_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* movedim(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)
 *
 * A view with some dims at other places. */
typedef struct tn_movedim_args {
    tn_tensor *self;
    tn_ints source;
    tn_ints destination;
    tn_site at;
} tn_movedim_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_movedim_with(const tn_movedim_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_movedim(function_, self_, source_, destination_, ...) \
    function_(&(tn_movedim_args){.self = (self_), .source = (source_), .destination = (destination_), __VA_ARGS__})
#define tn_movedim(...) TN_CALL_movedim(tn_movedim_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* select(Tensor(a) self, int dim, int index) -> Tensor(a)
 *
 * A view of one index along dim, which is removed. */
typedef struct tn_select_args {
    tn_tensor *self;
    int64_t dim;
    int64_t index;
    tn_site at;
} tn_select_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_select_with(const tn_select_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_select(function_, self_, dim_, index_, ...) \
    function_(&(tn_select_args){.self = (self_), .dim = (dim_), .index = (index_), __VA_ARGS__})
#define tn_select(...) TN_CALL_select(tn_select_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* slice(Tensor(a) self, int dim, int? start=None, int? end=None, int step=1) -> Tensor(a)
 *
 * A view of every step-th index from start up to end along dim. */
typedef struct tn_slice_args {
    tn_tensor *self;
    int64_t dim;
    tn_value start; /* default: None */
    tn_value end; /* default: None */
    int64_t step; /* default: 1 */
    tn_site at;
} tn_slice_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_slice_with(const tn_slice_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_slice(function_, self_, dim_, ...) \
    function_(&(tn_slice_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_slice(...) TN_CALL_slice(tn_slice_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* narrow(Tensor(a) self, int dim, int start, int length) -> Tensor(a)
 *
 * A view of length indices from start along dim. */
typedef struct tn_narrow_args {
    tn_tensor *self;
    int64_t dim;
    int64_t start;
    int64_t length;
    tn_site at;
} tn_narrow_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_narrow_with(const tn_narrow_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_narrow(function_, self_, dim_, start_, length_, ...) \
    function_(&(tn_narrow_args){.self = (self_), .dim = (dim_), .start = (start_), .length = (length_), __VA_ARGS__})
#define tn_narrow(...) TN_CALL_narrow(tn_narrow_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* diagonal(Tensor(a) self, int offset, int dim1, int dim2) -> Tensor(a)
 *
 * A view of a diagonal of dims dim1 and dim2, as the last dim. */
typedef struct tn_diagonal_args {
    tn_tensor *self;
    int64_t offset;
    int64_t dim1;
    int64_t dim2;
    tn_site at;
} tn_diagonal_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_diagonal_with(const tn_diagonal_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_diagonal(function_, self_, offset_, dim1_, dim2_, ...) \
    function_(&(tn_diagonal_args){.self = (self_), .offset = (offset_), .dim1 = (dim1_), .dim2 = (dim2_), __VA_ARGS__})
#define tn_diagonal(...) TN_CALL_diagonal(tn_diagonal_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)
 *
 * A view of windows of size along a dim; they overlap when step is smaller. */
typedef struct tn_unfold_args {
    tn_tensor *self;
    int64_t dimension;
    int64_t size;
    int64_t step;
    tn_site at;
} tn_unfold_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_unfold_with(const tn_unfold_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_unfold(function_, self_, dimension_, size_, step_, ...) \
    function_(&(tn_unfold_args){.self = (self_), .dimension = (dimension_), .size = (size_), .step = (step_), __VA_ARGS__})
#define tn_unfold(...) TN_CALL_unfold(tn_unfold_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* unsqueeze(Tensor(a) self, int dim) -> Tensor(a)
 *
 * A view with a dim of size one inserted. */
typedef struct tn_unsqueeze_args {
    tn_tensor *self;
    int64_t dim;
    tn_site at;
} tn_unsqueeze_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_unsqueeze_with(const tn_unsqueeze_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_unsqueeze(function_, self_, dim_, ...) \
    function_(&(tn_unsqueeze_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_unsqueeze(...) TN_CALL_unsqueeze(tn_unsqueeze_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* squeeze(Tensor(a) self, int[]? dim=None) -> Tensor(a)
 *
 * A view without the dims of size one (of those given). */
typedef struct tn_squeeze_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    tn_site at;
} tn_squeeze_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_squeeze_with(const tn_squeeze_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_squeeze(function_, self_, ...) \
    function_(&(tn_squeeze_args){.self = (self_), __VA_ARGS__})
#define tn_squeeze(...) TN_CALL_squeeze(tn_squeeze_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* expand(Tensor(a) self, int[] size) -> Tensor(a)
 *
 * A view with dims of size one repeated; -1 keeps a size. */
typedef struct tn_expand_args {
    tn_tensor *self;
    tn_ints size;
    tn_site at;
} tn_expand_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_expand_with(const tn_expand_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_expand(function_, self_, size_, ...) \
    function_(&(tn_expand_args){.self = (self_), .size = (size_), __VA_ARGS__})
#define tn_expand(...) TN_CALL_expand(tn_expand_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* view(Tensor(a) self, int[] size) -> Tensor(a)
 *
 * A view with another shape of as many elements; -1 is inferred. */
typedef struct tn_view_args {
    tn_tensor *self;
    tn_ints size;
    tn_site at;
} tn_view_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_view_with(const tn_view_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_view(function_, self_, size_, ...) \
    function_(&(tn_view_args){.self = (self_), .size = (size_), __VA_ARGS__})
#define tn_view(...) TN_CALL_view(tn_view_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* reshape(Tensor(a) self, int[] shape) -> Tensor(a)
 *
 * A view with another shape where there is one, else a copy. */
typedef struct tn_reshape_args {
    tn_tensor *self;
    tn_ints shape;
    tn_site at;
} tn_reshape_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_reshape_with(const tn_reshape_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_reshape(function_, self_, shape_, ...) \
    function_(&(tn_reshape_args){.self = (self_), .shape = (shape_), __VA_ARGS__})
#define tn_reshape(...) TN_CALL_reshape(tn_reshape_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* flatten(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)
 *
 * Neighbouring dims merged into one. */
typedef struct tn_flatten_args {
    tn_tensor *self;
    int64_t end_dim; /* default: -1 */
    int64_t start_dim; /* default: 0 */
    tn_site at;
} tn_flatten_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_flatten_with(const tn_flatten_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_flatten(function_, self_, end_dim_, ...) \
    function_(&(tn_flatten_args){.self = (self_), .end_dim = (end_dim_), __VA_ARGS__})
#define tn_flatten(...) TN_CALL_flatten(tn_flatten_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* unflatten(Tensor(a) self, int dim, int[] sizes) -> Tensor(a)
 *
 * One dim split into several; -1 is inferred. */
typedef struct tn_unflatten_args {
    tn_tensor *self;
    int64_t dim;
    tn_ints sizes;
    tn_site at;
} tn_unflatten_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_unflatten_with(const tn_unflatten_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_unflatten(function_, self_, dim_, sizes_, ...) \
    function_(&(tn_unflatten_args){.self = (self_), .dim = (dim_), .sizes = (sizes_), __VA_ARGS__})
#define tn_unflatten(...) TN_CALL_unflatten(tn_unflatten_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* as_strided(Tensor(a) self, int[] size, int[] stride, int? storage_offset=None) -> Tensor(a)
 *
 * A view of self's storage with any geometry inside it. */
typedef struct tn_as_strided_args {
    tn_tensor *self;
    tn_ints size;
    tn_ints stride;
    tn_value storage_offset; /* default: None */
    tn_site at;
} tn_as_strided_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_as_strided_with(const tn_as_strided_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_as_strided(function_, self_, size_, stride_, ...) \
    function_(&(tn_as_strided_args){.self = (self_), .size = (size_), .stride = (stride_), __VA_ARGS__})
#define tn_as_strided(...) TN_CALL_as_strided(tn_as_strided_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* alias(Tensor(a) self) -> Tensor(a)
 *
 * A view of all of self. */
typedef struct tn_alias_args {
    tn_tensor *self;
    tn_site at;
} tn_alias_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_alias_with(const tn_alias_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_alias(function_, self_, ...) \
    function_(&(tn_alias_args){.self = (self_), __VA_ARGS__})
#define tn_alias(...) TN_CALL_alias(tn_alias_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* detach(Tensor(a) self) -> Tensor(a)
 *
 * A view without history. */
typedef struct tn_detach_args {
    tn_tensor *self;
    tn_site at;
} tn_detach_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_detach_with(const tn_detach_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_detach(function_, self_, ...) \
    function_(&(tn_detach_args){.self = (self_), __VA_ARGS__})
#define tn_detach(...) TN_CALL_detach(tn_detach_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* view_as_real(Tensor(a) self) -> Tensor(a)
 *
 * A real view with a last dim of real and imaginary part. */
typedef struct tn_view_as_real_args {
    tn_tensor *self;
    tn_site at;
} tn_view_as_real_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_view_as_real_with(const tn_view_as_real_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_view_as_real(function_, self_, ...) \
    function_(&(tn_view_as_real_args){.self = (self_), __VA_ARGS__})
#define tn_view_as_real(...) TN_CALL_view_as_real(tn_view_as_real_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* view_as_complex(Tensor(a) self) -> Tensor(a)
 *
 * A complex view of pairs in the last dim. */
typedef struct tn_view_as_complex_args {
    tn_tensor *self;
    tn_site at;
} tn_view_as_complex_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_view_as_complex_with(const tn_view_as_complex_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_view_as_complex(function_, self_, ...) \
    function_(&(tn_view_as_complex_args){.self = (self_), __VA_ARGS__})
#define tn_view_as_complex(...) TN_CALL_view_as_complex(tn_view_as_complex_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* real(Tensor(a) self) -> Tensor(a)
 *
 * A view of the real parts. */
typedef struct tn_real_args {
    tn_tensor *self;
    tn_site at;
} tn_real_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_real_with(const tn_real_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_real(function_, self_, ...) \
    function_(&(tn_real_args){.self = (self_), __VA_ARGS__})
#define tn_real(...) TN_CALL_real(tn_real_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* imag(Tensor(a) self) -> Tensor(a)
 *
 * A view of the imaginary parts. */
typedef struct tn_imag_args {
    tn_tensor *self;
    tn_site at;
} tn_imag_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_imag_with(const tn_imag_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_imag(function_, self_, ...) \
    function_(&(tn_imag_args){.self = (self_), __VA_ARGS__})
#define tn_imag(...) TN_CALL_imag(tn_imag_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* convolution(Tensor input, Tensor weight, Tensor? bias, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor
 *
 * The cross-correlation of [N, C, H, W] with [O, C / groups, h, w]. */
typedef struct tn_convolution_args {
    tn_tensor *input;
    tn_tensor *weight;
    tn_tensor *bias;
    tn_ints stride;
    tn_ints padding;
    tn_ints dilation;
    int64_t groups;
    tn_site at;
} tn_convolution_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_convolution_with(const tn_convolution_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_convolution(function_, input_, weight_, bias_, stride_, padding_, dilation_, groups_, ...) \
    function_(&(tn_convolution_args){.input = (input_), .weight = (weight_), .bias = (bias_), .stride = (stride_), .padding = (padding_), .dilation = (dilation_), .groups = (groups_), __VA_ARGS__})
#define tn_convolution(...) TN_CALL_convolution(tn_convolution_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* conv_input_grad(Tensor grad, Tensor weight, int[] input_size, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor
 *
 * The gradient of a convolution with respect to its input; a transposed convolution. */
typedef struct tn_conv_input_grad_args {
    tn_tensor *grad;
    tn_tensor *weight;
    tn_ints input_size;
    tn_ints stride;
    tn_ints padding;
    tn_ints dilation;
    int64_t groups;
    tn_site at;
} tn_conv_input_grad_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_conv_input_grad_with(const tn_conv_input_grad_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_conv_input_grad(function_, grad_, weight_, input_size_, stride_, padding_, dilation_, groups_, ...) \
    function_(&(tn_conv_input_grad_args){.grad = (grad_), .weight = (weight_), .input_size = (input_size_), .stride = (stride_), .padding = (padding_), .dilation = (dilation_), .groups = (groups_), __VA_ARGS__})
#define tn_conv_input_grad(...) TN_CALL_conv_input_grad(tn_conv_input_grad_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* conv_weight_grad(Tensor grad, Tensor input, int[] weight_size, int[2] stride, int[2] padding, int[2] dilation, int groups) -> Tensor
 *
 * The gradient of a convolution with respect to its weight. */
typedef struct tn_conv_weight_grad_args {
    tn_tensor *grad;
    tn_tensor *input;
    tn_ints weight_size;
    tn_ints stride;
    tn_ints padding;
    tn_ints dilation;
    int64_t groups;
    tn_site at;
} tn_conv_weight_grad_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_conv_weight_grad_with(const tn_conv_weight_grad_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_conv_weight_grad(function_, grad_, input_, weight_size_, stride_, padding_, dilation_, groups_, ...) \
    function_(&(tn_conv_weight_grad_args){.grad = (grad_), .input = (input_), .weight_size = (weight_size_), .stride = (stride_), .padding = (padding_), .dilation = (dilation_), .groups = (groups_), __VA_ARGS__})
#define tn_conv_weight_grad(...) TN_CALL_conv_weight_grad(tn_conv_weight_grad_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1) -> Tensor
 *
 * The cross-correlation of [N, C, L] (or [C, L]) with [O, C / groups, l]. */
typedef struct tn_conv1d_args {
    tn_tensor *input;
    tn_tensor *weight;
    tn_tensor *bias; /* default: None */
    tn_ints stride; /* default: 1 */
    tn_ints padding; /* default: 0 */
    tn_ints dilation; /* default: 1 */
    int64_t groups; /* default: 1 */
    tn_site at;
} tn_conv1d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_conv1d_with(const tn_conv1d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_conv1d(function_, input_, weight_, ...) \
    function_(&(tn_conv1d_args){.input = (input_), .weight = (weight_), __VA_ARGS__})
#define tn_conv1d(...) TN_CALL_conv1d(tn_conv1d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor
 *
 * The cross-correlation of [N, C, H, W] (or [C, H, W]) with [O, C / groups, h, w]. */
typedef struct tn_conv2d_args {
    tn_tensor *input;
    tn_tensor *weight;
    tn_tensor *bias; /* default: None */
    tn_ints stride; /* default: 1 */
    tn_ints padding; /* default: 0 */
    tn_ints dilation; /* default: 1 */
    int64_t groups; /* default: 1 */
    tn_site at;
} tn_conv2d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_conv2d_with(const tn_conv2d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_conv2d(function_, input_, weight_, ...) \
    function_(&(tn_conv2d_args){.input = (input_), .weight = (weight_), __VA_ARGS__})
#define tn_conv2d(...) TN_CALL_conv2d(tn_conv2d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1) -> Tensor
 *
 * The transposed convolution of [N, C, L] with [C, O / groups, l]. */
typedef struct tn_conv_transpose1d_args {
    tn_tensor *input;
    tn_tensor *weight;
    tn_tensor *bias; /* default: None */
    tn_ints stride; /* default: 1 */
    tn_ints padding; /* default: 0 */
    tn_ints output_padding; /* default: 0 */
    int64_t groups; /* default: 1 */
    tn_ints dilation; /* default: 1 */
    tn_site at;
} tn_conv_transpose1d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_conv_transpose1d_with(const tn_conv_transpose1d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_conv_transpose1d(function_, input_, weight_, ...) \
    function_(&(tn_conv_transpose1d_args){.input = (input_), .weight = (weight_), __VA_ARGS__})
#define tn_conv_transpose1d(...) TN_CALL_conv_transpose1d(tn_conv_transpose1d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1) -> Tensor
 *
 * The transposed convolution of [N, C, H, W] with [C, O / groups, h, w]. */
typedef struct tn_conv_transpose2d_args {
    tn_tensor *input;
    tn_tensor *weight;
    tn_tensor *bias; /* default: None */
    tn_ints stride; /* default: 1 */
    tn_ints padding; /* default: 0 */
    tn_ints output_padding; /* default: 0 */
    int64_t groups; /* default: 1 */
    tn_ints dilation; /* default: 1 */
    tn_site at;
} tn_conv_transpose2d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_conv_transpose2d_with(const tn_conv_transpose2d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_conv_transpose2d(function_, input_, weight_, ...) \
    function_(&(tn_conv_transpose2d_args){.input = (input_), .weight = (weight_), __VA_ARGS__})
#define tn_conv_transpose2d(...) TN_CALL_conv_transpose2d(tn_conv_transpose2d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor result, Tensor indices)
 *
 * The largest value of each window and its index in the plane; stride defaults to kernel_size. */
typedef struct tn_max_pool2d_with_indices_args {
    tn_tensor *self;
    tn_ints kernel_size;
    tn_ints stride; /* default: [] */
    tn_ints padding; /* default: 0 */
    tn_ints dilation; /* default: 1 */
    bool ceil_mode; /* default: False */
    tn_site at;
} tn_max_pool2d_with_indices_args;
typedef struct tn_max_pool2d_with_indices_result {
    tn_tensor *result, *indices;
} tn_max_pool2d_with_indices_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_max_pool2d_with_indices_result tn_max_pool2d_with_indices_with(const tn_max_pool2d_with_indices_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_max_pool2d_with_indices(function_, self_, kernel_size_, ...) \
    function_(&(tn_max_pool2d_with_indices_args){.self = (self_), .kernel_size = (kernel_size_), __VA_ARGS__})
#define tn_max_pool2d_with_indices(...) TN_CALL_max_pool2d_with_indices(tn_max_pool2d_with_indices_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* max_pool2d_backward(Tensor grad, Tensor indices, int[] input_size) -> Tensor
 *
 * The gradient of max_pool2d: grad added at indices. */
typedef struct tn_max_pool2d_backward_args {
    tn_tensor *grad;
    tn_tensor *indices;
    tn_ints input_size;
    tn_site at;
} tn_max_pool2d_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_max_pool2d_backward_with(const tn_max_pool2d_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_max_pool2d_backward(function_, grad_, indices_, input_size_, ...) \
    function_(&(tn_max_pool2d_backward_args){.grad = (grad_), .indices = (indices_), .input_size = (input_size_), __VA_ARGS__})
#define tn_max_pool2d_backward(...) TN_CALL_max_pool2d_backward(tn_max_pool2d_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor
 *
 * The largest value of each window of the last two dims. */
typedef struct tn_max_pool2d_args {
    tn_tensor *self;
    tn_ints kernel_size;
    tn_ints stride; /* default: [] */
    tn_ints padding; /* default: 0 */
    tn_ints dilation; /* default: 1 */
    bool ceil_mode; /* default: False */
    tn_site at;
} tn_max_pool2d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_max_pool2d_with(const tn_max_pool2d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_max_pool2d(function_, self_, kernel_size_, ...) \
    function_(&(tn_max_pool2d_args){.self = (self_), .kernel_size = (kernel_size_), __VA_ARGS__})
#define tn_max_pool2d(...) TN_CALL_max_pool2d(tn_max_pool2d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor
 *
 * The largest value of each window of the last dim. */
typedef struct tn_max_pool1d_args {
    tn_tensor *self;
    tn_ints kernel_size;
    tn_ints stride; /* default: [] */
    tn_ints padding; /* default: 0 */
    tn_ints dilation; /* default: 1 */
    bool ceil_mode; /* default: False */
    tn_site at;
} tn_max_pool1d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_max_pool1d_with(const tn_max_pool1d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_max_pool1d(function_, self_, kernel_size_, ...) \
    function_(&(tn_max_pool1d_args){.self = (self_), .kernel_size = (kernel_size_), __VA_ARGS__})
#define tn_max_pool1d(...) TN_CALL_max_pool1d(tn_max_pool1d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor
 *
 * The mean of each window of the last two dims. */
typedef struct tn_avg_pool2d_args {
    tn_tensor *self;
    tn_ints kernel_size;
    tn_ints stride; /* default: [] */
    tn_ints padding; /* default: 0 */
    bool ceil_mode; /* default: False */
    bool no_count_include_pad; /* default: True */
    tn_value divisor_override; /* default: None */
    tn_site at;
} tn_avg_pool2d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_avg_pool2d_with(const tn_avg_pool2d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_avg_pool2d(function_, self_, kernel_size_, ...) \
    function_(&(tn_avg_pool2d_args){.self = (self_), .kernel_size = (kernel_size_), __VA_ARGS__})
#define tn_avg_pool2d(...) TN_CALL_avg_pool2d(tn_avg_pool2d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* avg_pool2d_backward(Tensor grad, int[] input_size, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor
 *
 * The gradient of avg_pool2d: each share of grad added to its window. */
typedef struct tn_avg_pool2d_backward_args {
    tn_tensor *grad;
    tn_ints input_size;
    tn_ints kernel_size;
    tn_ints stride; /* default: [] */
    tn_ints padding; /* default: 0 */
    bool ceil_mode; /* default: False */
    bool no_count_include_pad; /* default: True */
    tn_value divisor_override; /* default: None */
    tn_site at;
} tn_avg_pool2d_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_avg_pool2d_backward_with(const tn_avg_pool2d_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_avg_pool2d_backward(function_, grad_, input_size_, kernel_size_, ...) \
    function_(&(tn_avg_pool2d_backward_args){.grad = (grad_), .input_size = (input_size_), .kernel_size = (kernel_size_), __VA_ARGS__})
#define tn_avg_pool2d_backward(...) TN_CALL_avg_pool2d_backward(tn_avg_pool2d_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor
 *
 * The mean of each window of the last dim. */
typedef struct tn_avg_pool1d_args {
    tn_tensor *self;
    tn_ints kernel_size;
    tn_ints stride; /* default: [] */
    tn_ints padding; /* default: 0 */
    bool ceil_mode; /* default: False */
    bool no_count_include_pad; /* default: True */
    tn_site at;
} tn_avg_pool1d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_avg_pool1d_with(const tn_avg_pool1d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_avg_pool1d(function_, self_, kernel_size_, ...) \
    function_(&(tn_avg_pool1d_args){.self = (self_), .kernel_size = (kernel_size_), __VA_ARGS__})
#define tn_avg_pool1d(...) TN_CALL_avg_pool1d(tn_avg_pool1d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor
 *
 * Means of windows chosen so that output_size of them cover the plane. */
typedef struct tn_adaptive_avg_pool2d_args {
    tn_tensor *self;
    tn_ints output_size;
    tn_site at;
} tn_adaptive_avg_pool2d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_adaptive_avg_pool2d_with(const tn_adaptive_avg_pool2d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_adaptive_avg_pool2d(function_, self_, output_size_, ...) \
    function_(&(tn_adaptive_avg_pool2d_args){.self = (self_), .output_size = (output_size_), __VA_ARGS__})
#define tn_adaptive_avg_pool2d(...) TN_CALL_adaptive_avg_pool2d(tn_adaptive_avg_pool2d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* adaptive_avg_pool2d_backward(Tensor grad, int[] input_size) -> Tensor
 *
 * The gradient of adaptive_avg_pool2d. */
typedef struct tn_adaptive_avg_pool2d_backward_args {
    tn_tensor *grad;
    tn_ints input_size;
    tn_site at;
} tn_adaptive_avg_pool2d_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_adaptive_avg_pool2d_backward_with(const tn_adaptive_avg_pool2d_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_adaptive_avg_pool2d_backward(function_, grad_, input_size_, ...) \
    function_(&(tn_adaptive_avg_pool2d_backward_args){.grad = (grad_), .input_size = (input_size_), __VA_ARGS__})
#define tn_adaptive_avg_pool2d_backward(...) TN_CALL_adaptive_avg_pool2d_backward(tn_adaptive_avg_pool2d_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor
 *
 * Means of windows chosen so that output_size of them cover the last dim. */
typedef struct tn_adaptive_avg_pool1d_args {
    tn_tensor *self;
    tn_ints output_size;
    tn_site at;
} tn_adaptive_avg_pool1d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_adaptive_avg_pool1d_with(const tn_adaptive_avg_pool1d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_adaptive_avg_pool1d(function_, self_, output_size_, ...) \
    function_(&(tn_adaptive_avg_pool1d_args){.self = (self_), .output_size = (output_size_), __VA_ARGS__})
#define tn_adaptive_avg_pool1d(...) TN_CALL_adaptive_avg_pool1d(tn_adaptive_avg_pool1d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor result, Tensor indices)
 *
 * Largest values of windows chosen so that output_size of them cover the plane. */
typedef struct tn_adaptive_max_pool2d_args {
    tn_tensor *self;
    tn_ints output_size;
    tn_site at;
} tn_adaptive_max_pool2d_args;
typedef struct tn_adaptive_max_pool2d_result {
    tn_tensor *result, *indices;
} tn_adaptive_max_pool2d_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_adaptive_max_pool2d_result tn_adaptive_max_pool2d_with(const tn_adaptive_max_pool2d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_adaptive_max_pool2d(function_, self_, output_size_, ...) \
    function_(&(tn_adaptive_max_pool2d_args){.self = (self_), .output_size = (output_size_), __VA_ARGS__})
#define tn_adaptive_max_pool2d(...) TN_CALL_adaptive_max_pool2d(tn_adaptive_max_pool2d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* index_select(Tensor self, int dim, Tensor index) -> Tensor
 *
 * The slices along dim that index lists. */
typedef struct tn_index_select_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_index_select_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_select_with(const tn_index_select_args *args);
TN_API tn_tensor *tn_index_select_into_with(const tn_index_select_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_select(function_, self_, dim_, index_, ...) \
    function_(&(tn_index_select_args){.self = (self_), .dim = (dim_), .index = (index_), __VA_ARGS__})
#define tn_index_select(...) TN_CALL_index_select(tn_index_select_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_select_into(out_, ...) \
    TN_CALL_index_select(tn_index_select_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor
 *
 * self with slices of alpha * source added at index along dim, in order. */
typedef struct tn_index_add_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *source;
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_index_add_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_add_with(const tn_index_add_args *args);
TN_API tn_tensor *tn_index_add_inplace_with(const tn_index_add_args *args);
TN_API tn_tensor *tn_index_add_into_with(const tn_index_add_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_add(function_, self_, dim_, index_, source_, ...) \
    function_(&(tn_index_add_args){.self = (self_), .dim = (dim_), .index = (index_), .source = (source_), __VA_ARGS__})
#define tn_index_add(...) TN_CALL_index_add(tn_index_add_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_add_(...) TN_CALL_index_add(tn_index_add_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_add_into(out_, ...) \
    TN_CALL_index_add(tn_index_add_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor
 *
 * self with slices along dim replaced by source; the last of equal indices wins. */
typedef struct tn_index_copy_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *source;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_index_copy_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_copy_with(const tn_index_copy_args *args);
TN_API tn_tensor *tn_index_copy_inplace_with(const tn_index_copy_args *args);
TN_API tn_tensor *tn_index_copy_into_with(const tn_index_copy_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_copy(function_, self_, dim_, index_, source_, ...) \
    function_(&(tn_index_copy_args){.self = (self_), .dim = (dim_), .index = (index_), .source = (source_), __VA_ARGS__})
#define tn_index_copy(...) TN_CALL_index_copy(tn_index_copy_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_copy_(...) TN_CALL_index_copy(tn_index_copy_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_copy_into(out_, ...) \
    TN_CALL_index_copy(tn_index_copy_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* gather(Tensor self, int dim, Tensor index) -> Tensor
 *
 * The elements of self at index along dim. */
typedef struct tn_gather_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_gather_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_gather_with(const tn_gather_args *args);
TN_API tn_tensor *tn_gather_into_with(const tn_gather_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_gather(function_, self_, dim_, index_, ...) \
    function_(&(tn_gather_args){.self = (self_), .dim = (dim_), .index = (index_), __VA_ARGS__})
#define tn_gather(...) TN_CALL_gather(tn_gather_with, __VA_ARGS__, .at = TN_HERE)
#define tn_gather_into(out_, ...) \
    TN_CALL_gather(tn_gather_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* scatter(Tensor self, int dim, Tensor index, Tensor|Scalar src) -> Tensor
 *
 * self with src written at index along dim; the last of equal indices wins. */
typedef struct tn_scatter_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_value src;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_scatter_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_scatter_with(const tn_scatter_args *args);
TN_API tn_tensor *tn_scatter_inplace_with(const tn_scatter_args *args);
TN_API tn_tensor *tn_scatter_into_with(const tn_scatter_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_scatter(function_, self_, dim_, index_, src_, ...) \
    function_(&(tn_scatter_args){.self = (self_), .dim = (dim_), .index = (index_), .src = TN_ARG(src_), __VA_ARGS__})
#define tn_scatter(...) TN_CALL_scatter(tn_scatter_with, __VA_ARGS__, .at = TN_HERE)
#define tn_scatter_(...) TN_CALL_scatter(tn_scatter_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_scatter_into(out_, ...) \
    TN_CALL_scatter(tn_scatter_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor
 *
 * self with src added at index along dim, in order. */
typedef struct tn_scatter_add_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *src;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_scatter_add_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_scatter_add_with(const tn_scatter_add_args *args);
TN_API tn_tensor *tn_scatter_add_inplace_with(const tn_scatter_add_args *args);
TN_API tn_tensor *tn_scatter_add_into_with(const tn_scatter_add_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_scatter_add(function_, self_, dim_, index_, src_, ...) \
    function_(&(tn_scatter_add_args){.self = (self_), .dim = (dim_), .index = (index_), .src = (src_), __VA_ARGS__})
#define tn_scatter_add(...) TN_CALL_scatter_add(tn_scatter_add_with, __VA_ARGS__, .at = TN_HERE)
#define tn_scatter_add_(...) TN_CALL_scatter_add(tn_scatter_add_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_scatter_add_into(out_, ...) \
    TN_CALL_scatter_add(tn_scatter_add_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* embedding(Tensor weight, Tensor indices, int? padding_idx=None) -> Tensor
 *
 * The rows of weight at indices; those at padding_idx get no gradient. */
typedef struct tn_embedding_args {
    tn_tensor *weight;
    tn_tensor *indices;
    tn_value padding_idx; /* default: None */
    tn_site at;
} tn_embedding_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_embedding_with(const tn_embedding_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_embedding(function_, weight_, indices_, ...) \
    function_(&(tn_embedding_args){.weight = (weight_), .indices = (indices_), __VA_ARGS__})
#define tn_embedding(...) TN_CALL_embedding(tn_embedding_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* one_hot(Tensor self, int num_classes=-1) -> Tensor
 *
 * 1 at each index of a new last dim, 0 elsewhere. */
typedef struct tn_one_hot_args {
    tn_tensor *self;
    int64_t num_classes; /* default: -1 */
    tn_site at;
} tn_one_hot_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_one_hot_with(const tn_one_hot_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_one_hot(function_, self_, ...) \
    function_(&(tn_one_hot_args){.self = (self_), __VA_ARGS__})
#define tn_one_hot(...) TN_CALL_one_hot(tn_one_hot_with, __VA_ARGS__, .at = TN_HERE)
#endif

#ifdef __cplusplus
inline tn_tensor *tn_empty(tn_ints size_, tn_empty_args options_ = tn_empty_args()) {
    options_.size = size_;
    return tn_empty_with(&options_);
}
inline tn_tensor *tn_zeros(tn_ints size_, tn_zeros_args options_ = tn_zeros_args()) {
    options_.size = size_;
    return tn_zeros_with(&options_);
}
inline tn_tensor *tn_ones(tn_ints size_, tn_ones_args options_ = tn_ones_args()) {
    options_.size = size_;
    return tn_ones_with(&options_);
}
inline tn_tensor *tn_full(tn_ints size_, tenon_detail::number fill_value_, tn_full_args options_ = tn_full_args()) {
    options_.size = size_;
    options_.fill_value = fill_value_;
    return tn_full_with(&options_);
}
inline tn_tensor *tn_empty_like(tn_tensor *self_, tn_empty_like_args options_ = tn_empty_like_args()) {
    options_.self = self_;
    return tn_empty_like_with(&options_);
}
inline tn_tensor *tn_zeros_like(tn_tensor *self_, tn_zeros_like_args options_ = tn_zeros_like_args()) {
    options_.self = self_;
    return tn_zeros_like_with(&options_);
}
inline tn_tensor *tn_ones_like(tn_tensor *self_, tn_ones_like_args options_ = tn_ones_like_args()) {
    options_.self = self_;
    return tn_ones_like_with(&options_);
}
inline tn_tensor *tn_full_like(tn_tensor *self_, tenon_detail::number fill_value_, tn_full_like_args options_ = tn_full_like_args()) {
    options_.self = self_;
    options_.fill_value = fill_value_;
    return tn_full_like_with(&options_);
}
inline tn_tensor *tn_fill(tn_tensor *self_, tenon_detail::number value_, tn_fill_args options_ = tn_fill_args()) {
    options_.self = self_;
    options_.value = value_;
    return tn_fill_with(&options_);
}
inline tn_tensor *tn_fill_(tn_tensor *self_, tenon_detail::number value_, tn_fill_args options_ = tn_fill_args()) {
    options_.self = self_;
    options_.value = value_;
    return tn_fill_inplace_with(&options_);
}
inline tn_tensor *tn_fill_into(tn_tensor *out_, tn_tensor *self_, tenon_detail::number value_, tn_fill_args options_ = tn_fill_args()) {
    options_.self = self_;
    options_.value = value_;
    options_.out = out_;
    return tn_fill_into_with(&options_);
}
inline tn_tensor *tn_zero(tn_tensor *self_, tn_zero_args options_ = tn_zero_args()) {
    options_.self = self_;
    return tn_zero_with(&options_);
}
inline tn_tensor *tn_zero_(tn_tensor *self_, tn_zero_args options_ = tn_zero_args()) {
    options_.self = self_;
    return tn_zero_inplace_with(&options_);
}
inline tn_tensor *tn_zero_into(tn_tensor *out_, tn_tensor *self_, tn_zero_args options_ = tn_zero_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_zero_into_with(&options_);
}
inline tn_tensor *tn_copy(tn_tensor *self_, tn_tensor *src_, tn_copy_args options_ = tn_copy_args()) {
    options_.self = self_;
    options_.src = src_;
    return tn_copy_with(&options_);
}
inline tn_tensor *tn_copy_(tn_tensor *self_, tn_tensor *src_, tn_copy_args options_ = tn_copy_args()) {
    options_.self = self_;
    options_.src = src_;
    return tn_copy_inplace_with(&options_);
}
inline tn_tensor *tn_clone(tn_tensor *self_, tn_clone_args options_ = tn_clone_args()) {
    options_.self = self_;
    return tn_clone_with(&options_);
}
inline tn_tensor *tn_to_copy(tn_tensor *self_, tn_to_copy_args options_ = tn_to_copy_args()) {
    options_.self = self_;
    return tn_to_copy_with(&options_);
}
inline tn_tensor *tn_to(tn_tensor *self_, tn_to_args options_ = tn_to_args()) {
    options_.self = self_;
    return tn_to_with(&options_);
}
inline tn_tensor *tn_contiguous(tn_tensor *self_, tn_contiguous_args options_ = tn_contiguous_args()) {
    options_.self = self_;
    return tn_contiguous_with(&options_);
}
inline tn_tensor *tn_add(tenon_detail::number self_, tenon_detail::number other_, tn_add_args options_ = tn_add_args()) {
    options_.self = self_;
    options_.other = other_;
    return tn_add_with(&options_);
}
inline tn_tensor *tn_add_(tenon_detail::number self_, tenon_detail::number other_, tn_add_args options_ = tn_add_args()) {
    options_.self = self_;
    options_.other = other_;
    return tn_add_inplace_with(&options_);
}
inline tn_tensor *tn_add_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_add_args options_ = tn_add_args()) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    return tn_add_into_with(&options_);
}
inline tn_tensor *tn_mul(tenon_detail::number self_, tenon_detail::number other_, tn_mul_args options_ = tn_mul_args()) {
    options_.self = self_;
    options_.other = other_;
    return tn_mul_with(&options_);
}
inline tn_tensor *tn_mul_(tenon_detail::number self_, tenon_detail::number other_, tn_mul_args options_ = tn_mul_args()) {
    options_.self = self_;
    options_.other = other_;
    return tn_mul_inplace_with(&options_);
}
inline tn_tensor *tn_mul_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_mul_args options_ = tn_mul_args()) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    return tn_mul_into_with(&options_);
}
inline tn_tensor *tn_exp(tn_tensor *self_, tn_exp_args options_ = tn_exp_args()) {
    options_.self = self_;
    return tn_exp_with(&options_);
}
inline tn_tensor *tn_exp_(tn_tensor *self_, tn_exp_args options_ = tn_exp_args()) {
    options_.self = self_;
    return tn_exp_inplace_with(&options_);
}
inline tn_tensor *tn_exp_into(tn_tensor *out_, tn_tensor *self_, tn_exp_args options_ = tn_exp_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_exp_into_with(&options_);
}
inline tn_tensor *tn_eq(tenon_detail::number self_, tenon_detail::number other_, tn_eq_args options_ = tn_eq_args()) {
    options_.self = self_;
    options_.other = other_;
    return tn_eq_with(&options_);
}
inline tn_tensor *tn_eq_(tenon_detail::number self_, tenon_detail::number other_, tn_eq_args options_ = tn_eq_args()) {
    options_.self = self_;
    options_.other = other_;
    return tn_eq_inplace_with(&options_);
}
inline tn_tensor *tn_eq_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_eq_args options_ = tn_eq_args()) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    return tn_eq_into_with(&options_);
}
inline tn_tensor *tn_where(tn_tensor *condition_, tenon_detail::number self_, tenon_detail::number other_, tn_where_args options_ = tn_where_args()) {
    options_.condition = condition_;
    options_.self = self_;
    options_.other = other_;
    return tn_where_with(&options_);
}
inline tn_tensor *tn_where_into(tn_tensor *out_, tn_tensor *condition_, tenon_detail::number self_, tenon_detail::number other_, tn_where_args options_ = tn_where_args()) {
    options_.condition = condition_;
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    return tn_where_into_with(&options_);
}
inline tn_tensor *tn_sum(tn_tensor *self_, tn_sum_args options_ = tn_sum_args()) {
    options_.self = self_;
    return tn_sum_with(&options_);
}
inline tn_tensor *tn_sum_into(tn_tensor *out_, tn_tensor *self_, tn_sum_args options_ = tn_sum_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_sum_into_with(&options_);
}
inline tn_tensor *tn_nansum(tn_tensor *self_, tn_nansum_args options_ = tn_nansum_args()) {
    options_.self = self_;
    return tn_nansum_with(&options_);
}
inline tn_tensor *tn_nansum_into(tn_tensor *out_, tn_tensor *self_, tn_nansum_args options_ = tn_nansum_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_nansum_into_with(&options_);
}
inline tn_tensor *tn_mean(tn_tensor *self_, tn_mean_args options_ = tn_mean_args()) {
    options_.self = self_;
    return tn_mean_with(&options_);
}
inline tn_tensor *tn_mean_into(tn_tensor *out_, tn_tensor *self_, tn_mean_args options_ = tn_mean_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_mean_into_with(&options_);
}
inline tn_tensor *tn_prod(tn_tensor *self_, tn_prod_args options_ = tn_prod_args()) {
    options_.self = self_;
    return tn_prod_with(&options_);
}
inline tn_tensor *tn_prod_into(tn_tensor *out_, tn_tensor *self_, tn_prod_args options_ = tn_prod_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_prod_into_with(&options_);
}
inline tn_tensor *tn_amax(tn_tensor *self_, tn_amax_args options_ = tn_amax_args()) {
    options_.self = self_;
    return tn_amax_with(&options_);
}
inline tn_tensor *tn_amax_into(tn_tensor *out_, tn_tensor *self_, tn_amax_args options_ = tn_amax_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_amax_into_with(&options_);
}
inline tn_tensor *tn_amin(tn_tensor *self_, tn_amin_args options_ = tn_amin_args()) {
    options_.self = self_;
    return tn_amin_with(&options_);
}
inline tn_tensor *tn_amin_into(tn_tensor *out_, tn_tensor *self_, tn_amin_args options_ = tn_amin_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_amin_into_with(&options_);
}
inline tn_tensor *tn_max(tn_tensor *self_, tn_max_args options_ = tn_max_args()) {
    options_.self = self_;
    return tn_max_with(&options_);
}
inline tn_tensor *tn_max_into(tn_tensor *out_, tn_tensor *self_, tn_max_args options_ = tn_max_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_max_into_with(&options_);
}
inline tn_tensor *tn_min(tn_tensor *self_, tn_min_args options_ = tn_min_args()) {
    options_.self = self_;
    return tn_min_with(&options_);
}
inline tn_tensor *tn_min_into(tn_tensor *out_, tn_tensor *self_, tn_min_args options_ = tn_min_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_min_into_with(&options_);
}
inline tn_max_dim_result tn_max_dim(tn_tensor *self_, int64_t dim_, tn_max_dim_args options_ = tn_max_dim_args()) {
    options_.self = self_;
    options_.dim = dim_;
    return tn_max_dim_with(&options_);
}
inline tn_min_dim_result tn_min_dim(tn_tensor *self_, int64_t dim_, tn_min_dim_args options_ = tn_min_dim_args()) {
    options_.self = self_;
    options_.dim = dim_;
    return tn_min_dim_with(&options_);
}
inline tn_tensor *tn_argmax(tn_tensor *self_, tn_argmax_args options_ = tn_argmax_args()) {
    options_.self = self_;
    return tn_argmax_with(&options_);
}
inline tn_tensor *tn_argmax_into(tn_tensor *out_, tn_tensor *self_, tn_argmax_args options_ = tn_argmax_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_argmax_into_with(&options_);
}
inline tn_tensor *tn_argmin(tn_tensor *self_, tn_argmin_args options_ = tn_argmin_args()) {
    options_.self = self_;
    return tn_argmin_with(&options_);
}
inline tn_tensor *tn_argmin_into(tn_tensor *out_, tn_tensor *self_, tn_argmin_args options_ = tn_argmin_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_argmin_into_with(&options_);
}
inline tn_tensor *tn_all(tn_tensor *self_, tn_all_args options_ = tn_all_args()) {
    options_.self = self_;
    return tn_all_with(&options_);
}
inline tn_tensor *tn_all_into(tn_tensor *out_, tn_tensor *self_, tn_all_args options_ = tn_all_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_all_into_with(&options_);
}
inline tn_tensor *tn_any(tn_tensor *self_, tn_any_args options_ = tn_any_args()) {
    options_.self = self_;
    return tn_any_with(&options_);
}
inline tn_tensor *tn_any_into(tn_tensor *out_, tn_tensor *self_, tn_any_args options_ = tn_any_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_any_into_with(&options_);
}
inline tn_tensor *tn_count_nonzero(tn_tensor *self_, tn_count_nonzero_args options_ = tn_count_nonzero_args()) {
    options_.self = self_;
    return tn_count_nonzero_with(&options_);
}
inline tn_tensor *tn_logsumexp(tn_tensor *self_, tn_ints dim_, tn_logsumexp_args options_ = tn_logsumexp_args()) {
    options_.self = self_;
    options_.dim = dim_;
    return tn_logsumexp_with(&options_);
}
inline tn_tensor *tn_logsumexp_into(tn_tensor *out_, tn_tensor *self_, tn_ints dim_, tn_logsumexp_args options_ = tn_logsumexp_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    return tn_logsumexp_into_with(&options_);
}
inline tn_tensor *tn_var(tn_tensor *self_, tn_var_args options_ = tn_var_args()) {
    options_.self = self_;
    return tn_var_with(&options_);
}
inline tn_tensor *tn_var_into(tn_tensor *out_, tn_tensor *self_, tn_var_args options_ = tn_var_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_var_into_with(&options_);
}
inline tn_tensor *tn_std(tn_tensor *self_, tn_std_args options_ = tn_std_args()) {
    options_.self = self_;
    return tn_std_with(&options_);
}
inline tn_tensor *tn_std_into(tn_tensor *out_, tn_tensor *self_, tn_std_args options_ = tn_std_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_std_into_with(&options_);
}
inline tn_tensor *tn_linalg_vector_norm(tn_tensor *self_, tn_linalg_vector_norm_args options_ = tn_linalg_vector_norm_args()) {
    options_.self = self_;
    return tn_linalg_vector_norm_with(&options_);
}
inline tn_tensor *tn_linalg_vector_norm_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_vector_norm_args options_ = tn_linalg_vector_norm_args()) {
    options_.self = self_;
    options_.out = out_;
    return tn_linalg_vector_norm_into_with(&options_);
}
inline tn_tensor *tn_mm(tn_tensor *self_, tn_tensor *mat2_, tn_mm_args options_ = tn_mm_args()) {
    options_.self = self_;
    options_.mat2 = mat2_;
    return tn_mm_with(&options_);
}
inline tn_tensor *tn_mm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mat2_, tn_mm_args options_ = tn_mm_args()) {
    options_.self = self_;
    options_.mat2 = mat2_;
    options_.out = out_;
    return tn_mm_into_with(&options_);
}
inline tn_tensor *tn_bmm(tn_tensor *self_, tn_tensor *mat2_, tn_bmm_args options_ = tn_bmm_args()) {
    options_.self = self_;
    options_.mat2 = mat2_;
    return tn_bmm_with(&options_);
}
inline tn_tensor *tn_bmm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mat2_, tn_bmm_args options_ = tn_bmm_args()) {
    options_.self = self_;
    options_.mat2 = mat2_;
    options_.out = out_;
    return tn_bmm_into_with(&options_);
}
inline tn_tensor *tn_addmm(tn_tensor *self_, tn_tensor *mat1_, tn_tensor *mat2_, tn_addmm_args options_ = tn_addmm_args()) {
    options_.self = self_;
    options_.mat1 = mat1_;
    options_.mat2 = mat2_;
    return tn_addmm_with(&options_);
}
inline tn_tensor *tn_addmm_(tn_tensor *self_, tn_tensor *mat1_, tn_tensor *mat2_, tn_addmm_args options_ = tn_addmm_args()) {
    options_.self = self_;
    options_.mat1 = mat1_;
    options_.mat2 = mat2_;
    return tn_addmm_inplace_with(&options_);
}
inline tn_tensor *tn_addmm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mat1_, tn_tensor *mat2_, tn_addmm_args options_ = tn_addmm_args()) {
    options_.self = self_;
    options_.mat1 = mat1_;
    options_.mat2 = mat2_;
    options_.out = out_;
    return tn_addmm_into_with(&options_);
}
inline tn_tensor *tn_baddbmm(tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_baddbmm_args options_ = tn_baddbmm_args()) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    return tn_baddbmm_with(&options_);
}
inline tn_tensor *tn_baddbmm_(tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_baddbmm_args options_ = tn_baddbmm_args()) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    return tn_baddbmm_inplace_with(&options_);
}
inline tn_tensor *tn_baddbmm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_baddbmm_args options_ = tn_baddbmm_args()) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    options_.out = out_;
    return tn_baddbmm_into_with(&options_);
}
inline tn_tensor *tn_matmul(tn_tensor *self_, tn_tensor *other_, tn_matmul_args options_ = tn_matmul_args()) {
    options_.self = self_;
    options_.other = other_;
    return tn_matmul_with(&options_);
}
inline tn_tensor *tn_matmul_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_matmul_args options_ = tn_matmul_args()) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    return tn_matmul_into_with(&options_);
}
inline tn_tensor *tn_mv(tn_tensor *self_, tn_tensor *vec_, tn_mv_args options_ = tn_mv_args()) {
    options_.self = self_;
    options_.vec = vec_;
    return tn_mv_with(&options_);
}
inline tn_tensor *tn_mv_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *vec_, tn_mv_args options_ = tn_mv_args()) {
    options_.self = self_;
    options_.vec = vec_;
    options_.out = out_;
    return tn_mv_into_with(&options_);
}
inline tn_tensor *tn_dot(tn_tensor *self_, tn_tensor *tensor_, tn_dot_args options_ = tn_dot_args()) {
    options_.self = self_;
    options_.tensor = tensor_;
    return tn_dot_with(&options_);
}
inline tn_tensor *tn_dot_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *tensor_, tn_dot_args options_ = tn_dot_args()) {
    options_.self = self_;
    options_.tensor = tensor_;
    options_.out = out_;
    return tn_dot_into_with(&options_);
}
inline tn_tensor *tn_outer(tn_tensor *self_, tn_tensor *vec2_, tn_outer_args options_ = tn_outer_args()) {
    options_.self = self_;
    options_.vec2 = vec2_;
    return tn_outer_with(&options_);
}
inline tn_tensor *tn_outer_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *vec2_, tn_outer_args options_ = tn_outer_args()) {
    options_.self = self_;
    options_.vec2 = vec2_;
    options_.out = out_;
    return tn_outer_into_with(&options_);
}
inline tn_tensor *tn_linear(tn_tensor *input_, tn_tensor *weight_, tn_linear_args options_ = tn_linear_args()) {
    options_.input = input_;
    options_.weight = weight_;
    return tn_linear_with(&options_);
}
inline tn_tensor *tn_transpose(tn_tensor *self_, int64_t dim0_, int64_t dim1_, tn_transpose_args options_ = tn_transpose_args()) {
    options_.self = self_;
    options_.dim0 = dim0_;
    options_.dim1 = dim1_;
    return tn_transpose_with(&options_);
}
inline tn_tensor *tn_t(tn_tensor *self_, tn_t_args options_ = tn_t_args()) {
    options_.self = self_;
    return tn_t_with(&options_);
}
inline tn_tensor *tn_mT(tn_tensor *self_, tn_mT_args options_ = tn_mT_args()) {
    options_.self = self_;
    return tn_mT_with(&options_);
}
inline tn_tensor *tn_permute(tn_tensor *self_, tn_ints dims_, tn_permute_args options_ = tn_permute_args()) {
    options_.self = self_;
    options_.dims = dims_;
    return tn_permute_with(&options_);
}
inline tn_tensor *tn_movedim(tn_tensor *self_, tn_ints source_, tn_ints destination_, tn_movedim_args options_ = tn_movedim_args()) {
    options_.self = self_;
    options_.source = source_;
    options_.destination = destination_;
    return tn_movedim_with(&options_);
}
inline tn_tensor *tn_select(tn_tensor *self_, int64_t dim_, int64_t index_, tn_select_args options_ = tn_select_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    return tn_select_with(&options_);
}
inline tn_tensor *tn_slice(tn_tensor *self_, int64_t dim_, tn_slice_args options_ = tn_slice_args()) {
    options_.self = self_;
    options_.dim = dim_;
    return tn_slice_with(&options_);
}
inline tn_tensor *tn_narrow(tn_tensor *self_, int64_t dim_, int64_t start_, int64_t length_, tn_narrow_args options_ = tn_narrow_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.start = start_;
    options_.length = length_;
    return tn_narrow_with(&options_);
}
inline tn_tensor *tn_diagonal(tn_tensor *self_, int64_t offset_, int64_t dim1_, int64_t dim2_, tn_diagonal_args options_ = tn_diagonal_args()) {
    options_.self = self_;
    options_.offset = offset_;
    options_.dim1 = dim1_;
    options_.dim2 = dim2_;
    return tn_diagonal_with(&options_);
}
inline tn_tensor *tn_unfold(tn_tensor *self_, int64_t dimension_, int64_t size_, int64_t step_, tn_unfold_args options_ = tn_unfold_args()) {
    options_.self = self_;
    options_.dimension = dimension_;
    options_.size = size_;
    options_.step = step_;
    return tn_unfold_with(&options_);
}
inline tn_tensor *tn_unsqueeze(tn_tensor *self_, int64_t dim_, tn_unsqueeze_args options_ = tn_unsqueeze_args()) {
    options_.self = self_;
    options_.dim = dim_;
    return tn_unsqueeze_with(&options_);
}
inline tn_tensor *tn_squeeze(tn_tensor *self_, tn_squeeze_args options_ = tn_squeeze_args()) {
    options_.self = self_;
    return tn_squeeze_with(&options_);
}
inline tn_tensor *tn_expand(tn_tensor *self_, tn_ints size_, tn_expand_args options_ = tn_expand_args()) {
    options_.self = self_;
    options_.size = size_;
    return tn_expand_with(&options_);
}
inline tn_tensor *tn_view(tn_tensor *self_, tn_ints size_, tn_view_args options_ = tn_view_args()) {
    options_.self = self_;
    options_.size = size_;
    return tn_view_with(&options_);
}
inline tn_tensor *tn_reshape(tn_tensor *self_, tn_ints shape_, tn_reshape_args options_ = tn_reshape_args()) {
    options_.self = self_;
    options_.shape = shape_;
    return tn_reshape_with(&options_);
}
inline tn_tensor *tn_flatten(tn_tensor *self_, int64_t end_dim_, tn_flatten_args options_ = tn_flatten_args()) {
    options_.self = self_;
    options_.end_dim = end_dim_;
    return tn_flatten_with(&options_);
}
inline tn_tensor *tn_unflatten(tn_tensor *self_, int64_t dim_, tn_ints sizes_, tn_unflatten_args options_ = tn_unflatten_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.sizes = sizes_;
    return tn_unflatten_with(&options_);
}
inline tn_tensor *tn_as_strided(tn_tensor *self_, tn_ints size_, tn_ints stride_, tn_as_strided_args options_ = tn_as_strided_args()) {
    options_.self = self_;
    options_.size = size_;
    options_.stride = stride_;
    return tn_as_strided_with(&options_);
}
inline tn_tensor *tn_alias(tn_tensor *self_, tn_alias_args options_ = tn_alias_args()) {
    options_.self = self_;
    return tn_alias_with(&options_);
}
inline tn_tensor *tn_detach(tn_tensor *self_, tn_detach_args options_ = tn_detach_args()) {
    options_.self = self_;
    return tn_detach_with(&options_);
}
inline tn_tensor *tn_view_as_real(tn_tensor *self_, tn_view_as_real_args options_ = tn_view_as_real_args()) {
    options_.self = self_;
    return tn_view_as_real_with(&options_);
}
inline tn_tensor *tn_view_as_complex(tn_tensor *self_, tn_view_as_complex_args options_ = tn_view_as_complex_args()) {
    options_.self = self_;
    return tn_view_as_complex_with(&options_);
}
inline tn_tensor *tn_real(tn_tensor *self_, tn_real_args options_ = tn_real_args()) {
    options_.self = self_;
    return tn_real_with(&options_);
}
inline tn_tensor *tn_imag(tn_tensor *self_, tn_imag_args options_ = tn_imag_args()) {
    options_.self = self_;
    return tn_imag_with(&options_);
}
inline tn_tensor *tn_convolution(tn_tensor *input_, tn_tensor *weight_, tn_tensor *bias_, tn_ints stride_, tn_ints padding_, tn_ints dilation_, int64_t groups_, tn_convolution_args options_ = tn_convolution_args()) {
    options_.input = input_;
    options_.weight = weight_;
    options_.bias = bias_;
    options_.stride = stride_;
    options_.padding = padding_;
    options_.dilation = dilation_;
    options_.groups = groups_;
    return tn_convolution_with(&options_);
}
inline tn_tensor *tn_conv_input_grad(tn_tensor *grad_, tn_tensor *weight_, tn_ints input_size_, tn_ints stride_, tn_ints padding_, tn_ints dilation_, int64_t groups_, tn_conv_input_grad_args options_ = tn_conv_input_grad_args()) {
    options_.grad = grad_;
    options_.weight = weight_;
    options_.input_size = input_size_;
    options_.stride = stride_;
    options_.padding = padding_;
    options_.dilation = dilation_;
    options_.groups = groups_;
    return tn_conv_input_grad_with(&options_);
}
inline tn_tensor *tn_conv_weight_grad(tn_tensor *grad_, tn_tensor *input_, tn_ints weight_size_, tn_ints stride_, tn_ints padding_, tn_ints dilation_, int64_t groups_, tn_conv_weight_grad_args options_ = tn_conv_weight_grad_args()) {
    options_.grad = grad_;
    options_.input = input_;
    options_.weight_size = weight_size_;
    options_.stride = stride_;
    options_.padding = padding_;
    options_.dilation = dilation_;
    options_.groups = groups_;
    return tn_conv_weight_grad_with(&options_);
}
inline tn_tensor *tn_conv1d(tn_tensor *input_, tn_tensor *weight_, tn_conv1d_args options_ = tn_conv1d_args()) {
    options_.input = input_;
    options_.weight = weight_;
    return tn_conv1d_with(&options_);
}
inline tn_tensor *tn_conv2d(tn_tensor *input_, tn_tensor *weight_, tn_conv2d_args options_ = tn_conv2d_args()) {
    options_.input = input_;
    options_.weight = weight_;
    return tn_conv2d_with(&options_);
}
inline tn_tensor *tn_conv_transpose1d(tn_tensor *input_, tn_tensor *weight_, tn_conv_transpose1d_args options_ = tn_conv_transpose1d_args()) {
    options_.input = input_;
    options_.weight = weight_;
    return tn_conv_transpose1d_with(&options_);
}
inline tn_tensor *tn_conv_transpose2d(tn_tensor *input_, tn_tensor *weight_, tn_conv_transpose2d_args options_ = tn_conv_transpose2d_args()) {
    options_.input = input_;
    options_.weight = weight_;
    return tn_conv_transpose2d_with(&options_);
}
inline tn_max_pool2d_with_indices_result tn_max_pool2d_with_indices(tn_tensor *self_, tn_ints kernel_size_, tn_max_pool2d_with_indices_args options_ = tn_max_pool2d_with_indices_args()) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    return tn_max_pool2d_with_indices_with(&options_);
}
inline tn_tensor *tn_max_pool2d_backward(tn_tensor *grad_, tn_tensor *indices_, tn_ints input_size_, tn_max_pool2d_backward_args options_ = tn_max_pool2d_backward_args()) {
    options_.grad = grad_;
    options_.indices = indices_;
    options_.input_size = input_size_;
    return tn_max_pool2d_backward_with(&options_);
}
inline tn_tensor *tn_max_pool2d(tn_tensor *self_, tn_ints kernel_size_, tn_max_pool2d_args options_ = tn_max_pool2d_args()) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    return tn_max_pool2d_with(&options_);
}
inline tn_tensor *tn_max_pool1d(tn_tensor *self_, tn_ints kernel_size_, tn_max_pool1d_args options_ = tn_max_pool1d_args()) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    return tn_max_pool1d_with(&options_);
}
inline tn_tensor *tn_avg_pool2d(tn_tensor *self_, tn_ints kernel_size_, tn_avg_pool2d_args options_ = tn_avg_pool2d_args()) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    return tn_avg_pool2d_with(&options_);
}
inline tn_tensor *tn_avg_pool2d_backward(tn_tensor *grad_, tn_ints input_size_, tn_ints kernel_size_, tn_avg_pool2d_backward_args options_ = tn_avg_pool2d_backward_args()) {
    options_.grad = grad_;
    options_.input_size = input_size_;
    options_.kernel_size = kernel_size_;
    return tn_avg_pool2d_backward_with(&options_);
}
inline tn_tensor *tn_avg_pool1d(tn_tensor *self_, tn_ints kernel_size_, tn_avg_pool1d_args options_ = tn_avg_pool1d_args()) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    return tn_avg_pool1d_with(&options_);
}
inline tn_tensor *tn_adaptive_avg_pool2d(tn_tensor *self_, tn_ints output_size_, tn_adaptive_avg_pool2d_args options_ = tn_adaptive_avg_pool2d_args()) {
    options_.self = self_;
    options_.output_size = output_size_;
    return tn_adaptive_avg_pool2d_with(&options_);
}
inline tn_tensor *tn_adaptive_avg_pool2d_backward(tn_tensor *grad_, tn_ints input_size_, tn_adaptive_avg_pool2d_backward_args options_ = tn_adaptive_avg_pool2d_backward_args()) {
    options_.grad = grad_;
    options_.input_size = input_size_;
    return tn_adaptive_avg_pool2d_backward_with(&options_);
}
inline tn_tensor *tn_adaptive_avg_pool1d(tn_tensor *self_, tn_ints output_size_, tn_adaptive_avg_pool1d_args options_ = tn_adaptive_avg_pool1d_args()) {
    options_.self = self_;
    options_.output_size = output_size_;
    return tn_adaptive_avg_pool1d_with(&options_);
}
inline tn_adaptive_max_pool2d_result tn_adaptive_max_pool2d(tn_tensor *self_, tn_ints output_size_, tn_adaptive_max_pool2d_args options_ = tn_adaptive_max_pool2d_args()) {
    options_.self = self_;
    options_.output_size = output_size_;
    return tn_adaptive_max_pool2d_with(&options_);
}
inline tn_tensor *tn_index_select(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_index_select_args options_ = tn_index_select_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    return tn_index_select_with(&options_);
}
inline tn_tensor *tn_index_select_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_index_select_args options_ = tn_index_select_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.out = out_;
    return tn_index_select_into_with(&options_);
}
inline tn_tensor *tn_index_add(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_add_args options_ = tn_index_add_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    return tn_index_add_with(&options_);
}
inline tn_tensor *tn_index_add_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_add_args options_ = tn_index_add_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    return tn_index_add_inplace_with(&options_);
}
inline tn_tensor *tn_index_add_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_add_args options_ = tn_index_add_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.out = out_;
    return tn_index_add_into_with(&options_);
}
inline tn_tensor *tn_index_copy(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_copy_args options_ = tn_index_copy_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    return tn_index_copy_with(&options_);
}
inline tn_tensor *tn_index_copy_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_copy_args options_ = tn_index_copy_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    return tn_index_copy_inplace_with(&options_);
}
inline tn_tensor *tn_index_copy_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_copy_args options_ = tn_index_copy_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.out = out_;
    return tn_index_copy_into_with(&options_);
}
inline tn_tensor *tn_gather(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_gather_args options_ = tn_gather_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    return tn_gather_with(&options_);
}
inline tn_tensor *tn_gather_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_gather_args options_ = tn_gather_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.out = out_;
    return tn_gather_into_with(&options_);
}
inline tn_tensor *tn_scatter(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number src_, tn_scatter_args options_ = tn_scatter_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    return tn_scatter_with(&options_);
}
inline tn_tensor *tn_scatter_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number src_, tn_scatter_args options_ = tn_scatter_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    return tn_scatter_inplace_with(&options_);
}
inline tn_tensor *tn_scatter_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number src_, tn_scatter_args options_ = tn_scatter_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.out = out_;
    return tn_scatter_into_with(&options_);
}
inline tn_tensor *tn_scatter_add(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, tn_scatter_add_args options_ = tn_scatter_add_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    return tn_scatter_add_with(&options_);
}
inline tn_tensor *tn_scatter_add_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, tn_scatter_add_args options_ = tn_scatter_add_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    return tn_scatter_add_inplace_with(&options_);
}
inline tn_tensor *tn_scatter_add_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, tn_scatter_add_args options_ = tn_scatter_add_args()) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.out = out_;
    return tn_scatter_add_into_with(&options_);
}
inline tn_tensor *tn_embedding(tn_tensor *weight_, tn_tensor *indices_, tn_embedding_args options_ = tn_embedding_args()) {
    options_.weight = weight_;
    options_.indices = indices_;
    return tn_embedding_with(&options_);
}
inline tn_tensor *tn_one_hot(tn_tensor *self_, tn_one_hot_args options_ = tn_one_hot_args()) {
    options_.self = self_;
    return tn_one_hot_with(&options_);
}
#endif

/* clang-format on */
#endif
