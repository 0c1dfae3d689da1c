/* The order of what a save does to the disk: a file is written and synced before it gets its name,
 * and the folder is synced after, before the links move. The C library's functions are replaced by
 * ones that note the call, for all programs of this folder; only these tests listen. */
#include "io_support.h"

#include <tenon/io.h>
#include <tenon/ops.h>

#include <dlfcn.h>
#include <sys/stat.h>

enum { EVENTS_MAX = 64, EVENT_BYTES = 96 };

static bool listens;
static char events[EVENTS_MAX][EVENT_BYTES];
static int n_events;

static const char *base_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Numbers of processes and files are in temporary names: cut there. */
static void note(const char *what, const char *path) {
    char event[EVENT_BYTES];
    const char *base = base_of(path);
    const char *end = strstr(base, ".safetensors.");
    const bool is_temporary = base[0] == '.';
    const int length = !is_temporary ? (int)strlen(base)
                       : end         ? (int)(end - base) + 12
                                     : (int)strcspn(base + 1, ".") + 1;
    snprintf(event, sizeof event, "%s %.*s", what, length, base);
    if (n_events > 0 && strcmp(events[n_events - 1], event) == 0) {
        return; /* several writes are one */
    }
    if (n_events < EVENTS_MAX) {
        memcpy(events[n_events++], event, sizeof event);
    }
}

static void note_file(const char *what, int fd) {
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t n = readlink(link, path, sizeof path - 1);
    if (n > 0) {
        path[n] = '\0';
        note(what, path);
    }
}

/* POSIX gives data pointers for functions: copied, since C has no cast between them. */
#define FIND(name)                                \
    __typeof__(&(name)) real;                     \
    void *const symbol = dlsym(RTLD_NEXT, #name); \
    memcpy(&real, &symbol, sizeof real)

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the header's are reserved */
int fsync(int fd) {
    FIND(fsync);
    if (listens) {
        note_file("sync", fd);
    }
    return real(fd);
}

int rename(const char *from, const char *to) {
    FIND(rename);
    if (listens) {
        note("rename", to);
    }
    return real(from, to);
}

int symlink(const char *target, const char *path) {
    FIND(symlink);
    if (listens) {
        note("link", path);
    }
    return real(target, path);
}

int unlink(const char *path) {
    FIND(unlink);
    if (listens) {
        note("remove", path);
    }
    return real(path);
}

int mkdir(const char *path, mode_t mode) {
    FIND(mkdir);
    const int status = real(path, mode);
    if (listens && status == 0) {
        note("folder", path);
    }
    return status;
}

ssize_t write(int fd, const void *data, size_t bytes) {
    FIND(write);
    if (listens && fd > 2) {
        note_file("write", fd);
    }
    return real(fd, data, bytes);
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

static void expect_events(const char *const *wanted, int n) {
    for (int i = 0; i < n || i < n_events; i++) {
        cr_expect_str_eq(i < n_events ? events[i] : "(nothing)", i < n ? wanted[i] : "(nothing)",
                         "event %d", i);
    }
}
#define EXPECT_EVENTS(...)                            \
    expect_events((const char *const[]){__VA_ARGS__}, \
                  (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))

static void save(int64_t step, int keep, bool best) {
    TN_SCOPE(s);
    tn_named w = {"w", tn_ones(TN_SHAPE(3))};
    n_events = 0;
    listens = true;
    const tn_status status = tn_checkpoint_save(scratch("c"), step, ((tn_named_list){&w, 1}),
                                                .keep = keep, .best = best);
    listens = false;
    cr_assert_eq(status, TN_OK);
}

#define FILE_OF(step) "step-0000000" #step ".safetensors"

Test(durability, a_checkpoint_has_its_name_when_it_is_on_disk_and_links_move_last) {
    cr_assert_eq(mkdir(scratch("c"), 0777), 0);
    save(1, 0, true);
    EXPECT_EVENTS("write ." FILE_OF(1), "sync ." FILE_OF(1), "rename " FILE_OF(1), "sync c",
                  "remove .latest", "link .latest", "rename latest", "sync c", "remove .best",
                  "link .best", "rename best", "sync c");
    scratch_remove();
}

Test(durability, old_checkpoints_go_when_the_new_one_is_named) {
    save(1, 0, false);
    save(2, 1, false);
    EXPECT_EVENTS("write ." FILE_OF(2), "sync ." FILE_OF(2), "rename " FILE_OF(2), "sync c",
                  "remove .latest", "link .latest", "rename latest", "sync c",
                  "remove " FILE_OF(1));
    scratch_remove();
}

Test(durability, a_new_folder_is_synced_into_the_one_around_it) {
    TN_SCOPE(s);
    tn_named w = {"w", tn_ones(TN_SHAPE(3))};
    n_events = 0;
    listens = true;
    tn_checkpoint_save(scratch("a/b"), 1, ((tn_named_list){&w, 1}));
    listens = false;
    cr_expect_str_eq(events[0], "folder a");
    cr_expect_eq(strncmp(events[1], "sync tenon-test-", 16), 0, "%s", events[1]);
    cr_expect_str_eq(events[2], "folder b");
    cr_expect_str_eq(events[3], "sync a");
    scratch_remove();
}
