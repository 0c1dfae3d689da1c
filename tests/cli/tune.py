#!/usr/bin/python3
"""tune.py: `tenon tune` measures, keeps what it found by device model, and programs read it.

What is found depends on the machine; that it is written, read again and told does not.
timeout: 120
"""

import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402

BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
TENON = BUILD + "/bin/tenon"
SIM = BUILD + "/sim"
ROW = re.compile(r"^  (\d+: \d+\.\d\d +)+$", re.M)


def run(*arguments, **environment):
    env = {name: value for name, value in {**os.environ, **environment}.items() if value}
    return subprocess.run([TENON, *arguments], capture_output=True, text=True, timeout=100,
                          check=False, env=env)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def expect(name, held):
    """Each of a dictionary's conditions holds."""
    tap.case(name, [f"not so: {what}" for what, fine in held.items() if not fine])


def value_in(text, crossover):
    found = re.findall(rf"^{crossover} (\d+)", text, re.M)
    return int(found[0]) if len(found) == 1 else None


def model():
    return run("tune", "--dry-run", "--only", "lanes_svd", "--seconds", "0.001").stdout \
        .splitlines()[0].split(": ", 1)[1].rsplit(",", 1)[0]


def on_the_host(folder):
    path = folder + "/new/folders/crossovers"
    r = run("tune", "--only", "lanes_svd", "--seconds", "0.2", TENON_CROSSOVERS=path)
    text = read(path) if os.path.exists(path) else ""
    expect("what_was_measured_is_printed_and_written", {
        "status 0": r.returncode == 0, "ratios": ROW.search(r.stdout),
        "the place": f"written to {path}" in r.stdout, "a section": f"\n[{model()}]\n" in text,
        "the value": value_in(text, "lanes_svd") in range(33),
        "the others": value_in(text, "blas_work") == 32768})
    before = "# mine\n[Other GPU]\ncufft_c64 77\n"
    write(path, f"{before}[{model()}]\nlanes_svd 3\nlanes_eigh 4\n[Last]\nblas_work 5")
    info = run("info", TENON_CROSSOVERS=path)
    expect("what_the_file_says_is_told_with_what_bits_depend_on", {
        "the values": ", lanes_svd=3, lanes_eigh=4\n" in info.stdout, "no more": not info.stderr})
    r = run("tune", "--only", "lanes_factor", "--seconds", "0.2", TENON_CROSSOVERS=path)
    text = read(path)
    expect("sections_of_others_stay_and_so_do_values_that_were_not_measured", {
        "status 0": r.returncode == 0, "before": text.startswith(before),
        "behind": text.endswith("[Last]\nblas_work 5"), "one section": text.count(model()) == 1,
        "kept": value_in(text, "lanes_svd") == 3 and value_in(text, "lanes_eigh") == 4})
    kept = read(path)
    r = run("tune", "--only", "lanes_svd", "--seconds", "0.01", "--dry-run", TENON_CROSSOVERS=path)
    expect("a_dry_run_writes_nothing", {
        "status 0": r.returncode == 0, "says so": "nothing was written" in r.stdout,
        "the file": read(path) == kept})
    write(path, f"[{model()}]\nlanes_svd many\n")
    info = run("info", TENON_CROSSOVERS=path)
    expect("a_line_without_a_value_is_named", {
        "status 0": info.returncode == 0, "the line": "'lanes_svd many'" in info.stderr,
        "the default": "lanes_svd=" not in info.stdout})
    r = run("tune", "--only", "lanes_svd", "--seconds", "0.01", TENON_CROSSOVERS="",
            XDG_CONFIG_HOME="", HOME=folder)
    expect("without_an_option_it_is_in_the_users_folder", {
        "status 0": r.returncode == 0,
        "the file": os.path.exists(folder + "/.config/tenon/crossovers")})


def refusals(folder):
    for name, arguments, option, status, said in (
            ("an_unknown_crossover", ("--only", "lanes"), "off", 2, "it has blas_work, lanes_svd"),
            ("a_device_that_is_none", ("--device", "gpu"), "off", 2, "must be cpu or cuda:N"),
            ("a_device_that_is_not_there", ("--device", "cuda:99"), "off", 1, "cuda:99"),
            ("no_time", ("--seconds", "0"), "off", 2, "--seconds must be more than 0"),
            ("an_operand", ("now",), "off", 2, "takes no arguments"),
            ("no_file", ("--only", "lanes_svd", "--seconds", "0.001"), "off", 1,
             "TENON_CROSSOVERS is off"),
            ("a_folder_that_is_a_file", ("--only", "lanes_svd", "--seconds", "0.001"),
             TENON + "/x/y", 1, "tenon/x")):
        r = run("tune", *arguments, TENON_CROSSOVERS=option)
        expect("refused_is_" + name, {f"status {status}, not {r.returncode}":
                                      r.returncode == status, r.stderr: said in r.stderr})


def on_a_simulated_device(folder):
    path = folder + "/gpu"
    r = run("tune", "--device", "cuda:0", "--only", "cublas_work", "--seconds", "0.01",
            TENON_PLUGIN_PATH=SIM, TENON_CROSSOVERS=path)
    text = read(path) if os.path.exists(path) else ""
    expect("a_gpus_values_are_written_by_its_model", {
        "status 0": r.returncode == 0, "ratios": ROW.search(r.stdout), "section": "[" in text,
        "the others": value_in(text, "cufft_c64") == 1 << 14,
        "none of the host": "lanes_svd" not in text})
    r = run("tune", "--device", "cuda:0", "--only", "cublas_work", TENON_PLUGIN_PATH=SIM,
            TENON_CROSSOVERS=path, TENON_CUBLAS="off")
    expect("an_option_that_decides_leaves_nothing_to_measure", {
        "status 0": r.returncode == 0, "it is named": "TENON_CUBLAS=off decides" in r.stdout,
        "nothing written": read(path) == text})


with tempfile.TemporaryDirectory() as scratch:
    on_the_host(scratch)
    refusals(scratch)
    if os.path.exists(SIM + "/libtenon_cuda.so"):
        on_a_simulated_device(scratch)
tap.done()
