/* doctor_gpu.c: what `tenon doctor` says of GPUs. What the system shows (files of /dev, /proc and
 * /sys) and what CUDA finds through the plug-in are looked at apart, because most faults are that
 * the two do not agree. */
#include "doctor.h"

#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_FILES = 32 }; /* GPUs of one machine, /dev/nvidia0 and so on */

typedef struct machine {
    bool has_module; /* the driver's part in the kernel, or WSL's */
    bool has_gpu;    /* on the PCI bus */
    text module;     /* the version of that part, where it says one; else "" */
    /* By the plug-in, when it is open: */
    bool is_open;
    int gpus;
    tn_device_description cuda; /* of the first GPU, or of none */
} machine;

/* ---- What the system shows ------------------------------------------------------------------- */

static bool exists(const char *path) {
    return access(path, F_OK) == 0;
}

/* The first line of a small file; "" when it cannot be read. */
static text first_line(const char *path) {
    text line = {{0}};
    FILE *file = fopen(path, "re");
    if (file) {
        if (!fgets(line.at, sizeof line.at, file)) {
            line.at[0] = 0;
        }
        fclose(file);
    }
    line.at[strcspn(line.at, "\n")] = 0;
    return line;
}

/* "550.54.15" of "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar …". */
static text module_version(void) {
    const text line = first_line("/proc/driver/nvidia/version");
    const char *p = line.at;
    while (*p) {
        p += strspn(p, " ");
        const size_t length = strcspn(p, " "), digits = strspn(p, "0123456789");
        if (digits > 0 && p[digits] == '.') {
            return textf("%.*s", (int)length, p);
        }
        p += length;
    }
    return (text){{0}};
}

/* Whether the PCI bus has a display or compute device (class 03) of NVIDIA (vendor 10de). */
static bool bus_has_gpu(void) {
    static const char folder[] = "/sys/bus/pci/devices";
    DIR *devices = opendir(folder);
    bool found = false;
    for (const struct dirent *e; !found && devices && (e = readdir(devices));) {
        const text vendor = first_line(textf("%s/%s/vendor", folder, e->d_name).at);
        found = strcmp(vendor.at, "0x10de") == 0 &&
                strncmp(first_line(textf("%s/%s/class", folder, e->d_name).at).at, "0x03", 4) == 0;
    }
    if (devices) {
        closedir(devices);
    }
    return found;
}

static machine look(void) {
    return (machine){.has_module = exists("/dev/nvidiactl") || exists("/dev/dxg"),
                     .has_gpu = bus_has_gpu(),
                     .module = module_version(),
                     .cuda = {.code = "", .fault = ""}};
}

/* ---- Plug-in and driver ---------------------------------------------------------------------- */

/* "12.4" of 12040. */
static text cuda_version(int version) {
    return textf("%d.%d", version / 1000, version % 1000 / 10);
}

static const char *newest(const char *code) {
    const char *last = strrchr(code, ' ');
    return last ? last + 1 : code;
}

/* "sm_80, sm_90" of "80 90". */
static text code_list(const char *code) {
    text list = {{0}};
    while (*code) {
        const int length = (int)strcspn(code, " ");
        list = textf("%s%ssm_%.*s", list.at, list.at[0] ? ", " : "", length, code);
        code += length + (code[length] == ' ');
    }
    return list;
}

static void check_plugin(report *r, machine *m) {
    const tn_plugin_info plugin = find_plugin("cuda");
    text about = {{0}};
    if (plugin.state == TN_PLUGIN_FITS && tn_device_describe(TN_CUDA(0), &m->cuda)) {
        m->is_open = true;
        m->gpus = tn_device_count(TN_DEVICE_CUDA);
        about =
            textf("built with CUDA %s, code for %s, PTX of sm_%s", cuda_version(m->cuda.toolkit).at,
                  code_list(m->cuda.code).at, newest(m->cuda.code));
    }
    report_plugin(r, "CUDA plug-in", &plugin, about.at,
                  m->has_module || m->has_gpu ? VERDICT_WARNING : VERDICT_NOTE,
                  "GPUs stay unused without it: build it where nvcc is (make cuda), then install "
                  "it beside the library or name its folder in TENON_PLUGIN_PATH");
}

