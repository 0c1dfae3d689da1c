/* Checkpoints: what was saved is what is opened, whatever interrupts a save or damages a file. */
#include "io_support.h"

#include <tenon/device.h>
#include <tenon/io.h>

#include <signal.h>
#include <sys/stat.h>

enum { FILE_MAX = 1 << 14 };

static tn_named_list two(tn_named out[2], int64_t seed) {
    const int64_t sizes[] = {2, 3};
    out[0] = (tn_named){"w", counting(TN_F32, sizes, 2)};
    out[1] = (tn_named){"optim.w.exp_avg", counting(TN_F32, sizes, 2)};
    ((char *)tn_data(out[0].tensor))[0] = (char)seed;
    return (tn_named_list){out, 2};
}

static tn_status save(const char *folder, int64_t step, int keep, bool best) {
    TN_SCOPE(s);
    tn_named list[2];
    const tn_metadata meta[] = {{"seed", "1"}};
    return tn_checkpoint_save(folder, step, two(list, step), .metadata = {meta, 1}, .keep = keep,
                              .best = best);
}

/* The step that `auto` resumes from; -1 when there is none. */
static int64_t resumed(const char *folder) {
    TN_SCOPE(s);
    tn_safetensors *file = tn_checkpoint_resume(folder);
    const int64_t step = file ? tn_checkpoint_step(file) : -1;
    if (file) {
        tn_tensor *w = tn_safetensors_get(file, "w", TN_CPU);
        cr_expect_eq(((const char *)tn_data(w))[0], (char)step);
    }
    tn_safetensors_close(file);
    return step;
}

static bool exists(const char *name) {
    return access(scratch(name), F_OK) == 0;
}

static void expect_link(const char *name, const char *target) {
    char found[128];
    const ssize_t length = readlink(scratch(name), found, sizeof found - 1);
    cr_assert(length > 0, "%s", name);
    found[length] = '\0';
    cr_expect_str_eq(found, target);
}

Test(checkpoint, holds_what_was_saved) {
    TN_SCOPE(s);
    tn_named list[2];
    cr_assert_eq(save(scratch("c"), 12, 0, false), TN_OK);
    tn_safetensors *file = tn_checkpoint_open(scratch("c/step-00000012.safetensors"));
    expect_ok();
    cr_assert(file);
    cr_expect_eq(tn_checkpoint_step(file), 12);
    cr_expect_str_eq(tn_safetensors_metadata(file, "seed"), "1");
    cr_expect_str_eq(tn_safetensors_metadata(file, "numerics"), tn_device_numerics(TN_CPU));
    cr_expect_eq(strlen(tn_safetensors_metadata(file, "sha256.w")), 64);
    cr_expect_eq(strlen(tn_safetensors_metadata(file, "sha256")), 64);
    const tn_named_list all = tn_safetensors_all(file, TN_CPU);
    two(list, 12);
    expect_same(all.data[0].tensor, list[1].tensor);
    expect_same(all.data[1].tensor, list[0].tensor);
    tn_safetensors_close(file);
    scratch_remove();
}

Test(checkpoint, moves_the_links) {
    cr_expect_eq(save(scratch("c"), 1, 0, true), TN_OK);
    cr_expect_eq(save(scratch("c"), 2, 0, false), TN_OK);
    expect_link("c/latest", "step-00000002.safetensors");
    expect_link("c/best", "step-00000001.safetensors");
    cr_expect_eq(save(scratch("c"), 3, 0, true), TN_OK);
    expect_link("c/best", "step-00000003.safetensors");
    scratch_remove();
}

Test(checkpoint, keeps_the_newest_and_the_best) {
    for (int step = 1; step <= 5; step++) {
        cr_expect_eq(save(scratch("c"), step, 2, step == 2), TN_OK);
    }
    cr_expect(!exists("c/step-00000001.safetensors"));
    cr_expect(exists("c/step-00000002.safetensors"));
    cr_expect(!exists("c/step-00000003.safetensors"));
    cr_expect(exists("c/step-00000004.safetensors"));
    cr_expect(exists("c/step-00000005.safetensors"));
    scratch_remove();
}

