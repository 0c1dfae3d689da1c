/* index_list.c: looking through lists of indices, once per instruction set. Loops have no way out
 * but after a piece, so that they are vectors. */
#include "host/index_list.h"

#define PASTE_(a, b) a##_##b
#define PASTE(a, b)  PASTE_(a, b)

enum { PIECE = 512 };

int64_t PASTE(tni_first_outside, TNI_ISA)(const int64_t *index, int64_t n, int64_t size) {
    for (int64_t first = 0; first < n; first += PIECE) {
        const int64_t last = first + PIECE < n ? first + PIECE : n;
        int64_t outside = 0; /* negative when one is */
        for (int64_t i = first; i < last; i++) {
            outside |= index[i] | (size - 1 - (index[i] & INT64_MAX));
        }
        for (int64_t i = first; outside < 0 && i < last; i++) {
            if (index[i] < 0 || index[i] >= size) {
                return i;
            }
        }
    }
    return n;
}

bool PASTE(tni_are_alike, TNI_ISA)(const int64_t *index, int64_t n) {
    int64_t other = 0;
    for (int64_t i = 1; i < n; i++) {
        other |= index[i] ^ index[0];
    }
    return other == 0;
}
