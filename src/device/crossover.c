/* crossover.c: up to which size Tenon's kernels serve, device by device.
 *
 * Invariant: values of a device are read from the file once, before its first use; after that only
 * tn_crossover_set changes them. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "device/crossover.h"

#include "device/device_table.h"

#include <tenon/device.h>
#include <tenon/tune.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

const tni_crossover_row tni_crossover_rows[TNI_CROSSOVERS] = {
#define X(name, type, fallback, most, meaning) {#name, meaning, TN_DEVICE_##type, fallback, most},
#include "device/crossover.def"
#undef X
};

enum { MAX_DEVICES = 64 };

typedef struct device_values {
    _Atomic bool known;
    _Atomic int64_t of[TNI_CROSSOVERS];
} device_values;

static device_values host, gpus[MAX_DEVICES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static device_values *values_of(tn_device device) {
    return device.type != TN_DEVICE_CUDA                     ? &host
           : device.index >= 0 && device.index < MAX_DEVICES ? &gpus[device.index]
                                                             : NULL;
}

/* ---- Models and the file --------------------------------------------------------------------- */

/* The "model name" of the first processor; "" when the system tells none. */
static void read_processor(char *out, size_t bytes) {
    static const char key[] = "model name";
    char line[TNI_TEXT_BYTES];
    FILE *file = fopen("/proc/cpuinfo", "re");
    out[0] = 0;
    while (file && !out[0] && fgets(line, sizeof line, file)) {
        const char *value = strncmp(line, key, sizeof key - 1) == 0 ? strchr(line, ':') : NULL;
        if (value) {
            value += strspn(value, ": \t");
            snprintf(out, bytes, "%.*s", (int)strcspn(value, "\n"), value);
        }
    }
    if (file) {
        fclose(file);
    }
}

enum { MODEL_BYTES = 128 }; /* as in tn_device_description */

/* A ']' ends a heading of the file. */
const char *tni_device_model_text(tn_device device) {
    char *text = tni_text_slot();
    const tni_device_table *table = tni_device_of_type((tn_device_type)device.type, NULL);
    text[0] = 0;
    if (device.type == TN_DEVICE_CPU) {
        read_processor(text, MODEL_BYTES);
    } else if (table && table->describe) {
        tn_device_description about = {0};
        table->describe(device.index, &about);
        snprintf(text, TNI_TEXT_BYTES, "%s", about.model);
    }
    if (!text[0]) {
        snprintf(text, TNI_TEXT_BYTES, "%s", table ? table->name : "");
    }
    for (char *p = text; *p; p++) {
        *p = *p == ']' ? ')' : *p == '[' ? '(' : *p;
    }
    return text;
}

