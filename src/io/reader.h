/* reader.h: parsers from (bytes, length) to checked descriptors. They know nothing of files and
 * tensors, trust nothing that they read, and raise TN_ERR_FORMAT with what was wrong. */
#ifndef TNI_READER_H
#define TNI_READER_H

#include <tenon/io.h>

#include "core/core.h"

/* ---- bytes.c: numbers in files --------------------------------------------------------------- */

/* Unaligned loads; the caller has checked that the bytes are there. */
uint64_t tni_little(const char *bytes, int count); /* count <= 8 bytes */
uint64_t tni_big(const char *bytes, int count);
void tni_put_little(char *bytes, int count, uint64_t value);
/* Reverses the bytes of each part (element, or half of a complex one). */
void tni_swap_bytes(char *data, int64_t bytes, tn_dtype dtype);
/* CRC-32 of what came before (0: nothing) and these bytes. */
uint32_t tni_crc32(uint32_t crc, const char *data, int64_t bytes);
/* Whether [begin, begin + length) lies within size bytes. */
bool tni_in_range(int64_t begin, int64_t length, int64_t size);
/* Shape and dtype to elements and bytes, with an error that names the tensor. */
bool tni_payload(const char *name, const tni_shape *shape, tn_dtype dtype, int64_t *bytes);

/* ---- json_text.c ----------------------------------------------------------------------------- */

struct json_t;
/* A JSON object, no deeper than depth, without duplicate keys; NULL with an error that starts with
 * `what`. To be given back with json_decref. */
struct json_t *tni_json_object(const char *text, int64_t bytes, int depth, const char *what);

/* ---- safetensors_parse.c --------------------------------------------------------------------- */

typedef struct tni_entry {
    const char *name;
    tn_dtype dtype;
    tni_shape shape;
    int64_t begin, bytes; /* place in the file */
} tni_entry;

/* What a file holds: entries and metadata sorted by name. */
typedef struct tni_index {
    tni_entry *entries;
    int64_t count;
    tn_metadata *metadata;
    int64_t n_metadata;
    struct json_t *header; /* owns the strings */
} tni_index;

bool tni_safetensors_parse(const char *bytes, int64_t size, tni_index *out);
void tni_index_free(tni_index *index);
const tni_entry *tni_index_find(const tni_index *index, const char *name); /* NULL: not there */
/* For qsort and bsearch over tn_metadata. */
int tni_metadata_by_key(const void *a, const void *b);
const char *tni_index_metadata(const tni_index *index, const char *key); /* NULL: not there */
/* The format's name of a dtype, NULL for one that it lacks. */
const char *tni_safetensors_dtype(tn_dtype dtype);

/* ---- npy_parse.c ----------------------------------------------------------------------------- */

typedef struct tni_npy {
    tn_dtype dtype;
    bool swapped, fortran;
    tni_shape shape;
    int64_t begin, bytes; /* of the elements */
} tni_npy;
bool tni_npy_parse(const char *bytes, int64_t size, tni_npy *out);
/* NumPy's name of a dtype ("<f4"), NULL for one that it lacks. */
const char *tni_npy_dtype(tn_dtype dtype);

/* ---- zip_parse.c ----------------------------------------------------------------------------- */

typedef struct tni_zip_entry {
    char *name; /* owned */
    bool deflated;
    uint32_t crc;
    int64_t header, begin, stored, bytes; /* local header, data, bytes there, bytes unpacked */
} tni_zip_entry;

/* Members sorted by name. */
typedef struct tni_zip {
    tni_zip_entry *entries;
    int64_t count;
} tni_zip;
bool tni_zip_parse(const char *bytes, int64_t size, tni_zip *out);
void tni_zip_free(tni_zip *zip);
/* Unpacks a member of `bytes` into out (entry->bytes long) and checks its sum. */
bool tni_zip_unpack(const char *bytes, const tni_zip_entry *entry, char *out);

/* ---- inflate.c ------------------------------------------------------------------------------- */

typedef enum tni_wrapping { TNI_RAW_DEFLATE, TNI_GZIP } tni_wrapping;
typedef struct tni_inflater tni_inflater;
/* NULL with an error. */
tni_inflater *tni_inflater_new(const char *in, int64_t bytes, tni_wrapping wrapping);
/* Exactly `bytes` more bytes. */
bool tni_inflater_read(tni_inflater *inflater, char *out, int64_t bytes);
/* The data and the input must be at their end, the sums right. */
bool tni_inflater_finish(tni_inflater *inflater);
void tni_inflater_free(tni_inflater *inflater);
/* Whether `stored` bytes can hold that much: a size that nobody can have packed is a lie. */
bool tni_inflate_plausible(int64_t stored, int64_t bytes);

/* ---- idx_parse.c ----------------------------------------------------------------------------- */

typedef struct tni_idx {
    tn_dtype dtype;
    tni_shape shape;
    int64_t begin, bytes; /* of the elements, unpacked; they are big-endian */
    bool packed;
} tni_idx;
bool tni_idx_parse(const char *bytes, int64_t size, tni_idx *out);
/* Copies (or unpacks) the elements in this machine's byte order. */
bool tni_idx_unpack(const char *bytes, int64_t size, const tni_idx *idx, char *out);

/* ---- log_parse.c ----------------------------------------------------------------------------- */

enum { TNI_LOG_LINE_MAX = 1 << 20 }; /* bytes of a record, for readers and the writer */
/* The record that starts at *at, which moves to the next; NULL at the end (a last line without
 * newline is left out) or with an error. *line counts from 1. To be given back with json_decref. */
struct json_t *tni_log_record(const char *bytes, int64_t size, int64_t *at, int64_t *line);

/* ---- digest.c -------------------------------------------------------------------------------- */

enum { TNI_SHA256_TEXT = 65 };
typedef struct tni_digest tni_digest;
tni_digest *tni_digest_new(void); /* NULL with an error */
bool tni_digest_add(tni_digest *digest, const void *data, int64_t bytes);
bool tni_digest_text(tni_digest *digest, char out[TNI_SHA256_TEXT]);
void tni_digest_free(tni_digest *digest);

/* ---- checkpoint_verify.c --------------------------------------------------------------------- */

/* Whether all sums in the metadata are there and right for these bytes. */
bool tni_checkpoint_verify(const char *bytes, const tni_index *index);
/* The sum of names, dtypes, shapes and metadata, leaving out the key "sha256". */
bool tni_header_digest(const tni_entry *entries, int64_t count, const tn_metadata *metadata,
                       int64_t n_metadata, char out[TNI_SHA256_TEXT]);

#endif
