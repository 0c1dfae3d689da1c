/* cmd_mem_top.c: tenon mem top: a process's memory in the terminal, as it changes. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "byte_text.h"
#include "seconds.h"
#include "shown_process.h"

#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
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

/* Eighths of the highest sample, as many of the last ones as there are columns; what is not nothing
 * is seen. */
static void print_sparkline(const top *t, int columns) {
    static const char *const bars[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    uint64_t most = 1;
    for (int i = 0; i < t->n; i++) {
        most = t->samples[i] > most ? t->samples[i] : most;
    }
    const int before = printf("live, at most %s  ", bytes_of(most > 1 ? most : 0).at);
    const int room = columns > before ? columns - before : SAMPLES;
    for (int i = t->n > room ? t->n - room : 0; i < t->n; i++) {
        const double eighths = ceil(8.0 * (double)t->samples[i] / (double)most);
        fputs(bars[(int)eighths], stdout);
    }
    putchar('\n');
}

static int by_blocks(const void *a, const void *b) {
    const block_group *x = a, *y = b;
    return x->blocks != y->blocks ? (x->blocks < y->blocks) - (x->blocks > y->blocks)
           : x->bytes != y->bytes ? (x->bytes < y->bytes) - (x->bytes > y->bytes)
                                  : strcmp(x->name, y->name);
}

/* Lines and columns of the terminal; 0 of what is none. */
static struct winsize size_of_terminal(void) {
    struct winsize size = {0};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size : (struct winsize){0};
}

static uint64_t live_bytes(const top *t) {
    tn_published_pool pool;
    uint64_t live = 0;
    for (int i = 0; tn_published_pool_at(t->view, i, &pool); i++) {
        live += pool.figures.live_bytes;
    }
    return live;
}

static int print_pools(const top *t) {
    tn_published_pool pool;
    int i = 0;
    printf("%-8s %11s %11s %11s %11s %11s %6s\n", "pool", "live", "peak", "reserved", "free",
           "largest", "oom");
    for (; tn_published_pool_at(t->view, i, &pool); i++) {
        const tn_memory_figures *f = &pool.figures;
        printf("%-8s %11s %11s %11s %11s %11s %6llu\n", shown_pool_name(&pool).at,
               bytes_of(f->live_bytes).at, bytes_of(f->live_bytes_peak).at,
               bytes_of(f->reserved_bytes).at, bytes_of(f->free_bytes).at,
               bytes_of(f->free_run_bytes_max).at, (unsigned long long)f->failures);
    }
    return i;
}

/* Rows as far as the terminal has lines; 20 where there is none. */
static void print_groups(const top *t, int lines) {
    shown_groups found;
    if (shown_groups_of(t->view, t->by, &found)) {
        if (t->by_count) {
            qsort(found.groups.at, (size_t)found.groups.n, sizeof *found.groups.at, by_blocks);
        }
        block_groups_print(&found.groups, lines > 1 ? lines : lines == 0 ? 20 : 1);
        shown_groups_close(&found);
    }
}

static void print_picture(const top *t, const tn_published_info *info) {
    const struct winsize size = size_of_terminal();
    printf("process %lld, %s: %s\n", (long long)info->pid, shown_state(info),
           plain_of(info->program).at);
    const int pools = print_pools(t);
    print_sparkline(t, size.ws_col);
    putchar('\n');
    print_groups(t, size.ws_row == 0 ? 0 : size.ws_row > pools + 9 ? size.ws_row - pools - 8 : 1);
}

/* ---- The terminal ---------------------------------------------------------------------------- */

static struct termios former;
static volatile sig_atomic_t is_over;
static sigset_t while_waiting; /* signals come then only: one that came before would be missed */

static void end(int number) {
    (void)number;
    is_over = 1;
}

/* A wait that it interrupts ends, and the picture gets its new size. */
static void look_again(int number) {
    (void)number;
}

/* Keys come at once and are not echoed; the picture has a screen of its own. */
static void enter_terminal(void) {
    struct termios keys = former;
    keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    keys.c_cc[VSUSP] = _POSIX_VDISABLE; /* who stops it would be left with the terminal like that */
    tcsetattr(STDIN_FILENO, TCSANOW, &keys);
    struct sigaction action = {.sa_handler = end};
    sigset_t caught;
    sigemptyset(&caught);
    sigaddset(&caught, SIGINT);
    sigaddset(&caught, SIGTERM);
    sigaddset(&caught, SIGQUIT);
    sigaddset(&caught, SIGWINCH);
    sigprocmask(SIG_BLOCK, &caught, &while_waiting);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGQUIT, &action, NULL);
    action.sa_handler = look_again;
    sigaction(SIGWINCH, &action, NULL);
    fputs("\x1b[?1049h\x1b[?25l\x1b[?7l", stdout); /* lines that are too long are cut */
}
static void leave_terminal(void) {
    fputs("\x1b[?7h\x1b[?25h\x1b[?1049l", stdout);
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

/* Waits for a key, or until the next sample is due. */
static void await_key(top *t, double seconds) {
    struct pollfd keys = {.fd = STDIN_FILENO, .events = POLLIN};
    char key = 0;
    const double whole = seconds > 0 ? floor(seconds) : 0;
    const struct timespec wait = {(time_t)whole, (long)(fmax(seconds - whole, 0) * 1e9)};
    if (ppoll(&keys, 1, &wait, &while_waiting) > 0) {
        if (read(STDIN_FILENO, &key, 1) != 1) {
            is_over = 1;
        }
        obey(t, key);
    }
}

static void run(top *t, double every) {
    tn_published_info info = {.alive = true};
    double due = seconds_now();
    enter_terminal();
    while (!is_over && info.alive) {
        tn_published_get_info(t->view, &info);
        if (seconds_now() >= due) {
            add_sample(t, live_bytes(t));
            due = seconds_now() + every;
        }
        fputs("\x1b[H\x1b[J", stdout);
        print_picture(t, &info);
        fputs("\no op  t tag  s stream  p pool   b bytes  n number   q end", stdout);
        fflush(stdout);
        await_key(t, due - seconds_now());
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
        add_sample(&t, live_bytes(&t));
        print_picture(&t, &info);
    }
    tn_published_close(t.view);
    return 0;
}
