/* fuzz_npy.c: the reader of .npy files, and the conversion of byte order. */
#include "fuzz.h"

FUZZ_TARGET {
    tni_npy npy;
    const bool accepted = tni_npy_parse(bytes, size, &npy);
    if (accepted) {
        fuzz_touch(bytes, npy.begin, npy.bytes);
        char *copy = malloc((size_t)npy.bytes + 1);
        memcpy(copy, bytes + npy.begin, (size_t)npy.bytes);
        tni_swap_bytes(copy, npy.bytes, npy.dtype);
        free(copy);
    }
    fuzz_settle(accepted);
}
