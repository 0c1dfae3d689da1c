/* block_name.c: reading a block's name as a path. */
#include "block_name.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* "gpt.c:120": a file and a line. */
static bool is_site(name_part word) {
    size_t digits = 0;
    while (digits < word.bytes && isdigit((unsigned char)word.at[word.bytes - 1 - digits])) {
        digits++;
    }
    return digits > 0 && digits + 1 < word.bytes && word.at[word.bytes - 1 - digits] == ':';
}

/* The site at the end of a name, perhaps in brackets; *bytes: of what stands before it. */
static name_part cut_site(const char *name, size_t *bytes) {
    const char *space = strrchr(name, ' ');
    *bytes = strlen(name);
    if (!space || space == name) {
        return (name_part){NULL, 0};
    }
    name_part word = {space + 1, (size_t)(name + *bytes - space - 1)};
    if (word.bytes > 2 && word.at[0] == '(' && word.at[word.bytes - 1] == ')') {
        word = (name_part){word.at + 1, word.bytes - 2};
    }
    if (!is_site(word)) {
        return (name_part){NULL, 0};
    }
    *bytes = (size_t)(space - name);
    return word;
}

name_path name_path_of(const char *name) {
    name_path path = {.n = 0};
    size_t bytes;
    path.site = cut_site(name, &bytes);
    const char *end = name + bytes;
    for (const char *at = name; at < end;) {
        const char *slash = memchr(at, '/', (size_t)(end - at));
        const char *stop = slash && path.n + 1 < NAME_PARTS_MAX ? slash : end;
        if (stop > at) { /* between two slashes there may be nothing */
            path.parts[path.n++] = (name_part){at, (size_t)(stop - at)};
        }
        at = stop + 1;
    }
    if (path.n == 0) {
        path.parts[path.n++] = (name_part){name, bytes};
    }
    return path;
}
