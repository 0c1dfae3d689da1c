/* ew_f64.c: the elementwise functions of f64, once per instruction set. */
#define EW_FLOAT
#define T             double
#define R             double
#define U             double
#define COMPLEX_T     tn_c128
#define M(name)       tn_##name##_f64
#define P(name)       tn_##name##_c128
#define TABLE_OF(isa) tni_ew_f64_##isa
#define TABLE_(isa)   TABLE_OF(isa)
#define TABLE         TABLE_(TNI_ISA)
#include "host/ew_loops.h"
