#!/usr/bin/env python3
"""Bytes that kanbao and less send to the terminal for the same article, step by step.

usage: benches/wire.py [--kanbao FILE] [--article FILE.md] [--size COLUMNSxROWS]... [--idle SECONDS]
                       [--ambiguous {1,2,silent}]

Both run in pseudo-terminals of the same size, one after the other in one run; what they send is
counted until they are quiet. An article is made here unless one is given: sentences of a small
vocabulary in paragraphs of a newspaper's length, some 60 KB.

less reads two texts. `plain` is the article's paragraphs, one a line, as one would read a file with
less; a scrolled line is compared with that. `set` is what `kanbao show` prints: the very lines the
reader shows, in a window of as many lines of text as the reader has. Pages are compared with that,
since a page costs what stands on it. Only Python's standard library is used.

kanbao asks the terminal what it is. The terminal here answers as xterm does, with characters of
ambiguous width drawn in one cell, unless told that it draws them in two, or never answers.
"""

import argparse
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

QUIET = 0.06  # Seconds without a byte after which a step counts as finished.
# What is pressed, and how often: a line is worth little, so many are taken together. Up comes after
# down, so that both programs go over the same text.
STEPS = [
    ("line down", b"j", 60),
    ("line up", b"k", 60),
    ("page down", b" ", 7),
    ("page up", b"b", 7),
]


class Answers:
    """What a terminal says to the questions in what it is sent.

    Only as much of a terminal as its questions need: the cursor is known from the last time it was
    set, over the text printed since then. Nothing may be wrapped, scrolled or tabbed in between.
    """

    TOKEN = re.compile(
        rb"\x1b\[(?P<set>[\d;]*)H|(?P<cursor>\x1b\[6n)|(?P<attributes>\x1b\[0?c)"
        rb"|\x1b\[\?(?P<mode>\d+)\$p|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
        rb"|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|(?P<text>[^\x1b]+)"
    )

    def __init__(self, ambiguous):
        self.ambiguous = ambiguous
        self.row = self.column = 1

    def to(self, sent):
        """The answers, in the order of the questions."""
        answers = []
        for token in self.TOKEN.finditer(sent):
            if token["set"] is not None:
                place = [int(number or 1) for number in (token["set"] or b"1").split(b";")]
                self.row, self.column = (place + [1])[:2]
            elif token["text"] is not None:
                text = token["text"].decode("utf-8", "replace")
                self.column += sum(self.cells(character) for character in text)
            elif token["cursor"]:
                answers.append(b"\x1b[%d;%dR" % (self.row, self.column))
            elif token["attributes"]:
                answers.append(b"\x1b[?62;22c")
            elif token["mode"]:
                answers.append(b"\x1b[?%s;0$y" % token["mode"])
            elif token["colour"]:
                rgb = b"ffff/ffff/ffff" if token["colour"] == b"10" else b"0000/0000/0000"
                answers.append(b"\x1b]%s;rgb:%s\x1b\\" % (token["colour"], rgb))
        return b"".join(answers)

    def cells(self, character):
        kind = unicodedata.east_asian_width(character)
        return self.ambiguous if kind == "A" else 1 + (kind in "WF")


class Program:
    """A program in a pseudo-terminal of its own, whose questions are answered if that is told."""

    def __init__(self, command, columns, rows, environment, answers=None):
        self.answers = answers
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            # The size must be there before the program asks for it.
            set_size(0, columns, rows)
            os.execvpe(command[0], command, environment)
        set_size(self.terminal, columns, rows)

    def read(self, quiet=QUIET):
        """All bytes that come until `quiet` seconds pass without one."""
        received = b""
        while select.select([self.terminal], [], [], quiet)[0]:
            try:
                part = os.read(self.terminal, 1 << 16)
            except OSError:
                break
            if not part:
                break
            received += part
            if self.answers:
                os.write(self.terminal, self.answers.to(part))
        return received

    def press(self, keys):
        """The number of bytes the program sends for `keys`."""
        os.write(self.terminal, keys)
        return len(self.read())

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def set_size(descriptor, columns, rows):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def measure(command, columns, rows, environment, idle, answers=None):
    """Mean bytes of each step, and all bytes sent while idle."""
    program = Program(command, columns, rows, environment, answers)
    figures = {"first screen": len(program.read(0.5))}
    try:
        # Past the head of the article, into its text.
        program.press(b" ")
        for name, key, times in STEPS:
            figures[name] = sum(program.press(key) for _ in range(times)) / times
        figures["to the end"] = program.press(b"G")
        # A reading place is kept within a second; nothing may be sent for it, nor later.
        figures["idle"] = len(program.read(idle)) if idle else 0
    finally:
        program.close()
    return figures


