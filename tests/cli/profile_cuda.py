#!/usr/bin/python3
"""profile_cuda.py: tenon profile on simulated CUDA: what the device did is there once, when and
where it ran and for its op, and is what ops are ranked by; without CUPTI all else is, and why.
plain build only
timeout: 300
"""

import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402
from support import train_command as training  # noqa: E402

FIRST_STREAM_TRACK = 1 << 30
CLOCK_US = 1  # what it steps back by, at most, and the rounding of times
HEAD = "what devices did is timed by "


# It ends without waiting for what it gave.
HASTY = """
#include <tenon/tenon.h>
int main(void) {
    tn_relu(tn_ones(TN_SHAPE(4), .device = TN_CUDA(0)));
    return !tn_ok();
}
"""


def profiled(program, *options, **environment):
    return subprocess.run([training.TENON, "profile", *options, "--", *program],
                          capture_output=True, text=True, timeout=200, check=False,
                          env={**os.environ, **environment})


def profile(out, *options, **environment):
    return profiled(training.program(out, "--steps", "2", "--batch", "8", "--shards", "2",
                                     data="idx:data"), *options, **environment)


def warnings(done):
    return [line for line in done.stderr.splitlines() if "were given it" in line]


def begin(e):
    return e["ts"]


def end(e):
    return e["ts"] + e["dur"]


