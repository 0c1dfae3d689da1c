/* plugin.c: opens plug-ins and checks that they fit this build.
 *
 * Invariant: a plug-in is taken only from beside the library or from an absolute folder of
 * TENON_PLUGIN_PATH, never from the working directory, and only when its table opens with this
 * build's size, ABI version and build id. Plug-ins stay open until the process ends. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "device/device_table.h"

#include "build_id.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <unistd.h>

/* How every plug-in's table starts. */
typedef struct table_head {
    uint32_t size, abi_version;
    const char *build_id;
} table_head;

static const struct {
    const char *name;
    table_head expected;
} known[] = {
    {"cuda", {sizeof(tni_device_table), TNI_DEVICE_ABI, TNI_BUILD_ID}},
    {"mpi", {sizeof(tni_comm_table), TNI_COMM_ABI, TNI_BUILD_ID}},
};

/* One search and what came of it. */
typedef struct search {
    const char *name;
    tn_plugin_state state;
    char *path, *why; /* text slots */
} search;

static search begin(const char *name) {
    search s = {name, TN_PLUGIN_ABSENT, tni_text_slot(), tni_text_slot()};
    s.path[0] = s.why[0] = 0;
    return s;
}

/* Gives NULL: the search ends without a table. */
__attribute__((format(printf, 3, 4))) static const void *end(search *s, tn_plugin_state state,
                                                             const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(s->why, TNI_TEXT_BYTES, format, args);
    va_end(args);
    s->state = state;
    return NULL;
}

static const table_head *expected_of(const char *name) {
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].name, name) == 0) {
            return &known[i].expected;
        }
    }
    return NULL;
}

/* The folder of the library, or of the program that it is linked into. */
static bool own_folder(char *out, size_t bytes) {
    Dl_info info;
    char path[PATH_MAX];
    if (!dladdr(known, &info) || !info.dli_fname || !realpath(info.dli_fname, path)) {
        return false;
    }
    char *slash = strrchr(path, '/');
    if (!slash || (size_t)(slash - path) >= bytes) {
        return false;
    }
    memcpy(out, path, (size_t)(slash - path));
    out[slash - path] = 0;
    return true;
}

static const void *check_table(search *s, const table_head *head, const table_head *expected) {
    if (head->size != expected->size || head->abi_version != expected->abi_version) {
        return end(s, TN_PLUGIN_FOREIGN,
                   "%s has a table of %u bytes with ABI %u, this library needs %u and %u; "
                   "install plug-ins of the same version",
                   s->path, head->size, head->abi_version, expected->size, expected->abi_version);
    }
    if (!head->build_id || strcmp(head->build_id, expected->build_id) != 0) {
        return end(s, TN_PLUGIN_FOREIGN,
                   "%s was built as %s, this library as %s; build them together", s->path,
                   head->build_id ? head->build_id : "(nothing)", expected->build_id);
    }
    s->state = TN_PLUGIN_FITS;
    return head;
}

static const void *open_file(search *s, const char *path) {
    if (access(path, R_OK) != 0) {
        return end(s, TN_PLUGIN_UNREADABLE, "%s may not be read by this user", path);
    }
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *error = dlerror();
        return end(s, TN_PLUGIN_BROKEN, "%s cannot be opened: %s", path, error ? error : "?");
    }
    char symbol[64];
    snprintf(symbol, sizeof symbol, "tenon_plugin_%s", s->name);
    const table_head *head = dlsym(library, symbol);
    const void *table = head ? check_table(s, head, expected_of(s->name))
                             : end(s, TN_PLUGIN_BROKEN, "%s has no symbol %s", path, symbol);
    if (!table) {
        dlclose(library);
    }
    return table;
}

/* The search ends at a file, whether it fits or not: s->path is no longer empty then. */
static const void *try_folder(search *s, const char *folder) {
    char path[PATH_MAX];
    const int length = snprintf(path, sizeof path, "%s/libtenon_%s.so", folder, s->name);
    if (length < 0 || (size_t)length >= sizeof path || access(path, F_OK) != 0) {
        return NULL;
    }
    snprintf(s->path, TNI_TEXT_BYTES, "%.*s", TNI_TEXT_BYTES - 1, path);
    return open_file(s, path);
}

static const void *find(search *s) {
    char folder[PATH_MAX];
    const char *list = tni_env("TENON_PLUGIN_PATH");
    while (*list) {
        const size_t length = strcspn(list, ":");
        if (list[0] == '/' && length < sizeof folder) {
            memcpy(folder, list, length);
            folder[length] = 0;
            const void *table = try_folder(s, folder);
            if (s->path[0]) {
                return table;
            }
        }
        list += length + (list[length] == ':');
    }
    const bool has_folder = own_folder(folder, sizeof folder);
    const void *table = has_folder ? try_folder(s, folder) : NULL;
    if (!s->path[0]) {
        return end(s, TN_PLUGIN_ABSENT, "there is no libtenon_%s.so in %s or in TENON_PLUGIN_PATH",
                   s->name, has_folder ? folder : "the folder of the library");
    }
    return table;
}

const void *tni_plugin(const char *name, const char **why) {
    search s = begin(name);
    const void *table =
        expected_of(name) ? find(&s) : end(&s, TN_PLUGIN_ABSENT, "no plug-in is called %s", name);
    if (why) {
        *why = s.why;
    }
    return table;
}

bool tn_plugin_at(int i, tn_plugin_info *out) {
    if (i < 0 || (size_t)i >= sizeof known / sizeof known[0] || !out) {
        return false;
    }
    search s = begin(known[i].name);
    find(&s);
    *out = (tn_plugin_info){s.name, s.state, s.path, s.why};
    return true;
}
