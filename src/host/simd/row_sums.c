/* row_sums.c: a row times a number added to another row, once per instruction set. */
#include "host/row_loops.h"

#define PASTE_(a, b) a##_##b
#define PASTE(a, b)  PASTE_(a, b)

#define DEFINE_ADD(S, T)                                                        \
    void PASTE(tni_row_add_##S, TNI_ISA)(void *to, const void *from, int64_t n, \
                                         const void *alpha) {                   \
        T *restrict y = to;                                                     \
        const T *restrict x = from, a = *(const T *)alpha;                      \
        for (int64_t i = 0; i < n; i++) {                                       \
            y[i] += a * x[i];                                                   \
        }                                                                       \
    }
DEFINE_ADD(f32, float)
DEFINE_ADD(f64, double)
