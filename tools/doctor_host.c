/* doctor_host.c: what `tenon doctor` says of the library, of the libraries that compute on the
 * host, and of what several ranks on one machine need. */
#include "doctor.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SHM_MIB = 64 }; /* what containers give; MPI and NCCL want more for a few ranks */

/* A command that finds the library of another version has been installed twice. */
static void check_library(report *r) {
    Dl_info place;
    const bool known = dladdr(dlsym(RTLD_DEFAULT, "tn_version"), &place) && place.dli_fname;
    const char *path = known ? place.dli_fname : "libtenon.so";
    const size_t length = strlen(TN_VERSION);
    const bool same =
        strncmp(tn_version(), TN_VERSION, length) == 0 && strcspn(tn_version(), " ") == length;
    report_finding(r, "library", same ? VERDICT_OK : VERDICT_PROBLEM,
                   textf("%s, %s, %s", path, tn_version(), tn_build()).at,
                   same ? ""
                        : "this command is of version " TN_VERSION ": remove the older of the two, "
                          "or put the folder of its own library first in LD_LIBRARY_PATH");
}

bool find_library(const char *name, tn_library_info *out) {
    for (int i = 0; tn_library_at(i, out); i++) {
        if (strcmp(out->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void check_computing(report *r, const char *name, const char *remedy) {
    tn_library_info library = {.detail = "this library knows it no more"};
    const bool found = find_library(name, &library) && library.found;
    report_finding(r, name, found ? VERDICT_OK : VERDICT_WARNING, library.detail,
                   found ? "" : remedy);
}

/* ---- MPI ------------------------------------------------------------------------------------- */

/* The path of a program that PATH finds, in *out; false when there is none. */
static bool find_program(const char *name, text *out) {
    const char *folders = getenv("PATH");
    while (folders && *folders) {
        const int length = (int)strcspn(folders, ":");
        *out = textf("%.*s/%s", length, folders, name);
        if (length > 0 && access(out->at, X_OK) == 0) {
            return true;
        }
        folders += length + (folders[length] == ':');
    }
    return false;
}

/* What `mpirun --version` says first: "mpirun (Open MPI) 4.1.4", or "HYDRA build details:" of
 * MPICH. */
static text launcher_version(void) {
    text line = {{0}};
    FILE *out = popen("mpirun --version 2>/dev/null", "r");
    if (out) {
        if (!fgets(line.at, sizeof line.at, out)) {
            line.at[0] = 0;
        }
        pclose(out);
    }
    line.at[strcspn(line.at, "\n")] = 0;
    return line;
}

/* A launcher of another MPI starts the ranks, but each of them believes to be alone. */
static bool is_of_another(const char *library, const char *launcher) {
    static const char open_mpi[] = "Open MPI";
    const bool of_open = strstr(library, open_mpi) != NULL;
    return launcher[0] && library[0] && of_open != (strstr(launcher, open_mpi) != NULL);
}

static void check_launcher(report *r, const char *library) {
    static const char check[] = "MPI launcher";
    text path;
    if (!find_program("mpirun", &path)) {
        const bool has_slurm = find_program("srun", &path);
        const verdict v = has_slurm || !library[0] ? VERDICT_NOTE : VERDICT_WARNING;
        report_finding(r, check, v,
                       has_slurm ? textf("no mpirun in PATH; Slurm's is %s", path.at).at
                                 : "no mpirun in PATH; only several ranks need it",
                       v == VERDICT_WARNING ? "to start several ranks, install it (Debian: "
                                              "openmpi-bin) or add its folder to PATH"
                                            : "");
        return;
    }
    const text version = launcher_version();
    const bool other = is_of_another(library, version.at);
    report_finding(
        r, check, other ? VERDICT_WARNING : VERDICT_OK,
        textf("%s, %s%s%s", path.at, version.at, other ? "; the plug-in uses " : "",
              other ? library : "")
            .at,
        other ? "each rank would run alone: put the mpirun of the plug-in's MPI first in PATH, or "
                "build the plug-in with the mpicc of this one"
              : "");
}

static void check_mpi(report *r) {
    const tn_plugin_info plugin = find_plugin("mpi");
    tn_library_info mpi = {.detail = ""};
    const bool found = plugin.state == TN_PLUGIN_FITS && find_library("MPI", &mpi) && mpi.found;
    report_plugin(r, "MPI plug-in", &plugin, found ? mpi.detail : "", VERDICT_NOTE, "");
    check_launcher(r, found ? mpi.detail : "");
}

static void check_shared_memory(report *r) {
    static const char place[] = "/dev/shm";
    struct statvfs about;
    if (access(place, W_OK | X_OK) != 0 || statvfs(place, &about) != 0) {
        report_finding(r, place, VERDICT_WARNING, strerror(errno),
                       "several ranks need it: mount -t tmpfs -o mode=1777 tmpfs /dev/shm");
        return;
    }
    const unsigned long long mib = (unsigned long long)about.f_bavail * about.f_frsize >> 20;
    const bool enough = mib >= SHM_MIB;
    report_finding(r, place, enough ? VERDICT_OK : VERDICT_WARNING,
                   textf("writable, %llu MiB free", mib).at,
                   enough ? ""
                          : "several ranks may fail there: remove files that nobody uses, or start "
                            "the container with --shm-size=1g");
}

void check_host(report *r) {
    check_library(r);
    check_computing(r, "OpenBLAS",
                    "matrix products are slow without it: install libopenblas0-serial");
    check_computing(r, "oneDNN",
                    "convolutions are slow without it: install libdnnl2 (libdnnl-dev, before the "
                    "library is built)");
    check_mpi(r);
    check_shared_memory(r);
}
