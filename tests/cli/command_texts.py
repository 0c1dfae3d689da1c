#!/usr/bin/python3
"""command_texts.py: what the command says without training: help, man pages, completion, info, the
op table and refusals. All of it comes from one table of commands, so every command is asked."""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap

BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
TENON = BUILD + "/bin/tenon"


def run(*arguments, text=None, environment=None):
    return subprocess.run([TENON, *arguments], capture_output=True, text=True, input=text,
                          timeout=60, check=False, env={**os.environ, **(environment or {})})


def lacks(output, *wanted):
    return [f"lacks {w!r}: {output[:400]!r}" for w in wanted if w not in output]


def expect(name, arguments, status, *wanted):
    r = run(*arguments)
    problems = lacks(r.stdout if status == 0 else r.stderr, *wanted)
    if r.returncode != status:
        problems.append(f"status {r.returncode}, not {status}: {r.stderr[:400]}")
    if status and r.stdout:
        problems.append(f"an error prints on stdout: {r.stdout[:200]!r}")
    tap.case(name, problems)


def man_warnings(page):
    r = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=page, capture_output=True,
                       text=True, check=False)
    return r.stderr.splitlines()


def texts_of_each_command():
    names = run("help", "--names").stdout.splitlines()
    tap.case("help_names_every_command", [] if set(names) == {
        "train", "mem", "mem peak", "mem leaks", "mem diff", "mem export", "mem plot",
        "mem replay", "mem ps", "mem summary", "mem top", "mem watch", "mem record", "mem snapshot",
        "mem explain-oom", "profile", "info", "doctor", "tune", "ops", "help",
        "completion", "version"
    } else [str(names)])
    for name in names:
        words = name.split()
        expect(f"help_of_{name}_says_how_to_call_it", [*words, "--help"], 0,
               f"usage: tenon {name}")
        page = run("help", "--man", *words).stdout
        problems = lacks(page, ".TH TENON", ".SH NAME", ".SH SYNOPSIS")
        if shutil.which("groff"):
            problems += man_warnings(page)
        tap.case(f"man_page_of_{name}_is_clean", problems)
    return names


def completion(names):
    script = run("completion", "bash").stdout
    syntax = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True,
                            check=False)
    tap.case("completion_is_valid_bash", syntax.stderr.splitlines())
    asked = script + "\nCOMP_WORDS=(tenon '') COMP_CWORD=1; _tenon; echo ${COMPREPLY[@]}\n"
    words = subprocess.run(["bash"], input=asked, text=True, capture_output=True, check=False)
    tap.case("completion_offers_every_command",
             [] if set(words.stdout.split()) == {name.split()[0] for name in names} else
             [words.stdout + words.stderr])
    asked = script + "\nCOMP_WORDS=(tenon train --res) COMP_CWORD=2; _tenon; echo ${COMPREPLY[@]}\n"
    words = subprocess.run(["bash"], input=asked, text=True, capture_output=True, check=False)
    for line, wanted in (("tenon train --model ''", "mlp"), ("tenon ops gelu_b", "gelu_backward"),
                         ("tenon help inf", "info"), ("tenon mem re", "replay"),
                         ("tenon mem replay --pol", "--policy"),
                         ("tenon mem plot -", "-o"), ("tenon mem plot --ou", "--output")):
        asked = (f"{script}\nPATH={os.path.dirname(TENON)}:$PATH\nCOMP_WORDS=({line})\n"
                 "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tenon; echo ${COMPREPLY[@]}\n")
        found = subprocess.run(["bash"], input=asked, text=True, capture_output=True, check=False)
        tap.case(f"completion_of_{'_'.join(line.split()[1:-1])}_offers_{wanted}",
                 [] if wanted in found.stdout.split() else [found.stdout + found.stderr])
    tap.case("completion_knows_options", [] if words.stdout.split() == ["--resume"] else
             [words.stdout + words.stderr])


ADD = """add(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor

  self + alpha * other.

  gradient  yes
  dtypes    bool u8 i8 i16 i32 i64 f16 bf16 f32 f64 c64 c128
"""


