/* ew_f32.c: the elementwise functions of f32, once per instruction set. */
#define EW_FLOAT
#define T             float
#define R             float
#define U             float
#define COMPLEX_T     tn_c64
#define M(name)       tn_##name##_f32
#define P(name)       tn_##name##_c64
#define TABLE_OF(isa) tni_ew_f32_##isa
#define TABLE_(isa)   TABLE_OF(isa)
#define TABLE         TABLE_(TNI_ISA)
#include "host/ew_loops.h"
