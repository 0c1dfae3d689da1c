/* ew_i32.c: the elementwise functions of i32, once per instruction set. */
#define EW_INT
#define T             int32_t
#define R             int32_t
#define U             uint32_t
#define COMPLEX_T     int32_t
#define M(name)       tn_##name##_i32
#define P(name)       tn_##name##_i32
#define TABLE_OF(isa) tni_ew_i32_##isa
#define TABLE_(isa)   TABLE_OF(isa)
#define TABLE         TABLE_(TNI_ISA)
#include "host/ew_loops.h"
