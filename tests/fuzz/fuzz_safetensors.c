/* fuzz_safetensors.c: the reader of safetensors: what it accepts covers the data exactly. */
#include "fuzz.h"

FUZZ_TARGET {
    tni_index index;
    const bool accepted = tni_safetensors_parse(bytes, size, &index);
    int64_t total = 0;
    for (int64_t i = 0; accepted && i < index.count; i++) {
        const tni_entry *e = &index.entries[i];
        fuzz_touch(bytes, e->begin, e->bytes);
        total += e->bytes;
        if (tni_index_find(&index, e->name) != e) {
            fuzz_die("a tensor is not found by its name");
        }
    }
    for (int64_t i = 0; accepted && i < index.n_metadata; i++) {
        if (!tni_index_metadata(&index, index.metadata[i].key)) {
            fuzz_die("metadata is not found by its key");
        }
    }
    if (accepted && total != size - 8 - (int64_t)tni_little(bytes, 8)) {
        fuzz_die("the tensors do not cover the data");
    }
    fuzz_settle(accepted);
    if (accepted) {
        tni_index_free(&index);
    }
}
