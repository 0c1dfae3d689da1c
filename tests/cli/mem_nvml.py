#!/usr/bin/python3
"""mem_nvml.py: what tenon mem ps says that NVIDIA's driver says, with a made-up driver and
programs on simulated CUDA devices."""

import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402
from support.mem_holder import MIB, Holder, mem  # noqa: E402

# FAKE_USED is "PID BYTES" of each device, FAKE_OTHERS how many other processes use each.
DRIVER = r"""
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    unsigned pid;
    unsigned long long used;
    unsigned gpu, compute;
} process;

static int number(const char *name) {
    return getenv(name) ? atoi(getenv(name)) : 0;
}
static int inits;
int nvmlInit_v2(void) {
    return number("FAKE_BROKEN") || inits++ ? 1 : 0;
}
int nvmlDeviceGetCount_v2(unsigned *n) {
    *n = (unsigned)number("FAKE_DEVICES");
    return 0;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned i, void **device) {
    *device = (void *)(size_t)(i + 1);
    return 0;
}
#ifndef OLD
int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned *n, process *out) {
    const unsigned others = (unsigned)number("FAKE_OTHERS");
    if (*n < others + 1) {
        *n = others + 1;
        return 7;
    }
    *n = others + 1;
    for (unsigned i = 0; i < others; i++) {
        out[i] = (process){.pid = 1 + i, .used = 5};
    }
    out[others] = (process){0};
    sscanf(getenv("FAKE_USED"), "%u %llu", &out[others].pid, &out[others].used);
    return device ? 0 : 2;
}
#endif
"""


def row_of(program, pool, **driver):
    """The program's line, with the driver as it is told."""
    done = mem("ps", "--json", env=holding.environment(
        **{"FAKE_USED": f"{program.pid} {600 * MIB}", "FAKE_DEVICES": "1", **driver}))
    found = [row for row in json.loads(done.stdout)
             if row["pid"] == program.pid and row["pool"] == pool]
    return found[0] if found else {"driver_bytes": done.stderr, "unexplained_bytes": done.stdout}


def expect(case, row, driver, unexplained):
    tap.case(case, [] if (row["driver_bytes"], row["unexplained_bytes"]) ==
             (driver, unexplained) else [str(row)])


def drivers(folder, program):
    there = {"LD_LIBRARY_PATH": folder + "/new"}
    reserved = row_of(program, "cuda:0")["reserved_bytes"]
    tap.case("memory_of_a_device_is_shown", [] if reserved >= 15 * MIB else [str(reserved)])
    expect("what_the_driver_says_and_what_is_unexplained", row_of(program, "cuda:0", **there),
           600 * MIB, 600 * MIB - reserved)
    expect("devices_are_added_up", row_of(program, "cuda:0", FAKE_DEVICES="3", **there),
           1800 * MIB, 1800 * MIB - reserved)
    expect("many_processes_need_more_room", row_of(program, "cuda:0", FAKE_OTHERS="1000", **there),
           600 * MIB, 600 * MIB - reserved)
    expect("less_than_was_reserved_is_nothing", row_of(
        program, "cuda:0", FAKE_USED=f"{program.pid} 9", **there), 9, 0)
    for name, told in (("of_another_process", {"FAKE_USED": "1 5"}),
                       ("that_is_not_available", {"FAKE_USED": f"{program.pid} {2**64 - 1}"}),
                       ("that_does_not_start", {"FAKE_BROKEN": "1"}),
                       ("without_devices", {"FAKE_DEVICES": "0"}),
                       ("that_is_too_old", {"LD_LIBRARY_PATH": folder + "/old"})):
        expect(f"a_driver_{name}_says_nothing", row_of(program, "cuda:0", **{**there, **told}),
               None, None)


def main():
    holding.run_privately()
    if not os.path.exists(holding.SIM + "/libtenon_cuda.so"):
        tap.skip("the_driver_is_asked", "simulated devices are not built")
        tap.done()
    folder = holding.folder_with_holder()
    for name, flag in (("new", ""), ("old", "#define OLD\n")):
        os.mkdir(f"{folder}/{name}")
        holding.compile_library(f"{folder}/{name}/libnvidia-ml.so.1", flag + DRIVER)
    with Holder(folder, "known", "wait", TENON_PLUGIN_PATH=holding.SIM,
                TENON_DEVICE="cuda:0") as program:
        drivers(folder, program)
        program.go()
        program.process.wait()
    tap.case("nothing_is_left", holding.left_in_shm())
    tap.done()


main()
