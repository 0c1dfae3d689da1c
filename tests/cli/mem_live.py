#!/usr/bin/python3
"""mem_live.py: tenon mem ps, summary, watch, snapshot and explain-oom, and what else reads a
process or a snapshot, on a program whose memory is known.
timeout: 300
"""

import csv
import io
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402
from support import train_command as training  # noqa: E402
from support.mem_holder import MIB, NAMES, Holder, mem  # noqa: E402

BY_OP = f"""      bytes   share    blocks  by
    8.0 MiB   53.3%         1  encoder/empty holder.c:{NAMES['encoder/empty']}
    3.0 MiB   20.0%         1  ones holder.c:{NAMES['ones']}
    2.0 MiB   13.3%         1  encoder/attention/empty holder.c:{NAMES['first']}
    2.0 MiB   13.3%         1  encoder/attention/empty holder.c:{NAMES['first'] + 1}
    1.0 KiB    0.0%         1  empty holder.c:{NAMES['small']}
"""
BY_TAG = """      bytes   share    blocks  by
    8.0 MiB   53.3%         1  encoder
    4.0 MiB   26.7%         2  encoder/attention
    3.0 MiB   20.0%         2  (no region)
"""
ONE_LINE = """      bytes   share    blocks  by
   15.0 MiB  100.0%         5  {}
"""
PS = """     pid  state   rank  pool     allocated   reserved   stranded    largest     driver \
unexplained  oom  program
       P  running    -  cpu       15.0 MiB   16.0 MiB 1023.0 KiB  768.0 KiB          N           \
N    0  holder known wait oom wait
"""
SUMMARY = """process P, running: holder known wait oom wait

cpu                                  now        peak   allocated       freed
Allocated memory                15.0 MiB    15.0 MiB    15.0 MiB         0 B
  large                         15.0 MiB    15.0 MiB    15.0 MiB         0 B
  small                          1.0 KiB     1.0 KiB     1.0 KiB         0 B
"""
TOP = """process P, running: holder known wait oom wait
pool            live        peak    reserved        free     largest    oom
cpu         15.0 MiB    15.0 MiB    16.0 MiB  1023.0 KiB   768.0 KiB      0
live, at most 15.0 MiB  █

""" + BY_OP
OOM = """Refused: 1.000 GiB (1073741824 bytes) for empty holder.c:L
cpu: 15.0 MiB live, 16.0 MiB reserved (16.0 MiB then), limit 300.0 MiB
free: 1023.0 KiB, the largest piece 768.0 KiB; 1023.0 KiB between live blocks; 0 B that work may \
still use

What would help:
  739.0 MiB more than the limit allows, whatever the layout: free tensors, use smaller batches, or \
raise the limit

Who holds memory now, of all devices:
""" + BY_OP
HEADER = ("time_s,pool,live_bytes,live_bytes_peak,reserved_bytes,free_bytes,largest_free_bytes,"
          "allocations,frees,num_ooms")
RING = 4096 * 64  # bytes of the last events, which are no unexplained memory
REST = f",cpu,{15 * MIB + 1024},{15 * MIB + 1024},{16 * MIB},{MIB - 1024},{768 << 10},5,0,0"


def plain(text, pid, folder):
    """What differs from run to run replaced, columns kept."""
    text = text.replace(folder + "/", "").replace(str(pid).rjust(8), "P".rjust(8))
    text = re.sub(rf"\bprocess {pid}\b", "process P", text)
    return re.sub(r"(.{11})(.{12})(    0  holder)",
                  lambda m: "N".rjust(len(m[1])) + "N".rjust(len(m[2])) + m[3], text)


def same(case, got, wanted, status=0):
    text = got.stdout if isinstance(wanted, str) else got
    problems = [] if text == wanted else [*text.splitlines(), "wanted:", *wanted.splitlines()]
    tap.case(case, problems if got.returncode == status else
             problems + [f"status {got.returncode}: {got.stderr}"])


def refused(case, done, *said, status=1):
    problems = [f"lacks {text!r}: {done.stderr!r}" for text in said if text not in done.stderr]
    if done.returncode != status:
        problems.append(f"status {done.returncode}, wanted {status}")
    if len(done.stderr.splitlines()) != 1 or done.stdout:
        problems.append(f"more than one line: {done.stderr!r} {done.stdout!r}")
    tap.case(case, problems)


