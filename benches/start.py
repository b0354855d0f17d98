#!/usr/bin/env python3
"""Time, processor time and memory from starting kanbao to its first complete frame.

usage: benches/start.py [--kanbao FILE] [--library DIR] [--repeat N]

kanbao runs in a pseudo-terminal of 120x40. The frame is complete with the last byte before a pause.
Without `--library` it opens the built-in issues; with one, it is measured without a cache folder
(each run makes it anew) and with the one of the run before. `cargo run --release --example archive
-- make DIR` makes a large library. The page cache is warm: one run goes before those that count.
Figures are medians; memory is the peak (VmHWM) and what is private at the end (RssAnon). Only
Python's standard library is used, on Linux.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import tempfile
import termios
import time

QUIET = 0.25  # Seconds without a byte after which the frame counts as complete.


def run(command, environment):
    """Milliseconds to the frame, processor milliseconds, peak and private MiB of one start."""
    begun = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.execvpe(command[0], command, environment)
    last = begun
    wait = 5.0
    while select.select([terminal], [], [], wait)[0]:
        if not os.read(terminal, 1 << 16):
            break
        last, wait = time.perf_counter(), QUIET
    with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as file:
        status = dict(line.rstrip("\n").split(":", 1) for line in file if ":" in line)
    # Run time of the scheduler, in nanoseconds: finer than the ticks of `stat`.
    with open(f"/proc/{process}/schedstat", encoding="ascii") as file:
        processor = int(file.read().split()[0]) / 1e6
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    memory = [int(status[name].split()[0]) / 1024 for name in ("VmHWM", "RssAnon")]
    return [(last - begun) * 1000, processor, *memory]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(here, "..", "target"))
    parser.add_argument("--kanbao", default=os.path.join(target, "release", "kanbao"))
    parser.add_argument("--library", help="a folder of issues; the built-in ones unless told")
    parser.add_argument("--repeat", type=int, default=9, metavar="N", help="starts that count (9)")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        cache = os.path.join(folder, "cache")
        environment = {
            **os.environ,
            "HOME": folder,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "XDG_CONFIG_HOME": f"{folder}/config",
            "XDG_CACHE_HOME": cache,
            "XDG_STATE_HOME": f"{folder}/state",
            "XDG_DATA_HOME": f"{folder}/data",
        }
        command = [os.path.abspath(options.kanbao)]
        cases = ["built-in issues"]
        if options.library:
            command += ["--library", os.path.abspath(options.library)]
            cases = ["without a cache", "with a cache"]
        print(f"{'':>16} {'frame ms':>9} {'CPU ms':>7} {'peak MiB':>9} {'private MiB':>12}")
        for case in cases:
            rounds = []
            for number in range(options.repeat + 1):
                if case == "without a cache":
                    shutil.rmtree(cache, ignore_errors=True)
                figures = run(command, environment)
                if number > 0:
                    rounds.append(figures)
            medians = [sorted(column)[len(column) // 2] for column in zip(*rounds)]
            print("{:>16} {:>9.1f} {:>7.1f} {:>9.1f} {:>12.1f}".format(case, *medians))


if __name__ == "__main__":
    main()
