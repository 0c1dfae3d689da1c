/* ew_c64.c: the elementwise functions of c64. */
#define EW_COMPLEX
#define T         tn_c64
#define R         float
#define U         float
#define COMPLEX_T tn_c64
#define M(name)   tn_##name##_c64
#define P(name)   tn_##name##_c64
#define TABLE     tni_ew_c64
#include "host/ew_loops.h"