def figures(program, folder):
    pid = program.pid
    ps = mem("ps")
    ps.stdout = "".join(line + "\n" for line in plain(ps.stdout, pid, folder).splitlines()
                        if line.split()[0] in ("pid", "P"))
    same("ps_has_a_line_for_it", ps, PS)
    row, = [one for one in json.loads(mem("ps", "--json").stdout) if one["pid"] == pid]
    driver = row.pop("driver_bytes")
    tap.case("ps_says_the_same_as_json", [] if driver > 15 * MIB // 4 and row == {
        "pid": pid, "name": str(pid), "state": "running", "rank": None, "pool": "cpu",
        "allocated_bytes": 15 * MIB + 1024, "reserved_bytes": 16 * MIB,
        "stranded_bytes": MIB - 1024, "largest_free_bytes": 768 << 10,
        "unexplained_bytes": max(driver - 16 * MIB - RING, 0), "num_ooms": 0,
        "program": f"{folder}/holder known wait oom wait"} else [f"{driver} {row}"])
    done = mem("summary", pid)
    done.stdout = "".join(plain(done.stdout, pid, folder).splitlines(True)[:6])
    same("summary_has_all_figures", done, SUMMARY)
    told = json.loads(mem("summary", pid, "--json").stdout)
    pool, = told["pools"]
    tap.case("summary_says_the_same_as_json", [] if told["pid"] == pid and told["rank"] == -1 and
             pool["device"] == "cpu" and pool["live_bytes"] == 15 * MIB + 1024 and
             pool["limit_bytes"] == 300 * MIB and
             pool["allocation"]["small_pool"]["current"] == 1 else [str(told)])
    for by, wanted in (("op", BY_OP), ("tag", BY_TAG), ("stream", ONE_LINE.format("host")),
                       ("pool", ONE_LINE.format("cpu"))):
        same(f"summary_by_{by}", mem("summary", pid, "--by", by), wanted)
    groups = json.loads(mem("summary", pid, "--by", "tag", "--json").stdout)
    tap.case("summary_by_tag_as_json", [] if [(g["by"], g["bytes"], g["blocks"]) for g in groups] ==
             [("encoder", 8 * MIB, 1), ("encoder/attention", 4 * MIB, 2),
              ("(no region)", 3 * MIB + 1024, 2)] else [str(groups)])
    done = mem("summary", pid, "--by", "op", "--rows", "1")
    tap.case("summary_cuts_rows", [] if done.stdout.endswith(
        "    7.0 MiB   46.7%         4  4 others\n") else [done.stdout])
    done = mem("top", pid)
    done.stdout = plain(done.stdout, pid, folder)
    same("top_without_a_terminal_is_one_picture", done, TOP)


def readers(program, folder):
    """Everything that reads a process reads its snapshot, with the same result."""
    snapshot = folder + "/snapshot"
    tap.case("a_snapshot_is_kept", [] if mem("snapshot", program.pid, "-o",
                                             snapshot).returncode == 0 else ["failed"])
    for words in (["summary", "--by", "op"], ["summary", "--by", "tag"], ["peak"], ["leaks"]):
        live, kept = mem(words[0], program.pid, *words[1:]), mem(words[0], snapshot, *words[1:])
        same("a_snapshot_has_the_same_" + "_".join(words).replace("-", ""), kept, live.stdout)
    done = mem("summary", snapshot)
    tap.case("a_snapshot_says_that_it_is_one", [] if done.stdout.startswith(
        f"process {program.pid}, snapshot: ") else [done.stdout[:200] + done.stderr])
    done = mem("peak", program.pid)
    tap.case("peak_of_a_process_is_what_lives", [] if done.stdout.startswith(
        "most lived: 15.0 MiB in 5 blocks, after event 5 of 5") and
        done.stdout.endswith(BY_OP) else [done.stdout + done.stderr])
    done = mem("diff", snapshot, program.pid)
    tap.case("nothing_differs_from_now", [] if done.stdout.splitlines()[-1].split() ==
             ["15.0", "MiB", "15.0", "MiB", "0", "B", "all"] else [done.stdout + done.stderr])
    for kind in ("timeline", "map", "flame"):
        for name, what in (("process", program.pid), ("snapshot", snapshot)):
            done = mem("plot", what, "--kind", kind, "-o", f"{folder}/{kind}.svg")
            with open(f"{folder}/{kind}.svg", encoding="utf-8") as file:
                tap.case(f"a_{kind}_of_a_{name}",
                         [] if done.returncode == 0 and "encoder" in file.read()
                         else [done.stderr])
    done = mem("replay", snapshot, "--policy", "best-fit")
    tap.case("a_snapshot_is_replayed", [] if done.returncode == 0 and
             "5 events, 5 blocks, at most 15.0 MiB live" in done.stdout else [done.stderr])
    done = mem("export", snapshot, "--to", "perfetto", "--output", folder + "/out.json")
    tap.case("a_snapshot_is_exported", [] if done.returncode == 0 and
             os.path.getsize(folder + "/out.json") > 100 else [done.stderr])
    refused("a_snapshot_has_no_refusal", mem("explain-oom", snapshot), "no request was refused")