/* The first driver that serves a major version of CUDA; its later minor versions need no other.
 * CUDA Compatibility, table "CUDA Toolkit and Minimum Required Driver Version". */
static text driver_for(int toolkit) {
    static const struct {
        int major;
        const char *driver;
    } first[] = {{11, "450.80"}, {12, "525.60"}, {13, "580.65"}};
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
        if (first[i].major == toolkit / 1000) {
            return textf("%s or newer", first[i].driver);
        }
    }
    return textf("one that serves CUDA %d", toolkit / 1000);
}

static const char driver_check[] = "NVIDIA driver";

static void no_driver(report *r, const machine *m) {
    if (m->has_module) {
        report_finding(r, driver_check, VERDICT_PROBLEM,
                       textf("the kernel's part%s%s is there, but its library libcuda.so.1 does "
                             "not answer",
                             m->module.at[0] ? " " : "", m->module.at)
                           .at,
                       "install the driver's library (Debian: libcuda1) of the same version; in a "
                       "container, start it with --gpus all");
    } else if (m->has_gpu) {
        report_finding(
            r, driver_check, VERDICT_WARNING,
            "none, though there is a GPU of NVIDIA on the PCI bus",
            m->is_open
                ? textf("to use it, install NVIDIA's driver, %s", driver_for(m->cuda.toolkit).at).at
                : "to use it, install NVIDIA's driver");
    } else {
        report_finding(r, driver_check, VERDICT_NOTE, "none, and no GPU of NVIDIA is in sight", "");
    }
}

static bool is_too_old(const machine *m) {
    return m->cuda.driver / 1000 < m->cuda.toolkit / 1000;
}

static void check_driver(report *r, const machine *m) {
    if (m->is_open ? m->cuda.driver == 0 : !m->has_module) {
        no_driver(r, m);
    } else if (!m->is_open) {
        report_finding(r, driver_check, VERDICT_NOTE,
                       textf("%s; what it serves is known to the CUDA plug-in only",
                             m->module.at[0] ? m->module.at : "there is one")
                           .at,
                       "");
    } else {
        const text built = cuda_version(m->cuda.toolkit);
        const bool old = is_too_old(m);
        report_finding(r, driver_check, old ? VERDICT_PROBLEM : VERDICT_OK,
                       textf("%s%sserves CUDA %s, the plug-in was built with %s", m->module.at,
                             m->module.at[0] ? ", " : "", cuda_version(m->cuda.driver).at, built.at)
                           .at,
                       old ? textf("update the driver to %s, or build the plug-in with CUDA %d",
                                   driver_for(m->cuda.toolkit).at, m->cuda.driver / 1000)
                                 .at
                           : "");
    }
}

/* ---- GPUs ------------------------------------------------------------------------------------ */

typedef enum serves { SERVES_NOT, SERVES_BY_PTX, SERVES } serves;

/* Machine code runs on later minor versions of its major one, PTX is compiled for anything later.
 * What is for one architecture alone has a letter: "90a". */
static serves code_serves(const char *code, int architecture) {
    serves best = SERVES_NOT;
    for (char *end; *code; code = end + (*end == ' ')) {
        const int built = (int)strtol(code, &end, 10);
        const bool alone = isalpha((unsigned char)*end) != 0;
        end += strcspn(end, " ");
        const bool same_major = built / 10 == architecture / 10;
        if (built == architecture || (!alone && same_major && built <= architecture)) {
            return SERVES;
        }
        best = *end == 0 && !alone && built <= architecture ? SERVES_BY_PTX : best;
    }
    return best;
}

enum { OLDEST_ARCHITECTURE = 80 };

