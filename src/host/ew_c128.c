/* ew_c128.c: the elementwise functions of c128. */
#define EW_COMPLEX
#define T         tn_c128
#define R         double
#define U         double
#define COMPLEX_T tn_c128
#define M(name)   tn_##name##_c128
#define P(name)   tn_##name##_c128
#define TABLE     tni_ew_c128
#include "host/ew_loops.h"