def running_out(program, folder):
    said = program.go()
    text = re.sub(r"(for empty holder.c:)\d+", r"\1L", mem("explain-oom", program.pid).stdout)
    tap.case("explain_oom_says_why", [] if text == OOM and "empty: asked for 1.0 GiB" in said else
             [*text.splitlines(), "wanted:", *OOM.splitlines()])
    row, = [one for one in json.loads(mem("ps", "--json").stdout) if one["pid"] == program.pid]
    tap.case("ps_counts_refusals", [] if row["num_ooms"] == 1 else [str(row)])
    program.process.send_signal(signal.SIGKILL)
    program.process.wait()
    same("explain_oom_of_a_killed_process", mem("explain-oom", program.pid),
         mem("explain-oom", program.pid).stdout)
    row, = [one for one in json.loads(mem("ps", "--json").stdout) if one["pid"] == program.pid]
    tap.case("ps_lists_the_killed", [] if row["state"] == "killed" and
             row["allocated_bytes"] == 15 * MIB + 1024 and row["driver_bytes"] is None else
             [str(row)])
    same("a_killed_process_still_has_blocks", mem("summary", program.pid, "--by", "op"), BY_OP)
    done = mem("snapshot", program.pid, "-o", folder + "/killed")
    same("a_killed_process_is_kept", mem("summary", folder + "/killed", "--by", "op"), BY_OP)
    if not holding.is_private():
        tap.skip("clean_takes_the_dead_away", "/dev/shm is shared")
        return
    with Holder(folder, "known", "wait"):
        done = mem("ps", "--clean")
        tap.case("clean_takes_the_dead_away",
                 [] if done.stdout == "1 file taken away\n" and len(holding.left_in_shm()) == 1
                 else [done.stdout + done.stderr, str(holding.left_in_shm())])


def watching(folder):
    with Holder(folder, "known", "wait", "free", 1, "wait") as program:
        done = mem("watch", program.pid, "--csv", "--count", 2, "--every", 0.05)
        lines = done.stdout.splitlines()
        tap.case("watch_prints_csv", [] if lines[0] == HEADER and len(lines) == 3 and all(
            re.fullmatch(r"\d+\.\d{3}" + re.escape(REST), line) for line in lines[1:])
            else lines + [done.stderr, REST])
        program.go()
        rows = list(csv.DictReader(io.StringIO(mem("watch", program.pid, "--count", 1).stdout)))
        tap.case("watch_sees_changes", [] if rows[0]["live_bytes"] == str(15 * MIB) and
                 rows[0]["frees"] == "1" else [str(rows)])
        program.go()
        program.process.wait()
    refused("watch_of_nobody", mem("watch", program.pid), f"no process {program.pid} publishes")


