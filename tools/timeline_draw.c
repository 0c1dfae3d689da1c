/* timeline_draw.c: a timeline as SVG: bands on each other, the peak marked, and a text for the
 * pointer. Readable in light and dark. */
#include "byte_text.h"
#include "svg.h"
#include "timeline.h"

#include <math.h>
#include <stdlib.h>

enum {
    LEFT = 84,
    RIGHT = 24,
    TOP = 60,
    PLOT_HEIGHT = 320,
    BOTTOM = TOP + PLOT_HEIGHT,
    WIDTH = LEFT + TIMELINE_COLUMNS + RIGHT,
    LEGEND = BOTTOM + 70,
    LEGEND_ROW = 22,
    LEGEND_COLUMNS = 2,
    FONT = 13,
    TICKS = 6,
    HOVER_COLUMNS = 4 /* with one text */
};

/* ---- Axes ------------------------------------------------------------------------------------ */

/* Between ticks, of which there are TICKS or a few less. */
static double round_step(double most) {
    const double raw = (most > 0 ? most : 1) / TICKS, power = pow(10, floor(log10(raw)));
    const double lead = raw / power;
    return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power;
}

/* Bytes at the top: where a tick is. */
static double top_of(uint64_t peak) {
    const double unit = svg_unit_of(peak).bytes, most = (double)peak / unit,
                 step = round_step(most);
    return ceil(most / step - 1e-9) * step * unit;
}

static double y_of(double bytes, double top) {
    return BOTTOM - bytes / top * PLOT_HEIGHT;
}

static void draw_head(const timeline *line, const char *title, FILE *out) {
    const int rows = (line->n_bands + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    const svg_head head = {
        .width = WIDTH,
        .height = LEGEND + rows * LEGEND_ROW,
        .left = LEFT,
        .label = "Live bytes over time",
        .light = ".grid{stroke:#ddd}.peak{stroke:#222;stroke-dasharray:4 3}"
                 ".hover{fill:#000;fill-opacity:0}.hover:hover{fill-opacity:.12}",
        .dark = ".grid{stroke:#383c44}.peak{stroke:#ddd}.hover{fill:#fff}",
    };
    svg_begin(&head, title, out);
}

static void draw_bytes_axis(const timeline *line, double top, FILE *out) {
    const byte_unit unit = svg_unit_of(line->peak_bytes);
    const double step = round_step((double)line->peak_bytes / unit.bytes);
    for (int i = 0; i * step * unit.bytes <= top * (1 + 1e-9); i++) {
        const double y = y_of(i * step * unit.bytes, top);
        fprintf(out, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LEFT,
                LEFT + TIMELINE_COLUMNS, y, y);
        fprintf(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%g%s%s</text>\n", LEFT - 8,
                y + 4, i * step, i ? " " : "", i ? unit.name : "");
    }
}

static void draw_time_axis(const timeline *line, FILE *out) {
    const bool by_time = line->seconds > 0;
    const double end = by_time ? line->seconds : (double)line->events, even = round_step(end);
    const double step = by_time || even > 1 ? even : 1;
    for (int i = 0; i * step <= end; i++) {
        fprintf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%g%s</text>\n",
                LEFT + i * step / end * TIMELINE_COLUMNS, BOTTOM + 20, i * step,
                by_time && i ? " s" : "");
    }
    fprintf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
            LEFT + TIMELINE_COLUMNS / 2, BOTTOM + 40, by_time ? "time" : "event");
}

/* ---- Bands ----------------------------------------------------------------------------------- */

/* What lies below a band in a column. */
static uint64_t below(const timeline *line, int column, int band) {
    uint64_t sum = 0;
    for (int b = 0; b < band; b++) {
        sum += line->bytes[column][b];
    }
    return sum;
}

/* Where the upper edge of what lies below a band is, in tenths. */
static double edge_at(const timeline *line, int column, int band, double top) {
    return round(10 * y_of((double)below(line, column, band), top)) / 10;
}

