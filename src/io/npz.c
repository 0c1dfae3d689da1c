/* npz.c: several arrays in a zip archive, as numpy.savez writes them.
 *
 * Invariant: what is written depends on names and values alone: members in order of names, stored,
 * with the earliest date that zip has. */
#include <tenon/io.h>

#include "io/reader.h"
#include "io/stored.h"

enum { LOCAL_BYTES = 30, CENTRAL_BYTES = 46, END_BYTES = 22 };
enum { VERSION = 20, UTF8_FLAG = 1 << 11, DATE_1980 = 33 };

/* ---- Reading --------------------------------------------------------------------------------- */

/* The length of a member's name without ".npy"; -1 when it has another ending. */
static int64_t stem(const char *name) {
    const int64_t length = (int64_t)strlen(name) - 4;
    return length > 0 && strcmp(name + length, ".npy") == 0 ? length : -1;
}

static tn_tensor *load_member(tni_mapping *archive, const tni_zip_entry *e, tn_device device) {
    tni_mapping *member = tni_map_memory(e->bytes);
    tn_tensor *t = member && tni_zip_unpack(archive->data, e, member->data)
                       ? tni_npy_tensor(member, member->data, e->bytes, device)
                       : NULL;
    tni_mapping_drop(member);
    return t;
}

static bool wanted(const tni_zip_entry *e, const char *name) {
    const int64_t length = stem(e->name);
    return !name ||
           (length == (int64_t)strlen(name) && strncmp(e->name, name, (size_t)length) == 0);
}

static bool load_members(tni_mapping *archive, const tni_zip *zip, const tn_load_args *args,
                         tn_named *list, int64_t *count) {
    for (int64_t i = 0; i < zip->count; i++) {
        const tni_zip_entry *e = &zip->entries[i];
        if (stem(e->name) < 0) {
            tni_fail(TN_ERR_FORMAT, "member '%.200s' is no .npy file", e->name);
            return false;
        }
        if (wanted(e, args->name)) {
            list[*count].tensor = load_member(archive, e, args->device);
            if (!list[*count].tensor ||
                !tni_list_name(&list[*count], e->name, (size_t)stem(e->name))) {
                return false;
            }
            ++*count;
        }
    }
    if (args->name && *count == 0) {
        tni_fail(TN_ERR_ARGUMENT, "the file has no array '%.200s'", args->name);
    }
    return !args->name || *count > 0;
}

tn_named_list tn_load_npz_with(const tn_load_args *args) {
    TNI_CALL("load_npz", args->at);
    tni_mapping *archive = tni_path_given(args->path) ? tni_map_file(args->path) : NULL;
    if (!archive) {
        return (tn_named_list){0};
    }
    tni_zip zip = {0};
    int64_t count = 0;
    tn_named *list =
        tni_zip_parse(archive->data, archive->bytes, &zip) ? tni_list_new(zip.count) : NULL;
    const bool loaded = list && load_members(archive, &zip, args, list, &count);
    if (!loaded) {
        tni_fail_in_file(args->path);
    }
    tni_zip_free(&zip);
    tni_mapping_drop(archive);
    return loaded ? (tn_named_list){list, count} : (tn_named_list){0};
}

/* ---- Writing --------------------------------------------------------------------------------- */

typedef struct member {
    const tn_named *item;
    uint32_t crc;
    int64_t at, bytes; /* of the local header; of the data */
} member;

/* What local headers and directory records share, from the version needed on. */
static void put_common(char *r, const member *m) {
    tni_put_little(r, 2, VERSION);
    tni_put_little(r + 2, 2, UTF8_FLAG);
    tni_put_little(r + 4, 2, 0);
    tni_put_little(r + 6, 2, 0);
    tni_put_little(r + 8, 2, DATE_1980);
    tni_put_little(r + 10, 4, m->crc);
    tni_put_little(r + 14, 4, (uint64_t)m->bytes);
    tni_put_little(r + 18, 4, (uint64_t)m->bytes);
    tni_put_little(r + 22, 2, strlen(m->item->name) + 4);
}

