#!/usr/bin/python3
"""mem_top.py: tenon mem top in a terminal: its picture, its keys, other sizes, and the terminal as
it was when it ends, however it ends."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402
from support.mem_holder import NAMES, Holder  # noqa: E402

PICTURE = f"""process P, running: holder known wait many 3000 wait
pool            live        peak    reserved        free     largest    oom
cpu         15.0 MiB    15.0 MiB    16.0 MiB  1023.0 KiB   768.0 KiB      0
live, at most 15.0 MiB  █

      bytes   share    blocks  by
    8.0 MiB   53.3%         1  encoder/empty holder.c:{NAMES['encoder/empty']}
    3.0 MiB   20.0%         1  ones holder.c:{NAMES['ones']}
    2.0 MiB   13.3%         1  encoder/attention/empty holder.c:{NAMES['first']}
    2.0 MiB   13.3%         1  encoder/attention/empty holder.c:{NAMES['first'] + 1}
    1.0 KiB    0.0%         1  empty holder.c:{NAMES['small']}

o op  t tag  s stream  p pool   b bytes  n number   q end"""
MANY = f"empty holder.c:{NAMES['many']}"
ENTER, LEAVE = "\x1b[?1049h\x1b[?25l\x1b[?7l", "\x1b[?7h\x1b[?25h\x1b[?1049l"
PATIENCE_S = 30


class Terminal:
    """tenon mem top in a terminal of its own."""

    def __init__(self, pid, every, rows=24, columns=80):
        self.ours, theirs = pty.openpty()
        self.theirs = theirs
        self.resize(rows, columns)
        self.modes = termios.tcgetattr(theirs)
        self.text = ""
        self.process = subprocess.Popen(
            [holding.TENON, "mem", "top", str(pid), "--every", str(every)], stdin=theirs,
            stdout=theirs, stderr=theirs, start_new_session=True, env=holding.environment(),
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def resize(self, rows, columns):
        """The terminal tells who is in front of it, as a window does."""
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys):
        self.text = ""
        os.write(self.ours, keys)

    def read(self, seconds):
        if select.select([self.ours], [], [], seconds)[0]:
            self.text += os.read(self.ours, 1 << 16).decode("utf-8", "replace")

    def shown(self):
        """The last whole picture."""
        found = re.findall(r"\x1b\[H\x1b\[J(.*?q end)", self.text, re.S)
        return found[-1].replace("\r\n", "\n") if found else ""

    def sees(self, wanted):
        """Whether a picture comes of which that is true."""
        end = time.monotonic() + PATIENCE_S
        while not wanted(self.shown()):
            if time.monotonic() > end:
                return ["last seen:", *self.shown().splitlines()]
            self.read(0.1)
        return []

    def ends(self):
        end = time.monotonic() + PATIENCE_S
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        for _ in range(3):
            self.read(0.1)
        problems = [] if self.process.poll() == 0 else [f"status {self.process.poll()}"]
        problems += [] if LEAVE in self.text else [repr(self.text[-300:])]
        same = termios.tcgetattr(self.theirs) == self.modes
        self.process.kill()
        self.process.wait()
        os.close(self.ours)
        os.close(self.theirs)
        return problems + ([] if same else ["the terminal is not as it was"])


def rows_of(picture):
    """What the table of blocks has below "by"."""
    lines = picture.splitlines()
    at = [i for i, line in enumerate(lines) if line.endswith("  by")]
    return [re.split(r"\s{2,}", line.strip())[-1] for line in lines[at[0] + 1:-2]] if at else []


def pictures(folder):
    with Holder(folder, "known", "wait", "many", 3000, "wait") as program:
        screen = Terminal(program.pid, 60)
        problems = screen.sees(lambda text: text)
        text = screen.shown().replace(f"process {program.pid}", "process P").replace(folder + "/",
                                                                                     "")
        tap.case("its_picture", problems or ([] if text == PICTURE and screen.text.startswith(ENTER)
                                             else [*text.splitlines()]))
        program.go()
        screen.press(b"n")
        tap.case("n_sorts_by_number", screen.sees(lambda text: rows_of(text)[:1] == [MANY]))
        screen.press(b"b")
        tap.case("b_sorts_by_bytes", screen.sees(
            lambda text: rows_of(text)[:1] == [f"encoder/empty holder.c:{NAMES['encoder/empty']}"]))
        for key, wanted in ((b"t", ["encoder", "(no region)", "encoder/attention"]),
                            (b"s", ["host"]), (b"p", ["cpu"])):
            screen.press(key)
            tap.case(f"{key.decode()}_adds_up_anew",
                     screen.sees(lambda text, wanted=wanted: rows_of(text) == wanted))
        screen.press(b"o")
        tap.case("o_is_by_op_again", screen.sees(lambda text: len(rows_of(text)) == 6))
        tap.case("keys_are_no_samples", screen.sees(lambda text: "MiB  █\n" in text))
        screen.text = ""
        screen.resize(13, 40)
        tap.case("a_lower_terminal_has_fewer_rows", screen.sees(
            lambda text: len(rows_of(text)) == 5 and rows_of(text)[4] == "2 others"))
        tap.case("and_the_picture_fits_it",
                 [] if len(screen.shown().splitlines()) <= 13 else [screen.shown()])
        screen.press(b"q")
        tap.case("q_ends_it", screen.ends())


def samples(folder):
    with Holder(folder, "known", "wait", "many", 3000, "wait", "free", 9999, "wait") as program:
        screen = Terminal(program.pid, 0.05, columns=40)
        problems = screen.sees(lambda text: "15.0 MiB  ██" in text)
        program.go()
        problems += screen.sees(lambda text: re.search(r"17\.9 MiB  .*▇█", text))
        program.go()
        tap.case("the_line_rises_and_falls", problems + screen.sees(
            lambda text: re.search(r"live, at most 17\.9 MiB  .*█.*$", text, re.M) and
            "0 B" in text.splitlines()[2]))
        line = screen.shown().splitlines()[3]
        tap.case("it_keeps_to_the_columns", [] if len(line) <= 40 else [line])
        program.process.kill()
        program.process.wait()
        tap.case("it_ends_with_the_program", screen.ends())
        tap.case("and_says_how_that_ended",
                 [] if f"process {program.pid}: killed" in screen.text else [screen.text[-200:]])


def signals(folder):
    with Holder(folder, "known", "wait") as program:
        for name, keys in (("ctrl_c", b"\x03"), ("ctrl_backslash", b"\x1c")):
            screen = Terminal(program.pid, 60)
            problems = screen.sees(lambda text: text)
            screen.press(keys)
            tap.case(f"{name}_restores_the_terminal", problems + screen.ends())
        screen = Terminal(program.pid, 60)
        problems = screen.sees(lambda text: text)
        screen.press(b"\x1a")
        screen.press(b"x")
        tap.case("ctrl_z_and_other_keys_are_nothing", problems + screen.sees(lambda text: text))
        screen.process.send_signal(signal.SIGTERM)
        tap.case("sigterm_restores_the_terminal", screen.ends())
        program.go()
        program.process.wait()


def main():
    holding.run_privately()
    folder = holding.folder_with_holder()
    pictures(folder)
    samples(folder)
    signals(folder)
    tap.case("nothing_is_left", holding.left_in_shm())
    tap.done()


main()