Test(checkpoint, never_removes_the_one_just_saved) {
    save(scratch("c"), 9, 0, false);
    cr_expect_eq(save(scratch("c"), 3, 1, false), TN_OK);
    cr_expect(exists("c/step-00000003.safetensors"));
    cr_expect(exists("c/step-00000009.safetensors"));
    scratch_remove();
}

/* An earlier, longer run was in the folder: its checkpoints and its end are not this one's. */
Test(checkpoint, a_new_run_in_an_old_folder_keeps_and_resumes_its_own) {
    for (int step = 70; step <= 90; step += 10) {
        save(scratch("c"), step, 3, step == 90);
    }
    for (int step = 10; step <= 40; step += 10) {
        cr_expect_eq(save(scratch("c"), step, 3, step == 20), TN_OK);
    }
    cr_expect(!exists("c/step-00000010.safetensors"));
    cr_expect(exists("c/step-00000030.safetensors"));
    cr_expect(exists("c/step-00000090.safetensors"));
    cr_expect_eq(resumed(scratch("c")), 40);
    write_file(scratch("c/step-00000040.safetensors"), "torn", 4);
    cr_expect_eq(resumed(scratch("c")), 30);
    unlink(scratch("c/latest"));
    cr_expect_eq(resumed(scratch("c")), 90);
    scratch_remove();
}

Test(checkpoint, goes_on_past_what_only_looks_like_a_checkpoint) {
    save(scratch("c"), 1, 0, false);
    save(scratch("c"), 2, 0, false);
    cr_assert_eq(mkdir(scratch("c/step-00000004.safetensors"), 0777), 0);
    cr_assert_eq(
        rename(scratch("c/step-00000002.safetensors"), scratch("c/step-00000003.safetensors")), 0);
    unlink(scratch("c/latest"));
    cr_expect_eq(resumed(scratch("c")), 1);
    rmdir(scratch("c/step-00000004.safetensors"));
    scratch_remove();
}

/* Errors that the library takes back itself are none to stop for. */
Test(checkpoint, a_damaged_file_that_is_passed_over_aborts_nothing) {
    setenv("TENON_ON_ERROR", "abort", 1);
    save(scratch("c"), 1, 0, false);
    save(scratch("c"), 2, 0, false);
    write_file(scratch("c/step-00000002.safetensors"), "torn", 4);
    cr_expect_eq(resumed(scratch("c")), 1);
    scratch_remove();
}

Test(checkpoint, an_error_that_reaches_the_caller_aborts_when_asked_to, .signal = SIGABRT) {
    setenv("TENON_ON_ERROR", "abort", 1);
    tn_checkpoint_open("/nowhere");
}

Test(checkpoint, removes_what_a_killed_save_left) {
    save(scratch("c"), 1, 0, false);
    write_file(scratch("c/.step-00000002.safetensors.tmp"), "torn", 4);
    write_file(scratch("c/notes.txt"), "mine", 4);
    cr_expect_eq(resumed(scratch("c")), 1);
    cr_expect_eq(save(scratch("c"), 3, 0, false), TN_OK);
    cr_expect(!exists("c/.step-00000002.safetensors.tmp"));
    cr_expect(exists("c/notes.txt"));
    scratch_remove();
}

Test(checkpoint, writes_the_same_bytes_twice) {
    char x[FILE_MAX], y[FILE_MAX];
    save(scratch("a"), 4, 0, false);
    save(scratch("b"), 4, 3, true);
    const size_t n = read_file(scratch("a/step-00000004.safetensors"), x, sizeof x);
    cr_assert_eq(read_file(scratch("b/latest"), y, sizeof y), n);
    cr_expect_eq(memcmp(x, y, n), 0);
    scratch_remove();
}

