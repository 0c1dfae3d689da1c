#!/usr/bin/python3
"""Makes the folder that a machine with a GPU, and nothing but its driver, can run.

    tests/gpu/bundle.py [--archive] [--out DIR]      DIR: build/gpu-bundle

DIR/tenon-gpu holds the library, the plug-in, the command, test programs, the benchmarks, data for
training, every shared library that these need but glibc and CUDA's, and run.sh. --archive also
writes DIR/tenon-gpu.tar.xz. What is put in was built before; debug information stays behind."""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
sys.path.insert(0, str(ROOT / "tests"))
sys.dont_write_bytecode = True
from support.train_command import write_idx  # noqa: E402

PROGRAMS = ["bin/tenon", "bench/gpu_bench", "tests/table", "tests/cuda", "tests/dist"]
LIBRARIES = ["lib/libtenon.so", "lib/libtenon_cuda.so"]
# Opened at run time, so that nobody is linked to them: where Debian has them.
OPENED = ["/usr/lib/x86_64-linux-gnu/openblas-serial/libopenblas.so.0",
          "/usr/lib/x86_64-linux-gnu/libdnnl.so.2"]
SCRIPTS = ["bench/gpu.py", "bench/gpu_floors.py", "bench/gpu_peer.py", "bench/gpu_torch.py",
           "bench/gpu_torch_families.py", "bench/gpu_torch_inputs.py", "bench/gpu_cupy.py",
           "bench/harness.py", "tests/golden/op_values.bin"]
GLIBC = re.compile(r"^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|anl|nsl|mvec))\.so")
CUDA = re.compile(r"^lib(cu|nv|nccl)")
IMAGES, PIXELS, CLASSES = {"train": 2048, "t10k": 64}, 28, 10
BYTES_MAX = 40 * 1000 * 1000

ABOUT = """Tenon for a machine with a GPU: it needs x86-64, glibc 2.36 or later and NVIDIA's driver.

    ./run.sh check       the test suite on cuda:0, against the host; curves of training
    ./run.sh sanitize    a part of it under compute-sanitizer, which comes with CUDA's toolkit
    ./run.sh bench       speed, against PyTorch and CuPy where python3 has them

Each ends with `N passed, N failed`, and leaves report.jsonl and logs in report/ or in `-o DIR`.
"""


def needed(path):
    """(name, place) of every shared library that a program or library needs, directly or not."""
    env = {**os.environ, "LD_LIBRARY_PATH": str(BUILD / "lib")}
    text = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=True,
                          env=env).stdout
    lost = re.search(r"^\s*(\S+) => not found", text, re.M)
    if lost:
        sys.exit(f"bundle: {path} needs {lost.group(1)}, which is not installed")
    return re.findall(r"^\s*(\S+) => (/\S+)", text, re.M)


def strip(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["strip", "--strip-debug", "-o", str(target), str(source)], check=True)
    target.chmod(0o755)


def put_built(folder):
    for name in (*PROGRAMS, *LIBRARIES):
        if not (BUILD / name).exists():
            sys.exit(f"bundle: build/{name} is missing: make gpu-programs")
        real = (BUILD / name).resolve()
        strip(real, folder / "build" / pathlib.Path(name).parent / real.name)
    for link in (BUILD / "lib").glob("libtenon.so*"):
        if link.is_symlink():
            os.symlink(os.readlink(link), folder / "build/lib" / link.name)


def put_libraries(folder):
    found = {}
    for path in [*(BUILD / name for name in (*PROGRAMS, *LIBRARIES)), *map(pathlib.Path, OPENED)]:
        if str(path) in OPENED:
            if not path.exists():
                sys.exit(f"bundle: {path} is missing: tools/deps.sh build")
            found[path.name] = str(path)
        found.update(needed(path))
    for name, place in sorted(found.items()):
        if CUDA.match(name):
            sys.exit(f"bundle: {name} of CUDA would be needed")
        if not GLIBC.match(name) and not name.startswith("libtenon"):
            strip(os.path.realpath(place), folder / "libs" / name)


def put_data(folder):
    """Images whose class is a bright row, in noise; and text of our own."""
    data, draw = folder / "data", random.Random(7)
    data.mkdir()
    quarter = bytes(i // 4 for i in range(256))
    for part, n in IMAGES.items():
        labels = bytes(draw.randrange(CLASSES) for _ in range(n))
        pixels = bytearray(draw.randbytes(n * PIXELS ** 2).translate(quarter))
        for i, label in enumerate(labels):
            row = (i * PIXELS + 2 * label + 4) * PIXELS
            pixels[row:row + PIXELS] = bytes([220]) * PIXELS
        write_idx(data / f"{part}-images-idx3-ubyte", (n, PIXELS, PIXELS), pixels)
        write_idx(data / f"{part}-labels-idx1-ubyte", (n,), labels)
    text = [ROOT / "README.md", *sorted((ROOT / "include/tenon").glob("[!o]*.h"))]
    (data / "text").write_text("".join(path.read_text() for path in text))


def put_scripts(folder):
    for name in SCRIPTS:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    shutil.copy(ROOT / "tests/gpu/run.sh", folder / "run.sh")
    (folder / "README").write_text(ABOUT)


def about():
    """Of the build: what a report needs to say."""
    text = (BUILD / "build_id.h").read_text()
    config = (BUILD / "config.txt").read_text()
    archs = re.search(r"CUDA +yes \((.*)\)", config)
    version, commit = re.search(r'"(\S+) \((.*)\)"', text).groups()
    return {"version": version, "commit": commit, "code_for": archs.group(1) if archs else None,
            "compiler": config.splitlines()[0].split("  ")[-1]}


def write_archive(folder):
    """By xz, with its filter for machine code, and so far back that what test programs have in
    common is stored once: less leaves more than the limit."""
    path = folder.parent / "tenon-gpu.tar.xz"

    def plain(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    with path.open("wb") as file:
        xz = subprocess.Popen(["xz", "-T0", "--x86", "--lzma2=preset=2,dict=64MiB"],
                              stdin=subprocess.PIPE, stdout=file)
        with tarfile.open(fileobj=xz.stdin, mode="w|") as archive:
            archive.add(folder, folder.name, filter=plain)
        xz.stdin.close()
        if xz.wait():
            sys.exit("bundle: xz failed")
    size = path.stat().st_size
    print(f"{path}: {size / 1e6:.1f} MB")
    if size > BYTES_MAX:
        sys.exit(f"bundle: more than {BYTES_MAX / 1e6:g} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", action="store_true")
    parser.add_argument("--out", type=pathlib.Path, default=BUILD / "gpu-bundle")
    options = parser.parse_args()
    folder = options.out / "tenon-gpu"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    put_built(folder)
    put_libraries(folder)
    put_data(folder)
    put_scripts(folder)
    (folder / "about.json").write_text(json.dumps(about()) + "\n")
    if options.archive:
        write_archive(folder)


if __name__ == "__main__":
    main()
