/* ew_i64.c: the elementwise functions of i64, once per instruction set. */
#define EW_INT
#define T             int64_t
#define R             int64_t
#define U             uint64_t
#define COMPLEX_T     int64_t
#define M(name)       tn_##name##_i64
#define P(name)       tn_##name##_i64
#define TABLE_OF(isa) tni_ew_i64_##isa
#define TABLE_(isa)   TABLE_OF(isa)
#define TABLE         TABLE_(TNI_ISA)
#include "host/ew_loops.h"
