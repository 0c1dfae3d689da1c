/* io.h: tensors in files: safetensors, .npy and .npz, IDX, checkpoints, and the log of a run.
 *
 * Tensors that are loaded are scope-owned handles. On the CPU they lie in the memory-mapped file
 * (those of a compressed .npz, or of the other byte order, in memory of their own): nothing is read
 * before it is used, a change in place stays in this process and never reaches the file. A file
 * must not be cut while it is mapped; one that is replaced by rename is safe. What a file says
 * about itself is checked before it is used: TN_ERR_FORMAT names the lie. */
#ifndef TENON_IO_H
#define TENON_IO_H

#include <tenon/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Text that goes with tensors. Borrowed unless said otherwise. */
typedef struct tn_metadata {
    const char *key, *value; /* UTF-8 */
} tn_metadata;

typedef struct tn_metadata_list {
    const tn_metadata *data;
    int64_t count;
} tn_metadata_list;

typedef struct tn_save_args {
    const char *path; /* replaced as a whole: an interrupted save leaves the former file */
    tn_named_list tensors;
    tn_metadata_list metadata; /* safetensors only */
    tn_site at;
} tn_save_args;

typedef struct tn_load_args {
    const char *path;
    const char *name; /* npz: the one tensor to load */
    tn_device device; /* default: the CPU, mapped */
    tn_site at;
} tn_load_args;

/* ---- safetensors ----------------------------------------------------------------------------- */

/* Writes tensors of any device and strides. The bytes depend on names, values and metadata only,
 * not on their order. Raises TN_ERR_DTYPE for c128, which the format lacks, TN_ERR_ARGUMENT for
 * names that are not unique, TN_ERR_IO with the place. */
#ifndef __cplusplus
#define tn_save_safetensors(...)  tn_save_safetensors_(__VA_ARGS__, .at = TN_HERE)
#define tn_save_safetensors_(...) tn_save_safetensors_with(&(tn_save_args){.path = __VA_ARGS__})
#endif
TN_API tn_status tn_save_safetensors_with(const tn_save_args *args);

/* All tensors of a file, sorted by name; the list lives as long as the innermost scope. */
#ifndef __cplusplus
#define tn_load_safetensors(...)  tn_load_safetensors_(__VA_ARGS__, .at = TN_HERE)
#define tn_load_safetensors_(...) tn_load_safetensors_with(&(tn_load_args){.path = __VA_ARGS__})
#endif
TN_API tn_named_list tn_load_safetensors_with(const tn_load_args *args);

/* An open file: its header is checked, its tensors are not read. */
typedef struct tn_safetensors tn_safetensors;

typedef struct tn_stored_tensor {
    const char *name; /* borrowed from the file */
    tn_dtype dtype;
    tn_ints size;  /* borrowed from the file */
    int64_t bytes; /* of the elements */
} tn_stored_tensor;

/* To be closed with tn_safetensors_close; NULL with an error. */
TN_API tn_safetensors *tn_safetensors_open(const char *path);
/* Tensors made from the file stay valid. NULL is allowed. */
TN_API void tn_safetensors_close(tn_safetensors *file);
TN_API int64_t tn_safetensors_count(const tn_safetensors *file);
/* Tensor i in order of names; false past the last one. */
TN_API bool tn_safetensors_at(const tn_safetensors *file, int64_t i, tn_stored_tensor *out);
/* The tensor called name. TN_ERR_ARGUMENT when the file has none. Thread-safe. */
TN_API tn_tensor *tn_safetensors_get(const tn_safetensors *file, const char *name,
                                     tn_device device);
/* All tensors, as tn_load_safetensors. */
TN_API tn_named_list tn_safetensors_all(const tn_safetensors *file, tn_device device);
/* The value of a key, NULL (no error) when there is none. Borrowed from the file. */
TN_API const char *tn_safetensors_metadata(const tn_safetensors *file, const char *key);
/* All keys in order. Borrowed from the file. */
TN_API tn_metadata_list tn_safetensors_metadata_list(const tn_safetensors *file);

/* ---- .npy and .npz --------------------------------------------------------------------------- */

/* Versions 1, 2 and 3, C and Fortran order (as strides), either byte order. Pickled objects,
 * records and integers that Tenon lacks are refused by name. */
