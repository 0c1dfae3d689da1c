/* doctor_variables.c: what `tenon doctor` says of the environment: variables that slow everything
 * down or hide GPUs without a word, and Tenon's own with values or names that nobody reads. */
#include "doctor.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_NAME = 64 };
static const char prefix[] = "TENON_";

/* ---- Variables of others --------------------------------------------------------------------- */

static int usable_cores(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return CPU_COUNT(&set);
    }
    const long cores = sysconf(_SC_NPROCESSORS_ONLN); /* more than a set has room for */
    return cores > 0 ? (int)cores : 1;
}

static long number_of(const char *variable) {
    const char *value = getenv(variable);
    return value ? strtol(value, NULL, 10) : 0;
}

/* Tenon's own option comes first; what is no number counts as unset. */
static void check_threads(report *r) {
    static const char own[] = "TENON_NUM_THREADS", openmp[] = "OMP_NUM_THREADS";
    const char *by = number_of(own) > 0 ? own : openmp, *value = getenv(openmp);
    const int threads = tn_num_threads(), cores = usable_cores();
    const text found = textf("%d on %d usable cores", threads, cores);
    if (by == openmp && value && value[0] && number_of(openmp) < 1) {
        report_finding(r, "threads", VERDICT_WARNING,
                       textf("%s=%s is no number of threads: %s", openmp, value, found.at).at,
                       textf("set it to %d or less, or unset it", cores).at);
        return;
    }
    const bool many = threads > cores;
    report_finding(
        r, "threads", many ? VERDICT_WARNING : VERDICT_OK,
        textf("%s%s%s", found.at, number_of(by) > 0 ? ", by " : "", number_of(by) > 0 ? by : "").at,
        many ? textf("threads that take turns are slow: set %s to %d or less", by, cores).at : "");
}

static void check_core_type(report *r) {
    static const char name[] = "OPENBLAS_CORETYPE";
    const char *value = getenv(name);
    const bool set = value && value[0];
    report_finding(r, name, set ? VERDICT_WARNING : VERDICT_OK, set ? value : "unset",
                   set ? "OpenBLAS takes the kernels of this processor whatever the machine has, "
                         "which can halve its speed and changes bits: unset it"
                       : "");
}

static void check_visible(report *r) {
    static const char name[] = "CUDA_VISIBLE_DEVICES";
    const char *value = getenv(name);
    const bool hides = value && (!value[0] || value[0] == '-' || strcmp(value, "NoDevFiles") == 0);
    report_finding(r, name, hides ? VERDICT_WARNING : VERDICT_OK,
                   hides   ? textf("'%s' hides every GPU", value).at
                   : value ? value
                           : "unset",
                   hides ? "unset it, or name the GPUs that may be used: 0,1" : "");
}

/* ---- Tenon's own ----------------------------------------------------------------------------- */

/* Why TENON_DEVICE cannot be had; "" when it can. */
static text device_fault(const char *value) {
    tn_device device;
    if (strcmp(value, "auto") == 0) {
        return (text){{0}};
    }
    if (!tn_device_parse(value, &device)) {
        return textf("'%s' is no device", value);
    }
    const int n = tn_device_count((tn_device_type)device.type);
    const char *why = tn_device_why_absent((tn_device_type)device.type);
    return device.index < n ? (text){{0}}
           : why[0]         ? textf("%s: %s", value, why)
                            : textf("%s is not there: %d are, counted from 0", value, n);
}

/* The first folder of TENON_PLUGIN_PATH that is never searched; "" when all are. */
static text folder_fault(const char *value) {
    while (*value) {
        const int length = (int)strcspn(value, ":");
        const text folder = textf("%.*s", length, value);
        struct stat about;
        if (length > 0 && folder.at[0] != '/') {
            return textf("'%s' is not searched: it does not begin at /", folder.at);
        }
        if (length > 0 && (stat(folder.at, &about) != 0 || !S_ISDIR(about.st_mode))) {
            return textf("there is no folder %s", folder.at);
        }
        value += length + (value[length] == ':');
    }
    return (text){{0}};
}

static text file_fault(const char *value) {
    const bool is_read = strcmp(value, "off") != 0 && access(value, F_OK) == 0;
    return is_read && access(value, R_OK) != 0 ? textf("'%s' cannot be read", value) : (text){{0}};
}

