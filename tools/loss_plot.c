/* loss_plot.c: loss and accuracy over steps as one self-contained SVG, readable in light and dark.
 * Loss has the left axis, test accuracy the right one. */
#include "train.h"

#include <math.h>
#include <stdlib.h>

/* ---- The curve ------------------------------------------------------------------------------- */

bool train_curve_add(train_curve *c, train_point point) {
    if (c->n == c->capacity) {
        const int64_t capacity = c->capacity ? 2 * c->capacity : 256;
        train_point *grown = realloc(c->points, (size_t)capacity * sizeof *grown);
        if (!grown) {
            return false;
        }
        c->points = grown;
        c->capacity = capacity;
    }
    c->points[c->n++] = point;
    return true;
}

double train_curve_read(train_curve *c, const char *log_path, int64_t last_step) {
    double seconds = 0;
    tn_log_reader *reader = tn_log_reader_open(log_path);
    while (reader && tn_log_reader_next(reader)) {
        double step = 0, loss = NAN, accuracy = NAN;
        tn_log_reader_number(reader, "loss", &loss);
        tn_log_reader_number(reader, "test_accuracy", &accuracy);
        if (tn_log_reader_number(reader, "step", &step) && step <= (double)last_step) {
            train_curve_add(c, (train_point){(int64_t)step, loss, accuracy});
            tn_log_reader_number(reader, "time_s", &seconds);
        }
    }
    tn_log_reader_close(reader);
    tn_error_take(NULL); /* a run without a readable log begins its curve anew */
    return seconds;
}

/* ---- Axes ------------------------------------------------------------------------------------ */

enum { WIDTH = 760, HEIGHT = 400, LEFT = 64, RIGHT = 64, TOP = 44, BOTTOM = 52, TICKS = 5 };

typedef struct range {
    double low, high;
} range;

static void widen(range *r, double value) {
    if (isfinite(value)) {
        r->low = value < r->low ? value : r->low;
        r->high = value > r->high ? value : r->high;
    }
}

/* A range whose ticks are round numbers. */
static range rounded(range r) {
    if (!(r.low < r.high)) {
        return (range){isfinite(r.low) ? r.low - 0.5 : 0, isfinite(r.low) ? r.low + 0.5 : 1};
    }
    const double raw = (r.high - r.low) / TICKS, power = pow(10, floor(log10(raw)));
    const double lead = raw / power, nice = lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10;
    const double step = nice * power;
    return (range){floor(r.low / step) * step, ceil(r.high / step) * step};
}

static double x_of(range r, double v) {
    return LEFT + (v - r.low) / (r.high - r.low) * (WIDTH - LEFT - RIGHT);
}

static double y_of(range r, double v) {
    return HEIGHT - BOTTOM - (v - r.low) / (r.high - r.low) * (HEIGHT - TOP - BOTTOM);
}

/* ---- Drawing --------------------------------------------------------------------------------- */

static void head(FILE *f) {
    fprintf(f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
            "aria-label=\"Loss and test accuracy over steps\">\n<style>\n"
            "svg{background:#fff;font:13px sans-serif}text{fill:#222}.grid{stroke:#ddd}"
            ".loss{stroke:#1f6fb4;fill:none;stroke-width:1.6}.loss-text{fill:#1f6fb4}"
            ".accuracy{stroke:#c2571a;fill:none;stroke-width:2}.accuracy-text,.dot{fill:#c2571a}\n"
            "@media(prefers-color-scheme:dark){svg{background:#16181c}text{fill:#ddd}"
            ".grid{stroke:#383c44}.loss{stroke:#6db3f2}.loss-text{fill:#6db3f2}"
            ".accuracy{stroke:#f2a16d}.accuracy-text,.dot{fill:#f2a16d}}\n</style>\n",
            WIDTH, HEIGHT);
}

static void axes(FILE *f, range steps, range loss, range accuracy) {
    const int bottom = HEIGHT - BOTTOM, right = WIDTH - RIGHT;
    for (int i = 0; i <= TICKS; i++) {
        const double part = (double)i / TICKS, y = bottom - part * (bottom - TOP);
        const double x = LEFT + part * (right - LEFT);
        fprintf(f, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LEFT,
                right, y, y);
        fprintf(f,
                "<text class=\"loss-text\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>\n",
                LEFT - 8, y + 4, loss.low + part * (loss.high - loss.low));
        fprintf(f, "<text class=\"accuracy-text\" x=\"%d\" y=\"%.1f\">%.3g</text>\n", right + 8,
                y + 4, accuracy.low + part * (accuracy.high - accuracy.low));
        fprintf(f, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n", x, bottom + 20,
                steps.low + part * (steps.high - steps.low));
    }
    fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">step</text>\n", WIDTH / 2,
            HEIGHT - 10);
    fprintf(f, "<text class=\"loss-text\" x=\"%d\" y=\"22\">training loss</text>\n", LEFT);
    fprintf(f,
            "<text class=\"accuracy-text\" x=\"%d\" y=\"22\" text-anchor=\"end\">test accuracy"
            "</text>\n",
            right);
}

/* At most MAX_VERTICES points: each is the mean of its neighbours, which also calms the line. */
enum { MAX_VERTICES = 400 };

static void loss_line(FILE *f, const train_curve *c, range steps, range loss) {
    const int64_t group = c->n / MAX_VERTICES + 1;
    fprintf(f, "<polyline class=\"loss\" points=\"");
    for (int64_t i = 0; i < c->n; i += group) {
        double sum = 0, at = 0, n = 0;
        for (int64_t k = i; k < i + group && k < c->n; k++) {
            if (isfinite(c->points[k].loss)) {
                sum += c->points[k].loss;
                at += (double)c->points[k].step;
                n++;
            }
        }
        if (n > 0) {
            fprintf(f, "%.1f,%.1f ", x_of(steps, at / n), y_of(loss, sum / n));
        }
    }
    fprintf(f, "\"/>\n");
}

static void accuracy_line(FILE *f, const train_curve *c, range steps, range accuracy) {
    fprintf(f, "<polyline class=\"accuracy\" points=\"");
    for (int64_t i = 0; i < c->n; i++) {
        if (isfinite(c->points[i].accuracy)) {
            fprintf(f, "%.1f,%.1f ", x_of(steps, (double)c->points[i].step),
                    y_of(accuracy, c->points[i].accuracy));
        }
    }
    fprintf(f, "\"/>\n");
    for (int64_t i = 0; i < c->n; i++) {
        if (isfinite(c->points[i].accuracy)) {
            fprintf(f, "<circle class=\"dot\" r=\"3\" cx=\"%.1f\" cy=\"%.1f\"/>\n",
                    x_of(steps, (double)c->points[i].step), y_of(accuracy, c->points[i].accuracy));
        }
    }
}

bool train_plot(const train_curve *c, const char *path) {
    range steps = {0, 1}, loss = {INFINITY, -INFINITY}, accuracy = {INFINITY, -INFINITY};
    for (int64_t i = 0; i < c->n; i++) {
        widen(&steps, (double)c->points[i].step);
        widen(&loss, c->points[i].loss);
        widen(&accuracy, c->points[i].accuracy);
    }
    loss = rounded(loss);
    accuracy = rounded(accuracy);
    FILE *f = fopen(path, "w");
    if (!f) {
        return false;
    }
    head(f);
    axes(f, steps, loss, accuracy);
    loss_line(f, c, steps, loss);
    accuracy_line(f, c, steps, accuracy);
    fprintf(f, "</svg>\n");
    return fclose(f) == 0;
}
