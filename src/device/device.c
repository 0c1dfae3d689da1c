/* device.c: from a tn_device to the table that serves it.
 *
 * Invariant: a table that was handed out stays valid until the process ends; plug-ins are never
 * closed, because tensors may live until then. */
#include "device/crossover.h"
#include "device/device_table.h"
#include "device/device_work.h"

#include <tenon/device.h>

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum { REASON_BYTES = 512 };

static const tni_device_table *cuda_table;
static char cuda_reason[REASON_BYTES];

static char *kernel_error(void) {
    return tni_texts()->kernel_error;
}

static int64_t cuda_crossover(int index, int id) {
    return tni_crossover((tn_device){TN_DEVICE_CUDA, (int16_t)index}, (tni_crossover_id)id);
}

static void open_cuda(void) {
    static const tni_device_services services = {.raise = tn_raise,
                                                 .kernel_error = kernel_error,
                                                 .choice = tni_env_choice,
                                                 .crossover = cuda_crossover,
                                                 .time_ns = tni_time_ns,
                                                 .giver = tni_giver_now,
                                                 .device_did = tni_device_did};
    const char *why = NULL;
    cuda_table = tni_plugin("cuda", &why);
    snprintf(cuda_reason, sizeof cuda_reason, "%s", why ? why : "");
    if (cuda_table) {
        cuda_table->open(&services);
        static const char *const switches[] = {"off", "on"};
        int names_ops = 0;
        tni_env_choice("TENON_NVTX", switches, 2, &names_ops);
        tni_ranges = names_ops ? cuda_table->ranges : NULL;
        tni_watch_devices(cuda_table);
    }
}

const tni_device_table *tni_device_of_type(tn_device_type type, const char **why) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const char *reason = "there is no such device type";
    const tni_device_table *table = NULL;
    switch (type) {
    case TN_DEVICE_CPU:
        table = &tni_host_table;
        break;
    case TN_DEVICE_META:
        table = &tni_meta_table;
        break;
    case TN_DEVICE_CUDA:
        pthread_once(&once, open_cuda);
        table = cuda_table;
        reason = cuda_reason;
        break;
    default:
        break;
    }
    if (why) {
        *why = table ? "" : reason;
    }
    return table;
}

