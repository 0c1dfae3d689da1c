/* shown_files.c: which files processes show, and whose they are.
 *
 * Invariant: a process's file is /dev/shm/tenon.PID, or /dev/shm/tenon.PID.SPACE where one of
 * another pid namespace had the number first. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "io/shown.h"

#include "publish/publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PREFIX = sizeof TNI_SHOWN_PREFIX - 1, FOLDER = PREFIX - 7 /* without "/tenon." */ };

/* ---- Names ----------------------------------------------------------------------------------- */

static const char *behind_digits(const char *text) {
    const size_t n = strspn(text, "0123456789");
    return n > 0 && n < 20 ? text + n : NULL;
}

/* The number of a name, "1234" or "1.4026532201"; -1: it is none. */
static int64_t pid_of_name(const char *name) {
    const char *end = behind_digits(name);
    end = end && *end == '.' ? behind_digits(end + 1) : end;
    return end && !*end ? strtoll(name, NULL, 10) : -1;
}

/* The process that a file of the folder belongs to, if this user may read it; else -1. */
static int64_t pid_of_file(const char *path) {
    struct stat about;
    const int64_t pid =
        strncmp(path, TNI_SHOWN_PREFIX, PREFIX) == 0 ? pid_of_name(path + PREFIX) : -1;
    const bool is_ours = pid >= 0 && lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
                         (about.st_uid == geteuid() || geteuid() == 0);
    return is_ours ? pid : -1;
}

/* ---- All of them ----------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b) {
    const tn_published_file *x = a, *y = b;
    return x->pid != y->pid ? (x->pid > y->pid) - (x->pid < y->pid) : strcmp(x->path, y->path);
}

static bool next_file(DIR *all, tn_published_file *out) {
    for (struct dirent *entry; all && (entry = readdir(all)) != NULL;) {
        const int length = snprintf(out->path, sizeof out->path, "%.*s/%s", FOLDER,
                                    TNI_SHOWN_PREFIX, entry->d_name);
        out->pid = length < (int)sizeof out->path ? pid_of_file(out->path) : -1;
        if (out->pid >= 0) {
            return true;
        }
    }
    return false;
}

static void close_folder(DIR *all) {
    if (all) {
        closedir(all);
    }
}

int tn_published_files(tn_published_file *files, int n) {
    int found = 0;
    tn_published_file file;
    DIR *all = opendir("/dev/shm");
    n = files && n > 0 ? n : 0;
    for (; next_file(all, &file); found++) {
        if (found < n) {
            files[found] = file;
        }
    }
    close_folder(all);
    if (files) {
        qsort(files, (size_t)(found < n ? found : n), sizeof *files, by_number);
    }
    return found;
}

/* ---- One of them ----------------------------------------------------------------------------- */

/* Whether a process got as far as to write who it is. */
static bool has_head(const char *path) {
    char magic[sizeof TNI_SHOWN_MAGIC - 1];
    const int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    const bool has = file >= 0 && read(file, magic, sizeof magic) == (ssize_t)sizeof magic &&
                     memcmp(magic, TNI_SHOWN_MAGIC, sizeof magic) == 0;
    if (file >= 0) {
        close(file);
    }
    return has;
}

/* The only file of a number, if there is one; one without a head is meant when there is no other.
 * False with an error: there are several. */
static bool find_number(int64_t pid, tni_shown_place *out) {
    tn_published_file file, found = {.path = ""};
    DIR *all = opendir("/dev/shm");
    bool is_only_one = true, is_whole = false;
    while (is_only_one && next_file(all, &file)) {
        if (file.pid == pid && (!found.path[0] || has_head(file.path))) {
            is_only_one = !is_whole;
            found = is_only_one ? file : found;
            is_whole = has_head(found.path);
        }
    }
    close_folder(all);
    if (!is_only_one) {
        const bool is_first = strcmp(found.path, file.path) < 0;
        tni_fail(TN_ERR_ARGUMENT,
                 "processes of several pid namespaces have the number %lld: name the file of one, "
                 "%s or %s",
                 (long long)pid, is_first ? found.path : file.path,
                 is_first ? file.path : found.path);
    } else if (found.path[0]) {
        snprintf(out->path, sizeof out->path, "%s", found.path);
    }
    return is_only_one;
}