def letters(folder):
    """-o of mem plot: what the texts say of it, and the ways to write it."""
    expect("help_shows_letters", ["mem", "plot", "--help"], 0, "\n  -o, --output FILE  ")
    tap.case("man_pages_show_letters", lacks(run("help", "--man", "mem", "plot").stdout,
                                             ".TP\n.B \\-o, \\-\\-output FILE\n"))
    with open(folder + "/trace.csv", "w", encoding="ascii") as file:
        file.write("op,id,bytes\nalloc,1,5\n")
    for i, words in enumerate((["-o", "{}"], ["-o{}"], ["--output", "{}"], ["--output={}"])):
        path = f"{folder}/{i}.svg"
        r = run("mem", "plot", folder + "/trace.csv", *(word.format(path) for word in words))
        tap.case(f"the_output_written_as_{'_'.join(words).strip('-')}",
                 [] if r.returncode == 0 and os.path.exists(path) else [r.stderr])
    for case, word, said in (("a_letter_without_its_value", "-o", "missing after '-o'"),
                             ("an_unknown_letter", "-xy", "no option '-x'"),
                             ("a_letter_of_another_command", "-q", "no option '-q'")):
        expect(f"plot_refuses_{case}", ["mem", "plot", word], 2, said)


commands = texts_of_each_command()
with tempfile.TemporaryDirectory() as temporary:
    letters(temporary)
completion(commands)
out = run("ops", "add").stdout
tap.case("ops_prints_add_in_full", [] if out == ADD else [repr(out)])
expect("ops_lists_the_table", ["ops"], 0, "add", "matmul", "softmax")
expect("ops_offers_near_names", ["ops", "ad"], 1, "no op 'ad'", "add")
expect("info_has_its_sections", ["info"], 0, "tenon ", "devices\n", "libraries\n", "oneDNN",
       "OpenBLAS", "MPI", "CUDA", "environment options\n", "TENON_NUM_THREADS")
if os.path.exists(BUILD + "/sim/libtenon_cuda.so"):
    told = run("info", environment={"TENON_PLUGIN_PATH": BUILD + "/sim"}).stdout
    tap.case("info_names_what_the_cuda_plug_in_opens",
             lacks(told, "NCCL 2.28.3\n",
                   "CUDA 13.1, cuBLASLt 13.1.0, cuFFT 12.1.0, cuSOLVER 12.1.0\n",
                   "cuBLASLt           cuBLASLt 13.1.0\n",
                   "CUPTI              libcupti.so.13\n"))
expect("info_takes_no_arguments", ["info", "more"], 2, "takes no arguments")
with open("/dev/full", "w", encoding="ascii") as full:
    lost = subprocess.run([TENON, "info"], stdout=full, stderr=subprocess.PIPE, text=True,
                          timeout=60, check=False)
tap.case("output_that_is_lost_is_an_error", [] if lost.returncode == 1 and
         "cannot write" in lost.stderr else [f"status {lost.returncode}: {lost.stderr}"])
for option, value in (("TENON_ISA", "abacus"), ("TENON_NUM_THREADS", "-3")):
    told = run("info", environment={option: value}).stderr
    tap.case(f"a_bad_{option.lower()}_is_named", [] if f"{option}={value}" in told else [told])
expect("version_is_one_line", ["version"], 0, "tenon ")
expect("no_command_is_refused", [], 2, "usage: tenon")
expect("an_unknown_command_is_refused", ["nosuch"], 2, "no command 'nosuch'")
for case, arguments, said in (
        ("an_unknown_option", ["--nosuch"], "no option"),
        ("the_beginning_of_several_options", ["--b", "64"], "several options begin with '--b'"),
        ("a_missing_value", ["--lr"], "missing"),
        ("a_wrong_choice", ["--model", "tree"], "mlp|cnn|gpt"),
        ("text_for_a_number", ["--batch", "many"], "--batch must be a number"),
        ("a_batch_of_zero", ["--batch", "0"], "--batch must be at least 1"),
        ("a_negative_seed", ["--seed", "-1"], "--seed must not be negative"),
        ("a_learning_rate_of_zero", ["--lr", "0"], "--lr must be positive"),
        ("an_unknown_device", ["--device", "abacus"], "--device must be"),
        ("an_operand", ["more"], "'more'")):
    expect(f"train_refuses_{case}", ["train", *arguments], 2, said)
expect("train_names_unknown_data", ["train", "--data", "clouds"], 1, "--data must be", "clouds")
expect("train_names_a_missing_folder", ["train", "--data", "idx:/nonexistent"], 1, "/nonexistent")
tap.done()
