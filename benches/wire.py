#!/usr/bin/env python3
"""Bytes that kanbao and less send to the terminal for the same article, step by step.

usage: benches/wire.py [--kanbao FILE] [--article FILE.md] [--size COLUMNSxROWS]... [--idle SECONDS]
                       [--ambiguous {1,2,silent}] [--margins {yes,no}]

Both run in pseudo-terminals of the same size, one after the other in one run; what they send is
counted until they are quiet. An article is made here unless one is given: sentences of a small
vocabulary in paragraphs of a newspaper's length, some 60 KB.

less reads two texts. `plain` is the article's paragraphs, one a line, as one would read a file with
less; a scrolled line is compared with that. `set` is what `kanbao show` prints: the very lines the
reader shows, in a window of as many lines of text as the reader has. Pages are compared with that,
since a page costs what stands on it. Beside both, each step of kanbao has its own floor: the bytes of
the characters in cells that changed, after the best scroll (`emulator.py`), without a single byte of
control. `search` is all keys of a search, typed one by one, up to the first match with all matches
marked; the first screen is that of the first start, `once answered` that of the second, when kanbao
knows what the terminal draws. Lists are a shelf and an issue longer than the window, and the finder;
of its keys it is checked that nothing is sent but rows that changed. From 100 columns on another issue is
shown beside the shelf when the keys have rested for 80 ms; that is told by itself (`then beside`). Only Python's standard library
is used.

kanbao asks the terminal what it is. The terminal here answers as xterm does, with characters of
ambiguous width drawn in one cell, unless told that it draws them in two, or never answers; and it knows left
and right margins, as xterm does, unless told that it does not.
"""

import argparse
import collections
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

from emulator import Emulator, floor

QUIET = 0.06  # Seconds without a byte after which a step counts as finished.
# What is pressed, and how often: a line is worth little, so many are taken together. Up comes after
# down, so that both programs go over the same text.
STEPS = [
    ("line down", b"j", 60),
    ("line up", b"k", 60),
    ("page down", b" ", 7),
    ("page up", b"b", 7),
]


# Seconds in which what stands beside a list has come.
BESIDE = 0.25
# Bytes to find a row and to leave it, and for each style in it.
ROW = 40
# At most so many times the own floor, the bytes of less, and bytes.
OWN_FLOOR = {"line down": 1.10, "page down": 1.05, "first screen": 1.10}
LIST_KEY = 200
SEARCH_OF_LESS = 0.35


class Answers:
    """What a terminal says to the questions in what it is sent, which `screen` shows meanwhile."""

    QUESTION = re.compile(
        rb"(?P<cursor>\x1b\[6n)|(?P<attributes>\x1b\[0?c)|\x1b\[\?(?P<mode>\d+)\$p"
        rb"|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
    )

    def __init__(self, ambiguous, margins=True):
        self.ambiguous, self.margins = ambiguous, margins

    def to(self, sent, screen):
        """The answers, in the order of the questions."""
        answers, shown = [], 0
        for question in self.QUESTION.finditer(sent):
            screen.feed(sent[shown : question.end()])
            shown = question.end()
            if question["cursor"]:
                answers.append(b"\x1b[%d;%dR" % (screen.row + 1, screen.column + 1))
            elif question["attributes"]:
                answers.append(b"\x1b[?62;22c")
            elif question["mode"]:
                known = question["mode"] == b"69" and self.margins
                answers.append(b"\x1b[?%s;%d$y" % (question["mode"], 2 if known else 0))
            else:
                rgb = b"ffff/ffff/ffff" if question["colour"] == b"10" else b"0000/0000/0000"
                answers.append(b"\x1b]%s;rgb:%s\x1b\\" % (question["colour"], rgb))
        screen.feed(sent[shown:])
        return b"".join(answers)


