/* Plug-ins: found only where they may be, refused when they do not fit. The test compiles small
 * ones itself. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "device/device_table.h"

#include "build_id.h"

#include <tenon/device.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64];

static void make_folder(void) {
    snprintf(folder, sizeof folder, "/tmp/tenon-plugin-XXXXXX");
    cr_assert(mkdtemp(folder));
    setenv("TENON_PLUGIN_PATH", folder, 1);
}

static void remove_folder(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    cr_expect_eq(system(command), 0);
}

TestSuite(device_plugin, .init = make_folder, .fini = remove_folder);

/* Builds libtenon_mpi.so with the given start of its table. */
static void build_plugin(const char *symbol, size_t size, int abi, const char *build_id) {
    char path[128], command[512];
    snprintf(path, sizeof path, "%s/plugin.c", folder);
    FILE *file = fopen(path, "w");
    cr_assert(file);
    fprintf(file,
            "struct { unsigned size, abi; const char *id; void *rest[64]; } %s = {%zu, %d, \"%s\", "
            "{0}};\n",
            symbol, size, abi, build_id);
    fclose(file);
    snprintf(command, sizeof command, "${CC:-cc} -shared -fPIC -o %s/libtenon_mpi.so %s", folder,
             path);
    cr_assert_eq(system(command), 0);
}

static const char *why_refused(void) {
    const char *why = NULL;
    cr_expect_null(tni_plugin("mpi", &why));
    cr_expect(tn_ok(), "a missing plug-in is no error by itself");
    cr_assert(why);
    return why;
}

Test(device_plugin, one_that_fits_is_returned) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table), TNI_COMM_ABI, TNI_BUILD_ID);
    const char *why = NULL;
    const tni_comm_table *table = tni_plugin("mpi", &why);
    cr_assert(table, "%s", why);
    cr_expect_eq(table->size, sizeof(tni_comm_table));
    cr_expect_str_eq(why, "");
}

Test(device_plugin, another_size_is_refused) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table) + 8, TNI_COMM_ABI, TNI_BUILD_ID);
    cr_expect(strstr(why_refused(), "bytes"));
}

Test(device_plugin, another_abi_is_refused) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table), TNI_COMM_ABI + 1, TNI_BUILD_ID);
    cr_expect(strstr(why_refused(), "ABI"));
}

Test(device_plugin, another_build_is_refused) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table), TNI_COMM_ABI, "0.0.1 (older)");
    const char *why = why_refused();
    cr_expect(strstr(why, "0.0.1 (older)") && strstr(why, TNI_BUILD_ID), "%s", why);
}

Test(device_plugin, one_without_the_symbol_is_refused) {
    build_plugin("something_else", sizeof(tni_comm_table), TNI_COMM_ABI, TNI_BUILD_ID);
    cr_expect(strstr(why_refused(), "tenon_plugin_mpi"));
}

Test(device_plugin, a_file_that_is_no_library_is_refused) {
    char path[128];
    snprintf(path, sizeof path, "%s/libtenon_mpi.so", folder);
    FILE *file = fopen(path, "w");
    cr_assert(file);
    fputs("not a library", file);
    fclose(file);
    cr_expect(strstr(why_refused(), "cannot be opened"));
}

Test(device_plugin, the_working_directory_is_never_searched) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table), TNI_COMM_ABI, TNI_BUILD_ID);
    cr_assert_eq(chdir(folder), 0);
    setenv("TENON_PLUGIN_PATH", ".::relative/path", 1);
    const char *why = NULL;
    const void *table = tni_plugin("mpi", &why);
    cr_expect(!table || !strstr(why, folder));
    cr_expect_null(table);
    cr_expect(strstr(why, "no libtenon_mpi.so"), "%s", why);
}

Test(device_plugin, an_unknown_name_is_not_searched_for) {
    const char *why = NULL;
    cr_expect_null(tni_plugin("../evil", &why));
    cr_expect(strstr(why, "../evil"));
    cr_expect_null(tni_plugin("rocm", NULL));
}

/* ---- What users are told --------------------------------------------------------------------- */

static tn_plugin_info about_mpi(void) {
    tn_plugin_info found = {0};
    for (int i = 0; tn_plugin_at(i, &found) && strcmp(found.name, "mpi") != 0; i++) {}
    cr_assert_str_eq(found.name, "mpi");
    cr_expect(tn_ok());
    return found;
}

static void expect_found(tn_plugin_state state) {
    char path[128];
    snprintf(path, sizeof path, "%s/libtenon_mpi.so", folder);
    const tn_plugin_info found = about_mpi();
    cr_expect_eq(found.state, state);
    cr_expect_str_eq(found.path, path);
    cr_expect_eq(found.why[0] == 0, state == TN_PLUGIN_FITS, "%s", found.why);
}

Test(device_plugin, one_that_fits_is_told_with_its_path) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table), TNI_COMM_ABI, TNI_BUILD_ID);
    expect_found(TN_PLUGIN_FITS);
}

Test(device_plugin, one_of_another_build_is_told_as_foreign) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table), TNI_COMM_ABI, "0.0.1 (older)");
    expect_found(TN_PLUGIN_FOREIGN);
}

Test(device_plugin, one_of_another_abi_is_told_as_foreign) {
    build_plugin("tenon_plugin_mpi", sizeof(tni_comm_table), TNI_COMM_ABI + 1, TNI_BUILD_ID);
    expect_found(TN_PLUGIN_FOREIGN);
}

Test(device_plugin, one_without_the_symbol_is_told_as_broken) {
    build_plugin("something_else", sizeof(tni_comm_table), TNI_COMM_ABI, TNI_BUILD_ID);
    expect_found(TN_PLUGIN_BROKEN);
}

Test(device_plugin, an_absent_one_has_no_path) {
    const tn_plugin_info found = about_mpi();
    cr_expect_eq(found.state, TN_PLUGIN_ABSENT);
    cr_expect_str_eq(found.path, "");
    cr_expect(strstr(found.why, "no libtenon_mpi.so"), "%s", found.why);
}

Test(device_plugin, the_list_has_an_end) {
    tn_plugin_info found;
    cr_expect_not(tn_plugin_at(-1, &found));
    cr_expect_not(tn_plugin_at(99, &found));
    cr_expect_not(tn_plugin_at(0, NULL));
}
