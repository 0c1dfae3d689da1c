/* zip_parse.c: the members of a zip archive, checked.
 *
 * The central directory at the end is what counts; local headers are followed only to find where
 * data starts. (PKWARE APPNOTE 6.3.10.) Archives of one part, stored or deflated, below 4 GiB.
 *
 * Invariant: accepted members lie apart from each other and from the directory, have names of their
 * own, and claim no more bytes than their packed data can hold. */
#include "io/reader.h"

#include <stdlib.h>

enum {
    END_BYTES = 22,
    END_COMMENT_MAX = 65535,
    CENTRAL_BYTES = 46,
    LOCAL_BYTES = 30,
    STORED = 0,
    DEFLATED = 8,
    FLAG_ENCRYPTED = 1,
};
static const int64_t zip64_mark = 0xffffffff;

static bool fail(const char *what) {
    tni_fail(TN_ERR_FORMAT, "the archive is malformed: %s", what);
    return false;
}

static bool is_signature(const char *bytes, const char *last) {
    return bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == last[0] && bytes[3] == last[1];
}

/* ---- The end record -------------------------------------------------------------------------- */

/* Searched from the end; its comment must reach exactly to the end of the file. */
static bool find_end(const char *bytes, int64_t size, int64_t *at) {
    const int64_t first =
        size > END_BYTES + END_COMMENT_MAX ? size - END_BYTES - END_COMMENT_MAX : 0;
    for (*at = size - END_BYTES; *at >= first; --*at) {
        if (is_signature(bytes + *at, "\5\6") &&
            *at + END_BYTES + (int64_t)tni_little(bytes + *at + 20, 2) == size) {
            return true;
        }
    }
    return fail("no end record; this is no .npz file, or it is cut short");
}

static bool read_end(const char *bytes, int64_t end, int64_t *count, int64_t *begin) {
    const char *r = bytes + end;
    *count = (int64_t)tni_little(r + 10, 2);
    const int64_t length = (int64_t)tni_little(r + 12, 4);
    *begin = (int64_t)tni_little(r + 16, 4);
    if (tni_little(r + 4, 4) != 0 || tni_little(r + 8, 2) != (uint64_t)*count) {
        return fail("it consists of several parts");
    }
    if (*count == 0xffff || *begin == zip64_mark || length == zip64_mark) {
        tni_fail(TN_ERR_FORMAT, "the archive is in zip64 form, which is not read; "
                                "save as safetensors");
        return false;
    }
    int64_t reach;
    if (!tni_add(*begin, length, &reach) || reach != end) {
        return fail("the directory does not end where the end record starts");
    }
    return true;
}

/* ---- Members --------------------------------------------------------------------------------- */

static bool take_name(const char *name, int64_t length, tni_zip_entry *out) {
    if (length == 0 || memchr(name, '\0', (size_t)length)) {
        return fail("a member has no proper name");
    }
    out->name = tni_host_alloc((size_t)length + 1);
    if (!out->name) {
        return false;
    }
    memcpy(out->name, name, (size_t)length);
    out->name[length] = '\0';
    return true;
}

static bool check_sizes(const char *r, int method, tni_zip_entry *out) {
    if (tni_little(r + 8, 2) & FLAG_ENCRYPTED) {
        tni_fail(TN_ERR_FORMAT, "member '%.200s' is encrypted", out->name);
        return false;
    }
    if (method != STORED && method != DEFLATED) {
        tni_fail(TN_ERR_FORMAT,
                 "member '%.200s' is packed by method %d; stored and deflated "
                 "are known",
                 out->name, method);
        return false;
    }
    if (out->stored == zip64_mark || out->bytes == zip64_mark || out->header == zip64_mark) {
        tni_fail(TN_ERR_FORMAT,
                 "member '%.200s' is in zip64 form, which is not read; save as "
                 "safetensors",
                 out->name);
        return false;
    }
    if (out->deflated ? !tni_inflate_plausible(out->stored, out->bytes)
                      : out->stored != out->bytes) {
        tni_fail(TN_ERR_FORMAT, "member '%.200s' claims %lld bytes, which %lld cannot hold",
                 out->name, (long long)out->bytes, (long long)out->stored);
        return false;
    }
    return true;
}

/* Where the data starts: after the local header, which must carry the same name. */
static bool find_data(const char *bytes, int64_t directory, tni_zip_entry *out) {
    const int64_t name = (int64_t)strlen(out->name);
    if (!tni_in_range(out->header, LOCAL_BYTES + name, directory) ||
        !is_signature(bytes + out->header, "\3\4")) {
        tni_fail(TN_ERR_FORMAT, "member '%.200s' has no local header where it should be",
                 out->name);
        return false;
    }
    const char *r = bytes + out->header;
    if ((int64_t)tni_little(r + 26, 2) != name ||
        memcmp(r + LOCAL_BYTES, out->name, (size_t)name) != 0) {
        tni_fail(TN_ERR_FORMAT, "member '%.200s' has another name in its local header", out->name);
        return false;
    }
    out->begin = out->header + LOCAL_BYTES + name + (int64_t)tni_little(r + 28, 2);
    if (!tni_in_range(out->begin, out->stored, directory)) {
        tni_fail(TN_ERR_FORMAT, "member '%.200s' reaches past the end of the data", out->name);
        return false;
    }
    return true;
}

