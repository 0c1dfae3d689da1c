#!/usr/bin/python3
"""examples.py: the programs of bench/examples do what they say, on the host and on a simulated
device, and say what is wrong with what they are given.
timeout: 300
"""

import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

BUILD = os.path.join(ROOT, os.environ.get("TENON_BUILD", "build"))
SIMULATED = {"TENON_PLUGIN_PATH": BUILD + "/sim", "TENON_DEVICE": "cuda:0"}
HOST = {"TENON_DEVICE": "cpu"}


def run(name, *words, environment):
    return subprocess.run([os.path.join(BUILD, "examples", name), *map(str, words)], text=True,
                          capture_output=True, env={**os.environ, **environment}, check=False)


def expect(case, name, *words, status=0, out="", err="", environment=HOST):
    done = run(name, *words, environment=environment)
    problems = []
    if done.returncode != status:
        problems.append(f"exit status {done.returncode}, not {status}")
    problems += [f"{what} is {text!r}, without {wanted!r}"
                 for what, text, wanted in (("output", done.stdout, out),
                                            ("error output", done.stderr, err))
                 if wanted not in text]
    tap.case(case, problems)


def write_picture(path):
    """A slope with a brighter square on it: of rank 2."""
    rows = [bytes(100 * (16 <= x < 32 and 8 <= y < 16) + x for x in range(48)) for y in range(24)]
    with open(path, "wb") as file:
        file.write(b"P5\n48 24\n255\n" + b"".join(rows))
    return rows


def pixels_of(path):
    with open(path, "rb") as file:
        return file.read().split(b"\n", 3)


def pictures(folder):
    picture, smaller = os.path.join(folder, "in.pgm"), os.path.join(folder, "out.pgm")
    rows = write_picture(picture)
    expect("two_values_hold_a_picture_of_rank_2", "compress", picture, 2, smaller,
           out="rank 2 of 24: 12.7% of the numbers, off by 0.00%")
    kind, size, levels, pixels = pixels_of(smaller)
    same = (kind, size, levels) == (b"P5", b"48 24", b"255") and pixels == b"".join(rows)
    tap.case("and_it_is_the_same_picture", [] if same else [f"{kind} {size} {levels}"])
    expect("a_rank_above_all_is_all", "compress", picture, 99, smaller, out="rank 24 of 24")
    expect("a_picture_that_is_none_is_told", "compress", __file__, 2, smaller, status=1,
           err="is no binary PGM")
    expect("a_file_that_is_missing_is_told", "compress", picture + "x", 2, smaller, status=1,
           err="is no binary PGM")
    expect("a_place_that_cannot_be_written_is_told", "compress", picture, 2, folder, status=1,
           err="cannot be written")
    expect("a_rank_is_needed", "compress", picture, 0, smaller, status=2, err="usage: compress")


def main():
    expect("poisson_is_exact_to_rounding", "poisson", 64, out="64 x 64 points on the host")
    expect("an_odd_number_of_points_too", "poisson", 37, out="37 x 37 points")
    expect("poisson_needs_points", "poisson", 3, status=2, err="must be at least 11, got 3")
    expect("messages_have_the_same_bits_both_ways", "messages", 200, 1500, 7,
           out="1500 edges of 7 features")
    expect("messages_needs_nodes", "messages", 0, 1, 1, status=2, err="usage: messages")
    with tempfile.TemporaryDirectory() as folder:
        pictures(folder)
    if os.path.exists(BUILD + "/sim/libtenon_cuda.so"):
        expect("poisson_on_a_device", "poisson", 16, out="points on a GPU", environment=SIMULATED)
        expect("messages_on_a_device", "messages", 20, 60, 5, out="the same bits",
               environment=SIMULATED)
    tap.done()


if __name__ == "__main__":
    main()
