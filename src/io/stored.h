/* stored.h: between tensors and the bytes of files. */
#ifndef TNI_STORED_H
#define TNI_STORED_H

#include <tenon/io.h>

#include "io/file.h"
#include "tensor/handle.h"

/* A tensor over data, which lies in mapping and keeps it; strides NULL: contiguous. Scope-owned. */
tn_tensor *tni_mapped_tensor(tni_mapping *mapping, char *data, tn_dtype dtype,
                             const tni_shape *shape, const int64_t *strides);
/* t on device; t itself when that is the CPU or the default. */
tn_tensor *tni_on_device(tn_tensor *t, tn_device device);

/* The elements of a tensor in row-major order on the host: its own, or a copy. */
typedef struct tni_elements {
    const void *data;
    int64_t bytes;
    void *copy;
} tni_elements;
bool tni_elements_of(const tn_tensor *t, tni_elements *out);
void tni_elements_free(tni_elements *elements);

/* A list of count members that lives as long as the innermost scope; names are copied into it. */
tn_named *tni_list_new(int64_t count);
bool tni_list_name(tn_named *member, const char *name, size_t length);

/* Checks a list to be saved: tensors that are there, names that are unique and not empty. Fills
 * `sorted` (count members) in order of names. */
bool tni_list_check(tn_named_list list, tn_named *sorted);
/* count members of `size` bytes, to be freed with tni_host_free; never NULL without an error. */
void *tni_array_new(int64_t count, size_t size);

/* Raises the pending error again with the path of the file that it is about. Returns false. */
bool tni_fail_in_file(const char *path);
/* False with an error when the path is NULL or an error is pending. */
bool tni_path_given(const char *path);

/* safetensors_write.c */
bool tni_safetensors_write(const char *path, tn_named_list tensors, tn_metadata_list metadata);
/* npy.c */
tn_tensor *tni_npy_tensor(tni_mapping *mapping, char *bytes, int64_t size, tn_device device);
/* The header of t's .npy file into out; its length, 0 with an error. */
enum { TNI_NPY_HEADER_MAX = 512 };
int64_t tni_npy_header(const tn_tensor *t, char out[TNI_NPY_HEADER_MAX]);

#endif