bool tni_shown_find(const char *pid_or_path, tni_shown_place *out) {
    const bool is_path = strncmp(pid_or_path, TNI_SHOWN_PREFIX, PREFIX) == 0;
    const char *name = is_path ? pid_or_path + PREFIX : pid_or_path;
    const int64_t pid = pid_of_name(name);
    *out = (tni_shown_place){.is_live = pid >= 0};
    if (!out->is_live) {
        return true;
    }
    snprintf(out->path, sizeof out->path, "%s%.40s", TNI_SHOWN_PREFIX, name);
    return is_path || strchr(name, '.') || find_number(pid, out);
}

/* What stands in a file; false where it is none that a process shows. One without a head is of a
 * process that died, or lives, before it was written. */
static bool read_head(int file, tni_shown_header *h, bool *is_whole) {
    static const char none[sizeof h->magic];
    struct stat about;
    const bool is_file = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    const ssize_t got = is_file ? read(file, h, sizeof *h) : -1;
    *is_whole = got == (ssize_t)sizeof *h && memcmp(h->magic, TNI_SHOWN_MAGIC, sizeof none) == 0;
    return *is_whole || (got >= 0 && memcmp(h->magic, none, sizeof none) == 0);
}

/* Whether the process of a file may still write to it. */
static bool is_used(const tni_shown_header *h, bool is_whole, uint64_t pid) {
    const bool is_complete = is_whole && h->version == TNI_SHOWN_VERSION && h->complete;
    return is_whole ? !is_complete && tni_shown_is_running(h, pid) : tni_process_start(pid) != 0;
}

tn_status tn_published_remove(const char *pid_or_path) {
    TNI_CALL("published_remove", ((tn_site){0}));
    tni_shown_place place;
    tni_shown_header h = {.version = 0};
    bool is_whole;
    if (!pid_or_path) {
        return tni_fail(TN_ERR_ARGUMENT, "got NULL; give the number of a process or its file");
    }
    if (!tni_shown_find(pid_or_path, &place)) {
        return tni_pending();
    }
    const char *path = place.is_live ? place.path : pid_or_path;
    const int64_t pid = place.is_live ? pid_of_name(path + PREFIX) : 0;
    const int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return tni_fail(TN_ERR_IO, "%s cannot be opened: %s", path, strerror(errno));
    }
    struct stat read, now;
    const bool is_known = read_head(file, &h, &is_whole) && place.is_live;
    const bool is_stated = fstat(file, &read) == 0;
    close(file);
    if (!is_known) {
        return tni_fail(TN_ERR_FORMAT, "%s is nothing that a process of Tenon shows: it stays",
                        path);
    }
    if (is_used(&h, is_whole, (uint64_t)pid)) {
        return is_whole && tni_shown_is_elsewhere(&h)
                   ? tni_fail(TN_ERR_STATE,
                              "%s is of another pid namespace, so nobody here can tell whether its "
                              "process lives: take it away there, or with rm when its container "
                              "is gone",
                              path)
                   : tni_fail(TN_ERR_STATE, "process %lld lives; it takes %s away when it ends",
                              (long long)pid, path);
    }
    /* A process of that number may have begun meanwhile. */
    const bool is_same = is_stated && lstat(path, &now) == 0 && now.st_ino == read.st_ino;
    if (!is_same) {
        errno = EBUSY;
    }
    return is_same && unlink(path) == 0
               ? TN_OK
               : tni_fail(TN_ERR_IO, "%s cannot be removed: %s", path, strerror(errno));
}
