/* ew_bool.c: the elementwise functions of bool, on bytes 0 and 1. */
#define EW_BOOL
#define T         uint8_t
#define R         uint8_t
#define U         uint8_t
#define COMPLEX_T uint8_t
#define M(name)   tn_##name##_u8
#define P(name)   tn_##name##_u8
#define TABLE     tni_ew_bool
#include "host/ew_loops.h"
