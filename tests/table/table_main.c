/* table_main.c: the loop over the op table, as a TAP program: one case an op and aspect, named
 * table/OP/ASPECT. Each op runs in a process of its own, so that a crash is one failed case.
 *
 *     build/tests/table               every row
 *     build/tests/table exp add       these rows
 *     build/tests/table --cuda …      what they owe on cuda:0
 *     build/tests/table --here …      in this process, for tools that follow no others
 *     build/tests/table --list        only names them */
#include "table.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_AN_OP = 60, SECONDS_ON_CUDA = 600, REPORT_BYTES = 1 << 16 };

static char problem[4096];
static int n_cases, n_failed;
static bool on_cuda, here, list;

bool failed(const char *format, ...) {
    if (!problem[0]) {
        va_list list;
        va_start(list, format);
        vsnprintf(problem, sizeof problem, format, list);
        va_end(list);
    }
    return false;
}

const char *taken_error(void) {
    static tn_error error;
    return tn_error_take(&error) ? error.message : "failed without a message";
}

/* ---- One op, in the child -------------------------------------------------------------------- */

static void indent(FILE *out, const char *text) {
    fputs("  ", out);
    for (; *text; text++) {
        fputc(*text, out);
        if (*text == '\n') {
            fputs("  ", out);
        }
    }
    fputc('\n', out);
}

/* One case: "+name", or "-name" with indented detail. Clears what it left behind. */
static void report(FILE *out, const char *name, bool holds) {
    if (holds && !tn_ok()) {
        holds = failed("an error was left pending: %s", taken_error());
    }
    fprintf(out, "%c%s\n", holds ? '+' : '-', name);
    if (!holds) {
        indent(out, problem[0] ? problem : "failed without saying why");
    }
    fflush(out);
    problem[0] = 0;
    while (!tn_ok()) {
        taken_error();
    }
}

static void report_golden(const char *dtype, bool good, void *context) {
    char name[64];
    snprintf(name, sizeof name, "golden_%s", dtype);
    report(context, name, good);
}

/* "?name" says what runs, in case it crashes. */
static void run_aspect(const tn_op *op, const aspect *a, FILE *out) {
    const char *reason = skip_reason(op, a->name);
    if (!a->applies(op)) {
        return;
    }
    if (reason) {
        fprintf(out, "+%s # SKIP %s\n", a->name, reason);
        return;
    }
    fprintf(out, "?%s\n", a->name);
    fflush(out);
    report(out, a->name, a->check(op));
}

static void run_golden(const tn_op *op, FILE *out) {
    fprintf(out, "?golden\n");
    fflush(out);
    const char *reason = skip_reason(op, "golden");
    if (reason) {
        fprintf(out, "+golden # SKIP %s\n", reason);
    } else if (!golden_check(op, report_golden, out)) {
        report(out, "golden", failed("no golden values; add cases to tests/golden/own_cases.py"));
    }
}

static void run_aspects(const tn_op *op, FILE *out) {
    const aspect *all = on_cuda ? cuda_aspects : host_aspects;
    const int n = on_cuda ? n_cuda_aspects : n_host_aspects;
    for (int i = 0; i < n; i++) {
        run_aspect(op, &all[i], out);
    }
    if (!on_cuda) {
        run_golden(op, out);
    }
    fprintf(out, "?end\n");
}

/* ---- Printing, in the parent ----------------------------------------------------------------- */

static void print_case(bool holds, const tn_op *op, const char *name) {
    n_cases++;
    n_failed += !holds;
    printf("%sok %d - table/%s/%s\n", holds ? "" : "not ", n_cases, op->name, name);
}

/* `running` becomes what began and did not end. */
static void print_report(const tn_op *op, FILE *in, char running[64]) {
    char line[8192];
    running[0] = 0;
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == '?') {
            snprintf(running, 64, "%.60s", line + 1);
        } else if (line[0] == '+' || line[0] == '-') {
            print_case(line[0] == '+', op, line + 1);
            running[0] = 0;
        } else {
            puts(line);
        }
    }
}

static void print_end(const tn_op *op, const char *running, pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) {
        print_case(false, op, running[0] ? running : "exit");
        printf("  the process ended with %s %d\n", WIFSIGNALED(status) ? "signal" : "status",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
}

static void run_op_here(const tn_op *op) {
    char running[64];
    FILE *out = tmpfile();
    if (!out) {
        print_case(false, op, "tmpfile");
        return;
    }
    run_aspects(op, out);
    rewind(out);
    print_report(op, out, running);
    fclose(out);
}

static void run_op(const tn_op *op) {
    int ends[2];
    fflush(NULL);
    pid_t child = pipe(ends) == 0 ? fork() : -1;
    if (child == 0) {
        close(ends[0]);
        alarm(on_cuda ? SECONDS_ON_CUDA : SECONDS_AN_OP);
        FILE *out = fdopen(ends[1], "w");
        run_aspects(op, out);
        fclose(out);
        golden_unload();
        exit(0);
    }
    if (child < 0) {
        print_case(false, op, "fork");
        return;
    }
    close(ends[1]);
    FILE *in = fdopen(ends[0], "r");
    char running[64];
    print_report(op, in, running);
    fclose(in);
    print_end(op, running, child);
}

/* The plug-in stays open here, so that children need not open it again: that takes longer than most
 * of them. It begins nothing before it is used. */
static void open_plugin(void) {
    char path[4096];
    const char *folder = getenv("TENON_PLUGIN_PATH");
    const int n = snprintf(path, sizeof path, "%s/libtenon_cuda.so", folder ? folder : ".");
    if (folder && n < (int)sizeof path) {
        dlopen(path, RTLD_NOW | RTLD_LOCAL);
    }
}

static bool is_wanted(const tn_op *op, int n, char **names) {
    for (int i = 0; i < n; i++) {
        if (strcmp(names[i], op->name) == 0) {
            return true;
        }
    }
    return n == 0;
}

static void name_op(const tn_op *op) {
    puts(op->name);
}

static bool all_exist(int n, char **names) {
    for (int i = 0; i < n; i++) {
        if (!tn_op_find(names[i])) {
            printf("Bail out! there is no op %s\n", names[i]);
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv) {
    setenv("TENON_ON_ERROR", "silent", 1);
    if (!golden_load()) {
        puts("Bail out! tests/golden/op_values.bin cannot be read: run from the top of the tree");
        return 1;
    }
    int first = 1;
    for (; first < argc && argv[first][0] == '-'; first++) {
        bool *option = strcmp(argv[first], "--cuda") == 0   ? &on_cuda
                       : strcmp(argv[first], "--here") == 0 ? &here
                       : strcmp(argv[first], "--list") == 0 ? &list
                                                            : NULL;
        if (!option) {
            printf("Bail out! there is no option %s\n", argv[first]);
            return 2;
        }
        *option = true;
    }
    if (!all_exist(argc - first, argv + first)) {
        return 2;
    }
    if (on_cuda && !list) {
        open_plugin();
    }
    for (int i = 0; i < tn_op_count(); i++) {
        const tn_op *op = tn_op_at(i);
        if (op->form == TNI_FORM_NEW && is_wanted(op, argc - first, argv + first)) {
            (list ? name_op : here ? run_op_here : run_op)(op);
        }
    }
    golden_unload();
    if (!list) {
        printf("1..%d\n", n_cases);
    }
    return n_failed ? 1 : 0;
}
