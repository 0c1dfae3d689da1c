/* fuzz_checkpoint.c: the sums of a checkpoint: an input has them all right or is refused. */
#include "fuzz.h"

FUZZ_TARGET {
    tni_index index;
    bool accepted = tni_safetensors_parse(bytes, size, &index);
    if (accepted) {
        accepted = tni_checkpoint_verify(bytes, &index);
        tni_index_free(&index);
    }
    fuzz_settle(accepted);
}
