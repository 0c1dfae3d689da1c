/* io_support.h: what the tests of readers and loaders share. */
#ifndef TNI_IO_SUPPORT_H
#define TNI_IO_SUPPORT_H

#include "io/file.h"
#include "io/reader.h"
#include "tensor/handle.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The pending error has this code and this text in its message; it is cleared. */
static inline void expect_error(tn_status code, const char *text) {
    tn_error e = {0};
    cr_assert(tn_error_take(&e), "an error with '%s' was expected", text);
    cr_expect_eq(e.code, code, "%s: %s", tn_status_name(e.code), e.message);
    cr_expect(strstr(e.message, text), "'%s' is not in: %s", text, e.message);
}

static inline void expect_ok(void) {
    tn_error e = {0};
    cr_expect(!tn_error_take(&e), "%s", e.message);
}

/* A path in a folder of this process's own; the folder is removed at exit. */
static char scratch_folder[64];

static inline void scratch_remove(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", scratch_folder);
    cr_expect_eq(system(command), 0);
    scratch_folder[0] = '\0';
}

static inline const char *scratch(const char *name) {
    static char paths[8][160];
    static int turn;
    if (!scratch_folder[0]) {
        snprintf(scratch_folder, sizeof scratch_folder, "/tmp/tenon-test-XXXXXX");
        cr_assert(mkdtemp(scratch_folder));
    }
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", scratch_folder, name);
    return path;
}

static inline void write_file(const char *path, const void *data, size_t bytes) {
    FILE *file = fopen(path, "wb");
    cr_assert(file);
    cr_assert_eq(fwrite(data, 1, bytes, file), bytes);
    fclose(file);
}

/* Bytes, not text: no NUL follows them. */
static inline void put_bytes(char *out, const void *bytes, size_t count) {
    memcpy(out, bytes, count);
}

/* The bytes of a file in static storage of the caller. */
static inline size_t read_file(const char *path, char *out, size_t room) {
    FILE *file = fopen(path, "rb");
    cr_assert(file, "%s", path);
    const size_t bytes = fread(out, 1, room, file);
    fclose(file);
    return bytes;
}

/* A contiguous tensor whose bytes count up, kept valid for bools. */
static inline tn_tensor *counting(tn_dtype dtype, const int64_t *sizes, int ndim) {
    tni_meta meta = {.dtype = dtype, .device = TN_CPU, .shape = {.ndim = ndim}};
    memcpy(meta.shape.sizes, sizes, (size_t)ndim * sizeof *sizes);
    tn_tensor *t = tni_new(&meta);
    const int64_t bytes = t->numel * (int64_t)tn_dtype_bytes(dtype);
    for (int64_t i = 0; i < bytes; i++) {
        tni_ptr(t)[i] = (char)(dtype == TN_BOOL ? i % 3 == 0 : i * 7 + 1);
    }
    return t;
}

/* Same dtype, shape and bytes (in row-major order). */
static inline void expect_same(const tn_tensor *a, const tn_tensor *b) {
    cr_assert(a && b);
    cr_assert_eq(tn_dtype_of(a), tn_dtype_of(b));
    cr_assert_eq(a->ndim, b->ndim);
    for (int d = 0; d < a->ndim; d++) {
        cr_assert_eq(a->sizes[d], b->sizes[d]);
    }
    const size_t bytes = (size_t)a->numel * tn_dtype_bytes(tn_dtype_of(a));
    char *x = malloc(bytes + 1), *y = malloc(bytes + 1);
    cr_expect_eq(tn_copy_to_host(a, x, bytes), TN_OK);
    cr_expect_eq(tn_copy_to_host(b, y, bytes), TN_OK);
    cr_expect_eq(memcmp(x, y, bytes), 0);
    free(x);
    free(y);
}

#endif
