/* crossovers.c: writes the file that device/crossover.c reads. */
#include "device/crossover.h"
#include "device/device_table.h"
#include "io/file.h"

#include <tenon/tune.h>

#include <stdio.h>

static bool write_text(tni_output *out, const char *text) {
    return tni_output_write(out, text, (int64_t)strlen(text));
}

static bool write_section(tni_output *out, tn_device device) {
    char line[TNI_TEXT_BYTES];
    snprintf(line, sizeof line, "[%.128s]\n", tni_device_model_text(device));
    bool fine = write_text(out, line);
    for (int i = 0; i < TNI_CROSSOVERS && fine; i++) {
        const tni_crossover_row *row = &tni_crossover_rows[i];
        if (row->type == (tn_device_type)device.type) {
            snprintf(line, sizeof line, "%s %lld # %s\n", row->name,
                     (long long)tni_crossover(device, (tni_crossover_id)i), row->meaning);
            fine = write_text(out, line);
        }
    }
    return fine;
}

/* What the file has of other models, then this one's section. */
static bool write_all(tni_output *out, tn_device device, const char *old, size_t bytes) {
    static const char head[] = "# Crossovers measured by tenon tune, by device model.\n";
    const tni_section s = tni_crossovers_section(old, bytes, tni_device_model_text(device));
    return (bytes > 0 || write_text(out, head)) && tni_output_write(out, old, (int64_t)s.begin) &&
           (bytes == 0 || s.begin < bytes || old[bytes - 1] == '\n' || write_text(out, "\n")) &&
           write_section(out, device) &&
           tni_output_write(out, old + s.end, (int64_t)(bytes - s.end)) && tni_output_commit(out);
}

static bool make_folder_of(const char *path) {
    char folder[TNI_TEXT_BYTES];
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 0, path);
    return folder[0] == 0 || tni_folder_make(folder);
}

tn_status tn_crossovers_save(tn_device device) {
    TNI_CALL("crossovers_save", ((tn_site){0}));
    const tn_device resolved = tni_resolve_device(device);
    if (tni_pending() || !tni_device(resolved)) {
        return tni_pending();
    }
    char path[TNI_TEXT_BYTES];
    snprintf(path, sizeof path, "%s", tni_crossovers_path());
    if (!path[0]) {
        return tni_fail(TN_ERR_ARGUMENT, "there is no file to write: TENON_CROSSOVERS is off, or "
                                         "HOME is not set; set TENON_CROSSOVERS to a path");
    }
    tni_output out = {.fd = -1};
    tni_mapping *old = NULL;
    const bool fine = make_folder_of(path) &&
                      (!tni_file_exists(path) || (old = tni_map_file(path))) && !tni_pending() &&
                      tni_output_open(&out, path) &&
                      write_all(&out, resolved, old ? old->data : "", old ? (size_t)old->bytes : 0);
    tni_output_close(&out);
    if (old) {
        tni_mapping_drop(old);
    }
    return fine ? TN_OK : tni_pending();
}