/* Faults that tests ask for have no place elsewhere. */
static bool plants_faults(const tn_env_option *o) {
    return strncmp(o->name, "TENON_FAIL_", 11) == 0 && strcmp(o->value, "0") != 0;
}

/* Whether a set option is in order; says so when it is not. */
static bool check_option(report *r, const tn_env_option *o) {
    const text fault = strcmp(o->accepts, "DEVICE") == 0    ? device_fault(o->value)
                       : strcmp(o->accepts, "FOLDERS") == 0 ? folder_fault(o->value)
                       : strcmp(o->accepts, "FILE") == 0    ? file_fault(o->value)
                       : o->is_ignored ? textf("'%s' is ignored: it is not %s", o->value,
                                               strcmp(o->accepts, "NUMBER") == 0
                                                   ? "a whole number from 0 on"
                                                   : textf("one of %s", o->accepts).at)
                                       : (text){{0}};
    if (fault.at[0]) {
        const bool is_device = strcmp(o->accepts, "DEVICE") == 0;
        report_finding(r, o->name, is_device ? VERDICT_PROBLEM : VERDICT_WARNING, fault.at,
                       textf("unset it, or give what it takes: %s", o->help).at);
    } else if (plants_faults(o)) {
        report_finding(r, o->name, VERDICT_WARNING, textf("%s: %s", o->value, o->help).at,
                       "unset it: errors are planted");
        return false;
    }
    return fault.at[0] == 0;
}

static int min(int a, int b) {
    return a < b ? a : b;
}

/* The fewest letters to insert, delete or replace. Levenshtein 1966; a row at a time. */
static int distance(const char *a, const char *b) {
    int row[MAX_NAME + 1];
    const int n = (int)strlen(b);
    for (int j = 0; j <= n; j++) {
        row[j] = j;
    }
    for (int i = 0; a[i]; i++) {
        int diagonal = row[0];
        row[0] = i + 1;
        for (int j = 0; j < n; j++) {
            const int replaced = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = min(replaced, 1 + min(row[j], row[j + 1]));
        }
    }
    return row[n];
}

/* The option whose name is nearest; NULL when none is near. */
static const char *nearest(const char *name) {
    enum { NEAR = 4 };
    const char *best = NULL;
    int least = NEAR;
    tn_env_option o;
    for (int i = 0; tn_env_option_at(i, &o); i++) {
        const int d = strlen(o.name) <= MAX_NAME ? distance(name, o.name) : NEAR;
        if (d < least) {
            least = d;
            best = o.name;
        }
    }
    return best;
}

static bool is_option(const char *name) {
    tn_env_option o;
    for (int i = 0; tn_env_option_at(i, &o); i++) {
        if (strcmp(o.name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Names that nobody reads; how many. */
static int check_names(report *r) {
    int unknown = 0;
    for (char **e = environ; *e; e++) {
        const text name = textf("%.*s", (int)strcspn(*e, "="), *e);
        if (strncmp(name.at, prefix, sizeof prefix - 1) != 0 || is_option(name.at)) {
            continue;
        }
        const char *meant = nearest(name.at);
        report_finding(r, name.at, VERDICT_WARNING, "there is no such option",
                       meant ? textf("did you mean %s?", meant).at
                             : "tenon info lists those that there are");
        unknown++;
    }
    return unknown;
}

static void check_options(report *r) {
    text set = {{0}};
    int bad = 0;
    tn_env_option o;
    for (int i = 0; tn_env_option_at(i, &o); i++) {
        if (o.value && check_option(r, &o)) {
            set = textf("%s%s%s=%s", set.at, set.at[0] ? " " : "", o.name, o.value);
        } else {
            bad += o.value != NULL;
        }
    }
    bad += check_names(r);
    report_finding(r, "TENON_ options", bad ? VERDICT_NOTE : VERDICT_OK,
                   textf("%s%s", set.at[0] ? set.at : "none is set",
                         bad ? "; those above are not in order" : "")
                       .at,
                   "");
}

void check_variables(report *r) {
    check_core_type(r);
    check_threads(r);
    check_visible(r);
    check_options(r);
}
