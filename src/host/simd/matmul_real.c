/* matmul_real.c: products of packed matrices of f32, f64, i32 and i64, once per instruction set. */
#include "host/host.h"

#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)

#define T       float
#define WRAP    float
#define NAME(x) x##_f32
#define TABLE   JOIN(tni_matmul_f32_, TNI_ISA)
#include "host/matmul_loops.h"

#define T       double
#define WRAP    double
#define NAME(x) x##_f64
#define TABLE   JOIN(tni_matmul_f64_, TNI_ISA)
#include "host/matmul_loops.h"

#define T       int32_t
#define WRAP    uint32_t
#define NAME(x) x##_i32
#define TABLE   JOIN(tni_matmul_i32_, TNI_ISA)
#include "host/matmul_loops.h"

#define T       int64_t
#define WRAP    uint64_t
#define NAME(x) x##_i64
#define TABLE   JOIN(tni_matmul_i64_, TNI_ISA)
#include "host/matmul_loops.h"