def ranks(folder):
    """A job of two, whose second rank has allocated nothing before it knows that it is one."""
    if not os.path.exists(holding.BUILD + "/lib/libtenon_mpi.so") or not shutil.which("mpirun"):
        tap.skip("ps_knows_ranks", "there is no MPI")
        return
    training.allow_many_ranks()
    job = subprocess.Popen([*training.MPIRUN, "-n", "2", folder + "/holder", "rank", "known",
                            "pause"], env=holding.environment(), stderr=subprocess.DEVNULL)
    found, end = [], time.monotonic() + 60
    while len(found) < 2 and time.monotonic() < end:
        time.sleep(0.05)
        found = [row for row in json.loads(mem("ps", "--json").stdout)
                 if row["program"] == f"{folder}/holder rank known pause" and
                 row["rank"] is not None and row["allocated_bytes"] >= 15 * MIB]
    said = [mem("summary", row["pid"]).stdout.splitlines()[0] for row in found]
    tap.case("ps_knows_ranks", [] if sorted(row["rank"] for row in found) == [0, 1] else
             [str(found)])
    tap.case("and_so_does_summary", [] if sorted(line.split(", ")[2] for line in said) == [
        f"rank {r} of 2: {folder}/holder rank known pause" for r in range(2)] else said)
    job.terminate()
    job.wait()
    for row in found:
        if os.path.exists(f"/dev/shm/tenon.{row['pid']}"):
            os.unlink(f"/dev/shm/tenon.{row['pid']}")


def refusals(folder):
    for name, text in (("empty", b""), ("short", b"TENONMEM"), ("foreign", b"hello\n" * 2000),
                       ("newer", b"TENONMEM\xff\0\0\0" + bytes(100000))):
        path = f"{folder}/{name}"
        with open(path, "wb") as file:
            file.write(text)
        said = "version 255" if name == "newer" else path
        for command in ("summary", "explain-oom"):
            refused(f"{command}_of_a_{name}_file", mem(command, path), said)
    refused("summary_of_a_missing_file", mem("summary", folder + "/none"), "No such file")
    refused("summary_of_a_folder", mem("summary", folder), "is no file")
    refused("summary_of_two", mem("summary", 1, 2), "one process or file", status=2)
    refused("summary_by_what_is_not_there", mem("summary", 1, "--by", "x"), "stream|pool|tag|op",
            status=2)
    refused("snapshot_needs_a_place", mem("snapshot", 1), "-o FILE", status=2)
    refused("watch_of_no_time", mem("watch", 1, "--every", 0), "--every above 0", status=2)
    refused("top_of_no_time", mem("top", 1, "--every", 0), "--every from 0.05", status=2)
    refused("ps_of_something", mem("ps", "x"), "takes no 'x'", status=2)
    if holding.is_private():
        for command in ("summary", "top", "watch", "explain-oom"):
            refused(f"{command}_where_nobody_publishes", mem(command),
                    "no process publishes its memory")
        with Holder(folder, "known", "wait") as one:
            done = mem("summary")
            tap.case("the_only_process_needs_no_number", [] if done.stdout.startswith(
                f"process {one.pid}, running") else [done.stderr])
            with Holder(folder, "known", "wait"):
                refused("one_of_several_needs_one", mem("summary"), "several processes")
        mem("ps", "--clean")


def speed(folder):
    """The whole command with 100,000 blocks; the machine may be busy, so the fastest counts."""
    limit_ms = 1000 if holding.IS_ASAN else 10
    with Holder(folder, "many", 100000, "wait") as program:
        for words in ([], ["--by", "op"], ["--by", "tag"]):
            times = []
            for _ in range(20):
                begin = time.perf_counter()
                done = mem("summary", program.pid, *words)
                times.append(1000 * (time.perf_counter() - begin))
            print(f"# summary {' '.join(words)} of 100,000 blocks: {statistics.median(times):.1f} "
                  f"ms, at best {min(times):.1f} ms")
            tap.case("_".join(["summary_of_100000_blocks_is_quick", *words]).replace("-", ""),
                     [] if done.returncode == 0 and min(times) < limit_ms else [str(times)])
        tap.case("all_100000_blocks_are_there", [] if done.stdout.splitlines()[1].split() ==
                 ["97.7", "MiB", "100.0%", "100000", "(no", "region)"] else [done.stdout])
        program.go()


def main():
    holding.run_privately()
    folder = holding.folder_with_holder()
    refusals(folder)
    with Holder(folder, "known", "wait", "oom", "wait") as program:
        figures(program, folder)
        readers(program, folder)
        running_out(program, folder)
    watching(folder)
    ranks(folder)
    speed(folder)
    mem("ps", *["--clean"] * holding.is_private())
    tap.case("nothing_is_left", holding.left_in_shm())
    tap.done()


main()