def tracks(events):
    """The name of each, by process and number."""
    return {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"}


def device_slices(events):
    return [e for e in events if e["ph"] == "X" and e["cat"].startswith("device")]


def places(events):
    """Each stream of the device has a track of its name, in a process of the device."""
    names = tracks(events)
    processes = {e["pid"]: e["args"]["name"] for e in events if e["name"] == "process_name"}
    hosts = {e["pid"] for e in events if e["ph"] == "X" and e["cat"] == "op"}
    return [str(e) for e in device_slices(events) if e["pid"] in hosts or
            names[e["pid"], e["tid"]] != f"device 0, stream {e['tid']}" or
            not processes[e["pid"]].startswith("device 0 of ")]


def one_after_the_other(events):
    by_stream = collections.defaultdict(list)
    for e in sorted(device_slices(events), key=begin):
        by_stream[e["tid"]].append(e)
    return [f"{a} {b}" for all_of in by_stream.values() for a, b in zip(all_of, all_of[1:])
            if begin(b) < end(a) - CLOCK_US]


def launches(events):
    """What streams were given, by op and stream."""
    given = collections.defaultdict(list)
    for e in events:
        if e["ph"] == "X" and e["cat"] == "kernel" and e["tid"] >= FIRST_STREAM_TRACK:
            given[e["args"]["by"], e["tid"] - FIRST_STREAM_TRACK].append(e)
    return given


def kernels_of_launches(events):
    """Each op's kernels, on its stream: none before it was given, all before the program's end."""
    given, last = launches(events), max(end(e) for e in events if e["ph"] == "X")
    done = collections.defaultdict(list)
    for e in device_slices(events):
        if e["cat"] == "device":
            done[e["args"]["by"], e["tid"]].append(e)
    problems = [f"{key} did nothing" for key in given if len(done[key]) < len(given[key])]
    for key, kernels in done.items():
        calls = sorted(given[key], key=begin)
        problems += [f"{key} is of no launch"] if not calls else []
        if len(kernels) > len(calls):  # whose each is nobody tells
            calls = calls[:1] * len(kernels)
        problems += [f"{kernel} ran before {call}"
                     for kernel, call in zip(sorted(kernels, key=begin), calls)
                     if begin(kernel) < begin(call) - CLOCK_US]
        problems += [f"{kernel} ran after the end" for kernel in kernels
                     if end(kernel) > last + CLOCK_US]
    return problems


def rows(text):
    return {row[2]: (float(row[0]), row[1]) for row in
            re.findall(r"^ +([0-9.]+) +[0-9.]+% .* +([0-9.]+%|-)  (\w+)$", text, re.M)}


def ranking(events, text):
    """The time of an op is that of what the device did for it."""
    took, on_host = collections.Counter(), set()
    for e in device_slices(events):
        if e["cat"] != "device copy":
            took[e["args"]["by"].split(" ")[0]] += e["dur"] / 1e3
    for e in events:
        if e["ph"] == "X" and e["cat"] == "kernel" and e["tid"] < FIRST_STREAM_TRACK:
            on_host.add(e["args"]["by"].split(" ")[0])
    found = rows(text)
    compared = [op for op in found if op in took and op not in on_host]
    return [f"{op}: {found[op][0]} ms, the device took {took[op]}" for op in compared
            if abs(found[op][0] - took[op]) > 0.002 + 0.001 * took[op]] + (
                [] if len(compared) > 5 else [f"only {compared}", text])


def device_times():
    done = profile("run", "-o", "trace.json", "--summary", "--rows", "0")
    tap.case("training_is_profiled", training.failure(done))
    if done.returncode:
        return
    with open("trace.json", encoding="utf-8") as file:
        events = json.load(file)["traceEvents"]
    tap.case("nothing_is_missing", done.stderr.splitlines() and [
        line for line in done.stderr.splitlines() if "tenon" in line])
    tap.case("a_stream_of_a_device_has_a_track", places(events))
    tap.case("a_stream_does_one_thing_at_a_time", one_after_the_other(events))
    tap.case("kernels_are_those_of_their_launches", kernels_of_launches(events))
    tap.case("ops_are_ranked_by_the_devices_time", ranking(events, done.stdout))
    tap.case("the_clock_is_named",
             [] if HEAD + "their own clocks (CUPTI)" in done.stdout else [done.stdout])


def hasty_program():
    holding.compile_program("hasty", HASTY)
    done = profiled(["./hasty"], "-o", "hasty.json")
    with open("hasty.json", encoding="utf-8") as file:
        names = [e["name"] for e in device_slices(json.load(file)["traceEvents"])]
    tap.case("what_nobody_waited_for_is_there",
             training.failure(done) + ([] if any("relu" in name for name in names) else [
                 str(names)]))


def without(name, wanted, **environment):
    """One warning says why and what to do; kernels are timed as they were before."""
    done = profile(name, "--summary", **environment)
    problems = training.failure(done)
    said = warnings(done)
    problems += [] if len(said) == 1 and all(word in said[0] for word in wanted) else [
        f"wanted one warning with {wanted}", *said, done.stderr[-300:]]
    problems += [] if HEAD + "the host's clock" in done.stdout else [done.stdout[:300]]
    addmm = rows(done.stdout).get("addmm", (0, ""))
    tap.case(f"{name}_is_said", problems + ([] if addmm[0] > 0 and addmm[1] == "-" else [
        f"addmm: {addmm}"]))


def what_is_lost():
    begin = time.monotonic()
    done = profile("lost", "--summary", SIM_CUPTI_DROPS="5")
    wall_ms = 1e3 * (time.monotonic() - begin)
    lost = re.search(r"(\d+) pieces of devices' work have no times", done.stderr)
    tap.case("what_nobody_timed_is_said",
             training.failure(done) + ([] if lost and int(lost.group(1)) > 20 else [done.stderr]))
    total = re.search(r"([0-9.]+) ms from the first to the last event", done.stdout)
    tap.case("it_does_not_change_how_long_all_took",
             [] if total and 5 < float(total.group(1)) < wall_ms else [done.stdout[:200]])


def main():
    os.environ["TENON_PLUGIN_PATH"] = f"{training.BUILD}/sim:{training.BUILD}/lib"
    os.environ["TENON_DEVICE"] = "cuda"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        training.make_images("data")
        device_times()
        hasty_program()
        without("no_cupti", ["install CUPTI", "LD_LIBRARY_PATH"], SIM_WITHOUT="libcupti.so")
        without("no_privilege", ["INSUFFICIENT_PRIVILEGES", "NVreg_RestrictProfilingToAdminUsers"],
                SIM_CUPTI_ERROR="35")
        without("another_profiler", ["MULTIPLE_SUBSCRIBERS", "another profiler is attached"],
                SIM_CUPTI_ERROR="39")
        what_is_lost()
        os.chdir("/")
    tap.done()


main()