static void check_gpu(report *r, const machine *m, int index) {
    tn_device_description gpu;
    if (!tn_device_describe(TN_CUDA(index), &gpu) || gpu.architecture == 0) {
        report_finding(r, "GPU", VERDICT_PROBLEM,
                       textf("cuda:%d does not say what it is", index).at,
                       "see what nvidia-smi says of it; restart the machine after an update of "
                       "the driver");
        return;
    }
    const serves how = code_serves(gpu.code, gpu.architecture);
    const bool compiles = how == SERVES_BY_PTX && m->cuda.driver >= m->cuda.toolkit;
    const text name =
        textf("%s, %s, sm_%d", tn_device_name(TN_CUDA(index)), gpu.model, gpu.architecture);
    const text build = textf("build the plug-in for it: make cuda CUDA_ARCHS=\"%s %d\"", gpu.code,
                             gpu.architecture);
    if (gpu.architecture < OLDEST_ARCHITECTURE) {
        report_finding(
            r, "GPU", VERDICT_PROBLEM,
            textf("%s is too old: kernels need sm_%d or later", name.at, OLDEST_ARCHITECTURE).at,
            "compute on the CPU: TENON_DEVICE=cpu");
    } else if (how == SERVES) {
        report_finding(r, "GPU", VERDICT_OK, name.at, "");
    } else if (compiles) {
        report_finding(r, "GPU", VERDICT_WARNING,
                       textf("%s: kernels are compiled from PTX at their first use", name.at).at,
                       textf("for a quick start, %s", build.at).at);
    } else {
        report_finding(r, "GPU", VERDICT_PROBLEM,
                       textf("%s: the plug-in holds no code for it%s", name.at,
                             how == SERVES_BY_PTX ? " that this driver can compile" : "")
                           .at,
                       build.at);
    }
}

/* CUDA finds none. Why is known where the driver is missing or too old; it is in order where
 * nothing of the machine shows one either. */
static void no_gpus(report *r, const machine *m) {
    if (!m->is_open || is_too_old(m)) {
        report_finding(r, "GPU", VERDICT_NOTE,
                       m->is_open ? "none without a driver that serves the plug-in"
                                  : "none without the CUDA plug-in",
                       "");
        return;
    }
    const bool expected = m->has_module || m->has_gpu;
    report_finding(r, "GPU", expected ? VERDICT_PROBLEM : VERDICT_NOTE,
                   textf("CUDA finds none: %s", m->cuda.fault).at,
                   expected ? "see what nvidia-smi says, whether CUDA_VISIBLE_DEVICES hides them, "
                              "and what is said of their files; restart the machine after an "
                              "update of the driver"
                            : "");
}

static void check_each_gpu(report *r, const machine *m) {
    if (m->gpus == 0) {
        no_gpus(r, m);
    }
    for (int i = 0; i < m->gpus; i++) {
        check_gpu(r, m, i);
    }
}

/* ---- Files and libraries --------------------------------------------------------------------- */

/* 0, or why it cannot be opened. Opened for real: control groups refuse what access() allows. */
static int try_open(const char *path) {
    const int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        return errno;
    }
    close(file);
    return 0;
}

/* Slurm closes the GPUs of other jobs: some that are closed are in order as long as one is open. */
static text closed_gpu(int *open_ones) {
    text closed = {{0}};
    *open_ones = 0;
    for (int i = 0; i < MAX_FILES; i++) {
        const text path = textf("/dev/nvidia%d", i);
        const int why = try_open(path.at);
        *open_ones += why == 0;
        if (why != 0 && why != ENOENT && closed.at[0] == 0) {
            closed = textf("%s: %s", path.at, strerror(why));
        }
    }
    return closed;
}

/* What every GPU needs: WSL has one file for all. */
static text closed_control(bool is_wsl) {
    static const char *const needed[] = {"/dev/nvidiactl", "/dev/nvidia-uvm"};
    static const char *const of_wsl[] = {"/dev/dxg"};
    for (int i = 0; i < (is_wsl ? 1 : 2); i++) {
        const char *path = is_wsl ? of_wsl[i] : needed[i];
        const int why = try_open(path);
        if (why != 0) {
            return textf("%s: %s", path, strerror(why));
        }
    }
    return (text){{0}};
}