/* Reads the directory record at *at, within [.., end). */
static bool take_entry(const char *bytes, int64_t directory, int64_t end, int64_t *at,
                       tni_zip_entry *out) {
    const char *r = bytes + *at;
    if (!tni_in_range(*at, CENTRAL_BYTES, end) || !is_signature(r, "\1\2")) {
        return fail("a directory record is missing");
    }
    const int64_t name = (int64_t)tni_little(r + 28, 2);
    const int64_t after = name + (int64_t)tni_little(r + 30, 2) + (int64_t)tni_little(r + 32, 2);
    if (!tni_in_range(*at + CENTRAL_BYTES, after, end)) {
        return fail("a directory record reaches past its end");
    }
    const int method = (int)tni_little(r + 10, 2);
    out->deflated = method == DEFLATED;
    out->crc = (uint32_t)tni_little(r + 16, 4);
    out->stored = (int64_t)tni_little(r + 20, 4);
    out->bytes = (int64_t)tni_little(r + 24, 4);
    out->header = (int64_t)tni_little(r + 42, 4);
    *at += CENTRAL_BYTES + after;
    return take_name(r + CENTRAL_BYTES, name, out) && check_sizes(r, method, out) &&
           find_data(bytes, directory, out);
}

/* ---- All of them ----------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const tni_zip_entry *x = a, *y = b;
    return (x->header > y->header) - (x->header < y->header);
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const tni_zip_entry *)a)->name, ((const tni_zip_entry *)b)->name);
}

static bool check_apart(tni_zip *zip) {
    qsort(zip->entries, (size_t)zip->count, sizeof *zip->entries, by_place);
    for (int64_t i = 1; i < zip->count; i++) {
        const tni_zip_entry *before = &zip->entries[i - 1], *e = &zip->entries[i];
        if (before->begin + before->stored > e->header) {
            tni_fail(TN_ERR_FORMAT, "members '%.200s' and '%.200s' overlap", before->name, e->name);
            return false;
        }
    }
    qsort(zip->entries, (size_t)zip->count, sizeof *zip->entries, by_name);
    for (int64_t i = 1; i < zip->count; i++) {
        if (strcmp(zip->entries[i - 1].name, zip->entries[i].name) == 0) {
            tni_fail(TN_ERR_FORMAT, "two members are called '%.200s'", zip->entries[i].name);
            return false;
        }
    }
    return true;
}

static bool take_entries(const char *bytes, int64_t end, int64_t count, int64_t directory,
                         tni_zip *out) {
    int64_t least, room, at = directory;
    if (!tni_mul(count, CENTRAL_BYTES, &least) || !tni_in_range(directory, least, end)) {
        return fail("the directory is too short for its number of members");
    }
    if (!tni_mul(count + 1, (int64_t)sizeof *out->entries, &room)) {
        return false;
    }
    out->entries = tni_host_alloc_zeroed((size_t)room);
    if (!out->entries) {
        return false;
    }
    while (out->count < count) {
        if (!take_entry(bytes, directory, end, &at, &out->entries[out->count++])) {
            return false;
        }
    }
    return at == end || fail("something follows the last directory record");
}

bool tni_zip_parse(const char *bytes, int64_t size, tni_zip *out) {
    *out = (tni_zip){0};
    int64_t end, count, directory;
    if (size < END_BYTES) {
        return fail("no end record; this is no .npz file, or it is cut short");
    }
    if (!find_end(bytes, size, &end) || !read_end(bytes, end, &count, &directory)) {
        return false;
    }
    if (!take_entries(bytes, end, count, directory, out) || !check_apart(out)) {
        tni_zip_free(out);
        return false;
    }
    return true;
}

void tni_zip_free(tni_zip *zip) {
    for (int64_t i = 0; i < zip->count; i++) {
        tni_host_free(zip->entries[i].name);
    }
    tni_host_free(zip->entries);
    *zip = (tni_zip){0};
}

/* ---- Unpacking ------------------------------------------------------------------------------- */

static bool inflate_member(const char *bytes, const tni_zip_entry *entry, char *out) {
    tni_inflater *inflater = tni_inflater_new(bytes + entry->begin, entry->stored, TNI_RAW_DEFLATE);
    const bool done =
        inflater && tni_inflater_read(inflater, out, entry->bytes) && tni_inflater_finish(inflater);
    tni_inflater_free(inflater);
    return done;
}

bool tni_zip_unpack(const char *bytes, const tni_zip_entry *entry, char *out) {
    if (!entry->deflated) {
        memcpy(out, bytes + entry->begin, (size_t)entry->bytes);
    } else if (!inflate_member(bytes, entry, out)) {
        return false;
    }
    if (tni_crc32(0, out, entry->bytes) != entry->crc) {
        tni_fail(TN_ERR_FORMAT, "member '%.200s' is damaged: its CRC differs", entry->name);
        return false;
    }
    return true;
}
