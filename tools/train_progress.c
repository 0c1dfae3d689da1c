/* train_progress.c: what rank 0 prints: a live bar on a terminal, plain lines elsewhere. mpirun
 * gives every rank a pseudo-terminal of its own, wherever its output goes, so that a job of several
 * ranks prints lines unless --progress bar says that there is a terminal. */
#include "train.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const double REDRAW_S = 0.1;

double train_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* COLUMNS first: under mpirun the terminal of this process is not the user's. */
static int terminal_columns(void) {
    const char *columns = getenv("COLUMNS");
    struct winsize size = {0};
    if (columns && atoi(columns) > 0) {
        return atoi(columns);
    }
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

train_progress train_progress_start(const char *wanted, int64_t steps, bool quiet) {
    const bool chosen = strcmp(wanted, "auto") != 0;
    const bool bar =
        chosen ? strcmp(wanted, "bar") == 0 : tn_dist_size() == 1 && isatty(STDOUT_FILENO) != 0;
    return (train_progress){.quiet = quiet,
                            .bar = bar,
                            .columns = terminal_columns(),
                            .steps = steps,
                            .started = train_now()};
}

static void erase_bar(const train_progress *p) {
    if (p->bar) {
        printf("\r\033[K");
    }
}

bool train_progress_is_due(train_progress *p, int64_t step) {
    const double now = train_now();
    if (p->quiet || !p->bar || (now - p->drawn < REDRAW_S && step < p->steps)) {
        return false;
    }
    p->drawn = now;
    return true;
}

void train_progress_step(const train_progress *p, int64_t step, double loss, double accuracy,
                         double images_per_s, double eta_s) {
    if (p->quiet) {
        return;
    }
    char text[160];
    snprintf(text, sizeof text, "%lld/%lld  loss %.4f  acc %.4f  %.0f images/s  eta %d:%02d",
             (long long)step, (long long)p->steps, loss, accuracy, images_per_s, (int)eta_s / 60,
             (int)eta_s % 60);
    if (!p->bar) {
        printf("step %s\n", text);
        fflush(stdout);
        return;
    }
    /* One column stays free: a full line would wrap. On a narrow terminal the text is cut. */
    const int room = p->columns - (int)strlen(text) - 4;
    const int full = room > 0 ? (int)(room * step / (p->steps ? p->steps : 1)) : 0;
    printf(room > 0 ? "\r\033[K[" : "\r\033[K");
    for (int i = 0; i < room; i++) {
        putchar(i < full ? '#' : '.');
    }
    printf("%s%.*s", room > 0 ? "] " : "", p->columns - 1, text);
    fflush(stdout);
}

void train_progress_line(const train_progress *p, const char *format, ...) {
    if (p->quiet) {
        return;
    }
    erase_bar(p);
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
}