Test(checkpoint, resumes_nothing_from_nothing) {
    cr_expect_eq(resumed(scratch("missing")), -1);
    expect_ok();
    mkdtemp(strcpy((char[64]){0}, "/tmp/tenon-test-XXXXXX"));
    cr_expect_eq(resumed(scratch_folder), -1);
    expect_ok();
    scratch_remove();
}

/* Flips a bit of a checkpoint, at a byte counted from its end when negative. */
static void damage(const char *name, long at) {
    FILE *file = fopen(scratch(name), "r+b");
    cr_assert(file);
    fseek(file, at, at < 0 ? SEEK_END : SEEK_SET);
    const int c = fgetc(file);
    fseek(file, -1, SEEK_CUR);
    fputc(c ^ 1, file);
    fclose(file);
}

Test(checkpoint, falls_back_when_the_newest_is_damaged) {
    for (int step = 1; step <= 3; step++) {
        save(scratch("c"), step, 0, false);
    }
    damage("c/step-00000003.safetensors", -1);
    cr_expect_eq(resumed(scratch("c")), 2);
    expect_ok();
    cr_expect_eq(truncate(scratch("c/step-00000002.safetensors"), 100), 0);
    cr_expect_eq(resumed(scratch("c")), 1);
    expect_ok();
    cr_expect_eq(truncate(scratch("c/step-00000001.safetensors"), 0), 0);
    cr_expect_eq(resumed(scratch("c")), -1);
    expect_error(TN_ERR_FORMAT, "step-00000001.safetensors': 0 bytes are too few");
    scratch_remove();
}

Test(checkpoint, notices_every_changed_byte) {
    static char bytes[FILE_MAX];
    save(scratch("c"), 1, 0, false);
    const size_t size = read_file(scratch("c/latest"), bytes, sizeof bytes);
    for (size_t i = 0; i < size; i++) {
        tni_index index;
        bytes[i] ^= 1;
        const bool parsed = tni_safetensors_parse(bytes, (int64_t)size, &index);
        /* Spaces that pad the header may become another blank; what is said stays the same. */
        cr_expect(!parsed || !tni_checkpoint_verify(bytes, &index), "byte %zu", i);
        if (parsed) {
            tni_index_free(&index);
        }
        cr_expect(tn_error_take(NULL));
        bytes[i] ^= 1;
    }
    scratch_remove();
}

/* A shape with as many elements is as valid as the one that was saved. */
Test(checkpoint, notices_a_shape_that_fits_as_well) {
    static char bytes[FILE_MAX];
    save(scratch("c"), 1, 0, false);
    const size_t size = read_file(scratch("c/latest"), bytes, sizeof bytes);
    char *shape = memmem(bytes, size, "[2,3]", 5);
    cr_assert(shape);
    memcpy(shape, "[3,2]", 5);
    tni_index index;
    cr_assert(tni_safetensors_parse(bytes, (int64_t)size, &index));
    cr_expect(!tni_checkpoint_verify(bytes, &index));
    expect_error(TN_ERR_FORMAT, "the header is damaged");
    tni_index_free(&index);
    scratch_remove();
}

Test(checkpoint, notices_every_cut) {
    static char bytes[FILE_MAX];
    save(scratch("c"), 1, 0, false);
    const size_t size = read_file(scratch("c/latest"), bytes, sizeof bytes);
    for (size_t cut = 0; cut < size; cut++) {
        tni_index index;
        cr_expect(!tni_safetensors_parse(bytes, (int64_t)cut, &index), "%zu", cut);
        cr_expect(tn_error_take(NULL));
    }
    scratch_remove();
}

Test(checkpoint, names_the_tensor_that_is_damaged) {
    save(scratch("c"), 1, 0, false);
    damage("c/step-00000001.safetensors", -1);
    cr_expect_null(tn_checkpoint_open(scratch("c/latest")));
    expect_error(TN_ERR_FORMAT, "tensor 'w' is damaged: its SHA-256 differs");
    scratch_remove();
}

