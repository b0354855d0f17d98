#!/usr/bin/env python3
"""How soon kanbao's view stops over a slow line when a key is let go, and how much is still to come.

usage: benches/slow_line.py [--kanbao FILE] [--delay MS] [--bits N] [--seconds S] [--rate N] [--size COLUMNSxROWS]

kanbao runs in a pseudo-terminal, as a server would run it. Between that and the terminal here lies a
relay: a thread of its own with two sockets on loopback, which holds everything for half of the delay
each way and lets out no more than so many bits a second. What the relay has taken and not let out yet
is at most one delay's worth, as on a real line: the rest waits in the pseudo-terminal, where kanbao
meets it.

A key is held: pressed `rate` times a second for so many seconds. Told is how long after the last press
the last byte came, how long that is beyond the round trip, and how many bytes came after the press.
`j` scrolls a line; `G` and `gg` in turn show a page each, which the line has no room for. Then 5 s without a key are watched:
bytes and CPU time. Only Python's standard library is used.
"""

import argparse
import collections
import os
import select
import socket
import sys
import tempfile
import threading
import time

from wire import Answers, Program, made_article

BEYOND_ROUND_TRIP = 0.2  # Seconds; the aim for lines.
STILL_TO_COME = 64 * 1024  # Bytes; the aim for everything.


class Relay(threading.Thread):
    """Two ends joined by a line that is slow."""

    def __init__(self, near, far, delay, bytes_a_second):
        super().__init__(daemon=True)
        self.near, self.far = near, far
        self.half, self.rate = delay / 2, bytes_a_second
        self.wake, self.waker = os.pipe()

    def run(self):
        down, up = collections.deque(), collections.deque()
        # When the line has let out what it has taken.
        free = time.monotonic()
        while True:
            now = time.monotonic()
            for queue, end in [(down, self.far), (up, self.near)]:
                while queue and queue[0][0] <= now:
                    end.sendall(queue.popleft()[1])
            takes = [self.far]
            # A fiftieth of a second ahead: a line stores no more.
            if free <= now + 0.02:
                takes.append(self.near)
            due = [queue[0][0] for queue in (down, up) if queue] + ([free] if len(takes) == 1 else [])
            wait = max(min(due) - now, 0) if due else None
            for end in select.select(takes, [], [], wait)[0]:
                part = end.recv(max(int(self.rate / 50), 64) if end is self.near else 4096)
                if not part:
                    return
                now = time.monotonic()
                if end is self.near:
                    free = max(free, now) + len(part) / self.rate
                    down.append((free + self.half, part))
                else:
                    up.append((now + self.half, part))


class SlowProgram(Program):
    """A program whose terminal is at the other end of a relay."""

    def __init__(self, command, columns, rows, environment, delay, bytes_a_second):
        super().__init__(command, columns, rows, environment)
        self.answers = Answers(1)
        near, inner = socket.socketpair()
        outer, self.socket = socket.socketpair()
        for end in (near, inner):
            # So little that what does not fit on the line stays in the pseudo-terminal.
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2048)
        # One for each direction: output that finds no room must not hold up keys.
        threading.Thread(target=self.carry_keys, args=(near,), daemon=True).start()
        threading.Thread(target=self.carry_output, args=(near,), daemon=True).start()
        Relay(inner, outer, delay, bytes_a_second).start()

    def carry_keys(self, near):
        while keys := near.recv(4096):
            os.write(self.terminal, keys)

    def carry_output(self, near):
        try:
            while True:
                near.sendall(os.read(self.terminal, 1024))
        except OSError:
            return

    def send(self, keys):
        self.socket.sendall(keys)

    def take(self, seconds):
        """Bytes that come within so many seconds, and when the last of them came."""
        count, last, end = 0, None, time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.socket], [], [], left)[0]:
                part = self.socket.recv(65536)
                self.socket.sendall(self.answers.to(part, self.screen))
                count, last = count + len(part), time.monotonic()
        return count, last

    def cpu(self):
        with open(f"/proc/{self.process}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(here, "..", "target"))
    parser.add_argument("--kanbao", default=os.path.join(target, "release", "kanbao"))
    parser.add_argument("--delay", type=int, default=300, metavar="MS", help="there and back (300)")
    parser.add_argument("--bits", type=int, default=64_000, help="a second (64000)")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long a key is held (5)")
    parser.add_argument("--rate", type=int, default=30, help="presses a second (30)")
    parser.add_argument("--size", default="80x24", metavar="COLUMNSxROWS")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    delay = options.delay / 1000
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HOME": folder, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        for name in ("CONFIG", "CACHE", "STATE", "DATA"):
            environment[f"XDG_{name}_HOME"] = f"{folder}/{name}"
        command = [os.path.abspath(options.kanbao), made_article(folder)]
        program = SlowProgram(command, columns, rows, environment, delay, options.bits / 8)
        program.take(3.0)
        for name, keys in [("j", [b"j"]), ("pages", [b"G", b"gg"])]:
            presses = int(options.seconds * options.rate)
            start, sent = time.monotonic(), 0
            for press in range(presses):
                program.send(keys[press % len(keys)])
                sent += program.take(max(start + (press + 1) / options.rate - time.monotonic(), 0.001))[0]
            released = start + (presses - 1) / options.rate
            rest, last = program.take(4.0)
            late = (last or released) - released
            beyond = late - delay
            print(
                f"{name:>6} held {options.seconds:.0f} s: {sent + rest} bytes, stopped {late * 1000:.0f} ms after"
                f" the last press ({beyond * 1000:+.0f} ms beyond the round trip), {rest} bytes to come"
            )
            failed |= rest > STILL_TO_COME or name == "j" and beyond > BEYOND_ROUND_TRIP
        before = program.cpu()
        idle, _ = program.take(5.0)
        used = program.cpu() - before
        print(f"  idle 5 s: {idle} bytes, {used * 1000:.0f} ms of CPU ({used / 5:.1%})")
        failed |= idle > 0 or used > 0.025
        program.close()
    if failed:
        sys.exit("The view stops too late, too much is still to come, or an idle session is not idle.")


if __name__ == "__main__":
    main()