#ifndef __cplusplus
#define tn_load_npy(...)  tn_load_npy_(__VA_ARGS__, .at = TN_HERE)
#define tn_load_npy_(...) tn_load_npy_with(&(tn_load_args){.path = __VA_ARGS__})
#endif
TN_API tn_tensor *tn_load_npy_with(const tn_load_args *args);
/* Raises TN_ERR_DTYPE for bf16, which the format lacks. */
TN_API tn_status tn_save_npy(const char *path, const tn_tensor *t);

/* Members in order of names, without ".npy"; stored or deflated. The list lives as long as the
 * innermost scope. With .name only that member. */
#ifndef __cplusplus
#define tn_load_npz(...)  tn_load_npz_(__VA_ARGS__, .at = TN_HERE)
#define tn_load_npz_(...) tn_load_npz_with(&(tn_load_args){.path = __VA_ARGS__})
#endif
TN_API tn_named_list tn_load_npz_with(const tn_load_args *args);
/* Stored, not deflated; the bytes depend on names and values only. */
#ifndef __cplusplus
#define tn_save_npz(...)  tn_save_npz_(__VA_ARGS__, .at = TN_HERE)
#define tn_save_npz_(...) tn_save_npz_with(&(tn_save_args){.path = __VA_ARGS__})
#endif
TN_API tn_status tn_save_npz_with(const tn_save_args *args);

/* ---- IDX and plain bytes --------------------------------------------------------------------- */

/* The tensor of an IDX file (the format of MNIST), gzip'd or not: u8, i8, i16, i32, f32 or f64. */
TN_API tn_tensor *tn_load_idx(const char *path);
/* A file as a u8 tensor of one dim. */
TN_API tn_tensor *tn_load_bytes(const char *path);

/* ---- Checkpoints ----------------------------------------------------------------------------- */

/* A folder of `step-%08d.safetensors` with the links `latest` and `best`. Metadata holds "step",
 * "numerics" (tn_device_numerics of the tensors' device), the SHA-256 of every tensor's bytes under
 * "sha256.NAME", and under "sha256" that of the header: names, dtypes, shapes and all other
 * metadata. */
typedef struct tn_checkpoint_args {
    const char *folder; /* made when it is missing */
    int64_t step;
    tn_named_list tensors;
    tn_metadata_list metadata; /* keys "step", "numerics", "sha256" and "sha256.…" are taken */
    int keep;                  /* newest ones to keep up to `step`, besides the best; 0: all */
    bool best;                 /* the link `best` moves to this one, too */
    tn_site at;
} tn_checkpoint_args;
/* Returns when the file, its name and the links are on disk. Whatever interrupts it, the former
 * checkpoints and links stay whole. */
#ifndef __cplusplus
#define tn_checkpoint_save(...) tn_checkpoint_save_(__VA_ARGS__, .at = TN_HERE)
#define tn_checkpoint_save_(...) \
    tn_checkpoint_save_with(&(tn_checkpoint_args){.folder = __VA_ARGS__})
#endif
TN_API tn_status tn_checkpoint_save_with(const tn_checkpoint_args *args);
/* Opens one checkpoint and verifies every sum; TN_ERR_FORMAT names the tensor that is damaged. A
 * warning, on rank 0, says when "numerics" is not that of the default device here: the run would go
 * on with other bits. */
TN_API tn_safetensors *tn_checkpoint_open(const char *path);
/* The checkpoint of a folder that was saved last, which is the one that `latest` names (without the
 * link: the highest step): a damaged one is named in a warning and the step before it is tried.
 * NULL without an error when the folder has none (or is missing), with
 * TN_ERR_FORMAT when all are damaged. */
TN_API tn_safetensors *tn_checkpoint_resume(const char *folder);
/* The step of a checkpoint that was opened; -1 and an error when its metadata has none. */
TN_API int64_t tn_checkpoint_step(const tn_safetensors *checkpoint);

/* ---- The log of a run ------------------------------------------------------------------------ */

/* One member of a record: a number, bool or string (tn_value_int, tn_value_float …). */
typedef struct tn_log_field {
    const char *key;
    tn_value value; /* NaN and infinity are written as null */
} tn_log_field;

typedef struct tn_log_fields {
    const tn_log_field *data;
    int64_t count;
} tn_log_fields;

