/* file.h: every call to the file system that the library makes, checked, and able to fail on
 * demand. Errors are TN_ERR_IO and name the path. */
#ifndef TNI_FILE_H
#define TNI_FILE_H

#include "core/core.h"

/* Fails the k-th file call (1-based, on any thread) from now and no other, and restarts the count;
 * UINT64_MAX only counts, 0 switches off. For tests, and by TENON_FAIL_FILE. */
void tni_file_fail_at(uint64_t k);
/* File calls since the last tni_file_fail_at(k), k != 0. */
uint64_t tni_file_calls(void);

/* ---- Reading --------------------------------------------------------------------------------- */

/* A file in memory, or plain memory, that several tensors share. Writing to it changes this
 * process's copy only. */
typedef struct tni_mapping {
    _Atomic int32_t refs;
    char *data;
    int64_t bytes;
    bool is_file;
} tni_mapping;

/* Counted: to be dropped. NULL with an error. */
tni_mapping *tni_map_file(const char *path);
tni_mapping *tni_map_memory(int64_t bytes); /* uninitialised */
tni_mapping *tni_mapping_keep(tni_mapping *mapping);
void tni_mapping_drop(tni_mapping *mapping);

/* ---- Writing --------------------------------------------------------------------------------- */

/* A file that comes into being as a whole: written under a temporary name beside its own, then
 * renamed. */
typedef struct tni_output {
    int fd; /* -1 when closed */
    char *path, *temporary;
} tni_output;

bool tni_output_open(tni_output *out, const char *path);
bool tni_output_write(tni_output *out, const void *data, int64_t bytes);
/* fsync, rename, fsync of the folder: after it, the file is on disk under its name. */
bool tni_output_commit(tni_output *out);
/* Releases what is left, and removes the temporary file when there was no commit. */
void tni_output_close(tni_output *out);

/* A file that grows at its end. Opens (makes) it and cuts it to `bytes`; -1 keeps all. */
int tni_append_open(const char *path, int64_t bytes);
bool tni_append_write(int fd, const char *path, const void *data, int64_t bytes);
void tni_append_close(int fd);

/* ---- Folders --------------------------------------------------------------------------------- */

bool tni_folder_make(const char *path);
/* Whether path exists; false with an error when that cannot be told. */
bool tni_file_exists(const char *path);
/* Calls visit with the name of every entry, in no order; stops when it returns false. */
bool tni_folder_list(const char *path, bool (*visit)(const char *name, bool is_file, void *context),
                     void *context);
/* Removes a file; one that is not there is no error. */
bool tni_file_remove(const char *path);
/* folder/link points to target (a name within the folder), replaced at once. */
bool tni_link_replace(const char *folder, const char *link, const char *target);
/* What folder/link points to, in out; false without an error when there is no such link. */
bool tni_link_read(const char *folder, const char *link, char *out, size_t bytes);
/* "folder/name", to be freed with tni_host_free. */
char *tni_path_join(const char *folder, const char *prefix, const char *name);

#endif
