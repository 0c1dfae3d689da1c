/* cmd_mem_top.c: tenon mem top: a process's memory in the terminal, as it changes. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "byte_text.h"
#include "shown_process.h"

#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

typedef struct top_request {
    double every;
} top_request;

const command_option mem_top_options[] = {{"every", "SECONDS", "time between pictures (default 1)",
                                           NULL, OPTION_REAL, offsetof(top_request, every)},
                                          {0}};

enum { SAMPLES = 60 };

/* What is shown, and the last samples of live bytes of all pools together. */
typedef struct top {
    tn_published *view;
    const char *by;
    bool by_count;
    uint64_t samples[SAMPLES];
    int n;
} top;

/* ---- The picture ----------------------------------------------------------------------------- */

static void add_sample(top *t, uint64_t live) {
    if (t->n == SAMPLES) {
        memmove(t->samples, t->samples + 1, (SAMPLES - 1) * sizeof t->samples[0]);
        t->n--;
    }
    t->samples[t->n++] = live;
}

/* Eighths of the highest sample; what is not nothing is seen. */
static void print_sparkline(const top *t) {
    static const char *const bars[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    uint64_t most = 1;
    for (int i = 0; i < t->n; i++) {
        most = t->samples[i] > most ? t->samples[i] : most;
    }
    for (int i = 0; i < t->n; i++) {
        const double eighths = ceil(8.0 * (double)t->samples[i] / (double)most);
        fputs(bars[(int)eighths], stdout);
    }
    printf("  live, at most %s\n", bytes_of(most > 1 ? most : 0).at);
}

static int by_blocks(const void *a, const void *b) {
    const block_group *x = a, *y = b;
    return x->blocks != y->blocks ? (x->blocks < y->blocks) - (x->blocks > y->blocks)
                                  : strcmp(x->name, y->name);
}

/* The lines that the terminal has, or as many as there are. */
static int lines_of_terminal(void) {
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 0;
}

static int print_pools(top *t) {
    tn_published_pool pool;
    uint64_t live = 0;
    int i = 0;
    printf("%-8s %11s %11s %11s %11s %11s %6s\n", "pool", "live", "peak", "reserved", "free",
           "largest", "oom");
    for (; tn_published_pool_at(t->view, i, &pool); i++) {
        const tn_memory_figures *f = &pool.figures;
        live += f->live_bytes;
        printf("%-8s %11s %11s %11s %11s %11s %6llu\n", shown_pool_name(&pool).at,
               bytes_of(f->live_bytes).at, bytes_of(f->live_bytes_peak).at,
               bytes_of(f->reserved_bytes).at, bytes_of(f->free_bytes).at,
               bytes_of(f->free_run_bytes_max).at, (unsigned long long)f->failures);
    }
    add_sample(t, live);
    return i;
}

static void print_picture(top *t, const tn_published_info *info) {
    shown_groups found;
    printf("process %lld, %s: %s\n", (long long)info->pid, shown_state(info),
           plain_of(info->program).at);
    const int pools = print_pools(t), lines = lines_of_terminal();
    print_sparkline(t);
    putchar('\n');
    if (shown_groups_of(t->view, t->by, &found)) {
        if (t->by_count) {
            qsort(found.groups.at, (size_t)found.groups.n, sizeof *found.groups.at, by_blocks);
        }
        const int left = lines - pools - 7;
        block_groups_print(&found.groups, lines == 0 ? 20 : left > 1 ? left : 1);
        shown_groups_close(&found);
    }
    fflush(stdout);
}

/* ---- The terminal ---------------------------------------------------------------------------- */

static struct termios former;
static volatile sig_atomic_t is_over;

static void end(int number) {
    (void)number;
    is_over = 1;
}

/* Keys come at once and are not echoed; the picture has a screen of its own. */
static void enter_terminal(void) {
    struct termios keys = former;
    keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &keys);
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    fputs("\x1b[?1049h\x1b[?25l", stdout);
}
static void leave_terminal(void) {
    fputs("\x1b[?25h\x1b[?1049l", stdout);
    fflush(stdout);
    tcsetattr(STDIN_FILENO, TCSANOW, &former);
}

static void obey(top *t, char key) {
    switch (key) {
    case 'o':
        t->by = "op";
        break;
    case 't':
        t->by = "tag";
        break;
    case 's':
        t->by = "stream";
        break;
    case 'p':
        t->by = "pool";
        break;
    case 'b':
        t->by_count = false;
        break;
    case 'n':
        t->by_count = true;
        break;
    case 'q':
        is_over = 1;
        break;
    default:
        break;
    }
}

/* Waits for a key, or until the next picture is due. */
static void await_key(top *t, double seconds) {
    struct pollfd keys = {.fd = STDIN_FILENO, .events = POLLIN};
    char key = 0;
    if (poll(&keys, 1, (int)(seconds * 1000)) > 0) {
        if (read(STDIN_FILENO, &key, 1) != 1) {
            is_over = 1;
        }
        obey(t, key);
    }
}

static void run(top *t, double every) {
    tn_published_info info = {.alive = true};
    enter_terminal();
    while (!is_over && info.alive) {
        tn_published_get_info(t->view, &info);
        fputs("\x1b[H\x1b[J", stdout);
        print_picture(t, &info);
        await_key(t, every);
    }
    leave_terminal();
}

int cmd_mem_top(const command *self, int argc, char **argv) {
    top_request request = {.every = 1};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (argc - next > 1 || !(request.every >= 0.05 && request.every < 1e6)) {
        fprintf(stderr,
                "tenon %s: it takes one process, and --every from 0.05 on; see tenon %s "
                "--help\n",
                self->name, self->name);
        return 2;
    }
    top t = {.view = shown_open(self, next < argc ? argv[next] : NULL), .by = "op"};
    if (!t.view) {
        return 1;
    }
    tn_published_info info;
    tn_published_get_info(t.view, &info);
    if (isatty(STDOUT_FILENO) && isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &former) == 0) {
        run(&t, request.every);
        tn_published_get_info(t.view, &info);
        printf("process %lld: %s\n", (long long)info.pid, shown_state(&info));
    } else {
        print_picture(&t, &info);
    }
    tn_published_close(t.view);
    return 0;
}
