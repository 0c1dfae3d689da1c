/* file.c: every call to the file system that the library makes, checked.
 *
 * Invariant: each call passes CALL exactly once, so that "the k-th file call fails" reaches every
 * one of them; releasing (close, unmap, removing what was left over) is not counted, because it
 * must work after a failure. A file gets its name only when its bytes are on disk. */
#include "io/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Faults on demand ------------------------------------------------------------------------ */

static _Atomic uint64_t calls, failing;
static atomic_bool counted;

static void set_failing(uint64_t k) {
    atomic_store(&calls, 0);
    atomic_store(&failing, k);
    atomic_store(&counted, k != 0);
}

static void read_option(void) {
    const int64_t k = tni_env_int("TENON_FAIL_FILE");
    set_failing(k > 0 ? (uint64_t)k : 0);
}

static void read_option_once(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, read_option);
}

void tni_file_fail_at(uint64_t k) {
    read_option_once();
    set_failing(k);
}

uint64_t tni_file_calls(void) {
    return atomic_load(&calls);
}

static bool may_call(void) {
    read_option_once();
    if (atomic_load(&counted) && atomic_fetch_add(&calls, 1) + 1 == atomic_load(&failing)) {
        errno = EIO;
        return false;
    }
    return true;
}

/* A call that returns -1 when it fails. */
#define CALL(expression) (may_call() ? (expression) : -1)

static const char *advice(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return "check the path";
    case EACCES:
    case EPERM:
    case EROFS:
        return "check the permissions";
    case ENOSPC:
    case EDQUOT:
        return "free some space";
    case EMFILE:
    case ENFILE:
        return "close some files or raise the limit";
    default:
        return "check the file system";
    }
}

static bool fail(const char *what, const char *path) {
    const int error = errno;
    char text[128];
    tni_fail(TN_ERR_IO, "cannot %s '%.400s': %s; %s", what, path,
             strerror_r(error, text, sizeof text), advice(error));
    return false;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static tni_mapping *mapping_new(char *data, int64_t bytes, bool is_file) {
    tni_mapping *m = tni_host_alloc(sizeof *m);
    if (m) {
        *m = (tni_mapping){.refs = 1, .data = data, .bytes = bytes, .is_file = is_file};
    }
    return m;
}

/* Maps fd; an empty file has no pages and needs none. */
static bool map(int fd, const char *path, int64_t bytes, char **data) {
    *data = NULL;
    if (bytes == 0) {
        return true;
    }
    void *mapped = may_call()
                       ? mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0)
                       : MAP_FAILED;
    if (mapped == MAP_FAILED) {
        return fail("map", path);
    }
    *data = mapped;
    return true;
}