static bool write_name(tni_output *out, const member *m) {
    return tni_output_write(out, m->item->name, (int64_t)strlen(m->item->name)) &&
           tni_output_write(out, ".npy", 4);
}

/* Whether the archive stays below 4 GiB, where zip needs no second form of its numbers. */
static bool advance(int64_t *at, int64_t bytes) {
    if (!tni_add(*at, bytes, at) || *at >= 0xffffffff) {
        tni_fail(TN_ERR_UNSUPPORTED, "an .npz of 4 GiB or more is not written; save as "
                                     "safetensors");
        return false;
    }
    return true;
}

static bool write_member(tni_output *out, member *m, int64_t *at) {
    char header[TNI_NPY_HEADER_MAX], record[LOCAL_BYTES] = "PK\3\4";
    const int64_t length = tni_npy_header(m->item->tensor, header);
    tni_elements elements;
    if (!length || !tni_elements_of(m->item->tensor, &elements)) {
        return false;
    }
    m->at = *at;
    m->crc = tni_crc32(tni_crc32(0, header, length), elements.data, elements.bytes);
    const int64_t name = (int64_t)strlen(m->item->name) + 4;
    const bool done = tni_add(length, elements.bytes, &m->bytes) && advance(at, m->bytes) &&
                      advance(at, LOCAL_BYTES + name) && name <= UINT16_MAX &&
                      (put_common(record + 4, m), tni_output_write(out, record, sizeof record)) &&
                      write_name(out, m) && tni_output_write(out, header, length) &&
                      tni_output_write(out, elements.data, elements.bytes);
    if (name > UINT16_MAX) {
        tni_fail(TN_ERR_ARGUMENT, "a name of %lld bytes is too long for zip", (long long)name);
    }
    tni_elements_free(&elements);
    return done;
}

static bool write_directory(tni_output *out, const member *members, int64_t count, int64_t at) {
    const int64_t begin = at;
    for (int64_t i = 0; i < count; i++) {
        char record[CENTRAL_BYTES] = "PK\1\2";
        tni_put_little(record + 4, 2, VERSION);
        put_common(record + 6, &members[i]);
        tni_put_little(record + 42, 4, (uint64_t)members[i].at);
        if (!tni_output_write(out, record, sizeof record) || !write_name(out, &members[i]) ||
            !advance(&at, CENTRAL_BYTES + (int64_t)strlen(members[i].item->name) + 4)) {
            return false;
        }
    }
    char end[END_BYTES] = "PK\5\6";
    tni_put_little(end + 8, 2, (uint64_t)count);
    tni_put_little(end + 10, 2, (uint64_t)count);
    tni_put_little(end + 12, 4, (uint64_t)(at - begin));
    tni_put_little(end + 16, 4, (uint64_t)begin);
    return tni_output_write(out, end, sizeof end);
}

static bool write_archive(tni_output *out, const tn_named *items, member *members, int64_t count) {
    int64_t at = 0;
    for (int64_t i = 0; i < count; i++) {
        members[i].item = &items[i];
        if (!write_member(out, &members[i], &at)) {
            return false;
        }
    }
    return write_directory(out, members, count, at);
}

static void save(const tn_save_args *args) {
    const int64_t count = args->tensors.count;
    tn_named *items = tni_array_new(count, sizeof *items);
    member *members = items ? tni_array_new(count, sizeof *members) : NULL;
    if (count >= UINT16_MAX) {
        tni_fail(TN_ERR_UNSUPPORTED, "an .npz of %lld arrays is not written; save as safetensors",
                 (long long)count);
    } else if (members && tni_list_check(args->tensors, items)) {
        tni_output out;
        if (tni_output_open(&out, args->path) && write_archive(&out, items, members, count)) {
            tni_output_commit(&out);
        }
        tni_output_close(&out);
    }
    tni_host_free(members);
    tni_host_free(items);
}

tn_status tn_save_npz_with(const tn_save_args *args) {
    TNI_CALL("save_npz", args->at);
    if (tni_path_given(args->path)) {
        save(args);
    }
    return tni_pending();
}
