#!/usr/bin/python3
"""train_cuda.py: `tenon train` on simulated CUDA devices, a process a rank: the same bits on 1, 2
and 4 of them, and on other orders of streams; what is missing is said; `make train` starts a rank
for each device.
plain build only
timeout: 300
"""

import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402
from support import train_command as training  # noqa: E402

STEPS = {"mlp": 6, "cnn": 1}
PATIENCE_S = 30  # with a job that must end in seconds
SMALL = ["--shards", "4", "--batch", "8"]


def run(out, model, *options, ranks=1, **environment):
    """A run with some variables of the simulator's set."""
    os.environ.update(environment)
    done = training.run(out, "--steps", str(STEPS[model]), *SMALL, *options, ranks=ranks,
                        data="idx:data", model=model)
    for name in environment:
        del os.environ[name]
    return done


def problems(model, wanted, **how):
    out = f"{model}-{len(os.listdir())}"
    done = run(out, model, **how)
    got = training.failure(done) or [training.digest(out, STEPS[model])]
    return [] if got == wanted else [f"wanted {wanted}", f"got {got}"]


def same_bits(model):
    first = run(f"{model}-first", model)
    tap.case(f"{model}: a run on one device", training.failure(first))
    if first.returncode == 0:
        wanted = [training.digest(f"{model}-first", STEPS[model])]
        for ranks in (2, 4):
            tap.case(f"{model}: {ranks} devices have the bits of one",
                     problems(model, wanted, ranks=ranks, SIM_SEED=str(ranks), SIM_ORDER="random"))


def without_nccl():
    done = run("without", "mlp", ranks=2, SIM_WITHOUT="libnccl.so.2")
    text = done.stdout + done.stderr
    told = done.returncode != 0 and "need NCCL" in text and "TENON_DEVICE=cpu" in text
    tap.case("ranks without NCCL are told what is missing", [] if told else text.splitlines())


def without_nccl_on_one_rank(missing):
    """The rank that lacks it tells the other, which would wait for it in NCCL otherwise."""
    program = training.program(f"without-{missing}", "--steps", "1", *SMALL, data="idx:data")
    ranks = [["-n", "1", *program] for _ in range(2)]
    ranks[missing][2:2] = ["-x", "SIM_WITHOUT=libnccl.so.2"]
    try:
        done = subprocess.run([*training.MPIRUN, *ranks[0], ":", *ranks[1]], capture_output=True,
                              text=True, timeout=PATIENCE_S, check=False)
        text = done.stdout + done.stderr
    except subprocess.TimeoutExpired as e:
        text = f"it takes more than {PATIENCE_S} s: {e.stderr}"
    told = re.search(rf"rank {missing} failed: .*need NCCL: .*\(libnccl2\)", text)
    tap.case(f"ranks are told that rank {missing} is without NCCL",
             [] if told else text.splitlines())


def ranks_of_make_train():
    """tools/train.sh, with an mpirun that says how it is called."""
    os.mkdir("bin")
    with open("bin/mpirun", "w", encoding="ascii") as file:
        file.write('#!/bin/sh\nprintf "%s\\n" "$*"\n')
    os.chmod("bin/mpirun", 0o755)
    path = f"{os.getcwd()}/bin:{os.environ['PATH']}"
    for name, wanted, changes in (
            ("a rank a device", 3, {"TENON_DEVICE": "cuda", "SIM_DEVICES": "3"}),
            ("two ranks on the host", 2, {"TENON_DEVICE": "cpu", "SIM_DEVICES": "3"}),
            ("as many ranks as RANKS says", 5, {"TENON_DEVICE": "cuda", "RANKS": "5"})):
        done = subprocess.run([f"{ROOT}/tools/train.sh"], capture_output=True, text=True,
                              env={**os.environ, **changes, "PATH": path}, check=False)
        told = done.stdout.startswith(f"-n {wanted} ")
        tap.case(f"make train starts {name}", [] if told else [done.stdout, done.stderr])


def main():
    os.environ["TENON_PLUGIN_PATH"] = f"{training.BUILD}/sim:{training.BUILD}/lib"
    os.environ["TENON_DEVICE"] = "cuda"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        training.make_images("data")
        same_bits("mlp")
        same_bits("cnn")
        without_nccl()
        without_nccl_on_one_rank(0)
        without_nccl_on_one_rank(1)
        ranks_of_make_train()
        os.chdir("/")
    tap.done()


main()
