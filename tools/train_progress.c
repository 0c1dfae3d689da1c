/* train_progress.c: what rank 0 prints: a live bar on a terminal, plain lines elsewhere. mpirun
 * gives every rank a pseudo-terminal, so whoever starts it may say which (TENON_PROGRESS). */
#include "train.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double train_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

train_progress train_progress_start(int64_t steps, bool quiet) {
    const char *wanted = getenv("TENON_PROGRESS"), *columns = getenv("COLUMNS");
    const bool bar = wanted && *wanted ? strcmp(wanted, "bar") == 0 : isatty(STDOUT_FILENO) != 0;
    const int width = columns && *columns ? atoi(columns) : 80;
    return (train_progress){.quiet = quiet,
                            .bar = bar,
                            .columns = width < 40 ? 40 : width,
                            .steps = steps,
                            .started = train_now()};
}

static void erase_bar(const train_progress *p) {
    if (p->bar) {
        printf("\r\033[K");
    }
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
    const int room = p->columns - (int)strlen(text) - 4;
    const int full = room > 0 ? (int)(room * step / (p->steps ? p->steps : 1)) : 0;
    printf("\r\033[K[");
    for (int i = 0; i < room; i++) {
        putchar(i < full ? '#' : '.');
    }
    printf("] %s", text);
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
