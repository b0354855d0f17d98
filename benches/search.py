#!/usr/bin/env python3
"""`kanbao search` as a fresh process against ripgrep on one packed file.

usage: benches/search.py --library DIR [--kanbao FILE] [--repeat N] [QUERY...]

`cargo run --release --example archive -- make DIR` makes a library of 20,000 articles. The packed
file has one article a line (its Markdown, line feeds as blanks, behind its id), so that ripgrep
answers the same question: which articles? Ripgrep prints the lines, kanbao the ids; both sets are
compared. Kanbao's cache is built first, which is measured once. `checked` looks whether each article
is as it was, `cached` (`--cached`) does not, as ripgrep does not ask what was packed. Page cache
warm; the three take turns, and of each the fastest time in ms counts, which other programs disturb
least, with ratios to ripgrep, at most 1.0; then the least time of all cores; private memory (RssAnon, MiB) of `--json` with its snippets while kanbao
waits to write to a pipe. Needs ripgrep; without it, GNU grep stands in. Python's standard library,
on Linux.
"""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time


def timed(commands, environment, repeat):
    """Of each command the least time and the least time of all cores in milliseconds, and what it printed."""
    times = [[] for _ in commands]
    cores = [[] for _ in commands]
    printed = [b""] * len(commands)
    for _ in range(repeat + 1):
        for number, command in enumerate(commands):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            begun = time.perf_counter()
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
            times[number].append((time.perf_counter() - begun) * 1000)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            cores[number].append(used * 1000)
            printed[number] = done.stdout
    return [(min(times[n][1:]), min(cores[n][1:]), printed[n]) for n in range(len(commands))]


def pack(library, file):
    """Writes every article of the library as one line behind its id."""
    with open(file, "w", encoding="utf-8") as out:
        for issue in sorted(os.listdir(library)):
            folder = os.path.join(library, issue)
            for name in sorted(os.listdir(folder)):
                if name.endswith(".md"):
                    with open(os.path.join(folder, name), encoding="utf-8") as article:
                        out.write(f"{issue}/{name[:-3]}\t{article.read().replace(chr(10), ' ')}\n")


def private_memory(command, environment):
    """RssAnon in MiB once the program waits for its pipe to be read."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    process.stdout.read(1)
    with open(f"/proc/{process.pid}/status", encoding="ascii", errors="replace") as file:
        lines = dict(line.split(":", 1) for line in file if ":" in line)
    process.stdout.read()
    process.wait()
    return int(lines["RssAnon"].split()[0]) / 1024 if "RssAnon" in lines else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(here, "..", "target"))
    parser.add_argument("--kanbao", default=os.path.join(target, "release", "kanbao"))
    parser.add_argument("--library", required=True, help="a folder of issues")
    parser.add_argument("--repeat", type=int, default=9, metavar="N")
    parser.add_argument("queries", nargs="*", metavar="QUERY")
    options = parser.parse_args()
    queries = options.queries or ["东港渡口重新开放", "渡口", "路灯", "石", "螃蟹"]

    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "HOME": folder,
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
        }
        packed = os.path.join(folder, "packed.txt")
        pack(options.library, packed)
        kanbao = [os.path.abspath(options.kanbao), "--library", os.path.abspath(options.library)]
        begun = time.perf_counter()
        subprocess.run([*kanbao, "search", "x"], env=environment, capture_output=True, check=False)
        print(f"cache built in {(time.perf_counter() - begun) * 1000:.0f} ms")
        grep = ["rg", "--no-config"] if shutil.which("rg") else ["grep"]
        print(
            f"{'query':>12} {'articles':>9} {grep[0]:>7} {'checked':>8} {'ratio':>6} {'cached':>7} {'ratio':>6}"
            f" {'cores:':>7} {grep[0]:>5} {'checked':>8} {'cached':>7} {'private':>8}"
        )
        for query in queries:
            ours = [*kanbao, "search", query]
            commands = [[*ours, "--ids"], [*ours, "--ids", "--cached"], [*grep, "-F", query, packed]]
            of_each = timed(commands, environment, options.repeat)
            (checked, checked_cores, found), (cached, cached_cores, _), (theirs, their_cores, lines) = of_each
            ids = {line.split(b"\t", 1)[0].decode() for line in lines.splitlines()}
            assert set(found.decode().split()) == ids, query
            memory = private_memory([*ours, "--json"], environment)
            print(
                f"{query:>12} {len(ids):>9} {theirs:>7.1f} {checked:>8.1f} {checked / theirs:>6.2f}"
                f" {cached:>7.1f} {cached / theirs:>6.2f} {'':>7} {their_cores:>5.1f} {checked_cores:>8.1f}"
                f" {cached_cores:>7.1f} {memory:>8.1f}"
            )


if __name__ == "__main__":
    main()
