"""A terminal as far as kanbao and less use one: what stands in each cell after some bytes, and the
fewest bytes that could have brought it there.

It knows cursor moves, tab stops, erasing, scrolling with a region and between margins, inserted and deleted
lines and new line mode, and passes over other modes and strings. A cell holds its character, the second cell of a wide one an empty text; its style is
kept beside it, as the numbers that have been set since the last reset.
Only Python's standard library is used.
"""

import re
import unicodedata

TOKEN = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<numbers>[\d;]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    r"|\x1b[\]P_^X].*?(?:\x1b\\|\x07)"
    r"|\x1b[()*+]."
    r"|\x1b(?P<escape>[0-OQ-WYZ\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)",
    re.S,
)
BLANK = " "


class Emulator:
    """The screen of a terminal of that size, blank at first."""

    def __init__(self, columns, rows, ambiguous=1):
        self.columns, self.rows, self.ambiguous = columns, rows, ambiguous
        self.cells = [[BLANK] * columns for _ in range(rows)]
        self.styles = [[()] * columns for _ in range(rows)]
        self.style = ()
        self.row = self.column = 0
        self.top, self.bottom = 0, rows - 1
        # The margins that are set: the first column, and the one behind the last.
        self.margins = None
        self.returns = False
        self.wraps = False
        self.kept = []
        self.stops = set(range(8, columns, 8))
        self.rest = b""

    def feed(self, sent):
        """Takes bytes, in any portions."""
        sent = self.rest + sent
        # What is begun at the end waits: a character, or a sequence.
        whole = len(sent)
        escape = sent.rfind(b"\x1b")
        if escape >= 0 and not TOKEN.match(sent[escape:].decode("utf-8", "replace")):
            whole = escape
        while whole > 0:
            try:
                text = sent[:whole].decode("utf-8")
                break
            except UnicodeDecodeError as error:
                whole = error.start
        else:
            text = ""
        self.rest = sent[whole:]
        for token in TOKEN.finditer(text):
            if token["text"]:
                for character in token["text"]:
                    self.put(character)
            elif token["control"]:
                self.control(token["control"])
            elif token["escape"]:
                self.escape(token["escape"])
            elif token["final"] and not token["private"] and not token["middle"]:
                numbers = [int(number or 0) for number in token["numbers"].split(";")]
                self.sequence(token["final"], numbers)
            elif token["final"] == "h" and "1049" in token["numbers"]:
                self.cells = [[BLANK] * self.columns for _ in range(self.rows)]
            elif token["numbers"] == "69" and token["private"] == "?" and not token["middle"]:
                self.margins = (0, self.columns) if token["final"] == "h" else None
                # As in xterm.
                self.row = self.column = 0

    def width(self, character):
        if unicodedata.combining(character):
            return 0
        kind = unicodedata.east_asian_width(character)
        return self.ambiguous if kind == "A" else 1 + (kind in "WF")

    def put(self, character):
        if self.margins:
            raise ValueError("nothing is written between margins")
        width = self.width(character)
        if width == 0:
            return
        if self.wraps or self.column + width > self.columns:
            self.column = 0
            self.feed_line()
        self.wraps = False
        self.cut(self.column)
        self.cut(self.column + width)
        line = self.cells[self.row]
        line[self.column] = character
        if width == 2:
            line[self.column + 1] = ""
        self.styles[self.row][self.column] = self.style
        self.column += width
        if self.column >= self.columns:
            self.column, self.wraps = self.columns - 1, True

    def cut(self, column):
        """Blanks both halves of a wide character that the cell at `column` is the second half of."""
        line = self.cells[self.row]
        if 0 < column < self.columns and line[column] == "":
            line[column - 1] = line[column] = BLANK

    def feed_line(self):
        if self.row == self.bottom:
            self.scroll(self.top, 1)
        else:
            self.row = min(self.row + 1, self.rows - 1)

    def scroll(self, top, lines):
        """Moves the rows from `top` to the region's end up, or down where `lines` is negative."""
        height = self.bottom - top + 1
        lines = max(-height, min(lines, height))
        left, end = self.margins or (0, self.columns)
        if not left <= self.column < end:
            return
        for grid, fill in [(self.cells, BLANK), (self.styles, ())]:
            moved = [line[left:end] for line in grid[top : self.bottom + 1]]
            blank = [[fill] * (end - left) for _ in range(abs(lines))]
            moved = moved[lines:] + blank if lines > 0 else blank + moved[:lines]
            for line, part in zip(grid[top : self.bottom + 1], moved):
                line[left:end] = part

    def control(self, character):
        if character == "\r":
            self.column = 0
        elif character in "\n\v\f":
            self.feed_line()
            self.column = 0 if self.returns else self.column
        elif character == "\b":
            self.column = max(self.column - 1, 0)
        elif character == "\t":
            self.column = min((stop for stop in self.stops if stop > self.column), default=self.columns - 1)
        self.wraps = False

    def escape(self, final):
        if final == "M":
            if self.row == self.top:
                self.scroll(self.top, -1)
            else:
                self.row = max(self.row - 1, 0)
        elif final == "D":
            self.feed_line()
        elif final == "H":
            self.stops.add(self.column)
        elif final == "E":
            self.column = 0
            self.feed_line()
        elif final == "7":
            self.kept.append((self.row, self.column, self.style))
        elif final == "8":
            # As where places are kept in a stack, which is right for those that keep one as well.
            self.row, self.column, self.style = self.kept.pop() if self.kept else (0, 0, ())
            # And where the cursor is then held within the scroll region.
            self.row = min(max(self.row, self.top), self.bottom)
        self.wraps = False

    def sequence(self, final, numbers):
        first = numbers[0]
        times = max(first, 1)
        if final in "Hf":
            second = numbers[1] if len(numbers) > 1 else 1
            self.row = min(times, self.rows) - 1
            self.column = min(max(second, 1), self.columns) - 1
        elif final in "G`":
            self.column = min(times, self.columns) - 1
        elif final == "d":
            self.row = min(times, self.rows) - 1
        elif final == "A":
            stop = self.top if self.row >= self.top else 0
            self.row = max(self.row - times, stop)
        elif final in "Be":
            stop = self.bottom if self.row <= self.bottom else self.rows - 1
            self.row = min(self.row + times, stop)
        elif final in "Ca":
            self.column = min(self.column + times, self.columns - 1)
        elif final == "D":
            self.column = max(self.column - times, 0)
        elif final == "X":
            self.erase(self.row, self.column, self.column + times)
        elif final == "K":
            self.erase_in_line(first)
        elif final == "J":
            rows = {0: range(self.row + 1, self.rows), 1: range(self.row)}.get(first, range(self.rows))
            if first < 2:
                self.erase_in_line(first)
            for row in rows:
                self.erase(row, 0, self.columns)
        elif final == "r":
            last = numbers[1] if len(numbers) > 1 and numbers[1] else self.rows
            self.top, self.bottom = times - 1, min(last, self.rows) - 1
            self.row = self.column = 0
        elif final in "hl" and first == 20:
            self.returns = final == "h"
        elif final == "s" and self.margins:
            last = numbers[1] if len(numbers) > 1 and numbers[1] else self.columns
            self.margins = times - 1, last
            self.row = self.column = 0
        elif final in "LM" and self.top <= self.row <= self.bottom:
            self.scroll(self.row, times if final == "M" else -times)
            self.column = 0
        elif final == "g":
            self.stops = self.stops - {self.column} if first == 0 else set()
        elif final in "ST":
            self.scroll(self.top, times if final == "S" else -times)
        elif final == "m":
            # As it was written: two ways to say one style would differ, and are not met here.
            self.style = () if numbers == [0] else (self.style if numbers[0] else ()) + tuple(numbers)
        elif final not in "hlcnqtu":
            raise ValueError(f"the emulator knows no sequence that ends in {final}")
        self.wraps = False

    def erase_in_line(self, kind):
        start = self.column if kind == 0 else 0
        end = self.column + 1 if kind == 1 else self.columns
        self.erase(self.row, start, end)

    def erase(self, row, start, end):
        kept, self.row = self.row, row
        self.cut(start)
        self.cut(end)
        self.row = kept
        for column in range(start, min(end, self.columns)):
            self.cells[row][column] = BLANK
            self.styles[row][column] = ()

    def rows_as_seen(self):
        """Each row with its characters and their styles."""
        return [(tuple(line), tuple(styles)) for line, styles in zip(self.cells, self.styles)]

    def snapshot(self):
        return [line[:] for line in self.cells]


def changed_bytes(before, after):
    """Bytes of the characters of `after` in cells that differ; blanks at the end of a row are erased."""
    end = len(after)
    while end > 0 and after[end - 1] == BLANK:
        end -= 1
    return sum(len(new.encode()) for old, new in zip(before[:end], after[:end]) if old != new)


def floor(before, after):
    """The fewest bytes of text that lead from one screen to the other: of the cells that differ, after
    the best scroll of all rows but up to two at the top and two at the bottom."""
    rows = len(after)
    blank = [BLANK] * len(after[0])
    in_place = [changed_bytes(old, new) for old, new in zip(before, after)]
    best = sum(in_place)
    known = {}
    for lines in range(-rows, rows + 1):
        for top in range(3):
            for bottom in range(3):
                if lines == 0 or top + bottom >= rows:
                    continue
                cost = sum(in_place[:top]) + sum(in_place[rows - bottom :])
                for row in range(top, rows - bottom):
                    source = row + lines
                    inside = top <= source < rows - bottom
                    pair = (source if inside else -1, row)
                    if pair not in known:
                        known[pair] = changed_bytes(before[source] if inside else blank, after[row])
                    cost += known[pair]
                    if cost >= best:
                        break
                best = min(best, cost)
    return best