static void check_files(report *r, const machine *m) {
    static const char check[] = "GPU files";
    const bool is_wsl = exists("/dev/dxg");
    if (!m->has_module) {
        report_finding(r, check, VERDICT_NOTE, "neither /dev/nvidiactl nor /dev/dxg", "");
        return;
    }
    int open_ones = 0;
    const text control = closed_control(is_wsl), gpu = closed_gpu(&open_ones);
    const char *rights = "let this user read and write it: join the group that owns it (usermod "
                         "-aG), or ask for the GPU where jobs are given theirs; a file that is "
                         "missing is made by nvidia-modprobe -c 0 -u, run as root";
    if (control.at[0]) {
        report_finding(r, check, VERDICT_PROBLEM, control.at, rights);
    } else if (!is_wsl && open_ones == 0) {
        report_finding(r, check, VERDICT_PROBLEM, gpu.at[0] ? gpu.at : "there is no /dev/nvidia0",
                       rights);
    } else {
        report_finding(
            r, check, VERDICT_OK,
            is_wsl ? "/dev/dxg can be opened"
                   : textf("%d can be opened%s%s", open_ones, gpu.at[0] ? "; " : "", gpu.at).at,
            "");
    }
}

/* Before 2.9 a version had one digit for its minor part. */
static text nccl_version(int code) {
    const int unit = code < 10000 ? 1000 : 10000;
    return textf("%d.%d.%d", code / unit, code % unit / 100, code % 100);
}

static void check_nccl(report *r, const machine *m) {
    static const char check[] = "NCCL", name[] = "libnccl.so.2";
    void *library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    int (*get_version)(int *) = NULL;
    void *symbol = library ? dlsym(library, "ncclGetVersion") : NULL;
    memcpy(&get_version, &symbol, sizeof symbol); /* C has no cast between them */
    int code = 0;
    if (get_version && get_version(&code) == 0) {
        report_finding(
            r, check, VERDICT_OK,
            textf("%s, version %s; only several GPUs need it", name, nccl_version(code).at).at, "");
        return;
    }
    const char *why = library ? "it has no ncclGetVersion" : dlerror();
    const bool needed = m->gpus > 1;
    report_finding(r, check, needed ? VERDICT_WARNING : VERDICT_NOTE,
                   textf("%s; only several GPUs need it", why ? why : "it cannot be opened").at,
                   needed ? "install it (libnccl2), or add its folder to LD_LIBRARY_PATH" : "");
}

/* What the plug-in opens, and only it knows which version it takes. */
static void check_library(report *r, const machine *m, const char *check, const char *name,
                          const char *otherwise, const char *remedy) {
    tn_library_info library = {0};
    if (!m->is_open || !find_library(name, &library)) {
        report_finding(r, check, VERDICT_NOTE, "nobody looks for it without the CUDA plug-in", "");
    } else if (library.found) {
        report_finding(r, check, VERDICT_OK, library.detail, "");
    } else {
        report_finding(r, check, m->gpus > 0 ? VERDICT_WARNING : VERDICT_NOTE,
                       textf("%s; %s", library.detail, otherwise).at, m->gpus > 0 ? remedy : "");
    }
}

void check_gpus(report *r) {
    machine m = look();
    check_plugin(r, &m);
    check_driver(r, &m);
    check_each_gpu(r, &m);
    check_files(r, &m);
    check_nccl(r, &m);
    check_library(r, &m, "cuBLAS", "cuBLASLt", "Tenon's own kernel computes all products",
                  "large products are faster with it: install it (libcublas of the CUDA that the "
                  "plug-in was built with), or add its folder to LD_LIBRARY_PATH");
    check_library(r, &m, "CUPTI", "CUPTI", "tenon profile shows no times of GPUs",
                  "for these times install cuda-cupti of the driver's version of CUDA, or add its "
                  "folder to LD_LIBRARY_PATH");
}
