/* flame_draw.c: a tree of bytes as an icicle: what is in something lies below it, the largest on
 * the left, and widths are bytes. An op has one colour wherever it is, regions have none. */
#include "byte_text.h"
#include "flame.h"
#include "svg.h"

enum {
    LEFT = 24,
    PLOT_WIDTH = 960,
    WIDTH = LEFT + PLOT_WIDTH + LEFT,
    TOP = 60,
    ROW = 24,
    FONT = 12,
    LABEL_LEAST = 30, /* pixels of a name that is cut */
    LEGEND_COLUMNS = 3,
    LEGEND_ROW = 22,
    HOVER_CHARACTERS = 64, /* of a name */
    BOXES_MAX = 3600       /* with the longest texts that there can be they are below 2 MB */
};

typedef struct drawing {
    const flame *f;
    FILE *out;    /* NULL: boxes are only counted */
    double least; /* pixels of a box; what is smaller is joined */
    int boxes, rows;
} drawing;

static double width_of(const drawing *d, uint64_t bytes) {
    return d->f->root.bytes ? (double)bytes / (double)d->f->root.bytes * PLOT_WIDTH : 0;
}

/* ---- Boxes ----------------------------------------------------------------------------------- */

/* A name, and its bytes where there is room for them, too. */
static void write_label(const flame_node *node, double x, double y, double width, FILE *out) {
    const double room = width - 6, name = svg_width(node->text, FONT);
    const bytes_text bytes = bytes_of(node->bytes);
    if (room < name && room < LABEL_LEAST) {
        return;
    }
    fprintf(out, "<text x=\"%.1f\" y=\"%.1f\">", x + 3, y + 16);
    svg_fit(node->text, room, FONT, out);
    if (name + FONT + svg_width(bytes.at, FONT) <= room) {
        fprintf(out, " <tspan class=\"bytes\">%s</tspan>", bytes.at);
    }
    fputs("</text>\n", out);
}

static int colour_of(const flame_node *op) {
    return op->number < SVG_COLOURS - 1 ? op->number : SVG_COLOURS - 1;
}

static void write_class(const flame_node *node, FILE *out) {
    if (node->op) {
        fprintf(out, "class=\"b%d%s\"", colour_of(node->op), node->is_site ? " site" : "");
    } else {
        fputs("class=\"region\"", out);
    }
}

static void draw_box(drawing *d, const flame_node *node, double x, int row) {
    const double width = width_of(d, node->bytes), y = TOP + row * ROW;
    d->boxes++;
    d->rows = row + 1 > d->rows ? row + 1 : d->rows;
    if (!d->out) {
        return;
    }
    fputs("<rect ", d->out);
    write_class(node, d->out);
    fprintf(d->out, " x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%d\"><title>", x, y, width,
            ROW);
    svg_cut(node->text, HOVER_CHARACTERS, d->out);
    fprintf(d->out, ": %s, %.1f%%, %lld block%s</title></rect>\n", bytes_of(node->bytes).at,
            100 * (double)node->bytes / (double)d->f->root.bytes, (long long)node->blocks,
            node->blocks == 1 ? "" : "s");
    write_label(node, x, y, width, d->out);
}

/* What is too small for a box each. */
static void draw_others(drawing *d, const flame_node *first, double x, int row) {
    char text[48];
    int64_t n = 0;
    flame_node all = {.text = text};
    for (const flame_node *c = first; c; c = c->next, n++) {
        all.bytes += c->bytes;
        all.blocks += c->blocks;
    }
    snprintf(text, sizeof text, "%lld other%s", (long long)n, n == 1 ? "" : "s");
    if (width_of(d, all.bytes) >= d->least) {
        draw_box(d, &all, x, row);
    }
}

static void draw_children(drawing *d, const flame_node *parent, double x, int row) {
    for (const flame_node *c = parent->first; c; c = c->next) {
        if (width_of(d, c->bytes) < d->least) {
            draw_others(d, c, x, row);
            return;
        }
        draw_box(d, c, x, row);
        draw_children(d, c, x, row + 1);
        x += width_of(d, c->bytes);
    }
}

static void draw_all(drawing *d) {
    d->boxes = 0;
    d->rows = 0;
    if (d->f->root.bytes > 0) {
        draw_box(d, &d->f->root, LEFT, 0);
        draw_children(d, &d->f->root, LEFT, 1);
    }
}

/* ---- The picture ----------------------------------------------------------------------------- */

/* Ops by colours, the last one of all others. */
static int legend_of(const flame *f, flame_node out[SVG_COLOURS]) {
    int n = 0;
    for (const flame_node *op = f->ops.first; op; op = op->next) {
        const int i = colour_of(op);
        if (i == n) {
            out[n++] = (flame_node){.text = i < SVG_COLOURS - 1 ? op->text : "others"};
        }
        out[i].bytes += op->bytes;
    }
    return n;
}

static void draw_legend(const drawing *d) {
    flame_node entries[SVG_COLOURS];
    const int n = legend_of(d->f, entries), column = PLOT_WIDTH / LEGEND_COLUMNS;
    for (int i = 0; i < n; i++) {
        const int x = LEFT + i % LEGEND_COLUMNS * column;
        const int y = TOP + d->rows * ROW + 26 + i / LEGEND_COLUMNS * LEGEND_ROW;
        fprintf(d->out,
                "<rect class=\"b%d\" x=\"%d\" y=\"%d\" width=\"12\" height=\"12\"/><text x=\"%d\" "
                "y=\"%d\">",
                i, x, y - 11, x + 18, y);
        svg_fit(entries[i].text, column - 120, FONT, d->out);
        fprintf(d->out, ": %s</text>\n", bytes_of(entries[i].bytes).at);
    }
}

static void draw_head(const drawing *d, const char *title) {
    flame_node entries[SVG_COLOURS];
    const int legend_rows = (legend_of(d->f, entries) + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    const svg_head head = {
        .width = WIDTH,
        .height = TOP + d->rows * ROW + 20 + legend_rows * LEGEND_ROW,
        .left = LEFT,
        .label = "Bytes that lived at the peak, by name",
        .light = "rect{fill-opacity:.6;stroke:#fff;stroke-width:.6}.site{fill-opacity:.35}"
                 ".region{fill:#8a8f98;fill-opacity:.22}rect:hover{fill-opacity:.85}"
                 "text{font-size:12px;pointer-events:none}.bytes{fill-opacity:.8}",
        .dark = "rect{fill-opacity:.5;stroke:#16181c}.region{fill:#aab0ba}.bytes{fill-opacity:.85}",
    };
    svg_begin(&head, title, d->out);
    fprintf(d->out,
            "<text x=\"%d\" y=\"46\">%s lived at the peak in %lld block%s, after event %lld", LEFT,
            bytes_of(d->f->root.bytes).at, (long long)d->f->root.blocks,
            d->f->root.blocks == 1 ? "" : "s", (long long)d->f->events);
    if (d->f->seconds > 0) {
        fprintf(d->out, " (%.3f s)", d->f->seconds);
    }
    fputs("; regions, ops and where they were called</text>\n", d->out);
}

void flame_draw(const flame *f, const char *title, FILE *out) {
    drawing d = {.f = f, .least = 2};
    for (draw_all(&d); d.boxes > BOXES_MAX; draw_all(&d)) {
        d.least *= 1.25;
    }
    d.out = out;
    draw_head(&d, title);
    draw_all(&d);
    draw_legend(&d);
    svg_end(out);
}