tni_mapping *tni_map_file(const char *path) {
    /* Without O_NONBLOCK, opening a pipe would wait for its writer. */
    const int fd = CALL(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (fd < 0) {
        fail("open", path);
        return NULL;
    }
    tni_mapping *m = NULL;
    struct stat info;
    char *data = NULL;
    if (CALL(fstat(fd, &info)) < 0) {
        fail("look at", path);
    } else if (!S_ISREG(info.st_mode)) {
        tni_fail(TN_ERR_IO, "'%.400s' is no regular file; give the path of a file", path);
    } else if (map(fd, path, info.st_size, &data)) {
        m = mapping_new(data, info.st_size, true);
        if (!m && data) {
            munmap(data, (size_t)info.st_size);
        }
    }
    close(fd);
    return m;
}

tni_mapping *tni_map_memory(int64_t bytes) {
    char *data = tni_host_alloc((size_t)bytes);
    tni_mapping *m = data ? mapping_new(data, bytes, false) : NULL;
    if (!m) {
        tni_host_free(data);
    }
    return m;
}

tni_mapping *tni_mapping_keep(tni_mapping *mapping) {
    atomic_fetch_add_explicit(&mapping->refs, 1, memory_order_relaxed);
    return mapping;
}

void tni_mapping_drop(tni_mapping *mapping) {
    if (!mapping || atomic_fetch_sub_explicit(&mapping->refs, 1, memory_order_acq_rel) != 1) {
        return;
    }
    if (!mapping->is_file) {
        tni_host_free(mapping->data);
    } else if (mapping->data) {
        munmap(mapping->data, (size_t)mapping->bytes);
    }
    tni_host_free(mapping);
}

/* ---- Writing --------------------------------------------------------------------------------- */

static bool write_all(int fd, const char *path, const char *data, int64_t bytes) {
    while (bytes > 0) {
        const ssize_t done = CALL(write(fd, data, (size_t)bytes));
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done < 0) {
            return fail("write", path);
        }
        data += done;
        bytes -= done;
    }
    return true;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The folder that holds path, "." when it has none; to be freed. */
static char *folder_of(const char *path) {
    const char *base = base_name(path);
    char *folder = tni_host_text(base == path ? "." : path);
    if (folder && base != path) {
        folder[base - path == 1 ? 1 : base - path - 1] = '\0';
    }
    return folder;
}

static bool sync_folder(const char *folder) {
    const int fd = CALL(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd < 0) {
        return fail("open", folder);
    }
    const bool synced = CALL(fsync(fd)) == 0 || fail("sync", folder);
    close(fd);
    return synced;
}

char *tni_path_join(const char *folder, const char *prefix, const char *name) {
    const size_t bytes = strlen(folder) + strlen(prefix) + strlen(name) + 2;
    char *path = tni_host_alloc(bytes);
    if (path) {
        snprintf(path, bytes, "%s/%s%s", folder, prefix, name);
    }
    return path;
}

/* "folder/.name.PROCESS.NUMBER.tmp": hidden, so that nobody takes it for the file, and no other
 * writer's. Long names are cut: with the ends they must fit into the file system's 255 bytes. */
static char *temporary_of(const char *path) {
    enum { BASE_BYTES = 200, NAME_BYTES = BASE_BYTES + 48 };
    static _Atomic unsigned number;
    char *folder = folder_of(path);
    char name[NAME_BYTES], *temporary = NULL;
    if (folder) {
        snprintf(name, sizeof name, "%.*s.%ld.%u.tmp", BASE_BYTES, base_name(path), (long)getpid(),
                 atomic_fetch_add(&number, 1));
        temporary = tni_path_join(folder, ".", name);
    }
    tni_host_free(folder);
    return temporary;
}

/* Where the bytes go: through symbolic links to the file behind them. What is there must be a
 * regular file: the rename at the end would replace a device or a pipe. To be freed. */
static char *target_of(const char *path) {
    struct stat info;
    char *resolved = NULL;
    if (lstat(path, &info) != 0) {
        return tni_host_text(path);
    }
    if (S_ISLNK(info.st_mode)) {
        resolved = realpath(path, NULL);
        if (!resolved || stat(resolved, &info) != 0) {
            fail("follow the link", path);
            free(resolved);
            return NULL;
        }
    }
    char *target = NULL;
    if (S_ISREG(info.st_mode)) {
        target = tni_host_text(resolved ? resolved : path);
    } else {
        tni_fail(TN_ERR_IO, "'%.400s' is no regular file; give the path of a file", path);
    }
    free(resolved);
    return target;
}

bool tni_output_open(tni_output *out, const char *path) {
    *out = (tni_output){.fd = -1};
    if (!path || !path[0]) {
        tni_fail(TN_ERR_ARGUMENT, "the path is empty; give the name of a file");
        return false;
    }
    out->path = target_of(path);
    char *temporary = out->path ? temporary_of(out->path) : NULL;
    if (!temporary) {
        return false;
    }
    out->fd = CALL(open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (out->fd < 0) {
        fail("create", temporary);
        tni_host_free(temporary);
        return false;
    }
    out->temporary = temporary;
    return true;
}

bool tni_output_write(tni_output *out, const void *data, int64_t bytes) {
    return write_all(out->fd, out->temporary, data, bytes);
}

bool tni_output_commit(tni_output *out) {
    if (CALL(fsync(out->fd)) < 0) {
        return fail("sync", out->temporary);
    }
    /* Closed in any case: a file that could not be closed is closed all the same. */
    const int closed = close(out->fd);
    out->fd = -1;
    if (CALL(closed) < 0) {
        return fail("close", out->temporary);
    }
    if (CALL(rename(out->temporary, out->path)) < 0) {
        return fail("rename to its name", out->path);
    }
    tni_host_free(out->temporary);
    out->temporary = NULL;
    char *folder = folder_of(out->path);
    const bool synced = folder && sync_folder(folder);
    tni_host_free(folder);
    return synced;
}

void tni_output_close(tni_output *out) {
    if (out->fd >= 0) {
        close(out->fd);
    }
    if (out->temporary) {
        unlink(out->temporary);
    }
    tni_host_free(out->temporary);
    tni_host_free(out->path);
    *out = (tni_output){.fd = -1};
}

int tni_append_open(const char *path, int64_t bytes) {
    const int fd = CALL(open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    if (fd < 0) {
        fail("open", path);
        return -1;
    }
    if (bytes >= 0 && CALL(ftruncate(fd, bytes)) < 0) {
        fail("cut", path);
        close(fd);
        return -1;
    }
    return fd;
}

/* All or nothing: what fits of a record on a full disk would be in the middle of the next one. */
bool tni_append_write(int fd, const char *path, const void *data, int64_t bytes) {
    const off_t end = lseek(fd, 0, SEEK_END);
    const bool written = write_all(fd, path, data, bytes);
    if (!written && end >= 0 && ftruncate(fd, end) != 0) {
        tni_warn("'%.400s' ends in a torn record: it could not be cut", path);
    }
    return written;
}

void tni_append_close(int fd) {
    close(fd);
}

/* ---- Folders --------------------------------------------------------------------------------- */

/* A new name is on disk only when the folder around it is. */
static bool make_one_folder(const char *path) {
    if (CALL(mkdir(path, 0777)) < 0) {
        return errno == EEXIST || fail("make folder", path);
    }
    char *parent = folder_of(path);
    const bool synced = parent && sync_folder(parent);
    tni_host_free(parent);
    return synced;
}

bool tni_folder_make(const char *path) {
    char *copy = tni_host_text(path);
    if (!copy) {
        return false;
    }
    bool made = true;
    for (char *p = copy + 1; made && copy[0]; p++) {
        const char here = *p;
        if (here == '/' || here == '\0') {
            *p = '\0';
            made = make_one_folder(copy);
            *p = here;
        }
        if (here == '\0') {
            break;
        }
    }
    tni_host_free(copy);
    return made;
}

bool tni_file_exists(const char *path) {
    struct stat info;
    if (CALL(stat(path, &info)) == 0) {
        return true;
    }
    if (errno != ENOENT && errno != ENOTDIR) {
        fail("look at", path);
    }
    return false;
}

bool tni_folder_list(const char *path, bool (*visit)(const char *name, bool is_file, void *context),
                     void *context) {
    DIR *folder = may_call() ? opendir(path) : NULL;
    if (!folder) {
        return fail("list folder", path);
    }
    bool going = true;
    errno = 0;
    for (struct dirent *entry; going && (entry = readdir(folder)) != NULL;) {
        struct stat info;
        const bool is_file =
            fstatat(dirfd(folder), entry->d_name, &info, 0) == 0 && S_ISREG(info.st_mode);
        going = visit(entry->d_name, is_file, context);
        errno = 0;
    }
    const bool read = errno == 0 || fail("list folder", path);
    closedir(folder);
    return read && going;
}

bool tni_file_remove(const char *path) {
    return CALL(unlink(path)) == 0 || errno == ENOENT || fail("remove", path);
}

bool tni_link_replace(const char *folder, const char *link, const char *target) {
    char *path = tni_path_join(folder, "", link);
    char *temporary = path ? temporary_of(path) : NULL;
    bool done = false;
    if (temporary) {
        unlink(temporary);
        if (CALL(symlink(target, temporary)) < 0) {
            fail("make link", temporary);
        } else if (CALL(rename(temporary, path)) < 0) {
            fail("rename to its name", path);
            unlink(temporary);
        } else {
            done = sync_folder(folder);
        }
    }
    tni_host_free(temporary);
    tni_host_free(path);
    return done;
}

bool tni_link_read(const char *folder, const char *link, char *out, size_t bytes) {
    char *path = tni_path_join(folder, "", link);
    const ssize_t length = path ? CALL(readlink(path, out, bytes - 1)) : -1;
    if (path && length < 0 && errno != ENOENT && errno != EINVAL) {
        fail("read link", path);
    }
    out[length < 0 ? 0 : length] = '\0';
    tni_host_free(path);
    return length >= 0;
}
