#!/usr/bin/python3
"""doctor.py: `tenon doctor` finds the faults that are planted here, names them and says what to do.

GPUs are those of the simulated plug-in; files of /dev, /proc and /sys come from a folder, through
a small library that is loaded before libc. Of every run, the text of each finding is held to the
rules that all have: a remedy where there is something to do, status 1 where there is a problem.
timeout: 120
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402

BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
TENON = BUILD + "/bin/tenon"
SIM = BUILD + "/sim"
HAS_SIM = os.path.exists(SIM + "/libtenon_cuda.so")
HAS_MPI = os.path.exists(BUILD + "/lib/libtenon_mpi.so")
CHECKS = ["library", "OpenBLAS", "oneDNN", "MPI plug-in", "MPI launcher", "/dev/shm",
          "CUDA plug-in", "NVIDIA driver", "GPU", "GPU files", "NCCL", "cuBLAS",
          "CUPTI",
          "OPENBLAS_CORETYPE", "threads", "CUDA_VISIBLE_DEVICES", "TENON_ options"]
OURS = re.compile(r"TENON_|SIM_|OMP_NUM|OPENBLAS|CUDA_VISIBLE|LD_")
DEVICES = r"""
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
static char place[4096];
static const char *moved(const char *path) {
    const char *all[] = {"/dev/nvidia", "/dev/dxg", "/proc/driver/", "/sys/bus/pci/"};
    for (int i = 0; i < 4; i++) {
        if (strncmp(path, all[i], strlen(all[i])) == 0) {
            snprintf(place, sizeof place, "%s%s", getenv("FAKE_ROOT"), path);
            return place;
        }
    }
    return path;
}
/* Root may open everything: here the bits decide. */
static int refused(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && (about.st_mode & 0200) == 0;
}
#define NEXT(name) __typeof__(name) *next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
int access(const char *path, int mode) {
    NEXT(access);
    return next(moved(path), mode);
}
int open(const char *path, int flags, ...) {
    NEXT(open);
    va_list args;
    va_start(args, flags);
    const int mode = va_arg(args, int);
    va_end(args);
    path = moved(path);
    if (path == place && refused(path)) {
        errno = EACCES;
        return -1;
    }
    return next(path, flags, mode);
}
FILE *fopen(const char *path, const char *mode) {
    NEXT(fopen);
    return next(moved(path), mode);
}
DIR *opendir(const char *path) {
    NEXT(opendir);
    return next(moved(path));
}
int statvfs(const char *path, struct statvfs *about) {
    NEXT(statvfs);
    const int status = next(path, about);
    if (getenv("FAKE_SHM") && strcmp(path, "/dev/shm") == 0) {
        about->f_bavail = 1;
    }
    return status;
}
"""


# ---- one run -------------------------------------------------------------------------------------


def environment(**changes):
    """Nothing of what doctor looks at, but for `changes`."""
    env = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    env.update(changes)
    return env


def words_of(text):
    """The findings of the printed form."""
    findings = []
    for line in text.splitlines():
        if line.startswith("         "):
            findings[-1]["remedy"] += line.strip()
        else:
            findings.append({"check": line[9:30].strip(), "verdict": line[:8].strip(),
                             "found": line[30:], "remedy": ""})
    return findings


def rules(findings, status):
    problems = []
    for finding in findings:
        wants = finding["verdict"] in ("warning", "problem")
        if finding["verdict"] not in ("ok", "note", "warning", "problem"):
            problems.append(f"an unknown verdict: {finding}")
        if wants != bool(finding["remedy"]) or not finding["found"]:
            problems.append(f"a remedy too many or too few: {finding}")
    wanted = any(finding["verdict"] == "problem" for finding in findings)
    if status != wanted:
        problems.append(f"status {status}: {findings}")
    return problems


def run(*arguments, user=None, tenon=TENON, **changes):
    return subprocess.run([tenon, "doctor", *arguments], capture_output=True, timeout=60,
                          check=False, user=user, env=environment(**changes))


def examine(**changes):
    """The findings of a run, and what breaks the rules in it."""
    r = run("--json", **changes)
    try:
        findings = json.loads(r.stdout.decode("utf-8"))
    except ValueError as error:
        return [], [f"no JSON: {error}", repr(r.stdout), repr(r.stderr)]
    return findings, rules(findings, r.returncode)


def expect(name, check, verdict, *texts, **changes):
    """A case: one finding of `check` has this verdict and these texts, in what was found or what is
    to be done."""
    findings, problems = examine(**changes)
    about = [finding for finding in findings if finding["check"] == check]
    if not any(finding["verdict"] == verdict and
               all(text in finding["found"] + "\n" + finding["remedy"] for text in texts)
               for finding in about):
        problems.append(f"no {verdict} of {check} with {texts}: {about}")
    tap.case(name, problems)


# ---- the form ------------------------------------------------------------------------------------


def form():
    shown = run()
    findings, problems = examine()
    tap.case("every_check_appears_in_order",
             problems + ([] if [f["check"] for f in findings] == CHECKS else [str(findings)]))
    printed = words_of(shown.stdout.decode())
    same = [(f["check"], f["verdict"]) for f in printed] == \
        [(f["check"], f["verdict"]) for f in findings]
    tap.case("lines_say_what_the_objects_say", rules(printed, shown.returncode) +
             ([] if same else [shown.stdout.decode()]))
    extra = run("more")
    tap.case("an_operand_is_refused", [] if extra.returncode == 2 and b"'more'" in extra.stderr
             else [repr(extra)])
    odd = os.fsdecode(b'a"\\\n\x01\xff\xc3\xa4\xed\xa0\x80')
    expect("odd_bytes_of_the_environment_stay_valid_json", "TENON_LOG", "warning", 'a"\\??',
           "\u00e4???", TENON_LOG=odd)
    lines = run(TENON_LOG=odd).stdout.decode("utf-8").splitlines()
    tap.case("and_stay_on_their_line", [] if sum("TENON_LOG" in line for line in lines) == 1
             and all(line[:9].strip() in ("ok", "note", "warning", "problem", "") for line in lines)
             else lines)


# ---- variables -----------------------------------------------------------------------------------


def variables():
    expect("a_bad_device_is_a_problem", "TENON_DEVICE", "problem", "'gpu' is no device", "cuda:N",
           TENON_DEVICE="gpu")
    expect("a_device_that_is_not_there_is_a_problem", "TENON_DEVICE", "problem", "cuda:15",
           TENON_DEVICE="cuda:15")
    expect("a_good_device_is_in_order", "TENON_ options", "ok", "TENON_DEVICE=meta",
           TENON_DEVICE="meta")
    expect("a_bad_word_is_named_with_the_good_ones", "TENON_ON_ERROR", "warning", "'explode'",
           "silent|warn|abort", TENON_ON_ERROR="explode")
    expect("the_beginning_of_a_word_is_none", "TENON_ISA", "warning", "'avx'", TENON_ISA="avx")
    expect("a_bad_number_is_named", "TENON_MEMORY_LIMIT", "warning", "'2x' is ignored",
           "whole number", TENON_MEMORY_LIMIT="2x")
    expect("a_good_number_is_in_order", "TENON_ options", "ok", "TENON_MEMORY_LIMIT=2g",
           TENON_MEMORY_LIMIT="2g")
    expect("a_relative_folder_is_named", "TENON_PLUGIN_PATH", "warning", "'lib' is not searched",
           TENON_PLUGIN_PATH="/tmp:lib")
    expect("a_missing_folder_is_named", "TENON_PLUGIN_PATH", "warning", "no folder /nonexistent",
           TENON_PLUGIN_PATH="/nonexistent")
    expect("planted_errors_are_named", "TENON_FAIL_FILE", "warning", "1000000",
           TENON_FAIL_FILE="1000000")
    expect("a_misspelt_option_gets_its_name", "TENON_DEVCE", "warning",
           "did you mean TENON_DEVICE?", TENON_DEVCE="cpu")
    expect("a_name_like_no_other_gets_the_list", "TENON_GIRAFFES", "warning", "tenon info",
           TENON_GIRAFFES="1")
    expect("too_many_threads_of_openmp_are_named", "threads", "warning", "1000 on",
           "set OMP_NUM_THREADS to", OMP_NUM_THREADS="1000")
    expect("too_many_threads_of_tenon_are_named", "threads", "warning",
           "set TENON_NUM_THREADS to", TENON_NUM_THREADS="1000", OMP_NUM_THREADS="1")
    expect("threads_that_are_no_number_are_named", "threads", "warning", "OMP_NUM_THREADS=many",
           OMP_NUM_THREADS="many")
    expect("one_thread_is_in_order", "threads", "ok", "1 on", OMP_NUM_THREADS="1")
    expect("a_core_type_is_named", "OPENBLAS_CORETYPE", "warning", "Haswell", "unset it",
           OPENBLAS_CORETYPE="Haswell")
    for value in ("", "-1"):
        expect(f"devices_hidden_by_'{value}'_are_named", "CUDA_VISIBLE_DEVICES", "warning",
               f"'{value}' hides every GPU", CUDA_VISIBLE_DEVICES=value)
    expect("visible_devices_are_in_order", "CUDA_VISIBLE_DEVICES", "ok", "0,1",
           CUDA_VISIBLE_DEVICES="0,1")


# ---- plug-ins ------------------------------------------------------------------------------------


def compile_library(path, source):
    with open(path + ".c", "w", encoding="ascii") as file:
        file.write(source)
    subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-o", path, path + ".c",
                    "-ldl"], check=True)


def of_another_build(source, target):
    """A copy of a plug-in that says another build id of the same length."""
    said = subprocess.run([TENON, "version"], capture_output=True, check=True).stdout.split(b" ", 1)
    own = said[1].strip()
    with open(source, "rb") as file:
        data = file.read()
    assert own + b"\0" in data, f"{source} does not hold {own}"
    with open(target, "wb") as file:
        file.write(data.replace(own + b"\0", b"9" + own[1:] + b"\0"))


def unreadable(folder):
    """Root may read everything: then another user looks, with a copy that this user may run."""
    place = folder + "/copy"
    for part in ("/bin", "/lib", "/plugins"):
        os.makedirs(place + part)
    shutil.copy(TENON, place + "/bin")
    for name in os.listdir(BUILD + "/lib"):
        if name.startswith("libtenon.so"):
            shutil.copy(f"{BUILD}/lib/{name}", place + "/lib", follow_symlinks=False)
    plugin = place + "/plugins/libtenon_cuda.so"
    with open(plugin, "w", encoding="ascii"):
        os.chmod(plugin, 0)
    expect("a_plug_in_that_may_not_be_read_is_a_problem", "CUDA plug-in", "problem", plugin,
           "may not be read", "chmod a+r", user=65534 if os.getuid() == 0 else None,
           tenon=place + "/bin/tenon", TENON_PLUGIN_PATH=place + "/plugins")
    expect("a_plug_in_that_is_not_there_is_a_note", "CUDA plug-in", "note", "no libtenon_cuda.so",
           tenon=place + "/bin/tenon")
    expect("nor_does_mpi_need_one", "MPI plug-in", "note", "no libtenon_mpi.so",
           tenon=place + "/bin/tenon")


def plugins(folder):
    for name, label in (("cuda", "CUDA"), ("mpi", "MPI")):
        place = f"{folder}/{name}"
        os.mkdir(place)
        path = f"{place}/libtenon_{name}.so"
        check = label + " plug-in"
        with open(path, "w", encoding="ascii") as file:
            file.write("not a library")
        expect(f"a_{name}_plug_in_that_is_no_library_is_a_problem", check, "problem", path,
               "cannot be opened", TENON_PLUGIN_PATH=place)
        compile_library(path, "int other;")
        expect(f"a_{name}_plug_in_without_a_table_is_a_problem", check, "problem", path,
               "no symbol", TENON_PLUGIN_PATH=place)
        compile_library(path, "struct { unsigned size, abi; const char *id; } "
                              f"tenon_plugin_{name} = {{8, 99, \"0.0.1 (older)\"}};")
        expect(f"a_{name}_plug_in_of_another_abi_is_a_problem", check, "problem", path,
               "ABI 99", "make install", TENON_PLUGIN_PATH=place)
    for found, check, path in ((HAS_SIM, "CUDA plug-in", SIM + "/libtenon_cuda.so"),
                               (HAS_MPI, "MPI plug-in", BUILD + "/lib/libtenon_mpi.so")):
        if found:
            place = f"{folder}/other-{check[:3]}"
            os.mkdir(place)
            of_another_build(path, f"{place}/{os.path.basename(path)}")
            expect(f"a_{check.split()[0].lower()}_plug_in_of_another_build_is_a_problem", check,
                   "problem", place, "was built as 9", "build and install", TENON_PLUGIN_PATH=place)
    unreadable(folder)


def launcher(folder):
    expect("no_mpirun_is_named", "MPI launcher", "warning" if HAS_MPI else "note",
           "no mpirun in PATH", PATH="/nonexistent")
    if not HAS_MPI:
        return
    expect("the_mpi_library_is_named", "MPI plug-in", "ok", BUILD + "/lib/libtenon_mpi.so", "MPI")
    own = next(f["found"] for f in examine()[0] if f["check"] == "MPI plug-in")
    other = "HYDRA build details:" if "Open MPI" in own else "mpirun (Open MPI) 4.1.4"
    with open(folder + "/mpirun", "w", encoding="ascii") as file:
        file.write(f"#!/bin/sh\necho '{other}'\n")
    os.chmod(folder + "/mpirun", 0o755)
    expect("the_launcher_of_another_mpi_is_named", "MPI launcher", "warning", folder, other,
           "run alone", PATH=f"{folder}:{os.environ['PATH']}")


# ---- GPUs ----------------------------------------------------------------------------------------


def simulated():
    def gpu(name, verdict, *texts, check="GPU", **changes):
        expect(name, check, verdict, *texts, TENON_PLUGIN_PATH=SIM, **changes)

    gpu("the_plug_in_says_what_it_was_built_for", "ok", SIM + "/libtenon_cuda.so",
        "CUDA 13.1, code for sm_80, sm_90, PTX of sm_90", check="CUDA plug-in")
    gpu("the_first_gpu_is_named", "ok", "cuda:0, simulated GPU, sm_90", SIM_DEVICES="2")
    gpu("the_second_gpu_is_named", "ok", "cuda:1, simulated GPU, sm_90", SIM_DEVICES="2")
    gpu("a_device_past_the_last_is_a_problem", "problem", "cuda:2 is not there: 2 are",
        check="TENON_DEVICE", SIM_DEVICES="2", TENON_DEVICE="cuda:2")
    gpu("a_later_minor_architecture_is_served", "ok", "sm_86", SIM_ARCHITECTURE="86")
    gpu("an_earlier_architecture_is_a_problem", "problem", "sm_75", "need sm_80 or later",
        "TENON_DEVICE=cpu", SIM_ARCHITECTURE="75")
    gpu("a_later_architecture_is_compiled", "warning", "sm_120", "compiled from PTX",
        'CUDA_ARCHS="80 90 120"', SIM_ARCHITECTURE="120")
    gpu("but_not_by_an_older_driver", "problem", "sm_120", "that this driver can compile",
        SIM_ARCHITECTURE="120", SIM_DRIVER="13000")
    gpu("a_driver_of_the_same_major_version_serves", "ok", "serves CUDA 13.0", "with 13.1",
        check="NVIDIA driver", SIM_DRIVER="13000")
    gpu("a_driver_that_is_too_old_is_a_problem", "problem", "serves CUDA 12.4", "with 13.1",
        "580.65", "build the plug-in with CUDA 12", check="NVIDIA driver", SIM_DRIVER="12040")
    gpu("it_explains_why_there_are_no_gpus", "note", "without a driver that serves the plug-in",
        SIM_DRIVER="12040")
    gpu("a_machine_without_a_driver_is_in_order", "note", "none", check="NVIDIA driver",
        SIM_DRIVER="0")
    gpu("a_gpu_that_does_not_answer_is_a_problem", "problem", "does not say what it is",
        "nvidia-smi", SIM_FAIL="1+")


def libraries_of_cuda():
    def look(name, check, verdict, *texts, **changes):
        expect(name, check, verdict, *texts, TENON_PLUGIN_PATH=SIM, **changes)

    look("the_version_of_cublas_is_read", "cuBLAS", "ok", "cuBLASLt 13.1.0")
    look("an_older_cublas_serves", "cuBLAS", "ok", "cuBLASLt 12.9.0",
         SIM_WITHOUT="libcublasLt.so.13")
    look("gpus_are_slower_without_cublas", "cuBLAS", "warning", "libcublasLt.so.13", "own kernel",
         "LD_LIBRARY_PATH", SIM_WITHOUT="libcublasLt.so")
    look("no_gpu_needs_no_cublas", "cuBLAS", "note", "own kernel", SIM_WITHOUT="libcublasLt.so",
         SIM_DEVICES="0")
    look("cupti_is_found", "CUPTI", "ok", "libcupti.so.13")
    look("an_older_cupti_serves", "CUPTI", "ok", "libcupti.so.12", SIM_WITHOUT="libcupti.so.13")
    look("a_profile_lacks_times_without_cupti", "CUPTI", "warning", "no libcupti.so.13",
         "no times of GPUs", "LD_LIBRARY_PATH", SIM_WITHOUT="libcupti.so")
    look("a_cupti_that_lacks_a_function_is_told", "CUPTI", "warning", "no function cuptiSubscribe",
         SIM_WITHOUT="cuptiSubscribe")
    look("no_gpu_needs_no_cupti", "CUPTI", "note", "no times of GPUs", SIM_WITHOUT="libcupti.so",
         SIM_DEVICES="0")


def fake_nccl(folder, source):
    os.makedirs(folder, exist_ok=True)
    compile_library(folder + "/libnccl.so.2", source)
    return folder


def nccl(folder):
    found = fake_nccl(folder + "/nccl", "int ncclGetVersion(int *v) { *v = 22806; return 0; }")
    expect("the_version_of_nccl_is_read", "NCCL", "ok", "2.28.6", "only several GPUs",
           LD_LIBRARY_PATH=found)
    found = fake_nccl(folder + "/nccl", "int ncclGetVersion(int *v) { *v = 2708; return 0; }")
    expect("an_early_version_of_nccl_is_read", "NCCL", "ok", "2.7.8", LD_LIBRARY_PATH=found)
    found = fake_nccl(folder + "/nccl", "int other;")
    expect("one_gpu_does_not_need_nccl", "NCCL", "note", "ncclGetVersion", LD_LIBRARY_PATH=found)
    if HAS_SIM:
        expect("several_gpus_need_nccl", "NCCL", "warning", "libnccl2", LD_LIBRARY_PATH=found,
               TENON_PLUGIN_PATH=SIM, SIM_DEVICES="2")


@contextlib.contextmanager
def machine(folder, *files, closed=(), gpu=False, module=""):
    """A folder that stands for /: its device files, a GPU on the bus, a driver in the kernel."""
    with tempfile.TemporaryDirectory(dir=folder) as root:
        bus = root + "/sys/bus/pci/devices/0000:01:00.0"
        for place in ("/dev", "/proc/driver/nvidia"):
            os.makedirs(root + place)
        os.makedirs(bus)
        texts = [(f"{root}/dev/{name}", "") for name in (*files, *closed)]
        texts += [(bus + "/vendor", "0x10de\n"), (bus + "/class", "0x030200\n")] if gpu else []
        texts += [(root + "/proc/driver/nvidia/version", module + "\n")] if module else []
        for path, text in texts:
            with open(path, "w", encoding="ascii") as file:
                file.write(text)
        for name in closed:
            os.chmod(f"{root}/dev/{name}", 0)
        yield {"LD_PRELOAD": folder + "/devices.so", "FAKE_ROOT": root}


def planted_files(folder):
    compile_library(folder + "/devices.so", DEVICES)
    files = ("nvidiactl", "nvidia-uvm", "nvidia0")
    with machine(folder) as fake:
        expect("a_machine_without_gpus_is_in_order", "GPU files", "note", "neither", **fake)
        expect("and_needs_no_driver", "NVIDIA driver", "note", "no GPU of NVIDIA", **fake)
        expect("little_shared_memory_is_named", "/dev/shm", "warning", "0 MiB", "--shm-size",
               FAKE_SHM="1", **fake)
    with machine(folder, *files) as fake:
        expect("files_of_gpus_are_counted", "GPU files", "ok", "1 can be opened", **fake)
    with machine(folder, *files, closed=("nvidia3",)) as fake:
        expect("gpus_of_other_jobs_may_be_closed", "GPU files", "ok", "1 can be opened",
               "/dev/nvidia3: Permission denied", **fake)
    with machine(folder, *files[:2], closed=("nvidia0",)) as fake:
        expect("a_closed_gpu_is_a_problem", "GPU files", "problem",
               "/dev/nvidia0: Permission denied", "usermod", **fake)
    with machine(folder, *files[:2]) as fake:
        expect("a_missing_gpu_is_a_problem", "GPU files", "problem", "no /dev/nvidia0",
               "nvidia-modprobe", **fake)
    with machine(folder, *files[1:], closed=("nvidiactl",)) as fake:
        expect("a_closed_control_file_is_a_problem", "GPU files", "problem",
               "/dev/nvidiactl: Permission denied", **fake)
    with machine(folder, "nvidiactl", "nvidia0") as fake:
        expect("a_missing_file_of_memory_is_a_problem", "GPU files", "problem", "/dev/nvidia-uvm",
               "nvidia-modprobe", **fake)
    with machine(folder, "dxg") as fake:
        expect("wsl_has_one_file", "GPU files", "ok", "/dev/dxg can be opened", **fake)
    with machine(folder, closed=("dxg",)) as fake:
        expect("which_may_be_closed", "GPU files", "problem", "/dev/dxg: Permission denied", **fake)
    tenon = folder + "/copy/bin/tenon"
    with machine(folder, gpu=True) as fake:
        expect("a_gpu_without_a_driver_is_named", "NVIDIA driver", "warning", "on the PCI bus",
               "install", tenon=tenon, **fake)
        expect("and_without_a_plug_in", "CUDA plug-in", "warning", "make cuda", tenon=tenon, **fake)


def planted_drivers(folder):
    files = ("nvidiactl", "nvidia-uvm", "nvidia0")
    old = "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024"
    new = "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build"
    sim = {"TENON_PLUGIN_PATH": SIM}
    with machine(folder, *files, module=old) as fake:
        expect("a_version_without_a_plug_in_is_a_note", "NVIDIA driver", "note", "550.54.15",
               tenon=folder + "/copy/bin/tenon", **fake)
        expect("an_old_driver_is_named_by_its_version", "NVIDIA driver", "problem",
               "550.54.15, serves CUDA 12.4", SIM_DRIVER="12040", **sim, **fake)
        expect("a_driver_without_its_library_is_a_problem", "NVIDIA driver", "problem",
               "550.54.15", "libcuda.so.1", "--gpus all", SIM_DRIVER="0", **sim, **fake)
    with machine(folder, *files, module=new) as fake:
        expect("an_open_driver_is_named_by_its_version", "NVIDIA driver", "ok",
               "580.65.06, serves CUDA 13.1", **sim, **fake)
        expect("no_gpu_where_there_should_be_one_is_a_problem", "GPU", "problem",
               "no CUDA-capable device", "CUDA_VISIBLE_DEVICES", SIM_DEVICES="0", **sim, **fake)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        form()
        variables()
        plugins(folder)
        launcher(folder)
        nccl(folder)
        if HAS_SIM:
            simulated()
            libraries_of_cuda()
        if not os.path.basename(BUILD) == "asan":  # whose library must be the first
            planted_files(folder)
            if HAS_SIM:
                planted_drivers(folder)
    tap.done()


main()
