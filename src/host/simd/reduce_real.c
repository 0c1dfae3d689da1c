/* reduce_real.c: the reduction loops of f32, f64 and i64, once per instruction set. */
#include "host/reduce.h"

#ifdef __clang__
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)

#define T       float
#define WRAP    float
#define NAME(x) x##_f32
#define TABLE   JOIN(tni_reduce_f32_, TNI_ISA)
#define LOWEST  (-INFINITY)
#define HIGHEST INFINITY
#define MAPS    1
#define EXP     tn_exp_f32
#define POW     tn_pow_f32
#include "host/reduce_loops.h"

#define T       double
#define WRAP    double
#define NAME(x) x##_f64
#define TABLE   JOIN(tni_reduce_f64_, TNI_ISA)
#define LOWEST  (-INFINITY)
#define HIGHEST INFINITY
#define MAPS    1
#define EXP     tn_exp_f64
#define POW     tn_pow_f64
#include "host/reduce_loops.h"

#define T       int64_t
#define WRAP    uint64_t
#define NAME(x) x##_i64
#define TABLE   JOIN(tni_reduce_i64_, TNI_ISA)
#define LOWEST  INT64_MIN
#define HIGHEST INT64_MAX
#define MAPS    0
#include "host/reduce_loops.h"
