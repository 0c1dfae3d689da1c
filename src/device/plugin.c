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

static TNI_THREAD_LOCAL char *reason; /* a text slot */

__attribute__((format(printf, 1, 2))) static void because(const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(reason, TNI_TEXT_BYTES, format, args);
    va_end(args);
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

static const void *check_table(const char *path, const table_head *head,
                               const table_head *expected) {
    if (head->size != expected->size || head->abi_version != expected->abi_version) {
        because("%s has a table of %u bytes with ABI %u, this library needs %u and %u; "
                "install plug-ins of the same version",
                path, head->size, head->abi_version, expected->size, expected->abi_version);
        return NULL;
    }
    if (!head->build_id || strcmp(head->build_id, expected->build_id) != 0) {
        because("%s was built as %s, this library as %s; build them together", path,
                head->build_id ? head->build_id : "(nothing)", expected->build_id);
        return NULL;
    }
    return head;
}

/* *found becomes true when there is a file, fit or not: the search ends there. */
static const void *try_folder(const char *folder, const char *name, bool *found) {
    char path[PATH_MAX], symbol[64];
    const int length = snprintf(path, sizeof path, "%s/libtenon_%s.so", folder, name);
    if (length < 0 || (size_t)length >= sizeof path || access(path, R_OK) != 0) {
        return NULL;
    }
    *found = true;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *error = dlerror();
        because("%s cannot be opened: %s", path, error ? error : "?");
        return NULL;
    }
    snprintf(symbol, sizeof symbol, "tenon_plugin_%s", name);
    const table_head *head = dlsym(library, symbol);
    if (!head) {
        because("%s has no symbol %s", path, symbol);
    }
    const void *table = head ? check_table(path, head, expected_of(name)) : NULL;
    if (!table) {
        dlclose(library);
    }
    return table;
}

static const void *search(const char *name) {
    bool found = false;
    const char *list = tni_env("TENON_PLUGIN_PATH");
    while (*list && !found) {
        const size_t length = strcspn(list, ":");
        char folder[PATH_MAX];
        if (list[0] == '/' && length < sizeof folder) {
            memcpy(folder, list, length);
            folder[length] = 0;
            const void *table = try_folder(folder, name, &found);
            if (found) {
                return table;
            }
        }
        list += length + (list[length] == ':');
    }
    char folder[PATH_MAX];
    const bool has_folder = own_folder(folder, sizeof folder);
    const void *table = has_folder ? try_folder(folder, name, &found) : NULL;
    if (!found) {
        because("there is no libtenon_%s.so in %s or in TENON_PLUGIN_PATH", name,
                has_folder ? folder : "the folder of the library");
    }
    return table;
}

const void *tni_plugin(const char *name, const char **why) {
    reason = tni_text_slot();
    reason[0] = 0;
    const void *table = NULL;
    if (expected_of(name)) {
        table = search(name);
    } else {
        because("no plug-in is called %s", name);
    }
    if (why) {
        *why = reason;
    }
    return table;
}