const char *tni_crossovers_path(void) {
    const char *own = tni_env("TENON_CROSSOVERS");
    const char *config = secure_getenv("XDG_CONFIG_HOME"), *home = secure_getenv("HOME");
    char *text = tni_text_slot();
    text[0] = 0;
    if (own[0]) {
        snprintf(text, TNI_TEXT_BYTES, "%s", strcmp(own, "off") == 0 ? "" : own);
    } else if (config && config[0] == '/') {
        snprintf(text, TNI_TEXT_BYTES, "%s/tenon/crossovers", config);
    } else if (home && home[0] == '/') {
        snprintf(text, TNI_TEXT_BYTES, "%s/.config/tenon/crossovers", home);
    }
    return text;
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void learn(tn_device device, device_values *values) {
    int64_t read[TNI_CROSSOVERS];
    for (int i = 0; i < TNI_CROSSOVERS; i++) {
        read[i] = tni_crossover_rows[i].fallback;
    }
    const char *path = tni_crossovers_path();
    if (path[0]) {
        tni_crossovers_read(path, tni_device_model_text(device), (tn_device_type)device.type, read);
    }
    pthread_mutex_lock(&lock);
    for (int i = 0; i < TNI_CROSSOVERS && !values->known; i++) {
        atomic_store_explicit(&values->of[i], read[i], memory_order_relaxed);
    }
    atomic_store_explicit(&values->known, true, memory_order_release);
    pthread_mutex_unlock(&lock);
}

int64_t tni_crossover(tn_device device, tni_crossover_id id) {
    device_values *values = values_of(device);
    if (TNI_UNLIKELY(!values)) {
        return tni_crossover_rows[id].fallback;
    }
    if (TNI_UNLIKELY(!atomic_load_explicit(&values->known, memory_order_acquire))) {
        learn(device, values);
    }
    return atomic_load_explicit(&values->of[id], memory_order_relaxed);
}

const char *tni_crossovers_text(tn_device device) {
    char *text = tni_text_slot();
    size_t at = 0;
    text[0] = 0;
    for (int i = 0; i < TNI_CROSSOVERS && at < TNI_TEXT_BYTES; i++) {
        const tni_crossover_row *row = &tni_crossover_rows[i];
        const int64_t value = row->type == (tn_device_type)device.type
                                  ? tni_crossover(device, (tni_crossover_id)i)
                                  : row->fallback;
        if (value != row->fallback) {
            at += (size_t)snprintf(text + at, TNI_TEXT_BYTES - at, ", %s=%lld", row->name,
                                   (long long)value);
        }
    }
    return text;
}

tni_crossover_id tni_crossover_named(tn_device_type type, const char *name) {
    int i = 0;
    while (i < TNI_CROSSOVERS &&
           (tni_crossover_rows[i].type != type || strcmp(tni_crossover_rows[i].name, name) != 0)) {
        i++;
    }
    return (tni_crossover_id)i;
}

/* ---- Calls of programs ----------------------------------------------------------------------- */

bool tn_crossover_at(tn_device device, int i, tn_crossover *out) {
    TNI_CALL("crossover_at", ((tn_site){0}));
    const tn_device resolved = tni_resolve_device(device);
    if (tni_pending() || !out || !tni_device(resolved)) {
        return false;
    }
    for (int id = 0; id < TNI_CROSSOVERS; id++) {
        const tni_crossover_row *row = &tni_crossover_rows[id];
        if (row->type == (tn_device_type)resolved.type && i-- == 0) {
            *out = (tn_crossover){.name = row->name,
                                  .meaning = row->meaning,
                                  .value = tni_crossover(resolved, (tni_crossover_id)id),
                                  .fallback = row->fallback,
                                  .most = row->most};
            return true;
        }
    }
    return false;
}

tn_status tn_crossover_set(tn_device device, const char *name, int64_t value) {
    TNI_CALL("crossover_set", ((tn_site){0}));
    const tn_device resolved = tni_resolve_device(device);
    if (tni_pending() || !tni_device(resolved)) {
        return tni_pending();
    }
    const tni_crossover_id id =
        name ? tni_crossover_named((tn_device_type)resolved.type, name) : TNI_CROSSOVERS;
    device_values *values = values_of(resolved);
    if (id == TNI_CROSSOVERS || !values) {
        return tni_fail(TN_ERR_ARGUMENT, "%s has no crossover \"%s\"; tn_crossover_at lists them",
                        tni_device_text(resolved), name ? name : "NULL");
    }
    if (value < 0 || value > tni_crossover_rows[id].most) {
        return tni_fail(TN_ERR_ARGUMENT, "%s must be in 0..%lld, got %lld", name,
                        (long long)tni_crossover_rows[id].most, (long long)value);
    }
    tni_crossover(resolved, id); /* what the file says is read before */
    atomic_store_explicit(&values->of[id], value, memory_order_relaxed);
    return TN_OK;
}

const char *tn_crossovers_file(void) {
    return tni_crossovers_path();
}

const char *tn_device_model(tn_device device) {
    TNI_CALL("device_model", ((tn_site){0}));
    const tn_device resolved = tni_resolve_device(device);
    return tni_pending() || !tni_device(resolved) ? NULL : tni_device_model_text(resolved);
}
