/* record_program.c: runs a program and follows what it, and what it starts, publishes. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "recorder.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t child;

/* Who wants to end this wants to end the program: its end is then recorded, too. What comes of the
 * terminal, the program gets from there itself. */
static void pass_on(int number, siginfo_t *from, void *context) {
    (void)context;
    if (child > 0 && from->si_code != SI_KERNEL) {
        kill((pid_t)child, number);
    }
}

/* From now on they wait, until there is a program that can get them. */
static void pass_signals_on(sigset_t *former) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
    struct sigaction action = {.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO};
    sigset_t passed;
    sigemptyset(&passed);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        sigaction(numbers[i], &action, NULL);
        sigaddset(&passed, numbers[i]);
    }
    sigprocmask(SIG_BLOCK, &passed, former);
}

/* The program, in this process's group; -1 with errno. */
static pid_t start(const recorder *r, char **program, const char *publish) {
    sigset_t former;
    pass_signals_on(&former);
    const pid_t pid = fork();
    if (pid == 0) {
        sigprocmask(SIG_SETMASK, &former, NULL);
        setenv("TENON_PUBLISH", publish, 1);
        setenv("TENON_RECORD", r->token, 1);
        execvp(program[0], program);
        fprintf(stderr, "tenon %s: %s: %s\n", r->command, program[0], strerror(errno));
        _exit(errno == ENOENT ? 127 : 126);
    }
    child = pid;
    sigprocmask(SIG_SETMASK, &former, NULL);
    return pid;
}

/* As a shell says it. */
static int exit_status(int status) {
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Copies events until the program has ended, more often the more there are. */
static int follow(recorder *r, pid_t pid) {
    int status = 0;
    long wait_ns = 1000000;
    while (waitpid(pid, &status, WNOHANG) == 0) {
        const int64_t events = recorder_drain(r);
        wait_ns = events > 1000 ? 0 : wait_ns < 8000000 ? wait_ns + 1000000 : wait_ns;
        nanosleep(&(struct timespec){0, wait_ns}, NULL);
    }
    recorder_drain(r);
    return exit_status(status);
}

/* PID.SPACE.SECONDS.NANOSECONDS: processes of other pid namespaces may have this one's number. */
static void make_token(char *token, size_t room) {
    struct timespec now;
    struct stat space;
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(token, room, "%ld.%llu.%lld.%09ld", (long)getpid(),
             stat("/proc/self/ns/pid", &space) == 0 ? (unsigned long long)space.st_ino : 0,
             (long long)now.tv_sec, now.tv_nsec);
}

int record_program(const char *command, char **program, const char *publish, const char *path,
                   recorder_kept *kept, void *context) {
    char token[64];
    make_token(token, sizeof token);
    recorder *r = calloc(1, sizeof *r);
    if (!r) {
        fprintf(stderr, "tenon %s: there is no memory for it\n", command);
        return 1;
    }
    *r = (recorder){.command = command, .token = token, .path = path, .rank = -1, .world = -1};
    int rank, world;
    if (tn_dist_launched(&rank, &world)) {
        r->rank = rank;
        r->world = world > 0 ? world : -1;
    }
    if (!recorder_check(r)) {
        free(r);
        return 1;
    }
    if (start(r, program, publish) < 0) {
        fprintf(stderr, "tenon %s: %s\n", command, strerror(errno));
        free(r);
        return 1;
    }
    const int status = follow(r, (pid_t)child);
    if (r->n == 0 && !r->failed && status != 127 && status != 126) {
        fprintf(stderr, "tenon %s: the program allocated nothing with Tenon: there is no record\n",
                command);
    }
    const bool fine = recorder_close(r, kept, context);
    free(r);
    return status ? status : !fine;
}
