/* fuzz_npz.c: the reader of zip archives, unpacking, and the arrays inside. */
#include "fuzz.h"

static bool read_member(const char *bytes, const tni_zip_entry *e) {
    char *data = malloc((size_t)e->bytes + 1);
    tni_npy npy;
    const bool accepted = tni_zip_unpack(bytes, e, data) && tni_npy_parse(data, e->bytes, &npy);
    if (accepted) {
        fuzz_touch(data, npy.begin, npy.bytes);
    }
    free(data);
    return accepted;
}

FUZZ_TARGET {
    tni_zip zip;
    bool accepted = tni_zip_parse(bytes, size, &zip);
    const bool parsed = accepted;
    for (int64_t i = 0; accepted && i < zip.count; i++) {
        fuzz_touch(bytes, zip.entries[i].begin, zip.entries[i].stored);
        accepted = read_member(bytes, &zip.entries[i]);
    }
    if (parsed) {
        tni_zip_free(&zip);
    }
    fuzz_settle(accepted);
}
