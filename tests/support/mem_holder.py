"""mem_holder.py: a program that holds known memory, for the tests of `tenon mem`.

`run_privately` gives the calling script a /dev/shm of its own, so that what other processes publish
is neither seen nor taken away, and what a test leaves there can be told.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("TENON_BUILD", "build"))
TENON = BUILD + "/bin/tenon"
SIM = BUILD + "/sim"
IS_ASAN = os.path.basename(BUILD) == "asan"
MIB = 1 << 20

SOURCE = r"""
#include <tenon/tenon.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MIB = 1 << 20, MOST = 200000 };
static tn_tensor *held[MOST];
static int n_held;

static void hold(tn_tensor *t) {
    if (t) {
        held[n_held++] = t;
    }
}
static void let_go(int n) {
    while (n_held > 0 && n-- > 0) {
        tn_release(held[--n_held]);
    }
}

/* 15 MiB in four large blocks, three of them in regions, and a small one. */
static void known(void) {
    TN_MEMORY_TAG("encoder") {
        hold(tn_empty(TN_SHAPE(2 * MIB)));
        TN_MEMORY_TAG("attention") {
            hold(tn_empty(TN_SHAPE(MIB / 2)));
            hold(tn_empty(TN_SHAPE(MIB / 2)));
        }
    }
    hold(tn_ones(TN_SHAPE(3 * MIB / 4)));
    hold(tn_empty(TN_SHAPE(256)));
}

static void many(int n) {
    for (int i = 0; i < n; i++) {
        hold(tn_empty(TN_SHAPE(256)));
    }
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void churn(double seconds) {
    const double begin = now();
    long long events = 0;
    while (now() - begin < seconds) {
        for (int i = 0; i < 1000; i++, events += 2) {
            tn_release(tn_empty(TN_SHAPE(256)));
        }
    }
    printf("events %lld\n", events);
}

static void refused(void) {
    tn_error e;
    tn_empty(TN_SHAPE(256 * MIB));
    puts(tn_error_take(&e) ? e.message : "it fits");
    fflush(stdout);
}

static void await_line(void) {
    char line[80];
    puts("ready");
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin)) {
        exit(3);
    }
}

static void in_child(void) {
    const pid_t child = fork();
    if (child == 0) {
        let_go(1);
        hold(tn_empty(TN_SHAPE(MIB)));
        _exit(tn_ok() ? 0 : 9);
    }
    int status = 0;
    waitpid(child, &status, 0);
    printf("child %d\n", status);
}

static void obey_signal(int number) {
    exit(number);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i], *next = i + 1 < argc ? argv[i + 1] : "0";
        if (!strcmp(word, "known")) {
            known();
        } else if (!strcmp(word, "wait")) {
            await_line();
        } else if (!strcmp(word, "free")) {
            let_go(atoi(next));
        } else if (!strcmp(word, "many")) {
            many(atoi(next));
        } else if (!strcmp(word, "churn")) {
            churn(atof(next));
        } else if (!strcmp(word, "oom")) {
            refused();
        } else if (!strcmp(word, "rank")) {
            tn_dist_init();
        } else if (!strcmp(word, "fork")) {
            in_child();
        } else if (!strcmp(word, "exec")) {
            fflush(stdout);
            execv(argv[0], argv + i);
        } else if (!strcmp(word, "kill")) {
            raise(SIGKILL);
        } else if (!strcmp(word, "pause")) {
            pause();
        } else if (!strcmp(word, "trap")) {
            signal(SIGTERM, obey_signal);
        } else if (!strcmp(word, "exit")) {
            exit(atoi(next));
        }
    }
    let_go(MOST);
    tn_dist_finalize();
    return tn_ok() ? 0 : 1;
}
"""


def line_of(text):
    """Where the program says something: lines of names are told by it."""
    return SOURCE[:SOURCE.index(text)].count("\n")


NAMES = {"encoder/empty": line_of("hold(tn_empty(TN_SHAPE(2 * MIB)"),
         "first": line_of("hold(tn_empty(TN_SHAPE(MIB / 2)"),
         "ones": line_of("hold(tn_ones("),
         "small": line_of("hold(tn_empty(TN_SHAPE(256)));\n}\n\nstatic void many"),
         "many": line_of("        hold(tn_empty(TN_SHAPE(256)));\n    }")}


def run_privately():
    """Runs the script again with a /dev/shm of its own, where that is allowed."""
    if os.environ.get("MEM_HOLDER_PRIVATE"):
        return
    os.environ["MEM_HOLDER_PRIVATE"] = "no"
    space = ["unshare", "--mount"] + ([] if os.getuid() == 0 else ["--map-root-user"])
    mount = [*space, "mount", "-t", "tmpfs", "tmpfs", "/dev/shm"]
    if shutil.which("unshare") and subprocess.run(mount, capture_output=True,
                                                  check=False).returncode == 0:
        os.environ["MEM_HOLDER_PRIVATE"] = "yes"
        os.execvp("unshare", [*space, "sh", "-c",
                              'mount -t tmpfs tmpfs /dev/shm && exec "$@"', "sh", sys.executable,
                              *sys.argv])


def is_private():
    return os.environ.get("MEM_HOLDER_PRIVATE") == "yes"


def environment(**more):
    return {**os.environ, "TENON_PUBLISH": "on", "TENON_DEVICE": "cpu",
            "TENON_MEMORY_LIMIT": "300M", **more}


def compile_program(path, source=SOURCE):
    """With the compiler and the sanitizers of the library."""
    with open(path + ".c", "w", encoding="ascii") as file:
        file.write(source.lstrip("\n"))
    compiler = ["clang-14", "-fsanitize=address,undefined"] if IS_ASAN else \
        [os.environ.get("CC", "cc")]
    subprocess.run([*compiler, "-std=gnu17", "-D_GNU_SOURCE", f"-I{ROOT}/include", "-o", path,
                    path + ".c", f"-L{BUILD}/lib", f"-Wl,-rpath,{BUILD}/lib", "-ltenon"],
                   check=True)


def compile_library(path, source):
    with open(path + ".c", "w", encoding="ascii") as file:
        file.write(source)
    subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-o", path, path + ".c"],
                   check=True)


def folder_with_holder():
    """A folder with the program `holder`, which goes away with the script."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, True)
    compile_program(folder + "/holder")
    return folder


def mem(*words, env=None, stdin=None):
    return subprocess.run([TENON, "mem", *map(str, words)], capture_output=True, text=True,
                          timeout=120, check=False, env=env or environment(), input=stdin)


class Holder:
    """The program at work: it does its words up to each `wait`, and goes on at `go`."""

    def __init__(self, folder, *words, **more):
        self.process = subprocess.Popen([folder + "/holder", *map(str, words)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=environment(**more))
        self.pid = self.process.pid
        self.said = self.read()

    def read(self):
        """What it says before it waits, or ends."""
        lines = []
        for line in self.process.stdout:
            if line == "ready\n":
                break
            lines.append(line)
        return "".join(lines)

    def go(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
        if os.path.exists(f"/dev/shm/tenon.{self.pid}"):
            os.unlink(f"/dev/shm/tenon.{self.pid}")


def left_in_shm():
    """What programs and the command left; other processes' where the folder is shared."""
    return [name for name in os.listdir("/dev/shm") if name.startswith("tenon.")] \
        if is_private() else []