const tni_device_table *tni_device(tn_device device) {
    const tn_device resolved = tni_resolve_device(device);
    if (TNI_LIKELY(resolved.type == TN_DEVICE_CPU && resolved.index == 0)) {
        return &tni_host_table;
    }
    const char *why;
    const tni_device_table *table = tni_device_of_type((tn_device_type)resolved.type, &why);
    if (!table) {
        return TNI_FAIL_NULL(TN_ERR_DEVICE, "device %s cannot be used: %s; use cpu",
                             tni_device_text(resolved), why);
    }
    const int count = table->count(), index = resolved.index;
    if (index < 0 || index >= count) {
        return TNI_FAIL_NULL(TN_ERR_DEVICE, "device %s does not exist: %s has %d (counted from 0)",
                             tni_device_text(resolved), table->name, count);
    }
    return tni_is_dry(resolved) ? tni_dry->table : table;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static const char *type_name(int type) {
    switch (type) {
    case TN_DEVICE_DEFAULT:
        return "default";
    case TN_DEVICE_CPU:
        return "cpu";
    case TN_DEVICE_CUDA:
        return "cuda";
    case TN_DEVICE_META:
        return "meta";
    default:
        return "unknown";
    }
}

const char *tni_device_text(tn_device device) {
    if (device.index == 0 && device.type != TN_DEVICE_CUDA) {
        return type_name(device.type);
    }
    char *text = tni_text_slot();
    snprintf(text, TNI_TEXT_BYTES, "%s:%d", type_name(device.type), device.index);
    return text;
}

/* The number after the colon: digits only, within an int16_t. */
static bool parse_index(const char *text, int16_t *out) {
    int index = 0, digits = 0;
    for (; text[digits] >= '0' && text[digits] <= '9' && digits < 5; digits++) {
        index = index * 10 + (text[digits] - '0');
    }
    *out = (int16_t)index;
    return digits > 0 && text[digits] == 0 && index <= INT16_MAX;
}

bool tni_parse_device(const char *text, tn_device *out) {
    for (int type = TN_DEVICE_CPU; type <= TN_DEVICE_META; type++) {
        const char *name = type_name(type);
        const size_t length = strlen(name);
        if (strncmp(text, name, length) != 0) {
            continue;
        }
        int16_t index = 0;
        if (text[length] != 0 && (text[length] != ':' || !parse_index(text + length + 1, &index))) {
            return false;
        }
        *out = (tn_device){.type = (int16_t)type, .index = index};
        return true;
    }
    return false;
}

static tn_device option_device = {.type = TN_DEVICE_CPU};
static bool option_is_bad;

/* Whether there can be a GPU: looked for without CUDA, so that a program on a machine without one
 * never opens it. */
static bool has_driver(void) {
    return access("/dev/nvidiactl", F_OK) == 0 || access("/dev/dxg", F_OK) == 0;
}

static void read_option(void) {
    if (strcmp(tni_env("TENON_DEVICE"), "auto") != 0) {
        option_is_bad = !tni_parse_device(tni_env("TENON_DEVICE"), &option_device);
        return;
    }
    const tni_device_table *cuda = has_driver() ? tni_device_of_type(TN_DEVICE_CUDA, NULL) : NULL;
    if (cuda && cuda->count() > 0) {
        option_device.type = TN_DEVICE_CUDA;
    }
}

static pthread_once_t option_read = PTHREAD_ONCE_INIT;

/* An option that names a device by number is obeyed. */
void tni_prefer_device(int index) {
    pthread_once(&option_read, read_option);
    const int count = option_device.type == TN_DEVICE_CUDA ? tn_device_count(TN_DEVICE_CUDA) : 0;
    if (count > 0 && !strchr(tni_env("TENON_DEVICE"), ':')) {
        option_device.index = (int16_t)(index % count);
    }
}

tn_device tni_resolve_device(tn_device device) {
    if (device.type != TN_DEVICE_DEFAULT) {
        return device;
    }
    pthread_once(&option_read, read_option);
    if (option_is_bad) {
        tni_fail(TN_ERR_DEVICE, "TENON_DEVICE=%s is no device; use cpu, cuda, cuda:N, meta or auto",
                 tni_env("TENON_DEVICE"));
    }
    return option_device;
}

/* ---- Public ---------------------------------------------------------------------------------- */

int tn_device_count(tn_device_type type) {
    const tni_device_table *table = tni_device_of_type(type, NULL);
    return table ? table->count() : 0;
}

tn_device tn_default_device(void) {
    return tni_resolve_device((tn_device){0});
}

const char *tn_device_name(tn_device device) {
    return tni_device_text(device);
}

bool tn_device_parse(const char *text, tn_device *out) {
    tn_device device;
    if (!text || !tni_parse_device(text, &device)) {
        return false;
    }
    if (out) {
        *out = device;
    }
    return true;
}

const char *tn_device_why_absent(tn_device_type type) {
    const char *why;
    tni_device_of_type(type, &why);
    return why;
}

bool tn_device_describe(tn_device device, tn_device_description *out) {
    const tni_device_table *table = tni_device_of_type((tn_device_type)device.type, NULL);
    if (!out || !table || !table->describe) {
        return false;
    }
    *out = (tn_device_description){0};
    table->describe(device.index, out);
    return true;
}

const char *tn_device_numerics(tn_device device) {
    TNI_CALL("device_numerics", ((tn_site){0}));
    const tni_device_table *table = tni_pending() ? NULL : tni_device(device);
    if (!table) {
        return NULL;
    }
    const tn_device resolved = tni_resolve_device(device);
    const bool is_gpu = resolved.type == TN_DEVICE_CUDA;
    char *text = tni_text_slot();
    snprintf(text, TNI_TEXT_BYTES, "tenon %s on %s%s%s%s%s%s", tn_version(), table->name,
             table->numerics ? ": " : "", table->numerics ? table->numerics(resolved.index) : "",
             tni_crossovers_text(resolved), is_gpu && tn_allow_tf32() ? ", tf32 allowed" : "",
             is_gpu && tn_allow_unordered_sums() ? ", unordered sums allowed" : "");
    return text;
}
