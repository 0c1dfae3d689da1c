#!/usr/bin/python3
"""training_runs.py: small training runs through the command: the same bits for any number of ranks,
buckets and threads, stop and resume, and what a run leaves behind.

runs alone, timeout: 280
"""

import os
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap
from support.train_command import command, digest, failure, make_images, records, run

STEPS = 100
# Long enough for a signal to find the run under way; under AddressSanitizer steps take longer.
LONG_STEPS = 600 if "ASAN_OPTIONS" in os.environ else 2000
LONG = ("--steps", str(LONG_STEPS), "--save-every", str(LONG_STEPS * 7 // 20))


def same_bits(folder, data, wanted):
    for ranks, bucket, threads in ((2, 4194304, 1), (4, 1024, 1), (8, 65536, 1), (1, 1024, 2),
                                   (2, 65536, 2)):
        out = f"{folder}/r{ranks}-{bucket}-{threads}"
        r = run(out, "--steps", str(STEPS), "--bucket-bytes", str(bucket), "--threads",
                str(threads), ranks=ranks, data=data)
        problems = failure(r)
        if not problems and digest(out, STEPS) != wanted:
            problems = ["other bits than one rank with one thread"]
        tap.case(f"same_bits_with_{ranks}_ranks_{bucket}_bytes_{threads}_threads", problems)


def wait_for_a_step(out, process):
    """Until the log tells of a step, or the run ends."""
    end = time.monotonic() + 100
    while time.monotonic() < end and process.poll() is None:
        if os.path.exists(out + "/log.jsonl") and records(out, "step"):
            return
        time.sleep(0.01)


def stopped_and_resumed(folder, data, wanted, number, ranks, then):
    """A signal in the middle, then another number of ranks to the end."""
    out = f"{folder}/signal-{number}-{ranks}"
    process = subprocess.Popen(command(out, *LONG, ranks=ranks, data=data),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for_a_step(out, process)
    process.send_signal(number)
    said, errors = process.communicate(timeout=120)
    problems = [] if process.returncode == 0 else [f"status {process.returncode}: {errors[-500:]}"]
    if "stopped at step" not in said:
        problems.append(f"the run did not stop early: {said[-300:]!r}")
    problems += failure(run(out, *LONG, "--resume", "auto", ranks=then, data=data))
    if not problems and digest(out, LONG_STEPS) != wanted:
        problems.append("other bits than a run that was not stopped")
    return problems


def shape_of_a_run(out, said):
    last = said.strip().splitlines()[-1].split()
    tap.case("the_last_line_tells_accuracy_rate_and_ranks",
             [] if last[:2] + last[3:4] + last[5:] == ["test", "accuracy", "images/s", "ranks", "1"]
             else [str(last)])
    tap.case("a_run_learns", [] if float(last[2]) > 0.8 else [str(last)])
    steps = records(out, "step")
    fields = {"type", "step", "loss", "lr", "grad_norm", "images_per_s", "time_s"}
    tap.case("the_log_has_every_step", [] if [s["step"] for s in steps] ==
             list(range(1, STEPS + 1)) and set(steps[0]) == fields else [str(steps[:1])])
    links = [f"{out}/{name}" for name in ("latest", "best")]
    tap.case("latest_and_best_are_links",
             [f"{p} is no link to a file" for p in links
              if not (os.path.islink(p) and os.path.exists(p))])
    with open(out + "/loss.svg", encoding="utf-8") as file:
        picture = file.read()
    tap.case("the_plot_fits_light_and_dark", [] if picture.startswith("<svg") and
             "prefers-color-scheme" in picture else [picture[:200]])


def ends_and_plans(folder, data):
    begin = time.monotonic()
    r = run(folder + "/limit", "--steps", "100000000", "--time-limit", "0.5", ranks=2, data=data)
    problems = failure(r) + ([] if "stopped at step" in r.stdout else [r.stdout[-300:]])
    if time.monotonic() - begin > 60:
        problems.append("took over 60 s")
    tap.case("the_time_limit_ends_a_run_with_a_checkpoint", problems)
    r = run(folder + "/dry", "--dry-run", ranks=2, data=data)
    problems = failure(r) + [f"lacks {w}" for w in ("parameters 9352", "bucket 0", "on the wire")
                             if w not in r.stdout]
    if os.path.exists(folder + "/dry"):
        problems.append("a dry run made its folder")
    tap.case("a_dry_run_prints_the_plan_and_writes_nothing", problems)
    r = run(folder + "/r2-4194304-1", "--resume", "auto", "--shards", "4", ranks=2, data=data)
    tap.case("resume_with_other_shards_is_refused_on_every_rank",
             [] if r.returncode == 1 and "V 8" in r.stderr else [f"{r.returncode} {r.stderr}"])


def text_model(folder):
    path = folder + "/text"
    with open(path, "w", encoding="ascii") as file:
        file.write("a decoder reads bytes and tells the next. " * 20)
    options = ("--steps", "3", "--length", "16", "--batch", "8")
    digests, problems = set(), []
    for ranks in (1, 2):
        out = f"{folder}/gpt{ranks}"
        problems += failure(run(out, *options, ranks=ranks, data="text:" + path, model="gpt"))
        digests |= set() if problems else {digest(out, 3)}
    if not problems and len(digests) != 1:
        problems.append("two ranks give other bits than one")
    tap.case("a_decoder_trains_to_the_same_bits_on_two_ranks", problems)


def main():
    with tempfile.TemporaryDirectory() as folder:
        make_images(folder + "/images")
        data = f"idx:{folder}/images"
        r = run(folder + "/one", "--steps", str(STEPS), data=data)
        tap.case("a_run_on_one_rank_ends_well", failure(r))
        if r.returncode:
            tap.done()
        shape_of_a_run(folder + "/one", r.stdout)
        wanted = digest(folder + "/one", STEPS)
        same_bits(folder, data, wanted)
        problems = failure(run(folder + "/long", *LONG, data=data))
        tap.case("a_longer_run_ends_well", problems)
        wanted = "" if problems else digest(folder + "/long", LONG_STEPS)
        tap.case("sigterm_saves_and_two_ranks_go_on",
                 stopped_and_resumed(folder, data, wanted, signal.SIGTERM, 1, 2))
        tap.case("sigusr1_to_mpirun_saves_and_one_rank_goes_on",
                 stopped_and_resumed(folder, data, wanted, signal.SIGUSR1, 2, 1))
        ends_and_plans(folder, data)
        text_model(folder)
    tap.done()


main()