def made_article(folder):
    """Writes an article and its plain text; gives both paths."""
    source = random.Random(20240518)
    words = (
        "今年 以来 全市 各区 港口 货物 沿江 城市 道路 桥梁 工厂 车间 设备 更新 居民 社区 图书馆 开放 "
        "清晨 菜场 渔船 新米 上市 价格 平稳 记者 走访 了解 表示 说 已有 超过 完成 建成 通车 投入 使用 "
        "比 去年 同期 增长 下降 成为 带动 周边 就业 服务 方便 群众 办事 窗口 数字 平台 试点 推广"
    ).split()

    def sentence():
        parts = ["".join(source.choices(words, k=source.randint(4, 9))) for _ in range(source.randint(1, 4))]
        if source.random() < 0.3:
            parts[0] += f"{source.randint(2, 980)}万吨"
        if source.random() < 0.2:
            parts[-1] = f"“{parts[-1]}”"
        return "，".join(parts) + "。"

    paragraphs = ["".join(sentence() for _ in range(source.randint(3, 7))) for _ in range(95)]
    issue = os.path.join(folder, "changwen-2024")
    os.mkdir(issue)
    with open(os.path.join(issue, "issue.toml"), "w", encoding="utf-8") as file:
        file.write('publication = "长文"\ndate = "2024"\n')
    article = os.path.join(issue, "01-changwen.md")
    with open(article, "w", encoding="utf-8") as file:
        file.write('+++\ntitle = "长文一篇"\n+++\n\n' + "\n\n".join(paragraphs) + "\n")
    return article


def plain_text(article):
    """The paragraphs of a Markdown file, one a line, without front matter."""
    with open(article, encoding="utf-8") as file:
        text = file.read()
    if text.startswith("+++\n"):
        text = text.split("\n+++\n", 1)[1]
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(here, "..", "target"))
    parser.add_argument("--kanbao", default=os.path.join(target, "release", "kanbao"))
    parser.add_argument("--article", help="a Markdown file; one is made unless told")
    parser.add_argument("--size", action="append", metavar="COLUMNSxROWS", help="80x24 and 120x40 unless told")
    parser.add_argument("--idle", type=float, default=3.0, metavar="SECONDS", help="how long to watch it idle (3)")
    parser.add_argument("--ambiguous", choices=["1", "2", "silent"], default="1", help="what the terminal draws (1)")
    options = parser.parse_args()
    kanbao = os.path.abspath(options.kanbao)

    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "HOME": folder,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "LESS": "",
            "XDG_CONFIG_HOME": f"{folder}/config",
            "XDG_CACHE_HOME": f"{folder}/cache",
            "XDG_STATE_HOME": f"{folder}/state",
            "XDG_DATA_HOME": f"{folder}/data",
        }
        article = os.path.abspath(options.article) if options.article else made_article(folder)
        plain = os.path.join(folder, "plain.txt")
        with open(plain, "w", encoding="utf-8") as file:
            file.write(plain_text(article))
        failed = False
        # Not told how wide the terminal draws, kanbao sets the cursor anew behind each character in
        # doubt.
        limit = 1.10 if options.ambiguous == "silent" else 1.05
        for size in options.size or ["80x24", "120x40"]:
            columns, rows = map(int, size.split("x"))
            environment["XDG_STATE_HOME"] = f"{folder}/state-{size}"
            shown = os.path.join(folder, f"set-{size}.txt")
            with open(shown, "wb") as file:
                measure_of_reader = str(min(columns - 4, 76))
                issue, name = os.path.split(article)
                library, issue = os.path.split(issue)
                name = f"{issue}/{name.removesuffix('.md')}"
                command = [kanbao, "show", name, "--library", library, "--width", measure_of_reader]
                subprocess.run(command, stdout=file, env=environment, check=True)
            answers = None if options.ambiguous == "silent" else Answers(int(options.ambiguous))
            ours = measure([kanbao, article], columns, rows, environment, options.idle, answers)
            less = {
                "plain": measure(["less", plain], columns, rows, environment, 0),
                "set": measure(["less", shown], columns, rows, environment, 0),
            }
            print(f"{size:>12} {'kanbao':>8} {'less':>8} {'ratio':>7} {'less, set':>10} {'ratio':>7}")
            for step, count in ours.items():
                if step == "idle":
                    print(f"{step:>12} {count:>8}")
                    failed |= count > 0
                    continue
                of_plain, of_set = less["plain"][step], less["set"][step]
                print(
                    f"{step:>12} {count:>8.0f} {of_plain:>8.0f} {count / of_plain:>7.2f}"
                    f" {of_set:>10.0f} {count / of_set:>7.2f}"
                )
                failed |= step == "line down" and count > of_plain
                failed |= step == "page down" and count > limit * of_set
            print()
    if failed:
        sys.exit("A line costs more than less's, a page too much more, or an idle screen sends.")


if __name__ == "__main__":
    main()