Test(checkpoint, refuses_files_without_sums) {
    TN_SCOPE(s);
    tn_named list[2];
    const tn_metadata meta[] = {{"step", "x"}};
    tn_save_safetensors(scratch("plain"), two(list, 0), .metadata = {meta, 1});
    cr_expect_null(tn_checkpoint_open(scratch("plain")));
    expect_error(TN_ERR_FORMAT, "no sum \"sha256\": this is no checkpoint");
    tn_safetensors *file = tn_safetensors_open(scratch("plain"));
    cr_expect_eq(tn_checkpoint_step(file), -1);
    expect_error(TN_ERR_FORMAT, "holds no step");
    tn_safetensors_close(file);
    scratch_remove();
}

Test(checkpoint, refuses_keys_that_it_uses_itself) {
    const char *taken[] = {"step", "sha256", "sha256.w"};
    for (int i = 0; i < 3; i++) {
        const tn_metadata meta[] = {{taken[i], "x"}};
        tn_checkpoint_save(scratch("c"), 1, {0}, .metadata = {meta, 1});
        expect_error(TN_ERR_ARGUMENT, "a key that checkpoints use themselves");
    }
    tn_checkpoint_save(scratch("c"), -1, {0});
    expect_error(TN_ERR_ARGUMENT, "step -1 is negative");
    tn_checkpoint_save(NULL, 1, {0});
    expect_error(TN_ERR_ARGUMENT, "the path is missing");
    scratch_remove();
}

/* ---- Faults ---------------------------------------------------------------------------------- */

/* Fails each file call of a save in turn: an error that names the place, the former checkpoint
 * whole, and a later save works. */
Test(checkpoint, survives_every_failing_file_call) {
    uint64_t calls = 0;
    for (uint64_t k = 1; calls + 1 >= k; k++) {
        save(scratch("c"), 1, 2, true);
        expect_ok();
        tni_file_fail_at(k);
        save(scratch("c"), 2, 2, true);
        calls = tni_file_calls();
        tni_file_fail_at(0);
        if (!tn_ok()) {
            expect_error(TN_ERR_IO, "Input/output error");
        }
        const int64_t step = resumed(scratch("c"));
        cr_expect(step == 1 || step == 2, "call %lu", (unsigned long)k);
        expect_ok();
        cr_expect_eq(save(scratch("c"), 3, 2, false), TN_OK);
        cr_expect_eq(resumed(scratch("c")), 3);
        scratch_remove();
    }
    cr_expect_gt(calls, 10);
}

Test(checkpoint, survives_every_failing_allocation) {
    uint64_t requests = 0;
    save(scratch("c"), 1, 2, true);
    for (uint64_t k = 1; requests + 1 >= k; k++) {
        TN_SCOPE(s);
        tn_named list[2];
        const tn_metadata meta[] = {{"seed", "1"}};
        two(list, 2);
        tni_memory_fail_at(k);
        tn_checkpoint_save(scratch("c"), 2, {list, 2}, .metadata = {meta, 1}, .keep = 2);
        requests = tni_memory_requests();
        tni_memory_fail_at(0);
        if (!tn_ok()) {
            expect_error(TN_ERR_MEMORY, "was told to fail");
        }
        const int64_t step = resumed(scratch("c"));
        cr_expect(step == 1 || step == 2, "request %lu", (unsigned long)k);
    }
    cr_expect_gt(requests, 10);
    scratch_remove();
}

Test(checkpoint, reports_every_failing_call_of_resume) {
    uint64_t calls = 0;
    save(scratch("c"), 1, 0, false);
    for (uint64_t k = 1; calls + 1 >= k; k++) {
        tni_file_fail_at(k);
        tn_safetensors *file = tn_checkpoint_resume(scratch("c"));
        calls = tni_file_calls();
        tni_file_fail_at(0);
        cr_expect((file != NULL) == tn_ok(), "call %lu", (unsigned long)k);
        tn_safetensors_close(file);
        tn_error_take(NULL);
    }
    cr_expect_gt(calls, 4);
    scratch_remove();
}
