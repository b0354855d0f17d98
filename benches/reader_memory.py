#!/usr/bin/env python3
"""Private memory of an open reader over a large library, while one finds things in it.

usage: benches/reader_memory.py --library DIR [--kanbao FILE]

`cargo run --release --example archive -- make DIR` makes a library of 20,000 articles. The reader is
opened twice in a pseudo-terminal of 80x24 with a home of its own: first without a cache, so that the
search text is built and its words are learnt in it, then with the cache of the first time. After each
step, when nothing has been sent for a second and no CPU time was used in it, the private pages of
/proc/PID/smaps_rollup are told in MiB, then those of them that are memory and no copy of a file: pages
of the mapped cache count as private as long as no other reader has it open, and the system takes them
back when it needs them. Python's standard library, on Linux.
"""

import argparse
import fcntl
import os
import pty
import select
import struct
import tempfile
import termios
import time

STEPS = [
    ("opened", ""),
    ("s", "s"),
    ("医保", "医保"),
    ("Enter, an article", "\r"),
    ("q, back to the results", "q"),
    ("Esc f", "\x1bf"),
    ("csj", "csj"),
]


def private(pid):
    """The private pages of a process in MiB, and the memory among them that no file holds."""
    total = anonymous = 0
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        for line in lines:
            if line.startswith(("Private_Clean:", "Private_Dirty:")):
                total += int(line.split()[1])
            if line.startswith("Anonymous:"):
                anonymous = int(line.split()[1])
    return total / 1024, anonymous / 1024


def used(pid):
    """The CPU time of a process in ticks."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def settle(terminal, pid):
    """Reads what is sent until nothing comes and nothing is done for a second; at most two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        before = used(pid)
        ready, _, _ = select.select([terminal], [], [], 1.0)
        if ready:
            os.read(terminal, 1 << 16)
        elif used(pid) - before <= 1:
            return


def session(program, environment):
    """Opens the reader and goes through the steps; a row for each."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(program, [program], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    rows = []
    for name, keys in STEPS:
        for key in keys:
            os.write(terminal, key.encode())
            time.sleep(0.15)
        settle(terminal, pid)
        rows.append((name, *private(pid)))
    os.write(terminal, b"\x03")
    os.close(terminal)
    os.waitpid(pid, 0)
    return rows


def main():
    """Prints the table of both sessions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", required=True)
    parser.add_argument("--kanbao", default="target/release/kanbao")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        config = os.path.join(home, ".config", "kanbao")
        os.makedirs(config)
        with open(os.path.join(config, "config.toml"), "w", encoding="utf-8") as file:
            file.write(f'builtin = false\nlibraries = ["{os.path.abspath(arguments.library)}"]\n')
        environment = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
        program = os.path.abspath(arguments.kanbao)
        for name in ["without a cache", "with a cache"]:
            print(name)
            for step, pages, memory in session(program, environment):
                print(f"  {step:<24} {pages:6.1f} MiB private pages, {memory:6.1f} MiB memory")


if __name__ == "__main__":
    main()