class Program:
    """A program in a pseudo-terminal of its own, whose questions are answered if that is told."""

    def __init__(self, command, columns, rows, environment, answers=None):
        self.answers = answers
        self.screen = Emulator(columns, rows, answers.ambiguous if answers else 1)
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
                os.write(self.terminal, self.answers.to(part, self.screen))
            else:
                self.screen.feed(part)
        return received

    def press(self, keys):
        """The number of bytes the program sends for `keys`."""
        os.write(self.terminal, keys)
        return len(self.read())

    def step(self, keys):
        """Bytes sent for `keys`, pressed one by one, and the floor of what they changed."""
        before = self.screen.snapshot()
        sent = sum(self.press(key) for key in keys)
        return sent, floor(before, self.screen.snapshot())

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def set_size(descriptor, columns, rows):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def measure(command, columns, rows, environment, idle, searched, answers=None):
    """Mean bytes of each step with their floor, and all bytes sent while idle."""
    program = Program(command, columns, rows, environment, answers)
    blank = program.screen.snapshot()
    sent = len(program.read(0.5))
    figures = {"first screen": (sent, floor(blank, program.screen.snapshot()))}
    try:
        # Past the head of the article, into its text; behind that key kanbao asks where tabs lead.
        program.press(b" ")
        for name, key, times in STEPS:
            steps = [program.step([key]) for _ in range(times)]
            figures[name] = tuple(sum(parts) / times for parts in zip(*steps))
        program.press(b"gg" if answers else b"g")
        figures["search"] = program.step([key.encode() for key in f"/{searched}\r"])
        steps = [program.step([b"n"]) for _ in range(4)]
        figures["next match"] = tuple(sum(parts) / 4 for parts in zip(*steps))
        figures["to the end"] = program.step([b"G"])
        # A reading place is kept within a second; nothing may be sent for it, nor later.
        figures["idle"] = (len(program.read(idle)) if idle else 0, 0)
    finally:
        program.close()
    return figures


def lists(command, columns, rows, environment, answers):
    """The mean and the most bytes of a key in a shelf, an issue and the finder, and of what comes beside."""
    program = Program(command, columns, rows, environment, answers)
    program.read(0.5)
    figures = {}
    try:
        for place, into, key, times in [
            # The older issues, which are folded, are shown too.
            ("shelf", b"G\rgg", b"j", rows + 10),
            ("shelf, up", b"", b"k", rows + 10),
            ("issue", b"gg\r", b"j", rows + 10),
            ("finder, typed", b"f", "更新图书馆设备".encode(), None),
            ("finder, down", b"", b"\x1b[B", 5),
        ]:
            for byte in into:
                program.press(bytes([byte]))
                program.read(BESIDE)
            beside = []
            keys = [key] * times if times else [character.encode() for character in key.decode()]
            sent = []
            for key in keys:
                before = program.screen.rows_as_seen()
                sent.append(program.press(key))
                if place.startswith("shelf") and columns >= 100:
                    beside.append(len(program.read(BESIDE)))
                after = program.screen.rows_as_seen()
                changed = [new for old, new in zip(before, after) if old != new]
                allowed = sum(
                    len("".join(cells).rstrip().encode()) + ROW * (1 + len(set(styles)))
                    for cells, styles in changed
                )
                if place.startswith("finder") and sent[-1] > allowed + ROW:
                    raise SystemExit(f"{place}: {sent[-1]} bytes, {allowed} in the rows that changed")
            figures[place] = (sum(sent) / len(sent), max(sent))
            if beside:
                figures[f"{place}, then beside"] = (sum(beside) / len(beside), max(beside))
    finally:
        program.close()
    return figures


def made_library(folder):
    """Writes 60 issues, the first of 60 articles; gives the folder."""
    source = random.Random(7)
    words = "今年 全市 港口 货物 沿江 城市 道路 桥梁 工厂 车间 设备 更新 居民 社区 图书馆 开放 清晨 菜场".split()
    library = os.path.join(folder, "library")
    for number in range(60):
        issue = os.path.join(library, f"chenbao-{2080 - number}")
        os.makedirs(issue)
        with open(os.path.join(issue, "issue.toml"), "w", encoding="utf-8") as file:
            file.write(f'publication = "江岸晨报"\ndate = "{2080 - number}"\n')
        for article in range(60 if number == 0 else 2):
            title = "".join(source.choices(words, k=source.randint(4, 9)))
            text = "".join(source.choices(words, k=60))
            with open(os.path.join(issue, f"{article:02}.md"), "w", encoding="utf-8") as file:
                file.write(f'+++\ntitle = "{title}"\n+++\n\n{text}。\n')
    return library


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


