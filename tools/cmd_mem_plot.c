/* cmd_mem_plot.c: tenon mem plot: pictures of a record, each one self-contained file. */
#include "block_groups.h"
#include "flame.h"
#include "map_draw.h"
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
    {"kind", "KIND", "timeline, flame or map: see above (default timeline)", "timeline|flame|map",
     OPTION_TEXT, offsetof(plot_request, kind)},
    {"o,output", "FILE", "where it goes; its name ends in .svg or .html", NULL, OPTION_TEXT,
     offsetof(plot_request, output)},
    MEM_DEVICE_OPTION(plot_request),
    {0}};

static bool ends_in(const char *text, const char *end) {
    const size_t n = strlen(text), m = strlen(end);
    return n > m && strcmp(text + n - m, end) == 0;
}

/* ---- Kinds ----------------------------------------------------------------------------------- */

/* What a picture shows, made before there is a file. */
typedef struct picture {
    timeline *line;
    flame flame;
    memory_map map;
    map_colours colours;
    char moment[80];
} picture;

static bool make_timeline(const trace *t, picture *p) {
    p->line = malloc(sizeof *p->line);
    return p->line && timeline_of(t, p->line);
}

static void draw_timeline(const picture *p, const char *title, FILE *out) {
    timeline_draw(p->line, title, out);
}

static bool make_flame(const trace *t, picture *p) {
    return flame_of(t, &p->flame);
}

static void draw_flame(const picture *p, const char *title, FILE *out) {
    flame_draw(&p->flame, title, out);
}

static bool make_map(const trace *t, picture *p) {
    uint64_t bytes;
    const int64_t events = trace_peak(t, &bytes);
    const double seconds = events > 0 ? trace_seconds(t, events - 1) : 0;
    char at[32];
    snprintf(at, sizeof at, " (%.3f s)", seconds);
    if (t->view) {
        snprintf(p->moment, sizeof p->moment, "As it is now");
    } else {
        snprintf(p->moment, sizeof p->moment, "At the peak, after event %lld%s", (long long)events,
                 seconds > 0 ? at : "");
    }
    return (t->view ? shown_map_of(t, &p->map) : memory_map_of(t, events, &p->map)) &&
           map_colours_of(&p->map, &p->colours);
}

static void draw_map(const picture *p, const char *title, FILE *out) {
    map_draw(&p->map, &p->colours, title, p->moment, out);
}

typedef struct picture_kind {
    const char *name, *page_title;
    bool (*make)(const trace *t, picture *p); /* false when memory ran out */
    void (*draw)(const picture *p, const char *title, FILE *out);
} picture_kind;

static const picture_kind kinds[] = {
    {"timeline", "Live bytes over time", make_timeline, draw_timeline},
    {"flame", "Bytes that lived at the peak", make_flame, draw_flame},
    {"map", "What lies where in memory", make_map, draw_map},
};

static const picture_kind *kind_named(const char *name) {
    const picture_kind *kind = kinds;
    while (strcmp(kind->name, name) != 0) {
        kind++;
    }
    return kind;
}

static void drop(picture *p) {
    free(p->line);
    flame_close(&p->flame);
    memory_map_close(&p->map);
}

/* ---- Files ----------------------------------------------------------------------------------- */

static bool write_picture(const picture_kind *kind, const picture *p, const char *title,
                          const char *path) {
    FILE *out = fopen(path, "w");
    if (!out) {
        return false;
    }
    const bool is_page = ends_in(path, ".html");
    if (is_page) {
        fprintf(out,
                "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title>\n"
                "<style>html{background:#fff}@media(prefers-color-scheme:dark)"
                "{html{background:#16181c}}body{margin:1em auto;max-width:72em}</style>\n",
                kind->page_title);
    }
    kind->draw(p, title, out);
    fputs(is_page ? "</html>\n" : "", out);
    const bool written = !ferror(out);
    return fclose(out) == 0 && written;
}

static int plot(const command *self, const plot_request *request, const char *path) {
    const picture_kind *kind = kind_named(request->kind);
    trace t;
    picture p = {.line = NULL};
    int status = 1;
    if (mem_read(self, path, request->device, &t)) {
        if (!kind->make(&t, &p)) {
            fprintf(stderr, "tenon %s: there is no memory for the picture\n", self->name);
        } else if (!write_picture(kind, &p, mem_file_name(path).at, request->output)) {
            fprintf(stderr, "tenon %s: %s: %s\n", self->name, request->output, strerror(errno));
        } else {
            status = 0;
        }
    }
    drop(&p);
    trace_close(&t);
    return status;
}

int cmd_mem_plot(const command *self, int argc, char **argv) {
    plot_request request = {.kind = "timeline", .device = MEM_ANY_DEVICE};
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
