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
 * src, of any device, broadcast to self's shape in self's dtype. */
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

/* sub(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor
 *
 * self - alpha * other. */
typedef struct tn_sub_args {
    tn_value self;
    tn_value other;
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sub_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sub_with(const tn_sub_args *args);
TN_API tn_tensor *tn_sub_inplace_with(const tn_sub_args *args);
TN_API tn_tensor *tn_sub_into_with(const tn_sub_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sub(function_, self_, other_, ...) \
    function_(&(tn_sub_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_sub(...) TN_CALL_sub(tn_sub_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sub_(...) TN_CALL_sub(tn_sub_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sub_into(out_, ...) \
    TN_CALL_sub(tn_sub_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* rsub(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor
 *
 * other - alpha * self. */
typedef struct tn_rsub_args {
    tn_value self;
    tn_value other;
    tn_value alpha; /* default: 1 */
    tn_site at;
} tn_rsub_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_rsub_with(const tn_rsub_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_rsub(function_, self_, other_, ...) \
    function_(&(tn_rsub_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_rsub(...) TN_CALL_rsub(tn_rsub_with, __VA_ARGS__, .at = TN_HERE)
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

/* div(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self / other; integers become floats. */
typedef struct tn_div_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_div_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_div_with(const tn_div_args *args);
TN_API tn_tensor *tn_div_inplace_with(const tn_div_args *args);
TN_API tn_tensor *tn_div_into_with(const tn_div_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_div(function_, self_, other_, ...) \
    function_(&(tn_div_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_div(...) TN_CALL_div(tn_div_with, __VA_ARGS__, .at = TN_HERE)
#define tn_div_(...) TN_CALL_div(tn_div_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_div_into(out_, ...) \
    TN_CALL_div(tn_div_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* div.Tensor_mode(Tensor|Scalar self, Tensor|Scalar other, *, str? rounding_mode=None) -> Tensor
 *
 * self / other, rounded by "trunc" or "floor". */
typedef struct tn_div_Tensor_mode_args {
    tn_value self;
    tn_value other;
    const char *rounding_mode; /* default: None */
    tn_site at;
} tn_div_Tensor_mode_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_div_Tensor_mode_with(const tn_div_Tensor_mode_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_div_Tensor_mode(function_, self_, other_, ...) \
    function_(&(tn_div_Tensor_mode_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_div_Tensor_mode(...) TN_CALL_div_Tensor_mode(tn_div_Tensor_mode_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* floor_divide(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * The quotient rounded down. */
typedef struct tn_floor_divide_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_floor_divide_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_floor_divide_with(const tn_floor_divide_args *args);
TN_API tn_tensor *tn_floor_divide_inplace_with(const tn_floor_divide_args *args);
TN_API tn_tensor *tn_floor_divide_into_with(const tn_floor_divide_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_floor_divide(function_, self_, other_, ...) \
    function_(&(tn_floor_divide_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_floor_divide(...) TN_CALL_floor_divide(tn_floor_divide_with, __VA_ARGS__, .at = TN_HERE)
#define tn_floor_divide_(...) TN_CALL_floor_divide(tn_floor_divide_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_floor_divide_into(out_, ...) \
    TN_CALL_floor_divide(tn_floor_divide_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* trunc_divide(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * The quotient rounded towards zero. */
typedef struct tn_trunc_divide_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_trunc_divide_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_trunc_divide_with(const tn_trunc_divide_args *args);
TN_API tn_tensor *tn_trunc_divide_inplace_with(const tn_trunc_divide_args *args);
TN_API tn_tensor *tn_trunc_divide_into_with(const tn_trunc_divide_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_trunc_divide(function_, self_, other_, ...) \
    function_(&(tn_trunc_divide_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_trunc_divide(...) TN_CALL_trunc_divide(tn_trunc_divide_with, __VA_ARGS__, .at = TN_HERE)
#define tn_trunc_divide_(...) TN_CALL_trunc_divide(tn_trunc_divide_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_trunc_divide_into(out_, ...) \
    TN_CALL_trunc_divide(tn_trunc_divide_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* remainder(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * What floor division leaves; has other's sign. */
typedef struct tn_remainder_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_remainder_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_remainder_with(const tn_remainder_args *args);
TN_API tn_tensor *tn_remainder_inplace_with(const tn_remainder_args *args);
TN_API tn_tensor *tn_remainder_into_with(const tn_remainder_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_remainder(function_, self_, other_, ...) \
    function_(&(tn_remainder_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_remainder(...) TN_CALL_remainder(tn_remainder_with, __VA_ARGS__, .at = TN_HERE)
#define tn_remainder_(...) TN_CALL_remainder(tn_remainder_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_remainder_into(out_, ...) \
    TN_CALL_remainder(tn_remainder_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fmod(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * What truncated division leaves; has self's sign. */
typedef struct tn_fmod_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fmod_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fmod_with(const tn_fmod_args *args);
TN_API tn_tensor *tn_fmod_inplace_with(const tn_fmod_args *args);
TN_API tn_tensor *tn_fmod_into_with(const tn_fmod_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fmod(function_, self_, other_, ...) \
    function_(&(tn_fmod_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_fmod(...) TN_CALL_fmod(tn_fmod_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fmod_(...) TN_CALL_fmod(tn_fmod_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fmod_into(out_, ...) \
    TN_CALL_fmod(tn_fmod_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* pow(Tensor|Scalar self, Tensor|Scalar exponent) -> Tensor
 *
 * self to the power of exponent. */
typedef struct tn_pow_args {
    tn_value self;
    tn_value exponent;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_pow_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_pow_with(const tn_pow_args *args);
TN_API tn_tensor *tn_pow_inplace_with(const tn_pow_args *args);
TN_API tn_tensor *tn_pow_into_with(const tn_pow_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_pow(function_, self_, exponent_, ...) \
    function_(&(tn_pow_args){.self = TN_ARG(self_), .exponent = TN_ARG(exponent_), __VA_ARGS__})
#define tn_pow(...) TN_CALL_pow(tn_pow_with, __VA_ARGS__, .at = TN_HERE)
#define tn_pow_(...) TN_CALL_pow(tn_pow_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_pow_into(out_, ...) \
    TN_CALL_pow(tn_pow_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* float_power(Tensor|Scalar self, Tensor|Scalar exponent) -> Tensor
 *
 * pow in f64 or c128. */
typedef struct tn_float_power_args {
    tn_value self;
    tn_value exponent;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_float_power_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_float_power_with(const tn_float_power_args *args);
TN_API tn_tensor *tn_float_power_into_with(const tn_float_power_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_float_power(function_, self_, exponent_, ...) \
    function_(&(tn_float_power_args){.self = TN_ARG(self_), .exponent = TN_ARG(exponent_), __VA_ARGS__})
#define tn_float_power(...) TN_CALL_float_power(tn_float_power_with, __VA_ARGS__, .at = TN_HERE)
#define tn_float_power_into(out_, ...) \
    TN_CALL_float_power(tn_float_power_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* neg(Tensor self) -> Tensor
 *
 * -self. */
typedef struct tn_neg_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_neg_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_neg_with(const tn_neg_args *args);
TN_API tn_tensor *tn_neg_inplace_with(const tn_neg_args *args);
TN_API tn_tensor *tn_neg_into_with(const tn_neg_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_neg(function_, self_, ...) \
    function_(&(tn_neg_args){.self = (self_), __VA_ARGS__})
#define tn_neg(...) TN_CALL_neg(tn_neg_with, __VA_ARGS__, .at = TN_HERE)
#define tn_neg_(...) TN_CALL_neg(tn_neg_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_neg_into(out_, ...) \
    TN_CALL_neg(tn_neg_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* positive(Tensor self) -> Tensor
 *
 * self itself. */
typedef struct tn_positive_args {
    tn_tensor *self;
    tn_site at;
} tn_positive_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_positive_with(const tn_positive_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_positive(function_, self_, ...) \
    function_(&(tn_positive_args){.self = (self_), __VA_ARGS__})
#define tn_positive(...) TN_CALL_positive(tn_positive_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* abs(Tensor self) -> Tensor
 *
 * The absolute value; real for complex numbers. */
typedef struct tn_abs_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_abs_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_abs_with(const tn_abs_args *args);
TN_API tn_tensor *tn_abs_inplace_with(const tn_abs_args *args);
TN_API tn_tensor *tn_abs_into_with(const tn_abs_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_abs(function_, self_, ...) \
    function_(&(tn_abs_args){.self = (self_), __VA_ARGS__})
#define tn_abs(...) TN_CALL_abs(tn_abs_with, __VA_ARGS__, .at = TN_HERE)
#define tn_abs_(...) TN_CALL_abs(tn_abs_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_abs_into(out_, ...) \
    TN_CALL_abs(tn_abs_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* sign(Tensor self) -> Tensor
 *
 * -1, 0 or 1. */
typedef struct tn_sign_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sign_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sign_with(const tn_sign_args *args);
TN_API tn_tensor *tn_sign_inplace_with(const tn_sign_args *args);
TN_API tn_tensor *tn_sign_into_with(const tn_sign_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sign(function_, self_, ...) \
    function_(&(tn_sign_args){.self = (self_), __VA_ARGS__})
#define tn_sign(...) TN_CALL_sign(tn_sign_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sign_(...) TN_CALL_sign(tn_sign_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sign_into(out_, ...) \
    TN_CALL_sign(tn_sign_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* sgn(Tensor self) -> Tensor
 *
 * self / abs(self), 0 for 0. */
typedef struct tn_sgn_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sgn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sgn_with(const tn_sgn_args *args);
TN_API tn_tensor *tn_sgn_inplace_with(const tn_sgn_args *args);
TN_API tn_tensor *tn_sgn_into_with(const tn_sgn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sgn(function_, self_, ...) \
    function_(&(tn_sgn_args){.self = (self_), __VA_ARGS__})
#define tn_sgn(...) TN_CALL_sgn(tn_sgn_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sgn_(...) TN_CALL_sgn(tn_sgn_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sgn_into(out_, ...) \
    TN_CALL_sgn(tn_sgn_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* reciprocal(Tensor self) -> Tensor
 *
 * 1 / self. */
typedef struct tn_reciprocal_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_reciprocal_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_reciprocal_with(const tn_reciprocal_args *args);
TN_API tn_tensor *tn_reciprocal_inplace_with(const tn_reciprocal_args *args);
TN_API tn_tensor *tn_reciprocal_into_with(const tn_reciprocal_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_reciprocal(function_, self_, ...) \
    function_(&(tn_reciprocal_args){.self = (self_), __VA_ARGS__})
#define tn_reciprocal(...) TN_CALL_reciprocal(tn_reciprocal_with, __VA_ARGS__, .at = TN_HERE)
#define tn_reciprocal_(...) TN_CALL_reciprocal(tn_reciprocal_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_reciprocal_into(out_, ...) \
    TN_CALL_reciprocal(tn_reciprocal_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* square(Tensor self) -> Tensor
 *
 * self * self. */
typedef struct tn_square_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_square_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_square_with(const tn_square_args *args);
TN_API tn_tensor *tn_square_inplace_with(const tn_square_args *args);
TN_API tn_tensor *tn_square_into_with(const tn_square_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_square(function_, self_, ...) \
    function_(&(tn_square_args){.self = (self_), __VA_ARGS__})
#define tn_square(...) TN_CALL_square(tn_square_with, __VA_ARGS__, .at = TN_HERE)
#define tn_square_(...) TN_CALL_square(tn_square_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_square_into(out_, ...) \
    TN_CALL_square(tn_square_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* sqrt(Tensor self) -> Tensor
 *
 * The square root. */
typedef struct tn_sqrt_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sqrt_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sqrt_with(const tn_sqrt_args *args);
TN_API tn_tensor *tn_sqrt_inplace_with(const tn_sqrt_args *args);
TN_API tn_tensor *tn_sqrt_into_with(const tn_sqrt_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sqrt(function_, self_, ...) \
    function_(&(tn_sqrt_args){.self = (self_), __VA_ARGS__})
#define tn_sqrt(...) TN_CALL_sqrt(tn_sqrt_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sqrt_(...) TN_CALL_sqrt(tn_sqrt_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sqrt_into(out_, ...) \
    TN_CALL_sqrt(tn_sqrt_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* rsqrt(Tensor self) -> Tensor
 *
 * 1 / sqrt(self). */
typedef struct tn_rsqrt_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_rsqrt_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_rsqrt_with(const tn_rsqrt_args *args);
TN_API tn_tensor *tn_rsqrt_inplace_with(const tn_rsqrt_args *args);
TN_API tn_tensor *tn_rsqrt_into_with(const tn_rsqrt_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_rsqrt(function_, self_, ...) \
    function_(&(tn_rsqrt_args){.self = (self_), __VA_ARGS__})
#define tn_rsqrt(...) TN_CALL_rsqrt(tn_rsqrt_with, __VA_ARGS__, .at = TN_HERE)
#define tn_rsqrt_(...) TN_CALL_rsqrt(tn_rsqrt_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_rsqrt_into(out_, ...) \
    TN_CALL_rsqrt(tn_rsqrt_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor
 *
 * self + value * tensor1 * tensor2. */
typedef struct tn_addcmul_args {
    tn_tensor *self;
    tn_tensor *tensor1;
    tn_tensor *tensor2;
    tn_value value; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_addcmul_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_addcmul_with(const tn_addcmul_args *args);
TN_API tn_tensor *tn_addcmul_inplace_with(const tn_addcmul_args *args);
TN_API tn_tensor *tn_addcmul_into_with(const tn_addcmul_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_addcmul(function_, self_, tensor1_, tensor2_, ...) \
    function_(&(tn_addcmul_args){.self = (self_), .tensor1 = (tensor1_), .tensor2 = (tensor2_), __VA_ARGS__})
#define tn_addcmul(...) TN_CALL_addcmul(tn_addcmul_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addcmul_(...) TN_CALL_addcmul(tn_addcmul_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addcmul_into(out_, ...) \
    TN_CALL_addcmul(tn_addcmul_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor
 *
 * self + value * tensor1 / tensor2. */
typedef struct tn_addcdiv_args {
    tn_tensor *self;
    tn_tensor *tensor1;
    tn_tensor *tensor2;
    tn_value value; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_addcdiv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_addcdiv_with(const tn_addcdiv_args *args);
TN_API tn_tensor *tn_addcdiv_inplace_with(const tn_addcdiv_args *args);
TN_API tn_tensor *tn_addcdiv_into_with(const tn_addcdiv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_addcdiv(function_, self_, tensor1_, tensor2_, ...) \
    function_(&(tn_addcdiv_args){.self = (self_), .tensor1 = (tensor1_), .tensor2 = (tensor2_), __VA_ARGS__})
#define tn_addcdiv(...) TN_CALL_addcdiv(tn_addcdiv_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addcdiv_(...) TN_CALL_addcdiv(tn_addcdiv_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addcdiv_into(out_, ...) \
    TN_CALL_addcdiv(tn_addcdiv_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* lerp(Tensor self, Tensor end, Tensor|Scalar weight) -> Tensor
 *
 * self + weight * (end - self). */
typedef struct tn_lerp_args {
    tn_tensor *self;
    tn_tensor *end;
    tn_value weight;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_lerp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_lerp_with(const tn_lerp_args *args);
TN_API tn_tensor *tn_lerp_inplace_with(const tn_lerp_args *args);
TN_API tn_tensor *tn_lerp_into_with(const tn_lerp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_lerp(function_, self_, end_, weight_, ...) \
    function_(&(tn_lerp_args){.self = (self_), .end = (end_), .weight = TN_ARG(weight_), __VA_ARGS__})
#define tn_lerp(...) TN_CALL_lerp(tn_lerp_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lerp_(...) TN_CALL_lerp(tn_lerp_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lerp_into(out_, ...) \
    TN_CALL_lerp(tn_lerp_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* floor(Tensor self) -> Tensor
 *
 * Rounded down. */
typedef struct tn_floor_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_floor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_floor_with(const tn_floor_args *args);
TN_API tn_tensor *tn_floor_inplace_with(const tn_floor_args *args);
TN_API tn_tensor *tn_floor_into_with(const tn_floor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_floor(function_, self_, ...) \
    function_(&(tn_floor_args){.self = (self_), __VA_ARGS__})
#define tn_floor(...) TN_CALL_floor(tn_floor_with, __VA_ARGS__, .at = TN_HERE)
#define tn_floor_(...) TN_CALL_floor(tn_floor_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_floor_into(out_, ...) \
    TN_CALL_floor(tn_floor_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* ceil(Tensor self) -> Tensor
 *
 * Rounded up. */
typedef struct tn_ceil_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_ceil_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ceil_with(const tn_ceil_args *args);
TN_API tn_tensor *tn_ceil_inplace_with(const tn_ceil_args *args);
TN_API tn_tensor *tn_ceil_into_with(const tn_ceil_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ceil(function_, self_, ...) \
    function_(&(tn_ceil_args){.self = (self_), __VA_ARGS__})
#define tn_ceil(...) TN_CALL_ceil(tn_ceil_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ceil_(...) TN_CALL_ceil(tn_ceil_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ceil_into(out_, ...) \
    TN_CALL_ceil(tn_ceil_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* round(Tensor self) -> Tensor
 *
 * Rounded to the nearest integer, halves to even ones. */
typedef struct tn_round_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_round_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_round_with(const tn_round_args *args);
TN_API tn_tensor *tn_round_inplace_with(const tn_round_args *args);
TN_API tn_tensor *tn_round_into_with(const tn_round_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_round(function_, self_, ...) \
    function_(&(tn_round_args){.self = (self_), __VA_ARGS__})
#define tn_round(...) TN_CALL_round(tn_round_with, __VA_ARGS__, .at = TN_HERE)
#define tn_round_(...) TN_CALL_round(tn_round_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_round_into(out_, ...) \
    TN_CALL_round(tn_round_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* round.decimals(Tensor self, *, int decimals) -> Tensor
 *
 * Rounded to a number of decimals, halves to even ones. */
typedef struct tn_round_decimals_args {
    tn_tensor *self;
    int64_t decimals;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_round_decimals_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_round_decimals_with(const tn_round_decimals_args *args);
TN_API tn_tensor *tn_round_decimals_inplace_with(const tn_round_decimals_args *args);
TN_API tn_tensor *tn_round_decimals_into_with(const tn_round_decimals_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_round_decimals(function_, self_, decimals_, ...) \
    function_(&(tn_round_decimals_args){.self = (self_), .decimals = (decimals_), __VA_ARGS__})
#define tn_round_decimals(...) TN_CALL_round_decimals(tn_round_decimals_with, __VA_ARGS__, .at = TN_HERE)
#define tn_round_decimals_(...) TN_CALL_round_decimals(tn_round_decimals_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_round_decimals_into(out_, ...) \
    TN_CALL_round_decimals(tn_round_decimals_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* trunc(Tensor self) -> Tensor
 *
 * Rounded towards zero. */
typedef struct tn_trunc_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_trunc_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_trunc_with(const tn_trunc_args *args);
TN_API tn_tensor *tn_trunc_inplace_with(const tn_trunc_args *args);
TN_API tn_tensor *tn_trunc_into_with(const tn_trunc_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_trunc(function_, self_, ...) \
    function_(&(tn_trunc_args){.self = (self_), __VA_ARGS__})
#define tn_trunc(...) TN_CALL_trunc(tn_trunc_with, __VA_ARGS__, .at = TN_HERE)
#define tn_trunc_(...) TN_CALL_trunc(tn_trunc_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_trunc_into(out_, ...) \
    TN_CALL_trunc(tn_trunc_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* frac(Tensor self) -> Tensor
 *
 * self - trunc(self). */
typedef struct tn_frac_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_frac_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_frac_with(const tn_frac_args *args);
TN_API tn_tensor *tn_frac_inplace_with(const tn_frac_args *args);
TN_API tn_tensor *tn_frac_into_with(const tn_frac_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_frac(function_, self_, ...) \
    function_(&(tn_frac_args){.self = (self_), __VA_ARGS__})
#define tn_frac(...) TN_CALL_frac(tn_frac_with, __VA_ARGS__, .at = TN_HERE)
#define tn_frac_(...) TN_CALL_frac(tn_frac_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_frac_into(out_, ...) \
    TN_CALL_frac(tn_frac_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* copysign(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self's size with other's sign. */
typedef struct tn_copysign_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_copysign_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_copysign_with(const tn_copysign_args *args);
TN_API tn_tensor *tn_copysign_inplace_with(const tn_copysign_args *args);
TN_API tn_tensor *tn_copysign_into_with(const tn_copysign_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_copysign(function_, self_, other_, ...) \
    function_(&(tn_copysign_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_copysign(...) TN_CALL_copysign(tn_copysign_with, __VA_ARGS__, .at = TN_HERE)
#define tn_copysign_(...) TN_CALL_copysign(tn_copysign_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_copysign_into(out_, ...) \
    TN_CALL_copysign(tn_copysign_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* nextafter(Tensor self, Tensor other) -> Tensor
 *
 * The next number from self towards other. */
typedef struct tn_nextafter_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_nextafter_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_nextafter_with(const tn_nextafter_args *args);
TN_API tn_tensor *tn_nextafter_inplace_with(const tn_nextafter_args *args);
TN_API tn_tensor *tn_nextafter_into_with(const tn_nextafter_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nextafter(function_, self_, other_, ...) \
    function_(&(tn_nextafter_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_nextafter(...) TN_CALL_nextafter(tn_nextafter_with, __VA_ARGS__, .at = TN_HERE)
#define tn_nextafter_(...) TN_CALL_nextafter(tn_nextafter_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_nextafter_into(out_, ...) \
    TN_CALL_nextafter(tn_nextafter_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* ldexp(Tensor self, Tensor|Scalar other) -> Tensor
 *
 * self * 2^other. */
typedef struct tn_ldexp_args {
    tn_tensor *self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_ldexp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ldexp_with(const tn_ldexp_args *args);
TN_API tn_tensor *tn_ldexp_inplace_with(const tn_ldexp_args *args);
TN_API tn_tensor *tn_ldexp_into_with(const tn_ldexp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ldexp(function_, self_, other_, ...) \
    function_(&(tn_ldexp_args){.self = (self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_ldexp(...) TN_CALL_ldexp(tn_ldexp_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ldexp_(...) TN_CALL_ldexp(tn_ldexp_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ldexp_into(out_, ...) \
    TN_CALL_ldexp(tn_ldexp_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* nan_to_num(Tensor self, Scalar? nan=None, Scalar? posinf=None, Scalar? neginf=None) -> Tensor
 *
 * Finite numbers in place of NaN and infinities; zero and the dtype's limits by default. */
typedef struct tn_nan_to_num_args {
    tn_tensor *self;
    tn_value nan; /* default: None */
    tn_value posinf; /* default: None */
    tn_value neginf; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_nan_to_num_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_nan_to_num_with(const tn_nan_to_num_args *args);
TN_API tn_tensor *tn_nan_to_num_inplace_with(const tn_nan_to_num_args *args);
TN_API tn_tensor *tn_nan_to_num_into_with(const tn_nan_to_num_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nan_to_num(function_, self_, ...) \
    function_(&(tn_nan_to_num_args){.self = (self_), __VA_ARGS__})
#define tn_nan_to_num(...) TN_CALL_nan_to_num(tn_nan_to_num_with, __VA_ARGS__, .at = TN_HERE)
#define tn_nan_to_num_(...) TN_CALL_nan_to_num(tn_nan_to_num_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_nan_to_num_into(out_, ...) \
    TN_CALL_nan_to_num(tn_nan_to_num_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
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

/* ne(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self != other. */
typedef struct tn_ne_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_ne_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ne_with(const tn_ne_args *args);
TN_API tn_tensor *tn_ne_inplace_with(const tn_ne_args *args);
TN_API tn_tensor *tn_ne_into_with(const tn_ne_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ne(function_, self_, other_, ...) \
    function_(&(tn_ne_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_ne(...) TN_CALL_ne(tn_ne_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ne_(...) TN_CALL_ne(tn_ne_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ne_into(out_, ...) \
    TN_CALL_ne(tn_ne_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* lt(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self < other. */
typedef struct tn_lt_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_lt_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_lt_with(const tn_lt_args *args);
TN_API tn_tensor *tn_lt_inplace_with(const tn_lt_args *args);
TN_API tn_tensor *tn_lt_into_with(const tn_lt_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_lt(function_, self_, other_, ...) \
    function_(&(tn_lt_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_lt(...) TN_CALL_lt(tn_lt_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lt_(...) TN_CALL_lt(tn_lt_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lt_into(out_, ...) \
    TN_CALL_lt(tn_lt_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* le(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self <= other. */
typedef struct tn_le_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_le_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_le_with(const tn_le_args *args);
TN_API tn_tensor *tn_le_inplace_with(const tn_le_args *args);
TN_API tn_tensor *tn_le_into_with(const tn_le_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_le(function_, self_, other_, ...) \
    function_(&(tn_le_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_le(...) TN_CALL_le(tn_le_with, __VA_ARGS__, .at = TN_HERE)
#define tn_le_(...) TN_CALL_le(tn_le_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_le_into(out_, ...) \
    TN_CALL_le(tn_le_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* gt(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self > other. */
typedef struct tn_gt_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_gt_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_gt_with(const tn_gt_args *args);
TN_API tn_tensor *tn_gt_inplace_with(const tn_gt_args *args);
TN_API tn_tensor *tn_gt_into_with(const tn_gt_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_gt(function_, self_, other_, ...) \
    function_(&(tn_gt_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_gt(...) TN_CALL_gt(tn_gt_with, __VA_ARGS__, .at = TN_HERE)
#define tn_gt_(...) TN_CALL_gt(tn_gt_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_gt_into(out_, ...) \
    TN_CALL_gt(tn_gt_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* ge(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self >= other. */
typedef struct tn_ge_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_ge_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ge_with(const tn_ge_args *args);
TN_API tn_tensor *tn_ge_inplace_with(const tn_ge_args *args);
TN_API tn_tensor *tn_ge_into_with(const tn_ge_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ge(function_, self_, other_, ...) \
    function_(&(tn_ge_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_ge(...) TN_CALL_ge(tn_ge_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ge_(...) TN_CALL_ge(tn_ge_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ge_into(out_, ...) \
    TN_CALL_ge(tn_ge_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* isnan(Tensor self) -> Tensor
 *
 * Is not a number. */
typedef struct tn_isnan_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_isnan_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isnan_with(const tn_isnan_args *args);
TN_API tn_tensor *tn_isnan_into_with(const tn_isnan_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isnan(function_, self_, ...) \
    function_(&(tn_isnan_args){.self = (self_), __VA_ARGS__})
#define tn_isnan(...) TN_CALL_isnan(tn_isnan_with, __VA_ARGS__, .at = TN_HERE)
#define tn_isnan_into(out_, ...) \
    TN_CALL_isnan(tn_isnan_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* isinf(Tensor self) -> Tensor
 *
 * Is infinite. */
typedef struct tn_isinf_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_isinf_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isinf_with(const tn_isinf_args *args);
TN_API tn_tensor *tn_isinf_into_with(const tn_isinf_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isinf(function_, self_, ...) \
    function_(&(tn_isinf_args){.self = (self_), __VA_ARGS__})
#define tn_isinf(...) TN_CALL_isinf(tn_isinf_with, __VA_ARGS__, .at = TN_HERE)
#define tn_isinf_into(out_, ...) \
    TN_CALL_isinf(tn_isinf_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* isfinite(Tensor self) -> Tensor
 *
 * Is neither infinite nor NaN. */
typedef struct tn_isfinite_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_isfinite_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isfinite_with(const tn_isfinite_args *args);
TN_API tn_tensor *tn_isfinite_into_with(const tn_isfinite_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isfinite(function_, self_, ...) \
    function_(&(tn_isfinite_args){.self = (self_), __VA_ARGS__})
#define tn_isfinite(...) TN_CALL_isfinite(tn_isfinite_with, __VA_ARGS__, .at = TN_HERE)
#define tn_isfinite_into(out_, ...) \
    TN_CALL_isfinite(tn_isfinite_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* isposinf(Tensor self) -> Tensor
 *
 * Is plus infinity. */
typedef struct tn_isposinf_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_isposinf_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isposinf_with(const tn_isposinf_args *args);
TN_API tn_tensor *tn_isposinf_into_with(const tn_isposinf_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isposinf(function_, self_, ...) \
    function_(&(tn_isposinf_args){.self = (self_), __VA_ARGS__})
#define tn_isposinf(...) TN_CALL_isposinf(tn_isposinf_with, __VA_ARGS__, .at = TN_HERE)
#define tn_isposinf_into(out_, ...) \
    TN_CALL_isposinf(tn_isposinf_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* isneginf(Tensor self) -> Tensor
 *
 * Is minus infinity. */
typedef struct tn_isneginf_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_isneginf_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isneginf_with(const tn_isneginf_args *args);
TN_API tn_tensor *tn_isneginf_into_with(const tn_isneginf_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isneginf(function_, self_, ...) \
    function_(&(tn_isneginf_args){.self = (self_), __VA_ARGS__})
#define tn_isneginf(...) TN_CALL_isneginf(tn_isneginf_with, __VA_ARGS__, .at = TN_HERE)
#define tn_isneginf_into(out_, ...) \
    TN_CALL_isneginf(tn_isneginf_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* signbit(Tensor self) -> Tensor
 *
 * Has the sign bit set, also for -0. */
typedef struct tn_signbit_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_signbit_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_signbit_with(const tn_signbit_args *args);
TN_API tn_tensor *tn_signbit_into_with(const tn_signbit_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_signbit(function_, self_, ...) \
    function_(&(tn_signbit_args){.self = (self_), __VA_ARGS__})
#define tn_signbit(...) TN_CALL_signbit(tn_signbit_with, __VA_ARGS__, .at = TN_HERE)
#define tn_signbit_into(out_, ...) \
    TN_CALL_signbit(tn_signbit_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* isreal(Tensor self) -> Tensor
 *
 * Has no imaginary part. */
typedef struct tn_isreal_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_isreal_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isreal_with(const tn_isreal_args *args);
TN_API tn_tensor *tn_isreal_into_with(const tn_isreal_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isreal(function_, self_, ...) \
    function_(&(tn_isreal_args){.self = (self_), __VA_ARGS__})
#define tn_isreal(...) TN_CALL_isreal(tn_isreal_with, __VA_ARGS__, .at = TN_HERE)
#define tn_isreal_into(out_, ...) \
    TN_CALL_isreal(tn_isreal_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor
 *
 * abs(self - other) <= atol + rtol * abs(other). */
typedef struct tn_isclose_args {
    tn_tensor *self;
    tn_tensor *other;
    double rtol; /* default: 1e-05 */
    double atol; /* default: 1e-08 */
    bool equal_nan; /* default: False */
    tn_site at;
} tn_isclose_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isclose_with(const tn_isclose_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isclose(function_, self_, other_, rtol_, atol_, ...) \
    function_(&(tn_isclose_args){.self = (self_), .other = (other_), .rtol = (rtol_), .atol = (atol_), __VA_ARGS__})
#define tn_isclose(...) TN_CALL_isclose(tn_isclose_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool
 *
 * Whether isclose holds everywhere; waits for the device. */
typedef struct tn_allclose_args {
    tn_tensor *self;
    tn_tensor *other;
    double rtol; /* default: 1e-05 */
    double atol; /* default: 1e-08 */
    bool equal_nan; /* default: False */
    tn_site at;
} tn_allclose_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API bool tn_allclose_with(const tn_allclose_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_allclose(function_, self_, other_, rtol_, atol_, ...) \
    function_(&(tn_allclose_args){.self = (self_), .other = (other_), .rtol = (rtol_), .atol = (atol_), __VA_ARGS__})
#define tn_allclose(...) TN_CALL_allclose(tn_allclose_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* equal(Tensor self, Tensor other) -> bool
 *
 * Whether shapes and all elements are the same; waits for the device. */
typedef struct tn_equal_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_site at;
} tn_equal_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API bool tn_equal_with(const tn_equal_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_equal(function_, self_, other_, ...) \
    function_(&(tn_equal_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_equal(...) TN_CALL_equal(tn_equal_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* logical_and(Tensor self, Tensor other) -> Tensor
 *
 * Both are true (not zero). */
typedef struct tn_logical_and_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logical_and_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logical_and_with(const tn_logical_and_args *args);
TN_API tn_tensor *tn_logical_and_inplace_with(const tn_logical_and_args *args);
TN_API tn_tensor *tn_logical_and_into_with(const tn_logical_and_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logical_and(function_, self_, other_, ...) \
    function_(&(tn_logical_and_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_logical_and(...) TN_CALL_logical_and(tn_logical_and_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_and_(...) TN_CALL_logical_and(tn_logical_and_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_and_into(out_, ...) \
    TN_CALL_logical_and(tn_logical_and_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* logical_or(Tensor self, Tensor other) -> Tensor
 *
 * One of them is true. */
typedef struct tn_logical_or_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logical_or_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logical_or_with(const tn_logical_or_args *args);
TN_API tn_tensor *tn_logical_or_inplace_with(const tn_logical_or_args *args);
TN_API tn_tensor *tn_logical_or_into_with(const tn_logical_or_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logical_or(function_, self_, other_, ...) \
    function_(&(tn_logical_or_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_logical_or(...) TN_CALL_logical_or(tn_logical_or_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_or_(...) TN_CALL_logical_or(tn_logical_or_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_or_into(out_, ...) \
    TN_CALL_logical_or(tn_logical_or_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* logical_xor(Tensor self, Tensor other) -> Tensor
 *
 * Exactly one of them is true. */
typedef struct tn_logical_xor_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logical_xor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logical_xor_with(const tn_logical_xor_args *args);
TN_API tn_tensor *tn_logical_xor_inplace_with(const tn_logical_xor_args *args);
TN_API tn_tensor *tn_logical_xor_into_with(const tn_logical_xor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logical_xor(function_, self_, other_, ...) \
    function_(&(tn_logical_xor_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_logical_xor(...) TN_CALL_logical_xor(tn_logical_xor_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_xor_(...) TN_CALL_logical_xor(tn_logical_xor_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_xor_into(out_, ...) \
    TN_CALL_logical_xor(tn_logical_xor_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* logical_not(Tensor self) -> Tensor
 *
 * Is zero. */
typedef struct tn_logical_not_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logical_not_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logical_not_with(const tn_logical_not_args *args);
TN_API tn_tensor *tn_logical_not_inplace_with(const tn_logical_not_args *args);
TN_API tn_tensor *tn_logical_not_into_with(const tn_logical_not_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logical_not(function_, self_, ...) \
    function_(&(tn_logical_not_args){.self = (self_), __VA_ARGS__})
#define tn_logical_not(...) TN_CALL_logical_not(tn_logical_not_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_not_(...) TN_CALL_logical_not(tn_logical_not_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logical_not_into(out_, ...) \
    TN_CALL_logical_not(tn_logical_not_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bitwise_and(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self & other. */
typedef struct tn_bitwise_and_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_bitwise_and_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bitwise_and_with(const tn_bitwise_and_args *args);
TN_API tn_tensor *tn_bitwise_and_inplace_with(const tn_bitwise_and_args *args);
TN_API tn_tensor *tn_bitwise_and_into_with(const tn_bitwise_and_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bitwise_and(function_, self_, other_, ...) \
    function_(&(tn_bitwise_and_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_bitwise_and(...) TN_CALL_bitwise_and(tn_bitwise_and_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_and_(...) TN_CALL_bitwise_and(tn_bitwise_and_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_and_into(out_, ...) \
    TN_CALL_bitwise_and(tn_bitwise_and_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bitwise_or(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self | other. */
typedef struct tn_bitwise_or_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_bitwise_or_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bitwise_or_with(const tn_bitwise_or_args *args);
TN_API tn_tensor *tn_bitwise_or_inplace_with(const tn_bitwise_or_args *args);
TN_API tn_tensor *tn_bitwise_or_into_with(const tn_bitwise_or_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bitwise_or(function_, self_, other_, ...) \
    function_(&(tn_bitwise_or_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_bitwise_or(...) TN_CALL_bitwise_or(tn_bitwise_or_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_or_(...) TN_CALL_bitwise_or(tn_bitwise_or_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_or_into(out_, ...) \
    TN_CALL_bitwise_or(tn_bitwise_or_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bitwise_xor(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self ^ other. */
typedef struct tn_bitwise_xor_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_bitwise_xor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bitwise_xor_with(const tn_bitwise_xor_args *args);
TN_API tn_tensor *tn_bitwise_xor_inplace_with(const tn_bitwise_xor_args *args);
TN_API tn_tensor *tn_bitwise_xor_into_with(const tn_bitwise_xor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bitwise_xor(function_, self_, other_, ...) \
    function_(&(tn_bitwise_xor_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_bitwise_xor(...) TN_CALL_bitwise_xor(tn_bitwise_xor_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_xor_(...) TN_CALL_bitwise_xor(tn_bitwise_xor_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_xor_into(out_, ...) \
    TN_CALL_bitwise_xor(tn_bitwise_xor_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bitwise_not(Tensor self) -> Tensor
 *
 * ~self. */
typedef struct tn_bitwise_not_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_bitwise_not_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bitwise_not_with(const tn_bitwise_not_args *args);
TN_API tn_tensor *tn_bitwise_not_inplace_with(const tn_bitwise_not_args *args);
TN_API tn_tensor *tn_bitwise_not_into_with(const tn_bitwise_not_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bitwise_not(function_, self_, ...) \
    function_(&(tn_bitwise_not_args){.self = (self_), __VA_ARGS__})
#define tn_bitwise_not(...) TN_CALL_bitwise_not(tn_bitwise_not_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_not_(...) TN_CALL_bitwise_not(tn_bitwise_not_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_not_into(out_, ...) \
    TN_CALL_bitwise_not(tn_bitwise_not_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bitwise_left_shift(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self << other. */
typedef struct tn_bitwise_left_shift_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_bitwise_left_shift_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bitwise_left_shift_with(const tn_bitwise_left_shift_args *args);
TN_API tn_tensor *tn_bitwise_left_shift_inplace_with(const tn_bitwise_left_shift_args *args);
TN_API tn_tensor *tn_bitwise_left_shift_into_with(const tn_bitwise_left_shift_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bitwise_left_shift(function_, self_, other_, ...) \
    function_(&(tn_bitwise_left_shift_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_bitwise_left_shift(...) TN_CALL_bitwise_left_shift(tn_bitwise_left_shift_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_left_shift_(...) TN_CALL_bitwise_left_shift(tn_bitwise_left_shift_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_left_shift_into(out_, ...) \
    TN_CALL_bitwise_left_shift(tn_bitwise_left_shift_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bitwise_right_shift(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self >> other. */
typedef struct tn_bitwise_right_shift_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_bitwise_right_shift_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bitwise_right_shift_with(const tn_bitwise_right_shift_args *args);
TN_API tn_tensor *tn_bitwise_right_shift_inplace_with(const tn_bitwise_right_shift_args *args);
TN_API tn_tensor *tn_bitwise_right_shift_into_with(const tn_bitwise_right_shift_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bitwise_right_shift(function_, self_, other_, ...) \
    function_(&(tn_bitwise_right_shift_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_bitwise_right_shift(...) TN_CALL_bitwise_right_shift(tn_bitwise_right_shift_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_right_shift_(...) TN_CALL_bitwise_right_shift(tn_bitwise_right_shift_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bitwise_right_shift_into(out_, ...) \
    TN_CALL_bitwise_right_shift(tn_bitwise_right_shift_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* gcd(Tensor self, Tensor other) -> Tensor
 *
 * The greatest common divisor. */
typedef struct tn_gcd_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_gcd_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_gcd_with(const tn_gcd_args *args);
TN_API tn_tensor *tn_gcd_inplace_with(const tn_gcd_args *args);
TN_API tn_tensor *tn_gcd_into_with(const tn_gcd_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_gcd(function_, self_, other_, ...) \
    function_(&(tn_gcd_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_gcd(...) TN_CALL_gcd(tn_gcd_with, __VA_ARGS__, .at = TN_HERE)
#define tn_gcd_(...) TN_CALL_gcd(tn_gcd_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_gcd_into(out_, ...) \
    TN_CALL_gcd(tn_gcd_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* lcm(Tensor self, Tensor other) -> Tensor
 *
 * The least common multiple. */
typedef struct tn_lcm_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_lcm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_lcm_with(const tn_lcm_args *args);
TN_API tn_tensor *tn_lcm_inplace_with(const tn_lcm_args *args);
TN_API tn_tensor *tn_lcm_into_with(const tn_lcm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_lcm(function_, self_, other_, ...) \
    function_(&(tn_lcm_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_lcm(...) TN_CALL_lcm(tn_lcm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lcm_(...) TN_CALL_lcm(tn_lcm_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lcm_into(out_, ...) \
    TN_CALL_lcm(tn_lcm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
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

/* maximum(Tensor self, Tensor other) -> Tensor
 *
 * The larger one; NaN when one is NaN. */
typedef struct tn_maximum_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_maximum_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_maximum_with(const tn_maximum_args *args);
TN_API tn_tensor *tn_maximum_into_with(const tn_maximum_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_maximum(function_, self_, other_, ...) \
    function_(&(tn_maximum_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_maximum(...) TN_CALL_maximum(tn_maximum_with, __VA_ARGS__, .at = TN_HERE)
#define tn_maximum_into(out_, ...) \
    TN_CALL_maximum(tn_maximum_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* minimum(Tensor self, Tensor other) -> Tensor
 *
 * The smaller one; NaN when one is NaN. */
typedef struct tn_minimum_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_minimum_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_minimum_with(const tn_minimum_args *args);
TN_API tn_tensor *tn_minimum_into_with(const tn_minimum_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_minimum(function_, self_, other_, ...) \
    function_(&(tn_minimum_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_minimum(...) TN_CALL_minimum(tn_minimum_with, __VA_ARGS__, .at = TN_HERE)
#define tn_minimum_into(out_, ...) \
    TN_CALL_minimum(tn_minimum_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fmax(Tensor self, Tensor other) -> Tensor
 *
 * The larger one; a number rather than NaN. */
typedef struct tn_fmax_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fmax_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fmax_with(const tn_fmax_args *args);
TN_API tn_tensor *tn_fmax_into_with(const tn_fmax_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fmax(function_, self_, other_, ...) \
    function_(&(tn_fmax_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_fmax(...) TN_CALL_fmax(tn_fmax_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fmax_into(out_, ...) \
    TN_CALL_fmax(tn_fmax_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fmin(Tensor self, Tensor other) -> Tensor
 *
 * The smaller one; a number rather than NaN. */
typedef struct tn_fmin_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fmin_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fmin_with(const tn_fmin_args *args);
TN_API tn_tensor *tn_fmin_into_with(const tn_fmin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fmin(function_, self_, other_, ...) \
    function_(&(tn_fmin_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_fmin(...) TN_CALL_fmin(tn_fmin_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fmin_into(out_, ...) \
    TN_CALL_fmin(tn_fmin_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* clamp(Tensor self, Tensor|Scalar? min=None, Tensor|Scalar? max=None) -> Tensor
 *
 * self kept between min and max; max wins where they cross. */
typedef struct tn_clamp_args {
    tn_tensor *self;
    tn_value min; /* default: None */
    tn_value max; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_clamp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_clamp_with(const tn_clamp_args *args);
TN_API tn_tensor *tn_clamp_inplace_with(const tn_clamp_args *args);
TN_API tn_tensor *tn_clamp_into_with(const tn_clamp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_clamp(function_, self_, ...) \
    function_(&(tn_clamp_args){.self = (self_), __VA_ARGS__})
#define tn_clamp(...) TN_CALL_clamp(tn_clamp_with, __VA_ARGS__, .at = TN_HERE)
#define tn_clamp_(...) TN_CALL_clamp(tn_clamp_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_clamp_into(out_, ...) \
    TN_CALL_clamp(tn_clamp_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* clamp_min(Tensor self, Tensor|Scalar min) -> Tensor
 *
 * self, at least min. */
typedef struct tn_clamp_min_args {
    tn_tensor *self;
    tn_value min;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_clamp_min_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_clamp_min_with(const tn_clamp_min_args *args);
TN_API tn_tensor *tn_clamp_min_inplace_with(const tn_clamp_min_args *args);
TN_API tn_tensor *tn_clamp_min_into_with(const tn_clamp_min_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_clamp_min(function_, self_, min_, ...) \
    function_(&(tn_clamp_min_args){.self = (self_), .min = TN_ARG(min_), __VA_ARGS__})
#define tn_clamp_min(...) TN_CALL_clamp_min(tn_clamp_min_with, __VA_ARGS__, .at = TN_HERE)
#define tn_clamp_min_(...) TN_CALL_clamp_min(tn_clamp_min_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_clamp_min_into(out_, ...) \
    TN_CALL_clamp_min(tn_clamp_min_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* clamp_max(Tensor self, Tensor|Scalar max) -> Tensor
 *
 * self, at most max. */
typedef struct tn_clamp_max_args {
    tn_tensor *self;
    tn_value max;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_clamp_max_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_clamp_max_with(const tn_clamp_max_args *args);
TN_API tn_tensor *tn_clamp_max_inplace_with(const tn_clamp_max_args *args);
TN_API tn_tensor *tn_clamp_max_into_with(const tn_clamp_max_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_clamp_max(function_, self_, max_, ...) \
    function_(&(tn_clamp_max_args){.self = (self_), .max = TN_ARG(max_), __VA_ARGS__})
#define tn_clamp_max(...) TN_CALL_clamp_max(tn_clamp_max_with, __VA_ARGS__, .at = TN_HERE)
#define tn_clamp_max_(...) TN_CALL_clamp_max(tn_clamp_max_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_clamp_max_into(out_, ...) \
    TN_CALL_clamp_max(tn_clamp_max_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor
 *
 * value where self <= threshold. */
typedef struct tn_threshold_args {
    tn_tensor *self;
    tn_value threshold;
    tn_value value;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_threshold_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_threshold_with(const tn_threshold_args *args);
TN_API tn_tensor *tn_threshold_inplace_with(const tn_threshold_args *args);
TN_API tn_tensor *tn_threshold_into_with(const tn_threshold_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_threshold(function_, self_, threshold_, value_, ...) \
    function_(&(tn_threshold_args){.self = (self_), .threshold = TN_ARG(threshold_), .value = TN_ARG(value_), __VA_ARGS__})
#define tn_threshold(...) TN_CALL_threshold(tn_threshold_with, __VA_ARGS__, .at = TN_HERE)
#define tn_threshold_(...) TN_CALL_threshold(tn_threshold_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_threshold_into(out_, ...) \
    TN_CALL_threshold(tn_threshold_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* heaviside(Tensor self, Tensor values) -> Tensor
 *
 * 0 below zero, 1 above it, values at zero. */
typedef struct tn_heaviside_args {
    tn_tensor *self;
    tn_tensor *values;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_heaviside_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_heaviside_with(const tn_heaviside_args *args);
TN_API tn_tensor *tn_heaviside_inplace_with(const tn_heaviside_args *args);
TN_API tn_tensor *tn_heaviside_into_with(const tn_heaviside_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_heaviside(function_, self_, values_, ...) \
    function_(&(tn_heaviside_args){.self = (self_), .values = (values_), __VA_ARGS__})
#define tn_heaviside(...) TN_CALL_heaviside(tn_heaviside_with, __VA_ARGS__, .at = TN_HERE)
#define tn_heaviside_(...) TN_CALL_heaviside(tn_heaviside_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_heaviside_into(out_, ...) \
    TN_CALL_heaviside(tn_heaviside_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
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

/* exp2(Tensor self) -> Tensor
 *
 * 2 to the power of each element. */
typedef struct tn_exp2_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_exp2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_exp2_with(const tn_exp2_args *args);
TN_API tn_tensor *tn_exp2_inplace_with(const tn_exp2_args *args);
TN_API tn_tensor *tn_exp2_into_with(const tn_exp2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_exp2(function_, self_, ...) \
    function_(&(tn_exp2_args){.self = (self_), __VA_ARGS__})
#define tn_exp2(...) TN_CALL_exp2(tn_exp2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_exp2_(...) TN_CALL_exp2(tn_exp2_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_exp2_into(out_, ...) \
    TN_CALL_exp2(tn_exp2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* expm1(Tensor self) -> Tensor
 *
 * exp(self) - 1, exact near zero. */
typedef struct tn_expm1_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_expm1_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_expm1_with(const tn_expm1_args *args);
TN_API tn_tensor *tn_expm1_inplace_with(const tn_expm1_args *args);
TN_API tn_tensor *tn_expm1_into_with(const tn_expm1_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_expm1(function_, self_, ...) \
    function_(&(tn_expm1_args){.self = (self_), __VA_ARGS__})
#define tn_expm1(...) TN_CALL_expm1(tn_expm1_with, __VA_ARGS__, .at = TN_HERE)
#define tn_expm1_(...) TN_CALL_expm1(tn_expm1_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_expm1_into(out_, ...) \
    TN_CALL_expm1(tn_expm1_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* log(Tensor self) -> Tensor
 *
 * The natural logarithm. */
typedef struct tn_log_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_log_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log_with(const tn_log_args *args);
TN_API tn_tensor *tn_log_inplace_with(const tn_log_args *args);
TN_API tn_tensor *tn_log_into_with(const tn_log_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log(function_, self_, ...) \
    function_(&(tn_log_args){.self = (self_), __VA_ARGS__})
#define tn_log(...) TN_CALL_log(tn_log_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log_(...) TN_CALL_log(tn_log_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log_into(out_, ...) \
    TN_CALL_log(tn_log_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* log2(Tensor self) -> Tensor
 *
 * The logarithm to base 2. */
typedef struct tn_log2_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_log2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log2_with(const tn_log2_args *args);
TN_API tn_tensor *tn_log2_inplace_with(const tn_log2_args *args);
TN_API tn_tensor *tn_log2_into_with(const tn_log2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log2(function_, self_, ...) \
    function_(&(tn_log2_args){.self = (self_), __VA_ARGS__})
#define tn_log2(...) TN_CALL_log2(tn_log2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log2_(...) TN_CALL_log2(tn_log2_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log2_into(out_, ...) \
    TN_CALL_log2(tn_log2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* log10(Tensor self) -> Tensor
 *
 * The logarithm to base 10. */
typedef struct tn_log10_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_log10_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log10_with(const tn_log10_args *args);
TN_API tn_tensor *tn_log10_inplace_with(const tn_log10_args *args);
TN_API tn_tensor *tn_log10_into_with(const tn_log10_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log10(function_, self_, ...) \
    function_(&(tn_log10_args){.self = (self_), __VA_ARGS__})
#define tn_log10(...) TN_CALL_log10(tn_log10_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log10_(...) TN_CALL_log10(tn_log10_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log10_into(out_, ...) \
    TN_CALL_log10(tn_log10_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* log1p(Tensor self) -> Tensor
 *
 * log(1 + self), exact near zero. */
typedef struct tn_log1p_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_log1p_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log1p_with(const tn_log1p_args *args);
TN_API tn_tensor *tn_log1p_inplace_with(const tn_log1p_args *args);
TN_API tn_tensor *tn_log1p_into_with(const tn_log1p_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log1p(function_, self_, ...) \
    function_(&(tn_log1p_args){.self = (self_), __VA_ARGS__})
#define tn_log1p(...) TN_CALL_log1p(tn_log1p_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log1p_(...) TN_CALL_log1p(tn_log1p_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log1p_into(out_, ...) \
    TN_CALL_log1p(tn_log1p_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* logaddexp(Tensor self, Tensor other) -> Tensor
 *
 * log(exp(self) + exp(other)). */
typedef struct tn_logaddexp_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logaddexp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logaddexp_with(const tn_logaddexp_args *args);
TN_API tn_tensor *tn_logaddexp_into_with(const tn_logaddexp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logaddexp(function_, self_, other_, ...) \
    function_(&(tn_logaddexp_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_logaddexp(...) TN_CALL_logaddexp(tn_logaddexp_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logaddexp_into(out_, ...) \
    TN_CALL_logaddexp(tn_logaddexp_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* logaddexp2(Tensor self, Tensor other) -> Tensor
 *
 * log2(2^self + 2^other). */
typedef struct tn_logaddexp2_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logaddexp2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logaddexp2_with(const tn_logaddexp2_args *args);
TN_API tn_tensor *tn_logaddexp2_into_with(const tn_logaddexp2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logaddexp2(function_, self_, other_, ...) \
    function_(&(tn_logaddexp2_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_logaddexp2(...) TN_CALL_logaddexp2(tn_logaddexp2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logaddexp2_into(out_, ...) \
    TN_CALL_logaddexp2(tn_logaddexp2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* xlogy(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self * log(other), 0 where self is 0. */
typedef struct tn_xlogy_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_xlogy_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_xlogy_with(const tn_xlogy_args *args);
TN_API tn_tensor *tn_xlogy_inplace_with(const tn_xlogy_args *args);
TN_API tn_tensor *tn_xlogy_into_with(const tn_xlogy_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_xlogy(function_, self_, other_, ...) \
    function_(&(tn_xlogy_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_xlogy(...) TN_CALL_xlogy(tn_xlogy_with, __VA_ARGS__, .at = TN_HERE)
#define tn_xlogy_(...) TN_CALL_xlogy(tn_xlogy_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_xlogy_into(out_, ...) \
    TN_CALL_xlogy(tn_xlogy_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* xlog1py(Tensor|Scalar self, Tensor|Scalar other) -> Tensor
 *
 * self * log1p(other), 0 where self is 0. */
typedef struct tn_xlog1py_args {
    tn_value self;
    tn_value other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_xlog1py_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_xlog1py_with(const tn_xlog1py_args *args);
TN_API tn_tensor *tn_xlog1py_into_with(const tn_xlog1py_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_xlog1py(function_, self_, other_, ...) \
    function_(&(tn_xlog1py_args){.self = TN_ARG(self_), .other = TN_ARG(other_), __VA_ARGS__})
#define tn_xlog1py(...) TN_CALL_xlog1py(tn_xlog1py_with, __VA_ARGS__, .at = TN_HERE)
#define tn_xlog1py_into(out_, ...) \
    TN_CALL_xlog1py(tn_xlog1py_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* sin(Tensor self) -> Tensor
 *
 * The sine. */
typedef struct tn_sin_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sin_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sin_with(const tn_sin_args *args);
TN_API tn_tensor *tn_sin_inplace_with(const tn_sin_args *args);
TN_API tn_tensor *tn_sin_into_with(const tn_sin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sin(function_, self_, ...) \
    function_(&(tn_sin_args){.self = (self_), __VA_ARGS__})
#define tn_sin(...) TN_CALL_sin(tn_sin_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sin_(...) TN_CALL_sin(tn_sin_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sin_into(out_, ...) \
    TN_CALL_sin(tn_sin_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cos(Tensor self) -> Tensor
 *
 * The cosine. */
typedef struct tn_cos_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cos_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cos_with(const tn_cos_args *args);
TN_API tn_tensor *tn_cos_inplace_with(const tn_cos_args *args);
TN_API tn_tensor *tn_cos_into_with(const tn_cos_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cos(function_, self_, ...) \
    function_(&(tn_cos_args){.self = (self_), __VA_ARGS__})
#define tn_cos(...) TN_CALL_cos(tn_cos_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cos_(...) TN_CALL_cos(tn_cos_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cos_into(out_, ...) \
    TN_CALL_cos(tn_cos_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* tan(Tensor self) -> Tensor
 *
 * The tangent. */
typedef struct tn_tan_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_tan_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tan_with(const tn_tan_args *args);
TN_API tn_tensor *tn_tan_inplace_with(const tn_tan_args *args);
TN_API tn_tensor *tn_tan_into_with(const tn_tan_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tan(function_, self_, ...) \
    function_(&(tn_tan_args){.self = (self_), __VA_ARGS__})
#define tn_tan(...) TN_CALL_tan(tn_tan_with, __VA_ARGS__, .at = TN_HERE)
#define tn_tan_(...) TN_CALL_tan(tn_tan_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_tan_into(out_, ...) \
    TN_CALL_tan(tn_tan_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* asin(Tensor self) -> Tensor
 *
 * The inverse sine. */
typedef struct tn_asin_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_asin_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_asin_with(const tn_asin_args *args);
TN_API tn_tensor *tn_asin_inplace_with(const tn_asin_args *args);
TN_API tn_tensor *tn_asin_into_with(const tn_asin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_asin(function_, self_, ...) \
    function_(&(tn_asin_args){.self = (self_), __VA_ARGS__})
#define tn_asin(...) TN_CALL_asin(tn_asin_with, __VA_ARGS__, .at = TN_HERE)
#define tn_asin_(...) TN_CALL_asin(tn_asin_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_asin_into(out_, ...) \
    TN_CALL_asin(tn_asin_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* acos(Tensor self) -> Tensor
 *
 * The inverse cosine. */
typedef struct tn_acos_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_acos_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_acos_with(const tn_acos_args *args);
TN_API tn_tensor *tn_acos_inplace_with(const tn_acos_args *args);
TN_API tn_tensor *tn_acos_into_with(const tn_acos_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_acos(function_, self_, ...) \
    function_(&(tn_acos_args){.self = (self_), __VA_ARGS__})
#define tn_acos(...) TN_CALL_acos(tn_acos_with, __VA_ARGS__, .at = TN_HERE)
#define tn_acos_(...) TN_CALL_acos(tn_acos_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_acos_into(out_, ...) \
    TN_CALL_acos(tn_acos_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* atan(Tensor self) -> Tensor
 *
 * The inverse tangent. */
typedef struct tn_atan_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_atan_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_atan_with(const tn_atan_args *args);
TN_API tn_tensor *tn_atan_inplace_with(const tn_atan_args *args);
TN_API tn_tensor *tn_atan_into_with(const tn_atan_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atan(function_, self_, ...) \
    function_(&(tn_atan_args){.self = (self_), __VA_ARGS__})
#define tn_atan(...) TN_CALL_atan(tn_atan_with, __VA_ARGS__, .at = TN_HERE)
#define tn_atan_(...) TN_CALL_atan(tn_atan_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_atan_into(out_, ...) \
    TN_CALL_atan(tn_atan_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* atan2(Tensor self, Tensor other) -> Tensor
 *
 * The angle of the point (other, self). */
typedef struct tn_atan2_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_atan2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_atan2_with(const tn_atan2_args *args);
TN_API tn_tensor *tn_atan2_inplace_with(const tn_atan2_args *args);
TN_API tn_tensor *tn_atan2_into_with(const tn_atan2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atan2(function_, self_, other_, ...) \
    function_(&(tn_atan2_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_atan2(...) TN_CALL_atan2(tn_atan2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_atan2_(...) TN_CALL_atan2(tn_atan2_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_atan2_into(out_, ...) \
    TN_CALL_atan2(tn_atan2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* sinh(Tensor self) -> Tensor
 *
 * The hyperbolic sine. */
typedef struct tn_sinh_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sinh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sinh_with(const tn_sinh_args *args);
TN_API tn_tensor *tn_sinh_inplace_with(const tn_sinh_args *args);
TN_API tn_tensor *tn_sinh_into_with(const tn_sinh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sinh(function_, self_, ...) \
    function_(&(tn_sinh_args){.self = (self_), __VA_ARGS__})
#define tn_sinh(...) TN_CALL_sinh(tn_sinh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sinh_(...) TN_CALL_sinh(tn_sinh_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sinh_into(out_, ...) \
    TN_CALL_sinh(tn_sinh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cosh(Tensor self) -> Tensor
 *
 * The hyperbolic cosine. */
typedef struct tn_cosh_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cosh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cosh_with(const tn_cosh_args *args);
TN_API tn_tensor *tn_cosh_inplace_with(const tn_cosh_args *args);
TN_API tn_tensor *tn_cosh_into_with(const tn_cosh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cosh(function_, self_, ...) \
    function_(&(tn_cosh_args){.self = (self_), __VA_ARGS__})
#define tn_cosh(...) TN_CALL_cosh(tn_cosh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cosh_(...) TN_CALL_cosh(tn_cosh_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cosh_into(out_, ...) \
    TN_CALL_cosh(tn_cosh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* tanh(Tensor self) -> Tensor
 *
 * The hyperbolic tangent. */
typedef struct tn_tanh_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_tanh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tanh_with(const tn_tanh_args *args);
TN_API tn_tensor *tn_tanh_inplace_with(const tn_tanh_args *args);
TN_API tn_tensor *tn_tanh_into_with(const tn_tanh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tanh(function_, self_, ...) \
    function_(&(tn_tanh_args){.self = (self_), __VA_ARGS__})
#define tn_tanh(...) TN_CALL_tanh(tn_tanh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_tanh_(...) TN_CALL_tanh(tn_tanh_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_tanh_into(out_, ...) \
    TN_CALL_tanh(tn_tanh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* asinh(Tensor self) -> Tensor
 *
 * The inverse hyperbolic sine. */
typedef struct tn_asinh_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_asinh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_asinh_with(const tn_asinh_args *args);
TN_API tn_tensor *tn_asinh_inplace_with(const tn_asinh_args *args);
TN_API tn_tensor *tn_asinh_into_with(const tn_asinh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_asinh(function_, self_, ...) \
    function_(&(tn_asinh_args){.self = (self_), __VA_ARGS__})
#define tn_asinh(...) TN_CALL_asinh(tn_asinh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_asinh_(...) TN_CALL_asinh(tn_asinh_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_asinh_into(out_, ...) \
    TN_CALL_asinh(tn_asinh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* acosh(Tensor self) -> Tensor
 *
 * The inverse hyperbolic cosine. */
typedef struct tn_acosh_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_acosh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_acosh_with(const tn_acosh_args *args);
TN_API tn_tensor *tn_acosh_inplace_with(const tn_acosh_args *args);
TN_API tn_tensor *tn_acosh_into_with(const tn_acosh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_acosh(function_, self_, ...) \
    function_(&(tn_acosh_args){.self = (self_), __VA_ARGS__})
#define tn_acosh(...) TN_CALL_acosh(tn_acosh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_acosh_(...) TN_CALL_acosh(tn_acosh_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_acosh_into(out_, ...) \
    TN_CALL_acosh(tn_acosh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* atanh(Tensor self) -> Tensor
 *
 * The inverse hyperbolic tangent. */
typedef struct tn_atanh_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_atanh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_atanh_with(const tn_atanh_args *args);
TN_API tn_tensor *tn_atanh_inplace_with(const tn_atanh_args *args);
TN_API tn_tensor *tn_atanh_into_with(const tn_atanh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atanh(function_, self_, ...) \
    function_(&(tn_atanh_args){.self = (self_), __VA_ARGS__})
#define tn_atanh(...) TN_CALL_atanh(tn_atanh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_atanh_(...) TN_CALL_atanh(tn_atanh_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_atanh_into(out_, ...) \
    TN_CALL_atanh(tn_atanh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* hypot(Tensor self, Tensor other) -> Tensor
 *
 * sqrt(self^2 + other^2) without overflow. */
typedef struct tn_hypot_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_hypot_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hypot_with(const tn_hypot_args *args);
TN_API tn_tensor *tn_hypot_inplace_with(const tn_hypot_args *args);
TN_API tn_tensor *tn_hypot_into_with(const tn_hypot_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hypot(function_, self_, other_, ...) \
    function_(&(tn_hypot_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_hypot(...) TN_CALL_hypot(tn_hypot_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hypot_(...) TN_CALL_hypot(tn_hypot_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hypot_into(out_, ...) \
    TN_CALL_hypot(tn_hypot_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* deg2rad(Tensor self) -> Tensor
 *
 * Degrees to radians. */
typedef struct tn_deg2rad_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_deg2rad_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_deg2rad_with(const tn_deg2rad_args *args);
TN_API tn_tensor *tn_deg2rad_inplace_with(const tn_deg2rad_args *args);
TN_API tn_tensor *tn_deg2rad_into_with(const tn_deg2rad_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_deg2rad(function_, self_, ...) \
    function_(&(tn_deg2rad_args){.self = (self_), __VA_ARGS__})
#define tn_deg2rad(...) TN_CALL_deg2rad(tn_deg2rad_with, __VA_ARGS__, .at = TN_HERE)
#define tn_deg2rad_(...) TN_CALL_deg2rad(tn_deg2rad_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_deg2rad_into(out_, ...) \
    TN_CALL_deg2rad(tn_deg2rad_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* rad2deg(Tensor self) -> Tensor
 *
 * Radians to degrees. */
typedef struct tn_rad2deg_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_rad2deg_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_rad2deg_with(const tn_rad2deg_args *args);
TN_API tn_tensor *tn_rad2deg_inplace_with(const tn_rad2deg_args *args);
TN_API tn_tensor *tn_rad2deg_into_with(const tn_rad2deg_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_rad2deg(function_, self_, ...) \
    function_(&(tn_rad2deg_args){.self = (self_), __VA_ARGS__})
#define tn_rad2deg(...) TN_CALL_rad2deg(tn_rad2deg_with, __VA_ARGS__, .at = TN_HERE)
#define tn_rad2deg_(...) TN_CALL_rad2deg(tn_rad2deg_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_rad2deg_into(out_, ...) \
    TN_CALL_rad2deg(tn_rad2deg_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* sinc(Tensor self) -> Tensor
 *
 * sin(pi self) / (pi self), 1 at zero. */
typedef struct tn_sinc_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sinc_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sinc_with(const tn_sinc_args *args);
TN_API tn_tensor *tn_sinc_inplace_with(const tn_sinc_args *args);
TN_API tn_tensor *tn_sinc_into_with(const tn_sinc_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sinc(function_, self_, ...) \
    function_(&(tn_sinc_args){.self = (self_), __VA_ARGS__})
#define tn_sinc(...) TN_CALL_sinc(tn_sinc_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sinc_(...) TN_CALL_sinc(tn_sinc_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sinc_into(out_, ...) \
    TN_CALL_sinc(tn_sinc_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* erf(Tensor self) -> Tensor
 *
 * The error function. */
typedef struct tn_erf_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_erf_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_erf_with(const tn_erf_args *args);
TN_API tn_tensor *tn_erf_inplace_with(const tn_erf_args *args);
TN_API tn_tensor *tn_erf_into_with(const tn_erf_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_erf(function_, self_, ...) \
    function_(&(tn_erf_args){.self = (self_), __VA_ARGS__})
#define tn_erf(...) TN_CALL_erf(tn_erf_with, __VA_ARGS__, .at = TN_HERE)
#define tn_erf_(...) TN_CALL_erf(tn_erf_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_erf_into(out_, ...) \
    TN_CALL_erf(tn_erf_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* erfc(Tensor self) -> Tensor
 *
 * 1 - erf(self). */
typedef struct tn_erfc_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_erfc_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_erfc_with(const tn_erfc_args *args);
TN_API tn_tensor *tn_erfc_inplace_with(const tn_erfc_args *args);
TN_API tn_tensor *tn_erfc_into_with(const tn_erfc_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_erfc(function_, self_, ...) \
    function_(&(tn_erfc_args){.self = (self_), __VA_ARGS__})
#define tn_erfc(...) TN_CALL_erfc(tn_erfc_with, __VA_ARGS__, .at = TN_HERE)
#define tn_erfc_(...) TN_CALL_erfc(tn_erfc_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_erfc_into(out_, ...) \
    TN_CALL_erfc(tn_erfc_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* erfinv(Tensor self) -> Tensor
 *
 * The inverse of the error function. */
typedef struct tn_erfinv_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_erfinv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_erfinv_with(const tn_erfinv_args *args);
TN_API tn_tensor *tn_erfinv_inplace_with(const tn_erfinv_args *args);
TN_API tn_tensor *tn_erfinv_into_with(const tn_erfinv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_erfinv(function_, self_, ...) \
    function_(&(tn_erfinv_args){.self = (self_), __VA_ARGS__})
#define tn_erfinv(...) TN_CALL_erfinv(tn_erfinv_with, __VA_ARGS__, .at = TN_HERE)
#define tn_erfinv_(...) TN_CALL_erfinv(tn_erfinv_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_erfinv_into(out_, ...) \
    TN_CALL_erfinv(tn_erfinv_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* lgamma(Tensor self) -> Tensor
 *
 * The logarithm of the absolute value of the gamma function. */
typedef struct tn_lgamma_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_lgamma_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_lgamma_with(const tn_lgamma_args *args);
TN_API tn_tensor *tn_lgamma_inplace_with(const tn_lgamma_args *args);
TN_API tn_tensor *tn_lgamma_into_with(const tn_lgamma_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_lgamma(function_, self_, ...) \
    function_(&(tn_lgamma_args){.self = (self_), __VA_ARGS__})
#define tn_lgamma(...) TN_CALL_lgamma(tn_lgamma_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lgamma_(...) TN_CALL_lgamma(tn_lgamma_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_lgamma_into(out_, ...) \
    TN_CALL_lgamma(tn_lgamma_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* digamma(Tensor self) -> Tensor
 *
 * The derivative of lgamma. */
typedef struct tn_digamma_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_digamma_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_digamma_with(const tn_digamma_args *args);
TN_API tn_tensor *tn_digamma_inplace_with(const tn_digamma_args *args);
TN_API tn_tensor *tn_digamma_into_with(const tn_digamma_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_digamma(function_, self_, ...) \
    function_(&(tn_digamma_args){.self = (self_), __VA_ARGS__})
#define tn_digamma(...) TN_CALL_digamma(tn_digamma_with, __VA_ARGS__, .at = TN_HERE)
#define tn_digamma_(...) TN_CALL_digamma(tn_digamma_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_digamma_into(out_, ...) \
    TN_CALL_digamma(tn_digamma_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* trigamma(Tensor self) -> Tensor
 *
 * The second derivative of lgamma. */
typedef struct tn_trigamma_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_trigamma_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_trigamma_with(const tn_trigamma_args *args);
TN_API tn_tensor *tn_trigamma_into_with(const tn_trigamma_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_trigamma(function_, self_, ...) \
    function_(&(tn_trigamma_args){.self = (self_), __VA_ARGS__})
#define tn_trigamma(...) TN_CALL_trigamma(tn_trigamma_with, __VA_ARGS__, .at = TN_HERE)
#define tn_trigamma_into(out_, ...) \
    TN_CALL_trigamma(tn_trigamma_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* polygamma(int n, Tensor self) -> Tensor
 *
 * The derivative of lgamma of order n + 1. */
typedef struct tn_polygamma_args {
    int64_t n;
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_polygamma_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_polygamma_with(const tn_polygamma_args *args);
TN_API tn_tensor *tn_polygamma_into_with(const tn_polygamma_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_polygamma(function_, n_, self_, ...) \
    function_(&(tn_polygamma_args){.n = (n_), .self = (self_), __VA_ARGS__})
#define tn_polygamma(...) TN_CALL_polygamma(tn_polygamma_with, __VA_ARGS__, .at = TN_HERE)
#define tn_polygamma_into(out_, ...) \
    TN_CALL_polygamma(tn_polygamma_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* i0(Tensor self) -> Tensor
 *
 * The modified Bessel function of the first kind of order zero. */
typedef struct tn_i0_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_i0_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_i0_with(const tn_i0_args *args);
TN_API tn_tensor *tn_i0_inplace_with(const tn_i0_args *args);
TN_API tn_tensor *tn_i0_into_with(const tn_i0_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_i0(function_, self_, ...) \
    function_(&(tn_i0_args){.self = (self_), __VA_ARGS__})
#define tn_i0(...) TN_CALL_i0(tn_i0_with, __VA_ARGS__, .at = TN_HERE)
#define tn_i0_(...) TN_CALL_i0(tn_i0_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_i0_into(out_, ...) \
    TN_CALL_i0(tn_i0_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* special_i0e(Tensor self) -> Tensor
 *
 * exp(-abs(self)) * i0(self). */
typedef struct tn_special_i0e_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_special_i0e_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_special_i0e_with(const tn_special_i0e_args *args);
TN_API tn_tensor *tn_special_i0e_into_with(const tn_special_i0e_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_special_i0e(function_, self_, ...) \
    function_(&(tn_special_i0e_args){.self = (self_), __VA_ARGS__})
#define tn_special_i0e(...) TN_CALL_special_i0e(tn_special_i0e_with, __VA_ARGS__, .at = TN_HERE)
#define tn_special_i0e_into(out_, ...) \
    TN_CALL_special_i0e(tn_special_i0e_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* special_i1(Tensor self) -> Tensor
 *
 * The modified Bessel function of the first kind of order one. */
typedef struct tn_special_i1_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_special_i1_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_special_i1_with(const tn_special_i1_args *args);
TN_API tn_tensor *tn_special_i1_into_with(const tn_special_i1_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_special_i1(function_, self_, ...) \
    function_(&(tn_special_i1_args){.self = (self_), __VA_ARGS__})
#define tn_special_i1(...) TN_CALL_special_i1(tn_special_i1_with, __VA_ARGS__, .at = TN_HERE)
#define tn_special_i1_into(out_, ...) \
    TN_CALL_special_i1(tn_special_i1_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* special_i1e(Tensor self) -> Tensor
 *
 * exp(-abs(self)) * special_i1(self). */
typedef struct tn_special_i1e_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_special_i1e_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_special_i1e_with(const tn_special_i1e_args *args);
TN_API tn_tensor *tn_special_i1e_into_with(const tn_special_i1e_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_special_i1e(function_, self_, ...) \
    function_(&(tn_special_i1e_args){.self = (self_), __VA_ARGS__})
#define tn_special_i1e(...) TN_CALL_special_i1e(tn_special_i1e_with, __VA_ARGS__, .at = TN_HERE)
#define tn_special_i1e_into(out_, ...) \
    TN_CALL_special_i1e(tn_special_i1e_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* mvlgamma(Tensor self, int p) -> Tensor
 *
 * The logarithm of the multivariate gamma function of dimension p. */
typedef struct tn_mvlgamma_args {
    tn_tensor *self;
    int64_t p;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_mvlgamma_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mvlgamma_with(const tn_mvlgamma_args *args);
TN_API tn_tensor *tn_mvlgamma_inplace_with(const tn_mvlgamma_args *args);
TN_API tn_tensor *tn_mvlgamma_into_with(const tn_mvlgamma_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mvlgamma(function_, self_, p_, ...) \
    function_(&(tn_mvlgamma_args){.self = (self_), .p = (p_), __VA_ARGS__})
#define tn_mvlgamma(...) TN_CALL_mvlgamma(tn_mvlgamma_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mvlgamma_(...) TN_CALL_mvlgamma(tn_mvlgamma_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mvlgamma_into(out_, ...) \
    TN_CALL_mvlgamma(tn_mvlgamma_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* special_entr(Tensor self) -> Tensor
 *
 * -self * log(self), 0 at 0, -inf below it. */
typedef struct tn_special_entr_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_special_entr_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_special_entr_with(const tn_special_entr_args *args);
TN_API tn_tensor *tn_special_entr_into_with(const tn_special_entr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_special_entr(function_, self_, ...) \
    function_(&(tn_special_entr_args){.self = (self_), __VA_ARGS__})
#define tn_special_entr(...) TN_CALL_special_entr(tn_special_entr_with, __VA_ARGS__, .at = TN_HERE)
#define tn_special_entr_into(out_, ...) \
    TN_CALL_special_entr(tn_special_entr_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* special_ndtr(Tensor self) -> Tensor
 *
 * The normal distribution function. */
typedef struct tn_special_ndtr_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_special_ndtr_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_special_ndtr_with(const tn_special_ndtr_args *args);
TN_API tn_tensor *tn_special_ndtr_into_with(const tn_special_ndtr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_special_ndtr(function_, self_, ...) \
    function_(&(tn_special_ndtr_args){.self = (self_), __VA_ARGS__})
#define tn_special_ndtr(...) TN_CALL_special_ndtr(tn_special_ndtr_with, __VA_ARGS__, .at = TN_HERE)
#define tn_special_ndtr_into(out_, ...) \
    TN_CALL_special_ndtr(tn_special_ndtr_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* logit(Tensor self, float? eps=None) -> Tensor
 *
 * log(self / (1 - self)), self kept eps away from 0 and 1. */
typedef struct tn_logit_args {
    tn_tensor *self;
    tn_value eps; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logit_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logit_with(const tn_logit_args *args);
TN_API tn_tensor *tn_logit_inplace_with(const tn_logit_args *args);
TN_API tn_tensor *tn_logit_into_with(const tn_logit_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logit(function_, self_, ...) \
    function_(&(tn_logit_args){.self = (self_), __VA_ARGS__})
#define tn_logit(...) TN_CALL_logit(tn_logit_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logit_(...) TN_CALL_logit(tn_logit_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logit_into(out_, ...) \
    TN_CALL_logit(tn_logit_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* conj(Tensor self) -> Tensor
 *
 * The complex conjugate (a copy). */
typedef struct tn_conj_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_conj_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_conj_with(const tn_conj_args *args);
TN_API tn_tensor *tn_conj_into_with(const tn_conj_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_conj(function_, self_, ...) \
    function_(&(tn_conj_args){.self = (self_), __VA_ARGS__})
#define tn_conj(...) TN_CALL_conj(tn_conj_with, __VA_ARGS__, .at = TN_HERE)
#define tn_conj_into(out_, ...) \
    TN_CALL_conj(tn_conj_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* angle(Tensor self) -> Tensor
 *
 * The angle of a complex number. */
typedef struct tn_angle_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_angle_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_angle_with(const tn_angle_args *args);
TN_API tn_tensor *tn_angle_into_with(const tn_angle_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_angle(function_, self_, ...) \
    function_(&(tn_angle_args){.self = (self_), __VA_ARGS__})
#define tn_angle(...) TN_CALL_angle(tn_angle_with, __VA_ARGS__, .at = TN_HERE)
#define tn_angle_into(out_, ...) \
    TN_CALL_angle(tn_angle_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* complex(Tensor real, Tensor imag) -> Tensor
 *
 * real + i imag. */
typedef struct tn_complex_args {
    tn_tensor *real;
    tn_tensor *imag;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_complex_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_complex_with(const tn_complex_args *args);
TN_API tn_tensor *tn_complex_into_with(const tn_complex_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_complex(function_, real_, imag_, ...) \
    function_(&(tn_complex_args){.real = (real_), .imag = (imag_), __VA_ARGS__})
#define tn_complex(...) TN_CALL_complex(tn_complex_with, __VA_ARGS__, .at = TN_HERE)
#define tn_complex_into(out_, ...) \
    TN_CALL_complex(tn_complex_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* polar(Tensor abs, Tensor angle) -> Tensor
 *
 * abs * exp(i angle). */
typedef struct tn_polar_args {
    tn_tensor *abs;
    tn_tensor *angle;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_polar_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_polar_with(const tn_polar_args *args);
TN_API tn_tensor *tn_polar_into_with(const tn_polar_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_polar(function_, abs_, angle_, ...) \
    function_(&(tn_polar_args){.abs = (abs_), .angle = (angle_), __VA_ARGS__})
#define tn_polar(...) TN_CALL_polar(tn_polar_with, __VA_ARGS__, .at = TN_HERE)
#define tn_polar_into(out_, ...) \
    TN_CALL_polar(tn_polar_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* relu(Tensor self) -> Tensor
 *
 * self where positive, else 0. */
typedef struct tn_relu_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_relu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_relu_with(const tn_relu_args *args);
TN_API tn_tensor *tn_relu_inplace_with(const tn_relu_args *args);
TN_API tn_tensor *tn_relu_into_with(const tn_relu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_relu(function_, self_, ...) \
    function_(&(tn_relu_args){.self = (self_), __VA_ARGS__})
#define tn_relu(...) TN_CALL_relu(tn_relu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_relu_(...) TN_CALL_relu(tn_relu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_relu_into(out_, ...) \
    TN_CALL_relu(tn_relu_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* relu6(Tensor self) -> Tensor
 *
 * self kept between 0 and 6. */
typedef struct tn_relu6_args {
    tn_tensor *self;
    tn_site at;
} tn_relu6_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_relu6_with(const tn_relu6_args *args);
TN_API tn_tensor *tn_relu6_inplace_with(const tn_relu6_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_relu6(function_, self_, ...) \
    function_(&(tn_relu6_args){.self = (self_), __VA_ARGS__})
#define tn_relu6(...) TN_CALL_relu6(tn_relu6_with, __VA_ARGS__, .at = TN_HERE)
#define tn_relu6_(...) TN_CALL_relu6(tn_relu6_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor
 *
 * self where positive, else negative_slope * self. */
typedef struct tn_leaky_relu_args {
    tn_tensor *self;
    tn_value negative_slope; /* default: 0.01 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_leaky_relu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_leaky_relu_with(const tn_leaky_relu_args *args);
TN_API tn_tensor *tn_leaky_relu_inplace_with(const tn_leaky_relu_args *args);
TN_API tn_tensor *tn_leaky_relu_into_with(const tn_leaky_relu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_leaky_relu(function_, self_, ...) \
    function_(&(tn_leaky_relu_args){.self = (self_), __VA_ARGS__})
#define tn_leaky_relu(...) TN_CALL_leaky_relu(tn_leaky_relu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_leaky_relu_(...) TN_CALL_leaky_relu(tn_leaky_relu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_leaky_relu_into(out_, ...) \
    TN_CALL_leaky_relu(tn_leaky_relu_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor
 *
 * scale * self where positive, else scale * alpha * (exp(input_scale * self) - 1). */
typedef struct tn_elu_args {
    tn_tensor *self;
    tn_value alpha; /* default: 1 */
    tn_value scale; /* default: 1 */
    tn_value input_scale; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_elu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_elu_with(const tn_elu_args *args);
TN_API tn_tensor *tn_elu_inplace_with(const tn_elu_args *args);
TN_API tn_tensor *tn_elu_into_with(const tn_elu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_elu(function_, self_, ...) \
    function_(&(tn_elu_args){.self = (self_), __VA_ARGS__})
#define tn_elu(...) TN_CALL_elu(tn_elu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_elu_(...) TN_CALL_elu(tn_elu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_elu_into(out_, ...) \
    TN_CALL_elu(tn_elu_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* selu(Tensor self) -> Tensor
 *
 * elu with the constants of self-normalising networks. */
typedef struct tn_selu_args {
    tn_tensor *self;
    tn_site at;
} tn_selu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_selu_with(const tn_selu_args *args);
TN_API tn_tensor *tn_selu_inplace_with(const tn_selu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_selu(function_, self_, ...) \
    function_(&(tn_selu_args){.self = (self_), __VA_ARGS__})
#define tn_selu(...) TN_CALL_selu(tn_selu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_selu_(...) TN_CALL_selu(tn_selu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* celu(Tensor self, Scalar alpha=1) -> Tensor
 *
 * elu that is smooth for every alpha. */
typedef struct tn_celu_args {
    tn_tensor *self;
    tn_value alpha; /* default: 1 */
    tn_site at;
} tn_celu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_celu_with(const tn_celu_args *args);
TN_API tn_tensor *tn_celu_inplace_with(const tn_celu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_celu(function_, self_, ...) \
    function_(&(tn_celu_args){.self = (self_), __VA_ARGS__})
#define tn_celu(...) TN_CALL_celu(tn_celu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_celu_(...) TN_CALL_celu(tn_celu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor
 *
 * self kept between min_val and max_val. */
typedef struct tn_hardtanh_args {
    tn_tensor *self;
    tn_value min_val; /* default: -1 */
    tn_value max_val; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_hardtanh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hardtanh_with(const tn_hardtanh_args *args);
TN_API tn_tensor *tn_hardtanh_inplace_with(const tn_hardtanh_args *args);
TN_API tn_tensor *tn_hardtanh_into_with(const tn_hardtanh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hardtanh(function_, self_, ...) \
    function_(&(tn_hardtanh_args){.self = (self_), __VA_ARGS__})
#define tn_hardtanh(...) TN_CALL_hardtanh(tn_hardtanh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hardtanh_(...) TN_CALL_hardtanh(tn_hardtanh_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hardtanh_into(out_, ...) \
    TN_CALL_hardtanh(tn_hardtanh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* hardsigmoid(Tensor self) -> Tensor
 *
 * (self + 3) / 6 kept between 0 and 1. */
typedef struct tn_hardsigmoid_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_hardsigmoid_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hardsigmoid_with(const tn_hardsigmoid_args *args);
TN_API tn_tensor *tn_hardsigmoid_inplace_with(const tn_hardsigmoid_args *args);
TN_API tn_tensor *tn_hardsigmoid_into_with(const tn_hardsigmoid_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hardsigmoid(function_, self_, ...) \
    function_(&(tn_hardsigmoid_args){.self = (self_), __VA_ARGS__})
#define tn_hardsigmoid(...) TN_CALL_hardsigmoid(tn_hardsigmoid_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hardsigmoid_(...) TN_CALL_hardsigmoid(tn_hardsigmoid_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hardsigmoid_into(out_, ...) \
    TN_CALL_hardsigmoid(tn_hardsigmoid_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* hardswish(Tensor self) -> Tensor
 *
 * self * hardsigmoid(self). */
typedef struct tn_hardswish_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_hardswish_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hardswish_with(const tn_hardswish_args *args);
TN_API tn_tensor *tn_hardswish_inplace_with(const tn_hardswish_args *args);
TN_API tn_tensor *tn_hardswish_into_with(const tn_hardswish_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hardswish(function_, self_, ...) \
    function_(&(tn_hardswish_args){.self = (self_), __VA_ARGS__})
#define tn_hardswish(...) TN_CALL_hardswish(tn_hardswish_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hardswish_(...) TN_CALL_hardswish(tn_hardswish_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hardswish_into(out_, ...) \
    TN_CALL_hardswish(tn_hardswish_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor
 *
 * 0 where abs(self) <= lambd, else self. */
typedef struct tn_hardshrink_args {
    tn_tensor *self;
    tn_value lambd; /* default: 0.5 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_hardshrink_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hardshrink_with(const tn_hardshrink_args *args);
TN_API tn_tensor *tn_hardshrink_into_with(const tn_hardshrink_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hardshrink(function_, self_, ...) \
    function_(&(tn_hardshrink_args){.self = (self_), __VA_ARGS__})
#define tn_hardshrink(...) TN_CALL_hardshrink(tn_hardshrink_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hardshrink_into(out_, ...) \
    TN_CALL_hardshrink(tn_hardshrink_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* softshrink(Tensor self, Scalar lambd=0.5) -> Tensor
 *
 * self brought nearer to zero by lambd. */
typedef struct tn_softshrink_args {
    tn_tensor *self;
    tn_value lambd; /* default: 0.5 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_softshrink_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_softshrink_with(const tn_softshrink_args *args);
TN_API tn_tensor *tn_softshrink_into_with(const tn_softshrink_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_softshrink(function_, self_, ...) \
    function_(&(tn_softshrink_args){.self = (self_), __VA_ARGS__})
#define tn_softshrink(...) TN_CALL_softshrink(tn_softshrink_with, __VA_ARGS__, .at = TN_HERE)
#define tn_softshrink_into(out_, ...) \
    TN_CALL_softshrink(tn_softshrink_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* tanhshrink(Tensor self) -> Tensor
 *
 * self - tanh(self). */
typedef struct tn_tanhshrink_args {
    tn_tensor *self;
    tn_site at;
} tn_tanhshrink_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tanhshrink_with(const tn_tanhshrink_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tanhshrink(function_, self_, ...) \
    function_(&(tn_tanhshrink_args){.self = (self_), __VA_ARGS__})
#define tn_tanhshrink(...) TN_CALL_tanhshrink(tn_tanhshrink_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* softsign(Tensor self) -> Tensor
 *
 * self / (1 + abs(self)). */
typedef struct tn_softsign_args {
    tn_tensor *self;
    tn_site at;
} tn_softsign_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_softsign_with(const tn_softsign_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_softsign(function_, self_, ...) \
    function_(&(tn_softsign_args){.self = (self_), __VA_ARGS__})
#define tn_softsign(...) TN_CALL_softsign(tn_softsign_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* sigmoid(Tensor self) -> Tensor
 *
 * 1 / (1 + exp(-self)). */
typedef struct tn_sigmoid_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sigmoid_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sigmoid_with(const tn_sigmoid_args *args);
TN_API tn_tensor *tn_sigmoid_inplace_with(const tn_sigmoid_args *args);
TN_API tn_tensor *tn_sigmoid_into_with(const tn_sigmoid_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sigmoid(function_, self_, ...) \
    function_(&(tn_sigmoid_args){.self = (self_), __VA_ARGS__})
#define tn_sigmoid(...) TN_CALL_sigmoid(tn_sigmoid_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sigmoid_(...) TN_CALL_sigmoid(tn_sigmoid_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sigmoid_into(out_, ...) \
    TN_CALL_sigmoid(tn_sigmoid_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* log_sigmoid(Tensor self) -> Tensor
 *
 * log(sigmoid(self)). */
typedef struct tn_log_sigmoid_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_log_sigmoid_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log_sigmoid_with(const tn_log_sigmoid_args *args);
TN_API tn_tensor *tn_log_sigmoid_into_with(const tn_log_sigmoid_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log_sigmoid(function_, self_, ...) \
    function_(&(tn_log_sigmoid_args){.self = (self_), __VA_ARGS__})
#define tn_log_sigmoid(...) TN_CALL_log_sigmoid(tn_log_sigmoid_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log_sigmoid_into(out_, ...) \
    TN_CALL_log_sigmoid(tn_log_sigmoid_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor
 *
 * log(1 + exp(beta self)) / beta; self where beta self > threshold. */
typedef struct tn_softplus_args {
    tn_tensor *self;
    tn_value beta; /* default: 1 */
    tn_value threshold; /* default: 20 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_softplus_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_softplus_with(const tn_softplus_args *args);
TN_API tn_tensor *tn_softplus_into_with(const tn_softplus_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_softplus(function_, self_, ...) \
    function_(&(tn_softplus_args){.self = (self_), __VA_ARGS__})
#define tn_softplus(...) TN_CALL_softplus(tn_softplus_with, __VA_ARGS__, .at = TN_HERE)
#define tn_softplus_into(out_, ...) \
    TN_CALL_softplus(tn_softplus_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* silu(Tensor self) -> Tensor
 *
 * self * sigmoid(self). */
typedef struct tn_silu_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_silu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_silu_with(const tn_silu_args *args);
TN_API tn_tensor *tn_silu_inplace_with(const tn_silu_args *args);
TN_API tn_tensor *tn_silu_into_with(const tn_silu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_silu(function_, self_, ...) \
    function_(&(tn_silu_args){.self = (self_), __VA_ARGS__})
#define tn_silu(...) TN_CALL_silu(tn_silu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_silu_(...) TN_CALL_silu(tn_silu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_silu_into(out_, ...) \
    TN_CALL_silu(tn_silu_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* mish(Tensor self) -> Tensor
 *
 * self * tanh(softplus(self)). */
typedef struct tn_mish_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_mish_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mish_with(const tn_mish_args *args);
TN_API tn_tensor *tn_mish_inplace_with(const tn_mish_args *args);
TN_API tn_tensor *tn_mish_into_with(const tn_mish_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mish(function_, self_, ...) \
    function_(&(tn_mish_args){.self = (self_), __VA_ARGS__})
#define tn_mish(...) TN_CALL_mish(tn_mish_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mish_(...) TN_CALL_mish(tn_mish_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_mish_into(out_, ...) \
    TN_CALL_mish(tn_mish_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* prelu(Tensor self, Tensor weight) -> Tensor
 *
 * self where positive, else weight * self; one weight, or one for each channel (dim 1). */
typedef struct tn_prelu_args {
    tn_tensor *self;
    tn_tensor *weight;
    tn_site at;
} tn_prelu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_prelu_with(const tn_prelu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_prelu(function_, self_, weight_, ...) \
    function_(&(tn_prelu_args){.self = (self_), .weight = (weight_), __VA_ARGS__})
#define tn_prelu(...) TN_CALL_prelu(tn_prelu_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* glu(Tensor self, int dim=-1) -> Tensor
 *
 * The first half along dim times the sigmoid of the second. */
typedef struct tn_glu_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_glu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_glu_with(const tn_glu_args *args);
TN_API tn_tensor *tn_glu_into_with(const tn_glu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_glu(function_, self_, dim_, ...) \
    function_(&(tn_glu_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_glu(...) TN_CALL_glu(tn_glu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_glu_into(out_, ...) \
    TN_CALL_glu(tn_glu_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* gelu(Tensor self, *, str? approximate=None) -> Tensor
 *
 * self times the normal distribution function; approximate may be "tanh". */
typedef struct tn_gelu_args {
    tn_tensor *self;
    const char *approximate; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_gelu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_gelu_with(const tn_gelu_args *args);
TN_API tn_tensor *tn_gelu_inplace_with(const tn_gelu_args *args);
TN_API tn_tensor *tn_gelu_into_with(const tn_gelu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_gelu(function_, self_, ...) \
    function_(&(tn_gelu_args){.self = (self_), __VA_ARGS__})
#define tn_gelu(...) TN_CALL_gelu(tn_gelu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_gelu_(...) TN_CALL_gelu(tn_gelu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_gelu_into(out_, ...) \
    TN_CALL_gelu(tn_gelu_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* threshold_backward(Tensor grad_output, Tensor self, Scalar threshold) -> Tensor
 *
 * grad_output where self > threshold. */
typedef struct tn_threshold_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_value threshold;
    tn_site at;
} tn_threshold_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_threshold_backward_with(const tn_threshold_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_threshold_backward(function_, grad_output_, self_, threshold_, ...) \
    function_(&(tn_threshold_backward_args){.grad_output = (grad_output_), .self = (self_), .threshold = TN_ARG(threshold_), __VA_ARGS__})
#define tn_threshold_backward(...) TN_CALL_threshold_backward(tn_threshold_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* leaky_relu_backward(Tensor grad_output, Tensor self, Scalar negative_slope) -> Tensor
 *
 * The gradient of leaky_relu. */
typedef struct tn_leaky_relu_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_value negative_slope;
    tn_site at;
} tn_leaky_relu_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_leaky_relu_backward_with(const tn_leaky_relu_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_leaky_relu_backward(function_, grad_output_, self_, negative_slope_, ...) \
    function_(&(tn_leaky_relu_backward_args){.grad_output = (grad_output_), .self = (self_), .negative_slope = TN_ARG(negative_slope_), __VA_ARGS__})
#define tn_leaky_relu_backward(...) TN_CALL_leaky_relu_backward(tn_leaky_relu_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* elu_backward(Tensor grad_output, Tensor self, Scalar alpha, Scalar scale, Scalar input_scale) -> Tensor
 *
 * The gradient of elu. */
typedef struct tn_elu_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_value alpha;
    tn_value scale;
    tn_value input_scale;
    tn_site at;
} tn_elu_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_elu_backward_with(const tn_elu_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_elu_backward(function_, grad_output_, self_, alpha_, scale_, input_scale_, ...) \
    function_(&(tn_elu_backward_args){.grad_output = (grad_output_), .self = (self_), .alpha = TN_ARG(alpha_), .scale = TN_ARG(scale_), .input_scale = TN_ARG(input_scale_), __VA_ARGS__})
#define tn_elu_backward(...) TN_CALL_elu_backward(tn_elu_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* hardtanh_backward(Tensor grad_output, Tensor self, Scalar min_val, Scalar max_val) -> Tensor
 *
 * The gradient of hardtanh. */
typedef struct tn_hardtanh_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_value min_val;
    tn_value max_val;
    tn_site at;
} tn_hardtanh_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hardtanh_backward_with(const tn_hardtanh_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hardtanh_backward(function_, grad_output_, self_, min_val_, max_val_, ...) \
    function_(&(tn_hardtanh_backward_args){.grad_output = (grad_output_), .self = (self_), .min_val = TN_ARG(min_val_), .max_val = TN_ARG(max_val_), __VA_ARGS__})
#define tn_hardtanh_backward(...) TN_CALL_hardtanh_backward(tn_hardtanh_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* hardsigmoid_backward(Tensor grad_output, Tensor self) -> Tensor
 *
 * The gradient of hardsigmoid. */
typedef struct tn_hardsigmoid_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_site at;
} tn_hardsigmoid_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hardsigmoid_backward_with(const tn_hardsigmoid_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hardsigmoid_backward(function_, grad_output_, self_, ...) \
    function_(&(tn_hardsigmoid_backward_args){.grad_output = (grad_output_), .self = (self_), __VA_ARGS__})
#define tn_hardsigmoid_backward(...) TN_CALL_hardsigmoid_backward(tn_hardsigmoid_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* hardswish_backward(Tensor grad_output, Tensor self) -> Tensor
 *
 * The gradient of hardswish. */
typedef struct tn_hardswish_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_site at;
} tn_hardswish_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hardswish_backward_with(const tn_hardswish_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hardswish_backward(function_, grad_output_, self_, ...) \
    function_(&(tn_hardswish_backward_args){.grad_output = (grad_output_), .self = (self_), __VA_ARGS__})
#define tn_hardswish_backward(...) TN_CALL_hardswish_backward(tn_hardswish_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* shrink_backward(Tensor grad_output, Tensor self, Scalar lambd) -> Tensor
 *
 * The gradient of hardshrink and softshrink. */
typedef struct tn_shrink_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_value lambd;
    tn_site at;
} tn_shrink_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_shrink_backward_with(const tn_shrink_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_shrink_backward(function_, grad_output_, self_, lambd_, ...) \
    function_(&(tn_shrink_backward_args){.grad_output = (grad_output_), .self = (self_), .lambd = TN_ARG(lambd_), __VA_ARGS__})
#define tn_shrink_backward(...) TN_CALL_shrink_backward(tn_shrink_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* sigmoid_backward(Tensor grad_output, Tensor output) -> Tensor
 *
 * The gradient of sigmoid. */
typedef struct tn_sigmoid_backward_args {
    tn_tensor *grad_output;
    tn_tensor *output;
    tn_site at;
} tn_sigmoid_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sigmoid_backward_with(const tn_sigmoid_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sigmoid_backward(function_, grad_output_, output_, ...) \
    function_(&(tn_sigmoid_backward_args){.grad_output = (grad_output_), .output = (output_), __VA_ARGS__})
#define tn_sigmoid_backward(...) TN_CALL_sigmoid_backward(tn_sigmoid_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* tanh_backward(Tensor grad_output, Tensor output) -> Tensor
 *
 * The gradient of tanh. */
typedef struct tn_tanh_backward_args {
    tn_tensor *grad_output;
    tn_tensor *output;
    tn_site at;
} tn_tanh_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tanh_backward_with(const tn_tanh_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tanh_backward(function_, grad_output_, output_, ...) \
    function_(&(tn_tanh_backward_args){.grad_output = (grad_output_), .output = (output_), __VA_ARGS__})
#define tn_tanh_backward(...) TN_CALL_tanh_backward(tn_tanh_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* log_sigmoid_backward(Tensor grad_output, Tensor self) -> Tensor
 *
 * The gradient of log_sigmoid. */
typedef struct tn_log_sigmoid_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_site at;
} tn_log_sigmoid_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log_sigmoid_backward_with(const tn_log_sigmoid_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log_sigmoid_backward(function_, grad_output_, self_, ...) \
    function_(&(tn_log_sigmoid_backward_args){.grad_output = (grad_output_), .self = (self_), __VA_ARGS__})
#define tn_log_sigmoid_backward(...) TN_CALL_log_sigmoid_backward(tn_log_sigmoid_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* softplus_backward(Tensor grad_output, Tensor self, Scalar beta, Scalar threshold) -> Tensor
 *
 * The gradient of softplus. */
typedef struct tn_softplus_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_value beta;
    tn_value threshold;
    tn_site at;
} tn_softplus_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_softplus_backward_with(const tn_softplus_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_softplus_backward(function_, grad_output_, self_, beta_, threshold_, ...) \
    function_(&(tn_softplus_backward_args){.grad_output = (grad_output_), .self = (self_), .beta = TN_ARG(beta_), .threshold = TN_ARG(threshold_), __VA_ARGS__})
#define tn_softplus_backward(...) TN_CALL_softplus_backward(tn_softplus_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* silu_backward(Tensor grad_output, Tensor self) -> Tensor
 *
 * The gradient of silu. */
typedef struct tn_silu_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_site at;
} tn_silu_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_silu_backward_with(const tn_silu_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_silu_backward(function_, grad_output_, self_, ...) \
    function_(&(tn_silu_backward_args){.grad_output = (grad_output_), .self = (self_), __VA_ARGS__})
#define tn_silu_backward(...) TN_CALL_silu_backward(tn_silu_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* mish_backward(Tensor grad_output, Tensor self) -> Tensor
 *
 * The gradient of mish. */
typedef struct tn_mish_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    tn_site at;
} tn_mish_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mish_backward_with(const tn_mish_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mish_backward(function_, grad_output_, self_, ...) \
    function_(&(tn_mish_backward_args){.grad_output = (grad_output_), .self = (self_), __VA_ARGS__})
#define tn_mish_backward(...) TN_CALL_mish_backward(tn_mish_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* gelu_backward(Tensor grad_output, Tensor self, *, str? approximate=None) -> Tensor
 *
 * The gradient of gelu. */
typedef struct tn_gelu_backward_args {
    tn_tensor *grad_output;
    tn_tensor *self;
    const char *approximate; /* default: None */
    tn_site at;
} tn_gelu_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_gelu_backward_with(const tn_gelu_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_gelu_backward(function_, grad_output_, self_, ...) \
    function_(&(tn_gelu_backward_args){.grad_output = (grad_output_), .self = (self_), __VA_ARGS__})
#define tn_gelu_backward(...) TN_CALL_gelu_backward(tn_gelu_backward_with, __VA_ARGS__, .at = TN_HERE)
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

/* sumproduct_pair(Tensor left, Tensor right, int[] sum_dims, bool keepdim=False, *, bool conj_left=False, bool conj_right=False) -> Tensor
 *
 * The sum of left * right over dims, each of them conjugated where it is wanted; no dims are no sum. */
typedef struct tn_sumproduct_pair_args {
    tn_tensor *left;
    tn_tensor *right;
    tn_ints sum_dims;
    bool keepdim; /* default: False */
    bool conj_left; /* default: False */
    bool conj_right; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_sumproduct_pair_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_sumproduct_pair_with(const tn_sumproduct_pair_args *args);
TN_API tn_tensor *tn_sumproduct_pair_into_with(const tn_sumproduct_pair_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sumproduct_pair(function_, left_, right_, sum_dims_, ...) \
    function_(&(tn_sumproduct_pair_args){.left = (left_), .right = (right_), .sum_dims = (sum_dims_), __VA_ARGS__})
#define tn_sumproduct_pair(...) TN_CALL_sumproduct_pair(tn_sumproduct_pair_with, __VA_ARGS__, .at = TN_HERE)
#define tn_sumproduct_pair_into(out_, ...) \
    TN_CALL_sumproduct_pair(tn_sumproduct_pair_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
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

/* adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor result, Tensor indices)
 *
 * The largest element of output_size equal parts of each row, and where it is. */
typedef struct tn_adaptive_max_pool1d_args {
    tn_tensor *self;
    tn_ints output_size;
    tn_site at;
} tn_adaptive_max_pool1d_args;
typedef struct tn_adaptive_max_pool1d_result {
    tn_tensor *result, *indices;
} tn_adaptive_max_pool1d_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_adaptive_max_pool1d_result tn_adaptive_max_pool1d_with(const tn_adaptive_max_pool1d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_adaptive_max_pool1d(function_, self_, output_size_, ...) \
    function_(&(tn_adaptive_max_pool1d_args){.self = (self_), .output_size = (output_size_), __VA_ARGS__})
#define tn_adaptive_max_pool1d(...) TN_CALL_adaptive_max_pool1d(tn_adaptive_max_pool1d_with, __VA_ARGS__, .at = TN_HERE)
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

/* ravel_multi_index(Tensor[] indices, int[] size, *, int[]? dims=None) -> Tensor
 *
 * Row-major positions in a tensor of size from one index a dim; dims: their numbers in messages. */
typedef struct tn_ravel_multi_index_args {
    tn_tensors indices;
    tn_ints size;
    tn_ints dims; /* default: None */
    tn_site at;
} tn_ravel_multi_index_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ravel_multi_index_with(const tn_ravel_multi_index_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ravel_multi_index(function_, indices_, size_, ...) \
    function_(&(tn_ravel_multi_index_args){.indices = (indices_), .size = (size_), __VA_ARGS__})
#define tn_ravel_multi_index(...) TN_CALL_ravel_multi_index(tn_ravel_multi_index_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* index.Tensor(Tensor self, Tensor?[] indices, *, int[]? dims=None) -> Tensor
 *
 * Elements at indices, on self's device or the CPU, which broadcast; a mask stands for all its dims; dims: in messages. */
typedef struct tn_index_Tensor_args {
    tn_tensor *self;
    tn_tensors indices;
    tn_ints dims; /* default: None */
    tn_site at;
} tn_index_Tensor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_Tensor_with(const tn_index_Tensor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_Tensor(function_, self_, indices_, ...) \
    function_(&(tn_index_Tensor_args){.self = (self_), .indices = (indices_), __VA_ARGS__})
#define tn_index_Tensor(...) TN_CALL_index_Tensor(tn_index_Tensor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* index_put.Tensor(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False, *, int[]? dims=None) -> Tensor
 *
 * self with values, broadcast, at what index.Tensor picks, or added there; of duplicates the last one stays. */
typedef struct tn_index_put_Tensor_args {
    tn_tensor *self;
    tn_tensors indices;
    tn_tensor *values;
    bool accumulate; /* default: False */
    tn_ints dims; /* default: None */
    tn_site at;
} tn_index_put_Tensor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_put_Tensor_with(const tn_index_put_Tensor_args *args);
TN_API tn_tensor *tn_index_put_Tensor_inplace_with(const tn_index_put_Tensor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_put_Tensor(function_, self_, indices_, values_, ...) \
    function_(&(tn_index_put_Tensor_args){.self = (self_), .indices = (indices_), .values = (values_), __VA_ARGS__})
#define tn_index_put_Tensor(...) TN_CALL_index_put_Tensor(tn_index_put_Tensor_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_put_Tensor_(...) TN_CALL_index_put_Tensor(tn_index_put_Tensor_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* index_select_add(Tensor self, Tensor index, Tensor source, Tensor source_index) -> Tensor
 *
 * self with row source_index[k] of source added to row index[k], in order: messages along the edges of a graph. */
typedef struct tn_index_select_add_args {
    tn_tensor *self;
    tn_tensor *index;
    tn_tensor *source;
    tn_tensor *source_index;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_index_select_add_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_select_add_with(const tn_index_select_add_args *args);
TN_API tn_tensor *tn_index_select_add_inplace_with(const tn_index_select_add_args *args);
TN_API tn_tensor *tn_index_select_add_into_with(const tn_index_select_add_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_select_add(function_, self_, index_, source_, source_index_, ...) \
    function_(&(tn_index_select_add_args){.self = (self_), .index = (index_), .source = (source_), .source_index = (source_index_), __VA_ARGS__})
#define tn_index_select_add(...) TN_CALL_index_select_add(tn_index_select_add_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_select_add_(...) TN_CALL_index_select_add(tn_index_select_add_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_select_add_into(out_, ...) \
    TN_CALL_index_select_add(tn_index_select_add_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* embedding(Tensor weight, Tensor indices, int? padding_idx=None, *, float? max_norm=None, float? norm_type=None, bool scale_grad_by_freq=False) -> Tensor
 *
 * The rows of weight at indices; those at padding_idx get no gradient. max_norm scales longer rows in place. */
typedef struct tn_embedding_args {
    tn_tensor *weight;
    tn_tensor *indices;
    tn_value padding_idx; /* default: None */
    tn_value max_norm; /* default: None */
    tn_value norm_type; /* default: None */
    bool scale_grad_by_freq; /* default: False */
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

/* softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor
 *
 * exp(self) over its sum along dim. */
typedef struct tn_softmax_args {
    tn_tensor *self;
    int64_t dim;
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_softmax_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_softmax_with(const tn_softmax_args *args);
TN_API tn_tensor *tn_softmax_into_with(const tn_softmax_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_softmax(function_, self_, dim_, ...) \
    function_(&(tn_softmax_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_softmax(...) TN_CALL_softmax(tn_softmax_with, __VA_ARGS__, .at = TN_HERE)
#define tn_softmax_into(out_, ...) \
    TN_CALL_softmax(tn_softmax_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* log_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor
 *
 * The logarithm of softmax, without overflow. */
typedef struct tn_log_softmax_args {
    tn_tensor *self;
    int64_t dim;
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_log_softmax_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log_softmax_with(const tn_log_softmax_args *args);
TN_API tn_tensor *tn_log_softmax_into_with(const tn_log_softmax_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log_softmax(function_, self_, dim_, ...) \
    function_(&(tn_log_softmax_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_log_softmax(...) TN_CALL_log_softmax(tn_log_softmax_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log_softmax_into(out_, ...) \
    TN_CALL_log_softmax(tn_log_softmax_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* softmax_backward(Tensor grad, Tensor output, int dim) -> Tensor
 *
 * The gradient of softmax, from its result. */
typedef struct tn_softmax_backward_args {
    tn_tensor *grad;
    tn_tensor *output;
    int64_t dim;
    tn_site at;
} tn_softmax_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_softmax_backward_with(const tn_softmax_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_softmax_backward(function_, grad_, output_, dim_, ...) \
    function_(&(tn_softmax_backward_args){.grad = (grad_), .output = (output_), .dim = (dim_), __VA_ARGS__})
#define tn_softmax_backward(...) TN_CALL_softmax_backward(tn_softmax_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* log_softmax_backward(Tensor grad, Tensor output, int dim) -> Tensor
 *
 * The gradient of log_softmax, from its result. */
typedef struct tn_log_softmax_backward_args {
    tn_tensor *grad;
    tn_tensor *output;
    int64_t dim;
    tn_site at;
} tn_log_softmax_backward_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log_softmax_backward_with(const tn_log_softmax_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log_softmax_backward(function_, grad_, output_, dim_, ...) \
    function_(&(tn_log_softmax_backward_args){.grad = (grad_), .output = (output_), .dim = (dim_), __VA_ARGS__})
#define tn_log_softmax_backward(...) TN_CALL_log_softmax_backward(tn_log_softmax_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* softmin(Tensor self, int dim, ScalarType? dtype=None) -> Tensor
 *
 * softmax of -self. */
typedef struct tn_softmin_args {
    tn_tensor *self;
    int64_t dim;
    tn_dtype dtype; /* default: None */
    tn_site at;
} tn_softmin_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_softmin_with(const tn_softmin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_softmin(function_, self_, dim_, ...) \
    function_(&(tn_softmin_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_softmin(...) TN_CALL_softmin(tn_softmin_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_norm(Tensor input, Tensor? weight, Tensor? bias, int n, int channels, int repeat, float eps, bool rms) -> (Tensor result, Tensor mean, Tensor rstd)
 *
 * Rows of n elements brought to mean 0 and variance 1; weight and bias have one element for each repeat. */
typedef struct tn_native_norm_args {
    tn_tensor *input;
    tn_tensor *weight;
    tn_tensor *bias;
    int64_t n;
    int64_t channels;
    int64_t repeat;
    double eps;
    bool rms;
    tn_site at;
} tn_native_norm_args;
typedef struct tn_native_norm_result {
    tn_tensor *result, *mean, *rstd;
} tn_native_norm_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_norm_result tn_native_norm_with(const tn_native_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_norm(function_, input_, weight_, bias_, n_, channels_, repeat_, eps_, rms_, ...) \
    function_(&(tn_native_norm_args){.input = (input_), .weight = (weight_), .bias = (bias_), .n = (n_), .channels = (channels_), .repeat = (repeat_), .eps = (eps_), .rms = (rms_), __VA_ARGS__})
#define tn_native_norm(...) TN_CALL_native_norm(tn_native_norm_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_norm_backward(Tensor grad, Tensor input, Tensor mean, Tensor rstd, Tensor? weight, int n, int channels, int repeat, bool rms) -> (Tensor input, Tensor weight, Tensor bias)
 *
 * The gradients of native_norm. */
typedef struct tn_native_norm_backward_args {
    tn_tensor *grad;
    tn_tensor *input;
    tn_tensor *mean;
    tn_tensor *rstd;
    tn_tensor *weight;
    int64_t n;
    int64_t channels;
    int64_t repeat;
    bool rms;
    tn_site at;
} tn_native_norm_backward_args;
typedef struct tn_native_norm_backward_result {
    tn_tensor *input, *weight, *bias;
} tn_native_norm_backward_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_norm_backward_result tn_native_norm_backward_with(const tn_native_norm_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_norm_backward(function_, grad_, input_, mean_, rstd_, weight_, n_, channels_, repeat_, rms_, ...) \
    function_(&(tn_native_norm_backward_args){.grad = (grad_), .input = (input_), .mean = (mean_), .rstd = (rstd_), .weight = (weight_), .n = (n_), .channels = (channels_), .repeat = (repeat_), .rms = (rms_), __VA_ARGS__})
#define tn_native_norm_backward(...) TN_CALL_native_norm_backward(tn_native_norm_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor
 *
 * Mean 0 and variance 1 over the last dims, then weight and bias. */
typedef struct tn_layer_norm_args {
    tn_tensor *input;
    tn_ints normalized_shape;
    double eps; /* default: 1e-05 */
    tn_tensor *weight; /* default: None */
    tn_tensor *bias; /* default: None */
    tn_site at;
} tn_layer_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_layer_norm_with(const tn_layer_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_layer_norm(function_, input_, normalized_shape_, eps_, ...) \
    function_(&(tn_layer_norm_args){.input = (input_), .normalized_shape = (normalized_shape_), .eps = (eps_), __VA_ARGS__})
#define tn_layer_norm(...) TN_CALL_layer_norm(tn_layer_norm_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float eps=1e-05) -> Tensor
 *
 * Root mean square 1 over the last dims, then weight. */
typedef struct tn_rms_norm_args {
    tn_tensor *input;
    tn_ints normalized_shape;
    double eps; /* default: 1e-05 */
    tn_tensor *weight; /* default: None */
    tn_site at;
} tn_rms_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_rms_norm_with(const tn_rms_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_rms_norm(function_, input_, normalized_shape_, eps_, ...) \
    function_(&(tn_rms_norm_args){.input = (input_), .normalized_shape = (normalized_shape_), .eps = (eps_), __VA_ARGS__})
#define tn_rms_norm(...) TN_CALL_rms_norm(tn_rms_norm_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor
 *
 * Mean 0 and variance 1 over groups of channels, then weight and bias. */
typedef struct tn_group_norm_args {
    tn_tensor *input;
    int64_t num_groups;
    double eps; /* default: 1e-05 */
    tn_tensor *weight; /* default: None */
    tn_tensor *bias; /* default: None */
    tn_site at;
} tn_group_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_group_norm_with(const tn_group_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_group_norm(function_, input_, num_groups_, eps_, ...) \
    function_(&(tn_group_norm_args){.input = (input_), .num_groups = (num_groups_), .eps = (eps_), __VA_ARGS__})
#define tn_group_norm(...) TN_CALL_group_norm(tn_group_norm_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* batch_norm(Tensor input, Tensor? running_mean=None, Tensor? running_var=None, Tensor? weight=None, Tensor? bias=None, bool training=False, float momentum=0.1, float eps=1e-05) -> Tensor
 *
 * Mean 0 and variance 1 for each channel over the batch; training updates the running statistics. */
typedef struct tn_batch_norm_args {
    tn_tensor *input;
    double momentum; /* default: 0.1 */
    double eps; /* default: 1e-05 */
    tn_tensor *running_mean; /* default: None */
    tn_tensor *running_var; /* default: None */
    tn_tensor *weight; /* default: None */
    tn_tensor *bias; /* default: None */
    bool training; /* default: False */
    tn_site at;
} tn_batch_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_batch_norm_with(const tn_batch_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_batch_norm(function_, input_, momentum_, eps_, ...) \
    function_(&(tn_batch_norm_args){.input = (input_), .momentum = (momentum_), .eps = (eps_), __VA_ARGS__})
#define tn_batch_norm(...) TN_CALL_batch_norm(tn_batch_norm_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* uniform(Tensor self, float from, float to) -> Tensor
 *
 * Uniform numbers in [from, to), in self's shape. */
typedef struct tn_uniform_args {
    tn_tensor *self;
    double from;
    double to;
    tn_site at;
} tn_uniform_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_uniform_with(const tn_uniform_args *args);
TN_API tn_tensor *tn_uniform_inplace_with(const tn_uniform_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_uniform(function_, self_, from_, to_, ...) \
    function_(&(tn_uniform_args){.self = (self_), .from = (from_), .to = (to_), __VA_ARGS__})
#define tn_uniform(...) TN_CALL_uniform(tn_uniform_with, __VA_ARGS__, .at = TN_HERE)
#define tn_uniform_(...) TN_CALL_uniform(tn_uniform_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* normal(Tensor self, float mean, float std) -> Tensor
 *
 * Normal numbers, in self's shape. */
typedef struct tn_normal_args {
    tn_tensor *self;
    double mean;
    double std;
    tn_site at;
} tn_normal_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_normal_with(const tn_normal_args *args);
TN_API tn_tensor *tn_normal_inplace_with(const tn_normal_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_normal(function_, self_, mean_, std_, ...) \
    function_(&(tn_normal_args){.self = (self_), .mean = (mean_), .std = (std_), __VA_ARGS__})
#define tn_normal(...) TN_CALL_normal(tn_normal_with, __VA_ARGS__, .at = TN_HERE)
#define tn_normal_(...) TN_CALL_normal(tn_normal_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* bernoulli(Tensor self, float p) -> Tensor
 *
 * 1 with probability p, else 0, in self's shape. */
typedef struct tn_bernoulli_args {
    tn_tensor *self;
    double p;
    tn_site at;
} tn_bernoulli_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bernoulli_with(const tn_bernoulli_args *args);
TN_API tn_tensor *tn_bernoulli_inplace_with(const tn_bernoulli_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bernoulli(function_, self_, p_, ...) \
    function_(&(tn_bernoulli_args){.self = (self_), .p = (p_), __VA_ARGS__})
#define tn_bernoulli(...) TN_CALL_bernoulli(tn_bernoulli_with, __VA_ARGS__, .at = TN_HERE)
#define tn_bernoulli_(...) TN_CALL_bernoulli(tn_bernoulli_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* exponential(Tensor self, float lambd) -> Tensor
 *
 * Exponential numbers of rate lambd, in self's shape. */
typedef struct tn_exponential_args {
    tn_tensor *self;
    double lambd;
    tn_site at;
} tn_exponential_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_exponential_with(const tn_exponential_args *args);
TN_API tn_tensor *tn_exponential_inplace_with(const tn_exponential_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_exponential(function_, self_, lambd_, ...) \
    function_(&(tn_exponential_args){.self = (self_), .lambd = (lambd_), __VA_ARGS__})
#define tn_exponential(...) TN_CALL_exponential(tn_exponential_with, __VA_ARGS__, .at = TN_HERE)
#define tn_exponential_(...) TN_CALL_exponential(tn_exponential_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* random(Tensor self, int from, int to) -> Tensor
 *
 * Integers in [from, to), in self's shape. */
typedef struct tn_random_args {
    tn_tensor *self;
    int64_t from;
    int64_t to;
    tn_site at;
} tn_random_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_random_with(const tn_random_args *args);
TN_API tn_tensor *tn_random_inplace_with(const tn_random_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_random(function_, self_, from_, to_, ...) \
    function_(&(tn_random_args){.self = (self_), .from = (from_), .to = (to_), __VA_ARGS__})
#define tn_random(...) TN_CALL_random(tn_random_with, __VA_ARGS__, .at = TN_HERE)
#define tn_random_(...) TN_CALL_random(tn_random_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* rand(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * Uniform numbers in [0, 1). */
typedef struct tn_rand_args {
    tn_ints size;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_rand_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_rand_with(const tn_rand_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_rand(function_, size_, ...) \
    function_(&(tn_rand_args){.size = (size_), __VA_ARGS__})
#define tn_rand(...) TN_CALL_rand(tn_rand_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* randn(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * Normal numbers of mean 0 and variance 1. */
typedef struct tn_randn_args {
    tn_ints size;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_randn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_randn_with(const tn_randn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_randn(function_, size_, ...) \
    function_(&(tn_randn_args){.size = (size_), __VA_ARGS__})
#define tn_randn(...) TN_CALL_randn(tn_randn_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* rand_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * Uniform numbers in [0, 1), in self's shape. */
typedef struct tn_rand_like_args {
    tn_tensor *self;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_rand_like_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_rand_like_with(const tn_rand_like_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_rand_like(function_, self_, ...) \
    function_(&(tn_rand_like_args){.self = (self_), __VA_ARGS__})
#define tn_rand_like(...) TN_CALL_rand_like(tn_rand_like_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* randn_like(Tensor self, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * Normal numbers of mean 0 and variance 1, in self's shape. */
typedef struct tn_randn_like_args {
    tn_tensor *self;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_randn_like_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_randn_like_with(const tn_randn_like_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_randn_like(function_, self_, ...) \
    function_(&(tn_randn_like_args){.self = (self_), __VA_ARGS__})
#define tn_randn_like(...) TN_CALL_randn_like(tn_randn_like_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* randint(int low, int high, int[] size, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 *
 * Integers in [low, high). */
typedef struct tn_randint_args {
    int64_t low;
    int64_t high;
    tn_ints size;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    tn_site at;
} tn_randint_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_randint_with(const tn_randint_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_randint(function_, low_, high_, size_, ...) \
    function_(&(tn_randint_args){.low = (low_), .high = (high_), .size = (size_), __VA_ARGS__})
#define tn_randint(...) TN_CALL_randint(tn_randint_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* dropout(Tensor input, float p, bool train) -> Tensor
 *
 * Elements zeroed with probability p while training, the others scaled by 1 / (1 - p). */
typedef struct tn_dropout_args {
    tn_tensor *input;
    double p;
    bool train;
    tn_site at;
} tn_dropout_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_dropout_with(const tn_dropout_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_dropout(function_, input_, p_, train_, ...) \
    function_(&(tn_dropout_args){.input = (input_), .p = (p_), .train = (train_), __VA_ARGS__})
#define tn_dropout(...) TN_CALL_dropout(tn_dropout_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* cat(Tensor[] tensors, int dim=0) -> Tensor
 *
 * Tensors one after another along dim; empty vectors are skipped. */
typedef struct tn_cat_args {
    tn_tensors tensors;
    int64_t dim; /* default: 0 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cat_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cat_with(const tn_cat_args *args);
TN_API tn_tensor *tn_cat_into_with(const tn_cat_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cat(function_, tensors_, ...) \
    function_(&(tn_cat_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_cat(...) TN_CALL_cat(tn_cat_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cat_into(out_, ...) \
    TN_CALL_cat(tn_cat_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* stack(Tensor[] tensors, int dim=0) -> Tensor
 *
 * Tensors of one shape along a new dim. */
typedef struct tn_stack_args {
    tn_tensors tensors;
    int64_t dim; /* default: 0 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_stack_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_stack_with(const tn_stack_args *args);
TN_API tn_tensor *tn_stack_into_with(const tn_stack_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_stack(function_, tensors_, ...) \
    function_(&(tn_stack_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_stack(...) TN_CALL_stack(tn_stack_with, __VA_ARGS__, .at = TN_HERE)
#define tn_stack_into(out_, ...) \
    TN_CALL_stack(tn_stack_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* hstack(Tensor[] tensors) -> Tensor
 *
 * Tensors side by side: along dim 1, or dim 0 for vectors. */
typedef struct tn_hstack_args {
    tn_tensors tensors;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_hstack_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hstack_with(const tn_hstack_args *args);
TN_API tn_tensor *tn_hstack_into_with(const tn_hstack_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hstack(function_, tensors_, ...) \
    function_(&(tn_hstack_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_hstack(...) TN_CALL_hstack(tn_hstack_with, __VA_ARGS__, .at = TN_HERE)
#define tn_hstack_into(out_, ...) \
    TN_CALL_hstack(tn_hstack_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* vstack(Tensor[] tensors) -> Tensor
 *
 * Tensors below each other; vectors are rows. */
typedef struct tn_vstack_args {
    tn_tensors tensors;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_vstack_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_vstack_with(const tn_vstack_args *args);
TN_API tn_tensor *tn_vstack_into_with(const tn_vstack_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_vstack(function_, tensors_, ...) \
    function_(&(tn_vstack_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_vstack(...) TN_CALL_vstack(tn_vstack_with, __VA_ARGS__, .at = TN_HERE)
#define tn_vstack_into(out_, ...) \
    TN_CALL_vstack(tn_vstack_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* dstack(Tensor[] tensors) -> Tensor
 *
 * Tensors behind each other, along dim 2. */
typedef struct tn_dstack_args {
    tn_tensors tensors;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_dstack_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_dstack_with(const tn_dstack_args *args);
TN_API tn_tensor *tn_dstack_into_with(const tn_dstack_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_dstack(function_, tensors_, ...) \
    function_(&(tn_dstack_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_dstack(...) TN_CALL_dstack(tn_dstack_with, __VA_ARGS__, .at = TN_HERE)
#define tn_dstack_into(out_, ...) \
    TN_CALL_dstack(tn_dstack_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* column_stack(Tensor[] tensors) -> Tensor
 *
 * Tensors side by side; vectors are columns. */
typedef struct tn_column_stack_args {
    tn_tensors tensors;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_column_stack_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_column_stack_with(const tn_column_stack_args *args);
TN_API tn_tensor *tn_column_stack_into_with(const tn_column_stack_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_column_stack(function_, tensors_, ...) \
    function_(&(tn_column_stack_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_column_stack(...) TN_CALL_column_stack(tn_column_stack_with, __VA_ARGS__, .at = TN_HERE)
#define tn_column_stack_into(out_, ...) \
    TN_CALL_column_stack(tn_column_stack_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* atleast_1d(Tensor self) -> Tensor
 *
 * self with at least one dim. */
typedef struct tn_atleast_1d_args {
    tn_tensor *self;
    tn_site at;
} tn_atleast_1d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_atleast_1d_with(const tn_atleast_1d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atleast_1d(function_, self_, ...) \
    function_(&(tn_atleast_1d_args){.self = (self_), __VA_ARGS__})
#define tn_atleast_1d(...) TN_CALL_atleast_1d(tn_atleast_1d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* atleast_2d(Tensor self) -> Tensor
 *
 * self with at least two dims; a vector is a row. */
typedef struct tn_atleast_2d_args {
    tn_tensor *self;
    tn_site at;
} tn_atleast_2d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_atleast_2d_with(const tn_atleast_2d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atleast_2d(function_, self_, ...) \
    function_(&(tn_atleast_2d_args){.self = (self_), __VA_ARGS__})
#define tn_atleast_2d(...) TN_CALL_atleast_2d(tn_atleast_2d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* atleast_3d(Tensor self) -> Tensor
 *
 * self with at least three dims. */
typedef struct tn_atleast_3d_args {
    tn_tensor *self;
    tn_site at;
} tn_atleast_3d_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_atleast_3d_with(const tn_atleast_3d_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atleast_3d(function_, self_, ...) \
    function_(&(tn_atleast_3d_args){.self = (self_), __VA_ARGS__})
#define tn_atleast_3d(...) TN_CALL_atleast_3d(tn_atleast_3d_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* atleast_1d.Sequence(Tensor[] tensors) -> Tensor[]
 *
 * Each tensor with at least one dim. */
typedef struct tn_atleast_1d_Sequence_args {
    tn_tensors tensors;
    tn_site at;
} tn_atleast_1d_Sequence_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_atleast_1d_Sequence_with(const tn_atleast_1d_Sequence_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atleast_1d_Sequence(function_, tensors_, ...) \
    function_(&(tn_atleast_1d_Sequence_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_atleast_1d_Sequence(...) TN_CALL_atleast_1d_Sequence(tn_atleast_1d_Sequence_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* atleast_2d.Sequence(Tensor[] tensors) -> Tensor[]
 *
 * Each tensor with at least two dims. */
typedef struct tn_atleast_2d_Sequence_args {
    tn_tensors tensors;
    tn_site at;
} tn_atleast_2d_Sequence_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_atleast_2d_Sequence_with(const tn_atleast_2d_Sequence_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atleast_2d_Sequence(function_, tensors_, ...) \
    function_(&(tn_atleast_2d_Sequence_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_atleast_2d_Sequence(...) TN_CALL_atleast_2d_Sequence(tn_atleast_2d_Sequence_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* atleast_3d.Sequence(Tensor[] tensors) -> Tensor[]
 *
 * Each tensor with at least three dims. */
typedef struct tn_atleast_3d_Sequence_args {
    tn_tensors tensors;
    tn_site at;
} tn_atleast_3d_Sequence_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_atleast_3d_Sequence_with(const tn_atleast_3d_Sequence_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_atleast_3d_Sequence(function_, tensors_, ...) \
    function_(&(tn_atleast_3d_Sequence_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_atleast_3d_Sequence(...) TN_CALL_atleast_3d_Sequence(tn_atleast_3d_Sequence_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* split(Tensor self, int split_size, int dim=0) -> Tensor[]
 *
 * Views of split_size along dim; the last may be smaller. */
typedef struct tn_split_args {
    tn_tensor *self;
    int64_t split_size;
    int64_t dim; /* default: 0 */
    tn_site at;
} tn_split_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_split_with(const tn_split_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_split(function_, self_, split_size_, ...) \
    function_(&(tn_split_args){.self = (self_), .split_size = (split_size_), __VA_ARGS__})
#define tn_split(...) TN_CALL_split(tn_split_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* split_with_sizes(Tensor self, int[] split_sizes, int dim=0) -> Tensor[]
 *
 * Views of the given sizes along dim. */
typedef struct tn_split_with_sizes_args {
    tn_tensor *self;
    tn_ints split_sizes;
    int64_t dim; /* default: 0 */
    tn_site at;
} tn_split_with_sizes_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_split_with_sizes_with(const tn_split_with_sizes_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_split_with_sizes(function_, self_, split_sizes_, ...) \
    function_(&(tn_split_with_sizes_args){.self = (self_), .split_sizes = (split_sizes_), __VA_ARGS__})
#define tn_split_with_sizes(...) TN_CALL_split_with_sizes(tn_split_with_sizes_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* chunk(Tensor self, int chunks, int dim=0) -> Tensor[]
 *
 * At most chunks views of one size along dim; the last may be smaller. */
typedef struct tn_chunk_args {
    tn_tensor *self;
    int64_t chunks;
    int64_t dim; /* default: 0 */
    tn_site at;
} tn_chunk_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_chunk_with(const tn_chunk_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_chunk(function_, self_, chunks_, ...) \
    function_(&(tn_chunk_args){.self = (self_), .chunks = (chunks_), __VA_ARGS__})
#define tn_chunk(...) TN_CALL_chunk(tn_chunk_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* tensor_split.sections(Tensor self, int sections, int dim=0) -> Tensor[]
 *
 * Views of nearly equal sizes along dim. */
typedef struct tn_tensor_split_args {
    tn_tensor *self;
    int64_t sections;
    int64_t dim; /* default: 0 */
    tn_site at;
} tn_tensor_split_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_tensor_split_with(const tn_tensor_split_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tensor_split(function_, self_, sections_, ...) \
    function_(&(tn_tensor_split_args){.self = (self_), .sections = (sections_), __VA_ARGS__})
#define tn_tensor_split(...) TN_CALL_tensor_split(tn_tensor_split_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* tensor_split.indices(Tensor self, int[] indices, int dim=0) -> Tensor[]
 *
 * Views that begin at the given indices along dim. */
typedef struct tn_tensor_split_indices_args {
    tn_tensor *self;
    tn_ints indices;
    int64_t dim; /* default: 0 */
    tn_site at;
} tn_tensor_split_indices_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_tensor_split_indices_with(const tn_tensor_split_indices_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tensor_split_indices(function_, self_, indices_, ...) \
    function_(&(tn_tensor_split_indices_args){.self = (self_), .indices = (indices_), __VA_ARGS__})
#define tn_tensor_split_indices(...) TN_CALL_tensor_split_indices(tn_tensor_split_indices_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* hsplit.int(Tensor self, int sections) -> Tensor[]
 *
 * Equal views along dim 1 (0 for vectors). */
typedef struct tn_hsplit_args {
    tn_tensor *self;
    int64_t sections;
    tn_site at;
} tn_hsplit_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_hsplit_with(const tn_hsplit_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hsplit(function_, self_, sections_, ...) \
    function_(&(tn_hsplit_args){.self = (self_), .sections = (sections_), __VA_ARGS__})
#define tn_hsplit(...) TN_CALL_hsplit(tn_hsplit_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* hsplit.array(Tensor self, int[] indices) -> Tensor[]
 *
 * Views along dim 1 (0 for vectors) that begin at the given indices. */
typedef struct tn_hsplit_array_args {
    tn_tensor *self;
    tn_ints indices;
    tn_site at;
} tn_hsplit_array_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_hsplit_array_with(const tn_hsplit_array_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hsplit_array(function_, self_, indices_, ...) \
    function_(&(tn_hsplit_array_args){.self = (self_), .indices = (indices_), __VA_ARGS__})
#define tn_hsplit_array(...) TN_CALL_hsplit_array(tn_hsplit_array_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* vsplit.int(Tensor self, int sections) -> Tensor[]
 *
 * Equal views along dim 0. */
typedef struct tn_vsplit_args {
    tn_tensor *self;
    int64_t sections;
    tn_site at;
} tn_vsplit_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_vsplit_with(const tn_vsplit_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_vsplit(function_, self_, sections_, ...) \
    function_(&(tn_vsplit_args){.self = (self_), .sections = (sections_), __VA_ARGS__})
#define tn_vsplit(...) TN_CALL_vsplit(tn_vsplit_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* vsplit.array(Tensor self, int[] indices) -> Tensor[]
 *
 * Views along dim 0 that begin at the given indices. */
typedef struct tn_vsplit_array_args {
    tn_tensor *self;
    tn_ints indices;
    tn_site at;
} tn_vsplit_array_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_vsplit_array_with(const tn_vsplit_array_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_vsplit_array(function_, self_, indices_, ...) \
    function_(&(tn_vsplit_array_args){.self = (self_), .indices = (indices_), __VA_ARGS__})
#define tn_vsplit_array(...) TN_CALL_vsplit_array(tn_vsplit_array_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* dsplit.int(Tensor self, int sections) -> Tensor[]
 *
 * Equal views along dim 2. */
typedef struct tn_dsplit_args {
    tn_tensor *self;
    int64_t sections;
    tn_site at;
} tn_dsplit_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_dsplit_with(const tn_dsplit_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_dsplit(function_, self_, sections_, ...) \
    function_(&(tn_dsplit_args){.self = (self_), .sections = (sections_), __VA_ARGS__})
#define tn_dsplit(...) TN_CALL_dsplit(tn_dsplit_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* dsplit.array(Tensor self, int[] indices) -> Tensor[]
 *
 * Views along dim 2 that begin at the given indices. */
typedef struct tn_dsplit_array_args {
    tn_tensor *self;
    tn_ints indices;
    tn_site at;
} tn_dsplit_array_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_dsplit_array_with(const tn_dsplit_array_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_dsplit_array(function_, self_, indices_, ...) \
    function_(&(tn_dsplit_array_args){.self = (self_), .indices = (indices_), __VA_ARGS__})
#define tn_dsplit_array(...) TN_CALL_dsplit_array(tn_dsplit_array_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* unbind(Tensor self, int dim=0) -> Tensor[]
 *
 * A view of each index along dim. */
typedef struct tn_unbind_args {
    tn_tensor *self;
    int64_t dim; /* default: 0 */
    tn_site at;
} tn_unbind_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_unbind_with(const tn_unbind_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_unbind(function_, self_, ...) \
    function_(&(tn_unbind_args){.self = (self_), __VA_ARGS__})
#define tn_unbind(...) TN_CALL_unbind(tn_unbind_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* broadcast_tensors(Tensor[] tensors) -> Tensor[]
 *
 * Views of one common shape. */
typedef struct tn_broadcast_tensors_args {
    tn_tensors tensors;
    tn_site at;
} tn_broadcast_tensors_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_broadcast_tensors_with(const tn_broadcast_tensors_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_broadcast_tensors(function_, tensors_, ...) \
    function_(&(tn_broadcast_tensors_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_broadcast_tensors(...) TN_CALL_broadcast_tensors(tn_broadcast_tensors_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* meshgrid(Tensor[] tensors, *, str? indexing=None) -> Tensor[]
 *
 * Views of a grid of vectors; indexing is "ij" (the default) or "xy". */
typedef struct tn_meshgrid_args {
    tn_tensors tensors;
    const char *indexing; /* default: None */
    tn_site at;
} tn_meshgrid_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensors tn_meshgrid_with(const tn_meshgrid_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_meshgrid(function_, tensors_, ...) \
    function_(&(tn_meshgrid_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_meshgrid(...) TN_CALL_meshgrid(tn_meshgrid_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* flip(Tensor self, int[] dims) -> Tensor
 *
 * The elements in reverse order along dims. */
typedef struct tn_flip_args {
    tn_tensor *self;
    tn_ints dims;
    tn_site at;
} tn_flip_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_flip_with(const tn_flip_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_flip(function_, self_, dims_, ...) \
    function_(&(tn_flip_args){.self = (self_), .dims = (dims_), __VA_ARGS__})
#define tn_flip(...) TN_CALL_flip(tn_flip_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fliplr(Tensor self) -> Tensor
 *
 * Reversed along dim 1. */
typedef struct tn_fliplr_args {
    tn_tensor *self;
    tn_site at;
} tn_fliplr_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fliplr_with(const tn_fliplr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fliplr(function_, self_, ...) \
    function_(&(tn_fliplr_args){.self = (self_), __VA_ARGS__})
#define tn_fliplr(...) TN_CALL_fliplr(tn_fliplr_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* flipud(Tensor self) -> Tensor
 *
 * Reversed along dim 0. */
typedef struct tn_flipud_args {
    tn_tensor *self;
    tn_site at;
} tn_flipud_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_flipud_with(const tn_flipud_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_flipud(function_, self_, ...) \
    function_(&(tn_flipud_args){.self = (self_), __VA_ARGS__})
#define tn_flipud(...) TN_CALL_flipud(tn_flipud_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* roll(Tensor self, int[] shifts, int[] dims=[]) -> Tensor
 *
 * Elements shifted along dims; what leaves one end comes in at the other. */
typedef struct tn_roll_args {
    tn_tensor *self;
    tn_ints shifts;
    tn_ints dims; /* default: [] */
    tn_site at;
} tn_roll_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_roll_with(const tn_roll_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_roll(function_, self_, shifts_, ...) \
    function_(&(tn_roll_args){.self = (self_), .shifts = (shifts_), __VA_ARGS__})
#define tn_roll(...) TN_CALL_roll(tn_roll_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* rot90(Tensor self, int k=1, int[] dims=[]) -> Tensor
 *
 * A plane rotated k times by 90 degrees; dims defaults to 0 and 1. */
typedef struct tn_rot90_args {
    tn_tensor *self;
    int64_t k; /* default: 1 */
    tn_ints dims; /* default: [] */
    tn_site at;
} tn_rot90_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_rot90_with(const tn_rot90_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_rot90(function_, self_, ...) \
    function_(&(tn_rot90_args){.self = (self_), __VA_ARGS__})
#define tn_rot90(...) TN_CALL_rot90(tn_rot90_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* repeat(Tensor self, int[] repeats) -> Tensor
 *
 * Copies of self beside each other along each dim. */
typedef struct tn_repeat_args {
    tn_tensor *self;
    tn_ints repeats;
    tn_site at;
} tn_repeat_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_repeat_with(const tn_repeat_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_repeat(function_, self_, repeats_, ...) \
    function_(&(tn_repeat_args){.self = (self_), .repeats = (repeats_), __VA_ARGS__})
#define tn_repeat(...) TN_CALL_repeat(tn_repeat_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* tile(Tensor self, int[] dims) -> Tensor
 *
 * repeat, where leading dims may be left out. */
typedef struct tn_tile_args {
    tn_tensor *self;
    tn_ints dims;
    tn_site at;
} tn_tile_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tile_with(const tn_tile_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tile(function_, self_, dims_, ...) \
    function_(&(tn_tile_args){.self = (self_), .dims = (dims_), __VA_ARGS__})
#define tn_tile(...) TN_CALL_tile(tn_tile_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* repeat_interleave(Tensor self, int repeats, int? dim=None) -> Tensor
 *
 * Each element along dim (of all, when none is given) repeated. */
typedef struct tn_repeat_interleave_args {
    tn_tensor *self;
    int64_t repeats;
    tn_value dim; /* default: None */
    tn_site at;
} tn_repeat_interleave_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_repeat_interleave_with(const tn_repeat_interleave_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_repeat_interleave(function_, self_, repeats_, ...) \
    function_(&(tn_repeat_interleave_args){.self = (self_), .repeats = (repeats_), __VA_ARGS__})
#define tn_repeat_interleave(...) TN_CALL_repeat_interleave(tn_repeat_interleave_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None) -> Tensor
 *
 * Each element along dim repeated as often as its number in repeats says. */
typedef struct tn_repeat_interleave_self_Tensor_args {
    tn_tensor *self;
    tn_tensor *repeats;
    tn_value dim; /* default: None */
    tn_site at;
} tn_repeat_interleave_self_Tensor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_repeat_interleave_self_Tensor_with(const tn_repeat_interleave_self_Tensor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_repeat_interleave_self_Tensor(function_, self_, repeats_, ...) \
    function_(&(tn_repeat_interleave_self_Tensor_args){.self = (self_), .repeats = (repeats_), __VA_ARGS__})
#define tn_repeat_interleave_self_Tensor(...) TN_CALL_repeat_interleave_self_Tensor(tn_repeat_interleave_self_Tensor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* constant_pad_nd(Tensor self, int[] pad, Scalar? value=None) -> Tensor
 *
 * A border of value (0) of the sizes in pad: pairs from the last dim backwards; negative ones cut. */
typedef struct tn_constant_pad_nd_args {
    tn_tensor *self;
    tn_ints pad;
    tn_value value; /* default: None */
    tn_site at;
} tn_constant_pad_nd_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_constant_pad_nd_with(const tn_constant_pad_nd_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_constant_pad_nd(function_, self_, pad_, ...) \
    function_(&(tn_constant_pad_nd_args){.self = (self_), .pad = (pad_), __VA_ARGS__})
#define tn_constant_pad_nd(...) TN_CALL_constant_pad_nd(tn_constant_pad_nd_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* pad(Tensor self, int[] pad, str? mode=None, Scalar? value=None) -> Tensor
 *
 * A border: mode is "constant" (the default), "reflect", "replicate" or "circular". */
typedef struct tn_pad_args {
    tn_tensor *self;
    tn_ints pad;
    const char *mode; /* default: None */
    tn_value value; /* default: None */
    tn_site at;
} tn_pad_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_pad_with(const tn_pad_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_pad(function_, self_, pad_, ...) \
    function_(&(tn_pad_args){.self = (self_), .pad = (pad_), __VA_ARGS__})
#define tn_pad(...) TN_CALL_pad(tn_pad_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* tril(Tensor self, int diagonal=0) -> Tensor
 *
 * The lower triangle of matrices, zero above it. */
typedef struct tn_tril_args {
    tn_tensor *self;
    int64_t diagonal; /* default: 0 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_tril_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tril_with(const tn_tril_args *args);
TN_API tn_tensor *tn_tril_inplace_with(const tn_tril_args *args);
TN_API tn_tensor *tn_tril_into_with(const tn_tril_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tril(function_, self_, ...) \
    function_(&(tn_tril_args){.self = (self_), __VA_ARGS__})
#define tn_tril(...) TN_CALL_tril(tn_tril_with, __VA_ARGS__, .at = TN_HERE)
#define tn_tril_(...) TN_CALL_tril(tn_tril_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_tril_into(out_, ...) \
    TN_CALL_tril(tn_tril_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* triu(Tensor self, int diagonal=0) -> Tensor
 *
 * The upper triangle of matrices, zero below it. */
typedef struct tn_triu_args {
    tn_tensor *self;
    int64_t diagonal; /* default: 0 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_triu_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_triu_with(const tn_triu_args *args);
TN_API tn_tensor *tn_triu_inplace_with(const tn_triu_args *args);
TN_API tn_tensor *tn_triu_into_with(const tn_triu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_triu(function_, self_, ...) \
    function_(&(tn_triu_args){.self = (self_), __VA_ARGS__})
#define tn_triu(...) TN_CALL_triu(tn_triu_with, __VA_ARGS__, .at = TN_HERE)
#define tn_triu_(...) TN_CALL_triu(tn_triu_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_triu_into(out_, ...) \
    TN_CALL_triu(tn_triu_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 *
 * Rows and columns of the elements of a lower triangle. */
typedef struct tn_tril_indices_args {
    int64_t row;
    int64_t col;
    int64_t offset; /* default: 0 */
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    tn_site at;
} tn_tril_indices_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tril_indices_with(const tn_tril_indices_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tril_indices(function_, row_, col_, ...) \
    function_(&(tn_tril_indices_args){.row = (row_), .col = (col_), __VA_ARGS__})
#define tn_tril_indices(...) TN_CALL_tril_indices(tn_tril_indices_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 *
 * Rows and columns of the elements of an upper triangle. */
typedef struct tn_triu_indices_args {
    int64_t row;
    int64_t col;
    int64_t offset; /* default: 0 */
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    tn_site at;
} tn_triu_indices_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_triu_indices_with(const tn_triu_indices_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_triu_indices(function_, row_, col_, ...) \
    function_(&(tn_triu_indices_args){.row = (row_), .col = (col_), __VA_ARGS__})
#define tn_triu_indices(...) TN_CALL_triu_indices(tn_triu_indices_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor
 *
 * Matrices with the last dim of self as a diagonal. */
typedef struct tn_diag_embed_args {
    tn_tensor *self;
    int64_t dim1; /* default: -2 */
    int64_t dim2; /* default: -1 */
    int64_t offset; /* default: 0 */
    tn_site at;
} tn_diag_embed_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_diag_embed_with(const tn_diag_embed_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_diag_embed(function_, self_, dim1_, dim2_, ...) \
    function_(&(tn_diag_embed_args){.self = (self_), .dim1 = (dim1_), .dim2 = (dim2_), __VA_ARGS__})
#define tn_diag_embed(...) TN_CALL_diag_embed(tn_diag_embed_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* diag(Tensor self, int diagonal=0) -> Tensor
 *
 * A vector as a diagonal matrix, or the diagonal of a matrix. */
typedef struct tn_diag_args {
    tn_tensor *self;
    int64_t diagonal; /* default: 0 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_diag_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_diag_with(const tn_diag_args *args);
TN_API tn_tensor *tn_diag_into_with(const tn_diag_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_diag(function_, self_, ...) \
    function_(&(tn_diag_args){.self = (self_), __VA_ARGS__})
#define tn_diag(...) TN_CALL_diag(tn_diag_with, __VA_ARGS__, .at = TN_HERE)
#define tn_diag_into(out_, ...) \
    TN_CALL_diag(tn_diag_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* diagflat(Tensor self, int offset=0) -> Tensor
 *
 * All elements as the diagonal of a matrix. */
typedef struct tn_diagflat_args {
    tn_tensor *self;
    int64_t offset; /* default: 0 */
    tn_site at;
} tn_diagflat_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_diagflat_with(const tn_diagflat_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_diagflat(function_, self_, ...) \
    function_(&(tn_diagflat_args){.self = (self_), __VA_ARGS__})
#define tn_diagflat(...) TN_CALL_diagflat(tn_diagflat_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* select_scatter(Tensor self, Tensor src, int dim, int index) -> Tensor
 *
 * self with src in place of one index along dim. */
typedef struct tn_select_scatter_args {
    tn_tensor *self;
    tn_tensor *src;
    int64_t dim;
    int64_t index;
    tn_site at;
} tn_select_scatter_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_select_scatter_with(const tn_select_scatter_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_select_scatter(function_, self_, src_, dim_, index_, ...) \
    function_(&(tn_select_scatter_args){.self = (self_), .src = (src_), .dim = (dim_), .index = (index_), __VA_ARGS__})
#define tn_select_scatter(...) TN_CALL_select_scatter(tn_select_scatter_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* slice_scatter(Tensor self, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor
 *
 * self with src in place of a slice along dim. */
typedef struct tn_slice_scatter_args {
    tn_tensor *self;
    tn_tensor *src;
    int64_t dim; /* default: 0 */
    tn_value start; /* default: None */
    tn_value end; /* default: None */
    int64_t step; /* default: 1 */
    tn_site at;
} tn_slice_scatter_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_slice_scatter_with(const tn_slice_scatter_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_slice_scatter(function_, self_, src_, ...) \
    function_(&(tn_slice_scatter_args){.self = (self_), .src = (src_), __VA_ARGS__})
#define tn_slice_scatter(...) TN_CALL_slice_scatter(tn_slice_scatter_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor
 *
 * self with src in place of a diagonal. */
typedef struct tn_diagonal_scatter_args {
    tn_tensor *self;
    tn_tensor *src;
    int64_t dim2; /* default: 1 */
    int64_t offset; /* default: 0 */
    int64_t dim1; /* default: 0 */
    tn_site at;
} tn_diagonal_scatter_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_diagonal_scatter_with(const tn_diagonal_scatter_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_diagonal_scatter(function_, self_, src_, dim2_, ...) \
    function_(&(tn_diagonal_scatter_args){.self = (self_), .src = (src_), .dim2 = (dim2_), __VA_ARGS__})
#define tn_diagonal_scatter(...) TN_CALL_diagonal_scatter(tn_diagonal_scatter_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* as_strided_scatter(Tensor self, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor
 *
 * self with src in place of what as_strided shows. */
typedef struct tn_as_strided_scatter_args {
    tn_tensor *self;
    tn_tensor *src;
    tn_ints size;
    tn_ints stride;
    tn_value storage_offset; /* default: None */
    tn_site at;
} tn_as_strided_scatter_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_as_strided_scatter_with(const tn_as_strided_scatter_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_as_strided_scatter(function_, self_, src_, size_, stride_, ...) \
    function_(&(tn_as_strided_scatter_args){.self = (self_), .src = (src_), .size = (size_), .stride = (stride_), __VA_ARGS__})
#define tn_as_strided_scatter(...) TN_CALL_as_strided_scatter(tn_as_strided_scatter_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)
 *
 * transpose by NumPy's name. */
typedef struct tn_swapaxes_args {
    tn_tensor *self;
    int64_t axis0;
    int64_t axis1;
    tn_site at;
} tn_swapaxes_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_swapaxes_with(const tn_swapaxes_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_swapaxes(function_, self_, axis0_, axis1_, ...) \
    function_(&(tn_swapaxes_args){.self = (self_), .axis0 = (axis0_), .axis1 = (axis1_), __VA_ARGS__})
#define tn_swapaxes(...) TN_CALL_swapaxes(tn_swapaxes_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)
 *
 * transpose by another name. */
typedef struct tn_swapdims_args {
    tn_tensor *self;
    int64_t dim0;
    int64_t dim1;
    tn_site at;
} tn_swapdims_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_swapdims_with(const tn_swapdims_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_swapdims(function_, self_, dim0_, dim1_, ...) \
    function_(&(tn_swapdims_args){.self = (self_), .dim0 = (dim0_), .dim1 = (dim1_), __VA_ARGS__})
#define tn_swapdims(...) TN_CALL_swapdims(tn_swapdims_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* moveaxis(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)
 *
 * movedim by NumPy's name. */
typedef struct tn_moveaxis_args {
    tn_tensor *self;
    tn_ints source;
    tn_ints destination;
    tn_site at;
} tn_moveaxis_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_moveaxis_with(const tn_moveaxis_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_moveaxis(function_, self_, source_, destination_, ...) \
    function_(&(tn_moveaxis_args){.self = (self_), .source = (source_), .destination = (destination_), __VA_ARGS__})
#define tn_moveaxis(...) TN_CALL_moveaxis(tn_moveaxis_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* expand_as(Tensor(a) self, Tensor other) -> Tensor(a)
 *
 * self expanded to other's shape. */
typedef struct tn_expand_as_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_site at;
} tn_expand_as_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_expand_as_with(const tn_expand_as_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_expand_as(function_, self_, other_, ...) \
    function_(&(tn_expand_as_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_expand_as(...) TN_CALL_expand_as(tn_expand_as_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* view_as(Tensor(a) self, Tensor other) -> Tensor(a)
 *
 * A view of self with other's shape. */
typedef struct tn_view_as_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_site at;
} tn_view_as_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_view_as_with(const tn_view_as_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_view_as(function_, self_, other_, ...) \
    function_(&(tn_view_as_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_view_as(...) TN_CALL_view_as(tn_view_as_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)
 *
 * self with other's shape. */
typedef struct tn_reshape_as_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_site at;
} tn_reshape_as_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_reshape_as_with(const tn_reshape_as_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_reshape_as(function_, self_, other_, ...) \
    function_(&(tn_reshape_as_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_reshape_as(...) TN_CALL_reshape_as(tn_reshape_as_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* broadcast_to(Tensor(a) self, int[] size) -> Tensor(a)
 *
 * expand by another name. */
typedef struct tn_broadcast_to_args {
    tn_tensor *self;
    tn_ints size;
    tn_site at;
} tn_broadcast_to_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_broadcast_to_with(const tn_broadcast_to_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_broadcast_to(function_, self_, size_, ...) \
    function_(&(tn_broadcast_to_args){.self = (self_), .size = (size_), __VA_ARGS__})
#define tn_broadcast_to(...) TN_CALL_broadcast_to(tn_broadcast_to_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* ravel(Tensor(a) self) -> Tensor(a)
 *
 * All elements as a contiguous vector. */
typedef struct tn_ravel_args {
    tn_tensor *self;
    tn_site at;
} tn_ravel_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ravel_with(const tn_ravel_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ravel(function_, self_, ...) \
    function_(&(tn_ravel_args){.self = (self_), __VA_ARGS__})
#define tn_ravel(...) TN_CALL_ravel(tn_ravel_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* adjoint(Tensor self) -> Tensor
 *
 * The conjugate of matrices transposed. */
typedef struct tn_adjoint_args {
    tn_tensor *self;
    tn_site at;
} tn_adjoint_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_adjoint_with(const tn_adjoint_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_adjoint(function_, self_, ...) \
    function_(&(tn_adjoint_args){.self = (self_), __VA_ARGS__})
#define tn_adjoint(...) TN_CALL_adjoint(tn_adjoint_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* arange(Scalar end, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * 0, 1 … up to end, which is left out. */
typedef struct tn_arange_args {
    tn_value end;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_arange_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_arange_with(const tn_arange_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_arange(function_, end_, ...) \
    function_(&(tn_arange_args){.end = TN_ARG(end_), __VA_ARGS__})
#define tn_arange(...) TN_CALL_arange(tn_arange_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * start, start + 1 … up to end, which is left out. */
typedef struct tn_arange_start_args {
    tn_value start;
    tn_value end;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_arange_start_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_arange_start_with(const tn_arange_start_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_arange_start(function_, start_, end_, ...) \
    function_(&(tn_arange_start_args){.start = TN_ARG(start_), .end = TN_ARG(end_), __VA_ARGS__})
#define tn_arange_start(...) TN_CALL_arange_start(tn_arange_start_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* arange.start_step(Scalar start, Scalar end, Scalar step, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * start, start + step … up to end, which is left out. */
typedef struct tn_arange_start_step_args {
    tn_value start;
    tn_value end;
    tn_value step;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_arange_start_step_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_arange_start_step_with(const tn_arange_start_step_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_arange_start_step(function_, start_, end_, step_, ...) \
    function_(&(tn_arange_start_step_args){.start = TN_ARG(start_), .end = TN_ARG(end_), .step = TN_ARG(step_), __VA_ARGS__})
#define tn_arange_start_step(...) TN_CALL_arange_start_step(tn_arange_start_step_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * steps numbers from start to end at one distance. */
typedef struct tn_linspace_args {
    tn_value start;
    tn_value end;
    int64_t steps;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_linspace_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linspace_with(const tn_linspace_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linspace(function_, start_, end_, steps_, ...) \
    function_(&(tn_linspace_args){.start = TN_ARG(start_), .end = TN_ARG(end_), .steps = (steps_), __VA_ARGS__})
#define tn_linspace(...) TN_CALL_linspace(tn_linspace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* logspace(Scalar start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * base to the power of linspace. */
typedef struct tn_logspace_args {
    tn_value start;
    tn_value end;
    int64_t steps;
    double base; /* default: 10.0 */
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_logspace_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logspace_with(const tn_logspace_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logspace(function_, start_, end_, steps_, base_, ...) \
    function_(&(tn_logspace_args){.start = TN_ARG(start_), .end = TN_ARG(end_), .steps = (steps_), .base = (base_), __VA_ARGS__})
#define tn_logspace(...) TN_CALL_logspace(tn_logspace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* eye(int n, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * The identity matrix. */
typedef struct tn_eye_args {
    int64_t n;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_eye_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_eye_with(const tn_eye_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_eye(function_, n_, ...) \
    function_(&(tn_eye_args){.n = (n_), __VA_ARGS__})
#define tn_eye(...) TN_CALL_eye(tn_eye_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* eye.m(int n, int m, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * Ones on the diagonal of n rows and m columns. */
typedef struct tn_eye_m_args {
    int64_t n;
    int64_t m;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_eye_m_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_eye_m_with(const tn_eye_m_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_eye_m(function_, n_, m_, ...) \
    function_(&(tn_eye_m_args){.n = (n_), .m = (m_), __VA_ARGS__})
#define tn_eye_m(...) TN_CALL_eye_m(tn_eye_m_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* scalar_tensor(Scalar s, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * A 0-d tensor with one value. */
typedef struct tn_scalar_tensor_args {
    tn_value s;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_scalar_tensor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_scalar_tensor_with(const tn_scalar_tensor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_scalar_tensor(function_, s_, ...) \
    function_(&(tn_scalar_tensor_args){.s = TN_ARG(s_), __VA_ARGS__})
#define tn_scalar_tensor(...) TN_CALL_scalar_tensor(tn_scalar_tensor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* empty_strided(int[] size, int[] stride, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 *
 * A tensor with a geometry and arbitrary contents. */
typedef struct tn_empty_strided_args {
    tn_ints size;
    tn_ints stride;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    bool requires_grad; /* default: False */
    tn_site at;
} tn_empty_strided_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_empty_strided_with(const tn_empty_strided_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_empty_strided(function_, size_, stride_, ...) \
    function_(&(tn_empty_strided_args){.size = (size_), .stride = (stride_), __VA_ARGS__})
#define tn_empty_strided(...) TN_CALL_empty_strided(tn_empty_strided_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask, bool is_causal, float scale) -> (Tensor result, Tensor logsumexp)
 *
 * softmax(query @ key^T * scale + mask) @ value and the logsumexp of each row of scores; leading dims are alike. */
typedef struct tn_native_attention_args {
    tn_tensor *query;
    tn_tensor *key;
    tn_tensor *value;
    tn_tensor *attn_mask;
    bool is_causal;
    double scale;
    tn_site at;
} tn_native_attention_args;
typedef struct tn_native_attention_result {
    tn_tensor *result, *logsumexp;
} tn_native_attention_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_attention_result tn_native_attention_with(const tn_native_attention_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_attention(function_, query_, key_, value_, attn_mask_, is_causal_, scale_, ...) \
    function_(&(tn_native_attention_args){.query = (query_), .key = (key_), .value = (value_), .attn_mask = (attn_mask_), .is_causal = (is_causal_), .scale = (scale_), __VA_ARGS__})
#define tn_native_attention(...) TN_CALL_native_attention(tn_native_attention_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_attention_backward(Tensor grad, Tensor query, Tensor key, Tensor value, Tensor? attn_mask, Tensor result, Tensor logsumexp, bool is_causal, float scale) -> (Tensor query, Tensor key, Tensor value)
 *
 * The gradients of native_attention with respect to query, key and value. */
typedef struct tn_native_attention_backward_args {
    tn_tensor *grad;
    tn_tensor *query;
    tn_tensor *key;
    tn_tensor *value;
    tn_tensor *attn_mask;
    tn_tensor *result;
    tn_tensor *logsumexp;
    bool is_causal;
    double scale;
    tn_site at;
} tn_native_attention_backward_args;
typedef struct tn_native_attention_backward_result {
    tn_tensor *query, *key, *value;
} tn_native_attention_backward_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_attention_backward_result tn_native_attention_backward_with(const tn_native_attention_backward_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_attention_backward(function_, grad_, query_, key_, value_, attn_mask_, result_, logsumexp_, is_causal_, scale_, ...) \
    function_(&(tn_native_attention_backward_args){.grad = (grad_), .query = (query_), .key = (key_), .value = (value_), .attn_mask = (attn_mask_), .result = (result_), .logsumexp = (logsumexp_), .is_causal = (is_causal_), .scale = (scale_), __VA_ARGS__})
#define tn_native_attention_backward(...) TN_CALL_native_attention_backward(tn_native_attention_backward_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor
 *
 * softmax(query @ key^T * scale + mask) @ value; enable_gqa repeats key and value heads. */
typedef struct tn_scaled_dot_product_attention_args {
    tn_tensor *query;
    tn_tensor *key;
    tn_tensor *value;
    tn_tensor *attn_mask; /* default: None */
    double dropout_p; /* default: 0.0 */
    bool is_causal; /* default: False */
    tn_value scale; /* default: None */
    bool enable_gqa; /* default: False */
    tn_site at;
} tn_scaled_dot_product_attention_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_scaled_dot_product_attention_with(const tn_scaled_dot_product_attention_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_scaled_dot_product_attention(function_, query_, key_, value_, ...) \
    function_(&(tn_scaled_dot_product_attention_args){.query = (query_), .key = (key_), .value = (value_), __VA_ARGS__})
#define tn_scaled_dot_product_attention(...) TN_CALL_scaled_dot_product_attention(tn_scaled_dot_product_attention_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)
 *
 * Sorted along dim, stable; NaN counts as largest. */
typedef struct tn_sort_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    bool descending; /* default: False */
    tn_site at;
} tn_sort_args;
typedef struct tn_sort_result {
    tn_tensor *values, *indices;
} tn_sort_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_sort_result tn_sort_with(const tn_sort_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sort(function_, self_, dim_, ...) \
    function_(&(tn_sort_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_sort(...) TN_CALL_sort(tn_sort_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)
 *
 * sort, which is always stable. */
typedef struct tn_sort_stable_args {
    tn_tensor *self;
    tn_value stable;
    int64_t dim; /* default: -1 */
    bool descending; /* default: False */
    tn_site at;
} tn_sort_stable_args;
typedef struct tn_sort_stable_result {
    tn_tensor *values, *indices;
} tn_sort_stable_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_sort_stable_result tn_sort_stable_with(const tn_sort_stable_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_sort_stable(function_, self_, stable_, dim_, ...) \
    function_(&(tn_sort_stable_args){.self = (self_), .stable = TN_ARG(stable_), .dim = (dim_), __VA_ARGS__})
#define tn_sort_stable(...) TN_CALL_sort_stable(tn_sort_stable_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor
 *
 * The indices that sort along dim. */
typedef struct tn_argsort_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    bool descending; /* default: False */
    tn_site at;
} tn_argsort_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_argsort_with(const tn_argsort_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_argsort(function_, self_, dim_, ...) \
    function_(&(tn_argsort_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_argsort(...) TN_CALL_argsort(tn_argsort_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* msort(Tensor self) -> Tensor
 *
 * Sorted along dim 0. */
typedef struct tn_msort_args {
    tn_tensor *self;
    tn_site at;
} tn_msort_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_msort_with(const tn_msort_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_msort(function_, self_, ...) \
    function_(&(tn_msort_args){.self = (self_), __VA_ARGS__})
#define tn_msort(...) TN_CALL_msort(tn_msort_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* topk(Tensor self, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)
 *
 * The k largest (or smallest) elements along dim, in order; the first ones of equal elements. */
typedef struct tn_topk_args {
    tn_tensor *self;
    int64_t k;
    int64_t dim; /* default: -1 */
    bool no_largest; /* default: True */
    bool no_sorted; /* default: True */
    tn_site at;
} tn_topk_args;
typedef struct tn_topk_result {
    tn_tensor *values, *indices;
} tn_topk_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_topk_result tn_topk_with(const tn_topk_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_topk(function_, self_, k_, dim_, ...) \
    function_(&(tn_topk_args){.self = (self_), .k = (k_), .dim = (dim_), __VA_ARGS__})
#define tn_topk(...) TN_CALL_topk(tn_topk_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* kthvalue(Tensor self, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)
 *
 * The k-th smallest element along dim; k counts from 1. */
typedef struct tn_kthvalue_args {
    tn_tensor *self;
    int64_t k;
    int64_t dim; /* default: -1 */
    bool keepdim; /* default: False */
    tn_site at;
} tn_kthvalue_args;
typedef struct tn_kthvalue_result {
    tn_tensor *values, *indices;
} tn_kthvalue_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_kthvalue_result tn_kthvalue_with(const tn_kthvalue_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_kthvalue(function_, self_, k_, dim_, ...) \
    function_(&(tn_kthvalue_args){.self = (self_), .k = (k_), .dim = (dim_), __VA_ARGS__})
#define tn_kthvalue(...) TN_CALL_kthvalue(tn_kthvalue_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* median(Tensor self) -> Tensor
 *
 * The lower of the middle elements; NaN when there is one. */
typedef struct tn_median_args {
    tn_tensor *self;
    tn_site at;
} tn_median_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_median_with(const tn_median_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_median(function_, self_, ...) \
    function_(&(tn_median_args){.self = (self_), __VA_ARGS__})
#define tn_median(...) TN_CALL_median(tn_median_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 *
 * The lower of the middle elements along dim. */
typedef struct tn_median_dim_args {
    tn_tensor *self;
    int64_t dim;
    bool keepdim; /* default: False */
    tn_site at;
} tn_median_dim_args;
typedef struct tn_median_dim_result {
    tn_tensor *values, *indices;
} tn_median_dim_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_median_dim_result tn_median_dim_with(const tn_median_dim_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_median_dim(function_, self_, dim_, ...) \
    function_(&(tn_median_dim_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_median_dim(...) TN_CALL_median_dim(tn_median_dim_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* nanmedian(Tensor self) -> Tensor
 *
 * The median of what is not NaN. */
typedef struct tn_nanmedian_args {
    tn_tensor *self;
    tn_site at;
} tn_nanmedian_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_nanmedian_with(const tn_nanmedian_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nanmedian(function_, self_, ...) \
    function_(&(tn_nanmedian_args){.self = (self_), __VA_ARGS__})
#define tn_nanmedian(...) TN_CALL_nanmedian(tn_nanmedian_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 *
 * The median along dim of what is not NaN. */
typedef struct tn_nanmedian_dim_args {
    tn_tensor *self;
    int64_t dim;
    bool keepdim; /* default: False */
    tn_site at;
} tn_nanmedian_dim_args;
typedef struct tn_nanmedian_dim_result {
    tn_tensor *values, *indices;
} tn_nanmedian_dim_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_nanmedian_dim_result tn_nanmedian_dim_with(const tn_nanmedian_dim_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nanmedian_dim(function_, self_, dim_, ...) \
    function_(&(tn_nanmedian_dim_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_nanmedian_dim(...) TN_CALL_nanmedian_dim(tn_nanmedian_dim_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* search_rows(Tensor sorted, Tensor values, bool right=False, Tensor? sorter=None) -> Tensor
 *
 * How many elements of each sorted row are below each value (right: not above it). */
typedef struct tn_search_rows_args {
    tn_tensor *sorted;
    tn_tensor *values;
    bool right; /* default: False */
    tn_tensor *sorter; /* default: None */
    tn_site at;
} tn_search_rows_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_search_rows_with(const tn_search_rows_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_search_rows(function_, sorted_, values_, ...) \
    function_(&(tn_search_rows_args){.sorted = (sorted_), .values = (values_), __VA_ARGS__})
#define tn_search_rows(...) TN_CALL_search_rows(tn_search_rows_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* searchsorted(Tensor sorted_sequence, Tensor|Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor
 *
 * Where each value belongs in sorted rows. */
typedef struct tn_searchsorted_args {
    tn_tensor *sorted_sequence;
    tn_value self;
    bool out_int32; /* default: False */
    bool right; /* default: False */
    const char *side; /* default: None */
    tn_tensor *sorter; /* default: None */
    tn_site at;
} tn_searchsorted_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_searchsorted_with(const tn_searchsorted_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_searchsorted(function_, sorted_sequence_, self_, ...) \
    function_(&(tn_searchsorted_args){.sorted_sequence = (sorted_sequence_), .self = TN_ARG(self_), __VA_ARGS__})
#define tn_searchsorted(...) TN_CALL_searchsorted(tn_searchsorted_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* bucketize(Tensor|Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor
 *
 * Which interval of boundaries each element is in. */
typedef struct tn_bucketize_args {
    tn_value self;
    tn_tensor *boundaries;
    bool out_int32; /* default: False */
    bool right; /* default: False */
    tn_site at;
} tn_bucketize_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bucketize_with(const tn_bucketize_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bucketize(function_, self_, boundaries_, ...) \
    function_(&(tn_bucketize_args){.self = TN_ARG(self_), .boundaries = (boundaries_), __VA_ARGS__})
#define tn_bucketize(...) TN_CALL_bucketize(tn_bucketize_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* unique(Tensor self, *, int? dim=None, bool return_inverse=False, bool return_counts=False) -> (Tensor values, Tensor inverse, Tensor counts)
 *
 * The different elements (slices along dim) in order, where each one went and how often it comes; empty where not asked for. */
typedef struct tn_unique_args {
    tn_tensor *self;
    tn_value dim; /* default: None */
    bool return_inverse; /* default: False */
    bool return_counts; /* default: False */
    tn_site at;
} tn_unique_args;
typedef struct tn_unique_result {
    tn_tensor *values, *inverse, *counts;
} tn_unique_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_unique_result tn_unique_with(const tn_unique_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_unique(function_, self_, ...) \
    function_(&(tn_unique_args){.self = (self_), __VA_ARGS__})
#define tn_unique(...) TN_CALL_unique(tn_unique_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* unique_consecutive(Tensor self, *, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor values, Tensor inverse, Tensor counts)
 *
 * unique of neighbours only. */
typedef struct tn_unique_consecutive_args {
    tn_tensor *self;
    bool return_inverse; /* default: False */
    bool return_counts; /* default: False */
    tn_value dim; /* default: None */
    tn_site at;
} tn_unique_consecutive_args;
typedef struct tn_unique_consecutive_result {
    tn_tensor *values, *inverse, *counts;
} tn_unique_consecutive_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_unique_consecutive_result tn_unique_consecutive_with(const tn_unique_consecutive_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_unique_consecutive(function_, self_, ...) \
    function_(&(tn_unique_consecutive_args){.self = (self_), __VA_ARGS__})
#define tn_unique_consecutive(...) TN_CALL_unique_consecutive(tn_unique_consecutive_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)
 *
 * The most frequent element along dim, the smallest of equally frequent ones, and its last place. */
typedef struct tn_mode_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    bool keepdim; /* default: False */
    tn_site at;
} tn_mode_args;
typedef struct tn_mode_result {
    tn_tensor *values, *indices;
} tn_mode_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_mode_result tn_mode_with(const tn_mode_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mode(function_, self_, dim_, ...) \
    function_(&(tn_mode_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_mode(...) TN_CALL_mode(tn_mode_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* isin(Tensor|Scalar elements, Tensor|Scalar test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor
 *
 * Whether each element is one of test_elements. */
typedef struct tn_isin_args {
    tn_value elements;
    tn_value test_elements;
    bool assume_unique; /* default: False */
    bool invert; /* default: False */
    tn_site at;
} tn_isin_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_isin_with(const tn_isin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_isin(function_, elements_, test_elements_, ...) \
    function_(&(tn_isin_args){.elements = TN_ARG(elements_), .test_elements = TN_ARG(test_elements_), __VA_ARGS__})
#define tn_isin(...) TN_CALL_isin(tn_isin_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* nonzero(Tensor self) -> Tensor
 *
 * The coordinates of what is not zero, one row each. */
typedef struct tn_nonzero_args {
    tn_tensor *self;
    tn_site at;
} tn_nonzero_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_nonzero_with(const tn_nonzero_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nonzero(function_, self_, ...) \
    function_(&(tn_nonzero_args){.self = (self_), __VA_ARGS__})
#define tn_nonzero(...) TN_CALL_nonzero(tn_nonzero_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* argwhere(Tensor self) -> Tensor
 *
 * nonzero by NumPy's name. */
typedef struct tn_argwhere_args {
    tn_tensor *self;
    tn_site at;
} tn_argwhere_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_argwhere_with(const tn_argwhere_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_argwhere(function_, self_, ...) \
    function_(&(tn_argwhere_args){.self = (self_), __VA_ARGS__})
#define tn_argwhere(...) TN_CALL_argwhere(tn_argwhere_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* masked_select(Tensor self, Tensor mask) -> Tensor
 *
 * The elements where mask is true, as a vector. */
typedef struct tn_masked_select_args {
    tn_tensor *self;
    tn_tensor *mask;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_masked_select_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_masked_select_with(const tn_masked_select_args *args);
TN_API tn_tensor *tn_masked_select_into_with(const tn_masked_select_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_masked_select(function_, self_, mask_, ...) \
    function_(&(tn_masked_select_args){.self = (self_), .mask = (mask_), __VA_ARGS__})
#define tn_masked_select(...) TN_CALL_masked_select(tn_masked_select_with, __VA_ARGS__, .at = TN_HERE)
#define tn_masked_select_into(out_, ...) \
    TN_CALL_masked_select(tn_masked_select_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* masked_fill(Tensor self, Tensor mask, Tensor|Scalar value) -> Tensor
 *
 * value where mask is true, else self. */
typedef struct tn_masked_fill_args {
    tn_tensor *self;
    tn_tensor *mask;
    tn_value value;
    tn_site at;
} tn_masked_fill_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_masked_fill_with(const tn_masked_fill_args *args);
TN_API tn_tensor *tn_masked_fill_inplace_with(const tn_masked_fill_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_masked_fill(function_, self_, mask_, value_, ...) \
    function_(&(tn_masked_fill_args){.self = (self_), .mask = (mask_), .value = TN_ARG(value_), __VA_ARGS__})
#define tn_masked_fill(...) TN_CALL_masked_fill(tn_masked_fill_with, __VA_ARGS__, .at = TN_HERE)
#define tn_masked_fill_(...) TN_CALL_masked_fill(tn_masked_fill_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor
 *
 * The next element of source where mask is true, else self. */
typedef struct tn_masked_scatter_args {
    tn_tensor *self;
    tn_tensor *mask;
    tn_tensor *source;
    tn_site at;
} tn_masked_scatter_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_masked_scatter_with(const tn_masked_scatter_args *args);
TN_API tn_tensor *tn_masked_scatter_inplace_with(const tn_masked_scatter_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_masked_scatter(function_, self_, mask_, source_, ...) \
    function_(&(tn_masked_scatter_args){.self = (self_), .mask = (mask_), .source = (source_), __VA_ARGS__})
#define tn_masked_scatter(...) TN_CALL_masked_scatter(tn_masked_scatter_with, __VA_ARGS__, .at = TN_HERE)
#define tn_masked_scatter_(...) TN_CALL_masked_scatter(tn_masked_scatter_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* index_fill(Tensor self, int dim, Tensor index, Tensor|Scalar value) -> Tensor
 *
 * self with value at the listed indices of dim. */
typedef struct tn_index_fill_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_value value;
    tn_site at;
} tn_index_fill_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_fill_with(const tn_index_fill_args *args);
TN_API tn_tensor *tn_index_fill_inplace_with(const tn_index_fill_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_fill(function_, self_, dim_, index_, value_, ...) \
    function_(&(tn_index_fill_args){.self = (self_), .dim = (dim_), .index = (index_), .value = TN_ARG(value_), __VA_ARGS__})
#define tn_index_fill(...) TN_CALL_index_fill(tn_index_fill_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_fill_(...) TN_CALL_index_fill(tn_index_fill_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* take(Tensor self, Tensor index) -> Tensor
 *
 * Elements of the flattened tensor. */
typedef struct tn_take_args {
    tn_tensor *self;
    tn_tensor *index;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_take_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_take_with(const tn_take_args *args);
TN_API tn_tensor *tn_take_into_with(const tn_take_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_take(function_, self_, index_, ...) \
    function_(&(tn_take_args){.self = (self_), .index = (index_), __VA_ARGS__})
#define tn_take(...) TN_CALL_take(tn_take_with, __VA_ARGS__, .at = TN_HERE)
#define tn_take_into(out_, ...) \
    TN_CALL_take(tn_take_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor
 *
 * self with elements of the flattened tensor replaced by (or added to) source. */
typedef struct tn_put_args {
    tn_tensor *self;
    tn_tensor *index;
    tn_tensor *source;
    bool accumulate; /* default: False */
    tn_site at;
} tn_put_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_put_with(const tn_put_args *args);
TN_API tn_tensor *tn_put_inplace_with(const tn_put_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_put(function_, self_, index_, source_, ...) \
    function_(&(tn_put_args){.self = (self_), .index = (index_), .source = (source_), __VA_ARGS__})
#define tn_put(...) TN_CALL_put(tn_put_with, __VA_ARGS__, .at = TN_HERE)
#define tn_put_(...) TN_CALL_put(tn_put_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor
 *
 * gather where other dims broadcast; of the flattened tensor without dim. */
typedef struct tn_take_along_dim_args {
    tn_tensor *self;
    tn_tensor *indices;
    tn_value dim; /* default: None */
    tn_site at;
} tn_take_along_dim_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_take_along_dim_with(const tn_take_along_dim_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_take_along_dim(function_, self_, indices_, ...) \
    function_(&(tn_take_along_dim_args){.self = (self_), .indices = (indices_), __VA_ARGS__})
#define tn_take_along_dim(...) TN_CALL_take_along_dim(tn_take_along_dim_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* bincount(Tensor self, Tensor? weights=None, int minlength=0) -> Tensor
 *
 * How often each integer occurs, or the sum of its weights. */
typedef struct tn_bincount_args {
    tn_tensor *self;
    tn_tensor *weights; /* default: None */
    int64_t minlength; /* default: 0 */
    tn_site at;
} tn_bincount_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bincount_with(const tn_bincount_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bincount(function_, self_, ...) \
    function_(&(tn_bincount_args){.self = (self_), __VA_ARGS__})
#define tn_bincount(...) TN_CALL_bincount(tn_bincount_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor
 *
 * self with slices of source combined at index along dim by "prod", "mean", "amax" or "amin". */
typedef struct tn_index_reduce_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *source;
    const char *reduce;
    bool no_include_self; /* default: True */
    tn_site at;
} tn_index_reduce_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_index_reduce_with(const tn_index_reduce_args *args);
TN_API tn_tensor *tn_index_reduce_inplace_with(const tn_index_reduce_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_index_reduce(function_, self_, dim_, index_, source_, reduce_, ...) \
    function_(&(tn_index_reduce_args){.self = (self_), .dim = (dim_), .index = (index_), .source = (source_), .reduce = (reduce_), __VA_ARGS__})
#define tn_index_reduce(...) TN_CALL_index_reduce(tn_index_reduce_with, __VA_ARGS__, .at = TN_HERE)
#define tn_index_reduce_(...) TN_CALL_index_reduce(tn_index_reduce_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor
 *
 * Neighbouring slices along axis combined by "sum", "mean", "max", "min" or "prod", as many as lengths say or between offsets. */
typedef struct tn_segment_reduce_args {
    tn_tensor *data;
    const char *reduce;
    tn_tensor *lengths; /* default: None */
    tn_tensor *indices; /* default: None */
    tn_tensor *offsets; /* default: None */
    int64_t axis; /* default: 0 */
    bool unsafe; /* default: False */
    tn_value initial; /* default: None */
    tn_site at;
} tn_segment_reduce_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_segment_reduce_with(const tn_segment_reduce_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_segment_reduce(function_, data_, reduce_, ...) \
    function_(&(tn_segment_reduce_args){.data = (data_), .reduce = (reduce_), __VA_ARGS__})
#define tn_segment_reduce(...) TN_CALL_segment_reduce(tn_segment_reduce_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* embedding_bag(Tensor weight, Tensor indices, Tensor? offsets=None, *, str? mode=None, Tensor? per_sample_weights=None, bool include_last_offset=False, int? padding_idx=None, float? max_norm=None, float? norm_type=None, bool scale_grad_by_freq=False) -> Tensor
 *
 * The mean (mode "sum" or "max": those) of the rows of weight at each bag of indices, which begin at offsets; without them a row of indices is a bag. max_norm scales longer rows in place. */
typedef struct tn_embedding_bag_args {
    tn_tensor *weight;
    tn_tensor *indices;
    tn_tensor *offsets; /* default: None */
    const char *mode; /* default: None */
    tn_tensor *per_sample_weights; /* default: None */
    bool include_last_offset; /* default: False */
    tn_value padding_idx; /* default: None */
    tn_value max_norm; /* default: None */
    tn_value norm_type; /* default: None */
    bool scale_grad_by_freq; /* default: False */
    tn_site at;
} tn_embedding_bag_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_embedding_bag_with(const tn_embedding_bag_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_embedding_bag(function_, weight_, indices_, ...) \
    function_(&(tn_embedding_bag_args){.weight = (weight_), .indices = (indices_), __VA_ARGS__})
#define tn_embedding_bag(...) TN_CALL_embedding_bag(tn_embedding_bag_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor
 *
 * How many elements fall into each of the equal bins between min and max; between the data's when those are equal. */
typedef struct tn_histc_args {
    tn_tensor *self;
    int64_t bins; /* default: 100 */
    tn_value min; /* default: 0 */
    tn_value max; /* default: 0 */
    tn_site at;
} tn_histc_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_histc_with(const tn_histc_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_histc(function_, self_, ...) \
    function_(&(tn_histc_args){.self = (self_), __VA_ARGS__})
#define tn_histc(...) TN_CALL_histc(tn_histc_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* scatter_combine(Tensor self, int dim, Tensor index, Tensor src, str reduce) -> Tensor
 *
 * self combined at index along dim with src by "prod", "amax" or "amin", in order. */
typedef struct tn_scatter_combine_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *src;
    const char *reduce;
    tn_site at;
} tn_scatter_combine_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_scatter_combine_with(const tn_scatter_combine_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_scatter_combine(function_, self_, dim_, index_, src_, reduce_, ...) \
    function_(&(tn_scatter_combine_args){.self = (self_), .dim = (dim_), .index = (index_), .src = (src_), .reduce = (reduce_), __VA_ARGS__})
#define tn_scatter_combine(...) TN_CALL_scatter_combine(tn_scatter_combine_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* scatter_reduce(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor
 *
 * self combined at index along dim with src by "sum", "prod", "mean", "amax" or "amin". */
typedef struct tn_scatter_reduce_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *index;
    tn_tensor *src;
    const char *reduce;
    bool no_include_self; /* default: True */
    tn_site at;
} tn_scatter_reduce_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_scatter_reduce_with(const tn_scatter_reduce_args *args);
TN_API tn_tensor *tn_scatter_reduce_inplace_with(const tn_scatter_reduce_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_scatter_reduce(function_, self_, dim_, index_, src_, reduce_, ...) \
    function_(&(tn_scatter_reduce_args){.self = (self_), .dim = (dim_), .index = (index_), .src = (src_), .reduce = (reduce_), __VA_ARGS__})
#define tn_scatter_reduce(...) TN_CALL_scatter_reduce(tn_scatter_reduce_with, __VA_ARGS__, .at = TN_HERE)
#define tn_scatter_reduce_(...) TN_CALL_scatter_reduce(tn_scatter_reduce_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* randint_like(Tensor self, int low, int high, *, ScalarType? dtype=None) -> Tensor
 *
 * Integers in [low, high), in self's shape. */
typedef struct tn_randint_like_args {
    tn_tensor *self;
    int64_t low;
    int64_t high;
    tn_dtype dtype; /* default: None */
    tn_site at;
} tn_randint_like_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_randint_like_with(const tn_randint_like_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_randint_like(function_, self_, low_, high_, ...) \
    function_(&(tn_randint_like_args){.self = (self_), .low = (low_), .high = (high_), __VA_ARGS__})
#define tn_randint_like(...) TN_CALL_randint_like(tn_randint_like_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* randperm(int n, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 *
 * 0 to n - 1 in random order. */
typedef struct tn_randperm_args {
    int64_t n;
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    tn_site at;
} tn_randperm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_randperm_with(const tn_randperm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_randperm(function_, n_, ...) \
    function_(&(tn_randperm_args){.n = (n_), __VA_ARGS__})
#define tn_randperm(...) TN_CALL_randperm(tn_randperm_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* cauchy(Tensor self, float median, float sigma) -> Tensor
 *
 * Numbers of Cauchy's distribution, in self's shape. */
typedef struct tn_cauchy_args {
    tn_tensor *self;
    double median;
    double sigma;
    tn_site at;
} tn_cauchy_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cauchy_with(const tn_cauchy_args *args);
TN_API tn_tensor *tn_cauchy_inplace_with(const tn_cauchy_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cauchy(function_, self_, median_, sigma_, ...) \
    function_(&(tn_cauchy_args){.self = (self_), .median = (median_), .sigma = (sigma_), __VA_ARGS__})
#define tn_cauchy(...) TN_CALL_cauchy(tn_cauchy_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cauchy_(...) TN_CALL_cauchy(tn_cauchy_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* log_normal(Tensor self, float mean, float std) -> Tensor
 *
 * Exponentials of normal numbers, in self's shape. */
typedef struct tn_log_normal_args {
    tn_tensor *self;
    double mean;
    double std;
    tn_site at;
} tn_log_normal_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_log_normal_with(const tn_log_normal_args *args);
TN_API tn_tensor *tn_log_normal_inplace_with(const tn_log_normal_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_log_normal(function_, self_, mean_, std_, ...) \
    function_(&(tn_log_normal_args){.self = (self_), .mean = (mean_), .std = (std_), __VA_ARGS__})
#define tn_log_normal(...) TN_CALL_log_normal(tn_log_normal_with, __VA_ARGS__, .at = TN_HERE)
#define tn_log_normal_(...) TN_CALL_log_normal(tn_log_normal_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* geometric(Tensor self, float p) -> Tensor
 *
 * Trials up to the first success of probability p, in self's shape. */
typedef struct tn_geometric_args {
    tn_tensor *self;
    double p;
    tn_site at;
} tn_geometric_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_geometric_with(const tn_geometric_args *args);
TN_API tn_tensor *tn_geometric_inplace_with(const tn_geometric_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_geometric(function_, self_, p_, ...) \
    function_(&(tn_geometric_args){.self = (self_), .p = (p_), __VA_ARGS__})
#define tn_geometric(...) TN_CALL_geometric(tn_geometric_with, __VA_ARGS__, .at = TN_HERE)
#define tn_geometric_(...) TN_CALL_geometric(tn_geometric_inplace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* bernoulli.Tensor(Tensor self, Tensor p) -> Tensor
 *
 * 1 with each element's probability in p, else 0, in self's shape. */
typedef struct tn_bernoulli_Tensor_args {
    tn_tensor *self;
    tn_tensor *p;
    tn_site at;
} tn_bernoulli_Tensor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bernoulli_Tensor_with(const tn_bernoulli_Tensor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bernoulli_Tensor(function_, self_, p_, ...) \
    function_(&(tn_bernoulli_Tensor_args){.self = (self_), .p = (p_), __VA_ARGS__})
#define tn_bernoulli_Tensor(...) TN_CALL_bernoulli_Tensor(tn_bernoulli_Tensor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* bernoulli.of(Tensor self) -> Tensor
 *
 * 1 with the probabilities in self, else 0. */
typedef struct tn_bernoulli_of_args {
    tn_tensor *self;
    tn_site at;
} tn_bernoulli_of_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bernoulli_of_with(const tn_bernoulli_of_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bernoulli_of(function_, self_, ...) \
    function_(&(tn_bernoulli_of_args){.self = (self_), __VA_ARGS__})
#define tn_bernoulli_of(...) TN_CALL_bernoulli_of(tn_bernoulli_of_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* feature_dropout(Tensor input, float p, bool train) -> Tensor
 *
 * dropout of whole channels (dim 1). */
typedef struct tn_feature_dropout_args {
    tn_tensor *input;
    double p;
    bool train;
    tn_site at;
} tn_feature_dropout_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_feature_dropout_with(const tn_feature_dropout_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_feature_dropout(function_, input_, p_, train_, ...) \
    function_(&(tn_feature_dropout_args){.input = (input_), .p = (p_), .train = (train_), __VA_ARGS__})
#define tn_feature_dropout(...) TN_CALL_feature_dropout(tn_feature_dropout_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* multinomial(Tensor self, int num_samples, bool replacement=False) -> Tensor
 *
 * Indices picked with the weights of each row. */
typedef struct tn_multinomial_args {
    tn_tensor *self;
    int64_t num_samples;
    bool replacement; /* default: False */
    tn_site at;
} tn_multinomial_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_multinomial_with(const tn_multinomial_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_multinomial(function_, self_, num_samples_, ...) \
    function_(&(tn_multinomial_args){.self = (self_), .num_samples = (num_samples_), __VA_ARGS__})
#define tn_multinomial(...) TN_CALL_multinomial(tn_multinomial_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* mse_loss(Tensor self, Tensor target, str? reduction=None) -> Tensor
 *
 * (self - target)^2. */
typedef struct tn_mse_loss_args {
    tn_tensor *self;
    tn_tensor *target;
    const char *reduction; /* default: None */
    tn_site at;
} tn_mse_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_mse_loss_with(const tn_mse_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_mse_loss(function_, self_, target_, ...) \
    function_(&(tn_mse_loss_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_mse_loss(...) TN_CALL_mse_loss(tn_mse_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* l1_loss(Tensor self, Tensor target, str? reduction=None) -> Tensor
 *
 * abs(self - target). */
typedef struct tn_l1_loss_args {
    tn_tensor *self;
    tn_tensor *target;
    const char *reduction; /* default: None */
    tn_site at;
} tn_l1_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_l1_loss_with(const tn_l1_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_l1_loss(function_, self_, target_, ...) \
    function_(&(tn_l1_loss_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_l1_loss(...) TN_CALL_l1_loss(tn_l1_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* smooth_l1_loss(Tensor self, Tensor target, str? reduction=None, float beta=1.0) -> Tensor
 *
 * Quadratic up to beta, linear beyond it. */
typedef struct tn_smooth_l1_loss_args {
    tn_tensor *self;
    tn_tensor *target;
    double beta; /* default: 1.0 */
    const char *reduction; /* default: None */
    tn_site at;
} tn_smooth_l1_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_smooth_l1_loss_with(const tn_smooth_l1_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_smooth_l1_loss(function_, self_, target_, beta_, ...) \
    function_(&(tn_smooth_l1_loss_args){.self = (self_), .target = (target_), .beta = (beta_), __VA_ARGS__})
#define tn_smooth_l1_loss(...) TN_CALL_smooth_l1_loss(tn_smooth_l1_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* huber_loss(Tensor self, Tensor target, str? reduction=None, float delta=1.0) -> Tensor
 *
 * smooth_l1_loss scaled by delta. */
typedef struct tn_huber_loss_args {
    tn_tensor *self;
    tn_tensor *target;
    double delta; /* default: 1.0 */
    const char *reduction; /* default: None */
    tn_site at;
} tn_huber_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_huber_loss_with(const tn_huber_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_huber_loss(function_, self_, target_, delta_, ...) \
    function_(&(tn_huber_loss_args){.self = (self_), .target = (target_), .delta = (delta_), __VA_ARGS__})
#define tn_huber_loss(...) TN_CALL_huber_loss(tn_huber_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, str? reduction=None) -> Tensor
 *
 * Cross entropy of probabilities of yes. */
typedef struct tn_binary_cross_entropy_args {
    tn_tensor *self;
    tn_tensor *target;
    tn_tensor *weight; /* default: None */
    const char *reduction; /* default: None */
    tn_site at;
} tn_binary_cross_entropy_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_binary_cross_entropy_with(const tn_binary_cross_entropy_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_binary_cross_entropy(function_, self_, target_, ...) \
    function_(&(tn_binary_cross_entropy_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_binary_cross_entropy(...) TN_CALL_binary_cross_entropy(tn_binary_cross_entropy_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, str? reduction=None, Tensor? pos_weight=None) -> Tensor
 *
 * Cross entropy of sigmoid(self), without overflow. */
typedef struct tn_binary_cross_entropy_with_logits_args {
    tn_tensor *self;
    tn_tensor *target;
    tn_tensor *weight; /* default: None */
    const char *reduction; /* default: None */
    tn_tensor *pos_weight; /* default: None */
    tn_site at;
} tn_binary_cross_entropy_with_logits_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_binary_cross_entropy_with_logits_with(const tn_binary_cross_entropy_with_logits_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_binary_cross_entropy_with_logits(function_, self_, target_, ...) \
    function_(&(tn_binary_cross_entropy_with_logits_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_binary_cross_entropy_with_logits(...) TN_CALL_binary_cross_entropy_with_logits(tn_binary_cross_entropy_with_logits_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* kl_div(Tensor self, Tensor target, str? reduction=None, *, bool log_target=False) -> Tensor
 *
 * target * (log(target) - self); reduction may be "batchmean" too. */
typedef struct tn_kl_div_args {
    tn_tensor *self;
    tn_tensor *target;
    const char *reduction; /* default: None */
    bool log_target; /* default: False */
    tn_site at;
} tn_kl_div_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_kl_div_with(const tn_kl_div_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_kl_div(function_, self_, target_, ...) \
    function_(&(tn_kl_div_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_kl_div(...) TN_CALL_kl_div(tn_kl_div_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* poisson_nll_loss(Tensor input, Tensor target, bool log_input=True, bool full=False, float eps=1e-8, str? reduction=None) -> Tensor
 *
 * The negative log likelihood of counts. */
typedef struct tn_poisson_nll_loss_args {
    tn_tensor *input;
    tn_tensor *target;
    double eps; /* default: 1e-8 */
    bool no_log_input; /* default: True */
    bool full; /* default: False */
    const char *reduction; /* default: None */
    tn_site at;
} tn_poisson_nll_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_poisson_nll_loss_with(const tn_poisson_nll_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_poisson_nll_loss(function_, input_, target_, eps_, ...) \
    function_(&(tn_poisson_nll_loss_args){.input = (input_), .target = (target_), .eps = (eps_), __VA_ARGS__})
#define tn_poisson_nll_loss(...) TN_CALL_poisson_nll_loss(tn_poisson_nll_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* soft_margin_loss(Tensor self, Tensor target, str? reduction=None) -> Tensor
 *
 * log(1 + exp(-target * self)). */
typedef struct tn_soft_margin_loss_args {
    tn_tensor *self;
    tn_tensor *target;
    const char *reduction; /* default: None */
    tn_site at;
} tn_soft_margin_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_soft_margin_loss_with(const tn_soft_margin_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_soft_margin_loss(function_, self_, target_, ...) \
    function_(&(tn_soft_margin_loss_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_soft_margin_loss(...) TN_CALL_soft_margin_loss(tn_soft_margin_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* hinge_embedding_loss(Tensor self, Tensor target, float margin=1.0, str? reduction=None) -> Tensor
 *
 * self where target is 1, max(0, margin - self) where it is -1. */
typedef struct tn_hinge_embedding_loss_args {
    tn_tensor *self;
    tn_tensor *target;
    double margin; /* default: 1.0 */
    const char *reduction; /* default: None */
    tn_site at;
} tn_hinge_embedding_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_hinge_embedding_loss_with(const tn_hinge_embedding_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_hinge_embedding_loss(function_, self_, target_, margin_, ...) \
    function_(&(tn_hinge_embedding_loss_args){.self = (self_), .target = (target_), .margin = (margin_), __VA_ARGS__})
#define tn_hinge_embedding_loss(...) TN_CALL_hinge_embedding_loss(tn_hinge_embedding_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str? reduction=None) -> Tensor
 *
 * max(0, margin - target * (input1 - input2)). */
typedef struct tn_margin_ranking_loss_args {
    tn_tensor *input1;
    tn_tensor *input2;
    tn_tensor *target;
    double margin; /* default: 0.0 */
    const char *reduction; /* default: None */
    tn_site at;
} tn_margin_ranking_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_margin_ranking_loss_with(const tn_margin_ranking_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_margin_ranking_loss(function_, input1_, input2_, target_, ...) \
    function_(&(tn_margin_ranking_loss_args){.input1 = (input1_), .input2 = (input2_), .target = (target_), __VA_ARGS__})
#define tn_margin_ranking_loss(...) TN_CALL_margin_ranking_loss(tn_margin_ranking_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-8) -> Tensor
 *
 * The cosine of the angle between vectors along dim. */
typedef struct tn_cosine_similarity_args {
    tn_tensor *x1;
    tn_tensor *x2;
    int64_t dim; /* default: 1 */
    double eps; /* default: 1e-8 */
    tn_site at;
} tn_cosine_similarity_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cosine_similarity_with(const tn_cosine_similarity_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cosine_similarity(function_, x1_, x2_, dim_, eps_, ...) \
    function_(&(tn_cosine_similarity_args){.x1 = (x1_), .x2 = (x2_), .dim = (dim_), .eps = (eps_), __VA_ARGS__})
#define tn_cosine_similarity(...) TN_CALL_cosine_similarity(tn_cosine_similarity_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str? reduction=None) -> Tensor
 *
 * 1 - cosine where target is 1, max(0, cosine - margin) where it is -1. */
typedef struct tn_cosine_embedding_loss_args {
    tn_tensor *input1;
    tn_tensor *input2;
    tn_tensor *target;
    double margin; /* default: 0.0 */
    const char *reduction; /* default: None */
    tn_site at;
} tn_cosine_embedding_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cosine_embedding_loss_with(const tn_cosine_embedding_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cosine_embedding_loss(function_, input1_, input2_, target_, ...) \
    function_(&(tn_cosine_embedding_loss_args){.input1 = (input1_), .input2 = (input2_), .target = (target_), __VA_ARGS__})
#define tn_cosine_embedding_loss(...) TN_CALL_cosine_embedding_loss(tn_cosine_embedding_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-6, bool keepdim=False) -> Tensor
 *
 * The p-norm of x1 - x2 + eps over the last dim. */
typedef struct tn_pairwise_distance_args {
    tn_tensor *x1;
    tn_tensor *x2;
    double p; /* default: 2 */
    double eps; /* default: 1e-6 */
    bool keepdim; /* default: False */
    tn_site at;
} tn_pairwise_distance_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_pairwise_distance_with(const tn_pairwise_distance_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_pairwise_distance(function_, x1_, x2_, p_, eps_, ...) \
    function_(&(tn_pairwise_distance_args){.x1 = (x1_), .x2 = (x2_), .p = (p_), .eps = (eps_), __VA_ARGS__})
#define tn_pairwise_distance(...) TN_CALL_pairwise_distance(tn_pairwise_distance_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-6, bool swap=False, str? reduction=None) -> Tensor
 *
 * max(0, margin + distance to positive - distance to negative). */
typedef struct tn_triplet_margin_loss_args {
    tn_tensor *anchor;
    tn_tensor *positive;
    tn_tensor *negative;
    double margin; /* default: 1.0 */
    double p; /* default: 2 */
    double eps; /* default: 1e-6 */
    bool swap; /* default: False */
    const char *reduction; /* default: None */
    tn_site at;
} tn_triplet_margin_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_triplet_margin_loss_with(const tn_triplet_margin_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_triplet_margin_loss(function_, anchor_, positive_, negative_, margin_, p_, eps_, ...) \
    function_(&(tn_triplet_margin_loss_args){.anchor = (anchor_), .positive = (positive_), .negative = (negative_), .margin = (margin_), .p = (p_), .eps = (eps_), __VA_ARGS__})
#define tn_triplet_margin_loss(...) TN_CALL_triplet_margin_loss(tn_triplet_margin_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* nll_loss(Tensor self, Tensor target, Tensor? weight=None, int? ignore_index=None, str? reduction=None) -> Tensor
 *
 * -weight[target] * self[target] of log probabilities [C], [N, C] or [N, C, ...]. */
typedef struct tn_nll_loss_args {
    tn_tensor *self;
    tn_tensor *target;
    tn_tensor *weight; /* default: None */
    tn_value ignore_index; /* default: None */
    const char *reduction; /* default: None */
    tn_site at;
} tn_nll_loss_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_nll_loss_with(const tn_nll_loss_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nll_loss(function_, self_, target_, ...) \
    function_(&(tn_nll_loss_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_nll_loss(...) TN_CALL_nll_loss(tn_nll_loss_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int? ignore_index=None, str? reduction=None, float label_smoothing=0.0) -> Tensor
 *
 * nll_loss of log_softmax(self); target holds classes, or probabilities of self's shape. */
typedef struct tn_cross_entropy_args {
    tn_tensor *self;
    tn_tensor *target;
    tn_tensor *weight; /* default: None */
    tn_value ignore_index; /* default: None */
    const char *reduction; /* default: None */
    double label_smoothing; /* default: 0.0 */
    tn_site at;
} tn_cross_entropy_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cross_entropy_with(const tn_cross_entropy_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cross_entropy(function_, self_, target_, ...) \
    function_(&(tn_cross_entropy_args){.self = (self_), .target = (target_), __VA_ARGS__})
#define tn_cross_entropy(...) TN_CALL_cross_entropy(tn_cross_entropy_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 *
 * beta * self + alpha * (mat @ vec). */
typedef struct tn_addmv_args {
    tn_tensor *self;
    tn_tensor *mat;
    tn_tensor *vec;
    tn_value beta; /* default: 1 */
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_addmv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_addmv_with(const tn_addmv_args *args);
TN_API tn_tensor *tn_addmv_inplace_with(const tn_addmv_args *args);
TN_API tn_tensor *tn_addmv_into_with(const tn_addmv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_addmv(function_, self_, mat_, vec_, ...) \
    function_(&(tn_addmv_args){.self = (self_), .mat = (mat_), .vec = (vec_), __VA_ARGS__})
#define tn_addmv(...) TN_CALL_addmv(tn_addmv_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addmv_(...) TN_CALL_addmv(tn_addmv_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addmv_into(out_, ...) \
    TN_CALL_addmv(tn_addmv_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 *
 * beta * self + alpha * outer(vec1, vec2). */
typedef struct tn_addr_args {
    tn_tensor *self;
    tn_tensor *vec1;
    tn_tensor *vec2;
    tn_value beta; /* default: 1 */
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_addr_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_addr_with(const tn_addr_args *args);
TN_API tn_tensor *tn_addr_inplace_with(const tn_addr_args *args);
TN_API tn_tensor *tn_addr_into_with(const tn_addr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_addr(function_, self_, vec1_, vec2_, ...) \
    function_(&(tn_addr_args){.self = (self_), .vec1 = (vec1_), .vec2 = (vec2_), __VA_ARGS__})
#define tn_addr(...) TN_CALL_addr(tn_addr_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addr_(...) TN_CALL_addr(tn_addr_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addr_into(out_, ...) \
    TN_CALL_addr(tn_addr_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 *
 * beta * self + alpha * the sum of batch1 @ batch2. */
typedef struct tn_addbmm_args {
    tn_tensor *self;
    tn_tensor *batch1;
    tn_tensor *batch2;
    tn_value beta; /* default: 1 */
    tn_value alpha; /* default: 1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_addbmm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_addbmm_with(const tn_addbmm_args *args);
TN_API tn_tensor *tn_addbmm_inplace_with(const tn_addbmm_args *args);
TN_API tn_tensor *tn_addbmm_into_with(const tn_addbmm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_addbmm(function_, self_, batch1_, batch2_, ...) \
    function_(&(tn_addbmm_args){.self = (self_), .batch1 = (batch1_), .batch2 = (batch2_), __VA_ARGS__})
#define tn_addbmm(...) TN_CALL_addbmm(tn_addbmm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addbmm_(...) TN_CALL_addbmm(tn_addbmm_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_addbmm_into(out_, ...) \
    TN_CALL_addbmm(tn_addbmm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* ger(Tensor self, Tensor vec2) -> Tensor
 *
 * outer by another name. */
typedef struct tn_ger_args {
    tn_tensor *self;
    tn_tensor *vec2;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_ger_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ger_with(const tn_ger_args *args);
TN_API tn_tensor *tn_ger_into_with(const tn_ger_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ger(function_, self_, vec2_, ...) \
    function_(&(tn_ger_args){.self = (self_), .vec2 = (vec2_), __VA_ARGS__})
#define tn_ger(...) TN_CALL_ger(tn_ger_with, __VA_ARGS__, .at = TN_HERE)
#define tn_ger_into(out_, ...) \
    TN_CALL_ger(tn_ger_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* vdot(Tensor self, Tensor other) -> Tensor
 *
 * dot with self conjugated. */
typedef struct tn_vdot_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_vdot_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_vdot_with(const tn_vdot_args *args);
TN_API tn_tensor *tn_vdot_into_with(const tn_vdot_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_vdot(function_, self_, other_, ...) \
    function_(&(tn_vdot_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_vdot(...) TN_CALL_vdot(tn_vdot_with, __VA_ARGS__, .at = TN_HERE)
#define tn_vdot_into(out_, ...) \
    TN_CALL_vdot(tn_vdot_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cross(Tensor self, Tensor other, int? dim=None) -> Tensor
 *
 * The cross product along dim (the first of size 3). */
typedef struct tn_cross_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_value dim; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cross_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cross_with(const tn_cross_args *args);
TN_API tn_tensor *tn_cross_into_with(const tn_cross_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cross(function_, self_, other_, ...) \
    function_(&(tn_cross_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_cross(...) TN_CALL_cross(tn_cross_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cross_into(out_, ...) \
    TN_CALL_cross(tn_cross_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor
 *
 * Products summed over pairs of dims. */
typedef struct tn_tensordot_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_ints dims_self;
    tn_ints dims_other;
    tn_site at;
} tn_tensordot_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_tensordot_with(const tn_tensordot_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_tensordot(function_, self_, other_, dims_self_, dims_other_, ...) \
    function_(&(tn_tensordot_args){.self = (self_), .other = (other_), .dims_self = (dims_self_), .dims_other = (dims_other_), __VA_ARGS__})
#define tn_tensordot(...) TN_CALL_tensordot(tn_tensordot_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* einsum(str equation, Tensor[] tensors, *, int[]? path=None, int? memory_limit=None) -> Tensor
 *
 * Sums of products by equation; path: places of two operands a step, memory_limit: bytes of an intermediate. */
typedef struct tn_einsum_args {
    const char *equation;
    tn_tensors tensors;
    tn_ints path; /* default: None */
    tn_value memory_limit; /* default: None */
    tn_site at;
} tn_einsum_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_einsum_with(const tn_einsum_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_einsum(function_, equation_, tensors_, ...) \
    function_(&(tn_einsum_args){.equation = (equation_), .tensors = (tensors_), __VA_ARGS__})
#define tn_einsum(...) TN_CALL_einsum(tn_einsum_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* inner(Tensor self, Tensor other) -> Tensor
 *
 * Products summed over the last dims. */
typedef struct tn_inner_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_inner_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_inner_with(const tn_inner_args *args);
TN_API tn_tensor *tn_inner_into_with(const tn_inner_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_inner(function_, self_, other_, ...) \
    function_(&(tn_inner_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_inner(...) TN_CALL_inner(tn_inner_with, __VA_ARGS__, .at = TN_HERE)
#define tn_inner_into(out_, ...) \
    TN_CALL_inner(tn_inner_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* kron(Tensor self, Tensor other) -> Tensor
 *
 * Kronecker's product. */
typedef struct tn_kron_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_kron_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_kron_with(const tn_kron_args *args);
TN_API tn_tensor *tn_kron_into_with(const tn_kron_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_kron(function_, self_, other_, ...) \
    function_(&(tn_kron_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_kron(...) TN_CALL_kron(tn_kron_with, __VA_ARGS__, .at = TN_HERE)
#define tn_kron_into(out_, ...) \
    TN_CALL_kron(tn_kron_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor
 *
 * input1 @ weight[o] @ input2 for each o, along the last dims, + bias. */
typedef struct tn_bilinear_args {
    tn_tensor *input1;
    tn_tensor *input2;
    tn_tensor *weight;
    tn_tensor *bias; /* default: None */
    tn_site at;
} tn_bilinear_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_bilinear_with(const tn_bilinear_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_bilinear(function_, input1_, input2_, weight_, ...) \
    function_(&(tn_bilinear_args){.input1 = (input1_), .input2 = (input2_), .weight = (weight_), __VA_ARGS__})
#define tn_bilinear(...) TN_CALL_bilinear(tn_bilinear_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* trace(Tensor self) -> Tensor
 *
 * The sum of the diagonal of a matrix. */
typedef struct tn_trace_args {
    tn_tensor *self;
    tn_site at;
} tn_trace_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_trace_with(const tn_trace_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_trace(function_, self_, ...) \
    function_(&(tn_trace_args){.self = (self_), __VA_ARGS__})
#define tn_trace(...) TN_CALL_trace(tn_trace_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor
 *
 * Differences of neighbours along dim, n times. */
typedef struct tn_diff_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    int64_t n; /* default: 1 */
    tn_tensor *prepend; /* default: None */
    tn_tensor *append; /* default: None */
    tn_site at;
} tn_diff_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_diff_with(const tn_diff_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_diff(function_, self_, dim_, ...) \
    function_(&(tn_diff_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_diff(...) TN_CALL_diff(tn_diff_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* norm(Tensor self, Scalar? p=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * linalg_vector_norm by its older name. */
typedef struct tn_norm_args {
    tn_tensor *self;
    tn_value p; /* default: None */
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_site at;
} tn_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_norm_with(const tn_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_norm(function_, self_, ...) \
    function_(&(tn_norm_args){.self = (self_), __VA_ARGS__})
#define tn_norm(...) TN_CALL_norm(tn_norm_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* dist(Tensor self, Tensor other, Scalar? p=None) -> Tensor
 *
 * The p-norm of self - other. */
typedef struct tn_dist_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_value p; /* default: None */
    tn_site at;
} tn_dist_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_dist_with(const tn_dist_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_dist(function_, self_, other_, ...) \
    function_(&(tn_dist_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_dist(...) TN_CALL_dist(tn_dist_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* nanmean(Tensor self, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * The mean of what is not NaN. */
typedef struct tn_nanmean_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_site at;
} tn_nanmean_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_nanmean_with(const tn_nanmean_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_nanmean(function_, self_, ...) \
    function_(&(tn_nanmean_args){.self = (self_), __VA_ARGS__})
#define tn_nanmean(...) TN_CALL_nanmean(tn_nanmean_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* var_mean(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> (Tensor var, Tensor mean)
 *
 * var and mean. */
typedef struct tn_var_mean_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_value correction; /* default: None */
    tn_site at;
} tn_var_mean_args;
typedef struct tn_var_mean_result {
    tn_tensor *var, *mean;
} tn_var_mean_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_var_mean_result tn_var_mean_with(const tn_var_mean_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_var_mean(function_, self_, ...) \
    function_(&(tn_var_mean_args){.self = (self_), __VA_ARGS__})
#define tn_var_mean(...) TN_CALL_var_mean(tn_var_mean_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* std_mean(Tensor self, int[]? dim=None, bool keepdim=False, *, Scalar? correction=None) -> (Tensor std, Tensor mean)
 *
 * std and mean. */
typedef struct tn_std_mean_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_value correction; /* default: None */
    tn_site at;
} tn_std_mean_args;
typedef struct tn_std_mean_result {
    tn_tensor *std, *mean;
} tn_std_mean_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_std_mean_result tn_std_mean_with(const tn_std_mean_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_std_mean(function_, self_, ...) \
    function_(&(tn_std_mean_args){.self = (self_), __VA_ARGS__})
#define tn_std_mean(...) TN_CALL_std_mean(tn_std_mean_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)
 *
 * amin and amax. */
typedef struct tn_aminmax_args {
    tn_tensor *self;
    tn_value dim; /* default: None */
    bool keepdim; /* default: False */
    tn_site at;
} tn_aminmax_args;
typedef struct tn_aminmax_result {
    tn_tensor *min, *max;
} tn_aminmax_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_aminmax_result tn_aminmax_with(const tn_aminmax_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_aminmax(function_, self_, ...) \
    function_(&(tn_aminmax_args){.self = (self_), __VA_ARGS__})
#define tn_aminmax(...) TN_CALL_aminmax(tn_aminmax_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor
 *
 * The sum of the elements up to each place along dim. */
typedef struct tn_cumsum_args {
    tn_tensor *self;
    int64_t dim;
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cumsum_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cumsum_with(const tn_cumsum_args *args);
TN_API tn_tensor *tn_cumsum_inplace_with(const tn_cumsum_args *args);
TN_API tn_tensor *tn_cumsum_into_with(const tn_cumsum_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cumsum(function_, self_, dim_, ...) \
    function_(&(tn_cumsum_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_cumsum(...) TN_CALL_cumsum(tn_cumsum_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cumsum_(...) TN_CALL_cumsum(tn_cumsum_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cumsum_into(out_, ...) \
    TN_CALL_cumsum(tn_cumsum_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor
 *
 * The product of the elements up to each place along dim. */
typedef struct tn_cumprod_args {
    tn_tensor *self;
    int64_t dim;
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cumprod_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cumprod_with(const tn_cumprod_args *args);
TN_API tn_tensor *tn_cumprod_inplace_with(const tn_cumprod_args *args);
TN_API tn_tensor *tn_cumprod_into_with(const tn_cumprod_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cumprod(function_, self_, dim_, ...) \
    function_(&(tn_cumprod_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_cumprod(...) TN_CALL_cumprod(tn_cumprod_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cumprod_(...) TN_CALL_cumprod(tn_cumprod_inplace_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cumprod_into(out_, ...) \
    TN_CALL_cumprod(tn_cumprod_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* logcumsumexp(Tensor self, int dim) -> Tensor
 *
 * The logarithm of the sum of the exponentials up to each place along dim. */
typedef struct tn_logcumsumexp_args {
    tn_tensor *self;
    int64_t dim;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_logcumsumexp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logcumsumexp_with(const tn_logcumsumexp_args *args);
TN_API tn_tensor *tn_logcumsumexp_into_with(const tn_logcumsumexp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logcumsumexp(function_, self_, dim_, ...) \
    function_(&(tn_logcumsumexp_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_logcumsumexp(...) TN_CALL_logcumsumexp(tn_logcumsumexp_with, __VA_ARGS__, .at = TN_HERE)
#define tn_logcumsumexp_into(out_, ...) \
    TN_CALL_logcumsumexp(tn_logcumsumexp_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)
 *
 * The largest element up to each place along dim, and where it last is. */
typedef struct tn_cummax_args {
    tn_tensor *self;
    int64_t dim;
    tn_site at;
} tn_cummax_args;
typedef struct tn_cummax_result {
    tn_tensor *values, *indices;
} tn_cummax_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_cummax_result tn_cummax_with(const tn_cummax_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cummax(function_, self_, dim_, ...) \
    function_(&(tn_cummax_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_cummax(...) TN_CALL_cummax(tn_cummax_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)
 *
 * The smallest element up to each place along dim, and where it last is. */
typedef struct tn_cummin_args {
    tn_tensor *self;
    int64_t dim;
    tn_site at;
} tn_cummin_args;
typedef struct tn_cummin_result {
    tn_tensor *values, *indices;
} tn_cummin_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_cummin_result tn_cummin_with(const tn_cummin_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cummin(function_, self_, dim_, ...) \
    function_(&(tn_cummin_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_cummin(...) TN_CALL_cummin(tn_cummin_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fft_c2c(Tensor self, int[] dim, int normalization, bool forward, int[]? s=None) -> Tensor
 *
 * The Fourier transform along each of dim, cut or filled with zeros to s; normalization: 0 none, 1 divides by the root of the number of points, 2 by it. */
typedef struct tn_fft_c2c_args {
    tn_tensor *self;
    tn_ints dim;
    int64_t normalization;
    bool forward;
    tn_ints s; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_c2c_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_c2c_with(const tn_fft_c2c_args *args);
TN_API tn_tensor *tn_fft_c2c_into_with(const tn_fft_c2c_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_c2c(function_, self_, dim_, normalization_, forward_, ...) \
    function_(&(tn_fft_c2c_args){.self = (self_), .dim = (dim_), .normalization = (normalization_), .forward = (forward_), __VA_ARGS__})
#define tn_fft_c2c(...) TN_CALL_fft_c2c(tn_fft_c2c_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_c2c_into(out_, ...) \
    TN_CALL_fft_c2c(tn_fft_c2c_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_r2c(Tensor self, int[] dim, int normalization, bool onesided, int[]? s=None) -> Tensor
 *
 * The transform of real numbers, cut or filled with zeros to s; onesided: half of the frequencies of the last of dim. */
typedef struct tn_fft_r2c_args {
    tn_tensor *self;
    tn_ints dim;
    int64_t normalization;
    bool onesided;
    tn_ints s; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_r2c_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_r2c_with(const tn_fft_r2c_args *args);
TN_API tn_tensor *tn_fft_r2c_into_with(const tn_fft_r2c_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_r2c(function_, self_, dim_, normalization_, onesided_, ...) \
    function_(&(tn_fft_r2c_args){.self = (self_), .dim = (dim_), .normalization = (normalization_), .onesided = (onesided_), __VA_ARGS__})
#define tn_fft_r2c(...) TN_CALL_fft_r2c(tn_fft_r2c_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_r2c_into(out_, ...) \
    TN_CALL_fft_r2c(tn_fft_r2c_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_c2r(Tensor self, int[] dim, int normalization, int last_dim_size, int[]? s=None) -> Tensor
 *
 * The inverse transform to real numbers, from half of the frequencies of the last of dim, which gets last_dim_size; self is cut or filled with zeros to s. */
typedef struct tn_fft_c2r_args {
    tn_tensor *self;
    tn_ints dim;
    int64_t normalization;
    int64_t last_dim_size;
    tn_ints s; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_c2r_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_c2r_with(const tn_fft_c2r_args *args);
TN_API tn_tensor *tn_fft_c2r_into_with(const tn_fft_c2r_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_c2r(function_, self_, dim_, normalization_, last_dim_size_, ...) \
    function_(&(tn_fft_c2r_args){.self = (self_), .dim = (dim_), .normalization = (normalization_), .last_dim_size = (last_dim_size_), __VA_ARGS__})
#define tn_fft_c2r(...) TN_CALL_fft_c2r(tn_fft_c2r_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_c2r_into(out_, ...) \
    TN_CALL_fft_c2r(tn_fft_c2r_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* native_fft_window(Tensor self, Tensor window, int normalization, bool onesided) -> Tensor
 *
 * The transform of self times window along the last dim; onesided: half of the frequencies, of real numbers. */
typedef struct tn_native_fft_window_args {
    tn_tensor *self;
    tn_tensor *window;
    int64_t normalization;
    bool onesided;
    tn_site at;
} tn_native_fft_window_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_native_fft_window_with(const tn_native_fft_window_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_fft_window(function_, self_, window_, normalization_, onesided_, ...) \
    function_(&(tn_native_fft_window_args){.self = (self_), .window = (window_), .normalization = (normalization_), .onesided = (onesided_), __VA_ARGS__})
#define tn_native_fft_window(...) TN_CALL_native_fft_window(tn_native_fft_window_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_ifft_window(Tensor self, Tensor window, int normalization) -> Tensor
 *
 * window times the inverse transform along the last dim: to real numbers, from half of the frequencies, where window is real. */
typedef struct tn_native_ifft_window_args {
    tn_tensor *self;
    tn_tensor *window;
    int64_t normalization;
    tn_site at;
} tn_native_ifft_window_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_native_ifft_window_with(const tn_native_ifft_window_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_ifft_window(function_, self_, window_, normalization_, ...) \
    function_(&(tn_native_ifft_window_args){.self = (self_), .window = (window_), .normalization = (normalization_), __VA_ARGS__})
#define tn_native_ifft_window(...) TN_CALL_native_ifft_window(tn_native_ifft_window_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fft_fft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor
 *
 * The Fourier transform along dim, of self cut or filled with zeros to n points. */
typedef struct tn_fft_fft_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    tn_value n; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_fft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_fft_with(const tn_fft_fft_args *args);
TN_API tn_tensor *tn_fft_fft_into_with(const tn_fft_fft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_fft(function_, self_, dim_, ...) \
    function_(&(tn_fft_fft_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_fft_fft(...) TN_CALL_fft_fft(tn_fft_fft_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_fft_into(out_, ...) \
    TN_CALL_fft_fft(tn_fft_fft_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_ifft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor
 *
 * The inverse of fft_fft. */
typedef struct tn_fft_ifft_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    tn_value n; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_ifft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_ifft_with(const tn_fft_ifft_args *args);
TN_API tn_tensor *tn_fft_ifft_into_with(const tn_fft_ifft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_ifft(function_, self_, dim_, ...) \
    function_(&(tn_fft_ifft_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_fft_ifft(...) TN_CALL_fft_ifft(tn_fft_ifft_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_ifft_into(out_, ...) \
    TN_CALL_fft_ifft(tn_fft_ifft_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_rfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor
 *
 * Frequencies 0 to n / 2 of the transform of real numbers. */
typedef struct tn_fft_rfft_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    tn_value n; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_rfft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_rfft_with(const tn_fft_rfft_args *args);
TN_API tn_tensor *tn_fft_rfft_into_with(const tn_fft_rfft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_rfft(function_, self_, dim_, ...) \
    function_(&(tn_fft_rfft_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_fft_rfft(...) TN_CALL_fft_rfft(tn_fft_rfft_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_rfft_into(out_, ...) \
    TN_CALL_fft_rfft(tn_fft_rfft_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_irfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor
 *
 * The inverse of fft_rfft, n real numbers. */
typedef struct tn_fft_irfft_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    tn_value n; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_irfft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_irfft_with(const tn_fft_irfft_args *args);
TN_API tn_tensor *tn_fft_irfft_into_with(const tn_fft_irfft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_irfft(function_, self_, dim_, ...) \
    function_(&(tn_fft_irfft_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_fft_irfft(...) TN_CALL_fft_irfft(tn_fft_irfft_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_irfft_into(out_, ...) \
    TN_CALL_fft_irfft(tn_fft_irfft_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_hfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor
 *
 * The transform of half of a Hermitian signal, n real numbers. */
typedef struct tn_fft_hfft_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    tn_value n; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_hfft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_hfft_with(const tn_fft_hfft_args *args);
TN_API tn_tensor *tn_fft_hfft_into_with(const tn_fft_hfft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_hfft(function_, self_, dim_, ...) \
    function_(&(tn_fft_hfft_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_fft_hfft(...) TN_CALL_fft_hfft(tn_fft_hfft_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_hfft_into(out_, ...) \
    TN_CALL_fft_hfft(tn_fft_hfft_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_ihfft(Tensor self, int? n=None, int dim=-1, str? norm=None) -> Tensor
 *
 * The inverse of fft_hfft. */
typedef struct tn_fft_ihfft_args {
    tn_tensor *self;
    int64_t dim; /* default: -1 */
    tn_value n; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_ihfft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_ihfft_with(const tn_fft_ihfft_args *args);
TN_API tn_tensor *tn_fft_ihfft_into_with(const tn_fft_ihfft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_ihfft(function_, self_, dim_, ...) \
    function_(&(tn_fft_ihfft_args){.self = (self_), .dim = (dim_), __VA_ARGS__})
#define tn_fft_ihfft(...) TN_CALL_fft_ihfft(tn_fft_ihfft_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_ihfft_into(out_, ...) \
    TN_CALL_fft_ihfft(tn_fft_ihfft_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_fftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * The transform along several dims (all), cut or filled with zeros to sizes s. */
typedef struct tn_fft_fftn_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_fftn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_fftn_with(const tn_fft_fftn_args *args);
TN_API tn_tensor *tn_fft_fftn_into_with(const tn_fft_fftn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_fftn(function_, self_, ...) \
    function_(&(tn_fft_fftn_args){.self = (self_), __VA_ARGS__})
#define tn_fft_fftn(...) TN_CALL_fft_fftn(tn_fft_fftn_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_fftn_into(out_, ...) \
    TN_CALL_fft_fftn(tn_fft_fftn_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_ifftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * The inverse of fft_fftn. */
typedef struct tn_fft_ifftn_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_ifftn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_ifftn_with(const tn_fft_ifftn_args *args);
TN_API tn_tensor *tn_fft_ifftn_into_with(const tn_fft_ifftn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_ifftn(function_, self_, ...) \
    function_(&(tn_fft_ifftn_args){.self = (self_), __VA_ARGS__})
#define tn_fft_ifftn(...) TN_CALL_fft_ifftn(tn_fft_ifftn_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_ifftn_into(out_, ...) \
    TN_CALL_fft_ifftn(tn_fft_ifftn_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_rfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * fft_fftn of real numbers, with half of the frequencies of the last dim. */
typedef struct tn_fft_rfftn_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_rfftn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_rfftn_with(const tn_fft_rfftn_args *args);
TN_API tn_tensor *tn_fft_rfftn_into_with(const tn_fft_rfftn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_rfftn(function_, self_, ...) \
    function_(&(tn_fft_rfftn_args){.self = (self_), __VA_ARGS__})
#define tn_fft_rfftn(...) TN_CALL_fft_rfftn(tn_fft_rfftn_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_rfftn_into(out_, ...) \
    TN_CALL_fft_rfftn(tn_fft_rfftn_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_irfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * The inverse of fft_rfftn. */
typedef struct tn_fft_irfftn_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_irfftn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_irfftn_with(const tn_fft_irfftn_args *args);
TN_API tn_tensor *tn_fft_irfftn_into_with(const tn_fft_irfftn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_irfftn(function_, self_, ...) \
    function_(&(tn_fft_irfftn_args){.self = (self_), __VA_ARGS__})
#define tn_fft_irfftn(...) TN_CALL_fft_irfftn(tn_fft_irfftn_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_irfftn_into(out_, ...) \
    TN_CALL_fft_irfftn(tn_fft_irfftn_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_hfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * The transform of half of a Hermitian signal along several dims. */
typedef struct tn_fft_hfftn_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_hfftn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_hfftn_with(const tn_fft_hfftn_args *args);
TN_API tn_tensor *tn_fft_hfftn_into_with(const tn_fft_hfftn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_hfftn(function_, self_, ...) \
    function_(&(tn_fft_hfftn_args){.self = (self_), __VA_ARGS__})
#define tn_fft_hfftn(...) TN_CALL_fft_hfftn(tn_fft_hfftn_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_hfftn_into(out_, ...) \
    TN_CALL_fft_hfftn(tn_fft_hfftn_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_ihfftn(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * The inverse of fft_hfftn. */
typedef struct tn_fft_ihfftn_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_ihfftn_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_ihfftn_with(const tn_fft_ihfftn_args *args);
TN_API tn_tensor *tn_fft_ihfftn_into_with(const tn_fft_ihfftn_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_ihfftn(function_, self_, ...) \
    function_(&(tn_fft_ihfftn_args){.self = (self_), __VA_ARGS__})
#define tn_fft_ihfftn(...) TN_CALL_fft_ihfftn(tn_fft_ihfftn_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_ihfftn_into(out_, ...) \
    TN_CALL_fft_ihfftn(tn_fft_ihfftn_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_fft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * fft_fftn along the last two dims, unless dim says otherwise. */
typedef struct tn_fft_fft2_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_fft2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_fft2_with(const tn_fft_fft2_args *args);
TN_API tn_tensor *tn_fft_fft2_into_with(const tn_fft_fft2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_fft2(function_, self_, ...) \
    function_(&(tn_fft_fft2_args){.self = (self_), __VA_ARGS__})
#define tn_fft_fft2(...) TN_CALL_fft_fft2(tn_fft_fft2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_fft2_into(out_, ...) \
    TN_CALL_fft_fft2(tn_fft_fft2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_ifft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * fft_ifftn along the last two dims, unless dim says otherwise. */
typedef struct tn_fft_ifft2_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_ifft2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_ifft2_with(const tn_fft_ifft2_args *args);
TN_API tn_tensor *tn_fft_ifft2_into_with(const tn_fft_ifft2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_ifft2(function_, self_, ...) \
    function_(&(tn_fft_ifft2_args){.self = (self_), __VA_ARGS__})
#define tn_fft_ifft2(...) TN_CALL_fft_ifft2(tn_fft_ifft2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_ifft2_into(out_, ...) \
    TN_CALL_fft_ifft2(tn_fft_ifft2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_rfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * fft_rfftn along the last two dims, unless dim says otherwise. */
typedef struct tn_fft_rfft2_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_rfft2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_rfft2_with(const tn_fft_rfft2_args *args);
TN_API tn_tensor *tn_fft_rfft2_into_with(const tn_fft_rfft2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_rfft2(function_, self_, ...) \
    function_(&(tn_fft_rfft2_args){.self = (self_), __VA_ARGS__})
#define tn_fft_rfft2(...) TN_CALL_fft_rfft2(tn_fft_rfft2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_rfft2_into(out_, ...) \
    TN_CALL_fft_rfft2(tn_fft_rfft2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_irfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * fft_irfftn along the last two dims, unless dim says otherwise. */
typedef struct tn_fft_irfft2_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_irfft2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_irfft2_with(const tn_fft_irfft2_args *args);
TN_API tn_tensor *tn_fft_irfft2_into_with(const tn_fft_irfft2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_irfft2(function_, self_, ...) \
    function_(&(tn_fft_irfft2_args){.self = (self_), __VA_ARGS__})
#define tn_fft_irfft2(...) TN_CALL_fft_irfft2(tn_fft_irfft2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_irfft2_into(out_, ...) \
    TN_CALL_fft_irfft2(tn_fft_irfft2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_hfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * fft_hfftn along the last two dims, unless dim says otherwise. */
typedef struct tn_fft_hfft2_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_hfft2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_hfft2_with(const tn_fft_hfft2_args *args);
TN_API tn_tensor *tn_fft_hfft2_into_with(const tn_fft_hfft2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_hfft2(function_, self_, ...) \
    function_(&(tn_fft_hfft2_args){.self = (self_), __VA_ARGS__})
#define tn_fft_hfft2(...) TN_CALL_fft_hfft2(tn_fft_hfft2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_hfft2_into(out_, ...) \
    TN_CALL_fft_hfft2(tn_fft_hfft2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_ihfft2(Tensor self, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor
 *
 * fft_ihfftn along the last two dims, unless dim says otherwise. */
typedef struct tn_fft_ihfft2_args {
    tn_tensor *self;
    tn_ints s; /* default: None */
    tn_ints dim; /* default: None */
    const char *norm; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_fft_ihfft2_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_ihfft2_with(const tn_fft_ihfft2_args *args);
TN_API tn_tensor *tn_fft_ihfft2_into_with(const tn_fft_ihfft2_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_ihfft2(function_, self_, ...) \
    function_(&(tn_fft_ihfft2_args){.self = (self_), __VA_ARGS__})
#define tn_fft_ihfft2(...) TN_CALL_fft_ihfft2(tn_fft_ihfft2_with, __VA_ARGS__, .at = TN_HERE)
#define tn_fft_ihfft2_into(out_, ...) \
    TN_CALL_fft_ihfft2(tn_fft_ihfft2_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* fft_fftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 *
 * The frequencies of fft_fft of n points that are d apart. */
typedef struct tn_fft_fftfreq_args {
    int64_t n;
    double d; /* default: 1.0 */
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    tn_site at;
} tn_fft_fftfreq_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_fftfreq_with(const tn_fft_fftfreq_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_fftfreq(function_, n_, d_, ...) \
    function_(&(tn_fft_fftfreq_args){.n = (n_), .d = (d_), __VA_ARGS__})
#define tn_fft_fftfreq(...) TN_CALL_fft_fftfreq(tn_fft_fftfreq_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fft_rfftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 *
 * The frequencies of fft_rfft of n points that are d apart. */
typedef struct tn_fft_rfftfreq_args {
    int64_t n;
    double d; /* default: 1.0 */
    tn_dtype dtype; /* default: None */
    tn_device device; /* default: None */
    tn_site at;
} tn_fft_rfftfreq_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_rfftfreq_with(const tn_fft_rfftfreq_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_rfftfreq(function_, n_, d_, ...) \
    function_(&(tn_fft_rfftfreq_args){.n = (n_), .d = (d_), __VA_ARGS__})
#define tn_fft_rfftfreq(...) TN_CALL_fft_rfftfreq(tn_fft_rfftfreq_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor
 *
 * Frequency 0 moved to the middle of each of dim (all). */
typedef struct tn_fft_fftshift_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    tn_site at;
} tn_fft_fftshift_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_fftshift_with(const tn_fft_fftshift_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_fftshift(function_, self_, ...) \
    function_(&(tn_fft_fftshift_args){.self = (self_), __VA_ARGS__})
#define tn_fft_fftshift(...) TN_CALL_fft_fftshift(tn_fft_fftshift_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor
 *
 * The inverse of fft_fftshift. */
typedef struct tn_fft_ifftshift_args {
    tn_tensor *self;
    tn_ints dim; /* default: None */
    tn_site at;
} tn_fft_ifftshift_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_ifftshift_with(const tn_fft_ifftshift_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_ifftshift(function_, self_, ...) \
    function_(&(tn_fft_ifftshift_args){.self = (self_), __VA_ARGS__})
#define tn_fft_ifftshift(...) TN_CALL_fft_ifftshift(tn_fft_ifftshift_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_fft_conv(Tensor self, Tensor other, int first, int count) -> Tensor
 *
 * Points first to first + count of the convolution along the last dim; zero where it has none; leading dims broadcast. */
typedef struct tn_native_fft_conv_args {
    tn_tensor *self;
    tn_tensor *other;
    int64_t first;
    int64_t count;
    tn_site at;
} tn_native_fft_conv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_native_fft_conv_with(const tn_native_fft_conv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_fft_conv(function_, self_, other_, first_, count_, ...) \
    function_(&(tn_native_fft_conv_args){.self = (self_), .other = (other_), .first = (first_), .count = (count_), __VA_ARGS__})
#define tn_native_fft_conv(...) TN_CALL_native_fft_conv(tn_native_fft_conv_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* fft_conv(Tensor self, Tensor other, *, str? mode=None) -> Tensor
 *
 * The convolution along the last dim by transforms; mode "full", "same" (as self) or "valid". */
typedef struct tn_fft_conv_args {
    tn_tensor *self;
    tn_tensor *other;
    const char *mode; /* default: None */
    tn_site at;
} tn_fft_conv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_fft_conv_with(const tn_fft_conv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_fft_conv(function_, self_, other_, ...) \
    function_(&(tn_fft_conv_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_fft_conv(...) TN_CALL_fft_conv(tn_fft_conv_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None) -> Tensor
 *
 * Transforms of n_fft points of each signal of [B, T] or [T], hop_length (n_fft / 4) apart, times window. */
typedef struct tn_stft_args {
    tn_tensor *self;
    int64_t n_fft;
    tn_value hop_length; /* default: None */
    tn_value win_length; /* default: None */
    tn_tensor *window; /* default: None */
    bool normalized; /* default: False */
    tn_value onesided; /* default: None */
    tn_value return_complex; /* default: None */
    tn_site at;
} tn_stft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_stft_with(const tn_stft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_stft(function_, self_, n_fft_, ...) \
    function_(&(tn_stft_args){.self = (self_), .n_fft = (n_fft_), __VA_ARGS__})
#define tn_stft(...) TN_CALL_stft(tn_stft_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str? pad_mode=None, bool normalized=False, bool? onesided=None, bool? return_complex=None) -> Tensor
 *
 * stft of signals with n_fft / 2 points more at both ends, by pad_mode ("reflect"). */
typedef struct tn_stft_center_args {
    tn_tensor *self;
    int64_t n_fft;
    tn_value hop_length; /* default: None */
    tn_value win_length; /* default: None */
    tn_tensor *window; /* default: None */
    bool no_center; /* default: True */
    const char *pad_mode; /* default: None */
    bool normalized; /* default: False */
    tn_value onesided; /* default: None */
    tn_value return_complex; /* default: None */
    tn_site at;
} tn_stft_center_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_stft_center_with(const tn_stft_center_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_stft_center(function_, self_, n_fft_, ...) \
    function_(&(tn_stft_center_args){.self = (self_), .n_fft = (n_fft_), __VA_ARGS__})
#define tn_stft_center(...) TN_CALL_stft_center(tn_stft_center_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor
 *
 * The inverse of stft by least squares. */
typedef struct tn_istft_args {
    tn_tensor *self;
    int64_t n_fft;
    tn_value hop_length; /* default: None */
    tn_value win_length; /* default: None */
    tn_tensor *window; /* default: None */
    bool no_center; /* default: True */
    bool normalized; /* default: False */
    tn_value onesided; /* default: None */
    tn_value length; /* default: None */
    bool return_complex; /* default: False */
    tn_site at;
} tn_istft_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_istft_with(const tn_istft_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_istft(function_, self_, n_fft_, ...) \
    function_(&(tn_istft_args){.self = (self_), .n_fft = (n_fft_), __VA_ARGS__})
#define tn_istft(...) TN_CALL_istft(tn_istft_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)
 *
 * self = L L^H for each positive definite matrix (upper: U^H U); info is 0, or the order of the minor that is not. */
typedef struct tn_linalg_cholesky_ex_args {
    tn_tensor *self;
    bool upper; /* default: False */
    bool check_errors; /* default: False */
    tn_site at;
} tn_linalg_cholesky_ex_args;
typedef struct tn_linalg_cholesky_ex_result {
    tn_tensor *L, *info;
} tn_linalg_cholesky_ex_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_cholesky_ex_result tn_linalg_cholesky_ex_with(const tn_linalg_cholesky_ex_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_cholesky_ex(function_, self_, ...) \
    function_(&(tn_linalg_cholesky_ex_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_cholesky_ex(...) TN_CALL_linalg_cholesky_ex(tn_linalg_cholesky_ex_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor
 *
 * The Cholesky factor of each matrix; an error where one is not positive definite. */
typedef struct tn_linalg_cholesky_args {
    tn_tensor *self;
    bool upper; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_cholesky_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_cholesky_with(const tn_linalg_cholesky_args *args);
TN_API tn_tensor *tn_linalg_cholesky_into_with(const tn_linalg_cholesky_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_cholesky(function_, self_, ...) \
    function_(&(tn_linalg_cholesky_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_cholesky(...) TN_CALL_linalg_cholesky(tn_linalg_cholesky_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_cholesky_into(out_, ...) \
    TN_CALL_linalg_cholesky(tn_linalg_cholesky_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cholesky(Tensor self, bool upper=False) -> Tensor
 *
 * linalg_cholesky by its older name. */
typedef struct tn_cholesky_args {
    tn_tensor *self;
    bool upper; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cholesky_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cholesky_with(const tn_cholesky_args *args);
TN_API tn_tensor *tn_cholesky_into_with(const tn_cholesky_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cholesky(function_, self_, ...) \
    function_(&(tn_cholesky_args){.self = (self_), __VA_ARGS__})
#define tn_cholesky(...) TN_CALL_cholesky(tn_cholesky_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cholesky_into(out_, ...) \
    TN_CALL_cholesky(tn_cholesky_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor
 *
 * X of A X = self, where input2 is A's Cholesky factor. */
typedef struct tn_cholesky_solve_args {
    tn_tensor *self;
    tn_tensor *input2;
    bool upper; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cholesky_solve_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cholesky_solve_with(const tn_cholesky_solve_args *args);
TN_API tn_tensor *tn_cholesky_solve_into_with(const tn_cholesky_solve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cholesky_solve(function_, self_, input2_, ...) \
    function_(&(tn_cholesky_solve_args){.self = (self_), .input2 = (input2_), __VA_ARGS__})
#define tn_cholesky_solve(...) TN_CALL_cholesky_solve(tn_cholesky_solve_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cholesky_solve_into(out_, ...) \
    TN_CALL_cholesky_solve(tn_cholesky_solve_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* cholesky_inverse(Tensor self, bool upper=False) -> Tensor
 *
 * The inverse of the matrix whose Cholesky factor is self. */
typedef struct tn_cholesky_inverse_args {
    tn_tensor *self;
    bool upper; /* default: False */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_cholesky_inverse_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_cholesky_inverse_with(const tn_cholesky_inverse_args *args);
TN_API tn_tensor *tn_cholesky_inverse_into_with(const tn_cholesky_inverse_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_cholesky_inverse(function_, self_, ...) \
    function_(&(tn_cholesky_inverse_args){.self = (self_), __VA_ARGS__})
#define tn_cholesky_inverse(...) TN_CALL_cholesky_inverse(tn_cholesky_inverse_with, __VA_ARGS__, .at = TN_HERE)
#define tn_cholesky_inverse_into(out_, ...) \
    TN_CALL_cholesky_inverse(tn_cholesky_inverse_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)
 *
 * L and U of A = P L U in one matrix, and the exchanges of rows; info is 0, or where U's diagonal is 0. */
typedef struct tn_linalg_lu_factor_ex_args {
    tn_tensor *A;
    bool no_pivot; /* default: True */
    bool check_errors; /* default: False */
    tn_site at;
} tn_linalg_lu_factor_ex_args;
typedef struct tn_linalg_lu_factor_ex_result {
    tn_tensor *LU, *pivots, *info;
} tn_linalg_lu_factor_ex_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_lu_factor_ex_result tn_linalg_lu_factor_ex_with(const tn_linalg_lu_factor_ex_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_lu_factor_ex(function_, A_, ...) \
    function_(&(tn_linalg_lu_factor_ex_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_lu_factor_ex(...) TN_CALL_linalg_lu_factor_ex(tn_linalg_lu_factor_ex_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)
 *
 * linalg_lu_factor_ex without info; an error where U is singular. */
typedef struct tn_linalg_lu_factor_args {
    tn_tensor *A;
    bool no_pivot; /* default: True */
    tn_site at;
} tn_linalg_lu_factor_args;
typedef struct tn_linalg_lu_factor_result {
    tn_tensor *LU, *pivots;
} tn_linalg_lu_factor_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_lu_factor_result tn_linalg_lu_factor_with(const tn_linalg_lu_factor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_lu_factor(function_, A_, ...) \
    function_(&(tn_linalg_lu_factor_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_lu_factor(...) TN_CALL_linalg_lu_factor(tn_linalg_lu_factor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)
 *
 * A = P L U, with a permutation, a unit lower and an upper triangle. */
typedef struct tn_linalg_lu_args {
    tn_tensor *A;
    bool no_pivot; /* default: True */
    tn_site at;
} tn_linalg_lu_args;
typedef struct tn_linalg_lu_result {
    tn_tensor *P, *L, *U;
} tn_linalg_lu_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_lu_result tn_linalg_lu_with(const tn_linalg_lu_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_lu(function_, A_, ...) \
    function_(&(tn_linalg_lu_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_lu(...) TN_CALL_linalg_lu(tn_linalg_lu_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)
 *
 * P, L and U of what linalg_lu_factor gives. */
typedef struct tn_lu_unpack_args {
    tn_tensor *LU_data;
    tn_tensor *LU_pivots;
    bool no_unpack_data; /* default: True */
    bool no_unpack_pivots; /* default: True */
    tn_site at;
} tn_lu_unpack_args;
typedef struct tn_lu_unpack_result {
    tn_tensor *P, *L, *U;
} tn_lu_unpack_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_lu_unpack_result tn_lu_unpack_with(const tn_lu_unpack_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_lu_unpack(function_, LU_data_, LU_pivots_, ...) \
    function_(&(tn_lu_unpack_args){.LU_data = (LU_data_), .LU_pivots = (LU_pivots_), __VA_ARGS__})
#define tn_lu_unpack(...) TN_CALL_lu_unpack(tn_lu_unpack_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* lu_permutation(Tensor pivots, int rows) -> Tensor
 *
 * Where each row of L U stands in A, from the exchanges of rows. */
typedef struct tn_lu_permutation_args {
    tn_tensor *pivots;
    int64_t rows;
    tn_site at;
} tn_lu_permutation_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_lu_permutation_with(const tn_lu_permutation_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_lu_permutation(function_, pivots_, rows_, ...) \
    function_(&(tn_lu_permutation_args){.pivots = (pivots_), .rows = (rows_), __VA_ARGS__})
#define tn_lu_permutation(...) TN_CALL_lu_permutation(tn_lu_permutation_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor
 *
 * X of A X = B (or X A = B) where linalg_lu_factor factored A; adjoint: of A^H. */
typedef struct tn_linalg_lu_solve_args {
    tn_tensor *LU;
    tn_tensor *pivots;
    tn_tensor *B;
    bool no_left; /* default: True */
    bool adjoint; /* default: False */
    tn_site at;
} tn_linalg_lu_solve_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_lu_solve_with(const tn_linalg_lu_solve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_lu_solve(function_, LU_, pivots_, B_, ...) \
    function_(&(tn_linalg_lu_solve_args){.LU = (LU_), .pivots = (pivots_), .B = (B_), __VA_ARGS__})
#define tn_linalg_lu_solve(...) TN_CALL_linalg_lu_solve(tn_linalg_lu_solve_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor
 *
 * linalg_lu_solve with its right-hand sides first. */
typedef struct tn_lu_solve_args {
    tn_tensor *self;
    tn_tensor *LU_data;
    tn_tensor *LU_pivots;
    tn_site at;
} tn_lu_solve_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_lu_solve_with(const tn_lu_solve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_lu_solve(function_, self_, LU_data_, LU_pivots_, ...) \
    function_(&(tn_lu_solve_args){.self = (self_), .LU_data = (LU_data_), .LU_pivots = (LU_pivots_), __VA_ARGS__})
#define tn_lu_solve(...) TN_CALL_lu_solve(tn_lu_solve_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)
 *
 * L and D of a symmetric (hermitian) matrix, packed as LAPACK does; info is 0, or where D is 0. */
typedef struct tn_linalg_ldl_factor_ex_args {
    tn_tensor *self;
    bool hermitian; /* default: False */
    bool check_errors; /* default: False */
    tn_site at;
} tn_linalg_ldl_factor_ex_args;
typedef struct tn_linalg_ldl_factor_ex_result {
    tn_tensor *LD, *pivots, *info;
} tn_linalg_ldl_factor_ex_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_ldl_factor_ex_result tn_linalg_ldl_factor_ex_with(const tn_linalg_ldl_factor_ex_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_ldl_factor_ex(function_, self_, ...) \
    function_(&(tn_linalg_ldl_factor_ex_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_ldl_factor_ex(...) TN_CALL_linalg_ldl_factor_ex(tn_linalg_ldl_factor_ex_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)
 *
 * linalg_ldl_factor_ex; an error where D is singular. */
typedef struct tn_linalg_ldl_factor_args {
    tn_tensor *self;
    bool hermitian; /* default: False */
    tn_site at;
} tn_linalg_ldl_factor_args;
typedef struct tn_linalg_ldl_factor_result {
    tn_tensor *LD, *pivots;
} tn_linalg_ldl_factor_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_ldl_factor_result tn_linalg_ldl_factor_with(const tn_linalg_ldl_factor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_ldl_factor(function_, self_, ...) \
    function_(&(tn_linalg_ldl_factor_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_ldl_factor(...) TN_CALL_linalg_ldl_factor(tn_linalg_ldl_factor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor
 *
 * X of A X = B, where linalg_ldl_factor factored A. */
typedef struct tn_linalg_ldl_solve_args {
    tn_tensor *LD;
    tn_tensor *pivots;
    tn_tensor *B;
    bool hermitian; /* default: False */
    tn_site at;
} tn_linalg_ldl_solve_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_ldl_solve_with(const tn_linalg_ldl_solve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_ldl_solve(function_, LD_, pivots_, B_, ...) \
    function_(&(tn_linalg_ldl_solve_args){.LD = (LD_), .pivots = (pivots_), .B = (B_), __VA_ARGS__})
#define tn_linalg_ldl_solve(...) TN_CALL_linalg_ldl_solve(tn_linalg_ldl_solve_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* check_info(Tensor self, int code) -> Tensor
 *
 * self; an error, at once or when the device is next waited for, where it is not 0: code is a tn_check_code. */
typedef struct tn_check_info_args {
    tn_tensor *self;
    int64_t code;
    tn_site at;
} tn_check_info_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_check_info_with(const tn_check_info_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_check_info(function_, self_, code_, ...) \
    function_(&(tn_check_info_args){.self = (self_), .code = (code_), __VA_ARGS__})
#define tn_check_info(...) TN_CALL_check_info(tn_check_info_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* geqrf(Tensor self) -> (Tensor a, Tensor tau)
 *
 * R and the reflectors of Q in one matrix, as LAPACK packs them, and their factors. */
typedef struct tn_geqrf_args {
    tn_tensor *self;
    tn_site at;
} tn_geqrf_args;
typedef struct tn_geqrf_result {
    tn_tensor *a, *tau;
} tn_geqrf_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_geqrf_result tn_geqrf_with(const tn_geqrf_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_geqrf(function_, self_, ...) \
    function_(&(tn_geqrf_args){.self = (self_), __VA_ARGS__})
#define tn_geqrf(...) TN_CALL_geqrf(tn_geqrf_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_householder_product(Tensor input, Tensor tau) -> Tensor
 *
 * linalg_householder_product by one kernel. */
typedef struct tn_native_householder_product_args {
    tn_tensor *input;
    tn_tensor *tau;
    tn_site at;
} tn_native_householder_product_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_native_householder_product_with(const tn_native_householder_product_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_householder_product(function_, input_, tau_, ...) \
    function_(&(tn_native_householder_product_args){.input = (input_), .tau = (tau_), __VA_ARGS__})
#define tn_native_householder_product(...) TN_CALL_native_householder_product(tn_native_householder_product_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_householder_product(Tensor input, Tensor tau) -> Tensor
 *
 * The first columns of the product of the reflectors that geqrf gives. */
typedef struct tn_linalg_householder_product_args {
    tn_tensor *input;
    tn_tensor *tau;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_householder_product_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_householder_product_with(const tn_linalg_householder_product_args *args);
TN_API tn_tensor *tn_linalg_householder_product_into_with(const tn_linalg_householder_product_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_householder_product(function_, input_, tau_, ...) \
    function_(&(tn_linalg_householder_product_args){.input = (input_), .tau = (tau_), __VA_ARGS__})
#define tn_linalg_householder_product(...) TN_CALL_linalg_householder_product(tn_linalg_householder_product_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_householder_product_into(out_, ...) \
    TN_CALL_linalg_householder_product(tn_linalg_householder_product_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* orgqr(Tensor self, Tensor input2) -> Tensor
 *
 * linalg_householder_product by LAPACK's name. */
typedef struct tn_orgqr_args {
    tn_tensor *self;
    tn_tensor *input2;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_orgqr_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_orgqr_with(const tn_orgqr_args *args);
TN_API tn_tensor *tn_orgqr_into_with(const tn_orgqr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_orgqr(function_, self_, input2_, ...) \
    function_(&(tn_orgqr_args){.self = (self_), .input2 = (input2_), __VA_ARGS__})
#define tn_orgqr(...) TN_CALL_orgqr(tn_orgqr_with, __VA_ARGS__, .at = TN_HERE)
#define tn_orgqr_into(out_, ...) \
    TN_CALL_orgqr(tn_orgqr_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor
 *
 * The product of reflectors self with factors input2, times input3. */
typedef struct tn_ormqr_args {
    tn_tensor *self;
    tn_tensor *input2;
    tn_tensor *input3;
    bool no_left; /* default: True */
    bool transpose; /* default: False */
    tn_site at;
} tn_ormqr_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_ormqr_with(const tn_ormqr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_ormqr(function_, self_, input2_, input3_, ...) \
    function_(&(tn_ormqr_args){.self = (self_), .input2 = (input2_), .input3 = (input3_), __VA_ARGS__})
#define tn_ormqr(...) TN_CALL_ormqr(tn_ormqr_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_qr(Tensor A, str? mode=None) -> (Tensor Q, Tensor R)
 *
 * A = Q R with orthonormal columns and an upper triangle; mode is "reduced" (the default), "complete" or "r". */
typedef struct tn_linalg_qr_args {
    tn_tensor *A;
    const char *mode; /* default: None */
    tn_site at;
} tn_linalg_qr_args;
typedef struct tn_linalg_qr_result {
    tn_tensor *Q, *R;
} tn_linalg_qr_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_qr_result tn_linalg_qr_with(const tn_linalg_qr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_qr(function_, A_, ...) \
    function_(&(tn_linalg_qr_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_qr(...) TN_CALL_linalg_qr(tn_linalg_qr_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)
 *
 * linalg_qr by its older name. */
typedef struct tn_qr_args {
    tn_tensor *self;
    bool no_some; /* default: True */
    tn_site at;
} tn_qr_args;
typedef struct tn_qr_result {
    tn_tensor *Q, *R;
} tn_qr_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_qr_result tn_qr_with(const tn_qr_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_qr(function_, self_, ...) \
    function_(&(tn_qr_args){.self = (self_), __VA_ARGS__})
#define tn_qr(...) TN_CALL_qr(tn_qr_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_svd(Tensor A, bool full_matrices, bool compute_uv, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh, Tensor info)
 *
 * A = U diag(S) Vh; info is 0 where it converged; U and Vh are empty without compute_uv. */
typedef struct tn_native_svd_args {
    tn_tensor *A;
    bool full_matrices;
    bool compute_uv;
    const char *driver; /* default: None */
    tn_site at;
} tn_native_svd_args;
typedef struct tn_native_svd_result {
    tn_tensor *U, *S, *Vh, *info;
} tn_native_svd_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_svd_result tn_native_svd_with(const tn_native_svd_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_svd(function_, A_, full_matrices_, compute_uv_, ...) \
    function_(&(tn_native_svd_args){.A = (A_), .full_matrices = (full_matrices_), .compute_uv = (compute_uv_), __VA_ARGS__})
#define tn_native_svd(...) TN_CALL_native_svd(tn_native_svd_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)
 *
 * A = U diag(S) Vh, S falling; driver is "gesdd", "gesvd", "gesvdj" (Jacobi) or "gesvda"; see linalg_explain. */
typedef struct tn_linalg_svd_args {
    tn_tensor *A;
    bool no_full_matrices; /* default: True */
    const char *driver; /* default: None */
    tn_site at;
} tn_linalg_svd_args;
typedef struct tn_linalg_svd_result {
    tn_tensor *U, *S, *Vh;
} tn_linalg_svd_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_svd_result tn_linalg_svd_with(const tn_linalg_svd_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_svd(function_, A_, ...) \
    function_(&(tn_linalg_svd_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_svd(...) TN_CALL_linalg_svd(tn_linalg_svd_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor
 *
 * The singular values, falling. */
typedef struct tn_linalg_svdvals_args {
    tn_tensor *A;
    const char *driver; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_svdvals_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_svdvals_with(const tn_linalg_svdvals_args *args);
TN_API tn_tensor *tn_linalg_svdvals_into_with(const tn_linalg_svdvals_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_svdvals(function_, A_, ...) \
    function_(&(tn_linalg_svdvals_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_svdvals(...) TN_CALL_linalg_svdvals(tn_linalg_svdvals_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_svdvals_into(out_, ...) \
    TN_CALL_linalg_svdvals(tn_linalg_svdvals_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)
 *
 * linalg_svd by its older name; gives V, not its adjoint. */
typedef struct tn_svd_args {
    tn_tensor *self;
    bool no_some; /* default: True */
    bool no_compute_uv; /* default: True */
    tn_site at;
} tn_svd_args;
typedef struct tn_svd_result {
    tn_tensor *U, *S, *V;
} tn_svd_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_svd_result tn_svd_with(const tn_svd_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_svd(function_, self_, ...) \
    function_(&(tn_svd_args){.self = (self_), __VA_ARGS__})
#define tn_svd(...) TN_CALL_svd(tn_svd_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_eigh(Tensor A, bool upper, bool compute_v) -> (Tensor eigenvalues, Tensor eigenvectors, Tensor info)
 *
 * A = V diag(w) V^H of the triangle; info is 0 where it converged; V is empty without compute_v. */
typedef struct tn_native_eigh_args {
    tn_tensor *A;
    bool upper;
    bool compute_v;
    tn_site at;
} tn_native_eigh_args;
typedef struct tn_native_eigh_result {
    tn_tensor *eigenvalues, *eigenvectors, *info;
} tn_native_eigh_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_eigh_result tn_native_eigh_with(const tn_native_eigh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_eigh(function_, A_, upper_, compute_v_, ...) \
    function_(&(tn_native_eigh_args){.A = (A_), .upper = (upper_), .compute_v = (compute_v_), __VA_ARGS__})
#define tn_native_eigh(...) TN_CALL_native_eigh(tn_native_eigh_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_eigh(Tensor self, str? UPLO=None) -> (Tensor eigenvalues, Tensor eigenvectors)
 *
 * Eigenvalues, rising, and vectors of hermitian matrices of which a triangle is read. */
typedef struct tn_linalg_eigh_args {
    tn_tensor *self;
    const char *UPLO; /* default: None */
    tn_site at;
} tn_linalg_eigh_args;
typedef struct tn_linalg_eigh_result {
    tn_tensor *eigenvalues, *eigenvectors;
} tn_linalg_eigh_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_eigh_result tn_linalg_eigh_with(const tn_linalg_eigh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_eigh(function_, self_, ...) \
    function_(&(tn_linalg_eigh_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_eigh(...) TN_CALL_linalg_eigh(tn_linalg_eigh_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_eigvalsh(Tensor self, str? UPLO=None) -> Tensor
 *
 * The eigenvalues of hermitian matrices, rising. */
typedef struct tn_linalg_eigvalsh_args {
    tn_tensor *self;
    const char *UPLO; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_eigvalsh_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_eigvalsh_with(const tn_linalg_eigvalsh_args *args);
TN_API tn_tensor *tn_linalg_eigvalsh_into_with(const tn_linalg_eigvalsh_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_eigvalsh(function_, self_, ...) \
    function_(&(tn_linalg_eigvalsh_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_eigvalsh(...) TN_CALL_linalg_eigvalsh(tn_linalg_eigvalsh_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_eigvalsh_into(out_, ...) \
    TN_CALL_linalg_eigvalsh(tn_linalg_eigvalsh_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* symeig(Tensor self, bool eigenvectors=False, bool upper=True) -> (Tensor eigenvalues, Tensor eigenvectors)
 *
 * linalg_eigh by its older name. */
typedef struct tn_symeig_args {
    tn_tensor *self;
    bool eigenvectors; /* default: False */
    bool no_upper; /* default: True */
    tn_site at;
} tn_symeig_args;
typedef struct tn_symeig_result {
    tn_tensor *eigenvalues, *eigenvectors;
} tn_symeig_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_symeig_result tn_symeig_with(const tn_symeig_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_symeig(function_, self_, ...) \
    function_(&(tn_symeig_args){.self = (self_), __VA_ARGS__})
#define tn_symeig(...) TN_CALL_symeig(tn_symeig_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_eig(Tensor self, bool compute_v) -> (Tensor eigenvalues, Tensor eigenvectors, Tensor info)
 *
 * self V = V diag(w), complex; info is 0 where it converged; V is empty without compute_v. */
typedef struct tn_native_eig_args {
    tn_tensor *self;
    bool compute_v;
    tn_site at;
} tn_native_eig_args;
typedef struct tn_native_eig_result {
    tn_tensor *eigenvalues, *eigenvectors, *info;
} tn_native_eig_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_eig_result tn_native_eig_with(const tn_native_eig_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_eig(function_, self_, compute_v_, ...) \
    function_(&(tn_native_eig_args){.self = (self_), .compute_v = (compute_v_), __VA_ARGS__})
#define tn_native_eig(...) TN_CALL_native_eig(tn_native_eig_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)
 *
 * Eigenvalues and vectors, complex, of square matrices. */
typedef struct tn_linalg_eig_args {
    tn_tensor *self;
    tn_site at;
} tn_linalg_eig_args;
typedef struct tn_linalg_eig_result {
    tn_tensor *eigenvalues, *eigenvectors;
} tn_linalg_eig_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_eig_result tn_linalg_eig_with(const tn_linalg_eig_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_eig(function_, self_, ...) \
    function_(&(tn_linalg_eig_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_eig(...) TN_CALL_linalg_eig(tn_linalg_eig_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_eigvals(Tensor self) -> Tensor
 *
 * The eigenvalues, complex, of square matrices. */
typedef struct tn_linalg_eigvals_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_eigvals_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_eigvals_with(const tn_linalg_eigvals_args *args);
TN_API tn_tensor *tn_linalg_eigvals_into_with(const tn_linalg_eigvals_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_eigvals(function_, self_, ...) \
    function_(&(tn_linalg_eigvals_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_eigvals(...) TN_CALL_linalg_eigvals(tn_linalg_eigvals_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_eigvals_into(out_, ...) \
    TN_CALL_linalg_eigvals(tn_linalg_eigvals_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor
 *
 * X of self X = B (or X self = B) of a triangle of self. */
typedef struct tn_linalg_solve_triangular_args {
    tn_tensor *self;
    tn_tensor *B;
    bool upper;
    bool no_left; /* default: True */
    bool unitriangular; /* default: False */
    tn_site at;
} tn_linalg_solve_triangular_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_solve_triangular_with(const tn_linalg_solve_triangular_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_solve_triangular(function_, self_, B_, upper_, ...) \
    function_(&(tn_linalg_solve_triangular_args){.self = (self_), .B = (B_), .upper = (upper_), __VA_ARGS__})
#define tn_linalg_solve_triangular(...) TN_CALL_linalg_solve_triangular(tn_linalg_solve_triangular_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)
 *
 * X of A X = self, and a copy of A. */
typedef struct tn_triangular_solve_args {
    tn_tensor *self;
    tn_tensor *A;
    bool no_upper; /* default: True */
    bool transpose; /* default: False */
    bool unitriangular; /* default: False */
    tn_site at;
} tn_triangular_solve_args;
typedef struct tn_triangular_solve_result {
    tn_tensor *solution, *cloned_coefficient;
} tn_triangular_solve_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_triangular_solve_result tn_triangular_solve_with(const tn_triangular_solve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_triangular_solve(function_, self_, A_, ...) \
    function_(&(tn_triangular_solve_args){.self = (self_), .A = (A_), __VA_ARGS__})
#define tn_triangular_solve(...) TN_CALL_triangular_solve(tn_triangular_solve_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_solve(Tensor A, Tensor B) -> (Tensor result, Tensor LU, Tensor pivots, Tensor info)
 *
 * X of A X = B of matrices, and how A was factored. */
typedef struct tn_native_solve_args {
    tn_tensor *A;
    tn_tensor *B;
    tn_site at;
} tn_native_solve_args;
typedef struct tn_native_solve_result {
    tn_tensor *result, *LU, *pivots, *info;
} tn_native_solve_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_solve_result tn_native_solve_with(const tn_native_solve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_solve(function_, A_, B_, ...) \
    function_(&(tn_native_solve_args){.A = (A_), .B = (B_), __VA_ARGS__})
#define tn_native_solve(...) TN_CALL_native_solve(tn_native_solve_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)
 *
 * X of A X = B (or X A = B); info is 0, or where U's diagonal is 0. */
typedef struct tn_linalg_solve_ex_args {
    tn_tensor *A;
    tn_tensor *B;
    bool no_left; /* default: True */
    bool check_errors; /* default: False */
    tn_site at;
} tn_linalg_solve_ex_args;
typedef struct tn_linalg_solve_ex_result {
    tn_tensor *result, *info;
} tn_linalg_solve_ex_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_solve_ex_result tn_linalg_solve_ex_with(const tn_linalg_solve_ex_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_solve_ex(function_, A_, B_, ...) \
    function_(&(tn_linalg_solve_ex_args){.A = (A_), .B = (B_), __VA_ARGS__})
#define tn_linalg_solve_ex(...) TN_CALL_linalg_solve_ex(tn_linalg_solve_ex_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor
 *
 * X of A X = B (or X A = B), of matrices or vectors; an error where A is singular. */
typedef struct tn_linalg_solve_args {
    tn_tensor *A;
    tn_tensor *B;
    bool no_left; /* default: True */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_solve_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_solve_with(const tn_linalg_solve_args *args);
TN_API tn_tensor *tn_linalg_solve_into_with(const tn_linalg_solve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_solve(function_, A_, B_, ...) \
    function_(&(tn_linalg_solve_args){.A = (A_), .B = (B_), __VA_ARGS__})
#define tn_linalg_solve(...) TN_CALL_linalg_solve(tn_linalg_solve_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_solve_into(out_, ...) \
    TN_CALL_linalg_solve(tn_linalg_solve_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)
 *
 * The inverse; info is 0, or where U's diagonal is 0. */
typedef struct tn_linalg_inv_ex_args {
    tn_tensor *A;
    bool check_errors; /* default: False */
    tn_site at;
} tn_linalg_inv_ex_args;
typedef struct tn_linalg_inv_ex_result {
    tn_tensor *inverse, *info;
} tn_linalg_inv_ex_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_inv_ex_result tn_linalg_inv_ex_with(const tn_linalg_inv_ex_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_inv_ex(function_, A_, ...) \
    function_(&(tn_linalg_inv_ex_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_inv_ex(...) TN_CALL_linalg_inv_ex(tn_linalg_inv_ex_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_inv(Tensor A) -> Tensor
 *
 * The inverse of square matrices; an error where one is singular. */
typedef struct tn_linalg_inv_args {
    tn_tensor *A;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_inv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_inv_with(const tn_linalg_inv_args *args);
TN_API tn_tensor *tn_linalg_inv_into_with(const tn_linalg_inv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_inv(function_, A_, ...) \
    function_(&(tn_linalg_inv_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_inv(...) TN_CALL_linalg_inv(tn_linalg_inv_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_inv_into(out_, ...) \
    TN_CALL_linalg_inv(tn_linalg_inv_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* inverse(Tensor self) -> Tensor
 *
 * linalg_inv by its older name. */
typedef struct tn_inverse_args {
    tn_tensor *self;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_inverse_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_inverse_with(const tn_inverse_args *args);
TN_API tn_tensor *tn_inverse_into_with(const tn_inverse_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_inverse(function_, self_, ...) \
    function_(&(tn_inverse_args){.self = (self_), __VA_ARGS__})
#define tn_inverse(...) TN_CALL_inverse(tn_inverse_with, __VA_ARGS__, .at = TN_HERE)
#define tn_inverse_into(out_, ...) \
    TN_CALL_inverse(tn_inverse_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* native_det(Tensor A) -> (Tensor result, Tensor LU, Tensor pivots)
 *
 * The determinant, and how A was factored. */
typedef struct tn_native_det_args {
    tn_tensor *A;
    tn_site at;
} tn_native_det_args;
typedef struct tn_native_det_result {
    tn_tensor *result, *LU, *pivots;
} tn_native_det_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_det_result tn_native_det_with(const tn_native_det_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_det(function_, A_, ...) \
    function_(&(tn_native_det_args){.A = (A_), __VA_ARGS__})
#define tn_native_det(...) TN_CALL_native_det(tn_native_det_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_det(Tensor A) -> Tensor
 *
 * The determinant of square matrices. */
typedef struct tn_linalg_det_args {
    tn_tensor *A;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_det_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_det_with(const tn_linalg_det_args *args);
TN_API tn_tensor *tn_linalg_det_into_with(const tn_linalg_det_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_det(function_, A_, ...) \
    function_(&(tn_linalg_det_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_det(...) TN_CALL_linalg_det(tn_linalg_det_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_det_into(out_, ...) \
    TN_CALL_linalg_det(tn_linalg_det_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* det(Tensor self) -> Tensor
 *
 * linalg_det by its older name. */
typedef struct tn_det_args {
    tn_tensor *self;
    tn_site at;
} tn_det_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_det_with(const tn_det_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_det(function_, self_, ...) \
    function_(&(tn_det_args){.self = (self_), __VA_ARGS__})
#define tn_det(...) TN_CALL_det(tn_det_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet, Tensor LU, Tensor pivots)
 *
 * The determinant's sign and the logarithm of its absolute value, and how A was factored. */
typedef struct tn_native_slogdet_args {
    tn_tensor *A;
    tn_site at;
} tn_native_slogdet_args;
typedef struct tn_native_slogdet_result {
    tn_tensor *sign, *logabsdet, *LU, *pivots;
} tn_native_slogdet_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_slogdet_result tn_native_slogdet_with(const tn_native_slogdet_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_slogdet(function_, A_, ...) \
    function_(&(tn_native_slogdet_args){.A = (A_), __VA_ARGS__})
#define tn_native_slogdet(...) TN_CALL_native_slogdet(tn_native_slogdet_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)
 *
 * The determinant's sign and the logarithm of its absolute value. */
typedef struct tn_linalg_slogdet_args {
    tn_tensor *A;
    tn_site at;
} tn_linalg_slogdet_args;
typedef struct tn_linalg_slogdet_result {
    tn_tensor *sign, *logabsdet;
} tn_linalg_slogdet_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_slogdet_result tn_linalg_slogdet_with(const tn_linalg_slogdet_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_slogdet(function_, A_, ...) \
    function_(&(tn_linalg_slogdet_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_slogdet(...) TN_CALL_linalg_slogdet(tn_linalg_slogdet_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)
 *
 * linalg_slogdet by its older name. */
typedef struct tn_slogdet_args {
    tn_tensor *self;
    tn_site at;
} tn_slogdet_args;
typedef struct tn_slogdet_result {
    tn_tensor *sign, *logabsdet;
} tn_slogdet_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_slogdet_result tn_slogdet_with(const tn_slogdet_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_slogdet(function_, self_, ...) \
    function_(&(tn_slogdet_args){.self = (self_), __VA_ARGS__})
#define tn_slogdet(...) TN_CALL_slogdet(tn_slogdet_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* logdet(Tensor self) -> Tensor
 *
 * The logarithm of the determinant; NaN where that is negative. */
typedef struct tn_logdet_args {
    tn_tensor *self;
    tn_site at;
} tn_logdet_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_logdet_with(const tn_logdet_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_logdet(function_, self_, ...) \
    function_(&(tn_logdet_args){.self = (self_), __VA_ARGS__})
#define tn_logdet(...) TN_CALL_logdet(tn_logdet_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor rank, Tensor singular_values)
 *
 * linalg_lstsq of matrices, without residuals. */
typedef struct tn_native_lstsq_args {
    tn_tensor *self;
    tn_tensor *b;
    tn_value rcond; /* default: None */
    const char *driver; /* default: None */
    tn_site at;
} tn_native_lstsq_args;
typedef struct tn_native_lstsq_result {
    tn_tensor *solution, *rank, *singular_values;
} tn_native_lstsq_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_native_lstsq_result tn_native_lstsq_with(const tn_native_lstsq_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_lstsq(function_, self_, b_, ...) \
    function_(&(tn_native_lstsq_args){.self = (self_), .b = (b_), __VA_ARGS__})
#define tn_native_lstsq(...) TN_CALL_native_lstsq(tn_native_lstsq_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)
 *
 * X of least |self X - b|; driver is "gels", "gelsy" (the default), "gelsd" or "gelss". */
typedef struct tn_linalg_lstsq_args {
    tn_tensor *self;
    tn_tensor *b;
    tn_value rcond; /* default: None */
    const char *driver; /* default: None */
    tn_site at;
} tn_linalg_lstsq_args;
typedef struct tn_linalg_lstsq_result {
    tn_tensor *solution, *residuals, *rank, *singular_values;
} tn_linalg_lstsq_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_lstsq_result tn_linalg_lstsq_with(const tn_linalg_lstsq_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_lstsq(function_, self_, b_, ...) \
    function_(&(tn_linalg_lstsq_args){.self = (self_), .b = (b_), __VA_ARGS__})
#define tn_linalg_lstsq(...) TN_CALL_linalg_lstsq(tn_linalg_lstsq_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* native_pinv(Tensor self, Tensor atol, Tensor rtol, bool hermitian) -> Tensor
 *
 * linalg_pinv with both tolerances. */
typedef struct tn_native_pinv_args {
    tn_tensor *self;
    tn_tensor *atol;
    tn_tensor *rtol;
    bool hermitian;
    tn_site at;
} tn_native_pinv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_native_pinv_with(const tn_native_pinv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_native_pinv(function_, self_, atol_, rtol_, hermitian_, ...) \
    function_(&(tn_native_pinv_args){.self = (self_), .atol = (atol_), .rtol = (rtol_), .hermitian = (hermitian_), __VA_ARGS__})
#define tn_native_pinv(...) TN_CALL_native_pinv(tn_native_pinv_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_pinv(Tensor self, float? rcond=None, bool hermitian=False, *, float? atol=None, float? rtol=None) -> Tensor
 *
 * The inverse of what is above max(atol, rtol * the largest singular value); rcond is rtol's older name. */
typedef struct tn_linalg_pinv_args {
    tn_tensor *self;
    tn_value rcond; /* default: None */
    bool hermitian; /* default: False */
    tn_value atol; /* default: None */
    tn_value rtol; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_pinv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_pinv_with(const tn_linalg_pinv_args *args);
TN_API tn_tensor *tn_linalg_pinv_into_with(const tn_linalg_pinv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_pinv(function_, self_, ...) \
    function_(&(tn_linalg_pinv_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_pinv(...) TN_CALL_linalg_pinv(tn_linalg_pinv_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_pinv_into(out_, ...) \
    TN_CALL_linalg_pinv(tn_linalg_pinv_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor
 *
 * linalg_pinv with tolerances for each matrix. */
typedef struct tn_linalg_pinv_atol_rtol_tensor_args {
    tn_tensor *self;
    tn_tensor *atol; /* default: None */
    tn_tensor *rtol; /* default: None */
    bool hermitian; /* default: False */
    tn_site at;
} tn_linalg_pinv_atol_rtol_tensor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_pinv_atol_rtol_tensor_with(const tn_linalg_pinv_atol_rtol_tensor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_pinv_atol_rtol_tensor(function_, self_, ...) \
    function_(&(tn_linalg_pinv_atol_rtol_tensor_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_pinv_atol_rtol_tensor(...) TN_CALL_linalg_pinv_atol_rtol_tensor(tn_linalg_pinv_atol_rtol_tensor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* pinverse(Tensor self, float? rcond=None) -> Tensor
 *
 * linalg_pinv by its older name. */
typedef struct tn_pinverse_args {
    tn_tensor *self;
    tn_value rcond; /* default: None */
    tn_site at;
} tn_pinverse_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_pinverse_with(const tn_pinverse_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_pinverse(function_, self_, ...) \
    function_(&(tn_pinverse_args){.self = (self_), __VA_ARGS__})
#define tn_pinverse(...) TN_CALL_pinverse(tn_pinverse_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_norm(Tensor self, Scalar? ord=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * The norm of vectors (one dim), of matrices (two), or of all elements (no dim and no ord). */
typedef struct tn_linalg_norm_args {
    tn_tensor *self;
    tn_value ord; /* default: None */
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_norm_with(const tn_linalg_norm_args *args);
TN_API tn_tensor *tn_linalg_norm_into_with(const tn_linalg_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_norm(function_, self_, ...) \
    function_(&(tn_linalg_norm_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_norm(...) TN_CALL_linalg_norm(tn_linalg_norm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_norm_into(out_, ...) \
    TN_CALL_linalg_norm(tn_linalg_norm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_norm.ord_str(Tensor self, str ord, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * A norm of matrices by name: "fro" or "nuc". */
typedef struct tn_linalg_norm_ord_str_args {
    tn_tensor *self;
    const char *ord;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_norm_ord_str_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_norm_ord_str_with(const tn_linalg_norm_ord_str_args *args);
TN_API tn_tensor *tn_linalg_norm_ord_str_into_with(const tn_linalg_norm_ord_str_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_norm_ord_str(function_, self_, ord_, ...) \
    function_(&(tn_linalg_norm_ord_str_args){.self = (self_), .ord = (ord_), __VA_ARGS__})
#define tn_linalg_norm_ord_str(...) TN_CALL_linalg_norm_ord_str(tn_linalg_norm_ord_str_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_norm_ord_str_into(out_, ...) \
    TN_CALL_linalg_norm_ord_str(tn_linalg_norm_ord_str_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_matrix_norm(Tensor self, Scalar ord, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * Norms of matrices over two dims (the last): 1, -1, 2, -2, inf or -inf. */
typedef struct tn_linalg_matrix_norm_args {
    tn_tensor *self;
    tn_value ord;
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_matrix_norm_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_matrix_norm_with(const tn_linalg_matrix_norm_args *args);
TN_API tn_tensor *tn_linalg_matrix_norm_into_with(const tn_linalg_matrix_norm_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_matrix_norm(function_, self_, ord_, ...) \
    function_(&(tn_linalg_matrix_norm_args){.self = (self_), .ord = TN_ARG(ord_), __VA_ARGS__})
#define tn_linalg_matrix_norm(...) TN_CALL_linalg_matrix_norm(tn_linalg_matrix_norm_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_matrix_norm_into(out_, ...) \
    TN_CALL_linalg_matrix_norm(tn_linalg_matrix_norm_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_matrix_norm.str_ord(Tensor self, str? ord=None, int[]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 *
 * Norms of matrices by name: "fro" (the default) or "nuc". */
typedef struct tn_linalg_matrix_norm_str_ord_args {
    tn_tensor *self;
    const char *ord; /* default: None */
    tn_ints dim; /* default: None */
    bool keepdim; /* default: False */
    tn_dtype dtype; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_matrix_norm_str_ord_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_matrix_norm_str_ord_with(const tn_linalg_matrix_norm_str_ord_args *args);
TN_API tn_tensor *tn_linalg_matrix_norm_str_ord_into_with(const tn_linalg_matrix_norm_str_ord_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_matrix_norm_str_ord(function_, self_, ...) \
    function_(&(tn_linalg_matrix_norm_str_ord_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_matrix_norm_str_ord(...) TN_CALL_linalg_matrix_norm_str_ord(tn_linalg_matrix_norm_str_ord_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_matrix_norm_str_ord_into(out_, ...) \
    TN_CALL_linalg_matrix_norm_str_ord(tn_linalg_matrix_norm_str_ord_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_cond(Tensor self, Scalar? p=None) -> Tensor
 *
 * norm(self) * norm(inverse) of order p; 2 where none is given. */
typedef struct tn_linalg_cond_args {
    tn_tensor *self;
    tn_value p; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_cond_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_cond_with(const tn_linalg_cond_args *args);
TN_API tn_tensor *tn_linalg_cond_into_with(const tn_linalg_cond_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_cond(function_, self_, ...) \
    function_(&(tn_linalg_cond_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_cond(...) TN_CALL_linalg_cond(tn_linalg_cond_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_cond_into(out_, ...) \
    TN_CALL_linalg_cond(tn_linalg_cond_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_cond.p_str(Tensor self, str p) -> Tensor
 *
 * linalg_cond of a norm by name. */
typedef struct tn_linalg_cond_p_str_args {
    tn_tensor *self;
    const char *p;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_cond_p_str_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_cond_p_str_with(const tn_linalg_cond_p_str_args *args);
TN_API tn_tensor *tn_linalg_cond_p_str_into_with(const tn_linalg_cond_p_str_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_cond_p_str(function_, self_, p_, ...) \
    function_(&(tn_linalg_cond_p_str_args){.self = (self_), .p = (p_), __VA_ARGS__})
#define tn_linalg_cond_p_str(...) TN_CALL_linalg_cond_p_str(tn_linalg_cond_p_str_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_cond_p_str_into(out_, ...) \
    TN_CALL_linalg_cond_p_str(tn_linalg_cond_p_str_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_matrix_rank(Tensor self, float? tol=None, bool hermitian=False, *, float? atol=None, float? rtol=None) -> Tensor
 *
 * How many singular values are above max(atol, rtol * the largest). */
typedef struct tn_linalg_matrix_rank_args {
    tn_tensor *self;
    tn_value tol; /* default: None */
    bool hermitian; /* default: False */
    tn_value atol; /* default: None */
    tn_value rtol; /* default: None */
    tn_site at;
} tn_linalg_matrix_rank_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_matrix_rank_with(const tn_linalg_matrix_rank_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_matrix_rank(function_, self_, ...) \
    function_(&(tn_linalg_matrix_rank_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_matrix_rank(...) TN_CALL_linalg_matrix_rank(tn_linalg_matrix_rank_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_matrix_rank.atol_rtol_tensor(Tensor self, Tensor? tol=None, bool hermitian=False, *, Tensor? atol=None, Tensor? rtol=None) -> Tensor
 *
 * linalg_matrix_rank with tolerances for each matrix. */
typedef struct tn_linalg_matrix_rank_atol_rtol_tensor_args {
    tn_tensor *self;
    tn_tensor *tol; /* default: None */
    bool hermitian; /* default: False */
    tn_tensor *atol; /* default: None */
    tn_tensor *rtol; /* default: None */
    tn_site at;
} tn_linalg_matrix_rank_atol_rtol_tensor_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_matrix_rank_atol_rtol_tensor_with(const tn_linalg_matrix_rank_atol_rtol_tensor_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_matrix_rank_atol_rtol_tensor(function_, self_, ...) \
    function_(&(tn_linalg_matrix_rank_atol_rtol_tensor_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_matrix_rank_atol_rtol_tensor(...) TN_CALL_linalg_matrix_rank_atol_rtol_tensor(tn_linalg_matrix_rank_atol_rtol_tensor_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_matrix_power(Tensor self, int n) -> Tensor
 *
 * Square matrices multiplied n times; of the inverse when n is negative. */
typedef struct tn_linalg_matrix_power_args {
    tn_tensor *self;
    int64_t n;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_matrix_power_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_matrix_power_with(const tn_linalg_matrix_power_args *args);
TN_API tn_tensor *tn_linalg_matrix_power_into_with(const tn_linalg_matrix_power_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_matrix_power(function_, self_, n_, ...) \
    function_(&(tn_linalg_matrix_power_args){.self = (self_), .n = (n_), __VA_ARGS__})
#define tn_linalg_matrix_power(...) TN_CALL_linalg_matrix_power(tn_linalg_matrix_power_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_matrix_power_into(out_, ...) \
    TN_CALL_linalg_matrix_power(tn_linalg_matrix_power_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* matrix_power(Tensor self, int n) -> Tensor
 *
 * linalg_matrix_power by its older name. */
typedef struct tn_matrix_power_args {
    tn_tensor *self;
    int64_t n;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_matrix_power_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_matrix_power_with(const tn_matrix_power_args *args);
TN_API tn_tensor *tn_matrix_power_into_with(const tn_matrix_power_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_matrix_power(function_, self_, n_, ...) \
    function_(&(tn_matrix_power_args){.self = (self_), .n = (n_), __VA_ARGS__})
#define tn_matrix_power(...) TN_CALL_matrix_power(tn_matrix_power_with, __VA_ARGS__, .at = TN_HERE)
#define tn_matrix_power_into(out_, ...) \
    TN_CALL_matrix_power(tn_matrix_power_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_matrix_exp(Tensor self) -> Tensor
 *
 * The exponential of square matrices. */
typedef struct tn_linalg_matrix_exp_args {
    tn_tensor *self;
    tn_site at;
} tn_linalg_matrix_exp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_matrix_exp_with(const tn_linalg_matrix_exp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_matrix_exp(function_, self_, ...) \
    function_(&(tn_linalg_matrix_exp_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_matrix_exp(...) TN_CALL_linalg_matrix_exp(tn_linalg_matrix_exp_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* matrix_exp(Tensor self) -> Tensor
 *
 * linalg_matrix_exp by its older name. */
typedef struct tn_matrix_exp_args {
    tn_tensor *self;
    tn_site at;
} tn_matrix_exp_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_matrix_exp_with(const tn_matrix_exp_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_matrix_exp(function_, self_, ...) \
    function_(&(tn_matrix_exp_args){.self = (self_), __VA_ARGS__})
#define tn_matrix_exp(...) TN_CALL_matrix_exp(tn_matrix_exp_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_polar(Tensor self) -> (Tensor u, Tensor p)
 *
 * self = u p: orthonormal columns (rows, of a wide matrix) and a positive semidefinite matrix. */
typedef struct tn_linalg_polar_args {
    tn_tensor *self;
    tn_site at;
} tn_linalg_polar_args;
typedef struct tn_linalg_polar_result {
    tn_tensor *u, *p;
} tn_linalg_polar_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_linalg_polar_result tn_linalg_polar_with(const tn_linalg_polar_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_polar(function_, self_, ...) \
    function_(&(tn_linalg_polar_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_polar(...) TN_CALL_linalg_polar(tn_linalg_polar_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* svd_lowrank(Tensor self, int? q=None, int? niter=None, Tensor? M=None) -> (Tensor U, Tensor S, Tensor V)
 *
 * The q (6) largest singular values of self - M and their vectors, by random projection and niter (2) iterations. */
typedef struct tn_svd_lowrank_args {
    tn_tensor *self;
    tn_value q; /* default: None */
    tn_value niter; /* default: None */
    tn_tensor *M; /* default: None */
    tn_site at;
} tn_svd_lowrank_args;
typedef struct tn_svd_lowrank_result {
    tn_tensor *U, *S, *V;
} tn_svd_lowrank_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_svd_lowrank_result tn_svd_lowrank_with(const tn_svd_lowrank_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_svd_lowrank(function_, self_, ...) \
    function_(&(tn_svd_lowrank_args){.self = (self_), __VA_ARGS__})
#define tn_svd_lowrank(...) TN_CALL_svd_lowrank(tn_svd_lowrank_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* pca_lowrank(Tensor self, int? q=None, bool center=True, int? niter=None) -> (Tensor U, Tensor S, Tensor V)
 *
 * svd_lowrank of self less the mean of its rows. */
typedef struct tn_pca_lowrank_args {
    tn_tensor *self;
    tn_value q; /* default: None */
    bool no_center; /* default: True */
    tn_value niter; /* default: None */
    tn_site at;
} tn_pca_lowrank_args;
typedef struct tn_pca_lowrank_result {
    tn_tensor *U, *S, *V;
} tn_pca_lowrank_result;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_pca_lowrank_result tn_pca_lowrank_with(const tn_pca_lowrank_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_pca_lowrank(function_, self_, ...) \
    function_(&(tn_pca_lowrank_args){.self = (self_), __VA_ARGS__})
#define tn_pca_lowrank(...) TN_CALL_pca_lowrank(tn_pca_lowrank_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_multi_dot(Tensor[] tensors) -> Tensor
 *
 * The product of a chain of matrices in the cheapest order; the first and the last may be vectors. */
typedef struct tn_linalg_multi_dot_args {
    tn_tensors tensors;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_multi_dot_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_multi_dot_with(const tn_linalg_multi_dot_args *args);
TN_API tn_tensor *tn_linalg_multi_dot_into_with(const tn_linalg_multi_dot_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_multi_dot(function_, tensors_, ...) \
    function_(&(tn_linalg_multi_dot_args){.tensors = (tensors_), __VA_ARGS__})
#define tn_linalg_multi_dot(...) TN_CALL_linalg_multi_dot(tn_linalg_multi_dot_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_multi_dot_into(out_, ...) \
    TN_CALL_linalg_multi_dot(tn_linalg_multi_dot_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* chain_matmul(Tensor[] matrices) -> Tensor
 *
 * linalg_multi_dot of matrices. */
typedef struct tn_chain_matmul_args {
    tn_tensors matrices;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_chain_matmul_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_chain_matmul_with(const tn_chain_matmul_args *args);
TN_API tn_tensor *tn_chain_matmul_into_with(const tn_chain_matmul_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_chain_matmul(function_, matrices_, ...) \
    function_(&(tn_chain_matmul_args){.matrices = (matrices_), __VA_ARGS__})
#define tn_chain_matmul(...) TN_CALL_chain_matmul(tn_chain_matmul_with, __VA_ARGS__, .at = TN_HERE)
#define tn_chain_matmul_into(out_, ...) \
    TN_CALL_chain_matmul(tn_chain_matmul_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_tensorinv(Tensor self, int ind=2) -> Tensor
 *
 * The inverse of self as a map from its last dims to its first ind. */
typedef struct tn_linalg_tensorinv_args {
    tn_tensor *self;
    int64_t ind; /* default: 2 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_tensorinv_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_tensorinv_with(const tn_linalg_tensorinv_args *args);
TN_API tn_tensor *tn_linalg_tensorinv_into_with(const tn_linalg_tensorinv_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_tensorinv(function_, self_, ...) \
    function_(&(tn_linalg_tensorinv_args){.self = (self_), __VA_ARGS__})
#define tn_linalg_tensorinv(...) TN_CALL_linalg_tensorinv(tn_linalg_tensorinv_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_tensorinv_into(out_, ...) \
    TN_CALL_linalg_tensorinv(tn_linalg_tensorinv_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor
 *
 * X of tensordot(self, X) = other; dims go last first. */
typedef struct tn_linalg_tensorsolve_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_ints dims; /* default: None */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_tensorsolve_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_tensorsolve_with(const tn_linalg_tensorsolve_args *args);
TN_API tn_tensor *tn_linalg_tensorsolve_into_with(const tn_linalg_tensorsolve_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_tensorsolve(function_, self_, other_, ...) \
    function_(&(tn_linalg_tensorsolve_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_linalg_tensorsolve(...) TN_CALL_linalg_tensorsolve(tn_linalg_tensorsolve_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_tensorsolve_into(out_, ...) \
    TN_CALL_linalg_tensorsolve(tn_linalg_tensorsolve_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_vander(Tensor x, *, int? N=None) -> Tensor
 *
 * Powers 0 to N - 1 of each element along a new last dim. */
typedef struct tn_linalg_vander_args {
    tn_tensor *x;
    tn_value N; /* default: None */
    tn_site at;
} tn_linalg_vander_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_vander_with(const tn_linalg_vander_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_vander(function_, x_, ...) \
    function_(&(tn_linalg_vander_args){.x = (x_), __VA_ARGS__})
#define tn_linalg_vander(...) TN_CALL_linalg_vander(tn_linalg_vander_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* vander(Tensor x, int? N=None, bool increasing=False) -> Tensor
 *
 * Powers of each element of a vector, falling unless increasing. */
typedef struct tn_vander_args {
    tn_tensor *x;
    tn_value N; /* default: None */
    bool increasing; /* default: False */
    tn_site at;
} tn_vander_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_vander_with(const tn_vander_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_vander(function_, x_, ...) \
    function_(&(tn_vander_args){.x = (x_), __VA_ARGS__})
#define tn_vander(...) TN_CALL_vander(tn_vander_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor
 *
 * The cross product along a dim of size 3. */
typedef struct tn_linalg_cross_args {
    tn_tensor *self;
    tn_tensor *other;
    int64_t dim; /* default: -1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_cross_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_cross_with(const tn_linalg_cross_args *args);
TN_API tn_tensor *tn_linalg_cross_into_with(const tn_linalg_cross_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_cross(function_, self_, other_, dim_, ...) \
    function_(&(tn_linalg_cross_args){.self = (self_), .other = (other_), .dim = (dim_), __VA_ARGS__})
#define tn_linalg_cross(...) TN_CALL_linalg_cross(tn_linalg_cross_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_cross_into(out_, ...) \
    TN_CALL_linalg_cross(tn_linalg_cross_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_diagonal(Tensor(a) A, *, int offset=0, int? dim1=None, int? dim2=None) -> Tensor(a)
 *
 * diagonal of the last two dims. */
typedef struct tn_linalg_diagonal_args {
    tn_tensor *A;
    int64_t offset; /* default: 0 */
    tn_value dim1; /* default: None */
    tn_value dim2; /* default: None */
    tn_site at;
} tn_linalg_diagonal_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_diagonal_with(const tn_linalg_diagonal_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_diagonal(function_, A_, ...) \
    function_(&(tn_linalg_diagonal_args){.A = (A_), __VA_ARGS__})
#define tn_linalg_diagonal(...) TN_CALL_linalg_diagonal(tn_linalg_diagonal_with, __VA_ARGS__, .at = TN_HERE)
#endif

/* linalg_matmul(Tensor self, Tensor other) -> Tensor
 *
 * matmul by another name. */
typedef struct tn_linalg_matmul_args {
    tn_tensor *self;
    tn_tensor *other;
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_matmul_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_matmul_with(const tn_linalg_matmul_args *args);
TN_API tn_tensor *tn_linalg_matmul_into_with(const tn_linalg_matmul_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_matmul(function_, self_, other_, ...) \
    function_(&(tn_linalg_matmul_args){.self = (self_), .other = (other_), __VA_ARGS__})
#define tn_linalg_matmul(...) TN_CALL_linalg_matmul(tn_linalg_matmul_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_matmul_into(out_, ...) \
    TN_CALL_linalg_matmul(tn_linalg_matmul_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

/* linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor
 *
 * The sum of conj(x) * y along dim. */
typedef struct tn_linalg_vecdot_args {
    tn_tensor *x;
    tn_tensor *y;
    int64_t dim; /* default: -1 */
    tn_tensor *out; /* of the _into form */
    tn_site at;
} tn_linalg_vecdot_args;
#ifdef __cplusplus
extern "C" {
#endif
TN_API tn_tensor *tn_linalg_vecdot_with(const tn_linalg_vecdot_args *args);
TN_API tn_tensor *tn_linalg_vecdot_into_with(const tn_linalg_vecdot_args *args);
#ifdef __cplusplus
}
#endif
#ifndef __cplusplus
#define TN_CALL_linalg_vecdot(function_, x_, y_, dim_, ...) \
    function_(&(tn_linalg_vecdot_args){.x = (x_), .y = (y_), .dim = (dim_), __VA_ARGS__})
#define tn_linalg_vecdot(...) TN_CALL_linalg_vecdot(tn_linalg_vecdot_with, __VA_ARGS__, .at = TN_HERE)
#define tn_linalg_vecdot_into(out_, ...) \
    TN_CALL_linalg_vecdot(tn_linalg_vecdot_into_with, __VA_ARGS__, .out = (out_), .at = TN_HERE)
#endif

#ifdef __cplusplus
inline tn_tensor *tn_empty(tn_ints size_, tn_empty_args options_ = tn_empty_args(), tn_site at_ = TN_CALLER) {
    options_.size = size_;
    options_.at = at_;
    return tn_empty_with(&options_);
}
inline tn_tensor *tn_zeros(tn_ints size_, tn_zeros_args options_ = tn_zeros_args(), tn_site at_ = TN_CALLER) {
    options_.size = size_;
    options_.at = at_;
    return tn_zeros_with(&options_);
}
inline tn_tensor *tn_ones(tn_ints size_, tn_ones_args options_ = tn_ones_args(), tn_site at_ = TN_CALLER) {
    options_.size = size_;
    options_.at = at_;
    return tn_ones_with(&options_);
}
inline tn_tensor *tn_full(tn_ints size_, tenon_detail::number fill_value_, tn_full_args options_ = tn_full_args(), tn_site at_ = TN_CALLER) {
    options_.size = size_;
    options_.fill_value = fill_value_;
    options_.at = at_;
    return tn_full_with(&options_);
}
inline tn_tensor *tn_empty_like(tn_tensor *self_, tn_empty_like_args options_ = tn_empty_like_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_empty_like_with(&options_);
}
inline tn_tensor *tn_zeros_like(tn_tensor *self_, tn_zeros_like_args options_ = tn_zeros_like_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_zeros_like_with(&options_);
}
inline tn_tensor *tn_ones_like(tn_tensor *self_, tn_ones_like_args options_ = tn_ones_like_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_ones_like_with(&options_);
}
inline tn_tensor *tn_full_like(tn_tensor *self_, tenon_detail::number fill_value_, tn_full_like_args options_ = tn_full_like_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.fill_value = fill_value_;
    options_.at = at_;
    return tn_full_like_with(&options_);
}
inline tn_tensor *tn_fill(tn_tensor *self_, tenon_detail::number value_, tn_fill_args options_ = tn_fill_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.value = value_;
    options_.at = at_;
    return tn_fill_with(&options_);
}
inline tn_tensor *tn_fill_(tn_tensor *self_, tenon_detail::number value_, tn_fill_args options_ = tn_fill_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.value = value_;
    options_.at = at_;
    return tn_fill_inplace_with(&options_);
}
inline tn_tensor *tn_fill_into(tn_tensor *out_, tn_tensor *self_, tenon_detail::number value_, tn_fill_args options_ = tn_fill_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.value = value_;
    options_.out = out_;
    options_.at = at_;
    return tn_fill_into_with(&options_);
}
inline tn_tensor *tn_zero(tn_tensor *self_, tn_zero_args options_ = tn_zero_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_zero_with(&options_);
}
inline tn_tensor *tn_zero_(tn_tensor *self_, tn_zero_args options_ = tn_zero_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_zero_inplace_with(&options_);
}
inline tn_tensor *tn_zero_into(tn_tensor *out_, tn_tensor *self_, tn_zero_args options_ = tn_zero_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_zero_into_with(&options_);
}
inline tn_tensor *tn_copy(tn_tensor *self_, tn_tensor *src_, tn_copy_args options_ = tn_copy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.src = src_;
    options_.at = at_;
    return tn_copy_with(&options_);
}
inline tn_tensor *tn_copy_(tn_tensor *self_, tn_tensor *src_, tn_copy_args options_ = tn_copy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.src = src_;
    options_.at = at_;
    return tn_copy_inplace_with(&options_);
}
inline tn_tensor *tn_clone(tn_tensor *self_, tn_clone_args options_ = tn_clone_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_clone_with(&options_);
}
inline tn_tensor *tn_to_copy(tn_tensor *self_, tn_to_copy_args options_ = tn_to_copy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_to_copy_with(&options_);
}
inline tn_tensor *tn_to(tn_tensor *self_, tn_to_args options_ = tn_to_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_to_with(&options_);
}
inline tn_tensor *tn_contiguous(tn_tensor *self_, tn_contiguous_args options_ = tn_contiguous_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_contiguous_with(&options_);
}
inline tn_tensor *tn_add(tenon_detail::number self_, tenon_detail::number other_, tn_add_args options_ = tn_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_add_with(&options_);
}
inline tn_tensor *tn_add_(tenon_detail::number self_, tenon_detail::number other_, tn_add_args options_ = tn_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_add_inplace_with(&options_);
}
inline tn_tensor *tn_add_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_add_args options_ = tn_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_add_into_with(&options_);
}
inline tn_tensor *tn_sub(tenon_detail::number self_, tenon_detail::number other_, tn_sub_args options_ = tn_sub_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_sub_with(&options_);
}
inline tn_tensor *tn_sub_(tenon_detail::number self_, tenon_detail::number other_, tn_sub_args options_ = tn_sub_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_sub_inplace_with(&options_);
}
inline tn_tensor *tn_sub_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_sub_args options_ = tn_sub_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_sub_into_with(&options_);
}
inline tn_tensor *tn_rsub(tenon_detail::number self_, tenon_detail::number other_, tn_rsub_args options_ = tn_rsub_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_rsub_with(&options_);
}
inline tn_tensor *tn_mul(tenon_detail::number self_, tenon_detail::number other_, tn_mul_args options_ = tn_mul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_mul_with(&options_);
}
inline tn_tensor *tn_mul_(tenon_detail::number self_, tenon_detail::number other_, tn_mul_args options_ = tn_mul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_mul_inplace_with(&options_);
}
inline tn_tensor *tn_mul_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_mul_args options_ = tn_mul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_mul_into_with(&options_);
}
inline tn_tensor *tn_div(tenon_detail::number self_, tenon_detail::number other_, tn_div_args options_ = tn_div_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_div_with(&options_);
}
inline tn_tensor *tn_div_(tenon_detail::number self_, tenon_detail::number other_, tn_div_args options_ = tn_div_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_div_inplace_with(&options_);
}
inline tn_tensor *tn_div_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_div_args options_ = tn_div_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_div_into_with(&options_);
}
inline tn_tensor *tn_div_Tensor_mode(tenon_detail::number self_, tenon_detail::number other_, tn_div_Tensor_mode_args options_ = tn_div_Tensor_mode_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_div_Tensor_mode_with(&options_);
}
inline tn_tensor *tn_floor_divide(tenon_detail::number self_, tenon_detail::number other_, tn_floor_divide_args options_ = tn_floor_divide_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_floor_divide_with(&options_);
}
inline tn_tensor *tn_floor_divide_(tenon_detail::number self_, tenon_detail::number other_, tn_floor_divide_args options_ = tn_floor_divide_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_floor_divide_inplace_with(&options_);
}
inline tn_tensor *tn_floor_divide_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_floor_divide_args options_ = tn_floor_divide_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_floor_divide_into_with(&options_);
}
inline tn_tensor *tn_trunc_divide(tenon_detail::number self_, tenon_detail::number other_, tn_trunc_divide_args options_ = tn_trunc_divide_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_trunc_divide_with(&options_);
}
inline tn_tensor *tn_trunc_divide_(tenon_detail::number self_, tenon_detail::number other_, tn_trunc_divide_args options_ = tn_trunc_divide_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_trunc_divide_inplace_with(&options_);
}
inline tn_tensor *tn_trunc_divide_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_trunc_divide_args options_ = tn_trunc_divide_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_trunc_divide_into_with(&options_);
}
inline tn_tensor *tn_remainder(tenon_detail::number self_, tenon_detail::number other_, tn_remainder_args options_ = tn_remainder_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_remainder_with(&options_);
}
inline tn_tensor *tn_remainder_(tenon_detail::number self_, tenon_detail::number other_, tn_remainder_args options_ = tn_remainder_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_remainder_inplace_with(&options_);
}
inline tn_tensor *tn_remainder_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_remainder_args options_ = tn_remainder_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_remainder_into_with(&options_);
}
inline tn_tensor *tn_fmod(tenon_detail::number self_, tenon_detail::number other_, tn_fmod_args options_ = tn_fmod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_fmod_with(&options_);
}
inline tn_tensor *tn_fmod_(tenon_detail::number self_, tenon_detail::number other_, tn_fmod_args options_ = tn_fmod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_fmod_inplace_with(&options_);
}
inline tn_tensor *tn_fmod_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_fmod_args options_ = tn_fmod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_fmod_into_with(&options_);
}
inline tn_tensor *tn_pow(tenon_detail::number self_, tenon_detail::number exponent_, tn_pow_args options_ = tn_pow_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.exponent = exponent_;
    options_.at = at_;
    return tn_pow_with(&options_);
}
inline tn_tensor *tn_pow_(tenon_detail::number self_, tenon_detail::number exponent_, tn_pow_args options_ = tn_pow_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.exponent = exponent_;
    options_.at = at_;
    return tn_pow_inplace_with(&options_);
}
inline tn_tensor *tn_pow_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number exponent_, tn_pow_args options_ = tn_pow_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.exponent = exponent_;
    options_.out = out_;
    options_.at = at_;
    return tn_pow_into_with(&options_);
}
inline tn_tensor *tn_float_power(tenon_detail::number self_, tenon_detail::number exponent_, tn_float_power_args options_ = tn_float_power_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.exponent = exponent_;
    options_.at = at_;
    return tn_float_power_with(&options_);
}
inline tn_tensor *tn_float_power_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number exponent_, tn_float_power_args options_ = tn_float_power_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.exponent = exponent_;
    options_.out = out_;
    options_.at = at_;
    return tn_float_power_into_with(&options_);
}
inline tn_tensor *tn_neg(tn_tensor *self_, tn_neg_args options_ = tn_neg_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_neg_with(&options_);
}
inline tn_tensor *tn_neg_(tn_tensor *self_, tn_neg_args options_ = tn_neg_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_neg_inplace_with(&options_);
}
inline tn_tensor *tn_neg_into(tn_tensor *out_, tn_tensor *self_, tn_neg_args options_ = tn_neg_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_neg_into_with(&options_);
}
inline tn_tensor *tn_positive(tn_tensor *self_, tn_positive_args options_ = tn_positive_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_positive_with(&options_);
}
inline tn_tensor *tn_abs(tn_tensor *self_, tn_abs_args options_ = tn_abs_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_abs_with(&options_);
}
inline tn_tensor *tn_abs_(tn_tensor *self_, tn_abs_args options_ = tn_abs_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_abs_inplace_with(&options_);
}
inline tn_tensor *tn_abs_into(tn_tensor *out_, tn_tensor *self_, tn_abs_args options_ = tn_abs_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_abs_into_with(&options_);
}
inline tn_tensor *tn_sign(tn_tensor *self_, tn_sign_args options_ = tn_sign_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sign_with(&options_);
}
inline tn_tensor *tn_sign_(tn_tensor *self_, tn_sign_args options_ = tn_sign_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sign_inplace_with(&options_);
}
inline tn_tensor *tn_sign_into(tn_tensor *out_, tn_tensor *self_, tn_sign_args options_ = tn_sign_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sign_into_with(&options_);
}
inline tn_tensor *tn_sgn(tn_tensor *self_, tn_sgn_args options_ = tn_sgn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sgn_with(&options_);
}
inline tn_tensor *tn_sgn_(tn_tensor *self_, tn_sgn_args options_ = tn_sgn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sgn_inplace_with(&options_);
}
inline tn_tensor *tn_sgn_into(tn_tensor *out_, tn_tensor *self_, tn_sgn_args options_ = tn_sgn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sgn_into_with(&options_);
}
inline tn_tensor *tn_reciprocal(tn_tensor *self_, tn_reciprocal_args options_ = tn_reciprocal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_reciprocal_with(&options_);
}
inline tn_tensor *tn_reciprocal_(tn_tensor *self_, tn_reciprocal_args options_ = tn_reciprocal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_reciprocal_inplace_with(&options_);
}
inline tn_tensor *tn_reciprocal_into(tn_tensor *out_, tn_tensor *self_, tn_reciprocal_args options_ = tn_reciprocal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_reciprocal_into_with(&options_);
}
inline tn_tensor *tn_square(tn_tensor *self_, tn_square_args options_ = tn_square_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_square_with(&options_);
}
inline tn_tensor *tn_square_(tn_tensor *self_, tn_square_args options_ = tn_square_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_square_inplace_with(&options_);
}
inline tn_tensor *tn_square_into(tn_tensor *out_, tn_tensor *self_, tn_square_args options_ = tn_square_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_square_into_with(&options_);
}
inline tn_tensor *tn_sqrt(tn_tensor *self_, tn_sqrt_args options_ = tn_sqrt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sqrt_with(&options_);
}
inline tn_tensor *tn_sqrt_(tn_tensor *self_, tn_sqrt_args options_ = tn_sqrt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sqrt_inplace_with(&options_);
}
inline tn_tensor *tn_sqrt_into(tn_tensor *out_, tn_tensor *self_, tn_sqrt_args options_ = tn_sqrt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sqrt_into_with(&options_);
}
inline tn_tensor *tn_rsqrt(tn_tensor *self_, tn_rsqrt_args options_ = tn_rsqrt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_rsqrt_with(&options_);
}
inline tn_tensor *tn_rsqrt_(tn_tensor *self_, tn_rsqrt_args options_ = tn_rsqrt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_rsqrt_inplace_with(&options_);
}
inline tn_tensor *tn_rsqrt_into(tn_tensor *out_, tn_tensor *self_, tn_rsqrt_args options_ = tn_rsqrt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_rsqrt_into_with(&options_);
}
inline tn_tensor *tn_addcmul(tn_tensor *self_, tn_tensor *tensor1_, tn_tensor *tensor2_, tn_addcmul_args options_ = tn_addcmul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor1 = tensor1_;
    options_.tensor2 = tensor2_;
    options_.at = at_;
    return tn_addcmul_with(&options_);
}
inline tn_tensor *tn_addcmul_(tn_tensor *self_, tn_tensor *tensor1_, tn_tensor *tensor2_, tn_addcmul_args options_ = tn_addcmul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor1 = tensor1_;
    options_.tensor2 = tensor2_;
    options_.at = at_;
    return tn_addcmul_inplace_with(&options_);
}
inline tn_tensor *tn_addcmul_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *tensor1_, tn_tensor *tensor2_, tn_addcmul_args options_ = tn_addcmul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor1 = tensor1_;
    options_.tensor2 = tensor2_;
    options_.out = out_;
    options_.at = at_;
    return tn_addcmul_into_with(&options_);
}
inline tn_tensor *tn_addcdiv(tn_tensor *self_, tn_tensor *tensor1_, tn_tensor *tensor2_, tn_addcdiv_args options_ = tn_addcdiv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor1 = tensor1_;
    options_.tensor2 = tensor2_;
    options_.at = at_;
    return tn_addcdiv_with(&options_);
}
inline tn_tensor *tn_addcdiv_(tn_tensor *self_, tn_tensor *tensor1_, tn_tensor *tensor2_, tn_addcdiv_args options_ = tn_addcdiv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor1 = tensor1_;
    options_.tensor2 = tensor2_;
    options_.at = at_;
    return tn_addcdiv_inplace_with(&options_);
}
inline tn_tensor *tn_addcdiv_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *tensor1_, tn_tensor *tensor2_, tn_addcdiv_args options_ = tn_addcdiv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor1 = tensor1_;
    options_.tensor2 = tensor2_;
    options_.out = out_;
    options_.at = at_;
    return tn_addcdiv_into_with(&options_);
}
inline tn_tensor *tn_lerp(tn_tensor *self_, tn_tensor *end_, tenon_detail::number weight_, tn_lerp_args options_ = tn_lerp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.end = end_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_lerp_with(&options_);
}
inline tn_tensor *tn_lerp_(tn_tensor *self_, tn_tensor *end_, tenon_detail::number weight_, tn_lerp_args options_ = tn_lerp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.end = end_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_lerp_inplace_with(&options_);
}
inline tn_tensor *tn_lerp_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *end_, tenon_detail::number weight_, tn_lerp_args options_ = tn_lerp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.end = end_;
    options_.weight = weight_;
    options_.out = out_;
    options_.at = at_;
    return tn_lerp_into_with(&options_);
}
inline tn_tensor *tn_floor(tn_tensor *self_, tn_floor_args options_ = tn_floor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_floor_with(&options_);
}
inline tn_tensor *tn_floor_(tn_tensor *self_, tn_floor_args options_ = tn_floor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_floor_inplace_with(&options_);
}
inline tn_tensor *tn_floor_into(tn_tensor *out_, tn_tensor *self_, tn_floor_args options_ = tn_floor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_floor_into_with(&options_);
}
inline tn_tensor *tn_ceil(tn_tensor *self_, tn_ceil_args options_ = tn_ceil_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_ceil_with(&options_);
}
inline tn_tensor *tn_ceil_(tn_tensor *self_, tn_ceil_args options_ = tn_ceil_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_ceil_inplace_with(&options_);
}
inline tn_tensor *tn_ceil_into(tn_tensor *out_, tn_tensor *self_, tn_ceil_args options_ = tn_ceil_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_ceil_into_with(&options_);
}
inline tn_tensor *tn_round(tn_tensor *self_, tn_round_args options_ = tn_round_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_round_with(&options_);
}
inline tn_tensor *tn_round_(tn_tensor *self_, tn_round_args options_ = tn_round_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_round_inplace_with(&options_);
}
inline tn_tensor *tn_round_into(tn_tensor *out_, tn_tensor *self_, tn_round_args options_ = tn_round_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_round_into_with(&options_);
}
inline tn_tensor *tn_round_decimals(tn_tensor *self_, int64_t decimals_, tn_round_decimals_args options_ = tn_round_decimals_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.decimals = decimals_;
    options_.at = at_;
    return tn_round_decimals_with(&options_);
}
inline tn_tensor *tn_round_decimals_(tn_tensor *self_, int64_t decimals_, tn_round_decimals_args options_ = tn_round_decimals_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.decimals = decimals_;
    options_.at = at_;
    return tn_round_decimals_inplace_with(&options_);
}
inline tn_tensor *tn_round_decimals_into(tn_tensor *out_, tn_tensor *self_, int64_t decimals_, tn_round_decimals_args options_ = tn_round_decimals_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.decimals = decimals_;
    options_.out = out_;
    options_.at = at_;
    return tn_round_decimals_into_with(&options_);
}
inline tn_tensor *tn_trunc(tn_tensor *self_, tn_trunc_args options_ = tn_trunc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_trunc_with(&options_);
}
inline tn_tensor *tn_trunc_(tn_tensor *self_, tn_trunc_args options_ = tn_trunc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_trunc_inplace_with(&options_);
}
inline tn_tensor *tn_trunc_into(tn_tensor *out_, tn_tensor *self_, tn_trunc_args options_ = tn_trunc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_trunc_into_with(&options_);
}
inline tn_tensor *tn_frac(tn_tensor *self_, tn_frac_args options_ = tn_frac_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_frac_with(&options_);
}
inline tn_tensor *tn_frac_(tn_tensor *self_, tn_frac_args options_ = tn_frac_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_frac_inplace_with(&options_);
}
inline tn_tensor *tn_frac_into(tn_tensor *out_, tn_tensor *self_, tn_frac_args options_ = tn_frac_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_frac_into_with(&options_);
}
inline tn_tensor *tn_copysign(tenon_detail::number self_, tenon_detail::number other_, tn_copysign_args options_ = tn_copysign_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_copysign_with(&options_);
}
inline tn_tensor *tn_copysign_(tenon_detail::number self_, tenon_detail::number other_, tn_copysign_args options_ = tn_copysign_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_copysign_inplace_with(&options_);
}
inline tn_tensor *tn_copysign_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_copysign_args options_ = tn_copysign_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_copysign_into_with(&options_);
}
inline tn_tensor *tn_nextafter(tn_tensor *self_, tn_tensor *other_, tn_nextafter_args options_ = tn_nextafter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_nextafter_with(&options_);
}
inline tn_tensor *tn_nextafter_(tn_tensor *self_, tn_tensor *other_, tn_nextafter_args options_ = tn_nextafter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_nextafter_inplace_with(&options_);
}
inline tn_tensor *tn_nextafter_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_nextafter_args options_ = tn_nextafter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_nextafter_into_with(&options_);
}
inline tn_tensor *tn_ldexp(tn_tensor *self_, tenon_detail::number other_, tn_ldexp_args options_ = tn_ldexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_ldexp_with(&options_);
}
inline tn_tensor *tn_ldexp_(tn_tensor *self_, tenon_detail::number other_, tn_ldexp_args options_ = tn_ldexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_ldexp_inplace_with(&options_);
}
inline tn_tensor *tn_ldexp_into(tn_tensor *out_, tn_tensor *self_, tenon_detail::number other_, tn_ldexp_args options_ = tn_ldexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_ldexp_into_with(&options_);
}
inline tn_tensor *tn_nan_to_num(tn_tensor *self_, tn_nan_to_num_args options_ = tn_nan_to_num_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_nan_to_num_with(&options_);
}
inline tn_tensor *tn_nan_to_num_(tn_tensor *self_, tn_nan_to_num_args options_ = tn_nan_to_num_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_nan_to_num_inplace_with(&options_);
}
inline tn_tensor *tn_nan_to_num_into(tn_tensor *out_, tn_tensor *self_, tn_nan_to_num_args options_ = tn_nan_to_num_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_nan_to_num_into_with(&options_);
}
inline tn_tensor *tn_eq(tenon_detail::number self_, tenon_detail::number other_, tn_eq_args options_ = tn_eq_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_eq_with(&options_);
}
inline tn_tensor *tn_eq_(tenon_detail::number self_, tenon_detail::number other_, tn_eq_args options_ = tn_eq_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_eq_inplace_with(&options_);
}
inline tn_tensor *tn_eq_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_eq_args options_ = tn_eq_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_eq_into_with(&options_);
}
inline tn_tensor *tn_ne(tenon_detail::number self_, tenon_detail::number other_, tn_ne_args options_ = tn_ne_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_ne_with(&options_);
}
inline tn_tensor *tn_ne_(tenon_detail::number self_, tenon_detail::number other_, tn_ne_args options_ = tn_ne_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_ne_inplace_with(&options_);
}
inline tn_tensor *tn_ne_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_ne_args options_ = tn_ne_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_ne_into_with(&options_);
}
inline tn_tensor *tn_lt(tenon_detail::number self_, tenon_detail::number other_, tn_lt_args options_ = tn_lt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_lt_with(&options_);
}
inline tn_tensor *tn_lt_(tenon_detail::number self_, tenon_detail::number other_, tn_lt_args options_ = tn_lt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_lt_inplace_with(&options_);
}
inline tn_tensor *tn_lt_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_lt_args options_ = tn_lt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_lt_into_with(&options_);
}
inline tn_tensor *tn_le(tenon_detail::number self_, tenon_detail::number other_, tn_le_args options_ = tn_le_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_le_with(&options_);
}
inline tn_tensor *tn_le_(tenon_detail::number self_, tenon_detail::number other_, tn_le_args options_ = tn_le_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_le_inplace_with(&options_);
}
inline tn_tensor *tn_le_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_le_args options_ = tn_le_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_le_into_with(&options_);
}
inline tn_tensor *tn_gt(tenon_detail::number self_, tenon_detail::number other_, tn_gt_args options_ = tn_gt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_gt_with(&options_);
}
inline tn_tensor *tn_gt_(tenon_detail::number self_, tenon_detail::number other_, tn_gt_args options_ = tn_gt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_gt_inplace_with(&options_);
}
inline tn_tensor *tn_gt_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_gt_args options_ = tn_gt_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_gt_into_with(&options_);
}
inline tn_tensor *tn_ge(tenon_detail::number self_, tenon_detail::number other_, tn_ge_args options_ = tn_ge_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_ge_with(&options_);
}
inline tn_tensor *tn_ge_(tenon_detail::number self_, tenon_detail::number other_, tn_ge_args options_ = tn_ge_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_ge_inplace_with(&options_);
}
inline tn_tensor *tn_ge_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_ge_args options_ = tn_ge_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_ge_into_with(&options_);
}
inline tn_tensor *tn_isnan(tn_tensor *self_, tn_isnan_args options_ = tn_isnan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_isnan_with(&options_);
}
inline tn_tensor *tn_isnan_into(tn_tensor *out_, tn_tensor *self_, tn_isnan_args options_ = tn_isnan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_isnan_into_with(&options_);
}
inline tn_tensor *tn_isinf(tn_tensor *self_, tn_isinf_args options_ = tn_isinf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_isinf_with(&options_);
}
inline tn_tensor *tn_isinf_into(tn_tensor *out_, tn_tensor *self_, tn_isinf_args options_ = tn_isinf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_isinf_into_with(&options_);
}
inline tn_tensor *tn_isfinite(tn_tensor *self_, tn_isfinite_args options_ = tn_isfinite_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_isfinite_with(&options_);
}
inline tn_tensor *tn_isfinite_into(tn_tensor *out_, tn_tensor *self_, tn_isfinite_args options_ = tn_isfinite_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_isfinite_into_with(&options_);
}
inline tn_tensor *tn_isposinf(tn_tensor *self_, tn_isposinf_args options_ = tn_isposinf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_isposinf_with(&options_);
}
inline tn_tensor *tn_isposinf_into(tn_tensor *out_, tn_tensor *self_, tn_isposinf_args options_ = tn_isposinf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_isposinf_into_with(&options_);
}
inline tn_tensor *tn_isneginf(tn_tensor *self_, tn_isneginf_args options_ = tn_isneginf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_isneginf_with(&options_);
}
inline tn_tensor *tn_isneginf_into(tn_tensor *out_, tn_tensor *self_, tn_isneginf_args options_ = tn_isneginf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_isneginf_into_with(&options_);
}
inline tn_tensor *tn_signbit(tn_tensor *self_, tn_signbit_args options_ = tn_signbit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_signbit_with(&options_);
}
inline tn_tensor *tn_signbit_into(tn_tensor *out_, tn_tensor *self_, tn_signbit_args options_ = tn_signbit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_signbit_into_with(&options_);
}
inline tn_tensor *tn_isreal(tn_tensor *self_, tn_isreal_args options_ = tn_isreal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_isreal_with(&options_);
}
inline tn_tensor *tn_isreal_into(tn_tensor *out_, tn_tensor *self_, tn_isreal_args options_ = tn_isreal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_isreal_into_with(&options_);
}
inline tn_tensor *tn_isclose(tn_tensor *self_, tn_tensor *other_, double rtol_, double atol_, tn_isclose_args options_ = tn_isclose_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.rtol = rtol_;
    options_.atol = atol_;
    options_.at = at_;
    return tn_isclose_with(&options_);
}
inline bool tn_allclose(tn_tensor *self_, tn_tensor *other_, double rtol_, double atol_, tn_allclose_args options_ = tn_allclose_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.rtol = rtol_;
    options_.atol = atol_;
    options_.at = at_;
    return tn_allclose_with(&options_);
}
inline bool tn_equal(tn_tensor *self_, tn_tensor *other_, tn_equal_args options_ = tn_equal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_equal_with(&options_);
}
inline tn_tensor *tn_logical_and(tn_tensor *self_, tn_tensor *other_, tn_logical_and_args options_ = tn_logical_and_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logical_and_with(&options_);
}
inline tn_tensor *tn_logical_and_(tn_tensor *self_, tn_tensor *other_, tn_logical_and_args options_ = tn_logical_and_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logical_and_inplace_with(&options_);
}
inline tn_tensor *tn_logical_and_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_logical_and_args options_ = tn_logical_and_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_logical_and_into_with(&options_);
}
inline tn_tensor *tn_logical_or(tn_tensor *self_, tn_tensor *other_, tn_logical_or_args options_ = tn_logical_or_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logical_or_with(&options_);
}
inline tn_tensor *tn_logical_or_(tn_tensor *self_, tn_tensor *other_, tn_logical_or_args options_ = tn_logical_or_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logical_or_inplace_with(&options_);
}
inline tn_tensor *tn_logical_or_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_logical_or_args options_ = tn_logical_or_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_logical_or_into_with(&options_);
}
inline tn_tensor *tn_logical_xor(tn_tensor *self_, tn_tensor *other_, tn_logical_xor_args options_ = tn_logical_xor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logical_xor_with(&options_);
}
inline tn_tensor *tn_logical_xor_(tn_tensor *self_, tn_tensor *other_, tn_logical_xor_args options_ = tn_logical_xor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logical_xor_inplace_with(&options_);
}
inline tn_tensor *tn_logical_xor_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_logical_xor_args options_ = tn_logical_xor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_logical_xor_into_with(&options_);
}
inline tn_tensor *tn_logical_not(tn_tensor *self_, tn_logical_not_args options_ = tn_logical_not_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_logical_not_with(&options_);
}
inline tn_tensor *tn_logical_not_(tn_tensor *self_, tn_logical_not_args options_ = tn_logical_not_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_logical_not_inplace_with(&options_);
}
inline tn_tensor *tn_logical_not_into(tn_tensor *out_, tn_tensor *self_, tn_logical_not_args options_ = tn_logical_not_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_logical_not_into_with(&options_);
}
inline tn_tensor *tn_bitwise_and(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_and_args options_ = tn_bitwise_and_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_and_with(&options_);
}
inline tn_tensor *tn_bitwise_and_(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_and_args options_ = tn_bitwise_and_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_and_inplace_with(&options_);
}
inline tn_tensor *tn_bitwise_and_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_and_args options_ = tn_bitwise_and_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_bitwise_and_into_with(&options_);
}
inline tn_tensor *tn_bitwise_or(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_or_args options_ = tn_bitwise_or_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_or_with(&options_);
}
inline tn_tensor *tn_bitwise_or_(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_or_args options_ = tn_bitwise_or_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_or_inplace_with(&options_);
}
inline tn_tensor *tn_bitwise_or_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_or_args options_ = tn_bitwise_or_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_bitwise_or_into_with(&options_);
}
inline tn_tensor *tn_bitwise_xor(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_xor_args options_ = tn_bitwise_xor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_xor_with(&options_);
}
inline tn_tensor *tn_bitwise_xor_(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_xor_args options_ = tn_bitwise_xor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_xor_inplace_with(&options_);
}
inline tn_tensor *tn_bitwise_xor_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_xor_args options_ = tn_bitwise_xor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_bitwise_xor_into_with(&options_);
}
inline tn_tensor *tn_bitwise_not(tn_tensor *self_, tn_bitwise_not_args options_ = tn_bitwise_not_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_bitwise_not_with(&options_);
}
inline tn_tensor *tn_bitwise_not_(tn_tensor *self_, tn_bitwise_not_args options_ = tn_bitwise_not_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_bitwise_not_inplace_with(&options_);
}
inline tn_tensor *tn_bitwise_not_into(tn_tensor *out_, tn_tensor *self_, tn_bitwise_not_args options_ = tn_bitwise_not_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_bitwise_not_into_with(&options_);
}
inline tn_tensor *tn_bitwise_left_shift(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_left_shift_args options_ = tn_bitwise_left_shift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_left_shift_with(&options_);
}
inline tn_tensor *tn_bitwise_left_shift_(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_left_shift_args options_ = tn_bitwise_left_shift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_left_shift_inplace_with(&options_);
}
inline tn_tensor *tn_bitwise_left_shift_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_left_shift_args options_ = tn_bitwise_left_shift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_bitwise_left_shift_into_with(&options_);
}
inline tn_tensor *tn_bitwise_right_shift(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_right_shift_args options_ = tn_bitwise_right_shift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_right_shift_with(&options_);
}
inline tn_tensor *tn_bitwise_right_shift_(tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_right_shift_args options_ = tn_bitwise_right_shift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_bitwise_right_shift_inplace_with(&options_);
}
inline tn_tensor *tn_bitwise_right_shift_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_bitwise_right_shift_args options_ = tn_bitwise_right_shift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_bitwise_right_shift_into_with(&options_);
}
inline tn_tensor *tn_gcd(tn_tensor *self_, tn_tensor *other_, tn_gcd_args options_ = tn_gcd_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_gcd_with(&options_);
}
inline tn_tensor *tn_gcd_(tn_tensor *self_, tn_tensor *other_, tn_gcd_args options_ = tn_gcd_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_gcd_inplace_with(&options_);
}
inline tn_tensor *tn_gcd_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_gcd_args options_ = tn_gcd_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_gcd_into_with(&options_);
}
inline tn_tensor *tn_lcm(tn_tensor *self_, tn_tensor *other_, tn_lcm_args options_ = tn_lcm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_lcm_with(&options_);
}
inline tn_tensor *tn_lcm_(tn_tensor *self_, tn_tensor *other_, tn_lcm_args options_ = tn_lcm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_lcm_inplace_with(&options_);
}
inline tn_tensor *tn_lcm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_lcm_args options_ = tn_lcm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_lcm_into_with(&options_);
}
inline tn_tensor *tn_where(tn_tensor *condition_, tenon_detail::number self_, tenon_detail::number other_, tn_where_args options_ = tn_where_args(), tn_site at_ = TN_CALLER) {
    options_.condition = condition_;
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_where_with(&options_);
}
inline tn_tensor *tn_where_into(tn_tensor *out_, tn_tensor *condition_, tenon_detail::number self_, tenon_detail::number other_, tn_where_args options_ = tn_where_args(), tn_site at_ = TN_CALLER) {
    options_.condition = condition_;
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_where_into_with(&options_);
}
inline tn_tensor *tn_maximum(tn_tensor *self_, tn_tensor *other_, tn_maximum_args options_ = tn_maximum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_maximum_with(&options_);
}
inline tn_tensor *tn_maximum_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_maximum_args options_ = tn_maximum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_maximum_into_with(&options_);
}
inline tn_tensor *tn_minimum(tn_tensor *self_, tn_tensor *other_, tn_minimum_args options_ = tn_minimum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_minimum_with(&options_);
}
inline tn_tensor *tn_minimum_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_minimum_args options_ = tn_minimum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_minimum_into_with(&options_);
}
inline tn_tensor *tn_fmax(tn_tensor *self_, tn_tensor *other_, tn_fmax_args options_ = tn_fmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_fmax_with(&options_);
}
inline tn_tensor *tn_fmax_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_fmax_args options_ = tn_fmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_fmax_into_with(&options_);
}
inline tn_tensor *tn_fmin(tn_tensor *self_, tn_tensor *other_, tn_fmin_args options_ = tn_fmin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_fmin_with(&options_);
}
inline tn_tensor *tn_fmin_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_fmin_args options_ = tn_fmin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_fmin_into_with(&options_);
}
inline tn_tensor *tn_clamp(tn_tensor *self_, tn_clamp_args options_ = tn_clamp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_clamp_with(&options_);
}
inline tn_tensor *tn_clamp_(tn_tensor *self_, tn_clamp_args options_ = tn_clamp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_clamp_inplace_with(&options_);
}
inline tn_tensor *tn_clamp_into(tn_tensor *out_, tn_tensor *self_, tn_clamp_args options_ = tn_clamp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_clamp_into_with(&options_);
}
inline tn_tensor *tn_clamp_min(tn_tensor *self_, tenon_detail::number min_, tn_clamp_min_args options_ = tn_clamp_min_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.min = min_;
    options_.at = at_;
    return tn_clamp_min_with(&options_);
}
inline tn_tensor *tn_clamp_min_(tn_tensor *self_, tenon_detail::number min_, tn_clamp_min_args options_ = tn_clamp_min_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.min = min_;
    options_.at = at_;
    return tn_clamp_min_inplace_with(&options_);
}
inline tn_tensor *tn_clamp_min_into(tn_tensor *out_, tn_tensor *self_, tenon_detail::number min_, tn_clamp_min_args options_ = tn_clamp_min_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.min = min_;
    options_.out = out_;
    options_.at = at_;
    return tn_clamp_min_into_with(&options_);
}
inline tn_tensor *tn_clamp_max(tn_tensor *self_, tenon_detail::number max_, tn_clamp_max_args options_ = tn_clamp_max_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.max = max_;
    options_.at = at_;
    return tn_clamp_max_with(&options_);
}
inline tn_tensor *tn_clamp_max_(tn_tensor *self_, tenon_detail::number max_, tn_clamp_max_args options_ = tn_clamp_max_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.max = max_;
    options_.at = at_;
    return tn_clamp_max_inplace_with(&options_);
}
inline tn_tensor *tn_clamp_max_into(tn_tensor *out_, tn_tensor *self_, tenon_detail::number max_, tn_clamp_max_args options_ = tn_clamp_max_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.max = max_;
    options_.out = out_;
    options_.at = at_;
    return tn_clamp_max_into_with(&options_);
}
inline tn_tensor *tn_threshold(tn_tensor *self_, tenon_detail::number threshold_, tenon_detail::number value_, tn_threshold_args options_ = tn_threshold_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.threshold = threshold_;
    options_.value = value_;
    options_.at = at_;
    return tn_threshold_with(&options_);
}
inline tn_tensor *tn_threshold_(tn_tensor *self_, tenon_detail::number threshold_, tenon_detail::number value_, tn_threshold_args options_ = tn_threshold_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.threshold = threshold_;
    options_.value = value_;
    options_.at = at_;
    return tn_threshold_inplace_with(&options_);
}
inline tn_tensor *tn_threshold_into(tn_tensor *out_, tn_tensor *self_, tenon_detail::number threshold_, tenon_detail::number value_, tn_threshold_args options_ = tn_threshold_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.threshold = threshold_;
    options_.value = value_;
    options_.out = out_;
    options_.at = at_;
    return tn_threshold_into_with(&options_);
}
inline tn_tensor *tn_heaviside(tn_tensor *self_, tn_tensor *values_, tn_heaviside_args options_ = tn_heaviside_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.values = values_;
    options_.at = at_;
    return tn_heaviside_with(&options_);
}
inline tn_tensor *tn_heaviside_(tn_tensor *self_, tn_tensor *values_, tn_heaviside_args options_ = tn_heaviside_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.values = values_;
    options_.at = at_;
    return tn_heaviside_inplace_with(&options_);
}
inline tn_tensor *tn_heaviside_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *values_, tn_heaviside_args options_ = tn_heaviside_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.values = values_;
    options_.out = out_;
    options_.at = at_;
    return tn_heaviside_into_with(&options_);
}
inline tn_tensor *tn_exp(tn_tensor *self_, tn_exp_args options_ = tn_exp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_exp_with(&options_);
}
inline tn_tensor *tn_exp_(tn_tensor *self_, tn_exp_args options_ = tn_exp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_exp_inplace_with(&options_);
}
inline tn_tensor *tn_exp_into(tn_tensor *out_, tn_tensor *self_, tn_exp_args options_ = tn_exp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_exp_into_with(&options_);
}
inline tn_tensor *tn_exp2(tn_tensor *self_, tn_exp2_args options_ = tn_exp2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_exp2_with(&options_);
}
inline tn_tensor *tn_exp2_(tn_tensor *self_, tn_exp2_args options_ = tn_exp2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_exp2_inplace_with(&options_);
}
inline tn_tensor *tn_exp2_into(tn_tensor *out_, tn_tensor *self_, tn_exp2_args options_ = tn_exp2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_exp2_into_with(&options_);
}
inline tn_tensor *tn_expm1(tn_tensor *self_, tn_expm1_args options_ = tn_expm1_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_expm1_with(&options_);
}
inline tn_tensor *tn_expm1_(tn_tensor *self_, tn_expm1_args options_ = tn_expm1_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_expm1_inplace_with(&options_);
}
inline tn_tensor *tn_expm1_into(tn_tensor *out_, tn_tensor *self_, tn_expm1_args options_ = tn_expm1_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_expm1_into_with(&options_);
}
inline tn_tensor *tn_log(tn_tensor *self_, tn_log_args options_ = tn_log_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log_with(&options_);
}
inline tn_tensor *tn_log_(tn_tensor *self_, tn_log_args options_ = tn_log_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log_inplace_with(&options_);
}
inline tn_tensor *tn_log_into(tn_tensor *out_, tn_tensor *self_, tn_log_args options_ = tn_log_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_log_into_with(&options_);
}
inline tn_tensor *tn_log2(tn_tensor *self_, tn_log2_args options_ = tn_log2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log2_with(&options_);
}
inline tn_tensor *tn_log2_(tn_tensor *self_, tn_log2_args options_ = tn_log2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log2_inplace_with(&options_);
}
inline tn_tensor *tn_log2_into(tn_tensor *out_, tn_tensor *self_, tn_log2_args options_ = tn_log2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_log2_into_with(&options_);
}
inline tn_tensor *tn_log10(tn_tensor *self_, tn_log10_args options_ = tn_log10_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log10_with(&options_);
}
inline tn_tensor *tn_log10_(tn_tensor *self_, tn_log10_args options_ = tn_log10_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log10_inplace_with(&options_);
}
inline tn_tensor *tn_log10_into(tn_tensor *out_, tn_tensor *self_, tn_log10_args options_ = tn_log10_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_log10_into_with(&options_);
}
inline tn_tensor *tn_log1p(tn_tensor *self_, tn_log1p_args options_ = tn_log1p_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log1p_with(&options_);
}
inline tn_tensor *tn_log1p_(tn_tensor *self_, tn_log1p_args options_ = tn_log1p_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log1p_inplace_with(&options_);
}
inline tn_tensor *tn_log1p_into(tn_tensor *out_, tn_tensor *self_, tn_log1p_args options_ = tn_log1p_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_log1p_into_with(&options_);
}
inline tn_tensor *tn_logaddexp(tn_tensor *self_, tn_tensor *other_, tn_logaddexp_args options_ = tn_logaddexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logaddexp_with(&options_);
}
inline tn_tensor *tn_logaddexp_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_logaddexp_args options_ = tn_logaddexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_logaddexp_into_with(&options_);
}
inline tn_tensor *tn_logaddexp2(tn_tensor *self_, tn_tensor *other_, tn_logaddexp2_args options_ = tn_logaddexp2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_logaddexp2_with(&options_);
}
inline tn_tensor *tn_logaddexp2_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_logaddexp2_args options_ = tn_logaddexp2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_logaddexp2_into_with(&options_);
}
inline tn_tensor *tn_xlogy(tenon_detail::number self_, tenon_detail::number other_, tn_xlogy_args options_ = tn_xlogy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_xlogy_with(&options_);
}
inline tn_tensor *tn_xlogy_(tenon_detail::number self_, tenon_detail::number other_, tn_xlogy_args options_ = tn_xlogy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_xlogy_inplace_with(&options_);
}
inline tn_tensor *tn_xlogy_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_xlogy_args options_ = tn_xlogy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_xlogy_into_with(&options_);
}
inline tn_tensor *tn_xlog1py(tenon_detail::number self_, tenon_detail::number other_, tn_xlog1py_args options_ = tn_xlog1py_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_xlog1py_with(&options_);
}
inline tn_tensor *tn_xlog1py_into(tn_tensor *out_, tenon_detail::number self_, tenon_detail::number other_, tn_xlog1py_args options_ = tn_xlog1py_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_xlog1py_into_with(&options_);
}
inline tn_tensor *tn_sin(tn_tensor *self_, tn_sin_args options_ = tn_sin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sin_with(&options_);
}
inline tn_tensor *tn_sin_(tn_tensor *self_, tn_sin_args options_ = tn_sin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sin_inplace_with(&options_);
}
inline tn_tensor *tn_sin_into(tn_tensor *out_, tn_tensor *self_, tn_sin_args options_ = tn_sin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sin_into_with(&options_);
}
inline tn_tensor *tn_cos(tn_tensor *self_, tn_cos_args options_ = tn_cos_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_cos_with(&options_);
}
inline tn_tensor *tn_cos_(tn_tensor *self_, tn_cos_args options_ = tn_cos_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_cos_inplace_with(&options_);
}
inline tn_tensor *tn_cos_into(tn_tensor *out_, tn_tensor *self_, tn_cos_args options_ = tn_cos_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_cos_into_with(&options_);
}
inline tn_tensor *tn_tan(tn_tensor *self_, tn_tan_args options_ = tn_tan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_tan_with(&options_);
}
inline tn_tensor *tn_tan_(tn_tensor *self_, tn_tan_args options_ = tn_tan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_tan_inplace_with(&options_);
}
inline tn_tensor *tn_tan_into(tn_tensor *out_, tn_tensor *self_, tn_tan_args options_ = tn_tan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_tan_into_with(&options_);
}
inline tn_tensor *tn_asin(tn_tensor *self_, tn_asin_args options_ = tn_asin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_asin_with(&options_);
}
inline tn_tensor *tn_asin_(tn_tensor *self_, tn_asin_args options_ = tn_asin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_asin_inplace_with(&options_);
}
inline tn_tensor *tn_asin_into(tn_tensor *out_, tn_tensor *self_, tn_asin_args options_ = tn_asin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_asin_into_with(&options_);
}
inline tn_tensor *tn_acos(tn_tensor *self_, tn_acos_args options_ = tn_acos_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_acos_with(&options_);
}
inline tn_tensor *tn_acos_(tn_tensor *self_, tn_acos_args options_ = tn_acos_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_acos_inplace_with(&options_);
}
inline tn_tensor *tn_acos_into(tn_tensor *out_, tn_tensor *self_, tn_acos_args options_ = tn_acos_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_acos_into_with(&options_);
}
inline tn_tensor *tn_atan(tn_tensor *self_, tn_atan_args options_ = tn_atan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_atan_with(&options_);
}
inline tn_tensor *tn_atan_(tn_tensor *self_, tn_atan_args options_ = tn_atan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_atan_inplace_with(&options_);
}
inline tn_tensor *tn_atan_into(tn_tensor *out_, tn_tensor *self_, tn_atan_args options_ = tn_atan_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_atan_into_with(&options_);
}
inline tn_tensor *tn_atan2(tn_tensor *self_, tn_tensor *other_, tn_atan2_args options_ = tn_atan2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_atan2_with(&options_);
}
inline tn_tensor *tn_atan2_(tn_tensor *self_, tn_tensor *other_, tn_atan2_args options_ = tn_atan2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_atan2_inplace_with(&options_);
}
inline tn_tensor *tn_atan2_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_atan2_args options_ = tn_atan2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_atan2_into_with(&options_);
}
inline tn_tensor *tn_sinh(tn_tensor *self_, tn_sinh_args options_ = tn_sinh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sinh_with(&options_);
}
inline tn_tensor *tn_sinh_(tn_tensor *self_, tn_sinh_args options_ = tn_sinh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sinh_inplace_with(&options_);
}
inline tn_tensor *tn_sinh_into(tn_tensor *out_, tn_tensor *self_, tn_sinh_args options_ = tn_sinh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sinh_into_with(&options_);
}
inline tn_tensor *tn_cosh(tn_tensor *self_, tn_cosh_args options_ = tn_cosh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_cosh_with(&options_);
}
inline tn_tensor *tn_cosh_(tn_tensor *self_, tn_cosh_args options_ = tn_cosh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_cosh_inplace_with(&options_);
}
inline tn_tensor *tn_cosh_into(tn_tensor *out_, tn_tensor *self_, tn_cosh_args options_ = tn_cosh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_cosh_into_with(&options_);
}
inline tn_tensor *tn_tanh(tn_tensor *self_, tn_tanh_args options_ = tn_tanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_tanh_with(&options_);
}
inline tn_tensor *tn_tanh_(tn_tensor *self_, tn_tanh_args options_ = tn_tanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_tanh_inplace_with(&options_);
}
inline tn_tensor *tn_tanh_into(tn_tensor *out_, tn_tensor *self_, tn_tanh_args options_ = tn_tanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_tanh_into_with(&options_);
}
inline tn_tensor *tn_asinh(tn_tensor *self_, tn_asinh_args options_ = tn_asinh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_asinh_with(&options_);
}
inline tn_tensor *tn_asinh_(tn_tensor *self_, tn_asinh_args options_ = tn_asinh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_asinh_inplace_with(&options_);
}
inline tn_tensor *tn_asinh_into(tn_tensor *out_, tn_tensor *self_, tn_asinh_args options_ = tn_asinh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_asinh_into_with(&options_);
}
inline tn_tensor *tn_acosh(tn_tensor *self_, tn_acosh_args options_ = tn_acosh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_acosh_with(&options_);
}
inline tn_tensor *tn_acosh_(tn_tensor *self_, tn_acosh_args options_ = tn_acosh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_acosh_inplace_with(&options_);
}
inline tn_tensor *tn_acosh_into(tn_tensor *out_, tn_tensor *self_, tn_acosh_args options_ = tn_acosh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_acosh_into_with(&options_);
}
inline tn_tensor *tn_atanh(tn_tensor *self_, tn_atanh_args options_ = tn_atanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_atanh_with(&options_);
}
inline tn_tensor *tn_atanh_(tn_tensor *self_, tn_atanh_args options_ = tn_atanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_atanh_inplace_with(&options_);
}
inline tn_tensor *tn_atanh_into(tn_tensor *out_, tn_tensor *self_, tn_atanh_args options_ = tn_atanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_atanh_into_with(&options_);
}
inline tn_tensor *tn_hypot(tn_tensor *self_, tn_tensor *other_, tn_hypot_args options_ = tn_hypot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_hypot_with(&options_);
}
inline tn_tensor *tn_hypot_(tn_tensor *self_, tn_tensor *other_, tn_hypot_args options_ = tn_hypot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_hypot_inplace_with(&options_);
}
inline tn_tensor *tn_hypot_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_hypot_args options_ = tn_hypot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_hypot_into_with(&options_);
}
inline tn_tensor *tn_deg2rad(tn_tensor *self_, tn_deg2rad_args options_ = tn_deg2rad_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_deg2rad_with(&options_);
}
inline tn_tensor *tn_deg2rad_(tn_tensor *self_, tn_deg2rad_args options_ = tn_deg2rad_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_deg2rad_inplace_with(&options_);
}
inline tn_tensor *tn_deg2rad_into(tn_tensor *out_, tn_tensor *self_, tn_deg2rad_args options_ = tn_deg2rad_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_deg2rad_into_with(&options_);
}
inline tn_tensor *tn_rad2deg(tn_tensor *self_, tn_rad2deg_args options_ = tn_rad2deg_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_rad2deg_with(&options_);
}
inline tn_tensor *tn_rad2deg_(tn_tensor *self_, tn_rad2deg_args options_ = tn_rad2deg_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_rad2deg_inplace_with(&options_);
}
inline tn_tensor *tn_rad2deg_into(tn_tensor *out_, tn_tensor *self_, tn_rad2deg_args options_ = tn_rad2deg_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_rad2deg_into_with(&options_);
}
inline tn_tensor *tn_sinc(tn_tensor *self_, tn_sinc_args options_ = tn_sinc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sinc_with(&options_);
}
inline tn_tensor *tn_sinc_(tn_tensor *self_, tn_sinc_args options_ = tn_sinc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sinc_inplace_with(&options_);
}
inline tn_tensor *tn_sinc_into(tn_tensor *out_, tn_tensor *self_, tn_sinc_args options_ = tn_sinc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sinc_into_with(&options_);
}
inline tn_tensor *tn_erf(tn_tensor *self_, tn_erf_args options_ = tn_erf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_erf_with(&options_);
}
inline tn_tensor *tn_erf_(tn_tensor *self_, tn_erf_args options_ = tn_erf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_erf_inplace_with(&options_);
}
inline tn_tensor *tn_erf_into(tn_tensor *out_, tn_tensor *self_, tn_erf_args options_ = tn_erf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_erf_into_with(&options_);
}
inline tn_tensor *tn_erfc(tn_tensor *self_, tn_erfc_args options_ = tn_erfc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_erfc_with(&options_);
}
inline tn_tensor *tn_erfc_(tn_tensor *self_, tn_erfc_args options_ = tn_erfc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_erfc_inplace_with(&options_);
}
inline tn_tensor *tn_erfc_into(tn_tensor *out_, tn_tensor *self_, tn_erfc_args options_ = tn_erfc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_erfc_into_with(&options_);
}
inline tn_tensor *tn_erfinv(tn_tensor *self_, tn_erfinv_args options_ = tn_erfinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_erfinv_with(&options_);
}
inline tn_tensor *tn_erfinv_(tn_tensor *self_, tn_erfinv_args options_ = tn_erfinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_erfinv_inplace_with(&options_);
}
inline tn_tensor *tn_erfinv_into(tn_tensor *out_, tn_tensor *self_, tn_erfinv_args options_ = tn_erfinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_erfinv_into_with(&options_);
}
inline tn_tensor *tn_lgamma(tn_tensor *self_, tn_lgamma_args options_ = tn_lgamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_lgamma_with(&options_);
}
inline tn_tensor *tn_lgamma_(tn_tensor *self_, tn_lgamma_args options_ = tn_lgamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_lgamma_inplace_with(&options_);
}
inline tn_tensor *tn_lgamma_into(tn_tensor *out_, tn_tensor *self_, tn_lgamma_args options_ = tn_lgamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_lgamma_into_with(&options_);
}
inline tn_tensor *tn_digamma(tn_tensor *self_, tn_digamma_args options_ = tn_digamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_digamma_with(&options_);
}
inline tn_tensor *tn_digamma_(tn_tensor *self_, tn_digamma_args options_ = tn_digamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_digamma_inplace_with(&options_);
}
inline tn_tensor *tn_digamma_into(tn_tensor *out_, tn_tensor *self_, tn_digamma_args options_ = tn_digamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_digamma_into_with(&options_);
}
inline tn_tensor *tn_trigamma(tn_tensor *self_, tn_trigamma_args options_ = tn_trigamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_trigamma_with(&options_);
}
inline tn_tensor *tn_trigamma_into(tn_tensor *out_, tn_tensor *self_, tn_trigamma_args options_ = tn_trigamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_trigamma_into_with(&options_);
}
inline tn_tensor *tn_polygamma(int64_t n_, tn_tensor *self_, tn_polygamma_args options_ = tn_polygamma_args(), tn_site at_ = TN_CALLER) {
    options_.n = n_;
    options_.self = self_;
    options_.at = at_;
    return tn_polygamma_with(&options_);
}
inline tn_tensor *tn_polygamma_into(tn_tensor *out_, int64_t n_, tn_tensor *self_, tn_polygamma_args options_ = tn_polygamma_args(), tn_site at_ = TN_CALLER) {
    options_.n = n_;
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_polygamma_into_with(&options_);
}
inline tn_tensor *tn_i0(tn_tensor *self_, tn_i0_args options_ = tn_i0_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_i0_with(&options_);
}
inline tn_tensor *tn_i0_(tn_tensor *self_, tn_i0_args options_ = tn_i0_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_i0_inplace_with(&options_);
}
inline tn_tensor *tn_i0_into(tn_tensor *out_, tn_tensor *self_, tn_i0_args options_ = tn_i0_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_i0_into_with(&options_);
}
inline tn_tensor *tn_special_i0e(tn_tensor *self_, tn_special_i0e_args options_ = tn_special_i0e_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_special_i0e_with(&options_);
}
inline tn_tensor *tn_special_i0e_into(tn_tensor *out_, tn_tensor *self_, tn_special_i0e_args options_ = tn_special_i0e_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_special_i0e_into_with(&options_);
}
inline tn_tensor *tn_special_i1(tn_tensor *self_, tn_special_i1_args options_ = tn_special_i1_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_special_i1_with(&options_);
}
inline tn_tensor *tn_special_i1_into(tn_tensor *out_, tn_tensor *self_, tn_special_i1_args options_ = tn_special_i1_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_special_i1_into_with(&options_);
}
inline tn_tensor *tn_special_i1e(tn_tensor *self_, tn_special_i1e_args options_ = tn_special_i1e_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_special_i1e_with(&options_);
}
inline tn_tensor *tn_special_i1e_into(tn_tensor *out_, tn_tensor *self_, tn_special_i1e_args options_ = tn_special_i1e_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_special_i1e_into_with(&options_);
}
inline tn_tensor *tn_mvlgamma(tn_tensor *self_, int64_t p_, tn_mvlgamma_args options_ = tn_mvlgamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_mvlgamma_with(&options_);
}
inline tn_tensor *tn_mvlgamma_(tn_tensor *self_, int64_t p_, tn_mvlgamma_args options_ = tn_mvlgamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_mvlgamma_inplace_with(&options_);
}
inline tn_tensor *tn_mvlgamma_into(tn_tensor *out_, tn_tensor *self_, int64_t p_, tn_mvlgamma_args options_ = tn_mvlgamma_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.out = out_;
    options_.at = at_;
    return tn_mvlgamma_into_with(&options_);
}
inline tn_tensor *tn_special_entr(tn_tensor *self_, tn_special_entr_args options_ = tn_special_entr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_special_entr_with(&options_);
}
inline tn_tensor *tn_special_entr_into(tn_tensor *out_, tn_tensor *self_, tn_special_entr_args options_ = tn_special_entr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_special_entr_into_with(&options_);
}
inline tn_tensor *tn_special_ndtr(tn_tensor *self_, tn_special_ndtr_args options_ = tn_special_ndtr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_special_ndtr_with(&options_);
}
inline tn_tensor *tn_special_ndtr_into(tn_tensor *out_, tn_tensor *self_, tn_special_ndtr_args options_ = tn_special_ndtr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_special_ndtr_into_with(&options_);
}
inline tn_tensor *tn_logit(tn_tensor *self_, tn_logit_args options_ = tn_logit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_logit_with(&options_);
}
inline tn_tensor *tn_logit_(tn_tensor *self_, tn_logit_args options_ = tn_logit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_logit_inplace_with(&options_);
}
inline tn_tensor *tn_logit_into(tn_tensor *out_, tn_tensor *self_, tn_logit_args options_ = tn_logit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_logit_into_with(&options_);
}
inline tn_tensor *tn_conj(tn_tensor *self_, tn_conj_args options_ = tn_conj_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_conj_with(&options_);
}
inline tn_tensor *tn_conj_into(tn_tensor *out_, tn_tensor *self_, tn_conj_args options_ = tn_conj_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_conj_into_with(&options_);
}
inline tn_tensor *tn_angle(tn_tensor *self_, tn_angle_args options_ = tn_angle_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_angle_with(&options_);
}
inline tn_tensor *tn_angle_into(tn_tensor *out_, tn_tensor *self_, tn_angle_args options_ = tn_angle_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_angle_into_with(&options_);
}
inline tn_tensor *tn_complex(tn_tensor *real_, tn_tensor *imag_, tn_complex_args options_ = tn_complex_args(), tn_site at_ = TN_CALLER) {
    options_.real = real_;
    options_.imag = imag_;
    options_.at = at_;
    return tn_complex_with(&options_);
}
inline tn_tensor *tn_complex_into(tn_tensor *out_, tn_tensor *real_, tn_tensor *imag_, tn_complex_args options_ = tn_complex_args(), tn_site at_ = TN_CALLER) {
    options_.real = real_;
    options_.imag = imag_;
    options_.out = out_;
    options_.at = at_;
    return tn_complex_into_with(&options_);
}
inline tn_tensor *tn_polar(tn_tensor *abs_, tn_tensor *angle_, tn_polar_args options_ = tn_polar_args(), tn_site at_ = TN_CALLER) {
    options_.abs = abs_;
    options_.angle = angle_;
    options_.at = at_;
    return tn_polar_with(&options_);
}
inline tn_tensor *tn_polar_into(tn_tensor *out_, tn_tensor *abs_, tn_tensor *angle_, tn_polar_args options_ = tn_polar_args(), tn_site at_ = TN_CALLER) {
    options_.abs = abs_;
    options_.angle = angle_;
    options_.out = out_;
    options_.at = at_;
    return tn_polar_into_with(&options_);
}
inline tn_tensor *tn_relu(tn_tensor *self_, tn_relu_args options_ = tn_relu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_relu_with(&options_);
}
inline tn_tensor *tn_relu_(tn_tensor *self_, tn_relu_args options_ = tn_relu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_relu_inplace_with(&options_);
}
inline tn_tensor *tn_relu_into(tn_tensor *out_, tn_tensor *self_, tn_relu_args options_ = tn_relu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_relu_into_with(&options_);
}
inline tn_tensor *tn_relu6(tn_tensor *self_, tn_relu6_args options_ = tn_relu6_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_relu6_with(&options_);
}
inline tn_tensor *tn_relu6_(tn_tensor *self_, tn_relu6_args options_ = tn_relu6_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_relu6_inplace_with(&options_);
}
inline tn_tensor *tn_leaky_relu(tn_tensor *self_, tn_leaky_relu_args options_ = tn_leaky_relu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_leaky_relu_with(&options_);
}
inline tn_tensor *tn_leaky_relu_(tn_tensor *self_, tn_leaky_relu_args options_ = tn_leaky_relu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_leaky_relu_inplace_with(&options_);
}
inline tn_tensor *tn_leaky_relu_into(tn_tensor *out_, tn_tensor *self_, tn_leaky_relu_args options_ = tn_leaky_relu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_leaky_relu_into_with(&options_);
}
inline tn_tensor *tn_elu(tn_tensor *self_, tn_elu_args options_ = tn_elu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_elu_with(&options_);
}
inline tn_tensor *tn_elu_(tn_tensor *self_, tn_elu_args options_ = tn_elu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_elu_inplace_with(&options_);
}
inline tn_tensor *tn_elu_into(tn_tensor *out_, tn_tensor *self_, tn_elu_args options_ = tn_elu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_elu_into_with(&options_);
}
inline tn_tensor *tn_selu(tn_tensor *self_, tn_selu_args options_ = tn_selu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_selu_with(&options_);
}
inline tn_tensor *tn_selu_(tn_tensor *self_, tn_selu_args options_ = tn_selu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_selu_inplace_with(&options_);
}
inline tn_tensor *tn_celu(tn_tensor *self_, tn_celu_args options_ = tn_celu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_celu_with(&options_);
}
inline tn_tensor *tn_celu_(tn_tensor *self_, tn_celu_args options_ = tn_celu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_celu_inplace_with(&options_);
}
inline tn_tensor *tn_hardtanh(tn_tensor *self_, tn_hardtanh_args options_ = tn_hardtanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_hardtanh_with(&options_);
}
inline tn_tensor *tn_hardtanh_(tn_tensor *self_, tn_hardtanh_args options_ = tn_hardtanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_hardtanh_inplace_with(&options_);
}
inline tn_tensor *tn_hardtanh_into(tn_tensor *out_, tn_tensor *self_, tn_hardtanh_args options_ = tn_hardtanh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_hardtanh_into_with(&options_);
}
inline tn_tensor *tn_hardsigmoid(tn_tensor *self_, tn_hardsigmoid_args options_ = tn_hardsigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_hardsigmoid_with(&options_);
}
inline tn_tensor *tn_hardsigmoid_(tn_tensor *self_, tn_hardsigmoid_args options_ = tn_hardsigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_hardsigmoid_inplace_with(&options_);
}
inline tn_tensor *tn_hardsigmoid_into(tn_tensor *out_, tn_tensor *self_, tn_hardsigmoid_args options_ = tn_hardsigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_hardsigmoid_into_with(&options_);
}
inline tn_tensor *tn_hardswish(tn_tensor *self_, tn_hardswish_args options_ = tn_hardswish_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_hardswish_with(&options_);
}
inline tn_tensor *tn_hardswish_(tn_tensor *self_, tn_hardswish_args options_ = tn_hardswish_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_hardswish_inplace_with(&options_);
}
inline tn_tensor *tn_hardswish_into(tn_tensor *out_, tn_tensor *self_, tn_hardswish_args options_ = tn_hardswish_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_hardswish_into_with(&options_);
}
inline tn_tensor *tn_hardshrink(tn_tensor *self_, tn_hardshrink_args options_ = tn_hardshrink_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_hardshrink_with(&options_);
}
inline tn_tensor *tn_hardshrink_into(tn_tensor *out_, tn_tensor *self_, tn_hardshrink_args options_ = tn_hardshrink_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_hardshrink_into_with(&options_);
}
inline tn_tensor *tn_softshrink(tn_tensor *self_, tn_softshrink_args options_ = tn_softshrink_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_softshrink_with(&options_);
}
inline tn_tensor *tn_softshrink_into(tn_tensor *out_, tn_tensor *self_, tn_softshrink_args options_ = tn_softshrink_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_softshrink_into_with(&options_);
}
inline tn_tensor *tn_tanhshrink(tn_tensor *self_, tn_tanhshrink_args options_ = tn_tanhshrink_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_tanhshrink_with(&options_);
}
inline tn_tensor *tn_softsign(tn_tensor *self_, tn_softsign_args options_ = tn_softsign_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_softsign_with(&options_);
}
inline tn_tensor *tn_sigmoid(tn_tensor *self_, tn_sigmoid_args options_ = tn_sigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sigmoid_with(&options_);
}
inline tn_tensor *tn_sigmoid_(tn_tensor *self_, tn_sigmoid_args options_ = tn_sigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sigmoid_inplace_with(&options_);
}
inline tn_tensor *tn_sigmoid_into(tn_tensor *out_, tn_tensor *self_, tn_sigmoid_args options_ = tn_sigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sigmoid_into_with(&options_);
}
inline tn_tensor *tn_log_sigmoid(tn_tensor *self_, tn_log_sigmoid_args options_ = tn_log_sigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_log_sigmoid_with(&options_);
}
inline tn_tensor *tn_log_sigmoid_into(tn_tensor *out_, tn_tensor *self_, tn_log_sigmoid_args options_ = tn_log_sigmoid_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_log_sigmoid_into_with(&options_);
}
inline tn_tensor *tn_softplus(tn_tensor *self_, tn_softplus_args options_ = tn_softplus_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_softplus_with(&options_);
}
inline tn_tensor *tn_softplus_into(tn_tensor *out_, tn_tensor *self_, tn_softplus_args options_ = tn_softplus_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_softplus_into_with(&options_);
}
inline tn_tensor *tn_silu(tn_tensor *self_, tn_silu_args options_ = tn_silu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_silu_with(&options_);
}
inline tn_tensor *tn_silu_(tn_tensor *self_, tn_silu_args options_ = tn_silu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_silu_inplace_with(&options_);
}
inline tn_tensor *tn_silu_into(tn_tensor *out_, tn_tensor *self_, tn_silu_args options_ = tn_silu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_silu_into_with(&options_);
}
inline tn_tensor *tn_mish(tn_tensor *self_, tn_mish_args options_ = tn_mish_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_mish_with(&options_);
}
inline tn_tensor *tn_mish_(tn_tensor *self_, tn_mish_args options_ = tn_mish_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_mish_inplace_with(&options_);
}
inline tn_tensor *tn_mish_into(tn_tensor *out_, tn_tensor *self_, tn_mish_args options_ = tn_mish_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_mish_into_with(&options_);
}
inline tn_tensor *tn_prelu(tn_tensor *self_, tn_tensor *weight_, tn_prelu_args options_ = tn_prelu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_prelu_with(&options_);
}
inline tn_tensor *tn_glu(tn_tensor *self_, int64_t dim_, tn_glu_args options_ = tn_glu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_glu_with(&options_);
}
inline tn_tensor *tn_glu_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_glu_args options_ = tn_glu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_glu_into_with(&options_);
}
inline tn_tensor *tn_gelu(tn_tensor *self_, tn_gelu_args options_ = tn_gelu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_gelu_with(&options_);
}
inline tn_tensor *tn_gelu_(tn_tensor *self_, tn_gelu_args options_ = tn_gelu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_gelu_inplace_with(&options_);
}
inline tn_tensor *tn_gelu_into(tn_tensor *out_, tn_tensor *self_, tn_gelu_args options_ = tn_gelu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_gelu_into_with(&options_);
}
inline tn_tensor *tn_threshold_backward(tn_tensor *grad_output_, tn_tensor *self_, tenon_detail::number threshold_, tn_threshold_backward_args options_ = tn_threshold_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.threshold = threshold_;
    options_.at = at_;
    return tn_threshold_backward_with(&options_);
}
inline tn_tensor *tn_leaky_relu_backward(tn_tensor *grad_output_, tn_tensor *self_, tenon_detail::number negative_slope_, tn_leaky_relu_backward_args options_ = tn_leaky_relu_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.negative_slope = negative_slope_;
    options_.at = at_;
    return tn_leaky_relu_backward_with(&options_);
}
inline tn_tensor *tn_elu_backward(tn_tensor *grad_output_, tn_tensor *self_, tenon_detail::number alpha_, tenon_detail::number scale_, tenon_detail::number input_scale_, tn_elu_backward_args options_ = tn_elu_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.alpha = alpha_;
    options_.scale = scale_;
    options_.input_scale = input_scale_;
    options_.at = at_;
    return tn_elu_backward_with(&options_);
}
inline tn_tensor *tn_hardtanh_backward(tn_tensor *grad_output_, tn_tensor *self_, tenon_detail::number min_val_, tenon_detail::number max_val_, tn_hardtanh_backward_args options_ = tn_hardtanh_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.min_val = min_val_;
    options_.max_val = max_val_;
    options_.at = at_;
    return tn_hardtanh_backward_with(&options_);
}
inline tn_tensor *tn_hardsigmoid_backward(tn_tensor *grad_output_, tn_tensor *self_, tn_hardsigmoid_backward_args options_ = tn_hardsigmoid_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.at = at_;
    return tn_hardsigmoid_backward_with(&options_);
}
inline tn_tensor *tn_hardswish_backward(tn_tensor *grad_output_, tn_tensor *self_, tn_hardswish_backward_args options_ = tn_hardswish_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.at = at_;
    return tn_hardswish_backward_with(&options_);
}
inline tn_tensor *tn_shrink_backward(tn_tensor *grad_output_, tn_tensor *self_, tenon_detail::number lambd_, tn_shrink_backward_args options_ = tn_shrink_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.lambd = lambd_;
    options_.at = at_;
    return tn_shrink_backward_with(&options_);
}
inline tn_tensor *tn_sigmoid_backward(tn_tensor *grad_output_, tn_tensor *output_, tn_sigmoid_backward_args options_ = tn_sigmoid_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.output = output_;
    options_.at = at_;
    return tn_sigmoid_backward_with(&options_);
}
inline tn_tensor *tn_tanh_backward(tn_tensor *grad_output_, tn_tensor *output_, tn_tanh_backward_args options_ = tn_tanh_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.output = output_;
    options_.at = at_;
    return tn_tanh_backward_with(&options_);
}
inline tn_tensor *tn_log_sigmoid_backward(tn_tensor *grad_output_, tn_tensor *self_, tn_log_sigmoid_backward_args options_ = tn_log_sigmoid_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.at = at_;
    return tn_log_sigmoid_backward_with(&options_);
}
inline tn_tensor *tn_softplus_backward(tn_tensor *grad_output_, tn_tensor *self_, tenon_detail::number beta_, tenon_detail::number threshold_, tn_softplus_backward_args options_ = tn_softplus_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.beta = beta_;
    options_.threshold = threshold_;
    options_.at = at_;
    return tn_softplus_backward_with(&options_);
}
inline tn_tensor *tn_silu_backward(tn_tensor *grad_output_, tn_tensor *self_, tn_silu_backward_args options_ = tn_silu_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.at = at_;
    return tn_silu_backward_with(&options_);
}
inline tn_tensor *tn_mish_backward(tn_tensor *grad_output_, tn_tensor *self_, tn_mish_backward_args options_ = tn_mish_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.at = at_;
    return tn_mish_backward_with(&options_);
}
inline tn_tensor *tn_gelu_backward(tn_tensor *grad_output_, tn_tensor *self_, tn_gelu_backward_args options_ = tn_gelu_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad_output = grad_output_;
    options_.self = self_;
    options_.at = at_;
    return tn_gelu_backward_with(&options_);
}
inline tn_tensor *tn_sum(tn_tensor *self_, tn_sum_args options_ = tn_sum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_sum_with(&options_);
}
inline tn_tensor *tn_sum_into(tn_tensor *out_, tn_tensor *self_, tn_sum_args options_ = tn_sum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_sum_into_with(&options_);
}
inline tn_tensor *tn_nansum(tn_tensor *self_, tn_nansum_args options_ = tn_nansum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_nansum_with(&options_);
}
inline tn_tensor *tn_nansum_into(tn_tensor *out_, tn_tensor *self_, tn_nansum_args options_ = tn_nansum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_nansum_into_with(&options_);
}
inline tn_tensor *tn_mean(tn_tensor *self_, tn_mean_args options_ = tn_mean_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_mean_with(&options_);
}
inline tn_tensor *tn_mean_into(tn_tensor *out_, tn_tensor *self_, tn_mean_args options_ = tn_mean_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_mean_into_with(&options_);
}
inline tn_tensor *tn_prod(tn_tensor *self_, tn_prod_args options_ = tn_prod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_prod_with(&options_);
}
inline tn_tensor *tn_prod_into(tn_tensor *out_, tn_tensor *self_, tn_prod_args options_ = tn_prod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_prod_into_with(&options_);
}
inline tn_tensor *tn_amax(tn_tensor *self_, tn_amax_args options_ = tn_amax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_amax_with(&options_);
}
inline tn_tensor *tn_amax_into(tn_tensor *out_, tn_tensor *self_, tn_amax_args options_ = tn_amax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_amax_into_with(&options_);
}
inline tn_tensor *tn_amin(tn_tensor *self_, tn_amin_args options_ = tn_amin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_amin_with(&options_);
}
inline tn_tensor *tn_amin_into(tn_tensor *out_, tn_tensor *self_, tn_amin_args options_ = tn_amin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_amin_into_with(&options_);
}
inline tn_tensor *tn_max(tn_tensor *self_, tn_max_args options_ = tn_max_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_max_with(&options_);
}
inline tn_tensor *tn_max_into(tn_tensor *out_, tn_tensor *self_, tn_max_args options_ = tn_max_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_max_into_with(&options_);
}
inline tn_tensor *tn_min(tn_tensor *self_, tn_min_args options_ = tn_min_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_min_with(&options_);
}
inline tn_tensor *tn_min_into(tn_tensor *out_, tn_tensor *self_, tn_min_args options_ = tn_min_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_min_into_with(&options_);
}
inline tn_max_dim_result tn_max_dim(tn_tensor *self_, int64_t dim_, tn_max_dim_args options_ = tn_max_dim_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_max_dim_with(&options_);
}
inline tn_min_dim_result tn_min_dim(tn_tensor *self_, int64_t dim_, tn_min_dim_args options_ = tn_min_dim_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_min_dim_with(&options_);
}
inline tn_tensor *tn_argmax(tn_tensor *self_, tn_argmax_args options_ = tn_argmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_argmax_with(&options_);
}
inline tn_tensor *tn_argmax_into(tn_tensor *out_, tn_tensor *self_, tn_argmax_args options_ = tn_argmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_argmax_into_with(&options_);
}
inline tn_tensor *tn_argmin(tn_tensor *self_, tn_argmin_args options_ = tn_argmin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_argmin_with(&options_);
}
inline tn_tensor *tn_argmin_into(tn_tensor *out_, tn_tensor *self_, tn_argmin_args options_ = tn_argmin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_argmin_into_with(&options_);
}
inline tn_tensor *tn_all(tn_tensor *self_, tn_all_args options_ = tn_all_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_all_with(&options_);
}
inline tn_tensor *tn_all_into(tn_tensor *out_, tn_tensor *self_, tn_all_args options_ = tn_all_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_all_into_with(&options_);
}
inline tn_tensor *tn_any(tn_tensor *self_, tn_any_args options_ = tn_any_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_any_with(&options_);
}
inline tn_tensor *tn_any_into(tn_tensor *out_, tn_tensor *self_, tn_any_args options_ = tn_any_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_any_into_with(&options_);
}
inline tn_tensor *tn_count_nonzero(tn_tensor *self_, tn_count_nonzero_args options_ = tn_count_nonzero_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_count_nonzero_with(&options_);
}
inline tn_tensor *tn_logsumexp(tn_tensor *self_, tn_ints dim_, tn_logsumexp_args options_ = tn_logsumexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_logsumexp_with(&options_);
}
inline tn_tensor *tn_logsumexp_into(tn_tensor *out_, tn_tensor *self_, tn_ints dim_, tn_logsumexp_args options_ = tn_logsumexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_logsumexp_into_with(&options_);
}
inline tn_tensor *tn_var(tn_tensor *self_, tn_var_args options_ = tn_var_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_var_with(&options_);
}
inline tn_tensor *tn_var_into(tn_tensor *out_, tn_tensor *self_, tn_var_args options_ = tn_var_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_var_into_with(&options_);
}
inline tn_tensor *tn_std(tn_tensor *self_, tn_std_args options_ = tn_std_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_std_with(&options_);
}
inline tn_tensor *tn_std_into(tn_tensor *out_, tn_tensor *self_, tn_std_args options_ = tn_std_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_std_into_with(&options_);
}
inline tn_tensor *tn_linalg_vector_norm(tn_tensor *self_, tn_linalg_vector_norm_args options_ = tn_linalg_vector_norm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_vector_norm_with(&options_);
}
inline tn_tensor *tn_linalg_vector_norm_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_vector_norm_args options_ = tn_linalg_vector_norm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_vector_norm_into_with(&options_);
}
inline tn_tensor *tn_mm(tn_tensor *self_, tn_tensor *mat2_, tn_mm_args options_ = tn_mm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat2 = mat2_;
    options_.at = at_;
    return tn_mm_with(&options_);
}
inline tn_tensor *tn_mm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mat2_, tn_mm_args options_ = tn_mm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat2 = mat2_;
    options_.out = out_;
    options_.at = at_;
    return tn_mm_into_with(&options_);
}
inline tn_tensor *tn_bmm(tn_tensor *self_, tn_tensor *mat2_, tn_bmm_args options_ = tn_bmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat2 = mat2_;
    options_.at = at_;
    return tn_bmm_with(&options_);
}
inline tn_tensor *tn_bmm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mat2_, tn_bmm_args options_ = tn_bmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat2 = mat2_;
    options_.out = out_;
    options_.at = at_;
    return tn_bmm_into_with(&options_);
}
inline tn_tensor *tn_addmm(tn_tensor *self_, tn_tensor *mat1_, tn_tensor *mat2_, tn_addmm_args options_ = tn_addmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat1 = mat1_;
    options_.mat2 = mat2_;
    options_.at = at_;
    return tn_addmm_with(&options_);
}
inline tn_tensor *tn_addmm_(tn_tensor *self_, tn_tensor *mat1_, tn_tensor *mat2_, tn_addmm_args options_ = tn_addmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat1 = mat1_;
    options_.mat2 = mat2_;
    options_.at = at_;
    return tn_addmm_inplace_with(&options_);
}
inline tn_tensor *tn_addmm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mat1_, tn_tensor *mat2_, tn_addmm_args options_ = tn_addmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat1 = mat1_;
    options_.mat2 = mat2_;
    options_.out = out_;
    options_.at = at_;
    return tn_addmm_into_with(&options_);
}
inline tn_tensor *tn_baddbmm(tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_baddbmm_args options_ = tn_baddbmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    options_.at = at_;
    return tn_baddbmm_with(&options_);
}
inline tn_tensor *tn_baddbmm_(tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_baddbmm_args options_ = tn_baddbmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    options_.at = at_;
    return tn_baddbmm_inplace_with(&options_);
}
inline tn_tensor *tn_baddbmm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_baddbmm_args options_ = tn_baddbmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    options_.out = out_;
    options_.at = at_;
    return tn_baddbmm_into_with(&options_);
}
inline tn_tensor *tn_sumproduct_pair(tn_tensor *left_, tn_tensor *right_, tn_ints sum_dims_, tn_sumproduct_pair_args options_ = tn_sumproduct_pair_args(), tn_site at_ = TN_CALLER) {
    options_.left = left_;
    options_.right = right_;
    options_.sum_dims = sum_dims_;
    options_.at = at_;
    return tn_sumproduct_pair_with(&options_);
}
inline tn_tensor *tn_sumproduct_pair_into(tn_tensor *out_, tn_tensor *left_, tn_tensor *right_, tn_ints sum_dims_, tn_sumproduct_pair_args options_ = tn_sumproduct_pair_args(), tn_site at_ = TN_CALLER) {
    options_.left = left_;
    options_.right = right_;
    options_.sum_dims = sum_dims_;
    options_.out = out_;
    options_.at = at_;
    return tn_sumproduct_pair_into_with(&options_);
}
inline tn_tensor *tn_matmul(tn_tensor *self_, tn_tensor *other_, tn_matmul_args options_ = tn_matmul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_matmul_with(&options_);
}
inline tn_tensor *tn_matmul_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_matmul_args options_ = tn_matmul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_matmul_into_with(&options_);
}
inline tn_tensor *tn_mv(tn_tensor *self_, tn_tensor *vec_, tn_mv_args options_ = tn_mv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec = vec_;
    options_.at = at_;
    return tn_mv_with(&options_);
}
inline tn_tensor *tn_mv_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *vec_, tn_mv_args options_ = tn_mv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec = vec_;
    options_.out = out_;
    options_.at = at_;
    return tn_mv_into_with(&options_);
}
inline tn_tensor *tn_dot(tn_tensor *self_, tn_tensor *tensor_, tn_dot_args options_ = tn_dot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor = tensor_;
    options_.at = at_;
    return tn_dot_with(&options_);
}
inline tn_tensor *tn_dot_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *tensor_, tn_dot_args options_ = tn_dot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.tensor = tensor_;
    options_.out = out_;
    options_.at = at_;
    return tn_dot_into_with(&options_);
}
inline tn_tensor *tn_outer(tn_tensor *self_, tn_tensor *vec2_, tn_outer_args options_ = tn_outer_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec2 = vec2_;
    options_.at = at_;
    return tn_outer_with(&options_);
}
inline tn_tensor *tn_outer_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *vec2_, tn_outer_args options_ = tn_outer_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec2 = vec2_;
    options_.out = out_;
    options_.at = at_;
    return tn_outer_into_with(&options_);
}
inline tn_tensor *tn_linear(tn_tensor *input_, tn_tensor *weight_, tn_linear_args options_ = tn_linear_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_linear_with(&options_);
}
inline tn_tensor *tn_transpose(tn_tensor *self_, int64_t dim0_, int64_t dim1_, tn_transpose_args options_ = tn_transpose_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim0 = dim0_;
    options_.dim1 = dim1_;
    options_.at = at_;
    return tn_transpose_with(&options_);
}
inline tn_tensor *tn_t(tn_tensor *self_, tn_t_args options_ = tn_t_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_t_with(&options_);
}
inline tn_tensor *tn_mT(tn_tensor *self_, tn_mT_args options_ = tn_mT_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_mT_with(&options_);
}
inline tn_tensor *tn_permute(tn_tensor *self_, tn_ints dims_, tn_permute_args options_ = tn_permute_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dims = dims_;
    options_.at = at_;
    return tn_permute_with(&options_);
}
inline tn_tensor *tn_movedim(tn_tensor *self_, tn_ints source_, tn_ints destination_, tn_movedim_args options_ = tn_movedim_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.source = source_;
    options_.destination = destination_;
    options_.at = at_;
    return tn_movedim_with(&options_);
}
inline tn_tensor *tn_select(tn_tensor *self_, int64_t dim_, int64_t index_, tn_select_args options_ = tn_select_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.at = at_;
    return tn_select_with(&options_);
}
inline tn_tensor *tn_slice(tn_tensor *self_, int64_t dim_, tn_slice_args options_ = tn_slice_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_slice_with(&options_);
}
inline tn_tensor *tn_narrow(tn_tensor *self_, int64_t dim_, int64_t start_, int64_t length_, tn_narrow_args options_ = tn_narrow_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.start = start_;
    options_.length = length_;
    options_.at = at_;
    return tn_narrow_with(&options_);
}
inline tn_tensor *tn_diagonal(tn_tensor *self_, int64_t offset_, int64_t dim1_, int64_t dim2_, tn_diagonal_args options_ = tn_diagonal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.offset = offset_;
    options_.dim1 = dim1_;
    options_.dim2 = dim2_;
    options_.at = at_;
    return tn_diagonal_with(&options_);
}
inline tn_tensor *tn_unfold(tn_tensor *self_, int64_t dimension_, int64_t size_, int64_t step_, tn_unfold_args options_ = tn_unfold_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dimension = dimension_;
    options_.size = size_;
    options_.step = step_;
    options_.at = at_;
    return tn_unfold_with(&options_);
}
inline tn_tensor *tn_unsqueeze(tn_tensor *self_, int64_t dim_, tn_unsqueeze_args options_ = tn_unsqueeze_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_unsqueeze_with(&options_);
}
inline tn_tensor *tn_squeeze(tn_tensor *self_, tn_squeeze_args options_ = tn_squeeze_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_squeeze_with(&options_);
}
inline tn_tensor *tn_expand(tn_tensor *self_, tn_ints size_, tn_expand_args options_ = tn_expand_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.size = size_;
    options_.at = at_;
    return tn_expand_with(&options_);
}
inline tn_tensor *tn_view(tn_tensor *self_, tn_ints size_, tn_view_args options_ = tn_view_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.size = size_;
    options_.at = at_;
    return tn_view_with(&options_);
}
inline tn_tensor *tn_reshape(tn_tensor *self_, tn_ints shape_, tn_reshape_args options_ = tn_reshape_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.shape = shape_;
    options_.at = at_;
    return tn_reshape_with(&options_);
}
inline tn_tensor *tn_flatten(tn_tensor *self_, int64_t end_dim_, tn_flatten_args options_ = tn_flatten_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.end_dim = end_dim_;
    options_.at = at_;
    return tn_flatten_with(&options_);
}
inline tn_tensor *tn_unflatten(tn_tensor *self_, int64_t dim_, tn_ints sizes_, tn_unflatten_args options_ = tn_unflatten_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.sizes = sizes_;
    options_.at = at_;
    return tn_unflatten_with(&options_);
}
inline tn_tensor *tn_as_strided(tn_tensor *self_, tn_ints size_, tn_ints stride_, tn_as_strided_args options_ = tn_as_strided_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.size = size_;
    options_.stride = stride_;
    options_.at = at_;
    return tn_as_strided_with(&options_);
}
inline tn_tensor *tn_alias(tn_tensor *self_, tn_alias_args options_ = tn_alias_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_alias_with(&options_);
}
inline tn_tensor *tn_detach(tn_tensor *self_, tn_detach_args options_ = tn_detach_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_detach_with(&options_);
}
inline tn_tensor *tn_view_as_real(tn_tensor *self_, tn_view_as_real_args options_ = tn_view_as_real_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_view_as_real_with(&options_);
}
inline tn_tensor *tn_view_as_complex(tn_tensor *self_, tn_view_as_complex_args options_ = tn_view_as_complex_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_view_as_complex_with(&options_);
}
inline tn_tensor *tn_real(tn_tensor *self_, tn_real_args options_ = tn_real_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_real_with(&options_);
}
inline tn_tensor *tn_imag(tn_tensor *self_, tn_imag_args options_ = tn_imag_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_imag_with(&options_);
}
inline tn_tensor *tn_convolution(tn_tensor *input_, tn_tensor *weight_, tn_tensor *bias_, tn_ints stride_, tn_ints padding_, tn_ints dilation_, int64_t groups_, tn_convolution_args options_ = tn_convolution_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.weight = weight_;
    options_.bias = bias_;
    options_.stride = stride_;
    options_.padding = padding_;
    options_.dilation = dilation_;
    options_.groups = groups_;
    options_.at = at_;
    return tn_convolution_with(&options_);
}
inline tn_tensor *tn_conv_input_grad(tn_tensor *grad_, tn_tensor *weight_, tn_ints input_size_, tn_ints stride_, tn_ints padding_, tn_ints dilation_, int64_t groups_, tn_conv_input_grad_args options_ = tn_conv_input_grad_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.weight = weight_;
    options_.input_size = input_size_;
    options_.stride = stride_;
    options_.padding = padding_;
    options_.dilation = dilation_;
    options_.groups = groups_;
    options_.at = at_;
    return tn_conv_input_grad_with(&options_);
}
inline tn_tensor *tn_conv_weight_grad(tn_tensor *grad_, tn_tensor *input_, tn_ints weight_size_, tn_ints stride_, tn_ints padding_, tn_ints dilation_, int64_t groups_, tn_conv_weight_grad_args options_ = tn_conv_weight_grad_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.input = input_;
    options_.weight_size = weight_size_;
    options_.stride = stride_;
    options_.padding = padding_;
    options_.dilation = dilation_;
    options_.groups = groups_;
    options_.at = at_;
    return tn_conv_weight_grad_with(&options_);
}
inline tn_tensor *tn_conv1d(tn_tensor *input_, tn_tensor *weight_, tn_conv1d_args options_ = tn_conv1d_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_conv1d_with(&options_);
}
inline tn_tensor *tn_conv2d(tn_tensor *input_, tn_tensor *weight_, tn_conv2d_args options_ = tn_conv2d_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_conv2d_with(&options_);
}
inline tn_tensor *tn_conv_transpose1d(tn_tensor *input_, tn_tensor *weight_, tn_conv_transpose1d_args options_ = tn_conv_transpose1d_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_conv_transpose1d_with(&options_);
}
inline tn_tensor *tn_conv_transpose2d(tn_tensor *input_, tn_tensor *weight_, tn_conv_transpose2d_args options_ = tn_conv_transpose2d_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_conv_transpose2d_with(&options_);
}
inline tn_max_pool2d_with_indices_result tn_max_pool2d_with_indices(tn_tensor *self_, tn_ints kernel_size_, tn_max_pool2d_with_indices_args options_ = tn_max_pool2d_with_indices_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    options_.at = at_;
    return tn_max_pool2d_with_indices_with(&options_);
}
inline tn_tensor *tn_max_pool2d_backward(tn_tensor *grad_, tn_tensor *indices_, tn_ints input_size_, tn_max_pool2d_backward_args options_ = tn_max_pool2d_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.indices = indices_;
    options_.input_size = input_size_;
    options_.at = at_;
    return tn_max_pool2d_backward_with(&options_);
}
inline tn_tensor *tn_max_pool2d(tn_tensor *self_, tn_ints kernel_size_, tn_max_pool2d_args options_ = tn_max_pool2d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    options_.at = at_;
    return tn_max_pool2d_with(&options_);
}
inline tn_tensor *tn_max_pool1d(tn_tensor *self_, tn_ints kernel_size_, tn_max_pool1d_args options_ = tn_max_pool1d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    options_.at = at_;
    return tn_max_pool1d_with(&options_);
}
inline tn_tensor *tn_avg_pool2d(tn_tensor *self_, tn_ints kernel_size_, tn_avg_pool2d_args options_ = tn_avg_pool2d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    options_.at = at_;
    return tn_avg_pool2d_with(&options_);
}
inline tn_tensor *tn_avg_pool2d_backward(tn_tensor *grad_, tn_ints input_size_, tn_ints kernel_size_, tn_avg_pool2d_backward_args options_ = tn_avg_pool2d_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.input_size = input_size_;
    options_.kernel_size = kernel_size_;
    options_.at = at_;
    return tn_avg_pool2d_backward_with(&options_);
}
inline tn_tensor *tn_avg_pool1d(tn_tensor *self_, tn_ints kernel_size_, tn_avg_pool1d_args options_ = tn_avg_pool1d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.kernel_size = kernel_size_;
    options_.at = at_;
    return tn_avg_pool1d_with(&options_);
}
inline tn_tensor *tn_adaptive_avg_pool2d(tn_tensor *self_, tn_ints output_size_, tn_adaptive_avg_pool2d_args options_ = tn_adaptive_avg_pool2d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.output_size = output_size_;
    options_.at = at_;
    return tn_adaptive_avg_pool2d_with(&options_);
}
inline tn_tensor *tn_adaptive_avg_pool2d_backward(tn_tensor *grad_, tn_ints input_size_, tn_adaptive_avg_pool2d_backward_args options_ = tn_adaptive_avg_pool2d_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.input_size = input_size_;
    options_.at = at_;
    return tn_adaptive_avg_pool2d_backward_with(&options_);
}
inline tn_tensor *tn_adaptive_avg_pool1d(tn_tensor *self_, tn_ints output_size_, tn_adaptive_avg_pool1d_args options_ = tn_adaptive_avg_pool1d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.output_size = output_size_;
    options_.at = at_;
    return tn_adaptive_avg_pool1d_with(&options_);
}
inline tn_adaptive_max_pool1d_result tn_adaptive_max_pool1d(tn_tensor *self_, tn_ints output_size_, tn_adaptive_max_pool1d_args options_ = tn_adaptive_max_pool1d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.output_size = output_size_;
    options_.at = at_;
    return tn_adaptive_max_pool1d_with(&options_);
}
inline tn_adaptive_max_pool2d_result tn_adaptive_max_pool2d(tn_tensor *self_, tn_ints output_size_, tn_adaptive_max_pool2d_args options_ = tn_adaptive_max_pool2d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.output_size = output_size_;
    options_.at = at_;
    return tn_adaptive_max_pool2d_with(&options_);
}
inline tn_tensor *tn_index_select(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_index_select_args options_ = tn_index_select_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.at = at_;
    return tn_index_select_with(&options_);
}
inline tn_tensor *tn_index_select_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_index_select_args options_ = tn_index_select_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.out = out_;
    options_.at = at_;
    return tn_index_select_into_with(&options_);
}
inline tn_tensor *tn_index_add(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_add_args options_ = tn_index_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.at = at_;
    return tn_index_add_with(&options_);
}
inline tn_tensor *tn_index_add_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_add_args options_ = tn_index_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.at = at_;
    return tn_index_add_inplace_with(&options_);
}
inline tn_tensor *tn_index_add_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_add_args options_ = tn_index_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.out = out_;
    options_.at = at_;
    return tn_index_add_into_with(&options_);
}
inline tn_tensor *tn_index_copy(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_copy_args options_ = tn_index_copy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.at = at_;
    return tn_index_copy_with(&options_);
}
inline tn_tensor *tn_index_copy_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_copy_args options_ = tn_index_copy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.at = at_;
    return tn_index_copy_inplace_with(&options_);
}
inline tn_tensor *tn_index_copy_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, tn_index_copy_args options_ = tn_index_copy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.out = out_;
    options_.at = at_;
    return tn_index_copy_into_with(&options_);
}
inline tn_tensor *tn_gather(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_gather_args options_ = tn_gather_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.at = at_;
    return tn_gather_with(&options_);
}
inline tn_tensor *tn_gather_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_gather_args options_ = tn_gather_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.out = out_;
    options_.at = at_;
    return tn_gather_into_with(&options_);
}
inline tn_tensor *tn_scatter(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number src_, tn_scatter_args options_ = tn_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.at = at_;
    return tn_scatter_with(&options_);
}
inline tn_tensor *tn_scatter_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number src_, tn_scatter_args options_ = tn_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.at = at_;
    return tn_scatter_inplace_with(&options_);
}
inline tn_tensor *tn_scatter_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number src_, tn_scatter_args options_ = tn_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.out = out_;
    options_.at = at_;
    return tn_scatter_into_with(&options_);
}
inline tn_tensor *tn_scatter_add(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, tn_scatter_add_args options_ = tn_scatter_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.at = at_;
    return tn_scatter_add_with(&options_);
}
inline tn_tensor *tn_scatter_add_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, tn_scatter_add_args options_ = tn_scatter_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.at = at_;
    return tn_scatter_add_inplace_with(&options_);
}
inline tn_tensor *tn_scatter_add_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, tn_scatter_add_args options_ = tn_scatter_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.out = out_;
    options_.at = at_;
    return tn_scatter_add_into_with(&options_);
}
inline tn_tensor *tn_ravel_multi_index(tn_tensors indices_, tn_ints size_, tn_ravel_multi_index_args options_ = tn_ravel_multi_index_args(), tn_site at_ = TN_CALLER) {
    options_.indices = indices_;
    options_.size = size_;
    options_.at = at_;
    return tn_ravel_multi_index_with(&options_);
}
inline tn_tensor *tn_index_Tensor(tn_tensor *self_, tn_tensors indices_, tn_index_Tensor_args options_ = tn_index_Tensor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_index_Tensor_with(&options_);
}
inline tn_tensor *tn_index_put_Tensor(tn_tensor *self_, tn_tensors indices_, tn_tensor *values_, tn_index_put_Tensor_args options_ = tn_index_put_Tensor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.values = values_;
    options_.at = at_;
    return tn_index_put_Tensor_with(&options_);
}
inline tn_tensor *tn_index_put_Tensor_(tn_tensor *self_, tn_tensors indices_, tn_tensor *values_, tn_index_put_Tensor_args options_ = tn_index_put_Tensor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.values = values_;
    options_.at = at_;
    return tn_index_put_Tensor_inplace_with(&options_);
}
inline tn_tensor *tn_index_select_add(tn_tensor *self_, tn_tensor *index_, tn_tensor *source_, tn_tensor *source_index_, tn_index_select_add_args options_ = tn_index_select_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.index = index_;
    options_.source = source_;
    options_.source_index = source_index_;
    options_.at = at_;
    return tn_index_select_add_with(&options_);
}
inline tn_tensor *tn_index_select_add_(tn_tensor *self_, tn_tensor *index_, tn_tensor *source_, tn_tensor *source_index_, tn_index_select_add_args options_ = tn_index_select_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.index = index_;
    options_.source = source_;
    options_.source_index = source_index_;
    options_.at = at_;
    return tn_index_select_add_inplace_with(&options_);
}
inline tn_tensor *tn_index_select_add_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *index_, tn_tensor *source_, tn_tensor *source_index_, tn_index_select_add_args options_ = tn_index_select_add_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.index = index_;
    options_.source = source_;
    options_.source_index = source_index_;
    options_.out = out_;
    options_.at = at_;
    return tn_index_select_add_into_with(&options_);
}
inline tn_tensor *tn_embedding(tn_tensor *weight_, tn_tensor *indices_, tn_embedding_args options_ = tn_embedding_args(), tn_site at_ = TN_CALLER) {
    options_.weight = weight_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_embedding_with(&options_);
}
inline tn_tensor *tn_one_hot(tn_tensor *self_, tn_one_hot_args options_ = tn_one_hot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_one_hot_with(&options_);
}
inline tn_tensor *tn_softmax(tn_tensor *self_, int64_t dim_, tn_softmax_args options_ = tn_softmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_softmax_with(&options_);
}
inline tn_tensor *tn_softmax_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_softmax_args options_ = tn_softmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_softmax_into_with(&options_);
}
inline tn_tensor *tn_log_softmax(tn_tensor *self_, int64_t dim_, tn_log_softmax_args options_ = tn_log_softmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_log_softmax_with(&options_);
}
inline tn_tensor *tn_log_softmax_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_log_softmax_args options_ = tn_log_softmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_log_softmax_into_with(&options_);
}
inline tn_tensor *tn_softmax_backward(tn_tensor *grad_, tn_tensor *output_, int64_t dim_, tn_softmax_backward_args options_ = tn_softmax_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.output = output_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_softmax_backward_with(&options_);
}
inline tn_tensor *tn_log_softmax_backward(tn_tensor *grad_, tn_tensor *output_, int64_t dim_, tn_log_softmax_backward_args options_ = tn_log_softmax_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.output = output_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_log_softmax_backward_with(&options_);
}
inline tn_tensor *tn_softmin(tn_tensor *self_, int64_t dim_, tn_softmin_args options_ = tn_softmin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_softmin_with(&options_);
}
inline tn_native_norm_result tn_native_norm(tn_tensor *input_, tn_tensor *weight_, tn_tensor *bias_, int64_t n_, int64_t channels_, int64_t repeat_, double eps_, bool rms_, tn_native_norm_args options_ = tn_native_norm_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.weight = weight_;
    options_.bias = bias_;
    options_.n = n_;
    options_.channels = channels_;
    options_.repeat = repeat_;
    options_.eps = eps_;
    options_.rms = rms_;
    options_.at = at_;
    return tn_native_norm_with(&options_);
}
inline tn_native_norm_backward_result tn_native_norm_backward(tn_tensor *grad_, tn_tensor *input_, tn_tensor *mean_, tn_tensor *rstd_, tn_tensor *weight_, int64_t n_, int64_t channels_, int64_t repeat_, bool rms_, tn_native_norm_backward_args options_ = tn_native_norm_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.input = input_;
    options_.mean = mean_;
    options_.rstd = rstd_;
    options_.weight = weight_;
    options_.n = n_;
    options_.channels = channels_;
    options_.repeat = repeat_;
    options_.rms = rms_;
    options_.at = at_;
    return tn_native_norm_backward_with(&options_);
}
inline tn_tensor *tn_layer_norm(tn_tensor *input_, tn_ints normalized_shape_, double eps_, tn_layer_norm_args options_ = tn_layer_norm_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.normalized_shape = normalized_shape_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_layer_norm_with(&options_);
}
inline tn_tensor *tn_rms_norm(tn_tensor *input_, tn_ints normalized_shape_, double eps_, tn_rms_norm_args options_ = tn_rms_norm_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.normalized_shape = normalized_shape_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_rms_norm_with(&options_);
}
inline tn_tensor *tn_group_norm(tn_tensor *input_, int64_t num_groups_, double eps_, tn_group_norm_args options_ = tn_group_norm_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.num_groups = num_groups_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_group_norm_with(&options_);
}
inline tn_tensor *tn_batch_norm(tn_tensor *input_, double momentum_, double eps_, tn_batch_norm_args options_ = tn_batch_norm_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.momentum = momentum_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_batch_norm_with(&options_);
}
inline tn_tensor *tn_uniform(tn_tensor *self_, double from_, double to_, tn_uniform_args options_ = tn_uniform_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.from = from_;
    options_.to = to_;
    options_.at = at_;
    return tn_uniform_with(&options_);
}
inline tn_tensor *tn_uniform_(tn_tensor *self_, double from_, double to_, tn_uniform_args options_ = tn_uniform_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.from = from_;
    options_.to = to_;
    options_.at = at_;
    return tn_uniform_inplace_with(&options_);
}
inline tn_tensor *tn_normal(tn_tensor *self_, double mean_, double std_, tn_normal_args options_ = tn_normal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mean = mean_;
    options_.std = std_;
    options_.at = at_;
    return tn_normal_with(&options_);
}
inline tn_tensor *tn_normal_(tn_tensor *self_, double mean_, double std_, tn_normal_args options_ = tn_normal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mean = mean_;
    options_.std = std_;
    options_.at = at_;
    return tn_normal_inplace_with(&options_);
}
inline tn_tensor *tn_bernoulli(tn_tensor *self_, double p_, tn_bernoulli_args options_ = tn_bernoulli_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_bernoulli_with(&options_);
}
inline tn_tensor *tn_bernoulli_(tn_tensor *self_, double p_, tn_bernoulli_args options_ = tn_bernoulli_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_bernoulli_inplace_with(&options_);
}
inline tn_tensor *tn_exponential(tn_tensor *self_, double lambd_, tn_exponential_args options_ = tn_exponential_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.lambd = lambd_;
    options_.at = at_;
    return tn_exponential_with(&options_);
}
inline tn_tensor *tn_exponential_(tn_tensor *self_, double lambd_, tn_exponential_args options_ = tn_exponential_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.lambd = lambd_;
    options_.at = at_;
    return tn_exponential_inplace_with(&options_);
}
inline tn_tensor *tn_random(tn_tensor *self_, int64_t from_, int64_t to_, tn_random_args options_ = tn_random_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.from = from_;
    options_.to = to_;
    options_.at = at_;
    return tn_random_with(&options_);
}
inline tn_tensor *tn_random_(tn_tensor *self_, int64_t from_, int64_t to_, tn_random_args options_ = tn_random_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.from = from_;
    options_.to = to_;
    options_.at = at_;
    return tn_random_inplace_with(&options_);
}
inline tn_tensor *tn_rand(tn_ints size_, tn_rand_args options_ = tn_rand_args(), tn_site at_ = TN_CALLER) {
    options_.size = size_;
    options_.at = at_;
    return tn_rand_with(&options_);
}
inline tn_tensor *tn_randn(tn_ints size_, tn_randn_args options_ = tn_randn_args(), tn_site at_ = TN_CALLER) {
    options_.size = size_;
    options_.at = at_;
    return tn_randn_with(&options_);
}
inline tn_tensor *tn_rand_like(tn_tensor *self_, tn_rand_like_args options_ = tn_rand_like_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_rand_like_with(&options_);
}
inline tn_tensor *tn_randn_like(tn_tensor *self_, tn_randn_like_args options_ = tn_randn_like_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_randn_like_with(&options_);
}
inline tn_tensor *tn_randint(int64_t low_, int64_t high_, tn_ints size_, tn_randint_args options_ = tn_randint_args(), tn_site at_ = TN_CALLER) {
    options_.low = low_;
    options_.high = high_;
    options_.size = size_;
    options_.at = at_;
    return tn_randint_with(&options_);
}
inline tn_tensor *tn_dropout(tn_tensor *input_, double p_, bool train_, tn_dropout_args options_ = tn_dropout_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.p = p_;
    options_.train = train_;
    options_.at = at_;
    return tn_dropout_with(&options_);
}
inline tn_tensor *tn_cat(tn_tensors tensors_, tn_cat_args options_ = tn_cat_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_cat_with(&options_);
}
inline tn_tensor *tn_cat_into(tn_tensor *out_, tn_tensors tensors_, tn_cat_args options_ = tn_cat_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.out = out_;
    options_.at = at_;
    return tn_cat_into_with(&options_);
}
inline tn_tensor *tn_stack(tn_tensors tensors_, tn_stack_args options_ = tn_stack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_stack_with(&options_);
}
inline tn_tensor *tn_stack_into(tn_tensor *out_, tn_tensors tensors_, tn_stack_args options_ = tn_stack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.out = out_;
    options_.at = at_;
    return tn_stack_into_with(&options_);
}
inline tn_tensor *tn_hstack(tn_tensors tensors_, tn_hstack_args options_ = tn_hstack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_hstack_with(&options_);
}
inline tn_tensor *tn_hstack_into(tn_tensor *out_, tn_tensors tensors_, tn_hstack_args options_ = tn_hstack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.out = out_;
    options_.at = at_;
    return tn_hstack_into_with(&options_);
}
inline tn_tensor *tn_vstack(tn_tensors tensors_, tn_vstack_args options_ = tn_vstack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_vstack_with(&options_);
}
inline tn_tensor *tn_vstack_into(tn_tensor *out_, tn_tensors tensors_, tn_vstack_args options_ = tn_vstack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.out = out_;
    options_.at = at_;
    return tn_vstack_into_with(&options_);
}
inline tn_tensor *tn_dstack(tn_tensors tensors_, tn_dstack_args options_ = tn_dstack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_dstack_with(&options_);
}
inline tn_tensor *tn_dstack_into(tn_tensor *out_, tn_tensors tensors_, tn_dstack_args options_ = tn_dstack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.out = out_;
    options_.at = at_;
    return tn_dstack_into_with(&options_);
}
inline tn_tensor *tn_column_stack(tn_tensors tensors_, tn_column_stack_args options_ = tn_column_stack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_column_stack_with(&options_);
}
inline tn_tensor *tn_column_stack_into(tn_tensor *out_, tn_tensors tensors_, tn_column_stack_args options_ = tn_column_stack_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.out = out_;
    options_.at = at_;
    return tn_column_stack_into_with(&options_);
}
inline tn_tensor *tn_atleast_1d(tn_tensor *self_, tn_atleast_1d_args options_ = tn_atleast_1d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_atleast_1d_with(&options_);
}
inline tn_tensor *tn_atleast_2d(tn_tensor *self_, tn_atleast_2d_args options_ = tn_atleast_2d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_atleast_2d_with(&options_);
}
inline tn_tensor *tn_atleast_3d(tn_tensor *self_, tn_atleast_3d_args options_ = tn_atleast_3d_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_atleast_3d_with(&options_);
}
inline tn_tensors tn_atleast_1d_Sequence(tn_tensors tensors_, tn_atleast_1d_Sequence_args options_ = tn_atleast_1d_Sequence_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_atleast_1d_Sequence_with(&options_);
}
inline tn_tensors tn_atleast_2d_Sequence(tn_tensors tensors_, tn_atleast_2d_Sequence_args options_ = tn_atleast_2d_Sequence_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_atleast_2d_Sequence_with(&options_);
}
inline tn_tensors tn_atleast_3d_Sequence(tn_tensors tensors_, tn_atleast_3d_Sequence_args options_ = tn_atleast_3d_Sequence_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_atleast_3d_Sequence_with(&options_);
}
inline tn_tensors tn_split(tn_tensor *self_, int64_t split_size_, tn_split_args options_ = tn_split_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.split_size = split_size_;
    options_.at = at_;
    return tn_split_with(&options_);
}
inline tn_tensors tn_split_with_sizes(tn_tensor *self_, tn_ints split_sizes_, tn_split_with_sizes_args options_ = tn_split_with_sizes_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.split_sizes = split_sizes_;
    options_.at = at_;
    return tn_split_with_sizes_with(&options_);
}
inline tn_tensors tn_chunk(tn_tensor *self_, int64_t chunks_, tn_chunk_args options_ = tn_chunk_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.chunks = chunks_;
    options_.at = at_;
    return tn_chunk_with(&options_);
}
inline tn_tensors tn_tensor_split(tn_tensor *self_, int64_t sections_, tn_tensor_split_args options_ = tn_tensor_split_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.sections = sections_;
    options_.at = at_;
    return tn_tensor_split_with(&options_);
}
inline tn_tensors tn_tensor_split_indices(tn_tensor *self_, tn_ints indices_, tn_tensor_split_indices_args options_ = tn_tensor_split_indices_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_tensor_split_indices_with(&options_);
}
inline tn_tensors tn_hsplit(tn_tensor *self_, int64_t sections_, tn_hsplit_args options_ = tn_hsplit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.sections = sections_;
    options_.at = at_;
    return tn_hsplit_with(&options_);
}
inline tn_tensors tn_hsplit_array(tn_tensor *self_, tn_ints indices_, tn_hsplit_array_args options_ = tn_hsplit_array_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_hsplit_array_with(&options_);
}
inline tn_tensors tn_vsplit(tn_tensor *self_, int64_t sections_, tn_vsplit_args options_ = tn_vsplit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.sections = sections_;
    options_.at = at_;
    return tn_vsplit_with(&options_);
}
inline tn_tensors tn_vsplit_array(tn_tensor *self_, tn_ints indices_, tn_vsplit_array_args options_ = tn_vsplit_array_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_vsplit_array_with(&options_);
}
inline tn_tensors tn_dsplit(tn_tensor *self_, int64_t sections_, tn_dsplit_args options_ = tn_dsplit_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.sections = sections_;
    options_.at = at_;
    return tn_dsplit_with(&options_);
}
inline tn_tensors tn_dsplit_array(tn_tensor *self_, tn_ints indices_, tn_dsplit_array_args options_ = tn_dsplit_array_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_dsplit_array_with(&options_);
}
inline tn_tensors tn_unbind(tn_tensor *self_, tn_unbind_args options_ = tn_unbind_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_unbind_with(&options_);
}
inline tn_tensors tn_broadcast_tensors(tn_tensors tensors_, tn_broadcast_tensors_args options_ = tn_broadcast_tensors_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_broadcast_tensors_with(&options_);
}
inline tn_tensors tn_meshgrid(tn_tensors tensors_, tn_meshgrid_args options_ = tn_meshgrid_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_meshgrid_with(&options_);
}
inline tn_tensor *tn_flip(tn_tensor *self_, tn_ints dims_, tn_flip_args options_ = tn_flip_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dims = dims_;
    options_.at = at_;
    return tn_flip_with(&options_);
}
inline tn_tensor *tn_fliplr(tn_tensor *self_, tn_fliplr_args options_ = tn_fliplr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fliplr_with(&options_);
}
inline tn_tensor *tn_flipud(tn_tensor *self_, tn_flipud_args options_ = tn_flipud_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_flipud_with(&options_);
}
inline tn_tensor *tn_roll(tn_tensor *self_, tn_ints shifts_, tn_roll_args options_ = tn_roll_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.shifts = shifts_;
    options_.at = at_;
    return tn_roll_with(&options_);
}
inline tn_tensor *tn_rot90(tn_tensor *self_, tn_rot90_args options_ = tn_rot90_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_rot90_with(&options_);
}
inline tn_tensor *tn_repeat(tn_tensor *self_, tn_ints repeats_, tn_repeat_args options_ = tn_repeat_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.repeats = repeats_;
    options_.at = at_;
    return tn_repeat_with(&options_);
}
inline tn_tensor *tn_tile(tn_tensor *self_, tn_ints dims_, tn_tile_args options_ = tn_tile_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dims = dims_;
    options_.at = at_;
    return tn_tile_with(&options_);
}
inline tn_tensor *tn_repeat_interleave(tn_tensor *self_, int64_t repeats_, tn_repeat_interleave_args options_ = tn_repeat_interleave_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.repeats = repeats_;
    options_.at = at_;
    return tn_repeat_interleave_with(&options_);
}
inline tn_tensor *tn_repeat_interleave_self_Tensor(tn_tensor *self_, tn_tensor *repeats_, tn_repeat_interleave_self_Tensor_args options_ = tn_repeat_interleave_self_Tensor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.repeats = repeats_;
    options_.at = at_;
    return tn_repeat_interleave_self_Tensor_with(&options_);
}
inline tn_tensor *tn_constant_pad_nd(tn_tensor *self_, tn_ints pad_, tn_constant_pad_nd_args options_ = tn_constant_pad_nd_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.pad = pad_;
    options_.at = at_;
    return tn_constant_pad_nd_with(&options_);
}
inline tn_tensor *tn_pad(tn_tensor *self_, tn_ints pad_, tn_pad_args options_ = tn_pad_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.pad = pad_;
    options_.at = at_;
    return tn_pad_with(&options_);
}
inline tn_tensor *tn_tril(tn_tensor *self_, tn_tril_args options_ = tn_tril_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_tril_with(&options_);
}
inline tn_tensor *tn_tril_(tn_tensor *self_, tn_tril_args options_ = tn_tril_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_tril_inplace_with(&options_);
}
inline tn_tensor *tn_tril_into(tn_tensor *out_, tn_tensor *self_, tn_tril_args options_ = tn_tril_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_tril_into_with(&options_);
}
inline tn_tensor *tn_triu(tn_tensor *self_, tn_triu_args options_ = tn_triu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_triu_with(&options_);
}
inline tn_tensor *tn_triu_(tn_tensor *self_, tn_triu_args options_ = tn_triu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_triu_inplace_with(&options_);
}
inline tn_tensor *tn_triu_into(tn_tensor *out_, tn_tensor *self_, tn_triu_args options_ = tn_triu_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_triu_into_with(&options_);
}
inline tn_tensor *tn_tril_indices(int64_t row_, int64_t col_, tn_tril_indices_args options_ = tn_tril_indices_args(), tn_site at_ = TN_CALLER) {
    options_.row = row_;
    options_.col = col_;
    options_.at = at_;
    return tn_tril_indices_with(&options_);
}
inline tn_tensor *tn_triu_indices(int64_t row_, int64_t col_, tn_triu_indices_args options_ = tn_triu_indices_args(), tn_site at_ = TN_CALLER) {
    options_.row = row_;
    options_.col = col_;
    options_.at = at_;
    return tn_triu_indices_with(&options_);
}
inline tn_tensor *tn_diag_embed(tn_tensor *self_, int64_t dim1_, int64_t dim2_, tn_diag_embed_args options_ = tn_diag_embed_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim1 = dim1_;
    options_.dim2 = dim2_;
    options_.at = at_;
    return tn_diag_embed_with(&options_);
}
inline tn_tensor *tn_diag(tn_tensor *self_, tn_diag_args options_ = tn_diag_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_diag_with(&options_);
}
inline tn_tensor *tn_diag_into(tn_tensor *out_, tn_tensor *self_, tn_diag_args options_ = tn_diag_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_diag_into_with(&options_);
}
inline tn_tensor *tn_diagflat(tn_tensor *self_, tn_diagflat_args options_ = tn_diagflat_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_diagflat_with(&options_);
}
inline tn_tensor *tn_select_scatter(tn_tensor *self_, tn_tensor *src_, int64_t dim_, int64_t index_, tn_select_scatter_args options_ = tn_select_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.src = src_;
    options_.dim = dim_;
    options_.index = index_;
    options_.at = at_;
    return tn_select_scatter_with(&options_);
}
inline tn_tensor *tn_slice_scatter(tn_tensor *self_, tn_tensor *src_, tn_slice_scatter_args options_ = tn_slice_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.src = src_;
    options_.at = at_;
    return tn_slice_scatter_with(&options_);
}
inline tn_tensor *tn_diagonal_scatter(tn_tensor *self_, tn_tensor *src_, int64_t dim2_, tn_diagonal_scatter_args options_ = tn_diagonal_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.src = src_;
    options_.dim2 = dim2_;
    options_.at = at_;
    return tn_diagonal_scatter_with(&options_);
}
inline tn_tensor *tn_as_strided_scatter(tn_tensor *self_, tn_tensor *src_, tn_ints size_, tn_ints stride_, tn_as_strided_scatter_args options_ = tn_as_strided_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.src = src_;
    options_.size = size_;
    options_.stride = stride_;
    options_.at = at_;
    return tn_as_strided_scatter_with(&options_);
}
inline tn_tensor *tn_swapaxes(tn_tensor *self_, int64_t axis0_, int64_t axis1_, tn_swapaxes_args options_ = tn_swapaxes_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.axis0 = axis0_;
    options_.axis1 = axis1_;
    options_.at = at_;
    return tn_swapaxes_with(&options_);
}
inline tn_tensor *tn_swapdims(tn_tensor *self_, int64_t dim0_, int64_t dim1_, tn_swapdims_args options_ = tn_swapdims_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim0 = dim0_;
    options_.dim1 = dim1_;
    options_.at = at_;
    return tn_swapdims_with(&options_);
}
inline tn_tensor *tn_moveaxis(tn_tensor *self_, tn_ints source_, tn_ints destination_, tn_moveaxis_args options_ = tn_moveaxis_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.source = source_;
    options_.destination = destination_;
    options_.at = at_;
    return tn_moveaxis_with(&options_);
}
inline tn_tensor *tn_expand_as(tn_tensor *self_, tn_tensor *other_, tn_expand_as_args options_ = tn_expand_as_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_expand_as_with(&options_);
}
inline tn_tensor *tn_view_as(tn_tensor *self_, tn_tensor *other_, tn_view_as_args options_ = tn_view_as_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_view_as_with(&options_);
}
inline tn_tensor *tn_reshape_as(tn_tensor *self_, tn_tensor *other_, tn_reshape_as_args options_ = tn_reshape_as_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_reshape_as_with(&options_);
}
inline tn_tensor *tn_broadcast_to(tn_tensor *self_, tn_ints size_, tn_broadcast_to_args options_ = tn_broadcast_to_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.size = size_;
    options_.at = at_;
    return tn_broadcast_to_with(&options_);
}
inline tn_tensor *tn_ravel(tn_tensor *self_, tn_ravel_args options_ = tn_ravel_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_ravel_with(&options_);
}
inline tn_tensor *tn_adjoint(tn_tensor *self_, tn_adjoint_args options_ = tn_adjoint_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_adjoint_with(&options_);
}
inline tn_tensor *tn_arange(tenon_detail::number end_, tn_arange_args options_ = tn_arange_args(), tn_site at_ = TN_CALLER) {
    options_.end = end_;
    options_.at = at_;
    return tn_arange_with(&options_);
}
inline tn_tensor *tn_arange_start(tenon_detail::number start_, tenon_detail::number end_, tn_arange_start_args options_ = tn_arange_start_args(), tn_site at_ = TN_CALLER) {
    options_.start = start_;
    options_.end = end_;
    options_.at = at_;
    return tn_arange_start_with(&options_);
}
inline tn_tensor *tn_arange_start_step(tenon_detail::number start_, tenon_detail::number end_, tenon_detail::number step_, tn_arange_start_step_args options_ = tn_arange_start_step_args(), tn_site at_ = TN_CALLER) {
    options_.start = start_;
    options_.end = end_;
    options_.step = step_;
    options_.at = at_;
    return tn_arange_start_step_with(&options_);
}
inline tn_tensor *tn_linspace(tenon_detail::number start_, tenon_detail::number end_, int64_t steps_, tn_linspace_args options_ = tn_linspace_args(), tn_site at_ = TN_CALLER) {
    options_.start = start_;
    options_.end = end_;
    options_.steps = steps_;
    options_.at = at_;
    return tn_linspace_with(&options_);
}
inline tn_tensor *tn_logspace(tenon_detail::number start_, tenon_detail::number end_, int64_t steps_, double base_, tn_logspace_args options_ = tn_logspace_args(), tn_site at_ = TN_CALLER) {
    options_.start = start_;
    options_.end = end_;
    options_.steps = steps_;
    options_.base = base_;
    options_.at = at_;
    return tn_logspace_with(&options_);
}
inline tn_tensor *tn_eye(int64_t n_, tn_eye_args options_ = tn_eye_args(), tn_site at_ = TN_CALLER) {
    options_.n = n_;
    options_.at = at_;
    return tn_eye_with(&options_);
}
inline tn_tensor *tn_eye_m(int64_t n_, int64_t m_, tn_eye_m_args options_ = tn_eye_m_args(), tn_site at_ = TN_CALLER) {
    options_.n = n_;
    options_.m = m_;
    options_.at = at_;
    return tn_eye_m_with(&options_);
}
inline tn_tensor *tn_scalar_tensor(tenon_detail::number s_, tn_scalar_tensor_args options_ = tn_scalar_tensor_args(), tn_site at_ = TN_CALLER) {
    options_.s = s_;
    options_.at = at_;
    return tn_scalar_tensor_with(&options_);
}
inline tn_tensor *tn_empty_strided(tn_ints size_, tn_ints stride_, tn_empty_strided_args options_ = tn_empty_strided_args(), tn_site at_ = TN_CALLER) {
    options_.size = size_;
    options_.stride = stride_;
    options_.at = at_;
    return tn_empty_strided_with(&options_);
}
inline tn_native_attention_result tn_native_attention(tn_tensor *query_, tn_tensor *key_, tn_tensor *value_, tn_tensor *attn_mask_, bool is_causal_, double scale_, tn_native_attention_args options_ = tn_native_attention_args(), tn_site at_ = TN_CALLER) {
    options_.query = query_;
    options_.key = key_;
    options_.value = value_;
    options_.attn_mask = attn_mask_;
    options_.is_causal = is_causal_;
    options_.scale = scale_;
    options_.at = at_;
    return tn_native_attention_with(&options_);
}
inline tn_native_attention_backward_result tn_native_attention_backward(tn_tensor *grad_, tn_tensor *query_, tn_tensor *key_, tn_tensor *value_, tn_tensor *attn_mask_, tn_tensor *result_, tn_tensor *logsumexp_, bool is_causal_, double scale_, tn_native_attention_backward_args options_ = tn_native_attention_backward_args(), tn_site at_ = TN_CALLER) {
    options_.grad = grad_;
    options_.query = query_;
    options_.key = key_;
    options_.value = value_;
    options_.attn_mask = attn_mask_;
    options_.result = result_;
    options_.logsumexp = logsumexp_;
    options_.is_causal = is_causal_;
    options_.scale = scale_;
    options_.at = at_;
    return tn_native_attention_backward_with(&options_);
}
inline tn_tensor *tn_scaled_dot_product_attention(tn_tensor *query_, tn_tensor *key_, tn_tensor *value_, tn_scaled_dot_product_attention_args options_ = tn_scaled_dot_product_attention_args(), tn_site at_ = TN_CALLER) {
    options_.query = query_;
    options_.key = key_;
    options_.value = value_;
    options_.at = at_;
    return tn_scaled_dot_product_attention_with(&options_);
}
inline tn_sort_result tn_sort(tn_tensor *self_, int64_t dim_, tn_sort_args options_ = tn_sort_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_sort_with(&options_);
}
inline tn_sort_stable_result tn_sort_stable(tn_tensor *self_, tenon_detail::number stable_, int64_t dim_, tn_sort_stable_args options_ = tn_sort_stable_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.stable = stable_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_sort_stable_with(&options_);
}
inline tn_tensor *tn_argsort(tn_tensor *self_, int64_t dim_, tn_argsort_args options_ = tn_argsort_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_argsort_with(&options_);
}
inline tn_tensor *tn_msort(tn_tensor *self_, tn_msort_args options_ = tn_msort_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_msort_with(&options_);
}
inline tn_topk_result tn_topk(tn_tensor *self_, int64_t k_, int64_t dim_, tn_topk_args options_ = tn_topk_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.k = k_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_topk_with(&options_);
}
inline tn_kthvalue_result tn_kthvalue(tn_tensor *self_, int64_t k_, int64_t dim_, tn_kthvalue_args options_ = tn_kthvalue_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.k = k_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_kthvalue_with(&options_);
}
inline tn_tensor *tn_median(tn_tensor *self_, tn_median_args options_ = tn_median_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_median_with(&options_);
}
inline tn_median_dim_result tn_median_dim(tn_tensor *self_, int64_t dim_, tn_median_dim_args options_ = tn_median_dim_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_median_dim_with(&options_);
}
inline tn_tensor *tn_nanmedian(tn_tensor *self_, tn_nanmedian_args options_ = tn_nanmedian_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_nanmedian_with(&options_);
}
inline tn_nanmedian_dim_result tn_nanmedian_dim(tn_tensor *self_, int64_t dim_, tn_nanmedian_dim_args options_ = tn_nanmedian_dim_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_nanmedian_dim_with(&options_);
}
inline tn_tensor *tn_search_rows(tn_tensor *sorted_, tn_tensor *values_, tn_search_rows_args options_ = tn_search_rows_args(), tn_site at_ = TN_CALLER) {
    options_.sorted = sorted_;
    options_.values = values_;
    options_.at = at_;
    return tn_search_rows_with(&options_);
}
inline tn_tensor *tn_searchsorted(tn_tensor *sorted_sequence_, tenon_detail::number self_, tn_searchsorted_args options_ = tn_searchsorted_args(), tn_site at_ = TN_CALLER) {
    options_.sorted_sequence = sorted_sequence_;
    options_.self = self_;
    options_.at = at_;
    return tn_searchsorted_with(&options_);
}
inline tn_tensor *tn_bucketize(tenon_detail::number self_, tn_tensor *boundaries_, tn_bucketize_args options_ = tn_bucketize_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.boundaries = boundaries_;
    options_.at = at_;
    return tn_bucketize_with(&options_);
}
inline tn_unique_result tn_unique(tn_tensor *self_, tn_unique_args options_ = tn_unique_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_unique_with(&options_);
}
inline tn_unique_consecutive_result tn_unique_consecutive(tn_tensor *self_, tn_unique_consecutive_args options_ = tn_unique_consecutive_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_unique_consecutive_with(&options_);
}
inline tn_mode_result tn_mode(tn_tensor *self_, int64_t dim_, tn_mode_args options_ = tn_mode_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_mode_with(&options_);
}
inline tn_tensor *tn_isin(tenon_detail::number elements_, tenon_detail::number test_elements_, tn_isin_args options_ = tn_isin_args(), tn_site at_ = TN_CALLER) {
    options_.elements = elements_;
    options_.test_elements = test_elements_;
    options_.at = at_;
    return tn_isin_with(&options_);
}
inline tn_tensor *tn_nonzero(tn_tensor *self_, tn_nonzero_args options_ = tn_nonzero_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_nonzero_with(&options_);
}
inline tn_tensor *tn_argwhere(tn_tensor *self_, tn_argwhere_args options_ = tn_argwhere_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_argwhere_with(&options_);
}
inline tn_tensor *tn_masked_select(tn_tensor *self_, tn_tensor *mask_, tn_masked_select_args options_ = tn_masked_select_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mask = mask_;
    options_.at = at_;
    return tn_masked_select_with(&options_);
}
inline tn_tensor *tn_masked_select_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mask_, tn_masked_select_args options_ = tn_masked_select_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mask = mask_;
    options_.out = out_;
    options_.at = at_;
    return tn_masked_select_into_with(&options_);
}
inline tn_tensor *tn_masked_fill(tn_tensor *self_, tn_tensor *mask_, tenon_detail::number value_, tn_masked_fill_args options_ = tn_masked_fill_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mask = mask_;
    options_.value = value_;
    options_.at = at_;
    return tn_masked_fill_with(&options_);
}
inline tn_tensor *tn_masked_fill_(tn_tensor *self_, tn_tensor *mask_, tenon_detail::number value_, tn_masked_fill_args options_ = tn_masked_fill_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mask = mask_;
    options_.value = value_;
    options_.at = at_;
    return tn_masked_fill_inplace_with(&options_);
}
inline tn_tensor *tn_masked_scatter(tn_tensor *self_, tn_tensor *mask_, tn_tensor *source_, tn_masked_scatter_args options_ = tn_masked_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mask = mask_;
    options_.source = source_;
    options_.at = at_;
    return tn_masked_scatter_with(&options_);
}
inline tn_tensor *tn_masked_scatter_(tn_tensor *self_, tn_tensor *mask_, tn_tensor *source_, tn_masked_scatter_args options_ = tn_masked_scatter_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mask = mask_;
    options_.source = source_;
    options_.at = at_;
    return tn_masked_scatter_inplace_with(&options_);
}
inline tn_tensor *tn_index_fill(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number value_, tn_index_fill_args options_ = tn_index_fill_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.value = value_;
    options_.at = at_;
    return tn_index_fill_with(&options_);
}
inline tn_tensor *tn_index_fill_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tenon_detail::number value_, tn_index_fill_args options_ = tn_index_fill_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.value = value_;
    options_.at = at_;
    return tn_index_fill_inplace_with(&options_);
}
inline tn_tensor *tn_take(tn_tensor *self_, tn_tensor *index_, tn_take_args options_ = tn_take_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.index = index_;
    options_.at = at_;
    return tn_take_with(&options_);
}
inline tn_tensor *tn_take_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *index_, tn_take_args options_ = tn_take_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.index = index_;
    options_.out = out_;
    options_.at = at_;
    return tn_take_into_with(&options_);
}
inline tn_tensor *tn_put(tn_tensor *self_, tn_tensor *index_, tn_tensor *source_, tn_put_args options_ = tn_put_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.index = index_;
    options_.source = source_;
    options_.at = at_;
    return tn_put_with(&options_);
}
inline tn_tensor *tn_put_(tn_tensor *self_, tn_tensor *index_, tn_tensor *source_, tn_put_args options_ = tn_put_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.index = index_;
    options_.source = source_;
    options_.at = at_;
    return tn_put_inplace_with(&options_);
}
inline tn_tensor *tn_take_along_dim(tn_tensor *self_, tn_tensor *indices_, tn_take_along_dim_args options_ = tn_take_along_dim_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_take_along_dim_with(&options_);
}
inline tn_tensor *tn_bincount(tn_tensor *self_, tn_bincount_args options_ = tn_bincount_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_bincount_with(&options_);
}
inline tn_tensor *tn_index_reduce(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, const char *reduce_, tn_index_reduce_args options_ = tn_index_reduce_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.reduce = reduce_;
    options_.at = at_;
    return tn_index_reduce_with(&options_);
}
inline tn_tensor *tn_index_reduce_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *source_, const char *reduce_, tn_index_reduce_args options_ = tn_index_reduce_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.source = source_;
    options_.reduce = reduce_;
    options_.at = at_;
    return tn_index_reduce_inplace_with(&options_);
}
inline tn_tensor *tn_segment_reduce(tn_tensor *data_, const char *reduce_, tn_segment_reduce_args options_ = tn_segment_reduce_args(), tn_site at_ = TN_CALLER) {
    options_.data = data_;
    options_.reduce = reduce_;
    options_.at = at_;
    return tn_segment_reduce_with(&options_);
}
inline tn_tensor *tn_embedding_bag(tn_tensor *weight_, tn_tensor *indices_, tn_embedding_bag_args options_ = tn_embedding_bag_args(), tn_site at_ = TN_CALLER) {
    options_.weight = weight_;
    options_.indices = indices_;
    options_.at = at_;
    return tn_embedding_bag_with(&options_);
}
inline tn_tensor *tn_histc(tn_tensor *self_, tn_histc_args options_ = tn_histc_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_histc_with(&options_);
}
inline tn_tensor *tn_scatter_combine(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, const char *reduce_, tn_scatter_combine_args options_ = tn_scatter_combine_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.reduce = reduce_;
    options_.at = at_;
    return tn_scatter_combine_with(&options_);
}
inline tn_tensor *tn_scatter_reduce(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, const char *reduce_, tn_scatter_reduce_args options_ = tn_scatter_reduce_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.reduce = reduce_;
    options_.at = at_;
    return tn_scatter_reduce_with(&options_);
}
inline tn_tensor *tn_scatter_reduce_(tn_tensor *self_, int64_t dim_, tn_tensor *index_, tn_tensor *src_, const char *reduce_, tn_scatter_reduce_args options_ = tn_scatter_reduce_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.index = index_;
    options_.src = src_;
    options_.reduce = reduce_;
    options_.at = at_;
    return tn_scatter_reduce_inplace_with(&options_);
}
inline tn_tensor *tn_randint_like(tn_tensor *self_, int64_t low_, int64_t high_, tn_randint_like_args options_ = tn_randint_like_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.low = low_;
    options_.high = high_;
    options_.at = at_;
    return tn_randint_like_with(&options_);
}
inline tn_tensor *tn_randperm(int64_t n_, tn_randperm_args options_ = tn_randperm_args(), tn_site at_ = TN_CALLER) {
    options_.n = n_;
    options_.at = at_;
    return tn_randperm_with(&options_);
}
inline tn_tensor *tn_cauchy(tn_tensor *self_, double median_, double sigma_, tn_cauchy_args options_ = tn_cauchy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.median = median_;
    options_.sigma = sigma_;
    options_.at = at_;
    return tn_cauchy_with(&options_);
}
inline tn_tensor *tn_cauchy_(tn_tensor *self_, double median_, double sigma_, tn_cauchy_args options_ = tn_cauchy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.median = median_;
    options_.sigma = sigma_;
    options_.at = at_;
    return tn_cauchy_inplace_with(&options_);
}
inline tn_tensor *tn_log_normal(tn_tensor *self_, double mean_, double std_, tn_log_normal_args options_ = tn_log_normal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mean = mean_;
    options_.std = std_;
    options_.at = at_;
    return tn_log_normal_with(&options_);
}
inline tn_tensor *tn_log_normal_(tn_tensor *self_, double mean_, double std_, tn_log_normal_args options_ = tn_log_normal_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mean = mean_;
    options_.std = std_;
    options_.at = at_;
    return tn_log_normal_inplace_with(&options_);
}
inline tn_tensor *tn_geometric(tn_tensor *self_, double p_, tn_geometric_args options_ = tn_geometric_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_geometric_with(&options_);
}
inline tn_tensor *tn_geometric_(tn_tensor *self_, double p_, tn_geometric_args options_ = tn_geometric_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_geometric_inplace_with(&options_);
}
inline tn_tensor *tn_bernoulli_Tensor(tn_tensor *self_, tn_tensor *p_, tn_bernoulli_Tensor_args options_ = tn_bernoulli_Tensor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_bernoulli_Tensor_with(&options_);
}
inline tn_tensor *tn_bernoulli_of(tn_tensor *self_, tn_bernoulli_of_args options_ = tn_bernoulli_of_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_bernoulli_of_with(&options_);
}
inline tn_tensor *tn_feature_dropout(tn_tensor *input_, double p_, bool train_, tn_feature_dropout_args options_ = tn_feature_dropout_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.p = p_;
    options_.train = train_;
    options_.at = at_;
    return tn_feature_dropout_with(&options_);
}
inline tn_tensor *tn_multinomial(tn_tensor *self_, int64_t num_samples_, tn_multinomial_args options_ = tn_multinomial_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.num_samples = num_samples_;
    options_.at = at_;
    return tn_multinomial_with(&options_);
}
inline tn_tensor *tn_mse_loss(tn_tensor *self_, tn_tensor *target_, tn_mse_loss_args options_ = tn_mse_loss_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_mse_loss_with(&options_);
}
inline tn_tensor *tn_l1_loss(tn_tensor *self_, tn_tensor *target_, tn_l1_loss_args options_ = tn_l1_loss_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_l1_loss_with(&options_);
}
inline tn_tensor *tn_smooth_l1_loss(tn_tensor *self_, tn_tensor *target_, double beta_, tn_smooth_l1_loss_args options_ = tn_smooth_l1_loss_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.beta = beta_;
    options_.at = at_;
    return tn_smooth_l1_loss_with(&options_);
}
inline tn_tensor *tn_huber_loss(tn_tensor *self_, tn_tensor *target_, double delta_, tn_huber_loss_args options_ = tn_huber_loss_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.delta = delta_;
    options_.at = at_;
    return tn_huber_loss_with(&options_);
}
inline tn_tensor *tn_binary_cross_entropy(tn_tensor *self_, tn_tensor *target_, tn_binary_cross_entropy_args options_ = tn_binary_cross_entropy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_binary_cross_entropy_with(&options_);
}
inline tn_tensor *tn_binary_cross_entropy_with_logits(tn_tensor *self_, tn_tensor *target_, tn_binary_cross_entropy_with_logits_args options_ = tn_binary_cross_entropy_with_logits_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_binary_cross_entropy_with_logits_with(&options_);
}
inline tn_tensor *tn_kl_div(tn_tensor *self_, tn_tensor *target_, tn_kl_div_args options_ = tn_kl_div_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_kl_div_with(&options_);
}
inline tn_tensor *tn_poisson_nll_loss(tn_tensor *input_, tn_tensor *target_, double eps_, tn_poisson_nll_loss_args options_ = tn_poisson_nll_loss_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.target = target_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_poisson_nll_loss_with(&options_);
}
inline tn_tensor *tn_soft_margin_loss(tn_tensor *self_, tn_tensor *target_, tn_soft_margin_loss_args options_ = tn_soft_margin_loss_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_soft_margin_loss_with(&options_);
}
inline tn_tensor *tn_hinge_embedding_loss(tn_tensor *self_, tn_tensor *target_, double margin_, tn_hinge_embedding_loss_args options_ = tn_hinge_embedding_loss_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.margin = margin_;
    options_.at = at_;
    return tn_hinge_embedding_loss_with(&options_);
}
inline tn_tensor *tn_margin_ranking_loss(tn_tensor *input1_, tn_tensor *input2_, tn_tensor *target_, tn_margin_ranking_loss_args options_ = tn_margin_ranking_loss_args(), tn_site at_ = TN_CALLER) {
    options_.input1 = input1_;
    options_.input2 = input2_;
    options_.target = target_;
    options_.at = at_;
    return tn_margin_ranking_loss_with(&options_);
}
inline tn_tensor *tn_cosine_similarity(tn_tensor *x1_, tn_tensor *x2_, int64_t dim_, double eps_, tn_cosine_similarity_args options_ = tn_cosine_similarity_args(), tn_site at_ = TN_CALLER) {
    options_.x1 = x1_;
    options_.x2 = x2_;
    options_.dim = dim_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_cosine_similarity_with(&options_);
}
inline tn_tensor *tn_cosine_embedding_loss(tn_tensor *input1_, tn_tensor *input2_, tn_tensor *target_, tn_cosine_embedding_loss_args options_ = tn_cosine_embedding_loss_args(), tn_site at_ = TN_CALLER) {
    options_.input1 = input1_;
    options_.input2 = input2_;
    options_.target = target_;
    options_.at = at_;
    return tn_cosine_embedding_loss_with(&options_);
}
inline tn_tensor *tn_pairwise_distance(tn_tensor *x1_, tn_tensor *x2_, double p_, double eps_, tn_pairwise_distance_args options_ = tn_pairwise_distance_args(), tn_site at_ = TN_CALLER) {
    options_.x1 = x1_;
    options_.x2 = x2_;
    options_.p = p_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_pairwise_distance_with(&options_);
}
inline tn_tensor *tn_triplet_margin_loss(tn_tensor *anchor_, tn_tensor *positive_, tn_tensor *negative_, double margin_, double p_, double eps_, tn_triplet_margin_loss_args options_ = tn_triplet_margin_loss_args(), tn_site at_ = TN_CALLER) {
    options_.anchor = anchor_;
    options_.positive = positive_;
    options_.negative = negative_;
    options_.margin = margin_;
    options_.p = p_;
    options_.eps = eps_;
    options_.at = at_;
    return tn_triplet_margin_loss_with(&options_);
}
inline tn_tensor *tn_nll_loss(tn_tensor *self_, tn_tensor *target_, tn_nll_loss_args options_ = tn_nll_loss_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_nll_loss_with(&options_);
}
inline tn_tensor *tn_cross_entropy(tn_tensor *self_, tn_tensor *target_, tn_cross_entropy_args options_ = tn_cross_entropy_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.target = target_;
    options_.at = at_;
    return tn_cross_entropy_with(&options_);
}
inline tn_tensor *tn_addmv(tn_tensor *self_, tn_tensor *mat_, tn_tensor *vec_, tn_addmv_args options_ = tn_addmv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat = mat_;
    options_.vec = vec_;
    options_.at = at_;
    return tn_addmv_with(&options_);
}
inline tn_tensor *tn_addmv_(tn_tensor *self_, tn_tensor *mat_, tn_tensor *vec_, tn_addmv_args options_ = tn_addmv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat = mat_;
    options_.vec = vec_;
    options_.at = at_;
    return tn_addmv_inplace_with(&options_);
}
inline tn_tensor *tn_addmv_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *mat_, tn_tensor *vec_, tn_addmv_args options_ = tn_addmv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.mat = mat_;
    options_.vec = vec_;
    options_.out = out_;
    options_.at = at_;
    return tn_addmv_into_with(&options_);
}
inline tn_tensor *tn_addr(tn_tensor *self_, tn_tensor *vec1_, tn_tensor *vec2_, tn_addr_args options_ = tn_addr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec1 = vec1_;
    options_.vec2 = vec2_;
    options_.at = at_;
    return tn_addr_with(&options_);
}
inline tn_tensor *tn_addr_(tn_tensor *self_, tn_tensor *vec1_, tn_tensor *vec2_, tn_addr_args options_ = tn_addr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec1 = vec1_;
    options_.vec2 = vec2_;
    options_.at = at_;
    return tn_addr_inplace_with(&options_);
}
inline tn_tensor *tn_addr_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *vec1_, tn_tensor *vec2_, tn_addr_args options_ = tn_addr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec1 = vec1_;
    options_.vec2 = vec2_;
    options_.out = out_;
    options_.at = at_;
    return tn_addr_into_with(&options_);
}
inline tn_tensor *tn_addbmm(tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_addbmm_args options_ = tn_addbmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    options_.at = at_;
    return tn_addbmm_with(&options_);
}
inline tn_tensor *tn_addbmm_(tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_addbmm_args options_ = tn_addbmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    options_.at = at_;
    return tn_addbmm_inplace_with(&options_);
}
inline tn_tensor *tn_addbmm_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *batch1_, tn_tensor *batch2_, tn_addbmm_args options_ = tn_addbmm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.batch1 = batch1_;
    options_.batch2 = batch2_;
    options_.out = out_;
    options_.at = at_;
    return tn_addbmm_into_with(&options_);
}
inline tn_tensor *tn_ger(tn_tensor *self_, tn_tensor *vec2_, tn_ger_args options_ = tn_ger_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec2 = vec2_;
    options_.at = at_;
    return tn_ger_with(&options_);
}
inline tn_tensor *tn_ger_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *vec2_, tn_ger_args options_ = tn_ger_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.vec2 = vec2_;
    options_.out = out_;
    options_.at = at_;
    return tn_ger_into_with(&options_);
}
inline tn_tensor *tn_vdot(tn_tensor *self_, tn_tensor *other_, tn_vdot_args options_ = tn_vdot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_vdot_with(&options_);
}
inline tn_tensor *tn_vdot_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_vdot_args options_ = tn_vdot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_vdot_into_with(&options_);
}
inline tn_tensor *tn_cross(tn_tensor *self_, tn_tensor *other_, tn_cross_args options_ = tn_cross_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_cross_with(&options_);
}
inline tn_tensor *tn_cross_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_cross_args options_ = tn_cross_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_cross_into_with(&options_);
}
inline tn_tensor *tn_tensordot(tn_tensor *self_, tn_tensor *other_, tn_ints dims_self_, tn_ints dims_other_, tn_tensordot_args options_ = tn_tensordot_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.dims_self = dims_self_;
    options_.dims_other = dims_other_;
    options_.at = at_;
    return tn_tensordot_with(&options_);
}
inline tn_tensor *tn_einsum(const char *equation_, tn_tensors tensors_, tn_einsum_args options_ = tn_einsum_args(), tn_site at_ = TN_CALLER) {
    options_.equation = equation_;
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_einsum_with(&options_);
}
inline tn_tensor *tn_inner(tn_tensor *self_, tn_tensor *other_, tn_inner_args options_ = tn_inner_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_inner_with(&options_);
}
inline tn_tensor *tn_inner_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_inner_args options_ = tn_inner_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_inner_into_with(&options_);
}
inline tn_tensor *tn_kron(tn_tensor *self_, tn_tensor *other_, tn_kron_args options_ = tn_kron_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_kron_with(&options_);
}
inline tn_tensor *tn_kron_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_kron_args options_ = tn_kron_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_kron_into_with(&options_);
}
inline tn_tensor *tn_bilinear(tn_tensor *input1_, tn_tensor *input2_, tn_tensor *weight_, tn_bilinear_args options_ = tn_bilinear_args(), tn_site at_ = TN_CALLER) {
    options_.input1 = input1_;
    options_.input2 = input2_;
    options_.weight = weight_;
    options_.at = at_;
    return tn_bilinear_with(&options_);
}
inline tn_tensor *tn_trace(tn_tensor *self_, tn_trace_args options_ = tn_trace_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_trace_with(&options_);
}
inline tn_tensor *tn_diff(tn_tensor *self_, int64_t dim_, tn_diff_args options_ = tn_diff_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_diff_with(&options_);
}
inline tn_tensor *tn_norm(tn_tensor *self_, tn_norm_args options_ = tn_norm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_norm_with(&options_);
}
inline tn_tensor *tn_dist(tn_tensor *self_, tn_tensor *other_, tn_dist_args options_ = tn_dist_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_dist_with(&options_);
}
inline tn_tensor *tn_nanmean(tn_tensor *self_, tn_nanmean_args options_ = tn_nanmean_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_nanmean_with(&options_);
}
inline tn_var_mean_result tn_var_mean(tn_tensor *self_, tn_var_mean_args options_ = tn_var_mean_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_var_mean_with(&options_);
}
inline tn_std_mean_result tn_std_mean(tn_tensor *self_, tn_std_mean_args options_ = tn_std_mean_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_std_mean_with(&options_);
}
inline tn_aminmax_result tn_aminmax(tn_tensor *self_, tn_aminmax_args options_ = tn_aminmax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_aminmax_with(&options_);
}
inline tn_tensor *tn_cumsum(tn_tensor *self_, int64_t dim_, tn_cumsum_args options_ = tn_cumsum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_cumsum_with(&options_);
}
inline tn_tensor *tn_cumsum_(tn_tensor *self_, int64_t dim_, tn_cumsum_args options_ = tn_cumsum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_cumsum_inplace_with(&options_);
}
inline tn_tensor *tn_cumsum_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_cumsum_args options_ = tn_cumsum_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_cumsum_into_with(&options_);
}
inline tn_tensor *tn_cumprod(tn_tensor *self_, int64_t dim_, tn_cumprod_args options_ = tn_cumprod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_cumprod_with(&options_);
}
inline tn_tensor *tn_cumprod_(tn_tensor *self_, int64_t dim_, tn_cumprod_args options_ = tn_cumprod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_cumprod_inplace_with(&options_);
}
inline tn_tensor *tn_cumprod_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_cumprod_args options_ = tn_cumprod_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_cumprod_into_with(&options_);
}
inline tn_tensor *tn_logcumsumexp(tn_tensor *self_, int64_t dim_, tn_logcumsumexp_args options_ = tn_logcumsumexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_logcumsumexp_with(&options_);
}
inline tn_tensor *tn_logcumsumexp_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_logcumsumexp_args options_ = tn_logcumsumexp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_logcumsumexp_into_with(&options_);
}
inline tn_cummax_result tn_cummax(tn_tensor *self_, int64_t dim_, tn_cummax_args options_ = tn_cummax_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_cummax_with(&options_);
}
inline tn_cummin_result tn_cummin(tn_tensor *self_, int64_t dim_, tn_cummin_args options_ = tn_cummin_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_cummin_with(&options_);
}
inline tn_tensor *tn_fft_c2c(tn_tensor *self_, tn_ints dim_, int64_t normalization_, bool forward_, tn_fft_c2c_args options_ = tn_fft_c2c_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.normalization = normalization_;
    options_.forward = forward_;
    options_.at = at_;
    return tn_fft_c2c_with(&options_);
}
inline tn_tensor *tn_fft_c2c_into(tn_tensor *out_, tn_tensor *self_, tn_ints dim_, int64_t normalization_, bool forward_, tn_fft_c2c_args options_ = tn_fft_c2c_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.normalization = normalization_;
    options_.forward = forward_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_c2c_into_with(&options_);
}
inline tn_tensor *tn_fft_r2c(tn_tensor *self_, tn_ints dim_, int64_t normalization_, bool onesided_, tn_fft_r2c_args options_ = tn_fft_r2c_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.normalization = normalization_;
    options_.onesided = onesided_;
    options_.at = at_;
    return tn_fft_r2c_with(&options_);
}
inline tn_tensor *tn_fft_r2c_into(tn_tensor *out_, tn_tensor *self_, tn_ints dim_, int64_t normalization_, bool onesided_, tn_fft_r2c_args options_ = tn_fft_r2c_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.normalization = normalization_;
    options_.onesided = onesided_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_r2c_into_with(&options_);
}
inline tn_tensor *tn_fft_c2r(tn_tensor *self_, tn_ints dim_, int64_t normalization_, int64_t last_dim_size_, tn_fft_c2r_args options_ = tn_fft_c2r_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.normalization = normalization_;
    options_.last_dim_size = last_dim_size_;
    options_.at = at_;
    return tn_fft_c2r_with(&options_);
}
inline tn_tensor *tn_fft_c2r_into(tn_tensor *out_, tn_tensor *self_, tn_ints dim_, int64_t normalization_, int64_t last_dim_size_, tn_fft_c2r_args options_ = tn_fft_c2r_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.normalization = normalization_;
    options_.last_dim_size = last_dim_size_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_c2r_into_with(&options_);
}
inline tn_tensor *tn_native_fft_window(tn_tensor *self_, tn_tensor *window_, int64_t normalization_, bool onesided_, tn_native_fft_window_args options_ = tn_native_fft_window_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.window = window_;
    options_.normalization = normalization_;
    options_.onesided = onesided_;
    options_.at = at_;
    return tn_native_fft_window_with(&options_);
}
inline tn_tensor *tn_native_ifft_window(tn_tensor *self_, tn_tensor *window_, int64_t normalization_, tn_native_ifft_window_args options_ = tn_native_ifft_window_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.window = window_;
    options_.normalization = normalization_;
    options_.at = at_;
    return tn_native_ifft_window_with(&options_);
}
inline tn_tensor *tn_fft_fft(tn_tensor *self_, int64_t dim_, tn_fft_fft_args options_ = tn_fft_fft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_fft_fft_with(&options_);
}
inline tn_tensor *tn_fft_fft_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_fft_fft_args options_ = tn_fft_fft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_fft_into_with(&options_);
}
inline tn_tensor *tn_fft_ifft(tn_tensor *self_, int64_t dim_, tn_fft_ifft_args options_ = tn_fft_ifft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_fft_ifft_with(&options_);
}
inline tn_tensor *tn_fft_ifft_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_fft_ifft_args options_ = tn_fft_ifft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_ifft_into_with(&options_);
}
inline tn_tensor *tn_fft_rfft(tn_tensor *self_, int64_t dim_, tn_fft_rfft_args options_ = tn_fft_rfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_fft_rfft_with(&options_);
}
inline tn_tensor *tn_fft_rfft_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_fft_rfft_args options_ = tn_fft_rfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_rfft_into_with(&options_);
}
inline tn_tensor *tn_fft_irfft(tn_tensor *self_, int64_t dim_, tn_fft_irfft_args options_ = tn_fft_irfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_fft_irfft_with(&options_);
}
inline tn_tensor *tn_fft_irfft_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_fft_irfft_args options_ = tn_fft_irfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_irfft_into_with(&options_);
}
inline tn_tensor *tn_fft_hfft(tn_tensor *self_, int64_t dim_, tn_fft_hfft_args options_ = tn_fft_hfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_fft_hfft_with(&options_);
}
inline tn_tensor *tn_fft_hfft_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_fft_hfft_args options_ = tn_fft_hfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_hfft_into_with(&options_);
}
inline tn_tensor *tn_fft_ihfft(tn_tensor *self_, int64_t dim_, tn_fft_ihfft_args options_ = tn_fft_ihfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_fft_ihfft_with(&options_);
}
inline tn_tensor *tn_fft_ihfft_into(tn_tensor *out_, tn_tensor *self_, int64_t dim_, tn_fft_ihfft_args options_ = tn_fft_ihfft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_ihfft_into_with(&options_);
}
inline tn_tensor *tn_fft_fftn(tn_tensor *self_, tn_fft_fftn_args options_ = tn_fft_fftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_fftn_with(&options_);
}
inline tn_tensor *tn_fft_fftn_into(tn_tensor *out_, tn_tensor *self_, tn_fft_fftn_args options_ = tn_fft_fftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_fftn_into_with(&options_);
}
inline tn_tensor *tn_fft_ifftn(tn_tensor *self_, tn_fft_ifftn_args options_ = tn_fft_ifftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_ifftn_with(&options_);
}
inline tn_tensor *tn_fft_ifftn_into(tn_tensor *out_, tn_tensor *self_, tn_fft_ifftn_args options_ = tn_fft_ifftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_ifftn_into_with(&options_);
}
inline tn_tensor *tn_fft_rfftn(tn_tensor *self_, tn_fft_rfftn_args options_ = tn_fft_rfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_rfftn_with(&options_);
}
inline tn_tensor *tn_fft_rfftn_into(tn_tensor *out_, tn_tensor *self_, tn_fft_rfftn_args options_ = tn_fft_rfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_rfftn_into_with(&options_);
}
inline tn_tensor *tn_fft_irfftn(tn_tensor *self_, tn_fft_irfftn_args options_ = tn_fft_irfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_irfftn_with(&options_);
}
inline tn_tensor *tn_fft_irfftn_into(tn_tensor *out_, tn_tensor *self_, tn_fft_irfftn_args options_ = tn_fft_irfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_irfftn_into_with(&options_);
}
inline tn_tensor *tn_fft_hfftn(tn_tensor *self_, tn_fft_hfftn_args options_ = tn_fft_hfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_hfftn_with(&options_);
}
inline tn_tensor *tn_fft_hfftn_into(tn_tensor *out_, tn_tensor *self_, tn_fft_hfftn_args options_ = tn_fft_hfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_hfftn_into_with(&options_);
}
inline tn_tensor *tn_fft_ihfftn(tn_tensor *self_, tn_fft_ihfftn_args options_ = tn_fft_ihfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_ihfftn_with(&options_);
}
inline tn_tensor *tn_fft_ihfftn_into(tn_tensor *out_, tn_tensor *self_, tn_fft_ihfftn_args options_ = tn_fft_ihfftn_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_ihfftn_into_with(&options_);
}
inline tn_tensor *tn_fft_fft2(tn_tensor *self_, tn_fft_fft2_args options_ = tn_fft_fft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_fft2_with(&options_);
}
inline tn_tensor *tn_fft_fft2_into(tn_tensor *out_, tn_tensor *self_, tn_fft_fft2_args options_ = tn_fft_fft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_fft2_into_with(&options_);
}
inline tn_tensor *tn_fft_ifft2(tn_tensor *self_, tn_fft_ifft2_args options_ = tn_fft_ifft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_ifft2_with(&options_);
}
inline tn_tensor *tn_fft_ifft2_into(tn_tensor *out_, tn_tensor *self_, tn_fft_ifft2_args options_ = tn_fft_ifft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_ifft2_into_with(&options_);
}
inline tn_tensor *tn_fft_rfft2(tn_tensor *self_, tn_fft_rfft2_args options_ = tn_fft_rfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_rfft2_with(&options_);
}
inline tn_tensor *tn_fft_rfft2_into(tn_tensor *out_, tn_tensor *self_, tn_fft_rfft2_args options_ = tn_fft_rfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_rfft2_into_with(&options_);
}
inline tn_tensor *tn_fft_irfft2(tn_tensor *self_, tn_fft_irfft2_args options_ = tn_fft_irfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_irfft2_with(&options_);
}
inline tn_tensor *tn_fft_irfft2_into(tn_tensor *out_, tn_tensor *self_, tn_fft_irfft2_args options_ = tn_fft_irfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_irfft2_into_with(&options_);
}
inline tn_tensor *tn_fft_hfft2(tn_tensor *self_, tn_fft_hfft2_args options_ = tn_fft_hfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_hfft2_with(&options_);
}
inline tn_tensor *tn_fft_hfft2_into(tn_tensor *out_, tn_tensor *self_, tn_fft_hfft2_args options_ = tn_fft_hfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_hfft2_into_with(&options_);
}
inline tn_tensor *tn_fft_ihfft2(tn_tensor *self_, tn_fft_ihfft2_args options_ = tn_fft_ihfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_ihfft2_with(&options_);
}
inline tn_tensor *tn_fft_ihfft2_into(tn_tensor *out_, tn_tensor *self_, tn_fft_ihfft2_args options_ = tn_fft_ihfft2_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_fft_ihfft2_into_with(&options_);
}
inline tn_tensor *tn_fft_fftfreq(int64_t n_, double d_, tn_fft_fftfreq_args options_ = tn_fft_fftfreq_args(), tn_site at_ = TN_CALLER) {
    options_.n = n_;
    options_.d = d_;
    options_.at = at_;
    return tn_fft_fftfreq_with(&options_);
}
inline tn_tensor *tn_fft_rfftfreq(int64_t n_, double d_, tn_fft_rfftfreq_args options_ = tn_fft_rfftfreq_args(), tn_site at_ = TN_CALLER) {
    options_.n = n_;
    options_.d = d_;
    options_.at = at_;
    return tn_fft_rfftfreq_with(&options_);
}
inline tn_tensor *tn_fft_fftshift(tn_tensor *self_, tn_fft_fftshift_args options_ = tn_fft_fftshift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_fftshift_with(&options_);
}
inline tn_tensor *tn_fft_ifftshift(tn_tensor *self_, tn_fft_ifftshift_args options_ = tn_fft_ifftshift_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_fft_ifftshift_with(&options_);
}
inline tn_tensor *tn_native_fft_conv(tn_tensor *self_, tn_tensor *other_, int64_t first_, int64_t count_, tn_native_fft_conv_args options_ = tn_native_fft_conv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.first = first_;
    options_.count = count_;
    options_.at = at_;
    return tn_native_fft_conv_with(&options_);
}
inline tn_tensor *tn_fft_conv(tn_tensor *self_, tn_tensor *other_, tn_fft_conv_args options_ = tn_fft_conv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_fft_conv_with(&options_);
}
inline tn_tensor *tn_stft(tn_tensor *self_, int64_t n_fft_, tn_stft_args options_ = tn_stft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.n_fft = n_fft_;
    options_.at = at_;
    return tn_stft_with(&options_);
}
inline tn_tensor *tn_stft_center(tn_tensor *self_, int64_t n_fft_, tn_stft_center_args options_ = tn_stft_center_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.n_fft = n_fft_;
    options_.at = at_;
    return tn_stft_center_with(&options_);
}
inline tn_tensor *tn_istft(tn_tensor *self_, int64_t n_fft_, tn_istft_args options_ = tn_istft_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.n_fft = n_fft_;
    options_.at = at_;
    return tn_istft_with(&options_);
}
inline tn_linalg_cholesky_ex_result tn_linalg_cholesky_ex(tn_tensor *self_, tn_linalg_cholesky_ex_args options_ = tn_linalg_cholesky_ex_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_cholesky_ex_with(&options_);
}
inline tn_tensor *tn_linalg_cholesky(tn_tensor *self_, tn_linalg_cholesky_args options_ = tn_linalg_cholesky_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_cholesky_with(&options_);
}
inline tn_tensor *tn_linalg_cholesky_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_cholesky_args options_ = tn_linalg_cholesky_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_cholesky_into_with(&options_);
}
inline tn_tensor *tn_cholesky(tn_tensor *self_, tn_cholesky_args options_ = tn_cholesky_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_cholesky_with(&options_);
}
inline tn_tensor *tn_cholesky_into(tn_tensor *out_, tn_tensor *self_, tn_cholesky_args options_ = tn_cholesky_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_cholesky_into_with(&options_);
}
inline tn_tensor *tn_cholesky_solve(tn_tensor *self_, tn_tensor *input2_, tn_cholesky_solve_args options_ = tn_cholesky_solve_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.input2 = input2_;
    options_.at = at_;
    return tn_cholesky_solve_with(&options_);
}
inline tn_tensor *tn_cholesky_solve_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *input2_, tn_cholesky_solve_args options_ = tn_cholesky_solve_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.input2 = input2_;
    options_.out = out_;
    options_.at = at_;
    return tn_cholesky_solve_into_with(&options_);
}
inline tn_tensor *tn_cholesky_inverse(tn_tensor *self_, tn_cholesky_inverse_args options_ = tn_cholesky_inverse_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_cholesky_inverse_with(&options_);
}
inline tn_tensor *tn_cholesky_inverse_into(tn_tensor *out_, tn_tensor *self_, tn_cholesky_inverse_args options_ = tn_cholesky_inverse_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_cholesky_inverse_into_with(&options_);
}
inline tn_linalg_lu_factor_ex_result tn_linalg_lu_factor_ex(tn_tensor *A_, tn_linalg_lu_factor_ex_args options_ = tn_linalg_lu_factor_ex_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_lu_factor_ex_with(&options_);
}
inline tn_linalg_lu_factor_result tn_linalg_lu_factor(tn_tensor *A_, tn_linalg_lu_factor_args options_ = tn_linalg_lu_factor_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_lu_factor_with(&options_);
}
inline tn_linalg_lu_result tn_linalg_lu(tn_tensor *A_, tn_linalg_lu_args options_ = tn_linalg_lu_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_lu_with(&options_);
}
inline tn_lu_unpack_result tn_lu_unpack(tn_tensor *LU_data_, tn_tensor *LU_pivots_, tn_lu_unpack_args options_ = tn_lu_unpack_args(), tn_site at_ = TN_CALLER) {
    options_.LU_data = LU_data_;
    options_.LU_pivots = LU_pivots_;
    options_.at = at_;
    return tn_lu_unpack_with(&options_);
}
inline tn_tensor *tn_lu_permutation(tn_tensor *pivots_, int64_t rows_, tn_lu_permutation_args options_ = tn_lu_permutation_args(), tn_site at_ = TN_CALLER) {
    options_.pivots = pivots_;
    options_.rows = rows_;
    options_.at = at_;
    return tn_lu_permutation_with(&options_);
}
inline tn_tensor *tn_linalg_lu_solve(tn_tensor *LU_, tn_tensor *pivots_, tn_tensor *B_, tn_linalg_lu_solve_args options_ = tn_linalg_lu_solve_args(), tn_site at_ = TN_CALLER) {
    options_.LU = LU_;
    options_.pivots = pivots_;
    options_.B = B_;
    options_.at = at_;
    return tn_linalg_lu_solve_with(&options_);
}
inline tn_tensor *tn_lu_solve(tn_tensor *self_, tn_tensor *LU_data_, tn_tensor *LU_pivots_, tn_lu_solve_args options_ = tn_lu_solve_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.LU_data = LU_data_;
    options_.LU_pivots = LU_pivots_;
    options_.at = at_;
    return tn_lu_solve_with(&options_);
}
inline tn_linalg_ldl_factor_ex_result tn_linalg_ldl_factor_ex(tn_tensor *self_, tn_linalg_ldl_factor_ex_args options_ = tn_linalg_ldl_factor_ex_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_ldl_factor_ex_with(&options_);
}
inline tn_linalg_ldl_factor_result tn_linalg_ldl_factor(tn_tensor *self_, tn_linalg_ldl_factor_args options_ = tn_linalg_ldl_factor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_ldl_factor_with(&options_);
}
inline tn_tensor *tn_linalg_ldl_solve(tn_tensor *LD_, tn_tensor *pivots_, tn_tensor *B_, tn_linalg_ldl_solve_args options_ = tn_linalg_ldl_solve_args(), tn_site at_ = TN_CALLER) {
    options_.LD = LD_;
    options_.pivots = pivots_;
    options_.B = B_;
    options_.at = at_;
    return tn_linalg_ldl_solve_with(&options_);
}
inline tn_tensor *tn_check_info(tn_tensor *self_, int64_t code_, tn_check_info_args options_ = tn_check_info_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.code = code_;
    options_.at = at_;
    return tn_check_info_with(&options_);
}
inline tn_geqrf_result tn_geqrf(tn_tensor *self_, tn_geqrf_args options_ = tn_geqrf_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_geqrf_with(&options_);
}
inline tn_tensor *tn_native_householder_product(tn_tensor *input_, tn_tensor *tau_, tn_native_householder_product_args options_ = tn_native_householder_product_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.tau = tau_;
    options_.at = at_;
    return tn_native_householder_product_with(&options_);
}
inline tn_tensor *tn_linalg_householder_product(tn_tensor *input_, tn_tensor *tau_, tn_linalg_householder_product_args options_ = tn_linalg_householder_product_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.tau = tau_;
    options_.at = at_;
    return tn_linalg_householder_product_with(&options_);
}
inline tn_tensor *tn_linalg_householder_product_into(tn_tensor *out_, tn_tensor *input_, tn_tensor *tau_, tn_linalg_householder_product_args options_ = tn_linalg_householder_product_args(), tn_site at_ = TN_CALLER) {
    options_.input = input_;
    options_.tau = tau_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_householder_product_into_with(&options_);
}
inline tn_tensor *tn_orgqr(tn_tensor *self_, tn_tensor *input2_, tn_orgqr_args options_ = tn_orgqr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.input2 = input2_;
    options_.at = at_;
    return tn_orgqr_with(&options_);
}
inline tn_tensor *tn_orgqr_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *input2_, tn_orgqr_args options_ = tn_orgqr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.input2 = input2_;
    options_.out = out_;
    options_.at = at_;
    return tn_orgqr_into_with(&options_);
}
inline tn_tensor *tn_ormqr(tn_tensor *self_, tn_tensor *input2_, tn_tensor *input3_, tn_ormqr_args options_ = tn_ormqr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.input2 = input2_;
    options_.input3 = input3_;
    options_.at = at_;
    return tn_ormqr_with(&options_);
}
inline tn_linalg_qr_result tn_linalg_qr(tn_tensor *A_, tn_linalg_qr_args options_ = tn_linalg_qr_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_qr_with(&options_);
}
inline tn_qr_result tn_qr(tn_tensor *self_, tn_qr_args options_ = tn_qr_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_qr_with(&options_);
}
inline tn_native_svd_result tn_native_svd(tn_tensor *A_, bool full_matrices_, bool compute_uv_, tn_native_svd_args options_ = tn_native_svd_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.full_matrices = full_matrices_;
    options_.compute_uv = compute_uv_;
    options_.at = at_;
    return tn_native_svd_with(&options_);
}
inline tn_linalg_svd_result tn_linalg_svd(tn_tensor *A_, tn_linalg_svd_args options_ = tn_linalg_svd_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_svd_with(&options_);
}
inline tn_tensor *tn_linalg_svdvals(tn_tensor *A_, tn_linalg_svdvals_args options_ = tn_linalg_svdvals_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_svdvals_with(&options_);
}
inline tn_tensor *tn_linalg_svdvals_into(tn_tensor *out_, tn_tensor *A_, tn_linalg_svdvals_args options_ = tn_linalg_svdvals_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_svdvals_into_with(&options_);
}
inline tn_svd_result tn_svd(tn_tensor *self_, tn_svd_args options_ = tn_svd_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_svd_with(&options_);
}
inline tn_native_eigh_result tn_native_eigh(tn_tensor *A_, bool upper_, bool compute_v_, tn_native_eigh_args options_ = tn_native_eigh_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.upper = upper_;
    options_.compute_v = compute_v_;
    options_.at = at_;
    return tn_native_eigh_with(&options_);
}
inline tn_linalg_eigh_result tn_linalg_eigh(tn_tensor *self_, tn_linalg_eigh_args options_ = tn_linalg_eigh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_eigh_with(&options_);
}
inline tn_tensor *tn_linalg_eigvalsh(tn_tensor *self_, tn_linalg_eigvalsh_args options_ = tn_linalg_eigvalsh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_eigvalsh_with(&options_);
}
inline tn_tensor *tn_linalg_eigvalsh_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_eigvalsh_args options_ = tn_linalg_eigvalsh_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_eigvalsh_into_with(&options_);
}
inline tn_symeig_result tn_symeig(tn_tensor *self_, tn_symeig_args options_ = tn_symeig_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_symeig_with(&options_);
}
inline tn_native_eig_result tn_native_eig(tn_tensor *self_, bool compute_v_, tn_native_eig_args options_ = tn_native_eig_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.compute_v = compute_v_;
    options_.at = at_;
    return tn_native_eig_with(&options_);
}
inline tn_linalg_eig_result tn_linalg_eig(tn_tensor *self_, tn_linalg_eig_args options_ = tn_linalg_eig_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_eig_with(&options_);
}
inline tn_tensor *tn_linalg_eigvals(tn_tensor *self_, tn_linalg_eigvals_args options_ = tn_linalg_eigvals_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_eigvals_with(&options_);
}
inline tn_tensor *tn_linalg_eigvals_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_eigvals_args options_ = tn_linalg_eigvals_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_eigvals_into_with(&options_);
}
inline tn_tensor *tn_linalg_solve_triangular(tn_tensor *self_, tn_tensor *B_, bool upper_, tn_linalg_solve_triangular_args options_ = tn_linalg_solve_triangular_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.B = B_;
    options_.upper = upper_;
    options_.at = at_;
    return tn_linalg_solve_triangular_with(&options_);
}
inline tn_triangular_solve_result tn_triangular_solve(tn_tensor *self_, tn_tensor *A_, tn_triangular_solve_args options_ = tn_triangular_solve_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.A = A_;
    options_.at = at_;
    return tn_triangular_solve_with(&options_);
}
inline tn_native_solve_result tn_native_solve(tn_tensor *A_, tn_tensor *B_, tn_native_solve_args options_ = tn_native_solve_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.B = B_;
    options_.at = at_;
    return tn_native_solve_with(&options_);
}
inline tn_linalg_solve_ex_result tn_linalg_solve_ex(tn_tensor *A_, tn_tensor *B_, tn_linalg_solve_ex_args options_ = tn_linalg_solve_ex_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.B = B_;
    options_.at = at_;
    return tn_linalg_solve_ex_with(&options_);
}
inline tn_tensor *tn_linalg_solve(tn_tensor *A_, tn_tensor *B_, tn_linalg_solve_args options_ = tn_linalg_solve_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.B = B_;
    options_.at = at_;
    return tn_linalg_solve_with(&options_);
}
inline tn_tensor *tn_linalg_solve_into(tn_tensor *out_, tn_tensor *A_, tn_tensor *B_, tn_linalg_solve_args options_ = tn_linalg_solve_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.B = B_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_solve_into_with(&options_);
}
inline tn_linalg_inv_ex_result tn_linalg_inv_ex(tn_tensor *A_, tn_linalg_inv_ex_args options_ = tn_linalg_inv_ex_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_inv_ex_with(&options_);
}
inline tn_tensor *tn_linalg_inv(tn_tensor *A_, tn_linalg_inv_args options_ = tn_linalg_inv_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_inv_with(&options_);
}
inline tn_tensor *tn_linalg_inv_into(tn_tensor *out_, tn_tensor *A_, tn_linalg_inv_args options_ = tn_linalg_inv_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_inv_into_with(&options_);
}
inline tn_tensor *tn_inverse(tn_tensor *self_, tn_inverse_args options_ = tn_inverse_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_inverse_with(&options_);
}
inline tn_tensor *tn_inverse_into(tn_tensor *out_, tn_tensor *self_, tn_inverse_args options_ = tn_inverse_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_inverse_into_with(&options_);
}
inline tn_native_det_result tn_native_det(tn_tensor *A_, tn_native_det_args options_ = tn_native_det_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_native_det_with(&options_);
}
inline tn_tensor *tn_linalg_det(tn_tensor *A_, tn_linalg_det_args options_ = tn_linalg_det_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_det_with(&options_);
}
inline tn_tensor *tn_linalg_det_into(tn_tensor *out_, tn_tensor *A_, tn_linalg_det_args options_ = tn_linalg_det_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_det_into_with(&options_);
}
inline tn_tensor *tn_det(tn_tensor *self_, tn_det_args options_ = tn_det_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_det_with(&options_);
}
inline tn_native_slogdet_result tn_native_slogdet(tn_tensor *A_, tn_native_slogdet_args options_ = tn_native_slogdet_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_native_slogdet_with(&options_);
}
inline tn_linalg_slogdet_result tn_linalg_slogdet(tn_tensor *A_, tn_linalg_slogdet_args options_ = tn_linalg_slogdet_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_slogdet_with(&options_);
}
inline tn_slogdet_result tn_slogdet(tn_tensor *self_, tn_slogdet_args options_ = tn_slogdet_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_slogdet_with(&options_);
}
inline tn_tensor *tn_logdet(tn_tensor *self_, tn_logdet_args options_ = tn_logdet_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_logdet_with(&options_);
}
inline tn_native_lstsq_result tn_native_lstsq(tn_tensor *self_, tn_tensor *b_, tn_native_lstsq_args options_ = tn_native_lstsq_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.b = b_;
    options_.at = at_;
    return tn_native_lstsq_with(&options_);
}
inline tn_linalg_lstsq_result tn_linalg_lstsq(tn_tensor *self_, tn_tensor *b_, tn_linalg_lstsq_args options_ = tn_linalg_lstsq_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.b = b_;
    options_.at = at_;
    return tn_linalg_lstsq_with(&options_);
}
inline tn_tensor *tn_native_pinv(tn_tensor *self_, tn_tensor *atol_, tn_tensor *rtol_, bool hermitian_, tn_native_pinv_args options_ = tn_native_pinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.atol = atol_;
    options_.rtol = rtol_;
    options_.hermitian = hermitian_;
    options_.at = at_;
    return tn_native_pinv_with(&options_);
}
inline tn_tensor *tn_linalg_pinv(tn_tensor *self_, tn_linalg_pinv_args options_ = tn_linalg_pinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_pinv_with(&options_);
}
inline tn_tensor *tn_linalg_pinv_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_pinv_args options_ = tn_linalg_pinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_pinv_into_with(&options_);
}
inline tn_tensor *tn_linalg_pinv_atol_rtol_tensor(tn_tensor *self_, tn_linalg_pinv_atol_rtol_tensor_args options_ = tn_linalg_pinv_atol_rtol_tensor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_pinv_atol_rtol_tensor_with(&options_);
}
inline tn_tensor *tn_pinverse(tn_tensor *self_, tn_pinverse_args options_ = tn_pinverse_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_pinverse_with(&options_);
}
inline tn_tensor *tn_linalg_norm(tn_tensor *self_, tn_linalg_norm_args options_ = tn_linalg_norm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_norm_with(&options_);
}
inline tn_tensor *tn_linalg_norm_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_norm_args options_ = tn_linalg_norm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_norm_into_with(&options_);
}
inline tn_tensor *tn_linalg_norm_ord_str(tn_tensor *self_, const char *ord_, tn_linalg_norm_ord_str_args options_ = tn_linalg_norm_ord_str_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.ord = ord_;
    options_.at = at_;
    return tn_linalg_norm_ord_str_with(&options_);
}
inline tn_tensor *tn_linalg_norm_ord_str_into(tn_tensor *out_, tn_tensor *self_, const char *ord_, tn_linalg_norm_ord_str_args options_ = tn_linalg_norm_ord_str_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.ord = ord_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_norm_ord_str_into_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_norm(tn_tensor *self_, tenon_detail::number ord_, tn_linalg_matrix_norm_args options_ = tn_linalg_matrix_norm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.ord = ord_;
    options_.at = at_;
    return tn_linalg_matrix_norm_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_norm_into(tn_tensor *out_, tn_tensor *self_, tenon_detail::number ord_, tn_linalg_matrix_norm_args options_ = tn_linalg_matrix_norm_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.ord = ord_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_matrix_norm_into_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_norm_str_ord(tn_tensor *self_, tn_linalg_matrix_norm_str_ord_args options_ = tn_linalg_matrix_norm_str_ord_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_matrix_norm_str_ord_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_norm_str_ord_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_matrix_norm_str_ord_args options_ = tn_linalg_matrix_norm_str_ord_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_matrix_norm_str_ord_into_with(&options_);
}
inline tn_tensor *tn_linalg_cond(tn_tensor *self_, tn_linalg_cond_args options_ = tn_linalg_cond_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_cond_with(&options_);
}
inline tn_tensor *tn_linalg_cond_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_cond_args options_ = tn_linalg_cond_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_cond_into_with(&options_);
}
inline tn_tensor *tn_linalg_cond_p_str(tn_tensor *self_, const char *p_, tn_linalg_cond_p_str_args options_ = tn_linalg_cond_p_str_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.at = at_;
    return tn_linalg_cond_p_str_with(&options_);
}
inline tn_tensor *tn_linalg_cond_p_str_into(tn_tensor *out_, tn_tensor *self_, const char *p_, tn_linalg_cond_p_str_args options_ = tn_linalg_cond_p_str_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.p = p_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_cond_p_str_into_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_rank(tn_tensor *self_, tn_linalg_matrix_rank_args options_ = tn_linalg_matrix_rank_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_matrix_rank_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_rank_atol_rtol_tensor(tn_tensor *self_, tn_linalg_matrix_rank_atol_rtol_tensor_args options_ = tn_linalg_matrix_rank_atol_rtol_tensor_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_matrix_rank_atol_rtol_tensor_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_power(tn_tensor *self_, int64_t n_, tn_linalg_matrix_power_args options_ = tn_linalg_matrix_power_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.n = n_;
    options_.at = at_;
    return tn_linalg_matrix_power_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_power_into(tn_tensor *out_, tn_tensor *self_, int64_t n_, tn_linalg_matrix_power_args options_ = tn_linalg_matrix_power_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.n = n_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_matrix_power_into_with(&options_);
}
inline tn_tensor *tn_matrix_power(tn_tensor *self_, int64_t n_, tn_matrix_power_args options_ = tn_matrix_power_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.n = n_;
    options_.at = at_;
    return tn_matrix_power_with(&options_);
}
inline tn_tensor *tn_matrix_power_into(tn_tensor *out_, tn_tensor *self_, int64_t n_, tn_matrix_power_args options_ = tn_matrix_power_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.n = n_;
    options_.out = out_;
    options_.at = at_;
    return tn_matrix_power_into_with(&options_);
}
inline tn_tensor *tn_linalg_matrix_exp(tn_tensor *self_, tn_linalg_matrix_exp_args options_ = tn_linalg_matrix_exp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_matrix_exp_with(&options_);
}
inline tn_tensor *tn_matrix_exp(tn_tensor *self_, tn_matrix_exp_args options_ = tn_matrix_exp_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_matrix_exp_with(&options_);
}
inline tn_linalg_polar_result tn_linalg_polar(tn_tensor *self_, tn_linalg_polar_args options_ = tn_linalg_polar_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_polar_with(&options_);
}
inline tn_svd_lowrank_result tn_svd_lowrank(tn_tensor *self_, tn_svd_lowrank_args options_ = tn_svd_lowrank_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_svd_lowrank_with(&options_);
}
inline tn_pca_lowrank_result tn_pca_lowrank(tn_tensor *self_, tn_pca_lowrank_args options_ = tn_pca_lowrank_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_pca_lowrank_with(&options_);
}
inline tn_tensor *tn_linalg_multi_dot(tn_tensors tensors_, tn_linalg_multi_dot_args options_ = tn_linalg_multi_dot_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.at = at_;
    return tn_linalg_multi_dot_with(&options_);
}
inline tn_tensor *tn_linalg_multi_dot_into(tn_tensor *out_, tn_tensors tensors_, tn_linalg_multi_dot_args options_ = tn_linalg_multi_dot_args(), tn_site at_ = TN_CALLER) {
    options_.tensors = tensors_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_multi_dot_into_with(&options_);
}
inline tn_tensor *tn_chain_matmul(tn_tensors matrices_, tn_chain_matmul_args options_ = tn_chain_matmul_args(), tn_site at_ = TN_CALLER) {
    options_.matrices = matrices_;
    options_.at = at_;
    return tn_chain_matmul_with(&options_);
}
inline tn_tensor *tn_chain_matmul_into(tn_tensor *out_, tn_tensors matrices_, tn_chain_matmul_args options_ = tn_chain_matmul_args(), tn_site at_ = TN_CALLER) {
    options_.matrices = matrices_;
    options_.out = out_;
    options_.at = at_;
    return tn_chain_matmul_into_with(&options_);
}
inline tn_tensor *tn_linalg_tensorinv(tn_tensor *self_, tn_linalg_tensorinv_args options_ = tn_linalg_tensorinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.at = at_;
    return tn_linalg_tensorinv_with(&options_);
}
inline tn_tensor *tn_linalg_tensorinv_into(tn_tensor *out_, tn_tensor *self_, tn_linalg_tensorinv_args options_ = tn_linalg_tensorinv_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_tensorinv_into_with(&options_);
}
inline tn_tensor *tn_linalg_tensorsolve(tn_tensor *self_, tn_tensor *other_, tn_linalg_tensorsolve_args options_ = tn_linalg_tensorsolve_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_linalg_tensorsolve_with(&options_);
}
inline tn_tensor *tn_linalg_tensorsolve_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_linalg_tensorsolve_args options_ = tn_linalg_tensorsolve_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_tensorsolve_into_with(&options_);
}
inline tn_tensor *tn_linalg_vander(tn_tensor *x_, tn_linalg_vander_args options_ = tn_linalg_vander_args(), tn_site at_ = TN_CALLER) {
    options_.x = x_;
    options_.at = at_;
    return tn_linalg_vander_with(&options_);
}
inline tn_tensor *tn_vander(tn_tensor *x_, tn_vander_args options_ = tn_vander_args(), tn_site at_ = TN_CALLER) {
    options_.x = x_;
    options_.at = at_;
    return tn_vander_with(&options_);
}
inline tn_tensor *tn_linalg_cross(tn_tensor *self_, tn_tensor *other_, int64_t dim_, tn_linalg_cross_args options_ = tn_linalg_cross_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_linalg_cross_with(&options_);
}
inline tn_tensor *tn_linalg_cross_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, int64_t dim_, tn_linalg_cross_args options_ = tn_linalg_cross_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_cross_into_with(&options_);
}
inline tn_tensor *tn_linalg_diagonal(tn_tensor *A_, tn_linalg_diagonal_args options_ = tn_linalg_diagonal_args(), tn_site at_ = TN_CALLER) {
    options_.A = A_;
    options_.at = at_;
    return tn_linalg_diagonal_with(&options_);
}
inline tn_tensor *tn_linalg_matmul(tn_tensor *self_, tn_tensor *other_, tn_linalg_matmul_args options_ = tn_linalg_matmul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.at = at_;
    return tn_linalg_matmul_with(&options_);
}
inline tn_tensor *tn_linalg_matmul_into(tn_tensor *out_, tn_tensor *self_, tn_tensor *other_, tn_linalg_matmul_args options_ = tn_linalg_matmul_args(), tn_site at_ = TN_CALLER) {
    options_.self = self_;
    options_.other = other_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_matmul_into_with(&options_);
}
inline tn_tensor *tn_linalg_vecdot(tn_tensor *x_, tn_tensor *y_, int64_t dim_, tn_linalg_vecdot_args options_ = tn_linalg_vecdot_args(), tn_site at_ = TN_CALLER) {
    options_.x = x_;
    options_.y = y_;
    options_.dim = dim_;
    options_.at = at_;
    return tn_linalg_vecdot_with(&options_);
}
inline tn_tensor *tn_linalg_vecdot_into(tn_tensor *out_, tn_tensor *x_, tn_tensor *y_, int64_t dim_, tn_linalg_vecdot_args options_ = tn_linalg_vecdot_args(), tn_site at_ = TN_CALLER) {
    options_.x = x_;
    options_.y = y_;
    options_.dim = dim_;
    options_.out = out_;
    options_.at = at_;
    return tn_linalg_vecdot_into_with(&options_);
}
#endif

/* clang-format on */
#endif
