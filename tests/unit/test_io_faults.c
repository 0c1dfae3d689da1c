/* Readers, writers and loaders with the k-th allocation or file call failing, for every k: an error
 * (no crash; the sanitizers see leaks), and the next try works. */
#include "io_support.h"

#include <tenon/data.h>
#include <tenon/io.h>

/* What is tried; runs in a scope of its own. Paths are made before, so that they cost nothing. */
typedef void action(void);

static char path_bytes[256];
static const char *path;
static tn_named list[2];

/* Runs act with each request failing in turn, until it takes fewer than k. */
static void sweep(action *act, void (*fail_at)(uint64_t), uint64_t (*count)(void)) {
    uint64_t requests = 0;
    for (uint64_t k = 1; requests + 1 >= k; k++) {
        TN_SCOPE(s);
        fail_at(k);
        act();
        requests = count();
        fail_at(0);
        const tn_error *e = tn_error_pending();
        cr_expect(e || requests < k, "request %lu of %lu was not missed", (unsigned long)k,
                  (unsigned long)requests);
        cr_expect(!e || strstr(e->message, "told to fail") || e->code == TN_ERR_IO, "%s",
                  e ? e->message : "");
        tn_error_take(NULL);
        act();
        expect_ok();
    }
    cr_expect_gt(requests, 0);
}

static void sweep_both(action *act, bool files) {
    sweep(act, tni_memory_fail_at, tni_memory_requests);
    if (files) {
        sweep(act, tni_file_fail_at, tni_file_calls);
    }
}

static void set_up(const char *name) {
    const int64_t sizes[] = {3, 4};
    list[0] = (tn_named){"w", counting(TN_F32, sizes, 2)};
    list[1] = (tn_named){"b", counting(TN_I16, sizes, 1)};
    snprintf(path_bytes, sizeof path_bytes, "%s", scratch(name));
    path = path_bytes;
}

static void save_safetensors(void) {
    const tn_metadata meta[] = {{"k", "v"}};
    tn_save_safetensors(path, {list, 2}, .metadata = {meta, 1});
}

static void load_safetensors(void) {
    tn_load_safetensors(path);
}

static void save_npy(void) {
    tn_save_npy(path, list[0].tensor);
}

static void load_npy(void) {
    tn_load_npy(path);
}

static void save_npz(void) {
    tn_save_npz(path, {list, 2});
}

static void load_npz(void) {
    tn_load_npz(path);
}

static void load_idx(void) {
    tn_load_idx(path);
}

static void write_log(void) {
    tn_run_log *log = tn_log_open(path, .resume = true, .step = 1);
    tn_log_write(log, "step", TN_LOG({"step", tn_value_int(2)}));
    tn_log_close(log);
}

static void read_log(void) {
    tn_log_reader *reader = tn_log_reader_open(path);
    while (tn_log_reader_next(reader)) {}
    tn_log_reader_close(reader);
}

static void load_text(void) {
    tn_batch b;
    tn_dataset *d = tn_dataset_text(path, 4);
    tn_loader *loader = d ? tn_loader_new(d, .batch = 2) : NULL;
    tn_loader_shard(loader, 0, 0, 1, &b);
    tn_loader_free(loader);
    tn_dataset_free(d);
}

static void prefetch_text(void) {
    tn_batch b;
    tn_dataset *d = tn_dataset_text(path, 4);
    tn_loader *loader = d ? tn_loader_new(d, .batch = 2) : NULL;
    if (loader) {
        tn_loader_prefetch(loader, .steps = 2, .depth = 2);
        for (int step = 0; step < 2 && tn_ok(); step++) {
            tn_loader_shard(loader, step, 0, 1, &b);
        }
    }
    tn_loader_free(loader);
    tn_dataset_free(d);
}

/* X(name, what writes the file first, what is tried) */
#define SWEEPS(X)                                              \
    X(saving_safetensors, save_safetensors, save_safetensors)  \
    X(loading_safetensors, save_safetensors, load_safetensors) \
    X(saving_npy, save_npy, save_npy)                          \
    X(loading_npy, save_npy, load_npy)                         \
    X(saving_npz, save_npz, save_npz)                          \
    X(loading_npz, save_npz, load_npz)                         \
    X(writing_a_log, write_log, write_log)                     \
    X(reading_a_log, write_log, read_log)                      \
    X(loading_text, save_npy, load_text)                       \
    X(prefetching_text, save_npy, prefetch_text)

#define SWEEP_TEST(name, first, act)                      \
    Test(faults, are_survived_by_##name, .timeout = 60) { \
        TN_SCOPE(s);                                      \
        set_up(#name);                                    \
        first();                                          \
        expect_ok();                                      \
        sweep_both(act, true);                            \
        scratch_remove();                                 \
    }
SWEEPS(SWEEP_TEST)

Test(faults, are_survived_by_loading_packed_idx) {
    TN_SCOPE(s);
    set_up("idx");
    path = "tests/fuzz/corpus/fuzz_idx/packed";
    sweep_both(load_idx, true);
}

/* A save that fails leaves the former file as it was, byte for byte. */
Test(faults, leave_the_former_file) {
    char before[1024], after[1024];
    uint64_t calls = 0;
    TN_SCOPE(s);
    set_up("x.safetensors");
    save_safetensors();
    const size_t n = read_file(path, before, sizeof before);
    ((char *)tn_data(list[0].tensor))[0] ^= 1;
    for (uint64_t k = 1; calls + 1 >= k; k++) {
        tni_file_fail_at(k);
        save_safetensors();
        calls = tni_file_calls();
        tni_file_fail_at(0);
        if (tn_error_take(NULL)) {
            cr_expect_eq(read_file(path, after, sizeof after), n);
            /* Only the calls after the rename may leave the new one. */
            cr_expect(memcmp(before, after, n) == 0 || k > calls - 1);
            cr_expect(access(scratch(".x.safetensors.tmp"), F_OK) != 0);
        }
    }
    scratch_remove();
}
