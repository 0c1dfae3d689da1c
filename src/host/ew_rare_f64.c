/* ew_rare_f64.c: the elementwise functions of f64 that libm's scalar code decides: compiled once.
 */
#define EW_RARE
#define T         double
#define R         double
#define U         double
#define COMPLEX_T tn_c128
#define M(name)   tn_##name##_f64
#define P(name)   tn_##name##_c128
#define TABLE     tni_ew_rare_f64
#include "host/ew_loops.h"