/* That edge from a column on, to the right or left; columns that are alike are one line. */
static void draw_edge(const timeline *line, int band, int first, int step, double top, FILE *out) {
    for (int c = first, run = 0; c >= 0 && c < TIMELINE_COLUMNS; c += step * run) {
        const double y = edge_at(line, c, band, top);
        int next = c + step;
        while (next >= 0 && next < TIMELINE_COLUMNS && edge_at(line, next, band, top) == y) {
            next += step;
        }
        run = abs(next - c);
        fprintf(out, "V%gh%d", y, step * run);
    }
}

static void draw_band(const timeline *line, int band, double top, FILE *out) {
    fprintf(out, "<path class=\"b%d\" d=\"M%d %g", band, LEFT, edge_at(line, 0, band, top));
    draw_edge(line, band + 1, 0, 1, top, out);
    draw_edge(line, band, TIMELINE_COLUMNS - 1, -1, top, out);
    fputs("z\"/>\n", out);
}

static void draw_peak(const timeline *line, double top, FILE *out) {
    const double x = LEFT + line->peak_column + 0.5;
    const bool leans_left = line->peak_column > TIMELINE_COLUMNS / 2;
    fprintf(out, "<line class=\"peak\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%.1f\"/>\n", x, x,
            TOP - 14, y_of(0, top));
    fprintf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">peak %s after event %lld",
            x + (leans_left ? -6 : 6), TOP - 8, leans_left ? "end" : "start",
            bytes_of(line->peak_bytes).at, (long long)line->peak_events);
    if (line->seconds > 0) {
        fprintf(out, " (%.3f s)", line->peak_seconds);
    }
    fputs("</text>\n", out);
}

static void draw_legend(const timeline *line, FILE *out) {
    const int column = TIMELINE_COLUMNS / LEGEND_COLUMNS;
    for (int b = 0; b < line->n_bands; b++) {
        const int x = LEFT + b % LEGEND_COLUMNS * column;
        const int y = LEGEND + b / LEGEND_COLUMNS * LEGEND_ROW;
        char bytes[40];
        snprintf(bytes, sizeof bytes, ": %s", bytes_of(line->peak_of[b]).at);
        fprintf(out,
                "<rect class=\"b%d\" x=\"%d\" y=\"%d\" width=\"12\" height=\"12\"/><text x=\"%d\" "
                "y=\"%d\">",
                b, x, y - 11, x + 18, y);
        svg_fit(line->names[b], column - 26 - svg_width(bytes, FONT), FONT, out);
        fprintf(out, "%s</text>\n", bytes);
    }
}

/* Each rectangle tells the fullest of its columns. */
static void draw_hovers(const timeline *line, FILE *out) {
    for (int first = 0; first < TIMELINE_COLUMNS; first += HOVER_COLUMNS) {
        int most = first;
        for (int c = first; c < first + HOVER_COLUMNS; c++) {
            most = line->total[c] > line->total[most] ? c : most;
        }
        fprintf(out, "<rect class=\"hover\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s",
                LEFT + first, TOP, HOVER_COLUMNS, PLOT_HEIGHT, bytes_of(line->total[most]).at);
        if (line->seconds > 0) {
            fprintf(out, " at %.4g s", (most + 0.5) / TIMELINE_COLUMNS * line->seconds);
        }
        for (int b = 0; b < line->n_bands; b++) {
            if (line->bytes[most][b] > 0) {
                fputs("\n", out);
                svg_escaped(line->names[b], out);
                fprintf(out, ": %s", bytes_of(line->bytes[most][b]).at);
            }
        }
        fputs("</title></rect>\n", out);
    }
}

void timeline_draw(const timeline *line, const char *title, FILE *out) {
    const double top = top_of(line->peak_bytes);
    draw_head(line, title, out);
    draw_bytes_axis(line, top, out);
    draw_time_axis(line, out);
    for (int b = 0; b < line->n_bands; b++) {
        draw_band(line, b, top, out);
    }
    draw_peak(line, top, out);
    draw_legend(line, out);
    draw_hovers(line, out);
    svg_end(out);
}
