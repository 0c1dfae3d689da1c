#!/usr/bin/python3
"""mem_spaces.py: processes of one number, of several pid namespaces that share /dev/shm, as
containers do: each is published, found, told from the others and recorded.
timeout: 300
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402
from support.mem_holder import MIB, Holder, mem  # noqa: E402

INSIDE = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]
CASES = ("the_second_has_a_name_of_its_own", "nothing_is_said_about_it", "ps_lists_both",
         "ps_says_the_same_in_a_table", "one_number_of_two_is_refused", "files_are_told_apart",
         "what_may_live_stays", "one_that_runs_another_program_has_one_file",
         "the_one_that_is_left",
         "a_file_without_a_head_is_no_obstacle", "nor_one_that_is_meant",
         "each_recorder_has_its_own", "a_short_program_of_another_namespace_is_recorded")


class Contained(Holder):
    """The program as the first process of a pid namespace."""

    def __init__(self, folder, *words):  # pylint: disable=super-init-not-called
        with open(folder + "/said", "a", encoding="utf-8") as said:
            self.process = subprocess.Popen([*INSIDE, folder + "/holder", *map(str, words)],
                                            text=True, stdin=subprocess.PIPE, stderr=said,
                                            stdout=subprocess.PIPE, env=holding.environment())
        self.pid = self.process.pid
        self.said = self.read()
        with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as children:
            child, = children.read().split()
        self.space = os.stat(f"/proc/{child}/ns/pid").st_ino

    def end(self):
        self.process.communicate("\n" * 9)


def files():
    return sorted(holding.left_in_shm())


def listed():
    return {row["name"]: (row["state"], row["pid"], row["allocated_bytes"] // MIB,
                          row["driver_bytes"])
            for row in json.loads(mem("ps", "--json").stdout)}


def two_of_one_number(folder):
    with Contained(folder, "known", "wait") as first, \
            Contained(folder, "known", "known", "wait", "exec", "known", "wait") as second:
        name = f"1.{second.space}"
        tap.case(CASES[0], [] if files() == ["tenon.1", "tenon." + name] and
                 first.space != second.space else [str(files()), str(second.space)])
        with open(folder + "/said", encoding="utf-8") as said:
            tap.case(CASES[1], said.read().splitlines())
        wanted = {"1": ("foreign", 1, 15, None), name: ("foreign", 1, 30, None)}
        tap.case(CASES[2], [] if listed() == wanted else [str(listed())])
        rows = [line.split()[:4] for line in mem("ps").stdout.splitlines()]
        tap.case(CASES[3], [] if rows == [["pid", "state", "rank", "pool"],
                                          ["1", "foreign", "-", "cpu"],
                                          [name, "foreign", "-", "cpu"]] else [str(rows)])
        problems = []
        for command in ("summary", "peak", "watch", "explain-oom"):
            done = mem(command, 1)
            if done.returncode != 1 or done.stdout or len(done.stderr.splitlines()) != 1 or \
                    f"/dev/shm/tenon.1 or /dev/shm/tenon.{name}" not in done.stderr:
                problems.append(f"{command}: {done.stdout}{done.stderr}")
        tap.case(CASES[4], problems)
        said = [mem("summary", one, "--by", "stream").stdout.splitlines()[-1].split()[:2]
                for one in ("/dev/shm/tenon.1", name, "/dev/shm/tenon." + name)]
        state = mem("summary", name).stdout
        tap.case(CASES[5], [] if said == [["15.0", "MiB"]] + 2 * [["30.0", "MiB"]] and
                 state.startswith("process 1, foreign: ") else [str(said), state])
        done = mem("ps", "--clean")
        tap.case(CASES[6], [] if done.stdout == "0 files taken away\n" and not done.stderr and
                 len(files()) == 2 else [done.stdout + done.stderr])
        first.end()
        second.go()
        tap.case(CASES[7], [] if files() == ["tenon.1"] and listed() == {
            "1": ("foreign", 1, 15, None)} else [str(files()), str(listed())])
        second.end()


def one_is_left(folder):
    with Contained(folder, "known", "wait") as first, \
            Contained(folder, "known", "known", "wait") as second:
        first.end()
        done = mem("summary", 1, "--by", "stream")
        tap.case(CASES[8], [] if files() == [f"tenon.1.{second.space}"] and
                 "30.0 MiB" in done.stdout else [str(files()), done.stdout + done.stderr])
        second.end()
    with open("/dev/shm/tenon.1", "wb") as empty, Contained(folder, "known", "wait") as second:
        tap.case(CASES[9], [] if f"1.{second.space}" in listed() else [str(listed())])
        done = mem("summary", 1, "--by", "stream")
        tap.case(CASES[10], [] if "15.0 MiB" in done.stdout else [done.stdout + done.stderr])
        second.end()
    os.unlink(empty.name)


def recorded(folder):
    """Two recorders of one number, of programs of one number, at the same time."""
    jobs = [subprocess.Popen([*INSIDE, holding.TENON, "mem", "record", "-o", f"{folder}/{i}.trace",
                              "--", folder + "/holder", *i * ["known"], "wait"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True, env=holding.environment())
            for i in (1, 2)]
    said = [job.stdout.readline() for job in jobs]
    time.sleep(0.1)
    said += [job.communicate("\n")[1] for job in jobs]
    found = sorted(os.path.basename(path) for path in glob.glob(folder + "/*.trace*"))
    most = [mem("peak", f"{folder}/{i}.trace").stdout.split(" in ")[0] for i in (1, 2)]
    tap.case(CASES[11], [] if found == ["1.trace", "2.trace"] and
             most == ["most lived: 15.0 MiB", "most lived: 30.0 MiB"] else
             [str(found), str(most), str(said)])


def short_one(folder):
    """The program ends in another namespace before its recorder looks for it."""
    path = folder + "/short.trace"
    done = mem("record", "-o", path, "--", "sh", "-c",
               'kill -STOP $PPID; "$@"; status=$?; kill -CONT $PPID; exit $status', "sh", *INSIDE,
               folder + "/holder", "known")
    peak = mem("peak", path)
    tap.case(CASES[12], [] if done.returncode == 0 and
             peak.stdout.startswith("most lived: 15.0 MiB") else [done.stderr + peak.stderr])


def main():
    holding.run_privately()
    why = "/dev/shm is shared" if not holding.is_private() else \
        "pid namespaces cannot be made here" if not shutil.which("unshare") or subprocess.run(
            [*INSIDE, "true"], capture_output=True, check=False).returncode else ""
    if why:
        for case in CASES:
            tap.skip(case, why)
        tap.done()
    folder = holding.folder_with_holder()
    two_of_one_number(folder)
    one_is_left(folder)
    recorded(folder)
    short_one(folder)
    tap.case("nothing_is_left", holding.left_in_shm())
    tap.done()


main()
