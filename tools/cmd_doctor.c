/* cmd_doctor.c: tenon doctor: what is wrong with an installation and what to do about it. Here is
 * how findings are printed; doctor_host.c, doctor_gpu.c and doctor_variables.c make them. */
#include "command.h"
#include "doctor.h"
#include "plain_text.h"

#include <stdarg.h>
#include <string.h>

typedef struct doctor_request {
    bool json;
} doctor_request;

const command_option doctor_options[] = {{"json", NULL,
                                          "print an array of objects instead of lines", NULL,
                                          OPTION_FLAG, offsetof(doctor_request, json)},
                                         {0}};

text textf(const char *format, ...) {
    text t;
    va_list args;
    va_start(args, format);
    vsnprintf(t.at, sizeof t.at, format, args);
    va_end(args);
    return t;
}

/* ---- Printing -------------------------------------------------------------------------------- */

/* What comes from the environment may hold anything, but it stays on its line. */
static void print_member(const char *name, const char *value) {
    printf("\"%s\": \"", name);
    print_plain(value, true);
    putchar('"');
}

static const char *const words[] = {"ok", "note", "warning", "problem"};

static void print_object(const report *r, const char *check, verdict v, const char *found,
                         const char *remedy) {
    fputs(r->findings ? ",\n  {" : "[\n  {", stdout);
    print_member("check", check);
    fputs(", ", stdout);
    print_member("verdict", words[v]);
    fputs(", ", stdout);
    print_member("found", found);
    fputs(", ", stdout);
    print_member("remedy", remedy);
    putchar('}');
}

static void print_lines(const char *check, verdict v, const char *found, const char *remedy) {
    printf("%-8s ", words[v]);
    print_plain(check, false);
    printf("%*s ", (int)strlen(check) < 20 ? 20 - (int)strlen(check) : 0, "");
    print_plain(found, false);
    putchar('\n');
    if (remedy[0]) {
        printf("         ");
        print_plain(remedy, false);
        putchar('\n');
    }
}

void report_finding(report *r, const char *check, verdict v, const char *found,
                    const char *remedy) {
    if (r->is_json) {
        print_object(r, check, v, found, remedy);
    } else {
        print_lines(check, v, found, remedy);
    }
    fflush(stdout);
    r->findings++;
    r->problems += v == VERDICT_PROBLEM;
}

/* ---- Plug-ins -------------------------------------------------------------------------------- */

tn_plugin_info find_plugin(const char *name) {
    tn_plugin_info found;
    for (int i = 0; tn_plugin_at(i, &found); i++) {
        if (strcmp(found.name, name) == 0) {
            return found;
        }
    }
    return (tn_plugin_info){name, TN_PLUGIN_ABSENT, "", "this library knows no such plug-in"};
}

void report_plugin(report *r, const char *check, const tn_plugin_info *plugin, const char *about,
                   verdict absent, const char *remedy) {
    static const char *const remedies[] = {
        [TN_PLUGIN_UNREADABLE] = "let this user read it: chmod a+r",
        [TN_PLUGIN_BROKEN] = "install the library that is named as missing; if none is, build and "
                             "install the plug-in again (make install)",
        [TN_PLUGIN_FOREIGN] = "build and install the library and its plug-ins together (make "
                              "install), or take this folder out of TENON_PLUGIN_PATH",
    };
    if (plugin->state == TN_PLUGIN_FITS) {
        report_finding(r, check, VERDICT_OK, textf("%s, %s", plugin->path, about).at, "");
    } else if (plugin->state == TN_PLUGIN_ABSENT) {
        report_finding(r, check, absent, plugin->why, absent >= VERDICT_WARNING ? remedy : "");
    } else {
        report_finding(r, check, VERDICT_PROBLEM, plugin->why, remedies[plugin->state]);
    }
}

int cmd_doctor(const command *self, int argc, char **argv) {
    doctor_request wanted = {0};
    const int next = command_parse(self, argc, argv, &wanted);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next < argc) {
        fprintf(stderr, "tenon doctor: it takes no arguments, got '%s'\n", argv[next]);
        return 2;
    }
    report r = {.is_json = wanted.json};
    check_host(&r);
    check_gpus(&r);
    check_variables(&r);
    fputs(r.is_json ? "\n]\n" : "", stdout);
    return r.problems > 0;
}
