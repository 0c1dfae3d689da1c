/* cmd_mem_record.c: tenon mem record: runs a program and records what it, and what it starts,
 * allocates. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "command.h"
#include "recorder.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct record_request {
    const char *output;
} record_request;

const command_option mem_record_options[] = {{"o,output", "FILE",
                                              "where the record goes (default memory.trace)", NULL,
                                              OPTION_TEXT, offsetof(record_request, output)},
                                             {0}};

static volatile sig_atomic_t child;

/* Who wants to end this wants to end the program: its end is then recorded, too. */
static void pass_on(int number) {
    if (child > 0) {
        kill((pid_t)child, number);
    }
}

static void pass_signals_on(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
    struct sigaction action = {.sa_handler = pass_on};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        sigaction(numbers[i], &action, NULL);
    }
}

/* The program, in this process's group; -1 with errno. */
static pid_t start(char **program, const char *token) {
    const pid_t pid = fork();
    if (pid == 0) {
        setenv("TENON_PUBLISH", "history", 1);
        setenv("TENON_RECORD", token, 1);
        execvp(program[0], program);
        fprintf(stderr, "tenon mem record: %s: %s\n", program[0], strerror(errno));
        _exit(errno == ENOENT ? 127 : 126);
    }
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

int cmd_mem_record(const command *self, int argc, char **argv) {
    record_request request = {.output = "memory.trace"};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next == argc) {
        fprintf(stderr, "tenon %s: which program? tenon %s -o FILE -- PROGRAM [ARGUMENT]...\n",
                self->name, self->name);
        return 2;
    }
    char token[48];
    snprintf(token, sizeof token, "%ld.%lld", (long)getpid(), (long long)time(NULL));
    recorder *r = calloc(1, sizeof *r);
    if (!r) {
        fprintf(stderr, "tenon %s: there is no memory for it\n", self->name);
        return 1;
    }
    r->token = token;
    r->path = request.output;
    pass_signals_on();
    child = start(argv + next, token);
    if (child < 0) {
        fprintf(stderr, "tenon %s: %s\n", self->name, strerror(errno));
        free(r);
        return 1;
    }
    int status = follow(r, (pid_t)child);
    const int n = r->n;
    const bool kept = recorder_close(r);
    if (n == 0 && status != 127 && status != 126) {
        fprintf(stderr, "tenon %s: the program allocated nothing with Tenon: there is no record\n",
                self->name);
    }
    free(r);
    return status ? status : !kept;
}
