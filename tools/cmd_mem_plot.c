/* cmd_mem_plot.c: tenon mem plot: pictures of a record, each one self-contained file. */
#include "mem.h"
#include "timeline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct plot_request {
    const char *kind, *output;
    int64_t device;
} plot_request;

const command_option mem_plot_options[] = {
    {"kind", "KIND", "timeline: live bytes over time, and whose (default)", "timeline", OPTION_TEXT,
     offsetof(plot_request, kind)},
    {"o,output", "FILE", "where it goes; its name ends in .svg or .html", NULL, OPTION_TEXT,
     offsetof(plot_request, output)},
    MEM_DEVICE_OPTION(plot_request),
    {0}};

static bool ends_in(const char *text, const char *end) {
    const size_t n = strlen(text), m = strlen(end);
    return n > m && strcmp(text + n - m, end) == 0;
}

static bool write_picture(const timeline *line, const char *title, const char *path) {
    FILE *out = fopen(path, "w");
    if (!out) {
        return false;
    }
    const bool is_page = ends_in(path, ".html");
    fputs(is_page ? "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">"
                    "<title>Live bytes over time</title>\n<style>html{background:#fff}"
                    "@media(prefers-color-scheme:dark){html{background:#16181c}}"
                    "body{margin:1em auto;max-width:72em}</style>\n"
                  : "",
          out);
    timeline_draw(line, title, out);
    fputs(is_page ? "</html>\n" : "", out);
    const bool written = !ferror(out);
    return fclose(out) == 0 && written;
}

static int plot(const command *self, const plot_request *request, const char *path) {
    trace t;
    timeline *line = malloc(sizeof *line);
    int status = 1;
    if (mem_read(self, path, request->device, &t)) {
        if (!line || !timeline_of(&t, line)) {
            fprintf(stderr, "tenon %s: there is no memory for the picture\n", self->name);
        } else if (!write_picture(line, mem_file_name(path).at, request->output)) {
            fprintf(stderr, "tenon %s: %s: %s\n", self->name, request->output, strerror(errno));
        } else {
            status = 0;
        }
    }
    free(line);
    trace_close(&t);
    return status;
}

int cmd_mem_plot(const command *self, int argc, char **argv) {
    plot_request request = {.device = MEM_ANY_DEVICE};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (!mem_check(self, argc - next, 1, request.device, 0)) {
        return 2;
    }
    if (!request.output || !(ends_in(request.output, ".svg") || ends_in(request.output, ".html"))) {
        fprintf(stderr, "tenon %s: --output must be a file that ends in .svg or .html, got '%s'\n",
                self->name, request.output ? request.output : "");
        return 2;
    }
    return plot(self, &request, argv[next]);
}
