#!/usr/bin/python3
"""mem_record.py: tenon mem record: the record is what the program did, however it ends and
whatever it starts; what cannot be recorded is said; files that are cut or changed are refused.
timeout: 300
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402
from support import train_command as training  # noqa: E402
from support.mem_holder import MIB, NAMES, mem  # noqa: E402
from support.memory_trace import (ALLOC, FAILURE, FREE, HEADER, NAME,  # noqa: E402
                                  RECORD, TAG, Trace)

HAS_MPI = os.path.exists(holding.BUILD + "/lib/libtenon_mpi.so") and shutil.which("mpirun")
BLOCKS = [8 * MIB, 2 * MIB, 2 * MIB, 3 * MIB, 1024]


def record(path, *words, status=0, command=("mem", "record"), **more):
    done = subprocess.run([holding.TENON, *command, "-o", path, "--", *map(str, words)], text=True,
                          capture_output=True, timeout=120, check=False,
                          env=holding.environment(**more))
    return done, [] if done.returncode == status else [
        f"status {done.returncode}, wanted {status}: {done.stderr}"]


def known_program(folder):
    path = folder + "/known.trace"
    done, problems = record(path, folder + "/holder", "known", "free", 2, "oom", "known")
    t = Trace(path)
    tap.case("it_says_what_it_kept", problems + (
        [] if done.stderr == f"tenon mem record: {path}: {len(t.events)} events\n" else
        [done.stderr]))
    tap.case("its_header_is_right", [] if (t.magic, t.version, t.rank, t.world, t.rest) ==
             (b"TENONTRC", 1, -1, -1, 0) and t.program.startswith(folder[:60]) and
             abs(t.wall_ns / 1e9 - time.time()) < 60 else [str(vars(t))])
    tap.case("events_are_in_order_and_whole", [] if [e.number for e in t.events] == list(
        range(1, len(t.events) + 1)) and all(a.time_ns <= b.time_ns for a, b in
                                             zip(t.events, t.events[1:])) else [str(t.events)])
    made = t.of(ALLOC)
    tap.case("every_block_that_was_made_is_there", [] if [e.bytes for e in made] == 2 * BLOCKS
             else [str(made)])
    tap.case("blocks_have_their_names", [] if [t.name(e) for e in made[:5]] == [
        f"encoder/empty holder.c:{NAMES['encoder/empty']}",
        f"encoder/attention/empty holder.c:{NAMES['first']}",
        f"encoder/attention/empty holder.c:{NAMES['first'] + 1}",
        f"ones holder.c:{NAMES['ones']}",
        f"empty holder.c:{NAMES['small']}"] else [str([t.name(e) for e in made])])
    live, problems = {}, []
    for e in t.events:
        if e.kind == ALLOC:
            problems += [f"made twice: {e}"] if e.address in live else []
            live[e.address] = e.bytes
        elif e.kind == FREE and live.pop(e.address, None) != e.bytes:
            problems.append(f"a free of nothing: {e}")
    tap.case("every_block_is_freed_once", problems + [str(live)] * bool(live))
    refusal, = t.of(FAILURE)
    tap.case("the_refusal_is_there", [] if refusal.bytes == 1 << 30 and refusal.value ==
             12 * MIB else [str(refusal)])
    tap.case("regions_begin_and_end", [] if [e.value for e in t.of(TAG)] == 2 * [1, 1, 0, 0] else
             [str(t.of(TAG))])
    tap.case("blocks_are_of_the_host", [] if t.pools == {0: (1, 0, 0)} or t.pools == {0: (0, 0, 0)}
             and {(e.pool, e.stream) for e in made} == {(0, 0)} else [str(t.pools)])
    done = mem("peak", path)
    tap.case("peak_reads_it", [] if done.returncode == 0 and done.stdout.startswith(
        "most lived: 27.0 MiB in 8 blocks") else [done.stdout + done.stderr])
    return path


def ends(folder):
    holder = folder + "/holder"
    cases = (("fails", ["known", "exit", 5], 5, 10), ("is_killed", ["known", "kill"], 137, 5))
    for name, words, status, wanted in cases:
        path = f"{folder}/{name}.trace"
        done, problems = record(path, holder, *words, status=status)
        blocks = [e for e in Trace(path).events if e.kind in (ALLOC, FREE)] if not problems else []
        tap.case(f"of_a_program_that_{name}", problems + (
            [] if wanted - 5 <= len(blocks) <= wanted else [str(blocks)]))
    for name, words, status, said in (
            ("does_not_exist", [folder + "/nothing"], 127, "/nothing: No such file or directory\n"),
            ("may_not_run", [folder + "/holder.c"], 126, "/holder.c: Permission denied\n"),
            ("allocates_nothing", [holder], 0, "allocated nothing with Tenon"),
            ("is_none_of_tenon", ["true"], 0, "allocated nothing with Tenon")):
        done, problems = record(folder + "/no.trace", *words, status=status)
        tap.case(f"of_a_program_that_{name}", problems + (
            [] if said in done.stderr and len(done.stderr.splitlines()) == 1 and
            not os.path.exists(folder + "/no.trace") else [done.stderr]))
    for name, path, said in (("in_no_folder", folder + "/none/x", "No such file or directory"),
                             ("on_a_device", "/dev/null", "is there and no file"),
                             ("on_a_folder", folder, "is there and no file")):
        done, problems = record(path, holder, "known", "exit", 9, status=1)
        tap.case(f"a_place_{name}_is_refused_before_it_runs", problems + (
            [] if said in done.stderr and len(done.stderr.splitlines()) == 1 else [done.stderr]))
    done, problems = record(folder + "/x", status=2)
    tap.case("a_program_is_needed", problems)


def signals(folder):
    path = folder + "/signal.trace"
    program = subprocess.Popen([holding.TENON, "mem", "record", "-o", path, "--",
                                folder + "/holder", "trap", "known", "wait"], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=holding.environment())
    program.stdout.readline()
    program.send_signal(signal.SIGTERM)
    program.wait(60)
    said = program.communicate()
    tap.case("a_signal_goes_to_the_program", [] if program.returncode == signal.SIGTERM and
             len(Trace(path).of(ALLOC)) == 5 else [str(said), str(program.returncode)])


def several(folder):
    holder = folder + "/holder"
    path = folder + "/fork.trace"
    done, problems = record(path, holder, "known", "fork")
    tap.case("a_child_is_no_part_of_it", problems + (
        [] if [e.bytes for e in Trace(path).of(ALLOC)] == BLOCKS and "child 0\n" in done.stdout
        else [str(Trace(path).of(ALLOC)), done.stdout]))
    path = folder + "/exec.trace"
    done, problems = record(path, holder, "known", "exec", "known", "free", 1, "known")
    files = sorted(name for name in os.listdir(folder) if name.startswith("exec.trace"))
    sizes = [[e.bytes for e in Trace(f"{folder}/{name}").of(ALLOC)] for name in files]
    tap.case("a_program_that_runs_another_has_two_files", problems + (
        [] if sizes == [BLOCKS, 2 * BLOCKS] and re.fullmatch(
            r"exec\.trace\.(\d+) exec\.trace\.\1\.2", " ".join(files)) else [str(files)]))
    path = folder + "/two.trace"
    done, problems = record(path, "sh", "-c", f"{holder} known & {holder} known; wait")
    files = sorted(name for name in os.listdir(folder) if name.startswith("two.trace"))
    tap.case("each_program_has_a_file", problems + (
        [] if len(files) == 2 and all([e.bytes for e in Trace(f"{folder}/{name}").of(ALLOC)] ==
                                      BLOCKS for name in files) else [str(files), done.stderr]))


def under_mpirun(folder, name, *words, command=("mem", "record")):
    """Each rank records its own program into a file of one name; says what files there are."""
    done = subprocess.run([*training.MPIRUN, "-n", "2", holding.TENON, *command, "-o",
                           f"{folder}/{name}.trace", "--", *map(str, words)], text=True,
                          capture_output=True, timeout=120, check=False,
                          env=holding.environment())
    return sorted(f for f in os.listdir(folder) if f.startswith(name + ".trace")), (
        [] if done.returncode == 0 else [done.stderr])


def ranks(folder):
    names = ("outside", "inside", "which_does_not_know_that_it_is_one", "of_a_shell", "of_two",
             "profiled")
    if not HAS_MPI:
        for name in names:
            tap.skip(f"each_rank_has_a_file_{name}", "there is no MPI")
        return
    training.allow_many_ranks()
    holder = folder + "/holder"
    _, problems = record(folder + "/outside.trace", *training.MPIRUN, "-n", 2, holder, "rank",
                         "known")
    outside = sorted(f for f in os.listdir(folder) if f.startswith("outside.trace"))
    found = {"outside": (outside, problems)}
    for name, *words in (("inside", holder, "rank", "known"),
                         ("which_does_not_know_that_it_is_one", holder, "known"),
                         ("of_a_shell", "sh", "-c", f"true; {holder} known")):
        found[name] = under_mpirun(folder, name, *words)
    for name, (files, problems) in found.items():
        traces = [Trace(f"{folder}/{file}") for file in files]
        told = [(t.rank, t.world, [e.bytes for e in t.of(ALLOC)][-5:]) for t in traces]
        tap.case(f"each_rank_has_a_file_{name}", problems + (
            [] if files == [f"{name}.trace.0", f"{name}.trace.1"] and
            told == [(0, 2, BLOCKS), (1, 2, BLOCKS)] else [str(files), str(told)]))
    files, problems = under_mpirun(folder, "of_two", "sh", "-c", f"{holder} known; {holder} known")
    tap.case("each_rank_has_a_file_of_two", problems + (
        [] if len(files) == 4 and all(re.fullmatch(r"of_two\.trace\.[01]\.\d+", f)
                                      for f in files) else [str(files)]))
    files, problems = under_mpirun(folder, "profiled", holder, "known", command=("profile",))
    tap.case("each_rank_has_a_file_profiled", problems + (
        [] if files == ["profiled.trace.0", "profiled.trace.1"] else [str(files)]))


def nothing_is_lost(folder):
    """A program that makes and frees blocks as fast as it can. A machine that gives the recorder no
    turn for a third of a second loses some, which is then said: so there are tries."""
    path = folder + "/churn.trace"
    for _ in range(4):
        done, problems = record(path, folder + "/holder", "churn", 2)
        made = int(done.stdout.split()[1])
        print(f"# {made} events in 2 s; {done.stderr.strip().split(': ')[-1]}")
        if not problems and done.stderr.endswith(f": {made} events\n"):
            break
    tap.case("nothing_is_lost_of_a_program_without_a_pause", problems + (
        [] if done.stderr.endswith(f": {made} events\n") else [done.stderr]))
    tap.case("and_all_of_it_is_in_the_file", [] if os.path.getsize(path) >= 64 * made else
             [str(os.path.getsize(path))])
    os.unlink(path)


def damaged(folder, path):
    with open(path, "rb") as file:
        whole = file.read()
    head, body = whole[:HEADER.size], whole[HEADER.size:]
    bad = {"empty_header": (head[:20], "it ends in its header"),
           "newer_version": (head[:8] + b"\x63\0\0\0" + head[12:] + body, "version 99, this is 1"),
           "other_sizes": (head[:16] + b"\x50\0\0\0" + head[20:] + body, "header is damaged"),
           "no_events": (head, "no allocations"),
           "huge_name": (head + RECORD.pack(0, 0, 0, 0, 0, 0, 1 << 31, 0, 0, NAME, 0, 0) +
                         bytes(128) + body, "too large")}
    for name, (data, said) in bad.items():
        with open(folder + "/bad.trace", "wb") as file:
            file.write(data)
        for command in ("peak", "leaks", "replay"):
            done = mem(command, folder + "/bad.trace")
            tap.case(f"{command}_refuses_a_record_with_{name}",
                     [] if done.returncode == 1 and said in done.stderr and
                     len(done.stderr.splitlines()) == 1 else [done.stdout + done.stderr])
    problems = []
    for end in range(HEADER.size + 1, len(whole), 37):
        with open(folder + "/cut.trace", "wb") as file:
            file.write(whole[:end])
        done = mem("leaks", folder + "/cut.trace")
        if done.returncode not in (0, 1) or (done.returncode and "no alloc" not in done.stderr):
            problems.append(f"{end}: {done.returncode} {done.stderr}")
    tap.case("a_record_is_whole_up_to_where_it_is_cut", problems)


def main():
    holding.run_privately()
    folder = holding.folder_with_holder()
    path = known_program(folder)
    ends(folder)
    signals(folder)
    several(folder)
    ranks(folder)
    damaged(folder, path)
    nothing_is_lost(folder)
    tap.case("no_parts_are_left", [f for f in os.listdir(folder) if f.endswith(".part")])
    tap.case("nothing_is_left", holding.left_in_shm())
    tap.done()


main()