/* tn_log_write(log, "step", TN_LOG({"step", TN_ARG(3)}, {"loss", TN_ARG(0.5)})) */
#ifndef __cplusplus
#define TN_LOG(...)                                 \
    ((tn_log_fields){(tn_log_field[]){__VA_ARGS__}, \
                     sizeof((tn_log_field[]){__VA_ARGS__}) / sizeof(tn_log_field)})
#endif

typedef struct tn_run_log tn_run_log;
typedef struct tn_run_log_args {
    const char *path;
    tn_log_fields config; /* the first record, of type "config", with the version added */
    /* Goes on with an existing file: cuts what was left of a torn line, and from the first record
     * whose "step" is greater than `step`; adds no second config record. */
    bool resume;
    int64_t step;
    tn_site at;
} tn_run_log_args;
/* A file with one JSON object a line. To be closed with tn_log_close; NULL with an error. */
#ifndef __cplusplus
#define tn_log_open(...)  tn_log_open_(__VA_ARGS__, .at = TN_HERE)
#define tn_log_open_(...) tn_log_open_with(&(tn_run_log_args){.path = __VA_ARGS__})
#endif
TN_API tn_run_log *tn_log_open_with(const tn_run_log_args *args);
/* Appends {"type": type, …} with one write, so that a kill tears at most the last line. */
TN_API tn_status tn_log_write(tn_run_log *log, const char *type, tn_log_fields fields);
TN_API void tn_log_close(tn_run_log *log);

typedef struct tn_log_reader tn_log_reader;
/* NULL with an error. */
TN_API tn_log_reader *tn_log_reader_open(const char *path);
TN_API void tn_log_reader_close(tn_log_reader *reader);
/* Moves to the next record; false at the end (a last line without newline is left out) and, with
 * TN_ERR_FORMAT, at a line that is no record. */
TN_API bool tn_log_reader_next(tn_log_reader *reader);
/* The record's type, number and text; borrowed until the next record. A null is NaN. */
TN_API const char *tn_log_reader_type(const tn_log_reader *reader);
TN_API bool tn_log_reader_number(const tn_log_reader *reader, const char *key, double *out);
TN_API const char *tn_log_reader_text(const tn_log_reader *reader, const char *key);

#ifdef __cplusplus
} /* extern "C" */

namespace tenon_detail {
struct log_fields {
    std::initializer_list<tn_log_field> items;
    operator tn_log_fields() const {
        return tn_log_fields{items.begin(), (int64_t)items.size()};
    }
};
} // namespace tenon_detail

#define TN_LOG(...) (tn_log_fields(tenon_detail::log_fields{{__VA_ARGS__}}))

inline tn_status tn_save_safetensors(const char *path, tn_named_list tensors,
                                     tn_save_args options = tn_save_args(),
                                     tn_site at = TN_CALLER) {
    options.path = path;
    options.tensors = tensors;
    options.at = at;
    return tn_save_safetensors_with(&options);
}
inline tn_status tn_save_npz(const char *path, tn_named_list tensors,
                             tn_save_args options = tn_save_args(), tn_site at = TN_CALLER) {
    options.path = path;
    options.tensors = tensors;
    options.at = at;
    return tn_save_npz_with(&options);
}
inline tn_named_list tn_load_safetensors(const char *path, tn_load_args options = tn_load_args(),
                                         tn_site at = TN_CALLER) {
    options.path = path;
    options.at = at;
    return tn_load_safetensors_with(&options);
}
inline tn_tensor *tn_load_npy(const char *path, tn_load_args options = tn_load_args(),
                              tn_site at = TN_CALLER) {
    options.path = path;
    options.at = at;
    return tn_load_npy_with(&options);
}
inline tn_named_list tn_load_npz(const char *path, tn_load_args options = tn_load_args(),
                                 tn_site at = TN_CALLER) {
    options.path = path;
    options.at = at;
    return tn_load_npz_with(&options);
}
inline tn_status tn_checkpoint_save(const char *folder, int64_t step, tn_named_list tensors,
                                    tn_checkpoint_args options = tn_checkpoint_args(),
                                    tn_site at = TN_CALLER) {
    options.folder = folder;
    options.step = step;
    options.tensors = tensors;
    options.at = at;
    return tn_checkpoint_save_with(&options);
}
inline tn_run_log *tn_log_open(const char *path, tn_run_log_args options = tn_run_log_args(),
                               tn_site at = TN_CALLER) {
    options.path = path;
    options.at = at;
    return tn_log_open_with(&options);
}
#endif

#endif
