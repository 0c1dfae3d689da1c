/* ew_rare_f32.c: the elementwise functions of f32 that libm's scalar code decides: compiled once.
 */
#define EW_RARE
#define T         float
#define R         float
#define U         float
#define COMPLEX_T tn_c64
#define M(name)   tn_##name##_f32
#define P(name)   tn_##name##_c64
#define TABLE     tni_ew_rare_f32
#include "host/ew_loops.h"
