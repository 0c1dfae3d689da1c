/* crossover_text.c: the file of crossovers: sections "[model]" of lines "name value"; '#' begins a
 * comment. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "device/crossover.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_FILE_BYTES = 1 << 20 };

static size_t line_end(const char *text, size_t bytes, size_t at) {
    const char *newline = memchr(text + at, '\n', bytes - at);
    return newline ? (size_t)(newline - text) : bytes;
}

static bool is_heading(const char *line, size_t length, const char *model) {
    const size_t name = strlen(model);
    return length >= name + 2 && line[0] == '[' && memcmp(line + 1, model, name) == 0 &&
           line[name + 1] == ']';
}

tni_section tni_crossovers_section(const char *text, size_t bytes, const char *model) {
    tni_section s = {bytes, bytes};
    for (size_t at = 0, end; at < bytes; at = end + 1) {
        end = line_end(text, bytes, at);
        if (s.begin < bytes && text[at] == '[') {
            s.end = at;
            return s;
        }
        if (s.begin == bytes && is_heading(text + at, end - at, model)) {
            s.begin = at;
        }
    }
    return s;
}

/* "name value", in 0..most. */
static bool read_line(const char *line, tn_device_type type, int64_t *values) {
    char name[64], rest[2];
    long long value;
    if (sscanf(line, "%63s %lld %1s", name, &value, rest) != 2) {
        return false;
    }
    const tni_crossover_id id = tni_crossover_named(type, name);
    if (id == TNI_CROSSOVERS || value < 0 || value > tni_crossover_rows[id].most) {
        return false;
    }
    values[id] = value;
    return true;
}

static void read_section(const char *path, const char *text, size_t bytes, tn_device_type type,
                         int64_t *values) {
    for (size_t at = line_end(text, bytes, 0) + 1, end; at < bytes; at = end + 1) {
        char line[128];
        end = line_end(text, bytes, at);
        snprintf(line, sizeof line, "%.*s", (int)(end - at < 127 ? end - at : 127), text + at);
        line[strcspn(line, "#\r")] = 0;
        if (line[strspn(line, " \t")] && !read_line(line, type, values)) {
            tni_warn_once("crossovers",
                          "%s: '%s' is no crossover of this device with a value that "
                          "it can have; it is ignored (tenon tune writes the file)",
                          path, line);
        }
    }
}

void tni_crossovers_read(const char *path, const char *model, tn_device_type type,
                         int64_t *values) {
    FILE *file = fopen(path, "re");
    if (!file) {
        if (errno != ENOENT && errno != ENOTDIR) {
            tni_warn_once(path, "%s cannot be read: %s; defaults are used", path, strerror(errno));
        }
        return;
    }
    char *text = malloc(MAX_FILE_BYTES);
    const size_t bytes = text ? fread(text, 1, MAX_FILE_BYTES, file) : 0;
    if (!text || ferror(file) || bytes == MAX_FILE_BYTES) {
        tni_warn_once(path, "%s cannot be read: %s; defaults are used", path,
                      bytes == MAX_FILE_BYTES ? "it is larger than 1 MiB" : strerror(errno));
    } else {
        const tni_section s = tni_crossovers_section(text, bytes, model);
        read_section(path, text + s.begin, s.end - s.begin, type, values);
    }
    free(text);
    fclose(file);
}