def common_words(text):
    """The four Han that stand together most often: they are searched for."""
    counts = collections.Counter()
    for run in re.findall("[\u4e00-\u9fff]{4,}", text):
        counts.update(run[at : at + 4] for at in range(len(run) - 3))
    return counts.most_common(1)[0][0]


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
    parser.add_argument("--margins", choices=["yes", "no"], default="yes", help="whether it knows margins (yes)")
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
        text = plain_text(article)
        with open(plain, "w", encoding="utf-8") as file:
            file.write(text)
        searched = common_words(text)
        failed = False
        # Not told how wide the terminal draws, kanbao sets the cursor anew behind each character in
        # doubt.
        limit = 1.10 if options.ambiguous == "silent" else 1.05
        for size in options.size or ["80x24", "120x40"]:
            columns, rows = map(int, size.split("x"))
            # Of neither size anything is known at its first start.
            environment["XDG_STATE_HOME"] = f"{folder}/state-{size}"
            environment["XDG_CACHE_HOME"] = f"{folder}/cache-{size}"
            shown = os.path.join(folder, f"set-{size}.txt")
            with open(shown, "wb") as file:
                measure_of_reader = str(min(columns - 4, 76))
                issue, name = os.path.split(article)
                library, issue = os.path.split(issue)
                name = f"{issue}/{name.removesuffix('.md')}"
                command = [kanbao, "show", name, "--library", library, "--width", measure_of_reader]
                subprocess.run(command, stdout=file, env=environment, check=True)
            answers = None
            if options.ambiguous != "silent":
                answers = Answers(int(options.ambiguous), options.margins == "yes")
            reader = [kanbao, article]
            ours = measure(reader, columns, rows, environment, options.idle, searched, answers)
            program = Program(reader, columns, rows, environment, answers)
            blank = program.screen.snapshot()
            again = len(program.read(0.5)), floor(blank, program.screen.snapshot())
            program.close()
            less = {
                "plain": measure(["less", plain], columns, rows, environment, 0, searched),
                "set": measure(["less", shown], columns, rows, environment, 0, searched),
            }
            print(
                f"{size:>13} {'kanbao':>8} {'floor':>8} {'ratio':>7} {'less':>8} {'ratio':>7}"
                f" {'less, set':>10} {'ratio':>7}"
            )

            def row(step, sent, least, plain, set_):
                print(
                    f"{step:>13} {sent:>8.0f} {least:>8.0f} {sent / max(least, 1):>7.2f} {plain:>8.0f}"
                    f" {sent / plain:>7.2f} {set_:>10.0f} {sent / set_:>7.2f}"
                )

            for step, (sent, least) in ours.items():
                if step == "idle":
                    print(f"{step:>13} {sent:>8}")
                    failed |= sent > 0
                    continue
                of_plain, of_set = less["plain"][step][0], less["set"][step][0]
                row(step, sent, least, of_plain, of_set)
                if step == "first screen":
                    row("once answered", *again, of_plain, of_set)
                failed |= step == "line down" and sent > of_plain
                failed |= step == "page down" and sent > limit * of_set
                failed |= step == "search" and sent > SEARCH_OF_LESS * of_plain
                if step in OWN_FLOOR and sent > OWN_FLOOR[step] * least:
                    print(f"{'':>13} over {OWN_FLOOR[step]:.2f} x its floor")
            shelf = [kanbao, "--library", made_library(os.path.join(folder, size))]
            for place, (mean, most) in lists(shelf, columns, rows, environment, answers).items():
                print(f"{place:>13} {mean:>8.0f} at most {most}")
                # From 100 columns on two lists stand side by side, and without margins whole rows move.
                is_alone = columns < 100 or answers and answers.margins
                is_key = not place.startswith("finder") and "beside" not in place
                failed |= is_key and is_alone and most > LIST_KEY
            print()
    if failed:
        sys.exit("A line, a page, a search or a key in a list costs too much, or an idle screen sends.")


if __name__ == "__main__":
    main()
