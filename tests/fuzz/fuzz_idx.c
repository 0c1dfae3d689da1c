/* fuzz_idx.c: the reader of IDX files, packed or not. */
#include "fuzz.h"

FUZZ_TARGET {
    tni_idx idx;
    bool accepted = tni_idx_parse(bytes, size, &idx);
    if (accepted) {
        char *out = malloc((size_t)idx.bytes + 1);
        accepted = tni_idx_unpack(bytes, size, &idx, out);
        free(out);
    }
    fuzz_settle(accepted);
}
